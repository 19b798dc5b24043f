//! Whether what is said of how a budget is held fits together in itself.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{Held, Recipient};
use crate::base::{Path, PersonId, Problem, ProblemKind, SourceId, limits, wire};

static TOO_MANY: ProblemKind = ProblemKind::new("too-many", "expected at most {} {}");
static YEAR: ProblemKind = ProblemKind::new("year", "expected a date in the years {} to {}");
static TWICE: ProblemKind = ProblemKind::new("said-twice", "this is said already: expected it once");
static THE_PERSON: ProblemKind = ProblemKind::new(
    "recipient-is-the-person",
    "{} is whose budget it is: expected `the_person`, or somebody else",
);
static REVIEW_BEFORE: ProblemKind =
    ProblemKind::new("review-before", "expected `review_by` no earlier than `on`");

impl Held {
    /// Everything that does not fit in what is said beside its lines, in the order of the file: something said twice, a
    /// nominee who is the person, a date that cannot be.
    pub(crate) fn wrong(&self, at: &Path<'_>, person: PersonId) -> Vec<Problem> {
        let lists = [
            ("direct_payments", "recipients", self.direct_payments.len(), limits::SOURCES),
            ("payees", "payees", self.payees.len(), limits::SOURCES),
            ("necessities", "decisions", self.necessities.len(), limits::SOURCES),
            ("stays", "stays", self.stays.len(), limits::PACKAGE_LINES),
            ("in_care_home", "lines", self.in_care_home.len(), limits::PACKAGE_LINES),
        ];
        let past = lists.into_iter().filter(|(_, _, len, most)| len > most);
        let mut found: Vec<Problem> = past
            .map(|(list, what, _, most)| Problem::at(&at.field(list), &TOO_MANY).naming(most).naming(what))
            .collect();
        if !found.is_empty() {
            // Past a limit nothing else is looked at: that is what limits are for.
            return found;
        }
        let recipient = |at: &Path<'_>, to: Option<Recipient>| {
            let somebody = to.and_then(Recipient::somebody_else).filter(|id| *id == SourceId::from(person));
            somebody.map(|id| Problem::at(at, &THE_PERSON).naming(id))
        };
        found.extend(recipient(&at.field("as"), self.by_default.recipient()));
        for (at, said) in at.field("lines").each(&self.lines) {
            found.extend(recipient(&at.field("as"), said.held.recipient()));
        }
        for (at, facts) in at.field("direct_payments").each(&self.direct_payments) {
            found.extend(recipient(&at.field("to"), Some(facts.to)));
        }
        let recipients = self.direct_payments.iter().map(|facts| facts.to);
        found.extend(twice(&at.field("direct_payments"), recipients));
        found.extend(twice(&at.field("payees"), self.payees.iter().map(|asked| asked.payee)));
        let decisions = self.necessities.iter().map(|one| (one.payee, one.paid_for, one.on, one.necessary));
        found.extend(twice(&at.field("necessities"), decisions));
        found.extend(twice(&at.field("in_care_home"), self.in_care_home.iter().map(|asked| asked.line)));
        for (at, one) in at.field("necessities").each(&self.necessities) {
            found.extend(year(&at.field("on"), Some(one.on)));
            found.extend(year(&at.field("review_by"), one.review_by));
            if one.review_by.is_some_and(|by| by < one.on) {
                found.push(Problem::at(&at.field("review_by"), &REVIEW_BEFORE));
            }
        }
        found
    }
}

fn twice<T: Ord>(at: &Path<'_>, said: impl Iterator<Item = T>) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let twice = said.enumerate().filter_map(|(nth, one)| (!seen.insert(one)).then_some(nth));
    twice.map(|nth| Problem::at(&at.item(nth), &TWICE)).collect()
}

fn year(at: &Path<'_>, date: Option<NaiveDate>) -> Option<Problem> {
    let problem = |_| Problem::at(at, &YEAR).naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST);
    date.filter(|date| !wire::in_years(*date)).map(problem)
}
