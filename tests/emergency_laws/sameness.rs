//! What may make no difference to an answer, and what must.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::NeedId;
use mutual_care::emergency::{Level, Proof, ProofAnswer, ProofQuestion, Proven};
use mutual_care::need::{Snapshot, SnapshotParts};

use super::generator::Emergency;
use super::{plans, proven, with_plan};

fn proof(proven: &Proven) -> Option<&Proof> {
    match &proven.answer {
        ProofAnswer::Proof(proof) => Some(proof),
        _ => None,
    }
}

fn asked(made: &Emergency, level: Level) -> Proven {
    let question = ProofQuestion { level, ..made.question.clone() };
    proven(&Emergency { question, ..made.clone() })
}

#[test]
fn asking_for_more_changes_no_strength_and_leaves_less_to_spare() {
    let mut narrower = 0;
    for (seed, made, _) in plans(60, 10) {
        let answers = [Level::One, Level::Two, Level::Three].map(|level| (level, asked(&made, level)));
        let strengths: BTreeSet<u8> = answers.iter().map(|(_, proven)| proven.strength()).collect();
        assert_eq!(strengths.len(), 1, "plan {seed}: {strengths:?}");
        let not_yet = matches!(answers[0].1.answer, ProofAnswer::NotYet(_));
        for (level, proven) in &answers {
            let holds = !not_yet && proven.strength() >= level.number();
            assert_eq!(proof(proven).is_some(), holds, "plan {seed} at {level:?}");
            assert_eq!(proven.counterexample(), answers[0].1.counterexample(), "plan {seed} at {level:?}");
            assert_eq!(proven.unnoticed(), answers[0].1.unnoticed(), "plan {seed} at {level:?}");
            let fails = proven.counterexample().map_or(4, |told| told.level.number());
            assert!(not_yet || fails == proven.strength() + 1, "plan {seed}: the lowest level that fails");
        }
        for pair in answers.windows(2) {
            let (Some(less), Some(more)) = (proof(&pair[0].1), proof(&pair[1].1)) else { continue };
            let spare = |proof: &Proof| proof.margin.as_ref().map_or(u32::MAX, |margin| margin.minutes);
            assert!(spare(more) <= spare(less), "plan {seed}: more to spare at a higher level");
            narrower += u32::from(spare(more) < spare(less));
            let open = |proof: &Proof| -> BTreeMap<NeedId, u32> {
                proof.open_at_end.iter().map(|open| (open.need, open.harm_after_min)).collect()
            };
            let at_more = open(more);
            for (need, after) in open(less) {
                assert!(at_more.get(&need).is_some_and(|more| *more <= after), "plan {seed}: {need:?}");
            }
            assert_eq!(less.rests_on, more.rests_on, "plan {seed}");
        }
    }
    assert!(narrower > 0, "some plan has less to spare when more goes wrong");
}

#[test]
fn a_longer_horizon_makes_no_plan_stronger() {
    for (seed, made, _) in plans(16, 11) {
        let shorter = proven(&made).strength();
        let longer = ProofQuestion { horizon_min: made.question.horizon_min * 2, ..made.question.clone() };
        let longer = proven(&Emergency { question: longer, ..made }).strength();
        assert!(longer <= shorter, "plan {seed}: {shorter} to {longer}");
    }
}

#[test]
fn the_same_question_has_the_same_answer() {
    for (seed, made, _) in plans(12, 12) {
        let (one, other) = (proven(&made), proven(&made.clone()));
        assert_eq!(one, other, "plan {seed}");
        let (one, other) = (serde_json::to_string(&one).unwrap(), serde_json::to_string(&other).unwrap());
        assert_eq!(one, other, "plan {seed}: the same bytes");
    }
}

/// An answer whose ways of raising the alarm stand in order of id: in the answer they stand as in the plan.
fn in_order(proven: Proven) -> ProofAnswer {
    let mut answer = proven.answer;
    match &mut answer {
        ProofAnswer::Proof(proof) => proof.rests_on.notices_beyond.sort_unstable(),
        ProofAnswer::Counterexample(failing) => failing.rests_on.notices_beyond.sort_unstable(),
        ProofAnswer::NotYet(not_yet) => not_yet.rests_on.notices_beyond.sort_unstable(),
    }
    answer
}

#[test]
fn the_order_of_lists_makes_no_difference() {
    for (seed, made, mut dice) in plans(24, 13) {
        let parts = made.snapshot.clone().into_parts();
        let snapshot = Snapshot::new(SnapshotParts {
            on: parts.on,
            sources: dice.shuffled(parts.sources),
            needs: dice.shuffled(parts.needs),
            arrangements: dice.shuffled(parts.arrangements),
        })
        .unwrap();
        let shuffled = with_plan(&Emergency { snapshot, ..made.clone() }, |plan| {
            plan.alarms = dice.shuffled(std::mem::take(&mut plan.alarms));
            for one in &mut plan.responders {
                one.covers = dice.shuffled(std::mem::take(&mut one.covers));
                // Said twice is said once.
                one.covers.extend(one.covers.first().copied());
                one.takes_in = dice.shuffled(std::mem::take(&mut one.takes_in));
            }
        });
        assert_eq!(in_order(proven(&made)), in_order(proven(&shuffled)), "plan {seed}");
    }
}

#[test]
fn a_proof_names_what_it_read() {
    let (_, made, _) = plans(4, 14).last().unwrap();
    let before = proven(&made);
    let other_plan = with_plan(&made, |plan| plan.review_by = Some("2027-01-01".parse().unwrap()));
    let after = proven(&other_plan);
    assert_ne!(before.plan, after.plan);
    assert_eq!((before.snapshot, before.question), (after.snapshot, after.question));

    let mut parts = made.snapshot.clone().into_parts();
    parts.on = parts.on.succ_opt().unwrap();
    let other_day = Emergency { snapshot: Snapshot::new(parts).unwrap(), ..made.clone() };
    let after = proven(&other_day);
    assert_ne!(before.snapshot, after.snapshot);
    assert_eq!((before.plan, before.question), (after.plan, after.question));

    let first = made.snapshot.sources()[0].id;
    let mut planned = made.question.as_planned.clone();
    if !planned.insert(first) {
        planned.remove(&first);
    }
    let level = if made.question.level == Level::One { Level::Two } else { Level::One };
    let questions = [
        ProofQuestion { level, ..made.question.clone() },
        ProofQuestion { horizon_min: made.question.horizon_min + 1, ..made.question.clone() },
        ProofQuestion { as_planned: planned, ..made.question.clone() },
    ];
    for question in questions {
        let after = proven(&Emergency { question, ..made.clone() });
        assert_ne!(before.question, after.question);
        assert_eq!((before.plan, before.snapshot), (after.plan, after.snapshot));
    }
}
