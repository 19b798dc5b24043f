//! Proofs over a cycle: equal weeks prove what one week proves, and weeks that differ are looked at one by one.

use mutual_care::base::{CyclePattern, Every, PersonId, Reader, Told};
use mutual_care::emergency::{
    Agreed, Alarm, Counterexample, ForLoss, Lost, NightError, NightQuestion, Plan, PlanParts, ProofAnswer,
    ProofQuestion, Responder, ResponderKind, Story, Way, night, prove,
};
use mutual_care::need::Snapshot;

use super::equal::{Nobody, parted, with_room};
use super::generator::{Size, emergency};
use super::reference::family::{Family, at, need, person, source};
use super::{day, id};

/// What a counterexample says, without the arrangements that stop.
fn scenario(told: &Counterexample) -> Counterexample {
    let mut told = told.clone();
    told.timeline.events.retain(|event| event.id.typed::<mutual_care::base::kinds::Arrangement>().is_none());
    told.timeline.hours_not_known.arrangements.clear();
    told
}

#[test]
fn equal_weeks_prove_what_one_week_proves() {
    let (mut proofs, mut fails, mut cycles) = (0, 0, 0);
    for seed in 0..200 {
        let made = emergency(seed, Size::Small);
        let plain = Snapshot::new(with_room(made.snapshot.clone().into_parts())).unwrap();
        if plain.weeks() > 1 {
            continue;
        }
        let (parts, _) = parted(seed, &plain.clone().into_parts());
        let other = Snapshot::new(parts).unwrap();
        cycles += u32::from(other.weeks() > 1);
        let [ours, theirs] =
            [&other, &plain].map(|snapshot| prove(snapshot, &made.plan, &made.question).unwrap());
        assert_eq!(ours.strength(), theirs.strength(), "plan {seed}");
        assert_eq!(ours.counterexample().map(scenario), theirs.counterexample().map(scenario), "plan {seed}");
        assert_eq!(ours.unnoticed(), theirs.unnoticed(), "plan {seed}");
        assert_eq!(ours.rests_on().notices_beyond, theirs.rests_on().notices_beyond, "plan {seed}");
        match (&ours.answer, &theirs.answer) {
            (ProofAnswer::Proof(ours), ProofAnswer::Proof(theirs)) => {
                assert_eq!(
                    (&ours.margin, &ours.open_at_end),
                    (&theirs.margin, &theirs.open_at_end),
                    "plan {seed}"
                );
                proofs += 1;
            }
            (ProofAnswer::NotYet(ours), ProofAnswer::NotYet(theirs)) => {
                assert_eq!((&ours.needs, &ours.nobody_there), (&theirs.needs, &theirs.nobody_there));
            }
            _ => fails += 1,
        }
    }
    assert!(proofs > 5 && fails > 5 && cycles > 60, "{proofs} {fails} {cycles}");
}

/// A mother and her son, for whom she is there all the time. Somebody looks in on Mondays of every second week.
fn looked_in_on(every: Option<Every>) -> (Snapshot, Plan) {
    let family = Family::of([1, 2]).outsider(9).need(21, 2, "always", 30 * 1_440);
    let family = family.need(22, 2, "Mon 08:00-08:10", 60).serious().helps(31, 1, 21, "always");
    let snapshot = family.helps(32, 9, 22, "Mon 08:00-08:10").but(|one| one.every = every).snapshot();
    let alarm = Alarm {
        id: id(61),
        way: Way::NextVisit { by: None },
        for_loss: ForLoss::any(),
        when: "always".parse().unwrap(),
        takes_min: 0,
        period: mutual_care::base::Period::ALWAYS,
    };
    let mut aunt = Responder::new(id(51), PersonId::new(uuid::Uuid::from_u128(8)), ResponderKind::Family);
    (aunt.covers, aunt.agreed) = (vec![need(21)], Told::Known(Agreed::On(day(0))));
    let mut parts = PlanParts::new(id(71), id(72), day(0));
    (parts.alarms, parts.responders) = (vec![alarm], vec![aunt]);
    (snapshot, Plan::new(parts).unwrap())
}

#[test]
fn a_visit_of_every_second_week_is_missed_in_the_other() {
    let unnoticed = |every| {
        let (snapshot, plan) = looked_in_on(every);
        let proven = prove(&snapshot, &plan, &ProofQuestion::default()).unwrap();
        let mother = proven.unnoticed().iter().find(|one| one.lost[0].source == source(1));
        (snapshot, mother.map(|one| one.when.clone()).unwrap_or_default())
    };
    // Within 72 hours the visit comes if she is lost after Friday 08:00 and up to Monday 08:00.
    let (_, weekly) = unnoticed(None);
    let still: CyclePattern = "Mon 08:10-Fri 08:01".parse().unwrap();
    assert_eq!(weekly, still);
    let (snapshot, fortnightly) = unnoticed(Some(Every::weeks(2, day(7)).unwrap()));
    assert_eq!(snapshot.weeks(), 2);
    // The visit is in the second week; so it is missed from its end until Friday of the first.
    for (start, is_missed) in [
        ("Mon 00:00", true),
        ("Mon 08:00", true),
        ("Fri 08:00", true),
        ("Fri 08:01", false),
        ("week 2 Mon 08:00", false),
        ("week 2 Mon 08:09", false),
        ("week 2 Mon 08:10", true),
        ("week 2 Sun 23:59", true),
    ] {
        assert_eq!(fortnightly.contains(at(start)), is_missed, "{start}");
    }
}

#[test]
fn a_night_is_asked_of_a_week_that_there_is() {
    let (snapshot, plan) = looked_in_on(Some(Every::weeks(2, day(7)).unwrap()));
    let asked = |start: &str| {
        let lost = [Lost { source: person(1).into(), away: false }];
        night(&snapshot, &plan, &NightQuestion::new(lost, at(start)))
    };
    assert_eq!(asked("week 2 Mon 07:00").unwrap().alarm.map(|raised| raised.at), Some(60));
    assert_eq!(asked("Mon 07:00").unwrap().alarm, None);
    assert_eq!(asked("week 3 Mon 07:00"), Err(NightError::NoSuchWeek { weeks: 2 }));
}

#[test]
fn a_proof_says_that_it_does_not_count_help_on_none_of_its_days() {
    let told = |when: &str| {
        let family = Family::of([1]).provider(5).provider(6).need(101, 1, "Mon 08:00-09:00", 60);
        let family = family.helps(201, 5, 101, "always").helps(202, 6, 101, when);
        // One day of seven, counted from a Tuesday.
        let week = family.but(|help| help.every = Some(Every::days(7, 1, day(1)).unwrap())).snapshot();
        let plan = Plan::new(PlanParts::new(id(60), id(61), day(0))).unwrap();
        let asked = ProofQuestion { horizon_min: 60, ..ProofQuestion::default() };
        let proven = prove(&week, &plan, &asked).unwrap();
        let text = Story::of(&proven, &plan, &week).in_words(Reader::Family, &plan, &week, &Nobody);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let says = text.contains("Ask when this help comes; its times lie on none of its days");
        let ids: Vec<_> = proven.hours_not_known.arrangements.iter().map(|id| id.uuid().as_u128()).collect();
        (ids, says, text.contains("Ask when this help comes; nobody has said"))
    };
    assert_eq!(told("Mon 08:00-09:00"), (vec![202], true, false));
    assert_eq!(told("Tue 08:00-09:00"), (vec![], false, false));
    assert_eq!(told("never"), (vec![202], false, true));
}
