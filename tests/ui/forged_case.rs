#![allow(unused_imports)]

#[path = "lamp/mod.rs"]
mod lamp;

use lamp::*;
use mutual_care::base::Stamp;
use mutual_care::machine::*;

fn forged() -> LampCase {
    LampCase { times: 3 }
}

fn main() {}
