//! What an assessment knows while it is on its way.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::Assessment;
use super::advocacy::{Advocacy, AdvocacyFacts, Involvement, advocacy};
use super::carers_help::{CarersHelp, MetByCarers, OutcomeOwed};
use super::eligibility::{AdultFacts, AdultOutcome, adult_eligibility, carer_eligibility};
use super::event::{
    AdvocacyLookedAt, AdvocateArranged, ArrangementsMade, AsKnown, AssessedAs, AssessmentEnded, Combined,
    Considered, ContentItem, CriteriaFacts, DeterminationMade, FactsRecorded, MeansRecorded, MeetingFacts,
    Opened, OwedBecause, QuestionsAnswered, SaidNo, Split, UrgentNeedsMet,
};
use super::help_by_carers::HelpByCarers;
use super::meeting::{AdultMeeting, Meeting, meeting_adult, meeting_carer};
use super::mutual::{Answers, MutualQuestion};
use super::refusal::{RefusalFacts, RefusalOutcome, Safety, refusal_by_adult};
use super::shared::Given;
use crate::base::{Actor, ByCode, Code, Fact, PersonId, Told, Verdict, WhyNotKnown};
use crate::machine;

/// What is known in an assessment, whichever state it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentCase {
    pub(super) person: PersonId,
    pub(super) assessed_as: AssessedAs,
    pub(super) because: OwedBecause,
    pub(super) requested_on: NaiveDate,
    pub(super) cares_for: Option<PersonId>,
    pub(super) arranged: Option<ArrangementsMade>,
    pub(super) began_on: Option<NaiveDate>,
    pub(super) combined: Option<Combined>,
    pub(super) split: Option<Split>,
    pub(super) said_no: Option<SaidNo>,
    pub(super) safety: Safety,
    pub(super) urgent: Vec<UrgentNeedsMet>,
    pub(super) answered: Option<QuestionsAnswered>,
    pub(super) advocacy: BTreeMap<Involvement, AdvocacyLookedAt>,
    pub(super) advocates: BTreeMap<Involvement, AdvocateArranged>,
    pub(super) facts: Option<FactsRecorded>,
    pub(super) content: ByCode<ContentItem, Considered>,
    pub(super) content_on: Option<NaiveDate>,
    pub(super) means: Option<MeansRecorded>,
    pub(super) carers_help: HelpByCarers,
    pub(super) made: Option<DeterminationMade>,
    /// When it was first shared in writing, and what the person was given of it.
    pub(super) shared: Option<(NaiveDate, Given)>,
    pub(super) stopped: Option<Stopped>,
    pub(super) ended: Option<AssessmentEnded>,
}

/// The person refused, or the request was withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stopped {
    pub(super) on: NaiveDate,
    pub(super) refused: bool,
}

impl machine::Case for AssessmentCase {
    type Machine = Assessment;
}

impl AssessmentCase {
    pub(super) fn opened(event: &Opened) -> Self {
        Self::new(event.person, event.assessed_as, event.because, event.on, event.cares_for)
    }

    pub(super) fn as_known(known: &AsKnown) -> Self {
        let (because, on) = (OwedBecause::Request, known.requested_on);
        let mut case = Self::new(known.person, known.assessed_as, because, on, known.cares_for);
        case.safety = case.safety.after(&known.refusal);
        case
    }

    fn new(
        person: PersonId,
        assessed_as: AssessedAs,
        because: OwedBecause,
        requested_on: NaiveDate,
        cares_for: Option<PersonId>,
    ) -> Self {
        Self {
            person,
            assessed_as,
            because,
            requested_on,
            cares_for,
            arranged: None,
            began_on: None,
            combined: None,
            split: None,
            said_no: None,
            safety: Safety::default(),
            urgent: Vec::new(),
            answered: None,
            advocacy: BTreeMap::new(),
            advocates: BTreeMap::new(),
            facts: None,
            content: ByCode::default(),
            content_on: None,
            means: None,
            carers_help: HelpByCarers::default(),
            made: None,
            shared: None,
            stopped: None,
            ended: None,
        }
    }

    /// What was determined, if it was.
    pub const fn determined(&self) -> Option<&DeterminationMade> {
        self.made.as_ref()
    }

    /// When it was first shared in writing.
    pub fn shared_on(&self) -> Option<NaiveDate> {
        self.shared.map(|(on, _)| on)
    }

    /// Since when the person has had all that is owed in writing: the determination with its reasons (Care Act s.13(2)),
    /// and advice besides where the needs do not meet the criteria (s.13(5)).
    pub fn given_whole_on(&self) -> Option<NaiveDate> {
        self.shared?.1.whole_on(self.made.as_ref()?)
    }

    /// Since when the person has refused or the request is withdrawn, while it is.
    pub fn stopped_on(&self) -> Option<NaiveDate> {
        self.stopped.map(|stopped| stopped.on)
    }

    /// How it ended, if it did before it was shared.
    pub const fn ended(&self) -> Option<&AssessmentEnded> {
        self.ended.as_ref()
    }

    pub(super) fn refused_on(&self) -> Option<NaiveDate> {
        self.stopped.filter(|stopped| stopped.refused).map(|stopped| stopped.on)
    }

    /// Since when the duty may be gone: a refusal ends it, if nothing keeps it; a request that is withdrawn ends only what
    /// began with a request.
    pub(super) fn gone_on(&self) -> Option<NaiveDate> {
        let ends = |stopped: &Stopped| stopped.refused || self.because == OwedBecause::Request;
        self.stopped.filter(ends).map(|stopped| stopped.on)
    }

    /// Whose assessment it is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// In which role.
    pub const fn assessed_as(&self) -> AssessedAs {
        self.assessed_as
    }

    /// Why it is owed.
    pub const fn because(&self) -> OwedBecause {
        self.because
    }

    /// Since when it has been owed, or owed again.
    pub const fn requested_on(&self) -> NaiveDate {
        self.requested_on
    }

    /// Whom a carer cares for.
    pub const fn cares_for(&self) -> Option<PersonId> {
        self.cares_for
    }

    /// How it is carried out, once that is arranged.
    pub const fn arranged(&self) -> Option<&ArrangementsMade> {
        self.arranged.as_ref()
    }

    /// Since when it has been under way.
    pub const fn began_on(&self) -> Option<NaiveDate> {
        self.began_on
    }

    /// With what it is combined, while it is.
    pub const fn combined(&self) -> Option<&Combined> {
        self.combined.as_ref()
    }

    /// That it was combined before and stands on its own again.
    pub const fn split(&self) -> Option<&Split> {
        self.split.as_ref()
    }

    /// That the person said no, and nothing came of it so far.
    pub const fn said_no(&self) -> Option<&SaidNo> {
        self.said_no.as_ref()
    }

    /// What is known of abuse, capacity and best interests through everything that was recorded: a risk, or a lack of
    /// capacity, stays known until it was said, with a reason, that it is so no more.
    pub fn safety(&self) -> RefusalFacts {
        self.safety.facts()
    }

    /// Whether a no of this person (a refusal, a withdrawal, touch that was lost) ends the duty to assess, by what is
    /// known. A carer's always does.
    pub fn no_ends_duty(&self) -> Verdict {
        match self.assessed_as {
            AssessedAs::Adult => self.refusal(self.safety).ends_duty(),
            AssessedAs::Carer => Verdict::Yes,
        }
    }

    pub(super) fn refusal(&self, safety: Safety) -> RefusalOutcome {
        refusal_by_adult(self.person, &safety.facts())
    }

    /// Urgent needs that were met before.
    pub fn urgent(&self) -> &[UrgentNeedsMet] {
        &self.urgent
    }

    /// The person's answers about people who care for each other.
    pub fn answers(&self) -> Option<&Answers> {
        self.answered.as_ref().map(|answered| &*answered.answers)
    }

    /// The event in which those answers were given.
    pub(super) const fn answered(&self) -> Option<&QuestionsAnswered> {
        self.answered.as_ref()
    }

    /// When those answers were given.
    pub fn answered_on(&self) -> Option<NaiveDate> {
        self.answered.as_ref().map(|answered| answered.on)
    }

    /// The questions about that which are owed and were never asked.
    pub fn open_questions(&self) -> Vec<MutualQuestion> {
        self.answers().map_or_else(|| Answers::new(self.person).open(), Answers::open)
    }

    /// Whether an advocate is due for this, by what is known. Assessment, planning, revision and review each have an
    /// advocacy of their own: what was found for one says nothing of another.
    pub fn advocacy(&self, involved_in: Involvement) -> Advocacy {
        let mut facts = self
            .advocacy
            .get(&involved_in)
            .map_or_else(AdvocacyFacts::default, |looked| (*looked.facts).clone());
        // Nobody speaks up for themself in the sense of the law: whoever is named so is no candidate.
        facts.candidates.retain(|candidate| candidate.who != self.person);
        advocacy(self.person, &facts)
    }

    /// The advocate who was arranged for this.
    pub fn advocate(&self, involved_in: Involvement) -> Option<&AdvocateArranged> {
        self.advocates.get(&involved_in)
    }

    /// Whether an advocate is independent (SI 2014/2889 reg 2): works neither for the authority nor, for pay, for the
    /// person or the other one; lives with neither of them, and is no candidate whose interests conflict.
    pub fn is_independent(&self, arranged: &AdvocateArranged) -> Verdict {
        let who = arranged.advocate;
        let assesses = self.arranged.as_ref().is_some_and(|arranged| arranged.assessor == who);
        let near = self.cares_for.is_some_and(|other| who == Actor::Person(other))
            || self
                .answers()
                .is_some_and(|answers| answers.others().iter().any(|with| who == Actor::Person(with.other)));
        let against = who
            .person()
            .is_some_and(|who| self.advocacy.values().any(|looked| looked.facts.speaks_against(who)));
        let known = [arranged.works_for_authority.told(), arranged.cares_for_pay.told()];
        Verdict::all([
            Verdict::from(!assesses),
            Verdict::from(!near),
            Verdict::from(!against),
            Verdict::all(known.map(|told| Verdict::from(told).opposite())),
        ])
    }

    /// What is known of the needs.
    pub fn facts(&self) -> Option<&CriteriaFacts> {
        self.facts.as_ref().map(|recorded| &recorded.facts)
    }

    /// Whether the needs meet the criteria, by what is known; not known while nothing is.
    pub fn eligible(&self) -> Verdict {
        match self.facts() {
            None => Verdict::NotKnown,
            Some(CriteriaFacts::Adult(facts)) => adult_eligibility(self.person, facts).verdict(),
            Some(CriteriaFacts::Carer(facts)) => carer_eligibility(self.person, facts).verdict(),
        }
    }

    /// Whether they must be met, may be, or neither, as at a day, once anything is known of residence and means.
    /// [`AssessmentCase::outcomes_owed`] says it of each outcome.
    pub fn meeting(&self, eligible: Verdict, on: NaiveDate) -> Option<Meeting> {
        self.means.as_ref().map(|recorded| match &recorded.facts {
            MeetingFacts::Adult(facts) => {
                meeting_adult(self.person, eligible, facts, self.left_by_carers(on))
            }
            MeetingFacts::Carer(facts) => meeting_carer(self.person, eligible, facts),
        })
    }

    /// For each outcome that an adult is unable to achieve, or may be: how far carers who are able and willing meet it
    /// as at a day, and what that leaves to the authority. Of a carer's needs, none: a carer's needs are the carer's.
    pub fn outcomes_owed(&self, eligible: Verdict, on: NaiveDate) -> Vec<OutcomeOwed> {
        let means = match self.means.as_ref().map(|recorded| &recorded.facts) {
            Some(MeetingFacts::Adult(facts)) => *facts,
            Some(MeetingFacts::Carer(_)) | None => AdultMeeting::default(),
        };
        let outcomes = self.outcomes_needed().into_iter();
        outcomes
            .map(|(outcome, unable)| {
                let met = self.met_by_carers(outcome, on);
                let eligible = Verdict::all([eligible, unable]);
                let by = self.carers_help(outcome, on);
                OutcomeOwed {
                    outcome: outcome.outcome(),
                    met,
                    by: by.into_iter().map(|help| (help.carer, help.counts())).collect(),
                    must_meet: meeting_adult(self.person, eligible, &means, told(left_by(met))).must_meet(),
                    again_since: self.carers_help.again_since(outcome, on),
                }
            })
            .collect()
    }

    /// What each carer does towards an outcome, the latest as at a day.
    pub fn carers_help(&self, outcome: AdultOutcome, on: NaiveDate) -> Vec<&CarersHelp> {
        self.carers_help.latest(outcome, on)
    }

    /// How far carers meet an outcome as at a day. Somebody who is said to meet it, and of whom nothing more is known,
    /// may meet it or not.
    pub fn met_by_carers(&self, outcome: AdultOutcome, on: NaiveDate) -> MetByCarers {
        if self.carers_help(outcome, on).is_empty() {
            let said = self.adult_facts().map(|facts| facts.outcomes.get(outcome).met_by_carer);
            let somebody = said.as_ref().map(Fact::told) == Some(&Told::Known(true));
            return if somebody { MetByCarers::NotKnown } else { MetByCarers::Not };
        }
        self.carers_help.met(outcome, on)
    }

    /// Whether carers leave any of the needs unmet: what nobody is known to meet is left.
    fn left_by_carers(&self, on: NaiveDate) -> Told<bool> {
        let outcomes = self.outcomes_needed();
        if outcomes.is_empty() {
            // Nothing is known of the needs, and so of nobody who would meet them.
            return Told::Known(true);
        }
        told(Verdict::any(
            outcomes
                .into_iter()
                .map(|(outcome, unable)| Verdict::all([unable, left_by(self.met_by_carers(outcome, on))])),
        ))
    }

    /// The outcomes that an adult is unable to achieve, or may be, as known.
    fn outcomes_needed(&self) -> Vec<(AdultOutcome, Verdict)> {
        let Some(facts) = self.adult_facts() else { return Vec::new() };
        let outcomes = facts.outcomes.iter().map(|(outcome, known)| (outcome, known.unable()));
        outcomes.filter(|(_, unable)| *unable != Verdict::No).collect()
    }

    fn adult_facts(&self) -> Option<&AdultFacts> {
        match self.facts() {
            Some(CriteriaFacts::Adult(facts)) => Some(facts),
            Some(CriteriaFacts::Carer(_)) | None => None,
        }
    }

    /// What the assessment has to look at and has not.
    pub fn content_missing(&self) -> impl Iterator<Item = ContentItem> + '_ {
        let owed = move |item: &ContentItem| owed_in(*item, self.assessed_as);
        // Only whom to involve may not apply: there may be no carer, and nobody asked for. What the law has an assessment
        // look at applies to everybody.
        let open = |item: &ContentItem| match self.content.get(*item) {
            Considered::Yes => false,
            Considered::NotYet => true,
            Considered::NotApplicable => {
                !matches!(item, ContentItem::CarersInvolved | ContentItem::OthersInvolved)
            }
        };
        ContentItem::ALL.iter().copied().filter(owed).filter(open)
    }
}

/// Whether carers leave some of a need, by how far they meet it.
const fn left_by(met: MetByCarers) -> Verdict {
    match met {
        MetByCarers::Wholly => Verdict::No,
        MetByCarers::InPart | MetByCarers::Not => Verdict::Yes,
        MetByCarers::NotKnown => Verdict::NotKnown,
    }
}

fn told(verdict: Verdict) -> Told<bool> {
    match verdict {
        Verdict::Yes => Told::Known(true),
        Verdict::No => Told::Known(false),
        Verdict::NotKnown => Told::NotKnown(WhyNotKnown::AskedNotKnown),
    }
}

/// Whether an assessment in this role has to look at this.
pub(super) const fn owed_in(item: ContentItem, assessed_as: AssessedAs) -> bool {
    match item {
        ContentItem::Impact
        | ContentItem::OutcomesWished
        | ContentItem::CouldContribute
        | ContentItem::PersonInvolved
        | ContentItem::OthersInvolved => true,
        ContentItem::CarersInvolved => matches!(assessed_as, AssessedAs::Adult),
        ContentItem::AbleNow
        | ContentItem::AbleLater
        | ContentItem::WillingNow
        | ContentItem::WillingLater
        | ContentItem::Work
        | ContentItem::Learning => matches!(assessed_as, AssessedAs::Carer),
    }
}
