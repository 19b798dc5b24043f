//! Numbers that neither law nor guidance fixes.

use serde::{Deserialize, Serialize};

/// The embedder's values. Where one is none, its rule is not asked, and `policy-not-set` is found.
///
/// | value | default | where it comes from |
/// |---|---|---|
/// | `age_gap_years` | 5 | a provider's own rule: at most five years unless assessed |
/// | `same_risk_most` | none | practice differs |
/// | `arrival_gap_days` | none | practice differs |
/// | `family_within_km` | 32 | twenty miles, which a council's referral form offers as a choice |
/// | `school_within_km` | none | practice differs |
/// | `leaving_notice_months` | 12 | the design of this crate |
/// | `judged_within_days` | 183 | chosen: half a year; without it a judgement that names no facts counts for ever |
/// | `parts_most` | 2 | the design of this crate: more than four brothers and sisters in at most two parts |
/// | `sexual_health_from_age` | none | practice differs; without it the question is put at every age |
///
/// ```
/// use mutual_care::placement::Policy;
/// let policy = Policy { age_gap_years: Some(3), ..Policy::default() };
/// assert_eq!(policy.family_within_km, Some(32));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// The most years between the dates of birth of unrelated children in one home.
    pub age_gap_years: Option<u8>,
    /// The most children in one home with the same risk to themselves.
    pub same_risk_most: Option<u8>,
    /// The fewest days between one child's arrival in a home and the next one's.
    pub arrival_gap_days: Option<u16>,
    /// How far from the family still counts as near, in kilometres.
    pub family_within_km: Option<u16>,
    /// How far from the school still counts as near, in kilometres.
    pub school_within_km: Option<u16>,
    /// How many months ahead it is said that a child will be too old for the home.
    pub leaving_notice_months: u8,
    /// For how many days before the planned date a judgement of a mitigation counts that does not name the facts it is
    /// of.
    pub judged_within_days: Option<u16>,
    /// In how many parts more than four brothers and sisters who wish to be together are tried at most; up to four of them
    /// are tried in every way. More than four parts count as four.
    pub parts_most: u8,
    /// From which age the referral must speak of sexual health.
    pub sexual_health_from_age: Option<u8>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            age_gap_years: Some(5),
            same_risk_most: None,
            arrival_gap_days: None,
            family_within_km: Some(32),
            school_within_km: None,
            leaving_notice_months: 12,
            judged_within_days: Some(183),
            parts_most: 2,
            sexual_health_from_age: None,
        }
    }
}
