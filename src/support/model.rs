//! A snapshot made ready for questions: what stands, what could be rebuilt, what is lost with whom.

use alloc::boxed::Box;
use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::Serialize;

use crate::base::{ArrangementId, NeedId, PersonId, SourceId, Told, Word};
use crate::need::met::bits::{self, complement, without};
use crate::need::met::{Compiled, Leaning, Mask, Scratch, State};
use crate::need::{
    Ability, Arrangement, Availability, Need, Numbers, Reckoning, SkillNeeded, SkilledHands, Snapshot,
    SourceKind,
};

/// The analysis of one snapshot. Making one compiles the snapshot; every question after that is quick.
///
/// Each question is a method that answers with plain data, in order of ids. See the [module](super) for the
/// words.
#[derive(Debug, Clone)]
pub struct Support<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) compiled: Compiled,
    /// `stands(∅)`.
    pub(crate) stands: State,
    /// `grounded(∅)`, as needs.
    pub(super) grounded: Vec<u64>,
    /// What of the help that was told is counted on.
    pub(crate) reckoning: Reckoning,
    /// The same week with only what is confirmed.
    confirmed: Confirmed,
    /// `stands(∅)` with assumed reliance left out, where that is another: an assumption names a need that is a gap.
    without_assumed: Option<State>,
    /// The critical needs.
    pub(super) critical: Vec<u64>,
}

/// The week with only what is confirmed.
#[derive(Debug, Clone)]
struct Confirmed {
    /// Compiled for itself where it is more than fewer arrangements: somebody may be asleep in it, or without a skill.
    compiled: Option<Box<Compiled>>,
    /// `stands_confirmed(∅)`.
    stands: State,
}

impl Confirmed {
    fn of(snapshot: &Snapshot, as_told: &Compiled, scratch: &mut Scratch) -> Self {
        let own = snapshot.has_open_skills_or_awake();
        let own =
            own.then(|| Box::new(Compiled::new(snapshot.parts(), snapshot.cycle(), Reckoning::Confirmed)));
        let stands = match &own {
            None => as_told.stands(&as_told.confirmed, Leaning::All, scratch),
            Some(own) => own.stands(&own.counting, Leaning::All, &mut Scratch::new(own)),
        };
        Self { compiled: own, stands }
    }
}

/// A skill of which nobody has said how many of an arrangement's hands have it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct OpenSkill {
    /// Whose hands.
    pub arrangement: ArrangementId,
    /// Which skill.
    pub skill: Word,
}

/// What is lost: sources unable to give, and members who are away (in hospital, dead).
///
/// *Unable to give*: their own needs stay. *Away*: they give nothing either, and their own needs are not there
/// to be met. Away is never worse than unable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Loss {
    unable: BTreeSet<SourceId>,
    away: BTreeSet<PersonId>,
}

impl Loss {
    /// Nothing is lost.
    pub const fn nothing() -> Self {
        Self { unable: BTreeSet::new(), away: BTreeSet::new() }
    }

    /// This source is unable to give.
    pub fn of(source: impl Into<SourceId>) -> Self {
        Self::nothing().and(source)
    }

    /// This member is away.
    pub fn away(person: PersonId) -> Self {
        Self::nothing().and_away(person)
    }

    /// The same, and this source is unable to give as well.
    #[must_use]
    pub fn and(mut self, source: impl Into<SourceId>) -> Self {
        self.unable.insert(source.into());
        self
    }

    /// The same, and this member is away as well.
    #[must_use]
    pub fn and_away(mut self, person: PersonId) -> Self {
        self.away.insert(person);
        self
    }

    /// Who and what gives nothing: all that are unable, and all that are away.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> + '_ {
        let away: BTreeSet<SourceId> = self.away.iter().map(|person| (*person).into()).collect();
        self.unable.union(&away).copied().collect::<Vec<_>>().into_iter()
    }

    /// Who is away.
    pub const fn who_is_away(&self) -> &BTreeSet<PersonId> {
        &self.away
    }

    /// Whether nothing is lost.
    pub fn is_nothing(&self) -> bool {
        self.unable.is_empty() && self.away.is_empty()
    }
}

/// A question names somebody or something that the snapshot does not know, or that it cannot ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QuestionError {
    /// Not among the sources.
    #[error("{0:?} is not among the sources of the snapshot: expected one that is")]
    UnknownSource(SourceId),
    /// Away, and no member of the household.
    #[error("{0:?} is no member of the household: only a member can be away")]
    NotAMember(PersonId),
    /// A minute of a week that the cycle does not have.
    #[error(
        "expected a start in one of the {weeks} weeks after which everything repeats: week 1 to week {weeks}"
    )]
    NoSuchWeek {
        /// How many weeks there are.
        weeks: u8,
    },
    /// Not among the needs.
    #[error("{0:?} is not among the needs of the snapshot: expected one that is")]
    UnknownNeed(NeedId),
    /// Cut sets of too many sources.
    #[error("sets of up to {order} of {sources} sources are more than {most}: expected a lower order")]
    TooManySets {
        /// The order asked for.
        order: usize,
        /// The sources that make a difference.
        sources: usize,
        /// The limit on the number of sets.
        most: usize,
    },
    /// A horizon of no minutes, or past the limit.
    #[error("expected a horizon of 1 to {} minutes", crate::base::limits::HORIZON_MIN)]
    Horizon,
    /// Too many timed helps.
    #[error("expected at most {} timed helps", crate::base::limits::TIMED_HELPS)]
    TooManyHelps,
    /// Too many losses that begin and end.
    #[error("expected at most {} losses that begin and end", crate::base::limits::TIMED_LOSSES)]
    TooManyLosses,
    /// The first loss does not begin in minute 0.
    #[error("expected the first loss to begin in minute 0: minutes are counted from it")]
    FirstLoss,
    /// A loss ends no later than it begins.
    #[error("the loss of {0:?} ends no later than it begins: expected `until` after `from`")]
    LossEnds(SourceId),
    /// Somebody who died comes back.
    #[error("{0:?} died and is back: expected a death without `until`")]
    BackFromTheDead(SourceId),
    /// A timed help with no hands, or too many.
    #[error("expected a timed help to bring 1 to {} hands", crate::base::limits::HANDS)]
    Hands,
    /// A timed help with too many skills, or one of more hands than it brings.
    #[error(
        "expected a timed help to bring at most {} skills, each with 0 to its hands",
        crate::base::limits::SKILLS
    )]
    Skills,
}

/// What is lost, as indices, and whose needs are not there.
#[derive(Debug, Clone)]
pub(crate) struct Lost {
    pub(crate) sources: Vec<usize>,
    /// Slots that are lost though their source is not: help that stops.
    pub(crate) slots: Vec<Mask>,
    /// The needs of those who are away.
    pub(crate) no_need: Vec<u64>,
}

impl<'a> Support<'a> {
    /// Compiles a snapshot.
    pub fn of(snapshot: &'a Snapshot) -> Self {
        Self::reckoned(snapshot, Reckoning::AsTold)
    }

    /// The same week, with what is not confirmed, or given on some days only, left out: whoever is not known to be awake
    /// is asleep in it, and nobody has a skill that was not said.
    pub(crate) fn of_confirmed(snapshot: &'a Snapshot) -> Self {
        Self::reckoned(snapshot, Reckoning::Confirmed)
    }

    /// The same household over real days ([`Snapshot::over_real_days`]). Who is able is judged on the date: whoever leans on
    /// nothing that is a gap then. What stands is what stands on it.
    pub(crate) fn over_real_days(days: &'a Snapshot, on_the_date: &Self) -> Self {
        let compiled = Compiled::new(days.parts(), days.cycle(), on_the_date.reckoning);
        let met = on_the_date.stands.met.clone();
        let mut able = bits::none(compiled.slots_len);
        for slot in bits::iter(&compiled.counting) {
            if compiled.leans_on(slot).iter().all(|need| bits::has(&met, *need as usize)) {
                bits::set(&mut able, slot);
            }
        }
        let stands = State { able, met };
        Self {
            snapshot: days,
            compiled,
            confirmed: Confirmed { compiled: None, stands: stands.clone() },
            stands,
            grounded: on_the_date.grounded.clone(),
            reckoning: on_the_date.reckoning,
            without_assumed: None,
            critical: on_the_date.critical.clone(),
        }
    }

    fn reckoned(snapshot: &'a Snapshot, reckoning: Reckoning) -> Self {
        let compiled = Compiled::new(snapshot.parts(), snapshot.cycle(), reckoning);
        let mut scratch = Scratch::new(&compiled);
        let stands = compiled.stands(&compiled.counting, Leaning::All, &mut scratch);
        let grounded = compiled.grounded(&compiled.counting, &mut scratch).met;
        let confirmed = match reckoning {
            Reckoning::AsTold => Confirmed::of(snapshot, &compiled, &mut scratch),
            Reckoning::Confirmed => Confirmed { compiled: None, stands: stands.clone() },
        };
        let gaps = complement(&stands.met, compiled.needs_len);
        let without_assumed = bits::iter(&gaps)
            .any(|need| compiled.is_assumed_to_be_relied_on(need))
            .then(|| compiled.stands(&compiled.counting, Leaning::StatedOnly, &mut scratch));
        let mut critical = bits::none(compiled.needs_len);
        for (index, need) in snapshot.needs().iter().enumerate() {
            if need.is_critical() {
                bits::set(&mut critical, index);
            }
        }
        Self { snapshot, compiled, stands, grounded, reckoning, confirmed, without_assumed, critical }
    }

    /// The snapshot it speaks of.
    pub const fn snapshot(&self) -> &'a Snapshot {
        self.snapshot
    }

    /// `stands(X)`: the needs that are met in the week as it runs, everybody holding up everybody else, with
    /// this lost. The needs of those who are away are not among them.
    ///
    /// # Errors
    ///
    /// [`QuestionError`] if the loss names somebody unknown.
    pub fn stands(&self, loss: &Loss) -> Result<Vec<NeedId>, QuestionError> {
        let lost = self.lost(loss)?;
        let state = self.after(&lost, &self.stands, Leaning::All);
        Ok(self.need_ids(&without(&state.met, &lost.no_need)))
    }

    /// `grounded(X)`: the needs that could be met by building up from outside, counting on nobody who leans on
    /// somebody who leans back.
    ///
    /// # Errors
    ///
    /// [`QuestionError`] if the loss names somebody unknown.
    pub fn grounded(&self, loss: &Loss) -> Result<Vec<NeedId>, QuestionError> {
        let lost = self.lost(loss)?;
        let slots = self.less(&self.compiled.counting, &lost);
        let met = self.compiled.grounded(&slots, &mut Scratch::new(&self.compiled)).met;
        Ok(self.need_ids(&without(&met, &lost.no_need)))
    }

    /// `stands_confirmed(X)`: what stands with arrangements left out that are not confirmed, or given on some days only.
    /// In it nobody has a skill that was not said, and who is not known to be awake is asleep where being there asks for
    /// somebody awake.
    ///
    /// # Errors
    ///
    /// [`QuestionError`] if the loss names somebody unknown.
    pub fn stands_confirmed(&self, loss: &Loss) -> Result<Vec<NeedId>, QuestionError> {
        let lost = self.lost(loss)?;
        Ok(self.need_ids(&without(&self.confirmed_after(&lost), &lost.no_need)))
    }

    /// The needs that are not met with nothing lost.
    pub fn gaps(&self) -> Vec<NeedId> {
        self.need_ids(&complement(&self.stands.met, self.compiled.needs_len))
    }

    /// The needs that stand, and would not if only confirmed arrangements counted.
    pub fn stands_only_unconfirmed(&self) -> Vec<NeedId> {
        self.need_ids(&without(&self.stands.met, &self.confirmed.stands.met))
    }

    /// Arrangements that count though nobody knows whether the giver is able and willing.
    pub fn not_confirmed(&self) -> Vec<ArrangementId> {
        self.counting_of(|help| help.availability() == Availability::NotConfirmed)
    }

    /// Arrangements that count though the giver is able on some days only. What is not known of them besides, whether
    /// they are willing, makes one [not confirmed](Self::not_confirmed) too.
    pub fn on_some_days(&self) -> Vec<ArrangementId> {
        self.counting_of(|help| matches!(help.able_now, Told::Known(Ability::OnSomeDays { .. })))
    }

    /// The skills that needs ask for and of which nobody has said how many of the hands of an arrangement that counts have
    /// them, in order of id. As told all have them, and in what is confirmed none.
    pub fn skills_not_known(&self) -> Vec<OpenSkill> {
        let counting =
            self.snapshot.arrangements().iter().filter(|help| self.snapshot.counts(self.reckoning, help));
        let of_needs = counting.filter_map(|help| Some((help, self.snapshot.need(help.need)?)));
        let open = of_needs.flat_map(|(help, need)| {
            let open = self.snapshot.open_skills(help, need);
            open.map(|skill| OpenSkill { arrangement: help.id, skill: skill.clone() })
        });
        open.collect()
    }

    /// Arrangements that count for being there where that asks for somebody awake, and of which nobody has said whether
    /// the giver is. As told they are, and in what is confirmed they are asleep.
    pub fn awake_not_known(&self) -> Vec<ArrangementId> {
        self.counting_of(|help| {
            self.snapshot.need(help.need).is_some_and(|need| help.is_open_whether_awake_for(need))
        })
    }

    /// The arrangements that count and of which something is so, in order of id.
    fn counting_of(&self, so: impl Fn(&Arrangement) -> bool) -> Vec<ArrangementId> {
        let counting =
            self.snapshot.arrangements().iter().filter(|help| self.snapshot.counts(self.reckoning, help));
        counting.filter(|help| so(help)).map(|help| help.id).collect()
    }

    /// What a loss comes to in indices.
    pub(crate) fn lost(&self, loss: &Loss) -> Result<Lost, QuestionError> {
        for person in loss.who_is_away() {
            let source = self.snapshot.source((*person).into());
            if source.is_none_or(|source| source.kind != SourceKind::Member) {
                return Err(QuestionError::NotAMember(*person));
            }
        }
        let sources = loss
            .sources()
            .map(|id| self.snapshot.source_index(id).ok_or(QuestionError::UnknownSource(id)))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Lost { sources, slots: Vec::new(), no_need: self.needs_of(loss.who_is_away()) })
    }

    /// The needs of these people, as a set.
    pub(super) fn needs_of(&self, people: &BTreeSet<PersonId>) -> Vec<u64> {
        let mut set = bits::none(self.compiled.needs_len);
        if !people.is_empty() {
            for (index, need) in self.snapshot.needs().iter().enumerate() {
                if people.contains(&need.person()) {
                    bits::set(&mut set, index);
                }
            }
        }
        set
    }

    /// A set of slots without those that are lost, and with all that falls with them.
    pub(crate) fn less(&self, slots: &[u64], lost: &Lost) -> Vec<u64> {
        let mut left = slots.to_vec();
        let with_sources = lost.sources.iter().flat_map(|source| self.compiled.lost_with(*source));
        with_sources.chain(&lost.slots).for_each(|mask| mask.take_from(&mut left));
        left
    }

    /// A state after a loss, fallen to its greatest fixed point.
    pub(crate) fn after(&self, lost: &Lost, from: &State, leaning: Leaning) -> State {
        let mut scratch = Scratch::new(&self.compiled);
        let mut state = from.clone();
        self.take(lost, &mut state, &mut scratch);
        self.compiled.settle(&mut state, leaning, &mut scratch, |_, _| {});
        state
    }

    /// What a source that comes brings to a need, given what is said of its skills.
    pub(crate) fn brought(&self, need: usize, source: SourceId, hands: u8, said: &[SkilledHands]) -> Numbers {
        let skills = self.snapshot.needs().get(need).map_or(&[][..], Need::skills);
        let age = (!skills.is_empty()).then(|| self.snapshot.age_of(source)).flatten();
        let with = |asked: &SkillNeeded| self.reckoning.with_skill(&asked.skill, hands, said, age);
        Numbers::new(hands, skills.iter().map(with))
    }

    /// The needs that are met after some sources are lost if only what is confirmed counts.
    pub(super) fn confirmed_after(&self, lost: &Lost) -> Vec<u64> {
        let compiled = self.confirmed.compiled.as_deref().unwrap_or(&self.compiled);
        let mut scratch = Scratch::new(compiled);
        let mut state = self.confirmed.stands.clone();
        take_sources(compiled, lost, &mut state, &mut scratch);
        compiled.settle(&mut state, Leaning::All, &mut scratch, |_, _| {});
        state.met
    }

    /// Takes away what is lost, and nothing that falls with it.
    pub(super) fn take(&self, lost: &Lost, state: &mut State, scratch: &mut Scratch) {
        take_sources(&self.compiled, lost, state, scratch);
        self.compiled.take_away(state, &lost.slots, scratch);
    }

    /// A state after a loss with assumed reliance left out from the start.
    pub(super) fn after_without_assumed(&self, lost: &Lost) -> State {
        self.after(lost, self.without_assumed.as_ref().unwrap_or(&self.stands), Leaning::StatedOnly)
    }

    pub(super) fn need_ids(&self, set: &[u64]) -> Vec<NeedId> {
        bits::iter(set).filter_map(|index| self.snapshot.needs().get(index)).map(Need::id).collect()
    }

    pub(super) fn need_id(&self, index: usize) -> Option<NeedId> {
        self.snapshot.needs().get(index).map(Need::id)
    }

    pub(super) fn source_id(&self, index: usize) -> Option<SourceId> {
        self.snapshot.sources().get(index).map(|source| source.id)
    }

    pub(super) fn arrangement_id(&self, slot: usize) -> Option<ArrangementId> {
        let place = *self.compiled.arrangement_of.get(slot)?;
        self.snapshot.arrangements().get(place as usize).map(|arrangement| arrangement.id)
    }

    /// The arrangements of these slots, in order of id.
    pub(super) fn arrangement_ids(&self, slots: impl Iterator<Item = usize>) -> Vec<ArrangementId> {
        let mut ids: Vec<ArrangementId> = slots.filter_map(|slot| self.arrangement_id(slot)).collect();
        ids.sort_unstable();
        ids
    }
}

fn take_sources(compiled: &Compiled, lost: &Lost, state: &mut State, scratch: &mut Scratch) {
    for source in &lost.sources {
        compiled.take_away(state, compiled.lost_with(*source), scratch);
    }
}
