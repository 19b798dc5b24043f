//! Help that comes and goes at minutes after a loss: what an emergency plan's responders come to.

use alloc::vec::Vec;

use super::SkilledHands;
use crate::base::{AnyId, NeedId, PersonId, SourceId};

/// Help from one minute after a loss until another. Minutes are counted from the loss. Whoever comes is awake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedHelp {
    /// What it is called in the events of a timeline: an arrangement's or a responder's id.
    pub id: AnyId,
    /// Who or what helps. May be a source of the snapshot, which then counts once in a minute; lost, it does
    /// not help at all.
    pub source: SourceId,
    /// The first minute of help.
    pub from: u32,
    /// The first minute without it; to the end of the horizon if none is given.
    pub until: Option<u32>,
    /// The needs it helps with.
    pub needs: Vec<NeedId>,
    /// The hands it brings to each.
    pub hands: u8,
    /// How many of these hands have which skills; of a skill that is not listed it is not known. Whether somebody is an
    /// adult is what the snapshot knows of their age, where it does.
    pub skills: Vec<SkilledHands>,
    /// Whom it takes in: in that time those people are away. Their needs count as covered, and they give
    /// nothing at home.
    pub takes_in: Vec<PersonId>,
    /// Needs of the helper, if a member, that must not have come to harm for the helper to help.
    pub relies_on: Vec<NeedId>,
}
