//! What each event comes to with which a version is settled: proposed, shared, agreed to, approved, begun, changed.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::case::ProposedChange;
use super::{
    BudgetAgreed, BudgetAgreementWithdrawn, BudgetApproved, BudgetBegan, BudgetCase, BudgetChangeDropped,
    BudgetChanged, BudgetProposed, BudgetShared, CountingBudget, Policy, StatementGiven, rules,
};
use crate::agreement::{Agreement, Assent, InForce};
use crate::base::{Actor, Amount, Finding, Findings, PersonId, Stamp, Weight};
use crate::budget::PersonalBudget;
use crate::machine::{Accept, Asked, Misfit};

const NO_VERSION: &str = "expected a budget of which a version was proposed";

impl BudgetCase {
    /// The version that there is now.
    pub(super) fn version(&self) -> Result<&Agreement<PersonalBudget>, Misfit> {
        self.agreement.as_ref().ok_or_else(|| Misfit::new(NO_VERSION, &self.ids()))
    }

    /// Whether this is a version of the budget that the record is of.
    fn is_of_it(&self, budget: &PersonalBudget) -> Result<(), Misfit> {
        let same = (budget.id(), budget.of(), budget.household()) == (self.id, self.of, self.household);
        Misfit::unless(same, "expected a version of the budget that this record is of", &self.ids())
    }

    fn next_version_fits(
        &self,
        on: NaiveDate,
        budget: &PersonalBudget,
        people: &[PersonId],
    ) -> Result<(), Misfit> {
        let later = self.agreement.as_ref().map_or(Ok(()), |now| now.changing_fits(on, budget, people));
        let first = || {
            let author = Actor::Person(self.of.person);
            Agreement::drawn_up(on, Box::new(budget.clone()), people.to_vec(), author).map(|_| ())
        };
        let fits = if self.agreement.is_some() { later } else { first() };
        Misfit::all([self.is_of_it(budget), fits])
    }

    /// Another version in the place of the one that there was.
    fn next_version(
        &mut self,
        on: NaiveDate,
        budget: Box<PersonalBudget>,
        people: Vec<PersonId>,
        stamp: &Stamp,
    ) {
        match &mut self.agreement {
            Some(now) => _ = now.change(on, budget, people, stamp.by()),
            // It fits, so it can be drawn up.
            None => self.agreement = Agreement::drawn_up(on, budget, people, stamp.by()).ok(),
        }
        self.approved = None;
    }

    /// What is missing of a statement of this version: none, of another version or package, or one that does not hold.
    fn stated(&self, statement: Option<&StatementGiven>, budget: &PersonalBudget) -> Vec<Finding> {
        let find = |rule| Finding::new(rule).about(self.id);
        let Some(given) = statement else { return alloc::vec![find(&rules::STATEMENT_NOT_GIVEN)] };
        let mut found = Vec::new();
        if budget.fingerprint().ok() != Some(given.budget) {
            found.push(find(&rules::STATEMENT_OF_ANOTHER_VERSION));
        }
        match budget.parts().package.fingerprint {
            None => found.push(find(&rules::PACKAGE_VERSION_NOT_SAID)),
            Some(package) if package != given.package => {
                found.push(find(&rules::STATEMENT_OF_ANOTHER_PACKAGE));
            }
            Some(_) => {}
        }
        if !given.bars.is_empty() {
            let count = i64::try_from(given.bars.len()).unwrap_or(i64::MAX);
            found.push(find(&rules::STATEMENT_DOES_NOT_HOLD).with("count", Amount::Count(count)));
        }
        found
    }

    /// The same as warnings, while it is only proposed.
    fn stated_so_far(&self, statement: Option<&StatementGiven>, budget: &PersonalBudget) -> Vec<Finding> {
        self.stated(statement, budget).into_iter().map(|finding| finding.weighing(Weight::Warns)).collect()
    }

    fn not_approved(&self, policy: &Policy) -> Option<Finding> {
        let asked = policy.asks_approval && self.approved.is_none();
        asked.then(|| Finding::new(&rules::NOT_APPROVED).about(self.id))
    }

    /// This version counts from a day on.
    fn count(&mut self, from: NaiveDate, since: NaiveDate) {
        if let Some(now) = &self.agreement {
            let budget = Box::new(now.document().clone());
            self.counting.push(CountingBudget { from, since, version: now.number(), budget });
        }
    }
}

impl Accept<BudgetProposed> for BudgetCase {
    fn fits(&self, event: &BudgetProposed) -> Result<(), Misfit> {
        self.next_version_fits(event.on, &event.budget, &event.people)
    }

    fn findings(&self, event: &BudgetProposed, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = Agreement::drawing_up(&*event.budget, &asked.policy().terms(true));
        findings.extend(self.stated_so_far(event.statement.as_ref(), &event.budget));
        findings
    }

    fn apply(&mut self, event: &BudgetProposed, stamp: &Stamp) {
        self.next_version(event.on, event.budget.clone(), event.people.clone(), stamp);
        self.statement.clone_from(&event.statement);
    }
}

impl Accept<BudgetShared> for BudgetCase {
    fn fits(&self, event: &BudgetShared) -> Result<(), Misfit> {
        self.version()?.sharing_fits(event.on, &event.people, &[])
    }

    fn apply(&mut self, event: &BudgetShared, _: &Stamp) {
        if let Some(now) = &mut self.agreement {
            now.share(event.on, &event.people, &[]);
        }
    }
}

impl From<&BudgetAgreed> for Assent {
    fn from(event: &BudgetAgreed) -> Self {
        let (tried, on_proposed) = (event.tried.clone(), event.on_proposed_package);
        Self { tried, on_proposed, ..Self::new(event.on, event.says.clone()) }
    }
}

impl Accept<BudgetAgreed> for BudgetCase {
    fn fits(&self, event: &BudgetAgreed) -> Result<(), Misfit> {
        self.version()?.agreeing_fits(&event.into())
    }

    fn findings(&self, event: &BudgetAgreed, asked: &Asked<'_, Policy>) -> Findings {
        let Some(now) = &self.agreement else { return Findings::none() };
        let terms = asked.policy().terms(self.counting.is_empty());
        let mut findings = now.agreeing(&event.into(), &terms, asked.stamp());
        let statement = event.statement.as_ref().or(self.statement.as_ref());
        findings.extend(self.stated(statement, now.document()));
        if self.change.is_some() {
            // A change counts as soon as everybody was asked, so it is approved before.
            findings.extend(self.not_approved(asked.policy()));
        }
        findings
    }

    fn apply(&mut self, event: &BudgetAgreed, _: &Stamp) {
        if let Some(now) = &mut self.agreement {
            now.agree(event.into());
        }
        if event.statement.is_some() {
            self.statement.clone_from(&event.statement);
        }
        if let Some(change) = self.change.take() {
            if let Some(now) = &mut self.agreement {
                now.come_into_force(InForce { on: event.on.max(change.from), with: None });
            }
            self.count(change.from, event.on);
        }
    }
}

impl Accept<BudgetAgreementWithdrawn> for BudgetCase {
    fn fits(&self, event: &BudgetAgreementWithdrawn) -> Result<(), Misfit> {
        self.version()?.withdrawing_fits(event.on, event.person)
    }

    fn apply(&mut self, _: &BudgetAgreementWithdrawn, _: &Stamp) {
        if let Some(now) = &mut self.agreement {
            now.withdraw();
        }
        self.approved = None;
    }
}

impl Accept<BudgetApproved> for BudgetCase {
    fn fits(&self, event: &BudgetApproved) -> Result<(), Misfit> {
        self.version()?.not_before(event.on)
    }

    fn findings(&self, event: &BudgetApproved, _: &Asked<'_, Policy>) -> Findings {
        let find = |rule| Finding::new(rule).about(self.id).about(event.by);
        let Some(now) = &self.agreement else { return Findings::none() };
        let author = match now.author() {
            Some(author) => (author == event.by).then(|| find(&rules::APPROVED_BY_ITS_AUTHOR)),
            None => Some(find(&rules::ITS_AUTHOR_NOT_KNOWN)),
        };
        let asked = event.by.person().is_some_and(|person| now.people().contains(&person));
        let asked = asked.then(|| find(&rules::APPROVED_BY_SOMEBODY_ASKED));
        author.into_iter().chain(asked).collect()
    }

    fn apply(&mut self, event: &BudgetApproved, _: &Stamp) {
        self.approved = Some((event.on, event.by));
    }
}

impl Accept<BudgetBegan> for BudgetCase {
    fn fits(&self, event: &BudgetBegan) -> Result<(), Misfit> {
        let now = self.version()?;
        let begins = now.document().begins_on();
        Misfit::all([
            now.not_before(event.on),
            Misfit::unless(
                event.on >= begins,
                "expected `on` no earlier than the budget's first day",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, event: &BudgetBegan, asked: &Asked<'_, Policy>) -> Findings {
        let Some(now) = &self.agreement else { return Findings::none() };
        let in_force = InForce { on: event.on, with: event.with_package };
        let mut findings = now.coming_into_force(&in_force, &asked.policy().terms(true));
        findings.extend(self.not_approved(asked.policy()));
        let begins = now.document().begins_on();
        if let Some(died) = self.died.filter(|died| *died <= begins) {
            findings.push(
                Finding::new(&rules::BEGINS_AFTER_DEATH)
                    .about(self.of.person)
                    .with("died", Amount::Date(died)),
            );
        }
        findings
    }

    fn apply(&mut self, event: &BudgetBegan, _: &Stamp) {
        let Some(now) = &mut self.agreement else { return };
        now.come_into_force(InForce { on: event.on, with: event.with_package });
        let begins = now.document().begins_on();
        self.count(begins, event.on);
    }
}

impl Accept<BudgetChanged> for BudgetCase {
    fn fits(&self, event: &BudgetChanged) -> Result<(), Misfit> {
        let begins = event.budget.begins_on();
        let told = event.reaches_back.as_ref().is_none_or(|back| back.told_since <= event.on);
        Misfit::all([
            self.next_version_fits(event.on, &event.budget, &event.people),
            Misfit::unless(
                event.from >= begins,
                "expected `from` no earlier than the budget's first day",
                &self.ids(),
            ),
            Misfit::unless(told, "expected `told_since` no later than `on`", &self.ids()),
        ])
    }

    /// It reaches back if it begins before the day on which it is decided, or on or before the last day for which anything
    /// was posted or charged.
    fn findings(&self, event: &BudgetChanged, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = Agreement::drawing_up(&*event.budget, &asked.policy().terms(false));
        findings.extend(self.stated_so_far(event.statement.as_ref(), &event.budget));
        let reaches_back = event.from < event.on || event.posted_up_to.is_some_and(|last| event.from <= last);
        let find = |rule| Finding::new(rule).about(self.id).with("from", Amount::Date(event.from));
        match event.reaches_back.as_ref().filter(|back| !back.reason.is_empty()) {
            Some(back) if reaches_back => {
                findings.push(find(&rules::CORRECTS_THE_PAST).with("told", Amount::Date(back.told_since)));
            }
            None if reaches_back => findings.push(find(&rules::REACHES_BACK_WITHOUT_REASON)),
            _ => {}
        }
        if event.posted_up_to.is_none() {
            findings.push(find(&rules::POSTED_NOT_KNOWN));
        }
        findings
    }

    fn apply(&mut self, event: &BudgetChanged, stamp: &Stamp) {
        let statement_before = match self.change.take() {
            // Of a change that is changed again the version before is still the one that counts.
            Some(change) => {
                self.next_version(event.on, event.budget.clone(), event.people.clone(), stamp);
                self.change = Some(Box::new(ProposedChange { from: event.from, ..*change }));
                self.statement.clone_from(&event.statement);
                return;
            }
            None => self.statement.take(),
        };
        let Some(before) = self.agreement.clone() else { return };
        self.next_version(event.on, event.budget.clone(), event.people.clone(), stamp);
        self.change = Some(Box::new(ProposedChange { from: event.from, before, statement_before }));
        self.statement.clone_from(&event.statement);
    }
}

impl Accept<BudgetChangeDropped> for BudgetCase {
    fn fits(&self, event: &BudgetChangeDropped) -> Result<(), Misfit> {
        self.version()?.not_before(event.on)
    }

    fn apply(&mut self, _: &BudgetChangeDropped, _: &Stamp) {
        self.drop_change();
    }
}

impl BudgetCase {
    /// The version that counts is the one that there is, again.
    pub(super) fn drop_change(&mut self) {
        if let Some(change) = self.change.take() {
            self.agreement = Some(change.before);
            self.statement = change.statement_before;
            self.approved = None;
        }
    }
}
