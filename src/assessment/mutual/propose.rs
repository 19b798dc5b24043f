//! From answers to needs and arrangements: what a household's week would look like if they are right.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::accounts::{Account, Accounts};
use super::{Answers, NeedTemplates, Topic};
use crate::assessment::rules;
use crate::base::{
    ArrangementId, Code, Findings, NeedId, PersonId, Problems, SourceId, Told, WeekPattern, WeekSpans,
    WhyNotKnown, codes, limits, wire,
};
use crate::need::{
    Ability, Arrangement, Consequence, Need, NeedError, Reliance, Snapshot, SnapshotParts, Source, Window,
};

/// Ids for what is proposed. The crate makes none; give the same ones for the same things, and a proposal made
/// again from the same answers is equal.
pub trait Ids {
    /// The id of a person's need of this kind.
    fn need(&mut self, person: PersonId, topic: Topic) -> NeedId;
    /// The id of a source's help of this kind to a person.
    fn arrangement(&mut self, by: SourceId, to: PersonId, topic: Topic) -> ArrangementId;
}

/// What an assessor has looked at, in place of the template.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Overwrites {
    /// Needs.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "needs")]
    pub needs: Vec<NeedOverwrite>,
    /// Arrangements.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "arrangements")]
    pub arrangements: Vec<ArrangementOverwrite>,
}

fn needs<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<NeedOverwrite>, D::Error> {
    wire::list(d, limits::NEEDS, "needs")
}
fn arrangements<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Vec<ArrangementOverwrite>, D::Error> {
    wire::list(d, limits::ARRANGEMENTS, "arrangements")
}

/// What an assessor has looked at of one need. What is none comes from the template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NeedOverwrite {
    /// Whose.
    pub person: PersonId,
    /// Of which kind.
    pub topic: Topic,
    /// When, and how much.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "windows")]
    pub windows: Option<Vec<Window>>,
    /// How many helpers at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub helpers: Option<u8>,
    /// How many minutes it may stay open before harm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tolerance_minutes: Option<u32>,
    /// How bad it is if it is not met.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consequence: Option<Consequence>,
}

/// What an assessor has looked at of one person's help to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArrangementOverwrite {
    /// Who gives.
    pub by: PersonId,
    /// To whom.
    pub to: PersonId,
    /// With what.
    pub topic: Topic,
    /// When in the week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<WeekPattern>,
    /// Which own needs of the giver must be met for it, by kind; an empty list says: none.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "topics")]
    pub relies_on: Option<Vec<Topic>>,
}

fn topics<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Option<Vec<Topic>>, D::Error> {
    wire::list(d, Topic::ALL.len(), "kinds of help").map(Some)
}

codes! {
    /// What of a proposed need or arrangement nobody has looked at.
    pub enum AssumedPart: "what is assumed" {
        /// That there is a need at all: taken from help that is given.
        TheNeed = "the_need", "that there is a need";
        /// Its times and minutes.
        Times = "times", "its times";
        /// How many helpers it takes.
        Helpers = "helpers", "how many helpers it takes";
        /// How long it can wait.
        Tolerance = "tolerance", "how long it can wait";
        /// How bad it is if it is not met.
        Consequence = "consequence", "how bad it is if it is not met";
        /// When the help comes.
        HelpTimes = "help_times", "when the help comes";
    }
}

/// A need that the answers point to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProposedNeed {
    /// The need.
    pub need: Need,
    /// Of which kind.
    pub topic: Topic,
    /// What of it, or of the help that meets it, nobody has looked at.
    pub assumed: Vec<AssumedPart>,
}

/// What the answers come to: sources, needs and arrangements, before anybody has confirmed them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proposal {
    /// Everybody and everything that helps, and every member.
    pub sources: Vec<Source>,
    /// Needs, in order of person and kind.
    pub needs: Vec<ProposedNeed>,
    /// Arrangements, in order of person helped, kind and giver.
    pub arrangements: Vec<Arrangement>,
    /// Where accounts differ, where help meets no need, and what is assumed.
    pub findings: Findings,
}

/// Answers could not be turned into needs and arrangements.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProposeError {
    /// The numbers of an overwritten need do not fit.
    #[error(transparent)]
    Need(#[from] NeedError),
    /// A need is overwritten, or leaned on, that the answers do not point to.
    #[error("{topic} of {person} is overwritten or leaned on: expected a need that the answers point to")]
    NoSuchNeed {
        /// Whose.
        person: PersonId,
        /// Of which kind.
        topic: Topic,
    },
    /// Help is overwritten that the answers do not tell of.
    #[error("{topic} by {by} is overwritten: expected help that the answers tell of")]
    NoSuchHelp {
        /// Who gives.
        by: PersonId,
        /// With what.
        topic: Topic,
    },
    /// Somebody's answers stand twice.
    #[error("answers of {0} stand twice: expected each person's once")]
    AnswersTwice(PersonId),
    /// The week does not fit together.
    #[error(transparent)]
    Snapshot(#[from] Problems),
}

impl Proposal {
    /// The week on a date, if the answers are right.
    ///
    /// # Errors
    ///
    /// [`Problems`]: ids that stand twice, or more than the limits allow.
    pub fn snapshot(&self, on: NaiveDate) -> Result<Snapshot, Problems> {
        Snapshot::new(SnapshotParts {
            on,
            sources: self.sources.clone(),
            needs: self.needs.iter().map(|proposed| proposed.need.clone()).collect(),
            arrangements: self.arrangements.clone(),
        })
    }
}

/// Turns answers into needs and arrangements.
///
/// A member needs a kind of help if they do not manage alone, or if it is given and nobody knows whether they
/// do. Help counts as told if the giver or the receiver says so; where the other denies it, it counts as not
/// confirmed. Times and numbers come from the templates unless the assessor has looked at them.
///
/// # Errors
///
/// [`ProposeError`] if an overwrite names what the answers do not, or does not fit.
pub fn propose(
    answers: &[Answers],
    templates: &NeedTemplates,
    overwrites: &Overwrites,
    ids: &mut dyn Ids,
) -> Result<Proposal, ProposeError> {
    let accounts = Accounts(answers);
    let mut seen = BTreeSet::new();
    if let Some(twice) = answers.iter().find(|answers| !seen.insert(answers.person)) {
        return Err(ProposeError::AnswersTwice(twice.person));
    }
    let mut making =
        Making { accounts, templates, overwrites, ids, needs: BTreeMap::new(), findings: Findings::none() };
    making.needs()?;
    let arrangements = making.arrangements()?;
    let sources = making.sources();
    let needs = making.needs.into_values().collect();
    Ok(Proposal { sources, needs, arrangements, findings: making.findings })
}

struct Making<'a> {
    accounts: Accounts<'a>,
    templates: &'a NeedTemplates,
    overwrites: &'a Overwrites,
    ids: &'a mut dyn Ids,
    needs: BTreeMap<(PersonId, Topic), ProposedNeed>,
    findings: Findings,
}

impl Making<'_> {
    fn needs(&mut self) -> Result<(), ProposeError> {
        for person in self.accounts.members() {
            for topic in Topic::ALL.iter().copied() {
                let helped = self.is_helped(person, topic);
                let assumed = match (self.accounts.manages(person, topic), helped) {
                    (Told::Known(false), _) => Vec::new(),
                    (Told::NotKnown(_), true) => {
                        self.say(&rules::NEED_ASSUMED, topic, person);
                        alloc::vec![AssumedPart::TheNeed]
                    }
                    (Told::Known(true), true) => {
                        self.say(&rules::HELP_WITHOUT_NEED, topic, person);
                        continue;
                    }
                    (Told::Known(true) | Told::NotKnown(_), false) => continue,
                };
                let proposed = self.need(person, topic, assumed)?;
                self.needs.insert((person, topic), proposed);
            }
        }
        let unknown =
            self.overwrites.needs.iter().find(|one| !self.needs.contains_key(&(one.person, one.topic)));
        match unknown {
            Some(one) => Err(ProposeError::NoSuchNeed { person: one.person, topic: one.topic }),
            None => Ok(()),
        }
    }

    fn is_helped(&self, person: PersonId, topic: Topic) -> bool {
        let by_others = self
            .accounts
            .people()
            .into_iter()
            .any(|by| by != person && self.accounts.account(by, person, topic).is_told());
        by_others || self.outside(person).any(|help| help.topic == topic)
    }

    fn outside(&self, person: PersonId) -> impl Iterator<Item = &super::OtherHelp> {
        self.accounts.of(person).into_iter().flat_map(Answers::other_help)
    }

    fn need(
        &mut self,
        person: PersonId,
        topic: Topic,
        mut assumed: Vec<AssumedPart>,
    ) -> Result<ProposedNeed, ProposeError> {
        let looked = self.overwrites.needs.iter().find(|one| one.person == person && one.topic == topic);
        let template = self.templates.of(topic).ok_or(ProposeError::NoSuchNeed { person, topic })?;
        let mut or = |looked_at: bool, part| {
            if !looked_at {
                assumed.push(part);
            }
        };
        or(looked.is_some_and(|one| one.windows.is_some()), AssumedPart::Times);
        or(looked.is_some_and(|one| one.helpers.is_some()), AssumedPart::Helpers);
        or(looked.is_some_and(|one| one.tolerance_minutes.is_some()), AssumedPart::Tolerance);
        or(looked.is_some_and(|one| one.consequence.is_some()), AssumedPart::Consequence);
        let windows = looked.and_then(|one| one.windows.clone());
        let windows = windows.unwrap_or_else(|| self.templates.windows(template));
        let consequence = looked.and_then(|one| one.consequence).unwrap_or(template.consequence);
        let need = Need::new(self.ids.need(person, topic), person, topic.outcome(), consequence)
            .with_windows(windows)?
            .with_helpers(looked.and_then(|one| one.helpers).unwrap_or(template.helpers))?
            .with_tolerance(looked.and_then(|one| one.tolerance_minutes).unwrap_or(template.tolerance_min))?;
        if assumed.iter().any(|part| *part != AssumedPart::TheNeed) {
            self.say(&rules::TEMPLATE_ASSUMED, topic, person);
        }
        Ok(ProposedNeed { need, topic, assumed })
    }

    fn arrangements(&mut self) -> Result<Vec<Arrangement>, ProposeError> {
        let mut made = Vec::new();
        let keys: Vec<(PersonId, Topic)> = self.needs.keys().copied().collect();
        for (to, topic) in keys {
            for by in self.accounts.people() {
                if by == to {
                    continue;
                }
                let account = self.accounts.account(by, to, topic);
                if account == Account::Disputed {
                    self.say(&rules::ACCOUNTS_DIFFER, topic, to);
                }
                if account.is_told() {
                    made.extend(self.by_person(by, to, topic, account)?);
                }
            }
            let mut outside: BTreeMap<SourceId, WeekPattern> = BTreeMap::new();
            for help in self.outside(to).filter(|help| help.topic == topic) {
                let when = outside.entry(help.by.id).or_default();
                *when = when.union(&help.when);
            }
            for (by, when) in outside {
                if let Some(need) = self.needs.get(&(to, topic)).map(|proposed| proposed.need.id()) {
                    made.push(Arrangement::new(self.ids.arrangement(by, to, topic), by, need, when));
                }
            }
        }
        let given = |one: &&ArrangementOverwrite| {
            self.needs.contains_key(&(one.to, one.topic))
                && self.accounts.account(one.by, one.to, one.topic).is_told()
        };
        match self.overwrites.arrangements.iter().find(|one| !given(one)) {
            Some(one) => Err(ProposeError::NoSuchHelp { by: one.by, topic: one.topic }),
            None => Ok(made),
        }
    }

    fn by_person(
        &mut self,
        by: PersonId,
        to: PersonId,
        topic: Topic,
        account: Account,
    ) -> Result<Option<Arrangement>, ProposeError> {
        let looked = (self.overwrites.arrangements.iter())
            .find(|one| one.by == by && one.to == to && one.topic == topic);
        let id = self.ids.arrangement(by.into(), to, topic);
        let parts = self.accounts.parts(by, to, topic);
        let Some(proposed) = self.needs.get_mut(&(to, topic)) else { return Ok(None) };
        let when = match (looked.and_then(|one| one.when.clone()), self.templates.of(topic)) {
            (Some(when), _) => when,
            (None, Some(template)) if !parts.is_empty() => self.templates.times(template, &parts),
            (None, _) => {
                if !proposed.assumed.contains(&AssumedPart::HelpTimes) {
                    proposed.assumed.push(AssumedPart::HelpTimes);
                }
                WeekPattern::from_spans(proposed.need.windows().iter().map(|window| window.span()))
            }
        };
        let mut arrangement = Arrangement::new(id, by.into(), proposed.need.id(), when);
        let said = self.accounts.said(by, to);
        arrangement.able_now = said.map(|with| *with.able_now.told()).unwrap_or_default();
        arrangement.willing_now = said.map(|with| *with.willing_now.told()).unwrap_or_default();
        arrangement.able_later = said.map(|with| *with.able_later.told()).unwrap_or_default();
        arrangement.willing_later = said.map(|with| *with.willing_later.told()).unwrap_or_default();
        if account == Account::Disputed && arrangement.able_now != Told::Known(Ability::No) {
            arrangement.able_now = Told::NotKnown(WhyNotKnown::AskedNotKnown);
        }
        if let Some(topics) = looked.and_then(|one| one.relies_on.as_ref()) {
            let needs = topics.iter().map(|topic| {
                let own = self.needs.get(&(by, *topic)).map(|proposed| proposed.need.id());
                own.ok_or(ProposeError::NoSuchNeed { person: by, topic: *topic })
            });
            arrangement.relies_on = Reliance::Stated(needs.collect::<Result<_, _>>()?);
        }
        Ok(Some(arrangement))
    }

    fn sources(&self) -> Vec<Source> {
        let members = self.accounts.members();
        let people = self.accounts.people().into_iter().map(|person| {
            if members.contains(&person) { Source::member(person) } else { Source::person(person) }
        });
        let outside = self.accounts.0.iter().flat_map(Answers::other_help).map(|help| help.by.clone());
        people.chain(outside).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn say(&mut self, rule: &'static crate::base::Rule, topic: Topic, person: PersonId) {
        self.findings.push(rules::worded(rule, topic.code(), topic.words()).about(person));
    }
}

/// Windows on the wire: lines of times, each with the minutes owed in every stretch it names.
mod windows {
    use serde::de::Error as _;
    use serde::{Deserializer, Serializer};

    use super::{Deserialize, NeedError, Serialize, Vec, WeekSpans, Window, limits, wire};

    #[derive(Serialize, Deserialize)]
    #[serde(rename = "Windows", deny_unknown_fields)]
    struct Line {
        when: WeekSpans,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<u16>,
    }

    #[expect(clippy::ref_option, reason = "serde asks for a reference to the field")]
    pub(super) fn serialize<S: Serializer>(
        windows: &Option<Vec<Window>>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let line = |window: &Window| Line {
            when: WeekSpans(alloc::vec![window.span()]),
            minutes: (!window.is_being_there()).then_some(window.owed()),
        };
        serializer.collect_seq(windows.iter().flatten().map(line))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Vec<Window>>, D::Error> {
        let lines: Vec<Line> = wire::list(d, limits::WINDOWS, "windows")?;
        read(&lines).map(Some).map_err(D::Error::custom)
    }

    fn read(lines: &[Line]) -> Result<Vec<Window>, NeedError> {
        let mut windows = Vec::new();
        for line in lines {
            for &span in &line.when.0 {
                windows.push(match line.minutes {
                    None => Window::being_there(span),
                    Some(owed) => Window::doing(span, owed)?,
                });
            }
            if windows.len() > limits::WINDOWS {
                return Err(NeedError::TooManyWindows);
            }
        }
        Ok(windows)
    }
}
