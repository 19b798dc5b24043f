//! Agreement: one type for what somebody says to something that is decided about them.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Actor, PersonId, PrivateText, Told, WhyNotKnown, codes, limits, wire};

codes! {
    /// The power by which somebody decides for somebody else.
    pub enum Power: "a power to decide for somebody" {
        /// A lasting power of attorney for health and welfare.
        WelfareAttorney = "welfare_attorney", "attorney for health and welfare";
        /// A lasting power of attorney for property and affairs.
        PropertyAttorney = "property_attorney", "attorney for property and affairs";
        /// An enduring power of attorney, made before lasting ones were: property and affairs.
        EnduringAttorney = "enduring_attorney", "attorney under an enduring power";
        /// A deputy whom the court appointed for personal welfare.
        WelfareDeputy = "welfare_deputy", "deputy for personal welfare";
        /// A deputy whom the court appointed for property and affairs.
        PropertyDeputy = "property_deputy", "deputy for property and affairs";
    }
}

impl Power {
    /// Whether it must be registered before it can be used. A deputy is appointed by the court's own order.
    pub const fn is_registered(self) -> bool {
        matches!(self, Self::WelfareAttorney | Self::PropertyAttorney | Self::EnduringAttorney)
    }
}

/// What one person says to something that concerns them, or who decides it for them.
///
/// ```
/// use mutual_care::base::{PrivateText, Say, Told};
/// assert_eq!(Say::Agrees.agrees(), Told::Known(true));
/// let wants = PrivateText::new("to stay with my son")?;
/// assert_eq!(Say::Disagrees { wants: Some(wants) }.agrees(), Told::Known(false));
/// assert!(Say::NotAsked.agrees().is_open(), "not known is not agreement");
/// # Ok::<(), mutual_care::base::TextError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Say {
    /// The person agrees.
    Agrees,
    /// The person does not.
    Disagrees {
        /// What they want instead, if they said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wants: Option<PrivateText>,
    },
    /// Nobody has asked.
    NotAsked,
    /// An attorney or a deputy decides for the person.
    DecidedByPower {
        /// Who decides.
        by: Actor,
        /// By which power.
        power: Power,
        /// Whether the power covers this matter.
        #[serde(default, skip_serializing_if = "Told::is_open")]
        covers_this: Told<bool>,
        /// Whether it is registered, for a power that has to be.
        #[serde(default, skip_serializing_if = "Told::is_open")]
        registered: Told<bool>,
        /// What they decide: for it, or against it.
        agrees: bool,
    },
    /// The person lacks capacity for this decision, and one was made in their best interests.
    BestInterests(BestInterests),
}

/// What one person says, or who says it for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Who.
    pub person: PersonId,
    /// What they say.
    pub say: Say,
}

/// A decision in the best interests of somebody who lacks capacity for this very decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BestInterests {
    /// Who found that the person lacks capacity for this decision.
    pub assessed_by: Actor,
    /// When.
    #[serde(with = "wire::date")]
    pub assessed_on: NaiveDate,
    /// Who decided.
    pub decided_by: Actor,
    /// Who was consulted.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "consulted")]
    pub consulted: Vec<Actor>,
    /// What was decided: for it, or against it.
    pub agrees: bool,
}

fn consulted<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Actor>, D::Error> {
    wire::list(deserializer, limits::PEOPLE, "people")
}

impl Say {
    /// Whether there is agreement: the person's own, or one made for them by whoever may.
    ///
    /// Not known unless somebody who may has said. A power that is not known to cover this matter, or not known
    /// to be registered where it has to be, is none: whoever holds it was asked, and that settles nothing.
    pub fn agrees(&self) -> Told<bool> {
        match self {
            Self::Agrees => Told::Known(true),
            Self::Disagrees { .. } => Told::Known(false),
            Self::NotAsked => Told::NotKnown(WhyNotKnown::NotAsked),
            Self::DecidedByPower { power, covers_this, registered, agrees, .. } => {
                let holds = !power.is_registered() || *registered == Told::Known(true);
                if holds && *covers_this == Told::Known(true) {
                    Told::Known(*agrees)
                } else {
                    Told::NotKnown(WhyNotKnown::AskedNotKnown)
                }
            }
            Self::BestInterests(decision) => Told::Known(decision.agrees),
        }
    }

    /// Who decides in the person's place, if somebody does. Where it is the other person of an arrangement, the
    /// room that knows the arrangement finds `decides-for-one-they-rely-on`.
    pub const fn decider(&self) -> Option<Actor> {
        match self {
            Self::Agrees | Self::Disagrees { .. } | Self::NotAsked => None,
            Self::DecidedByPower { by, .. } => Some(*by),
            Self::BestInterests(decision) => Some(decision.decided_by),
        }
    }
}
