//! The record of a household: what happens to it, what speaks against it, and the week of any day.

#![allow(unreachable_pub, reason = "each file is written as a module of its own")]

mod addresses;
mod ages;
mod births;
mod carries;
mod days;
#[allow(dead_code, reason = "the generator of households uses more of it")]
#[path = "../generator/dice.rs"]
mod dice;
mod ends;
mod family;
mod goes_along;
mod goes_along_as_said;
mod guards;
mod ids;
#[path = "../kit/mod.rs"]
mod kit;
mod late;
mod looking;
mod merging;
mod model;
mod model_days;
mod model_homes;
mod model_weeks;
mod moves;
mod parted;
mod parting;
mod private;
mod proof;
mod random;
mod structure;
mod walks;
