//! The reason of each event of a night, read off its timeline and the week.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::{Because, Harmed, NightQuestion, NotGiven, WhyNotGiven};
use crate::base::{AnyId, NeedId, ResponderId, SourceId, kinds};
use crate::need::{Arrangement, Need, TimedHelp};
use crate::support::{EventKind, Support, Timeline, TimelineEvent};

/// What is needed to say why something happened.
pub(super) struct Reasons<'a> {
    support: &'a Support<'a>,
    asked: &'a NightQuestion,
    help: &'a [TimedHelp],
    gaps: Vec<NeedId>,
    /// Everything that comes to harm.
    harm: BTreeMap<NeedId, Harmed>,
}

/// The reason of each event of the timeline, in the same order.
pub(super) fn of(
    support: &Support<'_>,
    asked: &NightQuestion,
    help: &[TimedHelp],
    timeline: &Timeline,
) -> Vec<Because> {
    // All harm first: help may stop, or not be given, in the very minute of the harm, which stands later in the list.
    let mut open: BTreeMap<NeedId, u32> = BTreeMap::new();
    let mut harm: BTreeMap<NeedId, Harmed> = BTreeMap::new();
    for event in &timeline.events {
        match (event.kind, event.id.typed::<kinds::Need>()) {
            (EventKind::Opened, Some(need)) => {
                open.insert(need, event.at);
            }
            (EventKind::Breached, Some(need)) => {
                let open_since = open.get(&need).copied().unwrap_or(event.at);
                harm.insert(need, Harmed { need, open_since, at: event.at });
            }
            _ => {}
        }
    }
    let reasons = Reasons { support, asked, help, gaps: support.gaps(), harm };
    let mut open = BTreeMap::new();
    timeline.events.iter().map(|event| reasons.because(event, &mut open)).collect()
}

impl Reasons<'_> {
    fn because(&self, event: &TimelineEvent, open: &mut BTreeMap<NeedId, u32>) -> Because {
        let at = event.at;
        match (event.kind, event.id.typed::<kinds::Need>()) {
            (EventKind::Opened, Some(need)) => {
                open.insert(need, at);
                Because::NotGiven(self.not_given(need, at))
            }
            (EventKind::Closed, Some(need)) => {
                let open_since = open.remove(&need).unwrap_or(at);
                let person = self.support.snapshot().need(need).map(Need::person);
                let taken_in_by = person.and_then(|person| self.taken_in_by(person.into(), at));
                let by = if taken_in_by.is_some() { Vec::new() } else { self.given(need, at) };
                Because::Helped { open_since, by, taken_in_by }
            }
            (EventKind::Breached, Some(need)) => {
                Because::OpenTooLong { open_since: self.harmed(need, at).map_or(at, |one| one.open_since) }
            }
            _ => Because::LeanedOn(self.leaned_on(event)),
        }
    }

    /// A need that has come to harm by a minute, that minute included.
    fn harmed(&self, need: NeedId, by: u32) -> Option<Harmed> {
        self.harm.get(&need).copied().filter(|harmed| harmed.at <= by)
    }

    /// What an arrangement or a responder leans on that comes to harm in the minute in which it stops.
    fn leaned_on(&self, event: &TimelineEvent) -> Vec<Harmed> {
        let arrangement = event.id.typed().and_then(|id| self.support.snapshot().arrangement(id));
        let of_help =
            || self.help.iter().find(|help| help.id == event.id).map(|help| help.relies_on.as_slice());
        let needs = arrangement.map(|one| one.relies_on.needs()).or_else(of_help).unwrap_or_default();
        let harmed = needs.iter().filter_map(|need| self.harmed(*need, event.at));
        harmed.filter(|harmed| harmed.at == event.at).collect()
    }

    /// The arrangements that count for a need and are for this minute of the week.
    fn arranged(&self, need: NeedId, at: u32) -> impl Iterator<Item = &Arrangement> {
        let snapshot = self.support.snapshot();
        let minute = self.asked.start.plus(at, snapshot.weeks());
        let for_it = snapshot.arrangements().iter().filter(move |one| one.need == need);
        for_it.filter(move |one| one.counts(snapshot.on()) && snapshot.presence(one).contains(minute))
    }

    fn not_given(&self, need: NeedId, at: u32) -> Vec<NotGiven> {
        let not_given = self.arranged(need, at).filter_map(|one| {
            let why = self.why_not(one, at)?;
            Some(NotGiven { arrangement: one.id, why })
        });
        not_given.collect()
    }

    fn why_not(&self, one: &Arrangement, at: u32) -> Option<WhyNotGiven> {
        let sources = || [Some(one.by), one.supported_by()].into_iter().flatten();
        let is_lost = |source: &SourceId| self.asked.lost.iter().any(|lost| lost.source == *source);
        if let Some(lost) = sources().find(is_lost) {
            return Some(WhyNotGiven::Lost(lost));
        }
        if let Some(away) = sources().find(|source| self.taken_in_by(*source, at).is_some()) {
            return Some(WhyNotGiven::TakenIn(away));
        }
        let needs = one.relies_on.needs();
        if let Some(harmed) = needs.iter().find_map(|need| self.harmed(*need, at)) {
            return Some(WhyNotGiven::LeanedOn(harmed));
        }
        let gap = needs.iter().find(|need| self.gaps.binary_search(need).is_ok());
        gap.map(|need| WhyNotGiven::LeansOnAGap(*need))
    }

    /// Who is there for a need in a minute: arrangements and responders, in order of id.
    fn given(&self, need: NeedId, at: u32) -> Vec<AnyId> {
        let arranged = self.arranged(need, at).filter(|one| self.why_not(one, at).is_none());
        let mut given: BTreeSet<AnyId> = arranged.map(|one| one.id.any()).collect();
        let there = self.help.iter().filter(|help| {
            help.needs.contains(&need)
                && is_there(help, at)
                && self.taken_in_by(help.source, at).is_none()
                && !help.relies_on.iter().any(|need| self.harmed(*need, at).is_some())
        });
        given.extend(there.map(|help| help.id));
        given.into_iter().collect()
    }

    fn taken_in_by(&self, source: SourceId, at: u32) -> Option<ResponderId> {
        let takes = |help: &&TimedHelp| {
            is_there(help, at) && help.takes_in.iter().any(|person| SourceId::from(*person) == source)
        };
        self.help.iter().find(takes).and_then(|help| help.id.typed())
    }
}

fn is_there(help: &TimedHelp, at: u32) -> bool {
    help.from <= at && help.until.is_none_or(|until| at < until)
}
