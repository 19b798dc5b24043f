//! A plain slow ledger, written from the definitions alone: a list of what moved where, walked anew for every question. It
//! calls nothing of the engine but the plain words of what is posted.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mutual_care::base::{BudgetId, LedgerEntryId, PersonId, Say};
use mutual_care::budget::Holding;
use mutual_care::budget::ledger::{Account, Movement, PaidTo, PostedFor, Posting, WhyOwedBack};

/// One entry: when it was posted, for which day it counts, what happened, what moved.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) id: LedgerEntryId,
    pub(crate) posted_on: NaiveDate,
    pub(crate) value_on: NaiveDate,
    pub(crate) movement: Movement,
    pub(crate) moves: Vec<(Account, i64)>,
}

#[derive(Clone, Default)]
pub(crate) struct Slow {
    pub(crate) budgets: Vec<(BudgetId, PersonId)>,
    pub(crate) rows: Vec<Row>,
}

impl Slow {
    /// What an account holds, of the rows that count.
    pub(crate) fn holds(&self, account: Account, counts: impl Fn(&Row) -> bool) -> i64 {
        let rows = self.rows.iter().filter(|row| counts(row));
        rows.flat_map(|row| &row.moves).filter(|(of, _)| *of == account).map(|(_, pence)| pence).sum()
    }

    pub(crate) fn accounts(&self) -> Vec<Account> {
        let mut all: Vec<Account> =
            self.rows.iter().flat_map(|row| row.moves.iter().map(|of| of.0)).collect();
        all.sort();
        all.dedup();
        all
    }

    fn now(&self, account: Account) -> i64 {
        self.holds(account, |_| true)
    }

    fn is_reversed(&self, id: LedgerEntryId) -> bool {
        self.rows.iter().any(|row| matches!(row.movement, Movement::Reversed { entry } if entry == id))
    }

    fn stands(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !self.is_reversed(row.id))
    }

    fn is_closed(&self, budget: BudgetId) -> bool {
        self.stands().any(|row| matches!(row.movement, Movement::BudgetClosed { budget: of } if of == budget))
    }

    fn person(&self, budget: BudgetId) -> Option<PersonId> {
        self.budgets.iter().find(|(id, _)| *id == budget).map(|(_, person)| *person)
    }

    /// Posts it if it can be posted, and says whether it could.
    #[expect(clippy::too_many_lines, reason = "the definition, one case after another")]
    pub(crate) fn post(&mut self, posting: &Posting) -> bool {
        let Posting { id, movement, posted_on, .. } = posting.clone();
        let mut value_on = posting.value_on.unwrap_or(posted_on);
        if self.rows.iter().any(|row| row.id == id || row.posted_on > posted_on) {
            return false;
        }
        if movement.pence().is_some_and(|pence| pence.pence() <= 0) {
            return false;
        }
        let mut touched: Vec<BudgetId> = movement.budget().into_iter().collect();
        let moves = match &movement {
            Movement::Reversed { entry } => {
                let Some(row) = self.rows.iter().find(|row| row.id == *entry) else { return false };
                if self.is_reversed(*entry) || matches!(row.movement, Movement::Reversed { .. }) {
                    return false;
                }
                if posting.value_on.is_some_and(|on| on != row.value_on) {
                    return false;
                }
                value_on = row.value_on;
                if !matches!(row.movement, Movement::BudgetClosed { .. }) {
                    touched.extend(row.moves.iter().filter_map(|(account, _)| account.budget()));
                }
                row.moves.iter().map(|(account, pence)| (*account, -pence)).collect()
            }
            Movement::BudgetClosed { budget } => {
                let late = |row: &&Row| {
                    row.value_on > value_on && row.moves.iter().any(|of| of.0.budget() == Some(*budget))
                };
                if self.rows.iter().find(late).is_some() {
                    return false;
                }
                let mut moves = Vec::new();
                for account in self.accounts().into_iter().filter(|of| of.budget() == Some(*budget)) {
                    match (account, self.now(account)) {
                        (_, 0) => {}
                        (Account::Spending { .. } | Account::Charge { .. }, holds) => {
                            moves.extend([(account, -holds), (Account::Authority, holds)]);
                        }
                        _ => return false,
                    }
                }
                moves
            }
            Movement::ContingencySetAside { shares, pence } => {
                let mut shares = shares.clone();
                shares.sort();
                let weights: Vec<i64> = shares.iter().map(|share| share.weight.into()).collect();
                let parts = largest_remainder(pence.pence(), &weights);
                let parts = shares.iter().zip(parts);
                let parts = parts.map(|(share, part)| (Account::Contingency { person: share.person }, part));
                parts.chain([(Account::Authority, -pence.pence())]).collect()
            }
            Movement::ContingencyTakenBack { person, pence } => {
                if pence.pence() > self.now(Account::Contingency { person: *person }) {
                    return false;
                }
                vec![
                    (Account::Contingency { person: *person }, -pence.pence()),
                    (Account::Authority, pence.pence()),
                ]
            }
            Movement::ContingencySpent(of) => {
                touched.extend(&of.budgets);
                let people: Option<Vec<PersonId>> =
                    of.budgets.iter().map(|budget| self.person(*budget)).collect();
                let Some(people) = people else { return false };
                let (parts, drawn, lent, missing) = self.draw(&people, of.pence.pence());
                let agrees = |person: &PersonId| {
                    of.says.iter().any(|said| said.person == *person && said.say == Say::Agrees)
                };
                let mut one_each = people.clone();
                one_each.sort();
                one_each.dedup();
                if people.is_empty()
                    || one_each.len() < people.len()
                    || missing > 0
                    || !lent.iter().all(agrees)
                {
                    return false;
                }
                let spent = of.budgets.iter().zip(parts);
                let spent = spent.map(|(budget, part)| {
                    (Account::Spending { budget: *budget, line: of.line, need: of.need }, part)
                });
                let drawn =
                    drawn.into_iter().map(|(person, pence)| (Account::Contingency { person }, -pence));
                spent.chain(drawn).collect()
            }
            other => {
                if self.has_day_of(other) {
                    return false;
                }
                if let Movement::OwedBack { because, asked, .. } = other {
                    let asked_first = asked.is_some_and(|asked| asked.on <= posted_on);
                    if !asked_first && (asked.is_some() || *because != WhyOwedBack::TheRest) {
                        return false;
                    }
                }
                from_and_to(other)
            }
        };
        if touched.iter().any(|budget| self.person(*budget).is_none() || self.is_closed(*budget)) {
            // Only the closing itself may be reversed.
            return false;
        }
        let moves = moves.into_iter().filter(|(_, pence)| *pence != 0).collect();
        self.rows.push(Row { id, posted_on, value_on, movement, moves });
        true
    }

    /// Whether a day of an instalment was posted already.
    fn has_day_of(&self, movement: &Movement) -> bool {
        let Some((of, PostedFor::Instalment(period))) = instalment(movement) else { return false };
        self.stands().any(|row| match instalment(&row.movement) {
            Some((other, PostedFor::Instalment(there))) if of == other => {
                there.intersection(period).is_some()
            }
            _ => false,
        })
    }

    /// What each has spent, what is drawn on whom, who lends, what is missing.
    fn draw(
        &self,
        people: &[PersonId],
        pence: i64,
    ) -> (Vec<i64>, BTreeMap<PersonId, i64>, Vec<PersonId>, i64) {
        let last = self.stands().filter_map(|row| match &row.movement {
            Movement::ContingencySetAside { shares, .. } => Some(shares.clone()),
            _ => None,
        });
        let shares = last.last().unwrap_or_default();
        let weights = |people: &[PersonId]| -> Vec<i64> {
            let weight =
                |person: &PersonId| shares.iter().find(|of| of.person == *person).map_or(0, |of| of.weight);
            let weights: Vec<i64> = people.iter().map(|person| weight(person).into()).collect();
            if weights.iter().all(|weight| *weight == 0) { vec![1; people.len()] } else { weights }
        };
        let mut everybody: Vec<PersonId> = self.budgets.iter().map(|(_, person)| *person).collect();
        everybody.sort();
        everybody.dedup();
        let mut left: BTreeMap<PersonId, i64> = everybody
            .iter()
            .map(|person| (*person, self.now(Account::Contingency { person: *person }).max(0)))
            .collect();
        let parts = largest_remainder(pence, &weights(people));
        let mut drawn: BTreeMap<PersonId, i64> = BTreeMap::new();
        let mut missing = 0;
        for (person, part) in people.iter().zip(&parts) {
            let taken = (*part).min(left[person]);
            *left.get_mut(person).unwrap() -= taken;
            *drawn.entry(*person).or_default() += taken;
            missing += part - taken;
        }
        let mut lent = Vec::new();
        while missing > 0 {
            let lenders: Vec<PersonId> =
                everybody.iter().copied().filter(|person| left[person] > 0).collect();
            if lenders.is_empty() {
                break;
            }
            let asked = largest_remainder(missing, &weights(&lenders));
            for (person, part) in lenders.iter().zip(asked) {
                let taken = part.min(left[person]);
                *left.get_mut(person).unwrap() -= taken;
                *drawn.entry(*person).or_default() += taken;
                missing -= taken;
                if taken > 0 {
                    lent.push(*person);
                }
            }
        }
        (parts, drawn, lent, missing)
    }
}

/// What is posted for days: whether payments or contributions, of which budget, to whom.
type Series = (bool, BudgetId, Option<Holding>);

fn instalment(movement: &Movement) -> Option<(Series, PostedFor)> {
    match movement {
        Movement::PaymentMade { budget, holding, posted_for: Some(of), .. } => {
            Some(((true, *budget, Some(*holding)), *of))
        }
        Movement::ContributionFellDue { budget, posted_for, .. } => {
            Some(((false, *budget, None), *posted_for))
        }
        _ => None,
    }
}

fn from_and_to(movement: &Movement) -> Vec<(Account, i64)> {
    let pence = movement.pence().unwrap().pence();
    let budget = movement.budget().unwrap();
    let held = |holding: &Holding| Account::Held { budget, holding: *holding };
    let paid = |to: &PaidTo| match to {
        PaidTo::Authority => Account::Authority,
        PaidTo::Held(holding) => held(holding),
    };
    let (due, charge) = (Account::ContributionDue { budget }, Account::Charge { budget });
    let back = Account::OwedBack { budget };
    let (from, to) = match movement {
        Movement::PaymentMade { holding, .. } => (Account::Authority, held(holding)),
        Movement::ContributionFellDue { .. } => (charge, due),
        Movement::ChargeLowered { .. } => (due, charge),
        Movement::ContributionPaid { into, .. } => (due, paid(into)),
        Movement::ContributionRefunded { from, .. } => (paid(from), due),
        Movement::Spent { holding, line, need, .. } => {
            (held(holding), Account::Spending { budget, line: *line, need: *need })
        }
        Movement::SpendingRefunded { holding, line, need, .. } => {
            (Account::Spending { budget, line: *line, need: *need }, held(holding))
        }
        Movement::OwedBack { holding, .. } => (held(holding), back),
        Movement::Returned { .. } => (back, Account::Authority),
        _ => panic!("these are worked out elsewhere"),
    };
    vec![(from, -pence), (to, pence)]
}

/// Each rounded down, and the pence that are left one each to the largest remainders, the first of equal ones first.
fn largest_remainder(total: i64, weights: &[i64]) -> Vec<i64> {
    let (total, all) = (i128::from(total), weights.iter().map(|weight| i128::from(*weight)).sum::<i128>());
    let exact: Vec<i128> = weights.iter().map(|weight| total * i128::from(*weight)).collect();
    let mut parts: Vec<i128> = exact.iter().map(|part| part / all).collect();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by_key(|place| (-(exact[*place] % all), *place));
    let left = total - parts.iter().sum::<i128>();
    for place in order.into_iter().take(usize::try_from(left).unwrap()) {
        parts[place] += 1;
    }
    parts.into_iter().map(|part| i64::try_from(part).unwrap()).collect()
}
