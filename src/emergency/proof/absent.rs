//! A planned absence over its real days: what happens by itself, and beneath whatever is lost besides.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::calls::CallList;
use super::{Call, Lost};
use crate::base::{CycleMinute, NeedId, SourceId};
use crate::need::{Snapshot, SourceKind, TimedHelp};
use crate::support::{Course, Losses, LostHow, QuestionError, Support, TimedLoss};

/// What the absence alone comes to: it is walked once, from its first minute to its end and the horizon after it.
#[derive(Debug)]
pub(super) struct Absent {
    pub(super) first: u32,
    /// Who is away, and until when, counted from its first minute.
    losses: Vec<TimedLoss>,
    /// Whoever is on the list for it, and who is there for it, counted likewise.
    pub(super) calls: Vec<Call>,
    pub(super) help: Vec<TimedHelp>,
    pub(super) course: Course,
}

impl Absent {
    /// None, if the list is not of an absence.
    pub(super) fn of(
        axis: &Support<'_>,
        list: &CallList<'_>,
        horizon_min: u32,
    ) -> Result<Option<Self>, QuestionError> {
        let Some(away) = &list.away else { return Ok(None) };
        let (first, end) = (away.first, away.end);
        let is_member = |source: SourceId| {
            axis.snapshot().source(source).is_some_and(|source| source.kind == SourceKind::Member)
        };
        let lost: Vec<Lost> =
            away.who.iter().map(|source| Lost { source: *source, away: is_member(*source) }).collect();
        let losses: Vec<TimedLoss> = lost
            .iter()
            .map(|lost| {
                let how = if lost.away { LostHow::Away } else { LostHow::Unable };
                TimedLoss { source: lost.source, how, from: 0, until: Some(end - first) }
            })
            .collect();
        let (start, minutes) = (axis.compiled.cycle.minute(first), end - first + horizon_min);
        let calls = list.as_planned(&lost, start, &|_| false);
        let help = list.helps_within(&calls, minutes);
        let mut watch = axis.watch(Losses::counted_from(losses.clone()), minutes, &help)?;
        let course = watch.course(start, end - first);
        Ok(Some(Self { first, losses, calls, help, course }))
    }

    /// The critical needs that come to harm by it alone, with when, in minutes from its beginning; in order of id.
    pub(super) fn breached(&self, snapshot: &Snapshot) -> Vec<(NeedId, u32)> {
        let harm = snapshot.needs().iter().zip(&self.course.harm).filter(|(need, _)| need.is_critical());
        harm.filter_map(|(need, at)| Some((need.id(), (*at)? - self.first))).collect()
    }

    /// The needs that came to harm before a minute, by it alone.
    pub(super) fn breached_before(&self, snapshot: &Snapshot, minute: u32) -> BTreeSet<NeedId> {
        let harm = snapshot.needs().iter().zip(&self.course.harm);
        harm.filter(|(_, at)| at.is_some_and(|at| at < minute)).map(|(need, _)| need.id()).collect()
    }

    /// The absence with these lost besides, from this minute to the end.
    pub(super) fn with_lost(&self, lost: &[Lost], start: CycleMinute, snapshot: &Snapshot) -> Losses {
        let from = start.get().saturating_sub(self.first);
        let is_member = |source: SourceId| {
            snapshot.source(source).is_some_and(|source| source.kind == SourceKind::Member)
        };
        let besides = lost.iter().map(|lost| {
            let how = if lost.away && is_member(lost.source) { LostHow::Away } else { LostHow::Unable };
            TimedLoss { source: lost.source, how, from, until: None }
        });
        Losses::counted_from(self.losses.iter().copied().chain(besides).collect())
    }

    /// Whoever is there for it, and these, who come so many minutes after its beginning.
    pub(super) fn with_help(&self, help: &[TimedHelp], later: u32) -> Vec<TimedHelp> {
        let besides = help.iter().cloned().map(|help| TimedHelp {
            from: help.from + later,
            until: help.until.map(|until| until + later),
            ..help
        });
        self.help.iter().cloned().chain(besides).collect()
    }
}
