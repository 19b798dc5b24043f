//! The ledger itself, and what its accounts hold.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{Account, BudgetInLedger, LedgerEntry, Leg, Movement, PaidTo, PostedFor, PotShare, WhyOwedBack};
use crate::base::{BudgetId, HouseholdId, LedgerEntryId, Money, PackageLineId, PersonId};
use crate::budget::Holding;

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
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let day = |month, day| chrono::NaiveDate::from_ymd_opt(2026, month, day).unwrap();
/// let (maria, budget): (PersonId, _) = (id(1).parse()?, id(2).parse()?);
/// let mut ledger = Ledger::new(id(3).parse()?);
/// ledger.add_budget(BudgetInLedger { id: budget, person: maria, from: day(4, 1) })?;
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    value_on: NaiveDate,
    posted_on: NaiveDate,
    pence: i64,
}

/// What is owed bit by bit as time goes by, and posted for days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Series {
    Payment(BudgetId, Holding),
    Contribution(BudgetId),
}

/// A question names a budget or a person of whom the ledger does not keep account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected an account of a budget or a person in this ledger")]
pub struct NotInLedger;

/// What every account holds at the end of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balances {
    on: NaiveDate,
    amounts: BTreeMap<Account, Money>,
}

impl Balances {
    /// The day.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Each account to which anything was ever posted, in their order, with what it holds.
    pub fn iter(&self) -> impl Iterator<Item = (Account, Money)> {
        self.amounts.iter().map(|(account, amount)| (*account, *amount))
    }

    /// What an account holds: nothing if nothing was ever posted to it.
    pub fn of(&self, account: Account) -> Money {
        self.amounts.get(&account).copied().unwrap_or_default()
    }

    /// What was spent on a line, out of all budgets and for all needs.
    pub fn spent_on(&self, line: PackageLineId) -> Money {
        self.sum(|account| matches!(account, Account::Spending { line: of, .. } if of == line))
    }

    /// What is left of the household's contingency: the shares of all taken together.
    pub fn contingency(&self) -> Money {
        self.sum(|account| matches!(account, Account::Contingency { .. }))
    }

    /// What is in all accounts together, which is nothing.
    pub fn sum_of_all(&self) -> Money {
        self.sum(|_| true)
    }

    fn sum(&self, counts: impl Fn(Account) -> bool) -> Money {
        let pence = self.iter().filter(|(account, _)| counts(*account)).map(|(_, amount)| amount.pence());
        Money::within(pence.sum())
    }
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

    /// What an account held at the end of a day, by all that is known now: entries whose value date is that day or
    /// earlier, whenever they were posted. An entry and its reversal count for the same day, so that together they never
    /// show.
    ///
    /// # Errors
    ///
    /// [`NotInLedger`]: an account of a budget or a person that the ledger does not know.
    pub fn balance(&self, account: Account, on: NaiveDate) -> Result<Money, NotInLedger> {
        self.known(account, |line| line.value_on <= on)
    }

    /// What the books said at the end of a day: entries posted on that day or earlier, whatever their value date. So what
    /// was posted ahead counts from the day on which it was posted, and no later posting ever changes what is said of a
    /// day before it.
    ///
    /// # Errors
    ///
    /// [`NotInLedger`]: an account of a budget or a person that the ledger does not know.
    pub fn balance_as_posted(&self, account: Account, on: NaiveDate) -> Result<Money, NotInLedger> {
        self.known(account, |line| line.posted_on <= on)
    }

    /// What an account held at the end of a day, by what was known at the end of another: entries whose value date is
    /// `on` or earlier and that were posted on `known_on` or earlier.
    ///
    /// # Errors
    ///
    /// [`NotInLedger`]: an account of a budget or a person that the ledger does not know.
    pub fn balance_as_known(
        &self,
        account: Account,
        on: NaiveDate,
        known_on: NaiveDate,
    ) -> Result<Money, NotInLedger> {
        self.known(account, |line| line.value_on <= on && line.posted_on <= known_on)
    }

    /// What every account held at the end of a day, by all that is known now: see [`balance`](Self::balance).
    pub fn balances(&self, on: NaiveDate) -> Balances {
        self.all(on, |line| line.value_on <= on)
    }

    /// What the books said of every account at the end of a day: see [`balance_as_posted`](Self::balance_as_posted).
    pub fn balances_as_posted(&self, on: NaiveDate) -> Balances {
        self.all(on, |line| line.posted_on <= on)
    }

    fn known(&self, account: Account, counts: impl Fn(&Line) -> bool) -> Result<Money, NotInLedger> {
        let there = match account {
            Account::Authority => true,
            Account::Contingency { person } => self.has_person(person),
            _ => account.budget().is_some_and(|budget| self.budgets.contains_key(&budget)),
        };
        let lines = self.accounts.get(&account);
        if there { Ok(lines.map_or(Money::ZERO, |lines| lines.sum(counts))) } else { Err(NotInLedger) }
    }

    fn all(&self, on: NaiveDate, counts: impl Fn(&Line) -> bool) -> Balances {
        let amounts = self.accounts.iter().map(|(account, lines)| (*account, lines.sum(&counts)));
        Balances { on, amounts: amounts.collect() }
    }

    pub(super) fn has_person(&self, person: PersonId) -> bool {
        self.budgets.values().any(|budget| budget.person == person)
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

/// How much legs move from some accounts to others.
pub(super) fn moved(legs: &[Leg]) -> i64 {
    legs.iter().map(|leg| leg.pence.pence().max(0)).sum()
}

/// To which series something posted belongs, if to any, and for which days it was posted.
pub(super) fn series_of(movement: &Movement) -> Option<(Series, Option<PostedFor>)> {
    match *movement {
        Movement::PaymentMade { budget, holding, posted_for: Some(posted_for), .. } => {
            Some((Series::Payment(budget, holding), Some(posted_for)))
        }
        Movement::OwedBack { budget, holding, because: WhyOwedBack::PaidTooMuch, .. } => {
            Some((Series::Payment(budget, holding), None))
        }
        Movement::ContributionFellDue { budget, posted_for, .. } => {
            Some((Series::Contribution(budget), Some(posted_for)))
        }
        Movement::ChargeLowered { budget, .. } => Some((Series::Contribution(budget), None)),
        _ => None,
    }
}

/// The legs of what needs nothing but itself to be known: between which two accounts it moves how much.
pub(super) fn between(movement: &Movement) -> Option<(Account, Account, Money)> {
    let place = |paid: PaidTo, budget| match paid {
        PaidTo::Authority => Account::Authority,
        PaidTo::Held(holding) => Account::Held { budget, holding },
    };
    Some(match *movement {
        Movement::PaymentMade { budget, holding, pence, .. } => {
            (Account::Authority, Account::Held { budget, holding }, pence)
        }
        Movement::ContributionFellDue { budget, pence, .. } => {
            (Account::Charge { budget }, Account::ContributionDue { budget }, pence)
        }
        Movement::ChargeLowered { budget, pence, .. } => {
            (Account::ContributionDue { budget }, Account::Charge { budget }, pence)
        }
        Movement::ContributionPaid { budget, pence, into } => {
            (Account::ContributionDue { budget }, place(into, budget), pence)
        }
        Movement::ContributionRefunded { budget, pence, from } => {
            (place(from, budget), Account::ContributionDue { budget }, pence)
        }
        Movement::Spent { budget, holding, line, need, pence } => {
            (Account::Held { budget, holding }, Account::Spending { budget, line, need }, pence)
        }
        Movement::SpendingRefunded { budget, holding, line, need, pence } => {
            (Account::Spending { budget, line, need }, Account::Held { budget, holding }, pence)
        }
        Movement::OwedBack { budget, holding, pence, .. } => {
            (Account::Held { budget, holding }, Account::OwedBack { budget }, pence)
        }
        Movement::Returned { budget, pence } => (Account::OwedBack { budget }, Account::Authority, pence),
        Movement::ContingencyTakenBack { person, pence } => {
            (Account::Contingency { person }, Account::Authority, pence)
        }
        _ => return None,
    })
}
