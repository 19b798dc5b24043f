//! carries
