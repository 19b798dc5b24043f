//! What a correction changes of what was owed: sums worked out by hand.

use mutual_care::base::{Period, Problem, Problems, Told, kinds};
use mutual_care::package::record::{
    CarePackage, CarePackageEvent, DifferenceReconciled, OwedDifference, PackageApproved, PostedUpTo,
};
use mutual_care::package::{BudgetOf, CostQuestion, Package, PaidBy, SharedBy};

use crate::kit::EveryDay;
use crate::made::{
    HER_NEED, HERS, HIS, HIS_NEED, MOTHER, SON, after, agreed, approved, changed, day, id, line, package_at,
    package_of, pence, person, proposed, running, words,
};

fn question() -> CostQuestion<'static> {
    CostQuestion::new(Period::ALWAYS, &EveryDay)
}

/// A change that is agreed to on a day, to this package from another day.
fn agreed_change(record: CarePackage, on: u64, package: Box<Package>, begins: u64) -> CarePackage {
    let mut event = agreed(on, &package);
    let preparation = event.preparation.as_mut().unwrap();
    preparation.week.as_mut().unwrap().as_at = day(begins);
    // What a package without a line leaves unmet is not what these tests are about.
    let meets =
        |need: &mutual_care::base::NeedId| package.lines().iter().any(|line| line.needs.contains(need));
    preparation.eligible.as_mut().unwrap().retain(|one| meets(&one.need));
    after(after(after(record, changed(on, package, begins)), proposed(on)), event)
}

fn correction(
    record: CarePackage,
    package: Box<Package>,
    begins: u64,
    decided: u64,
    posted: PostedUpTo,
) -> CarePackage {
    let record = agreed_change(record, decided, package, begins);
    let corrects_because = words("It was written down wrongly.");
    let event =
        PackageApproved { posted: Told::Known(posted), corrects_because, ..approved(decided, &record) };
    after(record, event)
}

/// Line, budget's person, before, after, more, in pence.
fn rows(difference: &OwedDifference) -> Vec<(u128, u128, i64, i64, i64)> {
    let number = |uuid: uuid::Uuid| uuid.as_u128() & 0xffff_ffff;
    let row = |part: &mutual_care::package::record::PartDifference| {
        assert_eq!(part.payer, PaidBy::PersonalBudget);
        let of = (number(part.line.uuid()), number(part.budget.person.uuid()));
        (of.0, of.1, part.before.pence(), part.after.pence(), part.more.pence())
    };
    difference.parts.iter().map(row).collect()
}

#[test]
fn a_dearer_line_from_a_day_in_the_past() {
    // Hers is £21 instead of £20 from day 10, decided on day 20: days 10 to 19 are 10 days. His stays as it is.
    let record = correction(running(), package_at(2_100), 10, 20, PostedUpTo::Nothing);
    let difference = record.case().difference(2, &question()).unwrap();
    assert_eq!(difference.days, Period::new(Some(day(10)), Some(day(20))).unwrap());
    assert_eq!(rows(&difference), [(HERS, MOTHER, 20_000, 21_000, 1_000)]);
    assert_eq!(
        (difference.before, difference.after, difference.more),
        (pence(30_000), pence(31_000), pence(1_000))
    );
    assert_eq!(difference.more_exact.to_string(), "1000/1");
    assert_eq!(difference.by_budget(), [(BudgetOf::adult(person(MOTHER)), pence(1_000))]);
    // Posted up to and including day 25: days 10 to 25 are 16.
    let record = correction(running(), package_at(2_100), 10, 20, PostedUpTo::UpTo(day(25)));
    let difference = record.case().difference(2, &question()).unwrap();
    assert_eq!(rows(&difference), [(HERS, MOTHER, 32_000, 33_600, 1_600)]);
    // Posted up to before it was decided, what was owed changes up to the day before.
    let record = correction(running(), package_at(2_100), 10, 20, PostedUpTo::UpTo(day(12)));
    assert_eq!(
        rows(&record.case().difference(2, &question()).unwrap()),
        [(HERS, MOTHER, 20_000, 21_000, 1_000)]
    );
}

#[test]
fn it_is_the_difference_to_what_counted_in_turn() {
    // £20 until day 11, £21 from day 12, agreed to in time. Then £22 from day 10, decided on day 20:
    // days 10 and 11 are 2 × £2 = £4 more, days 12 to 19 are 8 × £1 = £8 more.
    let record = agreed_change(running(), 9, package_at(2_100), 12);
    let record = after(record.clone(), approved(9, &record));
    let record = correction(record, package_at(2_200), 10, 20, PostedUpTo::Nothing);
    let difference = record.case().difference(3, &question()).unwrap();
    assert_eq!(rows(&difference), [(HERS, MOTHER, 2 * 2_000 + 8 * 2_100, 10 * 2_200, 1_200)]);
    // A second correction is compared with the first: £20 again is £2 less on each of the 10 days.
    let record = correction(record, package_at(2_000), 10, 20, PostedUpTo::Nothing);
    let difference = record.case().difference(4, &question()).unwrap();
    assert_eq!(rows(&difference), [(HERS, MOTHER, 22_000, 20_000, -2_000)]);
    assert_eq!(record.case().difference(3, &question()).unwrap().more, pence(1_200), "as it was known then");
}

#[test]
fn lines_that_go_and_lines_that_come() {
    // His is taken away from day 15, decided on day 20: 5 × £10 less.
    let hers = || line(HERS, MOTHER, HER_NEED, 2_000);
    let record = correction(running(), package_of(vec![hers()]), 15, 20, PostedUpTo::Nothing);
    assert_eq!(rows(&record.case().difference(2, &question()).unwrap()), [(HIS, SON, 5_000, 0, -5_000)]);
    // Hers is shared by both from day 15, in thirds of £20: £66.67 and £33.33 of £100 instead of £100.
    let mut shared = hers();
    let weights = [(MOTHER, 2), (SON, 1)].map(|(who, weight)| mutual_care::package::BudgetWeight {
        budget: BudgetOf::adult(person(who)),
        weight,
    });
    (shared.people, shared.split) = (
        crate::made::both(),
        Some(SharedBy::Benefit { weights: weights.to_vec(), reason: words("She is there more often.") }),
    );
    let both = package_of(vec![shared, line(HIS, SON, HIS_NEED, 1_000)]);
    let record = correction(running(), both, 15, 20, PostedUpTo::Nothing);
    let difference = record.case().difference(2, &question()).unwrap();
    assert_eq!(rows(&difference), [(HERS, MOTHER, 10_000, 6_667, -3_333), (HERS, SON, 0, 3_333, 3_333)]);
    assert_eq!(difference.more, pence(0), "the whole is as it was");
    let exact: Vec<String> = difference.parts.iter().map(|part| part.more_exact.to_string()).collect();
    assert_eq!(exact, ["-10000/3", "10000/3"]);
}

#[test]
fn help_that_runs_urgently_is_corrected_too() {
    // It began on day 3 at £20. On day 8 it turns out that it was £21 from day 5: days 5, 6 and 7 are 3 × £1 more.
    let because = mutual_care::package::record::UrgentBecause::UrgentNeeds;
    let decided_by = crate::made::manager();
    let began = mutual_care::package::record::HelpBeganUrgently { on: day(3), because, decided_by };
    let record = after(crate::made::opened(), began);
    let mut change = changed(8, package_at(2_100), 5);
    change.corrects_because = words("She was there for longer.");
    let record = after(record, change);
    assert_eq!(rows(&record.case().difference(2, &question()).unwrap()), [(HERS, MOTHER, 6_000, 6_300, 300)]);
}

#[test]
fn it_can_be_asked_before_it_is_decided_and_is_the_same() {
    let proposal = agreed_change(running(), 20, package_at(2_100), 10);
    let asked = |on: u64, posted| proposal.case().difference_if_approved(day(on), posted, &question());
    let before = asked(20, PostedUpTo::Nothing).unwrap();
    let record = correction(running(), package_at(2_100), 10, 20, PostedUpTo::Nothing);
    assert_eq!(before, record.case().difference(2, &question()).unwrap());
    // It would not reach into the past if it were decided on its first day.
    let code = |problems: Problems| problems.iter().map(Problem::code).collect::<Vec<_>>();
    assert_eq!(code(asked(10, PostedUpTo::Nothing).unwrap_err()), ["not-into-the-past"]);
    assert_eq!(asked(10, PostedUpTo::UpTo(day(10))).unwrap().more, pence(100));
    assert_eq!(code(record.case().difference(1, &question()).unwrap_err()), ["no-correction"]);
}

#[test]
fn what_was_owed_changes_and_is_owed_to_be_reconciled_once() {
    use mutual_care::base::{Deadline, Owes, Standing, Term};
    let record = correction(running(), package_at(2_100), 10, 20, PostedUpTo::Nothing);
    let mut policy = crate::made::policy();
    policy.reconcile_within = Some(Term::Weeks(4));
    let owed = |record: &CarePackage| {
        let duties = record.duties(day(20), &policy, &EveryDay);
        duties.into_iter().find(|duty| duty.rule().code == "reconciling-owed").unwrap()
    };
    let duty = owed(&record);
    assert_eq!((duty.from(), duty.deadline()), (day(20), Deadline::By(day(48))));
    assert_eq!((duty.standing(day(48)), duty.standing(day(49))), (Standing::Due, Standing::Late { days: 1 }));
    let done = after(record.clone(), DifferenceReconciled { on: day(48), version: 2 });
    assert_eq!(owed(&done).standing(day(60)), Standing::Done);
    assert_eq!(done.case().corrections()[0].reconciled_on, Some(day(48)));
    // Once, and of a version that was one.
    let again = |version| {
        use mutual_care::machine::{Machine, Setting, Step};
        let step = Step::Regularly(CarePackageEvent::from(DifferenceReconciled { on: day(49), version }));
        done.clone().offer(step, crate::made::stamp(&done), &Setting::new(&policy, &EveryDay)).is_err()
    };
    assert!(again(2) && again(1));
    assert_eq!(id::<kinds::PackageLine>(HERS), record.case().package().lines()[0].id);
}
