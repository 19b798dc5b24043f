//! When it hurts: minute by minute after a loss.
//!
//! A loss happens at a minute of the cycle, and holds to the end of the horizon unless it is said when it ends
//! ([`Losses`](super::Losses)). A need **opens** when, inside a
//! window, more minutes have gone uncovered than may; it **closes** in the first minute with enough hands for
//! it; it is **breached** if it is still uncovered when its tolerance has run out. An arrangement that relies on
//! a breached need **stops**: late help does not undo harm.

mod beside;
mod course;
mod help;
mod report;
mod run;
mod stretches;
mod watch;

use alloc::vec::Vec;

use serde::Serialize;

use super::{HoursNotKnown, Losses, QuestionError, Support, TimedLoss};
use crate::base::{AnyId, CycleMinute, NeedId, PersonId, SourceId, WeekMinute};
use crate::need::TimedHelp;

pub use beside::{AddedBreach, Beside, BesideNothingLost, ComesAnyway, GoesOnLonger, WorstMinute};
pub(crate) use course::{Course, CourseHelp};
pub use watch::Watch;

/// The horizon unless said: 72 hours, which emergency schemes commonly promise to cover.
pub const HORIZON_72_HOURS: u32 = 72 * 60;

/// What happened to what. The order is the order within one minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    /// An open need has enough hands again.
    Closed,
    /// A need has gone uncovered for longer than it may.
    Opened,
    /// An open need's tolerance has run out: harm.
    Breached,
    /// An arrangement, or a timed help, relied on a breached need and gives no more.
    Stopped,
}

/// One event of a timeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TimelineEvent {
    /// Minutes after the loss.
    pub at: u32,
    /// What happened.
    pub kind: EventKind,
    /// The need, or for [`EventKind::Stopped`] the arrangement or timed help.
    pub id: AnyId,
}

/// How close it was: a need that closed so many minutes before harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Margin {
    /// Minutes to spare; 0 if help came in the very minute.
    pub minutes: u32,
    /// Which need.
    pub need: NeedId,
    /// When it closed, in minutes after the loss.
    pub at: u32,
}

/// A need that is open, and not breached, when the horizon ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StillOpen {
    /// Which.
    pub need: NeedId,
    /// When harm would come, in minutes after the loss.
    pub harm_at: u32,
}

/// What happens after a loss.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Timeline {
    /// The minute of the cycle in which the loss happens.
    pub start: CycleMinute,
    /// How many minutes are looked at.
    pub horizon_min: u32,
    /// Who and what is lost, at some time: unable to give, or away.
    pub lost: Vec<SourceId>,
    /// Who is away from the first minute to the end: theirs are no needs, and help for them helps nobody.
    pub away: Vec<PersonId>,
    /// When, of those who are not lost from the first minute to the end.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<TimedLoss>,
    /// Everything that happens, in order of time, then closed, opened, breached, stopped, then id.
    pub events: Vec<TimelineEvent>,
    /// The least time to spare over closings of needs not breached so far; the earliest, then the smallest id,
    /// of equal ones.
    pub margin: Option<Margin>,
    /// The same over critical needs only.
    pub critical_margin: Option<Margin>,
    /// The needs that are open and not breached at the end, in order of id.
    pub still_open: Vec<StillOpen>,
    /// The needs that opened three times or more and came to no harm: help that comes, and goes too soon.
    pub patched: Vec<NeedId>,
    /// What it cannot speak of, since nobody knows when it is; without the needs of those who are away.
    pub hours_not_known: HoursNotKnown,
}

impl Timeline {
    /// The needs that come to harm, each with when, in order of time.
    pub fn breaches(&self) -> impl Iterator<Item = (u32, AnyId)> + '_ {
        self.events.iter().filter(|event| event.kind == EventKind::Breached).map(|event| (event.at, event.id))
    }
}

/// A clock that is put back or forward while a timeline is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockPut {
    /// The first minute after the loss at which the clock shows something else than it would have; at least 1.
    pub at: u32,
    /// The minute of the week that it shows then.
    pub to: WeekMinute,
}

impl Support<'_> {
    /// What happens when this is lost at this minute of the week, over so many minutes.
    ///
    /// A [`Loss`](super::Loss) holds to the end. [`Losses`] begin and end: minutes and the horizon are then counted from the
    /// first of them, which comes at `start`. Who comes back gives again, and supports again; but an arrangement that relies
    /// on a need breached meanwhile stops in that minute. Nobody who is lost has a *stopped* event.
    ///
    /// ```
    /// # use mutual_care::base::{PersonId, WeekMinute};
    /// # use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
    /// # use mutual_care::support::{EventKind, LostHow, Losses, Support, TimedLoss};
    /// // A made-up mother gives her son his tablets at eight, and is away from seven until ten past nine.
    /// # let (mother, son): (PersonId, PersonId) =
    /// #     ("6f2c1a3e-0000-4000-8000-000000000001".parse()?, "6f2c1a3e-0000-4000-8000-000000000002".parse()?);
    /// let tablets = Need::new("6f2c1a3e-0000-4000-8000-000000000004".parse()?, son, Outcome::Medicines, Consequence::Critical)
    ///     .with_windows(vec![Window::doing("Sat 20:00-21:00".parse()?, 10)?])?
    ///     .with_tolerance(60)?;
    /// let gives = Arrangement::new("6f2c1a3e-0000-4000-8000-000000000005".parse()?, mother.into(), tablets.id(), "always".parse()?);
    /// # let snapshot = Snapshot::new(SnapshotParts {
    /// #     on: chrono::NaiveDate::from_ymd_opt(2026, 10, 24).ok_or("a date")?,
    /// #     sources: vec![Source::member(mother), Source::member(son)], needs: vec![tablets], arrangements: vec![gives] })?;
    /// let support = Support::of(&snapshot);
    /// let away = TimedLoss { source: mother.into(), how: LostHow::Away, from: 0, until: Some(130) };
    /// let timeline = support.timeline(Losses::new(vec![away])?, "Sat 19:00".parse()?, 24 * 60, &[])?;
    /// let told: Vec<_> = timeline.events.iter().map(|event| (event.at, event.kind)).collect();
    /// assert_eq!(told, [(110, EventKind::Opened), (130, EventKind::Closed)]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`QuestionError`] if the loss or the help names somebody unknown, or a limit is passed.
    pub fn timeline(
        &self,
        loss: impl Into<Losses>,
        start: CycleMinute,
        horizon_min: u32,
        help: &[TimedHelp],
    ) -> Result<Timeline, QuestionError> {
        self.check_start(start)?;
        let mut watch = self.watch(loss, horizon_min, help)?;
        let mut timeline = Timeline::default();
        watch.timeline_into(start, &mut timeline);
        Ok(timeline)
    }

    /// The same on a night on which the clock is put back or forward: events are in minutes that pass.
    ///
    /// ```
    /// # use mutual_care::base::{PersonId, SourceId};
    /// # use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
    /// # use mutual_care::support::{ClockPut, Loss, Support};
    /// // The made-up son sits with his mother at night, and she can be alone for three hours.
    /// # let (mother, son): (PersonId, PersonId) =
    /// #     ("6f2c1a3e-0000-4000-8000-000000000001".parse()?, "6f2c1a3e-0000-4000-8000-000000000002".parse()?);
    /// let night = Need::new("6f2c1a3e-0000-4000-8000-000000000004".parse()?, mother, Outcome::SafeAtNight, Consequence::Critical)
    ///     .with_windows(vec![Window::being_there("Sat 22:00-Sun 07:00".parse()?)])?
    ///     .with_tolerance(180)?;
    /// let sits = Arrangement::new("6f2c1a3e-0000-4000-8000-000000000005".parse()?, son.into(), night.id(), "always".parse()?);
    /// # let snapshot = Snapshot::new(SnapshotParts {
    /// #     on: chrono::NaiveDate::from_ymd_opt(2026, 10, 24).ok_or("a date")?,
    /// #     sources: vec![Source::member(mother), Source::member(son)], needs: vec![night], arrangements: vec![sits] })?;
    /// let support = Support::of(&snapshot);
    /// // Lost at 23:30; 150 minutes later the clock, about to show 02:00, shows 01:00 again.
    /// let back = ClockPut { at: 150, to: "Sun 01:00".parse()? };
    /// let timeline = support.timeline_with_clock_put(&Loss::of(son), "Sat 23:30".parse()?, 240, &[], back)?;
    /// assert_eq!(timeline.breaches().map(|(at, _)| at).collect::<Vec<_>>(), [180]); // the clock shows 01:30
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Support::timeline`].
    pub fn timeline_with_clock_put(
        &self,
        loss: impl Into<Losses>,
        start: CycleMinute,
        horizon_min: u32,
        help: &[TimedHelp],
        clock: ClockPut,
    ) -> Result<Timeline, QuestionError> {
        self.check_start(start)?;
        Ok(self.watch(loss, horizon_min, help)?.with_clock_put(clock).timeline(start))
    }

    /// A question about a week that the cycle does not have is refused.
    pub(super) fn check_start(&self, start: CycleMinute) -> Result<(), QuestionError> {
        let weeks = self.snapshot.weeks();
        if start.week() < weeks { Ok(()) } else { Err(QuestionError::NoSuchWeek { weeks }) }
    }

    /// Makes a loss and its help ready to be looked at from many minutes of the cycle.
    ///
    /// # Errors
    ///
    /// As [`Support::timeline`].
    pub fn watch(
        &self,
        loss: impl Into<Losses>,
        horizon_min: u32,
        help: &[TimedHelp],
    ) -> Result<Watch<'_>, QuestionError> {
        Watch::new(self, &loss.into(), horizon_min, help)
    }
}
