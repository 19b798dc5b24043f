//! The wire form of records, edition 1.
//!
//! Externally tagged and written by hand, so that it is the same in every format that names its fields, and so
//! that whatever is read twice, is unknown or was written by a later edition is refused.

mod happened;

use alloc::format;
use alloc::vec::Vec;

use chrono::{DateTime, Utc};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::body::{Body, Kernel, Whole};
use super::replay::load;
use super::{Entry, Happened, KeptFinding, Key, LoadError, LoadProblem, Model};
use crate::base::stamp::time;
use crate::base::{Actor, Code, Id, Role, Stamp, limits, wire};

/// The newest edition that this release reads; it writes this one.
const EDITION: u32 = 1;

/// Writes a record. `machine!` calls it.
///
/// # Errors
///
/// Only what the serializer itself refuses with.
#[doc(hidden)]
pub fn write<M: Whole, S: Serializer>(record: &M, serializer: S) -> Result<S::Ok, S::Error> {
    write_body(record.body(), serializer)
}

pub(crate) fn write_body<M: Model, S: Serializer>(body: &Body<M>, serializer: S) -> Result<S::Ok, S::Error> {
    #[derive(serde::Serialize)]
    struct Versioned<T> {
        v1: T,
    }
    #[derive(serde::Serialize)]
    #[serde(bound = "")]
    struct Out<'a, M: Model> {
        id: Id<M::Kind>,
        status: M::Status,
        revision: u64,
        journal: &'a [Entry<M>],
    }
    let out = Out { id: body.id, status: body.status(), revision: body.revision(), journal: &body.entries };
    Versioned { v1: out }.serialize(serializer)
}

/// Reads a record: replays its journal. `machine!` calls it.
///
/// # Errors
///
/// What was expected, in which entry.
#[doc(hidden)]
pub fn read<'de, M: Whole, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields, bound = "")]
    struct In<M: Model> {
        id: Id<M::Kind>,
        status: M::Status,
        revision: u64,
        #[serde(deserialize_with = "journal")]
        journal: Vec<Entry<M>>,
    }
    let read: In<M> = wire::versioned_journal(deserializer, "a record", EDITION)?;
    // Under whichever id it is kept: an earlier release may have let another one pass, and only an audit tells of it.
    let record = load(read.id, read.journal).map_err(D::Error::custom)?;
    let last = record.revision();
    let disagrees = |field, said, replayed| {
        D::Error::custom(LoadError::new(last, LoadProblem::Disagrees { field, said, replayed }))
    };
    if read.revision != record.revision() {
        return Err(disagrees("revision", format!("{}", read.revision), format!("{last}")));
    }
    if read.status != record.status() {
        return Err(disagrees("status", read.status.code().into(), record.status().code().into()));
    }
    Ok(M::from_body(&Kernel::THE, record))
}

fn journal<'de, D: Deserializer<'de>, M: Model>(deserializer: D) -> Result<Vec<Entry<M>>, D::Error> {
    let entries: Vec<Within<M>> = wire::list(deserializer, limits::JOURNAL_ENTRIES, "entries")?;
    // The same list in memory: `Within` is its entry and nothing else.
    Ok(entries.into_iter().map(|Within(entry)| entry).collect())
}

fn findings<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<KeptFinding>, D::Error> {
    wire::list(deserializer, limits::FINDINGS_KEPT, "findings")
}

impl<M: Model> Serialize for Entry<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        #[serde(bound = "")]
        struct Out<'a, M: Model> {
            seq: u64,
            #[serde(with = "time")]
            at: DateTime<Utc>,
            by: Actor,
            role: Role,
            #[serde(skip_serializing_if = "Option::is_none")]
            key: Option<Key>,
            event: &'a Happened<M>,
            #[serde(skip_serializing_if = "<[_]>::is_empty")]
            findings: &'a [KeptFinding],
        }
        let (at, by, role) = (self.stamp.at(), self.stamp.by(), self.stamp.role());
        let Self { seq, key, event, findings, .. } = self;
        Out { seq: *seq, at, by, role, key: *key, event, findings }.serialize(serializer)
    }
}

/// An entry of a row in a database, say.
impl<'de, M: Model> Deserialize<'de> for Entry<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Within::deserialize(wire::Strict::journal(deserializer)).map(|Within(entry)| entry)
    }
}

/// An entry within its record, which is read strictly as a whole.
struct Within<M: Model>(Entry<M>);

impl<'de, M: Model> Deserialize<'de> for Within<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(rename = "Entry", deny_unknown_fields, bound = "")]
        struct In<M: Model> {
            seq: u64,
            #[serde(with = "time")]
            at: DateTime<Utc>,
            by: Actor,
            role: Role,
            #[serde(default, deserialize_with = "present")]
            key: Option<Key>,
            event: Happened<M>,
            #[serde(default, deserialize_with = "findings")]
            findings: Vec<KeptFinding>,
        }
        let In { seq, at, by, role, key, event, findings } = In::deserialize(deserializer)?;
        let stamp = Stamp::new(at, by, role).map_err(D::Error::custom)?;
        Ok(Self(Entry { seq, stamp, key, event, findings }))
    }
}

/// A field that stands there has a value.
fn present<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Key>, D::Error> {
    Key::deserialize(deserializer).map(Some)
}
