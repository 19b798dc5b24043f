//! Eligibility: whether an adult's needs, or a carer's, meet the criteria. Yes, no or cannot say yet, with what
//! decided it and what is still to ask.
//!
//! | | adults (SI 2015/313 reg 2) | carers (reg 3) |
//! |---|---|---|
//! | cause | physical or mental impairment or illness | **necessary** care for another adult |
//! | outcomes | unable to achieve **two** of ten | health at risk, or unable to achieve **one** of eight |
//! | unable | any of **four** limbs | any of **three**: "significantly longer" is none of them |
//! | consequence | significant impact on wellbeing | the same |
//! | facts are | what the adult can do with nobody's help | things as they are now |
//!
//! What somebody does for the adult now does not count: a need that a carer meets stays an eligible need (Care
//! Act s.18(7)). Caring for another *adult* is no outcome of reg 2, which knows caring for a child only; it is
//! what reg 3 is about.

mod adult;
mod carer;
mod facts;
mod said;

pub use adult::{AdultFacts, AdultLimb, AdultOutcome, AdultQuestion, adult_eligibility, adult_tree};
pub use carer::{CarerFacts, CarerLimb, CarerOutcome, CarerQuestion, carer_eligibility, carer_tree};
pub use facts::{LookedOver, OutcomeFacts, Wellbeing, WellbeingArea};

use alloc::vec::Vec;

use serde::Serialize;

use crate::base::{Findings, Judgement, Question, Verdict};
use crate::need::Outcome;

/// The answer to whether needs meet the criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(bound(serialize = "Q: Question"))]
pub struct Eligibility<Q> {
    judgement: Judgement<Q>,
    outcomes: Vec<(Outcome, Verdict)>,
    findings: Findings,
}

impl<Q> Eligibility<Q> {
    /// Whether the needs meet the criteria.
    pub const fn verdict(&self) -> Verdict {
        self.judgement.verdict()
    }

    /// The same, with what decided it and the questions that decide.
    pub const fn judgement(&self) -> &Judgement<Q> {
        &self.judgement
    }

    /// For every outcome of the criteria, in their order, whether the person is unable to achieve it because of
    /// what the criteria name.
    pub fn outcomes(&self) -> &[(Outcome, Verdict)] {
        &self.outcomes
    }

    /// What the answer rests on that somebody should know, and the answer itself.
    pub const fn findings(&self) -> &Findings {
        &self.findings
    }
}
