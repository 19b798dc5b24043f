//! When plans and direct payments are to be reviewed.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::rules;
use crate::base::{Amount, AnyId, Duty, Ower, Owes, Term, WorkingDays, codes};

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

/// What the embedder decides about reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewPolicy {
    /// From what the first review of a plan is counted.
    pub from: ReviewFrom,
    /// How many weeks before its last day a review is due at the earliest, if its first day is fixed by nothing
    /// else: so that what has a year's time is not listed as due for a year. Neither law nor guidance says. The
    /// default is 8.
    pub notice_weeks: u16,
}

impl Default for ReviewPolicy {
    fn default() -> Self {
        Self { from: ReviewFrom::Later, notice_weeks: 8 }
    }
}

/// When a plan began, and when it was reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanDates {
    /// The plan.
    pub plan: AnyId,
    /// When it was signed off.
    pub signed_off: NaiveDate,
    /// When the first service began, if one has.
    pub first_service: Option<NaiveDate>,
    /// When it was reviewed.
    pub reviews: Vec<NaiveDate>,
}

/// When direct payments began, and when they were reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentDates {
    /// The budget that is paid directly.
    pub budget: AnyId,
    /// When the first payment was made.
    pub first_payment: NaiveDate,
    /// When they were reviewed.
    pub reviews: Vec<NaiveDate>,
}

/// Reviews as duties like others: those that were done, and the one that is owed next.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::assessment::{PlanDates, ReviewPolicy, Reviews};
/// use mutual_care::base::{England, due};
/// # let plan = "person:6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let reviews = Reviews::Plan(PlanDates {
///     plan,
///     signed_off: day(2026, 3, 2),
///     first_service: None,
///     reviews: vec![day(2026, 4, 20)],
/// });
/// let due_on = |on| due([&reviews], on, &ReviewPolicy::default(), &England).len();
/// assert_eq!(due_on(day(2026, 5, 1)), 0); // the next one has until 20 April 2027
/// assert_eq!(due_on(day(2027, 2, 23)), 1);
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reviews {
    /// Of a care and support plan, or a support plan.
    Plan(PlanDates),
    /// Of direct payments.
    DirectPayments(PaymentDates),
}

impl Owes<ReviewPolicy> for Reviews {
    fn duties(&self, on: NaiveDate, policy: &ReviewPolicy, calendar: &dyn WorkingDays) -> Vec<Duty> {
        let (began, reviews) = match self {
            Self::Plan(dates) => (dates.signed_off, &dates.reviews),
            Self::DirectPayments(dates) => (dates.first_payment, &dates.reviews),
        };
        let mut done: Vec<NaiveDate> =
            reviews.iter().copied().filter(|day| (began..=on).contains(day)).collect();
        done.sort_unstable();
        done.dedup();
        let owed_after = |last: Option<NaiveDate>| match self {
            Self::Plan(dates) => {
                let service = dates.first_service.filter(|day| *day <= on);
                plan(dates.plan, (dates.signed_off, service), last, *policy, calendar)
            }
            Self::DirectPayments(dates) => {
                Some(payments(dates.budget, dates.first_payment, last, *policy, calendar))
            }
        };
        let mut duties = Vec::new();
        let mut last = None;
        for day in done {
            duties.extend(owed_after(last).map(|duty| duty.done(day)));
            last = Some(day);
        }
        if began <= on {
            duties.extend(owed_after(last));
        }
        duties
    }
}

/// The review of a plan that is owed next: the first, 6 to 8 weeks after the plan starts, then every 12 months
/// from the last.
///
/// A yearly review is due in the last 8 weeks of its year ([`ReviewPolicy::notice_weeks`]); it may be done before.
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
    let policy = ReviewPolicy { from, ..ReviewPolicy::default() };
    self::plan(plan, (signed_off, first_service), last_review, policy, calendar)
}

fn plan(
    plan: AnyId,
    (signed_off, first_service): (NaiveDate, Option<NaiveDate>),
    last_review: Option<NaiveDate>,
    policy: ReviewPolicy,
    calendar: &dyn WorkingDays,
) -> Option<Duty> {
    if let Some(last) = last_review {
        let last_day = Term::Months(12).after(last, calendar);
        let duty = Duty::new(&rules::YEARLY_REVIEW_DUE, Ower::Authority, last).by(last_day);
        return Some(duty.with_notice(policy.notice_weeks).about(plan));
    }
    let starts = match (policy.from, first_service) {
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
    payments(budget, first_payment, last_review, ReviewPolicy::default(), calendar)
}

fn payments(
    budget: AnyId,
    first_payment: NaiveDate,
    last_review: Option<NaiveDate>,
    policy: ReviewPolicy,
    calendar: &dyn WorkingDays,
) -> Duty {
    let (rule, since, term) = match last_review {
        Some(last) => (&rules::DIRECT_PAYMENT_YEARLY_REVIEW, last, Term::Months(12)),
        None => (&rules::DIRECT_PAYMENT_FIRST_REVIEW, first_payment, Term::Months(6)),
    };
    let last_day = term.after(since, calendar);
    let duty = Duty::new(rule, Ower::Authority, since).by(last_day);
    duty.with_notice(policy.notice_weeks).about(budget)
}
