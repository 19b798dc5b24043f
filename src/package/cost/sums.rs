//! What a line costs over a period: summed exactly, rounded once, and split so that every part adds up to it.

use alloc::vec::Vec;

use num_bigint::BigUint;

use super::runs::HOWS;
use super::sharing::Sharing;
use super::tape::Tape;
use super::work::{PastWork, Work};
use crate::base::{Fraction, Money, NeedId, Shares, Whole};
use crate::package::PaidBy;

/// A line's cost and its parts.
pub(super) struct Sums {
    pub(super) exact: Fraction,
    pub(super) cost: Money,
    /// As planned, retained, owed for notice.
    pub(super) hows: [Money; HOWS],
    /// By payer, and within each payer by budget.
    pub(super) parts: Vec<Sum>,
}

/// What one payer bears of a line for one budget.
pub(super) struct Sum {
    /// Which of the tape's payers and budgets.
    pub(super) payer: usize,
    pub(super) budget: usize,
    pub(super) exact: Fraction,
    pub(super) cost: Money,
    /// What of it may be charged.
    pub(super) chargeable_exact: Fraction,
    pub(super) chargeable: Money,
    pub(super) needs: Vec<(NeedId, Money)>,
    /// The same by day, where that was asked.
    pub(super) days: Option<Shares>,
}

/// Why a line has no sums.
pub(super) enum NoSums {
    /// Its cost is past what the crate works with.
    TooMuch,
    /// They would take more steps than are left.
    TooFine,
}

/// The sums of a line.
pub(super) fn sums(tape: &Tape, by_day: bool, work: &mut Work) -> Result<Sums, NoSums> {
    // Quick first. What does not fit into 128 bits is worked out anew in numbers of any size.
    if let Some(sums) = in_numbers::<u128>(tape, by_day) {
        return Ok(sums);
    }
    work.on_sums(tape, by_day).map_err(|PastWork| NoSums::TooFine)?;
    in_numbers::<BigUint>(tape, by_day).ok_or(NoSums::TooMuch)
}

/// Of each sharing: what its days cost, and by how much its weights are multiplied so that they are parts of the same whole
/// as those of the others.
struct Shared<N> {
    cost: N,
    scale: N,
}

fn in_numbers<N: Whole>(tape: &Tape, by_day: bool) -> Option<Sums> {
    let mut parts_of_a_penny = N::of(1);
    for kind in &tape.kinds {
        parts_of_a_penny = parts_of_a_penny.multiple(&N::of(kind.cost.denominator()))?;
    }
    let mut kinds: Vec<N> = Vec::with_capacity(tape.kinds.len());
    let mut hows: [N; HOWS] = core::array::from_fn(|_| N::of(0));
    let mut costs = alloc::vec![N::of(0); tape.sharings.len()];
    for kind in &tape.kinds {
        let (times, _) = parts_of_a_penny.over(&N::of(kind.cost.denominator()))?;
        let day = N::of(kind.cost.numerator()).times(&times)?;
        let all = day.times(&N::of(kind.days.into()))?;
        let how = hows.get_mut(kind.how.place())?;
        *how = how.plus(&all)?;
        let sharing = costs.get_mut(kind.sharing)?;
        *sharing = sharing.plus(&all)?;
        kinds.push(day);
    }
    let total = costs.iter().try_fold(N::of(0), |sum, cost| sum.plus(cost))?;
    let cost = rounded(&total, &parts_of_a_penny)?;
    let hows: Vec<Money> = split(cost, hows.into_iter())?;

    let whole =
        |sharing: &Sharing| N::of(sharing.payers.iter().sum()).times(&N::of(sharing.budgets.iter().sum()));
    let mut parts_of_a_share = N::of(1);
    for sharing in &tape.sharings {
        parts_of_a_share = parts_of_a_share.multiple(&whole(sharing)?)?;
    }
    let mut shared = Vec::with_capacity(costs.len());
    for (cost, sharing) in costs.into_iter().zip(&tape.sharings) {
        shared.push(Shared { cost, scale: parts_of_a_share.over(&whole(sharing)?)?.0 });
    }
    let denominator = parts_of_a_penny.times(&parts_of_a_share)?;

    let weight = |payer: usize, budget: usize, only_charged: bool| {
        let mut sum = N::of(0);
        for (shared, sharing) in shared.iter().zip(&tape.sharings) {
            if only_charged && !*sharing.charged.get(budget)? {
                continue;
            }
            let weight = N::of(*sharing.payers.get(payer)?).times(&N::of(*sharing.budgets.get(budget)?))?;
            sum = sum.plus(&shared.cost.times(&weight.times(&shared.scale)?)?)?;
        }
        Some(sum)
    };
    let mut cells: Vec<Vec<N>> = Vec::with_capacity(tape.payers.len());
    for payer in 0..tape.payers.len() {
        cells
            .push((0..tape.budgets.len()).map(|budget| weight(payer, budget, false)).collect::<Option<_>>()?);
    }
    let by_payer: Vec<N> = (cells.iter())
        .map(|row| row.iter().try_fold(N::of(0), |sum, cell| sum.plus(cell)))
        .collect::<Option<_>>()?;
    let by_payer = split(cost, by_payer.into_iter())?;

    let mut parts = Vec::new();
    for (payer, (row, of_payer)) in cells.into_iter().zip(by_payer).enumerate() {
        let of_budgets = split(of_payer, row.iter().cloned())?;
        for (budget, (cell, cost)) in row.into_iter().zip(of_budgets).enumerate() {
            if cell.is_nothing() {
                continue;
            }
            let needs = &tape.budgets.get(budget)?.needs;
            let of_needs = split(cost, needs.iter().map(|(_, weight)| N::of(*weight)));
            let charged = if tape.payers.get(payer) == Some(&PaidBy::PersonalBudget) {
                weight(payer, budget, true)?
            } else {
                N::of(0)
            };
            let both = [charged.clone(), cell.minus(&charged)?];
            let chargeable = split(cost, both.into_iter())?.first().copied()?;
            let days =
                if by_day { Some(day_shares(tape, &kinds, &shared, (payer, budget), cost)?) } else { None };
            parts.push(Sum {
                payer,
                budget,
                exact: cell.fraction(denominator.clone()),
                cost,
                chargeable_exact: charged.fraction(denominator.clone()),
                chargeable,
                needs: needs.iter().map(|(need, _)| *need).zip(of_needs.unwrap_or_default()).collect(),
                days,
            });
        }
    }
    let hows = hows.try_into().ok()?;
    Some(Sums { exact: total.fraction(parts_of_a_penny), cost, hows, parts })
}

/// What a payer bears for a budget, by day: each day weighs what it costs, times the share of both on it.
fn day_shares<N: Whole>(
    tape: &Tape,
    kinds: &[N],
    shared: &[Shared<N>],
    (payer, budget): (usize, usize),
    cost: Money,
) -> Option<Shares> {
    let shares: Vec<N> = (tape.sharings.iter().zip(shared))
        .map(|(sharing, shared)| {
            // Where all days are shared alike, the share changes no proportion.
            if tape.sharings.len() == 1 {
                return Some(N::of(1));
            }
            let weight = N::of(*sharing.payers.get(payer)?).times(&N::of(*sharing.budgets.get(budget)?))?;
            weight.times(&shared.scale)
        })
        .collect::<Option<_>>()?;
    let weights: Vec<(u64, N)> = (tape.kinds.iter().zip(kinds))
        .map(|(kind, day)| Some((kind.days, day.times(shares.get(kind.sharing)?)?)))
        .collect::<Option<_>>()?;
    Shares::of(cost, &weights)
}

/// Split by largest remainder, of equal ones in this order.
fn split<N: Whole>(total: Money, weights: impl Iterator<Item = N>) -> Option<Vec<Money>> {
    let kinds: Vec<(u64, N)> = weights.map(|weight| (1, weight)).collect();
    let mut shares = Shares::of(total, &kinds)?;
    Some((0..kinds.len()).map(|kind| shares.next(kind)).collect())
}

/// The nearest whole number of pence, half upwards: nothing here is ever less than nothing.
fn rounded<N: Whole>(total: &N, parts_of_a_penny: &N) -> Option<Money> {
    let two = N::of(2);
    let (pence, _) = total.times(&two)?.plus(parts_of_a_penny)?.over(&parts_of_a_penny.times(&two)?)?;
    Money::new(i64::try_from(pence.small()?).ok()?).ok()
}
