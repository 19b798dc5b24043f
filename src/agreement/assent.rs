//! Agreeing to a version: what each person says, and who says it in whose place.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::document::{Document, Part, Terms};
use super::kept::Assent;
use super::version::Agreement;
use crate::base::{AnyId, Finding, Findings, PersonId, Say, Stamp, Told, Weight};
use crate::machine::Misfit;

impl<D: Document> Agreement<D> {
    /// Whether an answer is one to this version.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: somebody it is not about, or twice; a part it has not; the receipt of something else; a risk accepted
    /// without a reason; something tried without words, or afterwards.
    pub fn agreeing_fits(&self, assent: &Assent) -> Result<(), Misfit> {
        let (rules, about) = (D::RULES, self.about());
        let parts = self.document.parts();
        let of_whole = assent.says.iter().map(|said| (None, said.person));
        let of_parts = assent.of_parts.iter().map(|said| (Some(said.part), said.person));
        let said: Vec<_> = of_whole.chain(of_parts).collect();
        let each: BTreeSet<_> = said.iter().collect();
        let there = |part| match part {
            None => parts.is_empty(),
            Some(part) => parts.iter().any(|one| one.id == part),
        };
        let known = said.iter().all(|(part, person)| there(*part) && self.people.contains(person));
        Misfit::all([
            self.not_before(assent.on),
            Misfit::unless(known && each.len() == said.len(), rules.words.each_says, &about),
            self.proofs_fit(&assent.proofs),
            Misfit::unless(
                assent.risk.as_ref().is_none_or(|risk| !risk.reason.is_empty()),
                "expected why the risk is accepted, in words",
                &about,
            ),
            Misfit::unless(
                assent.tried.iter().all(|tried| {
                    self.people.contains(&tried.person) && !tried.words.is_empty() && tried.on <= assent.on
                }),
                "expected what was tried with somebody it is about, in words and no later than `on`",
                &about,
            ),
            Misfit::unless(
                assent.on_proposed.is_none() || rules.together.is_some(),
                "expected nothing that is only proposed",
                &about,
            ),
        ])
    }

    /// All that speaks against agreeing: who does not agree or was not asked, who has not got it, what is not proven.
    pub fn agreeing(&self, assent: &Assent, terms: &Terms<'_>, stamp: &Stamp) -> Findings {
        let mut findings = self.heard(Some(assent));
        findings.extend(self.not_got());
        findings.extend(self.out_of_date(assent.on));
        findings.extend(self.proven(assent, terms, stamp));
        findings
    }

    /// It is agreed to. What was proven before counts no longer, unless the answer names it.
    pub fn agree(&mut self, assent: Assent) {
        self.proofs.clone_from(&assent.proofs);
        self.assent = Some(assent);
    }

    /// All that is missing in this version for it to be agreed to: in a record that uses it all the same, or takes it over
    /// without what was said.
    pub fn lacks(&self) -> Findings {
        let mut findings = if self.assent.is_none() { self.heard(None) } else { Findings::none() };
        findings.extend(self.not_got());
        findings.extend(self.unproven());
        findings
    }

    /// Whether somebody can take back what they said.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: somebody it is not about.
    pub fn withdrawing_fits(&self, on: NaiveDate, person: PersonId) -> Result<(), Misfit> {
        let known = self.people.contains(&person);
        Misfit::all([self.not_before(on), Misfit::unless(known, D::RULES.words.somebody, &[person.any()])])
    }

    /// Somebody agrees no longer: everybody still has this version, and it is to be agreed to anew.
    pub fn withdraw(&mut self) {
        (self.assent, self.approval, self.in_force) = (None, None, None);
    }

    /// What each person says to each part, or that nobody knows.
    fn heard(&self, assent: Option<&Assent>) -> Findings {
        let parts = self.document.parts();
        let said = assent.map(Assent::by_part).unwrap_or_default();
        if parts.is_empty() {
            return self.heard_of(None, &self.people, assent, &said).collect();
        }
        parts.iter().flat_map(|part| self.heard_of(Some(part), &part.changes_for, assent, &said)).collect()
    }

    fn heard_of<'a>(
        &'a self,
        part: Option<&'a Part>,
        changes_for: &'a [PersonId],
        assent: Option<&'a Assent>,
        said: &'a BTreeMap<(Option<AnyId>, PersonId), &'a Say>,
    ) -> impl Iterator<Item = Finding> + 'a {
        let rules = D::RULES;
        let part = part.map(|part| part.id);
        self.people.iter().flat_map(move |person| {
            let mut found = Vec::new();
            let mut find = |finding: Finding| found.push(finding.about_all(part));
            let of_person = |rule| Finding::new(rule).about(*person);
            let say = said.get(&(part, *person)).copied();
            let tried = assent.is_some_and(|assent| assent.tried.iter().any(|tried| tried.person == *person));
            match say.map(Say::agrees).unwrap_or_default() {
                Told::Known(true) => {}
                Told::Known(false) => match (rules.only_for_others, rules.tried_to_agree) {
                    (Some(rule), _) if !changes_for.contains(person) => find(of_person(rule)),
                    (_, Some(rule)) if tried => {
                        find(of_person(rules.does_not_agree).weighing(Weight::Warns));
                        find(of_person(rule));
                    }
                    _ => find(of_person(rules.does_not_agree)),
                },
                Told::NotKnown(_) => find(of_person(rules.not_known)),
            }
            if let Some(decider) = say.and_then(Say::decider) {
                find(of_person(rules.in_anothers_place).about(decider));
                // Whoever gains or loses by it themselves may not see what is best for the other.
                let other = |who: PersonId| who != *person && changes_for.contains(&who);
                if decider.person().is_some_and(other) {
                    find(of_person(rules.decides_for_the_other).about(decider));
                }
            }
            found
        })
    }
}
