#![allow(unused_imports)]

#[path = "lamp/mod.rs"]
mod lamp;

use lamp::*;
use mutual_care::base::Stamp;
use mutual_care::machine::*;

// No head without its state, so none can be put to another one; and no other way to make a record.
fn forged(lamp: Record<Off>, state: On) -> Record<On> {
    let (head, _) = lamp.into_parts(&seal::Kernel(()));
    Record::from_parts(head, state)
}

fn copied(lamp: &Record<Off>, state: On) -> Record<On> {
    Record::from_parts(lamp.head().clone(), state)
}

fn main() {}
