//! Money set aside for emergencies: one pot for a household, of which each person has a share.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::balances::NotInLedger;
use super::policy::LedgerPolicy;
use super::{Account, ContingencyUse, Ledger, Movement, PotShare};
use crate::base::{Amount, Finding, Findings, Fraction, Money, PersonId, Said, Told, split};
use crate::budget::rules;

/// What an emergency would draw on whose share of the contingency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Draw {
    /// What each of those it was for has spent on them, in the order of their budgets.
    pub spent: Vec<(PersonId, Money)>,
    /// How much comes out of whose share, in order of id.
    pub drawn: Vec<(PersonId, Money)>,
    /// How much of it comes out of whose share beyond the part that is theirs: only if they agree.
    pub lent: Vec<(PersonId, Money)>,
    /// How much more it costs than is left in the whole pot.
    pub missing: Money,
}

impl Draw {
    /// Those out of whose share it draws more than their part, and who are not known to agree.
    pub(super) fn not_agreed<'a>(&'a self, says: &'a [Said]) -> impl Iterator<Item = (PersonId, Money)> + 'a {
        self.lent.iter().copied().filter(move |(person, _)| {
            let said = says.iter().find(|said| said.person == *person);
            said.is_none_or(|said| said.say.agrees() != Told::Known(true))
        })
    }
}

impl Ledger {
    /// What an emergency would draw on whose share.
    ///
    /// It is split between those it was for by their shares, as they were stated when money was last set aside. Whoever's
    /// part is larger than what is left of their share draws on the shares of the others, by theirs.
    ///
    /// # Errors
    ///
    /// [`NotInLedger`]: it is for a budget that the ledger does not know.
    pub fn draw(&self, on: &ContingencyUse) -> Result<Draw, NotInLedger> {
        let person = |budget| self.budget(budget).map(|budget| budget.of.person).ok_or(NotInLedger);
        let people = on.budgets.iter().map(|budget| person(*budget)).collect::<Result<Vec<_>, _>>()?;
        Ok(draw(self, &people, on.pence))
    }

    /// All that speaks against spending of the contingency: somebody's share would be drawn on without their word, or
    /// there is not enough. [`post`](Self::post) refuses what bars here.
    ///
    /// # Errors
    ///
    /// [`NotInLedger`]: it is for a budget that the ledger does not know.
    pub fn drawing(&self, on: &ContingencyUse) -> Result<Findings, NotInLedger> {
        let draw = self.draw(on)?;
        let beyond = draw.not_agreed(&on.says).map(|(person, pence)| {
            let finding = Finding::new(&rules::CONTINGENCY_BEYOND_SHARE).about(on.activation.id);
            finding.about(person).with("amount", Amount::Money(pence))
        });
        let missing = (!draw.missing.is_zero()).then(|| {
            let finding = Finding::new(&rules::CONTINGENCY_TOO_SMALL).about(on.activation.id);
            finding.with("amount", Amount::Money(draw.missing))
        });
        Ok(beyond.chain(missing).collect())
    }

    /// What the policy takes back of the contingency on a date that has come: what is left of each share, ready to be
    /// posted. Nothing is if the policy names no date: then what is left stays.
    pub fn contingency_to_take_back(&self, policy: &LedgerPolicy, on: NaiveDate) -> Vec<Movement> {
        if policy.contingency_back_on.is_none_or(|back| on < back) {
            return Vec::new();
        }
        let left = self.balances(on);
        let shares = left.iter().filter_map(|(account, pence)| match account {
            // What was spent since, or is known only later, is not there any more.
            Account::Contingency { person } => Some((person, pence.min(self.in_all(account)))),
            _ => None,
        });
        let left = shares.filter(|(_, pence)| *pence > Money::ZERO);
        left.map(|(person, pence)| Movement::ContingencyTakenBack { person, pence }).collect()
    }
}

pub(super) fn draw(ledger: &Ledger, people: &[PersonId], pence: Money) -> Draw {
    let shares = ledger.contingency_shares();
    let pence = pence.max(Money::ZERO);
    let parts = by_shares(shares, people, pence);
    let spent = people.iter().copied().zip(parts).collect::<Vec<_>>();
    let mut left: BTreeMap<PersonId, Money> = BTreeMap::new();
    for budget in ledger.budgets() {
        let share = ledger.in_all(Account::Contingency { person: budget.of.person });
        left.insert(budget.of.person, share.max(Money::ZERO));
    }
    let mut drawn: BTreeMap<PersonId, Money> = BTreeMap::new();
    let mut missing = Money::ZERO;
    for (person, part) in &spent {
        missing = add(missing, less(*part, take(&mut left, &mut drawn, *person, *part)));
    }
    let mut lent: BTreeMap<PersonId, Money> = BTreeMap::new();
    // Each round fills a share, or places all that is missing.
    while !missing.is_zero() {
        let lenders: Vec<PersonId> =
            left.iter().filter(|(_, left)| !left.is_zero()).map(|(person, _)| *person).collect();
        if lenders.is_empty() {
            break;
        }
        for (person, part) in lenders.iter().zip(by_shares(shares, &lenders, missing)) {
            let taken = take(&mut left, &mut drawn, *person, part);
            missing = less(missing, taken);
            if !taken.is_zero() {
                let so_far = lent.entry(*person).or_default();
                *so_far = add(*so_far, taken);
            }
        }
    }
    let drawn = drawn.into_iter().filter(|(_, pence)| !pence.is_zero()).collect();
    Draw { spent, drawn, lent: lent.into_iter().collect(), missing }
}

/// An amount split between people by their shares; equally, if none of them has one.
fn by_shares(shares: &[PotShare], people: &[PersonId], pence: Money) -> Vec<Money> {
    let weight = |person: &PersonId| {
        let share = shares.iter().find(|share| share.person == *person);
        Fraction::from(share.map_or(0, |share| i64::from(share.weight)))
    };
    let weights: Vec<Fraction> = people.iter().map(weight).collect();
    let equal = || split(pence, &alloc::vec![Fraction::from(1); people.len()]);
    split(pence, &weights).or_else(equal).unwrap_or_default()
}

/// Takes up to so much out of somebody's share.
fn take(
    left: &mut BTreeMap<PersonId, Money>,
    drawn: &mut BTreeMap<PersonId, Money>,
    person: PersonId,
    pence: Money,
) -> Money {
    let of = left.entry(person).or_default();
    let taken = pence.min(*of);
    *of = less(*of, taken);
    let so_far = drawn.entry(person).or_default();
    *so_far = add(*so_far, taken);
    taken
}

const fn add(one: Money, other: Money) -> Money {
    Money::within(one.pence() + other.pence())
}

const fn less(one: Money, other: Money) -> Money {
    Money::within(one.pence() - other.pence())
}
