//! What came of a proof: that the plan holds, how narrowly and on what; that it does not; or that it is too early.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::course::Course;
use super::line::{Chapter, ChapterIs, StoryAt, StoryLine, Tells};
use super::{confirmed, fails};
use crate::base::{ArrangementId, CycleMinute, NeedId};
use crate::emergency::{
    Absence, Call, Lost, NotOnThisDay, NotYet, OnlyConfirmed, Plan, Proof, ProofAnswer, Proven, RestsOn,
    RestsOnAlarms,
};
use crate::need::Snapshot;
use crate::support::HoursNotKnown;

pub(super) fn chapters(proven: &Proven, plan: &Plan, snapshot: &Snapshot) -> Vec<Chapter> {
    let (strength, horizon_min) = (proven.strength(), proven.horizon_min);
    let mut chapters = Vec::new();
    let in_short = match &proven.answer {
        ProofAnswer::Proof(_) if proven.absence.is_some() => {
            alloc::vec![Tells::HoldsMeanwhile { strength, horizon_min }]
        }
        ProofAnswer::Counterexample(_) if proven.absence.is_some() => {
            alloc::vec![Tells::DoesNotHoldMeanwhile { strength, horizon_min }]
        }
        ProofAnswer::Proof(proof) => {
            alloc::vec![Tells::Holds { strength, horizon_min, ends: proof.rests_on.first_end() }]
        }
        ProofAnswer::Counterexample(_) => alloc::vec![Tells::DoesNotHold { strength, horizon_min }],
        ProofAnswer::NotYet(not_yet) => nothing_to_prove(not_yet, proven.absence.as_ref(), snapshot),
    };
    let only_confirmed = proven.only_confirmed.as_ref().map(|only| match only {
        OnlyConfirmed::Strength(0) if proven.absence.is_some() => {
            Tells::FailsConfirmedMeanwhile { horizon_min }
        }
        OnlyConfirmed::NotYet(needs) if proven.absence.is_some() => {
            Tells::NothingConfirmedMeanwhile { needs: needs.clone() }
        }
        OnlyConfirmed::Strength(strength) => Tells::OnlyConfirmed { strength: *strength, horizon_min },
        OnlyConfirmed::NotYet(needs) => Tells::NothingConfirmedToProve { needs: needs.clone() },
    });
    let not_there = for_other_days(&proven.rests_on().not_on_this_day, snapshot.on());
    let in_short = in_short.into_iter().chain(only_confirmed).chain(not_known(&proven.hours_not_known));
    let in_short = in_short.chain(not_there);
    let away = proven.absence.iter().map(|absence| Tells::Away { absence: absence.clone() });
    chapters.extend(chapter(ChapterIs::InShort, away.chain(in_short).collect()));
    if let Some(absence) = &proven.absence {
        chapters.extend(meanwhile(absence, &proven.meanwhile, plan, snapshot));
    }
    if let ProofAnswer::Proof(proof) = &proven.answer {
        chapters.extend(chapter(ChapterIs::HowNarrowly, narrowly(proof, proven, snapshot.weeks())));
        let mut rests = rests_on(&proof.rests_on, proven.awake_most_min);
        rests.retain(|tells| arrangement_of(tells).is_none_or(|id| snapshot.is_told(id)));
        chapters.extend(chapter(ChapterIs::RestsOn, rests));
    }
    if let Some(told) = proven.counterexample() {
        chapters.extend(fails::chapters(told, plan, snapshot));
    }
    chapters.extend(chapter(ChapterIs::OnlyConfirmed, confirmed::tells(proven, plan, snapshot)));
    let unnoticed = proven.unnoticed().iter();
    let unnoticed = unnoticed.map(|one| {
        let (lost, when) = (one.lost.clone(), one.when.clone());
        if proven.absence.is_some() {
            Tells::UnnoticedMeanwhile { lost, when }
        } else {
            Tells::Unnoticed { lost, when }
        }
    });
    chapters.extend(chapter(ChapterIs::Unnoticed, unnoticed.collect()));
    let read = Tells::Read { plan: proven.plan, snapshot: proven.snapshot };
    chapters.extend(chapter(ChapterIs::Read, alloc::vec![read]));
    chapters
}

/// The arrangement that a line is about.
const fn arrangement_of(tells: &Tells) -> Option<ArrangementId> {
    match tells {
        Tells::EndsWithin { arrangement, .. }
        | Tells::NotConfirmed { arrangement }
        | Tells::OnSomeDays { arrangement }
        | Tells::AwakeNotKnown { arrangement }
        | Tells::Assumed { arrangement } => Some(*arrangement),
        Tells::SkillNotKnown { open } => Some(open.arrangement),
        _ => None,
    }
}

/// What nobody knows the hours of.
pub(in crate::emergency) fn not_known(hours: &HoursNotKnown) -> impl Iterator<Item = Tells> + '_ {
    let needs = hours.needs.iter().map(|need| Tells::HoursNotKnown { need: *need });
    needs.chain(hours.arrangements.iter().map(|id| Tells::TimesNotKnown { arrangement: *id }))
}

/// What is for other days than this one.
pub(in crate::emergency) fn for_other_days(
    parts: &[NotOnThisDay],
    on: NaiveDate,
) -> impl Iterator<Item = Tells> + '_ {
    parts.iter().map(move |part| Tells::NotOnThisDay { part: *part, on })
}

fn chapter(is: ChapterIs, tells: Vec<Tells>) -> Option<Chapter> {
    let lines: Vec<StoryLine> = tells.into_iter().map(|tells| StoryLine { at: None, tells }).collect();
    (!lines.is_empty()).then_some(Chapter { is, lines })
}

/// Who comes while somebody is away, and when.
fn meanwhile(absence: &Absence, calls: &[Call], plan: &Plan, snapshot: &Snapshot) -> Option<Chapter> {
    let course = Course {
        plan,
        start: start_of(absence, snapshot),
        day: Some(absence.from.on),
        weeks: snapshot.weeks(),
        horizon_min: u32::MAX,
        as_planned: true,
        lost: &[],
        alarm: None,
        calls,
    };
    let mut lines = course.help();
    lines.sort_by_key(|(at, _)| *at);
    // When somebody is there is part of what is said.
    let lines = lines.into_iter().map(|(_, line)| StoryLine { at: None, ..line });
    let lines: Vec<StoryLine> = lines.collect();
    (!lines.is_empty()).then_some(Chapter { is: ChapterIs::Meanwhile, lines })
}

fn start_of(absence: &Absence, snapshot: &Snapshot) -> CycleMinute {
    snapshot.minute_on(absence.from.on, absence.from.week_minute())
}

fn nothing_to_prove(not_yet: &NotYet, absence: Option<&Absence>, snapshot: &Snapshot) -> Vec<Tells> {
    let harm = not_yet.needs.iter().map(|harm| match absence {
        None => Tells::HarmWithNothingLost { need: harm.need, least_min: harm.least_min },
        Some(absence) => {
            let (start, weeks) = (start_of(absence, snapshot), snapshot.weeks());
            let at = StoryAt::new(start, harm.least_min, weeks).from_day(Some(absence.from.on), weeks);
            Tells::HarmMeanwhile { need: harm.need, at }
        }
    });
    // Where harm has a time, that nobody is there is no news.
    let has_time = |need: &NeedId| not_yet.needs.iter().any(|harm| harm.need == *need);
    let nobody = not_yet.nobody_there.iter().filter(|need| !has_time(need));
    let nobody = nobody.map(|need| Tells::NobodyThere { need: *need });
    let only_hours = not_yet.needs.is_empty() && not_yet.nobody_there.is_empty();
    let first = match absence {
        _ if only_hours => Tells::HoursFirst,
        Some(_) if !not_yet.needs.is_empty() => Tells::NothingToProveMeanwhile,
        _ => Tells::NothingToProveYet,
    };
    core::iter::once(first).chain(harm).chain(nobody).collect()
}

fn narrowly(proof: &Proof, proven: &Proven, weeks: u8) -> Vec<Tells> {
    let horizon_min = proven.horizon_min;
    let nothing_opens =
        if proven.absence.is_some() { Tells::NothingOpensMeanwhile } else { Tells::NothingOpens };
    let narrowest = match &proof.margin {
        Some(margin) => Some(Tells::Narrowest {
            minutes: margin.minutes,
            scenario: margin.scenario.clone(),
            need: margin.need,
            closes: StoryAt::new(margin.scenario.start, margin.at, weeks)
                .from_day(margin.scenario.day, weeks),
        }),
        None => proof.open_at_end.is_empty().then_some(nothing_opens),
    };
    let open = proof.open_at_end.iter().map(|open| Tells::OpenAtEnd { open: *open, horizon_min });
    narrowest.into_iter().chain(open).collect()
}

/// Everybody who is, or may be, under 18 and is counted on.
pub(in crate::emergency) fn young(rests: &RestsOn) -> impl Iterator<Item = Tells> + '_ {
    rests.under_18.iter().map(|&person| {
        if rests.perhaps_under_18.contains(&person) {
            Tells::PerhapsUnder18 { person }
        } else {
            Tells::Under18 { person }
        }
    })
}

/// What is agreed first; then what is worth asking.
fn rests_on(rests: &RestsOn, most_min: u32) -> Vec<Tells> {
    let agreed = rests.agreed.iter().map(|(responder, on)| Tells::Agreed { responder: *responder, on: *on });
    let mut tells: Vec<Tells> = agreed.collect();
    tells.extend(young(rests));
    tells.extend(rests.against_wishes.iter().map(|wish| Tells::AgainstWish { wish: *wish }));
    tells.extend(rests.never_reachable.iter().map(|id| Tells::NeverReachable { responder: *id }));
    tells.extend(rests.notices_beyond.iter().map(|beyond| Tells::NoticesBeyond { beyond: *beyond }));
    tells.extend(rests_on_alarms(&rests.own_telephones_and_cards, false));
    tells.extend(rests_on_alarms(&rests.noticed_from_outside, true));
    tells.extend(rests.over_committed.iter().map(|id| Tells::OverCommitted { responder: *id }));
    tells.extend(rests.twice_at_once.iter().map(|by| Tells::TwiceAtOnce { by: *by }));
    tells.extend(rests.more_places.iter().map(|by| Tells::MorePlaces { by: *by }));
    tells.extend(rests.no_rest.iter().map(|responder| Tells::NoRest { responder: *responder, most_min }));
    tells.extend(rests.in_two_places.iter().map(|person| Tells::InTwoPlaces { person: *person }));
    tells.extend(
        rests
            .ends_within
            .iter()
            .map(|ends| Tells::EndsWithin { arrangement: ends.arrangement, until: ends.until }),
    );
    let of_plan = rests.plan_ends_within.iter();
    tells.extend(of_plan.map(|ends| Tells::PlanEndsWithin { what: ends.what, until: ends.until }));
    tells.extend(rests.not_confirmed.iter().map(|id| Tells::NotConfirmed { arrangement: *id }));
    tells.extend(rests.on_some_days.iter().map(|id| Tells::OnSomeDays { arrangement: *id }));
    tells.extend(rests.skills_not_known.iter().map(|open| Tells::SkillNotKnown { open: open.clone() }));
    tells.extend(rests.awake_not_known.iter().map(|id| Tells::AwakeNotKnown { arrangement: *id }));
    tells.extend(rests.assumed.iter().map(|id| Tells::Assumed { arrangement: *id }));
    tells.extend(rests.assumed_responders.iter().map(|id| Tells::AssumedResponder { responder: *id }));
    if !rests.age_not_known.is_empty() {
        tells.push(Tells::AgeNotKnown { people: rests.age_not_known.clone() });
    }
    tells.extend(rests.not_asked.iter().map(|id| Tells::NotAsked { responder: *id }));
    tells.extend(rests.not_agreed.iter().map(|id| Tells::NotAgreed { responder: *id }));
    tells
}

/// Of two lost at once only what is not said of one of them already.
fn rests_on_alarms(all: &[RestsOnAlarms], from_outside: bool) -> impl Iterator<Item = Tells> + '_ {
    let is_said = |lost: &Lost| all.iter().any(|one| one.lost == [*lost]);
    let told = all.iter().filter(move |rests| rests.lost.len() == 1 || !rests.lost.iter().any(is_said));
    told.map(move |rests| Tells::RestsOnAlarms { rests: rests.clone(), from_outside })
}
