//! The sink that counts: which rules fail, are open, or are met, and which question alone would change that.

use alloc::vec::Vec;

use super::compile::Tri;
use super::layout::{FactSet, child, each};
use super::scene::{Other, Side, Sink, State, Turns, Who};
use super::seek::{ALL_AGES, RULES, Search};
use crate::base::limits;
use crate::placement::Kind;

/// One bit for each rule.
pub(crate) type RuleSet = u64;

/// What came of the rules for one placing in one home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Marks {
    pub(crate) fails: RuleSet,
    pub(crate) open: RuleSet,
    pub(crate) with: RuleSet,
    pub(crate) steps: RuleSet,
}

impl Marks {
    /// The kind of the verdict, given which rules decide.
    pub(crate) const fn kind(self, deciding: RuleSet) -> Kind {
        if self.fails & deciding != 0 {
            Kind::NotSuitable
        } else if self.open & deciding != 0 {
            Kind::CannotSayYet
        } else if self.steps & deciding != 0 {
            Kind::SuitableOnceApproved
        } else if self.with != 0 {
            Kind::SuitableWith
        } else {
            Kind::Suitable
        }
    }

    /// Each rule once, under the worst that came of it.
    pub(crate) const fn settled(self) -> Self {
        let Self { fails, open, with, steps } = self;
        Self {
            fails,
            open: open & !fails,
            with: with & !(fails | open),
            steps: steps & !(fails | open | with),
        }
    }
}

/// What an answer to one question alone would do, for one child.
#[derive(Debug, Clone, Copy)]
struct Watching {
    /// Facts that settle every open item so far.
    common: FactSet,
    /// Facts that would make some item a no.
    breaks: FactSet,
    ages: u32,
}

const FRESH: Watching = Watching { common: FactSet::MAX, breaks: 0, ages: ALL_AGES };

/// Counts over all homes; told of one placing at a time.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    pub(crate) marks: Marks,
    children: usize,
    unknown: [FactSet; limits::PARTY],
    watching: [Watching; limits::PARTY],
    opens: Vec<(u16, u32, FactSet)>,
    /// For each child and rule, the facts that left it open in some home that is not ruled out.
    by_rule: Vec<[FactSet; RULES]>,
    /// For each child and fact, the homes whose kind would change.
    homes: Vec<[u32; 128]>,
    /// What would change the kind of the home at hand, over its placings.
    decisive: [FactSet; limits::PARTY],
}

impl Counter {
    pub(crate) fn new(search: &Search) -> Self {
        let children = search.seekers.len();
        let mut unknown = [0; limits::PARTY];
        for (unknown, seeker) in unknown.iter_mut().zip(&search.seekers) {
            *unknown = seeker.demands.unknown();
        }
        Self {
            marks: Marks::default(),
            children,
            unknown,
            watching: [FRESH; limits::PARTY],
            opens: Vec::with_capacity(64),
            by_rule: alloc::vec![[0; RULES]; children],
            homes: alloc::vec![[0; 128]; children],
            decisive: [0; limits::PARTY],
        }
    }

    /// Before each placing.
    pub(crate) fn start(&mut self) {
        self.marks = Marks::default();
        self.opens.clear();
        for watching in self.watching.iter_mut().take(self.children) {
            *watching = FRESH;
        }
    }

    /// A rule of a vendor's own: open, with nothing of the children to ask.
    pub(crate) fn nothing_to_ask(&mut self) {
        for watching in self.watching.iter_mut().take(self.children) {
            watching.common = 0;
        }
    }

    /// After each placing: keeps what was open, unless the home is ruled out.
    pub(crate) fn keep(&mut self, kind: Kind) {
        if kind == Kind::NotSuitable {
            return;
        }
        for &(rule, child, facts) in &self.opens {
            let kept =
                self.by_rule.get_mut(child as usize).and_then(|rules| rules.get_mut(usize::from(rule)));
            if let Some(kept) = kept {
                *kept |= facts;
            }
        }
        if kind == Kind::CannotSayYet {
            for (decisive, watching) in self.decisive.iter_mut().zip(&self.watching).take(self.children) {
                let settles = if watching.ages == 0 {
                    watching.common & !child::DATE_OF_BIRTH
                } else {
                    watching.common
                };
                *decisive |= settles | watching.breaks;
            }
        }
    }

    /// After each home: counts the questions that would change its kind.
    pub(crate) fn next_home(&mut self) {
        for (decisive, homes) in self.decisive.iter_mut().zip(&mut self.homes) {
            for fact in each(*decisive) {
                if let Some(count) = homes.get_mut(fact as usize) {
                    *count += 1;
                }
            }
            *decisive = 0;
        }
    }

    /// For each child: the facts open under each rule, and for each fact the homes whose kind would change.
    pub(crate) fn questions(&self) -> impl Iterator<Item = (&[FactSet; RULES], &[u32; 128])> {
        self.by_rule.iter().zip(&self.homes)
    }

    fn opened(&mut self, rule: u16, child: u32, facts: FactSet) {
        if facts != 0 {
            self.opens.push((rule, child, facts));
        }
    }

    fn watch(&mut self, child: u32, side: &Side) {
        if let Some(watching) = self.watching.get_mut(child as usize) {
            watching.common &= side.closes;
            watching.breaks |= side.breaks;
            watching.ages &= side.ages;
        }
    }
}

impl Sink for Counter {
    fn item(&mut self, rule: u16, who: Who, state: State, _: &Turns, child: &Side, other: &Side) {
        let bit = 1 << rule;
        match state {
            State::Fails => self.marks.fails |= bit,
            State::With(_) => self.marks.with |= bit,
            State::Proceeds(_) => self.marks.steps |= bit,
            State::Open => {
                self.marks.open |= bit;
                let (mine, theirs) = match who {
                    Who::Home | Who::All => (None, None),
                    Who::Pair(place, Other::Seeker(other)) => (Some(place), Some(other)),
                    Who::Child(place) | Who::Pair(place, _) => (Some(place), None),
                };
                for place in 0..super::compile::index(self.children) {
                    if Some(place) == mine {
                        self.watch(place, child);
                        self.opened(rule, place, child.open);
                    } else if Some(place) == theirs {
                        self.watch(place, other);
                        self.opened(rule, place, other.open);
                    } else {
                        self.watch(place, &Side::NONE);
                    }
                }
            }
        }
    }

    fn shared(&mut self, rule: u16, state: State, turns: &Turns, side: impl Fn(u32) -> Side) {
        if state == State::Open {
            self.marks.open |= 1 << rule;
            for place in 0..super::compile::index(self.children) {
                let side = side(place);
                self.watch(place, &side);
                self.opened(rule, place, side.open);
            }
        } else {
            self.item(rule, Who::All, state, turns, &Side::NONE, &Side::NONE);
        }
    }

    fn soft(&mut self, rule: u16, who: Who, answer: Tri, _: &Turns, child: FactSet, other: FactSet) {
        let bit = 1 << rule;
        if answer == Tri::No {
            self.marks.fails |= bit;
            return;
        }
        self.marks.open |= bit;
        match who {
            Who::Home => {}
            Who::Child(place) => self.opened(rule, place, child),
            Who::Pair(place, with) => {
                self.opened(rule, place, child);
                if let Other::Seeker(with) = with {
                    self.opened(rule, with, other);
                }
            }
            Who::All => {
                for place in 0..super::compile::index(self.children) {
                    let unknown = self.unknown.get(place as usize).copied().unwrap_or(0);
                    self.opened(rule, place, child & unknown);
                }
            }
        }
    }
}

/// The sink that only marks: for the question what one answer would change.
#[derive(Debug, Default)]
pub(crate) struct Tally(pub(crate) Marks);

impl Sink for Tally {
    fn item(&mut self, rule: u16, _: Who, state: State, _: &Turns, _: &Side, _: &Side) {
        let bit = 1 << rule;
        match state {
            State::Fails => self.0.fails |= bit,
            State::Open => self.0.open |= bit,
            State::With(_) => self.0.with |= bit,
            State::Proceeds(_) => self.0.steps |= bit,
        }
    }

    fn shared(&mut self, rule: u16, state: State, turns: &Turns, _: impl Fn(u32) -> Side) {
        self.item(rule, Who::All, state, turns, &Side::NONE, &Side::NONE);
    }

    fn soft(&mut self, _: u16, _: Who, _: Tri, _: &Turns, _: FactSet, _: FactSet) {}
}
