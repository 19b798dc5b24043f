mod cuts;
mod fall;
mod given;
mod mend;
mod model;
mod rings;
mod timeline;

pub use cuts::CutSets;
pub use fall::{Fall, FallenNeed, Gap, Gone, LossCell, ShortWindow, WhyGone, WhyNotGiving};
pub use given::{Given, Minutes, Tally, Tipping, given_between, tippings};
pub use mend::{LostStretch, Mend, MendNeed, MendWindow, OverCommitted};
pub use model::{Loss, QuestionError, Support};
pub use rings::{Circular, LeansOnRings, Ring};
pub use timeline::{Event, EventKind, HORIZON_72_HOURS, Margin, StillOpen, Timeline, Watch, WorstMinute};
