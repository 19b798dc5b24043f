//! What people agree to, on a document of its own: who keeps the spare keys of a house. Each step from both sides, and
//! random lives of it against a plain model. All people are made up.

#![allow(unreachable_pub, reason = "the document is shared between the modules of this test")]

mod key;
mod lives;
mod model;
mod steps;
