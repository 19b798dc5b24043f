//! Loading is replaying.

use alloc::collections::BTreeMap;
use alloc::collections::btree_map;
use alloc::vec::Vec;
use core::fmt;

use chrono::{DateTime, Utc};

use super::doors::{opening_findings, taken_over_findings};
use super::event::TAKEN_OVER;
use super::record::{Head, entry};
use super::state::without_bars;
use super::{
    Asked, Correction, CorrectionProblem, Entry, Event, Events, Happened, Happening, Machine, Manner, Misfit,
    Opens, Refusal, Setting, State, Step, TakenOver, With,
};
use crate::base::{AnyId, Code, Findings, Id, Stamp, limits};

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

/// Which rows of the table count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Those that are not retired: for what happens now.
    Offered,
    /// All: for what happened once.
    All,
}

/// What an entry says once corrections are read into it.
pub(crate) enum Says<'a, M: Machine> {
    Step(&'a Step<M::Event>),
    TakenOver(&'a TakenOver<M>),
}

/// Entries with their corrections read into them.
pub(crate) struct Reading<'a, M: Machine> {
    /// The last correction of each entry that has one, with its number and its stamp.
    last: BTreeMap<u64, (u64, &'a With<M>, &'a Stamp)>,
}

impl<'a, M: Machine> Reading<'a, M> {
    pub(crate) fn new(entries: &'a [Entry<M>]) -> Self {
        let mut last = BTreeMap::new();
        for entry in entries {
            if let Happened::Corrected(correction) = &entry.event {
                last.insert(correction.seq, (entry.seq, &correction.with, &entry.stamp));
            }
        }
        Self { last }
    }

    /// The same, with one more correction.
    pub(crate) fn and(mut self, seq: u64, correction: &'a Correction<M>, stamp: &'a Stamp) -> Self {
        self.last.insert(correction.seq, (seq, &correction.with, stamp));
        self
    }

    /// The entry that corrects this one.
    pub(crate) fn corrected_by(&self, seq: u64) -> Option<u64> {
        self.last.get(&seq).map(|(by, ..)| *by)
    }

    /// With which stamp what the entry says was recorded: its own, or that of the last correction.
    pub(crate) fn told(&self, entry: &'a Entry<M>) -> &'a Stamp {
        self.last.get(&entry.seq).map_or(&entry.stamp, |(.., stamp)| stamp)
    }

    /// What the entry says; nothing if it is a correction or never happened.
    pub(crate) fn says(&self, entry: &'a Entry<M>) -> Option<Says<'a, M>> {
        match (self.last.get(&entry.seq), &entry.event) {
            (_, Happened::Corrected(_)) | (Some((_, With::NeverHappened, _)), _) => None,
            (Some((_, With::Step(step), _)), _) | (None, Happened::Step(step)) => Some(Says::Step(step)),
            (Some((_, With::TakenOver(taken), _)), _) | (None, Happened::TakenOver(taken)) => {
                Some(Says::TakenOver(taken))
            }
        }
    }

    /// The state after one more entry, which must be in the table and fit; the state before it, if it does not.
    #[expect(clippy::type_complexity, reason = "a name for it would say less")]
    pub(crate) fn after(
        &self,
        state: Option<M::State>,
        entry: &'a Entry<M>,
    ) -> Result<Option<M::State>, (Option<M::State>, LoadError)> {
        let Some(says) = self.says(entry) else { return Ok(state) };
        let seq = entry.seq;
        let wrong = |problem| LoadError { seq, corrected_by: self.corrected_by(seq), problem };
        match (state, says) {
            (None, says) => match begin(&says, &entry.stamp) {
                Ok(state) => Ok(Some(state)),
                Err(problem) => Err((None, wrong(problem))),
            },
            (Some(state), Says::Step(step)) => match step_fits::<M>(&state, step, Rows::All) {
                Ok(()) => Ok(Some(M::next(state, step.what(), &entry.stamp))),
                Err(why) => Err((Some(state), wrong(LoadProblem::Step(why)))),
            },
            (state, Says::TakenOver(_)) => Err((state, wrong(LoadProblem::OpenedAgain))),
        }
    }

    /// The same, with what the rules say now of what the entry says: asked on the state before it, by its own stamp.
    /// The state goes through the guard and is not copied for it, so that to walk a journal so is linear.
    #[expect(clippy::type_complexity, reason = "a name for it would say less")]
    pub(crate) fn judged(
        &self,
        id: AnyId,
        state: Option<M::State>,
        entry: &'a Entry<M>,
        setting: &Setting<'_, M::Policy>,
    ) -> Result<(Findings, Option<M::State>), (Option<M::State>, LoadError)> {
        let asked = setting.asked(&entry.stamp).told(self.told(entry));
        let now = match (&state, self.says(entry)) {
            (None, Some(Says::Step(step))) => M::opening(step.what())
                .map_or_else(Findings::none, |opening| opening_findings::<M>(id, opening, &asked)),
            (None, Some(Says::TakenOver(taken))) => taken_over_findings(id, taken, &asked),
            (Some(before), Some(Says::Step(step))) if step_fits::<M>(before, step, Rows::All).is_ok() => {
                let Some(before) = state else { return Ok((Findings::none(), None)) };
                let (now, after) = M::judged(before, step.what(), &asked, &entry.stamp);
                return Ok((in_manner(step, now), Some(after)));
            }
            _ => Findings::none(),
        };
        self.after(state, entry).map(|after| (now, after))
    }
}

/// The first state.
fn begin<M: Machine>(says: &Says<'_, M>, stamp: &Stamp) -> Result<M::State, LoadProblem> {
    match says {
        Says::TakenOver(taken) => begin_taken_over(taken, stamp).map_err(LoadProblem::Step),
        Says::Step(step) => {
            let event = step.what().verb().code();
            let Some(opening) = M::opening(step.what()) else {
                let opening = <M::Opening as Event>::VERB.code();
                return Err(LoadProblem::NotAnOpening { event, opening });
            };
            if step.manner() != Manner::Regularly {
                let (status, manner) = (M::TABLE.begins.code(), step.manner().code());
                return Err(LoadProblem::Step(Refusal::NotInThisManner { status, event, manner }));
            }
            first(opening, stamp).map(State::into_any).map_err(LoadProblem::Step)
        }
    }
}

/// The first state of a record that is opened.
pub(crate) fn first<E: Event<Machine = M>, M: Machine<Opening = E>>(
    opening: &E,
    stamp: &Stamp,
) -> Result<M::First, Refusal> {
    let fits = opening.fits_anywhere();
    both(fits, M::First::open(opening, stamp)).map_err(Refusal::DoesNotFit)
}

/// The first state of a live case that is taken over.
pub(crate) fn begin_taken_over<M: Machine>(taken: &TakenOver<M>, stamp: &Stamp) -> Result<M::State, Refusal> {
    let state = M::taken_over(taken, stamp).ok_or_else(|| Refusal::NotTakenOverAt {
        status: taken.status.code(),
        at: M::TABLE.taken_over_at.iter().map(|status| status.code()).collect(),
    })?;
    both(taken.fits_anywhere(), state).map_err(Refusal::DoesNotFit)
}

/// The state, if it fits and there is one; else all that does not fit.
fn both<S>(fits: Result<(), Misfit>, state: Result<S, Misfit>) -> Result<S, Misfit> {
    match (fits, state) {
        (Ok(()), state) => state,
        (Err(misfit), Ok(_)) => Err(misfit),
        (Err(misfit), Err(more)) => Err(misfit.and(more)),
    }
}

/// Whether the table lists the step in this state and manner, and whether it fits.
pub(crate) fn step_fits<M: Machine>(
    state: &M::State,
    step: &Step<M::Event>,
    rows: Rows,
) -> Result<(), Refusal> {
    let (status, verb) = (M::status_of(state), step.what().verb());
    let row = M::TABLE.row(status, verb).filter(|row| rows == Rows::All || row.retired_in.is_none());
    let Some(row) = row else {
        let allowed = M::TABLE.rows_from(status).map(|row| row.event.code()).collect();
        return Err(Refusal::NotNow { status: status.code(), event: verb.code(), allowed });
    };
    let manner = step.manner();
    if !row.allows(manner) {
        let (status, event, manner) = (status.code(), verb.code(), manner.code());
        return Err(Refusal::NotInThisManner { status, event, manner });
    }
    Misfit::all([step.fits_anywhere(), M::fits(state, step.what())]).map_err(Refusal::DoesNotFit)
}

/// What speaks against the step: without bars, if it happened all the same.
pub(crate) fn step_findings<M: Machine>(
    state: &M::State,
    step: &Step<M::Event>,
    asked: &Asked<'_, M::Policy>,
) -> Findings {
    in_manner(step, M::findings(state, step.what(), asked))
}

/// What speaks against a step in its manner: nothing bars what happened all the same.
fn in_manner<V: Events>(step: &Step<V>, findings: Findings) -> Findings {
    if step.manner() == Manner::Regularly { findings } else { without_bars(findings) }
}

/// Whether a correction can be one, after the entries given.
pub(crate) fn check_correction<M: Machine>(
    before: &[Entry<M>],
    correction: &Correction<M>,
) -> Result<(), CorrectionProblem> {
    let seq = correction.seq;
    let there = entry(before, seq).ok_or(CorrectionProblem::NoSuchEntry { seq })?;
    let was = there.event.code();
    match (&there.event, &correction.with) {
        (Happened::Corrected(other), _) => Err(CorrectionProblem::IsCorrection { seq, corrects: other.seq }),
        (_, With::NeverHappened) if seq == 1 => Err(CorrectionProblem::OpeningRemoved),
        (Happened::Step(step), With::Step(with)) if step.what().verb() != with.what().verb() => {
            Err(CorrectionProblem::AnotherEvent { seq, was, with: with.what().verb().code() })
        }
        (Happened::Step(_), With::TakenOver(_)) => {
            Err(CorrectionProblem::AnotherEvent { seq, was, with: TAKEN_OVER })
        }
        (Happened::TakenOver(_), With::Step(with)) => {
            Err(CorrectionProblem::AnotherEvent { seq, was, with: with.what().verb().code() })
        }
        _ => Ok(()),
    }
}

/// Replays a journal.
pub(crate) fn load<M: Machine>(
    id: Id<M::Kind>,
    entries: impl IntoIterator<Item = Entry<M>>,
) -> Result<(Head<M>, M::State), LoadError> {
    let most = limits::JOURNAL_ENTRIES;
    let entries: Vec<Entry<M>> = entries.into_iter().take(most + 1).collect();
    if entries.len() > most {
        return Err(LoadError::new(most as u64 + 1, LoadProblem::TooMany));
    }
    let keys = check_order(&entries)?;
    let reading = Reading::new(&entries);
    let mut state = None;
    for entry in &entries {
        state = reading.after(state, entry).map_err(|(_, error)| error)?;
    }
    let state = state.ok_or(LoadError::new(1, LoadProblem::Empty))?;
    Ok((Head { id, entries, keys }, state))
}

/// Whether a record is kept under the id that the value inside says.
pub(crate) fn under_its_own_id<M: Machine>(head: &Head<M>) -> Result<(), LoadError> {
    let reading = Reading::new(&head.entries);
    let inside = head.entries.first().and_then(|first| match reading.says(first)? {
        Says::Step(step) => M::opening(step.what()).and_then(M::First::id_inside),
        Says::TakenOver(taken) => M::id_taken_over(taken),
    });
    match inside.filter(|inside| *inside != head.id.any()) {
        Some(inside) => {
            let problem = LoadProblem::AnotherId { inside };
            Err(LoadError { seq: 1, corrected_by: reading.corrected_by(1), problem })
        }
        None => Ok(()),
    }
}

/// What holds of a journal whatever happened: numbers, stamps, keys, and which entries corrections speak of.
fn check_order<M: Machine>(entries: &[Entry<M>]) -> Result<BTreeMap<super::Key, u64>, LoadError> {
    let mut keys = BTreeMap::new();
    let mut last: Option<DateTime<Utc>> = None;
    for ((seq, place), entry) in (1..).zip(0..).zip(entries) {
        let wrong = |problem| Err(LoadError::new(seq, problem));
        if entry.seq != seq {
            return wrong(LoadProblem::OutOfOrder { found: entry.seq });
        }
        let at = entry.stamp.at();
        if let Some(last) = last.filter(|last| at < *last) {
            return wrong(LoadProblem::StampEarlier { last });
        }
        last = Some(at);
        if let Some(key) = entry.key {
            match keys.entry(key) {
                btree_map::Entry::Vacant(free) => _ = free.insert(seq),
                btree_map::Entry::Occupied(first) => {
                    return wrong(LoadProblem::KeyTwice { first: *first.get() });
                }
            }
        }
        if let Happened::Corrected(correction) = &entry.event {
            let before = entries.get(..place).unwrap_or_default();
            let checked = check_correction(before, correction).map_err(LoadProblem::Correction);
            let checked = checked.and_then(|()| {
                correction.fits_anywhere().map_err(|misfit| LoadProblem::Step(Refusal::DoesNotFit(misfit)))
            });
            checked.map_err(|problem| LoadError::new(seq, problem))?;
        }
    }
    Ok(keys)
}
