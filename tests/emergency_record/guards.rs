//! Each guard of a plan at rest, on its boundary from both sides.

use mutual_care::agreement::{ProofGiven, RiskAccepted};
use mutual_care::base::{BestInterests, Finding, Power, Role, Said, Say, Term, Told};
use mutual_care::emergency::record::{
    AgreedTo, BecameActive, DrawnUp, EmergencyPlan, EmergencyPlanEvent, FoundWrong, LearntFrom, OverBecause,
    PersonWithdrew, PlanChanged, PlanEnded, PlanEndedBecause, Policy, ProvenAnew, ResponderWithdrew,
    Reviewed, SharedWith, Status, StoodDown, WithdrewBecause, WordsPutRight, WrongPart,
};
use mutual_care::machine::{Machine, Setting, Step};

use crate::family::{
    AUNT_COMES, MOTHER, PLAN, SATURDAY, SON, TEAM_COMES, activated, active, after, agreed, agreed_to,
    at_night, bars, clock, day, drawn_up, found, id, misfit, package, person, plan, plan_with, proof_of,
    receipt, record, responder, says, says_under, shared, shared_with_all, warns, week, words, worker,
};
use crate::kit::{EveryDay, stamp_as};

fn opened(event: DrawnUp, policy: &Policy) -> Result<Vec<&'static str>, String> {
    let setting = Setting::new(policy, &EveryDay);
    EmergencyPlan::open(id(PLAN), event, stamp_as(1, Role::SocialWorker), &setting)
        .map(|accepted| accepted.findings.iter().map(Finding::code).collect())
        .map_err(|refused| refused.to_string())
}

#[test]
fn a_plan_is_about_somebody_and_each_once() {
    let policy = Policy::default();
    let about = |people: &[u128]| {
        let people = people.iter().map(|number| person(*number)).collect();
        opened(DrawnUp { people, ..drawn_up() }, &policy).is_ok()
    };
    assert!(about(&[MOTHER]) && about(&[MOTHER, SON]));
    assert!(!about(&[]) && !about(&[MOTHER, MOTHER]));
    assert!(opened(DrawnUp { on: day(0), ..drawn_up() }, &policy).is_ok());
    let before = opened(DrawnUp { on: day(0).pred_opt().unwrap(), ..drawn_up() }, &policy);
    assert!(before.unwrap_err().contains("no earlier than the day the plan was drawn up"));
}

#[test]
fn values_the_policy_lacks_are_said_where_they_would_count() {
    let bare = Policy::default();
    let set = Policy {
        share_within: Some(Term::Days(7)),
        review_within: Some(Term::Months(12)),
        look_back_within: Some(Term::Days(14)),
        ..Policy::default()
    };
    assert_eq!(opened(drawn_up(), &bare).unwrap(), ["policy-not-set", "policy-not-set", "no-review-date"]);
    assert_eq!(opened(drawn_up(), &set).unwrap(), [""; 0]);
    // A date in the plan is enough.
    let dated = plan_with(|parts| parts.review_by = Some(day(100)));
    let dated = DrawnUp { plan: dated, ..drawn_up() };
    assert_eq!(opened(dated, &bare).unwrap(), ["policy-not-set"]);
    let under = |policy: &Policy, record: &EmergencyPlan, event: EmergencyPlanEvent| -> Vec<&'static str> {
        let found = says_under(policy, record, Step::Regularly(event), Role::SocialWorker);
        found.iter().map(Finding::code).collect()
    };
    let becomes = BecameActive { on: day(3), with_package: None };
    assert_eq!(under(&bare, &record(agreed()), becomes.into()), ["policy-not-set", "no-review-date"]);
    assert_eq!(under(&set, &record(agreed()), becomes.into()), [""; 0]);
    let reviewed = Reviewed { on: day(9), next_by: None };
    assert_eq!(under(&bare, &record(active()), reviewed.into()), ["policy-not-set", "no-review-date"]);
    assert_eq!(under(&set, &record(active()), reviewed.into()), [""; 0]);
    let next = Reviewed { on: day(9), next_by: Some(day(10)) };
    assert_eq!(under(&bare, &record(active()), next.into()), [""; 0]);
    assert_eq!(under(&bare, &record(active()), activated().into()), ["policy-not-set"]);
    assert_eq!(under(&set, &record(active()), activated().into()), [""; 0]);
}

#[test]
fn it_is_shared_with_somebody_who_is_in_it() {
    let draft = record(Vec::new());
    let with = |people: &[u128], responders: &[u128]| SharedWith {
        on: day(1),
        people: people.iter().map(|number| person(*number)).collect(),
        responders: responders.iter().map(|number| responder(*number)).collect(),
    };
    assert_eq!(misfit(&draft, with(&[SON], &[])), None);
    assert_eq!(misfit(&draft, with(&[], &[TEAM_COMES])), None);
    assert!(misfit(&draft, with(&[], &[])).unwrap().contains("expected somebody with whom it was shared"));
    assert!(misfit(&draft, with(&[77], &[])).unwrap().contains("expected somebody the plan is about"));
    assert!(misfit(&draft, with(&[], &[77])).unwrap().contains("expected a responder of this plan"));
}

#[test]
fn nothing_happens_to_a_version_before_there_is_one() {
    let changed = PlanChanged {
        on: day(5),
        plan: plan_with(|parts| parts.responders.truncate(1)),
        people: vec![person(SON)],
    };
    let record = record(vec![changed.into()]);
    let only_son = |on| SharedWith { on: day(on), people: vec![person(SON)], responders: vec![] };
    assert_eq!(misfit(&record, only_son(5)), None);
    assert!(misfit(&record, only_son(4)).unwrap().contains("no earlier than the day of this version"));
}

#[test]
fn everybody_it_is_about_agrees_or_it_is_not_agreed_to() {
    let record = record(shared());
    let with =
        |mother: Say, son: Say| bars(&found(&record, AgreedTo { says: says(mother, son), ..agreed_to() }));
    assert_eq!(with(Say::Agrees, Say::Agrees), [""; 0]);
    assert_eq!(with(Say::Agrees, Say::NotAsked), ["agreement-not-known"]);
    assert_eq!(with(Say::Disagrees { wants: None }, Say::Agrees), ["does-not-agree"]);
    assert_eq!(
        with(Say::Disagrees { wants: Some(words("to stay at home")) }, Say::NotAsked),
        ["does-not-agree", "agreement-not-known"],
        "all reasons at once"
    );
    let mut silent = agreed_to();
    silent.says.pop();
    assert_eq!(bars(&found(&record, silent)), ["agreement-not-known"], "who is missing was not asked");
    let mut twice = agreed_to();
    twice.says.push(twice.says[0].clone());
    assert!(misfit(&record, twice).unwrap().contains("each once"));
    let mut stranger = agreed_to();
    stranger.says[0].person = person(77);
    assert!(misfit(&record, stranger).is_some());
}

#[test]
fn who_decides_for_somebody_is_told_and_who_is_in_the_plan_too_is_looked_at() {
    let record = record(shared());
    let by = |decider: mutual_care::base::Actor, covers| Say::DecidedByPower {
        by: decider,
        power: Power::WelfareDeputy,
        covers_this: covers,
        registered: Told::default(),
        agrees: true,
    };
    let with = |son: Say| found(&record, AgreedTo { says: says(Say::Agrees, son), ..agreed_to() });
    let mother = with(by(person(MOTHER).into(), Told::Known(true)));
    assert!(!mother.bars());
    assert_eq!(mother.with_code("decides-for-the-other").count(), 1);
    assert_eq!(mother.with_code("said-in-anothers-place").count(), 1);
    let outsider = with(by(worker().into(), Told::Known(true)));
    assert_eq!(outsider.with_code("decides-for-the-other").count(), 0);
    assert_eq!(outsider.with_code("said-in-anothers-place").count(), 1);
    // Whoever decides is in the plan whether or not they were asked for themselves.
    let alone = vec![Said { person: person(SON), say: by(person(MOTHER).into(), Told::Known(true)) }];
    let unasked = found(&record, AgreedTo { says: alone, ..agreed_to() });
    assert_eq!(bars(&unasked), ["agreement-not-known"]);
    assert_eq!(unasked.with_code("decides-for-the-other").count(), 1);
    // A power that is not known to cover this settles nothing.
    assert_eq!(bars(&with(by(worker().into(), Told::default()))), ["agreement-not-known"]);
    let against = BestInterests {
        assessed_by: worker().into(),
        assessed_on: day(1),
        decided_by: worker().into(),
        consulted: Vec::new(),
        agrees: false,
    };
    assert_eq!(bars(&with(Say::BestInterests(against))), ["does-not-agree"]);
}

#[test]
fn nobody_agrees_to_what_they_have_not_got() {
    let mut some = shared_with_all();
    some.people.pop();
    some.responders.pop();
    let found = found(&record(vec![some.into()]), agreed_to());
    assert_eq!(bars(&found), ["person-has-not-got-plan"]);
    assert_eq!(found.with_code("responder-has-not-got-plan").count(), 1);
    assert!(!crate::family::found(&record(shared()), agreed_to()).bars());
}

#[test]
fn a_proof_is_of_this_very_version_and_holds_at_level_one_or_the_risk_is_accepted() {
    let record = record(shared());
    let with = |proof: Option<ProofGiven>, risk: bool| {
        let risk = risk.then(|| RiskAccepted {
            reason: words("It is the best there is."),
            accepted_by: worker().into(),
        });
        found(&record, AgreedTo { proof, risk, ..agreed_to() })
    };
    let other = plan_with(|parts| parts.responders.truncate(2));
    assert_eq!(bars(&with(Some(proof_of(&plan(), 1)), false)), [""; 0]);
    assert_eq!(bars(&with(Some(proof_of(&plan(), 3)), false)), [""; 0]);
    assert_eq!(bars(&with(Some(proof_of(&plan(), 0)), false)), ["proof-fails"]);
    assert_eq!(bars(&with(Some(proof_of(&other, 1)), false)), ["proof-of-another-version"]);
    assert_eq!(bars(&with(Some(proof_of(&other, 0)), false)), ["proof-of-another-version", "proof-fails"]);
    assert_eq!(bars(&with(None, false)), ["not-proven"]);
    for (proof, code) in [
        (None, "not-proven"),
        (Some(proof_of(&plan(), 0)), "proof-fails"),
        (Some(proof_of(&other, 1)), "proof-of-another-version"),
    ] {
        let accepted = with(proof, true);
        assert!(!accepted.bars());
        assert_eq!(accepted.with_code(code).count(), 1, "what is wrong is told all the same");
        assert_eq!(accepted.with_code("risk-accepted").count(), 1);
    }
    let no_risk = with(Some(proof_of(&plan(), 1)), true);
    assert_eq!(no_risk.with_code("risk-accepted").count(), 0, "nothing to accept");
    assert_eq!(no_risk.with_code("proof-only-claimed").count(), 1, "read from a file");
    // A number that was put right is the same version.
    let right = plan_with(|parts| parts.responders[0].contact = words("01632 960018"));
    assert_eq!(bars(&with(Some(proof_of(&right, 1)), false)), [""; 0]);
}

#[test]
fn the_receipt_of_something_else_is_no_proof_and_an_empty_reason_none() {
    let record = record(shared());
    let read = [plan().fingerprint().unwrap(), week().fingerprint().unwrap()];
    let else_ = ProofGiven { receipt: receipt("support.review", 1, &read), as_at: day(0) };
    let said = misfit(&record, AgreedTo { proof: Some(else_), ..agreed_to() }).unwrap();
    assert!(said.contains("expected the receipt of a proof of an emergency plan"), "{said}");
    let risk = |reason: &str| Some(RiskAccepted { reason: words(reason), accepted_by: worker().into() });
    let none = |risk| AgreedTo { proof: None, risk, ..agreed_to() };
    assert!(misfit(&record, none(risk(""))).unwrap().contains("expected why the risk is accepted"));
    assert_eq!(misfit(&record, none(risk("There is nobody else."))), None);
}

#[test]
fn the_risk_is_accepted_by_whom_the_policy_lets() {
    let record = record(shared());
    let risk = RiskAccepted { reason: words("There is nobody else."), accepted_by: worker().into() };
    let event = AgreedTo { proof: None, risk: Some(risk), ..agreed_to() };
    let under =
        |policy: &Policy, role| says_under(policy, &record, Step::Regularly(event.clone().into()), role);
    let anybody = under(&Policy::default(), Role::SocialWorker);
    assert!(!anybody.bars());
    assert_eq!(anybody.with_code("policy-not-set").count(), 1);
    let managers = Policy { accepts_risk: Some([Role::TeamManager].into()), ..Policy::default() };
    assert_eq!(bars(&under(&managers, Role::SocialWorker)), ["not-in-this-role"]);
    assert!(!under(&managers, Role::TeamManager).bars());
}

#[test]
fn a_plan_agreed_to_on_a_proposed_package_becomes_active_with_it() {
    let agreed = AgreedTo { on_proposed_package: Some(package(4)), ..agreed_to() };
    let record = record(vec![shared_with_all().into(), agreed.into()]);
    let with = |with_package| found(&record, BecameActive { on: day(3), with_package });
    assert_eq!(bars(&with(None)), ["package-not-active"]);
    assert!(!with(Some(package(4))).bars());
    assert_eq!(with(Some(package(4))).with_code("package-another-revision").count(), 0);
    assert_eq!(with(Some(package(5))).with_code("package-another-revision").count(), 1);
    let mut other = package(4);
    other.id = id::<mutual_care::base::kinds::PackageLine>(701).any();
    assert_eq!(bars(&with(Some(other))), ["package-not-active"]);
    assert!(misfit(&record, BecameActive { on: day(0), with_package: None }).is_none());
}

#[test]
fn a_change_says_something_else_and_putting_right_does_not() {
    let record = record(agreed());
    let same = || plan_with(|parts| parts.responders[0].name = words("Winifred Thistle"));
    let other = || plan_with(|parts| parts.responders[0].answers_min = 6);
    let people = record.case().agreement().people().to_vec();
    let changed = |plan, people: &[_]| PlanChanged { on: day(3), plan, people: people.to_vec() };
    assert_eq!(misfit(&record, changed(other(), &people)), None);
    assert_eq!(misfit(&record, changed(same(), &people[..1])), None, "about fewer people is another plan");
    assert!(misfit(&record, changed(same(), &people)).unwrap().contains("says something else"));
    let right = |plan| WordsPutRight { on: day(3), plan };
    assert_eq!(misfit(&record, right(same())), None);
    assert!(misfit(&record, right(other())).unwrap().contains("the same plan but for its words"));
    for stranger in [plan_with(|parts| parts.id = id(777)), plan_with(|parts| parts.household = id(777))] {
        let said = misfit(&record, changed(stranger.clone(), &people)).unwrap();
        assert!(said.contains("expected another version of the same plan"), "{said}");
        assert!(misfit(&record, right(stranger)).is_some());
    }
}

#[test]
fn a_proof_anew_is_held_against_this_version_and_bars_what_does_not_hold() {
    let record = record(active());
    let with = |proof| found(&record, ProvenAnew { on: day(9), proof });
    assert!(!with(proof_of(&plan(), 1)).bars());
    assert_eq!(bars(&with(proof_of(&plan(), 0))), ["proof-fails"]);
    let other = plan_with(|parts| parts.responders.truncate(2));
    assert_eq!(bars(&with(proof_of(&other, 2))), ["proof-of-another-version"]);
    let read = [plan().fingerprint().unwrap()];
    let review = ProofGiven { receipt: receipt("support.review", 1, &read), as_at: day(0) };
    assert!(misfit(&record, ProvenAnew { on: day(9), proof: review }).is_some());
}

#[test]
fn only_who_is_in_the_plan_withdraws_and_a_responder_once() {
    let record = record(active());
    let gone = |number| PersonWithdrew { on: day(9), person: person(number), wants: None };
    assert_eq!(misfit(&record, gone(MOTHER)), None);
    assert!(misfit(&record, gone(77)).is_some());
    let leaves = |number| {
        let because = WithdrewBecause::Gone;
        ResponderWithdrew { on: day(9), responder: responder(number), because }
    };
    assert_eq!(misfit(&record, leaves(AUNT_COMES)), None);
    assert!(misfit(&record, leaves(77)).is_some());
    let mut events = active();
    events.push(leaves(AUNT_COMES).into());
    assert!(misfit(&crate::family::record(events), leaves(AUNT_COMES)).is_some());
}

#[test]
fn the_next_review_comes_after_this_one() {
    let record = record(active());
    let next = |next_by| Reviewed { on: day(9), next_by };
    assert_eq!(misfit(&record, next(Some(day(10)))), None);
    assert!(misfit(&record, next(Some(day(9)))).unwrap().contains("later than `on`"));
    assert_eq!(misfit(&record, next(None)), None);
}

fn after_an_emergency() -> Vec<EmergencyPlanEvent> {
    let mut events = at_night();
    events.push(
        StoodDown {
            on: day(SATURDAY + 1),
            at: clock("09:00"),
            because: OverBecause::BackAgain,
            all_well: Told::Known(true),
        }
        .into(),
    );
    events
}

fn learnt(on: u64, activation: u32) -> LearntFrom {
    LearntFrom { on: day(on), activation, wrong: Vec::new(), changes: words("") }
}

#[test]
fn what_is_over_is_looked_back_at_once() {
    let record = record(after_an_emergency());
    assert_eq!(misfit(&record, learnt(SATURDAY + 1, 1)), None);
    assert!(misfit(&record, learnt(SATURDAY, 1)).unwrap().contains("no earlier than the end"));
    for number in [0, 2] {
        assert!(misfit(&record, learnt(20, number)).unwrap().contains("expected an emergency that is over"));
    }
    let mut events = after_an_emergency();
    events.push(learnt(20, 1).into());
    assert!(misfit(&crate::family::record(events), learnt(21, 1)).is_some(), "once");
}

#[test]
fn what_was_wrong_and_changes_nothing_is_looked_at() {
    let record = record(after_an_emergency());
    let wrong = || vec![FoundWrong { part: WrongPart::Keys, responder: None, words: words("No key.") }];
    let with = |wrong, changes: &str| {
        let event = LearntFrom { wrong, changes: words(changes), ..learnt(20, 1) };
        found(&record, event).with_code("wrong-and-nothing-changes").count()
    };
    assert_eq!(with(wrong(), ""), 1);
    assert_eq!(with(wrong(), "The neighbour gets a key."), 0);
    assert_eq!(with(Vec::new(), ""), 0);
}

#[test]
fn a_plan_that_is_replaced_names_the_other_and_what_was_not_learnt_is_told() {
    let ended = |because, goes_on_in| PlanEnded { on: day(30), because, goes_on_in };
    let record = record(after_an_emergency());
    assert_eq!(misfit(&record, ended(PlanEndedBecause::Replaced, Some(id(777)))), None);
    assert!(misfit(&record, ended(PlanEndedBecause::Replaced, None)).is_some());
    assert!(misfit(&record, ended(PlanEndedBecause::NotNeeded, Some(id(777)))).is_some());
    assert!(misfit(&record, ended(PlanEndedBecause::Replaced, Some(id(PLAN)))).is_some());
    let not_needed = ended(PlanEndedBecause::NotNeeded, None);
    assert_eq!(warns(&found(&record, not_needed)), ["nobody-looked-back"]);
    let mut events = after_an_emergency();
    events.push(learnt(20, 1).into());
    assert!(found(&crate::family::record(events), not_needed).is_empty());
}

#[test]
fn every_rule_stands_in_the_table_once_and_in_order() {
    use mutual_care::emergency::record::rules;
    for (place, rule) in rules::TABLE.iter().enumerate() {
        assert_eq!(usize::from(rule.place), place, "{}", rule.code);
        assert_eq!(rules::TABLE.iter().filter(|other| other.code == rule.code).count(), 1);
        let professional = rule.audience == mutual_care::base::Audience::Professionals;
        assert!(!rule.professional.is_empty() && (professional || !rule.person.is_empty()), "{}", rule.code);
    }
    assert!(rules::TABLE.is_sorted_by_key(|rule| rule.weight), "bars, then warns, then notes");
    for rule in rules::TABLE.iter().filter(|rule| !rule.person.is_empty()) {
        let said = rule.person;
        assert!(said.split_whitespace().count() <= 25, "{}: short enough to be read out", rule.code);
        assert!(said.ends_with(['.', '?']), "{}", rule.code);
        assert!(!said.contains(|c: char| c.is_ascii_digit() || "_{}".contains(c)), "{}: in words", rule.code);
    }
    assert_eq!(after(drawn_up(), []).status(), Status::Drafted);
}
