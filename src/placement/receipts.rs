//! Receipts of what matching says: what a record keeps of a verdict that it rests on.

use alloc::format;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::matching::explain;
use super::rules::is_between;
use super::{
    Answer, Assessed, Child, Compatibility, Explained, Homes, Impact, Kind, Matching, Party, RuleKind,
    RuleReason, notes,
};
use crate::base::{
    CanonicalError, Code, Findings, Fingerprint, Headline, HomeId, Receipt, ReceiptError, Word, codes,
};

/// The kind of report that [`matching_receipts`] gives receipts of.
pub(super) const MATCHING: &str = "placement.matching";
/// The kind of report that a compatibility assessment is.
pub(super) const COMPATIBILITY: &str = "placement.compatibility";
/// The kind of report that an impact assessment is.
pub(super) const IMPACT: &str = "placement.impact";

/// 3: what is between two children who move in together is said too.
///
/// 2: a verdict that waits for the authority has a kind of its own, and judgements and steps count from their dates.
const EDITION: u32 = 4;

codes! {
    /// What a receipt says of law and safety, beside the kind of the verdict.
    pub enum ReceiptSays: "what a receipt says of a rule" {
        /// A rule of law is a no.
        LawNo = "law-no", "a rule of law is a no";
        /// A rule of law is not known.
        LawNotKnown = "law-not-known", "a rule of law is not known";
        /// It waits for a step of the authority.
        WaitsFor = "waits-for", "it waits for a step of the authority";
        /// A rule of safety between the child and a resident is a no.
        ResidentNo = "resident-no", "a rule of safety with a resident is a no";
        /// A rule of safety between the child and a resident is not known.
        ResidentNotKnown = "resident-not-known", "a rule of safety with a resident is not known";
        /// Another rule of safety is a no.
        SafetyNo = "safety-no", "a rule of safety is a no";
        /// Another rule of safety is not known.
        SafetyNotKnown = "safety-not-known", "a rule of safety is not known";
        /// A mitigation that nobody has taken on.
        NotTakenOn = "not-taken-on", "a mitigation that nobody has taken on";
        /// A mitigation that is there only after the move.
        TakenOnTooLate = "taken-on-too-late", "a mitigation that is there only after the move";
    }
}

/// No receipt could be made of a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum JudgedError {
    /// Something has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// The report read more than a receipt can name.
    #[error(transparent)]
    Receipt(#[from] ReceiptError),
}

/// What matching says of a home, for each way in which the party could be placed there: what was judged, and the
/// receipt of it. Empty if the home is not among these.
///
/// # Errors
///
/// None that can happen: every fact has a canonical form, and a home has no more residents than a receipt can
/// name.
///
/// ```
/// use mutual_care::placement::{Child, Home, Homes, Matching, Party, matching_receipts};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 4, 13).unwrap();
/// let (child, home) = (Child::new(id(1).parse()?), Home::new(id(2).parse()?));
/// let homes = Homes::compile(vec![home.clone()])?;
/// let judged = matching_receipts(&Party::one(child), &homes, home.id, on, &Matching::default())?;
/// let (assessed, receipt) = &judged[0];
/// assert_eq!(receipt.headline().codes[0], "cannot_say_yet");
/// assert_eq!(receipt.question(), assessed.fingerprint()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn matching_receipts(
    party: &Party,
    homes: &Homes,
    home: HomeId,
    on: NaiveDate,
    how: &Matching,
) -> Result<Vec<(Assessed, Receipt)>, JudgedError> {
    let Some(typed) = homes.get(home) else { return Ok(Vec::new()) };
    let of_one = |explained: Explained| {
        let children: Vec<&Child> =
            explained.verdict.children.iter().filter_map(|child| party.child(*child)).collect();
        let assessed = Assessed::of(&children, typed, on)?;
        let receipt = receipt(
            MATCHING,
            &assessed,
            explained.verdict.kind,
            explained.reasons.iter(),
            &Findings::none(),
        )?;
        Ok((assessed, receipt))
    };
    explain(party, homes, home, on, how).into_iter().map(of_one).collect()
}

impl Compatibility {
    /// What a record keeps of this assessment.
    ///
    /// # Errors
    ///
    /// None that can happen, as [`matching_receipts`].
    pub fn receipt(&self) -> Result<Receipt, JudgedError> {
        let reasons = self.pairs.iter().flat_map(|pair| &pair.concerns);
        receipt(COMPATIBILITY, &self.assessed, self.kind, reasons, &self.open())
    }
}

impl Impact {
    /// What a record keeps of this assessment.
    ///
    /// # Errors
    ///
    /// None that can happen, as [`matching_receipts`].
    pub fn receipt(&self) -> Result<Receipt, JudgedError> {
        receipt(IMPACT, &self.assessed, self.kind, self.concerns.iter(), &self.open())
    }
}

fn receipt<'a>(
    kind: &'static str,
    assessed: &Assessed,
    verdict: Kind,
    reasons: impl Iterator<Item = &'a RuleReason>,
    open: &Findings,
) -> Result<Receipt, JudgedError> {
    let mut said: Vec<Word> = reasons.filter_map(of_reason).collect();
    for (note, code) in [
        (&notes::CONCERN_WITHOUT_MEASURE, ReceiptSays::NotTakenOn),
        (&notes::MEASURE_AFTER_MOVE, ReceiptSays::TakenOnTooLate),
    ] {
        if open.with_code(note.code).next().is_some() {
            said.push(Word::of(code.code()));
        }
    }
    said.sort_unstable();
    said.dedup();
    said.insert(0, Word::of(verdict.code()));
    let everybody = assessed.children.iter().chain(&assessed.residents).map(|seen| seen.facts);
    let read: Vec<Fingerprint> = everybody.chain([assessed.home_facts]).collect();
    let headline = Headline { codes: said, ..Headline::default() };
    Ok(Receipt::of_report(kind, EDITION, assessed.fingerprint()?, headline, read)?)
}

/// The code for a reason of law or safety that does not hold, or waits.
fn of_reason(reason: &RuleReason) -> Option<Word> {
    let between = reason.other.is_some() || is_between(reason.rule);
    let said = match (reason.kind, reason.answer) {
        (RuleKind::Law | RuleKind::Safety, Answer::ProceedsWhen) => ReceiptSays::WaitsFor,
        (RuleKind::Law, Answer::No) => ReceiptSays::LawNo,
        (RuleKind::Law, Answer::NotKnown) => ReceiptSays::LawNotKnown,
        (RuleKind::Safety, Answer::No) if between => ReceiptSays::ResidentNo,
        (RuleKind::Safety, Answer::NotKnown) if between => ReceiptSays::ResidentNotKnown,
        (RuleKind::Safety, Answer::No) => ReceiptSays::SafetyNo,
        (RuleKind::Safety, Answer::NotKnown) => ReceiptSays::SafetyNotKnown,
        _ => return None,
    };
    let of = match (said, reason.step) {
        (ReceiptSays::WaitsFor, Some(step)) => step.code(),
        _ => reason.rule.code,
    };
    // A vendor's code may be too long for both: then the rule is not named.
    Some(format!("{}.{of}", said.code()).parse().unwrap_or(Word::of(said.code())))
}

/// What a receipt says of law and safety: each with the rule or step it names, as it is written.
pub(super) fn said(receipt: &Receipt) -> impl Iterator<Item = (ReceiptSays, &str)> {
    receipt.headline().codes.iter().filter_map(|word| {
        let (said, of) = word.as_str().split_once('.').unwrap_or((word.as_str(), ""));
        Some((said.parse().ok()?, of))
    })
}

/// The kind of the verdict that a receipt speaks of; none if this release does not know it.
pub(super) fn kind_said(receipt: &Receipt) -> Option<Kind> {
    receipt.headline().codes.first()?.as_str().parse().ok()
}
