//! All needs together from some minutes, where what is relied on comes to harm.

use alloc::vec::Vec;

use super::super::moment::Steady;
use super::{Coming, Left, NeedWeek, Stay, Sweep};

impl Sweep<'_> {
    /// What comes to each of some needs for a loss at each of these minutes, first and last, with what stops since these or
    /// others came to harm: whoever comes, comes as it is said for those minutes.
    pub(in super::super) fn together(
        &mut self,
        (asked, all): (&[usize], &[usize]),
        left: &Left,
        comings: &[Coming],
        come: u64,
        (first, last): (u32, u32),
    ) -> Vec<NeedWeek> {
        let mut weeks: Vec<NeedWeek> = alloc::vec![NeedWeek::default(); asked.len()];
        let mut start = first;
        self.stops = alloc::vec![None; self.support.compiled.slots_len];
        while start <= last {
            let coming = comings.iter().find(|coming| (coming.first..=coming.last).contains(&start));
            let stays: Vec<Stay> =
                coming.map_or_else(Vec::new, |coming| coming.of(come, start - coming.first).collect());
            let known_to = coming.map_or(last, |coming| coming.last.min(last));
            let mut steady = Steady::at_most(known_to - start);
            self.harmed_from(all, left, start, &stays, &mut steady);
            let mut walks = Vec::with_capacity(asked.len());
            for need in asked {
                let is_over = self.harmed_beneath(*need) < start;
                walks.push((!is_over).then(|| {
                    self.gather(*need, start, left, stays.iter().copied(), &mut steady);
                    self.walk(*need, &left.able, start, &mut steady);
                    self.walk.clone()
                }));
            }
            for ((need, week), walk) in asked.iter().zip(&mut weeks).zip(&walks) {
                let tolerance =
                    self.support.snapshot.needs().get(*need).map(crate::need::Need::tolerance_min);
                if let Some((walk, tolerance)) = walk.as_ref().zip(tolerance) {
                    week.note(walk, tolerance, self.horizon, start, steady.minutes());
                }
            }
            start += steady.minutes() + 1;
        }
        self.stops.clear();
        weeks
    }
}
