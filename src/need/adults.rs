//! Who of those who give is an adult, where a need asks for adults: all that a fingerprint knows of ages.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::{ADULT, Age, Arrangement, Need, SnapshotParts, Source};
use crate::base::{SourceId, wire};

/// Whether somebody is an adult on the date of a week, as their date of birth says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum IsAdult {
    Yes,
    No,
    /// Only the month or the year of birth is known, and in it are days for both.
    NotKnown,
}

impl From<Age> for IsAdult {
    fn from(age: Age) -> Self {
        match age {
            Age::Adult => Self::Yes,
            Age::Under18 => Self::No,
            Age::PerhapsUnder18 => Self::NotKnown,
        }
    }
}

/// A week as it is fingerprinted: its parts, and, of everybody who gives to a need that asks for adults and of whose birth
/// something is known, whether they are one.
#[derive(Serialize)]
#[serde(rename = "Snapshot")]
pub(super) struct WithAdults<'a> {
    #[serde(with = "wire::date")]
    on: NaiveDate,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    sources: &'a [Source],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    needs: &'a [Need],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    arrangements: &'a [Arrangement],
    adults: BTreeMap<SourceId, IsAdult>,
}

impl<'a> WithAdults<'a> {
    /// The week, if somebody's being an adult is part of it.
    pub(super) fn of(parts: &'a SnapshotParts) -> Option<Self> {
        let adults = adults(parts);
        let SnapshotParts { on, sources, needs, arrangements } = parts;
        (!adults.is_empty()).then_some(Self { on: *on, sources, needs, arrangements, adults })
    }
}

fn adults(parts: &SnapshotParts) -> BTreeMap<SourceId, IsAdult> {
    let asks = |need: &&Need| need.skills().iter().any(|asked| asked.skill == ADULT);
    let asking: Vec<_> = parts.needs.iter().filter(asks).map(Need::id).collect();
    if asking.is_empty() {
        return BTreeMap::new();
    }
    let given = parts.arrangements.iter().filter(|help| asking.binary_search(&help.need).is_ok());
    let givers = given.filter(|help| help.is_given(parts.on)).map(|help| help.by);
    givers
        .filter_map(|by| {
            let source = parts.sources.get(parts.source_index(by)?)?;
            Some((by, source.age?.into()))
        })
        .collect()
}
