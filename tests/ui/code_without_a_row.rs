#[path = "lamp/parts.rs"]
mod parts;

use parts::*;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lit {
    pub on: NaiveDate,
}

lamp! {
    events { Burnt = "burnt", Lit = "lit" }
    from On: Burnt => Broken;
}

impl Opens<Hung> for LampCase {
    fn open(_: &Hung, _: &Stamp) -> Result<Self, Misfit> {
        Ok(Self)
    }
}
impl Accept<Burnt> for LampCase {}
impl Accept<Lit> for LampCase {}

fn main() {}
