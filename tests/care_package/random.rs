//! Random packages, most of them with something wrong in them: none makes anything panic, whatever is accepted is written and
//! read again and stands on every day as a plain reading of its dates says, and order changes nothing.

use mutual_care::base::{Code, parse_spans};
use mutual_care::base::{Every, Period, PersonId, PrivateText};
use mutual_care::package::{
    Allowance, Booking, BudgetOf, BudgetPercent, BudgetWeight, Factor, FactorDay, Factors, Free, FreeRule,
    Line, LineKind, LineStatus, Owed, OwedAs, Package, PackageContext, PackageStatus, Pause, Payer, Price,
    PriceFor, Quantity, ShareOf, SharedBy, SplitThen, StepRounding, Steps, Unit, Visits, When,
    package_findings,
};

use super::{day, id, parts, pence};

/// Numbers that look random, the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn one_in(&mut self, often: u64) -> bool {
        self.below(often) == 0
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        let place = usize::try_from(self.below(of.len() as u64)).unwrap();
        of[place].clone()
    }

    fn date(&mut self) -> chrono::NaiveDate {
        day("2026-03-01") + chrono::Days::new(self.below(40))
    }

    fn period(&mut self) -> Period {
        let (one, other) = (self.date(), self.date());
        let from = (!self.one_in(4)).then_some(one.min(other));
        let until = (!self.one_in(3)).then_some(one.max(other) + chrono::Days::new(1));
        Period::new(from, until).unwrap()
    }

    fn people(&mut self, least: u64) -> Vec<PersonId> {
        let people = least + self.below(3);
        let mut all: Vec<PersonId> = vec![id(1), id(2), id(3)];
        if self.one_in(40) {
            all.push(id(9));
        }
        (0..people)
            .map(|_| self.below(all.len() as u64))
            .map(|place| all[usize::try_from(place).unwrap()])
            .collect()
    }

    fn quantity(&mut self) -> Quantity {
        let number = if self.one_in(30) { 0 } else { u32::try_from(self.below(400)).unwrap() + 1 };
        if self.one_in(2) { Quantity::Minutes(number) } else { Quantity::Times(number) }
    }

    fn when(&mut self) -> Option<When> {
        let spans =
            ["daily 08:00-09:00", "Mon 08:00-Tue 10:00", "Sat,Sun 22:00-07:00, 22:00-07:00", "always"];
        match self.below(6) {
            0 => None,
            1 => {
                Some(When::Quantity { amount: self.quantity(), weeks: u8::try_from(self.below(14)).unwrap() })
            }
            2 => {
                let a_year = self.quantity();
                let bookings =
                    (0..self.below(4)).map(|_| Booking { on: self.date(), of: self.quantity() }).collect();
                Some(When::Allowance(Allowance { a_year, bookings, carries_over: self.one_in(2) }))
            }
            _ => {
                let visits = Visits::new(parse_spans(self.one(&spans)).unwrap()).unwrap();
                let every = match self.below(4) {
                    0 => Some(Every::weeks(2, day("2026-03-02")).unwrap()),
                    1 => Some(Every::days(8, 4, day("2026-03-04")).unwrap()),
                    _ => None,
                };
                Some(When::Visits { visits, every })
            }
        }
    }

    fn shared(&mut self, budgets: &[BudgetOf]) -> SharedBy {
        match self.below(5) {
            0 => SharedBy::Hours,
            1 => {
                let mut weight = || u32::try_from(self.below(4)).unwrap() + 1;
                let weights =
                    budgets.iter().map(|budget| BudgetWeight { budget: *budget, weight: weight() }).collect();
                SharedBy::Benefit { weights, reason: PrivateText::new("why").unwrap() }
            }
            2 => {
                let percent = u8::try_from(100 / budgets.len().max(1)).unwrap();
                SharedBy::Percent(
                    budgets.iter().map(|budget| BudgetPercent { budget: *budget, percent }).collect(),
                )
            }
            _ => SharedBy::Equally,
        }
    }

    fn pause(&mut self, line: &Line) -> Pause {
        let who = if self.one_in(2) { Vec::new() } else { line.people.iter().copied().take(1).collect() };
        let leaves = !who.is_empty() && line.people.len() > 1;
        let left: Vec<BudgetOf> =
            line.stands_in().into_iter().filter(|budget| !who.contains(&budget.person)).collect();
        let split_then = (leaves != self.one_in(12)).then(|| {
            if self.one_in(2) { SplitThen::AsBefore } else { SplitThen::BetweenThoseLeft(self.shared(&left)) }
        });
        let told_on = self.one_in(6).then(|| self.date());
        let period = line.period.intersection(self.period()).unwrap_or(line.period);
        let retainer_percent = u8::try_from(self.below(102)).unwrap();
        Pause { period, who, retainer_percent, split_then, told_on }
    }

    fn line(&mut self, number: u16) -> Line {
        let least = u64::from(!self.one_in(20));
        let people = self.people(least);
        let payer = match self.below(8) {
            0 => Payer::Joint { authority: 1, health: u32::try_from(self.below(3)).unwrap() },
            1 => Payer::Grant("grant".parse().unwrap()),
            2 => Payer::Person,
            3 => Payer::Health,
            _ => Payer::PersonalBudget,
        };
        let mut line = Line::new(id(number), self.one(LineKind::ALL), id(1), payer);
        line.people = people;
        if self.one_in(4) {
            line.budgets = line.people.iter().copied().map(BudgetOf::carer).collect();
        }
        line.by = Some(id(5));
        line.period = self.period();
        line.when = self.when();
        line.hands = u8::try_from(self.below(18)).unwrap().max(u8::from(!self.one_in(30)));
        line.hands = line.hands.min(16 + u8::from(self.one_in(30)));
        let fitting: Vec<Unit> =
            Unit::ALL.iter().copied().filter(|unit| unit.goes_with(line.when.as_ref())).collect();
        for nth in 0..self.below(3) {
            let unit =
                if self.one_in(20) || fitting.is_empty() { self.one(Unit::ALL) } else { self.one(&fitting) };
            let mut price = Price::new(pence(i64::try_from(self.below(5_000)).unwrap()), unit);
            price.from = (nth > 0).then(|| self.date());
            price.each = self.one(PriceFor::ALL);
            if self.one_in(3) {
                let factor = Factor::new(u32::try_from(self.below(5)).unwrap() + 1, 2).unwrap();
                price.factors = Factors::default().with(self.one(FactorDay::ALL), factor);
            }
            line.prices.push(price);
        }
        let budgets = line.stands_in();
        if budgets.len() > 1 || self.one_in(10) {
            line.split = Some(self.shared(&budgets));
        }
        line.notice_days = self.one_in(2).then(|| u16::try_from(self.below(20)).unwrap());
        for _ in 0..self.below(4) {
            let pause = self.pause(&line);
            line.pauses.push(pause);
        }
        if self.one_in(6) {
            let period = line.period.intersection(self.period()).unwrap_or(line.period);
            let decided_on = self.one_in(2).then(|| self.date());
            line.free.push(Free { rule: self.one(FreeRule::ALL), period, decided_on, who: Vec::new() });
        }
        if self.one_in(6) {
            let steps = self.one_in(2).then_some(Steps { minutes: 15, round: StepRounding::Up });
            line.owed = Owed { by: self.one(OwedAs::ALL), steps };
        }
        if line.what.is_cost_of_employing() {
            line.employed_by = Some(id(2));
        }
        line
    }

    pub(super) fn lines(&mut self) -> Vec<Line> {
        let mut lines: Vec<Line> = (0..=self.below(3)).map(|_| id_below(self)).collect();
        lines.sort_by_key(|line| line.id);
        if self.one_in(3) {
            let mut share = Line::new(id(390), LineKind::HolidayPay, id(1), Payer::PersonalBudget);
            share.share_of = Some(ShareOf { line: lines[0].id, share: Factor::new(1, 8).unwrap() });
            lines.push(share);
        }
        lines
    }
}

fn id_below(dice: &mut Dice) -> Line {
    let number = 301 + u16::try_from(dice.below(60)).unwrap();
    dice.line(number)
}

/// How it stands with a line, read from the definition without its engine.
fn plainly(line: &Line, on: chrono::NaiveDate) -> LineStatus {
    let before = line.period.from().is_some_and(|from| on < from);
    let after = line.period.until().is_some_and(|until| on >= until);
    let is_out = |person: &PersonId| {
        let for_them = |pause: &&Pause| pause.who.is_empty() || pause.who.contains(person);
        line.pauses.iter().filter(for_them).any(|pause| pause.period.contains(on))
    };
    match (before, after) {
        (true, _) => LineStatus::Planned,
        (_, true) => LineStatus::Ended,
        _ if line.people.iter().all(is_out) => LineStatus::Paused,
        _ => LineStatus::Running,
    }
}

fn plainly_of_all(package: &Package, on: chrono::NaiveDate) -> PackageStatus {
    let all: Vec<LineStatus> = package
        .lines()
        .iter()
        .map(|line| match line.share_of {
            Some(share) if plainly(line, on) == LineStatus::Running => {
                plainly(package.line(share.line).unwrap(), on)
            }
            _ => plainly(line, on),
        })
        .collect();
    let order = [
        (LineStatus::Running, PackageStatus::Running),
        (LineStatus::Paused, PackageStatus::Paused),
        (LineStatus::Planned, PackageStatus::Planned),
        (LineStatus::Ended, PackageStatus::Ended),
    ];
    let first = order.into_iter().find(|(of_line, _)| all.contains(of_line));
    first.map_or(PackageStatus::Empty, |(_, of_all)| of_all)
}

#[test]
fn random_packages_are_refused_or_stand() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let (mut accepted, mut refused, mut paused, mut found) = (0, 0, 0, 0);
    let mut codes = std::collections::BTreeSet::new();
    for _ in 0..4_000 {
        let mut made = parts(dice.lines());
        made.people.push(id(3));
        match Package::new(made.clone()) {
            Err(problems) => {
                refused += 1;
                for problem in &problems {
                    assert!(problem.place().starts_with("lines["), "{problem}");
                    assert!(!problem.to_string().contains("{}"), "{problem}");
                    codes.insert(problem.code());
                }
            }
            Ok(package) => {
                accepted += 1;
                let written = serde_json::to_string(&package).unwrap();
                assert_eq!(serde_json::from_str::<Package>(&written).unwrap(), package);
                made.lines.reverse();
                made.people.reverse();
                for line in &mut made.lines {
                    line.people.reverse();
                    line.pauses.reverse();
                    line.pauses.iter_mut().for_each(|pause| pause.who.reverse());
                    if let Some(When::Allowance(allowance)) = &mut line.when {
                        allowance.bookings.reverse();
                    }
                    if let Some(SharedBy::Benefit { weights, .. }) = &mut line.split {
                        weights.reverse();
                    }
                }
                let turned = Package::new(made).unwrap();
                assert_eq!(turned, package);
                assert_eq!(turned.fingerprint().unwrap(), package.fingerprint().unwrap());
                for nth in 0..50 {
                    let on = day("2026-02-25") + chrono::Days::new(nth);
                    let status = package.status(on);
                    assert_eq!(status, plainly_of_all(&package, on), "{on}: {written}");
                    paused += usize::from(status == PackageStatus::Paused);
                    found += package_findings(&package, &PackageContext::on(on)).len();
                }
            }
        }
    }
    assert!(accepted > 300 && refused > 1_000, "{accepted} accepted, {refused} refused");
    assert!(paused > 200 && found > 1_000, "{paused} days paused, {found} findings");
    assert!(codes.len() > 20, "{codes:?}");
}
