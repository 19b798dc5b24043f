//! The plain words that every analysis speaks: person, source, need, arrangement, snapshot, history.
//!
//! A [`Snapshot`] is a household's week as it is on a date: who and what helps, who needs what and when, and
//! which help is arranged for it. A [`History`] is a snapshot for each date on which anything changes. Neither
//! holds a name or a free text, so their fingerprints and everything worked out from them are free of personal
//! data.
//!
//! When a need is *met* is defined here, once:
//!
//! - a minute of a need is **covered** if and only if the hands of different sources with able arrangements for
//!   it present in that minute (each source with its greatest number among those present) add up to at least
//!   the helpers required; and so do those of them with each skill that some of the helpers must have. Who is asleep
//!   is not among them where the need asks for somebody awake, or where something is to be *done*;
//! - a need is **met** if and only if in every window the covered minutes are at least the minutes owed.

mod ability;
mod adults;
mod age;
mod arrangement;
mod counted_on;
mod cycle;
mod cycle_words;
mod history;
pub(crate) mod met;
mod needs;
mod outcome;
mod parts;
mod place;
mod reckoning;
mod skill;
mod snapshot;
mod snapshot_check;
mod timed;

pub use ability::Ability;
pub use age::Age;
pub(crate) use age::write as write_age;
pub(crate) use arrangement::need_list;
pub use arrangement::{
    Arrangement, ArrangementError, Availability, Done, DoneThough, Reliance, Source, SourceKind,
};
pub(crate) use counted_on::by_person as counted_by_person;
pub use counted_on::{CountedOn, counted_on};
pub(crate) use cycle::{Cycle, Occurrence};
pub use history::{History, HistoryError};
pub use needs::{Need, NeedError, Window};
pub(crate) use needs::{is_always, is_one, is_zero, one, windows_in_order};
pub use outcome::{Consequence, Outcome};
pub use parts::SnapshotParts;
pub use place::{Address, Place};
pub(crate) use reckoning::{Asks, Numbers, Reckoning, known_with_skill};
pub use skill::{ADULT, SkillNeeded, SkilledHands};
pub use snapshot::Snapshot;
pub(crate) use snapshot_check::cycle_too_long;
pub use timed::TimedHelp;
