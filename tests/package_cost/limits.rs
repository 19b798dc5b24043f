//! What is refused, at its place and in words, and that work is bounded.

use chrono::Days;
use mutual_care::base::{Every, Fraction, Period, limits};
use mutual_care::package::{
    Allowance, Booking, BudgetWeight, Factor, FactorDay, Line, Payer, Price, Quantity, SharedBy, Unit, When,
};

use crate::made::{
    adult, alternating, ask, cost_of, day, days, line, need, need_id, package, pence, person, refused,
    shared_line,
};

#[test]
fn a_question_has_two_ends_and_at_most_so_many_days() {
    let package = package([line(1, 100, Unit::Day)]);
    let at_period = |code| vec![("period".to_owned(), code)];
    for open in
        [Period::ALWAYS, crate::made::from("2026-03-02"), Period::new(None, Some(day("2026-03-02"))).unwrap()]
    {
        assert_eq!(refused(package.cost(&ask(open))), at_period("open-period"));
    }
    // A hundred years from 2026-03-02: 36,525 days, 25 of them leap days.
    let longest = days("2026-03-02", "2126-03-03");
    assert_eq!(package.cost(&ask(days("2026-03-02", "2126-03-02"))).unwrap().total.pence(), 36_524 * 100);
    assert_eq!(package.cost(&ask(longest)).unwrap().total.pence(), 36_525 * 100);
    assert_eq!(refused(package.cost(&ask(days("2026-03-02", "2126-03-04")))), at_period("too-long"));
}

#[test]
fn a_line_or_a_package_past_the_largest_amount_is_named() {
    // The largest price there is, on two days.
    let most = line(1, limits::PENCE, Unit::Day);
    assert_eq!(cost_of([most.clone()], days("2026-03-02", "2026-03-03")).total.pence(), limits::PENCE);
    assert_eq!(
        refused(package([line(0, 1, Unit::Day), most.clone()]).cost(&ask(days("2026-03-02", "2026-03-04")))),
        [("lines[1]".to_owned(), "too-much")]
    );
    let mut other = most.clone();
    other.id = crate::made::line_id(2);
    assert_eq!(
        refused(package([most, other]).cost(&ask(days("2026-03-02", "2026-03-03")))),
        [("lines".to_owned(), "total-too-much")]
    );
}

#[test]
fn work_is_bounded_before_it_begins() {
    // A thousand lines of a hundred years by day: 1,000 x 36,525 x (1 + 2) steps.
    let lines = (0..1_000).map(|number| {
        let mut line = line(number, 100, Unit::Day);
        line.payer = Payer::Joint { authority: 1, health: 1 };
        line
    });
    let package = package(lines);
    let question = ask(days("2026-03-02", "2126-03-03")).by_day();
    assert_eq!(refused(package.cost(&question)), [("period".to_owned(), "too-much-work")]);
}

/// Whole numbers below a million that have nothing in common: the largest primes first.
fn primes() -> impl Iterator<Item = u32> {
    let is_prime = |number: &u32| (2..1_000).all(|divisor| !number.is_multiple_of(divisor));
    (500_000..1_000_000).rev().filter(is_prime)
}

const WEEK: [FactorDay; 7] = [
    FactorDay::Monday,
    FactorDay::Tuesday,
    FactorDay::Wednesday,
    FactorDay::Thursday,
    FactorDay::Friday,
    FactorDay::Saturday,
    FactorDay::Sunday,
];

/// Lines of so many prices, a week each, with a factor for every day of the week that has nothing in common with any other.
fn of_many_parts(lines: u128, prices: u64) -> Vec<Line> {
    let mut primes = primes();
    let mut priced = |number| {
        let mut line = shared_line(number, 100, Unit::Day);
        line.prices.clear();
        for week in 0..prices {
            let from = Some(day("2020-01-06") + Days::new(7 * week));
            let mut price = Price { from, ..Price::new(pence(10), Unit::Day) };
            for (day, prime) in WEEK.into_iter().zip(&mut primes) {
                price.factors = price.factors.with(day, Factor::new(prime - 1, prime).unwrap());
            }
            line.prices.push(price);
        }
        line
    };
    (1..=lines).map(&mut priced).collect()
}

#[test]
fn a_penny_divided_into_many_parts_stays_exact() {
    // Two lines of ten weeks, 140 factors of six figures: numbers of some 2,800 binary digits, and every day of its own.
    let of_two = package(of_many_parts(2, 10));
    let cost = |from, until| of_two.cost(&ask(days(from, until)).by_day()).unwrap();
    let whole = cost("2020-01-06", "2020-03-16");
    assert!(whole.exact.to_string().len() > 1_600, "{}", whole.exact.to_string().len());
    let (one, two) = (cost("2020-01-06", "2020-02-11"), cost("2020-02-11", "2020-03-16"));
    assert_eq!(&one.exact + &two.exact, whole.exact);
    // A hair less than ten pence on each of seventy days of two lines: £14.
    assert_eq!(whole.total, pence(1_400));
    let of_days = of_two.budget_days(adult(1), &ask(days("2020-01-06", "2020-03-16"))).unwrap();
    let of_the_first = whole.parts().filter(|(_, part)| part.budget == adult(1));
    let parts: Vec<Fraction> = of_the_first.map(|(_, part)| part.exact.clone()).collect();
    assert_eq!(Fraction::sum(of_days.iter().map(|day| &day.cost)), Fraction::sum(&parts));
}

#[test]
fn a_penny_divided_into_too_many_parts_is_refused_at_its_line() {
    // As many prices as a line may have, and more parts than there is time for: told at each line for which it is too late.
    let lines = package(of_many_parts(12, 256));
    let told = refused(lines.cost(&ask(days("2020-01-06", "2024-12-02"))));
    assert!(!told.is_empty() && told.len() <= 12);
    for (place, code) in &told {
        assert!(place.starts_with("lines[") && *code == "too-fine", "{told:?}");
    }
    let words = lines.cost(&ask(days("2020-01-06", "2024-12-02"))).unwrap_err().to_string();
    assert!(words.contains("expected fewer"), "{words}");
}

#[test]
fn lines_that_are_easy_by_themselves_may_be_too_many_to_add_up_exactly() {
    let mut primes = primes();
    let lines: Vec<Line> = (0..1_000)
        .map(|number| {
            let mut line = line(number, 1_000, Unit::Day);
            for (day, prime) in WEEK.into_iter().zip(primes.by_ref().take(5)) {
                line.prices[0].factors =
                    line.prices[0].factors.clone().with(day, Factor::new(prime - 1, prime).unwrap());
            }
            line
        })
        .collect();
    let week = ask(days("2026-03-02", "2026-03-09"));
    assert!(package(lines[..20].to_vec()).cost(&week).is_ok());
    let all = package(lines);
    assert_eq!(refused(all.cost(&week)), [("lines".to_owned(), "total-too-fine")]);
    // A week is plain, without factors, and a single day of them all has 3,000 factors less to add up.
    assert_eq!(all.typical_week(day("2026-03-02"), &week).unwrap().total, pence(7_000_000));
    let one_day = ask(days("2026-03-07", "2026-03-08"));
    assert_eq!(all.budget_days(adult(1), &one_day).unwrap()[0].cost.to_string(), "1000000/1");
    assert!(all.budget_days(adult(1), &ask(days("2026-03-02", "2026-03-03"))).is_ok());
    assert_eq!(
        refused(all.budget_days(adult(1), &ask(days("2026-03-02", "2026-05-02")))),
        [("lines".to_owned(), "total-too-fine")]
    );
}

#[test]
fn weights_that_have_nothing_in_common_are_parts_as_well() {
    // Shared anew every week by weights of six figures: the cost of each week is whole, its halves are not.
    let mut primes = primes();
    let mut shared = shared_line(1, 1_000, Unit::Day);
    for week in 0..40_u64 {
        let from = day("2020-01-06") + Days::new(7 * week);
        let weights = [(adult(1), 1), (adult(2), primes.next().unwrap() - 1)];
        let weights = weights.map(|(budget, weight)| BudgetWeight { budget, weight }).to_vec();
        let reason = mutual_care::base::PrivateText::new("made up").unwrap();
        let split = SharedBy::Benefit { weights, reason };
        // A third person is away, so that the two others share it by weights of that week.
        shared.pauses.push(mutual_care::package::Pause {
            who: vec![person(3)],
            split_then: Some(mutual_care::package::SplitThen::BetweenThoseLeft(split)),
            ..mutual_care::package::Pause::of_all(Period::new(Some(from), Some(from + Days::new(7))).unwrap())
        });
    }
    shared.people.push(person(3));
    let shared = package([shared]);
    let question = ask(days("2020-01-06", "2020-10-12"));
    let report = shared.cost(&question).unwrap();
    assert_eq!((report.total.pence(), report.exact.to_string()), (280_000, "280000/1".to_owned()));
    let parts: Vec<&Fraction> = report.parts().map(|(_, part)| &part.exact).collect();
    assert_eq!(Fraction::sum(parts.iter().copied()), Fraction::from(280_000));
    assert!(parts[0].to_string().len() > 400);
    let days = shared.budget_days(adult(2), &question).unwrap();
    assert_eq!(&Fraction::sum(days.iter().map(|day| &day.cost)), parts[1]);
}

#[test]
fn counting_minutes_in_windows_is_work_too() {
    // Needs every eleventh week and visits every twelfth are as before after 132 weeks.
    let windows = "daily 00:00-00:10, 01:00-01:10, 02:00-02:10, 03:00-03:10, 04:00-04:10, 05:00-05:10";
    let eleventh = Every::weeks(11, day("2026-03-02")).unwrap();
    let twelfth = Every::weeks(12, day("2026-03-02")).unwrap();
    let needs: Vec<_> =
        (1..=200).map(|number| need(number, 1, windows).with_every(Some(eleventh)).unwrap()).collect();
    let lines = |count: u128| {
        package((0..count).map(|number| {
            let mut line = line(number, 100, Unit::Visit);
            line.when = alternating("daily 09:00-09:30, 10:00-10:30", Some(twelfth));
            line.needs = (1..=200).map(need_id).collect();
            line
        }))
    };
    let question = ask(days("2026-03-02", "2026-03-09")).with_needs(&needs);
    assert!(lines(2).cost(&question).is_ok());
    // 1,000 lines x 200 needs x 132 weeks x (42 windows and 14 visits).
    for refused_at in [
        refused(lines(1_000).cost(&question)),
        refused(lines(1_000).typical_week(day("2026-03-02"), &question)),
    ] {
        assert_eq!(refused_at, [("period".to_owned(), "too-much-work")]);
    }
}

#[test]
fn thousands_of_bookings_over_hundreds_of_years_are_looked_through_once() {
    let bookings =
        (0..5_000).map(|nth| Booking { on: day("2026-03-02") + Days::new(nth), of: Quantity::Times(1) });
    let allowance =
        Allowance { a_year: Quantity::Times(365), bookings: bookings.collect(), carries_over: true };
    let lines = (0..20).map(|number| {
        let mut line = line(number, 100, Unit::Night);
        line.when = Some(When::Allowance(allowance.clone()));
        line.prices.clear();
        for month in 0..256_u64 {
            let from = Some(day("2026-03-02") + Days::new(30 * month));
            line.prices.push(Price { from, ..Price::new(pence(100), Unit::Night) });
        }
        line
    });
    let package = package(lines);
    // 5,000 nights of each line, at £1.
    let all = package.cost(&ask(days("2026-03-02", "2126-03-02"))).unwrap();
    assert_eq!(all.total, pence(20 * 5_000 * 100));
    assert_eq!(all.lines[0].allowance.len(), 101);
    let estimate = package.estimate(day("2026-03-02"), &ask(Period::ALWAYS)).unwrap();
    assert_eq!(estimate.total, pence(20 * 365 * 100));
}
