//! Timed help, made ready: who it is by index, whom it helps, whom it takes in.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::super::model::QuestionError;
use super::super::{Losses, Support};
use super::stretches::Stretches;
use crate::base::{AnyId, NeedId, SourceId, limits};
use crate::need::{Numbers, TimedHelp};

/// Help that can come: its source is not lost throughout.
#[derive(Debug, Clone)]
pub(super) struct Help {
    pub(super) id: AnyId,
    /// Its source's number: that of the snapshot, or one past all of those.
    pub(super) source: usize,
    pub(super) from: u32,
    pub(super) until: u32,
    /// Each once, in order.
    pub(super) needs: Vec<usize>,
    /// What it brings to each of them.
    brings: Vec<Numbers>,
    pub(super) relies_on: Vec<usize>,
}

impl Help {
    /// The needs it is for, each with what it brings.
    pub(super) fn brings(&self) -> impl Iterator<Item = (usize, Numbers)> + '_ {
        self.needs.iter().copied().zip(self.brings.iter().copied())
    }
}

/// Whom one help takes in, while its source is not lost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Takes {
    pub(super) help: usize,
    pub(super) source: usize,
    pub(super) from: u32,
    pub(super) until: u32,
}

/// All help of a question.
#[derive(Debug, Clone, Default)]
pub(super) struct Helps {
    pub(super) all: Vec<Help>,
    pub(super) takes: Vec<Takes>,
    /// For each need, the help that comes for it; empty if none comes at all.
    of_need: Vec<Vec<(u32, Numbers)>>,
}

impl Helps {
    pub(super) fn new(
        support: &Support<'_>,
        losses: &Losses,
        stretches: &Stretches,
        horizon: u32,
        help: &[TimedHelp],
    ) -> Result<Self, QuestionError> {
        if help.len() > limits::TIMED_HELPS {
            return Err(QuestionError::TooManyHelps);
        }
        let snapshot = support.snapshot;
        // Whoever is lost from the first minute to the end never comes.
        let throughout: Vec<SourceId> = losses.throughout().sources().collect();
        let mut unknown: BTreeMap<SourceId, usize> = BTreeMap::new();
        let mut ready = Self::default();
        for one in help {
            if !(1..=limits::HANDS).contains(&one.hands) {
                return Err(QuestionError::Hands);
            }
            if one.skills.len() > limits::SKILLS || one.skills.iter().any(|skill| skill.hands > one.hands) {
                return Err(QuestionError::Skills);
            }
            let need = |id| snapshot.need_index(id).ok_or(QuestionError::UnknownNeed(id));
            let each_once = |ids: &[NeedId]| -> Result<Vec<usize>, QuestionError> {
                let needs: BTreeSet<usize> = ids.iter().map(|id| need(*id)).collect::<Result<_, _>>()?;
                Ok(needs.into_iter().collect())
            };
            let (needs, relies_on) = (each_once(&one.needs)?, each_once(&one.relies_on)?);
            let past_all = snapshot.sources().len() + unknown.len();
            let source = snapshot
                .source_index(one.source)
                .unwrap_or_else(|| *unknown.entry(one.source).or_insert(past_all));
            let until = one.until.unwrap_or(horizon).min(horizon);
            let never = throughout.contains(&one.source) || one.from >= until;
            for person in &one.takes_in {
                let member = snapshot.members().any(|member| member == *person);
                let index = snapshot.source_index((*person).into());
                let Some(taken) = index.filter(|_| member) else {
                    return Err(QuestionError::NotAMember(*person));
                };
                if !never {
                    let (help, parts) = (ready.all.len(), stretches.there(source, one.from, until));
                    let takes =
                        parts.into_iter().map(|(from, until)| Takes { help, source: taken, from, until });
                    ready.takes.extend(takes);
                }
            }
            if !never {
                let (id, from) = (one.id, one.from);
                let brings =
                    needs.iter().map(|need| support.brought(*need, one.source, one.hands, &one.skills));
                let brings = brings.collect();
                ready.all.push(Help { id, source, from, until, needs, brings, relies_on });
            }
        }
        if !ready.all.is_empty() {
            ready.of_need.resize(snapshot.needs().len(), Vec::new());
        }
        for (number, help) in ready.all.iter().enumerate() {
            for (need, brings) in help.needs.iter().zip(&help.brings) {
                if let Some(of_need) = ready.of_need.get_mut(*need) {
                    of_need.push((crate::need::met::index(number), *brings));
                }
            }
        }
        Ok(ready)
    }

    /// The sources that a help takes in.
    pub(super) fn taken_in_by(&self, help: usize) -> impl Iterator<Item = usize> + '_ {
        self.takes.iter().filter(move |takes| takes.help == help).map(|takes| takes.source)
    }

    /// The help that comes for a need, each with its number and what it brings.
    pub(super) fn of_need(&self, need: usize) -> impl Iterator<Item = (usize, &Help, Numbers)> {
        let of_need = self.of_need.get(need).into_iter().flatten();
        of_need
            .filter_map(|(number, brings)| Some((*number as usize, self.all.get(*number as usize)?, *brings)))
    }
}
