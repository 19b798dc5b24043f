//! What a shared line would cost somebody alone.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::base::{PackageLineId, SourceId, codes, limits, wire};
use crate::package::{Price, When};

codes! {
    /// Where it is known from what something would cost alone.
    pub enum AloneSource: "where a cost alone is known from" {
        /// A provider said so.
        Quote = "quote", "a provider's quote";
        /// It is what the authority pays for such care.
        UsualPrice = "usual_price", "the authority's usual price";
        /// It was paid before the line was shared.
        PaidBefore = "paid_before", "what was paid before it was shared";
        /// Somebody worked it out.
        Estimate = "estimate", "an estimate";
    }
}

/// What a line that budgets share would cost this one if its person were alone: when, at what price, and from where that is
/// known.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "what a line would cost alone: an object with `line`, `price`, `source` and `on`")]
pub struct AlonePrice {
    /// Which line.
    pub line: PackageLineId,
    /// When it would be provided; none: as the line is.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub when: Option<When>,
    /// How many workers would come at once; none: as many as for the line.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "hands")]
    pub hands: Option<u8>,
    /// At what price. It holds whenever it is asked, so it has no first day.
    pub price: Price,
    /// From where that is known.
    pub source: AloneSource,
    /// Who said so, if it was a provider.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub by: Option<SourceId>,
    /// Since when it is known.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

impl AlonePrice {
    /// A price for the line as it is provided.
    pub const fn new(line: PackageLineId, price: Price, source: AloneSource, on: NaiveDate) -> Self {
        Self { line, when: None, hands: None, price, source, by: None, on }
    }
}

fn hands<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u8>, D::Error> {
    wire::number(d, 1, limits::HANDS.into()).map(Some)
}
