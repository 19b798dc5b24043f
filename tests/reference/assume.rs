//! Reliance that was not said, filled in once.

use std::collections::BTreeSet;

use mutual_care::need::{Need, Reliance, SnapshotParts, SourceKind};

use super::stands::stands_now;
use super::week::{House, View};

/// The same parts with unstated reliance filled in: for a member's arrangement those of the giver's own
/// critical needs that are in `stands(∅)` when unstated reliance is taken as none; for anybody else's, on
/// nothing.
///
/// What is already stored as assumed is treated like what was stated.
pub fn assume(mut parts: SnapshotParts) -> SnapshotParts {
    let house = House::from_parts(parts.clone());
    let met = stands_now(&house, View::ALL);
    for arrangement in &mut parts.arrangements {
        if arrangement.relies_on != Reliance::NotSaid {
            continue;
        }
        let giver = parts.sources.iter().find(|source| source.id == arrangement.by).unwrap();
        arrangement.relies_on = if giver.kind == SourceKind::Member {
            let own = parts.needs.iter().filter(|need| giver.as_person() == Some(need.person()));
            let critical: BTreeSet<_> = own.filter(|need| need.is_critical()).map(Need::id).collect();
            Reliance::Assumed(critical.intersection(&met).copied().collect())
        } else {
            Reliance::Stated(Vec::new())
        };
    }
    parts
}
