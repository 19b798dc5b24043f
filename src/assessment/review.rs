//! When plans and direct payments are to be reviewed.

use chrono::NaiveDate;

use super::rules;
use crate::base::{Amount, AnyId, Duty, Ower, Term, WorkingDays, codes};

codes! {
    /// From what the first review of a plan is counted. Councils differ; neither law nor guidance says.
    pub enum ReviewFrom: "from what the first review is counted" {
        /// The later of the two, so that there is something to look at. The default.
        Later = "later", "the later of the two";
        /// The day on which the plan was signed off.
        SignOff = "sign_off", "sign-off";
        /// The day on which the first service began.
        FirstService = "first_service", "first service";
    }
}

/// The review of a plan that is owed next: the first, 6 to 8 weeks after the plan starts, then every 12 months
/// from the last.
///
/// Before any service has begun, the first is counted from sign-off unless it is to be counted from the first
/// service alone; then none is owed yet. Both dates stand in the duty.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::assessment::{ReviewFrom, plan_review};
/// use mutual_care::base::{Deadline, England};
/// # let plan = "person:6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let duty = plan_review(plan, day(3, 2), Some(day(3, 9)), None, ReviewFrom::Later, &England).unwrap();
/// assert_eq!((duty.from(), duty.deadline()), (day(4, 20), Deadline::By(day(5, 4))));
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub fn plan_review(
    plan: AnyId,
    signed_off: NaiveDate,
    first_service: Option<NaiveDate>,
    last_review: Option<NaiveDate>,
    from: ReviewFrom,
    calendar: &dyn WorkingDays,
) -> Option<Duty> {
    if let Some(last) = last_review {
        let duty = Duty::new(&rules::YEARLY_REVIEW_DUE, Ower::Authority, last);
        return Some(duty.by(Term::Months(12).after(last, calendar)).about(plan));
    }
    let starts = match (from, first_service) {
        (ReviewFrom::SignOff, _) | (ReviewFrom::Later, None) => signed_off,
        (ReviewFrom::Later, Some(service)) => signed_off.max(service),
        (ReviewFrom::FirstService, service) => service?,
    };
    let other = if starts == signed_off { first_service.unwrap_or(signed_off) } else { signed_off };
    let which = if starts == signed_off { ReviewFrom::SignOff } else { ReviewFrom::FirstService };
    let first_day = Term::Weeks(6).after(starts, calendar)?;
    let duty = Duty::new(&rules::FIRST_REVIEW_DUE, Ower::Authority, first_day)
        .by(Term::Weeks(8).after(starts, calendar))
        .with("starts", Amount::Date(starts))
        .with("which", Amount::Code(which.words()))
        .with("other", Amount::Date(other));
    Some(duty.about(plan))
}

/// The review of direct payments that is owed next: within 6 months of the first payment, then within 12 months
/// of the last review. A suspension does not stop this clock, so it is no argument here.
pub fn direct_payment_review(
    budget: AnyId,
    first_payment: NaiveDate,
    last_review: Option<NaiveDate>,
    calendar: &dyn WorkingDays,
) -> Duty {
    let (rule, since, term) = match last_review {
        Some(last) => (&rules::DIRECT_PAYMENT_YEARLY_REVIEW, last, Term::Months(12)),
        None => (&rules::DIRECT_PAYMENT_FIRST_REVIEW, first_payment, Term::Months(6)),
    };
    Duty::new(rule, Ower::Authority, since).by(term.after(since, calendar)).about(budget)
}
