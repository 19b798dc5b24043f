//! A child: what is known, and what is not.

use core::cmp::Ordering;
use core::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{
    Activity, Adaptation, Allergen, Area, CareNeed, Communication, Companions, CourtOrder, CultureNeed,
    Facts, Few, FewItem, Gender, Grid, HealthTask, Language, NeededStaffing, Nights, OwnRisk, Pets,
    RegisteredSex, RelationKind, RiskToOthers, Skill, Suitability, Support, Vulnerability, WishedCompany,
};
use crate::base::{
    CanonicalError, ChildId, Code, Fact, Fingerprint, HomeId, JUDGED_DATE, PartDate, PrivateText, WorkerId,
    codes, part_date_in_text, wire,
};

/// Childhood ends with the eighteenth birthday.
const CHILDHOOD: u32 = 18;

/// The edition of the form in which a child's facts are fingerprinted.
const EDITION: u32 = 1;

/// A date of birth, or as much of it as is known: the month, or the year. `Debug` does not print it, and no finding holds
/// one.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::base::PartDate;
/// use mutual_care::placement::DateOfBirth;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let born = DateOfBirth::new(day(2012, 2, 29));
/// assert_eq!(born.age_on(day(2026, 2, 28)), Some(13));
/// assert_eq!(born.age_on(day(2026, 3, 1)), Some(14));
/// assert_eq!(born.reaches(14), day(2026, 3, 1));
/// assert_eq!(format!("{born:?}"), "DateOfBirth(…)");
/// let born = DateOfBirth::in_part(PartDate::year(2010)?);
/// assert_eq!((born.age_on(day(2026, 4, 13)), born.ages_on(day(2026, 4, 13))), (None, Some((15, 16))));
/// # Ok::<(), mutual_care::base::PrivateDateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(transparent)]
pub struct DateOfBirth(PartDate);

impl DateOfBirth {
    /// Born on this day.
    pub const fn new(day: NaiveDate) -> Self {
        Self(PartDate::of_day(day))
    }

    /// Born on one of these days.
    pub const fn in_part(date: PartDate) -> Self {
        Self(date)
    }

    /// As exactly as it is known. Never for a log.
    pub const fn reveal(self) -> PartDate {
        self.0
    }

    /// The age in whole years on a day; none before the birth, or if the days that it may be do not agree. Whoever was
    /// born on 29 February has a birthday on 1 March in other years.
    pub fn age_on(self, day: NaiveDate) -> Option<u32> {
        self.ages_on(day).filter(|(least, most)| least == most).map(|(age, _)| age)
    }

    /// The least and the most that the age in whole years may be on a day, of those days of birth that have come by
    /// then; none before the first.
    pub fn ages_on(self, day: NaiveDate) -> Option<(u32, u32)> {
        self.0.years_on(day)
    }

    /// The day on which this age is reached, at the earliest; the last day there is, if that lies beyond it.
    pub fn reaches(self, age: u32) -> NaiveDate {
        reaches(self.0.first(), age)
    }
}

/// The day on which whoever was born on another reaches an age; the last day there is, if that lies beyond it.
pub(super) fn reaches(born: NaiveDate, age: u32) -> NaiveDate {
    let year = i32::try_from(age).ok().and_then(|age| born.year().checked_add(age));
    let day = year.and_then(|year| {
        NaiveDate::from_ymd_opt(year, born.month(), born.day())
            .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))
    });
    day.unwrap_or(NaiveDate::MAX)
}

/// Plain, as exactly as it is known, which a fingerprint keeps and which stands in nothing that is
/// [redacted](crate::base::Redacted).
impl Serialize for DateOfBirth {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(JUDGED_DATE, &part_date_in_text(self.0))
    }
}

impl fmt::Debug for DateOfBirth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DateOfBirth(…)")
    }
}

/// The authority responsible for a child, and the areas that adjoin its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Its own area.
    pub area: Area,
    /// The areas that adjoin it.
    #[serde(default, skip_serializing_if = "is_none_of")]
    pub adjoining: Few<Area>,
}

fn is_none_of<T>(few: &Few<T>) -> bool {
    few.is_empty()
}

/// What one child is to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The other child.
    pub with: ChildId,
    /// What they are to each other.
    pub is: RelationKind,
}

impl FewItem for Relation {
    const WHAT: &'static str = "relations";

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

/// What was decided about one child sharing a bedroom with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoomShare {
    /// The other child.
    pub with: ChildId,
    /// Whether they may share.
    pub may: bool,
}

impl FewItem for RoomShare {
    const WHAT: &'static str = "children to share a bedroom with";

    fn order(&self, other: &Self) -> Ordering {
        self.with.cmp(&other.with)
    }
}

/// What a child said about one home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeView {
    /// The home.
    pub home: HomeId,
    /// Whether the child wants to live there.
    pub wants: bool,
}

impl FewItem for HomeView {
    const WHAT: &'static str = "views of homes";

    fn order(&self, other: &Self) -> Ordering {
        self.home.cmp(&other.home)
    }
}

/// The child's own view of moving: said, declined, too young, or not asked. *Not asked* is a finding at every
/// step, and bars the decision.
///
/// `Debug` says which it is, and nothing of the words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OwnView {
    /// Nobody has asked.
    #[default]
    NotAsked,
    /// The child said it.
    Said {
        /// Whom to.
        by: WorkerId,
        /// When.
        #[serde(with = "wire::date")]
        on: NaiveDate,
        /// In the child's own words.
        words: PrivateText,
    },
    /// The child would rather not say.
    Declined {
        /// Who asked.
        by: WorkerId,
        /// When.
        #[serde(with = "wire::date")]
        on: NaiveDate,
    },
    /// The child is too young to be asked in words.
    TooYoung {
        /// Who judged so.
        by: WorkerId,
        /// When.
        #[serde(with = "wire::date")]
        on: NaiveDate,
    },
}

impl OwnView {
    /// Whether nobody has asked.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::NotAsked)
    }
}

codes! {
    /// A type of care.
    pub enum CareType: "a type of care" {
        /// Foster care.
        Foster = "foster", "foster care";
        /// A children's home.
        Residential = "residential", "residential care";
        /// Supported accommodation.
        SupportedAccommodation = "supported_accommodation", "supported accommodation";
    }
}

/// How suitable each type of care is held to be for a child.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareTypes {
    /// Foster care.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub foster: Fact<Suitability>,
    /// A children's home.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub residential: Fact<Suitability>,
    /// Supported accommodation.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub supported_accommodation: Fact<Suitability>,
}

impl CareTypes {
    fn is_blank(&self) -> bool {
        [self.foster, self.residential, self.supported_accommodation].iter().all(Fact::is_blank)
    }
}

/// A child: an id, and facts that are known or not known.
///
/// The same type stands for the child who is looking for a home and for the children who live in one; of the
/// latter the rules read only what two children are to each other, their ages, risks and staff. A new child
/// knows nothing: every fact is *not asked*. `Debug` prints the id alone.
///
/// ```
/// use mutual_care::base::{ChildId, Fact};
/// use mutual_care::placement::{Child, Facts, OwnRisk};
/// let id: ChildId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let mut child = Child::new(id);
/// child.own_risks = Facts::only([OwnRisk::GoingMissing]);
/// assert_eq!(format!("{child:?}"), "Child(child:6f2c1a3e-0000-4000-8000-000000000001)");
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// The child's id.
    pub id: ChildId,
    /// What the child likes to be called.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub called: PrivateText,
    /// Date of birth.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub date_of_birth: Fact<DateOfBirth>,
    /// The registered sex, which a home's registration speaks of.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub sex: Fact<RegisteredSex>,
    /// Who the child says they are.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub gender: Fact<Gender>,
    /// The responsible authority.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub authority: Fact<Authority>,
    /// The child's own view of moving.
    #[serde(default, skip_serializing_if = "OwnView::is_open")]
    pub own_view: OwnView,
    /// What the child said about single homes.
    #[serde(default, skip_serializing_if = "is_none_of")]
    pub home_views: Few<HomeView>,
    /// Needs that a statement of purpose must cover.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub needs: Facts<CareNeed>,
    /// Risks to the child.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub own_risks: Facts<OwnRisk>,
    /// Risks to others.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub risks_to_others: Facts<RiskToOthers>,
    /// What the child is easily harmed by.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub vulnerable_to: Facts<Vulnerability>,
    /// Risks that no list has, in words; no rule reads them.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub other_risks: PrivateText,
    /// The staff the child needs. It may be known for some times of day and not for others.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub staffing: Fact<NeededStaffing>,
    /// The skills the child needs in the staff on every shift.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub skills: Facts<Skill>,
    /// The health care the child needs from trained staff.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub health_care: Facts<HealthTask>,
    /// What the child needs in the building.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub adaptations: Facts<Adaptation>,
    /// Orders of a court.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub orders: Facts<CourtOrder>,
    /// With whom the child can live.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub companions: Fact<Companions>,
    /// Whether the child may share a bedroom with a brother or sister.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub shares_room: Fact<bool>,
    /// With which children by name it was decided that the child may, or may not, share a bedroom.
    #[serde(default, skip_serializing_if = "is_none_of")]
    pub room_with: Few<RoomShare>,
    /// The nights of the stay, wanted or as it is. Left out: every night.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub nights: Fact<Nights>,
    /// What other children are to this one; known as an empty list: nothing is known against anybody.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub relations: Fact<Few<Relation>>,
    /// Areas in which this child is not safe.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub unsafe_areas: Fact<Few<Area>>,
    /// Whether the child is in key stage 4 and the move would change the school.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub key_stage_4: Fact<bool>,
    /// Areas in which the child wishes to live; an empty list: no wish.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub wished_areas: Fact<Few<Area>>,
    /// With whom the child wishes to live.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub wished_company: Fact<WishedCompany>,
    /// The preferred place, in words; no rule reads them.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub preferred_location: PrivateText,
    /// Where the family lives.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub family_at: Fact<Grid>,
    /// Where the school is.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub school_at: Fact<Grid>,
    /// What culture or faith asks of a home.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub culture: Facts<CultureNeed>,
    /// Languages in which the child is at home; one of them is to be spoken. An empty list asks for none.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub languages: Fact<Few<Language>>,
    /// Ways of communicating the child needs.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub communication: Facts<Communication>,
    /// What the child loves to do.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub activities: Facts<Activity>,
    /// Support beside the daily care.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub support: Facts<Support>,
    /// Whether the child can live with animals.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub pets: Fact<Pets>,
    /// What the child is allergic to, life-threatening or not.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub allergies: Facts<Allergen>,
    /// Which of these allergies are life-threatening. Whatever is, is an allergy.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub life_threatening_allergies: Facts<Allergen>,
    /// Areas of the communities the child belongs to; an empty list: none in particular.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub community_areas: Fact<Few<Area>>,
    /// How suitable each type of care is held to be.
    #[serde(default, skip_serializing_if = "CareTypes::is_blank")]
    pub care_types: CareTypes,
}

impl Child {
    /// Whether somebody who may be 18 or over on a day may be younger; none of whoever is not, or not known to be.
    pub(crate) fn is_eighteen_perhaps(&self, on: NaiveDate) -> Option<bool> {
        let (least, most) = self.date_of_birth.told().known()?.ages_on(on)?;
        (most >= CHILDHOOD).then_some(least < CHILDHOOD)
    }

    /// A child of whom nothing is known yet.
    pub fn new(id: ChildId) -> Self {
        Self {
            id,
            called: PrivateText::default(),
            date_of_birth: Fact::default(),
            sex: Fact::default(),
            gender: Fact::default(),
            authority: Fact::default(),
            own_view: OwnView::NotAsked,
            home_views: Few::none(),
            needs: Facts::default(),
            own_risks: Facts::default(),
            risks_to_others: Facts::default(),
            vulnerable_to: Facts::default(),
            other_risks: PrivateText::default(),
            staffing: Fact::default(),
            skills: Facts::default(),
            health_care: Facts::default(),
            adaptations: Facts::default(),
            orders: Facts::default(),
            companions: Fact::default(),
            shares_room: Fact::default(),
            room_with: Few::none(),
            nights: Fact::default(),
            relations: Fact::default(),
            unsafe_areas: Fact::default(),
            key_stage_4: Fact::default(),
            wished_areas: Fact::default(),
            wished_company: Fact::default(),
            preferred_location: PrivateText::default(),
            family_at: Fact::default(),
            school_at: Fact::default(),
            culture: Facts::default(),
            languages: Fact::default(),
            communication: Facts::default(),
            activities: Facts::default(),
            support: Facts::default(),
            pets: Fact::default(),
            allergies: Facts::default(),
            life_threatening_allergies: Facts::default(),
            community_areas: Fact::default(),
            care_types: CareTypes::default(),
        }
    }

    /// How suitable a type of care is held to be.
    pub const fn care_type(&self, care: CareType) -> &Fact<Suitability> {
        match care {
            CareType::Foster => &self.care_types.foster,
            CareType::Residential => &self.care_types.residential,
            CareType::SupportedAccommodation => &self.care_types.supported_accommodation,
        }
    }

    /// The latest day that a fact bears, if any does: when something was last learnt. What the child said of the move is
    /// not among them.
    pub(crate) fn last_told(&self) -> Option<NaiveDate> {
        let lists = [
            self.needs.last_told(),
            self.own_risks.last_told(),
            self.risks_to_others.last_told(),
            self.vulnerable_to.last_told(),
            self.skills.last_told(),
            self.health_care.last_told(),
            self.adaptations.last_told(),
            self.orders.last_told(),
            self.culture.last_told(),
            self.communication.last_told(),
            self.activities.last_told(),
            self.support.last_told(),
            self.allergies.last_told(),
            self.life_threatening_allergies.last_told(),
        ];
        let facts = [
            self.date_of_birth.on(),
            self.sex.on(),
            self.gender.on(),
            self.authority.on(),
            self.staffing.on(),
            self.companions.on(),
            self.shares_room.on(),
            self.nights.on(),
            self.relations.on(),
            self.unsafe_areas.on(),
            self.key_stage_4.on(),
            self.wished_areas.on(),
            self.wished_company.on(),
            self.family_at.on(),
            self.school_at.on(),
            self.languages.on(),
            self.pets.on(),
            self.community_areas.on(),
            self.care_types.foster.on(),
            self.care_types.residential.on(),
            self.care_types.supported_accommodation.on(),
        ];
        lists.into_iter().chain(facts).flatten().max()
    }

    /// The fingerprint of the facts, as `child` edition 1. Names and words are no part of it.
    ///
    /// # Errors
    ///
    /// None that can happen: every part has a canonical form.
    pub fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        Fingerprint::of("child", EDITION, self)
    }
}

impl fmt::Debug for Child {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Child({:?})", self.id)
    }
}

impl fmt::Debug for CareTypes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CareTypes({} types)", CareType::ALL.len())
    }
}
