//! Facts: known, or not known and why. "Not known" is never silently "no".

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{codes, wire};

codes! {
    /// Why something is not known. For rules all three count alike; the duty to ask is open only while it was
    /// not asked.
    pub enum WhyNotKnown: "why it is not known" {
        /// Nobody has asked yet.
        NotAsked = "not_asked", "not asked";
        /// Somebody asked, and it is not known.
        AskedNotKnown = "asked_not_known", "asked, and not known";
        /// Somebody asked, and the person would rather not say.
        Declined = "declined", "would rather not say";
    }
}

codes! {
    /// Who or what a fact comes from.
    pub enum FactSource: "the source of a fact" {
        /// The person it is about said so.
        ThePerson = "the_person", "the person";
        /// Family or friends said so.
        Family = "family", "family or friends";
        /// A worker saw it or judged it so.
        Worker = "worker", "a worker";
        /// It stands in a record.
        Record = "record", "a record";
        /// Chosen for an example or a test, from no real source.
        Chosen = "chosen", "chosen for an example";
    }
}

/// What is known of something, without when and from whom: all that a rule looks at.
///
/// On the wire as a [`Fact`] without date and source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "FactWire<T>", into = "FactWire<T>")]
#[serde(bound(serialize = "T: Serialize + Clone", deserialize = "T: Deserialize<'de>"))]
pub enum Told<T> {
    /// It is known.
    Known(T),
    /// It is not known.
    NotKnown(WhyNotKnown),
}

impl<T> Told<T> {
    /// The value, if known.
    pub fn known(self) -> Option<T> {
        match self {
            Self::Known(value) => Some(value),
            Self::NotKnown(_) => None,
        }
    }

    /// The same, borrowed.
    pub fn as_ref(&self) -> Told<&T> {
        match self {
            Self::Known(value) => Told::Known(value),
            Self::NotKnown(why) => Told::NotKnown(*why),
        }
    }

    /// Whether it is still to be asked.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::NotKnown(WhyNotKnown::NotAsked))
    }
}

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self::NotKnown(WhyNotKnown::NotAsked)
    }
}

/// A fact about a person or a thing, with the date on which it was told and by whom.
///
/// On the wire `{"known": …, "on": "2026-03-02", "source": "the_person"}` or `{"not_known": "declined"}`;
/// absent is *not asked*.
///
/// ```
/// use mutual_care::base::{Fact, FactSource, Told, WhyNotKnown};
/// let fact: Fact<bool> = Fact::known(true);
/// assert_eq!(fact.told(), &Told::Known(true));
/// assert!(Fact::<bool>::default().told().is_open());
/// assert!(!Fact::<bool>::not_known(WhyNotKnown::Declined).told().is_open());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "FactWire<T>", into = "FactWire<T>")]
#[serde(bound(serialize = "T: Serialize + Clone", deserialize = "T: Deserialize<'de>"))]
pub struct Fact<T> {
    told: Told<T>,
    on: Option<NaiveDate>,
    source: Option<FactSource>,
}

impl<T> Fact<T> {
    /// A known fact; add [`Fact::told_on`] and [`Fact::told_by`] where they are known.
    pub const fn known(value: T) -> Self {
        Self { told: Told::Known(value), on: None, source: None }
    }

    /// A fact that is not known.
    pub const fn not_known(why: WhyNotKnown) -> Self {
        Self { told: Told::NotKnown(why), on: None, source: None }
    }

    /// The same, told (or asked) on this date.
    pub fn told_on(self, on: NaiveDate) -> Self {
        Self { on: Some(on), ..self }
    }

    /// The same, from this source.
    pub fn told_by(self, source: FactSource) -> Self {
        Self { source: Some(source), ..self }
    }

    /// What is known.
    pub const fn told(&self) -> &Told<T> {
        &self.told
    }

    /// When it was told or asked.
    pub const fn on(&self) -> Option<NaiveDate> {
        self.on
    }

    /// Who told it.
    pub const fn source(&self) -> Option<FactSource> {
        self.source
    }

    /// Whether nothing at all was recorded: not asked, no date, no source.
    pub fn is_blank(&self) -> bool {
        self.told.is_open() && self.on.is_none() && self.source.is_none()
    }
}

impl<T> Default for Fact<T> {
    fn default() -> Self {
        Self::not_known(WhyNotKnown::NotAsked)
    }
}

/// A fact on the wire is neither known nor not known, or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a fact: either `known` with its value, or `not_known` with why, not both")]
pub struct FactError;

#[derive(Serialize, Deserialize)]
#[serde(rename = "Fact", deny_unknown_fields)]
#[serde(expecting = "a fact, such as {\"known\": …} or {\"not_known\": \"not_asked\"}")]
struct FactWire<T> {
    #[serde(default = "none", skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    #[serde(bound(deserialize = "T: Deserialize<'de>"))]
    known: Option<T>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    not_known: Option<WhyNotKnown>,
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    source: Option<FactSource>,
}

fn none<T>() -> Option<T> {
    None
}

impl<T> TryFrom<FactWire<T>> for Fact<T> {
    type Error = FactError;

    fn try_from(wire: FactWire<T>) -> Result<Self, FactError> {
        let told = match (wire.known, wire.not_known) {
            (Some(value), None) => Told::Known(value),
            (None, Some(why)) => Told::NotKnown(why),
            _ => return Err(FactError),
        };
        Ok(Self { told, on: wire.on, source: wire.source })
    }
}

impl<T> TryFrom<FactWire<T>> for Told<T> {
    type Error = FactError;

    fn try_from(wire: FactWire<T>) -> Result<Self, FactError> {
        if wire.on.is_some() || wire.source.is_some() {
            return Err(FactError);
        }
        Fact::try_from(wire).map(|fact| fact.told)
    }
}

impl<T> From<Told<T>> for FactWire<T> {
    fn from(told: Told<T>) -> Self {
        Fact { told, on: None, source: None }.into()
    }
}

impl<T> From<Fact<T>> for FactWire<T> {
    fn from(fact: Fact<T>) -> Self {
        let (known, not_known) = match fact.told {
            Told::Known(value) => (Some(value), None),
            Told::NotKnown(why) => (None, Some(why)),
        };
        Self { known, not_known, on: fact.on, source: fact.source }
    }
}
