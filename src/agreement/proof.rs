//! What a version is proven on: receipts for this very version, or somebody who accepts that there is no proof.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::document::{Document, ProofNeeded, ProofRules, Terms};
use super::kept::{Assent, ProofGiven};
use super::version::Agreement;
use crate::base::{Amount, Finding, Findings, Fingerprint, Stamp, Weight, wire};
use crate::machine::Misfit;

impl<D: Document> Agreement<D> {
    /// Whether a proof is one of those that this document needs.
    ///
    /// # Errors
    ///
    /// [`Misfit`]: the receipt of something else.
    pub fn proving_fits(&self, on: NaiveDate, proof: &ProofGiven) -> Result<(), Misfit> {
        Misfit::all([self.not_before(on), self.proofs_fit(core::slice::from_ref(proof))])
    }

    /// All that speaks against a proof of this version.
    pub fn proving(&self, proof: &ProofGiven) -> Findings {
        self.against_proof(proof).into_iter().collect()
    }

    /// It was proven again: a proof takes the place of the one of its kind. What was agreed to stays as it was.
    pub fn prove(&mut self, proof: ProofGiven) {
        self.proofs.retain(|before| before.receipt.kind() != proof.receipt.kind());
        self.proofs.push(proof);
        self.proofs.sort_by(|one, other| one.receipt.kind().cmp(other.receipt.kind()));
    }

    /// Whether what the last proof of a kind read is still as it was then: `now` is its fingerprint, as though on the
    /// date as at which it was read.
    pub fn read_has_changed(
        &self,
        kind: &str,
        now: impl FnOnce(NaiveDate) -> Option<Fingerprint>,
    ) -> Option<Finding> {
        let rules = D::RULES.proof.as_ref()?;
        let of = |rule| Finding::new(rule).about(self.document.id());
        let Some(proof) = self.proofs.iter().find(|proof| proof.receipt.kind().as_str() == kind) else {
            return Some(of(rules.never_compared));
        };
        // What cannot be written down is not known to be the same.
        let same = now(proof.as_at).is_some_and(|now| proof.receipt.is_about(&now));
        (!same).then(|| of(rules.read_has_changed).with("as_at", Amount::Date(proof.as_at)))
    }

    pub(super) fn proofs_fit(&self, proofs: &[ProofGiven]) -> Result<(), Misfit> {
        let about = self.about();
        let Some(rules) = &D::RULES.proof else {
            return Misfit::unless(proofs.is_empty(), "expected no proof", &about);
        };
        Misfit::all(proofs.iter().enumerate().flat_map(|(place, proof)| {
            let kind = proof.receipt.kind();
            let before = proofs.iter().take(place).any(|other| other.receipt.kind() == kind);
            [
                Misfit::unless(needed(rules, proof).is_some(), rules.receipt, &about),
                Misfit::unless(!before, "expected one proof of a kind", &about),
                Misfit::unless(
                    wire::in_years(proof.as_at),
                    "expected `as_at` in the years 1800 to 2299",
                    &about,
                ),
            ]
        }))
    }

    /// What is wrong with the proofs of an answer. Where somebody accepts the risk, all of it is told and none of it bars.
    pub(super) fn proven(&self, assent: &Assent, terms: &Terms<'_>, stamp: &Stamp) -> Vec<Finding> {
        let Some(rules) = &D::RULES.proof else { return Vec::new() };
        let mut found: Vec<Finding> =
            without(rules, &assent.proofs).map(|kind| self.missing(rules, kind)).collect();
        found.extend(assent.proofs.iter().flat_map(|proof| self.against_proof(proof)));
        let fails = found.iter().any(|finding| finding.weight() == Weight::Bars);
        let Some(risk) = assent.risk.as_ref().filter(|_| fails) else { return found };
        let mut found: Vec<_> = found.into_iter().map(|finding| finding.weighing(Weight::Warns)).collect();
        found.push(Finding::new(rules.risk_accepted).about(self.document.id()).about(risk.accepted_by));
        match terms.accepts_risk {
            None => found.push(D::RULES.not_set("accepts_risk")),
            Some(roles) if roles.contains(&stamp.role()) => {}
            Some(_) => found.push(Finding::new(rules.not_in_this_role).about(stamp.by())),
        }
        found
    }

    /// The kinds of proof that are missing.
    pub(super) fn unproven(&self) -> impl Iterator<Item = Finding> + '_ {
        let rules = D::RULES.proof.as_ref().into_iter();
        rules.flat_map(move |rules| without(rules, &self.proofs).map(move |kind| self.missing(rules, kind)))
    }

    /// Of another version, not holding, only said to be one; and what it rests on.
    fn against_proof(&self, proof: &ProofGiven) -> Vec<Finding> {
        let Some(rules) = &D::RULES.proof else { return Vec::new() };
        let mut found = Vec::new();
        let mut say = |rule| found.push(Finding::new(rule).about(self.document.id()));
        if !self.fingerprint().is_ok_and(|version| proof.receipt.is_about(&version)) {
            say(rules.of_another_version);
        }
        if !needed(rules, proof).is_some_and(|needed| (needed.holds)(proof.receipt.headline())) {
            say(rules.fails);
        }
        if proof.receipt.is_claim() {
            say(rules.only_claimed);
        }
        found.extend(self.document.rests_on(proof));
        found
    }

    fn missing(&self, rules: &ProofRules, kind: &'static str) -> Finding {
        let finding = Finding::new(rules.not_proven).about(self.document.id());
        // Which one is missing is a question only where there are several.
        if rules.needed.len() > 1 { finding.with("kind", Amount::Code(kind)) } else { finding }
    }
}

fn needed<'a>(rules: &'a ProofRules, proof: &ProofGiven) -> Option<&'a ProofNeeded> {
    rules.needed.iter().find(|needed| needed.kind == proof.receipt.kind().as_str())
}

fn without<'a>(rules: &'a ProofRules, proofs: &'a [ProofGiven]) -> impl Iterator<Item = &'static str> + 'a {
    let there = |kind: &str| proofs.iter().any(|proof| proof.receipt.kind().as_str() == kind);
    rules.needed.iter().map(|needed| needed.kind).filter(move |kind| !there(kind))
}
