//! A mother and her daughter next door, each of whom sees to what the other cannot wait for: one file, one ring, one plan for
//! both addresses. Both are made up.

use mutual_care::base::{CycleMinute, SourceId, Told};
use mutual_care::emergency::{
    Lost, NightQuestion, Plan, PlanParts, ProofAnswer, ProofQuestion, Responder, ResponderKind, Way, night,
};
use mutual_care::household::HouseholdInput;
use mutual_care::need::Snapshot;
use mutual_care::support::Support;

use crate::family::{alarm, comes, day, id, pendant, proven, source};

const MA: u128 = 0x6f2c_1a3e_0000_4000_8000_0000_0000_0001;
const DEE: u128 = 0x6f2c_1a3e_0000_4000_8000_0000_0000_0002;
const SUPPER: u128 = 0x6f2c_1a3e_0000_4000_8000_0000_0000_0101;
const TABLETS: u128 = 0x6f2c_1a3e_0000_4000_8000_0000_0000_0102;
const TEAM: u128 = 77;

fn week() -> Snapshot {
    let text = include_str!("../household_input/given/b30-next-door-both-in-one-file.json");
    let input: HouseholdInput = serde_json::from_str(text).unwrap();
    input.snapshot(input.as_at()).unwrap()
}

fn plan_with(alarms: Vec<mutual_care::emergency::Alarm>, responders: Vec<Responder>) -> Plan {
    let mut parts = PlanParts::new(id(60), id(61), day("2026-03-02"));
    (parts.alarms, parts.responders) = (alarms, responders);
    Plan::new(parts).unwrap()
}

fn team() -> Responder {
    Responder { kind: ResponderKind::Service, ..comes(51, TEAM, &[SUPPER, TABLETS], 5, 30) }
}

/// When the alarm is raised, and by whom, if this one is lost then.
fn raised(way: Way, lost: u128, start: &str) -> Option<(u32, Option<SourceId>)> {
    let lost = [Lost { source: source(lost), away: false }];
    let asked = NightQuestion::new(lost, start.parse::<CycleMinute>().unwrap());
    let night = night(&week(), &plan_with(vec![alarm(42, way, 0)], vec![]), &asked).unwrap();
    night.alarm.map(|raised| (raised.at, raised.by))
}

#[test]
fn who_lives_next_door_is_of_the_household_and_finds_whom_they_visit() {
    let week = week();
    assert_eq!(week.members().count(), 2);
    // Each holds the other up.
    assert_eq!(Support::of(&week).circular().rings.len(), 1);
    // Dee comes at a quarter past five and finds her mother; her mother comes at ten past eight and finds her.
    let next = || Way::NextVisit { by: None };
    assert_eq!(raised(next(), MA, "Mon 17:14"), Some((1, Some(source(DEE)))));
    assert_eq!(raised(next(), MA, "Mon 18:00"), Some((23 * 60 + 15, Some(source(DEE)))));
    assert_eq!(raised(next(), DEE, "Mon 18:00"), Some((130, Some(source(MA)))));
    // At home with whoever is lost is neither: nobody there raises the alarm at once.
    let at_home = |person: u128| Way::Member { person: id(person), able: Told::Known(true) };
    assert_eq!(raised(at_home(DEE), MA, "Mon 12:00"), None);
    assert_eq!(raised(at_home(MA), DEE, "Mon 12:00"), None);
}

#[test]
fn a_plan_for_both_addresses_is_proven() {
    let week = week();
    let asked = ProofQuestion::default();
    // A pendant that calls at once, and a team that sees to both.
    let both = plan_with(vec![pendant(0)], vec![team()]);
    both.check(&week).unwrap();
    assert_eq!(proven(&week, &both, &asked).strength(), 1);
    // Found at the next visit only, what was to be done that evening has come to harm.
    let found_later = plan_with(vec![alarm(42, Way::NextVisit { by: None }, 0)], vec![team()]);
    let told = proven(&week, &found_later, &asked);
    let ProofAnswer::Counterexample(failing) = &told.answer else { panic!("{told:?}") };
    assert_eq!((failing.strength, failing.counterexample.scenario.lost.len()), (0, 1));
    // Who lives at one address is of no help at the other by living there: for one of both only, it does not hold.
    for covered in [SUPPER, TABLETS] {
        let one = Responder { covers: vec![id(covered)], ..team() };
        assert_eq!(proven(&week, &plan_with(vec![pendant(0)], vec![one]), &asked).strength(), 0);
    }
    // Dee may take her mother in, with whom she does not live; her mother cannot take in herself.
    let takes_in = |who: u128| {
        let mut one = Responder { takes_in: vec![id(MA)], ..comes(52, who, &[], 5, 5) };
        one.covers.clear();
        plan_with(vec![pendant(0)], vec![one]).check(&week).is_ok()
    };
    assert!(takes_in(DEE) && !takes_in(MA));
}
