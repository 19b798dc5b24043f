//! The line and column at which a place such as `arrangements[3].for` stands in a file, by reading the file once
//! more and stopping there.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// Line and column, counted from 1, where the value at this place begins or ends. The nearest thing around it
/// if it is not there itself (an `id` that was left out); none if the file has nothing like it.
pub(crate) fn position(bytes: &[u8], place: &str) -> Option<(usize, usize)> {
    let steps: Vec<Step<'_>> = [Step::Key("v1")].into_iter().chain(steps(place)).collect();
    // From the place itself outwards.
    (1..=steps.len()).rev().find_map(|depth| {
        let mut reader = serde_json::Deserializer::from_slice(bytes);
        let stopped = Find(steps.get(..depth)?).deserialize(&mut reader).err()?;
        let found = stopped.to_string().starts_with(HERE);
        found.then(|| (stopped.line(), stopped.column()))
    })
}

/// What the reader stops with at the place it looks for.
const HERE: &str = "here";

#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

fn steps(place: &str) -> impl Iterator<Item = Step<'_>> {
    place.split(['.', '[', ']']).filter(|part| !part.is_empty()).map(|part| match part.parse() {
        Ok(index) => Step::Index(index),
        Err(_) => Step::Key(part),
    })
}

struct Find<'a>(&'a [Step<'a>]);

impl<'de> DeserializeSeed<'de> for Find<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Find<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (step, rest) = self.0.split_first().ok_or_else(|| A::Error::custom(HERE))?;
        while let Some(key) = map.next_key::<String>()? {
            match step {
                Step::Key(wanted) if key == *wanted => map.next_value_seed(Find(rest))?,
                _ => map.next_value::<IgnoredAny>().map(|_| ())?,
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let (step, rest) = self.0.split_first().ok_or_else(|| A::Error::custom(HERE))?;
        let mut index = 0;
        loop {
            let more = match step {
                Step::Index(wanted) if index == *wanted => items.next_element_seed(Find(rest))?.is_some(),
                _ => items.next_element::<IgnoredAny>()?.is_some(),
            };
            if !more {
                return Ok(());
            }
            index += 1;
        }
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.simple()
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.simple()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.simple()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.simple()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.simple()
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.simple()
    }
}

impl Find<'_> {
    fn simple<E: Error>(&self) -> Result<(), E> {
        if self.0.is_empty() { Err(E::custom(HERE)) } else { Ok(()) }
    }
}
