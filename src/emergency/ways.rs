//! When each way of raising the alarm works, by whom, and for the loss of what.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::concerned::{
    awake, concerned, is_visit, is_where_it_would_be_found, lives_with_person, person_of,
};
use super::{Alarm, NoticesFrom, Way};
use crate::base::{CyclePattern, MINUTES_PER_DAY, PersonId, SourceId};
use crate::need::{Reckoning, Snapshot};

/// When one source, or nobody whom the week knows, would raise the alarm in one way.
#[derive(Debug)]
pub(super) struct Works {
    /// By whom.
    pub(super) by: Option<SourceId>,
    /// When.
    pub(super) when: CyclePattern,
    /// If at least one of these is lost; none: whatever is lost.
    of: Option<BTreeSet<SourceId>>,
    /// And if none of these is.
    unless: BTreeSet<SourceId>,
}

impl Works {
    /// Whether it works for the loss of these, as far as it is about what they are. Whoever raises it may be among them.
    pub(super) fn is_for(&self, mut lost: impl Iterator<Item = SourceId> + Clone) -> bool {
        let of = self.of.as_ref().is_none_or(|of| lost.clone().any(|source| of.contains(&source)));
        of && !lost.any(|source| self.unless.contains(&source))
    }

    /// Only at these minutes.
    pub(super) fn only_within(&mut self, minutes: &CyclePattern) {
        self.when = self.when.intersection(minutes);
    }

    /// At none of these minutes.
    pub(super) fn only_outside(&mut self, minutes: &CyclePattern) {
        self.when = self.when.difference(minutes);
    }

    fn always(by: Option<SourceId>, when: &CyclePattern) -> Self {
        Self { by, when: when.clone(), of: None, unless: BTreeSet::new() }
    }
}

/// A household's week, with whom each loss concerns and when who visits, by what of the help is counted on.
#[derive(Debug)]
pub(super) struct Ways<'s> {
    snapshot: &'s Snapshot,
    reckoning: Reckoning,
    /// Of each source the members concerned by its loss.
    concerned: BTreeMap<SourceId, BTreeSet<PersonId>>,
    /// Of each visitor the minutes in which a loss would be found, with the losses.
    visits: BTreeMap<SourceId, Vec<(CyclePattern, BTreeSet<SourceId>)>>,
}

impl<'s> Ways<'s> {
    /// The week made ready.
    pub(super) fn new(snapshot: &'s Snapshot, reckoning: Reckoning) -> Self {
        let sources = snapshot.sources().iter().map(|source| source.id);
        let concerned: BTreeMap<_, _> =
            sources.map(|source| (source, concerned(snapshot, reckoning, source))).collect();
        let visits = visits(snapshot, reckoning, &concerned);
        Self { snapshot, reckoning, concerned, visits }
    }

    /// When a way works, by whom, for the loss of what. Whose telephone or card it is has to be lost besides; whoever else
    /// raises it must not be.
    pub(super) fn of(&self, alarm: &Alarm) -> Vec<Works> {
        let when = &CyclePattern::from(alarm.when.clone());
        match &alarm.way {
            Way::OwnTelephone { person, .. } => alloc::vec![Works::always(Some((*person).into()), when)],
            // Who is with them is nobody of whom the plan knows.
            Way::Card { .. } => alloc::vec![Works::always(None, when)],
            Way::Device { device } => alloc::vec![Works::always(*device, when)],
            Way::Member { person, .. } => {
                let of = self.concerned.iter().filter(|(_, these)| {
                    these.iter().any(|one| lives_with_person(self.snapshot, (*person).into(), *one))
                });
                let of = Some(of.map(|(lost, _)| *lost).collect());
                alloc::vec![Works { of, ..Works::always(Some((*person).into()), when) }]
            }
            Way::NextVisit { by } => {
                let visitors = self.visits.iter().filter(|(visitor, _)| by.is_none_or(|by| by == **visitor));
                let each = visitors.flat_map(|(visitor, visits)| visits.iter().map(move |it| (visitor, it)));
                each.map(|(visitor, (visit, of))| Works {
                    of: Some(of.clone()),
                    ..Works::always(Some(*visitor), &visit.intersection(when))
                })
                .collect()
            }
            Way::MissedVisit { noticed_by, from } => self.noticing(*noticed_by, from.as_ref(), when),
        }
    }

    fn noticing(&self, by: SourceId, from: Option<&NoticesFrom>, when: &CyclePattern) -> Vec<Works> {
        let noticer = Noticer::new(self.snapshot, self.reckoning, by);
        let help: BTreeSet<SourceId> = self
            .losses(by)
            .filter(|(_, concerned)| noticer.is_from_help(from, concerned))
            .map(|(lost, _)| lost)
            .collect();
        if help.is_empty() {
            return alloc::vec![Works::always(Some(by), when)];
        }
        let days = self.losses(by).map(|(lost, of)| (noticer.days(lost, of).intersection(when), lost));
        let mut works: Vec<Works> = together(days)
            .into_iter()
            .map(|(when, of)| Works { of: Some(of), ..Works::always(Some(by), &when) })
            .collect();
        // Of whom they never helped they notice from something else; with somebody whom they did, from help.
        if self.losses(by).any(|(lost, _)| !help.contains(&lost)) {
            works.push(Works { unless: help, ..Works::always(Some(by), when) });
        }
        works
    }

    /// Whatever may be lost while this one would notice, with whom it concerns.
    fn losses(&self, by: SourceId) -> impl Iterator<Item = (SourceId, &BTreeSet<PersonId>)> + '_ {
        self.concerned.iter().map(|(lost, concerned)| (*lost, concerned)).filter(move |(lost, _)| *lost != by)
    }

    /// Of a way by somebody who would notice from help: who, and its minutes that lie on no day of help, for some loss of one
    /// for which it is. They are stated, and do not count.
    pub(super) fn beyond_help(&self, alarm: &Alarm) -> Option<(SourceId, CyclePattern)> {
        let Way::MissedVisit { noticed_by: by, from } = &alarm.way else { return None };
        let noticer = Noticer::new(self.snapshot, self.reckoning, *by);
        let lost = self.losses(*by).filter(|(lost, concerned)| {
            alarm.for_loss.is_for([*lost]) && noticer.is_from_help(from.as_ref(), concerned)
        });
        let when = CyclePattern::from(alarm.when.clone());
        let beyond = lost.map(|(lost, concerned)| when.difference(&noticer.days(lost, concerned)));
        Some((*by, beyond.fold(CyclePattern::default(), |all, beyond| all.union(&beyond))))
    }
}

/// Somebody who would notice, and the help from which they would.
struct Noticer {
    /// The people for whom any arrangement of theirs is recorded, ended ones included.
    recorded: BTreeSet<PersonId>,
    /// Of each person whom they help, the days of it.
    given: BTreeMap<PersonId, CyclePattern>,
    /// Of each who helps them, or somebody at their address, the days of it.
    got: BTreeMap<SourceId, CyclePattern>,
}

impl Noticer {
    fn new(snapshot: &Snapshot, reckoning: Reckoning, by: SourceId) -> Self {
        let with_them: BTreeSet<PersonId> =
            snapshot.members().filter(|member| lives_with_person(snapshot, by, *member)).collect();
        let mut noticer = Self { recorded: BTreeSet::new(), given: BTreeMap::new(), got: BTreeMap::new() };
        for one in snapshot.arrangements() {
            let Some(person) = person_of(snapshot, one) else { continue };
            let is_theirs = one.by == by;
            if is_theirs {
                noticer.recorded.insert(person);
            }
            if snapshot.counts(reckoning, one) && (is_theirs || with_them.contains(&person)) {
                let known = if is_theirs {
                    noticer.given.entry(person).or_default()
                } else {
                    noticer.got.entry(one.by).or_default()
                };
                *known = known.union(&days_of(&snapshot.presence(one)));
            }
        }
        noticer
    }

    /// Whether they notice a loss from help. What is not said is taken so where any arrangement of theirs is recorded for a
    /// person concerned: whoever helped noticed from that, and does no more.
    fn is_from_help(&self, from: Option<&NoticesFrom>, concerned: &BTreeSet<PersonId>) -> bool {
        from.map_or_else(|| !self.recorded.is_disjoint(concerned), |from| *from == NoticesFrom::Help)
    }

    /// The days on which they would notice from help that this one is lost.
    fn days(&self, lost: SourceId, concerned: &BTreeSet<PersonId>) -> CyclePattern {
        let given = self.given.iter().filter(|(person, _)| concerned.contains(person)).map(|(_, days)| days);
        let got = self.got.get(&lost);
        given.chain(got).fold(CyclePattern::default(), |days, more| days.union(more))
    }
}

/// Of each visitor the minutes of visits by which a loss would be found, with the losses.
fn visits(
    snapshot: &Snapshot,
    reckoning: Reckoning,
    concerned: &BTreeMap<SourceId, BTreeSet<PersonId>>,
) -> BTreeMap<SourceId, Vec<(CyclePattern, BTreeSet<SourceId>)>> {
    let mut visits: BTreeMap<SourceId, BTreeMap<SourceId, CyclePattern>> = BTreeMap::new();
    let counting = snapshot.arrangements().iter().filter(|one| snapshot.counts(reckoning, one));
    for visit in counting.filter(|one| is_visit(snapshot, one)) {
        let Some(person) = person_of(snapshot, visit) else { continue };
        let (minutes, of) = (awake(snapshot, reckoning, visit), visits.entry(visit.by).or_default());
        for (lost, _) in concerned.iter().filter(|(_, these)| these.contains(&person)) {
            if *lost != visit.by && is_where_it_would_be_found(snapshot, visit, *lost) {
                let known = of.entry(*lost).or_default();
                *known = known.union(&minutes);
            }
        }
    }
    let together = |(visitor, of): (SourceId, BTreeMap<SourceId, CyclePattern>)| {
        (visitor, together(of.into_iter().map(|(lost, when)| (when, lost))))
    };
    visits.into_iter().map(together).collect()
}

/// Losses with the same minutes together, those with none left out.
fn together(each: impl Iterator<Item = (CyclePattern, SourceId)>) -> Vec<(CyclePattern, BTreeSet<SourceId>)> {
    let mut together: Vec<(CyclePattern, BTreeSet<SourceId>)> = Vec::new();
    for (when, lost) in each.filter(|(when, _)| !when.is_never()) {
        match together.iter_mut().find(|(known, _)| *known == when) {
            Some((_, losses)) => drop(losses.insert(lost)),
            None => together.push((when, BTreeSet::from([lost]))),
        }
    }
    together
}

/// The whole days of the cycle, midnight to midnight, on which a pattern has a minute.
fn days_of(pattern: &CyclePattern) -> CyclePattern {
    let day = u32::from(MINUTES_PER_DAY);
    let days = pattern.ranges().iter().map(|(start, end)| {
        let first = start / day * day;
        (first, end.next_multiple_of(day) - first)
    });
    CyclePattern::from_stretches(pattern.weeks(), days)
}
