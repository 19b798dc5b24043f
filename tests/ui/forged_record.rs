#![allow(unused_imports)]

#[path = "lamp/mod.rs"]
mod lamp;

use lamp::*;
use mutual_care::base::Stamp;
use mutual_care::machine::*;

// None is taken apart outside the kernel, so none can be put together in another state.
fn forged(lamp: Record<Off>) -> Record<On> {
    let body = lamp.into_body(&seal::Kernel(()));
    Record::from_body(&seal::Kernel(()), body)
}

fn copied(lamp: &Record<Off>) -> Record<On> {
    Record::of(lamp.body().clone())
}

fn main() {}
