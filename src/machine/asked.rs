//! What a guard is asked with.

use core::fmt;

use chrono::NaiveDate;

use super::rules::NOT_HAPPENED_YET;
use crate::base::{Amount, Finding, Stamp, WorkingDays};

/// What the embedder brings to every question: its policy, and its calendar of working days.
pub struct Setting<'a, P> {
    policy: &'a P,
    calendar: &'a dyn WorkingDays,
}

impl<'a, P> Setting<'a, P> {
    /// A policy and a calendar.
    pub const fn new(policy: &'a P, calendar: &'a dyn WorkingDays) -> Self {
        Self { policy, calendar }
    }

    /// The question of somebody: what a guard sees.
    pub const fn asked(self, stamp: &'a Stamp) -> Asked<'a, P> {
        Asked { stamp, told: stamp, setting: self }
    }
}

/// What a guard sees beside state and event: who asks and when, the policy, the calendar. What follows from an
/// accepted event depends on neither policy nor calendar, so [`Accept::apply`](super::Accept::apply) does not see
/// this.
pub struct Asked<'a, P> {
    stamp: &'a Stamp,
    /// When what is asked about was recorded as it is: that of the last correction, if it was corrected.
    told: &'a Stamp,
    setting: Setting<'a, P>,
}

impl<'a, P> Asked<'a, P> {
    /// The same about what a correction says, which was recorded later than what it corrects.
    pub(crate) const fn told(self, told: &'a Stamp) -> Self {
        Self { told, ..self }
    }

    /// What bars an event of fact (somebody died, moved, answered, looked) whose day has not come: it is later than
    /// the day after the one, in UTC, on which it was recorded. A day is left for clocks that are ahead of UTC.
    ///
    /// It bars whatever the manner: what has not happened yet did not happen irregularly either. What may lie ahead
    /// (a beginning or an end of help, a review) is not asked about with this. What a correction says counts as
    /// recorded with the correction.
    ///
    /// ```
    /// use chrono::{NaiveDate, TimeZone, Utc};
    /// use mutual_care::base::{Role, Stamp, WorkerId, WorkingDays};
    /// use mutual_care::machine::Setting;
    /// # struct EveryDay;
    /// # impl WorkingDays for EveryDay {
    /// #     fn is_working_day(&self, _: NaiveDate) -> Option<bool> { Some(true) }
    /// # }
    /// let worker: WorkerId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
    /// let at = Utc.with_ymd_and_hms(2026, 2, 4, 9, 0, 0).single().ok_or("a time")?;
    /// let stamp = Stamp::new(at, worker, Role::SocialWorker)?;
    /// let setting = Setting::new(&(), &EveryDay);
    /// let asked = setting.asked(&stamp);
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// assert!(asked.not_happened_yet(day(2026, 2, 5)).is_none());
    /// let slip = asked.not_happened_yet(day(2062, 2, 3)).ok_or("a finding")?;
    /// assert_eq!(slip.code(), "not-happened-yet");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn not_happened_yet(&self, on: NaiveDate) -> Option<Finding> {
        let recorded = self.told.at().date_naive();
        // At the end of the calendar no day is later.
        let last = recorded.succ_opt().unwrap_or(recorded);
        let finding = || Finding::new(&NOT_HAPPENED_YET).with("on", Amount::Date(on));
        (on > last).then(|| finding().with("recorded", Amount::Date(recorded)))
    }

    /// When, by whom and in which role it is recorded. On correction and in an audit: as it was then.
    pub const fn stamp(&self) -> &'a Stamp {
        self.stamp
    }

    /// The embedder's policy.
    pub const fn policy(&self) -> &'a P {
        self.setting.policy
    }

    /// The calendar of working days.
    pub const fn calendar(&self) -> &'a dyn WorkingDays {
        self.setting.calendar
    }
}

// Written out, since a derive would ask the same of `P`, of which there is only a reference.
impl<P> Clone for Setting<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P> Copy for Setting<'_, P> {}
impl<P> Clone for Asked<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<P> Copy for Asked<'_, P> {}
impl<P: fmt::Debug> fmt::Debug for Setting<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setting").field("policy", self.policy).finish_non_exhaustive()
    }
}
impl<P: fmt::Debug> fmt::Debug for Asked<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asked").field("stamp", self.stamp).field("setting", &self.setting).finish()
    }
}
