//! Why a window is short though people are there in it: too few have a skill, or they are asleep.

use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use crate::base::Word;
use crate::need::met::NO_WINDOW;

/// Why minutes go uncovered in which people enough are there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ThereBut {
    /// The skills that too few of them have, in the order of the need's list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_skill: Vec<WithoutSkill>,
    /// Minutes a week in which there would be enough if nobody there were asleep.
    #[serde(skip_serializing_if = "crate::need::is_zero")]
    pub asleep: u32,
}

/// A skill that too few of those who are there have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithoutSkill {
    /// Which.
    pub skill: Word,
    /// Minutes a week in which there are hands enough, and too few of them have it.
    pub minutes: u32,
}

impl ThereBut {
    /// Whether there is nothing of the kind.
    pub const fn is_nothing(&self) -> bool {
        self.without_skill.is_empty() && self.asleep == 0
    }
}

impl Support<'_> {
    /// Why minutes of a need's short windows go uncovered with these slots though people are there.
    pub(super) fn there_but(&self, need: usize, able: &[u64]) -> ThereBut {
        let Some(of) = self.snapshot.needs().get(need) else { return ThereBut::default() };
        let short: Vec<bool> = {
            let windows = self.compiled.windows(need).iter().map(|occurrence| occurrence.window.owed());
            windows.zip(self.compared(need, able)).map(|(owed, compared)| compared.after < owed).collect()
        };
        let required = self.compiled.required(need);
        let mut without_skill: Vec<u32> = alloc::vec![0; of.skills().len()];
        let mut asleep = 0;
        for piece in self.compiled.pieces(need).iter().filter(|piece| piece.window != NO_WINDOW) {
            let is_short = short.get(usize::from(piece.window)).is_some_and(|short| *short);
            if !is_short || self.compiled.test_covered(piece.test(), able) {
                continue;
            }
            let there = self.compiled.numbers_under(need, piece.test(), able);
            if there.hands() >= required.hands() {
                let lacking = required.less(there);
                for (minutes, lacking) in without_skill.iter_mut().zip(lacking.skills()) {
                    *minutes += if *lacking > 0 { piece.minutes() } else { 0 };
                }
            }
            if self.compiled.test_covered(piece.tests.anyone, able) {
                asleep += piece.minutes();
            }
        }
        // Minutes a week are those of the cycle, divided by its weeks.
        let a_week = |minutes: u32| minutes / u32::from(self.snapshot.weeks());
        let skills = of.skills().iter().zip(without_skill).filter(|(_, minutes)| *minutes > 0);
        let without_skill = skills
            .map(|(asked, minutes)| WithoutSkill { skill: asked.skill.clone(), minutes: a_week(minutes) })
            .collect();
        ThereBut { without_skill, asleep: a_week(asleep) }
    }
}
