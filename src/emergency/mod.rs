//! Emergency plans that are proven, and can be put into action.

mod alarm;
mod content;
mod plan;
mod problems;
mod proof;
mod responder;

pub use alarm::{Alarm, ForLoss, Way};
pub use content::{
    AdvanceDecision, Allergy, Contact, ContactKind, Copies, CopyWith, Counts, Format, GivenBy, House, MayComeIn,
    Medicine, PersonPage, Pet, PowerHeld, Short, ShortError, ShortItem, TakenWhen, Trigger, Wishes,
};
pub use plan::{Plan, PlanParts};
pub use problems::{PlanProblem, PlanProblems};
pub use proof::{
    Answer, Call, CallOutcome, Counterexample, EndsWithin, Failing, HarmWithNothingLost, LeastMargin, Level,
    Lost, NotYet, OpenAtEnd, Proof, ProofQuestion, Proven, Raised, RestsOn, Scenario,
};
pub use responder::{Agreed, CallOutPrice, NotBefore, Responder, ResponderKind};
