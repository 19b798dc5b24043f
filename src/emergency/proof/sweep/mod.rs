//! One need, whenever the loss comes: all minutes of the cycle, from stretch to stretch.
//!
//! A need is [walked](Walk) as in the timeline, but over [`Moment`]s; so it is known for how many minutes later the loss may
//! come and the same happens. In such a stretch every time is a straight line, and its least is at one of the ends.
//!
//! Each need is walked alone: what stops because another need is breached is left out. Whoever asks makes sure that
//! nothing does before what is looked for.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are those of the compiled snapshot, and of those who may come"
)]

mod beneath;
mod harmed;
mod need_week;
mod together;

use alloc::vec::Vec;

pub(super) use harmed::{Harmed, added};
pub(super) use need_week::NeedWeek;

use super::moment::{Moment, Steady};
use crate::base::{AnyId, NeedId, PersonId, SourceId};
use crate::need::met::bits;
use crate::need::{Numbers, SkilledHands};
use crate::support::{Course, CourseHelp, Cover, Loss, Lost, QuestionError, Support, Time, Walk};

/// Somebody who may come.
#[derive(Debug)]
pub(super) struct Comer {
    pub(super) id: AnyId,
    pub(super) source: SourceId,
    /// The needs, each with the hands brought to it and how many of them have which skill.
    pub(super) needs: Vec<(NeedId, u8, Vec<SkilledHands>)>,
    pub(super) takes_in: Vec<PersonId>,
}

/// A stretch of starting minutes, and when who comes if the loss comes at its first.
#[derive(Debug)]
pub(super) struct Coming {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) stays: Vec<Stay>,
}

/// From when until when one of those who may come is there, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stay {
    pub(super) comer: usize,
    pub(super) from: Moment,
    pub(super) until: Option<Moment>,
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
    pub(super) fn with_loss_later(self, minutes: u32) -> Self {
        let later = |moment: Moment| moment.with_loss_later(minutes);
        Self { comer: self.comer, from: later(self.from), until: self.until.map(later) }
    }
}

/// What a loss leaves.
#[derive(Debug)]
pub(super) struct Left {
    lost: Lost,
    able: Vec<u64>,
    /// Those of them who are there all the time, whoever is away or taken in beneath, where that is known.
    sure: Option<Vec<u64>>,
}

/// Those who may come, by index, and what is used again from need to need.
#[derive(Debug)]
pub(super) struct Sweep<'s> {
    support: &'s Support<'s>,
    /// What runs beneath: a planned absence by itself.
    beneath: Option<&'s Course>,
    /// Of each who comes there, the source by the number that it has here.
    there: Vec<usize>,
    horizon: Moment,
    comers: Vec<Indexed>,
    /// Per need: those who make a difference to it, and of these the ones who take somebody in, as sets of numbers.
    matters: Vec<(u64, u64)>,
    /// Per slot: when it stops, since what it relies on was breached. Empty where each need is walked for itself.
    stops: Vec<Option<Moment>>,
    /// Who is there for the need that is walked, from when it is covered for good, and those who make a difference.
    cover: Cover<'s, Moment>,
    for_good: Option<Moment>,
    used: u64,
    walk: Walk<Moment>,
}

#[derive(Debug)]
struct Indexed {
    source: usize,
    /// Per need, what is brought to it: nothing to one that is not covered.
    brings: Vec<Numbers>,
    takes_in: Vec<usize>,
}

impl Indexed {
    fn brings_to(&self, need: usize) -> Numbers {
        self.brings.get(need).copied().unwrap_or_default()
    }

    fn covers(&self, need: usize) -> bool {
        self.brings_to(need).hands() > 0
    }
}

impl<'s> Sweep<'s> {
    /// At most 64 can come, each source once.
    pub(super) fn new(
        support: &'s Support<'s>,
        beneath: Option<&'s Course>,
        horizon: u32,
        comers: &[Comer],
    ) -> Self {
        let (snapshot, compiled) = (support.snapshot, &support.compiled);
        let index = |(place, comer): (usize, &Comer)| {
            let mut brings = alloc::vec![Numbers::default(); compiled.needs_len];
            for (need, hands, skills) in &comer.needs {
                let index = snapshot.need_index(*need);
                if let Some((need, brings)) = index.and_then(|need| Some((need, brings.get_mut(need)?))) {
                    *brings = support.brought(need, comer.source, *hands, skills);
                }
            }
            let takes_in = comer.takes_in.iter().filter_map(|one| snapshot.source_index((*one).into()));
            Indexed {
                source: snapshot.source_index(comer.source).unwrap_or(compiled.sources_len + place),
                brings,
                takes_in: takes_in.collect(),
            }
        };
        let ids: Vec<AnyId> = comers.iter().map(|comer| comer.id).collect();
        let comers: Vec<Indexed> = comers.iter().enumerate().map(index).collect();
        let number = |help: &CourseHelp| {
            let place = ids.iter().position(|id| *id == help.id);
            place.and_then(|place| comers.get(place)).map_or(help.source, |comer| comer.source)
        };
        let there = beneath.map_or_else(Vec::new, |course| course.helps.iter().map(number).collect());
        let matters = (0..compiled.needs_len).map(|need| matters(support, &comers, need)).collect();
        Self {
            support,
            beneath,
            there,
            horizon: Moment::minutes(horizon),
            comers,
            matters,
            stops: Vec::new(),
            cover: Cover::new(support),
            for_good: None,
            used: 0,
            walk: Walk::new(),
        }
    }

    /// What a loss leaves.
    pub(super) fn left(&self, loss: &Loss) -> Result<Left, QuestionError> {
        let lost = self.support.lost(loss)?;
        let able = self.support.less(&self.support.stands.able, &lost);
        Ok(Left { sure: self.sure(&able), able, lost })
    }

    /// Of those who come, whoever makes a difference to a need.
    pub(super) fn matter(&self, need: usize, come: u64) -> u64 {
        self.matters[need].0 & come
    }

    /// Of what is lost, what gave to a need, by index.
    pub(super) fn missed<'l>(&'l self, need: usize, left: &'l Left) -> impl Iterator<Item = usize> + 'l {
        let sources = left.lost.sources.iter().copied();
        sources.filter(move |source| {
            self.support.compiled.gives_to(*source, need) || self.comes_beneath(*source)
        })
    }

    /// Whether a need can open at all after a loss, with no more than who comes being away in turn.
    pub(super) fn can_open(&self, need: usize, left: &Left, come: u64) -> bool {
        let able = left.sure.as_ref().unwrap_or(&left.able);
        !bits::has(&left.lost.no_need, need)
            && (self.matters[need].1 & come != 0 || !self.support.compiled.holds(need, able))
    }

    /// Whether somebody who is left stops if a need is breached.
    pub(super) fn is_relied_on(&self, need: usize, left: &Left) -> bool {
        self.support.compiled.relying_in(need, &left.able).next().is_some()
    }

    /// What comes to a need over these starting minutes, with these of the comers coming.
    pub(super) fn week(&mut self, need: usize, left: &Left, comings: &[Coming], come: u64) -> NeedWeek {
        let mut week = NeedWeek::default();
        let come = self.matter(need, come);
        let mut rest = comings.iter().peekable();
        while let Some(coming) = rest.next() {
            // What makes no difference to this need cuts no stretch in two.
            let mut last = coming.last;
            let goes_on = |next: &&Coming, last: u32| {
                let later = next.first - coming.first;
                next.first == last + 1 && next.of(come, 0).eq(coming.of(come, later))
            };
            while let Some(next) = rest.next_if(|next| goes_on(next, last)) {
                last = next.last;
            }
            let mut start = coming.first;
            // What came to harm beneath does so once.
            last = last.min(self.harmed_beneath(need));
            while start <= last {
                let mut steady = Steady::at_most(last - start);
                let later = start - coming.first;
                self.gather(need, start, left, coming.of(come, later), &mut steady);
                week.used |= self.used;
                self.walk(need, &left.able, start, &mut steady);
                let tolerance = self.support.snapshot.needs()[need].tolerance_min();
                week.note(&self.walk, tolerance, self.horizon, start, steady.minutes());
                start += steady.minutes() + 1;
            }
        }
        week
    }

    /// Who is there for a need: the stays that make a difference are those that begin before the horizon ends, and before
    /// the need is covered for good, by somebody who brings hands enough, stays, and is not taken in.
    fn gather(
        &mut self,
        need: usize,
        start: u32,
        left: &Left,
        stays: impl Iterator<Item = Stay> + Clone,
        steady: &mut Steady,
    ) {
        let required = self.support.compiled.required(need);
        let mut end = self.horizon;
        (self.for_good, self.used) = (None, 0);
        // Whoever is taken in may be the one who would have stayed, so then nobody is sure to stay for good.
        let mut taken_in = stays.clone().flat_map(|stay| &self.comers[stay.comer].takes_in);
        let nobody_taken_in = taken_in.next().is_none() && self.beneath.is_none();
        for stay in stays.clone().filter(|stay| stay.until.is_none() && nobody_taken_in) {
            let enough = self.comers[stay.comer].brings_to(need).reach(required);
            if enough && steady.is_before(stay.from, end) {
                end = stay.from;
                (self.for_good, self.used) = (Some(end), 1 << stay.comer);
            }
        }
        self.cover.for_need(need);
        for stay in stays {
            if steady.is_before(stay.from, end) {
                let comer = &self.comers[stay.comer];
                self.used |= 1 << stay.comer;
                if comer.covers(need) {
                    self.cover.comes(comer.source, comer.brings_to(need), stay.from, stay.until);
                }
                for source in &comer.takes_in {
                    self.cover.is_taken_in(*source, stay.from, stay.until);
                }
            }
        }
        for slot in self.support.compiled.slots(need) {
            if let Some(Some(stop)) = self.stops.get(slot) {
                self.cover.stops(slot, *stop);
            }
        }
        self.gather_beneath(need, start, left, steady);
        self.cover.in_order(steady);
    }

    /// The way of a need from a loss at this minute, with those who were gathered, to its harm, to where it is covered for
    /// good, or to the horizon.
    fn walk(&mut self, need: usize, able: &[u64], start: u32, steady: &mut Steady) {
        self.begin(need, start, steady);
        let limit = self.for_good.unwrap_or(self.horizon);
        if self.walk.up_to(limit, &mut self.cover, able, steady) && self.for_good.is_some() {
            self.walk.close();
        }
    }
}

/// Every minute from one to before another, and nobody comes.
pub(super) const fn nobody_comes((first, end): (u32, u32)) -> Coming {
    Coming { first, last: end - 1, stays: Vec::new() }
}

/// Who makes a difference to a need: who is for it, who takes in its person, somebody who gives to it, or somebody
/// else who would come for it. And of these the ones who take in.
fn matters(support: &Support<'_>, comers: &[Indexed], need: usize) -> (u64, u64) {
    let person = support.snapshot.needs().get(need).map(|of| SourceId::from(of.person()));
    let person = person.and_then(|person| support.snapshot.source_index(person));
    let comes = |source| comers.iter().any(|one| one.source == source && one.covers(need));
    let (mut all, mut takes) = (0, 0);
    for (number, comer) in comers.iter().enumerate() {
        let takes_in = comer.takes_in.iter().any(|source| {
            Some(*source) == person || support.compiled.gives_to(*source, need) || comes(*source)
        });
        takes |= u64::from(takes_in) << number;
        all |= u64::from(takes_in || comer.covers(need)) << number;
    }
    (all, takes)
}
