#![allow(unused_imports)]

#[path = "lamp/mod.rs"]
mod lamp;

use lamp::*;
use mutual_care::base::Stamp;
use mutual_care::machine::*;

use mutual_care::base::PersonId;

fn open(person: PersonId, hung: Hung, stamp: Stamp, setting: Setting<'_, ()>) {
    let _ = Lamp::open(person, hung, stamp, &setting);
}

fn main() {}
