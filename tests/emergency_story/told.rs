//! Stories: typed, in order of time, and in words that can be read out. The words are files in `tests/golden/story`;
//! with `UPDATE_PAGES` set they are written.

use std::fs;
use std::path::PathBuf;

use mutual_care::base::{Labels, NeedId, Reader, SourceId, Told};
use mutual_care::emergency::{
    ChapterIs, Level, Plan, ProofAnswer, ProofQuestion, Proven, Responder, ResponderKind, Story, Tells, Way,
};
use mutual_care::need::{Outcome, Snapshot, SnapshotParts, Source};

use crate::family::{
    BREAKFAST, CARER, Called, EVENINGS, MOTHER, NEIGHBOUR, PENDANT, SISTER, SON, TABLETS, alarm, asks, comes,
    id, need, next_visit, pendant, plan, proven, responder, source, week, week_parts,
};

pub fn compare(name: &str, text: &str) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden/story").join(name);
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, text).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == text,
        "{} is not what is told: set UPDATE_PAGES to write it anew\n{text}",
        file.display()
    );
}

/// The story for both readers, as it is in the files, and typed.
fn told(name: &str, week: &Snapshot, plan: &Plan, question: &ProofQuestion) -> (Story, Proven) {
    let proven = proven(week, plan, question);
    let story = Story::of(&proven, plan, week);
    for reader in [Reader::Family, Reader::Professional] {
        let text = story.in_words(reader, plan, week, &Called);
        // Fingerprints have a test of their own, and would change every file.
        let text = text.replace(&proven.plan.to_string(), "…").replace(&proven.snapshot.to_string(), "…");
        compare(
            &format!("{name}.{}.txt", if reader == Reader::Family { "family" } else { "professional" }),
            &text,
        );
    }
    (story, proven)
}

fn tells(story: &Story, is: ChapterIs) -> Vec<&Tells> {
    let chapters = story.chapters().iter().filter(|chapter| chapter.is == is);
    chapters.flat_map(|chapter| &chapter.lines).map(|line| &line.tells).collect()
}

#[test]
fn nobody_notices_at_night() {
    // Until the carer's visit in the morning nobody knows; harm is at half past midnight.
    let plan = plan(vec![next_visit()], vec![comes(51, SISTER, &[TABLETS, BREAKFAST], 5, 30)]);
    let (story, _) = told("unnoticed_at_night", &week(), &plan, &asks(Level::One, 600));
    let at: Vec<u32> = story.lines().filter_map(|line| line.at).map(|at| at.after_min).collect();
    assert_eq!(at, [0, 0, 120, 570, 570]);
    assert!(
        matches!(tells(&story, ChapterIs::HowItFails)[4], Tells::Noticed { by: Some(by), .. } if *by == source(CARER))
    );
}

#[test]
fn nobody_notices_at_all() {
    let plan = plan(vec![], vec![comes(51, SISTER, &[TABLETS], 5, 30)]);
    let (story, _) = told("nobody_notices", &week(), &plan, &asks(Level::One, 600));
    let nobody = |tells: &&&Tells| matches!(tells, Tells::NobodyNotices { horizon_min: 600 });
    assert_eq!(tells(&story, ChapterIs::HowItFails).iter().filter(nobody).count(), 1);
}

#[test]
fn one_of_them_does_not_answer() {
    // The sister would be in time; the neighbour has not been asked. Strength 1, asked for 2.
    let neighbour = Responder { agreed: Told::default(), ..comes(52, NEIGHBOUR, &[TABLETS], 5, 5) };
    let plan = plan(vec![pendant(10)], vec![comes(51, SISTER, &[TABLETS], 5, 30), neighbour]);
    let (story, proven) = told("silent_responder", &week(), &plan, &asks(Level::Two, 600));
    assert_eq!(proven.strength(), 1);
    assert!(
        story.lines().any(|line| matches!(line.tells, Tells::DoesNotHold { strength: 1, horizon_min: 600 }))
    );
}

#[test]
fn who_came_too_early_had_left() {
    let mut parts = week_parts();
    parts.needs = vec![need(TABLETS, SON, Outcome::Medicines, "Sat 22:30-22:50", 5)];
    parts.arrangements.retain(|arrangement| arrangement.need == id(TABLETS));
    let week = Snapshot::new(parts).unwrap();
    let sister = Responder { stays_min: Some(20), ..comes(51, SISTER, &[TABLETS], 0, 0) };
    let (story, _) =
        told("came_too_early", &week, &plan(vec![pendant(0)], vec![sister]), &asks(Level::One, 120));
    let instead = tells(&story, ChapterIs::WhatWouldHelp).into_iter().find_map(|tells| match tells {
        Tells::CameTooEarly { instead } => Some(instead.minute.to_string()),
        _ => None,
    });
    assert_eq!(instead.as_deref(), Some("Sat 22:30"));
}

#[test]
fn only_somebody_who_is_there_could_help() {
    let mut parts = week_parts();
    parts.needs[0] = need(TABLETS, SON, Outcome::Medicines, "Sat 22:30-23:00", 0);
    let week = Snapshot::new(parts).unwrap();
    let plan = plan(vec![pendant(0)], vec![comes(51, SISTER, &[TABLETS], 0, 1)]);
    let (story, _) = told("only_somebody_there", &week, &plan, &asks(Level::One, 60));
    assert!(tells(&story, ChapterIs::WhatWouldHelp).contains(&&Tells::OnlySomebodyThere));
    // What cannot wait is told as harm, not first as waiting.
    assert!(!story.lines().any(|line| matches!(line.tells, Tells::Opened { .. })));
}

#[test]
fn lost_as_planned() {
    let sister = Responder { stays_min: Some(60), ..comes(51, SISTER, &[TABLETS], 5, 30) };
    let plan = plan(vec![pendant(0)], vec![sister]);
    let question = ProofQuestion { as_planned: [source(MOTHER)].into(), ..asks(Level::One, 600) };
    let (story, _) = told("as_planned", &week(), &plan, &question);
    assert!(story.lines().any(|line| matches!(line.tells, Tells::Called { as_planned: true, .. })));
    assert!(!story.lines().any(|line| matches!(line.tells, Tells::Noticed { .. })));
}

#[test]
fn what_stops_when_a_giver_comes_to_harm() {
    // The mother leans on her breakfast, and the son's noon tablets lean on her. Lost is the carer alone.
    let mut parts = week_parts();
    parts.needs[0] = need(TABLETS, SON, Outcome::Medicines, "Sun 10:00-10:30", 30);
    parts.needs[1] = need(BREAKFAST, MOTHER, Outcome::Nutrition, "Sun 08:00-08:30", 15);
    let sources = parts.sources.clone();
    let week = Snapshot::new(SnapshotParts { sources, ..parts }).unwrap();
    let plan = plan(vec![], vec![]);
    let (story, _) = told("leans_on_harm", &week, &plan, &asks(Level::One, 600));
    let stopped = |line: &&mutual_care::emergency::StoryLine| matches!(line.tells, Tells::Stopped { .. });
    assert_eq!(story.lines().filter(stopped).count(), 1);
    assert!(
        story
            .lines()
            .any(|line| matches!(&line.tells, Tells::AlsoHarmed { needs, .. } if *needs == [id(TABLETS)]))
    );
}

#[test]
fn nothing_to_prove_yet() {
    let mut parts = week_parts();
    parts.arrangements.clear();
    let week = Snapshot::new(parts).unwrap();
    let (story, proven) = told("not_yet", &week, &plan(vec![], vec![]), &asks(Level::One, 4_320));
    assert!(matches!(proven.answer, ProofAnswer::NotYet(_)));
    assert_eq!(tells(&story, ChapterIs::InShort).len(), 3);
}

#[test]
fn a_proof_of_the_first_level() {
    // It says what it rests on, and how a second thing going wrong would break it.
    let plan = plan(
        vec![pendant(10)],
        vec![
            comes(51, SISTER, &[TABLETS], 5, 30),
            Responder {
                agreed: Told::Known(mutual_care::emergency::Agreed::No),
                ..comes(52, NEIGHBOUR, &[TABLETS], 1, 1)
            },
        ],
    );
    let (story, proven) = told("strength_1", &week(), &plan, &asks(Level::One, 180));
    assert_eq!(proven.strength(), 1);
    let chapters: Vec<ChapterIs> = story.chapters().iter().map(|chapter| chapter.is).collect();
    let expected = [
        ChapterIs::InShort,
        ChapterIs::HowNarrowly,
        ChapterIs::RestsOn,
        ChapterIs::HowItFails,
        ChapterIs::WhatWouldHelp,
        ChapterIs::Read,
    ];
    assert_eq!(chapters, expected);
}

#[test]
fn a_proof_of_the_third_level() {
    let mut parts = week_parts();
    parts.sources.push(Source::device(id(PENDANT)));
    let week = Snapshot::new(parts).unwrap();
    let alarms = vec![
        alarm(41, Way::Device { device: Some(id(PENDANT)) }, 10),
        alarm(42, Way::MissedVisit { noticed_by: id(NEIGHBOUR), from: None }, 45),
    ];
    let both = [TABLETS, BREAKFAST];
    let plan = plan(alarms, vec![comes(51, SISTER, &both, 5, 30), comes(52, EVENINGS, &both, 5, 30)]);
    let (_, proven) = told("strength_3", &week, &plan, &asks(Level::Three, 180));
    assert_eq!(proven.strength(), 3);
}

#[test]
fn who_has_no_name_is_told_by_id_and_the_plans_own_names_come_first() {
    struct Nobody;
    impl Labels for Nobody {
        fn source(&self, _: SourceId) -> Option<&str> {
            None
        }
        fn need(&self, _: NeedId) -> Option<&str> {
            None
        }
    }
    let named = Responder {
        name: mutual_care::base::PrivateText::new("The sister of the family").unwrap(),
        kind: ResponderKind::Family,
        ..comes(51, SISTER, &[TABLETS], 5, 300)
    };
    let plan = plan(vec![pendant(0)], vec![named]);
    let proven = proven(&week(), &plan, &asks(Level::One, 600));
    let story = Story::of(&proven, &plan, &week());
    let text = story.in_words(Reader::Family, &plan, &week(), &Nobody);
    assert!(text.contains("The sister of the family"));
    assert!(text.contains(&source(MOTHER).to_string()));
    assert!(!format!("{story:?}{proven:?}").contains("sister"));
    let told = proven.counterexample().unwrap();
    let alone = Story::of_counterexample(told, &plan, &week());
    assert_eq!(alone.chapters(), &story.chapters()[1..3]);
    assert_eq!(told.calls[0].responder, responder(51));
    assert!(alone.lines().all(|line| !matches!(line.tells, Tells::Read { .. })));
}
