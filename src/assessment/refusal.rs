//! Refusal (Care Act s.11): when saying no ends the duty to assess.

use alloc::string::{String, ToString};

use serde::{Deserialize, Serialize};

use super::rules;
use crate::base::{
    Basis, Fact, Finding, Findings, Judgement, Node, PersonId, PrivateText, Question, Surety, Told, Tree,
    TreeStep, Verdict, WhyNotKnown,
};

const fn act(section: &'static str) -> Basis {
    Basis::act("Care Act 2014", section, Surety::Read).since(2015, 4, 1)
}

static ENDS: TreeStep = TreeStep {
    code: "refusal-ends-the-duty",
    words: "the refusal ends the duty to assess",
    basis: act("s.11"),
};
static NO_ABUSE: TreeStep = TreeStep {
    code: "no-abuse-or-risk",
    words: "there is no abuse or neglect, and no risk of it",
    basis: act("s.11(2)(b)"),
};
static CAPACITY: TreeStep = TreeStep {
    code: "capacity-or-best-interests",
    words: "the adult has capacity, or an assessment is decided not to be in their best interests",
    basis: act("s.11(2)(a)"),
};

/// What an adult's refusal of a needs assessment is judged by. The same is asked where a request is withdrawn and where
/// touch is lost: whichever way somebody goes, the duty ends for the same reasons only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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
    /// Why a risk, or a lack of capacity, that was known before is known no more.
    #[serde(skip_serializing_if = "PrivateText::is_empty")]
    pub why_changed: PrivateText,
}

impl RefusalFacts {
    /// Whether nothing was said.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// What is known of abuse, capacity and best interests through all that was said of it, in whichever event.
///
/// What keeps the duty alive stays known until it is said, with a reason, that it is so no more. What would end it is
/// gone as soon as somebody asks again and does not know, and does not outlast the duty coming back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Safety {
    abuse_or_risk: Told<bool>,
    has_capacity: Told<bool>,
    not_in_best_interests: Told<bool>,
}

impl Safety {
    /// What is known after this was said too.
    pub(super) fn after(self, facts: &RefusalFacts) -> Self {
        let reason = !facts.why_changed.is_empty();
        let heard = |before: Told<bool>, now: &Fact<bool>, worrying: bool| match (before, *now.told()) {
            (before, Told::NotKnown(WhyNotKnown::NotAsked)) => before,
            (Told::Known(before), now) if before == worrying && now != Told::Known(!worrying) => {
                Told::Known(before)
            }
            (Told::Known(before), _) if before == worrying && !reason => Told::Known(before),
            (_, now) => now,
        };
        Self {
            abuse_or_risk: heard(self.abuse_or_risk, &facts.abuse_or_risk, true),
            has_capacity: heard(self.has_capacity, &facts.has_capacity, false),
            // That there is no such decision yet is nothing that a decision would have to undo.
            not_in_best_interests: match facts.not_in_best_interests.told() {
                Told::NotKnown(WhyNotKnown::NotAsked) => self.not_in_best_interests,
                now => *now,
            },
        }
    }

    /// Somebody is known to be at risk, from whatever was recorded.
    pub(super) const fn at_risk(self) -> Self {
        Self { abuse_or_risk: Told::Known(true), ..self }
    }

    /// Once the duty is there again: a risk and a lack of capacity are still known, the rest is asked anew.
    pub(super) fn anew(self) -> Self {
        let kept = |told: Told<bool>, worrying: bool| {
            if told == Told::Known(worrying) { told } else { Told::default() }
        };
        Self {
            abuse_or_risk: kept(self.abuse_or_risk, true),
            has_capacity: kept(self.has_capacity, false),
            not_in_best_interests: Told::default(),
        }
    }

    /// Whether this says, without a reason, that something which was known is so no more.
    pub(super) fn is_undone_by(self, facts: &RefusalFacts) -> bool {
        let undone = |before: Told<bool>, now: &Fact<bool>, worrying: bool| {
            before == Told::Known(worrying) && *now.told() == Told::Known(!worrying)
        };
        facts.why_changed.is_empty()
            && (undone(self.abuse_or_risk, &facts.abuse_or_risk, true)
                || undone(self.has_capacity, &facts.has_capacity, false))
    }

    pub(super) const fn abuse_or_risk(self) -> Told<bool> {
        self.abuse_or_risk
    }

    /// As facts, to be judged.
    pub(super) fn facts(self) -> RefusalFacts {
        let fact = |told| match told {
            Told::Known(known) => Fact::known(known),
            Told::NotKnown(why) => Fact::not_known(why),
        };
        RefusalFacts {
            abuse_or_risk: fact(self.abuse_or_risk),
            has_capacity: fact(self.has_capacity),
            not_in_best_interests: fact(self.not_in_best_interests),
            why_changed: PrivateText::default(),
        }
    }
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
pub struct RefusalOutcome {
    judgement: Judgement<RefusalQuestion>,
    findings: Findings,
}

impl RefusalOutcome {
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
pub fn refusal_by_adult(person: PersonId, facts: &RefusalFacts) -> RefusalOutcome {
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
    RefusalOutcome { judgement, findings: [Finding::new(rule).about(person)].into_iter().collect() }
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
