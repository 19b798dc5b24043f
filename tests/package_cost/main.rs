//! What packages cost: each sentence of the definition that has a figure, worked out by hand; laws; and agreement with a slow
//! reference. Everybody in here is made up.

#[path = "../package_reference/mod.rs"]
mod package_reference;

mod made;

mod agreement;
mod counting;
mod factors;
mod laws;
mod limits;
mod owed;
mod pauses;
mod payers;
mod shares;
mod weeks;
