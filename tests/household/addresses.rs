//! Two addresses: who belongs to a household, who moved apart, and what is asked again then.

use mutual_care::base::{Fact, FactSource, Finding, SourceId, Told};
use mutual_care::household::{
    Answered, Household, HouseholdInput, Kin, Lives, Moved, MovedOut, NeedChanged, Policy, Reply,
};
use mutual_care::need::{Ability, Address, Consequence, Snapshot, SourceKind};

use crate::family::{
    MEALS, MOTHER, MOTHER_CALLS, NEIGHBOUR, SON, SON_COOKS, TABLETS, accepted, after, arrangement_id, barred,
    day, found, need, need_id, open, opened, parts, period, person, source,
};

const ON: &str = "2024-03-10";

fn moves(who: u128, on: &str, to: Address) -> Moved {
    Moved { on: day(on), person: person(who), to }
}

fn next_door() -> Address {
    Address::At("next-door".parse().unwrap())
}

fn lives(week: &Snapshot, id: u128) -> (SourceKind, Address) {
    let found = week.source(SourceId::from(person(id))).unwrap();
    (found.kind, found.address())
}

fn able_and_willing(record: &Household, on: &str, id: u128) -> (Told<Ability>, Told<bool>) {
    let week = record.as_at(day(on)).unwrap();
    let help = week.arrangement(arrangement_id(id)).unwrap();
    (help.able_now, help.willing_now)
}

const YES: (Told<Ability>, Told<bool>) = (Told::Known(Ability::Yes), Told::Known(true));

fn not_known() -> (Told<Ability>, Told<bool>) {
    (Told::default(), Told::default())
}

#[test]
fn whoever_moves_next_door_belongs_here_and_is_asked_again() {
    let record = after(&opened(), moves(SON, ON, next_door()));
    let (before, week) = (record.as_at(day("2024-03-09")).unwrap(), record.as_at(day(ON)).unwrap());
    assert_eq!(lives(&before, SON), (SourceKind::Member, Address::Home));
    assert_eq!(lives(&week, SON), (SourceKind::Member, next_door()));
    assert_eq!(lives(&week, MOTHER), (SourceKind::Member, Address::Home));
    assert_eq!(week.needs().len(), before.needs().len(), "needs stay");
    for id in [SON_COOKS, MOTHER_CALLS] {
        assert_eq!(able_and_willing(&record, "2024-03-09", id), YES);
        assert_eq!(able_and_willing(&record, ON, id), not_known());
    }
    // Help by somebody with whom they never lived is as it was.
    let visits = week.arrangements().iter().find(|it| it.by == source(NEIGHBOUR)).unwrap();
    assert_eq!((visits.able_now, visits.willing_now), YES);
    // The guard asks whether the new place meets the needs, and whether they are still able and willing.
    let codes = found(&opened(), moves(SON, ON, next_door()));
    for code in ["whether-the-new-place-meets-it", "able-and-willing-not-asked", "alone-with-critical-needs"]
    {
        assert!(codes.contains(&code), "{code} in {codes:?}");
    }
    let place = accepted(&opened(), moves(SON, ON, next_door())).findings;
    let place: Vec<&Finding> = place.with_code("whether-the-new-place-meets-it").collect();
    assert_eq!(place[0].concerns(), [person(SON).any(), need_id(TABLETS).any()]);
    assert!(place[0].for_professional().starts_with("Moved on 2024-03-10, and"));
    // Until the need is recorded as it is there.
    let again = NeedChanged { on: day(ON), need: need(TABLETS, SON, Consequence::Critical) };
    let look = after(&record, again).to_look_at(day("2024-04-01"), &Policy::default());
    assert_eq!(look.with_code("whether-the-new-place-meets-it").count(), 0);
}

#[test]
fn what_was_answered_on_the_day_or_later_counts_and_a_no_stays_a_no() {
    let record = after(&opened(), moves(SON, ON, next_door()));
    let answered = |record: &Household, on: &str, told| {
        let arrangement = arrangement_id(SON_COOKS);
        let replies = vec![
            Reply::AbleNow { arrangement, told: Told::Known(Ability::Yes) },
            Reply::WillingNow { arrangement, told },
        ];
        after(record, Answered { on: day(on), person: person(SON), source: FactSource::ThePerson, replies })
    };
    let willing = |record: &Household| able_and_willing(record, "2024-04-01", SON_COOKS);
    assert_eq!(willing(&answered(&record, "2024-03-09", Told::Known(true))), not_known());
    assert_eq!(willing(&answered(&record, ON, Told::Known(true))), YES);
    assert_eq!(willing(&answered(&record, "2024-03-11", Told::Known(true))), YES);
    // In whatever order it becomes known.
    let first = answered(&opened(), "2024-03-09", Told::Known(false));
    let told = willing(&after(&first, moves(SON, ON, next_door())));
    assert_eq!(told, (Told::default(), Told::Known(false)));
    let declined = Told::NotKnown(mutual_care::base::WhyNotKnown::Declined);
    let later = answered(&record, ON, declined);
    assert_eq!(willing(&later), (Told::Known(Ability::Yes), declined));
}

#[test]
fn only_who_had_lived_together_moves_apart() {
    // They move together: nothing is between them.
    let both = after(&after(&opened(), moves(SON, ON, next_door())), moves(MOTHER, ON, next_door()));
    assert_eq!(able_and_willing(&both, ON, SON_COOKS), YES);
    // To somewhere that nobody has named, both: neither known to be together nor apart.
    let elsewhere = Address::Elsewhere;
    let both = after(&after(&opened(), moves(SON, ON, elsewhere.clone())), moves(MOTHER, ON, elsewhere));
    assert_eq!(able_and_willing(&both, ON, SON_COOKS), YES);
    // One of them a day later: for a day they lived apart.
    let both =
        after(&after(&opened(), moves(SON, ON, next_door())), moves(MOTHER, "2024-03-11", next_door()));
    assert_eq!(able_and_willing(&both, "2024-03-11", SON_COOKS), not_known());
    // From one address to another, away from nobody.
    let far = Address::At("flat".parse().unwrap());
    let record = after(&opened(), moves(SON, ON, next_door()));
    let asked = Answered {
        on: day("2024-04-01"),
        person: person(SON),
        source: FactSource::ThePerson,
        replies: vec![Reply::WillingNow { arrangement: arrangement_id(SON_COOKS), told: Told::Known(true) }],
    };
    let record = after(&after(&record, asked), moves(SON, "2024-05-01", far));
    assert_eq!(able_and_willing(&record, "2024-05-01", SON_COOKS).1, Told::Known(true));
}

#[test]
fn nobody_moves_to_where_they_live() {
    assert_eq!(barred(&opened(), moves(SON, ON, Address::Home)), ["already-so"]);
    let record = after(&opened(), moves(SON, ON, next_door()));
    assert_eq!(barred(&record, moves(SON, "2024-03-12", next_door())), ["already-so"]);
    accepted(&record, moves(SON, "2024-03-12", Address::Home));
    // Where nobody has said where they live, they may well move to somewhere.
    accepted(&opened(), moves(NEIGHBOUR, ON, Address::Elsewhere));
    let back = after(&record, moves(SON, "2024-03-12", Address::Home));
    assert_eq!(lives(&back.as_at(day("2024-03-12")).unwrap(), SON), (SourceKind::Member, Address::Home));
}

/// What an older release wrote of somebody who moved out means what it did: they are a person from outside.
#[test]
fn whoever_moves_out_belongs_here_no_more() {
    let out = MovedOut { on: day(ON), person: person(SON) };
    let record = after(&opened(), out.clone());
    let week = record.as_at(day(ON)).unwrap();
    assert_eq!(lives(&week, SON), (SourceKind::Person, Address::Elsewhere));
    assert!(week.need(need_id(TABLETS)).is_none() && week.need(need_id(MEALS)).is_some());
    assert_eq!(able_and_willing(&record, ON, SON_COOKS), YES);
    // The guard says that these do not count any more, and what to record instead.
    assert!(found(&opened(), out).contains(&"needs-do-not-count-any-more"));
    let none = found(&opened(), MovedOut { on: day("2023-01-01"), person: person(MOTHER) });
    assert!(none.contains(&"needs-do-not-count-any-more"), "of her meals, since ever: {none:?}");
}

#[test]
fn a_file_says_the_same_by_its_periods() {
    let mut parts = parts();
    parts.people[1].lives = Lives::Here(period("2020-01-01", ON));
    let input = HouseholdInput::new(parts.clone()).unwrap();
    let at = |input: &HouseholdInput, on: &str| input.snapshot(day(on)).unwrap();
    // What he needs counts before he came as well: he lived elsewhere then, with the same needs.
    let first = at(&input, "2019-12-31");
    assert!(first.need(need_id(TABLETS)).is_some());
    assert_eq!(lives(&first, SON), (SourceKind::Member, Address::Elsewhere));
    let (before, week) = (at(&input, "2024-03-09"), at(&input, ON));
    assert_eq!(lives(&before, SON), (SourceKind::Member, Address::Home));
    assert_eq!(lives(&week, SON), (SourceKind::Member, Address::Elsewhere));
    assert!(week.need(need_id(TABLETS)).is_some());
    let able = |week: &Snapshot| week.arrangement(arrangement_id(SON_COOKS)).unwrap().able_now;
    assert_eq!((able(&before), able(&week)), (Told::Known(Ability::Yes), Told::default()));
    // Told before the day, on it, and not at all; and a no.
    for (fact, told) in [
        (Fact::known(Ability::Yes).told_on(day("2023-12-31")), Told::default()),
        (Fact::known(Ability::Yes).told_on(day(ON)), Told::Known(Ability::Yes)),
        (Fact::known(Ability::No), Told::Known(Ability::No)),
    ] {
        parts.as_at = day("2024-04-01");
        parts.arrangements[0].able_now = fact;
        assert_eq!(able(&at(&HouseholdInput::new(parts.clone()).unwrap(), ON)), told);
    }
}

#[test]
fn mutual_care_next_door_is_one_household() {
    let mut parts = parts();
    // The neighbour needs something too, and the mother does it for her.
    parts.needs.push(need(110, NEIGHBOUR, Consequence::Critical));
    parts.arrangements.push(crate::family::gives(210, MOTHER, 110));
    parts.people[3].address = "next-door".parse().ok();
    parts.kin.push(Kin {
        person: person(NEIGHBOUR),
        is: mutual_care::household::KinIs::Friend,
        of: person(MOTHER),
    });
    let record = open(parts);
    let week = record.as_at(day(ON)).unwrap();
    assert_eq!(lives(&week, NEIGHBOUR), (SourceKind::Member, next_door()));
    assert!(week.need(need_id(110)).is_some());
    // She lives alone; the mother and her son do not.
    let look = record.to_look_at(day(ON), &Policy::default());
    let alone: Vec<_> = look.with_code("alone-with-critical-needs").collect();
    assert_eq!(alone.len(), 1);
    assert_eq!(alone[0].concerns(), [person(NEIGHBOUR).any()]);
    assert_eq!(look.with_code("signs-not-looked-at-across-addresses").count(), 1);
    assert_eq!(look.with_code("signs-not-looked-at").count(), 0);
    assert_eq!(record.chronicle().living_here(day(ON)).count(), 2);
    assert_eq!(record.chronicle().members(day(ON)).count(), 3);
}
