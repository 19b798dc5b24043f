//! What the answers show: no sign, a sign, reciprocal care, or mutual dependence.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::accounts::Accounts;
use super::{Answers, HoursBand, MutualQuestion, Proposal, Relation, Worry};
use crate::assessment::rules;
use crate::base::{Amount, Finding, Findings, NeedId, PersonId, Told, codes};
use crate::circle::Services;
use crate::need::{Problems, Snapshot};
use crate::support::{Support, given_between};

codes! {
    /// How far two people hold each other up, as far as the answers show.
    pub enum MutualCaring: "how far people care for each other" {
        /// Nothing points to it.
        NoSign = "no_sign", "no sign";
        /// Something does.
        Sign = "sign", "a sign";
        /// Each has help from the other that counts.
        ReciprocalCare = "reciprocal_care", "reciprocal care";
        /// Each one's loss makes a critical need of the other fall.
        MutualDependence = "mutual_dependence", "mutual dependence";
    }
}

/// Numbers that neither law nor guidance fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignsPolicy {
    /// From what age on a carer who lives with the person is a sign; none to leave that out. The default, 70, is
    /// the age that studies of older family carers start from.
    pub older_carer_from_years: Option<u8>,
}

impl Default for SignsPolicy {
    fn default() -> Self {
        Self { older_carer_from_years: Some(70) }
    }
}

/// Hours of help a week from one to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HoursGiven {
    /// Who gives.
    pub by: PersonId,
    /// To whom.
    pub to: PersonId,
    /// Things done.
    pub doing: HoursBand,
    /// Things done and being there, together. Minutes that serve two needs count for both.
    pub all: HoursBand,
}

/// What was found about two people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PairFound {
    /// The one with the smaller id.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// How far they hold each other up.
    pub outcome: MutualCaring,
    /// What each gives to the other.
    pub hours: [HoursGiven; 2],
    /// The needs of either that the outcome rests on and of which something is assumed.
    pub rests_on_assumed: Vec<NeedId>,
}

/// What was found about a household.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The furthest that any two go; the household's own outcome.
    pub outcome: MutualCaring,
    /// Every two people between whom there is anything.
    pub pairs: Vec<PairFound>,
    /// The signs, what follows from the week, and what was never asked.
    pub findings: Findings,
    /// Per person, the questions that are owed and were never asked.
    pub open: Vec<(PersonId, Vec<MutualQuestion>)>,
}

impl Found {
    /// Whether every question owed was asked: only then is "no sign" the end of it.
    pub fn is_settled(&self) -> bool {
        self.open.iter().all(|(_, open)| open.is_empty())
    }
}

/// What the answers show about people who care for each other.
///
/// Signs come from the answers and from who knows whom; reciprocal care and mutual dependence from the week that
/// the answers propose.
///
/// # Errors
///
/// [`Problems`] if the proposal does not fit together.
pub fn find_mutual_caring(
    answers: &[Answers],
    services: &Services,
    proposal: &Proposal,
    on: NaiveDate,
    policy: SignsPolicy,
) -> Result<Found, Problems> {
    let accounts = Accounts(answers);
    let snapshot = proposal.snapshot(on)?;
    let support = Support::of(&snapshot);
    let (dependent, reciprocal) = (support.mutual_dependence(), support.reciprocal_care());
    let mut findings: Findings = answers.iter().flat_map(|one| signs_of(one, accounts, policy)).collect();
    let mut pairs = Vec::new();
    for (one, other) in pairs_of(&accounts.people()) {
        let (gives, gets) = (accounts.gives_any(one, other), accounts.gives_any(other, one));
        if !gives && !gets && !accounts.live_together(one, other) {
            continue;
        }
        let between = between(one, other, gives && gets, services);
        let signs = findings
            .iter()
            .any(|found| found.concerns().contains(&one.any()) || found.concerns().contains(&other.any()));
        let outcome = if dependent.contains(&(one, other)) {
            findings.push(Finding::new(&rules::MUTUAL_DEPENDENCE).about(one).about(other));
            MutualCaring::MutualDependence
        } else if reciprocal.contains(&(one, other)) {
            findings.push(Finding::new(&rules::RECIPROCAL_CARE).about(one).about(other));
            MutualCaring::ReciprocalCare
        } else if (gives || gets) && signs || !between.is_empty() {
            MutualCaring::Sign
        } else {
            MutualCaring::NoSign
        };
        findings.extend(between);
        let hours = [hours(&snapshot, one, other), hours(&snapshot, other, one)];
        let rests_on_assumed = assumed_between(proposal, &support, one, other, outcome);
        pairs.push(PairFound { one, other, outcome, hours, rests_on_assumed });
    }
    let outcome = pairs.iter().map(|pair| pair.outcome).max().unwrap_or(MutualCaring::NoSign);
    let open = answers.iter().map(|answers| (answers.person, answers.open())).collect();
    findings.extend(answers.iter().flat_map(unasked));
    Ok(Found { outcome, pairs, findings, open })
}

/// The signs that one person's answers give.
fn signs_of(answers: &Answers, accounts: Accounts<'_>, policy: SignsPolicy) -> Vec<Finding> {
    let person = answers.person;
    let people = accounts.people();
    let others = || people.iter().copied().filter(|other| *other != person);
    let gives = others().any(|other| accounts.gives_any(person, other));
    let involved = gives || others().any(|other| accounts.gives_any(other, person));
    let yes = |fact: &crate::base::Fact<bool>| *fact.told() == Told::Known(true);
    let no = |fact: &crate::base::Fact<bool>| *fact.told() == Told::Known(false);
    let mut signs = Vec::new();
    let mut sign = |holds: bool, finding: Finding| {
        if holds && involved {
            signs.push(finding.about(person));
        }
    };
    if let (Some(from), Told::Known(age)) = (policy.older_carer_from_years, answers.age_years.told()) {
        let cares_at_home =
            others().any(|other| accounts.gives_any(person, other) && accounts.live_together(person, other));
        let finding = Finding::new(&rules::SIGN_OLDER_CARER).with("years", Amount::Count(from.into()));
        sign(cares_at_home && *age >= from, finding);
    }
    sign(
        gives && yes(&answers.learning_disability),
        Finding::new(&rules::SIGN_GIVES_WITH_LEARNING_DISABILITY),
    );
    sign(gives && no(&answers.sees_self_as_carer), Finding::new(&rules::SIGN_NOT_SEEN_AS_CARER));
    sign(yes(&answers.worries.get(Worry::SplitUp)), Finding::new(&rules::SIGN_FEAR_OF_PARTING));
    sign(yes(&answers.turned_help_down), Finding::new(&rules::SIGN_TURNED_HELP_DOWN));
    sign(yes(&answers.recent_change), Finding::new(&rules::SIGN_RECENT_CHANGE));
    let nobody = no(&answers.somebody_would_notice) || no(&answers.somebody_would_come);
    sign(nobody, Finding::new(&rules::SIGN_NOBODY_ELSE));
    signs
}

/// The signs between two people.
fn between(one: PersonId, other: PersonId, both_give: bool, services: &Services) -> Findings {
    let about = |rule| Finding::new(rule).about(one).about(other);
    let mut signs = Findings::none();
    if both_give {
        signs.push(about(&rules::SIGN_BOTH_GIVE));
    }
    let code = crate::circle::rules::TWO_TEAMS_NO_SHARED_PLAN.code;
    if services.between(one, other).with_code(code).next().is_some() {
        signs.push(about(&rules::SIGN_TWO_TEAMS));
    }
    signs
}

/// What was never asked, of a person and of their brothers and sisters.
fn unasked(answers: &Answers) -> Vec<Finding> {
    let mut found = Vec::new();
    let open = answers.open().len();
    if open > 0 {
        let count = i64::try_from(open).unwrap_or(i64::MAX);
        found.push(
            Finding::new(&rules::QUESTIONS_OPEN).about(answers.person).with("count", Amount::Count(count)),
        );
    }
    let siblings = answers.family().iter().filter(|relative| {
        relative.relation == Relation::BrotherOrSister
            && (relative.asked.told().is_open() || *relative.asked.told() == Told::Known(false))
    });
    found.extend(siblings.map(|relative| {
        Finding::new(&rules::SIBLING_NOT_ASKED).about(answers.person).about(relative.person)
    }));
    found
}

fn hours(snapshot: &Snapshot, by: PersonId, to: PersonId) -> HoursGiven {
    let tally = given_between(snapshot, by, to);
    let all = tally.doing.total + tally.being_there.total;
    HoursGiven { by, to, doing: HoursBand::of_minutes(tally.doing.total), all: HoursBand::of_minutes(all) }
}

/// The needs that an outcome rests on, of which something is assumed: the critical ones that fall for mutual
/// dependence, all that the two help each other with for reciprocal care.
fn assumed_between(
    proposal: &Proposal,
    support: &Support<'_>,
    one: PersonId,
    other: PersonId,
    outcome: MutualCaring,
) -> Vec<NeedId> {
    let pair = |a: PersonId, b: PersonId| (a, b) == (one, other) || (a, b) == (other, one);
    let needs: BTreeSet<NeedId> = match outcome {
        MutualCaring::MutualDependence => {
            let cells = support.loss_matrix().into_iter().filter(|cell| pair(cell.lost, cell.of));
            cells.flat_map(|cell| cell.needs).collect()
        }
        MutualCaring::ReciprocalCare => {
            let of = |need: NeedId| support.snapshot().need(need).map(crate::need::Need::person);
            let by = |giver: PersonId, need| of(need).is_some_and(|to| pair(giver, to));
            let given = proposal.arrangements.iter().filter(|arrangement| {
                by(one, arrangement.need) && arrangement.by == one.into()
                    || by(other, arrangement.need) && arrangement.by == other.into()
            });
            given.map(|arrangement| arrangement.need).collect()
        }
        MutualCaring::Sign | MutualCaring::NoSign => BTreeSet::new(),
    };
    let assumed = |need: &NeedId| {
        proposal.needs.iter().any(|proposed| proposed.need.id() == *need && !proposed.assumed.is_empty())
    };
    needs.into_iter().filter(assumed).collect()
}

fn pairs_of(people: &BTreeSet<PersonId>) -> Vec<(PersonId, PersonId)> {
    let after = |one: PersonId| people.iter().copied().filter(move |other| *other > one);
    people.iter().flat_map(|one| after(*one).map(|other| (*one, other))).collect()
}
