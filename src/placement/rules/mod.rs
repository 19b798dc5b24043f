//! The rules of matching, in order: what must hold for a child and a home to be right for each other.
//!
//! Each rule is one entry: its code and kind, what a no weighs and who may read it; about whom it is, and what must hold
//! (its statement); what can meet a no; the value of the policy without which it is not asked; its sentences for
//! professionals and for the child, in which `{answer}` is what came of it; and what it rests on. Law comes first, then
//! safety, wishes, fit and practice. A rule about two children is for professionals only: it says something of another
//! child.
//!
//! Everything else is worked out from the entry: verdict, reasons, what to ask, and whom.

mod between;
mod group;
mod law;
mod rooms;
mod statement;
mod wishes;

use super::forms::layout::{
    ACTIVITIES, ADAPTATIONS, ALLERGIES, ANIMALS, COMMUNICATION, CULTURE, FactSet, HAZARDS, HEALTH, NEEDS,
    ORDERS, OWN_RISKS, SEVERE, SKILLS, SUPPORT,
};
use super::forms::read::Outcome;
use crate::base::{Basis, Rule, Surety};
use crate::placement::{CourtOrder, Mitigation, Suitability, Watch};

pub(crate) use between::Directed;
pub use statement::RuleKind;
use statement::Statement::{Both, EachChild, EachWay, Home, Needs, TowardsEach};
pub(crate) use statement::{MatchingRule, Statement};

/// Writes the table: what a finding says of each rule, as every room's table of rules does, and what matching asks.
macro_rules! rules {
    ($(
        $(#[$doc:meta])*
        $name:ident = $code:literal, $kind:ident, $weight:ident, $audience:ident,
        $statement:expr,
        $(met by [$($mitigation:ident),+],)?
        $(with policy $value:ident,)?
        $(where said $spoken:expr,)?
        $professional:literal,
        $person:literal,
        $basis:expr;
    )+) => {
        crate::base::rules! {
            /// Every rule of matching, in the order in which it is asked.
            room Placement;
            $($(#[$doc])* $name = $code, $weight, $audience, $professional, $person, $basis;)+
        }

        /// The same, with what matching asks.
        pub(crate) static RULES: [MatchingRule; TABLE.len()] = [$(MatchingRule {
            rule: &$name,
            kind: RuleKind::$kind,
            statement: $statement,
            met_by: &[$($(Mitigation::$mitigation),+)?],
            policy: one!($((stringify!($value), |policy| policy.$value.is_some()))?),
            spoken_of: one!($($spoken)?),
        }),+];
    };
}

/// Something, or nothing.
macro_rules! one {
    () => {
        None
    };
    ($value:expr) => {
        Some($value)
    };
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
    /// Registered, and neither cancelled nor suspended on the date.
    HOME_REGISTERED = "home-registered", Law, Bars, Anyone,
        Home(law::home_registered),
        "{answer}: on the planned date the home is registered, and neither cancelled nor suspended",
        "{answer}: this home is allowed to look after children on that day",
        Basis::act("Care Standards Act 2000", "Part II", Surety::Unverified);
    /// No notice under s.22B stands against the child. A child who left and would come back falls under it.
    ACCOMMODATION_NOT_RESTRICTED = "accommodation-not-restricted", Law, Bars, Anyone,
        EachChild(law::accommodation_not_restricted),
        "{answer}: no notice that restricts accommodation stands against the child on the planned date",
        "{answer}: nobody has said that this home may not take new children",
        Basis::act("Care Standards Act 2000", "s.22B", Surety::Read);
    /// The registered number is kept after the move.
    PLACE_FREE = "place-free", Law, Bars, Anyone,
        Home(law::place_free),
        "{answer}: with this move no more children live there than the home is registered for",
        "{answer}: there is a place free in this home",
        PURPOSE;
    /// The age on the planned date is within the registered range.
    AGE_IN_RANGE = "age-in-range", Law, Bars, Anyone,
        EachChild(law::age_in_range),
        "{answer}: the child's age on the planned date is within the ages the home is registered for",
        "{answer}: this home is for children of your age",
        PURPOSE;
    /// The home is registered for the child's registered sex.
    SEX_AS_REGISTERED = "sex-as-registered", Law, Bars, Anyone,
        EachChild(law::sex_as_registered),
        "{answer}: the home is registered for the sex that the child is registered with",
        "{answer}: this home is allowed to look after you, going by your papers",
        PURPOSE;
    /// Every need is within the statement of purpose.
    NEEDS_WITHIN_PURPOSE = "needs-within-purpose", Law, Bars, PersonAlone,
        Needs(NEEDS),
        "{answer}: every need of the child is within the range of the statement of purpose",
        "{answer}: this home is set up for what you need",
        CARE;
    /// The statement of purpose has emergency admissions, if this is one.
    EMERGENCY_WITHIN_PURPOSE = "emergency-within-purpose", Law, Bars, Anyone,
        Home(|at| if at.query.emergency { at.home.emergencies.decides(|has| *has) } else { Outcome::Holds }),
        "{answer}: the statement of purpose has emergency admissions, or this is none",
        "{answer}: this home may take a child at short notice, or there is no hurry",
        PURPOSE;
    /// No order or decision says that the child must not live with somebody there.
    NOT_KEPT_APART = "not-kept-apart", Law, Bars, Professionals,
        Both(between::not_kept_apart),
        "{answer}: no order or decision says that the child must not live with a child there",
        "{answer}: nothing says that you may not live with the children there",
        BETWEEN;
    /// The home does not lie where this child is not safe.
    AREA_NOT_UNSAFE = "area-not-unsafe", Law, Bars, Professionals,
        EachChild(law::area_not_unsafe),
        "{answer}: the home lies in no area in which this child is known not to be safe",
        "{answer}: this home is in a place where you are safe",
        PLACED;
    /// The home can carry out a deprivation of liberty order, if there is one.
    DEPRIVATION_OF_LIBERTY_MET = "deprivation-of-liberty-met", Law, Bars, Professionals,
        Needs(ORDERS.only(CourtOrder::DeprivationOfLiberty as u32)),
        "{answer}: there is no deprivation of liberty order, or the home can carry it out",
        "{answer}: this home can do what the court has decided",
        Basis::act("Children Act 1989", "s.100", Surety::Unverified);
    /// The home can carry out a secure accommodation order, if there is one.
    SECURE_ORDER_MET = "secure-order-met", Law, Bars, Professionals,
        Needs(ORDERS.only(CourtOrder::SecureAccommodation as u32)),
        "{answer}: there is no secure accommodation order, or the home is approved for it",
        "{answer}: this home can do what the court has decided",
        Basis::act("Children Act 1989", "s.25", Surety::Unverified);
    /// Education in key stage 4 is not disrupted, or the authority's officer approves.
    KEY_STAGE_4_PROTECTED = "key-stage-4-protected", Law, Bars, Anyone,
        EachChild(law::key_stage_4_protected),
        "{answer}: education in key stage 4 is not disrupted, or the nominated officer has approved",
        "{answer}: your school and exams are looked after",
        Basis::regulation(CARE_PLANNING, "reg 10", Surety::Read);
    /// Within the authority's area, or approved as out of area or at a distance.
    OUT_OF_AREA_APPROVED = "out-of-area-approved", Law, Bars, Anyone,
        EachChild(law::out_of_area_approved),
        "{answer}: the home lies in the responsible authority's area, or the placement outside it is approved",
        "{answer}: the home is near, or the people responsible have agreed to the distance",
        Basis::regulation(CARE_PLANNING, "reg 11", Surety::Read);

    /// Neither draws the other into exploitation.
    NO_EXPLOITATION_BETWEEN = "no-exploitation-between", Safety, Bars, Professionals,
        EachWay(&between::EXPLOITATION),
        met by [SafetyPlan, EscortedJourneys, ExtraStaff],
        "{answer}: neither child is likely to draw the other into exploitation",
        "{answer}: you and the others there would be safe from being used by anybody",
        BETWEEN;
    /// Neither is sexually harmed by the other.
    NO_SEXUAL_HARM_BETWEEN = "no-sexual-harm-between", Safety, Bars, Professionals,
        EachWay(&between::SEXUAL_HARM),
        met by [NeverAloneTogether, SeparateArea, WakingNightStaff, DoorAlarms],
        "{answer}: neither child is likely to harm the other sexually",
        "{answer}: you and the others there would be safe with each other",
        BETWEEN;
    /// Neither is hurt by the other.
    NO_VIOLENCE_BETWEEN = "no-violence-between", Safety, Bars, Professionals,
        EachWay(&between::VIOLENCE),
        met by [ExtraStaff, NeverAloneTogether, SeparateArea, SafetyPlan],
        "{answer}: neither child is likely to hurt the other",
        "{answer}: you and the others there would not get hurt",
        BETWEEN;
    /// Neither is put in danger by a fire that the other sets.
    NO_FIRE_BETWEEN = "no-fire-between", Safety, Bars, Professionals,
        EachWay(&between::FIRE),
        met by [FirePrecautions, WakingNightStaff],
        "{answer}: neither child is put in danger by a fire that the other may set",
        "{answer}: you and the others there would be safe from fire",
        BETWEEN;
    /// Neither brings drugs or alcohol to the other.
    NO_SUBSTANCES_BETWEEN = "no-substances-between", Safety, Bars, Professionals,
        EachWay(&between::SUBSTANCES),
        met by [LockedStorage, SafetyPlan],
        "{answer}: neither child is likely to bring drugs or alcohol to the other",
        "{answer}: you and the others there would be safe from drugs and drink",
        BETWEEN;
    /// They are not both children who go missing.
    NO_GOING_MISSING_TOGETHER = "no-going-missing-together", Safety, Bars, Professionals,
        EachWay(&between::GOING_MISSING),
        met by [MissingProtocol, WakingNightStaff, DoorAlarms],
        "{answer}: the two children do not both go missing",
        "{answer}: everybody there would be where they are safe",
        BETWEEN;
    /// No history of harm between them is known.
    NO_HARM_KNOWN_BETWEEN = "no-harm-known-between", Safety, Bars, Professionals,
        Both(between::no_harm_known),
        met by [NeverAloneTogether, SeparateArea, SafetyPlan],
        "{answer}: no history of harm between the two children is known",
        "{answer}: nothing bad has happened between you and the others there",
        BETWEEN;
    /// A child who should live alone does.
    SOLO_RESPECTED = "solo-respected", Safety, Bars, Professionals,
        EachWay(&between::LIVING_ALONE),
        met by [OwnAnnexe],
        "{answer}: no child who is recommended to live alone would live with the other",
        "{answer}: you would live with others only if that is good for you",
        MATCHING;
    /// A child who should live only with older, or younger, children does.
    AGES_ALONGSIDE_RESPECTED = "ages-alongside-respected", Safety, Bars, Professionals,
        EachWay(&between::AGES_ALONGSIDE),
        met by [NeverAloneTogether, SeparateArea],
        "{answer}: where a child can live only with older or only with younger children, the other is that",
        "{answer}: the others there have the right age for you",
        MATCHING;
    /// Enough bedrooms: who may share one with whom is a rule of its own (brothers and sisters, sex, age).
    BEDROOM_FOR_EACH = "bedroom-for-each", Safety, Bars, Anyone,
        Home(rooms::bedroom_for_each),
        "{answer}: there is a bedroom for each child, or for two who may share",
        "{answer}: there is a bedroom for you",
        USUAL;
    /// Enough staff by day.
    STAFF_BY_DAY = "staff-by-day", Safety, Bars, Professionals,
        Home(|at| group::enough_staff(at, &[Watch::Day])),
        met by [ExtraStaff],
        "{answer}: after the move the home has the staff by day that all children there need",
        "{answer}: there are enough grown-ups during the day",
        RISK;
    /// Enough staff in the evening.
    STAFF_BY_EVENING = "staff-by-evening", Safety, Bars, Professionals,
        Home(|at| group::enough_staff(at, &[Watch::Evening])),
        met by [ExtraStaff],
        "{answer}: after the move the home has the staff in the evening that all children there need",
        "{answer}: there are enough grown-ups in the evening",
        RISK;
    /// Enough staff at night, awake and asleep counted apart.
    STAFF_BY_NIGHT = "staff-by-night", Safety, Bars, Professionals,
        Home(|at| group::enough_staff(at, &[Watch::NightWaking, Watch::NightSleeping])),
        met by [ExtraStaff, WakingNightStaff],
        "{answer}: after the move the home has the staff at night, awake and asleep, that all children there need",
        "{answer}: there are enough grown-ups at night",
        RISK;
    /// The skills are there on every shift.
    STAFF_SKILLED = "staff-skilled", Safety, Bars, PersonAlone,
        Needs(SKILLS),
        met by [TrainingBeforeMove, SpecialistCover],
        "{answer}: staff on every shift have the skills that the child needs",
        "{answer}: the grown-ups there know how to help you",
        RISK;
    /// Somebody is trained for the health care.
    HEALTH_CARE_GIVEN = "health-care-given", Safety, Bars, PersonAlone,
        Needs(HEALTH),
        met by [TrainingBeforeMove, SpecialistCover],
        "{answer}: staff are trained for the health care that the child needs",
        "{answer}: the grown-ups there can help with your health",
        RISK;
    /// The building is right.
    HOME_ADAPTED = "home-adapted", Safety, Bars, PersonAlone,
        Needs(ADAPTATIONS),
        met by [AdaptingBeforeMove],
        "{answer}: the building has what the child needs",
        "{answer}: you can get around in this home",
        PURPOSE;
    /// The home can manage the risks to the child.
    OWN_RISKS_MANAGED = "own-risks-managed", Safety, Bars, PersonAlone,
        Needs(OWN_RISKS),
        met by [SafetyPlan, MissingProtocol, EnvironmentCheck, MealsPlan, WakingNightStaff],
        "{answer}: the home can manage the risks to the child",
        "{answer}: this home can help you to stay safe",
        RISK;
    /// Animals are safe.
    ANIMALS_SAFE = "animals-safe", Safety, Bars, PersonAlone,
        Needs(ANIMALS),
        met by [AnimalsSupervised],
        "{answer}: the child is no risk to animals, or none live there",
        "{answer}: the animals there are safe, or there are none",
        USUAL;
    /// The neighbourhood does not make the child's risks worse.
    LOCATION_SAFE = "location-safe", Safety, Bars, PersonAlone,
        Needs(HAZARDS),
        met by [SafetyPlan, EscortedJourneys],
        "{answer}: the neighbourhood does not make a risk to the child worse",
        "{answer}: it is safe for you around this home",
        PLACED;
    /// Nothing is kept there to which the child has a life-threatening allergy.
    LIFE_THREATENING_ALLERGIES_SAFE = "life-threatening-allergies-safe", Safety, Bars, PersonAlone,
        Needs(SEVERE),
        where said |at| at.seekers().any(|child| at.not_spoken_of(child) == 0),
        "{answer}: nothing is kept there to which the child has a life-threatening allergy",
        "{answer}: nothing in this home can make you very ill",
        RISK;
    /// Nothing is kept there to which the child is allergic.
    ALLERGIES_SAFE = "allergies-safe", Safety, Bars, PersonAlone,
        Needs(ALLERGIES),
        met by [SeparateArea, SafetyPlan, LockedStorage, TrainingBeforeMove, EnvironmentCheck, MealsPlan],
        where said |at| at.seekers().any(|child| at.not_spoken_of(child) == 0),
        "{answer}: nothing is kept there to which the child is allergic",
        "{answer}: nothing in this home is bad for you because of an allergy",
        RISK;
    /// A child who cannot live with animals does not.
    CAN_LIVE_WITH_ANIMALS = "can-live-with-animals", Safety, Bars, PersonAlone,
        EachChild(wishes::lives_without_animals),
        where said |at| at.seekers().any(|child| child.speaks_of_pets && wishes::may_not_bear_animals(child)),
        "{answer}: no animal lives there with a child who cannot live with animals",
        "{answer}: you would not have to live with animals if that is not right for you",
        RISK;

    /// What the child says of this home.
    OWN_VIEW_OF_HOME = "own-view-of-home", Wishes, Warns, PersonAlone,
        EachChild(|at, child| child.view_of(at.place).decides(|wants| *wants)),
        "{answer}: the child wants to live in this home",
        "{answer}: you want to live in this home",
        Basis::regulation(HOMES_REGULATIONS, "reg 7", Surety::Read);
    /// Where the child wishes to live.
    AREA_WISHED = "area-wished", Wishes, Warns, PersonAlone,
        EachChild(|at, child| wishes::lies_in(at, &child.wished_areas)),
        "{answer}: the home lies where the child wishes to live",
        "{answer}: this home is where you want to live",
        Basis::regulation(CARE_PLANNING, "reg 9", Surety::Read);
    /// With whom the child wishes to live.
    COMPANY_WISHED = "company-wished", Wishes, Warns, Professionals,
        TowardsEach(wishes::company_wished),
        "{answer}: the children there are those with whom the child wishes to live",
        "{answer}: the children there are those you wish to live with",
        Basis::regulation(CARE_PLANNING, "reg 9", Surety::Read);
    /// Brothers and sisters who wish to live together do.
    SIBLINGS_TOGETHER = "siblings-together", Wishes, Warns, PersonAlone,
        Home(wishes::siblings_together),
        "{answer}: brothers and sisters who wish to live together would",
        "{answer}: you would live with your brothers and sisters, as you wish",
        Basis::regulation(CARE_PLANNING, "reg 9", Surety::Read);

    /// Near the family.
    NEAR_FAMILY = "near-family", Fit, Notes, PersonAlone,
        EachChild(|at, child| wishes::is_near(at, &child.family_at, at.query.policy.family_within_km)),
        with policy family_within_km,
        "{answer}: the home is as near to the family as the policy asks for",
        "{answer}: this home is near your family",
        Basis::policy("how far from the family is near");
    /// Near the school.
    NEAR_SCHOOL = "near-school", Fit, Notes, PersonAlone,
        EachChild(|at, child| wishes::is_near(at, &child.school_at, at.query.policy.school_within_km)),
        with policy school_within_km,
        "{answer}: the home is as near to the school as the policy asks for",
        "{answer}: this home is near your school",
        Basis::policy("how far from the school is near");
    /// Culture and faith.
    CULTURE_MET = "culture-met", Fit, Notes, PersonAlone,
        Needs(CULTURE),
        "{answer}: the home meets what the child's culture or faith asks for",
        "{answer}: your culture and faith are at home there",
        PURPOSE;
    /// Language.
    LANGUAGE_SPOKEN = "language-spoken", Fit, Notes, PersonAlone,
        EachChild(wishes::language_spoken),
        "{answer}: a language in which the child is at home is spoken there",
        "{answer}: somebody there speaks your language",
        PURPOSE;
    /// Ways of communicating.
    COMMUNICATION_MET = "communication-met", Fit, Notes, PersonAlone,
        Needs(COMMUNICATION),
        "{answer}: staff have the ways of communicating that the child needs",
        "{answer}: the grown-ups there understand how you communicate",
        MATCHING;
    /// Animals.
    PETS_FIT = "pets-fit", Fit, Notes, PersonAlone,
        EachChild(wishes::pets_fit),
        "{answer}: animals live there, or do not, as is right for the child",
        "{answer}: with animals it is as you need it",
        MATCHING;
    /// Activities.
    ACTIVITIES_IN_REACH = "activities-in-reach", Fit, Notes, PersonAlone,
        Needs(ACTIVITIES),
        "{answer}: what the child loves to do is within reach",
        "{answer}: you can do what you love to do",
        Basis::regulation(HOMES_REGULATIONS, "reg 9", Surety::Read);
    /// Community.
    COMMUNITY_KEPT = "community-kept", Fit, Notes, PersonAlone,
        EachChild(|at, child| wishes::lies_in(at, &child.community_areas)),
        "{answer}: the home lies in the community the child belongs to",
        "{answer}: you stay near the people you belong with",
        MATCHING;
    /// Support beside the daily care.
    SUPPORT_GIVEN = "support-given", Fit, Notes, PersonAlone,
        Needs(SUPPORT),
        "{answer}: the home gives the support that the child needs beside daily care",
        "{answer}: you get the extra help that you need there",
        MATCHING;

    /// The age gap between unrelated children.
    AGES_CLOSE = "ages-close", Practice, Warns, Professionals,
        Both(between::ages_close),
        with policy age_gap_years,
        "{answer}: unrelated children there are no further apart in age than the policy allows",
        "{answer}: the others there are about your age",
        Basis::practice("age gap between children in a home", Surety::Read);
    /// Not too many with the same risk.
    SAME_RISK_FEW = "same-risk-few", Practice, Warns, Professionals,
        Home(group::same_risk_few),
        with policy same_risk_most,
        "{answer}: no more children there share a risk of the child than the policy allows",
        "{answer}: the others there do not all have the same troubles",
        USUAL;
    /// Residential care is recommended.
    RESIDENTIAL_RECOMMENDED = "residential-recommended", Practice, Warns, PersonAlone,
        EachChild(|_, child| child.residential.decides(|held| *held != Suitability::Unsuitable)),
        "{answer}: residential care is held to be suitable for the child",
        "{answer}: people think that a children's home is right for you",
        MATCHING;
    /// Time to settle between arrivals.
    ARRIVALS_APART = "arrivals-apart", Practice, Warns, Professionals,
        Home(group::arrivals_apart),
        with policy arrival_gap_days,
        "{answer}: since the last arrival there is as much time as the policy asks for",
        "{answer}: the others there have had time to settle in",
        USUAL;
}

/// All that there is to say of a rule; none for a rule that is not one of matching.
pub(crate) fn matching_rule(rule: &Rule) -> Option<&'static MatchingRule> {
    RULES.get(usize::from(rule.place)).filter(|known| *known.rule == *rule)
}

/// Facts of a child that this crate's rule of a number reads, and of which no answer makes it a no.
pub(crate) fn never_a_no(number: u16) -> FactSet {
    let is_of_rooms = RULES.get(usize::from(number)).is_some_and(|known| *known.rule == BEDROOM_FOR_EACH);
    if is_of_rooms { rooms::NEVER_A_NO } else { 0 }
}

/// What a rule says of two children in each direction; none for a rule that has no direction.
pub(crate) fn directed(rule: &Rule) -> Option<&'static Directed> {
    match matching_rule(rule)?.statement {
        EachWay(directed) => Some(directed),
        _ => None,
    }
}

/// Whether a rule is about two children.
pub(crate) fn is_between(rule: &Rule) -> bool {
    matching_rule(rule).is_some_and(|known| known.statement.is_between())
}

/// Whether a rule is about harm that one child may do to another.
pub(crate) fn is_harm_between(rule: &Rule) -> bool {
    directed(rule).is_some_and(Directed::is_harm)
}

/// The kind of one of this crate's rules of matching; none for any other rule.
///
/// ```
/// use mutual_care::placement::{RuleKind, kind_of, rules};
/// assert_eq!(kind_of(&rules::PLACE_FREE), Some(RuleKind::Law));
/// assert_eq!(kind_of(&rules::STAFF_SKILLED), Some(RuleKind::Safety));
/// ```
pub fn kind_of(rule: &Rule) -> Option<RuleKind> {
    matching_rule(rule).map(|known| known.kind)
}

/// What can meet a no to this rule. Empty for law, and for safety that nothing can stand in for.
///
/// ```
/// use mutual_care::placement::{Mitigation, mitigations_of, rules};
/// assert!(mitigations_of(&rules::NO_FIRE_BETWEEN).contains(&Mitigation::FirePrecautions));
/// assert!(mitigations_of(&rules::PLACE_FREE).is_empty());
/// ```
pub fn mitigations_of(rule: &Rule) -> &'static [Mitigation] {
    matching_rule(rule).map_or(&[], |known| known.met_by)
}
