//! The people of a household, inside and outside, and the services around it.

use alloc::vec::Vec;
use core::fmt;

use chrono::NaiveDate;
use serde::de::{self, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::reading::present;
use crate::base::{PartDate, Period, PersonId, PrivateText, SourceId, Word, codes, limits, wire};
use crate::need::{Address, Age, is_always};

/// Where a person lives.
///
/// Somebody who lives elsewhere is a member all the same if needs are stated of them: mutual care next door is one
/// household.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lives {
    /// In this household, over these days. After them the person lives elsewhere, nobody has said where.
    Here(Period),
    /// Somewhere else, all the time: see [`Person::address`].
    Elsewhere,
}

/// A person who lives in the household, or helps from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PersonWire", into = "PersonWire")]
pub struct Person {
    /// The person's id, which is also their id as a source of help.
    pub id: PersonId,
    /// What the person is called. Empty if that is not to be said.
    pub name: PrivateText,
    /// Where the person lives.
    pub lives: Lives,
    /// When the person was born, as exactly as it is known: for saying an age, and whether somebody who is counted on is
    /// under 18.
    pub born: Option<PartDate>,
    /// The label of the address at which somebody lives who lives elsewhere; none: nobody has said where. A label is no
    /// street and no number: `next-door`. Two with the same label live at one address.
    pub address: Option<Word>,
    /// Where they live later instead, each from a day on, in order. Nobody of whom a period of living here is said has any.
    pub later_homes: Vec<LaterHome>,
}

/// Where a person lives from a day on, instead of where they lived before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "LaterHomeWire", into = "LaterHomeWire")]
pub struct LaterHome {
    /// The first day on which they live there.
    pub from: NaiveDate,
    /// In this household's home, at an address with a label, or somewhere else.
    pub lives: Address,
}

impl Person {
    /// Somebody who has always lived here, without a name.
    ///
    /// ```
    /// use mutual_care::household::{Lives, Person};
    /// let person = Person::here("6f2c1a3e-0000-4000-8000-000000000001".parse()?);
    /// assert!(person.lives_here(chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()));
    /// # Ok::<(), mutual_care::base::IdError>(())
    /// ```
    pub fn here(id: PersonId) -> Self {
        Self {
            id,
            name: PrivateText::default(),
            lives: Lives::Here(Period::ALWAYS),
            born: None,
            address: None,
            later_homes: Vec::new(),
        }
    }

    /// Somebody who lives elsewhere, without a name.
    pub fn elsewhere(id: PersonId) -> Self {
        Self { lives: Lives::Elsewhere, ..Self::here(id) }
    }

    /// Whether an address is only said of somebody who lives elsewhere.
    pub(super) fn address_fits(&self) -> bool {
        self.address.is_none() || self.lives == Lives::Elsewhere
    }

    /// Whether the homes that are said are such as can follow each other: in order of days, each another one than the one
    /// before, and not beside a period.
    pub(super) fn later_homes_fit(&self) -> bool {
        let first = match (self.lives, &self.address) {
            (Lives::Here(_), _) => Address::Home,
            (Lives::Elsewhere, Some(label)) => Address::At(label.clone()),
            (Lives::Elsewhere, None) => Address::Elsewhere,
        };
        let homes = core::iter::once(&first).chain(self.later_homes.iter().map(|home| &home.lives));
        let moves = homes.zip(&self.later_homes).all(|(before, home)| !before.is_known_same(&home.lives));
        let plain = matches!(self.lives, Lives::Here(Period::ALWAYS) | Lives::Elsewhere);
        self.later_homes.is_empty()
            || plain
                && moves
                && self.later_homes.is_sorted_by(|one, next| one.from < next.from)
                && self.later_homes.iter().all(|home| wire::in_years(home.from))
                && self.later_homes.len() <= limits::FEW
    }

    /// Whether the person lives in the household on a day.
    pub fn lives_here(&self, on: NaiveDate) -> bool {
        if let Some(home) = self.later_homes.iter().rfind(|home| home.from <= on) {
            return home.lives == Address::Home;
        }
        match self.lives {
            Lives::Here(period) => period.contains(on),
            Lives::Elsewhere => false,
        }
    }

    /// Where the person lives on a day, as far as that is known. After a period of living here: somewhere else.
    ///
    /// ```
    /// use mutual_care::base::Period;
    /// use mutual_care::household::{Lives, Person};
    /// use mutual_care::need::Address;
    /// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
    /// let son = Person::here("6f2c1a3e-0000-4000-8000-000000000001".parse()?);
    /// let son = Person { lives: Lives::Here(Period::new(None, Some(day(9)))?), ..son };
    /// assert_eq!((son.address_on(day(8)), son.address_on(day(9))), (Address::Home, Address::Elsewhere));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn address_on(&self, on: NaiveDate) -> Address {
        if let Some(home) = self.later_homes.iter().rfind(|home| home.from <= on) {
            return home.lives.clone();
        }
        match (self.lives, &self.address) {
            (Lives::Here(period), _) if period.contains(on) => Address::Home,
            (Lives::Elsewhere, Some(label)) => Address::At(label.clone()),
            (Lives::Here(_) | Lives::Elsewhere, _) => Address::Elsewhere,
        }
    }

    /// The days on which the person begins to live somewhere else than before, in order.
    pub fn moves_on(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        let period = match self.lives {
            Lives::Here(period) => period,
            Lives::Elsewhere => Period::ALWAYS,
        };
        let ends = [period.from(), period.until()].into_iter().flatten();
        ends.chain(self.later_homes.iter().map(|home| home.from))
    }

    /// Whole years since the person was born, if that is known and not after the day; none either where only a part of
    /// the date is known, and a birthday may lie between.
    ///
    /// ```
    /// use mutual_care::base::PartDate;
    /// use mutual_care::household::Person;
    /// let day = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let ben = Person::here("6f2c1a3e-0000-4000-8000-000000000001".parse()?);
    /// let ben = Person { born: Some(PartDate::month(1975, 6)?), ..ben };
    /// assert_eq!((ben.age_on(day(5, 31)), ben.age_on(day(6, 30))), (Some(50), Some(51)));
    /// assert_eq!((ben.age_on(day(6, 1)), ben.ages_on(day(6, 1))), (None, Some((50, 51))));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn age_on(&self, on: NaiveDate) -> Option<u32> {
        self.ages_on(on).filter(|(least, most)| least == most).map(|(age, _)| age)
    }

    /// The least and the most whole years since the person was born, as far as the date is known.
    pub fn ages_on(&self, on: NaiveDate) -> Option<(u32, u32)> {
        self.born.and_then(|born| born.years_on(on))
    }

    /// Whether the person is an adult on a day, as far as that is known.
    pub(super) fn age_known(&self, on: NaiveDate) -> Option<Age> {
        self.born.and_then(|born| Age::on(born, on))
    }
}

codes! {
    /// What kind of thing a service is.
    pub enum ServiceKind: "a kind of service" {
        /// People who come, or to whom somebody goes: one source of help for all its visits.
        Provider = "provider", "provider";
        /// A thing: a pendant alarm, a medicine dispenser.
        Device = "device", "device";
    }
}

/// A provider or a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a service: an object with `id`, `name`, `kind` and `places`")]
pub struct Service {
    /// Its id as a source of help.
    pub id: SourceId,
    /// What it is called. Empty if that is not to be said.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub name: PrivateText,
    /// What kind of thing it is.
    pub kind: ServiceKind,
    /// In how many places a provider is at once: 1 or more; not known if not said.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub places: Option<u8>,
}

impl Service {
    /// A service without a name, of which no more is known.
    pub const fn new(id: SourceId, kind: ServiceKind) -> Self {
        Self { id, name: PrivateText::empty(), kind, places: None }
    }

    /// Whether it says in how many places it is as one can: in one or more, and only of a provider.
    pub(super) fn places_fit(&self) -> bool {
        self.places.is_none_or(|places| places > 0 && self.kind == ServiceKind::Provider)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Person", deny_unknown_fields)]
#[serde(expecting = "a person: an object with `id`, `name`, `lives`, `period`, `moves` and `born`")]
struct PersonWire {
    id: PersonId,
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    name: PrivateText,
    lives: Home,
    #[serde(default, skip_serializing_if = "is_always")]
    period: Period,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "moves")]
    moves: Vec<LaterHome>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    born: Option<PartDate>,
}

fn moves<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<LaterHome>, D::Error> {
    wire::list(deserializer, limits::FEW, "moves")
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "LaterHome", deny_unknown_fields, expecting = "a move: an object with `from` and `lives`")]
struct LaterHomeWire {
    #[serde(with = "wire::date")]
    from: NaiveDate,
    lives: Home,
}

impl From<LaterHomeWire> for LaterHome {
    fn from(wire: LaterHomeWire) -> Self {
        let lives = match wire.lives {
            Home::Here => Address::Home,
            Home::Elsewhere => Address::Elsewhere,
            Home::At(label) => Address::At(label),
        };
        Self { from: wire.from, lives }
    }
}

impl From<LaterHome> for LaterHomeWire {
    fn from(home: LaterHome) -> Self {
        let lives = match home.lives {
            Address::Home => Home::Here,
            Address::Elsewhere => Home::Elsewhere,
            Address::At(label) => Home::At(label),
        };
        Self { from: home.from, lives }
    }
}

/// `"here"`, `"elsewhere"`, or `{"elsewhere": label}`.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Home {
    Here,
    Elsewhere,
    #[serde(rename = "elsewhere")]
    At(Word),
}

const HOMES: &str = "`here`, `elsewhere`, or an object with `elsewhere` and the label of an address";

impl<'de> Deserialize<'de> for Home {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(HomeVisitor)
    }
}

/// Written by hand, since `elsewhere` stands alone and with a label under it.
struct HomeVisitor;

impl<'de> Visitor<'de> for HomeVisitor {
    type Value = Home;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HOMES)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Home, E> {
        match text {
            "here" => Ok(Home::Here),
            "elsewhere" => Ok(Home::Elsewhere),
            // The label is not asked for: nobody who writes a name here should be told of one.
            _ => Err(E::custom("expected `here` or `elsewhere`")),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Home, A::Error> {
        let expected = || A::Error::custom(format_args!("expected {HOMES}"));
        map.next_key::<ElsewhereKey>()?.ok_or_else(expected)?;
        let label = map.next_value()?;
        if map.next_key::<IgnoredAny>()?.is_some() {
            return Err(A::Error::custom("expected one name only, and nothing beside it"));
        }
        Ok(Home::At(label))
    }
}

struct ElsewhereKey;

impl<'de> Deserialize<'de> for ElsewhereKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "`elsewhere`", |text| match text {
            "elsewhere" => Ok(Self),
            _ => Err(D::Error::custom("expected `elsewhere`")),
        })
    }
}

/// A period of living here, for somebody who lives elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected `period` only where `lives` is `here`: it says when the person lives here")]
struct PeriodElsewhere;

impl TryFrom<PersonWire> for Person {
    type Error = PeriodElsewhere;

    fn try_from(wire: PersonWire) -> Result<Self, PeriodElsewhere> {
        let address = match &wire.lives {
            Home::At(label) => Some(label.clone()),
            Home::Here | Home::Elsewhere => None,
        };
        let lives = match (wire.lives, wire.period) {
            (Home::Here, period) => Lives::Here(period),
            (Home::Elsewhere | Home::At(_), Period::ALWAYS) => Lives::Elsewhere,
            (Home::Elsewhere | Home::At(_), _) => return Err(PeriodElsewhere),
        };
        let (id, name, born, later_homes) = (wire.id, wire.name, wire.born, wire.moves);
        Ok(Self { id, name, lives, born, address, later_homes })
    }
}

impl From<Person> for PersonWire {
    fn from(person: Person) -> Self {
        let (lives, period) = match person.lives {
            Lives::Here(period) => (Home::Here, period),
            Lives::Elsewhere => (person.address.map_or(Home::Elsewhere, Home::At), Period::ALWAYS),
        };
        Self { id: person.id, name: person.name, lives, period, moves: person.later_homes, born: person.born }
    }
}
