//! Statements as at a date, each figure worked out by hand. 2 March 2026 is a Monday.

use mutual_care::base::{Code, England, Fact, Money, NeedId, Period, Problem, SourceId, Told, WhyNotKnown};
use mutual_care::budget::held::{Held, HeldAs, LineHeld, Paid, Recipient};
use mutual_care::budget::ledger::{
    BudgetInLedger, EndsOn, FallsDue, Ledger, Posting, Rhythm, Schedule, Scheduled, ScheduledOwed, Weekly,
};
use mutual_care::budget::{
    AlonePrice, AloneSource, BudgetStatement, Contribution, NotCharged, Pays, PersonalBudget,
    StatementQuestion,
};
use mutual_care::need::Need;
use mutual_care::package::{
    Factor, Free, FreeRule, Line, LineKind, Package, PaidBy, Payer, Price, ShareOf, SharedBy, Unit,
};

use crate::made::{
    adult, budget, budget_id, carer, codes, contributes, day, days, fraction, household, line, line_id, need,
    need_id, package, parts, pence, person, visits,
};

fn on(date: &str) -> StatementQuestion<'static> {
    StatementQuestion::new(day(date), &England)
}

fn statement(budget: &PersonalBudget, package: &Package) -> BudgetStatement {
    budget.statement(package, &on("2026-03-02")).unwrap()
}

fn shared(number: u128, amount: i64, per: Unit) -> Line {
    Line { people: vec![person(1), person(2)], split: Some(SharedBy::Equally), ..line(number, amount, per) }
}

#[expect(clippy::unnecessary_wraps, reason = "a statement has it where the contribution is known")]
fn pays(of_person: i64, of_authority: i64) -> Option<Pays> {
    Some(Pays { person: pence(of_person), authority: pence(of_authority) })
}

#[test]
fn cost_is_what_the_person_and_the_authority_pay_line_by_line() {
    // £10.01 a day shared: £70.07 a week, £35.04 and £35.03. £33.33 a week alone.
    let some = package(vec![shared(1, 1_001, Unit::Day), line(2, 3_333, Unit::Week)]);
    let one = statement(&contributes(1, 4_200), &some);
    assert_eq!((one.cost, one.chargeable, one.pays), (pence(6_837), pence(6_837), pays(4_200, 2_637)));
    // 4200 x 3504/6837 = 2152.52 and 4200 x 3333/6837 = 2047.48: the penny goes to the larger remainder.
    let lines: Vec<_> = one.lines.iter().map(|line| (line.cost.pence(), line.pays)).collect();
    assert_eq!(lines, [(3_504, pays(2_153, 1_351)), (3_333, pays(2_047, 1_286))]);
    let two = statement(&contributes(2, 0), &some);
    assert_eq!((two.cost, two.pays), (pence(3_503), pays(0, 3_503)));
    assert_eq!(one.exact, fraction("13673/2"));
}

#[test]
fn by_need_it_adds_up_to_the_cost_and_to_what_each_pays() {
    let needs: Vec<Need> = vec![need(1, 1, "daily 08:00-09:00"), need(2, 1, "daily 08:00-08:30")];
    let mut some = visits(1, 1_001, "daily 08:00-09:00");
    some.needs = vec![need_id(1), need_id(2)];
    let some = package(vec![some, line(2, 500, Unit::Week)]);
    let question = on("2026-03-02").with_needs(&needs);
    let statement = contributes(1, 4_200).statement(&some, &question).unwrap();
    // £70.07 a week by 60 and 30 minutes: £46.71 and £23.36. £42 by £70.07 and £5: 3920.26 and 279.74.
    let parts: Vec<(Option<NeedId>, i64, Option<Pays>)> =
        statement.by_need().iter().map(|part| (part.need, part.cost.pence(), part.pays)).collect();
    // £39.20 by £46.71 and £23.36: 2613.15 and 1306.85.
    assert_eq!(
        parts,
        [
            (None, 500, pays(280, 220)),
            (Some(need_id(1)), 4_671, pays(2_613, 2_058)),
            (Some(need_id(2)), 2_336, pays(1_307, 1_029)),
        ]
    );
}

#[test]
fn until_the_contribution_is_known_it_gives_the_cost_alone() {
    let mut some = parts(1);
    some.contribution = Fact::not_known(WhyNotKnown::Declined);
    let statement = statement(&budget(some), &package(vec![line(1, 1_000, Unit::Day)]));
    assert_eq!((statement.cost, statement.pays, statement.charged), (pence(7_000), None, None));
    assert_eq!(statement.contribution, Told::NotKnown(WhyNotKnown::Declined));
    assert_eq!((statement.year.cost, statement.year.pays), (pence(30_000), None));
    assert_eq!(statement.lines[0].pays, None);
    assert_eq!(codes(&statement.findings()), ["contribution-not-assessed"]);
}

#[test]
fn what_stands_beside_is_told_with_its_rule_and_what_is_not_charged_too() {
    let free =
        |rule| vec![Free { rule, period: days("2026-03-02", "2026-06-01"), decided_on: None, who: vec![] }];
    let mut fee = line(6, 700, Unit::Week);
    fee.what = LineKind::ArrangementFee;
    fee.payer = Payer::Person;
    let some = package(vec![
        Line { free: free(FreeRule::Reablement), ..line(1, 1_000, Unit::Week) },
        Line { free: free(FreeRule::AfterCare), ..line(2, 2_000, Unit::Week) },
        Line { payer: Payer::Joint { authority: 1, health: 2 }, ..line(3, 3_001, Unit::Week) },
        Line { free: free(FreeRule::Cjd), ..line(4, 4_000, Unit::Week) },
        line(5, 5_000, Unit::Week),
        fee,
    ]);
    let statement = statement(&contributes(1, 6_000), &some);
    let beside: Vec<_> =
        statement.beside.iter().map(|one| (one.line, one.by.clone(), one.cost.pence())).collect();
    assert_eq!(
        beside,
        [
            (line_id(1), PaidBy::FreeByLaw(FreeRule::Reablement), 1_000),
            (line_id(2), PaidBy::FreeByLaw(FreeRule::AfterCare), 2_000),
            // A third of 30.01 is 10.0033: two thirds 20.01.
            (line_id(3), PaidBy::Health, 2_001),
        ]
    );
    let lines: Vec<_> = (statement.lines.iter())
        .map(|one| (one.line, one.cost.pence(), one.chargeable.pence(), one.not_charged))
        .collect();
    assert_eq!(
        lines,
        [
            (line_id(3), 1_000, 1_000, None),
            (line_id(4), 4_000, 0, Some(NotCharged::Freed(FreeRule::Cjd))),
            (line_id(5), 5_000, 5_000, None),
        ]
    );
    assert_eq!(
        (statement.cost, statement.chargeable, statement.pays),
        (pence(10_000), pence(6_000), pays(6_000, 4_000))
    );
    assert_eq!(statement.fees.iter().map(|fee| fee.cost.pence()).collect::<Vec<_>>(), [700]);
    assert!(FreeRule::Cjd.basis() == NotCharged::Freed(FreeRule::Cjd).basis());
}

#[test]
fn a_contribution_above_what_may_be_charged_is_refused_and_a_later_fall_caps() {
    let refused = |weekly, package: &Package, date: &str| {
        let problems = contributes(1, weekly).statement(package, &on(date)).unwrap_err();
        problems.iter().map(|one| (one.place().to_owned(), one.code())).collect::<Vec<_>>()
    };
    let above = [("contribution".to_owned(), "contribution-above-cost")];
    let plain = package(vec![line(1, 5_000, Unit::Week)]);
    assert_eq!(statement(&contributes(1, 5_000), &plain).pays, pays(5_000, 0));
    assert_eq!(refused(5_001, &plain, "2026-03-02"), above);
    // A second line begins later and ends again: £100 a week from 9 March to 3 May.
    let rises = Line { period: days("2026-03-09", "2026-05-04"), ..line(2, 5_000, Unit::Week) };
    let rises = package(vec![line(1, 5_000, Unit::Week), rises]);
    assert_eq!(refused(8_000, &rises, "2026-03-08"), above);
    let within = contributes(1, 8_000).statement(&rises, &on("2026-03-09")).unwrap();
    assert_eq!((within.pays, within.is_capped), (pays(8_000, 2_000), false));
    let fallen = contributes(1, 8_000).statement(&rises, &on("2026-05-04")).unwrap();
    assert_eq!((fallen.pays, fallen.is_capped), (pays(5_000, 0), true));
    assert_eq!(codes(&fallen.findings()), ["cost-below-contribution"]);
    // Above it all the time.
    assert_eq!(refused(10_001, &rises, "2026-05-04"), above);
    let early = contributes(1, 0).statement(&rises, &on("2026-03-01")).unwrap_err();
    assert_eq!(early.iter().next().map(Problem::code), Some("before-it-begins"));
}

fn held(paid: Paid) -> PersonalBudget {
    let mut some = parts(1);
    some.contribution = Fact::known(Contribution::from(some.begins_on, pence(6_000)));
    let provider = SourceId::new(line_id(9).uuid());
    some.held = Held::all(HeldAs::Managed);
    some.held.paid = paid;
    some.held.lines = vec![
        LineHeld { line: line_id(2), held: HeldAs::DirectPayment { to: Recipient::ThePerson } },
        LineHeld { line: line_id(3), held: HeldAs::ServiceFund { with: provider } },
    ];
    budget(some)
}

#[test]
fn the_contribution_is_taken_from_the_direct_payment_first_and_the_rest_is_charged() {
    let three =
        package(vec![line(1, 10_000, Unit::Week), line(2, 5_000, Unit::Week), line(3, 2_000, Unit::Week)]);
    let of = |statement: &BudgetStatement| {
        let held = statement.held.iter().map(|part| {
            (
                part.held.holding().code(),
                part.cost.pence(),
                part.taken.map(Money::pence),
                part.put_in.map(Money::pence),
            )
        });
        (held.collect::<Vec<_>>(), statement.charged.map(Money::pence))
    };
    // £60: £50 are taken from the direct payment, down to nothing, and £10 are charged.
    let net = statement(&held(Paid::Net), &three);
    assert_eq!(
        of(&net),
        (
            vec![
                ("managed", 10_000, Some(0), Some(10_000)),
                ("direct_payment", 5_000, Some(5_000), Some(0)),
                ("service_fund", 2_000, Some(0), Some(2_000)),
            ],
            Some(1_000)
        )
    );
    // What is put in less what is charged is what the authority pays.
    assert_eq!(net.pays, pays(6_000, 10_000 + 2_000 - 1_000));
    let gross = statement(&held(Paid::Gross), &three);
    assert_eq!(of(&gross).0[1], ("direct_payment", 5_000, Some(0), Some(5_000)));
    assert_eq!(gross.charged, Some(pence(6_000)));
    // Suspended from the 9th on: the same cost, all of it held by the authority.
    let suspended =
        held(Paid::Net).statement(&three, &on("2026-03-09").suspended(day("2026-03-09"))).unwrap();
    assert_eq!(of(&suspended), (vec![("managed", 17_000, Some(0), Some(17_000))], Some(6_000)));
    assert_eq!(suspended.suspended_from, Some(day("2026-03-09")));
    let before = held(Paid::Net).statement(&three, &on("2026-03-08").suspended(day("2026-03-09"))).unwrap();
    assert_eq!((before.held.len(), before.suspended_from), (3, None));
    // Not known what they contribute, nobody knows what is paid net of it.
    let mut unknown = held(Paid::Net).into_parts();
    unknown.contribution = Fact::default();
    let unknown = statement(&budget(unknown), &three);
    assert_eq!(unknown.held[1].put_in, None);
    assert_eq!(unknown.held[0].put_in, Some(pence(10_000)));
}

#[test]
fn the_year_and_what_is_owed_once_stand_beside_the_week() {
    let once =
        Line { period: Period::new(Some(day("2026-03-03")), None).unwrap(), ..line(2, 50_000, Unit::OneOff) };
    let next_year =
        Line { period: Period::new(Some(day("2026-05-08")), None).unwrap(), ..line(3, 70_000, Unit::OneOff) };
    let some = package(vec![line(1, 1_000, Unit::Day), once, next_year]);
    let march = contributes(1, 4_200).statement(&some, &on("2026-03-04")).unwrap();
    assert_eq!((march.cost, march.without_week.as_slice()), (pence(7_000), [line_id(2)].as_slice()));
    assert_eq!(march.once.len(), 1);
    assert_eq!(
        (march.once[0].line, march.once[0].on, march.once[0].cost),
        (line_id(2), day("2026-03-03"), pence(50_000))
    );
    // 2 to 31 March: 30 days at £10 and £500; £6 a day are charged.
    assert_eq!(march.year.period, days("2026-03-02", "2026-04-01"));
    assert_eq!((march.year.cost, march.year.pays), (pence(80_000), pays(18_000, 62_000)));
    // From April on: 365 days at £10 and £700; £6 a day.
    let april = contributes(1, 4_200).statement(&some, &on("2026-04-01")).unwrap();
    assert_eq!((april.year.cost, april.year.pays), (pence(435_000), pays(219_000, 216_000)));
}

#[test]
fn what_nobody_priced_is_listed_and_the_statement_is_without_it() {
    let mut unpriced = line(2, 1, Unit::Week);
    unpriced.prices.clear();
    let of_other = Line { people: vec![person(2)], prices: vec![], ..line(3, 1, Unit::Week) };
    let some = package(vec![line(1, 1_000, Unit::Day), unpriced, of_other]);
    let statement = statement(&contributes(1, 4_200), &some);
    assert_eq!((statement.cost, statement.not_priced.as_slice()), (pence(7_000), [line_id(2)].as_slice()));
    assert_eq!(statement.year.not_priced, [(line_id(2), days("2026-03-02", "2026-04-01"))]);
    assert_eq!(codes(&statement.findings()), ["statement-without-line"]);
}

fn alone(number: u128, price: Price) -> AlonePrice {
    AlonePrice::new(line_id(number), price, AloneSource::Quote, day("2026-02-20"))
}

#[test]
fn a_share_is_held_against_what_the_line_would_cost_alone() {
    // An hour a day at £20 shared: £140 a week, £70 each. Alone half an hour at £22: £77 a week.
    let mut some = shared(1, 2_000, Unit::Hour);
    some.when = visits(1, 1, "daily 08:00-09:00").when;
    // An employer's share of a twentieth hangs on it.
    let pension = Line {
        what: LineKind::EmployersPension,
        prices: vec![],
        share_of: Some(ShareOf { line: line_id(1), share: Factor::new(1, 20).unwrap() }),
        ..shared(2, 1, Unit::Week)
    };
    let some = package(vec![some, pension, line(3, 1_000, Unit::Week)]);
    let with = |alone: Vec<AlonePrice>| {
        let mut parts = contributes(1, 0).into_parts();
        parts.alone = alone;
        statement(&budget(parts), &some)
    };
    let nothing = with(vec![]);
    assert_eq!(codes(&nothing.findings()), ["cost-alone-not-known", "cost-alone-not-known"]);
    assert_eq!((nothing.alone.len(), nothing.saved()), (2, None));
    let mut half_an_hour = alone(1, Price::new(pence(2_200), Unit::Hour));
    half_an_hour.when = visits(1, 1, "daily 08:00-08:30").when;
    let saves = with(vec![half_an_hour.clone()]);
    let figures: Vec<_> = (saves.alone.iter())
        .map(|view| {
            (view.share.pence(), view.alone.as_ref().map(|alone| (alone.cost.pence(), alone.saved.pence())))
        })
        .collect();
    // The pension: a twentieth of £70 and of £77.
    assert_eq!(figures, [(7_000, Some((7_700, 700))), (350, Some((385, 35)))]);
    assert_eq!(saves.saved(), Some(pence(735)));
    assert!(saves.findings().is_empty());
    // As much as alone: nothing is saved, and that is no fault.
    half_an_hour.price.amount = pence(2_000);
    let as_much = with(vec![half_an_hour.clone()]);
    assert_eq!(as_much.saved(), Some(Money::ZERO));
    assert!(as_much.findings().is_empty());
    half_an_hour.price.amount = pence(1_999);
    let above = with(vec![half_an_hour]);
    assert_eq!(codes(&above.findings()), ["share-above-alone", "share-above-alone"]);
    assert_eq!(above.alone[0].alone.as_ref().map(|alone| alone.saved.pence()), Some(-3));
    // A price by the visit goes with the line's hours, one by the night of nothing does not.
    let mut parts = contributes(1, 0).into_parts();
    parts.alone = vec![alone(2, Price::new(pence(1), Unit::Night))];
    let problems = budget(parts).statement(&some, &on("2026-03-02")).unwrap_err();
    assert_eq!(problems.iter().map(|one| one.place().to_owned()).collect::<Vec<_>>(), ["alone[0].price"]);
}

#[test]
fn care_of_the_adult_that_meets_a_carers_need_is_told_of_in_both() {
    // The second person cares for the first one.
    let needs = vec![need(1, 1, "daily 08:00-09:00"), need(2, 2, "daily 08:00-09:00")];
    let question = on("2026-03-02").with_needs(&needs);
    let respite = |budgets| Line {
        budgets,
        needs: vec![need_id(1), need_id(2)],
        what: LineKind::ReplacementCare,
        ..line(1, 1_000, Unit::Day)
    };
    let of_carer = |contribution: i64| {
        let mut some = parts(2);
        some.of = carer(2);
        some.contribution = Fact::known(Contribution::from(some.begins_on, pence(contribution)));
        budget(some)
    };
    // In the adult's budget: the adult is charged.
    let in_adults = package(vec![respite(vec![])]);
    let adults = contributes(1, 4_200).statement(&in_adults, &question).unwrap();
    assert_eq!(
        (adults.pays, adults.lines[0].also_for.as_slice()),
        (pays(4_200, 2_800), [person(2)].as_slice())
    );
    let carers = of_carer(0).statement(&in_adults, &question).unwrap();
    assert_eq!((carers.cost, carers.elsewhere.len()), (Money::ZERO, 1));
    assert_eq!(carers.elsewhere[0].stands_in, [adult(1)]);
    // In the carer's: it costs the budget, and nothing of it is charged to the carer.
    let in_carers = package(vec![respite(vec![carer(2)])]);
    let carers = of_carer(0).statement(&in_carers, &question).unwrap();
    assert_eq!((carers.cost, carers.chargeable), (pence(7_000), Money::ZERO));
    assert_eq!(carers.lines[0].not_charged, Some(NotCharged::CareOfAdult));
    assert_eq!(carers.lines[0].also_for, [person(1)]);
    assert!(of_carer(1).statement(&in_carers, &question).is_err());
    let adults = contributes(1, 0).statement(&in_carers, &question).unwrap();
    assert_eq!((adults.cost, adults.elsewhere[0].stands_in.as_slice()), (Money::ZERO, [carer(2)].as_slice()));
}

#[test]
fn what_was_paid_ahead_of_a_suspension_falls_due_to_come_back() {
    // £50 a week by direct payment, less £42: £8 a week, every four weeks ahead. Suspended after one week.
    let held = HeldAs::DirectPayment { to: Recipient::ThePerson };
    let mut some = contributes(1, 4_200).into_parts();
    some.held = Held::all(held);
    let statement = statement(&budget(some), &package(vec![line(1, 5_000, Unit::Week)]));
    let weekly = statement.held[0].put_in.unwrap();
    assert_eq!(weekly, pence(800));
    let id = budget_id(1);
    let mut ledger = Ledger::new(household());
    ledger.add_budget(BudgetInLedger { id, of: adult(1), from: day("2026-03-02") }).unwrap();
    let rhythm = Rhythm { from: day("2026-03-02"), every_weeks: 4, falls_due: FallsDue::Ahead };
    let schedule = Schedule::new(id, Scheduled::Payment(held.holding()), rhythm);
    let owed = Weekly::new(day("2026-03-02"), weekly);
    let ahead = ledger.due(&[ScheduledOwed { schedule: &schedule, owed: &owed }], day("2026-03-02")).unwrap();
    assert_eq!(ahead[0].pence(), pence(3_200));
    let posting =
        Posting::new(crate::made::id(7, 1), ahead[0].movement.clone(), day("2026-03-02"), person(1));
    ledger.post(posting).unwrap();
    let until_suspended = EndsOn::new(&owed, day("2026-03-09"));
    let by = [ScheduledOwed { schedule: &schedule, owed: &until_suspended }];
    let back = ledger.due(&by, day("2026-03-09")).unwrap();
    assert_eq!((back.len(), back[0].pence()), (1, pence(-2_400)));
}
