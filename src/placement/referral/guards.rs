//! What more than one event asks, and what is said at every step.

use chrono::NaiveDate;

use super::{HomeSeen, Policy, ReferralCase, Worry, rules};
use crate::base::{Amount, AnyId, Finding, Findings, PrivateText, Role, Rule, Weight, wire};
use crate::machine::{Asked, Misfit};
use crate::placement::{Child, Offer, OwnView, notes};

impl ReferralCase {
    /// What is said at every step: that nobody has asked the child.
    pub(super) fn every_step(&self) -> Findings {
        let not_asked = self.child.own_view.is_open();
        not_asked
            .then(|| self.about(&notes::OWN_VIEW_NOT_ASKED).weighing(Weight::Warns))
            .into_iter()
            .collect()
    }

    /// The same, and this.
    pub(super) fn with(&self, more: impl IntoIterator<Item = Finding>) -> Findings {
        self.every_step().into_iter().chain(more).collect()
    }

    /// That a decision is undone, where there is one.
    pub(super) fn undone(&self) -> Findings {
        self.can_be_undone().then(|| self.about(&rules::DECISION_UNDONE)).into_iter().collect()
    }

    /// What is said of everything that is learnt: it may undo a decision.
    pub(super) fn learning(&self) -> Findings {
        self.with(self.undone())
    }

    /// What only the registered manager decides.
    pub(super) fn by_manager(&self, asked: &Asked<'_, Policy>) -> Option<Finding> {
        let other = asked.stamp().role() != Role::RegisteredManager;
        other.then(|| self.about(&rules::NOT_BY_MANAGER).about(asked.stamp().by()))
    }

    pub(super) fn reasoned(&self, reasons: &PrivateText) -> Result<(), Misfit> {
        Misfit::unless(!reasons.is_empty(), "expected reasons in words", &self.ids())
    }

    pub(super) fn view_fits(&self, view: &OwnView) -> Result<(), Misfit> {
        let wordless = matches!(view, OwnView::Said { words, .. } if words.is_empty());
        Misfit::all([
            dated(&self.ids(), day_of(view)),
            Misfit::unless(!view.is_open(), "expected what came of asking the child", &self.ids()),
            Misfit::unless(!wordless, "expected what the child said, in the child's own words", &self.ids()),
        ])
    }

    pub(super) fn seen_fits(&self, seen: &HomeSeen) -> Result<(), Misfit> {
        Misfit::all([
            dated(&self.ids(), [seen.planned_on]),
            Misfit::unless(seen.home == self.home, "expected the home of this referral", &self.ids()),
            Misfit::unless(
                seen.planned_on >= self.submitted_on,
                "expected `planned_on` no earlier than the day it was submitted",
                &self.ids(),
            ),
            Misfit::unless(
                seen.resident(self.child.id).is_none(),
                "expected the child not to be among those who live there",
                &self.ids(),
            ),
            Misfit::unless(
                seen.given.iter().all(|given| given.child != self.child.id),
                "expected the places that others were given, and not this child",
                &self.ids(),
            ),
            Misfit::unless(
                seen.given.iter().all(|given| !seen.no_place.contains(&given.referral)),
                "expected each referral in one of `given` and `no_place`",
                &self.ids(),
            ),
        ])
    }

    pub(super) fn offer_fits(&self, offer: &Offer) -> Result<(), Misfit> {
        Misfit::all([
            dated(&self.ids(), [offer.from]),
            Misfit::unless(
                offer.home == self.home,
                "expected the offer of the home of this referral",
                &self.ids(),
            ),
        ])
    }
}

/// Dates that are written can be read again.
pub(super) fn dated(about: &[AnyId], days: impl IntoIterator<Item = NaiveDate>) -> Result<(), Misfit> {
    Misfit::unless(
        days.into_iter().all(wire::in_years),
        "expected every date in the years 1800 to 2299",
        about,
    )
}

pub(super) fn days_of(child: &Child) -> impl Iterator<Item = NaiveDate> {
    let born = child.date_of_birth.told().known().map(super::super::child::DateOfBirth::reveal);
    let born = born.into_iter().flat_map(|born| [born.first(), born.last()]);
    born.chain(day_of(&child.own_view))
}

pub(super) const fn day_of(view: &OwnView) -> Option<NaiveDate> {
    match view {
        OwnView::NotAsked => None,
        OwnView::Said { on, .. } | OwnView::Declined { on, .. } | OwnView::TooYoung { on, .. } => Some(*on),
    }
}

/// The same, and it does not bar: it is recorded, and stands against a decision.
pub(super) fn softened(finding: Finding) -> Finding {
    match finding.weight() {
        Weight::Bars => finding.weighing(Weight::Warns),
        Weight::Warns | Weight::Notes => finding,
    }
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
