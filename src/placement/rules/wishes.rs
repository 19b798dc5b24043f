//! Statements of wishes, fit and practice that need more than a line.

use super::super::forms::children::{Areas, Person, Seeker};
use super::super::forms::placing::Placing;
use super::super::forms::read::{Outcome, Read};
use super::super::forms::stretch::slice_of;
use crate::placement::{Grid, Pets, Plan, WishedCompany};

/// The home lies in one of these areas, or it is known that no area is named.
pub(super) fn lies_in(at: &Placing<'_>, areas: &Read<Areas>) -> Outcome {
    match areas.known() {
        Some(areas) if areas.are_none() => Outcome::Holds,
        _ => areas.and(&at.home.area, |areas, area| areas.contain(*area)),
    }
}

/// No further than so many kilometres; without that nothing is asked.
pub(super) fn is_near(at: &Placing<'_>, point: &Read<Grid>, within_km: Option<u16>) -> Outcome {
    let Some(within_km) = within_km else { return Outcome::Holds };
    point.and(&at.home.grid, |point, home| home.is_within(u32::from(within_km) * 1_000, *point))
}

pub(super) fn company_wished(child: &Seeker, other: &Person) -> Outcome {
    let (mine, theirs) = (&child.person.gender, other.gender.theirs());
    child.wished_company.decides(|wish| match (wish, mine.known(), theirs.known()) {
        (WishedCompany::Any, ..) => Outcome::Holds,
        (WishedCompany::OwnGender, Some(mine), Some(theirs)) => (mine == *theirs).into(),
        (WishedCompany::OwnGender, ..) => mine.needed().and(theirs.needed()),
    })
}

pub(super) fn language_spoken(at: &Placing<'_>, child: &Seeker) -> Outcome {
    match child.languages.known() {
        Some(wanted) if wanted.is_empty() => Outcome::Holds,
        _ => child.languages.and(&at.home.languages, |wanted, spoken| {
            let spoken = slice_of(&at.homes.languages, *spoken);
            wanted.iter().any(|language| spoken.contains(language))
        }),
    }
}

pub(super) fn pets_fit(at: &Placing<'_>, child: &Seeker) -> Outcome {
    match child.pets.known() {
        Some(Pets::Can) => Outcome::Holds,
        _ => child.pets.and(&at.home.animals, |pets, animals| (*pets == Pets::Must) == *animals),
    }
}

/// A child who cannot live with animals does not. Where nobody ever spoke of it, that is the question of fit alone.
pub(super) fn lives_without_animals(at: &Placing<'_>, child: &Seeker) -> Outcome {
    if !(child.speaks_of_pets && may_not_bear_animals(child)) || at.home.animals.known() == Some(&false) {
        return Outcome::Holds;
    }
    child.pets.and(&at.home.animals, |_, animals| !*animals)
}

/// Whether it is known that the child cannot live with animals, or not known that the child can.
pub(super) fn may_not_bear_animals(child: &Seeker) -> bool {
    !matches!(child.pets.known(), Some(Pets::Can | Pets::Must))
}

/// Brothers and sisters who wish to live together are not parted.
pub(super) fn siblings_together(at: &Placing<'_>) -> Outcome {
    let parted =
        at.query.plan == Plan::TogetherWished && (at.which.count_ones() as usize) < at.query.seekers.len();
    (!parted).into()
}
