//! Receipts: what a record keeps of an analysis that it rests on.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::{Fingerprint, Word, limits, wire};

/// What an analysis says in one line: codes, a level if it has one, and the margin by which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headline {
    /// The codes of its answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "words")]
    pub codes: Vec<Word>,
    /// The level that it reaches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u32>,
    /// The margin by which it holds, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin_min: Option<u32>,
}

/// What a record keeps of an analysis: which engine was asked what, about which version of things, and what it
/// said.
///
/// Only a report can make one. What is read from a file is a *claim*: it says the same and is equal, but
/// [`Receipt::is_claim`], and a guard that rests on it may ask for the analysis to be run again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    kind: Word,
    edition: u32,
    question: Fingerprint,
    headline: Headline,
    #[serde(deserialize_with = "fingerprints")]
    read: Vec<Fingerprint>,
    #[serde(skip)]
    made_here: bool,
}

/// A report read more than a receipt can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected at most {} codes, and as many things read", limits::RECEIPT_PARTS)]
pub struct ReceiptError;

impl Receipt {
    /// The receipt of a report. Reports alone make these.
    ///
    /// # Errors
    ///
    /// [`ReceiptError`] past [`limits::RECEIPT_PARTS`].
    #[allow(dead_code, reason = "the reports that give receipts are in rooms above")]
    pub(crate) fn of_report(
        kind: &'static str,
        edition: u32,
        question: Fingerprint,
        headline: Headline,
        mut read: Vec<Fingerprint>,
    ) -> Result<Self, ReceiptError> {
        read.sort_unstable();
        read.dedup();
        if read.len().max(headline.codes.len()) > limits::RECEIPT_PARTS {
            return Err(ReceiptError);
        }
        Ok(Self { kind: Word::of(kind), edition, question, headline, read, made_here: true })
    }

    /// The kind of analysis.
    pub const fn kind(&self) -> &Word {
        &self.kind
    }

    /// The edition of the engine that answered.
    pub const fn edition(&self) -> u32 {
        self.edition
    }

    /// The fingerprint of what was asked.
    pub const fn question(&self) -> Fingerprint {
        self.question
    }

    /// What it answered, in one line.
    pub const fn headline(&self) -> &Headline {
        &self.headline
    }

    /// The fingerprints of everything that was read, in order.
    pub fn read(&self) -> &[Fingerprint] {
        &self.read
    }

    /// Whether it speaks of this very version of a thing.
    pub fn is_about(&self, thing: &Fingerprint) -> bool {
        self.read.contains(thing)
    }

    /// Whether it was read from somewhere rather than made by a report of this process.
    pub const fn is_claim(&self) -> bool {
        !self.made_here
    }
}

/// Where it comes from is no part of what it says: a record that was loaded equals the one that was saved.
impl PartialEq for Receipt {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.edition == other.edition
            && self.question == other.question
            && self.headline == other.headline
            && self.read == other.read
    }
}
impl Eq for Receipt {}

fn words<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Word>, D::Error> {
    wire::list(deserializer, limits::RECEIPT_PARTS, "codes")
}

fn fingerprints<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Fingerprint>, D::Error> {
    wire::list(deserializer, limits::RECEIPT_PARTS, "fingerprints")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt() -> Receipt {
        let of = |text: &str| Fingerprint::of("text", 1, text).unwrap();
        let headline =
            Headline { codes: alloc::vec![Word::of("holds")], level: Some(1), margin_min: Some(45) };
        Receipt::of_report(
            "emergency.proof",
            1,
            of("question"),
            headline,
            alloc::vec![of("b"), of("a"), of("b")],
        )
        .unwrap()
    }

    #[test]
    fn what_is_read_back_says_the_same_and_is_a_claim() {
        let made = receipt();
        let read: Receipt = serde_json::from_str(&serde_json::to_string(&made).unwrap()).unwrap();
        assert_eq!(read, made);
        assert!(!made.is_claim() && read.is_claim());
        assert_eq!(read.clone(), read);
        assert!(read.clone().is_claim(), "a copy of a claim is a claim");
    }

    #[test]
    fn it_is_about_what_was_read_and_nothing_else() {
        let of = |text: &str| Fingerprint::of("text", 1, text).unwrap();
        let made = receipt();
        assert_eq!(made.read().len(), 2);
        assert!(made.read().is_sorted());
        assert!(made.is_about(&of("a")) && made.is_about(&of("b")));
        assert!(!made.is_about(&of("question")) && !made.is_about(&of("c")));
    }

    #[test]
    fn it_names_no_more_than_can_be_read_again() {
        let of = |number: usize| Fingerprint::of("number", 1, &(number as u64)).unwrap();
        let many = |count: usize| (0..count).map(of).collect();
        let make = |read| Receipt::of_report("k", 1, of(0), Headline::default(), read);
        let most = make(many(limits::RECEIPT_PARTS)).unwrap();
        let text = serde_json::to_string(&most).unwrap();
        assert_eq!(serde_json::from_str::<Receipt>(&text).unwrap(), most);
        assert_eq!(make(many(limits::RECEIPT_PARTS + 1)), Err(ReceiptError));
    }
}
