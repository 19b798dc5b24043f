//! By which weights the cost of a day is shared: between payers, between budgets, and between the needs of a budget.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::allowance::not_booked;
use super::problems::{
    MIXED_CYCLES, NEED_NOT_HANDED_OVER, NO_HOURS, NO_NEEDS_HANDED_OVER, NO_WEEK, NOTHING_LEFT, TOO_MUCH,
};
use super::question::Asked;
use super::rate::{PastBounds, Rate};
use super::rhythm::{Rhythm, minutes_within, weeks, windows};
use crate::base::{
    CyclePattern, Every, MINUTES_PER_WEEK, Named, NeedId, Path, Problem, ProblemKind, WeekSpan, lcm, limits,
};
use crate::need::Need;
use crate::package::{BudgetAmount, BudgetOf, Line, PaidBy, Quantity, SharedBy, When};

/// A whole number of each cycle: every number of weeks to 12, and of two of them together, is a divisor.
const ALL_CYCLES: u32 = 27_720;

/// How a day is shared: the weights of the line's payers and of its budgets, in their order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sharing {
    pub(super) payers: Vec<u128>,
    pub(super) budgets: Vec<u128>,
    /// Whether what the personal budget bears for a budget may be charged.
    pub(super) charged: Vec<bool>,
}

/// A budget of a line, and the needs of it that the line meets, each with its weight.
pub(super) struct BudgetNeeds {
    pub(super) budget: BudgetOf,
    pub(super) needs: Vec<(NeedId, u128)>,
}

/// What is the same of a line on all its days.
pub(super) struct Sheet<'a> {
    pub(super) asked: &'a Asked<'a>,
    pub(super) line: &'a Line,
    /// Whose hours and prices it has: the line itself, or the one of which it is a share.
    pub(super) source: &'a Line,
    pub(super) at: Path<'a>,
    pub(super) rhythm: Rhythm,
    pub(super) budgets: Vec<BudgetNeeds>,
    /// In an estimate, what is not booked of an allowance, and over how many days it is spread.
    pub(super) not_booked: Option<(Quantity, u128)>,
    /// The minutes that each budget weighs where it is shared by hours; none of one whose needs are as before only after too
    /// many weeks.
    hours: Vec<(BudgetOf, Option<u128>)>,
}

impl<'a> Sheet<'a> {
    pub(super) fn of(
        asked: &'a Asked<'a>,
        line: &'a Line,
        source: &'a Line,
        at: Path<'a>,
    ) -> Result<Self, Problem> {
        let (spans, every) = hours(source);
        let rhythm = Rhythm::of(spans, every);
        let not_booked = not_booked(asked, line);
        let (budgets, hours) = (Vec::new(), Vec::new());
        let mut sheet = Self { asked, line, source, at, rhythm, budgets, not_booked, hours };
        let needs = sheet.needs()?;
        if is_by_hours(line) {
            let minutes = |budget: BudgetOf| (budget, sheet.minutes_of(budget, &needs));
            sheet.hours = line.stands_in().into_iter().map(minutes).collect();
        }
        let budgets = line.stands_in().into_iter();
        sheet.budgets = budgets
            .map(|budget| BudgetNeeds { budget, needs: sheet.weighed(&needs_of(budget, line, &needs)) })
            .collect();
        Ok(sheet)
    }

    fn problem(&self, field: &'static str, kind: &'static ProblemKind) -> Problem {
        Problem::at(&self.at.field(field), kind).naming(self.line.id)
    }

    /// What does not fit into an amount of money.
    pub(super) fn too_much(&self) -> Problem {
        Problem::at(&self.at, &TOO_MUCH).naming(self.line.id).naming(Named::Number(limits::PENCE))
    }

    /// The needs that the line meets, as far as needs were handed over at all.
    fn needs(&self) -> Result<Vec<&'a Need>, Problem> {
        let Some(known) = &self.asked.needs else { return Ok(Vec::new()) };
        let at = self.at.field("needs");
        (at.each(&self.line.needs))
            .map(|(at, id)| {
                let missing = || Problem::at(&at, &NEED_NOT_HANDED_OVER).naming(self.line.id).naming(*id);
                known.get(id).copied().ok_or_else(missing)
            })
            .collect()
    }

    /// Needs with the minutes of the line that fall into each of them; alike where it has no hours, or none that fall into
    /// any.
    fn weighed(&self, needs: &[&Need]) -> Vec<(NeedId, u128)> {
        let minutes = |need: &&Need| self.minutes_for(core::slice::from_ref(need)).unwrap_or(0);
        let mut weighed: Vec<(NeedId, u128)> = needs.iter().map(|need| (need.id(), minutes(need))).collect();
        if weighed.iter().all(|(_, weight)| *weight == 0) {
            for (_, weight) in &mut weighed {
                *weight = 1;
            }
        }
        weighed.sort_unstable();
        weighed
    }

    /// The minutes of the line's hours that fall into windows of these needs, in a number of weeks that is the same for
    /// all; of a need without windows, all of its hours. None where it takes longer than a cycle may last until all of them
    /// are as before.
    fn minutes_for(&self, needs: &[&Need]) -> Option<u128> {
        let (spans, every) = hours(self.source);
        let own = weeks(every);
        let cycle = needs.iter().try_fold(1, |cycle, need| {
            Some(lcm(cycle, weeks(need.every()))).filter(|cycle| *cycle <= limits::CYCLE_WEEKS)
        })?;
        if spans.is_empty() {
            return Some(0);
        }
        let over = lcm(own, cycle);
        let stretches = if needs.iter().any(|need| need.windows().is_empty()) {
            alloc::vec![(0, u32::from(over) * u32::from(MINUTES_PER_WEEK))]
        } else {
            let each =
                |need: &&Need| windows(need.windows().iter().map(|window| window.span()), need.every(), over);
            needs.iter().flat_map(each).collect()
        };
        let within = minutes_within(spans, every, &CyclePattern::from_stretches(over, stretches), over);
        Some(u128::from(within) * u128::from(ALL_CYCLES / u32::from(over.max(1))))
    }

    /// The minutes of the line for a budget; none where the needs that it meets are as before only after too many weeks.
    fn minutes_of(&self, budget: BudgetOf, needs: &[&Need]) -> Option<u128> {
        let own: Vec<&Need> = needs.iter().filter(|need| need.person() == budget.person).copied().collect();
        // Who has no need that the line meets has no hours of it.
        if own.is_empty() { Some(0) } else { self.minutes_for(&own) }
    }

    /// How a day is shared: on it and on all days after it until something changes.
    pub(super) fn sharing(&self, on: NaiveDate, payers: &[PaidBy]) -> Result<Sharing, Problem> {
        let line = self.line;
        let beside = line.free.iter().find(|free| {
            free.rule.stands_beside_the_budget() && free.days().is_some_and(|days| days.contains(on))
        });
        let bear =
            beside.map_or_else(|| line.payer.parts(), |free| alloc::vec![(PaidBy::FreeByLaw(free.rule), 1)]);
        let weight = |payer: &PaidBy| {
            let parts = bear.iter().filter(|(by, _)| by == payer);
            parts.map(|(_, weight)| u128::from(*weight)).sum()
        };
        let (rule, between) =
            if self.asked.is_estimate { (line.split.as_ref(), line.stands_in()) } else { line.shared_on(on) };
        let weights = self.weights(rule, &between, on)?;
        let of = |budget: &BudgetNeeds| {
            let place = between.iter().position(|one| *one == budget.budget);
            place.and_then(|place| weights.get(place)).copied().unwrap_or(0)
        };
        let is_charged = |budget: &BudgetNeeds| {
            !line
                .free
                .iter()
                .any(|free| !free.rule.stands_beside_the_budget() && free.frees(budget.budget.person, on))
        };
        Ok(Sharing {
            payers: payers.iter().map(weight).collect(),
            budgets: self.budgets.iter().map(of).collect(),
            charged: self.budgets.iter().map(is_charged).collect(),
        })
    }

    /// The weights of budgets by a rule, in their order.
    fn weights(
        &self,
        rule: Option<&SharedBy>,
        between: &[BudgetOf],
        on: NaiveDate,
    ) -> Result<Vec<u128>, Problem> {
        let listed = |of: &dyn Fn(&BudgetOf) -> Option<u128>| {
            between.iter().map(|budget| of(budget).unwrap_or(0)).collect()
        };
        Ok(match rule {
            None | Some(SharedBy::Equally) => alloc::vec![1; between.len()],
            Some(SharedBy::Hours) => self.by_hours(between)?,
            Some(SharedBy::Benefit { weights, .. }) => listed(&|budget| {
                weights.iter().find(|one| one.budget == *budget).map(|one| one.weight.into())
            }),
            Some(SharedBy::Percent(percents)) => listed(&|budget| {
                percents.iter().find(|one| one.budget == *budget).map(|one| one.percent.into())
            }),
            Some(SharedBy::AmountsAWeek(amounts)) => self.by_amounts(amounts, between, on)?,
        })
    }

    fn by_hours(&self, between: &[BudgetOf]) -> Result<Vec<u128>, Problem> {
        if self.asked.needs.is_none() {
            return Err(self.problem("split", &NO_NEEDS_HANDED_OVER));
        }
        let mixed = || self.problem("split", &MIXED_CYCLES).naming(u32::from(limits::CYCLE_WEEKS));
        let minutes = |budget: &BudgetOf| {
            let of = self.hours.iter().find(|(of, _)| of == budget);
            of.map_or(Ok(0), |(_, minutes)| minutes.ok_or_else(mixed))
        };
        let weights: Vec<u128> = between.iter().map(minutes).collect::<Result<_, _>>()?;
        if weights.iter().all(|weight| *weight == 0) {
            return Err(self.problem("split", &NO_HOURS));
        }
        Ok(weights)
    }

    /// As at the day from which its price holds: each amount for its budget, and what is left of a plain typical week for
    /// the one that has none.
    fn by_amounts(
        &self,
        amounts: &[BudgetAmount],
        between: &[BudgetOf],
        on: NaiveDate,
    ) -> Result<Vec<u128>, Problem> {
        let Some(price) = self.source.price_on(on) else { return Ok(alloc::vec![1; between.len()]) };
        let as_at = price.from.max(self.source.period.from()).unwrap_or(self.asked.drawn_up_on);
        let week = Rate::of(self.source, price).week(as_at, &self.rhythm);
        let week =
            week.map_err(|PastBounds| self.too_much())?.ok_or_else(|| self.problem("split", &NO_WEEK))?;
        let week = match self.line.share_of {
            Some(share) => week.part(share.share.numerator(), share.share.denominator()),
            None => Some(week),
        };
        let week = week.ok_or_else(|| self.too_much())?;
        let of = |budget: &BudgetOf| {
            let amount = amounts.iter().find(|one| one.budget == *budget)?;
            Some(u128::from(amount.amount.pence().unsigned_abs()))
        };
        let fixed: u128 = between.iter().filter_map(of).sum();
        let left = (fixed.checked_mul(week.denominator()))
            .and_then(|fixed| week.numerator().checked_sub(fixed))
            .filter(|left| *left > 0);
        let left = left.ok_or_else(|| self.problem("split", &NOTHING_LEFT).naming(Named::Date(as_at)))?;
        let weight = |budget: &BudgetOf| match of(budget) {
            Some(amount) => amount.checked_mul(week.denominator()),
            None => Some(left),
        };
        between.iter().map(weight).collect::<Option<_>>().ok_or_else(|| self.too_much())
    }
}

/// The needs of a budget that a line meets: its person's; if none are, those of people who have no budget on the line.
fn needs_of<'a>(budget: BudgetOf, line: &Line, needs: &[&'a Need]) -> Vec<&'a Need> {
    let own: Vec<&Need> = needs.iter().filter(|need| need.person() == budget.person).copied().collect();
    if !own.is_empty() {
        return own;
    }
    let stands_in = line.stands_in();
    let elsewhere = |need: &&&Need| !stands_in.iter().any(|budget| budget.person == need.person());
    needs.iter().filter(elsewhere).copied().collect()
}

/// Whether it is shared by hours on any day.
fn is_by_hours(line: &Line) -> bool {
    line.rules_of_sharing().any(|rule| *rule == SharedBy::Hours)
}

/// How many stretches are looked at to count the minutes of a line that fall into windows of the needs that it meets: for
/// each need by itself, for each budget in which it may be told, and for all of a budget together.
pub(super) fn minute_steps(asked: &Asked<'_>, line: &Line, source: &Line) -> usize {
    let (spans, every) = hours(source);
    let (Some(needs), false) = (&asked.needs, spans.is_empty()) else { return 0 };
    let (own, budgets) = (weeks(every), line.stands_in());
    let steps = |over: u8, windows: usize| {
        usize::from(over).saturating_mul(windows.saturating_add(spans.len()).saturating_add(1))
    };
    let mut sum = 0_usize;
    for need in line.needs.iter().filter_map(|id| needs.get(id)) {
        let windows = need.windows().len();
        let is_elsewhere = !budgets.iter().any(|budget| budget.person == need.person());
        let times = if is_elsewhere { budgets.len() } else { budgets.len().min(2) };
        sum = sum.saturating_add(steps(lcm(own, weeks(need.every())), windows).saturating_mul(times));
        if is_by_hours(line) {
            // Together they are as before after as many weeks as there may be.
            sum =
                sum.saturating_add(steps(own.saturating_mul(limits::CYCLE_WEEKS), windows).saturating_mul(2));
        }
    }
    sum
}

/// The hours of a line: none where it has no visits.
fn hours(line: &Line) -> (&[WeekSpan], Option<Every>) {
    match &line.when {
        Some(When::Visits { visits, every }) => (visits.spans(), *every),
        _ => (&[], None),
    }
}
