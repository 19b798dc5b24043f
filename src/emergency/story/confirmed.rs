//! What is left out, and how a plan fails, where only what is confirmed counts.

use alloc::vec::Vec;

use super::line::{LeftOutBecause, StoryAt, Tells};
use crate::base::ArrangementId;
use crate::emergency::proof::is_visit_open_whether_awake;
use crate::emergency::{Counterexample, Plan, Proven, Responder, Way};
use crate::need::{Need, Snapshot, known_with_skill};

/// Nothing where the strength is the same.
pub(super) fn tells(proven: &Proven, plan: &Plan, snapshot: &Snapshot) -> Vec<Tells> {
    if proven.only_confirmed.is_none() {
        return Vec::new();
    }
    let rests = proven.rests_on();
    let mut skills: Vec<ArrangementId> = rests.skills_not_known.iter().map(|open| open.arrangement).collect();
    skills.dedup();
    let mut awake = rests.awake_not_known.clone();
    if plan.alarms().iter().any(|alarm| matches!(alarm.way, Way::NextVisit { .. })) {
        let visits =
            snapshot.arrangements().iter().filter(|help| is_visit_open_whether_awake(help, snapshot));
        awake.extend(visits.map(|help| help.id));
        awake.sort_unstable();
        awake.dedup();
    }
    let mut tells = Vec::new();
    for (because, arrangements) in [
        (LeftOutBecause::NotConfirmed, &rests.not_confirmed),
        (LeftOutBecause::SomeDays, &rests.on_some_days),
        (LeftOutBecause::SkillNotSaid, &skills),
        (LeftOutBecause::AwakeNotSaid, &awake),
    ] {
        let arrangements: Vec<_> =
            arrangements.iter().copied().filter(|help| snapshot.is_told(*help)).collect();
        if !arrangements.is_empty() {
            tells.push(Tells::LeftOut { because, arrangements });
        }
    }
    let counts = match &proven.absence {
        None => plan.as_it_counts(snapshot),
        Some(absence) => plan.as_it_counts_within(absence.days(proven.horizon_min), snapshot),
    };
    let responders: Vec<_> = (counts.responders().iter())
        .filter(|one| one.has_agreed() && comes_with_open_skill(one, snapshot))
        .map(|one| one.id)
        .collect();
    if !responders.is_empty() {
        tells.push(Tells::ComeWithoutSkill { responders });
    }
    if let Some(told) = &proven.fails_confirmed {
        tells.extend(fails(told, snapshot.weeks()));
    }
    tells
}

/// Whether nobody has said of a responder how many of its hands have a skill that a need asks for.
fn comes_with_open_skill(responder: &Responder, snapshot: &Snapshot) -> bool {
    let age = snapshot.age_of(responder.source);
    let open = |need: &Need| {
        let (hands, said) = (responder.hands_to(need.id()), responder.skills_to(need.id()));
        need.skills().iter().any(|asked| known_with_skill(&asked.skill, hands, &said, age).is_none())
    };
    responder.covers.iter().filter_map(|need| snapshot.need(*need)).any(open)
}

/// In short: the harm that comes soonest, and what would keep it away.
fn fails(told: &Counterexample, weeks: u8) -> Vec<Tells> {
    let (scenario, need) = (told.scenario.clone(), told.need);
    let at = StoryAt::new(scenario.start, told.harm_at, weeks).from_day(scenario.day, weeks);
    let mut tells = alloc::vec![Tells::Fails { level: told.level }, Tells::HarmThen { scenario, at, need }];
    if told.alarm.is_none() && !told.as_planned {
        tells.push(Tells::NobodyNotices { horizon_min: told.timeline.horizon_min });
    }
    if told.only_somebody_there {
        tells.push(Tells::OnlySomebodyThere);
    }
    if !told.only_somebody_there || told.hands_missing > 1 {
        tells.push(Tells::MoreHands { hands: told.hands_missing, need, by: at });
        if !told.skills_missing.is_empty() {
            tells.push(Tells::WithSkills { skills: told.skills_missing.clone() });
        }
    }
    tells
}
