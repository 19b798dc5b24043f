//! The ledger of a household's budgets: what really happened to money, and what follows from it.
//!
//! Every entry moves money between accounts, so that all of them together always hold nothing. An entry is never changed:
//! what was wrong is reversed, and posted anew. Nothing is posted by itself: [`Ledger::due`] says what has fallen due,
//! [`Surplus::reclaim`] proposes what could be asked back, [`Ledger::final_account`] says what is still open, and the
//! caller posts what happened.
//!
//! ```
//! use mutual_care::base::{Money, PersonId};
//! use mutual_care::budget::Holding;
//! use mutual_care::budget::ledger::{
//!     Account, BudgetInLedger, FallsDue, Ledger, PaidTo, Posting, Rhythm, Schedule, Scheduled, ScheduledOwed, Weekly,
//! };
//! use mutual_care::package::BudgetOf;
//! # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//! # let day = |month, day| chrono::NaiveDate::from_ymd_opt(2026, month, day).unwrap();
//! let (maria, budget): (PersonId, _) = (id(1).parse()?, id(2).parse()?);
//! let mut ledger = Ledger::new(id(3).parse()?);
//! ledger.add_budget(BudgetInLedger { id: budget, of: BudgetOf::adult(maria), from: day(4, 6) })?;
//!
//! // A direct payment of £250.10 a week, every four weeks, ahead.
//! let owed = Weekly::new(day(4, 6), Money::new(25_010)?);
//! let rhythm = Rhythm { from: day(4, 6), every_weeks: 4, falls_due: FallsDue::Ahead };
//! let schedule = Schedule::new(budget, Scheduled::Payment(Holding::DirectPayment), rhythm);
//! let by = [ScheduledOwed { schedule: &schedule, owed: &owed }];
//! let due = ledger.due(&by, day(5, 4))?;
//! assert_eq!(due.len(), 2);
//! for (place, fallen) in due.into_iter().enumerate() {
//!     assert_eq!(fallen.pence().to_string(), "£1,000.40");
//!     let id = id(10 + place as u8).parse()?;
//!     ledger.post(Posting::new(id, fallen.movement, day(5, 4), maria).valued(fallen.due_on))?;
//! }
//! assert!(ledger.due(&by, day(5, 4))?.is_empty());
//! let held = Account::Held { budget, holding: Holding::DirectPayment };
//! assert_eq!(ledger.balance(held, day(4, 30))?.to_string(), "£1,000.40");
//! assert_eq!(ledger.balances(day(5, 4)).sum_of_all(), Money::ZERO);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod account;
mod balances;
mod book;
mod check;
mod closing;
mod contingency;
mod due;
mod entry;
mod forecast;
mod look;
mod movement;
mod moves;
mod of_package;
mod owed;
mod plan;
mod policy;
mod post;
mod problems;
mod schedule;
mod stored;
mod surplus;

pub use account::{Account, Leg};
pub use balances::{Balances, NotInLedger};
pub use book::Ledger;
pub use closing::{FinalAccount, FinalQuestion, OpenItem};
pub use contingency::Draw;
pub use due::{FallenDue, ScheduledOwed};
pub use entry::{BudgetInLedger, LedgerEntry, Posting};
pub use forecast::Forecast;
pub use movement::{AskedAbout, ContingencyUse, Movement, PaidTo, PostedFor, PotShare, WhyOwedBack};
pub use of_package::LineOwed;
pub use owed::{ByDay, Daily, EndsOn, NotLater, OwedOverTime, Weekly};
pub use plan::{Commitment, Commitments, PlannedLine};
pub use policy::LedgerPolicy;
pub use schedule::{FallsDue, Rhythm, Schedule, Scheduled};
pub use stored::LedgerParts;
pub use surplus::{Reclaim, SetAsideFor, Surplus, SurplusQuestion, Working};
