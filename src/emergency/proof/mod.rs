//! The proof that a plan holds, or the story of how it does not.

mod answer;
#[expect(dead_code, reason = "the proof that reads all of it is the next step")]
pub(in crate::emergency) mod calls;
mod question;

pub use answer::{
    Answer, Call, CallOutcome, Counterexample, EndsWithin, Failing, HarmWithNothingLost, LeastMargin, Lost,
    NotYet, OpenAtEnd, Proof, Proven, Raised, RestsOn, Scenario,
};
pub use question::{Level, ProofQuestion};
