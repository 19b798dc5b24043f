//! Allergies, living with animals, and what is known of staff for some times of day only: each answer, from both sides.

use mutual_care::base::{Code, Fact, WhyNotKnown};
use mutual_care::placement::{
    Allergen, Answer, AskedOf, CanProvide, Child, DateOfBirth, Explained, Facts, Few, Home, Homes, Kind,
    Matching, Mitigation, MitigationJudgement, NeededStaffing, Party, Pets, Provision, Ratio, Watch,
    shortlist,
};

use super::generate::{date, id};
use super::made::{child, child_id, home, home_id, judge, judge_party, on, policy, resident};

const SEVERE: &str = "life-threatening-allergies-safe";
const ANY: &str = "allergies-safe";
const ANIMALS: &str = "can-live-with-animals";

fn answer(explained: &Explained, code: &str) -> Option<Answer> {
    explained.answers.iter().find(|answer| answer.rule.code == code).map(|answer| answer.answer)
}

/// The answer and the kind of the verdict for this child and this home.
fn of(code: &str, child: &Child, home: &Home) -> (Option<Answer>, Kind) {
    let explained = judge(child, home);
    (answer(&explained, code), explained.verdict.kind)
}

fn allergic_to(allergen: Allergen, severe: Option<bool>) -> Child {
    let mut one = child(1);
    one.allergies = Facts::only([allergen]);
    if let Some(severe) = severe {
        let start = Facts::all_others(Fact::known(false));
        one.life_threatening_allergies = start.with(allergen, Fact::known(severe));
    }
    one
}

fn keeping(kept: &[Allergen]) -> Home {
    let mut home = home(vec![]);
    home.animals = Fact::known(true);
    home.kept = Facts::only(kept.iter().copied());
    home
}

#[test]
fn a_dog_rules_a_home_out_where_the_allergy_threatens_life() {
    let one = allergic_to(Allergen::Dogs, Some(true));
    assert_eq!(of(SEVERE, &one, &keeping(&[Allergen::Dogs])), (Some(Answer::No), Kind::NotSuitable));
    assert_eq!(of(SEVERE, &one, &keeping(&[Allergen::Cats])), (Some(Answer::Holds), Kind::Suitable));
    // No animal at all is no dog, whatever is or is not said of dogs.
    let mut none = home(vec![]);
    assert_eq!(of(SEVERE, &one, &none), (Some(Answer::Holds), Kind::Suitable));
    none.kept = Facts::default().with(Allergen::Nuts, Fact::known(true));
    assert_eq!(of(SEVERE, &one, &none).0, Some(Answer::Holds));
    // Whether animals live there is not known: a question to the home, never a pass.
    none.animals = Fact::default();
    none.kept = Facts::default();
    let open = judge(&one, &none);
    assert_eq!((answer(&open, SEVERE), open.verdict.kind), (Some(Answer::NotKnown), Kind::CannotSayYet));
    let asked = open.asks.iter().find(|ask| ask.topic.to_string() == "kept:dogs").unwrap();
    assert_eq!((asked.of, asked.homes), (AskedOf::Home, 1));
    none.animals = Fact::known(true);
    assert_eq!(of(SEVERE, &one, &none).1, Kind::CannotSayYet, "an animal may be a dog");
}

#[test]
fn a_food_is_kept_or_not_whether_animals_live_there_or_not() {
    let one = allergic_to(Allergen::Nuts, Some(true));
    let mut home = home(vec![]);
    assert_eq!(of(SEVERE, &one, &home).1, Kind::CannotSayYet, "the home has not said");
    home.kept = Facts::only([Allergen::Nuts]);
    assert_eq!(of(SEVERE, &one, &home).1, Kind::NotSuitable);
    home.kept = Facts::only([]);
    assert_eq!(of(SEVERE, &one, &home).1, Kind::Suitable);
}

#[test]
fn an_allergy_that_does_not_threaten_life_can_be_met_by_a_measure() {
    let one = allergic_to(Allergen::Milk, Some(false));
    let mut home = keeping(&[Allergen::Milk]);
    assert_eq!(of(SEVERE, &one, &home).0, Some(Answer::Holds));
    assert_eq!(of(ANY, &one, &home), (Some(Answer::NotKnown), Kind::CannotSayYet), "nobody judged a measure");
    let no =
        |mitigation: &Mitigation| Provision { mitigation: *mitigation, can: Fact::known(CanProvide::No) };
    home.provides = Few::new(Mitigation::ALL.iter().map(no).collect()).unwrap();
    assert_eq!(of(ANY, &one, &home), (Some(Answer::No), Kind::NotSuitable));
    let can = Fact::known(CanProvide::During(mutual_care::base::Period::ALWAYS));
    home.provides = Few::new(vec![Provision { mitigation: Mitigation::MealsPlan, can }]).unwrap();
    let enough = MitigationJudgement {
        home: home_id(),
        rule: ANY.parse().unwrap(),
        child: child_id(1),
        other: None,
        mitigation: Mitigation::MealsPlan,
        together_with: Few::none(),
        staff: None,
        enough: true,
        by: id(0xd, 7),
        on: on(),
        facts: None,
    };
    let party = Party::one(one).with_judgements(vec![enough]).unwrap();
    let explained = judge_party(&party, &home, &policy());
    assert_eq!(
        (answer(&explained, ANY), explained.verdict.kind),
        (Some(Answer::HoldsWith), Kind::SuitableWith)
    );
}

#[test]
fn whether_an_allergy_threatens_life_is_asked_where_it_matters() {
    let one = allergic_to(Allergen::Cats, None);
    let open = judge(&one, &keeping(&[Allergen::Cats]));
    assert_eq!(answer(&open, SEVERE), Some(Answer::NotKnown));
    let asked = open.open_here.iter().map(|(_, topic)| topic.to_string()).collect::<Vec<_>>();
    assert!(asked.contains(&"life_threatening_allergies:cats".into()), "{asked:?}");
    // What is no allergy is none that threatens life; what threatens life is one, whoever forgot to say so.
    let mut one = child(1);
    one.allergies = Facts::all_others(Fact::known(false));
    assert_eq!(of(SEVERE, &one, &keeping(&[Allergen::Cats])), (Some(Answer::Holds), Kind::Suitable));
    one.life_threatening_allergies = Facts::default().with(Allergen::Cats, Fact::known(true));
    assert_eq!(of(ANY, &one, &keeping(&[Allergen::Cats])).0, Some(Answer::NotKnown));
    assert_eq!(of(SEVERE, &one, &keeping(&[Allergen::Cats])).0, Some(Answer::No));
}

#[test]
fn where_nobody_speaks_of_allergies_nothing_is_asked_and_where_one_side_does_it_is() {
    let silent = judge(&child(1), &home(vec![]));
    assert_eq!((answer(&silent, SEVERE), answer(&silent, ANY)), (None, None));
    assert_eq!(silent.verdict.kind, Kind::Suitable);
    // The home says what it keeps: then what the child is allergic to is a question.
    let asked = judge(&child(1), &keeping(&[Allergen::Dogs]));
    assert_eq!((answer(&asked, ANY), asked.verdict.kind), (Some(Answer::NotKnown), Kind::CannotSayYet));
    assert_eq!(of(ANY, &child(1), &keeping(&[])).1, Kind::Suitable, "nothing is kept: nobody is asked");
}

#[test]
fn who_cannot_live_with_animals_does_not() {
    let ask = |pets: Fact<Pets>, animals: Fact<bool>| {
        let (mut one, mut home) = (child(1), home(vec![]));
        (one.pets, home.animals) = (pets, animals);
        of(ANIMALS, &one, &home)
    };
    let (known, declined) = (Fact::known, Fact::not_known(WhyNotKnown::Declined));
    assert_eq!(ask(known(Pets::Cannot), Fact::known(true)), (Some(Answer::No), Kind::NotSuitable));
    assert_eq!(ask(known(Pets::Cannot), Fact::known(false)), (Some(Answer::Holds), Kind::Suitable));
    assert_eq!(ask(known(Pets::Cannot), Fact::default()), (Some(Answer::NotKnown), Kind::CannotSayYet));
    assert_eq!(ask(declined, Fact::known(true)), (Some(Answer::NotKnown), Kind::CannotSayYet));
    assert_eq!(ask(declined, Fact::known(false)), (Some(Answer::Holds), Kind::Suitable));
    for pets in [Pets::Can, Pets::Must] {
        assert_eq!(ask(known(pets), Fact::known(true)), (None, Kind::Suitable), "it is not about them");
    }
    // Nobody ever spoke of it: as before, a question that is listed and does not hold the verdict up.
    assert_eq!(ask(Fact::default(), Fact::known(true)), (None, Kind::Suitable));
    let (mut one, mut home) = (child(1), home(vec![]));
    (one.pets, home.animals) = (Fact::default(), Fact::known(true));
    let homes = Homes::compile(vec![home]).unwrap();
    let list = shortlist(&Party::one(one), &homes, on(), &Matching::new(policy()));
    let pets = list.asks.iter().find(|ask| ask.topic.fact == "pets").unwrap();
    assert_eq!(pets.homes, 1, "an answer would rule the home out");
}

#[test]
fn eighteen_or_over_on_the_planned_day_warns() {
    let in_words = |born: DateOfBirth, there: bool| {
        let (mut one, mut other) = (child(1), resident(2));
        let told = Fact::known(born);
        if there {
            other.child.date_of_birth = told;
        } else {
            one.date_of_birth = told;
        }
        let mut home = home(vec![other]);
        home.ages = Fact::known(mutual_care::placement::AgeRange::new(0, 25).unwrap());
        let homes = Homes::compile(vec![home.clone()]).unwrap();
        let how = Matching::new(policy()).explaining(1);
        let list = shortlist(&Party::one(one), &homes, on(), &how);
        let of_home = list.explained[0].findings();
        assert_eq!(of_home.with_code("eighteen-or-over").count(), list.explained[0].eighteen_or_over.len());
        let words = |found: &mutual_care::base::Findings| -> Vec<String> {
            found.with_code("eighteen-or-over").map(mutual_care::base::Finding::for_professional).collect()
        };
        (words(&list.findings), words(&of_home))
    };
    let found = |born, there| {
        let (of_list, of_home) = in_words(DateOfBirth::new(born), there);
        assert!(of_list.iter().chain(&of_home).all(|said| said.contains("is about is 18 or over")));
        (of_list.len(), of_home.len())
    };
    assert_eq!(found(date(2008, 4, 13), false), (1, 1), "18 on that day");
    assert_eq!(found(date(2008, 4, 14), false), (0, 0), "18 the day after");
    assert_eq!(found(date(2008, 4, 13), true), (0, 1), "somebody who lives there");
    assert_eq!(found(date(2008, 4, 14), true), (0, 0));
    // Of a part of a date: any day of it is enough, and it is said that it may not be so.
    let part = |text: &str, there| {
        let (of_list, of_home) = in_words(serde_json::from_value(text.into()).unwrap(), there);
        let perhaps =
            of_list.iter().chain(&of_home).filter(|said| said.contains("is about may be 18")).count();
        (of_list.len(), of_home.len(), perhaps)
    };
    assert_eq!(part("2008", false), (1, 1, 2));
    assert_eq!(part("2008-04", true), (0, 1, 1));
    assert_eq!(part("2008-03", false), (1, 1, 0));
    assert_eq!(part("2008-05", false), (0, 0, 0));
}

#[test]
fn staff_known_for_some_times_of_day_is_answered_for_those() {
    let (mut one, mut home) = (child(1), home(vec![]));
    let mut needed = NeededStaffing::default();
    needed[Watch::Day] = Some(Ratio::new(2, 1).unwrap());
    one.staffing = Fact::known(needed);
    let by = |one: &Child, home: &Home| {
        let explained = judge(one, home);
        ["staff-by-day", "staff-by-evening", "staff-by-night"].map(|code| answer(&explained, code).unwrap())
    };
    assert_eq!(by(&one, &home), [Answer::Holds, Answer::NotKnown, Answer::NotKnown]);
    let open: Vec<String> = judge(&one, &home).open_here.iter().map(|(_, topic)| topic.to_string()).collect();
    assert_eq!(open, ["staffing:evening", "staffing:night_waking", "staffing:night_sleeping"]);
    home.roster[Watch::Day] = Fact::known(1);
    assert_eq!(by(&one, &home)[0], Answer::NotKnown, "short, and extra staff might meet it");
    home.roster[Watch::Day] = Fact::default();
    needed[Watch::Evening] = Some(Ratio::NONE);
    one.staffing = Fact::known(needed);
    assert_eq!(by(&one, &home), [Answer::NotKnown, Answer::Holds, Answer::NotKnown], "the roster by day");
    // Of whom nothing is known, the question is one.
    one.staffing = Fact::default();
    let open: Vec<String> = judge(&one, &home).open_here.iter().map(|(_, topic)| topic.to_string()).collect();
    assert_eq!(open, ["staffing"]);
    // The same of a child who lives there.
    let mut there = resident(2);
    there.child.staffing = Fact::known(needed);
    let explained = judge(&child(1), &super::made::home(vec![there]));
    assert_eq!(answer(&explained, "staff-by-night"), Some(Answer::NotKnown));
    assert_eq!(answer(&explained, "staff-by-day"), Some(Answer::Holds));
    let asked: Vec<String> = explained.asks.iter().map(|ask| ask.topic.to_string()).collect();
    assert!(asked.contains(&"staffing:night_waking".into()), "{asked:?}");
    assert!(!asked.contains(&"staffing:day".into()));
}
