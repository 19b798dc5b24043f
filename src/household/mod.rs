//! A household: who lives together, who is kin, who needs what, and who does what for whom; and how that changes.
//!
//! # Handing a household over
//!
//! [`HouseholdInput`] is how anybody hands a household over, and the one contract for whoever does not write
//! Rust: a JSON file, described field by field in `docs/household-input.md`. It says how things are and were,
//! each thing with the period over which it holds, and as at which date it was written down. From it come the
//! [`Snapshot`] of a date and the [`History`] of a stretch of
//! time, which every analysis reads: without names, without free text. [`ExtraHelp`] is more of the same for a
//! "what if?".
//!
//! # The record
//!
//! [`Household`] is the record of a household through the years: a typed state machine that opens with such a value
//! and accepts what happens. What is needed and who helps hold **from a day on**; what is learnt late counts from its
//! own day, in whatever order it is recorded:
//!
//! - [`Household::as_at`] is the week of a day **as known now**;
//! - `record.at_revision(n)?.as_at(day)` is the week of the same day **as known then**.
//!
//! Guards bar what cannot be (somebody leaves who does not live here) and otherwise report what a change newly
//! leaves to look at: help that ended with nothing in its place, somebody who died and is still counted on, people
//! nobody has asked, mutual caring that nobody has looked for. [`Household::to_look_at`] is the same for any day.
//!
//! When people move apart or a household splits up, the record [yields](Chronicle::yields) the value with which the
//! embedder opens the record of each household that comes of it, referring back by
//! [`RecordRef`](crate::base::RecordRef).
//!
//! ```
//! use mutual_care::base::{PersonId, Role, Stamp, WeekPattern, WorkerId, WorkingDays};
//! use mutual_care::household::*;
//! use mutual_care::machine::{Machine, Setting};
//! use mutual_care::need::{Consequence, Need, Outcome, Window};
//! # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//! # struct EveryDay;
//! # impl WorkingDays for EveryDay {
//! #     fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> { Some(true) }
//! # }
//! let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
//! let worker: WorkerId = id(90).parse()?;
//! let stamp = |d| Stamp::new(day(2026, 4, d).and_hms_opt(9, 30, 0).unwrap().and_utc(), worker, Role::SocialWorker);
//! let policy = Policy::default();
//! let setting = Setting::new(&policy, &EveryDay);
//!
//! // A made-up mother and son. He cooks for her.
//! let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
//! let supper = Need::new(id(3).parse()?, mother, Outcome::Nutrition, Consequence::Critical)
//!     .with_windows(vec![Window::doing("Mon 17:00-19:00".parse()?, 30)?])?;
//! let cooks = StatedArrangement::new(id(4).parse()?, son.into(), supper.id(), WeekPattern::always());
//! let mut parts = HouseholdInputParts::new(id(9).parse()?, day(2026, 3, 2));
//! parts.people = vec![Person::here(mother), Person::here(son)];
//! parts.needs = vec![supper.into()];
//! parts.arrangements = vec![cooks];
//! let input = HouseholdInput::new(parts)?;
//! let record = Household::open(input.id(), Opened::new(input), stamp(1)?, &setting)?.record;
//!
//! // In April the son moves out. He is still down as cooking, so somebody should ask.
//! let moved = MovedOut { on: day(2026, 4, 6), person: son };
//! let accepted = record.accept(moved.clone(), stamp(7)?, &setting)?;
//! assert_eq!(accepted.findings.with_code("moved-out-still-counted-on").count(), 1);
//! let record: Household = accepted.record.into();
//! assert_eq!(record.as_at(day(2026, 4, 5))?.members().count(), 2);
//! assert_eq!(record.as_at(day(2026, 4, 6))?.members().count(), 1);
//!
//! // As known at the first revision, he lives there still.
//! assert_eq!(record.at_revision(1)?.as_at(day(2026, 4, 6))?.members().count(), 2);
//!
//! // He cannot move out twice: all reasons come back, with the record unharmed.
//! let refused = record.offer(moved, stamp(8)?, &setting).unwrap_err();
//! assert_eq!(refused.to_string(), "barred: not-living-here");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Its states and what can happen
//!
#![doc = include_str!("../../docs/machines/household.svg")]
//!
#![doc = include_str!("../../docs/machines/household.md")]

mod begun;
mod carried;
mod change;
mod check;
mod chronicle;
mod days;
mod dwelling;
mod event;
mod evidence;
mod extra;
mod help;
mod homes;
mod input;
mod input_parts;
mod joining;
mod kin;
mod kin_is;
mod known;
mod known_arrangement;
mod lists;
mod look;
mod merging;
mod moves;
mod over_time;
mod part;
mod parting;
mod people;
mod person;
mod problems;
mod reading;
mod reply;
pub mod rules;
mod signs;
mod stated;
mod times;
mod to_look_at;
mod weeks;

pub use begun::AsKnown;
pub use chronicle::{Chronicle, HowEnded};
pub use event::{
    AllLeft, Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, FoundToBeOne, InTouchAgain,
    JoinedBy, KinCorrected, KinStated, LostTouch, Merged, MovePlanned, Moved, MovedApart, MovedIn, MovedOut,
    NeedChanged, NeedEnded, NeedRecorded, Opened, PersonCame, PersonDied, ServiceCame, SignsLookedFor,
    SignsWatched, Split,
};
pub use evidence::{EvidenceFrom, MutualCaring, ReportRef, SignsEvidence};
pub use extra::ExtraHelp;
pub use input::HouseholdInput;
pub use input_parts::HouseholdInputParts;
pub use kin::Kin;
pub use kin_is::KinIs;
pub use known::{KnownNeed, KnownPerson, Whereabouts};
pub use known_arrangement::KnownArrangement;
pub use look::Signs;
pub use over_time::OverTime;
pub use part::HouseholdPart;
pub use person::{LaterHome, Lives, Person, Service, ServiceKind};
pub use reply::{NeedList, Reply, Topic};
pub use rules::Policy;
pub use stated::{StatedArrangement, StatedNeed};
pub use times::Times;
pub use weeks::InputHistoryError;

use chrono::NaiveDate;

use crate::base::{Findings, Problems, kinds};
use crate::machine::machine;
use crate::need::{History, Snapshot};

machine! {
    /// The record of a household: who lives together, who is kin, who needs what and who does what for whom, through
    /// the years.
    pub Household(HouseholdEvent) of kinds::Household, keeps Chronicle, asked with Policy;
    /// The record was opened, with the household as it was handed over.
    begins Open with Opened = "opened", "opened";
    taken over at Open knowing AsKnown;

    states {
        /// People live here, or may.
        Open = "open", "open";
        /// It is none any more: merged with another one, split up, or all have left.
        Ended = "ended", "ended", final;
    }

    events {
        /// Somebody came to be known, here or outside.
        PersonCame = "person_came", "person came";
        /// Somebody who was known began to live here.
        MovedIn = "moved_in", "moved in";
        /// Somebody stopped living here.
        MovedOut = "moved_out", "moved out";
        /// Somebody moved to another address, and still belongs here.
        Moved = "moved", "moved to another address";
        /// It was planned that somebody begins or stops living here, or it is not planned any more.
        MovePlanned = "move_planned", "move planned";
        /// Somebody from outside is out of touch.
        LostTouch = "lost_touch", "lost touch";
        /// Somebody who was out of touch is in touch again.
        InTouchAgain = "in_touch_again", "in touch again";
        /// Somebody died.
        PersonDied = "person_died", "died";
        /// Two who were kept as two people are one.
        FoundToBeOne = "found_to_be_one", "two people found to be one";
        /// Somebody said who is what to whom.
        KinStated = "kin_stated", "kin stated";
        /// What two people are to each other was corrected.
        KinCorrected = "kin_corrected", "kin corrected";
        /// A provider or a device came to be known.
        ServiceCame = "service_came", "service came";
        /// Somebody needs something, from a day on.
        NeedRecorded = "need_recorded", "need recorded";
        /// A need is another from a day on, or is there again.
        NeedChanged = "need_changed", "need changed";
        /// Something is not needed any more.
        NeedEnded = "need_ended", "need ended";
        /// Somebody or something helps, from a day on.
        ArrangementRecorded = "arrangement_recorded", "arrangement recorded";
        /// Help is another from a day on, or is there again.
        ArrangementChanged = "arrangement_changed", "arrangement changed";
        /// Help is not there any more.
        ArrangementEnded = "arrangement_ended", "arrangement ended";
        /// Somebody was asked, and answered.
        Answered = "answered", "asked and answered";
        /// Somebody looked for signs of mutual caring.
        SignsLookedFor = "signs_looked_for", "looked for signs of mutual caring";
        /// It was decided to watch for signs of mutual caring.
        SignsWatched = "signs_watched", "watching for signs of mutual caring";
        /// Some moved apart into a household of their own.
        MovedApart = "moved_apart", "moved apart";
        /// Another household joined this one.
        JoinedBy = "joined_by", "joined by another household";
        /// All of it joined another household.
        Merged = "merged", "merged into another household";
        /// It split up into several households.
        Split = "split", "split up";
        /// Nobody lives here any more.
        AllLeft = "all_left", "all left";
    }

    from Open: PersonCame stay;
    from Open: MovedIn, MovedOut, Moved stay, or Irregularly;
    from Open: MovePlanned stay;
    from Open: LostTouch, InTouchAgain, PersonDied stay, or Irregularly;
    from Open:
        FoundToBeOne, KinStated, KinCorrected, ServiceCame, NeedRecorded, NeedChanged, NeedEnded,
        ArrangementRecorded, ArrangementChanged stay;
    from Open: ArrangementEnded stay, or Irregularly;
    from Open: Answered, SignsLookedFor stay;
    from Open: SignsWatched stay, or TakenElsewhere;
    from Open: MovedApart, JoinedBy stay;
    from Open: Merged, Split, AllLeft => Ended;
}

impl Household {
    /// What is known of the household over time.
    pub fn chronicle(&self) -> &Chronicle {
        self.case()
    }

    /// The household's week on a day, as known now. As known then: ask an earlier revision.
    ///
    /// # Errors
    ///
    /// As [`Chronicle::as_at`].
    pub fn as_at(&self, on: NaiveDate) -> Result<Snapshot, Problems> {
        self.chronicle().as_at(on)
    }

    /// The household's weeks as they are on a day, all of them, as known now. As known then: ask an earlier revision.
    ///
    /// # Errors
    ///
    /// As [`Chronicle::snapshot`].
    pub fn snapshot(&self, on: NaiveDate) -> Result<Snapshot, Problems> {
        self.chronicle().snapshot(on)
    }

    /// A snapshot of the first day, and one of each later day up to and including the last on which anything in it
    /// changes.
    ///
    /// # Errors
    ///
    /// As [`Chronicle::history`].
    pub fn history(&self, first: NaiveDate, last: NaiveDate) -> Result<History, InputHistoryError> {
        self.chronicle().history(first, last)
    }

    /// All that is worth looking at on a day.
    pub fn to_look_at(&self, on: NaiveDate, policy: &Policy) -> Findings {
        self.chronicle().to_look_at(on, policy)
    }
}
