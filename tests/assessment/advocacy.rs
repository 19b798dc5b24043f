//! Independent advocacy: each candidate alone, exceptions, boundaries.

use mutual_care::assessment::{
    AdvocacyException, AdvocacyFacts, AdvocacyQuestion, CARE_HOME_DAYS_MIN, Candidate, CandidateTest,
    Difficulty, HOSPITAL_DAYS_MIN, advocacy,
};
use mutual_care::base::{ByCode, Code, Fact, Verdict};

use crate::{Seeded, between, fact, person};

fn appropriate(who: u128) -> Candidate {
    let tests = CandidateTest::ALL
        .iter()
        .map(|test| (*test, Fact::known(!matches!(test, CandidateTest::Paid | CandidateTest::Conflicted))));
    Candidate { who: person(who), other_half: false, tests: tests.collect() }
}

fn in_difficulty(candidates: Vec<Candidate>) -> AdvocacyFacts {
    AdvocacyFacts {
        difficulties: ByCode::default().with(Difficulty::Retaining, Fact::known(true)),
        candidates,
        hospital_days: Fact::known(0),
        care_home_days: Fact::known(0),
        arranged_by_nhs: Fact::known(true),
        in_best_interests: Fact::known(true),
        disagreement: Fact::known(false),
        ..AdvocacyFacts::default()
    }
}

/// Facts at random against the definition: sure and possible, each candidate alone.
#[test]
fn facts_at_random() {
    let mut random = Seeded(11);
    let mut seen = [0; 3];
    for _ in 0..4_000 {
        let mut digit = |no: u32| if random.below(no) > 0 { 0 } else { 1 + random.below(2) };
        let difficulties: Vec<u32> = (0..4).map(|_| digit(3)).collect();
        let candidates: Vec<Vec<u32>> = (0..digit(2)).map(|_| (0..6).map(|_| digit(2)).collect()).collect();
        let exceptions: Vec<u32> = (0..4).map(|_| digit(4)).collect();
        let halves: Vec<u32> = (0..2).map(|_| [1, 1, 1, 2, 0][random.below(5) as usize]).collect();
        // As facts that speak for being appropriate: the last two tests speak against.
        let flip = |place: usize, digit: u32| if place >= 4 { [1, 0, 2][digit as usize] } else { digit };
        let good = |tests: &Vec<u32>, may: bool| {
            tests.iter().enumerate().all(|(place, digit)| match flip(place, *digit) {
                0 => false,
                1 => true,
                _ => may,
            })
        };
        let days = |digit: u32, min: u16| match digit {
            0 => Fact::known(min - 1),
            1 => Fact::known(min),
            _ => Fact::default(),
        };
        let facts = AdvocacyFacts {
            difficulties: Difficulty::ALL
                .iter()
                .copied()
                .zip(difficulties.iter().map(|d| fact(*d)))
                .collect(),
            candidates: (candidates.iter().zip(10..))
                .map(|(tests, who)| Candidate {
                    who: person(who),
                    other_half: false,
                    tests: CandidateTest::ALL.iter().copied().zip(tests.iter().map(|d| fact(*d))).collect(),
                })
                .collect(),
            hospital_days: days(exceptions[0], HOSPITAL_DAYS_MIN),
            care_home_days: days(exceptions[1], CARE_HOME_DAYS_MIN),
            arranged_by_nhs: fact(halves[0]),
            in_best_interests: fact(halves[1]),
            disagreement: fact(exceptions[2]),
            both_agree: fact(exceptions[3]),
        };
        let is = |digit: u32, may: bool| digit == 1 || may && digit == 2;
        let exception = |may| {
            (is(exceptions[0], may) || is(exceptions[1], may)) && is(halves[0], may) && is(halves[1], may)
                || is(exceptions[2], may) && is(exceptions[3], may)
        };
        let due = |may: bool| {
            difficulties.iter().any(|digit| is(*digit, may))
                && (!candidates.iter().any(|tests| good(tests, !may)) || exception(may))
        };
        let expected = between(due(false), due(true));
        seen[expected as usize] += 1;
        let answer = advocacy(person(1), &facts);
        assert_eq!(answer.due(), expected, "{facts:?}");
        for ((_, verdict), tests) in answer.candidates().iter().zip(&candidates) {
            assert_eq!(*verdict, between(good(tests, false), good(tests, true)));
        }
    }
    assert!(seen.iter().all(|count| *count > 100), "{seen:?}");
}

#[test]
fn one_appropriate_candidate_is_enough_and_halves_of_two_are_none() {
    assert_eq!(advocacy(person(1), &in_difficulty(vec![])).due(), Verdict::Yes);
    assert_eq!(advocacy(person(1), &in_difficulty(vec![appropriate(2)])).due(), Verdict::No);

    let mut unwilling = appropriate(2);
    unwilling.tests.set(CandidateTest::Willing, Fact::known(false));
    let mut conflicted = appropriate(3);
    conflicted.tests.set(CandidateTest::Conflicted, Fact::known(true));
    let halves = in_difficulty(vec![unwilling.clone(), conflicted]);
    assert_eq!(advocacy(person(1), &halves).due(), Verdict::Yes);
    assert_eq!(advocacy(person(1), &in_difficulty(vec![unwilling, appropriate(4)])).due(), Verdict::No);
}

#[test]
fn every_test_can_rule_a_candidate_out() {
    for test in CandidateTest::ALL.iter().copied() {
        let mut candidate = appropriate(2);
        let good = *candidate.tests.get(test).told() == mutual_care::base::Told::Known(true);
        candidate.tests.set(test, Fact::known(!good));
        assert_eq!(advocacy(person(1), &in_difficulty(vec![candidate])).due(), Verdict::Yes, "{test}");
    }
}

#[test]
fn exceptions_begin_on_the_day() {
    assert_eq!((HOSPITAL_DAYS_MIN, CARE_HOME_DAYS_MIN), (28, 56));
    for (days, due) in [(27, Verdict::No), (28, Verdict::Yes)] {
        let facts = AdvocacyFacts { hospital_days: Fact::known(days), ..in_difficulty(vec![appropriate(2)]) };
        assert_eq!(advocacy(person(1), &facts).due(), due, "{days} days in hospital");
    }
    for (days, due) in [(55, Verdict::No), (56, Verdict::Yes)] {
        let facts =
            AdvocacyFacts { care_home_days: Fact::known(days), ..in_difficulty(vec![appropriate(2)]) };
        assert_eq!(advocacy(person(1), &facts).due(), due, "{days} days in a care home");
    }
}

/// A hospital stay of 28 days that nobody of the NHS arranges, or on whose account nobody finds an advocate to be in the
/// person's best interests, is no exception; while one of the two is not known, it may be.
#[test]
fn a_long_stay_is_an_exception_only_with_both_halves() {
    for nhs in 0..3 {
        for best in 0..3 {
            let facts = AdvocacyFacts {
                hospital_days: Fact::known(28),
                arranged_by_nhs: fact(nhs),
                in_best_interests: fact(best),
                ..in_difficulty(vec![appropriate(2)])
            };
            let expected = between((nhs, best) == (1, 1), nhs != 0 && best != 0);
            assert_eq!(advocacy(person(1), &facts).due(), expected, "{nhs} {best}");
            // With nobody appropriate an advocate is due whoever arranges the stay.
            let nobody = AdvocacyFacts { candidates: Vec::new(), ..facts };
            assert_eq!(advocacy(person(1), &nobody).due(), Verdict::Yes);
        }
    }
    let open = AdvocacyFacts {
        arranged_by_nhs: Fact::default(),
        hospital_days: Fact::known(28),
        ..in_difficulty(vec![appropriate(2)])
    };
    let answer = advocacy(person(1), &open);
    let expected = [AdvocacyQuestion::Exception(AdvocacyException::ArrangedByNhs)];
    assert_eq!(answer.judgement().deciding(), expected);
}

#[test]
fn the_other_half_is_asked_about_conflict() {
    let mut candidate = appropriate(2);
    candidate.tests.set(CandidateTest::Conflicted, Fact::default());
    candidate.other_half = true;
    let answer = advocacy(person(1), &in_difficulty(vec![candidate.clone()]));
    assert_eq!(answer.due(), Verdict::NotKnown);
    assert_eq!(answer.judgement().deciding(), [AdvocacyQuestion::Candidate(0, CandidateTest::Conflicted)]);
    assert_eq!(answer.findings().with_code("conflict-not-asked").count(), 1);
    candidate.other_half = false;
    let answer = advocacy(person(1), &in_difficulty(vec![candidate]));
    assert_eq!(answer.findings().with_code("conflict-not-asked").count(), 0);
}
