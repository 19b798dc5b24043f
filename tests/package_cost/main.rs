//! What packages cost: each sentence of the definition that has a figure, worked out by hand; laws; and agreement with a slow
//! reference. Everybody in here is made up.

mod made;

mod counting;
mod factors;
mod limits;
mod pauses;
mod payers;
mod shares;
mod weeks;
