//! A personal budget that fits together.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::PersonalBudgetParts;
use super::check::in_itself;
use crate::base::{BudgetId, CanonicalError, Fingerprint, HouseholdId, Problems};
use crate::package::BudgetOf;

/// The edition of the form in which a personal budget is fingerprinted.
const EDITION: u32 = 1;

/// The personal budget of one person in one role (Care Act 2014 s.26), as one of its versions stands.
///
/// One that exists is valid in itself: amounts in order, each line once. Whether it fits its package is another question,
/// which everything asks that needs the package.
///
/// ```
/// use mutual_care::base::{Fact, Money};
/// use mutual_care::budget::{Contribution, PersonalBudget, PersonalBudgetParts};
/// use mutual_care::package::BudgetOf;
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let of = BudgetOf::adult(id(3).parse()?);
/// let mut parts = PersonalBudgetParts::new(id(5).parse()?, of, id(2).parse()?, id(1).parse()?, day(2));
/// parts.contribution = Fact::known(Contribution::from(day(2), Money::new(4_200)?));
/// assert_eq!(PersonalBudget::new(parts.clone())?.of(), of);
///
/// // An amount that is there only from a later day leaves it open what is due until then.
/// parts.contribution = Fact::known(Contribution::from(day(9), Money::new(4_200)?));
/// let problems = PersonalBudget::new(parts).unwrap_err();
/// assert_eq!(problems.iter().next().map(|problem| problem.place()), Some("contribution.known.amounts[0].from"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PersonalBudgetParts", into = "PersonalBudgetParts")]
pub struct PersonalBudget {
    parts: PersonalBudgetParts,
}

impl PersonalBudget {
    /// Puts a budget together.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would.
    pub fn new(mut parts: PersonalBudgetParts) -> Result<Self, Problems> {
        Problems::none_or(in_itself(&parts))?;
        parts.fees.sort_unstable_by_key(|fee| fee.line);
        parts.alone.sort_unstable_by_key(|alone| alone.line);
        parts.care_of_adult.sort_unstable_by_key(|care| care.line);
        parts.held.put_in_order();
        Ok(Self { parts })
    }

    /// The budget's id.
    pub const fn id(&self) -> BudgetId {
        self.parts.id
    }

    /// Whose it is, in which role.
    pub const fn of(&self) -> BudgetOf {
        self.parts.of
    }

    /// The household of its package.
    pub const fn household(&self) -> HouseholdId {
        self.parts.household
    }

    /// When this version was drawn up.
    pub const fn drawn_up_on(&self) -> NaiveDate {
        self.parts.drawn_up_on
    }

    /// The budget's first day.
    pub const fn begins_on(&self) -> NaiveDate {
        self.parts.begins_on
    }

    /// Everything that it is made from; lists of lines in order of id.
    pub const fn parts(&self) -> &PersonalBudgetParts {
        &self.parts
    }

    /// The parts, to make another version from.
    pub fn into_parts(self) -> PersonalBudgetParts {
        self.parts
    }

    /// The same without free text: ids, codes, dates and amounts stay.
    ///
    /// ```
    /// # use mutual_care::budget::PersonalBudget;
    /// fn to_be_logged(budget: &PersonalBudget) -> serde_json::Result<String> {
    ///     serde_json::to_string(&budget.redact())
    /// }
    /// ```
    #[must_use]
    pub fn redact(&self) -> Self {
        let held = self.parts.held.redact();
        Self { parts: PersonalBudgetParts { held, ..self.parts.clone() } }
    }

    /// The fingerprint of what the budget says, without private text.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`], which no valid budget gives.
    pub fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        Fingerprint::of("personal_budget", EDITION, &self.parts)
    }
}

impl TryFrom<PersonalBudgetParts> for PersonalBudget {
    type Error = Problems;

    fn try_from(parts: PersonalBudgetParts) -> Result<Self, Problems> {
        Self::new(parts)
    }
}

impl From<PersonalBudget> for PersonalBudgetParts {
    fn from(budget: PersonalBudget) -> Self {
        budget.parts
    }
}
