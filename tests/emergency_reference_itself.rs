//! The slow reference for emergency proofs and the generator of plans, judged by cases worked out by hand and by
//! what random plans reach.

mod emergency_reference;
mod generator;
mod reference;

#[path = "emergency_reference_itself/by_hand.rs"]
mod by_hand;
#[path = "emergency_reference_itself/by_hand_absent.rs"]
mod by_hand_absent;
#[path = "emergency_reference_itself/by_hand_gaps.rs"]
mod by_hand_gaps;
#[path = "emergency_reference_itself/reach.rs"]
mod reach;
#[path = "emergency_reference_itself/reach_real_weeks.rs"]
mod reach_real_weeks;

use mutual_care::emergency::ProofQuestion;

/// A question in which these are lost as planned.
fn planned<const N: usize>(mut question: ProofQuestion, who: [u128; N]) -> ProofQuestion {
    question.as_planned = who.map(reference::family::source).into();
    question
}
