//! Two people's accounts of the same help, put together.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::{Answers, PartOfDay, Topic, WithOther};
use crate::base::{ByCode, Code, PersonId, Told};

/// What is told of one kind of help from one person to another, by either of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Account {
    /// Somebody says that it is given, and nobody denies it.
    Given,
    /// One says that it is given, the other that it is not.
    Disputed,
    /// Somebody says that it is not given, and nobody says that it is.
    NotGiven,
    /// Neither has said.
    NotKnown,
}

impl Account {
    /// Whether somebody says that it is given.
    pub(super) const fn is_told(self) -> bool {
        matches!(self, Self::Given | Self::Disputed)
    }
}

/// The answers of several people, read together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Accounts<'a>(pub(super) &'a [Answers]);

impl<'a> Accounts<'a> {
    pub(super) fn of(self, person: PersonId) -> Option<&'a Answers> {
        self.0.iter().find(|answers| answers.person == person)
    }

    /// What `by` says of what passes between the two.
    pub(super) fn said(self, by: PersonId, of: PersonId) -> Option<&'a WithOther> {
        self.of(by).and_then(|answers| answers.with(of))
    }

    pub(super) fn account(self, by: PersonId, to: PersonId, topic: Topic) -> Account {
        let gives = self.said(by, to).map(|with| *with.help.get(topic).gives.told()).unwrap_or_default();
        let gets = self.said(to, by).map(|with| *with.help.get(topic).gets.told()).unwrap_or_default();
        match (gives, gets) {
            (Told::Known(true), Told::Known(false)) | (Told::Known(false), Told::Known(true)) => {
                Account::Disputed
            }
            (Told::Known(true), _) | (_, Told::Known(true)) => Account::Given,
            (Told::Known(false), _) | (_, Told::Known(false)) => Account::NotGiven,
            (Told::NotKnown(_), Told::NotKnown(_)) => Account::NotKnown,
        }
    }

    /// In which parts of the day the giver says that they give it; none if the giver does not say.
    pub(super) fn parts(self, by: PersonId, to: PersonId, topic: Topic) -> Vec<PartOfDay> {
        let mut parts = self.said(by, to).map(|with| with.help.get(topic).gives_when).unwrap_or_default();
        if parts.contains(&PartOfDay::AllDay) {
            parts.retain(|part| matches!(part, PartOfDay::AllDay | PartOfDay::Night));
        }
        parts
    }

    /// Whether any help is told of from one to the other.
    pub(super) fn gives_any(self, by: PersonId, to: PersonId) -> bool {
        Topic::ALL.iter().any(|topic| self.account(by, to, *topic).is_told())
    }

    /// With how many kinds of help it is not known whether one gives it to the other, who is not known to manage
    /// alone.
    pub(super) fn not_known(self, by: PersonId, to: PersonId) -> usize {
        let not_known = |topic: &&Topic| {
            self.account(by, to, **topic) == Account::NotKnown
                && self.manages(to, **topic) != Told::Known(true)
        };
        Topic::ALL.iter().filter(not_known).count()
    }

    /// Whether help passes from one to the other, or may for all that is known.
    pub(super) fn may_help(self, by: PersonId, to: PersonId) -> bool {
        self.gives_any(by, to) || self.not_known(by, to) > 0
    }

    /// Whether either says that they live together.
    pub(super) fn live_together(self, one: PersonId, other: PersonId) -> bool {
        let says =
            |by, of| self.said(by, of).is_some_and(|with| *with.lives_together.told() == Told::Known(true));
        says(one, other) || says(other, one)
    }

    /// Whether they live together for all that is known: somebody says so, or nobody who names the other says that
    /// they do not.
    pub(super) fn may_live_together(self, one: PersonId, other: PersonId) -> bool {
        let says =
            [(one, other), (other, one)].map(|(by, of)| self.said(by, of).map(|with| with.lives_together));
        let told = |known| says.iter().flatten().any(|fact| *fact.told() == Told::Known(known));
        says.iter().flatten().next().is_some() && (told(true) || !told(false))
    }

    /// Those who name somebody as an adult with whom they live, or may.
    pub(super) fn at_home_with(self, person: PersonId) -> Vec<PersonId> {
        let names = |answers: &&Answers| {
            answers.with(person).is_some() && self.may_live_together(answers.person, person)
        };
        self.0.iter().filter(names).map(|answers| answers.person).collect()
    }

    /// Everybody who answered or was named, in order.
    pub(super) fn people(self) -> BTreeSet<PersonId> {
        let named = self.0.iter().flat_map(|answers| answers.others().iter().map(|with| with.other));
        self.0.iter().map(|answers| answers.person).chain(named).collect()
    }

    /// Those whose needs are looked at: who answered, and who lives with one of them for all that is known.
    pub(super) fn members(self) -> BTreeSet<PersonId> {
        let lives_with =
            |person: &PersonId| self.0.iter().any(|answers| self.may_live_together(answers.person, *person));
        self.people().into_iter().filter(|person| self.of(*person).is_some() || lives_with(person)).collect()
    }

    /// What is known of managing a thing alone.
    pub(super) fn manages(self, person: PersonId, topic: Topic) -> Told<bool> {
        let known: Option<ByCode<Topic, _>> = self.of(person).map(|answers| answers.manages_alone.clone());
        known.map(|known| *known.get(topic).told()).unwrap_or_default()
    }
}
