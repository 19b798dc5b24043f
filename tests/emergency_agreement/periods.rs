//! Responders and ways of raising the alarm that are for some days only.

use std::sync::atomic::{AtomicU64, Ordering};

use mutual_care::emergency::Plan;

use super::emergency_reference::Prover;
use super::generator::{Dice, Emergency, Size, period_around};
use super::reference::House;
use super::{for_each_plan, proven, same_answer};

#[test]
fn who_is_for_other_days_is_left_out_in_both() {
    let (in_it, out_of_it, ends) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
    for_each_plan(10, Size::Small, |seed, made| {
        let (on, mut dice) = (made.snapshot.on(), Dice::new(seed, 61));
        let mut parts = made.plan.clone().into_parts();
        let alarms = parts.alarms.iter_mut().map(|alarm| &mut alarm.period);
        for of in alarms.chain(parts.responders.iter_mut().map(|one| &mut one.period)) {
            *of = period_around(&mut dice, on);
            let counter = if of.contains(on) { &in_it } else { &out_of_it };
            counter.fetch_add(1, Ordering::Relaxed);
        }
        let plan = Plan::new(parts).unwrap();
        let made = Emergency { plan, snapshot: made.snapshot.clone(), question: made.question.clone() };
        let house = House::of(&made.snapshot);
        let all: Vec<_> = house.every_start().collect();
        let prover = Prover::new(&house, &made.plan, &made.question);
        let ours = proven(&made);
        same_answer(&ours.answer, &prover.answer(&prover.seek(&all)));
        ends.fetch_add(ours.rests_on().plan_ends_within.len() as u64, Ordering::Relaxed);
    });
    println!("in their period {in_it:?}, out of it {out_of_it:?}, ending soon {ends:?}");
    for reached in [in_it, out_of_it, ends] {
        assert!(reached.into_inner() > 0);
    }
}
