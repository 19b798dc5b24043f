//! In plans in which nobody is taken in, a responder added last, a longer stay, one more need on a list: none of these
//! ever brings a breach more, nor an earlier one.

use mutual_care::base::{NeedId, ResponderId, SourceId, Told};
use mutual_care::emergency::{Agreed, Level, PlanParts, Responder, ResponderKind, names_what_is_gone};
use mutual_care::need::Need;
use uuid::Uuid;

use super::emergency_reference::{Prover, telling_starts};
use super::generator::{Dice, Emergency};
use super::reference::House;
use super::{plans, proven, with_plan};

/// Changes a plan, if there is anything to change.
type Change = fn(&Emergency, &mut Dice, &mut PlanParts) -> bool;

fn needs_of_others(made: &Emergency, source: SourceId) -> Vec<NeedId> {
    let needs = made.snapshot.needs().iter();
    needs.filter(|need| SourceId::from(need.person()) != source).map(Need::id).collect()
}

/// Somebody new, or somebody of the household's week who does not respond yet.
fn one_more(made: &Emergency, dice: &mut Dice, plan: &PlanParts) -> Responder {
    let new = Uuid::from_u128(10 << 96);
    let taken = |source: &SourceId| plan.responders.iter().any(|one| one.source == *source);
    let known: Vec<SourceId> =
        made.snapshot.sources().iter().map(|source| source.id).filter(|source| !taken(source)).collect();
    let source = if known.is_empty() || dice.percent(60) { SourceId::new(new) } else { dice.pick(&known) };
    let mut one = Responder::new(ResponderId::new(new), source, ResponderKind::Circle);
    one.agreed = Told::Known(Agreed::On(made.plan.drawn_up_on()));
    (one.answers_min, one.arrives_min) = (dice.below(20), dice.below(20));
    one.covers = dice.some(&needs_of_others(made, source), 80);
    one.stays_min = dice.percent(50).then(|| dice.between(1, 60));
    one
}

fn added_last(made: &Emergency, dice: &mut Dice, plan: &mut PlanParts) -> bool {
    let one = one_more(made, dice, plan);
    plan.responders.push(one);
    true
}

fn a_longer_stay(_: &Emergency, dice: &mut Dice, plan: &mut PlanParts) -> bool {
    let mut some = false;
    for one in &mut plan.responders {
        let Some(stays) = one.stays_min.filter(|_| dice.percent(80)) else { continue };
        let longer = stays + dice.between(1, 60);
        one.stays_min = dice.percent(70).then_some(longer);
        some = true;
    }
    some
}

fn one_more_need(made: &Emergency, dice: &mut Dice, plan: &mut PlanParts) -> bool {
    let mut some = false;
    for one in &mut plan.responders {
        let more: Vec<NeedId> =
            needs_of_others(made, one.source).into_iter().filter(|need| !one.covers.contains(need)).collect();
        if !more.is_empty() {
            one.covers.push(dice.pick(&more));
            some = true;
        }
    }
    some
}

/// The first need that comes to harm more or earlier in the second plan, over some minutes of the week and every
/// scenario of the first plan.
fn harms_more(before: &Emergency, after: &Emergency, dice: &mut Dice) -> Option<String> {
    let house = House::of(&before.snapshot);
    let (one, other) = (
        Prover::new(&house, &before.plan, &before.question),
        Prover::new(&house, &after.plan, &after.question),
    );
    let starts = telling_starts(&before.snapshot, dice, 6);
    for level in [Level::One, Level::Two, Level::Three] {
        for scenario in one.new_at(level, &starts) {
            let (was, is) = (one.happens(&scenario).breaches(), other.happens(&scenario).breaches());
            let worse = is.iter().find(|(need, at)| was.get(need).is_none_or(|was| *at < was));
            if let Some((need, at)) = worse {
                return Some(format!("{need:?} comes to harm at {at}, {scenario:?}"));
            }
        }
    }
    None
}

fn never_harms(few: u64, purpose: u64, change: Change) {
    let mut tried = 0;
    for (seed, made, mut dice) in plans(few, purpose) {
        let made = with_plan(&made, |plan| plan.responders.iter_mut().for_each(|one| one.takes_in.clear()));
        let mut changed = false;
        let after = with_plan(&made, |plan| changed = change(&made, &mut dice, plan));
        if !changed {
            continue;
        }
        if let Err(problems) = after.plan.check(&after.snapshot) {
            assert!(problems.iter().all(names_what_is_gone), "plan {seed}: {problems}");
        }
        tried += 1;
        if let Some(worse) = harms_more(&made, &after, &mut dice) {
            panic!("plan {seed}: {worse}");
        }
        let (was, is) = (proven(&made), proven(&after));
        assert!(is.strength() >= was.strength(), "plan {seed}: {} to {}", was.strength(), is.strength());
        if let (Some(was), Some(is)) = (was.counterexample(), is.counterexample())
            && was.level == is.level
        {
            assert!(is.harm_at >= was.harm_at, "plan {seed}: harm at {} to {}", was.harm_at, is.harm_at);
        }
    }
    assert!(tried * 10 > few, "only {tried} plans of {few}");
}

#[test]
fn a_responder_added_last_never_harms() {
    never_harms(16, 1, added_last);
}

#[test]
fn a_longer_stay_never_harms() {
    never_harms(30, 2, a_longer_stay);
}

#[test]
fn one_more_need_on_a_list_never_harms() {
    never_harms(60, 3, one_more_need);
}

/// The same question as of the laws, of what is none: it must find harm, or it could find none anywhere.
#[test]
fn a_responder_added_first_may_harm() {
    let first: Change = |made, dice, plan| {
        let one = Responder { answers_min: 30, ..one_more(made, dice, plan) };
        plan.responders.insert(0, Responder { covers: Vec::new(), ..one });
        true
    };
    let harmed = plans(400, 4).any(|(_, made, mut dice)| {
        let after = with_plan(&made, |plan| {
            first(&made, &mut dice, plan);
        });
        harms_more(&made, &after, &mut dice).is_some()
    });
    assert!(harmed, "whoever takes half an hour to answer delays those after");
}
