//! What is known of the people of a household, for telling which assessments they are owed.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::base::{Fact, PartDate, PersonId, Told, WhyNotKnown, limits, wire};
use crate::need::Age;

/// The age at which somebody is an adult.
const ADULT_YEARS: u32 = 18;

/// What is known of one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonFacts {
    /// Who.
    pub person: PersonId,
    /// When they were born, as exactly as it is known. It counts before what is said of their age.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub born: Option<PartDate>,
    /// How old they are, in years, on the day on which that was told.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub age_years: Fact<u8>,
    /// Whether it appears that they may have needs for care and support, whoever noticed or asked, and whatever the
    /// level of the needs or their means.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub may_have_needs: Fact<bool>,
    /// Whether somebody under 18 is disabled: asked for their parents' sake.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub disabled: Fact<bool>,
}

impl PersonFacts {
    /// Somebody of whom nothing is known yet.
    pub fn new(person: PersonId) -> Self {
        Self {
            person,
            born: None,
            age_years: Fact::default(),
            may_have_needs: Fact::default(),
            disabled: Fact::default(),
        }
    }

    /// Whether they are an adult on a day. An age that was told on another day, or nobody knows when, may not be
    /// enough to say so.
    ///
    /// ```
    /// use mutual_care::assessment::PersonFacts;
    /// use mutual_care::base::{Fact, Told};
    /// let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let mut facts = PersonFacts::new("6f2c1a3e-0000-4000-8000-000000000001".parse()?);
    /// facts.age_years = Fact::known(17).told_on(day(2026, 3, 2));
    /// assert_eq!(facts.is_adult(day(2026, 3, 2)), Told::Known(false));
    /// assert!(facts.is_adult(day(2026, 9, 1)).known().is_none()); // there may have been a birthday
    /// assert_eq!(facts.is_adult(day(2027, 3, 2)), Told::Known(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_adult(&self, on: NaiveDate) -> Told<bool> {
        match self.born.and_then(|born| Age::on(born, on)) {
            Some(Age::Under18) => return Told::Known(false),
            Some(Age::Adult) => return Told::Known(true),
            Some(Age::PerhapsUnder18) | None => {}
        }
        let years = match self.age_years.told() {
            Told::Known(years) => u32::from(*years),
            Told::NotKnown(why) => return Told::NotKnown(*why),
        };
        // An age that no day of the part of a date agrees with decides nothing.
        if let Some((least, most)) =
            self.born.zip(self.age_years.on()).and_then(|(born, day)| born.years_on(day))
            && !(least..=most).contains(&years)
        {
            return Told::NotKnown(WhyNotKnown::NotAsked);
        }
        let Some(told_on) = self.age_years.on() else {
            // An adult stays one. Whoever was under 18 once may be an adult by now.
            return if years >= ADULT_YEARS { Told::Known(true) } else { Told::default() };
        };
        let (least, most) = match (on.years_since(told_on), told_on.years_since(on)) {
            (Some(0), Some(0)) => (years, years),
            (Some(later), _) => (years + later, years + later + 1),
            (None, earlier) => {
                let earlier = earlier.unwrap_or(0);
                (years.saturating_sub(earlier + 1), years.saturating_sub(earlier))
            }
        };
        match (least >= ADULT_YEARS, most >= ADULT_YEARS) {
            (true, _) => Told::Known(true),
            (_, false) => Told::Known(false),
            _ => Told::NotKnown(WhyNotKnown::NotAsked),
        }
    }

    /// The same, as if born on a certain one of the days that it may be.
    pub(super) fn as_if_born(self, on: fn(PartDate) -> NaiveDate) -> Self {
        let on_a_day = |born: PartDate| PartDate::day(on(born)).unwrap_or(born);
        Self { born: self.born.map(on_a_day), ..self }
    }

    /// The day on which they come of age, if their date of birth is known.
    pub(super) fn comes_of_age(&self) -> Option<NaiveDate> {
        Age::comes_of_age(self.born?).map(|(first, _)| first)
    }
}

/// What is known of one person's care for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareFacts {
    /// Who cares.
    pub by: PersonId,
    /// For whom.
    pub to: PersonId,
    /// Whether they provide care, or intend to.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub provides_or_intends: Fact<bool>,
    /// Whether they do so under a contract, or as voluntary work.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub paid_or_voluntary: Fact<bool>,
    /// Whether it appears that they may need support with it, now or in future.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub may_need_support: Fact<bool>,
    /// Whether they, or a parent of a young carer, asked for an assessment.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub asked_for_it: Fact<bool>,
    /// Whether they have parental responsibility for the other.
    #[serde(default, skip_serializing_if = "Fact::is_blank")]
    pub parental_responsibility: Fact<bool>,
}

impl CareFacts {
    /// Care of which nothing is known yet.
    pub fn new(by: PersonId, to: PersonId) -> Self {
        Self {
            by,
            to,
            provides_or_intends: Fact::default(),
            paid_or_voluntary: Fact::default(),
            may_need_support: Fact::default(),
            asked_for_it: Fact::default(),
            parental_responsibility: Fact::default(),
        }
    }
}

/// What is known of the people of a household, and of who cares for whom.
///
/// Made by hand with [`WhichFacts::new`], or from what is there: [`WhichFacts::of_household`] and
/// [`WhichFacts::told_by`]. Somebody who stands in `care` and not among the people is somebody of whom nothing is
/// known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "FactsWire", into = "FactsWire")]
pub struct WhichFacts {
    /// In order of id.
    pub(super) people: Vec<PersonFacts>,
    /// In order of who cares, then for whom.
    pub(super) care: Vec<CareFacts>,
}

/// The facts do not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WhichFactsError {
    /// More people than the limit.
    #[error("expected at most {} people", limits::PEOPLE)]
    TooManyPeople,
    /// A person stands twice.
    #[error("{0} stands twice: expected each person once")]
    PersonTwice(PersonId),
    /// The same care stands twice.
    #[error("the care of {0} for {1} stands twice: expected it once")]
    CareTwice(PersonId, PersonId),
    /// Care for oneself.
    #[error("{0} stands as caring for themself: expected somebody else")]
    ForThemself(PersonId),
}

impl WhichFacts {
    /// These people, and who cares for whom.
    ///
    /// # Errors
    ///
    /// [`WhichFactsError`] if something stands twice, somebody cares for themself, or there are more than
    /// [`limits::PEOPLE`].
    pub fn new(mut people: Vec<PersonFacts>, mut care: Vec<CareFacts>) -> Result<Self, WhichFactsError> {
        people.sort_unstable_by_key(|one| one.person);
        care.sort_unstable_by_key(|one| (one.by, one.to));
        let mut seen = BTreeSet::new();
        if let Some(twice) = people.iter().find(|one| !seen.insert(one.person)) {
            return Err(WhichFactsError::PersonTwice(twice.person));
        }
        if let Some(own) = care.iter().find(|one| one.by == one.to) {
            return Err(WhichFactsError::ForThemself(own.by));
        }
        let mut pairs = BTreeSet::new();
        if let Some(twice) = care.iter().find(|one| !pairs.insert((one.by, one.to))) {
            return Err(WhichFactsError::CareTwice(twice.by, twice.to));
        }
        seen.extend(care.iter().flat_map(|one| [one.by, one.to]));
        if seen.len() > limits::PEOPLE {
            return Err(WhichFactsError::TooManyPeople);
        }
        Ok(Self { people, care })
    }

    /// The people, in order of id.
    pub fn people(&self) -> &[PersonFacts] {
        &self.people
    }

    /// Who cares for whom, in order of who cares, then for whom.
    pub fn care(&self) -> &[CareFacts] {
        &self.care
    }

    /// What is known of a person: nothing, if they do not stand here.
    pub fn person(&self, person: PersonId) -> PersonFacts {
        let known = self.people.iter().find(|one| one.person == person);
        known.copied().unwrap_or_else(|| PersonFacts::new(person))
    }

    /// The same with one person known better. Past the limit of people nobody is added.
    pub(super) fn learn_of(&mut self, person: PersonId, learn: impl FnOnce(&mut PersonFacts)) {
        match self.people.binary_search_by_key(&person, |one| one.person) {
            Ok(place) => {
                if let Some(facts) = self.people.get_mut(place) {
                    learn(facts);
                }
            }
            Err(place) if self.people.len() < limits::PEOPLE => {
                let mut facts = PersonFacts::new(person);
                learn(&mut facts);
                self.people.insert(place, facts);
            }
            Err(_) => {}
        }
    }

    /// The same with one person's care for another known better. Nobody cares for themself.
    pub(super) fn learn_of_care(&mut self, by: PersonId, to: PersonId, learn: impl FnOnce(&mut CareFacts)) {
        let stands = |id: PersonId, them: &Self| them.people.iter().any(|one| one.person == id);
        match self.care.binary_search_by_key(&(by, to), |one| (one.by, one.to)) {
            Ok(place) => {
                if let Some(facts) = self.care.get_mut(place) {
                    learn(facts);
                }
            }
            Err(place) if by != to && stands(by, self) && stands(to, self) => {
                let mut facts = CareFacts::new(by, to);
                learn(&mut facts);
                self.care.insert(place, facts);
            }
            Err(_) => {}
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "WhichFacts", deny_unknown_fields)]
struct FactsWire {
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "people")]
    people: Vec<PersonFacts>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "care")]
    care: Vec<CareFacts>,
}

fn people<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<PersonFacts>, D::Error> {
    wire::list(d, limits::PEOPLE, "people")
}
fn care<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<CareFacts>, D::Error> {
    wire::list(d, limits::PEOPLE * limits::PEOPLE, "entries of care")
}

impl TryFrom<FactsWire> for WhichFacts {
    type Error = WhichFactsError;

    fn try_from(wire: FactsWire) -> Result<Self, WhichFactsError> {
        Self::new(wire.people, wire.care)
    }
}

impl From<WhichFacts> for FactsWire {
    fn from(facts: WhichFacts) -> Self {
        Self { people: facts.people, care: facts.care }
    }
}
