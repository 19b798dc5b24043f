//! Why something is refused: what is offered, a correction, a journal.

use alloc::vec::Vec;
use core::fmt;

use chrono::{DateTime, Utc};

use super::Misfit;
use crate::base::{AnyId, Findings, Weight, limits};

/// Why something was refused, in the order in which it is looked at. Holds ids, codes, numbers and dates only.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// It was accepted before, under the same key.
    AlreadyAccepted {
        /// The entry that holds it.
        seq: u64,
    },
    /// The key belongs to something else.
    KeyTaken {
        /// The entry that has the key.
        seq: u64,
    },
    /// The table does not list it, or lists it no longer.
    NotNow {
        /// The code of the status.
        status: &'static str,
        /// The code of what was offered.
        event: &'static str,
        /// The codes of what can happen now.
        allowed: Vec<&'static str>,
    },
    /// It can happen, but cannot come to be in the journal in this manner.
    NotInThisManner {
        /// The code of the status.
        status: &'static str,
        /// The code of what was offered.
        event: &'static str,
        /// The code of the manner.
        manner: &'static str,
    },
    /// No live case can be taken over at this status.
    NotTakenOverAt {
        /// The code of the status.
        status: &'static str,
        /// The codes of the statuses at which one can.
        at: Vec<&'static str>,
    },
    /// What it speaks of is not there.
    DoesNotFit(Misfit),
    /// A correction corrects nothing, or would take away what later entries stand on.
    Correction(CorrectionProblem),
    /// The stamp is earlier than that of the entry before.
    StampEarlier {
        /// The stamp of the last entry.
        last: DateTime<Utc>,
    },
    /// The journal is full.
    JournalFull,
    /// Rules bar it. All findings, those that do not bar included.
    Barred(Findings),
    /// More findings, or ids in one of them, than a journal keeps.
    TooManyFindings,
}

impl Refusal {
    /// What can happen instead, if it is refused for not being in the table: codes of events.
    pub fn allowed(&self) -> &[&'static str] {
        match self {
            Self::NotNow { allowed, .. } => allowed,
            _ => &[],
        }
    }

    /// What the guard found, if it is refused by rules.
    pub const fn findings(&self) -> Option<&Findings> {
        match self {
            Self::Barred(findings) => Some(findings),
            _ => None,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AlreadyAccepted { seq } => {
                write!(f, "already accepted under this key, as entry {seq}; nothing has changed")
            }
            Self::KeyTaken { seq } => {
                write!(
                    f,
                    "the key belongs to entry {seq}, which is something else; expected a key of its own"
                )
            }
            Self::NotNow { status, event, allowed } => {
                write!(f, "`{event}` cannot happen while the status is `{status}`; ")?;
                if allowed.is_empty() {
                    return f.write_str("nothing can happen any more");
                }
                write!(f, "what can: {}", Listed(allowed))
            }
            Self::NotInThisManner { status, event, manner } => write!(
                f,
                "`{event}` cannot be recorded as `{manner}` while the status is `{status}`; expected it regularly"
            ),
            Self::NotTakenOverAt { status, at } if at.is_empty() => {
                write!(f, "cannot be taken over at `{status}`; expected it to be opened")
            }
            Self::NotTakenOverAt { status, at } => {
                write!(f, "cannot be taken over at `{status}`; expected one of {}", Listed(at))
            }
            Self::DoesNotFit(misfit) => write!(f, "does not fit: {misfit}"),
            Self::Correction(problem) => write!(f, "cannot be corrected: {problem}"),
            Self::StampEarlier { last } => {
                write!(f, "stamped before the last entry; expected a time of {last:?} or later")
            }
            Self::JournalFull => {
                write!(f, "the journal is full; expected at most {} entries", limits::JOURNAL_ENTRIES)
            }
            Self::Barred(findings) => {
                f.write_str("barred: ")?;
                for (place, finding) in findings.iter().filter(|one| one.weight() == Weight::Bars).enumerate()
                {
                    let comma = if place > 0 { ", " } else { "" };
                    write!(f, "{comma}{}", finding.code())?;
                }
                Ok(())
            }
            Self::TooManyFindings => {
                write!(f, "more findings than a journal keeps; expected at most {}", limits::FINDINGS_KEPT)
            }
        }
    }
}

/// Codes, each in back quotes.
struct Listed<'a>(&'a [&'static str]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, code) in self.0.iter().enumerate() {
            let comma = if place > 0 { ", " } else { "" };
            write!(f, "{comma}`{code}`")?;
        }
        Ok(())
    }
}

/// Why a correction cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CorrectionProblem {
    /// It names no entry that was there before.
    #[error("there is no entry {seq} before it; expected an earlier entry")]
    NoSuchEntry {
        /// The entry it names.
        seq: u64,
    },
    /// It names a correction.
    #[error(
        "entry {seq} is itself a correction; correct entry {corrects} again, since the last correction counts"
    )]
    IsCorrection {
        /// The entry it names.
        seq: u64,
        /// The entry which that one corrects.
        corrects: u64,
    },
    /// It puts another event in the place of what happened.
    #[error(
        "entry {seq} is `{was}`, not `{with}`; expected another value of the same event, or that it never happened"
    )]
    AnotherEvent {
        /// The entry it names.
        seq: u64,
        /// The code of the event there.
        was: &'static str,
        /// The code of what it would be.
        with: &'static str,
    },
    /// It would take the opening away.
    #[error("entry 1 is the opening, which can be corrected but not removed")]
    OpeningRemoved,
    /// Later entries would not stand any more.
    #[error("later entries would no longer stand: {}", Entries(.0))]
    LaterEntries(Vec<Fallen>),
    /// The status would be another one.
    #[error(
        "the status would be `{to}` and no longer `{from}`; expected a correction by the door of every status"
    )]
    StatusChanges {
        /// The code of the status.
        from: &'static str,
        /// The code of what it would be.
        to: &'static str,
    },
}

/// An entry that would no longer stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallen {
    /// The entry.
    pub seq: u64,
    /// The code of its event.
    pub event: &'static str,
    /// Why: the table does not list it there, or it does not fit.
    pub why: LoadProblem,
}

struct Entries<'a>(&'a [Fallen]);

impl fmt::Display for Entries<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, fallen) in self.0.iter().enumerate() {
            let between = if place > 0 { "; " } else { "" };
            write!(f, "{between}entry {}: {}", fallen.seq, fallen.why)?;
        }
        Ok(())
    }
}

/// A journal does not replay: which entry is wrong, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    seq: u64,
    corrected_by: Option<u64>,
    problem: LoadProblem,
}

/// What is wrong with a journal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LoadProblem {
    /// There is no entry.
    #[error("there is none; expected at least the opening")]
    Empty,
    /// More entries than the limit.
    #[error("one too many; expected at most {} entries", limits::JOURNAL_ENTRIES)]
    TooMany,
    /// An entry is missing, doubled or out of order.
    #[error("entry {found} stands here; expected every entry once and in order")]
    OutOfOrder {
        /// The number of the entry that stands there.
        found: u64,
    },
    /// Its stamp is earlier than that of the entry before.
    #[error("stamped before the entry before it; expected {last:?} or later")]
    StampEarlier {
        /// The stamp of the entry before.
        last: DateTime<Utc>,
    },
    /// Its key stands twice.
    #[error("its key is that of entry {first}; expected each key once")]
    KeyTwice {
        /// The entry that has it too.
        first: u64,
    },
    /// The journal does not begin with an opening.
    #[error("`{event}` is no opening; expected `{opening}` or `taken_over`")]
    NotAnOpening {
        /// The code of what stands there.
        event: &'static str,
        /// The code of the opening.
        opening: &'static str,
    },
    /// The record is opened again.
    #[error("opened again; expected one opening, as entry 1")]
    OpenedAgain,
    /// It could not happen, or does not fit.
    #[error("{0}")]
    Step(Refusal),
    /// It is a correction and cannot be one.
    #[error("no correction: {0}")]
    Correction(CorrectionProblem),
    /// The record is loaded under another id than the value inside says.
    #[error("of {inside}, and loaded under another id; expected the id that stands inside")]
    AnotherId {
        /// The id inside.
        inside: AnyId,
    },
    /// There were never so many entries.
    #[error("there is no such revision; expected one from 1 to the record's own")]
    NoSuchRevision,
    /// The status or revision written beside the journal is another one.
    #[error("{field} is `{said}` and the journal comes to `{replayed}`; expected both to be the same")]
    Disagrees {
        /// Which of the two.
        field: &'static str,
        /// What is written.
        said: alloc::string::String,
        /// What the journal comes to.
        replayed: alloc::string::String,
    },
}

impl LoadError {
    pub(crate) const fn new(seq: u64, problem: LoadProblem) -> Self {
        Self { seq, corrected_by: None, problem }
    }

    pub(crate) const fn corrected(seq: u64, corrected_by: Option<u64>, problem: LoadProblem) -> Self {
        Self { seq, corrected_by, problem }
    }

    /// The entry that is wrong: its place in the journal, from 1.
    pub const fn seq(&self) -> u64 {
        self.seq
    }

    /// The correction that stands in the entry's place, if one does.
    pub const fn corrected_by(&self) -> Option<u64> {
        self.corrected_by
    }

    pub(crate) fn into_problem(self) -> LoadProblem {
        self.problem
    }

    /// What is wrong with it.
    pub const fn problem(&self) -> &LoadProblem {
        &self.problem
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry {}", self.seq)?;
        if let Some(by) = self.corrected_by {
            write!(f, ", as corrected by entry {by}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

impl core::error::Error for LoadError {}
