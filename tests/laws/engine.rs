//! The engine as the laws ask it, whole or with one fault planted in what it answers.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{Fingerprint, NeedId, PersonId, SourceId, WeekSpan};
use mutual_care::need::{Arrangement, Need, Reliance, Snapshot, SnapshotParts, Source, Window};
use mutual_care::support::{
    AddedBreach, Beside, Circular, CutSets, EventKind, Fall, Loss, Losses, LostHow, Mend, Review,
    ReviewQuestion, Support, TimedLoss, Timeline, review,
};

use super::reference::{How, Question};

/// A set of needs.
pub(crate) type Needs = BTreeSet<NeedId>;

/// What a broken engine gets wrong. Each is a mistake that somebody could make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Every need can be rebuilt from outside.
    GroundsEverything,
    /// Every need is met by confirmed help.
    ConfirmsEverything,
    /// Of several lost sources the first is forgotten.
    ForgetsTheFirstLost,
    /// What was assumed is assumed anew when help is added.
    AssumesAnew,
    /// Help that is added takes the place of what was there for the same need.
    ReplacesHelp,
    /// Whoever does not say leans on all their own critical needs, unmet ones too.
    AssumesTooMuch,
    /// A ring of two is none.
    OverlooksPairs,
    /// The last of the cut sets of the household and of each need is left out.
    ForgetsACutSet,
    /// The first cut set stands there once more, with a source that makes no difference.
    CutsTooMuch,
    /// The last need that falls is left out.
    ForgetsTheLastFall,
    /// What falls in the second round is called direct.
    CallsItDirect,
    /// Whoever is away takes everybody else along.
    AwayTakesAllAlong,
    /// Mending asks for a minute less.
    MendsTooLittle,
    /// Mending asks for a minute more, where one more was lost.
    MendsTooMuch,
    /// Mending asks for one pair of hands where two are missing.
    MendsWithOneHand,
    /// Mending asks for nothing where there is a gap already.
    MendsNoGaps,
    /// The first source of which anything is said is left out of a review.
    ForgetsTheFirst,
    /// A minute of each window may be missed.
    OwesAMinuteLess,
    /// A fingerprint is of things in the order in which they were handed over.
    FingerprintsTheOrder,
    /// A timeline loses everybody, whoever is lost.
    LosesEverybody,
    /// A timeline ends a day early.
    EndsADayEarly,
    /// Harm comes the sooner, the more help there is.
    HurriesWithHelp,
    /// After a loss every harm comes an hour later.
    SparesWhoeverIsLost,
    /// The sooner somebody is back, the sooner harm comes.
    HurriesWithReturn,
    /// Whatever comes to harm is laid at the door of the loss.
    BlamesTheLoss,
    /// What comes to harm anyway is not told.
    ForgetsWhatComesAnyway,
}

/// The engine, or one with a fault.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Engine {
    fault: Option<Fault>,
}

impl Engine {
    /// The engine.
    pub(crate) const WHOLE: Self = Self { fault: None };

    /// The engine with a fault planted.
    pub(crate) const fn with_fault(fault: Fault) -> Self {
        Self { fault: Some(fault) }
    }

    fn has(self, fault: Fault) -> bool {
        self.fault == Some(fault)
    }

    /// The snapshot that it makes of parts.
    pub(crate) fn snapshot(self, mut parts: SnapshotParts) -> Snapshot {
        if self.has(Fault::AssumesTooMuch) {
            for arrangement in &mut parts.arrangements {
                let own = parts.needs.iter().filter(|need| need.is_critical());
                let own = own.filter(|need| SourceId::from(need.person()) == arrangement.by);
                if arrangement.relies_on == Reliance::NotSaid {
                    arrangement.relies_on = Reliance::Assumed(own.map(Need::id).collect());
                }
            }
        }
        Snapshot::new(parts).unwrap()
    }

    /// The same week with more help.
    pub(crate) fn with(
        self,
        snapshot: &Snapshot,
        sources: impl IntoIterator<Item = Source>,
        arrangements: impl IntoIterator<Item = Arrangement>,
    ) -> Snapshot {
        let mut parts = snapshot.clone().into_parts();
        let arrangements: Vec<Arrangement> = arrangements.into_iter().collect();
        if self.has(Fault::ReplacesHelp) {
            parts.arrangements.retain(|help| !arrangements.iter().any(|new| new.need == help.need));
        }
        if !self.has(Fault::AssumesAnew) {
            return Snapshot::new(parts).unwrap().with(sources, arrangements).unwrap();
        }
        parts.sources.extend(sources);
        parts.arrangements.extend(arrangements);
        for arrangement in parts.arrangements.iter_mut().filter(|help| help.relies_on.is_assumed()) {
            arrangement.relies_on = Reliance::NotSaid;
        }
        Snapshot::new(parts).unwrap()
    }

    /// The snapshot as it reads it.
    pub(crate) fn read(self, snapshot: &Snapshot) -> Snapshot {
        if !self.has(Fault::OwesAMinuteLess) {
            return snapshot.clone();
        }
        let less = |window: &Window| Window::doing(window.span(), window.owed().max(2) - 1).unwrap();
        let mut parts = snapshot.clone().into_parts();
        for need in &mut parts.needs {
            let windows = need.windows().iter().map(less).collect();
            *need = need.clone().with_windows(windows).unwrap();
        }
        Snapshot::new(parts).unwrap()
    }

    /// The loss as it takes it.
    fn loss(self, support: &Support<'_>, loss: &Loss) -> Loss {
        let everybody =
            |loss: Loss| support.snapshot().sources().iter().fold(loss, |loss, source| loss.and(source.id));
        let nobody_is_away = loss.who_is_away().is_empty();
        if self.has(Fault::AwayTakesAllAlong) && !nobody_is_away {
            return everybody(loss.clone());
        }
        let several = loss.sources().count() > 1;
        if self.has(Fault::ForgetsTheFirstLost) && several && nobody_is_away {
            return loss.sources().skip(1).fold(Loss::nothing(), Loss::and);
        }
        loss.clone()
    }

    /// `stands(X)`.
    pub(crate) fn stands(self, support: &Support<'_>, loss: &Loss) -> Needs {
        set(support.stands(&self.loss(support, loss)).unwrap())
    }

    /// `grounded(X)`.
    pub(crate) fn grounded(self, support: &Support<'_>, loss: &Loss) -> Needs {
        if self.has(Fault::GroundsEverything) {
            return all(support);
        }
        set(support.grounded(&self.loss(support, loss)).unwrap())
    }

    /// `stands_confirmed(X)`.
    pub(crate) fn confirmed(self, support: &Support<'_>, loss: &Loss) -> Needs {
        if self.has(Fault::ConfirmsEverything) {
            return all(support);
        }
        set(support.stands_confirmed(&self.loss(support, loss)).unwrap())
    }

    /// What stands only because people hold each other up.
    pub(crate) fn circular(self, support: &Support<'_>) -> Circular {
        let mut circular = support.circular();
        if self.has(Fault::OverlooksPairs) {
            circular.rings.retain(|ring| ring.people.len() > 2);
        }
        circular
    }

    /// What falls.
    pub(crate) fn fall(self, support: &Support<'_>, loss: &Loss) -> Fall {
        let mut fall = support.fall(&self.loss(support, loss)).unwrap();
        if self.has(Fault::ForgetsTheLastFall) {
            fall.fallen.pop();
        }
        if self.has(Fault::CallsItDirect) {
            for need in &mut fall.fallen {
                need.round = need.round.max(2) - 1;
            }
        }
        fall
    }

    /// The minimal cut sets to an order.
    pub(crate) fn cut_sets(self, support: &Support<'_>, order: usize) -> CutSets {
        let mut cuts = support.cut_sets(order).unwrap();
        let sources = support.snapshot().sources();
        for sets in cuts.needs.iter_mut().map(|(_, sets)| sets).chain([&mut cuts.household]) {
            if self.has(Fault::ForgetsACutSet) {
                sets.pop();
            }
            if self.has(Fault::CutsTooMuch)
                && let Some(first) = sets.first().filter(|first| first.len() < order)
                && let Some(more) = sources.iter().find(|source| !first.contains(&source.id))
            {
                let mut larger = [first.as_slice(), &[more.id]].concat();
                larger.sort();
                sets.push(larger);
                sets.sort_by_key(|set| (set.len(), set.clone()));
            }
        }
        cuts
    }

    /// What would mend the loss of a source.
    pub(crate) fn mend(self, support: &Support<'_>, lost: SourceId) -> Mend {
        let mut mend = support.mend(lost).unwrap();
        if self.has(Fault::MendsNoGaps) {
            let gaps = support.gaps();
            mend.needs.retain(|need| !gaps.contains(&need.need));
        }
        for window in mend.needs.iter_mut().flat_map(|need| &mut need.windows) {
            if self.has(Fault::MendsTooLittle) {
                window.short -= 1;
            }
            if self.has(Fault::MendsTooMuch) {
                let lost: u16 = window.lost.iter().map(|stretch| stretch.when.minutes()).sum();
                window.short = lost.min(window.short + 1);
            }
            for stretch in &mut window.lost {
                if self.has(Fault::MendsWithOneHand) {
                    stretch.hands_missing = 1;
                }
            }
        }
        mend
    }

    /// Everything at once, worst minutes left out.
    pub(crate) fn review(self, snapshot: &Snapshot) -> Review {
        let question = ReviewQuestion { horizon_min: None, ..ReviewQuestion::default() };
        let mut review = review(snapshot, None, question).unwrap();
        if self.has(Fault::ForgetsTheFirst) && !review.given.is_empty() {
            let first = review.given.remove(0).by;
            review.given.retain(|given| given.by != first);
        }
        review
    }

    /// What happens after a loss.
    pub(crate) fn timeline(self, support: &Support<'_>, question: &Question) -> Timeline {
        let mut loss = self.loss(support, &loss_of(question));
        if self.has(Fault::LosesEverybody) {
            loss = support.snapshot().sources().iter().fold(loss, |loss, source| loss.and(source.id));
        }
        let mut horizon = question.horizon;
        if self.has(Fault::EndsADayEarly) && horizon > 1_440 {
            horizon -= 1_440;
        }
        let entries = question.entries.iter().map(|entry| TimedLoss {
            source: entry.source,
            how: match entry.how {
                How::Unable => LostHow::Unable,
                How::Away => LostHow::Away,
                How::Died => LostHow::Died,
            },
            from: entry.from,
            until: entry.until,
        });
        let losses =
            Losses::new(Losses::from(&loss).list().iter().copied().chain(entries).collect()).unwrap();
        let mut timeline = support.timeline(losses, question.start, horizon, &question.help).unwrap();
        if self.has(Fault::HurriesWithReturn) {
            let back: u32 = question.entries.iter().filter_map(|entry| entry.until).sum();
            for event in timeline.events.iter_mut().filter(|event| event.kind == EventKind::Breached) {
                event.at += back;
            }
        }
        if self.has(Fault::SparesWhoeverIsLost) && loss != Loss::nothing() {
            for event in timeline.events.iter_mut().filter(|event| event.kind == EventKind::Breached) {
                event.at += 60;
            }
        }
        if self.has(Fault::HurriesWithHelp) {
            let arranged = support.snapshot().arrangements().iter();
            let arranged = arranged.map(|help| u32::from(help.when.minutes()) * u32::from(help.hands));
            let timed = question.help.iter().map(|help| {
                let minutes = help.until.unwrap_or(horizon).min(horizon).saturating_sub(help.from);
                minutes * u32::from(help.hands)
            });
            let sooner: u32 = arranged.chain(timed).sum();
            for event in timeline.events.iter_mut().filter(|event| event.kind == EventKind::Breached) {
                event.at += 1_000_000_000 - sooner;
            }
        }
        timeline
    }

    /// What a loss adds, beside nothing lost.
    pub(crate) fn beside(self, support: &Support<'_>, question: &Question) -> Beside {
        let loss = self.loss(support, &loss_of(question));
        let mut beside = support.beside(&loss, question.start, question.horizon, &question.help).unwrap();
        if self.has(Fault::ForgetsWhatComesAnyway) {
            beside.anyway.clear();
        }
        if self.has(Fault::BlamesTheLoss) {
            let blamed = beside.anyway.iter().map(|breach| AddedBreach {
                at: breach.at,
                need: breach.need,
                critical: breach.critical,
                earlier_by: None,
            });
            beside.added.extend(blamed);
        }
        beside
    }

    /// The windows of gaps that a loss makes worse: short by, and hands gone.
    pub(crate) fn worsened(
        self,
        support: &Support<'_>,
        question: &Question,
    ) -> BTreeMap<(NeedId, WeekSpan), (u16, u32)> {
        let worsened = support.worsened(&self.loss(support, &loss_of(question))).unwrap();
        let windows = worsened.iter().flat_map(|need| need.windows.iter().map(|window| (need.need, window)));
        windows.map(|(need, w)| ((need, w.window), (w.short_by(), w.hands_gone))).collect()
    }

    /// The fingerprint of the snapshot that parts make.
    pub(crate) fn fingerprint(self, parts: SnapshotParts) -> Fingerprint {
        if self.has(Fault::FingerprintsTheOrder) {
            let needs: Vec<(usize, NeedId)> = parts.needs.iter().map(Need::id).enumerate().collect();
            return Fingerprint::of("snapshot", 1, &needs).unwrap();
        }
        Snapshot::new(parts).unwrap().fingerprint().unwrap()
    }
}

fn all(support: &Support<'_>) -> Needs {
    support.snapshot().needs().iter().map(Need::id).collect()
}

fn set(list: Vec<NeedId>) -> Needs {
    list.into_iter().collect()
}

/// The loss of a question: whoever is away, and all others that are lost.
pub(crate) fn loss_of(question: &Question) -> Loss {
    let away: BTreeSet<PersonId> = question.away.clone();
    let unable = question.lost.iter().fold(Loss::nothing(), |loss, source| loss.and(*source));
    away.into_iter().fold(unable, Loss::and_away)
}
