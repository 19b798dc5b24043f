//! Interdependence: what stands, what holds it up, what falls when somebody is lost, when it hurts, and what would
//! mend it.
//!
//! Everything here is worked out from a [`Snapshot`](crate::need::Snapshot), a household's week on a date, and
//! changes nothing. [`review`] answers everything at once; [`Support`] answers one question at a time.
//!
//! # The words
//!
//! An arrangement is **able** if it counts, neither its source nor a source that supports the giver is lost, and
//! every need that it relies on is met. What is met depends on who is able, and who is able on what is met; so
//! there are two answers, and both matter:
//!
//! - `stands(X)`, the greatest fixed point: the week as it runs with *X* lost, everybody holding up everybody
//!   else;
//! - `grounded(X)`, the least: what could be built up from outside, counting on nobody who leans on somebody who
//!   leans back.
//!
//! | word | meaning | ask |
//! |---|---|---|
//! | gap | a need not in `stands(∅)` | [`Support::gaps_explained`] |
//! | circular | `stands(∅)` without `grounded(∅)`: met only because people hold each other up | [`Support::circular`] |
//! | ring | circular needs each of which leans on the next, round and round | [`Circular::rings`] |
//! | direct loss | the needs that the lost help itself was holding up | [`Fall::direct`] |
//! | cascade | what falls because others fell, in rounds | [`Fall::cascade`] |
//! | worsened | a gap that loses, with a loss, of the help it still gets | [`Support::worsened`] |
//! | mutual dependence | two members of whom each one's loss makes a critical need of the other fall; *in part* where it only makes a critical gap of theirs worse | [`Support::mutual_dependence`], [`Support::mutual_dependence_in_part`] |
//! | reciprocal care | two members of whom each gives to the other, freely or not | [`Support::reciprocal_care`] |
//! | given | minutes a week that one gives another, *doing* and *being there* apart, what is done unwillingly included and said apart | [`Support::given`] |
//! | added | harm that a loss brings: with nothing lost it does not come, or later | [`Support::beside`] |
//! | comes anyway | harm that comes whoever is there | [`Support::beside`], [`Support::harm_anyway`] |
//! | done unwillingly | given although the giver is not willing or not able: it is carried, and nobody can rely on it | [`Support::if_it_stops`] |
//! | tipped | whoever gave less gives strictly more | [`tippings`] |
//! | cut set | a loss that makes something fall, of which no part does | [`Support::cut_sets`] |
//! | mend | the help that would make a loss bearable | [`Support::mends`] |
//! | over-committed | there for needs of two people or more in the same minute | [`Support::over_committed`] |
//! | hours not known | needs and help of which nobody knows when in the week they are: no answer speaks of them | [`Support::hours_not_known`] |
//! | ends | help that is given now and ends soon | [`Support::ends`] |
//!
//! *Lost* means unable to give: one's own needs stay. *Away* (hospital, death) means that they are not there to
//! be met either; [`Losses`] begin and end. *Falls* never means *is harmed*: how long a need can wait plays no part until the timeline.
//!
//! # An example
//!
//! A made-up mother and son: he cooks for her, she hands him his tablets.
//!
//! ```
//! use mutual_care::base::PersonId;
//! use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
//! use mutual_care::support::{Loss, Support};
//! # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//! let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
//! let tablets = Need::new(id(3).parse()?, son, Outcome::Medicines, Consequence::Critical)
//!     .with_windows(vec![Window::doing("Mon 20:00-21:00".parse()?, 5)?])?
//!     .with_tolerance(120)?;
//! let supper = Need::new(id(4).parse()?, mother, Outcome::Nutrition, Consequence::Critical)
//!     .with_windows(vec![Window::doing("Mon 17:00-19:00".parse()?, 30)?])?
//!     .with_tolerance(240)?;
//! let hands_him = Arrangement::new(id(5).parse()?, mother.into(), tablets.id(), "daily 20:00-20:10".parse()?);
//! let cooks = Arrangement::new(id(6).parse()?, son.into(), supper.id(), "daily 17:30-18:15".parse()?);
//! let snapshot = Snapshot::new(SnapshotParts {
//!     on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?,
//!     sources: vec![Source::member(mother), Source::member(son)],
//!     needs: vec![tablets.clone(), supper.clone()],
//!     arrangements: vec![hands_him, cooks],
//! })?;
//!
//! let support = Support::of(&snapshot);
//! // Everything is met; but only because each holds up the other.
//! assert!(support.gaps_explained().is_empty());
//! assert_eq!(support.circular().rings[0].people, [mother, son]);
//! assert_eq!(support.mutual_dependence(), [(mother, son)]);
//!
//! // Without the mother, his tablets go first, and then her own supper, since he cannot go on without them.
//! let fall = support.fall(&Loss::of(mother))?;
//! assert_eq!(fall.direct().map(|need| need.need).collect::<Vec<_>>(), [tablets.id()]);
//! assert_eq!(fall.cascade().map(|need| need.need).collect::<Vec<_>>(), [supper.id()]);
//!
//! // When it hurts: the tablets may wait two hours from 20:55, when five minutes do not fit any more.
//! let timeline = support.timeline(&Loss::of(mother), "Mon 18:00".parse()?, 24 * 60, &[])?;
//! assert_eq!(timeline.breaches().next(), Some((5 * 60 - 5, tablets.id().any())));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod as_done;
mod cuts;
mod ends;
mod fall;
mod flow;
mod given;
mod gone;
mod hours;
mod matrix;
mod mend;
mod minutes;
mod model;
mod over_committed;
mod places;
mod report;
mod rest;
mod review;
mod review_findings;
mod rings;
pub mod rules;
mod spot;
mod there_but;
mod timed_loss;
mod timeline;
mod told;
mod twice;
mod unwilling;
mod walk;
mod words;
mod worsened;

pub use cuts::CutSets;
pub use ends::Ends;
pub(crate) use ends::soon_from;
pub use fall::{Fall, FallenNeed, Gap, ShortWindow, WhyNotGiving};
pub(crate) use given::{EVENING, MORNING, night_minutes};
pub use given::{Given, Tally, Tipping, given_between, gives_more, tippings};
pub use gone::{Gone, WhyGone};
pub use hours::HoursNotKnown;
pub use matrix::LossCell;
pub use mend::{LostStretch, Mend, MendNeed, MendWindow};
pub use minutes::Minutes;
pub(crate) use model::Lost;
pub use model::{Loss, OpenSkill, QuestionError, Support};
pub use over_committed::OverCommitted;
pub use places::{InTwoPlaces, MorePlaces};
pub use report::{EDITION, HarmAnyway, PairTippings, Review, ReviewQuestion, Unwilling, Worst};
pub(crate) use rest::AWAKE_MOST_MIN;
pub use rest::{NoRest, RestPolicy};
pub use review::{review, review_with};
pub use rings::{Circular, LeansOnRings, Ring};
pub use spot::Spot;
pub use there_but::{ThereBut, WithoutSkill};
pub use timed_loss::{Losses, LostHow, TimedLoss};
pub use timeline::{
    AddedBreach, Beside, BesideNothingLost, ClockPut, ComesAnyway, EventKind, GoesOnLonger, HORIZON_72_HOURS,
    Margin, StillOpen, Timeline, TimelineEvent, Watch, WorstMinute,
};
pub(crate) use timeline::{Course, CourseHelp};
pub use twice::TwiceAtOnce;
pub use unwilling::IfItStops;
pub(crate) use walk::{Cover, Time, Walk};
pub use words::Words;
pub(crate) use words::{people_who_have, who_have};
pub use worsened::{Hit, WorsenedNeed, WorsenedWindow};
