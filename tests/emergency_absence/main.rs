//! A planned absence with its dates, through the same door as a file: each clause from both sides, with made-up people.

use mutual_care::base::{Period, Reader};
use mutual_care::emergency::{
    AbsenceError, Change, Counterexample, EmergencyInput, EmergencyInputParts, NotYet, OnlyConfirmed, Proof,
    ProofAnswer, ProveError, Proven, RepairOption, Story, prove, repair,
};
use serde_json::{Value, json};

/// Una needs her supper, which Vic cooks; he is away for a fortnight, and a bed is kept for her.
const HOLIDAY: &str = include_str!("given/k11-holiday-with-dates.json");

fn id(number: u16) -> String {
    format!("6f2c1a3e-0000-4000-8000-{number:012}")
}

const UNA: u16 = 1;
const VIC: u16 = 2;
const WILL: u16 = 3;
const AGENCY: u16 = 5;
const SUPPER: u16 = 101;

fn at<'v>(value: &'v mut Value, place: &str) -> &'v mut Value {
    value.pointer_mut(place).unwrap_or_else(|| panic!("{place}"))
}

const QUESTION: &str = "/v1/question";
const BED: &str = "/v1/plan/responders/0";
const RESPONDERS: &str = "/v1/plan/responders";
const NEEDS: &str = "/v1/household/v1/needs";
const HELP: &str = "/v1/household/v1/arrangements";

fn absence(who: u16, from: &str, until: &str) -> Value {
    json!({ "who": [id(who)], "from": from, "until": until })
}

/// The file as it is, asked about the fortnight.
fn holiday(change: impl FnOnce(&mut Value)) -> Value {
    let mut value: Value = serde_json::from_str(HOLIDAY).unwrap();
    *at(&mut value, QUESTION) = json!({ "level": "1", "absence": absence(VIC, "2026-08-03", "2026-08-17") });
    change(&mut value);
    value
}

fn read(value: Value) -> EmergencyInput {
    serde_json::from_value(value).unwrap()
}

fn refused(value: Value) -> Vec<String> {
    let parts: EmergencyInputParts = serde_json::from_value(value).unwrap();
    let problems = EmergencyInput::new(parts).unwrap_err();
    problems.iter().map(|problem| format!("{}: {problem}", problem.place())).collect()
}

fn proven(value: Value) -> Proven {
    let input = read(value);
    prove(input.snapshot(), input.plan(), input.question()).unwrap()
}

fn not_yet(value: Value) -> NotYet {
    match proven(value).answer {
        ProofAnswer::NotYet(not_yet) => *not_yet,
        other => panic!("not {other:?}"),
    }
}

fn proof(value: Value) -> Proof {
    match proven(value).answer {
        ProofAnswer::Proof(proof) => *proof,
        other => panic!("not {other:?}"),
    }
}

fn fails(value: Value) -> Counterexample {
    match proven(value).answer {
        ProofAnswer::Counterexample(failing) => failing.counterexample,
        other => panic!("not {other:?}"),
    }
}

fn gives(number: u16, by: u16, to: u16, when: &str) -> Value {
    json!({
        "id": id(number), "by": id(by), "for": id(to), "when": when, "relies_on": [],
        "able_now": { "known": "yes" }, "willing_now": { "known": true },
    })
}

fn push(value: &mut Value, place: &str, item: Value) {
    at(value, place).as_array_mut().unwrap().push(item);
}

/// Minutes from the first day of the fortnight.
const fn after(days: u32, hour: u32, minute: u32) -> u32 {
    days * 1440 + hour * 60 + minute
}

#[test]
fn the_bed_of_these_days_holds_and_one_that_ends_a_day_earlier_does_not() {
    let held = proof(holiday(|_| {}));
    assert_eq!((held.strength, held.counterexample), (3, None));
    let not_yet = not_yet(holiday(|value| at(value, BED)["period"]["until"] = json!("2026-08-16")));
    assert_eq!(not_yet.needs.iter().map(|harm| harm.need.to_string()).collect::<Vec<_>>(), [id(SUPPER)]);
    // From 18:30 on 16 August there is no time left for supper, and it can wait for ten hours.
    assert_eq!(not_yet.least_min, Some(after(14, 4, 30)));
}

#[test]
fn a_bed_of_later_days_is_there_from_the_first_of_them() {
    let later = |tolerance: u32| {
        holiday(|value| {
            at(value, BED)["period"]["from"] = json!("2026-08-04");
            at(value, NEEDS)[0]["tolerance_minutes"] = json!(tolerance);
        })
    };
    // Supper of 3 August is late from 18:30, and the bed comes at midnight.
    proof(later(330));
    assert_eq!(not_yet(later(329)).least_min, Some(after(0, 23, 59)));
}

#[test]
fn the_minute_in_which_somebody_is_back_counts() {
    let back = |time: &str| {
        holiday(|value| {
            at(value, BED)["period"]["until"] = json!("2026-08-16");
            at(value, QUESTION)["absence"]["until"] = json!({ "on": "2026-08-16", "at": time });
        })
    };
    // He is there until 18:00, and supper takes half an hour.
    proof(back("17:30"));
    assert_eq!(not_yet(back("17:31")).least_min, Some(after(14, 4, 59)));
}

#[test]
fn the_minute_in_which_somebody_goes_counts() {
    let goes = |time: &str| {
        holiday(|value| {
            at(value, BED)["period"]["from"] = json!("2026-08-05");
            at(value, NEEDS)[0]["tolerance_minutes"] = json!(60);
            at(value, QUESTION)["absence"]["from"] = json!({ "on": "2026-08-04", "at": time });
        })
    };
    proof(goes("17:45"));
    assert_eq!(not_yet(goes("17:44")).least_min, Some(19 * 60 + 59 - (17 * 60 + 44)));
}

#[test]
fn help_counts_on_its_days_and_needs_open_on_theirs() {
    let with_agency = |from: &str, until: &str| {
        holiday(|value| {
            at(value, RESPONDERS).as_array_mut().unwrap().clear();
            let mut cooks = gives(202, AGENCY, SUPPER, "daily 17:00-18:00");
            cooks["period"] = json!({ "from": from, "until": until });
            push(value, HELP, cooks);
            at(value, "/v1/household/v1")["services"] =
                json!([{ "id": id(AGENCY), "name": "Hill Care", "kind": "provider" }]);
        })
    };
    // Nobody else comes: whoever loses the agency fails, but the absence alone does not.
    let told = fails(with_agency("2026-08-03", "2026-08-17"));
    assert_eq!(told.scenario.lost[0].source.to_string(), id(AGENCY));
    assert_eq!(not_yet(with_agency("2026-08-03", "2026-08-16")).least_min, Some(after(14, 4, 30)));
    assert_eq!(not_yet(with_agency("2026-08-04", "2026-08-17")).least_min, Some(after(1, 4, 30)));

    // A need that begins meanwhile is one: nobody is there for it.
    let drops = |from: &str| {
        holiday(|value| {
            at(value, BED)["takes_in"] = json!([]);
            at(value, BED)["covers"] = json!([id(SUPPER)]);
            let mut drops = at(value, NEEDS)[0].clone();
            (drops["id"], drops["period"]) = (json!(id(102)), json!({ "from": from, "until": "2026-08-25" }));
            push(value, NEEDS, drops);
            let mut gives = gives(203, VIC, 102, "daily 17:00-19:00");
            gives["period"] = json!({ "from": "2026-08-15" });
            push(value, HELP, gives);
        })
    };
    assert_eq!(not_yet(drops("2026-08-16")).least_min, Some(after(14, 4, 30)));
    proof(drops("2026-08-17"));
    // What begins after the days that are looked at is not looked at.
    proof(drops("2026-08-21"));
}

#[test]
fn what_is_lost_besides_comes_on_top() {
    // Will, who lives elsewhere, cooks while Vic is away; the bed is for when he is lost.
    let with_will = |change: &dyn Fn(&mut Value)| {
        holiday(|value| {
            push(
                value,
                "/v1/household/v1/people",
                json!({ "id": id(WILL), "name": "Will", "lives": "elsewhere" }),
            );
            push(value, HELP, gives(204, WILL, SUPPER, "daily 17:00-18:00"));
            (at(value, BED)["for_loss"], at(value, BED)["arrives_min"]) = (json!([id(WILL)]), json!(165));
            change(value);
        })
    };
    let held = proof(with_will(&|_| {}));
    // Una raises the alarm within ten minutes, and three hours after that she is in the bed. Lost from 17:00 on, he has left an
    // hour and a half of the window, and supper can wait for ten hours.
    let margin = held.margin.unwrap();
    assert_eq!(
        (margin.minutes, margin.scenario.day.map(|day| day.to_string())),
        (500, Some("2026-08-03".into()))
    );
    assert_eq!(margin.scenario.start.to_string(), "Mon 17:00");

    // Kept until the 10th only, it does not come for a loss on that evening; each minute is one of a real day.
    let short = fails(with_will(&|value| at(value, BED)["period"]["until"] = json!("2026-08-10")));
    assert_eq!(short.scenario.day.map(|day| day.to_string()), Some("2026-08-10".into()));
    assert_eq!((short.scenario.start.to_string(), short.harm_at), ("Mon 17:00".into(), 690));

    // After his return a loss of Will's is nothing to her.
    let back = with_will(&|value| {
        at(value, BED)["period"]["until"] = json!("2026-08-16");
        at(value, QUESTION)["absence"]["until"] = json!("2026-08-16");
    });
    assert_eq!(proof(back).strength, 1);
}

#[test]
fn whoever_is_away_is_not_lost_besides_and_raises_no_alarm() {
    // Vic alone could raise the alarm if Una is lost, and he is away; she needs nothing from herself.
    let told = proven(holiday(|value| {
        at(value, "/v1/plan/alarms/0/way/member")["person"] = json!(id(VIC));
    }));
    let lost: Vec<_> =
        told.unnoticed().iter().map(|unnoticed| unnoticed.lost[0].source.to_string()).collect();
    assert_eq!(lost, [id(UNA)]);
}

#[test]
fn weeks_alternate_as_they_do_on_real_days() {
    // Vic is away for a day in a week in which Will comes, or in the next, in which he does not.
    let on = |day: &str, back: &str| {
        holiday(|value| {
            at(value, RESPONDERS).as_array_mut().unwrap().clear();
            push(
                value,
                "/v1/household/v1/people",
                json!({ "id": id(WILL), "name": "Will", "lives": "elsewhere" }),
            );
            let mut cooks = gives(204, WILL, SUPPER, "daily 17:00-18:00");
            cooks["every"] = json!({ "weeks": 2, "from": "2026-03-02" });
            push(value, HELP, cooks);
            at(value, QUESTION)["absence"] = absence(VIC, day, back);
        })
    };
    fails(on("2026-08-05", "2026-08-06"));
    assert_eq!(not_yet(on("2026-08-12", "2026-08-13")).least_min, Some(after(1, 4, 30)));
    // Over two weeks the first evening of the second is the one.
    assert_eq!(not_yet(on("2026-08-07", "2026-08-12")).least_min, Some(after(4, 4, 30)));
}

#[test]
fn what_cannot_be_asked_is_refused_where_it_stands() {
    let asked = |change: &dyn Fn(&mut Value)| holiday(|value| change(at(value, QUESTION)));
    let question = "question.absence";
    assert_eq!(
        refused(asked(&|value| value["absence"]["who"] = json!([]))),
        [format!("{question}.who: expected at least one who is away")]
    );
    let said = refused(asked(&|value| value["absence"]["who"] = json!([id(77)])));
    assert!(said[0].starts_with(&format!("{question}.who[0]: ")) && said[0].contains(&id(77)), "{said:?}");
    let said = refused(asked(&|value| value["absence"]["until"] = json!("2026-08-03")));
    assert!(said[0].starts_with(&format!("{question}.until: expected `until` to be later")), "{said:?}");
    // Twelve weeks to the minute, and no more.
    read(asked(&|value| value["absence"]["until"] = json!("2026-10-26")));
    let said =
        refused(asked(&|value| value["absence"]["until"] = json!({ "on": "2026-10-26", "at": "00:01" })));
    assert_eq!(said, [format!("{question}.until: expected an absence of at most 84 days")]);
    // The week is that of its first day.
    let mut value = holiday(|_| {});
    value["v1"]["on"] = json!("2026-08-04");
    assert!(refused(value)[0].starts_with(&format!("{question}.from: ")));
    let mut value = holiday(|_| {});
    value["v1"]["on"] = json!("2026-08-03");
    assert_eq!(read(value).on(), read(holiday(|_| {})).on());
    // A time that is none, and an object with more.
    for wrong in [
        json!("2026-8-3"),
        json!(3),
        json!({ "on": "2026-08-03" }),
        json!({ "on": "2026-08-03", "at": "24:00" }),
    ] {
        let value = asked(&|value| value["absence"]["from"] = wrong.clone());
        let said = serde_json::from_value::<EmergencyInputParts>(value).unwrap_err().to_string();
        assert!(said.contains("expected") || said.contains("missing"), "{said}");
    }

    // The library refuses a week of another day too.
    let input = read(holiday(|_| {}));
    let another = input.household().snapshot("2026-08-02".parse().unwrap()).unwrap();
    let refused = prove(&another, input.plan(), input.question());
    assert_eq!(refused, Err(ProveError::Absence(AbsenceError::AnotherDay { on: another.on() })));
}

#[test]
fn the_question_is_written_as_it_is_read() {
    let input = read(holiday(|value| {
        at(value, QUESTION)["absence"]["from"] = json!({ "on": "2026-08-03", "at": "14:00" });
    }));
    let written = serde_json::to_value(&input).unwrap();
    let absence = written.pointer("/v1/question/absence").unwrap();
    assert_eq!(absence["from"], json!({ "on": "2026-08-03", "at": "14:00" }));
    assert_eq!(absence["until"], json!("2026-08-17"));
    assert_eq!(serde_json::from_value::<EmergencyInput>(written).unwrap(), input);
    assert!(
        serde_json::to_string(&mutual_care::emergency::ProofQuestion::default())
            .unwrap()
            .find("absence")
            .is_none()
    );
}

/// Will, who lives elsewhere, gives Una her supper while Vic is away.
fn with_will(when: &str, change: impl FnOnce(&mut Value)) -> Value {
    holiday(|value| {
        let will = json!({ "id": id(WILL), "name": "Will", "lives": "elsewhere" });
        push(value, "/v1/household/v1/people", will);
        push(value, HELP, gives(204, WILL, SUPPER, when));
        change(value);
    })
}

#[test]
fn what_is_open_stays_open_when_somebody_is_lost() {
    // He comes at eight, an hour and a half after supper is late; the bed is for when he is lost.
    let value = with_will("daily 20:00-20:30", |value| at(value, BED)["for_loss"] = json!([id(WILL)]));
    let margin = proof(value).margin.unwrap();
    // Lost in the minute in which he was to come, the bed is there at ten past nine, and harm would come at half past four.
    assert_eq!((margin.scenario.start.to_string(), margin.minutes), ("Mon 20:00".into(), 440));
}

#[test]
fn who_has_left_may_be_called_again() {
    // The bed is there for two days, Will from then on; lost, he is followed by the bed again.
    let again = |horizon: u32| {
        with_will("daily 17:00-18:00", |value| {
            at(value, BED)["stays_min"] = json!(2880);
            at(value, HELP)[1]["period"] = json!({ "from": "2026-08-05" });
            at(value, QUESTION)["horizon_min"] = json!(horizon);
        })
    };
    assert_eq!(proof(again(2880)).strength, 1);
    let told = fails(again(4320));
    assert_eq!(told.scenario.lost[0].source.to_string(), id(WILL));
}

#[test]
fn what_is_not_confirmed_is_left_out_once_more() {
    let value = with_will("daily 17:00-18:00", |value| {
        at(value, BED)["for_loss"] = json!([id(WILL)]);
        at(value, HELP)[1]["able_now"] = json!({ "not_known": "not_asked" });
        at(value, HELP)[1]["period"] = json!({ "from": "2026-08-04" });
        at(value, HELP)[0]["when"] = json!("daily 00:00-24:00");
        at(value, QUESTION)["absence"]["from"] = json!({ "on": "2026-08-03", "at": "19:00" });
    });
    let proven = proven(value);
    assert!(matches!(proven.answer, ProofAnswer::Proof(_)), "{proven:?}");
    assert!(matches!(&proven.only_confirmed, Some(OnlyConfirmed::NotYet(needs)) if needs.len() == 1));
    // He begins on the second day, and stands in what it rests on all the same.
    assert_eq!(proven.rests_on().not_confirmed.len(), 1);
}

fn told(value: Value, reader: Reader) -> String {
    let input = read(value);
    let proven = prove(input.snapshot(), input.plan(), input.question()).unwrap();
    let story = Story::of(&proven, input.plan(), input.snapshot());
    let text = story.in_words(reader, input.plan(), input.snapshot(), &input);
    assert!(!text.contains("2026-"), "{text}");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn it_is_told_with_the_dates_that_people_write() {
    let held = told(holiday(|_| {}), Reader::Family);
    for said in [
        "From Monday 3 August to Sunday 16 August 2026 Vic is away, as planned. The plan holds for these days: if besides any \
         one or two people",
        "WHILE SOMEBODY IS AWAY made up is there from 00:00 on Monday 3 August 2026 until 00:00 \
         on Monday 17 August 2026.",
        "On these days nothing that cannot wait is ever left waiting",
    ] {
        assert!(held.contains(said), "{said}: {held}");
    }
    let early =
        told(holiday(|value| at(value, BED)["period"]["until"] = json!("2026-08-16")), Reader::Professional);
    assert!(early.contains("the absence alone brings critical needs to harm"), "{early}");
    assert!(early.contains("Una: supper. Harm at 04:30 on Monday 17 August 2026."), "{early}");
    let times = told(
        holiday(|value| {
            at(value, QUESTION)["absence"]["from"] = json!({ "on": "2026-08-03", "at": "14:00" });
        }),
        Reader::Family,
    );
    assert!(
        times.contains("From 14:00 on Monday 3 August 2026 until 00:00 on Monday 17 August 2026 Vic is away"),
        "{times}"
    );
    let day =
        told(holiday(|value| at(value, QUESTION)["absence"]["until"] = json!("2026-08-04")), Reader::Family);
    assert!(day.contains("On Monday 3 August 2026 Vic is away, as planned."), "{day}");

    let short = |value: &mut Value| {
        (at(value, BED)["for_loss"], at(value, BED)["arrives_min"]) = (json!([id(WILL)]), json!(165));
        at(value, BED)["period"]["until"] = json!("2026-08-10");
    };
    let fails = told(with_will("daily 17:00-18:00", short), Reader::Family);
    for said in [
        "The plan does not hold for these days",
        "17:00 on Monday 10 August 2026: No help comes from Will any more.",
        "04:30 on Tuesday 11 August 2026: HARM.",
        "made up does not come: this help is not kept for those days.",
    ] {
        assert!(fails.contains(said), "{said}: {fails}");
    }
}

#[test]
fn the_receipt_says_that_it_is_about_an_absence() {
    let codes = |value: Value| -> Vec<String> {
        proven(value).receipt().unwrap().headline().codes.iter().map(ToString::to_string).collect()
    };
    let is = |codes: &[String], code: &str| codes.iter().any(|one| one == code);
    let of_days = codes(holiday(|_| {}));
    assert!(is(&of_days, "planned-absence") && !is(&of_days, "some-lost-as-planned"), "{of_days:?}");
    let planned = codes(holiday(|value| at(value, QUESTION)["as_planned"] = json!([id(UNA)])));
    assert!(is(&planned, "planned-absence") && is(&planned, "some-lost-as-planned"), "{planned:?}");
}

#[test]
fn whoever_compares_finds_the_week_of_the_first_day() {
    let input = read(holiday(|value| {
        let mut drops = at(value, NEEDS)[0].clone();
        (drops["id"], drops["period"]) = (json!(id(102)), json!({ "from": "2026-08-25" }));
        push(value, NEEDS, drops);
        at(value, NEEDS)[0]["period"] = json!({ "from": "2026-03-02" });
        let mut later = gives(203, VIC, SUPPER, "daily 09:00-10:00");
        later["period"] = json!({ "from": "2026-08-15" });
        push(value, HELP, later);
    }));
    let proven = prove(input.snapshot(), input.plan(), input.question()).unwrap();
    let plain = input.household().snapshot(input.on()).unwrap();
    assert_ne!(input.snapshot().fingerprint(), plain.fingerprint());
    assert!(proven.receipt().unwrap().is_about(&plain.fingerprint().unwrap()));
}

#[test]
fn a_repair_is_for_the_days_of_the_absence() {
    let input = read(holiday(|value| at(value, BED)["period"]["until"] = json!("2026-08-16")));
    let another = |id: &str, period: (u32, u32)| {
        let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 8, day);
        let mut bed = input.plan().responders()[0].clone();
        (bed.id, bed.source) = (id.parse().unwrap(), id.parse().unwrap());
        bed.period = Period::new(day(period.0), day(period.1)).unwrap();
        RepairOption::new(Change::NewResponder { responder: Box::new(bed), place: None })
    };
    let options = [another(&id(601), (1, 3)), another(&id(602), (15, 16)), another(&id(603), (16, 17))];
    let found = repair(input.snapshot(), input.plan(), input.question(), &options, 8).unwrap();
    assert_eq!(found.smallest.iter().map(|set| set.options.clone()).collect::<Vec<_>>(), [[2]]);
    assert_eq!(found.not_on_this_day, [0]);
}

/// A family of the examples, with more needs, help, ways of raising the alarm and people who would come.
const FAMILY: &str = include_str!("../../examples/data/early-response-plan.json");

#[test]
fn four_weeks_of_a_family_hold_with_its_plan_and_not_without() {
    let mut value: Value = serde_json::from_str(FAMILY).unwrap();
    let as_at = at(&mut value, "/v1/household/v1/as_at").as_str().unwrap();
    let first: chrono::NaiveDate = as_at.parse().unwrap();
    let mother = at(&mut value, "/v1/household/v1/people/0/id").clone();
    let last = first + chrono::Days::new(28);
    value["v1"]["question"] = json!({ "absence": { "who": [mother], "from": first, "until": last } });
    let proven = proven(value.clone());
    assert_eq!((proven.strength(), proven.meanwhile.len()), (3, 3));
    at(&mut value, RESPONDERS).as_array_mut().unwrap().clear();
    assert_eq!(not_yet(value).least_min, Some(60));
}
