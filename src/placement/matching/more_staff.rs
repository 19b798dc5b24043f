//! More staff is so many people: what one concern takes, another cannot have.
//!
//! A concern that something else meets takes nobody. Where a home says how many more staff it can bring in, all that is
//! taken at one time of day is added up; if that is more, none of the concerns that take from it is met by it. Where it has
//! not said, one is taken to be there: as soon as something says how many it takes, and more than one is taken in all, how
//! many there are has to be known.

use super::evaluate::{Item, State};
use crate::placement::forms::counting::Shortage;
use crate::placement::forms::layout::home;
use crate::placement::forms::placing::{About, MORE_STAFF, Placing, WaysToMeet};
use crate::placement::rules::{self, RULES};
use crate::placement::{Mitigation, Watch};

const EXTRA: u32 = 1 << Mitigation::ExtraStaff as u32;
const WAKING: u32 = 1 << Mitigation::WakingNightStaff as u32;

/// How many more staff are taken at each time of day.
type Taken = [u32; 4];

/// Whether more staff may be what meets something here.
pub(crate) fn may_be_taken(at: &Placing<'_>) -> bool {
    at.can & MORE_STAFF != 0 && at.judged.iter().any(|one| one.enough && one.set & MORE_STAFF != 0)
}

/// Takes back what more staff meets, where there are not so many.
pub(crate) fn share(at: &Placing<'_>, items: &mut [Item]) {
    if !may_be_taken(at) {
        return;
    }
    // At each time of day all that is taken, and whether something says how many it takes.
    let mut all = [(0, false); 4];
    for (taken, ways, of_staff) in items.iter().filter_map(|item| taken_by(at, item)) {
        for ((sum, numbered), taken) in all.iter_mut().zip(taken) {
            *sum += taken;
            *numbered |= taken > 1 && of_staff || taken > 0 && ways.staff.is_some();
        }
    }
    for item in items.iter_mut() {
        let Some((taken, ways, _)) = taken_by(at, item) else { continue };
        let (mut too_few, mut how_many) = (false, 0);
        for (((taken, (sum, numbered)), more), fact) in
            taken.iter().zip(all).zip(&at.home.more_staff).zip(home::MORE_STAFF)
        {
            match more.known() {
                _ if *taken == 0 => {}
                Some(more) => too_few |= sum > u32::from(*more),
                None => how_many |= if numbered && sum > 1 { fact } else { 0 },
            }
        }
        if !too_few && how_many == 0 {
            continue;
        }
        // What else might meet it is still to be settled; of somebody who may have left it is not known at all. Where there
        // are too few at one time of day, how many there are at another does not matter.
        let either = ways.alone & MORE_STAFF == MORE_STAFF;
        let gone = matches!(item.about, About::Pair(_, other) if at.may_have_left(other));
        if too_few && ways.provide | ways.judge == 0 && !gone && !either {
            item.state = State::Fails;
        } else {
            item.state = State::Open;
            item.open.home |= how_many;
            (item.provide, item.judge) = (ways.provide, ways.judge);
        }
    }
}

/// What an item takes, if more staff is what meets it; and whether its rule is about staff.
fn taken_by(at: &Placing<'_>, item: &Item) -> Option<(Taken, WaysToMeet, bool)> {
    if !matches!(item.state, State::With(_)) {
        return None;
    }
    let ways = at.ways_to_meet(item.rule, item.about)?;
    let by = if ways.alone == 0 { ways.together } else { ways.alone };
    let counted = by & MORE_STAFF;
    // Something else is enough alone: nobody is taken.
    if counted == 0 || ways.alone & !MORE_STAFF != 0 {
        return None;
    }
    let (day, evening, waking, sleeping) = (
        Watch::Day as usize,
        Watch::Evening as usize,
        Watch::NightWaking as usize,
        Watch::NightSleeping as usize,
    );
    let mut taken = [0; 4];
    let mut take = |watch: usize, many: u32| {
        if let Some(at) = taken.get_mut(watch) {
            *at += many;
        }
    };
    let short = |watch| at.short_of_staff(watch);
    let rule = RULES.get(usize::from(item.rule)).map(|known| known.rule.code);
    let is = |known: &crate::base::Rule| rule == Some(known.code);
    let of_staff = if is(&rules::STAFF_BY_DAY) {
        take(day, short(Watch::Day));
        true
    } else if is(&rules::STAFF_BY_EVENING) {
        take(evening, short(Watch::Evening));
        true
    } else if is(&rules::STAFF_BY_NIGHT) {
        let (awake, asleep): (Shortage, Shortage) = (short(Watch::NightWaking), short(Watch::NightSleeping));
        if counted & EXTRA != 0 {
            take(waking, awake);
            take(sleeping, asleep);
        } else {
            // Whoever is awake is there for what somebody asleep would be there for, too.
            take(waking, awake + asleep);
        }
        true
    } else {
        let many = u32::from(ways.staff.unwrap_or(1)).max(1);
        if counted & EXTRA != 0 {
            take(day, many);
            take(evening, many);
        }
        // Of two each of which is enough alone, extra staff is taken.
        if counted & WAKING != 0 && (ways.alone == 0 || counted & EXTRA == 0) {
            take(waking, many);
        }
        false
    };
    Some((taken, ways, of_staff))
}
