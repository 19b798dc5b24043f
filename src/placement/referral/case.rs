//! What a referral knows while it is on its way.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{
    AcceptedByManager, AdmittedInEmergency, Afterwards, CompatibilityAssessed, ConditionMet, DeclinedBecause,
    DiscussedWithTeam, HomeSeen, ImpactAssessed, InterestExpressed, LapsedBecause, LiaisonHeld,
    MovingInAgreed, ObjectionAnswered, PlanningMeetingHeld, Referral, SiblingReferral, Status, StepTaken,
    SubmittedToHome, TransitionPlanned, VisitHeld, WithdrawnBecause, WorryAnswered, WorryOf, WorryOutcome,
    WorryRaised,
};
use crate::base::{AnyId, ChildId, Finding, Fingerprint, HomeId, RecordRef, Rule};
use crate::machine::{Case, Misfit};
use crate::placement::{AuthorityStep, Child, Few, Information, OwnView, Provided};

/// A worry, and what came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Worry {
    pub(super) number: u32,
    pub(super) raised: WorryRaised,
    pub(super) answered: Option<WorryAnswered>,
}

impl Worry {
    /// Its number: 1 for the first.
    pub const fn number(&self) -> u32 {
        self.number
    }

    /// What was said, and whose it is.
    pub const fn raised(&self) -> &WorryRaised {
        &self.raised
    }

    /// What came of it, as last said: of the latest day; of one day, in order of entry.
    pub const fn answered(&self) -> Option<&WorryAnswered> {
        self.answered.as_ref()
    }

    /// Whether nobody has looked at it.
    pub const fn is_open(&self) -> bool {
        self.answered.is_none()
    }

    /// Whether it is a child's, of the referral or of the home, who does not say that it is settled.
    pub fn is_childs_and_not_settled(&self) -> bool {
        let childs = matches!(self.raised.of, WorryOf::Child | WorryOf::Resident);
        childs && self.answered.as_ref().is_some_and(|answered| answered.outcome != WorryOutcome::Settled)
    }
}

/// An assessment, and how many of the worries whoever made it could know of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Made<T> {
    pub(super) event: T,
    pub(super) worries: usize,
}

/// What was known when something was said or agreed that names no version of its own: liaison, a package.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ground {
    /// The revision of the information.
    pub(super) information: u32,
    /// How many worries there were.
    pub(super) worries: usize,
    /// The home as it was seen then; none if nobody had looked.
    pub(super) seen: Option<Box<HomeSeen>>,
    /// Whether it is dated before the look that found the home as it was seen at the entry.
    pub(super) before_look: bool,
}

/// What was left undone when a child moved in, and is owed since.
#[expect(clippy::struct_excessive_bools, reason = "one for each thing that can be left undone")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rest {
    pub(super) meeting: bool,
    pub(super) liaison: bool,
    pub(super) assessments: bool,
    pub(super) look: bool,
}

impl Rest {
    /// An emergency admission skips all of it.
    pub(super) const ALL: Self = Self { meeting: true, liaison: true, assessments: true, look: true };
}

/// What is known of a referral, whichever state it is in.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferralCase {
    pub(super) submitted_on: NaiveDate,
    pub(super) child: Box<Child>,
    pub(super) home: HomeId,
    pub(super) planned_on: NaiveDate,
    pub(super) reopens: Option<RecordRef>,
    pub(super) siblings: Few<SiblingReferral>,
    pub(super) information: u32,
    /// The day of each revision of the information.
    pub(super) learnt: Vec<NaiveDate>,
    /// The first revision since which nothing else is known of the child.
    pub(super) same_since: u32,
    /// The child's fingerprints in those revisions, but for the present one.
    pub(super) same_child: Vec<Fingerprint>,
    pub(super) provided: BTreeMap<Information, Provided>,
    pub(super) discussed: Option<DiscussedWithTeam>,
    pub(super) interest: Option<InterestExpressed>,
    pub(super) seen: Option<HomeSeen>,
    /// The day on which the home was first seen as it was seen last; none if nobody knows the day.
    pub(super) seen_since: Option<NaiveDate>,
    /// Whether it was seen otherwise before.
    pub(super) seen_otherwise: bool,
    /// The days on which it was looked at since it was decided, or since the child lives there.
    pub(super) looked_again: Vec<NaiveDate>,
    pub(super) meeting: Option<PlanningMeetingHeld>,
    pub(super) package_on: Option<Ground>,
    pub(super) liaison: BTreeMap<ChildId, LiaisonHeld>,
    pub(super) asked_on: BTreeMap<ChildId, Ground>,
    pub(super) objections: BTreeMap<ChildId, ObjectionAnswered>,
    pub(super) conditions: BTreeMap<ChildId, ConditionMet>,
    pub(super) transition: Option<TransitionPlanned>,
    pub(super) visits: Vec<VisitHeld>,
    pub(super) compatibility: Option<Made<CompatibilityAssessed>>,
    pub(super) impact: Option<Made<ImpactAssessed>>,
    pub(super) steps: BTreeMap<AuthorityStep, StepTaken>,
    pub(super) worries: Vec<Worry>,
    pub(super) accepted: Option<AcceptedByManager>,
    pub(super) date: Option<MovingInAgreed>,
    pub(super) emergency: Option<Box<AdmittedInEmergency>>,
    pub(super) afterwards: BTreeMap<Afterwards, NaiveDate>,
    pub(super) moved_in: Option<(NaiveDate, Rest)>,
    pub(super) left_on: Option<NaiveDate>,
    pub(super) last_on: NaiveDate,
    pub(super) closed: Option<Closed>,
}

/// How a referral came to its end, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closed {
    /// The child moved in.
    MovedIn {
        /// The day of the move.
        on: NaiveDate,
    },
    /// The home declined.
    Declined {
        /// When.
        on: NaiveDate,
        /// Why.
        because: DeclinedBecause,
    },
    /// The authority withdrew.
    Withdrawn {
        /// When.
        on: NaiveDate,
        /// Why.
        because: WithdrawnBecause,
    },
    /// Nothing happened for too long.
    Lapsed {
        /// When that was found.
        on: NaiveDate,
        /// Why.
        because: LapsedBecause,
    },
}

impl Case for ReferralCase {
    type Machine = Referral;

    /// Once it is closed, only what concerns a child who lives there can happen.
    fn fits_any(&self, on: NaiveDate) -> Result<(), Misfit> {
        let there = if self.closed.is_some() { self.lives_there(on) } else { Ok(()) };
        Misfit::all([self.not_before(on), there])
    }

    fn after_any(&mut self, on: NaiveDate, _: Status) {
        self.last_on = self.last_on.max(on);
    }
}

impl ReferralCase {
    /// Whom everything in it is about.
    pub(super) const fn ids(&self) -> [AnyId; 2] {
        [self.home.any(), self.child.id.any()]
    }

    /// A finding about the home and the child.
    pub(super) fn about(&self, rule: &'static Rule) -> Finding {
        Finding::new(rule).about(self.home).about(self.child.id)
    }

    pub(super) fn not_before(&self, on: NaiveDate) -> Result<(), Misfit> {
        Misfit::unless(
            on >= self.submitted_on,
            "expected `on` no earlier than the day it was submitted",
            &self.ids(),
        )
    }

    /// What is owed for a child who lives there can happen for such a child alone.
    fn lives_there(&self, on: NaiveDate) -> Result<(), Misfit> {
        Misfit::all([
            Misfit::unless(
                self.lives_there_since().is_some(),
                "expected a child who lives there: this referral is closed",
                &self.ids(),
            ),
            Misfit::unless(
                self.left_on.is_none_or(|left| on <= left),
                "expected a day before the child left",
                &self.ids(),
            ),
        ])
    }

    pub(super) fn submitted(event: &SubmittedToHome) -> Self {
        Self {
            submitted_on: event.on,
            child: event.child.clone(),
            home: event.home,
            planned_on: event.wanted_on,
            reopens: event.reopens,
            siblings: event.siblings.clone(),
            information: 1,
            learnt: alloc::vec![event.on],
            same_since: 1,
            same_child: Vec::new(),
            provided: BTreeMap::new(),
            discussed: None,
            interest: None,
            seen: None,
            seen_since: None,
            seen_otherwise: false,
            looked_again: Vec::new(),
            meeting: None,
            package_on: None,
            liaison: BTreeMap::new(),
            asked_on: BTreeMap::new(),
            objections: BTreeMap::new(),
            conditions: BTreeMap::new(),
            transition: None,
            visits: Vec::new(),
            compatibility: None,
            impact: None,
            steps: BTreeMap::new(),
            worries: Vec::new(),
            accepted: None,
            date: None,
            emergency: None,
            afterwards: BTreeMap::new(),
            moved_in: None,
            left_on: None,
            last_on: event.on,
            closed: None,
        }
    }

    /// When it was submitted.
    pub const fn submitted_on(&self) -> NaiveDate {
        self.submitted_on
    }

    /// The child, as known now.
    pub fn child(&self) -> &Child {
        &self.child
    }

    /// The home.
    pub const fn home(&self) -> HomeId {
        self.home
    }

    /// The planned date of the move: as wanted at first, then as the home was last looked at for it.
    pub const fn planned_on(&self) -> NaiveDate {
        self.planned_on
    }

    /// The child's age on the planned date, if it is known: of a part of a date of birth, if all days in it agree.
    pub fn age(&self) -> Option<u32> {
        self.child.date_of_birth.told().known()?.age_on(self.planned_on)
    }

    /// The highest age that it may be, at which what does not apply has not to apply.
    pub(super) fn highest_age(&self) -> Option<u32> {
        self.child.date_of_birth.told().known()?.ages_on(self.planned_on).map(|(_, most)| most)
    }

    /// The closed referral that this one takes up again.
    pub const fn reopens(&self) -> Option<RecordRef> {
        self.reopens
    }

    /// The revision of the information: 1 as it was submitted, one more whenever more, or something else, is known
    /// or said of the child.
    pub const fn information(&self) -> u32 {
        self.information
    }

    /// The parts of the information that were provided, each as it was last.
    pub const fn provided(&self) -> &BTreeMap<Information, Provided> {
        &self.provided
    }

    /// The first discussion with the team.
    pub const fn discussed(&self) -> Option<&DiscussedWithTeam> {
        self.discussed.as_ref()
    }

    /// The expression of interest.
    pub const fn interest(&self) -> Option<&InterestExpressed> {
        self.interest.as_ref()
    }

    /// The home as it was last looked at.
    pub const fn seen(&self) -> Option<&HomeSeen> {
        self.seen.as_ref()
    }

    /// The last planning meeting, with the package.
    pub const fn meeting(&self) -> Option<&PlanningMeetingHeld> {
        self.meeting.as_ref()
    }

    /// The last liaison about each resident.
    pub const fn liaison(&self) -> &BTreeMap<ChildId, LiaisonHeld> {
        &self.liaison
    }

    /// The answers of the registered manager to objections of residents' social workers, while the objection stands.
    pub const fn objections_answered(&self) -> &BTreeMap<ChildId, ObjectionAnswered> {
        &self.objections
    }

    /// The conditions of residents' social workers that are met.
    pub const fn conditions_met(&self) -> &BTreeMap<ChildId, ConditionMet> {
        &self.conditions
    }

    /// The visits that were held, in the order in which they were recorded.
    pub fn visits(&self) -> &[VisitHeld] {
        &self.visits
    }

    /// The transition plan, or why there is none.
    pub const fn transition(&self) -> Option<&TransitionPlanned> {
        self.transition.as_ref()
    }

    /// The last compatibility assessment.
    pub fn compatibility(&self) -> Option<&CompatibilityAssessed> {
        self.compatibility.as_ref().map(|made| &made.event)
    }

    /// The last impact assessment.
    pub fn impact(&self) -> Option<&ImpactAssessed> {
        self.impact.as_ref().map(|made| &made.event)
    }

    /// The steps that the authority has taken.
    pub const fn steps(&self) -> &BTreeMap<AuthorityStep, StepTaken> {
        &self.steps
    }

    /// The worries, in order.
    pub fn worries(&self) -> &[Worry] {
        &self.worries
    }

    /// The decision to accept, while it stands.
    pub const fn accepted(&self) -> Option<&AcceptedByManager> {
        self.accepted.as_ref()
    }

    /// The moving-in date, while it stands.
    pub const fn date(&self) -> Option<&MovingInAgreed> {
        self.date.as_ref()
    }

    /// The emergency admission, if there was one.
    pub fn emergency(&self) -> Option<&AdmittedInEmergency> {
        self.emergency.as_deref()
    }

    /// What others owed after an emergency admission and have done, each since when.
    pub const fn afterwards(&self) -> &BTreeMap<Afterwards, NaiveDate> {
        &self.afterwards
    }

    /// The first day on which the child lives there, if the child has moved in.
    pub fn lives_there_since(&self) -> Option<NaiveDate> {
        let emergency = self.emergency.as_ref().map(|emergency| emergency.on);
        emergency.or_else(|| self.moved_in.map(|(on, _)| on))
    }

    /// The first day on which the child no longer lives there, if the child has left.
    pub const fn left_on(&self) -> Option<NaiveDate> {
        self.left_on
    }

    /// Whether the child has moved in, and has not left by this day.
    pub fn lives_there_on(&self, on: NaiveDate) -> bool {
        self.lives_there_since().is_some() && self.left_on.is_none_or(|left| on < left)
    }

    /// How it came to its end, once it has.
    pub const fn closed(&self) -> Option<Closed> {
        self.closed
    }

    /// The latest day on which anything happened.
    pub const fn last_on(&self) -> NaiveDate {
        self.last_on
    }

    pub(super) fn hear(&mut self, on: NaiveDate, view: &OwnView, same: bool) {
        let before = self.child.fingerprint().ok();
        self.child.own_view.clone_from(view);
        self.learn(on, same);
        self.same_child.extend(before.filter(|before| same && !self.same_child.contains(before)));
    }

    /// A revision of the information; with `same` nothing else is known than before.
    pub(super) fn learn(&mut self, on: NaiveDate, same: bool) {
        self.information = self.information.saturating_add(1);
        self.learnt.push(on);
        if !same {
            self.same_since = self.information;
            self.same_child.clear();
        }
    }

    /// The revision that was known on a day, of those that were entered by now: of one day in order of entry.
    pub(super) fn known_on(&self, on: NaiveDate) -> u32 {
        let known = self.learnt.iter().take_while(|learnt| **learnt <= on).count();
        u32::try_from(known).unwrap_or(u32::MAX)
    }

    pub(super) fn worries_on(&self, on: NaiveDate) -> usize {
        self.worries.iter().take_while(|worry| worry.raised.on <= on).count()
    }

    /// What was known on a day: of the information, unless the revision is named.
    pub(super) fn ground(&self, on: NaiveDate, information: Option<u32>) -> Ground {
        Ground {
            information: information.unwrap_or_else(|| self.known_on(on)),
            worries: self.worries_on(on),
            seen: self.seen.clone().map(Box::new),
            before_look: self.seen_since.is_some_and(|since| on < since),
        }
    }

    pub(super) fn see(&mut self, seen: &HomeSeen, on: Option<NaiveDate>) {
        match &self.seen {
            // A look that finds the same counts as a day on which it was so.
            Some(before) if before.is_as_judged(seen) => {
                self.seen_since = self.seen_since.into_iter().chain(on).min();
            }
            before => {
                self.seen_otherwise = before.is_some();
                self.seen_since = on;
                if before.is_none() {
                    // Nobody had looked when these were said: they are of the home as it is seen now.
                    let grounds = self.package_on.iter_mut().chain(self.asked_on.values_mut());
                    grounds.for_each(|ground| ground.seen = Some(Box::new(seen.clone())));
                }
            }
        }
        self.planned_on = seen.planned_on;
        self.seen = Some(seen.clone());
    }

    pub(super) fn worry(&mut self, event: &WorryRaised) {
        let number = self.worries.last().map_or(1, |last| last.number.saturating_add(1));
        self.worries.push(Worry { number, raised: event.clone(), answered: None });
        self.undecide();
    }

    /// What was answered of an earlier view of this worker is no answer to this one. An earlier view that is entered
    /// late takes nothing from a later one.
    pub(super) fn liaise(&mut self, event: &LiaisonHeld) {
        if self.liaison.get(&event.resident).is_some_and(|kept| kept.on > event.on) {
            return;
        }
        self.objections.remove(&event.resident);
        self.conditions.remove(&event.resident);
        self.asked_on.insert(event.resident, self.ground(event.on, event.information));
        self.liaison.insert(event.resident, event.clone());
    }

    /// Whether what is learnt now undoes a decision: there is one, and the child has not moved in on it.
    pub(super) fn can_be_undone(&self) -> bool {
        self.accepted.is_some() && self.lives_there_since().is_none()
    }

    /// A decision that was taken on other facts, or before somebody worried, is to be taken anew.
    pub(super) fn undecide(&mut self) {
        if self.lives_there_since().is_none() {
            (self.accepted, self.date) = (None, None);
        }
    }

    pub(super) fn admit(&mut self, event: &AdmittedInEmergency) {
        self.see(&event.seen, Some(event.on));
        self.undecide();
        self.looked_again.clear();
        self.emergency = Some(Box::new(event.clone()));
    }
}
