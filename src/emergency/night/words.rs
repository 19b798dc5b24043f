//! A night in words, minute by minute.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Because, Harmed, Night, NotGiven, WhyNotGiven};
use crate::base::{AnyId, Labels, NeedId, Page, Reader, capital, kinds, time_in_words};
use crate::emergency::story::{Course, Names, Teller, for_other_days, not_known};
use crate::emergency::{Plan, sentences as tell};
use crate::need::{Arrangement, Need, Snapshot};
use crate::support::TimelineEvent;

impl Night {
    /// The night as it is printed, line by line, at most 100 characters wide. Names as in
    /// [`Story::in_words`](crate::emergency::Story::in_words), and personal data as there.
    pub fn in_words(&self, reader: Reader, plan: &Plan, snapshot: &Snapshot, labels: &dyn Labels) -> String {
        let names = Names { plan, labels };
        let asked = &self.asked;
        let course = Course {
            day: None,
            plan,
            start: asked.start,
            weeks: snapshot.weeks(),
            horizon_min: asked.horizon_min,
            as_planned: asked.as_planned,
            lost: &asked.lost,
            alarm: self.alarm,
            calls: &self.calls,
        };
        let teller = NightTeller { night: self, course, teller: Teller::new(reader, snapshot, &names, &[]) };
        let mut page = Page::default();
        page.heading(tell::WHAT_HAPPENS);
        for line in teller.lines() {
            page.line(1, &line);
        }
        page.heading(tell::WHAT_THEY_LEAN_ON);
        for leaning in &self.lean_on {
            let (name, needs) = (teller.teller.responder(leaning.responder), leaning.needs.iter().copied());
            page.line(1, &tell::taken_to_lean(&name, &teller.teller.needs(needs)));
        }
        page.into_text()
    }
}

struct NightTeller<'a> {
    night: &'a Night,
    course: Course<'a>,
    teller: Teller<'a>,
}

impl NightTeller<'_> {
    /// "Saturday 22:10", so many minutes after the loss.
    fn at(&self, after_min: u32) -> String {
        self.course.at(after_min).in_words(self.teller.snapshot)
    }

    /// What is lost; then everything in order of time, in one minute the alarm, the calls, and what comes of it.
    fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = self.course.begins().iter().map(|line| self.teller.line(line)).collect();
        let help = self.course.help().into_iter().map(|(at, line)| (at, self.teller.line(&line)));
        let mut then: Vec<(u32, String)> = help.collect();
        for (event, because) in self.night.events() {
            if let Some(told) = self.event(event, because) {
                then.push((event.at, tell::at(&self.at(event.at), &told)));
            }
        }
        then.sort_by_key(|(at, _)| *at);
        lines.extend(then.into_iter().map(|(_, line)| line));
        if self.night.timeline.events.is_empty() {
            lines.push(tell::nothing_waits(&time_in_words(self.course.horizon_min)));
        }
        let not_there = for_other_days(&self.night.not_on_this_day, self.teller.snapshot.on());
        let unsaid = not_known(&self.night.hours_not_known).chain(not_there);
        lines.extend(unsaid.map(|tells| self.teller.sentence(None, &tells)));
        lines
    }

    /// An event with its reason. Help for somebody who is away helps nobody, and that it stops is not told.
    fn event(&self, event: &TimelineEvent, because: &Because) -> Option<String> {
        let need = event.id.typed::<kinds::Need>();
        let named = need.map(|need| self.teller.need(need));
        Some(match because {
            Because::NotGiven(missing) => {
                let wait = match self.need(need?)?.tolerance_min() {
                    0 => String::from(tell::CANNOT_WAIT),
                    minutes => tell::can_wait(&time_in_words(minutes)),
                };
                let who_is = self.teller.who_is_missing(need?);
                tell::nobody_there(&who_is, &named?, &wait, &self.missing(missing))
            }
            // Who takes somebody in stops by the harm of this very minute, and whoever was taken in is there again, too late.
            Because::Helped { by, taken_in_by: None, .. } if by.is_empty() => return None,
            Because::Helped { open_since, by, taken_in_by: None } => {
                let names = self.who_is(by);
                tell::somebody_there(names.len(), &names.join(" and "), &named?, &self.at(*open_since))
            }
            Because::Helped { open_since, taken_in_by: Some(responder), .. } => {
                let person = self.teller.source(self.need(need?)?.person().into());
                let by = self.teller.responder(*responder);
                tell::taken_in(&person, &by, &named?, &self.at(*open_since))
            }
            Because::OpenTooLong { open_since } => match event.at - open_since {
                0 => tell::harm_at_once(&named?),
                minutes => tell::harm_after(&time_in_words(minutes), &self.at(*open_since), &named?),
            },
            Because::LeanedOn(harmed) => self.stopped(event.id, harmed)?,
        })
    }

    fn stopped(&self, what: AnyId, harmed: &[Harmed]) -> Option<String> {
        let needs = self.teller.needs(harmed.iter().map(|one| one.need));
        if let Some(responder) = what.typed::<kinds::Responder>() {
            return Some(tell::responder_leans(&self.teller.responder(responder), &needs));
        }
        let help = self.teller.snapshot.arrangement(what.typed()?)?;
        if self.night.timeline.away.contains(&self.need(help.need)?.person()) {
            return None;
        }
        Some(tell::giver_leans(&self.teller.source(help.by), &self.teller.need(help.need), &needs))
    }

    /// Why nobody is there: each who would be, once.
    fn missing(&self, missing: &[NotGiven]) -> String {
        let mut said: Vec<String> = Vec::new();
        for one in missing {
            let giver = self.teller.snapshot.arrangement(one.arrangement).map(|it| it.by);
            let by = giver.map_or_else(|| String::from(tell::SOMEBODY), |by| self.teller.source(by));
            let why = match &one.why {
                WhyNotGiven::Lost(source) if Some(*source) == giver => tell::cannot_now(&by),
                WhyNotGiven::Lost(source) => tell::without_support(&by, &self.teller.source(*source)),
                WhyNotGiven::TakenIn(source) => tell::has_been_taken_in(&by, &self.teller.source(*source)),
                WhyNotGiven::LeanedOn(harmed) => {
                    tell::leans_on_harm(&by, &self.at(harmed.at), &self.teller.need(harmed.need))
                }
                WhyNotGiven::LeansOnAGap(need) => tell::leans_on_a_gap(&by, &self.teller.need(*need)),
            };
            if !said.contains(&why) {
                said.push(why);
            }
        }
        if said.is_empty() {
            String::from(tell::NO_MORE_ARRANGED)
        } else {
            capital(&tell::missing(&said.join("; ")))
        }
    }

    /// Those who are there, each once.
    fn who_is(&self, by: &[AnyId]) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for id in by {
            let help: Option<&Arrangement> = id.typed().and_then(|id| self.teller.snapshot.arrangement(id));
            let name = match (help, id.typed::<kinds::Responder>()) {
                (Some(help), _) => self.teller.source(help.by),
                (None, Some(responder)) => self.teller.responder(responder),
                (None, None) => continue,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn need(&self, id: NeedId) -> Option<&Need> {
        self.teller.snapshot.need(id)
    }
}
