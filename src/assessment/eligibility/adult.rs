//! Adults: SI 2015/313 reg 2.

use alloc::format;
use alloc::string::{String, ToString};

use serde::{Deserialize, Serialize};

use super::said;
use super::{Eligibility, LookedOver, OutcomeFacts, Wellbeing};
use crate::base::{
    Basis, ByCode, Code, Fact, Findings, Node, PersonId, Question, Surety, Told, Tree, TreeStep, codes,
};
use crate::need::Outcome;

/// SI 2015/313, the regulations on the criteria.
pub(super) const CRITERIA: &str = "Care and Support (Eligibility Criteria) Regulations 2015";

const fn reg(section: &'static str) -> Basis {
    Basis::regulation(CRITERIA, section, Surety::Read).since(2015, 4, 1)
}

static ELIGIBLE: TreeStep = TreeStep {
    code: "adult-needs-meet-the-criteria",
    words: "the adult's needs meet the criteria",
    basis: reg("reg 2"),
};
static TWO_OUTCOMES: TreeStep = TreeStep {
    code: "unable-to-achieve-two-outcomes",
    words: "the adult is unable to achieve two or more outcomes",
    basis: reg("reg 2(1)(b)"),
};
static UNABLE: TreeStep = TreeStep {
    code: "unable-because-of-impairment",
    words: "because of the impairment or illness the adult is unable to achieve it",
    basis: reg("reg 2(1)"),
};
static BY_ANY_LIMB: TreeStep = TreeStep {
    code: "unable-by-any-of-four-limbs",
    words: "one of the four ways of being unable holds",
    basis: reg("reg 2(3)"),
};

codes! {
    /// The ten outcomes for adults (reg 2(2)).
    pub enum AdultOutcome: "an outcome for adults" {
        /// (a) Managing and maintaining nutrition.
        Nutrition = "nutrition", "eating and drinking";
        /// (b) Maintaining personal hygiene.
        PersonalHygiene = "personal_hygiene", "washing and personal care";
        /// (c) Managing toilet needs.
        Toilet = "toilet", "using the toilet";
        /// (d) Being appropriately clothed.
        Clothing = "clothing", "dressing";
        /// (e) Being able to make use of the home safely.
        HomeSafety = "home_safety", "getting about at home safely";
        /// (f) Maintaining a habitable home environment.
        HabitableHome = "habitable_home", "keeping the home going";
        /// (g) Developing and maintaining family or other personal relationships.
        Relationships = "relationships", "family and friends";
        /// (h) Work, training, education or volunteering.
        WorkAndLearning = "work_and_learning", "work and learning";
        /// (i) Facilities or services in the community, public transport and recreation included.
        Community = "community", "getting out";
        /// (j) Caring responsibilities for a child. Caring for an adult is not among the ten.
        CaringForChild = "caring_for_child", "caring for a child";
    }
}

impl AdultOutcome {
    /// The same in the plain list that every room speaks.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::Nutrition => Outcome::Nutrition,
            Self::PersonalHygiene => Outcome::PersonalHygiene,
            Self::Toilet => Outcome::Toilet,
            Self::Clothing => Outcome::Clothing,
            Self::HomeSafety => Outcome::HomeSafety,
            Self::HabitableHome => Outcome::HabitableHome,
            Self::Relationships => Outcome::Relationships,
            Self::WorkAndLearning => Outcome::WorkAndLearning,
            Self::Community => Outcome::Community,
            Self::CaringForChild => Outcome::CaringForChild,
        }
    }
}

codes! {
    /// The four ways of being unable to achieve an outcome (reg 2(3)).
    pub enum AdultLimb: "a way in which an adult is unable" {
        /// (a) Not without assistance, prompting included, or not even with it.
        Assistance = "assistance", "cannot do it without help or prompting";
        /// (b) Can, and it causes significant pain, distress or anxiety.
        PainOrDistress = "pain_or_distress", "can do it, with significant pain, distress or anxiety";
        /// (c) Can, and it endangers, or is likely to endanger, the adult or others.
        Danger = "danger", "can do it, with danger to self or others";
        /// (d) Can, and takes significantly longer than would normally be expected.
        SignificantlyLonger = "significantly_longer", "can do it, and takes significantly longer";
    }
}

/// What is known of an adult's needs: what they can do with nobody's help, and with the equipment they have.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AdultFacts {
    /// The time looked at, which the assessor chooses so that needs that come and go are seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looked_over: Option<LookedOver>,
    /// Whether the needs arise from, or are related to, a physical or mental impairment or illness.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub impairment_or_illness: Fact<bool>,
    /// Per outcome, whether they are unable to achieve it, and how.
    #[serde(skip_serializing_if = "ByCode::is_blank")]
    pub outcomes: ByCode<AdultOutcome, OutcomeFacts<AdultLimb>>,
    /// The impact of that on their wellbeing.
    pub wellbeing: Wellbeing,
}

/// What the criteria for adults ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdultQuestion {
    /// Whether the needs arise from an impairment or illness.
    ImpairmentOrIllness,
    /// Whether the adult is unable to achieve this outcome in this way.
    Limb(AdultOutcome, AdultLimb),
    /// Whether that is because of the impairment or illness.
    BecauseOf(AdultOutcome),
    /// Whether there is, or is likely to be, a significant impact on wellbeing.
    SignificantImpact,
}

impl Question for AdultQuestion {
    fn code(self) -> String {
        match self {
            Self::ImpairmentOrIllness => "impairment_or_illness".to_string(),
            Self::Limb(outcome, limb) => format!("{outcome}.{limb}"),
            Self::BecauseOf(outcome) => format!("{outcome}.because_of"),
            Self::SignificantImpact => "significant_impact".to_string(),
        }
    }

    fn words(self) -> String {
        match self {
            Self::ImpairmentOrIllness => "the needs come from an impairment or illness".to_string(),
            Self::Limb(outcome, limb) => format!("{}: {}", outcome.words(), limb.words()),
            Self::BecauseOf(outcome) => {
                format!("{}: because of the impairment or illness", outcome.words())
            }
            Self::SignificantImpact => "as a consequence there is, or is likely to be, a significant impact \
                                        on wellbeing"
                .to_string(),
        }
    }
}

impl AdultFacts {
    /// What is known of a question. A cause that was not asked is assumed.
    pub fn told(&self, question: AdultQuestion) -> Told<bool> {
        match question {
            AdultQuestion::ImpairmentOrIllness => *self.impairment_or_illness.told(),
            AdultQuestion::Limb(outcome, limb) => *self.outcomes.get(outcome).limbs.get(limb).told(),
            AdultQuestion::BecauseOf(outcome) => self.outcomes.get(outcome).told_because_of(),
            AdultQuestion::SignificantImpact => *self.wellbeing.significant_impact.told(),
        }
    }
}

/// The criteria for adults as a tree, to be judged by [`AdultFacts::told`].
pub fn adult_tree() -> Tree<AdultQuestion> {
    let outcome = |outcome: &AdultOutcome| {
        let limb = |limb: &AdultLimb| Node::ask(AdultQuestion::Limb(*outcome, *limb));
        let by_any_limb = Node::any(&BY_ANY_LIMB, AdultLimb::ALL.iter().map(limb));
        Node::all(&UNABLE, [by_any_limb, Node::ask(AdultQuestion::BecauseOf(*outcome))])
    };
    Tree::fixed(Node::all(
        &ELIGIBLE,
        [
            Node::ask(AdultQuestion::ImpairmentOrIllness),
            Node::at_least(2, &TWO_OUTCOMES, AdultOutcome::ALL.iter().map(outcome)),
            Node::ask(AdultQuestion::SignificantImpact),
        ],
    ))
}

/// Whether an adult's needs meet the criteria.
///
/// ```
/// use mutual_care::assessment::{AdultFacts, AdultLimb, AdultOutcome, OutcomeFacts, adult_eligibility};
/// use mutual_care::base::{Fact, Verdict};
/// # let person = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let mut facts = AdultFacts { impairment_or_illness: Fact::known(true), ..AdultFacts::default() };
/// facts.wellbeing.significant_impact = Fact::known(true);
/// facts.outcomes.set(AdultOutcome::Nutrition, OutcomeFacts::unable_by(AdultLimb::Danger));
/// assert_eq!(adult_eligibility(person, &facts).verdict(), Verdict::NotKnown);
/// facts.outcomes.set(AdultOutcome::PersonalHygiene, OutcomeFacts::unable_by(AdultLimb::Assistance));
/// assert_eq!(adult_eligibility(person, &facts).verdict(), Verdict::Yes);
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub fn adult_eligibility(person: PersonId, facts: &AdultFacts) -> Eligibility<AdultQuestion> {
    let judgement = adult_tree().judge(|question| facts.told(question));
    let outcomes =
        facts.outcomes.iter().map(|(outcome, known)| (outcome.outcome(), known.unable())).collect();
    let mut findings = Findings::none();
    findings.push(said::verdict_on_eligibility(person, judgement.verdict()));
    for (outcome, known) in facts.outcomes.said() {
        said::about_outcome(person, outcome.outcome(), known, &mut findings);
    }
    said::about_judgement(person, &facts.wellbeing, facts.looked_over.as_ref(), &mut findings);
    Eligibility { judgement, outcomes, findings }
}
