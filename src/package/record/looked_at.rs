//! What the household's week with a package in it shows, as plain facts that a record keeps.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::base::{ArrangementId, CanonicalError, Fingerprint, NeedId, PersonId, SourceId, limits, wire};
use crate::need::{Arrangement, Availability, Snapshot};
use crate::package::PackageWeek;
use crate::package::reading::is_false;
use crate::support::{Support, gives_more};

/// What the household's week with a package in it shows: who depends on whom, who was never asked, what it leans on.
///
/// ```
/// use mutual_care::base::{PersonId, Told};
/// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
/// use mutual_care::package::record::WeekLookedAt;
/// use mutual_care::package::{Package, PackageParts};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
/// let tablets = Need::new(id(3).parse()?, son, Outcome::Medicines, Consequence::Critical)
///     .with_windows(vec![Window::doing("Mon 20:00-21:00".parse()?, 5)?])?;
/// let supper = Need::new(id(4).parse()?, mother, Outcome::Nutrition, Consequence::Critical)
///     .with_windows(vec![Window::doing("Mon 17:00-19:00".parse()?, 30)?])?;
/// let hands_him = Arrangement::new(id(5).parse()?, mother.into(), tablets.id(), "daily 20:00-20:10".parse()?);
/// let mut cooks = Arrangement::new(id(6).parse()?, son.into(), supper.id(), "daily 17:30-18:15".parse()?);
/// cooks.willing_now = Told::default(); // nobody asked him
/// let sources = vec![Source::member(mother), Source::member(son)];
/// let (needs, arrangements) = (vec![tablets, supper], vec![hands_him, cooks]);
/// let week = Snapshot::new(SnapshotParts { on, sources, needs, arrangements })?;
///
/// let package = Package::new(PackageParts::new(id(8).parse()?, id(9).parse()?, vec![mother, son], on))?;
/// let looked_at = WeekLookedAt::of(&week.with_package(&package)?)?;
/// assert_eq!((looked_at.mutual[0].one, looked_at.mutual[0].other), (mother, son));
/// assert_eq!(looked_at.never_asked[0].by, son.into());
/// assert_eq!(looked_at.balance[0].gives_more, Some(son)); // 30 minutes a week against 5
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekLookedAt {
    /// As on which date.
    #[serde(with = "wire::date")]
    pub as_at: NaiveDate,
    /// The fingerprint of the week.
    pub week: Fingerprint,
    /// Two of whom each one's loss makes a critical need of the other fall, or a critical gap of theirs worse.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "pairs")]
    pub mutual: Vec<TwoDepend>,
    /// Help of people that is counted on and of which nobody knows whether they are able and willing.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "never_asked")]
    pub never_asked: Vec<NeverAsked>,
    /// The sources whose loss alone makes a critical need fall.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "sources")]
    pub single_points: Vec<SourceId>,
    /// Needs that are met only because people hold each other up.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "rings")]
    pub rings: Vec<RingOfPeople>,
    /// Who of two members gives the other more, where either gives anything.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "balance")]
    pub balance: Vec<BalanceOfTwo>,
    /// Who helps whom without being in the package for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "carers")]
    pub carers: Vec<CarerOf>,
    /// How many needs and arrangements there are of which nobody knows the hours: none of the answers speaks of them.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub open_hours: u32,
}

/// Two people who depend on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwoDepend {
    /// One, the first by id.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// Whether only in part: a loss makes a critical gap worse, and nothing critical fall.
    #[serde(default, skip_serializing_if = "is_false")]
    pub in_part: bool,
}

/// Help that is counted on, and nobody knows whether whoever gives it is able and willing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeverAsked {
    /// Which help.
    pub arrangement: ArrangementId,
    /// Who gives it.
    pub by: SourceId,
}

/// People who hold each other up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RingOfPeople {
    /// The smallest need on the ring, which names it.
    pub need: NeedId,
    /// The people whose needs are on it.
    #[serde(deserialize_with = "people")]
    pub people: Vec<PersonId>,
}

/// Who of two gives the other more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BalanceOfTwo {
    /// One, the first by id.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// Who gives more; none: both give the same.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub gives_more: Option<PersonId>,
}

/// Who cares for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarerOf {
    /// Who is cared for.
    pub person: PersonId,
    /// Who cares.
    pub carer: PersonId,
}

impl WeekLookedAt {
    /// What a week with a package in it shows.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`], which no week that exists gives.
    pub fn of(week: &PackageWeek) -> Result<Self, CanonicalError> {
        let snapshot = &week.snapshot;
        let support = Support::of(snapshot);
        let two = |(one, other): (PersonId, PersonId), in_part| TwoDepend { one, other, in_part };
        let full = support.mutual_dependence();
        let in_part = support.mutual_dependence_in_part();
        let in_part = in_part.into_iter().filter(|pair| !full.contains(pair)).map(|pair| two(pair, true));
        let mutual = full.iter().map(|pair| two(*pair, false)).chain(in_part).collect();
        let rings =
            support.circular().rings.into_iter().filter_map(|ring| {
                Some(RingOfPeople { need: *ring.needs.iter().min()?, people: ring.people })
            });
        let hours = support.hours_not_known();
        let open_hours = u32::try_from(hours.needs.len() + hours.arrangements.len()).unwrap_or(u32::MAX);
        Ok(Self {
            as_at: snapshot.on(),
            week: snapshot.fingerprint()?,
            mutual,
            never_asked: asked_never(snapshot),
            single_points: support.single_points_of_failure(),
            rings: rings.collect(),
            balance: balance_of(&support),
            carers: who_cares(snapshot),
            open_hours,
        })
    }
}

/// Help of people that stands for no line.
fn of_people(snapshot: &Snapshot) -> impl Iterator<Item = (&Arrangement, PersonId)> {
    snapshot
        .arrangements()
        .iter()
        .filter(|help| help.package_line.is_none())
        .filter_map(|help| Some((help, snapshot.source(help.by)?.as_person()?)))
}

fn asked_never(snapshot: &Snapshot) -> Vec<NeverAsked> {
    let counted = of_people(snapshot)
        .filter(|(help, _)| help.counts(snapshot.on()) && help.availability() == Availability::NotConfirmed);
    counted.map(|(help, _)| NeverAsked { arrangement: help.id, by: help.by }).collect()
}

fn who_cares(snapshot: &Snapshot) -> Vec<CarerOf> {
    let given = of_people(snapshot).filter(|(help, _)| help.is_given(snapshot.on()));
    let carers: BTreeSet<CarerOf> = given
        .filter_map(|(help, carer)| {
            let person = snapshot.need(help.need)?.person();
            (person != carer).then_some(CarerOf { person, carer })
        })
        .collect();
    carers.into_iter().collect()
}

fn balance_of(support: &Support<'_>) -> Vec<BalanceOfTwo> {
    let members: BTreeMap<SourceId, PersonId> =
        support.snapshot().members().map(|person| (person.into(), person)).collect();
    let pairs: BTreeSet<(PersonId, PersonId)> = support
        .given()
        .iter()
        .filter_map(|given| {
            let (by, to) = (*members.get(&given.by)?, given.to);
            (by != to).then(|| (by.min(to), by.max(to)))
        })
        .collect();
    let balance =
        |(one, other)| BalanceOfTwo { one, other, gives_more: gives_more(support.snapshot(), one, other) };
    pairs.into_iter().map(balance).collect()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// As many pairs of members as there may be.
const PAIRS: usize = limits::PEOPLE * limits::PEOPLE;

fn pairs<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<TwoDepend>, D::Error> {
    wire::list(d, PAIRS, "pairs")
}

fn balance<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<BalanceOfTwo>, D::Error> {
    wire::list(d, PAIRS, "pairs")
}

fn carers<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<CarerOf>, D::Error> {
    wire::list(d, limits::ARRANGEMENTS, "carers")
}

fn never_asked<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<NeverAsked>, D::Error> {
    wire::list(d, limits::ARRANGEMENTS, "arrangements")
}

fn sources<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<SourceId>, D::Error> {
    wire::list(d, limits::SOURCES, "sources")
}

fn rings<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<RingOfPeople>, D::Error> {
    wire::list(d, limits::NEEDS, "rings")
}

fn people<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}
