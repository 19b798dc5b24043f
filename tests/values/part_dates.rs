//! Dates of birth of which a part is known: what they are on the wire, and ages by the book, day by day.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use mutual_care::base::{PartDate, PrivateDate, limits};
use mutual_care::need::Age;
use proptest::prelude::*;
use serde_json::json;

use super::{day, read, refused, written};

fn days(born: PartDate) -> impl Iterator<Item = NaiveDate> {
    born.first().iter_days().take_while(move |day| *day <= born.last())
}

#[test]
fn a_part_date_is_written_as_exactly_as_it_is_known() {
    for (text, first, last) in [
        ("2010-10-20", "2010-10-20", "2010-10-20"),
        ("2010-10", "2010-10-01", "2010-10-31"),
        ("2010-12", "2010-12-01", "2010-12-31"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2010-02", "2010-02-01", "2010-02-28"),
        ("2010", "2010-01-01", "2010-12-31"),
        ("1800", "1800-01-01", "1800-12-31"),
        ("2299-12", "2299-12-01", "2299-12-31"),
    ] {
        let born: PartDate = read(&json!(text));
        assert_eq!((born.first(), born.last()), (day(first), day(last)), "{text}");
        assert_eq!(written(&born), json!(text));
        assert_eq!(born.reveal(), (first == last).then(|| day(first)));
        assert_eq!(format!("{born:?}"), "PartDate(…)");
    }
    for wrong in [
        "",
        "10",
        "201",
        "20100",
        "2010-",
        "2010-1",
        "2010-13",
        "2010-00",
        "2010-10-",
        "2010-10-32",
        "10-2010",
        "2010-02-29",
        "2010/10",
        "+201",
        "Oct 10",
        "２010",
        "2010-1０",
    ] {
        let said = refused::<PartDate>(&json!(wrong));
        assert!(said.starts_with("expected a date: year-month-day"), "{wrong}: {said}");
        assert!(said.contains("2010-10 or 2010"), "{said}");
    }
    for beyond in ["1799", "2300", "1799-12", "2300-01", "1799-12-31", "-201"] {
        assert!(refused::<PartDate>(&json!(beyond)).contains("in the years 1800 to 2299"), "{beyond}");
    }
    for no_text in [json!(2010), json!(null), json!(["2010"]), json!({ "year": 2010 })] {
        assert!(refused::<PartDate>(&no_text).contains("expected a date: year-month-day"));
    }
    assert!(PartDate::year(limits::YEAR_LAST).is_ok() && PartDate::year(limits::YEAR_LAST + 1).is_err());
    assert!(PartDate::year(limits::YEAR_FIRST - 1).is_err() && PartDate::year(i32::MAX).is_err());
    assert!(PartDate::month(2010, 12).is_ok() && PartDate::month(i32::MAX, 12).is_err());
    assert!([0, 13, u32::MAX].map(|month| PartDate::month(2010, month).is_err()) == [true; 3]);
}

#[test]
fn eighteen_at_the_earliest_and_at_the_latest() {
    let age = |born: PartDate, on: &str| Age::on(born, day(on));
    let year = PartDate::year(2008).unwrap();
    assert_eq!(age(year, "2007-12-31"), None);
    assert_eq!(age(year, "2008-01-01"), Some(Age::Under18), "of those days that have come");
    assert_eq!(age(year, "2025-12-31"), Some(Age::Under18));
    assert_eq!(age(year, "2026-01-01"), Some(Age::PerhapsUnder18));
    assert_eq!(age(year, "2026-12-30"), Some(Age::PerhapsUnder18));
    assert_eq!(age(year, "2026-12-31"), Some(Age::Adult));
    // In a February with 29 days the last of them comes of age on 1 March.
    let february = PartDate::month(2008, 2).unwrap();
    assert_eq!(age(february, "2026-01-31"), Some(Age::Under18));
    assert_eq!(age(february, "2026-02-01"), Some(Age::PerhapsUnder18));
    assert_eq!(age(february, "2026-02-28"), Some(Age::PerhapsUnder18));
    assert_eq!(age(february, "2026-03-01"), Some(Age::Adult));
    assert_eq!(year.years_on(day("2026-04-13")), Some((17, 18)));
    assert_eq!(year.years_on(day("2008-06-01")), Some((0, 0)));
}

fn some_part() -> impl Strategy<Value = PartDate> {
    (2004..=2010i32, 1..=12u32, 1..=28u32, 0..6u8).prop_map(|(year, month, date, grain)| match grain {
        0 | 1 => PartDate::year(year).unwrap(),
        2 | 3 => PartDate::month(year, month).unwrap(),
        4 => {
            PartDate::day(NaiveDate::from_ymd_opt(year, 2, 29).unwrap_or_else(|| day("2008-02-29"))).unwrap()
        }
        _ => PartDate::day(NaiveDate::from_ymd_opt(year, month, date).unwrap()).unwrap(),
    })
}

fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0..11_000u64).prop_map(|days| day("2001-01-01") + Days::new(days))
}

/// Whole years by counting birthdays, one in each year; one of 29 February comes on 1 March in other years.
fn years(born: NaiveDate, on: NaiveDate) -> Option<u32> {
    let birthday =
        |year: i32| born.with_year(year).unwrap_or_else(|| NaiveDate::from_ymd_opt(year, 3, 1).unwrap());
    let birthdays = (born.year() + 1..=on.year()).filter(|year| birthday(*year) <= on).count();
    (born <= on).then(|| u32::try_from(birthdays).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The union over all days of a part-date is exactly what "all agree" and "any" say.
    #[test]
    fn an_age_is_the_range_over_all_days(born in some_part(), on in some_day()) {
        let ages: BTreeSet<u32> = days(born).filter_map(|day| years(day, on)).collect();
        let range = ages.first().copied().zip(ages.last().copied());
        prop_assert_eq!(born.years_on(on), range);
        prop_assert!(ages.len() <= 2, "a range has no hole");
        let under = ages.iter().filter(|age| **age < 18).count();
        let expected = match (ages.len(), under) {
            (0, _) => None,
            (all, under) if all == under => Some(Age::Under18),
            (_, 0) => Some(Age::Adult),
            _ => Some(Age::PerhapsUnder18),
        };
        prop_assert_eq!(Age::on(born, on), expected);
        prop_assert_eq!(expected.is_some_and(Age::may_be_under_18), under > 0);
        if let (Some(day), Ok(whole)) = (born.reveal(), PrivateDate::new(born.first())) {
            prop_assert_eq!((whole.years_on(on), day), (range.map(|(age, _)| age), whole.reveal()));
        }
    }

    /// A finer date never turns round what was decided.
    #[test]
    fn a_finer_date_decides_no_less_and_nothing_else(born in some_part(), nth in 0..400usize, on in some_day()) {
        let all: Vec<NaiveDate> = days(born).collect();
        let one = all[nth % all.len()];
        for finer in [PartDate::month(one.year(), one.month()).unwrap(), PartDate::day(one).unwrap()] {
            if finer.first() < born.first() || born.last() < finer.last() {
                continue;
            }
            prop_assert!(!born.contradicts(finer) && !finer.contradicts(born));
            prop_assert_eq!((born.finer(finer), finer.finer(born)), (finer, finer));
            match Age::on(born, on) {
                None => prop_assert_eq!(Age::on(finer, on), None),
                // Of one that had not come yet nothing is known.
                Some(Age::Under18) => prop_assert!(matches!(Age::on(finer, on), Some(Age::Under18) | None)),
                Some(Age::Adult) => prop_assert_eq!(Age::on(finer, on), Some(Age::Adult)),
                Some(Age::PerhapsUnder18) => prop_assert!(Age::on(finer, on).is_some()),
            }
        }
    }

    /// Two contradict each other if no day is in both.
    #[test]
    fn two_contradict_only_if_no_day_is_in_both(one in some_part(), other in some_part()) {
        let there: BTreeSet<NaiveDate> = days(one).collect();
        let both = days(other).any(|day| there.contains(&day));
        prop_assert_eq!(one.contradicts(other), !both);
        let kept = one.finer(other);
        prop_assert!(kept == one || kept == other);
        if both {
            prop_assert_eq!(days(kept).count(), days(one).count().min(days(other).count()));
        } else {
            prop_assert_eq!(kept, one);
        }
    }
}
