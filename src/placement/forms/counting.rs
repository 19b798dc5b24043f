//! Who would be there night by night, in how many places, bedrooms, and with which staff.
//!
//! Where everybody is there every night, one night stands for all of them. Else each night of twelve weeks is looked at
//! on which a child who would move in is there: what is known to be so on it, and what may be.

use super::children::Person;
use super::layout::{FactSet, child, each};
use super::placing::{Other, Placing};
use super::read::{Grounds, Outcome, Read};
use crate::placement::Watch;
use crate::placement::nights::{CYCLE, EVERY_NIGHT, NightSet};
use crate::placement::staff::PARTS;

/// The most children who can be counted in one home.
type Many = u32;

/// How many staff are short.
pub(crate) type Shortage = u32;

/// The staff that would be needed at one time of day, on the night on which it is most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct StaffCount {
    /// For those who are known to be there and whose need is known.
    pub(crate) known: u32,
    /// For those who may be there besides.
    pub(crate) at_most: u32,
    /// Residents and children of the party, one bit each, of whom the need is not known.
    pub(crate) residents: u64,
    pub(crate) children: u32,
    /// The facts that would have to be known of them.
    pub(crate) missing: FactSet,
}

impl Placing<'_> {
    /// The nights that are looked at: one if they are all the same.
    fn nights(&self) -> NightSet {
        if !self.is_by_night() {
            return 1;
        }
        self.seekers().fold(0, |all, seeker| all | seeker.person.any_night())
    }

    /// Each night that is looked at, and whether a child who would move in is known to be there.
    pub(crate) fn each_night(&self) -> impl Iterator<Item = (u32, bool)> {
        let (nights, sure) = (self.nights(), self.seekers().fold(0, |all, one| all | one.person.nights));
        each(nights).map(move |night| (night, is_on(sure, night)))
    }

    /// How many children are known to be there on a night, and how many may be at most.
    pub(crate) fn count_on(&self, night: u32) -> (Many, Many) {
        self.everybody().fold((0, 0), |(known, at_most), one| {
            (
                known + Many::from(is_on(one.nights, night)),
                at_most + Many::from(is_on(one.any_night(), night)),
            )
        })
    }

    /// The bedrooms of residents that are free on a night besides: of those known to be away, and of those who may be.
    pub(crate) fn rooms_left_on(&self, night: u32) -> (Many, Many) {
        self.others().fold((0, 0), |(known, at_most), (_, one)| {
            (
                known + Many::from(!is_on(one.any_night(), night)),
                at_most + Many::from(!is_on(one.nights, night)),
            )
        })
    }

    /// The staff that would be needed at a time of day.
    pub(crate) fn staff_at(&self, watch: Watch) -> StaffCount {
        if self.is_by_night() { self.staff_by_night(watch) } else { self.staff_every_night(watch) }
    }

    /// The same where everybody is there every night: one sum stands for all of them.
    fn staff_every_night(&self, watch: Watch) -> StaffCount {
        let (mut count, mut parts) = (StaffCount::default(), 0);
        for (place, one) in self.others() {
            let Some(need) = one.staffing.get(watch as usize) else { continue };
            match need.known() {
                Some(needed) => parts += needed,
                None => {
                    (count.residents, count.missing) =
                        (count.residents | 1 << place, count.missing | need.missing());
                }
            }
        }
        for one in self.seekers() {
            let Some(need) = one.person.staffing.get(watch as usize) else { continue };
            match need.known() {
                Some(needed) => parts += needed,
                None => {
                    (count.children, count.missing) =
                        (count.children | 1 << one.place, count.missing | need.missing());
                }
            }
        }
        let staff = parts.div_ceil(PARTS);
        StaffCount { known: staff, at_most: staff, ..count }
    }

    /// The same, night by night.
    fn staff_by_night(&self, watch: Watch) -> StaffCount {
        let mut count = StaffCount::default();
        let needed = |one: &Person| one.staffing.get(watch as usize).and_then(|need| need.known().copied());
        let missing = |one: &Person| one.staffing.get(watch as usize).map_or(0, Read::missing);
        // By day there is whoever sleeps there in the night before or after.
        let present = |nights: NightSet| match watch {
            Watch::Day => nights | (nights << 1 | nights >> (CYCLE - 1)) & EVERY_NIGHT,
            _ => nights,
        };
        let asked = self.seekers().fold(0, |all, one| all | present(one.person.any_night()));
        let sure = self.seekers().fold(0, |all, one| all | present(one.person.nights));
        for (place, one) in self.others().filter(|(_, one)| present(one.any_night()) & asked != 0) {
            if missing(one) != 0 {
                (count.residents, count.missing) =
                    (count.residents | 1 << place, count.missing | missing(one));
            }
        }
        for one in self.seekers().filter(|one| missing(&one.person) != 0) {
            (count.children, count.missing) =
                (count.children | 1 << one.place, count.missing | missing(&one.person));
        }
        for time in each(asked) {
            let (mut known, mut at_most) = (0, 0);
            for one in self.everybody() {
                let need = needed(one).unwrap_or(0);
                known += if is_on(present(one.nights), time) { need } else { 0 };
                at_most += if is_on(present(one.any_night()), time) { need } else { 0 };
            }
            if is_on(sure, time) {
                count.known = count.known.max(known.div_ceil(PARTS));
            }
            count.at_most = count.at_most.max(at_most.div_ceil(PARTS));
        }
        count
    }

    /// How many staff are short at a time of day, for those who are known to be there and whose need is known.
    pub(crate) fn short_of_staff(&self, watch: Watch) -> Shortage {
        let roster = self.home.roster.get(watch as usize).and_then(|roster| roster.known().copied());
        roster.map_or(0, |staff| self.staff_at(watch).known.saturating_sub(u32::from(staff)))
    }

    /// Whether it is somebody who lives there and may have left by then, or of whom nobody knows whether they are there.
    pub(crate) fn may_have_left(&self, other: Other) -> bool {
        other == Other::NotKnown || self.whether_there(other) != Outcome::Holds
    }

    /// Not known as long as it is not known who is there on which nights.
    pub(crate) fn who_is_there_when(&self) -> Outcome {
        let (mut residents, mut of_residents, mut children) = (0, 0, 0);
        for (place, one) in self.others().filter(|(_, one)| one.maybe != 0) {
            (residents, of_residents) = (residents | 1 << place, of_residents | one.stay_missing);
        }
        for one in self.seekers().filter(|one| one.person.maybe != 0) {
            children |= 1 << one.place;
        }
        Outcome::not_known(Grounds {
            child: child::NIGHTS,
            children,
            residents,
            of_residents,
            ..Grounds::NONE
        })
    }

    /// Not known as long as it is not known whether two are ever there on the same night.
    pub(crate) fn whether_they_meet(&self, child: u32, other: Other) -> Outcome {
        let pair = self.seeker(child).and_then(|child| self.pair(child, other));
        match pair {
            Some(pair) if pair.child.person.nights & pair.other.nights == 0 => {
                let (child, other) =
                    (pair.child.person.stay_missing, pair.sibling.map(|it| it.person.stay_missing));
                let open = Grounds { child, other: other.unwrap_or(0), ..Grounds::NONE };
                Outcome::not_known(open)
            }
            _ => Outcome::Holds,
        }
    }

    /// Not known as long as it is not known whether somebody who lives there has left by then.
    pub(crate) fn whether_there(&self, other: Other) -> Outcome {
        let Other::Resident(place) = other else { return Outcome::Holds };
        match self.people.get(place as usize) {
            Some(one) if one.may_be_gone() => Outcome::not_known(Grounds {
                residents: 1 << place,
                of_residents: one.stay_missing,
                ..Grounds::NONE
            }),
            _ => Outcome::Holds,
        }
    }
}

pub(crate) const fn is_on(nights: NightSet, night: u32) -> bool {
    nights >> night & 1 == 1
}
