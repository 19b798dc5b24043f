//! Typed ids: a UUID that knows what kind of thing it names.
//!
//! The crate never makes an id up: the caller does, with whatever generator it trusts. Only what stands for things that have
//! ids, a line of a care package for a need, or a line suggested for some, has one that is worked out from theirs. An id is no
//! personal data, so it may stand in logs, errors and findings.

use core::cmp::Ordering;
use core::fmt;
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};
use uuid::Uuid;

use super::wire;

/// What an id names. Each kind is an empty type, so that ids of different kinds cannot be mixed up.
pub trait Kind: 'static {
    /// The kind as a value, for lists in which ids of several kinds stand.
    const KIND: IdKind;
}

/// The id of one thing of kind `K`. Ordered by the bytes of its UUID, which is also the order of its text.
///
/// ```
/// use mutual_care::base::{NeedId, PersonId};
/// let person: PersonId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// assert_eq!(person.to_string(), "6f2c1a3e-0000-4000-8000-000000000001");
/// assert_eq!(format!("{person:?}"), "person:6f2c1a3e-0000-4000-8000-000000000001");
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
///
/// Ids of different kinds do not mix:
///
/// ```compile_fail,E0308
/// # use mutual_care::base::{NeedId, PersonId};
/// fn of(person: PersonId) {}
/// let need: NeedId = "6f2c1a3e-0000-4000-8000-000000000001".parse().unwrap();
/// of(need);
/// ```
pub struct Id<K> {
    uuid: Uuid,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// The id with this UUID.
    pub const fn new(uuid: Uuid) -> Self {
        Self { uuid, kind: PhantomData }
    }

    /// The UUID alone.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

impl<K: Kind> Id<K> {
    /// The same id, with its kind as a value.
    pub const fn any(self) -> AnyId {
        AnyId { kind: K::KIND, uuid: self.uuid }
    }
}

// Written out, since a derive would ask the same of `K`, which is only a marker.
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.uuid.as_hyphenated(), f)
    }
}
impl<K: Kind> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", K::KIND, self.uuid.as_hyphenated())
    }
}

/// A text is not an id. It says what an id looks like, and never what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an id: a UUID with hyphens, not all zeros, such as 6f2c1a3e-0000-4000-8000-000000000001")]
pub struct IdError;

/// A UUID in its form with hyphens. The nil UUID names nothing: whoever sends it forgot to make an id, and two who
/// forgot would be taken for one.
fn parse_uuid(text: &str) -> Result<Uuid, IdError> {
    kept_uuid(text).and_then(|uuid| if uuid.is_nil() { Err(IdError) } else { Ok(uuid) })
}

/// The same in a journal, where an older release may have written the nil UUID.
fn kept_uuid(text: &str) -> Result<Uuid, IdError> {
    if text.len() == 36 { Uuid::try_parse(text).map_err(|_| IdError) } else { Err(IdError) }
}

impl<K> FromStr for Id<K> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        parse_uuid(text).map(Self::new)
    }
}

impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text_or_kept(deserializer, "an id: a UUID with hyphens", |text, kept| {
            let uuid = if kept { kept_uuid(text) } else { parse_uuid(text) };
            uuid.map(Self::new).map_err(D::Error::custom)
        })
    }
}

/// An id together with its kind, written `kind:uuid`: what a finding is about.
///
/// ```
/// # use mutual_care::base::PersonId;
/// let person: PersonId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// assert_eq!(person.any().to_string(), "person:6f2c1a3e-0000-4000-8000-000000000001");
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AnyId {
    kind: IdKind,
    uuid: Uuid,
}

impl AnyId {
    /// What the id names.
    pub const fn kind(self) -> IdKind {
        self.kind
    }

    /// The UUID alone.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }

    /// The typed id, if it is of that kind.
    pub fn typed<K: Kind>(self) -> Option<Id<K>> {
        (self.kind == K::KIND).then(|| Id::new(self.uuid))
    }
}

impl<K: Kind> From<Id<K>> for AnyId {
    fn from(id: Id<K>) -> Self {
        id.any()
    }
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind, self.uuid.as_hyphenated())
    }
}
impl fmt::Debug for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for AnyId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (kind, uuid) = text.split_once(':').ok_or(IdError)?;
        let kind = IdKind::ALL.iter().copied().find(|known| known.name() == kind).ok_or(IdError)?;
        Ok(Self { kind, uuid: parse_uuid(uuid)? })
    }
}

impl Serialize for AnyId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AnyId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "an id with its kind, such as person:6f2c…", |text| {
            text.parse().map_err(|IdError| D::Error::custom("expected an id with its kind: kind:uuid"))
        })
    }
}

/// One version of one record: words matter to people, so what they agree to is an id *and* a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordRef {
    /// Which record.
    pub id: AnyId,
    /// The number of entries in its journal then.
    pub revision: u64,
}

impl fmt::Display for RecordRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.id, self.revision)
    }
}

/// One macro for the list of kinds, so that a kind is one line: marker, alias, name.
macro_rules! id_kinds {
    ($($(#[$doc:meta])* $marker:ident $alias:ident $name:literal;)*) => {
        /// What an id can name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum IdKind {
            $($(#[$doc])* $marker,)*
        }

        impl IdKind {
            /// Every kind, in order.
            pub const ALL: &'static [IdKind] = &[$(IdKind::$marker),*];

            /// The name of the kind, as it stands before the colon.
            pub const fn name(self) -> &'static str {
                match self { $(IdKind::$marker => $name,)* }
            }
        }

        impl fmt::Display for IdKind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        /// The markers of [`Id`]: one empty type for each kind of thing.
        pub mod kinds {
            use super::{IdKind, Kind};
            $(
                $(#[$doc])*
                #[derive(Debug)]
                pub enum $marker {}
                impl Kind for $marker {
                    const KIND: IdKind = IdKind::$marker;
                }
            )*
        }

        $($(#[$doc])* pub type $alias = Id<kinds::$marker>;)*
    };
}

id_kinds! {
    /// A person, inside the household or outside.
    Person PersonId "person";
    /// Whoever or whatever helps: a person, a provider or a device.
    Source SourceId "source";
    /// A need of one person.
    Need NeedId "need";
    /// One source's help with one need.
    Arrangement ArrangementId "arrangement";
    /// A household: people who live together.
    Household HouseholdId "household";
    /// A line of a care package.
    PackageLine PackageLineId "package_line";
    /// A care package.
    Package PackageId "package";
    /// The personal budget of one person in one role.
    Budget BudgetId "budget";
    /// An entry in the ledger of a budget.
    LedgerEntry LedgerEntryId "ledger_entry";
    /// Somebody who acts in a professional role.
    Worker WorkerId "worker";
    /// A child who is looked after, or may come to be.
    Child ChildId "child";
    /// A children's home.
    Home HomeId "home";
    /// A team or service that knows people.
    Team TeamId "team";
    /// An assessment.
    Assessment AssessmentId "assessment";
    /// An emergency plan.
    EmergencyPlan EmergencyPlanId "emergency_plan";
    /// A way of raising the alarm.
    Alarm AlarmId "alarm";
    /// A responder of an emergency plan.
    Responder ResponderId "responder";
    /// A child's referral to a home.
    Referral ReferralId "referral";
}

/// Every person is a source of help: the id is the same.
impl From<PersonId> for SourceId {
    fn from(person: PersonId) -> Self {
        Self::new(person.uuid())
    }
}
