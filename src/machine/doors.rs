//! Records whose state is known at run time only: the doors of every status.

use alloc::vec::Vec;
use core::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::audit::{Audited, audit};
use super::correct::plan;
use super::record::{Head, not_barred};
use super::replay::{self, LoadError, step_findings, step_fits};
use super::rules::NOT_CHECKED_HERE;
use super::seal::Kernel;
use super::state::{names_itself, under_another_id, without_bars};
use super::{
    Accepted, Act, Answer, Asked, Corrected, Correction, Entry, Event, Events, Happened, Happening, Misfit,
    Opens, Record, Refusal, Refused, Setting, State, Step, Table, TakenOver,
};
use crate::base::{Amount, AnyId, Code, Finding, Findings, Id, Kind, RecordRef, Redacted, Stamp};

/// A record of one kind, in whichever state it is: an enumeration of [`Record`]s by status.
///
/// [`machine!`](super::machine!) implements it; the methods here are the doors that every record has.
pub trait Machine: Clone + fmt::Debug + PartialEq + Serialize + DeserializeOwned + 'static {
    /// What its ids name.
    type Kind: Kind;
    /// The policy with which its guards are asked.
    type Policy;
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
    type First: State<Machine = Self> + Opens<Self::Opening>;
    #[doc(hidden)]
    type State: Clone + fmt::Debug + PartialEq;

    /// What can happen in which state, and where it leads: the truth, as data.
    const TABLE: Table<Self::Status, Self::Verb>;

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
        let examined = replay::first(&opening, &act.stamp).and_then(|state| {
            let findings = opening_findings::<Self>(id.any(), &opening, &setting.asked(&act.stamp));
            Ok((state, not_barred(findings)?))
        });
        let (state, findings) = examined.map_err(|why| Refused::new((), why))?;
        let mut head = Head::new(id);
        let seq = head.append(act, Happened::Step(opening.into_step()), &findings);
        Ok(Accepted::new(Record::from_parts(head, state), findings, seq))
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
        let state = replay::begin_taken_over(&taken, &act.stamp).map_err(|why| Refused::new((), why))?;
        let findings = not_barred(taken_over_findings(id.any(), &taken, &setting.asked(&act.stamp)))
            .map_err(|why| Refused::new((), why))?;
        let mut head = Head::new(id);
        let seq = head.append(act, Happened::TakenOver(taken), &findings);
        Ok(Accepted::new(Self::from_parts(head, state), findings, seq))
    }

    /// Loads a record from its entries: replays them. Guards are not asked; whether each entry is in the table and
    /// fits is, and whether the id is that of the value inside. A whole record that was written down under another id
    /// by an earlier release is still read (with serde), and [audited](Machine::audit) as `under-another-id`.
    ///
    /// # Errors
    ///
    /// [`LoadError`]: which entry is wrong, and how.
    fn load(id: Id<Self::Kind>, entries: impl IntoIterator<Item = Entry<Self>>) -> Result<Self, LoadError> {
        let (head, state) = replay::load(id, entries)?;
        replay::under_its_own_id(&head)?;
        Ok(Self::from_parts(head, state))
    }

    /// The same, as it was kept: also under another id than the value inside says, which only an audit tells of.
    #[doc(hidden)]
    fn load_as_kept(
        id: Id<Self::Kind>,
        entries: impl IntoIterator<Item = Entry<Self>>,
    ) -> Result<Self, LoadError> {
        let (head, state) = replay::load(id, entries)?;
        Ok(Self::from_parts(head, state))
    }

    /// Offers something that happened or was decided: an event, [`Irregularly`](super::Irregularly) or
    /// [`TakenElsewhere`](super::TakenElsewhere) of one, or a [`Step`].
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
        let (act, step) = (act.into(), what.into_step());
        let (mut head, state) = self.into_parts(&Kernel::THE);
        match examine(&head, &state, &step, &act, setting) {
            Ok(findings) => {
                let state = Self::next(state, step.what(), &act.stamp);
                let seq = head.append(act, Happened::Step(step), &findings);
                Ok(Answer::Accepted(Accepted::new(Self::from_parts(head, state), findings, seq)))
            }
            Err(Refusal::AlreadyAccepted { seq }) => {
                Ok(Answer::AlreadyAccepted { record: Self::from_parts(head, state), seq })
            }
            Err(why) => Err(Refused::new(Self::from_parts(head, state), why)),
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
        examine(self.head(), &self.state(), &what.into_step(), &act.into(), setting)
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
        let plan = match plan(self.head(), &correction, &act, setting) {
            Ok(plan) => plan,
            Err(why) => return Err(Refused::new(self, why)),
        };
        let (mut head, _) = self.into_parts(&Kernel::THE);
        let seq = head.append(act, Happened::Corrected(correction), &plan.findings);
        let record = Self::from_parts(head, plan.state);
        Ok(Corrected { record, findings: plan.findings, seq, later: plan.later })
    }

    /// What the rules say today of every entry, each asked on the state as it was then; what happened irregularly
    /// or was taken elsewhere first.
    ///
    /// # Errors
    ///
    /// None that can happen to a record that was opened or loaded: its journal replays.
    fn audit(&self, setting: &Setting<'_, Self::Policy>) -> Result<Vec<Audited<'_, Self>>, LoadError> {
        audit(self.id().any(), &self.head().entries, setting)
    }

    /// The record as known at this revision: with its first `revision` entries.
    ///
    /// # Errors
    ///
    /// [`LoadError`] if there were never so many entries, or if the journal did not stand then: a journal that was
    /// loaded is replayed as it stands in the end.
    fn at_revision(&self, revision: u64) -> Result<Self, LoadError> {
        self.head().at_revision(revision)
    }

    /// Its id.
    fn id(&self) -> Id<Self::Kind> {
        self.head().id
    }

    /// Every entry, the opening first.
    fn journal(&self) -> &[Entry<Self>] {
        &self.head().entries
    }

    /// The number of entries, for optimistic locking.
    fn revision(&self) -> u64 {
        self.head().revision()
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
    fn status(&self) -> Self::Status;

    /// What can happen now, by the table. Rules may still speak against it; [`Machine::ask`] says whether they do.
    fn allowed(&self) -> Vec<Self::Verb> {
        Self::TABLE.allowed(self.status())
    }

    #[doc(hidden)]
    fn head(&self) -> &Head<Self>;
    #[doc(hidden)]
    fn state(&self) -> Self::State;
    #[doc(hidden)]
    fn into_parts(self, kernel: &Kernel) -> (Head<Self>, Self::State);
    #[doc(hidden)]
    fn from_parts(head: Head<Self>, state: Self::State) -> Self;
    #[doc(hidden)]
    fn status_of(state: &Self::State) -> Self::Status;
    #[doc(hidden)]
    fn opening(event: &Self::Event) -> Option<&Self::Opening>;
    #[doc(hidden)]
    fn fits(state: &Self::State, event: &Self::Event) -> Result<(), Misfit>;
    #[doc(hidden)]
    fn findings(state: &Self::State, event: &Self::Event, asked: &Asked<'_, Self::Policy>) -> Findings;
    #[doc(hidden)]
    fn next(state: Self::State, event: &Self::Event, stamp: &Stamp) -> Self::State;
    #[doc(hidden)]
    fn judged(
        state: Self::State,
        event: &Self::Event,
        asked: &Asked<'_, Self::Policy>,
        stamp: &Stamp,
    ) -> (Findings, Self::State);
    #[doc(hidden)]
    fn taken_over_findings(taken: &TakenOver<Self>, asked: &Asked<'_, Self::Policy>) -> Findings;
    #[doc(hidden)]
    fn id_taken_over(taken: &TakenOver<Self>) -> Option<AnyId>;
    #[doc(hidden)]
    fn another_taken_over(taken: &TakenOver<Self>) -> Option<AnyId>;
    #[doc(hidden)]
    fn taken_over(taken: &TakenOver<Self>, stamp: &Stamp) -> Option<Result<Self::State, Misfit>>;
}

fn examine<M: Machine>(
    head: &Head<M>,
    state: &M::State,
    step: &Step<M::Event>,
    act: &Act,
    setting: &Setting<'_, M::Policy>,
) -> Result<Findings, Refusal> {
    head.examine(
        act,
        |there| matches!(there, Happened::Step(there) if there == step),
        || step_fits::<M>(state, step, replay::Rows::Offered),
        || step_findings::<M>(state, step, &setting.asked(&act.stamp)),
    )
}

/// What speaks against an opening under this id.
pub(crate) fn opening_findings<M: Machine>(
    id: AnyId,
    opening: &M::Opening,
    asked: &Asked<'_, M::Policy>,
) -> Findings {
    let mut findings = M::First::findings(opening, asked);
    let another = under_another_id(id, M::First::id_inside(opening));
    let itself = names_itself(id, M::First::another_record(opening));
    for finding in another.into_iter().chain(itself) {
        findings.push(finding);
    }
    findings
}

/// What speaks against a case that is taken over. None of it bars, but a day that has not come and another id.
pub(crate) fn taken_over_findings<M: Machine>(
    id: AnyId,
    taken: &TakenOver<M>,
    asked: &Asked<'_, M::Policy>,
) -> Findings {
    let mut findings = without_bars(M::taken_over_findings(taken, asked));
    findings.push(Finding::new(&NOT_CHECKED_HERE).with("status", Amount::Code(taken.status.code())));
    let another = under_another_id(id, M::id_taken_over(taken));
    let itself = names_itself(id, M::another_taken_over(taken));
    for finding in asked.not_happened_yet(taken.on).into_iter().chain(another).chain(itself) {
        findings.push(finding);
    }
    findings
}
