//! What came of it: verdicts, the parts by which homes are ordered, reasons and questions.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::{AuthorityStep, ConcernDirection, Mitigation, RuleKind, Topic, Watch};
use crate::base::{Amount, AnyId, ChildId, Finding, Findings, HomeId, Rule, Told, Weight, codes};

codes! {
    /// The kind of a verdict, from best to worst.
    pub enum Kind: "a kind of verdict" {
        /// Every rule of law and safety holds.
        Suitable = "suitable", "suitable";
        /// Every one holds, some because mitigations meet them.
        SuitableWith = "suitable_with", "suitable with mitigations";
        /// Every one holds, with or without mitigations, once the authority has taken a step that the law asks for.
        SuitableOnceApproved = "suitable_once_approved", "suitable once the authority has approved";
        /// A rule of law or safety is not known.
        CannotSayYet = "cannot_say_yet", "cannot say yet";
        /// A rule of law is a no, or one of safety that nothing meets.
        NotSuitable = "not_suitable", "not suitable";
    }
}

codes! {
    /// What came of one rule.
    pub enum Answer: "an answer" {
        /// It holds.
        Holds = "holds", "yes";
        /// It holds because mitigations meet it.
        HoldsWith = "holds_with", "yes, with what meets it";
        /// It holds once the authority has taken a step.
        ProceedsWhen = "proceeds_when", "yes, once the authority has taken a step";
        /// It is not known.
        NotKnown = "not_known", "not known";
        /// It is a no.
        No = "no", "no";
        /// It is not asked: the policy has no value for it.
        NotAsked = "not_asked", "not asked";
    }
}

/// The parts by which homes are ordered, compared from first to last: fewer is better, nearer is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Parts {
    /// The kind of the verdict.
    pub kind: Kind,
    /// Rules of law and safety that are a no.
    pub failed: u32,
    /// Rules of law and safety that are not known.
    pub open: u32,
    /// Rules of safety that mitigations meet.
    pub mitigated: u32,
    /// Rules of law that wait for a step of the authority.
    pub steps: u32,
    /// Wishes that are a no.
    pub wishes_not_met: u32,
    /// Rules of fit that are a no.
    pub fit_not_met: u32,
    /// Rules of practice that are a no.
    pub practice_not_met: u32,
    /// Wishes, fit and practice that are not known.
    pub softly_open: u32,
    /// How far from the family, in whole kilometres; of several children the furthest. Not known comes last.
    pub family_km: FamilyKm,
}

/// A distance from the family; not known comes after every distance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FamilyKm {
    /// So many whole kilometres.
    Known(u32),
    /// Where the family or the home is, is not known.
    NotKnown,
}

/// Two brothers or sisters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Bond {
    /// One of them.
    pub one: ChildId,
    /// The other; none of somebody known only by number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<ChildId>,
}

/// A part of brothers and sisters, and the home that it would go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartPlaced {
    /// The children.
    pub children: Vec<ChildId>,
    /// How many besides who are known only by number.
    #[serde(skip_serializing_if = "nobody")]
    pub by_number: u8,
    /// The home; no other part has it.
    pub home: HomeId,
    /// The verdict of that home for them.
    pub kind: Kind,
    /// Its place in the list.
    pub place: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn nobody(number: &u8) -> bool {
    *number == 0
}

/// Brothers and sisters who wish to be together in parts, each in a home of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InParts {
    /// The worst of the kinds of its parts.
    pub kind: Kind,
    /// The parts. Each has another home, so that one place is not given twice.
    pub parts: Vec<PartPlaced>,
    /// The bonds that it keeps.
    pub keeps: Vec<Bond>,
}

/// One home, for one way of placing the party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The home.
    pub home: HomeId,
    /// The children it speaks of.
    pub children: Vec<ChildId>,
    /// How many brothers and sisters it speaks of besides who are known only by number.
    pub by_number: u8,
    /// Of brothers and sisters who wish to be together, the bonds that it keeps.
    pub keeps: Vec<Bond>,
    /// Suitable or not.
    pub kind: Kind,
    /// The rule that decided: the first no, the first that is not known, the first that waits for the authority, the
    /// first that is met by mitigations.
    pub decided_by: Option<&'static Rule>,
    /// What it is ordered by.
    pub parts: Parts,
    /// Its place in the list, from 1. Homes equal in every part share one.
    pub place: u32,
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Verdict", 8)?;
        out.serialize_field("home", &self.home)?;
        out.serialize_field("children", &self.children)?;
        if self.by_number > 0 {
            out.serialize_field("by_number", &self.by_number)?;
        }
        if !self.keeps.is_empty() {
            out.serialize_field("keeps", &self.keeps)?;
        }
        out.serialize_field("kind", &self.kind)?;
        out.serialize_field("decided_by", &self.decided_by.map(|rule| rule.code))?;
        out.serialize_field("parts", &self.parts)?;
        out.serialize_field("place", &self.place)?;
        out.end()
    }
}

codes! {
    /// Whose answer a question waits for.
    pub enum AskedOf: "who is asked" {
        /// The placing authority: what is known of the child.
        Authority = "authority", "the placing authority";
        /// The home.
        Home = "home", "the home";
        /// The social worker of a child who lives there.
        ResidentsSocialWorker = "residents_social_worker", "the social worker of a child who lives there";
        /// Whoever is named to judge whether a mitigation is enough.
        NamedPerson = "named_person", "the person named to judge";
        /// The regulator.
        Regulator = "regulator", "the regulator";
    }
}

/// A question whose answer is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The child or home it is about.
    pub about: AnyId,
    /// The other child, where it is about two.
    pub other: Option<AnyId>,
    /// What is asked.
    pub topic: Topic,
    /// Whose answer it waits for.
    pub of: AskedOf,
    /// How many homes would change their kind with some answer to this question alone.
    pub homes: u32,
    /// The first rule that it leaves open.
    pub rule: &'static Rule,
}

impl Serialize for Ask {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Ask", 6)?;
        out.serialize_field("about", &self.about)?;
        out.serialize_field("other", &self.other)?;
        out.serialize_field("topic", &self.topic)?;
        out.serialize_field("of", &self.of)?;
        out.serialize_field("homes", &self.homes)?;
        out.serialize_field("rule", self.rule.code)?;
        out.end()
    }
}

/// Why a rule does not simply hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleReason {
    /// The rule.
    pub rule: &'static Rule,
    /// Its kind.
    pub kind: RuleKind,
    /// What came of it here.
    pub answer: Answer,
    /// The child of the party, where it is about one.
    pub child: Option<ChildId>,
    /// The other child, where it is about two; none if nobody knows who lives there.
    pub other: Option<ChildId>,
    /// Known facts of the child, and of the other, that make it a no.
    pub because: Vec<Topic>,
    /// Known facts of the other that make it a no.
    pub because_other: Vec<Topic>,
    /// Mitigations that meet it.
    pub mitigations: Vec<Mitigation>,
    /// The step that the authority has to take.
    pub step: Option<AuthorityStep>,
    /// Of a rule about two children, in which directions: who could be harmed by whom, on which known facts.
    pub ways: Vec<ConcernDirection>,
}

impl RuleReason {
    /// The same as a finding about this home: a no of law or safety bars, a no else and what is not known warn
    /// or are noted, as the rule weighs.
    pub fn finding(&self, home: HomeId) -> Finding {
        let decides = matches!(self.kind, RuleKind::Law | RuleKind::Safety);
        let weight = match self.answer {
            Answer::No => self.rule.weight,
            Answer::NotKnown | Answer::ProceedsWhen if decides => Weight::Warns,
            _ => Weight::Notes,
        };
        Finding::new(self.rule)
            .weighing(weight)
            .about(home)
            .about_all(self.child)
            .about_all(self.other)
            .with("answer", Amount::Code(self.answer.words()))
    }
}

impl Serialize for RuleReason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("RuleReason", 12)?;
        out.serialize_field("rule", self.rule.code)?;
        out.serialize_field("kind", &self.kind)?;
        out.serialize_field("answer", &self.answer)?;
        out.serialize_field("audience", &self.rule.audience)?;
        out.serialize_field("basis", &self.rule.basis)?;
        out.serialize_field("child", &self.child)?;
        out.serialize_field("other", &self.other)?;
        out.serialize_field("because", &self.because)?;
        out.serialize_field("because_other", &self.because_other)?;
        out.serialize_field("mitigations", &self.mitigations)?;
        out.serialize_field("step", &self.step)?;
        out.serialize_field("ways", &self.ways)?;
        out.end()
    }
}

/// What came of one rule over all it was asked about: the worst of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleAnswer {
    /// The rule.
    pub rule: &'static Rule,
    /// Its kind.
    pub kind: RuleKind,
    /// What came of it.
    pub answer: Answer,
}

impl Serialize for RuleAnswer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("RuleAnswer", 3)?;
        out.serialize_field("rule", self.rule.code)?;
        out.serialize_field("kind", &self.kind)?;
        out.serialize_field("answer", &self.answer)?;
        out.end()
    }
}

/// The staff needed at one time of day after the move, against the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StaffNeed {
    /// The time of day.
    pub watch: Watch,
    /// The staff that those children need whose need is known, rounded up over the home.
    pub needed: u32,
    /// The staff that the home has.
    pub roster: Told<u8>,
    /// The children whose need is not known.
    pub not_known: Vec<ChildId>,
}

/// A child who must live alone would live there: the other places stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ClosedPlaces {
    /// The child.
    pub child: ChildId,
    /// How many places stay empty.
    pub places: u8,
}

/// A child will be too old for a home before long.
///
/// `Debug` does not print the day, from which a date of birth could be told.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
pub struct LeavesRange {
    /// The child.
    pub child: ChildId,
    /// The first day on which the child is older than the home is registered for.
    pub on: NaiveDate,
    /// Whether that is the earliest that it may be: only the month or the year of birth is known.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub at_the_earliest: bool,
}

impl core::fmt::Debug for LeavesRange {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "LeavesRange({:?})", self.child)
    }
}

/// One home with all its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// The verdict.
    pub verdict: Verdict,
    /// What came of every rule, in order.
    pub answers: Vec<RuleAnswer>,
    /// Everything that does not simply hold, in the order of the rules.
    pub reasons: Vec<RuleReason>,
    /// What to ask about this home, those who live there and mitigations, most decisive first. What to ask
    /// about the children themselves stands in the shortlist.
    pub asks: Vec<Ask>,
    /// The facts of the party's children that are open here, in the order of the shortlist's questions.
    pub open_here: Vec<(ChildId, Topic)>,
    /// The staff needed after the move.
    pub staff: Vec<StaffNeed>,
    /// Children who will be too old for the home before long.
    pub leaves_range: Vec<LeavesRange>,
    /// Who would move in or lives there and is, or may be, 18 or over on the date, in order of id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub eighteen_or_over: Vec<ChildId>,
    /// Those of them who may be under 18: only the month or the year of birth is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub perhaps_eighteen: Vec<ChildId>,
    /// Children who must live alone and would live there after the move, each with the places that stay empty for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closed_places: Vec<ClosedPlaces>,
    /// Where not everybody is there every night, the most children who are known to be there on one after the move.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_on_a_night: Option<u32>,
    /// The children who live there on the date, in order of id; not known if that is not known.
    pub residents: Told<Vec<ChildId>>,
    /// Children who would move in or live there whose risks are also recorded in words, which no rule reads.
    pub risks_in_words: Vec<ChildId>,
}

impl Explained {
    /// All reasons as findings, in the one order.
    pub fn findings(&self) -> Findings {
        let leaves = self.leaves_range.iter().map(|leaves| {
            let found = Finding::new(&super::notes::LEAVES_RANGE_SOON);
            in_part(found.about(self.verdict.home).about(leaves.child), leaves.at_the_earliest)
        });
        let grown_up = self.eighteen_or_over.iter().map(|child| {
            let found = Finding::new(&super::notes::EIGHTEEN_OR_OVER).about(self.verdict.home).about(*child);
            in_part(found, self.perhaps_eighteen.contains(child))
        });
        let reasons = self.reasons.iter().map(|reason| reason.finding(self.verdict.home));
        let closed = self.closed_places.iter().map(|closed| {
            let finding = Finding::new(&super::notes::PLACES_CLOSED).about(self.verdict.home);
            finding.about(closed.child).with("places", Amount::Count(closed.places.into()))
        });
        reasons.chain(leaves).chain(grown_up).chain(closed).collect()
    }
}

/// A finding about somebody's age; it says so where only a part of the date of birth is known, and not all days in it
/// agree.
pub(super) fn in_part(finding: Finding, perhaps: bool) -> Finding {
    if perhaps { finding.with("part", Amount::Code("date_of_birth")) } else { finding }
}

/// Every home with its verdict, in order; reasons in full for the first of them; what to ask about the children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shortlist {
    /// The planned date.
    pub on: NaiveDate,
    /// Every home and way of placing the party, best first.
    pub verdicts: Vec<Verdict>,
    /// The first of them, with all their reasons.
    pub explained: Vec<Explained>,
    /// Brothers and sisters who wish to be together, in parts: the ways in which every part has a home that is not ruled
    /// out, best first. At most [`FEW`](crate::base::limits::FEW).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_parts: Vec<InParts>,
    /// What to ask about the children, most decisive first: the request to the authority.
    pub asks: Vec<Ask>,
    /// What is to be said of the question itself: a view not asked for, a policy value not set.
    pub findings: Findings,
}

impl Shortlist {
    /// The verdict for a home and all children of the party, if there is one.
    pub fn verdict(&self, home: HomeId) -> Option<&Verdict> {
        let of_home = self.verdicts.iter().filter(|verdict| verdict.home == home);
        of_home.max_by_key(|verdict| verdict.children.len() + usize::from(verdict.by_number))
    }
}
