//! Refusal (Care Act s.11): when saying no ends the duty to assess.

use alloc::string::{String, ToString};

use serde::{Deserialize, Serialize};

use super::rules;
use crate::base::{
    Basis, Fact, Finding, Findings, Judgement, Node, PersonId, Question, Step, Surety, Told, Tree, Verdict,
};

const fn act(section: &'static str) -> Basis {
    Basis::act("Care Act 2014", section, Surety::Read).since(2015, 4, 1)
}

static ENDS: Step =
    Step { code: "refusal-ends-the-duty", words: "the refusal ends the duty to assess", basis: act("s.11") };
static NO_ABUSE: Step = Step {
    code: "no-abuse-or-risk",
    words: "there is no abuse or neglect, and no risk of it",
    basis: act("s.11(2)(b)"),
};
static CAPACITY: Step = Step {
    code: "capacity-or-best-interests",
    words: "the adult has capacity, or an assessment is decided not to be in their best interests",
    basis: act("s.11(2)(a)"),
};

/// What an adult's refusal of a needs assessment is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RefusalFacts {
    /// Whether the adult is experiencing abuse or neglect, or is at risk of it.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub abuse_or_risk: Fact<bool>,
    /// Whether the adult has capacity to refuse.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub has_capacity: Fact<bool>,
    /// Whether, the adult lacking capacity, it is decided and recorded that the assessment is not in their best
    /// interests.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub not_in_best_interests: Fact<bool>,
}

/// What it depends on whether a refusal ends the duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefusalQuestion {
    /// Abuse, neglect, or a risk of either.
    AbuseOrRisk,
    /// Capacity to refuse.
    HasCapacity,
    /// A recorded decision that the assessment is not in the adult's best interests.
    NotInBestInterests,
}

impl Question for RefusalQuestion {
    fn code(self) -> String {
        match self {
            Self::AbuseOrRisk => "abuse_or_risk",
            Self::HasCapacity => "has_capacity",
            Self::NotInBestInterests => "not_in_best_interests",
        }
        .to_string()
    }

    fn words(self) -> String {
        match self {
            Self::AbuseOrRisk => "the adult experiences abuse or neglect, or is at risk of it",
            Self::HasCapacity => "the adult has capacity to refuse",
            Self::NotInBestInterests => "the assessment is decided not to be in the adult's best interests",
        }
        .to_string()
    }
}

/// Whether a refusal ends the duty, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    judgement: Judgement<RefusalQuestion>,
    findings: Findings,
}

impl Refusal {
    /// Whether the duty to assess ends.
    pub const fn ends_duty(&self) -> Verdict {
        self.judgement.verdict()
    }

    /// The same, with what decided it and the questions that decide.
    pub const fn judgement(&self) -> &Judgement<RefusalQuestion> {
        &self.judgement
    }

    /// The answer: for professionals only, unless the refusal ends the duty.
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }
}

/// Whether an adult's refusal of a needs assessment ends the duty. What is not known keeps it open.
///
/// ```
/// use mutual_care::assessment::{RefusalFacts, refusal_by_adult};
/// use mutual_care::base::{Fact, Verdict};
/// # let person = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let mut facts = RefusalFacts { has_capacity: Fact::known(true), ..RefusalFacts::default() };
/// assert_eq!(refusal_by_adult(person, &facts).ends_duty(), Verdict::NotKnown);
/// facts.abuse_or_risk = Fact::known(false);
/// assert_eq!(refusal_by_adult(person, &facts).ends_duty(), Verdict::Yes);
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub fn refusal_by_adult(person: PersonId, facts: &RefusalFacts) -> Refusal {
    use RefusalQuestion as Q;
    let no_abuse = Node::all(&NO_ABUSE, [Node::not(Node::ask(Q::AbuseOrRisk))]);
    let capacity = Node::any(&CAPACITY, [Node::ask(Q::HasCapacity), Node::ask(Q::NotInBestInterests)]);
    let judgement = Tree::fixed(Node::all(&ENDS, [no_abuse, capacity])).judge(|question| match question {
        Q::AbuseOrRisk => *facts.abuse_or_risk.told(),
        Q::HasCapacity => *facts.has_capacity.told(),
        Q::NotInBestInterests => *facts.not_in_best_interests.told(),
    });
    let rule = match judgement.verdict() {
        Verdict::Yes => &rules::REFUSAL_ENDS_DUTY,
        Verdict::No => &rules::REFUSAL_DOES_NOT_END_DUTY,
        Verdict::NotKnown => &rules::REFUSAL_OPEN,
    };
    Refusal { judgement, findings: [Finding::new(rule).about(person)].into_iter().collect() }
}

/// What follows from a carer's refusal of a carer's assessment: it always ends the duty. A known risk of abuse
/// or neglect is then a matter of safeguarding, which only professionals read of.
pub fn refusal_by_carer(person: PersonId, abuse_or_risk: &Fact<bool>) -> Findings {
    let mut findings: Findings =
        [Finding::new(&rules::REFUSAL_ENDS_DUTY).about(person)].into_iter().collect();
    if *abuse_or_risk.told() == Told::Known(true) {
        findings.push(Finding::new(&rules::RISK_BEHIND_REFUSAL).about(person));
    }
    findings
}
