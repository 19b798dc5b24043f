#[path = "lamp/parts.rs"]
mod parts;

use parts::*;

lamp! {
    events { Burnt = "burnt" }
    from On: Burnt => Broken;
}

impl Accept<Burnt> for LampCase {}

fn main() {}
