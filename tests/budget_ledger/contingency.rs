//! The contingency: a pot per household with shares per person.

use mutual_care::base::{
    AnyId, BudgetId, EmergencyPlanId, HouseholdId, Money, PersonId, RecordRef, Said, Say,
};
use mutual_care::budget::ledger::{
    Account, ContingencyUse, Ledger, LedgerPolicy, Movement, Posting, PotShare,
};
use uuid::Uuid;

use crate::made_up::*;

fn aside(ledger: &mut Ledger, shares: [u32; 2], amount: i64) {
    let shares = [(MARIA, shares[0]), (TOM, shares[1])];
    let shares = shares.into_iter().filter(|(_, weight)| *weight > 0);
    let shares = shares.map(|(person, weight)| PotShare { person, weight }).collect();
    post(ledger, april(1), Movement::ContingencySetAside { shares, pence: pence(amount) });
}

fn activation() -> RecordRef {
    let id: EmergencyPlanId = EmergencyPlanId::new(Uuid::from_u128(0x0701));
    RecordRef { id: id.any(), revision: 7 }
}

fn emergency(budgets: &[BudgetId], amount: i64, agree: &[(PersonId, Say)]) -> ContingencyUse {
    let says = agree.iter().map(|(person, say)| Said { person: *person, say: say.clone() });
    ContingencyUse {
        activation: activation(),
        budgets: budgets.to_vec(),
        line: HOME_CARE,
        need: Some(SUPPER),
        pence: pence(amount),
        says: says.collect(),
    }
}

fn shares(ledger: &Ledger) -> [i64; 2] {
    [MARIA, TOM].map(|person| holds(ledger, Account::Contingency { person }, april(30)))
}

fn codes(ledger: &Ledger, of: &ContingencyUse) -> Vec<String> {
    let posting = Posting::new(entry(99), Movement::ContingencySpent(of.clone()), april(10), MARIA);
    let refused = refused(ledger, posting).into_iter();
    refused
        .map(|(place, code)| format!("{} {code}", place.trim_start_matches("what.contingency_spent.")))
        .collect()
}

fn spend(ledger: &mut Ledger, of: ContingencyUse) {
    post(ledger, april(10), Movement::ContingencySpent(of));
}

/// £600 set aside two to one is £400 for Maria and £200 for Tom; the authority is £600 down.
#[test]
fn what_is_set_aside_is_split_by_the_shares() {
    let mut ledger = empty();
    aside(&mut ledger, [2, 1], 60_000);
    assert_eq!(shares(&ledger), [40_000, 20_000]);
    assert_eq!(ledger.balances(april(1)).contingency(), pence(60_000));
    assert_eq!(holds(&ledger, Account::Authority, april(1)), -60_000);
    // £1 one to one to a person each: 50p; of 1p the first by id gets it.
    let mut ledger = empty();
    aside(&mut ledger, [1, 1], 101);
    assert_eq!(shares(&ledger), [51, 50]);
}

/// £300 for both: £200 out of Maria's share and £100 out of Tom's; each budget has spent its part.
#[test]
fn an_emergency_draws_on_those_it_was_for_by_their_shares() {
    let mut ledger = empty();
    aside(&mut ledger, [2, 1], 60_000);
    spend(&mut ledger, emergency(&[HERS, HIS], 30_000, &[]));
    assert_eq!(shares(&ledger), [20_000, 10_000]);
    assert_eq!(holds(&ledger, spending(HERS, HOME_CARE), april(10)), 20_000);
    assert_eq!(holds(&ledger, spending(HIS, HOME_CARE), april(10)), 10_000);
    assert_eq!(ledger.balances(april(10)).sum_of_all(), Money::ZERO);
    // For Tom alone it is all out of his: £100 and no more.
    spend(&mut ledger, emergency(&[HIS], 10_000, &[]));
    assert_eq!(shares(&ledger), [20_000, 0]);
}

/// Maria's £450 are £50 beyond her £400: that bars, unless Tom agrees.
#[test]
fn beyond_a_share_it_bars_unless_the_other_agrees() {
    let mut ledger = empty();
    aside(&mut ledger, [2, 1], 60_000);
    // To the penny of her share nobody has to be asked.
    assert!(ledger.drawing(&emergency(&[HERS], 40_000, &[])).unwrap().is_empty());
    for say in [None, Some(Say::NotAsked), Some(Say::Disagrees { wants: None })] {
        let says: Vec<_> = say.into_iter().map(|say| (TOM, say)).collect();
        let of = emergency(&[HERS], 45_000, &says);
        assert_eq!(codes(&ledger, &of), ["says beyond-share"]);
        let findings = ledger.drawing(&of).unwrap();
        let found: Vec<_> = findings.iter().map(|finding| (finding.code(), finding.weight())).collect();
        assert_eq!(found, [("contingency-beyond-share", mutual_care::base::Weight::Bars)]);
        let finding = findings.iter().next().unwrap();
        assert_eq!(finding.concerns(), [activation().id, TOM.any()]);
        assert!(finding.for_professional().contains("would cost £50 out of this person's share"));
    }
    // Her own word is not his.
    assert_eq!(codes(&ledger, &emergency(&[HERS], 45_000, &[(MARIA, Say::Agrees)])), ["says beyond-share"]);
    let agreed = emergency(&[HERS], 45_000, &[(TOM, Say::Agrees)]);
    assert!(ledger.drawing(&agreed).unwrap().is_empty());
    let draw = ledger.draw(&agreed).unwrap();
    assert_eq!(draw.spent, [(MARIA, pence(45_000))]);
    assert_eq!(draw.drawn, [(MARIA, pence(40_000)), (TOM, pence(5_000))]);
    assert_eq!((draw.lent, draw.missing), (vec![(TOM, pence(5_000))], Money::ZERO));
    spend(&mut ledger, agreed);
    assert_eq!(shares(&ledger), [0, 15_000]);
    // What was spent stands in Maria's budget, out of whosever share it came.
    assert_eq!(holds(&ledger, spending(HERS, HOME_CARE), april(10)), 45_000);
    assert_eq!(holds(&ledger, spending(HIS, HOME_CARE), april(10)), 0);
}

/// For both, £500: Maria's part is £333.33. She has £200 left, and Tom has £200: he would lend £133.33 besides his £166.67.
#[test]
fn somebody_it_was_for_lends_too_and_is_asked() {
    let mut ledger = empty();
    aside(&mut ledger, [2, 1], 60_000);
    spend(&mut ledger, emergency(&[HERS], 20_000, &[]));
    assert_eq!(shares(&ledger), [20_000, 20_000]);
    // £300: £200 and £100, both there.
    assert!(ledger.drawing(&emergency(&[HERS, HIS], 30_000, &[])).unwrap().is_empty());
    // £330: her part is £220, £20 beyond what she has left; Tom's £110 leave him £90.
    let of = emergency(&[HERS, HIS], 33_000, &[]);
    assert_eq!(codes(&ledger, &of), ["says beyond-share"]);
    let draw = ledger.draw(&of).unwrap();
    assert_eq!(draw.spent, [(MARIA, pence(22_000)), (TOM, pence(11_000))]);
    assert_eq!(draw.drawn, [(MARIA, pence(20_000)), (TOM, pence(13_000))]);
    assert_eq!(draw.lent, [(TOM, pence(2_000))]);
    spend(&mut ledger, emergency(&[HERS, HIS], 33_000, &[(TOM, Say::Agrees)]));
    assert_eq!(shares(&ledger), [0, 7_000]);
}

#[test]
fn there_is_no_more_than_the_pot() {
    let mut ledger = empty();
    aside(&mut ledger, [2, 1], 60_000);
    let agreed = [(TOM, Say::Agrees), (MARIA, Say::Agrees)];
    assert_eq!(codes(&ledger, &emergency(&[HERS, HIS], 60_001, &agreed)), ["pence pot-too-small"]);
    let findings = ledger.drawing(&emergency(&[HERS, HIS], 60_001, &agreed)).unwrap();
    assert!(findings.iter().next().unwrap().for_professional().contains("costs £0.01 more than is left"));
    // To the penny of the pot: Maria's £400 and Tom's £200 are all there is, and theirs.
    spend(&mut ledger, emergency(&[HERS, HIS], 60_000, &[]));
    assert_eq!(shares(&ledger), [0, 0]);
    assert_eq!(codes(&ledger, &emergency(&[HERS], 1, &agreed)), ["pence pot-too-small"]);
    assert_eq!(codes(&empty(), &emergency(&[HERS], 1, &agreed)), ["pence pot-too-small"]);
}

#[test]
fn it_is_spent_only_with_the_record_of_an_activation_and_for_somebody() {
    let mut ledger = empty();
    aside(&mut ledger, [1, 1], 60_000);
    let household: HouseholdId = HouseholdId::new(Uuid::from_u128(0x0001));
    let id: AnyId = household.any();
    let of = ContingencyUse { activation: RecordRef { id, revision: 1 }, ..emergency(&[HERS], 100, &[]) };
    assert_eq!(codes(&ledger, &of), ["activation no-activation"]);
    assert_eq!(codes(&ledger, &emergency(&[], 100, &[])), ["for for-whom"]);
    // Both of Tom's budgets are one person.
    assert_eq!(codes(&ledger, &emergency(&[HIS, HIS_AS_CARER], 100, &[])), ["for for-whom"]);
    let stranger = BudgetId::new(Uuid::from_u128(0x0299));
    assert_eq!(codes(&ledger, &emergency(&[HERS, stranger], 100, &[])), ["for[1] unknown-budget"]);
    assert!(ledger.draw(&emergency(&[stranger], 100, &[])).is_err());
    let twice = emergency(&[HERS], 100, &[(TOM, Say::Agrees), (TOM, Say::Disagrees { wants: None })]);
    assert_eq!(codes(&ledger, &twice), ["says said-twice"]);
    let nobody = PersonId::new(Uuid::from_u128(0x0199));
    let says = emergency(&[HERS], 100, &[(nobody, Say::Agrees)]);
    assert_eq!(codes(&ledger, &says), ["says[0].person unknown-person"]);
}

/// Who has no share draws on the others' from the first penny.
#[test]
fn somebody_without_a_share_needs_the_others_word() {
    let mut ledger = empty();
    aside(&mut ledger, [0, 1], 60_000);
    assert_eq!(shares(&ledger), [0, 60_000]);
    assert_eq!(codes(&ledger, &emergency(&[HERS], 1, &[])), ["says beyond-share"]);
    spend(&mut ledger, emergency(&[HERS], 1, &[(TOM, Say::Agrees)]));
    assert_eq!(shares(&ledger), [0, 59_999]);
    // Together with Tom the shares say that it is all his.
    let draw = ledger.draw(&emergency(&[HERS, HIS], 100, &[])).unwrap();
    assert_eq!(draw.spent, [(MARIA, Money::ZERO), (TOM, pence(100))]);
    assert_eq!(draw.lent, []);
}

/// The shares are those of the last time, and what was left before stays with whoever it belonged to.
#[test]
fn shares_are_as_they_were_last_stated() {
    let mut ledger = empty();
    aside(&mut ledger, [2, 1], 60_000);
    aside(&mut ledger, [1, 3], 40_000);
    assert_eq!(shares(&ledger), [50_000, 50_000]);
    let draw = ledger.draw(&emergency(&[HERS, HIS], 40_000, &[])).unwrap();
    assert_eq!(draw.spent, [(MARIA, pence(10_000)), (TOM, pence(30_000))]);
    // The second was a mistake: two to one again.
    reverse(&mut ledger, april(2), entry(1));
    assert_eq!(shares(&ledger), [40_000, 20_000]);
    let draw = ledger.draw(&emergency(&[HERS, HIS], 30_000, &[])).unwrap();
    assert_eq!(draw.spent, [(MARIA, pence(20_000)), (TOM, pence(10_000))]);
}

#[test]
fn what_is_left_stays_unless_the_policy_takes_it_back_on_a_date() {
    let mut ledger = empty();
    aside(&mut ledger, [2, 1], 60_000);
    spend(&mut ledger, emergency(&[HIS], 20_000, &[]));
    let policy = LedgerPolicy::default();
    assert_eq!(ledger.contingency_to_take_back(&policy, day(2299, 12, 31)), []);
    let policy = LedgerPolicy { contingency_back_on: Some(april(20)), ..policy };
    assert_eq!(ledger.contingency_to_take_back(&policy, april(19)), []);
    let back = ledger.contingency_to_take_back(&policy, april(20));
    assert_eq!(back, [Movement::ContingencyTakenBack { person: MARIA, pence: pence(40_000) }]);
    // Nothing is posted by itself.
    assert_eq!(shares(&ledger), [40_000, 0]);
    for movement in back {
        post(&mut ledger, april(20), movement);
    }
    assert_eq!(shares(&ledger), [0, 0]);
    assert_eq!(holds(&ledger, Account::Authority, april(20)), -20_000);
    assert_eq!(ledger.contingency_to_take_back(&policy, april(21)), []);
}

#[test]
fn no_more_is_taken_back_than_is_left() {
    let mut ledger = empty();
    aside(&mut ledger, [2, 1], 60_000);
    let back = |amount| {
        let movement = Movement::ContingencyTakenBack { person: TOM, pence: pence(amount) };
        Posting::new(entry(99), movement, april(10), MARIA)
    };
    ledger.can_post(back(20_000)).unwrap();
    let told = ledger.can_post(back(20_001)).unwrap_err();
    assert_eq!(
        told.to_string(),
        "what.contingency_taken_back.pence: expected no more than is left of this share: £200"
    );
}
