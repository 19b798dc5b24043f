//! Prices in words.

use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::sentences as tell;
use crate::base::{Code, capital, listed, time_in_words};
use crate::package::{Factor, FactorDay, Factors, Price, PriceFor, Quantity, Unit};

/// "£21.50 an hour for each who comes; on Saturdays and Sundays 1¼ times that".
pub(super) fn price_in_words(price: &Price, hands: u8) -> String {
    let amount = price.amount.to_string();
    let plain = match price.per {
        Unit::Hour => tell::an_hour(&amount),
        Unit::Visit => tell::a_visit(&amount),
        Unit::Night => tell::a_night(&amount),
        Unit::Session => tell::a_session(&amount),
        Unit::Journey => tell::a_journey(&amount),
        Unit::Day => tell::a_day(&amount),
        Unit::Week => tell::per_week(&amount),
        Unit::TwoWeeks => tell::two_weeks(&amount),
        Unit::FourWeeks => tell::four_weeks(&amount),
        Unit::Month => tell::a_month(&amount),
        Unit::OneOff => tell::paid_once(&amount),
    };
    let plain = if price.each == PriceFor::Worker && hands > 1 { tell::each_worker(&plain) } else { plain };
    if price.factors.is_plain() { plain } else { tell::dearer(&plain, &factors_in_words(&price.factors)) }
}

/// Whether a day may have two factors at once.
pub(super) fn has_two_on_a_day(factors: &Factors) -> bool {
    let said = FactorDay::ALL.iter().filter(|day| factors.get(**day).is_some()).count();
    factors.get(FactorDay::Holiday).is_some() && said > 1
}

fn factors_in_words(factors: &Factors) -> String {
    let mut days: BTreeMap<Factor, Vec<String>> = BTreeMap::new();
    for day in FactorDay::ALL {
        if let Some(factor) = factors.get(*day) {
            let words = if *day == FactorDay::Holiday { tell::ON_HOLIDAYS } else { day.words() };
            days.entry(factor).or_default().push(String::from(words));
        }
    }
    let on = days.into_iter().map(|(factor, days)| tell::factor_on(&listed(&days), &times(factor)));
    on.collect::<Vec<_>>().join(", ")
}

/// "twice", "1½ times", "7/6 times".
fn times(factor: Factor) -> String {
    let (numerator, denominator) = (factor.numerator(), factor.denominator());
    let part = match (numerator % denominator, denominator) {
        (1, 2) => "½",
        (1, 3) => "⅓",
        (2, 3) => "⅔",
        (1, 4) => "¼",
        (3, 4) => "¾",
        _ => "",
    };
    match (numerator / denominator, part) {
        (2, "") if denominator == 1 => String::from(tell::TWICE),
        (whole, "") if denominator == 1 => tell::times(&whole.to_string()),
        (0, "½") => String::from(tell::HALF),
        (_, "") | (0, _) => tell::times(&factor.to_string()),
        (whole, part) => tell::times(&alloc::format!("{whole}{part}")),
    }
}

/// "7 nights", "3 hours", by what the price is for.
pub(super) fn much(quantity: Quantity, per: Option<Unit>) -> String {
    match quantity {
        Quantity::Minutes(minutes) => time_in_words(minutes),
        Quantity::Times(times) => count_of(times.into(), false, per),
    }
}

/// The same of a sum.
pub(super) fn count_of(number: u64, in_minutes: bool, per: Option<Unit>) -> String {
    if in_minutes {
        return time_in_words(u32::try_from(number).unwrap_or(u32::MAX));
    }
    let count = usize::try_from(number).unwrap_or(usize::MAX);
    match per {
        Some(Unit::Visit) => tell::visits(count),
        Some(Unit::Night) => tell::nights(count),
        Some(Unit::Session) => tell::sessions(count),
        Some(Unit::Journey) => tell::journeys(count),
        _ => tell::times_of(count),
    }
}

/// A list with a capital letter in front.
pub(super) fn capital_list(items: &[String]) -> String {
    capital(&items.join("; "))
}
