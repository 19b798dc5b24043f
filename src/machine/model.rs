//! What a record is made of: its table, its case, its statuses and its events; and what a room says of each event.

use core::fmt;

use chrono::NaiveDate;
use serde::Serialize;
use serde::de::{DeserializeOwned, MapAccess};
use serde::ser::SerializeMap;

use super::{Asked, Misfit, Table};
use crate::base::{AnyId, Code, Findings, Kind, PrivateText, Stamp};

/// What one kind of record is made of. [`machine!`](super::machine!) writes it.
pub trait Model: Clone + fmt::Debug + PartialEq + Serialize + DeserializeOwned + 'static {
    /// What its ids name.
    type Kind: Kind;
    /// The policy with which its guards are asked.
    type Policy;
    /// All that is known in it.
    type Case: Case<Machine = Self> + Opens<Self::Opening> + TakesOver;
    /// Everything that can happen to it.
    type Event: Events<Machine = Self>;
    /// Its statuses.
    type Status: Code + Ord + fmt::Debug + Serialize + DeserializeOwned;
    /// The verbs of what can happen to it.
    type Verb: Code + Ord + fmt::Debug + Serialize + DeserializeOwned;
    /// What is known of a live case that is taken over.
    type Known: Clone + fmt::Debug + PartialEq + Serialize + DeserializeOwned;
    /// The event with which it begins.
    type Opening: Event<Machine = Self>;
    /// The state in which it begins.
    type First: State<Machine = Self>;

    /// What can happen in which state, and where it leads: the truth, as data.
    const TABLE: Table<Self::Status, Self::Verb>;

    /// The code of an event; an opening has none of this kind.
    #[doc(hidden)]
    fn coded(event: &Self::Event) -> Option<&dyn Coded<Self::Case>>;
}

/// One state of a record: a name in types, which holds nothing. [`machine!`](super::machine!) writes it.
pub trait State: 'static {
    /// The record whose state it is.
    type Machine: Model;
    /// The status that names it.
    const STATUS: <Self::Machine as Model>::Status;
    /// Whether nothing leads out of it.
    const IS_FINAL: bool;
}

/// One thing that can happen to a record: a plain struct with a date `on`. [`machine!`](super::machine!)
/// implements this for each event of a table.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an event of any record",
    note = "an event is what the `events` of a `machine!` table name, or `Irregularly` or `TakenElsewhere` of one"
)]
pub trait Event: Clone + fmt::Debug + PartialEq + Serialize + DeserializeOwned + 'static {
    /// The record to which it can happen.
    type Machine: Model;
    /// The verb that names it.
    const VERB: <Self::Machine as Model>::Verb;

    /// The day on which it happened or was decided.
    fn on(&self) -> NaiveDate;

    /// The same, as one of all events of its record.
    fn into_event(self) -> <Self::Machine as Model>::Event;

    /// This event, if that is what happened.
    fn peek(event: &<Self::Machine as Model>::Event) -> Option<&Self>;
}

/// All events of a record as one type. [`machine!`](super::machine!) writes it.
pub trait Events: Clone + fmt::Debug + PartialEq + 'static {
    /// The record to which they can happen.
    type Machine: Model<Event = Self>;

    /// Which event it is.
    fn verb(&self) -> <Self::Machine as Model>::Verb;

    /// The day on which it happened or was decided.
    fn on(&self) -> NaiveDate;

    #[doc(hidden)]
    fn write<M: SerializeMap>(&self, key: &'static str, map: &mut M) -> Result<(), M::Error>;

    #[doc(hidden)]
    fn read<'de, A: MapAccess<'de>>(
        verb: <Self::Machine as Model>::Verb,
        map: &mut A,
    ) -> Result<Self, A::Error>;
}

/// All that is known in a record, whichever state it is in: one struct with private fields. The room writes it, and
/// here what holds of every event alike.
pub trait Case: Clone + fmt::Debug + PartialEq + 'static {
    /// The record that it is of.
    type Machine: Model<Case = Self>;

    /// Structure, as [`Accept::fits`], of whatever happens on a day: that it is not dated before the beginning, say.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: everything that does not fit.
    fn fits_any(&self, on: NaiveDate) -> Result<(), Misfit> {
        let _ = on;
        Ok(())
    }

    /// What every event changes, beside [`Accept::apply`] and after it: asked with the status to which the table leads.
    fn after_any(&mut self, on: NaiveDate, status: StatusOf<Self>) {
        let _ = (on, status);
    }
}

/// The statuses of a case.
pub type StatusOf<C> = <<C as Case>::Machine as Model>::Status;

/// The policy with which a case's guards are asked.
pub type PolicyOf<C> = <<C as Case>::Machine as Model>::Policy;

/// What an event comes to: one for each event, whichever states the table lists it in. The room writes it.
#[diagnostic::on_unimplemented(
    message = "the table lists `{E}`, but `{Self}` does not say what it does with it",
    label = "an event without code",
    note = "write `impl Accept<{E}> for {Self}`, or take the event away"
)]
pub trait Accept<E: Event<Machine = Self::Machine>>: Case {
    /// Structure: whether what the event speaks of is there, not there twice, and within what it belongs to.
    ///
    /// Asked of what happens now, of what is loaded and of what a correction puts in its place. So a release may
    /// loosen it, and never tighten it: what fitted once must fit for ever. All fits unless this says otherwise.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: everything that is not there.
    fn fits(&self, event: &E) -> Result<(), Misfit> {
        let _ = event;
        Ok(())
    }

    /// The latest day of what the event says has happened. It bars if that day has not come
    /// ([`Asked::not_happened_yet`]), beside what [`Accept::findings`] says. None for what may lie ahead: a beginning or an
    /// end of help, a review.
    fn happened(event: &E) -> Option<NaiveDate> {
        Some(event.on())
    }

    /// Rules: all that speaks against it, at once. Asked of what happens now, of a correction, and by an audit;
    /// never of what is loaded. Nothing speaks against it unless this says otherwise.
    fn findings(&self, event: &E, asked: &Asked<'_, PolicyOf<Self>>) -> Findings {
        let _ = (event, asked);
        Findings::none()
    }

    /// What is known from then on. Total for whatever fits, and the same for ever: it sees neither policy nor
    /// calendar. Nothing else is known unless this says otherwise.
    fn apply(&mut self, event: &E, stamp: &Stamp) {
        let _ = (event, stamp);
    }

    /// Both at once, [`Accept::findings`] and then [`Accept::apply`]: for an audit and a correction, which walk on from
    /// entry to entry. A guard that compares what is known after with what was known before writes this, and has no
    /// need of a copy here; it must come to the same as the two.
    fn judged(&mut self, event: &E, asked: &Asked<'_, PolicyOf<Self>>) -> Findings {
        let findings = self.findings(event, asked);
        self.apply(event, asked.stamp());
        findings
    }
}

/// There is a row for this event in this state which is not retired. Only [`machine!`](super::machine!) implements
/// it.
#[diagnostic::on_unimplemented(
    message = "`{E}` cannot happen to a record that is `{Self}`",
    label = "not in the table",
    note = "the rows for `{Self}` in its machine's table say what can happen to it"
)]
pub trait Offered<E>: State {
    /// The one state to which it leads.
    type Next: State<Machine = Self::Machine>;
    #[doc(hidden)]
    const WRITTEN: ByMachine;
}

/// The mark of what `machine!` wrote.
#[doc(hidden)]
#[derive(Debug)]
pub struct ByMachine;

/// What a record begins with. The room writes it.
#[diagnostic::on_unimplemented(
    message = "the table lets a record begin with `{E}`, but `{Self}` does not say what it makes of it",
    label = "an opening without code",
    note = "write `impl Opens<{E}> for {Self}`"
)]
pub trait Opens<E: Event<Machine = Self::Machine>>: Case {
    /// The day that must have come, as [`Accept::happened`].
    fn happened(event: &E) -> Option<NaiveDate> {
        Some(event.on())
    }

    /// Rules, as in [`Accept::findings`]. Asked of an opening that fits.
    fn findings(event: &E, asked: &Asked<'_, PolicyOf<Self>>) -> Findings {
        let _ = (event, asked);
        Findings::none()
    }

    /// The id that what is opened says of itself: the record's own must be the same. None if nothing inside says one.
    fn id_inside(event: &E) -> Option<AnyId> {
        let _ = event;
        None
    }

    /// A record that what is opened refers to as another one: it cannot be the record itself. None if it refers to none.
    fn another_record(event: &E) -> Option<AnyId> {
        let _ = event;
        None
    }

    /// What is known at first. What [`Accept::fits`] says of loosening and tightening holds here too.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: everything that does not fit.
    fn open(event: &E, stamp: &Stamp) -> Result<Self, Misfit>;
}

/// How a live case is taken over from elsewhere, at each of the states that the table names. The room writes it.
#[diagnostic::on_unimplemented(
    message = "the table lets a live case be taken over, but `{Self}` does not say what it makes of it",
    label = "taking over without code",
    note = "write `impl TakesOver for {Self}`"
)]
pub trait TakesOver: Case {
    /// What speaks against the case as it is known. Nothing bars it: a live case comes in.
    fn findings(taken: &TakenOver<Self::Machine>, asked: &Asked<'_, PolicyOf<Self>>) -> Findings {
        let _ = (taken, asked);
        Findings::none()
    }

    /// The id that the case says of itself, as in [`Opens::id_inside`].
    fn id_inside(taken: &TakenOver<Self::Machine>) -> Option<AnyId> {
        let _ = taken;
        None
    }

    /// Another record that the case refers to, as in [`Opens::another_record`].
    fn another_record(taken: &TakenOver<Self::Machine>) -> Option<AnyId> {
        let _ = taken;
        None
    }

    /// The case as it is known. What [`Accept::fits`] says of loosening and tightening holds here too.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: everything that would have to be known and is not, or does not fit.
    fn take_over(taken: &TakenOver<Self::Machine>, stamp: &Stamp) -> Result<Self, Misfit>;
}

/// A live case that comes in from elsewhere, as it is known there.
#[derive(Debug, Clone, PartialEq)]
pub struct TakenOver<M: Model> {
    /// Where the case stands.
    pub status: M::Status,
    /// Since when it has been kept here.
    pub on: NaiveDate,
    /// The name of the system, or of the files, from which it comes.
    pub from_system: PrivateText,
    /// What is known of it.
    pub as_known: M::Known,
}

/// What is known of a case that cannot be taken over: there is no such case.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Never {}

/// The code of an event, whichever event it is: the way from a value of all events to its [`Accept`].
#[doc(hidden)]
pub trait Coded<C: Case> {
    fn fits(&self, case: &C) -> Result<(), Misfit>;
    fn findings(&self, case: &C, asked: &Asked<'_, PolicyOf<C>>) -> Findings;
    fn apply(&self, case: &mut C, stamp: &Stamp);
    fn judged(&self, case: &mut C, asked: &Asked<'_, PolicyOf<C>>) -> Findings;
}

impl<E: Event<Machine = C::Machine>, C: Accept<E>> Coded<C> for E {
    fn fits(&self, case: &C) -> Result<(), Misfit> {
        case.fits(self)
    }

    fn findings(&self, case: &C, asked: &Asked<'_, PolicyOf<C>>) -> Findings {
        has_come(C::happened(self), asked, case.findings(self, asked))
    }

    fn apply(&self, case: &mut C, stamp: &Stamp) {
        case.apply(self, stamp);
    }

    fn judged(&self, case: &mut C, asked: &Asked<'_, PolicyOf<C>>) -> Findings {
        has_come(C::happened(self), asked, case.judged(self, asked))
    }
}

/// With what bars a day that has not come.
pub(crate) fn has_come<P>(on: Option<NaiveDate>, asked: &Asked<'_, P>, mut findings: Findings) -> Findings {
    if let Some(early) = on.and_then(|on| asked.not_happened_yet(on)) {
        findings.push(early);
    }
    findings
}
