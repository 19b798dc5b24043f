//! The reference and the generator, judged by hand-written cases, by the laws that the definitions promise,
//! and by what random households reach.

mod generator;
mod reference;

#[path = "reference_itself/by_hand.rs"]
mod by_hand;
#[path = "reference_itself/done.rs"]
mod done;
#[path = "reference_itself/harm.rs"]
mod harm;
#[path = "reference_itself/laws.rs"]
mod laws;
#[path = "reference_itself/laws_of_harm.rs"]
mod laws_of_harm;
#[path = "reference_itself/reach.rs"]
mod reach;
#[path = "reference_itself/reach_real_weeks.rs"]
mod reach_real_weeks;
#[path = "reference_itself/real_weeks.rs"]
mod real_weeks;
#[path = "reference_itself/worse.rs"]
mod worse;
