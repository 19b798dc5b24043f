//! What bars, each on its boundary: one day before and one after.

use mutual_care::base::{Audience, BasisKind, FactSource, RecordRef, Surety, Told};
use mutual_care::household::{
    AllLeft, Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, FoundToBeOne, Household,
    HouseholdInput, HouseholdPart, InTouchAgain, JoinedBy, Lives, LostTouch, Merged, MovedApart, MovedIn,
    MovedOut, MutualCaring, NeedChanged, NeedRecorded, PersonCame, PersonDied, Policy, Reply, SignsLookedFor,
    SignsWatched, Split, Topic, rules,
};
use mutual_care::machine::{Irregularly, Machine, Refusal};
use mutual_care::need::Consequence;

use crate::family::{
    COMPANY, DAUGHTER, MEALS, MOTHER, NEIGHBOUR, NEIGHBOUR_AGAIN, SON, SON_COOKS, accepted, after,
    arrangement_id, barred, born, day, evidence, found, gives, household_id, named, need, open, opened,
    parts, period, person, refused, stamp, under, with, words,
};
use crate::proof::brought;

/// Somebody from outside who was born on this day, as a member since then and as nobody special.
fn child(birth: &str) -> Household {
    let mut parts = parts();
    parts.as_at = day("2024-03-01");
    parts.people.push(named(21, "Fay", Lives::Elsewhere, birth));
    open(parts)
}

#[test]
fn nothing_is_before_birth() {
    let record = child("2024-02-10");
    for (on, bars) in [("2024-02-09", true), ("2024-02-10", false)] {
        let on = day(on);
        let outcome = |codes: Vec<&'static str>| assert_eq!(codes, ["before-birth"]);
        let moved_in = MovedIn { on, person: person(21) };
        let died = PersonDied { on, person: person(21) };
        let helps = ArrangementRecorded { on, arrangement: gives(210, 21, COMPANY) };
        let fay = named(22, "Gus", Lives::Here(period("", "")), "2024-02-10");
        let came = PersonCame { on, person: fay };
        let reply = Reply::Themself { topic: Topic::WouldHelp, told: Told::Known(true) };
        let asked = Answered { on, person: person(21), source: FactSource::Family, replies: vec![reply] };
        if bars {
            outcome(barred(&record, moved_in));
            outcome(barred(&record, died));
            outcome(barred(&record, helps));
            outcome(barred(&record, came));
            outcome(barred(&record, asked));
        } else {
            let lives_here = after(&record, moved_in);
            let needs = |on| NeedRecorded { on: day(on), need: need(110, 21, Consequence::Serious) };
            assert_eq!(barred(&lives_here, needs("2024-02-09")), ["before-birth"]);
            accepted(&lives_here, needs("2024-02-10"));
            accepted(&record, died);
            accepted(&record, helps);
            accepted(&record, came);
            accepted(&record, asked);
        }
    }
}

#[test]
fn nothing_is_after_death() {
    let record = after(&opened(), PersonDied { on: day("2024-03-10"), person: person(MOTHER) });
    let record = after(&record, PersonDied { on: day("2024-03-10"), person: person(NEIGHBOUR) });
    let reply = || vec![Reply::Themself { topic: Topic::SeesSelfAsCarer, told: Told::Known(true) }];
    for (on, bars) in [("2024-03-10", false), ("2024-03-11", true)] {
        let on = day(on);
        let moved = MovedOut { on, person: person(MOTHER) };
        let asked = Answered { on, person: person(MOTHER), source: FactSource::ThePerson, replies: reply() };
        let needed = NeedRecorded { on, need: need(110, MOTHER, Consequence::Serious) };
        let changed = NeedChanged { on, need: need(MEALS, MOTHER, Consequence::Serious) };
        let for_her = ArrangementRecorded { on, arrangement: gives(210, SON, COMPANY) };
        let by_her = ArrangementRecorded { on, arrangement: gives(210, MOTHER, crate::family::TABLETS) };
        let again = ArrangementChanged { on, arrangement: gives(SON_COOKS, SON, MEALS) };
        let out_of_touch = LostTouch { on, person: person(NEIGHBOUR) };
        let looked = SignsLookedFor { on, evidence: evidence(MutualCaring::MutualDependence) };
        if bars {
            assert_eq!(barred(&record, moved), ["after-death"]);
            assert_eq!(barred(&record, asked), ["after-death"]);
            assert_eq!(barred(&record, needed), ["after-death"]);
            assert_eq!(barred(&record, changed), ["after-death"]);
            assert_eq!(barred(&record, for_her), ["after-death"]);
            assert_eq!(barred(&record, by_her), ["after-death"]);
            assert_eq!(barred(&record, again), ["after-death"]);
            assert_eq!(barred(&record, out_of_touch), ["after-death"]);
            assert_eq!(barred(&record, looked), ["after-death"]);
        } else {
            accepted(&record, moved);
            accepted(&record, asked);
            accepted(&record, needed);
            accepted(&record, changed);
            accepted(&record, for_her);
            accepted(&record, by_her);
            accepted(&record, again);
            accepted(&record, out_of_touch);
            accepted(&record, looked);
        }
    }
}

#[test]
fn supporters_live_too() {
    let record = after(&opened(), PersonDied { on: day("2024-03-10"), person: person(NEIGHBOUR) });
    let supported = |on: &str| {
        let mut arrangement = gives(210, DAUGHTER, MEALS);
        let by = Some(person(NEIGHBOUR).into());
        arrangement.able_now = mutual_care::base::Fact::known(mutual_care::need::Ability::WithSupport { by });
        ArrangementRecorded { on: day(on), arrangement }
    };
    accepted(&record, supported("2024-03-10"));
    assert_eq!(barred(&record, supported("2024-03-11")), ["after-death"]);
}

#[test]
fn whoever_leaves_lives_here() {
    let came = after(&opened(), MovedIn { on: day("2024-03-10"), person: person(DAUGHTER) });
    let leaves = |on: &str| MovedOut { on: day(on), person: person(DAUGHTER) };
    assert_eq!(barred(&opened(), leaves("2024-03-10")), ["not-living-here"]);
    assert_eq!(barred(&came, leaves("2024-03-09")), ["not-living-here"]);
    accepted(&came, leaves("2024-03-10"));
    let gone = after(&came, leaves("2024-03-20"));
    assert_eq!(barred(&gone, leaves("2024-03-20")), ["not-living-here"]);
    // Learnt late: she had left once before, in between.
    accepted(&gone, leaves("2024-03-19"));
}

#[test]
fn whoever_comes_does_not_live_here_yet() {
    let comes = |on: &str| MovedIn { on: day(on), person: person(SON) };
    assert_eq!(barred(&opened(), comes("2024-03-10")), ["already-so"]);
    let gone = after(&opened(), MovedOut { on: day("2024-03-10"), person: person(SON) });
    assert_eq!(barred(&gone, comes("2024-03-09")), ["already-so"]);
    accepted(&gone, comes("2024-03-10"));
}

#[test]
fn touch_is_lost_and_found_from_outside() {
    let lost = |who| LostTouch { on: day("2024-03-10"), person: person(who) };
    let again = |who| InTouchAgain { on: day("2024-03-10"), person: person(who) };
    assert_eq!(barred(&opened(), lost(SON)), ["out-of-touch-while-living-here"]);
    assert_eq!(barred(&opened(), again(SON)), ["already-so"]);
    assert_eq!(barred(&opened(), again(DAUGHTER)), ["already-so"]);
    let record = after(&opened(), lost(DAUGHTER));
    assert_eq!(barred(&record, lost(DAUGHTER)), ["already-so"]);
    let before = InTouchAgain { on: day("2024-03-09"), person: person(DAUGHTER) };
    assert_eq!(barred(&record, before), ["already-so"]);
    accepted(&record, again(DAUGHTER));
    // Whoever comes home is in touch.
    accepted(&record, MovedIn { on: day("2024-03-10"), person: person(DAUGHTER) });
}

#[test]
fn a_split_leaves_nobody_out_and_takes_nobody_along_who_is_not_there() {
    let on = day("2024-03-10");
    let part = |household, who: &[u128]| HouseholdPart {
        household: household_id(household),
        people: who.iter().map(|it| person(*it)).collect(),
        goes_on: Vec::new(),
    };
    let split = |parts: &[HouseholdPart]| Split { on, parts: parts.to_vec() };
    let record = after(&opened(), MovedIn { on, person: person(DAUGHTER) });
    let both = [part(910, &[MOTHER]), part(911, &[SON])];
    assert_eq!(barred(&record, split(&both)), ["in-no-part"]);
    assert_eq!(
        barred(&opened(), split(&[part(910, &[MOTHER]), part(911, &[SON, DAUGHTER])])),
        ["not-living-here"]
    );
    accepted(&opened(), split(&both));
    accepted(&record, split(&[part(910, &[MOTHER]), part(911, &[SON, DAUGHTER])]));
    // She comes on that day, so on the day before she is in no way left out.
    let before = day("2024-03-09");
    accepted(&record, Split { on: before, parts: both.to_vec() });
}

#[test]
fn whoever_moves_apart_leaves_somebody() {
    let on = day("2024-03-10");
    let apart = |who: &[u128]| {
        let people = who.iter().map(|it| person(*it)).collect();
        MovedApart { on, part: HouseholdPart { household: household_id(910), people, goes_on: Vec::new() } }
    };
    assert_eq!(barred(&opened(), apart(&[MOTHER, SON])), ["nobody-stays"]);
    assert_eq!(barred(&opened(), apart(&[DAUGHTER])), ["not-living-here"]);
    // Both reasons at once, in the order of the rules.
    let alone = after(&opened(), MovedOut { on, person: person(SON) });
    assert_eq!(barred(&alone, apart(&[MOTHER, SON])), ["not-living-here", "nobody-stays"]);
    accepted(&opened(), apart(&[SON]));
}

#[test]
fn all_have_left_when_nobody_is_there() {
    let all_left = |on: &str| AllLeft { on: day(on) };
    let one = after(&opened(), MovedOut { on: day("2024-03-10"), person: person(SON) });
    assert_eq!(barred(&one, all_left("2024-03-10")), ["still-lives-here"]);
    let none = after(&one, PersonDied { on: day("2024-03-12"), person: person(MOTHER) });
    assert_eq!(barred(&none, all_left("2024-03-11")), ["still-lives-here"]);
    accepted(&none, all_left("2024-03-12"));
    // Everybody who is still there is named.
    let Refusal::Barred(findings) = refused(&opened(), all_left("2024-03-10")) else { panic!("barred") };
    let named: Vec<_> = findings.iter().flat_map(|it| it.concerns().to_vec()).collect();
    assert_eq!(named, [person(MOTHER).any(), person(SON).any()]);
    // Whoever is not there cannot join another household.
    let merged = |on: &str| Merged { on: day(on), into: household_id(903) };
    assert_eq!(barred(&none, merged("2024-03-12")), ["nobody-lives-here"]);
    accepted(&none, merged("2024-03-11"));
}

#[test]
fn whoever_is_brought_does_not_live_here_yet() {
    let from = RecordRef { id: household_id(902).any(), revision: 7 };
    let joins = |input: HouseholdInput| JoinedBy::new(from, input);
    accepted(&opened(), joins(brought("2024-03-10")));
    let lodger = PersonCame {
        on: day("2024-03-10"),
        person: named(20, "Ed", Lives::Here(period("", "")), "1980-01-01"),
    };
    let record = after(&opened(), lodger);
    assert_eq!(barred(&record, joins(brought("2024-03-10"))), ["already-so"]);
    accepted(&record, joins(brought("2024-03-09")));
    // A person brought from before their birth: no such household can be put together, and what an old journal has
    // of one is barred if it is offered.
    let mut parts = brought("2024-03-10").into_parts();
    parts.people[0].born = born("2024-03-11");
    assert!(HouseholdInput::new(parts.clone()).is_err());
    let mut value = serde_json::to_value(joins(brought("2024-03-10"))).unwrap();
    value["brought"]["v1"]["people"][0]["born"] = "2024-03-11".into();
    let read: JoinedBy = serde_json::from_value(value).unwrap();
    assert_eq!(barred(&opened(), read), ["before-birth"]);
    parts.people[0].born = born("2024-03-10");
    accepted(&opened(), joins(HouseholdInput::new(parts).unwrap()));
}

#[test]
fn one_person_dies_on_one_day() {
    let one = |record: &Household| {
        let event = FoundToBeOne {
            on: day("2024-04-01"),
            person: person(NEIGHBOUR),
            duplicate: person(NEIGHBOUR_AGAIN),
        };
        (record.clone(), event)
    };
    let died =
        |record: &Household, who, on: &str| after(record, PersonDied { on: day(on), person: person(who) });
    let first = died(&opened(), NEIGHBOUR, "2024-03-10");
    let (record, event) = one(&died(&first, NEIGHBOUR_AGAIN, "2024-03-11"));
    assert_eq!(barred(&record, event), ["died-on-different-days"]);
    let (record, event) = one(&died(&first, NEIGHBOUR_AGAIN, "2024-03-10"));
    accepted(&record, event);
    let (record, event) = one(&first);
    assert_eq!(found(&record, event), [""; 0]);
    let mut parts = parts();
    parts.people[4].born = born("1961-02-01");
    let (record, event) = one(&open(parts));
    assert_eq!(barred(&record, event), ["born-on-different-days"]);
}

#[test]
fn what_is_confirmed_is_not_watched() {
    let looked =
        |outcome| after(&opened(), SignsLookedFor { on: day("2024-03-10"), evidence: evidence(outcome) });
    let watched = |on: &str| SignsWatched { on: day(on), until: day("2024-09-01") };
    for outcome in [MutualCaring::ReciprocalCare, MutualCaring::MutualDependence] {
        assert_eq!(barred(&looked(outcome), watched("2024-03-10")), ["confirmed-is-not-watched"]);
        accepted(&looked(outcome), watched("2024-03-09"));
    }
    accepted(&looked(MutualCaring::Sign), watched("2024-03-10"));
    accepted(&looked(MutualCaring::NoSign), watched("2024-03-10"));
}

#[test]
fn only_the_giver_says_whether_they_are_willing() {
    let says = |who, source| Answered {
        on: day("2024-03-10"),
        person: person(who),
        source,
        replies: vec![Reply::WillingNow { arrangement: arrangement_id(SON_COOKS), told: Told::Known(true) }],
    };
    assert_eq!(found(&opened(), says(SON, FactSource::ThePerson)), [""; 0]);
    assert_eq!(found(&opened(), says(SON, FactSource::Chosen)), [""; 0]);
    assert_eq!(found(&opened(), says(SON, FactSource::Family)), ["answered-for-another"]);
    assert_eq!(found(&opened(), says(MOTHER, FactSource::ThePerson)), ["answered-for-another"]);
    // A provider has no will of its own to be asked for.
    let record = after(
        &opened(),
        ArrangementRecorded {
            on: day("2024-03-01"),
            arrangement: gives(204, crate::family::PROVIDER, MEALS),
        },
    );
    let mut asked = says(MOTHER, FactSource::Worker);
    asked.replies = vec![Reply::WillingNow { arrangement: arrangement_id(204), told: Told::Known(true) }];
    assert_eq!(found(&record, asked), [""; 0]);
}

#[test]
fn what_the_world_does_all_the_same_is_recorded_with_what_speaks_against_it() {
    let irregularly = Irregularly {
        what: PersonDied { on: day("1940-01-01"), person: person(MOTHER) },
        reason: words("The certificate says so; the birth must be wrong."),
        accepted_by: stamp(1).by(),
    };
    assert_eq!(barred(&opened(), irregularly.what.clone()), ["before-birth"]);
    let accepted = with(|setting| opened().offer(irregularly, stamp(2), setting)).unwrap().into_record();
    assert_eq!(accepted.as_at(day("2024-01-01")).unwrap().members().count(), 1);
    let audit = with(|setting| accepted.audit(setting)).unwrap();
    assert_eq!(audit[0].entry.seq(), 2, "what happened irregularly is shown first");
    assert!(!audit[0].today.bars() && audit[0].today.with_code("before-birth").count() == 1);
}

#[test]
fn practice_bars_where_the_policy_says_so() {
    let ended =
        ArrangementEnded { on: day("2024-03-10"), arrangement: arrangement_id(SON_COOKS), until: None };
    assert!(found(&opened(), ended.clone()).contains(&"nothing-in-its-place"));
    let strict = Policy::default().barring(&rules::NOTHING_IN_ITS_PLACE);
    let refused = under(&strict, |setting| opened().offer(ended.clone(), stamp(2), setting)).unwrap_err();
    assert_eq!(refused.to_string(), "barred: nothing-in-its-place");
    // What does not rest on practice keeps its weight.
    assert_eq!(Policy::default().barring(&rules::SIGNS_LOOK_AGAIN), Policy::default());
    // And what happens all the same is still recorded.
    let irregularly =
        Irregularly { what: ended, reason: words("He is in hospital."), accepted_by: stamp(1).by() };
    assert!(under(&strict, |setting| opened().offer(irregularly, stamp(2), setting)).is_ok());
}

#[test]
fn every_rule_says_what_it_rests_on_in_both_voices() {
    let mut codes = std::collections::BTreeSet::new();
    for (place, rule) in rules::TABLE.iter().enumerate() {
        assert_eq!(usize::from(rule.place), place);
        assert!(codes.insert(rule.code), "{} stands twice", rule.code);
        assert!(rule.professional.ends_with('.') && rule.person.ends_with(['.', '?']), "{}", rule.code);
        assert_ne!(rule.professional, rule.person);
        // Law and guidance were read, or say that they were not.
        let is_law =
            matches!(rule.basis.kind(), BasisKind::Act | BasisKind::Regulation | BasisKind::Guidance);
        assert!(!is_law || rule.basis.surety() == Surety::Read, "{}", rule.code);
        assert_eq!(rule.audience, Audience::Anyone);
        for hole in rule.professional.split('{').skip(1).chain(rule.person.split('{').skip(1)) {
            assert!(hole.contains('}'), "{}", rule.code);
        }
    }
    assert!(rules::TABLE.is_sorted_by_key(|rule| rule.weight), "bars, then warns, then notes");
}
