//! What one answer alone would change in one home: the home's own facts, those of who lives there, mitigations.
//!
//! Each answer is put in the place of what is not known, and the rules are asked again.

use alloc::vec::Vec;

use super::evaluate::{Item, ask_all, item_of_vendors, marks};
use super::more_staff::share;
use super::rulebook::RuleBook;
use crate::base::Code;
use crate::placement::forms::answers::{answers_of_home, answers_of_person, answers_of_stays};
use crate::placement::forms::children::Person;
use crate::placement::forms::layout::{each, home, set_of};
use crate::placement::forms::placing::{About, Other, Placing};
use crate::placement::forms::query::Judged;
use crate::placement::{Kind, Matching, Mitigation};

/// What an item leaves open, beside the facts of the party's children.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    /// A fact of the home.
    OfHome(u32),
    /// A fact of whoever lives there at this place.
    OfResident(u32, u32),
    /// Whether the home can provide a mitigation.
    CanProvide(Mitigation),
    /// Whether a mitigation is enough.
    IsEnough(Mitigation),
    /// A vendor's own rule.
    OwnRule,
}

impl Question {
    /// Every question that an item leaves open, in a home in which these live.
    pub(crate) fn of(item: &Item, people: &[Person]) -> Vec<Self> {
        let mut questions: Vec<Self> = each(item.open.home).map(Self::OfHome).collect();
        if let About::Pair(_, Other::Resident(place)) = item.about {
            questions.extend(each(item.open.other).map(|fact| Self::OfResident(place, fact)));
        }
        for place in each(item.open.residents.into()) {
            let missing = people.get(place as usize).map_or(0, Person::missing) & item.open.of_residents;
            questions.extend(each(missing).map(|fact| Self::OfResident(place, fact)));
        }
        for mitigation in Mitigation::ALL {
            let waits = |of: u32| of >> *mitigation as u32 & 1 == 1;
            questions.extend(waits(item.provide).then_some(Self::CanProvide(*mitigation)));
            questions.extend(waits(item.judge).then_some(Self::IsEnough(*mitigation)));
        }
        if RuleBook::is_vendors(item.rule) && item.provide | item.judge == 0 {
            questions.push(Self::OwnRule);
        }
        questions
    }
}

/// One placing, and what came of it.
#[derive(Clone, Copy)]
pub(crate) struct Standing<'a> {
    pub(crate) at: &'a Placing<'a>,
    pub(crate) book: &'a RuleBook,
    pub(crate) how: &'a Matching,
    /// What came of a vendor's own rules, which no fact here changes.
    pub(crate) own: &'a [Item],
    pub(crate) kind: Kind,
}

impl Standing<'_> {
    fn changes(&self, at: &Placing<'_>, own: &[Item]) -> bool {
        let mut items = Vec::new();
        ask_all(self.book, at, &mut items);
        items.extend_from_slice(own);
        share(at, &mut items);
        self.book.verdict(marks(&items)) != self.kind
    }

    fn changes_with(&self, at: &Placing<'_>) -> bool {
        self.changes(at, self.own)
    }

    /// Whether some answer to a question that an item leaves open, everything else staying as it is, would change the
    /// kind.
    pub(crate) fn decides(&self, item: &Item, question: Question) -> bool {
        let at = self.at;
        match question {
            Question::OfHome(fact) if set_of(fact) == home::STAY_SINCE => {
                let stays = answers_of_stays(at.people, at.query.today);
                stays.iter().any(|people| self.changes_with(&at.with_people(people)))
            }
            Question::OfHome(fact) => {
                let answers = answers_of_home(at.home, set_of(fact), &at.query.seekers);
                answers.iter().any(|home| self.changes_with(&at.with_home(home)))
            }
            Question::OfResident(place, fact) => {
                let person = at.people.get(place as usize);
                let answers = person.map(|person| answers_of_person(person, set_of(fact), &at.query.born_at));
                answers.into_iter().flatten().any(|answered| {
                    let mut people = at.people.to_vec();
                    if let Some(person) = people.get_mut(place as usize) {
                        *person = answered;
                    }
                    self.changes_with(&at.with_people(&people))
                })
            }
            Question::CanProvide(mitigation) => {
                let bit = 1 << mitigation as u32;
                self.changes_with(&Placing { can: at.can | bit, ..*at })
                    || self.changes_with(&Placing { cannot: at.cannot | bit, ..*at })
            }
            Question::IsEnough(mitigation) => {
                let (child, other) = match item.about {
                    // A judgement of what is about all who would move in names one of them.
                    About::Home => (at.which.trailing_zeros(), None),
                    About::Child(place) => (place, None),
                    About::Pair(place, other) => (place, at.id_of(other)),
                };
                [true, false].into_iter().any(|enough| {
                    let (home, rule, set, staff) = (at.place, item.rule, 1 << mitigation as u32, None);
                    let mut judged = at.judged.to_vec();
                    judged.push(Judged { home, rule, child, other, set, staff, enough });
                    self.changes_with(&Placing { judged: &judged, ..*at })
                })
            }
            Question::OwnRule => {
                let others = self.own.iter().filter(|own| own.rule != item.rule).copied();
                let yes: Vec<Item> = others.collect();
                let own = RuleBook::vendors(self.how.own_rules()).find(|(number, _)| *number == item.rule);
                let no = own.map(|(number, own)| item_of_vendors(own, number, at, false));
                let no: Vec<Item> = yes.iter().copied().chain(no).collect();
                self.changes(at, &yes) || self.changes(at, &no)
            }
        }
    }
}
