//! What an assessment knows while it is on its way.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::advocacy::{Advocacy, AdvocacyFacts, advocacy};
use super::eligibility::{adult_eligibility, carer_eligibility};
use super::event::{
    AdvocacyLookedAt, AdvocateArranged, ArrangementsMade, AsKnown, AssessedAs, Combined, Considered,
    ContentItem, CriteriaFacts, FactsRecorded, MeansRecorded, MeetingFacts, Opened, OwedBecause,
    QuestionsAnswered, SaidNo, UrgentNeedsMet,
};
use super::meeting::{Meeting, meeting_adult, meeting_carer};
use super::mutual::{Answers, MutualQuestion};
use crate::base::{ByCode, Code, PersonId, Verdict};

/// What is known in an assessment, whichever state it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub(super) person: PersonId,
    pub(super) assessed_as: AssessedAs,
    pub(super) because: OwedBecause,
    pub(super) requested_on: NaiveDate,
    pub(super) cares_for: Option<PersonId>,
    pub(super) arranged: Option<ArrangementsMade>,
    pub(super) began_on: Option<NaiveDate>,
    pub(super) combined: Option<Combined>,
    pub(super) said_no: Option<SaidNo>,
    pub(super) urgent: Vec<UrgentNeedsMet>,
    pub(super) answered: Option<QuestionsAnswered>,
    pub(super) advocacy: Option<AdvocacyLookedAt>,
    pub(super) advocate: Option<AdvocateArranged>,
    pub(super) facts: Option<FactsRecorded>,
    pub(super) content: ByCode<ContentItem, Considered>,
    pub(super) means: Option<MeansRecorded>,
}

impl Case {
    pub(super) fn opened(event: &Opened) -> Self {
        Self::new(event.person, event.assessed_as, event.because, event.on, event.cares_for)
    }

    pub(super) fn as_known(known: &AsKnown) -> Self {
        Self::new(known.person, known.assessed_as, OwedBecause::Request, known.requested_on, known.cares_for)
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
            said_no: None,
            urgent: Vec::new(),
            answered: None,
            advocacy: None,
            advocate: None,
            facts: None,
            content: ByCode::default(),
            means: None,
        }
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

    /// That the person said no, and nothing came of it so far.
    pub const fn said_no(&self) -> Option<&SaidNo> {
        self.said_no.as_ref()
    }

    /// Urgent needs that were met before.
    pub fn urgent(&self) -> &[UrgentNeedsMet] {
        &self.urgent
    }

    /// The person's answers about people who care for each other.
    pub fn answers(&self) -> Option<&Answers> {
        self.answered.as_ref().map(|answered| &*answered.answers)
    }

    /// When those answers were given.
    pub fn answered_on(&self) -> Option<NaiveDate> {
        self.answered.as_ref().map(|answered| answered.on)
    }

    /// The questions about that which are owed and were never asked.
    pub fn open_questions(&self) -> Vec<MutualQuestion> {
        self.answers().map_or_else(|| Answers::new(self.person).open(), Answers::open)
    }

    /// Whether an advocate is due, by what is known.
    pub fn advocacy(&self) -> Advocacy {
        match &self.advocacy {
            Some(looked) => advocacy(self.person, &looked.facts),
            None => advocacy(self.person, &AdvocacyFacts::default()),
        }
    }

    /// The advocate who was arranged.
    pub const fn advocate(&self) -> Option<&AdvocateArranged> {
        self.advocate.as_ref()
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

    /// Whether they must be met, may be, or neither, once anything is known of residence and means.
    pub fn meeting(&self, eligible: Verdict) -> Option<Meeting> {
        self.means.as_ref().map(|recorded| match &recorded.facts {
            MeetingFacts::Adult(facts) => meeting_adult(self.person, eligible, facts),
            MeetingFacts::Carer(facts) => meeting_carer(self.person, eligible, facts),
        })
    }

    /// What the assessment has to look at and has not.
    pub fn content_missing(&self) -> impl Iterator<Item = ContentItem> + '_ {
        let owed = move |item: &ContentItem| owed_in(*item, self.assessed_as);
        let open = |item: &ContentItem| self.content.get(*item) == Considered::NotYet;
        ContentItem::ALL.iter().copied().filter(owed).filter(open)
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
