//! What a page says of the money of one line: its price now and later, what a week of it costs, who pays, and what is free.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::costs::WeekOfLine;
use super::entry::Entry;
use super::prices::{has_two_on_a_day, price_in_words};
use super::reader::{Row, sum};
use super::sentences as tell;
use crate::base::{Period, date_in_words, listed};
use crate::package::{Free, Line, LineCost, OwedAs, Price, StepRounding, Unit};

impl Entry<'_> {
    pub(super) fn price(&self) -> Vec<String> {
        let (line, as_at) = (self.line, self.as_at());
        let mut told = Vec::new();
        if let Some(share) = line.share_of {
            let title = self.reader.package.line(share.line).map(|of| self.reader.title(of));
            told.push(tell::share_of(&share.share.to_string(), &title.unwrap_or_default()));
        } else if line.costs_nothing {
            told.push(String::from(tell::COSTS_NOTHING));
        } else {
            told.extend(self.prices(as_at));
        }
        told.extend(self.owed());
        told
    }

    fn prices(&self, as_at: NaiveDate) -> Vec<String> {
        let line = self.line;
        let words = |price: &Price| price_in_words(price, line.hands);
        let mut told = Vec::new();
        let now = line.price_on(as_at);
        told.push(match (now, line.prices.first().and_then(|price| price.from)) {
            (Some(price), _) if price.per == Unit::OneOff => self.once(price),
            (Some(price), _) => tell::price(&words(price)),
            (None, Some(from)) => tell::price_not_known_until(&date_in_words(from)),
            (None, None) => String::from(tell::PRICE_NOT_KNOWN),
        });
        let later =
            |price: &&Price| price.from.is_some_and(|from| from > as_at && line.period.contains(from));
        let later: Vec<&Price> = line.prices.iter().filter(later).collect();
        if now.into_iter().chain(later.iter().copied()).any(|price| has_two_on_a_day(&price.factors)) {
            told.push(String::from(tell::HIGHEST_COUNTS));
        }
        if now.is_some() {
            told.extend(self.week(as_at, false));
        }
        for price in later {
            let Some(from) = price.from else { continue };
            told.push(tell::price_from(&date_in_words(from), &words(price)));
            told.extend(self.week(from, true));
        }
        told
    }

    /// What is paid once, and on which day: the line's first.
    fn once(&self, price: &Price) -> String {
        let amount = price.amount.to_string();
        let plain = match self.line.period.from() {
            Some(first) => tell::paid_once_on(&amount, &date_in_words(first)),
            None => tell::paid_once(&amount),
        };
        tell::price(&if price.times(self.line.hands) > 1 { tell::each_worker(&plain) } else { plain })
    }

    /// What is owed, where that is not what was planned.
    fn owed(&self) -> Vec<String> {
        let owed = self.line.owed;
        let by = match owed.by {
            OwedAs::Planned => None,
            OwedAs::Delivered => Some(String::from(tell::ONLY_AS_DELIVERED)),
            OwedAs::UpToPlanned => Some(String::from(tell::UP_TO_PLANNED)),
        };
        let steps = owed.steps.map(|steps| {
            let minutes = usize::from(steps.minutes);
            match steps.round {
                StepRounding::Up => tell::steps_up(&minutes),
                StepRounding::Down => tell::steps_down(&minutes),
                StepRounding::Nearest => tell::steps_nearest(&minutes),
            }
        });
        by.into_iter().chain(steps).collect()
    }

    /// What a typical week of it costs as at a day, and on one person's page what of it is theirs.
    fn week(&self, as_at: NaiveDate, then: bool) -> Option<String> {
        match self.costs.week_of(self.reader.package, self.line, as_at) {
            WeekOfLine::None => None,
            WeekOfLine::NotKnown => Some(String::from(tell::WEEK_NOT_KNOWN)),
            WeekOfLine::Costs(cost) => {
                let (all, part) = (cost.cost.to_string(), self.part(&cost));
                Some(match (part, then) {
                    (None, false) => tell::week_costs(&all),
                    (None, true) => tell::week_then_costs(&all),
                    (Some(part), false) => tell::week_costs_your_part(&all, &part),
                    (Some(part), true) => tell::week_then_costs_your_part(&all, &part),
                })
            }
        }
    }

    /// What of a cost is theirs, where it is not all of it.
    fn part(&self, cost: &LineCost) -> Option<String> {
        let theirs = cost.parts.iter().filter(|part| self.reader.bears(part.budget));
        let part = sum(theirs.map(|part| &part.cost));
        (part != cost.cost).then(|| part.to_string())
    }

    /// Who pays, what is free, and what it comes to in a year.
    pub(super) fn paid(&self) -> Vec<String> {
        let (reader, line) = (self.reader, self.line);
        let mut told = Vec::new();
        if line.costs_nothing {
            return told;
        }
        let week = match self.costs.week_of(reader.package, line, self.as_at()) {
            WeekOfLine::Costs(cost) => reader.rows(cost.parts.iter()),
            WeekOfLine::None | WeekOfLine::NotKnown => Vec::new(),
        };
        if line.share_of.is_some() {
            told.extend(self.week(self.as_at(), false));
        }
        told.push(tell::who_pays(&match week.as_slice() {
            [] => listed(&reader.payers(line)),
            [one] => one.who.clone(),
            several => listed(&several.iter().map(pays).collect::<Vec<_>>()),
        }));
        told.extend(line.free.iter().flat_map(|free| self.free(free)));
        if let Some(year) = self.costs.year_of(line.id).filter(|year| !year.cost.is_zero()) {
            let all = year.cost.to_string();
            told.push(match self.part(year) {
                None => tell::year_costs(&all),
                Some(part) => tell::year_costs_your_part(&all, &part),
            });
            if !year.retained.is_zero() {
                told.push(tell::retained(&year.retained.to_string()));
            }
            if !year.notice.is_zero() {
                told.push(tell::owed_for_notice(&year.notice.to_string()));
            }
        }
        told
    }

    /// Days that are free, unless they are over or free another person's part, and who pays from then on.
    fn free(&self, free: &Free) -> Vec<String> {
        let (reader, line) = (self.reader, self.line);
        let theirs = reader.person.is_none_or(|person| free.who.is_empty() || free.who.contains(&person));
        let days = free.days().filter(|days| days.last_day().is_none_or(|last| last >= self.on));
        let Some(days) = days.filter(|_| theirs && line.payer.is_of_a_budget()) else { return Vec::new() };
        let others = reader.person.is_none() && !free.who.is_empty() && free.who != line.people;
        let whose = if others { tell::whose_part(&reader.names(&free.who)) } else { String::new() };
        let rule = free.rule.words();
        let from = days.from().filter(|from| *from > self.on).map(date_in_words);
        let last = days.last_day().map(date_in_words);
        let told = match (from, last) {
            (Some(from), Some(last)) => tell::free_days(&whose, &from, &last, &rule),
            (None, Some(last)) => tell::free_until(&whose, &last, &rule),
            (Some(from), None) => tell::free_from(&whose, &from, &rule),
            (None, None) => tell::free_always(&whose, &rule),
        };
        let then = free_no_more(line, free)
            .map(|from| tell::then_pays(&date_in_words(from), &listed(&reader.payers(line))));
        core::iter::once(told).chain(then).collect()
    }
}

/// The first day on which a line goes on and is free by no rule any more.
pub(super) fn free_no_more(line: &Line, free: &Free) -> Option<NaiveDate> {
    let until = free.days().and_then(Period::until).filter(|until| line.period.contains(*until));
    let free_then =
        |day: &NaiveDate| line.free.iter().any(|other| other.days().is_some_and(|days| days.contains(*day)));
    until.filter(|until| !free_then(until))
}

fn pays(row: &Row) -> String {
    tell::pays_amount(&row.who, &row.amount.to_string())
}
