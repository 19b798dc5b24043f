//! Responders and ways of raising the alarm that are for some days only: what is not there on the day is said, in a proof, a
//! night, a repair and among what a plan lacks; and what ends later, with the day. The week is that of 2 March 2026.

use mutual_care::base::{Amount, Finding, Period, Reader};
use mutual_care::emergency::{
    Alarm, Change, Level, Lost, NightQuestion, NotOnThisDay, Plan, RepairOption, Responder, SetsTried, Story,
    completeness, night, repair,
};
use mutual_care::need::{Arrangement, Snapshot};

use crate::family::{
    BREAKFAST, Called, MOTHER, NEIGHBOUR, SISTER, SON, TABLETS, asks, comes, day, helps, id, pendant, plan,
    proven, source, week,
};

/// From a day on, and up to the day before another; 0: none. Days of March 2026.
fn days(from: u32, until: u32) -> Period {
    let march = |of: u32| (of > 0).then(|| day(&format!("2026-03-{of:02}")));
    Period::new(march(from), march(until)).unwrap()
}

const ALWAYS: (u32, u32) = (0, 0);

/// The pendant calls the sister, who sees to both; each of them for some days.
fn plan_of(alarm: (u32, u32), sister: (u32, u32)) -> Plan {
    let alarm = Alarm { period: days(alarm.0, alarm.1), ..pendant(10) };
    let sister =
        Responder { period: days(sister.0, sister.1), ..comes(51, SISTER, &[TABLETS, BREAKFAST], 5, 30) };
    plan(vec![alarm], vec![sister])
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn told(plan: &Plan, reader: Reader) -> String {
    let (week, asked) = (week(), asks(Level::One, 600));
    let proof = proven(&week, plan, &asked);
    one_line(&Story::of(&proof, plan, &week).in_words(reader, plan, &week, &Called))
}

#[test]
fn a_proof_says_what_is_not_there_on_the_day() {
    // The day before the first, the first, the last, the day after it.
    for (sister, is_there) in [((3, 0), false), ((2, 0), true), ((1, 3), true), ((1, 2), false)] {
        let plan = plan_of(ALWAYS, sister);
        let proof = proven(&week(), &plan, &asks(Level::One, 600));
        assert_eq!(proof.strength(), u8::from(is_there), "{sister:?}");
        let expected = NotOnThisDay {
            what: id::<mutual_care::base::kinds::Responder>(51).any(),
            period: days(sister.0, sister.1),
        };
        let not_there = &proof.rests_on().not_on_this_day;
        assert_eq!(not_there.as_slice(), if is_there { &[][..] } else { core::slice::from_ref(&expected) });
        let json = serde_json::to_value(&proof).unwrap().to_string();
        assert_eq!(json.contains("not_on_this_day"), !is_there, "left out where all are there");
    }
    for reader in [Reader::Family, Reader::Professional] {
        let later = told(&plan_of(ALWAYS, (3, 0)), reader);
        assert!(
            later.contains("Cora can be called only from 3 March 2026 on, and is not counted on here."),
            "{later}"
        );
        let ended = told(&plan_of(ALWAYS, (1, 2)), reader);
        assert!(
            ended.contains(
                "Cora could be called up to and including 1 March 2026 only, and is not counted on here."
            ),
            "{ended}"
        );
        assert!(!told(&plan_of(ALWAYS, (2, 3)), reader).contains("not counted on here"));
    }
}

#[test]
fn a_way_of_raising_the_alarm_is_named_by_whom_it_is() {
    let later = told(&plan_of((9, 16), ALWAYS), Reader::Family);
    assert!(
        later.contains(
            "A way of raising the alarm is there only from 9 March 2026 on, and does not count here."
        ),
        "{later}"
    );
    let mut parts = plan_of((0, 2), ALWAYS).into_parts();
    parts.alarms[0].way =
        mutual_care::emergency::Way::Member { person: id(SON), able: mutual_care::base::Told::Known(true) };
    let ended = told(&Plan::new(parts).unwrap(), Reader::Family);
    assert!(
        ended.contains(
            "A way of raising the alarm by Ben was there up to and including 1 March 2026 only, and does not count here."
        ),
        "{ended}"
    );
}

#[test]
fn a_night_says_it_too() {
    let lost = [Lost { source: source(MOTHER), away: false }];
    let asked = NightQuestion::new(lost, "Sat 22:10".parse().unwrap());
    let said = |plan: &Plan| {
        let night = night(&week(), plan, &asked).unwrap();
        (night.not_on_this_day.len(), one_line(&night.in_words(Reader::Family, plan, &week(), &Called)))
    };
    let (count, text) = said(&plan_of(ALWAYS, (3, 0)));
    assert_eq!(count, 1);
    assert!(text.contains("Cora can be called only from 3 March 2026 on"), "{text}");
    let (count, text) = said(&plan_of(ALWAYS, (2, 3)));
    assert!(count == 0 && !text.contains("can be called only"), "{text}");
}

/// What is found of a code: about what, and its amounts.
fn lacks(plan: &Plan, code: &str) -> Vec<Finding> {
    completeness(plan, &week()).with_code(code).cloned().collect()
}

fn amount(finding: &Finding, name: &str) -> Option<Amount> {
    finding.amounts().iter().find(|(there, _)| *there == name).map(|(_, amount)| *amount)
}

#[test]
fn a_plan_lacks_whoever_is_for_other_days() {
    let ended = plan_of(ALWAYS, (1, 2));
    let [finding] = lacks(&ended, "plan-part-has-ended").try_into().unwrap();
    assert_eq!(finding.concerns(), [id::<mutual_care::base::kinds::Responder>(51).any()]);
    assert_eq!(amount(&finding, "until"), Some(Amount::Date(day("2026-03-02"))));
    let [later] = lacks(&plan_of((3, 0), ALWAYS), "plan-part-begins-later").try_into().unwrap();
    assert_eq!(later.concerns(), [id::<mutual_care::base::kinds::Alarm>(41).any()]);
    assert_eq!(amount(&later, "from"), Some(Amount::Date(day("2026-03-03"))));
    // With nobody else the plan has nobody, and says that there is somebody for other days.
    let [nobody] = lacks(&ended, "nobody-responds").try_into().unwrap();
    assert!(nobody.for_professional().ends_with("who is there on that day: those on it are for other days."));
    let empty = plan(vec![pendant(10)], vec![]);
    let [nobody] = lacks(&empty, "nobody-responds").try_into().unwrap();
    assert_eq!(nobody.for_professional(), "There is nobody on the list of those who are called.");
    let [no_alarm] = lacks(&plan_of((3, 0), ALWAYS), "no-way-to-raise-the-alarm").try_into().unwrap();
    assert!(
        no_alarm.for_professional().contains("finds out on that day: those that it has are for other days.")
    );
    // In its period, nothing of this is found.
    let there = plan_of((2, 0), (2, 0));
    for code in ["plan-part-has-ended", "plan-part-begins-later", "nobody-responds", "plan-lacks-from"] {
        assert!(lacks(&there, code).is_empty(), "{code}");
    }
}

#[test]
fn what_a_plan_lacks_from_a_later_day_on_is_found_with_the_day() {
    let from = |plan: &Plan| -> Vec<(String, Amount)> {
        let found = lacks(plan, "plan-lacks-from");
        found
            .iter()
            .map(|finding| {
                let Some(Amount::Code(lacks)) = amount(finding, "lacks") else { panic!("{finding:?}") };
                (lacks.to_owned(), amount(finding, "from").unwrap())
            })
            .collect()
    };
    let ends = plan_of(ALWAYS, (0, 20));
    let on = Amount::Date(day("2026-03-20"));
    let mut told: Vec<String> =
        from(&ends).into_iter().filter(|(_, day)| *day == on).map(|(what, _)| what).collect();
    told.sort();
    told.dedup();
    assert_eq!(
        told,
        [
            "anybody who covers this critical need, or takes the person in",
            "anybody who is called",
            "anybody who is called if this person is lost",
        ]
    );
    assert_eq!(from(&ends).len(), 4, "each of two needs by itself, and nothing of another day");
    // Somebody else from that day on, or from the day before: nothing is missing. From the day after: it is.
    let followed = |first: u32| {
        let mut parts = ends.clone().into_parts();
        let next = comes(52, NEIGHBOUR, &[TABLETS, BREAKFAST], 5, 30);
        parts.responders.push(Responder { period: days(first, 0), ..next });
        from(&Plan::new(parts).unwrap())
    };
    assert!(followed(20).is_empty() && followed(19).is_empty());
    assert_eq!(followed(21).len(), 4);
    // The only way of raising the alarm: nobody finds out from then on, at night either.
    let alarm = from(&plan_of((0, 20), ALWAYS));
    assert!(alarm.iter().any(|(what, _)| what == "any way in which anyone finds out"), "{alarm:?}");
    assert!(
        alarm.iter().any(|(what, _)| what.starts_with("more of what raises the alarm at once")),
        "{alarm:?}"
    );
    // What is lacking now is not told again.
    assert!(from(&plan(vec![pendant(10)], vec![])).is_empty());
}

#[test]
fn a_repair_leaves_alone_what_is_not_there_and_says_so() {
    let options = |period: Period| -> Vec<RepairOption> {
        let neighbour = Responder { period, ..comes(52, NEIGHBOUR, &[TABLETS, BREAKFAST], 5, 10) };
        let alarm = Alarm { id: id(43), period, ..pendant(0) };
        let mut visit: Arrangement = helps(23, NEIGHBOUR, TABLETS, "always");
        visit.period = period;
        [
            Change::ArrivesWithin { responder: id(51), minutes: 1 },
            Change::NewResponder { responder: Box::new(neighbour), place: None },
            Change::NewAlarm(Box::new(alarm)),
            Change::NewArrangement { arrangement: Box::new(visit), by: None },
        ]
        .into_iter()
        .map(RepairOption::new)
        .collect()
    };
    // The sister is too slow, and ends before the week.
    let slow = |sister: Period| {
        let sister = Responder { period: sister, ..comes(51, SISTER, &[TABLETS, BREAKFAST], 60, 120) };
        plan(vec![pendant(10)], vec![sister])
    };
    let tried = |sister, others| {
        let (week, plan): (Snapshot, Plan) = (week(), slow(sister));
        let options = options(others);
        let found = repair(&week, &plan, &asks(Level::One, 240), &options, 256).unwrap();
        let text = found.in_words(Reader::Family, &options, &plan, &week, &Called);
        (found, one_line(&text))
    };
    let (ended, now) = (days(1, 2), days(2, 3));
    let (found, text) = tried(ended, ended);
    assert_eq!((found.not_on_this_day.clone(), found.tried), (vec![0, 1, 2, 3], SetsTried::All { sets: 1 }));
    assert!(found.smallest.is_empty());
    assert!(
        text.contains(
            "Not tried: Cora is there within 1 minute of answering. That is about somebody or something that is not there \
             on 2 March 2026."
        ),
        "{text}"
    );
    // Of the others one is enough; what is about the sister is still left alone.
    let (found, _) = tried(ended, now);
    assert_eq!(found.not_on_this_day, [0]);
    let sets: Vec<_> = found.smallest.iter().map(|set| set.options.clone()).collect();
    assert_eq!(sets, [vec![1], vec![3]]);
    let (found, text) = tried(now, now);
    assert!(found.not_on_this_day.is_empty() && !text.contains("Not tried"));
    assert!(serde_json::to_value(&found).unwrap().get("not_on_this_day").is_none());
}
