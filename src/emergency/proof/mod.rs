//! The proof that a plan holds, or the story of how it does not.

mod absence;
mod absent;
mod answer;
mod asked;
pub(in crate::emergency) mod calls;
mod confirmed;
mod left_out;
mod losses;
mod moment;
mod moments;
mod prove;
mod question;
pub(in crate::emergency) mod receipt;
mod refused;
mod rests_on;
mod scenarios;
mod search;
mod story;
mod sweep;
mod unnoticed;

pub use absence::{Absence, AbsenceError};
pub use answer::{
    AgainstWish, Call, CallOutcome, Counterexample, EndsWithin, Failing, HarmWithNothingLost, LeastMargin,
    Lost, NotYet, NoticesBeyond, OnlyConfirmed, OpenAtEnd, PlanEndsWithin, Proof, ProofAnswer, Proven,
    Raised, RestsOn, RestsOnAlarms, Scenario, Unnoticed, WishAgainst, WithoutThem,
};
pub(in crate::emergency) use confirmed::is_visit_open_whether_awake;
pub(in crate::emergency) use losses::as_loss;
pub(in crate::emergency) use prove::fits;
pub use prove::prove;
pub use question::{Level, ProofQuestion};
pub use refused::ProveError;
pub(in crate::emergency) use rests_on::hours_not_known;
