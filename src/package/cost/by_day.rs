//! What stands in one budget, day by day and exactly: what contributions and their cap are worked out from.

use alloc::vec::Vec;
use core::ops::Range;

use chrono::NaiveDate;
use num_bigint::BigUint;
use serde::Serialize;

use super::answer::total_too_fine;
use super::question::{Asked, CostQuestion};
use super::tape::Tape;
use super::work::{PastWork, Work};
use crate::base::{Fraction, Problems, Whole};
use crate::package::{BudgetOf, Line, Package, PaidBy};

/// What stands in one budget on one day: nothing but what the personal budget bears.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BudgetDay {
    /// Which day.
    pub on: NaiveDate,
    /// What its lines cost, not rounded.
    pub cost: Fraction,
    /// What of that may be charged, not rounded.
    pub chargeable: Fraction,
    /// Whether a contribution is due for it: a line that may be charged runs on it, is retained or is owed for notice,
    /// whatever it costs; or what is owed once, and may be charged, is owed on it. What is owed once is a line on no other
    /// day: a stairlift that was paid for in March makes nothing due in April.
    pub has_chargeable_line: bool,
    /// Whether a line stands in the budget on it of which nobody has said what it costs. Then `cost` is only what is known of
    /// it, and that line is left out of the other three.
    pub has_line_not_priced: bool,
}

/// Of a line that stands in the budget: what each of its kinds of days costs the budget, and its days.
struct Bears {
    kinds: Vec<Bearing>,
    days: Vec<u32>,
    /// The numbers of the days on which it stands in the budget and nobody has said what it costs.
    not_priced: Vec<usize>,
}

struct Bearing {
    numerator: BigUint,
    denominator: BigUint,
    is_charged: bool,
    makes_due: bool,
}

/// The sums of a day over a common denominator.
#[derive(Clone)]
struct DaySum<N> {
    cost: N,
    chargeable: N,
    has_chargeable_line: bool,
    has_line_not_priced: bool,
}

impl Package {
    /// What stands in one budget on each day of a question: what it costs, what of it may be charged, whether a contribution
    /// is due, and whether all of it has a price.
    ///
    /// ```
    /// use mutual_care::base::{England, Money, Period};
    /// use mutual_care::package::{BudgetOf, CostQuestion, Line, LineKind, Package, PackageParts, Payer, Price, Unit};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], day(2));
    /// let payer = Payer::Joint { authority: 1, health: 2 };
    /// let mut line = Line::new(id(4).parse()?, LineKind::DayService, id(3).parse()?, payer);
    /// line.prices.push(Price::new(Money::new(1_000)?, Unit::Day));
    /// parts.lines.push(line);
    /// let one_day = CostQuestion::new(Period::new(Some(day(2)), Some(day(3)))?, &England);
    /// let days = Package::new(parts)?.budget_days(BudgetOf::adult(id(3).parse()?), &one_day)?;
    /// // The authority's third of £10; what health pays stands beside the budget.
    /// assert_eq!(days[0].cost.to_string(), "1000/3");
    /// assert!(days[0].has_chargeable_line && !days[0].has_line_not_priced);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Package::cost`].
    pub fn budget_days(
        &self,
        budget: BudgetOf,
        question: &CostQuestion<'_>,
    ) -> Result<Vec<BudgetDay>, Problems> {
        self.budget_days_of(budget, question, |_| true)
    }

    /// The same of some of the lines only: those that may be charged to whomever the budget is for.
    pub(crate) fn budget_days_of(
        &self,
        budget: BudgetOf,
        question: &CostQuestion<'_>,
        counts: impl Fn(&Line) -> bool,
    ) -> Result<Vec<BudgetDay>, Problems> {
        let asked = Asked::of(question, self.lines(), self.drawn_up_on());
        let asked = asked.map_err(|problem| Problems::of([problem]))?;
        self.within_bounds(&asked, true)?;
        let (mut found, mut bears) = (Vec::new(), Vec::new());
        self.tapes(&asked, &mut found, |_, line, tape| {
            if counts(line) {
                bears.extend(bearing(&asked, line, tape, budget));
            }
            Ok(())
        });
        Problems::none_or(found)?;
        let mut told = Vec::with_capacity(asked.days.len());
        let done = days(&bears, &asked, 0..asked.days.len(), &mut Work::new(), &mut told);
        done.map_err(|PastWork| Problems::of([total_too_fine()]))?;
        Ok(told)
    }
}

/// What a line costs a budget; none if it does not stand in it.
fn bearing(asked: &Asked<'_>, line: &Line, tape: &Tape, budget: BudgetOf) -> Option<Bears> {
    let payer = tape.payers.iter().position(|payer| *payer == PaidBy::PersonalBudget)?;
    let place = tape.budgets.iter().position(|one| one.budget == budget)?;
    let kinds = tape.kinds.iter().map(|kind| {
        let sharing = tape.sharings.get(kind.sharing)?;
        let (of_payer, of_budget) = (*sharing.payers.get(payer)?, *sharing.budgets.get(place)?);
        let (payers, budgets): (u128, u128) = (sharing.payers.iter().sum(), sharing.budgets.iter().sum());
        let numerator = BigUint::from(kind.cost.numerator()) * of_payer * of_budget;
        let denominator = BigUint::from(kind.cost.denominator()) * payers * budgets;
        let bears = of_payer > 0 && of_budget > 0;
        let common = numerator.common(&denominator);
        Some(Bearing {
            numerator: numerator / &common,
            denominator: denominator / &common,
            is_charged: bears && *sharing.charged.get(place)?,
            makes_due: bears && kind.makes_due,
        })
    });
    let kinds = kinds.collect::<Option<_>>()?;
    Some(Bears { kinds, days: tape.days.clone(), not_priced: not_priced(asked, line, tape, budget) })
}

/// The days without a price on which a line that the personal budget pays stands in a budget: not those on which it is free
/// and stands beside, and not those on which it is shared between others.
fn not_priced(asked: &Asked<'_>, line: &Line, tape: &Tape, budget: BudgetOf) -> Vec<usize> {
    let dates = tape.not_priced.iter().flat_map(|period| {
        let from = period.from().into_iter();
        from.flat_map(|from| from.iter_days()).take_while(|on| period.contains(*on))
    });
    let stands_in_it = |on: &NaiveDate| {
        let is_beside = line.free.iter().any(|free| {
            free.rule.stands_beside_the_budget() && free.days().is_some_and(|days| days.contains(*on))
        });
        !is_beside && line.shared_on(*on).1.contains(&budget)
    };
    dates.filter(stands_in_it).map(|on| asked.nth(on)).collect()
}

/// What stands in the budget on each of these days. Over a common denominator, as long as it is one of quick numbers; of fewer
/// days it is more often, and of one day it is worked out in numbers of any size.
fn days(
    bears: &[Bears],
    asked: &Asked<'_>,
    of: Range<usize>,
    work: &mut Work,
    told: &mut Vec<BudgetDay>,
) -> Result<(), PastWork> {
    if let Some(days) = in_numbers::<u128>(bears, asked, of.clone()) {
        told.extend(days);
        return Ok(());
    }
    if of.len() > 1 {
        let middle = of.start + of.len() / 2;
        days(bears, asked, of.start..middle, work, told)?;
        return days(bears, asked, middle..of.end, work, told);
    }
    let mut parts = BigUint::from(1_u8);
    for kind in bears.iter().filter_map(|line| line.on(of.start)) {
        work.common(&mut parts, &kind.denominator)?;
    }
    let bits = parts.bits() + u64::from(u128::BITS);
    work.on_numbers(4 * u64::try_from(bears.len()).unwrap_or(u64::MAX), bits)?;
    work.on_fractions(2, bits)?;
    told.extend(in_numbers::<BigUint>(bears, asked, of).unwrap_or_default());
    Ok(())
}

impl Bears {
    /// What it costs the budget on a day.
    fn on(&self, nth: usize) -> Option<&Bearing> {
        let number = self.days.get(nth).and_then(|number| usize::try_from(*number).ok())?;
        self.kinds.get(number)
    }

    /// The numbers of the kinds that some days are of, in order.
    fn used(&self, of: &Range<usize>) -> Vec<u32> {
        let mut used = if of.len() == self.days.len() {
            (0_u32..).take(self.kinds.len()).collect()
        } else {
            self.days.get(of.clone()).unwrap_or_default().to_vec()
        };
        used.sort_unstable();
        used.dedup();
        used
    }
}

fn in_numbers<N: Whole>(bears: &[Bears], asked: &Asked<'_>, of: Range<usize>) -> Option<Vec<BudgetDay>> {
    let used: Vec<Vec<u32>> = bears.iter().map(|line| line.used(&of)).collect();
    let mut parts = N::of(1);
    for (line, used) in bears.iter().zip(&used) {
        for number in used {
            let kind = line.kinds.get(usize::try_from(*number).ok()?)?;
            parts = parts.multiple(&N::from_large(&kind.denominator)?)?;
        }
    }
    let none = DaySum {
        cost: N::of(0),
        chargeable: N::of(0),
        has_chargeable_line: false,
        has_line_not_priced: false,
    };
    let mut sums = alloc::vec![none; of.len()];
    for (line, used) in bears.iter().zip(&used) {
        let scaled = |number: &u32| {
            let kind = line.kinds.get(usize::try_from(*number).ok()?)?;
            let (times, _) = parts.over(&N::from_large(&kind.denominator)?)?;
            Some((kind, N::from_large(&kind.numerator)?.times(&times)?))
        };
        let kinds: Vec<(&Bearing, N)> = used.iter().map(scaled).collect::<Option<_>>()?;
        let is_all = used.len() == line.kinds.len();
        for (sum, number) in sums.iter_mut().zip(line.days.get(of.clone())?) {
            let place =
                if is_all { usize::try_from(*number).ok()? } else { used.binary_search(number).ok()? };
            let (kind, cost) = kinds.get(place)?;
            if !cost.is_nothing() {
                sum.cost = sum.cost.plus(cost)?;
            }
            if kind.is_charged {
                sum.chargeable = sum.chargeable.plus(cost)?;
                sum.has_chargeable_line |= kind.makes_due;
            }
        }
        for nth in line.not_priced.iter().filter(|nth| of.contains(nth)) {
            sums.get_mut(nth - of.start)?.has_line_not_priced = true;
        }
    }
    let days = sums.into_iter().zip(of).map(|(sum, nth)| BudgetDay {
        on: asked.date(nth),
        cost: sum.cost.fraction(parts.clone()),
        chargeable: sum.chargeable.fraction(parts.clone()),
        has_chargeable_line: sum.has_chargeable_line,
        has_line_not_priced: sum.has_line_not_priced,
    });
    Some(days.collect())
}
