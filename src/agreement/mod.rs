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
//! | changed | [`Agreement::changing_fits`], [`Agreement::drawing_up`], [`Agreement::change`] |
//! | ended | [`Agreement::ending_fits`], [`Agreement::end`] |
//! | taken over | [`Agreement::as_known`], then each step that is known; [`Agreement::lacks`] |
//!
//! Whether it is out of date is found and never a state: [`Agreement::out_of_date`], [`Agreement::read_has_changed`].
//! What is owed on its account: [`Agreement::duties`].
//!
//! A room brings its [`Document`] with its [`Rules`], the events with their own form on the wire, and its table. Its
//! case holds an [`Agreement`], and the code of each event calls the methods of its step. What a room does not ask for
//! (proofs, approval, a limit, a record that is only proposed) it leaves out of its rules.

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
pub use words::{Words, words};
