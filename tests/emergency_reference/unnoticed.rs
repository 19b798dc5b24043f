//! Which losses nobody notices, from which minutes of the week, and which of them are worth telling.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{CycleMinute, NeedId, SourceId};
use mutual_care::emergency::{Lost, Scenario};
use mutual_care::need::SourceKind;

use super::super::reference::{House, View, counts, fall, worsened};
use super::losses::{as_planned, away, sources};
use super::prove::Prover;

/// Losses that nobody notices before the horizon ends, each with the starting minutes.
pub type Unnoticed = BTreeMap<Vec<Lost>, BTreeSet<CycleMinute>>;

/// What a loss does, wherever it starts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Does {
    /// Needs that fall.
    pub falls: BTreeSet<NeedId>,
    /// Gaps that get worse.
    pub worsens: BTreeSet<NeedId>,
}

impl Does {
    /// What a loss does. Needs of somebody who is away neither fall nor get worse.
    pub fn of(house: &House, view: View, lost: &[Lost]) -> Self {
        let (gone, away) = (sources(lost), away(house, lost));
        let falls = fall(house, &gone, &away, view).all();
        let worsens = worsened(house, &gone, &away, view).into_keys().collect();
        Self { falls, worsens }
    }

    fn anything(&self) -> bool {
        !self.falls.is_empty() || !self.worsens.is_empty()
    }

    /// Whether something falls or gets worse that does so with none of these.
    fn more_than(&self, alone: &[&Self]) -> bool {
        self.falls.iter().any(|need| alone.iter().all(|one| !one.falls.contains(need)))
            || self.worsens.iter().any(|need| alone.iter().all(|one| !one.worsens.contains(need)))
    }
}

impl Prover<'_> {
    /// The losses that are not planned and that nobody notices, from these minutes.
    ///
    /// - A member among those lost who has a need or gives anything is reason enough: a counting arrangement is what
    ///   is given.
    /// - Whether a loss of nobody like that adds a breach is asked of the minutes that would be listed, with nobody
    ///   called.
    /// - A pair is one of two losses that may each be planned: a planned loss of one is not unnoticed.
    pub fn unnoticed(&self, starts: &[CycleMinute]) -> Unnoticed {
        let asked = Asked { prover: self, added: RefCell::default(), does: RefCell::default() };
        let mut found = Unnoticed::new();
        for lost in self.losses.of_one.iter().chain(&self.losses.of_two) {
            let alone: Vec<Vec<Lost>> =
                if lost.len() == 2 { lost.iter().map(|one| vec![*one]).collect() } else { Vec::new() };
            let is_told = |start: &CycleMinute| {
                let left_out = || {
                    !alone.is_empty()
                        && alone.iter().all(|one| self.goes_unnoticed(one, *start))
                        && !asked.does_more_than(lost, &alone, *start)
                };
                self.goes_unnoticed(lost, *start) && !left_out()
            };
            let minutes: BTreeSet<CycleMinute> = starts.iter().copied().filter(is_told).collect();
            if !minutes.is_empty() && (self.lies_there(lost) || asked.matters(lost, &minutes)) {
                found.insert(lost.clone(), minutes);
            }
        }
        found
    }

    /// Every loss that nobody notices, worth telling or not.
    pub fn nobody_notices(&self, starts: &[CycleMinute]) -> Unnoticed {
        let mut found = Unnoticed::new();
        for lost in self.losses.of_one.iter().chain(&self.losses.of_two) {
            let minutes = starts.iter().copied().filter(|start| self.goes_unnoticed(lost, *start));
            let minutes: BTreeSet<CycleMinute> = minutes.collect();
            if !minutes.is_empty() {
                found.insert(lost.clone(), minutes);
            }
        }
        found
    }

    fn goes_unnoticed(&self, lost: &[Lost], start: CycleMinute) -> bool {
        let scenario = Scenario { start, day: None, lost: lost.to_vec(), silent: None };
        !as_planned(self.question, lost) && self.alarm(&scenario).is_none()
    }

    /// Whether a member is among those lost who has needs or gives.
    fn lies_there(&self, lost: &[Lost]) -> bool {
        let is_member = |source: SourceId| {
            self.house.sources.iter().any(|one| one.id == source && one.kind == SourceKind::Member)
        };
        let has_needs = |source| self.house.needs.iter().any(|need| SourceId::from(need.person()) == source);
        let gives =
            |source| self.house.arrangements.iter().any(|a| a.by == source && counts(a, self.house.on));
        lost.iter()
            .map(|lost| lost.source)
            .any(|source| is_member(source) && (has_needs(source) || gives(source)))
    }
}

/// The needs breached only because of a loss, by the loss and the minute at which it begins.
type Added = BTreeMap<(Vec<Lost>, CycleMinute), BTreeSet<NeedId>>;

/// What was worked out already.
struct Asked<'a, 'b> {
    prover: &'a Prover<'b>,
    added: RefCell<Added>,
    does: RefCell<BTreeMap<Vec<Lost>, Does>>,
}

impl Asked<'_, '_> {
    fn matters(&self, lost: &[Lost], starts: &BTreeSet<CycleMinute>) -> bool {
        self.does(lost).anything() || starts.iter().any(|start| !self.added(lost, *start).is_empty())
    }

    fn does_more_than(&self, lost: &[Lost], alone: &[Vec<Lost>], start: CycleMinute) -> bool {
        let each: Vec<Does> = alone.iter().map(|one| self.does(one)).collect();
        let added = self.added(lost, start);
        self.does(lost).more_than(&each.iter().collect::<Vec<_>>())
            || added.iter().any(|need| alone.iter().all(|one| !self.added(one, start).contains(need)))
    }

    fn does(&self, lost: &[Lost]) -> Does {
        let known = self.does.borrow().get(lost).cloned();
        known.unwrap_or_else(|| {
            let does = Does::of(self.prover.house, self.prover.view, lost);
            self.does.borrow_mut().insert(lost.to_vec(), does.clone());
            does
        })
    }

    /// The needs breached with nobody called that are not breached with nothing lost in the same minute or before.
    fn added(&self, lost: &[Lost], start: CycleMinute) -> BTreeSet<NeedId> {
        if self.prover.nothing_can_happen(start) {
            return BTreeSet::new();
        }
        let key = (lost.to_vec(), start);
        if let Some(known) = self.added.borrow().get(&key) {
            return known.clone();
        }
        let run = |lost: &[Lost]| {
            let scenario = Scenario { start, day: None, lost: lost.to_vec(), silent: None };
            self.prover.clock.run(&self.prover.asked(&scenario, Vec::new())).breaches()
        };
        let (with, without) = (run(lost), run(&[]));
        let is_added = |(need, at): &(NeedId, u32)| without.get(need).is_none_or(|before| before > at);
        let added: BTreeSet<NeedId> = with.into_iter().filter(is_added).map(|(need, _)| need).collect();
        self.added.borrow_mut().insert(key, added.clone());
        added
    }
}
