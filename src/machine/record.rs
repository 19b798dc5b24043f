//! Records whose state is known: the typed door.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::ser::{Serialize, Serializer};

use super::audit::{Audited, audit};
use super::body::{Body, Kernel, Whole};
use super::correct::plan;
use super::replay::at_revision;
use super::wire::write_body;
use super::{
    Accepted, Act, Corrected, Correction, CorrectionProblem, Entry, Happened, Happening, LoadError, Model,
    Offered, Refusal, Refused, Setting, State,
};
use crate::base::{Code, Findings, Id, RecordRef, Redacted};

/// A record in state `S`: its id, its journal, and the case that follows from the journal.
///
/// There is no way to make one but to open it, to take it over or to load it, and no way to change one but to have
/// it accept something.
pub struct Record<S: State> {
    body: Body<S::Machine>,
    state: PhantomData<fn() -> S>,
}

/// An event can happen in state `S`: what [`Record::accept`] asks of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot happen to a record that is `{S}`",
    label = "not in the table",
    note = "the rows for `{S}` in its machine's table say what can happen to it"
)]
pub trait Happens<S: State>: Happening<Machine = S::Machine> {
    /// The one state to which it leads.
    type Next: State<Machine = S::Machine>;
}

// On the event and not on the state: a state with a single row would have the compiler say "expected that event".
impl<S, E> Happens<S> for E
where
    S: Offered<E>,
    E: Happening<Machine = S::Machine>,
{
    type Next = S::Next;
}

/// The policy with which the guards of a state's record are asked.
type PolicyIn<S> = <<S as State>::Machine as Model>::Policy;

impl<S: State> Record<S> {
    /// Its id.
    pub const fn id(&self) -> Id<<S::Machine as Model>::Kind> {
        self.body.id
    }

    /// All that is known in it.
    pub fn case(&self) -> &<S::Machine as Model>::Case {
        &self.body.now.case
    }

    /// Every entry, the opening first.
    pub fn journal(&self) -> &[Entry<S::Machine>] {
        &self.body.entries
    }

    /// The number of entries, for optimistic locking.
    pub fn revision(&self) -> u64 {
        self.body.revision()
    }

    /// This very version of this record.
    pub fn record_ref(&self) -> RecordRef {
        RecordRef { id: self.body.id.any(), revision: self.body.revision() }
    }

    /// Offers something that happened or was decided. What the table does not list for this state does not compile.
    ///
    /// # Errors
    ///
    /// [`Refused`]: the record as it was, and why. Looked at in this order: the key, whether it fits, the stamp,
    /// the rules.
    pub fn accept<E: Happens<S>>(
        mut self,
        event: E,
        act: impl Into<Act>,
        setting: &Setting<'_, PolicyIn<S>>,
    ) -> Result<Accepted<Record<E::Next>>, Refused<Self>> {
        match self.body.take(event.into_step(), act.into(), setting) {
            // The row that let this compile is the row that was taken, so `Next` is where it led.
            Ok((findings, seq)) => Ok(Accepted::new(Record::of(self.body), findings, seq)),
            Err(why) => Err(Refused::new(self, why)),
        }
    }

    /// What would come of offering this: what would be found, or why it would be refused. Changes nothing.
    ///
    /// # Errors
    ///
    /// The [`Refusal`] that [`Record::accept`] would give.
    pub fn ask<E: Happens<S>>(
        &self,
        event: &E,
        act: impl Into<Act>,
        setting: &Setting<'_, PolicyIn<S>>,
    ) -> Result<Findings, Refusal> {
        self.body.examine(&event.clone().into_step(), &act.into(), setting).map(|(_, findings)| findings)
    }

    /// Corrects an earlier entry, where the status stays what it is. A correction that changes the status goes
    /// through [`Machine::correct`](super::Machine::correct).
    ///
    /// # Errors
    ///
    /// [`Refused`]: the record as it was, and why.
    pub fn correct(
        mut self,
        correction: Correction<S::Machine>,
        act: impl Into<Act>,
        setting: &Setting<'_, PolicyIn<S>>,
    ) -> Result<Corrected<Self>, Refused<Self>> {
        let act = act.into();
        let plan = match plan(&self.body, &correction, &act, setting) {
            Ok(plan) => plan,
            Err(why) => return Err(Refused::new(self, why)),
        };
        if plan.now.status != S::STATUS {
            let (from, to) = (S::STATUS.code(), plan.now.status.code());
            return Err(Refused::new(
                self,
                Refusal::Correction(CorrectionProblem::StatusChanges { from, to }),
            ));
        }
        self.body.now = plan.now;
        let seq = self.body.append(act, Happened::Corrected(correction), &plan.findings);
        Ok(Corrected { record: self, findings: plan.findings, seq, later: plan.later })
    }

    /// What the rules say today of every entry, as [`Machine::audit`](super::Machine::audit).
    ///
    /// # Errors
    ///
    /// As [`Machine::audit`](super::Machine::audit).
    pub fn audit(
        &self,
        setting: &Setting<'_, PolicyIn<S>>,
    ) -> Result<Vec<Audited<'_, S::Machine>>, LoadError> {
        audit(self.body.id.any(), &self.body.entries, setting)
    }

    /// The record without words, as [`Machine::redacted`](super::Machine::redacted).
    pub const fn redacted(&self) -> Redacted<'_, Self> {
        Redacted(self)
    }

    pub(crate) const fn of(body: Body<S::Machine>) -> Self {
        Self { body, state: PhantomData }
    }

    #[doc(hidden)]
    pub const fn from_body(_: &Kernel, body: Body<S::Machine>) -> Self {
        Self::of(body)
    }

    #[doc(hidden)]
    pub fn into_body(self, _: &Kernel) -> Body<S::Machine> {
        self.body
    }

    #[doc(hidden)]
    pub const fn body(&self) -> &Body<S::Machine> {
        &self.body
    }
}

impl<S: State> Record<S>
where
    S::Machine: Whole,
{
    /// The record as known at this revision, in whichever state it was then, as
    /// [`Machine::at_revision`](super::Machine::at_revision).
    ///
    /// # Errors
    ///
    /// As [`Machine::at_revision`](super::Machine::at_revision).
    pub fn at_revision(&self, revision: u64) -> Result<S::Machine, LoadError> {
        at_revision(&self.body, revision).map(|body| S::Machine::from_body(&Kernel::THE, body))
    }

    /// The same record, with its state known at run time only.
    pub fn into_any(self) -> S::Machine {
        S::Machine::from_body(&Kernel::THE, self.body)
    }
}

// Written out, since derives would ask the same of `S`, which is only a name.
impl<S: State> Clone for Record<S> {
    fn clone(&self) -> Self {
        Self::of(self.body.copy())
    }
}
impl<S: State> PartialEq for Record<S> {
    fn eq(&self, other: &Self) -> bool {
        self.body == other.body
    }
}
impl<S: State> fmt::Debug for Record<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("id", &self.body.id)
            .field("revision", &self.body.revision())
            .field("status", &self.body.now.status)
            .field("case", &self.body.now.case)
            .finish_non_exhaustive()
    }
}

impl<T: State> Serialize for Record<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_body(&self.body, serializer)
    }
}
