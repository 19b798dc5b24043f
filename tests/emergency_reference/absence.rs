//! A planned absence with dates, over real days: from its definition, a minute array of as many weeks as it takes, and for
//! each loss besides the whole walk from its first minute, again and again.
//!
//! Choices where the definition leaves room:
//!
//! - A member who is away needs nothing and gives nothing; of anybody or anything else being away is giving nothing.
//! - Who is away raises no alarm and visits nobody in the minutes in which they are away. Whoever is lost besides is lost
//!   while they are, so that they answer no call for it, and they do not come as planned.
//! - The days of a responder are those on which it can be reached and is there. As planned it comes at the first minute, or
//!   with the first of its days, or at its hour; it leaves with the last of them.
//! - Whoever is called while there has two stays; a minute in both counts once.
//! - Who does not answer is among those called for what is lost besides; whoever is there as planned is there all the same.
//! - Whom a loss concerns is judged of all help that counts on some day.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};
use mutual_care::base::{NeedId, ResponderId, SourceId};
use mutual_care::emergency::{Level, Lost, NotBefore, Plan, Responder};
use mutual_care::need::{Snapshot, SourceKind, TimedHelp};

use super::super::reference::{
    Clock, Entry, House, How, Question, View, WEEK, day_of, minutes_of, monday_of, stands_now, start_at,
};
use super::calls::{help_of, is_agreed, is_ever_reachable, not_before};
use super::hours::{NothingToTell, nothing_to_tell};
use super::losses::{losses, sources};
use super::notice::{AWay, By, Notice, Visits, visits};
use super::read::read_for_any_day;
use super::rests_on::own_critical_needs_that_stand;

/// Who is away from when until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Who.
    pub who: BTreeSet<SourceId>,
    /// The first minute.
    pub from: NaiveDateTime,
    /// The first minute back.
    pub until: NaiveDateTime,
}

/// A loss besides, so many minutes after the absence began, and who does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besides {
    /// When.
    pub at: u32,
    /// What is lost.
    pub lost: Vec<Lost>,
    /// Who does not answer.
    pub silent: Option<ResponderId>,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FoundAbsent {
    /// Critical needs that the absence alone breaches, with the minutes after its beginning. If there are any, nothing else
    /// is told.
    pub not_yet: BTreeMap<NeedId, u32>,
    /// Critical needs of which nothing can be told. If there are any, nothing else is told.
    pub nothing_to_tell: NothingToTell,
    /// The lowest level that fails, with the minutes from the loss to the harm.
    pub fails: Option<(Level, u32, Besides)>,
}

/// An absence, made ready to be looked at.
pub struct Absent<'a> {
    /// The week of its first day.
    on: House,
    /// Real days.
    days: &'a House,
    clock: Clock<'a>,
    view: View,
    plan: Plan,
    visits: Visits,
    absence: Absence,
    /// Its first minute, of the real days.
    start: u32,
    /// How many minutes it lasts.
    pub lasts: u32,
    horizon: u32,
    relies_on: BTreeMap<ResponderId, Vec<NeedId>>,
    /// How each loss besides is noticed, worked out once.
    notices: RefCell<BTreeMap<Vec<Lost>, Notice>>,
}

/// The Monday with which the real days of an absence begin: a week before it does, so that what began the night before is
/// there.
fn first_monday(absence: &Absence) -> NaiveDate {
    monday_of(absence.from.date()) - Days::new(7)
}

/// The real days of an absence and the horizon after it.
pub fn days_of(week: &Snapshot, absence: &Absence, horizon: u32) -> House {
    let monday = first_monday(absence);
    let minutes = (absence.until - monday.and_time(NaiveTime::MIN)).num_minutes() + i64::from(horizon);
    let weeks = u32::try_from(minutes).unwrap() / WEEK + 2;
    House::of_days(week.clone().into_parts(), monday, weeks)
}

impl<'a> Absent<'a> {
    /// Made ready. `days` are those of the absence.
    pub fn new(
        week: &Snapshot,
        days: &'a House,
        view: View,
        plan: &Plan,
        absence: &Absence,
        horizon: u32,
    ) -> Self {
        let mut parts = week.clone().into_parts();
        parts.on = absence.from.date();
        let on = House::from_parts(parts);
        let today = stands_now(&on, view);
        let plan = read_for_any_day(&on, plan);
        let minutes =
            |from: NaiveDateTime, until: NaiveDateTime| u32::try_from((until - from).num_minutes()).unwrap();
        let relies_on = |one: &Responder| (one.id, own_critical_needs_that_stand(&on, view, one.source));
        Self {
            clock: Clock::judged(days, today, view),
            relies_on: plan.responders().iter().map(relies_on).collect(),
            visits: visits(days, view),
            start: minutes(days.on.and_time(NaiveTime::MIN), absence.from),
            lasts: minutes(absence.from, absence.until),
            absence: absence.clone(),
            on,
            days,
            view,
            plan,
            horizon,
            notices: RefCell::default(),
        }
    }

    /// The date of a minute after the beginning.
    fn date(&self, minute: u32) -> NaiveDate {
        day_of(self.days.on, self.start + minute)
    }

    fn is_member(&self, source: SourceId) -> bool {
        self.days.sources.iter().any(|one| one.id == source && one.kind == SourceKind::Member)
    }

    fn how(&self, source: SourceId, away: bool) -> How {
        if away && self.is_member(source) { How::Away } else { How::Unable }
    }

    /// The minutes from the beginning in which a responder is there who arrives in one: on its days only, and not before its
    /// hour. None if none is left.
    fn stay(&self, one: &Responder, arrives: u32, alarm: u32) -> Option<(u32, Option<u32>)> {
        let from = match one.not_before {
            None => arrives,
            Some(NotBefore::MinuteOfDay(minute)) => not_before(self.start, arrives, minute),
            Some(NotBefore::AfterAlarmMin(minutes)) => arrives.max(alarm + minutes),
        };
        if !one.period.contains(self.date(from)) {
            return None;
        }
        let until = one.stays_min.map(|minutes| from + minutes);
        let end = one.period.until().map(|day| {
            let end = day.and_time(NaiveTime::MIN) - self.absence.from;
            u32::try_from(end.num_minutes()).unwrap()
        });
        Some((from, until.into_iter().chain(end).min()))
    }

    /// Who comes because it was planned: everybody on the list for those who are away is there from the first minute of
    /// their days.
    fn as_planned(&self) -> Vec<TimedHelp> {
        let listed = self.plan.responders().iter().filter(|one| {
            one.for_loss.is_for(self.absence.who.iter().copied())
                && is_agreed(one)
                && is_ever_reachable(one)
                && !self.absence.who.contains(&one.source)
        });
        let mut help = Vec::new();
        for one in listed {
            let all = self.lasts + self.horizon;
            let Some(arrives) = (0..all).find(|minute| one.period.contains(self.date(*minute))) else {
                continue;
            };
            if let Some((from, until)) = self.stay(one, arrives, 0) {
                help.extend(help_of(one, &self.relies_on[&one.id], from, until));
            }
        }
        help
    }

    /// How a loss besides is noticed, in minutes after it.
    fn alarm(&self, besides: &Besides) -> Option<u32> {
        let mut notices = self.notices.borrow_mut();
        let notice = notices.entry(besides.lost.clone()).or_insert_with(|| {
            let mut ways = Notice::ways(self.days, self.view, &self.visits, &self.plan, &besides.lost, None);
            for way in &mut ways {
                self.only_who_is_there(way);
            }
            Notice::by(ways)
        });
        notice.raised(self.start + besides.at, self.horizon).map(|raised| raised.at)
    }

    /// A way works on its days only, and by nobody who is away then.
    fn only_who_is_there(&self, way: &mut AWay) {
        let alarm = self.plan.alarms().iter().find(|alarm| alarm.id == way.alarm).unwrap();
        for (minute, works) in (0..).zip(&mut way.minutes) {
            let is_absent = |source: &SourceId| {
                let absent = self.start..self.start + self.lasts;
                absent.contains(&minute) && self.absence.who.contains(source)
            };
            *works &= alarm.period.contains(day_of(self.days.on, minute))
                && match &way.by {
                    By::One(None) => true,
                    By::One(Some(source)) => !is_absent(source),
                    By::Visitors(visitors) => {
                        visitors.iter().any(|(by, there)| there[minute as usize] && !is_absent(by))
                    }
                };
        }
    }

    /// Who is called for a loss besides: everybody on the list for it, in order.
    fn called(&self, besides: &Besides) -> Vec<TimedHelp> {
        let Some(alarm) = self.alarm(besides) else { return Vec::new() };
        let gone = sources(&besides.lost);
        let (mut turn, mut help) = (besides.at + alarm, Vec::new());
        for one in self.plan.responders().iter().filter(|one| one.for_loss.is_for(gone.iter().copied())) {
            let reachable = minutes_of(&one.reachable);
            let is_reached = |minute: &u32| {
                reachable[((self.start + minute) % WEEK) as usize] && one.period.contains(self.date(*minute))
            };
            let called = (turn..besides.at + self.horizon).find(is_reached);
            turn += one.answers_min;
            let comes = is_agreed(one)
                && besides.silent != Some(one.id)
                && !gone.contains(&one.source)
                && !self.absence.who.contains(&one.source);
            let Some(called) = called.filter(|_| comes) else { continue };
            let arrives = called + one.answers_min + one.arrives_min;
            if let Some((from, until)) = self.stay(one, arrives, besides.at + alarm) {
                help.extend(help_of(one, &self.relies_on[&one.id], from, until));
            }
        }
        help
    }

    fn asked(&self, besides: Option<&Besides>) -> Question {
        let away = self.absence.who.iter().map(|source| Entry {
            source: *source,
            how: self.how(*source, true),
            from: 0,
            until: Some(self.lasts),
        });
        let lost = besides.iter().flat_map(|it| {
            it.lost.iter().map(|lost| Entry {
                source: lost.source,
                how: self.how(lost.source, lost.away),
                from: it.at,
                until: None,
            })
        });
        let mut help = self.as_planned();
        help.extend(besides.map_or_else(Vec::new, |besides| self.called(besides)));
        Question {
            entries: away.chain(lost).collect(),
            horizon: besides.map_or(self.lasts, |besides| besides.at) + self.horizon,
            help,
            ..Question::new([], start_at(self.start))
        }
    }

    /// The critical needs that the absence alone breaches, and when.
    pub fn alone(&self) -> BTreeMap<NeedId, u32> {
        let breaches = self.clock.run(&self.asked(None)).breaches().into_iter();
        breaches.filter(|(need, _)| self.days.need(*need).is_critical()).collect()
    }

    /// The minutes after a loss besides until a critical need is breached.
    pub fn harm(&self, besides: &Besides) -> Option<u32> {
        let harm = self.clock.first_critical_breach(&self.asked(Some(besides)));
        harm.map(|at| at.checked_sub(besides.at).expect("the absence alone breaches nothing"))
    }

    /// The losses of a level that are none of the level below: of what is not away.
    fn new_at(&self, level: Level) -> Vec<(Vec<Lost>, Option<ResponderId>)> {
        let all = losses(&self.on, &self.plan);
        let of_level = if level == Level::Three { all.of_two } else { all.of_one };
        let here = |lost: &Vec<Lost>| lost.iter().all(|one| !self.absence.who.contains(&one.source));
        let mut new = Vec::new();
        for lost in of_level.into_iter().filter(here) {
            let gone = sources(&lost);
            let may_not_answer = self.plan.responders().iter().filter(|one| {
                let would_come = is_agreed(one) && is_ever_reachable(one) && !gone.contains(&one.source);
                one.for_loss.is_for(gone.iter().copied()) && would_come
            });
            let some = may_not_answer.map(|one| Some(one.id));
            let silent: Vec<Option<ResponderId>> = match level {
                Level::One => vec![None],
                Level::Two => some.collect(),
                Level::Three => std::iter::once(None).chain(some).collect(),
            };
            new.extend(silent.into_iter().map(|silent| (lost.clone(), silent)));
        }
        new
    }

    /// Looks at the absence alone; then at losses besides at these minutes after its beginning, level by level up to the
    /// first that fails: of those with the soonest harm the first in time, then by what is lost, those who are away, and who
    /// does not answer.
    pub fn seek(&self, minutes: &[u32]) -> FoundAbsent {
        let mut found = FoundAbsent {
            not_yet: self.alone(),
            nothing_to_tell: nothing_to_tell(&self.on, self.view),
            fails: None,
        };
        if !found.not_yet.is_empty() || found.nothing_to_tell != NothingToTell::default() {
            return found;
        }
        for level in [Level::One, Level::Two, Level::Three] {
            let mut worst: Option<(u32, Besides)> = None;
            for (lost, silent) in self.new_at(level) {
                for at in minutes {
                    let besides = Besides { at: *at, lost: lost.clone(), silent };
                    let Some(harm) = self.harm(&besides) else { continue };
                    let key = |harm: u32, it: &Besides| (harm, it.at, in_order(&it.lost), it.silent);
                    if worst.as_ref().is_none_or(|(known, it)| key(harm, &besides) < key(*known, it)) {
                        worst = Some((harm, besides));
                    }
                }
            }
            if let Some((harm, besides)) = worst {
                found.fails = Some((level, harm, besides));
                break;
            }
        }
        found
    }
}

/// What is lost, as equal counterexamples are told apart: the ids, then how many are away, then who.
fn in_order(lost: &[Lost]) -> (Vec<SourceId>, usize, Vec<SourceId>) {
    let ids = lost.iter().map(|one| one.source).collect();
    let away: Vec<SourceId> = lost.iter().filter(|one| one.away).map(|one| one.source).collect();
    (ids, away.len(), away)
}
