//! The emergency plan as a value: what it refuses on both sides of each boundary, in itself and against a household's
//! week, at its own door and at serde's; what it shows of the people in it; what its fingerprint is of. Everybody in
//! here is made up.

mod made_up;

use made_up::{day, need_id, person, source};
use mutual_care::base::wire::without_echo;
use mutual_care::base::{
    AlarmId, AnyId, EmergencyPlanId, HouseholdId, PrivateText, Problem, Problems, ResponderId, Told,
    WhyNotKnown, Word, limits,
};
use mutual_care::emergency::{
    Agreed, Alarm, CallOutPrice, ForLoss, NotBefore, Plan, PlanParts, ProofQuestion, Responder,
    ResponderKind, SkillsFor, Way,
};
use mutual_care::need::{Snapshot, Source};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use uuid::Uuid;

const SECRET: &str = "Maria Smith, 020 7946 0000";

fn alarm_id(number: u128) -> AlarmId {
    AlarmId::new(Uuid::from_u128(0x4000 + number))
}

fn responder_id(number: u128) -> ResponderId {
    ResponderId::new(Uuid::from_u128(0x5000 + number))
}

fn alarm(number: u128, way: Way) -> Alarm {
    let (for_loss, when) = (ForLoss::any(), "always".parse().unwrap());
    let period = mutual_care::base::Period::ALWAYS;
    Alarm { id: alarm_id(number), way, for_loss, when, takes_min: 0, period }
}

fn device() -> Alarm {
    alarm(1, Way::Device { device: None })
}

fn responder(number: u128, by: u128) -> Responder {
    Responder::new(responder_id(number), source(by), ResponderKind::Family)
}

fn parts() -> PlanParts {
    let uuid = Uuid::from_u128;
    PlanParts::new(EmergencyPlanId::new(uuid(0x60)), HouseholdId::new(uuid(0x61)), day("2026-03-02"))
}

fn with(alarms: Vec<Alarm>, responders: Vec<Responder>) -> PlanParts {
    PlanParts { alarms, responders, ..parts() }
}

/// A problem as it is compared: where it stands, its code, and the ids that it names.
type Is = (&'static str, &'static str, Vec<AnyId>);

fn is(problem: &Problem) -> (&str, &str, Vec<AnyId>) {
    (problem.place(), problem.code(), problem.about().collect())
}

fn are(found: &[Problem]) -> Vec<(&str, &str, Vec<AnyId>)> {
    found.iter().map(is).collect()
}

fn listed(problems: &Problems) -> Vec<Problem> {
    problems.iter().cloned().collect()
}

/// What speaks against a plan in itself. Serde's door says the same as its own, word for word.
fn problems(parts: PlanParts) -> Vec<Problem> {
    let written = serde_json::to_value(&parts).unwrap();
    let read = serde_json::from_value::<Plan>(written).map_err(|error| error.to_string());
    match Plan::new(parts) {
        Ok(plan) => {
            assert_eq!(read, Ok(plan));
            Vec::new()
        }
        Err(problems) => {
            assert_eq!(read, Err(problems.to_string()));
            listed(&problems)
        }
    }
}

/// A mother (1) and a son (2), a sister from outside (3), a provider (11), a device (21), two needs (1 of hers, 2 of
/// his).
fn week() -> Snapshot {
    let mut parts = made_up::parts();
    parts.sources.extend([Source::provider(source(11)), Source::device(source(21))]);
    Snapshot::new(parts).unwrap()
}

/// What speaks against a plan that is right in itself, for this household's week.
fn against_the_week(alarms: Vec<Alarm>, responders: Vec<Responder>) -> Vec<Problem> {
    let plan = Plan::new(with(alarms, responders)).unwrap();
    plan.check(&week()).map_or_else(|problems| listed(&problems), |()| Vec::new())
}

/// Only this problem, in these words.
fn only(found: &[Problem], expected: &Is, words: &str) {
    assert_eq!(are(found), std::slice::from_ref(expected));
    assert_eq!(found[0].to_string(), words);
}

#[test]
fn an_empty_plan_is_a_plan() {
    assert_eq!(problems(parts()), []);
    assert_eq!(against_the_week(Vec::new(), Vec::new()), []);
}

#[test]
fn each_id_once() {
    let two = || vec![responder(1, 31), responder(2, 32)];
    assert_eq!(problems(with(vec![device()], two())), []);
    let found = problems(with(vec![device(), device()], Vec::new()));
    let words = "alarm:00000000-0000-0000-0000-000000004001 names something already: expected each id once";
    only(&found, &("alarms[1].id", "id-twice", vec![alarm_id(1).any()]), words);
    // Three of one id: each but the first is told of, at its own place.
    let three = problems(with(vec![device(), device(), device()], Vec::new()));
    let again = |place| (place, "id-twice", vec![alarm_id(1).any()]);
    assert_eq!(are(&three), [again("alarms[1].id"), again("alarms[2].id")]);
    let found = problems(with(Vec::new(), vec![responder(1, 31), responder(1, 32)]));
    let words =
        "responder:00000000-0000-0000-0000-000000005001 names something already: expected each id once";
    only(&found, &("responders[1].id", "id-twice", vec![responder_id(1).any()]), words);
    // An alarm and a responder of one number are two things.
    let same = Responder { id: ResponderId::new(alarm_id(1).uuid()), ..responder(1, 31) };
    assert_eq!(problems(with(vec![device()], vec![same])), []);
}

#[test]
fn each_source_responds_once() {
    let found = problems(with(Vec::new(), vec![responder(1, 31), responder(2, 31)]));
    let words =
        "source:00000000-0000-0000-0000-00000000001f is a responder already: expected each source once";
    only(&found, &("responders[1].source", "responds-twice", vec![source(31).any()]), words);
}

#[test]
fn lists_up_to_the_limit() {
    let alarms = |most: usize| -> Vec<Alarm> {
        (0..most as u128).map(|number| alarm(number, Way::Device { device: None })).collect()
    };
    let responders =
        |most: usize| -> Vec<Responder> { (0..most as u128).map(|n| responder(n, 100 + n)).collect() };
    assert_eq!(problems(with(alarms(limits::ALARMS), responders(limits::RESPONDERS))), []);
    // Serde stops at the list and says so there, before there is a plan to judge.
    for (parts, list, what, most) in [
        (with(alarms(limits::ALARMS + 1), Vec::new()), "alarms", "ways of raising the alarm", limits::ALARMS),
        (
            with(Vec::new(), responders(limits::RESPONDERS + 1)),
            "responders",
            "responders",
            limits::RESPONDERS,
        ),
    ] {
        let read = serde_json::from_value::<Plan>(serde_json::to_value(&parts).unwrap()).unwrap_err();
        assert!(read.to_string().contains(&format!("at most {most} {what}")), "{read}");
        let found = listed(&Plan::new(parts).unwrap_err());
        only(&found, &(list, "too-many", Vec::new()), &format!("expected at most {most} {what}"));
    }
}

#[test]
fn minutes_up_to_four_weeks() {
    type Put = fn(u32, Responder) -> Responder;
    let most = limits::HORIZON_MIN;
    let takes = |minutes| with(vec![Alarm { takes_min: minutes, ..device() }], Vec::new());
    assert_eq!(problems(takes(most)), []);
    let words = "alarm:00000000-0000-0000-0000-000000004001: expected `takes_min` of at most 40320 minutes";
    only(&problems(takes(most + 1)), &("alarms[0].takes_min", "minutes", vec![alarm_id(1).any()]), words);
    let fields: [(&str, &str, Put); 4] = [
        ("responders[0].answers_min", "answers_min", |minutes, one| Responder {
            answers_min: minutes,
            ..one
        }),
        ("responders[0].arrives_min", "arrives_min", |minutes, one| Responder {
            arrives_min: minutes,
            ..one
        }),
        ("responders[0].stays_min", "stays_min", |minutes, one| Responder {
            stays_min: Some(minutes),
            ..one
        }),
        ("responders[0].not_before.after_alarm_min", "after_alarm_min", |minutes, one| Responder {
            not_before: Some(NotBefore::AfterAlarmMin(minutes)),
            ..one
        }),
    ];
    for (place, field, put) in fields {
        assert_eq!(problems(with(Vec::new(), vec![put(most, responder(1, 31))])), [], "{field}");
        let found = problems(with(Vec::new(), vec![put(most + 1, responder(1, 31))]));
        let words = format!("responder:{}: expected `{field}` of at most 40320 minutes", responder_id(1));
        only(&found, &(place, "minutes", vec![responder_id(1).any()]), &words);
    }
}

#[test]
fn for_some_loss() {
    assert_eq!(
        problems(with(vec![Alarm { for_loss: ForLoss::of([source(1)]), ..device() }], Vec::new())),
        []
    );
    // An empty list on the wire is refused where it stands, and a plan made of values refuses it as well.
    let none = || ForLoss::of([]);
    let parts = with(
        vec![Alarm { for_loss: none(), ..device() }],
        vec![Responder { for_loss: none(), ..responder(1, 31) }],
    );
    let found = listed(&Plan::new(parts).unwrap_err());
    assert_eq!(
        are(&found),
        [
            ("alarms[0].for_loss", "for-no-loss", vec![alarm_id(1).any()]),
            ("responders[0].for_loss", "for-no-loss", vec![responder_id(1).any()]),
        ]
    );
    let words = "alarm:00000000-0000-0000-0000-000000004001 is for no loss: expected at least one source, or that it \
                 is for any";
    assert_eq!(found[0].to_string(), words);
    let read = serde_json::from_value::<ForLoss>(json!([])).unwrap_err().to_string();
    assert_eq!(read, "expected at least one source; leave the list out for any loss");
}

#[test]
fn for_which_loss() {
    let (mother, son) = (source(1), source(2));
    let (any, hers) = (ForLoss::any(), ForLoss::of([mother]));
    assert!(any.is_any() && any.sources().is_none() && !hers.is_any());
    assert!(any.is_for([]) && any.is_for([son]));
    assert!(hers.is_for([mother]) && hers.is_for([son, mother]), "one of those lost is enough");
    assert!(!hers.is_for([son]) && !hers.is_for([]));
    assert_eq!(serde_json::from_value::<ForLoss>(json!([mother, mother])).unwrap(), hers);
}

#[test]
fn what_a_responder_brings() {
    let one = |change: fn(&mut Responder)| {
        let mut one = responder(1, 31);
        change(&mut one);
        problems(with(Vec::new(), vec![one]))
    };
    assert_eq!(one(|one| one.stays_min = Some(1)), []);
    only(
        &one(|one| one.stays_min = Some(0)),
        &("responders[0].stays_min", "stays-not-at-all", vec![responder_id(1).any()]),
        "responder:00000000-0000-0000-0000-000000005001 stays for 0 minutes: expected at least 1, or none given for \
         as long as it takes",
    );
    assert_eq!(one(|one| one.not_before = Some(NotBefore::MinuteOfDay(0))), []);
    assert_eq!(one(|one| one.not_before = Some(NotBefore::MinuteOfDay(1_439))), []);
    only(
        &one(|one| one.not_before = Some(NotBefore::MinuteOfDay(1_440))),
        &("responders[0].not_before.minute_of_day", "minute-of-day", vec![responder_id(1).any()]),
        "responder:00000000-0000-0000-0000-000000005001: expected a minute of the day of 0 to 1439",
    );
    assert_eq!(one(|one| one.hands = 1), []);
    assert_eq!(one(|one| one.hands = limits::HANDS), []);
    for found in [one(|one| one.hands = 0), one(|one| one.hands = limits::HANDS + 1)] {
        only(
            &found,
            &("responders[0].hands", "hands", vec![responder_id(1).any()]),
            "responder:00000000-0000-0000-0000-000000005001: expected 1 to 16 hands",
        );
    }
    assert_eq!(one(|one| one.price = Some(CallOutPrice::default())), []);
    for found in [
        one(|one| one.price = Some(CallOutPrice { call_out_pence: -1, hour_pence: 0 })),
        one(|one| one.price = Some(CallOutPrice { call_out_pence: 0, hour_pence: -1 })),
    ] {
        only(
            &found,
            &("responders[0].price", "price", vec![responder_id(1).any()]),
            "responder:00000000-0000-0000-0000-000000005001: expected prices of 0 pence or more",
        );
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let mut parts = with(
        vec![Alarm { takes_min: 50_000, ..device() }],
        vec![
            Responder { stays_min: Some(0), hands: 0, ..responder(1, 31) },
            Responder { hands: 17, ..responder(2, 31) },
        ],
    );
    let expected = [
        ("alarms[0].takes_min", "minutes", vec![alarm_id(1).any()]),
        ("responders[0].stays_min", "stays-not-at-all", vec![responder_id(1).any()]),
        ("responders[0].hands", "hands", vec![responder_id(1).any()]),
        ("responders[1].source", "responds-twice", vec![source(31).any()]),
        ("responders[1].hands", "hands", vec![responder_id(2).any()]),
    ];
    assert_eq!(are(&problems(parts.clone())), expected);
    let told = Plan::new(parts.clone()).unwrap_err().to_string();
    assert_eq!(told.split("; ").count(), 5);
    // Once mended it is a plan.
    parts.alarms[0].takes_min = 5;
    parts.responders.truncate(1);
    (parts.responders[0].stays_min, parts.responders[0].hands) = (None, 1);
    assert_eq!(problems(parts), []);
}

#[test]
fn whoever_a_way_names_is_there() {
    let able = Told::Known(true);
    let fits = vec![
        alarm(1, Way::Member { person: person(1), able }),
        alarm(2, Way::OwnTelephone { person: person(2), able }),
        alarm(9, Way::OwnTelephone { person: person(3), able }),
        alarm(10, Way::Card { person: person(1), found_after_min: None }),
        alarm(11, Way::Card { person: person(3), found_after_min: Some(30) }),
        alarm(3, Way::NextVisit { by: None }),
        alarm(4, Way::NextVisit { by: Some(source(3)) }),
        alarm(5, Way::NextVisit { by: Some(source(11)) }),
        alarm(6, Way::MissedVisit { noticed_by: source(3), from: None }),
        alarm(7, Way::Device { device: Some(source(21)) }),
        Alarm { for_loss: ForLoss::of([source(1), source(21)]), ..alarm(8, Way::Device { device: None }) },
    ];
    assert_eq!(against_the_week(fits, Vec::new()), []);

    let of = alarm_id(1).any();
    let found = |way| against_the_week(vec![alarm(1, way)], Vec::new());
    // The sister lives elsewhere; nobody is number 9.
    for who in [3, 9] {
        let names = vec![of, person(who).any()];
        let member = found(Way::Member { person: person(who), able });
        assert_eq!(are(&member), [("alarms[0].way.member.person", "not-a-member", names)]);
    }
    // Whoever helps may telephone and carry a card, wherever they live; a company and a device do neither.
    for (who, code) in [(9, "no-helper"), (11, "no-person"), (21, "no-person")] {
        let names = vec![of, person(who).any()];
        let telephone = found(Way::OwnTelephone { person: person(who), able });
        assert_eq!(are(&telephone), [("alarms[0].way.own_telephone.person", code, names.clone())]);
        let card = found(Way::Card { person: person(who), found_after_min: Some(5) });
        assert_eq!(are(&card), [("alarms[0].way.card.person", code, names)]);
    }
    only(
        &found(Way::Member { person: person(9), able }),
        &("alarms[0].way.member.person", "not-a-member", vec![of, person(9).any()]),
        "alarm:00000000-0000-0000-0000-000000004001 names person:00000000-0000-0000-0000-000000000009, who is no \
         member of the household: expected one who is",
    );
    let unknown = |place| (place, "unknown-source", vec![of, source(9).any()]);
    for (way, place) in [
        (Way::NextVisit { by: Some(source(9)) }, "alarms[0].way.next_visit.by"),
        (Way::MissedVisit { noticed_by: source(9), from: None }, "alarms[0].way.missed_visit.noticed_by"),
        (Way::Device { device: Some(source(9)) }, "alarms[0].way.device.device"),
    ] {
        only(
            &found(way),
            &unknown(place),
            "alarm:00000000-0000-0000-0000-000000004001 names source:00000000-0000-0000-0000-000000000009, which is \
             not among the sources of the week: expected one that is",
        );
    }
    let for_nobody =
        Alarm { for_loss: ForLoss::of([source(1), source(9)]), ..alarm(1, Way::NextVisit { by: None }) };
    assert_eq!(are(&against_the_week(vec![for_nobody], Vec::new())), [unknown("alarms[0].for_loss")]);
    // One source that nobody knows, named in two places: told of at each.
    let both =
        Alarm { for_loss: ForLoss::of([source(9)]), ..alarm(1, Way::NextVisit { by: Some(source(9)) }) };
    assert_eq!(
        are(&against_the_week(vec![both], Vec::new())),
        [unknown("alarms[0].for_loss"), unknown("alarms[0].way.next_visit.by")]
    );
    // A member is at home and a device visits nobody.
    for inside in [1, 21] {
        let found = found(Way::NextVisit { by: Some(source(inside)) });
        let names = vec![of, source(inside).any()];
        assert_eq!(are(&found), [("alarms[0].way.next_visit.by", "visits-from-inside", names)]);
    }
    let problem = ("alarms[0].way.next_visit.by", "visits-from-inside", vec![of, source(1).any()]);
    let words = "alarm:00000000-0000-0000-0000-000000004001 waits for a visit by \
                 source:00000000-0000-0000-0000-000000000001: expected a person from outside or a provider";
    only(&found(Way::NextVisit { by: Some(source(1)) }), &problem, words);
}

#[test]
fn whoever_a_responder_names_is_there() {
    let of: AnyId = responder_id(1).any();
    let found = |one: Responder| against_the_week(Vec::new(), vec![one]);
    // Whoever responds need not be in the week.
    let fits = Responder {
        covers: vec![need_id(1), need_id(2)],
        takes_in: vec![person(1), person(2)],
        for_loss: ForLoss::of([source(11)]),
        ..responder(1, 31)
    };
    assert_eq!(found(fits), []);
    only(
        &found(Responder { covers: vec![need_id(1), need_id(9)], ..responder(1, 31) }),
        &("responders[0].covers[1]", "unknown-need", vec![of, need_id(9).any()]),
        "responder:00000000-0000-0000-0000-000000005001 names need:00000000-0000-0000-0000-000000000109, which is \
         not among the needs of the week: expected one that is",
    );
    let for_nobody = Responder { for_loss: ForLoss::of([source(9)]), ..responder(1, 31) };
    assert_eq!(
        are(&found(for_nobody)),
        [("responders[0].for_loss", "unknown-source", vec![of, source(9).any()])]
    );
    // One need that nobody knows, covered twice: told of at each.
    let twice = Responder { covers: vec![need_id(9), need_id(1), need_id(9)], ..responder(1, 31) };
    let unknown = |place| (place, "unknown-need", vec![of, need_id(9).any()]);
    assert_eq!(are(&found(twice)), [unknown("responders[0].covers[0]"), unknown("responders[0].covers[2]")]);
    let takes_in_a_stranger = Responder { takes_in: vec![person(3)], ..responder(1, 31) };
    assert_eq!(
        are(&found(takes_in_a_stranger)),
        [("responders[0].takes_in[0]", "not-a-member", vec![of, person(3).any()])]
    );
    // The sister takes the mother in; the son cannot.
    assert_eq!(found(Responder { takes_in: vec![person(1)], ..responder(1, 3) }), []);
    assert_eq!(found(responder(1, 2)), []);
    only(
        &found(Responder { takes_in: vec![person(1)], ..responder(1, 2) }),
        &("responders[0].takes_in", "member-takes-in", vec![responder_id(1).any()]),
        "responder:00000000-0000-0000-0000-000000005001 is a member of the household and takes somebody in: expected \
         a responder from outside",
    );
}

#[test]
fn a_skill_is_said_once_for_a_need_and_of_no_more_hands_than_are_brought() {
    let skilled = |said: &[(u128, &'static str, u8)]| {
        let said = said.iter().map(|(number, skill, hands)| SkillsFor {
            need: need_id(*number),
            skill: Word::of(skill),
            hands: *hands,
        });
        let one =
            Responder { covers: vec![need_id(2)], hands: 2, skills_for: said.collect(), ..responder(1, 3) };
        let found = problems(with(Vec::new(), vec![one]));
        found.iter().map(|problem| format!("{} {}", problem.place(), problem.code())).collect::<Vec<_>>()
    };
    assert_eq!(skilled(&[(2, "hoist", 2), (2, "adult", 0)]), [""; 0]);
    assert_eq!(skilled(&[(2, "hoist", 3)]), ["responders[0].skills_for[0].hands skilled-hands"]);
    assert_eq!(
        skilled(&[(2, "hoist", 1), (2, "hoist", 1)]),
        ["responders[0].skills_for[1].skill skills-twice"]
    );
    assert_eq!(skilled(&[(1, "hoist", 1)]), ["responders[0].skills_for[0].need skills-for-nothing"]);
    // So much is said as a plan can hold, and no more.
    let many = |kinds: u128| {
        let covers: Vec<_> = (1..=kinds).map(need_id).collect();
        let said = (1..kinds).map(|number| SkillsFor {
            need: need_id(number),
            skill: format!("skill-{number}").parse().unwrap(),
            hands: 1,
        });
        let one = Responder { covers: covers.clone(), skills_for: said.collect(), ..responder(1, 3) };
        problems(with(Vec::new(), vec![one]))
    };
    let most = u128::try_from(limits::PLAN_HELPS).unwrap();
    assert_eq!(many(most), []);
    assert_eq!(are(&many(most + 1)), [("responders", "too-many", vec![])]);
}

#[test]
fn who_raises_it_and_whether_that_is_known_to_work() {
    let known = Told::Known(true);
    for able in
        [Told::Known(false), Told::NotKnown(WhyNotKnown::NotAsked), Told::NotKnown(WhyNotKnown::Declined)]
    {
        assert!(!Way::Member { person: person(1), able }.is_known_to_work());
        assert!(!Way::OwnTelephone { person: person(1), able }.is_known_to_work());
    }
    assert!(Way::Member { person: person(1), able: known }.is_known_to_work());
    assert!(Way::OwnTelephone { person: person(1), able: known }.is_known_to_work());
    assert!(Way::NextVisit { by: None }.is_known_to_work());
    assert_eq!(Way::Member { person: person(1), able: known }.raised_by(), Some(source(1)));
    // Lost, whoever telephones does so all the same.
    assert_eq!(Way::OwnTelephone { person: person(1), able: known }.raised_by(), None);
    assert_eq!(Way::MissedVisit { noticed_by: source(3), from: None }.raised_by(), Some(source(3)));
    assert_eq!(Way::Device { device: None }.raised_by(), None);
}

#[test]
fn who_has_agreed() {
    let has = |agreed| Responder { agreed, ..responder(1, 31) }.has_agreed();
    assert!(has(Told::Known(Agreed::On(day("2026-02-01")))));
    assert!(!has(Told::Known(Agreed::No)));
    for why in [WhyNotKnown::NotAsked, WhyNotKnown::AskedNotKnown, WhyNotKnown::Declined] {
        assert!(!has(Told::NotKnown(why)));
    }
    assert!(!responder(1, 31).has_agreed(), "nobody has agreed unless it is said");
    assert!(ResponderKind::Family.is_person() && ResponderKind::Circle.is_person());
    assert!(!ResponderKind::Service.is_person() && !ResponderKind::EmergencyBed.is_person());
}

/// A plan with something in every field.
fn full() -> PlanParts {
    let text = |text: &str| PrivateText::new(text).unwrap();
    let mut one = responder(1, 3);
    (one.name, one.contact) = (text(SECRET), text(SECRET));
    one.reachable = "daily 08:00-20:00".parse().unwrap();
    one.for_loss = ForLoss::of([source(1)]);
    (one.answers_min, one.arrives_min, one.stays_min) = (5, 30, Some(600));
    one.not_before = Some(NotBefore::MinuteOfDay(480));
    one.covers = vec![need_id(1)];
    one.hands = 2;
    one.takes_in = vec![person(2)];
    one.agreed = Told::Known(Agreed::On(day("2026-02-01")));
    (one.holds_copy, one.holds_key) = (Told::Known(true), Told::Known(false));
    one.price = Some(CallOutPrice { call_out_pence: 2_000, hour_pence: 1_800 });
    let ways = [
        Way::Member { person: person(2), able: Told::Known(true) },
        Way::OwnTelephone { person: person(1), able: Told::NotKnown(WhyNotKnown::Declined) },
        Way::NextVisit { by: Some(source(11)) },
        Way::MissedVisit { noticed_by: source(3), from: None },
        Way::Device { device: Some(source(21)) },
    ];
    let alarms = ways.into_iter().zip(1..).map(|(way, number)| Alarm {
        for_loss: ForLoss::of([source(1)]),
        when: "Mon 08:00-09:00".parse().unwrap(),
        takes_min: 10,
        ..alarm(number, way)
    });
    let second = Responder {
        not_before: Some(NotBefore::AfterAlarmMin(60)),
        agreed: Told::Known(Agreed::No),
        ..responder(2, 41)
    };
    let mut parts = with(alarms.collect(), vec![one, second]);
    parts.review_by = Some(day("2026-09-01"));
    parts
}

#[test]
fn a_full_plan_comes_back_as_it_went() {
    assert_eq!(problems(full()), []);
    let plan = Plan::new(full()).unwrap();
    assert_eq!(plan.check(&week()), Ok(()));
    assert_eq!(plan.clone().into_parts(), full());
    // What is left out is what was not said.
    let short: Plan = serde_json::from_value(json!({
        "id": parts().id, "household": parts().household, "drawn_up_on": "2026-03-02",
        "alarms": [{"id": alarm_id(1), "way": {"device": {}}}],
        "responders": [{"id": responder_id(1), "source": source(31), "kind": "family"}],
    }))
    .unwrap();
    assert_eq!(short, Plan::new(with(vec![device()], vec![responder(1, 31)])).unwrap());
}

#[test]
fn a_name_is_written_for_people_and_shown_to_nobody_else() {
    let plan = Plan::new(full()).unwrap();
    let written = serde_json::to_string(&plan).unwrap();
    assert_eq!(written.matches(SECRET).count(), 2, "for people: on the card");
    for shown in [format!("{plan:?}"), format!("{plan:#?}"), format!("{:?}", plan.responders())] {
        assert!(!shown.is_empty() && !shown.contains("Maria") && !shown.contains("7946"), "{shown}");
    }
    // What is wrong with a plan is told without names.
    let mut wrong = full();
    wrong.responders[0].hands = 0;
    let told = Plan::new(wrong).unwrap_err();
    assert!(!format!("{told:?} {told}").contains("Maria"));
}

#[test]
fn a_fingerprint_is_of_what_the_plan_says_and_not_of_names() {
    let print = |parts: PlanParts| Plan::new(parts).unwrap().fingerprint().unwrap();
    let whole = print(full());
    assert_eq!(print(full()), whole);
    let mut renamed = full();
    renamed.responders[0].name = PrivateText::new("Another Name").unwrap();
    renamed.responders[0].contact = PrivateText::empty();
    assert_eq!(print(renamed), whole);
    let changes: [fn(&mut PlanParts); 14] = [
        |parts| parts.review_by = None,
        |parts| parts.drawn_up_on = day("2026-03-03"),
        |parts| parts.alarms.truncate(4),
        |parts| parts.alarms[0].takes_min += 1,
        |parts| parts.alarms[0].when = "Mon 08:00-09:01".parse().unwrap(),
        |parts| parts.alarms[0].for_loss = ForLoss::any(),
        |parts| parts.alarms[1].way = Way::OwnTelephone { person: person(1), able: Told::Known(true) },
        |parts| parts.responders.reverse(),
        |parts| parts.responders[0].answers_min += 1,
        |parts| parts.responders[0].stays_min = None,
        |parts| parts.responders[0].takes_in.clear(),
        |parts| parts.responders[0].covers.push(need_id(2)),
        |parts| parts.responders[0].agreed = Told::Known(Agreed::On(day("2026-02-02"))),
        |parts| parts.responders[1].not_before = Some(NotBefore::AfterAlarmMin(61)),
    ];
    let mut seen = std::collections::BTreeSet::from([whole]);
    for (number, change) in changes.into_iter().enumerate() {
        let mut parts = full();
        change(&mut parts);
        assert!(seen.insert(print(parts)), "change {number} makes no difference");
    }
}

/// What reading this text is refused with; it must be, and what is kept of the words must not repeat what was read.
fn refused<T: DeserializeOwned>(text: &str) -> String {
    let said = match serde_json::from_str::<T>(text) {
        Ok(_) => panic!("expected this to be refused: {text}"),
        Err(error) => error.to_string(),
    };
    assert!(!without_echo(&said).contains("Maria"), "{said}");
    said
}

/// Every object within, each as a whole document with that object changed.
fn with_each_object_changed(value: &Value, change: &dyn Fn(&str) -> String) -> Vec<String> {
    let mut objects = Vec::new();
    collect(value, &mut objects);
    let whole = value.to_string();
    let mut changed: Vec<String> =
        objects.iter().map(|object| whole.replacen(object, &change(object), 1)).collect();
    changed.dedup();
    changed
}

fn collect(value: &Value, objects: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            objects.push(value.to_string());
            object.values().for_each(|value| collect(value, objects));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, objects)),
        _ => {}
    }
}

#[test]
fn what_is_not_known_is_refused_wherever_it_stands() {
    let plan = serde_json::to_value(Plan::new(full()).unwrap()).unwrap();
    let unknown = |object: &str| object.replacen('{', &format!("{{\"{SECRET}\":1,"), 1);
    let documents = with_each_object_changed(&plan, &unknown);
    assert!(documents.len() > 15, "{}", documents.len());
    for document in documents {
        refused::<Plan>(&document);
    }
    refused::<ProofQuestion>(&format!("{{\"{SECRET}\":1}}"));
}

#[test]
fn what_stands_twice_is_refused_wherever_it_stands() {
    let plan = serde_json::to_value(Plan::new(full()).unwrap()).unwrap();
    let twice = |object: &str| {
        let fields: serde_json::Map<String, Value> = serde_json::from_str(object).unwrap();
        let (key, value) = fields.iter().next().unwrap();
        object.replacen('{', &format!("{{{}:{value},", json!(key)), 1)
    };
    for document in with_each_object_changed(&plan, &twice) {
        refused::<Plan>(&document);
    }
    let said = refused::<ProofQuestion>(r#"{"level":"1","level":"1"}"#);
    assert!(said.contains("duplicate field `level`"), "{said}");
}

#[test]
fn lists_are_bounded_while_they_are_read() {
    let one = |field: &str, list: Vec<Value>| {
        let mut one = serde_json::to_value(responder(1, 31)).unwrap();
        one[field] = Value::Array(list);
        serde_json::from_value::<Responder>(one).map_err(|error| error.to_string())
    };
    let some = |number: usize, each: fn(u128) -> Value| (1..=number as u128).map(each).collect::<Vec<_>>();
    for (field, most, what, each) in [
        ("covers", limits::NEEDS, "needs", (|n| json!(need_id(n))) as fn(u128) -> Value),
        ("takes_in", limits::PEOPLE, "people", |n| json!(person(n))),
        ("for_loss", limits::SOURCES, "sources", |n| json!(source(n))),
    ] {
        assert!(one(field, some(most, each)).is_ok(), "{field}");
        let said = one(field, some(most + 1, each)).unwrap_err();
        assert!(said.contains(&format!("at most {most} {what}")), "{field}: {said}");
    }
    let asks = |number| {
        serde_json::from_value::<ProofQuestion>(json!({"as_planned": some(number, |n| json!(source(n)))}))
    };
    assert_eq!(asks(limits::SOURCES).unwrap().as_planned.len(), limits::SOURCES);
    let said = asks(limits::SOURCES + 1).unwrap_err().to_string();
    assert!(said.contains("at most 256 sources"), "{said}");
}

#[test]
fn what_is_no_plan_is_refused_without_repeating_it() {
    let put = |path: &str, wrong: Value| {
        let mut plan = serde_json::to_value(Plan::new(full()).unwrap()).unwrap();
        *plan.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = wrong;
        plan.to_string()
    };
    for path in [
        "/id",
        "/drawn_up_on",
        "/review_by",
        "/alarms",
        "/alarms/0",
        "/alarms/0/way",
        "/alarms/0/when",
        "/alarms/0/takes_min",
        "/alarms/0/for_loss",
        "/responders",
        "/responders/0/source",
        "/responders/0/kind",
        "/responders/0/reachable",
        "/responders/0/not_before",
        "/responders/0/agreed",
        "/responders/0/agreed/known",
        "/responders/0/agreed/known/on",
        "/responders/0/covers/0",
        "/responders/0/price",
        "/responders/0/holds_key",
    ] {
        for wrong in [json!(SECRET), json!({SECRET: SECRET}), json!([[SECRET]])] {
            refused::<Plan>(&put(path, wrong));
        }
    }
    for path in ["/responders/0/name", "/responders/0/contact"] {
        let said = refused::<Plan>(&put(path, json!([SECRET])));
        assert!(said.starts_with("expected a text"), "{said}");
    }
}

#[test]
fn a_question_unless_said() {
    let plain: ProofQuestion = serde_json::from_value(json!({})).unwrap();
    assert_eq!(plain, ProofQuestion::default());
    assert_eq!(plain.horizon_min, 72 * 60);
    refused::<ProofQuestion>(r#"{"level":"4"}"#);
    refused::<ProofQuestion>(r#"{"level":"Maria"}"#);
}
