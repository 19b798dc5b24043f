//! The home as it will be on the planned date: ids and fingerprints, nothing of the children who live there.

use core::cmp::Ordering;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::{CanonicalError, ChildId, Fingerprint, HomeId, Id, Told, WorkerId, kinds, wire};
use crate::placement::assessed::without_residents;
use crate::placement::{Assessed, Few, FewError, FewItem, Home, SeenChild};

/// A child who lives in the home on the planned date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResidentSeen {
    /// The child.
    pub child: ChildId,
    /// The fingerprint of what is known of the child.
    pub facts: Fingerprint,
    /// The child's social worker, if it is known who that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub social_worker: Option<WorkerId>,
}

impl FewItem for ResidentSeen {
    const WHAT: &'static str = "residents";

    fn order(&self, other: &Self) -> Ordering {
        self.child.cmp(&other.child)
    }
}

/// A place that another referral to the same home was given: a brother or sister in another part, say, who does not live
/// there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceGiven {
    /// The child who is to have it.
    pub child: ChildId,
    /// The referral of that child.
    pub referral: Id<kinds::Referral>,
}

impl FewItem for PlaceGiven {
    const WHAT: &'static str = "places given";

    fn order(&self, other: &Self) -> Ordering {
        self.child.cmp(&other.child)
    }
}

/// A home as it will be on the planned date: who lives there, and which version of its facts. The referral of one
/// child keeps nothing else of the others.
///
/// ```
/// use mutual_care::base::{Fact, Told};
/// use mutual_care::placement::referral::HomeSeen;
/// use mutual_care::placement::{Few, Home};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let day = chrono::NaiveDate::from_ymd_opt(2026, 4, 13).unwrap();
/// let mut home = Home::new(id(2).parse()?);
/// let child = id(1).parse()?;
/// assert!(HomeSeen::of(&home, child, day)?.residents.is_open());
/// home.residents = Fact::known(Few::none());
/// assert_eq!(HomeSeen::of(&home, child, day)?.residents, Told::Known(Few::none()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeSeen {
    /// The home.
    pub home: HomeId,
    /// The planned date.
    #[serde(with = "wire::date")]
    pub planned_on: NaiveDate,
    /// The fingerprint of the home's facts, without who lives there.
    pub facts: Fingerprint,
    /// Whether its statement of purpose has emergency admissions.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub emergencies: Told<bool>,
    /// Who lives there on that date.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub residents: Told<Few<ResidentSeen>>,
    /// Places there that other referrals were given. One place is not given twice.
    #[serde(default, skip_serializing_if = "no_place_given")]
    pub given: Few<PlaceGiven>,
    /// How many places are free on that date, before those that were given are taken off. Asked only where some were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free: Option<u8>,
    /// Referrals of brothers and sisters to this home that were given no place there by then: not decided, or declined.
    #[serde(default, skip_serializing_if = "none_without")]
    pub no_place: Few<Id<kinds::Referral>>,
}

fn none_without(no_place: &Few<Id<kinds::Referral>>) -> bool {
    no_place.is_empty()
}

fn no_place_given(given: &Few<PlaceGiven>) -> bool {
    given.is_empty()
}

/// A home cannot be kept as it was seen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HomeSeenError {
    /// Something has no canonical form.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// Somebody lives there twice.
    #[error(transparent)]
    Residents(#[from] FewError),
}

impl HomeSeen {
    /// This home on this date, the child of the referral left out of those who live there.
    ///
    /// # Errors
    ///
    /// None that can happen: every fact has a canonical form, and a home has each resident once.
    pub fn of(home: &Home, child: ChildId, planned_on: NaiveDate) -> Result<Self, HomeSeenError> {
        let residents = match home.residents.told() {
            Told::NotKnown(why) => Told::NotKnown(*why),
            Told::Known(_) => {
                let there = home.residents_on(planned_on).filter(|resident| resident.child.id != child);
                let seen = there.map(|resident| {
                    let (child, social_worker) = (resident.child.id, resident.social_worker);
                    Ok(ResidentSeen { child, facts: resident.child.fingerprint()?, social_worker })
                });
                let seen = seen.collect::<Result<_, CanonicalError>>()?;
                Told::Known(Few::new(seen)?)
            }
        };
        Ok(Self {
            home: home.id,
            planned_on,
            facts: without_residents(home)?,
            emergencies: *home.emergencies.told(),
            residents,
            given: Few::none(),
            free: None,
            no_place: Few::none(),
        })
    }

    /// The same, with places there that other referrals were given, and how many are free before those are taken off.
    pub fn with_given(self, given: Few<PlaceGiven>, free: Option<u8>) -> Self {
        Self { given, free, ..self }
    }

    /// The same, with referrals of brothers and sisters to this home that were given no place there by then.
    pub fn with_no_place(self, no_place: Few<Id<kinds::Referral>>) -> Self {
        Self { no_place, ..self }
    }

    /// Places given to children of other referrals who do not live there yet.
    pub(super) fn given_to(&self) -> impl Iterator<Item = &PlaceGiven> {
        self.given.iter().filter(|given| self.resident(given.child).is_none())
    }

    /// Whether a place is left besides those that were given.
    pub(super) fn has_a_place_besides(&self) -> bool {
        let given = self.given_to().count();
        given == 0 || self.free.is_some_and(|free| usize::from(free) > given)
    }

    /// Whether it says of a referral that its child was given a place there, or was not.
    pub(super) fn names(&self, referral: Id<kinds::Referral>) -> bool {
        self.no_place.contains(&referral) || self.given.iter().any(|given| given.referral == referral)
    }

    /// Who lives there; nobody, if that is not known.
    pub fn residents(&self) -> &[ResidentSeen] {
        match &self.residents {
            Told::Known(few) => few,
            Told::NotKnown(_) => &[],
        }
    }

    /// The resident with this id.
    pub fn resident(&self, child: ChildId) -> Option<&ResidentSeen> {
        self.residents().iter().find(|resident| resident.child == child)
    }

    /// Whether both are the same to whoever judges: the home's facts, the planned date, who lives there and what is
    /// known of them. Another social worker of a resident is no other fact.
    pub(super) fn is_as_judged(&self, other: &Self) -> bool {
        let residents = |seen: &Self| {
            let known = seen.residents.as_ref().known();
            known.map(|few| few.iter().map(|one| (one.child, one.facts)).collect::<alloc::vec::Vec<_>>())
        };
        (self.home, self.planned_on, self.facts, self.emergencies.known())
            == (other.home, other.planned_on, other.facts, other.emergencies.known())
            && residents(self) == residents(other)
            && (&self.given, self.free) == (&other.given, other.free)
    }

    /// What an assessment would judge today that judged `then`: this home, these residents, and of the children who
    /// would move in this one as known now.
    pub(super) fn judged_now(&self, then: &Assessed, child: SeenChild) -> Option<Assessed> {
        let moving = then.children.iter().map(|seen| match self.resident(seen.child) {
            _ if seen.child == child.child => child,
            // A brother or sister who moved in first, as known now.
            Some(resident) => SeenChild { child: resident.child, facts: resident.facts },
            None => *seen,
        });
        // Brothers and sisters who move in with the child are no residents.
        let there = self.residents().iter();
        let there = there.filter(|resident| then.children.iter().all(|seen| seen.child != resident.child));
        let there = there.map(|resident| SeenChild { child: resident.child, facts: resident.facts });
        Some(Assessed {
            home: self.home,
            home_facts: self.facts,
            on: self.planned_on,
            children: Few::new(moving.collect()).ok()?,
            residents: Few::new(there.collect()).ok()?,
        })
    }
}
