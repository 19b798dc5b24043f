//! Weeks that alternate and rotas by days, as one long week: how it is laid out, minute by minute; that equal weeks answer
//! as a single one; that a week later the cycle has turned by one; and what is worked out by hand. All people are made up.

mod generator;
mod reference;

#[path = "cycles/equal.rs"]
mod equal;
#[path = "cycles/hand.rs"]
mod hand;
#[path = "cycles/layout.rs"]
mod layout;
#[cfg(feature = "emergency")]
#[path = "cycles/proofs.rs"]
mod proofs;
#[path = "cycles/told.rs"]
mod told;
#[path = "cycles/turned.rs"]
mod turned;

use chrono::{Days, NaiveDate};

/// So many days after 2 March 2026, a Monday.
fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap().checked_add_days(Days::new(after)).unwrap()
}

/// The id with this number.
#[cfg(feature = "emergency")]
fn id<K: mutual_care::base::Kind>(number: u128) -> mutual_care::base::Id<K> {
    mutual_care::base::Id::new(uuid::Uuid::from_u128(number))
}
