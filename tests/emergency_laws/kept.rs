//! What is no law: an earlier alarm, one more visit, somebody who takes in, a responder who is not the last. Each may
//! bring harm, and here does, worked out by hand.

use mutual_care::emergency::{Counterexample, ForLoss, Level, Plan, Proven, Responder, Way, prove};

use super::emergency_reference::hand::{asks, comes, lost, notices, plan, raises};
use super::reference::family::{Family, need, person, source};

/// The son (2) needs somebody for twenty minutes on Saturday night, which can wait for five; his mother (1) is there.
fn twenty_minutes() -> Family {
    Family::of([1, 2]).need(22, 2, "Sat 22:30-22:50", 5).helps(32, 1, 22, "always")
}

/// The sister (12) is there as soon as she is called, and can stay for twenty minutes.
fn briefly() -> Responder {
    Responder { stays_min: Some(20), ..comes(51, 12, [22], 0, 0) }
}

fn asked(family: &Family, plan: &Plan) -> Proven {
    prove(&family.snapshot(), plan, &asks(Level::One, 120)).unwrap()
}

fn harm(proven: &Proven) -> &Counterexample {
    let told = proven.counterexample().expect("harm");
    assert_eq!((proven.strength(), told.level), (0, Level::One));
    told
}

#[test]
fn an_earlier_alarm_may_bring_harm() {
    // A neighbour notices on Saturdays from 22:30. Lost at whatever time that night, the sister comes at 22:30 and that
    // is enough; lost from 22:31 on she comes at once. Lost on any other day she is not needed.
    let neighbour = |when: &str| {
        let mut one = notices(41, 0);
        one.when = when.parse().unwrap();
        one
    };
    let family = twenty_minutes();
    let late = asked(&family, &plan([neighbour("Sat 22:30-24:00")], [briefly()]));
    assert!(late.strength() >= 1, "{late:?}");
    // The neighbour who notices always calls her at once: lost at 22:10 she has left at 22:30.
    let early = asked(&family, &plan([neighbour("always")], [briefly()]));
    let told = harm(&early);
    assert_eq!((&told.scenario, told.harm_at, told.need), (&lost([1], "Sat 22:10"), 25, need(22)));
    assert_eq!(told.came_too_early, Some(20), "an alarm at 22:30 would have brought none");
}

#[test]
fn one_more_visit_may_bring_harm() {
    // The carer (11) finds the mother at 22:30 and calls the sister: in time.
    let visited = twenty_minutes().provider(11).need(21, 1, "Sat 22:30-22:50", 4_000).helps(
        31,
        11,
        21,
        "Sat 22:30-22:50",
    );
    let by_visit = plan([raises(41, Way::NextVisit { by: None })], [briefly()]);
    let once = asked(&visited, &by_visit);
    assert!(once.strength() >= 1, "{once:?}");
    // A second visit at 22:00 is more help. But lost at 22:00, the mother is found at once, the sister comes at once,
    // and has left at 22:20; the window opens at 22:30, and harm comes at 22:35.
    let twice = asked(&visited.clone().helps(33, 11, 21, "Sat 22:00-22:01"), &by_visit);
    let told = harm(&twice);
    assert_eq!((&told.scenario, told.harm_at), (&lost([1], "Sat 22:00"), 35));
    assert_eq!(told.came_too_early, Some(30));
}

#[test]
fn somebody_who_takes_in_may_bring_harm() {
    // The carer (11) sees to the son, and he to his mother. Without the carer one neighbour comes to him, without him
    // another comes to her, each in ten minutes.
    let family = Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Mon 10:00-11:00", 30)
        .helps(31, 2, 21, "always")
        .need(22, 2, "Mon 10:00-11:00", 60)
        .helps(32, 11, 22, "always");
    let of = |number| ForLoss::of([source(number)]);
    let to_him = || Responder { for_loss: of(11), ..comes(51, 12, [22], 0, 10) };
    let to_her = || Responder { for_loss: of(2), ..comes(52, 13, [21], 0, 10) };
    let without = asked(&family, &plan([notices(41, 0)], [to_him(), to_her()]));
    assert!(without.strength() >= 1, "{without:?}");
    // A bed for him, added last, when the carer is lost: at once he is cared for there, and his mother is alone. By an
    // alarm at 11:00 he would have been taken in in time, and her hour been over.
    let bed = Responder { takes_in: vec![person(2)], for_loss: of(11), ..comes(53, 14, [], 0, 0) };
    let with_bed = asked(&family, &plan([notices(41, 0)], [to_him(), to_her(), bed]));
    let told = harm(&with_bed);
    assert_eq!((&told.scenario, told.harm_at, told.need), (&lost([11], "Mon 10:00"), 30, need(21)));
    assert_eq!(told.came_too_early, Some(60));
}

#[test]
fn a_responder_who_is_not_the_last_may_bring_harm() {
    // The sister comes within the thirty minutes. A friend who is asked first and takes forty to answer that there is
    // no coming makes it seventy.
    let family = Family::of([1, 2]).need(22, 2, "Mon 10:00-11:00", 30).helps(32, 1, 22, "always");
    let sister = || comes(51, 12, [22], 5, 20);
    assert!(asked(&family, &plan([notices(41, 0)], [sister()])).strength() >= 1);
    let friend = Responder { covers: Vec::new(), ..comes(52, 13, [22], 40, 0) };
    let told_first = asked(&family, &plan([notices(41, 0)], [friend.clone(), sister()]));
    assert_eq!((&harm(&told_first).scenario, harm(&told_first).harm_at), (&lost([1], "Mon 10:00"), 30));
    assert_eq!(harm(&told_first).came_too_early, None, "she came too late");
    assert!(asked(&family, &plan([notices(41, 0)], [sister(), friend])).strength() >= 1, "last is no harm");
}
