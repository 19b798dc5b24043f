//! How long direct payments may buy stays in care homes (SI 2014/2871 reg 6, which was not read in a source).

use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::vec::Vec;

use chrono::{Days, Months, NaiveDate};

use super::{Held, HeldContext, rules};
use crate::base::{Amount, Finding, Findings, Period, PersonId, Told};
use crate::package::{BudgetOf, Counted, Line, LineKind};

/// How many days direct payments may buy on end: four weeks.
const DAYS_MOST: usize = 28;

/// How many days between two stays keep them apart: four weeks.
const DAYS_APART: i64 = 28;

/// Past how many months before and after the date nothing is looked at.
const MONTHS_BEFORE: Months = Months::new(24);
const MONTHS_AFTER: Months = Months::new(24);

/// That direct payments would buy too long a stay in care homes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeyondFourWeeks {
    /// The first day that is too many.
    pub from: NaiveDate,
    /// The most days that fall together, in any twelve months.
    pub days: usize,
}

/// Whether days in care homes are more than direct payments may buy: four weeks on end in any twelve months. None: they
/// are not.
///
/// Days that follow each other are one stay. Stays with fewer than 28 days between them fall together, and their days add
/// up; the days between do not count. With 28 days or more between them, each is looked at by itself. A day is too many if,
/// with the days that fall together with it in the twelve months up to and including it, it is at least the 29th. The twelve
/// months up to 2 March begin on 3 March of the year before.
///
/// ```
/// use std::collections::BTreeSet;
/// use chrono::{Days, NaiveDate};
/// use mutual_care::budget::held::beyond_four_weeks;
/// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let stay = |from: NaiveDate, days: u64| (0..days).map(move |n| from + Days::new(n));
/// let four_weeks: BTreeSet<_> = stay(day(3, 2), 28).collect();
/// assert_eq!(beyond_four_weeks(&four_weeks), None);
///
/// // Two weeks, 27 days at home, and two weeks and a day: 14 + 15 = 29.
/// let two: BTreeSet<_> = stay(day(3, 2), 14).chain(stay(day(4, 12), 15)).collect();
/// assert_eq!(beyond_four_weeks(&two).map(|beyond| (beyond.from, beyond.days)), Some((day(4, 26), 29)));
/// // With 28 days at home they do not add up.
/// let apart: BTreeSet<_> = stay(day(3, 2), 14).chain(stay(day(4, 13), 15)).collect();
/// assert_eq!(beyond_four_weeks(&apart), None);
/// ```
pub fn beyond_four_weeks(days: &BTreeSet<NaiveDate>) -> Option<BeyondFourWeeks> {
    let mut together: VecDeque<NaiveDate> = VecDeque::new();
    let (mut first, mut most) = (None, 0);
    for day in days {
        let between = together.back().map(|before| day.signed_duration_since(*before).num_days() - 1);
        if between.is_some_and(|between| between >= DAYS_APART) {
            together.clear();
        }
        let year_ago = day.checked_sub_months(Months::new(12));
        while together.front().is_some_and(|front| year_ago.is_some_and(|ago| *front <= ago)) {
            together.pop_front();
        }
        together.push_back(*day);
        if together.len() > DAYS_MOST {
            first = first.or(Some(*day));
            most = most.max(together.len());
        }
    }
    first.map(|from| BeyondFourWeeks { from, days: most })
}

/// What is found of stays in care homes that direct payments of a budget would buy: of each person, from the lines held in
/// that way and the [stays](Held::stays) that are in none. Of a line that may be a stay in a care home and of which nobody
/// has said whether it is, or on which dates, it bars only if that would be too long, and says so.
///
/// It is looked at from two years before the date to two years after it.
pub fn care_home_findings(of: BudgetOf, held: &Held, context: &HeldContext<'_>) -> Findings {
    let first = context.on.checked_sub_months(MONTHS_BEFORE).unwrap_or(context.on);
    let last = context.on.checked_add_months(MONTHS_AFTER).unwrap_or(context.on);
    let mut known: BTreeMap<PersonId, Bought<'_>> = BTreeMap::new();
    let mut perhaps: Vec<(PersonId, &Line, Vec<NaiveDate>)> = Vec::new();
    for stay in &held.stays {
        let bought = known.entry(stay.person).or_default();
        bought.days.extend(dates(stay.period, first, last));
    }
    for line in context.lines(of).filter(|line| held.of(line.id).recipient().is_some()) {
        let is_stay = is_stay(held, line, context.on);
        for person in line.people.iter().filter(|_| is_stay != Some(false)) {
            let dates_for = line.dates_for(*person, first, last);
            match (is_stay, dates_for) {
                (Some(true), Some(days)) => {
                    let bought = known.entry(*person).or_default();
                    bought.lines.push(line);
                    bought.days.extend(days);
                }
                // Nobody knows on which dates, or whether at all: perhaps on all of them.
                (_, days) => {
                    let days = days.unwrap_or_else(|| dates(line.period, first, last).collect());
                    perhaps.push((*person, line, days));
                }
            }
        }
    }
    let mut found: Vec<Finding> = Vec::new();
    for (person, bought) in &known {
        if let Some(beyond) = beyond_four_weeks(&bought.days) {
            let finding = find(&rules::BEYOND_FOUR_WEEKS, *person, beyond);
            found.push(finding.about_all(bought.lines.iter().map(|line| line.id)));
        }
    }
    for (person, line, days) in perhaps {
        let known = known.get(&person);
        if known.is_some_and(|bought| beyond_four_weeks(&bought.days).is_some()) {
            continue;
        }
        let with = known.into_iter().flat_map(|bought| &bought.days).copied().chain(days).collect();
        if let Some(beyond) = beyond_four_weeks(&with) {
            found.push(find(&rules::PERHAPS_BEYOND_FOUR_WEEKS, person, beyond).about(line.id));
        }
    }
    found.into_iter().collect()
}

#[derive(Default)]
struct Bought<'a> {
    days: BTreeSet<NaiveDate>,
    lines: Vec<&'a Line>,
}

fn find(rule: &'static crate::base::Rule, person: PersonId, beyond: BeyondFourWeeks) -> Finding {
    let days = i64::try_from(beyond.days).unwrap_or(i64::MAX);
    let finding = Finding::new(rule).about(person).with("from", Amount::Date(beyond.from));
    finding.with("days", Amount::Count(days))
}

/// Whether a line is a stay in a care home: as what it is, or as was asked. Respite by the night or the week may be one.
fn is_stay(held: &Held, line: &Line, on: NaiveDate) -> Option<bool> {
    if line.what == LineKind::CareHome {
        return Some(true);
    }
    let asked = held.in_care_home.iter().find(|asked| asked.line == line.id);
    if let Some(Told::Known(is)) = asked.map(|asked| *asked.in_care_home.told()) {
        return Some(is);
    }
    let price = line.price_on(on).or(line.prices.first());
    let by_night = price.is_none_or(|price| {
        price.per == crate::package::Unit::Night || price.per.counted() == Counted::Evenly
    });
    if line.what == LineKind::Respite && by_night { None } else { Some(false) }
}

fn dates(period: Period, first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let from = period.from().map_or(first, |from| from.max(first));
    let until = last.checked_add_days(Days::new(1)).unwrap_or(last);
    let until = period.until().map_or(until, |ends| ends.min(until));
    from.iter_days().take_while(move |day| *day < until)
}
