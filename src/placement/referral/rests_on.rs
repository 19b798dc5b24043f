//! What liaison and the agreed package rest on, and whether it is still so: they go stale with the facts, as
//! assessments do.

use alloc::vec::Vec;

use super::case::{Ground, Rest};
use super::{HomeSeen, LiaisonHeld, PlanningMeetingHeld, ReferralCase, ResidentSeen, rules};
use crate::base::{Amount, Code, Finding, Findings, Rule, Told, Weight};
use crate::placement::{Few, Ratio, Skill, Support, Watch, WorkersView, notes};

impl ReferralCase {
    /// Residents whose social worker was not asked about what is known now, or objects; or that nobody knows who they
    /// are.
    pub(super) fn liaison_missing(&self) -> Findings {
        let Some(Told::Known(residents)) = self.seen.as_ref().map(|seen| seen.residents.as_ref()) else {
            return [self.about(&rules::RESIDENTS_NOT_KNOWN)].into_iter().collect();
        };
        residents.iter().flat_map(|resident| self.liaison_open(resident)).collect()
    }

    fn liaison_open(&self, resident: &ResidentSeen) -> Vec<Finding> {
        let Some(held) = self.liaison.get(&resident.child) else {
            let missing = Finding::new(&notes::LIAISON_MISSING).about(self.home).about(resident.child);
            return alloc::vec![missing];
        };
        self.liaison_stale(resident, held).into_iter().chain(self.view_stands(held)).collect()
    }

    /// What a worker's view asks for: an objection is answered by the registered manager, a condition is met.
    pub(super) fn view_stands(&self, held: &LiaisonHeld) -> Option<Finding> {
        let about = |rule| Finding::new(rule).about(self.home).about(held.resident);
        match held.view {
            WorkersView::Agrees => None,
            WorkersView::AgreesIf => (!self.conditions.contains_key(&held.resident))
                .then(|| about(&rules::CONDITION_NOT_MET).with("asked", Amount::Date(held.on))),
            WorkersView::Objects => {
                let answered = self.objections.contains_key(&held.resident);
                let weight = if answered { Weight::Warns } else { Weight::Bars };
                let rule = if answered { &rules::OBJECTION_ANSWERED } else { &notes::LIAISON_OBJECTS };
                Some(about(rule).weighing(weight))
            }
        }
    }

    /// Why the social worker of a resident is to be asked again.
    pub(super) fn liaison_stale(&self, resident: &ResidentSeen, held: &LiaisonHeld) -> Vec<Finding> {
        let Some(ground) = self.asked_on.get(&resident.child) else { return Vec::new() };
        let finding = |what| {
            Finding::new(&rules::LIAISON_STALE)
                .about(self.home)
                .about(resident.child)
                .with("asked", Amount::Date(held.on))
                .with("what", Amount::Code(what))
        };
        self.changed_since(ground, held.on).into_iter().map(finding).collect()
    }

    /// Why the package is to be agreed again.
    pub(super) fn package_stale(&self) -> Vec<Finding> {
        let (Some(meeting), Some(ground)) = (&self.meeting, &self.package_on) else { return Vec::new() };
        let finding = |what| {
            self.about(&rules::PACKAGE_STALE)
                .with("agreed", Amount::Date(meeting.on))
                .with("what", Amount::Code(what))
        };
        self.changed_since(ground, meeting.on).into_iter().map(finding).collect()
    }

    /// What is otherwise now than on this ground, in words.
    fn changed_since(&self, ground: &Ground, on: chrono::NaiveDate) -> Vec<&'static str> {
        let mut changed = Vec::new();
        let too_early = self.learnt_on(ground.information).is_some_and(|learnt| learnt > on);
        if ground.information < self.same_since || too_early {
            changed.push("what is known of the child");
        }
        if let Some(seen) = &self.seen {
            let then = ground.seen.as_deref();
            if then.is_some_and(|then| then.planned_on != seen.planned_on) {
                changed.push("the planned date");
            }
            if then.is_some_and(|then| then.facts != seen.facts || then.home != seen.home) {
                changed.push("what is known of the home");
            }
            // Brothers and sisters who were judged together with the child are no other residents.
            let together = self.compatibility().map_or(&[][..], |it| &it.assessed.children);
            let residents = |seen: &HomeSeen| {
                let known = seen.residents.as_ref().known();
                let others = |few: &&Few<ResidentSeen>| -> Vec<_> {
                    let other = few.iter().filter(|one| together.iter().all(|seen| seen.child != one.child));
                    other.map(|one| (one.child, one.facts)).collect()
                };
                known.as_ref().map(others)
            };
            if then.is_some_and(|then| residents(then) != residents(seen)) {
                changed.push("who lives there, or what is known of them");
            }
            if changed.is_empty() && ground.before_look {
                changed.push("who lives there, as seen later");
            }
        }
        if ground.worries != self.worries.len() {
            changed.push("a worry that somebody raised");
        }
        changed
    }

    /// The day by which all was learnt that a revision of the information holds: what is entered late may be dated
    /// before what was entered earlier.
    pub(super) fn learnt_on(&self, information: u32) -> Option<chrono::NaiveDate> {
        let until = usize::try_from(information).ok()?;
        self.learnt.get(..until)?.iter().max().copied()
    }

    /// The agreed package against what the child needs: staff by time of day, support, skills. Less bars unless it is
    /// said why; what is not known of the need warns.
    pub(super) fn package_compared(&self, meeting: &PlanningMeetingHeld) -> Findings {
        let (child, offer) = (&self.child, &meeting.offer);
        let weight = if meeting.less_because.is_some() { Weight::Warns } else { Weight::Bars };
        let mut findings = Findings::none();
        match child.staffing.told() {
            Told::NotKnown(_) => findings.push(self.not_compared("the staff that the child needs")),
            Told::Known(needed) => {
                for ((watch, needed), offered) in needed.iter().zip(offer.staffing.0) {
                    match needed {
                        None => findings.push(self.not_compared(needed_at(watch))),
                        Some(needed) if offered.parts() < needed.parts() => {
                            let (o, n) = (numbers(offered), numbers(*needed));
                            findings.push(
                                self.about(&rules::PACKAGE_LESS_STAFF)
                                    .weighing(weight)
                                    .with("watch", Amount::Code(watch.words()))
                                    .with("offered", o.0)
                                    .with("offered_for", o.1)
                                    .with("needed", n.0)
                                    .with("needed_for", n.1),
                            );
                        }
                        Some(_) => {}
                    }
                }
            }
        }
        let mut lists =
            |rule: &'static Rule, what: &'static str, needed: Told<bool>, there: bool| match needed {
                Told::Known(true) if !there => {
                    findings.push(self.about(rule).weighing(weight).with("what", Amount::Code(what)));
                }
                _ => {}
            };
        for support in Support::ALL {
            let there = offer.support.iter().any(|one| one.what == *support && one.times_per_week > 0);
            lists(&rules::PACKAGE_LESS_SUPPORT, support.words(), child.support.told(*support), there);
        }
        for skill in Skill::ALL {
            let there = offer.skills.contains(skill);
            lists(&rules::PACKAGE_LESS_SKILL, skill.words(), child.skills.told(*skill), there);
        }
        if Support::ALL.iter().any(|support| child.support.told(*support).known().is_none()) {
            findings.push(self.not_compared("all the support that the child needs"));
        }
        if Skill::ALL.iter().any(|skill| child.skills.told(*skill).known().is_none()) {
            findings.push(self.not_compared("all the skills that the child needs of the staff"));
        }
        findings
    }

    fn not_compared(&self, what: &'static str) -> Finding {
        self.about(&rules::PACKAGE_NOT_COMPARED).with("what", Amount::Code(what))
    }

    /// What is not there, or not any more, of all that a move rests on.
    pub(super) fn rest(&self) -> Rest {
        let barred = |findings: &Findings| findings.bars();
        let meeting = self.meeting.as_ref().map(|meeting| self.package_compared(meeting));
        Rest {
            meeting: meeting.is_none_or(|compared| barred(&compared)) || !self.package_stale().is_empty(),
            liaison: barred(&self.liaison_missing()),
            assessments: self.compatibility.is_none() || self.impact.is_none() || !self.stale().is_empty(),
            look: self.looked_again.is_empty(),
        }
    }
}

/// The staff that a child needs at a time of day, in words.
const fn needed_at(watch: Watch) -> &'static str {
    match watch {
        Watch::Day => "the staff that the child needs by day",
        Watch::Evening => "the staff that the child needs in the evening",
        Watch::NightWaking => "the staff that the child needs awake at night",
        Watch::NightSleeping => "the staff that the child needs asleep in the home at night",
    }
}

/// A ratio as two numbers.
const fn numbers(ratio: Ratio) -> (Amount, Amount) {
    (Amount::Count(ratio.staff() as i64), Amount::Count(ratio.children() as i64))
}
