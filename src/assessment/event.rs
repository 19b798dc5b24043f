//! What can happen to an assessment.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::advocacy::{AdvocacyFacts, Involvement};
use super::carers_help::CarersHelp;
use super::eligibility::{AdultFacts, AdultOutcome, CarerFacts};
use super::meeting::{AdultMeeting, CarerMeeting};
use super::mutual::Answers;
use super::refusal::RefusalFacts;
use crate::base::{
    Actor, AssessmentId, ByCode, Fact, PersonId, PrivateText, Said, Told, codes, limits, wire,
};
use crate::need::Outcome;

codes! {
    /// In which role somebody is assessed. One person may be both, in two records.
    pub enum AssessedAs: "in which role somebody is assessed" {
        /// As an adult with needs for care and support (Care Act s.9).
        Adult = "adult", "an adult with needs";
        /// As a carer with needs for support (Care Act s.10).
        Carer = "carer", "a carer";
    }
}

codes! {
    /// Why an assessment is owed.
    pub enum OwedBecause: "why an assessment is owed" {
        /// Somebody asked for it.
        Request = "request", "somebody asked";
        /// It appears that there may be needs, whoever noticed.
        Appearance = "appearance", "it appears that there may be needs";
        /// Circumstances have changed since an earlier one.
        Changed = "changed", "things have changed";
    }
}

codes! {
    /// How an assessment is carried out.
    pub enum CarriedOut: "how it is carried out" {
        /// Somebody comes, or the person does.
        FaceToFace = "face_to_face", "face to face";
        /// The person assesses themselves, with support.
        SupportedSelfAssessment = "supported_self_assessment", "by the person, with support";
        /// Together with another body, health for instance.
        Joint = "joint", "together with another body";
        /// By somebody with special training: for people who are deafblind, say.
        Specialist = "specialist", "by a specialist";
        /// By telephone or online.
        Remote = "remote", "by telephone or online";
    }
}

codes! {
    /// What an assessment has to look at, and whom it has to involve (Care Act ss.9 and 10).
    pub enum ContentItem: "what an assessment looks at" {
        /// The impact on the areas of wellbeing.
        Impact = "impact", "the impact on wellbeing";
        /// The outcomes that the person wishes to achieve.
        OutcomesWished = "outcomes_wished", "what the person wants to achieve";
        /// Whether and how far care and support could contribute to them.
        CouldContribute = "could_contribute", "whether help could contribute to that";
        /// The person involved.
        PersonInvolved = "person_involved", "involving the person";
        /// An adult's carers involved.
        CarersInvolved = "carers_involved", "involving any carer";
        /// Whomever the person asks for involved.
        OthersInvolved = "others_involved", "involving whom the person asks for";
        /// Whether a carer is able to care.
        AbleNow = "able_now", "whether the carer is able to care";
        /// Whether a carer is likely to continue to be able.
        AbleLater = "able_later", "whether the carer will go on being able";
        /// Whether a carer is willing to care.
        WillingNow = "willing_now", "whether the carer is willing to care";
        /// Whether a carer is likely to continue to be willing.
        WillingLater = "willing_later", "whether the carer will go on being willing";
        /// Whether a carer works or wishes to.
        Work = "work", "work, or the wish to work";
        /// Whether a carer takes part, or wishes to, in education, training or recreation.
        Learning = "learning", "learning and free time, or the wish for them";
    }
}

codes! {
    /// Whether something that an assessment has to look at was looked at.
    pub enum Considered: "whether it was considered" {
        /// Not yet.
        NotYet = "not_yet", "not yet";
        /// It was.
        Yes = "yes", "considered";
        /// There is nothing of the kind here: no carer, nobody asked for.
        NotApplicable = "not_applicable", "does not apply";
    }
}

#[expect(clippy::derivable_impls, reason = "the list is written by a macro that derives the same for all")]
impl Default for Considered {
    fn default() -> Self {
        Self::NotYet
    }
}

codes! {
    /// Why an assessment came to an end before it was determined.
    pub enum EndedBecause: "why an assessment ended" {
        /// The person died.
        Died = "died", "the person died";
        /// The person moved to the area of another authority.
        Moved = "moved", "the person moved to another area";
        /// There is another record of the same assessment.
        Duplicate = "duplicate", "there was another record of it";
        /// The person cannot be found.
        LostTouch = "lost_touch", "the person could not be found";
    }
}

/// An assessment is owed: somebody asked, or it appears that there may be needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Since when.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Whose assessment it is.
    pub person: PersonId,
    /// In which role.
    pub assessed_as: AssessedAs,
    /// Why.
    pub because: OwedBecause,
    /// Whom a carer cares for, or intends to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cares_for: Option<PersonId>,
    /// Whether the person is an adult.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub is_adult: Fact<bool>,
    /// Whether a carer cares under a contract, or as voluntary work.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub paid_or_voluntary: Fact<bool>,
    /// Whether the person whom a carer cares for is an adult (Care Act s.10(3)).
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub cared_for_is_adult: Fact<bool>,
}

/// Who assesses, how, and that supported self-assessment was offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrangementsMade {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who carries it out.
    pub assessor: Actor,
    /// How.
    pub carried_out: CarriedOut,
    /// Whether supported self-assessment was offered.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub self_assessment_offered: Told<bool>,
    /// Whether the person wishes it.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub self_assessment_wished: Told<bool>,
    /// Whether the person has capacity to take part in it.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub has_capacity: Told<bool>,
}

/// The assessment itself began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Began {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

/// The questions about people who care for each other were put to the person. The latest answers count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionsAnswered {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The person's own answers.
    pub answers: Box<Answers>,
}

/// Whether an advocate is due was looked at, for one thing that the person is to be involved in. For each of them the
/// latest counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvocacyLookedAt {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// For what.
    pub involved_in: Involvement,
    /// What is known.
    pub facts: Box<AdvocacyFacts>,
    /// Why a substantial difficulty that was found before is found no more.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub why_changed: PrivateText,
}

/// An independent advocate was arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvocateArranged {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who.
    pub advocate: Actor,
    /// Whether it was offered without a duty.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub without_duty: bool,
    /// For what. Not said: for the assessment, and for whatever else advocacy was looked at by then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub involved_in: Option<Involvement>,
    /// Whether the advocate works for the authority.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub works_for_authority: Fact<bool>,
    /// Whether the advocate cares, professionally or for pay, for the person or for the other person of the
    /// household who relies on them or on whom they rely.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub cares_for_pay: Fact<bool>,
}

/// The person said no. That alone ends nothing: see [`RefusalAccepted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaidNo {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What is known of what keeps the duty alive.
    #[serde(default)]
    pub facts: RefusalFacts,
}

/// The refusal was accepted, and the duty to assess ended with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RefusalAccepted {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What is known of what keeps the duty alive.
    #[serde(default)]
    pub facts: RefusalFacts,
}

/// Whoever asked for the assessment no longer does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestWithdrawn {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    pub reason: PrivateText,
    /// What is known of what keeps the duty alive: the same as of a refusal.
    #[serde(default, skip_serializing_if = "RefusalFacts::is_blank")]
    pub facts: RefusalFacts,
}

/// The duty to assess is there again: somebody asked, or things have changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revived {
    /// Since when.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    pub because: OwedBecause,
}

/// Urgent needs were met before the assessment (Care Act s.19(3)); the rest is still owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UrgentNeedsMet {
    /// Since when.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What about.
    #[serde(deserialize_with = "outcomes")]
    pub outcomes: Vec<Outcome>,
    /// How.
    pub how: PrivateText,
    /// By when the assessment is to be done all the same.
    #[serde(with = "wire::date")]
    pub rest_due_by: NaiveDate,
}

fn outcomes<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Outcome>, D::Error> {
    wire::list(d, <Outcome as crate::base::Code>::ALL.len(), "outcomes")
}

/// Another assessment with which this one is combined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CombinedWith {
    /// Which.
    pub assessment: AssessmentId,
    /// Whose it is.
    pub person: PersonId,
}

/// The assessment is combined with others. Each of them stays a record of its own, so that splitting them loses
/// nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combined {
    /// Since when.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// With which.
    #[serde(deserialize_with = "combined_with")]
    pub with: Vec<CombinedWith>,
    /// What everybody concerned says to it. Who is missing was not asked.
    #[serde(deserialize_with = "says")]
    pub says: Vec<Said>,
}

fn combined_with<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<CombinedWith>, D::Error> {
    wire::list(d, limits::PEOPLE * 2, "assessments")
}
fn says<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Said>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}

/// The assessment stands on its own again: somebody no longer agrees to combining, or it serves nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// Since when.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Who no longer agrees, if that is why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_by: Option<PersonId>,
}

/// What the criteria are judged by, for the role in which the person is assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum CriteriaFacts {
    /// For an adult.
    Adult(Box<AdultFacts>),
    /// For a carer.
    Carer(Box<CarerFacts>),
}

/// What is known of the needs was recorded. The latest counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactsRecorded {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The facts.
    pub facts: CriteriaFacts,
}

/// What the assessment looked at and whom it involved. What is said once stays said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentRecorded {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Per thing, whether it was considered.
    pub content: ByCode<ContentItem, Considered>,
}

/// What the duty to meet needs is judged by, for the role in which the person is assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum MeetingFacts {
    /// For an adult.
    Adult(AdultMeeting),
    /// For a carer.
    Carer(CarerMeeting),
}

/// Residence, charges and means were recorded, as they are known. The latest counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeansRecorded {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The facts.
    pub facts: MeetingFacts,
}

/// What carers do towards each outcome was recorded, as it is from that day (Care Act s.18(7)). For each outcome and
/// carer the latest counts; that a carer has stopped, or is no longer able or willing, is recorded in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarersHelpRecorded {
    /// From when it is so.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Per outcome and carer, what they do. Each pair at most once.
    #[serde(deserialize_with = "help")]
    pub help: Vec<CarersHelp>,
}

fn help<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<CarersHelp>, D::Error> {
    wire::list(d, limits::PEOPLE * <AdultOutcome as crate::base::Code>::ALL.len(), "outcomes and carers")
}

/// It was determined whether the needs meet the criteria (Care Act s.13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeterminationMade {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Whether they do.
    pub meets_criteria: bool,
    /// Why the guidance on asking about mutual caring was not followed, if it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departs_from_guidance: Option<PrivateText>,
}

/// The written record went to the person, and to whomever they ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedInWriting {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// To whom.
    #[serde(deserialize_with = "people")]
    pub to: Vec<PersonId>,
    /// Whether both went with it: the reasons, and advice on what can be done.
    #[serde(default)]
    pub with_reasons_and_advice: bool,
    /// Whether the reasons alone did. They are owed with every determination (Care Act s.13(2)); the advice besides
    /// where the needs do not meet the criteria (s.13(5)).
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub with_reasons: bool,
}

impl SharedInWriting {
    /// Whether the reasons went with it.
    pub const fn gives_reasons(&self) -> bool {
        self.with_reasons || self.with_reasons_and_advice
    }
}

fn people<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<PersonId>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}

/// The assessment came to an end before it was shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessmentEnded {
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    pub because: EndedBecause,
    /// The record that goes on, if this one is a duplicate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goes_on_in: Option<AssessmentId>,
    /// What is known of abuse and neglect; and, where touch was lost, of all that keeps the duty alive: the same as of
    /// a refusal.
    #[serde(default, skip_serializing_if = "RefusalFacts::is_blank")]
    pub facts: RefusalFacts,
}

/// A live assessment that comes in from elsewhere, as it is known there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsKnown {
    /// Whose assessment it is.
    pub person: PersonId,
    /// In which role.
    pub assessed_as: AssessedAs,
    /// Since when it has been owed.
    #[serde(with = "wire::date")]
    pub requested_on: NaiveDate,
    /// Whom a carer cares for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cares_for: Option<PersonId>,
    /// Since when the person has refused it, if they have.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub refused_on: Option<NaiveDate>,
    /// What is known of what keeps the duty alive after a refusal.
    #[serde(default, skip_serializing_if = "RefusalFacts::is_blank")]
    pub refusal: RefusalFacts,
    /// What was determined, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub determined: Option<DeterminationMade>,
}
