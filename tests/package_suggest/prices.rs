//! By which prices: the cheapest week, a price on the day, nothing found is not nothing; and what a list refuses.

use mutual_care::base::{Problem, json, limits};
use mutual_care::need::Outcome;
use mutual_care::package::PriceListParts;
use serde_json::{Value, json as value};

use super::*;

fn tablets() -> Snapshot {
    let needs = vec![need(101, 2, Outcome::Medicines, "daily 20:00-21:00", Some(10))];
    week(needs, vec![helps(201, 1, 101, "daily 20:15-20:30")])
}

#[test]
fn the_cheapest_typical_week_is_chosen_exactly() {
    let by_hour = listed(LineKind::HomeCare, 5, 2_150, Unit::Hour);
    // Seventy minutes at £21.50 are £25.08⅓; seven visits at £3.58 are £25.06, and at £3.59 £25.13.
    for (visit, by) in [(358, 6), (359, 5)] {
        let prices = list(vec![by_hour.clone(), listed(LineKind::PersonalAssistant, 6, visit, Unit::Visit)]);
        assert_eq!(suggest(&tablets(), 1, &prices, None).lines[0].line.by, Some(id(by)), "{visit}");
    }
    // Of two that cost the same, the first kind that comes to mind, then the first by id.
    let same = |what, by| listed(what, by, 2_000, Unit::Hour);
    for (prices, what, by) in [
        (vec![same(LineKind::PersonalAssistant, 5), same(LineKind::HomeCare, 6)], LineKind::HomeCare, 6),
        (vec![same(LineKind::HomeCare, 6), same(LineKind::HomeCare, 5)], LineKind::HomeCare, 5),
    ] {
        let line = &suggest(&tablets(), 1, &list(prices), None).lines[0].line;
        assert_eq!((line.what, line.by), (what, Some(id(by))));
    }
}

#[test]
fn where_nobody_is_found_it_is_not_priced_and_not_nothing() {
    let later =
        Price { from: Some("2026-03-05".parse().unwrap()), ..Price::new(Money::new(1).unwrap(), Unit::Hour) };
    for prices in [
        list(vec![]),
        // Another kind, a price that begins a day later, a price of nights for what is done by day.
        list(vec![listed(LineKind::Meals, 5, 500, Unit::Visit)]),
        list(vec![ListedPrice {
            prices: vec![later.clone()],
            ..listed(LineKind::HomeCare, 5, 1, Unit::Hour)
        }]),
        list(vec![listed(LineKind::HomeCare, 5, 9_000, Unit::Night)]),
        list(vec![listed(LineKind::HomeCare, 5, 9_000, Unit::Session)]),
    ] {
        let suggestion = suggest(&tablets(), 1, &prices, None);
        let line = &suggestion.lines[0];
        assert_eq!((line.line.by, line.week, line.year, line.is_priced()), (None, None, None, false));
        assert_eq!(suggestion.week.not_priced, [line.line.id]);
        assert!(!suggestion.year.lines[0].not_priced.is_empty());
        // What is not priced is written as nothing known, and never as 0.
        let written = serde_json::to_value(&suggestion).unwrap();
        assert_eq!(written["lines"][0]["week_pence"], Value::Null);
        // It is a line of a package all the same, that lacks a provider and a price.
        assert_eq!(suggestion.added_to(&empty(), on()).unwrap().lines().len(), 1);
        assert!(short_with(&tablets(), &empty(), &suggestion, id(1)).is_empty());
    }
}

#[test]
fn a_price_of_nights_is_for_nights() {
    let needs = vec![need(101, 2, Outcome::SafeAtNight, "Fri 22:00-07:00", None)];
    let week = week(needs, vec![helps(201, 1, 101, "Fri 22:00-07:00")]);
    let prices = list(vec![listed(LineKind::HomeCare, 5, 9_000, Unit::Night)]);
    assert_eq!(suggest(&week, 1, &prices, None).week.total.pence(), 9_000);
}

#[test]
fn a_price_of_short_visits_is_none_of_long_ones() {
    // Ten minutes each: of at most ten it may be, of at most nine it may not.
    for (most, by) in [(10, 6), (9, 5)] {
        let visit = listed(LineKind::HomeCare, 6, 10, Unit::Visit);
        let prices = list(vec![
            ListedPrice { minutes_most: Some(most), ..visit },
            listed(LineKind::HomeCare, 5, 2_000, Unit::Hour),
        ]);
        assert_eq!(suggest(&tablets(), 1, &prices, None).lines[0].line.by, Some(id(by)));
    }
    for most in [0, 10_081] {
        let one = ListedPrice { minutes_most: Some(most), ..listed(LineKind::HomeCare, 6, 10, Unit::Visit) };
        let told = PriceList::new(vec![one]).unwrap_err();
        let told: Vec<_> = told.iter().map(|it| (it.place().to_string(), it.code())).collect();
        assert_eq!(told, [("prices[0].minutes_most".into(), "quantity")]);
    }
}

#[test]
fn the_price_of_the_day_holds_and_the_estimate_has_the_next_one() {
    let price = |from: Option<&str>, pence| Price {
        from: from.map(|from| from.parse().unwrap()),
        ..Price::new(Money::new(pence).unwrap(), Unit::Hour)
    };
    let prices = list(vec![ListedPrice {
        prices: vec![price(None, 6_000), price(Some("2026-04-01"), 12_000)],
        ..listed(LineKind::HomeCare, 5, 1, Unit::Hour)
    }]);
    let suggestion = suggest(&tablets(), 1, &prices, None);
    assert_eq!(suggestion.week.total.pence(), 7_000);
    // 28 days at £10 until 31 March, 337 at £20.
    assert_eq!(suggestion.year.total.pence(), 28 * 1_000 + 337 * 2_000);
}

#[test]
fn whoever_is_there_anyway_comes_last() {
    // Two are needed: Ada and the first provider. Without her, another one of that provider is no more help than one.
    let hoist = need(101, 2, Outcome::MovingSafely, "Mon 08:00-08:30", None).with_helpers(2).unwrap();
    let given = vec![helps(201, 1, 101, "Mon 08:00-08:30"), helps(202, 5, 101, "Mon 08:00-08:30")];
    let week = week(vec![hoist], given);
    let cheap = listed(LineKind::HomeCare, 5, 1_000, Unit::Hour);
    let prices = list(vec![cheap.clone(), listed(LineKind::HomeCare, 6, 4_000, Unit::Hour)]);
    let suggestion = suggest(&week, 1, &prices, None);
    assert_eq!(told(&suggestion), ["for 2: 101 x1 Mon 08:00-08:30"]);
    assert_eq!(suggestion.lines[0].line.by, Some(id(6)));
    // If there is nobody else, they send as many as it takes.
    let suggestion = suggest(&week, 1, &list(vec![cheap]), None);
    assert_eq!(told(&suggestion), ["for 2: 101 x2 Mon 08:00-08:30"]);
    assert!(short_with(&week, &empty(), &suggestion, id(1)).is_empty());
}

#[test]
fn a_list_refuses_what_is_no_price_all_at_once() {
    let price = |from: Option<&str>, pence, per| Price {
        from: from.map(|from| from.parse().unwrap()),
        ..Price::new(Money::new(pence).unwrap(), per)
    };
    let one = |what, prices| ListedPrice::new(what, id(5), prices);
    let wrong = PriceList::new(vec![
        one(LineKind::HolidayPay, vec![price(None, 1, Unit::Hour)]),
        one(LineKind::HomeCare, vec![]),
        one(LineKind::HomeCare, vec![price(None, 0, Unit::Hour), price(None, -1, Unit::OneOff)]),
        one(
            LineKind::HomeCare,
            vec![price(Some("2026-04-01"), 1, Unit::Journey), price(Some("2026-04-01"), 1, Unit::Hour)],
        ),
        one(LineKind::ArrangementFee, vec![price(Some("2300-01-01"), 1, Unit::Hour)]),
    ]);
    let told = wrong.unwrap_err();
    let told: Vec<String> = told.iter().map(|it| format!("{} {}", it.place(), it.code())).collect();
    assert_eq!(
        told,
        [
            "prices[0].what listed-cost",
            "prices[1].prices listed-without-price",
            "prices[2].prices[0].pence listed-nothing",
            "prices[2].prices[1].from price-without-from",
            "prices[2].prices[1].pence listed-nothing",
            "prices[2].prices[1].per listed-unit",
            "prices[3].prices[0].per listed-unit",
            "prices[3].prices[1].from price-order",
            "prices[4].what listed-cost",
            "prices[4].prices[0].from year",
        ]
    );
    let many = vec![listed(LineKind::HomeCare, 5, 1, Unit::Hour); limits::LISTED_PRICES + 1];
    let told: Vec<&str> = PriceList::new(many).unwrap_err().iter().map(Problem::code).collect();
    assert_eq!(told, ["too-many"]);
    assert!(
        PriceList::new(vec![listed(LineKind::HomeCare, 5, 1, Unit::Hour); limits::LISTED_PRICES]).is_ok()
    );
}

#[test]
fn a_list_is_read_and_written_again() {
    // As `docs/package-input.md` has it.
    let page = include_str!("../../docs/package-input.md");
    let (_, from) = page.split_once("## Prices for lines that are suggested").expect("the page has it");
    let text = from.split_once("```json\n").unwrap().1.split_once("```").unwrap().0;
    let read: PriceList = json::read(text.as_bytes()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(read.prices().len(), 2);
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<PriceList>(&written).unwrap(), read);
    assert_eq!(PriceListParts::from(read.clone()).prices, read.prices());
    let example = include_str!("../../examples/data/prices-reversed-roles.json");
    let example: PriceList = json::read(example.as_bytes()).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(example.prices().len(), 4);
    let wrong = |change: &dyn Fn(&mut Value)| {
        let mut file: Value = serde_json::from_str(text).unwrap();
        change(&mut file["v1"]);
        let text = serde_json::to_string(&file).unwrap();
        json::read::<PriceList>(text.as_bytes()).unwrap_err().to_string()
    };
    let told = wrong(&|file| file["prices"][0]["prices"][0]["pence"] = value!(0));
    assert!(told.contains("prices[0].prices[0].pence: expected 1 penny or more"), "{told}");
    for told in [
        wrong(&|file| file["prices"][0]["what"] = value!("XYZZY Smith")),
        wrong(&|file| file["prices"][0]["XYZZY"] = value!("Smith")),
        wrong(&|file| file["XYZZY"] = value!([])),
    ] {
        assert!(!told.contains("XYZZY") && !told.contains("Smith"), "{told}");
    }
}
