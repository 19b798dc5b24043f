#![allow(unused_imports)]

#[path = "lamp/mod.rs"]
mod lamp;

use lamp::*;
use mutual_care::base::Stamp;
use mutual_care::machine::*;

// A state is a name and no value.
fn forged() -> On {
    On
}

fn main() {}
