#[path = "lamp/parts.rs"]
mod parts;

use parts::*;

lamp! {
    events { Burnt = "corrected" }
    from On: Burnt => Broken;
}

impl Opens<Hung> for LampCase {
    fn open(_: &Hung, _: &Stamp) -> Result<Self, Misfit> {
        Ok(Self)
    }
}
impl Accept<Burnt> for LampCase {}

fn main() {}
