//! What falls when somebody or something is lost, in rounds, each with its reasons.

use alloc::vec::Vec;

use serde::Serialize;

use super::as_done::{as_it_is_done, at_its_best};
use super::model::{Lost, QuestionError};
use super::told::{of_cycle, told_once};
use super::{Gone, HoursNotKnown, Loss, Minutes, Support, ThereBut, WorsenedNeed};
use crate::base::{ArrangementId, CycleWeeks, NeedId, PersonId, SourceId, WeekSpan};
use crate::need::Availability;
use crate::need::met::bits::{self, complement, without};
use crate::need::met::{Leaning, Scratch, State};

/// What a loss does to the week: what falls, and which gaps get worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fall {
    /// Who and what is lost: unable to give, or away.
    pub lost: Vec<SourceId>,
    /// Those of them who are away.
    pub away: Vec<PersonId>,
    /// The needs that fall, in order of round, then id. Round 1 is the direct loss, the rest the cascade.
    pub fallen: Vec<FallenNeed>,
    /// The gaps that get worse, in order of id. A gap cannot fall; it can lose what it still gets.
    pub worsened: Vec<WorsenedNeed>,
    /// What falls besides if what is not confirmed is left out from the start.
    pub also_if_unconfirmed_fails: Vec<NeedId>,
    /// What this answer cannot speak of, since nobody knows when it is; without the needs of those who are away.
    pub hours_not_known: HoursNotKnown,
}

impl Fall {
    /// The needs of the direct loss: those that the lost help itself was holding up.
    pub fn direct(&self) -> impl Iterator<Item = &FallenNeed> {
        self.fallen.iter().filter(|need| need.round == 1)
    }

    /// The needs of the cascade: those that fall because others fell.
    pub fn cascade(&self) -> impl Iterator<Item = &FallenNeed> {
        self.fallen.iter().filter(|need| need.round > 1)
    }

    /// Whether a critical need falls, or a critical gap gets worse.
    pub fn is_critical(&self) -> bool {
        self.fallen.iter().any(|need| need.critical) || self.worsened.iter().any(|need| need.critical)
    }
}

/// A need that falls, and why. Reasons behind a reason stand at the needs it names, once each: those fell in
/// earlier rounds, so following them always ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FallenNeed {
    /// The need.
    pub need: NeedId,
    /// Whose it is.
    pub person: PersonId,
    /// Whether it is critical.
    pub critical: bool,
    /// In which round it falls, from 1.
    pub round: u32,
    /// The windows that are short, and by how much, when it falls.
    pub windows: Vec<ShortWindow>,
    /// The arrangements that were there in a window and are gone, each with why.
    pub gone: Vec<Gone>,
    /// Why people enough who are still there do not do.
    #[serde(skip_serializing_if = "ThereBut::is_nothing")]
    pub there_but: ThereBut,
    /// Whether it would not fall if assumed reliance were left out.
    pub rests_on_assumed_reliance: bool,
}

/// A window with fewer covered minutes than are owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ShortWindow {
    /// When.
    pub window: WeekSpan,
    /// Minutes owed.
    pub owed: u16,
    /// Minutes covered.
    pub covered: u16,
    /// In which weeks of the cycle.
    #[serde(skip_serializing_if = "CycleWeeks::is_every")]
    pub weeks: CycleWeeks,
}

impl ShortWindow {
    /// The minutes that are missing, in each of its weeks.
    pub const fn short(&self) -> u16 {
        self.owed.saturating_sub(self.covered)
    }

    /// The minutes a week that are missing in all of these, on average over the cycle.
    pub fn short_of(windows: &[Self]) -> Minutes {
        let (minutes, weeks) = of_cycle(windows.iter().map(|window| (window.weeks, window.short().into())));
        Minutes::of_cycle(minutes, 0, weeks)
    }
}

/// A need that is not met with nothing lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// The need.
    pub need: NeedId,
    /// Whose it is.
    pub person: PersonId,
    /// Whether it is critical.
    pub critical: bool,
    /// The windows that are short, going by help that can be relied on.
    pub windows: Vec<ShortWindow>,
    /// Minutes a week that are short even with what is given unwillingly, as it is done, rounded down, and 1 where it is
    /// less; 0 if the need is met with it.
    pub short_as_done: u32,
    /// Whether it would be met if help came of which nobody knows when it comes, or whether it is given.
    pub may_be_met: bool,
    /// Why people enough who are there do not do.
    #[serde(skip_serializing_if = "ThereBut::is_nothing")]
    pub there_but: ThereBut,
    /// Arrangements for it that do not give, each with why.
    pub not_giving: Vec<(ArrangementId, WhyNotGiving)>,
}

/// Why an arrangement does not give, with nothing lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNotGiving {
    /// Known not to be able, or not willing. It may be done all the same: see [`Support::given`].
    NotAbleOrWilling,
    /// Its period does not hold on the date.
    OutOfPeriod,
    /// It is present at no minute of the week.
    NeverPresent,
    /// It relies on these needs of the giver, which are gaps themselves.
    ReliesOnGaps(Vec<NeedId>),
}

impl Support<'_> {
    /// What falls when this is lost: the direct loss, then the cascade in rounds, each need with its reasons.
    ///
    /// # Errors
    ///
    /// [`QuestionError`] if the loss names somebody unknown.
    pub fn fall(&self, loss: &Loss) -> Result<Fall, QuestionError> {
        let lost = self.lost(loss)?;
        let rounds = self.rounds(&lost, &self.stands);
        let stated = self.after_without_assumed(&lost);
        let fallen = self.explain(&lost, &rounds, &stated);
        let all = self.after(&lost, &self.stands, Leaning::All);
        let also = without(&without(&all.met, &self.confirmed_after(&lost)), &lost.no_need);
        Ok(Fall {
            lost: loss.sources().collect(),
            away: loss.who_is_away().iter().copied().collect(),
            fallen,
            worsened: self.worsened_by(&lost, &all, &stated),
            also_if_unconfirmed_fails: self.need_ids(&also),
            hours_not_known: self.hours_not_known_of(&lost.no_need),
        })
    }

    /// What falls and what gets worse when these slots alone are lost.
    pub(super) fn fall_of(&self, lost: &Lost) -> (Vec<FallenNeed>, Vec<WorsenedNeed>) {
        let stated = self.after_without_assumed(lost);
        let fallen = self.explain(lost, &self.rounds(lost, &self.stands), &stated);
        (fallen, self.worsened_by(lost, &self.after(lost, &self.stands, Leaning::All), &stated))
    }

    /// The needs of one source's loss, by index with round: needs of nobody are left out.
    fn rounds(&self, lost: &Lost, from: &State) -> Vec<(usize, u32)> {
        let mut scratch = Scratch::new(&self.compiled);
        let mut state = from.clone();
        self.take(lost, &mut state, &mut scratch);
        let mut rounds = Vec::new();
        self.compiled
            .settle(&mut state, Leaning::All, &mut scratch, |need, round| rounds.push((need, round)));
        rounds.sort_unstable_by_key(|(need, round)| (*round, *need));
        rounds
    }

    /// Each need as it was judged in its round: on what the rounds before left.
    fn explain(&self, lost: &Lost, rounds: &[(usize, u32)], stated: &State) -> Vec<FallenNeed> {
        let mut scratch = Scratch::new(&self.compiled);
        let mut state = self.stands.clone();
        self.take(lost, &mut state, &mut scratch);
        let mut fallen_before = bits::none(self.compiled.needs_len);
        let mut explained = Vec::with_capacity(rounds.len());
        // A round is explained whole before it takes anything away: its needs were judged on the rounds before.
        for of_round in rounds.chunk_by(|a, b| a.1 == b.1) {
            for &(need, round) in of_round {
                if bits::has(&lost.no_need, need) {
                    continue;
                }
                let Some(of) = self.snapshot.needs().get(need) else { continue };
                explained.push(FallenNeed {
                    need: of.id(),
                    person: of.person(),
                    critical: of.is_critical(),
                    round,
                    windows: self.short_windows(need, &state.able),
                    gone: self.gone(need, lost, &state.able, &fallen_before),
                    there_but: self.there_but(need, &state.able),
                    rests_on_assumed_reliance: bits::has(&stated.met, need),
                });
            }
            for &(need, _) in of_round {
                bits::set(&mut fallen_before, need);
                self.compiled.take_away(&mut state, self.compiled.relying(need), &mut scratch);
            }
        }
        explained
    }

    /// The windows of a need that are short with these slots.
    pub(super) fn short_windows(&self, need: usize, able: &[u64]) -> Vec<ShortWindow> {
        let windows = self.compiled.windows(need);
        let mut covered: Vec<u16> = alloc::vec![0; windows.len()];
        for piece in self.compiled.pieces(need) {
            if let Some(minutes) = covered.get_mut(usize::from(piece.window))
                && self.compiled.test_covered(piece.test(), able)
            {
                *minutes += piece.minutes_of_window();
            }
        }
        let short = windows.iter().zip(covered).filter(|(one, covered)| *covered < one.window.owed());
        told_once(short.map(|(one, covered)| (*one, (one.window, covered))), self.snapshot.weeks())
            .map(|(weeks, (window, covered))| {
                let (window, owed) = (window.span(), window.owed());
                ShortWindow { window, owed, covered, weeks }
            })
            .collect()
    }

    /// Each gap with its reasons.
    pub fn gaps_explained(&self) -> Vec<Gap> {
        let unmet = complement(&self.stands.met, self.compiled.needs_len);
        let (done, best) = (as_it_is_done(self.snapshot), at_its_best(self.snapshot));
        let (done, best) = (done.as_ref().map(Support::of), best.as_ref().map(Support::of));
        bits::iter(&unmet)
            .filter_map(|index| {
                let need = self.snapshot.needs().get(index)?;
                let done = done.as_ref().unwrap_or(self);
                let short = done.short_windows(index, &done.stands.able);
                let not_giving = (self.snapshot.arrangements().iter())
                    .filter(|arrangement| arrangement.need == need.id())
                    .filter_map(|arrangement| Some((arrangement.id, self.why_not_giving(arrangement)?)))
                    .collect();
                Some(Gap {
                    need: need.id(),
                    person: need.person(),
                    critical: need.is_critical(),
                    windows: self.short_windows(index, &self.stands.able),
                    short_as_done: ShortWindow::short_of(&short).at_least_one(),
                    may_be_met: !short.is_empty()
                        && best.as_ref().is_some_and(|best| bits::has(&best.stands.met, index)),
                    there_but: self.there_but(index, &self.stands.able),
                    not_giving,
                })
            })
            .collect()
    }

    fn why_not_giving(&self, arrangement: &crate::need::Arrangement) -> Option<WhyNotGiving> {
        if arrangement.availability() == Availability::No {
            return Some(WhyNotGiving::NotAbleOrWilling);
        }
        if !arrangement.period.contains(self.snapshot.on()) {
            return Some(WhyNotGiving::OutOfPeriod);
        }
        if arrangement.is_never_present() {
            return Some(WhyNotGiving::NeverPresent);
        }
        let gaps: Vec<NeedId> = (arrangement.relies_on.needs().iter())
            .filter(|need| {
                self.snapshot.need_index(**need).is_some_and(|index| !bits::has(&self.stands.met, index))
            })
            .copied()
            .collect();
        (!gaps.is_empty()).then_some(WhyNotGiving::ReliesOnGaps(gaps))
    }
}
