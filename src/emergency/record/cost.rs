//! What an emergency has cost, from the responders' prices.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDateTime;
use serde::Serialize;

use super::{Activation, Moment, PlanCase, StoodDown, Who};
use crate::base::ResponderId;
use crate::emergency::CallOutPrice;

/// What an emergency has cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cost {
    /// Up to when it was counted.
    pub until: Moment,
    /// Each responder who came and has a price, in order of id.
    pub lines: Vec<CostLine>,
    /// All lines together, in whole pence.
    pub total_pence: i64,
    /// Who came and has no price in the plan: not counted, and not known to be free.
    pub no_price: Vec<Who>,
}

/// What one responder has cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CostLine {
    /// Who.
    pub responder: ResponderId,
    /// How often it came.
    pub call_outs: u32,
    /// How many minutes it was there, all stays together; of a stay that began or ended in the hour that comes twice the
    /// fewest that it can have been.
    pub minutes: u64,
    /// What that comes to, in whole pence.
    pub pence: i64,
}

/// A cost is too large for a number of pence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected prices that come to at most {} pence", i64::MAX)]
pub struct CostError;

impl Activation {
    /// What the emergency has cost up to now, or up to its end.
    ///
    /// Each time a responder came it costs its call-out price, and its hourly price by the minute. The minutes of
    /// all its stays are added up first, and the whole is **rounded once, to the nearest penny, half a penny up**.
    /// Whoever was called and did not come costs nothing.
    ///
    /// # Errors
    ///
    /// [`CostError`] if it is too much to be written in pence.
    pub fn cost(&self, case: &PlanCase, now: NaiveDateTime) -> Result<Cost, CostError> {
        let now = Moment::of(now);
        let until = self.over.as_ref().map_or(now, StoodDown::moment);
        let mut stays: BTreeMap<Who, (u32, u64)> = BTreeMap::new();
        for stay in &self.stays {
            let left = stay.until.filter(|left| left.may_be_followed_by(until)).unwrap_or(until);
            let minutes = stay.from.passed(left).map_or(0, |passed| passed.least);
            let sum = stays.entry(stay.who).or_default();
            sum.0 = sum.0.saturating_add(1);
            sum.1 = sum.1.saturating_add(minutes.into());
        }
        let mut cost = Cost { until, lines: Vec::new(), total_pence: 0, no_price: Vec::new() };
        for (who, (call_outs, minutes)) in stays {
            let price = match who {
                Who::Responder(id) => case.responder(id).and_then(|one| Some((id, one.price?))),
                Who::Other(_) => None,
            };
            let Some((responder, price)) = price else {
                cost.no_price.push(who);
                continue;
            };
            let pence = pence(price, call_outs, minutes)?;
            cost.total_pence = cost.total_pence.checked_add(pence).ok_or(CostError)?;
            cost.lines.push(CostLine { responder, call_outs, minutes, pence });
        }
        Ok(cost)
    }
}

fn pence(price: CallOutPrice, call_outs: u32, minutes: u64) -> Result<i64, CostError> {
    let by_the_minute = i128::from(price.hour_pence) * i128::from(minutes);
    let whole = i128::from(price.call_out_pence) * i128::from(call_outs) + (by_the_minute + 30) / 60;
    i64::try_from(whole).map_err(|_| CostError)
}
