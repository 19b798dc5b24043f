//! Whether a plan is out of date, what is owed on its account, what an emergency has cost.

use mutual_care::agreement::{ProofGiven, RiskAccepted};
use mutual_care::base::{Deadline, England, Every, Finding, Owes, Period, Standing, Term, Word, due};
use mutual_care::emergency::record::{
    Activated, Arrived, BecameActive, EmergencyPlan, EmergencyPlanEvent, LearntFrom, Left, OverBecause,
    PersonWithdrew, PlanChanged, PlanEnded, PlanEndedBecause, Policy, ProvenAnew, ResponderWithdrew,
    Reviewed, SharedWith, StoodDown, Who, WithdrewBecause,
};
use mutual_care::emergency::{Agreed, CallOutPrice, Lost, Plan, ProofQuestion, prove};
use mutual_care::machine::Machine;
use mutual_care::need::{ADULT, Age, SkillNeeded, Snapshot, SnapshotParts, Source};

use crate::family::moment;
use crate::family::{
    AUNT, AUNT_COMES, MOTHER, NEIGHBOUR, NEIGHBOUR_COMES, PLAN, SATURDAY, SON, TABLETS, TEAM_COMES, active,
    after, agreed_to, at_night, clock, day, drawn_up, id, person, plan_with, proof_of, receipt, record,
    responder, shared_with_all, time, week, week_parts, words, worker,
};
use mutual_care::base::Told;

fn codes(record: &EmergencyPlan, on: u64, week: &Snapshot) -> Vec<&'static str> {
    record.stale(day(on), week).iter().map(Finding::code).collect()
}

fn week_with(change: impl FnOnce(&mut SnapshotParts)) -> Snapshot {
    let mut parts = week_parts();
    change(&mut parts);
    Snapshot::new(parts).unwrap()
}

#[test]
fn the_same_week_on_another_day_is_not_another_week() {
    let record = record(active());
    assert_eq!(codes(&record, 0, &week()), [""; 0]);
    assert_eq!(codes(&record, 90, &week_with(|parts| parts.on = day(90))), [""; 0]);
}

#[test]
fn a_birthday_makes_another_week_where_adults_are_asked_for() {
    let week_of = |asks: bool, mother: Age, aunt: Age| {
        let week = week_with(|parts| {
            parts.sources[0] = Source::member(person(MOTHER)).aged(Some(mother));
            if asks {
                let adult = SkillNeeded { skill: Word::of(ADULT), helpers: 1 };
                parts.needs[0] = parts.needs[0].clone().with_skills(vec![adult]).unwrap();
            }
        });
        week.knowing([(person(AUNT), aunt)])
    };
    // Proven in the one week, and looked at in the other. The mother hands the tablets, and the aunt would.
    let changed = |before: &Snapshot, now: &Snapshot| {
        let asked = ProofQuestion { horizon_min: 60, ..ProofQuestion::default() };
        let made = prove(before, &crate::family::plan(), &asked).unwrap().receipt().unwrap();
        let proof = ProofGiven { receipt: receipt("emergency.proof", 1, made.read()), as_at: day(0) };
        let mut events = active();
        events.push(ProvenAnew { on: day(9), proof }.into());
        let found = codes(&record(events), 9, now);
        assert!(found.iter().all(|code| *code == "week-changed"), "{found:?}");
        (made.read().len(), !found.is_empty())
    };
    let (young, of_age) = (Age::Under18, Age::Adult);
    let then = week_of(true, young, young);
    assert_eq!(changed(&then, &then), (3, false));
    assert_eq!(changed(&then, &week_of(true, of_age, young)), (3, true), "whoever gives");
    assert_eq!(changed(&then, &week_of(true, young, of_age)), (3, true), "whoever would come");
    assert_eq!(changed(&then, &week_of(true, young, Age::PerhapsUnder18)), (3, true));
    // Where nobody asks for adults, a birthday changes nothing.
    let then = week_of(false, young, young);
    assert_eq!(changed(&then, &week_of(false, of_age, of_age)), (2, false));
}

#[test]
fn an_emergency_is_looked_at_in_the_week_of_the_cycle_in_which_it_is() {
    // A neighbour sees to the tablets too, in the second week of three.
    let week = week_with(|parts| {
        parts.sources.push(Source::person(person(NEIGHBOUR)));
        let mut help = parts.arrangements[0].clone();
        (help.id, help.by) = (id(303), person(NEIGHBOUR).into());
        help.every = Some(Every::weeks(3, day(7)).unwrap());
        parts.arrangements.push(help);
    });
    assert_eq!(week.weeks(), 3);
    // The mother is lost at seven in the evening; the tablets wait for two hours from five to nine on.
    let harm = |on: u64| {
        let mut events = active();
        let lost = vec![Lost { source: person(MOTHER).into(), away: false }];
        let begins = Activated {
            on: day(on),
            at: clock("19:00"),
            lost,
            lost_from: moment(on, "19:00"),
            as_planned: false,
            alarm: None,
        };
        events.push(begins.into());
        let next = record(events).next_step(&week, time(on, "19:01")).unwrap();
        next.next_critical().map(|harm| harm.at.to_string())
    };
    let of_evening = |on: u64| Some(format!("{} 22:55", day(on)));
    // Of each week of the cycle a day, and of the second the first and the last.
    assert_eq!([5, 14, 16].map(harm), [5, 14, 16].map(of_evening));
    // On Monday and Tuesday of the second week he is there for all of 72 hours; from Sunday on he is not.
    assert_eq!(harm(7), None);
    assert_eq!(harm(13), of_evening(14));
    assert_eq!(harm(28), None, "three weeks later");
    assert_eq!(harm(27), of_evening(27));
}

#[test]
fn another_week_is_found_until_it_is_proven_anew() {
    let other = week_with(|parts| {
        parts.on = day(30);
        parts.arrangements.pop();
    });
    assert_eq!(codes(&record(active()), 30, &other), ["week-changed"]);
    let mut proof = proof_of(&crate::family::plan(), 1);
    proof.receipt = receipt(
        "emergency.proof",
        1,
        &[crate::family::plan().fingerprint().unwrap(), other.fingerprint().unwrap()],
    );
    proof.as_at = day(30);
    let mut events = active();
    events.push(ProvenAnew { on: day(30), proof }.into());
    assert_eq!(codes(&record(events), 31, &other), [""; 0]);
}

#[test]
fn without_a_proof_nobody_can_tell_whether_the_week_has_changed() {
    let risk = RiskAccepted { reason: words("There is nobody else."), accepted_by: worker().into() };
    let agreed = mutual_care::emergency::record::AgreedTo { proof: None, risk: Some(risk), ..agreed_to() };
    let record = record(vec![shared_with_all().into(), agreed.into()]);
    assert_eq!(codes(&record, 9, &week()), ["week-not-compared"]);
}

#[test]
fn what_the_plan_names_and_the_week_does_not_have_is_found() {
    let mut parts = week_parts();
    parts.needs.remove(0);
    parts.arrangements.remove(0);
    let gone = Snapshot::new(parts).unwrap();
    let found = record(active()).stale(day(9), &gone);
    let named: Vec<_> =
        found.with_code("names-what-is-gone").map(|finding| finding.concerns().to_vec()).collect();
    let tablets = mutual_care::base::NeedId::any(id(TABLETS));
    assert_eq!(named.len(), 3, "each of the three responders names it");
    assert!(named.iter().all(|ids| ids[0] == tablets));
}

#[test]
fn a_responder_who_withdrew_is_out_of_date_from_that_day_until_they_agree_again() {
    let mut events = active();
    let because = WithdrewBecause::NotWilling;
    events.push(ResponderWithdrew { on: day(10), responder: responder(AUNT_COMES), because }.into());
    let withdrew = record(events.clone());
    assert_eq!(codes(&withdrew, 9, &week()), [""; 0]);
    assert_eq!(codes(&withdrew, 10, &week()), ["responder-withdrew"]);
    let said = withdrew.stale(day(10), &week()).iter().next().unwrap().for_professional();
    assert!(said.contains("does not wish to"), "{said}");
    // Another version that still lists them, agreed before; and one in which they agreed afterwards.
    for (agreed, found) in [(10, 1), (11, 0)] {
        let plan = plan_with(|parts| parts.responders[0].agreed = Told::Known(Agreed::On(day(agreed))));
        let people = vec![person(1), person(SON)];
        let mut events = events.clone();
        events.push(PlanChanged { on: day(12), plan, people }.into());
        let changed = record(events);
        assert_eq!(changed.stale(day(12), &week()).with_code("responder-withdrew").count(), found);
        assert_eq!(changed.case().withdrew().len(), found);
    }
}

#[test]
fn help_that_has_ended_is_found_from_its_last_day_on() {
    let until = |line| {
        week_with(|parts| {
            parts.arrangements[0].period = Period::new(None, Some(day(20))).unwrap();
            parts.arrangements[0].package_line = line;
        })
    };
    let ended = |on, week: &Snapshot| {
        let found = record(active()).stale(day(on), week);
        found.iter().map(Finding::code).filter(|code| *code != "week-changed").collect::<Vec<_>>()
    };
    assert_eq!(ended(19, &until(None)), [""; 0]);
    assert_eq!(ended(20, &until(None)), ["arrangement-ended"]);
    assert_eq!(ended(20, &until(Some(id(700)))), ["package-line-ended"]);
}

#[test]
fn the_review_date_passes_the_day_after() {
    let dated = drawn_up_with_review(30);
    assert_eq!(codes(&dated, 30, &week()), ["week-changed"]);
    assert_eq!(codes(&dated, 31, &week()), ["week-changed", "review-date-passed"]);
}

fn drawn_up_with_review(by: u64) -> EmergencyPlan {
    let opening = mutual_care::emergency::record::DrawnUp {
        plan: plan_with(|parts| parts.review_by = Some(day(by))),
        ..drawn_up()
    };
    let mut agreed = agreed_to();
    agreed.proof = Some(proof_of(&opening.plan, 1));
    // Proven for a week that has one member more, so that it is another one.
    let read = [
        opening.plan.fingerprint().unwrap(),
        week_with(|parts| parts.sources.push(Source::member(person(8)))).fingerprint().unwrap(),
    ];
    agreed.proof.as_mut().unwrap().receipt = receipt("emergency.proof", 1, &read);
    after(
        opening,
        [shared_with_all().into(), agreed.into(), BecameActive { on: day(3), with_package: None }.into()],
    )
}

#[test]
fn nothing_is_out_of_date_once_it_has_ended() {
    let mut events = active();
    let because = WithdrewBecause::Gone;
    events.push(ResponderWithdrew { on: day(4), responder: responder(AUNT_COMES), because }.into());
    events.push(PlanEnded { on: day(9), because: PlanEndedBecause::NotNeeded, goes_on_in: None }.into());
    let ended = record(events);
    assert_eq!(codes(&ended, 30, &week_with(|parts| parts.arrangements.clear())), [""; 0]);
    assert!(ended.duties(day(30), &policy(), &England).is_empty());
}

fn policy() -> Policy {
    Policy {
        review_within: Some(Term::Months(6)),
        share_within: Some(Term::Days(7)),
        look_back_within: Some(Term::Days(14)),
        ..Policy::default()
    }
}

fn owed(record: &EmergencyPlan, on: u64) -> Vec<(&'static str, Deadline, Standing)> {
    let duties = record.duties(day(on), &policy(), &England);
    duties.iter().map(|duty| (duty.rule().code, duty.deadline(), duty.standing(day(on)))).collect()
}

#[test]
fn a_version_is_owed_to_everybody_it_is_about() {
    let by = Deadline::By(day(7));
    let sharing = |standing| vec![("plan-sharing-owed", by, standing)];
    assert_eq!(owed(&record(Vec::new()), 7), sharing(Standing::Due));
    assert_eq!(owed(&record(Vec::new()), 8), sharing(Standing::Late { days: 1 }));
    let one = SharedWith { on: day(2), people: vec![person(1)], responders: Vec::new() };
    assert_eq!(owed(&record(vec![one.clone().into()]), 8), sharing(Standing::Late { days: 1 }));
    let other = SharedWith { on: day(9), people: vec![person(SON)], responders: Vec::new() };
    let both = record(vec![one.into(), other.into()]);
    assert_eq!(owed(&both, 9), sharing(Standing::DoneLate { days: 2 }));
    let none = record(Vec::new()).duties(day(8), &Policy::default(), &England);
    assert_eq!(none[0].deadline(), Deadline::NoDay);
}

#[test]
fn an_active_plan_is_reviewed_by_the_date_that_was_settled_or_within_the_policys_time() {
    let review = |record: &EmergencyPlan| {
        owed(record, 30).into_iter().find(|duty| duty.0 == "plan-review-owed").map(|duty| duty.1)
    };
    assert_eq!(review(&record(crate::family::agreed())), None, "not while it is not active");
    let six_months_from = |on| Deadline::from(Term::Months(6).after(day(on), &England));
    assert_eq!(review(&record(active())), Some(six_months_from(3)));
    assert_eq!(review(&drawn_up_with_review(30)), Some(Deadline::By(day(30))));
    let with = |reviewed: Reviewed| {
        let mut events = active();
        events.push(reviewed.into());
        review(&record(events))
    };
    assert_eq!(with(Reviewed { on: day(20), next_by: None }), Some(six_months_from(20)));
    assert_eq!(with(Reviewed { on: day(20), next_by: Some(day(77)) }), Some(Deadline::By(day(77))));
    let record = record(active());
    // Six months from day 3; listed in the last eight weeks alone. The rest is done.
    let last = Term::Months(6).after(day(3), &England).unwrap();
    let first = last - chrono::Days::new(56);
    let listed = |on| due([&record], on, &policy(), &England).len();
    assert_eq!((listed(day(30)), listed(first.pred_opt().unwrap())), (0, 0));
    assert_eq!((listed(first), listed(last), listed(last.succ_opt().unwrap())), (1, 1, 1));
}

#[test]
fn a_review_spends_a_date_in_the_plan_that_it_has_reached() {
    let reviewed = |on| {
        let dated = drawn_up_with_review(30);
        let policy = policy();
        let setting = mutual_care::machine::Setting::new(&policy, &England);
        let stamp = crate::kit::stamp_as(dated.revision() + 1, mutual_care::base::Role::SocialWorker);
        let event = Reviewed { on: day(on), next_by: None };
        dated.offer(event, stamp, &setting).unwrap().into_record().case().agreement().review_by()
    };
    assert_eq!(reviewed(29), Some(day(30)), "reviewed early, the date stands");
    assert_eq!(reviewed(30), None);
}

fn stood_down(on: u64) -> EmergencyPlanEvent {
    StoodDown {
        on: day(on),
        at: clock("09:00"),
        because: OverBecause::BackAgain,
        all_well: Told::Known(true),
    }
    .into()
}

#[test]
fn each_emergency_is_looked_back_at() {
    let mut events = at_night();
    events.push(stood_down(SATURDAY + 1));
    let by = Deadline::By(day(SATURDAY + 15));
    let look = |events: &[EmergencyPlanEvent], on| {
        let owed = owed(&record(events.to_vec()), on);
        owed.into_iter()
            .filter(|duty| duty.0 == "looking-back-owed")
            .map(|duty| (duty.1, duty.2))
            .collect::<Vec<_>>()
    };
    assert_eq!(look(&events, SATURDAY + 15), [(by, Standing::Due)]);
    assert_eq!(look(&events, SATURDAY + 16), [(by, Standing::Late { days: 1 })]);
    let learnt = LearntFrom { on: day(SATURDAY + 15), activation: 1, wrong: Vec::new(), changes: words("") };
    events.push(learnt.into());
    assert_eq!(look(&events, SATURDAY + 16), [(by, Standing::Done)]);
}

fn came(events: Vec<EmergencyPlanEvent>, plan: Box<Plan>) -> EmergencyPlan {
    let opening = mutual_care::emergency::record::DrawnUp { plan, ..drawn_up() };
    let all = [crate::family::activated().into()].into_iter().chain(events);
    after(opening, all)
}

fn arrived(at: &str, who: Who) -> EmergencyPlanEvent {
    Arrived { on: day(SATURDAY), at: clock(at), who, does: None }.into()
}

fn left(at: &str, who: Who) -> EmergencyPlanEvent {
    Left { on: day(SATURDAY), at: clock(at), who }.into()
}

#[test]
fn an_emergency_costs_call_outs_and_minutes_rounded_once_half_a_penny_up() {
    let team = Who::Responder(responder(TEAM_COMES));
    let cost = |minutes_1: &str, minutes_2: &str, hour_pence| {
        let price = CallOutPrice { call_out_pence: 100, hour_pence };
        let plan = plan_with(|parts| parts.responders[2].price = Some(price));
        let events = vec![
            arrived("20:00", team),
            left(minutes_1, team),
            arrived("21:00", team),
            left(minutes_2, team),
        ];
        let record = came(events, plan);
        let cost = record.activation().unwrap().cost(record.case(), time(SATURDAY, "23:00")).unwrap();
        assert_eq!((cost.lines.len(), cost.lines[0].call_outs), (1, 2));
        assert_eq!(cost.total_pence, cost.lines[0].pence);
        (cost.lines[0].minutes, cost.lines[0].pence)
    };
    // 2 call-outs; 29 minutes of 1 penny an hour are 0.48 pence, 30 are 0.5.
    assert_eq!(cost("20:29", "21:00", 1), (29, 200));
    assert_eq!(cost("20:29", "21:01", 1), (30, 201), "the stays are added up before they are rounded");
    assert_eq!(cost("20:30", "22:00", 2_275), (90, 200 + 3_413), "34.125 pounds");
    assert_eq!(cost("20:00", "21:00", 2_275), (0, 200), "called out for nothing");
}

#[test]
fn who_has_no_price_is_named_and_who_did_not_come_costs_nothing() {
    let neighbour = Who::Responder(responder(NEIGHBOUR_COMES));
    let passer_by = Who::Other(id(88));
    let record = came(vec![arrived("19:20", neighbour), arrived("19:25", passer_by)], crate::family::plan());
    let cost = record.activation().unwrap().cost(record.case(), time(SATURDAY, "23:00")).unwrap();
    assert_eq!((cost.total_pence, cost.lines.len()), (0, 0));
    assert_eq!(cost.no_price, [neighbour, passer_by]);
    assert_eq!(cost.until, moment(SATURDAY, "23:00"));
}

#[test]
fn who_is_still_there_costs_until_now_and_not_past_the_end() {
    let team = Who::Responder(responder(TEAM_COMES));
    let on = came(vec![arrived("20:00", team)], crate::family::plan());
    let pence = |record: &EmergencyPlan, at: &str| {
        let activation = record.activation().or(record.case().activations().first()).unwrap();
        activation.cost(record.case(), time(SATURDAY + 1, at)).unwrap().total_pence
    };
    assert_eq!(pence(&on, "00:00"), 4_550 + 4 * 2_275);
    assert_eq!(pence(&on, "08:00"), 4_550 + 12 * 2_275);
    let over = came(vec![arrived("20:00", team), stood_down(SATURDAY + 1)], crate::family::plan());
    assert_eq!(pence(&over, "23:00"), 4_550 + 13 * 2_275, "until 09:00");
    assert_eq!(over.id(), id(PLAN));
}

#[test]
fn a_cost_too_large_to_write_is_an_error() {
    let team = Who::Responder(responder(TEAM_COMES));
    let price = CallOutPrice { call_out_pence: i64::MAX, hour_pence: 0 };
    let with = |events| came(events, plan_with(|parts| parts.responders[2].price = Some(price)));
    let cost =
        |record: &EmergencyPlan| record.activation().unwrap().cost(record.case(), time(SATURDAY, "23:00"));
    assert_eq!(cost(&with(vec![arrived("20:00", team)])).unwrap().total_pence, i64::MAX);
    let twice = with(vec![arrived("20:00", team), left("20:01", team), arrived("20:02", team)]);
    assert!(cost(&twice).unwrap_err().to_string().starts_with("expected prices that come to at most"));
}

#[test]
fn whoever_withdraws_is_asked_anew_and_the_plan_stays_shared() {
    let mut events = active();
    events
        .push(PersonWithdrew { on: day(9), person: person(SON), wants: Some(words("to stay home")) }.into());
    let record = record(events);
    let case = record.case();
    assert_eq!(record.status(), mutual_care::emergency::record::Status::Shared);
    assert!(case.agreement().assent().is_none() && case.agreement().in_force().is_none());
    assert_eq!((case.agreement().number(), case.agreement().people_who_have_it().len()), (1, 2));
}
