//! A plain model of the record, written from its description: the list of what happened, asked anew for everything.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::base::{ChildId, Fact, Receipt, Role, Told, Word};
use mutual_care::placement::referral::{
    AdmittedInEmergency, Afterwards, ChildSays, HomeSeen, NoTransitionBecause, ReferralEvent as E, Status,
    Transition, WorryOf, WorryOutcome,
};
use mutual_care::placement::{
    Assessed, Child, Information, Offer, OwnView, ProvidedAs, Ratio, RiskToOthers, WorkersView,
};

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

const ON_ITS_WAY: [Status; 5] =
    [Status::Submitted, Status::Discussed, Status::Planning, Status::Accepted, Status::DateAgreed];

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

/// The day on which a child was asked, if a view says so.
const fn asked_on(view: &OwnView) -> Option<NaiveDate> {
    match view {
        OwnView::NotAsked => None,
        OwnView::Said { on, .. } | OwnView::Declined { on, .. } | OwnView::TooYoung { on, .. } => Some(*on),
    }
}

/// Everything that whoever judges reads of a home.
fn judged_of(seen: &HomeSeen) -> impl PartialEq + use<> {
    let there = seen.residents.as_ref().known();
    let there = there.map(|few| few.iter().map(|one| (one.child, one.facts)).collect::<Vec<_>>());
    (seen.planned_on, seen.facts, seen.emergencies.known(), there)
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
                E::ChildHeardAgain(it) => view = it.view.clone(),
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

    /// As it was before this entry.
    fn before(&self, place: usize) -> Self {
        Self { all: self.all[..place].to_vec() }
    }

    /// Each revision of the information: its day, and whether it says something else than the one before.
    fn revisions(&self) -> Vec<(NaiveDate, bool)> {
        let mut revisions = vec![(self.submitted_on(), true)];
        for (place, event) in self.all.iter().enumerate().skip(1) {
            let other = match event {
                E::InformationProvided(_) => true,
                E::ChildDescribed(_) => {
                    let facts = |model: Self| model.child().fingerprint().unwrap();
                    let (then, now) = (self.before(place), self.before(place + 1));
                    then.child().other_risks != now.child().other_risks || facts(then) != facts(now)
                }
                E::ChildAsked(it) => it.says != Some(ChildSays::Agrees),
                E::ChildHeardAgain(_) => false,
                _ => continue,
            };
            revisions.push((on(event), other));
        }
        revisions
    }

    pub fn information(&self) -> u32 {
        u32::try_from(self.revisions().len()).unwrap()
    }

    /// Whether this revision, named on this day, was known by then and says what the last one says.
    fn is_known(&self, information: u32, today: NaiveDate) -> bool {
        let revisions = self.revisions();
        let place = information as usize;
        place > 0
            && revisions[place..].iter().all(|(_, other)| !other)
            && revisions[..place].iter().all(|(learnt, _)| *learnt <= today)
    }

    /// The last revision before which nothing is dated after this day.
    fn known_on(&self, today: NaiveDate) -> u32 {
        let known = self.revisions().into_iter().take_while(|(learnt, _)| *learnt <= today).count();
        u32::try_from(known).unwrap()
    }

    fn looks(&self) -> Vec<(NaiveDate, &HomeSeen)> {
        fn look(event: &E) -> Option<(NaiveDate, &HomeSeen)> {
            match event {
                E::HomeLookedAt(it) => Some((it.on, &it.seen)),
                E::HomeFoundUnchanged(it) => Some((it.on, &it.seen)),
                E::AdmittedInEmergency(it) => Some((it.on, &it.seen)),
                _ => None,
            }
        }
        self.all.iter().filter_map(look).collect()
    }

    /// Since when the home was seen as it was last, and whether it was seen otherwise before.
    fn seen_since(&self) -> Option<(NaiveDate, bool)> {
        let looks = self.looks();
        let last = judged_of(looks.last()?.1);
        let run = looks.iter().rev().take_while(|(_, seen)| judged_of(seen) == last).count();
        let since = looks[looks.len() - run..].iter().map(|(looked, _)| *looked).min()?;
        Some((since, run < looks.len()))
    }

    /// Worries that somebody could know of on this day.
    fn worries_on(&self, today: NaiveDate) -> usize {
        self.worries().iter().take_while(|(_, raised, _)| *raised <= today).count()
    }

    /// Whether what the entry at this place rests on is as it is now.
    fn still_holds(&self, place: usize, information: Option<u32>) -> bool {
        let (then, today) = (self.before(place), on(&self.all[place]));
        let information = information.unwrap_or_else(|| then.known_on(today));
        let home = match (self.seen(), then.seen()) {
            (None, _) => true,
            (Some(now), Some(seen)) => {
                judged_of(seen) == judged_of(now) && then.seen_since().unwrap().0 <= today
            }
            (Some(now), None) => judged_of(self.looks()[0].1) == judged_of(now),
        };
        self.is_known(information, today) && then.worries_on(today) == self.worries().len() && home
    }

    fn last_place(&self, is: impl Fn(&E) -> bool) -> Option<usize> {
        self.all.iter().rposition(is)
    }

    pub fn provided(&self) -> BTreeMap<Information, ProvidedAs> {
        let parts = self.all.iter().flat_map(|event| match event {
            E::InformationProvided(it) => it.provided.to_vec(),
            _ => vec![],
        });
        parts.map(|part| (part.what, part.how)).collect()
    }

    pub fn seen(&self) -> Option<&HomeSeen> {
        self.looks().last().map(|(_, seen)| *seen)
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
                E::WorryAnswered(it) => {
                    let of_it = |event: &&E| matches!(event, E::WorryAnswered(one) if one.worry == it.worry);
                    // Of the latest day; of one day, the last.
                    let latest = self.all.iter().filter(of_it).max_by_key(|event| on(event));
                    if let Some(E::WorryAnswered(latest)) = latest {
                        worries[it.worry as usize - 1].2 = Some(latest.outcome);
                    }
                }
                _ => {}
            }
        }
        worries
    }

    pub fn asked(&self) -> BTreeMap<ChildId, WorkersView> {
        let held = self.all.iter().filter_map(|event| match event {
            E::LiaisonHeld(it) => Some((it.resident, self.view_of(it.resident)?.1)),
            _ => None,
        });
        held.collect()
    }

    /// The view of this child's worker that is of the latest day; of one day, the last: its place, and what it is.
    fn view_of(&self, resident: ChildId) -> Option<(usize, WorkersView)> {
        let views = self.all.iter().enumerate().filter_map(|(place, event)| match event {
            E::LiaisonHeld(it) if it.resident == resident => Some((it.on, place, it.view)),
            _ => None,
        });
        views.max_by_key(|(said, place, _)| (*said, *place)).map(|(_, place, view)| (place, view))
    }

    /// The last assessment of each kind: its place, what it judged, the revision it judged, and what it said.
    fn assessments(&self) -> [Option<(usize, &Assessed, u32, &Receipt)>; 2] {
        let mut last = [None, None];
        for (place, event) in self.all.iter().enumerate() {
            match event {
                E::CompatibilityAssessed(it) => {
                    last[0] = Some((place, &it.assessed, it.information, &it.receipt));
                }
                E::ImpactAssessed(it) => last[1] = Some((place, &it.assessed, it.information, &it.receipt)),
                _ => {}
            }
        }
        last
    }

    /// Whether each of them is of what is now, and can have been on its day.
    fn is_assessed(&self) -> bool {
        self.assessments().iter().all(|last| {
            last.is_some_and(|(place, assessed, information, receipt)| {
                let today = on(&self.all[place]);
                let looked = self.seen_since().is_none_or(|(since, otherwise)| !otherwise || since <= today);
                self.is_as_now(assessed)
                    && self.is_known(information, today)
                    && looked
                    && self.before(place).worries_on(today) == self.worries().len()
                    && Self::speaks_for(receipt)
            })
        })
    }

    /// Whether the worker of every resident agrees with what is now: without more, or with what was asked for done.
    fn is_asked(&self) -> bool {
        let Some(Told::Known(few)) = self.seen().map(|seen| &seen.residents) else { return false };
        few.iter().all(|resident| {
            let Some((place, _)) = self.view_of(resident.child) else { return false };
            let E::LiaisonHeld(held) = &self.all[place] else { unreachable!() };
            let since = || self.all[place..].iter();
            let settled = match held.view {
                WorkersView::Agrees => true,
                WorkersView::AgreesIf => {
                    since().any(|event| matches!(event, E::ConditionMet(it) if it.resident == resident.child))
                }
                WorkersView::Objects => since()
                    .any(|event| matches!(event, E::ObjectionAnswered(it) if it.resident == resident.child)),
            };
            settled && self.still_holds(place, held.information)
        })
    }

    /// Whether a package is agreed on what is now, and is what the child needs.
    fn is_planned(&self) -> bool {
        let Some(place) = self.last_place(|event| matches!(event, E::PlanningMeetingHeld(_))) else {
            return false;
        };
        let E::PlanningMeetingHeld(held) = &self.all[place] else { unreachable!() };
        held.offer.from <= self.planned_on()
            && self.still_holds(place, held.information)
            && (held.less_because.is_some() || self.is_enough(&held.offer))
    }

    /// The children of these lives need staff, and neither support nor skills.
    fn is_enough(&self, offer: &Offer) -> bool {
        let staff = |ratio: Ratio| (u32::from(ratio.staff()), u32::from(ratio.children()));
        let needed = self.child().staffing;
        let Told::Known(needed) = Fact::told(&needed) else { return true };
        needed.0.iter().zip(offer.staffing.0).all(|(needed, offered)| {
            needed.is_none_or(|needed| {
                let ((need, among), (have, for_how_many)) = (staff(needed), staff(offered));
                have * among >= need * for_how_many
            })
        })
    }

    /// Whether anything that a decision rests on is dated after this day.
    #[expect(clippy::match_same_arms, reason = "one arm a sentence of the design")]
    fn is_later(&self, today: NaiveDate) -> bool {
        let there = |child: ChildId| {
            self.seen().is_some_and(|seen| seen.residents().iter().any(|one| one.child == child))
        };
        let last = |place: usize, event: &E| match event {
            E::DiscussedWithTeam(_)
            | E::InterestExpressed(_)
            | E::WorryRaised(_)
            | E::InformationProvided(_)
            | E::ChildDescribed(_)
            | E::ChildAsked(_)
            | E::ChildHeardAgain(_) => true,
            E::PlanningMeetingHeld(_) => {
                self.last_place(|event| matches!(event, E::PlanningMeetingHeld(_))) == Some(place)
            }
            E::TransitionPlanned(_) => {
                self.last_place(|event| matches!(event, E::TransitionPlanned(_))) == Some(place)
            }
            E::CompatibilityAssessed(_) => {
                self.last_place(|event| matches!(event, E::CompatibilityAssessed(_))) == Some(place)
            }
            E::ImpactAssessed(_) => {
                self.last_place(|event| matches!(event, E::ImpactAssessed(_))) == Some(place)
            }
            E::LiaisonHeld(it) => there(it.resident),
            E::ObjectionAnswered(it) => {
                let same =
                    |event: &E| matches!(event, E::ObjectionAnswered(one) if one.resident == it.resident);
                let said = self.view_of(it.resident).is_some_and(|(said, _)| said < place);
                there(it.resident) && said && self.last_place(same) == Some(place)
            }
            E::ConditionMet(it) => {
                let same = |event: &E| matches!(event, E::ConditionMet(one) if one.resident == it.resident);
                let said = self.view_of(it.resident).is_some_and(|(said, _)| said < place);
                there(it.resident) && said && self.last_place(same) == Some(place)
            }
            E::WorryAnswered(_) => true,
            E::AfterwardsDone(it) => {
                // The first time counts.
                let same = |event: &E| matches!(event, E::AfterwardsDone(one) if one.what == it.what);
                self.emergency().is_some() && self.all.iter().position(same) == Some(place)
            }
            _ => false,
        };
        let events =
            self.all.iter().enumerate().any(|(place, event)| last(place, event) && on(event) > today);
        let parts = self.all.iter().any(|event| match event {
            E::InformationProvided(it) => it.provided.iter().any(|part| part.on > today),
            _ => false,
        });
        let looked = self.seen_since().is_some_and(|(since, _)| since > today);
        events || parts || looked || asked_on(&self.view()).is_some_and(|asked| asked > today)
    }

    /// The looks since the decision, or since the child lives there.
    fn looked_again(&self) -> Vec<NaiveDate> {
        let from = match self.last_place(|event| matches!(event, E::AdmittedInEmergency(_))) {
            Some(admitted) => admitted + 1,
            None => self.last_place(|event| matches!(event, E::AcceptedByManager(_))).unwrap_or(0),
        };
        let look = |event: &E| match event {
            E::HomeLookedAt(_) | E::HomeFoundUnchanged(_) => Some(on(event)),
            _ => None,
        };
        self.all[from..].iter().filter_map(look).collect()
    }

    /// What happened since the decision that stands, the decision first.
    fn since_decision(&self) -> Option<&[E]> {
        let decided = self.all.iter().rposition(|event| matches!(event, E::AcceptedByManager(_)))?;
        let since = &self.all[decided..];
        // A decision on which a child has moved in is not undone any more.
        let stays = self.all[..decided].iter().any(|event| matches!(event, E::AdmittedInEmergency(_)));
        let until = since.iter().position(|event| matches!(event, E::ChildMovedIn(_))).unwrap_or(since.len());
        (stays || !since[..until].iter().any(undoes)).then_some(since)
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
        let same_child =
            assessed.children.iter().any(|seen| self.facts_said_the_same().contains(&seen.facts));
        there.eq(then) && same_child && (assessed.on, assessed.home_facts) == (seen.planned_on, seen.facts)
    }

    /// The child's fingerprints since the last revision that said something else.
    fn facts_said_the_same(&self) -> Vec<mutual_care::base::Fingerprint> {
        let mut facts = Vec::new();
        for place in (1..=self.all.len()).rev() {
            facts.push(self.before(place).child().fingerprint().unwrap());
            let same = match &self.all[place - 1] {
                E::InformationProvided(_) | E::SubmittedToHome(_) => false,
                E::ChildAsked(it) => it.says == Some(ChildSays::Agrees),
                E::ChildDescribed(_) => {
                    let then = self.before(place - 1).child();
                    then.fingerprint().unwrap() == facts[facts.len() - 1]
                        && then.other_risks == self.before(place).child().other_risks
                }
                _ => true,
            };
            if !same {
                break;
            }
        }
        facts
    }

    /// Whether a receipt speaks for the move; a step of the authority aside.
    fn speaks_for(receipt: &Receipt) -> bool {
        let codes: Vec<&str> = receipt.headline().codes.iter().map(Word::as_str).collect();
        let (kind, rest) = codes.split_first().unwrap();
        ["suitable", "suitable_with", "suitable_once_approved"].contains(kind)
            && rest.iter().all(|code| code.starts_with("waits-for"))
    }

    fn waits(&self, receipt: &Receipt, today: NaiveDate) -> bool {
        // The last day that was said of a step counts.
        let mut days = BTreeMap::new();
        for event in &self.all {
            if let E::StepTaken(it) = event {
                days.insert(format!("waits-for.{}", it.step), it.on);
            }
        }
        let taken: BTreeSet<String> =
            days.into_iter().filter(|(_, taken)| *taken <= today).map(|(step, _)| step).collect();
        let mut codes = receipt.headline().codes.iter().map(Word::as_str);
        codes.any(|code| code.starts_with("waits-for") && !taken.contains(code))
    }

    /// Whether an assessment there is waits for the authority on this day.
    fn waits_on(&self, today: NaiveDate) -> bool {
        self.assessments().iter().flatten().any(|(_, _, _, receipt)| self.waits(receipt, today))
    }

    /// Whether anything bars a decision on this day.
    fn is_missing(&self, today: NaiveDate, despite: bool) -> bool {
        let provided = self.provided();
        let every = <Information as mutual_care::base::Code>::ALL;
        // The child is 14, and the policy has no age for sexual health: nothing does not apply.
        let informed =
            every.iter().all(|what| provided.get(what).is_some_and(|how| *how != ProvidedAs::NotApplicable));
        let emergency = self.emergency().is_some();
        let transition = self.last_place(|event| matches!(event, E::TransitionPlanned(_)));
        let visits = transition.is_none_or(|place| match &self.all[place] {
            E::TransitionPlanned(it) => match &it.transition {
                Transition::Plan(plan) => {
                    let mut days = plan.staff_meet_child_on.iter().chain(&plan.child_visits_on);
                    days.all(|day| day.0 <= self.planned_on())
                }
                Transition::None { .. } => true,
            },
            _ => unreachable!(),
        });
        let looked = self.emergency().is_none_or(|admitted| {
            self.looked_again().iter().any(|looked| *looked >= admitted.on && *looked <= today)
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
            && self.is_planned()
            && self.is_asked()
            && (emergency || transition.is_some() && visits)
            && self.is_assessed()
            && worries
            && !self.is_later(today)
            && looked
            && (!emergency || afterwards.len() == 3)
            && (!emergency || self.left_on().is_none_or(|left| left > today))
            && (!emergency || !self.waits_on(today));
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
        let decided = matches!(now, S::Accepted | S::DateAgreed);
        let closed = matches!(now, S::MovedIn | S::Declined | S::Withdrawn);
        match event {
            E::SubmittedToHome(_) => false,
            E::DiscussedWithTeam(_) => now == S::Submitted,
            E::InterestExpressed(_) => now == S::Discussed,
            E::TransitionPlanned(_) | E::VisitHeld(_) => gathers,
            E::HomeFoundUnchanged(_) | E::ChildHeardAgain(_) => decided,
            E::PlanningMeetingHeld(_)
            | E::LiaisonHeld(_)
            | E::ObjectionAnswered(_)
            | E::ConditionMet(_)
            | E::CompatibilityAssessed(_)
            | E::ImpactAssessed(_) => gathers || closed || now == S::EmergencyAdmitted,
            E::AcceptedByManager(_) => matches!(now, S::Planning | S::EmergencyAdmitted),
            E::MovingInAgreed(_) => now == S::Accepted,
            E::ChildMovedIn(_) => now == S::DateAgreed,
            E::AfterwardsDone(_) => decided || closed || now == S::EmergencyAdmitted,
            E::ChildLeft(_) => closed || now == S::EmergencyAdmitted,
            E::DeclinedByHome(_) | E::WithdrawnByAuthority(_) => open,
            E::TimeRanOut(_) => ON_ITS_WAY.contains(&now),
            E::AdmittedInEmergency(_) => open && now != S::EmergencyAdmitted,
            E::InformationProvided(_)
            | E::ChildDescribed(_)
            | E::ChildAsked(_)
            | E::HomeLookedAt(_)
            | E::WorryRaised(_)
            | E::WorryAnswered(_)
            | E::StepTaken(_) => open || closed,
        }
    }

    fn fits(&self, event: &E) -> bool {
        let E::SubmittedToHome(opening) = &self.all[0] else { unreachable!() };
        let seen_fits = |seen: &HomeSeen| seen.home == opening.home && seen.planned_on >= opening.on;
        let revision = |information| (1..=self.information()).contains(&information);
        let last_view =
            |resident: ChildId| self.view_of(resident).map(|(place, view)| (view, on(&self.all[place])));
        let closed = matches!(self.status(), Status::MovedIn | Status::Declined | Status::Withdrawn);
        let there = self.lives_there_since().is_some() && self.left_on().is_none_or(|left| on(event) <= left);
        on(event) >= self.submitted_on()
            && (!closed || there || matches!(event, E::ChildLeft(_)))
            && match event {
                E::HomeFoundUnchanged(it) => self.seen() == Some(&it.seen),
                E::ChildHeardAgain(it) => it.view != OwnView::NotAsked && it.says != ChildSays::NotAsked,
                E::ObjectionAnswered(it) => last_view(it.resident)
                    .is_some_and(|(view, said)| view == WorkersView::Objects && said <= it.on),
                E::ConditionMet(it) => last_view(it.resident)
                    .is_some_and(|(view, said)| view == WorkersView::AgreesIf && said <= it.on),
                E::ChildLeft(it) => {
                    self.left_on().is_none() && self.lives_there_since().is_some_and(|since| since <= it.on)
                }
                E::InterestExpressed(it) => it.offer.home == opening.home,
                E::PlanningMeetingHeld(it) => {
                    it.offer.home == opening.home && it.information.is_none_or(revision)
                }
                E::InformationProvided(it) => !it.provided.is_empty(),
                E::ChildDescribed(it) => it.child.id == opening.child.id,
                E::ChildAsked(it) => it.view != OwnView::NotAsked && it.says != Some(ChildSays::NotAsked),
                E::HomeLookedAt(it) => seen_fits(&it.seen),
                E::WorryRaised(it) => (it.of == WorryOf::Resident) == it.resident.is_some(),
                E::WorryAnswered(it) => {
                    let worries = self.worries();
                    let worry = (it.worry as usize).checked_sub(1).and_then(|place| worries.get(place));
                    worry.is_some_and(|(_, raised, _)| it.on >= *raised)
                }
                E::LiaisonHeld(it) => {
                    let there = |seen: &HomeSeen| seen.residents().iter().any(|one| one.child == it.resident);
                    self.seen().is_some_and(there) && it.information.is_none_or(revision)
                }
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

    fn decided_on(&self) -> Option<NaiveDate> {
        self.since_decision().map(|since| on(&since[0]))
    }

    fn date_agreed_on(&self) -> Option<NaiveDate> {
        self.since_decision()?.iter().find(|event| matches!(event, E::MovingInAgreed(_))).map(on)
    }

    pub fn lives_there_since(&self) -> Option<NaiveDate> {
        let moved = |event: &&E| matches!(event, E::AdmittedInEmergency(_) | E::ChildMovedIn(_));
        self.all.iter().find(moved).map(on)
    }

    pub fn left_on(&self) -> Option<NaiveDate> {
        self.all.iter().find(|event| matches!(event, E::ChildLeft(_))).map(on)
    }

    /// Whether something of this day would end what was decided later.
    fn ends_too_early(&self, today: NaiveDate) -> bool {
        let days = [self.decided_on(), self.date_agreed_on(), self.emergency().map(|admitted| admitted.on)];
        days.into_iter().flatten().any(|decided| decided > today)
    }

    /// A decision stands that can be taken back.
    fn can_be_undone(&self) -> bool {
        self.is_accepted() && self.lives_there_since().is_none()
    }

    fn is_barred(&self, event: &E, role: Role) -> bool {
        let by_manager = role == Role::RegisteredManager;
        let waits = |today| self.waits_on(today);
        let too_early = |dated: Option<NaiveDate>| dated.is_some_and(|dated| dated > on(event));
        match event {
            E::InterestExpressed(_) => too_early(
                self.all.iter().rev().find(|event| matches!(event, E::DiscussedWithTeam(_))).map(on),
            ),
            E::InformationProvided(it) => it.provided.iter().any(|part| part.on > it.on),
            E::ChildDescribed(it) => {
                let mut after = self.clone();
                after.all.push(event.clone());
                let same = after.child() == self.child();
                too_early(asked_on(&it.child.own_view)) || self.can_be_undone() && same
            }
            E::ChildAsked(it) => {
                let against = it.says == Some(ChildSays::WantsSomethingElse);
                too_early(asked_on(&it.view)) || self.can_be_undone() && !against
            }
            E::ChildHeardAgain(it) => {
                too_early(asked_on(&it.view)) || it.says == ChildSays::WantsSomethingElse
            }
            E::HomeLookedAt(it) => self.can_be_undone() && self.seen() == Some(&it.seen),
            E::ObjectionAnswered(_) => !by_manager,
            E::VisitHeld(it) => it.on > self.planned_on(),
            E::AfterwardsDone(it) => {
                let since = self.lives_there_since();
                it.what == Afterwards::HostAuthorityNotified && since.is_none_or(|since| it.on < since)
            }
            E::WithdrawnByAuthority(it) => self.ends_too_early(it.on),
            E::AcceptedByManager(it) => !by_manager || self.is_missing(it.on, it.despite_worries.is_some()),
            E::DeclinedByHome(it) => !by_manager || self.ends_too_early(it.on),
            E::MovingInAgreed(it) => {
                self.is_missing(it.on, self.despite())
                    || waits(it.on)
                    || too_early(self.decided_on())
                    || it.moves_in_on != self.planned_on()
                    || matches!(it.child_says, ChildSays::NotAsked | ChildSays::WantsSomethingElse)
            }
            E::ChildMovedIn(it) => {
                let decided = self.decided_on();
                let looked = self.looked_again().iter().any(|looked| {
                    (0..=7).contains(&(it.on - *looked).num_days())
                        && decided.is_none_or(|decided| *looked >= decided)
                });
                let plan = self.all.iter().rev().find_map(|event| match event {
                    E::TransitionPlanned(it) => Some(&it.transition),
                    _ => None,
                });
                let visited =
                    self.all.iter().any(|event| matches!(event, E::VisitHeld(one) if one.on <= it.on));
                self.is_missing(it.on, self.despite())
                    || waits(it.on)
                    || self.date() != Some(it.on)
                    || too_early(self.date_agreed_on())
                    || !looked
                    || matches!(plan, Some(Transition::Plan(_))) && !visited
            }
            E::TimeRanOut(it) => {
                let last = self.last_on().max(self.date().unwrap_or(self.last_on()));
                (it.on - last).num_days() <= 28 || self.ends_too_early(it.on)
            }
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
        let silent_no =
            rest.is_empty() && !["suitable", "suitable_with", "suitable_once_approved"].contains(kind);
        !(approved
            && self.view() != OwnView::NotAsked
            && event.seen.emergencies == Told::Known(true)
            && matches!(event.seen.residents, Told::Known(_))
            && tonight.is_as_now(&event.assessed)
            && safe
            && !silent_no
            && asked_on(&self.view()).is_none_or(|asked| asked <= event.on)
            && !self.waits(&event.receipt, event.on))
    }

    /// Whether the child is known to be a risk to others, so that lives are seen to be about different children.
    pub fn harms(&self) -> bool {
        self.child().risks_to_others.told(RiskToOthers::PhysicalHarm) == Told::Known(true)
    }
}
