//! A made-up household that several tests start from.

#![allow(dead_code, reason = "each test uses a part of it")]

use chrono::NaiveDate;
use mutual_care::base::{ArrangementId, NeedId, PersonId, SourceId, WeekSpan};
use mutual_care::need::{Arrangement, Consequence, Need, Outcome, SnapshotParts, Source, Window};
use uuid::Uuid;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn person(number: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(number))
}

pub(crate) fn source(number: u128) -> SourceId {
    SourceId::new(Uuid::from_u128(number))
}

pub(crate) fn need_id(number: u128) -> NeedId {
    NeedId::new(Uuid::from_u128(0x100 + number))
}

pub(crate) fn arrangement_id(number: u128) -> ArrangementId {
    ArrangementId::new(Uuid::from_u128(0x1000 + number))
}

pub(crate) fn span(text: &str) -> WeekSpan {
    text.parse().unwrap()
}

pub(crate) fn need(number: u128, of: u128) -> Need {
    Need::new(need_id(number), person(of), Outcome::Nutrition, Consequence::Critical)
        .with_windows(vec![Window::being_there(span("Mon 08:00-09:00"))])
        .unwrap()
}

pub(crate) fn gives(number: u128, by: u128, to: u128) -> Arrangement {
    let when = "daily 08:00-09:00".parse().unwrap();
    Arrangement::new(arrangement_id(number), source(by), need_id(to), when)
}

/// A mother (1) and a son (2), each with a need (1, 2), a sister from outside (3), and three arrangements.
pub(crate) fn parts() -> SnapshotParts {
    SnapshotParts {
        on: day("2026-03-02"),
        sources: vec![Source::member(person(1)), Source::member(person(2)), Source::person(person(3))],
        needs: vec![need(1, 1), need(2, 2)],
        arrangements: vec![gives(1, 1, 2), gives(2, 2, 1), gives(3, 3, 1)],
    }
}
