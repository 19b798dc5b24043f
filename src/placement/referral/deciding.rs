//! How a referral goes on, step by step, and how it ends.

use chrono::NaiveDate;

use super::guards::dated;
use super::{
    AcceptedByManager, ChildMovedIn, ChildSays, Closed, DeclinedByHome, DiscussedWithTeam, InterestExpressed,
    MovingInAgreed, Policy, ReferralCase, TimeRanOut, WithdrawnByAuthority, rules,
};
use crate::base::{Amount, Findings, Stamp, Told};
use crate::machine::{Accept, Asked, Misfit};

impl Accept<DiscussedWithTeam> for ReferralCase {
    fn findings(&self, event: &DiscussedWithTeam, _: &Asked<'_, Policy>) -> Findings {
        let unheard = event.team_heard != Told::Known(true);
        self.with(unheard.then(|| self.about(&rules::TEAM_NOT_HEARD)))
    }

    fn apply(&mut self, event: &DiscussedWithTeam, _: &Stamp) {
        self.discussed = Some(event.clone());
    }
}

impl Accept<InterestExpressed> for ReferralCase {
    fn fits(&self, event: &InterestExpressed) -> Result<(), Misfit> {
        self.offer_fits(&event.offer)
    }

    fn findings(&self, event: &InterestExpressed, asked: &Asked<'_, Policy>) -> Findings {
        let unset = asked.policy().information_within.is_none();
        let unset = unset.then(|| rules::not_set("information_within", &rules::INFORMATION_OWED));
        let discussed = self.discussed.as_ref().map(|discussed| discussed.on);
        let early = self.dated_before(event.on, "the discussion with the team", discussed);
        self.with(unset.into_iter().chain(early))
    }

    fn apply(&mut self, event: &InterestExpressed, _: &Stamp) {
        self.interest = Some(event.clone());
    }
}

impl Accept<AcceptedByManager> for ReferralCase {
    fn fits(&self, event: &AcceptedByManager) -> Result<(), Misfit> {
        Misfit::all([
            self.reasoned(&event.reasons),
            Misfit::unless(
                event.despite_worries.as_ref().is_none_or(|why| !why.is_empty()),
                "expected why it is accepted despite a worry, in words",
                &self.ids(),
            ),
        ])
    }

    fn findings(&self, event: &AcceptedByManager, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = self.missing(event.on, asked.policy(), event.despite_worries.is_some());
        findings.extend(self.by_manager(asked));
        findings
    }

    fn apply(&mut self, event: &AcceptedByManager, _: &Stamp) {
        self.accepted = Some(event.clone());
        match &self.emergency {
            None => self.looked_again.clear(),
            // Where the child lives there already, the looks since the admission count, and the child stays.
            Some(emergency) => self.closed = Some(Closed::MovedIn { on: emergency.on }),
        }
    }
}

impl Accept<MovingInAgreed> for ReferralCase {
    fn fits(&self, event: &MovingInAgreed) -> Result<(), Misfit> {
        Misfit::all([
            dated(&self.ids(), [event.moves_in_on]),
            Misfit::unless(
                event.moves_in_on >= event.on,
                "expected `moves_in_on` no earlier than `on`",
                &self.ids(),
            ),
        ])
    }

    /// The date rests on all that the decision rested on, and is the child's too.
    fn findings(&self, event: &MovingInAgreed, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = self.still_missing(event.on, asked);
        let decided = self.accepted.as_ref().map(|accepted| accepted.on);
        findings.extend(self.dated_before(event.on, "the decision to accept", decided));
        if event.moves_in_on != self.planned_on {
            let planned = Amount::Date(self.planned_on);
            findings.push(self.about(&rules::DATE_NOT_AS_JUDGED).with("planned", planned));
        }
        match event.child_says {
            ChildSays::NotAsked => findings.push(self.about(&rules::DATE_NOT_ASKED)),
            ChildSays::WantsSomethingElse => findings.push(self.about(&rules::DATE_NOT_WANTED)),
            ChildSays::Agrees | ChildSays::WouldRatherNotSay | ChildSays::TooYoung => {}
        }
        findings
    }

    fn apply(&mut self, event: &MovingInAgreed, _: &Stamp) {
        self.date = Some(event.clone());
    }
}

impl Accept<ChildMovedIn> for ReferralCase {
    fn findings(&self, event: &ChildMovedIn, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = self.still_missing(event.on, asked);
        let agreed_on = self.date.as_ref().map(|date| date.on);
        findings.extend(self.dated_before(event.on, "the agreement on the moving-in date", agreed_on));
        findings.extend(self.look_again_missing(event.on, asked.policy()));
        findings.extend(self.visits_not_held(event.on));
        if let Some(agreed) =
            self.date.as_ref().map(|date| date.moves_in_on).filter(|agreed| *agreed != event.on)
        {
            findings.push(self.about(&rules::MOVED_IN_ON_ANOTHER_DAY).with("agreed", Amount::Date(agreed)));
        }
        findings
    }

    fn apply(&mut self, event: &ChildMovedIn, _: &Stamp) {
        // What is left undone on the day of the move is owed from then on.
        self.moved_in = Some((event.on, self.rest()));
        self.closed = Some(Closed::MovedIn { on: event.on });
    }
}

impl Accept<DeclinedByHome> for ReferralCase {
    fn fits(&self, event: &DeclinedByHome) -> Result<(), Misfit> {
        self.reasoned(&event.reasons)
    }

    fn findings(&self, event: &DeclinedByHome, asked: &Asked<'_, Policy>) -> Findings {
        self.leaving(event.on).into_iter().chain(self.by_manager(asked)).collect()
    }

    fn apply(&mut self, event: &DeclinedByHome, _: &Stamp) {
        self.closed = Some(Closed::Declined { on: event.on, because: event.because });
    }
}

impl Accept<WithdrawnByAuthority> for ReferralCase {
    fn findings(&self, event: &WithdrawnByAuthority, _: &Asked<'_, Policy>) -> Findings {
        self.leaving(event.on)
    }

    fn apply(&mut self, event: &WithdrawnByAuthority, _: &Stamp) {
        self.closed = Some(Closed::Withdrawn { on: event.on, because: event.because });
    }
}

impl Accept<TimeRanOut> for ReferralCase {
    fn findings(&self, event: &TimeRanOut, asked: &Asked<'_, Policy>) -> Findings {
        let after = asked.policy().lapses_after;
        let mut findings: Findings =
            self.every_step().into_iter().chain(self.ends_before(event.on)).collect();
        // Where a day is agreed, nothing has to happen until it has come.
        let last = self.date.as_ref().map_or(self.last_on, |date| date.moves_in_on.max(self.last_on));
        if after.is_none() {
            findings.push(rules::not_set("lapses_after", &rules::LAPSES_LATER));
        }
        match after.and_then(|term| term.after(last, asked.calendar())) {
            None => findings.push(self.about(&rules::LAPSE_DAY_NOT_KNOWN)),
            Some(until) if event.on <= until => findings.push(
                self.about(&rules::LAPSES_LATER)
                    .with("last", Amount::Date(last))
                    .with("until", Amount::Date(until)),
            ),
            Some(_) => {}
        }
        findings
    }

    fn apply(&mut self, event: &TimeRanOut, _: &Stamp) {
        self.closed = Some(Closed::Lapsed { on: event.on, because: event.because });
    }
}

impl ReferralCase {
    /// A referral that is closed, perhaps while the child lives there.
    fn leaving(&self, on: NaiveDate) -> Findings {
        let there = self.lives_there_on(on).then(|| self.about(&rules::LIVES_THERE_ALREADY));
        self.with(there.into_iter().chain(self.ends_before(on)))
    }

    /// What is missing although it was decided, and what the authority must have done before the move.
    fn still_missing(&self, on: NaiveDate, asked: &Asked<'_, Policy>) -> Findings {
        let mut findings = self.missing(on, asked.policy(), self.despite_worries());
        let receipts =
            [self.compatibility().map(|made| &made.receipt), self.impact().map(|made| &made.receipt)];
        for receipt in receipts.into_iter().flatten() {
            findings.extend(self.steps_open(receipt, on));
        }
        findings
    }
}
