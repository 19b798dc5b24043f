#![allow(unused_imports)]

#[path = "lamp/mod.rs"]
mod lamp;

use lamp::*;
use mutual_care::base::Stamp;
use mutual_care::machine::*;

fn wrong(lamp: Record<On>, event: Dimmed, stamp: Stamp, setting: Setting<'_, ()>) {
    let _ = lamp.accept(event, stamp, &setting);
}

fn main() {}
