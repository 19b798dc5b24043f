//! Who depends on whom: what the loss of each does to each, and which two hold each other up.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::Serialize;

use super::Support;
use crate::base::{NeedId, PersonId, SourceId};
use crate::need::met::bits::{self, meet, without};
use crate::need::met::{Leaning, Scratch, State};

/// What one source's loss does, as sets of needs.
pub(super) struct SingleLoss {
    /// What falls.
    pub(super) falls: Vec<u64>,
    /// The gaps that get worse.
    pub(super) worsened: Vec<u64>,
}

/// One cell of the loss matrix: it says *falls*, or else *worsened*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LossCell {
    /// Who is lost: a member or a person from outside.
    pub lost: PersonId,
    /// Whose needs they are: a member's.
    pub of: PersonId,
    /// The critical needs that fall.
    pub needs: Vec<NeedId>,
    /// The critical gaps that get worse.
    pub worsened: Vec<NeedId>,
}

impl Support<'_> {
    /// For each source by index, what its loss alone does.
    pub(super) fn single_losses(&self) -> Vec<SingleLoss> {
        let mut scratch = Scratch::new(&self.compiled);
        let mut state = State::default();
        (0..self.compiled.sources_len)
            .map(|source| {
                state.copy_from(&self.stands);
                self.compiled.take_away(&mut state, self.compiled.lost_with(source), &mut scratch);
                self.compiled.settle(&mut state, Leaning::All, &mut scratch, |_, _| {});
                SingleLoss {
                    falls: without(&self.stands.met, &state.met),
                    worsened: self.gaps_worsened(&state),
                }
            })
            .collect()
    }

    /// The sources whose loss alone makes a critical need fall.
    pub fn single_points_of_failure(&self) -> Vec<SourceId> {
        (self.single_losses().iter().enumerate())
            .filter(|(_, loss)| meet(&loss.falls, &self.critical))
            .filter_map(|(source, _)| self.source_id(source))
            .collect()
    }

    /// For each member and person from outside who is lost, and each member: the critical needs of the second that
    /// fall, and the critical gaps of theirs that get worse. Only cells with either; the diagonal (one's own needs)
    /// included.
    pub fn loss_matrix(&self) -> Vec<LossCell> {
        self.loss_matrix_of(&self.single_losses())
    }

    /// The same, given what each loss does.
    pub(super) fn loss_matrix_of(&self, losses: &[SingleLoss]) -> Vec<LossCell> {
        let mut cells: Vec<LossCell> = Vec::new();
        for (source, loss) in self.snapshot.sources().iter().zip(losses) {
            let Some(lost) = source.as_person() else { continue };
            let mut row: Vec<LossCell> = Vec::new();
            let both = [(&loss.falls, false), (&loss.worsened, true)];
            for (index, worse) in
                both.iter().flat_map(|(set, worse)| bits::iter(set).map(|index| (index, *worse)))
            {
                let Some(need) = self.snapshot.needs().get(index).filter(|need| need.is_critical()) else {
                    continue;
                };
                // A row has a cell for each member at most, so looking through it costs less than a map.
                let place = row.iter().position(|cell| cell.of == need.person()).unwrap_or_else(|| {
                    let (needs, worsened) = (Vec::new(), Vec::new());
                    row.push(LossCell { lost, of: need.person(), needs, worsened });
                    row.len() - 1
                });
                if let Some(cell) = row.get_mut(place) {
                    if worse { &mut cell.worsened } else { &mut cell.needs }.push(need.id());
                }
            }
            row.sort_unstable_by_key(|cell| cell.of);
            cells.extend(row);
        }
        cells
    }

    /// The pairs of members of whom each one's loss makes a critical need of the other fall; the smaller id first.
    ///
    /// Where one of the two losses only makes a critical gap of the other worse, the two are in
    /// [`Support::mutual_dependence_in_part`].
    pub fn mutual_dependence(&self) -> Vec<(PersonId, PersonId)> {
        self.dependent_on_each_other(&self.loss_matrix(), false)
    }

    /// The pairs of members who depend on each other *in part*: each one's loss makes a critical need of the other
    /// fall or a critical gap of theirs get worse, and for at least one of the two nothing falls. It is a sign of
    /// mutual caring. The smaller id first.
    pub fn mutual_dependence_in_part(&self) -> Vec<(PersonId, PersonId)> {
        self.dependent_on_each_other(&self.loss_matrix(), true)
    }

    /// The pairs of either kind, going by the cells of the loss matrix, which stand in order.
    pub(super) fn dependent_on_each_other(
        &self,
        cells: &[LossCell],
        in_part: bool,
    ) -> Vec<(PersonId, PersonId)> {
        let members: Vec<PersonId> = self.snapshot.members().collect();
        let cell = |lost, of| {
            let place = cells.binary_search_by_key(&(lost, of), |cell| (cell.lost, cell.of)).ok()?;
            cells.get(place)
        };
        pairs(&members, |a, b| match (cell(a, b), cell(b, a)) {
            (Some(one), Some(other)) => (one.needs.is_empty() || other.needs.is_empty()) == in_part,
            _ => false,
        })
    }

    /// The pairs of members of whom each has an arrangement for the other that is given, whether it counts or is done
    /// though the giver is not willing or not able; the smaller id first.
    pub fn reciprocal_care(&self) -> Vec<(PersonId, PersonId)> {
        let members: Vec<PersonId> = self.snapshot.members().collect();
        let arrangements = self.snapshot.arrangements().iter();
        let given: BTreeSet<(SourceId, PersonId)> = arrangements
            .filter(|arrangement| arrangement.is_given(self.snapshot.on()))
            .filter_map(|arrangement| Some((arrangement.by, self.snapshot.need(arrangement.need)?.person())))
            .collect();
        let gives = |by: PersonId, to: PersonId| given.contains(&(by.into(), to));
        pairs(&members, |a, b| gives(a, b) && gives(b, a))
    }
}

fn pairs(
    members: &[PersonId],
    mut both: impl FnMut(PersonId, PersonId) -> bool,
) -> Vec<(PersonId, PersonId)> {
    let mut found = Vec::new();
    for (place, a) in members.iter().enumerate() {
        for b in members.iter().skip(place + 1) {
            if both(*a, *b) {
                found.push((*a, *b));
            }
        }
    }
    found
}
