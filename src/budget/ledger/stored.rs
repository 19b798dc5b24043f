//! A ledger as it is kept: `{"v1": {…}}`, and every rule checked again when it is read.

use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::check::check;
use super::problems as kind;
use super::{BudgetInLedger, Ledger, LedgerEntry, Posting};
use crate::base::{Handed, HouseholdId, Path, Problem, Problems, limits, wire};

/// What a ledger is kept as: the file's own form, `{"v1": {…}}`, whether its entries can follow one another or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[serde(expecting = "a ledger: an object with `household`, `budgets` and `entries`")]
pub struct LedgerParts {
    /// Whose it is.
    pub household: HouseholdId,
    /// The budgets of which it keeps account.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "budgets")]
    pub budgets: Vec<BudgetInLedger>,
    /// What was posted, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "entries")]
    pub entries: Vec<LedgerEntry>,
}

wire::v1!(LedgerParts, "a ledger");

impl Ledger {
    /// Puts a ledger together again: every entry is posted anew, and must come to the legs that it has.
    ///
    /// ```
    /// use mutual_care::budget::ledger::{Ledger, LedgerParts};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let ledger = Ledger::new(id(3).parse()?);
    /// assert_eq!(Ledger::from_parts(ledger.to_parts())?, ledger);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`]: what is wrong with the budgets, or else with the first entry that cannot have been posted after
    /// those before it. Of later ones nothing can be said.
    pub fn from_parts(parts: LedgerParts) -> Result<Self, Problems> {
        let mut ledger = Self::new(parts.household);
        let mut found = Vec::new();
        for (at, budget) in Path::WHOLE.field("budgets").each(&parts.budgets) {
            if let Err(problems) = ledger.add_budget_at(*budget, &at) {
                found.extend(problems.iter().cloned());
            }
        }
        Problems::none_or(found)?;
        let list = Path::WHOLE.field("entries");
        for (place, entry) in parts.entries.into_iter().enumerate() {
            let at = list.item(place);
            let LedgerEntry { id, posted_on, value_on, by, reference, movement, legs } = entry;
            let posting = Posting { id, movement, posted_on, value_on: Some(value_on), by, reference };
            let entry = check(&ledger, posting, &at).map_err(Problems::of)?;
            if entry.legs != legs {
                return Err(Problems::of([Problem::at(&at.field("legs"), &kind::OTHER_LEGS)]));
            }
            ledger.append(entry);
        }
        Ok(ledger)
    }

    /// What it is made from.
    pub fn to_parts(&self) -> LedgerParts {
        LedgerParts {
            household: self.household(),
            budgets: self.budgets().copied().collect(),
            entries: self.entries().to_vec(),
        }
    }
}

impl TryFrom<LedgerParts> for Ledger {
    type Error = Problems;

    fn try_from(parts: LedgerParts) -> Result<Self, Problems> {
        Self::from_parts(parts)
    }
}

impl Handed for Ledger {
    type Parts = LedgerParts;
}

impl Serialize for Ledger {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Serialize::serialize(&self.to_parts(), serializer)
    }
}

impl<'de> Deserialize<'de> for Ledger {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::from_parts(Deserialize::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

fn budgets<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<BudgetInLedger>, D::Error> {
    wire::list(deserializer, limits::LEDGER_BUDGETS, "budgets in a ledger")
}

fn entries<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<LedgerEntry>, D::Error> {
    wire::list(deserializer, limits::LEDGER_ENTRIES, "entries in a ledger")
}
