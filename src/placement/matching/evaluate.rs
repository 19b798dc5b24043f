//! Every rule, asked of one placing in one home.
//!
//! What does not simply hold becomes an [`Item`]; everything else — verdict, order, reasons, what to ask — is read off
//! the items, so that a verdict and its reasons cannot disagree.

use alloc::vec::Vec;

use super::rulebook::{Marks, RuleBook};
use crate::placement::forms::children::Seeker;
use crate::placement::forms::layout::{FactSet, home};
use crate::placement::forms::placing::{About, Met, Other, Pair, Placing};
use crate::placement::forms::read::{Against, Grounds, Outcome};
use crate::placement::rules::{MatchingRule, RULES, RuleKind, SOLO_RESPECTED, Statement};
use crate::placement::{AuthorityStep, Matching, OwnAnswer, OwnRule, ProposedMove};

/// What came of a rule, where it does not simply hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// No, and nothing meets it.
    Fails,
    /// Not known.
    Open,
    /// No, and these mitigations meet it.
    With(u32),
    /// It holds once the authority has taken a step.
    Proceeds(AuthorityStep),
}

/// What came of one rule, about somebody, where it does not simply hold.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) rule: u16,
    pub(crate) about: About,
    pub(crate) state: State,
    pub(crate) because: Grounds,
    /// Facts that are not known and would have to be.
    pub(crate) open: Grounds,
    /// Mitigations of which the home has not said whether it can provide them.
    pub(crate) provide: u32,
    /// Mitigations that nobody has judged.
    pub(crate) judge: u32,
}

impl Item {
    /// What is open of one child of the party.
    pub(crate) fn open_of(&self, child: &Seeker) -> FactSet {
        match self.about {
            About::Child(place) | About::Pair(place, _) if place == child.place => self.open.child,
            About::Pair(_, Other::Seeker(place)) if place == child.place => self.open.other,
            // Of what all are asked about, some may be known of one of them.
            About::Home if self.open.children >> child.place & 1 == 1 => self.open.child & child.missing(),
            _ => 0,
        }
    }
}

/// Asks every rule of this crate; what came of them replaces what was in `items`.
pub(crate) fn ask_all(book: &RuleBook, at: &Placing<'_>, items: &mut Vec<Item>) {
    items.clear();
    let mut hear = |(rule, known): &(u16, &MatchingRule), about, outcome: &Outcome| {
        if let Outcome::Against(against) = outcome {
            items.push(item(at, *rule, known.kind, about, against));
        }
    };
    for rule in &book.of_home {
        if let Statement::Home(holds) = rule.1.statement {
            hear(rule, About::Home, &holds(at));
        }
    }
    for child in at.seekers() {
        let about = About::Child(child.place);
        for rule in &book.of_child {
            hear(rule, about, &of_child(&rule.1.statement, at, child));
        }
        // All lists are compared at once; only where something is against one of them they are looked at one by one.
        let against = child.not_surely_had(at.home.offers) & !at.not_spoken_of(child);
        for (rule, list) in book.lists.iter().filter(|(_, list)| against & list != 0) {
            hear(rule, about, &child.has_what_is_needed(*list, at.home.offers));
        }
    }
    for pair in at.pairs() {
        for rule in &book.between {
            hear(rule, pair.about, &of_pair(&rule.1.statement, at, &pair));
            // Two children of a party each have a wish of their own.
            if let (Statement::TowardsEach(holds), Some(sibling)) = (&rule.1.statement, pair.sibling) {
                hear(rule, pair.about, &holds(sibling, &pair.child.person).swapped());
            }
        }
    }
    // A child who must live alone closes the other places to who comes later, too, and who comes later may be such a child.
    for pair in at.pairs_later() {
        if let Some(rule) = &book.alone {
            hear(rule, pair.about, &of_pair(&rule.1.statement, at, &pair));
        }
    }
}

/// What comes of one of this crate's rules for whom it was asked about before, in a placing in which something is
/// otherwise; none if it holds.
pub(crate) fn ask_again(rule: u16, at: &Placing<'_>, about: About) -> Option<State> {
    let known = RULES.get(usize::from(rule))?;
    match outcome(&known.statement, at, about) {
        Outcome::Holds => None,
        Outcome::Against(against) => Some(item(at, rule, known.kind, about, &against).state),
    }
}

/// Asks a vendor's own rules.
pub(crate) fn ask_vendors(
    how: &Matching,
    at: &Placing<'_>,
    candidate: &ProposedMove<'_>,
    items: &mut Vec<Item>,
) {
    for (number, own) in RuleBook::vendors(how.own_rules()) {
        let not_known = match own.ask(candidate) {
            OwnAnswer::Yes => continue,
            OwnAnswer::NotKnown => true,
            OwnAnswer::No => false,
        };
        items.push(item_of_vendors(own, number, at, not_known));
    }
}

/// What came of a vendor's own rule that is a no or not known.
pub(crate) fn item_of_vendors(own: &OwnRule, number: u16, at: &Placing<'_>, not_known: bool) -> Item {
    let against = Against { no: !not_known, not_known, ..Against::NOTHING };
    let mut item = item(at, number, own.kind().kind(), About::Home, &against);
    // What is not known may be a no: what would meet that is asked for as well.
    if let (State::Open, Met::Open { provide, judge }) = (item.state, at.met(number, About::Home)) {
        (item.provide, item.judge) = (provide, judge);
    }
    item
}

fn outcome(statement: &Statement, at: &Placing<'_>, about: About) -> Outcome {
    let asked = match about {
        About::Home => match statement {
            Statement::Home(holds) => Some(holds(at)),
            _ => None,
        },
        About::Child(place) => at.seeker(place).map(|child| of_child(statement, at, child)),
        About::Pair(place, other) => {
            let pair = at.seeker(place).and_then(|child| at.pair(child, other));
            pair.map(|pair| of_pair(statement, at, &pair))
        }
    };
    asked.unwrap_or(Outcome::Holds)
}

fn of_child(statement: &Statement, at: &Placing<'_>, child: &Seeker) -> Outcome {
    match statement {
        Statement::EachChild(holds) => holds(at, child),
        Statement::Needs(list) if at.not_spoken_of(child) & list.mask() != 0 => Outcome::Holds,
        Statement::Needs(list) => child.has_what_is_needed(list.mask(), at.home.offers),
        _ => Outcome::Holds,
    }
}

fn of_pair(statement: &Statement, at: &Placing<'_>, pair: &Pair<'_>) -> Outcome {
    let (one, other) = (&pair.child.person, pair.other);
    match statement {
        Statement::EachWay(way) => match (way.outcome(one, other), way.outcome(other, one)) {
            (Outcome::Holds, Outcome::Holds) => Outcome::Holds,
            (there, back) => there.and(back.swapped()),
        },
        Statement::Both(holds) => holds(at, pair),
        Statement::TowardsEach(holds) => holds(pair.child, other),
        _ => Outcome::Holds,
    }
}

/// What a rule's no comes to, given what can meet it.
fn item(at: &Placing<'_>, rule: u16, kind: RuleKind, about: About, against: &Against) -> Item {
    let Against { no, mut not_known, waits_for, because, mut open } = *against;
    let nobody_known = matches!(about, About::Pair(_, Other::NotKnown));
    if nobody_known {
        // Nothing can be asked about somebody who may not be there.
        (open.other, open.home) = (0, open.home | home::RESIDENTS);
    }
    let there = match about {
        // Who must live alone lives alone with whoever is there on other nights.
        About::Pair(child, other) if is_alone(rule) => {
            at.whether_there(other).and(at.whether_they_meet(child, other))
        }
        About::Pair(_, other) => at.whether_there(other),
        _ => Outcome::Holds,
    };
    let perhaps_gone = matches!(there, Outcome::Against(_));
    if let Outcome::Against(gone) = there {
        open = open.and(gone.open);
    }
    let met = match (no, kind.decides()) {
        (false, _) => Met::No,
        // Of somebody who may have left by then, or may be there on other nights only, a no is not known.
        (true, false) if perhaps_gone => Met::Open { provide: 0, judge: 0 },
        // Of a wish a no is a no, whatever else is not known.
        (true, false) => {
            (not_known, open) = (false, Grounds::NONE);
            Met::No
        }
        // Where nobody knows who lives there, nobody may: what would be a no is not known.
        (true, true) if nobody_known => Met::Open { provide: 0, judge: 0 },
        (true, true) => match at.met(rule, about) {
            Met::No if perhaps_gone => Met::Open { provide: 0, judge: 0 },
            met => met,
        },
    };
    let (provide, judge) = if let Met::Open { provide, judge } = met { (provide, judge) } else { (0, 0) };
    let state = match (no, met, not_known, waits_for) {
        (true, Met::No, ..) => State::Fails,
        (true, Met::By(by), false, _) => State::With(by),
        (false, _, false, Some(step)) => State::Proceeds(step),
        _ => State::Open,
    };
    Item { rule, about, state, because, open, provide, judge }
}

/// Whether it is the rule of children who must live alone.
fn is_alone(rule: u16) -> bool {
    RULES.get(usize::from(rule)).is_some_and(|known| known.rule.code == SOLO_RESPECTED.code)
}

/// Each rule under the worst that came of it.
pub(crate) fn marks(items: &[Item]) -> Marks {
    let mut marks = Marks::default();
    for item in items {
        let bit = 1 << item.rule;
        match item.state {
            State::Fails => marks.fails |= bit,
            State::Open => marks.open |= bit,
            State::With(_) => marks.with |= bit,
            State::Proceeds(_) => marks.steps |= bit,
        }
    }
    marks.settled()
}
