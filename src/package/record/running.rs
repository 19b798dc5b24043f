//! It begins, urgently or not; it is looked at again; it ends.

use super::case::{Balance, ReviewAsked, UrgentStart};
use super::{
    CarePackageCase, HelpBegan, HelpBeganUrgently, PackageEnded, PackageEndedBecause, PackageReviewBegan,
    PackageReviewed, PackageWordsPutRight, Policy, ReviewAskedFor, UrgentNeedsAssessed, rules,
};
use crate::agreement::{InForce, LastReview};
use crate::base::{Amount, Finding, Findings, Id, Stamp, Weight};
use crate::machine::{Accept, Asked, Misfit};
use crate::package::rules::TRIED_TO_AGREE;

impl Accept<HelpBegan> for CarePackageCase {
    fn fits(&self, event: &HelpBegan) -> Result<(), Misfit> {
        self.agreement.not_before(event.on)
    }

    fn findings(&self, event: &HelpBegan, asked: &Asked<'_, Policy>) -> Findings {
        let from = InForce { on: event.on, with: None };
        let mut findings = self.agreement.coming_into_force(&from, &self.terms(asked.policy()));
        let of = |rule| Finding::new(rule).about(self.package().id()).with("on", Amount::Date(event.on));
        let approved = self.agreement.approval().map(|approval| approval.on);
        if let Some(approved) = approved.filter(|approved| event.on < *approved) {
            findings.push(of(&rules::BEGAN_BEFORE_APPROVAL).with("approved", Amount::Date(approved)));
        }
        if event.on != self.begins_on {
            let planned = Amount::Date(self.begins_on);
            findings.push(of(&rules::BEGAN_ON_ANOTHER_DAY).with("planned", planned));
        }
        findings.extend(self.interim_is_over(event.on));
        findings
    }

    fn apply(&mut self, event: &HelpBegan, _: &Stamp) {
        self.comes_into_force(InForce { on: event.on, with: None });
        self.begins_on = event.on;
        self.count_from(event.on);
    }
}

impl Accept<HelpBeganUrgently> for CarePackageCase {
    fn findings(&self, event: &HelpBeganUrgently, asked: &Asked<'_, Policy>) -> Findings {
        let began = Finding::new(&rules::BEGAN_URGENTLY).about(self.package().id());
        let began = began.with("why", Amount::Code(event.because.words()));
        let policy = asked.policy();
        let terms = [policy.assess_within, policy.agree_within, policy.approve_within];
        let not_set = rules::URGENT_OWED.iter().zip(terms).filter(|(_, term)| term.is_none());
        not_set.map(|((_, policy), _)| rules::not_set(policy)).chain([began]).collect()
    }

    fn apply(&mut self, event: &HelpBeganUrgently, _: &Stamp) {
        let agreed_on = self.agreement.assent().map(|assent| assent.on);
        self.urgent = Some(UrgentStart {
            on: event.on,
            because: event.because,
            decided_by: event.decided_by,
            assessed_on: None,
            agreed_on,
            approved_on: None,
        });
        self.begins_on = event.on;
        self.count_from(event.on);
    }
}

impl Accept<UrgentNeedsAssessed> for CarePackageCase {
    fn fits(&self, event: &UrgentNeedsAssessed) -> Result<(), Misfit> {
        let open = self.urgent.filter(|urgent| urgent.assessed_on.is_none());
        Misfit::all([
            Misfit::unless(
                open.is_some(),
                "expected help that began urgently, for needs that were not assessed since",
                &self.ids(),
            ),
            Misfit::unless(
                open.is_none_or(|urgent| urgent.on <= event.on),
                "expected `on` no earlier than the day on which help began",
                &self.ids(),
            ),
        ])
    }

    fn apply(&mut self, event: &UrgentNeedsAssessed, _: &Stamp) {
        if let Some(urgent) = &mut self.urgent {
            urgent.assessed_on = Some(event.on);
        }
    }
}

impl Accept<ReviewAskedFor> for CarePackageCase {
    fn findings(&self, _: &ReviewAskedFor, asked: &Asked<'_, Policy>) -> Findings {
        let not_set = asked.policy().review_asked_within.is_none();
        not_set.then(|| rules::not_set("review_asked_within")).into_iter().collect()
    }

    fn apply(&mut self, event: &ReviewAskedFor, _: &Stamp) {
        self.reviews_asked.push(ReviewAsked { on: event.on, by: event.by, held_on: None });
    }
}

impl Accept<PackageReviewBegan> for CarePackageCase {
    fn fits(&self, event: &PackageReviewBegan) -> Result<(), Misfit> {
        self.agreement.not_before(event.on)
    }

    fn apply(&mut self, _: &PackageReviewBegan, _: &Stamp) {}
}

impl Accept<PackageReviewed> for CarePackageCase {
    fn fits(&self, event: &PackageReviewed) -> Result<(), Misfit> {
        let known = |person| self.agreement.people().contains(&person);
        let tried = event.tried.iter();
        let fits = tried.clone().all(|one| known(one.person) && !one.words.is_empty() && one.on <= event.on);
        Misfit::all([
            self.agreement.reviewing_fits(&review(event)),
            Misfit::unless(
                fits,
                "expected what was tried with somebody the package is about, in words and no later than `on`",
                &self.ids(),
            ),
        ])
    }

    /// It stays as it is: who agrees no longer has said no to that, and the week may have changed.
    fn findings(&self, event: &PackageReviewed, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = self.agreement.reviewing(&review(event), &asked.policy().terms(true));
        for (person, since) in &self.withdrew {
            let of = |rule| Finding::new(rule).about(*person);
            let no_longer = of(&rules::AGREES_NO_LONGER).with("since", Amount::Date(*since));
            if event.tried.iter().any(|tried| tried.person == *person) {
                findings.push(no_longer.weighing(Weight::Warns));
                findings.push(of(&TRIED_TO_AGREE));
            } else {
                findings.push(no_longer);
            }
        }
        if let Some(week) = event.week.as_deref() {
            findings.extend(self.in_the_week(week));
        } else {
            let not_looked = Finding::new(&rules::WEEK_NOT_LOOKED_AT).about(self.package().id());
            findings.push(not_looked.weighing(Weight::Warns));
        }
        findings
    }

    fn apply(&mut self, event: &PackageReviewed, _: &Stamp) {
        self.agreement.review(review(event));
        self.balance =
            event.week.as_deref().map_or(Balance::NotLookedAt, |week| Balance::Was(week.balance.clone()));
        for asked in self.reviews_asked.iter_mut().filter(|asked| asked.held_on.is_none()) {
            asked.held_on = Some(event.on);
        }
    }
}

impl Accept<PackageWordsPutRight> for CarePackageCase {
    fn fits(&self, event: &PackageWordsPutRight) -> Result<(), Misfit> {
        self.agreement.putting_right_fits(event.on, &event.package)
    }

    fn apply(&mut self, event: &PackageWordsPutRight, _: &Stamp) {
        self.agreement.put_right(event.package.clone());
        let number = self.agreement.number();
        if self.before.is_none()
            && let Some(counts) = self.counting.last_mut().filter(|counts| counts.version == number)
        {
            counts.package.clone_from(&event.package);
        }
    }
}

impl Accept<PackageEnded> for CarePackageCase {
    fn fits(&self, event: &PackageEnded) -> Result<(), Misfit> {
        let is_replaced = event.because == PackageEndedBecause::Replaced;
        self.agreement.ending_fits(event.on, is_replaced, event.goes_on_in.map(Id::any))
    }

    fn findings(&self, event: &PackageEnded, _: &Asked<'_, Policy>) -> Findings {
        let of = |rule| Finding::new(rule).about(self.package().id());
        let mut findings: Findings = self
            .urgent_owes()
            .map(|what| of(&rules::URGENT_START_STILL_OWES).with("what", Amount::Code(what)))
            .collect();
        let lines = self.counts_on(event.on).map(|counts| counts.package.lines()).unwrap_or_default();
        let go_on = lines.iter().filter(|line| line.period.until().is_none_or(|until| until > event.on));
        let count = go_on.count();
        if count > 0 {
            let count = Amount::Count(i64::try_from(count).unwrap_or(i64::MAX));
            findings
                .push(of(&rules::LINES_STILL_RUN).with("on", Amount::Date(event.on)).with("count", count));
        }
        let open = self.corrections.iter().filter(|one| one.reconciled_on.is_none());
        findings.extend(
            open.map(|one| of(&rules::DIFFERENCE_NOT_RECONCILED).with("from", Amount::Date(one.from))),
        );
        findings
    }

    fn apply(&mut self, event: &PackageEnded, _: &Stamp) {
        self.agreement.end(event.on, event.goes_on_in.map(Id::any));
        self.ended = Some(event.because);
    }
}

fn review(event: &PackageReviewed) -> LastReview {
    LastReview { on: event.on, next_by: event.next_by }
}
