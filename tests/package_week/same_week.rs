//! Review, proof and package speak of the same week: household file and package file together.

use mutual_care::base::{Fact, Told, json, kinds};
use mutual_care::emergency::{
    Alarm, ForLoss, Level, Plan, PlanParts, ProofAnswer, ProofQuestion, Way, prove,
};
use mutual_care::household::{
    HouseholdInput, HouseholdInputParts, Person, Service, ServiceKind, StatedArrangement,
};
use mutual_care::need::{Ability, Snapshot, SourceKind};
use mutual_care::package::{PackageInput, PackageInputParts, Pause, WhyLeftOut};
use mutual_care::support::{HORIZON_72_HOURS, Loss, ReviewQuestion, Support, review};

use super::{day, id, left_out, line, need, on, package, period, shared, with};

/// The household of this binary as a file would hand it over: both providers are there, whether or not they come.
fn household(arrangements: Vec<StatedArrangement>) -> HouseholdInputParts {
    let mut parts = HouseholdInputParts::new(id(0), on());
    parts.people = vec![Person::here(id(1)), Person::here(id(2)), Person::elsewhere(id(3))];
    parts.services = [(5, ServiceKind::Provider), (6, ServiceKind::Provider), (7, ServiceKind::Device)]
        .map(|(number, kind)| Service::new(id(number), kind))
        .to_vec();
    parts.needs.push(need(101, 1, "daily 12:00-14:00").into());
    parts.needs.push(need(102, 2, "daily 12:00-13:00").into());
    parts.arrangements = arrangements;
    parts
}

fn told<T>(value: T) -> Fact<T> {
    Fact::known(value)
}

fn comes(number: u16, by: u16, to: u16, line: Option<u16>) -> StatedArrangement {
    let mut one = StatedArrangement::new(id(number), id(by), id(to), "daily 12:00-13:00".parse().unwrap());
    (one.able_now, one.willing_now) = (told(Ability::Yes), told(true));
    one.package_line = line.map(id);
    one
}

#[test]
fn a_week_with_a_package_is_the_week_of_a_household_that_states_the_same() {
    let stated =
        HouseholdInput::new(household(vec![comes(901, 5, 101, Some(301)), comes(902, 3, 102, None)]));
    let week = stated.unwrap().snapshot(on()).unwrap();
    let laid = with(&week, [shared(301)]).snapshot;
    // What the package made, stated by hand: the same ids, the same words.
    let again = laid.arrangements().iter().map(|made| {
        let mut one = StatedArrangement::new(made.id, made.by, made.need, made.when.clone());
        one.package_line = made.package_line;
        if let Told::Known(able) = made.able_now {
            (one.able_now, one.willing_now) = (told(able), told(true));
        }
        one
    });
    let by_hand = HouseholdInput::new(household(again.collect())).unwrap().snapshot(on()).unwrap();
    assert_eq!(by_hand, laid);
    assert_eq!(by_hand.fingerprint(), laid.fingerprint());
    let reviewed = |week: &Snapshot| review(week, None, ReviewQuestion::default()).unwrap();
    assert_eq!(reviewed(&by_hand), reviewed(&laid));
}

/// A device notices whoever is lost, and nobody is called: the plan holds as far as the week does.
fn plan() -> Plan {
    let mut parts = PlanParts::new(id(800), id(0), on());
    parts.alarms.push(Alarm {
        id: id(801),
        way: Way::Device { device: None },
        for_loss: ForLoss::any(),
        when: "always".parse().unwrap(),
        takes_min: 0,
        period: mutual_care::base::Period::ALWAYS,
    });
    Plan::new(parts).unwrap()
}

fn proven(week: &Snapshot) -> ProofAnswer {
    let question = ProofQuestion { level: Level::One, horizon_min: 24 * 60, ..ProofQuestion::default() };
    prove(week, &plan(), &question).unwrap().answer
}

/// Two providers come to both, each by a line of its own: any one of all may be lost.
#[test]
fn review_and_proof_speak_of_the_week_that_the_package_pays_for() {
    let file = HouseholdInput::new(household(vec![])).unwrap();
    let (one, mut other) = (shared(301), shared(302));
    other.by = Some(id(6));
    let mut input = PackageInputParts::new(file.clone().into_parts(), package([one, other]).into_parts());
    let both = PackageInput::new(input.clone()).unwrap().week(on()).unwrap();

    // Without the package nobody is there at all.
    let alone = file.snapshot(on()).unwrap();
    assert_eq!(Support::of(&alone).gaps_explained().len(), 2);
    assert!(matches!(proven(&alone), ProofAnswer::NotYet(_)));
    // With it everything is met and no single loss makes anything fall.
    assert!(Support::of(&both.snapshot).gaps_explained().is_empty());
    for source in [1, 2, 5, 6] {
        let fall = Support::of(&both.snapshot).fall(&Loss::of(id::<kinds::Source>(source))).unwrap();
        assert!(fall.fallen.is_empty());
    }
    assert!(matches!(proven(&both.snapshot), ProofAnswer::Proof(_)));
    let reviewed = review(&both.snapshot, None, ReviewQuestion::default()).unwrap();
    assert_eq!((reviewed.on, reviewed.snapshot), (on(), both.snapshot.fingerprint().ok()));

    // While one of them is paused for Ben, the other is the only one who comes to him.
    input.package.lines[1].pauses.push(Pause {
        who: vec![id(2)],
        split_then: Some(mutual_care::package::SplitThen::AsBefore),
        ..Pause::of_all(period("2026-03-04", "2026-03-11"))
    });
    let paused = PackageInput::new(input.clone()).unwrap();
    let week = paused.week(on()).unwrap();
    assert_eq!(left_out(&week), [(302, Some(102), WhyLeftOut::Paused)]);
    assert!(matches!(proven(&week.snapshot), ProofAnswer::Counterexample(_)));
    // A day before, both come, and the pause is told ahead, as an end is.
    let before = paused.week(day("2026-03-03")).unwrap();
    assert!(matches!(proven(&before.snapshot), ProofAnswer::Proof(_)) && before.left_out.is_empty());
    let ends = Support::of(&before.snapshot).ends(HORIZON_72_HOURS, None);
    assert_eq!(ends.iter().map(|end| end.until).collect::<Vec<_>>(), [day("2026-03-04")]);
    // The day on which they are back.
    let after = paused.week(day("2026-03-11")).unwrap();
    assert!(matches!(proven(&after.snapshot), ProofAnswer::Proof(_)));
}

#[test]
fn a_file_knows_who_its_givers_are() {
    let by = |number: u16, by: u16| {
        let mut line = line(number);
        line.by = Some(id(by));
        line
    };
    let lines = [by(301, 3), by(302, 5), by(303, 7)];
    let input = PackageInputParts::new(household(vec![]), package(lines).into_parts());
    let week = PackageInput::new(input).unwrap().week(on()).unwrap().snapshot;
    let kinds: Vec<_> = [3, 5, 7].iter().map(|one| week.source(id(*one)).map(|source| source.kind)).collect();
    assert_eq!(kinds, [SourceKind::Person, SourceKind::Provider, SourceKind::Device].map(Some));
    assert!(week.source(id(6)).is_none(), "nobody who gives nothing is added");
}

#[test]
fn the_documented_file_has_a_week() {
    let page = include_str!("../../docs/package-input.md");
    let (_, from) = page.split_once("```json\n").unwrap();
    let input: PackageInput = json::read(from.split_once("```").unwrap().0.as_bytes()).unwrap();
    let week = input.week(input.on()).unwrap();
    let lines: Vec<String> = week
        .snapshot
        .arrangements()
        .iter()
        .filter_map(|one| one.package_line)
        .map(|line| line.to_string()[33..].into())
        .collect();
    let count = |line: &str| lines.iter().filter(|one| *one == line).count();
    assert_eq!(["301", "302", "303", "304", "305", "306", "307", "308"].map(count), [2, 1, 1, 0, 1, 0, 1, 1]);
    assert_eq!(left_out(&week), [(304, Some(104), WhyLeftOut::NotBooked), (306, None, WhyLeftOut::CostOnly)]);
    // In the week in which nights are booked they are there, at hours that nobody knows.
    let booked = input.week(day("2026-07-08")).unwrap();
    assert!(booked.left_out.iter().all(|out| out.why != WhyLeftOut::NotBooked));
    let written = serde_json::to_value(&week).unwrap();
    assert_eq!(
        written["left_out"][1],
        serde_json::json!({"line": id::<kinds::PackageLine>(306), "why": "cost_only"})
    );
}
