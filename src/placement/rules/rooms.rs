//! Bedrooms: one for each child, or one for two who may share it. Who may share with whom is said here.

use super::super::forms::children::{Person, relation};
use super::super::forms::counting::is_on;
use super::super::forms::layout::{FactSet, child, each};
use super::super::forms::placing::{About, Other, Pair, Placing};
use super::super::forms::read::{Grounds, Outcome};
use crate::base::limits;
use crate::placement::RegisteredSex;

/// Younger than this, brothers and sisters of different sex may share a bedroom (Housing Act 1985 s.325 counts from it).
const APART_FROM: usize = 10;

/// Sex and age only make it sure that two may share: where they do not, it is decided by name.
pub(super) const NEVER_A_NO: FactSet = child::SEX | child::DATE_OF_BIRTH;

/// Seekers of one party, one bit each.
type Seekers = u32;
const SETS: usize = 1 << limits::PARTY;

/// On each night a bedroom for each child who would move in, or for two who may share: two of them, or one of them and a
/// child who lives there. A bedroom of who stays some nights only is free on the others.
pub(super) fn bedroom_for_each(at: &Placing<'_>) -> Outcome {
    let Some(free) = at.home.bedrooms_free.known().map(|free| u32::from(*free)) else {
        return at.home.bedrooms_free.needed().and(Rooms::of(at).open());
    };
    let alone = at
        .each_night()
        .all(|(night, _)| there(at, night, false).count_ones() <= free + at.rooms_left_on(night).0);
    if alone {
        return Outcome::Holds;
    }
    let rooms = Rooms::of(at);
    let mut open = false;
    for (night, sure) in at.each_night() {
        let (left, left_at_most) = at.rooms_left_on(night);
        let residents = at.others().filter(|(_, one)| is_on(one.nights, night));
        let residents = residents.fold(0, |all, (place, _)| all | 1 << place);
        let needed = |who: Seekers, edges: &Edges| who.count_ones() - edges.most_pairs(who, residents);
        if needed(there(at, night, false), &rooms.surely) <= free + left {
            continue;
        }
        if sure && needed(there(at, night, true), &rooms.perhaps) > free + left_at_most {
            return false.into();
        }
        open = true;
    }
    if !open {
        return Outcome::Holds;
    }
    let when = if at.is_by_night() { at.who_is_there_when() } else { Outcome::Holds };
    rooms.open().and(when)
}

/// Who would move in and is there on a night, or may be.
fn there(at: &Placing<'_>, night: u32, surely: bool) -> Seekers {
    let nights = |one: &Person| if surely { one.nights } else { one.any_night() };
    let there = at.seekers().filter(|one| is_on(nights(&one.person), night));
    there.fold(0, |all, one| all | 1 << one.place)
}

/// Who may share with whom: for each seeker, other seekers and residents.
#[derive(Default)]
struct Edges {
    seekers: [Seekers; limits::PARTY],
    residents: [u64; limits::PARTY],
}

impl Edges {
    fn add(&mut self, one: u32, other: Other) {
        let both = match other {
            Other::Seeker(two) => [(one, two), (two, one)],
            Other::Resident(place) => {
                if let Some(residents) = self.residents.get_mut(one as usize) {
                    *residents |= 1 << place;
                }
                return;
            }
            Other::NotKnown => return,
        };
        for (one, two) in both {
            if let Some(seekers) = self.seekers.get_mut(one as usize) {
                *seekers |= 1 << two;
            }
        }
    }

    /// The most bedrooms that are saved among these seekers, with these residents there: each by two who share.
    fn most_pairs(&self, who: Seekers, residents: u64) -> u32 {
        let seekers = |place: u32| self.seekers.get(place as usize).copied().unwrap_or(0) & who;
        let there = |place: u32| self.residents.get(place as usize).copied().unwrap_or(0) & residents;
        if each(who.into()).all(|place| seekers(place) == 0 && there(place) == 0) {
            return 0;
        }
        let mut sets = [Set::NOBODY; SETS];
        let of = |sets: &[Set; SETS], set: Seekers| sets.get(set as usize).copied().unwrap_or(Set::NOBODY);
        let mut saved = 0;
        for set in (1..=who).filter(|set| set & !who == 0) {
            let (first, rest) = (set.trailing_zeros(), set & (set - 1));
            let alone = of(&sets, rest);
            let pairs = each((seekers(first) & rest).into())
                .map(|other| of(&sets, rest & !(1 << other)).pairs + 1)
                .fold(alone.pairs, u32::max);
            let share_with = alone.share_with | there(first);
            // So many as they are, they have as many residents to share with; and so has each set of fewer (Hall).
            let each_with_one = share_with.count_ones() >= set.count_ones()
                && each(set.into()).all(|one| of(&sets, set & !(1 << one)).each_with_one);
            if let Some(known) = sets.get_mut(set as usize) {
                *known = Set { pairs, share_with, each_with_one };
            }
        }
        for set in (0..=who).filter(|set| set & !who == 0 && of(&sets, *set).each_with_one) {
            saved = saved.max(set.count_ones() + of(&sets, who & !set).pairs);
        }
        saved
    }
}

/// What is known of a set of seekers.
#[derive(Clone, Copy)]
struct Set {
    /// The most pairs within it.
    pairs: u32,
    /// The residents with whom one of them may share.
    share_with: u64,
    /// Whether each of them can share with a resident of their own.
    each_with_one: bool,
}

impl Set {
    const NOBODY: Self = Self { pairs: 0, share_with: 0, each_with_one: true };
}

/// Who may share with whom, surely and perhaps, and what would have to be known.
#[derive(Default)]
struct Rooms {
    surely: Edges,
    perhaps: Edges,
    children: Seekers,
    residents: u64,
}

impl Rooms {
    fn of(at: &Placing<'_>) -> Self {
        let mut rooms = Self::default();
        for pair in at.pairs() {
            let About::Pair(one, other) = pair.about else { continue };
            let may = may_share(at, &pair);
            if may == Some(true) {
                rooms.surely.add(one, other);
            }
            if may != Some(false) {
                rooms.perhaps.add(one, other);
            }
            // Of those of whom it is known, too: what is decided by name counts before all else.
            rooms.children |= 1 << one;
            match other {
                Other::Seeker(two) => rooms.children |= 1 << two,
                Other::Resident(place) => rooms.residents |= 1 << place,
                Other::NotKnown => {}
            }
        }
        rooms
    }

    /// What is not known of those who may or may not share.
    fn open(&self) -> Outcome {
        let facts =
            child::SHARES_ROOM | child::ROOM_WITH | child::SEX | child::DATE_OF_BIRTH | child::RELATIONS;
        Outcome::not_known(Grounds {
            child: facts,
            children: self.children,
            residents: self.residents,
            of_residents: facts,
            ..Grounds::NONE
        })
    }
}

/// Whether two children may share a bedroom. What was decided of the two by name counts before all else. Else brothers and
/// sisters may who share, and are of one sex, or one of them under ten; where they are not, it has to be decided by name.
/// Others may not, and who is said to share with nobody does not.
fn may_share(at: &Placing<'_>, pair: &Pair<'_>) -> Option<bool> {
    let (one, two) = (&pair.child.person, pair.other);
    let of_two = if pair.sibling.is_some() { &at.query.relations } else { &at.homes.relations };
    let named = [one.may_share_with(two.id, &at.query.relations), two.may_share_with(one.id, of_two)];
    let share = [one.shares_room.known(), two.shares_room.known()];
    if named.contains(&Some(false)) {
        return Some(false);
    }
    if named.contains(&Some(true)) {
        return Some(true);
    }
    if share.contains(&Some(&false)) {
        return Some(false);
    }
    let related = pair.sibling.is_some() || pair.related & relation::SIBLING != 0;
    if !related && one.relations.known().is_some() && two.relations.known().is_some() {
        return Some(false);
    }
    let ten = at.query.born_at.get(APART_FROM);
    let under_ten = [&one.born, &two.born]
        .iter()
        .any(|born| born.known().zip(ten).is_some_and(|((first, _), ten)| first > ten));
    let one_sex = one.sex.known().zip(two.sex.known());
    let one_sex = one_sex.is_some_and(|(a, b)| a == b && *a != RegisteredSex::Unclear);
    let both_share = share.iter().all(Option::is_some);
    (related && both_share && (under_ten || one_sex)).then_some(true)
}
