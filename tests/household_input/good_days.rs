//! Able on good days: how it is said, and what comes of it.

use mutual_care::base::Finding;
use mutual_care::need::Snapshot;
use mutual_care::support::{Loss, ReviewQuestion, Support, review};
use serde_json::{Value, json};

use super::{day, read};

/// The family of whom a son can help with the toilet on some days only; it was given as "sometimes".
fn given() -> Value {
    serde_json::from_str(include_str!("given/b37-able-on-good-days.json")).expect("a file")
}

fn week(able: &Value) -> Snapshot {
    let mut value = given();
    value["v1"]["arrangements"][0]["able_now"] = json!({ "known": able });
    read(&value).expect("it fits").snapshot(day("2026-03-02")).expect("a week")
}

#[test]
fn sometimes_is_no_answer_and_the_place_is_told() {
    let told = read(&given()).unwrap_err();
    assert!(told.contains("arrangements[0].able_now"), "{told}");
    assert!(!told.contains("sometimes"), "nothing typed is echoed: {told}");
}

#[test]
fn good_days_are_counted_and_told_of() {
    for (able, some_days) in [(json!("yes"), 0), (json!({ "on_some_days": {} }), 1)] {
        let mut week = week(&able).into_parts();
        for help in &mut week.arrangements {
            help.willing_now = mutual_care::base::Told::Known(true);
        }
        let week = Snapshot::new(week).unwrap();
        let support = Support::of(&week);
        assert_eq!(support.stands(&Loss::nothing()).unwrap().len(), 2, "counts whole");
        let confirmed = support.stands_confirmed(&Loss::nothing()).unwrap();
        assert_eq!(confirmed.len(), 2 - some_days);
        let review = review(&week, None, ReviewQuestion::default()).unwrap();
        let found = review.findings.iter().map(Finding::code).filter(|code| *code == "able-on-some-days");
        assert_eq!(found.count(), some_days);
        assert_eq!(review.given[0].tally.doing.total, 7 * 60);
        let json = serde_json::to_value(&review).unwrap();
        assert_eq!(json.get("on_some_days").is_some(), some_days > 0, "left out where nobody is");
    }
}
