//! A week in which other help counts than in the week as it can be relied on: as it is done, and at its best.

use chrono::NaiveDate;

use crate::base::{Told, WeekPattern, WhyNotKnown};
use crate::need::{Ability, Arrangement, Reliance, Snapshot};

/// The week with what is done unwillingly counted as help that is not confirmed; assumed reliance is assumed anew. `None`
/// if nothing is done unwillingly.
pub(super) fn as_it_is_done(snapshot: &Snapshot) -> Option<Snapshot> {
    let on = snapshot.on();
    with_besides(snapshot, |arrangement| arrangement.done_though(on).is_some())
}

/// The week at its best: besides what is done unwillingly, help of which nobody knows when in the week it comes is there
/// all the time, and help of which nobody knows whether it is given is given. What falls short even then falls short for
/// certain. `None` if there is no such help.
pub(super) fn at_its_best(snapshot: &Snapshot) -> Option<Snapshot> {
    let on = snapshot.on();
    let open = |help: &Arrangement| hours_open(help, on) || done_open(help, on);
    if !snapshot.arrangements().iter().any(open) {
        return None;
    }
    with_besides(snapshot, |help| help.done_though(on).is_some() || open(help))
}

/// Whether it is or may be given on a date, and nobody knows when in the week.
pub(super) fn hours_open(help: &Arrangement, on: NaiveDate) -> bool {
    let given = help.done().is_none_or(|done| done.is_done || done.is_a_question);
    help.when.is_never() && help.period.contains(on) && given
}

/// Whether the giver is not able, nobody knows whether it is given on a date all the same, and it is taken not to be.
pub(super) fn done_open(help: &Arrangement, on: NaiveDate) -> bool {
    help.period.contains(on) && help.done().is_some_and(|done| done.is_a_question && !done.is_done)
}

fn with_besides(snapshot: &Snapshot, besides: impl Fn(&Arrangement) -> bool) -> Option<Snapshot> {
    if !snapshot.arrangements().iter().any(&besides) {
        return None;
    }
    let mut parts = snapshot.clone().into_parts();
    for arrangement in &mut parts.arrangements {
        if arrangement.relies_on.is_assumed() {
            arrangement.relies_on = Reliance::NotSaid;
        }
        if besides(arrangement) {
            if arrangement.when.is_never() {
                arrangement.when = WeekPattern::always();
            }
            if arrangement.able_now == Told::Known(Ability::No) {
                arrangement.able_now = Told::NotKnown(WhyNotKnown::AskedNotKnown);
            }
            if arrangement.willing_now == Told::Known(false) {
                arrangement.willing_now = Told::NotKnown(WhyNotKnown::AskedNotKnown);
            }
        }
    }
    Snapshot::new(parts).ok()
}
