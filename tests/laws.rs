//! The laws that the definitions promise, on the engine itself, over random households.
//!
//! A law is a function from an engine and a household to what is wrong, if anything. Each is asked twice: of the
//! engine, of which it must hold for every household, and of the engine with a fault planted in its answers, which
//! it must notice. So no law here is one that cannot fail.
//!
//! `cargo test` tries a few hundred households; `MUTUAL_CARE_HOUSEHOLDS=5000 cargo test --release --test laws` more.

mod generator;
mod reference;

/// Ends a law with what is wrong unless this is so.
macro_rules! ensure {
    ($so:expr, $($wrong:tt)+) => {
        if !$so {
            return Err(format!($($wrong)+));
        }
    };
}

#[path = "laws/case.rs"]
mod case;
#[path = "laws/engine.rs"]
mod engine;
#[path = "laws/harm.rs"]
mod harm;
#[path = "laws/losing.rs"]
mod losing;
#[path = "laws/mending.rs"]
mod mending;
#[path = "laws/said.rs"]
mod said;
#[path = "laws/sameness.rs"]
mod sameness;
#[path = "laws/standing.rs"]
mod standing;
#[path = "laws/timelines.rs"]
mod timelines;
