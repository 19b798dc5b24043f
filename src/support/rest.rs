//! Who gets no rest.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use super::given::within;
use super::spot::Visit;
use crate::base::{CycleMinute, CyclePattern, MINUTES_PER_DAY, NeedId, PersonId, Told};

const DAY: u32 = MINUTES_PER_DAY as u32;
/// A night, from 22:00 until 07:00.
const EVENING: u32 = 22 * 60;
const NIGHT: u32 = 9 * 60;

/// The most minutes awake for others in any 24 hours, where nothing else is said: 16 hours.
pub(crate) const AWAKE_MOST_MIN: u32 = 16 * 60;

/// How much may be asked of one person: numbers that no law fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RestPolicy {
    /// The most minutes awake for others in any 24 hours.
    pub awake_most_min: u32,
    /// The minutes of a night, awake or asleep, from which on it is no night off.
    pub night_min: u32,
}

/// 16 hours in any 24, and three hours of a night.
impl Default for RestPolicy {
    fn default() -> Self {
        Self { awake_most_min: AWAKE_MOST_MIN, night_min: 180 }
    }
}

impl RestPolicy {
    /// Whether it is the one that counts where none is given.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A person who gives so much that there is no rest: awake for others for too long within 24 hours, or needed in every
/// night.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoRest {
    /// Who.
    pub person: PersonId,
    /// The most minutes within 24 hours in which they give, awake or not known to be asleep.
    pub awake_min: u32,
    /// The first minute from which on these 24 hours run.
    pub from: CycleMinute,
    /// Whether that is more than the policy.
    pub awake_too_long: bool,
    /// The fewest minutes of any night, 22:00 to 07:00, in which they give, awake or asleep.
    pub least_of_a_night_min: u32,
    /// Whether each night has as many as the policy.
    pub every_night: bool,
}

impl Support<'_> {
    /// The persons, inside or outside, who get no rest, in order of id. Counted are the minutes *given*, of all needs, each
    /// minute once: per window the earliest in which they are there, at most those owed, what is done though they are not
    /// willing or not able included. Such a minute is awake unless they are known to be asleep in all that they give then.
    pub fn no_rest(&self, policy: RestPolicy) -> Vec<NoRest> {
        let of_person = self.visits().into_iter().filter_map(|(source, visits)| {
            let person = self.snapshot.sources().get(source)?.as_person()?;
            let (all, awake) = self.minutes_given(&visits);
            let (from, awake_min) = most_in_a_day(&awake, self.snapshot.cycle().minutes());
            let nights = (0..u32::from(self.snapshot.weeks()) * 7).map(|day| {
                let night = within(&all, (day * DAY + EVENING, NIGHT));
                night.map(|(from, until)| until - from).sum::<u32>()
            });
            let least_of_a_night_min = nights.min().unwrap_or(0);
            let (awake_too_long, every_night) =
                (awake_min > policy.awake_most_min, least_of_a_night_min >= policy.night_min);
            let from = self.snapshot.cycle().minute(from);
            (awake_too_long || every_night).then_some(NoRest {
                person,
                awake_min,
                from,
                awake_too_long,
                least_of_a_night_min,
                every_night,
            })
        });
        let mut found: Vec<NoRest> = of_person.collect();
        found.sort_unstable_by_key(|one| one.person);
        found
    }

    /// The most minutes within 24 hours that are owed to these needs, each minute once: what somebody who covers them all
    /// would be awake for.
    pub(crate) fn most_owed_in_a_day(&self, needs: &BTreeSet<NeedId>) -> u32 {
        let cycle = self.snapshot.cycle();
        let needs = needs.iter().filter_map(|need| self.snapshot.need(*need));
        let owed = needs.flat_map(|need| {
            cycle.windows(need).map(|window| (window.start, u32::from(window.window.owed())))
        });
        most_in_a_day(&CyclePattern::from_stretches(cycle.weeks(), owed), cycle.minutes()).1
    }

    /// The minutes given by these visits, and of them those in which the giver is not known to be asleep.
    fn minutes_given(&self, visits: &[Visit<'_>]) -> (CyclePattern, CyclePattern) {
        let cycle = self.snapshot.cycle();
        let mut of_need: BTreeMap<usize, Vec<&Visit<'_>>> = BTreeMap::new();
        for visit in visits {
            of_need.entry(visit.need_index).or_default().push(visit);
        }
        let (mut all, mut awake) = (Vec::new(), CyclePattern::default());
        for visits in of_need.into_values() {
            let Some(need) = visits.first().map(|visit| visit.need) else { continue };
            let union = |visits: &mut dyn Iterator<Item = &&Visit<'_>>| {
                visits.fold(CyclePattern::default(), |all, visit| all.union(&visit.when))
            };
            let there = union(&mut visits.iter());
            let not_asleep = union(&mut visits.iter().filter(|visit| visit.help.awake != Told::Known(false)));
            let mut given = Vec::new();
            for occurrence in cycle.windows(need) {
                let mut left = u32::from(occurrence.window.owed());
                for (from, until) in within(&there, occurrence.stretch()) {
                    let taken = (until - from).min(left);
                    if taken > 0 {
                        given.push((from, taken));
                    }
                    left -= taken;
                }
            }
            let of_it = CyclePattern::from_stretches(cycle.weeks(), given.iter().copied());
            awake = awake.union(&of_it.intersection(&not_asleep));
            all.extend(given);
        }
        (CyclePattern::from_stretches(cycle.weeks(), all), awake)
    }
}

/// From which minute on the most minutes of a pattern lie within a day, going round the cycle, and how many. The most is
/// reached where a range begins, or where the day ends with one.
fn most_in_a_day(when: &CyclePattern, cycle: u32) -> (u32, u32) {
    let ends = when.ranges().iter().map(|range| (range.1 + cycle - DAY) % cycle);
    let mut starts: Vec<u32> = when.ranges().iter().map(|range| range.0).chain(ends).collect();
    starts.sort_unstable();
    let mut most = (0, 0);
    for start in starts {
        let minutes = within(when, (start, DAY)).map(|(from, until)| until - from).sum();
        if minutes > most.1 {
            most = (start, minutes);
        }
    }
    most
}
