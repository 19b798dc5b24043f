//! The losses that nobody notices in time, and from which minutes of the cycle.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::search::Search;
use super::sweep::{Harmed, added};
use super::{Lost, Unnoticed};
use crate::base::{CyclePattern, NeedId, WeekPattern};
use crate::need::{Reckoning, SourceKind};
use crate::support::{Loss, QuestionError};

/// What a loss does with nobody called, kept for whoever asks again.
#[derive(Debug, Default)]
struct Known {
    does: BTreeMap<Vec<Lost>, Does>,
    added: BTreeMap<Vec<Lost>, BTreeMap<usize, CyclePattern>>,
    nothing_lost: Option<Vec<Harmed>>,
}

/// What a loss does wherever it starts: needs that fall, and gaps that get worse.
#[derive(Debug, Clone, Default)]
struct Does {
    falls: BTreeSet<NeedId>,
    worsens: BTreeSet<NeedId>,
}

impl Does {
    fn anything(&self) -> bool {
        !self.falls.is_empty() || !self.worsens.is_empty()
    }

    /// Whether something falls, or gets worse, that does so with neither of these.
    fn more_than(&self, one: &Self, other: &Self) -> bool {
        let more = |ours: &BTreeSet<NeedId>, one: &BTreeSet<NeedId>, other: &BTreeSet<NeedId>| {
            ours.iter().any(|need| !one.contains(need) && !other.contains(need))
        };
        more(&self.falls, &one.falls, &other.falls) || more(&self.worsens, &one.worsens, &other.worsens)
    }
}

impl Search<'_, '_> {
    /// The losses of one and of two that nobody notices in time, each with the starting minutes at which that is so.
    ///
    /// Listed is who may lie there unfound: a member who has needs or gives. Of anybody and anything else only what
    /// matters: what makes something fall or get worse, or from one of these minutes adds harm. Of two at once only what
    /// is more than each alone: a minute from which each alone is unnoticed too is left out, unless with both something
    /// comes to harm, falls or gets worse that does so with neither.
    pub(super) fn unnoticed(&mut self) -> Result<Vec<Unnoticed>, QuestionError> {
        let prover = self.prover;
        let weeks = prover.support.snapshot().weeks();
        let mut nobody: BTreeMap<&[Lost], CyclePattern> = BTreeMap::new();
        for lost in prover.losses.all().filter(|lost| !prover.list.is_noticed_always(lost)) {
            let when = pattern(&self.week_unnoticed(lost), weeks);
            if !when.is_never() {
                nobody.insert(lost, when);
            }
        }
        let (mut listed, mut known) = (Vec::new(), Known::default());
        for lost in prover.losses.all() {
            let Some(mut when) = nobody.get(lost.as_slice()).cloned() else { continue };
            if let [one, other] = lost.as_slice() {
                let alone = [core::slice::from_ref(one), core::slice::from_ref(other)];
                // Alone it may be that somebody is lost in one way only: what they carry is for the two.
                let [one, other] = alone.map(|alone| pattern(&self.week_unnoticed(alone), weeks));
                let both = one.intersection(&other);
                if !both.is_never() {
                    let more = self.more_than_alone(lost, alone, &mut known)?;
                    when = when.difference(&both.difference(&more));
                }
            }
            if !when.is_never()
                && (self.may_lie_there(lost)
                    || self.does(lost, &mut known)?.anything()
                    || self.adds_harm(lost, &when, &mut known)?)
            {
                listed.push(Unnoticed { lost: lost.clone(), when: prover.of_the_weeks(&when) });
            }
        }
        listed.sort_by(|one, other| one.lost.cmp(&other.lost));
        Ok(listed)
    }

    fn may_lie_there(&self, lost: &[Lost]) -> bool {
        let snapshot = self.prover.support.snapshot();
        let is_member = |lost: &&Lost| {
            snapshot.source(lost.source).is_some_and(|source| source.kind == SourceKind::Member)
        };
        lost.iter().filter(is_member).any(|lost| {
            snapshot.needs().iter().any(|need| lost.source == need.person().into())
                || snapshot
                    .arrangements()
                    .iter()
                    .any(|one| one.by == lost.source && snapshot.counts(Reckoning::AsTold, one))
        })
    }

    fn adds_harm(
        &mut self,
        lost: &[Lost],
        when: &CyclePattern,
        known: &mut Known,
    ) -> Result<bool, QuestionError> {
        let added = self.added(lost, known)?;
        Ok(added.values().any(|minutes| !minutes.intersection(when).is_never()))
    }

    /// The minutes from which two lost at once do what neither does alone.
    fn more_than_alone(
        &mut self,
        lost: &[Lost],
        alone: [&[Lost]; 2],
        known: &mut Known,
    ) -> Result<CyclePattern, QuestionError> {
        let [one, other] = alone;
        let (does_one, does_other) = (self.does(one, known)?, self.does(other, known)?);
        if self.does(lost, known)?.more_than(&does_one, &does_other) {
            return Ok(CyclePattern::from(WeekPattern::always()));
        }
        // Two that touch nothing in common do together what each does alone.
        let (left_one, left_other) =
            (self.sweep.left(&self.prover.loss(one))?, self.sweep.left(&self.prover.loss(other))?);
        let (touches, touched) = (self.sweep.touched(&left_one), self.sweep.touched(&left_other));
        if touches.iter().zip(&touched).all(|(one, other)| one & other == 0) {
            return Ok(CyclePattern::default());
        }
        let (with_one, with_other) = (self.added(one, known)?, self.added(other, known)?);
        let (both, never) = (self.added(lost, known)?, CyclePattern::default());
        Ok(both.iter().fold(CyclePattern::default(), |more, (need, minutes)| {
            let of = |alone: &BTreeMap<usize, CyclePattern>| alone.get(need).unwrap_or(&never).clone();
            more.union(&minutes.difference(&of(&with_one)).difference(&of(&with_other)))
        }))
    }

    fn does(&self, lost: &[Lost], known: &mut Known) -> Result<Does, QuestionError> {
        if let Some(does) = known.does.get(lost) {
            return Ok(does.clone());
        }
        let (support, loss) = (self.prover.on_the_date, self.prover.loss(lost));
        let (today, stands) = (support.stands(&Loss::nothing())?, support.stands(&loss)?);
        let is_away = |need: NeedId| {
            let need = support.snapshot().need(need);
            need.is_some_and(|need| loss.who_is_away().contains(&need.person()))
        };
        let falls = today.into_iter().filter(|need| stands.binary_search(need).is_err() && !is_away(*need));
        let does = Does {
            falls: falls.collect(),
            worsens: support.worsened(&loss)?.into_iter().map(|worsened| worsened.need).collect(),
        };
        known.does.insert(lost.to_vec(), does.clone());
        Ok(does)
    }

    /// For each need by index, the minutes from which the loss adds its breach with nobody called.
    fn added(
        &mut self,
        lost: &[Lost],
        known: &mut Known,
    ) -> Result<BTreeMap<usize, CyclePattern>, QuestionError> {
        if let Some(added) = known.added.get(lost) {
            return Ok(added.clone());
        }
        let nothing_lost = if let Some(harmed) = known.nothing_lost.take() {
            harmed
        } else {
            let left = self.sweep.left(&Loss::nothing())?;
            self.sweep.harmed(&left, self.prover.list.starts())
        };
        let weeks = self.prover.support.snapshot().weeks();
        let left = self.sweep.left(&self.prover.loss(lost))?;
        let added: BTreeMap<usize, CyclePattern> =
            added(&self.sweep.harmed(&left, self.prover.list.starts()), &nothing_lost, weeks)
                .into_iter()
                .collect();
        known.nothing_lost = Some(nothing_lost);
        known.added.insert(lost.to_vec(), added.clone());
        Ok(added)
    }
}

/// Half-open stretches of minutes as a pattern.
pub(super) fn pattern(stretches: &[(u32, u32)], weeks: u8) -> CyclePattern {
    CyclePattern::from_stretches(weeks, stretches.iter().map(|(from, until)| (*from, until - from)))
}
