//! Combining assessments (Care Act s.12): only while everybody concerned agrees.
//!
//! Each assessment is a record of its own, and that they are combined is one fact about several of them. One record
//! cannot see that another has left; [`combining`] looks at all of them.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::event::{EndedBecause, QuestionsAnswered};
use super::{Assessment, rules};
use crate::base::{Actor, AnyId, AssessmentId, Finding, Findings, PersonId, Rule, Say, Told, WhyNotKnown};
use crate::machine::Machine;

/// What somebody whom a combined assessment concerns says to it, or who says it for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concerned {
    /// Who.
    pub person: PersonId,
    /// Whether there is agreement: their own, or one made for them by whoever may.
    pub agrees: Told<bool>,
    /// Who decided in their place, if somebody did.
    pub decided_by: Option<AnyId>,
}

impl Concerned {
    /// What this person says, or who says it for them. Nothing said is not asked.
    pub fn new(person: PersonId, say: Option<&Say>) -> Self {
        Self {
            person,
            agrees: say.map(Say::agrees).unwrap_or_default(),
            decided_by: say.and_then(Say::decider).map(Actor::any),
        }
    }
}

/// What speaks against combining the assessments of these people; nothing bars while all of them agree.
///
/// Not known is not agreement. That somebody may agree in another's place is marked as not verified, and that it
/// is somebody whose own assessment is to be combined is a warning for professionals.
///
/// ```
/// use mutual_care::assessment::{Concerned, may_combine};
/// use mutual_care::base::Say;
/// # let (mother, son) = (
/// #     "6f2c1a3e-0000-4000-8000-000000000001".parse()?, "6f2c1a3e-0000-4000-8000-000000000002".parse()?);
/// let agrees = |person| Concerned::new(person, Some(&Say::Agrees));
/// assert!(!may_combine(&[agrees(mother), agrees(son)]).bars());
/// assert!(may_combine(&[agrees(mother), Concerned::new(son, None)]).bars());
/// # Ok::<(), mutual_care::base::IdError>(())
/// ```
pub fn may_combine(concerned: &[Concerned]) -> Findings {
    let mut findings = Findings::none();
    for one in concerned {
        if one.agrees != Told::Known(true) {
            findings.push(Finding::new(&rules::NOT_AGREED_TO_COMBINE).about(one.person));
        }
        let Some(decider) = one.decided_by else { continue };
        findings.push(Finding::new(&rules::AGREED_IN_ANOTHERS_PLACE).about(one.person).about(decider));
        if concerned.iter().any(|other| other.person != one.person && other.person.any() == decider) {
            findings
                .push(Finding::new(&rules::DECIDES_FOR_ONE_THEY_RELY_ON).about(one.person).about(decider));
        }
    }
    findings
}

/// What is found of several records taken together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Combining {
    /// Who left, who never agreed, and what differs from one record to another.
    pub findings: Findings,
    /// Answers to the questions about caring for each other that stand in one record of a person and are missing, or
    /// older, in another one that is not determined yet. An answer given once counts in every record of that person:
    /// offer each of these to the record it names.
    pub to_carry: Vec<(AssessmentId, QuestionsAnswered)>,
}

/// Looks at several records together: the assessments of the people of a household, in all their roles.
///
/// What a person says to combining, and what a person answered, counts in every record; what was said last counts. A
/// person who withdraws from one record has withdrawn. Of a record that is given twice, the later revision is looked at.
///
/// ```
/// use mutual_care::assessment::{Assessment, combining};
/// let records: Vec<Assessment> = Vec::new();
/// assert!(combining(&records).findings.is_empty());
/// ```
pub fn combining<'a>(records: impl IntoIterator<Item = &'a Assessment>) -> Combining {
    let mut all: BTreeMap<AssessmentId, &Assessment> = BTreeMap::new();
    for record in records {
        let newer = all.get(&record.id()).is_none_or(|before| before.revision() <= record.revision());
        if newer {
            all.insert(record.id(), record);
        }
    }
    let mut found = Combining::default();
    for record in all.values() {
        found.findings.extend(others_named(record, &all));
        found.findings.extend(goes_on_nowhere(record, &all));
    }
    for group in groups(&all) {
        found.findings.extend(agreement(&group, &all));
    }
    let people: BTreeSet<PersonId> = all.values().map(|record| record.case().person()).collect();
    for person in people {
        let own: Vec<&Assessment> =
            all.values().copied().filter(|record| record.case().person() == person).collect();
        found.findings.extend(risk_differs(person, &own));
        for (id, answered) in to_carry(&own) {
            found.findings.push(about(&rules::ANSWERED_IN_ANOTHER_RECORD, person, [id]));
            found.to_carry.push((id, answered));
        }
    }
    found
}

type All<'a> = BTreeMap<AssessmentId, &'a Assessment>;

fn about(rule: &'static Rule, person: PersonId, records: impl IntoIterator<Item = AssessmentId>) -> Finding {
    Finding::new(rule).about(person).about_all(records)
}

/// Whether an assessment has stopped being one that can be combined.
const fn has_stopped(record: &Assessment) -> bool {
    matches!(record, Assessment::Refused(_) | Assessment::Withdrawn(_) | Assessment::Ended(_))
}

/// The records with which this one says that it is combined, itself included.
fn together(record: &Assessment) -> BTreeSet<AssessmentId> {
    let with = record.case().combined().into_iter().flat_map(|combined| &combined.with);
    with.map(|with| with.assessment).chain([record.id()]).collect()
}

/// What the others say that this record names.
fn others_named(record: &Assessment, all: &All<'_>) -> Findings {
    let mut findings = Findings::none();
    let Some(combined) = record.case().combined().filter(|_| !has_stopped(record)) else { return findings };
    let own = together(record);
    for with in &combined.with {
        let pair = [record.id(), with.assessment];
        let Some(other) = all.get(&with.assessment) else {
            findings.push(about(&rules::COMBINED_RECORD_MISSING, with.person, pair));
            continue;
        };
        let case = other.case();
        let rule = if case.person() != with.person {
            Some(&rules::COMBINED_LISTS_DIFFER)
        } else if has_stopped(other) || case.combined().is_none() && case.split().is_some() {
            Some(&rules::COMBINED_ONE_LEFT)
        } else if case.combined().is_none() {
            Some(&rules::COMBINED_ONE_SIDED)
        } else if together(other) != own {
            Some(&rules::COMBINED_LISTS_DIFFER)
        } else {
            None
        };
        // Who took agreement back left; else whoever the record is about.
        let left = case.split().and_then(|split| split.withdrawn_by).unwrap_or(case.person());
        findings.extend(rule.map(|rule| about(rule, left, pair)));
    }
    findings
}

/// Records that are combined with one another, directly or through others.
fn groups(all: &All<'_>) -> Vec<BTreeSet<AssessmentId>> {
    let mut groups: Vec<BTreeSet<AssessmentId>> = Vec::new();
    for record in all.values().filter(|record| record.case().combined().is_some() && !has_stopped(record)) {
        let mut group = together(record);
        groups.retain(|other| {
            let apart = other.is_disjoint(&group);
            if !apart {
                group.extend(other);
            }
            apart
        });
        groups.push(group);
    }
    groups
}

/// What each person of a group said last, in whichever record, and whether two records say different things of it.
fn agreement(group: &BTreeSet<AssessmentId>, all: &All<'_>) -> Findings {
    let mut said: BTreeMap<PersonId, Vec<(NaiveDate, AssessmentId, Concerned)>> = BTreeMap::new();
    for record in group.iter().filter_map(|id| all.get(id)) {
        let (id, case) = (record.id(), record.case());
        said.entry(case.person()).or_default();
        if let Some(combined) = case.combined() {
            for with in &combined.with {
                said.entry(with.person).or_default();
            }
            for one in &combined.says {
                let concerned = Concerned::new(one.person, Some(&one.say));
                said.entry(one.person).or_default().push((combined.on, id, concerned));
            }
        }
        if let Some((split, person)) = case.split().and_then(|split| Some((split, split.withdrawn_by?))) {
            let gone = Concerned { person, agrees: Told::Known(false), decided_by: None };
            said.entry(person).or_default().push((split.on, id, gone));
        }
    }
    let mut findings = Findings::none();
    let mut counts: Vec<Concerned> = Vec::new();
    for (person, mut says) in said {
        says.retain(|(_, _, one)| one.agrees != Told::NotKnown(WhyNotKnown::NotAsked));
        let different =
            says.iter().any(|(_, _, one)| says.iter().any(|(_, _, other)| one.agrees != other.agrees));
        if different {
            findings.push(about(&rules::SAYS_DIFFER, person, says.iter().map(|(_, id, _)| *id)));
        }
        // Of one day, what speaks against it counts.
        says.sort_by_key(|(on, id, one)| (*on, one.agrees != Told::Known(true), *id));
        counts.push(says.pop().map_or_else(|| Concerned::new(person, None), |(_, _, one)| one));
    }
    findings.extend(may_combine(&counts));
    findings
}

/// A duplicate that names, as the record that goes on, one that does not.
fn goes_on_nowhere(record: &Assessment, all: &All<'_>) -> Option<Finding> {
    let ended = record.case().ended().filter(|ended| ended.because == EndedBecause::Duplicate)?;
    let goes_on = ended.goes_on_in?;
    let other = all.get(&goes_on)?;
    let case = record.case();
    let same = (case.person(), case.assessed_as()) == (other.case().person(), other.case().assessed_as());
    let stopped = goes_on == record.id() || matches!(other, Assessment::Ended(_)) || !same;
    stopped.then(|| about(&rules::DUPLICATE_GOES_ON_NOWHERE, case.person(), [record.id(), goes_on]))
}

/// A risk that one record of a person knows and another one says is not there.
fn risk_differs(person: PersonId, own: &[&Assessment]) -> Option<Finding> {
    let says =
        |risk| own.iter().any(|record| *record.case().safety().abuse_or_risk.told() == Told::Known(risk));
    (says(true) && says(false))
        .then(|| about(&rules::RISK_DIFFERS, person, own.iter().map(|record| record.id())))
}

/// The latest answers of a person, for each record of theirs that lacks them and is still on its way.
fn to_carry(own: &[&Assessment]) -> Vec<(AssessmentId, QuestionsAnswered)> {
    let answered = own.iter().filter_map(|record| record.case().answered());
    let Some(latest) = answered.max_by_key(|answered| answered.on) else { return Vec::new() };
    let on_the_way = own.iter().filter(|record| {
        matches!(record, Assessment::Requested(_) | Assessment::Arranged(_) | Assessment::UnderWay(_))
    });
    on_the_way
        .filter(|record| record.case().answered().is_none_or(|answered| answered.on < latest.on))
        .map(|record| (record.id(), latest.clone()))
        .collect()
}
