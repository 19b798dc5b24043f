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
//! | which of them does a carer meet, and what is left? | [`AssessmentCase::outcomes_owed`] | [`CarersHelp`] |
//! | is an independent advocate due? | [`advocacy()`] | [`AdvocacyFacts`] |
//! | may assessments be combined? | [`may_combine`] | [`Concerned`] |
//! | who left, who never agreed, what differs? | [`combining`] | several records |
//! | does a refusal end the duty? | [`refusal_by_adult`], [`refusal_by_carer`] | [`RefusalFacts`] |
//! | which questions about caring for each other are owed? | [`Answers::open`] | [`Answers`] |
//! | what would the week look like, if they are right? | [`propose`] | [`Answers`], [`NeedTemplates`] |
//! | do these two hold each other up? | [`find_mutual_caring`] | [`Answers`], [`Proposal`] |
//! | what can be looked at together? | [`joint_view`] | what each said openly |
//! | who of a household is owed which assessment? | [`assessments_owed`] | [`WhichFacts`] |
//! | when is the next review? | [`Reviews`], [`plan_review`], [`direct_payment_review`] | dates |
//! | what is owed, and by when? | [`Assessment`], by [`Owes`](crate::base::Owes) | [`Policy`] |
//!
//! # The record
//!
#![doc = include_str!("pages/assessment.svg")]
//!
#![doc = include_str!("pages/assessment.md")]

mod advocacy;
mod carers_help;
mod case;
mod combining;
mod dates;
mod eligibility;
mod event;
mod guards;
mod help_by_carers;
mod joint;
mod known;
mod meeting;
mod mutual;
mod on_the_way;
mod owes;
mod policy;
mod refusal;
mod review;
pub mod rules;
mod shared;
mod which;

pub use advocacy::{
    Advocacy, AdvocacyException, AdvocacyFacts, AdvocacyQuestion, CARE_HOME_DAYS_MIN, Candidate,
    CandidateTest, Difficulty, HOSPITAL_DAYS_MIN, Involvement, advocacy,
};
pub use carers_help::{CarersHelp, HowFar, MetByCarers, OutcomeOwed};
pub use case::AssessmentCase;
pub use combining::{Combining, Concerned, combining, may_combine};
pub use eligibility::{
    AdultFacts, AdultLimb, AdultOutcome, AdultQuestion, CarerFacts, CarerLimb, CarerOutcome, CarerQuestion,
    Eligibility, LookedOver, OutcomeFacts, Wellbeing, WellbeingArea, adult_eligibility, adult_tree,
    carer_eligibility, carer_tree,
};
pub use event::{
    AdvocacyLookedAt, AdvocateArranged, ArrangementsMade, AsKnown, AssessedAs, AssessmentEnded, Began,
    CarersHelpRecorded, CarriedOut, Combined, CombinedWith, Considered, ContentItem, ContentRecorded,
    CriteriaFacts, DeterminationMade, EndedBecause, FactsRecorded, MeansRecorded, MeetingFacts, Opened,
    OwedBecause, QuestionsAnswered, RefusalAccepted, RequestWithdrawn, Revived, SaidNo, SharedInWriting,
    Split, UrgentNeedsMet,
};
pub use joint::{JointView, OnlyMetBy, joint_view, latest_answers};
pub use meeting::{
    AdultMeeting, CarerMeeting, Meeting, MeetingQuestion, MustMeet, Residence, WayMoney, meeting_adult,
    meeting_carer,
};
pub use mutual::{
    Answers, AnswersError, ArrangementOverwrite, AssumedPart, FIRST_SIGNS, FirstSign, Found, HelpBothWays,
    HoursBand, HoursGiven, Ids, MutualCaring, MutualQuestion, MutualQuestionError, NeedOverwrite,
    NeedTemplate, NeedTemplates, OtherHelp, Overwrites, PairFound, PartOfDay, Proposal, ProposeError,
    ProposedNeed, QuestionStanding, Relation, Relative, TemplateError, Topic, TopicGroup, WishLater,
    WithOther, Worry, find_mutual_caring, first_signs_sheet, propose,
};
pub use owes::{ToTell, tell_next_authority};
pub use policy::{Policy, SignsPolicy};
pub use refusal::{RefusalFacts, RefusalOutcome, RefusalQuestion, refusal_by_adult, refusal_by_carer};
pub use review::{
    PaymentDates, PlanDates, ReviewFrom, ReviewPolicy, Reviews, direct_payment_review, plan_review,
};
pub use which::{
    AssessmentKind, AssessmentOwed, AssessmentsOwed, CareFacts, InRecord, PersonFacts, WhichFacts,
    WhichFactsError, WhichQuestion, assessments_owed,
};

use crate::base::kinds;
use crate::machine::machine;

machine! {
    /// The assessment of one person in one role: as an adult with needs, or as a carer.
    ///
    /// Two people who look after each other have up to four of these, which may be combined while everybody
    /// concerned agrees; each stays a record of its own, so splitting them loses nothing. Until questions about
    /// caring for each other were asked, an advocate who is due arranged, and all that the Act names looked at, an
    /// assessment is not determined.
    pub Assessment(AssessmentEvent) of kinds::Assessment, keeps AssessmentCase, asked with Policy;
    /// It is owed.
    begins Requested with Opened = "opened", "opened";
    taken over at Requested, Arranged, UnderWay, Determined, Refused knowing AsKnown;

    states {
        /// Somebody asked for it, or it appears that there may be needs.
        Requested = "requested", "requested";
        /// Who assesses and how is settled.
        Arranged = "arranged", "arranged";
        /// It is being carried out.
        UnderWay = "under_way", "under way";
        /// It is determined whether the needs meet the criteria.
        Determined = "determined", "determined";
        /// The person has it in writing. Advocacy for what follows, and what carers do, is still recorded here.
        Shared = "shared", "shared in writing", final;
        /// The person refused, and the duty ended with it.
        Refused = "refused", "refused";
        /// The request was withdrawn.
        Withdrawn = "withdrawn", "withdrawn";
        /// It ended before it was shared.
        Ended = "ended", "ended", final;
    }

    events {
        /// Who assesses, how, and what was offered.
        ArrangementsMade = "arrangements_made", "arranged";
        /// It began.
        Began = "began", "began";
        /// The questions about people who care for each other were put.
        QuestionsAnswered = "questions_answered", "questions answered";
        /// Whether an advocate is due was looked at.
        AdvocacyLookedAt = "advocacy_looked_at", "advocacy looked at";
        /// An advocate was arranged.
        AdvocateArranged = "advocate_arranged", "advocate arranged";
        /// The person said no.
        SaidNo = "said_no", "said no";
        /// The refusal ended the duty.
        RefusalAccepted = "refusal_accepted", "refusal accepted";
        /// Whoever asked no longer does.
        RequestWithdrawn = "request_withdrawn", "request withdrawn";
        /// It is owed again.
        Revived = "revived", "owed again";
        /// Urgent needs were met before.
        UrgentNeedsMet = "urgent_needs_met", "urgent needs met";
        /// Combined with other assessments.
        Combined = "combined", "combined";
        /// On its own again.
        Split = "split", "split";
        /// What is known of the needs was recorded.
        FactsRecorded = "facts_recorded", "facts recorded";
        /// What was looked at, and who was involved.
        ContentRecorded = "content_recorded", "content recorded";
        /// Residence, charges and means as known.
        MeansRecorded = "means_recorded", "means recorded";
        /// What carers do towards each outcome, from a day on.
        CarersHelpRecorded = "carers_help_recorded", "carers' help recorded";
        /// Whether the needs meet the criteria was determined.
        DeterminationMade = "determination_made", "determined";
        /// The person got it in writing.
        SharedInWriting = "shared_in_writing", "shared in writing";
        /// It ended.
        AssessmentEnded = "assessment_ended", "ended";
    }

    from Requested: ArrangementsMade => Arranged;
    from Arranged:  Began => UnderWay;
    from UnderWay:  FactsRecorded, ContentRecorded, MeansRecorded, CarersHelpRecorded stay;
    from UnderWay:  DeterminationMade => Determined, or TakenElsewhere;
    from Determined:
        MeansRecorded, CarersHelpRecorded, AdvocacyLookedAt, AdvocateArranged stay;
    from Determined: SharedInWriting => Shared, or TakenElsewhere;
    from Shared:
        MeansRecorded, CarersHelpRecorded, AdvocacyLookedAt, AdvocateArranged stay;
    from Shared: SharedInWriting stay, or TakenElsewhere;

    from Requested, Arranged, UnderWay: QuestionsAnswered stay;
    from Requested, Arranged, UnderWay: AdvocacyLookedAt stay;
    from Requested, Arranged, UnderWay: AdvocateArranged stay;
    from Requested, Arranged, UnderWay: UrgentNeedsMet stay;
    from Requested, Arranged, UnderWay: Combined stay;
    from Requested, Arranged, UnderWay: Split stay;
    from Requested, Arranged, UnderWay: SaidNo stay;

    from Requested, Arranged, UnderWay: RefusalAccepted => Refused, or TakenElsewhere;
    from Requested, Arranged, UnderWay: RequestWithdrawn => Withdrawn;
    from Refused, Withdrawn:            Revived => Requested;
    from Requested, Arranged, UnderWay, Determined, Refused, Withdrawn:
        AssessmentEnded => Ended, or Irregularly;
}

impl Assessment {
    /// What was determined, if it was.
    pub fn determined(&self) -> Option<&DeterminationMade> {
        self.case().determined()
    }
}
