//! The promises of every machine, for referrals.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use mutual_care::base::{Id, Role, kinds};
use mutual_care::machine::{Machine, TakenOver};
use mutual_care::placement::referral::{
    AcceptedByManager, AdmittedInEmergency, Afterwards, AfterwardsDone, AsKnown, ChildAsked, ChildDescribed,
    ChildHeardAgain, ChildLeft, ChildMovedIn, ChildSays, CompatibilityAssessed, ConditionMet,
    DeclinedBecause, DeclinedByHome, DiscussedWithTeam, HomeFoundUnchanged, HomeLookedAt, ImpactAssessed,
    InformationProvided, InterestExpressed, KnownWorry, LapsedBecause, LiaisonHeld, MovingInAgreed,
    ObjectionAnswered, PlanningMeetingHeld, Policy, Referral, ReferralEvent, Status, StepTaken,
    SubmittedToHome, TimeRanOut, TransitionPlanned, Verb, VisitHeld, WithdrawnBecause, WithdrawnByAuthority,
    WorryAnswered, WorryOf, WorryOutcome, WorryRaised,
};
use mutual_care::placement::{AuthorityStep, Home, OwnRisk, WorkersView};

use crate::kit::{Proof, RowOf, prove};
use crate::people::{
    MANAGER, MOVE, REFERRAL, RESIDENT, WORKER, accepted, before_the_move, child, compatibility, date_agreed,
    day, discussed, emergency_on, home, home_with, id, impact, interest, liaison, looked_at, meeting,
    planning, policy, provided_but, ready, record, said, submitted, then, transition, visit, words, worker,
    worry,
};

pub struct Referrals;

impl Proof for Referrals {
    type M = Referral;

    fn id() -> Id<kinds::Referral> {
        id(REFERRAL)
    }

    fn policy() -> Policy {
        policy()
    }

    fn opening() -> SubmittedToHome {
        submitted()
    }

    fn taken_over(status: Status) -> Option<TakenOver<Referral>> {
        let decided = matches!(status, Status::Accepted | Status::DateAgreed);
        let emergency = (status == Status::EmergencyAdmitted).then(|| emergency_on(&child(), &home(), 3));
        let as_known = AsKnown {
            submitted: submitted(),
            provided: provided_but(&[]).provided,
            seen: decided.then(|| looked_at(&home()).seen),
            accepted: decided.then(accepted),
            date: (status == Status::DateAgreed).then(date_agreed),
            emergency: emergency.map(Box::new),
            worries: vec![KnownWorry {
                raised: worry(WorryOf::Family),
                answered: Some(answered(1, WorryOutcome::Settled)),
            }],
        };
        Some(TakenOver { status, on: day(14), from_system: words("the old shared drive"), as_known })
    }

    fn witness(before: &Referral, row: &RowOf<Referral>) -> Option<ReferralEvent> {
        event(before, row.event, 0)
    }

    fn other_witness(before: &Referral, row: &RowOf<Referral>) -> Option<ReferralEvent> {
        event(before, row.event, 1)
    }

    fn role(verb: Verb) -> Role {
        match verb {
            Verb::AcceptedByManager | Verb::DeclinedByHome | Verb::ObjectionAnswered => {
                Role::RegisteredManager
            }
            _ => Role::SocialWorker,
        }
    }

    fn prepared(row: &RowOf<Referral>) -> Option<Referral> {
        let state = || standing(row.from);
        let closed = matches!(row.from, Status::MovedIn | Status::Declined | Status::Withdrawn);
        match (row.from, row.event) {
            (Status::Planning, Verb::AcceptedByManager) => Some(record(ready())),
            (Status::EmergencyAdmitted, Verb::AcceptedByManager) => Some(rest_done()),
            (Status::DateAgreed, Verb::ChildMovedIn) => {
                Some(before_the_move().into_iter().fold(state(), then))
            }
            (Status::Accepted | Status::DateAgreed, Verb::WorryAnswered) => {
                let mut events =
                    vec![early_worry(WorryOf::Family).into(), answered(1, WorryOutcome::Answered).into()];
                events.extend(ready());
                events.push(accepted().into());
                if row.from == Status::DateAgreed {
                    events.push(date_agreed().into());
                }
                Some(record(events))
            }
            (from, Verb::WorryAnswered) if closed => {
                let worried = then(standing(Status::EmergencyAdmitted), worry(WorryOf::Family));
                Some(close(worried, from))
            }
            (_, Verb::WorryAnswered) => Some(then(state(), worry(WorryOf::Family))),
            (Status::Planning, Verb::LiaisonHeld) => Some(then(state(), looked_at(&home()))),
            (from, Verb::ObjectionAnswered | Verb::ConditionMet) => {
                let view = match row.event {
                    Verb::ObjectionAnswered => WorkersView::Objects,
                    _ => WorkersView::AgreesIf,
                };
                let before = match from {
                    Status::Planning => then(state(), looked_at(&home())),
                    _ if closed => standing(Status::EmergencyAdmitted),
                    _ => state(),
                };
                let held =
                    LiaisonHeld { view, words: words("With a lock on her door."), ..liaison(RESIDENT) };
                let held = then(before, held);
                Some(if closed { close(held, from) } else { held })
            }
            (from, _) if closed => Some(close(standing(Status::EmergencyAdmitted), from)),
            _ => Some(state()),
        }
    }
}

/// The referral of a child who was admitted in an emergency, closed in this way while the child lives there.
pub fn close(admitted: Referral, status: Status) -> Referral {
    use mutual_care::machine::{Setting, Step, TakenElsewhere};
    let verb = match status {
        Status::Declined => Verb::DeclinedByHome,
        Status::Withdrawn => Verb::WithdrawnByAuthority,
        _ => Verb::AcceptedByManager,
    };
    let event = event(&admitted, verb, 0).unwrap();
    if verb != Verb::AcceptedByManager {
        return then(admitted, event);
    }
    // Accepted in the minutes of a meeting, with much still to do.
    let policy = policy();
    let setting = Setting::new(&policy, &crate::kit::EveryDay);
    let why_recorded = words("The decision is in the minutes of the meeting.");
    let elsewhere = TakenElsewhere { what: event, by: worker(MANAGER).into(), why_recorded };
    let stamp = crate::kit::stamp_as(admitted.revision() + 1, Role::RegisteredManager);
    admitted.offer(Step::TakenElsewhere(elsewhere), stamp, &setting).unwrap().into_record()
}

/// A record in each state from which something leads on. Made once: the kit asks for them again and again.
fn standing(status: Status) -> Referral {
    static ALL: LazyLock<BTreeMap<Status, Referral>> = LazyLock::new(|| {
        let mut decided = ready();
        decided.push(accepted().into());
        let accepted = record(decided.clone());
        decided.push(date_agreed().into());
        let all = [
            record(vec![]),
            record(vec![discussed().into()]),
            record(planning()),
            accepted,
            record(decided),
            record(vec![emergency_on(&child(), &home(), 3).into()]),
        ];
        // Those that end stand on the way through the table.
        all.into_iter().map(|record| (record.status(), record)).collect()
    });
    ALL[&status].clone()
}

/// A worry from before anything was judged.
pub fn early_worry(of: WorryOf) -> WorryRaised {
    WorryRaised { on: day(3), ..worry(of) }
}

pub fn answered(worry: u32, outcome: WorryOutcome) -> WorryAnswered {
    WorryAnswered {
        on: day(12),
        worry,
        by: worker(MANAGER),
        outcome,
        words: words("She can stay at her school."),
    }
}

/// A child admitted in an emergency, for whom everything that was owed is done.
pub fn rest_done() -> Referral {
    rest_done_in(&home())
}

/// The same, in this home.
pub fn rest_done_in(home: &Home) -> Referral {
    let admitted = record(vec![emergency_on(&child(), home, 3).into()]);
    let assessed = crate::people::judged(&child(), home, 3);
    let mut offer = meeting();
    offer.offer.from = day(3);
    let rest: Vec<ReferralEvent> = vec![
        provided_but(&[]).into(),
        HomeLookedAt { on: day(6), seen: crate::people::seen(home, 3) }.into(),
        offer.into(),
        liaison(RESIDENT).into(),
        CompatibilityAssessed {
            assessed: assessed.0.clone(),
            receipt: assessed.1,
            ..compatibility(&child(), home, 2)
        }
        .into(),
        ImpactAssessed { assessed: assessed.0, receipt: assessed.2, ..impact(&child(), home, 2) }.into(),
        AfterwardsDone { on: day(5), what: Afterwards::PlacementPlan }.into(),
        AfterwardsDone { on: day(5), what: Afterwards::Notifications }.into(),
        AfterwardsDone { on: day(3), what: Afterwards::HostAuthorityNotified }.into(),
    ];
    rest.into_iter().fold(admitted, then)
}

/// An event for each verb; with `later`, another one.
fn event(before: &Referral, verb: Verb, later: u64) -> Option<ReferralEvent> {
    let on = day(14 + later);
    let information = before.case().information();
    Some(match verb {
        Verb::SubmittedToHome => return None,
        Verb::DiscussedWithTeam => DiscussedWithTeam { on, ..discussed() }.into(),
        Verb::InterestExpressed => InterestExpressed { on, ..interest() }.into(),
        Verb::InformationProvided => InformationProvided { on, ..provided_but(&[]) }.into(),
        Verb::ChildDescribed => {
            let mut child = child();
            child.own_risks = mutual_care::placement::Facts::only([OwnRisk::GoingMissing]);
            ChildDescribed { on, child: Box::new(child) }.into()
        }
        Verb::ChildAsked => ChildAsked { on, view: said(), says: Some(ChildSays::WantsSomethingElse) }.into(),
        Verb::ChildHeardAgain => ChildHeardAgain { on, view: said(), says: ChildSays::Agrees }.into(),
        Verb::HomeLookedAt => HomeLookedAt { on, ..looked_at(&home_with(vec![])) }.into(),
        Verb::HomeFoundUnchanged => {
            let seen = before.case().seen()?.clone();
            HomeFoundUnchanged { on, seen }.into()
        }
        Verb::ObjectionAnswered => {
            let (resident, by) = (crate::people::child_id(RESIDENT), worker(MANAGER));
            ObjectionAnswered { on, resident, by, reasons: words("We have a room on another floor.") }.into()
        }
        Verb::ConditionMet => {
            let (resident, by) = (crate::people::child_id(RESIDENT), worker(MANAGER));
            ConditionMet { on, resident, by, words: words("Her door has a lock now.") }.into()
        }
        Verb::VisitHeld => VisitHeld { on, ..visit(20) }.into(),
        Verb::ChildLeft => ChildLeft { on }.into(),
        Verb::WorryRaised => WorryRaised { on, ..worry(WorryOf::Child) }.into(),
        Verb::WorryAnswered => WorryAnswered { on, ..answered(1, WorryOutcome::Settled) }.into(),
        Verb::StepTaken => {
            StepTaken { on, step: AuthorityStep::OutOfAreaApproval, by: worker(WORKER) }.into()
        }
        Verb::PlanningMeetingHeld => PlanningMeetingHeld { on, ..meeting() }.into(),
        Verb::LiaisonHeld => LiaisonHeld { on, ..liaison(RESIDENT) }.into(),
        Verb::TransitionPlanned => TransitionPlanned { on, ..transition() }.into(),
        Verb::CompatibilityAssessed => {
            CompatibilityAssessed { on, ..compatibility(&child(), &home(), information) }.into()
        }
        Verb::ImpactAssessed => ImpactAssessed { on, ..impact(&child(), &home(), information) }.into(),
        Verb::AcceptedByManager => AcceptedByManager { on, ..accepted() }.into(),
        Verb::DeclinedByHome => DeclinedByHome {
            on,
            by: worker(MANAGER),
            because: DeclinedBecause::NoPlace,
            reasons: words("Our last place is taken."),
        }
        .into(),
        Verb::MovingInAgreed => MovingInAgreed { on, ..date_agreed() }.into(),
        Verb::ChildMovedIn if later == 1 => return None,
        Verb::ChildMovedIn => ChildMovedIn { on: day(MOVE) }.into(),
        Verb::AdmittedInEmergency => {
            let admitted = emergency_on(&child(), &home(), 14 + later);
            AdmittedInEmergency { ..admitted }.into()
        }
        Verb::AfterwardsDone => AfterwardsDone { on, what: Afterwards::PlacementPlan }.into(),
        Verb::WithdrawnByAuthority => WithdrawnByAuthority {
            on,
            by: worker(WORKER),
            because: WithdrawnBecause::StaysOrFamily,
            words: words("Her aunt can take her."),
        }
        .into(),
        Verb::TimeRanOut => {
            TimeRanOut { on: day(100 + later), because: LapsedBecause::AuthoritySilent }.into()
        }
    })
}

prove!(Referrals);

/// A life with every event in it, in every manner that the table knows, and a correction.
fn every_event() -> Referral {
    use mutual_care::machine::{Correction, Irregularly, Setting, Step, TakenElsewhere};
    let policy = policy();
    let setting = Setting::new(&policy, &crate::kit::EveryDay);
    let offer = |record: Referral, step: Step<ReferralEvent>| {
        let stamp = crate::kit::stamp_as(record.revision() + 1, Role::RegisteredManager);
        record.offer(step, stamp, &setting).unwrap_or_else(|refused| panic!("{refused}")).into_record()
    };
    let take = |record: Referral, verb: Verb| {
        let event = event(&record, verb, 0).unwrap();
        offer(record, Step::Regularly(event))
    };
    let mut record = crate::kit::opened::<Referrals>();
    for verb in [
        Verb::ChildDescribed,
        Verb::DiscussedWithTeam,
        Verb::InterestExpressed,
        Verb::WorryRaised,
        Verb::WorryAnswered,
        Verb::StepTaken,
        Verb::InformationProvided,
        Verb::ChildAsked,
        Verb::HomeLookedAt,
        Verb::PlanningMeetingHeld,
        Verb::LiaisonHeld,
        Verb::TransitionPlanned,
        Verb::CompatibilityAssessed,
        Verb::ImpactAssessed,
        Verb::AcceptedByManager,
        Verb::MovingInAgreed,
    ] {
        record = take(record, verb);
    }
    // A worry takes it back; then everything at once, on paper.
    record = take(record, Verb::WorryRaised);
    let what = event(&record, Verb::AcceptedByManager, 1).unwrap();
    let why = || words("The decision is in the minutes of the meeting.");
    let elsewhere = TakenElsewhere { what, by: worker(MANAGER).into(), why_recorded: why() };
    record = offer(record, Step::TakenElsewhere(elsewhere));
    let mut admitted = emergency_on(&child(), &home(), 20);
    admitted.individual = None;
    let what = ReferralEvent::from(admitted);
    let irregularly = Irregularly { what, reason: why(), accepted_by: worker(MANAGER).into() };
    record = offer(record, Step::Irregularly(irregularly));
    record = take(record, Verb::AfterwardsDone);
    let withdrawn = take(record, Verb::WithdrawnByAuthority);
    let stamp = crate::kit::stamp_as(withdrawn.revision() + 1, Role::Administrator);
    let correction = Correction::never_happened(withdrawn.revision(), why());
    let corrected = withdrawn.correct(correction, stamp, &setting);
    let record = corrected.unwrap_or_else(|refused| panic!("{refused}")).record;
    take(record, Verb::DeclinedByHome)
}

#[test]
fn a_golden_life_has_every_event_in_it() {
    use mutual_care::base::Code;
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/referral/v1-every-event.json");
    if std::env::var_os("WRITE_GOLDEN").is_some() && !std::path::Path::new(file).exists() {
        std::fs::create_dir_all(std::path::Path::new(file).parent().unwrap()).unwrap();
        std::fs::write(file, serde_json::to_string_pretty(&every_event()).unwrap() + "\n").unwrap();
    }
    let golden = std::fs::read_to_string(file).unwrap();
    // These came later, or end it another way, and stand in golden files of their own.
    let elsewhere =
        |verb: &Verb| LATER.contains(verb) || matches!(verb, Verb::ChildMovedIn | Verb::TimeRanOut);
    for verb in Verb::ALL.iter().filter(|verb| !elsewhere(verb)) {
        assert!(golden.contains(&format!("\"{}\": {{", verb.code())), "{verb} is not in it");
    }
    for manner in ["irregularly", "taken_elsewhere", "corrected"] {
        assert!(golden.contains(&format!("\"{manner}\": {{")), "{manner} is not in it");
    }
    let read: Referral = serde_json::from_str(&golden).unwrap();
    assert_eq!(read.status(), Status::Declined);
    assert_eq!(serde_json::to_string_pretty(&read).unwrap() + "\n", golden, "it is written as it was");
    assert_eq!(read.case().worries().len(), 2);
    assert_eq!(read.case().afterwards().len(), 1);
}

/// Events that the first golden life did not know.
const LATER: [Verb; 6] = [
    Verb::HomeFoundUnchanged,
    Verb::ChildHeardAgain,
    Verb::ObjectionAnswered,
    Verb::ConditionMet,
    Verb::VisitHeld,
    Verb::ChildLeft,
];

/// A second life with every event that the first did not know.
fn later_events() -> Referral {
    let seen = then(record(planning()), looked_at(&home()));
    let view = |view| LiaisonHeld { view, words: words("With a lock on her door."), ..liaison(RESIDENT) };
    let objected = then(seen, view(WorkersView::Objects));
    let answered = event(&objected, Verb::ObjectionAnswered, 0).unwrap();
    let agreed = then(then(objected, answered), view(WorkersView::AgreesIf));
    let met = event(&agreed, Verb::ConditionMet, 0).unwrap();
    let decided = close(then(agreed, met), Status::Accepted);
    let decided = [Verb::VisitHeld, Verb::HomeFoundUnchanged, Verb::ChildHeardAgain].into_iter().fold(
        decided,
        |record, verb| {
            let event = event(&record, verb, 0).unwrap();
            then(record, event)
        },
    );
    let admitted = then(decided, emergency_on(&child(), &home(), 20));
    let (by, because) = (worker(MANAGER), DeclinedBecause::StaffCannotMeetNeed);
    let reasons = words("We cannot keep her safe at night.");
    let declined = then(admitted, DeclinedByHome { on: day(21), by, because, reasons });
    then(declined, ChildLeft { on: day(25) })
}

#[test]
fn a_second_golden_life_has_every_later_event_in_it() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/golden/referral/v1-later-events.json");
    if std::env::var_os("WRITE_GOLDEN").is_some() && !std::path::Path::new(file).exists() {
        std::fs::write(file, serde_json::to_string_pretty(&later_events()).unwrap() + "\n").unwrap();
    }
    let golden = std::fs::read_to_string(file).unwrap();
    for verb in LATER {
        assert!(golden.contains(&format!("\"{}\": {{", mutual_care::base::Code::code(verb))), "{verb}");
    }
    let read: Referral = serde_json::from_str(&golden).unwrap();
    assert_eq!((read.status(), read.case().left_on()), (Status::Declined, Some(day(25))));
    // Its receipts are of the edition of their day, and stay so.
    assert_eq!(serde_json::to_string_pretty(&read).unwrap() + "\n", golden, "it is written as it was");
    assert_eq!(read.status(), later_events().status());
}

/// Whatever the order, the same is known in the end.
#[test]
fn what_gathers_may_come_in_any_order() {
    let all = ready();
    let forwards = record(all.clone());
    let (steps, gathered) = all.split_at(4);
    let mut turned = steps.to_vec();
    turned.extend(gathered.iter().rev().cloned());
    let backwards = record(turned);
    assert_eq!(forwards.case(), backwards.case());
    let second = LiaisonHeld { on: day(11), view: WorkersView::AgreesIf, ..liaison(RESIDENT) };
    let again = then(backwards, second);
    assert_eq!(again.case().liaison()[&crate::people::child_id(RESIDENT)].view, WorkersView::AgreesIf);
}
