//! Records whose state is known at run time only: the doors of every status.

use alloc::vec::Vec;

use super::audit::{Audited, audit};
use super::body::{Body, Kernel, Whole, not_barred};
use super::correct::plan;
use super::now::{Now, opening_findings, taken_over_findings};
use super::replay;
use super::{
    Accepted, Act, Answer, Corrected, Correction, Entry, Happened, Happening, LoadError, Record, Refusal,
    Refused, Setting, TakenOver,
};
use crate::base::{Findings, Id, RecordRef, Redacted};

/// A record of one kind, in whichever state it is: an enumeration of [`Record`]s by status.
///
/// [`machine!`](super::machine!) writes it; the methods here are the doors that every record has.
pub trait Machine: Whole {
    /// Opens a record: entry 1.
    ///
    /// # Errors
    ///
    /// [`Refused`] if the opening does not fit or rules bar it.
    fn open(
        id: Id<Self::Kind>,
        opening: Self::Opening,
        act: impl Into<Act>,
        setting: &Setting<'_, Self::Policy>,
    ) -> Result<Accepted<Record<Self::First>>, Refused<()>> {
        let act = act.into();
        let examined = Now::opened(&opening, &act.stamp).and_then(|now| {
            let findings = opening_findings::<Self>(id.any(), &opening, &setting.asked(&act.stamp));
            Ok((now, not_barred(findings)?))
        });
        let (now, findings) = examined.map_err(|why| Refused::new((), why))?;
        let body = Body::begun(id, now, act, Happened::Step(opening.into_step()), &findings);
        Ok(Accepted::new(Record::of(body), findings, 1))
    }

    /// Takes a live case over from elsewhere, as it is known there: entry 1. Rules do not bar it, but for a day that
    /// has not come; what they would have said of the steps before is noted as `not-checked-here`.
    ///
    /// # Errors
    ///
    /// [`Refused`] if a case cannot be taken over at that status, or if what is known does not fit it.
    fn take_over(
        id: Id<Self::Kind>,
        taken: TakenOver<Self>,
        act: impl Into<Act>,
        setting: &Setting<'_, Self::Policy>,
    ) -> Result<Accepted<Self>, Refused<()>> {
        let act = act.into();
        let examined = Now::taken_over(&taken, &act.stamp).and_then(|now| {
            let findings = taken_over_findings(id.any(), &taken, &setting.asked(&act.stamp));
            Ok((now, not_barred(findings)?))
        });
        let (now, findings) = examined.map_err(|why| Refused::new((), why))?;
        let body = Body::begun(id, now, act, Happened::TakenOver(taken), &findings);
        Ok(Accepted::new(Self::from_body(&Kernel::THE, body), findings, 1))
    }

    /// Loads a record from its entries: replays them. Guards are not asked; whether each entry is in the table and
    /// fits is, and whether the id is that of the value inside. A whole record that was written down under another id
    /// by an earlier release is still read (with serde), and [audited](Machine::audit) as `under-another-id`.
    ///
    /// # Errors
    ///
    /// [`LoadError`]: which entry is wrong, and how.
    fn load(id: Id<Self::Kind>, entries: impl IntoIterator<Item = Entry<Self>>) -> Result<Self, LoadError> {
        let body = replay::load(id, entries)?;
        replay::under_its_own_id(&body)?;
        Ok(Self::from_body(&Kernel::THE, body))
    }

    /// Offers something that happened or was decided: an event, [`Irregularly`](super::Irregularly) or
    /// [`TakenElsewhere`](super::TakenElsewhere) of one, or a [`Step`](super::Step).
    ///
    /// # Errors
    ///
    /// [`Refused`]: the record as it was, and why; what the table does not list, with what can happen now. Looked
    /// at in this order: the key, the table, whether it fits, the stamp, the rules.
    fn offer<H: Happening<Machine = Self>>(
        self,
        what: H,
        act: impl Into<Act>,
        setting: &Setting<'_, Self::Policy>,
    ) -> Result<Answer<Self>, Refused<Self>> {
        let mut body = self.into_body(&Kernel::THE);
        match body.take(what.into_step(), act.into(), setting) {
            Ok((findings, seq)) => {
                let record = Self::from_body(&Kernel::THE, body);
                Ok(Answer::Accepted(Accepted::new(record, findings, seq)))
            }
            Err(Refusal::AlreadyAccepted { seq }) => {
                Ok(Answer::AlreadyAccepted { record: Self::from_body(&Kernel::THE, body), seq })
            }
            Err(why) => Err(Refused::new(Self::from_body(&Kernel::THE, body), why)),
        }
    }

    /// What would come of offering this: what would be found, or why it would be refused. Changes nothing.
    ///
    /// # Errors
    ///
    /// The [`Refusal`] that [`Machine::offer`] would give.
    fn ask<H: Happening<Machine = Self>>(
        &self,
        what: H,
        act: impl Into<Act>,
        setting: &Setting<'_, Self::Policy>,
    ) -> Result<Findings, Refusal> {
        self.body().examine(&what.into_step(), &act.into(), setting).map(|(_, findings)| findings)
    }

    /// Corrects an earlier entry: another value of the same event, or that it never happened.
    ///
    /// The rules of the corrected entry are asked on the state as it was then. Later entries must still be in the
    /// table and fit; what the rules now say of them is in the result.
    ///
    /// # Errors
    ///
    /// [`Refused`]: the record as it was, and why; later entries that would no longer stand, by name. Under a key
    /// that it was accepted under before, [`Refusal::AlreadyAccepted`]: nothing has changed.
    fn correct(
        self,
        correction: Correction<Self>,
        act: impl Into<Act>,
        setting: &Setting<'_, Self::Policy>,
    ) -> Result<Corrected<Self>, Refused<Self>> {
        let act = act.into();
        let plan = match plan(self.body(), &correction, &act, setting) {
            Ok(plan) => plan,
            Err(why) => return Err(Refused::new(self, why)),
        };
        let mut body = self.into_body(&Kernel::THE);
        body.now = plan.now;
        let seq = body.append(act, Happened::Corrected(correction), &plan.findings);
        let record = Self::from_body(&Kernel::THE, body);
        Ok(Corrected { record, findings: plan.findings, seq, later: plan.later })
    }

    /// What the rules say today of every entry, each asked on the state as it was then; what happened irregularly
    /// or was taken elsewhere first.
    ///
    /// # Errors
    ///
    /// None that can happen to a record that was opened or loaded: its journal replays.
    fn audit(&self, setting: &Setting<'_, Self::Policy>) -> Result<Vec<Audited<'_, Self>>, LoadError> {
        audit(self.id().any(), &self.body().entries, setting)
    }

    /// The record as known at this revision: with its first `revision` entries.
    ///
    /// # Errors
    ///
    /// [`LoadError`] if there were never so many entries, or if the journal did not stand then: a journal that was
    /// loaded is replayed as it stands in the end.
    fn at_revision(&self, revision: u64) -> Result<Self, LoadError> {
        replay::at_revision(self.body(), revision).map(|body| Self::from_body(&Kernel::THE, body))
    }

    /// Its id.
    fn id(&self) -> Id<Self::Kind> {
        self.body().id
    }

    /// Every entry, the opening first.
    fn journal(&self) -> &[Entry<Self>] {
        &self.body().entries
    }

    /// The number of entries, for optimistic locking.
    fn revision(&self) -> u64 {
        self.body().revision()
    }

    /// This very version of this record.
    fn record_ref(&self) -> RecordRef {
        RecordRef { id: self.id().any(), revision: self.revision() }
    }

    /// The record without words: it is written as the record is, and what is written loads as a record of the same
    /// id, status, revision and stamps, with the same events on the same dates and the same findings kept. Names,
    /// reasons and all other free text are gone, from entries that were corrected since as well.
    ///
    /// Nothing is needed of a room for this: it goes by the types, as [`Redacted`] says. What is written is another
    /// text than the record's own, to be handed on and never stored in its place: a step that is offered again under
    /// its key is another one there, for its words are.
    ///
    /// ```
    /// # use mutual_care::base::{PersonId, PrivateText, Role, Stamp, WorkerId, WorkingDays};
    /// # use mutual_care::household::{Household, HouseholdInput, HouseholdInputParts, Opened, Person, Policy};
    /// # use mutual_care::machine::{Machine, Setting};
    /// # struct EveryDay;
    /// # impl WorkingDays for EveryDay {
    /// #     fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> { Some(true) }
    /// # }
    /// # let worker: WorkerId = "6f2c1a3e-0000-4000-8000-0000000000f1".parse()?;
    /// # let (day, policy) = (chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(), Policy::default());
    /// # let stamp = Stamp::new(day.and_hms_opt(9, 30, 0).unwrap().and_utc(), worker, Role::SocialWorker)?;
    /// # let setting = Setting::new(&policy, &EveryDay);
    /// # let person: PersonId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
    /// let mut parts = HouseholdInputParts::new("6f2c1a3e-0000-4000-8000-000000000009".parse()?, day);
    /// parts.people.push(Person { name: PrivateText::new("Ada Smith")?, ..Person::here(person) });
    /// let input = HouseholdInput::new(parts)?;
    /// let record: Household = Household::open(input.id(), Opened::new(input), stamp, &setting)?.record.into();
    /// let written = serde_json::to_string(&record.redacted())?;
    /// assert!(!written.contains("Smith"));
    /// let read: Household = serde_json::from_str(&written)?;
    /// assert_eq!(read.record_ref(), record.record_ref());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    fn redacted(&self) -> Redacted<'_, Self> {
        Redacted(self)
    }

    /// Its status.
    fn status(&self) -> Self::Status {
        self.body().status()
    }

    /// What can happen now, by the table. Rules may still speak against it; [`Machine::ask`] says whether they do.
    fn allowed(&self) -> Vec<Self::Verb> {
        Self::TABLE.allowed(self.status())
    }
}

impl<M: Whole> Machine for M {}
