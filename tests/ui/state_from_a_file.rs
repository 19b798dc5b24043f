#![allow(unused_imports)]

#[path = "lamp/mod.rs"]
mod lamp;

use lamp::*;
use mutual_care::base::Stamp;
use mutual_care::machine::*;

fn read(text: &str) -> Record<On> {
    serde_json::from_str(text).unwrap()
}

fn read_case(text: &str) -> LampCase {
    serde_json::from_str(text).unwrap()
}

fn main() {}
