//! Sets of options, smallest first, each proven.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::cmp::Reverse;

use super::change::{ChangeProblem, with_changes};
use super::{Change, Mended, Repair, RepairOption, SETS_LISTED, SetsTried, Strongest, Then, Without};
use crate::base::{Period, limits};
use crate::emergency::{Plan, ProofAnswer, ProofQuestion, ProveError, Proven, prove};
use crate::need::Snapshot;

/// What comes of a set: none if its options do not fit together.
type Outcome = Option<Proven>;

/// The smallest sets of these options with which the plan holds at the level that the question asks.
///
/// Every set is proven, in order of size, then of the options, until one size has sets that reach the level and is
/// done, or `sets_most` sets have been tried: sets that do not fit together count as tried. With `sets_most` of 2 to
/// the power of the number of options nothing is left out. Options about what is for other days than that of the week are
/// not tried, and named.
///
/// A made-up mother and son; his sister would come, and answers too late.
///
/// ```
/// use mutual_care::base::{PersonId, Told, WeekPattern};
/// use mutual_care::emergency::{
///     Agreed, Alarm, Change, ForLoss, Plan, PlanParts, ProofQuestion, RepairOption, Responder, ResponderKind, Way,
///     repair,
/// };
/// # use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
/// # let tablets = Need::new(id(3).parse()?, son, Outcome::Medicines, Consequence::Critical)
/// #     .with_windows(vec![Window::doing("Sat 22:00-22:30".parse()?, 30)?])?
/// #     .with_tolerance(120)?;
/// # let hands_him = Arrangement::new(id(4).parse()?, mother.into(), tablets.id(), "daily 22:00-22:30".parse()?);
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// # let week = Snapshot::new(SnapshotParts {
/// #     on,
/// #     sources: vec![Source::member(mother), Source::member(son)],
/// #     needs: vec![tablets.clone()],
/// #     arrangements: vec![hands_him],
/// # })?;
/// # let way = Way::Member { person: son, able: Told::Known(true) };
/// # let (for_loss, when) = (ForLoss::any(), WeekPattern::always());
/// # let alarm = Alarm { id: id(5).parse()?, way, for_loss, when, takes_min: 0, period: mutual_care::base::Period::ALWAYS };
/// # let mut sister = Responder::new(id(6).parse()?, id(7).parse::<PersonId>()?, ResponderKind::Family);
/// # sister.covers = vec![tablets.id()];
/// # sister.agreed = Told::Known(Agreed::On(on));
/// (sister.answers_min, sister.arrives_min) = (90, 60);
/// # let mut parts = PlanParts::new(id(8).parse()?, id(9).parse()?, on);
/// # (parts.alarms, parts.responders) = (vec![alarm], vec![sister.clone()]);
/// # let plan = Plan::new(parts)?;
/// let options = [
///     RepairOption::new(Change::ArrivesWithin { responder: sister.id, minutes: 40 }),
///     RepairOption::new(Change::AnswersWithin { responder: sister.id, minutes: 60 }),
/// ];
/// let question = ProofQuestion { horizon_min: 240, ..ProofQuestion::default() };
/// let found = repair(&week, &plan, &question, &options, 4)?;
/// assert_eq!(found.as_it_is.strength(), 0);
/// // 60 and 60 minutes are in time to the minute; 90 and 40 are not.
/// assert_eq!(found.smallest.iter().map(|set| set.options.clone()).collect::<Vec<_>>(), [[1]]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`RepairError`] if there are too many options, one of them fits neither alone nor with another, or a proof cannot
/// be asked for.
pub fn repair(
    snapshot: &Snapshot,
    plan: &Plan,
    question: &ProofQuestion,
    options: &[RepairOption],
    sets_most: usize,
) -> Result<Repair, RepairError> {
    if options.len() > limits::REPAIR_OPTIONS {
        return Err(RepairError::TooManyOptions);
    }
    if sets_most == 0 || sets_most > limits::REPAIR_SETS {
        return Err(RepairError::SetsMost);
    }
    let search = Search { snapshot, plan, question, options };
    let as_it_is = prove(snapshot, plan, question)?;
    search.each_option_fits()?;
    // An addition to what is for other days changes nothing, in whatever set.
    let (idle, active): (Vec<usize>, Vec<usize>) =
        (0..options.len()).partition(|option| search.is_for_other_days(*option));
    let mut smaller: BTreeMap<Vec<usize>, Outcome> = BTreeMap::new();
    let mut strongest: Option<Strongest> = None;
    let mut sets = 0;
    for size in 0..=active.len() {
        let mut of_size: BTreeMap<Vec<usize>, Outcome> = BTreeMap::new();
        let mut set = Some((0..size).collect::<Vec<usize>>());
        while sets < sets_most
            && let Some(places) = set.take()
        {
            sets += 1;
            let chosen: Vec<usize> = places.iter().filter_map(|place| active.get(*place).copied()).collect();
            let outcome = if chosen.is_empty() { Some(as_it_is.clone()) } else { search.outcome(&chosen)? };
            if let Some(proven) = &outcome {
                search.keep_stronger(&mut strongest, &chosen, proven);
            }
            set = next_set(&places, active.len());
            of_size.insert(chosen, outcome);
        }
        let is_cut = set.is_some();
        let mended = search.mended(&of_size, &smaller);
        // A size is looked at to its end before anything is told: all its sets that mend are smallest.
        let is_done = !mended.is_empty() || is_cut || size == active.len();
        if is_done {
            let tried = if is_cut {
                SetsTried::NotAllTried { sets, complete_up_to: size.saturating_sub(1) }
            } else {
                SetsTried::All { sets }
            };
            return Ok(search.found(as_it_is, mended, strongest, tried, idle));
        }
        // What happens without one option is a set of this size, so no older outcomes are kept.
        smaller = of_size;
    }
    // Not reached: the last size is done.
    Ok(search.found(as_it_is, Vec::new(), strongest, SetsTried::All { sets }, idle))
}

/// Nothing was tried, or a proof could not be asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RepairError {
    /// More options than the limit.
    #[error("expected at most {} options", limits::REPAIR_OPTIONS)]
    TooManyOptions,
    /// No sets to try, or more than the limit.
    #[error("expected 1 to {} sets to try", limits::REPAIR_SETS)]
    SetsMost,
    /// An option that fits neither alone nor with another one.
    #[error("option {option}: {problem}")]
    Option {
        /// Which, by its place among those given, from 0.
        option: usize,
        /// What does not fit.
        problem: ChangeProblem,
    },
    /// A proof could not be asked for.
    #[error("{0}")]
    Prove(#[from] ProveError),
}

struct Search<'a> {
    snapshot: &'a Snapshot,
    plan: &'a Plan,
    question: &'a ProofQuestion,
    options: &'a [RepairOption],
}

impl Search<'_> {
    fn of<'s>(&'s self, set: &'s [usize]) -> impl Iterator<Item = &'s RepairOption> {
        set.iter().filter_map(|option| self.options.get(*option))
    }

    fn changed(&self, set: &[usize]) -> Result<(Snapshot, Plan), ChangeProblem> {
        with_changes(self.snapshot, self.plan, self.of(set).map(|option| &option.change))
    }

    /// An option may be about what another one brings.
    fn each_option_fits(&self) -> Result<(), RepairError> {
        for option in 0..self.options.len() {
            let Err(problem) = self.changed(&[option]) else { continue };
            let with_another = |other: usize| {
                other != option && self.changed(&[option.min(other), option.max(other)]).is_ok()
            };
            if !(0..self.options.len()).any(with_another) {
                return Err(RepairError::Option { option, problem });
            }
        }
        Ok(())
    }

    /// Whether an option is about what is for other days than that of the week: a responder of the plan or an added one, a way
    /// of raising the alarm, an arrangement that brings nobody new.
    fn is_for_other_days(&self, option: usize) -> bool {
        let on = self.snapshot.on();
        let added = self.options.iter().filter_map(|option| match &option.change {
            Change::NewResponder { responder, .. } => Some(responder.as_ref()),
            _ => None,
        });
        let mut responders = self.plan.responders().iter().chain(added);
        let period = self.options.get(option).and_then(|option| match &option.change {
            Change::NewAlarm(alarm) => Some(alarm.period),
            Change::NewResponder { responder, .. } => Some(responder.period),
            Change::NewArrangement { arrangement, by: None } => Some(arrangement.period),
            Change::NewArrangement { by: Some(_), .. } => None,
            change => {
                let of = change.responder()?;
                responders.find(|responder| responder.id == of).map(|responder| responder.period)
            }
        });
        let counts = |period: Period| match &self.question.absence {
            None => period.contains(on),
            Some(absence) => period.intersection(absence.days(self.question.horizon_min)).is_some(),
        };
        period.is_some_and(|period| !counts(period))
    }

    fn outcome(&self, set: &[usize]) -> Result<Outcome, ProveError> {
        let Ok((snapshot, plan)) = self.changed(set) else { return Ok(None) };
        prove(&snapshot, &plan, self.question).map(Some)
    }

    fn reaches(&self, proven: &Proven) -> bool {
        proven.strength() >= self.question.level.number()
    }

    fn cost(&self, set: &[usize]) -> Option<u64> {
        self.of(set).try_fold(0_u64, |sum, option| Some(sum.saturating_add(option.cost_pence?)))
    }

    /// Keeps the stronger one; sets come smallest first, and in order.
    fn keep_stronger(&self, strongest: &mut Option<Strongest>, set: &[usize], proven: &Proven) {
        let cost_pence = self.cost(set);
        let rank = |options: &[usize], cost: Option<u64>, proven: &Proven| {
            // Of two sets of no strength, one under which there is a week to protect is the better beginning.
            let begins_with_harm = matches!(proven.answer, ProofAnswer::NotYet(_));
            (Reverse(proven.strength()), begins_with_harm, options.len(), cost.is_none(), cost)
        };
        let is_stronger = strongest.as_ref().is_none_or(|best| {
            rank(set, cost_pence, proven) < rank(&best.options, best.cost_pence, &best.proven)
        });
        if is_stronger {
            *strongest = Some(Strongest { options: set.to_vec(), cost_pence, proven: proven.clone() });
        }
    }

    /// The sets of one size that reach the level, in order of cost and options.
    fn mended(
        &self,
        of_size: &BTreeMap<Vec<usize>, Outcome>,
        smaller: &BTreeMap<Vec<usize>, Outcome>,
    ) -> Vec<Mended> {
        let reach = of_size.iter().filter_map(|(set, outcome)| {
            let proven = outcome.as_ref().filter(|proven| self.reaches(proven))?;
            Some(Mended {
                options: set.clone(),
                cost_pence: self.cost(set),
                proven: proven.clone(),
                without: set.iter().filter_map(|option| without(set, *option, smaller)).collect(),
            })
        });
        let mut mended: Vec<Mended> = reach.collect();
        mended.sort_by_key(|set| (set.cost_pence.is_none(), set.cost_pence));
        mended
    }

    fn found(
        &self,
        as_it_is: Proven,
        mut smallest: Vec<Mended>,
        strongest: Option<Strongest>,
        tried: SetsTried,
        not_on_this_day: Vec<usize>,
    ) -> Repair {
        let more = smallest.len().saturating_sub(SETS_LISTED);
        smallest.truncate(SETS_LISTED);
        let strongest = strongest.filter(|_| smallest.is_empty());
        let wanted = self.question.level;
        Repair { wanted, as_it_is, smallest, more, strongest, tried, not_on_this_day }
    }
}

/// What happens without one option: the set without it is smaller, so it was tried and does not reach the level.
fn without(set: &[usize], option: usize, smaller: &BTreeMap<Vec<usize>, Outcome>) -> Option<Without> {
    let rest: Vec<usize> = set.iter().copied().filter(|other| *other != option).collect();
    let then = match smaller.get(&rest)? {
        None => Then::DoesNotFit,
        Some(proven) => match &proven.answer {
            ProofAnswer::NotYet(not_yet) => Then::NotYet(not_yet.clone()),
            ProofAnswer::Counterexample(failing) => Then::Fails(Box::new(failing.counterexample.clone())),
            ProofAnswer::Proof(_) => return None,
        },
    };
    Some(Without { option, then })
}

/// The next set of the same size, in order; none after the last.
fn next_set(set: &[usize], of: usize) -> Option<Vec<usize>> {
    let mut next = set.to_vec();
    let size = next.len();
    // The last place that can still go up; all after it follow closely.
    let place =
        (0..size).rev().find(|place| set.get(*place).is_some_and(|option| option + size - place < of))?;
    let first = set.get(place)? + 1;
    for (option, slot) in (first..).zip(next.iter_mut().skip(place)) {
        *slot = option;
    }
    Some(next)
}
