//! What stands in an emergency plan beside alarms and responders: what it lacks, what is printed, how it is read.

#![allow(unreachable_pub, reason = "each file is written as a module of its own")]

mod family;
mod lacking;
mod printed;
mod private;
mod reading;
mod values;
