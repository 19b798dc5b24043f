//! The promises of every machine, for care packages.

use mutual_care::base::{Id, Money, Role, kinds};
use mutual_care::machine::{Machine, TakenOver};
use mutual_care::package::Package;
use mutual_care::package::record::{
    AgreementWithdrawn, AsKnown, CarePackage, CarePackageEvent, ChangeDropped, DifferenceReconciled,
    EmergencyPlanCame, HelpBegan, HelpBeganUrgently, PackageDrawnUp, PackageEnded, PackageEndedBecause,
    PackageReviewBegan, PackageReviewed, PackageWordsPutRight, Policy, ReviewAskedFor, ReviewBecause, Status,
    UrgentBecause, UrgentNeedsAssessed, Verb,
};

use crate::kit::{Proof, RowOf, prove};
use crate::made::{
    PACKAGE, SON, agreed, approved, changed, day, drawn_up, emergency_plan, id, manager, opened, package_at,
    pence, person, policy, proposed, words,
};

pub struct CarePackages;

impl Proof for CarePackages {
    type M = CarePackage;

    fn id() -> Id<kinds::Package> {
        id(PACKAGE)
    }

    fn policy() -> Policy {
        policy()
    }

    fn opening() -> PackageDrawnUp {
        drawn_up()
    }

    fn taken_over(status: Status) -> Option<TakenOver<CarePackage>> {
        use Status as S;
        let runs = matches!(status, S::Running | S::UnderReview);
        let is_approved = runs || status == S::Approved;
        let is_agreed = is_approved || status == S::Agreed;
        let opening = drawn_up();
        let urgently =
            HelpBeganUrgently { on: day(1), because: UrgentBecause::UrgentNeeds, decided_by: manager() };
        let as_known = AsKnown {
            package: opening.package.clone(),
            people: opening.people,
            begins_on: opening.begins_on,
            proposed: is_agreed.then(|| proposed(1)),
            agreed: is_agreed.then(|| agreed(2, &opening.package)),
            approved: is_approved.then(|| approved(3, &opened())),
            began: runs.then(|| HelpBegan { on: day(8) }),
            began_urgently: (status == S::StartedUrgently).then_some(urgently),
            review_began: (status == S::UnderReview)
                .then(|| PackageReviewBegan { on: day(9), because: ReviewBecause::Planned }),
        };
        Some(TakenOver { status, on: day(60), from_system: words("the old card index"), as_known })
    }

    fn witness(before: &CarePackage, row: &RowOf<CarePackage>) -> Option<CarePackageEvent> {
        event(before, row.event, 0)
    }

    fn other_witness(before: &CarePackage, row: &RowOf<CarePackage>) -> Option<CarePackageEvent> {
        event(before, row.event, 1)
    }

    fn prepared(row: &RowOf<CarePackage>) -> Option<CarePackage> {
        let urgent_running = || {
            take(
                opened(),
                &[Verb::HelpBeganUrgently, Verb::PackageProposed, Verb::PackageAgreed, Verb::PackageApproved],
            )
        };
        let on = |record: CarePackage| match row.from {
            Status::UnderReview => take(record, &[Verb::PackageReviewBegan]),
            Status::ChangeDrafted => take(record, &[Verb::PackageChanged]),
            Status::ChangeProposed => take(record, &[Verb::PackageChanged, Verb::PackageProposed]),
            Status::ChangeAgreed => {
                take(record, &[Verb::PackageChanged, Verb::PackageProposed, Verb::PackageAgreed])
            }
            Status::Ended => take(record, &[Verb::PackageEnded]),
            _ => record,
        };
        match (row.event, row.from) {
            (
                Verb::UrgentNeedsAssessed,
                Status::Running
                | Status::UnderReview
                | Status::ChangeDrafted
                | Status::ChangeProposed
                | Status::ChangeAgreed
                | Status::Ended,
            ) => Some(on(urgent_running())),
            (Verb::PackageAgreed, Status::Ended) => {
                Some(take(opened(), &[Verb::PackageProposed, Verb::HelpBeganUrgently, Verb::PackageEnded]))
            }
            (Verb::PackageApproved, Status::Ended) => Some(take(
                opened(),
                &[Verb::PackageProposed, Verb::PackageAgreed, Verb::HelpBeganUrgently, Verb::PackageEnded],
            )),
            (
                Verb::DifferenceReconciled,
                Status::Running
                | Status::UnderReview
                | Status::ChangeDrafted
                | Status::ChangeProposed
                | Status::ChangeAgreed
                | Status::Ended,
            ) => Some(on(corrected())),
            (Verb::DifferenceReconciled, _) => {
                let record = take(opened(), &[Verb::HelpBeganUrgently]);
                let mut early = changed(record.revision(), other_package(&record, 0), 0);
                early.corrects_because = words("He had come a day earlier.");
                let record = crate::made::after(record, early);
                Some(match row.from {
                    Status::UrgentAndProposed => take(record, &[Verb::PackageProposed]),
                    Status::UrgentAndAgreed => take(record, &[Verb::PackageProposed, Verb::PackageAgreed]),
                    _ => record,
                })
            }
            _ => None,
        }
    }
}

/// A change that began before it was decided.
fn corrected() -> CarePackage {
    let record = crate::made::running();
    let record = crate::made::after(record.clone(), changed(20, other_package(&record, 0), 9));
    let record = take(record, &[Verb::PackageProposed, Verb::PackageAgreed]);
    let mut late = approved(40, &record);
    late.corrects_because = words("He had come for longer than was written down.");
    crate::made::after(record, late)
}

fn take(record: CarePackage, verbs: &[Verb]) -> CarePackage {
    verbs.iter().fold(record, |record, verb| {
        let event = event(&record, *verb, 0).unwrap();
        crate::made::after(record, event)
    })
}

/// Another package than the one there is.
#[expect(clippy::unnecessary_box_returns, reason = "events hold it so")]
fn other_package(before: &CarePackage, later: u64) -> Box<Package> {
    let now: Vec<Money> =
        before.case().package().lines()[0].prices.iter().map(|price| price.amount).collect();
    let first = if now == [pence(2_100)] { 2_000 } else { 2_100 };
    package_at(first + i64::try_from(later).unwrap() * 1_000)
}

/// An event for each verb; with `later`, another one.
pub fn event(before: &CarePackage, verb: Verb, later: u64) -> Option<CarePackageEvent> {
    // No earlier than whatever happened before.
    let last = if before.case().corrections().is_empty() { 0 } else { 40 };
    let since = before.case().agreement().since().signed_duration_since(day(0)).num_days();
    let at = (before.revision() + last).max(u64::try_from(since).unwrap()) + later;
    let (on, package) = (day(at), before.case().package());
    Some(match verb {
        Verb::PackageDrawnUp => return None,
        Verb::PackageProposed => proposed(at).into(),
        Verb::PackageAgreed => agreed(at, package).into(),
        Verb::PackageApproved => approved(at, before).into(),
        Verb::HelpBegan => HelpBegan { on }.into(),
        Verb::HelpBeganUrgently => {
            let because = UrgentBecause::HospitalDischarge;
            HelpBeganUrgently { on, because, decided_by: manager() }.into()
        }
        Verb::UrgentNeedsAssessed => UrgentNeedsAssessed { on }.into(),
        Verb::EmergencyPlanCame => EmergencyPlanCame { on, plan: emergency_plan(0, Some(package)) }.into(),
        Verb::ReviewAskedFor => ReviewAskedFor { on, by: person(SON).into() }.into(),
        Verb::PackageReviewBegan => PackageReviewBegan { on, because: ReviewBecause::Planned }.into(),
        Verb::PackageReviewed => {
            PackageReviewed { on, next_by: Some(day(200)), week: None, tried: Vec::new() }.into()
        }
        Verb::PackageChanged => changed(at, other_package(before, later), 60).into(),
        Verb::ChangeDropped => ChangeDropped { on, because: words("It is not wanted.") }.into(),
        Verb::PackageWordsPutRight => {
            let mut parts = package.clone().into_parts();
            parts.note = words("The key is with the neighbour.");
            PackageWordsPutRight { on, package: Box::new(Package::new(parts).unwrap()) }.into()
        }
        Verb::AgreementWithdrawn => AgreementWithdrawn { on, person: person(SON), wants: None }.into(),
        Verb::DifferenceReconciled => DifferenceReconciled { on, version: 2 }.into(),
        Verb::PackageEnded => {
            PackageEnded { on, because: PackageEndedBecause::NotNeeded, goes_on_in: None }.into()
        }
    })
}

prove!(CarePackages);

/// Every event, in every manner that the table knows, and a correction: in two lives.
#[test]
fn golden_lives_have_every_event_in_them() {
    use mutual_care::base::Code;
    let file = |name| format!("{}/golden/carepackage/v1-{name}.json", env!("CARGO_MANIFEST_DIR"));
    let lives = [("every-event", every_event()), ("urgent", urgent())];
    let golden = lives.map(|(name, record)| {
        let file = file(name);
        if std::env::var_os("WRITE_GOLDEN").is_some() && !std::path::Path::new(&file).exists() {
            std::fs::create_dir_all(std::path::Path::new(&file).parent().unwrap()).unwrap();
            std::fs::write(&file, serde_json::to_string_pretty(&record).unwrap() + "\n").unwrap();
        }
        let golden = std::fs::read_to_string(&file).unwrap();
        let read: CarePackage = serde_json::from_str(&golden).unwrap();
        assert_eq!((read.status(), read.revision()), (record.status(), record.revision()));
        assert!(read.case() == record.case(), "{name}");
        golden
    });
    for verb in Verb::ALL {
        let key = format!("\"{}\": {{", verb.code());
        assert!(golden.iter().any(|golden| golden.contains(&key)), "{verb} is in neither");
    }
    for manner in ["irregularly", "taken_elsewhere", "corrected"] {
        assert!(golden[0].contains(&format!("\"{manner}\": {{")), "{manner} is not in it");
    }
}

/// Help that began urgently, and what it owed when it ended.
fn urgent() -> CarePackage {
    let verbs = [
        Verb::PackageProposed,
        Verb::HelpBeganUrgently,
        Verb::PackageEnded,
        Verb::UrgentNeedsAssessed,
        Verb::PackageAgreed,
        Verb::PackageApproved,
    ];
    take(opened(), &verbs)
}

fn every_event() -> CarePackage {
    use mutual_care::machine::{Correction, Irregularly, Setting, Step, TakenElsewhere};
    let policy = policy();
    let setting = Setting::new(&policy, &crate::kit::EveryDay);
    let mut record = take(opened(), &[Verb::PackageProposed]);
    let step = |step: Step<CarePackageEvent>, record: CarePackage| {
        let stamp = crate::made::stamp(&record);
        record.offer(step, stamp, &setting).unwrap_or_else(|refused| panic!("{refused}")).into_record()
    };
    let what = event(&record, Verb::PackageAgreed, 0).unwrap();
    let elsewhere = TakenElsewhere { what, by: manager(), why_recorded: words("It was so.") };
    record = step(Step::TakenElsewhere(elsewhere), record);
    record = take(record, &[Verb::PackageApproved]);
    let what = HelpBegan { on: day(1) }.into();
    let irregularly = Irregularly { what, reason: words("It was so."), accepted_by: manager() };
    record = step(Step::Irregularly(irregularly), record);
    record = take(
        record,
        &[
            Verb::ReviewAskedFor,
            Verb::EmergencyPlanCame,
            Verb::PackageReviewBegan,
            Verb::PackageReviewed,
            Verb::AgreementWithdrawn,
            Verb::PackageChanged,
            Verb::ChangeDropped,
            Verb::PackageWordsPutRight,
        ],
    );
    record = crate::made::after(record.clone(), changed(20, other_package(&record, 0), 9));
    record = take(record, &[Verb::PackageProposed, Verb::PackageAgreed]);
    let mut late = approved(40, &record);
    late.corrects_because = words("He had come for longer than was written down.");
    record = crate::made::after(record, late);
    record = take(record, &[Verb::DifferenceReconciled, Verb::PackageEnded]);
    let stamp = crate::kit::stamp_as(record.revision() + 1, Role::Administrator);
    let never = Correction::never_happened(record.revision(), words("It was another package."));
    record = record.correct(never, stamp, &setting).unwrap_or_else(|refused| panic!("{refused}")).record;
    record
}
