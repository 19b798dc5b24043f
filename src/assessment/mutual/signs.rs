//! The signs of people caring for each other: what one person's answers give, and what stands between two.

use alloc::vec::Vec;

use super::accounts::Accounts;
use super::{Answers, MutualQuestion, Worry};
use crate::assessment::{SignsPolicy, rules};
use crate::base::{Amount, Fact, Finding, Findings, PersonId, Rule, Told, WhyNotKnown};
use crate::circle::Services;

/// The signs that one person's answers give.
#[derive(Debug, Clone, Default)]
pub(super) struct Signs {
    /// Those that count where help passes, or may.
    pub(super) with_help: Vec<Finding>,
    /// Those that count whether or not anybody tells of help: what keeps people from telling.
    pub(super) whatever_is_told: Vec<Finding>,
}

impl Signs {
    pub(super) fn all(&self) -> impl Iterator<Item = &Finding> {
        self.with_help.iter().chain(&self.whatever_is_told)
    }
}

fn yes(fact: Fact<bool>) -> bool {
    *fact.told() == Told::Known(true)
}

fn no(fact: Fact<bool>) -> bool {
    *fact.told() == Told::Known(false)
}

pub(super) fn signs_of(answers: &Answers, accounts: Accounts<'_>, policy: SignsPolicy) -> Signs {
    let person = answers.person;
    let about = |rule: &'static Rule| Finding::new(rule).about(person);
    let others: Vec<PersonId> = accounts.people().into_iter().filter(|other| *other != person).collect();
    let gives = others.iter().any(|other| accounts.gives_any(person, *other));
    let mut signs = Signs::default();
    let mut sign = |holds: bool, finding: Finding| {
        if holds {
            signs.with_help.push(finding);
        }
    };
    // What says of somebody that they give care is said only where it is told.
    if let (Some(from), Told::Known(age)) = (policy.older_carer_from_years, answers.age_years.told()) {
        let at_home = others
            .iter()
            .any(|other| accounts.gives_any(person, *other) && accounts.live_together(person, *other));
        let finding = about(&rules::SIGN_OLDER_CARER).with("years", Amount::Count(from.into()));
        sign(at_home && *age >= from, finding);
    }
    sign(gives && yes(answers.learning_disability), about(&rules::SIGN_GIVES_WITH_LEARNING_DISABILITY));
    sign(gives && no(answers.sees_self_as_carer), about(&rules::SIGN_NOT_SEEN_AS_CARER));
    // What says nothing of care counts where help may pass: what nobody has said is no "no".
    let involved = may_be_involved(answers, accounts, &others);
    let afraid = yes(answers.worries.get(Worry::SplitUp));
    let nobody_comes = no(answers.somebody_would_come);
    sign(involved && afraid, about(&rules::SIGN_FEAR_OF_PARTING));
    sign(involved && yes(answers.turned_help_down), about(&rules::SIGN_TURNED_HELP_DOWN));
    sign(involved && yes(answers.recent_change), about(&rules::SIGN_RECENT_CHANGE));
    sign(involved && no(answers.somebody_would_notice), about(&rules::SIGN_NOBODY_NOTICES));
    sign(involved && nobody_comes, about(&rules::SIGN_NOBODY_COMES));
    if afraid && yes(answers.turned_help_down) && nobody_comes {
        signs.whatever_is_told.push(about(&rules::SIGN_AFRAID_AND_ALONE));
    }
    if declines_everything(answers) {
        signs.whatever_is_told.push(about(&rules::SIGN_DECLINES_EVERYTHING));
    }
    signs
}

/// Whether help passes between the person and somebody else, or may for all that is known.
fn may_be_involved(answers: &Answers, accounts: Accounts<'_>, others: &[PersonId]) -> bool {
    let person = answers.person;
    let named = |other: &&PersonId| {
        accounts.said(person, **other).is_some() || accounts.said(**other, person).is_some()
    };
    let with = |other: &PersonId| accounts.may_help(person, *other) || accounts.may_help(*other, person);
    let mut named = others.iter().filter(named).peekable();
    match named.peek() {
        Some(_) => named.any(with),
        None => !answers.nobody_there(),
    }
}

/// Whether no question about help from one to the other was answered, and at least one was declined.
///
/// That somebody lives with another adult is no answer about help, and neither is what they manage alone: "I manage" and
/// nothing else is what many say who would rather not tell. Declining to say who is there, or what is managed, is
/// declining. What was said to be not known is neither.
fn declines_everything(answers: &Answers) -> bool {
    use MutualQuestion as Q;
    let declined_first = *answers.lives_with_or_helps.told() == Told::NotKnown(WhyNotKnown::Declined)
        || answers.who_else == Some(WhyNotKnown::Declined);
    let (mut declined, mut manages_declined, mut manages_known) = (declined_first, false, false);
    for question in answers.things() {
        let told = answers.told_at_all(question);
        let is_declined = told == Told::NotKnown(WhyNotKnown::Declined);
        match question {
            Q::ManagesAlone(_) => {
                manages_declined |= is_declined;
                manages_known |= told == Told::Known(());
            }
            Q::Gives(..)
            | Q::Gets(..)
            | Q::AbleNow(_)
            | Q::WillingNow(_)
            | Q::AbleLater(_)
            | Q::WillingLater(_) => {
                if told == Told::Known(()) {
                    return false;
                }
                declined |= is_declined;
            }
            _ => {}
        }
    }
    declined || manages_declined && !manages_known
}

/// The signs between two people.
pub(super) fn between(one: PersonId, other: PersonId, both_give: bool, services: &Services) -> Findings {
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
