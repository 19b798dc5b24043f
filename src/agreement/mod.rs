//! What people agree to, version by version: the shared half of emergency plans, care packages, budgets, plans for the
//! future and placement plans.
//!
//! A **document** is drawn up for some people and shared with them. What they agree to is **a version**: a document
//! that says something else is agreed to anew, and words that were put right are not something else. Around each
//! version the same things happen in every room, so they stand here once:
//!
//! | step | what it expects, what speaks against it, what changes |
//! |---|---|
//! | drawn up | [`Agreement::drawn_up`], [`Agreement::drawing_up`] |
//! | shared | [`Agreement::sharing_fits`], [`Agreement::share`] |
//! | agreed to | [`Agreement::agreeing_fits`], [`Agreement::agreeing`], [`Agreement::agree`] |
//! | proven again | [`Agreement::proving_fits`], [`Agreement::proving`], [`Agreement::prove`] |
//! | approved | [`Agreement::approving_fits`], [`Agreement::approving`], [`Agreement::approve`] |
//! | in force | [`Agreement::not_before`], [`Agreement::coming_into_force`], [`Agreement::come_into_force`] |
//! | reviewed | [`Agreement::reviewing_fits`], [`Agreement::reviewing`], [`Agreement::review`] |
//! | somebody withdrew | [`Agreement::withdrawing_fits`], [`Agreement::withdraw`] |
//! | words put right | [`Agreement::putting_right_fits`], [`Agreement::put_right`] |
//! | changed | [`Agreement::changing_fits`] or [`Agreement::another_version_fits`], [`Agreement::drawing_up`], [`Agreement::change`] |
//! | ended | [`Agreement::ending_fits`], [`Agreement::end`] |
//! | taken over | [`Agreement::as_known`], then each step that is known; [`Agreement::lacks`] |
//!
//! Whether it is out of date is found and never a state: [`Agreement::out_of_date`], [`Agreement::read_has_changed`].
//! What is owed on its account: [`Agreement::duties`].
//!
//! A room brings its [`Document`] with its [`Rules`], the events with their own form on the wire, and its table. Its
//! case holds an [`Agreement`], and the code of each event calls the methods of its step. What a room does not ask for
//! (proofs, approval, a limit, a record that is only proposed) it leaves out of its rules.
//!
//! # A record that keeps one
//!
//! Two people, both made up, agree who keeps their spare key. The document, its rules, two of its events and the table;
//! the other events are written in the same way.
//!
//! ```
//! use chrono::{NaiveDate, TimeZone, Utc};
//! use mutual_care::agreement::{Agreement, Assent, Document, Rules, Terms, words};
//! use mutual_care::base::{
//!     AnyId, CanonicalError, Findings, Fingerprint, Ower, PersonId, Role, Rule, Said, Say, SourceId, Stamp, Weight,
//!     WorkerId, kinds, wire,
//! };
//! use mutual_care::machine::{Accept, Asked, Case, Machine, Misfit, Opens, Setting, machine};
//! use serde::{Deserialize, Serialize};
//! # use mutual_care::base::{Audience, Basis, Room, WorkingDays};
//!
//! // What they agree to, and what the room says of it.
//! #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
//! #[serde(deny_unknown_fields)]
//! pub struct KeyPlan {
//!     id: SourceId,
//!     #[serde(with = "wire::date")]
//!     drawn_up_on: NaiveDate,
//!     keeper: PersonId,
//! }
//! impl Document for KeyPlan {
//!     type Holder = AnyId;
//!     const RULES: &'static Rules = &RULES;
//!     fn id(&self) -> AnyId { self.id.any() }
//!     fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> { Fingerprint::of("keys", 1, self) }
//!     fn drawn_up_on(&self) -> NaiveDate { self.drawn_up_on }
//!     fn review_by(&self) -> Option<NaiveDate> { None }
//! }
//! static RULES: Rules = Rules {
//!     words: words!("key plan", "somebody who should have it"),
//!     owed_by: Ower::Keeper,
//!     does_not_agree: &rule("does-not-agree", Weight::Bars),
//!     not_known: &rule("agreement-not-known", Weight::Bars),
//!     in_anothers_place: &rule("said-in-anothers-place", Weight::Notes),
//!     decides_for_the_other: &rule("decides-for-the-other", Weight::Warns),
//!     only_for_others: None,
//!     tried_to_agree: None,
//!     has_not_got_it: &rule("has-not-got-it", Weight::Bars),
//!     holder_has_not_got_it: None,
//!     sharing_owed: &rule("sharing-owed", Weight::Notes),
//!     no_review_date: &rule("no-review-date", Weight::Notes),
//!     review_date_passed: &rule("review-date-passed", Weight::Warns),
//!     review_owed: &rule("review-owed", Weight::Notes),
//!     policy_not_set: &rule("policy-not-set", Weight::Notes),
//!     proof: None,
//!     approval: None,
//!     together: None,
//! };
//! # const fn rule(code: &'static str, weight: Weight) -> Rule {
//! #     let (room, basis) = (Room::Vendor, Basis::definition("spare keys"));
//! #     Rule { code, room, place: 0, weight, audience: Audience::Anyone, professional: code, person: code, basis }
//! # }
//!
//! // The record: its case holds an agreement, and its table is its own.
//! machine! {
//!     /// Who keeps the spare key.
//!     pub Keys(KeysEvent) of kinds::Source, keeps KeysCase, asked with ();
//!     /// It was drawn up.
//!     begins Drafted with DrawnUp = "drawn_up", "drawn up";
//!     states {
//!         /// It was drawn up.
//!         Drafted = "drafted", "drafted";
//!         /// Both were asked.
//!         Agreed = "agreed", "agreed to";
//!     }
//!     events {
//!         /// They got it.
//!         SharedWith = "shared_with", "shared";
//!         /// Both were asked.
//!         AgreedTo = "agreed_to", "agreed to";
//!     }
//!     from Drafted: SharedWith stay;
//!     from Drafted: AgreedTo => Agreed;
//! }
//! #[derive(Debug, Clone, PartialEq)]
//! pub struct KeysCase {
//!     agreement: Agreement<KeyPlan>,
//! }
//! impl Case for KeysCase {
//!     type Machine = Keys;
//! }
//!
//! // Each event is a struct in the room's own words, and its code calls the methods of its step.
//! #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
//! #[serde(deny_unknown_fields)]
//! pub struct DrawnUp { #[serde(with = "wire::date")] on: NaiveDate, plan: Box<KeyPlan>, people: Vec<PersonId> }
//! impl Opens<DrawnUp> for KeysCase {
//!     fn open(event: &DrawnUp, stamp: &Stamp) -> Result<Self, Misfit> {
//!         let (plan, people) = (event.plan.clone(), event.people.clone());
//!         Ok(Self { agreement: Agreement::drawn_up(event.on, plan, people, stamp.by())? })
//!     }
//! }
//! #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
//! #[serde(deny_unknown_fields)]
//! pub struct SharedWith { #[serde(with = "wire::date")] on: NaiveDate, people: Vec<PersonId> }
//! impl Accept<SharedWith> for KeysCase {
//!     fn fits(&self, event: &SharedWith) -> Result<(), Misfit> {
//!         self.agreement.sharing_fits(event.on, &event.people, &[])
//!     }
//!     fn apply(&mut self, event: &SharedWith, _: &Stamp) {
//!         self.agreement.share(event.on, &event.people, &[]);
//!     }
//! }
//! #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
//! #[serde(deny_unknown_fields)]
//! pub struct AgreedTo { #[serde(with = "wire::date")] on: NaiveDate, says: Vec<Said> }
//! impl Accept<AgreedTo> for KeysCase {
//!     fn fits(&self, event: &AgreedTo) -> Result<(), Misfit> {
//!         self.agreement.agreeing_fits(&Assent::new(event.on, event.says.clone()))
//!     }
//!     fn findings(&self, event: &AgreedTo, asked: &Asked<'_, ()>) -> Findings {
//!         let assent = Assent::new(event.on, event.says.clone());
//!         self.agreement.agreeing(&assent, &Terms::default(), asked.stamp())
//!     }
//!     fn apply(&mut self, event: &AgreedTo, _: &Stamp) {
//!         self.agreement.agree(Assent::new(event.on, event.says.clone()));
//!     }
//! }
//!
//! # struct EveryDay;
//! # impl WorkingDays for EveryDay {
//! #     fn is_working_day(&self, _: NaiveDate) -> Option<bool> { Some(true) }
//! # }
//! fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
//!     let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
//!     let worker: WorkerId = id(3).parse()?;
//!     let day = |n| NaiveDate::from_ymd_opt(2026, 3, n).unwrap();
//!     let stamp = |n| Stamp::new(Utc.with_ymd_and_hms(2026, 3, n, 9, 0, 0).unwrap(), worker, Role::SupportWorker);
//!     let setting = Setting::new(&(), &EveryDay);
//!
//!     let plan = Box::new(KeyPlan { id: id(9).parse()?, drawn_up_on: day(2), keeper: id(4).parse()? });
//!     let drawn_up = DrawnUp { on: day(2), plan: plan.clone(), people: vec![mother, son] };
//!     let keys = Keys::open(plan.id, drawn_up, stamp(2)?, &setting)?.record;
//!     let keys = keys.accept(SharedWith { on: day(3), people: vec![mother] }, stamp(3)?, &setting)?.record;
//!
//!     // He has not got it, and nobody asked him: all reasons at once.
//!     let says = vec![Said { person: mother, say: Say::Agrees }];
//!     let refused = keys.accept(AgreedTo { on: day(4), says: says.clone() }, stamp(4)?, &setting).unwrap_err();
//!     assert_eq!(refused.to_string(), "barred: agreement-not-known, has-not-got-it");
//!
//!     let keys = refused.into_record();
//!     let keys = keys.accept(SharedWith { on: day(5), people: vec![son] }, stamp(5)?, &setting)?.record;
//!     let says = [says, vec![Said { person: son, say: Say::Agrees }]].concat();
//!     let keys = keys.accept(AgreedTo { on: day(6), says }, stamp(6)?, &setting)?.record;
//!     assert!(keys.case().agreement.assent().is_some());
//!     Ok(())
//! }
//! ```

mod assent;
mod document;
mod in_force;
mod kept;
mod proof;
mod version;
mod words;

pub use document::{
    ApprovalRules, Document, LimitRules, Part, ProofNeeded, ProofRules, Rules, Terms, TogetherRules,
};
pub use kept::{Approval, Assent, InForce, LastReview, Over, ProofGiven, RiskAccepted, SaidOfPart, Tried};
pub use version::Agreement;
pub use words::{StepWords, words};
