//! The arrangement that a line is for one need: what the line says, and beside it what the household says of the help that
//! stands for it.

use alloc::string::ToString;
use alloc::vec::Vec;

use chrono::{NaiveDate, Weekday};
use sha2::{Digest, Sha256};

use super::left_out::WhyLeftOut;
use crate::base::{ArrangementId, Every, NeedId, PackageLineId, Period, Told, WeekPattern};
use crate::need::{Arrangement, Need, Reliance};
use crate::package::{Allowance, Line, When};

/// What a line gives to a need on days around a date, given what stood for it in the week until now. The date is that of the
/// week, or the first of the days if they begin later.
///
/// What the line says holds. What it does not or cannot say is as the household says it of the same giver, where all that
/// stood for the line on the date say the same: whether they are able and willing, where, awake, with which skills, leaning
/// on what; the hours, too, of a line that says nothing of when it is.
pub(super) fn arrangement(
    line: &Line,
    need: &Need,
    (week_of, on, days): (NaiveDate, NaiveDate, Period),
    stood: &[&Arrangement],
) -> Result<Arrangement, WhyLeftOut> {
    let mut said: Vec<&Arrangement> = stood.iter().copied().filter(|one| one.period.contains(on)).collect();
    let by = line.by.or_else(|| same(&said, |one| one.by)).ok_or(WhyLeftOut::ProviderMissing)?;
    if by == need.person().into() {
        return Err(WhyLeftOut::OwnNeed);
    }
    if let Some(When::Allowance(allowance)) = &line.when
        && !is_booked(allowance, on, days)
    {
        return Err(WhyLeftOut::NotBooked);
    }
    said.retain(|one| one.by == by);
    let (when, every) = hours(line, &said);
    let skills = same(&said, |one| (one.hands, &one.skills)).filter(|(hands, _)| *hands == line.hands);
    Ok(Arrangement {
        period: days,
        hands: line.hands,
        able_now: same(&said, |one| one.able_now).unwrap_or_default(),
        willing_now: told(&said, |one| one.willing_now),
        able_later: same(&said, |one| one.able_later).unwrap_or_default(),
        willing_later: told(&said, |one| one.willing_later),
        done_now: told(&said, |one| one.done_now),
        relies_on: same(&said, |one| &one.relies_on).map_or(Reliance::NotSaid, Clone::clone),
        package_line: Some(line.id),
        every,
        at: same(&said, |one| &one.at).map_or_else(Default::default, Clone::clone),
        awake: told(&said, |one| one.awake),
        skills: skills.map(|(_, skills)| skills.clone()).unwrap_or_default(),
        ..Arrangement::new(id_of(line.id, need.id(), (on != week_of).then_some(on)), by, need.id(), when)
    })
}

/// What all of them say, if they say the same.
fn same<'a, T: PartialEq>(said: &[&'a Arrangement], of: impl Fn(&'a Arrangement) -> T) -> Option<T> {
    let (first, rest) = said.split_first()?;
    let first = of(first);
    rest.iter().all(|one| of(one) == first).then_some(first)
}

fn told(said: &[&Arrangement], of: impl Fn(&Arrangement) -> Told<bool>) -> Told<bool> {
    same(said, of).unwrap_or_default()
}

/// When in the week it is. Of a quantity, and of what is booked of an allowance, nobody knows.
fn hours(line: &Line, said: &[&Arrangement]) -> (WeekPattern, Option<Every>) {
    match &line.when {
        Some(When::Visits { visits, every }) => {
            (WeekPattern::from_spans(visits.spans().iter().copied()), *every)
        }
        Some(When::Quantity { .. } | When::Allowance(_)) => (WeekPattern::never(), None),
        None => same(said, |one| one.every).map_or_else(Default::default, |every| {
            let all = said.iter().flat_map(|one| one.when.spans());
            (WeekPattern::from_spans(all), every)
        }),
    }
}

/// Whether anything of it is booked on one of these days in the week of a date, from Monday to Sunday.
fn is_booked(allowance: &Allowance, on: NaiveDate, days: Period) -> bool {
    let week = |day: NaiveDate| day.week(Weekday::Mon).checked_first_day();
    let here = |day: NaiveDate| days.contains(day) && week(day) == week(on);
    allowance.bookings.iter().any(|booking| here(booking.on))
}

/// The id of the arrangement that a line is for a need: the first 16 bytes of SHA-256 of a name, a zero byte, the line's 16
/// bytes and the need's 16 bytes, as a UUID of version 8. So the same line for the same need is the same arrangement in
/// every week and on every machine. What begins later than the week, after a pause, has its first day besides, as text.
fn id_of(line: PackageLineId, need: NeedId, later: Option<NaiveDate>) -> ArrangementId {
    let mut hash = Sha256::new();
    hash.update("mutual-care/arrangement_of_line/1\0");
    hash.update(line.uuid().as_bytes());
    hash.update(need.uuid().as_bytes());
    if let Some(first) = later {
        hash.update(first.to_string());
    }
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(hash.finalize()).for_each(|(byte, hashed)| *byte = hashed);
    ArrangementId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
