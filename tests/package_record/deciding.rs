//! Approved by somebody who has no part in it, within a limit; changed from a day on; what reaches into the past.

use mutual_care::base::{Actor, Money, PrivateText, Role, Told, WhyNotKnown, WorkerId};
use mutual_care::machine::{Machine, Manner, Model, Refusal, Setting, Step, TakenElsewhere};
use mutual_care::package::SharedBy;
use mutual_care::package::record::{
    CarePackage, CarePackageEvent, ChangeDropped, HelpBegan, PackageApproved, PostedUpTo, Status,
};

use crate::kit::EveryDay;
use crate::made::{
    BEGINS, HER_NEED, HERS, HIS, HIS_NEED, MOTHER, SON, after, agreed, approved, changed, codes, day, id,
    line, offer_by, opened, package_at, package_of, pence, person, policy, proposed, running, stamp, told,
    words,
};

const NOTHING: Vec<&str> = Vec::new();

/// Agreed to: £20 and £10 a day.
fn ready() -> CarePackage {
    after(after(opened(), proposed(1)), agreed(2, &package_at(2_000)))
}

#[test]
fn the_limit_is_on_the_first_365_days_as_planned() {
    // 365 × (£20 + £10) = £10,950.
    let record = ready();
    let estimate = record.case().estimate(&EveryDay).unwrap();
    assert_eq!(estimate.total.to_string(), "£10,950");
    let limit = |pence: Option<Money>| {
        let mut policy = policy();
        policy.limits.remove(&Role::TeamManager);
        policy.limits.extend(pence.map(|pence| (Role::TeamManager, pence)));
        let (findings, taken) = offer_by(&policy, &record, approved(3, &record));
        (taken.is_some(), codes(&findings))
    };
    assert_eq!(limit(Some(pence(1_095_000))), (true, NOTHING));
    assert_eq!(limit(Some(pence(1_094_999))), (false, vec!["above-limit"]));
    assert_eq!(limit(None), (false, vec!["limit-not-set"]), "no limit is not without limit");
}

#[test]
fn whoever_approves_has_no_part_in_it() {
    let record = ready();
    let found = |change: &dyn Fn(&mut PackageApproved)| {
        let mut event = approved(3, &record);
        change(&mut event);
        told(&record, event)
    };
    let author: Actor = {
        let worker: WorkerId = "6f2c1a3e-0000-4000-8000-0000000000f1".parse().unwrap();
        worker.into()
    };
    assert_eq!(found(&|event| event.by = author), (false, vec!["approved-by-author"]));
    assert_eq!(found(&|event| event.by = person(MOTHER).into()), (false, vec!["approved-by-whom-it-is-for"]));
    assert_eq!(found(&|event| event.is_provider = Told::Known(true)), (false, vec!["approved-by-provider"]));
    assert_eq!(found(&|event| event.is_provider = Told::default()), (true, vec!["provider-not-known"]));
    let declined = Told::NotKnown(WhyNotKnown::Declined);
    assert_eq!(found(&|event| event.is_provider = declined), (true, vec!["provider-not-known"]));
    assert_eq!(found(&|event| event.role = Role::SocialWorker), (false, vec!["limit-not-set"]));
}

#[test]
fn it_is_approved_on_what_it_costs_and_nothing_else() {
    let record = ready();
    let told_that = |estimate: Option<i64>| {
        told(&record, PackageApproved { estimate: estimate.map(pence), ..approved(3, &record) })
    };
    assert_eq!(told_that(Some(1_095_000)), (true, NOTHING));
    assert_eq!(told_that(Some(1_094_999)), (false, vec!["estimate-differs"]));
    assert_eq!(told_that(None), (false, vec!["estimate-not-told"]));
    // How a line is shared changes nothing in it: no needs are asked for.
    let shared = |split| {
        let mut line = line(HERS, MOTHER, HER_NEED, 2_000);
        (line.people, line.split) = (crate::made::both(), Some(split));
        after(opened(), changed(0, package_of(vec![line]), BEGINS)).case().estimate(&EveryDay).unwrap().total
    };
    assert_eq!(shared(SharedBy::Hours), shared(SharedBy::Equally));
}

#[test]
fn a_cost_that_is_not_known_bars() {
    let mut lines = vec![line(HERS, MOTHER, HER_NEED, 2_000), line(HIS, SON, HIS_NEED, 1_000)];
    lines[1].prices[0].from = Some(day(BEGINS + 1));
    let record = after(opened(), changed(0, package_of(lines), BEGINS));
    let package = record.case().package().clone();
    let record = after(record, proposed(1));
    assert_eq!(told(&record, agreed(2, &package)), (false, vec!["price-begins-later"]));
    // It was agreed to all the same, on paper.
    let what = CarePackageEvent::from(agreed(2, &package));
    let by = crate::made::manager();
    let elsewhere = Step::TakenElsewhere(TakenElsewhere { what, by, why_recorded: words("On paper.") });
    let policy = policy();
    let at = stamp(&record);
    let record = record.offer(elsewhere, at, &Setting::new(&policy, &EveryDay)).unwrap().into_record();
    // 365 days of hers, 364 of his: a day of his has no price.
    assert_eq!(record.case().estimate(&EveryDay).unwrap().total, pence(365 * 2_000 + 364 * 1_000));
    assert_eq!(told(&record, approved(3, &record)), (false, vec!["cost-not-known"]));
    let mut low = policy.clone();
    low.limits.insert(Role::TeamManager, pence(1));
    let (findings, _) = offer_by(&low, &record, approved(3, &record));
    assert_eq!(codes(&findings), ["above-limit", "cost-not-known"], "what is known is above it already");
}

#[test]
fn help_begins_once_it_is_approved() {
    let record = after(ready(), approved(10, &ready()));
    assert_eq!(record.status(), Status::Approved);
    assert!(record.case().counts_on(day(20)).is_none(), "nothing counts before it has begun");
    assert_eq!(told(&record, HelpBegan { on: day(10) }), (true, vec!["began-on-another-day"]));
    assert_eq!(told(&record, HelpBegan { on: day(9) }).1, ["began-before-approval", "began-on-another-day"]);
    let record = after(record, HelpBegan { on: day(10) });
    assert_eq!((record.status(), record.case().begins_on()), (Status::Running, day(10)));
    assert!(record.case().counts_on(day(9)).is_none());
    assert_eq!(record.case().counts_on(day(10)).unwrap().version, 1);
}

/// A change to £21 that is agreed to, from this day.
fn change(record: CarePackage, on: u64, hourly: i64, begins: u64) -> CarePackage {
    let package = package_at(hourly);
    let record = after(record, changed(on, package.clone(), begins));
    let mut event = agreed(on, &package);
    event.preparation.as_mut().unwrap().week.as_mut().unwrap().as_at = day(begins);
    after(after(record, proposed(on)), event)
}

#[test]
fn what_counts_runs_on_until_a_change_is_approved_and_until_its_day() {
    let version =
        |record: &CarePackage, on: u64| record.case().counts_on(day(on)).map(|counts| counts.version);
    let record = running();
    assert_eq!((version(&record, 7), version(&record, 8), version(&record, 999)), (None, Some(1), Some(1)));
    let proposal = change(record, 20, 2_100, 40);
    assert_eq!(proposal.status(), Status::ChangeAgreed);
    assert_eq!(version(&proposal, 40), Some(1), "a proposal until it is approved");
    assert!(proposal.case().in_force().is_some());
    let dropped = after(proposal.clone(), ChangeDropped { on: day(21), because: words("") });
    assert_eq!((dropped.status(), version(&dropped, 40)), (Status::UnderReview, Some(1)));
    assert_eq!(dropped.case().package(), &*package_at(2_000));
    let approved = after(proposal.clone(), approved(21, &proposal));
    assert_eq!(approved.status(), Status::Running);
    assert_eq!((version(&approved, 39), version(&approved, 40)), (Some(1), Some(2)));
    let days = mutual_care::base::Period::new(Some(day(0)), Some(day(50))).unwrap();
    let counting = approved.case().counting(days);
    let counting: Vec<_> = counting.iter().map(|over| (over.days.to_string(), over.counts.version)).collect();
    assert_eq!(
        counting,
        [
            ("from 2026-03-10 up to and including 2026-04-10".to_string(), 1),
            ("from 2026-04-11 up to and including 2026-04-20".to_string(), 2)
        ]
    );
}

#[test]
fn a_later_decision_counts_in_place_of_earlier_ones_from_its_day() {
    let first = change(running(), 20, 2_100, 60);
    let first = after(first.clone(), approved(20, &first));
    let second = change(first, 30, 2_200, 50);
    let record = after(second.clone(), approved(30, &second));
    let version = |on: u64| record.case().counts_on(day(on)).unwrap().version;
    assert_eq!((version(49), version(50), version(60), version(100)), (1, 3, 3, 3));
}

#[test]
fn the_same_package_from_another_day_is_another_version() {
    let why = |begins: u64| {
        let policy = policy();
        let record = running();
        let at = stamp(&record);
        let step = Step::Regularly(CarePackageEvent::from(changed(20, package_at(2_000), begins)));
        record.offer(step, at, &Setting::new(&policy, &EveryDay)).map(|answer| answer.into_record().status())
    };
    assert_eq!(why(BEGINS + 1).unwrap(), Status::ChangeDrafted);
    let refused = why(BEGINS).unwrap_err();
    assert!(matches!(refused.why(), Refusal::DoesNotFit(_)), "{refused}");
}

#[test]
fn a_change_reaches_into_the_past_before_it_is_decided_or_up_to_what_was_posted() {
    let found = |begins: u64, decided: u64, posted: Told<PostedUpTo>, why: &str| {
        let record = change(running(), 20, 2_100, begins);
        let corrects_because = PrivateText::new(why).unwrap();
        told(&record, PackageApproved { posted, corrects_because, ..approved(decided, &record) })
    };
    let nothing = || Told::Known(PostedUpTo::Nothing);
    let up_to = |on: u64| Told::Known(PostedUpTo::UpTo(day(on)));
    let past = (false, vec!["reaches-into-the-past"]);
    // Before the day on which it is decided: the day itself is not before it.
    assert_eq!(found(30, 30, nothing(), ""), (true, NOTHING));
    assert_eq!(found(30, 31, nothing(), ""), past);
    // On or before the last day for which anything was posted or charged.
    assert_eq!(found(50, 30, up_to(49), ""), (true, NOTHING));
    assert_eq!(found(50, 30, up_to(50), ""), past);
    assert_eq!(found(50, 30, up_to(51), ""), past);
    // Nobody knows: it may.
    for why in [WhyNotKnown::NotAsked, WhyNotKnown::Declined] {
        assert_eq!(found(50, 30, Told::NotKnown(why), ""), (false, vec!["posted-not-known"]));
    }
    assert_eq!(
        found(30, 31, Told::default(), ""),
        (false, vec!["posted-not-known", "reaches-into-the-past"])
    );
    // As a correction, with the reason for it.
    let corrects = (true, vec!["corrects-the-past"]);
    assert_eq!(found(30, 31, nothing(), "He had come for longer."), corrects);
    assert_eq!(found(50, 30, up_to(50), "He had come for longer."), corrects);
    // That it will is told when it is written down.
    assert_eq!(told(&running(), changed(20, package_at(2_100), 19)).1, ["proposed-for-the-past"]);
    assert_eq!(told(&running(), changed(20, package_at(2_100), 20)).1, NOTHING);
}

#[test]
fn an_audit_asks_the_rules_of_today_of_everything_that_was_accepted() {
    let record = running();
    let mut policy = policy();
    let today = |policy: &mutual_care::package::record::Policy| {
        let audited = record.audit(&Setting::new(policy, &EveryDay)).unwrap();
        audited.iter().flat_map(|one| codes(&one.today)).collect::<Vec<_>>()
    };
    assert_eq!(today(&policy), NOTHING);
    policy.limits.insert(Role::TeamManager, pence(1));
    assert_eq!(today(&policy), ["above-limit"]);
}

#[test]
fn what_the_table_says_of_manners_holds() {
    let rows = CarePackage::TABLE.rows.iter();
    let elsewhere = rows.clone().filter(|row| row.allows(Manner::TakenElsewhere)).count();
    let irregularly = rows.filter(|row| row.allows(Manner::Irregularly)).count();
    assert_eq!((elsewhere, irregularly), (6, 1));
    assert_eq!(id::<mutual_care::base::kinds::Package>(300), running().id());
}
