//! Who gives how much to whom, how that turns, and who is meant to be in two places.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::base::{NeedId, PersonId, SourceId};
use mutual_care::need::{Arrangement, History, Need, Outcome, SourceKind};

use super::done::{Though, done, is_load};
use super::loss::pairs;
use super::week::{House, Occurrence, counts};

/// Minutes of the long week: L times those of a week.
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

/// By outcome; outcomes for which nothing is given are not named.
pub type ByOutcome = BTreeMap<Outcome, Given>;

/// What somebody gives to a person on the household's date: what counts, and what is done though it does not.
pub fn given(house: &House, by: SourceId, to: PersonId) -> ByOutcome {
    given_by(house, by, to, &|a| is_load(a, house.on))
}

/// What is given by these of somebody's arrangements.
pub fn given_by(
    house: &House,
    by: SourceId,
    to: PersonId,
    which: &dyn Fn(&Arrangement) -> bool,
) -> ByOutcome {
    let mut given = ByOutcome::new();
    for need in house.needs.iter().filter(|need| need.person() == to) {
        for window in house.windows(need.id()) {
            let minutes = given_in(house, by, need, window, which);
            if !minutes.is_empty() {
                given.entry(need.outcome()).or_default().add(window, &minutes);
            }
        }
    }
    given
}

/// The minutes of a window in which a source is given to a need by these of its arrangements: the earliest, from where
/// the window starts, which may be late in the week; at most those owed.
fn given_in(
    house: &House,
    by: SourceId,
    need: &Need,
    window: &Occurrence,
    which: &dyn Fn(&Arrangement) -> bool,
) -> Vec<u32> {
    let of_need = house.arrangements.iter().filter(|a| a.need == need.id() && a.by == by);
    let arrangements: Vec<_> = of_need.filter(|a| which(a)).collect();
    let present = |minute: &u32| arrangements.iter().any(|a| house.is_present(a.id, *minute));
    window.minutes_in(house.weeks).filter(present).take(window.owed as usize).collect()
}

impl Given {
    fn add(&mut self, window: &Occurrence, minutes: &[u32]) {
        let at_night = minutes.iter().filter(|minute| is_night(**minute)).count();
        self.count(window, u32::try_from(minutes.len()).unwrap(), u32::try_from(at_night).unwrap());
    }

    fn count(&mut self, window: &Occurrence, minutes: u32, at_night: u32) {
        if window.is_being_there() {
            self.being_there += minutes;
            self.being_there_at_night += at_night;
        } else {
            self.doing += minutes;
            self.doing_at_night += at_night;
        }
    }
}

/// What somebody gives to a person in the long week, over all outcomes: what counts; beside it what is done though they are not
/// willing; and what is done though they are not able, and not known to be unwilling.
///
/// Each column is given with it less given without it, per window: the first over what counts, the second over both. The
/// minutes at night alike; but what is done by day may come, in its window, before what counts at night, and the reverse:
/// no column has fewer minutes at night than none, or more than it has minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Columns {
    /// What counts.
    pub counts: Given,
    /// What is done though they are not willing.
    pub not_willing: Given,
    /// What is done though they are not able.
    pub not_able: Given,
}

/// The columns of what somebody gives to a person.
pub fn columns(house: &House, by: SourceId, to: PersonId) -> Columns {
    let (on, not_willing) = (house.on, Some(Though::NotWilling));
    let mut columns = Columns::default();
    for need in house.needs.iter().filter(|need| need.person() == to) {
        for window in house.windows(need.id()) {
            let given = |which: &dyn Fn(&Arrangement) -> bool| given_in(house, by, need, window, which);
            let counts_alone = given(&|a| counts(a, on));
            let with_not_willing = given(&|a| counts(a, on) || done(a, on) == not_willing);
            let with_both = given(&|a| is_load(a, on));
            columns.counts.add(window, &counts_alone);
            columns.not_willing.add_more(window, &with_not_willing, &counts_alone);
            columns.not_able.add_more(window, &with_both, &with_not_willing);
        }
    }
    columns
}

impl Given {
    fn add_more(&mut self, window: &Occurrence, with: &[u32], without: &[u32]) {
        let number = |minutes: &[u32]| u32::try_from(minutes.len()).unwrap();
        let nights =
            |minutes: &[u32]| number(&minutes.iter().copied().filter(|m| is_night(*m)).collect::<Vec<_>>());
        let more = number(with) - number(without);
        self.count(window, more, nights(with).saturating_sub(nights(without)).min(more));
    }
}

fn sum(given: &ByOutcome) -> (u32, u32) {
    (given.values().map(|g| g.doing).sum(), given.values().map(|g| g.being_there).sum())
}

/// Over all outcomes: doing, then being there. What tells who gives more.
pub fn measure(house: &House, by: SourceId, to: PersonId) -> (u32, u32) {
    sum(&given(house, by, to))
}

/// Two different members, the smaller first: each has an arrangement for a need of the other that counts, or that is
/// done though it does not.
pub fn reciprocal_care(house: &House) -> BTreeSet<(PersonId, PersonId)> {
    let helps = |giver: PersonId, other: PersonId| {
        house
            .arrangements
            .iter()
            .any(|a| a.by == giver.into() && is_load(a, house.on) && house.need(a.need).person() == other)
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
        let house = match kept.take() {
            Some((on, house)) if on == snapshot.on() => house,
            _ => House::of(snapshot),
        };
        let house = house.on(date);
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

/// Persons who are meant to be with two people or more in the same minute, by arrangements that count or are done though
/// they do not: who, with exactly which needs, and in which minutes of the long week. In a minute those are the needs in
/// whose windows it is and for which the source is present; it stands in one line only, that of exactly all of them.
pub fn over_committed(house: &House) -> BTreeMap<(SourceId, BTreeSet<NeedId>), BTreeSet<u32>> {
    let in_window: BTreeMap<NeedId, BTreeSet<u32>> =
        (house.needs.iter()).map(|need| (need.id(), house.minutes_of_windows(need.id()))).collect();
    let mut found: BTreeMap<(SourceId, BTreeSet<NeedId>), BTreeSet<u32>> = BTreeMap::new();
    let persons = house.sources.iter().filter(|s| matches!(s.kind, SourceKind::Member | SourceKind::Person));
    for source in persons {
        let theirs: Vec<_> =
            house.arrangements.iter().filter(|a| a.by == source.id && is_load(a, house.on)).collect();
        for minute in 0..house.cycle() {
            let there = theirs.iter().filter(|a| house.is_present(a.id, minute)).map(|a| a.need);
            let needs: BTreeSet<NeedId> = there.filter(|need| in_window[need].contains(&minute)).collect();
            let people: BTreeSet<PersonId> = needs.iter().map(|need| house.need(*need).person()).collect();
            if people.len() > 1 {
                found.entry((source.id, needs)).or_default().insert(minute);
            }
        }
    }
    found
}
