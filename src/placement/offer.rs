//! What a home offers one child: the bespoke package and the placement.

use core::cmp::Ordering;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Few, FewItem, Skill, Staffing, Support};
use crate::base::{HomeId, PrivateText, wire};

/// One kind of support in an offer, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferedSupport {
    /// What.
    pub what: Support,
    /// How often in a week.
    pub times_per_week: u8,
    /// In words.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub words: PrivateText,
}

impl FewItem for OfferedSupport {
    const WHAT: &'static str = "kinds of support";

    fn order(&self, other: &Self) -> Ordering {
        self.what.cmp(&other.what)
    }
}

/// What a home offers: what, how often, with which staff, at what weekly price, from when.
///
/// ```
/// use mutual_care::placement::{Few, Offer, Ratio, Staffing};
/// # let home = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// # let from = chrono::NaiveDate::from_ymd_opt(2026, 4, 13).unwrap();
/// let staffing = Staffing::always(Ratio::new(1, 1)?);
/// let offer = Offer { home, from, weekly_pence: 486_500, staffing, support: Few::none(), skills: Few::none() };
/// assert_eq!(offer.weekly_pounds(), (4_865, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The home.
    pub home: HomeId,
    /// From when.
    #[serde(with = "wire::date")]
    pub from: NaiveDate,
    /// The price of a week, in pence.
    pub weekly_pence: u32,
    /// The staff for this child.
    pub staffing: Staffing,
    /// Support beside the daily care.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub support: Few<OfferedSupport>,
    /// Skills that the staff for this child have on every shift.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub skills: Few<Skill>,
}

fn is_empty<T>(list: &Few<T>) -> bool {
    list.is_empty()
}

impl FewItem for Skill {
    const WHAT: &'static str = "skills";

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

impl Offer {
    /// The price of a week as pounds and pence.
    pub const fn weekly_pounds(&self) -> (u32, u32) {
        (self.weekly_pence / 100, self.weekly_pence % 100)
    }
}
