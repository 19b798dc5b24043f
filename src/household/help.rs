//! Needs and arrangements recorded, changed and ended, and what people answer.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::change::{self, Change};
use super::rules::{
    ANSWERED_FOR_ANOTHER, ENDED_ALREADY, NEED_WHILE_ELSEWHERE, NOT_BEGUN_YET, SIBLING_NEVER_ASKED,
    TAKEN_AWAY_BY_ITS_END,
};
use super::{
    Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, Chronicle, KnownArrangement,
    KnownNeed, NeedChanged, NeedEnded, NeedList, NeedRecorded, OverTime, Reply, StatedArrangement,
    StatedNeed,
};
use crate::base::{Amount, AnyId, Fact, FactSource, Finding, PersonId, Rule, SourceId, Told, limits, wire};
use crate::machine::Misfit;
use crate::need::Ability;

const LONGER_THAN_A_DAY: &str = "expected windows of at most 24 hours: a need that alternates by days goes with the day on which each starts";

/// What speaks against a need from a day on.
fn needed(known: &Chronicle, stated: &StatedNeed, on: NaiveDate, found: &mut Vec<Finding>) {
    let person = stated.need.person();
    change::alive(known, person, on, found);
    if known.person(person).is_some_and(|it| it.lives_on(on) && !it.is_of_here(on)) {
        let finding = Finding::new(&NEED_WHILE_ELSEWHERE).about(stated.need.id()).about(person);
        found.push(finding.with("on", Amount::Date(on)));
    }
}

/// An end for a time ends later than it begins.
fn ends_after(on: NaiveDate, until: Option<NaiveDate>, about: AnyId) -> Result<(), Misfit> {
    let later = until.is_none_or(|until| on < until && wire::in_years(until));
    Misfit::unless(later, "expected `until` to be later than `on`, in the years 1800 to 2299", &[about])
}

/// What bars an end of what is not there: it ended before, or has not begun. While something is gone for a time only,
/// it may end for good.
fn ended<T>(
    known: &OverTime<Option<T>>,
    id: AnyId,
    (on, until): (NaiveDate, Option<NaiveDate>),
    found: &mut Vec<Finding>,
) {
    if known.there(on).is_some() || (until.is_none() && known.is_paused(on)) {
        return;
    }
    let finding = |rule| Finding::new(rule).about(id).with("on", Amount::Date(on));
    let begins = known.after(on).first().copied().filter(|_| known.at(on).is_none());
    found.push(match begins {
        Some(begins) => finding(&NOT_BEGUN_YET).with("begins", Amount::Date(begins)),
        None => finding(&ENDED_ALREADY).with("ended", Amount::Date(known.since(on).unwrap_or(on))),
    });
}

/// What an end takes away that was recorded for later.
fn cut<T>(known: &OverTime<Option<T>>, id: AnyId, on: NaiveDate, found: &mut Vec<Finding>) {
    if let Some(day) = known.after(on).first().copied() {
        let finding = Finding::new(&TAKEN_AWAY_BY_ITS_END).about(id).with("on", Amount::Date(on));
        found.push(finding.with("later", Amount::Date(day)));
    }
}

fn mark_stretch(known: &mut Chronicle, on: NaiveDate, until: Option<NaiveDate>) {
    known.mark(on);
    if let Some(until) = until {
        known.mark(until);
    }
}

impl Change for NeedRecorded {
    fn happened(&self) -> Option<NaiveDate> {
        None
    }
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let (id, person) = (self.need.need.id(), self.need.need.person());
        Misfit::all([
            Misfit::unless(
                known.need(id).is_none(),
                "expected the id of a need that is not recorded yet",
                &[id.any()],
            ),
            change::person(known, person),
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
    fn happened(&self) -> Option<NaiveDate> {
        None
    }
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let (id, person) = (self.need.need.id(), self.need.need.person());
        let same = known.need(id).is_none_or(|need| need.person == person);
        let need = &self.need.need;
        let windows = !need.windows().is_empty();
        let alternates =
            known.need(id).is_none_or(|it| windows || it.alternates_with(need.every(), None, self.on));
        Misfit::all([
            change::need(known, id),
            Misfit::unless(same, "expected the need to stay of the same person", &[id.any()]),
            Misfit::unless(alternates, LONGER_THAN_A_DAY, &[id.any()]),
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
    fn happened(&self) -> Option<NaiveDate> {
        None
    }
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        Misfit::all([change::need(known, self.need), ends_after(self.on, self.until, self.need.any())])
    }
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        let Some(need) = known.need(self.need) else { return };
        change::born(known, need.person, self.on, found);
        ended(&need.content, self.need.any(), (self.on, self.until), found);
        if self.until.is_none() {
            cut(&need.content, self.need.any(), self.on, found);
        }
    }
    fn apply(&self, known: &mut Chronicle) {
        if let Some(need) = known.needs.get_mut(&self.need) {
            need.stop(self.on, self.until);
        }
        mark_stretch(known, self.on, self.until);
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
    fn happened(&self) -> Option<NaiveDate> {
        self.arrangement.told_on()
    }
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let id = self.arrangement.id;
        let is_new = known.arrangement(id).is_none();
        Misfit::all([
            Misfit::unless(is_new, "expected the id of an arrangement that is not recorded yet", &[id.any()]),
            change::arranged(known, &self.arrangement),
            change::begins_on(self.arrangement.period, self.on, id.any()),
            Misfit::unless(
                !self.arrangement.says_days_of_none(),
                super::problems::SOME_DAYS_EXPECTED,
                &[id.any()],
            ),
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
    fn happened(&self) -> Option<NaiveDate> {
        self.arrangement.told_on()
    }
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
    fn happened(&self) -> Option<NaiveDate> {
        None
    }
    fn fits(&self, known: &Chronicle) -> Result<(), Misfit> {
        let id = self.arrangement;
        Misfit::all([change::arrangement(known, id), ends_after(self.on, self.until, id.any())])
    }
    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        let Some(arrangement) = known.arrangement(self.arrangement) else { return };
        change::born(known, PersonId::new(arrangement.by.uuid()), self.on, found);
        ended(&arrangement.terms, self.arrangement.any(), (self.on, self.until), found);
        if self.until.is_none() {
            cut(&arrangement.terms, self.arrangement.any(), self.on, found);
        }
    }
    fn apply(&self, known: &mut Chronicle) {
        if let Some(arrangement) = known.arrangements.get_mut(&self.arrangement) {
            arrangement.stop(self.on, self.until);
            let by = arrangement.by;
            mark_help(known, by, self.on, self.until);
        }
    }
}

impl Answered {
    /// Whether one answer speaks of what is there.
    fn speaks_of_what_is_there(known: &Chronicle, answer: &Reply, on: NaiveDate) -> Result<(), Misfit> {
        if let Some(id) = answer.arrangement() {
            change::arrangement(known, id)?;
        }
        let giver = answer.arrangement().and_then(|id| known.arrangement(id)).map(|it| it.by);
        match (answer, giver) {
            (Reply::AbleNow { told, .. } | Reply::AbleLater { told, .. }, Some(giver)) => match told {
                Told::Known(Ability::WithSupport { by: Some(by) } | Ability::OnSomeDays { by: Some(by) }) => {
                    change::supporter(known, giver, *by)
                }
                _ => Ok(()),
            },
            (Reply::ReliesOn { told: Told::Known(needs), .. }, Some(giver)) => {
                Misfit::all(needs.needs().iter().map(|need| change::own_need(known, giver, *need)))
            }
            (Reply::WhenItArises { need, told }, _) => {
                change::need(known, *need)?;
                let fits = match told {
                    Told::Known(times) => {
                        known.need(*need).is_none_or(|it| it.alternates_with(it.every(on), Some(times), on))
                    }
                    Told::NotKnown(_) => true,
                };
                Misfit::unless(fits, LONGER_THAN_A_DAY, &[need.any()])
            }
            _ => Ok(()),
        }
    }

    /// Who else is spoken of: givers, and people whose needs it is about.
    fn others(&self, known: &Chronicle) -> BTreeSet<PersonId> {
        let of = |answer: &Reply| match answer {
            Reply::WhenItArises { need, .. } => known.need(*need).map(|it| it.person),
            _ => answer
                .arrangement()
                .and_then(|id| known.arrangement(id))
                .map(|it| PersonId::new(it.by.uuid())),
        };
        self.replies.iter().filter_map(of).filter(|id| *id != self.person).collect()
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
        let there = self.replies.iter().map(|answer| Self::speaks_of_what_is_there(known, answer, self.on));
        let others = [
            change::person(known, self.person),
            Misfit::unless(some, "expected 1 to 1000 replies", &about),
            Misfit::unless(answered, "expected a reply to each question: not asked is none", &about),
        ];
        Misfit::all(others.into_iter().chain(there))
    }

    fn against(&self, known: &Chronicle, found: &mut Vec<Finding>) {
        change::alive(known, self.person, self.on, found);
        for id in self.others(known) {
            change::alive(known, id, self.on, found);
        }
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
