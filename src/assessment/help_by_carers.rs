//! What carers do as it was recorded over time: how far a need is met as at a day, and since when it is met less.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::event::CarersHelpRecorded;
use super::{AdultOutcome, CarersHelp, MetByCarers};
use crate::base::PersonId;

/// All that was recorded of what carers do, in the order in which it was entered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct HelpByCarers(Vec<CarersHelpRecorded>);

impl HelpByCarers {
    pub(super) fn record(&mut self, event: &CarersHelpRecorded) {
        self.0.push(event.clone());
    }

    /// Whether nothing was recorded.
    pub(super) const fn is_blank(&self) -> bool {
        self.0.is_empty()
    }

    /// Per carer the latest as at a day; of one day, what was entered last.
    pub(super) fn latest(&self, outcome: AdultOutcome, on: NaiveDate) -> Vec<&CarersHelp> {
        let mut latest: BTreeMap<PersonId, (NaiveDate, &CarersHelp)> = BTreeMap::new();
        for event in self.0.iter().filter(|event| event.on <= on) {
            for help in event.help.iter().filter(|help| help.outcome == outcome) {
                let before = latest.get(&help.carer).map(|(before, _)| *before);
                if before.is_none_or(|before| before <= event.on) {
                    latest.insert(help.carer, (event.on, help));
                }
            }
        }
        latest.into_values().map(|(_, help)| help).collect()
    }

    /// How far carers meet an outcome as at a day. With nobody recorded, nobody is known to meet it.
    pub(super) fn met(&self, outcome: AdultOutcome, on: NaiveDate) -> MetByCarers {
        let each: BTreeSet<MetByCarers> =
            self.latest(outcome, on).into_iter().map(CarersHelp::counts).collect();
        // What one of them meets wholly is met; what one of them may meet cannot be said.
        [MetByCarers::Wholly, MetByCarers::NotKnown, MetByCarers::InPart]
            .into_iter()
            .find(|met| each.contains(met))
            .unwrap_or(MetByCarers::Not)
    }

    /// Since when less is met than was met before, if that is how things stand on this day.
    pub(super) fn again_since(&self, outcome: AdultOutcome, on: NaiveDate) -> Option<NaiveDate> {
        let days: BTreeSet<NaiveDate> =
            self.0.iter().map(|event| event.on).filter(|day| *day <= on).collect();
        let (mut most, mut since) = (0, None);
        for day in days {
            let now = extent(self.met(outcome, day));
            if now >= most {
                (most, since) = (now, None);
            } else {
                since = since.or(Some(day));
            }
        }
        since
    }
}

/// More is more. What is not known is not met.
const fn extent(met: MetByCarers) -> u8 {
    match met {
        MetByCarers::Wholly => 2,
        MetByCarers::InPart => 1,
        MetByCarers::Not | MetByCarers::NotKnown => 0,
    }
}
