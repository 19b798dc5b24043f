//! A care package in the week of its household, so that analysis, plan and package speak of the same week.

mod arranged;
mod days;
mod found;
mod left_out;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use self::arranged::arrangement;
use self::days::LeftDays;
pub use self::left_out::{LeftOut, WhyLeftOut};
use super::{Line, LineStatus, Package, PackageInput};
use crate::base::{Findings, NeedId, PackageLineId, Period, Problems, SourceId, limits};
use crate::household::HouseholdInput;
use crate::need::{Arrangement, Snapshot, Source};

/// The week of a date with a care package in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PackageWeek {
    /// The week: one arrangement for each line and need that it gives something to, beside what stands for no line of this
    /// package.
    pub snapshot: Snapshot,
    /// Which lines give nothing to it, or nothing to one of their needs, and why: in order of line, then need.
    pub left_out: Vec<LeftOut>,
    /// What to look at: a name of no line of the package, a line that does not meet the need for which it is named, help
    /// that is perhaps counted twice.
    pub findings: Findings,
}

impl Snapshot {
    /// The same week with a care package in it: the lines of the snapshot's date take the place of all arrangements that
    /// name a line of this package, whether or not that line runs, and the rest of them is added.
    ///
    /// Each line that runs is one arrangement for each of its needs, its id made from both ids, its period the days around
    /// the date up to a pause of whoever has the need. Whoever is paused on the date gets nothing. Hours of a quantity are
    /// not known; of an allowance it is only there in a week in which something is booked. What only the household knows of
    /// the help that stands for a line stays: see `docs/package-input.md`. What is not known of whoever provides it, whether
    /// they are able and willing, is not known. What members lean on without saying so is filled in anew.
    ///
    /// A giver who is not among the sources is taken for a provider, or for a person from outside if an age is known;
    /// [`PackageInput::week`] knows who they are.
    ///
    /// ```
    /// use mutual_care::base::{PersonId, SourceId, parse_spans};
    /// use mutual_care::need::{Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
    /// use mutual_care::package::{Line, LineKind, Package, PackageParts, Payer, Visits, When};
    /// use mutual_care::support::Support;
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
    /// let mother: PersonId = id(1).parse()?;
    /// let supper = Need::new(id(2).parse()?, mother, Outcome::Nutrition, Consequence::Critical)
    ///     .with_windows(vec![Window::doing("Mon 17:00-19:00".parse()?, 30)?])?;
    /// let (sources, needs) = (vec![Source::member(mother)], vec![supper.clone()]);
    /// let week = Snapshot::new(SnapshotParts { on, sources, needs, arrangements: vec![] })?;
    ///
    /// let mut line = Line::new(id(3).parse()?, LineKind::HomeCare, mother, Payer::PersonalBudget);
    /// line.by = Some(id(4).parse::<SourceId>()?);
    /// line.needs = vec![supper.id()];
    /// line.when = Some(When::Visits { visits: Visits::new(parse_spans("Mon 17:00-17:45")?)?, every: None });
    /// let mut parts = PackageParts::new(id(5).parse()?, id(6).parse()?, vec![mother], on);
    /// parts.lines.push(line);
    /// let with = week.with_package(&Package::new(parts)?)?;
    ///
    /// assert_eq!(with.snapshot.arrangements()[0].package_line, Some(id(3).parse()?));
    /// assert!(!Support::of(&week).gaps_explained().is_empty());
    /// assert!(Support::of(&with.snapshot).gaps_explained().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`], as [`Snapshot::new`]: more arrangements than there may be, or lines that alternate with the rest so
    /// that it takes too many weeks until everything is as before.
    pub fn with_package(&self, package: &Package) -> Result<PackageWeek, Problems> {
        lay_in(self, package, None, |_| Vec::new())
    }
}

impl PackageInput {
    /// The household's week of a date with the package in it, as [`Snapshot::with_package`] has it.
    ///
    /// ```
    /// use mutual_care::household::{HouseholdInputParts, Person};
    /// use mutual_care::package::{
    ///     Line, LineKind, PackageInput, PackageInputParts, PackageParts, Payer, WhyLeftOut,
    /// };
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
    /// let mut household = HouseholdInputParts::new(id(9).parse()?, on);
    /// household.people.push(Person::here(id(1).parse()?));
    /// let mut package = PackageParts::new(id(2).parse()?, household.id, vec![id(1).parse()?], on);
    /// package.lines.push(Line::new(id(3).parse()?, LineKind::HomeCare, id(1).parse()?, Payer::PersonalBudget));
    /// let week = PackageInput::new(PackageInputParts::new(household, package))?.week(on)?;
    /// // Nobody has said which need it meets, so it can be help with none.
    /// assert_eq!(week.left_out[0].why, WhyLeftOut::NoNeed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`], as [`HouseholdInput::snapshot`](crate::household::HouseholdInput::snapshot) and
    /// [`Snapshot::with_package`].
    pub fn week(&self, on: NaiveDate) -> Result<PackageWeek, Problems> {
        self.package().week_of(self.household(), on, None)
    }
}

impl Package {
    /// The week of a date of a household that it fits, with it in it; up to a last date, with all that begins meanwhile.
    pub(crate) fn week_of(
        &self,
        household: &HouseholdInput,
        on: NaiveDate,
        last: Option<NaiveDate>,
    ) -> Result<PackageWeek, Problems> {
        let week = match last {
            None => household.snapshot(on)?,
            Some(last) => household.snapshot_until(on, last)?,
        };
        lay_in(&week, self, last, |givers| household.sources_on(on, givers))
    }
}

/// A week with a package in it, up to a last date if one is said, `known` saying what is known of givers who are not in it yet.
fn lay_in(
    week: &Snapshot,
    package: &Package,
    last: Option<NaiveDate>,
    known: impl Fn(&BTreeSet<SourceId>) -> Vec<Source>,
) -> Result<PackageWeek, Problems> {
    let is_ours = |one: &&Arrangement| one.package_line.is_some_and(|line| package.line(line).is_some());
    let (replaced, stay): (Vec<&Arrangement>, Vec<&Arrangement>) =
        week.arrangements().iter().partition(is_ours);
    let mut findings: Vec<_> =
        week.arrangements().iter().filter_map(|one| found::named_wrongly(package, one)).collect();
    let mut made =
        Made { week, last, stood: BTreeMap::new(), arrangements: Vec::new(), left_out: Vec::new() };
    for one in replaced {
        if let Some(line) = one.package_line {
            made.stood.entry((line, one.need)).or_default().push(one);
        }
    }
    for line in package.lines() {
        // More than there may be is refused below, and is not made before.
        if made.arrangements.len() > limits::ARRANGEMENTS {
            break;
        }
        made.line(line, package.line_status(line, week.on()));
    }
    let Made { arrangements, left_out, .. } = made;
    let givers: BTreeSet<SourceId> =
        arrangements.iter().map(|one| one.by).filter(|by| week.source(*by).is_none()).collect();
    let mut sources = known(&givers);
    let known: BTreeSet<SourceId> = sources.iter().map(|source| source.id).collect();
    sources.extend(givers.difference(&known).map(|giver| match week.age_of(*giver) {
        Some(age) => Source::person(crate::base::PersonId::new(giver.uuid())).aged(Some(age)),
        None => Source::provider(*giver),
    }));
    let snapshot = week.made_anew(sources, stay.into_iter().cloned().chain(arrangements))?;
    findings.extend(found::perhaps_twice(package, &snapshot));
    Ok(PackageWeek { snapshot, left_out, findings: findings.into_iter().collect() })
}

/// What lines give to a week.
struct Made<'a> {
    week: &'a Snapshot,
    /// The last date that is looked at, if others than that of the week are.
    last: Option<NaiveDate>,
    /// What stood for each line and need until now.
    stood: BTreeMap<(PackageLineId, NeedId), Vec<&'a Arrangement>>,
    arrangements: Vec<Arrangement>,
    left_out: Vec<LeftOut>,
}

impl Made<'_> {
    fn line(&mut self, line: &Line, status: LineStatus) {
        let nothing = match status {
            _ if line.share_of.is_some() || line.what.needs_no_provider() => Some(WhyLeftOut::CostOnly),
            _ if line.needs.is_empty() => Some(WhyLeftOut::NoNeed),
            LineStatus::Planned => Some(WhyLeftOut::Planned),
            LineStatus::Ended => Some(WhyLeftOut::Ended),
            LineStatus::Paused => Some(WhyLeftOut::Paused),
            LineStatus::Running => None,
        };
        // Past the date of the week there may be days on which it runs.
        let nothing = nothing.filter(|why| {
            let days = self.last.and_then(|last| Period::new(Some(self.week.on()), last.succ_opt()).ok());
            let is_of_its_days = matches!(why, WhyLeftOut::Planned | WhyLeftOut::Paused);
            !is_of_its_days || days.and_then(|days| days.intersection(line.period)).is_none()
        });
        if let Some(why) = nothing {
            self.left_out.push(LeftOut { line: line.id, need: None, why });
            return;
        }
        let days = LeftDays::of(line);
        for need in &line.needs {
            match self.for_need(line, &days, *need) {
                Ok(arrangements) => self.arrangements.extend(arrangements),
                Err(why) => self.left_out.push(LeftOut { line: line.id, need: Some(*need), why }),
            }
        }
    }

    fn for_need(
        &self,
        line: &Line,
        days: &LeftDays<'_>,
        need: NeedId,
    ) -> Result<Vec<Arrangement>, WhyLeftOut> {
        let on = self.week.on();
        let of = self.week.need(need).ok_or(WhyLeftOut::NeedNotThere)?;
        let stood = self.stood.get(&(line.id, need)).map_or(&[][..], Vec::as_slice);
        let stretches = days.between(on, self.last.unwrap_or(on), of.person());
        if stretches.is_empty() {
            return Err(WhyLeftOut::Paused);
        }
        stretches.into_iter().map(|(first, days)| arrangement(line, of, (on, first, days), stood)).collect()
    }
}
