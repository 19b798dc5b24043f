//! Homes that are not the household's, and what is known of help across two addresses.

use alloc::collections::BTreeMap;

use chrono::NaiveDate;

use crate::base::{Fact, Told, WhyNotKnown, Word};
use crate::need::Ability;

/// What is known of a home that is not here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Dwelling {
    /// Elsewhere, at an address with this label, if it has one. What they need counts here.
    Elsewhere(Option<Word>),
    /// They have left: what they need does not count here any more.
    NotOfHere,
}

/// The homes of one person that are not here, each from the day from which they lived there.
pub(super) type Dwellings = BTreeMap<Option<NaiveDate>, Dwelling>;

/// What is known now of able or willing between two who moved apart on a day: what was answered on it or later, and
/// whatever is *no*. A fact without a date of its own was told on the day from which it holds, if there is one.
pub(super) fn told_since<T: Copy + PartialEq>(
    fact: &Fact<T>,
    held_since: Option<NaiveDate>,
    apart: Option<NaiveDate>,
    no: T,
) -> Told<T> {
    let Some(apart) = apart else { return *fact.told() };
    let is_no = *fact.told() == Told::Known(no);
    let asked = fact.on().or(held_since).is_some_and(|day| apart <= day);
    if is_no || asked { *fact.told() } else { Told::NotKnown(WhyNotKnown::NotAsked) }
}

/// Able now, as [`told_since`] says.
pub(super) fn able_since(
    fact: &Fact<Ability>,
    held_since: Option<NaiveDate>,
    apart: Option<NaiveDate>,
) -> Told<Ability> {
    told_since(fact, held_since, apart, Ability::No)
}

/// The same fact, as [`told_since`] says of it; blank where it is not known any more.
pub(super) fn fact_since<T: Copy + PartialEq>(
    fact: Fact<T>,
    held_since: Option<NaiveDate>,
    apart: Option<NaiveDate>,
    no: T,
) -> Fact<T> {
    if told_since(&fact, held_since, apart, no) == *fact.told() { fact } else { Fact::default() }
}
