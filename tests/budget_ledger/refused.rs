//! What is refused, with its place, all of it at once; and what is just let through.

use mutual_care::base::{BudgetId, Money, PersonId, Problem, limits};
use mutual_care::budget::ledger::{
    AskedAbout, BudgetInLedger, Movement, PaidTo, PostedFor, Posting, PotShare, WhyOwedBack,
};
use mutual_care::package::BudgetOf;
use uuid::Uuid;

use crate::made_up::*;

fn new(movement: Movement) -> Posting {
    Posting::new(entry(99), movement, april(10), MARIA)
}

fn one(place: &str, code: &str) -> Vec<(String, String)> {
    vec![(place.into(), code.into())]
}

#[test]
fn an_amount_is_above_nothing() {
    let ledger = empty();
    for amount in [0, -1, -limits::PENCE] {
        for (movement, name) in [
            (paid(HERS, amount), "payment_made"),
            (fell_due(HERS, amount, period(april(1), april(2))), "contribution_fell_due"),
            (contributed(HERS, amount, PaidTo::Authority), "contribution_paid"),
            (spent(HERS, HOME_CARE, amount), "spent"),
            (Movement::Returned { budget: HERS, pence: pence(amount) }, "returned"),
            (
                Movement::ContingencyTakenBack { person: MARIA, pence: pence(amount) },
                "contingency_taken_back",
            ),
        ] {
            assert_eq!(refused(&ledger, new(movement)), one(&format!("what.{name}.pence"), "pence"));
        }
    }
    ledger.can_post(new(paid(HERS, 1))).unwrap();
}

#[test]
fn all_entries_together_move_no_more_than_money_may_be() {
    let mut ledger = empty();
    post(&mut ledger, april(1), paid(HERS, limits::PENCE - 10));
    ledger.can_post(new(paid(HIS, 10))).unwrap();
    assert_eq!(refused(&ledger, new(paid(HIS, 11))), one("what.payment_made", "too-much"));
    // To take it back moves it again.
    let reversal = Movement::Reversed { entry: entry(0) };
    assert_eq!(refused(&ledger, new(reversal)), one("what.reversed", "too-much"));
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let mut ledger = empty();
    let first = post(&mut ledger, april(10), paid(HERS, 1));
    let stranger = BudgetId::new(Uuid::from_u128(0x0299));
    let posting = Posting::new(first, paid(stranger, 0), april(9), MARIA).valued(day(1799, 12, 31));
    let all: Vec<(String, String)> = [
        ("id", "id-twice"),
        ("value_on", "year"),
        ("posted_on", "posted-before"),
        ("what.payment_made.budget", "unknown-budget"),
        ("what.payment_made.pence", "pence"),
    ]
    .map(|(place, code)| (place.into(), code.into()))
    .into();
    assert_eq!(refused(&ledger, posting), all);
    let told = ledger.can_post(new(paid(stranger, 1))).unwrap_err().to_string();
    assert_eq!(
        told,
        format!(
            "what.payment_made.budget: budget:{stranger} is not in this ledger: expected a budget that is"
        )
    );
}

#[test]
fn dates_lie_in_the_years_of_the_crate() {
    let ledger = empty();
    let at = |on| Posting::new(entry(1), paid(HERS, 1), on, MARIA);
    assert_eq!(refused(&ledger, at(day(2300, 1, 1))), one("posted_on", "year"));
    assert_eq!(refused(&ledger, at(day(1799, 12, 31))), one("posted_on", "year"));
    ledger.can_post(at(day(2299, 12, 31))).unwrap();
    ledger.can_post(at(day(1800, 1, 1))).unwrap();
    // A value date may be years before or after.
    ledger.can_post(at(april(1)).valued(day(1800, 1, 1))).unwrap();
    ledger.can_post(at(april(1)).valued(day(2299, 12, 31))).unwrap();
}

#[test]
fn an_entry_is_reversed_once_and_a_reversal_never() {
    let mut ledger = empty();
    let first = post(&mut ledger, april(1), paid(HERS, 100));
    let reversal = reverse(&mut ledger, april(2), first);
    let of = |entry| new(Movement::Reversed { entry });
    let place = "what.reversed.entry";
    assert_eq!(refused(&ledger, of(first)), one(place, "reversed-already"));
    assert_eq!(refused(&ledger, of(reversal)), one(place, "is-a-reversal"));
    assert_eq!(refused(&ledger, of(entry(50))), one(place, "no-such-entry"));
}

#[test]
fn a_reversal_counts_for_the_day_of_what_it_reverses() {
    let mut ledger = empty();
    let first = post_valued(&mut ledger, april(5), april(3), paid(HERS, 100));
    let of = || new(Movement::Reversed { entry: first });
    for other in [april(2), april(4), april(10)] {
        assert_eq!(refused(&ledger, of().valued(other)), one("what.reversed.entry", "value-of-reversal"));
    }
    ledger.can_post(of().valued(april(3))).unwrap();
    ledger.can_post(of()).unwrap();
}

#[test]
fn no_day_is_posted_twice() {
    let mut ledger = empty();
    post(&mut ledger, april(6), paid_for(HERS, 100, period(april(6), april(13))));
    let paying = |from, until| new(paid_for(HERS, 100, period(april(from), april(until))));
    for (from, until) in [(6, 13), (5, 7), (12, 14), (7, 8), (1, 20)] {
        let place = "what.payment_made.for.instalment";
        assert_eq!(refused(&ledger, paying(from, until)), one(place, "period-twice"), "{from} {until}");
    }
    for (from, until) in [(1, 6), (13, 14)] {
        ledger.can_post(paying(from, until)).unwrap();
    }
    let days = period(april(6), april(13));
    // Another budget, another way of holding it, the contribution and a difference are something else.
    ledger.can_post(new(paid_for(HIS, 100, days))).unwrap();
    ledger.can_post(new(fell_due(HERS, 100, days))).unwrap();
    let managed = Movement::PaymentMade {
        budget: HERS,
        holding: mutual_care::budget::Holding::Managed,
        pence: pence(100),
        posted_for: Some(PostedFor::Instalment(days)),
    };
    ledger.can_post(new(managed)).unwrap();
    let difference = Movement::PaymentMade {
        budget: HERS,
        holding: DIRECT,
        pence: pence(100),
        posted_for: Some(PostedFor::Difference(days)),
    };
    ledger.can_post(new(difference)).unwrap();
}

#[test]
fn days_that_are_posted_for_have_an_end() {
    let ledger = empty();
    let open = mutual_care::base::Period::new(Some(april(1)), None).unwrap();
    assert_eq!(
        refused(&ledger, new(paid_for(HERS, 1, open))),
        one("what.payment_made.for.instalment", "open-period")
    );
    let difference = Movement::ContributionFellDue {
        budget: HERS,
        pence: pence(1),
        posted_for: PostedFor::Difference(open),
    };
    assert_eq!(
        refused(&ledger, new(difference)),
        one("what.contribution_fell_due.for.difference", "open-period")
    );
    let lowered = Movement::ChargeLowered { budget: HERS, pence: pence(1), period: open };
    assert_eq!(refused(&ledger, new(lowered)), one("what.charge_lowered.for", "open-period"));
}

#[test]
fn money_is_asked_about_before_it_is_asked_back() {
    let ledger = empty();
    let back = |because, asked: Option<u32>| {
        let asked = asked.map(|on| AskedAbout { person: MARIA, on: april(on) });
        new(Movement::OwedBack { budget: HERS, holding: DIRECT, pence: pence(1), because, asked })
    };
    for because in [WhyOwedBack::Surplus, WhyOwedBack::NotInThePlan, WhyOwedBack::PaidTooMuch] {
        let place = one("what.owed_back.asked", "not-asked-first");
        assert_eq!(refused(&ledger, back(because, None)), place);
        // Posted on the 10th: asked on the 11th is afterwards.
        assert_eq!(refused(&ledger, back(because, Some(11))), place);
        ledger.can_post(back(because, Some(10))).unwrap();
    }
    ledger.can_post(back(WhyOwedBack::TheRest, None)).unwrap();
}

#[test]
fn a_contingency_is_set_aside_for_people_who_are_there() {
    let ledger = empty();
    let aside = |shares: &[(PersonId, u32)]| {
        let shares = shares.iter().map(|(person, weight)| PotShare { person: *person, weight: *weight });
        new(Movement::ContingencySetAside { shares: shares.collect(), pence: pence(600) })
    };
    let place = "what.contingency_set_aside.shares";
    for shares in
        [&[][..], &[(MARIA, 0)], &[(MARIA, 1), (MARIA, 1)], &[(MARIA, 1), (TOM, limits::WEIGHT + 1)]]
    {
        assert_eq!(refused(&ledger, aside(shares)), one(place, "no-shares"));
    }
    let nobody = PersonId::new(Uuid::from_u128(0x0199));
    assert_eq!(
        refused(&ledger, aside(&[(MARIA, 1), (nobody, 1)])),
        one("what.contingency_set_aside.shares[1].person", "unknown-person")
    );
    ledger.can_post(aside(&[(MARIA, 1), (TOM, limits::WEIGHT)])).unwrap();
}

#[test]
fn a_budget_is_in_a_ledger_once() {
    let mut ledger = empty();
    let of = BudgetOf::carer(MARIA);
    let again = ledger.add_budget(BudgetInLedger { id: HERS, of, from: day(2300, 1, 1) });
    let told: Vec<_> = again.unwrap_err().iter().map(Problem::code).collect();
    assert_eq!(told, ["budget-twice", "year"]);
    assert_eq!(ledger.budget(HERS).map(|budget| budget.of.person), Some(MARIA));
    let of = |number: u128| BudgetOf::adult(PersonId::new(Uuid::from_u128(0xA0_0000 + number)));
    for number in 3..limits::LEDGER_BUDGETS as u128 {
        let id = BudgetId::new(Uuid::from_u128(0xB0_0000 + number));
        ledger.add_budget(BudgetInLedger { id, of: of(number), from: april(1) }).unwrap();
    }
    let id = BudgetId::new(Uuid::from_u128(0xB0_0000));
    let one_more = ledger.add_budget(BudgetInLedger { id, of: of(0), from: april(1) });
    assert_eq!(one_more.unwrap_err().iter().next().unwrap().code(), "too-many");
}

#[test]
fn a_ledger_has_as_many_entries_as_it_may_and_no_more() {
    let mut ledger = empty();
    for number in 0..limits::LEDGER_ENTRIES as u128 {
        let id = mutual_care::base::LedgerEntryId::new(Uuid::from_u128(0x0A00_0000 + number));
        ledger.post(Posting::new(id, paid(HERS, 1), april(1), MARIA)).unwrap();
    }
    assert_eq!(refused(&ledger, new(paid(HERS, 1))), one("", "too-many"));
    assert_eq!(holds(&ledger, held(HERS), april(1)), 100_000);
}

#[test]
fn nothing_is_posted_by_what_is_refused() {
    let mut ledger = empty();
    post(&mut ledger, april(1), paid(HERS, 100));
    let before = ledger.clone();
    ledger.post(new(paid(HERS, 0))).unwrap_err();
    assert_eq!(ledger, before);
    assert_eq!(ledger.balances(april(30)).sum_of_all(), Money::ZERO);
}
