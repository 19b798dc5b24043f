//! How budgets share a line; what employing costs.

use mutual_care::base::{Every, PrivateText};
use mutual_care::package::{
    BudgetAmount, BudgetOf, BudgetPercent, BudgetWeight, LineKind, PaidBy, Payer, Price, Quantity, ShareOf,
    SharedBy, Unit,
};

use crate::made::{
    adult, alternating, amounts, ask, cost, cost_of, day, days, each_day, factor, line, line_id, need,
    need_id, need_without_hours, package, pence, person, quantity, refused, shared_line, visits,
};

fn amount(budget: BudgetOf, amount: i64) -> BudgetAmount {
    BudgetAmount { budget, amount: pence(amount) }
}

#[test]
fn by_hours_is_by_the_minutes_that_fall_into_windows_of_each_ones_needs() {
    let mut line = shared_line(1, 3_000, Unit::Visit);
    line.when = visits("Mon 08:00-09:00; Wed 08:00-08:30");
    line.needs = vec![need_id(1), need_id(2)];
    line.split = Some(SharedBy::Hours);
    // 60 minutes on Monday and 15 on Wednesday for the first, 30 on Monday for the second: 75 : 30, and minutes for both
    // count for both. The ratio of the week holds on every day.
    let needs = [need(1, 1, "Mon 07:00-09:00; Wed 08:15-09:00"), need(2, 2, "Mon 08:30-10:00")];
    let package_of = package([line.clone()]);
    let week = days("2026-03-02", "2026-03-09");
    let report = package_of.cost(&ask(week).with_needs(&needs).by_day()).unwrap();
    // 6,000 x 75/105 = 4,285.71…, and 1,714.28…
    assert_eq!(amounts(report.by_budget()), [(adult(1), 4_286), (adult(2), 1_714)]);
    let wednesday = package_of.cost(&ask(days("2026-03-04", "2026-03-05")).with_needs(&needs)).unwrap();
    assert_eq!(amounts(wednesday.by_budget()), [(adult(1), 2_143), (adult(2), 857)]);

    // Without windows the whole pattern counts: 90 minutes, beside 30.
    let open = [need_without_hours(1, 1), needs[1].clone()];
    let report = package_of.cost(&ask(week).with_needs(&open)).unwrap();
    assert_eq!(amounts(report.by_budget()), [(adult(1), 4_500), (adult(2), 1_500)]);

    // None at all is refused, and so is asking without needs.
    let never = [need(1, 1, "Sun 07:00-09:00"), need(2, 2, "Sun 08:30-10:00")];
    let refused_at = |code| vec![("lines[0].split".to_owned(), code)];
    assert_eq!(refused(package_of.cost(&ask(week).with_needs(&never))), refused_at("no-hours"));
    assert_eq!(refused(package_of.cost(&ask(week))), refused_at("no-needs-handed-over"));
    assert_eq!(
        refused(package_of.cost(&ask(week).with_needs(&needs[..1]))),
        [("lines[0].needs[1]".to_owned(), "need-not-handed-over")]
    );
}

#[test]
fn by_hours_counts_weeks_that_alternate_by_their_mean() {
    let mut line = shared_line(1, 3_000, Unit::Visit);
    line.when = visits("Mon 08:00-09:00");
    line.needs = vec![need_id(1), need_id(2)];
    line.split = Some(SharedBy::Hours);
    // The first needs it every Monday, the second every second: 60 minutes and 30 a week, 2 : 1 on each day.
    let every = Every::weeks(2, day("2026-03-02")).unwrap();
    let needs =
        [need(1, 1, "Mon 08:00-09:00"), need(2, 2, "Mon 08:00-09:00").with_every(Some(every)).unwrap()];
    let report = package([line]).cost(&ask(days("2026-03-09", "2026-03-10")).with_needs(&needs)).unwrap();
    assert_eq!(amounts(report.by_budget()), [(adult(1), 2_000), (adult(2), 1_000)]);
}

#[test]
fn by_hours_is_refused_where_needs_are_as_before_only_after_more_than_twelve_weeks() {
    let mut line = line(1, 3_000, Unit::Visit);
    line.when = visits("Mon 08:00-09:00");
    line.needs = vec![need_id(1), need_id(2)];
    line.budgets = vec![adult(1), BudgetOf::carer(person(1))];
    line.split = Some(SharedBy::Hours);
    let package = package([line]);
    let ask_with = |weeks| {
        let every = |weeks| Some(Every::weeks(weeks, day("2026-03-02")).unwrap());
        let needs = [
            need(1, 1, "Mon 08:00-09:00").with_every(every(3)).unwrap(),
            need(2, 1, "Mon 08:00-09:00").with_every(every(weeks)).unwrap(),
        ];
        package.cost(&ask(days("2026-03-02", "2026-03-03")).with_needs(&needs)).map(|report| report.total)
    };
    // After 12 weeks both of 3 and 4 are as before, after 15 those of 3 and 5.
    assert_eq!(ask_with(4), Ok(pence(3_000)));
    assert_eq!(refused(ask_with(5)), [("lines[0].split".to_owned(), "mixed-cycles")]);
}

#[test]
fn fixed_amounts_are_refused_of_what_has_no_week() {
    let mut once = shared_line(1, 9_000, Unit::OneOff);
    once.period = crate::made::from("2026-03-02");
    once.split = Some(SharedBy::AmountsAWeek(vec![amount(adult(2), 5_000)]));
    let answer = package([once]).cost(&ask(days("2026-03-02", "2026-03-03")));
    assert_eq!(refused(answer), [("lines[0].split".to_owned(), "no-week")]);
}

#[test]
fn by_benefit_equally_and_by_percent() {
    let split = |rule| {
        let mut line = shared_line(1, 1_001, Unit::Day);
        line.split = Some(rule);
        amounts(cost_of([line], days("2026-03-02", "2026-03-03")).by_budget())
    };
    // Half a penny each: equal remainders go by order of id.
    assert_eq!(split(SharedBy::Equally), [(adult(1), 501), (adult(2), 500)]);
    // 1,001 x 2/3 = 667.33…, 333.67…
    let weight = |budget, weight| BudgetWeight { budget, weight };
    let weights = vec![weight(adult(1), 2), weight(adult(2), 1)];
    let reason = PrivateText::new("she is there more often").unwrap();
    assert_eq!(split(SharedBy::Benefit { weights, reason }), [(adult(1), 667), (adult(2), 334)]);
    // 1,001 x 30 % = 300.3, 700.7.
    let percent = |budget, percent| BudgetPercent { budget, percent };
    let percents = vec![percent(adult(1), 30), percent(adult(2), 70)];
    assert_eq!(split(SharedBy::Percent(percents)), [(adult(1), 300), (adult(2), 701)]);
}

#[test]
fn two_budgets_of_one_person_share_like_two_of_two() {
    let mut line = line(1, 1_000, Unit::Day);
    line.budgets = vec![adult(1), BudgetOf::carer(person(1))];
    line.split = Some(SharedBy::Percent(vec![
        BudgetPercent { budget: adult(1), percent: 60 },
        BudgetPercent { budget: BudgetOf::carer(person(1)), percent: 40 },
    ]));
    let report = cost_of([line], days("2026-03-02", "2026-03-03"));
    assert_eq!(amounts(report.by_budget()), [(adult(1), 600), (BudgetOf::carer(person(1)), 400)]);
    assert_eq!(amounts(report.by_person()), [(person(1), 1_000)]);
}

#[test]
fn a_fixed_amount_a_week_leaves_the_rest_to_one() {
    let mut line = shared_line(1, 2_000, Unit::Hour);
    line.when = visits("Mon-Fri 08:00-10:00");
    line.prices.push(Price { from: Some(day("2026-04-06")), ..Price::new(pence(2_500), Unit::Hour) });
    line.split = Some(SharedBy::AmountsAWeek(vec![amount(adult(2), 5_000)]));
    // Ten hours a week: £200 of which £50 are fixed, so 1 : 3 on every day; from 6 April £250, so 1 : 4.
    let report = cost_of([line.clone()], days("2026-03-30", "2026-04-13"));
    assert_eq!(amounts(report.by_budget()), [(adult(1), 15_000 + 20_000), (adult(2), 5_000 + 5_000)]);
    let two_days = cost_of([line.clone()], days("2026-04-05", "2026-04-07"));
    assert_eq!(amounts(two_days.by_budget()), [(adult(1), 4_000), (adult(2), 1_000)]);

    // Nothing left for the one who bears the rest: refused from that date, and not before it.
    line.prices[1].amount = pence(500);
    let package = package([line]);
    assert!(package.cost(&ask(days("2026-03-30", "2026-04-06"))).is_ok());
    let answer = package.cost(&ask(days("2026-03-30", "2026-04-07")));
    let words = answer.as_ref().unwrap_err().to_string();
    assert!(words.contains("2026-04-06"), "{words}");
    assert_eq!(refused(answer), [("lines[0].split".to_owned(), "nothing-left")]);
}

#[test]
fn a_cost_is_split_by_payer_then_by_budget_then_by_need_or_day() {
    let mut line = shared_line(1, 100, Unit::Day);
    line.payer = Payer::Joint { authority: 1, health: 2 };
    line.needs = vec![need_id(1), need_id(2), need_id(3)];
    line.when = visits("daily 08:00-09:00");
    let needs =
        [need(1, 1, "Mon 08:00-09:00"), need(2, 1, "Mon-Wed 08:00-09:00"), need(3, 2, "Mon 08:00-09:00")];
    let question = ask(days("2026-03-02", "2026-03-03")).with_needs(&needs);
    let report = package([line]).cost(&question).unwrap();
    // 100 is 33.33 and 66.67: 33 and 67. 33 is 16.5 twice: 17 and 16. 67 is 34 and 33. Of the first's 17 an hour and three:
    // 4.25 and 12.75, so 4 and 13; of 34, 8.5 and 25.5: 9 and 25.
    let parts: Vec<_> = report
        .parts()
        .map(|(_, part)| {
            let needs: Vec<i64> = part.needs.iter().map(|(_, money)| money.pence()).collect();
            (part.payer.clone(), part.budget, part.cost.pence(), needs)
        })
        .collect();
    assert_eq!(
        parts,
        [
            (PaidBy::PersonalBudget, adult(1), 17, vec![4, 13]),
            (PaidBy::PersonalBudget, adult(2), 16, vec![16]),
            (PaidBy::Health, adult(1), 34, vec![9, 25]),
            (PaidBy::Health, adult(2), 33, vec![33]),
        ]
    );
    assert_eq!(
        amounts(report.by_need()),
        [(Some(need_id(1)), 13), (Some(need_id(2)), 38), (Some(need_id(3)), 49)]
    );
}

#[test]
fn by_need_is_alike_where_no_hours_are_known() {
    let mut line = line(1, 101, Unit::Hour);
    line.when = quantity(Quantity::Minutes(420), 1);
    line.needs = vec![need_id(1), need_id(2)];
    let needs = [need(1, 1, "Mon 08:00-09:00"), need(2, 1, "Mon-Wed 08:00-09:00")];
    let report = package([line]).cost(&ask(days("2026-03-02", "2026-03-03")).with_needs(&needs)).unwrap();
    assert_eq!(amounts(report.by_need()), [(Some(need_id(1)), 51), (Some(need_id(2)), 50)]);
}

#[test]
fn a_cost_of_employing_is_a_share_of_another_line_day_by_day() {
    let mut assistant = line(1, 1_500, Unit::Hour);
    assistant.what = LineKind::PersonalAssistant;
    assistant.when = alternating("Mon-Fri 09:00-13:00", None);
    assistant.pauses.push(mutual_care::package::Pause {
        retainer_percent: 50,
        ..mutual_care::package::Pause::of_all(days("2026-03-04", "2026-03-05"))
    });
    let mut holiday_pay = line(2, 1, Unit::Day);
    holiday_pay.what = LineKind::HolidayPay;
    holiday_pay.prices.clear();
    holiday_pay.share_of = Some(ShareOf { line: line_id(1), share: factor("28/233") });
    let report = cost_of([assistant.clone(), holiday_pay.clone()], days("2026-03-02", "2026-03-09"));
    // Four days of 4 hours at £15 and one at half: 27,000 pence. 28/233 of it: 756,000/233 = 3,244.63…
    assert_eq!(report.lines[0].cost.pence(), 27_000);
    let share = &report.lines[1];
    assert_eq!((share.cost.pence(), share.exact.to_string()), (3_245, "756000/233".into()));
    assert_eq!(share.retained.pence(), 361); // 84,000/233 = 360.5…, of 3,245 the larger remainder
    // In its own days only.
    holiday_pay.period = days("2026-03-02", "2026-03-03");
    let report = cost_of([assistant, holiday_pay], days("2026-03-02", "2026-03-09"));
    assert_eq!(report.lines[1].exact.to_string(), "168000/233");
}

#[test]
fn an_allowance_costs_what_is_booked_and_tells_what_is_not_taken_up() {
    use mutual_care::package::{Allowance, Booking, When};
    let booking = |on, times| Booking { on: day(on), of: Quantity::Times(times) };
    let mut line = line(1, 9_000, Unit::Night);
    line.period = crate::made::from("2025-06-01");
    let bookings = vec![booking("2026-02-10", 20), booking("2026-05-01", 3), booking("2026-07-01", 27)];
    let allowance = Allowance { a_year: Quantity::Times(28), bookings, carries_over: false };
    line.when = Some(When::Allowance(allowance.clone()));
    let report = cost_of([line.clone()], days("2026-03-01", "2026-06-01"));
    assert_eq!(report.total.pence(), 3 * 9_000);
    let told = |report: &mutual_care::package::CostReport| -> Vec<_> {
        let years = report.lines[0].allowance.iter();
        years
            .map(|year| (year.from.to_string(), year.there_is, year.booked, year.not_taken_up, year.over))
            .collect()
    };
    // Of the year to 31 March 2026 eight nights lapse; of the next, 30 are booked of 28.
    assert_eq!(told(&report), [("2025-04-01".into(), 28, 20, 8, 0), ("2026-04-01".into(), 28, 30, 0, 2)]);
    line.when = Some(When::Allowance(Allowance { carries_over: true, ..allowance }));
    let report = cost_of([line.clone()], days("2026-04-01", "2026-06-01"));
    assert_eq!(told(&report), [("2026-04-01".into(), 36, 30, 6, 0)]);
    assert_eq!(cost(line, "2026-07-01", "2026-07-02").0, 27 * 9_000);
}

#[test]
fn what_is_carried_over_is_the_same_whatever_days_are_asked_about() {
    use mutual_care::package::{Allowance, When};
    // Since when it is is not said; the package was drawn up in the year that ends on 31 March 2026.
    let mut line = line(1, 9_000, Unit::Night);
    let a_year = Quantity::Times(28);
    line.when = Some(When::Allowance(Allowance { a_year, bookings: Vec::new(), carries_over: true }));
    for from in ["2021-04-01", "2026-04-01"] {
        let report = cost_of([line.clone()], days(from, "2026-05-01"));
        let year = report.lines[0].allowance.last().unwrap();
        assert_eq!((year.there_is, year.carried_over), (56, 28), "from {from}");
    }
}

#[test]
fn an_allowance_of_hours_costs_by_the_minute() {
    use mutual_care::package::{Allowance, Booking, When};
    let mut line = line(1, 2_000, Unit::Hour);
    let bookings = vec![Booking { on: day("2026-03-03"), of: Quantity::Minutes(45) }];
    line.when =
        Some(When::Allowance(Allowance { a_year: Quantity::Minutes(6_000), bookings, carries_over: false }));
    assert_eq!(each_day(&cost_of([line], days("2026-03-02", "2026-03-05"))), [0, 1_500, 0]);
}

#[test]
fn a_penny_that_is_left_is_enough_for_whoever_bears_the_rest() {
    let fixed = |second: i64| {
        let mut line = shared_line(1, 20_000, Unit::Week);
        line.split = Some(SharedBy::AmountsAWeek(vec![amount(adult(2), second)]));
        package([line]).cost(&ask(days("2026-03-02", "2026-03-09")))
    };
    // £200 a week: of £199.99 a penny is left, of £200 nothing.
    assert_eq!(amounts(fixed(19_999).unwrap().by_budget()), [(adult(1), 1), (adult(2), 19_999)]);
    assert_eq!(refused(fixed(20_000)), [("lines[0].split".to_owned(), "nothing-left")]);
    assert_eq!(refused(fixed(20_001)), [("lines[0].split".to_owned(), "nothing-left")]);
}
