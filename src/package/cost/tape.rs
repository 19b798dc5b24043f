//! The days of a line, one after the other: each is one of a few kinds, and a kind has one cost.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::ratio::Ratio;
use super::runs::How;
use super::sharing::{BudgetNeeds, Sharing};
use crate::base::Period;
use crate::package::{Line, PaidBy};

/// What is to be told of a day besides what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Told {
    /// Whether it is a holiday is not known, and there is a factor for holidays.
    pub(super) holiday_not_known: bool,
    /// What is delivered is owed, and nothing is recorded: what was planned is counted.
    pub(super) not_recorded: bool,
}

/// A kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) cost: Ratio,
    pub(super) sharing: usize,
    pub(super) how: How,
    pub(super) told: Told,
    /// Whether the line runs or is retained on it, whatever it costs.
    pub(super) is_owed: bool,
    /// Whether a contribution is due for it, where it may be charged: as `is_owed`, but of what is owed once on its day only.
    pub(super) makes_due: bool,
    /// How many days are of it.
    pub(super) days: u64,
}

impl Kind {
    pub(super) const IDLE: Self = Self {
        cost: Ratio::ZERO,
        sharing: 0,
        how: How::Planned,
        told: Told { holiday_not_known: false, not_recorded: false },
        is_owed: false,
        makes_due: false,
        days: 0,
    };
}

/// The days of a line over the days of a question.
pub(super) struct Tape {
    pub(super) kinds: Vec<Kind>,
    /// The kind of each day.
    pub(super) days: Vec<u32>,
    /// At least one.
    pub(super) sharings: Vec<Sharing>,
    pub(super) payers: Vec<PaidBy>,
    pub(super) budgets: Vec<BudgetNeeds>,
    /// Days of the line on which nobody has said what it costs.
    pub(super) not_priced: Vec<Period>,
    /// Days on which nobody is left.
    pub(super) paused: Vec<Period>,
}

/// Among how many of the last kinds one is looked for: those of a week before a pause, while it lasts and after it.
const LOOK_BACK: usize = 24;

impl Tape {
    pub(super) fn new(payers: Vec<PaidBy>, days: usize) -> Self {
        let mut tape = Self {
            kinds: Vec::new(),
            days: Vec::with_capacity(days),
            sharings: Vec::new(),
            payers,
            budgets: Vec::new(),
            not_priced: Vec::new(),
            paused: Vec::new(),
        };
        tape.kind(Kind::IDLE);
        tape
    }

    /// One day that costs this much.
    pub(super) fn of_one(
        cost: Ratio,
        sharing: Sharing,
        payers: Vec<PaidBy>,
        budgets: Vec<BudgetNeeds>,
    ) -> Self {
        let mut tape = Self { budgets, ..Self::new(payers, 1) };
        let sharing = tape.sharing(sharing);
        let kind = tape.kind(Kind { cost, sharing, is_owed: true, makes_due: true, ..Kind::IDLE });
        tape.push(kind);
        tape
    }

    /// The number of a kind. That two numbers may be of one kind, where the first was long ago, changes no sum.
    pub(super) fn kind(&mut self, kind: Kind) -> u32 {
        let is_same = |other: &Kind| Kind { days: 0, ..*other } == kind;
        let late = self.kinds.len().saturating_sub(LOOK_BACK);
        let known = self.kinds.iter().skip(late).rposition(is_same).map(|place| late + place);
        let place = known.unwrap_or_else(|| {
            self.kinds.push(kind);
            self.kinds.len() - 1
        });
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    pub(super) fn push(&mut self, number: u32) {
        self.write(number, 1);
    }

    /// The next day, which is one of so many days of its kind that are written with it.
    pub(super) fn write(&mut self, number: u32, days: usize) {
        self.days.push(number);
        if let Some(kind) = usize::try_from(number).ok().and_then(|place| self.kinds.get_mut(place)) {
            kind.days += u64::try_from(days).unwrap_or(u64::MAX);
        }
    }

    /// Writes the days from one on again and again, until there are so many.
    pub(super) fn repeat(&mut self, from: usize, until: usize) {
        while self.days.len() < until {
            let more = (until - self.days.len()).min(self.days.len().saturating_sub(from));
            if more == 0 {
                return;
            }
            self.days.extend_from_within(from..from + more);
        }
    }

    /// Makes a day that is written another kind of day.
    pub(super) fn put(&mut self, nth: usize, number: u32) {
        let Some(day) = self.days.get_mut(nth) else { return };
        let before = core::mem::replace(day, number);
        for (number, is_one_more) in [(before, false), (number, true)] {
            let kind = usize::try_from(number).ok().and_then(|place| self.kinds.get_mut(place));
            if let Some(kind) = kind {
                kind.days = if is_one_more { kind.days + 1 } else { kind.days.saturating_sub(1) };
            }
        }
    }

    /// Days on which the line is not there.
    pub(super) fn idle(&mut self, days: usize) {
        self.days.resize(self.days.len() + days, 0);
        if let Some(kind) = self.kinds.first_mut() {
            kind.days += u64::try_from(days).unwrap_or(u64::MAX);
        }
    }

    pub(super) fn sharing(&mut self, sharing: Sharing) -> usize {
        let known = self.sharings.iter().position(|one| *one == sharing);
        known.unwrap_or_else(|| {
            self.sharings.push(sharing);
            self.sharings.len() - 1
        })
    }

    /// The kind of a day of the question.
    pub(super) fn on(&self, nth: usize) -> Kind {
        let number = self.days.get(nth).and_then(|number| usize::try_from(*number).ok());
        number.and_then(|number| self.kinds.get(number)).copied().unwrap_or(Kind::IDLE)
    }

    /// The numbers of the days of which something is told.
    pub(super) fn told(&self, is_told: impl Fn(Told) -> bool) -> Vec<usize> {
        if !self.kinds.iter().any(|kind| is_told(kind.told)) {
            return Vec::new();
        }
        (0..self.days.len()).filter(|nth| is_told(self.on(*nth).told)).collect()
    }
}

/// Everybody who may come to bear a part of a line, in the order of the table.
pub(super) fn payers(line: &Line) -> Vec<PaidBy> {
    let mut payers: BTreeSet<PaidBy> = line.payer.parts().into_iter().map(|(by, _)| by).collect();
    let beside = line.free.iter().filter(|free| free.rule.stands_beside_the_budget());
    payers.extend(beside.map(|free| PaidBy::FreeByLaw(free.rule)));
    payers.into_iter().collect()
}
