//! From what was walked to the timeline: events in order, margins, what is still open.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot and of the question's help"
)]

use super::watch::{Stopped, Watch, Watched};
use super::{EventKind, Margin, StillOpen, Timeline, TimelineEvent};
use crate::base::AnyId;
use crate::need::Need;

/// An event as one number, in the order of events: minute, kind, then the index of the need or arrangement,
/// which is the order of their ids.
const fn packed(at: u32, kind: EventKind, index: usize) -> u64 {
    (at as u64) << 32 | (kind as u64) << 30 | index as u64
}

impl Watch<'_> {
    pub(super) fn report(&mut self, timeline: &mut Timeline) {
        timeline.events.clear();
        timeline.still_open.clear();
        timeline.patched.clear();
        (timeline.margin, timeline.critical_margin) = (None, None);
        self.order.clear();
        for watched in &self.watched {
            let event = |at, kind| packed(at, kind, watched.need);
            for opening in watched.walk.openings() {
                self.order.push(event(opening.from, EventKind::Opened));
                self.order.extend(opening.until.map(|at| event(at, EventKind::Closed)));
            }
            self.order.extend(watched.breach().map(|at| event(at, EventKind::Breached)));
            if let Some(need) = self.support.snapshot.needs().get(watched.need) {
                judge(watched, need, self.told_from, timeline);
            }
        }
        let mut help_stopped = false;
        for &(at, stopped) in &self.stopped {
            match stopped {
                Stopped::Slot(slot) => {
                    let place = self.support.compiled.arrangement_of[slot] as usize;
                    self.order.push(packed(at, EventKind::Stopped, place));
                }
                Stopped::Help(help) => {
                    help_stopped = true;
                    let id = self.helps.all[help].id;
                    timeline.events.push(TimelineEvent { at, kind: EventKind::Stopped, id });
                }
            }
        }
        self.order.sort_unstable();
        let snapshot = self.support.snapshot;
        timeline.events.extend(self.order.iter().map(|event| {
            let (at, kind, index) =
                ((event >> 32) as u32, event >> 30 & 3, (event & ((1 << 30) - 1)) as usize);
            let need = |kind| (kind, AnyId::from(snapshot.needs()[index].id()));
            let (kind, id) = match kind {
                0 => need(EventKind::Closed),
                1 => need(EventKind::Opened),
                2 => need(EventKind::Breached),
                _ => (EventKind::Stopped, snapshot.arrangements()[index].id.into()),
            };
            TimelineEvent { at, kind, id }
        }));
        if help_stopped {
            timeline.events.sort_unstable();
        }
        if self.told_from > 0 {
            timeline.events.retain(|event| event.at >= self.told_from);
            timeline.events.iter_mut().for_each(|event| event.at -= self.told_from);
        }
    }
}

/// Margins, what is still open, and what was only patched.
fn judge(watched: &Watched, need: &Need, told_from: u32, timeline: &mut Timeline) {
    let (openings, tolerance, breach) = (watched.walk.openings(), need.tolerance_min(), watched.breach());
    for opening in openings {
        // Somebody who comes in the very minute of harm, or later, was not in time.
        let in_time = |at: &u32| breach.is_none_or(|breach| *at < breach);
        if let Some(at) = opening.until.filter(in_time).filter(|at| *at >= told_from) {
            let (minutes, at) = (opening.from + tolerance - at, at - told_from);
            let margin = Margin { minutes, need: need.id(), at };
            least(&mut timeline.margin, margin);
            if watched.critical {
                least(&mut timeline.critical_margin, margin);
            }
        }
    }
    if breach.is_some() {
        return;
    }
    if openings.iter().filter(|opening| opening.until.is_none_or(|at| at >= told_from)).count() >= 3 {
        timeline.patched.push(need.id());
    }
    // The needs of whoever dies end without being open.
    if let Some(since) = watched.walk.open_since().filter(|_| watched.ends >= timeline.horizon_min) {
        timeline.still_open.push(StillOpen { need: need.id(), harm_at: since + tolerance - told_from });
    }
}

fn least(known: &mut Option<Margin>, margin: Margin) {
    let key = |margin: &Margin| (margin.minutes, margin.at, margin.need);
    if known.as_ref().is_none_or(|known| key(&margin) < key(known)) {
        *known = Some(margin);
    }
}
