//! What a record knows of one arrangement, over time: what is arranged, and what was answered about it.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::dwelling::{able_since, told_since};
use super::{NeedList, OverTime, StatedArrangement};
use crate::base::{
    ArrangementId, Every, Fact, NeedId, PackageLineId, Period, PrivateText, SourceId, Told, WeekPattern,
};
use crate::need::{Ability, Arrangement, Place, Reliance, SkilledHands};

/// What is arranged, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terms {
    pub(super) when: WeekPattern,
    pub(super) hands: u8,
    pub(super) package_line: Option<PackageLineId>,
    pub(super) about: PrivateText,
    pub(super) every: Option<Every>,
    pub(super) at: Place,
    pub(super) awake: Told<bool>,
    /// In order of skill.
    pub(super) skills: Vec<SkilledHands>,
    pub(super) some_days: PrivateText,
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
    pub(super) done_now: OverTime<Fact<bool>>,
    pub(super) relies_on: OverTime<Told<NeedList>>,
    /// The days on which giver and receiver parted, and it was said to go on.
    pub(super) said_to_go_on: BTreeSet<NaiveDate>,
}

impl KnownArrangement {
    /// An arrangement as handed over.
    pub(super) fn handed_over(stated: &StatedArrangement) -> Self {
        let mut known = Self::nothing(stated);
        known.terms = OverTime::over(stated.period, Terms::of(stated));
        known.learn(stated, None, None);
        known
    }

    /// An arrangement from a day on.
    pub(super) fn begun(stated: &StatedArrangement, on: NaiveDate) -> Self {
        let mut known = Self::nothing(stated);
        known.begin(stated, on);
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
            done_now: OverTime::default(),
            relies_on: OverTime::default(),
            said_to_go_on: BTreeSet::new(),
        }
    }

    /// There from a day on, as stated.
    pub(super) fn begin(&mut self, stated: &StatedArrangement, on: NaiveDate) {
        self.terms.begin(on, stated.period.until(), Terms::of(stated));
        self.learn(stated, Some(on), None);
    }

    /// Another from a day on, or from a day until another: then what is stated of able, willing and reliance holds
    /// as long.
    pub(super) fn change(&mut self, stated: &StatedArrangement, on: NaiveDate) {
        let until = stated.period.until();
        self.terms.change(on, until, Some(Terms::of(stated)));
        self.learn(stated, Some(on), until);
    }

    /// Not there from a day on, or from a day until another. What was answered about it stays answered.
    pub(super) fn stop(&mut self, on: NaiveDate, until: Option<NaiveDate>) {
        self.terms.stop(on, until);
        if until.is_none() {
            self.able_now.uncover(on);
            self.willing_now.uncover(on);
            self.able_later.uncover(on);
            self.willing_later.uncover(on);
            self.done_now.uncover(on);
            self.relies_on.uncover(on);
        }
    }

    /// What is stated of able, willing and reliance; what is blank leaves what was known.
    fn learn(&mut self, stated: &StatedArrangement, from: Option<NaiveDate>, until: Option<NaiveDate>) {
        learn(&mut self.able_now, &stated.able_now, from, until);
        learn(&mut self.willing_now, &stated.willing_now, from, until);
        learn(&mut self.able_later, &stated.able_later, from, until);
        learn(&mut self.willing_later, &stated.willing_later, from, until);
        learn(&mut self.done_now, &stated.done_now, from, until);
        if let Some(needs) = &stated.relies_on {
            say(&mut self.relies_on, Told::Known(NeedList::new(needs.clone())), from, until);
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

    /// In which weeks, or on which days, it is given, as arranged of that day; none: in every week, or not at all.
    pub fn every(&self, on: NaiveDate) -> Option<Every> {
        self.terms.there(on).and_then(|terms| terms.every)
    }

    /// On which days the giver is able, in somebody's own words, as said of that day. Empty if nothing is said.
    pub fn some_days(&self, on: NaiveDate) -> Option<&PrivateText> {
        self.terms.there(on).map(|terms| &terms.some_days)
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

    /// Whether it is done all the same, as known of that day; read only where able or willing is *no*.
    pub fn done_now(&self, on: NaiveDate) -> Fact<bool> {
        self.done_now.at(on).copied().unwrap_or_default()
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
        let later = self.able_later.days().chain(self.willing_later.days());
        now.chain(later).chain(self.done_now.days()).chain(self.relies_on.days())
    }

    /// The same in the plain words of an analysis, leaning on the needs that `keep` lets stay, where giver and receiver
    /// moved apart on a day, if they did.
    pub(super) fn plain(
        &self,
        id: ArrangementId,
        on: NaiveDate,
        apart: Option<NaiveDate>,
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
            period: self.stretch(on)?,
            hands: terms.hands,
            able_now: able_since(&self.able_now(on), self.able_now.since(on), apart),
            willing_now: told_since(&self.willing_now(on), self.willing_now.since(on), apart, false),
            able_later: *self.able_later(on).told(),
            willing_later: *self.willing_later(on).told(),
            done_now: *self.done_now(on).told(),
            relies_on,
            package_line: terms.package_line,
            every: terms.every,
            at: terms.at.clone(),
            awake: terms.awake,
            skills: terms.skills.clone(),
            ..Arrangement::new(id, self.by, self.need, terms.when.clone())
        })
    }

    /// The same as it would be handed over on a day, or on the first later day on which it is there.
    pub(super) fn stated(&self, id: ArrangementId, on: NaiveDate) -> Option<StatedArrangement> {
        let day = self.terms.first_from(on)?;
        let terms = self.terms.there(day)?;
        let until = self.stretch(day).and_then(Period::until);
        let mut stated = StatedArrangement {
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
            done_now: self.done_now(day),
            relies_on: self.relies_on(day).known().map(<[NeedId]>::to_vec),
            package_line: terms.package_line,
            about: terms.about.clone(),
            every: terms.every,
            at: terms.at.clone(),
            awake: terms.awake,
            skills: terms.skills.clone(),
            some_days: terms.some_days.clone(),
        };
        if stated.says_days_of_none() {
            // They were asked again since, and are able on every day, or on none.
            stated.some_days = PrivateText::empty();
        }
        Some(stated)
    }
}

impl Terms {
    fn of(stated: &StatedArrangement) -> Self {
        let mut skills = stated.skills.clone();
        skills.sort_unstable();
        Self {
            when: stated.when.clone(),
            hands: stated.hands,
            package_line: stated.package_line,
            about: stated.about.clone(),
            every: stated.every,
            at: stated.at.clone(),
            awake: stated.awake,
            skills,
            some_days: stated.some_days.clone(),
        }
    }
}

fn learn<T: Copy>(
    known: &mut OverTime<Fact<T>>,
    stated: &Fact<T>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
) {
    if !stated.is_blank() {
        say(known, *stated, from, until);
    }
}

/// From a day on; until another, if there is one, over what holds without it.
fn say<T: Clone>(known: &mut OverTime<T>, value: T, from: Option<NaiveDate>, until: Option<NaiveDate>) {
    match from {
        Some(from) => known.change(from, until, value),
        None => known.set(None, value),
    }
}

pub(super) fn supporter(fact: &Fact<Ability>) -> Option<SourceId> {
    match fact.told() {
        Told::Known(Ability::WithSupport { by } | Ability::OnSomeDays { by }) => *by,
        _ => None,
    }
}

/// The same fact, with another supporter or none named.
pub(super) fn with_supporter(fact: &Fact<Ability>, by: Option<SourceId>) -> Fact<Ability> {
    let supported = Fact::known(Ability::WithSupport { by });
    let dated = fact.on().map_or(supported, |on| supported.told_on(on));
    fact.source().map_or(dated, |source| dated.told_by(source))
}
