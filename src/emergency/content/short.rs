//! Short lists, bounded while they are read.

use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base::{SourceId, limits, wire};

/// Something of which a plan holds a short list.
pub trait ShortItem {
    /// What there are several of, for messages: "medicines".
    const WHAT: &'static str;
}

impl ShortItem for SourceId {
    const WHAT: &'static str = "people and services";
}

/// A list of at most [`limits::FEW`] things, in the order in which they were said. Known and empty, it says that
/// there are none.
///
/// ```
/// use mutual_care::base::Told;
/// use mutual_care::emergency::{Medicine, Short};
/// let takes_none: Told<Short<Medicine>> = Told::Known(Short::none());
/// assert_eq!(serde_json::to_string(&takes_none)?, r#"{"known":[]}"#);
/// assert_ne!(takes_none, Told::default(), "none is known; not asked is not");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Short<T>(Vec<T>);

/// A list is too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected at most {} {what}", limits::FEW)]
pub struct ShortError {
    what: &'static str,
}

impl<T> Short<T> {
    /// None at all.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// All of them, in the order in which they were said.
    pub fn iter(&self) -> core::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl<T: ShortItem> Short<T> {
    /// These, if they are not too many.
    ///
    /// # Errors
    ///
    /// [`ShortError`] past [`limits::FEW`].
    pub fn new(items: Vec<T>) -> Result<Self, ShortError> {
        if items.len() > limits::FEW { Err(ShortError { what: T::WHAT }) } else { Ok(Self(items)) }
    }
}

impl<'a, T> IntoIterator for &'a Short<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Serialize> Serialize for Short<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: ShortItem + Deserialize<'de>> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::list(deserializer, limits::FEW, T::WHAT).map(Self)
    }
}
