//! Who is there for a need at a time after a loss.

#![expect(clippy::indexing_slicing, reason = "indices are those of the compiled snapshot")]

use alloc::vec::Vec;

use super::super::Support;
use super::Time;
use crate::need::Numbers;
use crate::need::met::bits;

/// Who is there for one need: whoever is able in the week after the loss, less what stops and who is taken in, and
/// whoever has come.
///
/// It is filled for one need ([`Cover::for_need`], then what changes, then [`Cover::in_order`]), walked with, and filled
/// for the next.
#[derive(Debug, Clone)]
pub(crate) struct Cover<'s, T> {
    support: &'s Support<'s>,
    need: usize,
    /// Those who come, each with what is brought; those who give nothing; when its person needs nothing; the slots that
    /// stop.
    come: Vec<(Stay<T>, Numbers)>,
    lost: Vec<Stay<T>>,
    no_need: Vec<Stay<T>>,
    stop: Vec<(usize, T)>,
    /// The days of its own on which the need can open, if they are not all.
    own_days: Option<Stay<T>>,
    /// When any of it begins or ends, in order; and the first of these still to come.
    changes: Vec<T>,
    next: usize,
    /// Now: the slots that give, what those bring who have come, who gives nothing, and whether its person is away.
    slots: Vec<u64>,
    hands: Vec<(usize, Numbers)>,
    away: Vec<usize>,
    person_is_away: bool,
    may_open: bool,
    /// All that is brought, by source.
    all_hands: Vec<(usize, Numbers)>,
}

/// A source, from when until when: to the end if none is said.
#[derive(Debug, Clone, Copy)]
struct Stay<T> {
    source: usize,
    from: T,
    until: Option<T>,
}

impl<T: Time> Stay<T> {
    fn is_at(&self, at: T) -> bool {
        self.from.now() <= at.now() && self.until.is_none_or(|until| at.now() < until.now())
    }
}

impl<'s, T: Time> Cover<'s, T> {
    pub(crate) fn new(support: &'s Support<'s>) -> Self {
        Self {
            support,
            need: 0,
            come: Vec::new(),
            lost: Vec::new(),
            no_need: Vec::new(),
            stop: Vec::new(),
            own_days: None,
            changes: Vec::new(),
            next: 0,
            slots: bits::none(support.compiled.slots_len),
            hands: Vec::new(),
            away: Vec::new(),
            person_is_away: false,
            may_open: true,
            all_hands: Vec::new(),
        }
    }

    /// Only whoever is able in the week, for this need.
    pub(crate) fn for_need(&mut self, need: usize) {
        self.need = need;
        self.come.clear();
        self.lost.clear();
        self.no_need.clear();
        self.stop.clear();
        self.changes.clear();
        self.own_days = None;
        (self.next, self.person_is_away, self.may_open) = (0, false, true);
        self.hands.clear();
    }

    /// A source comes, with hands for the need, awake.
    pub(crate) fn comes(&mut self, source: usize, hands: Numbers, from: T, until: Option<T>) {
        self.changes.extend([Some(from), until].into_iter().flatten());
        self.come.push((Stay { source, from, until }, hands));
    }

    /// A source is taken in: it gives nothing, and if it is the need's person nobody has to.
    pub(crate) fn is_taken_in(&mut self, source: usize, from: T, until: Option<T>) {
        self.gives_nothing(source, from, until);
        let person = self.support.snapshot.needs()[self.need].person();
        if self.support.source_id(source) == Some(person.into()) {
            self.needs_nothing(source, from, until);
        }
    }

    /// A source gives nothing.
    pub(crate) fn gives_nothing(&mut self, source: usize, from: T, until: Option<T>) {
        self.changes.extend([Some(from), until].into_iter().flatten());
        self.lost.push(Stay { source, from, until });
    }

    /// The need's person, as a source, is away: nobody has to be there for it.
    pub(crate) fn needs_nothing(&mut self, person: usize, from: T, until: Option<T>) {
        self.changes.extend([Some(from), until].into_iter().flatten());
        self.no_need.push(Stay { source: person, from, until });
    }

    /// The need can open from this time until that one only.
    pub(crate) fn opens_only(&mut self, from: T, until: T) {
        self.changes.extend([from, until]);
        self.own_days = Some(Stay { source: usize::MAX, from, until: Some(until) });
    }

    /// A slot gives no more.
    pub(crate) fn stops(&mut self, slot: usize, at: T) {
        self.changes.push(at);
        self.stop.push((slot, at));
    }

    /// Once everything is said. The order of all changes holds for whatever is walked, so that who is there at a time can
    /// be told from how things are now.
    pub(crate) fn in_order(&mut self, holds: &mut T::Holds) {
        self.changes.sort_unstable();
        for pair in self.changes.windows(2) {
            pair[1].is_before(pair[0], holds);
        }
    }

    pub(super) const fn support(&self) -> &'s Support<'s> {
        self.support
    }

    pub(super) const fn need(&self) -> usize {
        self.need
    }

    /// Whether the need can open now: it is one of its own days.
    pub(super) const fn may_open(&self) -> bool {
        self.may_open
    }

    /// When anybody comes or goes, in order.
    pub(crate) fn changes(&self) -> &[T] {
        &self.changes
    }

    /// The next time at which somebody comes or goes.
    pub(super) fn next_change(&self) -> Option<T> {
        self.changes.get(self.next).copied()
    }

    /// At a time from which a walk sets out.
    pub(super) fn begin_at(&mut self, at: T, able: &[u64], holds: &mut T::Holds) {
        self.next = 0;
        if !self.changes.is_empty() {
            self.pass_changes(at, holds);
            self.update(at, able);
        }
    }

    /// On to a later time.
    pub(super) fn go_on_to(&mut self, at: T, able: &[u64], holds: &mut T::Holds) {
        if self.pass_changes(at, holds) {
            self.update(at, able);
        }
    }

    fn pass_changes(&mut self, at: T, holds: &mut T::Holds) -> bool {
        let known = self.next;
        while let Some(change) = self.next_change()
            && !at.is_before(change, holds)
        {
            self.next += 1;
        }
        self.next > known
    }

    /// Who is there at a time, going by how things are now.
    fn update(&mut self, at: T, able: &[u64]) {
        let compiled = &self.support.compiled;
        for slot in compiled.slots(self.need) {
            if bits::has(able, slot) {
                bits::set(&mut self.slots, slot);
            } else {
                bits::clear(&mut self.slots, slot);
            }
        }
        for (slot, _) in self.stop.iter().filter(|(_, stop)| stop.now() <= at.now()) {
            bits::clear(&mut self.slots, *slot);
        }
        self.away.clear();
        for stay in self.lost.iter().filter(|stay| stay.is_at(at)) {
            self.away.push(stay.source);
            compiled.lost_with(stay.source).iter().for_each(|mask| mask.take_from(&mut self.slots));
        }
        self.person_is_away = self.no_need.iter().any(|stay| stay.is_at(at));
        self.may_open = self.own_days.is_none_or(|days| days.is_at(at));
        self.hands.clear();
        for (stay, hands) in self.come.iter().filter(|(stay, _)| stay.is_at(at)) {
            if !self.away.contains(&stay.source) {
                self.hands.push((stay.source, *hands));
            }
        }
    }

    /// Whether there are hands enough for a test of a piece of the week: each source with its greatest numbers.
    pub(super) fn covers(&mut self, test: u32, able: &[u64]) -> bool {
        let compiled = &self.support.compiled;
        // Where nothing changes, whoever is able is there: so it is with most needs, and no set is copied for it.
        let slots = if self.changes.is_empty() { able } else { &self.slots };
        if self.person_is_away || compiled.test_covered(test, slots) {
            return true;
        }
        let required = compiled.required(self.need);
        if self.hands.is_empty() || required.is_one_helper() {
            return !self.hands.is_empty();
        }
        self.all_hands.clone_from(&self.hands);
        for slot in compiled.slots_under(test).filter(|slot| bits::has(slots, *slot)) {
            self.all_hands.push((compiled.source_of[slot].into(), compiled.brings(slot)));
        }
        self.all_hands.sort_unstable_by_key(|(source, _)| *source);
        let by_source = self.all_hands.chunk_by(|(one, _), (other, _)| one == other);
        let most =
            by_source.map(|of| of.iter().map(|(_, brings)| *brings).fold(Numbers::default(), Numbers::or));
        most.fold(Numbers::default(), Numbers::and).reach(required)
    }
}
