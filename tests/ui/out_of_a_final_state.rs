#[path = "lamp/parts.rs"]
mod parts;

use parts::*;

lamp! {
    events { Burnt = "burnt" }
    from On: Burnt => Broken;
    from Broken: Burnt => On;
}

impl Opens<Hung> for LampCase {
    fn open(_: &Hung, _: &Stamp) -> Result<Self, Misfit> {
        Ok(Self)
    }
}
impl Accept<Burnt> for LampCase {}

fn main() {}
