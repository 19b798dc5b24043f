//! Help that is known to be given unwillingly, or beyond what somebody can, and is given all the same.
//!
//! What is done counts wherever load is measured, and nowhere where support is measured. Where able is *no*, willing
//! is not, and nobody has said whether it is done, it is not counted: that is a question.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::base::{ArrangementId, PersonId, SourceId, Told, WhyNotKnown};
use mutual_care::need::{Ability, Arrangement, Reliance, SnapshotParts};

use super::assume::assume;
use super::cycle::has_a_minute;
use super::week::{House, Known, counts, known, supporting, would_count};

/// Though what something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Though {
    /// Whoever gives it is not willing; perhaps not able either.
    NotWilling,
    /// Whoever gives it is not able, and not known to be unwilling.
    NotAble,
}

/// Whether an arrangement that does not count is done all the same on a date, and though what. Its period and its
/// pattern are looked at as those of one that counts.
pub fn done(arrangement: &Arrangement, on: NaiveDate) -> Option<Though> {
    would_be_done(arrangement, on).filter(|_| has_a_minute(arrangement))
}

/// Whether it is done, or would be if it had a minute.
fn would_be_done(arrangement: &Arrangement, on: NaiveDate) -> Option<Though> {
    let begun = arrangement.period.from().is_none_or(|from| from <= on);
    let over = arrangement.period.until().is_some_and(|until| until <= on);
    if known(arrangement) != Known::No || !begun || over {
        return None;
    }
    let not_willing = arrangement.willing_now.known() == Some(false);
    let is_done = arrangement.done_now.known().unwrap_or(not_willing);
    is_done.then_some(if not_willing { Though::NotWilling } else { Though::NotAble })
}

/// Arrangements of which nobody knows when they are: they would count, or be done though they do not, if they had a
/// minute. What somebody carries may be as unknown as what a household can rely on.
pub fn without_hours(house: &House) -> BTreeSet<ArrangementId> {
    let of_today = |a: &&Arrangement| would_count(a, house.on) || would_be_done(a, house.on).is_some();
    let without = house.arrangements.iter().filter(|a| a.when.spans().is_empty());
    without.filter(of_today).map(|a| a.id).collect()
}

/// Whether it is asked if the arrangement is done: able is *no*, and nobody has said.
pub fn is_asked(arrangement: &Arrangement) -> bool {
    arrangement.able_now.known() == Some(Ability::No) && arrangement.done_now.known().is_none()
}

/// Whether what is taken of it, done or not, is an assumption: able or willing is *no*, and nobody has said.
pub fn is_assumed(arrangement: &Arrangement) -> bool {
    known(arrangement) == Known::No && arrangement.done_now.known().is_none()
}

/// Whether an arrangement is a load on a date: it counts, or it is done though it does not.
pub fn is_load(arrangement: &Arrangement, on: NaiveDate) -> bool {
    counts(arrangement, on) || done(arrangement, on).is_some()
}

/// Who does what though they are not willing or not able.
pub fn done_by(house: &House) -> BTreeMap<SourceId, BTreeSet<ArrangementId>> {
    let mut found: BTreeMap<SourceId, BTreeSet<ArrangementId>> = BTreeMap::new();
    for arrangement in house.arrangements.iter().filter(|a| done(a, house.on).is_some()) {
        found.entry(arrangement.by).or_default().insert(arrangement.id);
    }
    found
}

/// People who are counted on, with the arrangements for which they are: they give what counts or is done, or are named as
/// the support without which its giver is not able.
pub fn counted_on(house: &House) -> BTreeMap<PersonId, BTreeSet<ArrangementId>> {
    let mut found: BTreeMap<PersonId, BTreeSet<ArrangementId>> = BTreeMap::new();
    for source in &house.sources {
        let Some(person) = source.as_person() else { continue };
        for arrangement in house.arrangements.iter().filter(|a| is_load(a, house.on)) {
            if arrangement.by == source.id || supporting(arrangement) == Some(source.id) {
                found.entry(person).or_default().insert(arrangement.id);
            }
        }
    }
    found
}

/// The second snapshot, of which alone it is asked what happens the day it stops: what is done counts as *not
/// confirmed*, each *no* of it as not known; and what was assumed that people lean on is assumed anew.
pub fn as_it_is_done(mut parts: SnapshotParts) -> SnapshotParts {
    let not_known = WhyNotKnown::AskedNotKnown;
    for arrangement in &mut parts.arrangements {
        if done(arrangement, parts.on).is_some() {
            if arrangement.able_now.known() == Some(Ability::No) {
                arrangement.able_now = Told::NotKnown(not_known);
            }
            if arrangement.willing_now.known() == Some(false) {
                arrangement.willing_now = Told::NotKnown(not_known);
            }
        }
        if arrangement.relies_on.is_assumed() {
            arrangement.relies_on = Reliance::NotSaid;
        }
    }
    assume(parts)
}
