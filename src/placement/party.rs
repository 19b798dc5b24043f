//! Who is looking for a home: one child, or brothers and sisters with what the plan says of them.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use chrono::NaiveDate;
use serde::de::{Deserializer, Error as _};
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::{AuthorityStep, Child, Few, FewItem, Home, Mitigation};
use crate::base::{CanonicalError, ChildId, Fingerprint, HomeId, WorkerId, codes, limits, wire};

codes! {
    /// What the plan says of brothers and sisters.
    pub enum Plan: "what the plan says of brothers and sisters" {
        /// There is one child.
        One = "one", "one child";
        /// They must live together: a home is judged for all of them.
        TogetherRequired = "together_required", "together, required";
        /// They wish to live together: a home is judged for all of them, for parts of them, and for each alone.
        TogetherWished = "together_wished", "together, wished";
        /// They are to live apart: a home is judged for each alone.
        Apart = "apart", "apart";
    }
}

/// The code of a rule of matching, this crate's or a vendor's own.
///
/// ```
/// use mutual_care::placement::RuleCode;
/// assert_eq!("place-free".parse::<RuleCode>()?.as_str(), "place-free");
/// assert!("Place free".parse::<RuleCode>().is_err());
/// # Ok::<(), mutual_care::placement::RuleCodeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleCode(String);

/// A text is not the code of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected the code of a rule: small letters, digits and hyphens, at most 64")]
pub struct RuleCodeError;

impl RuleCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RuleCode {
    type Err = RuleCodeError;

    fn from_str(text: &str) -> Result<Self, RuleCodeError> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if (1..=64).contains(&text.len()) && text.bytes().all(plain) {
            Ok(Self(text.into()))
        } else {
            Err(RuleCodeError)
        }
    }
}

impl fmt::Display for RuleCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for RuleCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for RuleCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        wire::text(deserializer, "the code of a rule", |text| text.parse().map_err(D::Error::custom))
    }
}

/// A named person's judgement whether a mitigation is enough: for this rule, in this home, for this child, and
/// for this pair of children where the rule speaks of two.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MitigationJudgement {
    /// The home.
    pub home: HomeId,
    /// The rule that would otherwise be a no.
    pub rule: RuleCode,
    /// The child who would move in.
    pub child: ChildId,
    /// The other child, where the rule speaks of two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<ChildId>,
    /// The mitigation.
    pub mitigation: Mitigation,
    /// Mitigations together with which it was judged: enough, or not, is what all of them are together. That one alone is not
    /// enough says nothing of it together with others. Of a yes to some and a no to the same and more the later counts; of
    /// two on one day, the no.
    #[serde(default, skip_serializing_if = "is_alone")]
    pub together_with: Few<Mitigation>,
    /// How many more staff it takes to be enough, of extra staff or of staff awake at night; one if nothing is said. For a
    /// rule about staff it is what is short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<u8>,
    /// Whether it is enough.
    pub enough: bool,
    /// Who judged.
    pub by: WorkerId,
    /// When. The latest judgement counts; of two on one day, the one that says no. One dated after the planned date
    /// does not count.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The version of the facts that was judged. If they are other ones now, the judgement does not count. Not named: it
    /// counts unless one of these facts bears a later date, or it is older than the policy allows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facts: Option<JudgedFacts>,
}

fn is_alone(with: &Few<Mitigation>) -> bool {
    with.is_empty()
}

impl FewItem for Mitigation {
    const WHAT: &'static str = "mitigations";

    fn order(&self, other: &Self) -> core::cmp::Ordering {
        self.cmp(other)
    }
}

/// The version of the facts that a judgement is of.
///
/// ```
/// use mutual_care::placement::{Child, Home, JudgedFacts};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let (child, home) = (Child::new(id(1).parse()?), Home::new(id(2).parse()?));
/// let facts = JudgedFacts::of(&home, &child, None)?;
/// assert_eq!(facts.child, child.fingerprint()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JudgedFacts {
    /// The home's, without who lives there.
    pub home: Fingerprint,
    /// The child's.
    pub child: Fingerprint,
    /// The other child's, where the rule speaks of two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Fingerprint>,
}

impl JudgedFacts {
    /// The facts of these as they are.
    ///
    /// # Errors
    ///
    /// None that can happen: every fact has a canonical form.
    pub fn of(home: &Home, child: &Child, other: Option<&Child>) -> Result<Self, CanonicalError> {
        let other = other.map(Child::fingerprint).transpose()?;
        Ok(Self { home: super::assessed::without_residents(home)?, child: child.fingerprint()?, other })
    }
}

/// A step that the authority has taken for one child and one home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepDone {
    /// The home.
    pub home: HomeId,
    /// The child.
    pub child: ChildId,
    /// The step.
    pub step: AuthorityStep,
    /// When it was taken: it counts from this day.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

/// Who is looking for a home: one child, or brothers and sisters with what the plan says.
///
/// ```
/// use mutual_care::placement::{Child, Party, Plan};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}").parse().unwrap();
/// let sister = Child::new(id(1));
/// let brother = Child::new(id(2));
/// let party = Party::siblings(vec![sister.clone(), brother], Plan::TogetherWished)?;
/// assert_eq!(party.children().len(), 2);
/// assert!(Party::siblings(vec![sister], Plan::Apart).is_err());
/// # Ok::<(), mutual_care::placement::PartyError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "PartyWire", into = "PartyWire")]
pub struct Party {
    children: Vec<Child>,
    by_number: u8,
    plan: Plan,
    /// Whether this would be an emergency admission.
    pub emergency: bool,
    judgements: Vec<MitigationJudgement>,
    steps_done: Vec<StepDone>,
}

/// Children and plan do not make a party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PartyError {
    /// The number of children does not go with the plan.
    #[error("expected one child with the plan `one`, or 2 to {} with another plan", limits::PARTY)]
    Children,
    /// The same child twice.
    #[error("{0} stands twice: expected each child once")]
    Twice(ChildId),
    /// Too many judgements or steps.
    #[error("expected at most {} judgements and as many steps", limits::JUDGEMENTS)]
    TooMany,
}

impl Party {
    /// One child.
    pub fn one(child: Child) -> Self {
        Self {
            children: alloc::vec![child],
            by_number: 0,
            plan: Plan::One,
            emergency: false,
            judgements: Vec::new(),
            steps_done: Vec::new(),
        }
    }

    /// Brothers and sisters, with what the plan says of them.
    ///
    /// # Errors
    ///
    /// [`PartyError`] unless there are 2 to [`limits::PARTY`] different children and the plan is not
    /// [`Plan::One`].
    pub fn siblings(children: Vec<Child>, plan: Plan) -> Result<Self, PartyError> {
        Self::siblings_and(children, 0, plan)
    }

    /// Brothers and sisters, of whom so many are wished along and known only by number: in another authority's care,
    /// say. Each of them takes a place, is like any other of them, and leaves open whatever is asked about them.
    ///
    /// # Errors
    ///
    /// [`PartyError`] unless there are 2 to [`limits::PARTY`] in all, at least one of them different and known, and the
    /// plan is not [`Plan::One`].
    pub fn siblings_and(children: Vec<Child>, by_number: u8, plan: Plan) -> Result<Self, PartyError> {
        let (judgements, steps_done) = (Vec::new(), Vec::new());
        PartyWire { children, known_by_number: by_number, plan, emergency: false, judgements, steps_done }
            .try_into()
    }

    /// The same as an emergency admission.
    pub fn as_emergency(self) -> Self {
        Self { emergency: true, ..self }
    }

    /// The same with these judgements of mitigations.
    ///
    /// # Errors
    ///
    /// [`PartyError::TooMany`] past [`limits::JUDGEMENTS`].
    pub fn with_judgements(self, judgements: Vec<MitigationJudgement>) -> Result<Self, PartyError> {
        if judgements.len() > limits::JUDGEMENTS {
            return Err(PartyError::TooMany);
        }
        Ok(Self { judgements, ..self })
    }

    /// The same with these steps of the authority taken.
    ///
    /// # Errors
    ///
    /// [`PartyError::TooMany`] past [`limits::JUDGEMENTS`].
    pub fn with_steps_done(self, steps_done: Vec<StepDone>) -> Result<Self, PartyError> {
        if steps_done.len() > limits::JUDGEMENTS {
            return Err(PartyError::TooMany);
        }
        Ok(Self { steps_done, ..self })
    }

    /// The children, in order of id.
    pub fn children(&self) -> &[Child] {
        &self.children
    }

    /// How many more are wished along and known only by number.
    pub const fn known_by_number(&self) -> u8 {
        self.by_number
    }

    /// What the plan says of them.
    pub const fn plan(&self) -> Plan {
        self.plan
    }

    /// The judgements of mitigations.
    pub fn judgements(&self) -> &[MitigationJudgement] {
        &self.judgements
    }

    /// The steps that the authority has taken.
    pub fn steps_done(&self) -> &[StepDone] {
        &self.steps_done
    }

    /// The child with this id.
    pub fn child(&self, id: ChildId) -> Option<&Child> {
        self.children.iter().find(|child| child.id == id)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Party", deny_unknown_fields)]
struct PartyWire {
    #[serde(deserialize_with = "children")]
    children: Vec<Child>,
    #[serde(default, skip_serializing_if = "is_zero")]
    known_by_number: u8,
    plan: Plan,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    emergency: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "judgements")]
    judgements: Vec<MitigationJudgement>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "steps")]
    steps_done: Vec<StepDone>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(number: &u8) -> bool {
    *number == 0
}

fn children<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Child>, D::Error> {
    wire::list(d, limits::PARTY, "children")
}
fn judgements<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<MitigationJudgement>, D::Error> {
    wire::list(d, limits::JUDGEMENTS, "judgements")
}
fn steps<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<StepDone>, D::Error> {
    wire::list(d, limits::JUDGEMENTS, "steps")
}

impl TryFrom<PartyWire> for Party {
    type Error = PartyError;

    fn try_from(wire: PartyWire) -> Result<Self, PartyError> {
        let PartyWire { mut children, known_by_number, plan, emergency, judgements, steps_done } = wire;
        let right = if plan == Plan::One { 1..=1 } else { 2..=limits::PARTY };
        if children.is_empty() || !right.contains(&(children.len() + usize::from(known_by_number))) {
            return Err(PartyError::Children);
        }
        children.sort_by_key(|child| child.id);
        if let Some((child, _)) = children.iter().zip(children.iter().skip(1)).find(|(a, b)| a.id == b.id) {
            return Err(PartyError::Twice(child.id));
        }
        let (by_number, judgements_none, steps_none) = (known_by_number, Vec::new(), Vec::new());
        Self { children, by_number, plan, emergency, judgements: judgements_none, steps_done: steps_none }
            .with_judgements(judgements)?
            .with_steps_done(steps_done)
    }
}

impl From<Party> for PartyWire {
    fn from(party: Party) -> Self {
        let Party { children, by_number, plan, emergency, judgements, steps_done } = party;
        Self { children, known_by_number: by_number, plan, emergency, judgements, steps_done }
    }
}
