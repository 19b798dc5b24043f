//! The placement that was agreed, in our words, from and to the standard's.

use super::{ActualPlacement, NotCarried, PlacementType, loss};
use crate::base::PrivateText;
use crate::placement::CareType;

/// A placement that was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedPlacement {
    /// The price of a week, in pence.
    pub weekly_pence: u32,
    /// Where.
    pub location: PrivateText,
    /// Whether that was the preferred place.
    pub location_preferred: bool,
    /// Whether education goes on as before.
    pub education_continues: bool,
    /// The provider's number with the regulator.
    pub provider_urn: PrivateText,
    /// How many brothers and sisters were placed together.
    pub siblings_together: u8,
    /// The type of care.
    pub care: CareType,
}

impl AgreedPlacement {
    /// From the standard, which counts in whole pounds. None past the pence that fit.
    pub fn read(placement: &ActualPlacement) -> Option<Self> {
        Some(Self {
            weekly_pence: placement.total_weekly_cost.checked_mul(100)?,
            location: placement.placement_location.clone(),
            location_preferred: placement.preferability_location,
            education_continues: placement.education_continuity,
            provider_urn: placement.provider_urn.clone(),
            siblings_together: placement.siblings_placed_together,
            care: match placement.placement_type {
                PlacementType::Residential => CareType::Residential,
                PlacementType::Foster => CareType::Foster,
                PlacementType::SupportedAccommodation => CareType::SupportedAccommodation,
            },
        })
    }

    /// To the standard, and what is lost: the pence, cut off.
    ///
    /// ```
    /// use mutual_care::base::PrivateText;
    /// use mutual_care::placement::CareType;
    /// use mutual_care::placement::vocabulary::AgreedPlacement;
    /// let agreed = AgreedPlacement {
    ///     weekly_pence: 486_550,
    ///     location: PrivateText::new("Made-up Town")?,
    ///     location_preferred: true,
    ///     education_continues: true,
    ///     provider_urn: PrivateText::new("SC000000")?,
    ///     siblings_together: 0,
    ///     care: CareType::Residential,
    /// };
    /// let (placement, lost) = agreed.write();
    /// assert_eq!(placement.total_weekly_cost, 4_865);
    /// assert_eq!(lost.unwrap().code, "pence-not-expressed");
    /// # Ok::<(), mutual_care::base::TextError>(())
    /// ```
    pub fn write(&self) -> (ActualPlacement, Option<&'static NotCarried>) {
        let placement = ActualPlacement {
            total_weekly_cost: self.weekly_pence / 100,
            placement_location: self.location.clone(),
            preferability_location: self.location_preferred,
            education_continuity: self.education_continues,
            provider_urn: self.provider_urn.clone(),
            siblings_placed_together: self.siblings_together,
            placement_type: match self.care {
                CareType::Residential => PlacementType::Residential,
                CareType::Foster => PlacementType::Foster,
                CareType::SupportedAccommodation => PlacementType::SupportedAccommodation,
            },
        };
        let pence = !self.weekly_pence.is_multiple_of(100);
        (placement, loss("pence-not-expressed").filter(|_| pence))
    }
}
