//! Meeting needs: whether the authority must, may, or neither (Care Act ss.18 to 20), and why.
//!
//! An adult's needs that a carer meets need not be met (s.18(7), [`CarersHelp`](super::CarersHelp)). A carer's needs may
//! be met in two ways: by support to the carer, or by care to the adult. Each has its own money, and a refusal by the
//! adult closes only the second.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::rules;
use crate::base::{
    Basis, Fact, Finding, Findings, Judgement, Node, PersonId, Question, Surety, Told, Tree, TreeStep,
    Verdict, WhyNotKnown, codes,
};

const ACT: &str = "Care Act 2014";

const fn act(section: &'static str, surety: Surety) -> Basis {
    Basis::act(ACT, section, surety).since(2015, 4, 1)
}

static DUTY_ADULT: TreeStep = TreeStep {
    code: "duty-to-adult",
    words: "the authority must meet the adult's eligible needs",
    basis: act("s.18", Surety::Read),
};
static MONEY_ADULT: TreeStep = TreeStep {
    code: "money-stands-not-in-the-way",
    words: "there is no charge, or one of conditions 1 to 3 is met",
    basis: act("s.18(1)(c), (2) to (4)", Surety::Read),
};
static CONDITION_3: TreeStep = TreeStep {
    code: "condition-3",
    words: "the adult cannot arrange it for lack of capacity, and nobody else can",
    basis: act("s.18(4)", Surety::Read),
};
static POWER_ADULT: TreeStep = TreeStep {
    code: "power-for-adult",
    words: "the authority may meet the adult's needs",
    basis: act("s.19", Surety::Read),
};
static ELSEWHERE: TreeStep = TreeStep {
    code: "power-for-adult-of-another-area",
    words: "the adult belongs to another area, the needs meet the criteria, money does not stand in the way, and that \
            area's authority has been told",
    basis: act("s.19(2)", Surety::Read),
};
static DUTY_CARER: TreeStep = TreeStep {
    code: "duty-to-carer",
    words: "the authority must meet the carer's eligible needs",
    basis: act("s.20", Surety::Read),
};
static EITHER_WAY: TreeStep = TreeStep {
    code: "one-way-of-meeting",
    words: "the conditions of one of the two ways of meeting them hold",
    basis: act("s.20(1)", Surety::Read),
};
static TO_CARER: TreeStep = TreeStep {
    code: "by-support-to-the-carer",
    words: "they can be met by support to the carer: money does not stand in the way",
    basis: act("s.20(1)(b), (2), (3)", Surety::Read),
};
static TO_ADULT: TreeStep = TreeStep {
    code: "by-care-to-the-adult",
    words: "they can be met by care to the adult, who agrees: money does not stand in the way",
    basis: act("s.20(1)(c), (4), (5)", Surety::Read),
};
static MONEY_OF_ADULT: TreeStep = TreeStep {
    code: "money-of-the-adult",
    words: "there is no charge, or the adult's means are within the limit, or the adult asks all the same",
    basis: act("s.20(1)(c), (4), (5)", Surety::Read),
};
static POWER_CARER: TreeStep = TreeStep {
    code: "power-for-carer",
    words: "the authority may meet the carer's needs by support to the carer",
    basis: act("s.20(6)", Surety::Unverified),
};
static POWER_ONLY: TreeStep = TreeStep {
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

/// Charge and means for one of the two ways in which a carer's needs may be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WayMoney {
    /// Whether the authority makes a charge for it.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub charged: Fact<bool>,
    /// Means of whoever would be charged for it are at or below the limit.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub within_limit: Fact<bool>,
    /// Whoever would be charged for it asks the authority all the same.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub asks_all_the_same: Fact<bool>,
}

impl WayMoney {
    /// Whether nothing was said of it.
    pub fn is_blank(&self) -> bool {
        *self == Self::default()
    }
}

/// What a carer's case is judged by, besides whether the needs are eligible.
///
/// The needs may be met by support to the carer or by care to the adult. Charge and means are those of the way that
/// `by_care_to_adult` names; `to_carer` and `to_adult` say them of one way by itself. That there is no charge holds of
/// both ways unless it is said otherwise of one; means that were said of one way are never taken for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CarerMeeting {
    /// Where the *adult needing care* belongs. Where the carer lives does not count.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub residence_of_adult: Fact<Residence>,
    /// Whether it is proposed to meet them by care to the adult, rather than by support to the carer.
    #[serde(skip_serializing_if = "Fact::is_blank")]
    pub by_care_to_adult: Fact<bool>,
    /// Whether that adult agrees to care in place of the carer's. A refusal closes that way only.
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
    /// Charge and means for support to the carer, where they are known by themselves.
    #[serde(skip_serializing_if = "WayMoney::is_blank")]
    pub to_carer: WayMoney,
    /// Charge and means for care to the adult, where they are known by themselves.
    #[serde(skip_serializing_if = "WayMoney::is_blank")]
    pub to_adult: WayMoney,
}

impl CarerMeeting {
    /// Charge and means of one way: as said of it, else as said of the way that is proposed.
    fn money(&self, to_adult: bool) -> [Told<bool>; 3] {
        let own = if to_adult { &self.to_adult } else { &self.to_carer };
        // Nobody said which way is meant: then it was said of either.
        let meant = match self.by_care_to_adult.told() {
            Told::Known(meant) => *meant == to_adult,
            Told::NotKnown(_) => true,
        };
        let read = |own: &Fact<bool>, of_proposed: &Fact<bool>, holds_of_both: bool| match own.is_blank() {
            false => *own.told(),
            true if meant || holds_of_both => *of_proposed.told(),
            true => Told::default(),
        };
        let free = *self.charged.told() == Told::Known(false);
        [
            read(&own.charged, &self.charged, free),
            read(&own.within_limit, &self.within_limit, false),
            read(&own.asks_all_the_same, &self.asks_all_the_same, false),
        ]
    }

    /// Whether the adult agrees to care in place of the carer's. Who asks for it agrees.
    fn agrees(&self) -> Told<bool> {
        let [_, _, asks] = self.money(true);
        match (self.adult_agrees.told(), self.by_care_to_adult.told(), asks) {
            (Told::NotKnown(_), Told::Known(true), Told::Known(true)) => Told::Known(true),
            (told, ..) => *told,
        }
    }
}

/// What the duty or power to meet needs depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeetingQuestion {
    /// Whether the needs meet the criteria.
    Eligible,
    /// Whether carers leave some of the eligible needs unmet.
    LeftByCarers,
    /// Whether the adult needing care belongs to the area, or to none.
    BelongsHere,
    /// Whether the carer would be charged for support to the carer.
    CarerCharged,
    /// Whether the carer's means are at or below the limit.
    CarerWithinLimit,
    /// Whether the carer asks all the same.
    CarerAsks,
    /// Whether the adult agrees to care in place of the carer's.
    AdultAgrees,
    /// Whether there is a charge to the adult.
    Charged,
    /// Whether the adult's means are at or below the limit.
    WithinLimit,
    /// Whether the adult asks all the same.
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
            Self::LeftByCarers => {
                ("left_by_carers", "carers who are able and willing now leave some of the needs unmet")
            }
            Self::CarerCharged => {
                ("carer_charged", "the authority makes a charge to the carer for support to the carer")
            }
            Self::CarerWithinLimit => {
                ("carer_within_limit", "the carer's means are at or below the financial limit")
            }
            Self::CarerAsks => {
                ("carer_asks_all_the_same", "the carer asks the authority to meet the needs all the same")
            }
            Self::AdultAgrees => {
                ("adult_agrees", "the adult agrees to care that would meet the carer's needs")
            }
            Self::Charged => ("charged", "the authority makes a charge to the adult"),
            Self::WithinLimit => ("within_limit", "the adult's means are at or below the financial limit"),
            Self::AsksAllTheSame => {
                ("asks_all_the_same", "the adult asks the authority to meet the needs all the same")
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
/// `left_by_carers` says whether carers who are able and willing now leave some of the eligible needs unmet: what they
/// meet need not be met (s.18(7)). [`AssessmentCase::meeting`](super::AssessmentCase::meeting) works it out of what is recorded.
///
/// ```
/// use mutual_care::assessment::{AdultMeeting, MustMeet, Residence, meeting_adult};
/// use mutual_care::base::{Fact, Told, Verdict};
/// # let person = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let left = Told::Known(true);
/// let mut facts = AdultMeeting { residence: Fact::known(Residence::Here), ..AdultMeeting::default() };
/// assert_eq!(meeting_adult(person, Verdict::Yes, &facts, left).must_meet(), MustMeet::NotKnown);
/// facts.charged = Fact::known(false);
/// assert_eq!(meeting_adult(person, Verdict::Yes, &facts, left).must_meet(), MustMeet::Duty);
/// assert_eq!(meeting_adult(person, Verdict::Yes, &facts, Told::Known(false)).must_meet(), MustMeet::Power);
/// assert_eq!(meeting_adult(person, Verdict::No, &facts, left).must_meet(), MustMeet::Power);
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub fn meeting_adult(
    person: PersonId,
    eligible: Verdict,
    facts: &AdultMeeting,
    left_by_carers: Told<bool>,
) -> Meeting {
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
    let duty = Node::all(
        &DUTY_ADULT,
        [Node::ask(Q::Eligible), Node::ask(Q::LeftByCarers), Node::ask(Q::BelongsHere), money.clone()],
    );
    let elsewhere = Node::all(
        &ELSEWHERE,
        [Node::not(Node::ask(Q::BelongsHere)), Node::ask(Q::Eligible), money, Node::ask(Q::OtherAreaTold)],
    );
    let power = Node::any(&POWER_ADULT, [Node::ask(Q::BelongsHere), elsewhere, Node::ask(Q::Urgent)]);
    Meeting::judge(person, &duty, power, |question| match question {
        Q::Eligible => told_verdict(eligible),
        Q::LeftByCarers => left_by_carers,
        Q::BelongsHere => belongs_here(facts.residence),
        Q::Charged => *facts.charged.told(),
        Q::WithinLimit => *facts.within_limit.told(),
        Q::AsksAllTheSame => *facts.asks_all_the_same.told(),
        Q::LacksCapacityToArrange => *facts.lacks_capacity_to_arrange.told(),
        Q::NobodyToArrange => *facts.nobody_to_arrange.told(),
        Q::Urgent => *facts.urgent.told(),
        Q::OtherAreaTold => *facts.other_area_told.told(),
        Q::CarerCharged | Q::CarerWithinLimit | Q::CarerAsks | Q::AdultAgrees => Told::default(),
    })
}

/// Whether a carer's needs must or may be met. Where the adult needing care belongs is what counts.
///
/// They may be met by support to the carer, or by care to the adult, who has to agree to that: a refusal closes only
/// that way, so the authority is never without a way to meet them.
///
/// ```
/// use mutual_care::assessment::{CarerMeeting, MustMeet, Residence, meeting_carer};
/// use mutual_care::base::{Fact, Verdict};
/// # let person = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let facts = CarerMeeting {
///     residence_of_adult: Fact::known(Residence::Here),
///     by_care_to_adult: Fact::known(true),
///     adult_agrees: Fact::known(false),
///     charged: Fact::known(false),
///     ..CarerMeeting::default()
/// };
/// let meeting = meeting_carer(person, Verdict::Yes, &facts);
/// assert_eq!(meeting.must_meet(), MustMeet::Duty);
/// assert_eq!(meeting.findings().with_code("only-by-support-to-carer").count(), 1);
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub fn meeting_carer(person: PersonId, eligible: Verdict, facts: &CarerMeeting) -> Meeting {
    use MeetingQuestion as Q;
    let to_carer = Node::any(
        &TO_CARER,
        [Node::not(Node::ask(Q::CarerCharged)), Node::ask(Q::CarerWithinLimit), Node::ask(Q::CarerAsks)],
    );
    let money_of_adult = Node::any(
        &MONEY_OF_ADULT,
        [Node::not(Node::ask(Q::Charged)), Node::ask(Q::WithinLimit), Node::ask(Q::AsksAllTheSame)],
    );
    let to_adult = Node::all(&TO_ADULT, [Node::ask(Q::AdultAgrees), money_of_adult]);
    let duty = Node::all(
        &DUTY_CARER,
        [Node::ask(Q::Eligible), Node::ask(Q::BelongsHere), Node::any(&EITHER_WAY, [to_carer, to_adult])],
    );
    // Support to the carer is a way that is always open, so there is nothing to ask.
    let power = Node::all(&POWER_CARER, []);
    let [carer_charged, carer_within, carer_asks] = facts.money(false);
    let [charged, within, asks] = facts.money(true);
    let mut meeting = Meeting::judge(person, &duty, power, |question| match question {
        Q::Eligible => told_verdict(eligible),
        Q::BelongsHere => belongs_here(facts.residence_of_adult),
        Q::CarerCharged => carer_charged,
        Q::CarerWithinLimit => carer_within,
        Q::CarerAsks => carer_asks,
        Q::AdultAgrees => facts.agrees(),
        Q::Charged => charged,
        Q::WithinLimit => within,
        Q::AsksAllTheSame => asks,
        Q::LeftByCarers | Q::LacksCapacityToArrange | Q::NobodyToArrange | Q::Urgent | Q::OtherAreaTold => {
            Told::default()
        }
    });
    if facts.agrees() == Told::Known(false) {
        meeting.findings.push(Finding::new(&rules::ONLY_BY_SUPPORT_TO_CARER).about(person));
    }
    meeting
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
