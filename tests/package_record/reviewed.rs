//! Looked at again: planned, asked for, or because somebody agrees no longer; its words, its end, and what nobody may read.

use mutual_care::agreement::Tried;
use mutual_care::base::{Deadline, Owes, Standing, Term};
use mutual_care::machine::Machine;
use mutual_care::package::record::{
    AgreementWithdrawn, CarePackage, PackageEnded, PackageEndedBecause, PackageReviewBegan, PackageReviewed,
    PackageWordsPutRight, Policy, ReviewAskedFor, ReviewBecause, Status,
};

use crate::kit::EveryDay;
use crate::made::{
    MOTHER, SON, after, agreed, approved, changed, day, offer, package_at, person, policy, proposed,
    quiet_week, running, told, words,
};

fn began(on: u64) -> PackageReviewBegan {
    PackageReviewBegan { on: day(on), because: ReviewBecause::Planned }
}

fn reviewed(on: u64) -> PackageReviewed {
    PackageReviewed { on: day(on), next_by: None, week: Some(Box::new(quiet_week(on))), tried: Vec::new() }
}

fn terms() -> Policy {
    let (first, then) = (Some(Term::Weeks(8)), Some(Term::Months(12)));
    Policy {
        review_first_within: first,
        review_within: then,
        review_asked_within: Some(Term::Weeks(2)),
        ..policy()
    }
}

fn deadlines(record: &CarePackage, code: &str) -> Vec<Deadline> {
    let duties = record.duties(day(0), &terms(), &EveryDay);
    duties.iter().filter(|duty| duty.rule().code == code).map(mutual_care::base::Duty::deadline).collect()
}

#[test]
fn the_first_review_is_sooner_than_the_next() {
    let due = |record: &CarePackage| deadlines(record, "package-review-owed");
    // Day 8 and eight weeks: day 64.
    assert_eq!(due(&running()), [Deadline::By(day(64))]);
    let once = after(after(running(), began(60)), reviewed(60));
    assert_eq!(due(&once), [Deadline::By(day(60).checked_add_months(chrono::Months::new(12)).unwrap())]);
    let with_day = PackageReviewed { next_by: Some(day(100)), ..reviewed(60) };
    assert_eq!(due(&after(after(running(), began(60)), with_day)), [Deadline::By(day(100))]);
    // While a change is proposed, what is in force is reviewed in its time.
    let proposal = after(once.clone(), changed(61, package_at(2_100), 90));
    assert_eq!(due(&proposal), due(&once));
}

#[test]
fn a_review_that_somebody_asked_for_is_owed_until_it_is_held() {
    let asked = after(running(), ReviewAskedFor { on: day(20), by: person(SON).into() });
    let owed = |record: &CarePackage| {
        let duties = record.duties(day(20), &terms(), &EveryDay);
        duties.iter().find(|duty| duty.rule().code == "review-asked-for-owed").unwrap().standing(day(35))
    };
    assert_eq!(deadlines(&asked, "review-asked-for-owed"), [Deadline::By(day(34))]);
    assert_eq!(owed(&asked), Standing::Late { days: 1 });
    assert_eq!(
        owed(&after(asked.clone(), began(21))),
        Standing::Late { days: 1 },
        "that it began is not that it was held"
    );
    assert_eq!(owed(&after(after(asked.clone(), began(21)), reviewed(34))), Standing::Done);
    // A change that is approved is one.
    let package = package_at(2_100);
    let change = after(after(asked, changed(22, package.clone(), 60)), proposed(22));
    let change = after(change, agreed(23, &package));
    assert_eq!(owed(&change), Standing::Late { days: 1 });
    assert_eq!(owed(&after(change.clone(), approved(24, &change))), Standing::Done);
}

#[test]
fn whoever_agrees_no_longer_has_it_looked_at_again_and_help_runs_on() {
    let withdrew =
        AgreementWithdrawn { on: day(20), person: person(SON), wants: Some(words("Tuesdays off")) };
    let record = after(running(), withdrew);
    assert_eq!(record.status(), Status::UnderReview);
    assert!(record.case().counts_on(day(20)).is_some(), "needs are met all the same");
    assert_eq!(record.case().withdrew().get(&person(SON)), Some(&day(20)));
    assert_eq!(told(&record, reviewed(21)), (false, vec!["agrees-no-longer"]));
    let tried = |who| vec![Tried { person: person(who), on: day(21), words: words("offered Tuesdays off") }];
    let with = |who| PackageReviewed { tried: tried(who), ..reviewed(21) };
    assert_eq!(told(&record, with(MOTHER)), (false, vec!["agrees-no-longer"]));
    assert_eq!(told(&record, with(SON)), (true, vec!["agrees-no-longer", "steps-towards-agreement"]));
    // A change to which everybody agrees ends it.
    let package = package_at(2_100);
    let change = after(after(record, changed(22, package.clone(), 60)), proposed(22));
    let change = after(change, agreed(23, &package));
    let record = after(change.clone(), approved(24, &change));
    assert!(record.case().withdrew().is_empty());
}

#[test]
fn words_that_were_put_right_are_not_another_version() {
    let mut parts = package_at(2_000).into_parts();
    parts.note = words("The key is with the neighbour.");
    let package = Box::new(mutual_care::package::Package::new(parts).unwrap());
    let record = after(running(), PackageWordsPutRight { on: day(20), package: package.clone() });
    assert_eq!(record.case().agreement().number(), 1);
    assert_eq!(record.case().counts_on(day(20)).unwrap().package, package);
}

#[test]
fn it_ends_by_an_event_and_its_lines_by_their_dates() {
    let ends = |on, because, goes_on_in| PackageEnded { on: day(on), because, goes_on_in };
    let (findings, record) = offer(&running(), ends(30, PackageEndedBecause::NotNeeded, None));
    let finding = findings.with_code("lines-still-run").next().unwrap();
    assert!(finding.for_professional().starts_with("The package ends on 2026-04-01, and 2 of its lines"));
    let record = record.unwrap();
    assert_eq!(record.case().ended(), Some((day(30), PackageEndedBecause::NotNeeded)));
    assert!(record.case().counts_on(day(29)).is_some() && record.case().counts_on(day(30)).is_none());
    let goes_on = Some(crate::made::id(301));
    assert_eq!(after(running(), ends(30, PackageEndedBecause::Replaced, goes_on)).status(), Status::Ended);
}

#[test]
fn every_version_is_shared_with_everybody_in_its_time() {
    let policy = Policy { share_within: Some(Term::Days(5)), ..policy() };
    let standing = |record: &CarePackage, on: u64| {
        let duties = record.duties(day(on), &policy, &EveryDay);
        duties.iter().find(|duty| duty.rule().code == "package-sharing-owed").unwrap().standing(day(on))
    };
    let drafted = crate::made::opened();
    assert_eq!((standing(&drafted, 5), standing(&drafted, 6)), (Standing::Due, Standing::Late { days: 1 }));
    assert_eq!(standing(&after(drafted, proposed(5)), 6), Standing::Done);
    // A change is another version, and its days are counted from it.
    let change = after(running(), changed(20, package_at(2_100), 60));
    assert_eq!((standing(&change, 25), standing(&change, 26)), (Standing::Due, Standing::Late { days: 1 }));
}

#[test]
fn nothing_that_somebody_said_is_printed() {
    let secret = "Winifred Thistle";
    let record =
        after(running(), AgreementWithdrawn { on: day(20), person: person(SON), wants: Some(words(secret)) });
    let mut tried = reviewed(21);
    tried.tried = vec![Tried { person: person(SON), on: day(21), words: words(secret) }];
    let record = after(record, tried);
    let mut change = changed(22, package_at(2_100), 60);
    change.corrects_because = words(secret);
    let record = after(record, change);
    let dropped = mutual_care::package::record::ChangeDropped { on: day(23), because: words(secret) };
    let record = after(record, dropped);
    assert!(!format!("{record:?}").contains("Winifred"));
}
