//! Gaps that get worse: what a need that is not met even now loses of the help it still gets.
//!
//! A gap cannot fall. It would be wrong to say that a loss does nothing to it: whoever gives 62 of the 63 hours of a
//! need may be the one on whom a life depends. So a gap and a loss are compared window by window.

use alloc::vec::Vec;

use serde::Serialize;

use super::model::{Lost, QuestionError};
use super::told::{of_cycle, told_once};
use super::{Gone, Loss, Minutes, Support};
use crate::base::{CycleWeeks, NeedId, PersonId, WeekSpan};
use crate::need::met::bits::{self, complement, without};
use crate::need::met::{Leaning, NO_WINDOW, State};

/// A need that is not met even with nothing lost, and that gets less help after a loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorsenedNeed {
    /// The need.
    pub need: NeedId,
    /// Whose it is.
    pub person: PersonId,
    /// Whether it is critical.
    pub critical: bool,
    /// The windows that get less, in order.
    pub windows: Vec<WorsenedWindow>,
    /// The arrangements that were there in a window and are gone, each with why.
    pub gone: Vec<Gone>,
    /// Whether nothing would get worse, measured against the week as it is, if assumed reliance were left out.
    pub rests_on_assumed_reliance: bool,
}

impl WorsenedNeed {
    /// Minutes a week that are covered now, within what is owed, and not after the loss: on average over the cycle, rounded
    /// down, and 1 where it is less.
    pub fn short_by(&self) -> u32 {
        let (minutes, weeks) =
            of_cycle(self.windows.iter().map(|window| (window.weeks, window.short_by().into())));
        Minutes::of_cycle(minutes, 0, weeks).at_least_one()
    }

    /// Minutes a week of hands that are gone from windows which are short even now, whether or not the hands that
    /// are there are enough: on average over the cycle, rounded down, and 1 where it is less.
    pub fn hands_gone(&self) -> u32 {
        let (minutes, weeks) = of_cycle(self.windows.iter().map(|window| (window.weeks, window.hands_gone)));
        Minutes::of_cycle(minutes, 0, weeks).at_least_one()
    }
}

/// A window of a gap that gets less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct WorsenedWindow {
    /// When.
    pub window: WeekSpan,
    /// Minutes owed.
    pub owed: u16,
    /// Minutes covered with nothing lost.
    pub covered: u16,
    /// Minutes covered after the loss.
    pub left: u16,
    /// In a window that is short with nothing lost: the sum over its minutes of the hands present, as far as they are
    /// required, less the same after the loss. Where some of the hands must have a skill, those with it are counted by
    /// themselves, and the greater number is taken. Minutes of one pair of hands. 0 in another window.
    pub hands_gone: u32,
    /// In which weeks of the cycle.
    #[serde(skip_serializing_if = "CycleWeeks::is_every")]
    pub weeks: CycleWeeks,
}

impl WorsenedWindow {
    /// Minutes, within what is owed, that are covered with nothing lost and not after the loss.
    pub fn short_by(&self) -> u16 {
        self.covered.min(self.owed).saturating_sub(self.left.min(self.owed))
    }

    /// Whether it is short even with nothing lost.
    pub const fn was_short(&self) -> bool {
        self.covered < self.owed
    }
}

/// What a loss does, by name only.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Hit {
    /// The needs that fall, in order of id.
    pub falls: Vec<NeedId>,
    /// The gaps that get worse, in order of id.
    pub worsened: Vec<NeedId>,
}

impl Support<'_> {
    /// The gaps that a loss makes worse, in order of id, each with by how much and why. A window of a gap gets worse if
    /// fewer of the minutes owed are covered; or, in one that is short even now, if hands are gone.
    ///
    /// # Errors
    ///
    /// [`QuestionError`] if the loss names somebody unknown.
    ///
    /// ```
    /// use mutual_care::base::PersonId;
    /// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
    /// use mutual_care::support::{Loss, Support};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let (una, vic): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
    /// let night = Need::new(id(3).parse()?, una, Outcome::SafeAtNight, Consequence::Critical)
    ///     .with_windows(vec![Window::being_there("Mon 22:00-07:00".parse()?)])?;
    /// // Vic is there, but for the last hour: it is a gap already.
    /// let stays = Arrangement::new(id(4).parse()?, vic.into(), night.id(), "Mon 22:00-06:00".parse()?);
    /// let snapshot = Snapshot::new(SnapshotParts {
    ///     on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?,
    ///     sources: vec![Source::member(una), Source::member(vic)],
    ///     needs: vec![night],
    ///     arrangements: vec![stays],
    /// })?;
    /// let worsened = Support::of(&snapshot).worsened(&Loss::of(vic))?;
    /// assert_eq!((worsened[0].short_by(), worsened[0].hands_gone()), (8 * 60, 8 * 60));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn worsened(&self, loss: &Loss) -> Result<Vec<WorsenedNeed>, QuestionError> {
        let lost = self.lost(loss)?;
        let after = self.after(&lost, &self.stands, Leaning::All);
        Ok(self.worsened_by(&lost, &after, &self.after_without_assumed(&lost)))
    }

    /// What falls and what gets worse with a loss, by name only: quicker than [`Support::fall`].
    ///
    /// # Errors
    ///
    /// [`QuestionError`] if the loss names somebody unknown.
    pub fn hit(&self, loss: &Loss) -> Result<Hit, QuestionError> {
        let lost = self.lost(loss)?;
        let after = self.after(&lost, &self.stands, Leaning::All);
        let falls = without(&without(&self.stands.met, &after.met), &lost.no_need);
        let worsened = without(&self.gaps_worsened(&after), &lost.no_need);
        Ok(Hit { falls: self.need_ids(&falls), worsened: self.need_ids(&worsened) })
    }

    /// The gaps that are worse in a state after a loss, as a set.
    pub(super) fn gaps_worsened(&self, after: &State) -> Vec<u64> {
        let gone = without(&self.stands.able, &after.able);
        let in_window = bits::iter(&gone).filter(|slot| bits::has(&self.compiled.in_window, *slot));
        let touched = self.compiled.needs_of(in_window);
        let mut worsened = bits::none(self.compiled.needs_len);
        for need in bits::iter(&without(&touched, &self.stands.met)) {
            if !self.worsened_windows(need, &after.able).is_empty() {
                bits::set(&mut worsened, need);
            }
        }
        worsened
    }

    /// The gaps that are worse in a state after a loss, with reasons. `stated` is the state with assumed reliance left
    /// out.
    pub(super) fn worsened_by(&self, lost: &Lost, after: &State, stated: &State) -> Vec<WorsenedNeed> {
        let fallen = complement(&after.met, self.compiled.needs_len);
        let worsened = without(&self.gaps_worsened(after), &lost.no_need);
        bits::iter(&worsened)
            .filter_map(|index| {
                let need = self.snapshot.needs().get(index)?;
                Some(WorsenedNeed {
                    need: need.id(),
                    person: need.person(),
                    critical: need.is_critical(),
                    windows: self.worsened_windows(index, &after.able),
                    gone: self.gone(index, lost, &after.able, &fallen),
                    rests_on_assumed_reliance: self.worsened_windows(index, &stated.able).is_empty(),
                })
            })
            .collect()
    }

    /// The windows of a gap that get less with these slots than with nothing lost.
    pub(super) fn worsened_windows(&self, need: usize, able: &[u64]) -> Vec<WorsenedWindow> {
        let compared = self.compared(need, able);
        let windows = (self.compiled.windows(need).iter().zip(compared))
            .map(|(occurrence, compared)| {
                let window = occurrence.window;
                let short = compared.before < window.owed();
                let worsened = WorsenedWindow {
                    window: window.span(),
                    owed: window.owed(),
                    covered: compared.before,
                    left: compared.after,
                    hands_gone: if short { compared.hands_gone } else { 0 },
                    weeks: CycleWeeks::EVERY,
                };
                (*occurrence, worsened)
            })
            .filter(|(_, window)| window.short_by() > 0 || window.hands_gone > 0);
        told_once(windows, self.snapshot.weeks())
            .map(|(weeks, window)| WorsenedWindow { weeks, ..window })
            .collect()
    }

    /// Per window of a need: the minutes covered with nothing lost and with these slots, and the hands that are gone.
    pub(super) fn compared(&self, need: usize, able: &[u64]) -> Vec<Compared> {
        let required = self.compiled.required(need);
        let mut windows = alloc::vec![Compared::default(); self.compiled.windows(need).len()];
        for piece in self.compiled.pieces(need).iter().filter(|piece| piece.window != NO_WINDOW) {
            let Some(window) = windows.get_mut(usize::from(piece.window)) else { continue };
            let numbers = |able: &[u64]| self.compiled.numbers_under(need, piece.test(), able);
            let (before, after) = (numbers(&self.stands.able), numbers(able));
            window.hands_gone += piece.minutes() * u32::from(before.less(after).greatest());
            window.before += if before == required { piece.minutes_of_window() } else { 0 };
            window.after += if after == required { piece.minutes_of_window() } else { 0 };
        }
        windows
    }
}

/// What a window has with nothing lost, and after.
#[derive(Clone, Copy, Default)]
pub(super) struct Compared {
    /// Covered minutes.
    pub(super) before: u16,
    pub(super) after: u16,
    /// Minute by minute, the hands that are gone as far as they are required; of those with a skill and of all together
    /// the greater number.
    hands_gone: u32,
}
