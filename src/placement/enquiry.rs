//! The JSON contract: everything that one question to the shortlist needs, in one document.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::de::{Deserializer, Error as _};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::{Few, Home, Information, Offer, Party, Policy, Provided, ProvidedAs, ProvidedOf};
use crate::base::{PrivateText, limits, wire};

/// The newest version of the document that this release reads, and the one it writes.
const NEWEST: u32 = 1;

/// Who is looking, on which date, among which homes, under which policy; and what a home would offer.
///
/// On the wire `{"v1": {…}}`; `docs/placement-input.md` describes every field.
///
/// ```
/// use mutual_care::placement::Enquiry;
/// let text = r#"{"v1": {"on": "2026-04-13", "homes": [], "party": {"plan": "one", "children": [
///     {"id": "6f2c1a3e-0000-4000-8000-000000000001", "own_risks": {"going_missing": {"known": true}}}
/// ]}}}"#;
/// let enquiry: Enquiry = serde_json::from_str(text)?;
/// assert_eq!(serde_json::from_str::<Enquiry>(&serde_json::to_string(&enquiry)?)?, enquiry);
///
/// let newer = serde_json::from_str::<Enquiry>(r#"{"v2": {}}"#).unwrap_err();
/// assert!(newer.to_string().starts_with("written by a newer version (`v2`)"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enquiry {
    /// What the document is, for people.
    pub note: PrivateText,
    /// The planned date of the move.
    pub on: NaiveDate,
    /// Who is looking for a home.
    pub party: Party,
    /// The homes.
    pub homes: Vec<Home>,
    /// The policy; the default if none is given.
    pub policy: Policy,
    /// What one of the homes would offer.
    pub offer: Option<Offer>,
    /// What the authority has provided of each child, so that a letter asks for what is missing and for nothing else.
    pub provided: Few<ProvidedOf>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Enquiry", deny_unknown_fields)]
struct EnquiryWire {
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    note: PrivateText,
    #[serde(with = "wire::date")]
    on: NaiveDate,
    party: Party,
    #[serde(deserialize_with = "homes")]
    homes: Vec<Home>,
    #[serde(default, skip_serializing_if = "is_default")]
    policy: Policy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    offer: Option<Offer>,
    #[serde(default, skip_serializing_if = "nothing")]
    provided: Few<ProvidedOf>,
}

fn nothing(provided: &Few<ProvidedOf>) -> bool {
    provided.is_empty()
}

fn homes<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Home>, D::Error> {
    wire::list(d, limits::HOMES, "homes")
}

fn is_default(policy: &Policy) -> bool {
    *policy == Policy::default()
}

impl Serialize for Enquiry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { note, on, party, homes, policy, offer, provided } = self.clone();
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("v1", &EnquiryWire { note, on, party, homes, policy, offer, provided })?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Enquiry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire: EnquiryWire = wire::versioned(deserializer, "an enquiry", NEWEST)?;
        let EnquiryWire { note, on, party, homes, policy, offer, provided } = wire;
        let mut of = provided.iter();
        if of.any(|provided| party.child(provided.child).is_none()) {
            return Err(D::Error::custom("expected `provided` to speak of the children of the party"));
        }
        if offer.as_ref().is_some_and(|offer| homes.iter().all(|home| home.id != offer.home)) {
            return Err(D::Error::custom("expected the `home` of `offer` to be one of `homes`"));
        }
        let applies = |part: &Provided| {
            let may = matches!(part.what, Information::Offending | Information::SexualHealth);
            part.how != ProvidedAs::NotApplicable || may
        };
        if !provided.iter().flat_map(|provided| &provided.parts).all(applies) {
            return Err(D::Error::custom("expected `not_applicable` for offending and sexual health alone"));
        }
        Ok(Self { note, on, party, homes, policy, offer, provided })
    }
}

/// Every key that an enquiry may have, codes included: what an error may print of a place in a file.
pub const FIELDS: &[&str] = &[
    "accessible_bathroom",
    "activities",
    "adaptations",
    "adapting_before_move",
    "additional_supervision",
    "adjoining",
    "age_gap_years",
    "ages",
    "alerting_devices",
    "all_others",
    "animals",
    "animals_supervised",
    "any",
    "area",
    "arrival_gap_days",
    "art",
    "authority",
    "autism",
    "autism_practice",
    "bedrooms_free",
    "boy",
    "bsl",
    "by",
    "called",
    "can",
    "cancelled_on",
    "cannot",
    "care_types",
    "catheter_care",
    "child",
    "children",
    "communication",
    "community_areas",
    "companions",
    "complex_health",
    "controlled_medication",
    "cooking",
    "criminal_exploitation",
    "culture",
    "dance",
    "date_of_birth",
    "day",
    "de_escalation",
    "declined",
    "deprivation_of_liberty",
    "diabetes_care",
    "diet",
    "distant_placement_approval",
    "door_alarms",
    "drama",
    "drugs_and_alcohol",
    "during",
    "easting",
    "eating_disorder",
    "emergencies",
    "emergency",
    "emotional_and_behavioural",
    "enough",
    "environment_check",
    "escorted_journeys",
    "esol",
    "evening",
    "exploitation",
    "exploitation_practice",
    "exploiting_others",
    "extra_staff",
    "facts",
    "family_at",
    "family_within_km",
    "female",
    "fire",
    "fire_precautions",
    "fire_setting",
    "foster",
    "friend",
    "from",
    "gender",
    "girl",
    "going_missing",
    "grid",
    "ground_floor_bedroom",
    "hair_and_skin_care",
    "harm_between",
    "harm_to_animals",
    "harmful_sexual_behaviour",
    "hazards",
    "health_care",
    "hoist",
    "home",
    "home_views",
    "homes",
    "how",
    "id",
    "is",
    "judged_within_days",
    "judgements",
    "keep_apart",
    "key_stage_4",
    "key_stage_4_approval",
    "known",
    "languages",
    "learning_disability",
    "leaving_notice_months",
    "locked_storage",
    "makaton",
    "male",
    "manages",
    "martial_arts",
    "meals_plan",
    "mental_health",
    "missing_protocol",
    "mitigation",
    "moving_and_handling",
    "music",
    "must",
    "name",
    "needs",
    "never_alone_together",
    "night_sleeping",
    "night_waking",
    "no",
    "no_preference",
    "non_binary",
    "northing",
    "not_known",
    "note",
    "observance",
    "offending",
    "offer",
    "older_only",
    "on",
    "orders",
    "other",
    "other_risks",
    "out_of_area_approval",
    "outdoors",
    "own_annexe",
    "own_gender",
    "own_risks",
    "own_view",
    "parts",
    "party",
    "period",
    "pets",
    "physical_disability",
    "physical_harm",
    "physical_intervention",
    "place_of_worship",
    "places",
    "plan",
    "policy",
    "positive_behaviour_support",
    "preferred",
    "preferred_location",
    "provided",
    "provides",
    "purpose",
    "registration",
    "relations",
    "rescue_medication",
    "residential",
    "residents",
    "respite_worker",
    "restrictions",
    "risks_to_others",
    "roster",
    "rule",
    "safety_plan",
    "said",
    "same_risk_most",
    "school_at",
    "school_transport",
    "school_within_km",
    "secure_accommodation",
    "self_harm",
    "self_harm_practice",
    "sensory_impairment",
    "sensory_space",
    "separate_area",
    "served",
    "sex",
    "sexual_exploitation",
    "sexual_harm",
    "sexual_health_from_age",
    "shares_room",
    "sibling",
    "skills",
    "social_worker",
    "solo",
    "source",
    "specialist_cover",
    "staffing",
    "step",
    "step_free",
    "steps_done",
    "substance_use",
    "suitable",
    "supplying_substances",
    "support",
    "supported_accommodation",
    "suspended",
    "swimming",
    "team_sport",
    "therapeutic_parenting",
    "therapeutic_support",
    "times_per_week",
    "to",
    "too_young",
    "traditions",
    "training_before_move",
    "trauma",
    "trauma_informed_care",
    "tube_feeding",
    "unclear",
    "unsafe_areas",
    "unsuitable",
    "until",
    "v1",
    "vulnerable_to",
    "waking_night_staff",
    "wants",
    "weekly_pence",
    "what",
    "wished_areas",
    "wished_company",
    "with",
    "with_others",
    "words",
    "younger_only",
];
