//! Snapshots and histories: everything that does not fit is found at once; what fits is the same in whatever order
//! it was given. The household is made up.

mod made_up;

use std::collections::BTreeSet;

use made_up::{arrangement_id, day, gives, need, need_id, parts, person, source};
use mutual_care::base::{AnyId, Fingerprint, NeedId, Period, Problem, Told, Word, limits};
use mutual_care::need::{
    ADULT, Ability, Age, Arrangement, Consequence, History, HistoryError, Need, Outcome, Reliance,
    SkillNeeded, Snapshot, SnapshotParts, Source, SourceKind,
};
use proptest::prelude::*;
use uuid::Uuid;

/// What is wrong with the household after this change.
fn problems(change: impl FnOnce(&mut SnapshotParts)) -> Vec<Problem> {
    let mut parts = parts();
    change(&mut parts);
    Snapshot::new(parts).map_or_else(|problems| problems.iter().cloned().collect(), |_| Vec::new())
}

/// Where each stands, its code, and the ids that it names.
fn are(found: &[Problem]) -> Vec<(&str, &str, Vec<AnyId>)> {
    found.iter().map(|it| (it.place(), it.code(), it.about().collect())).collect()
}

#[test]
fn each_problem_of_a_snapshot_is_found_and_says_what_would_be_right() {
    let id = |number: u128| Uuid::from_u128(number).to_string();
    let (need_9, arrangement_1) = (id(0x109), id(0x1001));
    let said = |change: fn(&mut SnapshotParts)| {
        problems(change).iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(said(|_| ()), "");
    assert_eq!(
        said(|parts| parts.sources.push(Source::provider(source(1)))),
        format!("source:{} stands twice: expected each id once", id(1))
    );
    assert_eq!(
        said(|parts| parts.needs.push(need(2, 2))),
        format!("need:{} stands twice: expected each id once", id(0x102))
    );
    assert_eq!(
        said(|parts| parts.arrangements.push(gives(1, 3, 2))),
        format!("arrangement:{arrangement_1} stands twice: expected each id once")
    );
    for outsider in [3, 9] {
        let found = problems(|parts| parts.needs.push(need(3, outsider)));
        let names = vec![need_id(3).any(), person(outsider).any()];
        assert_eq!(are(&found), [("needs[2].person", "need-of-no-member", names)]);
        assert_eq!(
            found[0].to_string(),
            format!(
                "{} is of {}, who is no member of the household: expected a member",
                id(0x103),
                id(outsider)
            )
        );
    }
    assert_eq!(
        said(|parts| parts.arrangements[0].by = source(9)),
        format!("{arrangement_1} is by {}, which is not among the sources: expected a source that is", id(9))
    );
    assert_eq!(
        said(|parts| parts.arrangements[0].able_now =
            Told::Known(Ability::WithSupport { by: Some(source(9)) })),
        format!("{arrangement_1} is by {}, which is not among the sources: expected a source that is", id(9))
    );
    assert_eq!(
        said(|parts| parts.arrangements[0].need = need_id(9)),
        format!("{arrangement_1} names {need_9}, which is not among the needs: expected a need that is")
    );
    assert_eq!(
        said(|parts| parts.arrangements[0].relies_on = Reliance::Stated(vec![need_id(9)])),
        format!("{arrangement_1} names {need_9}, which is not among the needs: expected a need that is")
    );
    assert_eq!(
        said(|parts| parts.arrangements[0].need = need_id(1)),
        format!("{arrangement_1} is for the giver's own need: expected a need of somebody else")
    );
    for reliance in [Reliance::Stated(vec![need_id(2)]), Reliance::Assumed(vec![need_id(2)])] {
        let found = problems(|parts| parts.arrangements[0].relies_on = reliance);
        let names = vec![arrangement_id(1).any(), need_id(2).any()];
        assert_eq!(are(&found), [("arrangements[0].relies_on[0]", "relies-on-others", names)]);
        assert_eq!(
            found[0].to_string(),
            format!(
                "{arrangement_1} relies on {}, which is not the giver's own: expected needs of the giver",
                id(0x102)
            )
        );
    }
    for (hands, fits) in [(0, false), (1, true), (16, true), (17, false)] {
        let found = problems(|parts| parts.arrangements[0].hands = hands);
        assert_eq!(found.is_empty(), fits);
        for problem in found {
            assert_eq!(
                problem.to_string(),
                format!("{arrangement_1} brings no hands or too many: expected 1 to 16")
            );
        }
    }
    for (on, fits) in
        [("1799-12-31", false), ("1800-01-01", true), ("2299-12-31", true), ("2300-01-01", false)]
    {
        assert_eq!(problems(|parts| parts.on = day(on)).is_empty(), fits, "{on}");
    }
    assert_eq!(said(|parts| parts.on = day("2300-01-01")), "expected a date in the years 1800 to 2299");
}

#[test]
fn limits_of_a_snapshot_on_both_sides() {
    let people =
        |count: u128| problems(|parts| parts.sources.extend((4..=count).map(|n| Source::person(person(n)))));
    assert_eq!(people(64), []);
    let told = |found: Vec<Problem>| -> Vec<String> {
        found.iter().map(|it| format!("{}: {it}", it.place())).collect()
    };
    assert_eq!(told(people(65)), ["sources: expected at most 64 people"]);
    let sources =
        |count: u128| problems(|parts| parts.sources.extend((4..=count).map(|n| Source::device(source(n)))));
    assert_eq!(sources(256), []);
    assert_eq!(told(sources(257)), ["sources: expected at most 256 sources"]);
    let needs = |count: u128| {
        let plain = |n| Need::new(need_id(n), person(1), Outcome::Company, Consequence::Moderate);
        problems(|parts| parts.needs.extend((3..=count).map(plain)))
    };
    assert_eq!(needs(2_000), []);
    assert_eq!(told(needs(2_001)), ["needs: expected at most 2000 needs"]);
    let arrangements =
        |count: u128| problems(|parts| parts.arrangements.extend((4..=count).map(|n| gives(n, 1, 2))));
    assert_eq!(arrangements(10_000), []);
    assert_eq!(told(arrangements(10_001)), ["arrangements: expected at most 10000 arrangements"]);
}

#[test]
fn all_problems_come_at_once_in_order_each_at_its_place() {
    let found = problems(|parts| {
        parts.arrangements[0].hands = 0;
        parts.arrangements[0].by = source(9);
        parts.arrangements[0].able_now = Told::Known(Ability::WithSupport { by: Some(source(9)) });
        parts.needs.push(need(3, 9));
        parts.sources.push(Source::member(person(1)));
    });
    assert_eq!(
        are(&found),
        [
            ("sources[3].id", "id-twice", vec![source(1).any()]),
            ("needs[2].person", "need-of-no-member", vec![need_id(3).any(), person(9).any()]),
            ("arrangements[0].by", "unknown-source", vec![arrangement_id(1).any(), source(9).any()]),
            (
                "arrangements[0].able_now.known.with_support.by",
                "unknown-source",
                vec![arrangement_id(1).any(), source(9).any()],
            ),
            ("arrangements[0].hands", "hands", vec![arrangement_id(1).any()]),
        ]
    );
    let mut parts = parts();
    parts.needs.push(need(3, 9));
    parts.on = day("2300-01-01");
    let problems = Snapshot::new(parts).unwrap_err();
    let words: Vec<String> = problems.into_iter().map(|it| format!("{}: {it}", it.place())).collect();
    assert_eq!((words.len(), problems.to_string()), (2, words.join("; ")));
}

proptest! {
    #[test]
    fn the_order_in_which_things_are_given_does_not_matter(turn in any::<prop::sample::Index>(), flip in any::<bool>()) {
        let snapshot = Snapshot::new(parts()).unwrap();
        let mut other = parts();
        other.sources.rotate_left(turn.index(3));
        other.arrangements.rotate_left(turn.index(3));
        if flip {
            other.needs.reverse();
            other.sources.reverse();
        }
        let other = Snapshot::new(other).unwrap();
        prop_assert_eq!(&other, &snapshot);
        prop_assert_eq!(other.fingerprint(), snapshot.fingerprint());
        let json = serde_json::to_string(&snapshot).unwrap();
        prop_assert_eq!(serde_json::from_str::<Snapshot>(&json).unwrap(), snapshot);
    }
}

#[test]
fn a_snapshot_is_found_by_its_ids() {
    let snapshot = Snapshot::new(parts()).unwrap();
    assert_eq!(snapshot.members().collect::<Vec<_>>(), [person(1), person(2)]);
    assert_eq!(snapshot.source(source(3)).map(|source| source.kind), Some(SourceKind::Person));
    assert_eq!(snapshot.need(need_id(2)).map(Need::person), Some(person(2)));
    assert_eq!(snapshot.arrangement(arrangement_id(3)).map(|a| a.by), Some(source(3)));
    assert!(snapshot.source(source(9)).is_none() && snapshot.need(need_id(9)).is_none());
    assert!(snapshot.arrangement(arrangement_id(9)).is_none());
    assert_eq!(snapshot.on(), day("2026-03-02"));
}

/// What each arrangement leans on, in order of id.
fn reliance(parts: SnapshotParts) -> Vec<Reliance> {
    Snapshot::new(parts).unwrap().into_parts().arrangements.into_iter().map(|a| a.relies_on).collect()
}

#[test]
fn reliance_is_assumed_for_members_on_what_is_critical_and_met() {
    let (one, two) = (need_id(1), need_id(2));
    let assumed = |needs: &[NeedId]| Reliance::Assumed(needs.to_vec());
    let on_nothing = Reliance::Stated(vec![]);
    assert_eq!(reliance(parts()), [assumed(&[one]), assumed(&[two]), on_nothing.clone()]);

    // What somebody has said stays, an empty list included.
    let mut said = parts();
    said.arrangements[0].relies_on = Reliance::Stated(vec![]);
    assert_eq!(reliance(said), [on_nothing.clone(), assumed(&[two]), on_nothing.clone()]);

    // What is not critical is not leant on, nor what is unmet: an assumption never makes a gap.
    let mut serious = parts();
    serious.needs[0] = Need::new(one, person(1), Outcome::Nutrition, Consequence::Serious);
    assert_eq!(reliance(serious)[0], assumed(&[]));
    let mut unmet = parts();
    unmet.arrangements.truncate(1);
    assert_eq!(reliance(unmet), [assumed(&[])]);
    let mut without_windows = parts();
    without_windows.arrangements.truncate(1);
    without_windows.needs[0] = Need::new(one, person(1), Outcome::Nutrition, Consequence::Critical);
    assert_eq!(reliance(without_windows), [assumed(&[one])], "without windows it counts as met");

    // Stated reliance on an unmet need makes another need unmet, and that is not leant on either.
    let mut chain = parts();
    chain.needs.push(need(3, 2));
    chain.arrangements[1].relies_on = Reliance::Stated(vec![need_id(3)]);
    chain.arrangements.truncate(2);
    assert_eq!(reliance(chain), [assumed(&[]), Reliance::Stated(vec![need_id(3)])]);
}

#[test]
fn more_help_keeps_what_was_assumed() {
    let mut unmet = parts();
    unmet.arrangements.truncate(1);
    let before = Snapshot::new(unmet).unwrap();
    let after = before.with([Source::provider(source(4))], [gives(4, 4, 1), gives(5, 2, 1)]).unwrap();
    let leans = |number| after.arrangement(arrangement_id(number)).unwrap().relies_on.clone();
    assert_eq!(leans(1), Reliance::Assumed(vec![]), "as it was stored, though the need is met now");
    assert_eq!(leans(4), Reliance::Stated(vec![]));
    assert_eq!(leans(5), Reliance::Assumed(vec![need_id(2)]));
    assert!(before.with([], [gives(1, 2, 1)]).is_err());
}

#[test]
fn a_hostile_snapshot_is_refused_in_plain_words() {
    for (text, said) in [
        ("", "EOF while parsing a value at line 1 column 0"),
        (r#"{"sources": []}"#, "missing field `on` at line 1 column 15"),
        (r#"{"on": 7}"#, "expected a date: year-month-day, such as 2026-03-02 at line 1 column 8"),
    ] {
        assert_eq!(serde_json::from_str::<Snapshot>(text).unwrap_err().to_string(), said);
    }
    let one = r#"{"id":"00000000-0000-0000-0000-000000000001","kind":"device"},"#;
    let many = format!(r#"{{"on":"2026-03-02","sources":[{}"#, one.repeat(limits::SOURCES + 1));
    let said = serde_json::from_str::<Snapshot>(&many).unwrap_err().to_string();
    assert!(said.starts_with("expected at most 256 sources"), "{said}");
    let deep = "[".repeat(100_000);
    assert!(serde_json::from_str::<Snapshot>(&deep).is_err());
    assert!(serde_json::from_str::<Snapshot>(r#"{"on":"2026-03-02","on":"2026-03-03"}"#).is_err());
}

fn snapshot(on: &str, period: Option<(Option<&str>, Option<&str>)>) -> Snapshot {
    let mut parts = parts();
    parts.on = day(on);
    if let Some((from, until)) = period {
        parts.arrangements[0].period = Period::new(from.map(day), until.map(day)).unwrap();
    }
    Snapshot::new(parts).unwrap()
}

#[test]
fn a_history_has_a_snapshot_for_every_date_on_which_something_changes() {
    let plain = |on| snapshot(on, None);
    let history =
        |steps: Vec<Snapshot>, last| History::new(steps, day(last)).map(|history| history.steps().len());
    assert_eq!(history(vec![], "2026-03-02"), Err(HistoryError::Empty));
    assert_eq!(history(vec![plain("2026-03-02")], "2026-03-02"), Ok(1));
    assert_eq!(history(vec![plain("2026-03-02")], "2026-03-01"), Err(HistoryError::Last(day("2026-03-02"))));
    let pair = |one, two| history(vec![plain(one), plain(two)], "2026-12-31");
    assert_eq!(pair("2026-03-02", "2026-03-03"), Ok(2));
    assert_eq!(pair("2026-03-02", "2026-03-02"), Err(HistoryError::Order(day("2026-03-02"))));
    assert_eq!(pair("2026-03-03", "2026-03-02"), Err(HistoryError::Order(day("2026-03-03"))));

    // A beginning or an end needs a snapshot of its own, unless it lies outside the time looked at.
    let alone = |from, until| history(vec![snapshot("2026-03-02", Some((from, until)))], "2026-03-31");
    assert_eq!(alone(None, Some("2026-03-02")), Ok(1));
    assert_eq!(alone(None, Some("2026-03-03")), Err(HistoryError::Missing(day("2026-03-03"))));
    assert_eq!(alone(None, Some("2026-03-31")), Err(HistoryError::Missing(day("2026-03-31"))));
    assert_eq!(alone(None, Some("2026-04-01")), Ok(1));
    assert_eq!(alone(Some("2026-03-02"), None), Ok(1));
    assert_eq!(alone(Some("2026-03-31"), None), Err(HistoryError::Missing(day("2026-03-31"))));
    assert_eq!(alone(Some("2026-04-01"), None), Ok(1));
    let then = |until, next| {
        let steps = vec![snapshot("2026-03-02", Some((None, Some(until)))), plain(next)];
        history(steps, "2026-03-31")
    };
    assert_eq!(then("2026-03-09", "2026-03-09"), Ok(2));
    assert_eq!(then("2026-03-09", "2026-03-10"), Err(HistoryError::Missing(day("2026-03-09"))));
    assert_eq!(
        then("2026-03-10", "2026-03-09"),
        Ok(2),
        "judged on the first snapshot until the next one's date"
    );

    for (error, words) in [
        (HistoryError::Empty, "expected at least one snapshot"),
        (
            HistoryError::Order(day("2026-03-02")),
            "expected snapshots in order of their dates, one for each date; look at 2026-03-02",
        ),
        (
            HistoryError::Last(day("2026-03-02")),
            "expected a last date no earlier than the last snapshot's, 2026-03-02",
        ),
        (
            HistoryError::Missing(day("2026-03-02")),
            "an arrangement begins or ends on 2026-03-02: expected a snapshot for that date",
        ),
        (HistoryError::TooMany, "expected at most 10000 snapshots"),
    ] {
        assert_eq!(error.to_string(), words);
    }
}

#[test]
fn a_history_holds_as_many_snapshots_as_the_limit_says() {
    let empty = |days: u64| {
        let on = day("2000-01-01") + chrono::Days::new(days);
        Snapshot::new(SnapshotParts { on, sources: vec![], needs: vec![], arrangements: vec![] }).unwrap()
    };
    let history = |count: u64| History::new((0..count).map(empty).collect(), day("2299-12-31"));
    assert_eq!(history(10_000).map(|history| history.steps().len()), Ok(10_000));
    assert_eq!(history(10_001), Err(HistoryError::TooMany));
}

#[test]
fn a_date_is_looked_up_in_the_snapshot_in_force() {
    let steps = vec![snapshot("2026-03-02", None), snapshot("2026-03-09", None)];
    let history = History::new(steps, day("2026-03-31")).unwrap();
    let at = |date| history.as_at(day(date)).map(Snapshot::on);
    assert_eq!(at("2026-03-01"), None);
    assert_eq!(at("2026-03-02"), Some(day("2026-03-02")));
    assert_eq!(at("2026-03-08"), Some(day("2026-03-02")));
    assert_eq!(at("2026-03-09"), Some(day("2026-03-09")));
    assert_eq!(at("2026-03-31"), Some(day("2026-03-09")));
    assert_eq!(at("2026-04-01"), None);
    assert_eq!((history.first(), history.last()), (Some(day("2026-03-02")), day("2026-03-31")));
}

/// The household in which the mother's need asks for an adult or not, with what is known of the ages of the three.
fn aged(asks: bool, ages: [Option<Age>; 3]) -> SnapshotParts {
    let mut parts = parts();
    for (source, age) in parts.sources.iter_mut().zip(ages) {
        *source = source.clone().aged(age);
    }
    if asks {
        let adult = SkillNeeded { skill: Word::of(ADULT), helpers: 1 };
        parts.needs[0] = parts.needs[0].clone().with_skills(vec![adult]).unwrap();
    }
    parts
}

fn fingerprint(parts: SnapshotParts) -> Fingerprint {
    Snapshot::new(parts).unwrap().fingerprint().unwrap()
}

const AGES: [Option<Age>; 4] = [None, Some(Age::Under18), Some(Age::PerhapsUnder18), Some(Age::Adult)];

#[test]
fn who_is_an_adult_is_fingerprinted_only_where_a_need_asks_for_adults() {
    for of in AGES {
        assert_eq!(fingerprint(aged(false, [of; 3])), fingerprint(aged(false, [None; 3])));
        // The mother gives nothing to her own need.
        assert_eq!(fingerprint(aged(true, [of, None, None])), fingerprint(aged(true, [None; 3])));
    }
    // The son and the sister do: each answer is another week, and so is one that nobody knew.
    for place in [1, 2] {
        let answers: BTreeSet<Fingerprint> = AGES
            .map(|of| {
                let mut ages = [None; 3];
                ages[place] = of;
                fingerprint(aged(true, ages))
            })
            .into();
        assert_eq!(answers.len(), AGES.len());
    }
}

#[test]
fn help_that_is_not_given_asks_nobody_whether_they_are_adults() {
    let of_sister = |change: fn(&mut Arrangement), age| {
        let mut parts = aged(true, [None, None, age]);
        change(&mut parts.arrangements[2]);
        fingerprint(parts)
    };
    let is_told_apart = |change: fn(&mut Arrangement)| {
        of_sister(change, Some(Age::Under18)) != of_sister(change, Some(Age::Adult))
    };
    assert!(is_told_apart(|_| {}));
    assert!(!is_told_apart(|help| help.period = Period::new(None, Some(day("2026-03-02"))).unwrap()));
    assert!(is_told_apart(|help| help.period = Period::new(None, Some(day("2026-03-03"))).unwrap()));
    assert!(!is_told_apart(|help| help.able_now = Told::Known(Ability::No)));
    // What is done though nobody is willing is given.
    assert!(is_told_apart(|help| {
        (help.willing_now, help.done_now) = (Told::Known(false), Told::Known(true));
    }));
}

#[test]
fn the_answers_stand_beside_the_week_by_id_and_never_the_ages() {
    let parts = aged(true, [Some(Age::Adult), Some(Age::PerhapsUnder18), Some(Age::Under18)]);
    let snapshot = Snapshot::new(parts).unwrap();
    let mut value = serde_json::to_value(&snapshot).unwrap();
    for source in value["sources"].as_array_mut().unwrap() {
        source.as_object_mut().unwrap().remove("age").unwrap();
    }
    let (son, sister) = (source(2).to_string(), source(3).to_string());
    value["adults"] = serde_json::json!({ (son): "not_known", (sister): "no" });
    assert_eq!(snapshot.fingerprint().unwrap(), Fingerprint::of("snapshot", 1, &value).unwrap());
}
