//! Loading is replaying.

use alloc::collections::BTreeMap;
use alloc::collections::btree_map;
use alloc::vec::Vec;

use chrono::{DateTime, Utc};

use super::body::{Body, entry};
use super::event::TAKEN_OVER;
use super::now::{Now, Rows, opening_findings, taken_over_findings};
use super::{
    Asked, Correction, CorrectionProblem, Entry, Event, Events, Happened, Key, LoadError, LoadProblem,
    Manner, Model, Opens, Refusal, Setting, Step, TakenOver, TakesOver, With,
};
use crate::base::{AnyId, Code, Findings, Id, Stamp, limits};

/// What an entry says once corrections are read into it.
pub(crate) enum Says<'a, M: Model> {
    Step(&'a Step<M::Event>),
    TakenOver(&'a TakenOver<M>),
}

/// Entries with their corrections read into them.
pub(crate) struct Reading<'a, M: Model> {
    /// The last correction of each entry that has one, with its number and its stamp.
    last: BTreeMap<u64, (u64, &'a With<M>, &'a Stamp)>,
}

impl<'a, M: Model> Reading<'a, M> {
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

    /// Walks one entry on, which must be in the table and fit; else `now` stays as it was. With a setting, also what the
    /// rules say today of what the entry says: asked on the state before it, by its own stamp.
    pub(crate) fn walk(
        &self,
        id: AnyId,
        now: &mut Option<Now<M>>,
        entry: &'a Entry<M>,
        setting: Option<&Setting<'_, M::Policy>>,
    ) -> Result<Findings, LoadError> {
        let Some(says) = self.says(entry) else { return Ok(Findings::none()) };
        let wrong = |problem| LoadError::corrected(entry.seq, self.corrected_by(entry.seq), problem);
        let asked = setting.map(|setting| setting.asked(&entry.stamp).told(self.told(entry)));
        let Some(before) = now else {
            let (begun, found) = begin(id, &says, &entry.stamp, asked.as_ref()).map_err(wrong)?;
            *now = Some(begun);
            return Ok(found);
        };
        let Says::Step(step) = says else { return Err(wrong(LoadProblem::OpenedAgain)) };
        // Of what happened once, retired rows count as well.
        let to = before.fits(step, Rows::All).map_err(|why| wrong(LoadProblem::Step(why)))?;
        if let Some(asked) = asked {
            return Ok(before.judged(step, to, &asked));
        }
        before.apply(step, to, &entry.stamp);
        Ok(Findings::none())
    }
}

/// How a record stands after its first entry; with a question, also what the rules say of it.
fn begin<M: Model>(
    id: AnyId,
    says: &Says<'_, M>,
    stamp: &Stamp,
    asked: Option<&Asked<'_, M::Policy>>,
) -> Result<(Now<M>, Findings), LoadProblem> {
    match says {
        Says::TakenOver(taken) => {
            let now = Now::taken_over(taken, stamp).map_err(LoadProblem::Step)?;
            Ok((now, asked.map(|asked| taken_over_findings(id, taken, asked)).unwrap_or_default()))
        }
        Says::Step(step) => {
            let event = step.what().verb().code();
            let Some(opening) = M::Opening::peek(step.what()) else {
                let opening = M::Opening::VERB.code();
                return Err(LoadProblem::NotAnOpening { event, opening });
            };
            if step.manner() != Manner::Regularly {
                let (status, manner) = (M::TABLE.begins.code(), step.manner().code());
                return Err(LoadProblem::Step(Refusal::NotInThisManner { status, event, manner }));
            }
            let now = Now::opened(opening, stamp).map_err(LoadProblem::Step)?;
            Ok((now, asked.map(|asked| opening_findings::<M>(id, opening, asked)).unwrap_or_default()))
        }
    }
}

/// Whether a correction can be one, after the entries given.
pub(crate) fn check_correction<M: Model>(
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
pub(crate) fn load<M: Model>(
    id: Id<M::Kind>,
    entries: impl IntoIterator<Item = Entry<M>>,
) -> Result<Body<M>, LoadError> {
    let most = limits::JOURNAL_ENTRIES;
    // One more than there may be is enough to say that there are too many.
    let entries: Vec<Entry<M>> = entries.into_iter().take(most + 1).collect();
    if entries.len() > most {
        return Err(LoadError::new(most as u64 + 1, LoadProblem::TooMany));
    }
    let keys = check_order(&entries)?;
    // All corrections are read before the first step is taken: each entry counts as it was corrected last, so that to
    // replay is one walk, however often something was corrected.
    let reading = Reading::new(&entries);
    let mut now = None;
    for entry in &entries {
        reading.walk(id.any(), &mut now, entry, None)?;
    }
    let now = now.ok_or(LoadError::new(1, LoadProblem::Empty))?;
    Ok(Body { id, entries, keys, now })
}

/// A record as known at a revision.
pub(crate) fn at_revision<M: Model>(body: &Body<M>, revision: u64) -> Result<Body<M>, LoadError> {
    let entries = usize::try_from(revision).ok().and_then(|most| body.entries.get(..most));
    let entries = entries.ok_or(LoadError::new(revision, LoadProblem::NoSuchRevision))?;
    load(body.id, entries.iter().cloned())
}

/// Whether a record is kept under the id that the value inside says.
pub(crate) fn under_its_own_id<M: Model>(body: &Body<M>) -> Result<(), LoadError> {
    let reading = Reading::new(&body.entries);
    let inside = body.entries.first().and_then(|first| match reading.says(first)? {
        Says::Step(step) => M::Opening::peek(step.what()).and_then(<M::Case as Opens<_>>::id_inside),
        Says::TakenOver(taken) => <M::Case as TakesOver>::id_inside(taken),
    });
    match inside.filter(|inside| *inside != body.id.any()) {
        Some(inside) => {
            Err(LoadError::corrected(1, reading.corrected_by(1), LoadProblem::AnotherId { inside }))
        }
        None => Ok(()),
    }
}

/// What holds of a journal whatever happened: numbers, stamps, keys, and which entries corrections speak of.
fn check_order<M: Model>(entries: &[Entry<M>]) -> Result<BTreeMap<Key, u64>, LoadError> {
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
