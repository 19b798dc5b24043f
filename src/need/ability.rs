//! Whether somebody is able to give help.

use core::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize as DeserializeDerive, Serialize};

use crate::base::{SourceId, wire};

/// Whether somebody is able to give what an arrangement says.
///
/// On the wire `"yes"`, `"no"`, `{"with_support": {"by": id}}` (without `by` if it is not known by whom),
/// `"on_some_days"`, or `{"on_some_days": {"by": id}}` where it takes support too.
///
/// ```
/// use mutual_care::need::Ability;
/// let able: Ability = serde_json::from_str(r#""on_some_days""#)?;
/// assert_eq!(able, Ability::OnSomeDays { by: None });
/// assert_eq!(serde_json::to_string(&able)?, r#""on_some_days""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "Written")]
pub enum Ability {
    /// Able.
    Yes,
    /// Not able.
    No,
    /// Able while somebody or something supports them.
    WithSupport {
        /// The source that supports them, if it is known which. While that one is lost, they are not able.
        by: Option<SourceId>,
    },
    /// Able on some days and not on others: on the good ones. It counts as it stands, and is left out where only what is
    /// confirmed counts.
    OnSomeDays {
        /// The source that supports them, if there is one. While that one is lost, they are not able.
        by: Option<SourceId>,
    },
}

/// As it is written: a name alone where nobody is named.
#[derive(Serialize)]
#[serde(rename = "Ability", rename_all = "snake_case")]
enum Written {
    Yes,
    No,
    WithSupport(Support),
    OnSomeDays,
    #[serde(rename = "on_some_days")]
    OnSomeDaysWith(Support),
}

#[derive(Serialize, DeserializeDerive)]
#[serde(deny_unknown_fields, expecting = "an object with `by`, or an empty one")]
struct Support {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<SourceId>,
}

impl From<Ability> for Written {
    fn from(ability: Ability) -> Self {
        match ability {
            Ability::Yes => Self::Yes,
            Ability::No => Self::No,
            Ability::WithSupport { by } => Self::WithSupport(Support { by }),
            Ability::OnSomeDays { by: None } => Self::OnSomeDays,
            Ability::OnSomeDays { by } => Self::OnSomeDaysWith(Support { by }),
        }
    }
}

impl<'de> Deserialize<'de> for Ability {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AbilityVisitor)
    }
}

const EXPECTED: &str = "one of `yes`, `no`, `with_support`, `on_some_days`";

/// Written by hand, since one of the names stands alone and with something under it: what is derived reads a name in one
/// of the two ways.
struct AbilityVisitor;

impl<'de> Visitor<'de> for AbilityVisitor {
    type Value = Ability;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Ability, E> {
        match text {
            "yes" => Ok(Ability::Yes),
            "no" => Ok(Ability::No),
            "on_some_days" => Ok(Ability::OnSomeDays { by: None }),
            "with_support" => {
                Err(E::custom("expected what belongs to this name under it, and not the name alone"))
            }
            _ => Err(E::custom(format_args!("expected {EXPECTED}"))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ability, A::Error> {
        let expected = || A::Error::custom(format_args!("expected {EXPECTED}"));
        let name = map.next_key::<Name>()?.ok_or_else(expected)?;
        let Support { by } = map.next_value()?;
        if map.next_key::<IgnoredAny>()?.is_some() {
            return Err(A::Error::custom("expected one name only, and nothing beside it"));
        }
        Ok(match name {
            Name::WithSupport => Ability::WithSupport { by },
            Name::OnSomeDays => Ability::OnSomeDays { by },
        })
    }
}

/// A name with something under it.
enum Name {
    WithSupport,
    OnSomeDays,
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "`with_support` or `on_some_days`", |text| match text {
            "with_support" => Ok(Self::WithSupport),
            "on_some_days" => Ok(Self::OnSomeDays),
            _ => Err(D::Error::custom("expected `with_support` or `on_some_days`")),
        })
    }
}
