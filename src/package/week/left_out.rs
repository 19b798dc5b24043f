//! What of a care package gives nothing to a household's week, and why.

use serde::Serialize;

use crate::base::{NeedId, PackageLineId, codes};

codes! {
    /// Why a line gives nothing to the week of a date.
    pub enum WhyLeftOut: "why a line gives nothing" {
        /// It is a share of another line's cost, a cost of employing, or a fee: no help by itself.
        CostOnly = "cost_only", "a cost and no help";
        /// It is not said to meet any need.
        NoNeed = "no_need", "not said to meet any need";
        /// It has not begun.
        Planned = "planned", "not begun";
        /// It has ended.
        Ended = "ended", "ended";
        /// It is paused, for whoever has the need or for all.
        Paused = "paused", "paused";
        /// The need is not there on the date.
        NeedNotThere = "need_not_there", "for a need that is not there";
        /// Neither the line nor the household says who provides it.
        ProviderMissing = "provider_missing", "provided by nobody who is named";
        /// Whoever has the need would provide it, and nobody helps themself.
        OwnNeed = "own_need", "provided by whoever has the need";
        /// Nothing of the allowance is booked in the week of the date.
        NotBooked = "not_booked", "not booked in this week";
    }
}

/// A line of a care package that gives nothing to the week of a date: to none of its needs, or not to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LeftOut {
    /// Which line.
    pub line: PackageLineId,
    /// Which need it gives nothing to; none: to no need at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// Why.
    pub why: WhyLeftOut,
}
