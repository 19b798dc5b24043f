//! late
