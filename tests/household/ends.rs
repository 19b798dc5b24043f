//! Ended means ended: what is gone does not come back by what was recorded before, and what lies over something for a
//! time gives it back.

use mutual_care::base::{Amount, Fact, FactSource, Finding, Told};
use mutual_care::household::{
    Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, Household, NeedChanged, NeedEnded,
    Policy, Reply, StatedArrangement,
};
use mutual_care::machine::Machine;
use mutual_care::need::{Ability, Consequence};

use crate::family::{
    COMPANY, MEALS, PROVIDER, SON, SON_COOKS, TABLETS, accepted, after, arrangement_id, barred, day, found,
    gives, need, need_id, opened, parts, period, person,
};

/// The hours of the son's cooking on a day: none where he does not.
fn hours(record: &Household, on: &str) -> Option<String> {
    let week = record.as_at(day(on)).unwrap();
    week.arrangement(arrangement_id(SON_COOKS)).map(|it| it.when.to_string())
}

const USUAL: &str = "daily 17:00-18:00";
const OTHER: &str = "daily 17:30-18:30";
const THIRD: &str = "daily 18:00-19:00";

fn cooks(when: &str) -> StatedArrangement {
    StatedArrangement { when: when.parse().unwrap(), ..gives(SON_COOKS, SON, MEALS) }
}

fn changed(on: &str, until: &str, when: &str) -> ArrangementChanged {
    ArrangementChanged {
        on: day(on),
        arrangement: StatedArrangement { period: period("", until), ..cooks(when) },
    }
}

fn ended(on: &str, until: Option<&str>) -> ArrangementEnded {
    ArrangementEnded { on: day(on), arrangement: arrangement_id(SON_COOKS), until: until.map(day) }
}

fn at(record: &Household, days: &[(&str, Option<&str>)]) {
    for (on, when) in days {
        let when = when.map(|when| when.parse::<mutual_care::base::WeekPattern>().unwrap().to_string());
        assert_eq!(hours(record, on), when, "{on}");
    }
}

/// Other hours from 1 March. On 9 March it is learnt that he stopped on 1 February.
#[test]
fn help_that_ended_on_an_earlier_day_than_it_changed_has_ended() {
    let record = after(&opened(), changed("2024-03-01", "", OTHER));
    let answer = accepted(&record, ended("2024-02-01", None));
    let taken = answer.findings.with_code("taken-away-by-its-end").next().unwrap();
    assert_eq!(taken.concerns(), [arrangement_id(SON_COOKS).any()]);
    assert!(taken.amounts().contains(&("later", Amount::Date(day("2024-03-01")))));
    let record = answer.record;
    at(
        &record,
        &[("2024-01-31", Some(USUAL)), ("2024-02-01", None), ("2024-03-15", None), ("2027-01-01", None)],
    );
    let look = record.to_look_at(day("2024-03-15"), &Policy::default());
    assert_eq!(look.with_code("nothing-in-its-place").count(), 1);
    // It cannot end once more, and the refusal says when it did.
    assert_eq!(barred(&record, ended("2024-03-16", None)), ["ended-already"]);
    let why = crate::family::refused(&record, ended("2024-03-16", None)).to_string();
    assert!(!why.is_empty());
    // What is recorded after the end may begin again.
    let again = after(&record, changed("2024-03-01", "", THIRD));
    at(&again, &[("2024-02-29", None), ("2024-03-01", Some(THIRD)), ("2027-01-01", Some(THIRD))]);
    // As known before anybody learnt of the end.
    at(&record.at_revision(2).unwrap(), &[("2024-02-15", Some(USUAL)), ("2024-03-15", Some(OTHER))]);
}

#[test]
fn an_end_takes_away_what_lies_over_and_what_lies_beneath() {
    let record = after(&opened(), changed("2024-03-01", "2024-04-01", OTHER));
    let record = after(&record, ended("2024-03-10", None));
    at(
        &record,
        &[
            ("2024-02-29", Some(USUAL)),
            ("2024-03-01", Some(OTHER)),
            ("2024-03-09", Some(OTHER)),
            ("2024-03-10", None),
            ("2024-04-01", None),
            ("2026-01-01", None),
        ],
    );
    // Nothing that was to come is left either.
    let planned = after(&opened(), changed("2024-06-01", "2024-07-01", OTHER));
    let record = after(&planned, ended("2024-05-01", None));
    at(&record, &[("2024-04-30", Some(USUAL)), ("2024-05-01", None), ("2024-06-15", None)]);
}

#[test]
fn an_end_for_a_time_gives_back_what_would_be_there() {
    let record = after(&opened(), changed("2024-03-15", "", OTHER));
    let answer = accepted(&record, ended("2024-03-10", Some("2024-03-20")));
    assert_eq!(answer.findings.with_code("taken-away-by-its-end").count(), 0, "nothing is taken away");
    let record = answer.record;
    at(
        &record,
        &[
            ("2024-03-09", Some(USUAL)),
            ("2024-03-10", None),
            ("2024-03-19", None),
            ("2024-03-20", Some(OTHER)),
            ("2026-01-01", Some(OTHER)),
        ],
    );
    let week = record.as_at(day("2024-03-25")).unwrap();
    let stretch = week.arrangement(arrangement_id(SON_COOKS)).unwrap().period;
    assert_eq!(stretch, period("2024-03-20", ""));
    // While it is gone for a time it may end for good, and not once more for a time.
    at(&after(&record, ended("2024-03-12", None)), &[("2024-03-09", Some(USUAL)), ("2024-03-20", None)]);
    assert_eq!(barred(&record, ended("2024-03-12", Some("2024-03-30"))), ["ended-already"]);
    // Whoever begins again within that time has begun again.
    at(
        &after(&record, changed("2024-03-12", "", THIRD)),
        &[("2024-03-11", None), ("2024-03-12", Some(THIRD))],
    );
}

#[test]
fn a_change_with_an_end_lies_over_what_would_hold_without_it() {
    let record = after(&opened(), changed("2024-03-01", "2024-03-11", OTHER));
    at(
        &record,
        &[
            ("2024-02-29", Some(USUAL)),
            ("2024-03-01", Some(OTHER)),
            ("2024-03-10", Some(OTHER)),
            ("2024-03-11", Some(USUAL)),
        ],
    );
    // What is learnt late of days before is what it lies over.
    let late = after(&record, changed("2024-02-01", "", THIRD));
    at(&late, &[("2024-02-01", Some(THIRD)), ("2024-03-05", Some(OTHER)), ("2024-03-11", Some(THIRD))]);
    // What begins within it and was recorded later is no longer for a time.
    let within = after(&record, changed("2024-03-05", "", THIRD));
    at(&within, &[("2024-03-04", Some(OTHER)), ("2024-03-05", Some(THIRD)), ("2024-03-11", Some(THIRD))]);
    // He is there without a break.
    let week = record.as_at(day("2024-03-05")).unwrap();
    assert_eq!(week.arrangement(arrangement_id(SON_COOKS)).unwrap().period, period("", ""));
}

#[test]
fn of_two_that_lie_over_each_other_the_later_recorded_counts() {
    let (long, short) =
        (changed("2024-03-01", "2024-03-31", OTHER), changed("2024-03-10", "2024-03-20", THIRD));
    let short_last = after(&after(&opened(), long.clone()), short.clone());
    at(
        &short_last,
        &[
            ("2024-03-09", Some(OTHER)),
            ("2024-03-10", Some(THIRD)),
            ("2024-03-20", Some(OTHER)),
            ("2024-03-31", Some(USUAL)),
        ],
    );
    let long_last = after(&after(&opened(), short), long);
    at(&long_last, &[("2024-03-09", Some(OTHER)), ("2024-03-15", Some(OTHER)), ("2024-03-31", Some(USUAL))]);
}

/// What a change says of able, willing and reliance holds as long as the change.
#[test]
fn what_is_said_for_a_time_of_able_and_willing_is_said_for_that_time() {
    let mut stated = StatedArrangement { period: period("", "2024-03-11"), ..cooks(OTHER) };
    stated.able_now = Fact::known(Ability::WithSupport { by: None });
    stated.willing_now = Fact::known(false);
    stated.relies_on = Some(vec![need_id(TABLETS)]);
    let record = after(&opened(), ArrangementChanged { on: day("2024-03-01"), arrangement: stated });
    let known = |record: &Household, on: &str| {
        let known = record.chronicle().arrangement(arrangement_id(SON_COOKS)).unwrap().clone();
        let on = day(on);
        let leans = known.relies_on(on).known().map(<[_]>::len);
        (known.able_now(on).told().known(), known.willing_now(on).told().known(), leans)
    };
    let usual = (Some(Ability::Yes), Some(true), Some(0));
    let then = (Some(Ability::WithSupport { by: None }), Some(false), Some(1));
    assert_eq!(known(&record, "2024-02-29"), usual);
    assert_eq!(known(&record, "2024-03-01"), then);
    assert_eq!(known(&record, "2024-03-10"), then);
    assert_eq!(known(&record, "2024-03-11"), usual);
    // He is asked in between: what he says counts from that day on.
    let reply = Reply::WillingNow { arrangement: arrangement_id(SON_COOKS), told: Told::Known(true) };
    let asked = Answered {
        on: day("2024-03-05"),
        person: person(SON),
        source: FactSource::ThePerson,
        replies: vec![reply],
    };
    let record = after(&record, asked);
    assert_eq!(known(&record, "2024-03-04").1, Some(false));
    assert_eq!(known(&record, "2024-03-05").1, Some(true));
    assert_eq!(known(&record, "2024-03-20").1, Some(true));
}

#[test]
fn needs_end_as_help_does() {
    let other = |on: &str, until: &str, tolerance: u32| {
        let mut stated = need(COMPANY, 1, Consequence::Moderate);
        stated.need = stated.need.with_tolerance(tolerance).unwrap();
        stated.period = period("", until);
        NeedChanged { on: day(on), need: stated }
    };
    let there = |record: &Household, on: &str| {
        record.as_at(day(on)).unwrap().need(need_id(COMPANY)).map(mutual_care::need::Need::tolerance_min)
    };
    let ended = |on: &str, until: Option<&str>| NeedEnded {
        on: day(on),
        need: need_id(COMPANY),
        until: until.map(day),
    };
    let record = after(&opened(), other("2024-03-01", "", 30));
    let late = accepted(&record, ended("2024-02-01", None));
    assert_eq!(late.findings.with_code("taken-away-by-its-end").count(), 1);
    assert_eq!(there(&late.record, "2024-01-31"), Some(120));
    assert_eq!(there(&late.record, "2024-03-15"), None);
    let for_a_time = after(&record, ended("2024-02-20", Some("2024-03-10")));
    assert_eq!(there(&for_a_time, "2024-02-19"), Some(120));
    assert_eq!((there(&for_a_time, "2024-02-20"), there(&for_a_time, "2024-03-09")), (None, None));
    assert_eq!(there(&for_a_time, "2024-03-10"), Some(30));
    let lying_over = after(&opened(), other("2024-03-01", "2024-03-11", 30));
    assert_eq!(there(&lying_over, "2024-03-10"), Some(30));
    assert_eq!(there(&lying_over, "2024-03-11"), Some(120));
}

#[test]
fn what_the_end_of_a_need_leaves_without_ground_is_named() {
    let mut family = parts();
    family.arrangements[0].relies_on = Some(vec![need_id(TABLETS)]);
    let record = crate::family::open(family);
    let record = after(
        &record,
        ArrangementRecorded { on: day("2024-01-01"), arrangement: gives(205, PROVIDER, TABLETS) },
    );
    let ended = NeedEnded { on: day("2024-03-10"), need: need_id(TABLETS), until: None };
    let answer = accepted(&record, ended);
    let named = |code: &str| {
        let finding: Vec<&Finding> = answer.findings.with_code(code).collect();
        assert_eq!(finding.len(), 1, "{code}");
        finding[0].concerns().to_vec()
    };
    let (tablets, cooks) = (need_id(TABLETS).any(), arrangement_id(SON_COOKS).any());
    assert_eq!(
        named("help-for-an-ended-need"),
        [tablets, arrangement_id(202).any(), arrangement_id(205).any()]
    );
    assert_eq!(named("leans-on-an-ended-need"), [tablets, cooks]);
    // Before that day, and where the help ended with the need, nobody is told of it.
    let codes = |record: &Household, on: &str| -> Vec<&str> {
        let look = record.to_look_at(day(on), &Policy::default());
        let of_ends = look.iter().map(Finding::code).filter(|code| code.ends_with("ended-need"));
        of_ends.collect()
    };
    assert_eq!(codes(&answer.record, "2024-03-09"), [""; 0]);
    assert_eq!(codes(&answer.record, "2024-03-10").len(), 2);
    let over =
        |number| ArrangementEnded { on: day("2024-03-10"), arrangement: arrangement_id(number), until: None };
    let tidy = after(&after(&after(&answer.record, over(202)), over(205)), over(SON_COOKS));
    assert_eq!(codes(&tidy, "2024-03-10"), [""; 0]);
    assert!(
        !found(&opened(), NeedEnded { on: day("2024-03-10"), need: need_id(110 - 7), until: None })
            .contains(&"leans-on-an-ended-need")
    );
}

#[test]
fn nothing_ends_before_whoever_gives_it_was_born() {
    let early =
        ArrangementEnded { on: day("1970-01-01"), arrangement: arrangement_id(SON_COOKS), until: None };
    assert_eq!(barred(&opened(), early), ["before-birth"]);
    let early = NeedEnded { on: day("1940-01-01"), need: need_id(MEALS), until: None };
    assert_eq!(barred(&opened(), early), ["before-birth"]);
}
