//! The night on which the clock is put back, and the one on which it is put forward.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use mutual_care::base::{
    Finding, NeedId, PrivateText, Role, SourceId, Stamp, Told, WeekMinute, WeekPattern, WeekSpan, Weight,
};
use mutual_care::emergency::record::{
    Activated, Answered, Arrived, CallReply, Called, Deviated, DeviationKind, Does, DrawnUp, EmergencyPlan,
    EmergencyPlanEvent, Harm, Left, Moment, NextStep, NotReached, OverBecause, OverdueWith, Passed, Policy,
    StoodDown, Who,
};
use mutual_care::emergency::{Agreed, CallOutPrice, Lost, Plan, PlanParts, Responder, ResponderKind};
use mutual_care::machine::{Accepted, Irregularly, Machine, Refusal, Setting, Step};
use mutual_care::need::{
    Arrangement, Consequence, Need, Outcome, Reliance, Snapshot, SnapshotParts, Source, Window,
};

use crate::family::{clock, id, person, responder, words, worker};
use crate::kit::EveryDay;
use crate::real_minutes::{Help, harm, readings, shown};

const UNA: u128 = 1;
const VIC: u128 = 2;
const ZED: u128 = 4;
const NIGHTS: u128 = 101;
const TABLETS: u128 = 102;
const ZED_COMES: u128 = 501;

fn saturday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 24).unwrap()
}

fn sunday() -> NaiveDate {
    saturday().succ_opt().unwrap()
}

/// A time of Saturday's afternoon and evening, or of Sunday.
fn at(time: &str) -> Moment {
    let clock = clock(time);
    Moment::new(if clock.minute_of_day() >= 720 { saturday() } else { sunday() }, clock)
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Una must not be alone at night, for longer than three hours; Vic is there. She hands him his tablets.
fn week() -> Snapshot {
    let night =
        |day: &str, next: &str| Window::being_there(format!("{day} 22:00-{next} 07:00").parse().unwrap());
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let nights = (0..7).map(|day| night(days[day], days[(day + 1) % 7])).collect();
    let evening = |day: &&str| Window::doing(format!("{day} 20:00-22:00").parse().unwrap(), 10).unwrap();
    let need = |number, of, outcome, windows, tolerance| {
        Need::new(id(number), person(of), outcome, Consequence::Critical)
            .with_windows(windows)
            .and_then(|need| need.with_tolerance(tolerance))
            .unwrap()
    };
    let help = |number, by, with, when: &str| Arrangement {
        able_now: Told::Known(mutual_care::need::Ability::Yes),
        willing_now: Told::Known(true),
        relies_on: Reliance::Stated(Vec::new()),
        ..Arrangement::new(id(number), person(by).into(), id(with), when.parse().unwrap())
    };
    Snapshot::new(SnapshotParts {
        on: saturday(),
        sources: vec![Source::member(person(UNA)), Source::member(person(VIC))],
        needs: vec![
            need(NIGHTS, UNA, Outcome::SafeAtNight, nights, 180),
            need(TABLETS, VIC, Outcome::Medicines, days.iter().map(evening).collect(), 240),
        ],
        arrangements: vec![
            help(201, VIC, NIGHTS, "daily 22:00-07:00"),
            help(202, UNA, TABLETS, "daily 20:10-20:30"),
        ],
    })
    .unwrap()
}

fn plan_with(change: impl FnOnce(&mut Responder)) -> Box<Plan> {
    let mut parts = PlanParts::new(id(300), id(900), saturday());
    let mut zed = Responder {
        answers_min: 15,
        arrives_min: 45,
        covers: vec![id(NIGHTS), id(TABLETS)],
        agreed: Told::Known(Agreed::On(saturday())),
        ..Responder::new(responder(ZED_COMES), person(ZED), ResponderKind::Family)
    };
    change(&mut zed);
    parts.responders = vec![zed];
    Box::new(Plan::new(parts).unwrap())
}

/// What was accepted, with what was found; or the refusal.
type Offered = Result<(EmergencyPlan, Vec<(&'static str, Weight)>), String>;

fn offered(record: EmergencyPlan, event: impl Into<EmergencyPlanEvent>, at: DateTime<Utc>) -> Offered {
    let (policy, what) = (Policy { use_before_active: true, ..Policy::default() }, event.into());
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = Stamp::new(at, worker(), Role::DutyWorker).unwrap();
    let answer =
        record.offer(Step::Regularly(what), stamp, &setting).map_err(|refused| refused.to_string())?;
    match answer {
        mutual_care::machine::Answer::Accepted(Accepted { record, findings, .. }) => {
            let codes = findings.iter().map(|finding| (finding.code(), finding.weight())).collect();
            Ok((record, codes))
        }
        mutual_care::machine::Answer::AlreadyAccepted { .. } => panic!("accepted twice"),
    }
}

fn happens(record: EmergencyPlan, event: impl Into<EmergencyPlanEvent>) -> EmergencyPlan {
    offered(record, event, utc("2026-10-24T22:45:00Z")).unwrap_or_else(|why| panic!("{why}")).0
}

/// Drawn up on Saturday, and an emergency is on: Vic is taken to hospital.
fn lost_from(plan: Box<Plan>, lost_from: Moment, alarm: Moment) -> EmergencyPlan {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let opening = DrawnUp { on: saturday(), plan, people: vec![person(UNA), person(VIC)] };
    let stamp = Stamp::new(utc("2026-10-24T09:00:00Z"), worker(), Role::SocialWorker).unwrap();
    let record = EmergencyPlan::open(id(300), opening, stamp, &setting).unwrap().record.into_any();
    let activated = Activated {
        on: alarm.on,
        at: alarm.at,
        lost: vec![Lost { source: person(VIC).into(), away: true }],
        lost_from,
        as_planned: false,
        alarm: None,
    };
    happens(record, activated)
}

fn ask(record: &EmergencyPlan, now: &str) -> NextStep {
    record.next_step(&week(), at(now).time()).unwrap()
}

fn called(time: &str) -> Called {
    Called { on: at(time).on, at: at(time).at, responder: responder(ZED_COMES) }
}

fn answered(time: &str, by: Option<&str>) -> Answered {
    let reply = CallReply::Comes { by: by.map(at) };
    Answered { on: at(time).on, at: at(time).at, responder: responder(ZED_COMES), reply }
}

fn not_reached(time: &str) -> NotReached {
    NotReached { on: at(time).on, at: at(time).at, responder: responder(ZED_COMES) }
}

fn arrived(time: &str) -> Arrived {
    let who = Who::Responder(responder(ZED_COMES));
    Arrived { on: at(time).on, at: at(time).at, who, does: None }
}

fn left(time: &str) -> Left {
    Left { on: at(time).on, at: at(time).at, who: Who::Responder(responder(ZED_COMES)) }
}

fn told(harm: &[Harm]) -> Vec<(NeedId, String, i64)> {
    harm.iter().map(|harm| (harm.need, harm.at.to_string(), harm.in_min)).collect()
}

#[test]
fn eighteen_minutes_are_left_and_the_true_answer_is_accepted() {
    let record = lost_from(plan_with(|_| ()), at("23:30"), at("23:40"));
    let next = ask(&record, "23:41");
    let harm_at = |in_min| vec![(id(NIGHTS), "2026-10-25 01:30".to_owned(), in_min)];
    assert_eq!(told(&next.harm_to_come), harm_at(169), "three hours after 23:30 the clock shows 01:30 again");
    // Called at 01:50 the first time; the answer comes twenty minutes later, when the clock shows 01:10.
    let record = happens(record, called("01:50"));
    let answer = answered("01:10", Some("02:00"));
    let (record, found) = offered(record, answer, utc("2026-10-25T01:10:00Z")).unwrap();
    assert_eq!(found, [("hour-comes-twice", Weight::Warns)]);
    let kept = record.journal().last().unwrap();
    assert_eq!(
        kept.findings().iter().map(|kept| kept.code().as_str()).collect::<Vec<_>>(),
        ["hour-comes-twice"]
    );
    // Zed is on the way and will be there half an hour too late.
    let next = ask(&record, "01:12");
    assert_eq!(told(&next.harm_to_come), harm_at(18));
    assert_eq!(told(&next.harm_if_only_those_there), harm_at(18));
    assert_eq!((next.calls.overdue.len(), next.calls.on_the_way.len()), (0, 1));
    assert_eq!(next.minutes, 162);
    // What is entered at 02:00 is past harm, and nobody is late any more.
    let (record, found) = offered(record, arrived("02:00"), utc("2026-10-25T02:00:00Z")).unwrap();
    assert_eq!(found, []);
    let next = ask(&record, "02:01");
    assert_eq!(told(&next.harm_done), harm_at(-31));
    assert_eq!((told(&next.harm_to_come), next.minutes), (vec![], 211));
    let loaded = EmergencyPlan::load(record.id(), record.journal().iter().cloned()).unwrap();
    assert!(loaded == record);
}

#[test]
fn the_minutes_between_two_times() {
    let passed = |one, other| at(one).passed(at(other)).map(|Passed { least, most }| (least, most));
    for (from, to, expected) in [
        // Neither in the hour: as by the clock on one side of it, and an hour more across.
        ("23:30", "00:59", Some((89, 89))),
        ("00:59", "02:00", Some((121, 121))),
        ("23:30", "06:00", Some((450, 450))),
        ("02:00", "06:00", Some((240, 240))),
        // One in the hour: either.
        ("00:59", "01:00", Some((1, 61))),
        ("00:59", "01:59", Some((60, 120))),
        ("01:00", "02:00", Some((60, 120))),
        ("01:59", "02:00", Some((1, 61))),
        // Both: either, or only over the change.
        ("01:20", "01:20", Some((0, 60))),
        ("01:00", "01:59", Some((59, 119))),
        ("01:59", "01:00", Some((1, 1))),
        ("01:50", "01:10", Some((20, 20))),
        // Earlier is earlier.
        ("02:00", "01:59", None),
        ("01:00", "00:59", None),
        ("00:59", "00:58", None),
    ] {
        assert_eq!(passed(from, to), expected, "{from} to {to}");
    }
    // By the readings, in every pair of minutes around the change.
    let moment = |shown: i64| {
        let minute = u16::try_from(shown.rem_euclid(1_440)).unwrap();
        Moment::new(
            if shown < 0 { saturday() } else { sunday() },
            mutual_care::emergency::record::ClockTime::new(minute).unwrap(),
        )
    };
    for one in -30..200 {
        for other in -30..200 {
            let ways = readings(other)
                .into_iter()
                .flat_map(|to| readings(one).into_iter().map(move |from| to - from));
            let ways: BTreeSet<i64> = ways.filter(|minutes| *minutes >= 0).collect();
            let expected = ways.first().zip(ways.last()).map(|(least, most)| (*least, *most));
            let told = moment(one).passed(moment(other)).map(|p| (i64::from(p.least), i64::from(p.most)));
            assert_eq!(told, expected, "{one} to {other}");
        }
    }
}

#[test]
fn no_order_of_times_within_the_hour_refuses_and_any_other_does() {
    let record = || lost_from(plan_with(|_| ()), at("23:30"), at("23:40"));
    let stamped = utc("2026-10-25T03:00:00Z");
    let codes = |outcome: Offered| {
        outcome.map(|(_, found)| found.into_iter().map(|(code, _)| code).collect::<Vec<_>>())
    };
    let deviated = |time: &str| Deviated {
        on: at(time).on,
        at: at(time).at,
        kind: DeviationKind::Other,
        responder: None,
        words: words(""),
    };
    let over = |time: &str| StoodDown {
        on: at(time).on,
        at: at(time).at,
        because: OverBecause::BackAgain,
        all_well: Told::Known(true),
    };
    // A call at 01:59 may be answered, or given up, at 01:00; one at 02:00 not at 01:59, and one at 01:00 not at 00:59.
    for (call, then, refused) in [
        ("01:59", "01:00", false),
        ("02:00", "01:59", true),
        ("01:00", "00:59", true),
        ("01:10", "01:10", false),
    ] {
        let warns = at(call) > at(then);
        let expected = |outcome: Result<Vec<&'static str>, String>| match outcome {
            Ok(codes) => {
                assert!(!refused, "{call} then {then}");
                assert_eq!(codes.contains(&"hour-comes-twice"), warns, "{call} then {then}");
            }
            Err(why) => {
                assert!(refused, "{why}");
                assert!(why.contains("no earlier than"), "{why}");
            }
        };
        let rang = happens(record(), called(call));
        expected(codes(offered(rang.clone(), answered(then, None), stamped)));
        expected(codes(offered(rang, not_reached(then), stamped)));
        let there = happens(record(), arrived(call));
        expected(codes(offered(there.clone(), left(then), stamped)));
        let gone = happens(there, left(call));
        expected(codes(offered(gone, arrived(then), stamped)));
        let begins = |lost, alarm| lost_from(plan_with(|_| ()), at(lost), at(alarm));
        if !refused {
            let begun = begins(call, then);
            let kept = begun.journal().last().unwrap().findings();
            assert_eq!(kept.iter().any(|kept| kept.code().as_str() == "hour-comes-twice"), warns);
        }
        // From the alarm on.
        let begun = begins("00:30", call);
        expected(codes(offered(begun.clone(), called(then), stamped)));
        expected(codes(offered(begun.clone(), deviated(then), stamped)));
        expected(codes(offered(begun, over(then), stamped)));
        // Who answers says by when.
        let by = happens(record(), called("00:40"));
        expected(codes(offered(by, answered(call, Some(then)), stamped)));
    }
    // What is told is of the hour: the other nights are as they were.
    let march = Moment::new(NaiveDate::from_ymd_opt(2026, 3, 29).unwrap(), clock("01:50"));
    assert!(!march.comes_twice() && at("01:00").comes_twice() && at("01:59").comes_twice());
    assert!(!at("00:59").comes_twice() && !at("02:00").comes_twice());
    let week_before = Moment::new(NaiveDate::from_ymd_opt(2026, 10, 18).unwrap(), clock("01:50"));
    assert!(!week_before.comes_twice());
}

#[test]
fn who_is_late_is_so_by_the_fewest_minutes() {
    let late = |rang: &str, now: &str| {
        let record = happens(lost_from(plan_with(|_| ()), at("23:30"), at("23:40")), called(rang));
        let next = ask(&record, now);
        next.calls.overdue.first().map(|late| {
            assert_eq!(late.with, OverdueWith::Answer);
            (late.minutes, late.since.to_string())
        })
    };
    let since = |minutes, time: &str| Some((minutes, format!("2026-10-25 {time}")));
    // Fifteen minutes are given. Called before the hour, and asked before, in and after it.
    assert_eq!(late("00:40", "00:55"), None);
    assert_eq!(late("00:40", "00:56"), since(1, "00:55"));
    assert_eq!(late("00:50", "01:05"), None);
    assert_eq!(late("00:50", "01:06"), since(1, "01:05"), "or 61: the shorter counts");
    assert_eq!(late("00:50", "02:00"), since(115, "01:05"), "130 minutes have passed");
    // Called in the hour.
    assert_eq!(late("01:20", "01:35"), None);
    assert_eq!(late("01:20", "01:36"), since(1, "01:35"));
    assert_eq!(late("01:50", "01:05"), None, "15 minutes have passed");
    assert_eq!(late("01:50", "01:06"), since(1, "01:05"));
    assert_eq!(late("01:50", "02:05"), None, "15 at least");
    assert_eq!(late("01:50", "02:06"), since(1, "01:05"));
    assert_eq!(late("02:00", "02:15"), None);
    assert_eq!(late("02:00", "02:16"), Some((1, "2026-10-25 02:15".into())));
    // Whoever comes 45 minutes after answering.
    let comes = |answer: &str, now: &str| {
        let rang = happens(lost_from(plan_with(|_| ()), at("23:30"), at("23:40")), called("00:20"));
        let next = ask(&happens(rang, answered(answer, None)), now);
        let late = next.calls.overdue.first().map(|late| late.minutes);
        (next.calls.on_the_way.first().map(|expected| expected.from.to_string()), late)
    };
    let from = |time: &str| Some(format!("2026-10-25 {time}"));
    assert_eq!(comes("00:30", "00:40"), (from("01:15"), None));
    assert_eq!(comes("00:30", "01:15"), (from("01:15"), None));
    assert_eq!(comes("00:30", "01:16"), (None, Some(1)));
    assert_eq!(comes("01:30", "01:40"), (from("01:15"), None));
    assert_eq!(comes("01:30", "02:15"), (from("01:15"), None), "45 at least");
    assert_eq!(comes("01:30", "02:16"), (None, Some(1)));
    // Whoever said by when.
    let by = |by: &str, now: &str| {
        let rang = happens(lost_from(plan_with(|_| ()), at("23:30"), at("23:40")), called("00:20"));
        ask(&happens(rang, answered("00:30", Some(by))), now).calls.overdue.first().map(|late| late.minutes)
    };
    assert_eq!((by("01:30", "01:30"), by("01:30", "01:31")), (None, Some(1)));
    assert_eq!((by("01:30", "01:10"), by("01:30", "02:01")), (None, Some(31)));
    assert_eq!((by("02:00", "01:59"), by("02:00", "02:00"), by("02:00", "02:01")), (None, None, Some(1)));
}

#[test]
fn harm_is_told_for_the_minute_in_which_it_comes() {
    let harm_of = |lost: &str, tolerance: u32, now: &str| {
        let mut parts = week().into_parts();
        parts.needs[0] = parts.needs[0].clone().with_tolerance(tolerance).unwrap();
        let week = Snapshot::new(parts).unwrap();
        let record = lost_from(plan_with(|_| ()), at(lost), at(lost));
        let next = record.next_step(&week, at(now).time()).unwrap();
        let all = next.harm_done.iter().chain(&next.harm_to_come);
        let found =
            all.filter(|harm| harm.need == id(NIGHTS)).map(|harm| (harm.at.at.to_string(), harm.in_min));
        found.collect::<Vec<_>>()
    };
    let one = |time: &str, in_min| vec![(time.to_owned(), in_min)];
    // Open from 23:30. Before 02:00 by the clock harm is told as it stands there; from 02:00 on an hour earlier.
    assert_eq!(harm_of("23:30", 89, "23:30"), one("00:59", 89));
    assert_eq!(harm_of("23:30", 149, "23:30"), one("01:59", 149));
    assert_eq!(harm_of("23:30", 150, "23:30"), one("01:00", 150));
    assert_eq!(harm_of("23:30", 209, "23:30"), one("01:59", 209));
    assert_eq!(harm_of("23:30", 210, "23:30"), one("02:00", 210));
    // Open from within the hour it is as if from the first time; from 02:00 on the clock is right.
    assert_eq!(harm_of("01:59", 0, "01:59"), one("01:59", -60), "it may have been an hour ago");
    assert_eq!(harm_of("01:59", 1, "02:00"), one("01:00", -60));
    assert_eq!(harm_of("01:59", 61, "02:00"), one("02:00", 0));
    assert_eq!(harm_of("02:00", 61, "02:00"), one("03:01", 61));
    // Asked in the hour the longest counts.
    assert_eq!(harm_of("23:30", 180, "01:29"), one("01:30", 1));
    assert_eq!(harm_of("23:30", 180, "01:30"), one("01:30", 0));
    assert_eq!(harm_of("23:30", 180, "01:31"), one("01:30", -1));
    assert_eq!(harm_of("23:30", 180, "00:59"), one("01:30", 91));
    assert_eq!(harm_of("23:30", 180, "02:00"), one("01:30", -30));
}

#[test]
fn the_72_hours_are_those_of_the_clock_and_a_change_is_told() {
    let record = lost_from(plan_with(|_| ()), at("23:30"), at("23:40"));
    let next = ask(&record, "23:41");
    assert_eq!(next.end_of_72_hours, at("23:30").plus(3 * 1_440));
    assert_eq!(next.looked_until, next.end_of_72_hours, "that is 73 hours");
    let change: Vec<&Finding> = next.findings.with_code("clocks-change").collect();
    assert_eq!(change.len(), 1);
    assert!(change[0].for_professional().contains("go back: the hour from 01:00 comes twice"));
    // In March an hour is missing: three hours after 23:30 the clock shows 03:30.
    let eve = NaiveDate::from_ymd_opt(2027, 3, 27).unwrap();
    let mut parts = PlanParts::new(id(300), id(900), saturday());
    parts.responders = plan_with(|_| ()).responders().to_vec();
    let begins = Moment::new(eve, clock("23:30"));
    let policy = Policy { use_before_active: true, ..Policy::default() };
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = |text| Stamp::new(utc(text), worker(), Role::DutyWorker).unwrap();
    let opening = DrawnUp {
        on: saturday(),
        plan: Box::new(Plan::new(parts).unwrap()),
        people: vec![person(UNA), person(VIC)],
    };
    let record =
        EmergencyPlan::open(id(300), opening, stamp("2026-10-24T09:00:00Z"), &setting).unwrap().record;
    let activated = Activated {
        on: eve,
        at: clock("23:30"),
        lost: vec![Lost { source: person(VIC).into(), away: true }],
        lost_from: begins,
        as_planned: false,
        alarm: None,
    };
    let record = record.accept(activated, stamp("2027-03-28T00:00:00Z"), &setting).unwrap().record;
    let record: EmergencyPlan = record.into();
    let next = record.next_step(&week(), Moment::new(eve, clock("23:40")).time()).unwrap();
    let told = told(&next.harm_to_come);
    assert_eq!(told, [(id(NIGHTS), "2027-03-28 03:30".to_owned(), 170)]);
    let next =
        record.next_step(&week(), Moment::new(eve.succ_opt().unwrap(), clock("03:00")).time()).unwrap();
    assert_eq!(next.harm_to_come.iter().map(|harm| harm.in_min).collect::<Vec<_>>(), [30]);
    let said = next.findings.with_code("clocks-change").next().unwrap().for_professional();
    assert!(said.contains("go forward: the hour from 01:00 is missing"), "{said}");
}

#[test]
fn a_stay_over_the_change_costs_the_minutes_it_lasted() {
    let price = Some(CallOutPrice { call_out_pence: 0, hour_pence: 60 });
    let minutes = |came: &str, went: &str| {
        let record = lost_from(plan_with(|zed| zed.price = price), at("23:30"), at("23:40"));
        let record = happens(happens(record, arrived(came)), left(went));
        let cost = record.activation().unwrap().cost(record.case(), at("06:00").time()).unwrap();
        (cost.lines[0].minutes, cost.lines[0].pence)
    };
    assert_eq!(minutes("00:30", "00:59"), (29, 29));
    assert_eq!(minutes("00:30", "03:00"), (210, 210));
    assert_eq!(minutes("00:30", "01:30"), (60, 60), "no fewer");
    assert_eq!(minutes("01:30", "01:10"), (40, 40));
    let still = lost_from(plan_with(|zed| zed.price = price), at("23:30"), at("23:40"));
    let still = happens(still, arrived("00:30"));
    let cost = still.activation().unwrap().cost(still.case(), at("03:00").time()).unwrap();
    assert_eq!(cost.lines[0].minutes, 210);
}

#[test]
fn who_goes_along_stops_like_one_who_covers_and_who_was_taken_is_at_home_again() {
    // A daughter (3) takes Una along to her own room in the hospital. She leans on her own need, which nobody sees to any
    // more: 60 minutes after 23:30 she stops, and Una is alone at home again, from then on.
    let mut parts = week().into_parts();
    parts.sources.push(Source::member(person(3)));
    let own = Need::new(id(103), person(3), Outcome::Medicines, Consequence::Critical)
        .with_windows(vec![Window::being_there("Sat 20:00-Sun 07:00".parse().unwrap())])
        .and_then(|need| need.with_tolerance(60))
        .unwrap();
    parts.needs.push(own);
    let mut help = parts.arrangements[0].clone();
    (help.id, help.need) = (id(203), id(103));
    parts.arrangements.push(Arrangement { when: WeekPattern::always(), ..help });
    let week = Snapshot::new(parts).unwrap();
    let record = lost_from(plan_with(|_| ()), at("23:30"), at("23:30"));
    let goes_along = Arrived {
        on: saturday(),
        at: clock("23:30"),
        who: Who::Other(person(3).into()),
        does: Some(Does { covers: Vec::new(), hands: 1, takes_in: vec![person(UNA)] }),
    };
    let record = happens(record, goes_along);
    let next = record.next_step(&week, at("23:31").time()).unwrap();
    let told = told(&next.harm_to_come);
    // Her need at 00:30; Una's three hours after that, when the clock shows 02:30.
    let expected =
        [(id(103), "2026-10-25 00:30".to_owned(), 59), (id(NIGHTS), "2026-10-25 02:30".to_owned(), 239)];
    assert_eq!(told, expected);
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(most)).unwrap()
    }
}

fn on_clock(shown: i64) -> Moment {
    let day = saturday() + chrono::Days::new(u64::try_from(shown.div_euclid(1_440) + 1).unwrap());
    let minute = u16::try_from(shown.rem_euclid(1_440)).unwrap();
    Moment::new(day, mutual_care::emergency::record::ClockTime::new(minute).unwrap())
}

/// A week with a few needs around the night, of two people, and with help that leans on one of them.
fn some_week(dice: &mut Dice) -> Snapshot {
    let span = |dice: &mut Dice| {
        let start = 6 * 1_440 - 180 + dice.below(360);
        let start = WeekMinute::new(u16::try_from(start % 10_080).unwrap()).unwrap();
        WeekSpan::new(start, u16::try_from(1 + dice.below(240)).unwrap()).unwrap()
    };
    let need = |dice: &mut Dice, number: u128, of: u128| {
        let span = span(dice);
        let owed = if dice.below(2) == 0 {
            span.minutes()
        } else {
            1 + u16::try_from(dice.below(span.minutes().into())).unwrap()
        };
        Need::new(id(number), person(of), Outcome::Medicines, Consequence::Critical)
            .with_windows(vec![Window::doing(span, owed).unwrap()])
            .and_then(|need| need.with_tolerance(dice.below(4) * dice.below(80)))
            .unwrap()
    };
    let sure = |number: u128, by: u128, with: u128, when: WeekPattern, on: Vec<NeedId>| Arrangement {
        able_now: Told::Known(mutual_care::need::Ability::Yes),
        willing_now: Told::Known(true),
        relies_on: Reliance::Stated(on),
        ..Arrangement::new(id(number), SourceId::from(person(by)), id(with), when)
    };
    let needs = vec![need(dice, 101, UNA), need(dice, 102, UNA), need(dice, 103, VIC), need(dice, 104, 3)];
    let at_times = WeekPattern::from_spans((0..2).map(|_| span(dice)).collect::<Vec<_>>());
    // Vic is lost, and sees to all; the daughter (3) helps Una all the time while she has what she needs; a neighbour (5)
    // looks in at times.
    let arrangements = vec![
        sure(201, VIC, 101, WeekPattern::always(), vec![]),
        sure(202, VIC, 102, WeekPattern::always(), vec![]),
        sure(203, 5, 103, WeekPattern::always(), vec![]),
        sure(204, VIC, 104, WeekPattern::always(), vec![]),
        sure(205, 3, 102, WeekPattern::always(), vec![id(104)]),
        sure(206, 5, 101, at_times, vec![]),
    ];
    Snapshot::new(SnapshotParts {
        on: saturday(),
        sources: vec![
            Source::member(person(UNA)),
            Source::member(person(VIC)),
            Source::member(person(3)),
            Source::person(person(5)),
        ],
        needs,
        arrangements,
    })
    .unwrap()
}

/// Harm as a walk through the minutes that pass finds it, on random weeks, losses and visits of that night: who comes
/// in the hour comes as late, and stays as short, as can be.
#[test]
fn harm_is_as_a_walk_through_real_minutes_finds_it() {
    let (mut some, mut over_the_hour, mut in_the_hour) = (0, 0, 0);
    for seed in 0..400 {
        let mut dice = Dice(seed);
        let week = some_week(&mut dice);
        let loss = i64::from(dice.below(330)) - 180;
        let start = readings(loss)[0];
        let mut record = lost_from(
            plan_with(|zed| zed.covers = vec![id(101), id(102), id(104)]),
            on_clock(loss),
            on_clock(loss),
        );
        let mut help = Vec::new();
        let mut latest = loss;
        if dice.below(3) > 0 {
            let came = loss + i64::from(dice.below(200));
            let went = came + i64::from(dice.below(90));
            let event = |shown| (on_clock(shown).on, on_clock(shown).at);
            let who = Who::Responder(responder(ZED_COMES));
            let (on, at) = event(came);
            record = happens(record, Arrived { on, at, who, does: None });
            let from = *readings(came).last().unwrap();
            let stays = dice.below(4) > 0;
            let mut until = None;
            if stays {
                let (on, at) = event(went);
                record = happens(record, Left { on, at, who });
                let ways = readings(went)
                    .into_iter()
                    .flat_map(|to| readings(came).into_iter().map(move |from| to - from));
                until = Some(from + ways.filter(|minutes| *minutes >= 0).min().unwrap());
            }
            in_the_hour += u32::from((60..120).contains(&came));
            latest = if stays { went } else { came };
            help.push(Help { from, until, needs: vec![id(101), id(102), id(104)] });
        }
        let now = latest + i64::from(dice.below(120));
        let next = record.next_step(&week, on_clock(now).time()).unwrap();
        let vic = BTreeSet::from([SourceId::from(person(VIC))]);
        let now_at = *readings(now).last().unwrap();
        // Vic is away: his need is none.
        let found = harm(&week, &vic, start, start + 1_440, &help);
        let mut expected: Vec<(i64, NeedId, String)> = (found.into_iter())
            .filter(|(need, _)| *need != id(103))
            .map(|(need, at)| (at - now_at, need, on_clock(shown(at)).to_string()))
            .collect();
        expected.sort();
        let told = next.harm_done.iter().chain(&next.harm_if_only_those_there);
        let mut told: Vec<(i64, NeedId, String)> = told
            .map(|harm| (harm.in_min, harm.need, harm.at.to_string()))
            .filter(|(at, ..)| at + now_at < start + 1_440)
            .collect();
        told.sort();
        assert_eq!(told, expected, "seed {seed}: lost {}, asked {}", on_clock(loss), on_clock(now));
        some += u32::from(!expected.is_empty());
        over_the_hour += u32::from(expected.iter().any(|(at, ..)| at + now_at >= 60 && start < 0));
    }
    assert!(some > 150 && over_the_hour > 40 && in_the_hour > 40, "{some}, {over_the_hour}, {in_the_hour}");
}

#[test]
fn a_call_is_a_call_and_is_not_entered_irregularly() {
    let record = lost_from(plan_with(|_| ()), at("23:30"), at("23:40"));
    let irregularly = Irregularly {
        what: EmergencyPlanEvent::from(called("01:50")),
        reason: PrivateText::new("It was so.").unwrap(),
        accepted_by: worker().into(),
    };
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = Stamp::new(utc("2026-10-25T02:00:00Z"), worker(), Role::DutyWorker).unwrap();
    let refused = record.offer(Step::Irregularly(irregularly), stamp, &setting).unwrap_err();
    assert!(!matches!(refused.why(), Refusal::Barred(_)), "a call is not irregular: {refused}");
}

#[test]
fn nothing_is_entered_before_its_day_has_come() {
    let record = lost_from(plan_with(|_| ()), at("23:30"), at("23:40"));
    let later = |days: u64, stamped: &str| {
        let on = sunday() + chrono::Days::new(days);
        offered(record.clone(), Called { on, ..called("02:00") }, utc(stamped)).map(|_| ())
    };
    assert_eq!(later(0, "2026-10-24T23:59:00Z"), Ok(()), "a day is left for clocks that are ahead");
    let refused = later(1, "2026-10-24T23:59:00Z").unwrap_err();
    assert_eq!(refused, "barred: not-happened-yet");
    assert_eq!(later(1, "2026-10-25T00:00:00Z"), Ok(()));
}
