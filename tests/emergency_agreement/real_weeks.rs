//! Plans for weeks that alternate, and for some of the helpers, worked out by hand.

use mutual_care::base::{CycleMinute, Told, WeekMinute, Word};
use mutual_care::emergency::{
    Alarm, Counterexample, Level, Plan, ProofAnswer, ProofQuestion, Responder, SkillsFor, Way, completeness,
    prove,
};
use mutual_care::need::SkillNeeded;

use super::emergency_reference::hand::{alarm, answer, asks, comes, notices, plan, raises};
use super::reference::family::{Family, date, hands_with, need, source, weeks};

/// The answer, which is the reference's too.
fn proven(family: &Family, plan: &Plan, question: &ProofQuestion) -> ProofAnswer {
    let proven = prove(&family.snapshot(), plan, question).unwrap();
    assert_eq!(proven.answer, answer(family, plan, question));
    proven.answer
}

fn counterexample(answer: ProofAnswer) -> Counterexample {
    match answer {
        ProofAnswer::Counterexample(failing) => failing.counterexample,
        ProofAnswer::Proof(proof) => proof.counterexample.expect("a level that fails"),
        ProofAnswer::NotYet(_) => panic!("{answer:?}"),
    }
}

fn in_week(week: u8, at: &str) -> CycleMinute {
    CycleMinute::new(week, at.parse::<WeekMinute>().unwrap()).unwrap()
}

/// The mother's tablets (21) on Mondays: the carer (11) hands them to her, and in the first week of two the sitter (12) is
/// there too.
fn tablets() -> Family {
    Family::of([1])
        .provider(11)
        .provider(12)
        .need(21, 1, "Mon 10:00-10:30", 10)
        .helps(31, 11, 21, "Mon 10:00-10:30")
        .helps(32, 12, 21, "Mon 10:00-10:30")
        .but(|help| help.every = Some(weeks(2, date())))
}

#[test]
fn harm_comes_in_the_week_without_the_second() {
    // Whoever comes takes twenty minutes: too late in the second week, in which the carer is alone.
    let plan = plan([notices(41, 0)], [comes(51, 13, [21], 0, 20)]);
    let told = counterexample(proven(&tablets(), &plan, &asks(Level::One, 60)));
    assert_eq!(told.scenario.start, in_week(1, "Mon 10:00"));
    assert_eq!((told.scenario.lost[0].source, told.harm_at), (source(11), 10));
}

#[test]
fn one_minute_in_a_fortnight_is_stated_beyond_the_help() {
    // The sitter would notice from her help, in the first week of two. That she would on Tuesdays is said, and does not
    // count: there is no help on Tuesdays, for two minutes in two weeks. On Mondays it is one minute, in the second week.
    let noticed = |when: &str| {
        let way = Way::MissedVisit { noticed_by: source(12), from: None };
        plan([Alarm { when: when.parse().unwrap(), ..raises(41, way) }], [])
    };
    let rests_on = |plan: &Plan| {
        let proven = prove(&tablets().snapshot(), plan, &asks(Level::One, 60)).unwrap();
        assert_eq!(proven.answer, answer(&tablets(), plan, &asks(Level::One, 60)));
        let beyond = proven.rests_on().notices_beyond.iter();
        beyond.map(|beyond| (beyond.alarm, beyond.minutes)).collect::<Vec<_>>()
    };
    assert_eq!(rests_on(&noticed("Tue 09:00-09:01")), [(alarm(41), 1)]);
    assert_eq!(rests_on(&noticed("Mon 09:00-09:03")), [(alarm(41), 1)]);
    assert_eq!(rests_on(&noticed("Mon 09:00-09:01")), [(alarm(41), 1)]);
    let found = |plan: &Plan| {
        let found = completeness(plan, &tablets().snapshot());
        found.iter().filter(|finding| finding.code() == "notices-beyond-help").count()
    };
    assert_eq!(found(&noticed("Mon 09:00-09:01")), 1);
    // Every week she would notice from it.
    let weekly = tablets().but(|help| help.every = None);
    let proven = prove(&weekly.snapshot(), &noticed("Mon 09:00-09:01"), &asks(Level::One, 60)).unwrap();
    assert_eq!(proven.rests_on().notices_beyond, []);
}

/// The hoist (21): two of them, of whom so many can use it. The mother (1) can, the carer (11) cannot.
fn hoist(skilled: u8) -> Family {
    Family::of([1, 2])
        .provider(11)
        .need(21, 2, "Mon 10:00-10:30", 10)
        .takes_two()
        .skilled([("hoist", skilled)])
        .helps(31, 1, 21, "always")
        .but(|help| help.hands = skilled)
        .but(hands_with("hoist", skilled))
        .helps(32, 11, 21, "always")
        .but(hands_with("hoist", 0))
}

/// The neighbour (12) comes in five minutes, with so many hands of which so many can use it; if it is said.
fn neighbour(hands: u8, skilled: Option<u8>) -> Responder {
    let skilled = skilled.map(|hands| SkillsFor { need: need(21), skill: Word::of("hoist"), hands });
    Responder { hands, skills_for: skilled.into_iter().collect(), ..comes(51, 12, [21], 0, 5) }
}

#[test]
fn who_comes_must_have_the_skill() {
    let plan = |one| plan([notices(41, 0)], [one]);
    let one = asks(Level::One, 60);
    let told = counterexample(proven(&hoist(1), &plan(neighbour(1, Some(0))), &one));
    // The mother is lost: one pair of hands is there with the neighbour, and it is she who is missed.
    assert_eq!((told.scenario.lost[0].source, told.hands_missing), (source(1), 1));
    assert_eq!(told.skills_missing, [SkillNeeded { skill: Word::of("hoist"), helpers: 1 }]);
    // With the skill the plan holds; where nobody has said it does too, and not in what is confirmed.
    for skilled in [Some(1), None] {
        let plan = plan(neighbour(1, skilled));
        let ProofAnswer::Proof(proof) = proven(&hoist(1), &plan, &one) else { panic!("it holds") };
        assert!(proof.strength >= 1);
        let strength = prove(&hoist(1).snapshot(), &plan, &one).unwrap().strength_confirmed();
        assert_eq!(strength, if skilled.is_some() { proof.strength } else { 0 });
    }
}

#[test]
fn the_hands_missing_are_those_of_the_number_that_lacks_most() {
    // Both helpers must be able to use it. Without the mother there is the carer, who cannot: one more pair of hands would
    // do, two that can are missing.
    let told = counterexample(proven(&hoist(2), &plan([notices(41, 0)], []), &asks(Level::One, 60)));
    assert_eq!((told.scenario.lost[0].source, told.hands_missing), (source(1), 2));
    assert_eq!(told.skills_missing, [SkillNeeded { skill: Word::of("hoist"), helpers: 2 }]);
}

#[test]
fn whoever_sleeps_through_it_is_missed_and_not_counted() {
    // Somebody awake at night: the sitter is, the son sleeps there.
    let family = |awake| {
        Family::of([1, 2])
            .provider(11)
            .need(21, 1, "Mon 22:00-23:00", 30)
            .awake()
            .helps(31, 11, 21, "Mon 22:00-23:00")
            .but(|help| help.awake = Told::Known(true))
            .helps(32, 2, 21, "Mon 22:00-23:00")
            .but(move |help| help.awake = awake)
    };
    let (plan, one) = (plan([notices(41, 0)], []), asks(Level::One, 60));
    let told = counterexample(proven(&family(Told::Known(false)), &plan, &one));
    assert_eq!((told.scenario.lost[0].source, told.hands_missing), (source(11), 1));
    assert!(matches!(proven(&family(Told::Known(true)), &plan, &one), ProofAnswer::Proof(_)));
    // Not said is as if awake; and as if asleep in what is confirmed.
    let not_said = family(Told::default());
    assert!(matches!(proven(&not_said, &plan, &one), ProofAnswer::Proof(_)));
    assert_eq!(prove(&not_said.snapshot(), &plan, &one).unwrap().strength_confirmed(), 0);
}
