//! What can happen to an item.

use chrono::NaiveDate;
use mutual_care::base::{PersonId, PrivateText, wire};
use serde::{Deserialize, Serialize};

/// The service bought it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bought {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The last day before which it need not be examined again.
    #[serde(with = "wire::date")]
    pub examined_until: NaiveDate,
}

/// Somebody has it at home.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LentOut {
    /// Since when.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who has it.
    pub to: PersonId,
    /// The day by which it comes back.
    #[serde(with = "wire::date")]
    pub until: NaiveDate,
    /// Where in the house it stands.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub place: PrivateText,
}

/// The loan goes on for longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extended {
    /// When this was agreed.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The day by which it comes back now.
    #[serde(with = "wire::date")]
    pub until: NaiveDate,
}

macro_rules! only_dated {
    ($($(#[$doc:meta])* $event:ident;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            #[serde(deny_unknown_fields)]
            pub struct $event {
                /// When.
                #[serde(with = "wire::date")]
                pub on: NaiveDate,
            }
        )+
    };
}

only_dated! {
    /// It came back.
    Returned;
    /// It broke.
    Broke;
    /// It was decided that it is beyond mending.
    WrittenOff;
    /// Somebody was promised it.
    Reserved;
}

/// It was mended and examined.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repaired {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The last day before which it need not be examined again.
    #[serde(with = "wire::date")]
    pub examined_until: NaiveDate,
}

/// It was examined where it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examined {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The last day before which it need not be examined again.
    #[serde(with = "wire::date")]
    pub examined_until: NaiveDate,
}

/// What is known of an item that another system kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsKnown {
    /// The last day before which it need not be examined again, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub examined_until: Option<NaiveDate>,
    /// Who has it and until when, if it is lent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan: Option<LentOut>,
}
