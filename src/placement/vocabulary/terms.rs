//! The standard's own words: entities, fields, and lists of options, spelled as it spells them.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::{PrivateText, codes, limits, wire};

codes! {
    /// When the placement is needed.
    pub enum NeededBy: "when a placement is needed, in the standard's words" {
        /// Today.
        Today = "Today", "today";
        /// Within five days.
        InLessThanFiveDays = "in less than 5 days", "in less than five days";
        /// Later.
        InMoreThanFiveDays = "in more than 5 days", "in more than five days";
    }
}

codes! {
    /// Whether there are needs of communication, language or learning.
    pub enum CommunicationNeeds: "Y, N or Not Specified" {
        /// There are.
        Yes = "Y", "yes";
        /// There are none.
        No = "N", "no";
        /// It does not say.
        NotSpecified = "Not Specified", "not specified";
    }
}

codes! {
    /// A requirement of communication.
    pub enum CommunicationRequirement: "a requirement of communication, in the standard's words" {
        /// English for speakers of other languages.
        Esol = "ESOL", "English for speakers of other languages";
        /// British Sign Language.
        Bsl = "BSL", "British Sign Language";
        /// Makaton.
        Makaton = "Makaton", "Makaton";
        /// Another.
        Other = "Other", "another";
        /// None.
        None = "None", "none";
    }
}

codes! {
    /// Cultural needs.
    pub enum CulturalNeeds: "cultural needs, in the standard's words" {
        /// There are some; which, it does not say.
        Required = "Required", "required";
        /// There are none.
        NotRequired = "Not required", "not required";
        /// Not known.
        NotKnown = "Not Known", "not known";
        /// Something else.
        Other = "Other", "other";
    }
}

codes! {
    /// Alongside whom the child can be cared for.
    pub enum LivingCompanions: "living companions, in the standard's words" {
        /// Alone.
        Solo = "Solo placement recommended", "alone";
        /// With others.
        WithOthers = "With other children recommended", "with other children";
        /// Only with older children.
        OlderOnly = "Only with other older children", "only with older children";
        /// Only with younger children.
        YoungerOnly = "Only with other younger children", "only with younger children";
        /// No preference.
        NoPreference = "No preference", "no preference";
    }
}

codes! {
    /// Whether the child can live with animals.
    pub enum PetsAnswer: "whether a child can live with animals, in the standard's words" {
        /// Must.
        Must = "Yes - must", "must";
        /// Can.
        Can = "Yes - can", "can";
        /// Cannot.
        No = "No", "cannot";
        /// Not known.
        NotKnown = "Not Known", "not known";
    }
}

codes! {
    /// Additional support: one answer.
    pub enum AdditionalSupport: "additional support, in the standard's words" {
        /// Additional supervision.
        Supervision = "additional supervision", "additional supervision";
        /// Therapeutic support.
        Therapeutic = "therapeutic support", "therapeutic support";
        /// A worker for respite.
        RespiteWorker = "a worker for respite", "a worker for respite";
        /// Taxis to school.
        TaxisToSchool = "taxis to school", "taxis to school";
        /// None.
        NotApplicable = "NA", "none";
        /// Other.
        Other = "other (please specify)", "other";
    }
}

codes! {
    /// How suitable a type of care is.
    pub enum CareSuitability: "a suitability, in the standard's words" {
        /// Preferred.
        Preferred = "Preferred", "preferred";
        /// Suitable.
        Suitable = "Suitable but not preferred", "suitable but not preferred";
        /// Unsuitable.
        Unsuitable = "Unsuitable", "unsuitable";
        /// It does not say.
        NotSpecified = "Not specified", "not specified";
    }
}

codes! {
    /// Whether a risk is present.
    pub enum RiskPresence: "No known risk or Risk Present" {
        /// None that is known.
        NoKnownRisk = "No known risk", "no known risk";
        /// Present.
        RiskPresent = "Risk Present", "risk present";
    }
}

codes! {
    /// The type of the placement.
    pub enum PlacementType: "a type of placement, in the standard's words" {
        /// A children's home.
        Residential = "Residential", "residential";
        /// Foster care.
        Foster = "Foster", "foster";
        /// Supported accommodation.
        SupportedAccommodation = "Supported Accommodation", "supported accommodation";
    }
}

/// What determines whether a placement can be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlacementAvailability {
    /// The authority's number of the child.
    pub child_id: u64,
    /// When the placement is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed_by: Option<NeededBy>,
    /// How many brothers and sisters to place with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sibling_count: Option<u8>,
    /// Where to search.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub preferred_location: PrivateText,
}

/// What the placement must have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlacementRequirements {
    /// Needs of communication, language and learning.
    pub communication_needs: CommunicationNeeds,
    /// Which.
    #[serde(deserialize_with = "requirements")]
    pub specific_communication_requirements: Vec<CommunicationRequirement>,
    /// Whether the home must be adapted.
    pub home_adaptation: bool,
    /// Cultural needs.
    pub cultural_needs: CulturalNeeds,
    /// Alongside whom.
    pub living_companions: LivingCompanions,
    /// Animals.
    pub pets: PetsAnswer,
    /// Additional support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub additional_support: Option<AdditionalSupport>,
    /// A deprivation of liberty order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprivation_of_liberty: Option<bool>,
}

fn requirements<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<CommunicationRequirement>, D::Error> {
    wire::list(d, limits::FEW, "requirements of communication")
}

/// How suitable each type of placement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlacementRecommendation {
    /// Foster care.
    pub foster_care_suitability: CareSuitability,
    /// Residential care.
    pub residential_care_suitability: CareSuitability,
    /// Supported accommodation.
    pub supported_accommodation_suitability: CareSuitability,
}

/// Risks to the child and to others.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Risks {
    /// Self-harm.
    pub risk_self_harm: RiskPresence,
    /// Sexual exploitation.
    pub risk_sexual_exploitation: RiskPresence,
    /// Criminal exploitation.
    pub risk_criminal_exploitation: RiskPresence,
    /// Drug and alcohol use.
    pub risk_drug_alcohol: RiskPresence,
    /// Eating disorder.
    pub risk_eating_disorder: RiskPresence,
    /// Going missing.
    pub risk_missing: RiskPresence,
    /// Other risks to the child.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub risk_other: PrivateText,
    /// Physical harm.
    pub risk_to_others_physical: RiskPresence,
    /// Sexual harm.
    pub risk_to_others_sexual: RiskPresence,
    /// Fire-setting.
    pub risk_to_others_fire: RiskPresence,
    /// Harm to animals.
    pub risk_to_others_animals: RiskPresence,
    /// Criminal exploitation.
    pub risk_to_others_criminal: RiskPresence,
    /// Other risks to others or property.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub risk_to_others_other: PrivateText,
}

impl core::fmt::Debug for Risks {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Risks(…)")
    }
}

/// The placement that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActualPlacement {
    /// The weekly fee in whole pounds; the standard names no unit.
    pub total_weekly_cost: u32,
    /// Where.
    pub placement_location: PrivateText,
    /// Whether that was the preferred place.
    pub preferability_location: bool,
    /// Whether education goes on as before.
    pub education_continuity: bool,
    /// The provider's number with the regulator.
    #[serde(rename = "providerURN")]
    pub provider_urn: PrivateText,
    /// How many brothers and sisters were placed together.
    pub siblings_placed_together: u8,
    /// The type.
    pub placement_type: PlacementType,
}

/// Who entered what, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct QualityAssurance {
    /// Who entered the referral.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub referral_officer_name: PrivateText,
    /// When.
    #[serde(with = "wire::date")]
    pub referral_date: NaiveDate,
    /// Who entered the placement.
    pub placement_officer_name: PrivateText,
    /// When.
    #[serde(with = "wire::date")]
    pub placement_date: NaiveDate,
    /// Who entered the cost.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub cost_officer_name: PrivateText,
    /// When.
    #[serde(with = "wire::date")]
    pub cost_date: NaiveDate,
}

/// One record of the standard: a referral, and the placement that came of it, if one did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct StandardRecord {
    /// Availability.
    pub placement_availability: PlacementAvailability,
    /// Requirements.
    pub placement_requirements: PlacementRequirements,
    /// Recommendation.
    pub placement_recommendation: PlacementRecommendation,
    /// Risks.
    pub risks: Risks,
    /// The agreed placement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual_placement: Option<ActualPlacement>,
    /// Who entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality_assurance: Option<QualityAssurance>,
}

/// One term of the standard, and where it has its place here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StandardTerm {
    /// The entity.
    pub entity: &'static str,
    /// The field.
    pub field: &'static str,
    /// Where its value goes to and comes from.
    pub ours: &'static str,
}

macro_rules! terms {
    ($($entity:literal { $($field:literal => $ours:literal;)+ })+) => {
        /// Every term of the standard, in its order.
        pub static TERMS: &[StandardTerm] = &[$($(StandardTerm { entity: $entity, field: $field, ours: $ours },)+)+];
    };
}

terms! {
    "PlacementAvailability" {
        "childId" => "kept beside the child: the caller knows which child it is";
        "neededBy" => "kept beside the child";
        "siblingCount" => "the number of children in the party, less one";
        "preferredLocation" => "Child::preferred_location";
    }
    "PlacementRequirements" {
        "communicationNeeds" => "Child::communication";
        "specificCommunicationRequirements" => "Child::communication";
        "homeAdaptation" => "Child::adaptations, or kept as not named";
        "culturalNeeds" => "Child::culture, or kept as not named";
        "livingCompanions" => "Child::companions";
        "pets" => "Child::pets";
        "additionalSupport" => "Child::support";
        "deprivationOfLiberty" => "Child::orders";
    }
    "PlacementRecommendation" {
        "fosterCareSuitability" => "Child::care_types";
        "residentialCareSuitability" => "Child::care_types";
        "supportedAccommodationSuitability" => "Child::care_types";
    }
    "Risks" {
        "riskSelfHarm" => "Child::own_risks";
        "riskSexualExploitation" => "Child::own_risks";
        "riskCriminalExploitation" => "Child::own_risks";
        "riskDrugAlcohol" => "Child::own_risks";
        "riskEatingDisorder" => "Child::own_risks";
        "riskMissing" => "Child::own_risks";
        "riskOther" => "Child::other_risks";
        "riskToOthersPhysical" => "Child::risks_to_others";
        "riskToOthersSexual" => "Child::risks_to_others";
        "riskToOthersFire" => "Child::risks_to_others";
        "riskToOthersAnimals" => "Child::risks_to_others";
        "riskToOthersCriminal" => "Child::risks_to_others";
        "riskToOthersOther" => "kept beside the child";
    }
    "ActualPlacement" {
        "totalWeeklyCost" => "AgreedPlacement::weekly_pence";
        "placementLocation" => "AgreedPlacement::location";
        "preferabilityLocation" => "AgreedPlacement::location_preferred";
        "educationContinuity" => "AgreedPlacement::education_continues";
        "providerURN" => "AgreedPlacement::provider_urn";
        "siblingsPlacedTogether" => "AgreedPlacement::siblings_together";
        "placementType" => "AgreedPlacement::care";
    }
    "QualityAssurance" {
        "referralOfficerName" => "QualityAssurance, as it is";
        "referralDate" => "QualityAssurance, as it is";
        "placementOfficerName" => "QualityAssurance, as it is";
        "placementDate" => "QualityAssurance, as it is";
        "costOfficerName" => "QualityAssurance, as it is";
        "costDate" => "QualityAssurance, as it is";
    }
}
