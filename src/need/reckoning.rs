//! What of the help that was told is counted on: all of it, or only what is confirmed.

use chrono::NaiveDate;

use super::{ADULT, Age, Arrangement, SkilledHands};
use crate::base::{Told, Word, limits};

/// What of the help that was told is counted on.
///
/// What nobody has said is taken to be so in the week as told, and not to be so in the confirmed one: a sitter of whom
/// nobody knows whether they stay awake is awake in the first and asleep in the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reckoning {
    /// The week as it was told.
    AsTold,
    /// What is not confirmed, or given on some days only, is left out.
    Confirmed,
}

impl Reckoning {
    /// Whether an arrangement counts on a date.
    pub(crate) fn counts(self, help: &Arrangement, on: NaiveDate) -> bool {
        help.counts(on) && (self == Self::AsTold || help.availability().is_confirmed())
    }

    /// Whether the giver is taken to be awake. Who comes to *do* something is, unless they are known to be asleep.
    pub(crate) fn is_awake(self, help: &Arrangement, what: Asks) -> bool {
        match help.awake {
            Told::Known(awake) => awake,
            Told::NotKnown(_) => self == Self::AsTold || what == Asks::Doing,
        }
    }

    /// How many of somebody's hands have a skill. Whether they are an adult is what their date of birth says, where it
    /// says it.
    pub(crate) fn with_skill(self, skill: &Word, hands: u8, said: &[SkilledHands], age: Option<Age>) -> u8 {
        match age {
            Some(Age::Adult) if *skill == ADULT => return hands,
            Some(Age::Under18) if *skill == ADULT => return 0,
            // Only a part of it is known: whatever was said, it is not known.
            Some(Age::PerhapsUnder18) if *skill == ADULT => {
                return if self == Self::AsTold { hands } else { 0 };
            }
            _ => {}
        }
        match said.iter().find(|said| said.skill == *skill) {
            Some(said) => said.hands.min(hands),
            None if self == Self::AsTold => hands,
            None => 0,
        }
    }
}

/// How many of somebody's hands are known to have a skill. Whether they are an adult is what their date of birth says,
/// whatever is said of it; of a part of a date that leaves both open it is not known.
pub(crate) fn known_with_skill(
    skill: &Word,
    hands: u8,
    said: &[SkilledHands],
    age: Option<Age>,
) -> Option<u8> {
    match age.filter(|_| *skill == ADULT) {
        Some(Age::Adult) => Some(hands),
        Some(Age::Under18) => Some(0),
        Some(Age::PerhapsUnder18) => None,
        None => said.iter().find(|said| said.skill == *skill).map(|said| said.hands.min(hands)),
    }
}

/// What a window asks of whoever is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asks {
    /// To do something in the course of it: always awake.
    Doing,
    /// To be there throughout: awake if the need says so.
    BeingThere,
}

/// Hands, and how many of them have each of the skills that a need asks for, in the order of its list. 0 past the end
/// of that list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Numbers([u8; 1 + limits::SKILLS]);

impl Numbers {
    /// So many hands, and so many of them with each skill.
    pub(crate) fn new(hands: u8, skills: impl IntoIterator<Item = u8>) -> Self {
        let mut numbers = Self::default();
        let all = core::iter::once(hands).chain(skills);
        numbers.0.iter_mut().zip(all).for_each(|(number, of)| *number = of);
        numbers
    }

    /// The hands.
    pub(crate) const fn hands(self) -> u8 {
        let [hands, ..] = self.0;
        hands
    }

    /// How many of them have each skill, in the order of the need's list.
    pub(crate) fn skills(&self) -> &[u8] {
        let [_, skills @ ..] = &self.0;
        skills
    }

    /// Whether this is one helper and no skill: all that most needs ask for.
    pub(crate) fn is_one_helper(self) -> bool {
        self.hands() == 1 && self.skills().iter().all(|number| *number == 0)
    }

    /// Whether there are enough of each.
    pub(crate) fn reach(self, required: Self) -> bool {
        self.0.iter().zip(required.0).all(|(number, required)| *number >= required)
    }

    /// The greatest of them.
    pub(crate) fn greatest(self) -> u8 {
        self.0.into_iter().max().unwrap_or_default()
    }

    /// Each less that of the other.
    pub(crate) fn less(self, other: Self) -> Self {
        self.each(other, u8::saturating_sub)
    }

    /// Each together with that of the other: of two sources.
    pub(crate) fn and(self, other: Self) -> Self {
        self.each(other, u8::saturating_add)
    }

    /// The greater of each: of one source that is there by two arrangements.
    pub(crate) fn or(self, other: Self) -> Self {
        self.each(other, u8::max)
    }

    /// The smaller of each: as far as they are required.
    pub(crate) fn at_most(self, required: Self) -> Self {
        self.each(required, u8::min)
    }

    fn each(mut self, other: Self, of: impl Fn(u8, u8) -> u8) -> Self {
        self.0.iter_mut().zip(other.0).for_each(|(number, other)| *number = of(*number, other));
        self
    }
}
