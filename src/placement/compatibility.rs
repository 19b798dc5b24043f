//! The compatibility assessment: the child and each resident, in both directions, as a document.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::matching::explain;
use super::rules::is_harm_between;
use super::ways::both_ways;
use super::{
    Activity, Answer, Assessed, Child, ClosedPlaces, ConcernDirection, Explained, Facts, Few, Home, Homes,
    Kind, Matching, Mitigation, Party, Pets, Plan, RelationKind, RuleCode, RuleKind, RuleReason, StaffNeed,
    WishedCompany, notes, rules,
};
use crate::base::{
    CanonicalError, ChildId, Code, Fact, Finding, Findings, HomeId, PrivateText, Rule, Told, WorkerId, codes,
    limits, wire,
};

codes! {
    /// Something that speaks for two children living together.
    pub enum StrengthKind: "a strength of two children together" {
        /// They are brothers or sisters.
        Siblings = "siblings", "they are brothers or sisters";
        /// They are friends.
        Friends = "friends", "they are friends";
        /// They love to do the same.
        SharedActivity = "shared_activity", "they love to do the same";
        /// They share a language.
        SharedLanguage = "shared_language", "they share a language";
    }
}

/// Something that speaks for two children living together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Strength {
    /// What.
    pub kind: StrengthKind,
    /// Which activity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub activity: Option<Activity>,
}

/// A child of the party and a child who lives there, or two children of the party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PairOfChildren {
    /// The child who would move in.
    pub child: ChildId,
    /// The child who lives there, or moves in too.
    pub other: ChildId,
    /// What speaks for it.
    pub strengths: Vec<Strength>,
    /// What speaks against it, or is not known.
    pub concerns: Vec<RuleReason>,
    /// Risks that are known of one of them, each with its rule, that the other is recorded as not exposed to: no concern,
    /// as long as that is so.
    #[serde(serialize_with = "with_codes")]
    pub known: Vec<(&'static Rule, ConcernDirection)>,
    /// Whether the policy has the years between the two looked at.
    pub years_asked: bool,
}

fn with_codes<S: serde::Serializer>(
    known: &[(&'static Rule, ConcernDirection)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(known.iter().map(|(rule, way)| (rule.code, way)))
}

/// A mitigation that somebody takes on: who, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The rule that it meets.
    pub rule: RuleCode,
    /// The other child, where the rule speaks of two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<ChildId>,
    /// What is done.
    pub mitigation: Mitigation,
    /// Who sees to it.
    pub who: WorkerId,
    /// By when.
    #[serde(with = "wire::date")]
    pub by: NaiveDate,
}

codes! {
    /// What the social worker of a child who lives there says.
    pub enum WorkersView: "a social worker's view" {
        /// Nothing speaks against it.
        Agrees = "agrees", "agrees";
        /// It can be, if something is done.
        AgreesIf = "agrees_if", "agrees, if something is done";
        /// It should not be.
        Objects = "objects", "objects";
    }
}

/// What the social worker of a child who lives there says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Liaison {
    /// The child who lives there.
    pub resident: ChildId,
    /// The social worker.
    pub by: WorkerId,
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What they say.
    pub view: WorkersView,
    /// In their words.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub words: PrivateText,
    /// The registered manager's answer to an objection, or what was done about a condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Settled>,
}

/// An objection was answered by the registered manager, with reasons; or a condition is met.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settled {
    /// By whom.
    pub by: WorkerId,
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The reasons, or what was done.
    pub words: PrivateText,
}

/// The decision of the registered manager, with reasons.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManagersDecision {
    /// Whether the child can come.
    pub accepted: bool,
    /// The registered manager.
    pub by: WorkerId,
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// Why.
    pub reasons: PrivateText,
}

/// What people add to what the analysis found.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Added {
    /// The child's strengths, in words.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "few")]
    pub strengths: Vec<PrivateText>,
    /// The good that it would bring, in words.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "few")]
    pub good: Vec<PrivateText>,
    /// Mitigations, with who and by when.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "few")]
    pub measures: Vec<Measure>,
    /// The views of the social workers of the children who live there.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "few")]
    pub liaison: Vec<Liaison>,
    /// The decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decision: Option<ManagersDecision>,
}

fn few<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    wire::list(deserializer, limits::FEW, "entries")
}

/// The compatibility assessment of one placing in one home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compatibility {
    /// What was judged.
    pub assessed: Assessed,
    /// The kind of the verdict.
    pub kind: Kind,
    /// Whether it is known who lives there. If not, nothing between the child and them was looked at.
    pub residents_known: bool,
    /// Each child of the party with each child who lives there, and with each other child of the party.
    pub pairs: Vec<PairOfChildren>,
    /// Children of either side whose risks are also recorded in words, which no rule reads.
    pub risks_in_words: Vec<ChildId>,
    /// What people add.
    pub added: Added,
}

/// The impact assessment of one placing in one home: the group, staff, place and neighbourhood after the move.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Impact {
    /// What was judged.
    pub assessed: Assessed,
    /// The kind of the verdict.
    pub kind: Kind,
    /// Whether it is known who lives there.
    pub residents_known: bool,
    /// How many children would live there; if it is not known who does already, at least so many.
    pub children_after: usize,
    /// Where not everybody is there every night, the most who are known to be there on one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most_on_a_night: Option<u32>,
    /// How many the home is registered for.
    pub places: Told<u8>,
    /// Children who must live alone and would live there, each with the places that stay empty for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub closed_places: Vec<ClosedPlaces>,
    /// The staff needed after the move.
    pub staff: Vec<StaffNeed>,
    /// The good that it brings: wishes and fit that hold.
    #[serde(serialize_with = "codes_of")]
    pub good: Vec<&'static Rule>,
    /// What speaks against it, or is not known, beside what is between two children.
    pub concerns: Vec<RuleReason>,
    /// What people add.
    pub added: Added,
}

fn codes_of<S: serde::Serializer>(rules: &[&'static Rule], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rules.iter().map(|rule| rule.code))
}

/// Both assessments of a home, for each way in which the party could be placed there.
///
/// Empty if the home is not among these.
///
/// # Errors
///
/// None that can happen: every fact has a canonical form.
pub fn assess(
    party: &Party,
    homes: &Homes,
    home: HomeId,
    on: NaiveDate,
    how: &Matching,
) -> Result<Vec<(Compatibility, Impact)>, CanonicalError> {
    let Some(typed) = homes.get(home) else { return Ok(Vec::new()) };
    let explained = explain(party, homes, home, on, how);
    explained.into_iter().map(|explained| both(party, typed, on, how, explained)).collect()
}

fn both(
    party: &Party,
    home: &Home,
    on: NaiveDate,
    how: &Matching,
    explained: Explained,
) -> Result<(Compatibility, Impact), CanonicalError> {
    let children: Vec<&Child> =
        explained.verdict.children.iter().filter_map(|child| party.child(*child)).collect();
    let by_number = explained.verdict.by_number;
    let assessed = Assessed::of(&children, home, on)?;
    let residents: Vec<&Child> = home
        .residents_on(on)
        .map(|resident| &resident.child)
        .filter(|resident| children.iter().all(|child| child.id != resident.id))
        .collect();
    let (between, concerns): (Vec<RuleReason>, Vec<RuleReason>) =
        explained.reasons.into_iter().partition(|reason| reason.other.is_some());
    let mut pairs = Vec::new();
    for (place, child) in (1..).zip(&children) {
        // Two children who move in together are looked at once, whichever of them a reason names first.
        let together = children.iter().skip(place).map(|other| (*other, true));
        for (other, together) in residents.iter().map(|other| (*other, false)).chain(together) {
            let (one, two) = (Some(child.id), Some(other.id));
            let of_pair =
                |reason: &&RuleReason| [(one, two), (two, one)].contains(&(reason.child, reason.other));
            let strengths = strengths(child, other);
            let siblings = together || strengths.iter().any(|it| it.kind == StrengthKind::Siblings);
            pairs.push(PairOfChildren {
                child: child.id,
                other: other.id,
                strengths,
                concerns: between.iter().filter(of_pair).cloned().collect(),
                known: known_of(child, other),
                years_asked: how.policy().age_gap_years.is_some() && !siblings,
            });
        }
    }
    let everybody = children.iter().chain(&residents);
    let risks_in_words =
        everybody.filter(|child| !child.other_risks.is_empty()).map(|child| child.id).collect();
    let residents_known = matches!(home.residents.told(), Told::Known(_));
    let good = explained.answers.iter().filter(|answer| {
        answer.answer == Answer::Holds
            && matches!(answer.kind, RuleKind::Wishes | RuleKind::Fit)
            && children.iter().any(|child| matters(child, party.plan(), answer.rule))
    });
    let kind = explained.verdict.kind;
    let compatibility = Compatibility {
        assessed: assessed.clone(),
        kind,
        residents_known,
        pairs,
        risks_in_words,
        added: Added::default(),
    };
    let impact = Impact {
        assessed,
        kind,
        residents_known,
        children_after: residents.len() + children.len() + usize::from(by_number),
        most_on_a_night: explained.most_on_a_night,
        places: *home.places.told(),
        closed_places: explained.closed_places,
        staff: explained.staff,
        good: good.map(|answer| answer.rule).collect(),
        concerns,
        added: Added::default(),
    };
    Ok((compatibility, impact))
}

/// Whether a rule of wishes or fit asks for anything at all for this child: what nobody needs is no good done.
fn matters(child: &Child, plan: Plan, rule: &'static Rule) -> bool {
    fn some<K: Code + Ord>(facts: &Facts<K>) -> bool {
        K::ALL.iter().any(|code| facts.told(*code) == Told::Known(true))
    }
    fn listed<T>(fact: &Fact<Few<T>>) -> bool {
        matches!(fact.told(), Told::Known(few) if !few.is_empty())
    }
    match rule.code {
        "siblings-together" => plan == Plan::TogetherWished,
        "area-wished" => listed(&child.wished_areas),
        "company-wished" => matches!(child.wished_company.told(), Told::Known(WishedCompany::OwnGender)),
        "culture-met" => some(&child.culture),
        "language-spoken" => listed(&child.languages),
        "communication-met" => some(&child.communication),
        "pets-fit" => matches!(child.pets.told(), Told::Known(Pets::Must | Pets::Cannot)),
        "activities-in-reach" => some(&child.activities),
        "community-kept" => listed(&child.community_areas),
        "support-given" => some(&child.support),
        _ => true,
    }
}

/// Risks that are known of either, and that the other is recorded as not exposed to.
fn known_of(child: &Child, other: &Child) -> Vec<(&'static Rule, ConcernDirection)> {
    let harms = rules::TABLE.iter().filter(|rule| is_harm_between(rule));
    let ways = harms.flat_map(|rule| both_ways(rule, child, Some(other)).into_iter().map(|way| (*rule, way)));
    ways.filter(|(_, way)| way.risk == Told::Known(true) && way.exposed == Told::Known(false)).collect()
}

fn strengths(child: &Child, other: &Child) -> Vec<Strength> {
    let says = |child: &Child, other: &Child, is: RelationKind| {
        let relations = child.relations.told().as_ref().known();
        relations.into_iter().flatten().any(|relation| relation.with == other.id && relation.is == is)
    };
    let either = |is| says(child, other, is) || says(other, child, is);
    let plain = |kind| Strength { kind, activity: None };
    let mut strengths = Vec::new();
    if either(RelationKind::Sibling) {
        strengths.push(plain(StrengthKind::Siblings));
    }
    if either(RelationKind::Friend) {
        strengths.push(plain(StrengthKind::Friends));
    }
    for &activity in Activity::ALL {
        let loves = |child: &Child| child.activities.told(activity) == Told::Known(true);
        if loves(child) && loves(other) {
            strengths.push(Strength { kind: StrengthKind::SharedActivity, activity: Some(activity) });
        }
    }
    let spoken =
        |child: &Child| child.languages.told().as_ref().known().map(|few| few.to_vec()).unwrap_or_default();
    if spoken(child).iter().any(|language| spoken(other).contains(language)) {
        strengths.push(plain(StrengthKind::SharedLanguage));
    }
    strengths
}

/// What is missing in the documents before they can carry a decision.
fn open<'a>(
    home: HomeId,
    on: NaiveDate,
    concerns: impl Iterator<Item = &'a RuleReason>,
    residents: impl Iterator<Item = ChildId>,
    added: &Added,
) -> Findings {
    let mut findings = Findings::none();
    for reason in concerns.filter(|reason| reason.answer == Answer::HoldsWith) {
        let taken_on = |measure: &&Measure| {
            measure.rule.as_str() == reason.rule.code
                && measure.other == reason.other
                && reason.mitigations.contains(&measure.mitigation)
        };
        match added.measures.iter().filter(taken_on).map(|measure| measure.by).min() {
            None => {
                let finding = Finding::new(&notes::CONCERN_WITHOUT_MEASURE).about(home);
                findings.push(finding.about_all(reason.child).about_all(reason.other));
            }
            Some(by) if by > on => {
                let finding = Finding::new(&notes::MEASURE_AFTER_MOVE).about(home);
                findings.push(finding.about_all(reason.child).about_all(reason.other));
            }
            Some(_) => {}
        }
    }
    for resident in residents {
        // What was said after the move was no ground for it.
        let said = added.liaison.iter().filter(|liaison| liaison.resident == resident && liaison.on <= on);
        let about = |rule| Finding::new(rule).about(home).about(resident);
        let Some(liaison) = said.max_by_key(|liaison| (liaison.on, liaison.view)) else {
            findings.push(about(&notes::LIAISON_MISSING));
            continue;
        };
        let settled = liaison.settled.as_ref().filter(|settled| !settled.words.is_empty());
        let settled = settled.is_some_and(|settled| settled.on >= liaison.on && settled.on <= on);
        match liaison.view {
            WorkersView::Objects if !settled => findings.push(about(&notes::LIAISON_OBJECTS)),
            WorkersView::AgreesIf if !settled => findings.push(about(&notes::LIAISON_CONDITION_OPEN)),
            WorkersView::Agrees | WorkersView::AgreesIf | WorkersView::Objects => {}
        }
    }
    findings
}

impl Compatibility {
    /// The same, with what people add.
    pub fn with(self, added: Added) -> Self {
        Self { added, ..self }
    }

    /// What is missing: a mitigation that nobody has taken on, or only after the move; a social worker who was
    /// not asked, or objects.
    pub fn open(&self) -> Findings {
        let concerns = self.pairs.iter().flat_map(|pair| &pair.concerns);
        let residents = self.assessed.residents.iter().map(|seen| seen.child);
        open(self.assessed.home, self.assessed.on, concerns, residents, &self.added)
    }
}

impl Impact {
    /// The same, with what people add.
    pub fn with(self, added: Added) -> Self {
        Self { added, ..self }
    }

    /// What is missing: a mitigation that nobody has taken on, or only after the move.
    pub fn open(&self) -> Findings {
        open(self.assessed.home, self.assessed.on, self.concerns.iter(), core::iter::empty(), &self.added)
    }
}
