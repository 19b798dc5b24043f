//! What a page says of one line: for whom it is, when it is there and when not, and who it is from.

use alloc::string::String;
use alloc::vec::Vec;

use chrono::{Days, NaiveDate};

use super::costs::Costs;
use super::prices::{capital_list, count_of, much};
use super::reader::PageReader;
use super::sentences as tell;
use super::times::{alternating_in_words, day_in_words, in_a_row, next_visit, spans_in_words};
use crate::base::{date_in_words, listed};
use crate::package::{Allowance, Booking, Line, LineKind, Pause, Unit, When, year_of};

/// Stretches of booked days that are told one by one.
const BOOKED_MOST: usize = 24;

/// One line that has not ended.
pub(super) struct Entry<'a> {
    pub(super) reader: &'a PageReader<'a>,
    pub(super) costs: &'a Costs<'a>,
    pub(super) line: &'a Line,
    pub(super) on: NaiveDate,
}

impl Entry<'_> {
    /// The day as at which a week of it is told: its first if it has not begun.
    pub(super) fn as_at(&self) -> NaiveDate {
        self.line.period.from().map_or(self.on, |from| from.max(self.on))
    }

    pub(super) fn for_whom(&self) -> Vec<String> {
        let (reader, line) = (self.reader, self.line);
        let names = || reader.names(&line.people);
        let whom = match reader.person {
            None => tell::for_people(&names()),
            Some(person) if !line.people.contains(&person) => tell::for_others_and_your_budget(&names()),
            Some(_) if line.people.len() == 1 => String::from(tell::FOR_YOU),
            Some(_) => tell::for_you_and(&names()),
        };
        let needs = reader.helps_with(line);
        let needs = (!needs.is_empty()).then(|| tell::helps_with(&capital_list(&needs)));
        [Some(whom), needs].into_iter().flatten().collect()
    }

    pub(super) fn when(&self) -> Vec<String> {
        let line = self.line;
        match &line.when {
            Some(When::Visits { visits, every }) => {
                let when = spans_in_words(visits.spans());
                let Some(every) = every else { return alloc::vec![tell::when(&when)] };
                let next = next_visit(line, self.on, |day| self.reader.is_off(line, day));
                let next = next.map(|next| tell::next_time(&day_in_words(next)));
                alloc::vec![
                    tell::when(&alternating_in_words(&when, *every)),
                    next.unwrap_or_else(|| String::from(tell::NO_NEXT_TIME)),
                ]
            }
            Some(When::Quantity { amount, weeks }) => {
                let much = much(*amount, self.unit());
                let much = if *weeks == 1 { tell::a_week(&much) } else { tell::in_weeks(&much, weeks) };
                alloc::vec![tell::no_days_settled(&much)]
            }
            Some(When::Allowance(allowance)) => self.allowance(allowance),
            None => self.without_times().into_iter().collect(),
        }
    }

    /// When a line is there that does not say so: as far as its kind or its price says.
    fn without_times(&self) -> Option<String> {
        let line = self.line;
        let lives = matches!(
            line.what,
            LineKind::CareHome | LineKind::SharedLives | LineKind::SupportedLiving | LineKind::Respite
        );
        match self.unit() {
            _ if line.share_of.is_some() || line.what.needs_no_provider() => None,
            Some(Unit::OneOff) => None,
            Some(Unit::Day) => Some(tell::when(&tell::EVERY_DAY)),
            _ if lives || line.what.is_equipment() => Some(tell::when(&tell::ALL_THE_TIME)),
            _ => Some(String::from(tell::WHEN_NOT_WRITTEN)),
        }
    }

    fn allowance(&self, allowance: &Allowance) -> Vec<String> {
        let unit = self.unit();
        let mut told = alloc::vec![tell::a_year(&much(allowance.a_year, unit))];
        let coming: Vec<&Booking> =
            allowance.bookings.iter().filter(|booking| booking.on >= self.on).collect();
        let alike = coming.iter().all(|booking| booking.of.number() == 1 && !booking.of.is_minutes());
        let days: Vec<String> = if alike {
            in_a_row(&coming.iter().map(|booking| booking.on).collect::<Vec<_>>())
        } else {
            let of =
                |booking: &&Booking| tell::booked_of(&date_in_words(booking.on), &much(booking.of, unit));
            coming.iter().map(of).collect()
        };
        let more = days.len().saturating_sub(BOOKED_MOST);
        let first: Vec<String> = days.into_iter().take(BOOKED_MOST).collect();
        told.push(match (first.is_empty(), more) {
            (true, _) => String::from(tell::NOTHING_BOOKED),
            (false, 0) => tell::booked_days(&listed(&first)),
            (false, more) => tell::booked_days(&tell::more_bookings(&first.join(", "), &more)),
        });
        for year in self.costs.year_of(self.line.id).iter().flat_map(|cost| &cost.allowance) {
            let count = |number| count_of(number, year.in_minutes, unit);
            let last = year_of(year.from).last_day().unwrap_or(year.from);
            let (first, last) = (date_in_words(year.from), date_in_words(last));
            told.push(tell::year_so_far(&first, &last, &count(year.booked), &count(year.not_taken_up)));
            if year.carried_over > 0 {
                told.push(tell::carried(&count(year.carried_over)));
            }
            if year.over > 0 {
                told.push(tell::over_by(&count(year.over)));
            }
        }
        told.push(String::from(if allowance.carries_over { tell::CARRIES_OVER } else { tell::LAPSES }));
        told
    }

    /// From when until when, and when not.
    pub(super) fn days(&self) -> Vec<String> {
        let (line, on) = (self.line, self.on);
        let from = line.period.from().filter(|from| *from > on).map(date_in_words);
        let last = line.period.last_day().map(date_in_words);
        let mut told = Vec::new();
        told.extend(match (from, last) {
            (Some(from), Some(last)) => Some(tell::begins_and_ends(&from, &last)),
            (Some(from), None) => Some(tell::begins_on(&from)),
            (None, Some(last)) => Some(tell::last_day(&last)),
            (None, None) => None,
        });
        let to_come = |pause: &&Pause| pause.period.last_day().is_none_or(|last| last >= on);
        let pauses = line.pauses.iter().filter(to_come);
        for pause in pauses.filter(|pause| self.reader.is_paused_by(line, pause)) {
            let whom = self.reader.whom(pause, line);
            let from = pause.period.from().filter(|from| *from > on);
            told.push(match (from, pause.period.last_day()) {
                (Some(from), Some(last)) if from == last => tell::paused_a_day(&whom, &date_in_words(from)),
                (Some(from), Some(last)) => {
                    tell::paused_days(&whom, &date_in_words(from), &date_in_words(last))
                }
                (Some(from), None) => tell::paused_from(&whom, &date_in_words(from)),
                (None, Some(last)) => tell::paused_until(&whom, &date_in_words(last)),
                (None, None) => tell::paused_throughout(&whom),
            });
            if pause.retainer_percent > 0 {
                told.push(tell::retainer(&pause.retainer_percent));
            }
        }
        told.extend(line.notice_days.map(|days| tell::notice(days.into())));
        told
    }

    pub(super) fn source(&self) -> Vec<String> {
        let line = self.line;
        let comes = matches!(
            line.what,
            LineKind::HomeCare
                | LineKind::PersonalAssistant
                | LineKind::Reablement
                | LineKind::IntermediateCare
                | LineKind::ReplacementCare
                | LineKind::HouseholdHelp
                | LineKind::Meals
        );
        let by = match line.by.map(|by| self.reader.source(by)) {
            Some(name) if comes => Some(tell::who_comes(&name)),
            Some(name) => Some(tell::who_gives(&name)),
            None if line.share_of.is_some() || line.what.needs_no_provider() => None,
            None if comes => Some(String::from(tell::WHO_NOT_KNOWN)),
            None => Some(String::from(tell::FROM_NOT_KNOWN)),
        };
        let hands = (line.hands > 1).then(|| tell::come_at_once(&line.hands));
        let employer = line.employed_by.filter(|_| !line.what.is_cost_of_employing());
        let employer = employer.map(|person| {
            let themself = self.reader.person == Some(person);
            if themself { String::from(tell::YOU_EMPLOY) } else { tell::employs(&self.reader.name(person)) }
        });
        [by, hands, employer].into_iter().flatten().collect()
    }

    /// What its price is for.
    fn unit(&self) -> Option<Unit> {
        self.line.price_on(self.as_at()).or(self.line.prices.first()).map(|price| price.per)
    }
}

/// What is said of a line that has ended.
pub(super) fn ended(reader: &PageReader<'_>, line: &Line, on: NaiveDate) -> Vec<String> {
    let Some(last) = line.period.last_day() else { return alloc::vec![reader.title_and_kind(line)] };
    let told = line.told_on.zip(line.notice_days);
    let owed = told.and_then(|(told, days)| told.checked_add_days(Days::new(days.into()))?.pred_opt());
    let owed = owed.filter(|owed| *owed > last && *owed >= on);
    let ended = tell::has_ended(&reader.title_and_kind(line), &date_in_words(last));
    core::iter::once(ended).chain(owed.map(|owed| tell::owed_until(&date_in_words(owed)))).collect()
}
