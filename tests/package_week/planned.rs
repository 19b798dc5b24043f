//! An emergency plan handed over with the household and its package: plan, night and proof speak of the package's week, over
//! the days of an absence too; a file without a package is what it was.

use mutual_care::base::json;
use mutual_care::emergency::{
    Alarm, EmergencyInput, EmergencyInputParts, ForLoss, Lost, NightQuestion, PlanParts, ProofAnswer,
    ProofQuestion, Way, night, prove,
};
use mutual_care::household::{HouseholdInput, HouseholdInputParts, Person, Service, ServiceKind};
use mutual_care::package::{Line, PackageInput, PackageInputParts, Pause, SplitThen, WhyLeftOut};
use serde_json::{Value, json as value};

use super::*;

fn household() -> HouseholdInputParts {
    let mut parts = HouseholdInputParts::new(id(0), on());
    parts.people = vec![Person::here(id(1)), Person::here(id(2)), Person::elsewhere(id(3))];
    parts.services = [5, 6, 8].map(|number| Service::new(id(number), ServiceKind::Provider)).to_vec();
    parts.needs.push(need(101, 1, "daily 12:00-14:00").into());
    parts.needs.push(need(102, 2, "daily 12:00-13:00").into());
    parts
}

/// Whoever is lost is noticed at once, and nobody is called.
fn plan() -> PlanParts {
    let mut parts = PlanParts::new(id(800), id(0), on());
    parts.alarms.push(Alarm {
        id: id(801),
        way: Way::Device { device: None },
        for_loss: ForLoss::any(),
        when: "always".parse().unwrap(),
        takes_min: 0,
        period: Period::ALWAYS,
    });
    parts
}

fn parts(lines: impl IntoIterator<Item = Line>) -> EmergencyInputParts {
    EmergencyInputParts {
        household: household(),
        package: Some(package(lines).into_parts()),
        on: None,
        plan: plan(),
        question: ProofQuestion { horizon_min: 24 * 60, ..ProofQuestion::default() },
    }
}

/// A line for both, by this provider.
fn by(number: u16, provider: u16) -> Line {
    let mut line = shared(number);
    line.by = Some(id(provider));
    line
}

fn input(lines: impl IntoIterator<Item = Line>) -> EmergencyInput {
    EmergencyInput::new(parts(lines)).unwrap_or_else(|problems| panic!("{problems}"))
}

fn answer(input: &EmergencyInput) -> ProofAnswer {
    prove(input.snapshot(), input.plan(), input.question()).unwrap().answer
}

#[test]
fn plan_night_and_proof_speak_of_the_week_of_the_package() {
    let lines = || [by(301, 5), by(302, 6)];
    let with_package = input(lines());
    let file = PackageInput::new(PackageInputParts::new(household(), package(lines()).into_parts())).unwrap();
    let week = file.week(on()).unwrap();
    assert_eq!(with_package.snapshot(), &week.snapshot);
    assert_eq!(
        (with_package.left_out(), with_package.package_findings()),
        (&week.left_out[..], week.findings)
    );
    assert_eq!(with_package.package(), Some(file.package()));
    // Two come to both: any one may be lost. Without the package nobody comes.
    assert!(matches!(answer(&with_package), ProofAnswer::Proof(_)));
    let without = EmergencyInput::new(EmergencyInputParts { package: None, ..parts(lines()) }).unwrap();
    assert!(matches!(answer(&without), ProofAnswer::NotYet(_)));
    // With one of them the other's loss is harm, in the proof and on the night.
    let one = input([by(301, 5)]);
    assert!(matches!(answer(&one), ProofAnswer::Counterexample(_)));
    let lost = |of: &EmergencyInput| {
        let lost = [Lost { source: id(5), away: false }];
        let question = NightQuestion::new(lost, "Mon 08:00".parse().unwrap());
        night(of.snapshot(), of.plan(), &question).unwrap().has_harm()
    };
    assert!(lost(&one) && !lost(&with_package));
}

#[test]
fn what_gives_nothing_is_told() {
    let (mut later, mut named) = (by(301, 5), household());
    later.period = period("2026-04-01", "");
    let mut stated = mutual_care::household::StatedArrangement::new(
        id(901),
        id(6),
        id(101),
        "daily 12:00-12:30".parse().unwrap(),
    );
    stated.package_line = Some(id(399));
    named.arrangements.push(stated);
    let input = EmergencyInput::new(EmergencyInputParts { household: named, ..parts([later]) }).unwrap();
    let out: Vec<_> = input.left_out().iter().map(|one| (one.line, one.why)).collect();
    assert_eq!(out, [(id(301), WhyLeftOut::Planned)]);
    let found: Vec<_> = input.package_findings().iter().map(mutual_care::base::Finding::code).collect();
    assert_eq!(found, ["names-no-line"]);
}

#[test]
fn a_file_without_a_package_is_what_it_was() {
    let text = include_str!("../../examples/data/early-response-plan.json");
    let input: EmergencyInput = json::read(text.as_bytes()).unwrap();
    assert!(input.package().is_none() && input.left_out().is_empty() && input.package_findings().is_empty());
    let written = serde_json::to_value(&input).unwrap();
    assert!(written["v1"].get("package").is_none());
    let household: HouseholdInput = serde_json::from_value(written["v1"]["household"].clone()).unwrap();
    let alone = household.snapshot(input.on()).unwrap();
    assert_eq!(alone.needs(), input.snapshot().needs());
    assert_eq!(alone.arrangements(), input.snapshot().arrangements());
}

#[test]
fn it_is_written_and_read_again() {
    let input = input([by(301, 5), by(302, 6)]);
    let written = serde_json::to_string(&input).unwrap();
    assert_eq!(json::read::<EmergencyInput>(written.as_bytes()).unwrap(), input);
    assert_eq!(EmergencyInput::new(input.clone().into_parts()), Ok(input));
}

/// Where and by which code a file is refused that was changed.
fn refused(change: impl FnOnce(&mut Value)) -> Vec<(String, &'static str)> {
    let mut file = serde_json::to_value(input([by(301, 5), by(302, 6)])).unwrap();
    change(&mut file["v1"]);
    let problems = json::read::<EmergencyInput>(file.to_string().as_bytes()).unwrap_err();
    assert!(problems.iter().all(|problem| problem.line_column().is_some()));
    problems.iter().map(|problem| (problem.place().into(), problem.code())).collect()
}

#[test]
fn what_does_not_fit_is_told_where_it_stands() {
    let one = |place: &str, code| vec![(String::from(place), code)];
    // In itself, beside whatever else is wrong in itself.
    let both = refused(|file| {
        file["package"]["lines"][1]["for"] = value!([]);
        file["plan"]["alarms"][0]["takes_min"] = value!(40_321);
    });
    assert!(both.contains(&("package.lines[1].for".into(), "nobody")), "{both:?}");
    assert!(both.iter().any(|(place, _)| place.starts_with("plan.")), "{both:?}");
    // Against the household, lines in the order of the file.
    let stranger = value!("6f2c1a3e-0000-4000-8000-000000000099");
    assert_eq!(
        refused(|file| file["package"]["household"] = stranger.clone()),
        one("package.household", "other-household")
    );
    let turned = refused(|file| {
        let lines = file["package"]["lines"].as_array_mut().unwrap();
        lines.reverse();
        lines[0]["by"] = stranger.clone();
    });
    assert_eq!(turned, one("package.lines[0].by", "unknown-source"));
    assert_eq!(
        refused(|file| file["package"]["lines"][0]["needs"][0] = stranger.clone()),
        one("package.lines[0].needs[0]", "unknown-need")
    );
    assert_eq!(refused(|file| file["package"] = value!(null)), one("package", "not-read"));
}

#[test]
fn who_helps_by_a_line_on_another_day_is_known() {
    // A visit that has ended would raise the alarm: it is read, and does not count.
    let mut ended = by(302, 6);
    ended.period = period("", "2026-03-01");
    let mut parts = parts([by(301, 5), ended]);
    parts.plan.alarms[0].way = Way::NextVisit { by: Some(id(6)) };
    let input = EmergencyInput::new(parts.clone()).unwrap_or_else(|problems| panic!("{problems}"));
    assert!(!matches!(answer(&input), ProofAnswer::Proof(_)));
    // Somebody of whom the file knows nothing is not.
    parts.plan.alarms[0].way = Way::NextVisit { by: Some(id(99)) };
    assert!(EmergencyInput::new(parts).is_err());
}

/// The same file over two weeks in which Ben is away.
fn away(lines: impl IntoIterator<Item = Line>) -> EmergencyInput {
    let mut parts = parts(lines);
    parts.question = serde_json::from_value(value!({
        "level": "1", "horizon_min": 1440,
        "absence": { "who": ["6f2c1a3e-0000-4000-8000-000000000002"], "from": "2026-03-04", "until": "2026-03-18" },
    }))
    .unwrap();
    EmergencyInput::new(parts).unwrap_or_else(|problems| panic!("{problems}"))
}

/// The days of the arrangements of a line for Ada's meal, with their ids.
fn days_of(input: &EmergencyInput, line: u16) -> Vec<(mutual_care::base::ArrangementId, Period)> {
    let all = input.snapshot().arrangements().iter();
    let of_line = all.filter(|one| one.package_line == Some(id(line)) && one.need == id(101));
    let mut days: Vec<_> = of_line.map(|one| (one.id, one.period)).collect();
    days.sort_by_key(|(_, period)| period.from());
    days
}

#[test]
fn over_an_absence_lines_begin_pause_and_go_on() {
    let mut begins = by(302, 6);
    begins.period = period("2026-03-09", "");
    let mut pauses = by(301, 5);
    let pause = |from, until| Pause { split_then: None, ..Pause::of_all(period(from, until)) };
    pauses.pauses = vec![pause("2026-03-06", "2026-03-08"), pause("2026-04-01", "2026-04-05")];
    let input = away([begins, pauses.clone()]);
    let of_301 = days_of(&input, 301);
    let periods: Vec<Period> = of_301.iter().map(|(_, period)| *period).collect();
    assert_eq!(periods, [period("", "2026-03-06"), period("2026-03-08", "2026-04-01")]);
    assert_eq!(days_of(&input, 302)[0].1, period("2026-03-09", ""));
    assert!(input.left_out().is_empty());
    // What is there on the date is the same arrangement as in the week of that date.
    let week = with(&input.household().snapshot(on()).unwrap(), [pauses]);
    assert_eq!(of_line_101(&week), of_301[0].0);
    assert_ne!(of_301[0].0, of_301[1].0);
}

fn of_line_101(week: &PackageWeek) -> mutual_care::base::ArrangementId {
    week.snapshot.arrangements().iter().find(|one| one.need == id(101)).expect("an arrangement").id
}

#[test]
fn the_proof_of_an_absence_has_what_each_day_has() {
    assert!(matches!(answer(&away([by(301, 5), by(302, 6)])), ProofAnswer::Proof(_)));
    // The second one begins on the Monday: until then there is only one.
    let mut begins = by(302, 6);
    begins.period = period("2026-03-09", "");
    assert!(matches!(answer(&away([by(301, 5), begins])), ProofAnswer::Counterexample(_)));
    // Three days of pause are filled by somebody else; after them the line goes on.
    let mut pauses = by(302, 6);
    pauses.pauses.push(Pause::of_all(period("2026-03-06", "2026-03-09")));
    let mut fills = by(303, 8);
    fills.period = period("2026-03-06", "2026-03-09");
    assert!(matches!(answer(&away([by(301, 5), pauses.clone(), fills])), ProofAnswer::Proof(_)));
    assert!(matches!(answer(&away([by(301, 5), pauses])), ProofAnswer::Counterexample(_)));
    // A pause for Ben alone is none for Ada.
    let mut his = by(302, 6);
    let whose = Pause {
        who: vec![id(2)],
        split_then: Some(SplitThen::AsBefore),
        ..Pause::of_all(period("2026-03-06", "2026-03-18"))
    };
    his.pauses.push(whose);
    let input = away([by(301, 5), his]);
    assert_eq!(days_of(&input, 302).len(), 1);
    assert!(matches!(answer(&input), ProofAnswer::Proof(_)));
}
