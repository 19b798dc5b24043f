//! What each event carries over, field by field.

use mutual_care::agreement::{Assent, InForce, LastReview};
use mutual_care::base::Told;
use mutual_care::emergency::Lost;
use mutual_care::emergency::record::{
    Activated, Activation, AgreedTo, Answered, Arrived, AsKnown, BecameActive, CallMade, CallNow, CallReply,
    Called, Deviated, DeviationKind, Does, EmergencyPlan, EmergencyPlanEvent, FoundWrong, LearntFrom, Left,
    NotReached, OverBecause, PersonWithdrew, PlanChanged, PlanEnded, PlanEndedBecause, Policy, ProvenAnew,
    ResponderWithdrew, Reviewed, SharedWith, Status, Stay, StoodDown, Who, WithdrewBecause, WordsPutRight,
    WrongPart,
};
use mutual_care::machine::{Machine, Setting, TakenOver};

use crate::family::{
    AUNT_COMES, MOTHER, NEIGHBOUR_COMES, PLAN, SATURDAY, SON, TABLETS, TEAM_COMES, activated, active, agreed,
    agreed_to, at_night, clock, day, id, moment, person, plan, plan_with, proof_of, record, responder,
    shared, shared_with_all, words,
};
use crate::kit::{EveryDay, stamp_as};

fn then(mut events: Vec<EmergencyPlanEvent>, event: impl Into<EmergencyPlanEvent>) -> EmergencyPlan {
    events.push(event.into());
    record(events)
}

/// What the record keeps of the agreement, field by field.
fn assent() -> Assent {
    let event = agreed_to();
    Assent {
        on: event.on,
        says: event.says,
        of_parts: Vec::new(),
        tried: Vec::new(),
        proofs: event.proof.into_iter().collect(),
        risk: event.risk,
        on_proposed: event.on_proposed_package,
    }
}

#[test]
fn as_it_is_drawn_up() {
    let record = record(Vec::new());
    let (case, agreement) = (record.case(), record.case().agreement());
    assert_eq!((case.plan(), agreement.people()), (&*plan(), &[person(MOTHER), person(SON)][..]));
    assert_eq!((agreement.number(), agreement.since()), (1, day(0)));
    assert_eq!(agreement.fingerprint().unwrap(), plan().fingerprint().unwrap());
    assert!(agreement.people_who_have_it().is_empty() && agreement.holders_who_have_it().is_empty());
    assert_eq!(agreement.author(), Some(stamp_as(1, mutual_care::base::Role::SocialWorker).by()));
    assert!(agreement.assent().is_none() && agreement.proof().is_none() && agreement.in_force().is_none());
    assert!(agreement.reviewed().is_none() && case.withdrew().is_empty() && case.activations().is_empty());
}

#[test]
fn shared_each_since_the_first_time() {
    let first = SharedWith { on: day(1), people: vec![person(SON)], responders: vec![responder(TEAM_COMES)] };
    let record = then(vec![first.into()], SharedWith { on: day(3), ..shared_with_all() });
    let agreement = record.case().agreement();
    let people: Vec<_> = agreement.people_who_have_it().iter().map(|(id, on)| (*id, *on)).collect();
    assert_eq!(people, [(person(MOTHER), day(3)), (person(SON), day(1))]);
    let responders: Vec<_> = agreement.holders_who_have_it().iter().map(|(id, on)| (*id, *on)).collect();
    let expected = [(AUNT_COMES, day(3)), (NEIGHBOUR_COMES, day(3)), (TEAM_COMES, day(1))];
    assert_eq!(responders, expected.map(|(number, on)| (responder(number), on)));
}

#[test]
fn agreed_to_and_active() {
    let record = record(agreed());
    assert_eq!(record.case().agreement().assent(), Some(&assent()));
    assert_eq!(record.case().agreement().proof(), agreed_to().proof.as_ref());
    let package = Some(crate::family::package(4));
    let event = BecameActive { on: day(7), with_package: package };
    let on_package = AgreedTo { on_proposed_package: package, ..agreed_to() };
    let record = then(vec![shared_with_all().into(), on_package.into()], event);
    assert_eq!(record.case().agreement().in_force(), Some(&InForce { on: day(7), with: package }));
    let expected = Assent { on_proposed: package, ..assent() };
    assert_eq!(record.case().agreement().assent(), Some(&expected));
}

#[test]
fn changed_is_a_version_of_its_own_and_keeps_what_happened() {
    let mut events = at_night();
    events.push(over(SATURDAY + 1).into());
    let other = plan_with(|parts| parts.responders.truncate(2));
    let changed = PlanChanged { on: day(9), plan: other.clone(), people: vec![person(SON)] };
    let record = then(events, changed);
    let (case, agreement) = (record.case(), record.case().agreement());
    assert_eq!(record.status(), Status::Drafted);
    assert_eq!(
        (case.plan(), agreement.people(), agreement.number(), agreement.since()),
        (&*other, &[person(SON)][..], 2, day(9))
    );
    assert!(agreement.people_who_have_it().is_empty() && agreement.holders_who_have_it().is_empty());
    assert!(agreement.assent().is_none() && agreement.proof().is_none() && agreement.in_force().is_none());
    assert_eq!(case.activations().len(), 1, "what happened is remembered");
}

#[test]
fn words_put_right_and_nothing_else() {
    let right = plan_with(|parts| parts.responders[0].contact = words("01632 960018"));
    let before = record(active());
    let record = then(active(), WordsPutRight { on: day(9), plan: right.clone() });
    let (case, before) = (record.case().agreement(), before.case().agreement());
    assert_eq!(record.status(), Status::Active);
    assert_eq!(case.document(), &*right);
    assert_eq!((case.number(), case.since(), case.assent()), (1, day(0), before.assent()));
    assert_eq!(
        (case.in_force(), case.people_who_have_it()),
        (before.in_force(), before.people_who_have_it())
    );
}

#[test]
fn proven_anew_reviewed_and_withdrawn() {
    let proof = proof_of(&plan(), 3);
    let record = then(active(), ProvenAnew { on: day(9), proof: proof.clone() });
    assert_eq!((record.status(), record.case().agreement().proof()), (Status::Active, Some(&proof)));
    assert_eq!(record.case().agreement().assent(), Some(&assent()), "what was agreed to stays as it was");
    let reviewed = Reviewed { on: day(9), next_by: Some(day(99)) };
    let last = LastReview { on: day(9), next_by: Some(day(99)) };
    let record = then(active(), reviewed);
    assert_eq!(
        (record.case().agreement().reviewed(), record.case().agreement().review_by()),
        (Some(&last), Some(day(99)))
    );
    let withdrew =
        ResponderWithdrew { on: day(9), responder: responder(AUNT_COMES), because: WithdrewBecause::Gone };
    let record = then(active(), withdrew);
    assert_eq!(record.case().withdrew().get(&responder(AUNT_COMES)), Some(&withdrew));
    assert_eq!(record.status(), Status::Active);
    let wants = Some(words("to stay with my aunt"));
    let record = then(agreed(), PersonWithdrew { on: day(9), person: person(SON), wants });
    assert_eq!(record.status(), Status::Shared);
    assert!(record.case().agreement().assent().is_none());
    assert_eq!(
        record.case().agreement().proof(),
        agreed_to().proof.as_ref(),
        "it is still the proof of this version"
    );
}

#[test]
fn an_emergency_as_it_began() {
    let record = record(at_night());
    let now = record.activation().unwrap();
    assert_eq!((now.number(), now.activated()), (1, &activated()));
    assert!(now.lost().eq([person(MOTHER).into()]));
    assert!(now.calls().is_empty() && now.stays().is_empty() && now.deviations().is_empty());
    assert!(now.over().is_none() && now.learnt().is_none());
}

#[test]
fn calls_and_what_came_of_each() {
    let tonight = day(SATURDAY);
    let aunt = responder(AUNT_COMES);
    let called = |at: &str| Called { on: tonight, at: clock(at), responder: aunt };
    let reply = CallReply::Comes { by: Some(moment(SATURDAY, "20:30")) };
    let mut events = at_night();
    events.push(called("19:01").into());
    events.push(NotReached { on: tonight, at: clock("19:06"), responder: aunt }.into());
    events.push(called("19:10").into());
    events.push(Answered { on: tonight, at: clock("19:12"), responder: aunt, reply }.into());
    events.push(Called { responder: responder(TEAM_COMES), ..called("19:20") }.into());
    let record = record(events);
    let now = record.activation().unwrap();
    let call =
        |number, at: &str, now| CallMade { responder: responder(number), at: moment(SATURDAY, at), now };
    assert_eq!(
        now.calls(),
        [
            call(AUNT_COMES, "19:01", CallNow::NotReached { at: moment(SATURDAY, "19:06") }),
            call(AUNT_COMES, "19:10", CallNow::Answered { at: moment(SATURDAY, "19:12"), reply }),
            call(TEAM_COMES, "19:20", CallNow::Ringing),
        ]
    );
    assert_eq!(now.last_call(aunt), Some(&now.calls()[1]));
    assert_eq!(now.last_call(responder(NEIGHBOUR_COMES)), None);
}

fn over(on: u64) -> StoodDown {
    StoodDown {
        on: day(on),
        at: clock("08:00"),
        because: OverBecause::OtherHelp,
        all_well: Told::Known(true),
    }
}

#[test]
fn who_came_and_left_and_what_went_another_way_is_remembered_with_the_end() {
    let tonight = day(SATURDAY);
    let (aunt, other) = (Who::Responder(responder(AUNT_COMES)), Who::Other(id(88)));
    let does = Does { covers: vec![id(TABLETS)], hands: 2, takes_in: vec![person(SON)] };
    let deviated = Deviated {
        on: tonight,
        at: clock("19:40"),
        kind: DeviationKind::Help,
        responder: Some(responder(AUNT_COMES)),
        words: words("She took him home with her."),
    };
    let mut events = at_night();
    events.push(Arrived { on: tonight, at: clock("19:30"), who: aunt, does: Some(does.clone()) }.into());
    events.push(Arrived { on: tonight, at: clock("19:35"), who: other, does: None }.into());
    events.push(deviated.clone().into());
    events.push(Left { on: tonight, at: clock("21:00"), who: other }.into());
    let there = record(events.clone());
    let now = there.activation().unwrap();
    let stay = |who, from: &str, until, does| Stay { who, from: moment(SATURDAY, from), until, does };
    assert_eq!(now.is_there(aunt), Some(&stay(aunt, "19:30", None, Some(does.clone()))));
    assert_eq!(now.is_there(other), None);
    let record = then(events, over(SATURDAY + 1));
    assert_eq!((record.status(), record.activation()), (Status::Active, None));
    let past = &record.case().activations()[0];
    assert_eq!(
        past.stays(),
        [
            stay(aunt, "19:30", Some(moment(SATURDAY + 1, "08:00")), Some(does)),
            stay(other, "19:35", Some(moment(SATURDAY, "21:00")), None),
        ],
        "who is still there was there until the end"
    );
    assert_eq!((past.deviations(), past.over()), (&[deviated][..], Some(&over(SATURDAY + 1))));
}

#[test]
fn each_emergency_has_its_number_and_is_learnt_from_apart() {
    let mut events = at_night();
    events.push(over(SATURDAY + 1).into());
    let again = Activated { on: day(20), lost_from: moment(20, "18:50"), ..activated() };
    events.push(again.into());
    events.push(over(21).into());
    let wrong = vec![FoundWrong { part: WrongPart::Keys, responder: None, words: words("No key.") }];
    let learnt = LearntFrom { on: day(30), activation: 2, wrong, changes: words("A key for the neighbour.") };
    let record = then(events, learnt.clone());
    let past = record.case().activations();
    assert_eq!(past.iter().map(Activation::number).collect::<Vec<_>>(), [1, 2]);
    assert_eq!((past[0].learnt(), past[1].learnt()), (None, Some(&learnt)));
    assert!(record.case().not_learnt_from().map(Activation::number).eq([1]));
}

#[test]
fn every_state_leads_back_to_itself_through_an_emergency() {
    for events in [Vec::new(), shared(), agreed(), active()] {
        let before = record(events.clone());
        let mut events = events;
        events.push(activated().into());
        let record = then(events, over(SATURDAY + 1));
        assert_eq!(record.status(), before.status());
        assert_eq!(record.case().agreement().assent(), before.case().agreement().assent());
        assert_eq!(record.case().agreement().in_force(), before.case().agreement().in_force());
    }
}

#[test]
fn ended_since_when_and_why() {
    let because = PlanEndedBecause::Replaced;
    let record = then(shared(), PlanEnded { on: day(40), because, goes_on_in: Some(id(777)) });
    let EmergencyPlan::Ended(ended) = &record else { panic!("{:?}", record.status()) };
    assert_eq!(ended.case().ended(), Some((day(40), because)));
    assert_eq!(ended.case().plan(), &*plan());
}

fn known() -> AsKnown {
    let opening = crate::family::drawn_up();
    AsKnown {
        plan: opening.plan,
        people: opening.people,
        shared: Some(shared_with_all()),
        agreed: None,
        active: None,
        activated: None,
    }
}

fn take_over(status: Status, as_known: AsKnown) -> Result<EmergencyPlan, String> {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let taken = TakenOver { status, on: day(9), from_system: words("the old card index"), as_known };
    let stamp = stamp_as(1, mutual_care::base::Role::Administrator);
    let accepted = EmergencyPlan::take_over(id(PLAN), taken, stamp, &setting);
    accepted.map(|accepted| accepted.record).map_err(|refused| refused.to_string())
}

#[test]
fn a_live_plan_comes_in_as_it_is_known() {
    let full = AsKnown {
        agreed: Some(agreed_to()),
        active: Some(BecameActive { on: day(3), with_package: None }),
        activated: Some(activated()),
        ..known()
    };
    let record = take_over(Status::ActivatedAsActive, full.clone()).unwrap();
    let (case, agreement) = (record.case(), record.case().agreement());
    assert_eq!((case.plan(), agreement.people()), (&*plan(), &[person(MOTHER), person(SON)][..]));
    assert_eq!(agreement.people_who_have_it().len(), 2);
    let from = InForce { on: day(3), with: None };
    assert_eq!((agreement.assent(), agreement.in_force()), (Some(&assent()), Some(&from)));
    assert_eq!(agreement.author(), None, "nobody knows who drew it up");
    assert_eq!(record.activation().unwrap().activated(), &activated());
    // What the status says and what is known must go together.
    let without_active = AsKnown { active: None, ..full.clone() };
    assert!(take_over(Status::ActivatedAsActive, without_active).unwrap_err().contains("`active`"));
    let without_emergency = AsKnown { activated: None, ..full.clone() };
    assert!(take_over(Status::ActivatedAsActive, without_emergency).unwrap_err().contains("`activated`"));
    assert!(take_over(Status::Shared, AsKnown { agreed: Some(agreed_to()), ..known() }).is_err());
    assert!(take_over(Status::Shared, full).is_err());
    assert!(take_over(Status::Shared, known()).is_ok());
    let stranger = SharedWith { people: vec![person(77)], ..shared_with_all() };
    assert!(take_over(Status::Shared, AsKnown { shared: Some(stranger), ..known() }).is_err());
    let nothing_lost = Activated { lost: Vec::<Lost>::new(), ..activated() };
    let nothing = AsKnown { activated: Some(nothing_lost), ..known() };
    assert!(take_over(Status::ActivatedAsShared, nothing).is_err());
}
