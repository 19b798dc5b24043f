//! Commitments, the forecast to the year's end, and the surplus with its working, by hand.

use mutual_care::base::{Fraction, Money, Period, Told, WhyNotKnown};
use mutual_care::budget::Holding;
use mutual_care::budget::ledger::{
    AskedAbout, FallsDue, LedgerPolicy, Movement, OwedOverTime, PaidTo, PlannedLine, Posting, Rhythm,
    Schedule, Scheduled, ScheduledOwed, SetAsideFor, Surplus, SurplusQuestion, Weekly, WhyOwedBack, Working,
};

use crate::made_up::*;

fn planned(line: mutual_care::base::PackageLineId, owed: &dyn OwedOverTime) -> PlannedLine<'_> {
    PlannedLine { budget: HERS, line, holding: DIRECT, period: Period::ALWAYS, owed: Some(owed) }
}

/// Home care at £70 a week, £10 a day, from 1 April 2026. On the 14th £140 is owed and £100 paid: £40 is due. To 31 March
/// 2027 there are 365 days, £3,650: £3,510 to come.
#[test]
fn what_is_committed_is_what_is_owed_and_not_paid_and_what_is_to_come() {
    let mut ledger = empty();
    let owed = weekly(7_000);
    let plan = [planned(HOME_CARE, &owed)];
    post(&mut ledger, april(1), paid(HERS, 50_000));
    post(&mut ledger, april(9), spent(HERS, HOME_CARE, 12_000));
    let refund = Movement::SpendingRefunded {
        budget: HERS,
        holding: DIRECT,
        line: HOME_CARE,
        need: None,
        pence: pence(2_000),
    };
    post(&mut ledger, april(10), refund);
    // After the day: not counted on it.
    post(&mut ledger, april(15), spent(HERS, HOME_CARE, 3_000));
    let of = ledger.commitments(&plan, april(14)).unwrap();
    assert_eq!((of.on, of.year_ends_on), (april(14), day(2027, 3, 31)));
    let [line] = of.lines[..] else { panic!() };
    let found = [line.owed, line.spent, line.unpaid, line.to_come].map(Money::pence);
    assert_eq!(found, [14_000, 10_000, 4_000, 351_000]);
    assert_eq!((of.unpaid(HERS, DIRECT), of.to_come(HERS, DIRECT)), (pence(4_000), pence(351_000)));
    assert_eq!(of.unpaid(HERS, Holding::Managed), Money::ZERO);
    assert_eq!(of.unpaid(HIS, DIRECT), Money::ZERO);
}

/// Paid ahead: £200 by the 14th, of which £140 is owed. Nothing is due, and £60 less is to come.
#[test]
fn what_is_paid_ahead_is_not_to_come_any_more() {
    let mut ledger = empty();
    let owed = weekly(7_000);
    post(&mut ledger, april(9), spent(HERS, HOME_CARE, 20_000));
    let of = ledger.commitments(&[planned(HOME_CARE, &owed)], april(14)).unwrap();
    assert_eq!((of.lines[0].unpaid, of.lines[0].to_come), (Money::ZERO, pence(365_000 - 20_000)));
    // More than is owed in all: nothing is to come, and it is not less than nothing.
    post(&mut ledger, april(10), spent(HERS, HOME_CARE, 400_000));
    let of = ledger.commitments(&[planned(HOME_CARE, &owed)], april(14)).unwrap();
    assert_eq!((of.lines[0].unpaid, of.lines[0].to_come), (Money::ZERO, Money::ZERO));
}

/// The year ends on 31 March: on that day itself nothing is to come; on 1 April a whole year is, less the day that is over.
#[test]
fn the_year_ends_on_the_31st_of_march() {
    let ledger = empty();
    let owed = weekly(7_000);
    let at = |on| ledger.commitments(&[planned(HOME_CARE, &owed)], on).unwrap();
    assert_eq!(at(day(2027, 3, 31)).year_ends_on, day(2027, 3, 31));
    assert_eq!(at(day(2027, 3, 31)).lines[0].to_come, Money::ZERO);
    assert_eq!(at(day(2027, 3, 30)).lines[0].to_come, pence(1_000));
    assert_eq!(at(day(2027, 4, 1)).year_ends_on, day(2028, 3, 31));
    // To 31 March 2028, a leap year: 366 days, one of which is over.
    assert_eq!(at(day(2027, 4, 1)).lines[0].to_come, pence(365_000));
    // What was not paid last year is still owed.
    assert_eq!(at(day(2027, 4, 1)).lines[0].unpaid, pence(366_000));
}

/// £100 a week: each amount is what is owed from the first day, rounded once. Two days are £28.57, 365 are £5,214.29.
#[test]
fn commitments_are_rounded_once() {
    let ledger = empty();
    let owed = weekly(10_000);
    let of = ledger.commitments(&[planned(HOME_CARE, &owed)], april(2)).unwrap();
    assert_eq!((of.lines[0].unpaid, of.lines[0].to_come), (pence(2_857), pence(521_429 - 2_857)));
}

#[test]
fn what_is_not_priced_is_listed_and_never_nothing() {
    let ledger = empty();
    let owed = weekly(7_000);
    let unpriced = PlannedLine { owed: None, ..planned(DAY_CENTRE, &owed) };
    let of = ledger.commitments(&[planned(HOME_CARE, &owed), unpriced], april(14)).unwrap();
    assert_eq!(of.lines.len(), 1);
    assert_eq!(of.not_priced, [(HERS, DAY_CENTRE)]);
    assert_eq!((of.not_priced(HERS).count(), of.not_priced(HIS).count()), (1, 0));
    let forecast = ledger.forecast(HERS, DIRECT, &[unpriced], &[], april(14)).unwrap();
    assert_eq!(forecast.not_priced, [DAY_CENTRE]);
}

/// A line that ends on the 14th and goes on at another price is one line: what was paid ahead counts for it.
#[test]
fn parts_of_a_line_are_one_line() {
    let mut ledger = empty();
    let (before, after) = (weekly(7_000).until(april(15)), Weekly::new(april(15), pence(14_000)));
    let plan = [planned(HOME_CARE, &before), planned(HOME_CARE, &after)];
    post(&mut ledger, april(9), spent(HERS, HOME_CARE, 15_000));
    let of = ledger.commitments(&plan, april(15)).unwrap();
    assert_eq!(of.lines.len(), 1);
    // £140, and £20 for the 15th; £150 were paid.
    assert_eq!((of.lines[0].owed, of.lines[0].unpaid), (pence(16_000), pence(1_000)));
    let managed = PlannedLine { holding: Holding::Managed, ..planned(HOME_CARE, &after) };
    let told = ledger.commitments(&[planned(HOME_CARE, &before), managed], april(15)).unwrap_err();
    assert_eq!(
        told.iter().map(|problem| (problem.place(), problem.code())).collect::<Vec<_>>(),
        [("plan[1].holding", "held-otherwise")]
    );
}

/// As at Sunday 14 March 2027. Held: £300. Payments of £100 a week fall due every Wednesday from 1 April 2026, ahead; all are
/// posted to 3 March: due are the 10th, 17th, 24th and 31st, £400. A contribution of £10 a week is paid in: £5 of it is due
/// now, and it falls due behind: by the 31st the weeks that end before the 17th, 24th and 31st, £30. Home care costs £10 a
/// day: to the 14th, day 348, £3,480 is owed and £3,400 spent, so £80 is due; 17 days are to come, £170. So left is
/// £300 + £400 + £35 - £80 - £170 = £485.
#[test]
fn the_forecast_is_what_is_held_and_comes_in_less_what_goes_out() {
    let mut ledger = empty();
    let (payment, contribution, care) = (weekly(10_000), weekly(1_000), weekly(7_000));
    let march = |of| day(2027, 3, of);
    let ahead = Rhythm { from: april(1), every_weeks: 1, falls_due: FallsDue::Ahead };
    let behind = Rhythm { falls_due: FallsDue::Behind, ..ahead };
    let payments = Schedule::new(HERS, Scheduled::Payment(DIRECT), ahead);
    let contributions = Schedule::new(HERS, Scheduled::Contribution(PaidTo::Held(DIRECT)), behind);
    let both = [
        ScheduledOwed { schedule: &payments, owed: &payment },
        ScheduledOwed { schedule: &contributions, owed: &contribution },
    ];
    let mut put = 0;
    for due in ledger.due(&both, march(11)).unwrap() {
        if due.due_on < march(10) || matches!(due.movement, Movement::ContributionFellDue { .. }) {
            let posting = Posting::new(entry(1_000 + put), due.movement, march(11), MARIA);
            ledger.post(posting.valued(due.due_on)).unwrap();
            put += 1;
        }
    }
    // 49 payments, from 1 April to 3 March; 49 contributions, for the weeks to 9 March.
    assert_eq!(put, 98);
    assert_eq!(holds(&ledger, held(HERS), march(11)), 490_000);
    post(&mut ledger, march(12), contributed(HERS, 48_500, PaidTo::Held(DIRECT)));
    post(&mut ledger, march(12), spent(HERS, HOME_CARE, 340_000));
    let asked = Some(AskedAbout { person: MARIA, on: march(12) });
    let because = WhyOwedBack::Surplus;
    let back = Movement::OwedBack { budget: HERS, holding: DIRECT, pence: pence(168_500), because, asked };
    post(&mut ledger, march(12), back);
    assert_eq!(holds(&ledger, held(HERS), march(14)), 30_000);

    let plan = [planned(HOME_CARE, &care)];
    let forecast = ledger.forecast(HERS, DIRECT, &plan, &both, march(14)).unwrap();
    assert_eq!((forecast.held, forecast.year_ends_on), (pence(30_000), march(31)));
    let due_on: Vec<_> = forecast.payments.iter().map(|due| (due.due_on, due.pence().pence())).collect();
    assert_eq!(due_on, [10, 17, 24, 31].map(|of| (march(of), 10_000)));
    assert_eq!(forecast.contributions, pence(3_500));
    assert_eq!((forecast.lines[0].unpaid, forecast.lines[0].to_come), (pence(8_000), pence(17_000)));
    assert_eq!(forecast.at_year_end, pence(48_500));
    // A contribution that goes to the authority is nothing for the money held.
    let to_authority = Schedule { of: Scheduled::Contribution(PaidTo::Authority), ..contributions.clone() };
    let other = [both[0], ScheduledOwed { schedule: &to_authority, owed: &contribution }];
    let forecast = ledger.forecast(HERS, DIRECT, &plan, &other, march(14)).unwrap();
    assert_eq!((forecast.contributions, forecast.at_year_end), (Money::ZERO, pence(45_000)));
}

fn question<'a>(plan: &'a [PlannedLine<'a>], week: &'a Fraction) -> SurplusQuestion<'a> {
    SurplusQuestion {
        budget: HERS,
        holding: DIRECT,
        on: april(14),
        plan,
        contribution: PaidTo::Authority,
        tax: Told::Known(pence(5_000)),
        holiday_pay: Told::Known(pence(12_000)),
        notice: Told::Known(Money::ZERO),
        week,
    }
}

/// Held £1,500; owed to the 14th £140, paid £100: £40 due. Set aside £50 for tax, £120 for holiday pay, nothing for notice.
/// £30 of the contribution is not paid in. £1,500 - £40 - £50 - £120 - £0 - £30 = £1,260. A week's payment is £100: 12.6
/// weeks. The policy lets £800 be held: £460 could be asked back.
#[test]
fn a_surplus_shows_every_line_of_its_sum() {
    let mut ledger = empty();
    let owed = weekly(7_000);
    let plan = [planned(HOME_CARE, &owed)];
    post(&mut ledger, april(1), paid(HERS, 160_000));
    post(&mut ledger, april(2), spent(HERS, HOME_CARE, 10_000));
    post(&mut ledger, april(2), fell_due(HERS, 3_000, period(april(1), april(15))));
    let week = Fraction::from(10_000);
    let asked = question(&plan, &week);
    let surplus = ledger.surplus(&asked).unwrap();
    assert_eq!(
        surplus.working,
        [
            Working::Held(pence(150_000)),
            Working::FallenDue(HOME_CARE, pence(4_000)),
            Working::SetAside(SetAsideFor::Tax, pence(5_000)),
            Working::SetAside(SetAsideFor::HolidayPay, pence(12_000)),
            Working::SetAside(SetAsideFor::Notice, Money::ZERO),
            Working::ContributionNotPaidIn(pence(3_000)),
        ]
    );
    assert_eq!(Money::sum(surplus.working.iter().map(|line| line.pence())), Some(surplus.pence));
    assert_eq!(surplus.pence, pence(126_000));
    assert_eq!(surplus.weeks, Some("63/5".parse().unwrap()));
    assert!(surplus.is_whole());

    let policy = LedgerPolicy::default();
    let finding = surplus.finding(&policy).unwrap();
    assert_eq!(finding.code(), "surplus");
    assert_eq!(
        finding.for_professional(),
        "On 2026-04-14 £1,260 is held beyond what has fallen due and what is set aside: more than the payments of 8 \
         weeks. Ask what it is for before anything is asked back."
    );
    let reclaim = surplus.reclaim(&policy).unwrap();
    assert_eq!((reclaim.kept, reclaim.movement.pence()), (pence(80_000), Some(pence(46_000))));
    assert_eq!(reclaim.surplus, surplus);
    // Nothing is posted by itself, and not before somebody was asked.
    assert_eq!(holds(&ledger, held(HERS), april(14)), 150_000);
    let posting = Posting::new(entry(99), reclaim.movement, april(14), MARIA);
    assert_eq!(refused(&ledger, posting), [("what.owed_back.asked".into(), "not-asked-first".into())]);

    // Paid into money that is held in another way, the contribution is no matter of this one.
    let elsewhere = SurplusQuestion { contribution: PaidTo::Held(Holding::ServiceFund), ..asked };
    assert_eq!(ledger.surplus(&elsewhere).unwrap().pence, pence(129_000));
    let here = SurplusQuestion { contribution: PaidTo::Held(DIRECT), ..asked };
    assert_eq!(ledger.surplus(&here).unwrap().pence, pence(126_000));
}

/// What machines get of an answer: whole pence, exact fractions as text, codes.
#[test]
fn answers_are_written_for_machines() {
    let mut ledger = empty();
    let owed = weekly(7_000);
    let plan = [planned(HOME_CARE, &owed)];
    post(&mut ledger, april(1), paid(HERS, 160_000));
    let week = Fraction::from(10_000);
    let surplus = ledger.surplus(&question(&plan, &week)).unwrap();
    let written = serde_json::to_value(surplus.reclaim(&LedgerPolicy::default()).unwrap()).unwrap();
    assert_eq!(
        written["surplus"]["working"],
        serde_json::json!([
            {"held": 160_000},
            {"fallen_due": [HOME_CARE, 14_000]},
            {"set_aside": ["tax", 5_000]},
            {"set_aside": ["holiday_pay", 12_000]},
            {"set_aside": ["notice", 0]},
        ])
    );
    assert_eq!(
        (&written["surplus"]["pence"], &written["surplus"]["weeks"]),
        (&129_000.into(), &"129/10".into())
    );
    assert_eq!(written["movement"]["owed_back"]["because"], "surplus");
    let forecast = ledger.forecast(HERS, DIRECT, &plan, &[], april(1)).unwrap();
    let written = serde_json::to_value(&forecast).unwrap();
    assert_eq!((&written["year_ends_on"], &written["held"]), (&"2027-03-31".into(), &160_000.into()));
    let written = serde_json::to_value(ledger.balances(april(1))).unwrap();
    assert_eq!(
        written,
        serde_json::json!({"on": "2026-04-01", "accounts": [
            {"account": "authority", "pence": -160_000},
            {"account": {"held": {"budget": HERS, "holding": "direct_payment"}}, "pence": 160_000},
        ]})
    );
}

fn plain(held: i64) -> Surplus {
    let mut ledger = empty();
    if held > 0 {
        post(&mut ledger, april(1), paid(HERS, held));
    }
    let week = Fraction::from(10_000);
    let nothing = Told::Known(Money::ZERO);
    let none = SurplusQuestion { tax: nothing, holiday_pay: nothing, ..question(&[], &week) };
    ledger.surplus(&none).unwrap()
}

/// Eight weeks of £100 may be held: £800 is no surplus, a penny more is.
#[test]
fn the_threshold_is_the_policys_from_both_sides() {
    let policy = LedgerPolicy::default();
    assert!(plain(80_000).finding(&policy).is_none() && plain(80_000).reclaim(&policy).is_none());
    let more = plain(80_001);
    assert!(more.finding(&policy).is_some());
    assert_eq!(more.reclaim(&policy).unwrap().movement.pence(), Some(Money::PENNY));
    let four = LedgerPolicy { surplus_weeks: 4, ..policy };
    assert_eq!(plain(80_000).reclaim(&four).unwrap().movement.pence(), Some(pence(40_000)));
    assert!(plain(0).finding(&LedgerPolicy { surplus_weeks: 0, ..policy }).is_none());
}

/// Nobody has said what is set aside for tax: the sum is at most what it says, and nothing is asked back on it.
#[test]
fn what_is_not_known_is_said_and_nothing_is_asked_back_on_it() {
    let mut ledger = empty();
    post(&mut ledger, april(1), paid(HERS, 160_000));
    let week = Fraction::from(10_000);
    let policy = LedgerPolicy::default();
    let not_asked = SurplusQuestion { tax: Told::NotKnown(WhyNotKnown::NotAsked), ..question(&[], &week) };
    let surplus = ledger.surplus(&not_asked).unwrap();
    assert_eq!((surplus.pence, &surplus.not_said[..]), (pence(148_000), &[SetAsideFor::Tax][..]));
    assert!(!surplus.is_whole());
    assert!(surplus.reclaim(&policy).is_none());
    assert!(
        surplus.finding(&policy).unwrap().for_professional().contains("(at most: some of that is not known)")
    );

    let owed = weekly(7_000);
    let unpriced = [PlannedLine { owed: None, ..planned(DAY_CENTRE, &owed) }];
    let surplus = ledger.surplus(&question(&unpriced, &week)).unwrap();
    assert_eq!((surplus.pence, &surplus.not_priced[..]), (pence(143_000), &[DAY_CENTRE][..]));
    assert!(surplus.reclaim(&policy).is_none());
}

#[test]
fn without_a_weeks_payment_there_are_no_weeks_and_all_is_past_the_threshold() {
    let mut ledger = empty();
    post(&mut ledger, april(1), paid(HERS, 20_000));
    let week = Fraction::zero();
    let surplus = ledger.surplus(&question(&[], &week)).unwrap();
    assert_eq!((surplus.pence, surplus.weeks.clone()), (pence(3_000), None));
    let reclaim = surplus.reclaim(&LedgerPolicy::default()).unwrap();
    assert_eq!((reclaim.kept, reclaim.movement.pence()), (Money::ZERO, Some(pence(3_000))));
}

/// Less is there than is due and set aside: the sum is below nothing, and no surplus.
#[test]
fn too_little_is_below_nothing() {
    let mut ledger = empty();
    post(&mut ledger, april(1), paid(HERS, 10_000));
    let week = Fraction::from(10_000);
    let surplus = ledger.surplus(&question(&[], &week)).unwrap();
    assert_eq!((surplus.pence, surplus.weeks.clone()), (pence(-7_000), Some("-7/10".parse().unwrap())));
    assert!(surplus.finding(&LedgerPolicy::default()).is_none());
}

#[test]
fn questions_about_what_is_not_there_are_refused() {
    let ledger = empty();
    let (owed, week) = (weekly(7_000), Fraction::from(10_000));
    let stranger = mutual_care::base::BudgetId::new(uuid::Uuid::from_u128(0x0299));
    let code = |problems: mutual_care::base::Problems| {
        let of = problems.iter().next().unwrap();
        format!("{} {}", of.place(), of.code())
    };
    let other = [PlannedLine { budget: stranger, ..planned(HOME_CARE, &owed) }];
    assert_eq!(code(ledger.commitments(&other, april(1)).unwrap_err()), "plan[0].budget unknown-budget");
    assert_eq!(code(ledger.commitments(&[], day(2300, 1, 1)).unwrap_err()), "on year");
    let asked = SurplusQuestion { budget: stranger, ..question(&[], &week) };
    assert_eq!(code(ledger.surplus(&asked).unwrap_err()), "budget unknown-budget");
    assert_eq!(
        code(ledger.forecast(stranger, DIRECT, &[], &[], april(1)).unwrap_err()),
        "budget unknown-budget"
    );
    let less = SurplusQuestion { tax: Told::Known(pence(-1)), ..question(&[], &week) };
    assert_eq!(code(ledger.surplus(&less).unwrap_err()), "tax below-nothing");
    let much = weekly(mutual_care::base::limits::PENCE);
    let plan = [planned(HOME_CARE, &much)];
    assert_eq!(code(ledger.commitments(&plan, april(1)).unwrap_err()), "plan[0].owed owed-too-much");
}
