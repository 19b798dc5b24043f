//! A night in words, minute by minute.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Because, Harmed, Night, NotGiven, WhyNotGiven};
use crate::base::{AnyId, Labels, NeedId, Page, Reader, SourceId, capital, kinds, time_in_words};
use crate::emergency::story::words::{Names, Teller, at_in_words};
use crate::emergency::story::{found, sentence};
use crate::emergency::{CallOutcome, Plan, StoryAt, StoryLine, Tells};
use crate::need::{Need, Snapshot};
use crate::support::{Event, Words};

impl Night {
    /// The night as it is printed, line by line, at most 100 characters wide. Names as in
    /// [`Story::in_words`](crate::emergency::Story::in_words), and personal data as there.
    pub fn in_words(&self, reader: Reader, plan: &Plan, snapshot: &Snapshot, labels: &dyn Labels) -> String {
        let names = Names { plan, labels };
        let teller = Teller { reader, plan, snapshot, words: Words::new(snapshot, &names), brought: &[] };
        let teller = NightTeller { night: self, teller };
        let mut page = Page::default();
        page.heading("What happens");
        for line in teller.lines() {
            page.line(1, &line);
        }
        let leaning = teller.leaning();
        if !leaning.is_empty() {
            page.heading("What those who come lean on");
        }
        for line in leaning {
            page.line(1, &line);
        }
        page.into_text()
    }
}

struct NightTeller<'a> {
    night: &'a Night,
    teller: Teller<'a>,
}

impl NightTeller<'_> {
    fn at(&self, after_min: u32) -> StoryAt {
        StoryAt::new(self.night.asked.start, after_min)
    }

    /// What is lost; then everything in order of time, in one minute the alarm, the calls, and what comes of it.
    fn lines(&self) -> Vec<String> {
        let (night, as_planned) = (self.night, self.night.asked.as_planned);
        let mut lines: Vec<String> = Vec::new();
        for lost in &night.asked.lost {
            lines.push(self.line(Some(0), Tells::Lost { lost: *lost, as_planned }));
        }
        if night.alarm.is_none() && !as_planned {
            lines.push(self.line(None, Tells::NobodyNotices { horizon_min: night.asked.horizon_min }));
        }
        let mut then: Vec<(u32, String)> = Vec::new();
        if let Some(raised) = night.alarm {
            let way = self.teller.plan.alarms().iter().find(|alarm| alarm.id == raised.alarm);
            let noticed = Tells::Noticed { found: way.map(|alarm| found(&alarm.way)), by: raised.by };
            then.push((raised.at, self.line(Some(raised.at), noticed)));
        }
        for call in &night.calls {
            let (from, until) = match call.outcome {
                CallOutcome::Comes { from, until } => (Some(from), until),
                _ => (None, None),
            };
            let within = from.filter(|from| *from < night.asked.horizon_min);
            let tells = Tells::Called {
                responder: call.responder,
                outcome: call.outcome,
                from: within.map(|from| self.at(from)),
                until: until.map(|until| self.at(until)),
                as_planned,
            };
            let at = call.called_at.or(from);
            let otherwise = night.alarm.map_or(0, |raised| raised.at);
            then.push((at.unwrap_or(otherwise), self.line(at, tells)));
        }
        for (event, because) in night.events() {
            if let Some(told) = self.event(event, because) {
                then.push((event.at, format!("{}: {told}", at_in_words(self.at(event.at)))));
            }
        }
        then.sort_by_key(|(at, _)| *at);
        lines.extend(then.into_iter().map(|(_, line)| line));
        if night.timeline.events.is_empty() {
            lines.push(format!(
                "In these {} nothing is left waiting for longer than it may.",
                time_in_words(night.asked.horizon_min)
            ));
        }
        let not_known = &night.hours_not_known;
        let needs = not_known.needs.iter().map(|need| Tells::HoursNotKnown { need: *need });
        let times = not_known.arrangements.iter().map(|id| Tells::TimesNotKnown { arrangement: *id });
        lines.extend(needs.chain(times).map(|tells| self.line(None, tells)));
        lines
    }

    fn line(&self, at: Option<u32>, tells: Tells) -> String {
        let at = at.map(|at| self.at(at));
        let line = StoryLine { at, tells };
        let said = sentence::of(&self.teller, &line);
        at.map_or_else(|| said.clone(), |at| format!("{}: {said}", at_in_words(at)))
    }

    /// An event with its reason. Help for somebody who is away helps nobody, and that it stops is not told.
    fn event(&self, event: &Event, because: &Because) -> Option<String> {
        let need = event.id.typed::<kinds::Need>();
        Some(match because {
            Because::NotGiven(missing) => {
                let need = need?;
                let who = if self.need(need)?.helpers() > 1 { "Not enough people are" } else { "Nobody is" };
                let waits = match self.need(need)?.tolerance_min() {
                    0 => String::from("It cannot wait."),
                    minutes => format!("It can wait {}.", time_in_words(minutes)),
                };
                format!("{who} there for {}. {waits} {}", self.teller.need(need), self.missing(missing))
            }
            Because::Helped { open_since, by, taken_in_by } => {
                let (named, since) = (self.teller.need(need?), at_in_words(self.at(*open_since)));
                match taken_in_by {
                    Some(responder) => format!(
                        "{} is taken in by {}, for this too: {named}. It had waited since {since}.",
                        self.teller.source(self.need(need?)?.person().into()),
                        self.teller.responder(*responder)
                    ),
                    None => format!("{} there for {named}. It had waited since {since}.", self.who_is(by)),
                }
            }
            Because::OpenTooLong { open_since } => {
                let waited = match event.at - open_since {
                    0 => String::from("It could not wait"),
                    minutes => format!(
                        "It had waited {}, since {}, and can wait no longer",
                        time_in_words(minutes),
                        at_in_words(self.at(*open_since))
                    ),
                };
                format!("HARM. {waited}: {}.", self.teller.need(need?))
            }
            Because::LeanedOn(harmed) => self.stopped(event.id, harmed)?,
        })
    }

    fn stopped(&self, what: AnyId, harmed: &[Harmed]) -> Option<String> {
        let needs: Vec<String> = harmed.iter().map(|one| self.teller.need(one.need)).collect();
        let needs = needs.join("; ");
        if let Some(responder) = what.typed::<kinds::Responder>() {
            let name = self.teller.responder(responder);
            return Some(format!(
                "{name} can help no longer, for this came to harm on which they lean: {needs}."
            ));
        }
        let arrangement = self.teller.snapshot.arrangement(what.typed()?)?;
        if self.night.timeline.away.contains(&self.need(arrangement.need)?.person()) {
            return None;
        }
        let (by, with) = (self.teller.source(arrangement.by), self.teller.need(arrangement.need));
        Some(format!("{by} can help no longer with this: {with}. It leaned on what came to harm: {needs}."))
    }

    /// Why nobody is there: each who would be, once.
    fn missing(&self, missing: &[NotGiven]) -> String {
        let mut said: Vec<String> = Vec::new();
        for one in missing {
            let by = self.teller.snapshot.arrangement(one.arrangement).map(|it| self.teller.source(it.by));
            let by = by.unwrap_or_else(|| String::from("Somebody"));
            let why = match &one.why {
                WhyNotGiven::Lost(source) if Some(*source) == self.by(one) => {
                    format!("{by} would be, and cannot now")
                }
                WhyNotGiven::Lost(source) => {
                    format!(
                        "{by} would be with the support of {}, which is not there now",
                        self.teller.source(*source)
                    )
                }
                WhyNotGiven::TakenIn(source) => {
                    format!("{by} would be, and {} has been taken in", self.teller.source(*source))
                }
                WhyNotGiven::LeanedOn(harmed) => format!(
                    "{by} would be, and leans on what came to harm at {} ({})",
                    at_in_words(self.at(harmed.at)),
                    self.teller.need(harmed.need)
                ),
                WhyNotGiven::LeansOnAGap(need) => {
                    format!(
                        "{by} would be, and leans on what nobody sees to today ({})",
                        self.teller.need(*need)
                    )
                }
            };
            if !said.contains(&why) {
                said.push(why);
            }
        }
        if said.is_empty() {
            String::from("No more help is arranged for that time.")
        } else {
            capital(&format!("{}.", said.join("; ")))
        }
    }

    fn by(&self, one: &NotGiven) -> Option<SourceId> {
        self.teller.snapshot.arrangement(one.arrangement).map(|it| it.by)
    }

    fn who_is(&self, by: &[AnyId]) -> String {
        let mut names: Vec<String> = Vec::new();
        for id in by {
            let arrangement = id.typed().and_then(|id| self.teller.snapshot.arrangement(id));
            let name = match (arrangement, id.typed::<kinds::Responder>()) {
                (Some(arrangement), _) => self.teller.source(arrangement.by),
                (None, Some(responder)) => self.teller.responder(responder),
                (None, None) => continue,
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let is = if names.len() == 1 { "is" } else { "are" };
        format!("{} {is}", names.join(" and "))
    }

    fn leaning(&self) -> Vec<String> {
        let leaning = self.night.lean_on.iter().map(|leaning| {
            let needs: Vec<String> = leaning.needs.iter().map(|need| self.teller.need(*need)).collect();
            format!(
                "{} is taken to lean on this, and stops if it comes to harm: {}. Ask whether that is so.",
                self.teller.responder(leaning.responder),
                needs.join("; ")
            )
        });
        leaning.collect()
    }

    fn need(&self, id: NeedId) -> Option<&Need> {
        self.teller.snapshot.need(id)
    }
}
