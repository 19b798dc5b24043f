//! What does not fit together: everything at once, each at its place; each boundary from both sides.

use mutual_care::base::{Every, Money, NeedId, Period, PersonId, PrivateText, SourceId, limits, parse_spans};
use mutual_care::package::{
    Allowance, Booking, BudgetAmount, BudgetOf, BudgetPercent, BudgetWeight, Factor, Free, FreeRule, Line,
    LineKind, Owed, OwedAs, PackageParts, Pause, Payer, Price, PriceFor, Quantity, ShareOf, SharedBy,
    SplitThen, StepRounding, Steps, Unit, Visits, When,
};
use serde_json::{Value, json};

use super::{day, documented_value, id, line, parts, pence, period, read, uuid, visits, wrong, wrong_parts};

const FITS: [(String, &str); 0] = [];

fn told(place: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(place.to_string(), code)]
}

fn one(change: impl FnOnce(&mut Line)) -> Vec<(String, &'static str)> {
    let mut line = line(301);
    change(&mut line);
    wrong(vec![line])
}

fn with_price(change: impl FnOnce(&mut Price)) -> Vec<(String, &'static str)> {
    one(|line| change(&mut line.prices[0]))
}

/// A line for both, in both budgets.
fn shared(split: Option<SharedBy>) -> Line {
    Line { people: vec![id(1), id(2)], split, ..line(301) }
}

fn adults() -> [BudgetOf; 2] {
    [BudgetOf::adult(id(1)), BudgetOf::adult(id(2))]
}

#[test]
fn nothing_is_wrong_with_what_fits() {
    assert_eq!(one(|_| {}), FITS);
    assert_eq!(wrong(vec![shared(Some(SharedBy::Equally))]), FITS);
    assert_eq!(wrong(Vec::new()), FITS, "a package without lines is one");
}

#[test]
fn everything_is_told_at_once_and_where() {
    let mut first = line(301);
    first.people.clear();
    first.hands = 17;
    first.prices[0].amount = Money::ZERO;
    let mut second = line(301);
    second.people = vec![id(1), id(1), id(9)];
    second.split = None;
    let mut of_nobody = parts(vec![first, second]);
    of_nobody.review_by = Some(day("2026-03-01"));
    of_nobody.people.push(id(1));
    let found = wrong_parts(of_nobody);
    let found: Vec<(&str, &str)> = found.iter().map(|(place, code)| (place.as_str(), *code)).collect();
    assert_eq!(
        found,
        [
            ("people[2]", "listed-twice"),
            ("review_by", "review-before"),
            ("lines[0].for", "nobody"),
            ("lines[0].hands", "hands"),
            ("lines[0].prices[0].pence", "pence"),
            ("lines[1].id", "id-twice"),
            ("lines[1].for[1]", "listed-twice"),
            ("lines[1].for[2]", "unknown-person"),
            ("lines[1].split", "no-split"),
        ]
    );
}

#[test]
fn a_package_is_about_somebody_and_dated() {
    let nobody = PackageParts { people: Vec::new(), ..parts(Vec::new()) };
    assert_eq!(wrong_parts(nobody), told("people", "nobody"));
    let on = |on: &str| PackageParts { drawn_up_on: on.parse().unwrap(), ..parts(Vec::new()) };
    assert_eq!(wrong_parts(on("1800-01-01")), FITS);
    assert_eq!(wrong_parts(on("1799-12-31")), told("drawn_up_on", "year"));
    assert_eq!(wrong_parts(on("2299-12-31")), FITS);
    assert_eq!(wrong_parts(on("2300-01-01")), told("drawn_up_on", "year"));
    let review = |by: &str| PackageParts { review_by: Some(day(by)), ..parts(Vec::new()) };
    assert_eq!(wrong_parts(review("2026-03-02")), FITS, "on the day itself");
    assert_eq!(wrong_parts(review("2026-03-01")), told("review_by", "review-before"));
    let people = |number: u16| PackageParts { people: (1..=number).map(id).collect(), ..parts(Vec::new()) };
    assert_eq!(wrong_parts(people(64)), FITS);
    assert_eq!(wrong_parts(people(65)), told("people", "too-many"));
}

#[test]
fn whom_a_line_is_for_and_in_whose_budget() {
    let carer = BudgetOf::carer(id(2));
    assert_eq!(one(|line| line.budgets = vec![carer]), FITS, "a carer's budget bears what is for the other");
    assert_eq!(
        one(|line| line.budgets = vec![BudgetOf::adult(id(2))]),
        told("lines[0].budgets[0].person", "adults-budget")
    );
    assert_eq!(
        one(|line| (line.budgets, line.split) = (vec![carer, carer], Some(SharedBy::Equally))),
        told("lines[0].budgets[1].person", "listed-twice")
    );
    assert_eq!(
        one(|line| line.budgets = vec![BudgetOf::carer(id(9))]),
        told("lines[0].budgets[0].person", "unknown-person")
    );
    // Two budgets of one person are two.
    let both = |split| {
        one(|line| (line.budgets, line.split) = (vec![BudgetOf::adult(id(1)), BudgetOf::carer(id(1))], split))
    };
    assert_eq!(both(None), told("lines[0].split", "no-split"));
    assert_eq!(both(Some(SharedBy::Equally)), FITS);
    let need: NeedId = id(101);
    assert_eq!(one(|line| line.needs.push(need)), told("lines[0].needs[1]", "listed-twice"));
    let herself: PersonId = id(1);
    assert_eq!(one(|line| line.by = Some(herself.into())), told("lines[0].by", "provides-for-themself"));
    let son: PersonId = id(2);
    assert_eq!(one(|line| line.by = Some(son.into())), FITS, "whether he may be paid is another question");
    let many = |number: u16| PackageParts {
        people: (1..=number).map(id).collect(),
        lines: vec![Line {
            people: (1..=number).map(id).collect(),
            split: Some(SharedBy::Equally),
            by: Some(id(90)),
            ..line(301)
        }],
        ..parts(Vec::new())
    };
    assert_eq!(wrong_parts(many(16)), FITS);
    assert_eq!(wrong_parts(many(17)), told("lines[0].budgets", "too-many"));
}

#[test]
fn hands_and_prices() {
    assert_eq!(one(|line| line.hands = 1), FITS);
    assert_eq!(one(|line| line.hands = 16), FITS);
    assert_eq!(one(|line| line.hands = 0), told("lines[0].hands", "hands"));
    assert_eq!(one(|line| line.hands = 17), told("lines[0].hands", "hands"));
    assert_eq!(with_price(|price| price.amount = pence(1)), FITS);
    assert_eq!(with_price(|price| price.amount = pence(0)), told("lines[0].prices[0].pence", "pence"));
    assert_eq!(with_price(|price| price.amount = pence(-1)), told("lines[0].prices[0].pence", "pence"));
    assert_eq!(with_price(|price| price.amount = pence(limits::PENCE)), FITS);
    assert_eq!(one(|line| line.prices.clear()), FITS, "not known, which is found and not refused");
    assert_eq!(one(|line| (line.prices.clear(), line.costs_nothing = true).1), FITS);
    assert_eq!(one(|line| line.costs_nothing = true), told("lines[0].costs_nothing", "price-of-nothing"));
    let from = |dates: &[Option<&str>]| {
        one(|line| {
            let price = |from: Option<&str>| Price { from: from.map(day), ..line.prices[0].clone() };
            line.prices = dates.iter().copied().map(price).collect();
        })
    };
    assert_eq!(from(&[None, Some("2026-04-01"), Some("2026-04-02")]), FITS);
    assert_eq!(from(&[Some("2026-04-01"), Some("2026-04-02")]), FITS);
    assert_eq!(
        from(&[None, Some("2026-04-01"), Some("2026-04-01")]),
        told("lines[0].prices[2].from", "price-order")
    );
    assert_eq!(
        from(&[None, Some("2026-04-02"), Some("2026-04-01")]),
        told("lines[0].prices[2].from", "price-order")
    );
    assert_eq!(from(&[None, None]), told("lines[0].prices[1].from", "price-without-from"));
    assert_eq!(from(&[Some("2300-01-01")]), told("lines[0].prices[0].from", "year"));
}

#[test]
fn units_without_a_fitting_when() {
    let per = |unit, when: Option<When>| {
        one(|line| {
            line.period = period("2026-03-02", "");
            (line.when, line.prices[0].per) = (when, unit);
        })
    };
    let of = |a_year| Some(When::Allowance(Allowance { a_year, bookings: Vec::new(), carries_over: false }));
    let so_much = |amount| Some(When::Quantity { amount, weeks: 1 });
    let refused = told("lines[0].prices[0].per", "unit-without-when");
    assert_eq!(per(Unit::Hour, None), refused);
    assert_eq!(per(Unit::Hour, so_much(Quantity::Times(5))), refused);
    assert_eq!(per(Unit::Hour, so_much(Quantity::Minutes(300))), FITS);
    assert_eq!(per(Unit::Night, of(Quantity::Minutes(300))), refused);
    assert_eq!(per(Unit::Night, of(Quantity::Times(28))), FITS);
    assert_eq!(per(Unit::Day, so_much(Quantity::Times(2))), refused, "nobody knows which days");
    assert_eq!(per(Unit::Day, None), FITS);
    assert_eq!(per(Unit::Month, of(Quantity::Times(28))), refused);
    assert_eq!(per(Unit::Month, None), FITS);
    // The words name what goes with it.
    let mut hourly = line(301);
    hourly.when = None;
    let said = mutual_care::package::Package::new(parts(vec![hourly])).unwrap_err().to_string();
    assert_eq!(
        said,
        "lines[0].prices[0].per: a price for each hour does not go with when the line is provided: expected `visits`, or \
         minutes as `quantity` or `allowance`"
    );
}

#[test]
fn a_one_off_is_owed_on_a_first_day_that_is_said() {
    let one_off = |from: &str, prices: &[(Option<&str>, Unit)]| {
        one(|line| {
            line.period = period(from, "");
            let price = |(from, per): &(Option<&str>, Unit)| Price {
                from: from.map(day),
                per: *per,
                ..line.prices[0].clone()
            };
            line.prices = prices.iter().map(price).collect();
        })
    };
    assert_eq!(one_off("2026-03-02", &[(None, Unit::OneOff)]), FITS);
    assert_eq!(
        one_off("", &[(None, Unit::OneOff)]),
        told("lines[0].prices[0].per", "one-off-without-first-day")
    );
    // Put up on the first day, rented from the second.
    assert_eq!(one_off("2026-03-02", &[(None, Unit::OneOff), (Some("2026-03-03"), Unit::Week)]), FITS);
    assert_eq!(
        one_off("2026-03-02", &[(None, Unit::Week), (Some("2026-03-03"), Unit::OneOff)]),
        told("lines[0].prices[1].per", "one-off-later")
    );
    assert_eq!(
        one_off("2026-03-02", &[(Some("2026-03-03"), Unit::OneOff)]),
        told("lines[0].prices[0].per", "one-off-later"),
        "it would never be owed"
    );
}

#[test]
fn quantities_and_allowances() {
    let so_much = |amount, weeks| one(|line| line.when = Some(When::Quantity { amount, weeks }));
    assert_eq!(so_much(Quantity::Minutes(1), 1), FITS);
    assert_eq!(so_much(Quantity::Minutes(limits::QUANTITY), 12), FITS);
    assert_eq!(so_much(Quantity::Minutes(0), 1), told("lines[0].when.quantity.minutes", "quantity"));
    assert_eq!(
        so_much(Quantity::Minutes(limits::QUANTITY + 1), 1),
        told("lines[0].when.quantity.minutes", "quantity")
    );
    assert_eq!(so_much(Quantity::Minutes(60), 0), told("lines[0].when.weeks", "weeks"));
    assert_eq!(so_much(Quantity::Minutes(60), 13), told("lines[0].when.weeks", "weeks"));
    let nights = |bookings: &[(&str, Quantity)]| {
        one(|line| {
            line.period = period("2026-04-01", "2027-04-01");
            line.prices[0].per = Unit::Night;
            let bookings = bookings.iter().map(|(on, of)| Booking { on: day(on), of: *of }).collect();
            line.when = Some(When::Allowance(Allowance {
                a_year: Quantity::Times(28),
                bookings,
                carries_over: false,
            }));
        })
    };
    let night = Quantity::Times(1);
    assert_eq!(nights(&[("2026-04-01", night), ("2027-03-31", night)]), FITS);
    let at = "lines[0].when.allowance.bookings";
    assert_eq!(nights(&[("2026-03-31", night)]), told(&format!("{at}[0].on"), "booking-outside"));
    assert_eq!(nights(&[("2027-04-01", night)]), told(&format!("{at}[0].on"), "booking-outside"));
    assert_eq!(
        nights(&[("2026-04-01", night), ("2026-04-01", night)]),
        told(&format!("{at}[1].on"), "booked-twice")
    );
    assert_eq!(
        nights(&[("2026-04-01", Quantity::Minutes(60))]),
        told(&format!("{at}[0].of"), "booking-unit")
    );
    assert_eq!(nights(&[("2026-04-01", Quantity::Times(0))]), told(&format!("{at}[0].of.times"), "quantity"));
}

#[test]
fn a_long_visit_does_not_go_with_days_that_alternate() {
    let rota = Every::days(8, 4, day("2026-03-02")).unwrap();
    let long = |spans: &str, every, per| {
        one(|line| {
            let visits = Visits::new(parse_spans(spans).unwrap()).unwrap();
            line.when = Some(When::Visits { visits, every });
            line.prices[0].per = per;
        })
    };
    assert_eq!(long("Mon 10:00-Tue 10:00", Some(rota), Unit::Visit), FITS, "24 hours");
    let refused = told("lines[0].when.visits", "long-in-rota");
    assert_eq!(long("Mon 10:00-Tue 10:01", Some(rota), Unit::Visit), refused);
    assert_eq!(long("Mon 10:00-Tue 10:01", Some(rota), Unit::Hour), FITS, "hours are cut at each 24");
    assert_eq!(long("Mon 10:00-Tue 10:01", None, Unit::Visit), FITS);
    let weeks = Every::weeks(2, day("2026-03-02")).unwrap();
    assert_eq!(long("Mon 10:00-Tue 10:01", Some(weeks), Unit::Visit), FITS);
}

#[test]
fn a_share_of_another_line() {
    let share = |number: u16, of: u16| {
        let mut line = Line::new(id(number), LineKind::HolidayPay, id(1), Payer::PersonalBudget);
        line.share_of = Some(ShareOf { line: id(of), share: Factor::new(1, 8).unwrap() });
        line
    };
    assert_eq!(wrong(vec![line(301), share(302, 301)]), FITS);
    let at = "lines[1].share_of.line";
    assert_eq!(wrong(vec![line(301), share(302, 303)]), told(at, "unknown-line"));
    assert_eq!(wrong(vec![line(301), share(302, 302)]), told(at, "share-of-itself"));
    assert_eq!(
        wrong(vec![line(301), share(302, 301), share(303, 302)]),
        told("lines[2].share_of.line", "share-of-a-share")
    );
    let nothing = Line { prices: Vec::new(), costs_nothing: true, ..line(301) };
    assert_eq!(wrong(vec![nothing, share(302, 301)]), told(at, "share-of-nothing"));
    let during = |from, until| Line { period: period(from, until), ..share(302, 301) };
    let until = Line { period: period("", "2026-04-01"), ..line(301) };
    assert_eq!(wrong(vec![until.clone(), during("2026-03-31", "")]), FITS);
    assert_eq!(wrong(vec![until, during("2026-04-01", "")]), told(at, "share-at-other-times"));
    let mut of_its_own = share(302, 301);
    of_its_own.when = Some(visits("Mon 08:00-09:00"));
    of_its_own.prices.push(Price::new(pence(100), Unit::Hour));
    of_its_own.pauses.push(Pause::of_all(period("2026-04-01", "2026-04-08")));
    of_its_own.notice_days = Some(7);
    of_its_own.owed = Owed { by: OwedAs::Delivered, steps: None };
    let found = wrong(vec![line(301), of_its_own]);
    let places: Vec<&str> = found.iter().map(|(place, _)| place.as_str()).collect();
    assert_eq!(
        places,
        ["lines[1].when", "lines[1].prices", "lines[1].pauses", "lines[1].notice_days", "lines[1].owed"]
    );
    assert!(found.iter().all(|(_, code)| *code == "of-a-share"));
    let free = Line { costs_nothing: true, ..share(302, 301) };
    assert_eq!(
        wrong(vec![line(301), free]),
        [
            ("lines[1].costs_nothing".to_string(), "price-of-nothing"),
            ("lines[1].costs_nothing".to_string(), "of-a-share")
        ]
    );
    // Shared by hours, it is shared by those of the line that it is a share of.
    let by_hours = Line { people: vec![id(1), id(2)], split: Some(SharedBy::Hours), ..share(302, 301) };
    assert_eq!(wrong(vec![line(301), by_hours.clone()]), FITS);
    let nobody_knows =
        Line { when: Some(When::Quantity { amount: Quantity::Minutes(60), weeks: 1 }), ..line(301) };
    assert_eq!(wrong(vec![nobody_knows, by_hours]), told("lines[1].split", "split-hours"));
}

#[test]
fn weights_of_a_joint_payer() {
    let joint = |authority, health| one(|line| line.payer = Payer::Joint { authority, health });
    assert_eq!(joint(1, limits::WEIGHT), FITS);
    assert_eq!(joint(0, 1), told("lines[0].payer.joint.authority", "weight"));
    assert_eq!(joint(1, limits::WEIGHT + 1), told("lines[0].payer.joint.health", "weight"));
}

fn free(rule: FreeRule, from: &str, until: &str, decided_on: Option<&str>) -> Free {
    Free { rule, period: period(from, until), decided_on: decided_on.map(day), who: Vec::new() }
}

#[test]
fn what_is_free_by_law() {
    let with =
        |frees: Vec<Free>| one(|line| (line.period, line.free) = (period("2026-03-02", "2026-09-01"), frees));
    let six_weeks = |from, until, decided_on| free(FreeRule::Reablement, from, until, decided_on);
    assert_eq!(
        with(vec![six_weeks("2026-03-02", "2026-05-04", None)]),
        FITS,
        "a decision not recorded is found"
    );
    assert_eq!(
        with(vec![six_weeks("", "2026-05-04", None)]),
        told("lines[0].free[0].period", "free-without-from")
    );
    assert_eq!(
        with(vec![six_weeks("2026-09-01", "", None)]),
        told("lines[0].free[0].period", "free-outside")
    );
    assert_eq!(with(vec![six_weeks("2026-08-31", "", None)]), FITS);
    // A new specified period needs a decision of its own.
    let two = |one, other| {
        with(vec![six_weeks("2026-03-02", "2026-04-13", one), six_weeks("2026-06-01", "2026-07-13", other)])
    };
    assert_eq!(two(Some("2026-02-27"), Some("2026-05-28")), FITS);
    assert_eq!(
        two(Some("2026-02-27"), Some("2026-02-27")),
        told("lines[0].free[1].decided_on", "free-decision")
    );
    assert_eq!(two(Some("2026-02-27"), None), told("lines[0].free[1].decided_on", "free-decision"));
    assert_eq!(two(None, Some("2026-02-27")), told("lines[0].free[0].decided_on", "free-decision"));
    // Two rules for one day: day 42 of the first is 12 April.
    let after_care = |from| free(FreeRule::AfterCare, from, "", None);
    let both = |from| with(vec![six_weeks("2026-03-02", "", None), after_care(from)]);
    assert_eq!(both("2026-04-13"), FITS);
    assert_eq!(both("2026-04-12"), told("lines[0].free[1]", "free-twice"));
}

#[test]
fn one_of_two_may_have_cjd() {
    let cjd = |who: Vec<PersonId>| {
        let free = Free { who, ..free(FreeRule::Cjd, "2026-03-02", "", None) };
        wrong(vec![Line { free: vec![free], ..shared(Some(SharedBy::Equally)) }])
    };
    assert_eq!(cjd(vec![]), FITS);
    assert_eq!(cjd(vec![id(2)]), FITS);
    assert_eq!(cjd(vec![id(3)]), told("lines[0].free[0].who[0]", "not-for-them"));
    assert_eq!(cjd(vec![id(2), id(2)]), told("lines[0].free[0].who[1]", "listed-twice"));
    let each = |other: PersonId| {
        let of = |person| Free { who: vec![person], ..free(FreeRule::Cjd, "2026-03-02", "", None) };
        wrong(vec![Line { free: vec![of(id(1)), of(other)], ..shared(Some(SharedBy::Equally)) }])
    };
    assert_eq!(each(id(2)), FITS, "each for themself");
    assert_eq!(each(id(1)), told("lines[0].free[1]", "free-twice"));
    let who = Free { who: vec![id(1)], ..free(FreeRule::AfterCare, "2026-03-02", "", None) };
    assert_eq!(one(|line| line.free = vec![who]), told("lines[0].free[0].who", "free-who"));
}

/// "Equipment and minor adaptations up to £1,000": £1,000 is free, a penny more is not.
#[test]
fn equipment_up_to_a_thousand_pounds() {
    let equipment = |what, per, amount, each, hands| {
        one(|line| {
            line.period = period("2026-03-02", "");
            (line.what, line.when, line.hands) = (what, None, hands);
            line.prices = vec![Price { each, ..Price::new(pence(amount), per) }];
            line.free = vec![free(FreeRule::EquipmentOrAdaptation, "2026-03-02", "", None)];
        })
    };
    let (service, worker) = (PriceFor::Service, PriceFor::Worker);
    assert_eq!(equipment(LineKind::Equipment, Unit::OneOff, 100_000, service, 1), FITS);
    let dear = told("lines[0].free[0].rule", "free-equipment-price");
    assert_eq!(equipment(LineKind::Equipment, Unit::OneOff, 100_001, service, 1), dear);
    assert_eq!(equipment(LineKind::HomeAdaptation, Unit::OneOff, 50_000, worker, 2), FITS);
    assert_eq!(equipment(LineKind::HomeAdaptation, Unit::OneOff, 50_001, worker, 2), dear);
    assert_eq!(
        equipment(LineKind::Telecare, Unit::Week, 500, service, 1),
        dear,
        "what is rented has no one price"
    );
    assert_eq!(
        equipment(LineKind::HomeCare, Unit::OneOff, 500, service, 1),
        told("lines[0].free[0].rule", "free-equipment")
    );
}

#[test]
fn shares_that_do_not_fit() {
    let [ada, ben] = adults();
    let split = |rule| wrong(vec![shared(Some(rule))]);
    assert_eq!(wrong(vec![shared(None)]), told("lines[0].split", "no-split"));
    assert_eq!(split(SharedBy::Hours), FITS);
    let no_hours = Line { when: None, ..shared(Some(SharedBy::Hours)) };
    let daily = Line { prices: vec![Price::new(pence(100), Unit::Day)], ..no_hours };
    assert_eq!(wrong(vec![daily]), told("lines[0].split", "split-hours"));

    let weights = |weights: &[(BudgetOf, u32)], reason: &str| {
        let weights = weights.iter().map(|&(budget, weight)| BudgetWeight { budget, weight }).collect();
        split(SharedBy::Benefit { weights, reason: PrivateText::new(reason).unwrap() })
    };
    assert_eq!(weights(&[(ben, 1), (ada, limits::WEIGHT)], "why"), FITS, "in whatever order");
    assert_eq!(
        weights(&[(ada, 0), (ben, 1)], "why"),
        told("lines[0].split.by_benefit.weights[0].weight", "weight")
    );
    assert_eq!(
        weights(&[(ada, 1), (ben, limits::WEIGHT + 1)], "why"),
        told("lines[0].split.by_benefit.weights[1].weight", "weight")
    );
    let others = told("lines[0].split.by_benefit.weights", "split-budgets");
    assert_eq!(weights(&[(ada, 1)], "why"), others);
    assert_eq!(weights(&[(ada, 1), (ben, 1), (ben, 1)], "why"), others);
    assert_eq!(weights(&[(ada, 1), (BudgetOf::carer(id(2)), 1)], "why"), others);
    assert_eq!(weights(&[(ada, 1), (ben, 1)], ""), told("lines[0].split.by_benefit.reason", "split-reason"));

    let percent = |parts: &[(BudgetOf, u8)]| {
        split(SharedBy::Percent(
            parts.iter().map(|&(budget, percent)| BudgetPercent { budget, percent }).collect(),
        ))
    };
    assert_eq!(percent(&[(ada, 60), (ben, 40)]), FITS);
    assert_eq!(percent(&[(ada, 60), (ben, 39)]), told("lines[0].split.percent", "split-hundred"));
    assert_eq!(percent(&[(ada, 60), (ben, 41)]), told("lines[0].split.percent", "split-hundred"));
    assert_eq!(percent(&[(ada, 100), (ben, 0)]), told("lines[0].split.percent[1].percent", "percent"));
    assert_eq!(percent(&[(ada, 100)]), told("lines[0].split.percent", "split-budgets"));

    let amounts = |amounts: &[(BudgetOf, i64)]| {
        let amounts = amounts.iter().map(|&(budget, amount)| BudgetAmount { budget, amount: pence(amount) });
        split(SharedBy::AmountsAWeek(amounts.collect()))
    };
    assert_eq!(amounts(&[(ada, 1)]), FITS, "the other bears the rest");
    assert_eq!(amounts(&[(ada, 0)]), told("lines[0].split.amounts_a_week[0].pence", "pence"));
    assert_eq!(amounts(&[(ada, -100)]), told("lines[0].split.amounts_a_week[0].pence", "pence"));
    let not_one_left = told("lines[0].split.amounts_a_week", "split-all-but-one");
    assert_eq!(amounts(&[(ada, 1), (ben, 1)]), not_one_left);
    assert_eq!(amounts(&[]), not_one_left);
    assert_eq!(amounts(&[(BudgetOf::carer(id(2)), 1)]), not_one_left);
}

#[test]
fn pauses_outside_the_line() {
    let paused = |line_from, line_until, period_of: Period| {
        one(|line| {
            (line.period, line.pauses) = (period(line_from, line_until), vec![Pause::of_all(period_of)]);
        })
    };
    let (from, until) = ("2026-03-09", "2026-06-01");
    assert_eq!(paused(from, until, period(from, until)), FITS, "all of it");
    assert_eq!(paused(from, until, period("2026-05-31", "")), FITS, "until the line ends");
    let refused = told("lines[0].pauses[0].period", "pause-outside");
    assert_eq!(paused(from, until, period("2026-03-08", "2026-03-10")), refused);
    assert_eq!(paused(from, until, period("2026-05-31", "2026-06-02")), refused);
    assert_eq!(paused(from, until, period("2026-06-01", "")), refused);
    assert_eq!(paused(from, until, period("", "2026-03-20")), refused, "it would begin before the line");
    assert_eq!(paused("", "", period("", "2026-03-20")), FITS);
    let percent = |retainer_percent| {
        one(|line| {
            let pause = Pause { retainer_percent, ..Pause::of_all(period("2026-04-01", "2026-04-08")) };
            line.pauses = vec![pause];
        })
    };
    assert_eq!(percent(100), FITS);
    assert_eq!(percent(101), told("lines[0].pauses[0].retainer_percent", "percent"));
}

/// A pause for one of two, shared then as said.
fn pause(who: &[u16], from: &str, until: &str, then: Option<SplitThen>) -> Pause {
    let who = who.iter().map(|number| id(*number)).collect();
    Pause { who, split_then: then, ..Pause::of_all(period(from, until)) }
}

#[test]
fn how_it_is_shared_while_somebody_is_left_is_said_and_only_then() {
    let paused = |pauses| wrong(vec![Line { pauses, ..shared(Some(SharedBy::Equally)) }]);
    let (from, until) = ("2026-04-01", "2026-04-08");
    let equally = || Some(SplitThen::BetweenThoseLeft(SharedBy::Equally));
    assert_eq!(paused(vec![pause(&[2], from, until, equally())]), FITS);
    assert_eq!(paused(vec![pause(&[2], from, until, Some(SplitThen::AsBefore))]), FITS);
    let at = "lines[0].pauses[0].split_then";
    assert_eq!(paused(vec![pause(&[2], from, until, None)]), told(at, "split-then-missing"));
    assert_eq!(paused(vec![pause(&[], from, until, None)]), FITS);
    assert_eq!(paused(vec![pause(&[1, 2], from, until, None)]), FITS);
    assert_eq!(paused(vec![pause(&[], from, until, equally())]), told(at, "split-then-of-nobody"));
    assert_eq!(paused(vec![pause(&[1, 2], from, until, equally())]), told(at, "split-then-of-nobody"));
    assert_eq!(
        paused(vec![pause(&[9], from, until, equally())]),
        told("lines[0].pauses[0].who[0]", "not-for-them")
    );
    // What is listed names those who are left.
    let all_of = |budget| {
        Some(SplitThen::BetweenThoseLeft(SharedBy::Percent(vec![BudgetPercent { budget, percent: 100 }])))
    };
    let [ada, ben] = adults();
    assert_eq!(paused(vec![pause(&[2], from, until, all_of(ada))]), FITS);
    assert_eq!(
        paused(vec![pause(&[2], from, until, all_of(ben))]),
        told("lines[0].pauses[0].split_then.between_those_left.percent", "split-budgets")
    );
}

#[test]
fn pauses_of_one_day_say_the_same() {
    let three = |pauses| {
        let line =
            Line { people: vec![id(1), id(2), id(3)], split: Some(SharedBy::Equally), pauses, ..line(301) };
        wrong_parts(PackageParts { people: vec![id(1), id(2), id(3)], ..parts(vec![line]) })
    };
    let equally = || Some(SplitThen::BetweenThoseLeft(SharedBy::Equally));
    let first = |until| pause(&[1], "2026-04-01", until, equally());
    let second = |then| pause(&[2], "2026-04-08", "2026-04-15", then);
    assert_eq!(three(vec![first("2026-04-10"), second(equally())]), FITS);
    assert_eq!(
        three(vec![first("2026-04-08"), second(Some(SplitThen::AsBefore))]),
        FITS,
        "one after the other"
    );
    assert_eq!(
        three(vec![first("2026-04-09"), second(Some(SplitThen::AsBefore))]),
        told("lines[0].pauses[1].split_then", "split-then-differs")
    );
    // On the days of both only the third is left, and what the second says names two.
    let halves = Some(SplitThen::BetweenThoseLeft(SharedBy::Percent(vec![
        BudgetPercent { budget: BudgetOf::adult(id(1)), percent: 50 },
        BudgetPercent { budget: BudgetOf::adult(id(3)), percent: 50 },
    ])));
    let mut of_both = pause(&[2], "2026-04-08", "2026-04-15", halves.clone());
    assert_eq!(three(vec![of_both.clone()]), FITS);
    of_both.split_then = halves.clone();
    let again = pause(&[2], "2026-04-10", "2026-04-12", halves.clone());
    assert_eq!(three(vec![of_both.clone(), again]), FITS, "the same one twice");
    let other = Pause { who: vec![id(1)], ..pause(&[1], "2026-04-10", "2026-04-12", equally()) };
    assert_eq!(three(vec![of_both, other]), told("lines[0].pauses[1].split_then", "split-then-differs"));
    // Nobody is left on the days of all three: what they say does not matter then.
    let all = vec![
        pause(&[1, 3], "2026-04-01", "2026-04-08", equally()),
        pause(&[2], "2026-04-01", "2026-04-08", Some(SplitThen::AsBefore)),
    ];
    assert_eq!(three(all), FITS);
    // Pauses without a first day hold before all others.
    let open = vec![
        pause(&[1], "", "2026-04-08", equally()),
        pause(&[2], "", "2026-04-01", Some(SplitThen::AsBefore)),
    ];
    assert_eq!(three(open), told("lines[0].pauses[1].split_then", "split-then-differs"));
}

#[test]
fn notice_and_who_was_told() {
    let notice = |days, told_on: Option<&str>, until: &str| {
        one(|line| {
            line.period = period("2026-03-02", until);
            (line.notice_days, line.told_on) = (days, told_on.map(day));
        })
    };
    assert_eq!(notice(Some(1), None, ""), FITS);
    assert_eq!(notice(Some(366), Some("2026-04-01"), "2026-05-01"), FITS);
    assert_eq!(
        notice(Some(14), Some("2026-06-01"), "2026-05-01"),
        FITS,
        "told after it had ended: owed longer"
    );
    assert_eq!(notice(Some(0), None, ""), told("lines[0].notice_days", "notice"));
    assert_eq!(notice(Some(367), None, ""), told("lines[0].notice_days", "notice"));
    assert_eq!(
        notice(None, Some("2026-04-01"), "2026-05-01"),
        told("lines[0].told_on", "told-without-notice")
    );
    assert_eq!(notice(Some(14), Some("2026-04-01"), ""), told("lines[0].told_on", "told-without-end"));
    let of_pause = |days| {
        one(|line| {
            line.notice_days = days;
            let told_on = Some(day("2026-03-20"));
            line.pauses = vec![Pause { told_on, ..Pause::of_all(period("2026-04-01", "2026-04-08")) }];
        })
    };
    assert_eq!(of_pause(Some(14)), FITS);
    assert_eq!(of_pause(None), told("lines[0].pauses[0].told_on", "told-without-notice"));
}

#[test]
fn what_is_owed_goes_with_the_price() {
    let owed = |by, steps: Option<u16>, per| {
        one(|line| {
            line.period = period("2026-03-02", "");
            line.prices[0].per = per;
            let steps = steps.map(|minutes| Steps { minutes, round: StepRounding::Up });
            line.owed = Owed { by, steps };
        })
    };
    assert_eq!(owed(OwedAs::Delivered, None, Unit::Hour), FITS);
    assert_eq!(owed(OwedAs::UpToPlanned, Some(15), Unit::Hour), FITS);
    assert_eq!(owed(OwedAs::UpToPlanned, None, Unit::Day), FITS);
    assert_eq!(owed(OwedAs::Delivered, None, Unit::Visit), FITS);
    let as_planned = told("lines[0].owed.as", "owed-as-delivered");
    assert_eq!(owed(OwedAs::Delivered, None, Unit::Week), as_planned);
    assert_eq!(owed(OwedAs::Delivered, None, Unit::OneOff), as_planned);
    let steps = told("lines[0].owed.steps", "steps-of-what-is-planned");
    assert_eq!(owed(OwedAs::Planned, Some(15), Unit::Hour), steps);
    assert_eq!(owed(OwedAs::Delivered, Some(15), Unit::Visit), steps);
    assert_eq!(owed(OwedAs::Delivered, Some(1_440), Unit::Hour), FITS);
    assert_eq!(owed(OwedAs::Delivered, Some(0), Unit::Hour), told("lines[0].owed.steps.minutes", "steps"));
    assert_eq!(
        owed(OwedAs::Delivered, Some(1_441), Unit::Hour),
        told("lines[0].owed.steps.minutes", "steps")
    );
    let somewhen = one(|line| {
        line.when = Some(When::Quantity { amount: Quantity::Minutes(300), weeks: 1 });
        line.owed = Owed { by: OwedAs::Delivered, steps: None };
    });
    assert_eq!(somewhen, told("lines[0].owed.as", "owed-without-dates"));
}

#[test]
fn whoever_employs() {
    let assistant: SourceId = id(6);
    assert_eq!(one(|line| (line.by, line.employed_by) = (Some(assistant), Some(id(1)))), FITS);
    assert_eq!(one(|line| line.employed_by = Some(id(9))), told("lines[0].employed_by", "unknown-person"));
    let son: PersonId = id(2);
    assert_eq!(
        one(|line| (line.by, line.employed_by) = (Some(son.into()), Some(son))),
        told("lines[0].employed_by", "employs-themself")
    );
    let payroll = |employed_by| one(|line| (line.what, line.employed_by) = (LineKind::Payroll, employed_by));
    assert_eq!(payroll(Some(id(1))), FITS);
    assert_eq!(payroll(None), told("lines[0].employed_by", "no-employer"));
}

/// What is told of the documented example with one thing changed.
fn told_of(at: &str, to: Value) -> String {
    let mut value = documented_value();
    *value.pointer_mut(at).unwrap_or_else(|| panic!("{at}")) = to;
    read(&value).unwrap_err()
}

#[test]
fn in_a_file_everything_is_told_at_its_place() {
    for (at, to, said) in [
        (
            "/v1/package/household",
            json!(uuid(9)),
            "at package.household: expected the id of the household in this file, household:",
        ),
        ("/v1/package/people/1", json!(uuid(3)), "at package.lines[0].for[1]: person:"),
        ("/v1/package/lines/0/by", json!(uuid(99)), "at package.lines[0].by: source:"),
        ("/v1/package/lines/0/needs/0", json!(uuid(199)), "at package.lines[0].needs[0]: need:"),
        ("/v1/package/lines/2/needs/0", json!(uuid(103)), "is a need of somebody whom the line is not for"),
        ("/v1/eligible/0/need", json!(uuid(199)), "at eligible[0].need: need:"),
        ("/v1/eligible/0/need", json!(uuid(102)), "at eligible[1].need: need:"),
        ("/v1/delivered/0/line", json!(uuid(399)), "at delivered[0].line: package_line:"),
        (
            "/v1/delivered/0/on",
            json!("2026-03-01"),
            "at delivered[0].on: expected a date on which the line is provided",
        ),
        ("/v1/on", json!("2300-01-01"), "at on: expected a date in the years 1800 to 2299"),
    ] {
        let told = told_of(at, to);
        assert!(told.contains(said), "{at}: {told} does not say {said}");
    }
    // What is wrong in the household and in the package is told together.
    let mut value = documented_value();
    value["v1"]["household"]["v1"]["people"][1]["id"] = json!(uuid(1));
    value["v1"]["package"]["lines"][0]["hands"] = json!(2);
    value["v1"]["package"]["lines"][0]["prices"][1]["from"] = json!("2026-03-01");
    value["v1"]["package"]["lines"][0]["prices"][0]["from"] = json!("2026-03-02");
    let told = read(&value).unwrap_err();
    assert!(told.contains("at household.v1.people[1].id: "), "{told}");
    assert!(told.contains("at package.lines[0].prices[1].from: expected prices in order"), "{told}");
    // A need of the carer in whose budget it stands is one that the line meets; see respite in the example.
    assert!(read(&documented_value()).is_ok());
    let told = told_of("/v1/package/lines/3/budgets", json!([{ "person": uuid(1), "as": "adult" }]));
    assert!(told.contains("at package.lines[3].split.by_benefit.weights: expected each budget"), "{told}");
}
