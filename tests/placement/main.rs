//! Placement: the example's verdicts, the slow reference, laws and boundaries.

mod example;
