//! How budgets share a day, and the needs of a budget what it bears.

use chrono::NaiveDate;
use mutual_care::base::{Every, NeedId, PersonId, WeekSpan};
use mutual_care::need::Need;
use mutual_care::package::{BudgetOf, Line, PaidBy, SharedBy, SplitThen, When};

use super::{Q, World, holding, hours, in_period, left, payer_shares, price_on, week_at};

impl World<'_> {
    /// The share of each budget in a day of a line; the code of why it cannot be said.
    pub(super) fn budget_shares(
        &self,
        line: &Line,
        on: NaiveDate,
    ) -> Result<Vec<(BudgetOf, Q)>, &'static str> {
        let (budgets, rule) = self.budgets_and_rule(line, on);
        let weights: Vec<Q> = match rule {
            None | Some(SharedBy::Equally) => vec![Q::whole(1); budgets.len()],
            Some(SharedBy::Benefit { weights, .. }) => {
                let of = |budget| weights.iter().find(|one| one.budget == budget).unwrap().weight;
                budgets.iter().map(|budget| Q::whole(of(*budget))).collect()
            }
            Some(SharedBy::Percent(percents)) => {
                let of = |budget| percents.iter().find(|one| one.budget == budget).unwrap().percent;
                budgets.iter().map(|budget| Q::new(of(*budget), 100)).collect()
            }
            Some(SharedBy::Hours) => {
                let hours: Option<Vec<Q>> =
                    budgets.iter().map(|budget| self.hours_for(line, *budget)).collect();
                hours.ok_or("mixed-cycles")?
            }
            Some(SharedBy::AmountsAWeek(amounts)) => {
                let week = self.week_as_at_its_price(line, on).ok_or("no-week")?;
                let fixed = |budget: &BudgetOf| amounts.iter().find(|one| one.budget == *budget);
                let all = amounts.iter().map(|one| Q::whole(one.amount.pence()));
                let rest = week - Q::sum(all);
                if rest <= Q::zero() {
                    return Err("nothing-left");
                }
                budgets
                    .iter()
                    .map(|budget| fixed(budget).map_or(rest.clone(), |one| Q::whole(one.amount.pence())))
                    .collect()
            }
        };
        let all = Q::sum(weights.iter().cloned());
        if all.is_zero() {
            return Err("no-hours");
        }
        Ok(budgets.into_iter().zip(weights.iter().map(|weight| weight.over(&all))).collect())
    }

    /// The budgets that share a line on a day, and how.
    fn budgets_and_rule<'l>(&self, line: &'l Line, on: NaiveDate) -> (Vec<BudgetOf>, Option<&'l SharedBy>) {
        let mut budgets: Vec<BudgetOf> = line.budgets.clone();
        if budgets.is_empty() {
            budgets = line.people.iter().map(|person| BudgetOf::adult(*person)).collect();
        }
        budgets.sort();
        let mut rule = line.split.as_ref();
        if self.as_planned.is_none() && in_period(line, on) {
            let hold = holding(line, on);
            let left = left(line, &hold);
            let then = hold.iter().find_map(|pause| pause.split_then.as_ref());
            if let (Some(SplitThen::BetweenThoseLeft(then)), false) = (then, left.is_empty()) {
                rule = Some(then);
                let is_paused = |person: &PersonId| line.people.contains(person) && !left.contains(person);
                let kept: Vec<BudgetOf> =
                    budgets.iter().filter(|budget| !is_paused(&budget.person)).copied().collect();
                if !kept.is_empty() {
                    budgets = kept;
                }
            }
        }
        (budgets, rule)
    }

    /// Whether a line stands in a budget on a day, as far as that can be said before anybody knows what it costs.
    pub fn may_stand_in(&self, line: &Line, budget: BudgetOf, on: NaiveDate) -> bool {
        let by_budget = payer_shares(line, on).iter().any(|(payer, _)| *payer == PaidBy::PersonalBudget);
        by_budget && self.budgets_and_rule(line, on).0.contains(&budget)
    }

    /// The typical week as at the day from which the price of a date holds.
    fn week_as_at_its_price(&self, line: &Line, on: NaiveDate) -> Option<Q> {
        let (source, share) = match line.share_of {
            None => (line, Q::whole(1)),
            Some(share) => (
                self.package.lines().iter().find(|other| other.id == share.line).unwrap(),
                Q::new(share.share.numerator(), share.share.denominator()),
            ),
        };
        let Some(price) = price_on(source, on) else { return Some(Q::whole(1)) };
        let as_at = match (price.from, source.period.from()) {
            (Some(price), Some(line)) => price.max(line),
            (Some(date), None) | (None, Some(date)) => date,
            (None, None) => self.package.drawn_up_on(),
        };
        let mut weeks = self.memo.weeks.borrow_mut();
        let week = weeks.entry((source.id, price.from)).or_insert_with(|| week_at(source, price, as_at));
        Some(week.clone()? * share)
    }

    /// The minutes of a line's stretches that fall into windows of the needs of a budget's person, a week.
    /// None where the needs take longer than twelve weeks until they are as before.
    fn hours_for(&self, line: &Line, budget: BudgetOf) -> Option<Q> {
        let mut hours = self.memo.hours.borrow_mut();
        let of = || {
            let needs: Vec<&Need> =
                self.needs_met(line).filter(|need| need.person() == budget.person).collect();
            let cycles = needs.iter().filter_map(|need| need.every()).map(|every| every.cycle_weeks().into());
            (until_as_before(cycles) <= 12)
                .then(|| if needs.is_empty() { Q::zero() } else { self.minutes_within(line, &needs) })
        };
        hours.entry((line.id, budget)).or_insert_with(of).clone()
    }

    /// Minute by minute, over so many weeks that everything is as before after them.
    fn minutes_within(&self, line: &Line, needs: &[&Need]) -> Q {
        let (spans, every) = self.stretches(line);
        let cycles = needs.iter().map(|need| need.every()).chain([every]).flatten();
        let weeks = until_as_before(cycles.map(|every| every.cycle_weeks().into()));
        let monday = NaiveDate::from_ymd_opt(2001, 1, 1).unwrap();
        let line = hours::by_minute(&spans, every, monday, weeks);
        let mut wanted = vec![false; line.len()];
        for need in needs {
            if need.windows().is_empty() {
                wanted.fill(true);
            }
            // A window is never cut, so that in a rota by days each goes with the day on which it starts.
            for window in need.windows() {
                let hours = hours::by_minute(&[window.span()], need.every(), monday, weeks);
                for (wanted, there) in wanted.iter_mut().zip(hours) {
                    *wanted |= there > 0;
                }
            }
        }
        let within: i64 = line.iter().zip(wanted).filter(|(_, wanted)| *wanted).map(|(there, _)| there).sum();
        Q::new(within, i64::try_from(weeks).unwrap())
    }

    fn stretches(&self, line: &Line) -> (Vec<WeekSpan>, Option<Every>) {
        let source = match line.share_of {
            Some(share) => self.package.lines().iter().find(|other| other.id == share.line).unwrap(),
            None => line,
        };
        match &source.when {
            Some(When::Visits { visits, every }) => (visits.spans().to_vec(), *every),
            _ => (Vec::new(), None),
        }
    }

    fn needs_met(&self, line: &Line) -> impl Iterator<Item = &Need> {
        self.needs.iter().filter(|need| line.needs.contains(&need.id()))
    }

    /// The needs of a budget that a line meets, each with its weight, in order.
    pub(super) fn need_weights(&self, line: &Line, budget: BudgetOf) -> Vec<(NeedId, Q)> {
        let mut people: Vec<PersonId> = line.budgets.iter().map(|budget| budget.person).collect();
        if people.is_empty() {
            people.clone_from(&line.people);
        }
        let own: Vec<&Need> = self.needs_met(line).filter(|need| need.person() == budget.person).collect();
        let others = || self.needs_met(line).filter(|need| !people.contains(&need.person())).collect();
        let needs: Vec<&Need> = if own.is_empty() { others() } else { own };
        let mut weights: Vec<(NeedId, Q)> =
            needs.iter().map(|need| (need.id(), self.minutes_within(line, &[need]))).collect();
        if weights.iter().all(|(_, weight)| weight.is_zero()) {
            for (_, weight) in &mut weights {
                *weight = Q::whole(1);
            }
        }
        weights.sort_by_key(|(need, _)| *need);
        weights
    }
}

/// After how many weeks everything is as before that is as before after so many each.
fn until_as_before(cycles: impl Iterator<Item = u64>) -> u64 {
    cycles.fold(1, |weeks, cycle| {
        let mut both = weeks.max(cycle);
        while both % weeks != 0 || both % cycle != 0 {
            both += 1;
        }
        both
    })
}
