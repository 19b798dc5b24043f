//! One value for each code of a list.

use alloc::vec::Vec;
use core::fmt;
use core::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

use super::Code;

/// A value for each code of a closed list; what was not said is the value's default.
///
/// On the wire a map by code, without what is default. A code that is not of the list and one that stands twice
/// are refused.
///
/// ```
/// use mutual_care::base::{ByCode, Fact, WhyNotKnown};
/// use mutual_care::need::Outcome;
/// let mut facts: ByCode<Outcome, Fact<bool>> = ByCode::default();
/// facts.set(Outcome::Nutrition, Fact::known(true));
/// assert_eq!(facts.get(Outcome::Nutrition), Fact::known(true));
/// assert!(facts.get(Outcome::Toilet).told().is_open());
/// assert_eq!(serde_json::to_string(&facts)?, r#"{"nutrition":{"known":true}}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ByCode<K, V> {
    /// What was said, in the order of the list. A list is short, and a tree would be compiled anew for each.
    said: Vec<(K, V)>,
}

impl<K, V> Default for ByCode<K, V> {
    fn default() -> Self {
        Self { said: Vec::new() }
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for ByCode<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.said.iter().map(|(code, value)| (code, value))).finish()
    }
}

impl<K: Code + Ord, V: Clone + Default + PartialEq> ByCode<K, V> {
    /// The value for a code.
    pub fn get(&self, code: K) -> V {
        self.place(code)
            .ok()
            .and_then(|place| self.said.get(place))
            .map_or_else(V::default, |said| said.1.clone())
    }

    /// Sets the value for a code.
    pub fn set(&mut self, code: K, value: V) {
        let place = match self.place(code) {
            Ok(place) => {
                self.said.remove(place);
                place
            }
            Err(place) => place,
        };
        if value != V::default() {
            self.said.insert(place, (code, value));
        }
    }

    /// Where a code stands, or else would.
    fn place(&self, code: K) -> Result<usize, usize> {
        self.said.binary_search_by(|(said, _)| said.cmp(&code))
    }

    /// The same, with this value for a code.
    #[must_use]
    pub fn with(mut self, code: K, value: V) -> Self {
        self.set(code, value);
        self
    }

    /// Every code of the list with its value, in the list's order.
    pub fn iter(&self) -> impl Iterator<Item = (K, V)> + '_ {
        K::ALL.iter().map(|code| (*code, self.get(*code)))
    }

    /// The codes whose value was said, with it, in the list's order.
    pub fn said(&self) -> impl Iterator<Item = (K, &V)> + '_ {
        self.said.iter().map(|(code, value)| (*code, value))
    }

    /// Whether nothing was said of any.
    pub fn is_blank(&self) -> bool {
        self.said.is_empty()
    }
}

impl<K: Code + Ord, V: Clone + Default + PartialEq> FromIterator<(K, V)> for ByCode<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(values: I) -> Self {
        values.into_iter().fold(Self::default(), |all, (code, value)| all.with(code, value))
    }
}

impl<K: Code + Serialize, V: Serialize> Serialize for ByCode<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.said.iter().map(|(code, value)| (code, value)))
    }
}

impl<'de, K, V> Deserialize<'de> for ByCode<K, V>
where
    K: Code + Ord + Deserialize<'de>,
    V: Clone + Default + PartialEq + Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ByCodeVisitor<K, V>(PhantomData<(K, V)>);
        impl<'de, K, V> Visitor<'de> for ByCodeVisitor<K, V>
        where
            K: Code + Ord + Deserialize<'de>,
            V: Clone + Default + PartialEq + Deserialize<'de>,
        {
            type Value = ByCode<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a map by code of {}", K::WHAT)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut seen: Vec<(K, V)> = Vec::new();
                while let Some(code) = map.next_key::<K>()? {
                    let value = map.next_value()?;
                    if seen.iter().any(|(known, _)| *known == code) {
                        return Err(A::Error::custom(format_args!(
                            "`{}` stands twice: expected each code once",
                            code.code()
                        )));
                    }
                    seen.push((code, value));
                }
                Ok(seen.into_iter().collect())
            }
        }
        deserializer.deserialize_map(ByCodeVisitor(PhantomData))
    }
}
