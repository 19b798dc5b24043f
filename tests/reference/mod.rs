//! The slow reference for interdependence: every notion from its definition, with minute arrays and sets and
//! no cleverness, as a second mind to judge the engine by. Where something alternates the week is one long week of so many
//! weeks, with every window and stretch laid out in it: all the rest is as in a week of its own.
//!
//! It uses only the public plain words of `mutual_care::base` and `mutual_care::need`. Where a definition
//! leaves something open, the choice stands in the documentation of the item that makes it.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "each test that mounts the reference uses a part of it"
)]

mod ahead;
mod assume;
pub mod at_once;
pub mod cases;
mod cuts;
mod cycle;
mod done;
pub mod family;
mod given;
mod harm;
mod loss;
mod mend;
mod rings;
mod stands;
mod timeline;
mod week;
mod worse;

pub use ahead::ends;
pub use assume::assume;
pub use cuts::{Cuts, Lost, minimal_cuts, subsets};
pub use cycle::{DAY, Occurrence, Rhythm, WEEK, day_of, monday_of, rhythm, stretches, weeks};
pub use done::{
    Though, as_it_is_done, counted_on, done, done_by, is_asked, is_assumed, is_load, without_hours,
};
pub use given::{
    ByOutcome, Columns, Given, columns, given, given_by, is_night, measure, over_committed, reciprocal_care,
    tipped,
};
pub use harm::{Compared, Counted, compare};
pub use loss::{
    Cell, Fall, Gone, Why, all_lost, fall, fall_of, loss_matrix, members, mutual_dependence, pairs,
};
pub use mend::{Mend, MendTotal, falls_or_worsens, mend, mend_total, single_points};
pub use rings::{Ring, Rings, edges, rings};
pub use stands::{
    circular, gaps, gives_though_unmet, grounded, never_present, stands, stands_now, when_not_known,
};
pub use timeline::{
    Asks, Clock, Entry, Event, HORIZON, How, Kind, Question, StillOpen, Timeline, every_minute, timeline,
};
pub use week::{
    House, Known, Loss, Number, View, counts, covered_minutes, is_confirmed, is_only_being_there, known,
    minutes_in, minutes_of, numbers, relies_on, start_at, sum_of_greatest, supporting, would_count,
};
pub use worse::{Worse, Worsened, gone, gone_of_each, worse_than, worsened, worsened_directly, worsened_of};
