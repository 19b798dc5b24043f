//! What was never asked: of a person, of an adult at home whom somebody named, of brothers and sisters.

use alloc::vec::Vec;

use super::accounts::Accounts;
use super::{Answers, MutualQuestion, Relation, WithOther};
use crate::assessment::rules;
use crate::base::{Amount, Finding, Findings, PersonId, Told};

/// What nobody has asked, per person.
#[derive(Debug, Clone, Default)]
pub(super) struct NeverAsked {
    /// The questions that are open: of those who answered, in the order given; then of adults at home who were
    /// named and have answered nothing, in order.
    pub(super) open: Vec<(PersonId, Vec<MutualQuestion>)>,
    pub(super) findings: Findings,
}

/// What nobody has asked any of the people of a household.
///
/// An adult with whom somebody lives, or may, is owed the questions about the two of them, whether or not they have
/// named each other. That bars nothing in the record of whoever did name the other: it is said of the one who was
/// not asked.
pub(super) fn never_asked(answers: &[Answers], accounts: Accounts<'_>) -> NeverAsked {
    let mut found = NeverAsked::default();
    let nothing: Vec<Answers> = (accounts.people().into_iter())
        .filter(|person| accounts.of(*person).is_none() && !accounts.at_home_with(*person).is_empty())
        .map(Answers::new)
        .collect();
    for own in answers.iter().chain(&nothing) {
        let (own_open, open, named_by) = open_with_those_who_name(own, accounts);
        if own_open > 0 && accounts.of(own.person).is_some() {
            found.findings.push(counted(&rules::QUESTIONS_OPEN, own.person, own_open));
        }
        if open.len() > own_open || accounts.of(own.person).is_none() {
            found.findings.push(counted(&rules::NAMED_NOT_ASKED, own.person, open.len()).about_all(named_by));
        }
        found.open.push((own.person, open));
        found.findings.extend(family(own));
    }
    found
}

/// How many questions are open by a person's own answers; which are, with those at home who name them and whom
/// they have not named; and who those are.
fn open_with_those_who_name(
    own: &Answers,
    accounts: Accounts<'_>,
) -> (usize, Vec<MutualQuestion>, Vec<PersonId>) {
    let own_open = own.open();
    let mut named_by = accounts.at_home_with(own.person);
    named_by.retain(|by| own.with(*by).is_none());
    let others = own.others().iter().cloned().chain(named_by.iter().copied().map(WithOther::new)).collect();
    // Past the limit of people nobody can be added; then the person's own questions stand.
    match own.clone().with_others(others) {
        Ok(with_those) if !named_by.is_empty() => (own_open.len(), with_those.open(), named_by),
        _ => (own_open.len(), own_open, Vec::new()),
    }
}

fn counted(rule: &'static crate::base::Rule, person: PersonId, count: usize) -> Finding {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    Finding::new(rule).about(person).with("count", Amount::Count(count))
}

/// Brothers and sisters whom nobody is known to have asked, and family of whom it is said that it is there and not who it is.
fn family(answers: &Answers) -> Vec<Finding> {
    let person = answers.person;
    let mut found: Vec<Finding> = (answers.family().iter())
        .filter(|relative| {
            relative.relation == Relation::BrotherOrSister && *relative.asked.told() != Told::Known(true)
        })
        .map(|relative| Finding::new(&rules::SIBLING_NOT_ASKED).about(person).about(relative.person))
        .collect();
    if *answers.brothers_or_sisters.told() == Told::Known(true) && answers.family().is_empty() {
        found.push(Finding::new(&rules::FAMILY_NOT_NAMED).about(person));
    }
    found
}
