//! Versions that count, each from a day.

use alloc::boxed::Box;

use chrono::NaiveDate;

use crate::agreement::Agreement;
use crate::base::Period;
use crate::package::Package;

/// A version that counts from a day on, until a later one counts in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CountingVersion {
    /// From which day on.
    pub from: NaiveDate,
    /// Which version.
    pub version: u32,
    /// The package.
    pub package: Box<Package>,
}

/// The version that counts over some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct CountingOver<'a> {
    /// The days.
    pub days: Period,
    /// The version.
    pub counts: &'a CountingVersion,
}

/// The version that counts while a change of it is only proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Before {
    pub(super) agreement: Agreement<Package>,
    pub(super) begins_on: NaiveDate,
}
