//! Judgements and steps count from their dates, and of the facts that they are of. Each from both sides.

use chrono::{Days, NaiveDate};
use mutual_care::base::{Fact, Period};
use mutual_care::placement::{
    Answer, AuthorityStep, CanProvide, Child, Facts, Few, Home, Homes, JudgedFacts, Kind, Matching,
    Mitigation, MitigationJudgement, Party, Policy, Provision, RiskToOthers, StepDone, Vulnerability,
    shortlist,
};

use super::generate::{date, id};
use super::made::{child, child_id, home, home_id, judge_party, on, policy, resident};

const RULE: &str = "no-violence-between";

fn before(days: u64) -> NaiveDate {
    on().checked_sub_days(Days::new(days)).unwrap()
}

/// A child who could hurt a resident, in a home that can keep them apart.
fn two() -> (Child, Home) {
    let (mut one, mut there) = (child(1), resident(2));
    one.risks_to_others = Facts::only([RiskToOthers::PhysicalHarm]);
    there.child.vulnerable_to = Facts::only([Vulnerability::PhysicalHarm]);
    let mut home = home(vec![there]);
    let can = Fact::known(CanProvide::During(Period::ALWAYS));
    let mitigation = Mitigation::NeverAloneTogether;
    home.provides = Few::new(vec![Provision { mitigation, can }]).unwrap();
    (one, home)
}

fn judgement(on: NaiveDate) -> MitigationJudgement {
    MitigationJudgement {
        home: home_id(),
        rule: RULE.parse().unwrap(),
        child: child_id(1),
        other: Some(child_id(2)),
        mitigation: Mitigation::NeverAloneTogether,
        together_with: Few::none(),
        staff: None,
        enough: true,
        by: id(0xd, 7),
        on,
        facts: None,
    }
}

fn answer_under(one: &Child, home: &Home, judgement: MitigationJudgement, policy: &Policy) -> Answer {
    let party = Party::one(one.clone()).with_judgements(vec![judgement]).unwrap();
    let explained = judge_party(&party, home, policy);
    let of_rule = explained.answers.iter().find(|answer| answer.rule.code == RULE);
    of_rule.unwrap().answer
}

fn answer(one: &Child, home: &Home, judgement: MitigationJudgement) -> Answer {
    answer_under(one, home, judgement, &policy())
}

#[test]
fn a_judgement_of_next_year_or_of_long_ago_does_not_count() {
    let (one, home) = two();
    let on_day = |on| answer(&one, &home, judgement(on));
    assert_eq!(on_day(on()), Answer::HoldsWith);
    assert_eq!(on_day(on().succ_opt().unwrap()), Answer::NotKnown, "after the move");
    assert_eq!(on_day(date(2027, 4, 13)), Answer::NotKnown, "of next year");
    assert_eq!((on_day(before(183)), on_day(before(184))), (Answer::HoldsWith, Answer::NotKnown));
    assert_eq!(on_day(date(2015, 4, 13)), Answer::NotKnown);
    let ever = Policy { judged_within_days: None, ..policy() };
    assert_eq!(answer_under(&one, &home, judgement(date(2025, 1, 1)), &ever), Answer::HoldsWith);
    // That it was not enough long ago is no no either: it is open.
    let not = MitigationJudgement { enough: false, ..judgement(before(184)) };
    assert_eq!(answer(&one, &home, not), Answer::NotKnown);
    let party = Party::one(one).with_judgements(vec![judgement(date(2015, 4, 13))]).unwrap();
    let homes = Homes::compile(vec![home]).unwrap();
    let list = shortlist(&party, &homes, on(), &Matching::new(policy()));
    assert_eq!(list.findings.with_code("judgement-does-not-count").count(), 1);
}

#[test]
fn a_judgement_is_of_facts_that_are_not_younger() {
    let (mut one, mut home) = two();
    let yesterday = || judgement(before(1));
    // A fact of the child, of the other, of what the home can do: told on the day of the judgement, and on the next.
    for (told, expected) in [(before(1), Answer::HoldsWith), (on(), Answer::NotKnown)] {
        let mut child = one.clone();
        child.staffing = child.staffing.told_on(told);
        assert_eq!(answer(&child, &home, yesterday()), expected);
        let mut listed = one.clone();
        listed.own_risks = Facts::all_others(Fact::known(false).told_on(told));
        assert_eq!(answer(&listed, &home, yesterday()), expected);
        let (mut there, mut other_home) = (resident(2), home.clone());
        there.child.vulnerable_to = Facts::only([Vulnerability::PhysicalHarm]);
        there.child.gender = there.child.gender.told_on(told);
        other_home.residents = Fact::known(Few::new(vec![there]).unwrap());
        assert_eq!(answer(&one, &other_home, yesterday()), expected);
        let mut provides = home.clone();
        let can = Fact::known(CanProvide::During(Period::ALWAYS)).told_on(told);
        let mitigation = Mitigation::NeverAloneTogether;
        provides.provides = Few::new(vec![Provision { mitigation, can }]).unwrap();
        assert_eq!(answer(&one, &provides, yesterday()), expected);
        let mut came = resident(2);
        came.child.vulnerable_to = Facts::only([Vulnerability::PhysicalHarm]);
        came.period = Period::new(Some(told), None).unwrap();
        let mut with_newcomer = home.clone();
        with_newcomer.residents = Fact::known(Few::new(vec![came]).unwrap());
        assert_eq!(answer(&one, &with_newcomer, yesterday()), expected, "nobody judged who was not there");
    }
    // Facts that are named count, however long ago; and no longer once one of them is another.
    let there = resident_of(&home);
    let facts = Some(JudgedFacts::of(&home, &one, Some(&there)).unwrap());
    let named = MitigationJudgement { facts, ..judgement(date(2020, 1, 1)) };
    assert_eq!(answer(&one, &home, named.clone()), Answer::HoldsWith);
    home.animals = Fact::known(true);
    assert_eq!(answer(&one, &home, named.clone()), Answer::NotKnown);
    home.animals = Fact::known(false);
    one.activities = Facts::default();
    assert_eq!(answer(&one, &home, named), Answer::NotKnown);
}

fn resident_of(home: &Home) -> Child {
    home.residents_on(on()).next().unwrap().child.clone()
}

#[test]
fn a_step_counts_from_its_day() {
    let mut one = child(1);
    one.key_stage_4 = Fact::known(true);
    let taken = |on| {
        let step =
            StepDone { home: home_id(), child: child_id(1), step: AuthorityStep::KeyStage4Approval, on };
        let party = Party::one(one.clone()).with_steps_done(vec![step]).unwrap();
        judge_party(&party, &home(vec![]), &policy()).verdict.kind
    };
    assert_eq!(taken(on()), Kind::Suitable);
    assert_eq!(taken(on().succ_opt().unwrap()), Kind::SuitableOnceApproved);
}
