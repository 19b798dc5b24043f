//! What is kept of a version: what everybody says, on what it was proven, who approved it, since when it counts.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::{Actor, AnyId, PersonId, PrivateText, Receipt, RecordRef, Said, Say, wire};

/// Everybody's answer to a version, and what it rests on. Whoever is missing in it was not asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assent {
    /// When it was agreed to.
    pub on: NaiveDate,
    /// What each person says to the whole of it.
    pub says: Vec<Said>,
    /// What each person says to each part, of a document that is agreed to [part by part](super::Document::parts).
    pub of_parts: Vec<SaidOfPart>,
    /// What was tried to come to an agreement with somebody who disagrees.
    pub tried: Vec<Tried>,
    /// The proofs of this very version, one of a kind.
    pub proofs: Vec<ProofGiven>,
    /// Who accepts that it is not proven, and why.
    pub risk: Option<RiskAccepted>,
    /// The record it counts on that is only proposed so far: it comes into force with that one.
    pub on_proposed: Option<RecordRef>,
}

impl Assent {
    /// What people say to the whole of it; no proof, and nothing else it rests on.
    pub const fn new(on: NaiveDate, says: Vec<Said>) -> Self {
        Self {
            on,
            says,
            of_parts: Vec::new(),
            tried: Vec::new(),
            proofs: Vec::new(),
            risk: None,
            on_proposed: None,
        }
    }

    /// What each person says to each part, and to the whole: the first answer counts where there are two.
    pub(super) fn by_part(&self) -> BTreeMap<(Option<AnyId>, PersonId), &Say> {
        let of_whole = self.says.iter().map(|said| ((None, said.person), &said.say));
        let of_parts = self.of_parts.iter().map(|said| ((Some(said.part), said.person), &said.say));
        of_parts.chain(of_whole).rev().collect()
    }
}

/// What one person says to one part of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidOfPart {
    /// Which part.
    pub part: AnyId,
    /// Who.
    pub person: PersonId,
    /// What they say.
    pub say: Say,
}

/// One thing that was tried to come to an agreement with somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tried {
    /// With whom.
    pub person: PersonId,
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What, and what came of it.
    pub words: PrivateText,
}

/// The proof of a version, as its record keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofGiven {
    /// What the proof said, of which version, and what it read.
    pub receipt: Receipt,
    /// As at which date it read it.
    #[serde(with = "wire::date")]
    pub as_at: NaiveDate,
}

/// Somebody accepts that a version is agreed to though it is not proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskAccepted {
    /// Why.
    pub reason: PrivateText,
    /// Who accepts it.
    pub accepted_by: Actor,
}

/// Somebody other than its author, the people it is for and whoever provides it takes a version on for the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Approval {
    /// When.
    pub on: NaiveDate,
    /// Who.
    pub by: Actor,
    /// What the version is estimated to cost in a year, in pence, if anybody knows.
    pub yearly_pence: Option<u64>,
}

/// A version that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// Since when.
    pub on: NaiveDate,
    /// The record that came into force with it, if it was agreed to on one.
    pub with: Option<RecordRef>,
}

/// The last look at a version after which it stayed as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastReview {
    /// When.
    pub on: NaiveDate,
    /// By when it is to be reviewed next, if that was settled.
    pub next_by: Option<NaiveDate>,
}

/// The end of a document: no version counts from then on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    /// Since when.
    pub on: NaiveDate,
    /// The document that takes its place, if one does.
    pub goes_on_in: Option<AnyId>,
}
