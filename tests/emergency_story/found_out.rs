//! How anyone finds out, where the family is not all that there is: a carer from next door who telephones, a card that
//! somebody carries, a neighbour who gives no help and sees the light. Each from a file, with the smallest change after
//! which it is otherwise.

use mutual_care::base::{CycleMinute, Labels as _, Reader, Told};
use mutual_care::emergency::{
    EmergencyInput, EmergencyInputParts, Level, Lost, NightQuestion, ProofAnswer, ProofQuestion, Proven,
    RestsOnAlarms, Scenario, Story, Way, WithoutThem, completeness, night, prove,
};
use serde_json::{Value, json};

const CARD: &str = include_str!("faults/e02-card-as-own-telephone.json");
const NEXT_DOOR: &str = include_str!("faults/e24-carer-elsewhere-own-phone.json");
const NEIGHBOUR: &str = include_str!("faults/k07-neighbour-notices.json");

const UNA: u16 = 1;
const VIC: u16 = 2;
const WYN: u16 = 3;

fn id(number: u16) -> String {
    format!("6f2c1a3e-0000-4000-8000-{number:012}")
}

fn file(text: &str, change: impl FnOnce(&mut Value)) -> Value {
    let mut value = serde_json::from_str(text).unwrap();
    change(&mut value);
    value
}

fn read(value: Value) -> EmergencyInput {
    serde_json::from_value(value).unwrap()
}

fn refused(value: Value) -> Vec<String> {
    let parts: EmergencyInputParts = serde_json::from_value(value).unwrap();
    let problems = EmergencyInput::new(parts).unwrap_err();
    problems.iter().map(|problem| format!("{} {}", problem.place(), problem.code())).collect()
}

fn at<'v>(value: &'v mut Value, place: &str) -> &'v mut Value {
    value.pointer_mut(place).unwrap_or_else(|| panic!("{place}"))
}

fn proven(input: &EmergencyInput) -> Proven {
    let question = ProofQuestion { level: Level::One, horizon_min: 720, ..ProofQuestion::default() };
    prove(input.snapshot(), input.plan(), &question).unwrap()
}

fn words(input: &EmergencyInput, proven: &Proven) -> String {
    let story = Story::of(proven, input.plan(), input.snapshot());
    let text = story.in_words(Reader::Family, input.plan(), input.snapshot(), input);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unable(number: u16) -> Lost {
    Lost { source: id(number).parse().unwrap(), away: false }
}

fn away(number: u16) -> Lost {
    Lost { away: true, ..unable(number) }
}

/// Who is unnoticed at some minute, each loss of one.
fn unnoticed(proven: &Proven) -> Vec<Lost> {
    proven.unnoticed().iter().filter(|one| one.lost.len() == 1).map(|one| one.lost[0]).collect()
}

/// The losses of one that rest on some ways, and what would come of them without.
fn rests(all: &[RestsOnAlarms]) -> Vec<(Lost, WithoutThem)> {
    all.iter().filter(|one| one.lost.len() == 1).map(|one| (one.lost[0], one.then)).collect()
}

#[test]
fn the_carer_next_door_telephones_when_she_is_ill() {
    let input = read(file(NEXT_DOOR, |_| {}));
    let told = proven(&input);
    // At home she telephones; away from her telephone she does not, and nobody knows of Una alone.
    assert_eq!(unnoticed(&told), [unable(UNA), away(WYN)]);
    let ProofAnswer::Counterexample(failing) = &told.answer else { panic!("away, nobody notices") };
    assert_eq!(failing.counterexample.scenario.lost, [away(WYN)]);
    assert_eq!(
        rests(&told.rests_on().own_telephones_and_cards),
        [(unable(WYN), WithoutThem::NobodyNotices)],
        "what nobody notices either way does not rest on it"
    );
    let said = words(&input, &told);
    assert!(said.contains("Wyn is suddenly away, and no help comes from Wyn any more."), "{said}");
    assert!(said.contains("Wyn is away and gives no help: "), "{said}");

    // With a card that is found within the hour she is noticed either way.
    let both = read(file(NEXT_DOOR, |file| {
        let card = json!({ "id": id(402), "way": { "card": { "person": id(WYN), "found_after_min": 60 } } });
        at(file, "/v1/plan/alarms").as_array_mut().unwrap().push(card);
    }));
    let held = proven(&both);
    assert_eq!((held.strength(), unnoticed(&held)), (1, vec![unable(UNA)]));
    assert_eq!(
        rests(&held.rests_on().own_telephones_and_cards),
        [(unable(WYN), WithoutThem::NobodyNotices), (away(WYN), WithoutThem::NobodyNotices)]
    );
    let said = words(&both, &held);
    let without = "Without the telephone of Wyn, nobody would notice in time, from some minutes of the week, if no help \
                   comes from Wyn.";
    assert!(said.contains(without), "{said}");
    assert!(said.contains("Without the card of Wyn, nobody would notice in time"), "{said}");
}

#[test]
fn a_card_counts_out_of_doors_and_once_it_is_said_when_it_is_found() {
    let as_telephone = proven(&read(file(CARD, |_| {})));
    assert_eq!(unnoticed(&as_telephone), [unable(UNA), away(VIC)]);
    let card = |found: Option<u32>, takes: u32| {
        read(file(CARD, |file| {
            let mut way = json!({ "card": { "person": id(VIC) } });
            if let Some(found) = found {
                way["card"]["found_after_min"] = json!(found);
            }
            *at(file, "/v1/plan/alarms/0") = json!({ "id": id(401), "way": way, "takes_min": takes });
        }))
    };
    let carried = card(Some(20), 10);
    assert_eq!(unnoticed(&proven(&carried)), [unable(UNA), unable(VIC)], "at home nobody finds it");
    let asked = |input: &EmergencyInput, lost: Lost| {
        let asked = NightQuestion::new([lost], "Sat 21:00".parse::<CycleMinute>().unwrap());
        night(input.snapshot(), input.plan(), &asked).unwrap().alarm
    };
    let raised = asked(&carried, away(VIC)).unwrap();
    assert_eq!(
        (raised.at, raised.by),
        (30, None),
        "found after 20, and 10 more; by nobody whom the plan knows"
    );
    assert_eq!(asked(&carried, unable(VIC)), None);
    // Not said, it does not count, and somebody asks.
    let unsaid = card(None, 10);
    assert_eq!(asked(&unsaid, away(VIC)), None);
    assert_eq!(unnoticed(&proven(&unsaid)), [unable(UNA), unable(VIC), away(VIC)]);
    let lacks = |input: &EmergencyInput| {
        completeness(input.plan(), input.snapshot()).with_code("card-found-after-not-said").count()
    };
    assert_eq!((lacks(&unsaid), lacks(&carried)), (1, 0));
    assert_eq!(asked(&card(Some(0), 0), away(VIC)).map(|raised| raised.at), Some(0));
    assert!(asked(&card(Some(4_319), 0), away(VIC)).is_some(), "the last minute of three days");
    assert!(asked(&card(Some(4_319), 1), away(VIC)).is_none());
}

#[test]
fn a_card_is_found_by_the_limit_or_refused() {
    let found = |minutes: u32| {
        file(CARD, |file| {
            let way = json!({ "card": { "person": id(VIC), "found_after_min": minutes } });
            *at(file, "/v1/plan/alarms/0/way") = way;
        })
    };
    read(found(40_320));
    assert_eq!(refused(found(40_321)), ["plan.alarms[0].way.card.found_after_min minutes"]);
    // Only who lives here or helps is ever lost: Zed would come, and does neither.
    let of = |who: u16| {
        file(CARD, |file| *at(file, "/v1/plan/alarms/0/way/own_telephone/person") = json!(id(who)))
    };
    assert_eq!(refused(of(4)), ["plan.alarms[0].way.own_telephone.person no-helper"]);
}

#[test]
fn a_way_is_for_the_losses_it_is_for() {
    // The telephone is for Una's loss: of Vic alone it is no way, and there is one way in which he is lost.
    let input = read(file(CARD, |file| at(file, "/v1/plan/alarms/0")["for_loss"] = json!([id(UNA)])));
    let found = proven(&input);
    assert_eq!(unnoticed(&found), [unable(UNA), unable(VIC)]);
    let pairs: Vec<_> =
        found.unnoticed().iter().filter(|one| one.lost.len() == 2).map(|one| &one.lost).collect();
    assert!(pairs.iter().all(|lost| !lost.contains(&unable(VIC))), "with Una he telephones: {pairs:?}");
}

#[test]
fn of_equal_counterexamples_the_one_with_fewest_away_comes_first() {
    let scenario = |lost: [Lost; 2]| Scenario {
        start: CycleMinute::default(),
        day: None,
        lost: lost.to_vec(),
        silent: None,
    };
    let in_order = [
        scenario([unable(UNA), unable(VIC)]),
        scenario([away(UNA), unable(VIC)]),
        scenario([unable(UNA), away(VIC)]),
        scenario([away(UNA), away(VIC)]),
        scenario([unable(UNA), unable(WYN)]),
    ];
    assert!(in_order.is_sorted());
    let silent = Scenario { silent: Some(id(501).parse().unwrap()), ..in_order[0].clone() };
    assert!(in_order[0] < silent && silent < in_order[1]);
}

#[test]
fn a_neighbour_notices_what_is_said_and_nothing_is_filled_in() {
    let losses = "plan.alarms[0].for_loss losses-not-said";
    let times = "plan.alarms[0].when times-not-said";
    assert_eq!(refused(file(NEIGHBOUR, |_| {})), [losses]);
    let without_when =
        |file: &mut Value| drop(at(file, "/v1/plan/alarms/0").as_object_mut().unwrap().remove("when"));
    assert_eq!(refused(file(NEIGHBOUR, without_when)), [losses, times]);
    let of_vic = |file: &mut Value| at(file, "/v1/plan/alarms/0")["for_loss"] = json!([id(VIC)]);
    let said = |more: &dyn Fn(&mut Value)| {
        file(NEIGHBOUR, |file| {
            of_vic(file);
            more(file);
        })
    };
    assert_eq!(refused(said(&without_when)), [times]);
    assert_eq!(refused(said(&|file| at(file, "/v1/plan/alarms/0")["when"] = json!("always"))), [times]);

    let input = read(said(&|_| {}));
    assert_eq!(completeness(input.plan(), input.snapshot()).with_code("names-what-is-gone").count(), 0);
    let found = proven(&input);
    // From half past nine on nobody notices for longer than half a day, and from nine at night to half past nine they do.
    let vic = found.unnoticed().iter().find(|one| one.lost == [unable(VIC)]).unwrap();
    assert_eq!(vic.when.to_string(), "daily 09:30-21:01");
    assert_eq!(found.rests_on().own_telephones_and_cards, []);
    assert_eq!(
        rests(&found.rests_on().noticed_from_outside),
        [(unable(VIC), WithoutThem::NobodyNotices)],
        "of the neighbour herself it is never asked what if she is lost"
    );
    assert!(found.unnoticed().iter().flat_map(|one| &one.lost).all(|lost| *lost != unable(WYN)));
    // A school that the file does not know is a slip; one that it knows, or that responds, may notice.
    let by = |who: u16| {
        said(&move |file| *at(file, "/v1/plan/alarms/0/way/missed_visit/noticed_by") = json!(id(who)))
    };
    assert_eq!(refused(by(77)), ["plan.alarms[0].way.missed_visit.noticed_by unknown-source"]);
    read(by(4));
    let responder = |for_loss: bool| {
        file(NEIGHBOUR, |file| {
            *at(file, "/v1/plan/alarms/0/way/missed_visit/noticed_by") = json!(id(78));
            let mut bed = at(file, "/v1/plan/responders/0").clone();
            (bed["id"], bed["source"]) = (json!(id(502)), json!(id(78)));
            at(file, "/v1/plan/responders").as_array_mut().unwrap().push(bed);
            if for_loss {
                of_vic(file);
            }
        })
    };
    read(responder(true));
    assert_eq!(refused(responder(false)), [losses]);
}

#[test]
fn a_neighbour_who_notices_is_told_in_words() {
    let input = read(file(NEIGHBOUR, |file| {
        at(file, "/v1/plan/alarms/0")["for_loss"] = json!([id(VIC), id(UNA)]);
        at(file, "/v1/plan/alarms/0")["when"] = json!("daily 00:00-12:00, 12:01-24:00");
    }));
    let found = proven(&input);
    assert_eq!(found.strength(), 1);
    let said = words(&input, &found);
    let without = "Without what Neighbour would notice, nobody would notice in time, from some minutes of the week, if \
                   something happens to Vic. What if Neighbour does not notice is never asked here.";
    assert!(said.contains(without), "{said}");
    assert_eq!(input.source(id(WYN).parse().unwrap()), Some("Neighbour"));
    // Her help has ended, and it is from help that she noticed: then it is gone, as any help that is.
    let ended = read(file(NEIGHBOUR, |file| {
        let mut helped = at(file, "/v1/household/v1/arrangements/0").clone();
        (helped["id"], helped["by"], helped["period"]) =
            (json!(id(202)), json!(id(WYN)), json!({ "until": "2026-03-01" }));
        helped.as_object_mut().unwrap().remove("relies_on");
        at(file, "/v1/household/v1/arrangements").as_array_mut().unwrap().push(helped);
    }));
    assert_eq!(completeness(ended.plan(), ended.snapshot()).with_code("names-what-is-gone").count(), 1);
    assert_eq!(proven(&ended).rests_on().noticed_from_outside, []);
}

#[test]
fn who_notices_from_outside_is_no_telephone_of_their_own() {
    let card = Way::Card { person: id(VIC).parse().unwrap(), found_after_min: None };
    assert!(!card.is_known_to_work());
    assert_eq!(card.raised_by(), None);
    let able = Told::Known(false);
    assert_eq!(Way::OwnTelephone { person: id(VIC).parse().unwrap(), able }.carried_by(), card.carried_by());
}
