//! What stands in one budget, day by day and exactly: what contributions and their cap are worked out from.

use alloc::vec::Vec;

use chrono::NaiveDate;
use num_bigint::BigUint;
use serde::Serialize;

use super::answer::within_bounds;
use super::question::{Asked, CostQuestion};
use super::tape::Tape;
use crate::base::{Fraction, Problems, Whole};
use crate::package::{BudgetOf, Package, PaidBy};

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
    /// Whether a line that may be charged runs or is retained on it, whatever it costs: then a contribution is due.
    pub has_chargeable_line: bool,
}

/// Of a line that stands in the budget: what each of its kinds of days costs the budget, and its days.
struct Bears {
    kinds: Vec<Bearing>,
    days: Vec<u32>,
}

struct Bearing {
    numerator: BigUint,
    denominator: BigUint,
    is_charged: bool,
    is_owed: bool,
}

/// The sums of a day over a common denominator.
#[derive(Clone)]
struct DaySum<N> {
    cost: N,
    chargeable: N,
    has_chargeable_line: bool,
}

impl Package {
    /// What stands in one budget on each day of a question.
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
        let asked = Asked::of(question, self.lines(), self.drawn_up_on());
        let asked = asked.map_err(|problem| Problems::of([problem]))?;
        within_bounds(self.lines(), &asked, true)?;
        let (mut found, mut bears) = (Vec::new(), Vec::new());
        self.tapes(&asked, &mut found, |_, _, tape| {
            bears.extend(bearing(tape, budget));
            true
        });
        Problems::none_or(found)?;
        let days = in_numbers::<u128>(&bears, &asked).or_else(|| in_numbers::<BigUint>(&bears, &asked));
        Ok(days.unwrap_or_default())
    }
}

/// What a line costs a budget; none if it does not stand in it.
fn bearing(tape: &Tape, budget: BudgetOf) -> Option<Bears> {
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
            is_owed: bears && kind.is_owed,
        })
    });
    Some(Bears { kinds: kinds.collect::<Option<_>>()?, days: tape.days.clone() })
}

fn in_numbers<N: Whole>(bears: &[Bears], asked: &Asked<'_>) -> Option<Vec<BudgetDay>> {
    let mut parts = N::of(1);
    for kind in bears.iter().flat_map(|line| &line.kinds) {
        parts = parts.multiple(&N::from_large(&kind.denominator)?)?;
    }
    let none = DaySum { cost: N::of(0), chargeable: N::of(0), has_chargeable_line: false };
    let mut sums = alloc::vec![none; asked.days.len()];
    for line in bears {
        let scaled = |kind: &Bearing| {
            let (times, _) = parts.over(&N::from_large(&kind.denominator)?)?;
            N::from_large(&kind.numerator)?.times(&times)
        };
        let kinds: Vec<N> = line.kinds.iter().map(scaled).collect::<Option<_>>()?;
        for (sum, number) in sums.iter_mut().zip(&line.days) {
            let place = usize::try_from(*number).ok()?;
            let (kind, cost) = (line.kinds.get(place)?, kinds.get(place)?);
            if !cost.is_nothing() {
                sum.cost = sum.cost.plus(cost)?;
            }
            if kind.is_charged {
                sum.chargeable = sum.chargeable.plus(cost)?;
                sum.has_chargeable_line |= kind.is_owed;
            }
        }
    }
    let days = sums.into_iter().enumerate().map(|(nth, sum)| BudgetDay {
        on: asked.date(nth),
        cost: sum.cost.fraction(parts.clone()),
        chargeable: sum.chargeable.fraction(parts.clone()),
        has_chargeable_line: sum.has_chargeable_line,
    });
    Some(days.collect())
}
