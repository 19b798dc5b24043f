//! A plain model of the record, written from its description: the list of what happened, asked anew for everything.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::base::{ChildId, Receipt, Role, Told, Word};
use mutual_care::placement::referral::{
    AdmittedInEmergency, ChildSays, HomeSeen, NoTransitionBecause, ReferralEvent as E, Status, Transition,
    WorryOf, WorryOutcome,
};
use mutual_care::placement::{Assessed, Child, Information, OwnView, ProvidedAs, RiskToOthers, WorkersView};

/// Everything that was accepted, in order; the opening first.
#[derive(Clone)]
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

const ON_ITS_WAY: [Status; 4] = [Status::Submitted, Status::Discussed, Status::Planning, Status::Accepted];

/// Whether it is learnt or said of the child or the home, or a worry: it undoes a decision.
fn undoes(event: &E) -> bool {
    matches!(
        event,
        E::InformationProvided(_)
            | E::ChildDescribed(_)
            | E::ChildAsked(_)
            | E::HomeLookedAt(_)
            | E::WorryRaised(_)
            | E::AdmittedInEmergency(_)
    )
}

pub fn on(event: &E) -> NaiveDate {
    mutual_care::machine::Events::on(event)
}

impl Model {
    pub fn status(&self) -> Status {
        let mut now = Status::Submitted;
        for event in &self.all {
            now = match (event, now) {
                (E::DiscussedWithTeam(_), _) => Status::Discussed,
                (E::InterestExpressed(_), _) => Status::Planning,
                (E::AdmittedInEmergency(_), _) => Status::EmergencyAdmitted,
                (E::AcceptedByManager(_), Status::EmergencyAdmitted) | (E::ChildMovedIn(_), _) => {
                    Status::MovedIn
                }
                (E::AcceptedByManager(_), _) => Status::Accepted,
                (E::MovingInAgreed(_), _) => Status::DateAgreed,
                (E::DeclinedByHome(_), _) => Status::Declined,
                (E::WithdrawnByAuthority(_), _) => Status::Withdrawn,
                (E::TimeRanOut(_), _) => Status::Lapsed,
                (event, Status::Accepted | Status::DateAgreed) if undoes(event) => Status::Planning,
                (_, now) => now,
            };
        }
        now
    }

    fn submitted_on(&self) -> NaiveDate {
        on(&self.all[0])
    }

    pub fn last_on(&self) -> NaiveDate {
        self.all.iter().map(on).max().unwrap()
    }

    pub fn view(&self) -> OwnView {
        let mut view = OwnView::NotAsked;
        for event in &self.all {
            match event {
                E::SubmittedToHome(it) => view = it.child.own_view.clone(),
                E::ChildAsked(it) => view = it.view.clone(),
                E::ChildDescribed(it) if view == OwnView::NotAsked => view = it.child.own_view.clone(),
                _ => {}
            }
        }
        view
    }

    pub fn child(&self) -> Child {
        let described = self.all.iter().rev().find_map(|event| match event {
            E::SubmittedToHome(it) => Some(&it.child),
            E::ChildDescribed(it) => Some(&it.child),
            _ => None,
        });
        let mut child = Child::clone(described.unwrap());
        child.own_view = self.view();
        child
    }

    pub fn information(&self) -> u32 {
        let learnt =
            |event: &&E| matches!(event, E::InformationProvided(_) | E::ChildDescribed(_) | E::ChildAsked(_));
        1 + u32::try_from(self.all.iter().filter(learnt).count()).unwrap()
    }

    pub fn provided(&self) -> BTreeMap<Information, ProvidedAs> {
        let parts = self.all.iter().flat_map(|event| match event {
            E::InformationProvided(it) => it.provided.to_vec(),
            _ => vec![],
        });
        parts.map(|part| (part.what, part.how)).collect()
    }

    pub fn seen(&self) -> Option<&HomeSeen> {
        self.all.iter().rev().find_map(|event| match event {
            E::HomeLookedAt(it) => Some(&it.seen),
            E::AdmittedInEmergency(it) => Some(&it.seen),
            _ => None,
        })
    }

    pub fn planned_on(&self) -> NaiveDate {
        match (self.seen(), &self.all[0]) {
            (Some(seen), _) => seen.planned_on,
            (None, E::SubmittedToHome(it)) => it.wanted_on,
            _ => unreachable!(),
        }
    }

    fn emergency(&self) -> Option<&AdmittedInEmergency> {
        self.all.iter().find_map(|event| match event {
            E::AdmittedInEmergency(it) => Some(it),
            _ => None,
        })
    }

    /// Whose each worry is, when it was raised, and what came of it last.
    pub fn worries(&self) -> Vec<(WorryOf, NaiveDate, Option<WorryOutcome>)> {
        let mut worries = Vec::new();
        for event in &self.all {
            match event {
                E::WorryRaised(it) => worries.push((it.of, it.on, None)),
                E::WorryAnswered(it) => worries[it.worry as usize - 1].2 = Some(it.outcome),
                _ => {}
            }
        }
        worries
    }

    pub fn asked(&self) -> BTreeMap<ChildId, WorkersView> {
        let held = self.all.iter().filter_map(|event| match event {
            E::LiaisonHeld(it) => Some((it.resident, it.view)),
            _ => None,
        });
        held.collect()
    }

    /// The last assessment of each kind: what it judged, the revision it judged, what it said, and how many worries
    /// there were.
    fn assessments(&self) -> [Option<(&Assessed, u32, &Receipt, usize)>; 2] {
        let mut last = [None, None];
        let mut worries = 0;
        for event in &self.all {
            match event {
                E::WorryRaised(_) => worries += 1,
                E::CompatibilityAssessed(it) => {
                    last[0] = Some((&it.assessed, it.information, &it.receipt, worries));
                }
                E::ImpactAssessed(it) => {
                    last[1] = Some((&it.assessed, it.information, &it.receipt, worries));
                }
                _ => {}
            }
        }
        last
    }

    /// What happened since the decision that stands, the decision first.
    fn since_decision(&self) -> Option<&[E]> {
        let decided = self.all.iter().rposition(|event| matches!(event, E::AcceptedByManager(_)))?;
        let since = &self.all[decided..];
        (!since.iter().any(undoes)).then_some(since)
    }

    pub fn is_accepted(&self) -> bool {
        self.since_decision().is_some()
    }

    pub fn date(&self) -> Option<NaiveDate> {
        self.since_decision()?.iter().find_map(|event| match event {
            E::MovingInAgreed(it) => Some(it.moves_in_on),
            _ => None,
        })
    }

    fn despite(&self) -> bool {
        let decision = self.since_decision().and_then(|since| since.first());
        matches!(decision, Some(E::AcceptedByManager(it)) if it.despite_worries.is_some())
    }

    fn is_as_now(&self, assessed: &Assessed) -> bool {
        let Some(seen) = self.seen() else { return true };
        let there = seen.residents().iter().map(|resident| (resident.child, resident.facts));
        let then = assessed.residents.iter().map(|resident| (resident.child, resident.facts));
        let child = self.child();
        let same_child = assessed.children.iter().any(|seen| seen.facts == child.fingerprint().unwrap());
        there.eq(then) && same_child && (assessed.on, assessed.home_facts) == (seen.planned_on, seen.facts)
    }

    /// Whether a receipt speaks for the move; a step of the authority aside.
    fn speaks_for(receipt: &Receipt) -> bool {
        let codes: Vec<&str> = receipt.headline().codes.iter().map(Word::as_str).collect();
        let (kind, rest) = codes.split_first().unwrap();
        ["suitable", "suitable_with"].contains(kind) && rest.iter().all(|code| code.starts_with("waits-for"))
    }

    fn waits(&self, receipt: &Receipt) -> bool {
        let taken: BTreeSet<String> = self
            .all
            .iter()
            .filter_map(|event| match event {
                E::StepTaken(it) => Some(format!("waits-for.{}", it.step)),
                _ => None,
            })
            .collect();
        let mut codes = receipt.headline().codes.iter().map(Word::as_str);
        codes.any(|code| code.starts_with("waits-for") && !taken.contains(code))
    }

    /// Whether anything bars a decision on this day.
    fn is_missing(&self, today: NaiveDate, despite: bool) -> bool {
        let provided = self.provided();
        let every = <Information as mutual_care::base::Code>::ALL;
        // The child is 14, and the policy has no age for sexual health: nothing does not apply.
        let informed =
            every.iter().all(|what| provided.get(what).is_some_and(|how| *how != ProvidedAs::NotApplicable));
        let emergency = self.emergency().is_some();
        let offer_from = self.all.iter().rev().find_map(|event| match event {
            E::PlanningMeetingHeld(it) => Some(it.offer.from),
            _ => None,
        });
        let asked = self.asked();
        let liaison = match self.seen().map(|seen| &seen.residents) {
            Some(Told::Known(few)) => few.iter().all(|resident| asked.contains_key(&resident.child)),
            _ => false,
        };
        let transition = self.all.iter().any(|event| matches!(event, E::TransitionPlanned(_)));
        let assessed = self.assessments().iter().all(|last| {
            last.is_some_and(|(assessed, information, receipt, worries)| {
                self.is_as_now(assessed)
                    && information == self.information()
                    && worries == self.worries().len()
                    && Self::speaks_for(receipt)
            })
        });
        let worries = self.worries().iter().all(|(of, _, outcome)| match outcome {
            None => false,
            Some(WorryOutcome::Settled) => true,
            Some(WorryOutcome::Answered) => despite || !matches!(of, WorryOf::Child | WorryOf::Resident),
        });
        let afterwards: BTreeSet<_> = self
            .all
            .iter()
            .filter_map(|event| match event {
                E::AfterwardsDone(it) => Some(it.what),
                _ => None,
            })
            .collect();
        let ready = self.view() != OwnView::NotAsked
            && informed
            && (emergency || self.planned_on() >= today)
            && offer_from.is_some_and(|from| from <= self.planned_on())
            && liaison
            && (emergency || transition)
            && assessed
            && worries
            && (!emergency || afterwards.len() == 3);
        !ready
    }

    /// What becomes of this, offered regularly in this role; a referral lapses after 28 days.
    pub fn predict(&self, event: &E, role: Role) -> Outcome {
        if !self.is_listed(event) {
            Outcome::NotNow
        } else if !self.fits(event) {
            Outcome::Misfit
        } else if self.is_barred(event, role) {
            Outcome::Barred
        } else {
            Outcome::Taken
        }
    }

    fn is_listed(&self, event: &E) -> bool {
        use Status as S;
        let now = self.status();
        let open = ON_ITS_WAY.contains(&now) || matches!(now, S::DateAgreed | S::EmergencyAdmitted);
        let gathers = matches!(now, S::Planning | S::Accepted | S::DateAgreed);
        match event {
            E::SubmittedToHome(_) => false,
            E::DiscussedWithTeam(_) => now == S::Submitted,
            E::InterestExpressed(_) => now == S::Discussed,
            E::TransitionPlanned(_) => gathers,
            E::PlanningMeetingHeld(_)
            | E::LiaisonHeld(_)
            | E::CompatibilityAssessed(_)
            | E::ImpactAssessed(_) => gathers || now == S::EmergencyAdmitted,
            E::AcceptedByManager(_) => matches!(now, S::Planning | S::EmergencyAdmitted),
            E::MovingInAgreed(_) => now == S::Accepted,
            E::ChildMovedIn(_) => now == S::DateAgreed,
            E::AfterwardsDone(_) => now == S::EmergencyAdmitted,
            E::DeclinedByHome(_) => {
                matches!(now, S::Submitted | S::Discussed | S::Planning | S::EmergencyAdmitted)
            }
            E::TimeRanOut(_) | E::AdmittedInEmergency(_) => ON_ITS_WAY.contains(&now),
            E::InformationProvided(_)
            | E::ChildDescribed(_)
            | E::ChildAsked(_)
            | E::HomeLookedAt(_)
            | E::WorryRaised(_)
            | E::WorryAnswered(_)
            | E::StepTaken(_)
            | E::WithdrawnByAuthority(_) => open,
        }
    }

    fn fits(&self, event: &E) -> bool {
        let E::SubmittedToHome(opening) = &self.all[0] else { unreachable!() };
        let seen_fits = |seen: &HomeSeen| seen.home == opening.home && seen.planned_on >= opening.on;
        let revision = |information| (1..=self.information()).contains(&information);
        on(event) >= self.submitted_on()
            && match event {
                E::InterestExpressed(it) => it.offer.home == opening.home,
                E::PlanningMeetingHeld(it) => it.offer.home == opening.home,
                E::InformationProvided(it) => !it.provided.is_empty(),
                E::ChildDescribed(it) => it.child.id == opening.child.id,
                E::ChildAsked(it) => it.view != OwnView::NotAsked,
                E::HomeLookedAt(it) => seen_fits(&it.seen),
                E::WorryRaised(it) => (it.of == WorryOf::Resident) == it.resident.is_some(),
                E::WorryAnswered(it) => {
                    let worries = self.worries();
                    let worry = (it.worry as usize).checked_sub(1).and_then(|place| worries.get(place));
                    worry.is_some_and(|(_, raised, _)| it.on >= *raised)
                }
                E::LiaisonHeld(it) => self
                    .seen()
                    .is_some_and(|seen| seen.residents().iter().any(|one| one.child == it.resident)),
                E::TransitionPlanned(it) => match &it.transition {
                    Transition::Plan(plan) => plan.staff_meet_child_on.len() + plan.child_visits_on.len() > 0,
                    Transition::None { because, words } => {
                        *because != NoTransitionBecause::Other || !words.is_empty()
                    }
                },
                E::CompatibilityAssessed(it) => revision(it.information),
                E::ImpactAssessed(it) => revision(it.information),
                E::MovingInAgreed(it) => it.moves_in_on >= it.on,
                E::AdmittedInEmergency(it) => seen_fits(&it.seen) && it.seen.planned_on == it.on,
                _ => true,
            }
    }

    fn is_barred(&self, event: &E, role: Role) -> bool {
        let by_manager = role == Role::RegisteredManager;
        let waits = || self.assessments().iter().flatten().any(|(_, _, receipt, _)| self.waits(receipt));
        match event {
            E::AcceptedByManager(it) => !by_manager || self.is_missing(it.on, it.despite_worries.is_some()),
            E::DeclinedByHome(_) => !by_manager,
            E::MovingInAgreed(it) => {
                self.is_missing(it.on, self.despite())
                    || waits()
                    || it.moves_in_on != self.planned_on()
                    || matches!(it.child_says, ChildSays::NotAsked | ChildSays::WantsSomethingElse)
            }
            E::ChildMovedIn(it) => {
                self.is_missing(it.on, self.despite()) || waits() || self.date() != Some(it.on)
            }
            E::TimeRanOut(it) => (it.on - self.last_on()).num_days() <= 28,
            E::AdmittedInEmergency(it) => self.is_barred_tonight(it),
            _ => false,
        }
    }

    fn is_barred_tonight(&self, event: &AdmittedInEmergency) -> bool {
        let mut tonight = self.clone();
        tonight.all.push(event.clone().into());
        let approved = event.manager.zip(event.individual).is_some_and(|(one, two)| one.by != two.by);
        let codes: Vec<&str> = event.receipt.headline().codes.iter().map(Word::as_str).collect();
        let (kind, rest) = codes.split_first().unwrap();
        let held = event.kept_safe_by.is_some();
        let safe = rest.iter().all(|code| {
            let stands = code.starts_with("law-")
                || code.starts_with("resident-no.")
                || (code.starts_with("resident-not-known.") && !held);
            !stands
        });
        let silent_no = rest.is_empty() && !["suitable", "suitable_with"].contains(kind);
        !(approved
            && self.view() != OwnView::NotAsked
            && event.seen.emergencies == Told::Known(true)
            && matches!(event.seen.residents, Told::Known(_))
            && tonight.is_as_now(&event.assessed)
            && safe
            && !silent_no
            && !self.waits(&event.receipt))
    }

    /// Whether the child is known to be a risk to others, so that lives are seen to be about different children.
    pub fn harms(&self) -> bool {
        self.child().risks_to_others.told(RiskToOthers::PhysicalHarm) == Told::Known(true)
    }
}
