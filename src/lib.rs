//! Households in which people hold each other up, and placing children well.
//!
//! An older parent and a grown-up son or daughter with learning disabilities, say, who each care for the other:
//! services see two cases, and the truth is one household with interdependent needs. This crate says who depends
//! on whom, what stands only because people hold each other up, and what falls when one of them is lost, with
//! reasons as data.
//!
//! ```
//! use mutual_care::base::PersonId;
//! use mutual_care::need::{
//!     Arrangement, Consequence, Need, Outcome, Reliance, Snapshot, SnapshotParts, Source, Window,
//! };
//! # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//!
//! // A mother and her son, both made up. He needs his evening tablets handed to him; she needs her supper.
//! let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
//! let tablets = Need::new(id(3).parse()?, son, Outcome::Medicines, Consequence::Critical)
//!     .with_windows(vec![Window::doing("Mon 20:00-21:00".parse()?, 5)?])?
//!     .with_tolerance(120)?;
//! let supper = Need::new(id(4).parse()?, mother, Outcome::Nutrition, Consequence::Critical)
//!     .with_windows(vec![Window::doing("Mon 17:00-19:00".parse()?, 30)?])?
//!     .with_tolerance(240)?;
//!
//! // Each does it for the other. Nobody has said what that leans on.
//! let hands_him = Arrangement::new(id(5).parse()?, mother.into(), tablets.id(), "daily 20:00-20:10".parse()?);
//! let cooks = Arrangement::new(id(6).parse()?, son.into(), supper.id(), "daily 17:30-18:15".parse()?);
//!
//! let snapshot = Snapshot::new(SnapshotParts {
//!     on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?,
//!     sources: vec![Source::member(mother), Source::member(son)],
//!     needs: vec![tablets.clone(), supper.clone()],
//!     arrangements: vec![hands_him, cooks],
//! })?;
//!
//! // So it is assumed, and marked as assumed: whoever gives leans on their own critical needs being met.
//! assert_eq!(snapshot.arrangements()[0].relies_on, Reliance::Assumed(vec![supper.id()]));
//! assert_eq!(snapshot.arrangements()[1].relies_on, Reliance::Assumed(vec![tablets.id()]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The map
//!
//! Rooms stand on floors; a room uses only rooms below it, and a test reads the imports.
//!
//! - [`base`]: ids, the week, periods, facts, findings, private text, fingerprints, limits.
//! - [`machine`]: typed state machines, once: what every record is built on.
//! - [`agreement`]: what people agree to, version by version: the shared half of every plan.
//! - [`need`]: person, source, need, arrangement; a household's week as it is on a date.
//! - [`support`]: interdependence: what stands, what holds it up, what falls, when it hurts, what would mend it.
//! - [`household`]: who lives together, who is kin, who does what for whom: as a file, and as a record through the years.
//! - [`circle`]: which teams know whom, and what was said in confidence.
//! - [`assessment`]: both people assessed, the questions that find mutual caring, what is due by when.
//! - [`package`]: care packages: what is provided for whom, when, at what price, and who pays; the record of one.
//! - [`budget`]: personal budgets, and the ledger of what really happened to their money.
//! - [`emergency`]: plans for the day somebody is lost: what they lack, whether they hold, whom to call next.
//! - [`placement`]: which home for which child, both ways, with reasons; the record of a referral. It stands on the
//!   ground floor and the kernel alone.
//!
//! # Features
//!
//! A room is a feature, and all are on unless you choose. A feature adds a room and what that room reads; it never
//! changes an answer.
//!
//! | feature | rooms | reads |
//! |---|---|---|
//! | `agreement` | [`agreement`] | |
//! | `household` | [`need`], [`support`], [`household`] | |
//! | `circle` | [`circle`] | |
//! | `assessment` | [`assessment`] | `household`, `circle` |
//! | `package` | [`package`] | `household`, `agreement` |
//! | `budget` | [`budget`] | `package` |
//! | `emergency` | [`emergency`] | `household`, `agreement`, `package` |
//! | `placement` | [`placement`] | |
//!
//! [`base`] and [`machine`] are always there. `json`, which is off unless you choose it, reads files of JSON
//! (`base::json`) and tells where in one everything stands that is wrong. A crate that only places children builds
//! a good deal less with
//! `mutual-care = { version = "0.1", default-features = false, features = ["placement"] }`.
//!
//! # What it never does
//!
//! It reads no clock, makes no id, draws no random number, opens no file and holds no lock: the caller passes
//! what is given, and gets an answer. The same input gives the same bytes. It is `no_std` with `alloc`, so the
//! compiler proves most of this. No finding, error or `Debug` text holds a name, a date of birth or free text.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(
    clippy::alloc_instead_of_core,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_errors_doc,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::std_instead_of_alloc,
    clippy::std_instead_of_core,
    clippy::string_slice,
    clippy::unwrap_used
)]
#![cfg_attr(
    not(all(
        feature = "agreement",
        feature = "assessment",
        feature = "budget",
        feature = "circle",
        feature = "emergency",
        feature = "household",
        feature = "package",
        feature = "placement"
    )),
    allow(
        dead_code,
        unused_imports,
        unused_macros,
        reason = "the ground keeps what only rooms that are off would use; with all rooms on nothing may be dead"
    )
)]

extern crate alloc;

#[cfg(feature = "agreement")]
pub mod agreement;
#[cfg(feature = "assessment")]
pub mod assessment;
pub mod base;
#[cfg(feature = "budget")]
pub mod budget;
#[cfg(feature = "circle")]
pub mod circle;
#[cfg(feature = "emergency")]
pub mod emergency;
#[cfg(feature = "household")]
pub mod household;
pub mod machine;
#[cfg(feature = "household")]
pub mod need;
#[cfg(feature = "package")]
pub mod package;
#[cfg(feature = "placement")]
pub mod placement;
#[cfg(feature = "household")]
pub mod support;
