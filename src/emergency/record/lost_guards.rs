//! What losses while an emergency is on come to: who can be lost, back, or dead.

use alloc::collections::BTreeSet;

use super::night::Timed;
use super::night_guards::{WhileOn, during, during_the_night, second_time};
use super::{Activation, CameBack, DiedMeanwhile, LostAgain, Moment, PlanCase};
use crate::base::{AnyId, Findings, SourceId, limits, wire};
use crate::emergency::Plan;
use crate::machine::Misfit;
use crate::support::LostHow;

impl WhileOn for LostAgain {
    fn fits_in(&self, case: &PlanCase, now: &Activation) -> Result<(), Misfit> {
        let of = case.ids();
        let each: BTreeSet<_> = self.lost.iter().map(|lost| lost.source).collect();
        Misfit::all([
            Misfit::unless(
                !self.lost.is_empty() && each.len() == self.lost.len(),
                "expected who or what is lost, each once",
                &of,
            ),
            room(now, self.lost.len(), &of),
            during(now, self.moment(), case.plan().id().any()),
            since(now, self.from(), self.moment(), &of),
            Misfit::all(self.lost.iter().map(|lost| {
                let how = if lost.away { LostHow::Away } else { LostHow::Unable };
                let is_so_already = now.losses.now(lost.source).is_some_and(|loss| loss.how == how);
                let of = [lost.source.any()];
                Misfit::all([
                    not_dead(now, lost.source),
                    Misfit::unless(
                        !is_so_already,
                        "expected somebody who is not lost yet, or not in this way",
                        &of,
                    ),
                    after_the_last(now, lost.source, self.from()),
                ])
            })),
        ])
    }

    fn against(&self, _: &PlanCase, now: &Activation) -> Findings {
        let mut findings = during_the_night(now, self.when());
        if let (Some(from), true) = (self.lost_from, findings.is_empty()) {
            findings.extend(second_time(from, self.moment()));
        }
        findings
    }

    fn happen(&self, plan: &Plan, now: &mut Activation) {
        now.losses.lose(self);
        for lost in &self.lost {
            now.leaves_being_lost(plan, lost.source, self.from());
        }
    }
}

impl WhileOn for CameBack {
    fn fits_in(&self, _: &PlanCase, now: &Activation) -> Result<(), Misfit> {
        let of = [self.source.any()];
        not_dead(now, self.source)?;
        match now.losses.now(self.source) {
            None => Err(Misfit::new("expected somebody who is lost", &of)),
            Some(loss) => Misfit::all([
                during(now, self.moment(), self.source.any()),
                Misfit::unless(
                    loss.from.may_be_followed_by(self.moment()),
                    "expected a moment no earlier than the loss",
                    &of,
                ),
            ]),
        }
    }

    fn happen(&self, _: &Plan, now: &mut Activation) {
        now.losses.come_back(self);
    }
}

impl WhileOn for DiedMeanwhile {
    fn fits_in(&self, _: &PlanCase, now: &Activation) -> Result<(), Misfit> {
        let of = [self.person.any()];
        Misfit::all([
            not_dead(now, self.person.into()),
            room(now, 1, &of),
            during(now, self.moment(), self.person.any()),
            since(now, self.from(), self.moment(), &of),
            after_the_last(now, self.person.into(), self.from()),
        ])
    }

    fn happen(&self, plan: &Plan, now: &mut Activation) {
        now.losses.die(self);
        now.leaves_being_lost(plan, self.person.into(), self.from());
    }
}

/// Nobody comes back from the dead, is lost again or dies again.
fn not_dead(now: &Activation, source: SourceId) -> Result<(), Misfit> {
    let died = now.losses.now(source).is_some_and(|loss| loss.how == LostHow::Died);
    Misfit::unless(
        !died,
        "expected somebody who has not died: if that was wrong, correct it",
        &[source.any()],
    )
}

/// The losses of one emergency are as many as a timeline takes.
fn room(now: &Activation, more: usize, of: &[AnyId]) -> Result<(), Misfit> {
    let all = now.losses.all.len().saturating_add(more);
    Misfit::unless(all <= limits::SOURCES, "expected at most 256 losses in one emergency", of)
}

/// No earlier than the first loss of the emergency, no later than it was noticed.
fn since(now: &Activation, from: Moment, noticed: Moment, of: &[AnyId]) -> Result<(), Misfit> {
    let first = now.began.lost_from;
    Misfit::unless(
        wire::in_years(from.on) && first.may_be_followed_by(from) && from.may_be_followed_by(noticed),
        "expected a moment from the first loss of the emergency until it was noticed",
        of,
    )
}

/// No earlier than what is known of the last loss of the same one.
fn after_the_last(now: &Activation, source: SourceId, from: Moment) -> Result<(), Misfit> {
    let last = now.losses.last(source).map(|loss| loss.until.unwrap_or(loss.from));
    Misfit::unless(
        last.is_none_or(|last| last.may_be_followed_by(from)),
        "expected a moment no earlier than what is known of them",
        &[source.any()],
    )
}
