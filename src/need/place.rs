//! Where somebody lives, and where help is given.

use serde::{Deserialize, Serialize};

use crate::base::{Word, wire};

/// Where a source of help lives, as a household's week knows it.
///
/// A label stands for an address and is none: `next-door`, not a street and a number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Address {
    /// In the household's home.
    Home,
    /// At an address with this label.
    At(Word),
    /// Somewhere else, and nobody has said where.
    Elsewhere,
}

impl Address {
    /// Whether the two are known to be one address.
    pub fn is_known_same(&self, other: &Self) -> bool {
        self == other && *self != Self::Elsewhere
    }

    /// Whether the two are known to be different addresses. Of two people who live somewhere else, nobody knows where,
    /// neither this nor [`Address::is_known_same`] holds.
    pub fn is_known_other(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Elsewhere, Self::Elsewhere | Self::At(_)) | (Self::At(_), Self::Elsewhere) => false,
            (one, other) => one != other,
        }
    }
}

/// Where help is given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(from = "PlaceWire", into = "PlaceWire")]
pub enum Place {
    /// At the home of whoever needs it.
    #[default]
    Home,
    /// At another address, with this label.
    At(Word),
    /// Out with the person. Each person gone out with is a place of its own; arrangements that name the same outing are
    /// in one place.
    Out(Option<Word>),
}

impl Place {
    /// Whether it is the home of whoever needs it.
    pub fn is_home(&self) -> bool {
        *self == Self::Home
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Place", rename_all = "snake_case")]
#[serde(expecting = "a place: `home`, `out`, or an object with `address` or with `outing`")]
enum PlaceWire {
    Home,
    Out,
    Address(Word),
    Outing(Word),
}

impl From<PlaceWire> for Place {
    fn from(wire: PlaceWire) -> Self {
        match wire {
            PlaceWire::Home => Self::Home,
            PlaceWire::Out => Self::Out(None),
            PlaceWire::Address(label) => Self::At(label),
            PlaceWire::Outing(name) => Self::Out(Some(name)),
        }
    }
}

impl From<Place> for PlaceWire {
    fn from(place: Place) -> Self {
        match place {
            Place::Home => Self::Home,
            Place::Out(None) => Self::Out,
            Place::At(label) => Self::Address(label),
            Place::Out(Some(name)) => Self::Outing(name),
        }
    }
}

pub(super) fn address<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<Address>, D::Error> {
    wire::present(d)
}
