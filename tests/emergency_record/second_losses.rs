//! Random lives of an emergency in which more is lost, some are back and some die, judged by a plain model: whom to call,
//! who is on the way and there, and what comes to harm, asked after each event.
//!
//! The model is minutes since the first loss, a list of calls, a list of stays and a list of losses, put together from the
//! definition. Harm is what the slow timeline finds for losses that begin and end.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use mutual_care::base::{CycleMinute, NeedId, ResponderId, Role, SourceId, WeekMinute};
use mutual_care::emergency::record::{
    Activated, Answered, Arrived, CallReply, Called, CameBack, DiedMeanwhile, DrawnUp, EmergencyPlan,
    EmergencyPlanEvent, Harm, Left, LostAgain, Moment, NextStep, NotReached, Policy, Who,
};
use mutual_care::emergency::{Lost, NotBefore, Plan, Responder};
use mutual_care::machine::{Machine, Setting, Step};
use mutual_care::need::{Snapshot, TimedHelp};

use crate::emergency_reference::{help_of, is_ever_reachable, own_critical_needs_that_stand};
use crate::generator::{Dice, Size, emergency};
use crate::kit::{EveryDay, stamp_as};
use crate::reference::{Clock, Entry, House, How, Question, View, WEEK, minutes_of, monday_of, stands_now};

const DAY: u32 = 1_440;

/// How many lives are looked at.
fn lives() -> u64 {
    std::env::var("MUTUAL_CARE_LIVES").map_or(24, |number| number.parse().expect("a number"))
}

/// What became of a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reply {
    Rings,
    Comes { at: u32, by: Option<u32> },
    Cannot,
    GivenUp,
}

struct Call {
    responder: ResponderId,
    at: u32,
    reply: Reply,
}

struct Stay {
    responder: ResponderId,
    from: u32,
    until: Option<u32>,
}

/// Losses that were noticed together.
struct Noticed {
    at: u32,
    lost: Vec<SourceId>,
}

/// An emergency, in minutes since the first loss.
struct Model<'a> {
    house: &'a House,
    clock: Clock<'a>,
    plan: &'a Plan,
    /// The first loss, by the calendar.
    zero: Moment,
    /// The first loss, in the long week.
    start: CycleMinute,
    calls: Vec<Call>,
    stays: Vec<Stay>,
    losses: Vec<Entry>,
    noticed: Vec<Noticed>,
}

/// Somebody whose turn it is to be called, from a minute on.
struct Turn<'a> {
    one: &'a Responder,
    from: u32,
    alarm: u32,
}

impl<'a> Model<'a> {
    fn responder(&self, id: ResponderId) -> &'a Responder {
        self.plan.responders().iter().find(|one| one.id == id).unwrap()
    }

    fn is_lost(&self, source: SourceId, at: u32) -> bool {
        let holds = |entry: &&Entry| entry.from <= at && entry.until.is_none_or(|until| at < until);
        self.losses.iter().filter(holds).any(|entry| entry.source == source)
    }

    /// Whether somebody is lost now, as far as is entered.
    fn is_lost_now(&self, source: SourceId) -> bool {
        self.losses.iter().any(|entry| entry.source == source && entry.until.is_none())
    }

    fn called_by(&self, id: ResponderId, at: u32) -> bool {
        self.calls.iter().any(|call| call.responder == id && call.at <= at)
    }

    fn is_there(&self, id: ResponderId) -> bool {
        self.stays.iter().any(|stay| stay.responder == id && stay.until.is_none())
    }

    fn is_reachable(&self, one: &Responder, at: u32) -> bool {
        minutes_of(&one.reachable)[((self.start.get() + at) % WEEK) as usize]
    }

    /// The lists, in order: everybody for the first loss; then, for each that was noticed later, everybody for it who was
    /// not called yet and is not lost, after those still to be called.
    fn list(&self) -> Vec<Turn<'a>> {
        let mut list: Vec<Turn<'a>> = Vec::new();
        for (number, noticed) in self.noticed.iter().enumerate() {
            let still = list.iter().filter(|turn| {
                is_ever_reachable(turn.one)
                    && !self.called_by(turn.one.id, noticed.at)
                    && !self.is_lost(turn.one.source, noticed.at)
                    && !self.is_there(turn.one.id)
            });
            let after = still.map(|turn| turn.from + turn.one.answers_min).max().unwrap_or(0);
            let mut from = noticed.at.max(after);
            let for_it =
                self.plan.responders().iter().filter(|one| one.for_loss.is_for(noticed.lost.iter().copied()));
            for one in for_it {
                if list.iter().any(|turn| turn.one.id == one.id) {
                    continue;
                }
                list.push(Turn { one, from, alarm: noticed.at });
                let counts = number == 0
                    || !(self.called_by(one.id, noticed.at) || self.is_lost(one.source, noticed.at));
                from += if counts { one.answers_min } else { 0 };
            }
        }
        list
    }

    /// Whom to call next: the first whose time has come and who can be reached; else whose time comes first.
    fn next_call(&self, now: u32) -> Option<(ResponderId, u32, bool)> {
        let mut next: Option<(ResponderId, u32, bool)> = None;
        for turn in self.list() {
            let id = turn.one.id;
            let has_come = self.stays.iter().any(|stay| stay.responder == id);
            let was_called = self.calls.iter().any(|call| call.responder == id);
            if has_come || was_called || self.is_lost_now(turn.one.source) || !is_ever_reachable(turn.one) {
                continue;
            }
            let first = |from: u32| (from..from + WEEK).find(|at| self.is_reachable(turn.one, *at)).unwrap();
            let due = first(turn.from);
            let is_due = due <= now && self.is_reachable(turn.one, now);
            let at = if due <= now && !is_due { first(now) } else { due };
            let is_first = |known: &(ResponderId, u32, bool)| !known.2 && (is_due || at < known.1);
            if next.as_ref().is_none_or(is_first) {
                next = Some((id, at, is_due));
            }
        }
        next
    }

    /// Who said that they come, was not lost since, has not come since and is not late, with the minute of it.
    fn on_the_way(&self, now: u32) -> BTreeMap<ResponderId, u32> {
        let mut coming = BTreeMap::new();
        for turn in self.list() {
            let id = turn.one.id;
            let last = self.calls.iter().rfind(|call| call.responder == id);
            let Some(Reply::Comes { at, by }) = last.map(|call| call.reply) else { continue };
            let came = self.stays.iter().any(|stay| stay.responder == id && stay.from >= at);
            let lost = self
                .losses
                .iter()
                .any(|entry| entry.source == turn.one.source && entry.until.is_none_or(|until| until > at));
            let arrives =
                by.unwrap_or_else(|| self.not_before(turn.one, turn.alarm, at + turn.one.arrives_min));
            if !came && !lost && !self.is_there(id) && arrives >= now {
                coming.insert(id, arrives);
            }
        }
        coming
    }

    fn not_before(&self, one: &Responder, alarm: u32, arrives: u32) -> u32 {
        match one.not_before {
            None => arrives,
            Some(NotBefore::AfterAlarmMin(minutes)) => arrives.max(alarm + minutes),
            Some(NotBefore::MinuteOfDay(minute)) => {
                arrives + u32::from(minute).saturating_sub((self.start.get() + arrives) % DAY)
            }
        }
    }

    /// Everybody who came, until they left or are to leave; past that time until now.
    fn those_there(&self, now: u32) -> Vec<TimedHelp> {
        let each = self.stays.iter().flat_map(|stay| {
            let planned = self.responder(stay.responder).stays_min.map(|minutes| stay.from + minutes);
            let until = stay.until.or_else(|| planned.map(|until| until.max(now + 1)));
            self.help(stay.responder, stay.from, until)
        });
        each.collect()
    }

    fn those_to_come(&self, now: u32) -> Vec<TimedHelp> {
        let each = self.on_the_way(now).into_iter().flat_map(|(id, from)| {
            self.help(id, from, self.responder(id).stays_min.map(|minutes| from + minutes))
        });
        each.collect()
    }

    fn help(&self, id: ResponderId, from: u32, until: Option<u32>) -> Vec<TimedHelp> {
        let one = self.responder(id);
        help_of(one, &own_critical_needs_that_stand(self.house, View::ALL, one.source), from, until)
    }

    /// What comes to harm with this help, and when.
    fn harm(&self, help: Vec<TimedHelp>, horizon: u32) -> BTreeSet<(u32, NeedId)> {
        let is_there = |entry: &&Entry| self.house.source_ids().contains(&entry.source);
        let lasts = |entry: &&Entry| entry.until.is_none_or(|until| until > entry.from);
        let entries = self.losses.iter().filter(is_there).filter(lasts).copied().collect();
        let question = Question { entries, horizon, help, ..Question::new([], self.start) };
        self.clock.run(&question).breaches().into_iter().map(|(need, at)| (at, need)).collect()
    }

    fn moment(&self, minute: u32) -> Moment {
        self.zero.plus(minute)
    }

    /// All that is told at a minute.
    fn check(&self, next: &NextStep, now: u32) {
        let minute = |moment: Moment| u32::try_from(self.zero.until(moment)).unwrap();
        let call = next.calls.call.map(|call| (call.responder, minute(call.at), call.is_due));
        assert_eq!(call, self.next_call(now), "whom to call");
        let on_the_way: BTreeMap<_, _> =
            next.calls.on_the_way.iter().map(|one| (one.responder, minute(one.from))).collect();
        assert_eq!(on_the_way, self.on_the_way(now), "on the way");
        let there: BTreeSet<_> =
            next.calls.there.iter().map(|there| (there.who.any(), minute(there.since))).collect();
        let theirs = self.stays.iter().filter(|stay| stay.until.is_none());
        assert_eq!(there, theirs.map(|stay| (stay.responder.any(), stay.from)).collect(), "there");
        let harm =
            |harm: &[Harm]| harm.iter().map(|harm| (minute(harm.at), harm.need)).collect::<BTreeSet<_>>();
        let horizon = (72 * 60).max(now + DAY);
        let mut all = harm(&next.harm_done);
        all.extend(harm(&next.harm_to_come));
        let mut help = self.those_there(now);
        let only_there = self.harm(help.clone(), horizon);
        help.extend(self.those_to_come(now));
        assert_eq!(all, self.harm(help, horizon), "harm");
        let still: BTreeSet<_> = only_there.into_iter().filter(|(at, _)| *at >= now).collect();
        assert_eq!(harm(&next.harm_if_only_those_there), still, "harm if nobody else comes");
    }
}

/// The model takes what the record took.
impl Model<'_> {
    fn end(&mut self, source: SourceId, at: u32) {
        for entry in self.losses.iter_mut().filter(|entry| entry.source == source && entry.until.is_none()) {
            entry.until = Some(at);
        }
    }

    fn lose(&mut self, source: SourceId, how: How, from: u32) {
        self.end(source, from);
        self.losses.push(Entry { source, how, from, until: None });
        let of_theirs =
            |id: ResponderId| self.plan.responders().iter().any(|one| one.id == id && one.source == source);
        for stay in self.stays.iter_mut().filter(|stay| stay.until.is_none() && of_theirs(stay.responder)) {
            stay.until = Some(from.max(stay.from));
        }
    }

    fn is_member(&self, source: SourceId) -> bool {
        let kind = self.house.sources.iter().find(|one| one.id == source).map(|one| one.kind);
        kind == Some(mutual_care::need::SourceKind::Member)
    }

    /// What is away and no member gives nothing, and no more.
    fn how(&self, lost: Lost) -> How {
        if lost.away && self.is_member(lost.source) { How::Away } else { How::Unable }
    }

    fn take(&mut self, event: &EmergencyPlanEvent) {
        use EmergencyPlanEvent as E;
        let minute = |moment: Moment| u32::try_from(self.zero.until(moment)).unwrap();
        match event {
            E::Called(it) => {
                let at = minute(it.moment());
                self.calls.push(Call { responder: it.responder, at, reply: Reply::Rings });
            }
            E::Answered(it) => {
                let reply = match it.reply {
                    CallReply::Comes { by } => Reply::Comes { at: minute(it.moment()), by: by.map(minute) },
                    CallReply::CannotCome => Reply::Cannot,
                };
                self.calls.iter_mut().rfind(|call| call.responder == it.responder).unwrap().reply = reply;
            }
            E::NotReached(it) => {
                let call = self.calls.iter_mut().rfind(|call| call.responder == it.responder);
                call.unwrap().reply = Reply::GivenUp;
            }
            E::Arrived(it) => {
                let Who::Responder(responder) = it.who else { unreachable!() };
                self.stays.push(Stay { responder, from: minute(it.moment()), until: None });
            }
            E::Left(it) => {
                let Who::Responder(responder) = it.who else { unreachable!() };
                let at = minute(it.moment());
                let there =
                    self.stays.iter_mut().find(|stay| stay.responder == responder && stay.until.is_none());
                there.unwrap().until = Some(at);
            }
            E::LostAgain(it) => {
                let (at, from) = (minute(it.moment()), minute(it.from()));
                for lost in &it.lost {
                    let how = self.how(*lost);
                    self.lose(lost.source, how, from);
                }
                self.noticed.push(Noticed { at, lost: it.lost.iter().map(|lost| lost.source).collect() });
            }
            E::CameBack(it) => {
                let at = minute(it.moment());
                self.end(it.source, at);
            }
            E::DiedMeanwhile(it) => {
                let (at, from, source) = (minute(it.moment()), minute(it.from()), SourceId::from(it.person));
                let is_new = !self.is_lost_now(source);
                let how = if self.is_member(source) { How::Died } else { How::Unable };
                self.lose(source, how, from);
                if is_new {
                    self.noticed.push(Noticed { at, lost: vec![source] });
                }
            }
            other => panic!("{other:?}"),
        }
    }
}

fn offer(record: &EmergencyPlan, event: EmergencyPlanEvent) -> Result<EmergencyPlan, String> {
    let policy = Policy { use_before_active: true, ..Policy::default() };
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = stamp_as(record.revision() + 1, Role::DutyWorker);
    let answer = record.clone().offer(Step::Regularly(event), stamp, &setting);
    answer.map(mutual_care::machine::Answer::into_record).map_err(|refused| refused.to_string())
}

/// What happens next: mostly what should, often a loss, somebody back, a death.
fn event(dice: &mut Dice, model: &Model<'_>, now: u32) -> Option<EmergencyPlanEvent> {
    let moment = model.moment(now);
    let (on, at) = (moment.on, moment.at);
    let sources: Vec<SourceId> = model.house.source_ids().into_iter().collect();
    let responders: Vec<ResponderId> = model.list().iter().map(|turn| turn.one.id).collect();
    let ringing: Vec<ResponderId> =
        model.calls.iter().filter(|call| call.reply == Reply::Rings).map(|call| call.responder).collect();
    let earlier = |dice: &mut Dice| {
        let by = dice.pick(&[0, 0, 1, 20, 90]).min(now);
        (by > 0).then(|| model.moment(now - by))
    };
    Some(match dice.below(20) {
        0..=3 => {
            let responder = model.next_call(now).map(|(id, ..)| id)?;
            Called { on, at, responder }.into()
        }
        4 if !responders.is_empty() => Called { on, at, responder: dice.pick(&responders) }.into(),
        5..=8 if !ringing.is_empty() && dice.percent(80) => {
            let by = dice.percent(40).then(|| model.moment(now + dice.below(200)));
            let reply = if dice.percent(85) { CallReply::Comes { by } } else { CallReply::CannotCome };
            Answered { on, at, responder: dice.pick(&ringing), reply }.into()
        }
        8 if !ringing.is_empty() => NotReached { on, at, responder: dice.pick(&ringing) }.into(),
        9..=11 => {
            let coming: Vec<ResponderId> = model.on_the_way(now).into_keys().collect();
            let who = if coming.is_empty() || dice.percent(15) { &responders } else { &coming };
            if who.is_empty() {
                return None;
            }
            Arrived { on, at, who: Who::Responder(dice.pick(who)), does: None }.into()
        }
        12 => {
            let there = model.stays.iter().filter(|stay| stay.until.is_none());
            let there: Vec<ResponderId> = there.map(|stay| stay.responder).collect();
            if there.is_empty() {
                return None;
            }
            Left { on, at, who: Who::Responder(dice.pick(&there)) }.into()
        }
        13..=15 => {
            let mut all = sources.clone();
            all.extend(model.plan.responders().iter().map(|one| one.source));
            let number = if dice.percent(75) { 1 } else { 2 };
            // Often somebody who is on the way.
            let coming: Vec<SourceId> =
                model.on_the_way(now).into_keys().map(|id| model.responder(id).source).collect();
            if !coming.is_empty() && dice.percent(50) {
                all = coming;
            }
            let lost = dice.shuffled(all.into_iter().collect::<BTreeSet<_>>().into_iter().collect());
            let away = |dice: &mut Dice| dice.percent(45);
            let lost =
                lost.into_iter().take(number).map(|source| Lost { source, away: away(dice) }).collect();
            LostAgain { on, at, lost, lost_from: earlier(dice) }.into()
        }
        16..=18 => {
            let lost: Vec<SourceId> = model.losses.iter().map(|entry| entry.source).collect();
            CameBack { on, at, source: dice.pick(&lost) }.into()
        }
        19 if dice.percent(40) => {
            let members: Vec<_> =
                model.house.sources.iter().filter_map(mutual_care::need::Source::as_person).collect();
            DiedMeanwhile { on, at, person: dice.pick(&members), died: earlier(dice) }.into()
        }
        _ => return None,
    })
}

/// How often something happened.
#[derive(Default)]
struct Reached(BTreeMap<&'static str, u32>);

impl Reached {
    fn note(&mut self, what: &'static str, is: bool) {
        *self.0.entry(what).or_default() += u32::from(is);
    }
}

#[test]
fn whom_to_call_and_what_comes_to_harm_are_as_by_the_model() {
    let mut reached = Reached::default();
    for seed in 0..lives() {
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| life(seed, &mut reached)));
        if let Err(panic) = told {
            eprintln!("life {seed} disagrees");
            std::panic::resume_unwind(panic);
        }
    }
    println!("{:#?}", reached.0);
    let rare: Vec<_> = reached.0.iter().filter(|(_, times)| **times < 2).collect();
    assert!(rare.is_empty(), "hardly ever reached: {rare:?}");
}

/// The plan, with nobody for some days only: of these it is told elsewhere.
fn for_every_day(plan: &Plan, house: &House) -> Plan {
    let mut parts = crate::emergency_reference::read_for_any_day(house, plan).into_parts();
    parts.alarms.clear();
    for one in &mut parts.responders {
        one.period = mutual_care::base::Period::ALWAYS;
    }
    Plan::new(parts).unwrap()
}

fn life(seed: u64, reached: &mut Reached) {
    let mut dice = Dice::new(seed, 71);
    let made = emergency(seed, Size::Small);
    let (week, house): (Snapshot, House) = (made.snapshot.clone(), House::of(&made.snapshot));
    let plan = for_every_day(&made.plan, &house);
    // Some day of the two weeks after the date of the week, around when something is needed.
    let windows: Vec<u32> =
        house.needs.iter().flat_map(|need| house.windows(need.id())).map(|window| window.start).collect();
    let soon = if windows.is_empty() { 600 } else { dice.pick(&windows) };
    let first = (soon + 2 * house.cycle()).saturating_sub(dice.below(240)) % (2 * house.cycle());
    let monday = monday_of(week.on());
    let midnight = Moment::of(monday.and_hms_opt(0, 0, 0).unwrap());
    let zero = midnight.plus(first);
    let of_week = WeekMinute::new(u16::try_from(first % WEEK).unwrap()).unwrap();
    let start = CycleMinute::new(u8::try_from(first / WEEK % house.weeks).unwrap(), of_week).unwrap();
    assert_eq!(zero.on.weekday().num_days_from_monday(), first / DAY % 7);
    let sources: Vec<SourceId> = house.source_ids().into_iter().collect();
    let lost = vec![Lost { source: dice.pick(&sources), away: dice.percent(40) }];
    let alarm = dice.below(40);
    let drawn_up = DrawnUp { on: week.on(), plan: Box::new(plan.clone()), people: week.members().collect() };
    let moment = zero.plus(alarm);
    let began = Activated {
        on: moment.on,
        at: moment.at,
        lost: lost.clone(),
        lost_from: zero,
        as_planned: false,
        alarm: None,
    };
    let policy = Policy { use_before_active: true, ..Policy::default() };
    let setting = Setting::new(&policy, &EveryDay);
    let opened = EmergencyPlan::open(plan.id(), drawn_up, stamp_as(1, Role::DutyWorker), &setting);
    let mut record = offer(&opened.unwrap().record.into_any(), began.into()).unwrap();
    let mut model = Model {
        house: &house,
        clock: Clock::judged(&house, stands_now(&house, View::ALL), View::ALL),
        plan: &plan,
        zero,
        start,
        calls: Vec::new(),
        stays: Vec::new(),
        losses: Vec::new(),
        noticed: vec![Noticed { at: alarm, lost: vec![lost[0].source] }],
    };
    let how = model.how(lost[0]);
    model.lose(lost[0].source, how, 0);
    let mut now = alarm;
    for _ in 0..26 {
        now += dice.pick(&[0, 0, 1, 2, 5, 5, 15, 30, 60, 120]);
        let Some(event) = event(&mut dice, &model, now) else { continue };
        let Ok(after) = offer(&record, event.clone()) else { continue };
        let before = record.next_step(&week, model.moment(now).time()).unwrap();
        record = after;
        let was_lost = |source: SourceId| model.is_lost_now(source);
        note(reached, &event, &model, &was_lost, now);
        model.take(&event);
        let next = record.next_step(&week, model.moment(now).time()).unwrap();
        model.check(&next, now);
        // Who is back calls nobody off.
        if let EmergencyPlanEvent::CameBack(it) = &event {
            let due = |next: &NextStep| next.calls.call.filter(|call| call.is_due).map(|call| call.responder);
            if let Some(due) = due(&before) {
                let theirs = next.calls.call.map(|call| model.responder(call.responder).source);
                assert!(next.calls.call.map(|call| call.responder) == Some(due) || theirs == Some(it.source));
            }
        }
    }
    back_earlier(&record, &model, &week, now);
    let later = now + dice.below(3_000);
    model.check(&record.next_step(&week, model.moment(later).time()).unwrap(), later);
}

fn note(
    reached: &mut Reached,
    event: &EmergencyPlanEvent,
    model: &Model<'_>,
    was_lost: &dyn Fn(SourceId) -> bool,
    now: u32,
) {
    let responds = |source: SourceId| model.plan.responders().iter().find(|one| one.source == source);
    let next = model.next_call(now).is_some();
    match event {
        EmergencyPlanEvent::LostAgain(it) => {
            let any = |is: &dyn Fn(&Lost) -> bool| it.lost.iter().any(is);
            reached.note("a second loss", true);
            reached.note("lost in another way", any(&|lost| was_lost(lost.source)));
            reached.note(
                "lost again",
                any(&|lost| model.losses.iter().any(|entry| entry.source == lost.source)),
            );
            reached.note("lost since earlier", it.lost_from.is_some());
            let there = |lost: &Lost| responds(lost.source).is_some_and(|one| model.is_there(one.id));
            reached.note("a responder who is there is lost", any(&there));
            let coming = |lost: &Lost| {
                responds(lost.source).is_some_and(|one| model.on_the_way(now).contains_key(&one.id))
            };
            reached.note("a responder on the way is lost", any(&coming));
            reached.note("a second loss while somebody is still to be called", next);
            reached.note("a second loss after all were called", !next);
        }
        EmergencyPlanEvent::CameBack(it) => {
            reached.note("back", true);
            reached.note("a responder is back", responds(it.source).is_some());
        }
        EmergencyPlanEvent::DiedMeanwhile(it) => {
            reached.note("died", true);
            reached.note("died, and was lost", was_lost(it.person.into()));
        }
        EmergencyPlanEvent::Called(_) => reached.note("called", true),
        EmergencyPlanEvent::Arrived(_) => reached.note("arrived", true),
        _ => {}
    }
}

/// Somebody unable who is back earlier never brings a breach more, or earlier. Both are asked at the later minute.
fn back_earlier(record: &EmergencyPlan, model: &Model<'_>, week: &Snapshot, now: u32) {
    let unable = model.losses.iter().filter(|entry| entry.until.is_none() && entry.how == How::Unable);
    for entry in unable {
        let back = |minute: u32| {
            let moment = model.moment(minute);
            CameBack { on: moment.on, at: moment.at, source: entry.source }
        };
        let Ok(early) = offer(record, back(now).into()) else { continue };
        let harm = |record: &EmergencyPlan| {
            let next = record.next_step(week, model.moment(now + 600).time()).unwrap();
            let all = next.harm_done.iter().chain(&next.harm_to_come);
            all.map(|harm| (harm.need, harm.at)).collect::<BTreeMap<_, _>>()
        };
        let early = harm(&early);
        for later in [1, 60, 600] {
            let late = harm(&offer(record, back(now + later).into()).unwrap());
            for (need, at) in &early {
                assert!(
                    late.get(need).is_some_and(|late| late <= at),
                    "{need:?} by being back {later} earlier"
                );
            }
        }
    }
}

#[test]
fn nobody_is_back_from_the_dead() {
    // After a death every event about whoever died is refused, in each of these lives.
    let mut died = 0;
    for seed in 0..12 {
        let made = emergency(seed, Size::Small);
        let policy = Policy { use_before_active: true, ..Policy::default() };
        let setting = Setting::new(&policy, &EveryDay);
        let people: Vec<_> = made.snapshot.members().collect();
        let plan = for_every_day(&made.plan, &House::of(&made.snapshot));
        let drawn_up =
            DrawnUp { on: made.snapshot.on(), plan: Box::new(plan.clone()), people: people.clone() };
        let zero = Moment::of(made.snapshot.on().and_hms_opt(9, 0, 0).unwrap());
        let at = |minute: u32| (zero.plus(minute).on, zero.plus(minute).at);
        let lost = vec![Lost { source: people[0].into(), away: false }];
        let (on, clock) = at(0);
        let began = Activated { on, at: clock, lost, lost_from: zero, as_planned: false, alarm: None };
        let opened = EmergencyPlan::open(plan.id(), drawn_up, stamp_as(1, Role::DutyWorker), &setting);
        let record = offer(&opened.unwrap().record.into_any(), began.into()).unwrap();
        let (on, clock) = at(5);
        let person = *people.last().unwrap();
        let died_at = DiedMeanwhile { on, at: clock, person, died: None };
        let record = offer(&record, died_at.into()).unwrap();
        let (on, clock) = at(9);
        let back = CameBack { on, at: clock, source: person.into() };
        let again = LostAgain {
            on,
            at: clock,
            lost: vec![Lost { source: person.into(), away: true }],
            lost_from: None,
        };
        for event in [back.into(), again.into(), DiedMeanwhile { on, at: clock, person, died: None }.into()] {
            assert!(offer(&record, event).is_err());
        }
        died += 1;
    }
    assert_eq!(died, 12);
}
