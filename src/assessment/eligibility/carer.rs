//! Carers: SI 2015/313 reg 3.

use alloc::format;
use alloc::string::{String, ToString};

use serde::{Deserialize, Serialize};

use super::adult::CRITERIA;
use super::said;
use super::{Eligibility, LookedOver, OutcomeFacts, Wellbeing};
use crate::assessment::rules;
use crate::base::{
    Basis, ByCode, Code, Fact, Finding, Findings, Node, PersonId, Question, Surety, Told, Tree, TreeStep,
    codes,
};
use crate::need::Outcome;

const fn reg(section: &'static str) -> Basis {
    Basis::regulation(CRITERIA, section, Surety::Read).since(2015, 4, 1)
}

static ELIGIBLE: TreeStep = TreeStep {
    code: "carer-needs-meet-the-criteria",
    words: "the carer's needs meet the criteria",
    basis: reg("reg 3"),
};
static HEALTH_OR_OUTCOME: TreeStep = TreeStep {
    code: "health-at-risk-or-an-outcome",
    words: "because of the caring, health is at risk or an outcome cannot be achieved",
    basis: reg("reg 3(1)(b)"),
};
static UNABLE: TreeStep = TreeStep {
    code: "unable-because-of-caring",
    words: "because of the caring the carer is unable to achieve it",
    basis: reg("reg 3(1)(b)"),
};
static BY_ANY_LIMB: TreeStep = TreeStep {
    code: "unable-by-any-of-three-limbs",
    words: "one of the three ways of being unable holds",
    basis: reg("reg 3(3)"),
};

codes! {
    /// The eight outcomes for carers (reg 3(2)).
    pub enum CarerOutcome: "an outcome for carers" {
        /// (i) Caring responsibilities for a child.
        CaringForChild = "caring_for_child", "caring for a child";
        /// (ii) Providing care to other persons.
        CaringForOthers = "caring_for_others", "caring for others";
        /// (iii) A habitable home environment, in the carer's home.
        HabitableHome = "habitable_home", "keeping the home going";
        /// (iv) Managing and maintaining nutrition.
        Nutrition = "nutrition", "eating and drinking";
        /// (v) Developing and maintaining family or other personal relationships.
        Relationships = "relationships", "family and friends";
        /// (vi) Work, training, education or volunteering.
        WorkAndLearning = "work_and_learning", "work and learning";
        /// (vii) Facilities or services in the community.
        Community = "community", "getting out";
        /// (viii) Recreational activities.
        Recreation = "recreation", "time for oneself";
    }
}

impl CarerOutcome {
    /// The same in the plain list that every room speaks.
    pub const fn outcome(self) -> Outcome {
        match self {
            Self::CaringForChild => Outcome::CaringForChild,
            Self::CaringForOthers => Outcome::CaringForOthers,
            Self::HabitableHome => Outcome::HabitableHome,
            Self::Nutrition => Outcome::Nutrition,
            Self::Relationships => Outcome::Relationships,
            Self::WorkAndLearning => Outcome::WorkAndLearning,
            Self::Community => Outcome::Community,
            Self::Recreation => Outcome::Recreation,
        }
    }
}

codes! {
    /// The three ways in which a carer is unable to achieve an outcome (reg 3(3)). That something takes longer
    /// is none of them.
    pub enum CarerLimb: "a way in which a carer is unable" {
        /// (a) Not without assistance, or not even with it.
        Assistance = "assistance", "cannot do it without help";
        /// (b) Can, and it causes significant pain, distress or anxiety.
        PainOrDistress = "pain_or_distress", "can do it, with significant pain, distress or anxiety";
        /// (c) Can, and it endangers, or is likely to endanger, the carer or others.
        Danger = "danger", "can do it, with danger to self or others";
    }
}

/// What is known of a carer's needs, as things are now.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CarerFacts {
    /// The time looked at, which the assessor chooses so that needs that come and go are seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looked_over: Option<LookedOver>,
    /// Whether the care that they give to an adult is necessary: asked, never inferred from what they do.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub necessary_care: Fact<bool>,
    /// Whether the caring makes their physical or mental health worse, or puts it at risk of that.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub health_at_risk: Fact<bool>,
    /// Per outcome, whether they are unable to achieve it, and how.
    #[serde(skip_serializing_if = "ByCode::is_blank")]
    pub outcomes: ByCode<CarerOutcome, OutcomeFacts<CarerLimb>>,
    /// The impact of that on their wellbeing.
    pub wellbeing: Wellbeing,
}

/// What the criteria for carers ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CarerQuestion {
    /// Whether the needs arise from giving necessary care to an adult.
    NecessaryCare,
    /// Whether the carer's health is, or is at risk of, getting worse.
    HealthAtRisk,
    /// Whether the carer is unable to achieve this outcome in this way.
    Limb(CarerOutcome, CarerLimb),
    /// Whether that is because of the caring.
    BecauseOf(CarerOutcome),
    /// Whether there is, or is likely to be, a significant impact on wellbeing.
    SignificantImpact,
}

impl Question for CarerQuestion {
    fn code(self) -> String {
        match self {
            Self::NecessaryCare => "necessary_care".to_string(),
            Self::HealthAtRisk => "health_at_risk".to_string(),
            Self::Limb(outcome, limb) => format!("{outcome}.{limb}"),
            Self::BecauseOf(outcome) => format!("{outcome}.because_of"),
            Self::SignificantImpact => "significant_impact".to_string(),
        }
    }

    fn words(self) -> String {
        match self {
            Self::NecessaryCare => "the needs come from giving necessary care to another adult".to_string(),
            Self::HealthAtRisk => "the carer's health is getting worse, or is at risk of it".to_string(),
            Self::Limb(outcome, limb) => format!("{}: {}", outcome.words(), limb.words()),
            Self::BecauseOf(outcome) => format!("{}: because of the caring", outcome.words()),
            Self::SignificantImpact => "as a consequence there is, or is likely to be, a significant impact \
                                        on wellbeing"
                .to_string(),
        }
    }
}

impl CarerFacts {
    /// What is known of a question. A cause that was not asked is assumed; that the care is necessary is not.
    pub fn told(&self, question: CarerQuestion) -> Told<bool> {
        match question {
            CarerQuestion::NecessaryCare => *self.necessary_care.told(),
            CarerQuestion::HealthAtRisk => *self.health_at_risk.told(),
            CarerQuestion::Limb(outcome, limb) => *self.outcomes.get(outcome).limbs.get(limb).told(),
            CarerQuestion::BecauseOf(outcome) => self.outcomes.get(outcome).told_because_of(),
            CarerQuestion::SignificantImpact => *self.wellbeing.significant_impact.told(),
        }
    }
}

/// The criteria for carers as a tree, to be judged by [`CarerFacts::told`].
pub fn carer_tree() -> Tree<CarerQuestion> {
    let outcome = |outcome: &CarerOutcome| {
        let limb = |limb: &CarerLimb| Node::ask(CarerQuestion::Limb(*outcome, *limb));
        let by_any_limb = Node::any(&BY_ANY_LIMB, CarerLimb::ALL.iter().map(limb));
        Node::all(&UNABLE, [by_any_limb, Node::ask(CarerQuestion::BecauseOf(*outcome))])
    };
    let health = Node::ask(CarerQuestion::HealthAtRisk);
    Tree::fixed(Node::all(
        &ELIGIBLE,
        [
            Node::ask(CarerQuestion::NecessaryCare),
            Node::any(
                &HEALTH_OR_OUTCOME,
                core::iter::once(health).chain(CarerOutcome::ALL.iter().map(outcome)),
            ),
            Node::ask(CarerQuestion::SignificantImpact),
        ],
    ))
}

/// Whether a carer's needs meet the criteria. It does not depend on whether the cared-for person's do.
///
/// ```
/// use mutual_care::assessment::{CarerFacts, carer_eligibility};
/// use mutual_care::base::{Fact, Verdict};
/// # let person = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let mut facts = CarerFacts { health_at_risk: Fact::known(true), ..CarerFacts::default() };
/// facts.wellbeing.significant_impact = Fact::known(true);
/// let answer = carer_eligibility(person, &facts);
/// assert_eq!(answer.verdict(), Verdict::NotKnown);
/// assert_eq!(answer.judgement().deciding().len(), 1); // whether the care is necessary
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub fn carer_eligibility(person: PersonId, facts: &CarerFacts) -> Eligibility<CarerQuestion> {
    let judgement = carer_tree().judge(|question| facts.told(question));
    let outcomes =
        facts.outcomes.iter().map(|(outcome, known)| (outcome.outcome(), known.unable())).collect();
    let mut findings = Findings::none();
    findings.push(said::verdict_on_eligibility(person, judgement.verdict()));
    if facts.necessary_care.told().is_open() {
        findings.push(Finding::new(&rules::NECESSARY_CARE_NOT_ASKED).about(person));
    }
    for (outcome, known) in facts.outcomes.said() {
        said::about_outcome(person, outcome.outcome(), known, &mut findings);
    }
    said::about_judgement(person, &facts.wellbeing, facts.looked_over.as_ref(), &mut findings);
    Eligibility { judgement, outcomes, findings }
}
