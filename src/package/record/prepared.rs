//! What speaks against agreeing, of what was done and looked at before: all of it at once. What nobody handed over is not
//! known, and bars like a no.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::case::{Balance, InterimKept};
use super::{
    BalanceOfTwo, CarePackageCase, InvolvedAs, InvolvedPerson, LeaningOn, PackageAgreed, Policy, Preparation,
    WeekLookedAt, rules,
};
use crate::base::{Amount, Finding, PersonId, Rule, Told};
use crate::package::covered::unmet;
use crate::package::rules::ELIGIBLE_NOT_LOOKED_AT;
use crate::package::{BudgetOf, BudgetRole, Package};

impl CarePackageCase {
    /// Everything that speaks against agreeing beside what people say and what the package itself lacks.
    pub(super) fn unprepared(&self, event: &PackageAgreed, policy: &Policy) -> Vec<Finding> {
        let none = Preparation::default();
        let prepared = event.preparation.as_deref().unwrap_or(&none);
        let package = self.package();
        let of_this = package.fingerprint().is_ok_and(|version| prepared.of == Some(version));
        let mut found: Vec<Finding> = (!of_this)
            .then(|| Finding::new(&rules::LOOKED_AT_ANOTHER_VERSION).about(package.id()))
            .into_iter()
            .collect();
        match &prepared.eligible {
            None => found.push(Finding::new(&ELIGIBLE_NOT_LOOKED_AT).about(package.id())),
            Some(eligible) => {
                let on = self.looked_at_from(event.on);
                found.extend(
                    eligible.iter().filter_map(|one| unmet(package, one.eligible(), Some(one.of), on)),
                );
            }
        }
        found.extend(involved(package, prepared));
        found.extend(advocates(package, prepared));
        let Some(week) = prepared.week.as_deref() else {
            found.push(Finding::new(&rules::WEEK_NOT_LOOKED_AT).about(package.id()));
            return found;
        };
        found.extend(self.in_the_week(week));
        found.extend(not_acknowledged(week, prepared));
        found.extend(self.mutual(week, event, policy));
        found
    }

    /// From which day on the package is looked at: today, or its first day where that is later.
    pub(super) fn looked_at_from(&self, on: NaiveDate) -> NaiveDate {
        if self.runs_urgently() { on } else { on.max(self.begins_on) }
    }

    /// What a week shows by itself, and beside the one that was looked at last.
    pub(super) fn in_the_week(&self, week: &WeekLookedAt) -> Vec<Finding> {
        let of = |rule: &'static Rule| Finding::new(rule);
        let mut found: Vec<Finding> = Vec::new();
        if week.as_at < self.begins_on && !self.runs_urgently() {
            let before = of(&rules::WEEK_BEFORE_IT_BEGINS).about(self.package().id());
            let before = before.with("as_at", Amount::Date(week.as_at));
            found.push(before.with("from", Amount::Date(self.begins_on)));
        }
        if week.open_hours > 0 {
            let count = Amount::Count(week.open_hours.into());
            found.push(of(&rules::WEEK_HAS_OPEN_HOURS).about(self.package().id()).with("count", count));
        }
        found.extend(
            week.never_asked
                .iter()
                .map(|help| of(&rules::COUNTED_ON_NEVER_ASKED).about(help.by).about(help.arrangement)),
        );
        match &self.balance {
            Balance::Never => {}
            Balance::NotLookedAt => {
                found.push(of(&rules::BALANCE_NOT_COMPARED).about(self.package().id()));
            }
            Balance::Was(was) => found.extend(tipped(was, &week.balance)),
        }
        found
    }

    /// Two who depend on each other have an emergency plan, or something is arranged until they do.
    fn mutual(&self, week: &WeekLookedAt, event: &PackageAgreed, policy: &Policy) -> Vec<Finding> {
        let plan = event.emergency_plan.or(self.emergency_plan);
        let version = self.package().fingerprint().ok();
        let mut found = Vec::new();
        if let Some(plan) = plan {
            let on_this = version.is_some() && plan.on_package == version;
            if !on_this && !week.mutual.is_empty() {
                found.push(Finding::new(&rules::EMERGENCY_PLAN_ON_ANOTHER_VERSION).about(plan.plan.id));
            }
            return found;
        }
        let interim = self.interim_with(event).filter(|interim| interim.plan_on.is_none());
        for two in &week.mutual {
            let of = |rule| Finding::new(rule).about(two.one).about(two.other);
            match interim {
                Some(interim) if event.on <= interim.until => {
                    found.push(of(&rules::INTERIM_UNTIL_PLAN).with("until", Amount::Date(interim.until)));
                }
                _ => {
                    let without = of(&rules::MUTUAL_WITHOUT_PLAN);
                    found.push(if two.in_part { without.with("part", Amount::Count(1)) } else { without });
                }
            }
        }
        let days = policy.interim_days_most;
        let last = |interim: InterimKept| interim.since.checked_add_days(chrono::Days::new(days.into()));
        if let Some(interim) = interim.filter(|one| last(*one).is_some_and(|last| one.until > last)) {
            let long = Finding::new(&rules::INTERIM_TOO_LONG).about(self.package().id());
            let long = long.with("until", Amount::Date(interim.until));
            found.push(long.with("days", Amount::Count(days.into())));
        }
        found
    }

    /// What is arranged in place of an emergency plan once people have agreed. One that follows on another counts from the
    /// first.
    pub(super) fn interim_with(&self, event: &PackageAgreed) -> Option<InterimKept> {
        let open = self.interim.filter(|interim| interim.plan_on.is_none());
        match &event.interim {
            Some(interim) => Some(InterimKept {
                since: open.map_or(event.on, |open| open.since),
                until: interim.until,
                plan_on: None,
            }),
            None => self.interim,
        }
    }
}

/// The plans that a package is, each by whose it is and in which role: those in whose budgets its lines stand.
fn plans(package: &Package) -> BTreeSet<BudgetOf> {
    let of_lines: BTreeSet<BudgetOf> =
        package.lines().iter().flat_map(crate::package::Line::stands_in).collect();
    let without =
        package.people().iter().filter(|person| of_lines.iter().all(|plan| plan.person != **person));
    without.map(|person| BudgetOf::adult(*person)).chain(of_lines.iter().copied()).collect()
}

/// Whoever has to be involved in a plan: whose it is, the carers whom the week knows, and whoever is listed.
fn involved(package: &Package, prepared: &Preparation) -> Vec<Finding> {
    let plans = plans(package);
    let mut asked: BTreeMap<(BudgetOf, PersonId, InvolvedAs), Told<bool>> = BTreeMap::new();
    for plan in &plans {
        asked.insert((*plan, plan.person, InvolvedAs::ThePerson), Told::default());
    }
    for one in prepared.week.iter().flat_map(|week| &week.carers) {
        let plan = BudgetOf::adult(one.person);
        if plans.contains(&plan) {
            asked.insert((plan, one.carer, InvolvedAs::Carer), Told::default());
        }
    }
    for InvolvedPerson { plan, who, involved_as, was } in &prepared.involved {
        asked.insert((*plan, *who, *involved_as), *was);
    }
    let found = asked.into_iter().filter_map(|((plan, who, involved_as), was)| {
        let rule = match was {
            Told::Known(true) => return None,
            Told::Known(false) => &rules::NOT_INVOLVED,
            Told::NotKnown(_) => &rules::INVOLVEMENT_NOT_KNOWN,
        };
        let role = match plan.role {
            BudgetRole::Adult => "as an adult",
            BudgetRole::Carer => "as a carer",
        };
        let finding = Finding::new(rule).about(who).about_all((who != plan.person).then_some(plan.person));
        Some(finding.with("as", Amount::Code(involved_as.words())).with("plan", Amount::Code(role)))
    });
    found.collect()
}

fn advocates(package: &Package, prepared: &Preparation) -> Vec<Finding> {
    let found = package.people().iter().filter_map(|person| {
        let known = prepared.advocates.iter().find(|one| one.person == *person);
        let rule = match known.map(|one| (one.due, one.arranged)) {
            Some((Told::Known(false), _) | (Told::Known(true), Told::Known(true))) => return None,
            Some((Told::Known(true), _)) => &rules::ADVOCATE_DUE_AND_NONE,
            Some((Told::NotKnown(_), _)) | None => &rules::ADVOCACY_NOT_KNOWN,
        };
        Some(Finding::new(rule).about(*person))
    });
    found.collect()
}

fn not_acknowledged(week: &WeekLookedAt, prepared: &Preparation) -> Vec<Finding> {
    let is_known = |leans_on: LeaningOn| prepared.acknowledged.iter().any(|known| known.leans_on == leans_on);
    let points = week.single_points.iter().filter(|source| !is_known(LeaningOn::SinglePoint(**source)));
    let points = points.map(|source| Finding::new(&rules::SINGLE_POINT_NOT_ACKNOWLEDGED).about(*source));
    let rings = week.rings.iter().filter(|ring| !is_known(LeaningOn::Ring(ring.need)));
    let rings = rings.map(|ring| {
        Finding::new(&rules::RING_NOT_ACKNOWLEDGED).about_all(ring.people.iter().copied()).about(ring.need)
    });
    points.chain(rings).collect()
}

/// The pairs of whom the other one gave more before. Who gives the same as they get leads nobody.
fn tipped(was: &[BalanceOfTwo], is: &[BalanceOfTwo]) -> Vec<Finding> {
    let tipped = is.iter().filter_map(|now| {
        let leads = now.gives_more?;
        let before = was.iter().find(|one| (one.one, one.other) == (now.one, now.other))?.gives_more?;
        (leads != before).then(|| Finding::new(&rules::PACKAGE_BALANCE_TIPPED).about(leads).about(before))
    });
    tipped.collect()
}
