//! One home in full: its reasons, its questions, the staff it would need.

use alloc::vec::Vec;
use core::cmp::Reverse;

use chrono::Months;

use super::evaluate::{Item, State};
use super::matcher::Matcher;
use super::rulebook::RuleBook;
use super::standing::{Question, Standing};
use crate::base::{AnyId, ChildId, Code, Rule, Told};
use crate::placement::child::reaches;
use crate::placement::forms::children::Person;
use crate::placement::forms::layout::{FactSet, Topic, each, home, set_of, topic_of_child, topic_of_home};
use crate::placement::forms::placing::{About, Other, Placing};
use crate::placement::forms::read::known;
use crate::placement::rules::matching_rule;
use crate::placement::ways::both_ways;
use crate::placement::{
    Answer, Ask, AskedOf, Child, ClosedPlaces, Companions, ConcernDirection, Explained, Home, LeavesRange,
    Mitigation, Resident, RuleAnswer, RuleReason, StaffNeed, Verdict, Watch,
};

/// Everything about one home, for one way of placing the party. `asks` are the shortlist's questions.
pub(crate) fn explained(
    matcher: &Matcher<'_>,
    home: &Home,
    at: &Placing<'_>,
    verdict: Verdict,
    asks: &[Ask],
) -> Explained {
    let mut items = Vec::new();
    matcher.ask(home, at, &mut items);
    let own: Vec<Item> = items.iter().filter(|item| RuleBook::is_vendors(item.rule)).copied().collect();
    let order: Vec<u16> = matcher.book.order().collect();
    items.sort_by_key(|item| order.iter().position(|number| *number == item.rule));
    let here = Here { matcher, home, at };
    let standing = Standing { at, book: &matcher.book, how: matcher.how, own: &own, kind: verdict.kind };
    let moving = matcher.children(at.which);
    let there = home.residents_on(matcher.on).map(|resident| &resident.child);
    let there = there.filter(|resident| !verdict.children.contains(&resident.id));
    let everybody: Vec<&Child> = moving.chain(there).collect();
    let in_words = everybody.iter().filter(|child| !child.other_risks.is_empty());
    let of_age = |is: fn(bool) -> bool| {
        let aged = everybody.iter().filter(|child| child.is_eighteen_perhaps(matcher.on).is_some_and(is));
        let mut aged: Vec<ChildId> = aged.map(|child| child.id).collect();
        aged.sort_unstable();
        aged
    };
    let residents = at.home.residents.known();
    Explained {
        answers: here.answers(&items),
        reasons: here.reasons(&items),
        asks: here.asks(&items, &standing),
        open_here: here.open(&items, asks),
        closed_places: closed_places(at, &items, &matcher.book),
        most_on_a_night: most_on_a_night(at),
        staff: Watch::ALL.iter().map(|watch| staff(at, *watch)).collect(),
        leaves_range: here.leaves_range(),
        risks_in_words: in_words.map(|child| child.id).collect(),
        eighteen_or_over: of_age(|_| true),
        perhaps_eighteen: of_age(|perhaps| perhaps),
        residents: residents.map_or_else(Told::default, |_| {
            Told::Known(at.others().filter_map(|(_, person)| person.id).collect())
        }),
        verdict,
    }
}

/// One placing, with what was said of it in full.
struct Here<'a> {
    matcher: &'a Matcher<'a>,
    home: &'a Home,
    at: &'a Placing<'a>,
}

impl Here<'_> {
    fn child(&self, about: About) -> Option<&Child> {
        match about {
            About::Home => None,
            About::Child(place) | About::Pair(place, _) => self.matcher.party.children().get(place as usize),
        }
    }

    fn resident(&self, place: u32) -> Option<&Resident> {
        known(&self.home.residents)?.get(place as usize)
    }

    fn other(&self, about: About) -> Option<&Child> {
        match about {
            About::Pair(_, Other::Resident(place)) => self.resident(place).map(|resident| &resident.child),
            About::Pair(_, Other::Seeker(place)) => self.matcher.party.children().get(place as usize),
            _ => None,
        }
    }

    /// Of those known only by number one is like any other: what is said of one of them is said once.
    fn reasons(&self, items: &[Item]) -> Vec<RuleReason> {
        let mut reasons: Vec<RuleReason> = Vec::new();
        for reason in items.iter().filter_map(|item| self.reason(item)) {
            if !(self.at.query.has_unnamed() && reasons.contains(&reason)) {
                reasons.push(reason);
            }
        }
        reasons
    }

    fn reason(&self, item: &Item) -> Option<RuleReason> {
        let rule = self.matcher.book.rule(item.rule)?;
        let topics = |facts: FactSet| -> Vec<Topic> { each(facts).map(topic_of_child).collect() };
        let (one, two) = (self.child(item.about), self.other(item.about));
        let pair = one.filter(|_| matches!(item.about, About::Pair(..)));
        let ways = pair.map_or_else(Vec::new, |one| both_ways(rule, one, two));
        let (met, step) = match item.state {
            State::With(met) => (met, None),
            State::Proceeds(step) => (0, Some(step)),
            State::Fails | State::Open => (0, None),
        };
        Some(RuleReason {
            rule,
            kind: self.matcher.book.kind(item.rule),
            answer: answer(item),
            child: one.map(|child| child.id),
            other: two.map(|child| child.id),
            because: topics(item.because.child),
            because_other: topics(item.because.other),
            mitigations: Mitigation::ALL.iter().copied().filter(|one| met >> *one as u32 & 1 == 1).collect(),
            step,
            ways: ways.into_iter().filter(ConcernDirection::stands).collect(),
        })
    }

    /// The worst answer of each rule.
    fn answers(&self, items: &[Item]) -> Vec<RuleAnswer> {
        let (book, policy) = (&self.matcher.book, self.matcher.how.policy());
        let one = |number: u16| {
            let rule = book.rule(number)?;
            if matching_rule(rule).and_then(|known| known.spoken_of).is_some_and(|spoken| !spoken(self.at)) {
                return None;
            }
            let unset =
                matching_rule(rule).and_then(|known| known.policy).filter(|(_, is_set)| !is_set(policy));
            let worst = items.iter().filter(|item| item.rule == number).map(answer).max();
            let answer = if unset.is_some() { Answer::NotAsked } else { worst.unwrap_or(Answer::Holds) };
            Some(RuleAnswer { rule, kind: book.kind(number), answer })
        };
        book.order().filter_map(one).collect()
    }

    /// The party's own open facts here, in the order of the shortlist's questions.
    fn open(&self, items: &[Item], asks: &[Ask]) -> Vec<(ChildId, Topic)> {
        let mut open: Vec<(ChildId, Topic)> = Vec::new();
        // What a group shares, and no rule of law or safety asks, is asked of each child by the shortlist alone.
        let listed = |item: &&Item| item.about != About::Home || self.matcher.book.kind(item.rule).decides();
        for item in items.iter().filter(listed) {
            for (seeker, id) in self.at.seekers().filter_map(|seeker| Some((seeker, seeker.id?))) {
                open.extend(each(item.open_of(seeker)).map(|fact| (id, topic_of_child(fact))));
            }
        }
        let order = |(child, topic): &(ChildId, Topic)| {
            let of = |ask: &Ask| ask.about == AnyId::from(*child) && ask.topic == *topic;
            asks.iter().position(of).unwrap_or(asks.len())
        };
        open.sort_by_key(|open| (order(open), *open));
        open.dedup();
        open
    }

    /// What to ask about the home, those who live there, and mitigations: each once, under the first rule that leaves
    /// it open, and most decisive first.
    fn asks(&self, items: &[Item], standing: &Standing<'_>) -> Vec<Ask> {
        let book = &self.matcher.book;
        let mut asks: Vec<Ask> = Vec::new();
        for item in items.iter().filter(|item| item.state == State::Open) {
            let Some(rule) = book.rule(item.rule) else { continue };
            for question in Question::of(item, self.at.people) {
                let Some(ask) = self.ask(item, question, rule) else { continue };
                // Whether a mitigation is enough is a question of its own for each rule.
                let same = |known: &Ask| {
                    (known.about, known.other, known.topic) == (ask.about, ask.other, ask.topic)
                        && (ask.topic.fact != ENOUGH || known.rule == rule)
                };
                if !asks.iter().any(same) {
                    let decides = book.kind(item.rule).decides() && standing.decides(item, question);
                    asks.push(Ask { homes: u32::from(decides), ..ask });
                }
            }
        }
        let order: Vec<&Rule> = book.order().filter_map(|number| book.rule(number)).collect();
        asks.sort_by_key(|ask| {
            let at = order.iter().position(|rule| *rule == ask.rule);
            (Reverse(ask.homes), ask.rule.weight, at, ask.about, ask.other, ask.topic)
        });
        asks
    }

    /// A question in the terms of whoever asks it: about whom or what, and who can answer.
    fn ask(&self, item: &Item, question: Question, rule: &'static Rule) -> Option<Ask> {
        let home: AnyId = self.home.id.into();
        let (about, topic, of) = match question {
            Question::OfHome(fact) => {
                // The home has said for which sex it is registered: what that means for this child it cannot say.
                let unclear = set_of(fact) == home::SEX && self.at.home.sex.known().is_some();
                let of = if unclear { AskedOf::Regulator } else { AskedOf::Home };
                (home, topic_of_home(fact), of)
            }
            Question::OfResident(place, fact) => {
                let there = self.resident(place)?;
                let worker = there.social_worker.is_some();
                let of = if worker { AskedOf::ResidentsSocialWorker } else { AskedOf::Home };
                (there.child.id.into(), topic_of_child(fact), of)
            }
            Question::CanProvide(mitigation) => {
                (home, Topic { fact: "can_provide", of: Some(mitigation.code()) }, AskedOf::Home)
            }
            Question::IsEnough(mitigation) => {
                let about = self.child(item.about).map_or(home, |child| child.id.into());
                (about, Topic { fact: ENOUGH, of: Some(mitigation.code()) }, AskedOf::NamedPerson)
            }
            Question::OwnRule => (home, Topic { fact: "own_rule", of: Some(rule.code) }, AskedOf::Home),
        };
        let judged = matches!(question, Question::IsEnough(_)).then(|| self.other(item.about)).flatten();
        let other = judged.map(|child| child.id.into());
        Some(Ask { about, other, topic, of, homes: 0, rule })
    }

    fn leaves_range(&self) -> Vec<LeavesRange> {
        let on = self.matcher.on;
        let months = Months::new(u32::from(self.matcher.how.policy().leaving_notice_months));
        let Some((range, horizon)) = known(&self.home.ages).zip(on.checked_add_months(months)) else {
            return Vec::new();
        };
        let leaves = |child: &Child| {
            let born = known(&child.date_of_birth)?.reveal();
            // Who may have been born first leaves first, of those days on which the age fits.
            let days = born.first().iter_days().take_while(|day| *day <= born.last());
            let mut fits = days.filter(|day| on.years_since(*day).is_some_and(|age| range.contains(age)));
            let leaves = reaches(fits.next()?, u32::from(range.to()) + 1);
            let leaves = LeavesRange { child: child.id, on: leaves, at_the_earliest: !born.is_whole() };
            (leaves.on <= horizon).then_some(leaves)
        };
        self.matcher.children(self.at.which).filter_map(leaves).collect()
    }
}

/// What is asked of whoever judges a mitigation.
const ENOUGH: &str = "enough";

const fn answer(item: &Item) -> Answer {
    match item.state {
        State::Fails => Answer::No,
        State::Open => Answer::NotKnown,
        State::With(_) => Answer::HoldsWith,
        State::Proceeds(_) => Answer::ProceedsWhen,
    }
}

fn staff(at: &Placing<'_>, watch: Watch) -> StaffNeed {
    let count = at.staff_at(watch);
    let roster = at.home.roster.get(watch as usize).and_then(|roster| roster.known());
    let residents = at.others().filter(|(place, _)| count.residents >> place & 1 == 1);
    let residents = residents.filter_map(|(_, one)| one.id);
    let children = at.seekers().filter(|one| count.children >> one.place & 1 == 1).filter_map(|one| one.id);
    StaffNeed {
        watch,
        needed: count.known,
        roster: roster.map_or_else(Told::default, |staff| Told::Known(*staff)),
        not_known: residents.chain(children).collect(),
    }
}

/// Where not everybody is there every night, the most children who are there on one, as far as that is known.
fn most_on_a_night(at: &Placing<'_>) -> Option<u32> {
    at.is_by_night().then(|| at.each_night().map(|(night, _)| at.count_on(night).0).max().unwrap_or(0))
}

/// Children who must live alone and would live there, each with the places that stay empty for it.
fn closed_places(at: &Placing<'_>, items: &[Item], book: &RuleBook) -> Vec<ClosedPlaces> {
    let alone = book.alone.map(|(number, _)| number);
    // In a part of the home for one child alone it closes nothing.
    let met = items.iter().any(|item| Some(item.rule) == alone && matches!(item.state, State::With(_)));
    let places = at.home.places.known().map(|places| places.saturating_sub(1)).filter(|places| *places > 0);
    let Some(places) = places.filter(|_| !met) else { return Vec::new() };
    let solo = |one: &&Person| one.companions.known() == Some(&Companions::Solo);
    let ids = at.everybody().filter(solo).filter_map(|one| one.id);
    ids.map(|child| ClosedPlaces { child, places }).collect()
}
