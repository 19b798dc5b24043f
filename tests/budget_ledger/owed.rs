//! What is owed as time goes by, what is posted of it, and what falls due when: the definition's figures, by hand.

use mutual_care::base::{Fraction, Money};
use mutual_care::budget::Holding;
use mutual_care::budget::ledger::{
    Account, AskedAbout, ByDay, Daily, EndsOn, FallenDue, FallsDue, FinalQuestion, Ledger, Movement,
    OwedOverTime, PaidTo, PlannedLine, PostedFor, Posting, Rhythm, Schedule, Scheduled, ScheduledOwed,
    Weekly, WhyOwedBack,
};

use crate::made_up::*;

const AHEAD: FallsDue = FallsDue::Ahead;
const BEHIND: FallsDue = FallsDue::Behind;

fn rhythm(from: u32, every_weeks: u8, falls_due: FallsDue) -> Rhythm {
    Rhythm { from: april(from), every_weeks, falls_due }
}

fn payments(rhythm: Rhythm) -> Schedule {
    Schedule::new(HERS, Scheduled::Payment(DIRECT), rhythm)
}

fn contribution(rhythm: Rhythm) -> Schedule {
    Schedule::new(HERS, Scheduled::Contribution(PaidTo::Authority), rhythm)
}

/// What is due: since which day, how much, and for which days.
fn due(
    ledger: &Ledger,
    schedule: &Schedule,
    owed: &dyn OwedOverTime,
    on: chrono::NaiveDate,
) -> Vec<(String, i64, String)> {
    let due = ledger.due(&[ScheduledOwed { schedule, owed }], on).unwrap();
    let days = |movement: &Movement| match movement {
        Movement::PaymentMade { posted_for: Some(of), .. }
        | Movement::ContributionFellDue { posted_for: of, .. } => {
            let period = of.period();
            let name = if matches!(of, PostedFor::Difference(_)) { "difference " } else { "" };
            format!("{name}{} {}", period.from().unwrap(), period.until().unwrap())
        }
        Movement::ChargeLowered { period, .. } => {
            format!("lowered {} {}", period.from().unwrap(), period.until().unwrap())
        }
        Movement::OwedBack { because: WhyOwedBack::PaidTooMuch, asked: None, .. } => "too much".into(),
        _ => panic!("something else"),
    };
    due.iter().map(|due| (due.due_on.to_string(), due.pence().pence(), days(&due.movement))).collect()
}

fn line(due_on: &str, pence: i64, days: &str) -> (String, i64, String) {
    (due_on.into(), pence, days.into())
}

/// Posts all that is due, each for its day.
fn post_all(ledger: &mut Ledger, schedule: &Schedule, owed: &dyn OwedOverTime, on: chrono::NaiveDate) {
    for FallenDue { due_on, movement } in ledger.due(&[ScheduledOwed { schedule, owed }], on).unwrap() {
        post_valued(ledger, on, due_on, movement);
    }
}

/// £100 a week is 1,428 4/7p a day. Owed by the end of each day: 1,428.57, 2,857.14, 4,285.71, 5,714.28, 7,142.86, 8,571.43,
/// 10,000; rounded 1,429, 2,857, 4,286, 5,714, 7,143, 8,571, 10,000. So 14.29, 14.28, 14.29, 14.28, 14.29, 14.28, 14.29.
#[test]
fn a_week_of_a_hundred_pounds_is_posted_by_the_day_to_the_penny() {
    let owed = weekly(10_000);
    let posted = (1..=7).map(|n| owed.posted_for(april(n), april(n + 1)).unwrap().pence());
    assert_eq!(posted.collect::<Vec<_>>(), [1_429, 1_428, 1_429, 1_428, 1_429, 1_428, 1_429]);
    assert_eq!(owed.posted_for(april(1), april(8)), Some(pence(10_000)));
    // The same through the ledger.
    let mut ledger = empty();
    for n in 1..=7 {
        let amount = owed.posted_for(april(n), april(n + 1)).unwrap().pence();
        post(&mut ledger, april(n), paid_for(HERS, amount, period(april(n), april(n + 1))));
    }
    assert_eq!(holds(&ledger, held(HERS), april(7)), 10_000);
}

/// Two days of the same: one posting of two days is 28.57, and so are two of one day (14.29 and 14.28).
#[test]
fn however_time_is_cut_it_adds_up() {
    let owed = weekly(10_000);
    let posted = |from, until| owed.posted_for(april(from), april(until)).unwrap().pence();
    assert_eq!(posted(1, 3), posted(1, 2) + posted(2, 3));
    assert_eq!([posted(1, 3), posted(2, 4), posted(3, 5)], [2_857, 2_857, 2_857]);
    // Before the first day nothing is owed.
    let march = day(2026, 3, 1);
    assert_eq!(owed.posted_for(march, april(1)), Some(Money::ZERO));
    assert_eq!(owed.posted_for(march, april(2)), Some(pence(1_429)));
}

/// £70 a week to 14 April, then £140: a day is £10, then £20.
#[test]
fn a_weekly_amount_changes_from_a_day_and_ends_before_one() {
    let owed = weekly(7_000).then(april(15), pence(14_000)).unwrap();
    let up_to = |owed: &dyn OwedOverTime, n| owed.up_to(april(n)).rounded().unwrap().pence();
    assert_eq!([1, 2, 15, 16, 22].map(|n| up_to(&owed, n)), [0, 1_000, 14_000, 16_000, 28_000]);
    let until = owed.clone().until(april(16));
    assert_eq!([15, 16, 17, 30].map(|n| up_to(&until, n)), [14_000, 16_000, 16_000, 16_000]);
    let ends = EndsOn::new(&owed, april(3));
    assert_eq!([2, 3, 4, 30].map(|n| up_to(&ends, n)), [1_000, 2_000, 2_000, 2_000]);
    assert_eq!(EndsOn::new(&owed, day(2026, 3, 1)).up_to(april(30)), Fraction::zero());
    assert!(owed.clone().then(april(15), pence(1)).is_err());
    assert!(owed.then(april(16), pence(1)).is_ok());
    // The same as a function of the day.
    let by_day =
        ByDay::new(april(1), |on| Fraction::new(if on < april(15) { 7_000 } else { 14_000 }, 7).unwrap());
    assert_eq!([1, 2, 15, 16, 22].map(|n| up_to(&by_day, n)), [0, 1_000, 14_000, 16_000, 28_000]);
}

/// Every four weeks from 6 April ahead: on 6 April, 4 May, 1 June. Behind: on 4 May and 1 June, each for the four weeks
/// before. Nothing is owed before the first day.
#[test]
fn it_falls_due_every_so_many_weeks_ahead_or_behind() {
    let ledger = empty();
    let owed = Weekly::new(april(6), pence(10_000));
    let ahead = payments(rhythm(6, 4, AHEAD));
    let behind = payments(rhythm(6, 4, BEHIND));
    let first = |due_on| line(due_on, 40_000, "2026-04-06 2026-05-04");
    assert_eq!(due(&ledger, &ahead, &owed, april(5)), []);
    assert_eq!(due(&ledger, &ahead, &owed, april(6)), [first("2026-04-06")]);
    assert_eq!(due(&ledger, &ahead, &owed, day(2026, 5, 3)), [first("2026-04-06")]);
    let second = line("2026-05-04", 40_000, "2026-05-04 2026-06-01");
    assert_eq!(due(&ledger, &ahead, &owed, day(2026, 5, 4)), [first("2026-04-06"), second]);
    assert_eq!(due(&ledger, &behind, &owed, day(2026, 5, 3)), []);
    assert_eq!(due(&ledger, &behind, &owed, day(2026, 5, 4)), [first("2026-05-04")]);
}

/// The budget begins on Wednesday 1 April, the schedule on Monday the 6th: the five days before fall due with it.
#[test]
fn days_before_the_first_date_fall_due_with_it() {
    let mut ledger = empty();
    let owed = weekly(10_000);
    let schedule = payments(rhythm(6, 1, AHEAD));
    // 5/7 of £100 is £71.43; up to the 13th it is 12/7, £171.43, so the first week is £100.
    let expected = [
        line("2026-04-06", 7_143, "2026-04-01 2026-04-06"),
        line("2026-04-06", 10_000, "2026-04-06 2026-04-13"),
    ];
    assert_eq!(due(&ledger, &schedule, &owed, april(6)), expected);
    post_all(&mut ledger, &schedule, &owed, april(6));
    assert_eq!(holds(&ledger, held(HERS), april(6)), 17_143);
    assert_eq!(due(&ledger, &schedule, &owed, april(12)), []);
    // A schedule that began before anything was owed: the first instalment is for the days from the first on.
    let owed = Weekly::new(april(8), pence(7_000));
    let later = contribution(rhythm(6, 1, AHEAD));
    assert_eq!(due(&ledger, &later, &owed, april(7)), []);
    assert_eq!(due(&ledger, &later, &owed, april(8)), [line("2026-04-08", 5_000, "2026-04-08 2026-04-13")]);
}

#[test]
fn what_is_posted_is_not_due_and_what_is_reversed_is_again() {
    let mut ledger = empty();
    let owed = weekly(10_000);
    let schedule = contribution(rhythm(1, 1, BEHIND));
    post_all(&mut ledger, &schedule, &owed, april(15));
    assert_eq!(ledger.entries().len(), 2);
    assert_eq!(holds(&ledger, Account::ContributionDue { budget: HERS }, april(15)), 20_000);
    assert_eq!(holds(&ledger, Account::Charge { budget: HERS }, april(15)), -20_000);
    assert_eq!(due(&ledger, &schedule, &owed, april(15)), []);
    reverse(&mut ledger, april(16), entry(0));
    assert_eq!(
        due(&ledger, &schedule, &owed, april(16)),
        [line("2026-04-08", 10_000, "2026-04-01 2026-04-08")]
    );
}

#[test]
fn the_last_instalment_is_as_short_as_its_days() {
    let ledger = empty();
    let owed = weekly(10_000);
    // Four weeks from 1 April, and from the 15th weekly; it ends with the 24th.
    let mut schedule = payments(rhythm(1, 4, AHEAD));
    schedule.rhythms.push(rhythm(15, 1, BEHIND));
    schedule.until = Some(april(25));
    assert_eq!(
        due(&ledger, &schedule, &owed, april(30)),
        [
            line("2026-04-01", 20_000, "2026-04-01 2026-04-15"),
            line("2026-04-22", 10_000, "2026-04-15 2026-04-22"),
            // 24/7 of £100 is £342.86, less £300.
            line("2026-04-25", 4_286, "2026-04-22 2026-04-25"),
        ]
    );
}

/// Posted by the week to the 15th. Then the schedule is said to be every four weeks from the start: what is left of the first
/// four weeks is due, and no day twice.
#[test]
fn no_day_is_due_twice_though_the_schedule_changes() {
    let mut ledger = empty();
    let owed = weekly(10_000);
    post_all(&mut ledger, &payments(rhythm(1, 1, AHEAD)), &owed, april(8));
    assert_eq!(holds(&ledger, held(HERS), april(8)), 20_000);
    let other = payments(rhythm(1, 4, AHEAD));
    assert_eq!(due(&ledger, &other, &owed, april(8)), [line("2026-04-01", 20_000, "2026-04-15 2026-04-29")]);
    // Days in the middle that were posted leave the ones on both sides.
    let mut ledger = empty();
    post(&mut ledger, april(1), paid_for(HERS, 10_000, period(april(8), april(15))));
    assert_eq!(
        due(&ledger, &other, &owed, april(8)),
        [
            line("2026-04-01", 10_000, "2026-04-01 2026-04-08"),
            line("2026-04-01", 20_000, "2026-04-15 2026-04-29"),
        ]
    );
}

/// £100 a week was posted for three weeks. Then it turns out to have been £110 from 8 April on: 2 x £10 more.
#[test]
fn what_is_known_later_changes_what_is_owed_and_never_what_was_posted() {
    let mut ledger = empty();
    let schedule = payments(rhythm(1, 1, AHEAD));
    post_all(&mut ledger, &schedule, &weekly(10_000), april(15));
    assert_eq!(holds(&ledger, held(HERS), april(15)), 30_000);
    let more = weekly(10_000).then(april(8), pence(11_000)).unwrap();
    let difference = line("2026-04-16", 2_000, "difference 2026-04-01 2026-04-22");
    assert_eq!(due(&ledger, &schedule, &more, april(16)), [difference]);
    post_all(&mut ledger, &schedule, &more, april(16));
    assert_eq!(holds(&ledger, held(HERS), april(16)), 32_000);
    assert_eq!(holds(&ledger, held(HERS), april(15)), 30_000);
    assert_eq!(due(&ledger, &schedule, &more, april(16)), []);
    // It was £90 after all: £50 too much was paid. It is not there to be posted until somebody was asked.
    let less = weekly(10_000).then(april(8), pence(9_000)).unwrap();
    assert_eq!(due(&ledger, &schedule, &less, april(16)), [line("2026-04-16", -4_000, "too much")]);
    let of = [ScheduledOwed { schedule: &schedule, owed: &less }];
    let fallen = ledger.due(&of, april(16)).unwrap().remove(0);
    let posting = Posting::new(entry(99), fallen.movement.clone(), april(16), MARIA);
    assert_eq!(refused(&ledger, posting), [("what.owed_back.asked".into(), "not-asked-first".into())]);
    let Movement::OwedBack { budget, holding, pence, because, .. } = fallen.movement else { panic!() };
    let asked = Some(AskedAbout { person: MARIA, on: april(16) });
    post(&mut ledger, april(16), Movement::OwedBack { budget, holding, pence, because, asked });
    assert_eq!(due(&ledger, &schedule, &less, april(16)), []);
    assert_eq!(holds(&ledger, Account::OwedBack { budget: HERS }, april(16)), 4_000);
}

#[test]
fn a_charge_is_raised_and_lowered_by_what_becomes_known() {
    let mut ledger = empty();
    let schedule = contribution(rhythm(1, 1, AHEAD));
    post_all(&mut ledger, &schedule, &weekly(10_000), april(8));
    let more = weekly(10_500);
    assert_eq!(
        due(&ledger, &schedule, &more, april(8)),
        [line("2026-04-08", 1_000, "difference 2026-04-01 2026-04-15")]
    );
    let less = weekly(9_000);
    assert_eq!(
        due(&ledger, &schedule, &less, april(8)),
        [line("2026-04-08", -2_000, "lowered 2026-04-01 2026-04-15")]
    );
    post_all(&mut ledger, &schedule, &less, april(8));
    assert_eq!(holds(&ledger, Account::ContributionDue { budget: HERS }, april(8)), 18_000);
    assert_eq!(due(&ledger, &schedule, &less, april(8)), []);
}

/// Tom died on 10 April: nothing is charged for that day. A fortnight of £70 was charged ahead: 9 days of £10 are owed.
#[test]
fn dying_ends_charging_on_that_day() {
    let mut ledger = empty();
    let schedule = contribution(rhythm(1, 2, AHEAD));
    post_all(&mut ledger, &schedule, &weekly(7_000), april(1));
    let owed = weekly(7_000);
    let charged = EndsOn::new(&owed, april(10));
    assert_eq!(charged.up_to(april(30)), Fraction::from(9_000));
    assert_eq!(
        due(&ledger, &schedule, &charged, april(30)),
        [line("2026-04-30", -5_000, "lowered 2026-04-01 2026-04-15")]
    );
}

#[test]
fn a_question_about_what_is_not_there_is_refused() {
    let ledger = empty();
    let owed = weekly(100);
    let good = payments(rhythm(1, 1, AHEAD));
    let codes = |schedules: &[&Schedule], owed: &dyn OwedOverTime, on| -> Vec<String> {
        let schedules: Vec<_> = schedules.iter().map(|schedule| ScheduledOwed { schedule, owed }).collect();
        let problems = ledger.due(&schedules, on).unwrap_err();
        problems.iter().map(|problem| format!("{} {}", problem.place(), problem.code())).collect()
    };
    let stranger = mutual_care::base::BudgetId::new(uuid::Uuid::from_u128(0x0299));
    let other = Schedule::new(stranger, Scheduled::Payment(DIRECT), rhythm(1, 1, AHEAD));
    assert_eq!(codes(&[&good, &other], &owed, april(1)), ["schedules[1].budget unknown-budget"]);
    assert_eq!(codes(&[&good, &good], &owed, april(1)), ["schedules[1] schedule-twice"]);
    let managed = Schedule::new(HERS, Scheduled::Payment(Holding::Managed), rhythm(1, 1, AHEAD));
    let both = [&good, &managed].map(|schedule| ScheduledOwed { schedule, owed: &owed });
    assert_eq!(ledger.due(&both, april(1)).unwrap().len(), 2);
    let early = Weekly::new(day(2026, 3, 31), pence(100));
    assert_eq!(codes(&[&good], &early, april(1)), ["schedules[0].owed owed-before"]);
    assert_eq!(codes(&[&good], &owed, day(2300, 1, 1)), ["on year"]);
    for (weeks, fits) in [(0, false), (1, true), (52, true), (53, false)] {
        let schedule = payments(rhythm(1, weeks, AHEAD));
        let asked = ledger.due(&[ScheduledOwed { schedule: &schedule, owed: &owed }], april(1));
        assert_eq!(asked.is_ok(), fits, "{weeks}");
    }
    let none = Schedule { rhythms: vec![], ..good.clone() };
    assert_eq!(codes(&[&none], &owed, april(1)), ["schedules[0].rhythms no-rhythm"]);
    let same = Schedule { rhythms: vec![rhythm(1, 1, AHEAD), rhythm(1, 2, AHEAD)], ..good.clone() };
    assert_eq!(codes(&[&same], &owed, april(1)), ["schedules[0].rhythms no-rhythm"]);
    let ended = Schedule { until: Some(april(1)), ..good.clone() };
    assert_eq!(codes(&[&ended], &owed, april(1)), ["schedules[0].until ends-before"]);
    // A hundred years by the week are as many instalments as there may be.
    assert_eq!(codes(&[&good], &owed, day(2128, 4, 1)), ["schedules[0] too-many-instalments"]);
    let back = ByDay::new(april(1), |_| Fraction::from(-1));
    assert_eq!(codes(&[&good], &back, april(1)), ["schedules[0].owed owed-less"]);
    let much = weekly(mutual_care::base::limits::PENCE);
    assert_eq!(codes(&[&good], &much, april(8)), ["schedules[0].owed owed-too-much"]);
}

/// A third of £10 on each of three days: £3.33, £3.34, £3.33. After them nothing is known, unless it is said to be nothing.
#[test]
fn what_is_listed_by_day_is_owed_by_day_and_later_days_are_not_known() {
    let ledger = empty();
    let thirds = || (0..3).map(|_| Fraction::new(1_000, 3).unwrap());
    let listed = Daily::new(april(1), thirds());
    let posted = |from, until| listed.posted_for(april(from), april(until)).map(Money::pence);
    assert_eq!(
        [posted(1, 2), posted(2, 3), posted(3, 4), posted(3, 5)],
        [Some(333), Some(334), Some(333), None]
    );
    assert_eq!(listed.posted_for(day(2026, 3, 1), april(2)).map(Money::pence), Some(333));
    assert_eq!(listed.up_to(april(30)), Fraction::from(1_000));
    assert_eq!((listed.known_until(), weekly(1).known_until()), (Some(april(4)), None));

    let code = |schedule: &Schedule, owed: &dyn OwedOverTime, on| -> Vec<String> {
        let told = ledger.due(&[ScheduledOwed { schedule, owed }], april(on)).err();
        let told = told.iter().flatten().map(|problem| format!("{}: {problem}", problem.place()));
        told.collect()
    };
    let behind = payments(rhythm(1, 1, BEHIND));
    let not_known = "schedules[0].owed: expected that what is owed is known up to 2026-04-07";
    assert_eq!(code(&behind, &listed, 7), Vec::<String>::new());
    assert_eq!(code(&behind, &listed, 8), [not_known]);
    // Ahead it has to be known on the first of its days.
    assert_eq!(code(&payments(rhythm(1, 1, AHEAD)), &listed, 1), [not_known]);
    let no_more = listed.clone().and_no_more();
    assert_eq!(
        due(&ledger, &behind, &no_more, april(8)),
        [line("2026-04-08", 1_000, "2026-04-01 2026-04-08")]
    );
    // After a death it is known that nothing is owed.
    let died = |on| EndsOn::new(&listed, april(on)).known_until();
    assert_eq!([died(3), died(4), died(5)], [None, None, Some(april(4))]);

    let plan = |owed| {
        let period = period(april(1), april(4));
        let line = PlannedLine { budget: HERS, line: HOME_CARE, holding: DIRECT, period, owed: Some(owed) };
        ledger
            .commitments(&[line], april(2))
            .map(|of| (of.lines[0].unpaid.pence(), of.lines[0].to_come.pence()))
    };
    assert_eq!(plan(&no_more), Ok((667, 333)));
    let told = plan(&listed).unwrap_err().to_string();
    assert_eq!(told, "plan[0].owed: expected that what is owed is known up to 2027-03-31");
    let contribution: Option<&dyn OwedOverTime> = Some(&listed);
    let asked = |on| FinalQuestion { budget: HERS, on: april(on), plan: &[], contribution, died: None };
    assert!(ledger.final_account(&asked(3)).is_ok());
    let told = ledger.final_account(&asked(4)).unwrap_err().to_string();
    assert_eq!(told, "contribution: expected that what is owed is known up to 2026-04-04");
}

#[test]
fn a_schedule_is_written_and_read_as_it_is() {
    let mut schedule = payments(rhythm(1, 4, BEHIND));
    schedule.until = Some(april(29));
    let written = serde_json::to_value(&schedule).unwrap();
    assert_eq!(
        written,
        serde_json::json!({
            "budget": HERS,
            "of": {"payment": "direct_payment"},
            "rhythms": [{"from": "2026-04-01", "every_weeks": 4, "falls_due": "behind"}],
            "until": "2026-04-29",
        })
    );
    assert_eq!(serde_json::from_value::<Schedule>(written).unwrap(), schedule);
}
