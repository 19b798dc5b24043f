//! Places, bedrooms and staff by the book: night after night for twelve weeks, child by child.

use chrono::{Datelike, Days, NaiveDate};
use mutual_care::placement::{Child, Home, Leaving, Ratio, RegisteredSex, RelationKind, Resident, Watch};

use super::rules::plain;
use super::{Out, Placing, known};

type Heard<'a> = dyn FnMut(&'static str, Out) + 'a;

/// Whether the child stays the night that begins on this day.
pub fn stays(child: &Child, day: NaiveDate) -> Option<bool> {
    if child.nights.is_blank() { Some(true) } else { known(&child.nights).map(|nights| nights.include(day)) }
}

/// The same of who lives there, who may have left.
pub fn resident_stays(resident: &Resident, day: NaiveDate) -> Option<bool> {
    match stays(&resident.child, day) {
        Some(false) => Some(false),
        _ if resident.leaving == Leaving::DateNotKnown => None,
        stays => stays,
    }
}

/// Whether somebody who lives there may have left, or stays on nobody knows which nights.
pub fn may_be_gone(resident: &Resident) -> bool {
    resident.leaving == Leaving::DateNotKnown
        || (!resident.child.nights.is_blank() && known(&resident.child.nights).is_none())
}

/// Twelve weeks from a Monday.
fn days(on: NaiveDate) -> Vec<NaiveDate> {
    let monday = on - Days::new(u64::from(on.weekday().num_days_from_monday()));
    (0..84).map(|later| monday + Days::new(later)).collect()
}

/// The nights that are looked at: one where nobody says on which nights anybody is there, since all are the same then.
fn walked(placing: &Placing<'_>) -> Vec<NaiveDate> {
    let residents = placing.residents().unwrap_or_default();
    let said = |child: &Child| !child.nights.is_blank();
    let by_night = placing.children.iter().any(|child| said(child))
        || residents.iter().any(|one| said(&one.child) || one.leaving == Leaving::DateNotKnown);
    let mut days = days(placing.on);
    if !by_night {
        days.truncate(1);
    }
    days
}

/// Whether two children are never there on the same night.
pub fn never_together(one: &Child, two: &Child, on: NaiveDate) -> bool {
    let said = |child: &Child| !child.nights.is_blank();
    (said(one) || said(two))
        && days(on).into_iter().all(|day| stays(one, day) == Some(false) || stays(two, day) == Some(false))
}

/// Whether two children are known to be there on the same night.
pub fn surely_together(one: &Child, two: &Child, on: NaiveDate) -> bool {
    days(on).into_iter().any(|day| stays(one, day) == Some(true) && stays(two, day) == Some(true))
}

pub fn places(placing: &Placing<'_>, heard: &mut Heard<'_>) {
    let residents = placing.residents();
    let Some(places) = known(&placing.home.places).map(|places| usize::from(*places)) else {
        return heard("place-free", Out::Unknown);
    };
    for day in walked(placing) {
        let new: Vec<Option<bool>> = placing.children.iter().map(|child| stays(child, day)).collect();
        if new.iter().all(|stays| *stays == Some(false)) {
            continue;
        }
        let there = residents.iter().flatten().map(|resident| resident_stays(resident, day));
        let all: Vec<Option<bool>> = there.chain(new.iter().copied()).collect();
        let surely = all.iter().filter(|stays| **stays == Some(true)).count();
        let at_most = all.iter().filter(|stays| **stays != Some(false)).count();
        let answer = if surely > places && new.contains(&Some(true)) {
            Some(false)
        } else if at_most > places || residents.is_none() {
            None
        } else {
            Some(true)
        };
        heard("place-free", plain(answer));
    }
}

/// Whether two children may share a bedroom.
fn may_share(one: &Child, two: &Child, one_party: bool, on: NaiveDate) -> Option<bool> {
    let says = |child: &Child, other: &Child| {
        child.room_with.iter().find(|room| room.with == other.id).map(|room| room.may)
    };
    let named = [says(one, two), says(two, one)];
    let share = [known(&one.shares_room).copied(), known(&two.shares_room).copied()];
    if named.contains(&Some(false)) {
        return Some(false);
    }
    if named.contains(&Some(true)) {
        return Some(true);
    }
    if share.contains(&Some(false)) {
        return Some(false);
    }
    let sibling = |child: &Child, other: &Child| {
        let relations = known(&child.relations)?;
        Some(
            relations
                .iter()
                .any(|relation| relation.with == other.id && relation.is == RelationKind::Sibling),
        )
    };
    let siblings = match (sibling(one, two), sibling(two, one)) {
        _ if one_party => Some(true),
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    };
    let under_ten = |child: &Child| {
        known(&child.date_of_birth).is_some_and(|born| born.ages_on(on).is_none_or(|(_, most)| most < 10))
    };
    let sexes = (known(&one.sex), known(&two.sex));
    let one_sex = matches!(
        sexes,
        (Some(RegisteredSex::Female), Some(RegisteredSex::Female))
            | (Some(RegisteredSex::Male), Some(RegisteredSex::Male))
    );
    let goes = under_ten(one) || under_ten(two) || one_sex;
    match siblings {
        Some(false) => Some(false),
        Some(true) if goes && share == [Some(true); 2] => Some(true),
        _ => None,
    }
}

/// The most children of these who find somebody to share with, each with one other, as bedrooms saved.
fn saved(seekers: &[&Child], free: &[&Child], may: &dyn Fn(&Child, &Child) -> bool) -> usize {
    let Some((first, rest)) = seekers.split_first() else { return 0 };
    let mut best = saved(rest, free, may);
    for (at, other) in rest.iter().enumerate().filter(|(_, other)| may(first, other)) {
        let mut left = rest.to_vec();
        left.remove(at);
        best = best.max(1 + saved(&left, free, may));
        let _ = other;
    }
    for (at, _) in free.iter().enumerate().filter(|(_, other)| may(first, other)) {
        let mut left = free.to_vec();
        left.remove(at);
        best = best.max(1 + saved(rest, &left, may));
    }
    best
}

pub fn bedrooms(placing: &Placing<'_>, heard: &mut Heard<'_>) {
    let Some(free) = known(&placing.home.bedrooms_free).map(|free| usize::from(*free)) else {
        return heard("bedroom-for-each", Out::Unknown);
    };
    let residents = placing.residents().unwrap_or_default();
    let party = |child: &Child| placing.moves_in(child.id);
    let may = |a: &Child, b: &Child| may_share(a, b, party(a) && party(b), placing.on);
    let (surely, perhaps) =
        (|a: &Child, b: &Child| may(a, b) == Some(true), |a: &Child, b: &Child| may(a, b) != Some(false));
    for day in walked(placing) {
        let here = |wanted: &dyn Fn(Option<bool>) -> bool| -> Vec<&Child> {
            placing.children.iter().copied().filter(|child| wanted(stays(child, day))).collect()
        };
        let (sure, all) = (here(&|stays| stays == Some(true)), here(&|stays| stays != Some(false)));
        if all.is_empty() {
            continue;
        }
        let on_night = |wanted: &dyn Fn(Option<bool>) -> bool| {
            residents.iter().filter(|resident| wanted(resident_stays(resident, day))).count()
        };
        let away = on_night(&|stays| stays == Some(false));
        let perhaps_away = on_night(&|stays| stays != Some(true));
        let there: Vec<&Child> = residents
            .iter()
            .filter(|resident| resident_stays(resident, day) == Some(true))
            .map(|resident| &resident.child)
            .collect();
        let answer = if all.len() <= free + away || all.len() - saved(&all, &there, &surely) <= free + away {
            Some(true)
        } else if !sure.is_empty() && sure.len() - saved(&sure, &there, &perhaps) > free + perhaps_away {
            Some(false)
        } else {
            None
        };
        heard("bedroom-for-each", plain(answer));
    }
}

pub fn staff(placing: &Placing<'_>, heard: &mut Heard<'_>) {
    let residents = placing.residents();
    let watches = [
        ("staff-by-day", Watch::Day),
        ("staff-by-evening", Watch::Evening),
        ("staff-by-night", Watch::NightWaking),
        ("staff-by-night", Watch::NightSleeping),
    ];
    for (rule, watch) in watches {
        let mut short = false;
        let mut open = residents.is_none();
        // By day there is who sleeps there in the night before or after.
        let either = |before: Option<bool>, after: Option<bool>| match (before, after) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
        for day in walked(placing) {
            let at = |stays: &dyn Fn(NaiveDate) -> Option<bool>| match watch {
                Watch::Day => either(stays(day - Days::new(1)), stays(day)),
                _ => stays(day),
            };
            let new: Vec<(Option<bool>, &Child)> =
                placing.children.iter().map(|child| (at(&|day| stays(child, day)), *child)).collect();
            if new.iter().all(|(there, _)| *there == Some(false)) {
                continue;
            }
            let there = residents.iter().flatten();
            let there = there.map(|one| (at(&|day| resident_stays(one, day)), &one.child));
            let all: Vec<(Option<bool>, &Child)> = there.chain(new.iter().copied()).collect();
            let need = |child: &Child| known(&child.staffing).and_then(|staffing| staffing[watch]);
            open |= all.iter().any(|(there, child)| *there != Some(false) && need(child).is_none());
            let needed = |wanted: &dyn Fn(Option<bool>) -> bool| -> u64 {
                whole(all.iter().filter(|(there, _)| wanted(*there)).filter_map(|(_, child)| need(child)))
            };
            let Some(roster) = known(&placing.home.roster[watch]).map(|staff| u64::from(*staff)) else {
                open = true;
                continue;
            };
            let sure = new.iter().any(|(there, _)| *there == Some(true));
            short |= sure && needed(&|there| there == Some(true)) > roster;
            open |= needed(&|there| there != Some(false)) > roster
                && !(sure && needed(&|there| there == Some(true)) > roster);
        }
        if short {
            if residents.is_none() || not_all_known(placing, watch) {
                placing.not_known(rule, None, None);
            }
            heard(rule, placing.met(rule, None, None));
            // What is short for those who are known may be shorter still.
            if residents.is_none() || not_all_known(placing, watch) {
                heard(rule, Out::Unknown);
            }
        } else {
            if open {
                placing.not_known(rule, None, None);
            }
            heard(rule, if open { Out::Unknown } else { Out::Holds });
        }
    }
}

/// How many staff are short on the night on which it is most.
pub fn short(placing: &Placing<'_>, watch: Watch) -> u32 {
    let residents = placing.residents().unwrap_or_default();
    let Some(roster) = known(&placing.home.roster[watch]).map(|staff| u64::from(*staff)) else { return 0 };
    let mut most = 0;
    for day in walked(placing) {
        let there = |stays: &dyn Fn(NaiveDate) -> bool| match watch {
            Watch::Day => stays(day - Days::new(1)) || stays(day),
            _ => stays(day),
        };
        let new: Vec<&Child> = placing.children.to_vec();
        let new: Vec<&Child> =
            new.into_iter().filter(|child| there(&|day| stays(child, day) == Some(true))).collect();
        if new.is_empty() {
            continue;
        }
        let others = residents.iter().filter(|one| there(&|day| resident_stays(one, day) == Some(true)));
        let all = others.map(|one| &one.child).chain(new);
        let needed =
            whole(all.filter_map(|child| known(&child.staffing).and_then(|staffing| staffing[watch])));
        most = most.max(needed.saturating_sub(roster));
    }
    u32::try_from(most).unwrap()
}

/// Whether the need of somebody is not known who is there, or may be, when a child who would move in is.
fn not_all_known(placing: &Placing<'_>, watch: Watch) -> bool {
    let residents = placing.residents().unwrap_or_default();
    let need = |child: &Child| known(&child.staffing).and_then(|staffing| staffing[watch]);
    let meets = |one: &dyn Fn(NaiveDate) -> Option<bool>| {
        walked(placing).into_iter().any(|day| {
            placing.children.iter().any(|child| match watch {
                Watch::Day => {
                    let there = |stays: &dyn Fn(NaiveDate) -> Option<bool>| {
                        stays(day - Days::new(1)) != Some(false) || stays(day) != Some(false)
                    };
                    there(one) && there(&|day| stays(child, day))
                }
                _ => one(day) != Some(false) && stays(child, day) != Some(false),
            })
        })
    };
    placing.children.iter().any(|child| need(child).is_none())
        || residents.iter().any(|one| need(&one.child).is_none() && meets(&|day| resident_stays(one, day)))
}

/// The sum over a common denominator that every shared ratio divides, rounded up.
fn whole(ratios: impl Iterator<Item = Ratio>) -> u64 {
    let denominator = 27_720_u64;
    let parts = ratios.map(|ratio| {
        let text = ratio.to_string();
        text.split_once(':').map_or(0, |(staff, children)| {
            staff.parse::<u64>().unwrap() * denominator / children.parse::<u64>().unwrap()
        })
    });
    let sum: u64 = parts.sum();
    sum / denominator + u64::from(!sum.is_multiple_of(denominator))
}

/// The children who come to live there later than the planned day.
pub fn later<'a>(home: &'a Home, placing: &Placing<'_>) -> Vec<&'a Child> {
    let residents = known(&home.residents).into_iter().flatten();
    let later = residents.filter(|one| one.period.from().is_some_and(|from| from > placing.on));
    later.map(|one| &one.child).filter(|child| !placing.moves_in(child.id)).collect()
}
