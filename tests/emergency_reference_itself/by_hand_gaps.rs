//! What is concluded from a gap or an unknown, the answers worked out by hand.

use std::collections::BTreeSet;

use mutual_care::base::{Period, Told, WeekPattern, WhyNotKnown};
use mutual_care::emergency::{
    Agreed, Alarm, CallOutcome, ForLoss, Level, Lost, Plan, Responder, Way, WishAgainst,
};
use mutual_care::need::Ability;
use mutual_care::support::EventKind::{Breached, Opened, Stopped};

use super::emergency_reference::hand::{
    asks, comes, lost, member_raises, notices, plan, raises, responder, telephones,
};
use super::emergency_reference::{
    Does, NothingToTell, Prover, Unnoticed, against_wishes, days_of_help, nothing_to_tell, notices_from_help,
    read, stated_beyond,
};
use super::reference::View;
use super::reference::family::{Family, date, need, person, source};

fn needs<const N: usize>(numbers: [u128; N]) -> BTreeSet<mutual_care::base::NeedId> {
    numbers.map(need).into()
}

/// What nobody notices, from every minute of the week: who is lost, those who are away apart, and from when.
fn unnoticed(family: &Family, plan: &Plan, horizon_min: u32) -> Vec<(Vec<u128>, Vec<u128>, WeekPattern)> {
    let (house, question) = (family.house(), asks(Level::One, horizon_min));
    let all: Vec<_> = house.every_start().collect();
    told(&Prover::new(&house, plan, &question).unnoticed(&all))
}

fn told(unnoticed: &Unnoticed) -> Vec<(Vec<u128>, Vec<u128>, WeekPattern)> {
    let numbers = |lost: &[Lost], away: bool| -> Vec<u128> {
        lost.iter().filter(|one| one.away == away).map(|one| one.source.uuid().as_u128()).collect()
    };
    let pattern = |minutes: &BTreeSet<mutual_care::base::CycleMinute>| {
        let minutes = minutes.iter().map(|minute| minute.minute());
        WeekPattern::from_spans(minutes.map(|minute| mutual_care::base::WeekSpan::new(minute, 1).unwrap()))
    };
    let each = unnoticed.iter();
    each.map(|(lost, minutes)| (numbers(lost, false), numbers(lost, true), pattern(minutes))).collect()
}

fn week(text: &str) -> WeekPattern {
    text.parse().unwrap()
}

#[test]
fn of_hours_nobody_knows_and_hours_nobody_fills_nothing_can_be_told() {
    let until = |days| Period::new(None, date().checked_add_days(chrono::Days::new(days))).unwrap();
    let family = Family::of([1, 2])
        // Nobody said when, whoever comes.
        .need(21, 1, "never", 60)
        .helps(31, 2, 21, "always")
        // The same of something that is not critical.
        .need(22, 1, "never", 60)
        .serious()
        // Somebody for one minute of it is somebody, sure or not.
        .need(23, 1, "Mon 10:00-11:00", 60)
        .helps(33, 2, 23, "Mon 10:59-12:00")
        .but(|help| help.able_now = Told::NotKnown(WhyNotKnown::NotAsked))
        // Somebody a minute too late for both windows is nobody.
        .need(24, 1, "Mon 10:00-11:00; Tue 10:00-11:00", 60)
        .helps(34, 2, 24, "Mon 11:00-12:00; Tue 09:00-10:00")
        // Help that has ended, or that nobody is able to give, is none.
        .need(25, 2, "Mon 10:00-11:00", 60)
        .helps(35, 1, 25, "always")
        .but(|help| help.period = until(0))
        .need(26, 2, "Mon 10:00-11:00", 60)
        .helps(36, 1, 26, "always")
        .but(|help| help.able_now = Told::Known(Ability::No))
        // Help that ends tomorrow is there today.
        .need(27, 2, "Mon 10:00-11:00", 60)
        .helps(37, 1, 27, "always")
        .but(|help| help.period = until(1));
    let expected = NothingToTell { no_hours: needs([21]), nobody: needs([24, 25, 26]) };
    assert_eq!(nothing_to_tell(&family.house(), View::ALL), expected);
}

#[test]
fn hours_not_known_are_no_proof_however_short_the_horizon() {
    // Insulin, and nobody said when. Nobody would notice anything, and nobody comes: within one minute nothing can be
    // seen to go wrong, and nothing can be told.
    let family = Family::of([1, 2]).need(21, 1, "never", 60).helps(31, 2, 21, "daily 08:00-08:30");
    let (house, question, none) = (family.house(), asks(Level::Three, 1), plan([], []));
    let found = Prover::new(&house, &none, &question).seek(&house.every_start().collect::<Vec<_>>());
    assert!(found.is_not_yet() && found.not_yet.is_empty());
    assert_eq!(found.nothing_to_tell, NothingToTell { no_hours: needs([21]), nobody: needs([]) });
    // With its hours it can.
    let family =
        Family::of([1, 2]).need(21, 1, "daily 08:00-08:30", 60).helps(31, 2, 21, "daily 08:00-08:30");
    let house = family.house();
    assert!(
        !Prover::new(&house, &none, &question).seek(&house.every_start().collect::<Vec<_>>()).is_not_yet()
    );
}

#[test]
fn who_is_never_reachable_never_comes_planned_or_not() {
    let family = Family::of([1, 2]).need(22, 2, "Mon 10:00-11:00", 30).helps(32, 1, 22, "always");
    let never = Responder { reachable: WeekPattern::never(), ..comes(51, 12, [22], 0, 0) };
    let seldom = Responder { reachable: week("Sun 23:59-24:00"), ..comes(51, 12, [22], 0, 0) };
    let planned = super::planned(asks(Level::Two, 60), [1]);
    let house = family.house();
    let (no, yes) = (plan([notices(41, 0)], [never]), plan([notices(41, 0)], [seldom]));
    let (no, yes) = (Prover::new(&house, &no, &planned), Prover::new(&house, &yes, &planned));
    let scenario = lost([1], "Mon 10:00");
    assert_eq!(no.calls(&scenario, None)[0].outcome, CallOutcome::CannotBeReached);
    assert_eq!(no.look(&scenario, None).harm, Some(30));
    assert_eq!(yes.calls(&scenario, None)[0].outcome, CallOutcome::Comes { from: 0, until: None });
    assert_eq!(yes.look(&scenario, None).harm, None);
    // So it is nobody who might not answer.
    assert!(no.new_at(Level::Two, &[scenario.start]).iter().all(|one| one.silent != Some(responder(51))));
    assert!(yes.new_at(Level::Two, &[scenario.start]).iter().any(|one| one.silent == Some(responder(51))));
}

#[test]
fn who_comes_for_nothing_stops_nothing() {
    // The son is called for his sister, who is seen to by the mother; the provider sees to him, and is lost too. His
    // own need comes to harm at 10:30: whoever covers something stops then; whoever covers nothing has nothing to stop.
    let family = Family::of([1, 2, 3])
        .provider(11)
        .need(22, 2, "Mon 10:00-14:00", 30)
        .helps(32, 11, 22, "always")
        .need(23, 3, "Mon 10:00-14:00", 60)
        .helps(33, 1, 23, "always");
    let (house, question) = (family.house(), asks(Level::Three, 60));
    let kinds = |covers: &[u128]| {
        let mut son = comes(51, 2, [], 0, 0);
        son.covers = covers.iter().copied().map(need).collect();
        let plan = plan([notices(41, 0)], [son]);
        let prover = Prover::new(&house, &plan, &question);
        let told = prover.story(Level::Three, &lost([1, 11], "Mon 10:00"));
        told.timeline.events.iter().filter(|event| event.at == 30).map(|event| event.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&[23]), [Opened, Breached, Stopped]);
    assert_eq!(kinds(&[]), [Breached]);
}

fn would_notice(number: u128, by: u128, when: &str) -> Alarm {
    Alarm { when: week(when), ..raises(number, Way::MissedVisit { noticed_by: source(by), from: None }) }
}

/// A sitter (11) comes to the mother on Mondays and Wednesdays; the son (2) sees to her supper.
fn sitter() -> Family {
    Family::of([1, 2])
        .provider(11)
        .outsider(12)
        .need(21, 1, "daily 17:00-19:00", 60)
        .helps(31, 2, 21, "daily 17:15-18:00")
        .need(22, 1, "Mon,Wed 09:00-11:00", 4_000)
        .serious()
        .helps(32, 11, 22, "Mon,Wed 09:00-11:00")
}

#[test]
fn who_notices_from_help_notices_on_its_days() {
    let days = |family: &Family, by: u128, gone: &[u128]| {
        let gone = gone.iter().copied().map(source).collect();
        let days = days_of_help(&family.house(), View::ALL, source(by), &gone);
        (0..7).filter(|day| days[day * 1_440] && days[day * 1_440 + 1_439]).collect::<Vec<_>>()
    };
    assert_eq!(days(&sitter(), 11, &[2]), [0, 2]);
    assert_eq!(days(&sitter(), 2, &[1]), [0, 1, 2, 3, 4, 5, 6]);
    // Of a stretch over midnight both days count; of one that ends at midnight, one.
    let night =
        |when: &str| Family::of([1, 2]).provider(11).need(21, 1, "always", 60).helps(31, 11, 21, when);
    assert_eq!(days(&night("Sun 22:00-Mon 06:00"), 11, &[2]), [0, 6]);
    assert_eq!(days(&night("Sun 22:00-24:00"), 11, &[2]), [6]);
    assert_eq!(days(&night("Mon 00:00-00:01"), 11, &[2]), [0]);
    // Help that has ended makes no day.
    let ended = night("Mon 09:00-10:00").but(|help| help.period = Period::new(None, Some(date())).unwrap());
    assert_eq!(days(&ended, 11, &[2]), [0; 0]);
    // Whoever lives here notices on the days on which the one who is lost helps anybody here, too; nobody else does.
    let mother_helps = Family::of([1, 2]).outsider(12).need(22, 2, "Tue 10:00-11:00", 60).helps(
        32,
        1,
        22,
        "Tue 10:00-11:00",
    );
    assert_eq!(days(&mother_helps, 2, &[1]), [1]);
    assert_eq!(days(&mother_helps, 2, &[]), [0; 0]);
    assert_eq!(days(&mother_helps, 12, &[1]), [0; 0]);
}

#[test]
fn what_is_not_said_is_from_help_where_any_is_recorded() {
    let from_help = |family: &Family, by| {
        notices_from_help(&family.house(), View::ALL, &would_notice(41, by, "always"), &[source(2)].into())
    };
    assert!(from_help(&sitter(), 11));
    assert!(!from_help(&sitter(), 12), "the neighbour gives none: it is from something else");
    assert!(!from_help(&sitter(), 1), "getting help is nothing of theirs");
    let ended = |days| date().checked_add_days(chrono::Days::new(days));
    let ended = sitter().helps(33, 12, 21, "Mon 09:00-10:00").but(|help| {
        help.period = Period::new(None, ended(0)).unwrap();
    });
    assert!(from_help(&ended, 12), "ended ones included");
}

#[test]
fn what_is_said_to_be_from_help_is_cut_and_from_something_else_not() {
    use mutual_care::emergency::NoticesFrom;
    let with = |by: u128, from: NoticesFrom| Alarm {
        way: Way::MissedVisit { noticed_by: source(by), from: Some(from) },
        ..would_notice(41, by, "daily 09:00-09:30")
    };
    let club = || NoticesFrom::SomethingElse(mutual_care::base::PrivateText::new("the club").unwrap());
    let house = sitter().house();
    let gone = [source(2)].into();
    assert!(!notices_from_help(&house, View::ALL, &with(11, club()), &gone));
    assert!(notices_from_help(&house, View::ALL, &with(12, NoticesFrom::Help), &gone));
    // Said to be from help by somebody who gives none: there is no day.
    let plan = plan([with(12, NoticesFrom::Help)], []);
    let question = asks(Level::One, 40_000);
    assert_eq!(Prover::new(&house, &plan, &question).alarm(&lost([2], "Mon 09:00")), None);
    assert_eq!(stated_beyond(&house, &plan)[0].minutes, 7 * 30);
}

#[test]
fn hands_may_differ_by_need() {
    use mutual_care::emergency::HandsFor;
    // Two are needed for her, one for him. The sister brings one, and for her two.
    let family = Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Mon 10:00-11:00", 30)
        .takes_two()
        .helps(31, 11, 21, "always")
        .but(|help| help.hands = 2)
        .need(22, 2, "Mon 10:00-11:00", 30)
        .helps(32, 11, 22, "always");
    let (house, question) = (family.house(), asks(Level::One, 60));
    let harm = |hands_for: Vec<HandsFor>| {
        let sister = Responder { hands_for, ..comes(51, 12, [21, 22], 0, 0) };
        let plan = plan([notices(41, 0)], [sister]);
        Prover::new(&house, &plan, &question).happens(&lost([11], "Mon 10:00")).breaches()
    };
    assert_eq!(harm(vec![HandsFor { need: need(21), hands: 2 }]).len(), 0);
    assert_eq!(harm(Vec::new()).into_keys().collect::<Vec<_>>(), [need(21)]);
    assert_eq!(harm(vec![HandsFor { need: need(22), hands: 2 }]).into_keys().collect::<Vec<_>>(), [need(21)]);
}

#[test]
fn a_child_who_is_counted_on_is_named_and_who_is_not_is_not() {
    use mutual_care::base::Told;
    use mutual_care::need::Age;
    let aged = |number: u128, age: Option<Age>| mutual_care::need::Source::member(person(number)).aged(age);
    let mut family = Family::of([]);
    family.parts.sources = vec![
        aged(1, Some(Age::Adult)),
        aged(2, Some(Age::Under18)),
        aged(3, Some(Age::Under18)),
        aged(4, None),
        aged(5, Some(Age::Under18)),
    ];
    // The child 2 gives; 3 supports; 4 and 5 nothing.
    let family = family
        .need(21, 1, "Mon 10:00-11:00", 30)
        .helps(31, 2, 21, "always")
        .but(|help| help.able_now = Told::Known(Ability::WithSupport { by: Some(source(3)) }));
    let named = |plan: &Plan| {
        let rests = super::emergency_reference::rests_on(&family.house(), plan, &asks(Level::One, 60));
        let numbers = |people: &[mutual_care::base::PersonId]| -> Vec<u128> {
            people.iter().map(|one| one.uuid().as_u128()).collect()
        };
        (numbers(&rests.under_18), numbers(&rests.age_not_known))
    };
    assert_eq!(named(&plan([], [])), (vec![2, 3], vec![]));
    // Whoever raises the alarm, unless known not to be able; not who telephones when ill themself.
    let cannot = raises(42, Way::Member { person: person(5), able: Told::Known(false) });
    assert_eq!(named(&plan([member_raises(41, 4), cannot, telephones(43, 5)], [])), (vec![2, 3], vec![4]));
    assert_eq!(named(&plan([member_raises(41, 5)], [])), (vec![2, 3, 5], vec![]));
    // Responders, asked or not, unless they declined; a stranger as the plan says.
    let asked = |agreed| Responder { agreed, ..comes(51, 5, [21], 0, 0) };
    let declined = asked(Told::Known(Agreed::No));
    assert_eq!(named(&plan([], [asked(Told::NotKnown(WhyNotKnown::NotAsked))])), (vec![2, 3, 5], vec![]));
    assert_eq!(named(&plan([], [declined])), (vec![2, 3], vec![]));
    let stranger = |age| Responder { age, ..comes(51, 12, [21], 0, 0) };
    assert_eq!(named(&plan([], [stranger(Some(Age::Under18))])), (vec![2, 3, 12], vec![]));
    assert_eq!(named(&plan([], [stranger(Some(Age::Adult))])), (vec![2, 3], vec![]));
    assert_eq!(named(&plan([], [stranger(None)])), (vec![2, 3], vec![12]));
    let service = Responder { kind: mutual_care::emergency::ResponderKind::Service, ..stranger(None) };
    assert_eq!(named(&plan([], [service])), (vec![2, 3], vec![]));
}

#[test]
fn what_ends_within_the_week_and_the_horizon_is_told() {
    let ends = |days: u64, horizon: u32, review: Option<u64>| {
        let day = |days| date().checked_add_days(chrono::Days::new(days));
        let family = Family::of([1, 2])
            .need(21, 1, "Mon 10:00-11:00", 30)
            .helps(31, 2, 21, "always")
            .but(|help| help.period = Period::new(None, day(days)).unwrap());
        let mut parts = plan([], []).into_parts();
        parts.review_by = review.and_then(day);
        let rests = super::emergency_reference::rests_on(
            &family.house(),
            &Plan::new(parts).unwrap(),
            &asks(Level::One, horizon),
        );
        rests.ends_within.len() == 1
    };
    // Seven days and three: up to the tenth.
    assert!(ends(1, 4_320, None) && ends(10, 4_320, None) && !ends(11, 4_320, None));
    // What is left after whole days does not reach the next midnight.
    assert!(ends(7, 1_439, None) && !ends(8, 1_439, None) && ends(8, 1_440, None));
    // Or up to the review, where that is later, that day included.
    assert!(ends(30, 4_320, Some(30)) && !ends(31, 4_320, Some(30)) && ends(10, 4_320, Some(5)));
    assert!(!ends(0, 4_320, None), "what has ended does not count");
}

#[test]
fn a_sitter_of_mondays_and_wednesdays_does_not_notice_on_a_tuesday() {
    // The son is lost. Daily at 09:00 the sitter would notice, it was said: on Monday and Wednesday it is so. From
    // Wednesday 09:30 until Monday 09:00 nobody comes: with a horizon of three days that is long enough.
    let plan = plan([would_notice(41, 11, "daily 09:00-09:30")], []);
    let (family, question) = (sitter(), asks(Level::One, 4_320));
    let house = family.house();
    let prover = Prover::new(&house, &plan, &question);
    let alarm = |start: &str| prover.alarm(&lost([2], start)).map(|raised| raised.at);
    assert_eq!(alarm("Mon 09:00"), Some(0));
    assert_eq!(alarm("Mon 09:29"), Some(0));
    assert_eq!(alarm("Mon 09:30"), Some(2 * 1_440 - 30));
    assert_eq!(alarm("Wed 09:29"), Some(0));
    assert_eq!(alarm("Wed 09:30"), None);
    assert_eq!(alarm("Fri 09:00"), None, "three days are over when Monday's nine o'clock comes");
    assert_eq!(alarm("Fri 09:01"), Some(4_319));
    let beyond = stated_beyond(&house, &plan);
    assert_eq!(
        beyond.iter().map(|one| (one.alarm, one.by, one.minutes)).collect::<Vec<_>>(),
        [(super::emergency_reference::hand::alarm(41), source(11), 5 * 30)]
    );
    let within = super::emergency_reference::hand::plan([would_notice(41, 11, "Mon,Wed 09:00-09:30")], []);
    assert!(stated_beyond(&house, &within).is_empty());
    let neighbour = super::emergency_reference::hand::plan([would_notice(41, 12, "daily 09:00-09:30")], []);
    assert!(stated_beyond(&house, &neighbour).is_empty(), "from something else nothing is cut");
    let neighbour = Prover::new(&house, &neighbour, &question);
    assert_eq!(neighbour.alarm(&lost([2], "Wed 09:30")).map(|raised| raised.at), Some(1_440 - 30));
}

#[test]
fn a_baby_is_found_unless_whoever_would_find_it_is_lost_too() {
    // Vic (2) gives Una (1) her supper; of the baby (3) nothing is recorded. Una raises the alarm, if she is not lost: she
    // alone is unnoticed, and so is whoever is lost with her and would be noticed alone. Vic and the baby are noticed.
    let family =
        Family::of([1, 2, 3]).need(21, 1, "Mon 17:00-17:30", 100).helps(31, 2, 21, "Mon 17:00-17:30");
    let all = || week("always");
    let told = [(vec![1], vec![], all()), (vec![1, 2], vec![], all()), (vec![1, 3], vec![], all())];
    assert_eq!(unnoticed(&family, &plan([member_raises(41, 1)], []), 30), told);
    // With nobody who notices: those of whom anything is recorded, each alone; no pair, for none does more than each
    // alone; and not the baby.
    let none = plan([], []);
    assert_eq!(unnoticed(&family, &none, 30), [(vec![1], vec![], all()), (vec![2], vec![], all())]);
    // With a need the baby is somebody who lies there.
    let needs = family.need(23, 3, "Mon 12:00-12:30", 100).serious();
    let told = [(vec![1], vec![], all()), (vec![2], vec![], all()), (vec![3], vec![], all())];
    assert_eq!(unnoticed(&needs, &none, 30), told);
}

#[test]
fn a_pair_does_what_neither_does_alone() {
    // Two sisters (11, 12) from outside could each see to the mother alone. Nobody notices anything. Each alone does
    // nothing, and is not told; together the need falls, at whatever minute.
    let family = Family::of([1])
        .provider(11)
        .provider(12)
        .need(21, 1, "Mon 10:00-11:00", 30)
        .helps(31, 11, 21, "always")
        .helps(32, 12, 21, "always");
    let none = plan([], []);
    assert_eq!(
        unnoticed(&family, &none, 120),
        [(vec![1], vec![], week("always")), (vec![11, 12], vec![], week("always"))]
    );
    // A provider who helps half of the time makes a gap worse, and brings no breach that is not there anyway.
    let family = Family::of([1])
        .provider(11)
        .need(21, 1, "Mon 10:00-11:00", 0)
        .takes_two()
        .serious()
        .helps(31, 11, 21, "always");
    let (house, one) = (family.house(), Lost { source: source(11), away: false });
    assert_eq!(Does::of(&house, View::ALL, &[one]), Does { falls: needs([]), worsens: needs([21]) });
    assert_eq!(
        unnoticed(&family, &none, 120),
        [(vec![1], vec![], week("always")), (vec![11], vec![], week("always"))]
    );
}

#[test]
fn what_is_breached_anyway_is_no_reason_and_what_comes_earlier_is() {
    // Of the gap of an hour the provider gives the first half. Nothing lost, it opens at 10:30 and is breached at 10:40.
    // Without the provider it opens at 10:00 and is breached at 10:10: earlier. With nobody called that is so from
    // Monday 08:11 on within two hours; but falling and worsening have no minute, so that all minutes are listed.
    let family = Family::of([1])
        .provider(11)
        .provider(12)
        .need(21, 1, "Mon 10:00-11:00", 10)
        .serious()
        .helps(31, 11, 21, "Mon 10:00-10:30")
        .need(22, 1, "Mon 12:00-13:00", 10)
        .serious();
    let none = plan([], []);
    let told = unnoticed(&family, &none, 120);
    assert_eq!(told, [(vec![1], vec![], week("always")), (vec![11], vec![], week("always"))]);
    // The other gives nothing: whatever is breached then is breached anyway.
    assert_eq!(
        Does::of(&family.house(), View::ALL, &[Lost { source: source(12), away: false }]),
        Does::default()
    );
}

#[test]
fn a_pair_is_told_from_the_minutes_at_which_it_is_more_than_each_alone() {
    // The mother raises the alarm when the son is lost, and the son, by day, when she is. At night she lies there
    // unfound; with both lost nobody is there at any time: told is the pair by day only, for at night she alone is
    // unnoticed - and the son is not.
    let family = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-11:00", 5_000)
        .helps(31, 2, 21, "always")
        .need(22, 2, "Mon 10:00-11:00", 5_000)
        .helps(32, 1, 22, "always");
    let by_day = Alarm { when: week("daily 07:00-22:00"), ..member_raises(42, 2) };
    let told = unnoticed(&family, &plan([member_raises(41, 1), by_day], []), 1);
    let night = week("daily 00:00-07:00, 22:00-24:00");
    assert_eq!(told, [(vec![1], vec![], night.clone()), (vec![1, 2], vec![], week("always"))]);
    // Were the mother asleep then, each alone is unnoticed at night, and the pair is told by day.
    let both = |number, who| Alarm { when: week("daily 07:00-22:00"), ..member_raises(number, who) };
    let told = unnoticed(&family, &plan([both(41, 1), both(42, 2)], []), 1);
    assert_eq!(
        told,
        [
            (vec![1], vec![], night.clone()),
            (vec![1, 2], vec![], week("daily 07:00-22:00")),
            (vec![2], vec![], night),
        ]
    );
}

#[test]
fn each_way_of_being_lost_is_compared_with_the_same_way() {
    // The mother telephones when she is ill, not when she is away. Away she is unnoticed, and so is the son, always.
    let family = Family::of([1, 2]).need(22, 2, "Mon 10:00-11:00", 5_000).helps(32, 1, 22, "always");
    let told = unnoticed(&family, &plan([telephones(41, 1)], []), 60);
    assert_eq!(told, [(vec![], vec![1], week("always")), (vec![2], vec![], week("always"))]);
    // A pair with her unable is noticed: she telephones.
    assert!(!told.iter().any(|(unable, ..)| *unable == [1, 2]));
}

#[test]
fn what_is_gone_falls_away_and_the_rest_is_read() {
    let family = Family::of([1, 2]).need(22, 2, "Mon 10:00-11:00", 30).helps(32, 1, 22, "always");
    let sister = Responder {
        covers: vec![need(22), need(29)],
        takes_in: vec![person(2), person(3)],
        for_loss: ForLoss::of([source(1), source(19)]),
        ..comes(51, 12, [], 0, 10)
    };
    let for_nothing = Responder {
        for_loss: ForLoss::of([source(19)]),
        agreed: Told::Known(Agreed::No),
        ..comes(52, 13, [22], 0, 0)
    };
    let alarms = [
        raises(41, Way::NextVisit { by: Some(source(19)) }),
        member_raises(42, 3),
        telephones(43, 3),
        raises(44, Way::Device { device: Some(source(19)) }),
        would_notice(45, 19, "always"),
        member_raises(46, 2),
        Alarm { for_loss: ForLoss::of([source(19)]), ..notices(47, 0) },
        notices(48, 5),
    ];
    let plan = plan(alarms, [sister, for_nothing]);
    let house = family.house();
    let read = read(&house, &plan);
    let left: Vec<u128> = read.alarms().iter().map(|alarm| alarm.id.uuid().as_u128()).collect();
    assert_eq!(left, [46, 47, 48]);
    assert_eq!(
        (&read.responders()[0].covers, &read.responders()[0].takes_in),
        (&vec![need(22)], &vec![person(2)])
    );
    // Who was for the loss of what is gone is for none: not called, for whatever is lost. So is a way of noticing it.
    let question = asks(Level::One, 60);
    let prover = Prover::new(&house, &plan, &question);
    let calls = prover.calls(&lost([1], "Mon 10:00"), Some(0));
    assert_eq!(calls.iter().map(|call| call.responder).collect::<Vec<_>>(), [responder(51)]);
    assert!(prover.calls(&lost([2], "Mon 10:00"), Some(0)).is_empty());
    assert_eq!(prover.alarm(&lost([2], "Mon 10:00")).map(|raised| raised.at), Some(5));
}

#[test]
fn everybody_who_would_be_called_against_a_wish_is_named() {
    use mutual_care::emergency::{MayComeIn, PersonPage, Short};
    let family = Family::of([1, 2, 3]).need(22, 2, "Mon 10:00-11:00", 30).helps(32, 1, 22, "always");
    let never = Responder { reachable: WeekPattern::never(), ..comes(53, 14, [22], 0, 0) };
    let no = Responder { agreed: Told::Known(Agreed::No), ..comes(52, 13, [22], 0, 0) };
    let mut parts = plan([], [comes(51, 12, [22], 0, 0), no, never]).into_parts();
    let mut not_called = PersonPage::of(person(1));
    not_called.wishes.not_to_be_called =
        Told::Known(Short::new(vec![source(12), source(13), source(14)]).unwrap());
    let mut only = PersonPage::of(person(2));
    only.wishes.may_come_in = Told::Known(MayComeIn::Only(Short::new(vec![source(13)]).unwrap()));
    parts.people = vec![not_called, only, PersonPage::of(person(3))];
    let told = |parts: &mutual_care::emergency::PlanParts| {
        let found = against_wishes(&family.house(), &Plan::new(parts.clone()).unwrap());
        let pair = |one: &mutual_care::emergency::AgainstWish| {
            (one.responder.uuid().as_u128(), one.person.uuid().as_u128(), one.wish)
        };
        found.iter().map(pair).collect::<Vec<_>>()
    };
    assert_eq!(
        told(&parts),
        [(51, 1, WishAgainst::Called), (51, 2, WishAgainst::LetIn), (52, 1, WishAgainst::Called)]
    );
    // A bed is elsewhere: nobody comes into the house.
    parts.responders[0].kind = mutual_care::emergency::ResponderKind::EmergencyBed;
    assert_eq!(told(&parts), [(51, 1, WishAgainst::Called), (52, 1, WishAgainst::Called)]);
}
