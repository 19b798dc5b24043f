//! Random packages, each named by a seed. All people in them are made up.

use chrono::{Days, NaiveDate};
use mutual_care::base::{
    Every, Id, Money, NeedId, PackageLineId, Period, PersonId, PrivateText, parse_spans,
};
use mutual_care::need::{Consequence, Need, Outcome, Window};
use mutual_care::package::{
    Allowance, Booking, BudgetAmount, BudgetOf, BudgetPercent, BudgetWeight, CancelledBy, Counted, Delivered,
    DeliveredWas, Factor, FactorDay, Free, FreeRule, Line, LineKind, OwedAs, Package, PackageParts, Pause,
    Payer, Price, PriceFor, Quantity, ShareOf, SharedBy, SplitThen, StepRounding, Steps, Unit, Visits, When,
};
use uuid::Uuid;

use super::dice::Dice;

/// A package, the needs beside it, and the days that are asked about.
pub struct Random {
    pub package: Package,
    pub needs: Vec<Need>,
    pub delivered: Vec<Delivered>,
    pub period: (NaiveDate, NaiveDate),
    /// Lines that were thought of and did not fit together.
    pub left_out: usize,
}

fn id<K>(kind: u128, number: u32) -> Id<K> {
    Id::new(Uuid::from_u128((kind << 96) + 1 + u128::from(number)))
}

fn person(number: u32) -> PersonId {
    id(1, number)
}

const VISITS: [&str; 12] = [
    "Mon-Fri 08:00-08:30, 12:00-12:30",
    "daily 22:00-07:00",
    "Sat 10:00-12:15; Sun 23:30-00:30",
    "daily 08:00-08:30, 08:30-09:00",
    "Mon 09:00-11:00, 10:00-12:00",
    "Fri 18:00-Mon 08:00",
    "always",
    "Sun 20:00-08:00",
    "Tue,Thu 13:07-13:54",
    "Wed 12:00-Fri 12:00; Mon 06:00-06:01",
    "daily 00:00-24:00",
    "Mon-Wed 23:00-01:00; Sun 00:00-24:00",
];

const WINDOWS: [&str; 8] = [
    "daily 07:00-09:00",
    "Mon-Fri 12:00-13:00",
    "daily 22:00-07:00",
    "Sat,Sun 10:00-14:00",
    "always",
    "Mon 10:00-10:30; Wed 12:00-Thu 12:00",
    "Sun 18:00-Mon 09:00",
    "daily 08:15-08:45, 23:00-23:59",
];

/// Dates near which something interesting is: leap days, clock changes, the ends of years and of what calendars know.
const AROUND: [&str; 8] = [
    "2026-03-29",
    "2028-02-29",
    "2027-12-20",
    "2026-10-25",
    "2028-12-25",
    "2024-02-20",
    "2027-03-31",
    "2099-12-31",
];

struct Maker {
    dice: Dice,
    around: NaiveDate,
    people: u32,
    needs: Vec<Need>,
}

/// The package of a seed.
pub fn random(seed: u64) -> Random {
    let mut dice = Dice::new(seed, 13);
    let around: NaiveDate = AROUND[dice.below(8) as usize].parse().unwrap();
    let people = dice.between(1, 3);
    let mut maker = Maker { dice, around, people, needs: Vec::new() };
    maker.needs();
    let people: Vec<PersonId> = (0..people).map(person).collect();
    let mut parts = PackageParts::new(id(4, 0), id(5, 0), people, around);
    let mut left_out = 0;
    let lines = maker.dice.between(1, 6);
    for number in 0..lines {
        let line = maker.line(number, &parts.lines);
        let mut with = parts.clone();
        with.lines.push(line);
        if Package::new(with.clone()).is_ok() { parts = with } else { left_out += 1 }
    }
    let length = match maker.dice.below(10) {
        0..=4 => maker.dice.between(1, 40),
        5..=7 => maker.dice.between(40, 250),
        8 => maker.dice.between(250, 800),
        _ => maker.dice.between(800, 2_500),
    };
    let from = maker.date(60);
    let until = from + Days::new(length.into());
    let package = Package::new(parts).unwrap();
    let delivered = maker.delivered(&package, (from, until));
    Random { package, needs: maker.needs, delivered, period: (from, until), left_out }
}

impl Maker {
    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.dice.below(u32::try_from(of.len()).unwrap()) as usize].clone()
    }

    /// A date within so many days of the interesting one.
    fn date(&mut self, days: u32) -> NaiveDate {
        self.around - Days::new(days.into()) + Days::new(self.dice.below(2 * days + 1).into())
    }

    fn every(&mut self, chance: u32) -> Option<Every> {
        if !self.dice.percent(chance) {
            return None;
        }
        let from = self.date(400);
        if self.dice.percent(50) {
            let monday = from - Days::new(chrono::Datelike::weekday(&from).num_days_from_monday().into());
            // Small cycles, so that needs and visits often have one together.
            Every::weeks(self.pick(&[2, 2, 3, 4, 6, 12, 5]), monday).ok()
        } else {
            let days = self.pick(&[2, 3, 4, 6, 7, 12, 8, 9]);
            Every::days(days, u8::try_from(self.dice.between(1, u32::from(days) - 1)).unwrap(), from).ok()
        }
    }

    fn needs(&mut self) {
        for number in 0..self.dice.between(1, 5) {
            // Sometimes of somebody who has no budget.
            let of = person(self.dice.below(self.people + 1));
            let mut need = Need::new(
                NeedId::new(Uuid::from_u128((3 << 96) + 1 + u128::from(number))),
                of,
                Outcome::Nutrition,
                Consequence::Critical,
            );
            if self.dice.percent(85) {
                let text = self.pick(&WINDOWS);
                let windows = parse_spans(text).unwrap().into_iter().map(Window::being_there).collect();
                need = need.with_windows(windows).unwrap();
            }
            let every = self.every(25);
            if let Ok(with) = need.clone().with_every(every) {
                need = with;
            }
            self.needs.push(need);
        }
    }

    fn line(&mut self, number: u32, before: &[Line]) -> Line {
        let id: PackageLineId = id(2, number);
        let first = person(self.dice.below(self.people));
        let mut line = Line::new(id, LineKind::HomeCare, first, self.payer());
        for number in 0..self.people {
            if self.dice.percent(50) && !line.people.contains(&person(number)) {
                line.people.push(person(number));
            }
        }
        self.budgets(&mut line);
        for need in &self.needs.clone() {
            if self.dice.percent(75) {
                line.needs.push(need.id());
            }
        }
        line.period = self.period();
        line.hands = u8::try_from(self.dice.between(1, 3)).unwrap();
        let own: Vec<PackageLineId> =
            before.iter().filter(|line| line.share_of.is_none()).map(|line| line.id).collect();
        if !own.is_empty() && self.dice.percent(15) {
            line.what = LineKind::HolidayPay;
            let of = self.pick(&own);
            line.share_of = Some(ShareOf { line: of, share: self.factor() });
        } else {
            self.priced(&mut line);
        }
        self.free(&mut line);
        if line.stands_in().len() > 1 || self.dice.percent(10) {
            let between = line.stands_in();
            line.split = Some(self.rule(&between));
        }
        line
    }

    fn payer(&mut self) -> Payer {
        match self.dice.below(10) {
            0..=4 => Payer::PersonalBudget,
            5 => Payer::Health,
            6 => Payer::Joint { authority: self.weight(), health: self.weight() },
            7 => Payer::Grant(self.pick(&["winter", "autumn"]).parse().unwrap()),
            8 => Payer::Person,
            _ => Payer::TopUp,
        }
    }

    fn weight(&mut self) -> u32 {
        if self.dice.percent(90) { self.dice.between(1, 5) } else { self.dice.between(1, 1_000_000) }
    }

    fn budgets(&mut self, line: &mut Line) {
        if self.dice.percent(70) {
            return;
        }
        line.budgets = line.people.iter().copied().map(BudgetOf::adult).collect();
        let carer = BudgetOf::carer(person(self.dice.below(self.people)));
        line.budgets.push(carer);
        if self.dice.percent(30) {
            line.budgets.remove(0);
        }
    }

    fn period(&mut self) -> Period {
        let from = self.dice.percent(70).then(|| self.date(200));
        let until = self
            .dice
            .percent(50)
            .then(|| from.unwrap_or(self.around) + Days::new(self.dice.between(1, 600).into()));
        Period::new(from, until).unwrap()
    }

    fn factor(&mut self) -> Factor {
        if self.dice.percent(90) {
            let (upper, lower) = (self.dice.between(1, 9), self.dice.between(1, 6));
            return Factor::new(upper, lower).unwrap();
        }
        let (upper, lower) = (self.dice.between(1, 1_000_000), self.dice.between(1, 1_000_000));
        Factor::new(upper, lower).unwrap()
    }

    /// When it is provided, what it costs, pauses, notice.
    fn priced(&mut self, line: &mut Line) {
        line.when = match self.dice.below(10) {
            0..=4 => {
                let visits = Visits::new(parse_spans(self.pick(&VISITS)).unwrap()).unwrap();
                Some(When::Visits { visits, every: self.every(35) })
            }
            5 | 6 => Some(When::Quantity {
                amount: self.amount(),
                weeks: u8::try_from(self.dice.between(1, 12)).unwrap(),
            }),
            7 => Some(self.allowance(line)),
            _ => None,
        };
        if self.dice.percent(4) {
            return;
        }
        if self.dice.percent(3) {
            line.costs_nothing = true;
            return;
        }
        let fit: Vec<Unit> = [
            Unit::Hour,
            Unit::Visit,
            Unit::Night,
            Unit::Session,
            Unit::Journey,
            Unit::Day,
            Unit::Week,
            Unit::TwoWeeks,
            Unit::FourWeeks,
            Unit::Month,
            Unit::OneOff,
        ]
        .into_iter()
        .filter(|unit| unit.goes_with(line.when.as_ref()))
        .collect();
        let mut from = self.dice.percent(30).then(|| self.date(250));
        for _ in 0..self.dice.between(1, 4) {
            let amount = if self.dice.percent(95) { self.dice.between(1, 90_000) } else { u32::MAX };
            let mut price = Price::new(Money::new(amount.into()).unwrap(), self.pick(&fit));
            price.from = from;
            if self.dice.percent(30) {
                price.each = PriceFor::Worker;
            }
            if self.dice.percent(50) {
                for day in [FactorDay::Saturday, FactorDay::Sunday, FactorDay::Wednesday, FactorDay::Holiday]
                {
                    if self.dice.percent(50) {
                        price.factors = price.factors.clone().with(day, self.factor());
                    }
                }
            }
            let once = price.per == Unit::OneOff;
            line.prices.push(price);
            if once {
                break;
            }
            from = Some(
                from.unwrap_or(self.around - Days::new(250)) + Days::new(self.dice.between(1, 250).into()),
            );
        }
        for _ in 0..self.pick(&[0, 0, 1, 1, 2, 3]) {
            self.pause(line);
        }
        let dated = |price: &Price| {
            matches!(price.per.counted(), Counted::ByMinutes | Counted::ByTimes | Counted::ByDays)
        };
        if line.prices.iter().all(dated)
            && !matches!(line.when, Some(When::Quantity { .. }))
            && self.dice.percent(50)
        {
            self.owed(line);
        }
        if self.dice.percent(30) {
            line.notice_days = Some(u16::try_from(self.dice.between(1, 60)).unwrap());
            line.told_on = line.period.until().map(|until| until - Days::new(self.dice.below(70).into()));
            for pause in &mut line.pauses {
                if self.dice.percent(60) {
                    let from = pause.period.from().unwrap();
                    pause.told_on = Some(from + Days::new(5) - Days::new(self.dice.below(70).into()));
                }
            }
        }
    }

    /// What is recorded of some days of some lines.
    fn delivered(&mut self, package: &Package, (from, until): (NaiveDate, NaiveDate)) -> Vec<Delivered> {
        let mut delivered = Vec::new();
        for line in package.lines().iter().filter(|line| line.owed.by != OwedAs::Planned) {
            for on in from.iter_days().take_while(|on| *on < until).take(400) {
                let Some(price) = line.price_on(on).filter(|_| line.period.contains(on)) else { continue };
                if !self.dice.percent(40) {
                    continue;
                }
                let was = match self.dice.below(6) {
                    0 => DeliveredWas::Missed,
                    1 => DeliveredWas::Cancelled { by: CancelledBy::Provider, notice_hours: None },
                    _ if price.per.counted() == Counted::ByMinutes => {
                        DeliveredWas::Minutes(self.dice.between(1, 600))
                    }
                    _ => DeliveredWas::Times(self.dice.between(1, 3)),
                };
                delivered.push(Delivered { line: line.id, on, was });
            }
        }
        delivered
    }

    fn owed(&mut self, line: &mut Line) {
        let counted = |by| line.prices.iter().all(|price| price.per.counted() == by);
        line.owed.by = self.pick(&[OwedAs::Delivered, OwedAs::UpToPlanned]);
        if counted(Counted::ByMinutes) && self.dice.percent(60) {
            let round = self.pick(&[StepRounding::Up, StepRounding::Down, StepRounding::Nearest]);
            line.owed.steps = Some(Steps { minutes: self.pick(&[1, 5, 15, 30, 7, 60]), round });
        }
    }

    fn amount(&mut self) -> Quantity {
        if self.dice.percent(50) {
            Quantity::Minutes(self.dice.between(1, 3_000))
        } else {
            Quantity::Times(self.dice.between(1, 40))
        }
    }

    fn allowance(&mut self, line: &Line) -> When {
        let a_year = self.amount();
        let mut bookings: Vec<Booking> = Vec::new();
        for _ in 0..self.dice.below(9) {
            let on = self.date(200);
            if line.period.contains(on) && !bookings.iter().any(|booking| booking.on == on) {
                let number = self.dice.between(1, 30);
                let of =
                    if a_year.is_minutes() { Quantity::Minutes(number) } else { Quantity::Times(number) };
                bookings.push(Booking { on, of });
            }
        }
        When::Allowance(Allowance { a_year, bookings, carries_over: self.dice.percent(30) })
    }

    fn pause(&mut self, line: &mut Line) {
        let from = self.date(100);
        let until = self.dice.percent(85).then(|| from + Days::new(self.dice.between(1, 60).into()));
        let Some(period) =
            Period::new(Some(from), until).ok().and_then(|period| period.intersection(line.period))
        else {
            return;
        };
        let mut pause =
            Pause { retainer_percent: u8::try_from(self.dice.below(101)).unwrap(), ..Pause::of_all(period) };
        if self.dice.percent(60) {
            pause.who = line.people.iter().filter(|_| self.dice.percent(60)).copied().collect();
        }
        let left: Vec<PersonId> =
            line.people.iter().filter(|person| !pause.is_for(**person)).copied().collect();
        let budgets = line.budgets_left(&left);
        if !left.is_empty() && (line.stands_in().len() > 1 || self.dice.percent(50)) {
            pause.split_then = Some(if self.dice.percent(25) {
                SplitThen::AsBefore
            } else {
                SplitThen::BetweenThoseLeft(self.rule(&budgets))
            });
        }
        line.pauses.push(pause);
    }

    fn free(&mut self, line: &mut Line) {
        if !self.dice.percent(35) {
            return;
        }
        let rule = self.pick(&[
            FreeRule::Reablement,
            FreeRule::IntermediateCare,
            FreeRule::AfterCare,
            FreeRule::Cjd,
            FreeRule::Cjd,
            FreeRule::Cjd,
        ]);
        let from = self.date(100);
        let until = self.dice.percent(60).then(|| from + Days::new(self.dice.between(1, 100).into()));
        let mut who = Vec::new();
        if rule == FreeRule::Cjd && self.dice.percent(60) {
            who.push(line.people[0]);
        }
        line.free.push(Free { rule, period: Period::new(Some(from), until).unwrap(), decided_on: None, who });
    }

    fn rule(&mut self, between: &[BudgetOf]) -> SharedBy {
        match self.dice.below(8) {
            0..=2 => SharedBy::Hours,
            3 => SharedBy::Equally,
            4 | 5 => {
                let weights = between
                    .iter()
                    .map(|budget| BudgetWeight { budget: *budget, weight: self.weight() })
                    .collect();
                SharedBy::Benefit { weights, reason: PrivateText::new("it is made up").unwrap() }
            }
            6 => {
                let mut left = 100;
                let mut percents = Vec::new();
                for (nth, budget) in between.iter().enumerate() {
                    let others = u32::try_from(between.len() - nth - 1).unwrap();
                    let percent = if others == 0 { left } else { self.dice.between(1, left - others) };
                    left -= percent;
                    percents.push(BudgetPercent { budget: *budget, percent: u8::try_from(percent).unwrap() });
                }
                SharedBy::Percent(percents)
            }
            _ => {
                let amounts = between.iter().skip(1);
                let amount = |budget: &BudgetOf| BudgetAmount {
                    budget: *budget,
                    amount: Money::new(self.dice.between(1, 9_000).into()).unwrap(),
                };
                SharedBy::AmountsAWeek(amounts.map(amount).collect())
            }
        }
    }
}
