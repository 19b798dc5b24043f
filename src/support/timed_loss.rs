//! Losses that begin and end: who, unable or away, from which minute, until which.

use alloc::vec::Vec;

use serde::Serialize;

use super::{Loss, QuestionError, Support};
use crate::base::{PersonId, SourceId, limits};
use crate::need::SourceKind;

/// That somebody or something is lost, from one minute until another.
///
/// Minutes are counted from the earliest beginning of all losses of the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TimedLoss {
    /// Who or what.
    pub source: SourceId,
    /// In which way.
    pub how: LostHow,
    /// The first minute of the loss.
    pub from: u32,
    /// The first minute in which they are back; never, if none is given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<u32>,
}

/// In which way somebody or something is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LostHow {
    /// They give nothing; their own needs stay.
    Unable,
    /// They give nothing, and their needs count as covered: an open one closes, with its margin, and a window is judged on
    /// after the return with those minutes covered. Members only.
    Away,
    /// They give nothing any more, and their needs end: without an event, and without a margin. Members only, and for
    /// good.
    Died,
}

/// A list of losses that begin and end. Where those of one source overlap, *away* wins.
///
/// A [`Loss`] is the special case in which all are lost from the first minute to the end, and turns into one.
///
/// ```
/// use mutual_care::base::PersonId;
/// use mutual_care::support::{Loss, LostHow, Losses, TimedLoss};
/// let (una, vic): (PersonId, PersonId) =
///     ("6f2c1a3e-0000-4000-8000-000000000001".parse()?, "6f2c1a3e-0000-4000-8000-000000000002".parse()?);
/// // Una is in hospital for a day; an hour after she went, Vic falls.
/// let losses = Losses::new(vec![
///     TimedLoss { source: una.into(), how: LostHow::Away, from: 0, until: Some(24 * 60) },
///     TimedLoss { source: vic.into(), how: LostHow::Unable, from: 60, until: None },
/// ])?;
/// // What falls is asked of both at once; Una counts as unable, since she comes back.
/// assert_eq!(losses.at_once(), Loss::of(una).and(vic));
/// // They are counted from the first.
/// let later = TimedLoss { source: una.into(), how: LostHow::Away, from: 60, until: None };
/// assert!(Losses::new(vec![later]).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Losses {
    /// In order of source, then way, then beginning.
    list: Vec<TimedLoss>,
}

impl Losses {
    /// Nothing is lost.
    pub const fn nothing() -> Self {
        Self { list: Vec::new() }
    }

    /// These are lost.
    ///
    /// # Errors
    ///
    /// [`QuestionError`] if none begins in minute 0, if one ends no later than it begins, if somebody who died comes back, or
    /// for more than [`limits::TIMED_LOSSES`].
    pub fn new(list: Vec<TimedLoss>) -> Result<Self, QuestionError> {
        if list.len() > limits::TIMED_LOSSES {
            return Err(QuestionError::TooManyLosses);
        }
        if list.iter().map(|loss| loss.from).min().is_some_and(|first| first > 0) {
            return Err(QuestionError::FirstLoss);
        }
        for loss in &list {
            if loss.until.is_some_and(|until| until <= loss.from) {
                return Err(QuestionError::LossEnds(loss.source));
            }
            if loss.how == LostHow::Died && loss.until.is_some() {
                return Err(QuestionError::BackFromTheDead(loss.source));
            }
        }
        Ok(Self::counted_from(list))
    }

    /// These are lost, counted from a minute in which none of them need begin. Each ends after it begins, and nobody comes back
    /// from the dead.
    pub(crate) fn counted_from(mut list: Vec<TimedLoss>) -> Self {
        list.sort_unstable();
        // Losses of one source in one way that overlap or touch are one.
        list.dedup_by(|next, before| {
            let goes_on = (next.source, next.how) == (before.source, before.how)
                && before.until.is_none_or(|until| next.from <= until);
            if goes_on {
                before.until = before.until.zip(next.until).map(|(one, other)| one.max(other));
            }
            goes_on
        });
        Self { list }
    }

    /// The losses, in order of source, then way, then beginning.
    pub fn list(&self) -> &[TimedLoss] {
        &self.list
    }

    /// The loss of which [`Fall`](super::Fall) and the matrix are asked: all who have an entry at once, as unable unless away
    /// from the first minute to the end.
    pub fn at_once(&self) -> Loss {
        self.of_each().fold(Loss::nothing(), |loss, (source, of_one)| {
            if is_throughout(of_one, true) {
                loss.and_away(PersonId::new(source.uuid()))
            } else {
                loss.and(source)
            }
        })
    }

    /// Who is lost from the first minute to the end.
    pub(super) fn throughout(&self) -> Loss {
        self.of_each().fold(Loss::nothing(), |loss, (source, of_one)| {
            if is_throughout(of_one, true) {
                loss.and_away(PersonId::new(source.uuid()))
            } else if is_throughout(of_one, false) {
                loss.and(source)
            } else {
                loss
            }
        })
    }

    /// The losses that say more than that: those of whoever is not lost throughout, or is away for a part of it. None, if it
    /// is as with a [`Loss`].
    pub(super) fn in_part(&self) -> Vec<TimedLoss> {
        let in_part =
            self.of_each().filter(|(_, of_one)| !is_throughout(of_one, true)).flat_map(|(_, of_one)| {
                let says_more =
                    |loss: &&TimedLoss| loss.how != LostHow::Unable || loss.from > 0 || loss.until.is_some();
                of_one.iter().filter(says_more).copied()
            });
        in_part.collect()
    }

    /// Each source with its losses.
    fn of_each(&self) -> impl Iterator<Item = (SourceId, &[TimedLoss])> {
        let each = self.list.chunk_by(|one, other| one.source == other.source);
        each.filter_map(|of_one| Some((of_one.first()?.source, of_one)))
    }
}

/// Whether one source is lost in every minute to the end by these losses; by those with which it is away, if only they are
/// asked for.
fn is_throughout(of_one: &[TimedLoss], away: bool) -> bool {
    let counts = |loss: &&TimedLoss| !away || loss.how != LostHow::Unable;
    let mut stretches: Vec<(u32, Option<u32>)> =
        of_one.iter().filter(counts).map(|loss| (loss.from, loss.until)).collect();
    stretches.sort_unstable();
    let mut reached = 0;
    for (from, until) in stretches {
        match until {
            _ if from > reached => return false,
            None => return true,
            Some(until) => reached = reached.max(until),
        }
    }
    false
}

impl Support<'_> {
    /// Whether a list of losses names only sources, and only members away.
    pub(super) fn knows(&self, losses: &Losses) -> Result<(), QuestionError> {
        let kind = |source| self.snapshot.source(source).map(|source| source.kind);
        let away = losses.list().iter().filter(|loss| loss.how != LostHow::Unable).map(|loss| loss.source);
        if let Some(other) = away.into_iter().find(|source| kind(*source) != Some(SourceKind::Member)) {
            return Err(QuestionError::NotAMember(PersonId::new(other.uuid())));
        }
        match losses.list().iter().find(|loss| kind(loss.source).is_none()) {
            Some(unknown) => Err(QuestionError::UnknownSource(unknown.source)),
            None => Ok(()),
        }
    }
}

impl From<&Loss> for Losses {
    fn from(loss: &Loss) -> Self {
        let away = loss.who_is_away();
        let list = loss.sources().map(|source| {
            let is_away = away.contains(&PersonId::new(source.uuid()));
            let how = if is_away { LostHow::Away } else { LostHow::Unable };
            TimedLoss { source, how, from: 0, until: None }
        });
        Self { list: list.collect() }
    }
}

impl From<Loss> for Losses {
    fn from(loss: Loss) -> Self {
        Self::from(&loss)
    }
}

impl From<&Self> for Losses {
    fn from(losses: &Self) -> Self {
        losses.clone()
    }
}
