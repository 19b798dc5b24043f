//! What goes along with people who part is as it was said: who said it and when, and what was not said.

use mutual_care::base::{Fact, FactSource, Told, WhyNotKnown};
use mutual_care::household::{
    Answered, FoundToBeOne, Household, HouseholdInput, HouseholdPart, Lives, MovedApart, NeedEnded, Reply,
    Split,
};
use mutual_care::machine::{Correction, Machine};
use mutual_care::need::Consequence;

use crate::family::{
    COMPANY, MEALS, MOTHER, MOTHER_CALLS, NEIGHBOUR, NEIGHBOUR_AGAIN, NEIGHBOUR_VISITS, PROVIDER, SON,
    TABLETS, after, arrangement_id, day, gives, household_id, named, need, need_id, open, opened, parts,
    period, person, stamp, with, words,
};

const ON: &str = "2024-03-10";

fn part(household: u128, who: u128, goes_on: &[u128]) -> HouseholdPart {
    HouseholdPart {
        household: household_id(household),
        people: vec![person(who)],
        goes_on: goes_on.iter().map(|it| arrangement_id(*it)).collect(),
    }
}

fn yielded(record: &Household, household: u128) -> &HouseholdInput {
    record.chronicle().yields(household_id(household)).unwrap()
}

#[test]
fn answers_go_along_with_who_said_them_and_when() {
    let asked = |source, told| Answered {
        on: day("2024-03-01"),
        person: person(NEIGHBOUR),
        source,
        replies: vec![Reply::WillingNow { arrangement: arrangement_id(NEIGHBOUR_VISITS), told }],
    };
    let declined = Told::NotKnown(WhyNotKnown::Declined);
    for (source, told) in [(FactSource::ThePerson, Told::Known(false)), (FactSource::Family, declined)] {
        let record = after(&opened(), asked(source, told));
        let record = after(&record, MovedApart { on: day(ON), part: part(910, MOTHER, &[]) });
        let willing =
            yielded(&record, 910).arrangement(arrangement_id(NEIGHBOUR_VISITS)).unwrap().willing_now;
        assert_eq!((*willing.told(), willing.source()), (told, Some(source)));
        assert_eq!(willing.on(), Some(day("2024-03-01")), "not the day on which they parted");
    }
}

/// A mother whose help leans on what was stated, and a son who helps a lodger and leans on his tablets.
fn leaning(stated: Option<Vec<mutual_care::base::NeedId>>) -> Household {
    let mut parts = parts();
    parts.people.push(named(21, "Fay", Lives::Here(period("", "")), "1990-01-01"));
    parts.needs.push(need(111, 21, Consequence::Serious));
    parts.arrangements[1].relies_on = stated;
    let mut for_her = gives(210, SON, 111);
    for_her.relies_on = Some(vec![need_id(TABLETS)]);
    parts.arrangements.push(for_her);
    open(parts)
}

#[test]
fn what_help_leans_on_goes_along_as_it_was_said() {
    let relies_on = |stated, ended: bool| {
        let mut record = leaning(stated);
        if ended {
            record = after(&record, NeedEnded { on: day("2024-03-01"), need: need_id(TABLETS), until: None });
        }
        let mut both = part(910, SON, &[MOTHER_CALLS]);
        both.people.push(person(21));
        let record = after(&record, MovedApart { on: day(ON), part: both });
        let value = yielded(&record, 910);
        let of = |id| value.arrangement(arrangement_id(id)).map(|it| it.relies_on.clone());
        (of(MOTHER_CALLS), of(210))
    };
    let own = vec![need_id(TABLETS)];
    // Not said stays not said; nothing stays nothing. What she leans on has no place where she does not live.
    assert_eq!(relies_on(None, false).0, Some(None));
    assert_eq!(relies_on(Some(Vec::new()), false).0, Some(Some(Vec::new())));
    assert_eq!(relies_on(Some(vec![need_id(MEALS), need_id(COMPANY)]), false).0, Some(None));
    // He goes, and what he leans on goes with him; what is over by then does not.
    assert_eq!(relies_on(None, false).1, Some(Some(own)));
    assert_eq!(relies_on(None, true), (None, Some(Some(Vec::new()))));
}

#[test]
fn whoever_helps_both_goes_along_with_both() {
    let mut handed_over = parts();
    let more = [(210, NEIGHBOUR, TABLETS), (211, PROVIDER, MEALS), (212, PROVIDER, TABLETS)];
    handed_over.arrangements.extend(more.map(|(id, by, need)| gives(id, by, need)));
    let parts = vec![part(910, MOTHER, &[]), part(911, SON, &[])];
    let record = after(&open(handed_over), Split { on: day(ON), parts });
    for (household, help) in [(910, [NEIGHBOUR_VISITS, 211]), (911, [210, 212])] {
        let value = yielded(&record, household);
        let given: Vec<_> = value.arrangements().iter().map(|it| it.id).collect();
        assert_eq!(given, help.map(arrangement_id), "each help goes with whom it is for");
        assert!(value.person(person(NEIGHBOUR)).is_some_and(|it| !it.lives_here(day(ON))));
        assert!(value.service(mutual_care::base::Id::new(person(PROVIDER).uuid())).is_some());
    }
}

#[test]
fn two_found_to_be_one_are_one_in_what_goes_along_afterwards_and_two_in_what_went() {
    let one =
        FoundToBeOne { on: day("2024-04-01"), person: person(NEIGHBOUR), duplicate: person(NEIGHBOUR_AGAIN) };
    let mut handed_over = parts();
    handed_over.arrangements[2].by = mutual_care::base::Id::new(person(NEIGHBOUR_AGAIN).uuid());
    let visits = |record: &Household| {
        let value = yielded(record, 910);
        let by = value.arrangement(arrangement_id(NEIGHBOUR_VISITS)).unwrap().by;
        assert_eq!(value.people().len(), 4, "she, her son and daughter, and one neighbour");
        by
    };
    let apart = || MovedApart { on: day(ON), part: part(910, MOTHER, &[]) };
    let before = after(&after(&open(handed_over.clone()), one.clone()), apart());
    assert_eq!(visits(&before), person(NEIGHBOUR).into());
    // The new household was handed over under the old id, and finds out in its own record.
    let afterwards = after(&after(&open(handed_over), apart()), one);
    assert_eq!(visits(&afterwards), person(NEIGHBOUR_AGAIN).into());
}

#[test]
fn a_correction_after_the_parting_is_read_into_what_goes_along() {
    let answer = |told| Answered {
        on: day("2024-03-01"),
        person: person(NEIGHBOUR),
        source: FactSource::ThePerson,
        replies: vec![Reply::WillingNow { arrangement: arrangement_id(NEIGHBOUR_VISITS), told }],
    };
    let record = after(&opened(), answer(Told::Known(false)));
    let record = after(&record, MovedApart { on: day(ON), part: part(910, MOTHER, &[]) });
    let willing = |record: &Household| {
        let value = yielded(record, 910);
        *value.arrangement(arrangement_id(NEIGHBOUR_VISITS)).unwrap().willing_now.told()
    };
    assert_eq!(willing(&record), Told::Known(false));
    let misheard = Correction::new(2, answer(Told::Known(true)), words("She had said yes."));
    let corrected = with(|setting| record.clone().correct(misheard, stamp(4), setting)).unwrap().record;
    assert_eq!(willing(&corrected), Told::Known(true));
    let never = Correction::never_happened(2, words("Nobody had asked her."));
    let undone = with(|setting| corrected.correct(never, stamp(5), setting)).unwrap().record;
    let expected = *Fact::known(true).told();
    assert_eq!(willing(&undone), expected, "as it was handed over");
    // As known then, it is what it was.
    assert_eq!(willing(&undone.at_revision(3).unwrap()), Told::Known(false));
    // That they parted never happened: then nothing goes along.
    let stayed = Correction::never_happened(3, words("She stayed."));
    let stayed = with(|setting| undone.correct(stayed, stamp(6), setting)).unwrap().record;
    assert!(stayed.chronicle().yields(household_id(910)).is_none());
}
