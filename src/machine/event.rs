//! What can happen to a record, and in which manner it comes to be in the journal.

use core::fmt;

use chrono::NaiveDate;

use super::{Event, Events, Manner, Misfit, Model, TakenOver};
use crate::base::{Actor, Code, PrivateText, wire};

/// Whatever may be offered to a record: an event, or an event that happened irregularly or was taken elsewhere.
pub trait Happening: Clone + fmt::Debug {
    /// The record to which it can happen.
    type Machine: Model;

    /// The same, in the form in which the journal keeps it.
    fn into_step(self) -> Step<<Self::Machine as Model>::Event>;
}

/// An event of a record, and in which manner it came to be in the journal.
#[derive(Debug, Clone, PartialEq)]
pub enum Step<E> {
    /// Accepted, since nothing barred it.
    Regularly(E),
    /// It happened although rules speak against it.
    Irregularly(Irregularly<E>),
    /// It was decided elsewhere, although rules speak against it.
    TakenElsewhere(TakenElsewhere<E>),
}

/// Something that happened in the world although rules speak against it. What bars is kept as a warning.
///
/// The world does not ask permission: a record that refused what happened would become false, and the duties that
/// follow from it would be lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Irregularly<E> {
    /// What happened.
    pub what: E,
    /// Why it happened like this.
    pub reason: PrivateText,
    /// Who accepts that it did.
    pub accepted_by: Actor,
}

/// A decision of the service that was taken all the same, on paper or in another system. What bars is kept as a
/// warning. Never offered among what can happen now.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenElsewhere<E> {
    /// What was decided.
    pub what: E,
    /// Who decided it.
    pub by: Actor,
    /// Why it is recorded although it was decided elsewhere.
    pub why_recorded: PrivateText,
}

impl<E> Step<E> {
    /// What happened, whatever the manner.
    pub const fn what(&self) -> &E {
        match self {
            Self::Regularly(what) => what,
            Self::Irregularly(irregularly) => &irregularly.what,
            Self::TakenElsewhere(elsewhere) => &elsewhere.what,
        }
    }

    /// The manner.
    pub const fn manner(&self) -> Manner {
        match self {
            Self::Regularly(_) => Manner::Regularly,
            Self::Irregularly(_) => Manner::Irregularly,
            Self::TakenElsewhere(_) => Manner::TakenElsewhere,
        }
    }
}

impl<V: Events> Step<V> {
    /// What must hold whichever state it happens in: a date that can be written down, a reason where one is owed.
    pub(crate) fn fits_anywhere(&self) -> Result<(), Misfit> {
        let reason = match self {
            Self::Regularly(_) => Ok(()),
            Self::Irregularly(irregularly) => reasoned(&irregularly.reason),
            Self::TakenElsewhere(elsewhere) => reasoned(&elsewhere.why_recorded),
        };
        Misfit::all([dated(self.what().on()), reason])
    }
}

impl<V: Events> From<V> for Step<V> {
    fn from(event: V) -> Self {
        Self::Regularly(event)
    }
}

impl<E: Event> Happening for E {
    type Machine = E::Machine;

    fn into_step(self) -> Step<EventOf<E>> {
        Step::Regularly(self.into_event())
    }
}

impl<E: Event> Happening for Irregularly<E> {
    type Machine = E::Machine;

    fn into_step(self) -> Step<EventOf<E>> {
        let Self { what, reason, accepted_by } = self;
        Step::Irregularly(Irregularly { what: what.into_event(), reason, accepted_by })
    }
}

impl<E: Event> Happening for TakenElsewhere<E> {
    type Machine = E::Machine;

    fn into_step(self) -> Step<EventOf<E>> {
        let Self { what, by, why_recorded } = self;
        Step::TakenElsewhere(TakenElsewhere { what: what.into_event(), by, why_recorded })
    }
}

impl<V: Events> Happening for Step<V> {
    type Machine = V::Machine;

    fn into_step(self) -> Self {
        self
    }
}

/// All events of the record to which this one can happen.
type EventOf<E> = <<E as Event>::Machine as Model>::Event;

impl<M: Model> TakenOver<M> {
    pub(crate) fn fits_anywhere(&self) -> Result<(), Misfit> {
        Misfit::all([
            dated(self.on),
            Misfit::unless(
                !self.from_system.is_empty(),
                "expected the name of the system it comes from",
                &[],
            ),
        ])
    }
}

/// What is put in the place of an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum With<M: Model> {
    /// Another value of the same event, in this manner.
    Step(Step<M::Event>),
    /// Another value of the opening of a case that was taken over.
    TakenOver(TakenOver<M>),
    /// Nothing: it never happened.
    NeverHappened,
}

impl<M: Model, E: Event<Machine = M>> From<E> for With<M> {
    fn from(event: E) -> Self {
        Self::Step(event.into_step())
    }
}
impl<M: Model, E: Event<Machine = M>> From<Irregularly<E>> for With<M> {
    fn from(event: Irregularly<E>) -> Self {
        Self::Step(event.into_step())
    }
}
impl<M: Model, E: Event<Machine = M>> From<TakenElsewhere<E>> for With<M> {
    fn from(event: TakenElsewhere<E>) -> Self {
        Self::Step(event.into_step())
    }
}
impl<M: Model> From<TakenOver<M>> for With<M> {
    fn from(taken: TakenOver<M>) -> Self {
        Self::TakenOver(taken)
    }
}

/// Mistakes are corrected, not erased: both what was said first and what is said now stay in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction<M: Model> {
    /// The entry that is corrected. Its stamp stays as it was.
    pub seq: u64,
    /// What stands in its place from now on.
    pub with: With<M>,
    /// Why it is corrected.
    pub reason: PrivateText,
}

impl<M: Model> Correction<M> {
    /// Another value in the place of an entry.
    pub fn new(seq: u64, with: impl Into<With<M>>, reason: PrivateText) -> Self {
        Self { seq, with: with.into(), reason }
    }

    /// The entry never happened.
    pub const fn never_happened(seq: u64, reason: PrivateText) -> Self {
        Self { seq, with: With::NeverHappened, reason }
    }

    pub(crate) fn fits_anywhere(&self) -> Result<(), Misfit> {
        let with = match &self.with {
            With::Step(step) => step.fits_anywhere(),
            With::TakenOver(taken) => taken.fits_anywhere(),
            With::NeverHappened => Ok(()),
        };
        Misfit::all([with, reasoned(&self.reason)])
    }
}

/// What an entry of a journal says.
#[derive(Debug, Clone, PartialEq)]
pub enum Happened<M: Model> {
    /// An event, the regular opening included.
    Step(Step<M::Event>),
    /// The opening of a case that was taken over.
    TakenOver(TakenOver<M>),
    /// The correction of an earlier entry.
    Corrected(Correction<M>),
}

/// The codes that stand beside the codes of a record's events.
pub(crate) const TAKEN_OVER: &str = "taken_over";
pub(crate) const CORRECTED: &str = "corrected";
pub(crate) const NEVER_HAPPENED: &str = "never_happened";
pub(crate) const IRREGULARLY: &str = "irregularly";
pub(crate) const TAKEN_ELSEWHERE: &str = "taken_elsewhere";

/// Whether an event may have this code: the kernel's own codes are taken. Asked while the table is compiled, where
/// texts cannot be compared with `==` yet.
#[doc(hidden)]
pub const fn is_free(code: &str) -> bool {
    let mut taken: &[&str] = &[TAKEN_OVER, CORRECTED, NEVER_HAPPENED, IRREGULARLY, TAKEN_ELSEWHERE];
    while let [first, rest @ ..] = taken {
        if same(first.as_bytes(), code.as_bytes()) {
            return false;
        }
        taken = rest;
    }
    true
}

const fn same(mut left: &[u8], mut right: &[u8]) -> bool {
    while let ([first, left_rest @ ..], [other, right_rest @ ..]) = (left, right) {
        if *first != *other {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}

impl<M: Model> Happened<M> {
    /// The code of what it says.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Step(step) => step.what().verb().code(),
            Self::TakenOver(_) => TAKEN_OVER,
            Self::Corrected(_) => CORRECTED,
        }
    }

    /// The day of what it says; a correction has none of its own.
    pub fn on(&self) -> Option<NaiveDate> {
        match self {
            Self::Step(step) => Some(step.what().on()),
            Self::TakenOver(taken) => Some(taken.on),
            Self::Corrected(_) => None,
        }
    }
}

pub(crate) fn dated(on: NaiveDate) -> Result<(), Misfit> {
    Misfit::unless(wire::in_years(on), "expected a date `on` in the years 1800 to 2299", &[])
}

fn reasoned(reason: &PrivateText) -> Result<(), Misfit> {
    Misfit::unless(!reason.is_empty(), "expected a reason in words", &[])
}
