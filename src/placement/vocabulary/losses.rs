//! What gets lost between the standard and this crate, as data.

use serde::Serialize;

use crate::base::codes;

codes! {
    /// In which direction something gets lost.
    pub enum Direction: "a direction" {
        /// From the standard to here: it does not say enough.
        ComingIn = "coming_in", "coming in";
        /// From here to the standard: it has no place for it.
        GoingOut = "going_out", "going out";
    }
}

/// Something that the standard cannot say, or says too coarsely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NotCarried {
    /// Its stable code.
    pub code: &'static str,
    /// The direction.
    pub direction: Direction,
    /// What it is about: a term of the standard, or a field of the child.
    pub about: &'static str,
    /// What gets lost.
    pub words: &'static str,
}

macro_rules! losses {
    ($($direction:ident: $code:literal, $about:literal, $words:literal;)+) => {
        /// Everything that gets lost, coming in and going out.
        pub static LOSSES: &[NotCarried] = &[$(NotCarried {
            code: $code,
            direction: Direction::$direction,
            about: $about,
            words: $words,
        }),+];
    };
}

losses! {
    ComingIn: "no-known-risk-is-two-things", "Risks", "whether there is no risk, or nobody knows of one";
    ComingIn: "adaptation-not-named", "homeAdaptation", "which adaptation the home must have";
    ComingIn: "culture-not-named", "culturalNeeds", "which need of culture or faith it is";
    ComingIn: "communication-not-named", "specificCommunicationRequirements",
        "which way of communicating the child needs";
    ComingIn: "communication-contradicts", "communicationNeeds",
        "whether there are needs: the two fields about communication do not agree";
    ComingIn: "one-support-only", "additionalSupport", "whether other support is needed as well";
    ComingIn: "not-specified", "PlacementRecommendation", "whether nobody asked, or nobody knows";
    GoingOut: "not-known-written-as-no-known-risk", "own_risks, risks_to_others",
        "that a risk is not known: it reads as no known risk";
    GoingOut: "adaptation-not-known-written-as-no", "adaptations",
        "that it is not known whether the home must be adapted: it reads as no";
    GoingOut: "adaptations-not-listed", "adaptations", "which adaptations are needed";
    GoingOut: "culture-not-listed", "culture", "which needs of culture or faith there are";
    GoingOut: "companions-not-known-written-as-no-preference", "companions",
        "that it is not known with whom the child can live: it reads as no preference";
    GoingOut: "several-supports", "support", "every kind of support but one";
    GoingOut: "supplying-substances-not-expressed", "risks_to_others", "that the child may bring drugs or alcohol to others";
    GoingOut: "pence-not-expressed", "weekly_pence", "the pence of the weekly fee";
    GoingOut: "age-and-sex-not-expressed", "date_of_birth, sex, gender", "age, registered sex and gender";
    GoingOut: "needs-not-expressed", "needs", "the needs that a statement of purpose must cover";
    GoingOut: "vulnerability-not-expressed", "vulnerable_to", "by what the child is easily harmed";
    GoingOut: "staffing-not-expressed", "staffing, skills, health_care", "the staff, skills and health care the child needs";
    GoingOut: "secure-order-not-expressed", "orders", "a secure accommodation order";
    GoingOut: "relations-not-expressed", "relations", "who must not live with whom, and who the brothers and sisters are";
    GoingOut: "areas-not-expressed", "authority, unsafe_areas, wished_areas, community_areas", "areas, beside the preferred place in words";
    GoingOut: "education-not-expressed", "key_stage_4, school_at", "key stage 4 and the school, before a placement is agreed";
    GoingOut: "views-not-expressed", "own_view, home_views, wished_company", "the child's own view";
    GoingOut: "likings-not-expressed", "languages, activities", "languages and what the child loves to do";
    GoingOut: "sources-not-expressed", "every fact", "since when and from whom each fact is known, and who would rather not say";
}

/// The loss with this code.
///
/// ```
/// use mutual_care::placement::vocabulary::{Direction, loss};
/// assert_eq!(loss("several-supports").unwrap().direction, Direction::GoingOut);
/// ```
pub fn loss(code: &str) -> Option<&'static NotCarried> {
    LOSSES.iter().find(|loss| loss.code == code)
}
