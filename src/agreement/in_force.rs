//! A version that counts: approved by somebody else where that is asked, in force from a day, reviewed by another.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::document::{ApprovalRules, Document, LimitRules, Terms};
use super::kept::{Approval, InForce, LastReview};
use super::version::{Agreement, undated};
use crate::base::{
    Actor, Amount, AnyId, Deadline, Duty, Finding, Findings, Money, Rule, Term, Told, WorkingDays, wire,
};
use crate::machine::Misfit;

impl<D: Document> Agreement<D> {
    /// Whether an approval is one of this version.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: a day before this version.
    pub fn approving_fits(&self, approval: &Approval) -> Result<(), Misfit> {
        let asked = D::RULES.approval.is_some();
        Misfit::all([
            self.not_before(approval.on),
            Misfit::unless(asked, "expected nobody to approve it", &self.about()),
        ])
    }

    /// All that speaks against who approves it, and how much. `limit` is what the policy lets them approve in a year, in
    /// pence: none is not without limit.
    pub fn approving(&self, approval: &Approval, limit: Option<u64>) -> Findings {
        let Some(rules) = &D::RULES.approval else { return Findings::none() };
        let mut findings: Findings = self.disinterested(approval.by, rules).collect();
        if let Some(rules) = &rules.limit {
            findings.extend(self.within(approval.yearly_pence, limit, rules));
        }
        findings
    }

    /// It is approved.
    pub const fn approve(&mut self, approval: Approval) {
        self.approval = Some(approval);
    }

    /// All that speaks against this version coming into force.
    pub fn coming_into_force(&self, from: &InForce, terms: &Terms<'_>) -> Findings {
        let of = self.document.id();
        let mut findings = self.out_of_date(from.on);
        findings.extend(self.together(from));
        findings.extend(undated(of, self.review_by(), terms, D::RULES));
        if let (Some(rules), None) = (&D::RULES.approval, &self.approval) {
            findings.push(Finding::new(rules.not_approved).about(of));
        }
        findings
    }

    /// It is what counts.
    pub const fn come_into_force(&mut self, from: InForce) {
        self.in_force = Some(from);
    }

    /// Whether a review can be followed by another on that day.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: a next review that is not later.
    pub fn reviewing_fits(&self, review: &LastReview) -> Result<(), Misfit> {
        let later = review.next_by.is_none_or(|next| next > review.on && wire::in_years(next));
        Misfit::all([
            self.not_before(review.on),
            Misfit::unless(later, "expected `next_by` later than `on`", &self.about()),
        ])
    }

    /// What is to be said of a review after which nobody says when the next is.
    pub fn reviewing(&self, review: &LastReview, terms: &Terms<'_>) -> Findings {
        undated(self.document.id(), review.next_by, terms, D::RULES).into_iter().collect()
    }

    /// It was looked at again, and stays as it is.
    pub const fn review(&mut self, review: LastReview) {
        self.reviewed = Some(review);
    }

    /// By when it is to be reviewed next, as somebody said: at the last review, else in the document.
    pub fn review_by(&self) -> Option<NaiveDate> {
        self.reviewed.and_then(|reviewed| reviewed.next_by).or_else(|| {
            // A date in the document that is reached with the review is spent.
            let last = self.reviewed.map(|reviewed| reviewed.on);
            self.document.review_by().filter(|by| last.is_none_or(|last| last < *by))
        })
    }

    /// What this version itself knows to be out of date. A room adds what its document rests on.
    pub fn out_of_date(&self, on: NaiveDate) -> Findings {
        let passed = self.review_by().filter(|by| *by < on);
        let found = passed.map(|by| {
            Finding::new(D::RULES.review_date_passed).about(self.document.id()).with("by", Amount::Date(by))
        });
        found.into_iter().collect()
    }

    /// What is owed on account of a record: sharing this version with everybody it is about; the next review, once it is in force.
    pub fn duties(&self, of: impl Into<AnyId>, terms: &Terms<'_>, calendar: &dyn WorkingDays) -> Vec<Duty> {
        let (rules, of) = (D::RULES, of.into());
        let owed = |rule: &'static Rule, from| Duty::new(rule, rules.owed_by, from).about(of);
        let within =
            |term: Option<Term>, from| term.map_or(Deadline::NoDay, |term| term.after(from, calendar).into());
        let everybody = self.people.iter().map(|person| self.people_have_it.get(person).copied());
        let all_have_it = everybody.collect::<Option<Vec<_>>>().and_then(|days| days.into_iter().max());
        let sharing = owed(rules.sharing_owed, self.since).by(within(terms.share_within, self.since));
        let mut duties = alloc::vec![match all_have_it {
            Some(on) => sharing.done(on),
            None => sharing,
        }];
        if let Some(in_force) = &self.in_force {
            let since = self.reviewed.map_or(in_force.on, |reviewed| reviewed.on);
            let by = self.review_by().map_or_else(|| within(terms.review_within, since), Deadline::By);
            duties.push(owed(rules.review_owed, since).by(by).with_notice(terms.review_notice_weeks));
        }
        duties
    }

    /// Who approves is not who drew it up, nor one of those it is for, nor a provider of it; and not known is not "no".
    fn disinterested<'a>(
        &self,
        by: Actor,
        rules: &'a ApprovalRules,
    ) -> impl Iterator<Item = Finding> + use<'a, D> {
        let of = self.document.id();
        let author = match self.author {
            Some(author) => (author == by).then_some(rules.is_author),
            None => Some(rules.author_not_known),
        };
        let is_for_them = by.person().is_some_and(|person| self.people.contains(&person));
        let provider = match self.document.is_provided_by(by) {
            Told::Known(true) => Some(rules.is_provider),
            Told::Known(false) => None,
            Told::NotKnown(_) => Some(rules.provider_not_known),
        };
        let found = [author, is_for_them.then_some(rules.is_for_them), provider];
        found.into_iter().flatten().map(move |rule| Finding::new(rule).about(of).about(by))
    }

    fn within(&self, pence: Option<u64>, limit: Option<u64>, rules: &LimitRules) -> Vec<Finding> {
        let of = |rule| Finding::new(rule).about(self.document.id());
        let amount = |pence: u64| {
            let money = i64::try_from(pence).ok().and_then(|pence| Money::new(pence).ok());
            money.map_or(Amount::Count(i64::MAX), Amount::Money)
        };
        let mut found = Vec::new();
        match (pence, limit) {
            (Some(pence), Some(limit)) if pence > limit => {
                let above = of(rules.above).with("yearly_pence", amount(pence));
                found.push(above.with("limit_pence", amount(limit)));
            }
            _ => {}
        }
        if pence.is_none() {
            found.push(of(rules.cost_not_known));
        }
        if limit.is_none() {
            found.push(of(rules.not_set));
        }
        found
    }

    /// What was agreed to on a record that was only proposed comes into force with that record.
    fn together(&self, from: &InForce) -> Option<Finding> {
        let rules = D::RULES.together.as_ref()?;
        let proposed = self.assent.as_ref()?.on_proposed?;
        match from.with {
            Some(with) if with.id == proposed.id => {
                let another = with.revision != proposed.revision;
                another.then(|| Finding::new(rules.another_revision).about(with.id))
            }
            _ => Some(Finding::new(rules.not_in_force).about(proposed.id)),
        }
    }
}
