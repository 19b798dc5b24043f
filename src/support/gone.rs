//! The help of a need that is gone, and why.

use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use super::model::Lost;
use crate::base::{ArrangementId, NeedId, SourceId};
use crate::need::met::{Mask, NO_WINDOW, bits};

/// An arrangement that is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gone {
    /// Which.
    pub arrangement: ArrangementId,
    /// Who or what gave.
    pub by: SourceId,
    /// Why it is gone.
    pub why: WhyGone,
}

/// Why an arrangement is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyGone {
    /// Its source is lost.
    SourceLost,
    /// The help itself stops; whoever gives it is still there.
    Stops,
    /// The source that supported the giver is lost.
    SupportLost(SourceId),
    /// These needs of the giver fell in earlier rounds.
    GiverFell(Vec<NeedId>),
}

impl Support<'_> {
    /// The slots of a need that gave in a window with nothing lost, and are not able any more.
    pub(super) fn gone(&self, need: usize, lost: &Lost, able: &[u64], fallen: &[u64]) -> Vec<Gone> {
        let mut gone: Vec<Gone> = self
            .window_slots(need)
            .filter(|slot| bits::has(&self.stands.able, *slot) && !bits::has(able, *slot))
            .filter_map(|slot| {
                let arrangement = self.snapshot.arrangement(self.arrangement_id(slot)?)?;
                let is_lost = |id: SourceId| {
                    self.snapshot.source_index(id).is_some_and(|index| lost.sources.contains(&index))
                };
                let stops = |mask: &Mask| mask.slots().any(|gone| gone == slot);
                let why = match arrangement.supported_by() {
                    _ if lost.slots.iter().any(stops) => WhyGone::Stops,
                    _ if is_lost(arrangement.by) => WhyGone::SourceLost,
                    Some(support) if is_lost(support) => WhyGone::SupportLost(support),
                    _ => WhyGone::GiverFell(
                        (self.compiled.leans_on(slot).iter())
                            .filter(|need| bits::has(fallen, **need as usize))
                            .filter_map(|need| self.need_id(*need as usize))
                            .collect(),
                    ),
                };
                Some(Gone { arrangement: arrangement.id, by: arrangement.by, why })
            })
            .collect();
        gone.sort_unstable_by_key(|gone| gone.arrangement);
        gone
    }

    /// The slots that are present in some window of a need, each once.
    pub(super) fn window_slots(&self, need: usize) -> impl Iterator<Item = usize> + '_ {
        let mut slots: Vec<usize> = self
            .compiled
            .pieces(need)
            .iter()
            .filter(|piece| piece.window != NO_WINDOW)
            .flat_map(|piece| self.compiled.slots_under(piece.test()))
            .collect();
        slots.sort_unstable();
        slots.dedup();
        slots.into_iter()
    }
}
