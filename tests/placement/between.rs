//! What is between two children, and what meets it: each rule's boundary, from both sides.

use chrono::NaiveDate;
use mutual_care::base::{Code, Fact, Period};
use mutual_care::placement::{
    Answer, CanProvide, Child, Facts, Few, Gender, Home, Kind, Mitigation, MitigationJudgement, OwnRisk,
    Party, Provision, Relation, RelationKind, RiskToOthers, Vulnerability, WishedCompany,
};

use super::generate::id;
use super::made::{
    answer, child, child_id, days, home, home_id, judge, judge_party, of, on, policy, resident,
};

/// Makes a child do, or suffer, a harm.
type Change = fn(&mut Child);

#[test]
fn each_harm_needs_both_sides_and_is_asked_both_ways() {
    let harms: [(&str, Change, Change); 6] = [
        (
            "no-exploitation-between",
            |c| c.risks_to_others = Facts::only([RiskToOthers::ExploitingOthers]),
            |c| c.own_risks = Facts::only([OwnRisk::CriminalExploitation]),
        ),
        (
            "no-sexual-harm-between",
            |c| c.risks_to_others = Facts::only([RiskToOthers::SexualHarm]),
            |c| c.vulnerable_to = Facts::only([Vulnerability::SexualHarm]),
        ),
        (
            "no-violence-between",
            |c| c.risks_to_others = Facts::only([RiskToOthers::PhysicalHarm]),
            |c| c.vulnerable_to = Facts::only([Vulnerability::PhysicalHarm]),
        ),
        (
            "no-fire-between",
            |c| c.risks_to_others = Facts::only([RiskToOthers::FireSetting]),
            |c| c.vulnerable_to = Facts::only([Vulnerability::Fire]),
        ),
        (
            "no-substances-between",
            |c| c.risks_to_others = Facts::only([RiskToOthers::SupplyingSubstances]),
            |c| c.own_risks = Facts::only([OwnRisk::DrugsAndAlcohol]),
        ),
        (
            "no-going-missing-together",
            |c| c.own_risks = Facts::only([OwnRisk::GoingMissing]),
            |c| c.own_risks = Facts::only([OwnRisk::GoingMissing]),
        ),
    ];
    for (code, does, suffers) in harms {
        for child_does in [true, false] {
            let (mut one, mut there) = (child(1), resident(2));
            does(if child_does { &mut one } else { &mut there.child });
            assert_eq!(of(code, &one, &home(vec![there.clone()])), Answer::Holds, "{code}: one side only");
            let sufferer = if child_does { &mut there.child } else { &mut one };
            suffers(sufferer);
            // Nobody has said whether any mitigation can be provided: a question, not yet a no.
            let mut home = home(vec![there]);
            assert_eq!(of(code, &one, &home), Answer::NotKnown, "{code}");
            let rule = mutual_care::placement::rules::TABLE.iter().find(|rule| rule.code == code).unwrap();
            let none = mutual_care::placement::mitigations_of(rule)
                .iter()
                .map(|mitigation| Provision { mitigation: *mitigation, can: Fact::known(CanProvide::No) });
            home.provides = Few::new(none.collect()).unwrap();
            assert_eq!(of(code, &one, &home), Answer::No, "{code}");
        }
    }
}

/// A child who may hurt, and a home with a resident who would be hurt.
fn clash() -> (Child, Home) {
    let (mut one, mut there) = (child(1), resident(2));
    one.risks_to_others = Facts::only([RiskToOthers::PhysicalHarm]);
    there.child.vulnerable_to = Facts::only([Vulnerability::PhysicalHarm]);
    (one, home(vec![there]))
}

fn judgement(enough: bool, on: NaiveDate) -> MitigationJudgement {
    MitigationJudgement {
        home: home_id(),
        rule: "no-violence-between".parse().unwrap(),
        child: child_id(1),
        other: Some(child_id(2)),
        mitigation: Mitigation::NeverAloneTogether,
        together_with: Few::none(),
        staff: None,
        enough,
        by: id(0xd, 7),
        on,
        facts: None,
    }
}

#[test]
fn a_mitigation_counts_if_it_can_be_provided_on_the_day_and_was_judged_enough_for_this_pair() {
    let (one, mut home) = clash();
    let mut ask = |can: CanProvide, judgements: Vec<MitigationJudgement>| {
        let provision = |mitigation: &Mitigation| Provision {
            mitigation: *mitigation,
            can: Fact::known(if *mitigation == Mitigation::NeverAloneTogether {
                can
            } else {
                CanProvide::No
            }),
        };
        home.provides = Few::new(Mitigation::ALL.iter().map(provision).collect()).unwrap();
        let party = Party::one(one.clone()).with_judgements(judgements).unwrap();
        let explained = judge_party(&party, &home, &policy());
        (answer(&explained, "no-violence-between"), explained.verdict.kind)
    };
    let always = CanProvide::During(Period::ALWAYS);
    let during = |from, until| CanProvide::During(Period::new(Some(from), Some(until)).unwrap());
    let yes = || vec![judgement(true, on())];
    assert_eq!(ask(always, yes()), (Answer::HoldsWith, Kind::SuitableWith));
    assert_eq!(ask(always, vec![]), (Answer::NotKnown, Kind::CannotSayYet), "nobody judged");
    assert_eq!(ask(always, vec![judgement(false, on())]), (Answer::No, Kind::NotSuitable));
    assert_eq!(ask(during(on(), days(on(), 1)), yes()).0, Answer::HoldsWith);
    assert_eq!(ask(during(days(on(), 1), days(on(), 9)), yes()).0, Answer::No, "from the day after");
    assert_eq!(ask(during(days(on(), -9), on()), yes()).0, Answer::No, "up to the day before");
    // The latest judgement counts; of two on one day, the one that says no.
    let (before, after) = (days(on(), -2), days(on(), -1));
    assert_eq!(ask(always, vec![judgement(false, before), judgement(true, after)]).0, Answer::HoldsWith);
    assert_eq!(ask(always, vec![judgement(true, before), judgement(false, after)]).0, Answer::No);
    assert_eq!(ask(always, vec![judgement(true, after), judgement(false, after)]).0, Answer::No);
    // For another pair it says nothing.
    let other = MitigationJudgement { other: Some(child_id(9)), ..judgement(true, on()) };
    assert_eq!(ask(always, vec![other]).0, Answer::NotKnown);
    let none = MitigationJudgement { other: None, ..judgement(true, on()) };
    assert_eq!(ask(always, vec![none]).0, Answer::NotKnown);
}

#[test]
fn what_is_known_of_two_children_counts_whoever_says_it() {
    for (is, code) in
        [(RelationKind::KeepApart, "not-kept-apart"), (RelationKind::HarmBetween, "no-harm-known-between")]
    {
        let relation = |with| Fact::known(Few::new(vec![Relation { with, is }]).unwrap());
        let (mut one, mut there) = (child(1), resident(2));
        assert_eq!(of(code, &one, &home(vec![there.clone()])), Answer::Holds);
        one.relations = relation(child_id(2));
        assert_ne!(of(code, &one, &home(vec![there.clone()])), Answer::Holds);
        assert_eq!(of(code, &one, &home(vec![resident(3)])), Answer::Holds, "of another child");
        one.relations = Fact::known(Few::none());
        there.child.relations = relation(child_id(1));
        assert_ne!(of(code, &one, &home(vec![there.clone()])), Answer::Holds);
        there.child.relations = Fact::default();
        assert_eq!(of(code, &one, &home(vec![there])), Answer::NotKnown, "one of them was never asked");
    }
    let mut one = child(1);
    let keep = Relation { with: child_id(2), is: RelationKind::KeepApart };
    one.relations = Fact::known(Few::new(vec![keep]).unwrap());
    assert_eq!(
        judge(&one, &home(vec![resident(2)])).verdict.kind,
        Kind::NotSuitable,
        "law: nothing meets it"
    );
}

#[test]
fn the_company_a_child_wishes_for() {
    let ask = |wish, mine, theirs| {
        let (mut one, mut there) = (child(1), resident(2));
        one.wished_company = Fact::known(wish);
        one.gender = Fact::known(mine);
        there.child.gender = Fact::known(theirs);
        of("company-wished", &one, &home(vec![there]))
    };
    assert_eq!(ask(WishedCompany::Any, Gender::Girl, Gender::Boy), Answer::Holds);
    assert_eq!(ask(WishedCompany::OwnGender, Gender::Girl, Gender::Girl), Answer::Holds);
    assert_eq!(ask(WishedCompany::OwnGender, Gender::Girl, Gender::Boy), Answer::No);
}
