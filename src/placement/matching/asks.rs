//! What to ask about the children of the party: counted over all homes.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::evaluate::{Item, State, ask_again, ask_all, marks};
use super::more_staff::{may_be_taken, share};
use super::rulebook::RuleBook;
use crate::base::limits;
use crate::placement::forms::layout::{FactSet, child as fact_of_child, each, topic_of_child};
use crate::placement::forms::placing::{Met, Placing};
use crate::placement::forms::query::Query;
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

/// The same where what meets one rule may be missing for another: with each answer every rule is asked again.
fn deciding_all_over(at: &Placing<'_>, items: &[Item], book: &RuleBook, place: u32, kind: Kind) -> FactSet {
    let Some(child) = at.seeker(place).filter(|_| at.which >> place & 1 == 1) else { return 0 };
    let open = items.iter().filter(|item| item.state == State::Open && book.kind(item.rule).decides());
    let facts = open.fold(0, |all, item| all | item.open_of(child));
    let own: Vec<Item> = items.iter().filter(|item| RuleBook::is_vendors(item.rule)).copied().collect();
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
    let mut deciding = 0;
    for fact in each(facts) {
        deciding |= if decides(fact) { 1 << fact } else { 0 };
    }
    deciding
}

/// The facts of a child of which some answer alone, everything else staying as it is, would change the kind of a
/// placing of which one cannot say yet.
fn deciding(at: &Placing<'_>, items: &[Item], book: &RuleBook, place: u32) -> FactSet {
    let Some(child) = at.seeker(place).filter(|_| at.which >> place & 1 == 1) else { return 0 };
    let open = || items.iter().filter(|item| item.state == State::Open && book.kind(item.rule).decides());
    // One answer makes the home suitable only if every open rule waits for it, and rules it out only by a no that
    // nothing can meet. No other fact need be tried.
    let (mut settles, mut breaks) = (FactSet::MAX, 0);
    for item in open() {
        let facts = item.open_of(child);
        settles &= facts;
        if facts != 0 && at.met(item.rule, item.about) == Met::No {
            breaks |= facts;
        }
    }
    let decides = |fact: u32| {
        at.query.supposed(place, fact).iter().any(|answered| {
            let supposed = at.supposing(place, answered);
            let mut settled = settles >> fact & 1 == 1;
            for item in open().filter(|item| item.open_of(child) >> fact & 1 == 1) {
                match ask_again(item.rule, &supposed, item.about) {
                    Some(State::Fails) => return true,
                    Some(State::Open) => settled = false,
                    _ => {}
                }
            }
            settled
        })
    };
    each(settles | breaks).filter(|fact| decides(*fact)).fold(0, |all, fact| all | 1 << fact)
}
