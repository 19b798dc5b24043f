//! mutual care
#![no_std]
extern crate alloc;
pub mod assessment;
pub mod base;
pub mod circle;
pub mod need;
pub mod support;
