//! A loss and its help, made ready to be looked at from many minutes of the cycle.
//!
//! Only needs that fall for good with the loss, and with all who may be taken in, can open at all.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot and of the needs watched"
)]

use alloc::vec::Vec;

use super::super::model::{Lost, QuestionError};
use super::super::walk::{Cover, Walk};
use super::super::{HoursNotKnown, Losses, Support, TimedLoss};
use super::help::Helps;
use super::stretches::{NEVER, Stretches};
use super::{ClockPut, Timeline};
use crate::base::{CycleMinute, NeedId, PersonId, SourceId, limits};
use crate::need::TimedHelp;
use crate::need::met::Leaning;
use crate::need::met::bits::{self, complement, without};

/// A loss and its help, ready to be looked at from many minutes of the cycle. A minute of a week that the cycle does not
/// have is that of the week which it shows then, round and round.
#[derive(Debug, Clone)]
pub struct Watch<'s> {
    pub(super) support: &'s Support<'s>,
    pub(super) horizon: u32,
    pub(super) helps: Helps,
    away: Vec<PersonId>,
    /// Who and what is lost at some time, and when, where that is not from the first minute to the end.
    gone: Vec<SourceId>,
    times: Vec<TimedLoss>,
    pub(super) stretches: Stretches,
    hours_not_known: HoursNotKnown,
    /// The slots that are able whenever nobody is lost for a part of the time.
    pub(super) able: Vec<u64>,
    /// The needs that can open, in order, and where each need stands among them.
    pub(super) watched: Vec<Watched>,
    pub(super) place_of: Vec<u32>,
    /// Per slot and per help: when it stops.
    pub(super) slot_stops: Vec<u32>,
    pub(super) help_stops: Vec<u32>,
    /// What stopped, in order of being noted.
    pub(super) stopped: Vec<(u32, Stopped)>,
    /// Buffers: who is there for the need that is walked, places to walk again, events to sort.
    pub(super) cover: Cover<'s, u32>,
    pub(super) again: Vec<usize>,
    pub(super) order: Vec<u64>,
    /// When the clock is put back or forward, if it is.
    pub(super) clock: Option<ClockPut>,
    /// The minute of the cycle from which it was looked at last.
    pub(super) start: u32,
    /// From which minute after that it is told, as though it had begun then.
    pub(super) told_from: u32,
}

/// A need that can open, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Watched {
    pub(super) need: usize,
    pub(super) critical: bool,
    /// Its person, as a source.
    pub(super) person: usize,
    /// When it ends, since its person dies.
    pub(super) ends: u32,
    pub(super) walk: Walk<u32>,
    /// Whether what relies on it has been stopped.
    pub(super) done: bool,
    /// Whether the clock was put back or forward, where it is; and the uncovered minutes as they were when it first
    /// showed what it is put back to.
    pub(super) clock_put: bool,
    pub(super) uncovered_then: Option<u32>,
}

/// Up to where needs are walked.
#[derive(Clone, Copy)]
pub(super) enum UpTo<'w, 's> {
    /// To the horizon.
    Horizon,
    /// To the first critical breach.
    Critical,
    /// To the first critical breach that the loss adds: the other watch, walked from the same minute, has nothing lost.
    AddedCritical(&'w Watch<'s>),
}

/// What stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    Slot(usize),
    Help(usize),
}

impl<'s> Watch<'s> {
    pub(super) fn new(
        support: &'s Support<'s>,
        losses: &Losses,
        horizon: u32,
        help: &[TimedHelp],
    ) -> Result<Self, QuestionError> {
        support.knows(losses)?;
        let times = losses.in_part();
        let stretches = Stretches::new(support, &times);
        let helps = Helps::new(support, losses, &stretches, horizon, help)?;
        let throughout = losses.throughout();
        let away = throughout.who_is_away().iter().copied().collect();
        let lost = support.lost(&throughout)?;
        let mut watch = Self::with(support, lost, away, horizon, helps, stretches)?;
        watch.gone.extend(times.iter().map(|loss| loss.source));
        watch.gone.sort_unstable();
        watch.gone.dedup();
        watch.times = times;
        Ok(watch)
    }

    /// What it stands beside: nobody stops giving, and whoever is away for a part of the time needs nothing meanwhile.
    pub(super) fn beside(
        support: &'s Support<'s>,
        losses: &Losses,
        horizon: u32,
    ) -> Result<Self, QuestionError> {
        let nobody =
            Lost { sources: Vec::new(), slots: Vec::new(), no_need: bits::none(support.compiled.needs_len) };
        let stretches = Stretches::new(support, &losses.in_part()).giving_all_the_same();
        Self::with(support, nobody, Vec::new(), horizon, Helps::default(), stretches)
    }

    /// The same for a loss in indices.
    pub(super) fn of(
        support: &'s Support<'s>,
        lost: Lost,
        away: Vec<PersonId>,
        horizon: u32,
        helps: Helps,
    ) -> Result<Self, QuestionError> {
        Self::with(support, lost, away, horizon, helps, Stretches::default())
    }

    /// The same, and these are lost for a part of the time.
    fn with(
        support: &'s Support<'s>,
        mut lost: Lost,
        away: Vec<PersonId>,
        horizon: u32,
        helps: Helps,
        stretches: Stretches,
    ) -> Result<Self, QuestionError> {
        let (snapshot, compiled) = (support.snapshot, &support.compiled);
        let real_days = compiled.cycle.is_of_real_days();
        // Real days are bounded by how long an absence may be.
        if horizon == 0 || horizon > limits::HORIZON_MIN && !real_days {
            return Err(QuestionError::Horizon);
        }
        let able = support.less(&support.stands.able, &lost);
        let gone = lost.sources.iter().filter_map(|source| support.source_id(*source)).collect();
        // Whoever may be taken in, or is lost for a time, gives nothing then: count them as lost to see what can open.
        lost.sources.extend(helps.takes.iter().map(|takes| takes.source));
        lost.sources.extend(stretches.give_nothing.iter().map(|stretch| stretch.source));
        // Over real days what stood on the date may end on the next: whatever is needed can open.
        let stands = if real_days {
            bits::none(compiled.needs_len)
        } else {
            support.after(&lost, &support.stands, Leaning::All).met
        };
        let can_open = without(&complement(&stands, compiled.needs_len), &lost.no_need);
        let mut place_of = alloc::vec![NEVER; compiled.needs_len];
        let mut watched: Vec<Watched> = Vec::new();
        for need in bits::iter(&can_open) {
            let of = &snapshot.needs()[need];
            if !of.windows().is_empty() {
                place_of[need] = crate::need::met::index(watched.len());
                let (critical, walk) = (of.is_critical(), Walk::new());
                let person = snapshot.source_index(of.person().into()).unwrap_or(usize::MAX);
                let ends = stretches.ends(person);
                watched.push(Watched {
                    need,
                    critical,
                    person,
                    ends,
                    walk,
                    done: false,
                    clock_put: false,
                    uncovered_then: None,
                });
            }
        }
        Ok(Self {
            support,
            horizon,
            away,
            gone,
            times: Vec::new(),
            stretches,
            hours_not_known: support.hours_not_known_of(&lost.no_need),
            slot_stops: alloc::vec![NEVER; compiled.slots_len],
            help_stops: alloc::vec![NEVER; helps.all.len()],
            helps,
            cover: Cover::new(support),
            able,
            watched,
            place_of,
            stopped: Vec::new(),
            again: Vec::new(),
            order: Vec::new(),
            clock: None,
            start: 0,
            told_from: 0,
        })
    }

    /// With the clock put back, or forward, while it is looked at. Patterns and windows are those that the clock shows;
    /// what was open stays open, and tolerances run on in minutes that pass. A window that the clock leaves and comes back to
    /// in its middle goes on as it was then; of one that it jumps into, the minutes left out count as uncovered.
    #[must_use]
    pub const fn with_clock_put(mut self, clock: ClockPut) -> Self {
        self.clock = Some(clock);
        self
    }

    /// Told as though it had begun so many minutes later: what is before that is looked at and not told.
    #[must_use]
    pub(crate) const fn told_from(mut self, minutes: u32) -> Self {
        self.told_from = minutes;
        self
    }

    /// What happens if the loss comes at this minute.
    pub fn timeline(&mut self, start: CycleMinute) -> Timeline {
        let mut timeline = Timeline::default();
        self.timeline_into(start, &mut timeline);
        timeline
    }

    /// The same, into a timeline whose memory is used again.
    pub fn timeline_into(&mut self, start: CycleMinute, timeline: &mut Timeline) {
        self.walk_all(start);
        timeline.start = start.plus(self.told_from, self.support.snapshot.weeks());
        timeline.horizon_min = self.horizon - self.told_from.min(self.horizon);
        timeline.away.clone_from(&self.away);
        timeline.lost.clone_from(&self.gone);
        timeline.times.clone_from(&self.times);
        for loss in &mut timeline.times {
            loss.from = loss.from.saturating_sub(self.told_from);
            loss.until = loss.until.map(|until| until.saturating_sub(self.told_from));
        }
        timeline.hours_not_known.clone_from(&self.hours_not_known);
        self.report(timeline);
    }

    /// The first critical breach earlier than `within` minutes after a loss at this minute: when, and the
    /// smallest need that is breached then.
    pub fn first_critical_breach(&mut self, start: CycleMinute, within: u32) -> Option<(u32, NeedId)> {
        let (at, need) = self.run(start, within.min(self.horizon), UpTo::Critical)?;
        Some((at, self.support.need_id(need)?))
    }

    /// Walks every need to the horizon, past its breach.
    pub(super) fn walk_all(&mut self, start: CycleMinute) {
        self.run(start, self.horizon, UpTo::Horizon);
        for place in 0..self.watched.len() {
            if self.watched[place].breach().is_some() {
                self.walk(place, self.horizon);
            }
        }
    }

    /// When a need is breached, as far as it was walked.
    pub(super) fn breach_of(&self, need: usize) -> Option<u32> {
        self.watched_need(need).and_then(Watched::breach)
    }

    /// A need that can open.
    pub(super) fn watched_need(&self, need: usize) -> Option<&Watched> {
        let place = *self.place_of.get(need)?;
        self.watched.get(place as usize)
    }

    /// Whether a critical need can open.
    pub(super) fn watches_critical(&self) -> bool {
        self.watched.iter().any(|watched| watched.critical)
    }
}

impl Watched {
    /// When it is breached, as far as it was walked.
    pub(super) const fn breach(&self) -> Option<u32> {
        self.walk.harm()
    }
}
