//! mutual care
#![no_std]
extern crate alloc;
pub mod base;
pub mod need;
pub mod placement;
