//! When direct payments and contributions fall due.

use alloc::vec::Vec;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::super::Holding;
use super::PaidTo;
use super::moves::Series;
use super::problems as kind;
use crate::base::{BudgetId, Path, Problem, codes, limits, wire};

codes! {
    /// Whether an instalment falls due before the days that it is for, or after them.
    pub enum FallsDue: "when an instalment falls due" {
        /// On the first of its days.
        Ahead = "ahead", "ahead";
        /// On the day after the last of them.
        Behind = "behind", "behind";
    }
}

/// Every so many weeks from a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rhythm {
    /// The first day of its first instalment.
    #[serde(with = "wire::date")]
    pub from: NaiveDate,
    /// How many weeks an instalment is for, from 1 to [`limits::INSTALMENT_WEEKS`].
    pub every_weeks: u8,
    /// When it falls due.
    pub falls_due: FallsDue,
}

/// What falls due by a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Scheduled {
    /// A payment of the authority, to whoever holds it.
    Payment(Holding),
    /// The person's contribution, to whom it is paid.
    Contribution(PaidTo),
}

/// When what is owed to or for a budget falls due: one schedule for each way in which it is held, and one for the
/// contribution.
///
/// Days for which something is owed before the first rhythm begins fall due with it, as an instalment of their own. Where a
/// rhythm gives way to the next, or the schedule ends, its last instalment is shorter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Which budget.
    pub budget: BudgetId,
    /// What falls due.
    pub of: Scheduled,
    /// Every so many weeks from a date, each until the next begins.
    #[serde(deserialize_with = "rhythms")]
    pub rhythms: Vec<Rhythm>,
    /// The first day for which nothing falls due any more, if it ends.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub until: Option<NaiveDate>,
}

impl Schedule {
    /// Every so many weeks from a date, without an end.
    pub fn new(budget: BudgetId, of: Scheduled, rhythm: Rhythm) -> Self {
        Self { budget, of, rhythms: alloc::vec![rhythm], until: None }
    }

    pub(super) const fn series(&self) -> Series {
        match self.of {
            Scheduled::Payment(holding) => Series::Payment(self.budget, holding),
            Scheduled::Contribution(_) => Series::Contribution(self.budget),
        }
    }

    /// The instalments that have fallen due by a day, for days from `first` on.
    pub(super) fn instalments(
        &self,
        first: NaiveDate,
        on: NaiveDate,
        at: &Path<'_>,
    ) -> Result<Vec<Instalment>, Vec<Problem>> {
        let found = self.wrong(at);
        if !found.is_empty() {
            return Err(found);
        }
        let mut instalments = Vec::new();
        let last = self.until.unwrap_or(NaiveDate::MAX);
        if let Some(rhythm) = self.rhythms.first().filter(|rhythm| first < rhythm.from && rhythm.from <= on) {
            instalments.push(Instalment { due_on: rhythm.from, from: first, until: rhythm.from.min(last) });
        }
        let ends = self.rhythms.iter().skip(1).map(|rhythm| rhythm.from).chain([last]);
        for (rhythm, end) in self.rhythms.iter().zip(ends) {
            let mut from = rhythm.from;
            let end = end.min(last);
            while from < end {
                let next = from.checked_add_days(Days::new(7 * u64::from(rhythm.every_weeks)));
                let until = next.unwrap_or(end).min(end);
                let due_on = match rhythm.falls_due {
                    FallsDue::Ahead => from,
                    FallsDue::Behind => until,
                };
                if due_on > on {
                    break;
                }
                if instalments.len() == limits::INSTALMENTS {
                    let problem = Problem::at(at, &kind::TOO_MANY_INSTALMENTS).naming(limits::INSTALMENTS);
                    return Err(alloc::vec![problem]);
                }
                instalments.push(Instalment { due_on, from, until });
                from = until;
            }
        }
        // Nothing is owed before the first day, so an instalment begins with it at the earliest.
        for instalment in &mut instalments {
            instalment.from = instalment.from.max(first);
            instalment.due_on = instalment.due_on.max(instalment.from);
        }
        instalments.retain(|instalment| instalment.from < instalment.until && instalment.due_on <= on);
        Ok(instalments)
    }

    fn wrong(&self, at: &Path<'_>) -> Vec<Problem> {
        let mut found = Vec::new();
        let list = at.field("rhythms");
        let later = self.rhythms.windows(2).all(|pair| matches!(pair, [one, next] if one.from < next.from));
        if self.rhythms.is_empty() || !later {
            found.push(Problem::at(&list, &kind::NO_RHYTHM));
        }
        for (at, rhythm) in list.each(&self.rhythms) {
            if !(1..=limits::INSTALMENT_WEEKS).contains(&rhythm.every_weeks) {
                let most = u32::from(limits::INSTALMENT_WEEKS);
                found.push(Problem::at(&at.field("every_weeks"), &kind::WEEKS).naming(most));
            }
            if !wire::in_years(rhythm.from) {
                let problem = Problem::at(&at.field("from"), &kind::YEAR);
                found.push(problem.naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST));
            }
        }
        if let (Some(until), Some(first)) = (self.until, self.rhythms.first())
            && until <= first.from
        {
            found.push(Problem::at(&at.field("until"), &kind::ENDS_BEFORE));
        }
        found
    }
}

/// One instalment of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Instalment {
    pub(super) due_on: NaiveDate,
    pub(super) from: NaiveDate,
    pub(super) until: NaiveDate,
}

fn rhythms<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Rhythm>, D::Error> {
    wire::list(deserializer, limits::FEW, "rhythms")
}
