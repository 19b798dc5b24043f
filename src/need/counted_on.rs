//! Who is counted on in a week, and whether they are known to be adults.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{Age, Arrangement, Snapshot, Source};
use crate::base::{ArrangementId, PersonId, SourceId};

/// Somebody who is counted on in a week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedOn {
    /// Who.
    pub person: PersonId,
    /// What is known of their age on the date of the week; none: not known.
    pub age: Option<Age>,
    /// The arrangements that they give, or without whose support the giver is not able, in order of id.
    pub arrangements: Vec<ArrangementId>,
}

/// The people who are counted on in a week, in order of id: who gives an arrangement that counts or is done though
/// its giver is not willing or not able, and who is named as supporting its giver. A service or a device is never
/// among them.
///
/// ```
/// use mutual_care::base::{PartDate, PersonId};
/// use mutual_care::need::{
///     Age, Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window, counted_on,
/// };
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
/// let on = day(2026, 3, 2);
/// let supper = Need::new(id(3).parse()?, mother, Outcome::Nutrition, Consequence::Critical)
///     .with_windows(vec![Window::doing("Mon 17:00-19:00".parse()?, 30)?])?;
/// let cooks = Arrangement::new(id(4).parse()?, son.into(), supper.id(), "Mon 17:00-18:00".parse()?);
/// let aged = Age::on(PartDate::day(day(2014, 5, 1))?, on);
/// let snapshot = Snapshot::new(SnapshotParts {
///     on,
///     sources: vec![Source::member(mother), Source::member(son).aged(aged)],
///     needs: vec![supper],
///     arrangements: vec![cooks],
/// })?;
/// let counted = counted_on(&snapshot);
/// assert_eq!(counted.len(), 1, "nobody counts on the mother");
/// assert_eq!((counted[0].person, counted[0].age), (son, Some(Age::Under18)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn counted_on(snapshot: &Snapshot) -> Vec<CountedOn> {
    let person = |source| snapshot.source(source).and_then(Source::as_person);
    let counted = by_person(snapshot.arrangements(), snapshot.on(), person).into_iter();
    counted
        .map(|(person, arrangements)| CountedOn { person, age: snapshot.age_of(person), arrangements })
        .collect()
}

/// The people counted on by these arrangements, which are in order of id.
pub(crate) fn by_person(
    arrangements: &[Arrangement],
    on: NaiveDate,
    person: impl Fn(SourceId) -> Option<PersonId>,
) -> BTreeMap<PersonId, Vec<ArrangementId>> {
    let mut counted: BTreeMap<PersonId, Vec<ArrangementId>> = BTreeMap::new();
    for arrangement in arrangements.iter().filter(|it| it.is_given(on)) {
        for source in [Some(arrangement.by), arrangement.supported_by()].into_iter().flatten() {
            if let Some(person) = person(source) {
                let theirs = counted.entry(person).or_default();
                if theirs.last() != Some(&arrangement.id) {
                    theirs.push(arrangement.id);
                }
            }
        }
    }
    counted
}
