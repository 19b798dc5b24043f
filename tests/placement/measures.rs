//! Measures that are enough only together, and measures that are so many people: what one concern takes, another cannot
//! have.

use mutual_care::base::{Code, Fact, Period};
use mutual_care::placement::{
    Answer, CanProvide, Child, Explained, Facts, Few, Home, Kind, Mitigation, MitigationJudgement, Party,
    Plan, Provision, Ratio, Resident, RiskToOthers, Roster, Staffing, Vulnerability, Watch,
};

use super::generate::id;
use super::made::{answer, child, child_id, home, home_id, judge_party, on, policy, resident};

const VIOLENCE: &str = "no-violence-between";
use Mitigation::{ExtraStaff, NeverAloneTogether, SafetyPlan, SeparateArea};

/// A home that can provide these and no others.
fn providing(mut home: Home, can: &[Mitigation]) -> Home {
    let provision = |mitigation: &Mitigation| {
        let during = CanProvide::During(Period::ALWAYS);
        let can = Fact::known(if can.contains(mitigation) { during } else { CanProvide::No });
        Provision { mitigation: *mitigation, can }
    };
    home.provides = Few::new(Mitigation::ALL.iter().map(provision).collect()).unwrap();
    home
}

fn judged(rule: &str, other: Option<u32>, set: &[Mitigation], enough: bool, ago: u64) -> MitigationJudgement {
    let (first, rest) = set.split_first().unwrap();
    MitigationJudgement {
        home: home_id(),
        rule: rule.parse().unwrap(),
        child: child_id(1),
        other: other.map(child_id),
        mitigation: *first,
        together_with: Few::new(rest.to_vec()).unwrap(),
        staff: None,
        enough,
        by: id(0xd, 7),
        on: on() - chrono::Days::new(ago),
        facts: None,
    }
}

/// A child who may hurt, and somebody who would be hurt.
fn clash() -> (Child, Resident) {
    let (mut one, mut there) = (child(1), resident(2));
    one.risks_to_others = Facts::only([RiskToOthers::PhysicalHarm]);
    there.child.vulnerable_to = Facts::only([Vulnerability::PhysicalHarm]);
    (one, there)
}

fn ask(child: &Child, home: &Home, judgements: Vec<MitigationJudgement>) -> Explained {
    let party = Party::one(child.clone()).with_judgements(judgements).unwrap();
    judge_party(&party, home, &policy())
}

#[test]
fn two_measures_that_are_enough_only_together_count_only_if_there_are_both() {
    let (one, there) = clash();
    let no = |one| judged(VIOLENCE, Some(2), &[one], false, 3);
    let both = |enough, ago| judged(VIOLENCE, Some(2), &[SafetyPlan, SeparateArea], enough, ago);
    let with = |can: &[Mitigation], judgements: Vec<MitigationJudgement>| {
        let explained = ask(&one, &providing(home(vec![there.clone()]), can), judgements);
        (answer(&explained, VIOLENCE), explained)
    };
    let each = || vec![no(SafetyPlan), no(SeparateArea)];
    let can = [SafetyPlan, SeparateArea];
    assert_eq!(with(&can, each()).0, Answer::No, "neither is enough alone");
    let (met, explained) = with(&can, [each(), vec![both(true, 2)]].concat());
    assert_eq!((met, explained.verdict.kind), (Answer::HoldsWith, Kind::SuitableWith));
    assert_eq!(explained.reasons[0].mitigations, [SeparateArea, SafetyPlan]);
    assert_eq!(with(&[SafetyPlan], [each(), vec![both(true, 2)]].concat()).0, Answer::No, "only one of them");
    assert_eq!(with(&can, [each(), vec![both(false, 2)]].concat()).0, Answer::No);
    // What is enough together says nothing of one of them, and what is not enough together is not enough alone.
    assert_eq!(with(&can, vec![both(true, 2)]).0, Answer::HoldsWith);
    let alone = |ago| judged(VIOLENCE, Some(2), &[SafetyPlan], true, ago);
    assert_ne!(with(&can, vec![alone(3), both(false, 2)]).0, Answer::HoldsWith, "the later no to more");
    assert_ne!(with(&can, vec![alone(2), both(false, 2)]).0, Answer::HoldsWith, "of one day the no");
    assert_eq!(with(&can, vec![alone(1), both(false, 2)]).0, Answer::HoldsWith, "the later yes to fewer");
    // Whether it can be provided is asked of the one that nobody spoke of.
    let mut open = providing(home(vec![there.clone()]), &can);
    let known = open.provides.iter().filter(|one| one.mitigation != SeparateArea).copied();
    open.provides = Few::new(known.collect()).unwrap();
    let explained = ask(&one, &open, vec![no(SafetyPlan), both(true, 2)]);
    assert_eq!(answer(&explained, VIOLENCE), Answer::NotKnown);
    assert!(explained.asks.iter().any(|ask| ask.topic.to_string() == "can_provide:separate_area"));
}

fn needing(number: u32, ratio: &str) -> Child {
    let mut one = child(number);
    let mut staffing = Staffing::default();
    staffing[Watch::Day] = ratio.parse::<Ratio>().unwrap();
    one.staffing = Fact::known(staffing.into());
    one
}

#[test]
fn three_more_staff_are_not_met_by_extra_staff_of_which_nobody_knows_how_many() {
    let one = needing(1, "3:1");
    let with = |roster: u8, more: Option<u8>| {
        let mut home = providing(home(vec![]), &[ExtraStaff]);
        home.roster[Watch::Day] = Fact::known(roster);
        if let Some(more) = more {
            home.more_staff[Watch::Day] = Fact::known(more);
        }
        let explained = ask(&one, &home, vec![judged("staff-by-day", None, &[ExtraStaff], true, 1)]);
        (answer(&explained, "staff-by-day"), explained)
    };
    let (open, explained) = with(0, None);
    assert_eq!((open, explained.verdict.kind), (Answer::NotKnown, Kind::CannotSayYet));
    let asked = explained.asks.iter().find(|ask| ask.topic.to_string() == "more_staff:day").unwrap();
    assert_eq!(asked.homes, 1);
    assert_eq!(with(2, None).0, Answer::HoldsWith, "one is short, and one is there");
    assert_eq!(with(0, Some(3)).0, Answer::HoldsWith);
    assert_eq!(with(0, Some(2)).0, Answer::No);
}

#[test]
fn what_one_concern_takes_another_cannot_have() {
    let (mut one, there) = clash();
    one.staffing = needing(1, "2:1").staffing;
    let with = |more: u8, staff: Option<u8>, can: &[Mitigation]| {
        let mut home = providing(home(vec![there.clone()]), can);
        home.roster[Watch::Day] = Fact::known(1);
        home.more_staff = Roster::always(Fact::known(more));
        let violence = judged(VIOLENCE, Some(2), &[ExtraStaff], true, 1);
        let explained = ask(
            &one,
            &home,
            vec![
                judged("staff-by-day", None, &[ExtraStaff], true, 1),
                MitigationJudgement { staff, ..violence },
            ],
        );
        (answer(&explained, "staff-by-day"), answer(&explained, VIOLENCE))
    };
    let met = (Answer::HoldsWith, Answer::HoldsWith);
    assert_eq!(with(2, None, &[ExtraStaff]), met, "one for the day, one for the two");
    assert_eq!(with(1, None, &[ExtraStaff]), (Answer::No, Answer::No), "there is one for both");
    assert_eq!(with(2, Some(2), &[ExtraStaff]), (Answer::No, Answer::No));
    assert_eq!(with(3, Some(2), &[ExtraStaff]), met);
    // Something else may meet the one: that is to be settled.
    assert_eq!(with(1, None, &[ExtraStaff, NeverAloneTogether]), (Answer::No, Answer::NotKnown));
}

#[test]
fn how_many_there_are_has_to_be_known_once_somebody_says_how_many_it_takes() {
    let (one, there) = clash();
    let mut other = resident(3);
    other.child.vulnerable_to = Facts::only([Vulnerability::PhysicalHarm]);
    let with = |said: [Option<u8>; 2], more: Option<u8>, residents: Vec<Resident>| {
        let mut home = providing(home(residents), &[ExtraStaff]);
        if let Some(more) = more {
            home.more_staff = Roster::always(Fact::known(more));
        }
        let judgements = [2, 3].into_iter().zip(said).map(|(other, staff)| MitigationJudgement {
            staff,
            ..judged(VIOLENCE, Some(other), &[ExtraStaff], true, 1)
        });
        let explained = ask(&one, &home, judgements.collect());
        (answer(&explained, VIOLENCE), explained)
    };
    let of_two = |staff: u8, more| with([Some(staff), None], more, vec![there.clone()]);
    let (open, explained) = of_two(3, None);
    assert_eq!((open, explained.verdict.kind), (Answer::NotKnown, Kind::CannotSayYet));
    let asked = explained.asks.iter().find(|ask| ask.topic.to_string() == "more_staff:day").unwrap();
    assert_eq!(asked.homes, 1, "whether there are three");
    assert_eq!(
        of_two(1, None).0,
        Answer::HoldsWith,
        "one is there, since the home says that it can bring some in"
    );
    assert_eq!(of_two(3, Some(3)).0, Answer::HoldsWith);
    assert_eq!(of_two(3, Some(2)).0, Answer::No);
    // Two concerns that take one each take two.
    let of_three = |said, more| with(said, more, vec![there.clone(), other.clone()]).0;
    assert_eq!(of_three([Some(1), Some(1)], None), Answer::NotKnown);
    assert_eq!(of_three([Some(1), None], None), Answer::NotKnown, "whoever says nothing takes one");
    assert_eq!(of_three([Some(1), Some(1)], Some(2)), Answer::HoldsWith);
    assert_eq!(of_three([Some(1), Some(1)], Some(1)), Answer::No);
    assert_eq!(
        of_three([None, None], None),
        Answer::HoldsWith,
        "as it was before anybody could say a number"
    );
}

#[test]
fn children_who_look_along_take_from_the_same_staff() {
    let pair = |more: u8| {
        let (one, two) = (needing(1, "1:1"), needing(2, "1:1"));
        let mut home = providing(home(vec![]), &[ExtraStaff]);
        home.roster[Watch::Day] = Fact::known(0);
        home.more_staff = Roster::always(Fact::known(more));
        let party = Party::siblings(vec![one, two], Plan::TogetherRequired).unwrap();
        let judgement = judged("staff-by-day", None, &[ExtraStaff], true, 1);
        let party = party.with_judgements(vec![judgement]).unwrap();
        answer(&judge_party(&party, &home, &policy()), "staff-by-day")
    };
    assert_eq!(pair(2), Answer::HoldsWith);
    assert_eq!(pair(1), Answer::No);
}
