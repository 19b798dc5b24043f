//! Stamps: when something was recorded, by whom, and in which role.

use core::fmt;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::{AnyId, IdKind, PersonId, WorkerId, codes, limits, wire};

codes! {
    /// The role in which somebody acts. Embedders map their own roles to these.
    #[non_exhaustive]
    pub enum Role: "a role" {
        /// A social worker.
        SocialWorker = "social_worker", "social worker";
        /// Somebody trained to assess who is no social worker.
        Assessor = "assessor", "assessor";
        /// Who manages a team of the authority.
        TeamManager = "team_manager", "team manager";
        /// Who agrees money and buys care for the authority.
        Commissioner = "commissioner", "commissioner";
        /// Who answers out of hours.
        DutyWorker = "duty_worker", "duty worker";
        /// An advocate.
        Advocate = "advocate", "advocate";
        /// Somebody of a provider who gives care or support.
        SupportWorker = "support_worker", "support worker";
        /// The registered manager of a home or service.
        RegisteredManager = "registered_manager", "registered manager";
        /// Who stands in for the registered manager.
        ManagerOnCall = "manager_on_call", "manager on call";
        /// The provider's responsible individual.
        ResponsibleIndividual = "responsible_individual", "responsible individual";
        /// A child's key worker in a home.
        KeyWorker = "key_worker", "key worker";
        /// A child's independent reviewing officer.
        ReviewingOfficer = "reviewing_officer", "independent reviewing officer";
        /// A nurse, doctor, therapist or pharmacist.
        HealthProfessional = "health_professional", "health professional";
        /// Who keeps the records.
        Administrator = "administrator", "administrator";
        /// The person the record is about.
        ThePerson = "the_person", "the person";
        /// Family or friends.
        Family = "family", "family or friends";
        /// A program that acts by itself, such as an import.
        System = "system", "system";
    }
}

/// Who acts: a worker, or a person who is none. Written `worker:uuid` or `person:uuid`.
///
/// ```
/// use mutual_care::base::{Actor, WorkerId};
/// let worker: WorkerId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// assert_eq!(Actor::from(worker).to_string(), "worker:6f2c1a3e-0000-4000-8000-000000000001");
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Actor {
    /// Somebody who acts in a professional role.
    Worker(WorkerId),
    /// The person themselves, family, a friend, a neighbour.
    Person(PersonId),
}

impl Actor {
    /// Who it is, as an id of any kind.
    pub const fn any(self) -> AnyId {
        match self {
            Self::Worker(id) => id.any(),
            Self::Person(id) => id.any(),
        }
    }

    /// The person, unless it is a worker.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Worker(_) => None,
            Self::Person(id) => Some(id),
        }
    }
}

impl From<WorkerId> for Actor {
    fn from(id: WorkerId) -> Self {
        Self::Worker(id)
    }
}
impl From<PersonId> for Actor {
    fn from(id: PersonId) -> Self {
        Self::Person(id)
    }
}
impl From<Actor> for AnyId {
    fn from(actor: Actor) -> Self {
        actor.any()
    }
}
impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.any(), f)
    }
}
impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Actor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

const ACTOR: &str = "who acts: worker:uuid or person:uuid";

impl<'de> Deserialize<'de> for Actor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, ACTOR, |text| {
            let id = text.parse::<AnyId>().ok();
            let actor = id.and_then(|id| match id.kind() {
                IdKind::Worker => Some(Self::Worker(WorkerId::new(id.uuid()))),
                IdKind::Person => Some(Self::Person(PersonId::new(id.uuid()))),
                _ => None,
            });
            actor.ok_or_else(|| D::Error::custom(format_args!("expected {ACTOR}")))
        })
    }
}

/// When something was recorded, by whom, and in which role.
///
/// Not when it happened: that is the event's own date, and nothing is ever worked out from a stamp's time.
///
/// ```
/// use chrono::{TimeZone, Utc};
/// use mutual_care::base::{Role, Stamp, WorkerId};
/// let worker: WorkerId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let at = Utc.with_ymd_and_hms(2026, 3, 2, 9, 30, 0).single().ok_or("a time")?;
/// let stamp = Stamp::new(at, worker, Role::SocialWorker)?;
/// assert_eq!(stamp.role(), Role::SocialWorker);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    at: DateTime<Utc>,
    by: Actor,
    role: Role,
}

/// A time lies outside the years that the crate works with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a time in the years {} to {}", limits::YEAR_FIRST, limits::YEAR_LAST)]
pub struct StampError;

impl Stamp {
    /// A stamp.
    ///
    /// # Errors
    ///
    /// [`StampError`] for a time outside the years of [`limits`].
    pub fn new(at: DateTime<Utc>, by: impl Into<Actor>, role: Role) -> Result<Self, StampError> {
        if wire::in_years(at.date_naive()) { Ok(Self { at, by: by.into(), role }) } else { Err(StampError) }
    }

    /// When it was recorded.
    pub const fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Who recorded it.
    pub const fn by(&self) -> Actor {
        self.by
    }

    /// In which role.
    pub const fn role(&self) -> Role {
        self.role
    }
}

/// Times on the wire: `2026-03-02T09:30:00Z`, within the years of [`limits`].
pub(crate) mod time {
    use super::{DateTime, Deserializer, SecondsFormat, Serializer, Utc, wire};
    use serde::de::Error as _;

    /// Reads a time with its offset, as of UTC.
    ///
    /// # Errors
    ///
    /// What a time looks like; never what stood there.
    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
        wire::text(deserializer, super::TIME, |text| {
            super::read_time(text).ok_or_else(|| D::Error::custom(format_args!("expected {}", super::TIME)))
        })
    }

    /// Writes a time of UTC, with as many digits as it has.
    ///
    /// # Errors
    ///
    /// Only what the serializer itself refuses with.
    pub(crate) fn serialize<S: Serializer>(at: &DateTime<Utc>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&at.to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

const TIME: &str = "a time with its offset, such as 2026-03-02T09:30:00Z";

fn read_time(text: &str) -> Option<DateTime<Utc>> {
    let at = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
    wire::in_years(at.date_naive()).then_some(at)
}
