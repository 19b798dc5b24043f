//! Needs and arrangements: what each refuses on both sides of its boundaries, and in which words. The household
//! is made up.

mod made_up;

use made_up::{arrangement_id, day, gives, need, need_id, person, source, span};
use mutual_care::base::{Period, Told, WeekMinute, WeekPattern, WeekSpan, WhyNotKnown};
use mutual_care::need::{
    Ability, Arrangement, Availability, Consequence, DoneThough, Need, NeedError, Outcome, Reliance, Window,
};
use proptest::prelude::*;
use serde_json::{Value, json};

#[test]
fn minutes_owed_are_one_to_the_length_of_the_window() {
    let hour = span("Mon 08:00-09:00");
    assert_eq!(Window::doing(hour, 0), Err(NeedError::Owed));
    let least = Window::doing(hour, 1).unwrap();
    assert_eq!((least.owed(), least.slack(), least.is_being_there()), (1, 59, false));
    let most = Window::doing(hour, 60).unwrap();
    assert_eq!((most, most.slack(), most.is_being_there()), (Window::being_there(hour), 0, true));
    assert_eq!(Window::doing(hour, 61), Err(NeedError::Owed));
    assert_eq!(NeedError::Owed.to_string(), "expected `minutes` of 1 to the length of each window");
}

#[test]
fn a_need_keeps_within_its_limits() {
    let plain = || Need::new(need_id(1), person(1), Outcome::Toilet, Consequence::Serious);
    assert_eq!((plain().helpers(), plain().tolerance_min(), plain().windows().len()), (1, 0, 0));
    let helpers = |count| plain().with_helpers(count).map(|need| need.helpers());
    assert_eq!([helpers(0), helpers(1)], [Err(NeedError::Helpers), Ok(1)]);
    assert_eq!([helpers(16), helpers(17)], [Ok(16), Err(NeedError::Helpers)]);
    let tolerance = |minutes| plain().with_tolerance(minutes).map(|need| need.tolerance_min());
    assert_eq!([tolerance(525_600), tolerance(525_601)], [Ok(525_600), Err(NeedError::Tolerance)]);
    let windows = |count: u16| {
        let at = |n: u16| WeekSpan::new(WeekMinute::new(n * 15).unwrap(), 14).unwrap();
        let list: Vec<Window> = (0..count).map(|n| Window::being_there(at(n % 672))).collect();
        plain().with_windows(list).map(|need| need.windows().len())
    };
    assert_eq!([windows(672), windows(673)], [Ok(672), Err(NeedError::TooManyWindows)]);
    for (error, words) in [
        (NeedError::Overlap, "expected windows that do not overlap (they may touch)"),
        (NeedError::TooManyWindows, "expected at most 672 windows"),
        (NeedError::Helpers, "expected `helpers` of 1 to 16"),
        (NeedError::Tolerance, "expected `tolerance_minutes` of 0 to 525600"),
    ] {
        assert_eq!(error.to_string(), words);
    }
}

#[test]
fn windows_may_touch_and_are_never_merged() {
    let windows = |texts: &[&str]| {
        let list = texts.iter().map(|text| Window::being_there(span(text))).collect();
        need(1, 1)
            .with_windows(list)
            .map(|need| need.windows().iter().map(|window| window.span().to_string()).collect::<Vec<_>>())
    };
    assert_eq!(
        windows(&["Mon 09:00-10:00", "Mon 08:00-09:00"]),
        Ok(vec!["Mon 08:00-09:00".into(), "Mon 09:00-10:00".into()])
    );
    assert_eq!(windows(&["Mon 08:00-09:01", "Mon 09:00-10:00"]), Err(NeedError::Overlap));
    assert_eq!(windows(&["Mon 00:00-01:00", "Sun 23:00-24:00"]).map(|list| list.len()), Ok(2));
    assert_eq!(windows(&["Mon 00:00-01:00", "Sun 23:00-00:01"]), Err(NeedError::Overlap));
    assert_eq!(windows(&["always from Wed 08:00"]), Ok(vec!["always from Wed 08:00".into()]));
    assert_eq!(windows(&["always from Wed 08:00", "Mon 08:00-08:01"]), Err(NeedError::Overlap));
}

proptest! {
    #[test]
    fn windows_are_refused_exactly_if_two_share_a_minute(
        list in prop::collection::vec((0..10_080_u16, 1..400_u16, 0..30_u16), 0..12),
    ) {
        // Most lists of a dozen would clash: a few long ones are left in.
        let spans: Vec<(u16, u16)> = list
            .iter()
            .map(|(start, minutes, long)| (*start, if *long == 0 { minutes * 25 } else { *minutes }))
            .collect();
        let mut marks = vec![0; 10_080];
        for (start, minutes) in &spans {
            for step in 0..*minutes {
                marks[usize::from(start + step) % 10_080] += 1;
            }
        }
        let windows = spans
            .iter()
            .map(|(start, minutes)| WeekSpan::new(WeekMinute::new(*start).unwrap(), *minutes).unwrap())
            .map(Window::being_there)
            .collect();
        let refused = need(1, 1).with_windows(windows).is_err();
        prop_assert_eq!(refused, marks.iter().any(|count| *count > 1));
    }
}

#[test]
fn a_need_on_the_wire_is_lines_of_times() {
    let id = need_id(1).to_string();
    let wire = |windows: Value| json!({"id": id, "person": person(1), "outcome": "nutrition", "consequence": "critical", "windows": windows});
    let read = |windows: Value| {
        let read = serde_json::from_value::<Need>(wire(windows)).map_err(|error| error.to_string());
        read.map(|need| need.windows().iter().map(|w| (w.span().to_string(), w.owed())).collect::<Vec<_>>())
    };
    assert_eq!(read(json!([])), Ok(vec![]));
    assert_eq!(
        read(json!([{"when": "Mon,Tue 17:00-19:00", "minutes": 30}, {"when": "Sun 22:00-07:00"}])),
        Ok(vec![
            ("Mon 17:00-19:00".into(), 30),
            ("Tue 17:00-19:00".into(), 30),
            ("Sun 22:00-07:00".into(), 540)
        ])
    );
    assert_eq!(read(json!([{"when": "daily 00:00-24:00"}])).map(|list| list.len()), Ok(7));
    for (windows, said) in [
        (json!([{"when": "Mon"}]), "expected days and times, such as `Mon-Fri 08:00-08:30`"),
        (
            json!([{"when": "Mon 08:00-08:30", "minutes": 31}]),
            "expected `minutes` of 1 to the length of each window",
        ),
        (
            json!([{"when": "daily 08:00-09:00"}, {"when": "Mon 08:59-09:30"}]),
            "expected windows that do not overlap (they may touch)",
        ),
    ] {
        assert_eq!(read(windows), Err(said.into()));
    }
    let many: Vec<Value> = (0..673).map(|_| json!({"when": "Mon 08:00-09:00"})).collect();
    assert_eq!(read(json!(many)), Err("expected at most 672 windows".into()));
    let twice: Vec<Value> = (0..2).map(|_| json!({"when": "daily 08:00-09:00"})).collect();
    assert_eq!(read(json!(twice)), Err("expected windows that do not overlap (they may touch)".into()));
    let mut strange = wire(json!([]));
    strange["carer"] = json!("Maria");
    assert!(serde_json::from_value::<Need>(strange).is_err());

    let full = need(1, 1).with_helpers(2).unwrap().with_tolerance(30).unwrap();
    let written = serde_json::to_value(&full).unwrap();
    assert_eq!(
        written,
        json!({
            "id": id, "person": person(1), "outcome": "nutrition", "consequence": "critical",
            "windows": [{"when": "Mon 08:00-09:00"}], "helpers": 2, "tolerance_minutes": 30,
        })
    );
    assert_eq!(serde_json::from_value::<Need>(written).unwrap(), full);
}

#[test]
fn what_is_not_known_is_never_a_no() {
    let known = |able| Told::Known(able);
    let not_known = |why| Told::<bool>::NotKnown(why);
    let of = |able: Told<Ability>, willing: Told<bool>| {
        Arrangement { able_now: able, willing_now: willing, ..gives(1, 1, 2) }.availability()
    };
    let supported = Ability::WithSupport { by: Some(source(3)) };
    assert_eq!(of(known(Ability::Yes), Told::Known(true)), Availability::Yes);
    assert_eq!(of(known(supported), Told::Known(true)), Availability::WithSupport);
    assert_eq!(of(known(Ability::No), Told::Known(true)), Availability::No);
    assert_eq!(of(known(Ability::Yes), Told::Known(false)), Availability::No);
    for why in [WhyNotKnown::NotAsked, WhyNotKnown::AskedNotKnown, WhyNotKnown::Declined] {
        assert_eq!(of(known(Ability::Yes), not_known(why)), Availability::NotConfirmed);
        assert_eq!(of(known(supported), not_known(why)), Availability::NotConfirmed);
        assert_eq!(of(Told::NotKnown(why), Told::Known(true)), Availability::NotConfirmed);
        assert_eq!(of(Told::NotKnown(why), not_known(why)), Availability::NotConfirmed);
        // One known no is a no.
        assert_eq!(of(Told::NotKnown(why), Told::Known(false)), Availability::No);
        assert_eq!(of(known(Ability::No), not_known(why)), Availability::No);
    }
}

/// Read only where able or willing is no. Not known: done where not willing, not done where only not able; a question
/// wherever not able.
#[test]
fn what_is_done_though_the_giver_is_not_willing_or_not_able() {
    let of = |able: Told<Ability>, willing: Told<bool>, done: Told<bool>| {
        let help =
            Arrangement { able_now: able, willing_now: willing, done_now: done, ..gives(1, 1, 2) }.done();
        help.map(|help| (help.though, help.is_done, help.is_assumed, help.is_a_question))
    };
    let (yes, no) = (Told::Known(Ability::Yes), Told::Known(Ability::No));
    let (though_willing, though_able) = (DoneThough::NotWilling, DoneThough::NotAble);
    for done in [Told::Known(true), Told::Known(false), Told::default()] {
        for able in [yes, Told::Known(Ability::WithSupport { by: None }), Told::default()] {
            for willing in [Told::Known(true), Told::default()] {
                assert_eq!(of(able, willing, done), None, "{able:?} {willing:?}: nothing to ask");
            }
        }
    }
    for why in [WhyNotKnown::NotAsked, WhyNotKnown::AskedNotKnown, WhyNotKnown::Declined] {
        let open = Told::NotKnown(why);
        assert_eq!(of(yes, Told::Known(false), open), Some((though_willing, true, true, false)));
        assert_eq!(of(Told::default(), Told::Known(false), open), Some((though_willing, true, true, false)));
        assert_eq!(of(no, Told::Known(true), open), Some((though_able, false, true, true)));
        assert_eq!(of(no, Told::default(), open), Some((though_able, false, true, true)));
        assert_eq!(of(no, Told::Known(false), open), Some((though_willing, true, true, true)));
    }
    for done in [true, false] {
        let known = Told::Known(done);
        assert_eq!(of(yes, Told::Known(false), known), Some((though_willing, done, false, false)));
        assert_eq!(of(no, Told::Known(true), known), Some((though_able, done, false, false)));
        assert_eq!(of(no, Told::Known(false), known), Some((though_willing, done, false, false)));
    }

    // It never counts, and is given only within its period and if it is ever there.
    let period = Period::new(Some(day("2026-03-02")), Some(day("2026-03-09"))).unwrap();
    let unwilling = Arrangement { willing_now: Told::Known(false), period, ..gives(1, 1, 2) };
    let on = |help: &Arrangement, date| (help.counts(day(date)), help.is_given(day(date)));
    assert_eq!(
        ["2026-03-01", "2026-03-02", "2026-03-08", "2026-03-09"].map(|date| on(&unwilling, date)),
        [(false, false), (false, true), (false, true), (false, false)]
    );
    let stopped = Arrangement { done_now: Told::Known(false), ..unwilling.clone() };
    assert_eq!(on(&stopped, "2026-03-02"), (false, false));
    let never = Arrangement { when: WeekPattern::never(), ..unwilling };
    assert_eq!(on(&never, "2026-03-02"), (false, false));
    assert_eq!(on(&gives(1, 1, 2), "2026-03-02"), (true, true));
}

#[test]
fn an_arrangement_counts_within_its_period_if_it_is_ever_there() {
    let period = Period::new(Some(day("2026-03-02")), Some(day("2026-03-09"))).unwrap();
    let within = Arrangement { period, ..gives(1, 1, 2) };
    let on = |date| within.counts(day(date));
    assert_eq!(
        [on("2026-03-01"), on("2026-03-02"), on("2026-03-08"), on("2026-03-09")],
        [false, true, true, false]
    );
    let never = Arrangement { when: WeekPattern::never(), ..gives(1, 1, 2) };
    assert!(!never.counts(day("2026-03-02")));
    let unasked = Arrangement { willing_now: Told::default(), ..gives(1, 1, 2) };
    assert!(unasked.counts(day("2026-03-02")));
    let unwilling = Arrangement { willing_now: Told::Known(false), ..gives(1, 1, 2) };
    assert!(!unwilling.counts(day("2026-03-02")));
}

#[test]
fn an_arrangement_on_the_wire_goes_through_the_same_door() {
    let id = arrangement_id(1);
    let wire = |more: Value| {
        let mut wire = json!({"id": id, "by": source(1), "need": need_id(2), "when": "daily 08:00-09:00"});
        wire.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value::<Arrangement>(wire).map_err(|error| error.to_string())
    };
    let least = wire(json!({})).unwrap();
    assert_eq!((least.hands, least.period, least.relies_on), (1, Period::ALWAYS, Reliance::NotSaid));
    assert!(least.able_now.is_open() && least.willing_now.is_open(), "absent is not asked");
    assert_eq!(wire(json!({"relies_on": []})).unwrap().relies_on, Reliance::Stated(vec![]));
    let assumed = json!({"relies_on": [need_id(1)], "reliance_assumed": true});
    assert_eq!(wire(assumed).unwrap().relies_on, Reliance::Assumed(vec![need_id(1)]));
    assert_eq!(
        wire(json!({"reliance_assumed": true})).unwrap_err(),
        "expected `relies_on` beside `reliance_assumed`"
    );
    let hands = |count: u8| wire(json!({"hands": count})).map(|arrangement| arrangement.hands);
    assert_eq!([hands(1), hands(16)], [Ok(1), Ok(16)]);
    let refused = Err("expected `hands` of 1 to 16".to_string());
    assert_eq!([hands(0), hands(17)], [refused.clone(), refused]);
    let supported = wire(json!({"able_now": {"known": {"with_support": {"by": source(3)}}}})).unwrap();
    assert_eq!(supported.supported_by(), Some(source(3)));
    for wrong in [
        json!({"relies_on": null}),
        json!({"when": "sometimes"}),
        json!({"carer": "Maria"}),
        json!({"able_now": "yes"}),
        json!({"able_now": null}),
        json!({"able_now": {"known": {"with_support": {"who": source(3)}}}}),
    ] {
        assert!(wire(wrong.clone()).is_err(), "{wrong}");
    }
    let full = Arrangement {
        period: Period::new(None, Some(day("2026-03-09"))).unwrap(),
        hands: 2,
        able_now: Told::Known(Ability::WithSupport { by: None }),
        willing_now: Told::NotKnown(WhyNotKnown::Declined),
        able_later: Told::Known(Ability::No),
        willing_later: Told::Known(false),
        done_now: Told::Known(true),
        relies_on: Reliance::Assumed(vec![need_id(1)]),
        package_line: Some("6f2c1a3e-0000-4000-8000-000000000001".parse().unwrap()),
        ..gives(1, 1, 2)
    };
    let text = serde_json::to_string(&full).unwrap();
    assert_eq!(serde_json::from_str::<Arrangement>(&text).unwrap(), full);
}
