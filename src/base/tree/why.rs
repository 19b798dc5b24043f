//! Why: a tree cut back to what decided, and its words.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Part, PartWhat, Question, TreeStep, Verdict};
use crate::base::{Code, Told};

/// A verdict, what decided it, and the questions that decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement<Q> {
    why: Why<Q>,
    deciding: Vec<Q>,
}

impl<Q> Judgement<Q> {
    pub(super) const fn new(why: Why<Q>, deciding: Vec<Q>) -> Self {
        Self { why, deciding }
    }

    /// Yes, no or not known.
    pub const fn verdict(&self) -> Verdict {
        self.why.verdict
    }

    /// What decided; where it is not known, all that could still decide.
    pub const fn why(&self) -> &Why<Q> {
        &self.why
    }

    /// The open questions whose answer can change the verdict, in the order of the tree. Empty if and only if
    /// the verdict is settled.
    pub fn deciding(&self) -> &[Q] {
        &self.deciding
    }
}

/// A part of a tree, what it came to, and what decided that.
///
/// A settled part keeps what settled it: of *any of* that came to yes the parts that say yes, of *all of* that
/// came to no the parts that say no. An open part keeps all its parts, each cut back in itself, so that it shows
/// what is settled so far beside what is open. What was kept gives, alone, the same verdict.
///
/// `Display` writes it as indented lines, with words and sources, for a professional.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why<Q> {
    verdict: Verdict,
    reason: Reason<Q>,
}

/// What a part of a tree rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason<Q> {
    /// An answer.
    Answer {
        /// To this question.
        question: Q,
        /// What is known.
        told: Told<bool>,
    },
    /// The opposite of a part.
    Not(Box<Why<Q>>),
    /// So many parts.
    Of {
        /// What they decide together.
        step: &'static TreeStep,
        /// How many of them have to say yes.
        needed: usize,
        /// How many there are in the tree.
        of: usize,
        /// How many of all of them say yes, those that were not kept included.
        yes: usize,
        /// How many of all of them are open.
        open: usize,
        /// Those that decided, or may still.
        kept: Vec<Why<Q>>,
    },
}

impl<Q> Why<Q> {
    /// What the part came to.
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// What that rests on.
    pub const fn reason(&self) -> &Reason<Q> {
        &self.reason
    }

    /// The part that decides this step, wherever it stands, if it was kept.
    pub fn step(&self, code: &str) -> Option<&Self> {
        match &self.reason {
            Reason::Answer { .. } => None,
            Reason::Not(part) => part.step(code),
            Reason::Of { step, kept, .. } if step.code != code => {
                kept.iter().find_map(|part| part.step(code))
            }
            Reason::Of { .. } => Some(self),
        }
    }
}

impl<Q: Copy> Why<Q> {
    /// The answers that were kept, in the order of the tree; a question that stands twice comes twice.
    pub fn answers(&self) -> Vec<(Q, Told<bool>)> {
        let mut answers = Vec::new();
        self.collect(&mut answers);
        answers
    }

    fn collect(&self, answers: &mut Vec<(Q, Told<bool>)>) {
        match &self.reason {
            Reason::Answer { question, told } => answers.push((*question, *told)),
            Reason::Not(part) => part.collect(answers),
            Reason::Of { kept, .. } => kept.iter().for_each(|part| part.collect(answers)),
        }
    }
}

/// Cuts a part back. `verdicts` are those of the diagram's places, `told` what is known of each question.
pub(super) fn prune<Q: Question>(part: &Part<Q>, verdicts: &[Verdict], told: &[Told<bool>]) -> Why<Q> {
    let verdict_of =
        |part: &Part<Q>| verdicts.get(part.function as usize).copied().unwrap_or(Verdict::NotKnown);
    let verdict = verdict_of(part);
    let reason = match &part.what {
        PartWhat::Ask { question, index } => Reason::Answer {
            question: *question,
            told: told.get(*index as usize).copied().unwrap_or_default(),
        },
        PartWhat::Not(part) => Reason::Not(Box::new(prune(part, verdicts, told))),
        PartWhat::Of { step, needed, parts } => {
            let saying = |verdict| parts.iter().filter(|part| verdict_of(part) == verdict).count();
            // Counted over all parts: what is kept is only what decided.
            let (yes, open) = (saying(Verdict::Yes), saying(Verdict::NotKnown));
            // Parts that say the other thing never settle it. Those that say nothing do so only together,
            // where a question stands in several of them.
            let keep = |part: &Part<Q>| match verdict {
                Verdict::Yes if yes >= *needed => verdict_of(part) == Verdict::Yes,
                Verdict::Yes => verdict_of(part) != Verdict::No,
                Verdict::No if parts.len() - saying(Verdict::No) < *needed => verdict_of(part) == Verdict::No,
                Verdict::No => verdict_of(part) != Verdict::Yes,
                Verdict::NotKnown => true,
            };
            let kept: Vec<Why<Q>> =
                parts.iter().filter(|part| keep(part)).map(|part| prune(part, verdicts, told)).collect();
            Reason::Of { step, needed: *needed, of: parts.len(), yes, open, kept }
        }
    };
    Why { verdict, reason }
}

impl<Q: Question> fmt::Display for Why<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

impl<Q: Question> Why<Q> {
    fn write(&self, f: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        let indent = depth * 2;
        match &self.reason {
            Reason::Answer { question, told } => {
                let said = match told {
                    Told::Known(_) => self.verdict.words(),
                    Told::NotKnown(why) => why.words(),
                };
                writeln!(f, "{:indent$}{said}: {}", "", question.words())
            }
            Reason::Not(part) => {
                writeln!(f, "{:indent$}{}: the opposite of", "", self.verdict.words())?;
                part.write(f, depth + 1)
            }
            Reason::Of { step, needed, of, yes, open, kept } => {
                write!(f, "{:indent$}{}: {}", "", self.verdict.words(), step.words)?;
                if *needed != 1 && needed != of {
                    match open {
                        0 => write!(f, ", {yes} of {of} and {needed} are needed")?,
                        _ => write!(f, ", {yes} of {of} so far, {open} not known, and {needed} are needed")?,
                    }
                }
                writeln!(f, " ({})", step.basis)?;
                kept.iter().try_for_each(|part| part.write(f, depth + 1))
            }
        }
    }
}

/// For machines: verdict, `because`, and the codes of the deciding questions.
impl<Q: Question> Serialize for Judgement<Q> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let deciding: Vec<_> = self.deciding.iter().map(|question| question.code()).collect();
        let mut out = serializer.serialize_struct("Judgement", 3)?;
        out.serialize_field("verdict", &self.verdict())?;
        out.serialize_field("because", &self.why)?;
        out.serialize_field("deciding", &deciding)?;
        out.end()
    }
}

impl<Q: Question> Serialize for Why<Q> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.reason {
            Reason::Answer { question, told } => {
                let mut out = serializer.serialize_struct("Answer", 2)?;
                out.serialize_field("question", &question.code())?;
                match told {
                    Told::Known(answer) => out.serialize_field("known", answer)?,
                    Told::NotKnown(why) => out.serialize_field("not_known", why.code())?,
                }
                out.end()
            }
            Reason::Not(part) => {
                let mut out = serializer.serialize_struct("Not", 2)?;
                out.serialize_field("verdict", &self.verdict)?;
                out.serialize_field("not", part)?;
                out.end()
            }
            Reason::Of { step, needed, of, yes, open, kept } => {
                let mut out = serializer.serialize_struct("Of", 8)?;
                out.serialize_field("verdict", &self.verdict)?;
                out.serialize_field("step", step.code)?;
                out.serialize_field("needed", needed)?;
                out.serialize_field("of", of)?;
                out.serialize_field("yes", yes)?;
                out.serialize_field("open", open)?;
                out.serialize_field("basis", &step.basis)?;
                out.serialize_field("because", kept)?;
                out.end()
            }
        }
    }
}
