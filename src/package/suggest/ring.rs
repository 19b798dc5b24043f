//! Stretches of a cycle of weeks, in minutes, of which one may pass the end of the last week.

/// A stretch: the minute at which it starts, and how long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) start: u32,
    pub(super) minutes: u32,
}

impl Stretch {
    /// The minutes from its start to another minute, in a cycle of so many.
    pub(super) const fn to(self, minute: u32, cycle: u32) -> u32 {
        (minute % cycle + cycle - self.start % cycle) % cycle
    }

    /// The minutes of both, as far as they are one stretch: the first of them.
    pub(super) fn shared(self, other: Self, cycle: u32) -> Option<Self> {
        let later = self.to(other.start, cycle);
        if later < self.minutes {
            return Some(Self { start: other.start, minutes: other.minutes.min(self.minutes - later) });
        }
        let earlier = other.to(self.start, cycle);
        (earlier < other.minutes)
            .then(|| Self { start: self.start, minutes: self.minutes.min(other.minutes - earlier) })
    }

    /// One stretch from the first of both to the last, if they share a minute: at most the whole cycle.
    pub(super) fn joined(self, other: Self, cycle: u32) -> Option<Self> {
        let (first, second) = if self.to(other.start, cycle) < self.minutes {
            (self, other)
        } else if other.to(self.start, cycle) < other.minutes {
            (other, self)
        } else {
            return None;
        };
        let minutes = first.minutes.max(first.to(second.start, cycle) + second.minutes);
        Some(Self { start: first.start, minutes: minutes.min(cycle) })
    }

    /// Whether it has all minutes of another.
    pub(super) const fn has(self, other: Self, cycle: u32) -> bool {
        self.to(other.start, cycle) + other.minutes <= self.minutes
    }
}
