//! What a person is charged, each figure worked out by hand. 2 March 2026 is a Monday.

use mutual_care::base::{BudgetId, Fact, Money, Period, Problem, WhyNotKnown};
use mutual_care::budget::ledger::{
    BudgetInLedger, FallsDue, Ledger, OwedOverTime, PaidTo, Posting, Rhythm, Schedule, Scheduled,
    ScheduledOwed,
};
use mutual_care::budget::{
    BudgetVersion, ChargeReport, ChargingWeek, Contribution, ContributionFrom, PersonalBudget,
    charge_of_versions,
};
use mutual_care::package::{Free, FreeRule, Line, LineKind, Package, Pause, Payer, Price, SharedBy, Unit};

use crate::made::{
    adult, asked, budget, budget_id, carer, codes, contributes, day, days, fraction, household, line,
    line_id, package, parts, pence, person, visits,
};

fn charge(budget: &PersonalBudget, package: &Package, from: &str, until: &str) -> ChargeReport {
    budget.charge(package, &asked(from, until)).unwrap()
}

/// A visit at £30 on Mondays and Thursdays.
fn twice_a_week() -> Package {
    package(vec![visits(1, 3_000, "Mon 09:00-10:00; Thu 09:00-10:00")])
}

#[test]
fn a_contribution_below_the_cost_is_charged_whole_and_borne_by_days_with_cost() {
    // £42 due; the week costs £60: Monday and Thursday bear £21 each.
    let report = charge(&contributes(1, 4_200), &twice_a_week(), "2026-03-02", "2026-03-09");
    assert_eq!(report.charge, pence(4_200));
    let bear: Vec<String> = report.days.iter().map(|day| day.charge.to_string()).collect();
    assert_eq!(bear, ["2100/1", "0/1", "0/1", "2100/1", "0/1", "0/1", "0/1"]);
    assert!(report.days.iter().all(|day| day.due == fraction("600/1")));
    assert!(report.findings().is_empty());
}

#[test]
fn a_week_that_costs_less_is_charged_no_more_and_that_is_found() {
    // £70 due; £60 cost.
    let report = charge(&contributes(1, 7_000), &twice_a_week(), "2026-03-02", "2026-03-16");
    assert_eq!((report.charge, report.due.clone()), (pence(12_000), fraction("14000/1")));
    assert!(report.weeks.iter().all(|week| week.is_capped));
    assert_eq!(codes(&report.findings()), ["charge-capped"]);
    // Exactly as much is not capped.
    let report = charge(&contributes(1, 6_000), &twice_a_week(), "2026-03-02", "2026-03-09");
    assert_eq!((report.charge, report.weeks[0].is_capped), (pence(6_000), false));
}

#[test]
fn a_part_of_a_week_is_charged_as_its_days_bear_it_and_the_parts_add_up() {
    let (budget, package) = (contributes(1, 4_201), twice_a_week());
    // Of £42.01 Monday bears £21.005, Thursday as much.
    let monday = charge(&budget, &package, "2026-03-02", "2026-03-04");
    let rest = charge(&budget, &package, "2026-03-04", "2026-03-09");
    assert_eq!((monday.exact.to_string(), monday.charge), ("4201/2".into(), pence(2_101)));
    assert_eq!(&monday.exact + &rest.exact, fraction("4201/1"));
    // The week is told whole.
    assert_eq!(monday.weeks.len(), 1);
    assert_eq!(monday.weeks[0].period, days("2026-03-02", "2026-03-09"));
    assert_eq!(monday.weeks[0].charge, fraction("4201/1"));
}

#[test]
fn a_budget_that_begins_in_the_middle_of_a_week_owes_nothing_before() {
    let mut some = parts(1);
    some.begins_on = day("2026-03-04");
    some.contribution = Fact::known(Contribution::from(day("2026-03-01"), pence(4_200)));
    // Wednesday to Sunday: five days at £6 are due; Thursday's £30 cost as much.
    let report = charge(&budget(some), &twice_a_week(), "2026-03-01", "2026-03-09");
    assert_eq!((report.charge, report.days.len()), (pence(3_000), 5));
    assert_eq!(report.weeks[0].period, days("2026-03-04", "2026-03-09"));
    assert!(!report.weeks[0].is_capped);
    assert_eq!(report.chargeable, pence(3_000), "Monday is not the budget's");
    let mut later = parts(1);
    later.begins_on = day("2026-04-01");
    later.contribution = Fact::known(Contribution::from(day("2026-03-01"), pence(4_200)));
    let report = charge(&budget(later), &twice_a_week(), "2026-03-02", "2026-03-09");
    assert_eq!((report.charge, report.days.len()), (Money::ZERO, 0));
}

#[test]
fn a_contribution_that_changes_in_the_middle_of_a_week_is_due_by_the_day() {
    let mut some = parts(1);
    let mut contribution = Contribution::from(day("2026-03-02"), pence(2_100));
    contribution.amounts.push(ContributionFrom::new(day("2026-03-05"), pence(4_200)));
    some.contribution = Fact::known(contribution);
    // Three days at £3 and four at £6: £33, half on Monday.
    let report = charge(&budget(some), &twice_a_week(), "2026-03-02", "2026-03-09");
    assert_eq!(report.charge, pence(3_300));
    assert_eq!(report.days[0].charge, fraction("1650/1"));
}

#[test]
fn the_charging_week_begins_on_the_day_that_is_set() {
    let mut some = parts(1);
    some.charging_week = ChargingWeek::FromThursday;
    some.contribution = Fact::known(Contribution::from(day("2026-03-02"), pence(14_000)));
    let report = charge(&budget(some), &twice_a_week(), "2026-03-02", "2026-03-12");
    // Monday to Wednesday are a week of their own: £60 due, £30 cost. Then Thursday to Wednesday: £140 due, £60 cost.
    let weeks: Vec<(Period, String)> =
        report.weeks.iter().map(|week| (week.period, week.charge.to_string())).collect();
    assert_eq!(
        weeks,
        [
            (days("2026-03-02", "2026-03-05"), "3000/1".into()),
            (days("2026-03-05", "2026-03-12"), "6000/1".into()),
        ]
    );
    assert_eq!(report.charge, pence(9_000));
}

#[test]
fn it_is_summed_exactly_and_rounded_once_and_never_above_the_cost_as_rounded() {
    // £10 of £100 a week, spread evenly: 1000/7 pence a day.
    let spread = package(vec![line(1, 10_000, Unit::Week)]);
    let some = contributes(1, 1_000);
    let of = |until| charge(&some, &spread, "2026-03-02", until).charge.pence();
    assert_eq!([of("2026-03-03"), of("2026-03-04"), of("2026-03-05")], [143, 286, 429]);
    assert_eq!(of("2026-03-09"), 1_000);
    // Two lines at £1 a week cost 14.29 pence a day each, rounded 14 each; the charge would be 28.57.
    let two = package(vec![line(1, 100, Unit::Week), line(2, 100, Unit::Week)]);
    let report = charge(&contributes(1, 200), &two, "2026-03-02", "2026-03-03");
    assert_eq!(report.exact, fraction("200/7"));
    assert_eq!((report.charge, report.chargeable), (pence(28), pence(28)));
}

#[test]
fn it_is_due_for_days_on_which_a_line_runs_or_is_retained_and_for_no_others() {
    let mut paused = line(1, 1_000, Unit::Day);
    paused.pauses.push(Pause::of_all(days("2026-03-04", "2026-03-06")));
    // Five days at £6.
    let report = charge(&contributes(1, 4_200), &package(vec![paused.clone()]), "2026-03-02", "2026-03-09");
    assert_eq!(report.charge, pence(3_000));
    // Retained at 1 in 100 all seven are due.
    paused.pauses[0].retainer_percent = 1;
    let report = charge(&contributes(1, 4_200), &package(vec![paused]), "2026-03-02", "2026-03-09");
    assert_eq!(report.charge, pence(4_200));
    // A line that ends on Wednesday: two days.
    let mut ends = line(1, 1_000, Unit::Day);
    ends.period = days("2026-03-02", "2026-03-04");
    let report = charge(&contributes(1, 4_200), &package(vec![ends]), "2026-03-02", "2026-03-09");
    assert_eq!(report.charge, pence(1_200));
}

#[test]
fn what_is_owed_once_makes_one_seventh_due_on_its_day() {
    let mut once = line(1, 50_000, Unit::OneOff);
    once.period = Period::new(Some(day("2026-03-03")), None).unwrap();
    let report = charge(&contributes(1, 4_200), &package(vec![once]), "2026-03-02", "2026-03-30");
    assert_eq!((report.charge, report.days[1].charge.clone()), (pence(600), fraction("600/1")));
}

#[test]
fn only_what_the_authority_pays_for_and_no_rule_frees_is_charged() {
    let free = |rule| Free { rule, period: days("2026-03-02", "2026-03-16"), decided_on: None, who: vec![] };
    let day_rate = || line(1, 1_000, Unit::Day);
    let of = |line: Line| {
        let report = charge(&contributes(1, 4_200), &package(vec![line]), "2026-03-02", "2026-03-09");
        (report.charge.pence(), report.chargeable.pence())
    };
    assert_eq!(of(day_rate()), (4_200, 7_000));
    for rule in [FreeRule::Reablement, FreeRule::AfterCare, FreeRule::Cjd] {
        assert_eq!(of(Line { free: vec![free(rule)], ..day_rate() }), (0, 0), "{rule:?}");
    }
    assert_eq!(of(Line { payer: Payer::Health, ..day_rate() }), (0, 0));
    // A third of £70 is £23.33.
    assert_eq!(of(Line { payer: Payer::Joint { authority: 1, health: 2 }, ..day_rate() }), (2_333, 2_333));
    // A fee for arranging is neither charged with the rest nor does it lift the cap.
    let mut fee = line(2, 5_000, Unit::Week);
    fee.what = LineKind::ArrangementFee;
    let with_fee = package(vec![line(1, 100, Unit::Day), fee]);
    let report = charge(&contributes(1, 4_200), &with_fee, "2026-03-02", "2026-03-09");
    assert_eq!((report.charge, report.fees[0].pence), (pence(700), pence(5_000)));
    assert_eq!(report.fees.len(), 1);
}

#[test]
fn a_carer_is_never_charged_for_care_of_the_adult() {
    let mut some = parts(2);
    some.of = carer(2);
    some.contribution = Fact::known(Contribution::from(day("2026-03-02"), pence(4_200)));
    let some = budget(some);
    // For the first person, and in the second one's budget as a carer.
    let respite = Line { budgets: vec![carer(2)], ..line(1, 1_000, Unit::Day) };
    let own = Line { people: vec![person(2)], budgets: vec![carer(2)], ..line(2, 100, Unit::Day) };
    assert_eq!(
        charge(&some, &package(vec![respite.clone()]), "2026-03-02", "2026-03-09").charge,
        Money::ZERO
    );
    let both = charge(&some, &package(vec![respite, own]), "2026-03-02", "2026-03-09");
    assert_eq!((both.charge, both.chargeable), (pence(700), pence(700)));
}

#[test]
fn two_budgets_share_a_line_and_each_person_is_charged_their_own() {
    // £70 a week, half each.
    let shared = Line {
        people: vec![person(1), person(2)],
        split: Some(SharedBy::Equally),
        ..line(1, 1_000, Unit::Day)
    };
    let shared = package(vec![shared]);
    assert_eq!(charge(&contributes(1, 4_200), &shared, "2026-03-02", "2026-03-09").charge, pence(3_500));
    assert_eq!(charge(&contributes(2, 1_400), &shared, "2026-03-02", "2026-03-09").charge, pence(1_400));
}

#[test]
fn what_nobody_priced_makes_its_weeks_not_known() {
    let mut later = visits(1, 3_000, "Mon 09:00-10:00");
    later.prices[0].from = Some(day("2026-03-16"));
    let some = package(vec![visits(2, 3_000, "Thu 09:00-10:00"), later]);
    let report = charge(&contributes(1, 4_200), &some, "2026-03-02", "2026-03-30");
    assert_eq!(report.weeks.iter().map(|week| week.is_known).collect::<Vec<_>>(), [false, false, true, true]);
    // Its first week is told as far as it is priced: Thursday's £30.
    assert_eq!(report.weeks[0].charge, fraction("3000/1"));
    assert_eq!(report.known_until(), Some(day("2026-03-02")));
    assert_eq!(report.owed().known_until(), Some(day("2026-03-02")));
    assert_eq!(codes(&report.findings()), ["charge-not-known"]);
}

#[test]
fn a_change_in_the_middle_of_a_week_is_capped_with_the_whole_week() {
    let (old, new) = (package(vec![line(1, 500, Unit::Day)]), package(vec![line(1, 1_500, Unit::Day)]));
    let some = contributes(1, 7_000);
    let versions = [
        BudgetVersion { from: day("2026-03-02"), budget: &some, package: &old },
        BudgetVersion { from: day("2026-03-07"), budget: &some, package: &new },
    ];
    // Five days at £5 and two at £15 are £55, less than £70.
    let report = charge_of_versions(&versions, &asked("2026-03-02", "2026-03-16")).unwrap();
    assert_eq!(report.weeks[0].charge, fraction("5500/1"));
    assert_eq!((report.charge, report.chargeable), (pence(5_500 + 7_000), pence(5_500 + 10_500)));
    let backwards = [versions[1], versions[0]];
    let problems = charge_of_versions(&backwards, &asked("2026-03-02", "2026-03-16")).unwrap_err();
    assert_eq!(problems.iter().next().map(Problem::place), Some("versions[1].from"));
    assert!(charge_of_versions(&[], &asked("2026-03-02", "2026-03-16")).is_err());
}

#[test]
fn an_amount_that_begins_earlier_than_it_was_told_is_a_correction() {
    let mut some = parts(1);
    let mut contribution = Contribution::from(day("2026-03-02"), pence(4_200));
    let told_on = Some(day("2026-04-01"));
    contribution
        .amounts
        .push(ContributionFrom { told_on, ..ContributionFrom::new(day("2026-03-09"), pence(2_100)) });
    some.contribution = Fact::known(contribution);
    let report = charge(&budget(some), &twice_a_week(), "2026-03-02", "2026-03-16");
    assert_eq!(report.charge, pence(6_300));
    assert_eq!(codes(&report.findings()), ["contribution-begins-earlier"]);
    assert_eq!(
        (report.corrections[0].from, report.corrections[0].told_on),
        (day("2026-03-09"), day("2026-04-01"))
    );
}

#[test]
fn the_ledger_asks_for_charges_by_a_schedule_and_they_add_up() {
    let (some, spread) = (contributes(1, 1_000), package(vec![line(1, 10_000, Unit::Week)]));
    let owed = some.charge_owed(&spread, day("2026-03-30"), &asked("2026-03-02", "2026-03-03")).unwrap();
    assert_eq!((owed.first_day(), owed.known_until()), (day("2026-03-02"), Some(day("2026-03-30"))));
    let id: BudgetId = budget_id(1);
    let mut ledger = Ledger::new(household());
    ledger.add_budget(BudgetInLedger { id, of: adult(1), from: day("2026-03-02") }).unwrap();
    let rhythm = Rhythm { from: day("2026-03-04"), every_weeks: 1, falls_due: FallsDue::Ahead };
    let schedule = Schedule::new(id, Scheduled::Contribution(PaidTo::Authority), rhythm);
    let due = ledger.due(&[ScheduledOwed { schedule: &schedule, owed: &owed }], day("2026-03-18")).unwrap();
    // Two days, and then three weeks: £2.86, £10.00, £10.00, £10.00.
    let pence: Vec<i64> = due.iter().map(|due| due.pence().pence()).collect();
    assert_eq!(pence, [286, 1_000, 1_000, 1_000]);
    for (nth, due) in (1..).zip(due) {
        let posting = Posting::new(crate::made::id(7, nth), due.movement, day("2026-03-18"), person(1));
        ledger.post(posting).unwrap();
    }
    assert!(some.charge_owed(&spread, day("2026-03-02"), &asked("2026-03-02", "2026-03-03")).is_err());
}

#[test]
fn what_is_not_known_or_does_not_fit_is_refused() {
    let some = twice_a_week();
    let refused = |budget: &PersonalBudget, package: &Package| {
        let problems = budget.charge(package, &asked("2026-03-02", "2026-03-09")).unwrap_err();
        problems.iter().map(|one| (one.place().to_owned(), one.code())).collect::<Vec<_>>()
    };
    let mut unknown = parts(1);
    unknown.contribution = Fact::not_known(WhyNotKnown::AskedNotKnown);
    assert_eq!(refused(&budget(unknown), &some), [("contribution".to_owned(), "contribution-not-known")]);
    let mut other = parts(1);
    other.contribution = Fact::known(Contribution::from(day("2026-03-02"), pence(0)));
    other.package.id = crate::made::id(5, 9);
    other.household = crate::made::id(4, 9);
    other.of = adult(9);
    let places = refused(&budget(other), &some);
    assert_eq!(
        places.iter().map(|(place, code)| (place.as_str(), *code)).collect::<Vec<_>>(),
        [("package.id", "other-package"), ("household", "other-household"), ("of.person", "unknown-person")]
    );
    let mut lines = parts(1);
    lines.contribution = Fact::known(Contribution::from(day("2026-03-02"), pence(0)));
    let price = || Price::new(pence(1), Unit::Visit);
    let alone = |number| {
        mutual_care::budget::AlonePrice::new(
            line_id(number),
            price(),
            mutual_care::budget::AloneSource::Quote,
            day("2026-03-02"),
        )
    };
    lines.alone = vec![alone(8), alone(2)];
    lines.fees = vec![mutual_care::budget::ArrangementFee {
        line: line_id(1),
        condition: mutual_care::base::Told::default(),
        arranging_costs: mutual_care::base::Told::default(),
    }];
    let others = Line { people: vec![person(2)], ..line(2, 100, Unit::Day) };
    let two = package(vec![visits(1, 3_000, "Mon 09:00-10:00"), others]);
    let places = refused(&budget(lines), &two);
    assert_eq!(
        places.iter().map(|(place, code)| (place.as_str(), *code)).collect::<Vec<_>>(),
        [
            ("fees[0].line", "not-a-fee"),
            ("alone[0].line", "not-in-this-budget"),
            ("alone[1].line", "unknown-line")
        ]
    );
    let open = mutual_care::package::CostQuestion::new(Period::ALWAYS, &mutual_care::base::England);
    assert!(contributes(1, 100).charge(&some, &open).is_err());
}
