//! From what was walked to the timeline: events in order, margins, what is still open.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot and of the question's help"
)]

use super::walk::Watched;
use super::watch::{Stopped, Watch};
use super::{Event, EventKind, Margin, StillOpen, Timeline};
use crate::base::{AnyId, NeedId};

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
            self.order.extend(watched.events.iter().map(|(at, kind)| packed(*at, *kind, watched.need)));
            if let Some(need) = self.support.need_id(watched.need) {
                watched.judge(need, timeline);
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
                    timeline.events.push(Event { at, kind: EventKind::Stopped, id });
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
            Event { at, kind, id }
        }));
        if help_stopped {
            timeline.events.sort_unstable();
        }
    }
}

impl Watched {
    /// Margins, what is still open, and what was only patched.
    fn judge(&self, need: NeedId, timeline: &mut Timeline) {
        let (mut opened, mut openings, mut breached) = (None, 0, false);
        for &(at, kind) in &self.events {
            match kind {
                EventKind::Opened => {
                    opened = Some(at);
                    openings += 1;
                }
                EventKind::Breached => breached = true,
                EventKind::Closed => {
                    if let Some(opened) = opened.take().filter(|_| !breached) {
                        let margin = Margin { minutes: opened + self.tolerance - at, need, at };
                        least(&mut timeline.margin, margin);
                        if self.critical {
                            least(&mut timeline.critical_margin, margin);
                        }
                    }
                }
                EventKind::Stopped => {}
            }
        }
        if openings >= 3 && !breached {
            timeline.patched.push(need);
        }
        if let Some(opened) = opened.filter(|_| !breached) {
            timeline.still_open.push(StillOpen { need, harm_at: opened + self.tolerance });
        }
    }
}

fn least(known: &mut Option<Margin>, margin: Margin) {
    let key = |margin: &Margin| (margin.minutes, margin.at, margin.need);
    if known.as_ref().is_none_or(|known| key(&margin) < key(known)) {
        *known = Some(margin);
    }
}
