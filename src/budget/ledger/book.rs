//! The ledger itself, and what its accounts hold.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::moves::{Series, moved, series_of};
use super::{Account, BudgetInLedger, LedgerEntry, Movement, PostedFor, PotShare};
use crate::base::{BudgetId, HouseholdId, LedgerEntryId, Money, PersonId};

/// The ledger of one household's budgets: double entry, only ever added to.
///
/// [`Ledger::post`] adds an entry. Every entry has two dates: when it was posted, which never goes backwards, and the day
/// for which it counts, which may be long before. So there are two balances of an account at the end of a day:
/// [`balance`](Self::balance) as it was, by all that is known now, and
/// [`balance_as_posted`](Self::balance_as_posted) as the books said then.
///
/// ```
/// use mutual_care::base::{Money, PersonId};
/// use mutual_care::budget::Holding;
/// use mutual_care::budget::ledger::{Account, BudgetInLedger, Ledger, Movement, Posting};
/// use mutual_care::package::BudgetOf;
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let day = |month, day| chrono::NaiveDate::from_ymd_opt(2026, month, day).unwrap();
/// let (maria, budget): (PersonId, _) = (id(1).parse()?, id(2).parse()?);
/// let mut ledger = Ledger::new(id(3).parse()?);
/// ledger.add_budget(BudgetInLedger { id: budget, of: BudgetOf::adult(maria), from: day(4, 1) })?;
///
/// // Paid on 1 April. On 20 April somebody finds the invoice of 8 April and posts it.
/// let (holding, pence) = (Holding::DirectPayment, Money::new(50_000)?);
/// let paid = Movement::PaymentMade { budget, holding, pence, posted_for: None };
/// ledger.post(Posting::new(id(4).parse()?, paid, day(4, 1), maria))?;
/// let (line, pence) = (id(5).parse()?, Money::new(12_000)?);
/// let spent = Movement::Spent { budget, holding, line, need: None, pence };
/// ledger.post(Posting::new(id(6).parse()?, spent, day(4, 20), maria).valued(day(4, 8)))?;
///
/// let held = Account::Held { budget, holding };
/// assert_eq!(ledger.balance(held, day(4, 10))?.to_string(), "£380");
/// assert_eq!(ledger.balance_as_posted(held, day(4, 10))?.to_string(), "£500");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    household: HouseholdId,
    budgets: BTreeMap<BudgetId, BudgetInLedger>,
    entries: Vec<LedgerEntry>,
    /// Where each entry stands.
    places: BTreeMap<LedgerEntryId, usize>,
    /// Each entry that was reversed, and by which.
    reversed: BTreeMap<LedgerEntryId, LedgerEntryId>,
    accounts: BTreeMap<Account, OfAccount>,
    /// What all entries move, taken together. No sum of legs is larger, so none can go past what money may be.
    turnover: Money,
    legs: usize,
    /// What was posted for days and stands, by what it is.
    series: BTreeMap<Series, BTreeSet<usize>>,
    /// The instalments of it: their first days, each with the first day after it and its entry.
    instalments: BTreeMap<Series, BTreeMap<NaiveDate, (NaiveDate, LedgerEntryId)>>,
    /// The contingencies set aside that stand, in order.
    set_aside: BTreeSet<usize>,
    /// The closings that stand.
    closed: BTreeMap<BudgetId, LedgerEntryId>,
}

/// What belongs to one account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct OfAccount {
    lines: Vec<Line>,
    all: Money,
    last_value_on: Option<NaiveDate>,
}

/// One entry's part in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) value_on: NaiveDate,
    pub(super) posted_on: NaiveDate,
    pence: i64,
}

impl Ledger {
    /// The ledger of a household, in which nothing stands yet.
    pub const fn new(household: HouseholdId) -> Self {
        Self {
            household,
            budgets: BTreeMap::new(),
            entries: Vec::new(),
            places: BTreeMap::new(),
            reversed: BTreeMap::new(),
            accounts: BTreeMap::new(),
            turnover: Money::ZERO,
            legs: 0,
            series: BTreeMap::new(),
            instalments: BTreeMap::new(),
            set_aside: BTreeSet::new(),
            closed: BTreeMap::new(),
        }
    }

    /// Whose it is.
    pub const fn household(&self) -> HouseholdId {
        self.household
    }

    /// The budgets of which it keeps account, in order of id.
    pub fn budgets(&self) -> impl Iterator<Item = &BudgetInLedger> {
        self.budgets.values()
    }

    /// The budget with this id, if the ledger keeps account of it.
    pub fn budget(&self, id: BudgetId) -> Option<&BudgetInLedger> {
        self.budgets.get(&id)
    }

    /// Everything that was posted, in order.
    pub fn entries(&self) -> &[LedgerEntry] {
        &self.entries
    }

    /// The entry with this id.
    pub fn entry(&self, id: LedgerEntryId) -> Option<&LedgerEntry> {
        self.entries.get(*self.places.get(&id)?)
    }

    /// The entry that reverses this one, if one does.
    pub fn reversed_by(&self, id: LedgerEntryId) -> Option<LedgerEntryId> {
        self.reversed.get(&id).copied()
    }

    /// The entry that closes a budget, if it is closed.
    pub fn closed_by(&self, budget: BudgetId) -> Option<LedgerEntryId> {
        self.closed.get(&budget).copied()
    }

    /// The shares of the contingency, by the last time that money was set aside and not reversed.
    pub fn contingency_shares(&self) -> &[PotShare] {
        let last = self.set_aside.last().and_then(|place| self.entries.get(*place));
        match last.map(|entry| &entry.movement) {
            Some(Movement::ContingencySetAside { shares, .. }) => shares,
            _ => &[],
        }
    }

    /// What the lines of an account that count come to.
    pub(super) fn sum(&self, account: Account, counts: impl Fn(&Line) -> bool) -> Money {
        self.accounts.get(&account).map_or(Money::ZERO, |lines| lines.sum(counts))
    }

    /// The same of every account.
    pub(super) fn sums(&self, counts: impl Fn(&Line) -> bool) -> impl Iterator<Item = (Account, Money)> {
        self.accounts.iter().map(move |(account, lines)| (*account, lines.sum(&counts)))
    }

    pub(super) fn has_person(&self, person: PersonId) -> bool {
        self.budgets.values().any(|budget| budget.of.person == person)
    }

    pub(super) const fn turnover(&self) -> Money {
        self.turnover
    }

    pub(super) const fn legs(&self) -> usize {
        self.legs
    }

    /// What an account holds by all entries there are, whatever their dates.
    pub(super) fn in_all(&self, account: Account) -> Money {
        self.accounts.get(&account).map_or(Money::ZERO, |lines| lines.all)
    }

    /// The accounts of a budget, each with what it holds by all entries there are.
    pub(super) fn accounts_of(&self, budget: BudgetId) -> impl Iterator<Item = (Account, Money)> {
        let of_budget = self.accounts.iter().filter(move |(account, _)| account.budget() == Some(budget));
        of_budget.map(|(account, lines)| (*account, lines.all))
    }

    /// The days and amounts of an account, reversed ones and their reversals included.
    pub(super) fn lines(&self, account: Account) -> impl Iterator<Item = (NaiveDate, i64)> {
        let lines = self.accounts.get(&account).into_iter().flat_map(|lines| &lines.lines);
        lines.map(|line| (line.value_on, line.pence))
    }

    /// The last day for which anything of a budget counts.
    pub(super) fn last_value_on(&self, budget: BudgetId) -> Option<NaiveDate> {
        let of_budget = self.accounts.iter().filter(|(account, _)| account.budget() == Some(budget));
        of_budget.filter_map(|(_, lines)| lines.last_value_on).max()
    }

    /// The days of the instalments that stand, in order: the first, and the first after.
    pub(super) fn instalments(&self, series: Series) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
        let of_series = self.instalments.get(&series).into_iter().flatten();
        of_series.map(|(from, (until, _))| (*from, *until))
    }

    /// An instalment with a day of these in it. Those that stand never overlap, so only the last that begins before the end
    /// of these days can have one.
    pub(super) fn instalment_within(
        &self,
        series: Series,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Option<LedgerEntryId> {
        let (_, (end, entry)) = self.instalments.get(&series)?.range(..until).next_back()?;
        (*end > from).then_some(*entry)
    }

    /// What was posted of a series and stands, less what was taken back of it.
    pub(super) fn posted(&self, series: Series) -> Money {
        let places = self.series.get(&series).into_iter().flatten();
        let entries = places.filter_map(|place| self.entries.get(*place));
        let pence = entries.filter_map(|entry| {
            let pence = entry.movement.pence()?.pence();
            let lowers = matches!(entry.movement, Movement::ChargeLowered { .. } | Movement::OwedBack { .. });
            Some(if lowers { -pence } else { pence })
        });
        Money::within(pence.sum())
    }

    pub(super) fn put_budget(&mut self, budget: BudgetInLedger) {
        self.budgets.insert(budget.id, budget);
    }

    /// The entries, for whoever changes nothing but words.
    pub(super) fn entries_mut(&mut self) -> &mut [LedgerEntry] {
        &mut self.entries
    }

    /// Adds an entry that was checked.
    pub(super) fn append(&mut self, entry: LedgerEntry) {
        let place = self.entries.len();
        for leg in &entry.legs {
            let lines = self.accounts.entry(leg.account).or_default();
            lines.all = Money::within(lines.all.pence() + leg.pence.pence());
            lines.last_value_on = lines.last_value_on.max(Some(entry.value_on));
            let (value_on, posted_on) = (entry.value_on, entry.posted_on);
            lines.lines.push(Line { value_on, posted_on, pence: leg.pence.pence() });
        }
        self.turnover = Money::within(self.turnover.pence() + moved(&entry.legs));
        self.legs += entry.legs.len();
        self.places.insert(entry.id, place);
        if let Movement::Reversed { entry: of } = entry.movement {
            self.reversed.insert(of, entry.id);
            self.keep(of, false);
        }
        let id = entry.id;
        self.entries.push(entry);
        self.keep(id, true);
    }

    /// Keeps in mind, or forgets, what stands because of an entry beside its legs.
    fn keep(&mut self, id: LedgerEntryId, stands: bool) {
        let Some(place) = self.places.get(&id).copied() else { return };
        let Some(movement) = self.entries.get(place).map(|entry| &entry.movement) else { return };
        match movement {
            Movement::ContingencySetAside { .. } if stands => _ = self.set_aside.insert(place),
            Movement::ContingencySetAside { .. } => _ = self.set_aside.remove(&place),
            Movement::BudgetClosed { budget } if stands => _ = self.closed.insert(*budget, id),
            Movement::BudgetClosed { budget } => _ = self.closed.remove(budget),
            _ => {}
        }
        let Some((series, posted_for)) = series_of(movement) else { return };
        let places = self.series.entry(series).or_default();
        _ = if stands { places.insert(place) } else { places.remove(&place) };
        let Some(PostedFor::Instalment(period)) = posted_for else { return };
        let (Some(from), Some(until)) = (period.from(), period.until()) else { return };
        let instalments = self.instalments.entry(series).or_default();
        if stands {
            instalments.insert(from, (until, id));
        } else {
            instalments.remove(&from);
        }
    }
}

impl OfAccount {
    fn sum(&self, counts: impl Fn(&Line) -> bool) -> Money {
        Money::within(self.lines.iter().filter(|line| counts(line)).map(|line| line.pence).sum())
    }
}
