//! What ends soon: the future throws its shadow.

use alloc::vec::Vec;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::Support;
use crate::base::{ArrangementId, MINUTES_PER_DAY};

/// Help that ends soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ends {
    /// The first day without it.
    pub until: NaiveDate,
    /// Which arrangement.
    pub arrangement: ArrangementId,
}

impl Support<'_> {
    /// The arrangements that are given on the date and end soon after it, in order of day, then id: an answer about this
    /// week says nothing of the week after.
    ///
    /// Soon is up to the later of the week and the horizon that are looked at, counted from the date, and the date of the
    /// next review where one is given.
    ///
    /// ```
    /// use mutual_care::base::{Period, PersonId, WeekPattern};
    /// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source};
    /// use mutual_care::support::{HORIZON_72_HOURS, Support};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d);
    /// let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
    /// let supper = Need::new(id(3).parse()?, mother, Outcome::Nutrition, Consequence::Critical);
    /// let mut cooks = Arrangement::new(id(4).parse()?, son.into(), supper.id(), WeekPattern::always());
    /// cooks.period = Period::new(None, day(12))?;
    /// let snapshot = Snapshot::new(SnapshotParts {
    ///     on: day(2).ok_or("a date")?,
    ///     sources: vec![Source::member(mother), Source::member(son)],
    ///     needs: vec![supper],
    ///     arrangements: vec![cooks],
    /// })?;
    /// // A week and three days from 2 March is 12 March.
    /// let ends = Support::of(&snapshot).ends(HORIZON_72_HOURS, None);
    /// assert_eq!(Some(ends[0].until), day(12));
    /// assert!(Support::of(&snapshot).ends(HORIZON_72_HOURS - 1, None).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ends(&self, horizon_min: u32, next_review: Option<NaiveDate>) -> Vec<Ends> {
        let on = self.snapshot.on();
        let last = soon_from(on, self.snapshot.weeks(), horizon_min, next_review);
        let given = self.snapshot.arrangements().iter().filter(|arrangement| arrangement.is_given(on));
        let mut ends: Vec<Ends> = given
            .filter_map(|arrangement| {
                let until = arrangement.period.until().filter(|until| on < *until && *until <= last)?;
                Some(Ends { until, arrangement: arrangement.id })
            })
            .collect();
        ends.sort_unstable();
        ends
    }
}

/// The latest first day without some help at which its end is told: a loss may come on each of the days for which the
/// week, or the cycle of weeks, stands, and the horizon runs from there; or the review comes later.
pub(crate) fn soon_from(
    on: NaiveDate,
    weeks: u8,
    horizon_min: u32,
    next_review: Option<NaiveDate>,
) -> NaiveDate {
    let days = 7 * u64::from(weeks) + u64::from(horizon_min / u32::from(MINUTES_PER_DAY));
    let looked_at = on.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    next_review.map_or(looked_at, |review| review.max(looked_at))
}
