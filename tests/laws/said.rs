//! Laws about who is awake, who has a skill and who is able on some days, over households that say so.

use std::collections::BTreeSet;

use mutual_care::base::Told;
use mutual_care::need::{Ability, Age, Availability, SkilledHands, Snapshot};
use mutual_care::support::{Loss, Support};

use super::case::Case;
use super::engine::Engine;
use super::generator;
use super::mending::mending;
use super::standing::adding_help;

/// Whether as many needs stand as told as with only what is confirmed, whatever is lost alone.
fn is_confirmed_whole(week: &Snapshot) -> bool {
    let support = Support::of(week);
    let losses = week.sources().iter().map(|source| Loss::of(source.id));
    let mut all = losses.chain([Loss::nothing()]);
    all.all(|loss| support.stands(&loss).unwrap() == support.stands_confirmed(&loss).unwrap())
}

/// The week as it is told, said of everybody who is not known not to give: able and willing, awake or not as it counts,
/// and with how many hands each skill is there.
fn all_said(week: &Snapshot) -> Snapshot {
    let mut parts = week.clone().into_parts();
    for help in &mut parts.arrangements {
        if help.availability() == Availability::No {
            continue;
        }
        if !matches!(help.able_now, Told::Known(Ability::WithSupport { .. })) {
            help.able_now = Told::Known(Ability::Yes);
        }
        help.willing_now = Told::Known(true);
        if let Told::NotKnown(_) = help.awake {
            help.awake = Told::Known(true);
        }
        let need = parts.needs.iter().find(|need| need.id() == help.need).unwrap();
        for asked in need.skills() {
            if !help.skills.iter().any(|said| said.skill == asked.skill) {
                help.skills.push(SkilledHands { skill: asked.skill.clone(), hands: help.hands });
            }
        }
    }
    // Whether somebody is an adult is said by a whole date of birth, and by nothing else.
    for source in parts.sources.iter_mut().filter(|source| source.age == Some(Age::PerhapsUnder18)) {
        source.age = Some(Age::Adult);
    }
    Snapshot::new(parts).unwrap()
}

#[test]
fn where_everything_is_said_the_confirmed_week_is_the_week_as_told() {
    let mut differ = 0;
    for seed in 0..200 {
        let week = Snapshot::new(generator::real_weeks(seed)).unwrap();
        differ += u32::from(!is_confirmed_whole(&week));
        assert!(is_confirmed_whole(&all_said(&week)), "household {seed}");
    }
    println!("{differ} of 200 differ before everything is said");
    assert!(differ > 50, "{differ}");
}

#[test]
fn what_would_mend_it_does_where_skills_are_asked_for_and_people_sleep() {
    let (mut skilled, mut all) = (BTreeSet::new(), 0);
    for case in (0..120).filter_map(Case::of_a_real_week) {
        all += 1;
        if let Err(wrong) = mending(Engine::WHOLE, &case) {
            panic!("household {}: {wrong}", case.seed);
        }
        let support = Support::of(&case.snapshot);
        let mends = support.mends();
        let stretches = mends.iter().flat_map(|mend| &mend.needs).flat_map(|need| &need.windows);
        if stretches.flat_map(|window| &window.lost).any(|stretch| !stretch.skills.is_empty()) {
            skilled.insert(case.seed);
        }
    }
    println!("a skill is missing in {} of {all}", skilled.len());
    assert!(skilled.len() > 5, "{skilled:?}");
}

#[test]
fn more_help_never_loses_a_need_where_skills_are_asked_for_and_people_sleep() {
    let mut all = 0;
    for case in (0..200).filter_map(Case::of_a_real_week) {
        all += 1;
        if let Err(wrong) = adding_help(Engine::WHOLE, &case) {
            panic!("household {}: {wrong}", case.seed);
        }
    }
    assert!(all > 40, "{all}");
}
