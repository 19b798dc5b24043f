//! Random packages over years: every number agrees with the slow reference.
//!
//! ```text
//! MUTUAL_CARE_PACKAGES=20000 cargo test --release -p mutual-care-tests --test package_cost agreement
//! ```

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use mutual_care::base::{England, Period, WorkingDays, limits};
use mutual_care::package::{
    BudgetOf, CostQuestion, CostReport, Counted, Deliveries, Line, LineCost, PaidBy, SharedBy, SplitThen,
    Unit, When,
};

use crate::package_reference::{
    Day, LineSum, Memo, OfWeek, Q, Random, World, Year, allowance_years, dates, in_period, price_on, random,
};

/// How many random packages: some hundreds, or as many as the environment says.
fn packages() -> u64 {
    std::env::var("MUTUAL_CARE_PACKAGES").ok().and_then(|text| text.parse().ok()).unwrap_or(300)
}

/// What the random packages reach, by name.
#[derive(Default)]
struct Reached(BTreeMap<&'static str, u64>);

impl Reached {
    fn note(&mut self, what: &'static str, is_so: bool) {
        *self.0.entry(what).or_default() += u64::from(is_so);
    }
}

fn england(day: NaiveDate) -> Option<bool> {
    England.is_holiday(day)
}

fn world(random: &Random) -> World<'_> {
    let Random { package, needs, delivered, .. } = random;
    World { memo: Memo::default(), package, needs, is_holiday: &england, delivered, as_planned: None }
}

/// The sums of all lines, or the place and code of each that cannot be shared or costs too much.
fn reference(
    world: &World<'_>,
    (from, until): (NaiveDate, NaiveDate),
    by_day: bool,
) -> Result<Vec<LineSum>, Vec<(String, &'static str)>> {
    let lines = world.package.lines();
    let (mut sums, mut refused) = (Vec::new(), BTreeMap::new());
    for line in lines {
        match world.line_sum(line, from, until, by_day) {
            Ok(sum) if sum.cost > limits::PENCE => {
                refused.insert(line.id, ("", "too-much"));
            }
            Ok(sum) => sums.push(sum),
            Err(code) => {
                refused.insert(line.id, (".split", code));
            }
        }
    }
    // What is a share of a line that cannot be shared is not looked at.
    let looked_at = |line: &Line| {
        line.share_of.and_then(|share| refused.get(&share.line)).is_none_or(|(_, code)| *code == "too-much")
    };
    let told = lines.iter().enumerate().filter(|(_, line)| looked_at(line)).filter_map(|(place, line)| {
        refused.get(&line.id).map(|(field, code)| (format!("lines[{place}]{field}"), *code))
    });
    let told: Vec<_> = told.collect();
    if !refused.is_empty() {
        return Err(told);
    }
    let total: i64 = sums.iter().map(|sum| sum.cost).sum();
    if total > limits::PENCE { Err(vec![("lines".to_owned(), "total-too-much")]) } else { Ok(sums) }
}

fn listed(periods: &[Period]) -> Vec<NaiveDate> {
    periods.iter().flat_map(|period| dates(period.from().unwrap(), period.until().unwrap())).collect()
}

fn same_line(cost: &LineCost, sum: &LineSum, seed: u64) {
    let at = format!("seed {seed}, {:?}", cost.line);
    assert_eq!(cost.exact.to_string(), sum.exact.as_ref().unwrap().to_string(), "{at}");
    assert_eq!(cost.cost.pence(), sum.cost, "{at}");
    let why = [cost.planned, cost.retained, cost.notice].map(mutual_care::base::Money::pence);
    assert_eq!(why, sum.by_why, "{at}");
    assert_eq!(listed(&cost.not_priced), sum.not_priced, "{at}");
    assert_eq!(listed(&cost.paused), sum.paused, "{at}");
    assert_eq!(cost.holiday_not_known, sum.holiday_not_known, "{at}");
    assert_eq!(cost.not_recorded, sum.not_recorded, "{at}");
    let keys: Vec<_> = cost.parts.iter().map(|part| (part.payer.clone(), part.budget)).collect();
    assert_eq!(keys, sum.cells.keys().cloned().collect::<Vec<_>>(), "{at}");
    for (part, cell) in cost.parts.iter().zip(sum.cells.values()) {
        assert_eq!(part.exact.to_string(), cell.exact.to_string(), "{at}");
        assert_eq!(part.cost.pence(), cell.cost, "{at}");
        assert_eq!(part.chargeable_exact.to_string(), cell.chargeable.to_string(), "{at}");
        assert_eq!(part.chargeable.pence(), cell.chargeable_cost, "{at}");
        let needs: Vec<_> = part.needs.iter().map(|(need, money)| (*need, money.pence())).collect();
        assert_eq!(needs, cell.needs, "{at}");
    }
}

fn same_days(report: &CostReport, sums: &[LineSum], seed: u64) {
    let mut columns: BTreeMap<&(PaidBy, BudgetOf), Vec<i64>> = BTreeMap::new();
    for (key, cell) in sums.iter().flat_map(|sum| &sum.cells) {
        let column = columns.entry(key).or_insert_with(|| vec![0; cell.days.len()]);
        for (sum, day) in column.iter_mut().zip(&cell.days) {
            *sum += day;
        }
    }
    let days = report.days.as_ref().unwrap();
    assert_eq!(days.columns().iter().collect::<Vec<_>>(), columns.keys().copied().collect::<Vec<_>>());
    for (nth, (on, cells)) in days.iter().enumerate() {
        let expected: Vec<i64> = columns.values().map(|column| column[nth]).collect();
        assert_eq!(
            cells.iter().map(|money| money.pence()).collect::<Vec<_>>(),
            expected,
            "seed {seed}, {on}"
        );
    }
    assert_eq!(days.total(), report.total);
}

#[test]
fn every_number_of_random_packages_agrees() {
    let mut reached = Reached::default();
    // Two threads: one for each core that there may be.
    let halves: Vec<_> = (0..2)
        .map(|half| {
            std::thread::spawn(move || {
                let mut reached = Reached::default();
                for seed in (half..packages()).step_by(2) {
                    agrees(seed, &mut reached);
                }
                reached
            })
        })
        .collect();
    for half in halves {
        for (what, times) in half.join().unwrap().0 {
            *reached.0.entry(what).or_default() += times;
        }
    }
    println!("{} packages: {:?}", packages(), reached.0);
    for (what, times) in &reached.0 {
        assert!(*times > 0, "no random package has: {what}");
    }
}

fn agrees(seed: u64, reached: &mut Reached) {
    let random = random(seed);
    let world = world(&random);
    let (from, until) = random.period;
    let length = dates(from, until).count();
    let by_day = length <= 130 || seed.is_multiple_of(7);
    let period = Period::new(Some(from), Some(until)).unwrap();
    let delivered = Deliveries::new(random.delivered.clone(), &random.package).unwrap();
    let question = CostQuestion::new(period, &England).with_needs(&random.needs).with_delivered(&delivered);
    let question = CostQuestion { by_day, ..question };
    let answer = random.package.cost(&question);
    let sums = match (reference(&world, random.period, by_day), &answer) {
        (Ok(sums), Ok(report)) => {
            for (cost, sum) in report.lines.iter().zip(&sums) {
                same_line(cost, sum, seed);
            }
            assert_eq!(report.total.pence(), sums.iter().map(|sum| sum.cost).sum::<i64>());
            if by_day {
                same_days(report, &sums, seed);
            }
            allowances(&random, report, seed, reached);
            sums
        }
        (Err(codes), Err(problems)) => {
            let told: Vec<_> =
                problems.iter().map(|problem| (problem.place().to_owned(), problem.code())).collect();
            assert_eq!(told, codes, "seed {seed}");
            for code in ["no-hours", "nothing-left", "no-week", "too-much"] {
                reached.note(code, told.iter().any(|(_, told)| *told == code));
            }
            return;
        }
        (Ok(_), Err(problems)) => panic!("seed {seed}: {problems}"),
        (Err(codes), Ok(_)) => panic!("seed {seed}: {codes:?}"),
    };
    note(&random, &sums, length, by_day, reached);
    if length <= 60 && seed.is_multiple_of(3) {
        budget_days(&random, &world, &question, seed, reached);
    }
    typical_week(&random, &question, seed, reached);
    if seed.is_multiple_of(11) {
        estimate(&random, &question, seed, reached);
    }
}

/// What stands in each budget, day by day and exactly.
fn budget_days(
    random: &Random,
    world: &World<'_>,
    question: &CostQuestion<'_>,
    seed: u64,
    reached: &mut Reached,
) {
    let mut budgets: Vec<BudgetOf> = random.package.lines().iter().flat_map(Line::stands_in).collect();
    budgets.sort_unstable();
    budgets.dedup();
    let once = |on| {
        let owed_once = |line: &Line| price_on(line, on).is_some_and(|price| price.per == Unit::OneOff);
        random.package.lines().iter().any(|line| in_period(line, on) && owed_once(line))
    };
    for budget in budgets {
        for day in random.package.budget_days(budget, question).unwrap() {
            let (mut cost, mut chargeable, mut due, mut not_priced) = (Q::zero(), Q::zero(), false, false);
            for line in random.package.lines() {
                if world.day(line, day.on) == Day::NotPriced {
                    not_priced |= world.may_stand_in(line, budget, day.on);
                }
                let (of_day, is_owed) = world.owed_on(line, day.on);
                if !is_owed && of_day.is_zero() {
                    continue;
                }
                for ((payer, of), share, charged) in world.shares(line, day.on).unwrap() {
                    if of == budget && payer == PaidBy::PersonalBudget && !share.is_zero() {
                        cost = cost + of_day.clone() * share.clone();
                        if charged {
                            chargeable = chargeable + of_day.clone() * share;
                            due |= is_owed;
                        }
                    }
                }
            }
            let told = (day.cost.to_string(), day.chargeable.to_string());
            assert_eq!(told, (cost.to_string(), chargeable.to_string()), "seed {seed}, {}", day.on);
            let told = (day.has_chargeable_line, day.has_line_not_priced);
            assert_eq!(told, (due, not_priced), "seed {seed}, {}", day.on);
            reached.note("a day with a cost in a budget", !cost.is_zero());
            reached.note("a day in a budget with a line that has no price", not_priced);
            reached
                .note("a day for which nothing is due, and a line owed once is there", !due && once(day.on));
            reached.note("a day on which not all may be charged", cost != chargeable);
        }
    }
}

/// The typical week as at the first day: what it costs, how it is split, and what stands beside it.
fn typical_week(random: &Random, question: &CostQuestion<'_>, seed: u64, reached: &mut Reached) {
    let on = random.period.0;
    let world = World { as_planned: Some((on, on + Days::new(1))), ..world(random) };
    let (mut sums, mut beside, mut not_priced, mut refused) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (place, line) in random.package.lines().iter().enumerate() {
        match world.week_sum(line, on) {
            Ok(OfWeek::Absent) => {}
            Ok(OfWeek::Beside) => beside.push(line.id),
            Ok(OfWeek::NotPriced) => not_priced.push(line.id),
            Ok(OfWeek::Costs(sum)) if sum.cost > limits::PENCE => {
                refused.push((format!("lines[{place}]"), "too-much"));
            }
            Ok(OfWeek::Costs(sum)) => sums.push((line.id, sum)),
            Err(code) => refused.push((format!("lines[{place}].split"), code)),
        }
    }
    let total: i64 = sums.iter().map(|(_, sum)| sum.cost).sum();
    if refused.is_empty() && total > limits::PENCE {
        refused.push(("lines".to_owned(), "total-too-much"));
    }
    let week = match random.package.typical_week(on, question) {
        Ok(week) => week,
        Err(problems) => {
            let told: Vec<_> =
                problems.iter().map(|problem| (problem.place().to_owned(), problem.code())).collect();
            assert_eq!(told, refused, "the week of seed {seed}");
            reached.note("a typical week that is refused", true);
            return;
        }
    };
    assert_eq!(refused, [], "the week of seed {seed}");
    assert_eq!(week.lines.iter().map(|line| line.line).collect::<Vec<_>>(), {
        sums.iter().map(|(line, _)| *line).collect::<Vec<_>>()
    });
    for (cost, (_, sum)) in week.lines.iter().zip(&sums) {
        same_line(cost, sum, seed);
    }
    let exact = Q::sum(sums.iter().map(|(_, sum)| sum.exact.clone().unwrap()));
    assert_eq!((week.total.pence(), week.exact.to_string()), (total, exact.to_string()), "seed {seed}");
    assert_eq!((&week.beside, &week.not_priced), (&beside, &not_priced), "seed {seed}");
    reached.note("a typical week with a cost", total > 0);
    reached.note("a typical week that several bear", sums.iter().any(|(_, sum)| sum.cells.len() > 1));
    reached.note("a typical week by need", {
        sums.iter().flat_map(|(_, sum)| sum.cells.values()).any(|cell| cell.needs.len() > 1)
    });
    reached.note("a typical week with something beside it", !beside.is_empty());
    reached.note("a typical week without all prices", !not_priced.is_empty());
}

/// What there is of allowances year by year, what is booked, carried over and lapses.
fn allowances(random: &Random, report: &CostReport, seed: u64, reached: &mut Reached) {
    for (line, cost) in random.package.lines().iter().zip(&report.lines) {
        let years = allowance_years(&random.package, line, random.period);
        let told = |number: u64| i64::try_from(number).unwrap();
        let years_told: Vec<Year> = (cost.allowance.iter())
            .map(|year| {
                assert_eq!((year.from.month(), year.from.day()), (4, 1));
                Year {
                    april: year.from.year(),
                    there_is: told(year.there_is),
                    carried_over: told(year.carried_over),
                    booked: told(year.booked),
                    not_taken_up: told(year.not_taken_up),
                    over: told(year.over),
                }
            })
            .collect();
        assert_eq!(years_told, years.into_values().collect::<Vec<_>>(), "seed {seed}, {:?}", line.id);
        let Some(When::Allowance(allowance)) = &line.when else { continue };
        reached.note("an allowance that is taken up", years_told.iter().any(|year| year.booked > 0));
        reached.note("an allowance that is overdrawn", years_told.iter().any(|year| year.over > 0));
        let lapses = |year: &Year| year.not_taken_up > 0 && !allowance.carries_over;
        reached.note("an allowance that lapses", years_told.len() > 1 && years_told.iter().any(lapses));
        reached
            .note("an allowance that is carried over", years_told.iter().any(|year| year.carried_over > 0));
    }
}

fn estimate(random: &Random, question: &CostQuestion<'_>, seed: u64, reached: &mut Reached) {
    let from = random.period.0;
    let until = from + Days::new(365);
    let world = World { as_planned: Some((from, until)), ..world(random) };
    let (Ok(estimate), Ok(sums)) = (
        random.package.estimate(from, &CostQuestion { by_day: false, ..*question }),
        reference(&world, (from, until), false),
    ) else {
        return;
    };
    for (cost, sum) in estimate.lines.iter().zip(&sums) {
        same_line(cost, sum, seed);
    }
    reached.note("an estimate", true);
}

fn note(random: &Random, sums: &[LineSum], length: usize, by_day: bool, reached: &mut Reached) {
    reached.note("by day", by_day);
    reached.note("more than two years", length > 731);
    reached.note("a line that was left out", random.left_out > 0);
    for (line, sum) in random.package.lines().iter().zip(sums) {
        let [planned, retained, notice] = sum.by_why.map(|pence| pence > 0);
        reached.note("planned", planned);
        reached.note("a retainer", retained);
        reached.note("notice", notice);
        reached.note("days without a price", !sum.not_priced.is_empty());
        reached.note("paused days", !sum.paused.is_empty());
        reached.note("a holiday that is not known", !sum.holiday_not_known.is_empty());
        reached.note("a day of which nothing is recorded", !sum.not_recorded.is_empty());
        reached.note("as delivered", sum.cost > 0 && random.delivered.iter().any(|one| one.line == line.id));
        reached.note("several payers and budgets", sum.cells.len() > 2);
        reached.note("free by law", sum.cells.keys().any(|(payer, _)| matches!(payer, PaidBy::FreeByLaw(_))));
        reached.note(
            "not charged",
            sum.cells
                .iter()
                .any(|((payer, _), cell)| *payer == PaidBy::PersonalBudget && cell.chargeable != cell.exact),
        );
        reached.note("several needs", sum.cells.values().any(|cell| cell.needs.len() > 1));
        reached.note("a share of another line", line.share_of.is_some() && sum.cost > 0);
        reached.note("a price that changes", line.prices.len() > 1 && sum.cost > 0);
        reached.note("factors", line.prices.iter().any(|price| !price.factors.is_plain()) && sum.cost > 0);
        reached.note(
            "alternates",
            line.when.as_ref().is_some_and(|when| when.every().is_some()) && sum.cost > 0,
        );
        let allowance = matches!(&line.when, Some(When::Allowance(_)));
        reached.note("an allowance that is booked", allowance && sum.cost > 0);
        reached.note("a quantity", matches!(&line.when, Some(When::Quantity { .. })) && sum.cost > 0);
        for (name, counted) in [
            ("by minutes", Counted::ByMinutes),
            ("by times", Counted::ByTimes),
            ("by days", Counted::ByDays),
            ("evenly", Counted::Evenly),
            ("once", Counted::Once),
        ] {
            reached
                .note(name, sum.cost > 0 && line.prices.iter().any(|price| price.per.counted() == counted));
        }
        let shared = sum.cells.len() > 1;
        for (name, is_so) in [
            ("shared by hours", line.split == Some(SharedBy::Hours)),
            ("shared equally", line.split == Some(SharedBy::Equally)),
            ("shared by benefit", matches!(line.split, Some(SharedBy::Benefit { .. }))),
            ("shared by percent", matches!(line.split, Some(SharedBy::Percent(_)))),
            ("shared by amounts", matches!(line.split, Some(SharedBy::AmountsAWeek(_)))),
        ] {
            reached.note(name, shared && is_so);
        }
        let then = |pause: &mutual_care::package::Pause| {
            matches!(pause.split_then, Some(SplitThen::BetweenThoseLeft(_)))
        };
        reached.note("a pause with a split of its own", shared && line.pauses.iter().any(then));
    }
}
