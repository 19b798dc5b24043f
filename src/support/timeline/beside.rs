//! What a loss adds: its timeline beside the one in which nothing is lost.
//!
//! A need that is not met even now comes to harm whoever is there. To blame that on a loss would hide what is wrong, and
//! what the loss does.

use alloc::vec::Vec;

use serde::Serialize;

use super::super::matrix::SingleLoss;
use super::super::model::{Lost, QuestionError};
use super::super::{Loss, Losses, Support};
use super::Timeline;
use super::help::Helps;
use super::watch::{UpTo, Watch};
use crate::base::{CycleMinute, MINUTES_PER_WEEK, NeedId, PersonId, SourceId};
use crate::need::TimedHelp;
use crate::need::met::Leaning;
use crate::need::met::bits::{self, meet, without};

/// What a loss adds to the harm that comes with nothing lost: same start, same horizon, nobody called there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Beside {
    /// The breaches that the loss adds, in order of time, then id.
    pub added: Vec<AddedBreach>,
    /// The needs that come to harm either way and go uncovered for longer because of the loss, in order of id.
    pub goes_on_longer: Vec<GoesOnLonger>,
    /// The needs that come to harm whoever is there: in the same minute, with no more minutes uncovered; in order of
    /// time, then id.
    pub anyway: Vec<ComesAnyway>,
}

/// A breach that a loss adds: with nothing lost, the need is not breached in the same minute or before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AddedBreach {
    /// Minutes after the loss.
    pub at: u32,
    /// Which need.
    pub need: NeedId,
    /// Whether it is critical.
    pub critical: bool,
    /// If with nothing lost it is breached later, within the horizon: by how many minutes it comes earlier.
    pub earlier_by: Option<u32>,
}

/// A need that comes to harm either way, and goes uncovered for longer because of the loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct GoesOnLonger {
    /// Which need.
    pub need: NeedId,
    /// Whether it is critical.
    pub critical: bool,
    /// Minutes of its windows that are uncovered within the horizon, less those with nothing lost.
    pub by: u32,
}

/// A need that comes to harm whoever is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ComesAnyway {
    /// Minutes after the loss.
    pub at: u32,
    /// Which need.
    pub need: NeedId,
    /// Whether it is critical.
    pub critical: bool,
}

/// The worst minute for a loss: the shortest time to a critical breach that the loss adds, then the earliest minute of the
/// cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct WorstMinute {
    /// When the loss happens.
    pub start: CycleMinute,
    /// Minutes from the loss to the first critical breach that it adds.
    pub minutes_to_harm: u32,
    /// The critical need that is breached then; the smallest id of several.
    pub need: NeedId,
}

/// A loss and its help beside nothing lost, ready to be looked at from many minutes of the cycle.
#[derive(Debug, Clone)]
pub struct BesideNothingLost<'s> {
    lost: Watch<'s>,
    beside: Watch<'s>,
}

impl BesideNothingLost<'_> {
    /// What happens if the loss comes at this minute, and what of it the loss adds.
    pub fn timeline(&mut self, start: CycleMinute) -> (Timeline, Beside) {
        let timeline = self.lost.timeline(start);
        (timeline, self.compare(start))
    }

    /// What a loss at this minute adds.
    pub fn added(&mut self, start: CycleMinute) -> Beside {
        self.lost.walk_all(start);
        self.compare(start)
    }

    /// The first critical breach earlier than `within` minutes after a loss at this minute that the loss adds: when, and
    /// the smallest need that is breached then.
    pub fn first_added_critical(&mut self, start: CycleMinute, within: u32) -> Option<(u32, NeedId)> {
        let within = within.min(self.lost.horizon);
        if !self.lost.watches_critical() {
            return None;
        }
        self.beside.run(start, within, UpTo::Horizon);
        let (at, need) = self.lost.run(start, within, UpTo::AddedCritical(&self.beside))?;
        Some((at, self.lost.support.need_id(need)?))
    }

    /// The two, once the loss has been walked.
    fn compare(&mut self, start: CycleMinute) -> Beside {
        self.beside.walk_all(start);
        let mut compared = Beside::default();
        for watched in &self.lost.watched {
            let Some(at) = watched.breach() else { continue };
            let Some(need) = self.lost.support.need_id(watched.need) else { continue };
            let critical = watched.critical;
            let other = self.beside.watched_need(watched.need);
            let Some((other, anyway)) = other.and_then(|other| Some((other, other.breach()?))) else {
                compared.added.push(AddedBreach { at, need, critical, earlier_by: None });
                continue;
            };
            let longer = watched.walk.uncovered_since_loss();
            let longer = longer.saturating_sub(other.walk.uncovered_since_loss());
            if anyway > at {
                let earlier_by = Some(anyway - at);
                compared.added.push(AddedBreach { at, need, critical, earlier_by });
            }
            if longer > 0 {
                compared.goes_on_longer.push(GoesOnLonger { need, critical, by: longer });
            } else if anyway == at {
                compared.anyway.push(ComesAnyway { at, need, critical });
            }
        }
        compared.added.sort_unstable();
        compared.anyway.sort_unstable();
        compared
    }
}

impl Support<'_> {
    /// Makes a loss and its help ready to be looked at from many minutes of the cycle, beside nothing lost.
    ///
    /// # Errors
    ///
    /// As [`Support::timeline`].
    pub fn beside_nothing_lost(
        &self,
        loss: impl Into<Losses>,
        horizon_min: u32,
        help: &[TimedHelp],
    ) -> Result<BesideNothingLost<'_>, QuestionError> {
        let losses = loss.into();
        let lost = Watch::new(self, &losses, horizon_min, help)?;
        Ok(BesideNothingLost { lost, beside: Watch::beside(self, &losses, horizon_min)? })
    }

    /// What a loss at this minute of the cycle adds to the harm that comes with nothing lost.
    ///
    /// # Errors
    ///
    /// As [`Support::timeline`].
    ///
    /// ```
    /// use mutual_care::base::PersonId;
    /// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
    /// use mutual_care::support::{Loss, Support};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let (father, jo): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
    /// let need = |number, when: &str| -> Result<Need, Box<dyn std::error::Error>> {
    ///     Ok(Need::new(id(number).parse()?, father, Outcome::Nutrition, Consequence::Critical)
    ///         .with_windows(vec![Window::being_there(when.parse()?)])?)
    /// };
    /// // Nobody gives him his dinner; Jo gives him his tea.
    /// let (dinner, tea) = (need(3, "Mon 12:00-12:30")?, need(4, "Mon 17:00-17:30")?);
    /// let (dinner_id, tea_id) = (dinner.id(), tea.id());
    /// let snapshot = Snapshot::new(SnapshotParts {
    ///     on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?,
    ///     sources: vec![Source::member(father), Source::member(jo)],
    ///     needs: vec![dinner, tea],
    ///     arrangements: vec![Arrangement::new(id(5).parse()?, jo.into(), tea_id, "Mon 17:00-17:30".parse()?)],
    /// })?;
    /// let beside = Support::of(&snapshot).beside(&Loss::of(jo), "Mon 08:00".parse()?, 24 * 60, &[])?;
    /// assert_eq!((beside.added[0].need, beside.added[0].at), (tea_id, 9 * 60));
    /// assert_eq!(beside.anyway[0].need, dinner_id);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn beside(
        &self,
        loss: impl Into<Losses>,
        start: CycleMinute,
        horizon_min: u32,
        help: &[TimedHelp],
    ) -> Result<Beside, QuestionError> {
        self.check_start(start)?;
        Ok(self.beside_nothing_lost(loss, horizon_min, help)?.added(start))
    }

    /// The worst minute of the cycle for a loss, all of them tried with nobody called. `None` if it adds no critical breach
    /// whenever it happens.
    ///
    /// # Errors
    ///
    /// As [`Support::timeline`].
    pub fn worst_minute(&self, loss: &Loss, horizon_min: u32) -> Result<Option<WorstMinute>, QuestionError> {
        let lost = self.lost(loss)?;
        let away = loss.who_is_away().iter().copied().collect();
        Ok(self.worst_minutes(alloc::vec![(lost, away)], horizon_min)?.pop().flatten())
    }

    /// The sources whose loss makes a need fall, makes a gap worse or adds a critical breach within the horizon, in order,
    /// each with its worst minute.
    pub(in super::super) fn worst_of_each(
        &self,
        singles: &[SingleLoss],
        horizon_min: u32,
    ) -> Result<Vec<(SourceId, Option<WorstMinute>)>, QuestionError> {
        let does = |set: &[u64]| set.iter().any(|word| *word != 0);
        let losses = (0..singles.len()).map(|source| {
            let no_need = bits::none(self.compiled.needs_len);
            (Lost { sources: alloc::vec![source], slots: Vec::new(), no_need }, Vec::new())
        });
        let worst = self.worst_minutes(losses.collect(), horizon_min)?;
        let each = singles.iter().zip(worst).enumerate();
        let found = each.filter_map(|(source, (single, worst))| {
            let counts = does(&single.falls) || does(&single.worsened) || worst.is_some();
            Some((self.source_id(source).filter(|_| counts)?, worst))
        });
        Ok(found.collect())
    }

    /// The worst minute for each of some losses, with the timeline in which nothing is lost walked once for all of them.
    pub(in super::super) fn worst_minutes(
        &self,
        losses: Vec<(Lost, Vec<PersonId>)>,
        horizon_min: u32,
    ) -> Result<Vec<Option<WorstMinute>>, QuestionError> {
        let mut beside = self.watch(Loss::nothing(), horizon_min, &[])?;
        let mut worst: Vec<Option<WorstMinute>> = alloc::vec![None; losses.len()];
        let mut asked: Vec<(usize, Watch<'_>)> = Vec::new();
        for (place, (lost, away)) in losses.into_iter().enumerate() {
            if self.can_add_critical(&lost) {
                asked.push((place, Watch::of(self, lost, away, horizon_min, Helps::default())?));
            }
        }
        let gaps_matter = beside.watches_critical();
        if asked.is_empty() {
            return Ok(worst);
        }
        for minute in 0..self.compiled.cycle.minutes() {
            let start = self.compiled.cycle.minute(minute);
            // Only harm that comes sooner than the soonest so far matters.
            let within =
                |known: Option<WorstMinute>| known.map_or(horizon_min, |worst| worst.minutes_to_harm);
            // Walked as far as the loss that is asked about furthest: a breach past that decides nothing.
            if gaps_matter {
                let most =
                    asked.iter().filter_map(|(place, _)| worst.get(*place)).map(|known| within(*known));
                beside.run(start, most.max().unwrap_or_default(), UpTo::Horizon);
            }
            for (place, watch) in &mut asked {
                let Some(known) = worst.get_mut(*place) else { continue };
                let found = watch.run(start, within(*known), UpTo::AddedCritical(&beside));
                if let Some((minutes_to_harm, need)) = found
                    && let Some(need) = self.need_id(need)
                {
                    *known = Some(WorstMinute { start, minutes_to_harm, need });
                }
            }
        }
        Ok(worst)
    }

    /// Whether a loss can add a critical breach at all: a critical need falls, or help for a critical gap is gone, in a
    /// window or out of one. Otherwise whatever is breached runs as with nothing lost.
    fn can_add_critical(&self, lost: &Lost) -> bool {
        let after = self.after(lost, &self.stands, Leaning::All);
        let critical = without(&self.critical, &lost.no_need);
        let falls = meet(&without(&self.stands.met, &after.met), &critical);
        falls
            || bits::iter(&without(&self.stands.able, &after.able)).any(|slot| {
                let need = self.compiled.need_of.get(slot);
                need.is_some_and(|need| bits::has(&critical, *need as usize))
            })
    }

    /// The gaps that come to harm in the week as it runs, with nothing lost: each with the first minute of the cycle at which
    /// it does, in order of id.
    ///
    /// Looked at is what opens in each week of the cycle from its Monday 00:00, until its tolerance has run out or the
    /// longest horizon is over.
    pub fn harm_anyway(&self) -> Vec<(NeedId, CycleMinute)> {
        let needs = self.snapshot.needs().iter().enumerate();
        let gaps = needs.filter(|(index, _)| !bits::has(&self.stands.met, *index));
        let tolerance = gaps.map(|(_, need)| need.tolerance_min()).max().unwrap_or_default();
        let horizon = tolerance.saturating_add(MINUTES_PER_WEEK.into()).saturating_add(1);
        let horizon = horizon.min(crate::base::limits::HORIZON_MIN);
        let Ok(mut watch) = self.watch(Loss::nothing(), horizon, &[]) else { return Vec::new() };
        let (mut found, mut timeline) = (Vec::new(), Timeline::default());
        let cycle = self.compiled.cycle;
        // Harm may come weeks after a need opened, in whichever week of the cycle that is: so the first of them is found by
        // looking from each.
        for monday in (0..cycle.minutes()).step_by(MINUTES_PER_WEEK.into()) {
            watch.timeline_into(cycle.minute(monday), &mut timeline);
            let breaches = timeline.breaches();
            found.extend(breaches.filter_map(|(at, id)| Some((id.typed()?, cycle.minute(monday + at)))));
        }
        found.sort_unstable();
        found.dedup_by_key(|(need, _)| *need);
        found
    }
}
