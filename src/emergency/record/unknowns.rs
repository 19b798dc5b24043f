//! What a plan rests on without anybody knowing, or though somebody should look: found, and so kept, when it is agreed to.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{PlanCase, rules};
use crate::agreement::ProofGiven;
use crate::base::{Amount, Finding, Findings, Rule, Told};
use crate::emergency::counted_on::of_age;
use crate::emergency::periods::not_on_this_day;
use crate::emergency::proof::receipt;
use crate::emergency::rules::{NEVER_REACHABLE, UNDER_18_COUNTED_ON};
use crate::emergency::{Agreed, PersonPage, Plan, Responder, ResponderKind};
use crate::need::Age;

/// What a plan itself shows on a day that its agreement should hold, with a proof or without.
pub(super) fn of_the_plan(case: &PlanCase, on: NaiveDate) -> Findings {
    let mut findings: Findings = against_wishes(case).collect();
    findings.extend(never_reachable(case.plan()));
    findings.extend(under_18(case, on));
    findings.extend(not_on_this_day(case.plan(), on).map(|one| one.found(on)));
    findings.extend(case.out_of_date(on));
    findings
}

/// What a proof says that it rests on without knowing, or though somebody should look: each is kept. A proof of an edition
/// that looked at less says nothing by its silence.
pub(super) fn rests_on(plan: &Plan, proof: &ProofGiven) -> impl Iterator<Item = Finding> {
    let plan = plan.id();
    let edition = proof.receipt.edition();
    let earlier = (edition < receipt::ENGINE).then(|| {
        let edition = Amount::Count(edition.into());
        Finding::new(&rules::PROOF_BY_EARLIER_EDITION).about(plan).with("edition", edition)
    });
    let codes = &proof.receipt.headline().codes;
    let said = |code: &str| codes.iter().any(|word| word.as_str() == code);
    let found: Vec<Finding> = (WHAT_IT_RESTS_ON.iter())
        .filter(|(code, _)| said(code))
        .map(|(code, rule)| {
            let perhaps = *code == receipt::UNDER_18 && said(receipt::PERHAPS_UNDER_18);
            of_age(Finding::new(rule).about(plan), perhaps.then_some(Age::PerhapsUnder18))
        })
        .collect();
    earlier.into_iter().chain(found)
}

/// For each code of a proof's headline that says on what it rests, the finding that is kept. Wishes and who can never be
/// reached stand in the plan itself, and are told from there, person by person.
const WHAT_IT_RESTS_ON: &[(&str, &Rule)] = &[
    (receipt::UNDER_72_HOURS, &rules::PROOF_ASKED_LESS),
    (receipt::SOME_AS_PLANNED, &rules::PROOF_ASKED_LESS),
    (receipt::PLANNED_ABSENCE, &rules::PROOF_ASKED_LESS),
    (receipt::CRITICAL_HOURS_NOT_KNOWN, &rules::CRITICAL_HOURS_NOT_KNOWN),
    (receipt::NOBODY_THERE, &rules::NOBODY_THERE),
    (receipt::HOURS_NOT_KNOWN, &rules::HOURS_NOT_KNOWN),
    (receipt::SOME_UNNOTICED, &rules::SOME_UNNOTICED),
    (receipt::ENDS_SOON, &rules::RESTS_ON_WHAT_ENDS),
    (receipt::UNDER_18, &rules::RESTS_ON_UNDER_18),
    (receipt::AGE_NOT_KNOWN, &rules::RESTS_ON_AGE_NOT_KNOWN),
    (receipt::NOTICES_BEYOND, &rules::RESTS_ON_NOTICING),
    (receipt::ASSUMED, &rules::RESTS_ON_ASSUMED),
    (receipt::NOT_CONFIRMED, &rules::RESTS_ON_NOT_CONFIRMED),
    (receipt::OTHER_IF_CONFIRMED, &rules::OTHER_STRENGTH_IF_CONFIRMED),
    (receipt::ON_SOME_DAYS, &rules::RESTS_ON_SOME_DAYS),
    (receipt::SKILL_OR_AWAKE, &rules::RESTS_ON_SKILL_OR_AWAKE),
    (receipt::OVER_COMMITTED, &rules::RESTS_ON_OVER_COMMITTED),
    (receipt::TOO_MUCH_AT_ONCE, &rules::RESTS_ON_TOO_MUCH_AT_ONCE),
    (receipt::NO_REST, &rules::RESTS_ON_NO_REST),
];

/// Everybody who would be called though somebody does not want them called, or in the house.
fn against_wishes(case: &PlanCase) -> impl Iterator<Item = Finding> + '_ {
    let called = case.plan().responders().iter().filter(|one| one.can_be_reached());
    called.flat_map(|one| {
        unwanted(case, one)
            .map(|page| Finding::new(&rules::AGREED_AGAINST_WISHES).about(one.id).about(page.person))
    })
}

/// The people who do not want a responder called, or in the house. A bed is elsewhere, and whom the plan is about is at
/// home.
pub(super) fn unwanted<'a>(
    case: &'a PlanCase,
    one: &'a Responder,
) -> impl Iterator<Item = &'a PersonPage> + 'a {
    let at_home = case.agreement.people().iter().any(|person| one.source == (*person).into());
    let comes_in = one.kind != ResponderKind::EmergencyBed && !at_home;
    case.plan().people().iter().filter(move |page| {
        page.wishes.rules_out(one.source) || (comes_in && page.wishes.shuts_out(one.source))
    })
}

/// Everybody under 18 who is on the list and has not said no, whatever a proof says of it: there may be none, or one that
/// did not look.
fn under_18(case: &PlanCase, on: NaiveDate) -> impl Iterator<Item = Finding> + '_ {
    let young =
        |one: &&Responder| one.age.is_some_and(Age::may_be_under_18) && one.agreed != Told::Known(Agreed::No);
    case.plan().responders().iter().filter(young).map(move |one| found_under_18(one, on))
}

/// That somebody is, or may be, under 18 on a day.
pub(super) fn found_under_18(one: &Responder, on: NaiveDate) -> Finding {
    of_age(Finding::new(&UNDER_18_COUNTED_ON).about(one.source).with("on", Amount::Date(on)), one.age)
}

fn never_reachable(plan: &Plan) -> impl Iterator<Item = Finding> + '_ {
    let never = plan.responders().iter().filter(|one| !one.can_be_reached());
    never.map(|one| Finding::new(&NEVER_REACHABLE).about(one.id))
}
