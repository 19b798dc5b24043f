//! A slow reference of what packages cost, written from the definition alone: every day by itself, in fractions as they are
//! taught at school, and never by the engine's way.
//!
//! It reads the values of a package and asks nothing of it.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "each test that mounts the reference uses a part of it"
)]

#[path = "../generator/dice.rs"]
pub mod dice;
mod hours;
mod random;
mod rational;
mod sharing;
mod weeks;

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use mutual_care::base::{NeedId, PackageLineId, PersonId};
use mutual_care::need::Need;
use mutual_care::package::{
    BudgetOf, Delivered, DeliveredWas, FactorDay, FreeRule, Line, OwedAs, Package, PaidBy, Pause, Payer,
    Price, PriceFor, Quantity, StepRounding, Unit, When,
};

pub use random::{Random, random};
pub use rational::{Q, shared_out};
pub use weeks::{OfWeek, Year, allowance_years};

/// What the reference is asked about.
pub struct World<'a> {
    /// What was worked out before, so that minutes are counted once for each line.
    pub memo: Memo,
    pub package: &'a Package,
    pub needs: &'a [Need],
    pub is_holiday: &'a dyn Fn(NaiveDate) -> Option<bool>,
    /// What was delivered, as far as it is recorded.
    pub delivered: &'a [Delivered],
    /// As planned, for an estimate of these days.
    pub as_planned: Option<(NaiveDate, NaiveDate)>,
}

/// The typical week of a line at each of its prices.
type Weeks = BTreeMap<(PackageLineId, Option<NaiveDate>), Option<Q>>;

/// Who bears which share of a day for which budget, and whether that may be charged.
pub type Share = ((PaidBy, BudgetOf), Q, bool);

/// What each payer bears for each budget on each day, and what of it may be charged.
type Cells = BTreeMap<(PaidBy, BudgetOf), (Vec<Q>, Vec<Q>)>;

/// What does not change from day to day.
#[derive(Default)]
pub struct Memo {
    hours: RefCell<BTreeMap<(PackageLineId, BudgetOf), Option<Q>>>,
    weeks: RefCell<Weeks>,
}

/// Why a day costs what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Planned,
    Retained,
    Notice,
}

/// One day of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// The line is not there, or is known to cost nothing.
    Absent,
    /// It is there, and nobody has said what it costs.
    NotPriced,
    Costs {
        cost: Q,
        why: Why,
        holiday_not_known: bool,
    },
}

/// What a line costs over some days.
#[derive(Debug, Default)]
pub struct LineSum {
    pub exact: Option<Q>,
    pub cost: i64,
    pub by_why: [i64; 3],
    pub cells: BTreeMap<(PaidBy, BudgetOf), Cell>,
    pub not_priced: Vec<NaiveDate>,
    pub paused: Vec<NaiveDate>,
    pub holiday_not_known: Vec<NaiveDate>,
    pub not_recorded: Vec<NaiveDate>,
}

/// What one payer bears for one budget.
#[derive(Debug)]
pub struct Cell {
    pub exact: Q,
    pub cost: i64,
    pub chargeable: Q,
    pub chargeable_cost: i64,
    pub needs: Vec<(NeedId, i64)>,
    pub days: Vec<i64>,
}

/// Each date from one to the day before another.
pub fn dates(from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    from.iter_days().take_while(move |day| *day < until)
}

impl World<'_> {
    /// What a line costs, or the code of why it cannot be said how it is shared.
    pub fn line_sum(
        &self,
        line: &Line,
        from: NaiveDate,
        until: NaiveDate,
        by_day: bool,
    ) -> Result<LineSum, &'static str> {
        let mut sum = LineSum::default();
        let mut by_why = [Q::zero(), Q::zero(), Q::zero()];
        // Each cell on each day, as a share of what that day costs.
        let mut cells = Cells::new();
        let count = dates(from, until).count();
        for (nth, on) in dates(from, until).enumerate() {
            if self.as_planned.is_none() && in_period(line, on) && is_paused(line, on) {
                sum.paused.push(on);
            }
            let (cost, why, open) = match self.day(line, on) {
                Day::Absent => continue,
                Day::NotPriced => {
                    sum.not_priced.push(on);
                    continue;
                }
                Day::Costs { cost, why, holiday_not_known } => (cost, why, holiday_not_known),
            };
            if open {
                sum.holiday_not_known.push(on);
            }
            if self.is_not_recorded(line, on) {
                sum.not_recorded.push(on);
            }
            let place = &mut by_why[why as usize];
            *place = place.clone() + cost.clone();
            for (key, share, charged) in self.shares(line, on)? {
                let (all, chargeable) =
                    cells.entry(key).or_insert_with(|| (vec![Q::zero(); count], vec![Q::zero(); count]));
                all[nth] = cost.clone() * share.clone();
                if charged {
                    chargeable[nth] = cost.clone() * share;
                }
            }
        }
        let exact = Q::sum(by_why.iter().cloned());
        sum.cost = exact.rounded();
        sum.by_why = shared_out(sum.cost, &by_why).try_into().unwrap();
        sum.exact = Some(exact);
        self.split(line, &mut sum, &cells, by_day);
        Ok(sum)
    }

    /// By payer, then by budget, then by need or by day.
    fn split(&self, line: &Line, sum: &mut LineSum, cells: &Cells, by_day: bool) {
        let mut payers: BTreeMap<PaidBy, Vec<(BudgetOf, Q)>> = BTreeMap::new();
        for ((payer, budget), (days, _)) in cells {
            payers.entry(payer.clone()).or_default().push((*budget, total(days)));
        }
        let weights: Vec<Q> =
            payers.values().map(|budgets| Q::sum(budgets.iter().map(|(_, weight)| weight.clone()))).collect();
        for ((payer, budgets), of_payer) in payers.iter().zip(shared_out(sum.cost, &weights)) {
            let weights: Vec<Q> = budgets.iter().map(|(_, weight)| weight.clone()).collect();
            for ((budget, exact), cost) in budgets.iter().zip(shared_out(of_payer, &weights)) {
                if exact.is_zero() {
                    continue;
                }
                let (days, chargeable) = &cells[&(payer.clone(), *budget)];
                let chargeable = total(chargeable);
                let both = [chargeable.clone(), exact.clone() - chargeable.clone()];
                let needs = self.need_weights(line, *budget);
                let weights: Vec<Q> = needs.iter().map(|(_, weight)| weight.clone()).collect();
                let of_needs = if needs.is_empty() { Vec::new() } else { shared_out(cost, &weights) };
                let cell = Cell {
                    exact: exact.clone(),
                    cost,
                    chargeable_cost: shared_out(cost, &both)[0],
                    chargeable,
                    needs: needs.iter().map(|(need, _)| *need).zip(of_needs).collect(),
                    days: if by_day { shared_out(cost, days) } else { Vec::new() },
                };
                sum.cells.insert((payer.clone(), *budget), cell);
            }
        }
    }

    /// What a line costs on a day.
    pub fn day(&self, line: &Line, on: NaiveDate) -> Day {
        if let Some(share) = line.share_of {
            if !in_period(line, on) {
                return Day::Absent;
            }
            let of = self.package.lines().iter().find(|other| other.id == share.line).unwrap();
            return match self.day(of, on) {
                Day::Costs { cost, why, holiday_not_known } => Day::Costs {
                    cost: cost * Q::new(share.share.numerator(), share.share.denominator()),
                    why,
                    holiday_not_known,
                },
                other => other,
            };
        }
        let Some((why, percent)) = self.runs(line, on) else { return Day::Absent };
        if line.costs_nothing {
            return Day::Absent;
        }
        let Some(price) = price_on(line, on) else { return Day::NotPriced };
        let recorded = self.recorded(line, on).filter(|_| why == Why::Planned && self.as_planned.is_none());
        let (cost, holiday_not_known) = self.full(line, price, on, recorded);
        if price.per == Unit::OneOff {
            return Day::Costs { cost, why: Why::Planned, holiday_not_known };
        }
        let cost = cost * Q::new(percent, 100);
        let holiday_not_known = holiday_not_known && !cost.is_zero();
        Day::Costs { cost, why, holiday_not_known }
    }

    /// What of a line is owed on a day, and whether a contribution is due for it: it runs, is retained or is owed for notice,
    /// whatever it costs; or it is owed once, and on that day.
    pub fn owed_on(&self, line: &Line, on: NaiveDate) -> (Q, bool) {
        let source = line
            .share_of
            .map_or(line, |share| self.package.lines().iter().find(|other| other.id == share.line).unwrap());
        match self.day(line, on) {
            Day::Costs { cost, .. } => {
                if price_on(source, on).is_some_and(|price| price.per == Unit::OneOff) {
                    return (cost, source.period.from() == Some(on));
                }
                (cost, self.runs(source, on).is_some_and(|(_, percent)| percent > 0))
            }
            _ => (Q::zero(), false),
        }
    }

    /// Why it is owed on a day, and how many in a hundred; none if it is not there.
    fn runs(&self, line: &Line, on: NaiveDate) -> Option<(Why, u8)> {
        if !in_period(line, on) {
            let after = line.period.until().is_some_and(|until| on >= until);
            return (after && in_notice(line, line.told_on, on)).then_some((Why::Notice, 100));
        }
        if self.as_planned.is_some() || !is_paused(line, on) {
            return Some((Why::Planned, 100));
        }
        let hold = holding(line, on);
        let given_in_time: Vec<&Pause> =
            hold.iter().filter(|pause| !in_notice(line, pause.told_on, on)).copied().collect();
        if !left(line, &given_in_time).is_empty() {
            return Some((Why::Notice, 100));
        }
        Some((Why::Retained, hold.iter().map(|pause| pause.retainer_percent).max().unwrap()))
    }

    /// A day's full cost, and whether a factor for holidays was left out because nobody knows.
    fn full(&self, line: &Line, price: &Price, on: NaiveDate, recorded: Option<DeliveredWas>) -> (Q, bool) {
        let pence = Q::whole(price.amount.pence());
        let times = if price.each == PriceFor::Worker { i64::from(line.hands) } else { 1 };
        let pence = pence * Q::whole(times);
        let amount = match (price.per, &line.when) {
            (Unit::OneOff, _) => Q::whole(i64::from(line.period.from() == Some(on))),
            (Unit::Week, _) => Q::new(1, 7),
            (Unit::TwoWeeks, _) => Q::new(1, 14),
            (Unit::FourWeeks, _) => Q::new(1, 28),
            (Unit::Month, _) => Q::new(1, days_in_month(on)),
            (Unit::Day, Some(When::Visits { visits, every })) => {
                Q::whole(i64::from(hours::minutes_on(visits.spans(), *every, on) > 0))
            }
            (Unit::Day, _) => Q::whole(1),
            (unit, Some(When::Visits { visits, every })) => {
                if unit == Unit::Hour {
                    Q::new(hours::minutes_on(visits.spans(), *every, on), 60)
                } else {
                    Q::whole(hours::beginning_on(visits.spans(), *every, on))
                }
            }
            (_, Some(When::Quantity { amount, weeks })) => {
                in_units(*amount) * Q::new(1, 7 * i64::from(*weeks))
            }
            (_, Some(When::Allowance(allowance))) => {
                let booked = allowance.bookings.iter().find(|booking| booking.on == on);
                booked.map_or_else(Q::zero, |booking| in_units(booking.of))
            }
            (_, None) => unreachable!("a unit that needs to know when"),
        };
        let amount = recorded.map_or(amount.clone(), |was| owed(line, price, &amount, was));
        let plain = pence.clone() * amount;
        let (factor, not_known) = self.factor(price, on);
        let not_known = not_known && !plain.is_zero();
        let besides = self.not_booked(line, on).map_or_else(Q::zero, |amount| pence * amount);
        (plain * factor + besides, not_known)
    }

    fn recorded(&self, line: &Line, on: NaiveDate) -> Option<DeliveredWas> {
        if line.owed.by == OwedAs::Planned {
            return None;
        }
        self.delivered.iter().find(|one| one.line == line.id && one.on == on).map(|one| one.was)
    }

    /// Whether a day costs something as delivered, and nothing is recorded of it.
    pub fn is_not_recorded(&self, line: &Line, on: NaiveDate) -> bool {
        let source = line
            .share_of
            .map_or(line, |share| self.package.lines().iter().find(|other| other.id == share.line).unwrap());
        let owed = source.owed.by != OwedAs::Planned && self.as_planned.is_none();
        let day = self.day(line, on);
        owed && self.recorded(source, on).is_none()
            && matches!(day, Day::Costs { cost, why: Why::Planned, .. } if !cost.is_zero())
    }

    /// As planned an allowance counts whole: a day's part of what is not booked in those days.
    fn not_booked(&self, line: &Line, on: NaiveDate) -> Option<Q> {
        let (from, until) = self.as_planned?;
        let Some(When::Allowance(allowance)) = &line.when else { return None };
        let _ = on;
        let booked: i64 = (allowance.bookings.iter())
            .filter(|booking| from <= booking.on && booking.on < until)
            .map(|booking| i64::from(booking.of.number()))
            .sum();
        let rest = (i64::from(allowance.a_year.number()) - booked).max(0);
        let days =
            dates(from, until).filter(|day| in_period(line, *day) && price_on(line, *day).is_some()).count();
        let parts = if allowance.a_year.is_minutes() { 60 } else { 1 };
        Some(Q::new(rest, parts) * Q::new(1, i64::try_from(days).unwrap()))
    }

    fn factor(&self, price: &Price, on: NaiveDate) -> (Q, bool) {
        let of = |day| price.factors.get(day).map(|factor| Q::new(factor.numerator(), factor.denominator()));
        let weekday = of(match on.weekday() {
            Weekday::Mon => FactorDay::Monday,
            Weekday::Tue => FactorDay::Tuesday,
            Weekday::Wed => FactorDay::Wednesday,
            Weekday::Thu => FactorDay::Thursday,
            Weekday::Fri => FactorDay::Friday,
            Weekday::Sat => FactorDay::Saturday,
            Weekday::Sun => FactorDay::Sunday,
        });
        let Some(holiday) = of(FactorDay::Holiday) else { return (weekday.unwrap_or(Q::whole(1)), false) };
        match (self.is_holiday)(on) {
            Some(true) => (weekday.map_or(holiday.clone(), |weekday| weekday.max(holiday)), false),
            known => (weekday.unwrap_or(Q::whole(1)), known.is_none()),
        }
    }

    /// Who bears which share of a day for which budget, and whether that may be charged.
    pub fn shares(&self, line: &Line, on: NaiveDate) -> Result<Vec<Share>, &'static str> {
        let mut found = Vec::new();
        let budgets = self.budget_shares(line, on)?;
        for (payer, of_payer) in payer_shares(line, on) {
            for (budget, of_budget) in &budgets {
                let frees = |rule| matches!(rule, FreeRule::EquipmentOrAdaptation | FreeRule::Cjd);
                let free = line.free.iter().any(|free| {
                    frees(free.rule)
                        && free.period.contains(on)
                        && (free.who.is_empty() || free.who.contains(&budget.person))
                });
                let charged = payer == PaidBy::PersonalBudget && !free;
                found.push(((payer.clone(), *budget), of_payer.clone() * of_budget.clone(), charged));
            }
        }
        Ok(found)
    }
}

/// The typical week of a line as at a date: none if it has none.
pub fn typical_week(line: &Line, on: NaiveDate) -> Option<Q> {
    week_at(line, price_on(line, on)?, on)
}

/// The same at one of its prices.
fn week_at(line: &Line, price: &Price, on: NaiveDate) -> Option<Q> {
    let times = if price.each == PriceFor::Worker { i64::from(line.hands) } else { 1 };
    let pence = Q::whole(price.amount.pence() * times);
    let amount = match (price.per, &line.when) {
        (Unit::OneOff, _) | (_, Some(When::Allowance(_))) => return None,
        (Unit::Week, _) => Q::whole(1),
        (Unit::TwoWeeks, _) => Q::new(1, 2),
        (Unit::FourWeeks, _) => Q::new(1, 4),
        (Unit::Month, _) => Q::new(7, days_in_month(on)),
        (Unit::Day, None) => Q::whole(7),
        (_, Some(When::Quantity { amount, weeks })) => in_units(*amount) * Q::new(1, *weeks),
        (unit, Some(When::Visits { visits, every })) => {
            // Every number of weeks to 12 is a divisor of none smaller; each cycle by itself.
            let weeks = every.map_or(1, mutual_care::base::Every::cycle_weeks);
            let monday = NaiveDate::from_ymd_opt(2001, 1, 1).unwrap();
            let days = dates(monday, monday + Days::new(7 * u64::from(weeks)));
            let each = days.map(|day| match unit {
                Unit::Day => Q::whole(i64::from(hours::minutes_on(visits.spans(), *every, day) > 0)),
                Unit::Hour => Q::new(hours::minutes_on(visits.spans(), *every, day), 60),
                _ => Q::whole(hours::beginning_on(visits.spans(), *every, day)),
            });
            Q::sum(each).over(&Q::whole(weeks))
        }
        (_, None) => unreachable!("a unit that needs to know when"),
    };
    Some(pence * amount)
}

fn is_paused(line: &Line, on: NaiveDate) -> bool {
    let hold = holding(line, on);
    !hold.is_empty() && left(line, &hold).is_empty()
}

/// What is owed of a day, in hours or times, where so much was planned and this was delivered: the steps first, and then no
/// more than was planned.
fn owed(line: &Line, price: &Price, planned: &Q, was: DeliveredWas) -> Q {
    let number = match was {
        DeliveredWas::Minutes(number) | DeliveredWas::Times(number) => i64::from(number),
        DeliveredWas::Missed | DeliveredWas::Cancelled { .. } => 0,
    };
    let number = line.owed.steps.map_or(number, |steps| {
        let step = i64::from(steps.minutes);
        // Twice as many, so that half a step is a whole number.
        match steps.round {
            StepRounding::Down => number / step * step,
            StepRounding::Up => (number + step - 1) / step * step,
            StepRounding::Nearest => (2 * number + step) / (2 * step) * step,
        }
    });
    let delivered = if price.per == Unit::Hour { Q::new(number, 60) } else { Q::whole(number) };
    if line.owed.by == OwedAs::UpToPlanned { delivered.min(planned.clone()) } else { delivered }
}

fn total(days: &[Q]) -> Q {
    // Most days are one of a few: equal ones are added up first.
    let mut equal: BTreeMap<&Q, i64> = BTreeMap::new();
    for day in days {
        *equal.entry(day).or_default() += 1;
    }
    Q::sum(equal.into_iter().map(|(day, times)| day.clone() * Q::whole(times)))
}

fn in_units(quantity: Quantity) -> Q {
    match quantity {
        Quantity::Minutes(minutes) => Q::new(minutes, 60),
        Quantity::Times(times) => Q::whole(times),
    }
}

fn days_in_month(on: NaiveDate) -> i64 {
    match on.month() {
        4 | 6 | 9 | 11 => 30,
        2 if on.year() % 4 == 0 && (on.year() % 100 != 0 || on.year() % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

pub fn in_period(line: &Line, on: NaiveDate) -> bool {
    line.period.from().is_none_or(|from| from <= on) && line.period.until().is_none_or(|until| on < until)
}

pub fn price_on(line: &Line, on: NaiveDate) -> Option<&Price> {
    let mut holds = None;
    for price in &line.prices {
        if price.from.is_none_or(|from| from <= on) {
            holds = Some(price);
        }
    }
    holds
}

fn holding(line: &Line, on: NaiveDate) -> Vec<&Pause> {
    line.pauses.iter().filter(|pause| in_period(line, on) && pause.period.contains(on)).collect()
}

fn left(line: &Line, pauses: &[&Pause]) -> Vec<PersonId> {
    let mut left = line.people.clone();
    for pause in pauses {
        left.retain(|person| !(pause.who.is_empty() || pause.who.contains(person)));
    }
    left
}

fn in_notice(line: &Line, told_on: Option<NaiveDate>, on: NaiveDate) -> bool {
    match (line.notice_days, told_on) {
        (Some(days), Some(told_on)) => on < told_on + Days::new(days.into()),
        _ => false,
    }
}

fn payer_shares(line: &Line, on: NaiveDate) -> Vec<(PaidBy, Q)> {
    for free in &line.free {
        let days = match free.rule {
            FreeRule::Reablement | FreeRule::IntermediateCare => Some(42),
            FreeRule::AfterCare => None,
            _ => continue,
        };
        let over = days.zip(free.period.from()).is_some_and(|(days, from)| on >= from + Days::new(days));
        if free.period.contains(on) && !over {
            return vec![(PaidBy::FreeByLaw(free.rule), Q::whole(1))];
        }
    }
    let whole = |payer| vec![(payer, Q::whole(1))];
    match &line.payer {
        Payer::PersonalBudget => whole(PaidBy::PersonalBudget),
        Payer::Health => whole(PaidBy::Health),
        Payer::Grant(name) => whole(PaidBy::Grant(name.clone())),
        Payer::Person => whole(PaidBy::Person),
        Payer::TopUp => whole(PaidBy::TopUp),
        Payer::Joint { authority, health } => {
            let all = i64::from(*authority) + i64::from(*health);
            vec![(PaidBy::PersonalBudget, Q::new(*authority, all)), (PaidBy::Health, Q::new(*health, all))]
        }
    }
}
