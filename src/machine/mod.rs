//! Typed state machines, once: every record of the crate is built on this.
//!
//! A record changes only when it accepts something that happened or was decided. What can happen in which state
//! is one visible list, its table. It promises:
//!
//! 1. **A wrong step does not compile** where the state is known: [`Record::accept`].
//! 2. **A wrong step is refused with what is allowed now** where it is known only at run time: [`Machine::offer`].
//! 3. **The table is the truth.** No step exists that it does not list; an event without code and code without a row
//!    do not compile. Pages, diagrams, "what can happen now" and the tests along its paths come from it.
//! 4. **All reasons at once.** A guard gives every finding; on refusal the record comes back as it was.
//! 5. **The journal is the record**: what was accepted, when, by whom, with the findings that stood against it.
//!    Loading is replaying ([`Machine::load`]); mistakes are corrected, not erased ([`Machine::correct`]).
//! 6. **No forging.** A case has private fields, and none can be read from a file on its own; a state is a name in types,
//!    of which there is no value.
//!
//! # A record, written
//!
//! One struct for all that is known, a plain struct for each event, a table, and for each event what it comes to. This
//! is all of it; the people and the hoist are made up.
//!
//! ```
//! use chrono::{Days, NaiveDate, TimeZone, Utc};
//! use mutual_care::base::{
//!     Audience, Basis, Finding, Findings, PersonId, PrivateText, Role, Room, Rule, SourceId, Stamp, Weight, WorkerId,
//!     WorkingDays, kinds, wire,
//! };
//! use mutual_care::machine::{
//!     Accept, Asked, Case, Correction, Entry, Irregularly, Machine, Misfit, Opens, Refusal, Setting, machine,
//! };
//! use serde::{Deserialize, Serialize};
//!
//! // The table, front and centre: in a room, `mod.rs`.
//! machine! {
//!     /// A hoist that is lent to somebody at home.
//!     pub Loan(LoanEvent) of kinds::Source, keeps LoanCase, asked with Policy;
//!     /// Somebody got it.
//!     begins Lent with LentOut = "lent_out", "lent out";
//!
//!     states {
//!         /// Somebody has it at home.
//!         Lent = "lent", "lent";
//!         /// It is back.
//!         Ended = "ended", "ended", final;
//!     }
//!
//!     events {
//!         /// It was agreed that it may stay for longer.
//!         Extended = "extended", "extended";
//!         /// It came back.
//!         Returned = "returned", "returned";
//!     }
//!
//!     from Lent: Extended stay;
//!     from Lent: Returned => Ended, or Irregularly;
//! }
//!
//! // What can happen: `event.rs`. Each has its own date `on`, and refuses fields that it does not know.
//! #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
//! #[serde(deny_unknown_fields)]
//! pub struct LentOut {
//!     #[serde(with = "wire::date")]
//!     pub on: NaiveDate,
//!     pub to: PersonId,
//!     #[serde(with = "wire::date")]
//!     pub until: NaiveDate,
//! }
//! #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
//! #[serde(deny_unknown_fields)]
//! pub struct Extended {
//!     #[serde(with = "wire::date")]
//!     pub on: NaiveDate,
//!     #[serde(with = "wire::date")]
//!     pub until: NaiveDate,
//! }
//! #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
//! #[serde(deny_unknown_fields)]
//! pub struct Returned {
//!     #[serde(with = "wire::date")]
//!     pub on: NaiveDate,
//! }
//!
//! // All that is known: `case.rs`. Private fields; whatever follows from the journal and is asked for later.
//! #[derive(Debug, Clone, PartialEq)]
//! pub struct LoanCase {
//!     to: PersonId,
//!     since: NaiveDate,
//!     until: NaiveDate,
//!     back_on: Option<NaiveDate>,
//! }
//! impl Case for LoanCase {
//!     type Machine = Loan;
//! }
//!
//! // What speaks against it: `rules.rs`. In this crate the macro `rules!` writes these.
//! pub struct Policy {
//!     /// How long a loan may last. No default: a service that has not said so lends nothing for longer.
//!     pub loan_days_most: Option<u64>,
//! }
//! static LOAN_TOO_LONG: Rule = Rule {
//!     code: "loan-too-long",
//!     room: Room::Vendor,
//!     place: 0,
//!     weight: Weight::Bars,
//!     audience: Audience::Anyone,
//!     professional: "The loan would be longer than the policy allows.",
//!     person: "You cannot keep it for as long as that.",
//!     basis: Basis::policy("length of loans"),
//! };
//! static STORE_CLOSED: Rule = Rule {
//!     code: "store-closed",
//!     place: 1,
//!     professional: "The store is not known to be open that day.",
//!     person: "Nobody is there to take it back that day.",
//!     ..LOAN_TOO_LONG
//! };
//!
//! // One impl for each event: structure, rules, and what follows. And one for the opening.
//! impl Opens<LentOut> for LoanCase {
//!     fn open(event: &LentOut, _: &Stamp) -> Result<Self, Misfit> {
//!         Misfit::unless(event.on <= event.until, "expected `until` no earlier than `on`", &[event.to.any()])?;
//!         Ok(Self { to: event.to, since: event.on, until: event.until, back_on: None })
//!     }
//! }
//! impl Accept<Extended> for LoanCase {
//!     fn fits(&self, event: &Extended) -> Result<(), Misfit> {
//!         Misfit::unless(event.until > self.until, "expected `until` later than before", &[self.to.any()])
//!     }
//!     fn findings(&self, event: &Extended, asked: &Asked<'_, Policy>) -> Findings {
//!         let last = asked.policy().loan_days_most.map(|days| self.since + Days::new(days));
//!         let short_enough = last.is_some_and(|last| event.until <= last);
//!         (!short_enough).then(|| Finding::new(&LOAN_TOO_LONG).about(self.to)).into_iter().collect()
//!     }
//!     fn apply(&mut self, event: &Extended, _: &Stamp) {
//!         self.until = event.until;
//!     }
//! }
//! impl Accept<Returned> for LoanCase {
//!     fn fits(&self, event: &Returned) -> Result<(), Misfit> {
//!         Misfit::unless(event.on >= self.since, "expected `on` within the loan", &[self.to.any()])
//!     }
//!     fn findings(&self, event: &Returned, asked: &Asked<'_, Policy>) -> Findings {
//!         let open = asked.calendar().is_working_day(event.on) == Some(true);
//!         (!open).then(|| Finding::new(&STORE_CLOSED)).into_iter().collect()
//!     }
//!     fn apply(&mut self, event: &Returned, _: &Stamp) {
//!         self.back_on = Some(event.on);
//!     }
//! }
//!
//! // And used. The caller brings the time, who acts, the policy and the calendar.
//! struct MondayToFriday;
//! impl WorkingDays for MondayToFriday {
//!     fn is_working_day(&self, day: NaiveDate) -> Option<bool> {
//!         use chrono::{Datelike, Weekday};
//!         Some(!matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
//!     }
//! }
//!
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//!     let (hoist, mother): (SourceId, PersonId) = (id(1).parse()?, id(2).parse()?);
//!     let worker: WorkerId = id(3).parse()?;
//!     let day = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap();
//!     let stamp = |n| Stamp::new(Utc.with_ymd_and_hms(2026, 3, n, 9, 0, 0).unwrap(), worker, Role::SupportWorker);
//!     let policy = Policy { loan_days_most: Some(28) };
//!     let setting = Setting::new(&policy, &MondayToFriday);
//!
//!     // The state is known: only what the table lists for it compiles.
//!     let lent_out = LentOut { on: day(2), to: mother, until: day(16) };
//!     let loan = Loan::open(hoist, lent_out, stamp(2)?, &setting)?.record;
//!     let refused = loan.accept(Extended { on: day(9), until: day(31) }, stamp(9)?, &setting).unwrap_err();
//!     assert_eq!(refused.to_string(), "barred: loan-too-long");
//!     let loan = refused.into_record().accept(Extended { on: day(9), until: day(28) }, stamp(9)?, &setting)?.record;
//!     assert_eq!(loan.case().until, day(28));
//!
//!     // It is read back from its journal: the state is known at run time only.
//!     let loan: Loan = serde_json::from_str(&serde_json::to_string(&loan.into_any())?)?;
//!     assert_eq!(loan.allowed(), [Verb::Extended, Verb::Returned]);
//!
//!     // It came back on a Saturday. That is a fact, whatever the store's hours are.
//!     let returned = Returned { on: day(28) };
//!     let why = loan.ask(returned.clone(), stamp(28)?, &setting).unwrap_err();
//!     assert_eq!(why.to_string(), "barred: store-closed");
//!     let reason = PrivateText::new("Left at the door by the neighbour.")?;
//!     let irregularly = Irregularly { what: returned, reason, accepted_by: worker.into() };
//!     let loan = loan.offer(irregularly, stamp(28)?, &setting)?.into_record();
//!     assert_eq!((loan.status(), loan.revision()), (Status::Ended, 3));
//!     assert_eq!(loan.journal()[2].findings()[0].weight(), Weight::Warns);
//!
//!     // What the table does not list is refused, with what it does list.
//!     let refused = loan.offer(Extended { on: day(29), until: day(30) }, stamp(29)?, &setting).unwrap_err();
//!     assert!(matches!(refused.why(), Refusal::NotNow { status: "ended", event: "extended", .. }));
//!     let loan = refused.into_record();
//!
//!     // It had been agreed for longer. That is corrected, not erased.
//!     let longer = Extended { on: day(9), until: day(30) };
//!     let correction = Correction::new(2, longer, PrivateText::new("Two days more; I had misread it.")?);
//!     let loan = loan.correct(correction, stamp(30)?, &setting)?.record;
//!     assert_eq!((loan.status(), loan.revision()), (Status::Ended, 4));
//!     let known_before = loan.at_revision(2)?;
//!     assert_eq!(known_before.status(), Status::Lent);
//!
//!     // What the rules say of it today, what was not regular first.
//!     let audit = loan.audit(&setting)?;
//!     assert_eq!((audit[0].entry.seq(), audit[0].today.with_code("store-closed").count()), (3, 1));
//!
//!     // A store that keeps one row for each entry hands them over in order. A row too few is noticed.
//!     let rows: Vec<String> = loan.journal().iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
//!     let entries: Vec<Entry<Loan>> = rows.iter().map(|row| serde_json::from_str(row)).collect::<Result<_, _>>()?;
//!     assert_eq!(Loan::load(hoist, entries.clone())?, loan);
//!     let error = Loan::load(hoist, entries.into_iter().skip(1)).unwrap_err();
//!     assert_eq!(error.to_string(), "entry 1: entry 2 stands here; expected every entry once and in order");
//!     Ok(())
//! }
//! ```
//!
//! Mistakes that do not compile are at the end of this page, and with the compiler's words in `tests/ui`.
//!
//! What an event's code is asked, and when:
//!
//! | | what happens now | loading | correcting | [`Machine::audit`] | sees |
//! |---|---|---|---|---|---|
//! | the table | yes, without retired rows | yes | yes | yes | state and event |
//! | [`Case::fits_any`], [`Accept::fits`] | yes | yes | yes | yes | case and event |
//! | [`Accept::happened`], [`Accept::findings`] | yes | no | yes | yes | and stamp, policy, calendar |
//! | [`Accept::apply`], [`Case::after_any`] | yes | yes | yes | yes | and stamp |
//!
//! So `fits` may be loosened in a release, and never tightened; and `apply` gives the same for ever. A date that
//! came from policy stands in the event, or is worked out when it is asked for.
//!
//! # The doors
//!
//! - [`Machine::open`] and [`Machine::take_over`] begin a record. A live case that is taken over comes in at a state
//!   that the table names (`taken over at Lent knowing AsKnown;`, with [`TakesOver`] for the case).
//! - [`Record::accept`] and [`Machine::offer`] take what happened: an event; [`Irregularly`] for what the world did
//!   although rules speak against it; [`TakenElsewhere`] for what the service decided although they do. A row says
//!   which (`or Irregularly`, `or TakenElsewhere`). A [`Stamp`](crate::base::Stamp) [with a key](Act) makes
//!   retrying safe. [`Record::ask`] and [`Machine::ask`] say beforehand what would come of it.
//! - [`Record::correct`] and [`Machine::correct`] put another value of the same event in the place of an entry, or
//!   say that it never happened; [`Machine::at_revision`] still knows what was known before.
//! - [`Machine::load`] takes entries as they come from a store; a whole record is also read and written with serde.
//!   A [`Step`], a [`TakenOver`] and a [`Correction`] can be read from a request too.
//!
//! # How to write one
//!
//! `mod.rs`: the description and the table. `event.rs`: the events, parsed so that one that exists is valid in
//! itself, with `on`. `case.rs`: all that is known, in one struct. Then what each event comes to, in files named for
//! their subject, and `rules.rs`: the policy and the rules. A module holds one table, since `Status`, `Verb` and the
//! states are written into it; a room with two records has a folder for each. A case needs `Debug`, `Clone` and
//! `PartialEq`, an event also serde; whatever anybody typed is a [`PrivateText`](crate::base::PrivateText). `apply` has
//! no way to fail: what it relies on is what `fits` has seen.
//!
//! # How to prove one
//!
//! `tests/kit` proves a machine from its table: every state reachable, no dead end but the final states, a witness
//! for every row, refusal of every pair that is not in the table, replay equal to live, round trips, keys, stamps,
//! corrections, damaged journals, golden files. A room implements `Proof` (an opening, a live case for each state at
//! which one is taken over, an event for each row) and writes `kit::prove!(MyProof);`. Its own tests are then about
//! its rules: each guard on its boundary, one below and one above, and what each event carries over.
//!
//! Pages and diagrams are drawn by `tests/kit/chart`, from the table alone. A room adds a test of one line to
//! `tests/pages_machines.rs`, which compares them with what is committed in the room's folder `pages`
//! (`UPDATE_PAGES=1` writes them), and shows them on its own page with `#![doc = include_str!("pages/NAME.svg")]` and
//! the same for `NAME.md`.
//!
#![doc = include_str!("mistakes.md")]

mod answer;
mod asked;
mod audit;
mod body;
mod correct;
mod define;
mod doors;
mod entry;
mod event;
mod misfit;
mod model;
mod now;
mod record;
mod refusal;
mod replay;
pub mod rules;
#[doc(hidden)]
pub mod seal;
mod table;
mod wire;

pub use answer::{Accepted, Answer, Corrected, Later, Refused};
pub use asked::{Asked, Setting};
pub use audit::Audited;
pub use define::machine;
pub use doors::Machine;
pub use entry::{Act, Entry, KeptFinding, KeptId, Key};
pub use event::{Correction, Happened, Happening, Irregularly, Step, TakenElsewhere, With};
pub use misfit::{Misfit, MisfitReason};
pub use model::{
    Accept, Case, Event, Events, Model, Offered, Opens, PolicyOf, State, StatusOf, TakenOver, TakesOver,
};
pub use record::{Happens, Record};
pub use refusal::{CorrectionProblem, Fallen, LoadError, LoadProblem, Refusal};
pub use table::{EventInfo, Manner, Row, StateInfo, Table};
