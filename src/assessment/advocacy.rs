//! Independent advocacy (Care Act s.67): whether an advocate is due, with each candidate judged alone.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::rules;
use crate::base::{
    Basis, ByCode, Code, Fact, Finding, Findings, Judgement, Node, PersonId, Question, Surety, Told, Tree,
    TreeStep, Verdict, codes, limits, wire,
};

/// A stay in hospital of so many days is an exception (SI 2014/2889 reg 4).
pub const HOSPITAL_DAYS_MIN: u16 = 28;
/// A stay in a care home of so many days, eight weeks, is an exception (SI 2014/2889 reg 4).
pub const CARE_HOME_DAYS_MIN: u16 = 56;

const fn act(section: &'static str, surety: Surety) -> Basis {
    Basis::act("Care Act 2014", section, surety).since(2015, 4, 1)
}

const fn reg_4() -> Basis {
    Basis::regulation(
        "Care and Support (Independent Advocacy Support) (No. 2) Regulations 2014",
        "reg 4",
        Surety::Secondary,
    )
    .since(2015, 4, 1)
}

static DUE: TreeStep = TreeStep {
    code: "advocate-due",
    words: "an independent advocate must be arranged",
    basis: act("s.67(1), (2)", Surety::Read),
};
static SUBSTANTIAL: TreeStep = TreeStep {
    code: "substantial-difficulty",
    words: "the person has substantial difficulty in being involved",
    basis: act("s.67(4)", Surety::Read),
};
static NOBODY_OR_EXCEPTION: TreeStep = TreeStep {
    code: "nobody-appropriate-or-exception",
    words: "nobody appropriate is there, or an exception applies",
    basis: act("s.67(5)", Surety::Read),
};
static SOMEBODY: TreeStep = TreeStep {
    code: "somebody-appropriate",
    words: "one of the candidates is appropriate",
    basis: act("s.67(5), (6)", Surety::Read),
};
static APPROPRIATE: TreeStep = TreeStep {
    code: "candidate-appropriate",
    words: "this candidate is appropriate",
    basis: act("s.67(5), (6)", Surety::Unverified),
};
static EXCEPTION: TreeStep = TreeStep { code: "exception", words: "an exception applies", basis: reg_4() };
static LONG_STAY: TreeStep = TreeStep {
    code: "long-stay-by-nhs",
    words: "an NHS body arranges a long stay, and an advocate is in the person's best interests",
    basis: reg_4(),
};
static STAY: TreeStep =
    TreeStep { code: "long-stay", words: "the stay in hospital or in a care home is long", basis: reg_4() };
static DISAGREEMENT: TreeStep = TreeStep {
    code: "disagreement",
    words: "the authority and the candidate disagree, and both agree that an advocate helps",
    basis: reg_4(),
};

codes! {
    /// What the person is to be involved in.
    pub enum Involvement: "what somebody is involved in" {
        /// An assessment.
        Assessment = "assessment", "the assessment";
        /// Making a plan.
        Planning = "planning", "making the plan";
        /// Changing a plan.
        Revision = "revision", "changing the plan";
        /// Reviewing a plan.
        Review = "review", "the review";
    }
}

codes! {
    /// The four things in which substantial difficulty may lie.
    pub enum Difficulty: "a difficulty in being involved" {
        /// Understanding relevant information.
        Understanding = "understanding", "understanding what is said";
        /// Retaining it.
        Retaining = "retaining", "keeping it in mind";
        /// Using or weighing it.
        Weighing = "weighing", "using or weighing it";
        /// Communicating views, wishes and feelings.
        Communicating = "communicating", "saying what they want and feel";
    }
}

codes! {
    /// What makes a candidate appropriate: the first four all hold, the last two do not.
    pub enum CandidateTest: "a test of a candidate" {
        /// Suitable to represent and support the person for being involved.
        Suitable = "suitable", "is suitable to represent and support the person";
        /// Willing.
        Willing = "willing", "is willing";
        /// Able and available.
        Able = "able", "is able and available";
        /// The person consents, or, lacking capacity, it is in their best interests.
        Consented = "consented", "the person consents, or it is in their best interests";
        /// Gives care or treatment professionally, or for pay.
        Paid = "paid", "cares for the person professionally or for pay";
        /// Has interests of their own that conflict.
        Conflicted = "conflicted", "has interests of their own that conflict";
    }
}

codes! {
    /// Exceptions that make an advocate due though somebody appropriate is there (SI 2014/2889 reg 4).
    pub enum AdvocacyException: "an exception" {
        /// A hospital stay of 28 days or more is likely: the first half of an exception.
        Hospital = "hospital", "a hospital stay of 28 days or more is likely";
        /// A care home stay of eight weeks or more is likely: the same.
        CareHome = "care_home", "a care home stay of eight weeks or more is likely";
        /// An NHS body arranges that stay.
        ArrangedByNhs = "arranged_by_nhs", "an NHS body arranges the stay";
        /// The authority is satisfied that an advocate is in the person's best interests.
        BestInterests = "best_interests", "the authority is satisfied that an advocate is in the person's best interests";
        /// The authority and the candidate disagree on something material.
        Disagreement = "disagreement", "the authority and the candidate disagree";
        /// Both agree that an advocate would be better for the person.
        BothAgree = "both_agree", "both agree that an advocate would help";
    }
}

/// Somebody who might represent and support the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Who.
    pub who: PersonId,
    /// Whether they and the person rely on each other.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub other_half: bool,
    /// What is known of each test.
    #[serde(default, skip_serializing_if = "ByCode::is_blank")]
    pub tests: ByCode<CandidateTest, Fact<bool>>,
}

/// What advocacy is judged by, for one thing that the person is to be involved in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AdvocacyFacts {
    /// Per kind, whether there is substantial difficulty.
    #[serde(skip_serializing_if = "ByCode::is_blank")]
    pub difficulties: ByCode<Difficulty, Fact<bool>>,
    /// Who might do it. At most [`limits::PEOPLE`].
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "candidates")]
    pub candidates: Vec<Candidate>,
    /// How many days in hospital are likely; 0 for none.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub hospital_days: Fact<u16>,
    /// How many days in a care home are likely; 0 for none.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub care_home_days: Fact<u16>,
    /// Whether it is an NHS body that arranges the stay.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub arranged_by_nhs: Fact<bool>,
    /// Whether the authority is satisfied that an advocate is in the person's best interests on account of that stay.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub in_best_interests: Fact<bool>,
    /// Whether the authority and the candidate disagree on something material.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub disagreement: Fact<bool>,
    /// Whether both agree that an advocate would be better for the person.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub both_agree: Fact<bool>,
}

fn candidates<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Candidate>, D::Error> {
    wire::list(d, limits::PEOPLE, "candidates")
}

/// What advocacy depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdvocacyQuestion {
    /// Whether there is substantial difficulty of this kind.
    Difficulty(Difficulty),
    /// How a candidate, by their place in the list, does in a test.
    Candidate(u16, CandidateTest),
    /// Whether an exception, or a half of one, applies.
    Exception(AdvocacyException),
}

impl Question for AdvocacyQuestion {
    fn code(self) -> String {
        match self {
            Self::Difficulty(difficulty) => format!("difficulty.{difficulty}"),
            Self::Candidate(place, test) => format!("candidate_{}.{test}", place + 1),
            Self::Exception(exception) => format!("exception.{exception}"),
        }
    }

    fn words(self) -> String {
        match self {
            Self::Difficulty(difficulty) => format!("substantial difficulty in {}", difficulty.words()),
            Self::Candidate(place, test) => format!("candidate {} {}", place + 1, test.words()),
            Self::Exception(exception) => exception.words().to_string(),
        }
    }
}

impl AdvocacyFacts {
    /// What is known of a question.
    pub fn told(&self, question: AdvocacyQuestion) -> Told<bool> {
        match question {
            AdvocacyQuestion::Difficulty(difficulty) => *self.difficulties.get(difficulty).told(),
            AdvocacyQuestion::Candidate(place, test) => {
                let candidate = self.candidates.get(usize::from(place));
                candidate.map(|candidate| *candidate.tests.get(test).told()).unwrap_or_default()
            }
            AdvocacyQuestion::Exception(exception) => match exception {
                AdvocacyException::Hospital => at_least(&self.hospital_days, HOSPITAL_DAYS_MIN),
                AdvocacyException::CareHome => at_least(&self.care_home_days, CARE_HOME_DAYS_MIN),
                AdvocacyException::ArrangedByNhs => *self.arranged_by_nhs.told(),
                AdvocacyException::BestInterests => *self.in_best_interests.told(),
                AdvocacyException::Disagreement => *self.disagreement.told(),
                AdvocacyException::BothAgree => *self.both_agree.told(),
            },
        }
    }
}

impl AdvocacyFacts {
    /// Whether substantial difficulty of some kind is known.
    pub(super) fn in_difficulty(&self) -> bool {
        self.difficulties.said().any(|(_, fact)| *fact.told() == Told::Known(true))
    }

    /// Whether somebody is a candidate who is known to care for pay, or to have interests that conflict.
    pub(super) fn speaks_against(&self, who: PersonId) -> bool {
        let of = |candidate: &&Candidate| candidate.who == who;
        self.candidates.iter().filter(of).any(|candidate| {
            [CandidateTest::Paid, CandidateTest::Conflicted]
                .iter()
                .any(|test| *candidate.tests.get(*test).told() == Told::Known(true))
        })
    }
}

fn at_least(days: &Fact<u16>, min: u16) -> Told<bool> {
    match days.told() {
        Told::Known(days) => Told::Known(*days >= min),
        Told::NotKnown(why) => Told::NotKnown(*why),
    }
}

/// Whether an advocate is due, why, and how each candidate stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Advocacy {
    judgement: Judgement<AdvocacyQuestion>,
    candidates: Vec<(PersonId, Verdict)>,
    findings: Findings,
}

impl Advocacy {
    /// Whether an independent advocate must be arranged.
    pub const fn due(&self) -> Verdict {
        self.judgement.verdict()
    }

    /// The same, with what decided it and the questions that decide.
    pub const fn judgement(&self) -> &Judgement<AdvocacyQuestion> {
        &self.judgement
    }

    /// Per candidate, in the order given, whether they are appropriate.
    pub fn candidates(&self) -> &[(PersonId, Verdict)] {
        &self.candidates
    }

    /// The answer, and what somebody should look at.
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }
}

/// Whether an independent advocate is due for a person's involvement.
///
/// Due is: substantial difficulty in any of the four, **and** no candidate is appropriate **or** an exception
/// applies. A long stay is an exception if an NHS body arranges it **and** the authority is satisfied that an advocate is
/// in the person's best interests. Candidates past [`limits::PEOPLE`] are not looked at.
///
/// ```
/// use mutual_care::assessment::{AdvocacyFacts, Difficulty, advocacy};
/// use mutual_care::base::{Fact, Verdict};
/// # let person = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let mut facts = AdvocacyFacts::default();
/// facts.difficulties.set(Difficulty::Weighing, Fact::known(true));
/// assert_eq!(advocacy(person, &facts).due(), Verdict::Yes); // nobody is there
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub fn advocacy(person: PersonId, facts: &AdvocacyFacts) -> Advocacy {
    let candidates = || facts.candidates.iter().take(limits::PEOPLE);
    let judgement = tree(candidates().count()).judge(|question| facts.told(question));
    let verdicts = candidates().map(|candidate| (candidate.who, appropriate(candidate))).collect();
    let rule = match judgement.verdict() {
        Verdict::Yes => &rules::ADVOCATE_DUE,
        Verdict::No => &rules::ADVOCATE_NOT_DUE,
        Verdict::NotKnown => &rules::ADVOCACY_OPEN,
    };
    let mut findings: Findings = [Finding::new(rule).about(person)].into_iter().collect();
    findings.extend(
        candidates()
            .filter(|candidate| {
                candidate.other_half && candidate.tests.get(CandidateTest::Conflicted).told().is_open()
            })
            .map(|candidate| Finding::new(&rules::CONFLICT_NOT_ASKED).about(person).about(candidate.who)),
    );
    Advocacy { judgement, candidates: verdicts, findings }
}

fn appropriate(candidate: &Candidate) -> Verdict {
    Verdict::all(candidate.tests.iter().map(|(test, fact)| {
        let verdict = Verdict::from(fact.told());
        if speaks_against(test) { verdict.opposite() } else { verdict }
    }))
}

const fn speaks_against(test: CandidateTest) -> bool {
    matches!(test, CandidateTest::Paid | CandidateTest::Conflicted)
}

fn tree(candidates: usize) -> Tree<AdvocacyQuestion> {
    use AdvocacyQuestion as Q;
    let exception = |exception| Node::ask(Q::Exception(exception));
    let candidate = |place: u16| {
        let test = |test: &CandidateTest| {
            let ask = Node::ask(Q::Candidate(place, *test));
            if speaks_against(*test) { Node::not(ask) } else { ask }
        };
        Node::all(&APPROPRIATE, CandidateTest::ALL.iter().map(test))
    };
    let somebody = Node::any(&SOMEBODY, (0..u16::MAX).take(candidates).map(candidate));
    let disagreement = Node::all(
        &DISAGREEMENT,
        [exception(AdvocacyException::Disagreement), exception(AdvocacyException::BothAgree)],
    );
    let stay =
        Node::any(&STAY, [exception(AdvocacyException::Hospital), exception(AdvocacyException::CareHome)]);
    let long_stay = Node::all(
        &LONG_STAY,
        [stay, exception(AdvocacyException::ArrangedByNhs), exception(AdvocacyException::BestInterests)],
    );
    let exceptions = Node::any(&EXCEPTION, [long_stay, disagreement]);
    let difficulty = |difficulty: &Difficulty| Node::ask(Q::Difficulty(*difficulty));
    Tree::fixed(Node::all(
        &DUE,
        [
            Node::any(&SUBSTANTIAL, Difficulty::ALL.iter().map(difficulty)),
            Node::any(&NOBODY_OR_EXCEPTION, [Node::not(somebody), exceptions]),
        ],
    ))
}
