//! What has fallen due and was not posted.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::owed::up_to_each;
use super::problems as kind;
use super::schedule::Instalment;
use super::{Ledger, Movement, OwedOverTime, PostedFor, Schedule, Scheduled, WhyOwedBack};
use crate::base::{BudgetId, Money, Named, Path, Period, Problem, Problems, limits, wire};

/// A schedule, and what is owed by it.
#[derive(Clone, Copy)]
pub struct ScheduledOwed<'a> {
    /// When it falls due.
    pub schedule: &'a Schedule,
    /// How much, day by day.
    pub owed: &'a dyn OwedOverTime,
}

/// Something that has fallen due and was not posted. Nothing is posted by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FallenDue {
    /// Since when.
    pub due_on: NaiveDate,
    /// What is to be posted, once it has happened. Money that is to come back still says of nobody that they were asked.
    pub movement: Movement,
}

impl FallenDue {
    /// To which budget it belongs.
    pub fn budget(&self) -> Option<BudgetId> {
        self.movement.budget()
    }

    /// How much, as something that is still to be paid or charged: below nothing, if too much was.
    pub fn pence(&self) -> Money {
        let pence = self.movement.pence().unwrap_or_default();
        let lowers = matches!(self.movement, Movement::ChargeLowered { .. } | Movement::OwedBack { .. });
        if lowers { -pence } else { pence }
    }
}

impl Ledger {
    /// What has fallen due by the end of a day by these schedules, and was not posted, in the order of the schedules and
    /// then of the days: each instalment with what is owed for its days, and what is owed for days already posted beyond
    /// what was posted for them, or less.
    ///
    /// An instalment of which some days were posted in another is left with the others.
    ///
    /// # Errors
    ///
    /// [`Problems`], each at its schedule: a budget that the ledger does not know, two schedules for the same, rhythms
    /// that are not valid, more than [`limits::INSTALMENTS`], something owed before the budget's first day; amounts past what
    /// money may be, and amounts below nothing.
    pub fn due(&self, schedules: &[ScheduledOwed<'_>], on: NaiveDate) -> Result<Vec<FallenDue>, Problems> {
        let mut seen = BTreeSet::new();
        let (mut due, mut found) = (Vec::new(), Vec::new());
        if !wire::in_years(on) {
            let problem = Problem::at(&Path::WHOLE.field("on"), &kind::YEAR);
            return Err(Problems::of([problem.naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST)]));
        }
        for (at, of) in Path::WHOLE.field("schedules").each(schedules) {
            let budget = of.schedule.budget;
            match self.budget(budget) {
                None => {
                    found.push(Problem::at(&at.field("budget"), &kind::UNKNOWN_BUDGET).naming(budget));
                }
                Some(there) if of.owed.first_day() < there.from || !wire::in_years(of.owed.first_day()) => {
                    found.push(Problem::at(&at.field("owed"), &kind::OWED_BEFORE).naming(budget));
                }
                Some(_) if !seen.insert(of.schedule.series()) => {
                    found.push(Problem::at(&at, &kind::SCHEDULE_TWICE));
                }
                Some(_) => match of.schedule.instalments(of.owed.first_day(), on, &at) {
                    Ok(instalments) if found.is_empty() => match self.due_of(*of, &instalments, on, &at) {
                        Ok(fallen) => due.extend(fallen),
                        Err(problem) => found.push(problem),
                    },
                    Ok(_) => {}
                    Err(problems) => found.extend(problems),
                },
            }
        }
        Problems::none_or(found).map(|()| due)
    }

    fn due_of(
        &self,
        ScheduledOwed { schedule, owed }: ScheduledOwed<'_>,
        instalments: &[Instalment],
        on: NaiveDate,
        at: &Path<'_>,
    ) -> Result<Vec<FallenDue>, Problem> {
        let series = schedule.series();
        let posted: Vec<(NaiveDate, NaiveDate)> = self.instalments(series).collect();
        let open: Vec<Instalment> =
            instalments.iter().flat_map(|instalment| without(*instalment, &posted)).collect();
        let ends = open.iter().map(|open| open.until).chain(posted.iter().map(|(_, until)| *until));
        not_known(owed, ends.max(), &at.field("owed"))?;
        let sums =
            Sums::of(owed, open.iter().map(|open| (open.from, open.until)).chain(posted.iter().copied()));
        let sums = sums.ok_or_else(|| too_much(at))?;
        let mut due = Vec::new();
        for instalment in open {
            let pence = sums.between(instalment.from, instalment.until);
            if pence.is_negative() {
                return Err(Problem::at(&at.field("owed"), &kind::OWED_LESS));
            }
            let period = Period::new(Some(instalment.from), Some(instalment.until)).unwrap_or(Period::ALWAYS);
            if !pence.is_zero() {
                let movement = movement(schedule, PostedFor::Instalment(period), pence);
                due.push(FallenDue { due_on: instalment.due_on, movement });
            }
        }
        let owed = posted.iter().map(|(from, until)| sums.between(*from, *until).pence()).sum::<i64>();
        let difference = Money::new(owed - self.posted(series).pence()).map_err(|_| too_much(at))?;
        let ends = (posted.first().map(|(from, _)| *from), posted.last().map(|(_, until)| *until));
        if let ((Some(_), Some(_)), false) = (ends, difference.is_zero()) {
            let period = Period::new(ends.0, ends.1).unwrap_or(Period::ALWAYS);
            due.push(FallenDue {
                due_on: on,
                movement: movement(schedule, PostedFor::Difference(period), difference),
            });
        }
        Ok(due)
    }
}

/// A problem if somebody asks what is owed up to a day, and that is not known.
pub(super) fn not_known(
    owed: &dyn OwedOverTime,
    until: Option<NaiveDate>,
    at: &Path<'_>,
) -> Result<(), Problem> {
    match (owed.known_until(), until) {
        (Some(known), Some(until)) if known < until => {
            let last = until.pred_opt().unwrap_or(until);
            Err(Problem::at(at, &kind::OWED_NOT_KNOWN).naming(Named::Date(last)))
        }
        _ => Ok(()),
    }
}

pub(super) fn too_much(at: &Path<'_>) -> Problem {
    Problem::at(&at.field("owed"), &kind::OWED_TOO_MUCH).naming(Money::within(limits::PENCE))
}

pub(super) fn too_much_in_all() -> Problems {
    Problems::of([too_much(&Path::WHOLE)])
}

pub(super) fn unknown_budget(budget: BudgetId) -> Problems {
    Problems::of([Problem::at(&Path::WHOLE.field("budget"), &kind::UNKNOWN_BUDGET).naming(budget)])
}

pub(super) fn below_nothing(field: &'static str) -> Problems {
    Problems::of([Problem::at(&Path::WHOLE.field(field), &kind::BELOW_NOTHING)])
}

/// What is left of an instalment without the days that were posted, which are in order.
fn without(instalment: Instalment, posted: &[(NaiveDate, NaiveDate)]) -> Vec<Instalment> {
    let (mut left, mut from) = (Vec::new(), instalment.from);
    let first = posted.partition_point(|(_, until)| *until <= instalment.from);
    for (start, end) in posted.iter().skip(first).take_while(|(start, _)| *start < instalment.until) {
        if from < *start {
            left.push(Instalment { from, until: *start, ..instalment });
        }
        from = from.max(*end);
    }
    if from < instalment.until {
        left.push(Instalment { from, ..instalment });
    }
    left
}

/// What is to be posted for days; below nothing, what is to be taken back.
fn movement(schedule: &Schedule, posted_for: PostedFor, pence: Money) -> Movement {
    let budget = schedule.budget;
    match schedule.of {
        Scheduled::Payment(holding) if pence.is_negative() => {
            let because = WhyOwedBack::PaidTooMuch;
            Movement::OwedBack { budget, holding, pence: -pence, because, asked: None }
        }
        Scheduled::Payment(holding) => {
            Movement::PaymentMade { budget, holding, pence, posted_for: Some(posted_for) }
        }
        Scheduled::Contribution(_) if pence.is_negative() => {
            Movement::ChargeLowered { budget, pence: -pence, period: posted_for.period() }
        }
        Scheduled::Contribution(_) => Movement::ContributionFellDue { budget, pence, posted_for },
    }
}

/// What is owed up to each of some days, rounded once.
struct Sums(BTreeMap<NaiveDate, Money>);

impl Sums {
    fn of(owed: &dyn OwedOverTime, periods: impl Iterator<Item = (NaiveDate, NaiveDate)>) -> Option<Self> {
        let days: BTreeSet<NaiveDate> = periods.flat_map(|(from, until)| [from, until]).collect();
        let days: Vec<NaiveDate> = days.into_iter().collect();
        let sums = up_to_each(owed, &days);
        let rounded = days.iter().zip(&sums).map(|(day, sum)| Some((*day, sum.rounded()?)));
        rounded.collect::<Option<BTreeMap<_, _>>>().map(Self)
    }

    fn between(&self, from: NaiveDate, until: NaiveDate) -> Money {
        let of = |day| self.0.get(&day).copied().unwrap_or_default().pence();
        Money::within(of(until) - of(from))
    }
}
