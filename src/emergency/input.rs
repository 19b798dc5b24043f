//! A plan as somebody hands it over, in one file with the household it is for.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::plan_check::in_itself;
use super::problems::{self as kind, names_what_is_gone};
use super::{AbsenceError, Alarm, NoticesFrom, Plan, PlanParts, ProofQuestion, Way};
use crate::base::{
    Findings, Handed, Labels, NeedId, Path, PersonId, PrivateText, Problem, Problems, SourceId, kinds,
    limits, wire,
};
use crate::household::{HouseholdInput, HouseholdInputParts, Lives, ServiceKind};
use crate::need::{Age, Snapshot, Source};
use crate::package::{LeftOut, Package, PackageParts, PackageWeek, problems_in};

/// What an emergency plan is read from: the file's own form, `{"v1": {…}}`, household and plan not yet looked at
/// together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[serde(expecting = "an emergency plan with its household: an object with `household`, `plan` and the rest")]
pub struct EmergencyInputParts {
    /// The household, as in a file of its own.
    pub household: HouseholdInputParts,
    /// The household's care package, whose lines are in the week; none: the week is the household's own.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub package: Option<PackageParts>,
    /// Of which date the plan is looked at; the household's own unless said, or the first day of the absence that is asked about.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub on: Option<NaiveDate>,
    /// The plan.
    pub plan: PlanParts,
    /// What is asked of it: level 1 over 72 hours unless said.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub question: ProofQuestion,
}

fn is_usual(question: &ProofQuestion) -> bool {
    *question == ProofQuestion::default()
}

wire::v1!(EmergencyInputParts, "an emergency plan");

/// An emergency plan, handed over with its household: everything in it fits together.
///
/// On the wire it is the file that `docs/emergency-input.md` describes. What only the file knows is filled in: the age of
/// a responder, and that somebody who would notice, and helps no more, did so from help.
///
/// ```
/// use mutual_care::emergency::{EmergencyInput, EmergencyInputParts, PlanParts, ProofQuestion};
/// use mutual_care::household::{HouseholdInputParts, Person};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let mut household = HouseholdInputParts::new(id(9).parse()?, on);
/// household.people.push(Person::here(id(1).parse()?));
/// let plan = PlanParts::new(id(2).parse()?, household.id, on);
/// let question = ProofQuestion::default();
/// let parts = EmergencyInputParts { household, package: None, on: None, plan, question };
/// let input = EmergencyInput::new(parts.clone())?;
/// assert_eq!(input.snapshot().members().count(), 1);
///
/// // A plan for another household is told where it stands.
/// let mut other = parts;
/// other.plan.household = id(8).parse()?;
/// let told = EmergencyInput::new(other).unwrap_err().to_string();
/// assert!(told.starts_with("plan.household: expected the id of the household"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "EmergencyInputParts", into = "EmergencyInputParts")]
pub struct EmergencyInput {
    household: HouseholdInput,
    package: Option<InWeek>,
    on: Option<NaiveDate>,
    plan: Plan,
    question: ProofQuestion,
    snapshot: Snapshot,
}

/// A package whose lines are in the week, and what came of laying it in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct InWeek {
    package: Package,
    left_out: Vec<LeftOut>,
    findings: Findings,
}

impl EmergencyInput {
    /// Puts household, package and plan together.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would be right. What is wrong within the
    /// household, the package or the plan comes first, then whether the package fits the household; only if nothing is wrong
    /// are they and the plan looked at together.
    pub fn new(parts: EmergencyInputParts) -> Result<Self, Problems> {
        let EmergencyInputParts { household, package, on, mut plan, question } = parts;
        let day = day_of(on, &question, household.as_at);
        ages(&mut plan, &household, day);
        let mut found = Vec::new();
        if household.id != plan.household {
            let problem = Problem::at(&Path::WHOLE.field("plan.household"), &kind::OTHER_HOUSEHOLD);
            found.push(problem.naming(household.id));
        }
        found.extend(in_itself(&plan).into_iter().map(|problem| problem.under("plan")));
        found.extend(
            package.as_ref().into_iter().flat_map(Package::problems_of_parts).map(|it| it.under("package")),
        );
        let household = HouseholdInput::or_all_problems(household).map_err(|problems| {
            found.extend(problems.into_iter().map(|problem| problem.under("household.v1")));
            Problems::of(core::mem::take(&mut found))
        })?;
        Problems::none_or(found)?;
        let plan = Plan::new(plan)?;
        // Places are those of the file, in which lines stand in whatever order.
        let against = package.iter().flat_map(|package| problems_in(package, &household));
        Problems::none_or(against.map(|problem| problem.under("package")))?;
        let package = package.map(Package::new).transpose()?;
        // Past the first day of an absence it is walked on: what begins meanwhile is part of it.
        let last = looked_at_until(&question);
        let (snapshot, package) = match (package, last) {
            (Some(package), last) => {
                let PackageWeek { snapshot, left_out, findings, .. } =
                    package.week_of(&household, day, last)?;
                (snapshot, Some(InWeek { package, left_out, findings }))
            }
            (None, None) => (household.snapshot(day)?, None),
            (None, Some(last)) => (household.snapshot_until(day, last)?, None),
        };
        let known = Known { household: &household, package: package.as_ref().map(|it| &it.package) };
        let snapshot = with_devices(&plan, &known, snapshot);
        let plan = plan.with_alarms(|alarms| notices_from_what(alarms, &known, &snapshot));
        let against = plan.problems_in(&snapshot).into_iter();
        // What the file knows, and what is not there on this day alone, is no mistake in the file.
        let against = against.filter(|problem| !is_known_on_another_day(&known, problem));
        let against = against.filter(|problem| !is_a_responder_who_notices(&plan, problem));
        let against = against.chain(noticed_from_outside(&plan, &known, &snapshot));
        let against = against.map(|problem| problem.under("plan"));
        let asked =
            not_plannable(&question, &snapshot).into_iter().chain(absence_against(&question, &snapshot));
        Problems::none_or(against.chain(asked))?;
        Ok(Self { household, package, on, plan, question, snapshot })
    }

    /// The household.
    pub const fn household(&self) -> &HouseholdInput {
        &self.household
    }

    /// The care package whose lines are in the week, if one was handed over.
    pub fn package(&self) -> Option<&Package> {
        self.package.as_ref().map(|it| &it.package)
    }

    /// Which lines of the package give nothing to the week, or nothing to one of their needs, and why.
    pub fn left_out(&self) -> &[LeftOut] {
        self.package.as_ref().map_or(&[], |it| &it.left_out)
    }

    /// What was found while the package was laid into the week: names of no line, help that is perhaps counted twice.
    pub fn package_findings(&self) -> Findings {
        self.package.as_ref().map(|it| it.findings.clone()).unwrap_or_default()
    }

    /// The date of which the plan is looked at.
    pub fn on(&self) -> NaiveDate {
        day_of(self.on, &self.question, self.household.as_at())
    }

    /// The plan.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// What is asked of it.
    pub const fn question(&self) -> &ProofQuestion {
        &self.question
    }

    /// The household's week on that date, with the lines of its package if one was handed over.
    pub const fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// What it was made from.
    pub fn into_parts(self) -> EmergencyInputParts {
        EmergencyInputParts {
            household: self.household.into_parts(),
            package: self.package.map(|it| it.package.into_parts()),
            on: self.on,
            plan: self.plan.into_parts(),
            question: self.question,
        }
    }
}

/// The age of each responder whose date of birth is in the file, in the week or not.
fn ages(plan: &mut PlanParts, household: &HouseholdInputParts, on: NaiveDate) {
    for responder in &mut plan.responders {
        let person = household.people.iter().find(|person| responder.source == person.id.into());
        if let Some(born) = person.and_then(|person| person.born) {
            responder.age = Age::on(born, on);
        }
    }
}

/// What the file knows of other days than that of the week.
struct Known<'a> {
    household: &'a HouseholdInput,
    package: Option<&'a Package>,
}

impl Known<'_> {
    /// The needs for which somebody gives help on any day, by an arrangement or a line.
    fn helped_by(&self, by: SourceId) -> impl Iterator<Item = NeedId> {
        let arranged =
            self.household.arrangements().iter().filter(move |one| one.by == by).map(|one| one.need);
        let lines = self.package.into_iter().flat_map(Package::lines);
        arranged
            .chain(lines.filter(move |line| line.by == Some(by)).flat_map(|line| line.needs.iter().copied()))
    }
}

/// The week with the devices that raise the alarm and do nothing else: no arrangement of the file is theirs, on any day, so
/// that none brings them into the week. They are in the house all the same.
fn with_devices(plan: &Plan, known: &Known<'_>, week: Snapshot) -> Snapshot {
    let only_raises = |id: SourceId| {
        let service = known.household.service(id);
        let is_device = service.is_some_and(|service| service.kind == ServiceKind::Device);
        is_device && week.source(id).is_none() && known.helped_by(id).next().is_none()
    };
    let named: BTreeSet<SourceId> = (plan.alarms().iter())
        .filter_map(|alarm| match alarm.way {
            Way::Device { device } => device,
            _ => None,
        })
        .filter(|id| only_raises(*id))
        .collect();
    if named.is_empty() {
        return week;
    }
    // Where a week can hold no more sources they are told as what it does not have.
    week.with(named.into_iter().map(Source::device), []).unwrap_or(week)
}

/// From what somebody notices who helps no more: the week of the day does not have that help, and the file does.
fn notices_from_what(alarms: &mut [Alarm], known: &Known<'_>, week: &Snapshot) {
    for alarm in alarms {
        let Way::MissedVisit { noticed_by, from: from @ None } = &mut alarm.way else { continue };
        let for_a_member = |id: NeedId| {
            let person = known.household.need(id).map(|stated| stated.need.person());
            person.is_some_and(|person| week.members().any(|member| member == person))
        };
        let is_in_week = week.arrangements().iter().any(|one| one.by == *noticed_by);
        if !is_in_week && known.helped_by(*noticed_by).any(for_a_member) {
            *from = Some(NoticesFrom::Help);
        }
    }
}

/// Of whoever would notice and never helps in the household: which losses, and when, has to be said. Who does help, on
/// another day, is read as what has ended: yesterday neither had to be.
fn noticed_from_outside(plan: &Plan, known: &Known<'_>, week: &Snapshot) -> Vec<Problem> {
    let (household, mut found) = (known.household, Vec::new());
    for (at, alarm) in Path::WHOLE.field("alarms").each(plan.alarms()) {
        let Way::MissedVisit { noticed_by, .. } = alarm.way else { continue };
        let person = household.person(PersonId::new(noticed_by.uuid()));
        let helps = known.helped_by(noticed_by).next().is_some();
        let lives_here = person.is_some_and(|person| matches!(person.lives, Lives::Here(_)));
        if week.source(noticed_by).is_some() || helps || lives_here {
            continue;
        }
        let responds = plan.responders().iter().any(|one| one.source == noticed_by);
        let mut tell = |field, kind| {
            found.push(Problem::at(&at.field(field), kind).naming(alarm.id).naming(noticed_by));
        };
        let is_known = person.is_some() || household.service(noticed_by).is_some() || responds;
        if !is_known && alarm.says_losses_and_times() {
            tell("way.missed_visit.noticed_by", &kind::UNKNOWN_SOURCE);
        }
        if is_known && alarm.for_loss.is_any() {
            tell("for_loss", &kind::LOSSES_NOT_SAID);
        }
        if is_known && !alarm.says_times() {
            tell("when", &kind::TIMES_NOT_SAID);
        }
    }
    found
}

/// Whether a problem is only that a responder who would notice is not in the week. What is not said of them is told apart.
fn is_a_responder_who_notices(plan: &Plan, problem: &Problem) -> bool {
    let notices = problem.place().ends_with("missed_visit.noticed_by");
    let who = problem.about().nth(1).map(|who| SourceId::new(who.uuid()));
    notices && plan.responders().iter().any(|one| Some(one.source) == who)
}

/// Of which date a plan is looked at: of an absence, of its first day.
fn day_of(on: Option<NaiveDate>, question: &ProofQuestion, as_at: NaiveDate) -> NaiveDate {
    let first = question.absence.as_ref().map(|absence| absence.from.on);
    on.or(first).unwrap_or(as_at)
}

/// The last day that is looked at, of an absence that may be asked about.
fn looked_at_until(question: &ProofQuestion) -> Option<NaiveDate> {
    let absence = question.absence.as_ref().filter(|absence| absence.wrong_length().is_none())?;
    Some(absence.last_day(question.horizon_min.min(limits::HORIZON_MIN)))
}

/// What is wrong with an absence, each where it stands. Who is away is kept as a set, so that only of one alone it is known where
/// they stand.
fn absence_against(question: &ProofQuestion, week: &Snapshot) -> Vec<Problem> {
    let Some(absence) = &question.absence else { return Vec::new() };
    let at = Path::WHOLE.field("question.absence");
    let who = at.field("who");
    let first = who.item(0);
    let found = absence.problems(week).into_iter().filter_map(|(field, wrong)| {
        let field = at.field(field);
        Some(match wrong {
            AbsenceError::Nobody => Problem::at(&who, &kind::NOBODY_AWAY),
            AbsenceError::UnknownSource(source) => {
                let at = if absence.who.len() == 1 { &first } else { &who };
                Problem::at(at, &kind::NOT_AWAY).naming(source)
            }
            AbsenceError::AnotherDay { .. } => Problem::at(&field, &kind::ABSENCE_ANOTHER_DAY),
            AbsenceError::EndsFirst => Problem::at(&field, &kind::ABSENCE_ENDS_FIRST),
            AbsenceError::TooLong => {
                Problem::at(&field, &kind::ABSENCE_TOO_LONG).naming(u32::from(limits::ABSENCE_DAYS))
            }
            // Of how much there is to look at only the proof knows.
            AbsenceError::TooFull { .. } | AbsenceError::TooManyLosses { .. } => return None,
        })
    });
    found.collect()
}

/// Losses that are planned, of what is not in the week. Their list is kept as a set, so that only of one alone it is known
/// where it stands.
fn not_plannable(question: &ProofQuestion, week: &Snapshot) -> Vec<Problem> {
    let list = Path::WHOLE.field("question.as_planned");
    let first = list.item(0);
    let at = if question.as_planned.len() == 1 { &first } else { &list };
    let unknown = question.as_planned.iter().filter(|source| week.source(**source).is_none());
    unknown.map(|source| Problem::at(at, &kind::NOT_PLANNABLE).naming(*source)).collect()
}

/// Whether what a plan names, and the week does not have, stands in the household's file for other days: a visit that
/// has ended, somebody who has moved out.
fn is_known_on_another_day(known: &Known<'_>, problem: &Problem) -> bool {
    let household = known.household;
    let Some(what) = problem.about().nth(1).filter(|_| names_what_is_gone(problem)) else { return false };
    let person = |id| household.person(PersonId::new(id));
    // Whoever lives here is a member, and whoever has needs stated.
    let is_member = |id: PersonId| {
        household.person(id).is_some_and(|known| matches!(known.lives, Lives::Here(_)))
            || household.needs().iter().any(|stated| stated.need.person() == id)
    };
    let lives_here = || is_member(PersonId::new(what.uuid()));
    if problem.is(&kind::NO_PERSON) {
        return false;
    }
    if problem.is(&kind::NOT_A_MEMBER) {
        return lives_here();
    }
    if problem.is(&kind::NO_HELPER) {
        return lives_here() || known.helped_by(SourceId::new(what.uuid())).next().is_some();
    }
    match what.typed::<kinds::Need>() {
        Some(need) => household.need(need).is_some(),
        None => person(what.uuid()).is_some() || household.service(SourceId::new(what.uuid())).is_some(),
    }
}

/// Names of the household, and of the responders who are none of its people or services.
impl Labels for EmergencyInput {
    fn source(&self, id: SourceId) -> Option<&str> {
        let responder = || self.plan.responders().iter().find(|it| it.source == id).map(|it| &it.name);
        let named = self.household.name(id).or_else(responder).map(PrivateText::reveal);
        named.filter(|name| !name.is_empty())
    }

    fn need(&self, id: NeedId) -> Option<&str> {
        Labels::need(&self.household, id)
    }
}

impl TryFrom<EmergencyInputParts> for EmergencyInput {
    type Error = Problems;

    fn try_from(parts: EmergencyInputParts) -> Result<Self, Problems> {
        Self::new(parts)
    }
}

impl Handed for EmergencyInput {
    type Parts = EmergencyInputParts;
}

impl From<EmergencyInput> for EmergencyInputParts {
    fn from(input: EmergencyInput) -> Self {
        input.into_parts()
    }
}
