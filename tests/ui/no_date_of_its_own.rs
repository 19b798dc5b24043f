#[path = "lamp/parts.rs"]
mod parts;

use parts::*;

lamp! {
    events { Burnt = "burnt", Dusted = "dusted" }
    from On: Burnt => Broken;
    from On: Dusted stay;
}

impl Opens<Hung> for LampCase {
    fn open(_: &Hung, _: &Stamp) -> Result<Self, Misfit> {
        Ok(Self)
    }
}
impl Accept<Burnt> for LampCase {}
impl Accept<Dusted> for LampCase {}

fn main() {}
