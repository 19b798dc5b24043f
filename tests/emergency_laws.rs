//! The laws of emergency proofs over random plans, and kept plans on which what is no law is false.
//!
//! A law about more help is asked twice: of each scenario by the slow reference, that no need comes to harm more or
//! earlier; and of the proof, that the plan is no weaker. `MUTUAL_CARE_PLANS=2000 cargo test --release --test
//! emergency_laws` tries more plans than `cargo test`.

mod emergency_reference;
mod generator;
mod reference;

#[path = "emergency_laws/kept.rs"]
mod kept;
#[path = "emergency_laws/more_help.rs"]
mod more_help;
#[path = "emergency_laws/sameness.rs"]
mod sameness;

use generator::{Dice, Emergency, Size, emergency};
use mutual_care::emergency::{Plan, PlanParts, Proven, prove};

/// So many random plans, or as many as are asked for, each with dice of its own.
fn plans(few: u64, purpose: u64) -> impl Iterator<Item = (u64, Emergency, Dice)> {
    let many = std::env::var("MUTUAL_CARE_PLANS").map_or(few, |number| number.parse().expect("a number"));
    (0..many).map(move |seed| (seed, emergency(seed, Size::Small), Dice::new(seed, 200 + purpose)))
}

fn proven(made: &Emergency) -> Proven {
    prove(&made.snapshot, &made.plan, &made.question).expect("a plan that fits")
}

/// The same household and question, and another plan.
fn with_plan(made: &Emergency, change: impl FnOnce(&mut PlanParts)) -> Emergency {
    let mut parts = made.plan.clone().into_parts();
    change(&mut parts);
    Emergency { plan: Plan::new(parts).unwrap(), ..made.clone() }
}
