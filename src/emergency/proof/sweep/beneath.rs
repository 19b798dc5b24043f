//! What runs beneath a loss: a planned absence, in which needs are open, people have come and left, and help has stopped.

#![expect(clippy::indexing_slicing, reason = "indices are those of the compiled snapshot")]

use alloc::vec::Vec;

use super::super::moment::{Moment, Steady};
use super::{Left, Sweep};
use crate::base::SourceId;
use crate::need::met::bits;
use crate::support::Time;

impl Sweep<'_> {
    /// Of those who are able, the ones who are there all the time.
    pub(super) fn sure(&self, able: &[u64]) -> Option<Vec<u64>> {
        let beneath = self.beneath?;
        let mut sure = able.to_vec();
        let gone = beneath.gone.iter().map(|(source, ..)| *source);
        let taken_in = beneath.takes.iter().map(|(_, source, ..)| *source);
        for source in gone.chain(taken_in) {
            self.support.compiled.lost_with(source).iter().for_each(|mask| mask.take_from(&mut sure));
        }
        for (slot, _) in &beneath.stops {
            bits::clear(&mut sure, *slot);
        }
        Some(sure)
    }

    /// Whether this one comes beneath, and is not there any more if it is lost.
    pub(super) fn comes_beneath(&self, source: usize) -> bool {
        self.there.contains(&source)
    }

    /// The last minute of a loss after which a need can still come to harm: the one in which it does beneath.
    pub(super) fn harmed_beneath(&self, need: usize) -> u32 {
        let harm = self.beneath.and_then(|beneath| beneath.harm.get(need).copied().flatten());
        harm.unwrap_or(u32::MAX)
    }

    /// Puts a need where it stands when the loss comes at this minute.
    pub(super) fn begin(&mut self, need: usize, start: u32, steady: &mut Steady) {
        let Some((mark, last)) = self.beneath.and_then(|beneath| beneath.at(need, start)) else {
            self.walk.begin(self.support, need, start, steady);
            return;
        };
        steady.limit(last - start);
        let uncovered = if mark.grows {
            Moment::growing(mark.uncovered + (start - mark.from))
        } else {
            Moment::minutes(mark.uncovered)
        };
        let open = mark.open.map(|(since, asks)| (Moment::at_minute(since, start), asks));
        self.walk.resume(self.support, need, start, (uncovered, open), steady);
    }

    /// Who is there beneath, who is away or taken in, what has stopped; each as it is for a loss at this minute, and from there
    /// on as it goes beneath. Who is lost has left.
    pub(super) fn gather_beneath(&mut self, need: usize, start: u32, left: &Left, steady: &mut Steady) {
        let Some(beneath) = self.beneath else { return };
        let at = |minute: u32| Moment::at_minute(minute, start);
        let person = self.support.snapshot.needs().get(need).map(|of| SourceId::from(of.person()));
        let person = person.and_then(|person| self.support.snapshot.source_index(person));
        let comes = |source: usize| {
            self.comers.iter().any(|one| one.source == source && one.covers(need))
                || beneath.helps.iter().zip(&self.there).any(|(one, number)| {
                    *number == source && one.needs.iter().any(|(covered, _)| *covered == need)
                })
        };
        let concerns = |source: usize| {
            Some(source) == person || self.support.compiled.gives_to(source, need) || comes(source)
        };
        // What stops later beneath is not taken for known: the loss may bring it sooner, or keep it away.
        let mut stopped_by = |stops: u32| {
            if stops < start {
                return true;
            }
            steady.limit(stops - start);
            false
        };
        let mut until_of = Vec::with_capacity(beneath.helps.len());
        for (help, source) in beneath.helps.iter().zip(&self.there) {
            let is_lost = left.lost.sources.contains(source);
            let until = if stopped_by(help.stops) { help.until.min(help.stops) } else { help.until };
            until_of.push(if is_lost { 0 } else { until });
        }
        for ((help, source), until) in beneath.helps.iter().zip(&self.there).zip(&until_of) {
            let brings = help.needs.iter().find(|(covered, _)| *covered == need);
            if let Some((_, brings)) = brings.filter(|_| *until > start && help.from < *until) {
                self.cover.comes(*source, *brings, at(help.from), Some(at(*until)));
            }
        }
        for (help, source, from, until) in &beneath.takes {
            let until = (*until).min(until_of[*help]);
            if until > start && *from < until && concerns(*source) {
                self.cover.is_taken_in(*source, at(*from), Some(at(until)));
            }
        }
        for (source, from, until, needs_nothing) in &beneath.gone {
            if *until <= start {
                continue;
            }
            if !needs_nothing && concerns(*source) {
                self.cover.gives_nothing(*source, at(*from), Some(at(*until)));
            } else if *needs_nothing && Some(*source) == person {
                self.cover.needs_nothing(*source, at(*from), Some(at(*until)));
            }
        }
        let slots = self.support.compiled.slots(need);
        for (slot, stop) in beneath.stops.iter().filter(|(slot, _)| slots.contains(slot)) {
            if stopped_by(*stop) {
                self.cover.stops(*slot, at(*stop));
            }
        }
        if let Some((from, until)) = self.support.own_days(need) {
            self.cover.opens_only(at(from), at(until));
        }
    }
}
