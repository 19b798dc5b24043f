//! The rules of matching, in order: what must hold for a child and a home to be right for each other.
//!
//! Each sentence says what is asked for; `{answer}` is what came of it. Law comes first, then safety, wishes,
//! fit and practice. A rule about two children is for professionals only: it says something of another child.

use super::Mitigation;
use crate::base::{Basis, Rule, Surety, codes, rules};

codes! {
    /// What kind of rule it is. The order is that in which rules are asked.
    pub enum RuleKind: "a kind of rule" {
        /// Law: a no is final.
        Law = "law", "law";
        /// Safety: a no can be met by a mitigation, where the rule names one.
        Safety = "safety", "safety";
        /// Wishes of the child and of the plan.
        Wishes = "wishes", "wishes";
        /// What makes a home fit.
        Fit = "fit", "fit";
        /// What good services do.
        Practice = "practice", "practice";
    }
}

const HOMES_REGULATIONS: &str = "SI 2015/541 Children's Homes (England) Regulations";
const CARE_PLANNING: &str = "SI 2010/959 Care Planning, Placement and Case Review (England) Regulations";
const BETWEEN: Basis = Basis::regulation(HOMES_REGULATIONS, "reg 12(2)(a)(iv)", Surety::Read);
const CARE: Basis = Basis::regulation(HOMES_REGULATIONS, "reg 14(2)(a)", Surety::Read);
const RISK: Basis = Basis::regulation(HOMES_REGULATIONS, "reg 12(2)(a)", Surety::Read);
const PURPOSE: Basis = Basis::regulation(HOMES_REGULATIONS, "reg 16, sch 1", Surety::Read);
const PLACED: Basis = Basis::regulation(HOMES_REGULATIONS, "reg 12(2)(c)", Surety::Read);
const MATCHING: Basis = Basis::practice("matching and impact risk assessment", Surety::Read);
const USUAL: Basis = Basis::practice("matching as good services do it", Surety::Unverified);

rules! {
    /// Every rule of matching, in the order in which it is asked.
    room Placement;

    /// Registered, and neither cancelled nor suspended on the date.
    HOME_REGISTERED = "home-registered", Bars, Anyone,
        "{answer}: on the planned date the home is registered, and neither cancelled nor suspended",
        "{answer}: this home is allowed to look after children on that day",
        Basis::act("Care Standards Act 2000", "Part II", Surety::Unverified);
    /// No notice under s.22B stands against the child. A child who left and would come back falls under it.
    ACCOMMODATION_NOT_RESTRICTED = "accommodation-not-restricted", Bars, Anyone,
        "{answer}: no notice that restricts accommodation stands against the child on the planned date",
        "{answer}: nobody has said that this home may not take new children",
        Basis::act("Care Standards Act 2000", "s.22B", Surety::Read);
    /// The registered number is kept after the move.
    PLACE_FREE = "place-free", Bars, Anyone,
        "{answer}: with this move no more children live there than the home is registered for",
        "{answer}: there is a place free in this home",
        PURPOSE;
    /// The age on the planned date is within the registered range.
    AGE_IN_RANGE = "age-in-range", Bars, Anyone,
        "{answer}: the child's age on the planned date is within the ages the home is registered for",
        "{answer}: this home is for children of your age",
        PURPOSE;
    /// The home is registered for the child's registered sex.
    SEX_AS_REGISTERED = "sex-as-registered", Bars, Anyone,
        "{answer}: the home is registered for the sex that the child is registered with",
        "{answer}: this home is allowed to look after you, going by your papers",
        PURPOSE;
    /// Every need is within the statement of purpose.
    NEEDS_WITHIN_PURPOSE = "needs-within-purpose", Bars, PersonAlone,
        "{answer}: every need of the child is within the range of the statement of purpose",
        "{answer}: this home is set up for what you need",
        CARE;
    /// The statement of purpose has emergency admissions, if this is one.
    EMERGENCY_WITHIN_PURPOSE = "emergency-within-purpose", Bars, Anyone,
        "{answer}: the statement of purpose has emergency admissions, or this is none",
        "{answer}: this home may take a child at short notice, or there is no hurry",
        PURPOSE;
    /// No order or decision says that the child must not live with somebody there.
    NOT_KEPT_APART = "not-kept-apart", Bars, Professionals,
        "{answer}: no order or decision says that the child must not live with a child there",
        "{answer}: nothing says that you may not live with the children there",
        BETWEEN;
    /// The home does not lie where this child is not safe.
    AREA_NOT_UNSAFE = "area-not-unsafe", Bars, Professionals,
        "{answer}: the home lies in no area in which this child is known not to be safe",
        "{answer}: this home is in a place where you are safe",
        PLACED;
    /// The home can carry out a deprivation of liberty order, if there is one.
    DEPRIVATION_OF_LIBERTY_MET = "deprivation-of-liberty-met", Bars, Professionals,
        "{answer}: there is no deprivation of liberty order, or the home can carry it out",
        "{answer}: this home can do what the court has decided",
        Basis::act("Children Act 1989", "s.100", Surety::Unverified);
    /// The home can carry out a secure accommodation order, if there is one.
    SECURE_ORDER_MET = "secure-order-met", Bars, Professionals,
        "{answer}: there is no secure accommodation order, or the home is approved for it",
        "{answer}: this home can do what the court has decided",
        Basis::act("Children Act 1989", "s.25", Surety::Unverified);
    /// Education in key stage 4 is not disrupted, or the authority's officer approves.
    KEY_STAGE_4_PROTECTED = "key-stage-4-protected", Bars, Anyone,
        "{answer}: education in key stage 4 is not disrupted, or the nominated officer has approved",
        "{answer}: your school and exams are looked after",
        Basis::regulation(CARE_PLANNING, "reg 10", Surety::Read);
    /// Within the authority's area, or approved as out of area or at a distance.
    OUT_OF_AREA_APPROVED = "out-of-area-approved", Bars, Anyone,
        "{answer}: the home lies in the responsible authority's area, or the placement outside it is approved",
        "{answer}: the home is near, or the people responsible have agreed to the distance",
        Basis::regulation(CARE_PLANNING, "reg 11", Surety::Read);

    /// Neither draws the other into exploitation.
    NO_EXPLOITATION_BETWEEN = "no-exploitation-between", Bars, Professionals,
        "{answer}: neither child is likely to draw the other into exploitation",
        "{answer}: you and the others there would be safe from being used by anybody",
        BETWEEN;
    /// Neither is sexually harmed by the other.
    NO_SEXUAL_HARM_BETWEEN = "no-sexual-harm-between", Bars, Professionals,
        "{answer}: neither child is likely to harm the other sexually",
        "{answer}: you and the others there would be safe with each other",
        BETWEEN;
    /// Neither is hurt by the other.
    NO_VIOLENCE_BETWEEN = "no-violence-between", Bars, Professionals,
        "{answer}: neither child is likely to hurt the other",
        "{answer}: you and the others there would not get hurt",
        BETWEEN;
    /// Neither is put in danger by a fire that the other sets.
    NO_FIRE_BETWEEN = "no-fire-between", Bars, Professionals,
        "{answer}: neither child is put in danger by a fire that the other may set",
        "{answer}: you and the others there would be safe from fire",
        BETWEEN;
    /// Neither brings drugs or alcohol to the other.
    NO_SUBSTANCES_BETWEEN = "no-substances-between", Bars, Professionals,
        "{answer}: neither child is likely to bring drugs or alcohol to the other",
        "{answer}: you and the others there would be safe from drugs and drink",
        BETWEEN;
    /// They are not both children who go missing.
    NO_GOING_MISSING_TOGETHER = "no-going-missing-together", Bars, Professionals,
        "{answer}: the two children do not both go missing",
        "{answer}: everybody there would be where they are safe",
        BETWEEN;
    /// No history of harm between them is known.
    NO_HARM_KNOWN_BETWEEN = "no-harm-known-between", Bars, Professionals,
        "{answer}: no history of harm between the two children is known",
        "{answer}: nothing bad has happened between you and the others there",
        BETWEEN;
    /// A child who should live alone does.
    SOLO_RESPECTED = "solo-respected", Bars, Professionals,
        "{answer}: no child who is recommended to live alone would live with the other",
        "{answer}: you would live with others only if that is good for you",
        MATCHING;
    /// A child who should live only with older, or younger, children does.
    AGES_ALONGSIDE_RESPECTED = "ages-alongside-respected", Bars, Professionals,
        "{answer}: where a child can live only with older or only with younger children, the other is that",
        "{answer}: the others there have the right age for you",
        MATCHING;
    /// Enough bedrooms.
    BEDROOM_FOR_EACH = "bedroom-for-each", Bars, Anyone,
        "{answer}: there is a bedroom for each child, or for two who may share",
        "{answer}: there is a bedroom for you",
        USUAL;
    /// Enough staff by day.
    STAFF_BY_DAY = "staff-by-day", Bars, Professionals,
        "{answer}: after the move the home has the staff by day that all children there need",
        "{answer}: there are enough grown-ups during the day",
        RISK;
    /// Enough staff in the evening.
    STAFF_BY_EVENING = "staff-by-evening", Bars, Professionals,
        "{answer}: after the move the home has the staff in the evening that all children there need",
        "{answer}: there are enough grown-ups in the evening",
        RISK;
    /// Enough staff at night, awake and asleep counted apart.
    STAFF_BY_NIGHT = "staff-by-night", Bars, Professionals,
        "{answer}: after the move the home has the staff at night, awake and asleep, that all children there need",
        "{answer}: there are enough grown-ups at night",
        RISK;
    /// The skills are there on every shift.
    STAFF_SKILLED = "staff-skilled", Bars, PersonAlone,
        "{answer}: staff on every shift have the skills that the child needs",
        "{answer}: the grown-ups there know how to help you",
        RISK;
    /// Somebody is trained for the health care.
    HEALTH_CARE_GIVEN = "health-care-given", Bars, PersonAlone,
        "{answer}: staff are trained for the health care that the child needs",
        "{answer}: the grown-ups there can help with your health",
        RISK;
    /// The building is right.
    HOME_ADAPTED = "home-adapted", Bars, PersonAlone,
        "{answer}: the building has what the child needs",
        "{answer}: you can get around in this home",
        PURPOSE;
    /// The home can manage the risks to the child.
    OWN_RISKS_MANAGED = "own-risks-managed", Bars, PersonAlone,
        "{answer}: the home can manage the risks to the child",
        "{answer}: this home can help you to stay safe",
        RISK;
    /// Animals are safe.
    ANIMALS_SAFE = "animals-safe", Bars, PersonAlone,
        "{answer}: the child is no risk to animals, or none live there",
        "{answer}: the animals there are safe, or there are none",
        USUAL;
    /// The neighbourhood does not make the child's risks worse.
    LOCATION_SAFE = "location-safe", Bars, PersonAlone,
        "{answer}: the neighbourhood does not make a risk to the child worse",
        "{answer}: it is safe for you around this home",
        PLACED;

    /// What the child says of this home.
    OWN_VIEW_OF_HOME = "own-view-of-home", Warns, PersonAlone,
        "{answer}: the child wants to live in this home",
        "{answer}: you want to live in this home",
        Basis::regulation(HOMES_REGULATIONS, "reg 7", Surety::Read);
    /// Where the child wishes to live.
    AREA_WISHED = "area-wished", Warns, PersonAlone,
        "{answer}: the home lies where the child wishes to live",
        "{answer}: this home is where you want to live",
        Basis::regulation(CARE_PLANNING, "reg 9", Surety::Read);
    /// With whom the child wishes to live.
    COMPANY_WISHED = "company-wished", Warns, Professionals,
        "{answer}: the children there are those with whom the child wishes to live",
        "{answer}: the children there are those you wish to live with",
        Basis::regulation(CARE_PLANNING, "reg 9", Surety::Read);
    /// Brothers and sisters who wish to live together do.
    SIBLINGS_TOGETHER = "siblings-together", Warns, PersonAlone,
        "{answer}: brothers and sisters who wish to live together would",
        "{answer}: you would live with your brothers and sisters, as you wish",
        Basis::regulation(CARE_PLANNING, "reg 9", Surety::Read);

    /// Near the family.
    NEAR_FAMILY = "near-family", Notes, PersonAlone,
        "{answer}: the home is as near to the family as the policy asks for",
        "{answer}: this home is near your family",
        Basis::policy("how far from the family is near");
    /// Near the school.
    NEAR_SCHOOL = "near-school", Notes, PersonAlone,
        "{answer}: the home is as near to the school as the policy asks for",
        "{answer}: this home is near your school",
        Basis::policy("how far from the school is near");
    /// Culture and faith.
    CULTURE_MET = "culture-met", Notes, PersonAlone,
        "{answer}: the home meets what the child's culture or faith asks for",
        "{answer}: your culture and faith are at home there",
        PURPOSE;
    /// Language.
    LANGUAGE_SPOKEN = "language-spoken", Notes, PersonAlone,
        "{answer}: a language in which the child is at home is spoken there",
        "{answer}: somebody there speaks your language",
        PURPOSE;
    /// Ways of communicating.
    COMMUNICATION_MET = "communication-met", Notes, PersonAlone,
        "{answer}: staff have the ways of communicating that the child needs",
        "{answer}: the grown-ups there understand how you communicate",
        MATCHING;
    /// Animals.
    PETS_FIT = "pets-fit", Notes, PersonAlone,
        "{answer}: animals live there, or do not, as is right for the child",
        "{answer}: with animals it is as you need it",
        MATCHING;
    /// Activities.
    ACTIVITIES_IN_REACH = "activities-in-reach", Notes, PersonAlone,
        "{answer}: what the child loves to do is within reach",
        "{answer}: you can do what you love to do",
        Basis::regulation(HOMES_REGULATIONS, "reg 9", Surety::Read);
    /// Community.
    COMMUNITY_KEPT = "community-kept", Notes, PersonAlone,
        "{answer}: the home lies in the community the child belongs to",
        "{answer}: you stay near the people you belong with",
        MATCHING;
    /// Support beside the daily care.
    SUPPORT_GIVEN = "support-given", Notes, PersonAlone,
        "{answer}: the home gives the support that the child needs beside daily care",
        "{answer}: you get the extra help that you need there",
        MATCHING;

    /// The age gap between unrelated children.
    AGES_CLOSE = "ages-close", Warns, Professionals,
        "{answer}: unrelated children there are no further apart in age than the policy allows",
        "{answer}: the others there are about your age",
        Basis::practice("age gap between children in a home", Surety::Read);
    /// Not too many with the same risk.
    SAME_RISK_FEW = "same-risk-few", Warns, Professionals,
        "{answer}: no more children there share a risk of the child than the policy allows",
        "{answer}: the others there do not all have the same troubles",
        USUAL;
    /// Residential care is recommended.
    RESIDENTIAL_RECOMMENDED = "residential-recommended", Warns, PersonAlone,
        "{answer}: residential care is held to be suitable for the child",
        "{answer}: people think that a children's home is right for you",
        MATCHING;
    /// Time to settle between arrivals.
    ARRIVALS_APART = "arrivals-apart", Warns, Professionals,
        "{answer}: since the last arrival there is as much time as the policy asks for",
        "{answer}: the others there have had time to settle in",
        USUAL;
}

/// How many rules there are. The rules of a vendor come after them.
pub(crate) const COUNT: usize = 49;
/// The same, as the first bit of a vendor's rules.
pub(crate) const COUNT_BITS: u16 = 49;

/// The first rule of each kind after law, in the order of the table.
const FIRST_SAFETY: u16 = 13;
const FIRST_WISHES: u16 = 32;
const FIRST_FIT: u16 = 36;
const FIRST_PRACTICE: u16 = 45;

/// The kind of a rule of the table.
pub(crate) const fn kind_at(place: u16) -> RuleKind {
    match place {
        ..FIRST_SAFETY => RuleKind::Law,
        FIRST_SAFETY..FIRST_WISHES => RuleKind::Safety,
        FIRST_WISHES..FIRST_FIT => RuleKind::Wishes,
        FIRST_FIT..FIRST_PRACTICE => RuleKind::Fit,
        FIRST_PRACTICE.. => RuleKind::Practice,
    }
}

/// The kind of one of this crate's rules of matching; none for any other rule.
///
/// ```
/// use mutual_care::placement::{RuleKind, kind_of, rules};
/// assert_eq!(kind_of(&rules::PLACE_FREE), Some(RuleKind::Law));
/// assert_eq!(kind_of(&rules::STAFF_SKILLED), Some(RuleKind::Safety));
/// ```
pub fn kind_of(rule: &Rule) -> Option<RuleKind> {
    TABLE.get(usize::from(rule.place)).filter(|known| ***known == *rule).map(|known| kind_at(known.place))
}

/// What can meet a no to this rule. Empty for law, and for safety that nothing can stand in for.
///
/// ```
/// use mutual_care::placement::{Mitigation, mitigations_of, rules};
/// assert!(mitigations_of(&rules::NO_FIRE_BETWEEN).contains(&Mitigation::FirePrecautions));
/// assert!(mitigations_of(&rules::PLACE_FREE).is_empty());
/// ```
pub fn mitigations_of(rule: &Rule) -> &'static [Mitigation] {
    use Mitigation as M;
    match rule.code {
        "no-exploitation-between" => &[M::SafetyPlan, M::EscortedJourneys, M::ExtraStaff],
        "no-sexual-harm-between" => {
            &[M::NeverAloneTogether, M::SeparateArea, M::WakingNightStaff, M::DoorAlarms]
        }
        "no-violence-between" => &[M::ExtraStaff, M::NeverAloneTogether, M::SeparateArea, M::SafetyPlan],
        "no-fire-between" => &[M::FirePrecautions, M::WakingNightStaff],
        "no-substances-between" => &[M::LockedStorage, M::SafetyPlan],
        "no-going-missing-together" => &[M::MissingProtocol, M::WakingNightStaff, M::DoorAlarms],
        "no-harm-known-between" => &[M::NeverAloneTogether, M::SeparateArea, M::SafetyPlan],
        "solo-respected" => &[M::OwnAnnexe],
        "ages-alongside-respected" => &[M::NeverAloneTogether, M::SeparateArea],
        "staff-by-day" | "staff-by-evening" => &[M::ExtraStaff],
        "staff-by-night" => &[M::ExtraStaff, M::WakingNightStaff],
        "staff-skilled" | "health-care-given" => &[M::TrainingBeforeMove, M::SpecialistCover],
        "home-adapted" => &[M::AdaptingBeforeMove],
        "own-risks-managed" => {
            &[M::SafetyPlan, M::MissingProtocol, M::EnvironmentCheck, M::MealsPlan, M::WakingNightStaff]
        }
        "animals-safe" => &[M::AnimalsSupervised],
        "location-safe" => &[M::SafetyPlan, M::EscortedJourneys],
        _ => &[],
    }
}
