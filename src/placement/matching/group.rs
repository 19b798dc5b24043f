//! Rules about the group as it would be, and the few of fit that read a home's animals.

use super::compile::{Person, Tri};
use super::evaluate::at;
use super::layout::{ANIMALS, FactSet, OWN_RISKS, child, home};
use super::scene::{Scene, Sink, Turns, Who};
use super::seek::Seeker;
use crate::base::Rule;
use crate::placement::{Pets, rules};

/// How many there would be with the same risk, and how long since the last arrival.
pub(crate) fn group<S: Sink>(scene: &Scene<'_>, sink: &mut S) {
    if let Some(most) = scene.search.policy.same_risk_most {
        same_risk(scene, u32::from(most), sink);
    }
    if let Some(gap) = scene.search.policy.arrival_gap_days {
        arrivals(scene, i32::from(gap), sink);
    }
}

fn same_risk<S: Sink>(scene: &Scene<'_>, most: u32, sink: &mut S) {
    let (mut answer, mut shared, mut open) = (Tri::Yes, 0, 0);
    for risk in 0..OWN_RISKS.len {
        let has = |person: &Person| {
            let (yes, no) = (person.own_yes >> risk & 1 == 1, person.own_no >> risk & 1 == 1);
            if yes {
                Tri::Yes
            } else if no {
                Tri::No
            } else {
                Tri::Unknown
            }
        };
        let (mut yes, mut unknown, mut theirs) = (0, 0, Tri::No);
        for (_, seeker) in scene.seekers() {
            match has(&seeker.person) {
                Tri::Yes => (yes, theirs) = (yes + 1, Tri::Yes),
                Tri::Unknown => {
                    unknown += 1;
                    if theirs == Tri::No {
                        theirs = Tri::Unknown;
                    }
                }
                Tri::No => {}
            }
        }
        if theirs == Tri::No {
            continue;
        }
        for (_, person) in scene.others() {
            match has(person) {
                Tri::Yes => yes += 1,
                Tri::Unknown => unknown += 1,
                Tri::No => {}
            }
        }
        // Of a home whose residents are not known, any number may have the risk.
        if theirs == Tri::Yes && yes > most {
            answer = Tri::No;
            shared |= OWN_RISKS.bit(risk);
        } else if yes + unknown > most || !scene.residents_known {
            open |= OWN_RISKS.bit(risk);
        }
    }
    if answer == Tri::No {
        sink.soft(at(&rules::SAME_RISK_FEW), Who::All, Tri::No, &Turns::NOTHING, shared, 0);
    } else if open != 0 {
        let turns = Turns::home(if scene.residents_known { 0 } else { home::RESIDENTS });
        sink.soft(at(&rules::SAME_RISK_FEW), Who::All, Tri::Unknown, &turns, open, 0);
    }
}

fn arrivals<S: Sink>(scene: &Scene<'_>, gap: i32, sink: &mut S) {
    let (mut answer, mut turns) = (Tri::Yes, Turns::NOTHING);
    for (_, person) in scene.others() {
        if person.from == super::compile::SINCE_UNKNOWN {
            turns.home |= home::STAY_SINCE;
        } else if scene.search.today.saturating_sub(person.from) < gap {
            answer = Tri::No;
        }
    }
    if !scene.residents_known {
        turns.home |= home::RESIDENTS;
    }
    if answer == Tri::No {
        sink.soft(at(&rules::ARRIVALS_APART), Who::All, Tri::No, &Turns::NOTHING, 0, 0);
    } else if turns.home != 0 {
        sink.soft(at(&rules::ARRIVALS_APART), Who::All, Tri::Unknown, &turns, 0, 0);
    }
}

/// Whether animals live there, or do not, as is right for the child.
pub(crate) fn pets(
    scene: &Scene<'_>,
    seeker: &Seeker,
    soft: &mut impl FnMut(&'static Rule, Option<bool>, FactSet, FactSet),
) {
    let offers = scene.home.offers;
    let animals = if offers.no & ANIMALS.mask() != 0 {
        Some(true)
    } else if offers.yes & ANIMALS.mask() != 0 {
        Some(false)
    } else {
        None
    };
    let home = if animals.is_none() { ANIMALS.mask() } else { 0 };
    match seeker.pets {
        Some(Pets::Can) => {}
        Some(Pets::Must) => {
            soft(&rules::PETS_FIT, animals, home, if animals.is_some() { child::PETS } else { 0 });
        }
        Some(Pets::Cannot) => {
            let answer = animals.map(|animals| !animals);
            soft(&rules::PETS_FIT, answer, home, if animals.is_some() { child::PETS } else { 0 });
        }
        None => soft(&rules::PETS_FIT, None, home, child::PETS),
    }
}
