//! Typed state machines, once: every record of the crate is built on this.

mod asked;
mod audit;
mod correct;
mod define;
mod doors;
mod entry;
mod event;
mod record;
mod refused;
mod replay;
pub mod rules;
#[doc(hidden)]
pub mod seal;
mod state;
mod table;
mod wire;

pub use asked::{Asked, Setting};
pub use audit::Audited;
pub use define::machine;
pub use doors::Machine;
pub use entry::{Act, Entry, KeptFinding, KeptId, Key};
pub use event::{
    Correction, Event, Events, Happened, Happening, Irregularly, Step, TakenElsewhere, TakenOver, With,
};
pub use record::Record;
pub use refused::{
    Accepted, Answer, Corrected, CorrectionProblem, Fallen, Later, Misfit, MisfitReason, Refusal, Refused,
};
pub use replay::{LoadError, LoadProblem};
pub use state::{Accept, Happens, Listed, Offered, Opens, PolicyOf, State, TakesOver};
pub use table::{EventInfo, Manner, Row, StateInfo, Table};
