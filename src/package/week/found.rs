//! What is found while a care package is laid into a household's week.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use crate::base::{Finding, NeedId, PackageLineId};
use crate::need::{Arrangement, Snapshot, SourceKind};
use crate::package::{Package, rules};

/// An arrangement that names a line which the package does not have, or names one of its lines for a need that this line
/// does not meet: nothing takes its place.
pub(super) fn named_wrongly(package: &Package, arrangement: &Arrangement) -> Option<Finding> {
    let id = arrangement.package_line?;
    let rule = match package.line(id) {
        None => &rules::NAMES_NO_LINE,
        Some(line) if line.needs.binary_search(&arrangement.need).is_err() => &rules::LINE_NOT_FOR_NEED,
        Some(_) => return None,
    };
    Some(Finding::new(rule).about(arrangement.id).about(id).about(arrangement.need))
}

/// Providers who are there for a need at hours of a line of the package, and are not said to stand for any line.
pub(super) fn perhaps_twice(package: &Package, week: &Snapshot) -> Vec<Finding> {
    let counting = || week.arrangements().iter().filter(|one| one.counts(week.on()));
    let is_provider =
        |one: &&Arrangement| week.source(one.by).is_some_and(|source| source.kind == SourceKind::Provider);
    let unnamed = || counting().filter(|one| one.package_line.is_none()).filter(is_provider);
    let asked: BTreeSet<NeedId> = unnamed().map(|one| one.need).collect();
    let mut lines: BTreeMap<NeedId, Vec<(PackageLineId, &Arrangement)>> = BTreeMap::new();
    for one in counting().filter(|one| asked.contains(&one.need)) {
        if let Some(line) = one.package_line.filter(|line| package.line(*line).is_some()) {
            lines.entry(one.need).or_default().push((line, one));
        }
    }
    let hours: BTreeMap<NeedId, FirstLines> =
        lines.into_iter().map(|(need, lines)| (need, FirstLines::of(week, lines))).collect();
    let twice = unnamed().filter_map(|one| {
        let line = hours.get(&one.need)?.first_with(week, one)?;
        Some(Finding::new(&rules::PERHAPS_COUNTED_TWICE).about(one.id).about(line).about(one.need))
    });
    twice.collect()
}

/// The minutes of the cycle in which lines are there for a need, each with the first of them by id: ranges that are sorted
/// and apart.
struct FirstLines(Vec<(u32, u32, PackageLineId)>);

impl FirstLines {
    fn of(week: &Snapshot, mut lines: Vec<(PackageLineId, &Arrangement)>) -> Self {
        lines.sort_unstable_by_key(|(line, _)| *line);
        let mut covered = crate::base::CyclePattern::default();
        let mut ranges = Vec::new();
        for (line, arrangement) in lines {
            let when = week.presence(arrangement);
            let new = when.difference(&covered);
            ranges.extend(new.ranges().iter().map(|&(start, end)| (start, end, line)));
            covered = covered.union(&when);
        }
        ranges.sort_unstable();
        Self(ranges)
    }

    /// The first line that is there in any minute of an arrangement.
    fn first_with(&self, week: &Snapshot, arrangement: &Arrangement) -> Option<PackageLineId> {
        let when = week.presence(arrangement);
        let lines = when.ranges().iter().flat_map(|&(start, end)| {
            let first = self.0.partition_point(|range| range.1 <= start);
            self.0.iter().skip(first).take_while(move |range| range.0 < end).map(|range| range.2)
        });
        lines.min()
    }
}
