//! Two who were kept as two people, and are one: what is of the one is of the other, what was between them ends.

use chrono::{DateTime, Utc};
use mutual_care::base::{Fact, FactSource, Finding, Role, Stamp, Told, WhyNotKnown};
use mutual_care::household::{
    Answered, ArrangementEnded, ArrangementRecorded, FoundToBeOne, Household, KinIs, Opened, PersonDied,
    Reply, StatedArrangement, Topic,
};
use mutual_care::machine::{Answer, Machine};
use mutual_care::need::Ability;
use serde_json::Value;

use crate::family::{
    COMPANY, DAUGHTER, DEVICE, MEALS, MOTHER, MOTHER_CALLS, NEIGHBOUR, NEIGHBOUR_AGAIN, PROVIDER, SON,
    SON_COOKS, TABLETS, accepted, after, arrangement_id, barred, born, day, found, gives, kin, need_id, open,
    opened, parts, period, person, source, with,
};

const ON: &str = "2024-04-01";

fn one(kept: u128, given_up: u128) -> FoundToBeOne {
    FoundToBeOne { on: day(ON), person: person(kept), duplicate: person(given_up) }
}

/// Everything that a finding of this code is about, as it is printed.
fn about(record: &Household, event: FoundToBeOne, code: &str) -> Vec<String> {
    let found = accepted(record, event).findings;
    found.with_code(code).flat_map(Finding::concerns).map(ToString::to_string).collect()
}

/// Nobody was born on a day that would keep them from being one.
fn unborn() -> mutual_care::household::HouseholdInputParts {
    let mut parts = parts();
    parts.people.iter_mut().for_each(|person| person.born = None);
    parts
}

#[test]
fn help_between_the_two_ends_on_the_day_and_the_need_stays() {
    let record = open(unborn());
    let named = about(&record, one(MOTHER, SON), "help-between-the-two-ends");
    assert_eq!(
        named,
        [
            arrangement_id(SON_COOKS).any().to_string(),
            need_id(MEALS).any().to_string(),
            arrangement_id(MOTHER_CALLS).any().to_string(),
            need_id(TABLETS).any().to_string(),
        ]
    );
    let merged = after(&record, one(MOTHER, SON));
    for id in [SON_COOKS, MOTHER_CALLS] {
        let known = merged.chronicle().arrangement(arrangement_id(id)).unwrap();
        assert!(known.holds(day("2024-03-31")) && !known.holds(day(ON)));
    }
    // They were one always, so it was help on no day; on each the needs are there, and are of the one.
    for on in ["2024-02-01", "2024-03-31", ON, "2024-05-01"] {
        let week = merged.as_at(day(on)).unwrap();
        assert_eq!(week.arrangements().len(), 1, "{on}");
        assert!(week.needs().iter().all(|need| need.person() == person(MOTHER)));
        assert_eq!(week.needs().len(), 3, "{on}");
    }
    // As known then, they helped each other.
    assert_eq!(merged.at_revision(1).unwrap().as_at(day(ON)).unwrap().arrangements().len(), 3);
    // The critical needs are found to be without help.
    assert!(found(&record, one(MOTHER, SON)).contains(&"nothing-in-its-place"));
    // What has ended before is not named, what begins later is, and does not begin.
    let mut parts = unborn();
    parts.arrangements[0].period = period("", ON);
    parts.arrangements[1].period = period("2024-06-01", "");
    let record = open(parts);
    let named = about(&record, one(MOTHER, SON), "help-between-the-two-ends");
    assert_eq!(named, [arrangement_id(MOTHER_CALLS).any().to_string(), need_id(TABLETS).any().to_string()]);
    let merged = after(&record, one(MOTHER, SON));
    assert!(!merged.chronicle().arrangement(arrangement_id(MOTHER_CALLS)).unwrap().holds(day("2024-07-01")));
}

#[test]
fn help_kin_and_answers_are_those_of_the_one_who_is_kept() {
    let mut parts = unborn();
    parts.kin.push(kin(NEIGHBOUR_AGAIN, KinIs::Friend, MOTHER));
    parts.arrangements.push(gives(210, NEIGHBOUR_AGAIN, TABLETS));
    let asked = Answered {
        on: day("2024-03-10"),
        person: person(NEIGHBOUR_AGAIN),
        source: FactSource::ThePerson,
        replies: vec![Reply::Themself { topic: Topic::WouldHelp, told: Told::Known(true) }],
    };
    let record = after(&open(parts), asked);
    assert_eq!(found(&record, one(NEIGHBOUR, NEIGHBOUR_AGAIN)), ["age-not-known"], "of more help by her");
    let merged = after(&record, one(NEIGHBOUR, NEIGHBOUR_AGAIN));
    let known = merged.chronicle();
    assert_eq!(known.kin_of(person(NEIGHBOUR)), [(person(MOTHER), KinIs::Friend)]);
    assert_eq!(known.arrangement(arrangement_id(210)).unwrap().by(), source(NEIGHBOUR));
    let said = known.person(person(NEIGHBOUR)).unwrap().said(Topic::WouldHelp).unwrap();
    assert_eq!(said.at(day("2024-03-10")).unwrap().told(), &Told::Known(true));
}

#[test]
fn what_the_two_were_to_each_other_goes_and_is_named() {
    let mut parts = unborn();
    parts.kin.push(kin(SON, KinIs::Brother, DAUGHTER));
    parts.kin.push(kin(DAUGHTER, KinIs::Friend, SON));
    let record = open(parts);
    let finding = accepted(&record, one(SON, DAUGHTER)).findings;
    let gone: Vec<String> = finding.with_code("kin-of-the-two-goes").map(Finding::for_professional).collect();
    assert_eq!(gone.len(), 2);
    assert!(gone.iter().any(|text| text.contains("the other's brother is not recorded")), "{gone:?}");
    let merged = after(&record, one(SON, DAUGHTER));
    assert_eq!(merged.chronicle().kin_of(person(SON)), [(person(MOTHER), KinIs::Child)]);
    assert_eq!(merged.chronicle().kin().len(), 1, "what was said of both stands once");
    // A mother who is the daughter written down twice stays the mother of her son.
    let record = open(unborn());
    let merged = after(&record, one(MOTHER, DAUGHTER));
    assert_eq!(merged.chronicle().kin_of(person(SON)), [(person(MOTHER), KinIs::Child)]);
    assert_eq!(
        accepted(&record, one(NEIGHBOUR, NEIGHBOUR_AGAIN)).findings.with_code("kin-of-the-two-goes").count(),
        0
    );
}

#[test]
fn nobody_is_supported_by_themself() {
    let with_support = |by| Fact::known(Ability::WithSupport { by: Some(source(by)) });
    let mut parts = unborn();
    parts.arrangements.push(StatedArrangement {
        able_now: with_support(NEIGHBOUR_AGAIN),
        able_later: with_support(DEVICE),
        ..gives(210, NEIGHBOUR, TABLETS)
    });
    parts
        .arrangements
        .push(StatedArrangement { able_now: with_support(NEIGHBOUR), ..gives(211, PROVIDER, TABLETS) });
    let record = open(parts);
    for (kept, given_up) in [(NEIGHBOUR, NEIGHBOUR_AGAIN), (NEIGHBOUR_AGAIN, NEIGHBOUR)] {
        let named = about(&record, one(kept, given_up), "support-by-the-same-person");
        assert_eq!(named, [person(kept).any().to_string(), arrangement_id(210).any().to_string()]);
        let known = after(&record, one(kept, given_up));
        let able = |id| known.chronicle().arrangement(arrangement_id(id)).unwrap().able_now(day(ON));
        assert_eq!(able(210).told(), &Told::Known(Ability::WithSupport { by: None }));
        assert_eq!(able(211).told(), &Told::Known(Ability::WithSupport { by: Some(source(kept)) }));
        let later = known.chronicle().arrangement(arrangement_id(210)).unwrap().able_later(day(ON));
        assert_eq!(later.told(), &Told::Known(Ability::WithSupport { by: Some(source(DEVICE)) }));
        assert!(known.as_at(day(ON)).is_ok());
    }
}

#[test]
fn what_cannot_be_true_of_one_is_a_choice() {
    let two = one(NEIGHBOUR, NEIGHBOUR_AGAIN);
    // Births.
    let births = |a, b| {
        let mut parts = parts();
        (parts.people[3].born, parts.people[4].born) = (a, b);
        open(parts)
    };
    assert_eq!(
        barred(&births(born("1960-02-01"), born("1960-02-02")), two.clone()),
        ["born-on-different-days"]
    );
    accepted(&births(born("1960-02-01"), born("1960-02-01")), two.clone());
    accepted(&births(None, born("1960-02-02")), two.clone());
    // Parts of dates contradict each other only if no day is in both, and the finer is kept.
    for (one, other, kept) in [
        ("1960", "1960-02-02", Some("1960-02-02")),
        ("1960-02", "1960", Some("1960-02")),
        ("1960-02-01", "1960-02", Some("1960-02-01")),
        ("1960-02", "1960-03", None),
        ("1960", "1961-01-01", None),
        ("1960-02-29", "1960-03", None),
    ] {
        let record = births(born(one), born(other));
        match kept {
            None => assert_eq!(barred(&record, two.clone()), ["born-on-different-days"], "{one}, {other}"),
            Some(kept) => {
                let merged = after(&record, two.clone());
                assert_eq!(merged.chronicle().person(person(NEIGHBOUR)).unwrap().born(), born(kept));
            }
        }
    }
    // Deaths.
    let died =
        |record: &Household, who, on: &str| after(record, PersonDied { on: day(on), person: person(who) });
    let first = died(&opened(), NEIGHBOUR, "2024-03-10");
    let different = died(&first, NEIGHBOUR_AGAIN, "2024-03-11");
    assert_eq!(barred(&different, two.clone()), ["died-on-different-days"]);
    let why = crate::family::refused(&different, two.clone());
    let mutual_care::machine::Refusal::Barred(findings) = why else { panic!("{why}") };
    let sentence = findings.iter().next().unwrap().for_professional();
    assert!(sentence.contains("2024-03-10") && sentence.contains("2024-03-11"), "{sentence}");
    assert_eq!(findings.iter().next().unwrap().concerns().len(), 2, "both are named");
    accepted(&died(&first, NEIGHBOUR_AGAIN, "2024-03-10"), two.clone());
    // Answers.
    let says = |record: &Household, who, on: &str, topic, told| {
        let replies = vec![Reply::Themself { topic, told }];
        let source = if who == NEIGHBOUR { FactSource::ThePerson } else { FactSource::Family };
        after(record, Answered { on: day(on), person: person(who), source, replies })
    };
    let yes = says(&opened(), NEIGHBOUR, "2024-03-10", Topic::WouldHelp, Told::Known(true));
    let again = |on, topic, told| says(&yes, NEIGHBOUR_AGAIN, on, topic, told);
    let no = Told::Known(false);
    let differ = again("2024-03-10", Topic::WouldHelp, no);
    assert_eq!(barred(&differ, two.clone()), ["answered-differently"]);
    let declined = again("2024-03-10", Topic::WouldHelp, Told::NotKnown(WhyNotKnown::Declined));
    assert_eq!(barred(&declined, two.clone()), ["answered-differently"]);
    accepted(&again("2024-03-10", Topic::WouldHelp, Told::Known(true)), two.clone());
    accepted(&again("2024-03-10", Topic::SeesSelfAsCarer, no), two.clone());
    let next_day = after(&again("2024-03-11", Topic::WouldHelp, no), two);
    let said = next_day.chronicle().person(person(NEIGHBOUR)).unwrap().said(Topic::WouldHelp).unwrap();
    assert_eq!(
        said.changes().map(|(on, fact)| (on, *fact.told())).collect::<Vec<_>>(),
        [(Some(day("2024-03-10")), Told::Known(true)), (Some(day("2024-03-11")), no),]
    );
}

/// An old release took two with different births for one, with a warning: what it wrote is read, and `audit` says what
/// speaks against it today.
#[test]
fn two_who_were_merged_before_stay_one() {
    let same = after(&opened(), one(NEIGHBOUR, NEIGHBOUR_AGAIN));
    let mut journal = serde_json::to_value(&same).unwrap();
    let people = &mut journal["v1"]["journal"][0]["event"]["opened"]["household"]["v1"]["people"];
    assert_eq!(people[4]["born"], "1960-02-01");
    people[4]["born"] = "1961-02-01".into();
    let read: Household = serde_json::from_value(journal).unwrap();
    assert_eq!(read.chronicle().kept_as(person(NEIGHBOUR_AGAIN)), Some(person(NEIGHBOUR)));
    assert_eq!(read.chronicle().person(person(NEIGHBOUR)).unwrap().born(), born("1960-02-01"));
    let audit = with(|setting| read.audit(setting)).unwrap();
    assert_eq!(audit[1].today.with_code("born-on-different-days").count(), 1);
}

/// The case from outside: two sons of Una who are one, the one down as cooking for the other, and as his brother.
#[test]
fn a_merge_needs_nothing_to_be_corrected_by_hand() {
    let life: Value = serde_json::from_str(include_str!("given/b09-merge.json")).unwrap();
    let at = |step: &Value| -> DateTime<Utc> { step["at"].as_str().unwrap().parse().unwrap() };
    let stamp = |step| {
        let worker = "6f2c1a3e-0000-4000-8000-0000000000f1".parse::<mutual_care::base::WorkerId>().unwrap();
        Stamp::new(at(step), worker, Role::SocialWorker).unwrap()
    };
    let steps = life["steps"].as_array().unwrap();
    let opening: Opened = serde_json::from_value(steps[0]["open"].clone()).unwrap();
    let id = life["id"].as_str().unwrap().parse().unwrap();
    let record: Household =
        with(|setting| Household::open(id, opening, stamp(&steps[0]), setting)).unwrap().record.into();
    let event: FoundToBeOne = serde_json::from_value(steps[1]["step"]["found_to_be_one"].clone()).unwrap();
    let answer = with(|setting| record.offer(event, stamp(&steps[1]), setting)).unwrap();
    let Answer::Accepted(accepted) = answer else { panic!("accepted before") };
    let found: Vec<_> = accepted.findings.iter().map(Finding::code).collect();
    assert!(
        found.contains(&"help-between-the-two-ends") && found.contains(&"kin-of-the-two-goes"),
        "{found:?}"
    );
    let week = accepted.record.as_at(day("2026-02-02")).unwrap();
    assert_eq!((week.members().count(), week.needs().len(), week.arrangements().len()), (2, 2, 2));
    assert_eq!(accepted.record.chronicle().kin().len(), 1);
    // The help that the file goes on to end has ended.
    let ends: ArrangementEnded =
        serde_json::from_value(steps[2]["step"]["arrangement_ended"].clone()).unwrap();
    let again = with(|setting| accepted.record.offer(ends, stamp(&steps[2]), setting));
    assert_eq!(again.unwrap_err().to_string(), "barred: ended-already");
}

#[test]
fn what_is_recorded_later_of_help_for_themself_does_not_fit() {
    let merged = after(&open(unborn()), one(MOTHER, SON));
    let again = ArrangementRecorded { on: day(ON), arrangement: gives(210, MOTHER, COMPANY) };
    assert!(
        crate::family::misfit(&merged, again).contains("expected a need of somebody else than the giver")
    );
}
