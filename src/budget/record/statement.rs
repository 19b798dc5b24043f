//! What a record keeps of a statement and of a final account, which are worked out outside of it.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use crate::base::{BudgetId, CanonicalError, Findings, Fingerprint, Weight, Word, limits, wire};
use crate::budget::PersonalBudget;
use crate::budget::ledger::FinalAccount;
use crate::package::Package;

/// What a statement of a version of a budget came to: of which version, on which version of its package, and what was found
/// that bars agreeing to it.
///
/// ```
/// use mutual_care::base::{Finding, Findings};
/// use mutual_care::budget::held::rules::NOT_REQUESTED;
/// use mutual_care::budget::record::StatementGiven;
/// use mutual_care::budget::{PersonalBudget, PersonalBudgetParts};
/// use mutual_care::package::{BudgetOf, Package, PackageParts};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// # let of = BudgetOf::adult(id(3).parse()?);
/// let package = Package::new(PackageParts::new(id(1).parse()?, id(2).parse()?, vec![of.person], on))?;
/// let budget = PersonalBudget::new(PersonalBudgetParts::new(id(5).parse()?, of, id(2).parse()?, package.id(), on))?;
/// let found: Findings = [Finding::new(&NOT_REQUESTED).about(of.person)].into_iter().collect();
/// let given = StatementGiven::of(&budget, &package, on, &found)?;
/// assert_eq!(given.bars.iter().map(|code| code.as_str()).collect::<Vec<_>>(), ["direct-payment-not-requested"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "what a statement came to: an object with `budget`, `package`, `as_at` and `bars`")]
pub struct StatementGiven {
    /// The version of the budget.
    pub budget: Fingerprint,
    /// The version of the package on which it was worked out.
    pub package: Fingerprint,
    /// As at which date.
    #[serde(with = "wire::date")]
    pub as_at: NaiveDate,
    /// The codes of what bars agreeing to it, each once; none if nothing does.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "codes")]
    pub bars: Vec<Word>,
}

impl StatementGiven {
    /// What is kept of everything that was found about a version and its statement.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`], which no valid budget or package gives.
    pub fn of(
        budget: &PersonalBudget,
        package: &Package,
        as_at: NaiveDate,
        found: &Findings,
    ) -> Result<Self, CanonicalError> {
        Ok(Self {
            budget: budget.fingerprint()?,
            package: package.fingerprint()?,
            as_at,
            bars: barring(found),
        })
    }
}

/// What a final account of a budget came to: at the end of which day, and what was still open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "what a final account came to: an object with `budget`, `as_at` and `open`")]
pub struct FinalAccountGiven {
    /// Of which budget.
    pub budget: BudgetId,
    /// At the end of which day.
    #[serde(with = "wire::date")]
    pub as_at: NaiveDate,
    /// The codes of what was open, each once; none if every account was nought.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "codes")]
    pub open: Vec<Word>,
}

impl FinalAccountGiven {
    /// What is kept of a final account.
    pub fn of(account: &FinalAccount) -> Self {
        Self { budget: account.budget, as_at: account.on, open: barring(&account.findings()) }
    }
}

fn barring(found: &Findings) -> Vec<Word> {
    let bars = found.iter().filter(|finding| finding.weight() == Weight::Bars);
    let mut codes: Vec<Word> = bars.map(|finding| Word::of(finding.code())).collect();
    codes.sort();
    codes.dedup();
    codes
}

fn codes<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Word>, D::Error> {
    wire::list(d, limits::EVIDENCE_CODES, "codes")
}
