//! A timeline in words.

use alloc::format;
use alloc::string::String;

use super::{Words, sentences as tell};
use crate::base::{ArrangementId, CycleMinute, NeedId, Page, Told, hours, kinds};
use crate::support::{Beside, EventKind, LostHow, Timeline, TimelineEvent};

impl Words<'_> {
    /// What happens after a loss, event by event; and which harm the loss adds, which comes whoever is there, and what
    /// goes on longer because of it.
    pub fn timeline(&self, timeline: &Timeline, beside: &Beside) -> String {
        let mut page = Page::default();
        page.line(0, &tell::from(&self.minute(timeline.start), &hours(timeline.horizon_min)));
        self.when_lost(timeline, &mut page);
        if timeline.events.is_empty() {
            let all_known = timeline.hours_not_known.needs.is_empty();
            page.line(1, if all_known { tell::NOTHING_OPENS } else { tell::NOTHING_KNOWN_OPENS });
        }
        let for_somebody_there = |event: &&TimelineEvent| {
            let arrangement = event.id.typed().and_then(|id| self.snapshot.arrangement(id));
            let need = arrangement.and_then(|arrangement| self.snapshot.need(arrangement.need));
            need.is_none_or(|need| !timeline.away.contains(&need.person()))
        };
        let stopped = self.unwilling_help_lost(&timeline.lost, &timeline.away);
        for event in timeline.events.iter().filter(for_somebody_there) {
            self.event(event, timeline.start, beside, &stopped, &mut page);
        }
        self.after_events(timeline, beside, &mut page);
        page.into_text()
    }

    /// Who is lost from when until when, where that is not all the time.
    fn when_lost(&self, timeline: &Timeline, page: &mut Page) {
        let when = |minutes: u32| {
            tell::at_after(&self.minute(timeline.start.plus(minutes, self.snapshot.weeks())), &hours(minutes))
        };
        for lost in &timeline.times {
            let (who, from, until) = (self.source(lost.source), when(lost.from), lost.until.map(when));
            page.line(
                1,
                &match (lost.how, until) {
                    (LostHow::Unable, Some(until)) => tell::unable_until(&who, &from, &until),
                    (LostHow::Unable, None) => tell::unable_from(&who, &from),
                    (LostHow::Away, Some(until)) => tell::away_until(&who, &from, &until),
                    (LostHow::Away, None) => tell::away_from(&who, &from),
                    (LostHow::Died, _) => tell::died(&who, &from),
                },
            );
        }
    }

    fn event(
        &self,
        event: &TimelineEvent,
        start: CycleMinute,
        beside: &Beside,
        stopped: &[ArrangementId],
        page: &mut Page,
    ) {
        let need = event.id.typed::<kinds::Need>();
        let added = beside.added.iter().find(|added| Some(added.need) == need);
        let unwilling = need.is_some_and(|need| self.goes_on_unwillingly(need, stopped));
        let several = need.and_then(|id| self.snapshot.need(id)).is_some_and(|need| need.helpers() > 1);
        // Who is there without the skill, or asleep, is somebody.
        let skilled =
            need.and_then(|id| self.snapshot.need(id)).is_some_and(|need| !need.skills().is_empty());
        let sleepers = need.is_some_and(|need| self.has_sleepers(need));
        let said = match event.kind {
            EventKind::Opened if unwilling && several => tell::too_few_to_rely_on,
            EventKind::Opened if unwilling => tell::nobody_to_rely_on,
            EventKind::Opened if skilled => tell::too_few_skilled,
            EventKind::Opened if sleepers && several => tell::too_few_awake,
            EventKind::Opened if sleepers => tell::nobody_awake,
            EventKind::Opened if several => tell::too_few,
            EventKind::Opened => tell::nobody,
            EventKind::Closed if skilled => tell::skilled_again,
            EventKind::Closed if several => tell::enough_again,
            EventKind::Closed => tell::somebody_again,
            EventKind::Breached if unwilling => tell::harm_unless_unwilling,
            EventKind::Breached if added.is_none() => tell::harm_anyway,
            EventKind::Breached => tell::harm,
            EventKind::Stopped => tell::gives_no_more,
        };
        let earlier = added.filter(|_| event.kind == EventKind::Breached).and_then(|added| added.earlier_by);
        let earlier = earlier.map_or_else(String::new, |by| tell::earlier(&hours(by)));
        // Columns: the clock, and how long after the loss.
        let clock = start.minute().plus(event.at);
        let after = format!("+{}", hours(event.at));
        page.line(1, &format!("{clock}  {after:>11}  {}{earlier}", said(&self.any(event.id))));
    }

    /// Whether help for a need goes on that is given unwillingly within its hours.
    fn goes_on_unwillingly(&self, need: NeedId, stopped: &[ArrangementId]) -> bool {
        let Some(of) = self.snapshot.need(need) else { return false };
        let hours = self.snapshot.cycle().hours(of);
        self.snapshot.arrangements().iter().any(|help| {
            help.need == need
                && help.done_though(self.snapshot.on()).is_some()
                && !stopped.contains(&help.id)
                && !self.snapshot.presence(help).intersection(&hours).is_never()
        })
    }

    /// Whether somebody helps with a need who is known to be asleep.
    fn has_sleepers(&self, need: NeedId) -> bool {
        let mut help = self.snapshot.arrangements().iter().filter(|help| help.need == need);
        help.any(|help| help.awake == Told::Known(false) && help.counts(self.snapshot.on()))
    }

    fn after_events(&self, timeline: &Timeline, beside: &Beside, page: &mut Page) {
        for longer in &beside.goes_on_longer {
            page.line(1, &tell::goes_on_longer(&self.need(longer.need), &hours(longer.by)));
        }
        if let Some(margin) = timeline.critical_margin {
            page.line(1, &tell::closest_call(&self.need(margin.need), &hours(margin.minutes)));
        }
        for open in &timeline.still_open {
            let at = timeline.start.plus(open.harm_at, self.snapshot.weeks());
            let after = hours(open.harm_at);
            page.line(1, &tell::still_open(&self.need(open.need), &self.minute(at), &after));
        }
        for need in &timeline.patched {
            page.line(1, &tell::comes_and_goes(&self.need(*need)));
        }
        for need in &timeline.hours_not_known.needs {
            page.line(1, &tell::left_out(&self.weighed(*need)));
        }
    }
}
