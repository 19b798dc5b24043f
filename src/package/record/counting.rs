//! Which version counts when, and what one costs in its first year.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{CarePackageCase, CountingOver, CountingVersion};
use crate::base::{Period, Problems, WorkingDays};
use crate::package::{CostQuestion, CostReport, Package, SharedBy, SplitThen};

impl CarePackageCase {
    /// The version that counts on a day: of those that begin on it or before, the one that came to count last. None before the
    /// first, and from the day on from which the package is over. A change that is only proposed counts on no day.
    ///
    /// ```
    /// # use mutual_care::package::record::CarePackage;
    /// # use chrono::NaiveDate;
    /// fn lines_on(record: &CarePackage, day: NaiveDate) -> usize {
    ///     record.case().counts_on(day).map_or(0, |counts| counts.package.lines().len())
    /// }
    /// ```
    pub fn counts_on(&self, day: NaiveDate) -> Option<&CountingVersion> {
        let over = self.agreement.over().is_some_and(|over| over.on <= day);
        if over { None } else { on(&self.counting, day) }
    }

    /// Which versions count over some days, one after the other; days on which none does are left out.
    ///
    /// ```
    /// # use mutual_care::base::Period;
    /// # use mutual_care::package::record::CarePackage;
    /// fn versions(record: &CarePackage, days: Period) -> Vec<u32> {
    ///     record.case().counting(days).iter().map(|over| over.counts.version).collect()
    /// }
    /// ```
    pub fn counting(&self, days: Period) -> Vec<CountingOver<'_>> {
        let over = self.agreement.over().map(|over| over.on);
        let until = match (over, days.until()) {
            (Some(over), Some(until)) => Some(over.min(until)),
            (one, other) => one.or(other),
        };
        let within = days.from().is_none_or(|from| until.is_none_or(|until| from < until));
        let days = Period::new(days.from(), until).ok().filter(|_| within);
        let stretches = days.map(|days| stretches(&self.counting, days)).unwrap_or_default();
        stretches
            .into_iter()
            .filter_map(|(days, counts)| Some(CountingOver { days, counts: counts? }))
            .collect()
    }

    /// What this version costs in the first 365 days from its beginning, as planned: what whoever approves it approves. How
    /// its lines are shared between budgets changes nothing in it, so that no needs are asked for.
    ///
    /// ```
    /// use mutual_care::base::{England, Money, Problems};
    /// use mutual_care::package::record::CarePackage;
    /// fn what_to_approve(record: &CarePackage) -> Result<Money, Problems> {
    ///     Ok(record.case().estimate(&England)?.total)
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`], as [`Package::estimate`].
    pub fn estimate(&self, calendar: &dyn WorkingDays) -> Result<CostReport, Problems> {
        let mut parts = self.package().clone().into_parts();
        for line in &mut parts.lines {
            if line.split.is_some() {
                line.split = Some(SharedBy::Equally);
            }
            for pause in &mut line.pauses {
                if pause.split_then.is_some() {
                    pause.split_then = Some(SplitThen::AsBefore);
                }
            }
        }
        Package::new(parts)?.estimate(self.begins_on, &CostQuestion::new(Period::ALWAYS, calendar))
    }

    /// It counts from a day on.
    pub(super) fn count_from(&mut self, from: NaiveDate) {
        let package = Box::new(self.package().clone());
        self.counting.push(CountingVersion { from, version: self.agreement.number(), package });
    }
}

/// The version that counts on a day.
pub(super) fn on(counting: &[CountingVersion], day: NaiveDate) -> Option<&CountingVersion> {
    counting.iter().rev().find(|version| version.from <= day)
}

/// Some days, cut where another version comes to count, each stretch with the version that does.
pub(super) fn stretches(
    counting: &[CountingVersion],
    days: Period,
) -> Vec<(Period, Option<&CountingVersion>)> {
    let inside = |day: &NaiveDate| days.contains(*day) && days.from() != Some(*day);
    let mut cuts: Vec<NaiveDate> = counting.iter().map(|version| version.from).filter(inside).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let starts = core::iter::once(days.from()).chain(cuts.iter().copied().map(Some));
    let ends = cuts.iter().copied().map(Some).chain(core::iter::once(days.until()));
    let mut found: Vec<(Period, Option<&CountingVersion>)> = Vec::new();
    for (from, until) in starts.zip(ends) {
        let counts = on(counting, from.unwrap_or(NaiveDate::MIN));
        let same = found.last().and_then(|(days, before)| {
            let same = match (before, counts) {
                (Some(before), Some(counts)) => core::ptr::eq(*before, counts),
                (None, None) => true,
                _ => false,
            };
            same.then(|| days.from())
        });
        // Where the same version goes on there is no cut.
        let from = if let Some(from) = same {
            found.pop();
            from
        } else {
            from
        };
        if let Ok(days) = Period::new(from, until) {
            found.push((days, counts));
        }
    }
    found
}
