//! What was said in confidence.

use alloc::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize};

use crate::base::{limits, wire};

/// The things that somebody said in confidence, by what names them: the question they answered, say.
///
/// What stands here is shown to nobody but those whom it was said to, whatever the purpose, short of
/// safeguarding or a legal duty.
///
/// ```
/// use mutual_care::circle::Confided;
/// let confided: Confided<u8> = [7, 3, 7].into_iter().collect();
/// assert!(confided.contains(&3) && !confided.contains(&4));
/// assert_eq!(confided.iter().count(), 2);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Confided<K>(BTreeSet<K>);

/// A thing is named twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected each thing said in confidence once")]
pub struct ConfidedError;

impl<K> Default for Confided<K> {
    fn default() -> Self {
        Self(BTreeSet::new())
    }
}

impl<K: Ord> Confided<K> {
    /// Whether this was said in confidence.
    pub fn contains(&self, thing: &K) -> bool {
        self.0.contains(thing)
    }

    /// Everything that was.
    pub fn iter(&self) -> impl Iterator<Item = &K> {
        self.0.iter()
    }

    /// Whether nothing was.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord> FromIterator<K> for Confided<K> {
    fn from_iter<I: IntoIterator<Item = K>>(things: I) -> Self {
        Self(things.into_iter().collect())
    }
}

impl<'de, K: Ord + Deserialize<'de>> Deserialize<'de> for Confided<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list: alloc::vec::Vec<K> =
            wire::list(deserializer, limits::CONFIDED, "things said in confidence")?;
        let count = list.len();
        let set: BTreeSet<K> = list.into_iter().collect();
        if set.len() == count {
            Ok(Self(set))
        } else {
            Err(<D::Error as serde::de::Error>::custom(ConfidedError))
        }
    }
}
