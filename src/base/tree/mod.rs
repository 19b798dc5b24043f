//! Explaining trees: yes, no or not known, with what decided it and what is still to ask.
//!
//! A [`Tree`] is the shape of a decision in law or policy: questions joined by *all of*, *any of*, *at least so
//! many of* and *not*. Judging it by what is known gives a [`Judgement`]: a [`Verdict`], the [`Why`] cut back to
//! what decided, and the questions that decide.
//!
//! The verdict is exact: it is *not known* if and only if the questions that are open could still make it yes
//! and could still make it no. A question **decides** if, for some answers to the other open questions, its own
//! two answers give different verdicts; all and only those are listed, in the order of the tree. That holds for
//! questions that stand in several places, too, where reading the tree from the leaves up would not be enough:
//! "`q`, or not `q`" is yes whatever `q` is. So a tree is compiled, once, into a decision diagram in which each
//! question stands at most once on every path and only where it matters.
//!
//! Four laws hold, whatever the tree (`tests/trees.rs`):
//!
//! 1. what the [`Why`] kept gives, alone, the same verdict and the same deciding questions;
//! 2. the verdict is not known exactly when some question decides;
//! 3. answering every deciding question, and again those that then decide, settles it;
//! 4. a new fact never flips a settled verdict.

mod diagram;
mod why;

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use diagram::{Builder, Diagram};
pub use why::{Judgement, Reason, Why};

use super::{Basis, Told, codes, limits};

codes! {
    /// What comes out of a tree.
    pub enum Verdict: "a verdict" {
        /// Yes, whatever the open questions turn out to be.
        Yes = "yes", "yes";
        /// No, whatever the open questions turn out to be.
        No = "no", "no";
        /// It depends on questions that are open.
        NotKnown = "not_known", "cannot say yet";
    }
}

impl Verdict {
    /// Whether it no longer depends on anything.
    pub const fn is_settled(self) -> bool {
        !matches!(self, Self::NotKnown)
    }

    /// The other one; what is not known stays so.
    #[must_use]
    pub const fn opposite(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::NotKnown => Self::NotKnown,
        }
    }

    /// Yes if any is yes, no if all are no: exact only where they do not share a question.
    pub(crate) fn any(verdicts: impl IntoIterator<Item = Self>) -> Self {
        verdicts.into_iter().fold(Self::No, |any, verdict| match (any, verdict) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::NotKnown,
        })
    }

    /// Yes if all are yes, no if any is no: exact only where they do not share a question.
    pub(crate) fn all(verdicts: impl IntoIterator<Item = Self>) -> Self {
        verdicts.into_iter().fold(Self::Yes, |all, verdict| match (all, verdict) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::NotKnown,
        })
    }
}

impl From<bool> for Verdict {
    fn from(answer: bool) -> Self {
        if answer { Self::Yes } else { Self::No }
    }
}

impl From<&Told<bool>> for Verdict {
    fn from(told: &Told<bool>) -> Self {
        match told {
            Told::Known(answer) => (*answer).into(),
            Told::NotKnown(_) => Self::NotKnown,
        }
    }
}

/// What a tree asks. A small value with a stable code and plain words; the same value is the same question
/// wherever it stands.
pub trait Question: Copy + Ord {
    /// The stable code, such as `nutrition.assistance`.
    fn code(self) -> String;
    /// What is asked, in plain words.
    fn words(self) -> String;
}

/// What a branch of a tree decides, and what that rests on. One static value each.
#[derive(Debug, PartialEq, Eq)]
pub struct TreeStep {
    /// The stable code, in lower case with hyphens.
    pub code: &'static str,
    /// What is decided here, so that "yes" or "no" can stand before it.
    pub words: &'static str,
    /// What it rests on.
    pub basis: Basis,
}

/// A part of a tree that is being put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<Q> {
    what: What<Q>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What<Q> {
    Ask(Q),
    Not(Box<Node<Q>>),
    Of { step: &'static TreeStep, needed: Needed, parts: Vec<Node<Q>> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needed {
    All,
    AtLeast(usize),
}

impl<Q> Node<Q> {
    /// A question.
    pub const fn ask(question: Q) -> Self {
        Self { what: What::Ask(question) }
    }

    /// Yes where the part says no, no where it says yes.
    #[expect(clippy::should_implement_trait, reason = "it negates what a part says, not a value")]
    pub fn not(part: Self) -> Self {
        Self { what: What::Not(Box::new(part)) }
    }

    /// Yes if all parts say yes. Of no parts at all: yes.
    pub fn all(step: &'static TreeStep, parts: impl IntoIterator<Item = Self>) -> Self {
        Self { what: What::Of { step, needed: Needed::All, parts: parts.into_iter().collect() } }
    }

    /// Yes if any part says yes. Of no parts at all: no.
    pub fn any(step: &'static TreeStep, parts: impl IntoIterator<Item = Self>) -> Self {
        Self::at_least(1, step, parts)
    }

    /// Yes if at least so many parts say yes. At least none: yes; more than there are: no.
    pub fn at_least(needed: usize, step: &'static TreeStep, parts: impl IntoIterator<Item = Self>) -> Self {
        let needed = Needed::AtLeast(needed);
        Self { what: What::Of { step, needed, parts: parts.into_iter().collect() } }
    }

    fn kids(&self) -> &[Self] {
        match &self.what {
            What::Ask(_) => &[],
            What::Not(part) => core::slice::from_ref(part),
            What::Of { parts, .. } => parts,
        }
    }

    /// Depth and number of parts, as far as the limits go.
    fn check(&self, depth: usize, parts: &mut usize) -> Result<(), TreeError> {
        *parts += 1;
        if depth > limits::TREE_DEPTH {
            return Err(TreeError::TooDeep);
        }
        if *parts > limits::TREE_PARTS {
            return Err(TreeError::TooLarge);
        }
        self.kids().iter().try_for_each(|kid| kid.check(depth + 1, parts))
    }
}

/// A tree goes past a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TreeError {
    /// Parts within parts within parts.
    #[error("expected a tree of at most {} parts within each other", limits::TREE_DEPTH)]
    TooDeep,
    /// Too many parts.
    #[error("expected a tree of at most {} parts", limits::TREE_PARTS)]
    TooLarge,
    /// Its questions stand in so many places that what decides cannot be worked out within the limit.
    #[error(
        "expected a tree whose decisions number at most {}: let fewer questions stand in several places",
        limits::TREE_DECISIONS
    )]
    Tangled,
}

/// The shape of a decision, ready to be judged by what is known.
///
/// ```
/// use mutual_care::base::{Basis, Node, Question, Told, Tree, TreeStep, Verdict, WhyNotKnown};
///
/// #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
/// enum Ask { Umbrella, Coat, Raining }
/// impl Question for Ask {
///     fn code(self) -> String { self.words() }
///     fn words(self) -> String {
///         match self { Ask::Umbrella => "umbrella", Ask::Coat => "coat", Ask::Raining => "raining" }.into()
///     }
/// }
/// static DRY: TreeStep = TreeStep { code: "dry", words: "stays dry", basis: Basis::definition("rain") };
/// static COVERED: TreeStep = TreeStep { code: "covered", words: "is covered", basis: Basis::definition("rain") };
///
/// let covered = Node::any(&COVERED, [Node::ask(Ask::Umbrella), Node::ask(Ask::Coat)]);
/// let tree = Tree::new(Node::any(&DRY, [covered, Node::not(Node::ask(Ask::Raining))]))?;
///
/// let not_asked = Told::NotKnown(WhyNotKnown::NotAsked);
/// let judged = tree.judge(|ask| if ask == Ask::Coat { Told::Known(false) } else { not_asked });
/// assert_eq!(judged.verdict(), Verdict::NotKnown);
/// assert!(judged.deciding() == [Ask::Umbrella, Ask::Raining]);
///
/// let judged = tree.judge(|ask| if ask == Ask::Umbrella { Told::Known(true) } else { not_asked });
/// assert_eq!(judged.why().to_string(),
///     "yes: stays dry (rain (definition))\n  yes: is covered (rain (definition))\n    yes: umbrella\n");
/// # Ok::<(), mutual_care::base::TreeError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Tree<Q> {
    root: Part<Q>,
    /// In the order of the tree.
    questions: Vec<Q>,
    diagram: Diagram,
}

/// A node with the function of the diagram that it stands for.
#[derive(Debug, Clone)]
struct Part<Q> {
    what: PartWhat<Q>,
    function: u32,
}

#[derive(Debug, Clone)]
enum PartWhat<Q> {
    Ask { question: Q, index: u32 },
    Not(Box<Part<Q>>),
    Of { step: &'static TreeStep, needed: usize, parts: Vec<Part<Q>> },
}

impl<Q: Question> Tree<Q> {
    /// The tree with this root.
    ///
    /// # Errors
    ///
    /// [`TreeError`] past [`limits::TREE_DEPTH`], [`limits::TREE_PARTS`] or [`limits::TREE_DECISIONS`]. A tree in
    /// which no question stands twice comes to the last of these only through very large counts within each
    /// other.
    pub fn new(root: Node<Q>) -> Result<Self, TreeError> {
        root.check(1, &mut 0)?;
        let mut builder = Builder::new(limits::TREE_DECISIONS);
        let tree = Self::build(root, &mut builder);
        if builder.is_tangled() { Err(TreeError::Tangled) } else { Ok(tree) }
    }

    /// A tree whose shape is fixed in this crate, so that it is known to be within the limits.
    pub(crate) fn fixed(root: Node<Q>) -> Self {
        Self::build(root, &mut Builder::new(usize::MAX))
    }

    fn build(root: Node<Q>, builder: &mut Builder) -> Self {
        let mut questions = Vec::new();
        let mut root = Part::build(root, builder, &mut questions);
        let mut functions = Vec::new();
        root.each_function(&mut |function| functions.push(*function));
        let (diagram, places) = builder.finish(&functions);
        root.each_function(&mut |function| {
            *function = places.get(*function as usize).copied().unwrap_or_default();
        });
        Self { root, questions, diagram }
    }

    /// Every question, each once, in the order of the tree.
    pub fn questions(&self) -> &[Q] {
        &self.questions
    }

    /// The verdict alone.
    pub fn verdict(&self, told: impl Fn(Q) -> Told<bool>) -> Verdict {
        let known: Vec<Verdict> =
            self.questions.iter().map(|question| Verdict::from(&told(*question))).collect();
        self.diagram.verdict(self.root.function, &known)
    }

    /// The verdict, what decided it, and the questions that decide.
    pub fn judge(&self, told: impl Fn(Q) -> Told<bool>) -> Judgement<Q> {
        let told: Vec<Told<bool>> = self.questions.iter().map(|question| told(*question)).collect();
        let known: Vec<Verdict> = told.iter().map(Verdict::from).collect();
        let verdicts = self.diagram.verdicts(&known);
        let why = why::prune(&self.root, &verdicts, &told);
        let deciding = match why.verdict() {
            Verdict::NotKnown => {
                let deciding = self.diagram.deciding(self.root.function, &known);
                deciding.iter().filter_map(|index| self.questions.get(*index as usize)).copied().collect()
            }
            Verdict::Yes | Verdict::No => Vec::new(),
        };
        Judgement::new(why, deciding)
    }
}

impl<Q: Question> Part<Q> {
    fn build(node: Node<Q>, builder: &mut Builder, questions: &mut Vec<Q>) -> Self {
        match node.what {
            What::Ask(question) => {
                // A tree has few questions, at the very most one a part: a look through them is all it takes.
                let place = questions.iter().position(|known| *known == question).unwrap_or_else(|| {
                    questions.push(question);
                    questions.len() - 1
                });
                let index = diagram::index(place);
                Self { what: PartWhat::Ask { question, index }, function: builder.ask(index) }
            }
            What::Not(part) => {
                let part = Self::build(*part, builder, questions);
                let function = builder.not(part.function);
                Self { what: PartWhat::Not(Box::new(part)), function }
            }
            What::Of { step, needed, parts } => {
                let needed = match needed {
                    Needed::All => parts.len(),
                    Needed::AtLeast(needed) => needed,
                };
                let parts: Vec<Self> =
                    parts.into_iter().map(|part| Self::build(part, builder, questions)).collect();
                let functions: Vec<u32> = parts.iter().map(|part| part.function).collect();
                let function = builder.at_least(needed, &functions);
                Self { what: PartWhat::Of { step, needed, parts }, function }
            }
        }
    }

    fn each_function(&mut self, change: &mut impl FnMut(&mut u32)) {
        change(&mut self.function);
        match &mut self.what {
            PartWhat::Ask { .. } => {}
            PartWhat::Not(part) => part.each_function(change),
            PartWhat::Of { parts, .. } => parts.iter_mut().for_each(|part| part.each_function(change)),
        }
    }
}
