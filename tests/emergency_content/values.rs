//! Pages and lists as values: what is refused, and what a week refuses.

use mutual_care::base::{AnyId, Problem, Told, limits, wire::without_echo};
use mutual_care::emergency::{
    Allergy, CardNumber, CopyWith, GivenBy, Medicine, PersonPage, Plan, PlanParts, Short, Trigger,
};
use serde_json::json;

use crate::family::{DAUGHTER, MOTHER, SON, day, id, medicine, page, parts, person, snapshot, source, words};

/// What is wrong: where, its code, and the ids it names.
type Is = (String, &'static str, Vec<AnyId>);

fn problems(change: impl FnOnce(&mut PlanParts)) -> Vec<Is> {
    let mut parts = parts();
    change(&mut parts);
    let is = |problem: &Problem| (problem.place().into(), problem.code(), problem.about().collect());
    let checked = Plan::new(parts).and_then(|plan| plan.check(&snapshot()));
    checked.map_or_else(|found| found.iter().map(is).collect(), |()| Vec::new())
}

fn is(place: &str, code: &'static str, about: &[AnyId]) -> Is {
    (place.into(), code, about.to_vec())
}

#[test]
fn each_person_has_one_page_and_lives_here() {
    assert_eq!(problems(|_| {}), []);
    assert_eq!(
        problems(|parts| parts.people.push(PersonPage::of(id(SON)))),
        [is("people[2].person", "page-twice", &[person(SON).any()])]
    );
    assert_eq!(
        problems(|parts| parts.people.push(PersonPage::of(id(DAUGHTER)))),
        [is("people[2].person", "not-a-member", &[parts().id.any(), person(DAUGHTER).any()])]
    );
    let many = |count: usize| {
        move |parts: &mut PlanParts| {
            parts.people = (0..count).map(|nth| PersonPage::of(id(1_000 + nth as u128))).collect();
        }
    };
    let too_many = is("people", "too-many", &[]);
    assert!(!problems(many(limits::PEOPLE)).contains(&too_many));
    assert!(problems(many(limits::PEOPLE + 1)).contains(&too_many));
}

#[test]
fn dates_lie_in_the_years_of_the_crate() {
    for (date, fits) in
        [("1800-01-01", true), ("1799-12-31", false), ("2299-12-31", true), ("2300-01-01", false)]
    {
        let expected = |place| if fits { Vec::new() } else { vec![is(place, "year", &[parts().id.any()])] };
        assert_eq!(problems(|parts| parts.drawn_up_on = day(date)), expected("drawn_up_on"), "{date}");
        assert_eq!(problems(|parts| parts.review_by = Some(day(date))), expected("review_by"), "{date}");
    }
}

#[test]
fn who_gives_a_medicine_is_known_to_the_week_or_called() {
    let given_by = |who: u128| {
        move |parts: &mut PlanParts| {
            let one = Medicine { given_by: Told::Known(GivenBy::By(source(who))), ..medicine() };
            parts.people[1] = page(SON, vec![one]);
        }
    };
    assert_eq!(problems(given_by(DAUGHTER)), []);
    assert_eq!(problems(given_by(5)), [], "the service that is called");
    assert_eq!(
        problems(given_by(99)),
        [is(
            "people[1].medicines.known[0].given_by",
            "unknown-source",
            &[person(SON).any(), source(99).any()]
        )]
    );
    // Two given by one whom nobody knows: each is told of where it stands.
    let two = |parts: &mut PlanParts| {
        let one = || Medicine { given_by: Told::Known(GivenBy::By(source(99))), ..medicine() };
        parts.people[1] = page(SON, vec![one(), one()]);
    };
    let places: Vec<String> = problems(two).into_iter().map(|(place, ..)| place).collect();
    assert_eq!(places, ["people[1].medicines.known[0].given_by", "people[1].medicines.known[1].given_by"]);
}

#[test]
fn short_lists_stop_at_their_limit_while_read_and_while_made() {
    let allergy = || Allergy { to: words("nuts"), danger_to_life: Told::default(), note: words("") };
    let many = |count: usize| (0..count).map(|_| allergy()).collect::<Vec<_>>();
    assert!(Short::new(many(limits::FEW)).is_ok());
    let told = Short::new(many(limits::FEW + 1)).unwrap_err().to_string();
    assert_eq!(told, "expected at most 64 allergies");
    let read =
        |count: usize| serde_json::from_value::<Short<Allergy>>(serde_json::to_value(many(count)).unwrap());
    assert_eq!(read(limits::FEW).unwrap(), Short::new(many(limits::FEW)).unwrap());
    assert_eq!(read(limits::FEW + 1).unwrap_err().to_string(), told);
}

#[test]
fn what_a_page_does_not_know_is_refused_without_being_repeated() {
    for wrong in [
        json!({"person": person(MOTHER), "Maria": 1}),
        json!({"person": person(MOTHER), "allergies": {"known": [{"to": "nuts", "Maria": 1}]}}),
        json!({"person": person(MOTHER), "medicines": {"known": [{"name": "x", "when": {"known": "Maria"}}]}}),
        json!({"person": person(MOTHER), "medicines": {"known": [{"name": "x", "given_by": {"known": {"Maria": 1}}}]}}),
        json!({"person": person(MOTHER), "wishes": {"may_come_in": {"known": {"only": ["Maria"]}}}}),
        json!({"person": person(MOTHER), "formats": {"known": ["Maria"]}}),
        json!({"person": person(MOTHER), "powers": {"known": [{"power": "Maria"}]}}),
        json!({"person": person(MOTHER), "may_be_shown_to": {"Maria": {"known": true}}}),
        json!({"person": person(MOTHER), "contacts": {"gp": {"known": "Maria"}}}),
        json!({"person": person(MOTHER), "conditions": null}),
        json!({"person": person(MOTHER), "conditions": {"known": null}}),
        json!({"person": "Maria"}),
        json!({}),
    ] {
        let error = serde_json::from_value::<PersonPage>(wrong.clone()).unwrap_err();
        let said = without_echo(&error);
        assert!(!said.contains("Maria"), "{wrong}: {said}");
        assert!(said.contains("expected") || said.contains("missing field"), "{wrong}: {said}");
    }
}

#[test]
fn a_proof_covers_all_but_the_home() {
    use mutual_care::base::Code;
    let not: Vec<Trigger> = Trigger::ALL.iter().copied().filter(|it| !it.is_covered_by_proof()).collect();
    assert_eq!(not, [Trigger::HomeUnusable]);
    assert_eq!(CopyWith::ALL.len(), 6);
}

#[test]
fn a_plan_written_before_there_were_pages_keeps_its_fingerprint() {
    let old = PlanParts::new(id(90), id(91), day("2026-02-23"));
    let canonical = mutual_care::base::canonical_json(&old).unwrap();
    let text = String::from_utf8(canonical).unwrap();
    assert_eq!(
        text,
        format!(r#"{{"drawn_up_on":"2026-02-23","household":"{}","id":"{}"}}"#, old.household, old.id)
    );
}

#[test]
fn a_card_number_is_a_number() {
    for number in ["999", "01632 960 999", "+44 1632 960999", "123456789012345"] {
        assert_eq!(CardNumber::new(number).unwrap().to_string(), number);
    }
    for wrong in
        ["", "99", "1234567890123456", "+", "++44 1632", "01632  960", " 999", "999 ", "ask Maria", "٩٩٩"]
    {
        let told = CardNumber::new(wrong).unwrap_err().to_string();
        assert!(told.starts_with("expected a telephone number"), "{wrong}");
        assert!(!told.contains("Maria"));
    }
}
