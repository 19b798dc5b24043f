//! A fact for each code of a list, and short lists of codes.

use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::base::{Code, Fact, Told, limits, wire};

const ALL_OTHERS: &str = "all_others";

/// A yes, a no or a not known for each code of the list `K`: which needs, which skills, which risks.
///
/// On the wire an object of [`Fact`]s by code; what holds for every code that is not there stands under
/// `all_others`, and is *not asked* if that is absent too. `Debug` prints nothing of it.
///
/// ```
/// use mutual_care::base::{Fact, Told};
/// use mutual_care::placement::{Facts, OwnRisk};
/// let risks = Facts::all_others(Fact::known(false)).with(OwnRisk::GoingMissing, Fact::known(true));
/// assert_eq!(risks.told(OwnRisk::GoingMissing), Told::Known(true));
/// assert_eq!(risks.told(OwnRisk::SelfHarm), Told::Known(false));
/// assert!(Facts::<OwnRisk>::default().told(OwnRisk::SelfHarm).is_open());
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Facts<K> {
    /// In order of the list, none equal to `all_others`.
    of: Vec<(K, Fact<bool>)>,
    all_others: Fact<bool>,
}

impl<K: Code + Ord> Facts<K> {
    /// The same fact for every code.
    pub const fn all_others(fact: Fact<bool>) -> Self {
        Self { of: Vec::new(), all_others: fact }
    }

    /// These codes are a yes, all others a no.
    ///
    /// ```
    /// use mutual_care::placement::{Facts, Skill};
    /// let skills = Facts::only([Skill::DeEscalation]);
    /// assert_eq!(skills.told(Skill::AutismPractice).known(), Some(false));
    /// ```
    pub fn only(codes: impl IntoIterator<Item = K>) -> Self {
        let start = Self::all_others(Fact::known(false));
        codes.into_iter().fold(start, |facts, code| facts.with(code, Fact::known(true)))
    }

    /// The same with this fact for this code.
    pub fn with(mut self, code: K, fact: Fact<bool>) -> Self {
        let found = self.of.binary_search_by(|(known, _)| known.cmp(&code));
        match (found, fact == self.all_others) {
            (Ok(place), true) => {
                self.of.remove(place);
            }
            (Ok(place), false) => {
                if let Some(entry) = self.of.get_mut(place) {
                    entry.1 = fact;
                }
            }
            (Err(_), true) => {}
            (Err(place), false) => self.of.insert(place, (code, fact)),
        }
        self
    }

    /// The fact for a code.
    pub fn fact(&self, code: K) -> &Fact<bool> {
        match self.of.binary_search_by(|(known, _)| known.cmp(&code)) {
            Ok(place) => self.of.get(place).map_or(&self.all_others, |entry| &entry.1),
            Err(_) => &self.all_others,
        }
    }

    /// What is known of a code.
    pub fn told(&self, code: K) -> Told<bool> {
        *self.fact(code).told()
    }

    /// The latest day that one of these facts bears.
    pub(crate) fn last_told(&self) -> Option<NaiveDate> {
        let others = (self.of.len() < K::ALL.len()).then(|| self.all_others.on()).flatten();
        self.of.iter().filter_map(|(_, fact)| fact.on()).chain(others).max()
    }

    /// Whether nothing at all was recorded.
    pub fn is_blank(&self) -> bool {
        self.of.is_empty() && self.all_others.is_blank()
    }

    /// One bit for each code of the list, in its order: known to be so, and known not to be so.
    pub(crate) fn bits(&self) -> (u128, u128) {
        let (mut yes, mut no) = (0, 0);
        for (place, &code) in K::ALL.iter().enumerate() {
            match self.told(code) {
                Told::Known(true) => yes |= 1 << place,
                Told::Known(false) => no |= 1 << place,
                Told::NotKnown(_) => {}
            }
        }
        (yes, no)
    }
}

impl<K: Code + Ord> Default for Facts<K> {
    fn default() -> Self {
        Self::all_others(Fact::default())
    }
}

impl<K> fmt::Debug for Facts<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Facts(…)")
    }
}

impl<K: Code + Ord> Serialize for Facts<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rest = usize::from(!self.all_others.is_blank());
        let mut map = serializer.serialize_map(Some(self.of.len() + rest))?;
        for (code, fact) in &self.of {
            map.serialize_entry(code.code(), fact)?;
        }
        if rest == 1 {
            map.serialize_entry(ALL_OTHERS, &self.all_others)?;
        }
        map.end()
    }
}

impl<'de, K: Code + Ord> Deserialize<'de> for Facts<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(FactsVisitor(PhantomData))
    }
}

struct FactsVisitor<K>(PhantomData<K>);

impl<'de, K: Code + Ord> Visitor<'de> for FactsVisitor<K> {
    type Value = Facts<K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of facts, each under {}", K::WHAT)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Facts<K>, A::Error> {
        let mut rest: Option<Fact<bool>> = None;
        let mut of: Vec<(K, Fact<bool>)> = Vec::new();
        while let Some(key) = map.next_key::<Key<K>>()? {
            match key {
                Key::Rest if rest.is_some() => return Err(A::Error::custom("expected `all_others` once")),
                Key::Rest => rest = Some(map.next_value()?),
                Key::Of(code) if of.iter().any(|(known, _)| *known == code) => {
                    return Err(A::Error::custom(format_args!("expected `{}` once", code.code())));
                }
                Key::Of(code) => of.push((code, map.next_value()?)),
            }
        }
        let start = Facts::all_others(rest.unwrap_or_default());
        Ok(of.into_iter().fold(start, |facts, (code, fact)| facts.with(code, fact)))
    }
}

enum Key<K> {
    Rest,
    Of(K),
}

impl<'de, K: Code> Deserialize<'de> for Key<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, K::WHAT, |text| {
            if text == ALL_OTHERS {
                Ok(Self::Rest)
            } else {
                K::from_code(text).map(Self::Of).map_err(D::Error::custom)
            }
        })
    }
}

/// What may stand in a [`Few`]: it knows its order among its like, and two that are equal in it are the same
/// thing said twice.
pub trait FewItem {
    /// What the list is of, for messages.
    const WHAT: &'static str;
    /// Which of two comes first.
    fn order(&self, other: &Self) -> Ordering;
}

/// A list of at most [`limits::FEW`] things, in order, each once.
///
/// ```
/// use mutual_care::placement::{Area, Few};
/// let (near, far): (Area, Area) = ("E99000001".parse()?, "E99000002".parse()?);
/// assert_eq!(Few::new(vec![far, near])?.first(), Some(&near));
/// assert!(Few::new(vec![far, far]).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Few<T>(Vec<T>);

/// A list is too long, or names something twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FewError {
    /// More than the limit.
    #[error("expected at most {} {what}", limits::FEW)]
    TooMany {
        /// What the list is of.
        what: &'static str,
    },
    /// The same thing twice.
    #[error("expected each of the {what} once")]
    Twice {
        /// What the list is of.
        what: &'static str,
    },
}

impl<T: FewItem> Few<T> {
    /// These, in order.
    ///
    /// # Errors
    ///
    /// [`FewError`] for more than the limit, or the same thing twice.
    pub fn new(mut items: Vec<T>) -> Result<Self, FewError> {
        if items.len() > limits::FEW {
            return Err(FewError::TooMany { what: T::WHAT });
        }
        items.sort_by(T::order);
        let twice = items.iter().zip(items.iter().skip(1)).any(|(a, b)| a.order(b) == Ordering::Equal);
        if twice { Err(FewError::Twice { what: T::WHAT }) } else { Ok(Self(items)) }
    }
}

impl<T> Few<T> {
    /// None.
    pub const fn none() -> Self {
        Self(Vec::new())
    }
}

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self::none()
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a Few<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Serialize> Serialize for Few<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: FewItem + Deserialize<'de>> Deserialize<'de> for Few<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(wire::list(deserializer, limits::FEW, T::WHAT)?).map_err(D::Error::custom)
    }
}
