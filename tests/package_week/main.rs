//! A care package in the week of its household: which lines are there on a date and for whom, what they take the place of,
//! what stays as it was said, and that review and proof speak of that week. Everybody in here is made up.

mod found;
mod given;
mod laws;
mod planned;
mod replaced;
mod same_week;

use chrono::NaiveDate;
use mutual_care::base::{Id, Period, parse_spans};
use mutual_care::need::{
    Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, SourceKind, Window,
};
use mutual_care::package::{
    Line, LineKind, Package, PackageParts, PackageWeek, Payer, SharedBy, Visits, When, WhyLeftOut,
};

/// The id that ends in this number.
fn id<K>(number: u16) -> Id<K> {
    format!("6f2c1a3e-0000-4000-8000-{number:012}").parse().expect("an id")
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

/// 4 March 2026, a Wednesday.
fn on() -> NaiveDate {
    day("2026-03-04")
}

fn period(from: &str, until: &str) -> Period {
    let date = |text: &str| (!text.is_empty()).then(|| day(text));
    Period::new(date(from), date(until)).expect("a period")
}

fn visits(text: &str) -> When {
    let visits = Visits::new(parse_spans(text).expect("times")).expect("visits");
    When::Visits { visits, every: None }
}

/// A critical need with a window of half an hour's work on each day.
fn need(number: u16, of: u16, hours: &str) -> Need {
    let windows = parse_spans(hours).expect("times").into_iter();
    let windows = windows.map(|span| Window::doing(span, 30).expect("a window")).collect();
    Need::new(id(number), id(of), Outcome::Nutrition, Consequence::Critical)
        .with_windows(windows)
        .expect("a need")
}

/// Ada (1) and Ben (2), a neighbour (3), a provider (5), another (6) and a device (7); a meal for Ada (101), tablets for
/// Ben (102).
fn parts(arrangements: Vec<Arrangement>) -> SnapshotParts {
    SnapshotParts {
        on: on(),
        sources: vec![
            Source::member(id(1)),
            Source::member(id(2)),
            Source::person(id(3)),
            Source::provider(id(5)),
            Source::provider(id(6)),
            Source::new(id(7), SourceKind::Device),
        ],
        needs: vec![need(101, 1, "daily 12:00-14:00"), need(102, 2, "daily 12:00-13:00")],
        arrangements,
    }
}

fn week(arrangements: Vec<Arrangement>) -> Snapshot {
    Snapshot::new(parts(arrangements)).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Somebody's help with a need, at noon on every day.
fn helps(number: u16, by: u16, to: u16) -> Arrangement {
    Arrangement::new(id(number), id(by), id(to), "daily 12:00-12:30".parse().expect("a pattern"))
}

/// The same, standing for a line.
fn stands(number: u16, by: u16, to: u16, line: u16) -> Arrangement {
    Arrangement { package_line: Some(id(line)), ..helps(number, by, to) }
}

/// Home care for Ada at noon on every day, by the first provider, for her meal.
fn line(number: u16) -> Line {
    let mut line = Line::new(id(number), LineKind::HomeCare, id(1), Payer::PersonalBudget);
    (line.by, line.when) = (Some(id(5)), Some(visits("daily 12:00-13:00")));
    line.needs.push(id(101));
    line
}

/// The same for both, for her meal and his tablets.
fn shared(number: u16) -> Line {
    let mut line = line(number);
    (line.people, line.split) = (vec![id(1), id(2)], Some(SharedBy::Equally));
    line.needs.push(id(102));
    line
}

fn package(lines: impl IntoIterator<Item = Line>) -> Package {
    let mut parts = PackageParts::new(id(300), id(0), vec![id(1), id(2)], day("2026-03-02"));
    parts.lines.extend(lines);
    Package::new(parts).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A week with these lines in it.
fn with(week: &Snapshot, lines: impl IntoIterator<Item = Line>) -> PackageWeek {
    week.with_package(&package(lines)).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The only arrangement that stands for the line with this number.
fn of_line(week: &PackageWeek, line: u16) -> &Arrangement {
    let mut all = week.snapshot.arrangements().iter().filter(|one| one.package_line == Some(id(line)));
    let one = all.next().expect("an arrangement for the line");
    assert!(all.next().is_none(), "one only");
    one
}

/// What is left out: line, need and why, in numbers.
fn left_out(week: &PackageWeek) -> Vec<(u16, Option<u16>, WhyLeftOut)> {
    let number = |uuid: String| uuid[24..].parse::<u16>().expect("a number");
    let of = |one: &mutual_care::package::LeftOut| {
        (number(one.line.to_string()), one.need.map(|need| number(need.to_string())), one.why)
    };
    week.left_out.iter().map(of).collect()
}

fn codes(week: &PackageWeek) -> Vec<&'static str> {
    week.findings.iter().map(mutual_care::base::Finding::code).collect()
}

const NOTHING: [(u16, Option<u16>, WhyLeftOut); 0] = [];
const NONE: [&str; 0] = [];
