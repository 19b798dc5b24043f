//! The embedder's own codes on a line.

use alloc::collections::BTreeMap;
use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::{Serialize, Serializer};

use crate::base::{Word, limits};

/// Codes of the embedder's own, by what they are codes of: cost centre, order number, service type. The crate keeps them
/// and groups by them, and never reads what they mean.
///
/// ```
/// use mutual_care::package::OwnCodes;
/// let codes = OwnCodes::new([("cost_centre".parse()?, "4711".parse()?)]).ok_or("too many")?;
/// assert_eq!(codes.get("cost_centre").map(|code| code.as_str()), Some("4711"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct OwnCodes(BTreeMap<Word, Word>);

impl OwnCodes {
    /// These codes; none if there are more than [`limits::OWN_CODES`], or one stands twice.
    pub fn new(codes: impl IntoIterator<Item = (Word, Word)>) -> Option<Self> {
        let mut all = BTreeMap::new();
        for (of, code) in codes {
            if all.len() == limits::OWN_CODES || all.insert(of, code).is_some() {
                return None;
            }
        }
        Some(Self(all))
    }

    /// The code of something.
    pub fn get(&self, of: &str) -> Option<&Word> {
        self.0.iter().find(|(name, _)| *name == of).map(|(_, code)| code)
    }

    /// Every code, with what it is one of, in order of that.
    pub fn iter(&self) -> impl Iterator<Item = (&Word, &Word)> {
        self.0.iter()
    }

    /// Whether no code is given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for OwnCodes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(&self.0)
    }
}

impl<'de> Deserialize<'de> for OwnCodes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CodesVisitor;
        impl<'de> Visitor<'de> for CodesVisitor {
            type Value = OwnCodes;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("codes of your own, by what they are codes of")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<OwnCodes, A::Error> {
                let mut all = BTreeMap::new();
                while let Some((of, code)) = map.next_entry::<Word, Word>()? {
                    if all.len() == limits::OWN_CODES {
                        return Err(A::Error::custom(format_args!(
                            "expected at most {} codes of your own",
                            limits::OWN_CODES
                        )));
                    }
                    if all.insert(of, code).is_some() {
                        return Err(A::Error::custom("expected each of your own codes once"));
                    }
                }
                Ok(OwnCodes(all))
            }
        }
        deserializer.deserialize_map(CodesVisitor)
    }
}
