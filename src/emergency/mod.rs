//! Emergency plans that are proven, and can be put into action.

mod alarm;
mod plan;
mod problems;
mod proof;
mod responder;

pub use alarm::{Alarm, ForLoss, Way};
pub use plan::{Plan, PlanParts};
pub use problems::{PlanProblem, PlanProblems};
pub use proof::{
    Answer, Call, CallOutcome, Counterexample, EndsWithin, Failing, HarmWithNothingLost, LeastMargin, Level,
    Lost, NotYet, OpenAtEnd, Proof, ProofQuestion, Proven, Raised, RestsOn, Scenario,
};
pub use responder::{Agreed, CallOutPrice, NotBefore, Responder, ResponderKind};
