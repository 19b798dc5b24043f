//! Moves that are planned: taken as so from their day in every look ahead, told of until somebody records what happened.

use mutual_care::base::{Amount, Finding};
use mutual_care::household::{
    Household, HouseholdPart, Lives, MovePlanned, MovedApart, MovedIn, MovedOut, PersonDied, Policy,
    Whereabouts,
};

use crate::family::{
    DAUGHTER, MOTHER, SON, accepted, after, barred, day, found, household_id, misfit, named, open, opened,
    parts, period, person,
};

fn planned(who: u128, to: Whereabouts, from: &str) -> MovePlanned {
    let from = (!from.is_empty()).then(|| day(from));
    MovePlanned { on: day("2024-03-01"), person: person(who), to, from }
}

fn leaves(from: &str) -> MovePlanned {
    planned(SON, Whereabouts::Elsewhere, from)
}

fn members(record: &Household, on: &str) -> Vec<u128> {
    let of = |id: mutual_care::base::PersonId| id.uuid().as_u128() & 0xff;
    record.as_at(day(on)).unwrap().members().map(of).collect()
}

fn told_of(record: &Household, on: &str) -> Vec<Vec<(&'static str, Amount)>> {
    let look = record.to_look_at(day(on), &Policy::default());
    look.with_code("planned-not-recorded").map(|finding: &Finding| finding.amounts().to_vec()).collect()
}

#[test]
fn a_planned_move_is_so_from_its_day_and_told_of_until_it_is_recorded() {
    let record = after(&opened(), leaves("2024-06-01"));
    assert_eq!(members(&record, "2024-05-31"), [1, 2]);
    assert_eq!(members(&record, "2024-06-01"), [1]);
    assert_eq!(record.history(day("2024-05-01"), day("2024-07-01")).unwrap().steps().len(), 2);
    assert!(told_of(&record, "2024-05-31").is_empty());
    let told = told_of(&record, "2024-06-01");
    let to = Amount::Code("elsewhere");
    assert_eq!(told, [[("planned", Amount::Date(day("2024-06-01"))), ("to", to)]]);
    assert_eq!(told_of(&record, "2025-01-01").len(), 1);
    // He went three days later, as it turns out: he was here on those three days.
    let went = after(&record, MovedOut { on: day("2024-06-04"), person: person(SON) });
    assert_eq!(members(&went, "2024-06-03"), [1, 2]);
    assert_eq!(members(&went, "2024-06-04"), [1]);
    assert!(told_of(&went, "2025-01-01").is_empty());
    // Or a week before.
    let went = after(&record, MovedOut { on: day("2024-05-25"), person: person(SON) });
    assert_eq!(members(&went, "2024-05-25"), [1]);
    assert!(told_of(&went, "2025-01-01").is_empty());
    // And so if he goes with others.
    let part = HouseholdPart { household: household_id(901), people: vec![person(SON)], goes_on: Vec::new() };
    let apart = after(&record, MovedApart { on: day("2024-06-02"), part });
    assert_eq!(members(&apart, "2024-06-01"), [1, 2]);
    assert!(told_of(&apart, "2025-01-01").is_empty());
    // That he has died is told of in its own way.
    let died = after(&record, PersonDied { on: day("2024-06-02"), person: person(SON) });
    assert!(told_of(&died, "2024-06-03").is_empty());
}

#[test]
fn a_move_in_is_planned_too() {
    let record = after(&opened(), planned(DAUGHTER, Whereabouts::Here, "2024-06-01"));
    assert_eq!(members(&record, "2024-06-01"), [1, 2, 3]);
    assert_eq!(told_of(&record, "2024-06-01").len(), 1);
    let came = after(&record, MovedIn { on: day("2024-06-10"), person: person(DAUGHTER) });
    assert_eq!(members(&came, "2024-06-09"), [1, 2]);
    assert_eq!(members(&came, "2024-06-10"), [1, 2, 3]);
    assert!(told_of(&came, "2024-06-10").is_empty());
    // She cannot leave from where, as far as anybody has recorded, she has not come.
    assert_eq!(
        barred(&record, MovedOut { on: day("2024-07-01"), person: person(DAUGHTER) }),
        ["not-living-here"]
    );
    // Coming and going are two plans.
    let both = after(&record, planned(DAUGHTER, Whereabouts::Elsewhere, "2024-09-01"));
    assert_eq!(members(&both, "2024-08-31"), [1, 2, 3]);
    assert_eq!(members(&both, "2024-09-01"), [1, 2]);
}

#[test]
fn a_plan_is_replaced_by_another_and_may_be_dropped() {
    let record = after(&after(&opened(), leaves("2024-06-01")), leaves("2024-08-01"));
    assert_eq!(members(&record, "2024-07-31"), [1, 2]);
    assert_eq!(members(&record, "2024-08-01"), [1]);
    let dropped = after(&record, leaves(""));
    assert_eq!(members(&dropped, "2030-01-01"), [1, 2]);
    assert!(told_of(&dropped, "2030-01-01").is_empty());
    assert!(misfit(&dropped, leaves("")).contains("expected a move that is planned"));
}

#[test]
fn what_can_be_planned() {
    assert!(misfit(&opened(), leaves("2024-03-01")).contains("later than `on`"));
    assert!(found(&opened(), leaves("2024-03-02")).is_empty());
    assert!(
        misfit(&opened(), planned(SON, Whereabouts::OutOfTouch, "2024-06-01"))
            .contains("`here` or `elsewhere`")
    );
    assert!(misfit(&opened(), planned(99, Whereabouts::Here, "2024-06-01")).contains("a person"));
    assert_eq!(barred(&opened(), planned(SON, Whereabouts::Here, "2024-06-01")), ["planned-where-they-are"]);
    assert_eq!(
        barred(&opened(), planned(DAUGHTER, Whereabouts::Elsewhere, "2024-06-01")),
        ["planned-where-they-are"]
    );
    let died = after(&opened(), PersonDied { on: day("2024-05-01"), person: person(MOTHER) });
    assert_eq!(barred(&died, planned(MOTHER, Whereabouts::Elsewhere, "2024-06-01")), ["after-death"]);
    // A day on which something happened is not planned over.
    let moved = after(&opened(), MovedOut { on: day("2024-06-01"), person: person(SON) });
    assert!(misfit(&moved, planned(SON, Whereabouts::Here, "2024-06-01")).contains("no move is recorded"));
}

/// An end of living here that lies ahead when a household is handed over is a plan as any other.
#[test]
fn an_end_that_a_file_says_beforehand_is_a_plan() {
    let mut family = parts();
    family.people.push(named(20, "Ed", Lives::Here(period("", "2024-06-01")), "1980-01-01"));
    family.people.push(named(21, "Fay", Lives::Here(period("", "2023-06-01")), "1980-01-01"));
    let record = open(family);
    assert_eq!(members(&record, "2024-05-31"), [1, 2, 20]);
    assert_eq!(members(&record, "2024-06-01"), [1, 2]);
    let told = told_of(&record, "2024-06-01");
    assert_eq!(told.len(), 1, "what was over by then is no plan: {told:?}");
    let stays_on = after(&record, MovedOut { on: day("2024-06-20"), person: person(20) });
    assert_eq!(members(&stays_on, "2024-06-19"), [1, 2, 20]);
    assert!(told_of(&stays_on, "2024-07-01").is_empty());
    let answer = accepted(&record, planned(20, Whereabouts::Elsewhere, "2024-08-01"));
    assert_eq!(members(&answer.record, "2024-07-31"), [1, 2, 20]);
}
