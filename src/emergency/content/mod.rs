//! What a stranger needs to know in order to step in at night: about each person, the house, and the plan itself.
//!
//! Words are private texts: no rule reads them. What a rule reads is coded, and three-valued: what nobody has
//! asked is never taken for a no.

mod house;
mod medicine;
mod page;
mod powers;
mod short;
mod triggers;
mod wishes;

pub use house::{Copies, CopyWith, House, Pet};
pub use medicine::{Allergy, GivenBy, Medicine, TakenWhen};
pub use page::{Contact, ContactKind, Format, PersonPage};
pub use powers::{AdvanceDecision, PowerHeld};
pub use short::{Short, ShortError, ShortItem};
pub use triggers::{Counts, Trigger};
pub use wishes::{MayComeIn, Wishes};
