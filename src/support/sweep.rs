//! One need, whenever the loss comes: all 10,080 minutes of the week, from stretch to stretch.
//!
//! A need is walked as in the timeline, with the same comparisons in the same order, but over [`Moment`]s; so it is
//! known for how many minutes later the loss may come and the same happens. In such a stretch every time is a straight
//! line, and its least is at one of the ends.
//!
//! Each need is walked alone: what stops because another need is breached is left out. Whoever asks makes sure that
//! nothing does before what is looked for.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot, and of those who may come"
)]

use alloc::vec::Vec;

use super::model::{Lost, QuestionError};
use super::{Loss, Moment, Steady, Support};
use crate::base::{MINUTES_PER_WEEK, NeedId, PersonId, SourceId};
use crate::need::Need;
use crate::need::met::{Compiled, Piece, bits};

/// Somebody who may come.
#[derive(Debug)]
pub(crate) struct Comer {
    pub(crate) source: SourceId,
    pub(crate) needs: Vec<NeedId>,
    pub(crate) hands: u8,
    pub(crate) takes_in: Vec<PersonId>,
}

/// A stretch of starting minutes, and when who comes if the loss comes at its first.
#[derive(Debug)]
pub(crate) struct Coming {
    pub(crate) first: u16,
    pub(crate) last: u16,
    pub(crate) stays: Vec<Stay>,
}

/// From when until when one of those who may come is there, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stay {
    pub(crate) comer: usize,
    pub(crate) from: Moment,
    pub(crate) until: Option<Moment>,
}

impl Coming {
    /// The stays of these comers, for a loss so many minutes after the first.
    fn of(&self, come: u64, later: u32) -> impl Iterator<Item = Stay> + Clone {
        let these = self.stays.iter().filter(move |stay| come >> stay.comer & 1 == 1);
        these.map(move |stay| stay.with_loss_later(later))
    }
}

impl Stay {
    /// The same for a loss that comes so many minutes later.
    pub(crate) fn with_loss_later(self, minutes: u32) -> Self {
        let later = |moment: Moment| moment.with_loss_later(minutes);
        Self { comer: self.comer, from: later(self.from), until: self.until.map(later) }
    }
}

/// What a loss leaves.
#[derive(Debug)]
pub(crate) struct Left {
    lost: Lost,
    able: Vec<u64>,
}

/// What comes to one need, over all starting minutes of a week. Starts are minutes of the week.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct NeedWeek {
    /// The shortest time to its harm, and the earliest start for it.
    pub(crate) harm: Option<(u32, u16)>,
    /// The stretches of starts, first and last, in which it comes to harm.
    pub(crate) harmed: Vec<(u16, u16)>,
    /// Where it does not: the least time to spare, the earliest start for it, and when it closes.
    pub(crate) margin: Option<(u32, u16, u32)>,
    /// Where it does not: the least time from the end of the horizon to its harm, if it can be open then.
    pub(crate) open: Option<u32>,
    /// Those who made a difference, by number: without any of the others it is the same.
    pub(crate) used: u64,
}

/// Those who may come, by index, and what is used again from need to need.
#[derive(Debug)]
pub(crate) struct Sweep<'s> {
    support: &'s Support<'s>,
    horizon: Moment,
    comers: Vec<Indexed>,
    /// Per need: those who make a difference to it, and of these the ones who take somebody in, as sets of numbers.
    matters: Vec<(u64, u64)>,
    /// The stays that concern the need that is walked, from where it is covered for good, and the moments at which
    /// they begin and end, in order.
    stays: Vec<Stay>,
    for_good: Option<Moment>,
    used: u64,
    changes: Vec<Moment>,
    /// Who is there now: the slots of the week, whoever has come, whether its person is taken in.
    local: Vec<u64>,
    hands: Vec<(usize, u8)>,
    taken_in: bool,
    /// Closings: time to spare, and when.
    closings: Vec<(Moment, Moment)>,
}

#[derive(Debug)]
struct Indexed {
    source: usize,
    needs: Vec<u64>,
    hands: u8,
    takes_in: Vec<usize>,
}

/// How a walk ends.
enum End {
    Harmed(Moment),
    Open(Moment),
    Closed,
}

impl<'s> Sweep<'s> {
    /// At most 64 can come, each source once.
    pub(crate) fn new(support: &'s Support<'s>, horizon: u32, comers: &[Comer]) -> Self {
        let (snapshot, compiled) = (support.snapshot, &support.compiled);
        let index = |(place, comer): (usize, &Comer)| {
            let mut needs = bits::none(compiled.needs_len);
            let known = comer.needs.iter().filter_map(|need| snapshot.need_index(*need));
            known.for_each(|need| bits::set(&mut needs, need));
            let takes_in = comer.takes_in.iter().filter_map(|one| snapshot.source_index((*one).into()));
            Indexed {
                source: snapshot.source_index(comer.source).unwrap_or(compiled.sources_len + place),
                needs,
                hands: comer.hands,
                takes_in: takes_in.collect(),
            }
        };
        let comers: Vec<Indexed> = comers.iter().enumerate().map(index).collect();
        let matters = (0..compiled.needs_len).map(|need| matters(support, &comers, need)).collect();
        Self {
            support,
            horizon: Moment::after_the_loss(horizon),
            comers,
            matters,
            stays: Vec::new(),
            for_good: None,
            used: 0,
            changes: Vec::new(),
            local: bits::none(compiled.slots_len),
            hands: Vec::new(),
            taken_in: false,
            closings: Vec::new(),
        }
    }

    /// What a loss leaves.
    pub(crate) fn left(&self, loss: &Loss) -> Result<Left, QuestionError> {
        let lost = self.support.lost(loss)?;
        let mut able = self.support.stands.able.clone();
        for source in &lost.sources {
            take_away(&mut able, &self.support.compiled, *source);
        }
        Ok(Left { lost, able })
    }

    /// Of those who come, whoever makes a difference to a need.
    pub(crate) fn matter(&self, need: usize, come: u64) -> u64 {
        self.matters[need].0 & come
    }

    /// Of what is lost, what gave to a need, by index.
    pub(crate) fn missed<'l>(&'l self, need: usize, left: &'l Left) -> impl Iterator<Item = usize> + 'l {
        let sources = left.lost.sources.iter().copied();
        sources.filter(move |source| gives_to(&self.support.compiled, *source, need))
    }

    /// Whether a need can open at all after a loss, with no more than who comes being away in turn.
    pub(crate) fn can_open(&self, need: usize, left: &Left, come: u64) -> bool {
        !bits::has(&left.lost.no_need, need)
            && (self.matters[need].1 & come != 0 || !self.support.compiled.holds(need, &left.able))
    }

    /// Whether somebody who is left stops if a need is breached.
    pub(crate) fn is_relied_on(&self, need: usize, left: &Left) -> bool {
        let relying = self.support.compiled.relying(need);
        relying.iter().any(|mask| left.able[mask.word as usize] & mask.bits != 0)
    }

    /// What comes to a need over these starting minutes, with these of the comers coming.
    pub(crate) fn week(&mut self, need: usize, left: &Left, comings: &[Coming], come: u64) -> NeedWeek {
        let mut week = NeedWeek::default();
        let come = self.matter(need, come);
        let mut rest = comings.iter().peekable();
        while let Some(coming) = rest.next() {
            // What makes no difference to this need cuts no stretch in two.
            let mut last = coming.last;
            let goes_on = |next: &&Coming, last: u16| {
                let later = u32::from(next.first - coming.first);
                next.first == last + 1 && next.of(come, 0).eq(coming.of(come, later))
            };
            while let Some(next) = rest.next_if(|next| goes_on(next, last)) {
                last = next.last;
            }
            let mut start = coming.first;
            while start <= last {
                let mut steady = Steady::at_most(u32::from(last - start));
                let later = u32::from(start - coming.first);
                self.gather(need, coming.of(come, later), &mut steady);
                week.used |= self.used;
                let end = self.walk(need, &left.able, start, &mut steady);
                week.note(&end, &self.closings, self.horizon, start, steady.minutes());
                #[expect(clippy::cast_possible_truncation, reason = "less than a week")]
                let minutes = steady.minutes() as u16;
                start += minutes + 1;
            }
        }
        week
    }

    /// The stays that make a difference: those that begin before the horizon ends, and before the need is covered for
    /// good, by somebody who brings hands enough, stays, and is not taken in.
    fn gather(&mut self, need: usize, stays: impl Iterator<Item = Stay> + Clone, steady: &mut Steady) {
        let helpers = self.support.snapshot.needs()[need].helpers();
        let mut end = self.horizon;
        (self.for_good, self.used) = (None, 0);
        let mut taken_in = stays.clone().flat_map(|stay| &self.comers[stay.comer].takes_in);
        let nobody_taken_in = taken_in.next().is_none();
        for stay in stays.clone().filter(|stay| stay.until.is_none() && nobody_taken_in) {
            let comer = &self.comers[stay.comer];
            let enough = comer.hands >= helpers && bits::has(&comer.needs, need);
            if enough && steady.is_before(stay.from, end) {
                end = stay.from;
                (self.for_good, self.used) = (Some(end), 1 << stay.comer);
            }
        }
        self.stays.clear();
        self.changes.clear();
        for stay in stays {
            if steady.is_before(stay.from, end) {
                self.stays.push(stay);
                self.used |= 1 << stay.comer;
                self.changes.extend([Some(stay.from), stay.until].into_iter().flatten());
            }
        }
        self.changes.sort_unstable();
        for pair in self.changes.windows(2) {
            steady.is_before(pair[1], pair[0]);
        }
    }

    fn walk(&mut self, need: usize, able: &[u64], start: u16, steady: &mut Steady) -> End {
        let support = self.support;
        let compiled = &support.compiled;
        let of = &support.snapshot.needs()[need];
        let (windows, pieces) = (of.windows(), compiled.pieces(need));
        self.closings.clear();
        let horizon = self.for_good.unwrap_or(self.horizon);

        let mut place = pieces.partition_point(|piece| piece.end <= start);
        let to_its_end = u32::from(pieces[place].end - start);
        steady.limit(to_its_end - 1);
        let before = u32::from(support.uncovered_before(need, place, start));
        let mut uncovered = if support.goes_uncovered(pieces[place]) {
            Moment::growing(before)
        } else {
            Moment::after_the_loss(before)
        };
        let mut piece_end = Moment::of_the_week(to_its_end);
        let mut at = Moment::after_the_loss(0);
        let mut opened: Option<Moment> = None;
        let mut next = 0;
        if !steady.is_before(at, horizon) {
            return End::Closed;
        }
        self.stand(need, of, able, at);
        loop {
            let piece = pieces[place];
            let mut changed = false;
            while let Some(change) = self.changes.get(next)
                && !steady.is_before(at, *change)
            {
                next += 1;
                changed = true;
            }
            if changed {
                self.stand(need, of, able, at);
            }
            let (mut end, mut through) = (piece_end, true);
            if let Some(change) = self.changes.get(next)
                && steady.is_before(*change, end)
            {
                (end, through) = (*change, false);
            }
            let last = !steady.is_before(end, horizon);
            if last {
                end = horizon;
            }
            if self.is_covered(of, piece) {
                if let Some(opened) = opened.take() {
                    self.closings.push((opened.plus(of.tolerance_min()).since(at), at));
                }
            } else {
                if let Some(window) = windows.get(usize::from(piece.window)) {
                    if opened.is_none() {
                        let slack = Moment::after_the_loss(window.slack().into());
                        let opens = if steady.is_before(uncovered, slack) {
                            at.and(slack.since(uncovered))
                        } else {
                            at
                        };
                        opened = steady.is_before(opens, end).then_some(opens);
                    }
                    uncovered = uncovered.and(end.since(at));
                }
                if let Some(harm) = opened.map(|opened| opened.plus(of.tolerance_min()))
                    && steady.is_before(harm, end)
                {
                    return End::Harmed(harm);
                }
            }
            if last {
                let Some(harm) = opened.map(|opened| opened.plus(of.tolerance_min())) else {
                    return End::Closed;
                };
                if self.for_good.is_none() {
                    return End::Open(harm);
                }
                self.closings.push((harm.since(horizon), horizon));
                return End::Closed;
            }
            at = end;
            if through {
                place = if place + 1 == pieces.len() { 0 } else { place + 1 };
                let piece = pieces[place];
                piece_end = piece_end.plus(u32::from(piece.end - piece.start));
                let window = windows.get(usize::from(piece.window));
                if window.is_some_and(|window| window.span().start().get() == piece.start) {
                    uncovered = Moment::after_the_loss(0);
                }
            }
        }
    }

    /// Who is there at a moment. The order of all changes holds for the whole stretch, so what is so now is so in
    /// all of it.
    fn stand(&mut self, need: usize, of: &Need, able: &[u64], at: Moment) {
        for slot in self.support.compiled.slots(need) {
            if bits::has(able, slot) {
                bits::set(&mut self.local, slot)
            } else {
                bits::clear(&mut self.local, slot)
            }
        }
        self.hands.clear();
        self.taken_in = false;
        let there = |stay: &&Stay| {
            stay.from.now() <= at.now() && stay.until.is_none_or(|until| at.now() < until.now())
        };
        let mut away: Vec<usize> = Vec::new();
        for stay in self.stays.iter().filter(there) {
            for source in &self.comers[stay.comer].takes_in {
                take_away(&mut self.local, &self.support.compiled, *source);
                away.push(*source);
            }
        }
        let person = self.support.snapshot.source_index(of.person().into());
        self.taken_in = person.is_some_and(|person| away.contains(&person));
        for stay in self.stays.iter().filter(there) {
            let comer = &self.comers[stay.comer];
            if bits::has(&comer.needs, need) && !away.contains(&comer.source) {
                self.hands.push((comer.source, comer.hands));
            }
        }
    }

    /// Whether there are hands enough, in the week and of those who have come: each source with its greatest number.
    fn is_covered(&self, of: &Need, piece: Piece) -> bool {
        let compiled = &self.support.compiled;
        if self.taken_in || compiled.test_covered(piece.test, &self.local) {
            return true;
        }
        if self.hands.is_empty() {
            return false;
        }
        if of.helpers() == 1 {
            return true;
        }
        let mut hands = self.hands.clone();
        for slot in compiled.slots_under(piece.test).filter(|slot| bits::has(&self.local, *slot)) {
            hands.push((compiled.source_of[slot].into(), compiled.hands_of[slot]));
        }
        hands.sort_unstable_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1)));
        hands.dedup_by_key(|(source, _)| *source);
        hands.iter().map(|(_, hands)| u32::from(*hands)).sum::<u32>() >= u32::from(of.helpers())
    }
}

impl NeedWeek {
    /// What a walk from a starting minute comes to, there and for so many minutes later.
    fn note(&mut self, end: &End, closings: &[(Moment, Moment)], horizon: Moment, start: u16, minutes: u32) {
        #[expect(clippy::cast_possible_truncation, reason = "less than a week")]
        let last = start + minutes as u16;
        // The least of what follows a straight line: at the first minute, or, if it shrinks, at the last.
        let least = |moment: Moment| {
            if moment.shrinks() { (moment.with_loss_later(minutes), last) } else { (moment, start) }
        };
        if let End::Harmed(harm) = end {
            let (harm, at) = least(*harm);
            let this = (harm.now(), at);
            self.harm = Some(self.harm.map_or(this, |known| known.min(this)));
            match self.harmed.last_mut().filter(|known| known.1 + 1 == start) {
                Some(known) => known.1 = last,
                None => self.harmed.push((start, last)),
            }
            return;
        }
        for &(spare, at) in closings {
            let (spare, from) = least(spare);
            let this = (spare.now(), from, at.with_loss_later((from - start).into()).now());
            self.margin = Some(self.margin.map_or(this, |known| known.min(this)));
        }
        if let End::Open(harm) = end {
            let after = least(harm.since(horizon)).0.now();
            self.open = Some(self.open.map_or(after, |known| known.min(after)));
        }
    }
}

/// Every minute of the week, and nobody comes.
pub(crate) fn nobody_comes() -> Coming {
    Coming { first: 0, last: MINUTES_PER_WEEK - 1, stays: Vec::new() }
}

/// Who makes a difference to a need: who is for it, who takes in its person, somebody who gives to it, or somebody
/// else who would come for it. And of these the ones who take in.
fn matters(support: &Support<'_>, comers: &[Indexed], need: usize) -> (u64, u64) {
    let person = support.snapshot.needs().get(need).map(|of| SourceId::from(of.person()));
    let person = person.and_then(|person| support.snapshot.source_index(person));
    let comes = |source| comers.iter().any(|one| one.source == source && bits::has(&one.needs, need));
    let (mut all, mut takes) = (0, 0);
    for (number, comer) in comers.iter().enumerate() {
        let takes_in = comer.takes_in.iter().any(|source| {
            Some(*source) == person || gives_to(&support.compiled, *source, need) || comes(*source)
        });
        takes |= u64::from(takes_in) << number;
        all |= u64::from(takes_in || bits::has(&comer.needs, need)) << number;
    }
    (all, takes)
}

/// Whether a source gives to a need, or supports somebody who does.
fn gives_to(compiled: &Compiled, source: usize, need: usize) -> bool {
    let slots = compiled.slots(need);
    compiled
        .lost_with(source)
        .iter()
        .any(|mask| bits::of_word(mask.bits, mask.word as usize * 64).any(|slot| slots.contains(&slot)))
}

fn take_away(slots: &mut [u64], compiled: &Compiled, source: usize) {
    for mask in compiled.lost_with(source) {
        slots[mask.word as usize] &= !mask.bits;
    }
}
