//! Help that cannot wait: lawful before anything is agreed to, and three things are owed until each is done.

use mutual_care::base::{Deadline, Owes, PrivateText, Standing, Term, Told};
use mutual_care::machine::{Machine, TakenOver};
use mutual_care::package::record::{
    AgreementWithdrawn, CarePackage, HelpBeganUrgently, PackageEnded, PackageEndedBecause, Policy,
    PostedUpTo, Status, UrgentBecause, UrgentNeedsAssessed,
};

use crate::kit::EveryDay;
use crate::made::{
    BEGINS, HER_NEED, HERS, MOTHER, SON, after, agreed, approved, changed, codes, day, line, manager, offer,
    opened, package_at, package_of, person, policy, proposed, told,
};

const OWED: [&str; 3] = [
    "assessment-owed-after-urgent-start",
    "agreement-owed-after-urgent-start",
    "approval-owed-after-urgent-start",
];

fn began(on: u64) -> HelpBeganUrgently {
    HelpBeganUrgently { on: day(on), because: UrgentBecause::HospitalDischarge, decided_by: manager() }
}

fn terms() -> Policy {
    let (assess, agree, approve) = (Term::Weeks(4), Term::Days(10), Term::Days(5));
    Policy {
        assess_within: Some(assess),
        agree_within: Some(agree),
        approve_within: Some(approve),
        ..policy()
    }
}

/// Of what an urgent start owes: when each was done, in the order of the table.
fn done(record: &CarePackage) -> Vec<bool> {
    let duties = record.duties(day(0), &terms(), &EveryDay);
    let of = |code: &str| duties.iter().find(|duty| duty.rule().code == code).unwrap();
    OWED.map(|code| matches!(of(code).standing(day(300)), Standing::Done | Standing::DoneLate { .. }))
        .to_vec()
}

#[test]
fn it_begins_from_every_state_before_it_is_approved() {
    let drafted = opened();
    let proposal = after(opened(), proposed(1));
    let agreement = after(proposal.clone(), agreed(2, &package_at(2_000)));
    for (record, status) in [
        (drafted, Status::StartedUrgently),
        (proposal, Status::UrgentAndProposed),
        (agreement.clone(), Status::UrgentAndAgreed),
    ] {
        assert_eq!(told(&record, began(3)), (true, vec!["began-urgently"]));
        let record = after(record, began(3));
        assert_eq!(record.status(), status);
        assert_eq!(record.case().counts_on(day(3)).map(|counts| counts.version), Some(1));
        assert!(record.case().counts_on(day(2)).is_none());
    }
    assert_eq!(done(&after(agreement, began(3))), [false, true, false], "what was agreed to is");
    // It may have begun before anybody drew it up, and whatever it lacks: it cannot wait.
    let mut bare = line(HERS, MOTHER, HER_NEED, 2_000);
    (bare.by, bare.prices) = (None, Vec::new());
    let bare = after(opened(), changed(0, package_of(vec![bare]), BEGINS));
    let early = HelpBeganUrgently { on: day(0).pred_opt().unwrap(), ..began(0) };
    assert_eq!(told(&bare, early), (true, vec!["began-urgently"]));
}

#[test]
fn each_is_owed_from_the_start_and_until_it_is_done() {
    let record = after(opened(), began(3));
    let duties = record.duties(day(3), &terms(), &EveryDay);
    let owed = |code: &str| duties.iter().find(|duty| duty.rule().code == code).unwrap();
    // Day 3 and four weeks, ten days, five days.
    for (code, last) in OWED.iter().zip([31, 13, 8]) {
        assert_eq!((owed(code).from(), owed(code).deadline()), (day(3), Deadline::By(day(last))), "{code}");
        assert_eq!(owed(code).standing(day(last)), Standing::Due);
        assert_eq!(owed(code).standing(day(last + 1)), Standing::Late { days: 1 });
    }
    // Without a value of the policy there is no day, and that is told.
    let (findings, _) = offer(&opened(), began(3));
    assert_eq!(findings.with_code("policy-not-set").count(), 3);
    let no_day = record.duties(day(3), &policy(), &EveryDay);
    assert!(
        no_day
            .iter()
            .filter(|duty| OWED.contains(&duty.rule().code))
            .all(|duty| duty.deadline() == Deadline::NoDay)
    );

    assert_eq!(done(&record), [false, false, false]);
    let record = after(record, proposed(4));
    let record = after(record, agreed(5, &package_at(2_000)));
    assert_eq!((record.status(), done(&record)), (Status::UrgentAndAgreed, vec![false, true, false]));
    let record = after(record.clone(), approved(6, &record));
    assert_eq!((record.status(), done(&record)), (Status::Running, vec![false, true, true]));
    assert_eq!(record.case().agreement().in_force().unwrap().on, day(3), "since help began");
    let record = after(record, UrgentNeedsAssessed { on: day(7) });
    assert_eq!(done(&record), [true, true, true]);
}

#[test]
fn whoever_agrees_no_longer_and_a_change_open_the_agreement_again() {
    let record = after(after(opened(), proposed(1)), agreed(2, &package_at(2_000)));
    let record = after(record, began(3));
    let withdrawn =
        after(record.clone(), AgreementWithdrawn { on: day(4), person: person(SON), wants: None });
    assert_eq!(
        (withdrawn.status(), done(&withdrawn)),
        (Status::UrgentAndProposed, vec![false, false, false])
    );
    let other = after(record, changed(4, package_at(2_100), 6));
    assert_eq!((other.status(), done(&other)), (Status::StartedUrgently, vec![false, false, false]));
    // What runs urgently changes at once.
    let version = |on: u64| other.case().counts_on(day(on)).unwrap().version;
    assert_eq!((version(5), version(6)), (1, 2));
}

#[test]
fn a_change_of_it_into_the_past_is_a_correction_too() {
    let record = after(opened(), began(3));
    let change = |begins, posted, why: &str| {
        let mut event = changed(5, package_at(2_100), begins);
        (event.posted, event.corrects_because) = (posted, PrivateText::new(why).unwrap());
        told(&record, event)
    };
    let nothing = || Told::Known(PostedUpTo::Nothing);
    assert_eq!(change(5, nothing(), ""), (true, vec![]));
    assert_eq!(change(4, nothing(), ""), (false, vec!["reaches-into-the-past"]));
    assert_eq!(change(4, nothing(), "She was there a day longer."), (true, vec!["corrects-the-past"]));
    assert_eq!(change(5, Told::default(), ""), (false, vec!["posted-not-known"]));
    assert_eq!(change(5, Told::Known(PostedUpTo::UpTo(day(5))), ""), (false, vec!["reaches-into-the-past"]));
}

#[test]
fn nothing_that_is_owed_ends_with_the_package() {
    let record = after(after(opened(), proposed(1)), began(3));
    let ended = PackageEnded { on: day(9), because: PackageEndedBecause::NotNeeded, goes_on_in: None };
    let (findings, taken) = offer(&record, ended);
    assert_eq!(findings.with_code("urgent-start-still-owes").count(), 3);
    assert_eq!(findings.with_code("lines-still-run").next().unwrap().amounts()[1].1.to_string(), "2");
    let record = taken.unwrap();
    assert_eq!(done(&record), [false, false, false]);
    assert!(record.case().counts_on(day(8)).is_some() && record.case().counts_on(day(9)).is_none());
    assert_eq!(record.duties(day(9), &terms(), &EveryDay).len(), 3, "nothing else is owed");
    let record = after(record, agreed(10, &package_at(2_000)));
    let record = after(record.clone(), approved(11, &record));
    let record = after(record, UrgentNeedsAssessed { on: day(12) });
    assert_eq!((record.status(), done(&record)), (Status::Ended, vec![true, true, true]));
    // Done, it is not owed again; and of a package that began in order nothing is.
    let policy = policy();
    let fits = |record: &CarePackage, event: mutual_care::package::record::CarePackageEvent| {
        let step = mutual_care::machine::Step::Regularly(event);
        let setting = mutual_care::machine::Setting::new(&policy, &EveryDay);
        record.clone().offer(step, crate::made::stamp(record), &setting).is_ok()
    };
    assert!(!fits(&record, agreed(13, &package_at(2_000)).into()));
    assert!(!fits(&record, approved(13, &record).into()));
    assert!(!fits(&record, UrgentNeedsAssessed { on: day(13) }.into()));
    let in_order = after(crate::made::running(), ended);
    assert!(!fits(&in_order, agreed(13, &package_at(2_000)).into()));
    assert!(in_order.duties(day(9), &terms(), &EveryDay).is_empty());
}

#[test]
fn a_package_that_was_started_urgently_elsewhere_comes_in() {
    let taken: TakenOver<CarePackage> =
        <crate::proof::CarePackages as crate::kit::Proof>::taken_over(Status::StartedUrgently).unwrap();
    let setting_policy = policy();
    let setting = mutual_care::machine::Setting::new(&setting_policy, &EveryDay);
    let stamp = crate::kit::stamp_as(1, mutual_care::base::Role::SocialWorker);
    let accepted =
        CarePackage::take_over(crate::made::id(crate::made::PACKAGE), taken, stamp, &setting).unwrap();
    assert!(codes(&accepted.findings).contains(&"began-urgently"));
    assert_eq!(done(&accepted.record), [false, false, false]);
}
