//! Combining assessments (Care Act s.12): only while everybody concerned agrees.

use super::rules;
use crate::base::{Actor, AnyId, Finding, Findings, PersonId, Say, Told};

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
