//! Where things are: areas of authorities, points of the national grid; and which languages are spoken.

use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::FewItem;
use crate::base::wire;

/// The area of an authority, by its nine-character code of the Office for National Statistics.
///
/// ```
/// use mutual_care::placement::Area;
/// let area: Area = "E99000001".parse()?;
/// assert_eq!(area.to_string(), "E99000001");
/// assert!("e99000001".parse::<Area>().is_err());
/// # Ok::<(), mutual_care::placement::AreaError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Area {
    country: u8,
    number: u32,
}

/// A text is not the code of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected the code of an area: a capital letter and eight digits")]
pub struct AreaError;

impl Area {
    /// A number that no other area has, never 0.
    pub(crate) const fn packed(self) -> u64 {
        (self.country as u64) << 32 | self.number as u64
    }
}

impl FromStr for Area {
    type Err = AreaError;

    fn from_str(text: &str) -> Result<Self, AreaError> {
        let (country, digits) = text.as_bytes().split_first().ok_or(AreaError)?;
        let plain = digits.len() == 8 && digits.iter().all(u8::is_ascii_digit);
        if !country.is_ascii_uppercase() || !plain {
            return Err(AreaError);
        }
        let number = digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
        Ok(Self { country: *country, number })
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:08}", char::from(self.country), self.number)
    }
}

impl FewItem for Area {
    const WHAT: &'static str = "areas";

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

/// A language by its code of two or three letters (ISO 639).
///
/// ```
/// use mutual_care::placement::Language;
/// assert_eq!("ur".parse::<Language>()?.to_string(), "ur");
/// assert!("Urdu".parse::<Language>().is_err());
/// # Ok::<(), mutual_care::placement::LanguageError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

/// A text is not the code of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected the code of a language: two or three small letters, such as `en`")]
pub struct LanguageError;

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        match *text.as_bytes() {
            [a, b] if [a, b].iter().all(u8::is_ascii_lowercase) => Ok(Self([a, b, 0])),
            [a, b, c] if [a, b, c].iter().all(u8::is_ascii_lowercase) => Ok(Self([a, b, c])),
            _ => Err(LanguageError),
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .filter(|letter| **letter != 0)
            .try_for_each(|&letter| write!(f, "{}", char::from(letter)))
    }
}

impl FewItem for Language {
    const WHAT: &'static str = "languages";

    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

/// The wire form of each is its text.
macro_rules! as_text {
    ($($name:ident: $expected:literal;)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                wire::text(deserializer, $expected, |text| text.parse().map_err(D::Error::custom))
            }
        }
    )*};
}
as_text! {
    Area: "the code of an area, such as `E99000001`";
    Language: "the code of a language, such as `en`";
}

/// A point of the national grid, in metres. `Debug` does not print it: where a family lives is nobody's log's.
///
/// ```
/// use mutual_care::placement::Grid;
/// let (home, school) = (Grid::new(410_000, 410_000)?, Grid::new(413_000, 414_000)?);
/// assert_eq!(home.metres_to(school), 5_000);
/// assert_eq!(format!("{home:?}"), "Grid(…)");
/// # Ok::<(), mutual_care::placement::GridError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "GridWire", into = "GridWire")]
pub struct Grid {
    easting: u32,
    northing: u32,
}

/// Two numbers are no point of the national grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an `easting` of 0 to 700000 and a `northing` of 0 to 1300000, in metres")]
pub struct GridError;

impl Grid {
    /// The point so many metres east and north of the grid's origin.
    ///
    /// # Errors
    ///
    /// [`GridError`] outside Great Britain's grid.
    pub const fn new(easting: u32, northing: u32) -> Result<Self, GridError> {
        if easting <= 700_000 && northing <= 1_300_000 {
            Ok(Self { easting, northing })
        } else {
            Err(GridError)
        }
    }

    /// How far it is in a straight line, in whole metres, rounded down.
    pub const fn metres_to(self, other: Self) -> u32 {
        #[expect(clippy::cast_possible_truncation, reason = "at most 1,476,483 metres within the grid")]
        let metres = self.square_metres_to(other).isqrt() as u32;
        metres
    }

    /// Whether that is at most so many metres.
    pub(crate) const fn is_within(self, metres: u32, other: Self) -> bool {
        let beyond = metres as u64 + 1;
        self.square_metres_to(other) < beyond * beyond
    }

    const fn square_metres_to(self, other: Self) -> u64 {
        let east = self.easting.abs_diff(other.easting) as u64;
        let north = self.northing.abs_diff(other.northing) as u64;
        east * east + north * north
    }
}

impl fmt::Debug for Grid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Grid(…)")
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename = "Grid", deny_unknown_fields)]
struct GridWire {
    easting: u32,
    northing: u32,
}

impl TryFrom<GridWire> for Grid {
    type Error = GridError;

    fn try_from(wire: GridWire) -> Result<Self, GridError> {
        Self::new(wire.easting, wire.northing)
    }
}

impl From<Grid> for GridWire {
    fn from(grid: Grid) -> Self {
        Self { easting: grid.easting, northing: grid.northing }
    }
}
