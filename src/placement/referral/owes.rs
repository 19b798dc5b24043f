//! What is owed on a referral's account, by whom, and by when.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{Afterwards, Policy, Referral, ReferralCase, rules};
use crate::base::{Amount, Code, Deadline, Duty, Ower, Owes, Rule, Term, WorkingDays};
use crate::placement::missing_information;

/// The placement plan and the notifications after an emergency: SI 2010/959 regs 9 and 13.
const BY_LAW: Term = Term::WorkingDays(5);

impl Owes<Policy> for Referral {
    /// Asking the child, answering the referral, the information, every worry; after an emergency admission the
    /// placement plan, the notifications, and what was skipped. Nothing once the referral is closed.
    fn duties(&self, _on: NaiveDate, policy: &Policy, calendar: &dyn WorkingDays) -> Vec<Duty> {
        match self {
            Self::MovedIn(_) | Self::Declined(_) | Self::Withdrawn(_) | Self::Lapsed(_) => Vec::new(),
            _ => Owed { case: self.case(), policy, calendar }.all(),
        }
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
        duties.extend(self.after_emergency());
        duties
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
        let missing = missing_information(&provided, self.case.age(), &self.policy.matching);
        if missing.is_empty() { provided.iter().map(|part| part.on).max() } else { None }
    }

    fn after_emergency(&self) -> Vec<Duty> {
        let case = self.case;
        let Some(from) = case.emergency.as_ref().map(|emergency| emergency.on) else { return Vec::new() };
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
        let rest = |rule, on| done(self.duty(rule, Ower::Home, from, self.policy.rest_within), on);
        let meeting = case.meeting.as_ref().map(|meeting| meeting.on);
        let mut duties: Vec<Duty> = Afterwards::ALL.iter().map(|what| by_law(*what)).collect();
        duties.push(rest(&rules::MEETING_OWED, meeting));
        duties.push(rest(&rules::LIAISON_OWED, self.all_asked_on()));
        duties.push(rest(&rules::ASSESSMENTS_OWED, self.assessed_on()));
        duties
    }

    /// The day on which the last of the residents' social workers was asked, once all of them were.
    fn all_asked_on(&self) -> Option<NaiveDate> {
        let (case, seen) = (self.case, self.case.seen.as_ref()?);
        let residents = seen.residents.as_ref().known()?;
        let asked = residents.iter().map(|resident| Some(case.liaison.get(&resident.child)?.on));
        let asked = asked.collect::<Option<Vec<_>>>()?;
        // Where nobody lives there, nobody was to be asked.
        asked.into_iter().max().or(case.emergency.as_ref().map(|emergency| emergency.on))
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
