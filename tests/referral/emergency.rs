//! An emergency admission: what may come afterwards, what may not, and what is owed.

use chrono::NaiveDate;
use mutual_care::base::{Deadline, England, Fact, Owes, Role, Standing, Told};
use mutual_care::machine::Machine;
use mutual_care::placement::referral::{
    AdmissionApproval, AdmittedInEmergency, Afterwards, AfterwardsDone, Closed, LiaisonHeld,
    PlanningMeetingHeld, Policy, Referral, Status, StepTaken, WorryOf, WorryRaised,
};
use mutual_care::placement::{AuthorityStep, Child, Facts, Home, OwnView, RiskToOthers, Vulnerability};

use crate::guards::unasked;
use crate::people::{
    INDIVIDUAL, MANAGER, RESIDENT, WORKER, accepted, after, bars, child, day, emergency_on, found, home,
    home_with, liaison, matched, meeting, misfit, planning, policy, receipt, record, resident, then, warns,
    without_mitigations, words, worker, worry,
};
use crate::proof::rest_done;

fn admitted() -> AdmittedInEmergency {
    emergency_on(&child(), &home(), 3)
}

fn with(change: impl FnOnce(&mut AdmittedInEmergency)) -> AdmittedInEmergency {
    let mut event = admitted();
    change(&mut event);
    event
}

fn approval(by: u128, role: Role) -> AdmissionApproval {
    AdmissionApproval { by: worker(by), role }
}

#[test]
fn two_different_people_approve_it() {
    let record = record(vec![]);
    let said = |manager, individual| {
        bars(&found(&record, with(|event| (event.manager, event.individual) = (manager, individual))))
    };
    let manager = Some(approval(MANAGER, Role::RegisteredManager));
    let on_call = Some(approval(MANAGER, Role::ManagerOnCall));
    let individual = Some(approval(INDIVIDUAL, Role::ResponsibleIndividual));
    assert_eq!(said(manager, individual), [""; 0]);
    assert_eq!(said(on_call, individual), [""; 0]);
    assert_eq!(said(None, individual), ["no-approval-by-manager"]);
    assert_eq!(said(manager, None), ["no-approval-by-responsible-individual"]);
    assert_eq!(said(None, None), ["no-approval-by-manager", "no-approval-by-responsible-individual"]);
    let both = Some(approval(MANAGER, Role::ResponsibleIndividual));
    assert_eq!(said(manager, both), ["one-person-approved"]);
    let wrong = |manager, individual| {
        misfit(&record, with(|event| (event.manager, event.individual) = (manager, individual)))
    };
    assert!(wrong(individual, individual).unwrap().contains("expected `manager`"));
    assert!(wrong(manager, manager).unwrap().contains("expected `individual`"));
}

#[test]
fn the_statement_of_purpose_has_it() {
    let record = record(vec![]);
    let said = |emergencies| bars(&found(&record, with(|event| event.seen.emergencies = emergencies)));
    assert_eq!(said(Told::Known(true)), [""; 0]);
    assert_eq!(said(Told::Known(false)), ["emergencies-not-in-purpose"]);
    assert_eq!(said(Told::default()), ["emergencies-not-known"]);
}

#[test]
fn it_is_about_this_night_and_what_is_known_now() {
    let record = record(vec![]);
    assert_eq!(misfit(&record, admitted()), None);
    let other_day = with(|event| event.seen.planned_on = day(4));
    assert!(misfit(&record, other_day).unwrap().contains("on the day of the admission"));
    let kind = with(|event| event.receipt = receipt("placement.impact", &event.assessed, &["suitable"]));
    assert!(misfit(&record, kind).unwrap().contains("this kind of report"));
    let silent = with(|event| event.kept_safe_by = Some(words("")));
    assert!(misfit(&record, silent).unwrap().contains("how everybody is kept safe"));
    // Judged for another day, or while somebody else lived there.
    let other = with(|event| (event.assessed, event.receipt) = matched(&child(), &home(), 4));
    assert_eq!(bars(&found(&record, other)), ["assessed-for-another-date"]);
    let alone = home_with(vec![]);
    let other = with(|event| (event.assessed, event.receipt) = matched(&child(), &alone, 3));
    assert_eq!(bars(&found(&record, other)), ["assessed-without-resident"]);
    let unknown = with(|event| event.seen.residents = Told::default());
    let found = found(&record, unknown);
    assert_eq!(bars(&found), ["residents-not-known", "assessed-with-resident-gone"]);
}

#[test]
fn nobody_is_admitted_unasked() {
    let mut silent = child();
    silent.own_view = OwnView::NotAsked;
    let event = emergency_on(&silent, &home(), 3);
    assert_eq!(bars(&found(&after(unasked(), []), event)), ["own-view-not-asked"]);
}

fn of(child: &Child, home: &Home) -> (Vec<&'static str>, Vec<&'static str>) {
    let opening = mutual_care::placement::referral::SubmittedToHome {
        child: Box::new(child.clone()),
        ..crate::people::submitted()
    };
    let found = found(&after(opening, []), emergency_on(child, home, 3));
    (bars(&found), warns(&found))
}

/// By the engine itself.
#[test]
fn law_is_not_skipped() {
    let mut full = home();
    full.places = Fact::known(1);
    assert_eq!(of(&child(), &full).0, ["place-free"]);
    let mut unknown = home();
    unknown.places = Fact::default();
    assert_eq!(of(&child(), &unknown).0, ["place-free"], "not known is not yes");
    let mut none = home();
    none.emergencies = Fact::known(false);
    assert_eq!(of(&child(), &none).0, ["emergency-within-purpose", "emergencies-not-in-purpose"]);
    let mut away = home();
    away.area = Fact::known("E99000009".parse().unwrap());
    assert_eq!(of(&child(), &away).0, ["authority-step-open"]);
    let step = AuthorityStep::DistantPlacementApproval;
    let taken = record(vec![StepTaken { on: day(2), step, by: worker(WORKER) }.into()]);
    assert_eq!(bars(&found(&taken, emergency_on(&child(), &away, 3))), [""; 0]);
}

#[test]
fn safety_with_those_who_live_there_is_not_skipped_and_the_rest_is_told() {
    let mut harms = child();
    harms.risks_to_others = Facts::only([RiskToOthers::PhysicalHarm]);
    let mut easily_hurt = resident(RESIDENT);
    easily_hurt.child.vulnerable_to = Facts::only([Vulnerability::PhysicalHarm]);
    let together = without_mitigations(home_with(vec![easily_hurt.clone()]));
    assert_eq!(of(&harms, &together).0, ["no-violence-between"]);
    // That somebody says how they are kept safe is no answer to a no.
    let opening = mutual_care::placement::referral::SubmittedToHome {
        child: Box::new(harms.clone()),
        ..crate::people::submitted()
    };
    let mut held = emergency_on(&harms, &together, 3);
    held.kept_safe_by = Some(words("Two awake at night."));
    assert_eq!(bars(&found(&after(opening, []), held)), ["no-violence-between"]);
    // Not known between the two bars, unless somebody says how everybody is kept safe until it is.
    easily_hurt.child.vulnerable_to = Facts::default();
    let not_known = home_with(vec![easily_hurt]);
    let unknown = of(&harms, &not_known);
    assert_eq!(unknown.0, ["no-violence-between"]);
    let opening = mutual_care::placement::referral::SubmittedToHome {
        child: Box::new(harms.clone()),
        ..crate::people::submitted()
    };
    let mut event = emergency_on(&harms, &not_known, 3);
    event.kept_safe_by = Some(words("Two awake at night; never alone together."));
    let found = found(&after(opening, []), event);
    assert_eq!(bars(&found), [""; 0]);
    assert_eq!(warns(&found), ["no-violence-between", "kept-safe-meanwhile"]);
    // Staff who still have to be found are a warning tonight, and bar the decision later.
    let mut short = home();
    short.roster = mutual_care::placement::Roster::always(Fact::known(0));
    let mut needs = child();
    let one_to_one = mutual_care::placement::Ratio::new(1, 1).unwrap();
    needs.staffing = Fact::known(mutual_care::placement::Staffing::always(one_to_one).into());
    let (barred, warned) = of(&needs, &short);
    assert_eq!(barred, [""; 0]);
    assert!(warned.contains(&"staff-by-day") && warned.contains(&"staff-by-night"), "{warned:?}");
}

#[test]
fn how_a_receipt_is_read_in_an_emergency() {
    let record = record(vec![]);
    let said = |codes: &[&str], kept: bool| {
        let event = with(|event| {
            event.receipt = receipt("placement.matching", &event.assessed, codes);
            event.kept_safe_by = kept.then(|| words("Two awake at night."));
        });
        bars(&found(&record, event))
    };
    assert_eq!(said(&["suitable"], false), [""; 0]);
    for (code, without, with) in [
        ("law-no", 1, 1),
        ("law-not-known", 1, 1),
        ("resident-no", 1, 1),
        ("resident-not-known", 1, 0),
        ("safety-no", 0, 0),
        ("safety-not-known", 0, 0),
    ] {
        let code = format!("{code}.no-fire-between");
        assert_eq!(said(&["not_suitable", &code], false).len(), without, "{code}");
        assert_eq!(said(&["not_suitable", &code], true).len(), with, "{code}");
    }
    assert_eq!(said(&["suitable", "waits-for.key_stage_4_approval"], true), ["authority-step-open"]);
    assert_eq!(said(&["suitable", "waits-for.something_new"], true), ["authority-step-open"]);
    assert_eq!(said(&["not_suitable"], true), ["verdict-not-suitable"], "a no that does not say of what");
    assert_eq!(said(&["cannot_say_yet"], true), ["verdict-open"]);
    assert_eq!(said(&[], true), ["verdict-not-understood"]);
}

#[test]
fn a_worry_is_told_and_does_not_leave_a_child_on_the_street() {
    let worried = record(vec![worry(WorryOf::Resident).into()]);
    let found = found(&worried, emergency_on(&child(), &home(), 12));
    assert_eq!((bars(&found).len(), warns(&found)), (0, vec!["worry-open"]));
}

#[test]
fn what_was_done_without_leave_is_recorded_and_owes_the_same() {
    let record = then(record(planning()), with(|event| event.individual = None));
    assert_eq!(record.status(), Status::EmergencyAdmitted);
    let kept = record.journal().last().unwrap().findings();
    assert!(kept.iter().any(|kept| kept.code().as_str() == "no-approval-by-responsible-individual"));
    assert_eq!(record.case().planned_on(), day(3));
    let duties = record.duties(day(3), &policy(), &England);
    assert!(duties.iter().any(|duty| duty.rule().code == "placement-plan-owed"));
}

fn by(record: &Referral, policy: &Policy, code: &str) -> Deadline {
    let duties = record.duties(day(3), policy, &England);
    duties.iter().find(|duty| duty.rule().code == code).unwrap().deadline()
}

/// Admitted on Maundy Thursday, 2 April 2026: Good Friday and Easter Monday are no working days.
#[test]
fn what_is_owed_has_a_date_in_working_days() {
    let on = NaiveDate::from_ymd_opt(2026, 4, 2).unwrap();
    let thursday = u64::try_from((on - day(0)).num_days()).unwrap();
    let record = record(vec![emergency_on(&child(), &home(), thursday).into()]);
    let friday = Deadline::By(NaiveDate::from_ymd_opt(2026, 4, 13).unwrap());
    for code in [
        "placement-plan-owed",
        "notifications-owed",
        "planning-meeting-owed",
        "liaison-owed",
        "assessments-owed",
    ] {
        assert_eq!(by(&record, &policy(), code), friday, "{code}");
    }
    assert_eq!(by(&record, &policy(), "host-authority-owed"), Deadline::NoDay, "without delay");
    // What the law says is not the policy's to say.
    let days = Policy { rest_within: Some(mutual_care::base::Term::Days(2)), ..policy() };
    assert_eq!(by(&record, &days, "placement-plan-owed"), friday);
    let saturday = NaiveDate::from_ymd_opt(2026, 4, 4).unwrap();
    assert_eq!(by(&record, &days, "liaison-owed"), Deadline::By(saturday));
    let none = Policy { rest_within: None, ..policy() };
    assert_eq!(by(&record, &none, "assessments-owed"), Deadline::NoDay);
}

#[test]
fn what_is_owed_is_done_when_it_is_done() {
    let standing = |record: &Referral, code: &str, on| {
        let duties = record.duties(day(on), &policy(), &crate::kit::EveryDay);
        duties.iter().find(|duty| duty.rule().code == code).unwrap().standing(day(on))
    };
    let fresh = record(vec![admitted().into()]);
    assert_eq!(standing(&fresh, "placement-plan-owed", 8), Standing::Due);
    assert_eq!(standing(&fresh, "placement-plan-owed", 9), Standing::Late { days: 1 });
    let done = AfterwardsDone { on: day(9), what: Afterwards::PlacementPlan };
    let planned = then(fresh.clone(), done);
    assert_eq!(standing(&planned, "placement-plan-owed", 9), Standing::DoneLate { days: 1 });
    assert_eq!(standing(&planned, "notifications-owed", 9), Standing::Late { days: 1 });
    let again = then(planned, AfterwardsDone { on: day(10), what: Afterwards::PlacementPlan });
    assert_eq!(again.case().afterwards()[&Afterwards::PlacementPlan], day(9), "the first time counts");
    assert_eq!(standing(&fresh, "liaison-owed", 9), Standing::Late { days: 1 });
    let asked = then(fresh.clone(), LiaisonHeld { on: day(6), ..liaison(RESIDENT) });
    assert_eq!(standing(&asked, "liaison-owed", 9), Standing::Done);
    let met = then(fresh, PlanningMeetingHeld { on: day(8), ..meeting() });
    assert_eq!(standing(&met, "planning-meeting-owed", 9), Standing::Done);
    let all = rest_done();
    assert_eq!(standing(&all, "assessments-owed", 20), Standing::DoneLate { days: 2 });
    let worried = then(all, WorryRaised { on: day(20), ..worry(WorryOf::Child) });
    assert!(matches!(standing(&worried, "assessments-owed", 20), Standing::Late { .. }), "to be made again");
    // Where nobody else lives there, nobody is to be asked.
    let alone = record_alone();
    assert_eq!(standing(&alone, "liaison-owed", 9), Standing::Done);
}

fn record_alone() -> Referral {
    record(vec![emergency_on(&child(), &home_with(vec![]), 3).into()])
}

#[test]
fn the_referral_is_open_until_the_rest_is_done() {
    let fresh = record(vec![admitted().into()]);
    let missing = bars(&fresh.missing_for_decision(day(8), &policy()));
    assert_eq!(missing.iter().filter(|code| **code == "still-owed-after-emergency").count(), 3);
    for code in ["planning-meeting-missing", "liaison-missing", "compatibility-missing", "impact-missing"] {
        assert!(missing.contains(&code), "{code}");
    }
    for skipped in ["transition-missing", "planned-date-passed"] {
        assert!(!missing.contains(&skipped), "{skipped}");
    }
    let all = rest_done();
    assert!(found(&all, accepted()).is_empty());
    let closed = then(all, accepted());
    assert_eq!(closed.status(), Status::MovedIn);
    let Referral::MovedIn(moved) = &closed else { panic!("moved in") };
    assert_eq!(moved.case().closed(), Some(Closed::MovedIn { on: day(3) }), "since the emergency");
    let duties = closed.duties(day(20), &policy(), &England);
    assert!(duties.iter().all(|duty| duty.done_on().is_some()), "all of it is done");
}
