//! Duties and working days: months' ends, leap days, Easter, one-off holidays, what is late and what is not.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use mutual_care::assessment::{ReviewFrom, direct_payment_review, plan_review, rules};
use mutual_care::base::{
    AnyId, Deadline, Duty, England, Finding, Holidays, HolidaysError, Id, Ower, Owes, PersonId, Standing,
    Term, Weight, WorkingDays, due, working_day_after,
};
use uuid::Uuid;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn plan(number: u128) -> AnyId {
    let id: PersonId = Id::new(Uuid::from_u128(number));
    id.any()
}

/// Easter Sunday, after Gauss: the Sunday after the paschal full moon.
fn easter(year: i32) -> NaiveDate {
    let golden = year % 19;
    // The century's corrections are the same from 1900 to 2099: M = 24, N = 5.
    let moon = (19 * golden + 24) % 30;
    let sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
    let after = match (moon, sunday) {
        (29, 6) => 28,
        (28, 6) if golden > 10 => 27,
        _ => moon + sunday,
    };
    day(year, 3, 22) + Days::new(u64::from(after.unsigned_abs()))
}

/// The holidays of a year by rule, with the one-offs that were proclaimed: an independent table.
fn by_rule(year: i32) -> BTreeSet<NaiveDate> {
    let plus = |from: NaiveDate, days: u64| from + Days::new(days);
    let first_monday = |month| {
        (1..=7).map(|of_month| day(year, month, of_month)).find(|d| d.weekday() == Weekday::Mon).unwrap()
    };
    let last_monday = |month: u32| {
        (25..=31)
            .rev()
            .filter_map(|d| NaiveDate::from_ymd_opt(year, month, d))
            .find(|d| d.weekday() == Weekday::Mon)
            .unwrap()
    };
    let (new_year, christmas, boxing) = (day(year, 1, 1), day(year, 12, 25), day(year, 12, 26));
    let mut days = BTreeSet::from([
        new_year,
        easter(year) - Days::new(2),
        plus(easter(year), 1),
        first_monday(5),
        last_monday(5),
        last_monday(8),
        christmas,
        boxing,
    ]);
    match new_year.weekday() {
        Weekday::Sat => days.insert(day(year, 1, 3)),
        Weekday::Sun => days.insert(day(year, 1, 2)),
        _ => false,
    };
    // The substitute for either is the next weekday that is no holiday itself.
    match christmas.weekday() {
        Weekday::Fri => days.insert(day(year, 12, 28)),
        Weekday::Sat => days.insert(day(year, 12, 27)) && days.insert(day(year, 12, 28)),
        Weekday::Sun => days.insert(day(year, 12, 27)),
        _ => false,
    };
    match year {
        // Moved for the 75th anniversary of the end of the war in Europe.
        2020 => days.remove(&day(2020, 5, 4)) && days.insert(day(2020, 5, 8)),
        // Platinum Jubilee, with the spring holiday moved to it; the state funeral.
        2022 => {
            days.remove(&day(2022, 5, 30));
            days.extend([day(2022, 6, 2), day(2022, 6, 3), day(2022, 9, 19)]);
            true
        }
        // Coronation.
        2023 => days.insert(day(2023, 5, 8)),
        _ => false,
    };
    days
}

#[test]
fn the_built_in_holidays_are_those_of_the_rules() {
    for year in 2015..=2028 {
        let built_in: BTreeSet<NaiveDate> = England::bank_holidays(year).unwrap().collect();
        assert_eq!(built_in, by_rule(year), "{year}");
    }
    assert!(England::bank_holidays(2014).is_none() && England::bank_holidays(2029).is_none());
}

#[test]
fn every_day_of_the_known_years_is_known_and_the_days_around_are_not() {
    let mut on = day(2015, 1, 1);
    while on < day(2029, 1, 1) {
        let weekend = matches!(on.weekday(), Weekday::Sat | Weekday::Sun);
        assert_eq!(England.is_working_day(on), Some(!weekend && !by_rule(on.year()).contains(&on)), "{on}");
        on = on + Days::new(1);
    }
    assert_eq!(England.is_working_day(day(2014, 12, 31)), None);
    assert_eq!(England.is_working_day(day(2029, 1, 2)), None);
    assert_eq!(England.is_working_day(day(2029, 1, 6)), Some(false), "a Saturday is one in any year");
}

#[test]
fn working_days_step_over_easter_and_one_off_holidays() {
    let after = |from, days| working_day_after(&England, from, days).unwrap();
    // Maundy Thursday 2026: Good Friday and Easter Monday are off.
    assert_eq!(after(day(2026, 4, 2), 0), day(2026, 4, 2));
    assert_eq!(after(day(2026, 4, 2), 1), day(2026, 4, 7));
    assert_eq!(after(day(2026, 4, 3), 1), day(2026, 4, 7), "day 0 is the event's, a holiday or not");
    // The state funeral, a Monday; the coronation; the moved early May holiday.
    assert_eq!(after(day(2022, 9, 16), 1), day(2022, 9, 20));
    assert_eq!(after(day(2023, 5, 5), 1), day(2023, 5, 9));
    assert_eq!(after(day(2020, 5, 1), 1), day(2020, 5, 4), "not a holiday that year");
    assert_eq!(after(day(2020, 5, 7), 1), day(2020, 5, 11));
    // Christmas 2027 is a Saturday: Monday and Tuesday are off.
    assert_eq!(after(day(2027, 12, 24), 1), day(2027, 12, 29));
    // Past the known years it is not known, however near.
    assert_eq!(after(day(2028, 12, 28), 1), day(2028, 12, 29));
    assert_eq!(working_day_after(&England, day(2028, 12, 28), 2), None);
}

#[test]
fn a_calendar_of_ones_own_speaks_for_its_years_only() {
    let own = Holidays::new(2030..=2030, [day(2030, 1, 1)]).unwrap();
    assert_eq!(own.is_working_day(day(2030, 1, 1)), Some(false));
    assert_eq!(own.is_working_day(day(2030, 1, 2)), Some(true));
    assert_eq!(own.is_working_day(day(2031, 1, 1)), None);
    let outside = Holidays::new(2030..=2030, [day(2031, 1, 1)]);
    assert_eq!(outside, Err(HolidaysError(day(2031, 1, 1))));
}

#[test]
fn months_clamp_to_their_end_and_only_working_days_shift() {
    let after = |term: Term, from| term.after(from, &England).unwrap();
    assert_eq!(after(Term::Months(1), day(2026, 1, 31)), day(2026, 2, 28));
    assert_eq!(after(Term::Months(1), day(2028, 1, 31)), day(2028, 2, 29));
    assert_eq!(after(Term::Months(12), day(2024, 2, 29)), day(2025, 2, 28));
    assert_eq!(after(Term::Months(48), day(2024, 2, 29)), day(2028, 2, 29));
    assert_eq!(after(Term::Months(6), day(2025, 8, 31)), day(2026, 2, 28));
    assert_eq!(after(Term::Months(1), day(2026, 2, 28)), day(2026, 3, 28), "not to the end of March");
    assert_eq!(after(Term::Days(1), day(2026, 4, 2)), day(2026, 4, 3), "Good Friday all the same");
    assert_eq!(after(Term::Weeks(8), day(2026, 3, 9)), day(2026, 5, 4), "a bank holiday all the same");
    assert_eq!(after(Term::Days(28), day(2024, 2, 1)), day(2024, 2, 29));
}

#[test]
fn late_from_the_day_after() {
    let duty = Duty::new(&rules::YEARLY_REVIEW_DUE, Ower::Authority, day(2026, 3, 2))
        .by(Deadline::By(day(2026, 3, 9)))
        .about(plan(1));
    let at = |duty: &Duty, on| duty.standing(on);
    assert_eq!(at(&duty, day(2026, 3, 1)), Standing::NotYet);
    assert_eq!(at(&duty, day(2026, 3, 2)), Standing::Due);
    assert_eq!(at(&duty, day(2026, 3, 9)), Standing::Due);
    assert_eq!(at(&duty, day(2026, 3, 10)), Standing::Late { days: 1 });
    let weight = |on| duty.finding(on).weight();
    assert_eq!((weight(day(2026, 3, 9)), weight(day(2026, 3, 10))), (Weight::Notes, Weight::Warns));

    let done = duty.clone().done(day(2026, 3, 9));
    assert_eq!(at(&done, day(2026, 3, 9)), Standing::Done);
    assert_eq!(at(&done, day(2026, 3, 8)), Standing::Due, "as at the day before it was done");
    let late = duty.done(day(2026, 3, 11));
    assert_eq!(at(&late, day(2026, 3, 20)), Standing::DoneLate { days: 2 });
    assert_eq!(at(&late, day(2026, 3, 10)), Standing::Late { days: 1 });

    let endless = Duty::new(&rules::YEARLY_REVIEW_DUE, Ower::Authority, day(2026, 3, 2));
    assert_eq!(at(&endless, day(2199, 1, 1)), Standing::Due);
    let unknown = endless.by(Term::WorkingDays(5).after(day(2028, 12, 29), &England));
    assert_eq!(unknown.deadline(), Deadline::NotKnown);
    assert_eq!(at(&unknown, day(2199, 1, 1)), Standing::Due, "never silently late");
}

#[test]
fn the_first_review_names_both_dates() {
    let (signed, service) = (day(2026, 3, 2), day(2026, 3, 16));
    let review = |from, service| plan_review(plan(1), signed, service, None, from, &England);
    let window = |duty: &Duty| (duty.from(), duty.deadline());
    let later = review(ReviewFrom::Later, Some(service)).unwrap();
    assert_eq!(window(&later), (day(2026, 4, 27), Deadline::By(day(2026, 5, 11))));
    let from_sign_off = review(ReviewFrom::SignOff, Some(service)).unwrap();
    assert_eq!(window(&from_sign_off), (day(2026, 4, 13), Deadline::By(day(2026, 4, 27))));
    assert_eq!(review(ReviewFrom::FirstService, None), None, "no service yet");
    assert_eq!(window(&review(ReviewFrom::Later, None).unwrap()), window(&from_sign_off));
    for (duty, which) in [(later, "first service"), (from_sign_off, "sign-off")] {
        let said = duty.finding(day(2026, 5, 1)).for_professional();
        for part in ["2026-03-02", "2026-03-16", which] {
            assert!(said.contains(part), "{said}");
        }
        assert!(!said.contains('{'), "{said}");
    }
    let next =
        plan_review(plan(1), signed, Some(service), Some(day(2028, 2, 29)), ReviewFrom::Later, &England);
    assert_eq!(next.unwrap().deadline(), Deadline::By(day(2029, 2, 28)));
}

#[test]
fn direct_payments_have_a_clock_of_their_own() {
    let first = direct_payment_review(plan(1), day(2025, 8, 31), None, &England);
    assert_eq!(first.deadline(), Deadline::By(day(2026, 2, 28)));
    let next = direct_payment_review(plan(1), day(2025, 8, 31), Some(day(2026, 2, 27)), &England);
    assert_eq!(next.deadline(), Deadline::By(day(2027, 2, 27)));
}

/// Something with duties, for the tests.
struct Record(Vec<Duty>);

impl Owes<()> for Record {
    fn duties(&self, _on: NaiveDate, _policy: &(), _calendar: &dyn WorkingDays) -> Vec<Duty> {
        self.0.clone()
    }
}

#[test]
fn what_is_due_over_many_records_comes_soonest_first() {
    let duty = |number: u128, from: NaiveDate, by: Deadline| {
        Duty::new(&rules::YEARLY_REVIEW_DUE, Ower::Authority, from).by(by).about(plan(number))
    };
    let (start, on) = (day(2026, 1, 1), day(2026, 3, 10));
    let records = [
        Record(vec![
            duty(1, start, Deadline::NoDay),
            duty(2, start, Deadline::By(day(2026, 6, 1))),
            duty(3, start, Deadline::By(day(2026, 1, 2))).done(day(2026, 1, 1)),
        ]),
        Record(vec![
            duty(4, day(2026, 3, 11), Deadline::By(day(2026, 3, 12))),
            duty(5, start, Deadline::By(day(2026, 3, 9))),
            duty(6, start, Deadline::NotKnown),
        ]),
    ];
    let order: Vec<u128> =
        due(&records, on, &(), &England).iter().map(|duty| duty.concerns()[0].uuid().as_u128()).collect();
    assert_eq!(order, [5, 2, 6, 1]);
    let late: Vec<Finding> = due(&records, on, &(), &England)
        .iter()
        .filter(|duty| matches!(duty.standing(on), Standing::Late { .. }))
        .map(|duty| duty.finding(on))
        .collect();
    assert_eq!(late.len(), 1);
    // Records of different kinds under one policy.
    let mixed: [&dyn Owes<()>; 2] = [&records[0], &records[1]];
    assert_eq!(due(mixed, on, &(), &England).len(), 4);
}
