//! Ages on the planned date, and who is older than whom: each rule's boundary, from both sides.

use chrono::NaiveDate;
use mutual_care::base::{Code, Fact};
use mutual_care::placement::{
    AgeRange, Answer, CanProvide, Companions, Few, Kind, Mitigation, Party, Policy, Provision, Relation,
    RelationKind,
};

use super::generate::date;
use super::made::{answer, born, child, child_id, days, home, judge, judge_party, of, on, policy, resident};

#[test]
fn age_is_that_of_the_planned_date() {
    let mut home = home(vec![]);
    home.ages = Fact::known(AgeRange::new(11, 15).unwrap());
    let mut one = child(1);
    let mut ask = |day| {
        born(&mut one, day);
        of("age-in-range", &one, &home)
    };
    assert_eq!(ask(date(2015, 4, 13)), Answer::Holds, "11 on that day");
    assert_eq!(ask(date(2015, 4, 14)), Answer::No, "11 the day after");
    assert_eq!(ask(date(2010, 4, 14)), Answer::Holds, "16 the day after");
    assert_eq!(ask(date(2010, 4, 13)), Answer::No, "16 on that day");
    assert_eq!(ask(days(on(), 1)), Answer::No, "not born yet");
}

#[test]
fn a_part_of_a_date_of_birth_decides_only_if_all_days_agree() {
    let mut home = home(vec![]);
    home.ages = Fact::known(AgeRange::new(11, 15).unwrap());
    let part = |text: &str| serde_json::from_value(text.into()).unwrap();
    for (born, expected) in [
        ("2011", Answer::Holds),
        ("2010", Answer::NotKnown),
        ("2010-03", Answer::No),
        ("2010-04", Answer::NotKnown),
        ("2010-05", Answer::Holds),
        ("2009", Answer::No),
        ("2015", Answer::NotKnown),
        ("2015-04", Answer::NotKnown),
        ("2015-05", Answer::No),
        ("2027", Answer::No),
    ] {
        let mut one = child(1);
        one.date_of_birth = Fact::known(part(born));
        let explained = judge(&one, &home);
        assert_eq!(answer(&explained, "age-in-range"), expected, "{born}");
        let open: Vec<&str> = explained.open_here.iter().map(|(_, topic)| topic.fact).collect();
        assert_eq!(open.contains(&"date_of_birth"), expected == Answer::NotKnown, "{born}: {open:?}");
        let kind = match expected {
            Answer::Holds => Kind::Suitable,
            Answer::No => Kind::NotSuitable,
            _ => Kind::CannotSayYet,
        };
        assert_eq!(explained.verdict.kind, kind, "{born}");
    }
    // Who is older: all days of the one against all days of the other.
    let alongside = |mine: &str, theirs: &str, whom: Companions| {
        let (mut one, mut there) = (child(1), resident(2));
        one.companions = Fact::known(whom);
        one.date_of_birth = Fact::known(part(mine));
        there.child.date_of_birth = Fact::known(part(theirs));
        let mut home = super::made::home(vec![there]);
        let no =
            |mitigation: &Mitigation| Provision { mitigation: *mitigation, can: Fact::known(CanProvide::No) };
        home.provides = Few::new(Mitigation::ALL.iter().map(no).collect()).unwrap();
        of("ages-alongside-respected", &one, &home)
    };
    assert_eq!(alongside("2011", "2010", Companions::OlderOnly), Answer::Holds);
    assert_eq!(alongside("2011", "2011", Companions::OlderOnly), Answer::NotKnown);
    assert_eq!(alongside("2011", "2011-01-01", Companions::OlderOnly), Answer::NotKnown);
    assert_eq!(alongside("2011", "2010-12-31", Companions::OlderOnly), Answer::Holds);
    assert_eq!(
        alongside("2011-06", "2011-06-30", Companions::OlderOnly),
        Answer::No,
        "nobody of that month is younger"
    );
    assert_eq!(alongside("2011-06", "2011-06-29", Companions::OlderOnly), Answer::NotKnown);
    assert_eq!(alongside("2011-06", "2011-06-01", Companions::YoungerOnly), Answer::No);
    assert_eq!(alongside("2011-06", "2011-06-02", Companions::YoungerOnly), Answer::NotKnown);
    assert_eq!(alongside("2011-06", "2011-07", Companions::YoungerOnly), Answer::Holds);
    // Further apart than two years.
    let close = |mine: &str, theirs: &str| {
        let (mut one, mut there) = (child(1), resident(2));
        one.date_of_birth = Fact::known(part(mine));
        there.child.date_of_birth = Fact::known(part(theirs));
        let policy = Policy { age_gap_years: Some(2), ..policy() };
        let judged = judge_party(&Party::one(one), &super::made::home(vec![there]), &policy);
        answer(&judged, "ages-close")
    };
    assert_eq!(close("2011", "2011"), Answer::Holds);
    assert_eq!(close("2011", "2012-12-31"), Answer::Holds);
    assert_eq!(close("2011", "2013-01-01"), Answer::Holds, "two years to the day after the first");
    assert_eq!(close("2011", "2013-01-02"), Answer::NotKnown);
    assert_eq!(close("2011", "2013-12-31"), Answer::NotKnown);
    assert_eq!(close("2011", "2014-01-01"), Answer::No);
}

#[test]
fn a_year_of_birth_of_an_enquiry_is_enough_where_all_ages_of_it_are() {
    let text = include_str!("given/p13-born-year.json");
    let judged = |text: &str| {
        let enquiry: mutual_care::placement::Enquiry = serde_json::from_str(text).unwrap();
        let homes = mutual_care::placement::Homes::compile(enquiry.homes.clone()).unwrap();
        let how = mutual_care::placement::Matching::new(enquiry.policy).explaining(1);
        let list = mutual_care::placement::shortlist(&enquiry.party, &homes, enquiry.on, &how);
        answer(&list.explained[0], "age-in-range")
    };
    assert_eq!(judged(text), Answer::Holds, "15 or 16, in a home for 10 to 17");
    assert_eq!(judged(&text.replace("\"to\": 17", "\"to\": 15")), Answer::NotKnown);
    assert_eq!(judged(&text.replace("\"to\": 17", "\"to\": 14")), Answer::No);
}

#[test]
fn leaving_the_range_is_said_up_to_twelve_months_ahead() {
    let mut home = home(vec![]);
    home.ages = Fact::known(AgeRange::new(11, 15).unwrap());
    let mut one = child(1);
    let mut leaves = |day| {
        born(&mut one, day);
        let explained = judge(&one, &home);
        assert_eq!(explained.findings().with_code("leaves-range-soon").count(), explained.leaves_range.len());
        explained.leaves_range.first().map(|leaves| leaves.on)
    };
    assert_eq!(leaves(date(2011, 4, 13)), Some(date(2027, 4, 13)));
    assert_eq!(leaves(date(2011, 4, 14)), None);
    assert_eq!(leaves(date(2010, 4, 14)), Some(date(2026, 4, 14)));
    assert_eq!(leaves(date(2010, 4, 13)), None, "too old already: that is the rule's no");
    // Of a part of a date: the first day that it may be, and marked so.
    let mut in_part = |text: &str| {
        one.date_of_birth = Fact::known(serde_json::from_value(text.into()).unwrap());
        let explained = judge(&one, &home);
        let said: Vec<String> = explained
            .findings()
            .with_code("leaves-range-soon")
            .map(mutual_care::base::Finding::for_person)
            .collect();
        let leaves = explained.leaves_range.first().map(|leaves| (leaves.on, leaves.at_the_earliest));
        assert_eq!(said.iter().any(|said| said.contains("you may be older")), leaves.is_some(), "{said:?}");
        leaves
    };
    assert_eq!(in_part("2011"), Some((date(2027, 1, 1), true)));
    assert_eq!(in_part("2011-04"), Some((date(2027, 4, 1), true)));
    assert_eq!(in_part("2011-05"), None);
    assert_eq!(
        in_part("2010"),
        Some((date(2026, 4, 14), true)),
        "born earlier in it, the child is too old already"
    );
    assert_eq!(in_part("2010-03"), None);
}

#[test]
fn ages_of_unrelated_children_are_as_close_as_the_policy_says() {
    let ask = |mine: NaiveDate, theirs: NaiveDate, is: Option<RelationKind>| {
        let (mut one, mut there) = (child(1), resident(2));
        born(&mut one, mine);
        born(&mut there.child, theirs);
        let relations = is.map(|is| Relation { with: child_id(2), is }).into_iter().collect();
        one.relations = Fact::known(Few::new(relations).unwrap());
        of("ages-close", &one, &home(vec![there]))
    };
    // Five years to the day, and a day more; either may be the older.
    let (older, younger) = (date(2009, 5, 5), date(2014, 5, 5));
    assert_eq!(ask(younger, older, None), Answer::Holds);
    assert_eq!(ask(older, younger, None), Answer::Holds);
    assert_eq!(ask(days(younger, 1), older, None), Answer::No);
    assert_eq!(ask(older, days(younger, 1), None), Answer::No);
    assert_eq!(ask(days(younger, 1), older, Some(RelationKind::Sibling)), Answer::Holds);
    assert_eq!(ask(days(younger, 1), older, Some(RelationKind::Friend)), Answer::No);
    // Born on 29 February: the birthday of other years is 1 March.
    let leap = date(2008, 2, 29);
    assert_eq!(ask(date(2013, 3, 1), leap, None), Answer::Holds);
    assert_eq!(ask(date(2013, 3, 2), leap, None), Answer::No);
    assert_eq!(ask(leap, date(2013, 3, 1), None), Answer::Holds);
    assert_eq!(ask(leap, date(2013, 3, 2), None), Answer::No);
    let far = judge(&child(1), &home(vec![resident(2)]));
    assert_eq!(far.verdict.kind, Kind::Suitable);
}

#[test]
fn alone_older_and_younger() {
    let ask = |companions, mine: NaiveDate, theirs: NaiveDate, code: &str| {
        let (mut one, mut there) = (child(1), resident(2));
        one.companions = Fact::known(companions);
        born(&mut one, mine);
        born(&mut there.child, theirs);
        of(code, &one, &home(vec![there]))
    };
    let (day, before, after) = (date(2012, 3, 3), date(2012, 3, 2), date(2012, 3, 4));
    let rule = "ages-alongside-respected";
    assert_eq!(ask(Companions::OlderOnly, day, before, rule), Answer::Holds);
    assert_eq!(ask(Companions::OlderOnly, day, day, rule), Answer::NotKnown, "of the same age is not older");
    assert_eq!(ask(Companions::OlderOnly, day, after, rule), Answer::NotKnown);
    assert_eq!(ask(Companions::YoungerOnly, day, after, rule), Answer::Holds);
    assert_eq!(ask(Companions::YoungerOnly, day, day, rule), Answer::NotKnown);
    assert_eq!(ask(Companions::Solo, day, day, "solo-respected"), Answer::NotKnown);
    let mut one = child(1);
    one.companions = Fact::known(Companions::Solo);
    assert_eq!(of("solo-respected", &one, &home(vec![])), Answer::Holds, "nobody else lives there");
    // The other way: who lives there should live alone.
    let mut there = resident(2);
    there.child.companions = Fact::known(Companions::Solo);
    assert_eq!(of("solo-respected", &child(1), &home(vec![there])), Answer::NotKnown);
}
