//! Who pays, what is free by law, what may be charged; the embedder's codes.

use mutual_care::base::{Period, Word};
use mutual_care::package::{
    BudgetOf, Free, FreeRule, Line, LineKind, OwnCodes, PaidBy, Pause, Payer, Price, ShareOf, SharedBy,
    SplitThen, Unit,
};

use crate::made::{
    adult, amounts, ask, cost_of, days, factor, from, line, line_id, need, package, pence, person,
    shared_line, visits,
};

fn free(rule: FreeRule, period: Period) -> Free {
    Free { rule, period, decided_on: None, who: Vec::new() }
}

#[test]
fn a_joint_line_is_borne_by_shares() {
    // 2 : 1 of £10.00 is 666.67 and 333.33: the penny that is left goes to the larger remainder.
    let mut joint = line(1, 1_000, Unit::Day);
    joint.payer = Payer::Joint { authority: 2, health: 1 };
    let report = cost_of([joint], days("2026-03-02", "2026-03-03"));
    assert_eq!(amounts(report.by_payer()), [(PaidBy::PersonalBudget, 667), (PaidBy::Health, 333)]);
    let exact: Vec<String> = report.parts().map(|(_, part)| part.exact.to_string()).collect();
    assert_eq!(exact, ["2000/3", "1000/3"]);
}

#[test]
fn payers_stand_in_the_order_of_their_table_and_grants_by_name() {
    // A penny for two is the authority's: equal remainders are served in the order of the table.
    let mut joint = line(1, 1, Unit::Day);
    joint.payer = Payer::Joint { authority: 1, health: 1 };
    let mut lines = vec![joint];
    for (number, payer) in [
        (2, Payer::TopUp),
        (3, Payer::Person),
        (4, Payer::Grant("winter".parse().unwrap())),
        (5, Payer::Grant("autumn".parse().unwrap())),
        (6, Payer::Health),
    ] {
        let mut line = line(number, 100, Unit::Day);
        line.payer = payer;
        lines.push(line);
    }
    let report = cost_of(lines, days("2026-03-02", "2026-03-03"));
    let grant = |name: &str| PaidBy::Grant(name.parse().unwrap());
    assert_eq!(
        amounts(report.by_payer()),
        [
            (PaidBy::PersonalBudget, 1),
            (PaidBy::Health, 100),
            (grant("autumn"), 100),
            (grant("winter"), 100),
            (PaidBy::Person, 100),
            (PaidBy::TopUp, 100),
        ]
    );
}

#[test]
fn the_first_42_days_of_reablement_are_free_and_pauses_count() {
    let mut line = line(1, 1_000, Unit::Day);
    line.free.push(free(FreeRule::Reablement, days("2026-03-02", "2026-06-01")));
    line.pauses.push(Pause::of_all(days("2026-03-10", "2026-03-20")));
    let report = cost_of([line], days("2026-03-02", "2026-05-01"));
    // 2 March to 12 April are 42 days, ten of them paused; 13 to 30 April are 18 days.
    let free_by_law = PaidBy::FreeByLaw(FreeRule::Reablement);
    assert_eq!(amounts(report.by_payer()), [(PaidBy::PersonalBudget, 18_000), (free_by_law, 32_000)]);
    let chargeable: Vec<i64> = report.parts().map(|(_, part)| part.chargeable.pence()).collect();
    assert_eq!(chargeable, [18_000, 0]);
}

#[test]
fn after_care_stands_beside_for_as_long_as_it_lasts() {
    let mut line = line(1, 1_000, Unit::Day);
    line.free.push(free(FreeRule::AfterCare, from("2026-03-04")));
    let report = cost_of([line], days("2026-03-02", "2027-03-02"));
    assert_eq!(
        amounts(report.by_payer()),
        [(PaidBy::PersonalBudget, 2_000), (PaidBy::FreeByLaw(FreeRule::AfterCare), 363_000)]
    );
}

#[test]
fn equipment_up_to_a_thousand_pounds_counts_and_is_not_charged() {
    let mut aid = line(1, 100_000, Unit::OneOff);
    aid.what = LineKind::Equipment;
    aid.period = from("2026-03-02");
    aid.free.push(free(FreeRule::EquipmentOrAdaptation, Period::ALWAYS));
    let report = cost_of([aid], days("2026-03-02", "2026-03-09"));
    let (_, part) = report.parts().next().unwrap();
    assert_eq!(
        (part.payer.clone(), part.cost, part.chargeable),
        (PaidBy::PersonalBudget, pence(100_000), pence(0))
    );
}

#[test]
fn care_of_a_person_with_cjd_is_not_charged_and_the_others_part_is() {
    let mut line = shared_line(1, 1_000, Unit::Day);
    line.free.push(Free { who: vec![person(2)], ..free(FreeRule::Cjd, Period::ALWAYS) });
    let report = cost_of([line], days("2026-03-02", "2026-03-04"));
    let parts: Vec<_> =
        report.parts().map(|(_, part)| (part.budget, part.cost.pence(), part.chargeable.pence())).collect();
    assert_eq!(parts, [(adult(1), 1_000, 1_000), (adult(2), 1_000, 0)]);
}

/// What each budget bears of a line on two days, and what of it may be charged.
fn borne(line: Line) -> Vec<(BudgetOf, i64, i64)> {
    let report = cost_of([line], days("2026-03-02", "2026-03-04"));
    report.parts().map(|(_, part)| (part.budget, part.cost.pence(), part.chargeable.pence())).collect()
}

#[test]
fn cjd_frees_both_budgets_of_that_person_and_of_nobody_else() {
    let carer = |number| BudgetOf::carer(person(number));
    // £15 a day for two people, in three budgets: £10 each on two days.
    let mut line = shared_line(1, 1_500, Unit::Day);
    line.budgets = vec![adult(1), carer(1), adult(2)];
    let cjd = |who| Free { who, ..free(FreeRule::Cjd, Period::ALWAYS) };
    let with = |free| Line { free: vec![free], ..line.clone() };
    let hers = borne(with(cjd(vec![person(1)])));
    assert_eq!(hers, [(adult(1), 1_000, 0), (carer(1), 1_000, 0), (adult(2), 1_000, 1_000)]);
    let his = borne(with(cjd(vec![person(2)])));
    assert_eq!(his, [(adult(1), 1_000, 1_000), (carer(1), 1_000, 1_000), (adult(2), 1_000, 0)]);
    // Both have it, or it is not said who of them: all of the line is free.
    for who in [vec![], vec![person(1), person(2)]] {
        let both = borne(with(cjd(who)));
        assert_eq!(both, [(adult(1), 1_000, 0), (carer(1), 1_000, 0), (adult(2), 1_000, 0)]);
    }
    // It is free on the days of the period only.
    let second_day = Free { period: from("2026-03-03"), ..cjd(vec![person(1)]) };
    assert_eq!(borne(with(second_day))[..2], [(adult(1), 1_000, 500), (carer(1), 1_000, 500)]);
}

#[test]
fn all_that_is_for_a_person_with_cjd_is_free_whoever_bears_it() {
    // For her alone, in her budget and in that of her son as her carer.
    let mut line = line(1, 1_000, Unit::Day);
    line.budgets = vec![adult(1), BudgetOf::carer(person(2))];
    line.split = Some(SharedBy::Equally);
    line.free.push(free(FreeRule::Cjd, Period::ALWAYS));
    assert_eq!(borne(line), [(adult(1), 1_000, 0), (BudgetOf::carer(person(2)), 1_000, 0)]);
}

#[test]
fn what_stands_in_a_budget_is_told_day_by_day() {
    let mut joint = line(1, 900, Unit::Visit);
    joint.payer = Payer::Joint { authority: 1, health: 2 };
    joint.when = visits("Mon 09:00-10:00");
    joint.free.push(free(FreeRule::AfterCare, days("2026-03-05", "2026-03-06")));
    let mut aid = line(2, 5_000, Unit::OneOff);
    aid.what = LineKind::Equipment;
    aid.period = days("2026-03-03", "2026-03-04");
    aid.free.push(free(FreeRule::EquipmentOrAdaptation, Period::ALWAYS));
    let days = package([joint, aid]).budget_days(adult(1), &ask(days("2026-03-02", "2026-03-06"))).unwrap();
    let told: Vec<_> = days
        .iter()
        .map(|day| (day.cost.to_string(), day.chargeable.to_string(), day.has_chargeable_line))
        .collect();
    let day = |cost: &str, chargeable: &str, due| (cost.to_owned(), chargeable.to_owned(), due);
    // Monday: a third of £9. Tuesday: the aid, which is not charged, beside the line. Wednesday: the line runs, and has no
    // visit. Thursday: it stands beside.
    assert_eq!(
        told,
        [
            day("300/1", "300/1", true),
            day("5000/1", "0/1", true),
            day("0/1", "0/1", true),
            day("0/1", "0/1", false)
        ]
    );
}

/// For which days of a week from Monday 2 March a contribution is due.
fn due(lines: impl IntoIterator<Item = Line>) -> Vec<bool> {
    let week = package(lines).budget_days(adult(1), &ask(days("2026-03-02", "2026-03-09"))).unwrap();
    week.iter().map(|day| day.has_chargeable_line).collect()
}

#[test]
fn what_is_owed_once_makes_a_contribution_due_on_its_day_only() {
    let mut once = line(1, 5_000, Unit::OneOff);
    once.period = from("2026-03-04");
    assert_eq!(due([once.clone()]), [false, false, true, false, false, false, false]);
    // In a pause without a retainer it is owed all the same; and its period ends with notice, which makes nothing due.
    once.pauses.push(Pause::of_all(days("2026-03-04", "2026-03-06")));
    once.period = days("2026-03-04", "2026-03-06");
    (once.notice_days, once.told_on) = (Some(7), Some(crate::made::day("2026-03-05")));
    assert_eq!(due([once.clone()]), [false, false, true, false, false, false, false]);
    // A share of it is owed on that day too.
    let mut insurance = line(2, 1, Unit::Day);
    (insurance.what, insurance.prices) = (LineKind::EmployersInsurance, Vec::new());
    insurance.share_of = Some(ShareOf { line: line_id(1), share: factor("1/10") });
    once.payer = Payer::Health;
    assert_eq!(due([once.clone()]), [false; 7]);
    assert_eq!(due([once, insurance]), [false, false, true, false, false, false, false]);
    // Equipment that is not charged makes nothing due even on its day; the dearer aid beside it does.
    let aid = |number, pence| {
        let mut aid = line(number, pence, Unit::OneOff);
        (aid.what, aid.period) = (LineKind::Equipment, from("2026-03-04"));
        aid
    };
    let mut free_aid = aid(3, 100_000);
    free_aid.free.push(free(FreeRule::EquipmentOrAdaptation, Period::ALWAYS));
    assert_eq!(due([free_aid.clone()]), [false; 7]);
    assert_eq!(due([free_aid, aid(4, 100_001)]), [false, false, true, false, false, false, false]);
    // Put in for £50 on the 4th, and £3 a week from the 6th on: then it is a line that runs.
    let mut alarm = aid(5, 5_000);
    alarm
        .prices
        .push(Price { from: Some(crate::made::day("2026-03-06")), ..Price::new(pence(300), Unit::Week) });
    assert_eq!(due([alarm]), [false, false, true, false, true, true, true]);
}

#[test]
fn a_contribution_is_due_while_a_line_runs_is_retained_or_is_owed_for_notice() {
    let mut daily = line(1, 1_000, Unit::Day);
    daily.period = days("2026-03-03", "2026-03-07");
    assert_eq!(due([daily.clone()]), [false, true, true, true, true, false, false]);
    // Paused on the 4th without a retainer, on the 5th with 1 %.
    daily.pauses.push(Pause::of_all(days("2026-03-04", "2026-03-05")));
    daily.pauses.push(Pause { retainer_percent: 1, ..Pause::of_all(days("2026-03-05", "2026-03-06")) });
    assert_eq!(due([daily.clone()]), [false, true, false, true, true, false, false]);
    // It ends on the 6th; the provider was told on the 5th, with three days of notice: owed until the 7th. Of the pauses it
    // was told in time.
    (daily.notice_days, daily.told_on) = (Some(3), Some(crate::made::day("2026-03-05")));
    assert_eq!(due([daily.clone()]), [false, true, false, true, true, true, false]);
    // Told of the first pause on the 2nd, it is owed until the 4th, that day included.
    daily.pauses[0].told_on = Some(crate::made::day("2026-03-02"));
    assert_eq!(due([daily]), [false, true, true, true, true, true, false]);
}

#[test]
fn a_day_of_a_budget_with_a_line_that_nobody_priced_says_so() {
    let not_priced = |lines: Vec<Line>, budget| -> Vec<bool> {
        let week = package(lines).budget_days(budget, &ask(days("2026-03-02", "2026-03-06"))).unwrap();
        week.iter().map(|day| day.has_line_not_priced).collect()
    };
    let mut open = shared_line(1, 1_000, Unit::Day);
    open.prices[0].from = Some(crate::made::day("2026-03-04"));
    open.period = from("2026-03-03");
    assert_eq!(not_priced(vec![open.clone()], adult(1)), [false, true, false, false]);
    assert_eq!(not_priced(vec![open.clone()], adult(2)), [false, true, false, false]);
    assert_eq!(not_priced(vec![open.clone()], adult(3)), [false; 4]);
    // Beside the budget, paid by somebody else, or known to cost nothing, it says nothing of the budget.
    let mut beside = open.clone();
    beside.free.push(free(FreeRule::AfterCare, days("2026-03-03", "2026-03-04")));
    assert_eq!(not_priced(vec![beside], adult(1)), [false; 4]);
    assert_eq!(not_priced(vec![Line { payer: Payer::Health, ..open.clone() }], adult(1)), [false; 4]);
    let nothing = Line { prices: Vec::new(), costs_nothing: true, ..open.clone() };
    assert_eq!(not_priced(vec![nothing], adult(1)), [false; 4]);
    // While it is paused for the first, it is shared between those who are left.
    open.pauses.push(Pause {
        who: vec![person(1)],
        split_then: Some(SplitThen::BetweenThoseLeft(SharedBy::Equally)),
        ..Pause::of_all(days("2026-03-03", "2026-03-05"))
    });
    assert_eq!(not_priced(vec![open.clone()], adult(1)), [false; 4]);
    assert_eq!(not_priced(vec![open], adult(2)), [false, true, false, false]);
}

#[test]
fn codes_of_ones_own_group_a_report() {
    let coded = |number, code: &str| {
        let mut line = line(number, 100, Unit::Day);
        line.codes = OwnCodes::new([("cost_centre".parse().unwrap(), code.parse().unwrap())]).unwrap();
        line
    };
    let report = cost_of(
        [coded(1, "b"), coded(2, "a"), coded(3, "b"), line(4, 1, Unit::Day)],
        days("2026-03-02", "2026-03-03"),
    );
    let word = |text: &str| Some(text.parse::<Word>().unwrap());
    assert_eq!(amounts(report.by_code("cost_centre")), [(None, 1), (word("a"), 100), (word("b"), 200)]);
    assert_eq!(amounts(report.by_code("order")), [(None, 301)]);
}

#[test]
fn every_table_adds_up_both_ways() {
    let mut lines = Vec::new();
    for number in 1..=7 {
        let mut line = shared_line(number, 101 + i64::try_from(number).unwrap(), Unit::Week);
        line.budgets = vec![adult(1), adult(2), BudgetOf::carer(person(3))];
        line.split = Some(SharedBy::Equally);
        line.needs = vec![crate::made::need_id(1), crate::made::need_id(2)];
        line.payer = Payer::Joint { authority: 3, health: 4 };
        lines.push(line);
    }
    let needs = [need(1, 1, "Mon 09:00-10:00"), need(2, 1, "Mon 12:00-13:00")];
    let question = ask(days("2026-03-02", "2026-04-08")).with_needs(&needs).by_day();
    let report = package(lines).cost(&question).unwrap();
    let lines = report.table(|line, _| line.line, |_, part| part.payer.clone());
    let budgets = report.table(|_, part| part.budget, |_, part| part.payer.clone());
    let (needs, days) = (report.needs_by_payer(), report.days_by_payer().unwrap());
    let by_payer: Vec<_> = report.by_payer().into_iter().map(|(_, money)| money).collect();
    for columns in
        [lines.column_totals(), budgets.column_totals(), needs.column_totals(), days.column_totals()]
    {
        assert_eq!(columns, by_payer);
    }
    assert_eq!(lines.row_totals(), report.lines.iter().map(|line| line.cost).collect::<Vec<_>>());
    let by_budget: Vec<_> = report.by_budget().into_iter().map(|(_, money)| money).collect();
    assert_eq!(budgets.row_totals(), by_budget);
    assert_eq!(report.days_by_budget().unwrap().column_totals(), by_budget);
    for total in [lines.total(), budgets.total(), needs.total(), days.total()] {
        assert_eq!(total, report.total);
    }
}

#[test]
fn the_free_weeks_end_with_the_42nd_day_and_a_new_period_begins_anew() {
    let mut line = line(1, 1_000, Unit::Day);
    let decided = |on: &str, period| Free {
        decided_on: Some(crate::made::day(on)),
        ..free(FreeRule::Reablement, period)
    };
    line.free.push(decided("2026-02-27", days("2026-03-02", "2026-06-01")));
    let beside = |line: &Line, on: &str| {
        let day = crate::made::day(on);
        let one = Period::new(Some(day), day.succ_opt()).unwrap();
        cost_of([line.clone()], one).by_payer()[0].0 != PaidBy::PersonalBudget
    };
    // The first is 2 March, the 42nd 12 April.
    for (on, is_free) in
        [("2026-03-01", false), ("2026-03-02", true), ("2026-04-12", true), ("2026-04-13", false)]
    {
        assert_eq!(beside(&line, on), is_free, "{on}");
    }
    // A second period with its own decision has its own 42 days: from 1 September to 12 October.
    line.free.push(decided("2026-08-30", days("2026-09-01", "2026-12-01")));
    for (on, is_free) in
        [("2026-08-31", false), ("2026-09-01", true), ("2026-10-12", true), ("2026-10-13", false)]
    {
        assert_eq!(beside(&line, on), is_free, "{on}");
    }
    // A period of ten days frees ten.
    line.free[0].period = days("2026-03-02", "2026-03-12");
    assert_eq!((beside(&line, "2026-03-11"), beside(&line, "2026-03-12")), (true, false));
}

#[test]
fn equal_remainders_between_payers_are_served_in_the_order_of_their_table() {
    // A penny a day, retained at 50 % on two days: a penny in all, half on each. The first day stands beside the budget.
    let halves = |payer| {
        let mut line = line(1, 1, Unit::Day);
        line.payer = payer;
        line.pauses.push(Pause { retainer_percent: 50, ..Pause::of_all(days("2026-03-02", "2026-03-04")) });
        line.free.push(free(FreeRule::AfterCare, days("2026-03-02", "2026-03-03")));
        amounts(cost_of([line], days("2026-03-02", "2026-03-04")).by_payer())
    };
    let after_care = PaidBy::FreeByLaw(FreeRule::AfterCare);
    let grant: Word = "winter".parse().unwrap();
    for (payer, first) in [
        (Payer::PersonalBudget, PaidBy::PersonalBudget),
        (Payer::Health, PaidBy::Health),
        (Payer::Grant(grant.clone()), PaidBy::Grant(grant)),
        (Payer::Person, PaidBy::Person),
        (Payer::TopUp, PaidBy::TopUp),
    ] {
        assert_eq!(halves(payer), [(first, 1), (after_care.clone(), 0)]);
    }
}

#[test]
fn equal_remainders_between_days_are_served_by_date_and_between_budgets_by_id() {
    // Three pence over two days of two budgets: by budget 2 and 1; of the first's two, one on each day; of the second's one,
    // the first day gets it.
    let mut line = shared_line(1, 3, Unit::TwoWeeks);
    line.period = from("2026-03-02");
    line.split = Some(SharedBy::Equally);
    let report = cost_of([line], days("2026-03-02", "2026-03-16"));
    assert_eq!(amounts(report.by_budget()), [(adult(1), 2), (adult(2), 1)]);
    let by_budget = report.days_by_budget().unwrap();
    let of = |place: usize| -> Vec<i64> { by_budget.iter().map(|(_, cells)| cells[place].pence()).collect() };
    assert_eq!(of(0), [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(of(1), [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
}
