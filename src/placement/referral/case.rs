//! What a referral knows while it is on its way.

use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{
    AcceptedByManager, AdmittedInEmergency, Afterwards, AfterwardsDone, AsKnown, ChildAsked, ChildDescribed,
    CompatibilityAssessed, DiscussedWithTeam, HomeLookedAt, HomeSeen, ImpactAssessed, InformationProvided,
    InterestExpressed, LiaisonHeld, MovingInAgreed, PlanningMeetingHeld, StepTaken, SubmittedToHome,
    TransitionPlanned, WorryAnswered, WorryOf, WorryOutcome, WorryRaised,
};
use crate::base::{ChildId, HomeId, RecordRef};
use crate::placement::{AuthorityStep, Child, Information, OwnView, Provided};

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

    /// What came of it, as last said.
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

/// An assessment, and how many worries there were when it was made.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Made<T> {
    pub(super) event: T,
    pub(super) worries: usize,
}

/// What is known of a referral, whichever state it is in.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferralCase {
    pub(super) submitted_on: NaiveDate,
    pub(super) child: Box<Child>,
    pub(super) home: HomeId,
    pub(super) planned_on: NaiveDate,
    pub(super) reopens: Option<RecordRef>,
    pub(super) information: u32,
    pub(super) provided: BTreeMap<Information, Provided>,
    pub(super) discussed: Option<DiscussedWithTeam>,
    pub(super) interest: Option<InterestExpressed>,
    pub(super) seen: Option<HomeSeen>,
    pub(super) meeting: Option<PlanningMeetingHeld>,
    pub(super) liaison: BTreeMap<ChildId, LiaisonHeld>,
    pub(super) transition: Option<TransitionPlanned>,
    pub(super) compatibility: Option<Made<CompatibilityAssessed>>,
    pub(super) impact: Option<Made<ImpactAssessed>>,
    pub(super) steps: BTreeMap<AuthorityStep, StepTaken>,
    pub(super) worries: Vec<Worry>,
    pub(super) accepted: Option<AcceptedByManager>,
    pub(super) date: Option<MovingInAgreed>,
    pub(super) emergency: Option<Box<AdmittedInEmergency>>,
    pub(super) afterwards: BTreeMap<Afterwards, NaiveDate>,
    pub(super) last_on: NaiveDate,
}

impl ReferralCase {
    pub(super) fn submitted(event: &SubmittedToHome) -> Self {
        Self {
            submitted_on: event.on,
            child: event.child.clone(),
            home: event.home,
            planned_on: event.wanted_on,
            reopens: event.reopens,
            information: 1,
            provided: BTreeMap::new(),
            discussed: None,
            interest: None,
            seen: None,
            meeting: None,
            liaison: BTreeMap::new(),
            transition: None,
            compatibility: None,
            impact: None,
            steps: BTreeMap::new(),
            worries: Vec::new(),
            accepted: None,
            date: None,
            emergency: None,
            afterwards: BTreeMap::new(),
            last_on: event.on,
        }
    }

    pub(super) fn as_known(known: &AsKnown) -> Self {
        let mut case = Self::submitted(&known.submitted);
        for provided in &known.provided {
            case.provided.insert(provided.what, *provided);
        }
        if let Some(seen) = &known.seen {
            case.see(seen);
        }
        if let Some(emergency) = &known.emergency {
            case.admit(emergency);
        }
        case.accepted.clone_from(&known.accepted);
        case.date.clone_from(&known.date);
        let days = [known.emergency.as_ref().map(|it| it.on), known.accepted.as_ref().map(|it| it.on)];
        let days = days.into_iter().chain([known.date.as_ref().map(|it| it.on)]).flatten();
        case.last_on = days.fold(case.last_on, Ord::max);
        case
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

    /// The child's age on the planned date, if it is known.
    pub fn age(&self) -> Option<u32> {
        self.child.date_of_birth.told().known()?.age_on(self.planned_on)
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

    /// The latest day on which anything happened.
    pub const fn last_on(&self) -> NaiveDate {
        self.last_on
    }

    pub(super) fn provide(&mut self, event: &InformationProvided) {
        for provided in &event.provided {
            self.provided.insert(provided.what, *provided);
        }
        self.learn();
    }

    /// What the child said stays as it was recorded: nobody describes it away.
    pub(super) fn describe(&mut self, event: &ChildDescribed) {
        let own_view = core::mem::replace(&mut self.child.own_view, OwnView::NotAsked);
        self.child.clone_from(&event.child);
        if !own_view.is_open() {
            self.child.own_view = own_view;
        }
        self.learn();
    }

    pub(super) fn ask(&mut self, event: &ChildAsked) {
        self.child.own_view.clone_from(&event.view);
        self.learn();
    }

    fn learn(&mut self) {
        self.information = self.information.saturating_add(1);
        self.undecide();
    }

    pub(super) fn look_at(&mut self, event: &HomeLookedAt) {
        self.see(&event.seen);
        self.undecide();
    }

    fn see(&mut self, seen: &HomeSeen) {
        self.planned_on = seen.planned_on;
        self.seen = Some(seen.clone());
    }

    pub(super) fn worry(&mut self, event: &WorryRaised) {
        let number = self.worries.last().map_or(1, |last| last.number.saturating_add(1));
        self.worries.push(Worry { number, raised: event.clone(), answered: None });
        self.undecide();
    }

    pub(super) fn answer(&mut self, event: &WorryAnswered) {
        if let Some(worry) = self.worries.iter_mut().find(|worry| worry.number == event.worry) {
            worry.answered = Some(event.clone());
        }
    }

    /// A decision that was taken on other facts, or before somebody worried, is to be taken anew.
    fn undecide(&mut self) {
        (self.accepted, self.date) = (None, None);
    }

    pub(super) fn assess_compatibility(&mut self, event: &CompatibilityAssessed) {
        self.compatibility = Some(Made { event: event.clone(), worries: self.worries.len() });
    }

    pub(super) fn assess_impact(&mut self, event: &ImpactAssessed) {
        self.impact = Some(Made { event: event.clone(), worries: self.worries.len() });
    }

    pub(super) fn admit(&mut self, event: &AdmittedInEmergency) {
        self.see(&event.seen);
        self.undecide();
        self.emergency = Some(Box::new(event.clone()));
    }

    pub(super) fn do_afterwards(&mut self, event: AfterwardsDone) {
        self.afterwards.entry(event.what).or_insert(event.on);
    }
}
