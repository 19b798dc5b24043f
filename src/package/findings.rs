//! What a care package lacks and what to look at in it, as far as that needs no cost.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::{Datelike, Days, NaiveDate};

use super::close::Kinship;
use super::covered::unmet;
use super::outs::Outs;
use super::{Allowance, EligibleNeed, Free, Line, LineStatus, Package, Unit, When, rules};
use crate::base::{Amount, Finding, Findings, Period, PersonId};
use crate::household::HouseholdInput;

/// What findings about a package look at beside it.
#[derive(Debug, Clone, Copy)]
pub struct PackageContext<'a> {
    /// As at which date. What ended before is not looked at.
    pub on: NaiveDate,
    /// The household, if it is at hand: without it nobody can tell whether a provider is somebody close.
    pub household: Option<&'a HouseholdInput>,
    /// The needs that have to be met. None: nobody has looked which they are, which is told; an empty list: somebody has
    /// looked, and no need is eligible.
    pub eligible: Option<&'a [EligibleNeed]>,
}

impl PackageContext<'_> {
    /// A date and nothing else.
    pub const fn on(on: NaiveDate) -> Self {
        Self { on, household: None, eligible: None }
    }
}

/// What a package lacks, and what to look at in it: what bars agreeing to it, what warns, and what is worth knowing. What
/// needs its cost is found with that.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::package::{Line, LineKind, Package, PackageContext, PackageParts, Payer, package_findings};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let on = NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], on);
/// parts.lines.push(Line::new(id(4).parse()?, LineKind::HomeCare, id(3).parse()?, Payer::PersonalBudget));
/// let findings = package_findings(&Package::new(parts)?, &PackageContext::on(on));
/// let codes: Vec<&str> = findings.iter().map(|finding| finding.code()).collect();
/// assert_eq!(codes, ["eligible-needs-not-looked-at", "price-missing", "provider-missing", "line-without-need"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn package_findings(package: &Package, context: &PackageContext<'_>) -> Findings {
    let mut found = Vec::new();
    match context.eligible {
        None => found.push(Finding::new(&rules::ELIGIBLE_NOT_LOOKED_AT).about(package.id())),
        Some(eligible) => {
            for one in eligible {
                let whose = context.household.and_then(|household| household.need(one.need));
                let whose = whose.map(|stated| stated.need.person());
                found.extend(unmet(package, *one, whose, context.on));
            }
        }
    }
    let kinship = context.household.map(Kinship::of);
    for line in package.lines() {
        let look = Look { package, line, context, kinship: kinship.as_ref() };
        // What has ended may still have to be paid, and what was booked is looked at whenever it was.
        found.extend(look.notice());
        found.extend(look.one_off());
        found.extend(look.allowance());
        if package.line_status(line, context.on) != LineStatus::Ended {
            found.extend(look.price());
            found.extend(look.provider());
            found.extend(look.employing());
            found.extend(look.free());
            found.extend(look.need());
        }
    }
    found.into_iter().collect()
}

/// One line that is looked at.
struct Look<'a> {
    package: &'a Package,
    line: &'a Line,
    context: &'a PackageContext<'a>,
    kinship: Option<&'a Kinship<'a>>,
}

impl Look<'_> {
    fn find(&self, rule: &'static crate::base::Rule) -> Finding {
        Finding::new(rule).about(self.line.id)
    }

    /// Whether a day from the date on has no price.
    fn price(&self) -> Option<Finding> {
        let line = self.line;
        if line.costs_nothing || line.share_of.is_some() {
            return None;
        }
        let Some(first) = line.prices.first() else { return Some(self.find(&rules::PRICE_MISSING)) };
        let looked_at = line.period.from().max(Some(self.context.on))?;
        let from = first.from.filter(|from| *from > looked_at)?;
        Some(self.find(&rules::PRICE_BEGINS_LATER).with("from", Amount::Date(from)))
    }

    fn provider(&self) -> Vec<Finding> {
        let line = self.line;
        let Some(by) = line.by else {
            let missing = line.share_of.is_none() && !line.what.needs_no_provider();
            return missing.then(|| self.find(&rules::PROVIDER_MISSING)).into_iter().collect();
        };
        let payee = PersonId::new(by.uuid());
        let paid = line.payer.is_of_a_budget() && !line.costs_nothing;
        if paid { self.close(payee) } else { Vec::new() }
    }

    /// Whether a person who is paid from a budget is close to somebody whose needs it meets. How the money is held is not
    /// known here: it is barred only where it is a direct payment.
    fn close(&self, payee: PersonId) -> Vec<Finding> {
        let (line, on) = (self.line, self.context.on);
        let perhaps = |what| {
            let finding = self.find(&rules::PERHAPS_PAYS_SOMEBODY_CLOSE).about(payee);
            finding.with("what", Amount::Code(what))
        };
        let Some(kinship) = self.kinship.filter(|kinship| kinship.knows(payee)) else {
            let in_package = self.package.people().contains(&payee);
            return in_package.then(|| perhaps("what they are to the person")).into_iter().collect();
        };
        let budgets = line.stands_in();
        let whose = budgets.iter().map(|budget| budget.person).chain(line.people.iter().copied());
        let whose: BTreeSet<PersonId> = whose.filter(|person| *person != payee).collect();
        let from = line.period.from().map_or(on, |from| from.max(on));
        let over = whose.into_iter().map(|person| {
            Kinship::over(Some(kinship), [payee, person], from, line.period.until(), |tie| tie)
        });
        let found = over.flat_map(|over| {
            let close = over.close.map(|(_, is)| {
                let finding = self.find(&rules::PAYS_SOMEBODY_CLOSE).about(payee);
                finding.with("is", Amount::Code(is.words()))
            });
            close.into_iter().chain(over.not_known.map(|(_, tie)| perhaps(tie.to_ask())))
        });
        found.collect()
    }

    /// Somebody who is employed, and no line for what employing them costs in the time in which they are.
    fn employing(&self) -> Option<Finding> {
        let line = self.line;
        let employer = line.employed_by.filter(|_| !line.what.is_cost_of_employing())?;
        let costs = |other: &Line| {
            let theirs = match other.share_of {
                Some(share) => share.line == line.id,
                None => other.what.is_cost_of_employing() && other.employed_by == Some(employer),
            };
            theirs && other.period.intersection(line.period).is_some()
        };
        let none = !self.package.lines().iter().any(costs);
        none.then(|| self.find(&rules::EMPLOYED_WITHOUT_COSTS).about(employer))
    }

    fn one_off(&self) -> Option<Finding> {
        let first = self.line.period.from()?;
        let is_one_off = self.line.price_on(first).is_some_and(|price| price.per == Unit::OneOff);
        (is_one_off && self.line.is_paused_on(first))
            .then(|| self.find(&rules::ONE_OFF_WHILE_PAUSED).with("on", Amount::Date(first)))
    }

    fn allowance(&self) -> Vec<Finding> {
        let Some(When::Allowance(allowance)) = &self.line.when else { return Vec::new() };
        let outs = Outs::of(self.line);
        let paused = allowance.bookings.iter().filter(|booking| outs.is_paused_on(booking.on));
        let paused =
            paused.map(|booking| self.find(&rules::BOOKED_WHILE_PAUSED).with("on", Amount::Date(booking.on)));
        let over = over_allowance(allowance, self.begins()).into_iter().map(|over| {
            let amount = |number| {
                let number = i64::try_from(number).unwrap_or(i64::MAX);
                if allowance.a_year.is_minutes() { Amount::Minutes(number) } else { Amount::Count(number) }
            };
            let what = if allowance.a_year.is_minutes() { "of it" } else { "times" };
            (self.find(&rules::BOOKED_OVER_ALLOWANCE))
                .with("booked", amount(over.booked))
                .with("what", Amount::Code(what))
                .with("allowance", amount(over.there))
                .with("year", Amount::Date(over.year))
        });
        paused.chain(over).collect()
    }

    /// From which day on an allowance is there; where nobody has said, from that on which the package was drawn up.
    fn begins(&self) -> NaiveDate {
        self.line.period.from().unwrap_or(self.package.drawn_up_on())
    }

    fn notice(&self) -> Vec<Finding> {
        let line = self.line;
        let Some(days) = line.notice_days else { return Vec::new() };
        let mut found: Vec<Finding> = Vec::new();
        if let Some(until) = line.period.until() {
            found.extend(self.told(days, line.told_on, until, false));
        }
        for pause in &line.pauses {
            if let Some(from) = pause.period.from() {
                found.extend(self.told(days, pause.told_on, from, true));
            }
        }
        found
    }

    /// Whether a provider was told in time that something stops on a day.
    fn told(&self, days: u16, told_on: Option<NaiveDate>, stops: NaiveDate, pause: bool) -> Option<Finding> {
        let count = Amount::Count(days.into());
        let of = |rule| {
            let finding = self.find(rule).with("days", count);
            if pause { finding.with("pause", Amount::Date(stops)) } else { finding }
        };
        let days = Days::new(days.into());
        let Some(told_on) = told_on else {
            // There is time to tell them until then.
            let begun = self.context.on.checked_add_days(days).is_none_or(|day| day >= stops);
            return begun.then(|| of(&rules::TELLING_NOT_RECORDED).with("on", Amount::Date(stops)));
        };
        let owed_until = told_on.checked_add_days(days)?;
        let last = owed_until.pred_opt()?;
        (owed_until > stops).then(|| of(&rules::TOLD_LATE).with("last", Amount::Date(last)))
    }

    fn free(&self) -> Vec<Finding> {
        let six_weeks = self.line.free.iter().filter(|free| free.rule.is_for_six_weeks());
        six_weeks.flat_map(|free| self.free_weeks(free)).collect()
    }

    fn free_weeks(&self, free: &Free) -> Vec<Finding> {
        let rule = Amount::Code(free.rule.service());
        let undecided = free.decided_on.is_none();
        let undecided = undecided.then(|| self.find(&rules::FREE_WEEKS_WITHOUT_DECISION).with("rule", rule));
        let days = free.days();
        let goes_on = days.and_then(Period::until).is_some_and(|until| {
            until > self.context.on
                && self.line.period.contains(until)
                && !self.line.free.iter().any(|other| other.days().is_some_and(|days| days.contains(until)))
        });
        let last = days.and_then(Period::last_day).filter(|_| goes_on);
        let ends = last.map(|last| self.find(&rules::FREE_WEEKS_END).with("last", Amount::Date(last)));
        undecided.into_iter().chain(ends).collect()
    }

    fn need(&self) -> Option<Finding> {
        let line = self.line;
        let is_care = line.share_of.is_none() && !line.what.needs_no_provider();
        (is_care && line.needs.is_empty()).then(|| self.find(&rules::LINE_WITHOUT_NEED))
    }
}

/// A year in which more is booked than there is.
struct Over {
    year: NaiveDate,
    booked: u64,
    there: u64,
}

/// The years, from 1 April, in which more is booked than there is: what a year has, and what is left of the years before
/// it where that carries over.
fn over_allowance(allowance: &Allowance, begins: NaiveDate) -> Vec<Over> {
    let mut booked: BTreeMap<i32, u64> = BTreeMap::new();
    for booking in &allowance.bookings {
        *booked.entry(begins_in(booking.on)).or_default() += u64::from(booking.of.number());
    }
    let (Some(&first), Some(&last)) = (booked.keys().next(), booked.keys().last()) else {
        return Vec::new();
    };
    let a_year = u64::from(allowance.a_year.number());
    let mut left = 0;
    let mut over = Vec::new();
    for year in begins_in(begins).min(first)..=last {
        let there = a_year + if allowance.carries_over { left } else { 0 };
        let booked = booked.get(&year).copied().unwrap_or_default();
        left = there.saturating_sub(booked);
        if let Some(year) = NaiveDate::from_ymd_opt(year, 4, 1).filter(|_| booked > there) {
            over.push(Over { year, booked, there });
        }
    }
    over
}

/// In which year of the calendar the year of the accounts begins in which a day lies: on 1 April.
fn begins_in(day: NaiveDate) -> i32 {
    if day.month() < 4 { day.year() - 1 } else { day.year() }
}
