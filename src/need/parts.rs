//! What a household's week is made from: plain lists.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Arrangement, Need, Source};
use crate::base::{NeedId, SourceId, limits, wire};

/// What a snapshot is made from. Order does not matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename = "Snapshot", deny_unknown_fields)]
pub struct SnapshotParts {
    /// The date.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Everybody and everything that helps, and every member whether they help or not.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "sources")]
    pub sources: Vec<Source>,
    /// What the members need.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "needs")]
    pub needs: Vec<Need>,
    /// Who helps with what.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "arrangements")]
    pub arrangements: Vec<Arrangement>,
}

impl SnapshotParts {
    /// Where a source stands, once they are in order of id.
    pub(super) fn source_index(&self, id: SourceId) -> Option<usize> {
        self.sources.binary_search_by_key(&id, |source| source.id).ok()
    }

    /// Where a need stands, once they are in order of id.
    pub(super) fn need_index(&self, id: NeedId) -> Option<usize> {
        self.needs.binary_search_by_key(&id, Need::id).ok()
    }
}

pub(super) fn sources<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Source>, D::Error> {
    wire::list(d, limits::SOURCES, "sources")
}
pub(super) fn needs<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Need>, D::Error> {
    wire::list(d, limits::NEEDS, "needs")
}
pub(super) fn arrangements<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Arrangement>, D::Error> {
    wire::list(d, limits::ARRANGEMENTS, "arrangements")
}
