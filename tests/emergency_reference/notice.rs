//! How anyone finds out, when, and through whom.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use mutual_care::base::{AlarmId, SourceId, Told};
use mutual_care::emergency::{Alarm, Lost, NoticesFrom, Plan, Raised, Way};
use mutual_care::need::{Arrangement, Source, SourceKind};

use super::super::reference::{House, WEEK, counts, minutes_of};
use super::losses::sources;

const DAY: u32 = 1_440;

/// One way that works for a loss.
struct Works {
    alarm: AlarmId,
    takes: u32,
    /// For each minute of the week how many minutes later it next works; `None` if it never does.
    next: Vec<Option<u32>>,
    by: By,
}

enum By {
    /// Always the same, or nobody who is a source.
    One(Option<SourceId>),
    /// Whoever visits in the minute: for each source its minutes.
    Visitors(Visits),
}

/// How one loss is noticed, whenever it happens.
pub struct Notice {
    ways: Vec<Works>,
}

impl Notice {
    /// The ways of a plan that work for a loss.
    ///
    /// - A member who is not lost raises it, and one who is lost and not away telephones, where that is known to
    ///   be possible: not asked does not count.
    /// - A visit is a minute in which a counting arrangement of a person from outside or a provider, who is not
    ///   lost, is present, of the named one if one is named. The source that supports a visitor plays no part:
    ///   whether the visitor is able to help is not asked.
    /// - Of somebody's own telephoning, it is they who raise it.
    /// - Whoever would notice from *help* does so only on the days of that help.
    pub fn of(house: &House, visits: &Visits, plan: &Plan, lost: &[Lost]) -> Self {
        let gone = sources(lost);
        let mut ways = Vec::new();
        for alarm in plan.alarms().iter().filter(|alarm| alarm.for_loss.is_for(gone.iter().copied())) {
            let mut minutes = minutes_of(&alarm.when);
            let by = match &alarm.way {
                Way::Member { person, able } => {
                    if *able != Told::Known(true) || gone.contains(&(*person).into()) {
                        continue;
                    }
                    By::One(Some((*person).into()))
                }
                Way::OwnTelephone { person, able } => {
                    let unable = Lost { source: (*person).into(), away: false };
                    if *able != Told::Known(true) || !lost.contains(&unable) {
                        continue;
                    }
                    By::One(Some((*person).into()))
                }
                Way::NextVisit { by } => {
                    let visitors = visitors(visits, *by, &gone);
                    for minute in 0..WEEK as usize {
                        minutes[minute] &= visitors.values().any(|there| there[minute]);
                    }
                    By::Visitors(visitors)
                }
                Way::MissedVisit { noticed_by, .. } => {
                    if gone.contains(noticed_by) {
                        continue;
                    }
                    if notices_from_help(house, alarm) {
                        let days = days_of_help(house, *noticed_by, &gone);
                        minutes.iter_mut().zip(days).for_each(|(stated, day)| *stated &= day);
                    }
                    By::One(Some(*noticed_by))
                }
                Way::Device { device } => {
                    if device.is_some_and(|device| gone.contains(&device)) {
                        continue;
                    }
                    By::One(*device)
                }
            };
            ways.push(Works { alarm: alarm.id, takes: alarm.takes_min, next: next(&minutes), by });
        }
        Self { ways }
    }

    /// The alarm, when the loss happens in a minute of the week: that of the earliest way, of equal ones the
    /// smallest id. `None` if it is not raised before the horizon ends.
    pub fn raised(&self, start: u32, horizon: u32) -> Option<Raised> {
        let raised = self.ways.iter().filter_map(|way| {
            let works = way.next[start as usize]?;
            Some((works + way.takes, way.alarm, works, &way.by))
        });
        let (at, alarm, works, by) = raised.min_by_key(|(at, alarm, ..)| (*at, *alarm))?;
        let by = match by {
            By::One(source) => *source,
            By::Visitors(visitors) => {
                let minute = ((start + works) % WEEK) as usize;
                visitors.iter().find(|(_, there)| there[minute]).map(|(source, _)| *source)
            }
        };
        (at < horizon).then_some(Raised { at, alarm, by })
    }
}

/// Whether whoever would notice does so from help given or got. What is not said is taken so where any arrangement of
/// theirs is recorded, whether it counts, has ended or never came to be. (Everybody who lives here is a person
/// concerned by whatever is lost: there is one address.)
pub fn notices_from_help(house: &House, alarm: &Alarm) -> bool {
    match &alarm.way {
        Way::MissedVisit { from: Some(from), .. } => *from == NoticesFrom::Help,
        Way::MissedVisit { noticed_by, from: None } => house.arrangements.iter().any(|a| a.by == *noticed_by),
        _ => false,
    }
}

/// The minutes of the days, from midnight to midnight, on which whoever would notice gives or gets help: a minute of a
/// counting arrangement of theirs for anybody here; or, of one who lives here, a minute of one of the lost for anybody
/// here.
pub fn days_of_help(house: &House, noticed_by: SourceId, gone: &BTreeSet<SourceId>) -> Vec<bool> {
    let lives_here = house.sources.iter().any(|one| one.id == noticed_by && one.kind == SourceKind::Member);
    let makes_days = |a: &&Arrangement| {
        counts(a, house.on) && (a.by == noticed_by || (lives_here && gone.contains(&a.by)))
    };
    let mut days = [false; 7];
    for arrangement in house.arrangements.iter().filter(makes_days) {
        for minute in (0..WEEK).filter(|minute| house.is_present(arrangement.id, *minute)) {
            days[(minute / DAY) as usize] = true;
        }
    }
    (0..WEEK).map(|minute| days[(minute / DAY) as usize]).collect()
}

/// Of each person from outside and each provider the minutes of the week in which a counting arrangement of theirs is
/// present, for anybody in the house.
pub type Visits = BTreeMap<SourceId, Rc<Vec<bool>>>;

/// When everybody from outside is there.
pub fn visits(house: &House) -> Visits {
    let from_outside = |source: &&Source| matches!(source.kind, SourceKind::Person | SourceKind::Provider);
    let mut visits = Visits::new();
    for source in house.sources.iter().filter(from_outside) {
        let mut there = vec![false; WEEK as usize];
        for arrangement in house.arrangements.iter().filter(|a| a.by == source.id && counts(a, house.on)) {
            for (minute, there) in there.iter_mut().enumerate() {
                *there |= house.is_present(arrangement.id, u32::try_from(minute).unwrap());
            }
        }
        visits.insert(source.id, Rc::new(there));
    }
    visits
}

/// Of one of them, or of all, those who are not lost.
fn visitors(visits: &Visits, by: Option<SourceId>, gone: &BTreeSet<SourceId>) -> Visits {
    let comes = |source: &SourceId| !gone.contains(source) && by.is_none_or(|by| by == *source);
    let coming = visits.iter().filter(|(source, _)| comes(source));
    coming.map(|(source, there)| (*source, Rc::clone(there))).collect()
}

/// For each minute of the week how many minutes later one of these comes, itself included.
pub fn next(minutes: &[bool]) -> Vec<Option<u32>> {
    let mut next = vec![None; WEEK as usize];
    let mut waits = None;
    // Twice round, so that what comes early in the week is waited for late in it.
    for minute in (0..2 * WEEK as usize).rev() {
        let minute = minute % WEEK as usize;
        waits = if minutes[minute] { Some(0) } else { waits.map(|waits: u32| waits + 1) };
        next[minute] = waits;
    }
    next
}
