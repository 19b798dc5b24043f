//! What stands in an entry: an event under its name, alone or with how it came to be there.

use core::fmt;
use core::marker::PhantomData;

use chrono::NaiveDate;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::base::{Actor, Code, PrivateText, wire};
use crate::machine::event::{CORRECTED, IRREGULARLY, NEVER_HAPPENED, TAKEN_ELSEWHERE, TAKEN_OVER};
use crate::machine::{
    Correction, Events, Happened, Irregularly, Model, Step, TakenElsewhere, TakenOver, With,
};

/// An event under its verb.
struct Verbed<'a, V>(&'a V);

impl<V: Events> Serialize for Verbed<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        self.0.write(self.0.verb().code(), &mut map)?;
        map.end()
    }
}

fn write_step<V: Events, M: SerializeMap>(step: &Step<V>, map: &mut M) -> Result<(), M::Error> {
    #[derive(serde::Serialize)]
    #[serde(bound = "")]
    struct IrregularlyOut<'a, V: Events> {
        what: Verbed<'a, V>,
        reason: &'a PrivateText,
        accepted_by: Actor,
    }
    #[derive(serde::Serialize)]
    #[serde(bound = "")]
    struct ElsewhereOut<'a, V: Events> {
        what: Verbed<'a, V>,
        by: Actor,
        why_recorded: &'a PrivateText,
    }
    match step {
        Step::Regularly(event) => event.write(event.verb().code(), map),
        Step::Irregularly(Irregularly { what, reason, accepted_by }) => {
            let out = IrregularlyOut { what: Verbed(what), reason, accepted_by: *accepted_by };
            map.serialize_entry(IRREGULARLY, &out)
        }
        Step::TakenElsewhere(TakenElsewhere { what, by, why_recorded }) => {
            map.serialize_entry(TAKEN_ELSEWHERE, &ElsewhereOut { what: Verbed(what), by: *by, why_recorded })
        }
    }
}

impl<V: Events> Serialize for Step<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        write_step(self, &mut map)?;
        map.end()
    }
}

impl<M: Model> Serialize for TakenOver<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        #[serde(rename = "TakenOver", bound = "")]
        struct Out<'a, M: Model> {
            status: M::Status,
            #[serde(with = "wire::date")]
            on: NaiveDate,
            from_system: &'a PrivateText,
            as_known: &'a M::Known,
        }
        let Self { status, on, from_system, as_known } = self;
        Out::<M> { status: *status, on: *on, from_system, as_known }.serialize(serializer)
    }
}

impl<M: Model> Serialize for Correction<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(serde::Serialize)]
        #[serde(rename = "Correction", bound = "")]
        struct Out<'a, M: Model> {
            seq: u64,
            with: &'a With<M>,
            reason: &'a PrivateText,
        }
        let Self { seq, with, reason } = self;
        Out { seq: *seq, with, reason }.serialize(serializer)
    }
}

impl<M: Model> Serialize for Happened<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Step(step) => write_step(step, &mut map)?,
            Self::TakenOver(taken) => map.serialize_entry(TAKEN_OVER, taken)?,
            Self::Corrected(correction) => map.serialize_entry(CORRECTED, correction)?,
        }
        map.end()
    }
}

impl<M: Model> Serialize for With<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::NeverHappened => serializer.serialize_str(NEVER_HAPPENED),
            Self::Step(step) => step.serialize(serializer),
            Self::TakenOver(taken) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(TAKEN_OVER, taken)?;
                map.end()
            }
        }
    }
}

impl<'de, M: Model> Deserialize<'de> for TakenOver<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(rename = "TakenOver", deny_unknown_fields, bound = "")]
        struct In<M: Model> {
            status: M::Status,
            #[serde(with = "wire::date")]
            on: NaiveDate,
            from_system: PrivateText,
            as_known: M::Known,
        }
        let In { status, on, from_system, as_known } = In::<M>::deserialize(deserializer)?;
        Ok(Self { status, on, from_system, as_known })
    }
}

impl<'de, M: Model> Deserialize<'de> for Correction<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(rename = "Correction", deny_unknown_fields, bound = "")]
        struct In<M: Model> {
            seq: u64,
            with: With<M>,
            reason: PrivateText,
        }
        let In { seq, with, reason } = In::<M>::deserialize(deserializer)?;
        Ok(Self { seq, with, reason })
    }
}

impl<'de, V: Events> Deserialize<'de> for Step<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let may_be = |tag: &Tag<_>| !matches!(tag, Tag::TakenOver | Tag::Corrected);
        let deserializer = wire::Strict::new(deserializer);
        match deserializer.deserialize_map(Tagged::<V::Machine> { may_be, machine: PhantomData })? {
            Happened::Step(step) => Ok(step),
            _ => Err(not_here::<V::Machine, _>()),
        }
    }
}

impl<'de, M: Model> Deserialize<'de> for Happened<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Tagged::<M> { may_be: |_| true, machine: PhantomData })
    }
}

impl<'de, M: Model> Deserialize<'de> for With<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WithVisitor(PhantomData))
    }
}

/// An event under its verb, alone: within another.
struct Alone<M: Model>(M::Event);

impl<'de, M: Model> Deserialize<'de> for Alone<M> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let may_be = |tag: &Tag<M::Verb>| matches!(tag, Tag::Verb(_));
        match deserializer.deserialize_map(Tagged::<M> { may_be, machine: PhantomData })? {
            Happened::Step(Step::Regularly(event)) => Ok(Self(event)),
            _ => Err(not_here::<M, _>()),
        }
    }
}

fn not_here<M: Model, E: de::Error>() -> E {
    E::custom(format_args!("expected one of {}", Verbs::<M>(PhantomData)))
}

#[derive(Clone, Copy)]
enum Tag<V> {
    Verb(V),
    Irregularly,
    TakenElsewhere,
    TakenOver,
    Corrected,
}

struct TagSeed<M>(PhantomData<M>);

impl<'de, M: Model> DeserializeSeed<'de> for TagSeed<M> {
    type Value = Tag<M::Verb>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tag<M::Verb>, D::Error> {
        wire::text(deserializer, "an event", |tag| match tag {
            IRREGULARLY => Ok(Tag::Irregularly),
            TAKEN_ELSEWHERE => Ok(Tag::TakenElsewhere),
            TAKEN_OVER => Ok(Tag::TakenOver),
            CORRECTED => Ok(Tag::Corrected),
            verb => M::Verb::from_code(verb).map(Tag::Verb).map_err(D::Error::custom),
        })
    }
}

/// The codes of a record's events.
struct Verbs<M>(PhantomData<M>);

impl<M: Model> fmt::Display for Verbs<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, verb) in M::Verb::ALL.iter().enumerate() {
            let comma = if place > 0 { ", " } else { "" };
            write!(f, "{comma}`{}`", verb.code())?;
        }
        Ok(())
    }
}

/// One event under its tag, and nothing beside it. What may not be here is refused before it is read, so that
/// nothing nests.
struct Tagged<M: Model> {
    may_be: fn(&Tag<M::Verb>) -> bool,
    machine: PhantomData<M>,
}

impl<'de, M: Model> Visitor<'de> for Tagged<M> {
    type Value = Happened<M>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "one event under its name: one of {}", Verbs::<M>(PhantomData))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Happened<M>, A::Error> {
        let tag = map.next_key_seed(TagSeed::<M>(PhantomData))?;
        let tag = tag.filter(self.may_be).ok_or_else(not_here::<M, A::Error>)?;
        let happened = read_tagged(tag, &mut map)?;
        match map.next_key::<de::IgnoredAny>()? {
            None => Ok(happened),
            Some(_) => Err(A::Error::custom("expected one event only, and nothing beside it")),
        }
    }
}

fn read_tagged<'de, M: Model, A: MapAccess<'de>>(
    tag: Tag<M::Verb>,
    map: &mut A,
) -> Result<Happened<M>, A::Error> {
    #[derive(serde::Deserialize)]
    #[serde(rename = "Irregularly", deny_unknown_fields, bound = "")]
    struct IrregularlyIn<M: Model> {
        what: Alone<M>,
        reason: PrivateText,
        accepted_by: Actor,
    }
    #[derive(serde::Deserialize)]
    #[serde(rename = "TakenElsewhere", deny_unknown_fields, bound = "")]
    struct ElsewhereIn<M: Model> {
        what: Alone<M>,
        by: Actor,
        why_recorded: PrivateText,
    }
    Ok(match tag {
        Tag::Verb(verb) => Happened::Step(Step::Regularly(M::Event::read(verb, map)?)),
        Tag::Irregularly => {
            let IrregularlyIn { what: Alone(what), reason, accepted_by } =
                map.next_value::<IrregularlyIn<M>>()?;
            Happened::Step(Step::Irregularly(Irregularly { what, reason, accepted_by }))
        }
        Tag::TakenElsewhere => {
            let ElsewhereIn { what: Alone(what), by, why_recorded } = map.next_value::<ElsewhereIn<M>>()?;
            Happened::Step(Step::TakenElsewhere(TakenElsewhere { what, by, why_recorded }))
        }
        Tag::TakenOver => Happened::TakenOver(map.next_value()?),
        Tag::Corrected => Happened::Corrected(map.next_value()?),
    })
}

struct WithVisitor<M>(PhantomData<M>);

const WITH: &str = "another value of the event, or `never_happened`";

impl<'de, M: Model> Visitor<'de> for WithVisitor<M> {
    type Value = With<M>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(WITH)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<With<M>, E> {
        if text == NEVER_HAPPENED {
            Ok(With::NeverHappened)
        } else {
            Err(E::custom(format_args!("expected {WITH}")))
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<With<M>, A::Error> {
        let may_be = |tag: &Tag<M::Verb>| !matches!(tag, Tag::Corrected);
        match (Tagged::<M> { may_be, machine: PhantomData }).visit_map(map)? {
            Happened::Step(step) => Ok(With::Step(step)),
            Happened::TakenOver(taken) => Ok(With::TakenOver(taken)),
            Happened::Corrected(_) => Err(A::Error::custom(format_args!("expected {WITH}"))),
        }
    }
}
