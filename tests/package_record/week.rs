//! What the week with the package in it shows: who depends on whom, what it leans on, whether the balance has tipped.

use mutual_care::base::Findings;
use mutual_care::machine::Machine;
use mutual_care::package::record::{
    BalanceOfTwo, CarePackage, EmergencyPlanCame, EmergencyPlanGiven, HelpBegan, Interim, LeaningOn,
    NeverAsked, PackageAgreed, PackageReviewBegan, PackageReviewed, ReviewBecause, RingOfPeople, RiskKnown,
    Status, TwoDepend, WeekLookedAt,
};

use crate::made::{
    BEGINS, HER_NEED, HERS, HIS, HIS_NEED, MOTHER, SON, after, approved, changed, codes, day, emergency_plan,
    everybody_agrees, id, line, manager, offer, offer_by, opened, package_at, package_of, person, policy,
    prepared, proposed, quiet_week, told, words,
};

const NOTHING: Vec<&str> = Vec::new();

fn ready() -> CarePackage {
    after(opened(), proposed(1))
}

fn with_week(on: u64, change: impl FnOnce(&mut WeekLookedAt)) -> PackageAgreed {
    let package = package_at(2_000);
    let mut preparation = prepared(&package);
    change(preparation.week.as_mut().unwrap());
    PackageAgreed::new(day(on), everybody_agrees(&package)).prepared(preparation)
}

fn mutual(in_part: bool) -> TwoDepend {
    TwoDepend { one: person(MOTHER), other: person(SON), in_part }
}

fn depending(plan: Option<EmergencyPlanGiven>, interim: Option<u64>) -> PackageAgreed {
    let interim = interim.map(|until| Interim { until: day(until), what: words("The neighbour comes in.") });
    PackageAgreed { emergency_plan: plan, interim, ..with_week(2, |week| week.mutual = vec![mutual(false)]) }
}

#[test]
fn two_who_depend_on_each_other_have_a_plan_or_something_arranged() {
    let package = package_at(2_000);
    let found = |plan, interim| told(&ready(), depending(plan, interim));
    assert_eq!(found(None, None), (false, vec!["mutual-dependence-without-plan"]));
    // A plan may be agreed to on the package while that is only proposed.
    assert_eq!(found(Some(emergency_plan(2, Some(&package))), None), (true, NOTHING));
    let another = vec!["emergency-plan-on-another-version"];
    assert_eq!(found(Some(emergency_plan(2, Some(&package_at(1)))), None), (true, another.clone()));
    assert_eq!(found(Some(emergency_plan(2, None)), None), (true, another));
    // Something arranged may last 28 days from the day on which it is agreed, here day 2, its last day included.
    assert_eq!(found(None, Some(30)), (true, vec!["interim-until-plan"]));
    assert_eq!(found(None, Some(31)), (false, vec!["interim-too-long", "interim-until-plan"]));
    let mut longer = policy();
    longer.interim_days_most = 29;
    assert!(offer_by(&longer, &ready(), depending(None, Some(31))).1.is_some());
    let (findings, _) = offer(&ready(), with_week(2, |week| week.mutual = vec![mutual(true)]));
    let told = findings.iter().next().unwrap().for_professional();
    assert!(told.starts_with("These two depend on each other in part, and no emergency plan"), "{told}");
}

#[test]
fn what_is_arranged_in_place_of_a_plan_ends() {
    let agreed = |until| {
        let record = after(ready(), depending(None, Some(until)));
        after(record.clone(), approved(3, &record))
    };
    // Help begins on day 8.
    let began = || HelpBegan { on: day(BEGINS) };
    assert_eq!(told(&agreed(BEGINS), began()), (true, NOTHING), "it lasts up to and including that day");
    assert_eq!(told(&agreed(BEGINS - 1), began()), (false, vec!["interim-over"]));
    let with_plan =
        after(agreed(BEGINS - 1), EmergencyPlanCame { on: day(6), plan: emergency_plan(6, None) });
    assert_eq!(told(&with_plan, began()), (true, NOTHING));
    assert_eq!(with_plan.case().interim_until(), None);
}

#[test]
fn an_arrangement_that_follows_on_another_counts_from_the_first() {
    let record = after(ready(), depending(None, Some(20)));
    let record = after(record.clone(), changed(15, package_at(2_100), 20));
    let record = after(record, proposed(15));
    let again = |until: u64| {
        let package = package_at(2_100);
        let mut preparation = prepared(&package);
        preparation.week.as_mut().unwrap().mutual = vec![mutual(false)];
        let event = PackageAgreed::new(day(16), everybody_agrees(&package)).prepared(preparation);
        let interim = Interim { until: day(until), what: words("The neighbour comes in.") };
        told(&record, PackageAgreed { interim: Some(interim), ..event })
    };
    assert_eq!(again(30), (true, vec!["interim-until-plan"]));
    assert_eq!(again(31), (false, vec!["interim-too-long", "interim-until-plan"]));
}

#[test]
fn what_a_week_leans_on_warns_until_somebody_acknowledges_it() {
    let found = |known: &[LeaningOn]| {
        let package = package_at(2_000);
        let mut preparation = prepared(&package);
        let week = preparation.week.as_mut().unwrap();
        week.single_points = vec![person(SON).into()];
        week.rings = vec![RingOfPeople { need: id(HER_NEED), people: crate::made::both() }];
        week.never_asked = vec![NeverAsked { arrangement: id(201), by: person(SON).into() }];
        let of = |leans_on: &LeaningOn| RiskKnown { leans_on: *leans_on, by: manager(), on: day(2) };
        preparation.acknowledged = known.iter().map(of).collect();
        told(&ready(), PackageAgreed::new(day(2), everybody_agrees(&package)).prepared(preparation))
    };
    let (asked, point, ring) =
        ("counted-on-never-asked", "single-point-not-acknowledged", "ring-not-acknowledged");
    let (of_point, of_ring) = (LeaningOn::SinglePoint(person(SON).into()), LeaningOn::Ring(id(HER_NEED)));
    assert_eq!(found(&[]), (true, vec![asked, ring, point]));
    assert_eq!(found(&[of_point]), (true, vec![asked, ring]));
    assert_eq!(found(&[of_point, of_ring]), (true, vec![asked]));
    assert_eq!(found(&[LeaningOn::SinglePoint(person(MOTHER).into())]), (true, vec![asked, ring, point]));
}

#[test]
fn the_week_is_one_in_which_the_version_holds_and_its_hours_are_known() {
    let as_at = |as_at| told(&ready(), with_week(2, |week| week.as_at = day(as_at)));
    assert_eq!(as_at(BEGINS), (true, NOTHING));
    assert_eq!(as_at(BEGINS - 1), (true, vec!["week-before-package-begins"]));
    assert_eq!(told(&ready(), with_week(2, |week| week.open_hours = 1)), (true, vec!["week-has-open-hours"]));
}

fn balance(gives_more: Option<u128>) -> Vec<BalanceOfTwo> {
    vec![BalanceOfTwo { one: person(MOTHER), other: person(SON), gives_more: gives_more.map(person) }]
}

#[test]
fn a_balance_that_has_tipped_since_it_was_last_looked_at_warns() {
    let lives = |first: Option<u128>| {
        let record = after(ready(), with_week(2, |week| week.balance = balance(first)));
        let record = after(record.clone(), approved(3, &record));
        let record = after(record, HelpBegan { on: day(BEGINS) });
        after(record, PackageReviewBegan { on: day(40), because: ReviewBecause::Planned })
    };
    let review = |gives_more: Option<u128>| {
        let week = Some(Box::new(WeekLookedAt { balance: balance(gives_more), ..quiet_week(40) }));
        PackageReviewed { on: day(40), next_by: Some(day(300)), week, tried: Vec::new() }
    };
    let tipped = vec!["package-balance-tipped"];
    assert_eq!(told(&lives(Some(MOTHER)), review(Some(SON))), (true, tipped.clone()));
    assert_eq!(told(&lives(Some(MOTHER)), review(Some(MOTHER))), (true, NOTHING));
    assert_eq!(told(&lives(Some(MOTHER)), review(None)), (true, NOTHING), "nobody leads");
    assert_eq!(told(&lives(None), review(Some(SON))), (true, NOTHING), "nobody led");
    // Looked at again, it is the new one that counts.
    let again = after(lives(Some(MOTHER)), review(Some(SON)));
    let again = after(again, PackageReviewBegan { on: day(41), because: ReviewBecause::Planned });
    assert_eq!(told(&again, PackageReviewed { on: day(41), ..review(Some(SON)) }), (true, NOTHING));
    assert_eq!(told(&again, PackageReviewed { on: day(41), ..review(Some(MOTHER)) }), (true, tipped));
    // Where nobody looked, that is told now and the next time.
    let not_looked = PackageReviewed { week: None, ..review(None) };
    assert_eq!(told(&lives(Some(MOTHER)), not_looked.clone()), (true, vec!["package-week-not-looked-at"]));
    let blind = after(lives(Some(MOTHER)), not_looked);
    let blind = after(blind, PackageReviewBegan { on: day(41), because: ReviewBecause::Planned });
    assert_eq!(
        told(&blind, PackageReviewed { on: day(41), ..review(Some(SON)) }),
        (true, vec!["balance-not-compared"])
    );
}

#[test]
fn a_change_is_compared_with_what_is_in_force_until_it_is_approved() {
    let record = after(ready(), with_week(2, |week| week.balance = balance(Some(MOTHER))));
    let record = after(record.clone(), approved(3, &record));
    let record = after(record, HelpBegan { on: day(BEGINS) });
    let change = |record: CarePackage, pence: i64, on: u64| {
        let record = after(record, changed(on, package_at(pence), 90));
        let record = after(record, proposed(on));
        let mut preparation = prepared(&package_at(pence));
        preparation.week.as_mut().unwrap().as_at = day(90);
        preparation.week.as_mut().unwrap().balance = balance(Some(SON));
        let says = everybody_agrees(&package_at(pence));
        let (findings, taken): (Findings, _) =
            offer(&record, PackageAgreed::new(day(on), says).prepared(preparation));
        (codes(&findings), taken.unwrap())
    };
    let (found, proposal) = change(record, 2_100, 20);
    assert_eq!(found, ["package-balance-tipped"]);
    // Dropped, it was never in force: the next one is compared with the same.
    let dropped =
        after(proposal, mutual_care::package::record::ChangeDropped { on: day(21), because: words("") });
    assert_eq!(dropped.status(), Status::UnderReview);
    let (found, proposal) = change(dropped, 2_200, 22);
    assert_eq!(found, ["package-balance-tipped"]);
    let approved = after(proposal.clone(), approved(23, &proposal));
    assert_eq!(change(approved, 2_300, 24).0, NOTHING);
}

/// What the engine finds in a week is what a record is handed.
#[test]
fn a_week_that_was_looked_at_says_what_support_says() {
    use mutual_care::base::Told;
    use mutual_care::need::{
        Ability, Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window,
    };
    let need = |number, of, outcome, when: &str, minutes| {
        let window = Window::doing(when.parse().unwrap(), minutes).unwrap();
        Need::new(id(number), person(of), outcome, Consequence::Critical).with_windows(vec![window]).unwrap()
    };
    let supper = need(HER_NEED, MOTHER, Outcome::Nutrition, "Mon 12:00-13:00", 30);
    let tablets = need(HIS_NEED, SON, Outcome::Medicines, "Mon 20:00-21:00", 5);
    let mut cooks =
        Arrangement::new(id(201), person(SON).into(), id(HER_NEED), "daily 12:00-12:45".parse().unwrap());
    cooks.willing_now = Told::default();
    let mut hands =
        Arrangement::new(id(202), person(MOTHER).into(), id(HIS_NEED), "daily 20:00-20:10".parse().unwrap());
    (hands.able_now, hands.willing_now) = (Told::Known(Ability::Yes), Told::Known(true));
    let parts = SnapshotParts {
        on: day(BEGINS),
        sources: vec![Source::member(person(MOTHER)), Source::member(person(SON))],
        needs: vec![supper, tablets],
        arrangements: vec![cooks, hands],
    };
    let week = Snapshot::new(parts).unwrap();
    let without = package_of(Vec::new());
    let looked_at = WeekLookedAt::of(&week.with_package(&without).unwrap()).unwrap();
    assert_eq!(looked_at.mutual, [mutual(false)]);
    assert_eq!(looked_at.never_asked, [NeverAsked { arrangement: id(201), by: person(SON).into() }]);
    assert_eq!(looked_at.single_points, [person(MOTHER).into(), person(SON).into()]);
    assert_eq!(looked_at.rings, [RingOfPeople { need: id(HER_NEED), people: crate::made::both() }]);
    assert_eq!(looked_at.balance, balance(Some(SON)), "30 minutes a week against 5");
    assert_eq!(looked_at.carers.len(), 2);
    // With a line that brings her dinner nobody depends on anybody.
    let mut dinner = line(HERS, MOTHER, HER_NEED, 2_000);
    dinner.budgets.clear();
    let with = package_of(vec![dinner, line(HIS, SON, 999, 1_000)]);
    let looked_at = WeekLookedAt::of(&week.with_package(&with).unwrap()).unwrap();
    assert_eq!((looked_at.mutual.len(), looked_at.rings.len()), (0, 0));
    assert!(
        looked_at.never_asked.iter().all(|one| one.by == person(SON).into()),
        "no provider is among them"
    );
}

/// The first family's file: what it says is handed over, and what it does not say is not known.
#[test]
fn a_file_says_which_needs_are_eligible_and_what_its_week_shows() {
    use mutual_care::base::json;
    use mutual_care::package::PackageInput;
    let file = include_str!("../../examples/data/package-reversed-roles.json");
    let input: PackageInput = json::read(file.as_bytes()).unwrap();
    let begins = chrono::NaiveDate::from_ymd_opt(2026, 3, 9).unwrap();
    let preparation = input.preparation(begins).unwrap();
    assert_eq!(preparation.of, input.package().fingerprint().ok());
    let eligible = preparation.eligible.unwrap();
    assert_eq!(eligible.len(), input.eligible().len());
    for one in &eligible {
        assert_eq!(one.of, input.household().need(one.need).unwrap().need.person());
    }
    assert!(preparation.involved.is_empty() && preparation.advocates.is_empty());
    let week = preparation.week.unwrap();
    assert_eq!(week.as_at, begins);
    assert_eq!(week.week, input.week(begins).unwrap().snapshot.fingerprint().unwrap());
    assert!(!week.carers.is_empty(), "they care for each other");
}
