//! What to ask about the children of the party: counted over all homes.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::evaluate::{Item, State, ask_again, ask_all, marks};
use super::more_staff::{may_be_taken, share};
use super::rulebook::RuleBook;
use crate::base::limits;
use crate::placement::forms::layout::{FactSet, child as fact_of_child, each, topic_of_child};
use crate::placement::forms::placing::{MORE_STAFF, Met, Placing};
use crate::placement::forms::query::Query;
use crate::placement::rules::never_a_no;
use crate::placement::{Ask, AskedOf, Kind, Party};

/// One number for each fact of a child.
type ByFact = [u32; FactSet::BITS as usize];
/// One set of facts for each rule.
type ByRule = Vec<FactSet>;

/// What is open of each child, and in how many homes an answer would change the kind of the verdict.
#[derive(Debug, Clone)]
pub(crate) struct OpenFacts {
    /// For each child and rule, the facts that left it open in some home that is not ruled out.
    by_rule: Vec<ByRule>,
    /// For each child and fact, the homes whose kind would change.
    homes: Vec<ByFact>,
    /// For each child, what would change the kind of the home at hand, over its placings.
    decisive: [FactSet; limits::PARTY],
}

impl OpenFacts {
    pub(crate) fn new(query: &Query, book: &RuleBook) -> Self {
        let children = query.seekers.len();
        Self {
            by_rule: alloc::vec![alloc::vec![0; book.rules().len()]; children],
            homes: alloc::vec![[0; FactSet::BITS as usize]; children],
            decisive: [0; limits::PARTY],
        }
    }

    /// Hears what came of one placing. What is open in a home that is ruled out need not be asked.
    pub(crate) fn hear(&mut self, at: &Placing<'_>, items: &[Item], book: &RuleBook, kind: Kind) {
        if kind == Kind::NotSuitable {
            return;
        }
        for ((child, by_rule), decisive) in
            at.query.seekers.iter().zip(&mut self.by_rule).zip(&mut self.decisive)
        {
            for item in items.iter().filter(|item| item.state == State::Open) {
                if let Some(facts) = by_rule.get_mut(usize::from(item.rule)) {
                    *facts |= item.open_of(child);
                }
            }
            if kind == Kind::CannotSayYet {
                *decisive |= if may_be_taken(at) {
                    deciding_all_over(at, items, book, child.place, kind)
                } else {
                    deciding(at, items, book, child.place)
                };
            }
            // Of whom nobody ever spoke of animals, it decides once somebody says that the child cannot live with them.
            let nearly = match at.home.animals.known() {
                Some(animals) => *animals,
                None => kind < Kind::CannotSayYet,
            };
            if nearly && !child.speaks_of_pets && at.which >> child.place & 1 == 1 {
                *decisive |= fact_of_child::PETS;
            }
        }
    }

    /// After each home: counts the questions that would change its kind.
    pub(crate) fn next_home(&mut self) {
        for (decisive, homes) in self.decisive.iter_mut().zip(&mut self.homes) {
            for fact in each(core::mem::take(decisive)) {
                if let Some(count) = homes.get_mut(fact as usize) {
                    *count += 1;
                }
            }
        }
    }

    /// Every fact of the children that is open in some home that is not ruled out, most decisive first: by the number
    /// of homes, then the weight of the first rule that it leaves open, then that rule's place.
    pub(crate) fn asks(&self, party: &Party, book: &RuleBook) -> Vec<Ask> {
        let mut asks = Vec::new();
        for ((child, by_rule), homes) in party.children().iter().zip(&self.by_rule).zip(&self.homes) {
            let mut seen = 0;
            for (order, number) in book.order().enumerate() {
                let Some((facts, rule)) = by_rule.get(usize::from(number)).zip(book.rule(number)) else {
                    continue;
                };
                for fact in each(facts & !seen) {
                    let homes = homes.get(fact as usize).copied().unwrap_or(0);
                    let (about, topic, of) = (child.id.into(), topic_of_child(fact), AskedOf::Authority);
                    let ask = Ask { about, other: None, topic, of, homes, rule };
                    asks.push(((Reverse(homes), rule.weight, order, fact, about), ask));
                }
                seen |= facts;
            }
        }
        asks.sort_by_key(|(key, _)| *key);
        asks.into_iter().map(|(_, ask)| ask).collect()
    }
}

/// The facts of a child of which some answer alone, everything else staying as it is, would change the kind of a
/// placing of which one cannot say yet.
fn deciding(at: &Placing<'_>, items: &[Item], book: &RuleBook, place: u32) -> FactSet {
    let Some(candidates) = Candidates::of(at, items, book, place) else { return 0 };
    let breaking = candidates.breaking(at, place);
    let settling = candidates.settles & !breaking;
    let decides = |fact: u32| {
        at.query.supposed(place, fact).iter().any(|answered| {
            let supposed = at.supposing(place, answered);
            candidates.open.iter().all(|open| open.again(&supposed) != Some(State::Open))
        })
    };
    each(settling).filter(|fact| decides(*fact)).fold(breaking, |all, fact| all | 1 << fact)
}

/// The same where what meets one rule may be missing for another: with such answers every rule is asked again.
fn deciding_all_over(at: &Placing<'_>, items: &[Item], book: &RuleBook, place: u32, kind: Kind) -> FactSet {
    let Some(candidates) = Candidates::of(at, items, book, place) else { return 0 };
    let breaking = candidates.breaking(at, place);
    let own: Vec<Item> = items.iter().filter(|item| RuleBook::is_vendors(item.rule)).copied().collect();
    // An answer takes more staff from others only if it is about how much staff is needed when, or about something that
    // more staff would meet.
    let takes = |open: &&OpenItem<'_>| {
        let ways = at.ways_to_meet(open.item.rule, open.item.about);
        ways.is_some_and(|ways| (ways.alone | ways.together) & MORE_STAFF != 0)
    };
    let taking = candidates.open.iter().filter(takes).fold(0, |all, open| all | open.facts);
    let taking =
        fact_of_child::STAFFING_AT.iter().fold(taking | fact_of_child::STAFFING, |all, fact| all | fact);
    let facts = candidates.open.iter().fold(0, |all, open| all | open.facts);
    let facts = facts & (candidates.settles | taking | fact_of_child::NIGHTS) & !breaking;
    let mut again = Vec::new();
    let mut decides = |fact: u32| {
        at.query.supposed(place, fact).iter().any(|answered| {
            let supposed = at.supposing(place, answered);
            ask_all(book, &supposed, &mut again);
            again.extend_from_slice(&own);
            share(&supposed, &mut again);
            book.verdict(marks(&again)) != kind
        })
    };
    each(facts).filter(|fact| decides(*fact)).fold(breaking, |all, fact| all | 1 << fact)
}

/// What is open and some answer about one child could decide.
struct Candidates<'a> {
    open: Vec<OpenItem<'a>>,
    /// Facts for which every open rule waits: one answer makes the home suitable only then.
    settles: FactSet,
}

/// Something that is open and decides, with the facts of the child that leave it so.
struct OpenItem<'a> {
    item: &'a Item,
    facts: FactSet,
    /// Those of which an answer may be a no that nothing can meet.
    breaks: FactSet,
}

impl OpenItem<'_> {
    /// What comes of it in a placing in which something is otherwise.
    fn again(&self, at: &Placing<'_>) -> Option<State> {
        ask_again(self.item.rule, at, self.item.about)
    }
}

impl<'a> Candidates<'a> {
    /// None for a child who would not move in.
    fn of(at: &Placing<'_>, items: &'a [Item], book: &RuleBook, place: u32) -> Option<Self> {
        let child = at.seeker(place).filter(|_| at.which >> place & 1 == 1)?;
        let (mut open, mut settles) = (Vec::new(), FactSet::MAX);
        for item in items.iter().filter(|item| item.state == State::Open && book.kind(item.rule).decides()) {
            let facts = item.open_of(child);
            settles &= facts;
            if facts == 0 {
                continue;
            }
            let can_fail = at.met(item.rule, item.about) == Met::No;
            let breaks = if can_fail { facts & !never_a_no(item.rule) } else { 0 };
            open.push(OpenItem { item, facts, breaks });
        }
        Some(Self { open, settles })
    }

    /// The facts of which some answer is a no that nothing can meet, and so rules the home out.
    fn breaking(&self, at: &Placing<'_>, place: u32) -> FactSet {
        let breaks = self.open.iter().fold(0, |all, open| all | open.breaks);
        let decides = |fact: &u32| {
            at.query.supposed(place, *fact).iter().any(|answered| {
                let supposed = at.supposing(place, answered);
                let mut open = self.open.iter().filter(|open| open.breaks >> *fact & 1 == 1);
                open.any(|open| open.again(&supposed) == Some(State::Fails))
            })
        };
        each(breaks).filter(decides).fold(0, |all, fact| all | 1 << fact)
    }
}
