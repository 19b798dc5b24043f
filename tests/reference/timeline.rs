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
//! - An open need closes, and is breached, by what it was opened for: where its window asks for somebody awake, nobody
//!   asleep closes it, in whatever window or out of all; where it does not, anybody does. A minute of a window is covered
//!   by what that window asks for. So a need may close in a minute in which the window of now is not covered, and, like
//!   any need that is not open, opens in it.
//! - Losses that begin and end are asked about in every minute: nothing else is remembered of them but what has stopped.
//!   Timed help by somebody who is lost is there in the minutes in which they are not. It stops, as an arrangement does, in
//!   the first minute in which nobody lost stands in the way, if it is there in a minute from then on.
//! - Whoever has died is away, and from that minute on no event is theirs: an open need is just not there any more.
//! - `patched` names needs with three openings or more that are not breached in the whole horizon: with a
//!   breach that is what has to be said.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{AnyId, ArrangementId, CycleMinute, NeedId, PersonId, SourceId, Told, WeekMinute};
use mutual_care::need::{Arrangement, Need, TimedHelp};

use super::stands::stands_now;
use super::week::{House, Occurrence, View, counts, numbers, relies_on, sum_of_greatest, supporting};

/// The horizon unless said: 72 hours.
pub const HORIZON: u32 = 72 * 60;

/// That somebody is lost from one minute until another, counted from the first of all losses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Who.
    pub source: SourceId,
    /// How.
    pub how: How,
    /// The first minute of it.
    pub from: u32,
    /// The first minute after it; to the end if there is none.
    pub until: Option<u32>,
}

/// How somebody is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Gives nothing.
    Unable,
    /// Gives nothing, and needs nothing.
    Away,
    /// The same for good, and without a closing of what was open.
    Died,
}

impl Entry {
    const fn holds(&self, minute: u32) -> bool {
        let over = match self.until {
            Some(until) => until <= minute,
            None => false,
        };
        self.from <= minute && !over
    }
}

/// What is asked of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The sources that are lost.
    pub lost: BTreeSet<SourceId>,
    /// Those of the lost who are away. Whoever is named here is lost.
    pub away: BTreeSet<PersonId>,
    /// Who is lost besides, from when until when.
    pub entries: Vec<Entry>,
    /// Whether they go on giving: so it is in the timeline beside the loss, in which whoever is away needs nothing all the same.
    pub all_give: bool,
    /// The minute of the loss, in the long week.
    pub start: CycleMinute,
    /// How many minutes are looked at.
    pub horizon: u32,
    /// Help that comes, in minutes from the loss.
    pub help: Vec<TimedHelp>,
}

impl Question {
    /// Nobody away, nobody comes, 72 hours.
    pub fn new(lost: impl IntoIterator<Item = SourceId>, start: CycleMinute) -> Self {
        let lost = lost.into_iter().collect();
        Self {
            lost,
            away: BTreeSet::new(),
            entries: Vec::new(),
            all_give: false,
            start,
            horizon: HORIZON,
            help: Vec::new(),
        }
    }

    /// Whether a source gives nothing in a minute.
    fn is_lost(&self, source: SourceId, minute: u32) -> bool {
        !self.all_give && self.entries.iter().any(|entry| entry.source == source && entry.holds(minute))
    }

    /// Whether a person's needs count as covered in a minute.
    fn is_away(&self, person: PersonId, minute: u32) -> bool {
        let mut entries = self.entries.iter().filter(|entry| entry.how != How::Unable);
        entries.any(|entry| entry.source == person.into() && entry.holds(minute))
    }

    /// Whether a person has died by a minute.
    fn is_dead(&self, person: PersonId, minute: u32) -> bool {
        let mut deaths = self.entries.iter().filter(|entry| entry.how == How::Died);
        deaths.any(|entry| entry.source == person.into() && entry.from <= minute)
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

/// Whom a window asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Anybody, asleep or awake.
    Anybody,
    /// Somebody awake, who is there.
    AwakeThere,
    /// Somebody awake, who does something.
    AwakeDoing,
}

impl Asks {
    /// Whom a window asks for.
    pub fn of(window: &Occurrence) -> Self {
        match (window.asks_awake, window.is_being_there()) {
            (false, _) => Self::Anybody,
            (true, true) => Self::AwakeThere,
            (true, false) => Self::AwakeDoing,
        }
    }

    /// Whether an arrangement does. Where nobody has said, it is as if awake; where what is not confirmed is left out, as
    /// if asleep, but for what is done.
    pub fn is_met_by(self, arrangement: &Arrangement, view: View) -> bool {
        match (self, arrangement.awake) {
            (Self::AwakeThere | Self::AwakeDoing, Told::Known(awake)) => awake,
            (Self::AwakeThere, Told::NotKnown(_)) => !view.confirmed_only,
            (Self::Anybody, _) | (Self::AwakeDoing, Told::NotKnown(_)) => true,
        }
    }
}

/// One need as time goes by.
struct Course<'a> {
    need: &'a Need,
    away: bool,
    /// Of the occurrence that now is: uncovered minutes so far.
    uncovered: u32,
    /// Since when it is open, and what the window that opened it asks for.
    open: Option<(u32, Asks)>,
    breached: Option<u32>,
    openings: u32,
    /// In all its windows: uncovered minutes since the loss.
    without: u32,
}

/// A household made ready for timelines: what of it depends on no question.
pub struct Clock<'a> {
    house: &'a House,
    /// What counts.
    view: View,
    /// Arrangements that end with the loss.
    losing: BTreeSet<ArrangementId>,
    /// `stands(∅)`.
    today: BTreeSet<NeedId>,
    /// Per need and minute of the long week: the window it is in, and how many minutes after its start.
    place: Vec<Vec<Option<(&'a Occurrence, u16)>>>,
    /// Per need and minute of the long week: whether it is in a window, and covered as the week runs.
    runs: Vec<Vec<bool>>,
    /// Per need: its counting arrangements.
    givers: Vec<Vec<&'a Arrangement>>,
}

impl<'a> Clock<'a> {
    /// Makes a household ready.
    pub fn new(house: &'a House) -> Self {
        Self::in_view(house, View::ALL)
    }

    /// The same by less than all that counts.
    pub fn in_view(house: &'a House, view: View) -> Self {
        Self::judged(house, stands_now(house, view), view)
    }

    /// The same where what stands is judged of another day.
    pub fn judged(house: &'a House, today: BTreeSet<NeedId>, view: View) -> Self {
        let nobody = BTreeSet::<SourceId>::new();
        let (mut place, mut runs, mut givers) = (Vec::new(), Vec::new(), Vec::new());
        for need in &house.needs {
            let mut places = vec![None; house.cycle() as usize];
            let mut covered = vec![false; house.cycle() as usize];
            let covered_in_windows = house.covered(need, &nobody, &today, view);
            for (window, covered_in_it) in house.windows(need.id()).iter().zip(covered_in_windows) {
                for ((minute, after), is_covered) in
                    window.minutes_in(house.weeks).zip(0..).zip(covered_in_it)
                {
                    places[minute as usize] = Some((window, after));
                    covered[minute as usize] = is_covered;
                }
            }
            place.push(places);
            runs.push(covered);
            givers.push(house.counting_for(need.id()).collect());
        }
        Self { house, view, losing: BTreeSet::new(), today, place, runs, givers }
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
        starts: impl IntoIterator<Item: Into<CycleMinute>>,
    ) -> Option<(CycleMinute, u32)> {
        let times = starts.into_iter().map(Into::into).filter_map(|start| {
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
    minute: u32,
    /// Since the first loss.
    since: u32,
    taken_in: BTreeSet<SourceId>,
    help: Vec<&'a TimedHelp>,
}

impl<'a> Run<'a> {
    fn new(clock: &'a Clock<'a>, question: &'a Question, losing: &BTreeSet<ArrangementId>) -> Self {
        let away = question.away.iter().map(|person| SourceId::from(*person));
        let lost: BTreeSet<SourceId> = question.lost.iter().copied().chain(away).collect();
        let start = question.start.get() as usize;
        let courses = clock.house.needs.iter().enumerate().map(|(place, need)| Course {
            need,
            away: question.away.contains(&need.person()),
            // The minutes of this occurrence before the loss, as the week runs.
            uncovered: clock.place[place][start].map_or(0, |(window, after)| {
                let before = window.minutes_in(clock.house.weeks).take(usize::from(after));
                u32::try_from(before.filter(|minute| !clock.runs[place][*minute as usize]).count()).unwrap()
            }),
            open: None,
            breached: None,
            openings: 0,
            without: 0,
        });
        let is_able = |a: &&Arrangement| clock.house.is_able(a, &(&lost, losing), &clock.today, clock.view);
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
            if let Some((opened, _)) = course.open {
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
    /// Out of all windows and with nothing open, nothing can happen unless somebody is lost or back.
    fn minute(&mut self, minute: u32) {
        let of_cycle = self.of_cycle(minute) as usize;
        let in_a_window = self.clock.place.iter().any(|places| places[of_cycle].is_some());
        let mut entries = self.question.entries.iter();
        let nobody_comes_or_goes = entries.all(|entry| entry.from != minute && entry.until != Some(minute));
        if nobody_comes_or_goes && !in_a_window && self.courses.iter().all(|course| course.open.is_none()) {
            return;
        }
        for course in &mut self.courses {
            if self.question.is_dead(course.need.person(), minute) {
                (course.away, course.open) = (true, None);
            }
        }
        let mut moment = self.moment(minute);
        for (place, course) in self.courses.iter_mut().enumerate() {
            if let Some((_, 0)) = self.clock.place[place][moment.minute as usize] {
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
        for id in self.stops(minute) {
            if self.stopped.insert(id) {
                events.push(Event { minute, kind: Kind::Stopped, id });
            }
        }
        events.sort();
        self.timeline.events.extend(events);
    }

    /// The minute of the long week so many minutes after the loss.
    fn of_cycle(&self, minute: u32) -> u32 {
        (self.question.start.get() + minute) % self.clock.house.cycle()
    }

    /// Who is taken in and which timed help is there.
    fn moment(&self, minute: u32) -> Moment<'a> {
        let there = |help: &&TimedHelp| {
            help.from <= minute
                && help.until.is_none_or(|until| minute < until)
                && !self.lost.contains(&help.source)
                && !self.question.is_lost(help.source, minute)
        };
        let help: Vec<&TimedHelp> = self.question.help.iter().filter(there).collect();
        let has_not_stopped =
            |help: &&&TimedHelp| !help.relies_on.iter().any(|need| self.breached.contains(need));
        let takes_in = help.iter().filter(has_not_stopped).flat_map(|help| &help.takes_in);
        let taken_in: BTreeSet<SourceId> = takes_in.map(|person| SourceId::from(*person)).collect();
        Moment {
            minute: self.of_cycle(minute),
            since: minute,
            help: help.into_iter().filter(|help| !taken_in.contains(&help.source)).collect(),
            taken_in,
        }
    }

    /// Whether a need has enough hands in a minute, in or out of its windows, and enough with each skill: with nobody who
    /// is asleep, where somebody awake is asked for. Whoever is called is awake.
    fn is_covered(&self, place: usize, moment: &Moment<'_>, breached: &BTreeSet<NeedId>, asks: Asks) -> bool {
        let (need, view) = (self.courses[place].need, self.clock.view);
        if moment.taken_in.contains(&need.person().into())
            || self.question.is_away(need.person(), moment.since)
        {
            return true;
        }
        let gives = |(a, present): &(&Arrangement, &[bool])| {
            present[moment.minute as usize]
                && asks.is_met_by(a, view)
                && !self.is_lost(a, moment.since)
                && !moment.taken_in.contains(&a.by)
                && supporting(a).is_none_or(|source| !moment.taken_in.contains(&source))
                && !relies_on(a, view).iter().any(|need| breached.contains(need))
        };
        let helps = |help: &TimedHelp| {
            help.needs.contains(&need.id()) && !help.relies_on.iter().any(|need| breached.contains(need))
        };
        let house = self.clock.house;
        numbers(need).iter().all(|number| {
            let arranged = self.able[place].iter().filter(|a| gives(a));
            let arranged = arranged.map(|(a, _)| (a.by, house.brings(a, number, view)));
            let timed = moment.help.iter().filter(|help| helps(help));
            let timed = timed.map(|help| (help.source, house.called_brings(help, number, view)));
            sum_of_greatest(arranged.chain(timed)) >= number.required
        })
    }

    /// Whether the giver of an arrangement, or who supports them, is lost in a minute.
    fn is_lost(&self, a: &Arrangement, minute: u32) -> bool {
        self.question.is_lost(a.by, minute)
            || supporting(a).is_some_and(|source| self.question.is_lost(source, minute))
    }

    /// The window that it is, if with an uncovered minute of it the uncovered minutes of the occurrence exceed the slack.
    fn would_open(&self, place: usize, moment: &Moment<'_>) -> Option<&'a Occurrence> {
        let (window, _) = self.clock.place[place][moment.minute as usize]?;
        let may_open = self.clock.house.may_open(self.courses[place].need.id(), moment.minute);
        (may_open && self.courses[place].uncovered + 1 > window.minutes - window.owed).then_some(window)
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
        let (opened, asks) = match (course.open, self.would_open(place, moment)) {
            (Some(open), _) => open,
            (None, Some(window)) => (minute, Asks::of(window)),
            (None, None) => return false,
        };
        opened + course.need.tolerance_min() == minute && !self.is_covered(place, moment, breached, asks)
    }

    fn close_or_open(
        &mut self,
        place: usize,
        minute: u32,
        moment: &Moment<'_>,
        breached: &BTreeSet<NeedId>,
        events: &mut Vec<Event>,
    ) {
        let window = self.clock.place[place][moment.minute as usize].map(|(window, _)| window);
        let open = self.courses[place].open;
        if self.courses[place].away || (open.is_none() && window.is_none()) {
            return;
        }
        let uncovered = window.is_some_and(|w| !self.is_covered(place, moment, breached, Asks::of(w)));
        let closes = open.is_some_and(|(_, asks)| self.is_covered(place, moment, breached, asks));
        let would_open = self.would_open(place, moment).filter(|_| uncovered);
        let course = &mut self.courses[place];
        let id = course.need.id();
        if uncovered {
            course.uncovered += 1;
            course.without += 1;
        }
        if let Some((opened, _)) = open.filter(|_| closes) {
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
        if let Some(window) = would_open.filter(|_| course.open.is_none()) {
            events.push(Event { minute, kind: Kind::Opened, id: id.any() });
            course.open = Some((minute, Asks::of(window)));
            course.openings += 1;
        }
    }

    /// What leans on a breached need, and is not stopped by a loss already: in the minute of the breach, or on coming back.
    fn stops(&self, minute: u32) -> BTreeSet<AnyId> {
        let stops = |needs: &[NeedId]| needs.iter().any(|need| self.breached.contains(need));
        let arranged =
            self.able.iter().flatten().map(|(a, _)| a).filter(|a| stops(relies_on(a, self.clock.view)));
        let arranged = arranged.filter(|a| !self.is_lost(a, minute));
        let to_come = |help: &&TimedHelp| {
            let first_not_there = help.until.unwrap_or(self.question.horizon).min(self.question.horizon);
            let does_something = !help.needs.is_empty() || !help.takes_in.is_empty();
            let mut there = help.from.max(minute)..first_not_there;
            does_something
                && !self.lost.contains(&help.source)
                && !self.question.is_lost(help.source, minute)
                && there.any(|minute| !self.question.is_lost(help.source, minute))
        };
        let timed = self.question.help.iter().filter(to_come).filter(|help| stops(&help.relies_on));
        arranged.map(|a| a.id.any()).chain(timed.map(|help| help.id)).collect()
    }
}
