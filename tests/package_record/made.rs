//! A made-up mother and son, a package for both, and everything that happens to it.

use chrono::{Days, NaiveDate};
use mutual_care::base::{
    Actor, Findings, Id, IdKind, Kind, Money, PersonId, PrivateText, RecordRef, Role, Say, Stamp, Told,
    WorkerId, WorkingDays, kinds, parse_spans,
};
use mutual_care::machine::{Accepted, Machine, Setting, Step};
use mutual_care::package::record::{
    AdvocateFor, CarePackage, CarePackageEvent, EmergencyPlanGiven, InvolvedAs, InvolvedPerson, NeedToMeet,
    PackageAgreed, PackageApproved, PackageChanged, PackageDrawnUp, PackageProposed, Policy, PostedUpTo,
    Preparation, SaidOfLine, WeekLookedAt,
};
use mutual_care::package::{
    BudgetOf, Line, LineKind, Package, PackageParts, Payer, Price, Unit, Visits, When,
};

use crate::kit::{EveryDay, stamp_as};

pub const MOTHER: u128 = 1;
pub const SON: u128 = 2;
pub const PACKAGE: u128 = 300;
pub const HERS: u128 = 301;
pub const HIS: u128 = 302;
pub const HER_NEED: u128 = 101;
pub const HIS_NEED: u128 = 102;
/// On which day of the story the package is to begin.
pub const BEGINS: u64 = 8;

pub fn id<K: Kind>(number: u128) -> Id<K> {
    Id::new(uuid::Uuid::from_u128(0x6f2c_1a3e_0000_4000_8000_0000_0000_0000 + number))
}

pub fn person(number: u128) -> PersonId {
    id(number)
}

pub fn both() -> Vec<PersonId> {
    vec![person(MOTHER), person(SON)]
}

/// A day of the story: 0 is 2 March 2026.
pub fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + Days::new(number)
}

pub fn words(text: &str) -> PrivateText {
    PrivateText::new(text).unwrap()
}

pub fn pence(pence: i64) -> Money {
    Money::new(pence).unwrap()
}

/// Whoever takes a package on. Stamps are of somebody else.
pub fn manager() -> Actor {
    let worker: WorkerId = id(71);
    worker.into()
}

pub fn line(number: u128, of: u128, need: u128, hourly_pence: i64) -> Line {
    let mut line = Line::new(id(number), LineKind::HomeCare, person(of), Payer::PersonalBudget);
    line.when = Some(When::Visits {
        visits: Visits::new(parse_spans("daily 12:00-13:00").unwrap()).unwrap(),
        every: None,
    });
    line.by = Some(id(5));
    line.needs.push(id(need));
    line.prices.push(Price::new(pence(hourly_pence), Unit::Hour));
    line
}

#[expect(clippy::unnecessary_box_returns, reason = "events hold it so")]
pub fn package_of(lines: Vec<Line>) -> Box<Package> {
    let parts = PackageParts { lines, ..PackageParts::new(id(PACKAGE), id(9), both(), day(0)) };
    Box::new(Package::new(parts).unwrap_or_else(|problems| panic!("{problems}")))
}

/// An hour a day for each, hers at this price and his at £10.
#[expect(clippy::unnecessary_box_returns, reason = "events hold it so")]
pub fn package_at(hourly_pence: i64) -> Box<Package> {
    package_of(vec![line(HERS, MOTHER, HER_NEED, hourly_pence), line(HIS, SON, HIS_NEED, 1_000)])
}

pub fn drawn_up() -> PackageDrawnUp {
    PackageDrawnUp { on: day(0), package: package_at(2_000), people: both(), begins_on: day(BEGINS) }
}

pub fn proposed(on: u64) -> PackageProposed {
    PackageProposed { on: day(on), people: both(), providers: vec![id(5)] }
}

/// A week in which nobody depends on anybody.
pub fn quiet_week(as_at: u64) -> WeekLookedAt {
    WeekLookedAt {
        as_at: day(as_at),
        week: package_at(1).fingerprint().unwrap(),
        mutual: Vec::new(),
        never_asked: Vec::new(),
        single_points: Vec::new(),
        rings: Vec::new(),
        balance: Vec::new(),
        carers: Vec::new(),
        open_hours: 0,
    }
}

/// Everything was done and looked at.
pub fn prepared(package: &Package) -> Preparation {
    let need = |need, of| NeedToMeet { need: id(need), of: person(of), otherwise: None };
    let involved = |who: PersonId| InvolvedPerson {
        plan: BudgetOf::adult(who),
        who,
        involved_as: InvolvedAs::ThePerson,
        was: Told::Known(true),
    };
    let advocate = |person| AdvocateFor { person, due: Told::Known(false), arranged: Told::default() };
    Preparation {
        eligible: Some(vec![need(HER_NEED, MOTHER), need(HIS_NEED, SON)]),
        involved: both().into_iter().map(involved).collect(),
        advocates: both().into_iter().map(advocate).collect(),
        week: Some(Box::new(quiet_week(60))),
        ..Preparation::of(package).unwrap()
    }
}

pub fn everybody_agrees(package: &Package) -> Vec<SaidOfLine> {
    let of = |line: &Line| {
        both()
            .into_iter()
            .map(|person| SaidOfLine { line: line.id, person, say: Say::Agrees })
            .collect::<Vec<_>>()
    };
    package.lines().iter().flat_map(of).collect()
}

pub fn agreed(on: u64, package: &Package) -> PackageAgreed {
    PackageAgreed::new(day(on), everybody_agrees(package)).prepared(prepared(package))
}

/// Approved on what it costs, with nothing posted.
pub fn approved(on: u64, record: &CarePackage) -> PackageApproved {
    PackageApproved {
        on: day(on),
        by: manager(),
        role: Role::TeamManager,
        is_provider: Told::Known(false),
        estimate: Some(record.case().estimate(&EveryDay).unwrap().total),
        posted: Told::Known(PostedUpTo::Nothing),
        corrects_because: PrivateText::empty(),
    }
}

pub fn changed(on: u64, package: Box<Package>, begins: u64) -> PackageChanged {
    PackageChanged {
        on: day(on),
        package,
        people: both(),
        begins_on: day(begins),
        posted: Told::Known(PostedUpTo::Nothing),
        corrects_because: PrivateText::empty(),
    }
}

pub fn emergency_plan(on: u64, package: Option<&Package>) -> EmergencyPlanGiven {
    assert_eq!(id::<kinds::EmergencyPlan>(500).any().kind(), IdKind::EmergencyPlan);
    EmergencyPlanGiven {
        plan: RecordRef { id: id::<kinds::EmergencyPlan>(500).any(), revision: 3 },
        agreed_on: day(on),
        on_package: package.map(|package| package.fingerprint().unwrap()),
    }
}

pub fn policy() -> Policy {
    let mut policy = Policy::default();
    policy.limits.insert(Role::TeamManager, pence(2_000_000));
    policy
}

pub fn opened() -> CarePackage {
    with(&policy(), &EveryDay, |setting| {
        CarePackage::open(id(PACKAGE), drawn_up(), stamp_as(1, Role::SocialWorker), setting)
            .unwrap_or_else(|refused| panic!("{refused}"))
            .record
            .into_any()
    })
}

pub fn with<T>(
    policy: &Policy,
    calendar: &dyn WorkingDays,
    run: impl FnOnce(&Setting<'_, Policy>) -> T,
) -> T {
    run(&Setting::new(policy, calendar))
}

pub fn stamp(record: &CarePackage) -> Stamp {
    stamp_as(record.revision() + 1, Role::SocialWorker)
}

/// Offers something, by this policy; all that was found, and the record if it was taken.
pub fn offer_by(
    policy: &Policy,
    record: &CarePackage,
    event: impl Into<CarePackageEvent>,
) -> (Findings, Option<CarePackage>) {
    use mutual_care::machine::{Answer, Refusal};
    let step = Step::Regularly(event.into());
    let offered = with(policy, &EveryDay, |setting| record.clone().offer(step, stamp(record), setting));
    match offered {
        Ok(Answer::Accepted(Accepted { record, findings, .. })) => (findings, Some(record)),
        Ok(Answer::AlreadyAccepted { .. }) => panic!("without a key"),
        Err(refused) => match refused.into_parts().1 {
            Refusal::Barred(findings) => (findings, None),
            why => panic!("{why}"),
        },
    }
}

pub fn offer(record: &CarePackage, event: impl Into<CarePackageEvent>) -> (Findings, Option<CarePackage>) {
    offer_by(&policy(), record, event)
}

/// The record after this.
#[expect(clippy::needless_pass_by_value, reason = "a life reads as a chain")]
pub fn after(record: CarePackage, event: impl Into<CarePackageEvent>) -> CarePackage {
    let (findings, taken) = offer(&record, event);
    taken.unwrap_or_else(|| panic!("{findings:?}"))
}

/// The codes of what was found in order of the alphabet, without what the policy lacks.
pub fn codes(findings: &Findings) -> Vec<&'static str> {
    let told = findings.iter().filter(|one| !["policy-not-set", "no-review-date"].contains(&one.code()));
    let mut codes: Vec<_> = told.map(mutual_care::base::Finding::code).collect();
    codes.sort_unstable();
    codes
}

/// Whether it was taken, and the codes of what was found.
pub fn told(record: &CarePackage, event: impl Into<CarePackageEvent>) -> (bool, Vec<&'static str>) {
    let (findings, taken) = offer(record, event);
    (taken.is_some(), codes(&findings))
}

/// Running since day 8: an hour a day for each, £20 and £10.
pub fn running() -> CarePackage {
    let record = after(opened(), proposed(1));
    let record = after(record, agreed(2, &package_at(2_000)));
    let record = after(record.clone(), approved(3, &record));
    after(record, mutual_care::package::record::HelpBegan { on: day(BEGINS) })
}
