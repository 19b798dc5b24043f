//! The harm that a loss adds: beside each timeline the one with nothing lost.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{CycleMinute, NeedId};

use super::cuts::Lost;
use super::timeline::{Clock, Question, Timeline};

/// What comes of a loss, beside what comes with nothing lost from the same minute, over the same horizon and with
/// nobody called. Every need that is breached after the loss is in at least one of the lists, but for one: a need
/// that would have been breached earlier with nothing lost, which only help that is called can bring about, and that
/// does not go on longer either.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compared {
    /// Breaches that the loss adds: not breached with nothing lost in the same minute or before. The minute, and
    /// if it would be breached later with nothing lost, by how many minutes it comes earlier.
    pub added: BTreeMap<NeedId, (u32, Option<u32>)>,
    /// *Goes on longer because of the loss*: breached in both, and by how many more minutes of its windows it is
    /// uncovered within the horizon.
    pub longer: BTreeMap<NeedId, u32>,
    /// *Comes to harm whoever is there*: breached in both, in the same minute, with no more minutes uncovered.
    pub anyway: BTreeMap<NeedId, u32>,
}

/// A timeline, and for each need how many minutes of its windows are uncovered in it.
pub type Counted = (Timeline, BTreeMap<NeedId, u32>);

/// What the one has that the other has not.
pub fn compare((with_loss, uncovered): &Counted, (nothing_lost, uncovered_then): &Counted) -> Compared {
    let before = nothing_lost.breaches();
    let mut compared = Compared::default();
    for (need, minute) in with_loss.breaches() {
        match before.get(&need) {
            None => {
                compared.added.insert(need, (minute, None));
            }
            Some(then) if minute < *then => {
                compared.added.insert(need, (minute, Some(then - minute)));
            }
            Some(_) => {}
        }
        let Some(then) = before.get(&need) else { continue };
        if uncovered[&need] > uncovered_then[&need] {
            compared.longer.insert(need, uncovered[&need] - uncovered_then[&need]);
        } else if *then == minute {
            compared.anyway.insert(need, minute);
        }
    }
    compared
}

/// The question with nobody called and nobody lost who gives: whoever is away for a time needs nothing then here too.
fn nothing_lost(question: &Question) -> Question {
    let (horizon, entries) = (question.horizon, question.entries.clone());
    Question { horizon, entries, all_give: true, ..Question::new([], question.start) }
}

impl Clock<'_> {
    /// What a loss adds, minute by minute.
    pub fn compared(&self, question: &Question) -> Compared {
        compare(&self.counted(question), &self.as_it_runs(question))
    }

    /// What comes with nothing lost and nobody called.
    pub fn as_it_runs(&self, question: &Question) -> Counted {
        self.counted_losing(&nothing_lost(question), &BTreeSet::new())
    }

    /// The first critical breach that the loss adds: when, and the smallest need that is breached so in that minute.
    pub fn first_added_harm(&self, question: &Question) -> Option<(u32, NeedId)> {
        let added = self.compared(question).added.into_iter();
        let critical = added.filter(|(need, _)| self.is_critical(*need));
        critical.map(|(need, (minute, _))| (minute, need)).min()
    }

    /// Of these starting minutes, the worst: shortest time from the loss to the first critical breach that it adds,
    /// then the earliest start. With that time, and the smallest need breached then. None if none is added from any.
    pub fn worst_added(
        &self,
        question: &Question,
        starts: impl IntoIterator<Item: Into<CycleMinute>>,
    ) -> Option<(CycleMinute, u32, NeedId)> {
        let mut worst: Option<(u32, CycleMinute, NeedId)> = None;
        for start in starts.into_iter().map(Into::into) {
            // What comes later than the worst so far need not be looked for.
            let horizon = worst.map_or(question.horizon, |(time, ..)| question.horizon.min(time + 1));
            let asked = Question { start, horizon, ..question.clone() };
            if let Some((time, need)) = self.first_added_harm(&asked)
                && worst.is_none_or(|known| (time, start, need) < known)
            {
                worst = Some((time, start, need));
            }
        }
        worst.map(|(time, start, need)| (start, time, need))
    }

    /// Whether a loss adds a critical breach from any of these minutes.
    pub fn adds_harm(
        &self,
        lost: &Lost,
        horizon: u32,
        starts: impl IntoIterator<Item: Into<CycleMinute>>,
    ) -> bool {
        let harms = |start| {
            let asked = Question { horizon, ..Question::new(lost.iter().copied(), start) };
            self.first_added_harm(&asked).is_some()
        };
        starts.into_iter().map(Into::into).any(harms)
    }
}
