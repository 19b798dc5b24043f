//! Random households for the laws, and the two ways in which a law is asked.

use mutual_care::base::{ArrangementId, NeedId, PersonId, SourceId, WeekMinute, WeekPattern, WeekSpan};
use mutual_care::need::{Arrangement, Need, Reliance, Snapshot, Source};
use mutual_care::support::Loss;
use uuid::Uuid;

use super::engine::{Engine, Fault};
use super::generator::{self, Dice};

/// What is wrong, if anything.
pub(crate) type Verdict = Result<(), String>;

/// A law: asked of an engine about a household.
pub(crate) type Law = fn(Engine, &Case) -> Verdict;

/// A random household.
pub(crate) struct Case {
    /// Its name.
    pub(crate) seed: u64,
    /// Its week.
    pub(crate) snapshot: Snapshot,
}

impl Case {
    fn new(seed: u64) -> Self {
        Self { seed, snapshot: Snapshot::new(generator::household(seed)).unwrap() }
    }

    /// One that says who is awake, who has which skill, who is able on some days; none where its weeks alternate.
    pub(crate) fn of_a_real_week(seed: u64) -> Option<Self> {
        let snapshot = Snapshot::new(generator::real_weeks(seed)).unwrap();
        (snapshot.weeks() == 1).then_some(Self { seed, snapshot })
    }

    /// Dice of its own.
    pub(crate) fn dice(&self, purpose: u64) -> Dice {
        Dice::new(self.seed, 100 + purpose)
    }

    /// The ids of its sources.
    pub(crate) fn sources(&self) -> Vec<SourceId> {
        self.snapshot.sources().iter().map(|source| source.id).collect()
    }

    /// Nothing lost, each source alone, and some losses of several, members away among them.
    pub(crate) fn losses(&self) -> Vec<Loss> {
        let mut dice = self.dice(0);
        let sources = self.sources();
        let mut losses = vec![Loss::nothing()];
        losses.extend(sources.iter().map(|source| Loss::of(*source)));
        for _ in 0..4 {
            let unable = dice.some(&sources, 25);
            let loss = unable.into_iter().fold(Loss::nothing(), Loss::and);
            let members: Vec<PersonId> = self.snapshot.members().collect();
            let away = if dice.percent(30) { dice.some(&members, 30) } else { Vec::new() };
            losses.push(away.into_iter().fold(loss, Loss::and_away));
        }
        losses
    }

    /// Help that comes in addition: by somebody new or by somebody there, for a gap where there is one.
    pub(crate) fn more_help(&self, dice: &mut Dice, gaps: &[NeedId]) -> Option<Arrangement> {
        let needs: Vec<NeedId> = self.snapshot.needs().iter().map(Need::id).collect();
        let from = if gaps.is_empty() || dice.percent(40) { &needs } else { gaps };
        if from.is_empty() {
            return None;
        }
        let need = self.snapshot.need(dice.pick(from))?;
        let spans: Vec<WeekSpan> = need.windows().iter().map(|window| window.span()).collect();
        let spans = if dice.percent(70) { spans } else { dice.some(&spans, 50) };
        let when = WeekPattern::from_spans(spans);
        let others: Vec<SourceId> =
            self.sources().into_iter().filter(|source| *source != need.person().into()).collect();
        let stranger = others.is_empty() || dice.percent(50);
        let by = if stranger { newcomer().id } else { dice.pick(&others) };
        let mut help = Arrangement::new(new_arrangement(0), by, need.id(), when);
        help.hands = need.helpers();
        if dice.percent(50) {
            let own: Vec<NeedId> = (self.snapshot.needs().iter())
                .filter(|need| SourceId::from(need.person()) == by)
                .map(Need::id)
                .collect();
            help.relies_on = Reliance::Stated(dice.some(&own, 50));
        }
        Some(help)
    }
}

/// A source that is in no household.
pub(crate) fn newcomer() -> Source {
    Source::provider(SourceId::new(Uuid::from_u128(7 << 96)))
}

/// An id that no arrangement of a random household has.
pub(crate) fn new_arrangement(number: usize) -> ArrangementId {
    ArrangementId::new(Uuid::from_u128((7 << 96) | u128::try_from(number).unwrap()))
}

/// These minutes of the week.
pub(crate) fn pattern_of(minutes: impl IntoIterator<Item = WeekMinute>) -> WeekPattern {
    WeekPattern::from_spans(minutes.into_iter().map(|minute| WeekSpan::new(minute, 1).unwrap()))
}

/// How many households to try.
fn households(few: u64) -> u64 {
    std::env::var("MUTUAL_CARE_HOUSEHOLDS")
        .map_or(few, |number| number.parse().expect("a number of households"))
}

/// The law holds of the engine on all of so many households, and each of the faults is noticed on one of them.
pub(crate) fn holds_and_can_fail(few: u64, law: Law, faults: &[Fault]) {
    let all = households(few);
    for seed in 0..all {
        if let Err(wrong) = law(Engine::WHOLE, &Case::new(seed)) {
            panic!("household {seed}: {wrong}");
        }
    }
    assert!(!faults.is_empty(), "a law that nothing could break says nothing");
    for fault in faults {
        let noticed =
            (0..all.max(few)).any(|seed| law(Engine::with_fault(*fault), &Case::new(seed)).is_err());
        assert!(noticed, "{fault:?} goes unnoticed in {few} households");
    }
}
