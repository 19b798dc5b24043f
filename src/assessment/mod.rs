//! Assessments of two people who may each be both: an adult with needs, and a carer.
//!
//! An older mother and her grown-up son who look after each other are four assessments' worth of people: each is
//! an adult with needs (Care Act s.9) and each is a carer (s.10). This room answers what those assessments turn
//! on, always with what decided it and what is still to ask; "not known" is never silently "no".
//!
//! | question | answered by | from |
//! |---|---|---|
//! | do the needs meet the criteria? | [`adult_eligibility`], [`carer_eligibility`] | [`AdultFacts`], [`CarerFacts`] |
//! | must they be met, may they, or neither? | [`meeting_adult`], [`meeting_carer`] | [`AdultMeeting`], [`CarerMeeting`] |
//! | is an independent advocate due? | [`advocacy()`] | [`AdvocacyFacts`] |
//! | may assessments be combined? | [`may_combine`] | [`Concerned`] |
//! | does a refusal end the duty? | [`refusal_by_adult`], [`refusal_by_carer`] | [`RefusalFacts`] |
//! | which questions about caring for each other are owed? | [`Answers::open`] | [`Answers`] |
//! | what would the week look like, if they are right? | [`propose`] | [`Answers`], [`NeedTemplates`] |
//! | do these two hold each other up? | [`find_mutual_caring`] | [`Answers`], [`Proposal`] |
//! | what can be looked at together? | [`joint_view`] | what each said openly |
//! | when is the next review? | [`plan_review`], [`direct_payment_review`] | dates |

mod advocacy;
mod combining;
mod eligibility;
mod joint;
mod meeting;
mod mutual;
mod refusal;
mod review;
pub mod rules;

pub use advocacy::{
    Advocacy, AdvocacyException, AdvocacyFacts, AdvocacyQuestion, CARE_HOME_DAYS_MIN, Candidate,
    CandidateTest, Difficulty, HOSPITAL_DAYS_MIN, Involvement, advocacy,
};
pub use combining::{Concerned, may_combine};
pub use eligibility::{
    AdultFacts, AdultLimb, AdultOutcome, AdultQuestion, CarerFacts, CarerLimb, CarerOutcome, CarerQuestion,
    Eligibility, LookedOver, OutcomeFacts, Wellbeing, WellbeingArea, adult_eligibility, adult_tree,
    carer_eligibility, carer_tree,
};
pub use joint::{JointView, RestsOn, joint_view};
pub use meeting::{
    AdultMeeting, CarerMeeting, Meeting, MeetingQuestion, MustMeet, Residence, meeting_adult, meeting_carer,
};
pub use mutual::{
    Answers, AnswersError, ArrangementOverwrite, AssumedPart, FIRST_SIGNS, FirstSign, Found, HelpBothWays,
    HoursBand, HoursGiven, Ids, MutualCaring, MutualQuestion, MutualQuestionError, NeedOverwrite,
    NeedTemplate, NeedTemplates, OtherHelp, Overwrites, PairFound, PartOfDay, Proposal, ProposeError,
    ProposedNeed, Relation, Relative, SignsPolicy, TemplateError, Topic, WishLater, WithOther, Worry,
    find_mutual_caring, first_signs_sheet, propose,
};
pub use refusal::{Refusal, RefusalFacts, RefusalQuestion, refusal_by_adult, refusal_by_carer};
pub use review::{ReviewFrom, direct_payment_review, plan_review};
