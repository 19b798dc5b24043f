//! Emergency plans that are proven, and can be put into action.
//!
//! A [`Plan`] is for one household and for **everyone** in it, in both directions of care: if the mother is lost the
//! son loses her help, if the son is lost the mother loses his. It says how anyone finds out ([`Alarm`]), who is called
//! in which order and what each can do ([`Responder`]), and what a stranger needs to know at night about each person
//! ([`PersonPage`]) and about the house ([`House`]).
//!
//! **Robust is a theorem here, or a counterexample.** [`prove()`] runs the engine of [`support`](crate::support) over
//! every loss and every minute of the week, with the alarm, the calls and the journeys of the plan. What comes of it is
//! a [`Proof`], with what it rests on; a [`Counterexample`], which a [`Story`] tells; or [`NotYet`], where a critical
//! need comes to harm with nobody lost at all. The headline is the **strength**: 1 if any one source may be lost, 2 if
//! also one responder may not answer, 3 if two sources may be lost at once.
//!
//! An incomplete plan is no forbidden plan: an emergency does not wait. What is missing is a finding.
//!
//! | question | answered by |
//! |---|---|
//! | what does the plan lack? | [`completeness()`] |
//! | does it hold, whoever is lost, whenever? | [`prove()`] |
//! | how would it fail, in words? | [`Story`] |
//! | what happens if these are lost at this minute, and why? | [`night()`] |
//! | what would mend it, of what could be had? | [`repair()`] |
//! | what hangs on the fridge door; what is in the purse? | [`door_page`], [`emergency_card`] |
//! | who agreed to which version; what happened in an emergency; whom to call next? | [`record`] |
//!
//! ```text
//! HouseholdInput ─► Snapshot ─┐
//! Plan ───────────────────────┼─► prove ─► Proven ─► Story, receipt for the record
//! ProofQuestion ──────────────┘
//! ```
//!
//! What is not covered: a home that cannot be lived in (a trigger says so, and is marked), and weeks that differ from
//! the one that was read, but for the days of a planned [`Absence`], which are walked through as they are. A proof is as good as what was told; it lists what is only assumed.

mod adults;
mod alarm;
mod card;
mod clock;
mod completeness;
mod concerned;
mod content;
mod counted_on;
mod door;
mod input;
mod night;
mod paper;
mod periods;
mod plan;
mod plan_check;
mod plan_parts;
mod problems;
mod proof;
pub mod record;
mod repair;
mod responder;
pub mod rules;
mod sentences;
mod story;
mod ways;

pub use alarm::{Alarm, ForLoss, NoticesFrom, Way};
pub use card::{CardNumber, CardNumberError, emergency_card};
pub use completeness::completeness;
pub use content::{
    AdvanceDecision, Allergy, Contact, ContactKind, Copies, CopyWith, Counts, Format, GivenBy, House,
    MayComeIn, Medicine, PersonPage, Pet, PowerHeld, Short, ShortError, ShortItem, TakenWhen, Trigger,
    Wishes,
};
pub use door::door_page;
pub use input::{EmergencyInput, EmergencyInputParts};
pub use night::{Because, Harmed, LeansOn, Night, NightError, NightQuestion, NotGiven, WhyNotGiven, night};
pub use periods::NotOnThisDay;
pub use plan::Plan;
pub use plan_parts::PlanParts;
pub use problems::names_what_is_gone;
pub use proof::{
    Absence, AbsenceError, AgainstWish, Call, CallOutcome, Counterexample, EndsWithin, Failing,
    HarmWithNothingLost, LeastMargin, Level, Lost, NotYet, NoticesBeyond, OnlyConfirmed, OpenAtEnd,
    PlanEndsWithin, Proof, ProofAnswer, ProofQuestion, ProveError, Proven, Raised, RestsOn, RestsOnAlarms,
    Scenario, Unnoticed, WishAgainst, WithoutThem, prove,
};
pub use record::EmergencyPlan;
pub use repair::{
    Change, ChangeProblem, Mended, Repair, RepairError, RepairOption, RepairOptions, SETS_LISTED, SetsTried,
    Strongest, Then, Without, repair, with_changes,
};
pub use responder::{Agreed, CallOutPrice, HandsFor, NotBefore, Responder, ResponderKind, SkillsFor};
pub use story::{Chapter, ChapterIs, Found, LeftOutBecause, Story, StoryAt, StoryLine, Tells};
