//! A plain model of the record, written from its description: the list of what happened, asked anew for everything.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::base::{PersonId, ResponderId, Say, SourceId, Told};
use mutual_care::emergency::record::{
    Activated, CallReply, EmergencyPlanEvent as E, Moment, PlanEndedBecause, Status, Who,
};
use mutual_care::emergency::{Agreed, Lost, Plan};

/// Everything that was accepted, in order.
#[derive(Clone, Default)]
pub struct Model {
    pub all: Vec<E>,
}

/// What becomes of something offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    NotNow,
    Misfit,
    Barred,
    Taken,
}

/// A call as the model has it: whom, when, and what came of it.
pub type CallAs = (ResponderId, Moment, Option<(Moment, Option<CallReply>)>);

impl Model {
    pub fn status(&self) -> Status {
        let mut now = Status::Drafted;
        for event in &self.all {
            now = match (event, now) {
                (E::DrawnUp(_) | E::PlanChanged(_), _) | (E::StoodDown(_), Status::ActivatedAsDrafted) => {
                    Status::Drafted
                }
                (E::SharedWith(_), Status::Drafted)
                | (E::PersonWithdrew(_), _)
                | (E::StoodDown(_), Status::ActivatedAsShared) => Status::Shared,
                (E::AgreedTo(_), _) | (E::StoodDown(_), Status::ActivatedAsAgreed) => Status::Agreed,
                (E::BecameActive(_), _) | (E::StoodDown(_), Status::ActivatedAsActive) => Status::Active,
                (E::PlanEnded(_), _) => Status::Ended,
                (E::Activated(_), Status::Drafted) => Status::ActivatedAsDrafted,
                (E::Activated(_), Status::Shared) => Status::ActivatedAsShared,
                (E::Activated(_), Status::Agreed) => Status::ActivatedAsAgreed,
                (E::Activated(_), Status::Active) => Status::ActivatedAsActive,
                (_, now) => now,
            };
        }
        now
    }

    fn is_on(&self) -> bool {
        self.began().is_some()
    }

    /// What happened to the version there is now.
    fn this_version(&self) -> &[E] {
        let began = self.all.iter().rposition(|event| matches!(event, E::DrawnUp(_) | E::PlanChanged(_)));
        &self.all[began.unwrap()..]
    }

    fn since(&self) -> NaiveDate {
        match &self.this_version()[0] {
            E::DrawnUp(it) => it.on,
            E::PlanChanged(it) => it.on,
            _ => unreachable!(),
        }
    }

    pub fn version(&self) -> u32 {
        1 + u32::try_from(self.all.iter().filter(|event| matches!(event, E::PlanChanged(_))).count()).unwrap()
    }

    pub fn people(&self) -> &[PersonId] {
        match &self.this_version()[0] {
            E::DrawnUp(it) => &it.people,
            E::PlanChanged(it) => &it.people,
            _ => unreachable!(),
        }
    }

    pub fn plan(&self) -> &Plan {
        let plan = self.all.iter().rev().find_map(|event| match event {
            E::DrawnUp(it) => Some(&it.plan),
            E::PlanChanged(it) => Some(&it.plan),
            E::WordsPutRight(it) => Some(&it.plan),
            _ => None,
        });
        plan.unwrap()
    }

    fn lists(&self, id: ResponderId) -> bool {
        self.plan().responders().iter().any(|responder| responder.id == id)
    }

    pub fn who_has_it(&self) -> (BTreeMap<PersonId, NaiveDate>, BTreeMap<ResponderId, NaiveDate>) {
        let (mut people, mut responders) = (BTreeMap::new(), BTreeMap::new());
        // Backwards, so that the first time is what stays.
        for event in self.this_version().iter().rev() {
            if let E::SharedWith(it) = event {
                people.extend(it.people.iter().map(|person| (*person, it.on)));
                responders.extend(it.responders.iter().map(|responder| (*responder, it.on)));
            }
        }
        (people, responders)
    }

    /// Whether everybody agreed to this version and nobody withdrew since.
    pub fn is_agreed(&self) -> bool {
        let last = self.this_version().iter().rfind(|it| matches!(it, E::AgreedTo(_) | E::PersonWithdrew(_)));
        matches!(last, Some(E::AgreedTo(_)))
    }

    pub fn is_active(&self) -> bool {
        let last =
            self.this_version().iter().rfind(|it| matches!(it, E::BecameActive(_) | E::PersonWithdrew(_)));
        matches!(last, Some(E::BecameActive(_)))
    }

    pub fn withdrew(&self) -> BTreeSet<ResponderId> {
        let mut out: BTreeMap<ResponderId, NaiveDate> = BTreeMap::new();
        for event in &self.all {
            match event {
                E::ResponderWithdrew(it) => _ = out.insert(it.responder, it.on),
                E::PlanChanged(it) => {
                    for responder in out.keys().copied().collect::<Vec<_>>() {
                        let listed = it.plan.responders().iter().find(|one| one.id == responder);
                        let again = listed.is_some_and(
                            |one| matches!(one.agreed, Told::Known(Agreed::On(on)) if on > out[&responder]),
                        );
                        if listed.is_none() || again {
                            out.remove(&responder);
                        }
                    }
                }
                _ => {}
            }
        }
        out.into_keys().collect()
    }

    pub fn review_by(&self) -> Option<NaiveDate> {
        let last = self.this_version().iter().rev().find_map(|event| match event {
            E::Reviewed(it) => Some(*it),
            _ => None,
        });
        match (last, self.plan().review_by()) {
            (Some(last), _) if last.next_by.is_some() => last.next_by,
            (Some(last), Some(by)) if by <= last.on => None,
            (_, by) => by,
        }
    }

    /// The emergency that is on, and all that has happened in it.
    pub fn began(&self) -> Option<(&Activated, &[E])> {
        let at = self.all.iter().rposition(|event| matches!(event, E::Activated(_)))?;
        let over = self.all[at..].iter().any(|event| matches!(event, E::StoodDown(_)));
        match &self.all[at] {
            E::Activated(it) if !over => Some((it, &self.all[at + 1..])),
            _ => None,
        }
    }

    /// Each emergency that is over: when it ended, and whether anybody has looked back.
    pub fn over(&self) -> Vec<(NaiveDate, bool)> {
        let ends = self.all.iter().filter_map(|event| match event {
            E::StoodDown(it) => Some(it.on),
            _ => None,
        });
        let learnt = |number: usize| {
            self.all
                .iter()
                .any(|event| matches!(event, E::LearntFrom(it) if it.activation as usize == number))
        };
        ends.enumerate().map(|(place, on)| (on, learnt(place + 1))).collect()
    }

    pub fn calls(&self) -> Vec<CallAs> {
        let mut calls: Vec<CallAs> = Vec::new();
        for event in self.began().map_or(&[][..], |began| began.1) {
            let (id, came) = match event {
                E::Called(it) => {
                    calls.push((it.responder, it.moment(), None));
                    continue;
                }
                E::Answered(it) => (it.responder, (it.moment(), Some(it.reply))),
                E::NotReached(it) => (it.responder, (it.moment(), None)),
                _ => continue,
            };
            calls
                .iter_mut()
                .filter(|call| call.0 == id && call.2.is_none())
                .for_each(|call| call.2 = Some(came));
        }
        calls
    }

    fn rings(&self, id: ResponderId) -> Option<Moment> {
        self.calls().into_iter().find(|call| call.0 == id && call.2.is_none()).map(|call| call.1)
    }

    pub fn stays(&self) -> Vec<(Who, Moment, Option<Moment>)> {
        let mut stays = Vec::new();
        for event in self.began().map_or(&[][..], |began| began.1) {
            match event {
                E::Arrived(it) => stays.push((it.who, it.moment(), None)),
                E::Left(it) => {
                    let open =
                        |stay: &&mut (Who, Moment, Option<Moment>)| stay.0 == it.who && stay.2.is_none();
                    stays.iter_mut().filter(open).for_each(|stay| stay.2 = Some(it.moment()));
                }
                _ => {}
            }
        }
        stays
    }

    /// The losses of the emergency that is on: who, away or not (none: dead), from when, until when.
    pub fn losses(&self) -> Vec<(SourceId, Option<bool>, Moment, Option<Moment>)> {
        let Some((began, then)) = self.began() else { return Vec::new() };
        let first = began.lost.iter().map(|lost| (lost.source, Some(lost.away), began.lost_from, None));
        let mut losses: Vec<(SourceId, Option<bool>, Moment, Option<Moment>)> = first.collect();
        for event in then {
            let mut end = |source: SourceId, at: Moment| {
                for loss in losses.iter_mut().filter(|loss| loss.0 == source && loss.3.is_none()) {
                    loss.3 = Some(at);
                }
            };
            match event {
                E::LostAgain(it) => {
                    it.lost.iter().for_each(|lost| end(lost.source, it.from()));
                    losses.extend(it.lost.iter().map(|lost| (lost.source, Some(lost.away), it.from(), None)));
                }
                E::CameBack(it) => end(it.source, it.moment()),
                E::DiedMeanwhile(it) => {
                    end(it.person.into(), it.from());
                    losses.push((it.person.into(), None, it.from(), None));
                }
                _ => {}
            }
        }
        losses
    }

    /// What becomes of this, offered regularly under the default policy.
    pub fn predict(&self, event: &E) -> Outcome {
        if !self.is_listed(event) {
            Outcome::NotNow
        } else if !self.fits(event) {
            Outcome::Misfit
        } else if self.is_barred(event) {
            Outcome::Barred
        } else {
            Outcome::Taken
        }
    }

    fn is_listed(&self, event: &E) -> bool {
        let (status, on) = (self.status(), self.is_on());
        if status == Status::Ended {
            return false;
        }
        match event {
            E::DrawnUp(_) => false,
            E::AgreedTo(_) => status == Status::Shared,
            E::BecameActive(_) => status == Status::Agreed,
            E::Reviewed(_) => status == Status::Active,
            E::ProvenAnew(_) | E::PersonWithdrew(_) => matches!(status, Status::Agreed | Status::Active),
            E::SharedWith(_)
            | E::PlanChanged(_)
            | E::WordsPutRight(_)
            | E::ResponderWithdrew(_)
            | E::Activated(_)
            | E::LearntFrom(_)
            | E::PlanEnded(_) => !on,
            E::Called(_)
            | E::Answered(_)
            | E::NotReached(_)
            | E::Arrived(_)
            | E::Left(_)
            | E::Deviated(_)
            | E::LostAgain(_)
            | E::CameBack(_)
            | E::DiedMeanwhile(_)
            | E::StoodDown(_) => on,
        }
    }

    fn fits(&self, event: &E) -> bool {
        let began = self.began().map(|(began, _)| (began.moment(), began.lost_from));
        let after_alarm = |at: Moment| began.is_some_and(|(alarm, _)| at >= alarm);
        let in_time = |on: NaiveDate| on >= self.since();
        let about = |person: &PersonId| self.people().contains(person);
        let same = |plan: &Plan| plan.fingerprint().unwrap() == self.plan().fingerprint().unwrap();
        match event {
            E::DrawnUp(_) => false,
            E::SharedWith(it) => {
                in_time(it.on)
                    && it.people.len() + it.responders.len() > 0
                    && it.people.iter().all(about)
                    && it.responders.iter().all(|id| self.lists(*id))
            }
            E::AgreedTo(it) => in_time(it.on) && it.says.iter().all(|said| about(&said.person)),
            E::BecameActive(it) => in_time(it.on),
            E::PlanChanged(it) => in_time(it.on) && !(same(&it.plan) && it.people == self.people()),
            E::WordsPutRight(it) => in_time(it.on) && same(&it.plan),
            E::ProvenAnew(it) => in_time(it.on),
            E::PersonWithdrew(it) => in_time(it.on) && about(&it.person),
            E::ResponderWithdrew(it) => self.lists(it.responder) && !self.withdrew().contains(&it.responder),
            E::Reviewed(it) => in_time(it.on) && it.next_by.is_none_or(|next| next > it.on),
            E::Activated(it) => it.lost_from <= it.moment(),
            E::Called(it) => {
                self.lists(it.responder) && after_alarm(it.moment()) && self.rings(it.responder).is_none()
            }
            E::Answered(it) => {
                let by = if let CallReply::Comes { by } = it.reply { by } else { None };
                self.rings(it.responder).is_some_and(|rang| it.moment() >= rang)
                    && by.is_none_or(|by| by >= it.moment())
            }
            E::NotReached(it) => self.rings(it.responder).is_some_and(|rang| it.moment() >= rang),
            E::Arrived(it) => {
                let stays = self.stays();
                let mut of_theirs = stays.iter().filter(|stay| stay.0 == it.who);
                let known = if let Who::Responder(id) = it.who { self.lists(id) } else { true };
                known
                    && began.is_some_and(|(_, lost_from)| it.moment() >= lost_from)
                    && of_theirs.all(|stay| stay.2.is_some_and(|until| it.moment() >= until))
            }
            E::Left(it) => {
                let stays = self.stays();
                let there = stays.iter().find(|stay| stay.0 == it.who && stay.2.is_none());
                there.is_some_and(|stay| it.moment() >= stay.1)
            }
            E::Deviated(it) => {
                after_alarm(it.moment()) && it.responder.is_none_or(|responder| self.lists(responder))
            }
            E::LostAgain(it) => {
                let each: BTreeSet<_> = it.lost.iter().map(|lost| lost.source).collect();
                let free = |lost: &Lost| {
                    let last = self.losses().into_iter().rev().find(|loss| loss.0 == lost.source);
                    last.is_none_or(|(_, how, from, until)| {
                        how != Some(lost.away) && how.is_some() && from <= it.from() && until.is_none()
                            || until.is_some_and(|until| how.is_some() && until <= it.from())
                    })
                };
                after_alarm(it.moment())
                    && each.len() == it.lost.len()
                    && !each.is_empty()
                    && began.is_some_and(|(_, first)| first <= it.from())
                    && it.from() <= it.moment()
                    && it.lost.iter().all(free)
            }
            E::CameBack(it) => {
                let last = self.losses().into_iter().rev().find(|loss| loss.0 == it.source);
                let lost = |(_, how, from, until): (_, Option<bool>, Moment, Option<Moment>)| {
                    how.is_some() && until.is_none() && from <= it.moment()
                };
                after_alarm(it.moment()) && last.is_some_and(lost)
            }
            E::DiedMeanwhile(it) => {
                let last = self.losses().into_iter().rev().find(|loss| loss.0 == it.person.into());
                after_alarm(it.moment())
                    && began.is_some_and(|(_, first)| first <= it.from())
                    && it.from() <= it.moment()
                    && last.is_none_or(|(_, how, from, until)| {
                        how.is_some() && until.unwrap_or(from) <= it.from()
                    })
            }
            E::StoodDown(it) => after_alarm(it.moment()),
            E::LearntFrom(it) => {
                let over = self.over();
                let which = (it.activation as usize).checked_sub(1).and_then(|place| over.get(place));
                which.is_some_and(|(on, learnt)| !learnt && it.on >= *on)
            }
            E::PlanEnded(it) => {
                in_time(it.on) && (it.because == PlanEndedBecause::Replaced) == it.goes_on_in.is_some()
            }
        }
    }

    fn is_barred(&self, event: &E) -> bool {
        let holds = |proof: &mutual_care::agreement::ProofGiven| {
            proof.receipt.read().contains(&self.plan().fingerprint().unwrap())
                && proof.receipt.headline().level >= Some(1)
        };
        match event {
            E::AgreedTo(it) => {
                let (have_it, _) = self.who_has_it();
                let agrees = |person: &PersonId| {
                    it.says.iter().any(|said| said.person == *person && said.say == Say::Agrees)
                };
                let all = self.people().iter().all(|person| agrees(person) && have_it.contains_key(person));
                !(all && (it.risk.is_some() || it.proof.as_ref().is_some_and(holds)))
            }
            E::ProvenAnew(it) => !holds(&it.proof),
            E::Activated(_) => self.status() != Status::Active,
            E::StoodDown(it) => it.all_well != Told::Known(true),
            _ => false,
        }
    }
}
