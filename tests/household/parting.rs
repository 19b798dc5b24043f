//! parting
