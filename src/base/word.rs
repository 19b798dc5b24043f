//! Codes that this release may not know.

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt;
use core::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use super::wire;

/// A code as it was written: of a finding that was kept, of a report. A later release may have written it, so it
/// need not be one that this release knows; it is kept and written as it was read.
///
/// 1 to 64 characters: small letters, digits, hyphens, underscores and full stops.
///
/// ```
/// use mutual_care::base::Word;
/// let code: Word = "a-rule-of-a-later-release".parse()?;
/// assert_eq!(code, "a-rule-of-a-later-release");
/// assert!("Maria Smith".parse::<Word>().is_err());
/// # Ok::<(), mutual_care::base::WordError>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(Cow<'static, str>);

/// A text is not a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a code: 1 to 64 small letters, digits, hyphens, underscores and full stops")]
pub struct WordError;

const BYTES_MOST: usize = 64;

const fn may_stand(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.')
}

fn is_word(text: &str) -> bool {
    (1..=BYTES_MOST).contains(&text.len()) && text.bytes().all(may_stand)
}

impl Word {
    /// The word for a code in a program. What is no code there is mended, so that whatever is written can be read
    /// again: other characters become hyphens, and it is cut at 64.
    ///
    /// ```
    /// use mutual_care::base::Word;
    /// assert_eq!(Word::of("no-wheelchair-space"), "no-wheelchair-space");
    /// assert_eq!(Word::of("No space"), "no-space");
    /// ```
    pub fn of(code: &'static str) -> Self {
        if is_word(code) {
            return Self(Cow::Borrowed(code));
        }
        let mended: String = (code.bytes().map(|byte| byte.to_ascii_lowercase()))
            .map(|byte| if may_stand(byte) { char::from(byte) } else { '-' })
            .take(BYTES_MOST)
            .collect();
        Self(if mended.is_empty() { Cow::Borrowed("-") } else { Cow::Owned(mended) })
    }

    /// The code as a text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Word {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}
impl PartialEq<&str> for Word {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}
impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Word {
    type Err = WordError;

    fn from_str(text: &str) -> Result<Self, WordError> {
        if is_word(text) { Ok(Self(Cow::Owned(String::from(text)))) } else { Err(WordError) }
    }
}

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "a code", |text| text.parse().map_err(D::Error::custom))
    }
}
