//! Numbers, dates and nesting that cannot be, in files of money: each is refused at its place, and whatever is read all the same
//! is answered or refused, and never more than that.

use chrono::{Days, NaiveDate};
use mutual_care::base::{England, Period, Problem};
use mutual_care::budget::ledger::Ledger;
use mutual_care::budget::{BudgetsInput, charge_of_versions};
use mutual_care::household::HouseholdInput;
use mutual_care::package::{CostQuestion, Deliveries, Line, PackageInput, package_findings};
use serde_json::{Value, json};

use crate::places::{Place, places, with};
use crate::{File, files};

/// The files in which there is money.
fn of_money() -> Vec<File> {
    let names = ["PackageInput", "Ledger", "BudgetsInput"];
    let of_money: Vec<File> = files().into_iter().filter(|file| names.contains(&file.name)).collect();
    assert_eq!(of_money.len(), names.len());
    of_money
}

/// Where a file has numbers, and where it has dates.
fn is_number(file: &File, place: &Place) -> bool {
    place.in_value(&mut file.right.clone()).is_number()
}

fn is_date(file: &File, place: &Place) -> bool {
    let mut right = file.right.clone();
    place.in_value(&mut right).as_str().is_some_and(|text| text.parse::<NaiveDate>().is_ok())
}

/// The same as it is told in problems: without the form of the file.
fn in_words(place: &Place) -> String {
    let place = place.to_string();
    place.strip_prefix(".v1.").unwrap_or(&place).to_owned()
}

#[test]
fn a_number_that_cannot_be_is_refused_where_it_stands() {
    let mut refused = 0;
    for file in of_money() {
        for place in places(&file.right).into_iter().filter(|place| is_number(&file, place)) {
            for wrong in [
                json!(1.5),
                json!(-1.0e300),
                json!(i64::MIN),
                json!(u64::MAX),
                json!(true),
                json!("12"),
                json!(null),
            ] {
                // A record counts its revisions as far as numbers go.
                if place.to_string().ends_with(".revision") && wrong.is_u64() {
                    continue;
                }
                let text = with(&file.right, &place, wrong.clone()).to_string();
                let Err(problems) = (file.told)(&text) else {
                    panic!("{} {place}: {wrong} was read", file.name);
                };
                let told: Vec<&str> = problems.iter().map(Problem::place).collect();
                assert!(
                    told.contains(&in_words(&place).as_str()),
                    "{} {place}: {wrong}: {told:?}",
                    file.name
                );
                assert!(problems.to_string().contains("expected"), "{} {place}: {problems}", file.name);
                refused += 1;
            }
        }
    }
    assert!(refused > 100, "only {refused} were refused");
}

#[test]
fn a_date_that_cannot_be_is_refused_where_it_stands() {
    let mut refused = 0;
    for file in of_money() {
        for place in places(&file.right).into_iter().filter(|place| is_date(&file, place)) {
            for wrong in [
                "2026-02-29",
                "2026-13-01",
                "2026-00-10",
                "1799-12-31",
                "2300-01-01",
                "-2026-01-01",
                "2026-1-1",
            ] {
                let text = with(&file.right, &place, json!(wrong)).to_string();
                let Err(problems) = (file.told)(&text) else {
                    panic!("{} {place}: {wrong} was read", file.name);
                };
                let told: Vec<&str> = problems.iter().map(Problem::place).collect();
                let here = in_words(&place);
                // A period whose end is wrong is told where the period is, too.
                assert!(
                    told.iter().any(|told| here.starts_with(told) && !told.is_empty()),
                    "{} {place}: {wrong}: {told:?}",
                    file.name
                );
                refused += 1;
            }
        }
    }
    assert!(refused > 100, "only {refused} were refused");
}

#[test]
fn nothing_is_nested_so_deeply_that_reading_ends_badly() {
    for file in of_money() {
        for place in places(&file.right) {
            let nested = (0..100).fold(json!(1), |inner, _| json!([inner]));
            let text = with(&file.right, &place, nested).to_string();
            assert!((file.read)(&text).is_err() && (file.told)(&text).is_err(), "{} {place}", file.name);
        }
        // Deeper than any stack, and never closed.
        for text in ["[".repeat(500_000), format!("{{\"v1\":{}", "{\"a\":".repeat(200_000))] {
            assert!((file.read)(&text).is_err() && (file.told)(&text).is_err(), "{}", file.name);
        }
    }
}

/// Numbers that may be, small and large, wherever there is one: what is read is asked everything there is to ask.
#[test]
fn what_is_read_is_answered_or_refused() {
    let (mut read, mut answered, mut refused) = (0, 0, 0);
    for file in of_money() {
        for place in places(&file.right).into_iter().filter(|place| is_number(&file, place)) {
            for number in [-1_i64, 0, 1, 2, 99, 101, 1_440, 1_000_000, 1_000_000_000_000] {
                let text = with(&file.right, &place, json!(number)).to_string();
                if (file.told)(&text).is_err() {
                    continue;
                }
                read += 1;
                let (yes, no) = match file.name {
                    "Ledger" => ask_ledger(&text),
                    "PackageInput" => ask_package(&text),
                    _ => ask_budgets(&text),
                };
                answered += yes;
                refused += no;
            }
        }
    }
    assert!(read > 60 && answered > 200, "{read} read, {answered} answered, {refused} refused");
}

/// How many answers there were, and how many questions were refused.
fn ask_package(text: &str) -> (usize, usize) {
    let input: PackageInput = serde_json::from_str(text).unwrap();
    let (package, on) = (input.package(), input.on());
    let delivered = Deliveries::new(input.clone().into_parts().delivered, package).unwrap();
    let household = HouseholdInput::new(input.clone().into_parts().household).unwrap();
    let snapshot = household.snapshot(household.as_at()).unwrap();
    let days = |count| Period::new(Some(on), Some(on + Days::new(count))).unwrap();
    let ask = |count| {
        CostQuestion::new(days(count), &England).with_needs(snapshot.needs()).with_delivered(&delivered)
    };
    let year = package.cost(&ask(366).by_day());
    if let Ok(report) = &year {
        let table = report.days_by_payer().unwrap();
        assert_eq!((table.total(), report.by_payer().len()), (report.total, table.columns().len()));
        let _ = report.findings();
    }
    let _ = package_findings(package, &input.context());
    let budgets: Vec<_> = package.lines().iter().flat_map(Line::stands_in).collect();
    let mut told = vec![
        year.is_ok(),
        package.cost(&ask(1)).is_ok(),
        package.typical_week(on, &ask(1)).is_ok(),
        package.estimate(on, &ask(1)).is_ok(),
        input.week(on).is_ok(),
    ];
    told.extend(budgets.into_iter().map(|budget| package.budget_days(budget, &ask(60)).is_ok()));
    (told.iter().filter(|yes| **yes).count(), told.iter().filter(|yes| !**yes).count())
}

fn ask_budgets(text: &str) -> (usize, usize) {
    let input: BudgetsInput = serde_json::from_str(text).unwrap();
    let year = Period::new(Some(input.on()), Some(input.on() + Days::new(366))).unwrap();
    let question = CostQuestion::new(year, &England);
    let charges: Vec<bool> = (input.budgets().into_iter())
        .map(|(id, _)| charge_of_versions(&input.versions(id), &question).is_ok())
        .collect();
    (charges.iter().filter(|yes| **yes).count(), charges.iter().filter(|yes| !**yes).count())
}

fn ask_ledger(text: &str) -> (usize, usize) {
    let ledger: Ledger = serde_json::from_str(text).unwrap();
    let dates = ledger.entries().iter().flat_map(|entry| [entry.posted_on, entry.value_on]);
    let mut answered = 0;
    for on in dates.collect::<Vec<_>>() {
        for balances in [ledger.balances(on), ledger.balances_as_posted(on)] {
            assert!(balances.sum_of_all().is_zero(), "double entry");
            answered += 1;
        }
    }
    (answered, 0)
}

#[test]
fn a_file_is_as_right_as_before_when_a_number_is_the_same() {
    for file in of_money() {
        for place in places(&file.right).into_iter().filter(|place| is_number(&file, place)) {
            let same: Value = place.in_value(&mut file.right.clone()).clone();
            assert!((file.told)(&with(&file.right, &place, same).to_string()).is_ok());
        }
    }
}
