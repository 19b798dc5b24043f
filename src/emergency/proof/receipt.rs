//! What a record keeps of a proof.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::prove::EDITION;
use super::{Answer, ProofQuestion, Proven};
use crate::base::{CanonicalError, Fingerprint, Headline, Receipt, ReceiptError, Word};
use crate::support::HORIZON_72_HOURS;

/// The kind of report.
pub(in crate::emergency) const KIND: &str = "emergency.proof";
/// The edition of the engine that proves.
const ENGINE: u32 = 1;
/// A code of the headline: less than 72 hours were looked at.
pub(in crate::emergency) const UNDER_72_HOURS: &str = "under-72-hours";
/// A code of the headline: some sources were asked about as lost as planned.
pub(in crate::emergency) const SOME_AS_PLANNED: &str = "some-lost-as-planned";

impl Proven {
    /// The receipt of this proof, of kind `emergency.proof`: what was asked, which plan and which week were read, and
    /// in the headline the strength as its level, and the least margin if it holds at the level asked.
    ///
    /// The headline's codes say in which way it is an answer (`holds`, `fails` at the level asked, or `not-yet`), and
    /// what whoever relies on it would want to know: `under-72-hours`, `some-lost-as-planned`, `some-unnoticed`.
    ///
    /// ```
    /// # use mutual_care::base::PersonId;
    /// # use mutual_care::need::{Snapshot, SnapshotParts, Source};
    /// use mutual_care::emergency::{Plan, PlanParts, ProofQuestion, prove};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// # let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
    /// # let sources = vec![Source::member(id(1).parse::<PersonId>()?)];
    /// # let week = Snapshot::new(SnapshotParts { on, sources, needs: vec![], arrangements: vec![] })?;
    /// let plan = Plan::new(PlanParts::new(id(2).parse()?, id(3).parse()?, on))?;
    /// let receipt = prove(&week, &plan, &ProofQuestion::default())?.receipt()?;
    /// assert!(receipt.is_about(&plan.fingerprint()?) && receipt.is_about(&week.fingerprint()?));
    /// assert_eq!(receipt.headline().level, Some(3), "where nobody needs anything nothing can fail");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ReceiptError`], which no proof gives: it read two things.
    pub fn receipt(&self) -> Result<Receipt, ReceiptError> {
        let (code, margin_min) = match &self.answer {
            Answer::Proof(proof) => ("holds", proof.margin.as_ref().map(|margin| margin.minutes)),
            Answer::Counterexample(_) => ("fails", None),
            Answer::NotYet(_) => ("not-yet", None),
        };
        let mut codes: Vec<Word> = alloc::vec![Word::of(code)];
        if self.horizon_min < HORIZON_72_HOURS {
            codes.push(Word::of(UNDER_72_HOURS));
        }
        if !self.asked_nothing_as_planned().unwrap_or(false) {
            codes.push(Word::of(SOME_AS_PLANNED));
        }
        if !self.unnoticed().is_empty() {
            codes.push(Word::of("some-unnoticed"));
        }
        let headline = Headline { codes, level: Some(u32::from(self.strength())), margin_min };
        Receipt::of_report(KIND, ENGINE, self.question, headline, alloc::vec![self.plan, self.snapshot])
    }

    /// Whether the question was the one of this level and horizon in which nothing is lost as planned.
    fn asked_nothing_as_planned(&self) -> Result<bool, CanonicalError> {
        let (level, horizon_min) = (self.asked, self.horizon_min);
        let question = ProofQuestion { level, horizon_min, as_planned: BTreeSet::new() };
        Ok(Fingerprint::of("proof_question", EDITION, &question)? == self.question)
    }
}
