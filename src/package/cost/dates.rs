//! The dates on which a line is provided to one of those it is for.

use alloc::vec::Vec;

use chrono::{Days, NaiveDate};

use super::rhythm::Rhythm;
use crate::base::{PersonId, limits};
use crate::package::{Line, Quantity, When};

impl Line {
    /// The dates from a first to a last on which it is provided to a person, in order: those of its own days on which they are
    /// not paused, and of visits those with any minute of one. Of an allowance they are the dates that are booked; what is
    /// booked several times on one date is taken to go on for as many. None where so much is provided in so many weeks,
    /// since nobody knows on which dates.
    ///
    /// ```
    /// use mutual_care::base::parse_spans;
    /// use mutual_care::package::{Line, LineKind, Payer, Visits, When};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
    /// let person = id(2).parse()?;
    /// let mut line = Line::new(id(1).parse()?, LineKind::Respite, person, Payer::PersonalBudget);
    /// // From Saturday evening to Sunday morning. 7 March is a Saturday.
    /// line.when = Some(When::Visits { visits: Visits::new(parse_spans("Sat 20:00-08:00")?)?, every: None });
    /// assert_eq!(line.dates_for(person, day(2), day(14)), Some(vec![day(7), day(8), day(14)]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn dates_for(&self, person: PersonId, first: NaiveDate, last: NaiveDate) -> Option<Vec<NaiveDate>> {
        let (first, last) = (first.max(FIRST), last.min(LAST));
        let out = self.out(person, first, last);
        let there = |day: &NaiveDate| {
            let in_days = self.period.contains(*day) && (first..=last).contains(day);
            in_days && self.people.contains(&person) && out.get(nth(first, *day)).is_none_or(|out| *out <= 0)
        };
        let all = || first.iter_days().take_while(|day| *day <= last);
        match &self.when {
            None => Some(all().filter(there).collect()),
            Some(When::Visits { visits, every }) => {
                let rhythm = Rhythm::of(visits.spans(), *every);
                let on = |day: &NaiveDate| {
                    rhythm.days().get(rhythm.place(*day)).is_some_and(|falls| falls.minutes > 0)
                };
                Some(all().filter(on).filter(there).collect())
            }
            Some(When::Quantity { .. }) => None,
            Some(When::Allowance(allowance)) => {
                let booked = allowance.bookings.iter().flat_map(|booking| {
                    let days = match booking.of {
                        Quantity::Minutes(_) => 1,
                        Quantity::Times(times) => u64::from(times.min(366)),
                    };
                    (0..days).filter_map(|later| booking.on.checked_add_days(Days::new(later)))
                });
                let mut dates: Vec<NaiveDate> = booked.filter(there).collect();
                dates.sort_unstable();
                dates.dedup();
                Some(dates)
            }
        }
    }

    /// How many pauses hold for a person, by day from a first to a last.
    fn out(&self, person: PersonId, first: NaiveDate, last: NaiveDate) -> Vec<i32> {
        let mut out = alloc::vec![0_i32; nth(first, last).saturating_add(2)];
        let mut add = |day: NaiveDate, one: i32| {
            if let Some(there) = out.get_mut(nth(first, day)) {
                *there += one;
            }
        };
        for pause in self.pauses.iter().filter(|pause| pause.is_for(person)) {
            add(pause.period.from().unwrap_or(first), 1);
            if let Some(until) = pause.period.until() {
                add(until, -1);
            }
        }
        let mut sum = 0;
        for day in &mut out {
            sum += *day;
            *day = sum;
        }
        out
    }
}

/// How many days a day is after another; 0 for one before it.
fn nth(first: NaiveDate, day: NaiveDate) -> usize {
    usize::try_from(day.signed_duration_since(first).num_days()).unwrap_or(0)
}

/// The years that the crate works with.
const FIRST: NaiveDate = match NaiveDate::from_ymd_opt(limits::YEAR_FIRST, 1, 1) {
    Some(first) => first,
    None => NaiveDate::MIN,
};
const LAST: NaiveDate = match NaiveDate::from_ymd_opt(limits::YEAR_LAST, 12, 31) {
    Some(last) => last,
    None => NaiveDate::MAX,
};
