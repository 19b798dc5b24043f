//! Households that part and join: who goes with whom, and what goes with them.

use mutual_care::base::{Fact, Told};
use mutual_care::household::{
    Household, HouseholdInput, HowEnded, JoinedBy, KinIs, Lives, Merged, MovedApart, Opened, Part,
    PersonDied, Split, Whereabouts,
};
use mutual_care::machine::Machine;
use mutual_care::need::{Ability, Consequence, SourceKind};

use crate::family::{
    COMPANY, DAUGHTER, MEALS, MOTHER, MOTHER_CALLS, NEIGHBOUR, NEIGHBOUR_VISITS, PROVIDER, SON, SON_COOKS,
    TABLETS, after, arrangement_id, day, gives, household_id, kin, misfit, need, need_id, open, opened,
    parts, period, person, source, stamp, with,
};

fn part(household: u128, who: &[u128], goes_on: &[u128]) -> Part {
    Part {
        household: household_id(household),
        people: who.iter().map(|it| person(*it)).collect(),
        goes_on: goes_on.iter().map(|it| arrangement_id(*it)).collect(),
    }
}

fn numbers(ids: impl Iterator<Item = mutual_care::base::AnyId>) -> Vec<u128> {
    ids.map(|id| id.uuid().as_u128() & 0xffff).collect()
}

fn yielded(record: &Household, household: u128) -> HouseholdInput {
    record.chronicle().yields(household_id(household)).unwrap().clone()
}

#[test]
fn a_son_who_moves_apart_takes_his_needs_along() {
    let on = day("2024-03-10");
    let record = after(&opened(), MovedApart { on, part: part(910, &[SON], &[MOTHER_CALLS]) });

    // What opens: he lives there; his mother calls from outside, and the neighbour has nothing to do with him.
    let input = yielded(&record, 910);
    assert_eq!(numbers(input.people().iter().map(|it| it.id.any())), [MOTHER, SON]);
    assert_eq!(input.person(person(SON)).unwrap().lives, Lives::Here(period("2024-03-10", "")));
    assert_eq!(input.person(person(MOTHER)).unwrap().lives, Lives::Elsewhere);
    assert_eq!(input.person(person(SON)).unwrap().name.reveal(), "Ben");
    assert_eq!(input.kin(), [kin(MOTHER, KinIs::Mother, SON)]);
    assert_eq!(numbers(input.needs().iter().map(|it| it.need.id().any())), [TABLETS]);
    assert_eq!(input.needs()[0].period, period("2024-03-10", ""));
    assert_eq!(input.needs()[0].about.reveal(), "Something only this family would say");
    assert_eq!(numbers(input.arrangements().iter().map(|it| it.id.any())), [MOTHER_CALLS]);
    let calls = &input.arrangements()[0];
    assert_eq!(calls.willing_now.told(), &Told::Known(true));
    assert_eq!(calls.period, period("2024-03-10", ""));
    assert_eq!(calls.relies_on, None, "what somebody outside leans on is not said here");
    assert_eq!(calls.about.reveal(), "The way they do it");

    // What stays: the mother and hers; he does not cook any more.
    let week = record.as_at(on).unwrap();
    assert_eq!(numbers(week.members().map(mutual_care::base::Id::any)), [MOTHER]);
    assert_eq!(numbers(week.needs().iter().map(|it| it.id().any())), [MEALS, COMPANY]);
    assert_eq!(numbers(week.arrangements().iter().map(|it| it.id.any())), [NEIGHBOUR_VISITS]);
    let before = record.as_at(day("2024-03-09")).unwrap();
    assert_eq!((before.needs().len(), before.arrangements().len()), (3, 3));

    // And if it goes on, he cooks from outside, agreed anew.
    let record = after(&opened(), MovedApart { on, part: part(910, &[SON], &[SON_COOKS]) });
    let week = record.as_at(on).unwrap();
    assert_eq!(numbers(week.arrangements().iter().map(|it| it.id.any())), [SON_COOKS, NEIGHBOUR_VISITS]);
    assert_eq!(week.source(source(SON)).unwrap().kind, SourceKind::Person);
    assert!(yielded(&record, 910).arrangements().is_empty());
    let found = record.to_look_at(on, &mutual_care::household::Policy::default());
    assert_eq!(found.with_code("moved-out-still-counted-on").count(), 0);
}

#[test]
fn what_opens_refers_back_and_joins_again() {
    let on = day("2024-03-10");
    let old = after(&opened(), MovedApart { on, part: part(910, &[SON], &[]) });
    let opening = Opened::new(yielded(&old, 910)).came_from([old.record_ref()]);
    let new = with(|setting| Household::open(household_id(910), opening, stamp(1), setting))
        .unwrap()
        .record
        .into_any();
    assert_eq!(new.chronicle().came_from(), [old.record_ref()]);
    assert_eq!(numbers(new.as_at(on).unwrap().members().map(mutual_care::base::Id::any)), [SON]);

    // A year later he moves back in with his mother: his household joins hers.
    let back = day("2025-03-10");
    let ended = after(&new, Merged { on: back, into: household_id(900) });
    let Household::Ended(record) = &ended else { panic!("ended") };
    assert_eq!(record.state().how(), &HowEnded::Merged { into: household_id(900) });
    assert_eq!(record.state().on(), back);
    assert_eq!(ended.as_at(back).unwrap().members().count(), 0);
    assert_eq!(ended.as_at(day("2025-03-09")).unwrap().members().count(), 1);
    let joined = after(&old, JoinedBy::new(ended.record_ref(), yielded(&ended, 900)));
    let week = joined.as_at(back).unwrap();
    assert_eq!(numbers(week.members().map(mutual_care::base::Id::any)), [MOTHER, SON]);
    assert_eq!(numbers(week.needs().iter().map(|it| it.id().any())), [MEALS, TABLETS, COMPANY]);
    assert!(joined.as_at(day("2025-03-09")).unwrap().need(need_id(TABLETS)).is_none());
    assert_eq!(joined.chronicle().came_from(), [ended.record_ref()]);
    // The same household cannot come of it twice.
    let again = MovedApart { on: day("2026-01-01"), part: part(910, &[SON], &[]) };
    assert!(misfit(&joined, again).contains("expected a household that has not come of this one before"));
}

#[test]
fn a_split_gives_each_part_its_own() {
    let on = day("2024-03-10");
    let parts = vec![part(910, &[MOTHER], &[SON_COOKS]), part(911, &[SON], &[])];
    let record = after(&opened(), Split { on, parts });
    let hers = yielded(&record, 910);
    assert_eq!(numbers(hers.needs().iter().map(|it| it.need.id().any())), [MEALS, COMPANY]);
    assert_eq!(numbers(hers.arrangements().iter().map(|it| it.id.any())), [SON_COOKS, NEIGHBOUR_VISITS]);
    // Her daughter is kin, her son cooks, the neighbour visits: all from outside.
    assert_eq!(numbers(hers.people().iter().map(|it| it.id.any())), [MOTHER, SON, DAUGHTER, NEIGHBOUR]);
    let his = yielded(&record, 911);
    assert_eq!(numbers(his.needs().iter().map(|it| it.need.id().any())), [TABLETS]);
    assert!(his.arrangements().is_empty());
    let Household::Ended(ended) = &record else { panic!("ended") };
    assert_eq!(ended.state().how(), &HowEnded::Split { into: vec![household_id(910), household_id(911)] });
    assert_eq!(record.as_at(on).unwrap().members().count(), 0);
    assert_eq!(record.as_at(day("2024-03-09")).unwrap().members().count(), 2);
}

#[test]
fn what_goes_along_is_what_can_still_be_given() {
    let on = day("2024-03-10");
    let mut handed_over = parts();
    handed_over.people.push(crate::family::named(20, "Ed", Lives::Elsewhere, "1950-01-01"));
    // By the provider for the son, while Ed supports them later; by Ed; one that begins in May; one that Ed supports.
    let supported = Fact::known(Ability::WithSupport { by: Some(source(20)) });
    let mut by_provider = gives(210, PROVIDER, TABLETS);
    by_provider.able_later = supported;
    let mut in_may = gives(212, PROVIDER, TABLETS);
    in_may.period = period("2024-05-01", "2024-06-01");
    let mut by_ed = gives(213, DAUGHTER, TABLETS);
    by_ed.able_now = supported;
    let mut leaning = gives(214, SON, 111);
    leaning.relies_on = Some(vec![need_id(TABLETS), need_id(112)]);
    handed_over.arrangements.extend([by_provider, gives(211, 20, TABLETS), in_may, by_ed, leaning]);
    handed_over.people.push(crate::family::named(21, "Fay", Lives::Here(period("", "")), "1990-01-01"));
    handed_over.needs.push(need(111, 21, Consequence::Serious));
    let mut over = need(112, SON, Consequence::Serious);
    over.period = period("", "2024-03-10");
    handed_over.needs.push(over);
    let record = after(&open(handed_over), PersonDied { on: day("2024-03-01"), person: person(20) });
    let record = after(&record, MovedApart { on, part: part(910, &[SON, 21], &[]) });

    let input = yielded(&record, 910);
    // The dead give and support nothing, and need no place among the people.
    assert_eq!(numbers(input.arrangements().iter().map(|it| it.id.any())), [210, 212, 214]);
    assert_eq!(input.arrangements()[0].able_later.told(), &Told::Known(Ability::WithSupport { by: None }));
    assert_eq!(input.arrangements()[1].period, period("2024-05-01", "2024-06-01"));
    // He leans on what goes along, not on what is over.
    assert_eq!(input.arrangements()[2].relies_on, Some(vec![need_id(TABLETS)]));
    assert!(input.person(person(20)).is_none());
    assert_eq!(numbers(input.services().iter().map(|it| it.id.any())), [PROVIDER]);
    assert_eq!(numbers(input.needs().iter().map(|it| it.need.id().any())), [TABLETS, 111]);
    // What was planned for him is not planned here any more.
    assert_eq!(record.as_at(day("2024-05-15")).unwrap().arrangement(arrangement_id(212)), None);
}

#[test]
fn whoever_joins_brings_what_they_have_and_is_who_they_were() {
    let on = day("2024-03-10");
    let mut parts = crate::proof::brought("2024-03-10").into_parts();
    parts.people.push(crate::family::named(DAUGHTER, "Another name", Lives::Elsewhere, "1971-11-03"));
    parts.people[0].born = None;
    parts.kin = vec![kin(DAUGHTER, KinIs::Partner, 20)];
    parts.arrangements.push(gives(221, DAUGHTER, 120));
    let from = mutual_care::base::RecordRef { id: household_id(902).any(), revision: 7 };
    let record = after(&opened(), JoinedBy::new(from, HouseholdInput::new(parts).unwrap()));
    let known = record.chronicle();
    assert_eq!(known.name(person(DAUGHTER)).unwrap().reveal(), "Cora", "what is known here stays");
    assert_eq!(known.name(person(20)).unwrap().reveal(), "Ed");
    assert_eq!(known.person(person(20)).unwrap().whereabouts().at(on), Some(&Whereabouts::Here));
    assert_eq!(
        known.person(person(20)).unwrap().whereabouts().at(day("2024-03-09")),
        Some(&Whereabouts::Elsewhere)
    );
    assert_eq!(known.kin_of(person(20)), [(person(DAUGHTER), KinIs::Partner)]);
    let week = record.as_at(on).unwrap();
    assert_eq!(week.source(source(DAUGHTER)).unwrap().kind, SourceKind::Person);
    assert!(week.need(need_id(120)).is_some() && week.arrangement(arrangement_id(221)).is_some());
    assert!(record.as_at(day("2024-03-09")).unwrap().need(need_id(120)).is_none());
}

#[test]
fn what_is_brought_goes_with_what_is_here() {
    let from = mutual_care::base::RecordRef { id: household_id(902).any(), revision: 7 };
    let joins = |change: &dyn Fn(&mut mutual_care::household::HouseholdInputParts)| {
        let mut parts = crate::proof::brought("2024-03-10").into_parts();
        change(&mut parts);
        JoinedBy::new(from, HouseholdInput::new(parts).unwrap())
    };
    let record = opened();
    let said = misfit(&record, joins(&|parts| parts.needs.push(need(MEALS, 20, Consequence::Serious))));
    assert!(said.contains("expected the need to be of the same person here and there"), "{said}");
    let said = misfit(&record, joins(&|parts| parts.arrangements.push(gives(SON_COOKS, PROVIDER, 120))));
    assert!(said.contains("expected the arrangement to be the same one here and there"), "{said}");
    let said = misfit(
        &record,
        joins(&|parts| {
            parts.services[0].kind = mutual_care::household::ServiceKind::Device;
        }),
    );
    assert!(said.contains("expected a service to be of the same kind here and there"), "{said}");
    let said = misfit(
        &record,
        joins(&|parts| {
            parts.people.push(crate::family::named(MOTHER, "", Lives::Elsewhere, "1944-10-12"));
            parts.people.push(crate::family::named(SON, "", Lives::Elsewhere, "1975-06-20"));
            parts.kin = vec![kin(SON, KinIs::Father, MOTHER)];
        }),
    );
    assert!(said.contains("expected kin that goes with what is stated here"), "{said}");
    let mut early = joins(&|_| {});
    early.on = day("2024-03-09");
    assert!(misfit(&record, early).contains("expected what is brought to be as at `on`"));
}
