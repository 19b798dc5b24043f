//! Households that part and join: who goes with whom, and what goes with them.

use mutual_care::base::{Fact, FactSource, Told};
use mutual_care::household::{
    Answered, ArrangementChanged, ArrangementEnded, Household, HouseholdInput, HouseholdPart, HowEnded,
    InTouchAgain, JoinedBy, KinIs, Lives, LostTouch, Merged, MovedApart, MovedIn, MovedOut, NeedChanged,
    NeedEnded, Opened, PersonDied, Reply, Split, Whereabouts,
};
use mutual_care::machine::Machine;
use mutual_care::need::{Ability, Consequence, SourceKind};

use crate::family::{
    COMPANY, DAUGHTER, MEALS, MOTHER, MOTHER_CALLS, NEIGHBOUR, NEIGHBOUR_VISITS, PROVIDER, SON, SON_COOKS,
    TABLETS, after, arrangement_id, day, gives, household_id, kin, misfit, need, need_id, open, opened,
    parts, period, person, source, stamp, with,
};

fn part(household: u128, who: &[u128], goes_on: &[u128]) -> HouseholdPart {
    HouseholdPart {
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
    assert_eq!(calls.relies_on, Some(Vec::new()), "she said that she leans on nothing");
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
    assert_eq!(record.case().ended(), Some(&(back, HowEnded::Merged { into: household_id(900) })));
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
    let into = vec![household_id(910), household_id(911)];
    assert_eq!(ended.case().ended(), Some(&(on, HowEnded::Split { into })));
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
fn who_gives_only_later_goes_along_from_then() {
    // The neighbour is out of touch when the mother moves, and known to be in touch again from April.
    let lost = LostTouch { on: day("2024-02-01"), person: person(NEIGHBOUR) };
    let back = InTouchAgain { on: day("2024-04-01"), person: person(NEIGHBOUR) };
    let record = after(&after(&opened(), lost), back);
    let on = day("2024-03-10");
    let record = after(&record, MovedApart { on, part: part(910, &[MOTHER], &[]) });
    let input = yielded(&record, 910);
    assert_eq!(numbers(input.arrangements().iter().map(|it| it.id.any())), [NEIGHBOUR_VISITS]);
    assert_eq!(input.arrangements()[0].period, period("2024-04-01", ""));
    assert_eq!(input.person(person(NEIGHBOUR)).unwrap().lives, Lives::Elsewhere);

    // So does who supports later somebody who gives now.
    let mut handed_over = parts();
    handed_over.arrangements[2].able_now = Fact::known(Ability::WithSupport { by: Some(source(20)) });
    handed_over.people.push(crate::family::named(20, "Ed", Lives::Elsewhere, "1950-01-01"));
    let lost = LostTouch { on: day("2024-02-01"), person: person(20) };
    let back = InTouchAgain { on: day("2024-04-01"), person: person(20) };
    let record = after(&after(&open(handed_over), lost), back);
    let record = after(&record, MovedApart { on, part: part(910, &[MOTHER], &[]) });
    assert_eq!(yielded(&record, 910).arrangements()[0].period, period("2024-04-01", ""));
    assert!(yielded(&record, 910).person(person(20)).is_some());
}

#[test]
fn in_a_split_either_part_says_what_goes_on() {
    for (hers, his) in [(&[SON_COOKS][..], &[][..]), (&[][..], &[SON_COOKS][..])] {
        let parts = vec![part(910, &[MOTHER], hers), part(911, &[SON], his)];
        let record = after(&opened(), Split { on: day("2024-03-10"), parts });
        let hers = yielded(&record, 910);
        assert_eq!(numbers(hers.arrangements().iter().map(|it| it.id.any())), [SON_COOKS, NEIGHBOUR_VISITS]);
        assert!(yielded(&record, 911).arrangements().is_empty());
    }
}

#[test]
fn help_that_goes_on_is_what_is_learnt_of_it_late() {
    let on = day("2024-03-10");
    let record = after(&opened(), MovedApart { on, part: part(910, &[SON], &[SON_COOKS]) });
    let mut arrangement = gives(SON_COOKS, SON, MEALS);
    arrangement.hands = 2;
    let changed = ArrangementChanged { on: day("2024-03-01"), arrangement };
    let late = after(&record, changed);
    let hands = |record: &Household, on| {
        record.as_at(on).unwrap().arrangement(arrangement_id(SON_COOKS)).map(|it| it.hands)
    };
    assert_eq!(hands(&late, day("2024-03-09")), Some(2));
    assert_eq!(hands(&late, day("2024-03-20")), Some(2), "it counts from its own day on, past the parting");
    let ended =
        ArrangementEnded { on: day("2024-03-05"), arrangement: arrangement_id(SON_COOKS), until: None };
    assert_eq!(hands(&after(&record, ended), day("2024-03-20")), None);
}

#[test]
fn a_parting_learnt_late_leaves_people_where_they_are_later() {
    // He moved out in April and was lost sight of in June. That he had moved apart in March is learnt after that.
    let out = MovedOut { on: day("2024-04-01"), person: person(SON) };
    let lost = LostTouch { on: day("2024-06-01"), person: person(SON) };
    let record = after(&after(&opened(), out), lost);
    let record = after(&record, MovedApart { on: day("2024-03-10"), part: part(910, &[SON], &[]) });
    let whereabouts = |on| record.chronicle().person(person(SON)).unwrap().whereabouts().at(day(on)).copied();
    assert_eq!(whereabouts("2024-03-09"), Some(Whereabouts::Here));
    assert_eq!(whereabouts("2024-03-10"), Some(Whereabouts::Elsewhere));
    assert_eq!(whereabouts("2024-06-01"), Some(Whereabouts::OutOfTouch));
    // In the new household he lived until April.
    let lives = yielded(&record, 910).person(person(SON)).unwrap().lives;
    assert_eq!(lives, Lives::Here(period("2024-03-10", "2024-04-01")));
    // Where somebody moved back in, they are here again.
    let out = MovedOut { on: day("2024-04-01"), person: person(SON) };
    let back = MovedIn { on: day("2024-05-01"), person: person(SON) };
    let record = after(&after(&opened(), out), back);
    let record = after(&record, MovedApart { on: day("2024-03-10"), part: part(910, &[SON], &[]) });
    assert_eq!(record.as_at(day("2024-04-30")).unwrap().members().count(), 1);
    assert_eq!(record.as_at(day("2024-05-01")).unwrap().members().count(), 2);
}

#[test]
fn help_goes_along_as_long_as_it_is_given() {
    let on = day("2024-03-10");
    let parting = || MovedApart { on, part: part(910, &[SON], &[MOTHER_CALLS]) };
    let died = PersonDied { on: day("2024-04-20"), person: person(MOTHER) };
    let record = after(&after(&opened(), died), parting());
    assert_eq!(yielded(&record, 910).arrangements()[0].period, period("2024-03-10", "2024-04-20"));
    let died = PersonDied { on: day("2024-04-20"), person: person(SON) };
    let record = after(&after(&opened(), died), parting());
    let lives = yielded(&record, 910).person(person(SON)).unwrap().lives;
    assert_eq!(lives, Lives::Here(period("2024-03-10", "2024-04-20")));
}

#[test]
fn what_is_recorded_for_later_is_told() {
    let on = day("2024-03-10");
    let parting = || MovedApart { on, part: part(910, &[SON], &[MOTHER_CALLS]) };
    let told = |record: &Household| {
        let found = crate::family::accepted(record, parting()).findings;
        let found = found.with_code("recorded-for-later").flat_map(|it| it.concerns().to_vec());
        numbers(found.skip(1))
    };
    let changed = |on| NeedChanged { on: day(on), need: need(TABLETS, SON, Consequence::Serious) };
    assert_eq!(told(&after(&opened(), changed("2024-03-10"))), []);
    assert_eq!(told(&after(&opened(), changed("2024-03-11"))), [TABLETS]);
    // That it ends goes along.
    let ended = |on| NeedEnded { on: day(on), need: need_id(TABLETS), until: None };
    assert_eq!(told(&after(&opened(), ended("2024-03-11"))), []);
    let told_in = |on| Answered {
        on: day(on),
        person: person(MOTHER),
        source: FactSource::ThePerson,
        replies: vec![Reply::WillingNow {
            arrangement: arrangement_id(MOTHER_CALLS),
            told: Told::Known(false),
        }],
    };
    assert_eq!(told(&after(&opened(), told_in("2024-03-10"))), []);
    assert_eq!(told(&after(&opened(), told_in("2024-03-11"))), [MOTHER_CALLS]);
    // A death goes along as an end only.
    let died = |on| PersonDied { on: day(on), person: person(MOTHER) };
    assert_eq!(told(&after(&opened(), died("2024-03-11"))), [MOTHER]);
    // What concerns those who stay is not told of.
    let elsewhere = NeedChanged { on: day("2024-03-11"), need: need(MEALS, MOTHER, Consequence::Serious) };
    assert_eq!(told(&after(&opened(), elsewhere)), []);
    // A break in which nobody gives, and what comes after it.
    let lost = LostTouch { on: day("2024-04-01"), person: person(NEIGHBOUR) };
    let back = InTouchAgain { on: day("2024-05-01"), person: person(NEIGHBOUR) };
    let record = after(&after(&opened(), lost), back);
    let parts = vec![part(910, &[MOTHER], &[]), part(911, &[SON], &[])];
    let found = crate::family::accepted(&record, Split { on, parts }).findings;
    let found = found.with_code("recorded-for-later").flat_map(|it| it.concerns().to_vec());
    assert_eq!(numbers(found), [910, NEIGHBOUR, NEIGHBOUR_VISITS]);
}

#[test]
fn who_is_found_to_have_died_before_does_not_go_along() {
    let on = day("2024-03-10");
    let died = PersonDied { on: day("2024-05-01"), person: person(MOTHER) };
    let record = after(&opened(), died);
    let parts = vec![part(910, &[MOTHER], &[]), part(911, &[SON], &[MOTHER_CALLS])];
    let record = after(&record, Split { on, parts });
    assert_eq!(yielded(&record, 910).people().iter().filter(|it| it.lives_here(on)).count(), 1);
    let earlier = PersonDied { on: day("2024-03-01"), person: person(MOTHER) };
    let correction =
        mutual_care::machine::Correction::new(2, earlier, crate::family::words("I had the wrong month."));
    let record = with(|setting| record.correct(correction, stamp(4), setting)).unwrap().record;
    assert!(yielded(&record, 910).people().iter().all(|it| !it.lives_here(on)));
    assert!(yielded(&record, 910).needs().is_empty());
    assert_eq!(numbers(yielded(&record, 911).people().iter().map(|it| it.id.any())), [SON]);
}

#[test]
fn two_partings_on_one_day_each_take_their_own() {
    let on = day("2024-03-10");
    let mut handed_over = parts();
    handed_over.people.push(crate::family::named(21, "Fay", Lives::Here(period("", "")), "1990-01-01"));
    handed_over.needs.push(need(111, 21, Consequence::Serious));
    handed_over.arrangements.extend([
        gives(210, SON, 111),
        gives(211, PROVIDER, 111),
        gives(212, PROVIDER, TABLETS),
    ]);
    let record = after(&open(handed_over), MovedApart { on, part: part(910, &[SON], &[210]) });
    let record = after(&record, MovedApart { on, part: part(911, &[21], &[]) });
    let (his, hers) = (yielded(&record, 910), yielded(&record, 911));
    assert_eq!(numbers(his.arrangements().iter().map(|it| it.id.any())), [212]);
    // He had gone that day already, so his help comes from outside and goes along with hers.
    assert_eq!(numbers(hers.arrangements().iter().map(|it| it.id.any())), [210, 211]);
    assert_eq!(hers.person(person(SON)).unwrap().lives, Lives::Elsewhere);
    for input in [&his, &hers] {
        assert_eq!(numbers(input.services().iter().map(|it| it.id.any())), [PROVIDER], "both have it");
    }
    assert!(hers.needs().iter().all(|it| it.need.id() == need_id(111)));
}

#[test]
fn what_was_over_is_not_brought() {
    let from = mutual_care::base::RecordRef { id: household_id(902).any(), revision: 7 };
    let joined = |until| {
        let mut parts = crate::proof::brought("2024-03-10").into_parts();
        parts.people.push(crate::family::named(22, "Gus", Lives::Here(period("", until)), "1980-01-01"));
        let mut over = need(121, 20, Consequence::Serious);
        over.period = period("", until);
        parts.needs.push(over);
        let mut given = gives(222, PROVIDER, 120);
        given.period = period("", until);
        parts.arrangements.push(given);
        let record = after(&opened(), JoinedBy::new(from, HouseholdInput::new(parts).unwrap()));
        let week = record.as_at(day("2024-03-10")).unwrap();
        let gus = week.members().any(|it| it == person(22));
        [gus, week.need(need_id(121)).is_some(), week.arrangement(arrangement_id(222)).is_some()]
    };
    assert_eq!(joined("2024-03-10"), [false; 3]);
    assert_eq!(joined("2024-03-11"), [true; 3]);
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
