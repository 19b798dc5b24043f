//! Needs and arrangements recorded, changed and ended, and what people answer.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::change::{self, Change};
use super::rules::{ANSWERED_FOR_ANOTHER, NEED_WHILE_ELSEWHERE, SIBLING_NEVER_ASKED};
use super::{
    Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, Chronicle, KnownArrangement,
    KnownNeed, NeedChanged, NeedEnded, NeedList, NeedRecorded, OverTime, Reply, StatedArrangement,
    StatedNeed,
};
use crate::base::{Amount, Fact, FactSource, Finding, PersonId, Rule, SourceId, Told, limits};
use crate::machine::Misfit;
use crate::need::Ability;

/// What speaks against a need from a day on.
fn needed(known: &Chronicle, stated: &StatedNeed, on: NaiveDate, found: &mut Vec<Finding>) {
    let person = stated.need.person();
    change::alive(known, person, on, found);
    if known.person(person).is_some_and(|it| it.lives_on(on) && !it.is_here(on)) {
        let finding = Finding::new(&NEED_WHILE_ELSEWHERE).about(stated.need.id()).about(person);
        found.push(finding.with("on", Amount::Date(on)));
    }
}

fn mark_stretch(known: &mut Chronicle, on: NaiveDate, until: Option<NaiveDate>) {
    known.mark(on);
    if let Some(until) = until {
        known.mark(until);
    }
}

impl Change for NeedRecorded {
    const MAY_LIE_AHEAD: bool = true;

    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let (id, person) = (self.need.need.id(), self.need.need.person());
        let lives = known.person(person).is_none_or(super::KnownPerson::ever_here);
        Misfit::all([
            Misfit::unless(
                known.need(id).is_none(),
                "expected the id of a need that is not recorded yet",
                &[id.any()],
            ),
            change::person(known, person),
            Misfit::unless(lives, "expected a person who lives here, at least for a time", &[person.any()]),
            change::begins_on(self.need.period, self.on, id.any()),
            Misfit::unless(known.needs.len() < limits::NEEDS, "expected at most 2000 needs in all", &[]),
        ])
    }
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        needed(known, &self.need, self.on, found);
    }
    fn apply(&self, known: &mut Chronicle) {
        known.needs.insert(self.need.need.id(), KnownNeed::begun(&self.need, self.on));
        mark_stretch(known, self.on, self.need.period.until());
    }
}

impl Change for NeedChanged {
    const MAY_LIE_AHEAD: bool = true;

    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let (id, person) = (self.need.need.id(), self.need.need.person());
        let same = known.need(id).is_none_or(|need| need.person == person);
        Misfit::all([
            change::need(known, id),
            Misfit::unless(same, "expected the need to stay of the same person", &[id.any()]),
            change::begins_on(self.need.period, self.on, id.any()),
        ])
    }
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        needed(known, &self.need, self.on, found);
    }
    fn apply(&self, known: &mut Chronicle) {
        if let Some(need) = known.needs.get_mut(&self.need.need.id()) {
            need.change(&self.need, self.on);
        }
        mark_stretch(known, self.on, self.need.period.until());
    }
}

impl Change for NeedEnded {
    const MAY_LIE_AHEAD: bool = true;

    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let holds = known.need(self.need).is_some_and(|need| need.holds(self.on));
        Misfit::unless(holds, "expected a need that is there on `on`", &[self.need.any()])
    }
    fn apply(&self, known: &mut Chronicle) {
        if let Some(need) = known.needs.get_mut(&self.need) {
            need.content.set(Some(self.on), None);
        }
        known.mark(self.on);
    }
}

/// What speaks against an arrangement from a day on.
fn arranged(known: &Chronicle, stated: &StatedArrangement, on: NaiveDate, found: &mut Vec<Finding>) {
    change::source_alive(known, stated.by, on, found);
    for (_, by) in stated.supporters() {
        change::source_alive(known, by, on, found);
    }
    if let Some(need) = known.need(stated.need) {
        change::alive(known, need.person, on, found);
    }
}

/// Help by people is a change after which to look again for mutual caring; help by services is none.
fn mark_help(known: &mut Chronicle, by: SourceId, on: NaiveDate, until: Option<NaiveDate>) {
    if known.person(PersonId::new(by.uuid())).is_some() {
        mark_stretch(known, on, until);
    }
}

impl Change for ArrangementRecorded {
    const MAY_LIE_AHEAD: bool = true;

    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let id = self.arrangement.id;
        let is_new = known.arrangement(id).is_none();
        Misfit::all([
            Misfit::unless(is_new, "expected the id of an arrangement that is not recorded yet", &[id.any()]),
            change::arranged(known, &self.arrangement),
            change::begins_on(self.arrangement.period, self.on, id.any()),
            Misfit::unless(
                known.arrangements.len() < limits::ARRANGEMENTS,
                "expected at most 10000 arrangements in all",
                &[],
            ),
        ])
    }
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        arranged(known, &self.arrangement, self.on, found);
    }
    fn apply(&self, known: &mut Chronicle) {
        let stated = &self.arrangement;
        known.arrangements.insert(stated.id, KnownArrangement::begun(stated, self.on));
        mark_help(known, stated.by, self.on, stated.period.until());
    }
}

impl Change for ArrangementChanged {
    const MAY_LIE_AHEAD: bool = true;

    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let stated = &self.arrangement;
        let id = stated.id.any();
        let same = known.arrangement(stated.id).is_none_or(|it| (it.by, it.need) == (stated.by, stated.need));
        Misfit::all([
            change::arrangement(known, stated.id),
            Misfit::unless(
                same,
                "expected the arrangement to stay one by the same giver for the same need",
                &[id],
            ),
            change::arranged(known, stated),
            change::begins_on(stated.period, self.on, id),
        ])
    }
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        arranged(known, &self.arrangement, self.on, found);
    }
    fn apply(&self, known: &mut Chronicle) {
        let stated = &self.arrangement;
        if let Some(arrangement) = known.arrangements.get_mut(&stated.id) {
            arrangement.change(stated, self.on);
        }
        mark_help(known, stated.by, self.on, stated.period.until());
    }
}

impl Change for ArrangementEnded {
    const REMINDS: &'static [&'static Rule] = &[&SIBLING_NEVER_ASKED];
    const MAY_LIE_AHEAD: bool = true;

    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let holds = known.arrangement(self.arrangement).is_some_and(|it| it.holds(self.on));
        Misfit::unless(holds, "expected an arrangement that is there on `on`", &[self.arrangement.any()])
    }
    fn apply(&self, known: &mut Chronicle) {
        if let Some(arrangement) = known.arrangements.get_mut(&self.arrangement) {
            arrangement.terms.set(Some(self.on), None);
            let by = arrangement.by;
            mark_help(known, by, self.on, None);
        }
    }
}

impl Answered {
    /// Whether one answer speaks of what is there.
    fn speaks_of_what_is_there(known: &Chronicle, answer: &Reply) -> Result<(), Misfit> {
        if let Some(id) = answer.arrangement() {
            change::arrangement(known, id)?;
        }
        let giver = answer.arrangement().and_then(|id| known.arrangement(id)).map(|it| it.by);
        match (answer, giver) {
            (Reply::AbleNow { told, .. } | Reply::AbleLater { told, .. }, Some(giver)) => match told {
                Told::Known(Ability::WithSupport { by: Some(by) }) => change::supporter(known, giver, *by),
                _ => Ok(()),
            },
            (Reply::ReliesOn { told: Told::Known(needs), .. }, Some(giver)) => {
                Misfit::all(needs.needs().iter().map(|need| change::own_need(known, giver, *need)))
            }
            (Reply::WhenItArises { need, .. }, _) => change::need(known, *need),
            _ => Ok(()),
        }
    }

    fn fact<T>(&self, told: Told<T>) -> Fact<T> {
        let fact = match told {
            Told::Known(value) => Fact::known(value),
            Told::NotKnown(why) => Fact::not_known(why),
        };
        fact.told_on(self.on).told_by(self.source)
    }

    fn told<T: Copy>(&self, known: Option<&mut OverTime<Fact<T>>>, told: Told<T>) {
        if let Some(known) = known {
            known.set(Some(self.on), self.fact(told));
        }
    }
}

impl Change for Answered {
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let about = [self.person.any()];
        let some = !self.replies.is_empty() && self.replies.len() <= limits::REPLIES;
        let answered = self.replies.iter().all(|answer| !answer.is_open());
        let there = self.replies.iter().map(|answer| Self::speaks_of_what_is_there(known, answer));
        let others = [
            change::person(known, self.person),
            Misfit::unless(some, "expected 1 to 1000 replies", &about),
            Misfit::unless(answered, "expected a reply to each question: not asked is none", &about),
        ];
        Misfit::all(others.into_iter().chain(there))
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        change::alive(known, self.person, self.on, found);
        for answer in &self.replies {
            let (Reply::WillingNow { arrangement, .. } | Reply::WillingLater { arrangement, .. }) = answer
            else {
                continue;
            };
            let by = known.arrangement(*arrangement).map(|it| PersonId::new(it.by.uuid()));
            let own =
                by == Some(self.person) && matches!(self.source, FactSource::ThePerson | FactSource::Chosen);
            if let Some(giver) = by.filter(|giver| !own && known.person(*giver).is_some()) {
                found.push(Finding::new(&ANSWERED_FOR_ANOTHER).about(giver).about(*arrangement));
            }
        }
    }

    fn apply(&self, known: &mut Chronicle) {
        if let Some(person) = known.people.get_mut(&self.person) {
            person.asked.insert(self.on);
        }
        for answer in &self.replies {
            let given = answer.arrangement().and_then(|id| known.arrangements.get_mut(&id));
            match answer {
                Reply::AbleNow { told, .. } => self.told(given.map(|it| &mut it.able_now), *told),
                Reply::WillingNow { told, .. } => self.told(given.map(|it| &mut it.willing_now), *told),
                Reply::AbleLater { told, .. } => self.told(given.map(|it| &mut it.able_later), *told),
                Reply::WillingLater { told, .. } => self.told(given.map(|it| &mut it.willing_later), *told),
                Reply::DoneNow { told, .. } => self.told(given.map(|it| &mut it.done_now), *told),
                Reply::ReliesOn { told, .. } => {
                    if let Some(given) = given {
                        given.relies_on.set(Some(self.on), Told::<NeedList>::clone(told));
                    }
                }
                Reply::WhenItArises { need, told } => {
                    if let Some(need) = known.needs.get_mut(need) {
                        need.when.set(Some(self.on), told.clone());
                    }
                }
                Reply::Themself { topic, told } => {
                    if let Some(person) = known.people.get_mut(&self.person) {
                        person.views.entry(*topic).or_default().set(Some(self.on), self.fact(*told));
                    }
                }
            }
        }
    }
}
