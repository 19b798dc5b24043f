//! A ledger as it is kept: `{"v1": {…}}`, and every rule checked again when it is read.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::check::check;
use super::problems as kind;
use super::{BudgetInLedger, Ledger, LedgerEntry, Movement, Posting};
use crate::base::{
    BudgetId, Handed, HouseholdId, Path, PrivateText, Problem, Problems, REMOVED, Say, limits, wire,
};

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
    /// those before it. Of later ones nothing can be said. Last, two budgets of one person in one role of which none is closed
    /// on a day before the other begins.
    pub fn from_parts(parts: LedgerParts) -> Result<Self, Problems> {
        let mut ledger = Self::new(parts.household);
        let mut found = Vec::new();
        let listed = Path::WHOLE.field("budgets");
        for (at, budget) in listed.each(&parts.budgets) {
            let problems = ledger.problems_of(*budget, &at);
            if problems.is_empty() {
                ledger.put_budget(*budget);
            }
            found.extend(problems);
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
        // Whether one was closed before another began is only known with all entries.
        let mut before: BTreeSet<BudgetId> = BTreeSet::new();
        let mut found = Vec::new();
        for (at, budget) in listed.each(&parts.budgets) {
            let beside = ledger.open_beside(*budget).find(|other| before.contains(other));
            found.extend(beside.map(|other| Problem::at(&at.field("of"), &kind::OPEN_BESIDE).naming(other)));
            before.insert(budget.id);
        }
        Problems::none_or(found)?;
        Ok(ledger)
    }

    /// The same without what somebody wrote: what it rests on, and what somebody wants instead. Where there were words it
    /// says that there were. Ids, dates and amounts stay, and so does every balance.
    ///
    /// ```
    /// use mutual_care::base::{Money, PersonId, PrivateText};
    /// use mutual_care::budget::Holding;
    /// use mutual_care::budget::ledger::{BudgetInLedger, Ledger, Movement, Posting};
    /// use mutual_care::package::BudgetOf;
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 4, 1).ok_or("a date")?;
    /// let (maria, budget): (PersonId, _) = (id(1).parse()?, id(2).parse()?);
    /// let mut ledger = Ledger::new(id(3).parse()?);
    /// ledger.add_budget(BudgetInLedger { id: budget, of: BudgetOf::adult(maria), from: on })?;
    /// let (holding, pence) = (Holding::DirectPayment, Money::new(50_000)?);
    /// let paid = Movement::PaymentMade { budget, holding, pence, posted_for: None };
    /// let posting = Posting::new(id(4).parse()?, paid, on, maria);
    /// ledger.post(posting.referring_to(PrivateText::new("the letter to Maria")?))?;
    /// let redacted = ledger.redact();
    /// assert_eq!(redacted.entries()[0].reference.reveal(), "[removed]");
    /// assert_eq!(redacted.balances(on), ledger.balances(on));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn redact(&self) -> Self {
        let removed = || PrivateText::new(REMOVED).unwrap_or_default();
        let mut ledger = self.clone();
        for entry in ledger.entries_mut() {
            if !entry.reference.is_empty() {
                entry.reference = removed();
            }
            let Movement::ContingencySpent(of) = &mut entry.movement else { continue };
            for said in &mut of.says {
                if let Say::Disagrees { wants: Some(wants) } = &mut said.say
                    && !wants.is_empty()
                {
                    *wants = removed();
                }
            }
        }
        ledger
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
