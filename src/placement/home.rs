//! A home: registration, purpose, place, staff, and the children who live there.

use core::cmp::Ordering;
use core::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Activity, Adaptation, Allergen, Area, CareNeed, Child, Communication, CourtOrder, CultureNeed, Facts,
    Few, FewItem, Grid, HealthTask, HomeSex, Language, Leaving, Mitigation, OwnRisk, Roster, Skill, Support,
};
use crate::base::{CanonicalError, Fact, Fingerprint, HomeId, Period, PrivateText, WorkerId, wire};

/// The edition of the form in which a home's facts are fingerprinted.
const EDITION: u32 = 1;

/// A home's registration.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Registered since this day.
    #[serde(with = "wire::date")]
    pub from: NaiveDate,
    /// Cancelled with effect from this day, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub cancelled_on: Option<NaiveDate>,
    /// While it was, or is, suspended.
    #[serde(default, skip_serializing_if = "no_suspension")]
    pub suspended: Few<Period>,
}

fn no_suspension(suspended: &Few<Period>) -> bool {
    suspended.is_empty()
}

impl FewItem for Period {
    const WHAT: &'static str = "periods";

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

impl Registration {
    /// Registered since this day, neither cancelled nor suspended.
    pub const fn since(from: NaiveDate) -> Self {
        Self { from, cancelled_on: None, suspended: Few::none() }
    }

    /// Whether it holds on a day: begun, not cancelled, not suspended.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use mutual_care::placement::Registration;
    /// let day = |d| NaiveDate::from_ymd_opt(2026, 4, d).unwrap();
    /// let registration = Registration { cancelled_on: Some(day(9)), ..Registration::since(day(1)) };
    /// assert!(registration.holds_on(day(8)) && !registration.holds_on(day(9)));
    /// ```
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day
            && self.cancelled_on.is_none_or(|cancelled| day < cancelled)
            && !self.suspended.iter().any(|period| period.contains(day))
    }
}

/// A notice that restricts who may be accommodated (Care Standards Act 2000 s.22B).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Restriction {
    /// The day on which it was served, and from which it is in force.
    #[serde(with = "wire::date")]
    pub served: NaiveDate,
    /// The first day on which it is no longer in force, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub until: Option<NaiveDate>,
}

impl Restriction {
    /// Whether it is in force on a day.
    pub fn in_force_on(&self, day: NaiveDate) -> bool {
        self.served <= day && self.until.is_none_or(|until| day < until)
    }
}

impl FewItem for Restriction {
    const WHAT: &'static str = "restrictions";

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

/// The ages for which a home is registered, both included.
///
/// ```
/// use mutual_care::placement::AgeRange;
/// let teenagers = AgeRange::new(11, 17)?;
/// assert!(teenagers.contains(11) && teenagers.contains(17) && !teenagers.contains(10));
/// assert!(AgeRange::new(12, 11).is_err());
/// # Ok::<(), mutual_care::placement::AgeRangeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "AgeRangeWire", into = "AgeRangeWire")]
pub struct AgeRange {
    from: u8,
    to: u8,
}

/// Two numbers are no range of ages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected ages `from` and `to` of 0 to 25, `from` not above `to`")]
pub struct AgeRangeError;

impl AgeRange {
    /// From this age up to the last day of that one.
    ///
    /// # Errors
    ///
    /// [`AgeRangeError`] unless 0 to 25 and in order.
    pub const fn new(from: u8, to: u8) -> Result<Self, AgeRangeError> {
        if from <= to && to <= 25 { Ok(Self { from, to }) } else { Err(AgeRangeError) }
    }

    /// The youngest age.
    pub const fn from(self) -> u8 {
        self.from
    }

    /// The oldest age.
    pub const fn to(self) -> u8 {
        self.to
    }

    /// Whether the age is in it.
    pub const fn contains(self, age: u32) -> bool {
        self.from as u32 <= age && age <= self.to as u32
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "AgeRange", deny_unknown_fields)]
struct AgeRangeWire {
    from: u8,
    to: u8,
}

impl TryFrom<AgeRangeWire> for AgeRange {
    type Error = AgeRangeError;

    fn try_from(wire: AgeRangeWire) -> Result<Self, AgeRangeError> {
        Self::new(wire.from, wire.to)
    }
}

impl From<AgeRange> for AgeRangeWire {
    fn from(range: AgeRange) -> Self {
        Self { from: range.from, to: range.to }
    }
}

/// Whether a home says that it can provide a mitigation, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CanProvide {
    /// It cannot.
    No,
    /// It can on these days.
    During(Period),
}

/// What a home says of one mitigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The mitigation.
    pub mitigation: Mitigation,
    /// Whether it can be provided.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub can: Fact<CanProvide>,
}

impl FewItem for Provision {
    const WHAT: &'static str = "provisions";

    fn order(&self, other: &Self) -> Ordering {
        self.mitigation.cmp(&other.mitigation)
    }
}

/// A child who lives in a home, or will on some days.
///
/// `Debug` prints the child's id alone.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resident {
    /// What is known of the child.
    pub child: Child,
    /// The days of the present stay. Without a first day, since when is not known.
    #[serde(default, skip_serializing_if = "is_always")]
    pub period: Period,
    /// How it is known when the child leaves. If the date is not known, the child may or may not be there on any day of
    /// the period.
    #[serde(default, skip_serializing_if = "Leaving::is_as_period")]
    pub leaving: Leaving,
    /// The child's social worker.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub social_worker: Option<WorkerId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_always(period: &Period) -> bool {
    *period == Period::ALWAYS
}

impl fmt::Debug for Resident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Resident({:?})", self.child.id)
    }
}

impl FewItem for Resident {
    const WHAT: &'static str = "residents";

    fn order(&self, other: &Self) -> Ordering {
        self.child.id.cmp(&other.child.id)
    }
}

/// A children's home: an id, and facts that are known or not known, as they will be on the planned date.
///
/// A new home knows nothing: every fact is *not asked*.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// The home's id.
    pub id: HomeId,
    /// Its name.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub name: PrivateText,
    /// Its registration.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub registration: Fact<Registration>,
    /// Notices that restrict who may be accommodated; an empty list: none.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub restrictions: Fact<Few<Restriction>>,
    /// The number of children it is registered for.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub places: Fact<u8>,
    /// The ages it is registered for.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub ages: Fact<AgeRange>,
    /// The sex it is registered for.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub sex: Fact<HomeSex>,
    /// The needs that its statement of purpose covers.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub purpose: Facts<CareNeed>,
    /// Whether its statement of purpose has emergency admissions.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub emergencies: Fact<bool>,
    /// The orders of a court that it can carry out.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub orders: Facts<CourtOrder>,
    /// The area it lies in.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub area: Fact<Area>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub grid: Fact<Grid>,
    /// The bedrooms that nobody will use on any night. That of a child who stays some nights only is free on the others
    /// besides.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub bedrooms_free: Fact<u8>,
    /// The staff on at each time of day.
    #[serde(default, skip_serializing_if = "roster_is_blank")]
    pub roster: Roster,
    /// How many more staff it can bring in at each time of day, where extra staff, or staff awake at night, is what meets a
    /// concern. What one concern takes another cannot have.
    #[serde(default, skip_serializing_if = "roster_is_blank")]
    pub more_staff: Roster,
    /// The skills that staff have on every shift.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub skills: Facts<Skill>,
    /// The tasks of health care that staff are trained for.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub health_care: Facts<HealthTask>,
    /// What the building has.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub adaptations: Facts<Adaptation>,
    /// The risks to a child that it can manage.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub manages: Facts<OwnRisk>,
    /// The risks that its neighbourhood makes worse, from the location assessment.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub hazards: Facts<OwnRisk>,
    /// Whether animals live there.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub animals: Fact<bool>,
    /// What a child may be allergic to and is kept there, or cannot be kept out: a dog, nuts in the kitchen. Where no
    /// animal lives there, none of the animals is.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub kept: Facts<Allergen>,
    /// The mitigations that it can, or cannot, provide.
    #[serde(default, skip_serializing_if = "no_provision")]
    pub provides: Few<Provision>,
    /// The needs of culture and faith that it meets.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub culture: Facts<CultureNeed>,
    /// The languages spoken there.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub languages: Fact<Few<Language>>,
    /// The ways of communicating that staff have.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub communication: Facts<Communication>,
    /// The activities within reach.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub activities: Facts<Activity>,
    /// The support beside the daily care that it gives.
    #[serde(default, skip_serializing_if = "Facts::is_blank")]
    pub support: Facts<Support>,
    /// The children who live there, or will.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub residents: Fact<Few<Resident>>,
}

fn no_provision(provides: &Few<Provision>) -> bool {
    provides.is_empty()
}

fn roster_is_blank(roster: &Roster) -> bool {
    roster.0.iter().all(Fact::is_blank)
}

impl Home {
    /// A home of which nothing is known yet.
    pub fn new(id: HomeId) -> Self {
        Self {
            id,
            name: PrivateText::default(),
            registration: Fact::default(),
            restrictions: Fact::default(),
            places: Fact::default(),
            ages: Fact::default(),
            sex: Fact::default(),
            purpose: Facts::default(),
            emergencies: Fact::default(),
            orders: Facts::default(),
            area: Fact::default(),
            grid: Fact::default(),
            bedrooms_free: Fact::default(),
            roster: Roster::default(),
            more_staff: Roster::default(),
            skills: Facts::default(),
            health_care: Facts::default(),
            adaptations: Facts::default(),
            manages: Facts::default(),
            hazards: Facts::default(),
            animals: Fact::default(),
            kept: Facts::default(),
            provides: Few::none(),
            culture: Facts::default(),
            languages: Fact::default(),
            communication: Facts::default(),
            activities: Facts::default(),
            support: Facts::default(),
            residents: Fact::default(),
        }
    }

    /// The children who live there on a day, in order of id; none if that is not known. Who may have left by then is among
    /// them.
    pub fn residents_on(&self, day: NaiveDate) -> impl Iterator<Item = &Resident> {
        let residents = self.residents.told().as_ref().known().map_or(&[][..], |few| few);
        residents.iter().filter(move |resident| resident.period.contains(day))
    }

    /// The fingerprint of the facts, residents included, as `home` edition 1. Names and words are no part of
    /// it.
    ///
    /// # Errors
    ///
    /// None that can happen: every part has a canonical form.
    pub fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        Fingerprint::of("home", EDITION, self)
    }
}
