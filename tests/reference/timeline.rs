//! When it hurts: minute by minute after a loss.
//!
//! Choices where the definition leaves room:
//!
//! - Timed help leans on what its type says: the helper's needs that *have not come to harm*. Unlike an
//!   arrangement it is not barred by a need outside `stands(∅)` as such.
//! - Being taken in depends on times, on the taking source not being lost, and on nothing that it leans on having come
//!   to harm, up to and including the minute: whoever was taken in is at home again in the minute in which it stops. What
//!   is breached in a minute stays so, should somebody who comes home in it have covered it.
//! - A stop is an event even while the giver, or a supporting source, is taken in: it holds when they come
//!   back.
//! - Timed help stops only if it is there, or still to come before the end of the horizon, and covers something or takes
//!   somebody in. One id stops once.
//! - `patched` names needs with three openings or more that are not breached in the whole horizon: with a
//!   breach that is what has to be said.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{AnyId, ArrangementId, NeedId, PersonId, SourceId, WeekMinute};
use mutual_care::need::{Arrangement, Need, TimedHelp};

use super::stands::stands_now;
use super::week::{House, View, WEEK, counts, minutes_in, relies_on, supporting};

/// The horizon unless said: 72 hours.
pub const HORIZON: u32 = 72 * 60;

/// What is asked of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The sources that are lost.
    pub lost: BTreeSet<SourceId>,
    /// Those of the lost who are away. Whoever is named here is lost.
    pub away: BTreeSet<PersonId>,
    /// The minute of the week of the loss.
    pub start: WeekMinute,
    /// How many minutes are looked at.
    pub horizon: u32,
    /// Help that comes, in minutes from the loss.
    pub help: Vec<TimedHelp>,
}

impl Question {
    /// Nobody away, nobody comes, 72 hours.
    pub fn new(lost: impl IntoIterator<Item = SourceId>, start: WeekMinute) -> Self {
        let lost = lost.into_iter().collect();
        Self { lost, away: BTreeSet::new(), start, horizon: HORIZON, help: Vec::new() }
    }
}

/// What happens. In the order of events of one minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An open need has enough hands at once.
    Closed,
    /// A need has gone without for longer than it may.
    Opened,
    /// Harm.
    Breached,
    /// Help that leaned on a breached need gives no more.
    Stopped,
}

/// Something that happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Event {
    /// Minutes after the loss.
    pub minute: u32,
    /// What.
    pub kind: Kind,
    /// The need; for a stop the arrangement, or the timed help by its own id.
    pub id: AnyId,
}

/// A need that is open when the horizon ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StillOpen {
    /// The need.
    pub need: NeedId,
    /// Since when, in minutes after the loss.
    pub opened: u32,
    /// Opened + tolerance: when harm would come, or for a need already breached would have come again.
    pub harm: u32,
    /// Whether it has been breached already, in this opening or an earlier one.
    pub breached: bool,
}

/// What comes of a loss.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// In order.
    pub events: Vec<Event>,
    /// The least of opened + tolerance − closed over closings of needs not breached so far, if there is any.
    pub margin: Option<u32>,
    /// The same for critical needs.
    pub margin_critical: Option<u32>,
    /// In order of id.
    pub still_open: Vec<StillOpen>,
    /// Needs with three openings or more and no breach.
    pub patched: BTreeSet<NeedId>,
}

impl Timeline {
    /// The breaches, with their minutes.
    pub fn breaches(&self) -> BTreeMap<NeedId, u32> {
        let breaches = self.events.iter().filter(|event| event.kind == Kind::Breached);
        breaches.map(|event| (event.id.typed().unwrap(), event.minute)).collect()
    }
}

/// One need as time goes by.
struct Course<'a> {
    need: &'a Need,
    away: bool,
    /// Of the occurrence that now is: uncovered minutes so far.
    uncovered: u32,
    /// Since when it is open.
    open: Option<u32>,
    breached: Option<u32>,
    openings: u32,
    /// In all its windows: uncovered minutes since the loss.
    without: u32,
}

/// A household made ready for timelines: what of it depends on no question.
pub struct Clock<'a> {
    house: &'a House,
    /// Arrangements that end with the loss.
    losing: BTreeSet<ArrangementId>,
    /// `stands(∅)`.
    today: BTreeSet<NeedId>,
    /// Per need and minute of the week: the window it is in, and how many minutes after its start.
    place: Vec<Vec<Option<(usize, u16)>>>,
    /// Per need: whether a minute of a window is covered as the week runs.
    runs: Vec<Vec<Vec<bool>>>,
    /// Per need: its counting arrangements.
    givers: Vec<Vec<&'a Arrangement>>,
}

impl<'a> Clock<'a> {
    /// Makes a household ready.
    pub fn new(house: &'a House) -> Self {
        let today = stands_now(house, View::ALL);
        let nobody = BTreeSet::<SourceId>::new();
        let (mut place, mut runs, mut givers) = (Vec::new(), Vec::new(), Vec::new());
        for need in &house.needs {
            let mut places = vec![None; WEEK as usize];
            for (number, window) in need.windows().iter().enumerate() {
                for (minute, after) in minutes_in(window.span()).zip(0..) {
                    places[minute as usize] = Some((number, after));
                }
            }
            place.push(places);
            let hands = house.hands_in_windows(need, &nobody, &today, View::ALL);
            let enough = |hands: &u32| *hands >= u32::from(need.helpers());
            runs.push(hands.iter().map(|window| window.iter().map(enough).collect()).collect());
            givers.push(house.counting_for(need.id()).collect());
        }
        Self { house, losing: BTreeSet::new(), today, place, runs, givers }
    }

    /// The same, with these arrangements ending in the minute of the loss. Until then they give.
    pub fn losing(self, arrangements: BTreeSet<ArrangementId>) -> Self {
        Self { losing: arrangements, ..self }
    }

    /// Whether a need is critical.
    pub(super) fn is_critical(&self, need: NeedId) -> bool {
        self.house.need(need).is_critical()
    }

    /// What comes of a loss, minute by minute.
    pub fn run(&self, question: &Question) -> Timeline {
        Run::new(self, question, &self.losing).through(false).timeline
    }

    /// What comes of a loss, and for each need how many minutes of its windows are uncovered within the horizon: of
    /// somebody who is away, none.
    pub fn counted(&self, question: &Question) -> (Timeline, BTreeMap<NeedId, u32>) {
        self.counted_losing(question, &self.losing)
    }

    /// The same, with these arrangements ending in the minute of the loss.
    pub(super) fn counted_losing(
        &self,
        question: &Question,
        losing: &BTreeSet<ArrangementId>,
    ) -> (Timeline, BTreeMap<NeedId, u32>) {
        let run = Run::new(self, question, losing).through(false);
        let minutes = run.courses.iter().map(|course| (course.need.id(), course.without));
        let minutes = minutes.collect();
        (run.timeline, minutes)
    }

    /// The minute of the first critical breach, if there is one.
    pub fn first_critical_breach(&self, question: &Question) -> Option<u32> {
        let breaches = Run::new(self, question, &self.losing).through(true).timeline.breaches();
        breaches.into_iter().filter(|(need, _)| self.house.need(*need).is_critical()).map(|(_, at)| at).min()
    }

    /// Of these starting minutes, the worst: shortest time from loss to first critical breach, then earliest.
    /// With that time. None if no critical need is breached from any.
    pub fn worst_minute(
        &self,
        question: &Question,
        starts: impl IntoIterator<Item = WeekMinute>,
    ) -> Option<(WeekMinute, u32)> {
        let times = starts.into_iter().filter_map(|start| {
            let time = self.first_critical_breach(&Question { start, ..question.clone() })?;
            Some((time, start))
        });
        times.min().map(|(time, start)| (start, time))
    }
}

/// What comes of a loss, minute by minute.
pub fn timeline(house: &House, question: &Question) -> Timeline {
    Clock::new(house).run(question)
}

/// Every minute of the week, as a starting minute.
pub fn every_minute() -> impl Iterator<Item = WeekMinute> {
    (0..10_080).map(|minute| WeekMinute::new(minute).unwrap())
}

struct Run<'a> {
    clock: &'a Clock<'a>,
    question: &'a Question,
    lost: BTreeSet<SourceId>,
    courses: Vec<Course<'a>>,
    breached: BTreeSet<NeedId>,
    /// Per need: those of its arrangements that are able while nothing is breached and nobody is taken in, each with
    /// whether it is present in each minute of the week.
    able: Vec<Vec<(&'a Arrangement, &'a [bool])>>,
    stopped: BTreeSet<AnyId>,
    timeline: Timeline,
}

/// Who is there in one minute, besides the arrangements.
struct Moment<'a> {
    week_minute: u32,
    taken_in: BTreeSet<SourceId>,
    help: Vec<&'a TimedHelp>,
}

impl<'a> Run<'a> {
    fn new(clock: &'a Clock<'a>, question: &'a Question, losing: &BTreeSet<ArrangementId>) -> Self {
        let away = question.away.iter().map(|person| SourceId::from(*person));
        let lost: BTreeSet<SourceId> = question.lost.iter().copied().chain(away).collect();
        let start = usize::from(question.start.get());
        let courses = clock.house.needs.iter().enumerate().map(|(place, need)| Course {
            need,
            away: question.away.contains(&need.person()),
            // The minutes of this occurrence before the loss, as the week runs.
            uncovered: clock.place[place][start].map_or(0, |(window, after)| {
                let before = &clock.runs[place][window][..usize::from(after)];
                u32::try_from(before.iter().filter(|covered| !**covered).count()).unwrap()
            }),
            open: None,
            breached: None,
            openings: 0,
            without: 0,
        });
        let is_able = |a: &&Arrangement| clock.house.is_able(a, &(&lost, losing), &clock.today, View::ALL);
        let when = |a: &'a Arrangement| (a, clock.house.presence(a.id));
        let able =
            clock.givers.iter().map(|givers| givers.iter().copied().filter(is_able).map(when).collect());
        Self {
            clock,
            question,
            courses: courses.collect(),
            breached: BTreeSet::new(),
            able: able.collect(),
            stopped: BTreeSet::new(),
            timeline: Timeline::default(),
            lost,
        }
    }

    fn through(mut self, stop_at_first_critical: bool) -> Self {
        for minute in 0..self.question.horizon {
            self.minute(minute);
            let critical = |need: &NeedId| self.clock.house.need(*need).is_critical();
            if stop_at_first_critical && self.breached.iter().any(critical) {
                break;
            }
        }
        for course in &self.courses {
            if let Some(opened) = course.open {
                self.timeline.still_open.push(StillOpen {
                    need: course.need.id(),
                    opened,
                    harm: opened + course.need.tolerance_min(),
                    breached: course.breached.is_some(),
                });
            }
            if course.openings >= 3 && course.breached.is_none() {
                self.timeline.patched.insert(course.need.id());
            }
        }
        self
    }

    /// One minute: first its breaches, the smallest set that follows; then closings and openings; then stops.
    /// Out of all windows and with nothing open, nothing can happen.
    fn minute(&mut self, minute: u32) {
        let week_minute = ((u32::from(self.question.start.get()) + minute) % WEEK) as usize;
        let in_a_window = self.clock.place.iter().any(|places| places[week_minute].is_some());
        if !in_a_window && self.courses.iter().all(|course| course.open.is_none()) {
            return;
        }
        let mut moment = self.moment(minute);
        for (place, course) in self.courses.iter_mut().enumerate() {
            if let Some((_, 0)) = self.clock.place[place][moment.week_minute as usize] {
                course.uncovered = 0;
            }
        }
        let before = self.breached.clone();
        loop {
            let judged = self.breached.clone();
            let new: Vec<NeedId> = (0..self.courses.len())
                .filter(|place| self.is_breached_now(*place, minute, &moment, &judged))
                .map(|place| self.courses[place].need.id())
                .collect();
            if new.is_empty() {
                break;
            }
            self.breached.extend(new);
            moment = self.moment(minute);
        }
        let mut events = Vec::new();
        let judged = self.breached.clone();
        for place in 0..self.courses.len() {
            self.close_or_open(place, minute, &moment, &judged, &mut events);
        }
        let now: BTreeSet<NeedId> = &self.breached - &before;
        for course in self.courses.iter_mut().filter(|course| now.contains(&course.need.id())) {
            course.breached = Some(minute);
            events.push(Event { minute, kind: Kind::Breached, id: course.need.id().any() });
        }
        for id in self.stops(minute, &before, &now) {
            if self.stopped.insert(id) {
                events.push(Event { minute, kind: Kind::Stopped, id });
            }
        }
        events.sort();
        self.timeline.events.extend(events);
    }

    /// Who is taken in and which timed help is there.
    fn moment(&self, minute: u32) -> Moment<'a> {
        let there = |help: &&TimedHelp| {
            help.from <= minute
                && help.until.is_none_or(|until| minute < until)
                && !self.lost.contains(&help.source)
        };
        let help: Vec<&TimedHelp> = self.question.help.iter().filter(there).collect();
        let has_not_stopped =
            |help: &&&TimedHelp| !help.relies_on.iter().any(|need| self.breached.contains(need));
        let takes_in = help.iter().filter(has_not_stopped).flat_map(|help| &help.takes_in);
        let taken_in: BTreeSet<SourceId> = takes_in.map(|person| SourceId::from(*person)).collect();
        Moment {
            week_minute: (u32::from(self.question.start.get()) + minute) % WEEK,
            help: help.into_iter().filter(|help| !taken_in.contains(&help.source)).collect(),
            taken_in,
        }
    }

    /// Whether a need has enough hands in a minute, in or out of its windows.
    fn is_covered(&self, place: usize, moment: &Moment<'_>, breached: &BTreeSet<NeedId>) -> bool {
        let need = self.courses[place].need;
        if moment.taken_in.contains(&need.person().into()) {
            return true;
        }
        let gives = |(a, present): &(&Arrangement, &[bool])| {
            present[moment.week_minute as usize]
                && !moment.taken_in.contains(&a.by)
                && supporting(a).is_none_or(|source| !moment.taken_in.contains(&source))
                && !relies_on(a, View::ALL).iter().any(|need| breached.contains(need))
        };
        let helps = |help: &TimedHelp| {
            help.needs.contains(&need.id()) && !help.relies_on.iter().any(|need| breached.contains(need))
        };
        let arranged = self.able[place].iter().filter(|a| gives(a)).map(|(a, _)| (a.by, a.hands));
        let timed = moment.help.iter().filter(|help| helps(help)).map(|help| (help.source, help.hands));
        let mut greatest: Vec<(SourceId, u8)> = Vec::new();
        for (source, hands) in arranged.chain(timed) {
            match greatest.iter_mut().find(|(known, _)| *known == source) {
                Some((_, most)) => *most = hands.max(*most),
                None => greatest.push((source, hands)),
            }
        }
        greatest.iter().map(|(_, hands)| u32::from(*hands)).sum::<u32>() >= u32::from(need.helpers())
    }

    /// Whether a need that is not open opens in a minute, if that is uncovered: it is in a window, and with
    /// it the uncovered minutes of the occurrence exceed the slack.
    fn would_open(&self, place: usize, moment: &Moment<'_>) -> bool {
        let course = &self.courses[place];
        let window = self.clock.place[place][moment.week_minute as usize];
        course.open.is_none()
            && window.is_some_and(|(window, _)| {
                let window = course.need.windows()[window];
                course.uncovered + 1 > u32::from(window.span().minutes() - window.owed())
            })
    }

    fn is_breached_now(
        &self,
        place: usize,
        minute: u32,
        moment: &Moment<'_>,
        breached: &BTreeSet<NeedId>,
    ) -> bool {
        let course = &self.courses[place];
        if course.away || breached.contains(&course.need.id()) {
            return false;
        }
        let opened = match course.open {
            Some(opened) => opened,
            None if self.would_open(place, moment) => minute,
            None => return false,
        };
        opened + course.need.tolerance_min() == minute && !self.is_covered(place, moment, breached)
    }

    fn close_or_open(
        &mut self,
        place: usize,
        minute: u32,
        moment: &Moment<'_>,
        breached: &BTreeSet<NeedId>,
        events: &mut Vec<Event>,
    ) {
        let in_window = self.clock.place[place][moment.week_minute as usize].is_some();
        if self.courses[place].away || (self.courses[place].open.is_none() && !in_window) {
            return;
        }
        let covered = self.is_covered(place, moment, breached);
        let would_open = self.would_open(place, moment);
        let course = &mut self.courses[place];
        let id = course.need.id();
        if !covered && in_window {
            course.uncovered += 1;
            course.without += 1;
        }
        match course.open {
            Some(opened) if covered => {
                events.push(Event { minute, kind: Kind::Closed, id: id.any() });
                course.open = None;
                if !breached.contains(&id) {
                    let margin = opened + course.need.tolerance_min() - minute;
                    let least = |known: Option<u32>| Some(known.map_or(margin, |known| known.min(margin)));
                    self.timeline.margin = least(self.timeline.margin);
                    if course.need.is_critical() {
                        self.timeline.margin_critical = least(self.timeline.margin_critical);
                    }
                }
            }
            None if !covered && would_open => {
                events.push(Event { minute, kind: Kind::Opened, id: id.any() });
                course.open = Some(minute);
                course.openings += 1;
            }
            _ => {}
        }
    }

    /// What was able until now and leans on a need breached in this minute.
    fn stops(&self, minute: u32, before: &BTreeSet<NeedId>, now: &BTreeSet<NeedId>) -> BTreeSet<AnyId> {
        let stops = |needs: &[NeedId]| {
            needs.iter().any(|need| now.contains(need)) && !needs.iter().any(|need| before.contains(need))
        };
        let arranged = self.able.iter().flatten().map(|(a, _)| a).filter(|a| stops(relies_on(a, View::ALL)));
        let to_come = |help: &&TimedHelp| {
            let first_not_there = help.until.unwrap_or(self.question.horizon).min(self.question.horizon);
            let does_something = !help.needs.is_empty() || !help.takes_in.is_empty();
            does_something && !self.lost.contains(&help.source) && help.from.max(minute) < first_not_there
        };
        let timed = self.question.help.iter().filter(to_come).filter(|help| stops(&help.relies_on));
        arranged.map(|a| a.id.any()).chain(timed.map(|help| help.id)).collect()
    }
}
