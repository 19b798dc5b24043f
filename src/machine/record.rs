//! Records whose state is known: the typed door.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::fmt;

use super::audit::{Audited, audit};
use super::correct::plan;
use super::entry::kept;
use super::seal::Kernel;
use super::{
    Accepted, Act, Corrected, Correction, CorrectionProblem, Entry, Happened, Happens, Key, LoadError,
    LoadProblem, Machine, Misfit, PolicyOf, Refusal, Refused, Setting, State,
};
use crate::base::{Code, Findings, Id, RecordRef, Redacted, Stamp, limits};

/// A record in state `S`: its id, its journal, and the state that follows from the journal.
///
/// There is no way to make one but to open it, to take it over or to load it, and no way to change one but to have
/// it accept something.
#[derive(PartialEq)]
pub struct Record<S: State> {
    head: Head<S::Machine>,
    state: Box<S>,
}

impl<S: State> Record<S> {
    /// Its id.
    pub const fn id(&self) -> Id<<S::Machine as Machine>::Kind> {
        self.head.id
    }

    /// The state that follows from its journal.
    pub const fn state(&self) -> &S {
        &self.state
    }

    /// Every entry, the opening first.
    pub fn journal(&self) -> &[Entry<S::Machine>] {
        &self.head.entries
    }

    /// The number of entries, for optimistic locking.
    pub fn revision(&self) -> u64 {
        self.head.revision()
    }

    /// This very version of this record.
    pub fn record_ref(&self) -> RecordRef {
        RecordRef { id: self.head.id.any(), revision: self.head.revision() }
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
        setting: &Setting<'_, PolicyOf<S>>,
    ) -> Result<Accepted<Record<E::Next>>, Refused<Self>> {
        let act = act.into();
        match self.ask_as(&event, &act, setting) {
            Err(why) => Err(Refused::new(self, why)),
            Ok(findings) => {
                let next = event.next(*self.state, &act.stamp);
                let seq = self.head.append(act, Happened::Step(event.into_step()), &findings);
                Ok(Accepted::new(Record { head: self.head, state: Box::new(next) }, findings, seq))
            }
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
        setting: &Setting<'_, PolicyOf<S>>,
    ) -> Result<Findings, Refusal> {
        self.ask_as(event, &act.into(), setting)
    }

    fn ask_as<E: Happens<S>>(
        &self,
        event: &E,
        act: &Act,
        setting: &Setting<'_, PolicyOf<S>>,
    ) -> Result<Findings, Refusal> {
        self.head.examine(
            act,
            |there| matches!(there, Happened::Step(step) if event.is(step)),
            || Misfit::all([event.fits_anywhere(), event.fits(&self.state)]).map_err(Refusal::DoesNotFit),
            || event.findings(&self.state, &setting.asked(&act.stamp)),
        )
    }

    /// Corrects an earlier entry, where the status stays what it is. A correction that changes the status goes
    /// through [`Machine::correct`].
    ///
    /// # Errors
    ///
    /// [`Refused`]: the record as it was, and why.
    pub fn correct(
        mut self,
        correction: Correction<S::Machine>,
        act: impl Into<Act>,
        setting: &Setting<'_, PolicyOf<S>>,
    ) -> Result<Corrected<Self>, Refused<Self>> {
        let act = act.into();
        let plan = match plan(&self.head, &correction, &act, setting) {
            Ok(plan) => plan,
            Err(why) => return Err(Refused::new(self, why)),
        };
        let to = S::Machine::status_of(&plan.state);
        let Some(state) = S::from_any(plan.state) else {
            let problem = CorrectionProblem::StatusChanges { from: S::STATUS.code(), to: to.code() };
            return Err(Refused::new(self, Refusal::Correction(problem)));
        };
        let seq = self.head.append(act, Happened::Corrected(correction), &plan.findings);
        let record = Self { head: self.head, state: Box::new(state) };
        Ok(Corrected { record, findings: plan.findings, seq, later: plan.later })
    }

    /// What the rules say today of every entry, as [`Machine::audit`].
    ///
    /// # Errors
    ///
    /// As [`Machine::audit`].
    pub fn audit(
        &self,
        setting: &Setting<'_, PolicyOf<S>>,
    ) -> Result<Vec<Audited<'_, S::Machine>>, LoadError> {
        audit(self.head.id.any(), &self.head.entries, setting)
    }

    /// The record as known at this revision, in whichever state it was then, as [`Machine::at_revision`].
    ///
    /// # Errors
    ///
    /// As [`Machine::at_revision`].
    pub fn at_revision(&self, revision: u64) -> Result<S::Machine, LoadError> {
        self.head.at_revision(revision)
    }

    /// The record without words, as [`Machine::redacted`].
    pub const fn redacted(&self) -> Redacted<'_, Self> {
        Redacted(self)
    }

    /// The same record, with its state known at run time only.
    pub fn into_any(self) -> S::Machine {
        S::Machine::from_parts(self.head, self.state.into_any())
    }

    #[doc(hidden)]
    pub fn from_parts(head: Head<S::Machine>, state: S) -> Self {
        Self { head, state: Box::new(state) }
    }

    #[doc(hidden)]
    pub fn into_parts(self, _: &Kernel) -> (Head<S::Machine>, S) {
        (self.head, *self.state)
    }

    #[doc(hidden)]
    pub const fn head(&self) -> &Head<S::Machine> {
        &self.head
    }
}

impl<S: State> Clone for Record<S> {
    fn clone(&self) -> Self {
        Self { head: self.head.copy(), state: self.state.clone() }
    }
}

impl<S: State> fmt::Debug for Record<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record")
            .field("id", &self.head.id)
            .field("revision", &self.head.revision())
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Everything of a record but its state. Outside the kernel it can only be handed on.
pub struct Head<M: Machine> {
    pub(crate) id: Id<M::Kind>,
    pub(crate) entries: Vec<Entry<M>>,
    pub(crate) keys: BTreeMap<Key, u64>,
}

// Written out, since a derive would ask the same of the marker of its ids.
impl<M: Machine> PartialEq for Head<M> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.entries == other.entries
    }
}

impl<M: Machine> Head<M> {
    pub(crate) const fn new(id: Id<M::Kind>) -> Self {
        Self { id, entries: Vec::new(), keys: BTreeMap::new() }
    }

    /// Not `Clone`, so that no head is to be had without its state.
    fn copy(&self) -> Self {
        Self { id: self.id, entries: self.entries.clone(), keys: self.keys.clone() }
    }

    pub(crate) fn revision(&self) -> u64 {
        // A journal has at most `limits::JOURNAL_ENTRIES`.
        self.entries.len() as u64
    }

    /// Everything that is asked of what is offered, in the one order.
    pub(crate) fn examine(
        &self,
        act: &Act,
        is: impl FnOnce(&Happened<M>) -> bool,
        fits: impl FnOnce() -> Result<(), Refusal>,
        findings: impl FnOnce() -> Findings,
    ) -> Result<Findings, Refusal> {
        self.key_is_free(act, is)?;
        fits()?;
        self.follows(&act.stamp)?;
        not_barred(findings())
    }

    pub(crate) fn key_is_free(
        &self,
        act: &Act,
        is: impl FnOnce(&Happened<M>) -> bool,
    ) -> Result<(), Refusal> {
        let Some(&seq) = act.key.as_ref().and_then(|key| self.keys.get(key)) else { return Ok(()) };
        let same = self.entry(seq).is_some_and(|entry| is(&entry.event));
        Err(if same { Refusal::AlreadyAccepted { seq } } else { Refusal::KeyTaken { seq } })
    }

    pub(crate) fn follows(&self, stamp: &Stamp) -> Result<(), Refusal> {
        let last = self.entries.last().map(|entry| entry.stamp.at());
        if let Some(last) = last.filter(|last| stamp.at() < *last) {
            return Err(Refusal::StampEarlier { last });
        }
        if self.entries.len() < limits::JOURNAL_ENTRIES { Ok(()) } else { Err(Refusal::JournalFull) }
    }

    pub(crate) fn append(&mut self, act: Act, event: Happened<M>, findings: &Findings) -> u64 {
        let seq = self.revision() + 1;
        if let Some(key) = act.key {
            self.keys.insert(key, seq);
        }
        self.entries.push(Entry { seq, stamp: act.stamp, key: act.key, event, findings: kept(findings) });
        seq
    }

    pub(crate) fn at_revision(&self, revision: u64) -> Result<M, LoadError> {
        let entries = usize::try_from(revision).ok().and_then(|most| self.entries.get(..most));
        let entries = entries.ok_or(LoadError::new(revision, LoadProblem::NoSuchRevision))?;
        M::load_as_kept(self.id, entries.iter().cloned())
    }

    pub(crate) fn entry(&self, seq: u64) -> Option<&Entry<M>> {
        entry(&self.entries, seq)
    }
}

/// The entry with this number, in a journal whose numbers are in order.
pub(crate) fn entry<M: Machine>(entries: &[Entry<M>], seq: u64) -> Option<&Entry<M>> {
    usize::try_from(seq.checked_sub(1)?).ok().and_then(|place| entries.get(place))
}

/// Findings that may go with what is accepted.
pub(crate) fn not_barred(findings: Findings) -> Result<Findings, Refusal> {
    let many = limits::FINDINGS_KEPT;
    if findings.bars() {
        Err(Refusal::Barred(findings))
    } else if findings.len() > many || findings.iter().any(|finding| finding.concerns().len() > many) {
        Err(Refusal::TooManyFindings)
    } else {
        Ok(findings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Finding, PersonId, Weight};
    use crate::machine::rules::NOT_CHECKED_HERE;
    use uuid::Uuid;

    fn person(number: usize) -> PersonId {
        PersonId::new(Uuid::from_u128(number as u128))
    }

    #[test]
    fn no_more_findings_than_can_be_read_again() {
        let of =
            |many| (0..many).map(|number| Finding::new(&NOT_CHECKED_HERE).about(person(number))).collect();
        let most = limits::FINDINGS_KEPT;
        assert!(not_barred(of(most)).is_ok());
        assert_eq!(not_barred(of(most + 1)), Err(Refusal::TooManyFindings));
        let about = |many| Finding::new(&NOT_CHECKED_HERE).about_all((0..many).map(person));
        assert!(not_barred([about(most)].into_iter().collect()).is_ok());
        assert_eq!(not_barred([about(most + 1)].into_iter().collect()), Err(Refusal::TooManyFindings));
    }

    #[test]
    fn what_bars_comes_before_how_much_it_is() {
        let bars = Finding::new(&NOT_CHECKED_HERE).weighing(Weight::Bars);
        let findings: Findings = [bars].into_iter().collect();
        assert_eq!(not_barred(findings.clone()), Err(Refusal::Barred(findings)));
        assert!(not_barred(Findings::none()).is_ok());
    }
}
