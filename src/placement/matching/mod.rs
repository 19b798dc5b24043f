//! Matching: every home, each with its verdict and why.
//!
//! Homes are read once ([`Homes::compile`](super::Homes::compile)); a question about a party and a date ([`shortlist`]) then asks every
//! rule of every home in bits and small numbers, orders the verdicts, and gives the reasons of the first in
//! full. Verdict and reasons are read off the same list of what does not simply hold.
//!
//! A rule has three answers. A *no* of law is final. A *no* of safety is met by a mitigation that its rule
//! names, that the home says it can provide on the date, and that a named person judged enough for this pair;
//! where one of those is not known, the rule is open. Where nothing can meet it, the home is not suitable.
//!
//! **What to ask**: a question counts for a home if some answer to it alone, everything else staying as it is,
//! would change the kind of the verdict. The answers looked at are: yes and no; each value of a list of values;
//! for the date of birth each age from 0 to 17 on the planned date; for staff nobody, and the most; for areas
//! and relations none, and this home's area or each child there.
//!
//! ```text
//! Child, Home ─► forms ─► rules: a statement each ─► evaluate: an item for whatever does not hold
//!                                                      ├─► matcher: verdict, order ─► shortlist
//!                                                      ├─► asks, standing: what to ask
//!                                                      └─► explain: reasons
//! ```

mod asks;
mod evaluate;
mod explain;
mod how;
mod in_parts;
mod matcher;
mod more_staff;
mod rulebook;
mod shortlist;
mod standing;

pub use how::Matching;
pub use shortlist::{explain, shortlist};
