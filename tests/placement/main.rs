//! Placement: the example's verdicts, the slow reference, laws and boundaries.

#![allow(unreachable_pub, dead_code, reason = "shared with the bench, which uses what it needs")]
mod ages;
mod agreement;
mod allergies;
mod between;
mod between_words;
mod boundaries;
mod example;
mod generate;
mod in_parts;
mod judged;
mod laws;
mod letter;
mod made;
mod measures;
mod nights;
mod own_rules;
mod reference;
mod values;
mod vocabulary;
