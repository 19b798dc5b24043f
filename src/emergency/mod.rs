//! Emergency plans that are proven, and can be put into action.

mod alarm;
mod completeness;
mod content;
pub mod findings;
mod input;
mod input_problems;
mod plan;
mod printed;
mod problems;
mod proof;
pub mod record;
mod repair;
mod responder;
mod story;

pub use alarm::{Alarm, ForLoss, Way};
pub use completeness::completeness;
pub use content::{
    AdvanceDecision, Allergy, Contact, ContactKind, Copies, CopyWith, Counts, Format, GivenBy, House,
    MayComeIn, Medicine, PersonPage, Pet, PowerHeld, Short, ShortError, ShortItem, TakenWhen, Trigger,
    Wishes,
};
pub use input::{EmergencyInput, EmergencyInputParts, FIELDS};
pub use input_problems::{EmergencyInputProblem, EmergencyInputProblems};
pub use plan::{Plan, PlanParts};
pub use printed::{CardNumber, CardNumberError, door_page, emergency_card};
pub use problems::{PlanProblem, PlanProblems};
pub use proof::{
    Answer, Call, CallOutcome, Counterexample, EndsWithin, Failing, HarmWithNothingLost, LeastMargin, Level,
    Lost, NotYet, OpenAtEnd, Proof, ProofQuestion, ProveError, Proven, Raised, RestsOn, Scenario, prove,
};
pub use repair::{
    Change, ChangeProblem, Mended, OPTION_FIELDS, Repair, RepairError, RepairOption, RepairOptions,
    SETS_LISTED, SetsTried, Strongest, Then, Without, repair, with_changes,
};
pub use responder::{Agreed, CallOutPrice, NotBefore, Responder, ResponderKind};
pub use story::{Chapter, ChapterIs, Found, Reader, Story, StoryAt, StoryLine, Tells};
