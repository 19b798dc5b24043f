//! Free text and names: what must never reach a log.

use alloc::string::String;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::{limits, wire};

/// The name under which a private text reaches a serializer, so that fingerprints can leave it out.
pub(crate) const PRIVATE_TEXT: &str = "$mutual_care::PrivateText";

/// A name, or words somebody wrote. `Debug` prints nothing of it; there is no `Display`.
///
/// At most 16 KiB. It is written and read as a plain text, and stands in no fingerprint.
///
/// ```
/// use mutual_care::base::PrivateText;
/// let name = PrivateText::new("Maria Smith")?;
/// assert_eq!(format!("{name:?}"), "PrivateText(…)");
/// assert_eq!(name.reveal(), "Maria Smith");
/// # Ok::<(), mutual_care::base::TextError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct PrivateText(String);

/// A text is longer than 16 KiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a text of at most {} bytes", limits::TEXT_BYTES)]
pub struct TextError;

impl PrivateText {
    /// The text, if it is not too long.
    ///
    /// # Errors
    ///
    /// [`TextError`] past [`limits::TEXT_BYTES`].
    pub fn new(text: impl Into<String>) -> Result<Self, TextError> {
        let text = text.into();
        if text.len() > limits::TEXT_BYTES { Err(TextError) } else { Ok(Self(text)) }
    }

    /// No words at all.
    pub const fn empty() -> Self {
        Self(String::new())
    }

    /// The words themselves, for a screen or a letter. Never for a log.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether there are no words at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for PrivateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateText(…)")
    }
}

impl Serialize for PrivateText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(PRIVATE_TEXT, &self.0)
    }
}

impl<'de> Deserialize<'de> for PrivateText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "a text", |text| Self::new(text).map_err(D::Error::custom))
    }
}
