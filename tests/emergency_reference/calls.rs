//! Who is called, when, and what comes of it.

use std::collections::BTreeMap;

use mutual_care::base::{NeedId, ResponderId, SourceId, Word};
use mutual_care::emergency::{Agreed, Call, CallOutcome, Lost, NotBefore, Plan, Responder};
use mutual_care::need::{ADULT, Age, SkilledHands, TimedHelp};

use super::super::reference::{House, View, WEEK, minutes_of};
use super::losses::sources;
use super::notice::next;
use super::rests_on::own_critical_needs_that_stand;

const DAY: u32 = 1_440;

/// The responders of a plan, with when each can next be reached.
pub struct List {
    responders: Vec<Responder>,
    reachable: BTreeMap<ResponderId, Vec<Option<u32>>>,
    relies_on: BTreeMap<ResponderId, Vec<NeedId>>,
}

/// The minute from which it counts, and who of those on the list does not answer.
#[derive(Clone, Copy)]
pub struct Calling<'a> {
    pub start: u32,
    pub lost: &'a [Lost],
    pub silent: Option<ResponderId>,
}

impl List {
    /// The list of a plan as it is read on the day.
    pub fn of(house: &House, view: View, plan: &Plan) -> Self {
        let responders = plan.responders();
        let reachable = responders.iter().map(|one| (one.id, next(&minutes_of(&one.reachable)))).collect();
        let relies_on =
            responders.iter().map(|one| (one.id, own_critical_needs_that_stand(house, view, one.source)));
        let relies_on = relies_on.collect();
        Self { responders: responders.to_vec(), reachable, relies_on }
    }

    /// Everybody on the list for a loss, in order.
    fn list_for(&self, lost: &[Lost]) -> impl Iterator<Item = &Responder> {
        let gone = sources(lost);
        self.responders.iter().filter(move |one| one.for_loss.is_for(gone.iter().copied()))
    }

    /// Those on the list for a loss that would come: agreed, not lost, reachable at some minute, planned or not. Each
    /// of them may be the one who does not answer; a silent one of the others changes nothing.
    pub fn would_come(&self, lost: &[Lost]) -> Vec<ResponderId> {
        let gone = sources(lost);
        self.list_for(lost)
            .filter(|one| is_agreed(one) && !gone.contains(&one.source) && is_ever_reachable(one))
            .map(|one| one.id)
            .collect()
    }

    /// The calls after an alarm, so many minutes after the loss. The first reason of these is told why somebody
    /// does not come: cannot be reached at all (and so is not called), is lost, does not answer, has not agreed.
    pub fn after_alarm(&self, calling: Calling<'_>, alarm: u32) -> Vec<Call> {
        let mut turn = alarm;
        let mut calls = Vec::new();
        for one in self.list_for(calling.lost) {
            let waits = self.reachable[&one.id][((calling.start + turn) % WEEK) as usize];
            let called_at = waits.map(|waits| turn + waits);
            let outcome = match called_at {
                None => CallOutcome::CannotBeReached,
                Some(called_at) => Self::outcome(one, calling, || {
                    let arrives = called_at + one.answers_min + one.arrives_min;
                    match one.not_before {
                        None => arrives,
                        Some(NotBefore::MinuteOfDay(minute)) => not_before(calling.start, arrives, minute),
                        Some(NotBefore::AfterAlarmMin(minutes)) => arrives.max(alarm + minutes),
                    }
                }),
            };
            calls.push(Call { responder: one.id, called_at, outcome });
            turn += one.answers_min;
        }
        calls
    }

    /// Who comes when it was planned: no alarm, nobody waits, everybody is there from the loss, or from their hour;
    /// but nobody who can never be reached.
    pub fn as_planned(&self, calling: Calling<'_>) -> Vec<Call> {
        let call = |one: &Responder| {
            if !is_ever_reachable(one) {
                return Call { responder: one.id, called_at: None, outcome: CallOutcome::CannotBeReached };
            }
            let outcome = Self::outcome(one, calling, || match one.not_before {
                None => 0,
                Some(NotBefore::MinuteOfDay(minute)) => not_before(calling.start, 0, minute),
                Some(NotBefore::AfterAlarmMin(minutes)) => minutes,
            });
            Call { responder: one.id, called_at: None, outcome }
        };
        self.list_for(calling.lost).map(call).collect()
    }

    fn outcome(one: &Responder, calling: Calling<'_>, from: impl Fn() -> u32) -> CallOutcome {
        if calling.lost.iter().any(|lost| lost.source == one.source) {
            CallOutcome::IsLost
        } else if calling.silent == Some(one.id) {
            CallOutcome::DoesNotAnswer
        } else if is_agreed(one) {
            let from = from();
            CallOutcome::Comes { from, until: one.stays_min.map(|stays| from + stays) }
        } else {
            CallOutcome::HasNotAgreed
        }
    }

    /// The help that calls come to.
    pub fn help(&self, calls: &[Call]) -> Vec<TimedHelp> {
        let comes = |call: &Call| match call.outcome {
            CallOutcome::Comes { from, until } => Some((call.responder, from, until)),
            _ => None,
        };
        let help = |(id, from, until)| {
            let one = self.responders.iter().find(|one| one.id == id).expect("one of the plan");
            help_of(one, &self.relies_on[&one.id], from, until)
        };
        calls.iter().filter_map(comes).flat_map(help).collect()
    }
}

/// The help that a responder gives while there. Who covers nothing and takes in nobody gives none, and so stops nothing.
pub fn help_of(one: &Responder, relies_on: &[NeedId], from: u32, until: Option<u32>) -> Vec<TimedHelp> {
    let with = |needs: Vec<NeedId>, hands, skills, takes_in| TimedHelp {
        id: one.id.any(),
        source: one.source,
        from,
        until,
        needs,
        hands,
        skills,
        takes_in,
        relies_on: relies_on.to_vec(),
    };
    // To each need by itself: it may bring other hands to it.
    let each = one
        .covers
        .iter()
        .map(|need| with(vec![*need], hands_to(one, *need), skills_to(one, *need), Vec::new()));
    let takes_in = (!one.takes_in.is_empty()).then(|| with(Vec::new(), 1, Vec::new(), one.takes_in.clone()));
    each.chain(takes_in).collect()
}

/// Whether a responder agreed to come, on whatever date.
pub(super) fn is_agreed(one: &Responder) -> bool {
    matches!(one.agreed.known(), Some(Agreed::On(_)))
}

/// The hands a responder brings to a need: as said of that need, else as said of all.
fn hands_to(one: &Responder, need: NeedId) -> u8 {
    let said = one.hands_for.iter().find(|said| said.need == need);
    said.map_or(one.hands, |said| said.hands)
}

/// How many of those hands have which skill, as said of that need; and of being an adult, where that is not said, as the
/// plan says of its age.
fn skills_to(one: &Responder, need: NeedId) -> Vec<SkilledHands> {
    let said = one.skills_for.iter().filter(|said| said.need == need);
    let mut skills: Vec<SkilledHands> =
        said.map(|said| SkilledHands { skill: said.skill.clone(), hands: said.hands }).collect();
    let is_said = skills.iter().any(|said| said.skill == ADULT);
    match one.age {
        Some(Age::Adult) if !is_said => {
            skills.push(SkilledHands { skill: Word::of(ADULT), hands: hands_to(one, need) });
        }
        Some(Age::Under18) if !is_said => skills.push(SkilledHands { skill: Word::of(ADULT), hands: 0 }),
        // Of a part of a date that leaves it open nobody knows.
        _ => {}
    }
    skills
}

/// Whether there is a minute at which it can be reached.
pub fn is_ever_reachable(one: &Responder) -> bool {
    !one.reachable.spans().is_empty()
}

/// Whoever arrives at a minute of the day that is earlier waits for it that day; whoever arrives later does not.
pub(super) fn not_before(start: u32, arrives: u32, minute: u16) -> u32 {
    let of_day = (start + arrives) % DAY;
    arrives + u32::from(minute).saturating_sub(of_day)
}
