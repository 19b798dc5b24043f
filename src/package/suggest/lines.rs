//! Lines for visits that are planned: one for the same needs, the same hands and the same weeks.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::{Days, NaiveDate, Weekday};
use sha2::{Digest, Sha256};

use super::SuggestQuestion;
use super::visits::{Planned, Planner};
use crate::base::{
    Every, MINUTES_PER_WEEK, NeedId, PackageId, PackageLineId, Period, SourceId, WeekMinute, WeekSpan, limits,
};
use crate::need::Snapshot;
use crate::package::{Line, LineKind, Package, Visits, When};

/// A line of which nobody has said yet who provides it and what it costs.
pub(super) struct Draft {
    pub(super) line: Line,
    /// What it may be, in order.
    pub(super) kinds: Vec<LineKind>,
}

/// Who comes with how many hands for which needs.
type Who = (BTreeSet<NeedId>, u8);

pub(super) fn drafts(
    package: &Package,
    week: &Snapshot,
    planner: &Planner,
    visits: Vec<Planned>,
    question: &SuggestQuestion<'_>,
) -> Vec<Draft> {
    // In which weeks of the cycle each visit is made, a bit for each.
    let mut weeks_of: BTreeMap<(Who, WeekSpan), u16> = BTreeMap::new();
    for visit in visits {
        let (week, minute) =
            (visit.when.start / u32::from(MINUTES_PER_WEEK), visit.when.start % u32::from(MINUTES_PER_WEEK));
        let span = u16::try_from(minute).ok().and_then(|minute| WeekMinute::new(minute).ok());
        let minutes = u16::try_from(visit.when.minutes).unwrap_or(MINUTES_PER_WEEK).min(MINUTES_PER_WEEK);
        if let Some(span) = span.and_then(|minute| WeekSpan::new(minute, minutes).ok()) {
            *weeks_of.entry(((visit.needs, visit.hands), span)).or_default() |= 1 << week.min(15);
        }
    }
    // One of the whole week stands alone.
    let mut lines: BTreeMap<(Who, Option<Every>, bool), Vec<WeekSpan>> = BTreeMap::new();
    for ((who, span), weeks) in weeks_of {
        for every in rhythms(weeks, week.weeks(), week.on()) {
            let alone = span.minutes() == MINUTES_PER_WEEK;
            lines.entry((who.clone(), every, alone)).or_default().push(span);
        }
    }
    let mut taken: BTreeSet<PackageLineId> = package.lines().iter().map(|line| line.id).collect();
    let mut drafts = Vec::new();
    for (((needs, hands), every, alone), spans) in lines {
        let most = if alone { 1 } else { limits::WINDOWS };
        for spans in spans.chunks(most) {
            let Ok(visits) = Visits::new(spans.to_vec()) else { continue };
            let (kinds, people) = (planner.kinds(&needs), planner.people(&needs));
            let (Some(kind), Some(first)) = (kinds.first(), people.first()) else { continue };
            let id =
                new_id(package.id(), question.lost, week.on(), (&needs, hands), (&visits, every), &taken);
            let Some(id) = id else { continue };
            taken.insert(id);
            let line = Line {
                people: people.iter().copied().collect(),
                needs: needs.iter().copied().collect(),
                period: Period::new(Some(week.on()), None).unwrap_or_default(),
                when: Some(When::Visits { visits, every }),
                hands,
                split: question.split.clone().filter(|_| people.len() > 1),
                ..Line::new(id, *kind, *first, question.payer.clone())
            };
            drafts.push(Draft { line, kinds });
        }
    }
    drafts
}

/// How something alternates that is made in these of so many weeks, the first of which is that of a date: not at all, or once
/// in so many weeks, as often as it takes.
fn rhythms(weeks: u16, of: u8, on: NaiveDate) -> Vec<Option<Every>> {
    let made: Vec<u8> = (0..of).filter(|week| weeks >> week & 1 == 1).collect();
    if made.len() == usize::from(of.max(1)) || of <= 1 {
        return alloc::vec![None];
    }
    let monday = on.week(Weekday::Mon).checked_first_day().unwrap_or(on);
    let every = |weeks: u8, first: u8| {
        let from = monday.checked_add_days(Days::new(7 * u64::from(first)))?;
        Every::weeks(weeks, from).ok()
    };
    // Every second week of four is one line and not two.
    let first = made.first().copied().unwrap_or(0);
    let regular = (2..of).filter(|apart| of.is_multiple_of(*apart)).find(|apart| {
        let all: Vec<u8> = (0..of).filter(|week| week % apart == first % apart).collect();
        all == made
    });
    match regular {
        Some(apart) => every(apart, first).map(Some).into_iter().collect(),
        None => made.into_iter().filter_map(|week| every(of, week)).map(Some).collect(),
    }
}

/// The id of a suggested line: the first 16 bytes of SHA-256 of a name and of what is suggested, as a UUID of version 8. So
/// the same suggestion has the same id whoever asks, and accepting it twice is refused.
fn new_id(
    package: PackageId,
    lost: SourceId,
    on: NaiveDate,
    (needs, hands): (&BTreeSet<NeedId>, u8),
    (visits, every): (&Visits, Option<Every>),
    taken: &BTreeSet<PackageLineId>,
) -> Option<PackageLineId> {
    let number = |date: NaiveDate| date.signed_duration_since(NaiveDate::MIN).num_days().to_be_bytes();
    let mut hash = Sha256::new();
    hash.update("mutual-care/suggested_line/1\0");
    hash.update(package.uuid().as_bytes());
    hash.update(lost.uuid().as_bytes());
    hash.update(number(on));
    hash.update([hands]);
    for need in needs {
        hash.update(need.uuid().as_bytes());
    }
    for span in visits.spans() {
        hash.update(span.start().get().to_be_bytes());
        hash.update(span.minutes().to_be_bytes());
    }
    if let Some(every) = every {
        // The weeks of a cycle from the date on in which it is on.
        let weeks = (0..limits::CYCLE_WEEKS).map(|week| {
            let day = on.checked_add_days(Days::new(7 * u64::from(week)));
            u8::from(day.is_some_and(|day| every.is_on_week_of(day)))
        });
        hash.update([every.cycle_weeks()]);
        weeks.for_each(|is_on| hash.update([is_on]));
    }
    // A line of that id may have been accepted before, and have ended since.
    let ids = (0..=u16::MAX).map(|nth| {
        let mut hash = hash.clone();
        hash.update(nth.to_be_bytes());
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(hash.finalize()).for_each(|(byte, hashed)| *byte = hashed);
        PackageLineId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    });
    let mut ids = ids.filter(|id| !taken.contains(id));
    ids.next()
}
