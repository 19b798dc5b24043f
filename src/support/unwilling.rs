//! The day on which help stops that is given unwillingly.
//!
//! Such help is no support to rely on, so it counts nowhere in what stands. That it would be missed is a question of its
//! own, asked of a snapshot of its own: the same week, with that help counted as not confirmed.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::Serialize;

use super::as_done::as_it_is_done;
use super::model::Lost;
use super::{FallenNeed, Loss, QuestionError, Support, WorsenedNeed, WorstMinute};
use crate::base::{ArrangementId, PersonId, SourceId};
use crate::need::met::bits::{self, without};
use crate::need::met::{Leaning, Mask, index};
use crate::need::{Arrangement, Snapshot};

/// What happens the day on which one giver stops what they do though they are not willing or not able.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IfItStops {
    /// Who gives it.
    pub by: SourceId,
    /// What stops, in order of id. What else they give goes on.
    pub arrangements: Vec<ArrangementId>,
    /// The needs that fall, as in [`Fall::fallen`](super::Fall::fallen): they rest on help given unwillingly.
    pub fallen: Vec<FallenNeed>,
    /// The gaps that get worse.
    pub worsened: Vec<WorsenedNeed>,
    /// The worst minute for it to stop; none if that adds no critical breach, or was not asked.
    pub worst: Option<WorstMinute>,
}

impl IfItStops {
    /// Whether anything falls, gets worse or comes to harm.
    pub const fn matters(&self) -> bool {
        !self.fallen.is_empty() || !self.worsened.is_empty() || self.worst.is_some()
    }
}

/// What is done unwillingly and stops with a loss, in order of id: its giver or whoever supports them is lost, or what it
/// leans on falls, going by the week as it is done. Help for those who are away is left out.
pub(super) fn stops_with(
    snapshot: &Snapshot,
    done: &Support<'_>,
    lost: &[SourceId],
    away: &[PersonId],
) -> Vec<ArrangementId> {
    let loss = lost.iter().fold(Loss::nothing(), |loss, source| loss.and(*source));
    let loss = away.iter().fold(loss, |loss, person| loss.and_away(*person));
    let gone = done.lost(&loss).map_or_else(
        |_| Vec::new(),
        |lost| {
            let after = done.after(&lost, &done.stands, Leaning::All);
            done.arrangement_ids(bits::iter(&without(&done.stands.able, &after.able)))
        },
    );
    let for_somebody_there =
        |help: &Arrangement| snapshot.need(help.need).is_some_and(|need| !away.contains(&need.person()));
    let all = snapshot.arrangements().iter().filter(|help| help.done_though(snapshot.on()).is_some());
    let stops = all.filter(|help| for_somebody_there(help));
    let stops = stops.filter(|help| lost.contains(&help.by) || gone.binary_search(&help.id).is_ok());
    stops.map(|help| help.id).collect()
}

impl Support<'_> {
    /// What is done though its giver is not willing or not able, and stops with a loss: no support to rely on, so it is
    /// left out of what falls. In order of id.
    ///
    /// # Errors
    ///
    /// [`QuestionError`] if the loss names somebody unknown.
    ///
    /// ```
    /// use mutual_care::base::{PersonId, Told};
    /// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
    /// use mutual_care::support::{Loss, Support};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let (father, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
    /// let night = Need::new(id(3).parse()?, father, Outcome::SafeAtNight, Consequence::Critical)
    ///     .with_windows(vec![Window::being_there("Mon 22:00-07:00".parse()?)])?;
    /// let mut stays = Arrangement::new(id(4).parse()?, son.into(), night.id(), "Mon 22:00-07:00".parse()?);
    /// stays.willing_now = Told::Known(false);
    /// let snapshot = Snapshot::new(SnapshotParts {
    ///     on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?,
    ///     sources: vec![Source::member(father), Source::member(son)],
    ///     needs: vec![night],
    ///     arrangements: vec![stays.clone()],
    /// })?;
    /// let support = Support::of(&snapshot);
    /// assert!(support.fall(&Loss::of(son))?.fallen.is_empty());
    /// assert_eq!(support.unwilling_help_stopped_by(&Loss::of(son))?, [stays.id]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn unwilling_help_stopped_by(&self, loss: &Loss) -> Result<Vec<ArrangementId>, QuestionError> {
        self.lost(loss)?;
        let lost: Vec<SourceId> = loss.sources().collect();
        let away: Vec<PersonId> = loss.who_is_away().iter().copied().collect();
        let done = as_it_is_done(self.snapshot);
        Ok(done.map_or_else(Vec::new, |done| stops_with(self.snapshot, &Support::of(&done), &lost, &away)))
    }

    /// What happens the day on which each giver stops what they do though they are not willing or not able, one giver at
    /// a time, in order of id; with a horizon, also at which minute that is worst.
    ///
    /// It is asked of a second snapshot in which that help counts as not confirmed. Nothing else is.
    ///
    /// # Errors
    ///
    /// [`QuestionError::Horizon`].
    ///
    /// ```
    /// use mutual_care::base::{PersonId, Told};
    /// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
    /// use mutual_care::support::Support;
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let (father, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
    /// let night = Need::new(id(3).parse()?, father, Outcome::SafeAtNight, Consequence::Critical)
    ///     .with_windows(vec![Window::being_there("Mon 22:00-07:00".parse()?)])?;
    /// let mut stays = Arrangement::new(id(4).parse()?, son.into(), night.id(), "Mon 22:00-07:00".parse()?);
    /// stays.willing_now = Told::Known(false);
    /// let snapshot = Snapshot::new(SnapshotParts {
    ///     on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?,
    ///     sources: vec![Source::member(father), Source::member(son)],
    ///     needs: vec![night.clone()],
    ///     arrangements: vec![stays],
    /// })?;
    /// let support = Support::of(&snapshot);
    /// // Nobody can rely on it: it is a gap. And the day it stops, it falls.
    /// assert_eq!(support.gaps(), [night.id()]);
    /// let stops = support.if_it_stops(None)?;
    /// assert_eq!((stops[0].by, stops[0].fallen[0].need), (son.into(), night.id()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn if_it_stops(&self, horizon_min: Option<u32>) -> Result<Vec<IfItStops>, QuestionError> {
        let Some(done) = as_it_is_done(self.snapshot) else { return Ok(Vec::new()) };
        let support = Support::of(&done);
        let mut by_giver: BTreeMap<SourceId, BTreeSet<ArrangementId>> = BTreeMap::new();
        for arrangement in self.snapshot.arrangements() {
            if arrangement.done_though(self.snapshot.on()).is_some() {
                by_giver.entry(arrangement.by).or_default().insert(arrangement.id);
            }
        }
        let losses: Vec<Lost> = by_giver.values().map(|stops| support.losing(stops)).collect();
        let mut worst = alloc::vec![None; losses.len()];
        if let Some(horizon_min) = horizon_min {
            let asked = losses.iter().map(|lost| (lost.clone(), Vec::new())).collect();
            worst = support.worst_minutes(asked, horizon_min)?;
        }
        let each = by_giver.into_iter().zip(losses.iter().zip(worst));
        Ok(each
            .map(|((by, arrangements), (lost, worst))| {
                let (fallen, worsened) = support.fall_of(lost);
                IfItStops { by, arrangements: arrangements.into_iter().collect(), fallen, worsened, worst }
            })
            .collect())
    }

    /// The loss of these arrangements alone.
    fn losing(&self, arrangements: &BTreeSet<ArrangementId>) -> Lost {
        let slots = (0..self.compiled.slots_len)
            .filter(|slot| self.arrangement_id(*slot).is_some_and(|id| arrangements.contains(&id)))
            .map(|slot| Mask { word: index(slot / 64), bits: 1 << (slot % 64) });
        Lost { sources: Vec::new(), slots: slots.collect(), no_need: bits::none(self.compiled.needs_len) }
    }
}
