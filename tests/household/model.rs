//! The naive model: a plain list of facts, each from a day on, evaluated slowly.
//!
//! What holds on a day is the fact of the latest day not after it; of one day, the one that was recorded last. Over
//! that lies what was said of some days only: it is written down day by day, the later over the earlier. An end wipes
//! out, day by day, whatever was written down before it. The days over which an arrangement holds are found by going
//! through the days one by one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use mutual_care::base::{ArrangementId, HouseholdId, NeedId, PartDate, Period, PersonId, SourceId, Told};
use mutual_care::household::{
    HouseholdEvent, HouseholdInput, HouseholdPart, Kin, Lives, Person, Reply, Service, StatedArrangement,
    StatedNeed, Whereabouts,
};
use mutual_care::need::{Ability, Address, Need, Window};

use crate::parted::Parted;

fn label(person: &Person) -> Option<String> {
    person.address.as_ref().map(ToString::to_string)
}

/// The days that the model goes through, one by one, when it looks for where something begins and ends.
pub const FIRST: &str = "2023-12-01";
pub const DAYS: u64 = 150;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Gone,
    Outside,
    Inside,
}

/// A home that is not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// What they need counts here all the same. With the label of the address, if it has one.
    OfHere(Option<String>),
    /// They have left.
    Left,
}

#[derive(Debug, Clone)]
pub enum What {
    /// Where somebody is, and what is said of a home that is not here; none: the one they had before.
    Is(PersonId, Place, Option<Home>),
    Died(PersonId),
    Needs(NeedId, Option<Need>),
    Arises(NeedId, Vec<Window>),
    /// The help as it was stated, of which able, willing and reliance are facts of their own.
    Gives(ArrangementId, Option<Box<StatedArrangement>>),
    /// With the day on which it was told, if it has one.
    Able(ArrangementId, bool, Told<Ability>, Option<NaiveDate>),
    Willing(ArrangementId, bool, Told<bool>, Option<NaiveDate>),
    Done(ArrangementId, Told<bool>),
    LeansOn(ArrangementId, Option<Vec<NeedId>>),
}

#[derive(Debug, Clone, Default)]
pub struct Model {
    pub facts: Vec<(Option<NaiveDate>, What)>,
    /// What was said of this day only, by what it is about, with which statement said so.
    pub over: BTreeMap<(NaiveDate, String), (usize, What)>,
    statements: usize,
    /// The days from which people are to be somewhere, and nothing has happened yet.
    pub planned: BTreeSet<(PersonId, NaiveDate)>,
    pub people: BTreeSet<PersonId>,
    /// What people are called: what was said first.
    pub called: BTreeMap<PersonId, String>,
    /// When people were born: what was said first, or says more and goes with that.
    pub born: BTreeMap<PersonId, PartDate>,
    pub kin: Vec<Kin>,
    pub services: Vec<Service>,
    pub needs: Vec<(NeedId, PersonId)>,
    pub arrangements: Vec<(ArrangementId, SourceId, NeedId)>,
    /// How often two were one who had done something for each other.
    pub merged_with_help: usize,
    /// What was known when people parted.
    pub parted: BTreeMap<HouseholdId, Parted>,
}

impl What {
    /// What it is about.
    fn about(&self) -> String {
        match self {
            Self::Is(id, ..) => format!("is {id}"),
            Self::Died(id) => format!("died {id}"),
            Self::Needs(id, _) => format!("needs {id}"),
            Self::Arises(id, _) => format!("arises {id}"),
            Self::Gives(id, _) => format!("gives {id}"),
            Self::Able(id, later, ..) => format!("able {later} {id}"),
            Self::Willing(id, later, ..) => format!("willing {later} {id}"),
            Self::Done(id, _) => format!("done {id}"),
            Self::LeansOn(id, _) => format!("leans on {id}"),
        }
    }
}

impl Model {
    /// From a day on. Whatever statement of some days covers that day does not cover it and later ones any more.
    fn say(&mut self, from: Option<NaiveDate>, what: What) {
        let about = what.about();
        let covering = from.and_then(|day| self.over.get(&(day, about.clone())).map(|(which, _)| *which));
        if let (Some(day), Some(covering)) = (from, covering) {
            self.over.retain(|(on, of), (which, _)| !(*on >= day && *of == about && *which == covering));
        }
        self.facts.push((from, what));
    }

    /// Of these days only, over whatever holds otherwise.
    fn lay(&mut self, from: NaiveDate, until: NaiveDate, what: &What) {
        self.statements += 1;
        for day in from.iter_days().take_while(|day| *day < until) {
            self.over.insert((day, what.about()), (self.statements, what.clone()));
        }
    }

    fn say_or_lay(&mut self, from: Option<NaiveDate>, until: Option<NaiveDate>, what: What) {
        match from.zip(until) {
            Some((from, until)) => self.lay(from, until, &what),
            None => self.say(from, what),
        }
    }

    /// Not any more: nothing that was said of this day or a later one holds.
    fn end(&mut self, on: NaiveDate, none: What) {
        let about = none.about();
        self.facts.retain(|(from, what)| !(*from >= Some(on) && what.about() == about));
        self.over.retain(|(day, of), _| !(*day >= on && *of == about));
        self.facts.push((Some(on), none));
    }

    /// What was said of some days about these does not hold from a day on.
    fn uncover(&mut self, on: NaiveDate, id: &str) {
        self.over.retain(|(day, of), _| !(*day >= on && of.ends_with(id)));
    }

    fn need_ends(&mut self, id: NeedId, on: NaiveDate, until: Option<NaiveDate>) {
        if let Some(until) = until {
            self.lay(on, until, &What::Needs(id, None));
        } else {
            self.end(on, What::Needs(id, None));
            self.uncover(on, &id.to_string());
        }
    }

    fn help_ends(&mut self, id: ArrangementId, on: NaiveDate, until: Option<NaiveDate>) {
        if let Some(until) = until {
            self.lay(on, until, &What::Gives(id, None));
        } else {
            self.end(on, What::Gives(id, None));
            self.uncover(on, &id.to_string());
        }
    }

    /// What was said of where somebody is, on one day.
    fn said_of(&self, id: PersonId, on: NaiveDate) -> Option<Place> {
        let of = |what: &What| match what {
            What::Is(whose, place, _) if *whose == id => Some(*place),
            _ => None,
        };
        self.facts.iter().filter(|(from, _)| *from == Some(on)).filter_map(|(_, what)| of(what)).next_back()
    }

    fn forget(&mut self, id: PersonId, on: NaiveDate) {
        self.facts.retain(|(from, what)| {
            !(*from == Some(on) && matches!(what, What::Is(whose, ..) if *whose == id))
        });
        self.planned.remove(&(id, on));
    }

    /// The day whose word on where somebody is counts on a day; none: that of ever.
    fn day_that_counts(&self, id: PersonId, on: NaiveDate) -> Option<NaiveDate> {
        let first: NaiveDate = FIRST.parse().unwrap();
        let mut day = on;
        while day >= first {
            if self.said_of(id, day).is_some() {
                return Some(day);
            }
            day = day - Days::new(1);
        }
        None
    }

    /// Somebody went. It stands for the plan to: the one whose day had come, or the next thing that was said.
    fn goes(&mut self, id: PersonId, on: NaiveDate, to: Place, home: Option<Home>) {
        let counts = self.day_that_counts(id, on).filter(|_| self.place(id, on) == to);
        let last = FIRST.parse::<NaiveDate>().unwrap() + Days::new(DAYS);
        let mut later = on.iter_days().skip(1).take_while(|day| *day <= last);
        let next = later.find_map(|day| Some((day, self.said_of(id, day)?)));
        let next = next.filter(|(_, place)| *place == to).map(|(day, _)| day);
        for day in [counts, next].into_iter().flatten() {
            if self.planned.contains(&(id, day)) {
                self.forget(id, day);
            }
        }
        self.planned.remove(&(id, on));
        self.facts.push((Some(on), What::Is(id, to, home)));
    }

    fn plan(&mut self, id: PersonId, to: Place, from: Option<NaiveDate>) {
        let before: Vec<_> = self.planned.iter().filter(|(whose, _)| *whose == id).copied().collect();
        for (_, day) in before {
            if self.said_of(id, day) == Some(to) {
                self.forget(id, day);
            }
        }
        if let Some(from) = from {
            self.planned.insert((id, from));
            let home = (to == Place::Outside).then_some(Home::Left);
            self.facts.push((Some(from), What::Is(id, to, home)));
        }
    }

    pub fn new(input: &HouseholdInput) -> Self {
        let mut model = Self::default();
        for person in input.people() {
            model.person(person.id, person.lives, label(person), Some(input.as_at()));
            model.called(person);
        }
        model.kin.extend(input.kin());
        model.services.extend(input.services().iter().cloned());
        for stated in input.needs() {
            model.needs.push((stated.need.id(), stated.need.person()));
            model.need(stated, stated.period, None);
        }
        for stated in input.arrangements() {
            model.arrangements.push((stated.id, stated.by, stated.need));
            model.arrangement(stated, stated.period, None);
        }
        model
    }

    /// Somebody, as told on a day: an end of living here that is later is a plan. None: long after all of it.
    fn person(&mut self, id: PersonId, lives: Lives, label: Option<String>, told: Option<NaiveDate>) {
        self.people.insert(id);
        self.facts.push((None, What::Is(id, Place::Outside, Some(Home::OfHere(label)))));
        if let Lives::Here(period) = lives {
            self.facts.push((period.from(), What::Is(id, Place::Inside, None)));
            if period.until().is_some() {
                self.facts.push((period.until(), What::Is(id, Place::Outside, Some(Home::OfHere(None)))));
                let plan = period.until().filter(|until| told.is_some_and(|told| told < *until));
                self.planned.extend(plan.map(|until| (id, until)));
            }
        }
    }

    fn called(&mut self, person: &Person) {
        let called = self.called.entry(person.id).or_default();
        if called.is_empty() {
            *called = person.name.reveal().into();
        }
        if let Some(born) = person.born {
            self.birth(person.id, born);
        }
    }

    fn birth(&mut self, id: PersonId, born: PartDate) {
        let days = |it: PartDate| it.first()..=it.last();
        let known = self.born.entry(id).or_insert(born);
        if days(*known).contains(&born.first()) && days(*known).contains(&born.last()) {
            *known = born;
        }
    }

    /// One more statement, unless it says what was said already of the same one of the two: a parent is a mother.
    fn kin_too(&mut self, more: Kin) {
        let same =
            |it: &Kin| (it.person, it.of, it.is.general()) == (more.person, more.of, more.is.general());
        if !self.kin.iter().any(same) {
            self.kin.push(more);
        }
    }

    fn need(&mut self, stated: &StatedNeed, period: Period, said: Option<NaiveDate>) {
        let id = stated.need.id();
        self.say(period.from(), What::Needs(id, Some(stated.need.clone())));
        if period.until().is_some() {
            self.say(period.until(), What::Needs(id, None));
        }
        if !stated.need.windows().is_empty() {
            self.say(said, What::Arises(id, stated.need.windows().to_vec()));
        }
    }

    fn arrangement(&mut self, stated: &StatedArrangement, period: Period, said: Option<NaiveDate>) {
        let id = stated.id;
        self.say(period.from(), What::Gives(id, Some(Box::new(stated.clone()))));
        if period.until().is_some() {
            self.say(period.until(), What::Gives(id, None));
        }
        for (later, fact) in [(false, stated.able_now), (true, stated.able_later)] {
            if !fact.is_blank() {
                self.say(said, What::Able(id, later, *fact.told(), fact.on().or(said)));
            }
        }
        for (later, fact) in [(false, stated.willing_now), (true, stated.willing_later)] {
            if !fact.is_blank() {
                self.say(said, What::Willing(id, later, *fact.told(), fact.on().or(said)));
            }
        }
        if !stated.done_now.is_blank() {
            self.say(said, What::Done(id, *stated.done_now.told()));
        }
        if let Some(needs) = &stated.relies_on {
            self.say(said, What::LeansOn(id, Some(needs.clone())));
        }
    }

    /// A change of a need: with an end, of those days only.
    fn need_changed(&mut self, stated: &StatedNeed, on: NaiveDate) {
        let (id, until) = (stated.need.id(), stated.period.until());
        self.say_or_lay(Some(on), until, What::Needs(id, Some(stated.need.clone())));
        if !stated.need.windows().is_empty() {
            self.say_or_lay(Some(on), until, What::Arises(id, stated.need.windows().to_vec()));
        }
    }

    /// A change of help: with an end, of those days only, and so all that it says.
    fn help_changed(&mut self, stated: &StatedArrangement, on: NaiveDate) {
        let (id, until) = (stated.id, stated.period.until());
        let mut says = vec![What::Gives(id, Some(Box::new(stated.clone())))];
        for (later, fact) in [(false, stated.able_now), (true, stated.able_later)] {
            says.extend(
                (!fact.is_blank()).then(|| What::Able(id, later, *fact.told(), fact.on().or(Some(on)))),
            );
        }
        for (later, fact) in [(false, stated.willing_now), (true, stated.willing_later)] {
            says.extend(
                (!fact.is_blank()).then(|| What::Willing(id, later, *fact.told(), fact.on().or(Some(on)))),
            );
        }
        says.extend((!stated.done_now.is_blank()).then(|| What::Done(id, *stated.done_now.told())));
        says.extend(stated.relies_on.clone().map(|needs| What::LeansOn(id, Some(needs))));
        for what in says {
            self.say_or_lay(Some(on), until, what);
        }
    }

    /// What an event says, after all that was recorded before it.
    pub fn tell(&mut self, event: &HouseholdEvent) {
        use HouseholdEvent as E;
        let from = |on: NaiveDate, until| Period::new(Some(on), until).unwrap();
        match event {
            E::Opened(_) | E::SignsLookedFor(_) | E::SignsWatched(_) | E::AllLeft(_) => {}
            E::KinStated(it) => self.kin.push(it.kin),
            E::KinCorrected(it) => {
                let both = [it.person, it.of];
                self.kin.retain(|kin| !(both.contains(&kin.person) && both.contains(&kin.of)));
                self.kin.extend(it.is.map(|is| Kin { person: it.person, is, of: it.of }));
            }
            E::PersonCame(it) => {
                let lives = match it.person.lives {
                    Lives::Here(period) => Lives::Here(from(it.on, period.until())),
                    Lives::Elsewhere => Lives::Elsewhere,
                };
                self.person(it.person.id, lives, label(&it.person), None);
                self.called(&it.person);
            }
            E::MovePlanned(it) => {
                let to = if it.to == Whereabouts::Here { Place::Inside } else { Place::Outside };
                self.plan(it.person, to, it.from);
            }
            E::MovedIn(it) => self.goes(it.person, it.on, Place::Inside, None),
            E::MovedOut(it) => self.goes(it.person, it.on, Place::Outside, Some(Home::Left)),
            E::Moved(it) => {
                let (to, home) = match &it.to {
                    Address::Home => (Place::Inside, None),
                    Address::At(label) => (Place::Outside, Some(Home::OfHere(Some(label.to_string())))),
                    Address::Elsewhere => (Place::Outside, Some(Home::OfHere(None))),
                };
                self.goes(it.person, it.on, to, home);
            }
            E::LostTouch(it) => self.goes(it.person, it.on, Place::Gone, None),
            E::InTouchAgain(it) => self.goes(it.person, it.on, Place::Outside, None),
            E::PersonDied(it) => self.facts.push((Some(it.on), What::Died(it.person))),
            E::FoundToBeOne(it) => self.one(it.on, it.person, it.duplicate),
            E::ServiceCame(it) => self.services.push(it.service.clone()),
            E::NeedRecorded(it) => {
                self.needs.push((it.need.need.id(), it.need.need.person()));
                self.need(&it.need, from(it.on, it.need.period.until()), Some(it.on));
            }
            E::NeedChanged(it) => self.need_changed(&it.need, it.on),
            E::NeedEnded(it) => self.need_ends(it.need, it.on, it.until),
            E::ArrangementRecorded(it) => {
                let stated = &it.arrangement;
                self.arrangements.push((stated.id, stated.by, stated.need));
                self.arrangement(stated, from(it.on, stated.period.until()), Some(it.on));
            }
            E::ArrangementChanged(it) => self.help_changed(&it.arrangement, it.on),
            E::ArrangementEnded(it) => self.help_ends(it.arrangement, it.on, it.until),
            E::Answered(it) => it.replies.iter().for_each(|reply| self.reply(it.on, reply)),
            E::MovedApart(it) => self.apart(it.on, std::slice::from_ref(&it.part)),
            E::Split(it) => self.apart(it.on, &it.parts),
            E::Merged(it) => {
                let people = self.members(it.on).into_iter().collect();
                self.apart(it.on, &[HouseholdPart { household: it.into, people, goes_on: Vec::new() }]);
            }
            E::JoinedBy(it) => {
                it.brought.kin().iter().for_each(|kin| self.kin_too(*kin));
                for person in it.brought.people() {
                    if !self.people.contains(&person.id) {
                        self.person(person.id, Lives::Elsewhere, label(person), None);
                    }
                    self.called(person);
                    if let Lives::Here(period) = person.lives {
                        let begins = period.from().map_or(it.on, |from| from.max(it.on));
                        self.goes(person.id, begins, Place::Inside, None);
                    }
                }
                for service in it.brought.services() {
                    if !self.services.contains(service) {
                        self.services.push(service.clone());
                    }
                }
                for stated in it.brought.needs() {
                    if !self.needs.iter().any(|(id, _)| *id == stated.need.id()) {
                        self.needs.push((stated.need.id(), stated.need.person()));
                    }
                    self.need(stated, from(it.on, stated.period.until()), Some(it.on));
                }
                for stated in it.brought.arrangements() {
                    if !self.arrangements.iter().any(|(id, ..)| *id == stated.id) {
                        self.arrangements.push((stated.id, stated.by, stated.need));
                    }
                    self.arrangement(stated, from(it.on, stated.period.until()), Some(it.on));
                }
            }
        }
    }

    fn reply(&mut self, on: NaiveDate, reply: &Reply) {
        let what = match reply {
            Reply::AbleNow { arrangement, told } => What::Able(*arrangement, false, *told, Some(on)),
            Reply::AbleLater { arrangement, told } => What::Able(*arrangement, true, *told, Some(on)),
            Reply::WillingNow { arrangement, told } => What::Willing(*arrangement, false, *told, Some(on)),
            Reply::WillingLater { arrangement, told } => What::Willing(*arrangement, true, *told, Some(on)),
            Reply::DoneNow { arrangement, told } => What::Done(*arrangement, *told),
            Reply::ReliesOn { arrangement, told } => {
                What::LeansOn(*arrangement, told.clone().known().map(|it| it.needs().to_vec()))
            }
            Reply::WhenItArises { need, told } => {
                What::Arises(*need, told.clone().known().map_or(Vec::new(), |it| it.windows().to_vec()))
            }
            Reply::Themself { .. } => return,
        };
        self.say(Some(on), what);
    }

    /// All that is said of `duplicate` is said of `person`; where both are said to be somewhere, the nearer counts.
    /// What they did for each other ends on the day, and on no day was it help; what they were to each other goes.
    fn one(&mut self, on_day: NaiveDate, person: PersonId, duplicate: PersonId) {
        let whereabouts = |id: PersonId| -> Vec<Option<NaiveDate>> {
            let of = |what: &What| matches!(what, What::Is(whose, ..) if *whose == id);
            self.facts.iter().filter(|(_, what)| of(what)).map(|(from, _)| *from).collect()
        };
        let days: BTreeSet<_> = whereabouts(person).into_iter().chain(whereabouts(duplicate)).collect();
        let on = |day: Option<NaiveDate>| day.unwrap_or_else(|| NaiveDate::from_ymd_opt(1800, 1, 1).unwrap());
        let nearer: Vec<_> = days
            .into_iter()
            .map(|day| {
                let place = self.place(person, on(day)).max(self.place(duplicate, on(day)));
                (day, place, self.home_of_both(person, duplicate, day))
            })
            .collect();
        self.facts
            .retain(|(_, what)| !matches!(what, What::Is(whose, ..) if [person, duplicate].contains(whose)));
        self.facts.extend(nearer.into_iter().map(|(day, place, home)| (day, What::Is(person, place, home))));
        // What is planned of the one and so of the other already is no plan.
        let planned: BTreeSet<NaiveDate> = (self.planned.iter())
            .filter(|(whose, _)| [person, duplicate].contains(whose))
            .map(|(_, day)| *day)
            .collect();
        self.planned.retain(|(whose, _)| ![person, duplicate].contains(whose));
        for day in planned {
            if self.place(person, day) != self.place(person, day - Days::new(1)) {
                self.planned.insert((person, day));
            }
        }
        self.people.remove(&duplicate);
        let other = self.called.remove(&duplicate).unwrap_or_default();
        self.called.entry(person).and_modify(|called| {
            if called.is_empty() {
                *called = other;
            }
        });
        if let Some(born) = self.born.remove(&duplicate) {
            self.birth(person, born);
        }
        let both = [person, duplicate];
        self.kin.retain(|kin| !(both.contains(&kin.person) && both.contains(&kin.of)));
        let (theirs, others): (Vec<_>, Vec<_>) =
            self.kin.drain(..).partition(|kin| [kin.person, kin.of].contains(&duplicate));
        self.kin = others;
        for mut kin in theirs {
            for end in [&mut kin.person, &mut kin.of] {
                *end = if *end == duplicate { person } else { *end };
            }
            self.kin_too(kin);
        }
        let over = self.over.values_mut().map(|(_, what)| what);
        for what in self.facts.iter_mut().map(|(_, what)| what).chain(over) {
            match what {
                What::Died(whose) if *whose == duplicate => *whose = person,
                What::Able(_, _, Told::Known(Ability::WithSupport { by: Some(by) }), _)
                    if *by == duplicate.into() =>
                {
                    *by = person.into();
                }
                _ => {}
            }
        }
        for (_, whose) in &mut self.needs {
            *whose = if *whose == duplicate { person } else { *whose };
        }
        for (_, by, _) in &mut self.arrangements {
            *by = if *by == duplicate.into() { person.into() } else { *by };
        }
        let for_themself: Vec<ArrangementId> = (self.arrangements.iter())
            .filter(|(_, by, need)| self.is_for_themself(*by, *need))
            .map(|(id, ..)| *id)
            .collect();
        self.merged_with_help += usize::from(!for_themself.is_empty());
        for id in for_themself {
            self.help_ends(id, on_day, None);
        }
        // Nobody is supported by themself.
        let theirs: Vec<ArrangementId> = (self.arrangements.iter())
            .filter(|(_, by, _)| *by == person.into())
            .map(|(id, ..)| *id)
            .collect();
        let over = self.over.values_mut().map(|(_, what)| what);
        for what in self.facts.iter_mut().map(|(_, what)| what).chain(over) {
            if let What::Able(id, _, Told::Known(Ability::WithSupport { by }), _) = what
                && theirs.contains(id)
                && *by == Some(person.into())
            {
                *by = None;
            }
        }
    }

    pub fn is_for_themself(&self, by: SourceId, need: NeedId) -> bool {
        self.needs.iter().any(|(id, whose)| *id == need && SourceId::from(*whose) == by)
    }

    /// These people go: with them their needs, the help for these, and their own help but what goes on.
    fn apart(&mut self, on: NaiveDate, parts: &[HouseholdPart]) {
        // All of them go at once, so each takes along what was known before anybody did.
        let mut before = self.clone();
        before.parted.clear();
        for part in parts {
            self.parted.insert(part.household, Parted::new(&before, part, parts, on));
        }
        let goes_on: Vec<ArrangementId> =
            parts.iter().flat_map(|part| part.goes_on.iter().copied()).collect();
        let going: Vec<PersonId> = parts.iter().flat_map(|part| part.people.iter().copied()).collect();
        let needs: Vec<NeedId> =
            self.needs.iter().filter(|(_, whose)| going.contains(whose)).map(|(id, _)| *id).collect();
        let given: Vec<ArrangementId> = (self.arrangements.iter())
            .filter(|(id, by, need)| {
                let by_them = going.iter().any(|person| SourceId::from(*person) == *by);
                needs.contains(need) || (by_them && !goes_on.contains(id))
            })
            .map(|(id, ..)| *id)
            .collect();
        // Whatever help was planned for later is not so any more either. Where people are later stays as it was said.
        for id in going {
            self.goes(id, on, Place::Outside, Some(Home::Left));
        }
        for id in needs {
            self.end(on, What::Needs(id, None));
        }
        for id in given {
            self.end(on, What::Gives(id, None));
        }
    }
}
