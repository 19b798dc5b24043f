//! SI 2015/313, adults and carers.

use mutual_care::assessment::{
    AdultFacts, AdultLimb, AdultOutcome, AdultQuestion, CarerFacts, CarerLimb, CarerOutcome, CarerQuestion,
    OutcomeFacts, WellbeingArea, adult_eligibility, adult_tree, carer_eligibility, carer_tree,
};
use mutual_care::base::{Code, Fact, Finding, Told, Verdict};
use mutual_care::need::Outcome;

use crate::{Seeded, between, digits, fact, person, told};

/// Every combination of ten outcomes and two conditions, each yes, no or not known, against a table that counts.
/// Each outcome is told through one limb, another one for each, with the other three known not to hold.
#[test]
fn adults_by_outcomes_and_conditions_exhaustively() {
    let tree = adult_tree();
    for case in 0..3_u32.pow(12) {
        let state: [u32; 12] = digits(case);
        let ask = |question: AdultQuestion| match question {
            AdultQuestion::ImpairmentOrIllness => told(state[10]),
            AdultQuestion::SignificantImpact => told(state[11]),
            AdultQuestion::BecauseOf(_) => Told::Known(true),
            AdultQuestion::Limb(outcome, limb) => {
                let place = outcome as usize;
                if limb as usize == place % 4 { told(state[place]) } else { Told::Known(false) }
            }
        };
        let count = |digit| state[..10].iter().filter(|of| **of == digit).count();
        let (sure, possible) = (count(1), count(1) + count(2));
        let conditions = [state[10], state[11]];
        let expected = between(conditions == [1, 1] && sure >= 2, !conditions.contains(&0) && possible >= 2);
        assert_eq!(tree.verdict(ask), expected, "{state:?}");
        if case % 97 != 0 {
            continue;
        }
        let judged = tree.judge(ask);
        assert_eq!(judged.verdict(), expected);
        let mut deciding = Vec::new();
        if expected == Verdict::NotKnown {
            if state[10] == 2 {
                deciding.push(AdultQuestion::ImpairmentOrIllness);
            }
            // An outcome matters as long as two are not sure.
            for (place, outcome) in AdultOutcome::ALL.iter().enumerate() {
                if state[place] == 2 && sure < 2 {
                    deciding.push(AdultQuestion::Limb(*outcome, AdultLimb::ALL[place % 4]));
                }
            }
            if state[11] == 2 {
                deciding.push(AdultQuestion::SignificantImpact);
            }
        }
        assert_eq!(judged.deciding(), deciding, "{state:?}");
    }
}

#[test]
fn carers_by_outcomes_and_conditions_exhaustively() {
    let tree = carer_tree();
    // Eight outcomes, health, necessary care, impact.
    for case in 0..3_u32.pow(11) {
        let state: [u32; 11] = digits(case);
        let ask = |question: CarerQuestion| match question {
            CarerQuestion::HealthAtRisk => told(state[8]),
            CarerQuestion::NecessaryCare => told(state[9]),
            CarerQuestion::SignificantImpact => told(state[10]),
            CarerQuestion::BecauseOf(_) => Told::Known(true),
            CarerQuestion::Limb(outcome, limb) => {
                let place = outcome as usize;
                if limb as usize == place % 3 { told(state[place]) } else { Told::Known(false) }
            }
        };
        let conditions = [state[9], state[10]];
        let expected = between(
            conditions == [1, 1] && state[..9].contains(&1),
            !conditions.contains(&0) && state[..9].iter().any(|digit| *digit != 0),
        );
        assert_eq!(tree.verdict(ask), expected, "{state:?}");
    }
}

#[test]
fn unable_in_one_outcome_is_printed_as_one() {
    let mut facts = all_adult_facts();
    facts.outcomes.set(AdultOutcome::Toilet, OutcomeFacts::unable_by(AdultLimb::Assistance));
    let printed = |facts: &AdultFacts| adult_eligibility(person(1), facts).judgement().why().to_string();
    let one = printed(&facts);
    assert!(one.contains("two or more outcomes, 1 of 10 and 2 are needed"), "{one}");
    facts.outcomes.set(AdultOutcome::Toilet, OutcomeFacts::manages());
    assert!(printed(&facts).contains("0 of 10 and 2 are needed"));
    facts.outcomes.set(AdultOutcome::Toilet, OutcomeFacts::unable_by(AdultLimb::Assistance));
    facts.outcomes.set(AdultOutcome::Clothing, OutcomeFacts::default());
    assert!(printed(&facts).contains("1 of 10 so far, 1 not known, and 2 are needed"));
}

/// For each outcome, all that its limbs can be, one other outcome being sure: then it alone decides.
#[test]
fn limbs_exhaustively_per_outcome() {
    for outcome in AdultOutcome::ALL.iter().copied() {
        let sure =
            if outcome == AdultOutcome::Toilet { AdultOutcome::Clothing } else { AdultOutcome::Toilet };
        for case in 0..3_u32.pow(4) {
            let state: [u32; 4] = digits(case);
            let mut facts = all_adult_facts();
            facts.outcomes.set(sure, OutcomeFacts::unable_by(AdultLimb::Assistance));
            let limbs = AdultLimb::ALL.iter().zip(state).map(|(limb, digit)| (*limb, fact(digit))).collect();
            facts.outcomes.set(outcome, OutcomeFacts { limbs, ..OutcomeFacts::default() });
            let expected = between(state.contains(&1), state.iter().any(|digit| *digit != 0));
            let answer = adult_eligibility(person(1), &facts);
            assert_eq!(answer.verdict(), expected, "{outcome} {state:?}");
            let of = answer.outcomes().iter().find(|(of, _)| *of == outcome.outcome());
            assert_eq!(of.unwrap().1, expected);
        }
    }
    for outcome in CarerOutcome::ALL.iter().copied() {
        for case in 0..3_u32.pow(3) {
            let state: [u32; 3] = digits(case);
            let mut facts = all_carer_facts();
            let limbs = CarerLimb::ALL.iter().zip(state).map(|(limb, digit)| (*limb, fact(digit))).collect();
            facts.outcomes.set(outcome, OutcomeFacts { limbs, ..OutcomeFacts::default() });
            let expected = between(state.contains(&1), state.iter().any(|digit| *digit != 0));
            assert_eq!(carer_eligibility(person(1), &facts).verdict(), expected, "{outcome} {state:?}");
        }
    }
}

/// All facts at random, causes and limbs included, against the definition read word by word.
#[test]
fn all_facts_at_random() {
    let mut random = Seeded(7);
    let (mut yes, mut no, mut open) = (0, 0, 0);
    for _ in 0..4_000 {
        // Few open facts in some cases and many in others, so that all three verdicts come up.
        let spread = 2 + random.below(2);
        let mut facts = AdultFacts {
            impairment_or_illness: fact([1, 1, 1, 1, 1, 2, 2, 0][random.below(8) as usize]),
            ..AdultFacts::default()
        };
        facts.wellbeing.significant_impact = fact([1, 1, 1, 1, 1, 2, 2, 0][random.below(8) as usize]);
        let mut unable = Vec::new();
        for outcome in AdultOutcome::ALL.iter().copied() {
            let held: Vec<u32> =
                AdultLimb::ALL.iter().map(|_| random.below(spread) * random.below(2)).collect();
            let cause = random.below(4);
            let limbs = AdultLimb::ALL.iter().zip(&held).map(|(limb, digit)| (*limb, fact(*digit))).collect();
            let because_of = if cause == 3 { Fact::default() } else { fact(cause) };
            facts.outcomes.set(outcome, OutcomeFacts { limbs, because_of, ..OutcomeFacts::default() });
            // A cause that nobody asked about counts as yes.
            let caused = if cause == 3 { 1 } else { cause };
            let sure = held.contains(&1) && caused == 1;
            let possible = held.iter().any(|digit| *digit != 0) && caused != 0;
            unable.push((sure, possible));
        }
        let conditions = [facts.impairment_or_illness, facts.wellbeing.significant_impact];
        let known = |answer| conditions.iter().all(|fact| *fact.told() == Told::Known(answer));
        let denied = conditions.iter().any(|fact| *fact.told() == Told::Known(false));
        let expected = between(
            known(true) && unable.iter().filter(|(sure, _)| *sure).count() >= 2,
            !denied && unable.iter().filter(|(_, possible)| *possible).count() >= 2,
        );
        match expected {
            Verdict::Yes => yes += 1,
            Verdict::No => no += 1,
            Verdict::NotKnown => open += 1,
        }
        let answer = adult_eligibility(person(1), &facts);
        assert_eq!(answer.verdict(), expected);
        assert_eq!(answer.judgement().deciding().is_empty(), expected.is_settled());
    }
    assert!(yes > 100 && no > 100 && open > 100, "{yes} yes, {no} no, {open} open");
}

#[test]
fn one_outcome_is_too_few_for_an_adult_and_enough_for_a_carer() {
    let mut adult = all_adult_facts();
    adult.outcomes.set(AdultOutcome::Nutrition, OutcomeFacts::unable_by(AdultLimb::Assistance));
    assert_eq!(adult_eligibility(person(1), &adult).verdict(), Verdict::No);
    adult.outcomes.set(AdultOutcome::Community, OutcomeFacts::unable_by(AdultLimb::Assistance));
    assert_eq!(adult_eligibility(person(1), &adult).verdict(), Verdict::Yes);

    let mut carer = all_carer_facts();
    assert_eq!(carer_eligibility(person(1), &carer).verdict(), Verdict::No);
    carer.outcomes.set(CarerOutcome::Recreation, OutcomeFacts::unable_by(CarerLimb::PainOrDistress));
    assert_eq!(carer_eligibility(person(1), &carer).verdict(), Verdict::Yes);
    // Health at risk is enough without any outcome.
    let mut carer = all_carer_facts();
    carer.health_at_risk = Fact::known(true);
    assert_eq!(carer_eligibility(person(1), &carer).verdict(), Verdict::Yes);
}

#[test]
fn taking_longer_counts_for_an_adult_and_is_no_word_for_a_carer() {
    let mut adult = all_adult_facts();
    for outcome in [AdultOutcome::Clothing, AdultOutcome::PersonalHygiene] {
        adult.outcomes.set(outcome, OutcomeFacts::unable_by(AdultLimb::SignificantlyLonger));
    }
    assert_eq!(adult_eligibility(person(1), &adult).verdict(), Verdict::Yes);
    assert_eq!((AdultLimb::ALL.len(), CarerLimb::ALL.len()), (4, 3));
    assert!(CarerLimb::from_code("significantly_longer").is_err());
}

#[test]
fn caring_for_an_adult_is_no_outcome_for_adults() {
    let adults: Vec<Outcome> = AdultOutcome::ALL.iter().map(|outcome| outcome.outcome()).collect();
    assert!(adults.contains(&Outcome::CaringForChild) && !adults.contains(&Outcome::CaringForOthers));
    let carers: Vec<Outcome> = CarerOutcome::ALL.iter().map(|outcome| outcome.outcome()).collect();
    assert!(carers.contains(&Outcome::CaringForChild) && carers.contains(&Outcome::CaringForOthers));
    assert_eq!((adults.len(), carers.len()), (10, 8));

    let mut facts = all_adult_facts();
    facts.outcomes.set(AdultOutcome::Nutrition, OutcomeFacts::unable_by(AdultLimb::Assistance));
    facts.outcomes.set(AdultOutcome::CaringForChild, OutcomeFacts::unable_by(AdultLimb::Danger));
    assert_eq!(adult_eligibility(person(1), &facts).verdict(), Verdict::Yes, "a child counts like any other");
}

#[test]
fn what_a_carer_does_now_changes_nothing() {
    let mut facts = all_adult_facts();
    for outcome in [AdultOutcome::Nutrition, AdultOutcome::Toilet] {
        let met =
            OutcomeFacts { met_by_carer: Fact::known(true), ..OutcomeFacts::unable_by(AdultLimb::Danger) };
        facts.outcomes.set(outcome, met);
    }
    let answer = adult_eligibility(person(1), &facts);
    assert_eq!(answer.verdict(), Verdict::Yes);
    assert_eq!(answer.findings().with_code("met-by-carer-stays").count(), 2);
}

#[test]
fn an_unset_cause_is_assumed_and_said_so_only_where_it_matters() {
    let mut facts = all_adult_facts();
    facts.outcomes.set(AdultOutcome::Nutrition, OutcomeFacts::unable_by(AdultLimb::Danger));
    let asked = OutcomeFacts { because_of: Fact::known(true), ..OutcomeFacts::unable_by(AdultLimb::Danger) };
    facts.outcomes.set(AdultOutcome::Toilet, asked.clone());
    let answer = adult_eligibility(person(1), &facts);
    assert_eq!(answer.findings().with_code("cause-assumed").count(), 1);
    facts.outcomes.set(AdultOutcome::Toilet, OutcomeFacts { because_of: Fact::known(false), ..asked });
    assert_eq!(adult_eligibility(person(1), &facts).verdict(), Verdict::No, "another cause does not count");
}

#[test]
fn necessary_care_is_asked_and_never_inferred() {
    let mut facts = all_carer_facts();
    facts.outcomes.set(CarerOutcome::Recreation, OutcomeFacts::unable_by(CarerLimb::Assistance));
    facts.necessary_care = Fact::default();
    let answer = carer_eligibility(person(1), &facts);
    assert_eq!(answer.verdict(), Verdict::NotKnown);
    assert_eq!(answer.judgement().deciding(), [CarerQuestion::NecessaryCare]);
    assert_eq!(answer.findings().with_code("necessary-care-not-asked").count(), 1);
}

#[test]
fn a_judgement_wants_reasons_an_area_and_a_period() {
    let mut facts = all_adult_facts();
    let codes = |facts: &AdultFacts| -> Vec<&'static str> {
        adult_eligibility(person(1), facts).findings().iter().map(Finding::code).collect()
    };
    for code in ["judgement-without-reasons", "judgement-without-area", "period-not-chosen"] {
        assert!(codes(&facts).contains(&code), "{code}");
    }
    facts.wellbeing.reasons = mutual_care::base::PrivateText::new("made up: she no longer goes out").unwrap();
    facts.wellbeing.areas.set(WellbeingArea::Dignity, Fact::known(true));
    facts.looked_over = Some(mutual_care::assessment::LookedOver {
        period: mutual_care::base::Period::ALWAYS,
        why: mutual_care::base::PrivateText::default(),
    });
    for code in ["judgement-without-reasons", "judgement-without-area", "period-not-chosen"] {
        assert!(!codes(&facts).contains(&code), "{code}");
    }
    facts.wellbeing.significant_impact = Fact::known(false);
    facts.wellbeing.areas = mutual_care::base::ByCode::default();
    assert!(!codes(&facts).contains(&"judgement-without-area"), "none is needed for a no");
}

#[test]
fn facts_are_read_back_as_written_and_nothing_unknown_is_taken() {
    let mut facts = all_adult_facts();
    facts.outcomes.set(AdultOutcome::Nutrition, OutcomeFacts::unable_by(AdultLimb::Danger));
    let text = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<AdultFacts>(&text).unwrap(), facts);
    assert!(serde_json::from_str::<AdultFacts>(r#"{"outcomes": {"flying": {}}}"#).is_err());
    let twice = r#"{"outcomes": {"toilet": {}, "toilet": {}}}"#;
    let said = serde_json::from_str::<AdultFacts>(twice).unwrap_err().to_string();
    assert!(said.starts_with("`toilet` stands twice"), "{said}");
    assert!(serde_json::from_str::<CarerFacts>(r#"{"impairment_or_illness": {"known": true}}"#).is_err());
}

/// An adult who manages everything, with an impairment and an impact: only the outcomes are left to decide.
fn all_adult_facts() -> AdultFacts {
    let mut facts = AdultFacts { impairment_or_illness: Fact::known(true), ..AdultFacts::default() };
    facts.wellbeing.significant_impact = Fact::known(true);
    facts.outcomes = AdultOutcome::ALL.iter().map(|outcome| (*outcome, OutcomeFacts::manages())).collect();
    facts
}

/// A carer who manages everything, in good health.
fn all_carer_facts() -> CarerFacts {
    let mut facts = CarerFacts {
        necessary_care: Fact::known(true),
        health_at_risk: Fact::known(false),
        ..CarerFacts::default()
    };
    facts.wellbeing.significant_impact = Fact::known(true);
    facts.outcomes = CarerOutcome::ALL.iter().map(|outcome| (*outcome, OutcomeFacts::manages())).collect();
    facts
}
