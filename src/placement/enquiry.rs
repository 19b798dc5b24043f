//! The JSON contract: everything that one question to the shortlist needs, in one document.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::de::Deserializer;
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::{Home, Offer, Party, Policy};
use crate::base::{PrivateText, limits, wire};

/// The newest version of the document that this release reads, and the one it writes.
const NEWEST: u32 = 1;

/// Who is looking, on which date, among which homes, under which policy; and what a home would offer.
///
/// On the wire `{"v1": {…}}`; `docs/placement-input.md` describes every field.
///
/// ```
/// use mutual_care::placement::Enquiry;
/// let text = r#"{"v1": {"on": "2026-04-13", "homes": [], "party": {"plan": "one", "children": [
///     {"id": "6f2c1a3e-0000-4000-8000-000000000001", "own_risks": {"going_missing": {"known": true}}}
/// ]}}}"#;
/// let enquiry: Enquiry = serde_json::from_str(text)?;
/// assert_eq!(serde_json::from_str::<Enquiry>(&serde_json::to_string(&enquiry)?)?, enquiry);
///
/// let newer = serde_json::from_str::<Enquiry>(r#"{"v2": {}}"#).unwrap_err();
/// assert!(newer.to_string().starts_with("written by a newer version (`v2`)"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enquiry {
    /// What the document is, for people.
    pub note: PrivateText,
    /// The planned date of the move.
    pub on: NaiveDate,
    /// Who is looking for a home.
    pub party: Party,
    /// The homes.
    pub homes: Vec<Home>,
    /// The policy; the default if none is given.
    pub policy: Policy,
    /// What one of the homes would offer.
    pub offer: Option<Offer>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Enquiry", deny_unknown_fields)]
struct EnquiryWire {
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    note: PrivateText,
    #[serde(with = "wire::date")]
    on: NaiveDate,
    party: Party,
    #[serde(deserialize_with = "homes")]
    homes: Vec<Home>,
    #[serde(default, skip_serializing_if = "is_default")]
    policy: Policy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offer: Option<Offer>,
}

fn homes<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Home>, D::Error> {
    wire::list(d, limits::HOMES, "homes")
}

fn is_default(policy: &Policy) -> bool {
    *policy == Policy::default()
}

impl Serialize for Enquiry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { note, on, party, homes, policy, offer } = self.clone();
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("v1", &EnquiryWire { note, on, party, homes, policy, offer })?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Enquiry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire: EnquiryWire = wire::versioned(deserializer, "an enquiry", NEWEST)?;
        let EnquiryWire { note, on, party, homes, policy, offer } = wire;
        Ok(Self { note, on, party, homes, policy, offer })
    }
}
