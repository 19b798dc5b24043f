//! What a record knows of one person, one need, one arrangement, over time.

use alloc::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Lives, NeedList, OverTime, Person, StatedArrangement, StatedNeed, Times, Topic};
use crate::base::{
    ArrangementId, Fact, NeedId, PackageLineId, Period, PersonId, PrivateDate, PrivateText, SourceId, Told,
    WeekPattern, codes,
};
use crate::need::{Ability, Arrangement, Need, Reliance};

codes! {
    /// Where somebody who is alive is, seen from a household.
    pub enum Whereabouts: "where somebody is" {
        /// Known once, and out of touch.
        OutOfTouch = "out_of_touch", "out of touch";
        /// Somewhere else, and in touch.
        Elsewhere = "elsewhere", "lives elsewhere";
        /// In the household.
        Here = "here", "lives here";
    }
}

/// What is known of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    pub(super) name: PrivateText,
    pub(super) born: Option<PrivateDate>,
    pub(super) died: Option<NaiveDate>,
    pub(super) whereabouts: OverTime<Whereabouts>,
    /// The days on which they were asked anything.
    pub(super) asked: BTreeSet<NaiveDate>,
    pub(super) views: BTreeMap<Topic, OverTime<Fact<bool>>>,
}

impl KnownPerson {
    /// Somebody as handed over.
    pub(super) fn new(person: &Person) -> Self {
        let mut known = Self::unnamed();
        known.describe(&person.name, person.born);
        if let Lives::Here(period) = person.lives {
            known.whereabouts.set(period.from(), Whereabouts::Here);
            if period.until().is_some() {
                known.whereabouts.set(period.until(), Whereabouts::Elsewhere);
            }
        }
        known
    }

    /// Somebody of whom nothing is known yet.
    pub(super) fn unnamed() -> Self {
        Self {
            name: PrivateText::empty(),
            born: None,
            died: None,
            whereabouts: OverTime::always(Whereabouts::Elsewhere),
            asked: BTreeSet::new(),
            views: BTreeMap::new(),
        }
    }

    /// Name and birth, where they are not known yet.
    pub(super) fn describe(&mut self, name: &PrivateText, born: Option<PrivateDate>) {
        if self.name.is_empty() {
            self.name = name.clone();
        }
        self.born = self.born.or(born);
    }

    /// What they are called. Empty if that is not to be said.
    pub const fn name(&self) -> &PrivateText {
        &self.name
    }

    /// When they were born.
    pub const fn born(&self) -> Option<PrivateDate> {
        self.born
    }

    /// The day on which they died.
    pub const fn died(&self) -> Option<NaiveDate> {
        self.died
    }

    /// Where they are over time, as long as they live.
    pub const fn whereabouts(&self) -> &OverTime<Whereabouts> {
        &self.whereabouts
    }

    /// What they said of themself over time.
    pub fn said(&self, topic: Topic) -> Option<&OverTime<Fact<bool>>> {
        self.views.get(&topic)
    }

    /// Whether they have not died by that day.
    pub fn lives_on(&self, on: NaiveDate) -> bool {
        self.died.is_none_or(|died| on < died)
    }

    /// Whether they live in the household on that day.
    pub fn is_here(&self, on: NaiveDate) -> bool {
        self.is(on, Whereabouts::Here)
    }

    /// Whether they are alive on that day, and in touch.
    pub fn in_touch(&self, on: NaiveDate) -> bool {
        self.lives_on(on) && !self.is(on, Whereabouts::OutOfTouch)
    }

    pub(super) fn is(&self, on: NaiveDate, whereabouts: Whereabouts) -> bool {
        self.lives_on(on) && self.whereabouts.at(on) == Some(&whereabouts)
    }

    /// Whether they live here on any day at all.
    pub(super) fn ever_here(&self) -> bool {
        self.whereabouts.changes().any(|(_, whereabouts)| *whereabouts == Whereabouts::Here)
    }
}

/// A need in words, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) need: Need,
    pub(super) about: PrivateText,
}

/// What is known of one need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownNeed {
    pub(super) person: PersonId,
    pub(super) content: OverTime<Option<Content>>,
    /// When it arises: stated with it, or answered apart.
    pub(super) when: OverTime<Told<Times>>,
}

impl KnownNeed {
    /// A need as handed over.
    pub(super) fn handed_over(stated: &StatedNeed) -> Self {
        let content = OverTime::over(stated.period, Content::of(stated));
        let when = times(&stated.need).map_or_else(OverTime::default, OverTime::always);
        Self { person: stated.need.person(), content, when }
    }

    /// A need from a day on.
    pub(super) fn begun(stated: &StatedNeed, on: NaiveDate) -> Self {
        let person = stated.need.person();
        let mut known = Self { person, content: OverTime::default(), when: OverTime::default() };
        known.change(stated, on);
        known
    }

    pub(super) fn change(&mut self, stated: &StatedNeed, on: NaiveDate) {
        self.content.begin(on, stated.period.until(), Content::of(stated));
        if let Some(times) = times(&stated.need) {
            self.when.set(Some(on), times);
        }
    }

    /// Whose it is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether it is there on a day.
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.content.there(on).is_some()
    }

    /// The days around this one over which it is there without a break.
    pub fn stretch(&self, on: NaiveDate) -> Option<Period> {
        self.content.stretch(on)
    }

    /// The need as it is on a day, with the times at which it is known to arise.
    pub fn at(&self, on: NaiveDate) -> Option<Need> {
        let need = self.content.there(on)?.need.clone().of_person(self.person);
        let windows = match self.when.at(on) {
            Some(Told::Known(times)) => times.windows().to_vec(),
            _ => alloc::vec::Vec::new(),
        };
        // Times are windows that go together, so nothing is lost here.
        Some(need.clone().with_windows(windows).unwrap_or(need))
    }

    /// What it is about on a day, in somebody's own words.
    pub fn about(&self, on: NaiveDate) -> Option<&PrivateText> {
        self.content.there(on).map(|content| &content.about)
    }

    /// The words for it that were said last.
    pub(super) fn last_about(&self) -> Option<&PrivateText> {
        self.content.changes().filter_map(|(_, content)| content.as_ref()).next_back().map(|it| &it.about)
    }

    /// What is known by a day of when it arises.
    pub fn when(&self, on: NaiveDate) -> Told<&Times> {
        self.when.at(on).map_or_else(Told::default, Told::as_ref)
    }
}

impl Content {
    fn of(stated: &StatedNeed) -> Self {
        Self { need: stated.need.clone(), about: stated.about.clone() }
    }
}

fn times(need: &Need) -> Option<Told<Times>> {
    let windows = need.windows().to_vec();
    if windows.is_empty() { None } else { Times::new(windows).ok().map(Told::Known) }
}

/// What is arranged, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terms {
    pub(super) when: WeekPattern,
    pub(super) hands: u8,
    pub(super) package_line: Option<PackageLineId>,
    pub(super) about: PrivateText,
}

/// What is known of one arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownArrangement {
    pub(super) by: SourceId,
    pub(super) need: NeedId,
    pub(super) terms: OverTime<Option<Terms>>,
    pub(super) able_now: OverTime<Fact<Ability>>,
    pub(super) willing_now: OverTime<Fact<bool>>,
    pub(super) able_later: OverTime<Fact<Ability>>,
    pub(super) willing_later: OverTime<Fact<bool>>,
    pub(super) relies_on: OverTime<Told<NeedList>>,
    /// The days on which giver and receiver parted, and it was said to go on.
    pub(super) said_to_go_on: BTreeSet<NaiveDate>,
}

impl KnownArrangement {
    /// An arrangement as handed over.
    pub(super) fn handed_over(stated: &StatedArrangement) -> Self {
        let mut known = Self::nothing(stated);
        known.terms = OverTime::over(stated.period, Terms::of(stated));
        known.learn(stated, None);
        known
    }

    /// An arrangement from a day on.
    pub(super) fn begun(stated: &StatedArrangement, on: NaiveDate) -> Self {
        let mut known = Self::nothing(stated);
        known.change(stated, on);
        known
    }

    fn nothing(stated: &StatedArrangement) -> Self {
        Self {
            by: stated.by,
            need: stated.need,
            terms: OverTime::default(),
            able_now: OverTime::default(),
            willing_now: OverTime::default(),
            able_later: OverTime::default(),
            willing_later: OverTime::default(),
            relies_on: OverTime::default(),
            said_to_go_on: BTreeSet::new(),
        }
    }

    pub(super) fn change(&mut self, stated: &StatedArrangement, on: NaiveDate) {
        self.terms.begin(on, stated.period.until(), Terms::of(stated));
        self.learn(stated, Some(on));
    }

    /// What is stated of able, willing and reliance; what is blank leaves what was known.
    fn learn(&mut self, stated: &StatedArrangement, from: Option<NaiveDate>) {
        learn(&mut self.able_now, &stated.able_now, from);
        learn(&mut self.willing_now, &stated.willing_now, from);
        learn(&mut self.able_later, &stated.able_later, from);
        learn(&mut self.willing_later, &stated.willing_later, from);
        if let Some(needs) = &stated.relies_on {
            self.relies_on.set(from, Told::Known(NeedList::new(needs.clone())));
        }
    }

    /// Who or what gives.
    pub const fn by(&self) -> SourceId {
        self.by
    }

    /// Which need it is for.
    pub const fn need(&self) -> NeedId {
        self.need
    }

    /// Whether it is there on a day, going by what was recorded of it.
    pub fn holds(&self, on: NaiveDate) -> bool {
        self.terms.there(on).is_some()
    }

    /// The days around this one over which it is there without a break.
    pub fn stretch(&self, on: NaiveDate) -> Option<Period> {
        self.terms.stretch(on)
    }

    /// The day since which it is as it is on a day, or since which it is known to go on; none if always.
    pub(super) fn stated_since(&self, on: NaiveDate) -> Option<NaiveDate> {
        self.terms.since(on).max(self.said_to_go_on.range(..=on).next_back().copied())
    }

    /// Able now, as known of that day.
    pub fn able_now(&self, on: NaiveDate) -> Fact<Ability> {
        self.able_now.at(on).copied().unwrap_or_default()
    }

    /// Willing now, as known of that day.
    pub fn willing_now(&self, on: NaiveDate) -> Fact<bool> {
        self.willing_now.at(on).copied().unwrap_or_default()
    }

    /// Likely to continue to be able, as known of that day.
    pub fn able_later(&self, on: NaiveDate) -> Fact<Ability> {
        self.able_later.at(on).copied().unwrap_or_default()
    }

    /// Likely to continue to be willing, as known of that day.
    pub fn willing_later(&self, on: NaiveDate) -> Fact<bool> {
        self.willing_later.at(on).copied().unwrap_or_default()
    }

    /// What it leans on, as known of that day.
    pub fn relies_on(&self, on: NaiveDate) -> Told<&[NeedId]> {
        match self.relies_on.at(on) {
            Some(Told::Known(needs)) => Told::Known(needs.needs()),
            Some(Told::NotKnown(why)) => Told::NotKnown(*why),
            None => Told::default(),
        }
    }

    /// Who supports the giver on that day, if somebody is named.
    pub(super) fn supported_by(&self, on: NaiveDate) -> Option<SourceId> {
        supporter(self.able_now.at(on)?)
    }

    /// Everybody who is named, on any day, as supporting the giver, now or later.
    pub(super) fn supporters(&self) -> impl Iterator<Item = SourceId> + '_ {
        let said = self.able_now.changes().chain(self.able_later.changes());
        said.filter_map(|(_, fact)| supporter(fact))
    }

    /// The days on which anything was answered about it.
    pub(super) fn days_of_answers(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        let now = self.able_now.days().chain(self.willing_now.days());
        now.chain(self.able_later.days()).chain(self.willing_later.days()).chain(self.relies_on.days())
    }

    /// The same in the plain words of an analysis, leaning on the needs that `keep` lets stay.
    pub(super) fn plain(
        &self,
        id: ArrangementId,
        on: NaiveDate,
        keep: impl Fn(NeedId) -> bool,
    ) -> Option<Arrangement> {
        let terms = self.terms.there(on)?;
        let relies_on = match self.relies_on(on) {
            Told::NotKnown(_) => Reliance::NotSaid,
            Told::Known(needs) => {
                Reliance::Stated(needs.iter().copied().filter(|need| keep(*need)).collect())
            }
        };
        Some(Arrangement {
            id,
            by: self.by,
            need: self.need,
            when: terms.when.clone(),
            period: self.stretch(on)?,
            hands: terms.hands,
            able_now: *self.able_now(on).told(),
            willing_now: *self.willing_now(on).told(),
            able_later: *self.able_later(on).told(),
            willing_later: *self.willing_later(on).told(),
            relies_on,
            package_line: terms.package_line,
        })
    }

    /// The same as it would be handed over on a day, or on the first later day on which it is there.
    pub(super) fn stated(&self, id: ArrangementId, on: NaiveDate) -> Option<StatedArrangement> {
        let day = self.terms.first_from(on)?;
        let terms = self.terms.there(day)?;
        let until = self.stretch(day).and_then(Period::until);
        Some(StatedArrangement {
            id,
            by: self.by,
            need: self.need,
            when: terms.when.clone(),
            period: Period::new(Some(day), until).ok()?,
            hands: terms.hands,
            able_now: self.able_now(day),
            willing_now: self.willing_now(day),
            able_later: self.able_later(day),
            willing_later: self.willing_later(day),
            relies_on: self.relies_on(day).known().map(<[NeedId]>::to_vec),
            package_line: terms.package_line,
            about: terms.about.clone(),
        })
    }
}

impl Terms {
    fn of(stated: &StatedArrangement) -> Self {
        Self {
            when: stated.when.clone(),
            hands: stated.hands,
            package_line: stated.package_line,
            about: stated.about.clone(),
        }
    }
}

fn learn<T: Copy>(known: &mut OverTime<Fact<T>>, stated: &Fact<T>, from: Option<NaiveDate>) {
    if !stated.is_blank() {
        known.set(from, *stated);
    }
}

pub(super) fn supporter(fact: &Fact<Ability>) -> Option<SourceId> {
    match fact.told() {
        Told::Known(Ability::WithSupport { by }) => *by,
        _ => None,
    }
}

/// The same fact, with another supporter or none named.
pub(super) fn with_supporter(fact: &Fact<Ability>, by: Option<SourceId>) -> Fact<Ability> {
    let supported = Fact::known(Ability::WithSupport { by });
    let dated = fact.on().map_or(supported, |on| supported.told_on(on));
    fact.source().map_or(dated, |source| dated.told_by(source))
}
