//! Decision diagrams: a tree as "if this question, then that, else that", reduced and in one order.
//!
//! In such a diagram two parts are the same function if and only if they are the same place, and a question
//! matters if and only if it stands in it. Children always come before their parents.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::Verdict;

pub(super) const NO: u32 = 0;
pub(super) const YES: u32 = 1;

/// What comes after a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Decision {
    question: u32,
    no: u32,
    yes: u32,
}

/// After every question: the place of `NO` and of `YES`.
const END: Decision = Decision { question: u32::MAX, no: NO, yes: YES };

/// Several functions of the same questions, in one diagram.
#[derive(Debug, Clone)]
pub(super) struct Diagram {
    decisions: Vec<Decision>,
}

/// Numbers of questions and decisions are bounded by the limits of the crate, far below 2³².
#[expect(clippy::cast_possible_truncation, reason = "see above")]
pub(super) const fn index(length: usize) -> u32 {
    length as u32
}

impl Diagram {
    /// For each place, what it comes to with what is known: exact, since no question stands twice on a path.
    pub(super) fn verdicts(&self, known: &[Verdict]) -> Vec<Verdict> {
        let mut verdicts: Vec<Verdict> = Vec::with_capacity(self.decisions.len());
        for (place, decision) in self.decisions.iter().enumerate() {
            let of = |place: u32| verdicts.get(place as usize).copied().unwrap_or(Verdict::NotKnown);
            let verdict = match index(place) {
                NO => Verdict::No,
                YES => Verdict::Yes,
                _ => match known.get(decision.question as usize) {
                    Some(Verdict::Yes) => of(decision.yes),
                    Some(Verdict::No) => of(decision.no),
                    _ if of(decision.yes) == of(decision.no) => of(decision.yes),
                    _ => Verdict::NotKnown,
                },
            };
            verdicts.push(verdict);
        }
        verdicts
    }

    /// The same for one place, looking only at what can be reached.
    pub(super) fn verdict(&self, root: u32, known: &[Verdict]) -> Verdict {
        let (mut yes, mut no) = (false, false);
        let mut seen = alloc::vec![false; root as usize + 1];
        let mut to_see = alloc::vec![root];
        while let Some(place) = to_see.pop() {
            match place {
                NO => no = true,
                YES => yes = true,
                _ => {}
            }
            if yes && no {
                return Verdict::NotKnown;
            }
            if place <= YES {
                continue;
            }
            match seen.get_mut(place as usize) {
                Some(seen) if !*seen => *seen = true,
                _ => continue,
            }
            let Some(decision) = self.decisions.get(place as usize) else { continue };
            match known.get(decision.question as usize) {
                Some(Verdict::Yes) => to_see.push(decision.yes),
                Some(Verdict::No) => to_see.push(decision.no),
                _ => to_see.extend([decision.yes, decision.no]),
            }
        }
        yes.into()
    }

    /// The questions on which the place still depends, in order. Putting in what is known can make two places
    /// the same function, so they are brought together again first; what then stands in it matters.
    pub(super) fn deciding(&self, root: u32, known: &[Verdict]) -> BTreeSet<u32> {
        let mut same: Vec<u32> = Vec::with_capacity(root as usize + 1);
        let mut left: Vec<Decision> = Vec::new();
        let mut places: BTreeMap<Decision, u32> = BTreeMap::new();
        for (place, decision) in self.decisions.iter().take(root as usize + 1).enumerate() {
            let of = |place: u32| same.get(place as usize).copied().unwrap_or(NO);
            let now = match index(place) {
                ends @ (NO | YES) => {
                    left.push(END);
                    ends
                }
                _ => match known.get(decision.question as usize) {
                    Some(Verdict::Yes) => of(decision.yes),
                    Some(Verdict::No) => of(decision.no),
                    _ if of(decision.yes) == of(decision.no) => of(decision.yes),
                    _ => {
                        let now = Decision { no: of(decision.no), yes: of(decision.yes), ..*decision };
                        *places.entry(now).or_insert_with(|| {
                            left.push(now);
                            index(left.len() - 1)
                        })
                    }
                },
            };
            same.push(now);
        }
        let mut questions = BTreeSet::new();
        let mut seen = alloc::vec![false; left.len()];
        let mut to_see: Vec<u32> = same.last().copied().into_iter().collect();
        while let Some(place) = to_see.pop() {
            let fresh = seen.get_mut(place as usize).is_some_and(|seen| !core::mem::replace(seen, true));
            if let (true, Some(decision)) = (fresh && place > YES, left.get(place as usize)) {
                questions.insert(decision.question);
                to_see.extend([decision.yes, decision.no]);
            }
        }
        questions
    }
}

/// Puts a diagram together, up to a number of decisions.
pub(super) struct Builder {
    decisions: Vec<Decision>,
    places: BTreeMap<Decision, u32>,
    chosen: BTreeMap<(u32, u32, u32), u32>,
    limit: usize,
    tangled: bool,
}

impl Builder {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            decisions: alloc::vec![END, END],
            places: BTreeMap::new(),
            chosen: BTreeMap::new(),
            limit,
            tangled: false,
        }
    }

    pub(super) fn ask(&mut self, question: u32) -> u32 {
        self.decision(Decision { question, no: NO, yes: YES })
    }

    pub(super) fn not(&mut self, part: u32) -> u32 {
        self.choose(part, NO, YES)
    }

    pub(super) fn at_least(&mut self, needed: usize, parts: &[u32]) -> u32 {
        if needed > parts.len() {
            return NO;
        }
        if needed == parts.len() {
            return parts.iter().rev().fold(YES, |rest, part| self.choose(*part, rest, NO));
        }
        // From the last part to the first: `counts[c]` is "at least c of the parts looked at".
        let mut counts = alloc::vec![NO; needed + 1];
        if let Some(none) = counts.first_mut() {
            *none = YES;
        }
        for part in parts.iter().rev() {
            let fewer = counts.clone();
            for (count, one_less) in counts.iter_mut().skip(1).zip(&fewer) {
                *count = self.choose(*part, *one_less, *count);
            }
        }
        counts.last().copied().unwrap_or(YES)
    }

    /// Whether it went past the limit, so that what was built means nothing.
    pub(super) const fn is_tangled(&self) -> bool {
        self.tangled
    }

    /// The diagram with just what these places need, and for each old place its new one.
    pub(super) fn finish(&self, roots: &[u32]) -> (Diagram, Vec<u32>) {
        let mut needed = alloc::vec![false; self.decisions.len()];
        let mut to_see: Vec<u32> = roots.to_vec();
        to_see.extend([NO, YES]);
        while let Some(place) = to_see.pop() {
            let fresh = needed.get_mut(place as usize).is_some_and(|seen| !core::mem::replace(seen, true));
            if let (true, Some(decision)) = (fresh && place > YES, self.decisions.get(place as usize)) {
                to_see.extend([decision.yes, decision.no]);
            }
        }
        let (mut kept, mut places): (Vec<Decision>, Vec<u32>) = (Vec::new(), Vec::new());
        for (decision, needed) in self.decisions.iter().zip(needed) {
            let of = |place: u32| places.get(place as usize).copied().unwrap_or(place);
            let moved = Decision { no: of(decision.no), yes: of(decision.yes), ..*decision };
            places.push(index(kept.len()));
            if needed {
                kept.push(moved);
            }
        }
        (Diagram { decisions: kept }, places)
    }

    /// "If `part`, then `yes`, else `no`", for functions of questions in any order.
    fn choose(&mut self, part: u32, yes: u32, no: u32) -> u32 {
        match part {
            _ if self.tangled || yes == no => return yes,
            YES => return yes,
            NO => return no,
            _ if yes == YES && no == NO => return part,
            _ => {}
        }
        if let Some(place) = self.chosen.get(&(part, yes, no)) {
            return *place;
        }
        let question = [part, yes, no].iter().map(|place| self.at(*place).question).min().unwrap_or_default();
        let [(part_no, part_yes), (yes_no, yes_yes), (no_no, no_yes)] = [part, yes, no].map(|place| {
            let decision = self.at(place);
            if decision.question == question { (decision.no, decision.yes) } else { (place, place) }
        });
        // As deep as there are questions.
        let if_yes = self.choose(part_yes, yes_yes, no_yes);
        let if_no = self.choose(part_no, yes_no, no_no);
        let place = self.decision(Decision { question, no: if_no, yes: if_yes });
        if self.chosen.len() / 4 >= self.limit {
            self.tangled = true;
        }
        self.chosen.insert((part, yes, no), place);
        place
    }

    fn at(&self, place: u32) -> Decision {
        self.decisions.get(place as usize).copied().unwrap_or(END)
    }

    fn decision(&mut self, decision: Decision) -> u32 {
        if decision.no == decision.yes {
            return decision.no;
        }
        if let Some(place) = self.places.get(&decision) {
            return *place;
        }
        if self.decisions.len() >= self.limit {
            self.tangled = true;
            return NO;
        }
        let place = index(self.decisions.len());
        self.decisions.push(decision);
        self.places.insert(decision, place);
        place
    }
}
