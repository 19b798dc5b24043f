//! How anyone finds out, when, and through whom.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use mutual_care::base::{AlarmId, ArrangementId, PersonId, SourceId, Told};
use mutual_care::emergency::{Alarm, Lost, NoticesFrom, Plan, Raised, Way};
use mutual_care::need::{Address, Arrangement, Place, Source, SourceKind};

use super::super::reference::{
    House, View, WEEK, counts, is_confirmed, is_only_being_there, minutes_of, stretches, supporting,
};
use super::losses::sources;

const DAY: u32 = 1_440;

/// Ways of raising the alarm that are left out, all of a kind together, to see what rests on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Own telephones and cards.
    TelephonesAndCards,
    /// Whoever would notice and is no source of the week.
    Outsiders,
}

impl LeftOut {
    /// Whether a way is one of these.
    pub fn has(self, house: &House, way: &Way) -> bool {
        match (self, way) {
            (Self::TelephonesAndCards, Way::OwnTelephone { .. } | Way::Card { .. }) => true,
            (Self::Outsiders, Way::MissedVisit { noticed_by, .. }) => {
                !house.source_ids().contains(noticed_by)
            }
            _ => false,
        }
    }
}

/// One way that works for a loss.
struct Works {
    alarm: AlarmId,
    takes: u32,
    /// For each minute of the long week how many minutes later it next works; `None` if it never does.
    next: Vec<Option<u32>>,
    by: By,
}

/// One way that works for a loss, and in which minutes.
pub(super) struct AWay {
    pub(super) alarm: AlarmId,
    takes: u32,
    pub(super) minutes: Vec<bool>,
    pub(super) by: By,
}

impl AWay {
    fn ready(self) -> Works {
        Works { alarm: self.alarm, takes: self.takes, next: next(&self.minutes), by: self.by }
    }
}

pub(super) enum By {
    /// Always the same, or nobody who is a source.
    One(Option<SourceId>),
    /// Whoever visits in the minute: for each source its minutes.
    Visitors(BTreeMap<SourceId, Rc<Vec<bool>>>),
}

/// How one loss is noticed, whenever it happens.
pub struct Notice {
    ways: Vec<Works>,
}

impl Notice {
    /// The ways of a plan that work for a loss.
    ///
    /// - A member who is not lost, and lives with a person concerned, raises it, and one who is lost and not away
    ///   telephones, where that is known to be possible: not asked does not count.
    /// - A visit is a minute in which a counting arrangement of somebody who lives elsewhere than the person visited, or
    ///   of a provider, who is not lost, is present for a person concerned, of the named one if one is named. A lost
    ///   member is found only by a visit at their address; asleep, a visit finds anybody only as it begins and as it
    ///   ends. The source that supports a visitor plays no part: whether the visitor is able to help is not asked.
    /// - Of somebody's own telephoning, it is they who raise it.
    /// - Whoever would notice from *help* does so only on the days of that help.
    /// - Of a card, whoever is with them, and the plan does not know who.
    pub fn of(house: &House, view: View, visits: &Visits, plan: &Plan, lost: &[Lost]) -> Self {
        Self::without(house, view, visits, plan, lost, None)
    }

    /// The same with some ways left out.
    pub fn without(
        house: &House,
        view: View,
        visits: &Visits,
        plan: &Plan,
        lost: &[Lost],
        left_out: Option<LeftOut>,
    ) -> Self {
        Self::by(Self::ways(house, view, visits, plan, lost, left_out))
    }

    /// The ways that work for a loss, in which minutes of the long week, and by whom.
    pub(super) fn ways(
        house: &House,
        view: View,
        visits: &Visits,
        plan: &Plan,
        lost: &[Lost],
        left_out: Option<LeftOut>,
    ) -> Vec<AWay> {
        let gone = sources(lost);
        let mut ways = Vec::new();
        for alarm in plan.alarms().iter().filter(|alarm| alarm.for_loss.is_for(gone.iter().copied())) {
            if left_out.is_some_and(|left_out| left_out.has(house, &alarm.way)) {
                continue;
            }
            let mut takes = alarm.takes_min;
            // A pattern of the week is so in each week.
            let mut minutes = minutes_of(&alarm.when).repeat(house.weeks as usize);
            let by = match &alarm.way {
                Way::Member { person, able } => {
                    let who = SourceId::from(*person);
                    let concerned = concerned(house, view, &gone);
                    let lives_with_one = concerned.iter().any(|one| live_together(house, who, (*one).into()));
                    if *able != Told::Known(true) || gone.contains(&who) || !lives_with_one {
                        continue;
                    }
                    By::One(Some(who))
                }
                Way::OwnTelephone { person, able } => {
                    let unable = Lost { source: (*person).into(), away: false };
                    if *able != Told::Known(true) || !lost.contains(&unable) {
                        continue;
                    }
                    By::One(Some((*person).into()))
                }
                Way::Card { person, found_after_min } => {
                    let away = Lost { source: (*person).into(), away: true };
                    let Some(found) = found_after_min.filter(|_| lost.contains(&away)) else { continue };
                    takes += found;
                    By::One(None)
                }
                Way::NextVisit { by } => {
                    let visitors = visitors(house, view, visits, *by, &gone);
                    for minute in 0..house.cycle() as usize {
                        minutes[minute] &= visitors.values().any(|there| there[minute]);
                    }
                    By::Visitors(visitors)
                }
                Way::MissedVisit { noticed_by, .. } => {
                    if gone.contains(noticed_by) {
                        continue;
                    }
                    if notices_from_help(house, view, alarm, &gone) {
                        let days = days_of_help(house, view, *noticed_by, &gone);
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
            ways.push(AWay { alarm: alarm.id, takes, minutes, by });
        }
        ways
    }

    /// These ways.
    pub(super) fn by(ways: Vec<AWay>) -> Self {
        Self { ways: ways.into_iter().map(AWay::ready).collect() }
    }

    /// The alarms by which it can be raised.
    pub fn alarms(&self) -> BTreeSet<AlarmId> {
        self.ways.iter().map(|way| way.alarm).collect()
    }

    /// The alarm, when the loss happens in a minute of the long week: that of the earliest way, of equal ones the
    /// smallest id. `None` if it is not raised before the horizon ends.
    pub fn raised(&self, start: u32, horizon: u32) -> Option<Raised> {
        let raised = self.ways.iter().filter_map(|way| {
            let works = way.next[start as usize]?;
            Some((works + way.takes, way.alarm, works, way))
        });
        let (at, alarm, works, way) = raised.min_by_key(|(at, alarm, ..)| (*at, *alarm))?;
        let by = match &way.by {
            By::One(source) => *source,
            By::Visitors(visitors) => {
                let cycle = way.next.len();
                let minute = (start + works) as usize % cycle;
                visitors.iter().find(|(_, there)| there[minute]).map(|(source, _)| *source)
            }
        };
        (at < horizon).then_some(Raised { at, alarm, by })
    }
}

/// The arrangements that count, or of them only those that are confirmed.
fn counting(house: &House, view: View) -> impl Iterator<Item = &Arrangement> {
    let counting = house.arrangements.iter().filter(|a| counts(a, house.on));
    counting.filter(move |a| !view.confirmed_only || is_confirmed(a))
}

fn source(house: &House, id: SourceId) -> Option<&Source> {
    house.sources.iter().find(|one| one.id == id)
}

fn is_member(house: &House, id: SourceId) -> bool {
    source(house, id).is_some_and(|one| one.kind == SourceKind::Member)
}

/// Whether two people live at one address: the same person, or both at home, or both at an address of one label. Of two who
/// live somewhere else nobody knows.
pub fn live_together(house: &House, one: SourceId, other: SourceId) -> bool {
    let address = |id| source(house, id).filter(|it| it.as_person().is_some()).map(Source::address);
    match (address(one), address(other)) {
        (None, _) | (_, None) => false,
        _ if one == other => true,
        (Some(Address::Home), Some(Address::Home)) => true,
        (Some(Address::At(one)), Some(Address::At(other))) => one == other,
        _ => false,
    }
}

/// Whether two people are known to live at different addresses.
pub fn live_apart(house: &House, one: SourceId, other: SourceId) -> bool {
    let address = |id| source(house, id).filter(|it| it.as_person().is_some()).map(Source::address);
    match (address(one), address(other)) {
        (Some(Address::Home), Some(other)) | (Some(other), Some(Address::Home)) => other != Address::Home,
        (Some(Address::At(one)), Some(Address::At(other))) => one != other,
        _ => false,
    }
}

/// The persons concerned by a loss: the members who live at the address of somebody lost; or, where a service, a device or a
/// person who is no member is lost, at the address of somebody for whom it, or whom it supports, has a counting
/// arrangement.
pub fn concerned(house: &House, view: View, gone: &BTreeSet<SourceId>) -> BTreeSet<PersonId> {
    let mut at: BTreeSet<SourceId> = BTreeSet::new();
    for lost in gone {
        if is_member(house, *lost) {
            at.insert(*lost);
            continue;
        }
        let counting: Vec<&Arrangement> = counting(house, view).collect();
        let mut givers = BTreeSet::from([*lost]);
        givers.extend(counting.iter().filter(|a| supporting(a) == Some(*lost)).map(|a| a.by));
        let helped = counting.iter().filter(|a| givers.contains(&a.by));
        at.extend(helped.map(|a| SourceId::from(house.need(a.need).person())));
    }
    let members = house.sources.iter().filter(|one| one.kind == SourceKind::Member);
    let theirs = members.filter(|member| at.iter().any(|at| live_together(house, member.id, *at)));
    theirs.filter_map(Source::as_person).collect()
}

/// Whether whoever would notice this loss does so from help given or got. What is not said is taken so where any
/// arrangement of theirs is recorded for a person concerned, whether it counts, has ended or never came to be.
pub fn notices_from_help(house: &House, view: View, alarm: &Alarm, gone: &BTreeSet<SourceId>) -> bool {
    match &alarm.way {
        Way::MissedVisit { from: Some(from), .. } => *from == NoticesFrom::Help,
        Way::MissedVisit { noticed_by, from: None } => {
            let concerned = concerned(house, view, gone);
            let theirs = house.arrangements.iter().filter(|a| a.by == *noticed_by);
            theirs.into_iter().any(|a| concerned.contains(&house.need(a.need).person()))
        }
        _ => false,
    }
}

/// The minutes of the days of the long week, from midnight to midnight, on which whoever would notice gives or gets help: a minute of a
/// counting arrangement of theirs for a person concerned; or of one of the lost for them, or for somebody at their
/// address.
pub fn days_of_help(house: &House, view: View, noticed_by: SourceId, gone: &BTreeSet<SourceId>) -> Vec<bool> {
    let concerned = concerned(house, view, gone);
    let makes_days = |a: &&Arrangement| {
        let person = house.need(a.need).person();
        let given = a.by == noticed_by && concerned.contains(&person);
        let got = gone.contains(&a.by) && live_together(house, noticed_by, person.into());
        given || got
    };
    let mut days = vec![false; house.weeks as usize * 7];
    for arrangement in counting(house, view).filter(makes_days) {
        for minute in (0..house.cycle()).filter(|minute| house.is_present(arrangement.id, *minute)) {
            days[(minute / DAY) as usize] = true;
        }
    }
    (0..house.cycle()).map(|minute| days[(minute / DAY) as usize]).collect()
}

/// Of each arrangement the minutes of the long week in which who gives it would find anything: in which it is present, and,
/// of one who is asleep, only the first and the last of each stretch, as it is found in the merged pattern of the week: the
/// whole week is one that begins on Monday.
pub type Visits = BTreeMap<ArrangementId, Rc<Vec<bool>>>;

/// When who is there for somebody would find anything.
///
/// Of who is not known to be awake it is as if they were, and as if they slept where what is not confirmed is left out,
/// unless they come to do something.
pub fn visits(house: &House, view: View) -> Visits {
    let mut visits = Visits::new();
    for arrangement in counting(house, view) {
        let sleeps = match arrangement.awake {
            Told::Known(awake) => !awake,
            Told::NotKnown(_) => view.confirmed_only && is_only_being_there(house.need(arrangement.need)),
        };
        let ends: BTreeSet<u32> = stretches(&arrangement.when)
            .into_iter()
            .flat_map(|(start, minutes)| [start, (start + minutes - 1) % WEEK])
            .collect();
        let finds = |minute: u32| {
            house.is_present(arrangement.id, minute) && (!sleeps || ends.contains(&(minute % WEEK)))
        };
        visits.insert(arrangement.id, Rc::new((0..house.cycle()).map(finds).collect()));
    }
    visits
}

/// Of each who visits and is not lost, the named one or all, the minutes in which this loss would be found.
fn visitors(
    house: &House,
    view: View,
    visits: &Visits,
    by: Option<SourceId>,
    gone: &BTreeSet<SourceId>,
) -> BTreeMap<SourceId, Rc<Vec<bool>>> {
    let finds = |a: &Arrangement, lost: SourceId| {
        let person = house.need(a.need).person();
        if !concerned(house, view, &[lost].into()).contains(&person) {
            return false;
        }
        let at_their_address = match &a.at {
            Place::Home => live_together(house, lost, person.into()),
            Place::At(label) => source(house, lost).unwrap().address() == Address::At(label.clone()),
            Place::Out(_) => false,
        };
        !is_member(house, lost) || at_their_address
    };
    let mut visitors: BTreeMap<SourceId, Rc<Vec<bool>>> = BTreeMap::new();
    for (id, minutes) in visits {
        let a = house.arrangements.iter().find(|a| a.id == *id).expect("one of the week");
        let visitor = source(house, a.by).expect("a source of the week");
        let visited = SourceId::from(house.need(a.need).person());
        let from_elsewhere = match visitor.kind {
            SourceKind::Provider => true,
            SourceKind::Device => false,
            SourceKind::Member | SourceKind::Person => live_apart(house, visitor.id, visited),
        };
        let meant = by.is_none_or(|by| by == a.by) && !gone.contains(&a.by);
        if from_elsewhere && meant && gone.iter().any(|lost| finds(a, *lost)) {
            let known = visitors.entry(a.by).or_insert_with(|| Rc::new(vec![false; minutes.len()]));
            let both = known.iter().zip(minutes.iter()).map(|(one, other)| *one || *other);
            *known = Rc::new(both.collect());
        }
    }
    visitors
}

/// For each minute of the week, or of the long week, how many minutes later one of these comes, itself included.
pub fn next(minutes: &[bool]) -> Vec<Option<u32>> {
    let mut next = vec![None; minutes.len()];
    let mut waits = None;
    // Twice round, so that what comes early in it is waited for late in it.
    for minute in (0..2 * minutes.len()).rev() {
        let minute = minute % minutes.len();
        waits = if minutes[minute] { Some(0) } else { waits.map(|waits: u32| waits + 1) };
        next[minute] = waits;
    }
    next
}
