//! A timeline in words.

use alloc::format;
use alloc::string::String;

use super::{Words, hours, print_line as line};
use crate::base::{ArrangementId, NeedId, WeekMinute, WeekPattern, kinds};
use crate::support::{Beside, Event, EventKind, Timeline};

impl Words<'_> {
    /// What happens after a loss, event by event; and which harm the loss adds, which comes whoever is there, and what
    /// goes on longer because of it.
    pub fn timeline(&self, timeline: &Timeline, beside: &Beside) -> String {
        let mut out = String::new();
        let horizon = hours(timeline.horizon_min);
        line(&mut out, 0, &format!("FROM {} FOR {horizon}", timeline.start));
        if timeline.events.is_empty() {
            let known =
                if timeline.hours_not_known.needs.is_empty() { "" } else { " and whose hours are known" };
            line(
                &mut out,
                1,
                &format!("Nothing opens: everything that is needed in that time{known} is covered."),
            );
        }
        let for_somebody_there = |event: &&Event| {
            let arrangement = event.id.typed().and_then(|id| self.snapshot.arrangement(id));
            let need = arrangement.and_then(|arrangement| self.snapshot.need(arrangement.need));
            need.is_none_or(|need| !timeline.away.contains(&need.person()))
        };
        let stopped = self.unwilling_help_lost(&timeline.lost, &timeline.away);
        for event in timeline.events.iter().filter(for_somebody_there) {
            self.event(event, timeline.start, beside, &stopped, &mut out);
        }
        self.after_events(timeline, beside, &mut out);
        out
    }

    fn event(
        &self,
        event: &Event,
        start: WeekMinute,
        beside: &Beside,
        stopped: &[ArrangementId],
        out: &mut String,
    ) {
        let need = event.id.typed::<kinds::Need>();
        let added = beside.added.iter().find(|added| Some(added.need) == need);
        let unwilling = need.is_some_and(|need| self.goes_on_unwillingly(need, stopped));
        let several = need.and_then(|id| self.snapshot.need(id)).is_some_and(|need| need.helpers() > 1);
        let said = match event.kind {
            EventKind::Opened if unwilling && several => "too few people to rely on are there for",
            EventKind::Opened if unwilling => "nobody to rely on is there for",
            EventKind::Opened if several => "too few people are there for",
            EventKind::Opened => "nobody is there for",
            EventKind::Closed if several => "enough people are there again for",
            EventKind::Closed => "somebody is there again for",
            EventKind::Breached if unwilling => "HARM, unless help given unwillingly goes on:",
            EventKind::Breached if added.is_none() => "HARM, whoever is there:",
            EventKind::Breached => "HARM:",
            EventKind::Stopped => "gives no more:",
        };
        let earlier = added.filter(|_| event.kind == EventKind::Breached).and_then(|added| added.earlier_by);
        let earlier =
            earlier.map_or_else(String::new, |by| format!(", {} earlier because of the loss", hours(by)));
        let critical = if need.is_some_and(|need| self.is_critical(need)) { " (critical)" } else { "" };
        let after = format!("+{}", hours(event.at));
        let (clock, what) = (start.plus(event.at), self.any(event.id));
        line(out, 1, &format!("{clock}  {after:>11}  {said} {what}{critical}{earlier}"));
    }

    /// Whether help for a need goes on that is given unwillingly within its hours.
    fn goes_on_unwillingly(&self, need: NeedId, stopped: &[ArrangementId]) -> bool {
        let Some(of) = self.snapshot.need(need) else { return false };
        let hours = WeekPattern::from_spans(of.windows().iter().map(|window| window.span()));
        self.snapshot.arrangements().iter().any(|help| {
            help.need == need
                && help.done_though(self.snapshot.on()).is_some()
                && !stopped.contains(&help.id)
                && !help.when.intersection(&hours).is_never()
        })
    }

    fn after_events(&self, timeline: &Timeline, beside: &Beside, out: &mut String) {
        for longer in &beside.goes_on_longer {
            let (need, by) = (self.need(longer.need), hours(longer.by));
            line(out, 1, &format!("Goes on longer because of the loss: {need}, {by} more without help."));
        }
        if let Some(margin) = timeline.critical_margin {
            let (need, minutes) = (self.need(margin.need), hours(margin.minutes));
            line(out, 1, &format!("Closest call that still went well: {need}, {minutes} to spare."));
        }
        for open in &timeline.still_open {
            let (harm_at, after) = (timeline.start.plus(open.harm_at), hours(open.harm_at));
            line(
                out,
                1,
                &format!(
                    "Still open at the end: {}, harm at {harm_at}, {after} after the loss.",
                    self.need(open.need)
                ),
            );
        }
        for need in &timeline.patched {
            line(out, 1, &format!("{}: help comes and goes, three times or more.", self.need(*need)));
        }
        for need in &timeline.hours_not_known.needs {
            let critical = if self.is_critical(*need) { " (critical)" } else { "" };
            line(
                out,
                1,
                &format!("Nobody knows the hours of {}{critical}, so it is left out.", self.need(*need)),
            );
        }
    }
}
