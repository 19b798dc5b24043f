//! The ledger of personal budgets: figures worked out by hand, what is refused, and laws under random histories.
//!
//! Maria and her son Tom are made up.

mod beside;
mod closing;
mod contingency;
mod dates;
mod fields;
mod laws;
mod looked_at;
mod made_up;
mod of_package;
mod owed;
mod plan;
mod reference;
mod refused;
mod stored;
