//! Statements of law that need more than a line.

use super::super::forms::children::{SINCE_UNKNOWN, Seeker};
use super::super::forms::layout::{child, home};
use super::super::forms::placing::Placing;
use super::super::forms::read::{Grounds, Outcome};
use super::super::forms::stretch::slice_of;
use crate::placement::{AuthorityStep, HomeSex, RegisteredSex};

pub(super) fn home_registered(at: &Placing<'_>) -> Outcome {
    let today = at.query.today;
    at.home.registration.decides(|registered| {
        let suspended = slice_of(&at.homes.days, registered.suspended);
        registered.from <= today
            && today < registered.until
            && !suspended.iter().any(|&(from, until)| from <= today && today < until)
    })
}

/// Section 22B: who lived there when the notice was served, and has ever since, is not touched by it.
pub(super) fn accommodation_not_restricted(at: &Placing<'_>, child: &Seeker) -> Outcome {
    let today = at.query.today;
    at.home.restrictions.decides(|notices| {
        let one_today = notices.today.then_some((today, i32::MAX));
        let served = slice_of(&at.homes.days, notices.served).iter().copied().chain(one_today);
        let in_force = served.filter(|&(served, until)| served <= today && today < until);
        in_force.fold(Outcome::Holds, |outcome, (served, _)| {
            let stay = at
                .people
                .iter()
                .find(|one| child.id.is_some() && one.id == child.id && one.lives_there_on(today));
            outcome.and(match stay {
                Some(stay) if stay.from == SINCE_UNKNOWN => Placing::since_when_not_known(),
                Some(stay) => (stay.from <= served).into(),
                None if at.home.residents.known().is_none() => at.who_lives_there(),
                None => false.into(),
            })
        })
    })
}

/// On each night no more children than places.
pub(super) fn place_free(at: &Placing<'_>) -> Outcome {
    at.home.places.decides(|places| {
        let places = u32::from(*places);
        let mut perhaps = false;
        for (night, sure) in at.each_night() {
            let (known, at_most) = at.count_on(night);
            if sure && known > places {
                return false.into();
            }
            perhaps |= at_most > places;
        }
        let when = if perhaps { at.who_is_there_when() } else { Outcome::Holds };
        at.who_lives_there().and(when)
    })
}

pub(super) fn sex_as_registered(at: &Placing<'_>, child: &Seeker) -> Outcome {
    match (at.home.sex.known(), child.sex.known()) {
        (Some(HomeSex::Any), _) => Outcome::Holds,
        // It is a question to the regulator, whatever the home is registered for.
        (_, Some(RegisteredSex::Unclear)) => Outcome::not_known(Grounds { home: home::SEX, ..Grounds::NONE }),
        _ => child.sex.and(&at.home.sex, |sex, home| {
            matches!(
                (sex, home),
                (RegisteredSex::Female, HomeSex::Female) | (RegisteredSex::Male, HomeSex::Male)
            )
        }),
    }
}

pub(super) fn area_not_unsafe(at: &Placing<'_>, child: &Seeker) -> Outcome {
    match child.unsafe_areas.known() {
        Some(areas) if areas.are_none() => Outcome::Holds,
        _ => child.unsafe_areas.and(&at.home.area, |areas, area| !areas.contain(*area)),
    }
}

pub(super) fn key_stage_4_protected(at: &Placing<'_>, child: &Seeker) -> Outcome {
    let approval = AuthorityStep::KeyStage4Approval;
    if at.is_done(child.place, approval) {
        return Outcome::Holds;
    }
    child.key_stage_4.decides(
        |disrupted| {
            if *disrupted { Outcome::waits_for(approval) } else { Outcome::Holds }
        },
    )
}

/// Regulation 11: next door the nominated officer approves, further away the director.
pub(super) fn out_of_area_approved(at: &Placing<'_>, child: &Seeker) -> Outcome {
    let (near, far) = (AuthorityStep::OutOfAreaApproval, AuthorityStep::DistantPlacementApproval);
    if at.is_done(child.place, far) {
        return Outcome::Holds;
    }
    child.authority.and(&at.home.area, |(own, adjoining), area| {
        if own.contain(*area) {
            Outcome::Holds
        } else if !adjoining.contain(*area) {
            Outcome::waits_for(far)
        } else if at.is_done(child.place, near) {
            Outcome::Holds
        } else {
            Outcome::waits_for(near)
        }
    })
}

/// The age on the planned date; before the birth there is none. Of a part of a date of birth, all ages that it may be have
/// to agree.
pub(super) fn age_in_range(at: &Placing<'_>, child: &Seeker) -> Outcome {
    child.age.and(&at.home.ages, |(least, most), range| {
        let mut within = (*least..=*most).map(|age| u32::try_from(age).is_ok_and(|age| range.contains(age)));
        match within.next() {
            Some(first) if within.all(|other| other == first) => first.into(),
            _ => Outcome::not_known(Grounds { child: child::DATE_OF_BIRTH, ..Grounds::NONE }),
        }
    })
}
