//! What a walk counts in.

use core::fmt::Debug;
use core::ops::{Add, Sub};

/// A time after a loss, or a length of time.
///
/// Minutes are one. Another is a minute that moves as the loss comes later, so that a whole stretch of starting minutes is
/// walked at once: of two such, one may be before the other for a while only.
pub(crate) trait Time: Copy + Ord + Debug + Add<Output = Self> + Sub<Output = Self> {
    /// For how long the answers so far hold.
    type Holds;

    /// So long, whenever the loss comes.
    fn minutes(minutes: u32) -> Self;

    /// At a minute of the week that is so long after the loss.
    fn of_the_week(minutes: u32) -> Self;

    /// So long, and a minute more for each by which the loss comes later.
    fn growing(minutes: u32) -> Self;

    /// Whether it is before another; `holds` learns for how long that is so.
    fn is_before(self, other: Self, holds: &mut Self::Holds) -> bool;

    /// In minutes, for the loss that is looked at.
    fn now(self) -> u32;
}

/// One loss at one minute: every answer holds.
impl Time for u32 {
    type Holds = ();

    fn minutes(minutes: u32) -> Self {
        minutes
    }

    fn of_the_week(minutes: u32) -> Self {
        minutes
    }

    fn growing(minutes: u32) -> Self {
        minutes
    }

    fn is_before(self, other: Self, (): &mut ()) -> bool {
        self < other
    }

    fn now(self) -> u32 {
        self
    }
}
