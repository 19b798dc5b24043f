//! Placement: finding a home for a child, and being sure why.
//!
//! A [`Child`] and a [`Home`] are facts that are known or not known. [`shortlist`] asks every rule of every
//! home — is the home right for the child, and the child for the home and those who live there? — and answers
//! with a verdict, its reasons, and what to ask next, most decisive first.
//!
//! From the first enquiry to the moving-in date there is the record of a [`referral`].
//!
//! ```text
//! Child, Party ─┐
//! Homes ────────┼─► shortlist ─► Verdict, RuleReason, Ask
//! Matching ─────┘
//! ```

mod assessed;
mod child;
mod compatibility;
mod enquiry;
mod facts;
mod forms;
mod home;
mod information;
mod letter;
mod lists;
mod location;
mod matching;
mod names;
mod nights;
pub mod notes;
mod offer;
mod own_rule;
mod party;
mod policy;
mod receipts;
pub mod referral;
pub mod rules;
mod staff;
mod verdict;
pub mod vocabulary;
mod ways;
mod words;
mod words_between;

pub use assessed::{Assessed, SeenChild};
pub use child::{Authority, CareType, CareTypes, Child, DateOfBirth, HomeView, OwnView, Relation, RoomShare};
pub use compatibility::{
    Added, Compatibility, Impact, Liaison, ManagersDecision, Measure, PairOfChildren, Settled, Strength,
    StrengthKind, WorkersView, assess,
};
pub use enquiry::{Enquiry, EnquiryParts};
pub use facts::{Facts, Few, FewError, FewItem};
pub use forms::homes::{Homes, HomesError};
pub use forms::layout::Topic;
pub use home::{AgeRange, AgeRangeError, CanProvide, Home, Provision, Registration, Resident, Restriction};
pub use information::{
    Information, Provided, ProvidedAs, ProvidedOf, missing_as_findings, missing_information,
};
pub use letter::{Letter, letter};
pub use lists::{
    Activity, Adaptation, Allergen, AuthorityStep, CareNeed, Communication, Companions, CourtOrder,
    CultureNeed, Gender, HealthTask, HomeSex, Mitigation, OwnRisk, Pets, RegisteredSex, RelationKind,
    RiskToOthers, Skill, Suitability, Support, Vulnerability, Watch, WishedCompany,
};
pub use location::{Area, AreaError, Grid, GridError, Language, LanguageError};
pub use matching::{Matching, explain, shortlist};
pub use names::{Names, NamesOf};
pub use nights::{Leaving, Night, Nights, NightsError};
pub use offer::{Offer, OfferedSupport};
pub use own_rule::{OwnAnswer, OwnKind, OwnRule, OwnRuleError, ProposedMove};
pub use party::{
    JudgedFacts, MitigationJudgement, Party, PartyError, Plan, RuleCode, RuleCodeError, StepDone,
};
pub use policy::Policy;
pub use receipts::{JudgedError, ReceiptSays, matching_receipts};
pub use rules::{RuleKind, kind_of, mitigations_of};
pub use staff::{ByWatch, NeededStaffing, Ratio, RatioError, Roster, SHARED_MOST, STAFF_MOST, Staffing};
pub use verdict::{
    Answer, Ask, AskedOf, Bond, ClosedPlaces, Explained, FamilyKm, InParts, Kind, LeavesRange, PartPlaced,
    Parts, RuleAnswer, RuleReason, Shortlist, StaffNeed, Verdict,
};
pub use ways::ConcernDirection;
pub use words::{shortlist_words, topic_words, words_for_child};
