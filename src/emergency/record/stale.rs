//! Whether a plan is out of date, and why. Stale is what is found, never a state.

use chrono::NaiveDate;

use super::{EmergencyPlan, PlanCase, rules};
use crate::base::{Amount, Finding, Findings};
use crate::emergency::adults::adults;
use crate::emergency::periods::not_on_this_day;
use crate::emergency::proof::receipt;
use crate::emergency::rules::NAMES_WHAT_IS_GONE;
use crate::need::Snapshot;

impl EmergencyPlan {
    /// Every reason why the plan is out of date on a day, given the household's week of that day; none once it has
    /// ended.
    ///
    /// The week has changed if it is not the one for which this version was last proven; that is told by its
    /// fingerprint, as at the date of the proof. That nothing is found does not say that the plan holds: only
    /// [a proof](crate::emergency::Proven) does.
    pub fn stale(&self, on: NaiveDate, week: &Snapshot) -> Findings {
        if matches!(self, Self::Ended(_)) {
            return Findings::none();
        }
        let case = self.case();
        let mut findings = case.out_of_date(on);
        findings.extend(week_changed(case, week));
        findings.extend(gone(case, on, week));
        findings.extend(ended(on, week));
        findings
    }
}

impl PlanCase {
    /// What the record itself knows to be out of date: responders who withdrew, what in the plan has ended, a review date that
    /// has passed.
    pub(super) fn out_of_date(&self, on: NaiveDate) -> Findings {
        let withdrew = self.withdrew.values().filter(|withdrew| withdrew.on <= on).map(|withdrew| {
            Finding::new(&rules::RESPONDER_WITHDREW)
                .about(withdrew.responder)
                .with("why", Amount::Code(withdrew.because.words()))
        });
        // What begins later was planned so.
        let ended = not_on_this_day(self.plan(), on).filter(|one| one.begins_after(on).is_none());
        let ended = ended.map(|one| one.found(on));
        withdrew.chain(ended).chain(self.agreement.out_of_date(on)).collect()
    }
}

fn week_changed(case: &PlanCase, week: &Snapshot) -> Option<Finding> {
    // A fingerprint is one of a week on a date: this week, as though on the date of the proof.
    let then = |as_at| {
        let mut parts = week.clone().into_parts();
        parts.on = as_at;
        Snapshot::new(parts).ok()
    };
    let changed = case.agreement.read_has_changed(receipt::KIND, |as_at| then(as_at)?.fingerprint().ok());
    // Who would come may have come of age, where it matters.
    changed.or_else(|| {
        case.agreement.read_has_changed(receipt::KIND, |as_at| {
            let then = then(as_at)?.knowing_what(week);
            match adults(case.plan(), &then).ok()? {
                Some(adults) => Some(adults),
                None => then.fingerprint().ok(),
            }
        })
    })
}

/// What the plan names and the week does not have, or not as the plan has it.
fn gone(case: &PlanCase, on: NaiveDate, week: &Snapshot) -> Findings {
    let found = case.plan().problems_in(week);
    let named = found.iter().map(|problem| {
        // A part of the plan, and what it names; or a part alone.
        let mut about = problem.about();
        match (about.next(), about.next()) {
            (Some(by), Some(what)) => (what, by),
            (part, _) => (part.unwrap_or(case.plan().household().any()), case.plan().id().any()),
        }
    });
    named
        .map(|(what, by)| {
            Finding::new(&NAMES_WHAT_IS_GONE).about(what).about(by).with("on", Amount::Date(on))
        })
        .collect()
}

/// Arrangements that stand in the week and have ended by that day.
fn ended(on: NaiveDate, week: &Snapshot) -> Findings {
    let over = week.arrangements().iter().filter_map(|arrangement| {
        let until = arrangement.period.until().filter(|until| *until <= on)?;
        let finding = match arrangement.package_line {
            Some(line) => Finding::new(&rules::PACKAGE_LINE_ENDED).about(line),
            None => Finding::new(&rules::ARRANGEMENT_ENDED),
        };
        Some(finding.about(arrangement.id).with("until", Amount::Date(until)))
    });
    over.collect()
}
