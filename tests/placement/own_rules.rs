//! Rules of a vendor's own: never law, in their place, with their basis.

use mutual_care::base::{Audience, Basis, Code, Fact, Room, Rule, Surety, Weight};
use mutual_care::placement::{
    CanProvide, Few, Homes, Kind, Matching, Mitigation, MitigationJudgement, OwnAnswer, OwnKind, OwnRule,
    OwnRuleError, Party, Provision, RuleKind, shortlist,
};

use super::generate::id;
use super::made::{child, child_id, home, home_id, on, policy, resident};

const BASE: Rule = Rule {
    code: "garden",
    room: Room::Vendor,
    place: 0,
    weight: Weight::Bars,
    audience: Audience::Anyone,
    professional: "{answer}: there is a garden",
    person: "{answer}: there is a garden",
    basis: Basis::policy("gardens"),
};
static GARDEN: Rule = BASE;
static POND: Rule = Rule { code: "pond", ..BASE };
static LAWLIKE: Rule = Rule { basis: Basis::act("An Act", "s.1", Surety::Read), ..BASE };
static ELSEWHERE: Rule = Rule { room: Room::Placement, ..BASE };
static TAKEN: Rule = Rule { code: "place-free", ..BASE };

fn list(
    rules: Vec<OwnRule>,
    party: &Party,
    home: mutual_care::placement::Home,
) -> mutual_care::placement::Shortlist {
    let how = rules
        .into_iter()
        .fold(Matching::new(policy()).explaining(1), |how, rule| how.with_rule(rule).unwrap());
    shortlist(party, &Homes::compile(vec![home]).unwrap(), on(), &how)
}

fn says(rule: &'static Rule, kind: OwnKind, answer: OwnAnswer) -> OwnRule {
    OwnRule::new(rule, kind, 0, move |_| answer).unwrap()
}

#[test]
fn a_rule_of_ones_own_rests_on_policy_and_has_a_code_of_its_own() {
    let new = |rule| OwnRule::new(rule, OwnKind::Fit, 0, |_| OwnAnswer::Yes).err();
    assert_eq!(new(&GARDEN), None);
    assert_eq!(new(&LAWLIKE), Some(OwnRuleError::Basis));
    assert_eq!(new(&ELSEWHERE), Some(OwnRuleError::Room));
    assert_eq!(new(&TAKEN), Some(OwnRuleError::Code));
    let twice = Matching::new(policy()).with_rule(says(&GARDEN, OwnKind::Fit, OwnAnswer::Yes)).unwrap();
    let twice = twice.with_rule(says(&GARDEN, OwnKind::Safety, OwnAnswer::Yes));
    assert_eq!(twice.err(), Some(OwnRuleError::Code));
    // No kind is law.
    assert!(OwnKind::ALL.iter().all(|kind| kind.kind() != RuleKind::Law));
}

#[test]
fn of_safety_it_decides_and_of_another_kind_it_does_not() {
    let party = Party::one(child(1));
    for (kind, answer, expected) in [
        (OwnKind::Safety, OwnAnswer::Yes, Kind::Suitable),
        (OwnKind::Safety, OwnAnswer::No, Kind::NotSuitable),
        (OwnKind::Safety, OwnAnswer::NotKnown, Kind::CannotSayYet),
        (OwnKind::Wishes, OwnAnswer::No, Kind::Suitable),
        (OwnKind::Fit, OwnAnswer::NotKnown, Kind::Suitable),
        (OwnKind::Practice, OwnAnswer::No, Kind::Suitable),
    ] {
        let list = list(vec![says(&GARDEN, kind, answer)], &party, home(vec![resident(2)]));
        let verdict = &list.verdicts[0];
        assert_eq!(verdict.kind, expected, "{kind} {answer}");
        let parts = verdict.parts;
        let no = u32::from(answer == OwnAnswer::No);
        assert_eq!(parts.wishes_not_met, if kind == OwnKind::Wishes { no } else { 0 });
        assert_eq!(parts.practice_not_met, if kind == OwnKind::Practice { no } else { 0 });
        assert_eq!(parts.failed, if kind == OwnKind::Safety { no } else { 0 });
        let open = list.explained[0].asks.iter().filter(|ask| ask.topic.fact == "own_rule");
        assert_eq!(open.count(), usize::from(answer == OwnAnswer::NotKnown));
    }
}

#[test]
fn its_no_is_met_by_its_mitigations() {
    let rule = || says(&GARDEN, OwnKind::Safety, OwnAnswer::No).met_by([Mitigation::EscortedJourneys]);
    let with = |can, enough: Option<bool>| {
        let mut home = home(vec![]);
        home.provides = Few::new(vec![Provision { mitigation: Mitigation::EscortedJourneys, can }]).unwrap();
        let judgement = enough.map(|enough| MitigationJudgement {
            home: home_id(),
            rule: "garden".parse().unwrap(),
            child: child_id(1),
            other: None,
            mitigation: Mitigation::EscortedJourneys,
            together_with: Few::none(),
            staff: None,
            enough,
            by: id(0xd, 1),
            on: on(),
            facts: None,
        });
        let party = Party::one(child(1)).with_judgements(judgement.into_iter().collect()).unwrap();
        list(vec![rule()], &party, home).verdicts[0].kind
    };
    let can = Fact::known(CanProvide::During(mutual_care::base::Period::ALWAYS));
    assert_eq!(with(can, Some(true)), Kind::SuitableWith);
    assert_eq!(with(can, Some(false)), Kind::NotSuitable);
    assert_eq!(with(can, None), Kind::CannotSayYet);
    assert_eq!(with(Fact::known(CanProvide::No), Some(true)), Kind::NotSuitable);
    assert_eq!(with(Fact::default(), Some(true)), Kind::CannotSayYet);
}

#[test]
fn it_is_asked_at_its_place_within_its_kind() {
    let order = |place| {
        let rules = vec![
            OwnRule::new(&POND, OwnKind::Safety, place, |_| OwnAnswer::No).unwrap(),
            OwnRule::new(&GARDEN, OwnKind::Safety, place, |_| OwnAnswer::No).unwrap(),
        ];
        let mut home = home(vec![]);
        home.bedrooms_free = Fact::known(0);
        list(rules, &Party::one(child(1)), home)
    };
    let first = order(0);
    assert_eq!(first.verdicts[0].decided_by.unwrap().code, "garden", "of two at one place the code decides");
    let codes: Vec<&str> = first.explained[0].reasons.iter().map(|reason| reason.rule.code).collect();
    assert_eq!(codes, ["garden", "pond", "bedroom-for-each"]);
    let last = order(99);
    assert_eq!(last.verdicts[0].decided_by.unwrap().code, "bedroom-for-each");
}

#[test]
fn it_sees_the_children_the_home_and_the_date() {
    let rule = OwnRule::new(&GARDEN, OwnKind::Safety, 0, |candidate| {
        assert_eq!(candidate.on, on());
        assert_eq!(candidate.home.id, home_id());
        if candidate.children.len() == 1 { OwnAnswer::Yes } else { OwnAnswer::No }
    })
    .unwrap();
    let list = list(vec![rule], &Party::one(child(1)), home(vec![]));
    assert_eq!(list.verdicts[0].kind, Kind::Suitable);
}
