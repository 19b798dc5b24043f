//! The text form of the week: `Mon-Fri 08:00-08:30; Sat,Sun 22:00-07:00`, read and written.
//!
//! ```text
//! pattern = "never" | "always" [ " from " day time ] | group *( ";" group )
//! group   = days times | stretch
//! days    = "daily" | day [ "-" day ] *( "," day [ "-" day ] )
//! times   = time "-" time *( "," time "-" time )
//! stretch = day time "-" day time
//! ```
//!
//! A time that ends before it starts ends on the next day: `22:00-07:00` is a night. `24:00` may stand at an end.
//! A stretch that names both days (`Fri 18:00-Mon 08:00`) may last up to a week. No stretch ends when it starts: that
//! is a slip of the pen far more often than a day and a night, so those are `00:00-24:00` or `Mon 10:00-Tue 10:00`, and
//! the whole week from some other minute than Monday 00:00 is `always from Wed 12:00`. In a journal `10:00-10:00` still
//! means what it meant when an older release wrote it.

use alloc::vec::Vec;
use core::fmt;

use super::limits;
use super::week::{MINUTES_PER_DAY, MINUTES_PER_WEEK, WeekMinute, WeekSpan};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// A text is no time of the week. Each kind says what would be right; none repeats what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WeekTextError {
    /// A day is not one of the seven.
    #[error("expected a day: Mon, Tue, Wed, Thu, Fri, Sat, Sun, a range such as Mon-Fri, or `daily`")]
    Day,
    /// A time is not a time of day.
    #[error("expected a time of day: two digits, a colon, two digits, 00:00 to 23:59 (24:00 only at an end)")]
    Time,
    /// A stretch ends when it starts.
    #[error(
        "expected an end other than the start: the whole day is 00:00-24:00, a day and a night Mon 10:00-Tue 10:00, the whole week `always`"
    )]
    EqualEnds,
    /// Something is missing: days, or times.
    #[error("expected days and times, such as `Mon-Fri 08:00-08:30`")]
    Shape,
    /// More than one stretch where one is expected.
    #[error("expected one stretch of the week, such as `Sat 22:00-07:00`")]
    One,
    /// A week that no cycle has.
    #[error("expected a week of a cycle, such as `week 2 Sat 22:10`: week 1 to week 12")]
    CycleWeek,
    /// More stretches than there may be.
    #[error("expected at most {most} stretches")]
    TooMany {
        /// How many there may be.
        most: usize,
    },
}

fn day(text: &str) -> Result<u16, WeekTextError> {
    let found = DAYS.iter().zip(0..).find(|(name, _)| **name == text);
    found.map(|(_, number)| number).ok_or(WeekTextError::Day)
}

/// Minutes since midnight, 0 to 1,440.
fn clock(text: &str) -> Result<u16, WeekTextError> {
    let two = |digits: &str| -> Option<u16> {
        (digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| digits.parse().ok())
            .flatten()
    };
    let (hours, minutes) = text.split_once(':').ok_or(WeekTextError::Time)?;
    match (two(hours), two(minutes)) {
        (Some(hours @ 0..=23), Some(minutes @ 0..=59)) => Ok(hours * 60 + minutes),
        (Some(24), Some(0)) => Ok(MINUTES_PER_DAY),
        _ => Err(WeekTextError::Time),
    }
}

/// A time at which something starts: not 24:00.
fn start_clock(text: &str) -> Result<u16, WeekTextError> {
    clock(text)
        .and_then(|minute| if minute < MINUTES_PER_DAY { Ok(minute) } else { Err(WeekTextError::Time) })
}

fn span_of(start: u16, minutes: u16) -> Result<WeekSpan, WeekTextError> {
    let start = WeekMinute::new(start).map_err(|_| WeekTextError::Shape)?;
    WeekSpan::new(start, minutes).map_err(|_| WeekTextError::Shape)
}

pub(super) fn parse_minute(text: &str) -> Result<WeekMinute, WeekTextError> {
    let (on, at) = text.trim().split_once(' ').ok_or(WeekTextError::Shape)?;
    let minute = day(on)? * MINUTES_PER_DAY + start_clock(at.trim())?;
    WeekMinute::new(minute).map_err(|_| WeekTextError::Time)
}

/// Where a text comes from: whether a stretch may end when it starts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// From outside, now.
    Outside,
    /// From a journal, perhaps of an older release.
    Journal,
}

impl From {
    /// As [`wire::text_or_kept`](super::wire) says it.
    pub(crate) const fn kept(kept: bool) -> Self {
        if kept { Self::Journal } else { Self::Outside }
    }
}

pub(super) fn parse_span(text: &str, from: From) -> Result<WeekSpan, WeekTextError> {
    match spans_from(text, from)?.as_slice() {
        [span] => Ok(*span),
        _ => Err(WeekTextError::One),
    }
}

/// The stretches a text names, each kept as given and in the order given: one for each day and time. Nothing is
/// merged, so `daily 00:00-24:00` is seven days.
///
/// ```
/// use mutual_care::base::parse_spans;
/// assert_eq!(parse_spans("daily 00:00-24:00")?.len(), 7);
/// assert_eq!(parse_spans("always")?.len(), 1);
/// assert!(parse_spans("Mon 25:00-26:00").is_err());
/// # Ok::<(), mutual_care::base::WeekTextError>(())
/// ```
///
/// # Errors
///
/// [`WeekTextError`], which says what would be right. At most as many stretches as a need may have windows.
pub fn parse_spans(text: &str) -> Result<Vec<WeekSpan>, WeekTextError> {
    spans_from(text, From::Outside)
}

/// The same for a text of which it is known where it comes from.
pub(crate) fn spans_from(text: &str, from: From) -> Result<Vec<WeekSpan>, WeekTextError> {
    parse_at_most(text, limits::WINDOWS, from)
}

/// A set of minutes falls into at most so many stretches that do not touch: whatever is written can be read.
const APART: usize = MINUTES_PER_WEEK as usize / 2;

pub(super) fn parse_pattern(text: &str, from: From) -> Result<Vec<WeekSpan>, WeekTextError> {
    parse_at_most(text, APART, from)
}

fn parse_at_most(text: &str, most: usize, from: From) -> Result<Vec<WeekSpan>, WeekTextError> {
    let text = text.trim();
    match text {
        "never" => return Ok(Vec::new()),
        "always" => return span_of(0, MINUTES_PER_WEEK).map(|week| alloc::vec![week]),
        _ => {}
    }
    if let Some(start) = text.strip_prefix("always from ") {
        return span_of(parse_minute(start)?.get(), MINUTES_PER_WEEK).map(|week| alloc::vec![week]);
    }
    let mut spans = Vec::new();
    for group in text.split(';') {
        parse_group(group.trim(), most, from, &mut spans)?;
    }
    Ok(spans)
}

fn parse_group(group: &str, most: usize, from: From, spans: &mut Vec<WeekSpan>) -> Result<(), WeekTextError> {
    let mut push = |span: WeekSpan| {
        if spans.len() == most {
            return Err(WeekTextError::TooMany { most });
        }
        spans.push(span);
        Ok(())
    };
    if let Some(stretch) = parse_stretch(group, from)? {
        return push(stretch);
    }
    let (days, times) = group.split_once(' ').ok_or(WeekTextError::Shape)?;
    let days = parse_days(days)?;
    // Time by time within the day, day by day: the order in which a person would read the week.
    let times: Vec<(u16, u16)> =
        times.split(',').map(|time| parse_time(time.trim(), from)).collect::<Result<_, _>>()?;
    for day in days {
        for &(start, minutes) in &times {
            push(span_of(day * MINUTES_PER_DAY + start, minutes)?)?;
        }
    }
    Ok(())
}

/// `Fri 18:00-Mon 08:00`: a stretch that names both its days. `None` if the text is not of that form.
fn parse_stretch(group: &str, source: From) -> Result<Option<WeekSpan>, WeekTextError> {
    let Some((from, to)) = group.split_once('-') else { return Ok(None) };
    let (Some((from_day, from_time)), Some((to_day, to_time))) =
        (from.trim().split_once(' '), to.trim().split_once(' '))
    else {
        return Ok(None);
    };
    if !from_time.contains(':') || !to_time.contains(':') || to_day.contains(':') {
        return Ok(None);
    }
    let start = day(from_day)? * MINUTES_PER_DAY + start_clock(from_time.trim())?;
    let to_time = clock(to_time.trim())?;
    let end = (day(to_day)? * MINUTES_PER_DAY + to_time) % MINUTES_PER_WEEK;
    // Whoever writes 24:00 means the end of that day: from Monday 00:00 to Sunday 24:00 is the whole week.
    if start == end && to_time < MINUTES_PER_DAY && source == From::Outside {
        return Err(WeekTextError::EqualEnds);
    }
    let minutes = if end > start { end - start } else { end + MINUTES_PER_WEEK - start };
    span_of(start, minutes).map(Some)
}

fn parse_days(text: &str) -> Result<Vec<u16>, WeekTextError> {
    if text == "daily" {
        return Ok((0..7).collect());
    }
    let mut days = Vec::new();
    for part in text.split(',') {
        match part.split_once('-') {
            None => days.push(day(part)?),
            Some((first, last)) => {
                let (first, last) = (day(first)?, day(last)?);
                let count = (last + 7 - first) % 7;
                days.extend((0..=count).map(|step| (first + step) % 7));
            }
        }
    }
    Ok(days)
}

/// Start, minutes.
fn parse_time(text: &str, source: From) -> Result<(u16, u16), WeekTextError> {
    let (from, to) = text.split_once('-').ok_or(WeekTextError::Shape)?;
    let (from, to) = (start_clock(from.trim())?, clock(to.trim())?);
    if from == to && source == From::Outside {
        return Err(WeekTextError::EqualEnds);
    }
    Ok((from, if to > from { to - from } else { to + MINUTES_PER_DAY - from }))
}

fn write_clock(f: &mut fmt::Formatter<'_>, minute: u16) -> fmt::Result {
    write!(f, "{:02}:{:02}", minute / 60, minute % 60)
}

fn day_name(day: u16) -> &'static str {
    DAYS.get(usize::from(day)).copied().unwrap_or("Sun")
}

pub(super) fn write_minute(f: &mut fmt::Formatter<'_>, minute: WeekMinute) -> fmt::Result {
    write!(f, "{} ", day_name(minute.get() / MINUTES_PER_DAY))?;
    write_clock(f, minute.get() % MINUTES_PER_DAY)
}

/// Whether a stretch can be written with times alone: less than a day, or a whole day of the calendar.
fn within_a_day(span: WeekSpan) -> bool {
    span.minutes() < MINUTES_PER_DAY
        || span.minutes() == MINUTES_PER_DAY && span.start().get().is_multiple_of(MINUTES_PER_DAY)
}

/// A stretch as the first edition wrote it, in which one might end when it starts: `Mon 10:00-10:00` for a day and a
/// night, `Wed 12:00-Wed 12:00` for the whole week.
pub(super) fn write_first_spelling(f: &mut fmt::Formatter<'_>, span: WeekSpan) -> fmt::Result {
    write_minute(f, span.start())?;
    f.write_str("-")?;
    if span.minutes() <= MINUTES_PER_DAY {
        write_clock(f, end_clock(span))
    } else {
        write_minute(f, span.end())
    }
}

/// A stretch within a day is `Sat 22:00-07:00`; a longer one names both its days; one of the whole week says from when.
pub(super) fn write_span(f: &mut fmt::Formatter<'_>, span: WeekSpan) -> fmt::Result {
    if span.minutes() == MINUTES_PER_WEEK {
        f.write_str(if span.start() == WeekMinute::MONDAY { "always" } else { "always from " })?;
        return if span.start() == WeekMinute::MONDAY { Ok(()) } else { write_minute(f, span.start()) };
    }
    write_minute(f, span.start())?;
    f.write_str("-")?;
    if within_a_day(span) { write_clock(f, end_clock(span)) } else { write_minute(f, span.end()) }
}

/// Stretches one after the other, each written so.
pub(super) fn write_each(
    f: &mut fmt::Formatter<'_>,
    spans: &[WeekSpan],
    write: fn(&mut fmt::Formatter<'_>, WeekSpan) -> fmt::Result,
) -> fmt::Result {
    for (place, span) in spans.iter().enumerate() {
        f.write_str(if place > 0 { "; " } else { "" })?;
        write(f, *span)?;
    }
    if spans.is_empty() { f.write_str("never") } else { Ok(()) }
}

/// The clock time at which a stretch of at most a day ends: midnight at its own day's end is 24:00.
fn end_clock(span: WeekSpan) -> u16 {
    let end = span.start().get() % MINUTES_PER_DAY + span.minutes();
    if end > MINUTES_PER_DAY { end - MINUTES_PER_DAY } else { end }
}

/// Days with the same times are joined: `Mon-Fri 08:00-08:30, 12:00-12:30; Sat 09:00-10:00`.
pub(super) fn write_spans(f: &mut fmt::Formatter<'_>, spans: &[WeekSpan]) -> fmt::Result {
    match spans {
        [] => return f.write_str("never"),
        [week] if week.minutes() == MINUTES_PER_WEEK => return write_span(f, *week),
        _ => {}
    }
    let mut by_day: [Vec<(u16, u16)>; 7] = Default::default();
    for span in spans.iter().filter(|span| within_a_day(**span)) {
        let start = span.start().get();
        if let Some(times) = by_day.get_mut(usize::from(start / MINUTES_PER_DAY)) {
            times.push((start % MINUTES_PER_DAY, end_clock(*span)));
        }
    }
    let mut separator = "";
    for (first, times) in by_day.iter().enumerate() {
        // A group is written with its first day; days with the same times before it have taken it along.
        if times.is_empty() || by_day.iter().take(first).any(|earlier| earlier == times) {
            continue;
        }
        f.write_str(separator)?;
        separator = "; ";
        write_days(f, by_day.each_ref().map(|other| other == times))?;
        for (place, &(start, end)) in times.iter().enumerate() {
            f.write_str(if place == 0 { " " } else { ", " })?;
            write_clock(f, start)?;
            f.write_str("-")?;
            write_clock(f, end)?;
        }
    }
    for span in spans.iter().filter(|span| !within_a_day(**span)) {
        f.write_str(separator)?;
        separator = "; ";
        write_span(f, *span)?;
    }
    Ok(())
}

fn write_days(f: &mut fmt::Formatter<'_>, on: [bool; 7]) -> fmt::Result {
    if on.iter().all(|on| *on) {
        return f.write_str("daily");
    }
    let mut separator = "";
    let mut days = on.iter().zip(0_u16..).filter(|(on, _)| **on).map(|(_, day)| day).peekable();
    while let Some(first) = days.next() {
        let mut last = first;
        while let Some(next) = days.next_if(|day| *day == last + 1) {
            last = next;
        }
        write!(f, "{separator}{}", day_name(first))?;
        separator = ",";
        match last - first {
            0 => {}
            1 => write!(f, ",{}", day_name(last))?,
            _ => write!(f, "-{}", day_name(last))?,
        }
    }
    Ok(())
}
