//! What would mend a single point of failure, and who is counted on in two places at once.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use super::given::{Minutes, night_minutes};
use crate::base::{NeedId, PersonId, SourceId, WeekMinute, WeekPattern, WeekSpan};
use crate::need::met::{Scratch, bits};

/// What it would take so that losing one source makes nothing fall: somebody not yet counted there must bring
/// the missing hands in at least *short* of the *lost* minutes of each window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mend {
    /// The single point of failure.
    pub lost: SourceId,
    /// The direct loss, need by need.
    pub needs: Vec<MendNeed>,
    /// Minutes of help a week that would do; at night what cannot be made up by day.
    pub minutes: Minutes,
    /// Of these, for critical needs.
    pub critical: Minutes,
}

/// One need of the direct loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MendNeed {
    /// The need.
    pub need: NeedId,
    /// Whose it is.
    pub person: PersonId,
    /// Whether it is critical.
    pub critical: bool,
    /// Its windows that are short.
    pub windows: Vec<MendWindow>,
}

/// One window that is short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MendWindow {
    /// When.
    pub window: WeekSpan,
    /// Minutes owed less the covered minutes that are left.
    pub short: u16,
    /// Of these, what the lost minutes by day cannot make up.
    pub short_at_night: u16,
    /// The minutes that were covered and are not any more, each stretch with the hands missing in it, in the
    /// order in which the window passes them.
    pub lost: Vec<LostStretch>,
}

/// Minutes that were covered and are not any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LostStretch {
    /// When.
    pub when: WeekSpan,
    /// How many hands are missing throughout.
    pub hands_missing: u8,
}

/// A person who is counted on for needs of two different people in the same minute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverCommitted {
    /// Who.
    pub person: PersonId,
    /// For whom.
    pub for_people: Vec<PersonId>,
    /// When.
    pub when: WeekPattern,
}

impl Support<'_> {
    /// For each single point of failure, what would mend it. With that help in place, losing the source makes
    /// nothing fall.
    pub fn mends(&self) -> Vec<Mend> {
        self.single_points_of_failure().into_iter().filter_map(|source| self.mend(source)).collect()
    }

    /// What would mend the loss of one source, whether or not it is a single point of failure. `None` if it is
    /// not among the sources.
    pub fn mend(&self, lost: SourceId) -> Option<Mend> {
        let source = self.snapshot.source_index(lost)?;
        let mut state = self.stands.clone();
        self.compiled.take_away(
            &mut state,
            self.compiled.lost_with(source),
            &mut Scratch::new(&self.compiled),
        );
        let mut mend =
            Mend { lost, needs: Vec::new(), minutes: Minutes::default(), critical: Minutes::default() };
        for need in bits::iter(&self.stands.met) {
            if self.compiled.holds(need, &state.able) {
                continue;
            }
            let Some(of) = self.snapshot.needs().get(need) else { continue };
            let windows = self.mend_windows(need, &state.able);
            for window in &windows {
                let minutes = Minutes { total: window.short.into(), at_night: window.short_at_night.into() };
                mend.minutes.add(minutes);
                if of.is_critical() {
                    mend.critical.add(minutes);
                }
            }
            mend.needs.push(MendNeed {
                need: of.id(),
                person: of.person(),
                critical: of.is_critical(),
                windows,
            });
        }
        Some(mend)
    }

    fn mend_windows(&self, need: usize, able: &[u64]) -> Vec<MendWindow> {
        let Some(of) = self.snapshot.needs().get(need) else { return Vec::new() };
        let mut windows = Vec::new();
        for short in self.short_windows(need, able) {
            let lost = self.lost_stretches(need, short.window, of.helpers(), able);
            let by_day: u32 =
                lost.iter().map(|stretch| u32::from(stretch.when.minutes()) - night_of(stretch.when)).sum();
            let by_day = u16::try_from(by_day).unwrap_or(u16::MAX);
            windows.push(MendWindow {
                window: short.window,
                short: short.short(),
                short_at_night: short.short().saturating_sub(by_day),
                lost,
            });
        }
        windows
    }

    /// The minutes of a window that were covered with nothing lost and are not with these slots.
    fn lost_stretches(&self, need: usize, window: WeekSpan, helpers: u8, able: &[u64]) -> Vec<LostStretch> {
        let mut lost: Vec<(WeekMinute, u16, u8)> = Vec::new();
        for piece in self.compiled.pieces(need) {
            let Ok(start) = WeekMinute::new(piece.start) else { continue };
            // The windows of one need do not overlap, so a piece of a window lies wholly in it.
            let of_window = piece.window != crate::need::met::NO_WINDOW && window.contains(start);
            if !of_window
                || !self.compiled.test_covered(piece.test, &self.stands.able)
                || self.compiled.test_covered(piece.test, able)
            {
                continue;
            }
            let present = u8::try_from(self.compiled.hands_under(piece.test, able)).unwrap_or(u8::MAX);
            lost.push((start, piece.end - piece.start, helpers.saturating_sub(present)));
        }
        lost.sort_unstable_by_key(|(start, ..)| window.start().until(*start));
        let mut stretches: Vec<LostStretch> = Vec::new();
        for (start, minutes, hands_missing) in lost {
            let joined = stretches
                .last()
                .filter(|last| last.when.end() == start && last.hands_missing == hands_missing);
            let (from, length) = match joined {
                Some(last) => (last.when.start(), last.when.minutes() + minutes),
                None => (start, minutes),
            };
            if let Ok(when) = WeekSpan::new(from, length) {
                if joined.is_some() {
                    stretches.pop();
                }
                stretches.push(LostStretch { when, hands_missing });
            }
        }
        stretches
    }

    /// The persons, inside or outside, with counting arrangements for needs of two different people in the same
    /// minute.
    pub fn over_committed(&self) -> Vec<OverCommitted> {
        let mut given: BTreeMap<PersonId, BTreeMap<PersonId, WeekPattern>> = BTreeMap::new();
        for slot in bits::iter(&self.compiled.counting) {
            let arrangement = self.arrangement_id(slot).and_then(|id| self.snapshot.arrangement(id));
            let Some(arrangement) = arrangement else { continue };
            let by = self.snapshot.source(arrangement.by).and_then(crate::need::Source::as_person);
            let (Some(by), Some(need)) = (by, self.snapshot.need(arrangement.need)) else { continue };
            let when = given.entry(by).or_default().entry(need.person()).or_default();
            *when = when.union(&arrangement.when);
        }
        let mut found = Vec::new();
        for (person, to) in given {
            let mut twice = WeekPattern::never();
            let mut for_people = Vec::new();
            for (one, when) in &to {
                let mut shared = WeekPattern::never();
                for (_, other) in to.iter().filter(|(other, _)| *other != one) {
                    shared = shared.union(&when.intersection(other));
                }
                if !shared.is_never() {
                    for_people.push(*one);
                    twice = twice.union(&shared);
                }
            }
            if !twice.is_never() {
                found.push(OverCommitted { person, for_people, when: twice });
            }
        }
        found
    }
}

fn night_of(span: WeekSpan) -> u32 {
    span.ranges().map(|(start, end)| night_minutes(start, end)).sum()
}
