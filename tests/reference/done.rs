//! Help that is known to be given unwillingly, or beyond what somebody can, and is given all the same.
//!
//! What is done counts wherever load is measured, and nowhere where support is measured. Where able is *no*, willing
//! is not, and nobody has said whether it is done, it is not counted: that is a question.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::base::{ArrangementId, SourceId, Told, WhyNotKnown};
use mutual_care::need::{Ability, Arrangement, Reliance, SnapshotParts};

use super::assume::assume;
use super::week::{House, Known, counts, known};

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
    let begun = arrangement.period.from().is_none_or(|from| from <= on);
    let over = arrangement.period.until().is_some_and(|until| until <= on);
    if known(arrangement) != Known::No || !begun || over || arrangement.when.spans().is_empty() {
        return None;
    }
    let not_willing = arrangement.willing_now.known() == Some(false);
    let is_done = arrangement.done_now.known().unwrap_or(not_willing);
    is_done.then_some(if not_willing { Though::NotWilling } else { Though::NotAble })
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
