//! What people agree to, on a document of its own: who keeps the spare keys of a house. Each step from both sides, and
//! random lives of it against a plain model; and a whole record that keeps one. All people are made up.

#![allow(unreachable_pub, reason = "the document is shared between the modules, the kit with other tests")]

mod key;
#[path = "../kit/mod.rs"]
mod kit;
mod lives;
mod model;
mod proof;
mod record;
mod steps;
