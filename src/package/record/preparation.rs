//! What was done and looked at before people are asked whether they agree, as facts with the version they are about.

use alloc::boxed::Box;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::WeekLookedAt;
use crate::base::{
    Actor, CanonicalError, Fingerprint, NeedId, PersonId, PrivateText, Problems, RecordRef, SourceId, Told,
    codes, limits, wire,
};
use crate::package::{BudgetOf, EligibleNeed, Otherwise, Package, PackageInput};

/// What was done and looked at before people are asked whether they agree to a version. What is not in it is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preparation {
    /// Which version it is about: the fingerprint of the package.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub of: Option<Fingerprint>,
    /// The eligible needs. None: nobody has looked which they are; an empty list: somebody has looked, and no need is eligible.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "needs")]
    pub eligible: Option<Vec<NeedToMeet>>,
    /// Who had to be involved in preparing the plan (s.25(3), (4)), and whether they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "involved")]
    pub involved: Vec<InvolvedPerson>,
    /// For each person, whether an independent advocate is due (s.67).
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "advocates")]
    pub advocates: Vec<AdvocateFor>,
    /// What the household's week with the package in it shows; none: nobody has looked.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub week: Option<Box<WeekLookedAt>>,
    /// Risks in that week that somebody has acknowledged.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "acknowledged")]
    pub acknowledged: Vec<RiskKnown>,
}

impl Preparation {
    /// Of this version, with nothing done or looked at yet.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`], as [`Package::fingerprint`].
    pub fn of(package: &Package) -> Result<Self, CanonicalError> {
        Ok(Self { of: Some(package.fingerprint()?), ..Self::default() })
    }
}

impl PackageInput {
    /// What a file says of what was done and looked at for its package: which needs are eligible and whose they are, and what the
    /// week of a date with the package in it shows. Who was involved, and whether an advocate is due, does not stand in a file and
    /// is not known.
    ///
    /// ```
    /// use mutual_care::household::{HouseholdInputParts, Person};
    /// use mutual_care::package::{PackageInput, PackageInputParts, PackageParts};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
    /// let mut household = HouseholdInputParts::new(id(9).parse()?, on);
    /// household.people.push(Person::here(id(1).parse()?));
    /// let package = PackageParts::new(id(2).parse()?, household.id, vec![id(1).parse()?], on);
    /// let input = PackageInput::new(PackageInputParts::new(household, package))?;
    /// let preparation = input.preparation(on)?;
    /// assert_eq!(preparation.of, input.package().fingerprint().ok());
    /// assert!(preparation.eligible.is_none()); // no eligible need stands in the file: nobody has looked
    /// assert_eq!(preparation.week.ok_or("a week")?.as_at, on);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`], as [`PackageInput::week`].
    pub fn preparation(&self, on: NaiveDate) -> Result<Preparation, Problems> {
        let need = |one: &EligibleNeed| {
            let stated = self.household().need(one.need)?;
            Some(NeedToMeet { need: one.need, of: stated.need.person(), otherwise: one.otherwise })
        };
        let eligible =
            (!self.eligible().is_empty()).then(|| self.eligible().iter().filter_map(need).collect());
        Ok(Preparation {
            of: self.package().fingerprint().ok(),
            eligible,
            week: WeekLookedAt::of(&self.week(on)?).ok().map(Box::new),
            ..Preparation::default()
        })
    }
}

/// A need that was found to be eligible, whose it is, and how it is met that no line meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedToMeet {
    /// Which.
    pub need: NeedId,
    /// Whose.
    pub of: PersonId,
    /// Why no line has to meet it; none: one has to.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub otherwise: Option<Otherwise>,
}

impl NeedToMeet {
    pub(super) const fn eligible(self) -> EligibleNeed {
        EligibleNeed { need: self.need, otherwise: self.otherwise }
    }
}

codes! {
    /// As what somebody is involved in preparing a plan.
    pub enum InvolvedAs: "as what somebody is involved" {
        /// It is their own plan.
        ThePerson = "the_person", "the plan is their own";
        /// They care for whom it is for (s.25(3)(b)).
        Carer = "carer", "they care for whom the plan is for";
        /// They are cared for by whom it is for, and the carer asked for it (s.25(4)(b)).
        CaredFor = "cared_for", "they are cared for by whom the plan is for";
        /// Whom it is for asked for them (s.25(3)(c), (4)(c)).
        AskedFor = "asked_for", "whom the plan is for asked for them";
        /// Whom it is for lacks capacity to ask, and they appear to be interested in their welfare (s.25(3)(c)).
        Interested = "interested", "they appear interested in the welfare of whom the plan is for";
    }
}

/// Somebody who has to be involved in preparing one plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InvolvedPerson {
    /// Whose plan, and in which role: as an adult (s.25(3)) or as a carer (s.25(4)).
    pub plan: BudgetOf,
    /// Who.
    pub who: PersonId,
    /// As what.
    #[serde(rename = "as")]
    pub involved_as: InvolvedAs,
    /// Whether they were.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub was: Told<bool>,
}

/// Whether an independent advocate is due for somebody, and there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvocateFor {
    /// Whom for.
    pub person: PersonId,
    /// Whether one is due.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub due: Told<bool>,
    /// Whether one is arranged, and independent.
    #[serde(default, skip_serializing_if = "Told::is_open")]
    pub arranged: Told<bool>,
}

/// What a week leans on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[serde(expecting = "what it leans on: an object with `single_point` or with `ring`")]
pub enum LeaningOn {
    /// One source, whose loss alone makes a critical need fall.
    SinglePoint(SourceId),
    /// A ring of people who hold each other up, named by the smallest need on it.
    Ring(NeedId),
}

/// Somebody knows what the week leans on, and goes on all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskKnown {
    /// On what.
    pub leans_on: LeaningOn,
    /// Who acknowledged it.
    pub by: Actor,
    /// When.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
}

/// An emergency plan that was agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmergencyPlanGiven {
    /// Which plan, as of which revision of its record.
    pub plan: RecordRef,
    /// When it was agreed to.
    #[serde(with = "wire::date")]
    pub agreed_on: NaiveDate,
    /// On which version of the package, which may have been only proposed: its fingerprint. None: nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub on_package: Option<Fingerprint>,
}

/// What is arranged until there is an emergency plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Interim {
    /// Its last day.
    #[serde(with = "wire::date")]
    pub until: NaiveDate,
    /// What is arranged.
    pub what: PrivateText,
}

fn needs<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Vec<NeedToMeet>>, D::Error> {
    wire::list(d, limits::NEEDS, "eligible needs").map(Some)
}

fn involved<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<InvolvedPerson>, D::Error> {
    wire::list(d, limits::PEOPLE * limits::PEOPLE, "people involved")
}

fn advocates<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<AdvocateFor>, D::Error> {
    wire::list(d, limits::PEOPLE, "advocates")
}

fn acknowledged<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<RiskKnown>, D::Error> {
    wire::list(d, limits::NEEDS, "risks acknowledged")
}
