//! More than one can do in the time, more places than one can be in, and no rest: each from both sides.

use mutual_care::base::{Amount, Told, Weight, Word};
use mutual_care::household::HouseholdInput;
use mutual_care::need::{Address, Place, Snapshot};
use mutual_care::support::{RestPolicy, Review, ReviewQuestion, Spot, Support, review, review_with};
use serde_json::{Value, json};

use crate::reference::family::{Family, asleep, person};
use crate::{printed, reviewed};

/// A family as it was handed over, with something put into its week.
fn given(text: &str, put: impl FnOnce(&mut Value)) -> Review {
    let input: HouseholdInput = serde_json::from_str(text).unwrap();
    let mut week = serde_json::to_value(input.snapshot(input.as_at()).unwrap()).unwrap();
    put(&mut week);
    let snapshot: Snapshot = serde_json::from_value(week).unwrap();
    review(&snapshot, None, ReviewQuestion { horizon_min: None, ..ReviewQuestion::default() }).unwrap()
}

/// The weight of what is found under a code, and the minutes it names.
fn found(review: &Review, code: &str, amount: &str) -> Vec<(Weight, i64)> {
    let of = review.findings.with_code(code);
    of.map(|finding| {
        let amount = finding.amounts().iter().find(|(name, _)| *name == amount).map(|(_, amount)| *amount);
        let Some(Amount::Minutes(minutes)) = amount else { panic!("{finding:?}") };
        (finding.weight(), minutes)
    })
    .collect()
}

#[test]
fn two_sons_in_one_hour() {
    let can = given(include_str!("given/b08-two-sons-30.json"), |_| {});
    assert_eq!(found(&can, "over-committed", "minutes"), [(Weight::Notes, 420)]);
    assert!(can.twice_at_once.is_empty() && found(&can, "twice-at-once", "missing").is_empty());
    let cannot = given(include_str!("given/b08-two-sons-45.json"), |_| {});
    assert_eq!(found(&cannot, "over-committed", "minutes"), [(Weight::Warns, 420)]);
    assert_eq!(found(&cannot, "twice-at-once", "missing"), [(Weight::Warns, 210)]);
    let [one] = cannot.twice_at_once.as_slice() else { panic!("{:?}", cannot.twice_at_once) };
    assert_eq!((one.needs.len(), one.for_people.len(), one.at.is_none()), (2, 2, true));
    // One minute either way.
    for (second, missing) in [(30, 0), (31, 7)] {
        let owed =
            include_str!("given/b08-two-sons-30.json").replacen("\"minutes\": 30", "\"minutes\": 030", 1);
        let owed = owed.replace("\"minutes\": 30", &format!("\"minutes\": {second}")).replace("030", "30");
        let owed = given(&owed, |_| {});
        let missed: i64 = found(&owed, "twice-at-once", "missing").iter().map(|(_, missing)| *missing).sum();
        assert_eq!(missed, missing, "30 and {second} of 60");
    }
}

/// One person's two needs, each with so many minutes owed in the same hour, by one helper.
fn one_hour(first: u16, second: u16) -> Family {
    Family::of([1])
        .outsider(2)
        .doing(21, 1, "Mon 08:00-09:00", 60, first)
        .doing(22, 1, "Mon 08:00-09:00", 60, second)
        .helps(31, 2, 21, "Mon 08:00-09:00")
        .helps(32, 2, 22, "Mon 08:00-09:00")
}

fn missing(family: &Family) -> u32 {
    let snapshot = family.snapshot();
    Support::of(&snapshot).twice_at_once().unwrap().iter().map(|one| one.missing_min).sum()
}

#[test]
fn only_doing_competes_also_for_one_person_and_others_count() {
    assert_eq!(
        (missing(&one_hour(30, 30)), missing(&one_hour(30, 31)), missing(&one_hour(59, 59))),
        (0, 1, 58)
    );
    let found = reviewed(&one_hour(40, 40));
    assert_eq!(found.findings.with_code("over-committed").count(), 0, "all is for one person");
    assert_eq!(found.findings.with_code("twice-at-once").next().unwrap().weight(), Weight::Warns);
    let text = printed(&one_hour(40, 40));
    assert!(text.contains("cannot do all of this in the time"), "{text}");
    // Being there throughout is no doing.
    let being_there = one_hour(30, 30).need(23, 1, "Mon 08:00-09:00", 60).helps(33, 2, 23, "Mon 08:00-09:00");
    assert_eq!(missing(&being_there), 0);
    // What somebody else covers is not wanted; what they are not willing to give is.
    let other = |family: Family| family.outsider(3).helps(34, 3, 22, "Mon 08:00-08:20");
    assert_eq!(missing(&other(one_hour(40, 40))), 0);
    assert_eq!(missing(&other(one_hour(41, 40))), 1);
    let unwilling = other(one_hour(40, 40)).but(|help| help.willing_now = Told::Known(false));
    assert_eq!(missing(&unwilling), 20);
    // What is done unwillingly is wanted of whoever does it all the same.
    let all_the_same = one_hour(40, 40).but(|help| help.willing_now = Told::Known(false));
    assert_eq!(missing(&all_the_same), 20);
    let not_done = one_hour(40, 40).but(|help| {
        (help.willing_now, help.done_now) = (Told::Known(false), Told::Known(false));
    });
    assert_eq!(missing(&not_done), 0);
    // Who sleeps does nothing; of whom nobody knows it is not said.
    assert_eq!(missing(&one_hour(40, 40).but(asleep)), 0);
    // At most the minutes in which somebody is there.
    let short = one_hour(40, 40).but(|help| help.when = "Mon 08:30-09:00".parse().unwrap());
    assert_eq!(missing(&short), 10, "40 and 30 of 60");
}

#[test]
fn minutes_are_moved_from_one_window_to_another() {
    // Three windows in a row of which each overlaps the next: moved along, all fits, and one minute more does not.
    let chain = |last: u16| {
        Family::of([1])
            .outsider(2)
            .doing(21, 1, "Mon 08:00-09:00", 60, 50)
            .doing(22, 1, "Mon 08:30-09:30", 60, 30)
            .doing(23, 1, "Mon 09:00-10:00", 60, last)
            .helps(31, 2, 21, "Mon 08:00-09:00")
            .helps(32, 2, 22, "Mon 08:30-09:30")
            .helps(33, 2, 23, "Mon 09:00-10:00")
    };
    assert_eq!((missing(&chain(40)), missing(&chain(41))), (0, 1));
}

#[test]
fn a_service_has_as_many_hands_as_come_to_each_place() {
    let service = |hands: u8, helpers: u8| {
        let family = Family::of([1]).provider(5).doing(21, 1, "Mon 08:00-09:00", 60, 40).takes(helpers);
        let family = family.doing(22, 1, "Mon 08:00-09:00", 60, 40);
        let family = family.helps(31, 5, 21, "Mon 08:00-09:00").but(|help| help.hands = hands);
        family.helps(32, 5, 22, "Mon 08:00-09:00")
    };
    assert_eq!(missing(&service(1, 1)), 20, "80 of 60");
    assert_eq!(missing(&service(2, 1)), 0, "80 of 120");
    assert_eq!(missing(&service(2, 2)), 0, "120 of 120");
    assert_eq!(missing(&service(3, 3)), 0, "160 of 180");
    // Elsewhere it is another matching.
    let elsewhere = service(1, 1).but(|help| help.at = Place::At(Word::of("day-centre")));
    assert_eq!(missing(&elsewhere), 0);
    let told = service(1, 1).snapshot();
    assert_eq!(Support::of(&told).twice_at_once().unwrap()[0].at, Some(Spot::Home));
}

/// Ann is to be with somebody out, and Ben to have somebody in the house, by one worker.
fn out_and_at_home(places: Option<u8>, at: Value) -> Review {
    given(include_str!("given/k01-out-and-at-home.json"), |week| {
        if let Some(places) = places {
            week["sources"][2]["places"] = json!(places);
        }
        if !at.is_null() {
            week["arrangements"][0]["at"] = at;
        }
    })
}

#[test]
fn one_worker_out_and_at_home() {
    let said = |review: &Review| {
        let codes = ["more-places-than-one-can", "places-not-known"];
        codes.map(|code| found(review, code, "minutes"))
    };
    let [none, warns, notes] = [vec![], vec![(Weight::Warns, 120)], vec![(Weight::Notes, 120)]];
    assert_eq!(said(&out_and_at_home(None, Value::Null)), [none.clone(), none.clone()], "both at home");
    assert_eq!(said(&out_and_at_home(None, json!("out"))), [none.clone(), notes], "asked");
    assert_eq!(said(&out_and_at_home(Some(1), json!("out"))), [warns, none.clone()]);
    assert_eq!(said(&out_and_at_home(Some(2), json!("out"))), [none.clone(), none]);
    let review = out_and_at_home(Some(1), json!("out"));
    let line = &review.more_places[0];
    assert_eq!((line.places, line.spots.len(), line.needs.len(), line.for_people.len()), (Some(1), 2, 2, 2));
}

#[test]
fn a_person_is_in_one_place() {
    let two = |at: Place, other: Place| {
        Family::of([1, 2])
            .outsider(3)
            .need(21, 1, "Mon 08:00-09:00", 60)
            .need(22, 2, "Mon 08:30-09:30", 60)
            .helps(31, 3, 21, "Mon 08:00-09:00")
            .but(|help| help.at = at)
            .helps(32, 3, 22, "Mon 08:30-09:30")
            .but(|help| help.at = other)
    };
    let minutes = |family: &Family| -> u32 {
        let snapshot = family.snapshot();
        let lines = Support::of(&snapshot).more_places();
        lines.iter().map(|line| u32::from(line.when.minutes_a_week())).sum()
    };
    let label = |label| Place::At(Word::of(label));
    let outing = |name| Place::Out(Some(Word::of(name)));
    for (one, other, expected) in [
        (Place::Home, Place::Home, 0),
        (label("day-centre"), label("day-centre"), 0),
        (label("day-centre"), Place::Home, 30),
        (Place::Out(None), Place::Out(None), 30),
        (outing("swimming"), outing("swimming"), 0),
        (outing("swimming"), outing("market"), 30),
        (outing("swimming"), Place::Out(None), 30),
    ] {
        assert_eq!(minutes(&two(one.clone(), other.clone())), expected, "{one:?}, {other:?}");
    }
    // Where nobody knows where two people live, nobody knows that it is two places.
    let lives = |first: Option<Address>, second: Option<Address>| {
        let mut family = two(Place::Home, Place::Home);
        (family.parts.sources[0].lives, family.parts.sources[1].lives) = (first, second);
        minutes(&family)
    };
    let at = |label| Some(Address::At(Word::of(label)));
    assert_eq!(lives(None, at("next-door")), 30);
    assert_eq!(lives(at("next-door"), at("next-door")), 0);
    assert_eq!(lives(None, Some(Address::Elsewhere)), 30, "elsewhere is not here");
    assert_eq!(lives(Some(Address::Elsewhere), Some(Address::Elsewhere)), 0);
    assert_eq!(lives(at("next-door"), Some(Address::Elsewhere)), 0);
    // What is to be done binds to no place; a minute bound elsewhere is not given to it.
    let done = |from: &str| {
        Family::of([1, 2])
            .outsider(3)
            .need(21, 1, "Mon 08:00-09:00", 60)
            .doing(22, 2, "Mon 08:00-10:00", 60, 30)
            .helps(31, 3, 21, "Mon 08:00-09:00")
            .but(|help| help.at = Place::Out(None))
            .helps(32, 3, 22, from)
    };
    assert_eq!((missing(&done("Mon 08:00-09:30")), missing(&done("Mon 08:00-09:29"))), (0, 1));
    assert_eq!(minutes(&done("Mon 08:00-09:00")), 0);
    let warned = reviewed(&two(Place::Out(None), Place::Home));
    assert_eq!(warned.findings.with_code("over-committed").next().unwrap().weight(), Weight::Warns);
    let text = printed(&two(Place::Out(None), Place::Home));
    assert!(
        text.contains("would have to be in several places at the same time, at home and out with S1"),
        "{text}"
    );
}

#[test]
fn somebody_for_whom_help_is_arranged_in_two_places() {
    let at = |place: Place| {
        let family = Family::of([1]).outsider(3).provider(5).need(21, 1, "Mon 08:00-12:00", 60);
        let family = family.doing(22, 1, "Mon 10:00-11:00", 60, 20).helps(31, 3, 21, "Mon 08:00-12:00");
        family.but(|help| help.at = place).helps(32, 5, 22, "Mon 10:00-13:00")
    };
    assert!(reviewed(&at(Place::Home)).in_two_places.is_empty());
    let review = reviewed(&at(Place::Out(None)));
    assert_eq!(found(&review, "in-two-places", "minutes"), [(Weight::Warns, 60)], "within the windows");
    assert_eq!(review.gaps, reviewed(&at(Place::Home)).gaps, "hands add up all the same");
    assert_eq!(review.in_two_places[0].person, person(1));
}

/// One person who is there for another over these minutes, awake or not.
fn there(when: &str, awake: Option<bool>) -> Family {
    let family = Family::of([1]).outsider(2).need(21, 1, when, 60).helps(31, 2, 21, "always");
    family.but(|help| help.awake = awake.map_or_else(Told::default, Told::Known))
}

fn no_rest(family: &Family, policy: RestPolicy) -> Vec<(u32, bool, u32, bool)> {
    let snapshot: Snapshot = family.snapshot();
    let found = Support::of(&snapshot).no_rest(policy);
    found
        .iter()
        .map(|one| (one.awake_min, one.awake_too_long, one.least_of_a_night_min, one.every_night))
        .collect()
}

#[test]
fn sixteen_hours_of_any_twenty_four_and_three_of_every_night() {
    let policy = RestPolicy::default;
    for awake in [None, Some(true)] {
        assert_eq!(no_rest(&there("Mon 06:00-22:00", awake), policy()), []);
        assert_eq!(no_rest(&there("Mon 06:00-22:01", awake), policy()), [(961, true, 0, false)]);
        // Across midnight, and round the end of the week.
        let over = there("Mon 20:00-12:01", awake);
        assert_eq!(no_rest(&over, policy()), [(961, true, 0, false)]);
        let round = there("Sun 20:00-12:01", awake);
        assert_eq!(no_rest(&round, policy()), [(961, true, 0, false)]);
        // Apart by more than a day it is no day.
        assert_eq!(no_rest(&there("Mon 12:00-00:00; Tue 12:00-16:01", awake), policy()), []);
    }
    assert_eq!(no_rest(&there("Mon 06:00-22:01", Some(false)), policy()), [], "asleep");
    // Nights, awake or asleep: from 22:00 to 07:00 of the day on which they begin.
    for awake in [None, Some(false)] {
        assert_eq!(no_rest(&there("daily 04:00-08:00", awake), policy()).len(), 1);
        assert_eq!(no_rest(&there("daily 04:01-08:00", awake), policy()), []);
        assert_eq!(no_rest(&there("daily 22:30-01:30", awake), policy()).len(), 1);
        assert_eq!(no_rest(&there("daily 21:00-00:59", awake), policy()), []);
    }
    let six = there("Mon-Sat 22:00-07:00", Some(false));
    assert_eq!(no_rest(&six, policy()), [], "one night off");
    let stricter = RestPolicy { awake_most_min: 600, night_min: 60 };
    let review_of = |family: &Family, rest| {
        review_with(&family.snapshot(), None, ReviewQuestion::default(), rest).unwrap()
    };
    let longer = there("Mon 08:00-18:01", None);
    assert_eq!((review_of(&longer, stricter).no_rest.len(), reviewed(&longer).no_rest.len()), (1, 0));
    assert_eq!(review_of(&longer, stricter).findings.with_code("no-rest").count(), 1);
    assert_eq!(review_of(&longer, RestPolicy::default()), reviewed(&longer));
    let json = |rest| serde_json::to_value(review_of(&longer, rest)).unwrap();
    assert_eq!(json(stricter)["rest"]["awake_most_min"], 600);
    assert_eq!(json(RestPolicy::default()).get("rest"), None);
    let policy = stricter;
    assert_eq!(no_rest(&there("Mon 08:00-18:01", None), policy).len(), 1);
    assert_eq!(no_rest(&there("Mon 08:00-18:00", None), policy), []);
}

#[test]
fn what_is_given_is_counted_once_and_no_more_than_is_owed() {
    // Two needs at the same time are the same minutes; of something to be done only the minutes owed.
    let twice = there("Mon 06:00-22:00", None).need(22, 1, "Mon 06:00-22:00", 60).helps(32, 2, 22, "always");
    assert_eq!(no_rest(&twice, RestPolicy::default()), []);
    let done =
        there("Mon 06:00-22:00", None).doing(22, 1, "Tue 02:00-05:00", 60, 1).helps(32, 2, 22, "always");
    assert_eq!(no_rest(&done, RestPolicy::default()), [(961, true, 0, false)]);
    let none =
        there("Mon 06:00-22:00", None).doing(22, 1, "Tue 06:00-08:00", 60, 1).helps(32, 2, 22, "always");
    assert_eq!(no_rest(&none, RestPolicy::default()), [], "24 hours later");
    // Asleep for the one and awake for the other is awake.
    let both = there("Mon 06:00-22:01", Some(false)).need(22, 1, "Mon 06:00-22:01", 60);
    assert_eq!(no_rest(&both.helps(32, 2, 22, "always"), RestPolicy::default()).len(), 1);
}

#[test]
fn one_person_at_all_hours() {
    let review = given(include_str!("given/k04-one-person-all-hours.json"), |_| {});
    let finding = review.findings.with_code("no-rest").next().unwrap();
    assert_eq!(finding.weight(), Weight::Warns);
    assert_eq!(finding.amounts(), [("awake", Amount::Minutes(1_440)), ("night", Amount::Minutes(540))]);
    let asleep = given(include_str!("given/k04-one-person-all-hours.json"), |file| {
        file["arrangements"][0]["awake"] = json!({ "known": false });
    });
    let [one] = asleep.no_rest.as_slice() else { panic!("{:?}", asleep.no_rest) };
    assert!(one.every_night && !one.awake_too_long);
    let text = printed(&there("always", None));
    assert!(text.contains("gets no rest: helps for 24 h of the 24 hours from"), "{text}");
    assert!(text.contains("has no night off: helps for 9 h or more of each."), "{text}");
}

#[test]
fn who_has_none_of_it_is_told_nothing_of_it() {
    let review = serde_json::to_value(reviewed(&there("Mon 08:00-09:00", None))).unwrap();
    for list in ["twice_at_once", "more_places", "in_two_places", "no_rest"] {
        assert!(review.get(list).is_none(), "{list}");
    }
}
