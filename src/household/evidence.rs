//! What looking for signs of mutual caring came to, as far as this room must know it.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::base::{Fingerprint, PersonId, RecordRef, Word, codes, limits, wire};

codes! {
    /// What looking for mutual caring came to.
    pub enum MutualCaring: "what looking for mutual caring came to" {
        /// Looked for, and no sign of it.
        NoSign = "no_sign", "no sign";
        /// Signs of it, not yet confirmed with the people.
        Sign = "sign", "signs";
        /// Each gives the other help.
        ReciprocalCare = "reciprocal_care", "each cares for the other";
        /// Each depends on the other.
        MutualDependence = "mutual_dependence", "each depends on the other";
    }
}

/// From where it is known: a record, at a revision, or a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceFrom {
    /// A record, such as an assessment.
    Record(RecordRef),
    /// A report of an analysis.
    Report(ReportRef),
}

/// Which report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportRef {
    /// The kind of analysis.
    pub kind: Word,
    /// The edition of the engine that answered.
    pub edition: u32,
    /// The fingerprint of what it read.
    pub read: Fingerprint,
}

/// What moves a household's signs of mutual caring: what was found, between whom, and from where that is known.
///
/// A plain value of this room. The rooms that look (an assessment, the short set of first signs) offer the
/// conversion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignsEvidence {
    /// What it came to.
    pub outcome: MutualCaring,
    /// Between whom: two people or more, where each cares for or depends on the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "people")]
    pub between: Vec<PersonId>,
    /// From where it is known.
    pub from: EvidenceFrom,
    /// The codes of the findings it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "words")]
    pub codes: Vec<Word>,
}

fn people<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(deserializer, limits::PEOPLE, "people")
}

fn words<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Word>, D::Error> {
    wire::list(deserializer, limits::EVIDENCE_CODES, "codes")
}
