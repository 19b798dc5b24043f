//! A slow reference of what a personal budget costs and what its person is charged, written from the definition alone: every
//! day by itself, in fractions as they are taught at school. It never asks the engine for a charge, a statement or a day of a
//! budget; what a line costs on a day it has from the reference of packages.

#![allow(unreachable_pub, reason = "it is mounted by the tests that use it")]

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use mutual_care::base::{Code, NeedId, PackageLineId};
use mutual_care::budget::PersonalBudgetParts;
use mutual_care::budget::held::{HeldAs, Paid};
use mutual_care::package::{BudgetOf, BudgetRole, Line, LineKind, PaidBy};

use crate::package_reference::{Day, LineSum, OfWeek, Q, World, dates, shared_out};

/// A day of a charge.
pub struct DayOf {
    pub on: NaiveDate,
    pub due: Q,
    pub chargeable: Q,
    pub charge: Q,
}

/// A charging week.
pub struct WeekOf {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub due: Q,
    pub chargeable: Q,
    pub charge: Q,
    pub capped: bool,
    pub known: bool,
}

/// What somebody is charged over some days.
pub struct Charged {
    pub days: Vec<DayOf>,
    pub weeks: Vec<WeekOf>,
    pub exact: Q,
    pub pence: i64,
    pub chargeable: i64,
    pub fees: i64,
}

/// A line in a typical week.
pub struct WeekLine {
    pub line: PackageLineId,
    pub cost: i64,
    pub chargeable: i64,
    pub person: Option<i64>,
    pub needs: Vec<(NeedId, i64, Option<i64>)>,
}

/// The typical week of a budget.
pub struct Week {
    pub lines: Vec<WeekLine>,
    pub cost: i64,
    pub chargeable: i64,
    pub fees: i64,
    pub beside: Vec<(PackageLineId, PaidBy, i64)>,
    pub not_priced: Vec<PackageLineId>,
    pub person: Option<i64>,
    /// What is taken from direct payments, and what is charged.
    pub taken: Option<(i64, i64)>,
}

/// A budget and the world of its package.
pub struct Reference<'a> {
    pub world: &'a World<'a>,
    /// The same as planned: a typical week is as if nobody were paused.
    pub planned: &'a World<'a>,
    pub parts: &'a PersonalBudgetParts,
}

impl Reference<'_> {
    fn of(&self) -> BudgetOf {
        self.parts.of
    }

    /// A carer is not charged for care of somebody else, and a fee is no cost of care.
    fn counts(&self, line: &Line) -> bool {
        let for_them = line.people.iter().any(|person| *person == self.of().person);
        line.what != LineKind::ArrangementFee && (self.of().role == BudgetRole::Adult || for_them)
    }

    /// The amount of the last date that has come.
    pub fn weekly_on(&self, on: NaiveDate) -> Option<i64> {
        let contribution = (*self.parts.contribution.told()).as_ref().known()?;
        let mut weekly = None;
        for amount in &contribution.amounts {
            if amount.from <= on {
                weekly = Some(amount.weekly.pence());
            }
        }
        weekly
    }

    fn week_begins(&self, on: NaiveDate) -> NaiveDate {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let first = days.iter().position(|day| *day == self.parts.charging_week.code()).unwrap();
        let mut day = on;
        while usize::try_from(day.weekday().num_days_from_monday()).unwrap() != first {
            day = day.pred_opt().unwrap();
        }
        day
    }

    /// What a day costs the budget as far as it may be charged, whether a contribution is due for it, and whether a line of it
    /// has no price.
    fn day(&self, on: NaiveDate) -> (Q, bool, bool) {
        let (mut chargeable, mut due, mut not_priced) = (Q::zero(), false, false);
        for line in self.world.package.lines().iter().filter(|line| self.counts(line)) {
            if self.world.day(line, on) == Day::NotPriced {
                not_priced |= self.world.may_stand_in(line, self.of(), on);
            }
            let (cost, is_owed) = self.world.owed_on(line, on);
            if cost.is_zero() && !is_owed {
                continue;
            }
            for ((payer, budget), share, charged) in self.world.shares(line, on).unwrap() {
                if payer == PaidBy::PersonalBudget && budget == self.of() && charged && !share.is_zero() {
                    chargeable = chargeable + cost.clone() * share;
                    due |= is_owed;
                }
            }
        }
        (chargeable, due, not_priced)
    }

    /// What is charged from a date to the day before another.
    pub fn charge(&self, from: NaiveDate, until: NaiveDate) -> Charged {
        let begins = self.parts.begins_on;
        let from = from.max(begins);
        let mut charged = Charged {
            days: Vec::new(),
            weeks: Vec::new(),
            exact: Q::zero(),
            pence: 0,
            chargeable: 0,
            fees: 0,
        };
        if from >= until {
            return charged;
        }
        let mut monday = self.week_begins(from);
        while monday < until {
            let next = monday + Days::new(7);
            let all: Vec<(NaiveDate, Q, Q, bool)> = dates(monday.max(begins), next)
                .map(|on| {
                    let (chargeable, is_due, not_priced) = self.day(on);
                    let weekly = if is_due { self.weekly_on(on).unwrap() } else { 0 };
                    (on, Q::new(weekly, 7), chargeable, not_priced)
                })
                .collect();
            let due = Q::sum(all.iter().map(|day| day.1.clone()));
            let chargeable = Q::sum(all.iter().map(|day| day.2.clone()));
            let charge = due.clone().min(chargeable.clone());
            for (on, due, cost, _) in all.iter().filter(|day| from <= day.0 && day.0 < until) {
                let share = if chargeable.is_zero() { Q::zero() } else { cost.clone().over(&chargeable) };
                let charge = charge.clone() * share;
                charged.exact = charged.exact + charge.clone();
                charged.days.push(DayOf { on: *on, due: due.clone(), chargeable: cost.clone(), charge });
            }
            charged.weeks.push(WeekOf {
                first: all[0].0,
                last: all[all.len() - 1].0,
                capped: chargeable < due,
                known: !all.iter().any(|day| day.3),
                due,
                chargeable,
                charge,
            });
            monday = next;
        }
        for line in self.world.package.lines() {
            let sum = self.world.line_sum(line, from, until, false).unwrap();
            for ((payer, budget), cell) in &sum.cells {
                if *budget != self.of() {
                    continue;
                }
                if line.what == LineKind::ArrangementFee {
                    if matches!(payer, PaidBy::PersonalBudget | PaidBy::Person) {
                        charged.fees += cell.cost;
                    }
                } else if self.counts(line) {
                    charged.chargeable += cell.chargeable_cost;
                }
            }
        }
        charged.pence = charged.exact.rounded().min(charged.chargeable);
        charged
    }

    /// What the budget costs over some days: all of it, and in whole pence.
    pub fn cost(&self, from: NaiveDate, until: NaiveDate) -> i64 {
        let lines = self.world.package.lines().iter();
        let lines = lines.filter(|line| line.what != LineKind::ArrangementFee);
        let sums = lines.map(|line| self.world.line_sum(line, from, until, false).unwrap());
        sums.map(|sum| self.borne(&sum)).sum()
    }

    fn borne(&self, sum: &LineSum) -> i64 {
        sum.cells.get(&(PaidBy::PersonalBudget, self.of())).map_or(0, |cell| cell.cost)
    }

    /// The typical week as at a date; the code of why it cannot be said how a line is shared.
    pub fn week(&self, on: NaiveDate) -> Result<Week, &'static str> {
        let mut week = Week {
            lines: Vec::new(),
            cost: 0,
            chargeable: 0,
            fees: 0,
            beside: Vec::new(),
            not_priced: Vec::new(),
            person: None,
            taken: None,
        };
        for line in self.world.package.lines() {
            let sum = match self.planned.week_sum(line, on)? {
                OfWeek::Absent | OfWeek::Beside => continue,
                OfWeek::NotPriced => {
                    if self.pays(line) {
                        week.not_priced.push(line.id);
                    }
                    continue;
                }
                OfWeek::Costs(sum) => sum,
            };
            for ((payer, budget), cell) in sum.cells.iter().filter(|((_, budget), _)| *budget == self.of()) {
                assert_eq!(*budget, self.of());
                let is_fee = line.what == LineKind::ArrangementFee;
                if is_fee && matches!(payer, PaidBy::PersonalBudget | PaidBy::Person) {
                    week.fees += cell.cost;
                } else if *payer == PaidBy::PersonalBudget {
                    let chargeable = if self.counts(line) { cell.chargeable_cost } else { 0 };
                    week.cost += cell.cost;
                    week.chargeable += chargeable;
                    let needs = cell.needs.iter().map(|(need, cost)| (*need, *cost, None)).collect();
                    let (line, cost, person) = (line.id, cell.cost, None);
                    week.lines.push(WeekLine { line, cost, chargeable, person, needs });
                } else {
                    week.beside.push((line.id, payer.clone(), cell.cost));
                }
            }
        }
        if let Some(weekly) = self.weekly_on(on) {
            self.share_out(&mut week, weekly);
        }
        Ok(week)
    }

    fn share_out(&self, week: &mut Week, weekly: i64) {
        let person = weekly.min(week.chargeable);
        week.person = Some(person);
        let weights: Vec<Q> = week.lines.iter().map(|line| Q::whole(line.chargeable)).collect();
        for (line, person) in week.lines.iter_mut().zip(shared_out(person, &weights)) {
            line.person = Some(person);
            if line.needs.is_empty() {
                continue;
            }
            let weights: Vec<Q> = line.needs.iter().map(|(_, cost, _)| Q::whole(*cost)).collect();
            for (need, person) in line.needs.iter_mut().zip(shared_out(person, &weights)) {
                need.2 = Some(person);
            }
        }
        let is_direct = |line: &&WeekLine| {
            let said = self.parts.held.lines.iter().find(|said| said.line == line.line);
            matches!(said.map_or(self.parts.held.by_default, |said| said.held), HeldAs::DirectPayment { .. })
        };
        let direct: i64 = week.lines.iter().filter(is_direct).map(|line| line.cost).sum();
        let taken = if self.parts.held.paid == Paid::Net { person.min(direct) } else { 0 };
        week.taken = Some((taken, person - taken));
    }

    fn pays(&self, line: &Line) -> bool {
        let budgets = if line.budgets.is_empty() {
            line.people.iter().map(|person| BudgetOf::adult(*person)).collect()
        } else {
            line.budgets.clone()
        };
        let by_budget = matches!(
            line.payer,
            mutual_care::package::Payer::PersonalBudget | mutual_care::package::Payer::Joint { .. }
        );
        by_budget && budgets.contains(&self.of())
    }
}

/// By need, in order; first what meets none.
pub fn by_need(week: &Week) -> BTreeMap<Option<NeedId>, (i64, Option<i64>)> {
    let mut needs: BTreeMap<Option<NeedId>, (i64, Option<i64>)> = BTreeMap::new();
    let mut add = |need, cost, person: Option<i64>| {
        let sum = needs.entry(need).or_insert((0, week.person.map(|_| 0)));
        sum.0 += cost;
        sum.1 = sum.1.zip(person).map(|(one, other)| one + other);
    };
    for line in &week.lines {
        if line.needs.is_empty() {
            add(None, line.cost, line.person);
        }
        for (need, cost, person) in &line.needs {
            add(Some(*need), *cost, *person);
        }
    }
    needs
}
