//! On which days somebody would notice: from help, only on the days on which there is such help.

use alloc::collections::BTreeMap;

use super::{Alarm, NoticesFrom, Way};
use crate::base::{CyclePattern, MINUTES_PER_DAY, SourceId};
use crate::need::{Snapshot, SourceKind};

/// Somebody who would notice from help, and the days of it. Everybody who lives in the household is a person concerned,
/// whatever is lost: they live at one address.
#[derive(Debug)]
pub(super) struct FromHelp {
    pub(super) by: SourceId,
    /// The days on which they help somebody who lives here.
    pub(super) given: CyclePattern,
    /// The days on which each one, lost, would not come to help them, or somebody who lives with them.
    pub(super) got: BTreeMap<SourceId, CyclePattern>,
}

impl FromHelp {
    /// What a way of raising the alarm is cut to; none if it is by something else than missing somebody, or from
    /// something else than help.
    pub(super) fn of(alarm: &Alarm, snapshot: &Snapshot) -> Option<Self> {
        let Way::MissedVisit { noticed_by: by, ref from } = alarm.way else { return None };
        let is_from_help = match from {
            Some(from) => *from == NoticesFrom::Help,
            // Ended help is recorded too: whoever helped noticed from that, and does no more.
            None => snapshot.arrangements().iter().any(|one| one.by == by),
        };
        if !is_from_help {
            return None;
        }
        let mut days: BTreeMap<SourceId, CyclePattern> = BTreeMap::new();
        for one in snapshot.arrangements().iter().filter(|one| one.counts(snapshot.on())) {
            let known = days.entry(one.by).or_default();
            *known = known.union(&days_of(&snapshot.presence(one)));
        }
        let given = days.remove(&by).unwrap_or_default();
        // Only of who lives here is it known that they are helped, or live with somebody who is.
        let lives_here = snapshot.source(by).is_some_and(|source| source.kind == SourceKind::Member);
        let got = if lives_here { days } else { BTreeMap::new() };
        Some(Self { by, given, got })
    }

    /// The days on which they would notice that this one is lost.
    pub(super) fn days(&self, lost: SourceId) -> CyclePattern {
        self.got.get(&lost).map_or_else(|| self.given.clone(), |got| got.union(&self.given))
    }

    /// The minutes of a way that lie on no day of help, for some loss of one for which it is: they are stated, and do not
    /// count. If more is lost there are more days, and never fewer.
    pub(super) fn beyond(&self, alarm: &Alarm, snapshot: &Snapshot) -> CyclePattern {
        let lost = snapshot.sources().iter().map(|source| source.id);
        let lost = lost.filter(|lost| *lost != self.by && alarm.for_loss.is_for([*lost]));
        let when = CyclePattern::from(alarm.when.clone());
        lost.fold(CyclePattern::default(), |beyond, lost| beyond.union(&when.difference(&self.days(lost))))
    }
}

/// The whole days of the cycle, midnight to midnight, on which a pattern has a minute.
fn days_of(pattern: &CyclePattern) -> CyclePattern {
    let day = u32::from(MINUTES_PER_DAY);
    let days = pattern.ranges().iter().map(|(start, end)| {
        let first = start / day * day;
        (first, end.next_multiple_of(day) - first)
    });
    CyclePattern::from_stretches(pattern.weeks(), days)
}
