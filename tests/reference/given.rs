//! Who gives how much to whom, how that turns, and who is meant to be in two places.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::base::{NeedId, PersonId, SourceId};
use mutual_care::need::{History, Outcome, SourceKind};

use super::loss::pairs;
use super::week::{House, WEEK, counts, minutes_in};

/// Minutes a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Given {
    /// In windows that are not owed whole.
    pub doing: u32,
    /// Of those, at night: 22:00–07:00.
    pub doing_at_night: u32,
    /// In windows that are owed whole.
    pub being_there: u32,
    /// Of those, at night.
    pub being_there_at_night: u32,
}

/// Whether a minute of the week is at night: 22:00–07:00.
pub fn is_night(minute: u32) -> bool {
    let of_day = minute % 1_440;
    !(7 * 60..22 * 60).contains(&of_day)
}

/// What somebody gives to a person on the household's date, by outcome; outcomes for which nothing is given
/// are not named. A window's earliest minutes come first from where it starts, which may be late in the week.
pub fn given(house: &House, by: SourceId, to: PersonId) -> BTreeMap<Outcome, Given> {
    let mut given: BTreeMap<Outcome, Given> = BTreeMap::new();
    for need in house.needs.iter().filter(|need| need.person() == to) {
        let arrangements: Vec<_> = house
            .arrangements
            .iter()
            .filter(|a| a.need == need.id() && a.by == by && counts(a, house.on))
            .collect();
        for window in need.windows() {
            let present = |minute: &u32| arrangements.iter().any(|a| house.is_present(a.id, *minute));
            let minutes = minutes_in(window.span()).filter(present).take(usize::from(window.owed()));
            for minute in minutes {
                let sum = given.entry(need.outcome()).or_default();
                let at_night = u32::from(is_night(minute));
                if window.owed() == window.span().minutes() {
                    sum.being_there += 1;
                    sum.being_there_at_night += at_night;
                } else {
                    sum.doing += 1;
                    sum.doing_at_night += at_night;
                }
            }
        }
    }
    given
}

/// Over all outcomes: doing, then being there. What tells who gives more.
pub fn measure(house: &House, by: SourceId, to: PersonId) -> (u32, u32) {
    let given = given(house, by, to);
    (given.values().map(|g| g.doing).sum(), given.values().map(|g| g.being_there).sum())
}

/// Two different members, the smaller first: each has a counting arrangement for a need of the other.
pub fn reciprocal_care(house: &House) -> BTreeSet<(PersonId, PersonId)> {
    let helps = |giver: PersonId, other: PersonId| {
        house
            .arrangements
            .iter()
            .any(|a| a.by == giver.into() && counts(a, house.on) && house.need(a.need).person() == other)
    };
    pairs(house).into_iter().filter(|(a, b)| helps(*a, *b) && helps(*b, *a)).collect()
}

/// Every date after `from`, `to` included, on which whoever of the two gave less comes to give strictly more,
/// with who that is. Whoever leads on `from` leads at the start; if neither, whoever first does leads, and
/// that is no tipping. A date outside the history changes nothing.
pub fn tipped(
    history: &History,
    (one, other): (PersonId, PersonId),
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<(NaiveDate, PersonId)> {
    let mut tippings = Vec::new();
    let mut leader: Option<PersonId> = None;
    // One household at a time is kept, not one for each day.
    let mut kept: Option<(NaiveDate, House)> = None;
    for date in from.iter_days().take_while(|date| *date <= to) {
        let Some(snapshot) = history.as_at(date) else { continue };
        let mut house = match kept.take() {
            Some((on, house)) if on == snapshot.on() => house,
            _ => House::of(snapshot),
        };
        house.on = date;
        let (ones, others) = (measure(&house, one.into(), other), measure(&house, other.into(), one));
        kept = Some((snapshot.on(), house));
        let leads = match ones.cmp(&others) {
            std::cmp::Ordering::Greater => one,
            std::cmp::Ordering::Less => other,
            std::cmp::Ordering::Equal => continue,
        };
        if leader.is_some_and(|leader| leader != leads) {
            tippings.push((date, leads));
        }
        leader = Some(leads);
    }
    tippings
}

/// Persons with counting arrangements for needs of two different people in the same minute: who, which two
/// needs (the smaller first), and in how many minutes of the week. Minutes of the patterns, inside windows or
/// not: whoever has promised to be in two places has promised it.
pub fn over_committed(house: &House) -> BTreeMap<(SourceId, NeedId, NeedId), u32> {
    let mut found = BTreeMap::new();
    let persons = house.sources.iter().filter(|s| matches!(s.kind, SourceKind::Member | SourceKind::Person));
    for source in persons {
        let theirs: Vec<_> =
            house.arrangements.iter().filter(|a| a.by == source.id && counts(a, house.on)).collect();
        for minute in 0..WEEK {
            let there = theirs.iter().filter(|a| house.is_present(a.id, minute));
            let needs: BTreeSet<NeedId> = there.map(|a| a.need).collect();
            for &a in &needs {
                for &b in needs.range(a..).skip(1) {
                    if house.need(a).person() != house.need(b).person() {
                        *found.entry((source.id, a, b)).or_insert(0) += 1;
                    }
                }
            }
        }
    }
    found
}
