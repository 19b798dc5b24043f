//! What comes to harm next, by the engine that proves the plan, run on what really happened.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDateTime;
use serde::Serialize;

use super::calls::Due;
use super::passed::After;
use super::{Activation, Does, EmergencyPlan, Moment, Passed, PlanCase, Stay, Who, WhomToCall, calls, rules};
use crate::base::{
    Amount, AnyId, ClockChange, Finding, Findings, NeedId, PersonId, SourceId, clock_change_on,
    clocks_change_between, limits,
};
use crate::emergency::proof::calls::leans_on;
use crate::need::{SkilledHands, Snapshot, SourceKind, TimedHelp};
use crate::support::{HORIZON_72_HOURS, Losses, LostHow, QuestionError, Support, TimedLoss, Timeline};

/// At least so many minutes ahead are looked at, however long the emergency has been on.
const AHEAD_MIN: u32 = 24 * 60;

/// What to do next while an emergency is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NextStep {
    /// Whom to call, who is on the way, who is there, who is late.
    pub calls: WhomToCall,
    /// Minutes since the loss, by the wall clock; over the night in October the most that may have passed.
    pub minutes: u32,
    /// When 72 hours have passed since the loss, by the wall clock.
    pub end_of_72_hours: Moment,
    /// Up to when it was looked at: the end of the 72 hours, and at least 24 hours from now.
    pub looked_until: Moment,
    /// The needs that come to harm if nobody else comes than those who are there and those who are on the way, in
    /// order of time.
    pub harm_to_come: Vec<Harm>,
    /// The same if not even those on the way come.
    pub harm_if_only_those_there: Vec<Harm>,
    /// The needs that have come to harm already, by what is recorded.
    pub harm_done: Vec<Harm>,
    /// What somebody should look at.
    pub findings: Findings,
}

/// A need that comes to harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Harm {
    /// When.
    pub at: Moment,
    /// Which need.
    pub need: NeedId,
    /// Whose it is.
    pub person: PersonId,
    /// Whether it is critical.
    pub critical: bool,
    /// How many minutes from now; less than 0 for what is past. Over the hour that comes twice the fewest that it can be.
    pub in_min: i64,
}

/// There is no next step to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NextStepError {
    /// No emergency is on.
    #[error("no emergency is on: expected a plan that is activated")]
    NoEmergency,
    /// Asked for a time before the loss.
    #[error("expected a time no earlier than the loss")]
    BeforeTheLoss,
    /// Asked for a time past what a timeline reaches.
    #[error("expected a time within {} minutes of the loss", limits::HORIZON_MIN)]
    TooLong,
    /// The engine refuses; nothing that can be recorded leads here.
    #[error("the household's week cannot be asked: {0}")]
    Question(#[from] QuestionError),
}

impl NextStep {
    /// The next critical need that comes to harm if nobody else comes.
    pub fn next_critical(&self) -> Option<&Harm> {
        self.harm_to_come.iter().find(|harm| harm.critical)
    }
}

impl EmergencyPlan {
    /// What to do next while an emergency is on: whom to call, who is late, what comes to harm when.
    ///
    /// The plan may be as little filled in as it is, and the week may lack what the plan names: what is not there is
    /// left out, and found. What is recorded counts as it is recorded: a stay from its arrival until it left, or
    /// until it is to leave; who answered from when they are to be there; nobody who is late. Whoever stays past
    /// their time counts as there now, and not after.
    ///
    /// # Errors
    ///
    /// [`NextStepError`] while no emergency is on, and for a time before the loss or past
    /// [`limits::HORIZON_MIN`] minutes after it.
    ///
    /// ```
    /// # use mutual_care::base::{PersonId, Role, Stamp, WorkerId, WorkingDays, PrivateText};
    /// # use mutual_care::emergency::{ForLoss, Lost, Plan, PlanParts, Responder, ResponderKind};
    /// # use mutual_care::emergency::record::*;
    /// # use mutual_care::machine::{Irregularly, Machine, Setting};
    /// # use mutual_care::need::{Consequence, Need, Outcome, Arrangement, Snapshot, SnapshotParts, Source, Window};
    /// # struct EveryDay;
    /// # impl WorkingDays for EveryDay {
    /// #     fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> { Some(true) }
    /// # }
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// // A made-up mother and son: she hands him his tablets at eight. Her sister would come within the hour.
    /// let (mother, son, aunt): (PersonId, PersonId, PersonId) = (id(1).parse()?, id(2).parse()?, id(3).parse()?);
    /// let tablets = Need::new(id(4).parse()?, son, Outcome::Medicines, Consequence::Critical)
    ///     .with_windows(vec![Window::doing("Sat 20:00-21:00".parse()?, 5)?])?
    ///     .with_tolerance(120)?;
    /// let hands_him = Arrangement::new(id(5).parse()?, mother.into(), tablets.id(), "daily 20:00-20:10".parse()?);
    /// let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 7).ok_or("a date")?; // a Saturday
    /// let week = Snapshot::new(SnapshotParts {
    ///     on: day,
    ///     sources: vec![Source::member(mother), Source::member(son)],
    ///     needs: vec![tablets.clone()],
    ///     arrangements: vec![hands_him],
    /// })?;
    /// let mut parts = PlanParts::new(id(8).parse()?, id(9).parse()?, day);
    /// let sister = Responder {
    ///     answers_min: 5,
    ///     arrives_min: 60,
    ///     covers: vec![tablets.id()],
    ///     ..Responder::new(id(6).parse()?, aunt, ResponderKind::Family)
    /// };
    /// parts.responders = vec![sister.clone()];
    ///
    /// // The plan is a draft. She is taken ill at seven; it is put into action all the same.
    /// let (policy, worker): (_, WorkerId) = (Policy::default(), id(90).parse()?);
    /// let setting = Setting::new(&policy, &EveryDay);
    /// let stamp = |minute| Stamp::new(
    ///     day.and_hms_opt(19, minute, 0).unwrap().and_utc(), worker, Role::DutyWorker).unwrap();
    /// let plan = Box::new(Plan::new(parts)?);
    /// let drawn_up = DrawnUp { on: day, plan: plan.clone(), people: vec![mother, son] };
    /// let draft = EmergencyPlan::open(plan.id(), drawn_up, stamp(0), &setting)?.record;
    /// let seven: ClockTime = "19:00".parse()?;
    /// let activated = Activated {
    ///     on: day,
    ///     at: seven,
    ///     lost: vec![Lost { source: mother.into(), away: true }],
    ///     lost_from: Moment::new(day, seven),
    ///     as_planned: false,
    ///     alarm: None,
    /// };
    /// let reason = PrivateText::new("She was taken to hospital.")?;
    /// let on = draft.accept(Irregularly { what: activated, reason, accepted_by: worker.into() }, stamp(1), &setting)?;
    /// assert!(on.findings.with_code("plan-not-active-yet").count() == 1 && !on.findings.bars());
    ///
    /// // Whom to call, and what comes to harm if nobody comes: the tablets, two hours after five to nine.
    /// let record: EmergencyPlan = on.record.into();
    /// let next = record.next_step(&week, day.and_hms_opt(19, 1, 0).unwrap())?;
    /// assert_eq!(next.calls.call.map(|call| call.responder), Some(sister.id));
    /// assert_eq!(next.next_critical().map(|harm| harm.at.to_string()), Some("2026-03-07 22:55".into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_step(&self, week: &Snapshot, now: NaiveDateTime) -> Result<NextStep, NextStepError> {
        let activation = self.activation().ok_or(NextStepError::NoEmergency)?;
        activation.next_step(self.case(), &Support::of(week), now)
    }
}

impl Activation {
    /// The same, with the household's week made ready once for many questions.
    ///
    /// # Errors
    ///
    /// As [`EmergencyPlan::next_step`].
    pub fn next_step(
        &self,
        case: &PlanCase,
        support: &Support<'_>,
        now: NaiveDateTime,
    ) -> Result<NextStep, NextStepError> {
        let start = self.began.lost_from;
        let calls = self.whom_to_call(case, now);
        let now = calls.now;
        if !start.may_be_followed_by(now) {
            return Err(NextStepError::BeforeTheLoss);
        }
        let (after, by_the_clock) = (After::loss(start), u32::try_from(start.until(now)).unwrap_or_default());
        let passed = after.most(now);
        let minutes = passed.max(by_the_clock);
        if minutes >= limits::HORIZON_MIN {
            return Err(NextStepError::TooLong);
        }
        let end_of_72_hours = start.plus(HORIZON_72_HOURS);
        let horizon =
            after.most(end_of_72_hours).max(passed.saturating_add(AHEAD_MIN)).min(limits::HORIZON_MIN);
        let (losses, mut findings) = self.losses_in(support.snapshot(), after);
        let ask = Ask { activation: self, case, support, after };
        let (mut help, missing) = ask.those_there(passed);
        findings.extend(missing);
        let starts = after.shown(0);
        let starts = support.snapshot().minute_on(starts.on, starts.week_minute());
        let run = |help: &[TimedHelp]| match after.clock_put(horizon) {
            None => support.timeline(&losses, starts, horizon, help),
            Some(clock) => support.timeline_with_clock_put(&losses, starts, horizon, help, clock),
        };
        let only_there = run(&help)?;
        help.extend(ask.those_on_the_way(&calls, &mut findings));
        let with_all = run(&help)?;
        let looked_until = after.shown(horizon);
        findings.extend(case.out_of_date(now.on));
        findings.extend(self.look_at_the_list(case, now.on));
        findings.extend(clocks_change(start, looked_until));
        let harm = |timeline: &Timeline| harm(support.snapshot(), timeline, after, passed);
        let (harm_done, harm_to_come) = harm(&with_all).into_iter().partition(|harm: &Harm| harm.in_min < 0);
        let harm_if_only_those_there =
            harm(&only_there).into_iter().filter(|harm| harm.in_min >= 0).collect();
        Ok(NextStep {
            calls,
            minutes,
            end_of_72_hours,
            looked_until,
            harm_to_come,
            harm_if_only_those_there,
            harm_done,
            findings,
        })
    }

    /// The losses as the timeline takes them, of what the week knows. Where an hour comes twice, help is gone as early and
    /// back as late as it can be, and needs are gone as late and back as early.
    fn losses_in(&self, week: &Snapshot, after: After) -> (Losses, Findings) {
        let mut unknown = BTreeSet::new();
        let mut list = Vec::new();
        for loss in self.losses() {
            let kind = week.source(loss.source).map(|source| source.kind);
            if kind.is_none() {
                unknown.insert(loss.source);
                continue;
            }
            let is_first = loss.from == self.began.lost_from;
            let early = if is_first { 0 } else { after.least(loss.from) };
            let late = if is_first { 0 } else { after.most(loss.from) };
            let entry = |how, from, until: Option<u32>| {
                let lasts = until.is_none_or(|until| until > from);
                lasts.then_some(TimedLoss { source: loss.source, how, from, until })
            };
            list.extend(entry(LostHow::Unable, early, loss.until.map(|until| after.most(until))));
            if kind == Some(SourceKind::Member) && loss.how != LostHow::Unable {
                list.extend(entry(loss.how, late, loss.until.map(|until| after.least(until))));
            }
        }
        let not_there = |source| Finding::new(&rules::LOST_NOT_IN_WEEK).about(source);
        (Losses::counted_from(list), unknown.into_iter().map(not_there).collect())
    }
}

/// What help is asked with.
struct Ask<'a> {
    activation: &'a Activation,
    case: &'a PlanCase,
    support: &'a Support<'a>,
    after: After,
}

impl Ask<'_> {
    /// Everybody who came, for as long as they were there or are to be: where an hour comes twice, as late and as short as
    /// it can have been.
    fn those_there(&self, now_min: u32) -> (Vec<TimedHelp>, Findings) {
        let mut findings = Findings::none();
        let plus =
            |minutes: u32, more: Option<Passed>| minutes.saturating_add(more.map_or(0, |more| more.least));
        // The latest, should anybody come and go more often than a timeline can hold.
        let most = limits::TIMED_HELPS - limits::PLAN_HELPS;
        let mut help = Vec::new();
        for stay in self.activation.stays.iter().rev() {
            let from = self.after.most(stay.from);
            let until = match stay.until {
                Some(until) => Some(plus(from, stay.from.passed(until))),
                None => calls::leaves(self.case, stay).map(|at| self.after.least(at).max(now_min + 1)),
            };
            for does in stay_does(self.case, stay) {
                help.extend(self.help(stay.who, does, from, until, &mut findings));
            }
        }
        help.truncate(most);
        (help, findings)
    }

    fn those_on_the_way(&self, calls: &WhomToCall, findings: &mut Findings) -> Vec<TimedHelp> {
        let mut help = Vec::new();
        for (responder, due) in self.activation.due_to_come(self.case, calls) {
            let who = Who::Responder(responder);
            let from = match due {
                Due::At(moment) => self.after.most(moment),
                Due::After(moment, minutes) => self.after.most(moment).saturating_add(minutes),
            };
            let stays = self.case.responder(responder).and_then(|one| one.stays_min);
            let until = stays.map(|stays| from.saturating_add(stays));
            for does in planned(self.case, who) {
                help.extend(self.help(who, does, from, until, findings));
            }
        }
        help
    }

    fn help(
        &self,
        who: Who,
        (does, skills): (Does, Vec<SkilledHands>),
        from: u32,
        until: Option<u32>,
        findings: &mut Findings,
    ) -> Option<TimedHelp> {
        let week = self.support.snapshot();
        let source = self.source_of(who)?;
        let (mut needs, missing): (Vec<NeedId>, Vec<NeedId>) =
            does.covers.into_iter().partition(|need| week.need(*need).is_some());
        // Nobody sees to a need of their own.
        needs.retain(|need| week.need(*need).is_none_or(|need| SourceId::from(need.person()) != source));
        let not_there = |need: NeedId| Finding::new(&rules::NEED_NOT_IN_WEEK).about(need).about(who.any());
        findings.extend(missing.into_iter().map(not_there));
        let members: BTreeSet<PersonId> = week.members().collect();
        let takes_in: Vec<PersonId> =
            does.takes_in.into_iter().filter(|person| members.contains(person)).collect();
        // A member cannot take in by a plan; one who goes along, to hospital say, stops like one who covers.
        let relies_on = if members.contains(&PersonId::new(source.uuid())) {
            leans_on(self.support, source)
        } else {
            Vec::new()
        };
        let hands = does.hands.clamp(1, limits::HANDS);
        Some(TimedHelp { id: who.any(), source, from, until, needs, hands, skills, takes_in, relies_on })
    }

    fn source_of(&self, who: Who) -> Option<SourceId> {
        match who {
            Who::Responder(id) => self.case.responder(id).map(|responder| responder.source),
            Who::Other(source) => Some(source),
        }
    }
}

/// What somebody who came does: as it is recorded; else, of a responder, as the plan has it.
fn stay_does(case: &PlanCase, stay: &Stay) -> Vec<(Does, Vec<SkilledHands>)> {
    // Nobody writes down at night who of them is trained for what.
    stay.does.clone().map_or_else(|| planned(case, stay.who), |does| alloc::vec![(does, Vec::new())])
}

/// What a responder does by the plan, with which skills: one for each number of hands, and of skilled ones, that it brings,
/// in the first whom it takes in.
fn planned(case: &PlanCase, who: Who) -> Vec<(Does, Vec<SkilledHands>)> {
    let Who::Responder(id) = who else { return Vec::new() };
    let Some(responder) = case.responder(id) else { return Vec::new() };
    let alike = responder.covers_alike().into_iter();
    let mut does: Vec<(Does, Vec<SkilledHands>)> = alike
        .map(|((hands, skills), covers)| (Does { covers, hands, takes_in: Vec::new() }, skills))
        .collect();
    if does.is_empty() {
        does.push((Does { covers: Vec::new(), hands: responder.hands, takes_in: Vec::new() }, Vec::new()));
    }
    if let Some((first, _)) = does.first_mut() {
        first.takes_in.clone_from(&responder.takes_in);
    }
    does
}

/// That the clocks change while it is looked at, and what that means for the times that are told.
fn clocks_change(start: Moment, looked_until: Moment) -> Option<Finding> {
    let on = clocks_change_between(start.on, looked_until.on)?;
    let how = match clock_change_on(on)? {
        ClockChange::Back => "go back: the hour from 01:00 comes twice",
        ClockChange::Forward => "go forward: the hour from 01:00 is missing",
    };
    Some(Finding::new(&rules::CLOCKS_CHANGE).with("on", Amount::Date(on)).with("how", Amount::Code(how)))
}

/// The harm of a timeline, each need once, in order of time.
fn harm(week: &Snapshot, timeline: &Timeline, after: After, now_min: u32) -> Vec<Harm> {
    let need = |id: AnyId| week.need(NeedId::new(id.uuid()));
    let mut all: Vec<Harm> = timeline
        .breaches()
        .filter_map(|(at, id)| {
            let need = need(id)?;
            Some(Harm {
                at: after.shown(at),
                need: need.id(),
                person: need.person(),
                critical: need.is_critical(),
                in_min: i64::from(at) - i64::from(now_min),
            })
        })
        .collect();
    // By what passes: on one night of the year the clock shows a later minute as an earlier one.
    all.sort_by_key(|harm| (harm.in_min, *harm));
    all
}
