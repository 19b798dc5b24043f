//! How a personal budget is held, and who may be paid from it.
//!
//! A budget is [`Held`] in one way as a whole, and line by line in another where that is said: [`HeldAs`]. What the law
//! asks of a direct payment stands beside it as facts, each with who said so and when: [`DirectPaymentFacts`] for whoever
//! receives it, [`Necessity`] for close family who are paid from it, [`AdultSays`] for lines that are for one person and
//! meet a need of another.

mod adult_says;
mod conditions;
mod held_as;
mod how;
mod necessity;
mod reading;

pub use adult_says::AdultSays;
pub use conditions::{AuthorisedBy, DirectPaymentFacts, Manages};
pub use held_as::{HeldAs, Paid, Recipient};
pub use how::{Held, LineHeld, LineInCareHome, StayedInCareHome};
pub use necessity::{Necessity, PaidFor, PayeeFacts, PayeeIs};
