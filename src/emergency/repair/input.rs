//! Options as somebody hands them over, in a file of their own.

use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize};

use super::RepairOption;
use crate::base::{PrivateText, limits, wire};

/// What could be added to an emergency plan: on the wire the file's own form, `{"v1": {"options": […]}}`.
///
/// ```
/// use mutual_care::emergency::{Change, RepairOptions};
/// let text = r#"{"v1": {"options": [{
///     "label": "The sister is asked",
///     "change": {"agrees": {"responder": "6f2c1a3e-0000-4000-8000-000000000001", "on": "2026-03-06"}}
/// }]}}"#;
/// let read: RepairOptions = serde_json::from_str(text)?;
/// assert!(matches!(read.options[0].change, Change::Agrees { .. }));
/// assert_eq!(serde_json::from_str::<RepairOptions>(&serde_json::to_string(&read)?)?, read);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[serde(expecting = "options for an emergency plan: an object with `options`")]
pub struct RepairOptions {
    /// In words, for people.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub note: PrivateText,
    /// The options, in the order in which they are told of among equals.
    #[serde(deserialize_with = "options")]
    pub options: Vec<RepairOption>,
}

fn options<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<RepairOption>, D::Error> {
    wire::list(d, limits::REPAIR_OPTIONS, "options")
}

wire::v1!(RepairOptions, "options for an emergency plan");
