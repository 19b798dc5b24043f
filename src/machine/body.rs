//! All of a record but the type that names its state: its id, its journal, and how it stands by that journal.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::entry::kept;
use super::now::{Now, Rows};
use super::{Act, Entry, Happened, Key, Model, Refusal, Setting, Step};
use crate::base::{Findings, Id, Stamp, limits};

/// All of a record but the type that names its state. Outside the kernel it can only be handed on.
pub struct Body<M: Model> {
    pub(crate) id: Id<M::Kind>,
    pub(crate) entries: Vec<Entry<M>>,
    /// The entry of each key.
    pub(crate) keys: BTreeMap<Key, u64>,
    /// How the record stands: always what its entries come to.
    pub(crate) now: Now<M>,
}

/// A record in whichever state, taken apart and put together. [`machine!`](super::machine!) writes it.
#[doc(hidden)]
pub trait Whole: Model {
    fn body(&self) -> &Body<Self>;
    fn into_body(self, kernel: &Kernel) -> Body<Self>;
    fn from_body(kernel: &Kernel, body: Body<Self>) -> Self;
}

/// Lets the kernel, and nobody else, take a record apart: a state never comes together with a journal that it does
/// not follow from.
#[derive(Debug)]
pub struct Kernel(());

impl Kernel {
    pub(in crate::machine) const THE: Self = Self(());
}

// Written out, since a derive would ask the same of the marker of its ids.
impl<M: Model> PartialEq for Body<M> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.entries == other.entries && self.now == other.now
    }
}

impl<M: Model> Body<M> {
    /// A record with its first entry.
    pub(crate) fn begun(
        id: Id<M::Kind>,
        now: Now<M>,
        act: Act,
        event: Happened<M>,
        findings: &Findings,
    ) -> Self {
        let mut body = Self { id, entries: Vec::new(), keys: BTreeMap::new(), now };
        body.append(act, event, findings);
        body
    }

    /// Not `Clone`, so that nobody outside the kernel has one without its record.
    pub(crate) fn copy(&self) -> Self {
        Self { id: self.id, entries: self.entries.clone(), keys: self.keys.clone(), now: self.now.clone() }
    }

    /// The status; outside the kernel for `machine!` alone.
    #[doc(hidden)]
    pub const fn status(&self) -> M::Status {
        self.now.status
    }

    pub(crate) fn revision(&self) -> u64 {
        // A journal has at most `limits::JOURNAL_ENTRIES`.
        self.entries.len() as u64
    }

    /// Everything that is asked of what is offered, in the one order: the key, the table, whether it fits, the stamp, the
    /// rules. Whatever costs least to be told comes first, and rules are asked of what fits alone.
    pub(crate) fn examine(
        &self,
        step: &Step<M::Event>,
        act: &Act,
        setting: &Setting<'_, M::Policy>,
    ) -> Result<(M::Status, Findings), Refusal> {
        self.key_is_free(act, |there| matches!(there, Happened::Step(there) if there == step))?;
        let to = self.now.fits(step, Rows::Offered)?;
        self.follows(&act.stamp)?;
        Ok((to, not_barred(self.now.findings(step, &setting.asked(&act.stamp)))?))
    }

    /// Takes a step, unless there is a reason against it: then nothing has changed.
    pub(crate) fn take(
        &mut self,
        step: Step<M::Event>,
        act: Act,
        setting: &Setting<'_, M::Policy>,
    ) -> Result<(Findings, u64), Refusal> {
        let (to, findings) = self.examine(&step, &act, setting)?;
        self.now.apply(&step, to, &act.stamp);
        let seq = self.append(act, Happened::Step(step), &findings);
        Ok((findings, seq))
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

    pub(crate) fn entry(&self, seq: u64) -> Option<&Entry<M>> {
        entry(&self.entries, seq)
    }
}

/// The entry with this number, in a journal whose numbers are in order.
pub(crate) fn entry<M: Model>(entries: &[Entry<M>], seq: u64) -> Option<&Entry<M>> {
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
