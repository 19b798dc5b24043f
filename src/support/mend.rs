//! What would mend a loss that makes something fall or get worse.

use alloc::vec::Vec;

use serde::Serialize;

use super::given::night_minutes;
use super::matrix::SingleLoss;
use super::model::Lost;
use super::told::{of_cycle, told_once};
use super::{Minutes, Support};
use crate::base::{CycleWeeks, NeedId, PersonId, SourceId, WeekSpan};
use crate::need::met::{NO_WINDOW, Scratch, bits};
use crate::need::{Need, Numbers, Occurrence, SkillNeeded};

/// What it would take so that losing one source makes nothing fall and no gap worse: somebody not yet counted there, who
/// comes when the loss comes, must bring the missing hands in at least *short* of the *lost* minutes of each window.
///
/// It has no needs where the loss makes nothing fall or worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mend {
    /// Whose loss it is.
    pub lost: SourceId,
    /// The direct loss, need by need: what falls, and the gaps that get worse.
    pub needs: Vec<MendNeed>,
    /// Minutes of help a week that would do, on average over the cycle; at night what cannot be made up by day.
    pub minutes: Minutes,
    /// Of these, for critical needs.
    pub critical: Minutes,
}

/// One need of the direct loss: it falls, or is a gap that gets worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MendNeed {
    /// The need.
    pub need: NeedId,
    /// Whose it is.
    pub person: PersonId,
    /// Whether it is critical.
    pub critical: bool,
    /// Whether it is a gap that gets worse.
    pub is_gap: bool,
    /// Its windows that are short, or get worse.
    pub windows: Vec<MendWindow>,
}

/// One window that is short, or gets worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MendWindow {
    /// When.
    pub window: WeekSpan,
    /// Whether it is short even with nothing lost. Then every minute of `lost` is to be made up.
    pub was_short: bool,
    /// How many of the lost minutes are to be made up: minutes owed less the covered minutes that are left; all of them
    /// in a window that is short even with nothing lost.
    pub short: u16,
    /// Of these, what the lost minutes by day cannot make up.
    pub short_at_night: u16,
    /// The minutes that were covered and are not any more, each stretch with the hands missing in it, in the
    /// order in which the window passes them. In a window that is short even with nothing lost: the minutes from which
    /// hands are gone, as far as they are required, each stretch with how many. Hands with a skill are counted by
    /// themselves: where two helpers are left and none who may work the hoist, one with that skill is missing.
    pub lost: Vec<LostStretch>,
    /// In which weeks of the cycle.
    #[serde(skip_serializing_if = "CycleWeeks::is_every")]
    pub weeks: CycleWeeks,
}

/// Minutes that were covered and are not any more, or from which hands are gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LostStretch {
    /// When.
    pub when: WeekSpan,
    /// How many hands are missing throughout.
    pub hands_missing: u8,
    /// How many of them must have which skill; those skills of which nobody is missing are left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<SkillNeeded>,
}

impl Support<'_> {
    /// For each source whose loss makes a need fall or a gap worse, what would mend it, in order of id. A loss that does
    /// neither, and only adds harm, has nothing to mend in the hours that are owed.
    ///
    /// With that help in place from the minute of the loss, nothing falls and nothing gets worse, measured against the
    /// household as it was.
    pub fn mends(&self) -> Vec<Mend> {
        self.mends_of(&self.single_losses())
    }

    /// The same, given what each loss does.
    pub(super) fn mends_of(&self, losses: &[SingleLoss]) -> Vec<Mend> {
        let does = |set: &[u64]| set.iter().any(|word| *word != 0);
        (losses.iter().enumerate())
            .filter(|(_, loss)| does(&loss.falls) || does(&loss.worsened))
            .filter_map(|(source, _)| self.mend(self.source_id(source)?))
            .collect()
    }

    /// What would mend the loss of one source, whatever it does. `None` if it is not among the sources.
    pub fn mend(&self, lost: SourceId) -> Option<Mend> {
        let source = self.snapshot.source_index(lost)?;
        let lost_source = Lost {
            sources: alloc::vec![source],
            slots: Vec::new(),
            no_need: bits::none(self.compiled.needs_len),
        };
        let mut state = self.stands.clone();
        self.take(&lost_source, &mut state, &mut Scratch::new(&self.compiled));
        let worsened = self.gaps_worsened(&state);
        let mut mend =
            Mend { lost, needs: Vec::new(), minutes: Minutes::default(), critical: Minutes::default() };
        for (index, of) in self.snapshot.needs().iter().enumerate() {
            let is_gap = bits::has(&worsened, index);
            let falls = bits::has(&self.stands.met, index) && !self.compiled.holds(index, &state.able);
            if !is_gap && !falls {
                continue;
            }
            let windows = self.mend_windows(index, &state.able);
            let sum = |of: fn(&MendWindow) -> u16| {
                of_cycle(windows.iter().map(|window| (window.weeks, of(window).into())))
            };
            let ((total, weeks), (at_night, _)) =
                (sum(|window| window.short), sum(|window| window.short_at_night));
            let minutes = Minutes::of_cycle(total, at_night, weeks);
            mend.minutes.add(minutes);
            if of.is_critical() {
                mend.critical.add(minutes);
            }
            let (need, person, critical) = (of.id(), of.person(), of.is_critical());
            mend.needs.push(MendNeed { need, person, critical, is_gap, windows });
        }
        Some(mend)
    }

    fn mend_windows(&self, need: usize, able: &[u64]) -> Vec<MendWindow> {
        let mut windows = Vec::new();
        let occurrences = self.compiled.windows(need).iter();
        for (occurrence, compared) in occurrences.zip(self.compared(need, able)) {
            let window = occurrence.window;
            let was_short = compared.before < window.owed();
            if !was_short && compared.after >= window.owed() {
                continue;
            }
            let lost = self.lost_stretches(need, occurrence, was_short, able);
            let minutes = |at_night: bool| -> u16 {
                let of = |stretch: &LostStretch| {
                    let night = night_of(stretch.when);
                    if at_night { night } else { u32::from(stretch.when.minutes()) - night }
                };
                u16::try_from(lost.iter().map(of).sum::<u32>()).unwrap_or(u16::MAX)
            };
            // What is owed may be made up in any of the lost minutes, by day first; the rest of it is at night.
            let (by_day, by_night) = (minutes(false), minutes(true));
            let short =
                if was_short { by_day + by_night } else { window.owed().saturating_sub(compared.after) };
            if short > 0 {
                let (window, short_at_night) = (window.span(), short.saturating_sub(by_day));
                let weeks = CycleWeeks::EVERY;
                windows.push((
                    *occurrence,
                    MendWindow { window, was_short, short, short_at_night, lost, weeks },
                ));
            }
        }
        told_once(windows, self.snapshot.weeks())
            .map(|(weeks, window)| MendWindow { weeks, ..window })
            .collect()
    }

    /// The minutes of a window that were covered with nothing lost and are not with these slots; of one that is short
    /// even with nothing lost, those from which hands are gone.
    fn lost_stretches(
        &self,
        need: usize,
        window: &Occurrence,
        was_short: bool,
        able: &[u64],
    ) -> Vec<LostStretch> {
        let (cycle, required) = (self.compiled.cycle, self.compiled.required(need));
        let mut lost: Vec<(u32, u32, Numbers)> = Vec::new();
        for piece in self.compiled.pieces(need) {
            // The windows of one need do not overlap, so a piece of a window lies wholly in it.
            if piece.window == NO_WINDOW || !window.contains(piece.start, cycle.minutes()) {
                continue;
            }
            let numbers = |able: &[u64]| self.compiled.numbers_under(need, piece.test(), able);
            let (before, after) = (numbers(&self.stands.able), numbers(able));
            let missing =
                if was_short || before == required { before.less(after) } else { Numbers::default() };
            if missing.greatest() > 0 {
                lost.push((piece.start, piece.minutes(), missing));
            }
        }
        // Pieces stand from Monday on, and a window may pass the Sunday midnight at the end of the cycle.
        let since_start = |start: u32| (start + cycle.minutes() - window.start) % cycle.minutes();
        lost.sort_unstable_by_key(|(start, ..)| since_start(*start));
        let mut joined: Vec<(u32, u32, Numbers)> = Vec::new();
        for (start, minutes, missing) in lost {
            match joined.last_mut() {
                Some((from, length, known))
                    if *known == missing && since_start(*from) + *length == since_start(start) =>
                {
                    *length += minutes;
                }
                _ => joined.push((start, minutes, missing)),
            }
        }
        let asked = self.snapshot.needs().get(need).map_or(&[][..], Need::skills);
        let stretch = |(start, minutes, missing): (u32, u32, Numbers)| {
            let when = WeekSpan::new(cycle.minute(start).minute(), u16::try_from(minutes).ok()?).ok()?;
            let with = asked.iter().zip(missing.skills()).filter(|(_, helpers)| **helpers > 0);
            let skills = with.map(|(asked, helpers)| SkillNeeded { helpers: *helpers, ..asked.clone() });
            Some(LostStretch { when, hands_missing: missing.greatest(), skills: skills.collect() })
        };
        joined.into_iter().filter_map(stretch).collect()
    }
}

fn night_of(span: WeekSpan) -> u32 {
    span.ranges().map(|(start, end)| night_minutes(start.into(), end.into())).sum()
}
