//! Stays for part of the week, who may have left, bedrooms that are shared, and children who must live alone: each from
//! both sides.

use mutual_care::base::{Every, Fact, Period, Told, WhyNotKnown};
use mutual_care::placement::{
    Answer, CanProvide, Child, Companions, DateOfBirth, Enquiry, Explained, Few, Home, Homes, Kind, Leaving,
    Matching, Mitigation, NeededStaffing, Night, Nights, Party, Plan, Provision, Ratio, RegisteredSex,
    Relation, RelationKind, Resident, RoomShare, Staffing, Watch, explain,
};
use serde_json::{Value, json};

use super::generate::date;
use super::made::{answer, child, child_id, home, judge, judge_party, on, policy, resident};

fn on_nights(nights: &[Night], every: Option<Every>) -> Fact<Nights> {
    Fact::known(Nights::new(nights.to_vec(), every).unwrap())
}

const WEEKDAYS: [Night; 4] = [Night::Mon, Night::Tue, Night::Wed, Night::Thu];
const WEEKEND: [Night; 3] = [Night::Fri, Night::Sat, Night::Sun];

/// The enquiry of a file, with one thing changed in it: what comes of its home.
fn of_file(file: &str, change: impl FnOnce(&mut Value)) -> Explained {
    let mut value: Value = serde_json::from_str(file).unwrap();
    change(&mut value["v1"]);
    let enquiry: Enquiry = serde_json::from_value(value).unwrap();
    let homes = Homes::compile(enquiry.homes.clone()).unwrap();
    let how = Matching::new(enquiry.policy);
    explain(&enquiry.party, &homes, enquiry.homes[0].id, enquiry.on, &how).into_iter().next().unwrap()
}

#[test]
fn one_place_is_enough_for_two_who_are_never_there_on_the_same_night() {
    let file = include_str!("given/p22-short-breaks.json");
    let with = |child: Value, there: Value| {
        of_file(file, |v| {
            v["party"]["children"][0]["nights"] = child;
            v["homes"][0]["residents"]["known"][0]["child"]["nights"] = there;
        })
    };
    let whole = of_file(file, |_| ());
    assert_eq!((answer(&whole, "place-free"), whole.verdict.kind), (Answer::No, Kind::NotSuitable));
    assert_eq!(whole.most_on_a_night, None);
    let (week, end) = (
        json!({"known": {"of": ["mon", "tue", "wed", "thu"]}}),
        json!({"known": {"of": ["fri", "sat", "sun"]}}),
    );
    let breaks = with(end.clone(), week.clone());
    assert_eq!((answer(&breaks, "place-free"), breaks.verdict.kind), (Answer::Holds, Kind::Suitable));
    assert_eq!(breaks.most_on_a_night, Some(1));
    let shared = json!({"known": {"of": ["thu", "fri"]}});
    assert_eq!(
        answer(&with(shared, week.clone()), "place-free"),
        Answer::No,
        "Thursday night is one too many"
    );
    let open = with(end.clone(), json!({"not_known": "asked_not_known"}));
    assert_eq!((answer(&open, "place-free"), open.verdict.kind), (Answer::NotKnown, Kind::CannotSayYet));
    assert!(open.asks.iter().any(|ask| ask.topic.fact == "nights" && ask.homes == 1));
    let asked = with(json!({"not_known": "declined"}), week);
    assert_eq!(answer(&asked, "place-free"), Answer::NotKnown);
    assert!(asked.open_here.iter().any(|(_, topic)| topic.fact == "nights"));
    // Every second weekend each, in turn, and in the same weeks.
    let every = |from: &str| {
        let every = json!({"weeks": 2, "from": from});
        json!({"known": {"of": ["fri", "sat"], "every": every}})
    };
    assert_eq!(answer(&with(every("2026-03-02"), every("2026-03-09")), "place-free"), Answer::Holds);
    assert_eq!(answer(&with(every("2026-03-02"), every("2026-03-16")), "place-free"), Answer::No);
}

#[test]
fn what_is_no_stay_for_part_of_the_week_is_refused() {
    let monday = date(2026, 3, 2);
    let nights = |of: &[Night], every| Nights::new(of.to_vec(), every);
    assert!(nights(&[], None).is_err());
    assert!(nights(&[Night::Mon, Night::Mon], None).is_err());
    for weeks in 2..=12 {
        let every = Every::weeks(weeks, monday).unwrap();
        assert_eq!(nights(&[Night::Mon], Some(every)).is_ok(), 12 % weeks == 0, "{weeks}");
    }
    let five_on_five_off = Every::days(10, 5, monday).unwrap();
    let refused = nights(&[Night::Mon], Some(five_on_five_off)).unwrap_err().to_string();
    assert_eq!(refused, "expected nights that alternate in 2, 3, 4, 6 or 12 weeks");
    let mondays_to_wednesdays = Every::days(7, 3, monday).unwrap();
    assert!(nights(&[Night::Wed], Some(mondays_to_wednesdays)).is_ok());
    assert!(nights(&[Night::Thu], Some(mondays_to_wednesdays)).is_err(), "never on");
}

#[test]
fn staff_is_counted_when_the_child_is_there() {
    let two_to_one = |watch: Watch| {
        let mut needed = NeededStaffing::from(Staffing::default());
        needed[watch] = Some(Ratio::new(2, 1).unwrap());
        Fact::known(needed)
    };
    let ask = |watch: Watch, mine: &[Night], theirs: &[Night], staff: u8, code: &str| {
        let (mut one, mut there) = (child(1), resident(2));
        (one.staffing, there.child.staffing) = (two_to_one(watch), two_to_one(watch));
        (one.nights, there.child.nights) = (on_nights(mine, None), on_nights(theirs, None));
        let mut home = home(vec![there]);
        home.roster[watch] = Fact::known(staff);
        let no =
            |mitigation: &Mitigation| Provision { mitigation: *mitigation, can: Fact::known(CanProvide::No) };
        home.provides =
            Few::new([Mitigation::ExtraStaff, Mitigation::WakingNightStaff].iter().map(no).collect())
                .unwrap();
        answer(&judge(&one, &home), code)
    };
    let (night, code) = (Watch::NightWaking, "staff-by-night");
    assert_eq!(ask(night, &WEEKEND, &WEEKDAYS, 2, code), Answer::Holds);
    assert_eq!(ask(night, &WEEKEND, &WEEKDAYS, 1, code), Answer::No);
    assert_eq!(ask(night, &WEEKEND, &[Night::Sun], 2, code), Answer::No);
    assert_eq!(ask(night, &WEEKEND, &[Night::Sun], 4, code), Answer::Holds);
    // By day whoever slept there in the night before may still be there.
    let (day, code) = (Watch::Day, "staff-by-day");
    assert_eq!(ask(day, &[Night::Fri], &[Night::Sat], 2, code), Answer::No);
    assert_eq!(ask(day, &[Night::Fri], &[Night::Sun], 2, code), Answer::Holds);
    assert_eq!(ask(Watch::Evening, &[Night::Fri], &[Night::Sat], 2, "staff-by-evening"), Answer::Holds);
}

#[test]
fn whoever_is_to_leave_on_a_day_that_nobody_knows_is_open() {
    let leaving = |until| Resident {
        leaving: Leaving::DateNotKnown,
        period: Period::new(Some(date(2025, 1, 1)), until).unwrap(),
        ..resident(2)
    };
    let with = |there: Resident, places: u8| {
        let mut home = home(vec![there]);
        home.places = Fact::known(places);
        judge(&child(1), &home)
    };
    assert_eq!(answer(&with(leaving(None), 2), "place-free"), Answer::Holds, "whether they leave or not");
    let open = with(leaving(None), 1);
    assert_eq!((answer(&open, "place-free"), open.verdict.kind), (Answer::NotKnown, Kind::CannotSayYet));
    let asked = open.asks.iter().find(|ask| ask.topic.fact == "leaving").unwrap();
    assert_eq!((asked.about, asked.homes), (child_id(2).into(), 1));
    assert_eq!(answer(&with(leaving(None), 0), "place-free"), Answer::No);
    assert_eq!(
        answer(&with(leaving(Some(on())), 1), "place-free"),
        Answer::Holds,
        "gone by then at the latest"
    );
    // What would be a no with somebody who may have left is not known.
    let mut kept_apart = leaving(None);
    let keep = Relation { with: child_id(1), is: RelationKind::KeepApart };
    kept_apart.child.relations = Fact::known(Few::new(vec![keep]).unwrap());
    assert_eq!(answer(&with(kept_apart.clone(), 6), "not-kept-apart"), Answer::NotKnown);
    kept_apart.leaving = Leaving::AsPeriod;
    assert_eq!(answer(&with(kept_apart, 6), "not-kept-apart"), Answer::No);
    let there: Resident = serde_json::from_value(json!({
        "child": {"id": "c0000000-0000-4000-8000-000000000301"}, "leaving": "date_not_known"
    }))
    .unwrap();
    assert_eq!(there.leaving, Leaving::DateNotKnown);
}

#[test]
fn a_brother_and_a_sister_of_ten_or_over_share_a_room_only_if_somebody_decided_it() {
    let file = include_str!("given/p27-brother-and-sister-one-room.json");
    let open = of_file(file, |_| ());
    assert_eq!(
        (answer(&open, "bedroom-for-each"), open.verdict.kind),
        (Answer::NotKnown, Kind::CannotSayYet)
    );
    let topics: Vec<&str> = open.open_here.iter().map(|(_, topic)| topic.fact).collect();
    assert_eq!(topics[..2], ["room_with", "room_with"]);
    let decided = |may: bool| {
        of_file(file, |v| {
            let with = v["party"]["children"][1]["id"].clone();
            v["party"]["children"][0]["room_with"] = json!([{"with": with, "may": may}]);
        })
    };
    assert_eq!(decided(true).verdict.kind, Kind::Suitable);
    assert_eq!(answer(&decided(false), "bedroom-for-each"), Answer::No);
    let two_rooms = of_file(file, |v| v["homes"][0]["bedrooms_free"] = json!({"known": 2}));
    assert_eq!(two_rooms.verdict.kind, Kind::Suitable);
}

/// Two children of these sexes and days of birth, who both share, and one bedroom.
fn in_one_room(change: impl Fn(&mut Child, &mut Child)) -> Answer {
    let (mut one, mut two) = (child(1), child(2));
    for child in [&mut one, &mut two] {
        child.shares_room = Fact::known(true);
    }
    change(&mut one, &mut two);
    let party = Party::siblings(vec![one, two], Plan::TogetherRequired).unwrap();
    let mut home = home(vec![]);
    home.bedrooms_free = Fact::known(1);
    answer(&judge_party(&party, &home, &policy()), "bedroom-for-each")
}

#[test]
fn who_may_share_a_room_goes_by_sex_and_age_and_what_was_decided() {
    let born = |day| Fact::known(DateOfBirth::new(day));
    let boy = Fact::known(RegisteredSex::Male);
    assert_eq!(in_one_room(|_, _| ()), Answer::Holds, "two sisters");
    assert_eq!(in_one_room(|_, two| two.sex = boy), Answer::NotKnown);
    let younger = |two: &mut Child, day| (two.sex, two.date_of_birth) = (boy, born(day));
    assert_eq!(in_one_room(|_, two| younger(two, date(2016, 4, 14))), Answer::Holds, "ten the day after");
    assert_eq!(in_one_room(|_, two| younger(two, date(2016, 4, 13))), Answer::NotKnown, "ten on that day");
    assert_eq!(in_one_room(|_, two| two.sex = Fact::default()), Answer::NotKnown);
    assert_eq!(in_one_room(|_, two| two.sex = Fact::known(RegisteredSex::Unclear)), Answer::NotKnown);
    assert_eq!(in_one_room(|_, two| two.shares_room = Fact::default()), Answer::NotKnown);
    assert_eq!(in_one_room(|_, two| two.shares_room = Fact::known(false)), Answer::No);
    let named = |may| Few::new(vec![RoomShare { with: child_id(1), may }]).unwrap();
    assert_eq!(
        in_one_room(|_, two| (two.shares_room, two.room_with) = (Fact::default(), named(true))),
        Answer::Holds
    );
    assert_eq!(in_one_room(|_, two| two.room_with = named(false)), Answer::No);
    assert_eq!(
        in_one_room(|_, two| (two.shares_room, two.room_with) = (Fact::known(false), named(true))),
        Answer::Holds,
        "what was decided by name comes first"
    );
}

#[test]
fn a_room_can_be_shared_with_a_brother_or_sister_who_lives_there() {
    let ask = |is: Option<RelationKind>, change: &dyn Fn(&mut Resident)| {
        let (mut one, mut there) = (child(1), resident(2));
        (one.shares_room, there.child.shares_room) = (Fact::known(true), Fact::known(true));
        let relations = is.map(|is| Relation { with: child_id(2), is }).into_iter().collect();
        one.relations = Fact::known(Few::new(relations).unwrap());
        change(&mut there);
        let mut home = home(vec![there]);
        home.bedrooms_free = Fact::known(0);
        answer(&judge(&one, &home), "bedroom-for-each")
    };
    assert_eq!(ask(Some(RelationKind::Sibling), &|_| ()), Answer::Holds);
    assert_eq!(ask(None, &|_| ()), Answer::No, "unrelated children do not share");
    assert_eq!(ask(Some(RelationKind::Friend), &|_| ()), Answer::No);
    assert_eq!(ask(None, &|there| there.child.relations = Fact::default()), Answer::NotKnown);
    let sibling = Some(RelationKind::Sibling);
    assert_eq!(ask(sibling, &|there| there.child.shares_room = Fact::default()), Answer::NotKnown);
    assert_eq!(ask(sibling, &|there| there.child.sex = Fact::known(RegisteredSex::Male)), Answer::NotKnown);
    // A room of who stays some nights only is free on the others.
    let part = |mine: &[Night], theirs: &[Night]| {
        let (mut one, mut there) = (child(1), resident(2));
        (one.nights, there.child.nights) = (on_nights(mine, None), on_nights(theirs, None));
        let mut home = home(vec![there]);
        home.bedrooms_free = Fact::known(0);
        answer(&judge(&one, &home), "bedroom-for-each")
    };
    assert_eq!(part(&WEEKEND, &WEEKDAYS), Answer::Holds);
    assert_eq!(part(&WEEKEND, &[Night::Sat]), Answer::No);
}

#[test]
fn who_must_live_alone_closes_the_other_places_from_both_sides() {
    let solo = |child: &mut Child| child.companions = Fact::known(Companions::Solo);
    let later = || {
        let period = Period::new(on().succ_opt(), None).unwrap();
        Resident { period, ..resident(2) }
    };
    let ask = |one: &Child, home: &Home| answer(&judge(one, home), "solo-respected");
    let mut alone = child(1);
    solo(&mut alone);
    // Alone in the home, the child closes the places that are left.
    let explained = judge(&alone, &home(vec![]));
    assert_eq!((explained.verdict.kind, explained.closed_places[0].places), (Kind::Suitable, 5));
    assert_eq!(explained.findings().with_code("places-closed").count(), 1);
    assert!(judge(&child(1), &home(vec![])).closed_places.is_empty());
    // A place is promised to somebody who comes later.
    assert_eq!(ask(&alone, &home(vec![later()])), Answer::NotKnown, "a part of its own might do");
    assert_eq!(ask(&child(1), &home(vec![later()])), Answer::Holds);
    let mut comes = later();
    solo(&mut comes.child);
    assert_eq!(ask(&child(1), &home(vec![comes])), Answer::NotKnown, "who comes later must live alone");
    let mut there = resident(2);
    solo(&mut there.child);
    let mut closed = home(vec![there.clone()]);
    let no = Provision { mitigation: Mitigation::OwnAnnexe, can: Fact::known(CanProvide::No) };
    closed.provides = Few::new(vec![no]).unwrap();
    assert_eq!(ask(&child(1), &closed), Answer::No);
    assert_eq!(judge(&child(1), &closed).closed_places[0].child, child_id(2));
    // Who is there on other nights lives alone all the same.
    let mut one = child(1);
    one.nights = on_nights(&WEEKEND, None);
    there.child.nights = on_nights(&WEEKDAYS, None);
    assert_eq!(ask(&one, &home(vec![there.clone()])), Answer::Holds);
    there.child.nights = Fact::not_known(WhyNotKnown::Declined);
    assert_eq!(ask(&one, &home(vec![there.clone()])), Answer::NotKnown);
    // The same the other way round: on which nights the child would be there is a question, and no is not the answer.
    there.child.nights = on_nights(&WEEKDAYS, None);
    let no = Provision { mitigation: Mitigation::OwnAnnexe, can: Fact::known(CanProvide::No) };
    let with = |nights: Fact<Nights>| {
        let mut one = child(1);
        one.nights = nights;
        let mut home = home(vec![there.clone()]);
        home.provides = Few::new(vec![no]).unwrap();
        judge(&one, &home)
    };
    let open = with(Fact::not_known(WhyNotKnown::Declined));
    assert_eq!(answer(&open, "solo-respected"), Answer::NotKnown);
    assert!(open.open_here.iter().any(|(_, topic)| topic.fact == "nights"));
    let exposed = |explained: &Explained| {
        let solo = explained.reasons.iter().find(|reason| reason.rule.code == "solo-respected").unwrap();
        solo.ways[0].exposed
    };
    assert_eq!(exposed(&open), Told::NotKnown(WhyNotKnown::Declined), "whether the child would be there");
    let both = with(on_nights(&[Night::Thu], None));
    assert_eq!((answer(&both, "solo-respected"), exposed(&both)), (Answer::No, Told::Known(true)));
}
