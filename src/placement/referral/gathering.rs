//! What must be there for what gathers before a decision and after a move, and what speaks against it.

use chrono::NaiveDate;

use super::guards::{about, dated, reasoned, softened, with};
use super::{
    Afterwards, AfterwardsDone, CompatibilityAssessed, ConditionMet, ImpactAssessed, InterestExpressed,
    LiaisonHeld, ObjectionAnswered, PlanningMeetingHeld, Policy, ReferralCase, Transition, TransitionPlanned,
    VisitHeld, rules,
};
use crate::base::{Amount, ChildId, Finding, Findings, Receipt, limits};
use crate::machine::Misfit;
use crate::placement::receipts::{COMPATIBILITY, IMPACT};
use crate::placement::{Assessed, Offer, WorkersView};

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

pub(super) fn interest(case: &ReferralCase, event: &InterestExpressed, policy: &Policy) -> Findings {
    let unset = policy.information_within.is_none();
    let unset = unset.then(|| rules::not_set("information_within", &rules::INFORMATION_OWED));
    let discussed = case.discussed.as_ref().map(|discussed| discussed.on);
    let early = case.dated_before(event.on, "the discussion with the team", discussed);
    with(case, unset.into_iter().chain(early))
}

pub(super) fn meeting_fits(case: &ReferralCase, event: &PlanningMeetingHeld) -> Result<(), Misfit> {
    Misfit::all([
        offer_fits(case, &event.offer),
        event.information.map_or(Ok(()), |information| information_fits(case, information)),
        Misfit::unless(
            event.less_because.as_ref().is_none_or(|why| !why.is_empty()),
            "expected why it is less than the child needs, in words",
            &about(case),
        ),
    ])
}

/// What is agreed is what it is: where it is less than the child needs it warns, and bars the decision.
pub(super) fn meeting(case: &ReferralCase, event: &PlanningMeetingHeld) -> Findings {
    with(case, case.package_compared(event).into_iter().map(softened))
}

pub(super) fn liaison_fits(case: &ReferralCase, event: &LiaisonHeld) -> Result<(), Misfit> {
    let known = case.seen.as_ref().is_some_and(|seen| seen.resident(event.resident).is_some());
    Misfit::all([
        Misfit::unless(
            known,
            "expected a child who lives there on the planned date",
            &[event.resident.any()],
        ),
        event.information.map_or(Ok(()), |information| information_fits(case, information)),
    ])
}

pub(super) fn liaison(case: &ReferralCase, event: &LiaisonHeld) -> Findings {
    let known = case.seen.as_ref().and_then(|seen| seen.resident(event.resident));
    let worker = known.and_then(|resident| resident.social_worker);
    let another = worker != Some(event.social_worker);
    let about = |rule| Finding::new(rule).about(case.home).about(event.resident);
    let more = another.then(|| about(&rules::ANOTHER_SOCIAL_WORKER).about(event.social_worker));
    let unsaid = event.view == WorkersView::AgreesIf && event.words.is_empty();
    let unsaid = unsaid.then(|| about(&rules::CONDITION_NOT_SAID));
    let mut after = case.clone();
    after.liaise(event);
    let stale = known.map(|resident| after.liaison_stale(resident, event));
    let said = after.view_stands(event).into_iter().chain(stale.into_iter().flatten()).map(softened);
    with(case, more.into_iter().chain(unsaid).chain(said))
}

pub(super) fn objection_fits(case: &ReferralCase, event: &ObjectionAnswered) -> Result<(), Misfit> {
    Misfit::all([
        view_is(case, event.resident, WorkersView::Objects, event.on),
        reasoned(case, &event.reasons),
    ])
}

pub(super) fn condition_fits(case: &ReferralCase, event: &ConditionMet) -> Result<(), Misfit> {
    Misfit::all([
        view_is(case, event.resident, WorkersView::AgreesIf, event.on),
        Misfit::unless(!event.words.is_empty(), "expected what was done, in words", &about(case)),
    ])
}

/// The last view of a resident's social worker is this one, and was said by this day.
fn view_is(case: &ReferralCase, resident: ChildId, view: WorkersView, on: NaiveDate) -> Result<(), Misfit> {
    let held = case.liaison.get(&resident).filter(|held| held.view == view);
    let expected = match view {
        WorkersView::Objects => "expected a resident whose social worker objects",
        WorkersView::Agrees | WorkersView::AgreesIf => {
            "expected a resident whose social worker agrees if something is done"
        }
    };
    Misfit::all([
        Misfit::unless(held.is_some(), expected, &[resident.any()]),
        Misfit::unless(
            held.is_none_or(|held| on >= held.on),
            "expected `on` no earlier than what the social worker said",
            &[resident.any()],
        ),
    ])
}

/// What is owed for a child who lives there can happen for such a child alone.
pub(super) fn lives_there(case: &ReferralCase, on: NaiveDate) -> Result<(), Misfit> {
    Misfit::all([
        Misfit::unless(
            case.lives_there_since().is_some(),
            "expected a child who lives there: this referral is closed",
            &about(case),
        ),
        Misfit::unless(
            case.left_on.is_none_or(|left| on <= left),
            "expected a day before the child left",
            &about(case),
        ),
    ])
}

pub(super) fn leaving_fits(case: &ReferralCase, on: NaiveDate) -> Result<(), Misfit> {
    let since = case.lives_there_since();
    Misfit::all([
        Misfit::unless(since.is_some(), "expected a child who lives there", &about(case)),
        Misfit::unless(case.left_on.is_none(), "expected a child who has not left", &about(case)),
        Misfit::unless(
            since.is_none_or(|since| on >= since),
            "expected `on` no earlier than the day on which the child moved in",
            &about(case),
        ),
    ])
}

/// The council of the area is told of an admission that there is.
pub(super) fn afterwards(case: &ReferralCase, event: AfterwardsDone) -> Findings {
    let since = case.lives_there_since();
    let told = event.what == Afterwards::HostAuthorityNotified;
    let early = match (told, since) {
        (true, None) => Some(case.about(&rules::NOT_MOVED_IN_YET)),
        (true, since) => case.dated_before(event.on, "the admission", since),
        (false, _) => None,
    };
    with(case, early)
}

/// A visit before the move is held before the move.
pub(super) fn visiting(case: &ReferralCase, event: &VisitHeld) -> Findings {
    let late = (event.on > case.planned_on).then(|| {
        case.about(&rules::VISIT_AFTER_MOVE)
            .with("visit", Amount::Date(event.on))
            .with("planned", Amount::Date(case.planned_on))
    });
    with(case, late)
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
    let uninformed = super::missing::leaves_uninformed(&event.transition, case.planned_on);
    let uninformed = uninformed.then(|| case.about(&rules::CHILD_NOT_INFORMED));
    let late = case.visits_after_the_move(&event.transition).into_iter().map(softened);
    with(case, uninformed.into_iter().chain(late))
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
    on: NaiveDate,
    information: u32,
    assessed: &Assessed,
    receipt: &Receipt,
) -> Findings {
    let stale = case.stale_one(on, information, assessed, case.worries_on(on));
    let said = stale.into_iter().chain(case.judged(receipt, on));
    with(case, said.map(softened))
}

pub(super) fn compatibility(case: &ReferralCase, event: &CompatibilityAssessed) -> Findings {
    assessed_findings(case, event.on, event.information, &event.assessed, &event.receipt)
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
    assessed_findings(case, event.on, event.information, &event.assessed, &event.receipt)
}
