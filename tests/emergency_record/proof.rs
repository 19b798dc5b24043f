//! The promises of every machine, for emergency plans.

use mutual_care::base::{Id, Told, kinds};
use mutual_care::emergency::Lost;
use mutual_care::emergency::record::{
    Activated, AgreedTo, Answered, Arrived, AsKnown, BecameActive, CallNow, CallReply, Called, CameBack,
    Deviated, DeviationKind, DiedMeanwhile, DrawnUp, EmergencyPlan, EmergencyPlanEvent, LearntFrom, Left,
    LostAgain, NotReached, OverBecause, PersonWithdrew, PlanChanged, PlanEnded, PlanEndedBecause, Policy,
    ProvenAnew, ResponderWithdrew, Reviewed, SharedWith, Status, StoodDown, Verb, Who, WithdrewBecause,
    WordsPutRight,
};
use mutual_care::machine::{Machine, Model, TakenOver};

use crate::family::{
    AUNT_COMES, MOTHER, NEIGHBOUR_COMES, PLAN, SATURDAY, SON, activated, after, agreed_to, clock, day,
    drawn_up, id, person, plan_with, proof_of, responder, shared_with_all, words,
};
use crate::kit::{Proof, RowOf, before, prove};

pub struct EmergencyPlans;

impl Proof for EmergencyPlans {
    type M = EmergencyPlan;

    fn id() -> Id<kinds::EmergencyPlan> {
        id(PLAN)
    }

    /// A service that puts plans into action before they are active: else those rows have irregular twins alone.
    fn policy() -> Policy {
        Policy { use_before_active: true, ..Policy::default() }
    }

    fn opening() -> DrawnUp {
        drawn_up()
    }

    fn taken_over(status: Status) -> Option<TakenOver<EmergencyPlan>> {
        use Status as S;
        let agreed = matches!(status, S::Agreed | S::Active | S::ActivatedAsAgreed | S::ActivatedAsActive);
        let active = matches!(status, S::Active | S::ActivatedAsActive);
        let on = matches!(
            status,
            S::ActivatedAsDrafted | S::ActivatedAsShared | S::ActivatedAsAgreed | S::ActivatedAsActive
        );
        let opening = drawn_up();
        let as_known = AsKnown {
            plan: opening.plan,
            people: opening.people,
            shared: agreed.then(shared_with_all),
            agreed: agreed.then(agreed_to),
            active: active.then(|| BecameActive { on: day(3), with_package: None }),
            activated: on.then(activated),
        };
        Some(TakenOver { status, on: day(6), from_system: words("the old card index"), as_known })
    }

    fn witness(before: &EmergencyPlan, row: &RowOf<EmergencyPlan>) -> Option<EmergencyPlanEvent> {
        event(before, row.event, 0)
    }

    fn other_witness(before: &EmergencyPlan, row: &RowOf<EmergencyPlan>) -> Option<EmergencyPlanEvent> {
        event(before, row.event, 1)
    }

    fn prepared(row: &RowOf<EmergencyPlan>) -> Option<EmergencyPlan> {
        let state = || crate::kit::reach::<Self>(row.from);
        let then = |record: EmergencyPlan, verb: Verb| {
            let row = EmergencyPlan::TABLE.row(record.status(), verb)?;
            Some(crate::kit::take::<Self>(record, row))
        };
        match row.event {
            Verb::Answered | Verb::NotReached => then(state()?, Verb::Called),
            Verb::Left => then(state()?, Verb::Arrived),
            Verb::LearntFrom => {
                let on = then(state()?, Verb::Activated)?;
                then(on, Verb::StoodDown)
            }
            Verb::AgreedTo => Some(after(drawn_up(), [shared_with_all().into()])),
            _ => None,
        }
    }
}

/// An event for each verb; with `later`, another one.
fn event(before: &EmergencyPlan, verb: Verb, later: u64) -> Option<EmergencyPlanEvent> {
    let (on, tonight) = (day(4 + later), day(SATURDAY));
    let at = clock(["19:30", "19:31"][usize::try_from(later).unwrap()]);
    let aunt = responder(AUNT_COMES);
    Some(match verb {
        Verb::DrawnUp => return None,
        Verb::SharedWith => SharedWith { on, ..shared_with_all() }.into(),
        Verb::AgreedTo => AgreedTo { on, ..agreed_to() }.into(),
        Verb::BecameActive => BecameActive { on, with_package: None }.into(),
        Verb::PlanChanged => PlanChanged {
            on,
            plan: plan_with(|parts| parts.responders.truncate(1)),
            people: before.case().agreement().people().to_vec(),
        }
        .into(),
        Verb::WordsPutRight => {
            WordsPutRight { on, plan: plan_with(|parts| parts.responders[0].contact = words("01632 960018")) }
                .into()
        }
        Verb::ProvenAnew => ProvenAnew { on, proof: proof_of(before.case().plan(), 2) }.into(),
        Verb::PersonWithdrew => PersonWithdrew { on, person: person(SON), wants: None }.into(),
        Verb::ResponderWithdrew => {
            let because = WithdrewBecause::NotAble;
            ResponderWithdrew { on, responder: responder(NEIGHBOUR_COMES), because }.into()
        }
        Verb::Reviewed => Reviewed { on, next_by: Some(day(100)) }.into(),
        Verb::Activated => Activated {
            lost_from: activated().lost_from,
            at: if later == 0 { clock("19:00") } else { at },
            ..activated()
        }
        .into(),
        Verb::Called => Called { on: tonight, at, responder: aunt }.into(),
        Verb::Answered => Answered {
            on: tonight,
            at: clock(if later == 0 { "19:32" } else { "19:33" }),
            responder: aunt,
            reply: CallReply::Comes { by: None },
        }
        .into(),
        Verb::NotReached => {
            NotReached { on: tonight, at: clock(if later == 0 { "19:36" } else { "19:37" }), responder: aunt }
                .into()
        }
        Verb::Arrived => Arrived { on: tonight, at, who: Who::Responder(aunt), does: None }.into(),
        Verb::Left => Left {
            on: tonight,
            at: clock(if later == 0 { "22:00" } else { "22:01" }),
            who: Who::Responder(aunt),
        }
        .into(),
        Verb::Deviated => {
            let kind = DeviationKind::Order;
            Deviated { on: tonight, at, kind, responder: None, words: words("The team was called first.") }
                .into()
        }
        Verb::LostAgain => {
            let lost = vec![Lost { source: person(SON).into(), away: false }];
            LostAgain { on: tonight, at, lost, lost_from: None }.into()
        }
        Verb::CameBack => CameBack { on: tonight, at, source: person(MOTHER).into() }.into(),
        Verb::DiedMeanwhile => DiedMeanwhile { on: tonight, at, person: person(MOTHER), died: None }.into(),
        Verb::StoodDown => StoodDown {
            on: day(SATURDAY + 1 + later),
            at,
            because: OverBecause::BackAgain,
            all_well: Told::Known(true),
        }
        .into(),
        Verb::LearntFrom => LearntFrom {
            on: day(20 + later),
            activation: 1,
            wrong: Vec::new(),
            changes: words("A key for the neighbour."),
        }
        .into(),
        Verb::PlanEnded => PlanEnded { on, because: PlanEndedBecause::NotNeeded, goes_on_in: None }.into(),
    })
}

/// The last call is still ringing where a row needs it so.
#[test]
fn what_is_prepared_is_what_the_rows_need() {
    let answered = EmergencyPlan::TABLE.row(Status::ActivatedAsActive, Verb::Answered).unwrap();
    let record = before::<EmergencyPlans>(answered);
    assert_eq!(record.activation().unwrap().calls()[0].now, CallNow::Ringing);
}

prove!(EmergencyPlans);

/// A life with every event in it, in every manner that the table knows, and a correction.
fn every_event() -> EmergencyPlan {
    use mutual_care::base::Role;
    use mutual_care::machine::{Answer, Correction, Irregularly, Setting, Step, TakenElsewhere};
    let policy = Policy::default();
    let setting = Setting::new(&policy, &crate::kit::EveryDay);
    let mut record = crate::kit::opened::<EmergencyPlans>();
    let mut step = |verb: Option<Verb>, step: Option<Step<EmergencyPlanEvent>>| {
        let step = step.or_else(|| Some(Step::Regularly(event(&record, verb?, 0)?))).unwrap();
        let stamp = crate::kit::stamp_as(record.revision() + 1, Role::DutyWorker);
        let answer =
            record.clone().offer(step, stamp, &setting).unwrap_or_else(|refused| panic!("{refused}"));
        let Answer::Accepted(accepted) = answer else { panic!("without a key") };
        record = accepted.record;
        record.clone()
    };
    let by = || crate::family::worker().into();
    let why = || words("It was so.");
    step(Some(Verb::SharedWith), None);
    let agreed = EmergencyPlanEvent::from(agreed_to());
    let elsewhere = TakenElsewhere { what: agreed, by: by(), why_recorded: why() };
    step(None, Some(Step::TakenElsewhere(elsewhere)));
    for verb in [
        Verb::BecameActive,
        Verb::WordsPutRight,
        Verb::ProvenAnew,
        Verb::ResponderWithdrew,
        Verb::Reviewed,
        Verb::Activated,
        Verb::Called,
        Verb::NotReached,
    ] {
        step(Some(verb), None);
    }
    let tonight = |at: &str, responder: u128| Called {
        on: day(SATURDAY),
        at: clock(at),
        responder: crate::family::responder(responder),
    };
    step(None, Some(Step::Regularly(tonight("19:40", NEIGHBOUR_COMES).into())));
    let comes = Answered {
        on: day(SATURDAY),
        at: clock("19:41"),
        responder: responder(NEIGHBOUR_COMES),
        reply: CallReply::Comes { by: Some(crate::family::moment(SATURDAY, "19:50")) },
    };
    step(None, Some(Step::Regularly(comes.into())));
    for verb in [Verb::Arrived, Verb::Left, Verb::Deviated] {
        step(Some(verb), None);
    }
    let over = StoodDown {
        on: day(SATURDAY + 1),
        at: clock("08:00"),
        because: OverBecause::OtherHelp,
        all_well: Told::default(),
    };
    let over = Irregularly { what: EmergencyPlanEvent::from(over), reason: why(), accepted_by: by() };
    step(None, Some(Step::Irregularly(over)));
    for verb in [Verb::LearntFrom, Verb::PersonWithdrew, Verb::PlanChanged] {
        step(Some(verb), None);
    }
    let record = step(Some(Verb::PlanEnded), None);
    let stamp = crate::kit::stamp_as(record.revision() + 1, Role::Administrator);
    let correction = Correction::never_happened(record.revision(), why());
    let corrected = record.correct(correction, stamp, &setting);
    corrected.unwrap_or_else(|refused| panic!("{refused}")).record
}

/// What could not be said when the other was written: a second loss, a return and a death while an emergency is on.
fn second_loss() -> EmergencyPlan {
    let at = |verb| event(&crate::kit::opened::<EmergencyPlans>(), verb, 0).unwrap();
    let died = DiedMeanwhile {
        on: day(SATURDAY + 1),
        at: clock("06:00"),
        person: person(SON),
        died: Some(crate::family::moment(SATURDAY + 1, "05:30")),
    };
    let shared = after(drawn_up(), [shared_with_all().into(), agreed_to().into()]);
    let policy = EmergencyPlans::policy();
    let setting = mutual_care::machine::Setting::new(&policy, &crate::kit::EveryDay);
    let events = [at(Verb::Activated), at(Verb::LostAgain), at(Verb::CameBack), died.into()];
    events.into_iter().fold(shared, |record, event| {
        let stamp = crate::kit::stamp_as(record.revision() + 1, mutual_care::base::Role::DutyWorker);
        let step = mutual_care::machine::Step::Regularly(event);
        record.offer(step, stamp, &setting).unwrap_or_else(|refused| panic!("{refused}")).into_record()
    })
}

#[test]
fn a_second_loss_is_read_as_it_was_written() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/emergencyplan/v1-second-loss.json");
    if std::env::var_os("WRITE_GOLDEN").is_some() {
        std::fs::write(file, serde_json::to_string_pretty(&second_loss()).unwrap() + "\n").unwrap();
    }
    let golden = std::fs::read_to_string(file).unwrap();
    let read: EmergencyPlan = serde_json::from_str(&golden).unwrap();
    assert_eq!(read.activation().unwrap().losses(), second_loss().activation().unwrap().losses());
    assert_eq!(read.activation().unwrap().losses().len(), 3);
    assert_eq!(serde_json::to_string_pretty(&read).unwrap() + "\n", golden);
}

#[test]
fn a_golden_life_has_every_event_in_it() {
    use mutual_care::base::Code;
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/emergencyplan/v1-every-event.json");
    if std::env::var_os("WRITE_GOLDEN").is_some() && !std::path::Path::new(file).exists() {
        std::fs::write(file, serde_json::to_string_pretty(&every_event()).unwrap() + "\n").unwrap();
    }
    let golden = std::fs::read_to_string(file).unwrap();
    let and_losses = include_str!("../golden/emergencyplan/v1-second-loss.json");
    for verb in Verb::ALL {
        let has = |golden: &str| golden.contains(&format!("\"{}\": {{", verb.code()));
        assert!(has(&golden) || has(and_losses), "{verb} is in neither");
    }
    for manner in ["irregularly", "taken_elsewhere", "corrected"] {
        assert!(golden.contains(&format!("\"{manner}\": {{")), "{manner} is not in it");
    }
    let read: EmergencyPlan = serde_json::from_str(&golden).unwrap();
    assert_eq!((read.status(), read.revision()), (Status::Drafted, every_event().revision()));
    assert_eq!(read.case().activations(), every_event().case().activations());
}
