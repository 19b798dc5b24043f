//! The receipt of a proof, and what the record of a plan makes of it.

use mutual_care::agreement::ProofGiven;
use mutual_care::base::{Receipt, Role, Said, Say, Stamp, Weight, WorkerId, WorkingDays};
use mutual_care::emergency::record::{
    AgreedTo, DrawnUp, EmergencyPlan, EmergencyPlanEvent, PlanChanged, Policy, SharedWith,
};
use mutual_care::emergency::{Level, Plan, PlanParts, ProofQuestion, Proven, Responder};
use mutual_care::machine::{Answer, Machine, Refusal, Setting, Step};
use mutual_care::need::{Consequence, Need, Outcome, Snapshot, Window};

use crate::family::{
    BREAKFAST, CARER, MOTHER, NEIGHBOUR, SISTER, SON, TABLETS, asks, comes, day, helps, id, next_visit,
    pendant, plan, proven, responder, source, week, week_parts,
};

struct EveryDay;

impl WorkingDays for EveryDay {
    fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> {
        Some(true)
    }
}

fn good() -> Plan {
    plan(vec![pendant(10)], vec![comes(51, SISTER, &[TABLETS, BREAKFAST], 5, 30)])
}

/// A pendant that takes an hour and more: harm comes first.
fn bad() -> Plan {
    plan(vec![pendant(100)], vec![comes(51, SISTER, &[TABLETS, BREAKFAST], 5, 30)])
}

fn receipt(plan: &Plan, week: &Snapshot, question: &ProofQuestion) -> Receipt {
    proven(week, plan, question).receipt().unwrap()
}

fn codes(receipt: &Receipt) -> Vec<&str> {
    receipt.headline().codes.iter().map(mutual_care::base::Word::as_str).collect()
}

#[test]
fn a_receipt_says_what_was_asked_read_and_found() {
    let (plan, week, usual) = (good(), week(), ProofQuestion::default());
    let proof: Proven = proven(&week, &plan, &usual);
    let made = proof.receipt().unwrap();
    assert_eq!(
        (made.kind().as_str(), made.edition(), made.question()),
        ("emergency.proof", 3, proof.question)
    );
    assert!(made.is_about(&plan.fingerprint().unwrap()) && made.is_about(&week.fingerprint().unwrap()));
    assert_eq!(made.read().len(), 2);
    assert!(!made.is_claim());
    assert_eq!(
        (codes(&made), made.headline().level, made.headline().margin_min),
        (vec!["holds", "reliance-assumed", "over-committed"], Some(1), Some(75))
    );

    let failing = receipt(&bad(), &week, &usual);
    assert_eq!(
        (codes(&failing), failing.headline().level),
        (vec!["fails", "reliance-assumed", "over-committed"], Some(0))
    );
    assert_eq!(failing.headline().margin_min, None);
    // Strong enough for less, and not for what was asked.
    let two = receipt(&plan, &week, &asks(Level::Two, 4_320));
    assert_eq!(
        (codes(&two), two.headline().level),
        (vec!["fails", "reliance-assumed", "over-committed"], Some(1))
    );

    let mut parts = week_parts();
    parts.arrangements.clear();
    let not_yet = receipt(&plan, &Snapshot::new(parts).unwrap(), &usual);
    assert_eq!(
        (codes(&not_yet), not_yet.headline().level),
        (vec!["not-yet", "nobody-there-for-critical", "over-committed"], Some(0))
    );
}

#[test]
fn what_was_asked_less_than_usual_shows() {
    let (plan, week) = (good(), week());
    // What every one of them rests on.
    let rests = ["reliance-assumed", "over-committed"];
    let codes = |receipt: &Receipt| -> Vec<String> {
        let all = codes(receipt).into_iter().filter(|code| !rests.contains(code));
        all.map(String::from).collect()
    };
    assert_eq!(codes(&receipt(&plan, &week, &asks(Level::One, 4_319))), ["holds", "under-72-hours"]);
    assert_eq!(codes(&receipt(&plan, &week, &asks(Level::One, 4_320))), ["holds"]);
    let planned = ProofQuestion { as_planned: [source(SON)].into(), ..ProofQuestion::default() };
    assert_eq!(codes(&receipt(&plan, &week, &planned)), ["holds", "some-lost-as-planned"]);
    let nobody = crate::family::plan(vec![next_visit()], plan.responders().to_vec());
    assert_eq!(codes(&receipt(&nobody, &week, &ProofQuestion::default())), ["fails", "some-unnoticed"]);
}

#[test]
fn what_is_asked_too_much_at_once_and_who_gets_no_rest_stand_in_the_receipt() {
    // The neighbour has an hour for both, with so many minutes of work for each.
    let busy = |minutes: u16| {
        let mut parts = week_parts();
        for (number, of) in [(13, MOTHER), (14, SON)] {
            let window = Window::doing("Mon 08:00-09:00".parse().unwrap(), minutes).unwrap();
            let need = Need::new(id(number), id(of), Outcome::Nutrition, Consequence::Serious);
            parts.needs.push(need.with_windows(vec![window]).unwrap());
            parts.arrangements.push(helps(number + 10, NEIGHBOUR, number, "Mon 08:00-09:00"));
        }
        receipt(&good(), &Snapshot::new(parts).unwrap(), &ProofQuestion::default())
    };
    let has = |receipt: &Receipt, code: &str| codes(receipt).contains(&code);
    assert!(has(&busy(31), "too-much-at-once") && !has(&busy(30), "too-much-at-once"));

    // The sister comes, and stays: somebody has to be there for so many minutes of a Monday.
    let asking = |question: &ProofQuestion, until: &str, stays: Option<u32>| {
        let mut parts = week_parts();
        let window = Window::being_there(format!("Mon 06:00-{until}").parse().unwrap());
        let need = Need::new(id(13), id(SON), Outcome::SafeAtNight, Consequence::Serious);
        parts.needs.push(need.with_windows(vec![window]).unwrap());
        parts.arrangements.push(helps(23, CARER, 13, "Mon 06:00-23:00"));
        let sister = comes(51, SISTER, &[TABLETS, BREAKFAST, 13], 5, 30);
        let sister = Responder { stays_min: stays, ..sister };
        let plan = plan(vec![pendant(10)], vec![sister]);
        receipt(&plan, &Snapshot::new(parts).unwrap(), question)
    };
    let long = |until: &str, stays: Option<u32>| asking(&ProofQuestion::default(), until, stays);
    assert!(has(&long("22:01", None), "no-rest") && has(&long("22:01", Some(961)), "no-rest"));
    assert!(!has(&long("22:00", None), "no-rest") && !has(&long("22:01", Some(960)), "no-rest"));

    // A service may have decided that less, or more, can be asked of one person; nothing is planned by that.
    let awake = |awake_most_min| ProofQuestion { awake_most_min, ..ProofQuestion::default() };
    for (most, until, is_too_long) in
        [(720, "18:01", true), (720, "18:00", false), (1_000, "22:40", false), (1_000, "22:41", true)]
    {
        let made = asking(&awake(most), until, None);
        assert_eq!(has(&made, "no-rest"), is_too_long, "{most} {until}");
        assert!(!has(&made, "some-lost-as-planned"));
    }
}

#[test]
fn how_long_one_responder_may_be_needed_is_part_of_the_question() {
    let read = |text: &str| serde_json::from_str::<ProofQuestion>(text);
    assert_eq!(read("{}").unwrap().awake_most_min, 960);
    assert_eq!(serde_json::to_value(ProofQuestion::default()).unwrap().get("awake_most_min"), None);
    let stricter = read(r#"{"awake_most_min": 720}"#).unwrap();
    assert_eq!(stricter.awake_most_min, 720);
    assert_eq!(serde_json::to_value(&stricter).unwrap()["awake_most_min"], 720);
    assert!(read(r#"{"awake_most_min": 1440}"#).is_ok() && read(r#"{"awake_most_min": 1441}"#).is_err());
    let (plan, week) = (good(), week());
    let [one, other] = [ProofQuestion::default(), stricter].map(|asked| proven(&week, &plan, &asked));
    assert_ne!(one.question, other.question);
    assert_eq!(serde_json::to_value(&one).unwrap().get("awake_most_min"), None);
    assert_eq!(serde_json::to_value(&other).unwrap()["awake_most_min"], 720);
}

fn offer(
    record: EmergencyPlan,
    event: impl Into<EmergencyPlanEvent>,
) -> Result<EmergencyPlan, Vec<&'static str>> {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let worker: WorkerId = id(900);
    let at = day("2026-03-03").and_hms_opt(9, 0, 0).unwrap().and_utc();
    let stamp = Stamp::new(at, worker, Role::SocialWorker).unwrap();
    match record.offer(Step::Regularly(event.into()), stamp, &setting) {
        Ok(Answer::Accepted(accepted)) => Ok(accepted.record),
        Ok(other) => panic!("{other:?}"),
        Err(refused) => match refused.why() {
            Refusal::Barred(findings) => Err(findings
                .iter()
                .filter(|finding| finding.weight() == Weight::Bars)
                .map(mutual_care::base::Finding::code)
                .collect()),
            why => panic!("{why}"),
        },
    }
}

fn shared() -> EmergencyPlan {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let worker: WorkerId = id(900);
    let stamp =
        Stamp::new(day("2026-03-02").and_hms_opt(9, 0, 0).unwrap().and_utc(), worker, Role::SocialWorker)
            .unwrap();
    let people = vec![id(MOTHER), id(SON)];
    let opening = DrawnUp { on: day("2026-03-02"), plan: Box::new(good()), people: people.clone() };
    let opened = EmergencyPlan::open(good().id(), opening, stamp, &setting).unwrap().record.into_any();
    let shared = SharedWith { on: day("2026-03-02"), people, responders: vec![responder(51)] };
    offer(opened, shared).unwrap()
}

fn agrees(receipt: Receipt) -> AgreedTo {
    let says = [MOTHER, SON].map(|person| Said { person: id(person), say: Say::Agrees });
    AgreedTo {
        on: day("2026-03-03"),
        says: says.to_vec(),
        proof: Some(ProofGiven { receipt, as_at: day("2026-03-02") }),
        risk: None,
        on_proposed_package: None,
    }
}

/// The codes kept with the last entry.
fn kept(record: &EmergencyPlan) -> Vec<String> {
    let entry =
        serde_json::to_value(record).unwrap()["v1"]["journal"].as_array().unwrap().last().cloned().unwrap();
    let findings = entry.get("findings").and_then(|it| it.as_array()).cloned().unwrap_or_default();
    findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

/// What the proof of the family's plan rests on: a sister down for both of them, and what somebody is taken to lean on.
const RESTS_ON: [&str; 2] = ["rests-on-over-committed", "rests-on-assumed"];

#[test]
fn a_proof_of_this_very_version_lets_it_be_agreed_to() {
    let made = receipt(&good(), &week(), &ProofQuestion::default());
    let agreed = offer(shared(), agrees(made.clone())).unwrap();
    assert_eq!(kept(&agreed), RESTS_ON, "nothing speaks against it; what it rests on is kept");
    assert!(!agreed.stale(day("2026-03-03"), &week()).iter().any(|finding| finding.code() == "week-changed"));

    // As it is read from a file it is a claim, and this is said.
    let claimed: Receipt = serde_json::from_str(&serde_json::to_string(&made).unwrap()).unwrap();
    assert_eq!(
        kept(&offer(shared(), agrees(claimed)).unwrap()),
        ["proof-only-claimed", RESTS_ON[0], RESTS_ON[1]]
    );
}

#[test]
fn a_stale_or_weaker_one_does_not() {
    let usual = ProofQuestion::default();
    // Of another version.
    let other = receipt(&bad(), &week(), &usual);
    assert_eq!(offer(shared(), agrees(other)).unwrap_err(), ["proof-of-another-version", "proof-fails"]);
    let mut parts: PlanParts = good().into_parts();
    parts.responders[0].arrives_min -= 1;
    let better = Plan::new(parts).unwrap();
    let of_better = receipt(&better, &week(), &usual);
    assert_eq!(of_better.headline().level, Some(1));
    assert_eq!(offer(shared(), agrees(of_better.clone())).unwrap_err(), ["proof-of-another-version"]);
    // Once the plan has changed it is the other way round.
    let change =
        PlanChanged { on: day("2026-03-03"), plan: Box::new(better), people: vec![id(MOTHER), id(SON)] };
    let changed = offer(shared(), change).unwrap();
    let again = SharedWith {
        on: day("2026-03-03"),
        people: vec![id(MOTHER), id(SON)],
        responders: vec![responder(51)],
    };
    let changed = offer(changed, again).unwrap();
    let of_the_old = receipt(&good(), &week(), &usual);
    assert_eq!(offer(changed.clone(), agrees(of_the_old)).unwrap_err(), ["proof-of-another-version"]);
    assert!(offer(changed, agrees(of_better)).is_ok());

    // Of this version, for a week in which it does not hold.
    let mut parts = week_parts();
    parts.needs[0] = crate::family::need(TABLETS, SON, Outcome::Medicines, "Sat 22:30-23:00", 44);
    let harder = Snapshot::new(parts).unwrap();
    let weaker = receipt(&good(), &harder, &usual);
    assert_eq!(weaker.headline().level, Some(0));
    assert_eq!(offer(shared(), agrees(weaker)).unwrap_err(), ["proof-fails"]);
    // For a week in which it holds, and which is not the week: it may be agreed to, and is out of date.
    let mut parts = week_parts();
    parts.needs[0] = crate::family::need(TABLETS, SON, Outcome::Medicines, "Sat 22:30-23:00", 45);
    let narrower = Snapshot::new(parts).unwrap();
    let agreed = offer(shared(), agrees(receipt(&good(), &narrower, &usual))).unwrap();
    assert!(agreed.stale(day("2026-03-03"), &week()).iter().any(|finding| finding.code() == "week-changed"));

    // Asked for less than usual: agreed to, and said.
    let short = receipt(&good(), &week(), &asks(Level::One, 4_319));
    let less = ["proof-asked-less", RESTS_ON[0], RESTS_ON[1]];
    assert_eq!(kept(&offer(shared(), agrees(short)).unwrap()), less);
    let planned = ProofQuestion { as_planned: [source(MOTHER)].into(), ..usual };
    let planned = receipt(&good(), &week(), &planned);
    assert_eq!(kept(&offer(shared(), agrees(planned)).unwrap()), less);
}
