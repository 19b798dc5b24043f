//! What a plan has for other days than the one that is asked about.

use chrono::NaiveDate;
use serde::Serialize;

use super::Plan;
use super::rules::{PART_BEGINS_LATER, PART_HAS_ENDED};
use crate::base::{Amount, AnyId, Finding, Period};

/// A responder, or a way of raising the alarm, that is for other days than the one that is asked about: it does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct NotOnThisDay {
    /// Which responder, or which alarm.
    pub what: AnyId,
    /// The days that it is for.
    pub period: Period,
}

impl NotOnThisDay {
    /// The first day on which it is there, if that is still to come on a day; else it has ended by then.
    ///
    /// ```
    /// use mutual_care::base::{Period, ResponderId};
    /// use mutual_care::emergency::NotOnThisDay;
    /// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 8, d);
    /// let what: ResponderId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
    /// let bed = NotOnThisDay { what: what.any(), period: Period::new(day(3), day(17))? };
    /// assert_eq!(bed.begins_after(day(2).ok_or("a date")?), day(3));
    /// assert_eq!(bed.begins_after(day(17).ok_or("a date")?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn begins_after(&self, on: NaiveDate) -> Option<NaiveDate> {
        self.period.from().filter(|from| on < *from)
    }

    /// That it does not count on a day, as a finding.
    pub(super) fn found(&self, on: NaiveDate) -> Finding {
        let finding = |rule| Finding::new(rule).about(self.what).with("on", Amount::Date(on));
        match (self.begins_after(on), self.period.until()) {
            (Some(from), _) => finding(&PART_BEGINS_LATER).with("from", Amount::Date(from)),
            (None, until) => finding(&PART_HAS_ENDED).with("until", Amount::Date(until.unwrap_or(on))),
        }
    }
}

/// The days that ways of raising the alarm, then responders, are for, in the order of the plan.
pub(super) fn periods(plan: &Plan) -> impl Iterator<Item = NotOnThisDay> + '_ {
    let alarms = plan.alarms().iter().map(|alarm| (alarm.id.any(), alarm.period));
    let responders = plan.responders().iter().map(|responder| (responder.id.any(), responder.period));
    alarms.chain(responders).map(|(what, period)| NotOnThisDay { what, period })
}

/// What of a plan is not for a day, in the same order.
pub(super) fn not_on_this_day(plan: &Plan, on: NaiveDate) -> impl Iterator<Item = NotOnThisDay> + '_ {
    periods(plan).filter(move |one| !one.period.contains(on))
}

/// What of a plan is for none of these days, in the same order.
pub(super) fn not_on_these_days(plan: &Plan, days: Period) -> impl Iterator<Item = NotOnThisDay> + '_ {
    periods(plan).filter(move |one| one.period.intersection(days).is_none())
}
