//! What is missing for a decision: each line of the list from both sides, what makes assessments stale, and that the
//! guard asks the same list.

use mutual_care::base::{Fact, FactSource, Told};
use mutual_care::machine::Machine;
use mutual_care::placement::referral::{
    AcceptedByManager, ChildAsked, ChildDescribed, ChildSays, CompatibilityAssessed, HomeLookedAt,
    ImpactAssessed, InformationProvided, LiaisonHeld, PlaceGiven, PlanningMeetingHeld, Policy, Referral,
    ReferralEvent, Status, StepTaken, WorryAnswered, WorryOf, WorryOutcome, WorryRaised,
};
use mutual_care::placement::{
    AuthorityStep, DateOfBirth, Few, Information, OwnRisk, OwnView, Provided, ProvidedAs,
};

use crate::people::{
    CHILD, MOVE, NEWCOMER, RESIDENT, WORKER, accepted, after, bars, child, child_id, compatibility,
    date_agreed, day, found, gathered, home, home_with, impact, judged, liaison, looked_at, meeting,
    planning, policy, provided_but, ready, receipt, record, resident, said, submitted, then, warns, words,
    worker, worry,
};
use crate::proof::{answered, early_worry};

/// What bars on the day of the decision, from the list and from the guard: the same.
pub fn missing(record: &Referral) -> Vec<&'static str> {
    let list = record.missing_for_decision(day(12), &policy());
    let guard = found(record, accepted());
    assert_eq!(guard, list, "the guard asks the same list");
    bars(&list)
}

/// The package agreed and the resident's worker asked again, on what is known now.
pub fn asked_again(record: Referral) -> Referral {
    let package = PlanningMeetingHeld { on: day(12), ..meeting() };
    then(then(record, package), LiaisonHeld { on: day(12), ..liaison(RESIDENT) })
}

/// A brother's referral was given a place in the same home: that place is not given again.
#[test]
fn one_place_is_not_given_to_two_referrals() {
    let brother = child_id(77);
    let given =
        PlaceGiven { child: brother, referral: "e0000000-0000-4000-8000-000000000077".parse().unwrap() };
    let with = |free: Option<u8>| {
        let look = looked_at(&home());
        let seen = look.seen.clone().with_given(Few::new(vec![given]).unwrap(), free);
        let changed = ready_but(|event| match event {
            ReferralEvent::HomeLookedAt(_) => {
                Some(ReferralEvent::HomeLookedAt(HomeLookedAt { seen: seen.clone(), ..look.clone() }))
            }
            event => Some(event),
        });
        missing(&changed)
    };
    let code = "place-given-to-another-referral";
    assert!(with(None).contains(&code), "nobody knows whether another place is left");
    assert!(with(Some(1)).contains(&code), "the one that is free is given");
    assert!(!with(Some(2)).contains(&code), "one is left besides");
    assert!(!missing(&record(ready())).contains(&code));
    // As it was written before: without any of it.
    let plain = serde_json::to_string(&looked_at(&home())).unwrap();
    assert!(!plain.contains("given") && !plain.contains("free"), "{plain}");
}

/// Ready, with one event changed or left out.
fn ready_but(change: impl Fn(ReferralEvent) -> Option<ReferralEvent>) -> Referral {
    record(ready().into_iter().filter_map(change).collect())
}

#[test]
fn nothing_is_missing_when_all_is_there() {
    assert_eq!(missing(&record(ready())), [""; 0]);
    assert!(found(&record(ready()), accepted()).is_empty());
    let accepted = then(record(ready()), accepted());
    assert!(accepted.missing_for_decision(day(13), &policy()).is_empty());
}

#[test]
fn at_the_beginning_of_planning_all_of_it_is_missing_at_once() {
    let all = missing(&record(planning()));
    assert_eq!(all.iter().filter(|code| **code == "information-missing").count(), 16);
    let rest: Vec<_> = all.into_iter().filter(|code| *code != "information-missing").collect();
    assert_eq!(
        rest,
        [
            "planning-meeting-missing",
            "residents-not-known",
            "transition-missing",
            "compatibility-missing",
            "impact-missing"
        ]
    );
}

#[test]
fn each_step_left_out_is_missing() {
    type E = ReferralEvent;
    let without = |leave: fn(&E) -> bool| missing(&ready_but(|event| (!leave(&event)).then_some(event)));
    assert_eq!(without(|it| matches!(it, E::PlanningMeetingHeld(_))), ["planning-meeting-missing"]);
    assert_eq!(without(|it| matches!(it, E::LiaisonHeld(_))), ["liaison-missing"]);
    assert_eq!(without(|it| matches!(it, E::TransitionPlanned(_))), ["transition-missing"]);
    assert_eq!(without(|it| matches!(it, E::CompatibilityAssessed(_))), ["compatibility-missing"]);
    assert_eq!(without(|it| matches!(it, E::ImpactAssessed(_))), ["impact-missing"]);
    let unlooked = without(|it| matches!(it, E::HomeLookedAt(_) | E::LiaisonHeld(_)));
    assert_eq!(unlooked, ["residents-not-known"]);
}

#[test]
fn every_part_of_the_information_is_owed() {
    for what in <Information as mutual_care::base::Code>::ALL {
        let record = ready_but(|event| {
            Some(match event {
                ReferralEvent::InformationProvided(_) => provided_but(&[*what]).into(),
                event => event,
            })
        });
        assert_eq!(missing(&record), ["information-missing"], "{what}");
        let on = day(11);
        let (how, source) = (ProvidedAs::AskedNotKnown, FactSource::Worker);
        let part = Provided { what: *what, how, on, source };
        let asked = InformationProvided { on, provided: Few::new(vec![part]).unwrap() };
        let record = then(record, asked);
        assert!(!missing(&record).contains(&"information-missing"), "asked and not known is provided");
    }
}

/// A child of this age on the planned date, of whom this does not apply.
fn does_not_apply(what: Information, born: (i32, u32, u32), policy: &Policy) -> bool {
    let mut child = child();
    let born = chrono::NaiveDate::from_ymd_opt(born.0, born.1, born.2).unwrap();
    child.date_of_birth = Fact::known(DateOfBirth::new(born));
    let opening = mutual_care::placement::referral::SubmittedToHome { child: Box::new(child), ..submitted() };
    let how = ProvidedAs::NotApplicable;
    let part = Provided { what, how, on: day(5), source: FactSource::Record };
    let provided = Few::new(vec![part]).unwrap();
    let events = [planning(), vec![InformationProvided { on: day(5), provided }.into()]].concat();
    let list = after(opening, events).missing_for_decision(day(12), policy);
    list.with_code("information-missing").count() == 15
}

#[test]
fn does_not_apply_goes_by_the_age_on_the_planned_date() {
    let mut policy = policy();
    // The planned date is 13 April 2026.
    assert!(does_not_apply(Information::Offending, (2016, 4, 14), &policy), "nine, ten the day after");
    assert!(!does_not_apply(Information::Offending, (2016, 4, 13), &policy), "ten on that day");
    assert!(!does_not_apply(Information::SexualHealth, (2020, 1, 1), &policy), "no age in the policy");
    policy.matching.sexual_health_from_age = Some(13);
    assert!(does_not_apply(Information::SexualHealth, (2013, 4, 14), &policy));
    assert!(!does_not_apply(Information::SexualHealth, (2013, 4, 13), &policy));
}

#[test]
fn the_planned_date_lies_ahead_and_the_offer_covers_it() {
    let record = record(ready());
    let on = |on| bars(&record.missing_for_decision(day(on), &policy()));
    assert_eq!(on(MOVE), [""; 0]);
    assert_eq!(on(MOVE + 1), ["planned-date-passed"]);
    let offered_from = |from| {
        let mut meeting = meeting();
        meeting.offer.from = day(from);
        missing(&then(record.clone(), meeting))
    };
    assert_eq!(offered_from(MOVE), [""; 0]);
    assert_eq!(offered_from(MOVE + 1), ["offer-starts-later"]);
}

#[test]
fn every_residents_worker_is_asked() {
    // With another child there, another worker is to be asked, and all is judged anew.
    let two = home_with(vec![resident(RESIDENT), resident(NEWCOMER)]);
    let newcomer = then(record(ready()), looked_at(&two));
    let stale = ["package-agreed-before-change", "liaison-before-change"];
    let expected = [&stale[..], &["assessed-without-resident", "liaison-missing"]].concat();
    assert_eq!(sorted(missing(&newcomer)), sorted(expected));
    let asked = then(newcomer, liaison(NEWCOMER));
    assert_eq!(sorted(missing(&asked)), sorted([&stale[..], &["assessed-without-resident"]].concat()));
    let again = asked_again(asked);
    assert_eq!(missing(&again), ["assessed-without-resident"]);
    let assessed = then(then(again, compatibility(&child(), &two, 2)), impact(&child(), &two, 2));
    assert_eq!(missing(&assessed), [""; 0]);
}

fn sorted(mut codes: Vec<&'static str>) -> Vec<&'static str> {
    codes.sort_unstable();
    codes
}

/// Every way in which what was judged is not what is now.
#[test]
fn stale_assessments_are_found() {
    let stale = |event: ReferralEvent| {
        let record = then(record(ready()), event);
        assert_eq!(bars(&record.stale()), missing(&record), "nothing else is missing");
        sorted(missing(&record))
    };
    let asked_before = ["package-agreed-before-change", "liaison-before-change"];
    let and = |codes: &[&'static str]| sorted([&asked_before[..], codes].concat());
    // The same again is not another thing; the same provided again may say something else.
    assert_eq!(stale(looked_at(&home()).into()), [""; 0]);
    assert_eq!(stale(ChildDescribed { on: day(11), child: Box::new(child()) }.into()), [""; 0]);
    let provided = InformationProvided { on: day(11), ..provided_but(&[]) };
    assert_eq!(stale(provided.into()), and(&["judged-before-information"]));
    let mut risk = child();
    risk.own_risks = mutual_care::placement::Facts::only([OwnRisk::GoingMissing]);
    let changed = stale(ChildDescribed { on: day(11), child: Box::new(risk) }.into());
    assert_eq!(changed, and(&["judged-before-information", "assessed-before-fact-changed"]));
    let declined = OwnView::Declined { by: worker(WORKER), on: day(11) };
    let asked = stale(ChildAsked { on: day(11), view: declined, says: None }.into());
    assert_eq!(asked, and(&["judged-before-information", "assessed-before-fact-changed"]));
    let nobody = stale(looked_at(&home_with(vec![])).into());
    let expected = sorted(vec!["package-agreed-before-change", "assessed-with-resident-gone"]);
    assert_eq!(nobody, expected, "nobody is to be asked");
    let mut other_facts = resident(RESIDENT);
    other_facts.child.own_risks = mutual_care::placement::Facts::only([OwnRisk::SelfHarm]);
    let other = stale(looked_at(&home_with(vec![other_facts])).into());
    assert_eq!(other, and(&["assessed-before-fact-changed"]));
    let mut other_home = home();
    other_home.places = Fact::known(5);
    assert_eq!(stale(looked_at(&other_home).into()), and(&["assessed-before-fact-changed"]));
    let mut later = looked_at(&home());
    later.seen.planned_on = day(MOVE + 1);
    assert_eq!(stale(later.into()), and(&["assessed-for-another-date"]));
}

#[test]
fn a_date_of_birth_put_right_is_a_fact_that_changed() {
    let mut older = child();
    let born = chrono::NaiveDate::from_ymd_opt(2011, 10, 19).unwrap();
    older.date_of_birth = Fact::known(DateOfBirth::new(born));
    let record = then(record(ready()), ChildDescribed { on: day(11), child: Box::new(older) });
    assert!(missing(&record).contains(&"assessed-before-fact-changed"));
}

#[test]
fn an_old_revision_of_the_information_is_an_old_one() {
    let judged_at = |information| {
        let events = [planning(), gathered()].concat();
        let record = record(events);
        let again = CompatibilityAssessed { information, ..compatibility(&child(), &home(), 2) };
        missing(&then(record, again))
    };
    assert_eq!(judged_at(2), [""; 0]);
    assert_eq!(judged_at(1), ["judged-before-information"]);
}

#[test]
fn the_verdict_is_asked_rule_by_rule() {
    let assessed = judged(&child(), &home(), MOVE).0;
    let with = |codes: &[&str]| {
        let receipt = receipt("placement.impact", &assessed, codes);
        let event = ImpactAssessed { receipt, ..impact(&child(), &home(), 2) };
        let record = then(record(ready()), event);
        let barring = missing(&record);
        let claimed = record.missing_for_decision(day(12), &policy());
        assert_eq!(claimed.with_code("judged-only-claimed").count(), 1, "it was read from a file");
        barring
    };
    assert_eq!(with(&["suitable"]), [""; 0]);
    assert_eq!(with(&["suitable_with"]), [""; 0]);
    assert_eq!(with(&["not_suitable"]), ["verdict-not-suitable"]);
    assert_eq!(with(&["cannot_say_yet"]), ["verdict-open"]);
    assert_eq!(with(&["whatever"]), ["verdict-not-understood"]);
    assert_eq!(with(&[]), ["verdict-not-understood"]);
    for said in
        ["law-no", "law-not-known", "resident-no", "resident-not-known", "safety-no", "safety-not-known"]
    {
        let code = format!("{said}.place-free");
        assert_eq!(with(&["suitable", &code]), ["place-free"], "{said}");
        assert_eq!(with(&["suitable", said]), ["own-rule-not-met"], "{said}");
        let vendors = format!("{said}.no-bunk-beds");
        assert_eq!(with(&["suitable", &vendors]), ["own-rule-not-met"], "{said}");
    }
    assert_eq!(with(&["suitable_with", "not-taken-on"]), ["concern-without-measure"]);
    assert_eq!(with(&["suitable_with", "taken-on-too-late"]), ["measure-after-move"]);
}

/// By the engine itself: what it says stands in the way, each rule by its own name.
#[test]
fn a_real_verdict_bars_by_its_own_rules() {
    let mut wrong = home();
    wrong.places = Fact::known(1);
    wrong.ages = Fact::default();
    let events: Vec<ReferralEvent> = vec![
        looked_at(&wrong).into(),
        compatibility(&child(), &wrong, 2).into(),
        impact(&child(), &wrong, 2).into(),
    ];
    let record = asked_again(events.into_iter().fold(record(ready()), then));
    assert_eq!(missing(&record), ["place-free", "age-in-range", "verdict-not-suitable"]);
    let list = record.missing_for_decision(day(12), &policy());
    let law = list.with_code("place-free").next().unwrap();
    assert!(law.basis().is_law());
    assert!(law.for_professional().starts_with("no: with this move"), "{}", law.for_professional());
    assert!(list.with_code("age-in-range").next().unwrap().for_professional().starts_with("not known: "));
    assert_eq!(list.with_code("judged-only-claimed").count(), 0, "it was made here");
}

#[test]
fn a_step_of_the_authority_waits_for_the_date() {
    let mut away = home();
    away.area = Fact::known("E99000009".parse().unwrap());
    let events: Vec<ReferralEvent> = vec![
        looked_at(&away).into(),
        compatibility(&child(), &away, 2).into(),
        impact(&child(), &away, 2).into(),
    ];
    let record = asked_again(events.into_iter().fold(record(ready()), then));
    assert_eq!(missing(&record), [""; 0], "it may be decided");
    assert_eq!(warns(&found(&record, accepted())), ["authority-step-open"]);
    let decided = then(record, accepted());
    assert_eq!(bars(&found(&decided, date_agreed())), ["authority-step-open"]);
    let taken = |step| then(decided.clone(), StepTaken { on: day(12), step, by: worker(WORKER) });
    let other = taken(AuthorityStep::KeyStage4Approval);
    assert_eq!(bars(&found(&other, date_agreed())), ["authority-step-open"]);
    let right = taken(AuthorityStep::DistantPlacementApproval);
    assert_eq!(right.status(), Status::Accepted);
    assert!(found(&right, date_agreed()).is_empty());
}

#[test]
fn a_worry_stops_it_until_it_was_looked_at() {
    for of in [WorryOf::Child, WorryOf::Home, WorryOf::Resident, WorryOf::Authority, WorryOf::Family] {
        let early = record([vec![early_worry(of).into()], ready()].concat());
        assert_eq!(missing(&early), ["worry-open"], "{of}");
        let settled = then(early.clone(), answered(1, WorryOutcome::Settled));
        assert_eq!(missing(&settled), [""; 0], "{of}");
        let childs = matches!(of, WorryOf::Child | WorryOf::Resident);
        let answered = then(early, answered(1, WorryOutcome::Answered));
        let expected = if childs { vec!["childs-worry-not-settled"] } else { vec![] };
        assert_eq!(missing(&answered), expected, "{of}");
        if childs {
            let despite = AcceptedByManager {
                despite_worries: Some(words("She is safer here, and we told her so.")),
                ..accepted()
            };
            let found = found(&answered, despite.clone());
            assert_eq!((bars(&found).len(), warns(&found)), (0, vec!["goes-on-despite-worry"]));
            let decided = then(answered, despite);
            assert_eq!(warns(&decided.missing_for_decision(day(13), &policy())), ["goes-on-despite-worry"]);
            assert!(!found_at_date(&decided).contains(&"childs-worry-not-settled"));
        }
    }
    // That somebody says why does not answer a worry that nobody has looked at.
    let open = record([vec![early_worry(WorryOf::Child).into()], ready()].concat());
    let despite = AcceptedByManager { despite_worries: Some(words("All the same.")), ..accepted() };
    assert_eq!(bars(&found(&open, despite)), ["worry-open"]);
}

fn found_at_date(record: &Referral) -> Vec<&'static str> {
    bars(&found(record, date_agreed()))
}

/// From wherever it stands, a worry takes it back to planning; the decision is to be taken anew.
#[test]
fn a_worry_takes_it_back() {
    let accepted_record = then(record(ready()), accepted());
    let dated = then(accepted_record.clone(), date_agreed());
    for stands in [accepted_record, dated] {
        assert!(stands.case().accepted().is_some());
        let worry = WorryRaised { on: day(20), ..worry(WorryOf::Child) };
        assert_eq!(warns(&found(&stands, worry.clone())), ["decision-undone"]);
        let back = then(stands, worry);
        assert_eq!(back.status(), Status::Planning);
        assert_eq!((back.case().accepted(), back.case().date()), (None, None));
        let missing = |record: &Referral| bars(&record.missing_for_decision(day(22), &policy()));
        let stale = ["package-agreed-before-change", "liaison-before-change", "judged-before-worry"];
        assert_eq!(missing(&back), [&stale[..], &["worry-open"]].concat());
        let settled = WorryAnswered { on: day(21), ..answered(1, WorryOutcome::Settled) };
        let settled = then(back, settled);
        assert_eq!(missing(&settled), stale, "what was judged is to be judged anew");
        let on = day(22);
        let compatibility = CompatibilityAssessed { on, ..compatibility(&child(), &home(), 2) };
        let impact = ImpactAssessed { on, ..impact(&child(), &home(), 2) };
        let anew = then(then(settled, compatibility), impact);
        assert_eq!(missing(&anew), ["package-agreed-before-change", "liaison-before-change"]);
        let anew = then(
            then(anew, PlanningMeetingHeld { on, ..meeting() }),
            LiaisonHeld { on, ..liaison(RESIDENT) },
        );
        assert_eq!(missing(&anew), [""; 0]);
        assert_eq!(then(anew, AcceptedByManager { on, ..accepted() }).status(), Status::Accepted);
    }
}

fn at_risk() -> mutual_care::placement::Child {
    let mut child = child();
    child.own_risks = mutual_care::placement::Facts::only([OwnRisk::GoingMissing]);
    child
}

/// What is learnt after a decision undoes it as well.
#[test]
fn what_is_learnt_after_a_decision_undoes_it() {
    let events: [ReferralEvent; 4] = [
        provided_but(&[]).into(),
        ChildDescribed { on: day(14), child: Box::new(at_risk()) }.into(),
        ChildAsked { on: day(14), view: said(), says: Some(ChildSays::WantsSomethingElse) }.into(),
        HomeLookedAt { on: day(14), ..looked_at(&home_with(vec![])) }.into(),
    ];
    for event in events {
        let accepted = then(record(ready()), accepted());
        let dated = then(accepted.clone(), date_agreed());
        for stands in [accepted, dated] {
            assert_eq!(warns(&found(&stands, event.clone())), ["decision-undone"]);
            assert!(found(&record(ready()), event.clone()).is_empty(), "where there is none to undo");
            let back = then(stands, event.clone());
            assert_eq!((back.status(), back.case().accepted()), (Status::Planning, None));
        }
    }
}

#[test]
fn in_a_closed_referral_nothing_is_missing() {
    let dated = then(then(record(ready()), accepted()), date_agreed());
    let moved = then(dated, mutual_care::placement::referral::ChildMovedIn { on: day(MOVE) });
    assert!(moved.missing_for_decision(day(200), &policy()).is_empty());
    assert_eq!(moved.case().child().id, child_id(CHILD));
    let mut unknown = home();
    unknown.residents = Fact::default();
    let nobody_knows = then(record(planning()), looked_at(&unknown));
    assert!(missing(&nobody_knows).contains(&"residents-not-known"));
    assert_eq!(nobody_knows.case().seen().unwrap().residents, Told::default());
}
