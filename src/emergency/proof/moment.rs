//! Minutes after a loss, as the loss comes later and later.
//!
//! What stays at its minute of the week (a window, a visit) is sooner after a loss that comes later; what follows the
//! loss (an alarm raised at once, whoever comes by it) is as long after it as before. So a minute after the loss is a
//! straight line in the minute of the loss, as long as everything happens in the same order. [`Steady`] keeps how
//! long that is.

use core::ops::{Add, Sub};

use crate::support::Time;

/// A minute after the loss, or a number of minutes, and how it changes with each minute that the loss comes later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    at: i32,
    drift: i32,
}

impl Moment {
    /// Whether it keeps its minute of the week.
    pub(super) const fn is_of_the_week(self) -> bool {
        self.drift == -1
    }

    /// At a minute that keeps its place while the loss comes at another, before or after it.
    pub(super) const fn at_minute(minute: u32, loss: u32) -> Self {
        Self { at: minute.cast_signed().wrapping_sub(loss.cast_signed()), drift: -1 }
    }

    /// So many minutes later.
    pub(super) const fn plus(self, minutes: u32) -> Self {
        Self { at: self.at + minutes.cast_signed(), drift: self.drift }
    }

    /// The same for a loss that comes so many minutes later.
    pub(super) const fn with_loss_later(self, minutes: u32) -> Self {
        Self { at: self.at + self.drift * minutes.cast_signed(), drift: self.drift }
    }

    /// Whether it becomes less as the loss comes later.
    pub(super) const fn shrinks(self) -> bool {
        self.drift < 0
    }
}

impl Add for Moment {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { at: self.at + other.at, drift: self.drift + other.drift }
    }
}

impl Sub for Moment {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { at: self.at - other.at, drift: self.drift - other.drift }
    }
}

impl Time for Moment {
    type Holds = Steady;

    fn minutes(minutes: u32) -> Self {
        Self { at: minutes.cast_signed(), drift: 0 }
    }

    fn of_the_week(minutes: u32) -> Self {
        Self { at: minutes.cast_signed(), drift: -1 }
    }

    fn growing(minutes: u32) -> Self {
        Self { at: minutes.cast_signed(), drift: 1 }
    }

    fn is_before(self, other: Self, steady: &mut Steady) -> bool {
        steady.is_before(self, other)
    }

    /// Nothing here is before the loss.
    fn now(self) -> u32 {
        self.at.max(0).cast_unsigned()
    }
}

/// How many minutes later the loss may come with all answers so far as they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Steady(u32);

impl Steady {
    /// So many at most.
    pub(super) const fn at_most(minutes: u32) -> Self {
        Self(minutes)
    }

    /// No more than so many.
    pub(super) fn limit(&mut self, minutes: u32) {
        self.0 = self.0.min(minutes);
    }

    /// How many.
    pub(super) const fn minutes(self) -> u32 {
        self.0
    }

    /// Whether one is before the other; for as long as that is so.
    pub(super) fn is_before(&mut self, one: Moment, other: Moment) -> bool {
        let (gap, closes) = (other.at - one.at, one.drift - other.drift);
        if gap > 0 {
            if closes > 0 {
                self.limit(((gap - 1) / closes).cast_unsigned());
            }
            true
        } else {
            if closes < 0 {
                self.limit((gap / closes).cast_unsigned());
            }
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Moment, Steady};

    /// However the two move: as long as it says, the answer is the same, and not one minute longer.
    #[test]
    fn an_answer_holds_as_long_as_it_says() {
        for (one, other) in (-3..=3).flat_map(|a| (-3..=3).map(move |b| (a, b))) {
            for (from, to) in (0..9).flat_map(|a| (0..9).map(move |b| (a, b))) {
                let (one, other) = (Moment { at: from, drift: one }, Moment { at: to, drift: other });
                let mut steady = Steady::at_most(50);
                let answer = steady.is_before(one, other);
                let is = |later: u32| one.with_loss_later(later).at < other.with_loss_later(later).at;
                assert!((0..=steady.minutes()).all(|later| is(later) == answer), "{one:?} {other:?}");
                assert!(steady.minutes() == 50 || is(steady.minutes() + 1) != answer, "{one:?} {other:?}");
            }
        }
    }
}
