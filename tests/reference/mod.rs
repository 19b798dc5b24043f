//! The slow reference for interdependence: every notion from its definition, with minute arrays and sets and
//! no cleverness, as a second mind to judge the engine by.
//!
//! It uses only the public plain words of `mutual_care::base` and `mutual_care::need`. Where a definition
//! leaves something open, the choice stands in the documentation of the item that makes it.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "each test that mounts the reference uses a part of it"
)]

mod assume;
pub mod cases;
mod cuts;
pub mod family;
mod given;
mod loss;
mod mend;
mod rings;
mod stands;
mod timeline;
mod week;

pub use assume::assume;
pub use cuts::{Cuts, Lost, minimal_cuts, subsets};
pub use given::{Given, given, is_night, measure, over_committed, reciprocal_care, tipped};
pub use loss::{Fall, Gone, Why, fall, loss_matrix, members, mutual_dependence, pairs};
pub use mend::{Mend, MendTotal, mend, mend_total, single_points};
pub use rings::{Ring, Rings, edges, rings};
pub use stands::{
    circular, gaps, gives_though_unmet, grounded, never_present, stands, stands_now, when_not_known,
};
pub use timeline::{Clock, Event, HORIZON, Kind, Question, StillOpen, Timeline, every_minute, timeline};
pub use week::{
    House, Known, View, WEEK, counts, is_confirmed, known, minutes_in, minutes_of, relies_on, supporting,
    would_count,
};
