//! Fingerprints: whether an analysis speaks of this very version of things.

use core::fmt;
use core::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};
use sha2::{Digest, Sha256};

use super::{CanonicalError, canonical_json, wire};

/// SHA-256 of `mutual-care/<kind>/<edition>`, a zero byte, and the value as canonical JSON.
///
/// Any language can compute it: `scripts/fingerprint.py` does, and both must agree with
/// `tests/fingerprints.json`.
///
/// ```
/// use mutual_care::base::Fingerprint;
/// let one = Fingerprint::of("greeting", 1, &["hello"])?;
/// assert_ne!(one, Fingerprint::of("greeting", 2, &["hello"])?);
/// assert_eq!(one.to_string().parse(), Ok(one));
/// # Ok::<(), mutual_care::base::CanonicalError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a value as one of this kind, in this edition of the kind's form.
    ///
    /// # Errors
    ///
    /// As [`canonical_json`].
    pub fn of<T: Serialize + ?Sized>(kind: &str, edition: u32, value: &T) -> Result<Self, CanonicalError> {
        let mut hash = Sha256::new();
        hash.update(alloc::format!("mutual-care/{kind}/{edition}\0"));
        hash.update(canonical_json(value)?);
        Ok(Self(hash.finalize().into()))
    }

    /// The 32 bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text is not a fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a fingerprint: 64 hexadecimal digits in lower case")]
pub struct FingerprintError;

impl FromStr for Fingerprint {
    type Err = FingerprintError;

    fn from_str(text: &str) -> Result<Self, FingerprintError> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(FingerprintError),
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return Err(FingerprintError);
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "a fingerprint: 64 hexadecimal digits", |text| {
            text.parse().map_err(D::Error::custom)
        })
    }
}
