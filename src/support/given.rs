//! Who gives how much to whom, and when the balance tipped.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::cmp::Ordering;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Minutes, Support};
use crate::base::{CyclePattern, MINUTES_PER_DAY, NeedId, PersonId, SourceId, Told};
use crate::need::{Arrangement, Cycle, DoneThough, History, Need, Outcome, Snapshot, Window};

/// Minutes a week given, the two kinds apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct Tally {
    /// Something done in the course of a window.
    pub doing: Minutes,
    /// Being there, in windows owed whole.
    pub being_there: Minutes,
}

impl Tally {
    fn of(window: Window, minutes: Minutes) -> Self {
        let nothing = Minutes::default();
        if window.is_being_there() {
            Self { doing: nothing, being_there: minutes }
        } else {
            Self { doing: minutes, being_there: nothing }
        }
    }

    /// Whether it is nothing at all.
    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    fn add(&mut self, other: Self) {
        self.doing.add(other.doing);
        self.being_there.add(other.being_there);
    }

    /// Both together.
    pub fn all(self) -> Minutes {
        let mut all = self.doing;
        all.add(self.being_there);
        all
    }

    /// What this has more than the other.
    fn less(self, other: Self) -> Self {
        Self { doing: self.doing.less(other.doing), being_there: self.being_there.less(other.being_there) }
    }

    /// What is compared to say who gives more: doing, and only if that is equal, being there.
    fn cmp_given(self, other: Self) -> Ordering {
        let (doing, there) =
            (self.doing.cmp_total(other.doing), self.being_there.cmp_total(other.being_there));
        doing.then(there)
    }
}

/// What one source gives to one member in a week.
///
/// Per window of a need: the minutes in which the source is present for it by arrangements that are given on the
/// date ([`Arrangement::is_given`]: they count, or are done though the giver is not willing or not able), at most the
/// minutes owed, the earliest of the window. Hands do not multiply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Given {
    /// Who or what gives.
    pub by: SourceId,
    /// To whom.
    pub to: PersonId,
    /// All of it, what is done though the giver is not willing or not able included.
    pub tally: Tally,
    /// Of that, what is done though the giver is not willing: given with it less given by what counts, per window.
    pub not_willing: Tally,
    /// Of that, what is done though the giver is not able (and is not known to be unwilling): given with it less given
    /// by what counts and what is done unwillingly, per window.
    pub not_able: Tally,
    /// Of that, what is given asleep: given with it less given by who is awake or not known to be asleep, per window. It
    /// counts like any presence.
    #[serde(skip_serializing_if = "Tally::is_nothing")]
    pub asleep: Tally,
    /// By what it is about.
    pub by_outcome: BTreeMap<Outcome, Tally>,
}

impl Support<'_> {
    /// What each source gives to each member, in order of ids; only where something is given.
    pub fn given(&self) -> Vec<Given> {
        let mut given: BTreeMap<(SourceId, PersonId), Given> = BTreeMap::new();
        let arrangements = self.snapshot.arrangements().iter();
        for ((need, by), presence) in presence(arrangements, self.snapshot) {
            let Some(need) = self.snapshot.need(need) else { continue };
            let all = presence.of(need, self.snapshot.cycle());
            if all.tally == Tally::default() {
                continue;
            }
            let entry = given.entry((by, need.person())).or_insert_with(|| Given {
                by,
                to: need.person(),
                tally: Tally::default(),
                not_willing: Tally::default(),
                not_able: Tally::default(),
                asleep: Tally::default(),
                by_outcome: BTreeMap::new(),
            });
            entry.tally.add(all.tally);
            entry.not_willing.add(all.not_willing);
            entry.not_able.add(all.not_able);
            entry.asleep.add(all.asleep);
            entry.by_outcome.entry(need.outcome()).or_default().add(all.tally);
        }
        given.into_values().collect()
    }
}

/// When one source is there for one need: by what counts, with what is done unwillingly, with everything.
#[derive(Default)]
pub(super) struct Presence {
    counting: CyclePattern,
    with_not_willing: CyclePattern,
    with_not_able: CyclePattern,
    /// By whoever of all these is not known to be asleep, and whether anybody is.
    awake: CyclePattern,
    sleeps: bool,
}

/// What is given to one need in a week.
#[derive(Default)]
struct OfNeed {
    tally: Tally,
    not_willing: Tally,
    not_able: Tally,
    asleep: Tally,
}

impl Presence {
    /// By everything that is given.
    pub(super) const fn all(&self) -> &CyclePattern {
        &self.with_not_able
    }

    fn of(&self, need: &Need, cycle: Cycle) -> OfNeed {
        let mut of = OfNeed::default();
        // What counts and nothing else: most help.
        let only_counts = self.counting == self.with_not_able;
        for occurrence in cycle.windows(need) {
            let window = occurrence.window;
            let within = |when| {
                let (total, at_night) = earliest(when, occurrence.stretch(), window.owed().into());
                Tally::of(window, Minutes::of_cycle(total, at_night, cycle.weeks()))
            };
            let all = within(&self.with_not_able);
            of.tally.add(all);
            if !only_counts {
                let willing_or_not = within(&self.with_not_willing);
                of.not_willing.add(willing_or_not.less(within(&self.counting)));
                of.not_able.add(all.less(willing_or_not));
            }
            if self.sleeps {
                of.asleep.add(all.less(within(&self.awake)));
            }
        }
        of
    }
}

/// When each source is there for each need, by all that is given on the date of a snapshot.
pub(super) fn presence<'p>(
    arrangements: impl Iterator<Item = &'p Arrangement>,
    snapshot: &Snapshot,
) -> BTreeMap<(NeedId, SourceId), Presence> {
    let mut presence: BTreeMap<(NeedId, SourceId), Presence> = BTreeMap::new();
    for arrangement in arrangements {
        let though = arrangement.done_though(snapshot.on());
        let counts = arrangement.counts(snapshot.on());
        if !counts && though.is_none() {
            continue;
        }
        let known = presence.entry((arrangement.need, arrangement.by)).or_default();
        let when = snapshot.presence(arrangement);
        let mut join = |pattern: fn(&mut Presence) -> &mut CyclePattern| {
            let pattern = pattern(known);
            *pattern = if pattern.is_never() { when.clone() } else { pattern.union(&when) };
        };
        if counts {
            join(|known| &mut known.counting);
        }
        if counts || though == Some(DoneThough::NotWilling) {
            join(|known| &mut known.with_not_willing);
        }
        join(|known| &mut known.with_not_able);
        if arrangement.awake == Told::Known(false) {
            known.sleeps = true;
        } else {
            join(|known| &mut known.awake);
        }
    }
    presence
}

/// The earliest minutes of a pattern within a stretch, at most so many; and of these the ones at night.
pub(super) fn earliest(when: &CyclePattern, stretch: (u32, u32), most: u32) -> (u32, u32) {
    // Which of the minutes count decides how many of them are at night, so it is always the earliest.
    let (mut left, mut at_night) = (most, 0);
    for (start, end) in within(when, stretch) {
        let taken = (end - start).min(left);
        at_night += night_minutes(start, start + taken);
        left -= taken;
    }
    (most - left, at_night)
}

/// The minutes of a pattern within a stretch of its cycle, as ranges in the order in which the stretch passes them.
pub(super) fn within(
    when: &CyclePattern,
    (start, minutes): (u32, u32),
) -> impl Iterator<Item = (u32, u32)> + '_ {
    let (cycle, end) = (when.cycle_minutes(), start + minutes);
    let wrapped = (end > cycle).then(|| (0, end - cycle));
    core::iter::once((start, end.min(cycle))).chain(wrapped).flat_map(|(first, last)| {
        let from = when.ranges().partition_point(|range| range.1 <= first);
        (when.ranges().iter().skip(from))
            .take_while(move |range| range.0 < last)
            .map(move |range| (range.0.max(first), range.1.min(last)))
    })
}

/// The minute of a day at which night ends.
pub(crate) const MORNING: u32 = 7 * 60;
/// The minute of a day at which night begins.
pub(crate) const EVENING: u32 = 22 * 60;

/// How many minutes of a half-open range of a cycle lie between 22:00 and 07:00.
pub(crate) fn night_minutes(start: u32, end: u32) -> u32 {
    const DAY: u32 = MINUTES_PER_DAY as u32;
    // Night minutes before a minute: nine hours for each whole day, then this day's.
    let before = |minute: u32| {
        let (days, of_day) = (minute / DAY, minute % DAY);
        let today = of_day.min(MORNING) + of_day.saturating_sub(EVENING);
        days * (MORNING + DAY - EVENING) + today
    };
    before(end) - before(start)
}

/// A date on which the balance between two members tipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Tipping {
    /// The first date on which whoever gave less gives strictly more.
    pub on: NaiveDate,
    /// Who gives more from then on.
    pub now_gives_more: PersonId,
    /// What they give to the other on that date.
    pub gives: Tally,
    /// What they get from the other on that date.
    pub gets: Tally,
}

/// The dates within a history, its last one included, on which the balance of care between two members tipped:
/// judged on each date by *doing*, if equal by *being there*. Dates on which both are equal change nothing; if
/// they are equal at the start, nothing tips before one leads.
pub fn tippings(history: &History, one: PersonId, other: PersonId) -> Vec<Tipping> {
    let mut leader = None;
    let mut found = Vec::new();
    for step in history.steps() {
        let (gives, gets) = (given_between(step, one, other), given_between(step, other, one));
        let Some(leads) = leader_of((one, gives), (other, gets)) else { continue };
        if leader.is_some_and(|leader| leader != leads) {
            let (gives, gets) = if leads == one { (gives, gets) } else { (gets, gives) };
            found.push(Tipping { on: step.on(), now_gives_more: leads, gives, gets });
        }
        leader = Some(leads);
    }
    found
}

/// Which of two members gives the other more in the week of a snapshot, judged as [`tippings`] judges; none if they give the
/// same.
///
/// ```
/// use mutual_care::base::PersonId;
/// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
/// use mutual_care::support::gives_more;
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
/// let supper = Need::new(id(3).parse()?, mother, Outcome::Nutrition, Consequence::Critical)
///     .with_windows(vec![Window::doing("Mon 17:00-19:00".parse()?, 30)?])?;
/// let cooks = Arrangement::new(id(4).parse()?, son.into(), supper.id(), "daily 17:30-18:15".parse()?);
/// let week = Snapshot::new(SnapshotParts {
///     on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?,
///     sources: vec![Source::member(mother), Source::member(son)],
///     needs: vec![supper],
///     arrangements: vec![cooks],
/// })?;
/// assert_eq!(gives_more(&week, mother, son), Some(son));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn gives_more(snapshot: &Snapshot, one: PersonId, other: PersonId) -> Option<PersonId> {
    let (gives, gets) = (given_between(snapshot, one, other), given_between(snapshot, other, one));
    leader_of((one, gives), (other, gets))
}

fn leader_of((one, gives): (PersonId, Tally), (other, gets): (PersonId, Tally)) -> Option<PersonId> {
    match gives.cmp_given(gets) {
        Ordering::Greater => Some(one),
        Ordering::Less => Some(other),
        Ordering::Equal => None,
    }
}

/// What one person gives to another in the week of a snapshot, freely or not: what counts, and what is done though the
/// giver is not willing or not able.
pub fn given_between(snapshot: &Snapshot, by: PersonId, to: PersonId) -> Tally {
    let between = |arrangement: &&Arrangement| {
        arrangement.by == by.into() && snapshot.need(arrangement.need).is_some_and(|need| need.person() == to)
    };
    let arrangements = snapshot.arrangements().iter().filter(between);
    let mut tally = Tally::default();
    for ((need, _), presence) in presence(arrangements, snapshot) {
        if let Some(need) = snapshot.need(need) {
            tally.add(presence.of(need, snapshot.cycle()).tally);
        }
    }
    tally
}
