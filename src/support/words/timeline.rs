//! A timeline in words.

use alloc::format;
use alloc::string::String;

use super::{Words, hours, print_line as line};
use crate::base::{WeekMinute, kinds};
use crate::support::{Event, EventKind, Timeline};

impl Words<'_> {
    /// What happens after a loss, event by event.
    pub fn timeline(&self, timeline: &Timeline) -> String {
        let mut out = String::new();
        let clock = |at: u32| -> WeekMinute { timeline.start.plus(at) };
        let horizon = hours(timeline.horizon_min);
        line(&mut out, 0, &format!("FROM {} FOR {horizon}", timeline.start));
        if timeline.events.is_empty() {
            line(&mut out, 1, "Nothing opens: everything that is needed in that time is covered.");
        }
        let for_somebody_there = |event: &&Event| {
            let arrangement = event.id.typed().and_then(|id| self.snapshot.arrangement(id));
            let need = arrangement.and_then(|arrangement| self.snapshot.need(arrangement.need));
            need.is_none_or(|need| !timeline.away.contains(&need.person()))
        };
        for event in timeline.events.iter().filter(for_somebody_there) {
            let said = match event.kind {
                EventKind::Opened => "nobody is there for",
                EventKind::Closed => "somebody is there again for",
                EventKind::Breached => "HARM:",
                EventKind::Stopped => "gives no more:",
            };
            let critical = event.id.typed::<kinds::Need>().is_some_and(|need| self.is_critical(need));
            let critical = if critical { " (critical)" } else { "" };
            let after = format!("+{}", hours(event.at));
            let what = self.any(event.id);
            line(&mut out, 1, &format!("{}  {after:>11}  {said} {what}{critical}", clock(event.at)));
        }
        if let Some(margin) = timeline.critical_margin {
            let need = self.need(margin.need);
            line(
                &mut out,
                1,
                &format!("Closest call that still went well: {need}, {} to spare.", hours(margin.minutes)),
            );
        }
        for open in &timeline.still_open {
            line(
                &mut out,
                1,
                &format!("Still open at the end: {}, harm at {}.", self.need(open.need), clock(open.harm_at)),
            );
        }
        for need in &timeline.patched {
            line(&mut out, 1, &format!("{}: help comes and goes, three times or more.", self.need(*need)));
        }
        out
    }
}
