//! Meeting needs: whether the authority must, may, or neither (Care Act ss.18 to 20), and why.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::rules;
use crate::base::{
    Basis, Fact, Finding, Findings, Judgement, Node, PersonId, Question, Step, Surety, Told, Tree, Verdict,
    WhyNotKnown, codes,
};

const ACT: &str = "Care Act 2014";

const fn act(section: &'static str, surety: Surety) -> Basis {
    Basis::act(ACT, section, surety).since(2015, 4, 1)
}

static DUTY_ADULT: Step = Step {
    code: "duty-to-adult",
    words: "the authority must meet the adult's eligible needs",
    basis: act("s.18", Surety::Read),
};
static MONEY_ADULT: Step = Step {
    code: "money-stands-not-in-the-way",
    words: "there is no charge, or one of conditions 1 to 3 is met",
    basis: act("s.18(1)(c), (2) to (4)", Surety::Read),
};
static CONDITION_3: Step = Step {
    code: "condition-3",
    words: "the adult cannot arrange it for lack of capacity, and nobody else can",
    basis: act("s.18(4)", Surety::Read),
};
static POWER_ADULT: Step = Step {
    code: "power-for-adult",
    words: "the authority may meet the adult's needs",
    basis: act("s.19", Surety::Unverified),
};
static ELSEWHERE: Step = Step {
    code: "power-for-adult-of-another-area",
    words: "the adult belongs to another area, and that area's authority has been told",
    basis: act("s.19(2)", Surety::Unverified),
};
static DUTY_CARER: Step = Step {
    code: "duty-to-carer",
    words: "the authority must meet the carer's eligible needs",
    basis: act("s.20", Surety::Read),
};
static EITHER_WAY: Step = Step {
    code: "one-way-of-meeting",
    words: "the conditions of the way in which they would be met hold",
    basis: act("s.20", Surety::Read),
};
static TO_CARER: Step = Step {
    code: "by-support-to-the-carer",
    words: "they would be met by support to the carer, and money does not stand in the way",
    basis: act("s.20(2), (3)", Surety::Unverified),
};
static TO_ADULT: Step = Step {
    code: "by-care-to-the-adult",
    words: "they would be met by care to the adult, who agrees, and money does not stand in the way",
    basis: act("s.20(4), (5)", Surety::Read),
};
static MONEY_CARER: Step = Step {
    code: "money-of-who-is-charged",
    words: "there is no charge, or means are within the limit, or they ask all the same",
    basis: act("s.20", Surety::Unverified),
};
static POWER_CARER: Step = Step {
    code: "power-for-carer",
    words: "the authority may meet the carer's needs",
    basis: act("s.20(6), (7)", Surety::Unverified),
};
static ADULT_AGREES: Step = Step {
    code: "adult-agrees-where-asked",
    words: "they would be met by support to the carer, or the adult agrees",
    basis: act("s.20", Surety::Read),
};
static POWER_ONLY: Step = Step {
    code: "power-without-duty",
    words: "the authority may, and need not",
    basis: act("ss.18 to 20", Surety::Unverified),
};

codes! {
    /// Whether the authority has to meet needs.
    pub enum MustMeet: "whether needs must be met" {
        /// It must.
        Duty = "duty", "the authority must";
        /// It may, and need not.
        Power = "power", "the authority may";
        /// It neither must nor may.
        Neither = "neither", "the authority neither must nor may";
        /// That depends on questions that are open.
        NotKnown = "not_known", "cannot say yet";
    }
}

codes! {
    /// Where somebody belongs, for these duties.
    pub enum Residence: "where somebody is ordinarily resident" {
        /// Ordinarily resident in the authority's area.
        Here = "here", "lives in this area";
        /// Present in the area, and of no settled residence.
        NotSettled = "not_settled", "is here, with no settled home";
        /// Ordinarily resident in another area.
        Elsewhere = "elsewhere", "lives in another area";
    }
}

/// What an adult's case is judged by, besides whether the needs are eligible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AdultMeeting {
    /// Where the adult belongs.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub residence: Fact<Residence>,
    /// Whether the authority makes a charge.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub charged: Fact<bool>,
    /// Condition 1: the financial assessment found means at or below the limit.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub within_limit: Fact<bool>,
    /// Condition 2: means are above the limit, and the adult asks the authority all the same.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub asks_all_the_same: Fact<bool>,
    /// Condition 3, first half: the adult lacks capacity to arrange care.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub lacks_capacity_to_arrange: Fact<bool>,
    /// Condition 3, second half: nobody is authorised, or able, to arrange it for them.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub nobody_to_arrange: Fact<bool>,
    /// The needs appear urgent.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub urgent: Fact<bool>,
    /// The authority of the other area has been told.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub other_area_told: Fact<bool>,
}

/// What a carer's case is judged by, besides whether the needs are eligible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CarerMeeting {
    /// Where the *adult needing care* belongs. Where the carer lives does not count.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub residence_of_adult: Fact<Residence>,
    /// Whether the needs would be met by care to the adult, rather than by support to the carer.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub by_care_to_adult: Fact<bool>,
    /// Whether that adult agrees. Asked only where they would be met by care to the adult.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub adult_agrees: Fact<bool>,
    /// Whether the authority makes a charge: to the carer for support to the carer, to the adult for care to
    /// the adult. The carer is never charged for care to the adult.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub charged: Fact<bool>,
    /// Means of whoever would be charged are at or below the limit.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub within_limit: Fact<bool>,
    /// Whoever would be charged asks the authority all the same.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub asks_all_the_same: Fact<bool>,
}

/// What the duty or power to meet needs depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeetingQuestion {
    /// Whether the needs meet the criteria.
    Eligible,
    /// Whether the adult needing care belongs to the area, or to none.
    BelongsHere,
    /// Whether the needs would be met by care to the adult.
    ByCareToAdult,
    /// Whether the adult agrees to that.
    AdultAgrees,
    /// Whether there is a charge.
    Charged,
    /// Whether means are at or below the limit.
    WithinLimit,
    /// Whether whoever would pay asks all the same.
    AsksAllTheSame,
    /// Whether the adult lacks capacity to arrange care.
    LacksCapacityToArrange,
    /// Whether nobody else can arrange it.
    NobodyToArrange,
    /// Whether the needs appear urgent.
    Urgent,
    /// Whether the authority of the other area has been told.
    OtherAreaTold,
}

impl MeetingQuestion {
    const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Eligible => ("eligible", "the needs meet the criteria"),
            Self::BelongsHere => (
                "belongs_here",
                "the adult needing care lives in the area, or has no settled home and is here",
            ),
            Self::ByCareToAdult => ("by_care_to_adult", "the needs would be met by care to the adult"),
            Self::AdultAgrees => ("adult_agrees", "that adult agrees"),
            Self::Charged => ("charged", "the authority makes a charge"),
            Self::WithinLimit => ("within_limit", "means are at or below the financial limit"),
            Self::AsksAllTheSame => {
                ("asks_all_the_same", "they ask the authority to meet the needs all the same")
            }
            Self::LacksCapacityToArrange => {
                ("lacks_capacity_to_arrange", "the adult lacks capacity to arrange care")
            }
            Self::NobodyToArrange => {
                ("nobody_to_arrange", "nobody else is able and authorised to arrange it")
            }
            Self::Urgent => ("urgent", "the needs appear urgent"),
            Self::OtherAreaTold => ("other_area_told", "the authority of the other area has been told"),
        }
    }
}

impl Question for MeetingQuestion {
    fn code(self) -> String {
        self.texts().0.to_string()
    }

    fn words(self) -> String {
        self.texts().1.to_string()
    }
}

/// Duty, power, neither or cannot say yet, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Meeting {
    must_meet: MustMeet,
    duty: Judgement<MeetingQuestion>,
    power_only: Judgement<MeetingQuestion>,
    #[serde(serialize_with = "codes_of")]
    deciding: Vec<MeetingQuestion>,
    findings: Findings,
}

fn codes_of<S: serde::Serializer>(questions: &[MeetingQuestion], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(questions.iter().map(|question| question.texts().0))
}

impl Meeting {
    /// The answer.
    pub const fn must_meet(&self) -> MustMeet {
        self.must_meet
    }

    /// Whether there is a duty, and why.
    pub const fn duty(&self) -> &Judgement<MeetingQuestion> {
        &self.duty
    }

    /// Whether there is a power and no duty, and why.
    pub const fn power_only(&self) -> &Judgement<MeetingQuestion> {
        &self.power_only
    }

    /// The open questions that decide between duty, power and neither: all and only those, in the order of the
    /// tree.
    pub fn deciding(&self) -> &[MeetingQuestion] {
        &self.deciding
    }

    /// The answer as a finding.
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }

    fn judge(
        person: PersonId,
        duty: &Node<MeetingQuestion>,
        power: Node<MeetingQuestion>,
        told: impl Fn(MeetingQuestion) -> Told<bool>,
    ) -> Self {
        let power_only = Tree::fixed(Node::all(&POWER_ONLY, [Node::not(duty.clone()), power]));
        let order = power_only.questions().to_vec();
        let power_only = power_only.judge(&told);
        let duty = Tree::fixed(duty.clone()).judge(&told);
        // The three answers differ in whether there is a duty, or in whether there is a power without one.
        let decides = |question: &MeetingQuestion| {
            duty.deciding().contains(question) || power_only.deciding().contains(question)
        };
        let deciding: Vec<_> = order.into_iter().filter(decides).collect();
        let (must_meet, rule) = match (duty.verdict(), power_only.verdict()) {
            (Verdict::Yes, _) => (MustMeet::Duty, &rules::DUTY_TO_MEET),
            (Verdict::No, Verdict::Yes) => (MustMeet::Power, &rules::POWER_TO_MEET),
            (Verdict::No, Verdict::No) => (MustMeet::Neither, &rules::NEITHER_DUTY_NOR_POWER),
            _ => (MustMeet::NotKnown, &rules::MEETING_OPEN),
        };
        let findings = [Finding::new(rule).about(person)].into_iter().collect();
        Self { must_meet, duty, power_only, deciding, findings }
    }
}

/// Whether an adult's needs must or may be met.
///
/// ```
/// use mutual_care::assessment::{AdultMeeting, MustMeet, Residence, meeting_adult};
/// use mutual_care::base::{Fact, Verdict};
/// # let person = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let mut facts = AdultMeeting { residence: Fact::known(Residence::Here), ..AdultMeeting::default() };
/// assert_eq!(meeting_adult(person, Verdict::Yes, &facts).must_meet(), MustMeet::NotKnown);
/// facts.charged = Fact::known(false);
/// assert_eq!(meeting_adult(person, Verdict::Yes, &facts).must_meet(), MustMeet::Duty);
/// assert_eq!(meeting_adult(person, Verdict::No, &facts).must_meet(), MustMeet::Power);
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub fn meeting_adult(person: PersonId, eligible: Verdict, facts: &AdultMeeting) -> Meeting {
    use MeetingQuestion as Q;
    let money = Node::any(
        &MONEY_ADULT,
        [
            Node::not(Node::ask(Q::Charged)),
            Node::ask(Q::WithinLimit),
            Node::ask(Q::AsksAllTheSame),
            Node::all(&CONDITION_3, [Node::ask(Q::LacksCapacityToArrange), Node::ask(Q::NobodyToArrange)]),
        ],
    );
    let duty = Node::all(&DUTY_ADULT, [Node::ask(Q::Eligible), Node::ask(Q::BelongsHere), money]);
    let elsewhere =
        Node::all(&ELSEWHERE, [Node::not(Node::ask(Q::BelongsHere)), Node::ask(Q::OtherAreaTold)]);
    let power = Node::any(&POWER_ADULT, [Node::ask(Q::BelongsHere), elsewhere, Node::ask(Q::Urgent)]);
    Meeting::judge(person, &duty, power, |question| match question {
        Q::Eligible => told_verdict(eligible),
        Q::BelongsHere => belongs_here(facts.residence),
        Q::Charged => *facts.charged.told(),
        Q::WithinLimit => *facts.within_limit.told(),
        Q::AsksAllTheSame => *facts.asks_all_the_same.told(),
        Q::LacksCapacityToArrange => *facts.lacks_capacity_to_arrange.told(),
        Q::NobodyToArrange => *facts.nobody_to_arrange.told(),
        Q::Urgent => *facts.urgent.told(),
        Q::OtherAreaTold => *facts.other_area_told.told(),
        Q::ByCareToAdult | Q::AdultAgrees => Told::default(),
    })
}

/// Whether a carer's needs must or may be met. Where the adult needing care belongs is what counts.
pub fn meeting_carer(person: PersonId, eligible: Verdict, facts: &CarerMeeting) -> Meeting {
    use MeetingQuestion as Q;
    let money = || {
        Node::any(
            &MONEY_CARER,
            [Node::not(Node::ask(Q::Charged)), Node::ask(Q::WithinLimit), Node::ask(Q::AsksAllTheSame)],
        )
    };
    let to_carer = Node::all(&TO_CARER, [Node::not(Node::ask(Q::ByCareToAdult)), money()]);
    let to_adult = Node::all(&TO_ADULT, [Node::ask(Q::ByCareToAdult), Node::ask(Q::AdultAgrees), money()]);
    let duty = Node::all(
        &DUTY_CARER,
        [Node::ask(Q::Eligible), Node::ask(Q::BelongsHere), Node::any(&EITHER_WAY, [to_carer, to_adult])],
    );
    let agrees =
        Node::any(&ADULT_AGREES, [Node::not(Node::ask(Q::ByCareToAdult)), Node::ask(Q::AdultAgrees)]);
    let power = Node::all(&POWER_CARER, [agrees]);
    Meeting::judge(person, &duty, power, |question| match question {
        Q::Eligible => told_verdict(eligible),
        Q::BelongsHere => belongs_here(facts.residence_of_adult),
        Q::ByCareToAdult => *facts.by_care_to_adult.told(),
        Q::AdultAgrees => *facts.adult_agrees.told(),
        Q::Charged => *facts.charged.told(),
        Q::WithinLimit => *facts.within_limit.told(),
        Q::AsksAllTheSame => *facts.asks_all_the_same.told(),
        Q::LacksCapacityToArrange | Q::NobodyToArrange | Q::Urgent | Q::OtherAreaTold => Told::default(),
    })
}

fn belongs_here(residence: Fact<Residence>) -> Told<bool> {
    match residence.told() {
        Told::Known(residence) => Told::Known(*residence != Residence::Elsewhere),
        Told::NotKnown(why) => Told::NotKnown(*why),
    }
}

/// A verdict as an answer in another tree. It is not that nobody asked: its own questions are open.
fn told_verdict(verdict: Verdict) -> Told<bool> {
    match verdict {
        Verdict::Yes => Told::Known(true),
        Verdict::No => Told::Known(false),
        Verdict::NotKnown => Told::NotKnown(WhyNotKnown::AskedNotKnown),
    }
}
