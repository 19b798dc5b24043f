//! What a guard is asked with.

use core::fmt;

use crate::base::{Stamp, WorkingDays};

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
        Asked { stamp, setting: self }
    }
}

/// What a guard sees beside state and event: who asks and when, the policy, the calendar. What follows from an
/// accepted event depends on neither policy nor calendar, so [`Accept::next`](super::Accept::next) does not see
/// this.
pub struct Asked<'a, P> {
    stamp: &'a Stamp,
    setting: Setting<'a, P>,
}

impl<'a, P> Asked<'a, P> {
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
