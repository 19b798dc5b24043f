//! How much work a question about costs may take.
//!
//! Days are counted before anything begins. How large the numbers get that an exact cost takes is only known on the way: prices,
//! factors and shares that have nothing in common divide a penny into more and more parts.

use num_bigint::BigUint;

use super::tape::Tape;
use crate::base::{Fraction, Whole, limits, lowest_terms_steps};

/// The steps that are left to one question, of [`limits::COST_STEPS`].
pub(super) struct Work {
    left: u64,
}

/// It would take more steps than are left.
#[derive(Debug)]
pub(super) struct PastWork;

/// What one step on a number takes, however small the number is, in words of the machine.
const ONE_STEP: u64 = 16;

impl Work {
    pub(super) fn new() -> Self {
        Self { left: u64::try_from(limits::COST_STEPS).unwrap_or(u64::MAX) }
    }

    pub(super) const fn take(&mut self, steps: u64) -> Result<(), PastWork> {
        match self.left.checked_sub(steps) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(PastWork),
        }
    }

    /// So many steps on numbers of so many bits.
    pub(super) const fn on_numbers(&mut self, times: u64, bits: u64) -> Result<(), PastWork> {
        self.take(times.saturating_mul(ONE_STEP + bits / 64))
    }

    /// Bringing so many fractions of so many bits into lowest terms.
    pub(super) const fn on_fractions(&mut self, times: u64, bits: u64) -> Result<(), PastWork> {
        self.take(times.saturating_mul(lowest_terms_steps(bits)))
    }

    /// What it takes to sum and to split the days of a line in numbers of any size.
    pub(super) fn on_sums(&mut self, tape: &Tape, by_day: bool) -> Result<(), PastWork> {
        let mut parts = BigUint::from(1_u8);
        for kind in &tape.kinds {
            self.common(&mut parts, &kind.cost.denominator().into())?;
        }
        let mut shares = BigUint::from(1_u8);
        for sharing in &tape.sharings {
            let (payers, budgets): (u128, u128) = (sharing.payers.iter().sum(), sharing.budgets.iter().sum());
            self.common(&mut shares, &(BigUint::from(payers) * budgets))?;
        }
        let bits = parts.bits() + shares.bits() + u64::from(u128::BITS);
        let cells = number(tape.payers.len()) * number(tape.budgets.len());
        let by_day = if by_day { cells } else { 0 };
        let kinds = number(tape.kinds.len()).saturating_mul(4 + 4 * by_day);
        self.on_numbers(kinds, bits)?;
        self.on_numbers(number(tape.sharings.len()).saturating_mul(4 * cells), bits)?;
        self.on_fractions(1 + 2 * cells, bits)
    }

    /// Makes a number one that this one divides too.
    pub(super) fn common(&mut self, all: &mut BigUint, one: &BigUint) -> Result<(), PastWork> {
        self.on_numbers(2, all.bits())?;
        if let Some(both) = all.multiple(one) {
            *all = both;
        }
        Ok(())
    }

    /// The sum of fractions.
    pub(super) fn sum<'f>(
        &mut self,
        parts: impl Iterator<Item = &'f Fraction>,
    ) -> Result<Fraction, PastWork> {
        Fraction::sum_in(parts, &mut self.left).ok_or(PastWork)
    }
}

fn number(of: usize) -> u64 {
    u64::try_from(of).unwrap_or(u64::MAX)
}
