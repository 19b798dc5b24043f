//! How many staff a child needs, how many a home has, by time of day.

use core::fmt;
use core::ops::{Index, IndexMut};
use core::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::Watch;
use crate::base::{Code, Fact, wire};

/// The most staff for one child.
pub const STAFF_MOST: u8 = 4;
/// The most children who share one member of staff.
pub const SHARED_MOST: u8 = 12;

/// The least common multiple of 1 to [`SHARED_MOST`]: a ratio is a whole number of these parts of a person, so
/// that sums are exact.
pub(crate) const PARTS: u32 = 27_720;

/// Staff for one child: `1:1`, `2:1`, or shared as `1:3`; `none` where the child needs nobody.
///
/// ```
/// use mutual_care::placement::Ratio;
/// let shared: Ratio = "1:3".parse()?;
/// assert_eq!(Ratio::staff_for([shared, shared]), 1);
/// assert_eq!(Ratio::staff_for([shared, shared, shared, shared]), 2);
/// assert_eq!(Ratio::staff_for([shared, "2:1".parse()?]), 3);
/// assert!("1:0".parse::<Ratio>().is_err());
/// # Ok::<(), mutual_care::placement::RatioError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Ratio {
    staff: u8,
    /// 0 only with no staff.
    children: u8,
}

/// A text or two numbers are no ratio.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected staff to children, such as `1:1`, `2:1` or `1:3` (at most 4 to 12), or `none`")]
pub struct RatioError;

impl Ratio {
    /// Nobody.
    pub const NONE: Self = Self { staff: 0, children: 0 };
    /// The most that can be asked for: four to one.
    pub const MOST: Self = Self { staff: STAFF_MOST, children: 1 };

    /// So many staff to so many children.
    ///
    /// # Errors
    ///
    /// [`RatioError`] unless 1 to 4 staff and 1 to 12 children.
    pub const fn new(staff: u8, children: u8) -> Result<Self, RatioError> {
        if staff >= 1 && staff <= STAFF_MOST && children >= 1 && children <= SHARED_MOST {
            Ok(Self { staff, children })
        } else {
            Err(RatioError)
        }
    }

    /// How many staff; 0 for nobody.
    pub const fn staff(self) -> u8 {
        self.staff
    }

    /// How many children they are for: 1 if it is nobody.
    pub const fn children(self) -> u8 {
        if self.children == 0 { 1 } else { self.children }
    }

    /// The staff that all these children need together: the sum of the fractions, rounded up once.
    pub fn staff_for(ratios: impl IntoIterator<Item = Self>) -> u32 {
        ratios.into_iter().map(Self::parts).sum::<u32>().div_ceil(PARTS)
    }

    /// In parts of a person.
    pub(crate) const fn parts(self) -> u32 {
        if self.children == 0 { 0 } else { self.staff as u32 * (PARTS / self.children as u32) }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.children == 0 { f.write_str("none") } else { write!(f, "{}:{}", self.staff, self.children) }
    }
}

impl FromStr for Ratio {
    type Err = RatioError;

    fn from_str(text: &str) -> Result<Self, RatioError> {
        if text == "none" {
            return Ok(Self::NONE);
        }
        let (staff, children) = text.split_once(':').ok_or(RatioError)?;
        let number = |digits: &str| {
            let plain = !digits.starts_with(['0', '+']);
            digits.parse().ok().filter(|_| plain).ok_or(RatioError)
        };
        Self::new(number(staff)?, number(children)?)
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "staff to children, such as `1:1`, or `none`", |text| {
            text.parse().map_err(D::Error::custom)
        })
    }
}

/// Something for each time of day: what a child needs ([`NeededStaffing`]), what a home has ([`Roster`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ByWatch<T>(pub [T; 4]);

/// The staff for one child at each time of day.
pub type Staffing = ByWatch<Ratio>;
/// The staff that one child needs, as far as it is known: none where that time of day is not known. On the wire a time
/// that is left out is not known.
///
/// ```
/// use mutual_care::placement::{NeededStaffing, Ratio, Watch};
/// let by_day: NeededStaffing = serde_json::from_str(r#"{"day": "1:1"}"#)?;
/// assert_eq!(by_day[Watch::Day], Some(Ratio::new(1, 1)?));
/// assert_eq!(by_day[Watch::NightWaking], None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub type NeededStaffing = ByWatch<Option<Ratio>>;
/// The staff that a home has on at each time of day, on the planned date.
pub type Roster = ByWatch<Fact<u8>>;

impl<T> Index<Watch> for ByWatch<T> {
    type Output = T;

    fn index(&self, watch: Watch) -> &T {
        let [day, evening, waking, sleeping] = &self.0;
        match watch {
            Watch::Day => day,
            Watch::Evening => evening,
            Watch::NightWaking => waking,
            Watch::NightSleeping => sleeping,
        }
    }
}

impl<T> IndexMut<Watch> for ByWatch<T> {
    fn index_mut(&mut self, watch: Watch) -> &mut T {
        let [day, evening, waking, sleeping] = &mut self.0;
        match watch {
            Watch::Day => day,
            Watch::Evening => evening,
            Watch::NightWaking => waking,
            Watch::NightSleeping => sleeping,
        }
    }
}

impl<T: Copy> ByWatch<T> {
    /// The same at every time of day.
    pub const fn always(what: T) -> Self {
        Self([what; 4])
    }
}

impl<T> ByWatch<T> {
    /// Each time of day with what stands there.
    pub fn iter(&self) -> impl Iterator<Item = (Watch, &T)> {
        Watch::ALL.iter().copied().zip(&self.0)
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename = "Staffing", deny_unknown_fields)]
struct StaffingWire {
    day: Ratio,
    evening: Ratio,
    night_waking: Ratio,
    night_sleeping: Ratio,
}

impl Serialize for Staffing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self([day, evening, night_waking, night_sleeping]) = *self;
        StaffingWire { day, evening, night_waking, night_sleeping }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Staffing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = StaffingWire::deserialize(deserializer)?;
        Ok(Self([wire.day, wire.evening, wire.night_waking, wire.night_sleeping]))
    }
}

impl From<Staffing> for NeededStaffing {
    fn from(known: Staffing) -> Self {
        Self(known.0.map(Some))
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename = "Staffing", deny_unknown_fields)]
struct NeededWire {
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    day: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    evening: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    night_waking: Option<Ratio>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    night_sleeping: Option<Ratio>,
}

impl Serialize for NeededStaffing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self([day, evening, night_waking, night_sleeping]) = *self;
        NeededWire { day, evening, night_waking, night_sleeping }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for NeededStaffing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = NeededWire::deserialize(deserializer)?;
        Ok(Self([wire.day, wire.evening, wire.night_waking, wire.night_sleeping]))
    }
}

#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename = "Roster", deny_unknown_fields)]
struct RosterWire {
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    day: Fact<u8>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    evening: Fact<u8>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    night_waking: Fact<u8>,
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    night_sleeping: Fact<u8>,
}

impl Serialize for Roster {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self([day, evening, night_waking, night_sleeping]) = *self;
        RosterWire { day, evening, night_waking, night_sleeping }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Roster {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = RosterWire::deserialize(deserializer)?;
        Ok(Self([wire.day, wire.evening, wire.night_waking, wire.night_sleeping]))
    }
}
