//! One loss at one minute: what happens, and why.

use mutual_care::base::{NeedId, Reader, WeekPattern};
use mutual_care::emergency::{
    Because, CallOutcome, Lost, Night, NightError, NightQuestion, Plan, ProveError, Responder, WhyNotGiven,
    night,
};
use mutual_care::need::{Outcome, Reliance, Snapshot};
use mutual_care::support::EventKind::{self, Breached, Opened, Stopped};

use crate::family::{
    BREAKFAST, CARER, Called, EVENINGS, MOTHER, NEIGHBOUR, SISTER, SON, TABLETS, comes, helps, id, need,
    pendant, plan, responder, source, week, week_parts,
};

fn asks(lost: &[u128], start: &str, horizon_min: u32) -> NightQuestion {
    let lost = lost.iter().map(|who| Lost { source: source(*who), away: false });
    NightQuestion { horizon_min, ..NightQuestion::new(lost, start.parse().unwrap()) }
}

fn told(week: &Snapshot, plan: &Plan, asked: &NightQuestion) -> (Night, String) {
    let night = night(week, plan, asked).unwrap();
    let text = night.in_words(Reader::Family, plan, week, &Called);
    (night, text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn kinds(night: &Night) -> Vec<(u32, EventKind)> {
    night.timeline.events.iter().map(|event| (event.at, event.kind)).collect()
}

#[test]
fn why_nobody_is_there_and_who_comes_then() {
    let plan = plan(vec![pendant(10)], vec![comes(51, SISTER, &[TABLETS], 5, 30)]);
    let (night, text) = told(&week(), &plan, &asks(&[MOTHER], "Sat 22:20", 300));
    assert_eq!(night.alarm.map(|raised| raised.at), Some(10));
    assert_eq!(kinds(&night), [(10, Opened), (45, EventKind::Closed)]);
    let Because::NotGiven(missing) = &night.because[0] else { panic!("{:?}", night.because) };
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].arrangement, &missing[0].why), (id(21), &WhyNotGiven::Lost(source(MOTHER))));
    let by = vec![responder(51).any()];
    assert_eq!(night.because[1], Because::Helped { open_since: 10, by, taken_in_by: None });
    assert!(text.contains("Saturday 22:30: Nobody is there for Ben: His tablets at night. It can wait 2 hours. Ada would be, and cannot now."), "{text}");
    assert!(
        text.contains(
            "Saturday 23:05: Cora is there for Ben: His tablets at night. It had waited since Saturday 22:30."
        ),
        "{text}"
    );
    assert!(
        night.lean_on.is_empty() && !text.contains("LEAN ON"),
        "a sister from outside leans on nothing here"
    );
}

#[test]
fn those_who_do_not_answer_may_be_several() {
    let list = || {
        vec![
            comes(51, SISTER, &[TABLETS], 5, 30),
            comes(52, NEIGHBOUR, &[TABLETS], 5, 5),
            comes(53, EVENINGS, &[TABLETS], 5, 60),
        ]
    };
    let plan = plan(vec![pendant(0)], list());
    let mut asked = asks(&[MOTHER], "Sat 22:30", 300);
    asked.silent = [responder(51), responder(52)].into();
    let (night, _) = told(&week(), &plan, &asked);
    let outcomes: Vec<CallOutcome> = night.calls.iter().map(|call| call.outcome).collect();
    assert_eq!(outcomes[..2], [CallOutcome::DoesNotAnswer; 2]);
    assert_eq!(outcomes[2], CallOutcome::Comes { from: 75, until: None });
    assert!(!night.has_harm());
    asked.silent.insert(responder(53));
    assert!(told(&week(), &plan, &asked).0.has_harm());
}

/// The mother leans on her breakfast, and the son's tablets at noon lean on her; lost is the carer.
fn leaning() -> Snapshot {
    let mut parts = week_parts();
    parts.needs[0] = need(TABLETS, SON, Outcome::Medicines, "Sun 10:00-10:30", 30);
    parts.needs[1] = need(BREAKFAST, MOTHER, Outcome::Nutrition, "Sun 08:00-08:30", 15);
    parts.arrangements[0].relies_on = Reliance::Stated(vec![id(BREAKFAST)]);
    Snapshot::new(parts).unwrap()
}

#[test]
fn because_of_which_need_something_stopped_and_since_when_that_was_open() {
    let (night, text) = told(&leaning(), &plan(vec![], vec![]), &asks(&[CARER], "Sun 08:00", 300));
    assert_eq!(kinds(&night), [(0, Opened), (15, Breached), (15, Stopped), (120, Opened), (150, Breached)]);
    assert_eq!(night.because[1], Because::OpenTooLong { open_since: 0 });
    let Because::LeanedOn(harmed) = &night.because[2] else { panic!("{:?}", night.because) };
    let breakfast: NeedId = id(BREAKFAST);
    assert_eq!((harmed.len(), harmed[0].need, harmed[0].open_since, harmed[0].at), (1, breakfast, 0, 15));
    let Because::NotGiven(missing) = &night.because[3] else { panic!("{:?}", night.because) };
    assert_eq!(missing[0].why, WhyNotGiven::LeanedOn(harmed[0]));
    assert!(
        text.contains("Ada would be, and leans on what came to harm at Sunday 08:15 (Ada: Her breakfast)."),
        "{text}"
    );
    assert!(text.contains("Nobody notices in these 5 hours, and nobody is called."), "{text}");
}

#[test]
fn on_what_a_member_who_responds_leans() {
    // The mother is called when the carer does not come, and leans on her own breakfast.
    let mother = Responder { arrives_min: 0, ..comes(51, MOTHER, &[TABLETS], 0, 0) };
    let mut parts = leaning().into_parts();
    parts.arrangements.retain(|one| one.by != source(MOTHER));
    parts.arrangements.push(helps(23, NEIGHBOUR, TABLETS, "always"));
    let week = Snapshot::new(parts).unwrap();
    let asked = asks(&[NEIGHBOUR], "Sun 07:00", 300);
    let (night, text) = told(&week, &plan(vec![pendant(0)], vec![mother]), &asked);
    assert_eq!((night.lean_on.len(), night.lean_on[0].responder), (1, responder(51)));
    assert_eq!(night.lean_on[0].needs, [id(BREAKFAST)]);
    assert!(
        text.contains("Ada is taken to lean on this, and stops if it comes to harm: Ada: Her breakfast."),
        "{text}"
    );
    // Whoever covers nothing gives nothing, and leans on nothing.
    let nothing = comes(51, MOTHER, &[], 0, 0);
    assert!(told(&week, &plan(vec![pendant(0)], vec![nothing]), &asked).0.lean_on.is_empty());
}

#[test]
fn what_nobody_knows_the_hours_of_is_told_beside_it() {
    let mut parts = week_parts();
    let supper = mutual_care::need::Need::new(
        id(13),
        id(SON),
        Outcome::Nutrition,
        mutual_care::need::Consequence::Critical,
    );
    parts.needs.push(supper);
    let week = Snapshot::new(parts).unwrap();
    let plan = plan(vec![pendant(0)], vec![comes(51, SISTER, &[TABLETS], 0, 0)]);
    let (night, text) = told(&week, &plan, &asks(&[MOTHER], "Sat 23:30", 60));
    assert_eq!(night.hours_not_known.needs, [id(13)]);
    assert!(!night.has_harm());
    assert!(text.contains("nothing is left waiting") && text.contains("Ask when this is needed"), "{text}");
}

#[test]
fn who_is_taken_in_is_told_and_what_was_planned_waits_for_nobody() {
    let bed = Responder { takes_in: vec![id(SON)], ..comes(51, SISTER, &[], 5, 30) };
    let with_bed = plan(vec![pendant(10)], vec![bed]);
    let (night, text) = told(&week(), &with_bed, &asks(&[MOTHER], "Sat 22:30", 300));
    assert_eq!(
        night.because[1],
        Because::Helped { open_since: 0, by: Vec::new(), taken_in_by: Some(responder(51)) }
    );
    assert!(text.contains("Ben is taken in by Cora, for this too: Ben: His tablets at night."), "{text}");
    let mut planned = asks(&[MOTHER], "Sat 22:30", 300);
    planned.as_planned = true;
    let (night, text) = told(&week(), &with_bed, &planned);
    assert_eq!((night.alarm, kinds(&night)), (None, Vec::new()));
    assert!(text.contains("In these 5 hours nothing is left waiting for longer than it may."), "{text}");
}

#[test]
fn a_question_that_names_what_is_not_there_is_refused() {
    let plan = plan(vec![pendant(0)], vec![comes(51, SISTER, &[TABLETS], 5, 30)]);
    let refused = |asked: &NightQuestion| night(&week(), &plan, asked).unwrap_err();
    let usual = asks(&[MOTHER], "Sat 22:30", 300);
    assert_eq!(refused(&asks(&[], "Sat 22:30", 300)), NightError::NothingLost);
    assert_eq!(refused(&asks(&[99], "Sat 22:30", 300)), NightError::UnknownSource(source(99)));
    assert_eq!(refused(&asks(&[MOTHER, MOTHER], "Sat 22:30", 300)), NightError::LostTwice(source(MOTHER)));
    let mut away = asks(&[CARER], "Sat 22:30", 300);
    away.lost[0].away = true;
    assert_eq!(refused(&away), NightError::AwayAndNoMember(source(CARER)));
    let silent = NightQuestion { silent: [responder(99)].into(), ..usual.clone() };
    assert_eq!(refused(&silent), NightError::UnknownResponder(responder(99)));
    for horizon_min in [0, 40_321] {
        let asked = NightQuestion { horizon_min, ..usual.clone() };
        assert_eq!(refused(&asked), NightError::Plan(ProveError::Horizon));
    }
    assert!(night(&week(), &plan, &NightQuestion { horizon_min: 40_320, ..usual.clone() }).is_ok());
    // The question is read from a file as from a program.
    let text = serde_json::to_string(&usual).unwrap();
    assert_eq!(serde_json::from_str::<NightQuestion>(&text).unwrap(), usual);
    // What the plan names and the week does not have is left out, as in a proof.
    let mut parts = plan.into_parts();
    parts.responders[0].covers.push(id(99));
    let gone = Plan::new(parts).unwrap();
    assert!(night(&week(), &gone, &usual).is_ok());
    assert!(gone.responders()[0].reachable == WeekPattern::always());
}
