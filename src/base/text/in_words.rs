//! Times, dates, counts and lists as people say them: once, for every room.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::sentence::sentences;
use crate::base::{Amount, MINUTES_PER_WEEK, WeekMinute, WeekPattern};

sentences! {
    minutes_said(count) = one "1 minute", many "{count} minutes";
    hours_said(count) = one "1 hour", many "{count} hours";
    hours_and_minutes(hours, minutes) = "{hours} {minutes}";
    weeks_later(count, minute) = one "{minute} a week later", many "{minute} {count} weeks later";
    AT_ANY_TIME = "at any time";
    at_some_times(time, first) = "at some times, {time} a week in all, the first from {first}";
    in_the_week_from(when, monday) = "{when} in the week from {monday}";
    in_the_weeks_from(when, mondays) = "{when} in the weeks from {mondays}";
    NOBODY = "nobody";
    and(first, last) = "{first} and {last}";
}

/// A date as a person would say it.
///
/// ```
/// use mutual_care::base::date_in_words;
/// let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// assert_eq!(date_in_words(day), "2 March 2026");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn date_in_words(date: NaiveDate) -> String {
    date.format("%-d %B %Y").to_string()
}

/// "72 hours", "2 hours 20 minutes", "1 minute".
pub(crate) fn time_in_words(minutes: u32) -> String {
    let said = |of: fn(usize) -> String, count: u32| of(usize::try_from(count).unwrap_or(usize::MAX));
    match (minutes / 60, minutes % 60) {
        (0, minutes) => said(minutes_said, minutes),
        (hours, 0) => said(hours_said, hours),
        (hours, minutes) => hours_and_minutes(&said(hours_said, hours), &said(minutes_said, minutes)),
    }
}

/// The same in short, for columns: "72 h", "2 h 20 min", "1 min".
pub(crate) fn hours(minutes: u32) -> String {
    Amount::Minutes(i64::from(minutes)).to_string()
}

/// "Saturday 22:10".
pub(crate) fn minute_in_words(minute: WeekMinute) -> String {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let text = minute.to_string();
    let whole = DAYS.iter().find_map(|day| Some(format!("{day}{}", text.strip_prefix(day.get(..3)?)?)));
    whole.unwrap_or(text)
}

/// "Saturday 22:10" so many minutes after something; a week or more after it with how many.
pub(crate) fn minute_after_in_words(minute: WeekMinute, after_min: u32) -> String {
    let minute = minute_in_words(minute);
    match usize::try_from(after_min / u32::from(MINUTES_PER_WEEK)) {
        Ok(0) => minute,
        weeks => weeks_later(weeks.unwrap_or(usize::MAX), &minute),
    }
}

/// The same in the week that begins on a Monday, or in each of several: "Saturday 22:10 in the week from 9 March".
pub(crate) fn in_weeks_from(when: &str, mondays: &[NaiveDate]) -> String {
    let days: Vec<String> = mondays.iter().map(|monday| monday.format("%-d %B").to_string()).collect();
    match days.as_slice() {
        [] => String::from(when),
        [monday] => in_the_week_from(&when, monday),
        several => in_the_weeks_from(&when, &listed(several)),
    }
}

/// "at any time", "Mon-Fri 08:00-09:00"; of many stretches how long they are together, and the first.
pub(crate) fn minutes_in_words(when: &WeekPattern) -> String {
    const WIDTH: usize = 60;
    let text = when.to_string();
    match when.spans().first() {
        _ if *when == WeekPattern::always() => String::from(AT_ANY_TIME),
        Some(first) if text.len() > WIDTH => {
            at_some_times(&time_in_words(when.minutes().into()), &minute_in_words(first.start()))
        }
        _ => text,
    }
}

/// "a", "a and b", "a, b and c"; "nobody" of none.
pub(crate) fn listed(items: &[String]) -> String {
    match items {
        [] => String::from(NOBODY),
        [one] => one.clone(),
        [rest @ .., last] => and(&rest.join(", "), last),
    }
}

/// The same words with a capital letter.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
