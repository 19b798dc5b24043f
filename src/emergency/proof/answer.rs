//! What a proof says: that the plan holds and on what, or how it fails, or that there is nothing to prove yet.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::cmp::Ordering;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::question::is_sixteen_hours;
use super::{Absence, Level};
use crate::base::{
    AlarmId, AnyId, ArrangementId, CycleMinute, CyclePattern, Fingerprint, NeedId, PackageLineId, PersonId,
    ResponderId, SourceId, codes,
};
use crate::emergency::NotOnThisDay;
use crate::need::SkillNeeded;
use crate::support::{HoursNotKnown, Loss, OpenSkill, Timeline};

/// The answer to "does this plan hold?".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proven {
    /// The fingerprint of the plan that was read.
    pub plan: Fingerprint,
    /// The fingerprint of the snapshot that was read.
    pub snapshot: Fingerprint,
    /// Where the snapshot says more than that, the fingerprint of the week as it is on the first day of the absence: whoever
    /// looks again compares with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub week_of_the_date: Option<Fingerprint>,
    /// The fingerprint of the question.
    pub question: Fingerprint,
    /// The fingerprint of how many hands of those who would come are an adult's, where a need that they cover asks for
    /// adults; none where no such need is covered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adults: Option<Fingerprint>,
    /// The level that was asked for.
    pub asked: Level,
    /// How many minutes after a loss were looked at.
    pub horizon_min: u32,
    /// Who was asked about as away, if anybody: then every loss is one besides, in a minute of the absence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absence: Option<Absence>,
    /// Who comes for the absence by itself, in the order of the plan: as it is for a planned loss, in minutes after its beginning.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub meanwhile: Vec<Call>,
    /// For how many minutes within 24 hours one responder may be needed; left out where that is 16 hours.
    #[serde(skip_serializing_if = "is_sixteen_hours")]
    pub awake_most_min: u32,
    /// What nobody knows the times of: no answer is about it. Needs count as met, arrangements as nothing.
    pub hours_not_known: HoursNotKnown,
    /// What came of it.
    pub answer: ProofAnswer,
    /// What comes of it with what is not confirmed, or given on some days only, left out; none where that is the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_confirmed: Option<OnlyConfirmed>,
    /// How the lowest level that fails then does, where that is another strength. Its timeline is of the week without what is
    /// left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fails_confirmed: Option<Box<Counterexample>>,
}

/// What came of a proof.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofAnswer {
    /// The plan holds at the level asked.
    Proof(Box<Proof>),
    /// It does not.
    Counterexample(Box<Failing>),
    /// There is no week to protect yet: with nothing lost at all a critical need comes to harm, or nobody knows when it
    /// is needed, or nobody is there for it.
    NotYet(Box<NotYet>),
}

impl Proven {
    /// The greatest level such that it and all below it hold; 0 if not even the first does.
    pub fn strength(&self) -> u8 {
        match &self.answer {
            ProofAnswer::Proof(proof) => proof.strength,
            ProofAnswer::Counterexample(failing) => failing.strength,
            ProofAnswer::NotYet(_) => 0,
        }
    }

    /// The same with what is not confirmed, or given on some days only, left out.
    pub fn strength_confirmed(&self) -> u8 {
        self.only_confirmed.as_ref().map_or_else(|| self.strength(), OnlyConfirmed::strength)
    }

    /// The counterexample of the lowest level that fails, if one does.
    pub fn counterexample(&self) -> Option<&Counterexample> {
        match &self.answer {
            ProofAnswer::Proof(proof) => proof.counterexample.as_ref(),
            ProofAnswer::Counterexample(failing) => Some(&failing.counterexample),
            ProofAnswer::NotYet(_) => None,
        }
    }

    /// What the answer rests on, whatever it is.
    pub fn rests_on(&self) -> &RestsOn {
        match &self.answer {
            ProofAnswer::Proof(proof) => &proof.rests_on,
            ProofAnswer::Counterexample(failing) => &failing.rests_on,
            ProofAnswer::NotYet(not_yet) => &not_yet.rests_on,
        }
    }

    /// The losses of one and of two sources that nobody notices in time, at some minute of the week.
    pub fn unnoticed(&self) -> &[Unnoticed] {
        match &self.answer {
            ProofAnswer::Proof(proof) => &proof.unnoticed,
            ProofAnswer::Counterexample(failing) => &failing.unnoticed,
            ProofAnswer::NotYet(_) => &[],
        }
    }
}

/// What a plan comes to if only what is confirmed counts: help of which nobody knows whether the giver is able and willing,
/// or which is given on some days only, is left out, nobody has a skill that was not said, and who is not known to be
/// awake is asleep where being there asks for somebody awake. So it is for alarms by visits, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OnlyConfirmed {
    /// The greatest level such that it and all below it hold; another than as told. It may be the greater one: who is
    /// called earlier has left earlier.
    Strength(u8),
    /// There is nothing to prove: with nothing lost these critical needs come to harm, or nobody confirmed is ever there
    /// for them; in order of id.
    NotYet(Vec<NeedId>),
}

impl OnlyConfirmed {
    /// The strength; 0 where there is nothing to prove.
    pub const fn strength(&self) -> u8 {
        match self {
            Self::Strength(strength) => *strength,
            Self::NotYet(_) => 0,
        }
    }
}

/// With nothing lost, critical needs come to harm, or nothing can be said of them. One of the three lists is not empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotYet {
    /// The critical needs that are breached with nothing lost, from whichever starting minute, in order of id; each
    /// with the least time to it.
    pub needs: Vec<HarmWithNothingLost>,
    /// The least of those times, if there are any.
    pub least_min: Option<u32>,
    /// The critical needs without windows, whatever the horizon, in order of id: nobody has said when they are needed.
    pub hours_not_known: Vec<NeedId>,
    /// The critical needs with windows in none of which an arrangement that counts has a minute, whatever the horizon, in
    /// order of id: those with a time of harm among `needs` too.
    pub nobody_there: Vec<NeedId>,
    /// What the answer rests on.
    pub rests_on: RestsOn,
}

/// A critical need that is breached with nothing lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HarmWithNothingLost {
    /// Which.
    pub need: NeedId,
    /// The least time from a starting minute to its harm.
    pub least_min: u32,
}

/// The plan holds at the level asked: no critical need is breached, whatever of that level is lost, whenever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The greatest level such that it and all below it hold.
    pub strength: u8,
    /// How the lowest level that fails does, if one does.
    pub counterexample: Option<Counterexample>,
    /// The least time to spare at the level asked: over all its losses, starting minutes and closings of critical
    /// needs. `None` if no critical need ever opens.
    pub margin: Option<LeastMargin>,
    /// The critical needs that can be open when the horizon ends, at the level asked, in order of id.
    pub open_at_end: Vec<OpenAtEnd>,
    /// What it rests on.
    pub rests_on: RestsOn,
    /// The losses of one and of two sources that nobody notices in time, from some minutes of the week.
    pub unnoticed: Vec<Unnoticed>,
}

/// The plan does not hold at the level asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failing {
    /// The greatest level such that it and all below it hold; less than what was asked.
    pub strength: u8,
    /// How the lowest level that fails does.
    pub counterexample: Counterexample,
    /// What the answer rests on.
    pub rests_on: RestsOn,
    /// The losses of one and of two sources that nobody notices in time, from some minutes of the week.
    pub unnoticed: Vec<Unnoticed>,
}

/// A loss that nobody notices in time, where that matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unnoticed {
    /// What is lost.
    pub lost: Vec<Lost>,
    /// The starting minutes at which nobody notices; of two at once without those at which each alone is unnoticed and
    /// both do no more.
    pub when: CyclePattern,
}

/// A source that is lost, and how. Ordered by id, unable before away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lost {
    /// Who or what.
    pub source: SourceId,
    /// Whether away, and not at home unable to give: told apart only where their own telephone or card is a way of raising
    /// the alarm for the loss. Away the card works and the telephone does not. A member who is away needs nothing at home;
    /// of a person who is no member away means no more than that.
    #[serde(default)]
    pub away: bool,
}

/// What goes wrong, at which minute, and who of those called does not answer.
///
/// Ordered as a counterexample is chosen among equals: earliest start, then the ids of what is lost, one by one; then
/// how many of them are away, fewest first, and the ids of those; then the id of who does not answer, nobody first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Scenario {
    /// When the loss happens: of a planned absence, the minute of the cycle that it is on its day.
    pub start: CycleMinute,
    /// Of a planned absence, the day on which it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// What is lost, in order of id.
    pub lost: Vec<Lost>,
    /// Who does not answer.
    pub silent: Option<ResponderId>,
}

impl Ord for Scenario {
    fn cmp(&self, other: &Self) -> Ordering {
        let ids = |scenario: &Self| scenario.lost.iter().map(|lost| lost.source).collect::<Vec<_>>();
        let away = |scenario: &Self| -> Vec<SourceId> {
            scenario.lost.iter().filter(|lost| lost.away).map(|lost| lost.source).collect()
        };
        let (mine, theirs) = (away(self), away(other));
        (self.day.cmp(&other.day).then_with(|| self.start.cmp(&other.start)))
            .then_with(|| ids(self).cmp(&ids(other)))
            .then_with(|| mine.len().cmp(&theirs.len()).then_with(|| mine.cmp(&theirs)))
            .then_with(|| self.silent.cmp(&other.silent))
    }
}

impl PartialOrd for Scenario {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Scenario {
    /// The loss as the timeline takes it.
    pub fn loss(&self, is_member: impl Fn(SourceId) -> bool) -> Loss {
        self.lost.iter().fold(Loss::nothing(), |loss, lost| {
            if lost.away && is_member(lost.source) {
                loss.and_away(PersonId::new(lost.source.uuid()))
            } else {
                loss.and(lost.source)
            }
        })
    }
}

/// The least time to spare, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct LeastMargin {
    /// Minutes to spare; 0 if help came in the very minute.
    pub minutes: u32,
    /// Where; the first of equal ones in the order of scenarios.
    pub scenario: Scenario,
    /// The need that closed just in time: in its scenario the earliest, then the smallest id.
    pub need: NeedId,
    /// When it closed, in minutes after the loss.
    pub at: u32,
}

/// A critical need that is open when the horizon ends, in some scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct OpenAtEnd {
    /// Which.
    pub need: NeedId,
    /// The least time from the end of the horizon to its harm: 0 if harm would come in the very first minute after it.
    pub harm_after_min: u32,
}

/// How a plan fails: one scenario, and all that happens in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counterexample {
    /// The lowest level that fails.
    pub level: Level,
    /// What goes wrong: of those of that level the one with the shortest time from the loss to the first critical
    /// harm, then the first in the order of scenarios.
    pub scenario: Scenario,
    /// Whether all that is lost is lost as planned.
    pub as_planned: bool,
    /// How anyone found out; `None` if nobody did in time, or if it was planned.
    pub alarm: Option<Raised>,
    /// Everybody who was called, in order.
    pub calls: Vec<Call>,
    /// What happened.
    pub timeline: Timeline,
    /// The first critical harm, in minutes after the loss.
    pub harm_at: u32,
    /// The critical need that came to harm then; the smallest id of several.
    pub need: NeedId,
    /// Whose it is.
    pub person: PersonId,
    /// The hands that were missing for it in that minute: so many from somebody not yet there, at that minute at
    /// the latest, would have kept this need from this harm.
    pub hands_missing: u8,
    /// How many of them must have which skill.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills_missing: Vec<SkillNeeded>,
    /// Nobody is called, the loss is one source and not planned, and harm comes in the very minute: nobody who
    /// needs a minute to come can help, only a second person who is there beforehand.
    pub only_somebody_there: bool,
    /// The earliest later minute after the loss at which the alarm, all else equal, would have brought no critical
    /// harm: who was called came too early, and had left.
    pub came_too_early: Option<u32>,
}

/// How the alarm was raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Raised {
    /// When, in minutes after the loss.
    pub at: u32,
    /// Which way; the smallest id of those that raise it in that minute.
    pub alarm: AlarmId,
    /// Who raised it. Of a visit by anybody, who visits: the smallest id of several.
    pub by: Option<SourceId>,
}

/// One responder who was called, and what came of it. Minutes after the loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Call {
    /// Who.
    pub responder: ResponderId,
    /// When it was called; `None` if it cannot be reached, ever, or if it was planned.
    pub called_at: Option<u32>,
    /// What came of it.
    pub outcome: CallOutcome,
}

/// What came of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOutcome {
    /// It comes, and leaves at `until` if it cannot stay to the end.
    Comes {
        /// The first minute it is there.
        from: u32,
        /// The first minute it is not there any more.
        until: Option<u32>,
    },
    /// It does not answer.
    DoesNotAnswer,
    /// It is lost itself.
    IsLost,
    /// It has not agreed to come, or was not asked.
    HasNotAgreed,
    /// It cannot be reached at any minute of the week.
    CannotBeReached,
    /// It cannot be called and be there on a day on which it comes at all.
    NotOnThatDay,
}

/// What an answer rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct RestsOn {
    /// Responders that agreed and can be reached, each with the date.
    pub agreed: Vec<(ResponderId, NaiveDate)>,
    /// Responders on the list that do not come in the proof: nobody has asked them.
    pub not_asked: Vec<ResponderId>,
    /// Responders on the list that do not come in the proof: they did not agree, or would not say.
    pub not_agreed: Vec<ResponderId>,
    /// Responders on the list that agreed and never come: there is no minute at which they can be reached.
    pub never_reachable: Vec<ResponderId>,
    /// Responders who would be called against the known wish of somebody who has a page in the plan.
    pub against_wishes: Vec<AgainstWish>,
    /// People who are or may be under 18 and are counted on, in order of id: who gives or supports help that counts or is
    /// done, responders who have not declined, whoever raises the alarm.
    pub under_18: Vec<PersonId>,
    /// Those of them who may be 18 or older: only the month or the year of their birth is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub perhaps_under_18: Vec<PersonId>,
    /// The same, of those whose age is not known.
    pub age_not_known: Vec<PersonId>,
    /// Ways of raising the alarm that say more than the help from which somebody would notice: it does not count.
    pub notices_beyond: Vec<NoticesBeyond>,
    /// The losses that rest on own telephones and cards: without all of these, some would go unnoticed who do not, or bring
    /// critical harm that they do not. Known where there is something to prove; in order of what is lost.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub own_telephones_and_cards: Vec<RestsOnAlarms>,
    /// The same of whoever would notice and is no source of the week: it is never asked what if they are lost.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub noticed_from_outside: Vec<RestsOnAlarms>,
    /// Arrangements whose reliance is assumed.
    pub assumed: Vec<ArrangementId>,
    /// Responders who are members of the household, and rely on what is assumed for them.
    pub assumed_responders: Vec<ResponderId>,
    /// Arrangements that count though nobody knows whether the giver is able and willing.
    pub not_confirmed: Vec<ArrangementId>,
    /// Arrangements that count though the giver is able on some days only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub on_some_days: Vec<ArrangementId>,
    /// Skills of those who give that count, and of which nobody has said whether they are there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills_not_known: Vec<OpenSkill>,
    /// Arrangements that count for somebody awake, and of which nobody has said whether the giver is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub awake_not_known: Vec<ArrangementId>,
    /// Agreed responders who are persons, and whose list, taking in and own arrangements are for more than one
    /// person.
    pub over_committed: Vec<ResponderId>,
    /// Who is counted on, in the week as it runs, to do more than fits into the time: each once, in order of id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub twice_at_once: Vec<SourceId>,
    /// Who has to be there, in the week as it runs, in more places at once than can be: each once, in order of id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more_places: Vec<SourceId>,
    /// For whom help is arranged in two places at once: each once, in order of id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_two_places: Vec<PersonId>,
    /// Responders who are persons, would come, and may cover for longer without leaving than anybody should be awake
    /// ([`ProofQuestion::awake_most_min`](super::ProofQuestion::awake_most_min)).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub no_rest: Vec<ResponderId>,
    /// Arrangements that count and end soon: within seven days and the horizon, or on or before the review date.
    pub ends_within: Vec<EndsWithin>,
    /// Ways of raising the alarm, then responders, that do not count, since they are for other days than that of the week: in
    /// the order of the plan.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_on_this_day: Vec<NotOnThisDay>,
    /// Responders who come and ways of raising the alarm that end as soon, in the order of the plan.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub plan_ends_within: Vec<PlanEndsWithin>,
}

impl RestsOn {
    /// The first day without some of the help that counts, if any of it ends soon.
    pub fn first_end(&self) -> Option<NaiveDate> {
        let of_plan = self.plan_ends_within.iter().map(|ends| ends.until);
        self.ends_within.iter().map(|ends| ends.until).chain(of_plan).min()
    }

    /// Whether more is asked at once, in the week as it runs, than can be: of somebody's time, or of the places in which
    /// they or whom they help would have to be.
    pub const fn asks_too_much_at_once(&self) -> bool {
        !(self.twice_at_once.is_empty() && self.more_places.is_empty() && self.in_two_places.is_empty())
    }
}

/// A responder who would be called though somebody does not want that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct AgainstWish {
    /// Who would be called.
    pub responder: ResponderId,
    /// Whose wish it is.
    pub person: PersonId,
    /// What the wish is.
    pub wish: WishAgainst,
}

codes! {
    /// What somebody does not want of a responder.
    pub enum WishAgainst: "a wish against a responder" {
        /// That they are called.
        Called = "called", "does not want them called";
        /// That they come into the house.
        LetIn = "let_in", "does not let them into the house";
    }
}

/// A loss that rests on some ways of raising the alarm.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct RestsOnAlarms {
    /// What is lost, and how.
    pub lost: Vec<Lost>,
    /// Those of these ways that work for this loss, in order of id. They are left out together.
    pub alarms: Vec<AlarmId>,
    /// What would come of the loss without them.
    pub then: WithoutThem,
}

codes! {
    /// What comes of a loss without some ways of raising the alarm.
    pub enum WithoutThem: "what comes of a loss without a way of raising the alarm" {
        /// From some minutes nobody notices in time, who would with them.
        NobodyNotices = "nobody_notices", "nobody notices in time";
        /// It is noticed in time, and from some minutes a critical need comes to harm that does not with them.
        Harm = "harm", "a critical need comes to harm";
    }
}

/// A way of raising the alarm that says more than the help from which somebody would notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NoticesBeyond {
    /// Which way.
    pub alarm: AlarmId,
    /// Who would notice.
    pub by: SourceId,
    /// The minutes of the week that are stated on days without such help, for some loss of one for which it is a way: where
    /// weeks alternate so many a week, rounded down, and at least one.
    pub minutes: u16,
}

/// A responder or a way of raising the alarm that ends soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PlanEndsWithin {
    /// Which responder, or which alarm.
    pub what: AnyId,
    /// The first day without it.
    pub until: NaiveDate,
}

/// An arrangement that counts, and ends soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EndsWithin {
    /// Which.
    pub arrangement: ArrangementId,
    /// The first day without it.
    pub until: NaiveDate,
    /// The package line it stands for, if any.
    pub package_line: Option<PackageLineId>,
}
