//! What can happen to a record, and in which manner it comes to be in the journal.

use core::fmt;

use chrono::NaiveDate;
use serde::de::{DeserializeOwned, MapAccess};
use serde::ser::{Serialize, SerializeMap};

use super::{Machine, Manner, Misfit};
use crate::base::{Actor, Code, PrivateText, wire};

/// One thing that can happen to a record: a plain struct with a date `on`. [`machine!`](super::machine!)
/// implements this for each event of a table.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event of any record",
    note = "an event is what the `events` of a `machine!` table name, or `Irregularly` or `TakenElsewhere` of one"
)]
pub trait Event: Clone + fmt::Debug + PartialEq + Serialize + DeserializeOwned + 'static {
    /// The record to which it can happen.
    type Machine: Machine;
    /// The verb that names it.
    const VERB: <Self::Machine as Machine>::Verb;

    /// The day on which it happened or was decided.
    fn on(&self) -> NaiveDate;

    /// The same, as one of all events of its record.
    fn into_event(self) -> <Self::Machine as Machine>::Event;

    /// This event, if that is what happened.
    fn peek(event: &<Self::Machine as Machine>::Event) -> Option<&Self>;
}

/// All events of a record as one type. [`machine!`](super::machine!) writes it.
pub trait Events: Clone + fmt::Debug + PartialEq + 'static {
    /// The record to which they can happen.
    type Machine: Machine<Event = Self>;

    /// Which event it is.
    fn verb(&self) -> <Self::Machine as Machine>::Verb;

    /// The day on which it happened or was decided.
    fn on(&self) -> NaiveDate;

    #[doc(hidden)]
    fn write<M: SerializeMap>(&self, key: &'static str, map: &mut M) -> Result<(), M::Error>;

    #[doc(hidden)]
    fn read<'de, A: MapAccess<'de>>(
        verb: <Self::Machine as Machine>::Verb,
        map: &mut A,
    ) -> Result<Self, A::Error>;
}

/// Whatever may be offered to a record: an event, or an event that happened irregularly or was taken elsewhere.
pub trait Happening: Clone + fmt::Debug {
    /// The record to which it can happen.
    type Machine: Machine;

    /// The same, in the form in which the journal keeps it.
    fn into_step(self) -> Step<<Self::Machine as Machine>::Event>;

    /// Whether the journal has this very thing there.
    fn is(&self, step: &Step<<Self::Machine as Machine>::Event>) -> bool;

    /// What must hold whichever state it happens in: a date that can be written down, a reason where one is owed.
    ///
    /// # Errors
    ///
    /// What does not.
    fn fits_anywhere(&self) -> Result<(), Misfit>;
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

impl<V: Events> From<V> for Step<V> {
    fn from(event: V) -> Self {
        Self::Regularly(event)
    }
}

impl<E: Event> Happening for E {
    type Machine = E::Machine;

    fn into_step(self) -> Step<<E::Machine as Machine>::Event> {
        Step::Regularly(self.into_event())
    }

    fn is(&self, step: &Step<<E::Machine as Machine>::Event>) -> bool {
        matches!(step, Step::Regularly(there) if E::peek(there) == Some(self))
    }

    fn fits_anywhere(&self) -> Result<(), Misfit> {
        dated(self.on())
    }
}

impl<E: Event> Happening for Irregularly<E> {
    type Machine = E::Machine;

    fn into_step(self) -> Step<<E::Machine as Machine>::Event> {
        let Self { what, reason, accepted_by } = self;
        Step::Irregularly(Irregularly { what: what.into_event(), reason, accepted_by })
    }

    fn is(&self, step: &Step<<E::Machine as Machine>::Event>) -> bool {
        matches!(step, Step::Irregularly(there) if E::peek(&there.what) == Some(&self.what)
            && there.reason == self.reason && there.accepted_by == self.accepted_by)
    }

    fn fits_anywhere(&self) -> Result<(), Misfit> {
        Misfit::all([dated(self.what.on()), reasoned(&self.reason)])
    }
}

impl<E: Event> Happening for TakenElsewhere<E> {
    type Machine = E::Machine;

    fn into_step(self) -> Step<<E::Machine as Machine>::Event> {
        let Self { what, by, why_recorded } = self;
        Step::TakenElsewhere(TakenElsewhere { what: what.into_event(), by, why_recorded })
    }

    fn is(&self, step: &Step<<E::Machine as Machine>::Event>) -> bool {
        matches!(step, Step::TakenElsewhere(there) if E::peek(&there.what) == Some(&self.what)
            && there.by == self.by && there.why_recorded == self.why_recorded)
    }

    fn fits_anywhere(&self) -> Result<(), Misfit> {
        Misfit::all([dated(self.what.on()), reasoned(&self.why_recorded)])
    }
}

impl<V: Events> Happening for Step<V> {
    type Machine = V::Machine;

    fn into_step(self) -> Self {
        self
    }

    fn is(&self, step: &Self) -> bool {
        self == step
    }

    fn fits_anywhere(&self) -> Result<(), Misfit> {
        let reason = match self {
            Self::Regularly(_) => Ok(()),
            Self::Irregularly(irregularly) => reasoned(&irregularly.reason),
            Self::TakenElsewhere(elsewhere) => reasoned(&elsewhere.why_recorded),
        };
        Misfit::all([dated(self.what().on()), reason])
    }
}

/// A live case that comes in from elsewhere, as it is known there.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenOver<M: Machine> {
    /// Where the case stands.
    pub status: M::Status,
    /// Since when it has been kept here.
    pub on: NaiveDate,
    /// The name of the system, or of the files, from which it comes.
    pub from_system: PrivateText,
    /// What is known of it.
    pub as_known: M::Known,
}

impl<M: Machine> TakenOver<M> {
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
pub enum With<M: Machine> {
    /// Another value of the same event, in this manner.
    Step(Step<M::Event>),
    /// Another value of the opening of a case that was taken over.
    TakenOver(TakenOver<M>),
    /// Nothing: it never happened.
    NeverHappened,
}

impl<M: Machine, E: Event<Machine = M>> From<E> for With<M> {
    fn from(event: E) -> Self {
        Self::Step(event.into_step())
    }
}
impl<M: Machine, E: Event<Machine = M>> From<Irregularly<E>> for With<M> {
    fn from(event: Irregularly<E>) -> Self {
        Self::Step(event.into_step())
    }
}
impl<M: Machine, E: Event<Machine = M>> From<TakenElsewhere<E>> for With<M> {
    fn from(event: TakenElsewhere<E>) -> Self {
        Self::Step(event.into_step())
    }
}
impl<M: Machine> From<TakenOver<M>> for With<M> {
    fn from(taken: TakenOver<M>) -> Self {
        Self::TakenOver(taken)
    }
}

/// Mistakes are corrected, not erased: both what was said first and what is said now stay in the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction<M: Machine> {
    /// The entry that is corrected. Its stamp stays as it was.
    pub seq: u64,
    /// What stands in its place from now on.
    pub with: With<M>,
    /// Why it is corrected.
    pub reason: PrivateText,
}

impl<M: Machine> Correction<M> {
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
pub enum Happened<M: Machine> {
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

/// Whether an event may have this code: the kernel's own codes are taken.
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

/// Comparison that a constant can do.
const fn same(mut left: &[u8], mut right: &[u8]) -> bool {
    while let ([first, left_rest @ ..], [other, right_rest @ ..]) = (left, right) {
        if *first != *other {
            return false;
        }
        (left, right) = (left_rest, right_rest);
    }
    left.is_empty() && right.is_empty()
}

impl<M: Machine> Happened<M> {
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

fn dated(on: NaiveDate) -> Result<(), Misfit> {
    Misfit::unless(wire::in_years(on), "expected a date `on` in the years 1800 to 2299", &[])
}

fn reasoned(reason: &PrivateText) -> Result<(), Misfit> {
    Misfit::unless(!reason.is_empty(), "expected a reason in words", &[])
}
