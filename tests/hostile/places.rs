//! Places of a JSON value: one of each kind, so that a list of a hundred needs is tried at one.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

/// A way from the top of a value to a part of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Place(Vec<Step>);

#[derive(Clone, Debug)]
enum Step {
    Field(String),
    Element(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|step| match step {
            Step::Field(name) => write!(f, ".{name}"),
            Step::Element(place) => write!(f, "[{place}]"),
        })
    }
}

impl Place {
    fn and(&self, step: Step) -> Self {
        let mut longer = self.clone();
        longer.0.push(step);
        longer
    }

    /// What all places like this one share: the names on the way, without which of a list it is.
    fn kind(&self) -> String {
        let names = self.0.iter().map(|step| match step {
            Step::Field(name) => name.as_str(),
            Step::Element(_) => "[]",
        });
        names.collect::<Vec<_>>().join(".")
    }

    /// What stands there.
    pub(crate) fn in_value<'a>(&self, value: &'a mut Value) -> &'a mut Value {
        self.0.iter().fold(value, |value, step| match step {
            Step::Field(name) => &mut value[name.as_str()],
            Step::Element(place) => &mut value[*place],
        })
    }
}

/// One place of each kind. The first of a kind is taken, for lists of different things (a journal) the first of each.
pub(crate) fn places(value: &Value) -> Vec<Place> {
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    look(value, &Place::default(), &mut seen, &mut found);
    found
}

fn look(value: &Value, here: &Place, seen: &mut BTreeSet<String>, found: &mut Vec<Place>) {
    if seen.insert(here.kind()) {
        found.push(here.clone());
    }
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                look(value, &here.and(Step::Field(name.clone())), seen, found);
            }
        }
        Value::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                look(value, &here.and(Step::Element(place)), seen, found);
            }
        }
        _ => {}
    }
}

/// The same value with something else at a place.
pub(crate) fn with(value: &Value, place: &Place, other: Value) -> Value {
    let mut changed = value.clone();
    *place.in_value(&mut changed) = other;
    changed
}
