//! A plain model of an agreement, written from its description: the list of what happened, asked anew for everything.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::agreement::{Approval, Assent, Document, InForce, LastReview, ProofGiven};
use mutual_care::base::{Actor, AnyId, PersonId, Say, SourceId, Told, Weight};

use crate::key::{COUNTED, KeyPlan, TEMP, TRIED, id};

/// Something that may happen to a key plan.
#[derive(Debug, Clone)]
pub enum Step {
    /// Drawn up, the first time; else changed.
    Drawn {
        on: NaiveDate,
        plan: KeyPlan,
        people: Vec<PersonId>,
        by: Actor,
    },
    Shared {
        on: NaiveDate,
        people: Vec<PersonId>,
        keepers: Vec<SourceId>,
    },
    Agreed(Assent),
    PutRight {
        on: NaiveDate,
        plan: KeyPlan,
    },
    Proven {
        on: NaiveDate,
        proof: ProofGiven,
    },
    Withdrew {
        on: NaiveDate,
        person: PersonId,
    },
    Approved {
        approval: Approval,
        limit: Option<u64>,
    },
    CameIntoForce(InForce),
    Reviewed(LastReview),
}

/// A finding without its figures: code, weight, whom and what it is about.
pub type Found = (&'static str, Weight, Vec<AnyId>);

/// Everything that happened, in order.
pub struct Model {
    pub all: Vec<Step>,
}

impl Model {
    fn this_version(&self) -> &[Step] {
        let began = self.all.iter().rposition(|step| matches!(step, Step::Drawn { .. })).unwrap();
        &self.all[began..]
    }

    pub fn number(&self) -> usize {
        self.all.iter().filter(|step| matches!(step, Step::Drawn { .. })).count()
    }

    pub fn began(&self) -> (NaiveDate, &[PersonId], Actor) {
        match &self.this_version()[0] {
            Step::Drawn { on, people, by, .. } => (*on, people, *by),
            _ => unreachable!(),
        }
    }

    pub fn plan(&self) -> &KeyPlan {
        let plan = self.this_version().iter().rev().find_map(|step| match step {
            Step::Drawn { plan, .. } | Step::PutRight { plan, .. } => Some(plan),
            _ => None,
        });
        plan.unwrap()
    }

    pub fn who_has_it(&self) -> (BTreeMap<PersonId, NaiveDate>, BTreeMap<SourceId, NaiveDate>) {
        let (mut with, mut kept) = (BTreeMap::new(), BTreeMap::new());
        // Backwards, so that the first time is what stays.
        for step in self.this_version().iter().rev() {
            if let Step::Shared { on, people, keepers } = step {
                with.extend(people.iter().map(|person| (*person, *on)));
                kept.extend(keepers.iter().map(|keeper| (*keeper, *on)));
            }
        }
        (with, kept)
    }

    /// What happened to this version since somebody last took back what they said.
    fn since_withdrawn(&self) -> &[Step] {
        let steps = self.this_version();
        let last = steps.iter().rposition(|step| matches!(step, Step::Withdrew { .. }));
        last.map_or(steps, |last| &steps[last + 1..])
    }

    pub fn assent(&self) -> Option<&Assent> {
        self.since_withdrawn().iter().rev().find_map(|step| match step {
            Step::Agreed(assent) => Some(assent),
            _ => None,
        })
    }

    pub fn approval(&self) -> Option<&Approval> {
        self.since_withdrawn().iter().rev().find_map(|step| match step {
            Step::Approved { approval, .. } => Some(approval),
            _ => None,
        })
    }

    pub fn in_force(&self) -> Option<&InForce> {
        self.since_withdrawn().iter().rev().find_map(|step| match step {
            Step::CameIntoForce(from) => Some(from),
            _ => None,
        })
    }

    pub fn reviewed(&self) -> Option<&LastReview> {
        self.this_version().iter().rev().find_map(|step| match step {
            Step::Reviewed(review) => Some(review),
            _ => None,
        })
    }

    /// The last proof of a kind: since it was last agreed to, else with that.
    pub fn proof(&self, kind: &str) -> Option<&ProofGiven> {
        for step in self.this_version().iter().rev() {
            match step {
                Step::Proven { proof, .. } if proof.receipt.kind().as_str() == kind => return Some(proof),
                Step::Agreed(assent) => {
                    return assent.proofs.iter().find(|proof| proof.receipt.kind().as_str() == kind);
                }
                _ => {}
            }
        }
        None
    }

    pub fn review_by(&self) -> Option<NaiveDate> {
        match (self.reviewed(), self.plan().review_by) {
            (Some(review), _) if review.next_by.is_some() => review.next_by,
            (Some(review), Some(by)) if by <= review.on => None,
            (_, by) => by,
        }
    }

    pub fn fits(&self, step: &Step) -> bool {
        let (since, about, _) = self.began();
        let same = |plan: &KeyPlan| plan.fingerprint().unwrap() == self.plan().fingerprint().unwrap();
        let keepers: Vec<_> = self.plan().keys.iter().map(|key| key.keeper).collect();
        match step {
            Step::Drawn { on, plan, people, .. } => {
                let each: BTreeSet<_> = people.iter().collect();
                *on >= since
                    && !people.is_empty()
                    && each.len() == people.len()
                    && plan.keys.iter().flat_map(|key| &key.opens_for).all(|one| people.contains(one))
                    && !(same(plan) && people == about)
            }
            Step::Shared { on, people, keepers: with } => {
                *on >= since
                    && people.len() + with.len() > 0
                    && people.iter().all(|one| about.contains(one))
                    && with.iter().all(|one| keepers.contains(one))
            }
            Step::Agreed(it) => {
                let whole: BTreeSet<_> = it.says.iter().map(|said| said.person).collect();
                let parts: BTreeSet<_> = it.of_parts.iter().map(|said| (said.part, said.person)).collect();
                let right_way = if self.plan().key_by_key && !self.plan().keys.is_empty() {
                    it.says.is_empty()
                        && parts.iter().all(|said| keepers.iter().any(|one| one.any() == said.0))
                } else {
                    it.of_parts.is_empty()
                };
                it.on >= since
                    && right_way
                    && whole.iter().chain(parts.iter().map(|said| &said.1)).all(|one| about.contains(one))
                    && whole.len() + parts.len() == it.says.len() + it.of_parts.len()
                    && it.tried.iter().all(|tried| about.contains(&tried.person) && tried.on <= it.on)
            }
            Step::PutRight { on, plan } => *on >= since && same(plan),
            Step::Proven { on, .. } => *on >= since,
            Step::Withdrew { on, person } => *on >= since && about.contains(person),
            Step::Approved { approval, .. } => approval.on >= since,
            Step::CameIntoForce(from) => from.on >= since,
            Step::Reviewed(it) => it.on >= since && it.next_by.is_none_or(|next| next > it.on),
        }
    }

    /// All that speaks against a step that fits, but for what the policy lacks.
    pub fn found(&self, step: &Step) -> BTreeSet<Found> {
        let of = self.plan().id.any();
        let mut found = BTreeSet::new();
        let mut find = |code, weight, about: &[AnyId]| _ = found.insert((code, weight, about.to_vec()));
        match step {
            Step::Agreed(it) => {
                self.said(it, &mut find);
                self.not_got(&mut find);
                self.overdue(it.on, &mut find);
                self.unproven(it, &mut find);
            }
            Step::Proven { proof, .. } => self.against(proof, &mut find),
            Step::Approved { approval, limit } => {
                let by = approval.by;
                let mut who = |code, weight| find(code, weight, &[of, by.any()]);
                if by == self.began().2 {
                    who("is-author", Weight::Bars);
                }
                match by {
                    Actor::Person(person) => {
                        if self.began().1.contains(&person) {
                            who("is-for-them", Weight::Bars);
                        }
                        if self.plan().keys.iter().any(|key| key.keeper == person.into()) {
                            who("is-provider", Weight::Bars);
                        }
                    }
                    Actor::Worker(worker) if worker == id(TEMP) => who("provider-not-known", Weight::Warns),
                    Actor::Worker(_) => {}
                }
                if limit.is_none() {
                    find("limit-not-set", Weight::Bars, &[of]);
                }
                if approval.yearly_pence.is_none() {
                    find("cost-not-known", Weight::Bars, &[of]);
                }
                if limit.is_some_and(|limit| approval.yearly_pence.is_some_and(|pence| pence > limit)) {
                    find("above-limit", Weight::Bars, &[of]);
                }
            }
            Step::CameIntoForce(from) => {
                self.overdue(from.on, &mut find);
                if self.approval().is_none() {
                    find("not-approved", Weight::Bars, &[of]);
                }
                if let Some(proposed) = self.assent().and_then(|assent| assent.on_proposed) {
                    match from.with {
                        Some(with) if with.id != proposed.id => {
                            find("lease-not-signed", Weight::Bars, &[proposed.id]);
                        }
                        None => find("lease-not-signed", Weight::Bars, &[proposed.id]),
                        Some(with) if with.revision != proposed.revision => {
                            find("another-lease", Weight::Warns, &[with.id]);
                        }
                        Some(_) => {}
                    }
                }
            }
            _ => {}
        }
        found
    }

    fn said(&self, it: &Assent, find: &mut impl FnMut(&'static str, Weight, &[AnyId])) {
        let about = self.began().1;
        // Each thing that is said yes or no to, and for whom it changes something.
        let mut matters: Vec<(Option<AnyId>, Vec<PersonId>)> = Vec::new();
        if self.plan().key_by_key {
            for key in &self.plan().keys {
                matters.push((Some(key.keeper.any()), key.opens_for.clone()));
            }
        }
        if matters.is_empty() {
            matters.push((None, about.to_vec()));
        }
        for (matter, changes_for) in matters {
            for person in about {
                let whole = it.says.iter().find(|said| matter.is_none() && said.person == *person);
                let part =
                    it.of_parts.iter().find(|said| Some(said.part) == matter && said.person == *person);
                let say = whole.map(|said| &said.say).or(part.map(|said| &said.say));
                let mut say_that = |code, weight, more: Option<AnyId>| {
                    let about: Vec<_> = [Some(person.any()), more, matter].into_iter().flatten().collect();
                    find(code, weight, &about);
                };
                let decider = match say {
                    Some(Say::DecidedByPower { by, .. }) => Some(*by),
                    Some(Say::BestInterests(it)) => Some(it.decided_by),
                    _ => None,
                };
                let agrees = match say {
                    Some(Say::Agrees) => Some(true),
                    Some(Say::Disagrees { .. }) => Some(false),
                    Some(Say::BestInterests(it)) => Some(it.agrees),
                    // Deputies alone decide by power here, and need no register.
                    Some(Say::DecidedByPower { covers_this: Told::Known(true), agrees, .. }) => Some(*agrees),
                    _ => None,
                };
                let tried = it.tried.iter().any(|tried| tried.person == *person);
                match agrees {
                    Some(true) => {}
                    None => say_that("not-known", Weight::Bars, None),
                    Some(false) if !changes_for.contains(person) => {
                        say_that("only-for-others", Weight::Notes, None);
                    }
                    Some(false) if tried => {
                        say_that("does-not-agree", Weight::Warns, None);
                        say_that("tried-to-agree", Weight::Warns, None);
                    }
                    Some(false) => say_that("does-not-agree", Weight::Bars, None),
                }
                if let Some(decider) = decider {
                    say_that("in-anothers-place", Weight::Notes, Some(decider.any()));
                    let other = changes_for.iter().any(|one| one != person && Actor::Person(*one) == decider);
                    if other {
                        say_that("decides-for-the-other", Weight::Warns, Some(decider.any()));
                    }
                }
            }
        }
    }

    fn not_got(&self, find: &mut impl FnMut(&'static str, Weight, &[AnyId])) {
        let (people, keepers) = self.who_has_it();
        for person in self.began().1 {
            if !people.contains_key(person) {
                find("has-not-got-it", Weight::Bars, &[person.any()]);
            }
        }
        for key in &self.plan().keys {
            if !keepers.contains_key(&key.keeper) {
                find("keeper-has-not-got-it", Weight::Warns, &[key.keeper.any()]);
            }
        }
    }

    fn overdue(&self, on: NaiveDate, find: &mut impl FnMut(&'static str, Weight, &[AnyId])) {
        if self.review_by().is_some_and(|by| by < on) {
            find("review-date-passed", Weight::Warns, &[self.plan().id.any()]);
        }
    }

    fn unproven(&self, it: &Assent, find: &mut impl FnMut(&'static str, Weight, &[AnyId])) {
        let mut against: Vec<Found> = Vec::new();
        for kind in [COUNTED, TRIED] {
            match it.proofs.iter().find(|proof| proof.receipt.kind().as_str() == kind) {
                None => against.push(("not-proven", Weight::Bars, vec![self.plan().id.any()])),
                Some(proof) => {
                    self.against(proof, &mut |code, weight, about| {
                        against.push((code, weight, about.to_vec()));
                    });
                }
            }
        }
        let fails = against.iter().any(|found| found.1 == Weight::Bars);
        let risk = it.risk.as_ref().filter(|_| fails);
        for (code, weight, about) in against {
            find(code, if risk.is_some() { Weight::Warns } else { weight }, &about);
        }
        if let Some(risk) = risk {
            find("risk-accepted", Weight::Warns, &[self.plan().id.any(), risk.accepted_by.any()]);
        }
    }

    fn against(&self, proof: &ProofGiven, find: &mut impl FnMut(&'static str, Weight, &[AnyId])) {
        let of = [self.plan().id.any()];
        // Every receipt here was read from somewhere.
        find("only-claimed", Weight::Warns, &of);
        if !proof.receipt.read().contains(&self.plan().fingerprint().unwrap()) {
            find("of-another-version", Weight::Bars, &of);
        }
        if proof.receipt.kind().as_str() == TRIED && proof.receipt.headline().level < Some(1) {
            find("fails", Weight::Bars, &of);
        }
    }
}
