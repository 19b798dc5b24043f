//! What is owed on a referral's account, by whom, and by when.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::case::Rest;
use super::{Afterwards, LiaisonHeld, Policy, Referral, ReferralCase, rules};
use crate::base::{Amount, Code, Deadline, Duty, Ower, Owes, Rule, Term, WorkingDays};
use crate::placement::{WorkersView, missing_information};

/// The placement plan and the notifications, where they did not come before the move: SI 2010/959 regs 9 and 13.
const BY_LAW: Term = Term::WorkingDays(5);

impl Owes<Policy> for Referral {
    /// Asking the child, answering the referral, the information, every worry, an objection, a condition; when the
    /// child has moved in the placement plan, the notifications, and what was skipped. Once the referral is closed
    /// nothing is owed, unless the child lives there: then all of it is, until the child has left.
    fn duties(&self, on: NaiveDate, policy: &Policy, calendar: &dyn WorkingDays) -> Vec<Duty> {
        let case = self.case();
        let gone = case.closed.is_some() && !case.lives_there_on(on);
        if gone || case.left_on().is_some_and(|left| left <= on) {
            return Vec::new();
        }
        Owed { case, policy, calendar }.all()
    }
}

struct Owed<'a> {
    case: &'a ReferralCase,
    policy: &'a Policy,
    calendar: &'a dyn WorkingDays,
}

impl Owed<'_> {
    fn all(&self) -> Vec<Duty> {
        let (case, policy) = (self.case, self.policy);
        let mut duties = Vec::new();
        let since = case.submitted_on;
        if case.child.own_view.is_open() {
            duties.push(self.duty(&rules::CHILD_TO_BE_ASKED, Ower::PlacingAuthority, since, None));
        }
        if case.emergency.is_none() {
            let answer = self.duty(&rules::ANSWER_OWED, Ower::Home, since, policy.answer_within);
            duties.push(done(answer, case.interest.as_ref().map(|interest| interest.on)));
        }
        if let Some(from) = self.information_since() {
            let owed = &rules::INFORMATION_OWED;
            let duty = self.duty(owed, Ower::PlacingAuthority, from, policy.information_within);
            duties.push(done(duty, self.all_provided_on()));
        }
        for worry in &case.worries {
            let from = worry.raised.on;
            let duty = self.duty(&rules::WORRY_OWED, Ower::Home, from, policy.worry_within);
            let duty = duty.with("number", Amount::Count(worry.number.into()));
            duties.push(done(duty, worry.answered.as_ref().map(|answered| answered.on)));
        }
        for held in case.liaison.values() {
            duties.extend(self.after_liaison(held));
        }
        duties.extend(self.after_the_move());
        duties
    }

    /// What the view of a resident's social worker asks for.
    fn after_liaison(&self, held: &LiaisonHeld) -> Option<Duty> {
        let case = self.case;
        let (rule, on) = match held.view {
            WorkersView::Agrees => return None,
            WorkersView::AgreesIf => {
                (&rules::CONDITION_OWED, case.conditions.get(&held.resident).map(|met| met.on))
            }
            WorkersView::Objects => {
                (&rules::OBJECTION_OWED, case.objections.get(&held.resident).map(|answered| answered.on))
            }
        };
        let duty = self.duty(rule, Ower::Home, held.on, self.policy.worry_within).about(held.resident);
        Some(done(duty, on))
    }

    fn duty(&self, rule: &'static Rule, ower: Ower, from: NaiveDate, within: Option<Term>) -> Duty {
        let by = within.map_or(Deadline::NoDay, |term| term.after(from, self.calendar).into());
        Duty::new(rule, ower, from).about(self.case.home).about(self.case.child.id).by(by)
    }

    /// Since when the authority owes the information: interest, or an emergency admission.
    fn information_since(&self) -> Option<NaiveDate> {
        let interest = self.case.interest.as_ref().map(|interest| interest.on);
        interest.or_else(|| self.case.emergency.as_ref().map(|emergency| emergency.on))
    }

    fn all_provided_on(&self) -> Option<NaiveDate> {
        let provided: Vec<_> = self.case.provided.values().copied().collect();
        let missing = missing_information(&provided, self.case.highest_age(), &self.policy.matching);
        if missing.is_empty() { provided.iter().map(|part| part.on).max() } else { None }
    }

    /// What is owed since the child has moved in, in an emergency or not.
    fn after_the_move(&self) -> Vec<Duty> {
        let case = self.case;
        let Some(from) = case.lives_there_since() else { return Vec::new() };
        let by_law = |what: Afterwards| {
            let (rule, ower, within) = match what {
                Afterwards::PlacementPlan => {
                    (&rules::PLACEMENT_PLAN_OWED, Ower::PlacingAuthority, Some(BY_LAW))
                }
                Afterwards::Notifications => {
                    (&rules::NOTIFICATIONS_OWED, Ower::PlacingAuthority, Some(BY_LAW))
                }
                Afterwards::HostAuthorityNotified => (&rules::HOST_AUTHORITY_OWED, Ower::Home, None),
            };
            done(self.duty(rule, ower, from, within), case.afterwards.get(&what).copied())
        };
        let mut duties: Vec<Duty> = Afterwards::ALL.iter().map(|what| by_law(*what)).collect();
        let skipped = if case.emergency.is_some() { Some(Rest::ALL) } else { case.moved_in.map(|it| it.1) };
        let Some(skipped) = skipped else { return duties };
        let mut rest = |was_skipped: bool, rule, on| {
            if was_skipped {
                duties.push(done(self.duty(rule, Ower::Home, from, self.policy.rest_within), on));
            }
        };
        rest(skipped.meeting, &rules::MEETING_OWED, self.agreed_on());
        rest(skipped.liaison, &rules::LIAISON_OWED, self.all_asked_on());
        rest(skipped.assessments, &rules::ASSESSMENTS_OWED, self.assessed_on());
        let looked = case.looked_again.iter().filter(|looked| **looked >= from).min();
        // A look long before the move does not count as the one that is owed.
        let too_early = case.emergency.is_none() && case.look_again_missing(from, self.policy).is_some();
        rest(skipped.look || too_early, &rules::LOOK_OWED, looked.copied());
        duties
    }

    /// The day of the planning meeting, while the package rests on what is known now, and is what the child needs.
    fn agreed_on(&self) -> Option<NaiveDate> {
        let meeting = self.case.meeting.as_ref()?;
        let enough = !self.case.package_compared(meeting).bars();
        (enough && self.case.package_stale().is_empty()).then_some(meeting.on)
    }

    /// The day on which the last of the residents' social workers was asked, once all of them were.
    fn all_asked_on(&self) -> Option<NaiveDate> {
        let (case, seen) = (self.case, self.case.seen.as_ref()?);
        let residents = seen.residents.as_ref().known()?;
        let asked = residents.iter().map(|resident| {
            let held = case.liaison.get(&resident.child)?;
            case.liaison_stale(resident, held).is_empty().then_some(held.on)
        });
        let asked = asked.collect::<Option<Vec<_>>>()?;
        // Where nobody lives there, nobody was to be asked.
        asked.into_iter().max().or(case.lives_there_since())
    }

    fn assessed_on(&self) -> Option<NaiveDate> {
        let (compatibility, impact) = (self.case.compatibility()?, self.case.impact()?);
        self.case.stale().is_empty().then(|| compatibility.on.max(impact.on))
    }
}

fn done(duty: Duty, on: Option<NaiveDate>) -> Duty {
    match on {
        Some(on) => duty.done(on),
        None => duty,
    }
}
