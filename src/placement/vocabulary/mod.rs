//! The Placements Data Standard, version 2 (draft of 18 July 2025): its terms, and the way from them to a
//! [`Child`](crate::placement::Child) and back.
//!
//! The standard was made for finding out how much care of which kind is missing, not for matching. So it is
//! coarser than what a home has to know, and it has single words for things that are not the same: *No known
//! risk* may mean that there is none, or that nobody knows. What gets lost on the way is data ([`LOSSES`]), and
//! each conversion says which of it happened.

mod agreed;
mod losses;
mod read;
mod terms;
mod write;

pub use agreed::AgreedPlacement;
pub use losses::{Direction, LOSSES, NotCarried, loss};
pub use read::{ChildRead, NoKnownRisk, Unnamed, read_child};
pub use terms::{
    ActualPlacement, AdditionalSupport, CareSuitability, CommunicationNeeds, CommunicationRequirement,
    CulturalNeeds, LivingCompanions, NeededBy, PetsAnswer, PlacementAvailability, PlacementRecommendation,
    PlacementRequirements, PlacementType, QualityAssurance, RiskPresence, Risks, StandardRecord,
    StandardTerm, TERMS,
};
pub use write::{ChildWritten, write_child};
