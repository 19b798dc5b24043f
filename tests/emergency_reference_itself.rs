//! The slow reference for emergency proofs and the generator of plans, judged by cases worked out by hand and by
//! what random plans reach.

mod emergency_reference;
mod generator;
mod reference;

#[path = "emergency_reference_itself/by_hand.rs"]
mod by_hand;
#[path = "emergency_reference_itself/reach.rs"]
mod reach;
