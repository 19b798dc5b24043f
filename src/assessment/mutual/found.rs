//! What the answers show: no sign, a sign, reciprocal care, or mutual dependence.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::accounts::Accounts;
use super::never_asked::never_asked;
use super::signs::{Signs, between, signs_of};
use super::{Answers, HoursBand, MutualQuestion, Proposal};
use crate::assessment::{SignsPolicy, rules};
use crate::base::{Amount, Finding, Findings, NeedId, PersonId, Problems, codes};
use crate::circle::Services;
use crate::need::Snapshot;
use crate::support::{Minutes, Support, given_between};

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
    /// The furthest that any two go, or a sign that one person's answers give; the household's own outcome.
    pub outcome: MutualCaring,
    /// Every two people between whom there is anything, or who live together.
    pub pairs: Vec<PairFound>,
    /// The signs, what follows from the week, and what was never asked.
    pub findings: Findings,
    /// Per person, the questions that are owed and were never asked. An adult at home who was named and never
    /// asked stands here with all of theirs.
    pub open: Vec<(PersonId, Vec<MutualQuestion>)>,
}

impl Found {
    /// Whether every question owed was asked, of everybody at home who answered or was named: only then is "no
    /// sign" the end of it.
    pub fn is_settled(&self) -> bool {
        !self.open.is_empty() && self.open.iter().all(|(_, open)| open.is_empty())
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
    let in_part = support.mutual_dependence_in_part();
    let signs: Vec<Signs> = answers.iter().map(|one| signs_of(one, accounts, policy)).collect();
    let mut findings: Findings = signs.iter().flat_map(Signs::all).cloned().collect();
    let any_sign = !findings.is_empty();
    let mut pairs = Vec::new();
    for (one, other) in pairs_of(&accounts.people()) {
        let (gives, gets) = (accounts.gives_any(one, other), accounts.gives_any(other, one));
        if !gives && !gets && !accounts.may_live_together(one, other) {
            continue;
        }
        let mut between = between(one, other, gives && gets, services);
        if in_part.contains(&(one, other)) {
            between.push(Finding::new(&rules::SIGN_DEPENDS_IN_PART).about(one).about(other));
        }
        let outcome = if dependent.contains(&(one, other)) {
            findings.push(Finding::new(&rules::MUTUAL_DEPENDENCE).about(one).about(other));
            MutualCaring::MutualDependence
        } else if reciprocal.contains(&(one, other)) {
            findings.push(Finding::new(&rules::RECIPROCAL_CARE).about(one).about(other));
            MutualCaring::ReciprocalCare
        } else if !between.is_empty() || has_sign(&signs, accounts, one, other) {
            MutualCaring::Sign
        } else {
            MutualCaring::NoSign
        };
        findings.extend(between);
        let hours = [hours(&snapshot, one, other), hours(&snapshot, other, one)];
        let rests_on_assumed = assumed_between(proposal, &support, one, other, outcome);
        pairs.push(PairFound { one, other, outcome, hours, rests_on_assumed });
    }
    let least = if any_sign { MutualCaring::Sign } else { MutualCaring::NoSign };
    let outcome = pairs.iter().map(|pair| pair.outcome).max().unwrap_or(least).max(least);
    let never_asked = never_asked(answers, accounts);
    findings.extend(never_asked.findings);
    // Where somebody is still to be asked, that says it.
    let asked =
        |person: PersonId| !never_asked.open.iter().any(|(who, open)| *who == person && !open.is_empty());
    let none = pairs.iter().filter(|pair| pair.outcome == MutualCaring::NoSign);
    for pair in none.filter(|pair| asked(pair.one) && asked(pair.other)) {
        findings.extend(help_not_known(accounts, pair.one, pair.other));
    }
    Ok(Found { outcome, pairs, findings, open: never_asked.open })
}

/// Whether the answers of either are a sign for these two: some are where help passes between them, or may; some
/// whatever is told.
fn has_sign(signs: &[Signs], accounts: Accounts<'_>, one: PersonId, other: PersonId) -> bool {
    let of_either = |finding: &&Finding| {
        finding.concerns().contains(&one.any()) || finding.concerns().contains(&other.any())
    };
    let may_help = accounts.may_help(one, other) || accounts.may_help(other, one);
    signs.iter().any(|signs| {
        may_help && signs.with_help.iter().any(|finding| of_either(&finding))
            || signs.whatever_is_told.iter().any(|finding| of_either(&finding))
    })
}

/// That nobody has said of two people whether they help each other, with how many kinds of help that is so.
fn help_not_known(accounts: Accounts<'_>, one: PersonId, other: PersonId) -> Option<Finding> {
    let not_known = accounts.not_known(one, other) + accounts.not_known(other, one);
    let count = i64::try_from(not_known).unwrap_or(i64::MAX);
    let finding = Finding::new(&rules::HELP_NOT_KNOWN).about(one).about(other);
    (not_known > 0).then(|| finding.with("count", Amount::Count(count)))
}

fn hours(snapshot: &Snapshot, by: PersonId, to: PersonId) -> HoursGiven {
    let tally = given_between(snapshot, by, to);
    let band = |minutes: Minutes| HoursBand::of_minutes(minutes.total_a_week());
    HoursGiven { by, to, doing: band(tally.doing), all: band(tally.all()) }
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
