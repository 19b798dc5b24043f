//! Values on the wire, and nothing of a child in any log.

use std::collections::BTreeSet;

use mutual_care::base::wire::without_echo;
use mutual_care::base::{Audience, Code, Fact, Finding, PrivateText};
use mutual_care::placement::{
    Activity, Area, Child, DateOfBirth, Enquiry, EnquiryParts, Facts, Few, Grid, Homes, Language, Matching,
    Names, OwnRisk, OwnView, Party, Ratio, Relation, RelationKind, RuleKind, assess, explain, kind_of,
    letter, mitigations_of, rules, shortlist, shortlist_words, words_for_child,
};
use serde_json::{Value, json};

use super::generate::{date, id, world};
use super::made::{child, home, home_id, judge, on, policy, resident};

const EXAMPLE: &str = include_str!("../../examples/data/referral-and-homes.json");
const SECRET: &str = "Maria Smith, born 2011-05-06";

fn secret() -> PrivateText {
    PrivateText::new(SECRET).unwrap()
}

/// A child with a secret wherever words or a date of birth can stand.
fn private_child() -> Child {
    let mut child = child(1);
    child.called = secret();
    child.other_risks = secret();
    child.preferred_location = secret();
    child.own_view = OwnView::Said { by: id(0xd, 1), on: on(), words: secret() };
    child.date_of_birth = Fact::known(DateOfBirth::new(date(2011, 5, 6)));
    child.family_at = Fact::known(Grid::new(412_345, 398_765).unwrap());
    child.own_risks = Facts::only([OwnRisk::SelfHarm]);
    child
}

fn says_nothing(shown: &str) {
    for secret in ["Maria", "2011", "412345", "398765", "SelfHarm", "self_harm"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[test]
fn debug_of_a_child_shows_the_id_and_nothing_else() {
    let child = private_child();
    says_nothing(&format!("{child:?} {child:#?}"));
    assert_eq!(format!("{child:?}"), "Child(child:a0000000-0000-4000-8000-000000000001)");
    let mut there = resident(2);
    there.child = child.clone();
    let home = home(vec![there]);
    let party = Party::one(child.clone());
    for shown in [
        format!("{home:?}"),
        format!("{party:#?}"),
        format!("{:?}", home.residents),
        format!("{:?}", child.own_view),
        format!("{:?} {:?}", child.date_of_birth, child.own_risks),
        format!("{:?}", child.care_types),
    ] {
        says_nothing(&shown);
    }
}

#[test]
fn no_finding_reason_or_question_holds_anything_of_a_child() {
    let mut child = private_child();
    child.home_views = Few::none();
    let mut there = resident(2);
    there.child = private_child();
    there.child.id = id(0xa000_0000, 2);
    let mut home = home(vec![there]);
    home.ages = Fact::known(mutual_care::placement::AgeRange::new(10, 14).unwrap());
    home.name = secret();
    let explained = judge(&child, &home);
    let homes = Homes::compile(vec![home]).unwrap();
    let list = shortlist(&Party::one(child), &homes, on(), &Matching::new(policy()).explaining(1));
    let findings = format!("{:?}", explained.findings());
    let shown = serde_json::to_string(&explained.findings()).unwrap();
    for text in [findings.clone(), shown] {
        assert!(!text.contains("Maria") && !text.contains("2011"), "{text}");
        // The day on which the child is too old would tell the birthday.
        assert!(!text.contains("05-06"), "{text}");
    }
    for text in [format!("{explained:?}"), format!("{list:?}")] {
        assert!(!text.contains("Maria") && !text.contains("05-06"), "{text}");
    }
    assert!(findings.contains("LEAVES_RANGE") || findings.contains("leaves-range-soon"));
}

#[test]
fn what_is_for_professionals_only_is_not_for_the_child() {
    for seed in 0..60 {
        let world = world(seed, 3);
        let homes = Homes::compile(world.homes.clone()).unwrap();
        for home in &world.homes {
            let explained = explain(&world.party, &homes, home.id, world.on, &Matching::new(world.policy));
            for explained in explained {
                let words = words_for_child(&explained);
                for reason in &explained.reasons {
                    let said = reason.rule.person.replace("{answer}: ", "");
                    let hidden = reason.rule.audience == Audience::Professionals;
                    assert_eq!(words.contains(&said), !hidden, "{}", reason.rule.code);
                }
                assert!(!words.contains("a000"), "an id in words for a child");
            }
        }
    }
    // Rules that speak of another child, and those of the group's staff, are for professionals.
    for rule in
        rules::TABLE.iter().filter(|rule| rule.code.contains("between") || rule.code.contains("staff-by"))
    {
        assert_eq!(rule.audience, Audience::Professionals, "{}", rule.code);
    }
}

/// What a home offers is asked of a home that there is.
#[test]
fn an_offer_is_of_one_of_the_homes() {
    let read = |home: &Value| {
        let mut file: Value = serde_json::from_str(EXAMPLE).unwrap();
        assert!(file["v1"]["offer"].is_object());
        file["v1"]["offer"]["home"] = home.clone();
        serde_json::from_value::<Enquiry>(file).map(|_| ()).map_err(|error| error.to_string())
    };
    let file: Value = serde_json::from_str(EXAMPLE).unwrap();
    for home in file["v1"]["homes"].as_array().unwrap() {
        assert_eq!(read(&home["id"]), Ok(()));
    }
    let refused = read(&Value::from("6f2c1a3e-0000-4000-8000-00000000ffff")).unwrap_err();
    assert!(refused.contains("expected the `home` of `offer` to be one of `homes`"), "{refused}");
}

#[test]
fn the_example_and_random_worlds_survive_the_wire() {
    let read: Enquiry = serde_json::from_str(EXAMPLE).unwrap();
    let text = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<Enquiry>(&text).unwrap(), read);
    for seed in 0..200 {
        let world = world(seed, 3);
        let enquiry = Enquiry::new(EnquiryParts {
            note: PrivateText::default(),
            on: world.on,
            party: world.party,
            homes: world.homes,
            policy: world.policy,
            offer: None,
            provided: Few::none(),
        })
        .unwrap();
        let text = serde_json::to_string(&enquiry).unwrap();
        let again: Enquiry = serde_json::from_str(&text).unwrap();
        assert_eq!(again, enquiry, "seed {seed}");
        for (one, two) in again.party.children().iter().zip(enquiry.party.children()) {
            assert_eq!(one.fingerprint().unwrap(), two.fingerprint().unwrap());
        }
    }
}

#[test]
fn the_documented_example_is_read() {
    let page = include_str!("../../docs/placement-input.md");
    let block = page.split("```json").nth(1).unwrap().split("```").next().unwrap();
    let read: Enquiry = serde_json::from_str(block).unwrap();
    assert_eq!(read.party.children().len(), 2);
    // Every field of a child, a home and an enquiry stands on the page.
    let all: Value = serde_json::from_str(EXAMPLE).unwrap();
    all_keys(&all, &mut |key| assert!(page.contains(key), "{key} is not on the page"));
}

/// The tables of the page have each field of what they describe, and none besides.
#[test]
fn the_page_has_a_place_in_a_table_for_each_field() {
    type Within = fn(&mut Value) -> &mut Value;
    let page = include_str!("../../docs/placement-input.md");
    let cases: [(&str, Within); 3] = [
        ("## The document, under `v1`", |v| v),
        ("## A child", |v| &mut v["party"]["children"][0]),
        ("## A home", |v| &mut v["homes"][0]),
    ];
    for (heading, within) in cases {
        let (_, rest) = page.split_once(&format!("\n{heading}\n")).unwrap();
        let table = rest.lines().skip_while(|line| !line.starts_with("|---")).skip(1);
        let rows = table.take_while(|line| line.starts_with('|'));
        let cells = rows.map(|row| row.split('|').nth(1).unwrap());
        let named: BTreeSet<&str> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
        let told = refused(|value| within(value)["XYZZY"] = json!(1));
        let fields: BTreeSet<&str> = told.split('`').skip(1).step_by(2).collect();
        assert_eq!(named, fields, "{heading}");
    }
}

fn all_keys(value: &Value, seen: &mut impl FnMut(&str)) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                seen(key);
                all_keys(value, seen);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| all_keys(value, seen)),
        _ => {}
    }
}

/// The message about the example with one thing changed in it.
fn refused(change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(EXAMPLE).unwrap();
    change(&mut value["v1"]);
    let error = serde_json::from_value::<Enquiry>(value).unwrap_err();
    without_echo(&error)
}

#[test]
fn what_does_not_fit_is_refused_in_words_that_echo_nothing() {
    type Case = (&'static str, fn(&mut Value));
    let cases: [Case; 14] = [
        ("expected one of `id`", |v| v["party"]["children"][0]["Maria"] = json!(1)),
        ("expected a need for care", |v| {
            v["party"]["children"][0]["needs"]["Maria"] = json!({"known": true});
        }),
        ("a boolean", |v| v["party"]["children"][0]["needs"]["autism"] = json!({"known": "Maria"})),
        ("expected a date", |v| v["party"]["children"][0]["date_of_birth"] = json!({"known": "Maria"})),
        ("the code of an area", |v| v["party"]["children"][0]["unsafe_areas"] = json!({"known": ["Maria"]})),
        ("each of the areas once", |v| {
            v["party"]["children"][0]["unsafe_areas"] = json!({"known": ["E99000001", "E99000001"]});
        }),
        ("at most 64 areas", |v| {
            let many: Vec<String> = (0..65).map(|number| format!("E{number:08}")).collect();
            v["party"]["children"][0]["unsafe_areas"] = json!({ "known": many });
        }),
        ("one child with the plan `one`", |v| v["party"]["plan"] = json!("apart")),
        ("ages `from` and `to`", |v| v["homes"][0]["ages"] = json!({"known": {"from": 12, "to": 11}})),
        ("staff to children", |v| {
            v["party"]["children"][0]["staffing"]["known"]["day"] = json!("Maria");
        }),
        ("an `easting`", |v| v["homes"][0]["grid"] = json!({"known": {"easting": 800_000, "northing": 1}})),
        ("the code of a rule", |v| v["party"]["judgements"][0]["rule"] = json!("Maria Smith")),
        ("an id", |v| v["party"]["children"][0]["id"] = json!("Maria")),
        ("a fact", |v| {
            v["party"]["children"][0]["key_stage_4"] = json!({"known": true, "not_known": "declined"});
        }),
    ];
    for (says, change) in cases {
        let said = refused(change);
        assert!(said.contains(says), "expected `{says}` in `{said}`");
        assert!(!said.contains("Maria"), "{said}");
    }
    let twice = EXAMPLE.replacen(
        "\"self_harm\": {\"known\": true}",
        "\"self_harm\": {\"known\": true}, \"self_harm\": {\"known\": true}",
        1,
    );
    assert!(serde_json::from_str::<Enquiry>(&twice).unwrap_err().to_string().contains("`self_harm` once"));
}

#[test]
fn facts_are_one_value_however_they_were_written() {
    let short: Facts<OwnRisk> = serde_json::from_value(json!({
        "self_harm": {"known": true}, "all_others": {"known": false}
    }))
    .unwrap();
    let long = OwnRisk::ALL.iter().fold(Facts::<OwnRisk>::all_others(Fact::known(false)), |facts, risk| {
        facts.with(*risk, Fact::known(*risk == OwnRisk::SelfHarm))
    });
    assert_eq!(short, long);
    assert_eq!(short, Facts::only([OwnRisk::SelfHarm]));
    // Not asked, said outright beside others that were.
    let open = short.clone().with(OwnRisk::EatingDisorder, Fact::default());
    let text = serde_json::to_string(&open).unwrap();
    assert_eq!(serde_json::from_str::<Facts<OwnRisk>>(&text).unwrap(), open);
    assert!(open.told(OwnRisk::EatingDisorder).is_open());
}

#[test]
fn short_lists_have_one_order() {
    let relation = |number, is| Relation { with: id(0xa000_0000, number), is };
    let one = Few::new(vec![relation(2, RelationKind::Friend), relation(1, RelationKind::Sibling)]).unwrap();
    let other =
        Few::new(vec![relation(1, RelationKind::Sibling), relation(2, RelationKind::Friend)]).unwrap();
    assert_eq!(one, other);
    assert_eq!("E00000000".parse::<Area>().unwrap().to_string(), "E00000000");
    for wrong in ["", "E1", "e00000001", "E0000000x", "EE0000001", "E000000001"] {
        assert!(wrong.parse::<Area>().is_err(), "{wrong}");
    }
    for wrong in ["", "e", "engl", "EN", "e1"] {
        assert!(wrong.parse::<Language>().is_err(), "{wrong}");
    }
    for wrong in ["", "1", "0:1", "1:0", "5:1", "1:13", "01:1", "+1:1", "1:1:1", "None"] {
        assert!(wrong.parse::<Ratio>().is_err(), "{wrong}");
    }
    for right in ["none", "1:1", "4:12", "2:7"] {
        assert_eq!(right.parse::<Ratio>().unwrap().to_string(), right);
    }
}

#[test]
fn every_rule_has_a_basis_that_fits_its_kind_and_a_place_for_its_answer() {
    let mut kinds = Vec::new();
    for (place, rule) in rules::TABLE.iter().enumerate() {
        assert_eq!(usize::from(rule.place), place);
        let kind = kind_of(rule).unwrap();
        kinds.push(kind);
        for sentence in [rule.professional, rule.person] {
            assert!(sentence.starts_with("{answer}: "), "{}", rule.code);
        }
        if kind == RuleKind::Law {
            assert!(rule.basis.is_law(), "{}", rule.code);
            assert!(mitigations_of(rule).is_empty(), "nothing meets the law: {}", rule.code);
        }
        if kind != RuleKind::Safety {
            assert!(mitigations_of(rule).is_empty(), "{}", rule.code);
        }
    }
    assert!(kinds.is_sorted());
    assert_eq!(rules::TABLE.len(), 52);
}

struct NoNames;
impl Names for NoNames {
    fn child(&self, _: mutual_care::base::ChildId) -> Option<&str> {
        None
    }
    fn home(&self, _: mutual_care::base::HomeId) -> Option<&str> {
        None
    }
}

#[test]
fn words_need_no_names_and_the_letter_names_no_child() {
    let enquiry: Enquiry = serde_json::from_str(EXAMPLE).unwrap();
    let homes = Homes::compile(enquiry.homes.clone()).unwrap();
    let how = Matching::new(enquiry.policy).explaining(12);
    let list = shortlist(&enquiry.party, &homes, enquiry.on, &how);
    let words = shortlist_words(&list, &NoNames);
    assert!(!words.contains("Robin") && words.contains("child 000001"));
    let explained = list
        .explained
        .iter()
        .find(|explained| explained.verdict.home == enquiry.offer.as_ref().unwrap().home);
    let letter =
        letter(explained.unwrap(), &enquiry.party, enquiry.on, enquiry.offer.clone(), &[], &enquiry.policy);
    let names = mutual_care::placement::NamesOf::new(&enquiry.party, &homes);
    let text = letter.to_markdown(&names);
    assert!(!text.contains("Robin") && text.contains("Beech Lodge"), "{text}");
    assert!(text.contains("£4865.00 a week"));
}

#[test]
fn assessments_go_stale_and_say_why() {
    use mutual_care::placement::{Added, Assessed, Liaison, Measure, Mitigation, WorkersView};
    let one = child(1);
    let before = home(vec![resident(2)]);
    let assessed = Assessed::of(&[&one], &before, on()).unwrap();
    let codes = |child: &Child, home: &mutual_care::placement::Home, on| -> Vec<&str> {
        assessed.stale(&[child], home, on).unwrap().iter().map(Finding::code).collect()
    };
    assert!(codes(&one, &before, on()).is_empty());
    assert_eq!(codes(&one, &home(vec![resident(2), resident(3)]), on()), ["assessed-without-resident"]);
    assert_eq!(codes(&one, &home(vec![]), on()), ["assessed-with-resident-gone"]);
    let next = on().succ_opt().unwrap();
    assert_eq!(codes(&one, &before, next), ["assessed-for-another-date"]);
    let mut changed = one.clone();
    changed.activities = Facts::only([Activity::Dance]);
    assert_eq!(codes(&changed, &before, on()), ["assessed-before-fact-changed"]);
    let mut moved = before.clone();
    moved.bedrooms_free = Fact::known(1);
    assert_eq!(codes(&one, &moved, on()), ["assessed-before-fact-changed"]);
    let mut there = resident(2);
    there.child.own_risks = Facts::only([OwnRisk::SelfHarm]);
    assert_eq!(codes(&one, &home(vec![there]), on()), ["assessed-before-fact-changed"]);
    // A name is no fact.
    let mut called = one.clone();
    called.called = secret();
    assert!(codes(&called, &before, on()).is_empty());
    // Who comes only the day after was not to be seen.
    let mut coming = resident(3);
    coming.period = mutual_care::base::Period::new(Some(next), None).unwrap();
    assert!(codes(&one, &home(vec![resident(2), coming]), on()).is_empty());

    // What people add is asked for.
    let homes = Homes::compile(vec![before]).unwrap();
    let documents = assess(&Party::one(one), &homes, home_id(), on(), &Matching::new(policy())).unwrap();
    let (compatibility, impact) = documents.into_iter().next().unwrap();
    assert_eq!(compatibility.open().iter().map(Finding::code).collect::<Vec<_>>(), ["liaison-missing"]);
    assert!(impact.open().is_empty());
    let liaison = |view| Liaison {
        resident: id(0xa000_0000, 2),
        by: id(0xd, 3),
        on: on(),
        view,
        words: PrivateText::default(),
        settled: None,
    };
    let agreed = Added { liaison: vec![liaison(WorkersView::Agrees)], ..Added::default() };
    assert!(compatibility.clone().with(agreed).open().is_empty());
    let objects = Added { liaison: vec![liaison(WorkersView::Objects)], ..Added::default() };
    assert_eq!(compatibility.with(objects).open().iter().next().unwrap().code(), "liaison-objects");

    // A mitigation must be taken on, by the day of the move.
    let enquiry: Enquiry = serde_json::from_str(EXAMPLE).unwrap();
    let homes = Homes::compile(enquiry.homes.clone()).unwrap();
    let beech = "b0000002-0000-4000-8000-000000000000".parse().unwrap();
    let documents =
        assess(&enquiry.party, &homes, beech, enquiry.on, &Matching::new(enquiry.policy)).unwrap();
    let compatibility = documents.into_iter().next().unwrap().0;
    let concern = compatibility.pairs.iter().flat_map(|pair| &pair.concerns).next().unwrap().clone();
    let taken_on = |by| Added {
        measures: vec![Measure {
            rule: concern.rule.code.parse().unwrap(),
            other: concern.other,
            mitigation: Mitigation::NeverAloneTogether,
            who: id(0xd, 4),
            by,
        }],
        ..Added::default()
    };
    let has =
        |added: Added, code: &str| compatibility.clone().with(added).open().with_code(code).count() == 1;
    assert!(has(Added::default(), "concern-without-measure"));
    assert!(
        !has(taken_on(enquiry.on), "concern-without-measure")
            && !has(taken_on(enquiry.on), "measure-after-move")
    );
    assert!(has(taken_on(enquiry.on.succ_opt().unwrap()), "measure-after-move"));
}
