//! Whether a care package fits together in itself.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::check_price::{free, prices, when};
use super::check_shares::{pauses, split};
use super::problems::{self as kind, listed_twice, out_of, year};
use super::{BudgetRole, Line, OwedAs, PackageParts, Payer, SharedBy, When};
use crate::base::{PackageLineId, Path, PersonId, Problem, ProblemKind, SourceId, limits};

/// Everything that does not fit, in the order of the file.
pub(super) fn in_itself(parts: &PackageParts) -> Vec<Problem> {
    let mut found = Vec::new();
    let field = |name| Path::WHOLE.field(name);
    for (list, what, len, most) in [
        ("people", "people", parts.people.len(), limits::PEOPLE),
        ("lines", "lines", parts.lines.len(), limits::PACKAGE_LINES),
    ] {
        if len > most {
            found.push(Problem::at(&field(list), &kind::TOO_MANY).naming(most).naming(what));
        }
    }
    found.extend(parts.lines.iter().enumerate().flat_map(|(index, line)| too_long(index, line)));
    if !found.is_empty() {
        // Past a limit nothing else is looked at: that is what limits are for.
        return found;
    }
    if parts.people.is_empty() {
        found.push(Problem::at(&field("people"), &kind::NOBODY));
    }
    found.extend(listed_twice(&field("people"), &parts.people));
    found.extend(year(&field("drawn_up_on"), Some(parts.drawn_up_on)));
    found.extend(year(&field("review_by"), parts.review_by));
    if parts.review_by.is_some_and(|by| by < parts.drawn_up_on) {
        found.push(Problem::at(&field("review_by"), &kind::REVIEW_BEFORE));
    }
    let mut check = Check {
        people: parts.people.iter().copied().collect(),
        lines: parts.lines.iter().map(|line| (line.id, line)).collect(),
        ids: BTreeSet::new(),
        found,
    };
    for (at, line) in field("lines").each(&parts.lines) {
        check.line(&at, line);
    }
    check.found
}

/// Lists of a line that are past their limit.
fn too_long(index: usize, line: &Line) -> Vec<Problem> {
    let lines = Path::WHOLE.field("lines");
    let at = lines.item(index);
    let bookings = match &line.when {
        Some(When::Allowance(allowance)) => allowance.bookings.len(),
        _ => 0,
    };
    let lists = [
        ("for", "people", line.people.len(), limits::PEOPLE),
        ("budgets", "budgets", line.stands_in().len(), limits::LINE_BUDGETS),
        ("needs", "needs", line.needs.len(), limits::NEEDS),
        ("prices", "prices", line.prices.len(), limits::LINE_PRICES),
        ("pauses", "pauses", line.pauses.len(), limits::LINE_PAUSES),
        ("free", "periods free by law", line.free.len(), limits::LINE_FREE),
        ("when.allowance.bookings", "bookings", bookings, limits::BOOKINGS),
    ];
    let past = lists.into_iter().filter(|(_, _, len, most)| len > most);
    past.map(|(list, what, _, most)| Problem::at(&at.field(list), &kind::TOO_MANY).naming(most).naming(what))
        .collect()
}

struct Check<'a> {
    people: BTreeSet<PersonId>,
    lines: BTreeMap<PackageLineId, &'a Line>,
    ids: BTreeSet<PackageLineId>,
    found: Vec<Problem>,
}

impl Check<'_> {
    fn tell(&mut self, at: &Path<'_>, kind: &'static ProblemKind) {
        self.found.push(Problem::at(at, kind));
    }

    fn line(&mut self, at: &Path<'_>, line: &Line) {
        if !self.ids.insert(line.id) {
            self.found.push(Problem::at(&at.field("id"), &kind::TWICE).naming(line.id));
        }
        self.whom(at, line);
        self.found.extend(listed_twice(&at.field("needs"), &line.needs));
        let provides = line.by.filter(|by| line.people.iter().any(|person| SourceId::from(*person) == *by));
        if let Some(by) = provides {
            self.found.push(Problem::at(&at.field("by"), &kind::PROVIDES_FOR_THEMSELF).naming(by));
        }
        self.found.extend(when(&at.field("when"), line));
        let hands = [1, limits::HANDS];
        self.found.extend(out_of(&at.field("hands"), line.hands, hands, &kind::HANDS, limits::HANDS.into()));
        self.found.extend(prices(at, line));
        self.share(at, line);
        self.payer(&at.field("payer"), &line.payer);
        self.found.extend(free(at, line));
        self.found.extend(split(at, line));
        self.found.extend(pauses(at, line));
        self.notice(at, line);
        self.owed(&at.field("owed"), line);
        self.employer(at, line);
    }

    /// For whom it is, and in whose budgets it stands.
    fn whom(&mut self, at: &Path<'_>, line: &Line) {
        let people = at.field("for");
        if line.people.is_empty() {
            self.tell(&people, &kind::NOBODY);
        }
        self.found.extend(listed_twice(&people, &line.people));
        for (at, person) in people.each(&line.people) {
            self.known(&at, *person);
        }
        let mut seen = BTreeSet::new();
        for (at, budget) in at.field("budgets").each(&line.budgets) {
            let at = at.field("person");
            self.known(&at, budget.person);
            if !seen.insert(*budget) {
                self.found.push(Problem::at(&at, &kind::LISTED_TWICE).naming(budget.person));
            }
            if budget.role == BudgetRole::Adult && !line.people.contains(&budget.person) {
                self.found.push(Problem::at(&at, &kind::ADULTS_BUDGET).naming(budget.person));
            }
        }
    }

    fn known(&mut self, at: &Path<'_>, person: PersonId) {
        if !self.people.contains(&person) {
            self.found.push(Problem::at(at, &kind::UNKNOWN_PERSON).naming(person));
        }
    }

    /// A line that costs a share of another one has nothing of its own by which it would cost anything.
    fn share(&mut self, at: &Path<'_>, line: &Line) {
        let Some(share) = line.share_of else { return };
        let of = self.lines.get(&share.line).copied();
        if of.is_some_and(|of| line.split == Some(SharedBy::Hours) && !of.is_at_known_hours()) {
            self.tell(&at.field("split"), &kind::SPLIT_HOURS);
        }
        let own = [
            ("when", line.when.is_some()),
            ("prices", !line.prices.is_empty()),
            ("costs_nothing", line.costs_nothing),
            ("pauses", !line.pauses.is_empty()),
            ("notice_days", line.notice_days.is_some()),
            ("owed", !line.owed.is_as_planned()),
        ];
        for (field, _) in own.into_iter().filter(|(_, is_there)| *is_there) {
            self.tell(&at.field(field), &kind::OF_A_SHARE);
        }
        let kind = match of {
            _ if share.line == line.id => &kind::SHARE_OF_ITSELF,
            None => &kind::UNKNOWN_LINE,
            Some(of) if of.share_of.is_some() => &kind::SHARE_OF_A_SHARE,
            Some(of) if of.costs_nothing => &kind::SHARE_OF_NOTHING,
            Some(of) if of.period.intersection(line.period).is_none() => &kind::SHARE_AT_OTHER_TIMES,
            Some(_) => return,
        };
        let within = at.field("share_of");
        self.found.push(Problem::at(&within.field("line"), kind).naming(share.line));
    }

    fn payer(&mut self, at: &Path<'_>, payer: &Payer) {
        let Payer::Joint { authority, health } = *payer else { return };
        let at = at.field("joint");
        for (name, weight) in [("authority", authority), ("health", health)] {
            let bounds = [1, limits::WEIGHT];
            self.found.extend(out_of(&at.field(name), weight, bounds, &kind::WEIGHT, limits::WEIGHT));
        }
    }

    fn notice(&mut self, at: &Path<'_>, line: &Line) {
        if let Some(days) = line.notice_days {
            let most = limits::NOTICE_DAYS;
            self.found.extend(out_of(&at.field("notice_days"), days, [1, most], &kind::NOTICE, most.into()));
        }
        let told_on = at.field("told_on");
        self.found.extend(year(&told_on, line.told_on));
        if line.told_on.is_some() && line.notice_days.is_none() {
            self.tell(&told_on, &kind::TOLD_WITHOUT_NOTICE);
        }
        if line.told_on.is_some() && line.period.until().is_none() {
            self.tell(&told_on, &kind::TOLD_WITHOUT_END);
        }
    }

    fn owed(&mut self, at: &Path<'_>, line: &Line) {
        use super::Counted::{ByMinutes, Evenly, Once};
        let counted = || line.prices.iter().map(|price| price.per.counted());
        if line.owed.by != OwedAs::Planned && counted().any(|by| matches!(by, Evenly | Once)) {
            self.tell(&at.field("as"), &kind::OWED_AS_DELIVERED);
        }
        if line.owed.by != OwedAs::Planned && matches!(line.when, Some(When::Quantity { .. })) {
            self.tell(&at.field("as"), &kind::OWED_WITHOUT_DATES);
        }
        let Some(steps) = line.owed.steps else { return };
        let at = at.field("steps");
        if !(1..=crate::base::MINUTES_PER_DAY).contains(&steps.minutes) {
            self.tell(&at.field("minutes"), &kind::STEPS);
        }
        if line.owed.by == OwedAs::Planned || counted().any(|by| by != ByMinutes) {
            self.tell(&at, &kind::STEPS_OF_WHAT_IS_PLANNED);
        }
    }

    fn employer(&mut self, at: &Path<'_>, line: &Line) {
        let employed_by = at.field("employed_by");
        match line.employed_by {
            Some(person) => {
                self.known(&employed_by, person);
                if line.by == Some(person.into()) {
                    self.found.push(Problem::at(&employed_by, &kind::EMPLOYS_THEMSELF).naming(person));
                }
            }
            None if line.what.is_cost_of_employing() && line.share_of.is_none() => {
                self.tell(&employed_by, &kind::NO_EMPLOYER);
            }
            None => {}
        }
    }
}
