//! The proof that a plan holds, or the story of how it does not.

mod answer;
pub(in crate::emergency) mod calls;
mod losses;
mod moments;
mod prove;
mod question;
pub(in crate::emergency) mod receipt;
mod rests_on;
mod scenarios;
mod search;
mod story;

pub use answer::{
    Answer, Call, CallOutcome, Counterexample, EndsWithin, Failing, HarmWithNothingLost, LeastMargin, Lost,
    NotYet, OpenAtEnd, Proof, Proven, Raised, RestsOn, Scenario,
};
pub use prove::{ProveError, prove};
pub use question::{Level, ProofQuestion};
