//! The journal, entry by entry: what was accepted, when, by whom, with what spoke against it.

use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};
use uuid::Uuid;

use super::{Event, Happened, Model};
use crate::base::{AnyId, Audience, Finding, Findings, IdError, Rule, Stamp, Weight, Word, wire};

/// A key under which something may be offered again without happening twice: a UUID that the caller makes.
///
/// ```
/// use mutual_care::machine::Key;
/// let key: Key = "6f2c1a3e-0000-4000-8000-0000000000aa".parse()?;
/// assert_eq!(key.to_string(), "6f2c1a3e-0000-4000-8000-0000000000aa");
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Uuid);

impl Key {
    /// The key that is this UUID.
    pub const fn new(uuid: Uuid) -> Self {
        Self(uuid)
    }

    /// The UUID.
    pub const fn uuid(self) -> Uuid {
        self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0.as_hyphenated(), f)
    }
}
impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Key {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        // Only the hyphenated form, so that one key is one text.
        let uuid = if text.len() == 36 { Uuid::try_parse(text).ok() } else { None };
        uuid.map(Self).ok_or(IdError)
    }
}

impl Serialize for Key {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "a key: a UUID with hyphens", |text| text.parse().map_err(D::Error::custom))
    }
}

/// One act of recording: a stamp, and the key for retrying if there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    pub(crate) stamp: Stamp,
    pub(crate) key: Option<Key>,
}

impl From<Stamp> for Act {
    fn from(stamp: Stamp) -> Self {
        Self { stamp, key: None }
    }
}

impl Stamp {
    /// The same, under a key: offered again with the same key, the same thing does not happen twice.
    pub const fn with_key(self, key: Key) -> Act {
        Act { stamp: self, key: Some(key) }
    }
}

/// One entry of a journal. It can be written and read by itself, so that an event store appends rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<M: Model> {
    pub(crate) seq: u64,
    pub(crate) stamp: Stamp,
    pub(crate) key: Option<Key>,
    pub(crate) event: Happened<M>,
    pub(crate) findings: Vec<KeptFinding>,
}

impl<M: Model> Entry<M> {
    /// Its place in the journal, from 1.
    pub const fn seq(&self) -> u64 {
        self.seq
    }

    /// When it was recorded, by whom, in which role.
    pub const fn stamp(&self) -> &Stamp {
        &self.stamp
    }

    /// The key for retrying, if it had one.
    pub const fn key(&self) -> Option<Key> {
        self.key
    }

    /// What it says.
    pub const fn event(&self) -> &Happened<M> {
        &self.event
    }

    /// What it says, if it is this event, in whatever manner it came to be there.
    pub fn is<E: Event<Machine = M>>(&self) -> Option<&E> {
        match &self.event {
            Happened::Step(step) => E::peek(step.what()),
            Happened::TakenOver(_) | Happened::Corrected(_) => None,
        }
    }

    /// What spoke against it when it was accepted, and did not bar it.
    pub fn findings(&self) -> &[KeptFinding] {
        &self.findings
    }
}

/// A finding as a journal keeps it: code, weight and ids. A later release may have kept it, so neither code nor
/// ids need be of a kind that this release knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename = "Finding", deny_unknown_fields)]
pub struct KeptFinding {
    code: Word,
    weight: Weight,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "kept_ids")]
    about: Vec<KeptId>,
}

impl KeptFinding {
    /// The rule's code.
    pub const fn code(&self) -> &Word {
        &self.code
    }

    /// What it weighed.
    pub const fn weight(&self) -> Weight {
        self.weight
    }

    /// What it concerns.
    pub fn about(&self) -> &[KeptId] {
        &self.about
    }

    /// The rule it is of, among these.
    pub fn rule(&self, among: &[&'static Rule]) -> Option<&'static Rule> {
        among.iter().copied().find(|rule| self.code == Word::of(rule.code))
    }

    /// Who may read it, by the rule it is of among these. Professionals only, if that rule is not known.
    pub fn audience(&self, among: &[&'static Rule]) -> Audience {
        self.rule(among).map_or(Audience::Professionals, |rule| rule.audience)
    }

    /// Whether it is this finding, whatever it weighs.
    pub fn is(&self, finding: &Finding) -> bool {
        self.code == Word::of(finding.code())
            && self.about.len() == finding.concerns().len()
            && self.about.iter().zip(finding.concerns()).all(|(kept, id)| kept.is(*id))
    }
}

impl From<&Finding> for KeptFinding {
    fn from(finding: &Finding) -> Self {
        Self {
            code: Word::of(finding.code()),
            weight: finding.weight(),
            about: finding.concerns().iter().copied().map(KeptId::from).collect(),
        }
    }
}

pub(crate) fn kept(findings: &Findings) -> Vec<KeptFinding> {
    findings.iter().map(KeptFinding::from).collect()
}

/// An id with its kind as it was written, `kind:uuid`. The kind may be one that this release does not know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeptId {
    kind: Word,
    uuid: Uuid,
}

impl KeptId {
    /// The id, if its kind is known to this release.
    pub fn known(&self) -> Option<AnyId> {
        alloc::string::ToString::to_string(self).parse().ok()
    }

    fn is(&self, id: AnyId) -> bool {
        self.uuid == id.uuid() && self.kind == *id.kind().name()
    }
}

impl From<AnyId> for KeptId {
    fn from(id: AnyId) -> Self {
        Self { kind: Word::of(id.kind().name()), uuid: id.uuid() }
    }
}

impl fmt::Display for KeptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.uuid.as_hyphenated())
    }
}

impl Serialize for KeptId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for KeptId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const EXPECTED: &str = "an id with its kind: kind:uuid";
        wire::text(deserializer, EXPECTED, |text| {
            let parts = text.split_once(':').and_then(|(kind, uuid)| {
                Some(Self { kind: kind.parse().ok()?, uuid: uuid.parse::<Key>().ok()?.uuid() })
            });
            parts.ok_or_else(|| D::Error::custom(format_args!("expected {EXPECTED}")))
        })
    }
}

fn kept_ids<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<KeptId>, D::Error> {
    wire::list(deserializer, crate::base::limits::FINDINGS_KEPT, "ids")
}
