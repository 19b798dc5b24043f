//! What the example reads, and the records that come of it.

use std::collections::BTreeSet;
use std::path::Path;

use chrono::NaiveDate;
use mutual_care::assessment::{
    AdvocacyFacts, AdvocacyLookedAt, Answers, ArrangementsMade, Assessment, AssessmentCase, AssessmentEvent,
    Began, Considered, ContentItem, ContentRecorded, CriteriaFacts, FactsRecorded, Ids, Involvement,
    MeansRecorded, MeetingFacts, Opened, Policy, QuestionsAnswered, Topic, UrgentNeedsMet, adult_eligibility,
    carer_eligibility,
};
use mutual_care::base::{
    AnyId, ArrangementId, AssessmentId, ByCode, NeedId, PersonId, PrivateText, Role, SourceId, Stamp, TeamId,
    WorkerId, json, one_line, wire,
};
use mutual_care::circle::Services;
use mutual_care::machine::{Machine, Refusal, Setting};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use crate::{Criteria, common};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Where this comes from. Printed as it is.
    pub note: String,
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// A standard of the council's own, if it has one.
    pub assess_within_working_days: Option<u16>,
    pub share_within_days: Option<u16>,
    arranged: ArrangementsMade,
    #[serde(with = "wire::date")]
    pub asked_on: NaiveDate,
    people: Vec<Named<PersonId>>,
    teams: Vec<Named<TeamId>>,
    pub services: Services,
    pub answers: Vec<Answers>,
    advocacy: Vec<AdvocacyOf>,
    assessments: Vec<AssessmentIn>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Named<I> {
    id: I,
    name: PrivateText,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AdvocacyOf {
    person: PersonId,
    facts: AdvocacyFacts,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AssessmentIn {
    id: AssessmentId,
    opened: Opened,
    facts: Option<CriteriaFacts>,
    #[serde(default)]
    content: ByCode<ContentItem, Considered>,
    means: Option<MeetingFacts>,
    urgent: Option<UrgentNeedsMet>,
}

struct Versioned(Input);

impl<'de> Deserialize<'de> for Versioned {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::versioned(deserializer, "the answers of a household", 1).map(Self)
    }
}

/// Reads the file.
pub fn read(path: &Path) -> Result<Input, String> {
    let read: Result<Versioned, _> = json::parse(&common::read_bytes(path)?);
    let Versioned(input) = read.map_err(|problems| common::told(&path.display(), &problems))?;
    let mut seen = BTreeSet::new();
    let ids = (input.answers.iter().map(|it| ("answers", it.person.any())))
        .chain(input.advocacy.iter().map(|it| ("advocacy", it.person.any())))
        .chain(input.people.iter().map(|it| ("people", it.id.any())))
        .chain(input.assessments.iter().map(|it| ("assessments", it.id.any())));
    let twice: Vec<String> = ids
        .filter(|id| !seen.insert(*id))
        .map(|(list, id)| format!("{}: {list}: {id} stands twice; expected it once", path.display()))
        .collect();
    if twice.is_empty() { Ok(input) } else { Err(twice.join("\n")) }
}

impl Input {
    /// What somebody, or a team, is called.
    pub fn name(&self, id: AnyId) -> String {
        let person = self.people.iter().find(|named| named.id.any() == id).map(|named| &named.name);
        let team = self.teams.iter().find(|named| named.id.any() == id).map(|named| &named.name);
        person.or(team).map_or_else(|| id.to_string(), |name| one_line(name.reveal()))
    }

    /// Who records all this: the program, in place of whoever typed the answers.
    pub fn stamp(&self) -> Stamp {
        let at = self.on.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc();
        let program: WorkerId = WorkerId::new(Uuid::from_u128(1));
        Stamp::new(at, program, Role::System).expect("a date that was read lies in range")
    }

    /// A record for each assessment, with everything that was read in it.
    pub fn records(&self, setting: &Setting<'_, Policy>) -> Result<Vec<Assessment>, String> {
        self.assessments.iter().map(|one| self.record(one, setting)).collect()
    }

    fn record(&self, one: &AssessmentIn, setting: &Setting<'_, Policy>) -> Result<Assessment, String> {
        let opened = Assessment::open(one.id, one.opened.clone(), self.stamp(), setting);
        let mut record = opened.map_err(|refused| said(one, refused.why()))?.record.into_any();
        for event in self.events(one) {
            let answer = record.offer(event, self.stamp(), setting);
            record = answer.map_err(|refused| said(one, refused.why()))?.into_record();
        }
        Ok(record)
    }

    fn events(&self, one: &AssessmentIn) -> Vec<mutual_care::machine::Step<AssessmentEvent>> {
        let on = self.asked_on;
        let person = one.opened.person;
        let mut events: Vec<AssessmentEvent> = Vec::new();
        events.extend(one.urgent.clone().map(Into::into));
        events.push(self.arranged.clone().into());
        events.push(Began { on: self.arranged.on }.into());
        let answers = self.answers.iter().find(|answers| answers.person == person);
        events.extend(
            answers.map(|answers| QuestionsAnswered { on, answers: Box::new(answers.clone()) }.into()),
        );
        let advocacy = self.advocacy.iter().find(|advocacy| advocacy.person == person);
        events.extend(advocacy.map(|advocacy| {
            let facts = Box::new(advocacy.facts.clone());
            AdvocacyLookedAt {
                on,
                involved_in: Involvement::Assessment,
                facts,
                why_changed: PrivateText::default(),
            }
            .into()
        }));
        events.extend(one.facts.clone().map(|facts| FactsRecorded { on, facts }.into()));
        events.push(ContentRecorded { on, content: one.content.clone() }.into());
        events.extend(one.means.map(|facts| MeansRecorded { on, facts }.into()));
        events.into_iter().map(Into::into).collect()
    }
}

fn said(one: &AssessmentIn, why: &Refusal) -> String {
    format!("{}: {why}", one.id.any())
}

/// What the criteria say of what is known.
pub fn criteria(case: &AssessmentCase) -> Criteria {
    match case.facts() {
        None => Criteria::NothingKnown,
        Some(CriteriaFacts::Adult(facts)) => Criteria::Adult(adult_eligibility(case.person(), facts)),
        Some(CriteriaFacts::Carer(facts)) => Criteria::Carer(carer_eligibility(case.person(), facts)),
    }
}

/// Ids for what the answers point to, made from what they name. A program with a database would make its own.
pub struct Numbered;

impl Ids for Numbered {
    fn need(&mut self, person: PersonId, topic: Topic) -> NeedId {
        NeedId::new(mixed(person.uuid(), 1 << 40, topic))
    }

    fn arrangement(&mut self, by: SourceId, to: PersonId, topic: Topic) -> ArrangementId {
        ArrangementId::new(mixed(by.uuid(), 2 << 40 ^ to.uuid().as_u128() << 16, topic))
    }
}

fn mixed(from: Uuid, with: u128, topic: Topic) -> Uuid {
    Uuid::from_u128(from.as_u128() ^ with ^ (topic as u128 + 1) << 32)
}
