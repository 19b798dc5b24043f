//! What the first trial found wrong with proofs, each case with a made-up family of its own, through the same door as a
//! file; each with the smallest change after which it is no longer so.

use mutual_care::base::{Finding, Labels as _, Reader, Word};
use mutual_care::emergency::{
    CallOutcome, EmergencyInput, EmergencyInputParts, Level, ProofAnswer, ProofQuestion, ProveError, Proven,
    Story, WishAgainst, completeness, prove,
};
use serde_json::{Value, json};

fn id(number: u16) -> String {
    format!("7d000000-0000-4000-8000-{number:012}")
}

const MAY: u16 = 1;
const TOM: u16 = 2;
const KIT: u16 = 3;
const LEN: u16 = 4;
const AGENCY: u16 = 11;
const SUPPER: u16 = 101;
const NIGHT: u16 = 102;
const CLUB: u16 = 103;

/// May needs her supper; Tom, who lives with her, cooks it and can telephone if she is ill. Len lives elsewhere, and would
/// come for either.
fn family() -> Value {
    let known = |value: Value| json!({ "known": value });
    let gives = |number, by, to, when: &str| {
        json!({
            "id": id(number), "by": id(by), "for": id(to), "when": when, "relies_on": [],
            "able_now": known(json!("yes")), "willing_now": known(json!(true)),
        })
    };
    json!({ "v1": {
        "household": { "v1": {
            "id": id(900), "as_at": "2026-03-02",
            "people": [
                { "id": id(MAY), "name": "May", "lives": "here", "born": "1950-01-01" },
                { "id": id(TOM), "name": "Tom", "lives": "here", "born": "1980-01-01" },
                { "id": id(LEN), "name": "Len", "lives": "elsewhere", "born": "1970-01-01" },
            ],
            "services": [{ "id": id(AGENCY), "name": "Hill Care", "kind": "provider" }],
            "needs": [{
                "id": id(SUPPER), "person": id(MAY), "outcome": "nutrition", "consequence": "critical",
                "about": "her supper", "tolerance_minutes": 600,
                "windows": [{ "when": "daily 17:00-19:00", "minutes": 30 }],
            }],
            "arrangements": [gives(201, TOM, SUPPER, "daily 17:15-18:00")],
        } },
        "plan": {
            "id": id(300), "household": id(900), "drawn_up_on": "2026-03-02",
            "alarms": [
                { "id": id(401), "takes_min": 10,
                  "way": { "member": { "person": id(MAY), "able": { "known": true } } } },
                { "id": id(402), "takes_min": 10,
                  "way": { "member": { "person": id(TOM), "able": { "known": true } } } },
            ],
            "responders": [{
                "id": id(501), "source": id(LEN), "kind": "family", "answers_min": 15, "arrives_min": 45,
                "covers": [id(SUPPER)], "agreed": { "known": { "on": "2026-03-01" } },
            }],
        },
    } })
}

fn at<'v>(value: &'v mut Value, place: &str) -> &'v mut Value {
    value.pointer_mut(place).unwrap_or_else(|| panic!("{place}"))
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut value = family();
    change(&mut value);
    value
}

fn push(value: &mut Value, place: &str, item: Value) {
    at(value, place).as_array_mut().unwrap().push(item);
}

fn read(value: Value) -> EmergencyInput {
    serde_json::from_value(value).unwrap()
}

fn refused(value: Value) -> Vec<String> {
    let parts: EmergencyInputParts = serde_json::from_value(value).unwrap();
    let problems = EmergencyInput::new(parts).unwrap_err();
    problems.iter().map(|problem| format!("{}: {problem}", problem.place())).collect()
}

fn proven(input: &EmergencyInput, level: Level, horizon_min: u32) -> Proven {
    let question = ProofQuestion { level, horizon_min, ..ProofQuestion::default() };
    prove(input.snapshot(), input.plan(), &question).unwrap()
}

fn told(input: &EmergencyInput, proven: &Proven, reader: Reader) -> String {
    let story = Story::of(proven, input.plan(), input.snapshot());
    let text = story.in_words(reader, input.plan(), input.snapshot(), input);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn codes(proven: &Proven) -> Vec<String> {
    proven.receipt().unwrap().headline().codes.iter().map(Word::to_string).collect()
}

fn lacks(input: &EmergencyInput) -> Vec<&'static str> {
    completeness(input.plan(), input.snapshot()).iter().map(Finding::code).collect()
}

#[test]
fn the_family_as_it_is_holds() {
    let input = read(family());
    let proven = proven(&input, Level::One, 4_320);
    assert_eq!(proven.strength(), 1);
    assert_eq!(codes(&proven), ["holds", "some-unnoticed"], "of both at once nobody would know");
    assert!(proven.hours_not_known.is_empty());
    assert!(told(&input, &proven, Reader::Family).contains("The plan holds: if any one"));
}

#[test]
fn a_critical_need_whose_hours_nobody_sent_is_no_proof() {
    let input = read(with(|file| {
        at(file, "/v1/household/v1/needs/0").as_object_mut().unwrap().remove("windows");
        *at(file, "/v1/plan/alarms") = json!([]);
        *at(file, "/v1/plan/responders") = json!([]);
    }));
    for (level, horizon) in [(Level::One, 1), (Level::Three, 4_320)] {
        let proven = proven(&input, level, horizon);
        let ProofAnswer::NotYet(not_yet) = &proven.answer else { panic!("{:?}", proven.answer) };
        let supper = id(SUPPER).parse().unwrap();
        assert_eq!((&not_yet.hours_not_known, &proven.hours_not_known.needs), (&vec![supper], &vec![supper]));
        assert!(not_yet.needs.is_empty() && not_yet.nobody_there.is_empty());
        assert_eq!((proven.strength(), not_yet.least_min), (0, None));
        let codes = codes(&proven);
        assert_eq!(codes[0], "not-yet");
        assert!(codes.contains(&String::from("critical-hours-not-known")), "{codes:?}");
        for reader in [Reader::Family, Reader::Professional] {
            let text = told(&input, &proven, reader);
            assert!(!text.contains("holds"), "{text}");
            assert!(text.contains("Ask when this is needed") && text.contains("May: her supper"), "{text}");
            assert!(!text.contains("Harm"), "no time is told of it: {text}");
        }
    }
}

#[test]
fn hours_of_a_lesser_need_stand_under_the_headline() {
    let input = read(with(|file| {
        let company = json!({
            "id": id(CLUB), "person": id(MAY), "outcome": "company", "consequence": "moderate", "about": "the club",
        });
        push(file, "/v1/household/v1/needs", company);
        let sits = json!({ "id": id(202), "by": id(AGENCY), "for": id(CLUB), "when": "never" });
        push(file, "/v1/household/v1/arrangements", sits);
    }));
    let proven = proven(&input, Level::One, 4_320);
    assert_eq!(proven.strength(), 1);
    assert_eq!(proven.hours_not_known.needs, [id(CLUB).parse().unwrap()]);
    assert_eq!(proven.hours_not_known.arrangements, [id(202).parse().unwrap()]);
    assert!(codes(&proven).contains(&String::from("some-hours-not-known")));
    let text = told(&input, &proven, Reader::Professional);
    let headline = text.find("The plan holds").unwrap();
    let hours = text.find("Ask when this is needed; nobody has said, so nothing here is about it").unwrap();
    let times = text.find("Ask when this help comes").unwrap();
    let next = text.find("HOW NARROWLY").unwrap();
    assert!(headline < hours && hours < times && times < next, "{text}");
}

#[test]
fn a_critical_need_at_whose_hours_nobody_is_ever_there_is_no_proof() {
    let when = |text: &'static str| {
        read(with(|file| *at(file, "/v1/household/v1/arrangements/0/when") = json!(text)))
    };
    // A minute short of the window whatever the day; the horizon is too short for any harm.
    assert!(matches!(proven(&when("daily 19:00-20:00"), Level::One, 1).answer, ProofAnswer::NotYet(_)));
    let never = when("daily 16:00-17:00");
    let proven_never = proven(&never, Level::One, 1);
    let ProofAnswer::NotYet(not_yet) = &proven_never.answer else { panic!("{:?}", proven_never.answer) };
    assert_eq!(not_yet.nobody_there, [id(SUPPER).parse().unwrap()]);
    assert!(not_yet.needs.is_empty() && not_yet.hours_not_known.is_empty());
    assert!(codes(&proven_never).contains(&String::from("nobody-there-for-critical")));
    let text = told(&never, &proven_never, Reader::Family);
    assert!(text.contains("May: her supper. Nobody is ever there for it when it is needed."), "{text}");
    // With a horizon that is long enough harm has a time, and that is told instead.
    let long = proven(&never, Level::One, 4_320);
    let ProofAnswer::NotYet(not_yet) = &long.answer else { panic!("{:?}", long.answer) };
    assert_eq!((not_yet.nobody_there.len(), not_yet.needs.len()), (1, 1));
    assert!(!told(&never, &long, Reader::Family).contains("Nobody is ever there"));
    // One minute of the week is somebody.
    let once = proven(&when("Mon 18:59-19:00"), Level::One, 1);
    assert!(!matches!(once.answer, ProofAnswer::NotYet(_)));
}

#[test]
fn help_that_ends_is_told_with_the_headline() {
    let mut family = family();
    let arrangement = family.pointer_mut("/v1/household/v1/arrangements/0").unwrap();
    arrangement["period"] = json!({ "until": "2026-03-03" });
    let tomorrow = read(family);
    let proof = proven(&tomorrow, Level::One, 4_320);
    let text = told(&tomorrow, &proof, Reader::Professional);
    assert!(
        text.contains("The plan holds as long as all the help goes on that it counts on, up to and including 2 March 2026: if"),
        "{text}"
    );
    assert!(text.contains("3 March 2026 is the first day without it"), "{text}");
    assert!(codes(&proof).contains(&String::from("ends-soon")));
}

#[test]
fn an_end_is_told_up_to_seven_days_and_the_horizon_or_the_review() {
    let ends = |day: &str, review: Option<&str>, horizon_min| {
        let mut file = family();
        at(&mut file, "/v1/household/v1/arrangements/0")["period"] = json!({ "until": day });
        if let Some(review) = review {
            at(&mut file, "/v1/plan")["review_by"] = json!(review);
        }
        !proven(&read(file), Level::One, horizon_min).rests_on().ends_within.is_empty()
    };
    // 2 March and seven days and three.
    assert!(ends("2026-03-12", None, 4_320) && !ends("2026-03-13", None, 4_320));
    assert!(!ends("2026-03-12", None, 4_319), "the third day is not whole");
    assert!(ends("2026-03-13", Some("2026-03-13"), 4_320) && !ends("2026-03-14", Some("2026-03-13"), 4_320));
    assert!(ends("2026-03-12", Some("2026-03-05"), 4_320), "an early review takes nothing away");
}

#[test]
fn whoever_would_be_called_against_a_wish_is_what_it_rests_on() {
    let wishes = |wishes: Value| {
        read(with(|file| {
            at(file, "/v1/plan")["people"] = json!([
                { "person": id(MAY), "wishes": { "not_to_be_called": { "known": [] } } },
                { "person": id(TOM), "wishes": wishes },
            ]);
        }))
    };
    let against = |input: &EmergencyInput| proven(input, Level::One, 4_320).rests_on().against_wishes.clone();
    assert!(against(&wishes(json!({ "not_to_be_called": { "known": [id(AGENCY)] } }))).is_empty());
    // He covers nothing of Tom's, and would be called all the same.
    let input = wishes(json!({ "not_to_be_called": { "known": [id(LEN)] } }));
    let found = against(&input);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].responder, found[0].wish), (id(501).parse().unwrap(), WishAgainst::Called));
    assert_eq!(found[0].person, id(TOM).parse().unwrap());
    let text = told(&input, &proven(&input, Level::One, 4_320), Reader::Family);
    assert!(text.contains("Len would be called, and Tom has said that they must not be."), "{text}");
    assert!(codes(&proven(&input, Level::One, 4_320)).contains(&String::from("against-wishes")));
    let let_in = wishes(json!({ "may_come_in": { "known": { "only": [id(AGENCY)] } } }));
    assert_eq!(against(&let_in)[0].wish, WishAgainst::LetIn);
    assert!(against(&wishes(json!({ "may_come_in": { "known": "whoever_is_sent" } }))).is_empty());
}

#[test]
fn a_child_who_responds_is_found_and_what_it_rests_on() {
    let born = |day: Option<&'static str>| {
        read(with(|file| {
            let mut kit = json!({ "id": id(KIT), "name": "Kit", "lives": "here" });
            if let Some(day) = day {
                kit["born"] = json!(day);
            }
            push(file, "/v1/household/v1/people", kit);
            *at(file, "/v1/plan/responders/0/source") = json!(id(KIT));
        }))
    };
    let kit = id(KIT).parse().unwrap();
    let child = born(Some("2008-03-03"));
    let rests = proven(&child, Level::One, 4_320).rests_on().clone();
    assert_eq!((rests.under_18, rests.age_not_known), (vec![kit], vec![]));
    assert!(lacks(&child).contains(&"under-18-counted-on"));
    assert!(codes(&proven(&child, Level::One, 4_320)).contains(&String::from("under-18-counted-on")));
    let text = told(&child, &proven(&child, Level::One, 4_320), Reader::Family);
    assert!(text.contains("Kit is under 18, and is counted on."), "{text}");
    // The day before the eighteenth birthday, and the day itself.
    let grown = born(Some("2008-03-02"));
    let rests = proven(&grown, Level::One, 4_320).rests_on().clone();
    assert_eq!((rests.under_18, rests.age_not_known), (vec![], vec![]));
    assert!(!lacks(&grown).contains(&"under-18-counted-on") && !lacks(&grown).contains(&"age-not-known"));
    // Only the year or the month: 18 perhaps, which is found as if it were not so, and says that it may not be.
    for (part, all, perhaps) in [
        ("2008", 1, 1),
        ("2008-03", 1, 1),
        ("2008-02", 0, 0),
        ("2008-04", 1, 0),
        ("2009", 1, 0),
        ("2007", 0, 0),
    ] {
        let read = born(Some(part));
        let proof = proven(&read, Level::One, 4_320);
        let rests = proof.rests_on();
        assert_eq!((rests.under_18.len(), rests.perhaps_under_18.len()), (all, perhaps), "{part}");
        assert_eq!(lacks(&read).contains(&"under-18-counted-on"), all == 1, "{part}");
        assert_eq!(codes(&proof).contains(&String::from("under-18-counted-on")), all == 1, "{part}");
        assert_eq!(codes(&proof).contains(&String::from("only-perhaps-under-18")), perhaps == 1, "{part}");
        let text = told(&read, &proof, Reader::Family);
        assert_eq!(text.contains("Kit may be under 18, and is counted on"), perhaps == 1, "{text}");
        assert_eq!(text.contains("Kit is under 18"), all > perhaps, "{text}");
        assert_eq!(
            serde_json::to_string(&proof).unwrap().contains("perhaps_under_18"),
            perhaps == 1,
            "left out where it is not so"
        );
    }
    let unknown = born(None);
    assert_eq!(proven(&unknown, Level::One, 4_320).rests_on().age_not_known, [kit]);
    assert!(lacks(&unknown).contains(&"age-not-known"));
    // Of a child who lives elsewhere, and is no source of the week, the file knows the age too.
    let mut elsewhere = family();
    at(&mut elsewhere, "/v1/household/v1/people/2")["born"] = json!("2015-06-01");
    let elsewhere = read(elsewhere);
    let len = id(LEN).parse().unwrap();
    assert_eq!(proven(&elsewhere, Level::One, 4_320).rests_on().under_18, [len]);
    assert_eq!(
        elsewhere.plan().fingerprint(),
        read(family()).plan().fingerprint(),
        "an age is in no fingerprint"
    );
}

#[test]
fn a_sitter_of_two_days_does_not_notice_daily() {
    let sitter = |from: Option<Value>, when: &'static str| {
        read(with(|file| {
            let company = json!({
                "id": id(CLUB), "person": id(MAY), "outcome": "company", "consequence": "moderate",
                "tolerance_minutes": 10_080, "windows": [{ "when": "Mon,Wed 09:00-11:00", "minutes": 60 }],
            });
            push(file, "/v1/household/v1/needs", company);
            let sits = json!({
                "id": id(202), "by": id(AGENCY), "for": id(CLUB), "when": "Mon,Wed 09:00-11:00",
                "able_now": { "known": "yes" }, "willing_now": { "known": true },
            });
            push(file, "/v1/household/v1/arrangements", sits);
            *at(file, "/v1/household/v1/needs/0/tolerance_minutes") = json!(1_020);
            let mut way = json!({ "noticed_by": id(AGENCY) });
            if let Some(from) = from {
                way["from"] = from;
            }
            *at(file, "/v1/plan/alarms") =
                json!([{ "id": id(401), "when": when, "way": { "missed_visit": way } }]);
        }))
    };
    let daily = sitter(None, "daily 09:00-09:30");
    let cut = proven(&daily, Level::One, 4_320);
    assert_eq!(cut.strength(), 0, "on Wednesday after half past nine nobody notices before Monday");
    let beyond = &cut.rests_on().notices_beyond;
    assert_eq!((beyond.len(), beyond[0].minutes), (1, 5 * 30));
    assert!(lacks(&daily).contains(&"notices-beyond-help"));
    // Said to be from something else, it is as stated.
    let club = sitter(Some(json!({ "something_else": "The club" })), "daily 09:00-09:30");
    let stated = proven(&club, Level::One, 4_320);
    assert_eq!(stated.strength(), 1);
    assert!(stated.rests_on().notices_beyond.is_empty() && !lacks(&club).contains(&"notices-beyond-help"));
    let said = sitter(Some(json!("help")), "Mon,Wed 00:00-24:00");
    assert!(proven(&said, Level::One, 4_320).rests_on().notices_beyond.is_empty());
}

#[test]
fn who_helped_once_does_not_notice_daily() {
    // Tom would notice if May were not about; his help for her ended yesterday, or goes on.
    let notices = |until: Option<&'static str>| {
        read(with(|file| {
            if let Some(until) = until {
                let mut sits = at(file, "/v1/household/v1/arrangements/0").clone();
                sits["by"] = json!(id(AGENCY));
                push(file, "/v1/household/v1/arrangements", sits);
                at(file, "/v1/household/v1/arrangements/1")["id"] = json!(id(202));
                at(file, "/v1/household/v1/arrangements/0")["period"] = json!({ "until": until });
            }
            let way = json!({ "id": id(403), "way": { "missed_visit": { "noticed_by": id(TOM) } } });
            push(file, "/v1/plan/alarms", way);
        }))
    };
    let beyond = |input: &EmergencyInput| -> Vec<u16> {
        let rests = proven(input, Level::One, 60).rests_on().clone();
        rests.notices_beyond.iter().map(|beyond| beyond.minutes).collect()
    };
    assert_eq!(beyond(&notices(None)), [0; 0], "he cooks daily");
    assert_eq!(beyond(&notices(Some("2026-03-03"))), [0; 0]);
    assert_eq!(
        beyond(&notices(Some("2026-03-02"))),
        [10_080],
        "ended help is no help of the week, and recorded"
    );
}

#[test]
fn what_has_ended_is_read_the_day_after() {
    let on = |day: &'static str| {
        with(|file| {
            let wash = json!({
                "id": id(NIGHT), "person": id(MAY), "outcome": "clothing", "consequence": "moderate",
                "tolerance_minutes": 600, "windows": [{ "when": "daily 08:00-09:00", "minutes": 15 }],
                "period": { "until": "2026-03-10" },
            });
            push(file, "/v1/household/v1/needs", wash);
            let visits = json!({
                "id": id(202), "by": id(AGENCY), "for": id(NIGHT), "when": "daily 08:00-08:30",
                "able_now": { "known": "yes" }, "willing_now": { "known": true },
                "period": { "until": "2026-03-10" },
            });
            push(file, "/v1/household/v1/arrangements", visits);
            let visit = json!({ "id": id(403), "way": { "next_visit": { "by": id(AGENCY) } } });
            push(file, "/v1/plan/alarms", visit);
            push(file, "/v1/plan/responders/0/covers", json!(id(NIGHT)));
            at(file, "/v1")["on"] = json!(day);
        })
    };
    let last = read(on("2026-03-09"));
    assert!(!lacks(&last).contains(&"names-what-is-gone"));
    let after = read(on("2026-03-10"));
    let found = completeness(after.plan(), after.snapshot());
    assert_eq!(found.with_code("names-what-is-gone").count(), 2, "the visit and the need");
    assert_eq!(proven(&after, Level::One, 4_320).strength(), 1, "the rest holds as it did");
    // A question that names it is refused, from the file and from a program.
    let mut asked = on("2026-03-10");
    at(&mut asked, "/v1")["question"] = json!({ "as_planned": [id(AGENCY)] });
    let problems = refused(asked);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("question.as_planned[0]: "), "{problems:?}");
    let question =
        ProofQuestion { as_planned: [id(AGENCY).parse().unwrap()].into(), ..ProofQuestion::default() };
    assert!(matches!(prove(after.snapshot(), after.plan(), &question), Err(ProveError::UnknownSource(_))));
    // What the file does not have at all is a mistake in it.
    let mut unknown = on("2026-03-10");
    push(&mut unknown, "/v1/plan/responders/0/covers", json!(id(199)));
    let problems = refused(unknown);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("plan.responders[0].covers[2]: "), "{problems:?}");
}

#[test]
fn a_list_that_becomes_empty_is_for_none() {
    // Len is called only if the agency is lost, whose visits have ended: so he is called for nothing.
    let mut file = family();
    at(&mut file, "/v1/plan/responders/0")["for_loss"] = json!([id(AGENCY)]);
    let input = read(file);
    let proven = proven(&input, Level::One, 4_320);
    assert_eq!(proven.strength(), 0);
    assert!(proven.counterexample().unwrap().calls.is_empty());
}

#[test]
fn a_responder_never_covers_a_need_of_their_own() {
    let mut file = family();
    *at(&mut file, "/v1/plan/responders/0/source") = json!(id(MAY));
    let problems = refused(file);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("plan.responders[0].covers[0]: "), "{problems:?}");
    assert!(problems[0].contains("a need of their own: expected needs of others"), "{problems:?}");
}

#[test]
fn each_problem_is_told_once_at_its_own_place() {
    let mut file = family();
    let unknown = json!(id(77));
    push(
        &mut file,
        "/v1/plan/alarms",
        json!({ "id": id(403), "for_loss": [unknown], "way": { "next_visit": { "by": unknown } } }),
    );
    at(&mut file, "/v1/plan")["people"] = json!([{
        "person": id(MAY),
        "medicines": { "known": [
            { "name": "White ones", "given_by": { "known": { "by": unknown } } },
            { "name": "Red ones", "given_by": { "known": { "by": unknown } } },
        ] },
    }]);
    *at(&mut file, "/v1/plan/responders/0/covers") = json!([id(SUPPER), id(188), id(188)]);
    let places = |file: &Value| -> Vec<String> {
        let problems = refused(file.clone());
        problems.iter().map(|problem| problem.split(": ").next().unwrap().to_owned()).collect()
    };
    assert_eq!(
        places(&file),
        [
            "plan.alarms[2].for_loss",
            "plan.alarms[2].way.next_visit.by",
            "plan.responders[0].covers[1]",
            "plan.responders[0].covers[2]",
            "plan.people[0].medicines.known[0].given_by",
            "plan.people[0].medicines.known[1].given_by",
        ]
    );
    // Three of one id: the second and the third are too many.
    let mut file = family();
    for _ in 0..2 {
        push(&mut file, "/v1/plan/alarms", json!({ "id": id(401), "way": { "device": {} } }));
    }
    let responder = at(&mut file, "/v1/plan/responders/0").clone();
    for number in [502, 503] {
        let mut again = responder.clone();
        again["id"] = json!(id(number));
        push(&mut file, "/v1/plan/responders", again);
    }
    assert_eq!(
        places(&file),
        ["plan.alarms[2].id", "plan.alarms[3].id", "plan.responders[1].source", "plan.responders[2].source",]
    );
    // Which of several that are planned is not there is told by its id: their order is not kept.
    let mut file = family();
    at(&mut file, "/v1")["question"] = json!({ "as_planned": [id(99), id(TOM)] });
    assert_eq!(places(&file), ["question.as_planned"]);
}

#[test]
fn hands_may_differ_by_need() {
    // The hoist takes two; Len brings one, and for the hoist two.
    let hoist = |hands: Value| {
        read(with(|file| {
            let lift = json!({
                "id": id(NIGHT), "person": id(MAY), "outcome": "moving_safely", "consequence": "critical",
                "helpers": 2, "tolerance_minutes": 120, "windows": [{ "when": "daily 20:00-21:00" }],
            });
            push(file, "/v1/household/v1/needs", lift);
            let lifts = json!({
                "id": id(202), "by": id(AGENCY), "for": id(NIGHT), "when": "daily 20:00-21:00", "hands": 2,
                "able_now": { "known": "yes" }, "willing_now": { "known": true },
            });
            push(file, "/v1/household/v1/arrangements", lifts);
            push(file, "/v1/plan/responders/0/covers", json!(id(NIGHT)));
            at(file, "/v1/plan/responders/0")["hands_for"] = hands;
        }))
    };
    assert_eq!(proven(&hoist(json!([])), Level::One, 4_320).strength(), 0);
    assert_eq!(proven(&hoist(json!([{ "need": id(NIGHT), "hands": 2 }])), Level::One, 4_320).strength(), 1);
    // The other way round: two to everything, and to the hoist one.
    let mut fewer = hoist(json!([{ "need": id(NIGHT), "hands": 1 }])).into_parts();
    fewer.plan.responders[0].hands = 2;
    assert_eq!(proven(&EmergencyInput::new(fewer).unwrap(), Level::One, 4_320).strength(), 0);
    for (hands, said) in [
        (json!([{ "need": id(199), "hands": 2 }]), "which it does not cover"),
        (json!([{ "need": id(SUPPER), "hands": 1 }, { "need": id(SUPPER), "hands": 2 }]), "says twice"),
        (json!([{ "need": id(SUPPER), "hands": 0 }]), "expected 1 to 16 hands"),
        (json!([{ "need": id(SUPPER), "hands": 17 }]), "expected 1 to 16 hands"),
    ] {
        let mut file = family();
        at(&mut file, "/v1/plan/responders/0")["hands_for"] = hands;
        let problems = refused(file);
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(
            problems[0].starts_with("plan.responders[0].hands_for[") && problems[0].contains(said),
            "{problems:?}"
        );
    }
}

#[test]
fn who_can_never_be_reached_never_comes_planned_or_not() {
    let reachable = |when: &'static str| {
        let mut file = family();
        at(&mut file, "/v1/plan/responders/0")["reachable"] = json!(when);
        read(file)
    };
    let question =
        ProofQuestion { as_planned: [id(TOM).parse().unwrap()].into(), ..ProofQuestion::default() };
    let never = reachable("never");
    let proven_never = prove(never.snapshot(), never.plan(), &question).unwrap();
    assert_eq!(proven_never.strength(), 0);
    let told_of = proven_never.counterexample().unwrap();
    assert!(told_of.as_planned);
    assert_eq!(told_of.calls[0].outcome, CallOutcome::CannotBeReached);
    let rests = proven_never.rests_on();
    assert_eq!((rests.never_reachable.len(), rests.agreed.len()), (1, 0));
    assert!(lacks(&never).contains(&"responder-never-reachable"));
    let once = reachable("Mon 00:00-00:01");
    assert_eq!(prove(once.snapshot(), once.plan(), &question).unwrap().strength(), 1);
    assert!(once.source(id(LEN).parse().unwrap()).is_some());
}

#[test]
fn whom_nobody_finds_is_listed_and_what_does_not_matter_is_not() {
    let lost = |proven: &Proven| -> Vec<(Vec<String>, String)> {
        let unnoticed = proven.unnoticed().iter();
        unnoticed
            .map(|one| {
                let who = one.lost.iter().map(|lost| lost.source.uuid().to_string()).collect();
                (who, one.when.to_string())
            })
            .collect()
    };
    // Kit has no needs, gives nothing and raises no alarm; the agency gives nothing that counts. May alone raises it.
    let file = |kit_needs: bool| {
        with(|file| {
            push(
                file,
                "/v1/household/v1/people",
                json!({ "id": id(KIT), "name": "Kit", "lives": "here", "born": "2020-01-01" }),
            );
            if kit_needs {
                let play = json!({
                    "id": id(CLUB), "person": id(KIT), "outcome": "company", "consequence": "moderate",
                    "tolerance_minutes": 10_080, "windows": [{ "when": "Mon 09:00-10:00", "minutes": 10 }],
                });
                push(file, "/v1/household/v1/needs", play);
                let sits = json!({
                    "id": id(202), "by": id(AGENCY), "for": id(CLUB), "when": "Mon 09:00-10:00",
                    "able_now": { "known": "yes" }, "willing_now": { "known": true },
                });
                push(file, "/v1/household/v1/arrangements", sits);
            }
            let alarms = at(file, "/v1/plan/alarms").as_array_mut().unwrap();
            alarms.truncate(1);
            alarms[0]["when"] = json!("daily 07:00-22:00");
        })
    };
    // She raises it in ten minutes; over an hour, so nobody knows of a loss between ten at night and 06:11.
    let (night, day) = (String::from("daily 22:00-06:11"), String::from("daily 06:11-22:00"));
    let input = read(file(false));
    assert_eq!(
        lost(&proven(&input, Level::One, 60)),
        [
            (vec![id(MAY)], String::from("always")),
            // At night each alone is unnoticed, and the two are no more than that.
            (vec![id(MAY), id(TOM)], day.clone()),
            (vec![id(MAY), id(KIT)], day),
            (vec![id(TOM)], night.clone()),
        ]
    );
    // With a need of her own Kit lies there unfound, and without the agency her need falls.
    let input = read(file(true));
    let found = lost(&proven(&input, Level::One, 60));
    for who in [KIT, AGENCY] {
        assert!(found.contains(&(vec![id(who)], night.clone())), "{found:?}");
    }
    assert!(!found.iter().any(|(who, _)| *who == [id(TOM), id(KIT)]), "{found:?}");
    let text = told(&input, &proven(&input, Level::One, 60), Reader::Family);
    assert!(
        text.contains("Something happens to May: at any time.")
            && text.contains("Something happens to Tom: daily 22:00-06:11."),
        "{text}"
    );
}

#[test]
fn a_device_that_only_raises_the_alarm_is_in_the_house() {
    let with_device = |kind: &'static str, visits: bool| {
        with(|file| {
            push(
                file,
                "/v1/household/v1/services",
                json!({ "id": id(12), "name": "Bed sensor", "kind": kind }),
            );
            if visits {
                let mut gives = at(file, "/v1/household/v1/arrangements/0").clone();
                (gives["id"], gives["by"]) = (json!(id(202)), json!(id(12)));
                gives["period"] = json!({ "until": "2026-03-01" });
                push(file, "/v1/household/v1/arrangements", gives);
            }
            let way = match kind {
                "device" => json!({ "device": { "device": id(12) } }),
                _ => json!({ "next_visit": { "by": id(12) } }),
            };
            at(file, "/v1/plan")["alarms"] = json!([{ "id": id(401), "takes_min": 10, "way": way }]);
        })
    };
    let sensor = read(with_device("device", false));
    assert!(!lacks(&sensor).contains(&"names-what-is-gone"), "{:?}", lacks(&sensor));
    assert_eq!(proven(&sensor, Level::One, 4_320).strength(), 1, "it raises the alarm for either");
    // What gave help that has ended is not known to be there, and a service that gives nothing does not visit.
    for (kind, visits) in [("device", true), ("provider", false)] {
        let gone = read(with_device(kind, visits));
        assert!(lacks(&gone).contains(&"names-what-is-gone"), "{kind}");
    }
}

#[test]
fn a_child_who_is_listed_as_a_service_is_found() {
    let len = |born: &'static str| {
        read(with(|file| {
            *at(file, "/v1/plan/responders/0/kind") = json!("service");
            *at(file, "/v1/household/v1/people/2/born") = json!(born);
        }))
    };
    let child = len("2015-06-01");
    assert!(lacks(&child).contains(&"under-18-counted-on"));
    assert_eq!(proven(&child, Level::One, 4_320).rests_on().under_18, [id(LEN).parse().unwrap()]);
    assert!(!lacks(&len("1970-01-01")).contains(&"under-18-counted-on"));
}
