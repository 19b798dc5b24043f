//! Laws of ledgers, under random histories beside the plain slow one.

use chrono::{Days, NaiveDate};
use mutual_care::base::{EmergencyPlanId, Fraction, Money, PackageLineId, RecordRef, Said, Say};
use mutual_care::budget::Holding;
use mutual_care::budget::ledger::{
    Account, AskedAbout, Balances, ByDay, ContingencyUse, FallsDue, Ledger, Movement, PaidTo, PostedFor,
    Posting, PotShare, Rhythm, Schedule, Scheduled, ScheduledOwed, WhyOwedBack,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::made_up::*;
use crate::reference::Slow;

/// What may be posted next: small numbers, from which the movement is made.
#[derive(Debug, Clone)]
struct Step {
    kind: u8,
    budget: u8,
    holding: u8,
    pence: i64,
    /// Days since the last posting; now and then one back.
    later: i64,
    /// Days from the posting to the value date.
    value: i64,
    from: u8,
    days: u8,
    pick: usize,
}

fn step() -> impl Strategy<Value = Step> {
    let amount = prop_oneof![9 => 1..500_i64, 1 => Just(0)];
    let later = prop_oneof![8 => 0..4_i64, 1 => Just(-1_i64)];
    let value = prop_oneof![3 => Just(0_i64), 2 => -20..20_i64];
    ((0..16_u8, 0..4_u8, 0..2_u8, amount), (later, value, 0..60_u8, 1..15_u8, 0..64_usize)).prop_map(
        |((kind, budget, holding, pence), (later, value, from, days, pick))| Step {
            kind,
            budget,
            holding,
            pence,
            later,
            value,
            from,
            days,
            pick,
        },
    )
}

fn moved(on: NaiveDate, days: i64) -> NaiveDate {
    if days < 0 { on - Days::new(days.unsigned_abs()) } else { on + Days::new(days.unsigned_abs()) }
}

fn movement(step: &Step, ledger: &Ledger, on: NaiveDate) -> Movement {
    let budget = [HERS, HIS, HIS_AS_CARER, mutual_care::base::BudgetId::new(Uuid::from_u128(0x0299))];
    // The stranger comes up seldom.
    let budget =
        budget[usize::from(if step.budget == 3 && !step.pick.is_multiple_of(8) { 0 } else { step.budget })];
    let holding = [Holding::DirectPayment, Holding::Managed][usize::from(step.holding)];
    let pence = pence(step.pence);
    let first = moved(april(1), step.from.into());
    let days = period(first, moved(first, step.days.into()));
    let line = [HOME_CARE, DAY_CENTRE][step.pick % 2];
    let need = [None, Some(SUPPER)][step.pick / 2 % 2];
    let paid_to = [PaidTo::Authority, PaidTo::Held(holding)][step.pick / 4 % 2];
    let people = [(MARIA, HERS), (TOM, HIS)];
    match step.kind {
        0 | 1 => Movement::PaymentMade {
            budget,
            holding,
            pence,
            posted_for: [None, Some(PostedFor::Instalment(days)), Some(PostedFor::Difference(days))]
                [step.pick % 3],
        },
        2 => Movement::ContributionFellDue { budget, pence, posted_for: PostedFor::Instalment(days) },
        3 => Movement::ChargeLowered { budget, pence, period: days },
        4 => Movement::ContributionPaid { budget, pence, into: paid_to },
        5 => Movement::ContributionRefunded { budget, pence, from: paid_to },
        6 => Movement::Spent { budget, holding, line, need, pence },
        7 => Movement::SpendingRefunded { budget, holding, line, need, pence },
        8 => {
            let because =
                [WhyOwedBack::Surplus, WhyOwedBack::TheRest, WhyOwedBack::PaidTooMuch][step.pick % 3];
            let asked = [
                None,
                Some(AskedAbout { person: MARIA, on: moved(on, i64::try_from(step.pick % 3).unwrap() - 1) }),
            ];
            Movement::OwedBack { budget, holding, pence, because, asked: asked[step.pick / 3 % 2] }
        }
        9 => Movement::Returned { budget, pence },
        10 => {
            let shares = people.iter().take(1 + step.pick % 2).enumerate().map(|(place, (person, _))| {
                PotShare { person: *person, weight: 1 + u32::from(step.days) * u32::try_from(place).unwrap() }
            });
            Movement::ContingencySetAside { shares: shares.collect(), pence }
        }
        11 => {
            let says = people
                .iter()
                .take(step.pick % 3)
                .map(|(person, _)| Said { person: *person, say: Say::Agrees });
            let whose =
                people.iter().skip(step.pick / 3 % 2).take(1 + step.pick / 6 % 2).map(|(_, budget)| *budget);
            let plan = EmergencyPlanId::new(Uuid::from_u128(0x0701));
            Movement::ContingencySpent(ContingencyUse {
                activation: RecordRef { id: plan.any(), revision: 1 },
                budgets: whose.collect(),
                line,
                need,
                pence,
                says: says.collect(),
            })
        }
        12 => Movement::ContingencyTakenBack { person: people[step.pick % 2].0, pence },
        13 => clear(ledger, budget, step.pick).unwrap_or(Movement::BudgetClosed { budget }),
        _ => {
            let entries = ledger.entries();
            let entry = entries.get(step.pick % entries.len().max(1)).map_or(entry(999), |entry| entry.id);
            Movement::Reversed { entry }
        }
    }
}

/// What brings an account of a budget nearer to nothing, so that budgets are closed now and then.
fn clear(ledger: &Ledger, budget: mutual_care::base::BudgetId, pick: usize) -> Option<Movement> {
    if pick.is_multiple_of(4) {
        return None;
    }
    let all = ledger.balances(day(2299, 12, 31));
    let open = |(account, holds): &(Account, Money)| {
        account.budget() == Some(budget)
            && !holds.is_zero()
            && !matches!(account, Account::Spending { .. } | Account::Charge { .. })
    };
    let (account, holds) = all.iter().find(open)?;
    let pence = if holds.is_negative() { -holds } else { holds };
    let because = WhyOwedBack::TheRest;
    Some(match (account, holds.is_negative()) {
        (Account::Held { holding, .. }, false) => {
            Movement::OwedBack { budget, holding, pence, because, asked: None }
        }
        (Account::Held { holding, .. }, true) => {
            Movement::PaymentMade { budget, holding, pence, posted_for: None }
        }
        (Account::ContributionDue { .. }, false) => {
            Movement::ContributionPaid { budget, pence, into: PaidTo::Authority }
        }
        (Account::ContributionDue { .. }, true) => {
            Movement::ContributionRefunded { budget, pence, from: PaidTo::Authority }
        }
        (_, false) => Movement::Returned { budget, pence },
        (_, true) => Movement::OwedBack { budget, holding: DIRECT, pence, because, asked: None },
    })
}

fn slow() -> Slow {
    Slow { budgets: vec![(HERS, MARIA), (HIS, TOM), (HIS_AS_CARER, TOM)], rows: Vec::new() }
}

/// How often random histories come to what they are about.
#[derive(Debug, Default)]
struct Reached {
    posted: usize,
    refused: usize,
    reversed: usize,
    closed: usize,
    reopened: usize,
    lent: usize,
}

/// The history that steps make, both ledgers side by side; they accept the same.
fn history(steps: &[Step], reached: &mut Reached) -> (Ledger, Slow) {
    let (mut ledger, mut slow) = (empty(), slow());
    let mut on = april(10);
    for (place, step) in steps.iter().enumerate() {
        on = moved(on, step.later);
        let movement = movement(step, &ledger, on);
        let posting = Posting::new(entry(place as u128), movement.clone(), on, MARIA);
        // A reversal mostly bears the date of what it reverses.
        let own_date = !matches!(movement, Movement::Reversed { .. }) || step.value == 1;
        let posting = if own_date { posting.valued(moved(on, step.value)) } else { posting };
        let accepted = slow.post(&posting);
        let posted = ledger.post(posting.clone());
        assert_eq!(posted.is_ok(), accepted, "{posting:?}: {posted:?}");
        if !accepted {
            reached.refused += 1;
            on = ledger.entries().last().map_or(april(10), |last| last.posted_on);
            continue;
        }
        reached.posted += 1;
        match &movement {
            Movement::Reversed { entry } => {
                reached.reversed += 1;
                let of = ledger.entry(*entry).unwrap();
                reached.reopened += usize::from(matches!(of.movement, Movement::BudgetClosed { .. }));
            }
            Movement::BudgetClosed { .. } => reached.closed += 1,
            Movement::ContingencySpent(of) => {
                let drawn = ledger.entries().last().unwrap().legs.iter();
                let drawn = drawn.filter(|leg| matches!(leg.account, Account::Contingency { .. })).count();
                reached.lent += usize::from(drawn > of.budgets.len());
            }
            _ => {}
        }
    }
    (ledger, slow)
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 0..60)
}

/// Every day from before the first value date to after the last.
fn days() -> impl Iterator<Item = NaiveDate> {
    day(2026, 3, 15).iter_days().take(260)
}

fn same(balances: &Balances, slow: &Slow, counts: impl Fn(&crate::reference::Row) -> bool) {
    let expected: Vec<(Account, i64)> =
        slow.accounts().into_iter().map(|account| (account, slow.holds(account, &counts))).collect();
    let found: Vec<(Account, i64)> =
        balances.iter().map(|(account, holds)| (account, holds.pence())).collect();
    assert_eq!(found, expected);
    assert_eq!(balances.sum_of_all(), Money::ZERO);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// Both kinds of balance are those of the plain ledger on every day, and all accounts hold nothing together.
    #[test]
    fn balances_are_those_of_the_plain_ledger(steps in steps()) {
        let (ledger, slow) = history(&steps, &mut Reached::default());
        for on in days() {
            same(&ledger.balances(on), &slow, |row| row.value_on <= on);
            same(&ledger.balances_as_posted(on), &slow, |row| row.posted_on <= on);
        }
        for account in slow.accounts() {
            for (on, known_on) in [(april(12), april(20)), (april(20), april(12)), (april(30), april(30))] {
                prop_assert_eq!(
                    ledger.balance_as_known(account, on, known_on).unwrap().pence(),
                    slow.holds(account, |row| row.value_on <= on && row.posted_on <= known_on)
                );
                prop_assert_eq!(ledger.balance(account, on).unwrap(), ledger.balances(on).of(account));
                let posted = ledger.balance_as_posted(account, on).unwrap();
                prop_assert_eq!(posted, ledger.balances_as_posted(on).of(account));
            }
        }
        // Each entry by itself moves nothing in all.
        for entry in ledger.entries() {
            prop_assert_eq!(entry.legs.iter().map(|leg| leg.pence.pence()).sum::<i64>(), 0);
            prop_assert!(entry.legs.iter().all(|leg| !leg.pence.is_zero()));
            prop_assert!(entry.legs.is_sorted());
        }
    }

    /// What the books said of a day is what they say for ever, once something was posted after it.
    #[test]
    fn as_posted_balances_never_change_afterwards(steps in steps(), more in steps()) {
        let (before, _) = history(&steps, &mut Reached::default());
        let last = before.entries().last().map_or(april(10), |entry| entry.posted_on);
        let mut after = before.clone();
        let mut on = last + Days::new(1);
        for (place, step) in more.iter().enumerate() {
            on = moved(on, step.later.max(0));
            let movement = movement(step, &after, on);
            let posting = Posting::new(entry(500 + place as u128), movement, on, TOM);
            let _ = after.post(posting.valued(moved(on, step.value)));
        }
        for on in days().filter(|on| *on <= last) {
            let was = before.balances_as_posted(on);
            for (account, holds) in was.iter() {
                prop_assert_eq!(after.balance_as_posted(account, on).unwrap(), holds);
            }
            let nonzero = after.balances_as_posted(on).iter().filter(|(_, holds)| !holds.is_zero()).count();
            prop_assert_eq!(nonzero, was.iter().filter(|(_, holds)| !holds.is_zero()).count());
        }
        // And entries are never changed.
        prop_assert_eq!(&after.entries()[..before.entries().len()], before.entries());
    }

    /// Whatever is posted and then reversed leaves every balance of every day as it was, and everything that could be posted
    /// before can be posted again.
    #[test]
    fn a_reversal_restores_every_balance(steps in steps(), extra in steps()) {
        let (before, _) = history(&steps, &mut Reached::default());
        let on = before.entries().last().map_or(april(10), |entry| entry.posted_on) + Days::new(1);
        for step in extra.iter().filter(|step| step.kind < 14).take(4) {
            let movement = movement(step, &before, on);
            let posting = Posting::new(entry(500), movement, on, TOM).valued(moved(on, step.value));
            let mut after = before.clone();
            if after.post(posting.clone()).is_err() {
                continue;
            }
            after.post(Posting::new(entry(501), Movement::Reversed { entry: entry(500) }, on, TOM)).unwrap();
            for day in days() {
                // An account that is there only since has nothing in it.
                let some = |balances: &Balances| -> Vec<(Account, Money)> {
                    balances.iter().filter(|(_, holds)| !holds.is_zero()).collect()
                };
                prop_assert_eq!(some(&after.balances(day)), some(&before.balances(day)));
            }
            prop_assert_eq!(after.contingency_shares(), before.contingency_shares());
            let again = Posting { id: entry(502), ..posting };
            prop_assert!(after.can_post(again).is_ok());
        }
    }

    /// What is kept is read as it was, and anything can follow that could have.
    #[test]
    fn a_ledger_is_read_as_it_was_written(steps in steps()) {
        let (ledger, _) = history(&steps, &mut Reached::default());
        let text = serde_json::to_string(&ledger).unwrap();
        let read: Ledger = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(read, ledger);
    }
}

/// Random histories do come to reversals, closings, closings taken back, and shares that are lent.
#[test]
fn random_histories_reach_what_they_are_about() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut reached = Reached::default();
    for _ in 0..300 {
        let steps = steps().new_tree(&mut runner).unwrap().current();
        history(&steps, &mut reached);
    }
    println!("{reached:?}");
    let Reached { posted, refused, reversed, closed, reopened, lent } = reached;
    assert!(posted > 3_000 && refused > 500 && reversed > 300, "{reached:?}");
    assert!(closed > 50 && reopened > 5 && lent > 5, "{reached:?}");
}

/// What is owed a day, in parts of a penny that no week divides.
fn daily(seed: u64, changes: &[(u8, u16)]) -> impl Fn(NaiveDate) -> Fraction {
    let changes = changes.to_vec();
    move |on| {
        let day = on.signed_duration_since(april(1)).num_days();
        let last = changes.iter().rfind(|(from, _)| i64::from(*from) * 5 <= day);
        let amount = last.map_or(0, |(_, amount)| i64::from(*amount));
        Fraction::new(amount, 7 * (1 + seed % 5)).unwrap()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// However often somebody looks, whatever becomes known in between and however the rhythm changes: what was posted adds
    /// up to what is owed from the first day, rounded once, to the end of the last instalment.
    #[test]
    fn what_is_posted_always_adds_up_to_what_is_owed_from_the_first_day(
        seed in 0..5_u64,
        of_contribution in any::<bool>(),
        start in 0..9_i64,
        ahead in any::<bool>(),
        weeks in prop::collection::vec(1..9_u8, 1..4),
        looks in prop::collection::vec((0..40_u8, prop::collection::vec((0..40_u8, 0..20_000_u16), 1..4)), 1..8),
        ends in prop::option::of(20..200_i64),
    ) {
        let of = if of_contribution {
            Scheduled::Contribution(PaidTo::Authority)
        } else {
            Scheduled::Payment(DIRECT)
        };
        let falls_due = if ahead { FallsDue::Ahead } else { FallsDue::Behind };
        let rhythms = weeks.iter().enumerate().map(|(place, weeks)| Rhythm {
            from: moved(april(1), start + 45 * i64::try_from(place).unwrap()),
            every_weeks: *weeks,
            falls_due,
        });
        let until = ends.map(|days| moved(april(1), days));
        let schedule = Schedule { budget: HERS, of, rhythms: rhythms.collect(), until };
        let mut ledger = empty();
        let (mut on, mut posted_to) = (april(1), april(1));
        let mut entries = 0;
        for (later, mut changes) in looks {
            on = moved(on, later.into());
            changes.sort_unstable();
            let day = daily(seed, &changes);
            let owed = ByDay::new(april(1), &day);
            let by = [ScheduledOwed { schedule: &schedule, owed: &owed }];
            for due in ledger.due(&by, on).unwrap() {
                let mut movement = due.movement;
                match &mut movement {
                    Movement::OwedBack { asked, .. } => *asked = Some(AskedAbout { person: MARIA, on }),
                    Movement::PaymentMade { posted_for: Some(PostedFor::Instalment(days)), .. }
                    | Movement::ContributionFellDue { posted_for: PostedFor::Instalment(days), .. } => {
                        posted_to = posted_to.max(days.until().unwrap());
                    }
                    _ => {}
                }
                ledger.post(Posting::new(entry(entries), movement, on, MARIA).valued(due.due_on)).unwrap();
                entries += 1;
            }
            // Exactly, by adding up day after day.
            let mut exact = Fraction::zero();
            for of in april(1).iter_days().take_while(|of| *of < posted_to) {
                exact = exact + &day(of);
            }
            let end = day_end(&ledger);
            let posted = if of_contribution {
                end.of(Account::ContributionDue { budget: HERS })
            } else {
                end.of(held(HERS))
            };
            // An instalment of nothing is not posted, and the days after it are: what counts is what is owed up to there.
            prop_assert_eq!(Some(posted), exact.rounded());
            prop_assert!(ledger.due(&by, on).unwrap().is_empty());
        }
    }
}

fn day_end(ledger: &Ledger) -> Balances {
    ledger.balances(day(2299, 12, 31))
}

/// Many entries, on many lines.
#[test]
fn a_long_ledger_is_added_up_like_a_short_one() {
    let (mut ledger, mut slow) = (empty(), slow());
    for number in 0..500_u32 {
        let on = april(1) + Days::new(u64::from(number / 2));
        let line = PackageLineId::new(Uuid::from_u128(0x5000 + u128::from(number % 40)));
        let posting = Posting::new(
            entry(number.into()),
            spent([HERS, HIS][number as usize % 2], line, 1 + i64::from(number % 97)),
            on,
            MARIA,
        );
        assert!(slow.post(&posting));
        ledger.post(posting).unwrap();
    }
    for on in [april(1), april(30), day(2026, 12, 31), day(2027, 3, 31)] {
        same(&ledger.balances(on), &slow, |row| row.value_on <= on);
    }
}
