//! What the law asks for before it owes an assessment: the kinds, the questions, and the tree of each kind.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::assessment::rules;
use crate::base::{Basis, Node, PersonId, Question, Rule, Surety, Tree, TreeStep, codes};

const fn care_act(section: &'static str) -> Basis {
    Basis::act("Care Act 2014", section, Surety::Read).since(2015, 4, 1)
}

const fn children_act(section: &'static str, surety: Surety) -> Basis {
    Basis::act("Children Act 1989", section, surety).since(2015, 4, 1)
}

static ADULT: TreeStep = TreeStep {
    code: "needs-assessment-owed",
    words: "an assessment of needs for care and support is owed",
    basis: care_act("s.9(1)"),
};
static CARER: TreeStep = TreeStep {
    code: "carers-assessment-owed",
    words: "a carer's assessment is owed",
    basis: care_act("s.10(1), (3)"),
};
static YOUNG_CARER: TreeStep = TreeStep {
    code: "young-carers-assessment-owed",
    words: "a young carer's assessment is owed",
    basis: children_act("s.17ZA", Surety::Read),
};
static PARENT_CARER: TreeStep = TreeStep {
    code: "parent-carers-assessment-owed",
    words: "a parent carer's assessment is owed",
    basis: children_act("ss.17ZD to 17ZF", Surety::Secondary),
};
static CARER_MAY_NEED: TreeStep = TreeStep {
    code: "appears-or-asked",
    words: "support may be needed, now or in future, or the carer asked for an assessment",
    basis: Basis::act("Care Act 2014", "s.10(1)", Surety::Computed).since(2015, 4, 1),
};
static APPEARS_OR_ASKED: TreeStep = TreeStep {
    code: "appears-or-asked",
    words: "support may be needed, or somebody asked for an assessment",
    basis: children_act("ss.17ZA, 17ZD", Surety::Read),
};

codes! {
    /// A kind of assessment, by the role in which somebody is owed it.
    pub enum AssessmentKind: "a kind of assessment" {
        /// Of an adult who may have needs for care and support (Care Act s.9).
        Adult = "adult", "an assessment of needs for care and support";
        /// Of an adult who cares for another adult, or intends to (Care Act s.10).
        Carer = "carer", "a carer's assessment";
        /// Of somebody under 18 who cares for another person, or intends to (Children Act s.17ZA).
        YoungCarer = "young_carer", "a young carer's assessment";
        /// Of an adult who cares for a disabled child for whom they have parental responsibility (Children Act
        /// s.17ZD).
        ParentCarer = "parent_carer", "a parent carer's assessment";
    }
}

impl AssessmentKind {
    const fn step(self) -> &'static TreeStep {
        match self {
            Self::Adult => &ADULT,
            Self::Carer => &CARER,
            Self::YoungCarer => &YOUNG_CARER,
            Self::ParentCarer => &PARENT_CARER,
        }
    }

    /// What it rests on.
    pub const fn basis(self) -> Basis {
        self.step().basis
    }

    pub(super) const fn owed(self) -> &'static Rule {
        match self {
            Self::Adult => &rules::NEEDS_ASSESSMENT_OWED,
            Self::Carer => &rules::CARERS_ASSESSMENT_OWED,
            Self::YoungCarer => &rules::YOUNG_CARERS_ASSESSMENT_OWED,
            Self::ParentCarer => &rules::PARENT_CARERS_ASSESSMENT_OWED,
        }
    }
}

/// What it depends on whether an assessment is owed. The words ask somebody who knows the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WhichQuestion {
    /// Whether this person is 18 or older.
    IsAdult(PersonId),
    /// Whether it appears that this person may have needs for care and support.
    MayHaveNeeds(PersonId),
    /// Whether the first provides care for the second, or intends to.
    Cares(PersonId, PersonId),
    /// Whether the first does so under a contract, or as voluntary work.
    PaidOrVoluntary(PersonId, PersonId),
    /// Whether it appears that the first may need support with it, now or in future.
    MayNeedSupport(PersonId, PersonId),
    /// Whether the first asked for an assessment.
    AskedForIt(PersonId, PersonId),
    /// Whether this child is disabled.
    Disabled(PersonId),
    /// Whether the first has parental responsibility for the second.
    ParentalResponsibility(PersonId, PersonId),
}

impl WhichQuestion {
    /// The person asked about, and the other one where it is about two.
    pub const fn about(self) -> (PersonId, Option<PersonId>) {
        match self {
            Self::IsAdult(person) | Self::MayHaveNeeds(person) | Self::Disabled(person) => (person, None),
            Self::Cares(by, to)
            | Self::PaidOrVoluntary(by, to)
            | Self::MayNeedSupport(by, to)
            | Self::AskedForIt(by, to)
            | Self::ParentalResponsibility(by, to) => (by, Some(to)),
        }
    }
}

impl Question for WhichQuestion {
    fn code(self) -> String {
        match self {
            Self::IsAdult(_) => "is_adult",
            Self::MayHaveNeeds(_) => "may_have_needs",
            Self::Cares(..) => "provides_or_intends",
            Self::PaidOrVoluntary(..) => "paid_or_voluntary",
            Self::MayNeedSupport(..) => "may_need_support",
            Self::AskedForIt(..) => "asked_for_it",
            Self::Disabled(_) => "disabled",
            Self::ParentalResponsibility(..) => "parental_responsibility",
        }
        .to_string()
    }

    fn words(self) -> String {
        match self {
            Self::IsAdult(_) => "When was this person born?",
            Self::MayHaveNeeds(_) => "May this person need care or support?",
            Self::Cares(..) => "Does this person help the other, or mean to?",
            Self::PaidOrVoluntary(..) => "Is this person paid for it, or a volunteer?",
            Self::MayNeedSupport(..) => "May this person need support with it, now or later?",
            Self::AskedForIt(..) => "Has this person, or a parent, asked for an assessment?",
            Self::Disabled(_) => "Is this child disabled?",
            Self::ParentalResponsibility(..) => {
                "Does this person have parental responsibility for the child?"
            }
        }
        .to_string()
    }
}

/// The tree of one kind: for a carer with the person for whom they care.
pub(super) fn tree(kind: AssessmentKind, person: PersonId, to: Option<PersonId>) -> Tree<WhichQuestion> {
    use WhichQuestion as Q;
    let to = to.unwrap_or(person);
    let adult = |who| Node::ask(Q::IsAdult(who));
    let unpaid_care =
        || [Node::ask(Q::Cares(person, to)), Node::not(Node::ask(Q::PaidOrVoluntary(person, to)))];
    let appears_or_asked = |step| {
        Node::any(step, [Node::ask(Q::MayNeedSupport(person, to)), Node::ask(Q::AskedForIt(person, to))])
    };
    let mut parts = Vec::new();
    match kind {
        AssessmentKind::Adult => parts.extend([adult(person), Node::ask(Q::MayHaveNeeds(person))]),
        AssessmentKind::Carer => {
            parts.extend([adult(person), adult(to)]);
            parts.extend(unpaid_care());
            parts.push(appears_or_asked(&CARER_MAY_NEED));
        }
        AssessmentKind::YoungCarer => {
            parts.push(Node::not(adult(person)));
            parts.extend(unpaid_care());
            parts.push(appears_or_asked(&APPEARS_OR_ASKED));
        }
        AssessmentKind::ParentCarer => {
            parts.extend([adult(person), Node::not(adult(to)), Node::ask(Q::Disabled(to))]);
            parts.push(Node::ask(Q::ParentalResponsibility(person, to)));
            parts.push(Node::ask(Q::Cares(person, to)));
            parts.push(appears_or_asked(&APPEARS_OR_ASKED));
        }
    }
    Tree::fixed(Node::all(kind.step(), parts))
}
