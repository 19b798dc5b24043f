//! A made-up child for whom a made-up home is right, and one child who lives there.

use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use mutual_care::base::{
    ChildId, Code, Fact, FactSource, Finding, Findings, HomeId, Id, PrivateText, Receipt, Role, Term, Told,
    Weight, WorkerId,
};
use mutual_care::machine::{Answer, Irregularly, Machine, Refusal, Setting, Step};
use mutual_care::placement::referral::{
    AcceptedByManager, AdmissionApproval, AdmittedInEmergency, ChildSays, CompatibilityAssessed, Day,
    DiscussedWithTeam, HomeFoundUnchanged, HomeLookedAt, HomeSeen, ImpactAssessed, InformationProvided,
    InterestExpressed, LiaisonHeld, MovingInAgreed, PlanningMeetingHeld, Policy, Referral, ReferralEvent,
    SubmittedToHome, Transition, TransitionPlan, TransitionPlanned, VisitHeld, VisitKind, WorryOf,
    WorryRaised,
};
use mutual_care::placement::{
    Assessed, CanProvide, Child, Few, Home, Homes, Information, Matching, Mitigation, Offer, OwnView, Party,
    Provided, ProvidedAs, Provision, Ratio, Resident, Staffing, WorkersView, assess, matching_receipts,
};
use serde_json::json;
use uuid::Uuid;

use crate::kit::{EveryDay, stamp_as};

#[path = "../made_up/placing.rs"]
mod placing;

pub const CHILD: u128 = 1;
pub const RESIDENT: u128 = 2;
pub const NEWCOMER: u128 = 3;
pub const HOME: u128 = 10;
pub const MANAGER: u128 = 20;
pub const INDIVIDUAL: u128 = 21;
pub const WORKER: u128 = 30;
/// The social worker of resident `n` is `WORKERS + n`.
pub const WORKERS: u128 = 100;
pub const REFERRAL: u128 = 500;
/// The planned date, six weeks on.
pub const MOVE: u64 = 42;

pub fn id<K>(number: u128) -> Id<K> {
    Id::new(Uuid::from_u128(number))
}

pub fn child_id(number: u128) -> ChildId {
    id(number)
}

pub fn home_id() -> HomeId {
    id(HOME)
}

pub fn worker(number: u128) -> WorkerId {
    id(number)
}

pub fn words(text: &str) -> PrivateText {
    PrivateText::new(text).unwrap()
}

/// Day 0 is Monday 2 March 2026.
pub fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + Days::new(number)
}

pub fn said() -> OwnView {
    OwnView::Said { by: worker(WORKER), on: day(0), words: words("I would like to see it first.") }
}

/// A child against whom nothing speaks.
pub fn child_numbered(number: u128) -> Child {
    placing::child(child_id(number), home_id(), said())
}

pub fn child() -> Child {
    child_numbered(CHILD)
}

pub fn resident(number: u128) -> Resident {
    placing::resident(child_numbered(number), worker(WORKERS + number))
}

/// A home in which everything is right.
pub fn home_with(residents: Vec<Resident>) -> Home {
    placing::home(home_id(), residents)
}

/// The same, and it can put nothing in place that would meet a risk.
pub fn without_mitigations(mut home: Home) -> Home {
    let none =
        |mitigation: &Mitigation| Provision { mitigation: *mitigation, can: Fact::known(CanProvide::No) };
    home.provides = Few::new(Mitigation::ALL.iter().map(none).collect()).unwrap();
    home
}

pub fn home() -> Home {
    home_with(vec![resident(RESIDENT)])
}

pub fn seen(home: &Home, on: u64) -> HomeSeen {
    HomeSeen::of(home, child_id(CHILD), day(on)).unwrap()
}

/// What both assessments judge and say of this child in this home on this day, by the engine.
pub fn judged(child: &Child, home: &Home, on: u64) -> (Assessed, Receipt, Receipt) {
    // The engine takes its time, and most tests ask the same.
    static USUAL: LazyLock<(Assessed, Receipt, Receipt)> =
        LazyLock::new(|| ask_both(&self::child(), &self::home(), MOVE));
    if on == MOVE && *child == self::child() && *home == self::home() {
        return USUAL.clone();
    }
    ask_both(child, home, on)
}

fn ask_both(child: &Child, home: &Home, on: u64) -> (Assessed, Receipt, Receipt) {
    let homes = Homes::compile(vec![home.clone()]).unwrap();
    let party = Party::one(child.clone());
    let both = assess(&party, &homes, home.id, day(on), &Matching::default()).unwrap();
    let (compatibility, impact) = &both[0];
    let receipts = (compatibility.receipt().unwrap(), impact.receipt().unwrap());
    (compatibility.assessed.clone(), receipts.0, receipts.1)
}

/// What matching says of this child as an emergency on this day, by the engine.
pub fn matched(child: &Child, home: &Home, on: u64) -> (Assessed, Receipt) {
    let homes = Homes::compile(vec![home.clone()]).unwrap();
    let party = Party::one(child.clone()).as_emergency();
    matching_receipts(&party, &homes, home.id, day(on), &Matching::default()).unwrap().remove(0)
}

/// A receipt as it is read from a file.
pub fn receipt(kind: &str, assessed: &Assessed, codes: &[&str]) -> Receipt {
    serde_json::from_value(json!({
        "kind": kind, "edition": 1, "question": assessed.fingerprint().unwrap(),
        "headline": { "codes": codes }, "read": [assessed.home_facts],
    }))
    .unwrap()
}

pub fn submitted() -> SubmittedToHome {
    SubmittedToHome {
        on: day(0),
        child: Box::new(child()),
        home: home_id(),
        wanted_on: day(MOVE),
        by: worker(WORKER),
        reopens: None,
        siblings: Few::none(),
    }
}

pub fn discussed() -> DiscussedWithTeam {
    DiscussedWithTeam {
        on: day(1),
        manager: worker(MANAGER),
        team_heard: Told::Known(true),
        words: words("We think we can."),
    }
}

pub fn offer() -> Offer {
    let staffing = Staffing::always(Ratio::new(1, 1).unwrap());
    let (home, from) = (home_id(), day(MOVE));
    Offer { home, from, weekly_pence: 486_500, staffing, support: Few::none(), skills: Few::none() }
}

pub fn interest() -> InterestExpressed {
    InterestExpressed { on: day(2), offer: Box::new(offer()) }
}

pub fn provided_but(left_out: &[Information]) -> InformationProvided {
    let parts = Information::ALL.iter().filter(|what| !left_out.contains(what));
    let part = |what: &Information| Provided {
        what: *what,
        how: ProvidedAs::Known,
        on: day(5),
        source: FactSource::Record,
    };
    InformationProvided { on: day(5), provided: Few::new(parts.map(part).collect()).unwrap() }
}

pub fn looked_at(home: &Home) -> HomeLookedAt {
    HomeLookedAt { on: day(6), seen: seen(home, MOVE) }
}

pub fn meeting() -> PlanningMeetingHeld {
    let (social_worker, offer) = (worker(WORKER), Box::new(offer()));
    PlanningMeetingHeld { on: day(7), social_worker, offer, information: None, less_because: None }
}

pub fn liaison(resident: u128) -> LiaisonHeld {
    LiaisonHeld {
        on: day(8),
        resident: child_id(resident),
        social_worker: worker(WORKERS + resident),
        view: WorkersView::Agrees,
        words: words(""),
        information: None,
    }
}

/// A visit, held on this day.
pub fn visit(on: u64) -> VisitHeld {
    VisitHeld { on: day(on), kind: VisitKind::ChildVisited, words: words("She liked the garden.") }
}

/// The home found as it was, on this day.
pub fn unchanged(on: u64) -> HomeFoundUnchanged {
    HomeFoundUnchanged { on: day(on), seen: seen(&home(), MOVE) }
}

/// What a move asks for after the decision: every planned visit held, the home looked at again.
pub fn before_the_move() -> Vec<ReferralEvent> {
    let visits = [20, 30, 36].into_iter().map(|on| visit(on).into());
    visits.chain([unchanged(MOVE - 3).into()]).collect()
}

pub fn transition() -> TransitionPlanned {
    let plan = TransitionPlan {
        staff_meet_child_on: vec![Day(day(20))],
        child_visits_on: vec![Day(day(30)), Day(day(36))],
        information_given_on: Some(day(20)),
        welcome_pack_given_on: Some(day(36)),
    };
    TransitionPlanned { on: day(9), transition: Transition::Plan(plan) }
}

pub fn compatibility(child: &Child, home: &Home, information: u32) -> CompatibilityAssessed {
    let (assessed, receipt, _) = judged(child, home, MOVE);
    CompatibilityAssessed { on: day(10), by: worker(MANAGER), information, assessed, receipt }
}

pub fn impact(child: &Child, home: &Home, information: u32) -> ImpactAssessed {
    let (assessed, _, receipt) = judged(child, home, MOVE);
    let good = words("They both love football.");
    ImpactAssessed { on: day(10), by: worker(MANAGER), information, assessed, receipt, good }
}

pub fn accepted() -> AcceptedByManager {
    AcceptedByManager {
        on: day(12),
        by: worker(MANAGER),
        reasons: words("She would be at home here."),
        despite_worries: None,
    }
}

pub fn date_agreed() -> MovingInAgreed {
    MovingInAgreed {
        on: day(13),
        moves_in_on: day(MOVE),
        child_says: ChildSays::Agrees,
        words: words("After my birthday, please."),
        authority: worker(WORKER),
    }
}

pub fn worry(of: WorryOf) -> WorryRaised {
    let resident = (of == WorryOf::Resident).then(|| child_id(RESIDENT));
    WorryRaised { on: day(11), of, resident, words: words("It is so far from my school.") }
}

pub fn emergency_on(child: &Child, home: &Home, on: u64) -> AdmittedInEmergency {
    let (assessed, receipt) = matched(child, home, on);
    AdmittedInEmergency {
        on: day(on),
        manager: Some(AdmissionApproval { by: worker(MANAGER), role: Role::ManagerOnCall }),
        individual: Some(AdmissionApproval { by: worker(INDIVIDUAL), role: Role::ResponsibleIndividual }),
        seen: seen(home, on),
        assessed,
        receipt,
        kept_safe_by: None,
    }
}

/// Everything up to planning.
pub fn planning() -> Vec<ReferralEvent> {
    vec![discussed().into(), interest().into()]
}

/// Everything that a decision needs, in the order of the steps.
pub fn gathered() -> Vec<ReferralEvent> {
    vec![
        provided_but(&[]).into(),
        looked_at(&home()).into(),
        meeting().into(),
        liaison(RESIDENT).into(),
        transition().into(),
        compatibility(&child(), &home(), 2).into(),
        impact(&child(), &home(), 2).into(),
    ]
}

pub fn ready() -> Vec<ReferralEvent> {
    [planning(), gathered()].concat()
}

pub fn policy() -> Policy {
    Policy {
        answer_within: Some(Term::WorkingDays(3)),
        information_within: Some(Term::WorkingDays(5)),
        worry_within: Some(Term::Days(7)),
        lapses_after: Some(Term::Days(28)),
        ..Policy::default()
    }
}

pub fn role_for(event: &ReferralEvent) -> Role {
    match event {
        ReferralEvent::AcceptedByManager(_)
        | ReferralEvent::DeclinedByHome(_)
        | ReferralEvent::ObjectionAnswered(_) => Role::RegisteredManager,
        _ => Role::SocialWorker,
    }
}

/// Offers something; what was found, whether it bars or travels along.
pub fn says_under(policy: &Policy, record: &Referral, step: Step<ReferralEvent>, role: Role) -> Findings {
    let setting = Setting::new(policy, &EveryDay);
    match record.clone().offer(step, stamp_as(record.revision() + 1, role), &setting) {
        Ok(Answer::Accepted(accepted)) => accepted.findings,
        Ok(other) => panic!("{other:?}"),
        Err(refused) => match refused.why() {
            Refusal::Barred(findings) => findings.clone(),
            why => panic!("{why}"),
        },
    }
}

pub fn found(record: &Referral, event: impl Into<ReferralEvent>) -> Findings {
    let event = event.into();
    let role = role_for(&event);
    says_under(&policy(), record, Step::Regularly(event), role)
}

/// The codes of what bars.
pub fn bars(findings: &Findings) -> Vec<&'static str> {
    findings.iter().filter(|finding| finding.weight() == Weight::Bars).map(Finding::code).collect()
}

/// The codes of what warns.
pub fn warns(findings: &Findings) -> Vec<&'static str> {
    findings.iter().filter(|finding| finding.weight() == Weight::Warns).map(Finding::code).collect()
}

/// Why an event does not fit, or nothing if it does.
pub fn misfit(record: &Referral, event: impl Into<ReferralEvent>) -> Option<String> {
    let (event, policy) = (event.into(), policy());
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = stamp_as(record.revision() + 1, role_for(&event));
    let offered = record.clone().offer(Step::Regularly(event), stamp, &setting);
    match offered.map_err(|refused| refused.into_parts().1) {
        Err(Refusal::DoesNotFit(misfit)) => Some(misfit.to_string()),
        _ => None,
    }
}

/// A record after these events. What is barred happens irregularly if it may; else it fails the test.
pub fn after(opening: SubmittedToHome, events: impl IntoIterator<Item = ReferralEvent>) -> Referral {
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let opened = Referral::open(id(REFERRAL), opening, stamp_as(1, Role::SocialWorker), &setting);
    let record = opened.unwrap().record.into_any();
    events.into_iter().fold(record, then)
}

pub fn then(record: Referral, event: impl Into<ReferralEvent>) -> Referral {
    let (event, policy) = (event.into(), policy());
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = stamp_as(record.revision() + 1, role_for(&event));
    match record.offer(Step::Regularly(event.clone()), stamp, &setting) {
        Ok(answer) => answer.into_record(),
        Err(refused) if matches!(refused.why(), Refusal::Barred(_)) => {
            let why = refused.why().to_string();
            let (reason, accepted_by) = (words("It happened."), worker(MANAGER).into());
            let what = Irregularly { what: event, reason, accepted_by };
            let offered = refused.into_record().offer(Step::Irregularly(what), stamp, &setting);
            offered.unwrap_or_else(|refused| panic!("{why}; {refused}")).into_record()
        }
        Err(refused) => panic!("{refused}"),
    }
}

pub fn record(events: Vec<ReferralEvent>) -> Referral {
    after(submitted(), events)
}
