#![allow(unused_imports)]

#[path = "lamp/mod.rs"]
mod lamp;

use lamp::*;
use mutual_care::base::Stamp;
use mutual_care::machine::*;

impl Accept<Burnt> for Off {
    fn next(self, _: &Burnt, _: &Stamp) -> Broken {
        Broken
    }
}

fn main() {}
