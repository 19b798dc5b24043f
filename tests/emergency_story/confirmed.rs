//! Two strengths: as told, and with what is not confirmed or given on some days only left out.

use mutual_care::base::{Reader, Told, WhyNotKnown, Word};
use mutual_care::emergency::{Level, OnlyConfirmed, Plan, Proven, SkillsFor, Story};
use mutual_care::need::{Ability, Age, Arrangement, SkillNeeded, SkilledHands, Snapshot, Source};

use super::family::{
    Called, NEIGHBOUR, SISTER, TABLETS, asks, comes, helps, id, pendant, plan, proven, week_parts,
};

fn on_some_days(help: &mut Arrangement) {
    help.able_now = Told::Known(Ability::OnSomeDays { by: None });
}

fn not_asked(help: &mut Arrangement) {
    help.willing_now = Told::NotKnown(WhyNotKnown::NotAsked);
}

/// Beside the mother the neighbour gives the son his tablets; each of them may be changed.
fn week(mother: fn(&mut Arrangement), neighbour: fn(&mut Arrangement)) -> Snapshot {
    let mut parts = week_parts();
    mother(&mut parts.arrangements[0]);
    let mut help = helps(23, NEIGHBOUR, TABLETS, "always");
    neighbour(&mut help);
    parts.arrangements.push(help);
    Snapshot::new(parts).unwrap()
}

fn nobody_called() -> Plan {
    plan(vec![pendant(0)], vec![])
}

fn text(week: &Snapshot, plan: &Plan, proven: &Proven, reader: Reader) -> String {
    let text = Story::of(proven, plan, week).in_words(reader, plan, week, &Called);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn codes(proven: &Proven) -> Vec<String> {
    proven.receipt().unwrap().headline().codes.iter().map(ToString::to_string).collect()
}

#[test]
fn where_the_two_differ_the_headline_says_both() {
    let plan = nobody_called();
    let question = asks(Level::One, 600);
    let certain = week(|_| {}, |_| {});
    let told = proven(&certain, &plan, &question);
    assert_eq!((told.strength(), told.strength_confirmed(), told.only_confirmed.clone()), (2, 2, None));
    assert_eq!(serde_json::to_value(&told).unwrap().get("only_confirmed"), None);
    for (change, code) in
        [(on_some_days as fn(&mut Arrangement), "on-some-days"), (not_asked, "not-confirmed")]
    {
        let week = week(|_| {}, change);
        let told = proven(&week, &plan, &question);
        // Without the neighbour, nobody gives him his tablets if the mother is lost.
        assert_eq!((told.strength(), told.strength_confirmed()), (2, 0));
        assert_eq!(told.only_confirmed, Some(OnlyConfirmed::Strength(0)));
        for code in [code, "other-strength-if-confirmed"] {
            assert!(codes(&told).contains(&code.to_owned()), "{code}");
        }
        let said = text(&week, &plan, &told, Reader::Professional);
        assert!(said.contains("Strength 2 of 3."), "{said}");
        assert!(
            said.contains(
                "Without what is not confirmed, or given on some days only, the plan does not hold: if one source is lost, \
                 a critical need comes to harm within 10 hours from some minutes of the week. Strength 0 of 3."
            ),
            "{said}"
        );
        let said = text(&week, &plan, &told, Reader::Family);
        assert!(said.contains("or that comes on some days only, the plan does not hold"), "{said}");
    }
    // What is left out, and how it fails then.
    let said = |change: fn(&mut Arrangement), reader| {
        let week = week(|_| {}, change);
        text(&week, &plan, &proven(&week, &plan, &question), reader)
    };
    for reader in [Reader::Family, Reader::Professional] {
        let said = said(on_some_days, reader);
        for part in [
            "WITHOUT WHAT IS NOT CONFIRMED",
            "Left out here, since it is given on some days only: Mr Dunn for Ben: His tablets at night.",
            "If from Saturday 22:30 on Ada cannot help, harm comes at Sunday 00:30 (Ben: His tablets at night).",
            "One more person there by Sunday 00:30 at the latest would have kept this from harm: Ben: His tablets at night.",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
    }
    assert!(
        said(not_asked, Reader::Family).contains("Left out here, since nobody has confirmed it: Mr Dunn")
    );
    let same = text(&certain, &plan, &proven(&certain, &plan, &question), Reader::Professional);
    assert!(!same.contains("WITHOUT WHAT IS NOT CONFIRMED"), "{same}");
    let fails = proven(&week(|_| {}, not_asked), &plan, &question).fails_confirmed.unwrap();
    assert_eq!((fails.level, fails.harm_at, fails.need), (Level::One, 120, id(TABLETS)));
    let some_days = week(|_| {}, on_some_days);
    let said = text(&some_days, &plan, &proven(&some_days, &plan, &question), Reader::Family);
    assert!(said.contains("Able on some days only; ask who helps on the others: Mr Dunn"), "{said}");
}

#[test]
fn there_may_be_nothing_to_prove_without_what_is_not_confirmed() {
    let plan = nobody_called();
    let question = asks(Level::One, 600);
    let week = week(on_some_days, not_asked);
    let told = proven(&week, &plan, &question);
    assert_eq!((told.strength(), told.strength_confirmed()), (2, 0));
    assert_eq!(told.only_confirmed, Some(OnlyConfirmed::NotYet(vec![id(TABLETS)])));
    let said = text(&week, &plan, &told, Reader::Professional);
    assert!(said.contains(
        "there is nothing to prove: with nothing lost, this comes to harm or has nobody: Ben: His tablets"
    ));
    assert!(
        said.contains("Left out here, since nobody has confirmed it: Mr Dunn for Ben: His tablets at night.")
    );
    assert!(
        said.contains(
            "Left out here, since it is given on some days only: Ada for Ben: His tablets at night."
        )
    );
    assert_eq!(told.fails_confirmed, None);
    let json = serde_json::to_value(&told).unwrap();
    assert_eq!(
        json["only_confirmed"]["not_yet"][0],
        id::<mutual_care::base::kinds::Need>(TABLETS).to_string()
    );
}

#[test]
fn a_skill_that_nobody_has_said_is_not_confirmed() {
    let question = asks(Level::One, 600);
    let week = |skill: Option<u8>| {
        let mut parts = week_parts();
        let asked = SkillNeeded { skill: Word::of("injections"), helpers: 1 };
        parts.needs[0] = parts.needs[0].clone().with_skills(vec![asked]).unwrap();
        let of_mother = SkilledHands { skill: Word::of("injections"), hands: 1 };
        parts.arrangements[0].skills.push(of_mother.clone());
        let mut help = helps(23, NEIGHBOUR, TABLETS, "always");
        help.skills.extend(skill.map(|hands| SkilledHands { hands, ..of_mother }));
        parts.arrangements.push(help);
        Snapshot::new(parts).unwrap()
    };
    let plan = nobody_called();
    let strengths = |skill| {
        let week = week(skill);
        let told = proven(&week, &plan, &question);
        (told.strength(), told.strength_confirmed())
    };
    assert_eq!(strengths(Some(1)), (2, 2));
    assert_eq!(strengths(None), (2, 0));
    assert_eq!(strengths(Some(0)), (0, 0));
    let open = week(None);
    let told = proven(&open, &plan, &question);
    assert_eq!(told.rests_on().skills_not_known.len(), 1);
    assert!(codes(&told).contains(&"skill-or-awake-not-known".to_owned()));
    let said = text(&open, &plan, &told, Reader::Professional);
    assert!(
        said.contains("Ask whether it is somebody with the skill “injections”; nobody has said: Mr Dunn"),
        "{said}"
    );
    assert!(
        said.contains(
            "Taken here to be without a skill that is asked for, since nobody has said: Mr Dunn for Ben"
        ),
        "{said}"
    );
    assert!(said.contains("Among those it takes 1 person with the skill “injections”."), "{said}");
    // The neighbour is there, and may not give them: it takes one more who may.
    let lacks = week(Some(0));
    let told = proven(&lacks, &plan, &question);
    let fails = told.counterexample().unwrap();
    assert_eq!((fails.hands_missing, fails.skills_missing.len()), (1, 1));
    let said = text(&lacks, &plan, &told, Reader::Professional);
    assert!(
        said.contains(
            "Not enough people with the skills that it takes are there for Ben: His tablets at night."
        ),
        "{said}"
    );
    assert!(said.contains("too few people with the skills that it takes came for"), "{said}");
    assert!(said.contains("Among those it takes 1 person with the skill “injections”."), "{said}");
}

#[test]
fn whoever_is_not_known_to_be_awake_is_asleep_in_the_second() {
    let question = asks(Level::One, 600);
    let plan = nobody_called();
    let strengths = |awake: Told<bool>| {
        let mut parts = week_parts();
        parts.needs[0] = parts.needs[0].clone().with_awake(true);
        parts.arrangements[0].awake = Told::Known(true);
        let mut help = helps(23, NEIGHBOUR, TABLETS, "always");
        help.awake = awake;
        parts.arrangements.push(help);
        let told = proven(&Snapshot::new(parts).unwrap(), &plan, &question);
        (told.strength(), told.strength_confirmed())
    };
    assert_eq!(strengths(Told::Known(true)), (2, 2));
    assert_eq!(strengths(Told::default()), (2, 0));
    assert_eq!(strengths(Told::Known(false)), (0, 0));
    let mut parts = week_parts();
    parts.needs[0] = parts.needs[0].clone().with_awake(true);
    parts.arrangements[0].awake = Told::Known(true);
    parts.arrangements.push(helps(23, NEIGHBOUR, TABLETS, "always"));
    let week = Snapshot::new(parts).unwrap();
    let said = text(&week, &plan, &proven(&week, &plan, &question), Reader::Family);
    let taken = "Taken here to be asleep, since nobody has said: Mr Dunn for Ben: His tablets at night.";
    assert!(said.contains(taken), "{said}");
}

#[test]
fn who_would_come_without_a_skill_that_was_not_said_is_named() {
    let question = asks(Level::One, 600);
    let told = |skill: Option<u8>| {
        let mut parts = week_parts();
        let asked = SkillNeeded { skill: Word::of("injections"), helpers: 1 };
        parts.needs[0] = parts.needs[0].clone().with_skills(vec![asked]).unwrap();
        parts.arrangements[0].skills.push(SkilledHands { skill: Word::of("injections"), hands: 1 });
        let mut sister = comes(51, SISTER, &[TABLETS], 5, 30);
        sister.skills_for.extend(skill.map(|hands| SkillsFor {
            need: id(TABLETS),
            skill: Word::of("injections"),
            hands,
        }));
        let (week, plan) = (Snapshot::new(parts).unwrap(), plan(vec![pendant(0)], vec![sister]));
        let told = proven(&week, &plan, &question);
        let said = text(&week, &plan, &told, Reader::Family);
        let named = said
            .contains("Taken here to come without a skill that is asked for, since nobody has said: Cora.");
        (told.strength(), told.strength_confirmed(), named)
    };
    assert_eq!(told(Some(1)), (1, 1, false));
    assert_eq!(told(None), (1, 0, true));
    assert_eq!(told(Some(0)), (0, 0, false));
}

#[test]
fn who_is_called_is_awake_and_an_adult_by_date_of_birth() {
    let question = asks(Level::One, 600);
    let plan = plan(vec![pendant(0)], vec![comes(51, SISTER, &[TABLETS], 5, 30)]);
    let strengths = |age: Option<Age>| {
        let mut parts = week_parts();
        let adult = SkillNeeded { skill: Word::of("adult"), helpers: 1 };
        parts.needs[0] = parts.needs[0].clone().with_awake(true).with_skills(vec![adult]).unwrap();
        parts.arrangements[0].awake = Told::Known(true);
        parts.sources.push(Source::person(id(SISTER)).aged(age));
        let told = proven(&Snapshot::new(parts).unwrap(), &plan, &question);
        (told.strength(), told.strength_confirmed())
    };
    assert_eq!(strengths(Some(Age::Adult)).0, 1);
    assert_eq!(strengths(Some(Age::Adult)).1, 1);
    assert_eq!(strengths(Some(Age::Under18)), (0, 0));
}
