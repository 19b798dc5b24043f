//! What a story is made of: ids, minutes and codes.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use crate::base::{
    AnyId, ArrangementId, CycleMinute, CyclePattern, Fingerprint, MINUTES_PER_DAY, NeedId, PersonId,
    ResponderId, SourceId, codes, date_in_words,
};
use crate::emergency::{
    Absence, AgainstWish, CallOutcome, Level, Lost, NotOnThisDay, NoticesBeyond, OpenAtEnd, RestsOnAlarms,
    Scenario, sentences as tell,
};
use crate::need::{SkillNeeded, Snapshot};
use crate::support::OpenSkill;

codes! {
    /// What a chapter of a story is about.
    pub enum ChapterIs: "what a chapter is about" {
        /// What came of the proof.
        InShort = "in_short", "In short";
        /// Who is away as planned, and who comes for that.
        Meanwhile = "meanwhile", "While somebody is away";
        /// How it fails: one scenario, minute by minute.
        HowItFails = "how_it_fails", "How it would go wrong";
        /// What would have kept that from happening.
        WhatWouldHelp = "what_would_help", "What would have helped";
        /// Where least time is left, and what is open when the horizon ends.
        HowNarrowly = "how_narrowly", "How narrowly it holds";
        /// Who has to do as agreed, what has to be as assumed.
        RestsOn = "rests_on", "What it rests on";
        /// What is left out, and how it fails, where only what is confirmed counts.
        OnlyConfirmed = "only_confirmed", "Without what is not confirmed";
        /// The losses of which nobody would know in time.
        Unnoticed = "unnoticed", "What nobody would notice in time";
        /// Which versions of plan and week were read.
        Read = "read", "What was read";
    }
}

/// One chapter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chapter {
    /// What it is about.
    pub is: ChapterIs,
    /// What it tells, in order.
    pub lines: Vec<StoryLine>,
}

/// One line: what is told, and when it happens if it does at a minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StoryLine {
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<StoryAt>,
    /// What.
    pub tells: Tells,
}

/// A minute of a story: of the cycle, and counted from the loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct StoryAt {
    /// Which minute of the cycle.
    pub minute: CycleMinute,
    /// How many minutes after the loss.
    pub after_min: u32,
    /// On which day, where that is known: of a planned absence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
}

impl StoryAt {
    /// So many minutes after a loss at this minute, in a cycle of so many weeks.
    pub const fn new(start: CycleMinute, after_min: u32, weeks: u8) -> Self {
        Self { minute: start.plus(after_min, weeks), after_min, day: None }
    }

    /// The same after a loss on this day, if it is known.
    #[must_use]
    pub fn from_day(self, day: Option<NaiveDate>, weeks: u8) -> Self {
        let start = u32::from(self.minute.before(self.after_min, weeks).minute().get() % MINUTES_PER_DAY);
        let later = Days::new(((start + self.after_min) / u32::from(MINUTES_PER_DAY)).into());
        Self { day: day.and_then(|day| day.checked_add_days(later)), ..self }
    }

    /// Of a day that is known "22:10 on Saturday 8 August 2026"; else "Saturday 22:10", and a week or more later with how many; where weeks differ, in which week if it is not that of the
    /// loss.
    pub(in crate::emergency) fn in_words(self, snapshot: &Snapshot) -> String {
        if let Some(day) = self.day {
            return tell::on_day(&time_of_day(self.minute), &day_in_words(day));
        }
        snapshot.minute_after_in_full(self.minute.before(self.after_min, snapshot.weeks()), self.after_min)
    }
}

/// "22:10".
pub(super) fn time_of_day(minute: CycleMinute) -> String {
    let minute = minute.minute().get() % MINUTES_PER_DAY;
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// "Saturday 8 August 2026".
pub(super) fn day_in_words(day: NaiveDate) -> String {
    format!("{} {}", day.format("%A"), date_in_words(day))
}

codes! {
    /// How somebody finds out.
    pub enum Found: "how somebody finds out" {
        /// A member of the household raises the alarm.
        Member = "member", "raises the alarm";
        /// Whoever is lost telephones.
        OwnTelephone = "own_telephone", "telephones for help";
        /// Whoever is with somebody out of doors rings the number on their card.
        Card = "card", "is with them, finds the card that they carry, and rings the number on it";
        /// Somebody visits or calls.
        NextVisit = "next_visit", "visits or calls, finds out, and raises the alarm";
        /// Somebody is missed where they were expected.
        MissedVisit = "missed_visit", "misses somebody who was expected, and raises the alarm";
        /// A device.
        Device = "device", "raises the alarm";
    }
}

codes! {
    /// Why something does not count, or not as it was told, where only what is confirmed counts.
    pub enum LeftOutBecause: "why something is left out" {
        /// Nobody has confirmed that whoever gives it is able and willing.
        NotConfirmed = "not_confirmed", "nobody has confirmed it";
        /// It is given on some days only.
        SomeDays = "some_days", "it is given on some days only";
        /// Nobody has said whether whoever gives it has a skill that is asked for.
        SkillNotSaid = "skill_not_said", "nobody has said whether there is a skill that is asked for";
        /// Nobody has said whether whoever gives it is awake.
        AwakeNotSaid = "awake_not_said", "nobody has said whether somebody is awake";
    }
}

/// What one line tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tells {
    /// The plan holds.
    Holds {
        /// The greatest level such that it and all below it hold: 1 to 3.
        strength: u8,
        /// Over how many minutes.
        horizon_min: u32,
        /// The first day without some of the help that counts, if any of it ends soon.
        ends: Option<NaiveDate>,
    },
    /// Who is away as planned.
    Away {
        /// Who, from when until when.
        absence: Absence,
    },
    /// The plan holds for a planned absence.
    HoldsMeanwhile {
        /// The greatest level such that it and all below it hold: 1 to 3.
        strength: u8,
        /// Over how many minutes.
        horizon_min: u32,
    },
    /// It does not hold for it at the level asked.
    DoesNotHoldMeanwhile {
        /// The greatest level such that it and all below it hold: 0 to 2.
        strength: u8,
        /// Over how many minutes.
        horizon_min: u32,
    },
    /// With what is not confirmed, or given on some days only, left out, it does not hold for it.
    FailsConfirmedMeanwhile {
        /// Over how many minutes.
        horizon_min: u32,
    },
    /// With that left out the absence alone brings critical needs to harm, or nobody is there.
    NothingConfirmedMeanwhile {
        /// Which.
        needs: Vec<NeedId>,
    },
    /// The absence alone brings critical needs to harm.
    NothingToProveMeanwhile,
    /// One of them.
    HarmMeanwhile {
        /// Which.
        need: NeedId,
        /// When.
        at: StoryAt,
    },
    /// On the days of an absence no critical need ever opens, whatever is lost besides.
    NothingOpensMeanwhile,
    /// A loss that nobody notices in time on some days of an absence.
    UnnoticedMeanwhile {
        /// What is lost.
        lost: Vec<Lost>,
        /// From which minutes, on some of the days.
        when: CyclePattern,
    },
    /// It does not hold at the level asked.
    DoesNotHold {
        /// The greatest level such that it and all below it hold: 0 to 2.
        strength: u8,
        /// Over how many minutes.
        horizon_min: u32,
    },
    /// With what is not confirmed, or given on some days only, left out, the strength is another.
    OnlyConfirmed {
        /// The greatest level such that it and all below it hold then.
        strength: u8,
        /// Over how many minutes.
        horizon_min: u32,
    },
    /// With that left out there is nothing to prove: critical needs come to harm with nothing lost, or nobody is there.
    NothingConfirmedToProve {
        /// Which.
        needs: Vec<NeedId>,
    },
    /// Where only what is confirmed counts, help is left out, or counts for less.
    LeftOut {
        /// Why.
        because: LeftOutBecause,
        /// Which.
        arrangements: Vec<ArrangementId>,
    },
    /// The same of whoever would come: nobody has said whether they have a skill that is asked for.
    ComeWithoutSkill {
        /// Who.
        responders: Vec<ResponderId>,
    },
    /// Where only what is confirmed counts, harm comes.
    HarmThen {
        /// What is lost, when, and who does not answer.
        scenario: Scenario,
        /// When harm comes.
        at: StoryAt,
        /// Which critical need comes to harm.
        need: NeedId,
    },
    /// With nothing lost, critical needs come to harm, or nobody is ever there for them.
    NothingToProveYet,
    /// With nothing lost, nothing can be said of critical needs: nobody knows when they are needed.
    HoursFirst,
    /// Nobody is ever there for a critical need.
    NobodyThere {
        /// Which.
        need: NeedId,
    },
    /// Nobody knows when something is needed, and no answer is about it.
    HoursNotKnown {
        /// Which need.
        need: NeedId,
    },
    /// Nobody knows when help comes, and it is not counted.
    TimesNotKnown {
        /// Which arrangement.
        arrangement: ArrangementId,
    },
    /// One of them.
    HarmWithNothingLost {
        /// Which.
        need: NeedId,
        /// The least time to it.
        least_min: u32,
    },
    /// What follows is how this level fails.
    Fails {
        /// Which level.
        level: Level,
    },
    /// A source is lost.
    Lost {
        /// Who or what, and whether away.
        lost: Lost,
        /// Whether all that is lost is lost as planned.
        as_planned: bool,
    },
    /// Somebody finds out, and the alarm is raised.
    Noticed {
        /// How; none if the plan does not know the way.
        found: Option<Found>,
        /// Who raised it.
        by: Option<SourceId>,
    },
    /// Nobody finds out within the horizon.
    NobodyNotices {
        /// Over how many minutes.
        horizon_min: u32,
    },
    /// A responder is called, or comes as planned.
    Called {
        /// Who.
        responder: ResponderId,
        /// What comes of it; minutes after the loss.
        outcome: CallOutcome,
        /// From when, if it comes within the horizon.
        from: Option<StoryAt>,
        /// Until when, if it comes and leaves.
        until: Option<StoryAt>,
        /// Whether it was planned, and nobody had to call.
        as_planned: bool,
    },
    /// More of a need's time has gone uncovered than may.
    Opened {
        /// Which need.
        need: NeedId,
        /// How long it can wait.
        waits_min: u32,
    },
    /// It could not wait any longer: harm.
    Harm {
        /// Which need.
        need: NeedId,
        /// How long it could wait.
        waited_min: u32,
    },
    /// An arrangement, or a responder's help, leaned on what came to harm, and gives no more.
    Stopped {
        /// The arrangement or the responder.
        what: AnyId,
    },
    /// Critical needs that come to harm later within the horizon.
    AlsoHarmed {
        /// Which, each once, in order of time.
        needs: Vec<NeedId>,
        /// Over how many minutes.
        horizon_min: u32,
    },
    /// So many more hands, at that minute at the latest, would have kept the need from this harm.
    MoreHands {
        /// How many.
        hands: u8,
        /// For which need.
        need: NeedId,
        /// At this minute at the latest.
        by: StoryAt,
    },
    /// So many of those must have these skills.
    WithSkills {
        /// Which, each with how many.
        skills: Vec<SkillNeeded>,
    },
    /// Harm comes in the very minute: only a second person who is there beforehand could help.
    OnlySomebodyThere,
    /// Who was called came too early and had left: with the alarm at this later minute there would be no critical harm.
    CameTooEarly {
        /// When.
        instead: StoryAt,
    },
    /// The least time to spare.
    Narrowest {
        /// Minutes to spare.
        minutes: u32,
        /// What is lost, when, and who does not answer.
        scenario: Scenario,
        /// Which need.
        need: NeedId,
        /// When somebody is there for it again.
        closes: StoryAt,
    },
    /// No critical need ever opens.
    NothingOpens,
    /// A critical need can be open when the horizon ends.
    OpenAtEnd {
        /// Which, and how long until harm.
        open: OpenAtEnd,
        /// Over how many minutes was looked.
        horizon_min: u32,
    },
    /// A responder agreed.
    Agreed {
        /// Who.
        responder: ResponderId,
        /// When.
        on: NaiveDate,
    },
    /// Nobody has asked a responder; it is not counted on.
    NotAsked {
        /// Who.
        responder: ResponderId,
    },
    /// A responder did not agree, or would not say; it is not counted on.
    NotAgreed {
        /// Who.
        responder: ResponderId,
    },
    /// A responder agreed, and can never be reached; it is not counted on.
    NeverReachable {
        /// Who.
        responder: ResponderId,
    },
    /// A responder would be called, or let in, against somebody's wish.
    AgainstWish {
        /// Who is called, whose wish it is, and what it is.
        wish: AgainstWish,
    },
    /// Somebody under 18 is counted on.
    Under18 {
        /// Who.
        person: PersonId,
    },
    /// Somebody is counted on who may be under 18: only the month or the year of birth is known.
    PerhapsUnder18 {
        /// Who.
        person: PersonId,
    },
    /// Somebody is counted on to do more than fits into the time.
    TwiceAtOnce {
        /// Who or what.
        by: SourceId,
    },
    /// Somebody has to be there in more places at once than can be.
    MorePlaces {
        /// Who or what.
        by: SourceId,
    },
    /// A responder may be needed for longer, without leaving, than anybody should be awake.
    NoRest {
        /// Who.
        responder: ResponderId,
        /// For how many minutes of a day they may be needed at the most.
        most_min: u32,
    },
    /// Help is arranged for somebody in two places at once.
    InTwoPlaces {
        /// Who.
        person: PersonId,
    },
    /// People are counted on whose age is not known.
    AgeNotKnown {
        /// Who.
        people: Vec<PersonId>,
    },
    /// Somebody would notice on days without the help from which they would.
    NoticesBeyond {
        /// Who, by which way, and how many minutes do not count.
        beyond: NoticesBeyond,
    },
    /// A loss that rests on own telephones and cards, or on who notices and is no source of the week.
    RestsOnAlarms {
        /// What is lost, the ways on which it rests, and what would come of it without them.
        rests: RestsOnAlarms,
        /// Whether on who is no source of the week.
        from_outside: bool,
    },
    /// What an arrangement leans on is assumed.
    Assumed {
        /// Which.
        arrangement: ArrangementId,
    },
    /// What a responder who is a member leans on is assumed.
    AssumedResponder {
        /// Who.
        responder: ResponderId,
    },
    /// An arrangement counts though nobody knows whether the giver is able and willing.
    NotConfirmed {
        /// Which.
        arrangement: ArrangementId,
    },
    /// The giver of help that counts is able on some days only.
    OnSomeDays {
        /// Which arrangement.
        arrangement: ArrangementId,
    },
    /// Nobody has said whether the giver of help that counts has a skill that is asked for.
    SkillNotKnown {
        /// Which arrangement, and which skill.
        open: OpenSkill,
    },
    /// Nobody has said whether the giver of help that counts is awake, which is asked for.
    AwakeNotKnown {
        /// Which arrangement.
        arrangement: ArrangementId,
    },
    /// A responder is one person, and down for more than one.
    OverCommitted {
        /// Who.
        responder: ResponderId,
    },
    /// An arrangement that counts ends soon, or on or before the review date.
    EndsWithin {
        /// Which.
        arrangement: ArrangementId,
        /// The first day without it.
        until: NaiveDate,
    },
    /// A responder or a way of raising the alarm is for other days, and does not count.
    NotOnThisDay {
        /// Which, and for which days.
        part: NotOnThisDay,
        /// The day.
        on: NaiveDate,
    },
    /// A responder or a way of raising the alarm ends soon, or on or before the review date.
    PlanEndsWithin {
        /// Which.
        what: AnyId,
        /// The first day without it.
        until: NaiveDate,
    },
    /// A loss that nobody notices in time, from some minutes of the week.
    Unnoticed {
        /// What is lost.
        lost: Vec<Lost>,
        /// From which minutes.
        when: CyclePattern,
    },
    /// What was read.
    Read {
        /// The fingerprint of the plan.
        plan: Fingerprint,
        /// The fingerprint of the week.
        snapshot: Fingerprint,
    },
}
