//! Each rule's boundary, from both sides.

use chrono::{Days, NaiveDate};
use mutual_care::base::{Code, Fact, Period, WhyNotKnown};
use mutual_care::placement::{
    Answer, AuthorityStep, CanProvide, Child, Facts, Few, Gender, Grid, Home, HomeSex, Kind, Mitigation,
    OwnRisk, Party, Plan, Policy, Provision, Ratio, RegisteredSex, Registration, Resident, Restriction,
    Skill, Staffing, StepDone, Watch,
};

use super::generate::date;
use super::made::{
    answer, born, child, child_id, days, home, home_id, judge, judge_party, of, on, policy, resident,
};

#[test]
fn with_nothing_against_it_a_home_is_suitable() {
    let explained = judge(&child(1), &home(vec![resident(2)]));
    assert_eq!(explained.verdict.kind, Kind::Suitable);
    assert!(explained.reasons.is_empty(), "{:?}", explained.reasons);
    assert!(explained.answers.iter().all(|answer| answer.answer == Answer::Holds));
    assert!(explained.asks.is_empty() && explained.open_here.is_empty());
}

#[test]
fn registered_from_the_first_day_to_the_day_before_it_is_cancelled() {
    let mut home = home(vec![]);
    let mut ask = |registration: Registration| {
        home.registration = Fact::known(registration);
        of("home-registered", &child(1), &home)
    };
    assert_eq!(ask(Registration::since(on())), Answer::Holds);
    assert_eq!(ask(Registration::since(days(on(), 1))), Answer::No);
    let cancelled = |day| Registration { cancelled_on: Some(day), ..Registration::since(date(2019, 1, 1)) };
    assert_eq!(ask(cancelled(on())), Answer::No);
    assert_eq!(ask(cancelled(days(on(), 1))), Answer::Holds);
    let suspended = |from, until| {
        let period = Period::new(Some(from), Some(until)).unwrap();
        Registration { suspended: Few::new(vec![period]).unwrap(), ..Registration::since(date(2019, 1, 1)) }
    };
    assert_eq!(ask(suspended(on(), days(on(), 1))), Answer::No);
    assert_eq!(ask(suspended(days(on(), -9), on())), Answer::Holds);
    assert_eq!(ask(suspended(days(on(), 1), days(on(), 9))), Answer::Holds);
}

#[test]
fn a_notice_of_section_22b_stands_against_whoever_was_not_there_ever_since() {
    let notice = |served, until| Fact::known(Few::new(vec![Restriction { served, until }]).unwrap());
    let ask = |home: &Home| of("accommodation-not-restricted", &child(1), home);
    let mut empty = home(vec![]);
    empty.restrictions = notice(on(), None);
    assert_eq!(ask(&empty), Answer::No, "served on the day itself");
    empty.restrictions = notice(days(on(), 1), None);
    assert_eq!(ask(&empty), Answer::Holds, "served the day after");
    empty.restrictions = notice(days(on(), -30), Some(on()));
    assert_eq!(ask(&empty), Answer::Holds, "lifted with effect from that day");
    empty.restrictions = notice(days(on(), -30), Some(days(on(), 1)));
    assert_eq!(ask(&empty), Answer::No, "lifted the day after");

    // The child lives there already: there when it was served, and ever since.
    let served = days(on(), -30);
    let lives_there = |from: Option<NaiveDate>, until: Option<NaiveDate>| {
        let mut home = home(vec![Resident { period: Period::new(from, until).unwrap(), ..resident(1) }]);
        home.restrictions = notice(served, None);
        home
    };
    assert_eq!(ask(&lives_there(Some(served), None)), Answer::Holds);
    assert_eq!(ask(&lives_there(Some(days(served, -1)), None)), Answer::Holds);
    // Who left and came back is not there "ever since": the stay of today began after the notice.
    assert_eq!(ask(&lives_there(Some(days(served, 1)), None)), Answer::No);
    // Who lived there and left.
    assert_eq!(ask(&lives_there(Some(days(served, -99)), Some(on()))), Answer::No);
    assert_eq!(ask(&lives_there(None, None)), Answer::NotKnown, "since when is not known");
}

#[test]
fn the_registered_number_counts_who_lives_there_on_the_day() {
    let mut ending = resident(2);
    ending.period = Period::new(None, Some(days(on(), 1))).unwrap();
    let mut gone = resident(2);
    gone.period = Period::new(None, Some(on())).unwrap();
    let mut coming = resident(2);
    coming.period = Period::new(Some(days(on(), 1)), None).unwrap();
    let with = |other: &Resident, places: u8| {
        let mut home = home(vec![resident(3), other.clone()]);
        home.places = Fact::known(places);
        of("place-free", &child(1), &home)
    };
    assert_eq!(with(&resident(2), 3), Answer::Holds);
    assert_eq!(with(&resident(2), 2), Answer::No);
    assert_eq!(with(&ending, 2), Answer::No, "the last day is the planned date");
    assert_eq!(with(&gone, 2), Answer::Holds, "the last day was the day before");
    assert_eq!(with(&coming, 2), Answer::Holds, "comes the day after");
    let mut home = home(vec![]);
    home.residents = Fact::default();
    home.places = Fact::known(1);
    assert_eq!(of("place-free", &child(1), &home), Answer::NotKnown);
    home.places = Fact::known(0);
    assert_eq!(of("place-free", &child(1), &home), Answer::No);
}

#[test]
fn sex_is_as_registered_and_an_unclear_one_is_for_the_regulator() {
    let mut home = home(vec![]);
    let mut one = child(1);
    for (registered, sex, expected) in [
        (HomeSex::Any, RegisteredSex::Unclear, Answer::Holds),
        (HomeSex::Female, RegisteredSex::Female, Answer::Holds),
        (HomeSex::Female, RegisteredSex::Male, Answer::No),
        (HomeSex::Male, RegisteredSex::Male, Answer::Holds),
        (HomeSex::Male, RegisteredSex::Female, Answer::No),
        (HomeSex::Male, RegisteredSex::Unclear, Answer::NotKnown),
    ] {
        (home.sex, one.sex) = (Fact::known(registered), Fact::known(sex));
        // Who the child is plays no part in it.
        one.gender = Fact::known(Gender::NonBinary);
        assert_eq!(of("sex-as-registered", &one, &home), expected);
    }
    let asks = judge(&one, &home).asks;
    assert_eq!(asks[0].of, mutual_care::placement::AskedOf::Regulator);
}

#[test]
fn an_emergency_is_asked_for_only_in_one() {
    let mut home = home(vec![]);
    for (emergencies, expected) in [
        (Fact::known(true), Answer::Holds),
        (Fact::known(false), Answer::No),
        (Fact::not_known(WhyNotKnown::Declined), Answer::NotKnown),
    ] {
        home.emergencies = emergencies;
        let party = Party::one(child(1)).as_emergency();
        let explained = judge_party(&party, &home, &policy());
        assert_eq!(answer(&explained, "emergency-within-purpose"), expected);
        assert_eq!(of("emergency-within-purpose", &child(1), &home), Answer::Holds);
    }
}

#[test]
fn key_stage_4_and_out_of_area_wait_for_the_authority() {
    let with = |child: &Child, home: &Home, steps: Vec<AuthorityStep>| {
        let steps =
            steps.into_iter().map(|step| StepDone { home: home_id(), child: child.id, step, on: on() });
        let party = Party::one(child.clone()).with_steps_done(steps.collect()).unwrap();
        judge_party(&party, home, &policy())
    };
    let mut one = child(1);
    one.key_stage_4 = Fact::known(true);
    let waiting = with(&one, &home(vec![]), vec![]);
    assert_eq!(answer(&waiting, "key-stage-4-protected"), Answer::ProceedsWhen);
    assert_eq!(waiting.verdict.kind, Kind::SuitableOnceApproved, "it may not go on before");
    assert_eq!(waiting.verdict.decided_by.unwrap().code, "key-stage-4-protected");
    assert_eq!(waiting.reasons[0].step, Some(AuthorityStep::KeyStage4Approval));
    let done = with(&one, &home(vec![]), vec![AuthorityStep::KeyStage4Approval]);
    assert_eq!(answer(&done, "key-stage-4-protected"), Answer::Holds);

    let far = AuthorityStep::DistantPlacementApproval;
    let near = AuthorityStep::OutOfAreaApproval;
    for (area, steps, expected, step) in [
        ("E99000001", vec![], Answer::Holds, None),
        ("E99000002", vec![], Answer::ProceedsWhen, Some(near)),
        ("E99000002", vec![near], Answer::Holds, None),
        ("E99000003", vec![], Answer::ProceedsWhen, Some(far)),
        ("E99000003", vec![near], Answer::ProceedsWhen, Some(far)),
        ("E99000003", vec![far], Answer::Holds, None),
    ] {
        let mut home = home(vec![]);
        home.area = Fact::known(area.parse().unwrap());
        let explained = with(&child(1), &home, steps);
        assert_eq!(answer(&explained, "out-of-area-approved"), expected, "{area}");
        let reason = explained.reasons.iter().find(|reason| reason.rule.code == "out-of-area-approved");
        assert_eq!(reason.and_then(|reason| reason.step), step);
    }
}

#[test]
fn ratios_add_up_and_are_rounded_once() {
    let with = |ratios: [&str; 3], staff: u8, watch: Watch, code: &str| {
        let staffing = |text: &str| {
            let mut staffing = Staffing::default();
            staffing[watch] = text.parse().unwrap();
            Fact::known(staffing.into())
        };
        let [mine, second, third] = ratios;
        let mut one = child(1);
        one.staffing = staffing(mine);
        let (mut b, mut c) = (resident(2), resident(3));
        b.child.staffing = staffing(second);
        c.child.staffing = staffing(third);
        let mut home = home(vec![b, c]);
        home.roster[watch] = Fact::known(staff);
        let no =
            |mitigation: &Mitigation| Provision { mitigation: *mitigation, can: Fact::known(CanProvide::No) };
        home.provides = Few::new(Mitigation::ALL.iter().map(no).collect()).unwrap();
        of(code, &one, &home)
    };
    let (day, code) = (Watch::Day, "staff-by-day");
    assert_eq!(with(["1:3", "1:3", "1:3"], 1, day, code), Answer::Holds, "three thirds are one");
    assert_eq!(with(["1:3", "1:3", "1:2"], 1, day, code), Answer::No, "seven sixths are two");
    assert_eq!(with(["1:3", "1:3", "1:2"], 2, day, code), Answer::Holds);
    assert_eq!(with(["2:1", "1:7", "1:11"], 3, day, code), Answer::Holds);
    assert_eq!(with(["2:1", "1:7", "1:11"], 2, day, code), Answer::No);
    assert_eq!(with(["none", "none", "none"], 0, day, code), Answer::Holds);
    assert_eq!(with(["1:1", "1:1", "1:1"], 2, Watch::Evening, "staff-by-evening"), Answer::No);
    // Awake and asleep are counted apart: six asleep are no help to one who must be awake.
    assert_eq!(with(["1:1", "none", "none"], 0, Watch::NightWaking, "staff-by-night"), Answer::No);
    assert_eq!(with(["1:1", "none", "none"], 1, Watch::NightWaking, "staff-by-night"), Answer::Holds);
    assert_eq!(with(["1:1", "none", "none"], 0, Watch::NightSleeping, "staff-by-night"), Answer::No);
}

#[test]
fn staff_that_is_not_known_is_short_only_where_the_known_is() {
    let mut one = child(1);
    one.staffing = Fact::default();
    let mut busy = resident(2);
    busy.child.staffing = Fact::known(Staffing::always(Ratio::new(2, 1).unwrap()).into());
    let mut home = home(vec![busy]);
    home.roster[Watch::Day] = Fact::known(2);
    assert_eq!(of("staff-by-day", &one, &home), Answer::NotKnown);
    let explained = judge(&one, &home);
    assert_eq!(explained.staff[0].needed, 2);
    assert_eq!(explained.staff[0].not_known, [child_id(1)]);
}

#[test]
fn a_bedroom_for_each_or_for_two_who_may_share() {
    let party = |share: [bool; 3], count: usize| {
        let children = (1..=count).zip(share).map(|(number, share)| {
            let mut child = child(u32::try_from(number).unwrap());
            child.shares_room = Fact::known(share);
            child
        });
        Party::siblings(children.collect(), Plan::TogetherRequired).unwrap()
    };
    let ask = |party: &Party, free: u8| {
        let mut home = home(vec![]);
        home.bedrooms_free = Fact::known(free);
        answer(&judge_party(party, &home, &policy()), "bedroom-for-each")
    };
    assert_eq!(ask(&party([false; 3], 2), 2), Answer::Holds);
    assert_eq!(ask(&party([false; 3], 2), 1), Answer::No);
    assert_eq!(ask(&party([true; 3], 2), 1), Answer::Holds);
    assert_eq!(ask(&party([true, false, false], 2), 1), Answer::No, "one alone cannot share");
    assert_eq!(ask(&party([true; 3], 3), 1), Answer::No);
    assert_eq!(ask(&party([true; 3], 3), 2), Answer::Holds);
    let mut home = home(vec![]);
    home.bedrooms_free = Fact::known(0);
    let mut one = child(1);
    one.shares_room = Fact::known(true);
    assert_eq!(of("bedroom-for-each", &one, &home), Answer::No, "a child alone shares with nobody");
}

#[test]
fn a_skill_is_needed_on_every_shift() {
    let mut one = child(1);
    one.skills = Facts::only([Skill::DeEscalation]);
    let mut home = home(vec![]);
    home.skills = Facts::only([Skill::DeEscalation]);
    assert_eq!(of("staff-skilled", &one, &home), Answer::Holds);
    home.skills = Facts::only([Skill::TraumaInformedCare]);
    assert_eq!(of("staff-skilled", &one, &home), Answer::NotKnown, "training might meet it");
    one.skills = Facts::default();
    home.skills = Facts::only(Skill::ALL.iter().copied());
    assert_eq!(of("staff-skilled", &one, &home), Answer::Holds, "whatever is needed is there");
}

#[test]
fn near_is_up_to_the_kilometre_of_the_policy() {
    let mut home = home(vec![]);
    let mut ask = |metres: u32, code: &str| {
        home.grid = Fact::known(Grid::new(400_000 + metres, 400_000).unwrap());
        of(code, &child(1), &home)
    };
    for code in ["near-family", "near-school"] {
        assert_eq!(ask(32_000, code), Answer::Holds);
        assert_eq!(ask(32_001, code), Answer::No);
    }
}

#[test]
fn not_too_many_with_the_same_risk() {
    let risky = |number| {
        let mut there = resident(number);
        there.child.own_risks = Facts::only([OwnRisk::SelfHarm]);
        there
    };
    let mut one = child(1);
    one.own_risks = Facts::only([OwnRisk::SelfHarm]);
    assert_eq!(of("same-risk-few", &one, &home(vec![risky(2)])), Answer::Holds, "two are two");
    assert_eq!(of("same-risk-few", &one, &home(vec![risky(2), risky(3)])), Answer::No);
    assert_eq!(of("same-risk-few", &child(1), &home(vec![risky(2), risky(3), risky(4)])), Answer::Holds);
}

#[test]
fn since_the_last_arrival_there_is_as_much_time_as_the_policy_says() {
    let since = |ago: u64| {
        let from = on().checked_sub_days(Days::new(ago)).unwrap();
        let there = Resident { period: Period::new(Some(from), None).unwrap(), ..resident(2) };
        of("arrivals-apart", &child(1), &home(vec![there]))
    };
    assert_eq!(since(28), Answer::Holds);
    assert_eq!(since(27), Answer::No);
}

#[test]
fn soft_rules_never_change_the_kind() {
    let mut one = child(1);
    one.home_views = Few::none();
    one.pets = Fact::default();
    one.languages = Fact::known(Few::new(vec!["ur".parse().unwrap()]).unwrap());
    one.family_at = Fact::default();
    let explained = judge(&one, &home(vec![resident(2)]));
    assert_eq!(explained.verdict.kind, Kind::Suitable);
    assert_eq!(explained.verdict.parts.fit_not_met, 1);
    assert_eq!(explained.verdict.parts.softly_open, 3);
    assert_eq!(explained.open_here.len(), 3);
}

#[test]
fn a_policy_value_that_is_not_set_asks_nothing_and_says_so() {
    let mut far = resident(2);
    born(&mut far.child, date(2017, 1, 1));
    let (home, party) = (home(vec![far]), Party::one(child(1)));
    let set = judge_party(&party, &home, &policy());
    assert_eq!(answer(&set, "ages-close"), Answer::No);
    let unset = Policy { age_gap_years: None, ..policy() };
    assert_eq!(answer(&judge_party(&party, &home, &unset), "ages-close"), Answer::NotAsked);
    let homes = mutual_care::placement::Homes::compile(vec![home]).unwrap();
    let how = mutual_care::placement::Matching::new(unset);
    let list = mutual_care::placement::shortlist(&party, &homes, on(), &how);
    assert_eq!(list.findings.with_code("policy-not-set").count(), 1);
}

#[test]
fn brothers_and_sisters_together_wished_or_apart() {
    let list = |plan, places: u8| {
        let party = Party::siblings(vec![child(1), child(2)], plan).unwrap();
        let mut home = home(vec![]);
        home.places = Fact::known(places);
        let homes = mutual_care::placement::Homes::compile(vec![home]).unwrap();
        let how = mutual_care::placement::Matching::new(policy());
        let list = mutual_care::placement::shortlist(&party, &homes, on(), &how);
        list.verdicts
            .into_iter()
            .map(|verdict| (verdict.children.len(), verdict.kind, verdict.parts.wishes_not_met))
            .collect::<Vec<_>>()
    };
    assert_eq!(list(Plan::TogetherRequired, 2), [(2, Kind::Suitable, 0)]);
    assert_eq!(list(Plan::TogetherRequired, 1), [(2, Kind::NotSuitable, 0)]);
    let one = (1, Kind::Suitable, 1);
    assert_eq!(list(Plan::TogetherWished, 2), [(2, Kind::Suitable, 0), one, one]);
    assert_eq!(list(Plan::TogetherWished, 1), [one, one, (2, Kind::NotSuitable, 0)]);
    assert_eq!(list(Plan::Apart, 1), [(1, Kind::Suitable, 0), (1, Kind::Suitable, 0)]);
}
