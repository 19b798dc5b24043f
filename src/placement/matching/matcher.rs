//! One question, put to one home after another.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::evaluate::{Item, ask_all, ask_vendors, marks};
use super::more_staff::share;
use super::rulebook::{Marks, RuleBook};
use crate::base::ChildId;
use crate::placement::forms::homes::Homes;
use crate::placement::forms::placing::Placing;
use crate::placement::forms::query::Query;
use crate::placement::{
    Bond, Child, FamilyKm, Home, Matching, Parts, Party, Plan, ProposedMove, RuleKind, Verdict,
};

/// One question: who, when, under which policy and with which rules.
pub(crate) struct Matcher<'a> {
    pub(crate) party: &'a Party,
    pub(crate) homes: &'a Homes,
    pub(crate) on: NaiveDate,
    pub(crate) how: &'a Matching,
    pub(crate) book: RuleBook,
    pub(crate) query: Query,
}

impl<'a> Matcher<'a> {
    pub(crate) fn new(party: &'a Party, homes: &'a Homes, on: NaiveDate, how: &'a Matching) -> Self {
        let book = RuleBook::new(how.own_rules(), how.policy());
        let query = Query::new(party, homes, on, how.policy(), book.rules());
        Self { party, homes, on, how, book, query }
    }

    /// The home at this place, with these children of the party.
    pub(crate) fn placing(&self, place: u32, which: u32) -> Option<(&'a Home, Placing<'_>)> {
        let (home, form) = self.homes.at(place)?;
        Some((home, Placing::new(&self.query, self.homes, form, place, which)))
    }

    /// The children of the party who would move in.
    pub(crate) fn children(&self, which: u32) -> impl Iterator<Item = &'a Child> {
        let children = (0_u32..).zip(self.party.children());
        children.filter(move |(place, _)| which >> place & 1 == 1).map(|(_, child)| child)
    }

    /// Asks every rule; what came of them replaces what was in `items`.
    pub(crate) fn ask(&self, home: &Home, at: &Placing<'_>, items: &mut Vec<Item>) {
        ask_all(&self.book, at, items);
        if !self.how.own_rules().is_empty() {
            let children: Vec<&Child> = self.children(at.which).collect();
            ask_vendors(self.how, at, &ProposedMove { children: &children, home, on: self.on }, items);
        }
        share(at, items);
    }

    /// What came of the rules, and what a home is ordered by.
    pub(crate) fn judge(&self, at: &Placing<'_>, items: &[Item]) -> (Marks, Parts) {
        let marks = marks(items);
        let deciding = self.book.deciding();
        let not_met = |kind| (marks.fails & self.book.of_kind(kind)).count_ones();
        let family_km = at.seekers().try_fold(0, |furthest: u32, seeker| {
            let metres = seeker.family_at.known()?.metres_to(*at.home.grid.known()?);
            Some(furthest.max(metres / 1_000))
        });
        let parts = Parts {
            kind: self.book.verdict(marks),
            failed: (marks.fails & deciding).count_ones(),
            open: (marks.open & deciding).count_ones(),
            mitigated: marks.with.count_ones(),
            steps: marks.steps.count_ones(),
            wishes_not_met: not_met(RuleKind::Wishes),
            fit_not_met: not_met(RuleKind::Fit),
            practice_not_met: not_met(RuleKind::Practice),
            softly_open: (marks.open & !deciding).count_ones(),
            family_km: family_km.map_or(FamilyKm::NotKnown, FamilyKm::Known),
        };
        (marks, parts)
    }

    /// The verdict that came of it, for a home at this place in the order.
    pub(crate) fn verdict(&self, home: &Home, which: u32, marks: Marks, parts: Parts, place: u32) -> Verdict {
        let (children, by_number) = (self.ids(which), self.by_number(which));
        let decided_by = self.book.decided_by(marks, parts.kind);
        let keeps = self.bonds(which);
        Verdict { home: home.id, children, by_number, keeps, kind: parts.kind, decided_by, parts, place }
    }

    pub(crate) fn ids(&self, which: u32) -> Vec<ChildId> {
        self.children(which).map(|child| child.id).collect()
    }

    /// How many of these are known only by number.
    pub(crate) fn by_number(&self, which: u32) -> u8 {
        let named = self.children(which).count();
        u8::try_from((which.count_ones() as usize).saturating_sub(named)).unwrap_or(u8::MAX)
    }

    /// The bonds among these, where the plan wishes that they be kept. A bond of two known only by number has no name.
    pub(crate) fn bonds(&self, which: u32) -> Vec<Bond> {
        if self.query.plan != Plan::TogetherWished {
            return Vec::new();
        }
        let (ids, by_number) = (self.ids(which), usize::from(self.by_number(which)));
        let mut bonds = Vec::new();
        for (place, one) in (1..).zip(&ids) {
            bonds.extend(ids.iter().skip(place).map(|other| Bond { one: *one, other: Some(*other) }));
            bonds.extend((0..by_number).map(|_| Bond { one: *one, other: None }));
        }
        bonds
    }
}
