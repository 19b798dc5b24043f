//! What must be there for what happens, and what speaks against it.

use chrono::NaiveDate;

use super::{
    ChildAsked, ChildDescribed, CompatibilityAssessed, DiscussedWithTeam, HomeLookedAt, HomeSeen,
    ImpactAssessed, InformationProvided, LiaisonHeld, Policy, ReferralCase, SubmittedToHome, Transition,
    TransitionPlanned, Worry, WorryAnswered, WorryOf, WorryRaised, rules,
};
use crate::base::{
    Amount, AnyId, Finding, Findings, IdKind, PrivateText, Receipt, Rule, Told, Weight, limits, wire,
};
use crate::machine::Misfit;
use crate::placement::receipts::{COMPATIBILITY, IMPACT};
use crate::placement::{Assessed, Child, DateOfBirth, Information, Offer, OwnView, ProvidedAs, notes};

pub(super) fn about(case: &ReferralCase) -> [AnyId; 2] {
    [case.home.any(), case.child.id.any()]
}

pub(super) fn not_before(case: &ReferralCase, on: NaiveDate) -> Result<(), Misfit> {
    Misfit::unless(
        on >= case.submitted_on,
        "expected `on` no earlier than the day it was submitted",
        &about(case),
    )
}

/// Dates that are written can be read again.
pub(super) fn dated(about: &[AnyId], days: impl IntoIterator<Item = NaiveDate>) -> Result<(), Misfit> {
    Misfit::unless(
        days.into_iter().all(wire::in_years),
        "expected every date in the years 1800 to 2299",
        about,
    )
}

fn days_of(child: &Child) -> impl Iterator<Item = NaiveDate> {
    let born = child.date_of_birth.told().known().map(DateOfBirth::reveal);
    born.into_iter().chain(day_of(&child.own_view))
}

const fn day_of(view: &OwnView) -> Option<NaiveDate> {
    match view {
        OwnView::NotAsked => None,
        OwnView::Said { on, .. } | OwnView::Declined { on, .. } | OwnView::TooYoung { on, .. } => Some(*on),
    }
}

pub(super) fn reasoned(case: &ReferralCase, reasons: &PrivateText) -> Result<(), Misfit> {
    Misfit::unless(!reasons.is_empty(), "expected reasons in words", &about(case))
}

/// What is said at every step: that nobody has asked the child.
pub(super) fn every_step(case: &ReferralCase) -> Findings {
    let not_asked = case.child.own_view.is_open();
    not_asked.then(|| case.about(&notes::OWN_VIEW_NOT_ASKED).weighing(Weight::Warns)).into_iter().collect()
}

/// The same, and this.
pub(super) fn with(case: &ReferralCase, more: impl IntoIterator<Item = Finding>) -> Findings {
    every_step(case).into_iter().chain(more).collect()
}

/// That a decision is undone, where there is one.
pub(super) fn undone(case: &ReferralCase) -> Findings {
    case.accepted.as_ref().map(|_| case.about(&rules::DECISION_UNDONE)).into_iter().collect()
}

/// What is said of everything that is learnt: it may undo a decision.
pub(super) fn learning(case: &ReferralCase) -> Findings {
    with(case, undone(case))
}

pub(super) fn submitting_fits(event: &SubmittedToHome) -> Result<(), Misfit> {
    let about = [event.home.any(), event.child.id.any()];
    Misfit::all([
        dated(&about, days_of(&event.child).chain([event.wanted_on])),
        Misfit::unless(event.wanted_on >= event.on, "expected `wanted_on` no earlier than `on`", &about),
        Misfit::unless(
            event.reopens.is_none_or(|closed| closed.id.kind() == IdKind::Referral),
            "expected `reopens` to be a referral",
            &about,
        ),
    ])
}

pub(super) fn submitting(event: &SubmittedToHome, policy: &Policy) -> Findings {
    let case = ReferralCase::submitted(event);
    let unset = policy.answer_within.is_none();
    with(&case, unset.then(|| rules::not_set("answer_within", &rules::ANSWER_OWED)))
}

pub(super) fn discussing(case: &ReferralCase, event: &DiscussedWithTeam) -> Findings {
    let unheard = event.team_heard != Told::Known(true);
    with(case, unheard.then(|| case.about(&rules::TEAM_NOT_HEARD)))
}

pub(super) fn offer_fits(case: &ReferralCase, offer: &Offer) -> Result<(), Misfit> {
    Misfit::all([
        dated(&about(case), [offer.from]),
        Misfit::unless(
            offer.home == case.home,
            "expected the offer of the home of this referral",
            &about(case),
        ),
    ])
}

pub(super) fn interest(case: &ReferralCase, policy: &Policy) -> Findings {
    let unset = policy.information_within.is_none();
    with(case, unset.then(|| rules::not_set("information_within", &rules::INFORMATION_OWED)))
}

pub(super) fn providing_fits(case: &ReferralCase, event: &InformationProvided) -> Result<(), Misfit> {
    let may = |what| matches!(what, Information::Offending | Information::SexualHealth);
    let mut not_applicable =
        event.provided.iter().filter(|provided| provided.how == ProvidedAs::NotApplicable);
    Misfit::all([
        dated(&about(case), event.provided.iter().map(|provided| provided.on)),
        Misfit::unless(!event.provided.is_empty(), "expected a part that was provided", &about(case)),
        Misfit::unless(
            not_applicable.all(|provided| may(provided.what)),
            "expected `not_applicable` for offending and sexual health alone",
            &about(case),
        ),
    ])
}

pub(super) fn describing_fits(case: &ReferralCase, event: &ChildDescribed) -> Result<(), Misfit> {
    Misfit::all([
        dated(&about(case), days_of(&event.child)),
        Misfit::unless(event.child.id == case.child.id, "expected the child of this referral", &about(case)),
    ])
}

/// As the case is after it: what is described may say that the child was asked.
pub(super) fn describing(case: &ReferralCase, event: &ChildDescribed) -> Findings {
    if event.child.own_view.is_open() { learning(case) } else { undone(case) }
}

pub(super) fn asking_fits(case: &ReferralCase, event: &ChildAsked) -> Result<(), Misfit> {
    let wordless = matches!(&event.view, OwnView::Said { words, .. } if words.is_empty());
    Misfit::all([
        dated(&about(case), day_of(&event.view)),
        Misfit::unless(!event.view.is_open(), "expected what came of asking the child", &about(case)),
        Misfit::unless(!wordless, "expected what the child said, in the child's own words", &about(case)),
    ])
}

pub(super) fn seen_fits(case: &ReferralCase, seen: &HomeSeen) -> Result<(), Misfit> {
    Misfit::all([
        dated(&about(case), [seen.planned_on]),
        Misfit::unless(seen.home == case.home, "expected the home of this referral", &about(case)),
        Misfit::unless(
            seen.planned_on >= case.submitted_on,
            "expected `planned_on` no earlier than the day it was submitted",
            &about(case),
        ),
        Misfit::unless(
            seen.resident(case.child.id).is_none(),
            "expected the child not to be among those who live there",
            &about(case),
        ),
    ])
}

pub(super) fn looking(case: &ReferralCase, event: &HomeLookedAt) -> Findings {
    let unknown = matches!(event.seen.residents, Told::NotKnown(_));
    let unknown = unknown.then(|| case.about(&rules::RESIDENTS_NOT_KNOWN).weighing(Weight::Warns));
    learning(case).into_iter().chain(unknown).collect()
}

pub(super) fn worrying_fits(case: &ReferralCase, event: &WorryRaised) -> Result<(), Misfit> {
    Misfit::all([
        Misfit::unless(!event.words.is_empty(), "expected the worry, as it was said or shown", &about(case)),
        Misfit::unless(
            (event.of == WorryOf::Resident) == event.resident.is_some(),
            "expected `resident` for the worry of a child who lives there, and for no other",
            &about(case),
        ),
    ])
}

pub(super) fn answering_fits(case: &ReferralCase, event: &WorryAnswered) -> Result<(), Misfit> {
    let worry = case.worries.iter().find(|worry| worry.number == event.worry);
    Misfit::all([
        Misfit::unless(worry.is_some(), "expected a worry of this referral", &about(case)),
        Misfit::unless(
            worry.is_none_or(|worry| event.on >= worry.raised.on),
            "expected `on` no earlier than the worry",
            &about(case),
        ),
        Misfit::unless(!event.words.is_empty(), "expected what was done or said, in words", &about(case)),
    ])
}

/// The rule of a worry that stands: nobody has looked at it, or a child does not say that it is settled.
pub(super) fn worry_rule(worry: &Worry) -> &'static Rule {
    if worry.is_open() { &rules::WORRY_OPEN } else { &rules::CHILDS_WORRY_NOT_SETTLED }
}

/// A finding about a worry.
pub(super) fn worry_found(case: &ReferralCase, worry: &Worry, rule: &'static Rule) -> Finding {
    let whose = Amount::Code(worry.raised.of.words());
    case.about(rule).with("number", Amount::Count(worry.number.into())).with("whose", whose)
}

pub(super) fn liaison_fits(case: &ReferralCase, event: &LiaisonHeld) -> Result<(), Misfit> {
    let known = case.seen.as_ref().is_some_and(|seen| seen.resident(event.resident).is_some());
    Misfit::unless(known, "expected a child who lives there on the planned date", &[event.resident.any()])
}

pub(super) fn liaison(case: &ReferralCase, event: &LiaisonHeld) -> Findings {
    let known = case.seen.as_ref().and_then(|seen| seen.resident(event.resident));
    let worker = known.and_then(|resident| resident.social_worker);
    let another = worker != Some(event.social_worker);
    let about = |rule| Finding::new(rule).about(case.home).about(event.resident);
    let objects = event.view == crate::placement::WorkersView::Objects;
    let more = another.then(|| about(&rules::ANOTHER_SOCIAL_WORKER).about(event.social_worker));
    with(case, more.into_iter().chain(objects.then(|| about(&notes::LIAISON_OBJECTS))))
}

pub(super) fn transition_fits(case: &ReferralCase, event: &TransitionPlanned) -> Result<(), Misfit> {
    match &event.transition {
        Transition::Plan(plan) => {
            let days = || plan.staff_meet_child_on.iter().chain(&plan.child_visits_on).map(|day| day.0);
            let given = [plan.information_given_on, plan.welcome_pack_given_on];
            let few = plan.staff_meet_child_on.len().max(plan.child_visits_on.len()) <= limits::FEW;
            Misfit::all([
                dated(&about(case), days().chain(given.into_iter().flatten())),
                Misfit::unless(few, "expected at most 64 days of each kind", &about(case)),
                Misfit::unless(
                    days().next().is_some(),
                    "expected a day on which staff meet the child or the child visits",
                    &about(case),
                ),
            ])
        }
        Transition::None { because, words } => Misfit::unless(
            *because != super::NoTransitionBecause::Other || !words.is_empty(),
            "expected another reason in words",
            &about(case),
        ),
    }
}

pub(super) fn transition(case: &ReferralCase, event: &TransitionPlanned) -> Findings {
    let uninformed = super::missing::leaves_uninformed(&event.transition);
    with(case, uninformed.then(|| case.about(&rules::CHILD_NOT_INFORMED)))
}

/// A receipt is of this kind of report, about this home and child, and asked of the very thing that was assessed.
pub(super) fn judged_fits(
    case: &ReferralCase,
    assessed: &Assessed,
    receipt: &Receipt,
    kind: &'static str,
) -> Result<(), Misfit> {
    let of_this = assessed.fingerprint().is_ok_and(|asked| asked == receipt.question());
    Misfit::all([
        dated(&about(case), [assessed.on]),
        Misfit::unless(
            receipt.kind().as_str() == kind,
            "expected the receipt of this kind of report",
            &about(case),
        ),
        Misfit::unless(of_this, "expected the receipt of what was assessed", &about(case)),
        Misfit::unless(
            assessed.home == case.home && assessed.children.iter().any(|seen| seen.child == case.child.id),
            "expected an assessment of the child and the home of this referral",
            &about(case),
        ),
    ])
}

fn information_fits(case: &ReferralCase, information: u32) -> Result<(), Misfit> {
    Misfit::unless(
        (1..=case.information).contains(&information),
        "expected a revision of the information that there is",
        &about(case),
    )
}

pub(super) fn compatibility_fits(case: &ReferralCase, event: &CompatibilityAssessed) -> Result<(), Misfit> {
    Misfit::all([
        judged_fits(case, &event.assessed, &event.receipt, COMPATIBILITY),
        information_fits(case, event.information),
    ])
}

/// An assessment is what it is: whatever it says warns, and bars the decision.
fn assessed_findings(
    case: &ReferralCase,
    information: u32,
    assessed: &Assessed,
    receipt: &Receipt,
) -> Findings {
    let stale = case.stale_one(information, assessed, case.worries.len());
    let said = stale.into_iter().chain(case.judged(receipt));
    let soften = |finding: Finding| match finding.weight() {
        Weight::Bars => finding.weighing(Weight::Warns),
        Weight::Warns | Weight::Notes => finding,
    };
    with(case, said.map(soften))
}

pub(super) fn compatibility(case: &ReferralCase, event: &CompatibilityAssessed) -> Findings {
    assessed_findings(case, event.information, &event.assessed, &event.receipt)
}

pub(super) fn impact_fits(case: &ReferralCase, event: &ImpactAssessed) -> Result<(), Misfit> {
    Misfit::all([
        judged_fits(case, &event.assessed, &event.receipt, IMPACT),
        information_fits(case, event.information),
        Misfit::unless(
            !event.good.is_empty(),
            "expected the good that the move brings, in words",
            &about(case),
        ),
    ])
}

pub(super) fn impact(case: &ReferralCase, event: &ImpactAssessed) -> Findings {
    assessed_findings(case, event.information, &event.assessed, &event.receipt)
}
