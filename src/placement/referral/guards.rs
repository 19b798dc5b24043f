//! What must be there for what is learnt and said, and what speaks against it.

use chrono::NaiveDate;

use super::{
    ChildAsked, ChildDescribed, ChildHeardAgain, ChildSays, DiscussedWithTeam, HomeFoundUnchanged,
    HomeLookedAt, HomeSeen, InformationProvided, Policy, ReferralCase, SubmittedToHome, Worry, WorryAnswered,
    WorryOf, WorryRaised, rules,
};
use crate::base::{Amount, AnyId, Finding, Findings, IdKind, PrivateText, Rule, Told, Weight, wire};
use crate::machine::Misfit;
use crate::placement::{Child, DateOfBirth, Information, OwnView, ProvidedAs, notes};

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

pub(super) const fn day_of(view: &OwnView) -> Option<NaiveDate> {
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
    case.can_be_undone().then(|| case.about(&rules::DECISION_UNDONE)).into_iter().collect()
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
    let unset = unset.then(|| rules::not_set("answer_within", &rules::ANSWER_OWED));
    let said = case.recorded_before(event.on, "what the child said", day_of(&event.child.own_view));
    with(&case, unset.into_iter().chain(said))
}

pub(super) fn discussing(case: &ReferralCase, event: &DiscussedWithTeam) -> Findings {
    let unheard = event.team_heard != Told::Known(true);
    with(case, unheard.then(|| case.about(&rules::TEAM_NOT_HEARD)))
}

/// The same, and it does not bar: it is recorded, and stands against a decision.
pub(super) fn softened(finding: Finding) -> Finding {
    match finding.weight() {
        Weight::Bars => finding.weighing(Weight::Warns),
        Weight::Warns | Weight::Notes => finding,
    }
}

pub(super) fn providing(case: &ReferralCase, event: &InformationProvided) -> Findings {
    let later = event
        .provided
        .iter()
        .filter_map(|part| case.recorded_before(event.on, part.what.words(), Some(part.on)));
    learning(case).into_iter().chain(later).collect()
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
    let said = if event.child.own_view.is_open() { learning(case) } else { undone(case) };
    let later = case.recorded_before(event.on, "what the child said", day_of(&event.child.own_view));
    // What is described as it was would undo a decision for nothing.
    let mut after = case.clone();
    after.describe(event);
    let same = case.can_be_undone() && after.child == case.child;
    let same = same.then(|| case.about(&rules::NOTHING_NEW));
    said.into_iter().chain(later).chain(same).collect()
}

/// Once it is decided, only a child who wants something else takes it back.
pub(super) fn asking(case: &ReferralCase, event: &ChildAsked) -> Findings {
    let against = event.says == Some(ChildSays::WantsSomethingElse);
    let needless = (case.can_be_undone() && !against).then(|| case.about(&rules::NOT_SAID_AGAINST));
    let later = case.recorded_before(event.on, "what the child said", day_of(&event.view));
    undone(case).into_iter().chain(needless).chain(later).collect()
}

pub(super) fn hearing_fits(case: &ReferralCase, event: &ChildHeardAgain) -> Result<(), Misfit> {
    let says = Misfit::unless(
        event.says != ChildSays::NotAsked,
        "expected what the child says to the move",
        &about(case),
    );
    Misfit::all([view_fits(case, &event.view), says])
}

pub(super) fn hearing(case: &ReferralCase, event: &ChildHeardAgain) -> Findings {
    let against = event.says == ChildSays::WantsSomethingElse;
    let against = against.then(|| case.about(&rules::SAID_AGAINST));
    let later = case.recorded_before(event.on, "what the child said", day_of(&event.view));
    against.into_iter().chain(later).collect()
}

pub(super) fn asking_fits(case: &ReferralCase, event: &ChildAsked) -> Result<(), Misfit> {
    let says = Misfit::unless(
        event.says != Some(ChildSays::NotAsked),
        "expected what the child says to the move, or nothing",
        &about(case),
    );
    Misfit::all([view_fits(case, &event.view), says])
}

fn view_fits(case: &ReferralCase, view: &OwnView) -> Result<(), Misfit> {
    let wordless = matches!(view, OwnView::Said { words, .. } if words.is_empty());
    Misfit::all([
        dated(&about(case), day_of(view)),
        Misfit::unless(!view.is_open(), "expected what came of asking the child", &about(case)),
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
    // A look that finds the same would undo a decision for nothing.
    let same = case.can_be_undone() && case.seen.as_ref() == Some(&event.seen);
    let same = same.then(|| case.about(&rules::HOME_IS_AS_SEEN));
    learning(case).into_iter().chain(unknown).chain(same).collect()
}

pub(super) fn unchanged_fits(case: &ReferralCase, event: &HomeFoundUnchanged) -> Result<(), Misfit> {
    let same = case.seen.as_ref() == Some(&event.seen);
    Misfit::all([
        seen_fits(case, &event.seen),
        Misfit::unless(
            same,
            "expected the home as it was seen before: what is otherwise is looked at",
            &about(case),
        ),
    ])
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
