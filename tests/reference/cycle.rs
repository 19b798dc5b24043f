//! Weeks that alternate and rotas by days: how many weeks there are until all is as before, and on which minutes of that
//! one long week something is.
//!
//! Days are counted here, from the dates as they are written down: `Every` is read in its written form and asked nothing.

use chrono::{Datelike, Days, NaiveDate};
use mutual_care::base::{Every, WeekPattern};
use mutual_care::need::{Arrangement, Need};

use super::week::minutes_of;

/// Minutes of the week.
pub const WEEK: u32 = 10_080;
/// Minutes of a day.
pub const DAY: u32 = 1_440;

/// How something alternates, in the words of the definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Every week.
    Always,
    /// The week with Monday *m* is on iff (m − from) in weeks is divisible by n.
    Weeks { n: i64, from: NaiveDate },
    /// Day *d* is on iff (d − from) mod n < k.
    Days { n: i64, k: i64, from: NaiveDate },
}

/// How something alternates.
pub fn rhythm(every: Option<Every>) -> Rhythm {
    let Some(every) = every else { return Rhythm::Always };
    let written = serde_json::to_value(every).unwrap();
    let number = |field: &str| written.get(field).map(|number| number.as_i64().unwrap());
    let from = written["from"].as_str().unwrap().parse().unwrap();
    match (number("weeks"), number("days"), number("on")) {
        (Some(n), None, None) => Rhythm::Weeks { n, from },
        (None, Some(n), Some(k)) => Rhythm::Days { n, k, from },
        other => panic!("{other:?} alternates neither by weeks nor by days"),
    }
}

impl Rhythm {
    /// Whether after so many weeks it is as before.
    pub fn is_as_before_after(self, weeks: i64) -> bool {
        match self {
            Self::Always => true,
            Self::Weeks { n, .. } => weeks % n == 0,
            Self::Days { n, .. } => (weeks * 7) % n == 0,
        }
    }

    /// Whether what starts on a day is on: of weeks, with the week in which it starts.
    pub fn is_on(self, day: NaiveDate) -> bool {
        match self {
            Self::Always => true,
            Self::Weeks { n, from } => {
                let days = (monday_of(day) - from).num_days();
                assert_eq!(days.rem_euclid(7), 0, "weeks are counted from a Monday");
                (days / 7).rem_euclid(n) == 0
            }
            Self::Days { n, k, from } => (day - from).num_days().rem_euclid(n) < k,
        }
    }
}

/// The Monday of the week of a day.
pub fn monday_of(day: NaiveDate) -> NaiveDate {
    day - Days::new(u64::from(day.weekday().num_days_from_monday()))
}

/// L: the fewest weeks after which everything is as before (of all numbers to 12 it is so after 27,720), over the needs, and the arrangements that are within their
/// period, whatever they answer.
pub fn weeks(on: NaiveDate, needs: &[Need], arrangements: &[Arrangement]) -> u32 {
    let of_needs = needs.iter().filter(|need| need.period().contains(on)).map(Need::every);
    let begun = |a: &&Arrangement| a.period.from().is_none_or(|from| from <= on);
    let not_over = |a: &&Arrangement| a.period.until().is_none_or(|until| on < until);
    let of_arrangements = arrangements.iter().filter(begun).filter(not_over).map(|a| a.every);
    let rhythms: Vec<Rhythm> = of_needs.chain(of_arrangements).map(rhythm).collect();
    let as_before = |weeks: &i64| rhythms.iter().all(|rhythm| rhythm.is_as_before_after(*weeks));
    u32::try_from((1..=27_720).find(as_before).unwrap()).unwrap()
}

/// The day of a minute, counted from a Monday 00:00. It may lie in a later week.
pub fn day_of(monday: NaiveDate, minute: u32) -> NaiveDate {
    monday + Days::new(u64::from(minute / DAY))
}

/// The stretches of a week's merged pattern: from where each starts, and how many minutes. One over Sunday midnight is one.
/// A pattern of the whole week starts on Monday 00:00.
pub fn stretches(pattern: &WeekPattern) -> Vec<(u32, u32)> {
    let minutes = minutes_of(pattern);
    let is_in = |minute: u32| minutes[(minute % WEEK) as usize];
    if minutes.iter().all(|is_in| *is_in) {
        return vec![(0, WEEK)];
    }
    let starts = (0..WEEK).filter(|minute| is_in(*minute) && !is_in(*minute + WEEK - 1));
    starts.map(|start| (start, (1..WEEK).find(|length| !is_in(start + length)).unwrap())).collect()
}

/// For each minute of the long week, whether an arrangement is present in it. Of a rota by days each stretch is cut every
/// 24 hours from its start; each piece is on or off with the day on which it starts.
pub fn presence(arrangement: &Arrangement, on: NaiveDate, weeks: u32) -> Vec<bool> {
    let (rhythm, mut minutes) = (rhythm(arrangement.every), vec![false; (weeks * WEEK) as usize]);
    for week in 0..weeks {
        for (start, length) in stretches(&arrangement.when) {
            let piece = if matches!(rhythm, Rhythm::Days { .. }) { DAY } else { length };
            for cut in (0..length).step_by(piece as usize) {
                let from = week * WEEK + start + cut;
                if rhythm.is_on(day_of(monday_of(on), from)) {
                    for minute in from..from + piece.min(length - cut) {
                        minutes[(minute % (weeks * WEEK)) as usize] = true;
                    }
                }
            }
        }
    }
    minutes
}

/// Whether something that is there in these hours is there in any minute: they are known, and some of them is on. Weeks that
/// alternate are on some time; of a rota of other than seven days so is every day of the week; but one of seven days is on
/// on the same days of each week, and may have none of the hours.
pub fn has_a_minute(arrangement: &Arrangement) -> bool {
    let hours = &arrangement.when;
    match rhythm(arrangement.every) {
        Rhythm::Days { n: 7, from, .. } => presence(arrangement, from, 1).contains(&true),
        _ => !hours.spans().is_empty(),
    }
}

/// A window of a need in one week of the cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    /// Which of the need's windows.
    pub window: usize,
    /// In which week of the cycle it starts.
    pub week: u32,
    /// The minute of the cycle at which it starts.
    pub start: u32,
    /// How many minutes it is long. It may go on at the beginning of the cycle.
    pub minutes: u32,
    /// How many of them are owed.
    pub owed: u32,
    /// Whether it asks for somebody awake: owed whole, if the need does; and whatever is done.
    pub asks_awake: bool,
}

impl Occurrence {
    /// Whether it is owed whole.
    pub fn is_being_there(&self) -> bool {
        self.owed == self.minutes
    }

    /// Its minutes, from its start, as minutes of a cycle of so many weeks.
    pub fn minutes_in(&self, weeks: u32) -> impl Iterator<Item = u32> + use<> {
        let start = self.start;
        (0..self.minutes).map(move |after| (start + after) % (weeks * WEEK))
    }
}

/// The windows of a need in the long week, each in all its weeks: on or off as a whole, with the day on which it starts.
pub fn occurrences(need: &Need, on: NaiveDate, weeks: u32) -> Vec<Occurrence> {
    let rhythm = rhythm(need.every());
    let mut found = Vec::new();
    for (place, window) in need.windows().iter().enumerate() {
        for week in 0..weeks {
            let start = week * WEEK + u32::from(window.span().start().get());
            let (minutes, owed) = (u32::from(window.span().minutes()), u32::from(window.owed()));
            let asks_awake = owed < minutes || need.asks_awake();
            if rhythm.is_on(day_of(monday_of(on), start)) {
                found.push(Occurrence { window: place, week, start, minutes, owed, asks_awake });
            }
        }
    }
    found
}
