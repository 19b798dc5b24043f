//! Who of those who would come is an adult, where a need that they cover asks for adults.

use alloc::vec::Vec;

use super::Plan;
use crate::base::{CanonicalError, Fingerprint, NeedId, ResponderId, Word};
use crate::need::{ADULT, Need, Snapshot, known_with_skill};

/// The edition of the form in which the answers are fingerprinted.
const EDITION: u32 = 1;

/// The fingerprint of how many hands of each responder are those of adults, for each need that it covers and that asks for
/// adults: as said, or as the age on the date says. None where no responder covers such a need.
///
/// Ages stand neither in a plan's fingerprint nor, of whoever gives nothing in it, in that of a week; and here they decide
/// what a proof says.
pub(super) fn adults(plan: &Plan, snapshot: &Snapshot) -> Result<Option<Fingerprint>, CanonicalError> {
    let asks = |need: &&Need| need.skills().iter().any(|asked| asked.skill == ADULT);
    let skill = Word::of(ADULT);
    let mut answers: Vec<(ResponderId, NeedId, Option<u8>)> = Vec::new();
    for responder in plan.responders() {
        let age = snapshot.age_of(responder.source);
        let covered = responder.covers.iter().filter_map(|need| snapshot.need(*need)).filter(asks);
        answers.extend(covered.map(|need| {
            let (hands, said) = (responder.hands_to(need.id()), responder.skills_to(need.id()));
            (responder.id, need.id(), known_with_skill(&skill, hands, &said, age))
        }));
    }
    if answers.is_empty() {
        return Ok(None);
    }
    Fingerprint::of("adult_responders", EDITION, &answers).map(Some)
}
