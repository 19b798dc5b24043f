//! Which team knows whom, and which plan it holds.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::rules;
use crate::base::{AnyId, Finding, Findings, PersonId, TeamId, codes, limits, wire};

codes! {
    /// What a team works with.
    pub enum TeamKind: "a kind of team" {
        /// People with learning disabilities.
        LearningDisability = "learning_disability", "learning disability team";
        /// Older people.
        OlderPeople = "older_people", "older people's team";
        /// Other adults.
        Adults = "adults", "adults' team";
        /// Carers.
        Carers = "carers", "carers' service";
        /// Mental health.
        MentalHealth = "mental_health", "mental health team";
        /// A GP, a hospital, community nurses.
        Health = "health", "health service";
        /// Children and families.
        Children = "children", "children's team";
        /// An advocacy service.
        Advocacy = "advocacy", "advocacy service";
    }
}

/// A team or service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// What it works with.
    pub kind: TeamKind,
}

/// That a team knows a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Knows {
    /// Which team.
    pub team: TeamId,
    /// Whom.
    pub person: PersonId,
    /// The plan that it holds for them, if it holds one. Two teams that name the same plan share it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<AnyId>,
}

/// The services around a household: teams, and whom each of them knows.
///
/// ```
/// use mutual_care::circle::{Knows, Services, Team, TeamKind};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let (mother, son) = (id(1).parse()?, id(2).parse()?);
/// let teams = [(id(3).parse()?, TeamKind::OlderPeople), (id(4).parse()?, TeamKind::LearningDisability)];
/// let services = Services::new(
///     teams.map(|(id, kind)| Team { id, kind }).to_vec(),
///     vec![
///         Knows { team: teams[0].0, person: mother, plan: None },
///         Knows { team: teams[1].0, person: son, plan: None },
///     ],
/// )?;
/// let found = services.between(mother, son);
/// assert_eq!(found.with_code("two-teams-no-shared-plan").count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "ServicesWire", into = "ServicesWire")]
pub struct Services {
    teams: Vec<Team>,
    knows: Vec<Knows>,
}

/// Teams and whom they know do not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServicesError {
    /// More than the limit.
    #[error("expected at most {} teams, and as many times that as there may be people", limits::TEAMS)]
    TooMany,
    /// A team stands twice.
    #[error("{0} stands twice: expected each team once")]
    TeamTwice(TeamId),
    /// A team that is said to know somebody is not among the teams.
    #[error("{0} is not among the teams: expected a team that is")]
    UnknownTeam(TeamId),
    /// A team is said twice to know the same person.
    #[error("{0} is said twice to know the same person: expected it once")]
    KnowsTwice(TeamId),
}

impl Services {
    /// These teams, and whom they know.
    ///
    /// # Errors
    ///
    /// [`ServicesError`] if something stands twice, or a team that knows somebody is not there.
    pub fn new(mut teams: Vec<Team>, mut knows: Vec<Knows>) -> Result<Self, ServicesError> {
        if teams.len() > limits::TEAMS || knows.len() > limits::TEAMS * limits::PEOPLE {
            return Err(ServicesError::TooMany);
        }
        teams.sort_unstable();
        knows.sort_unstable();
        let mut ids = BTreeSet::new();
        if let Some(twice) = teams.iter().find(|team| !ids.insert(team.id)) {
            return Err(ServicesError::TeamTwice(twice.id));
        }
        if let Some(unknown) = knows.iter().find(|known| !ids.contains(&known.team)) {
            return Err(ServicesError::UnknownTeam(unknown.team));
        }
        let mut pairs = BTreeSet::new();
        if let Some(twice) = knows.iter().find(|known| !pairs.insert((known.team, known.person))) {
            return Err(ServicesError::KnowsTwice(twice.team));
        }
        Ok(Self { teams, knows })
    }

    /// The teams, in order of id.
    pub fn teams(&self) -> &[Team] {
        &self.teams
    }

    /// Who knows whom, in order of team.
    pub fn knows(&self) -> &[Knows] {
        &self.knows
    }

    /// The teams that know a person.
    pub fn knowing(&self, person: PersonId) -> BTreeSet<TeamId> {
        self.knows.iter().filter(|known| known.person == person).map(|known| known.team).collect()
    }

    /// What is to be found about two people who help each other: teams that know one and not the other, and two
    /// sides that share neither a team nor a plan.
    pub fn between(&self, one: PersonId, other: PersonId) -> Findings {
        let (of_one, of_other) = (self.knowing(one), self.knowing(other));
        let mut findings: Findings = of_one
            .symmetric_difference(&of_other)
            .map(|team| {
                let knows = if of_one.contains(team) { one } else { other };
                Finding::new(&rules::KNOWS_ONE_ONLY).about(*team).about(knows)
            })
            .collect();
        let both_known = !of_one.is_empty() && !of_other.is_empty();
        if both_known && of_one.is_disjoint(&of_other) && self.plans(one).is_disjoint(&self.plans(other)) {
            findings.push(
                Finding::new(&rules::TWO_TEAMS_NO_SHARED_PLAN)
                    .about(one)
                    .about(other)
                    .about_all(of_one)
                    .about_all(of_other),
            );
        }
        findings
    }

    fn plans(&self, person: PersonId) -> BTreeSet<AnyId> {
        self.knows.iter().filter(|known| known.person == person).filter_map(|known| known.plan).collect()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Services", deny_unknown_fields)]
struct ServicesWire {
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "teams")]
    teams: Vec<Team>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "knows")]
    knows: Vec<Knows>,
}

fn teams<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Team>, D::Error> {
    wire::list(d, limits::TEAMS, "teams")
}
fn knows<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<Knows>, D::Error> {
    wire::list(d, limits::TEAMS * limits::PEOPLE, "people known")
}

impl TryFrom<ServicesWire> for Services {
    type Error = ServicesError;

    fn try_from(wire: ServicesWire) -> Result<Self, ServicesError> {
        Self::new(wire.teams, wire.knows)
    }
}

impl From<Services> for ServicesWire {
    fn from(services: Services) -> Self {
        Self { teams: services.teams, knows: services.knows }
    }
}
