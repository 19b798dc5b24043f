//! Every home in order, and one home in full.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::asks::OpenFacts;
use super::explain::explained;
use super::how::Matching;
use super::in_parts::{Best, Standing};
use super::matcher::Matcher;
use super::rulebook::Marks;
use crate::base::{Amount, Finding, Findings, HomeId};
use crate::placement::forms::homes::Homes;
use crate::placement::forms::query::Ways;
use crate::placement::forms::stretch::index;
use crate::placement::rules::RULES;
use crate::placement::verdict::in_part;
use crate::placement::{Explained, FamilyKm, Parts, Party, Plan, Shortlist, notes};

/// Every home with its verdict for this party on this date, best first, the first of them explained in full.
///
/// ```
/// use mutual_care::base::Fact;
/// use mutual_care::placement::{AgeRange, Child, DateOfBirth, Home, Homes, Kind, Matching, Party, rules, shortlist};
/// # let day = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let mut child = Child::new("6f2c1a3e-0000-4000-8000-000000000001".parse()?);
/// child.date_of_birth = Fact::known(DateOfBirth::new(day(2012, 5, 1)));
/// let mut home = Home::new("6f2c1a3e-0000-4000-8000-000000000002".parse()?);
/// home.ages = Fact::known(AgeRange::new(5, 12)?);
///
/// let homes = Homes::compile(vec![home])?;
/// let list = shortlist(&Party::one(child), &homes, day(2026, 5, 1), &Matching::default().explaining(1));
/// assert_eq!(list.verdicts[0].kind, Kind::NotSuitable);
/// assert_eq!(list.verdicts[0].decided_by, Some(&rules::AGE_IN_RANGE));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn shortlist(party: &Party, homes: &Homes, on: NaiveDate, how: &Matching) -> Shortlist {
    let matcher = Matcher::new(party, homes, on, how);
    let ways = matcher.query.placings(homes.len(), homes.people.len());
    let placings = &ways.sets;
    let mut open = OpenFacts::new(&matcher.query, &matcher.book);
    let mut rows: Vec<Row> = Vec::with_capacity(homes.len() * placings.len());
    let mut items = Vec::new();
    for place in 0..index(homes.len()) {
        for &which in placings {
            let Some((home, at)) = matcher.placing(place, which) else { continue };
            matcher.ask(home, &at, &mut items);
            let (marks, parts) = matcher.judge(&at, &items);
            open.hear(&at, &items, &matcher.book, parts.kind);
            rows.push(Row { place, which, marks, parts });
        }
        open.next_home();
    }
    let asks = open.asks(party, &matcher.book);
    // Homes equal in every part keep the order of their ids, and share a place.
    let mut order: Vec<(u64, u32)> = (0..).zip(&rows).map(|(row, of)| (key(&of.parts), row)).collect();
    order.sort_unstable();
    let mut verdicts = Vec::with_capacity(rows.len());
    let mut in_full = Vec::with_capacity(how.explained().min(rows.len()));
    let mut best = Best::new(&matcher);
    let (mut shared, mut last) = (0, None);
    for (at, &(key, row)) in (1..).zip(&order) {
        if last != Some(key) {
            (shared, last) = (at, Some(key));
        }
        let Some(&Row { place, which, marks, parts }) = rows.get(row as usize) else { continue };
        let Some((home, at)) = matcher.placing(place, which) else { continue };
        let verdict = matcher.verdict(home, which, marks, parts, shared);
        if ways.in_parts {
            best.hear(Standing { which, home: home.id, kind: parts.kind, place: shared });
        }
        if in_full.len() < how.explained() {
            in_full.push(explained(&matcher, home, &at, verdict.clone(), &asks));
        }
        verdicts.push(verdict);
    }
    let in_parts = if ways.in_parts { best.ways(&matcher) } else { Vec::new() };
    let findings = findings(&matcher, &ways);
    Shortlist { on, verdicts, explained: in_full, in_parts, asks, findings }
}

/// One home explained in full, wherever it would stand. Its place is not known here, and is 0.
///
/// For every way in which the party could be placed there; none if the home is not among these.
pub fn explain(party: &Party, homes: &Homes, home: HomeId, on: NaiveDate, how: &Matching) -> Vec<Explained> {
    let Some(place) = homes.place_of(home).map(index) else { return Vec::new() };
    let matcher = Matcher::new(party, homes, on, how);
    let mut open = OpenFacts::new(&matcher.query, &matcher.book);
    let mut items = Vec::new();
    let placings = matcher.query.placings(1, 0).sets.into_iter();
    let placings: Vec<_> = placings.filter_map(|which| matcher.placing(place, which)).collect();
    let judged = placings.iter().map(|(home, at)| {
        matcher.ask(home, at, &mut items);
        let (marks, parts) = matcher.judge(at, &items);
        open.hear(at, &items, &matcher.book, parts.kind);
        matcher.verdict(home, at.which, marks, parts, 0)
    });
    let verdicts: Vec<_> = judged.collect();
    open.next_home();
    let asks = open.asks(party, &matcher.book);
    let each = placings.iter().zip(verdicts);
    each.map(|((home, at), verdict)| explained(&matcher, home, at, verdict, &asks)).collect()
}

/// What stands of a placing until the order is known.
#[derive(Clone, Copy)]
struct Row {
    place: u32,
    which: u32,
    marks: Marks,
    parts: Parts,
}

/// The parts as one number: the smaller comes first. Each part has the bits that its largest value needs.
fn key(parts: &Parts) -> u64 {
    let km = match parts.family_km {
        FamilyKm::Known(km) => km.min(0xffe),
        FamilyKm::NotKnown => 0xfff,
    };
    let in_order = [
        (parts.kind as u32, 3),
        (parts.failed, 6),
        (parts.open, 6),
        (parts.mitigated, 6),
        (parts.steps, 3),
        (parts.wishes_not_met, 5),
        (parts.fit_not_met, 5),
        (parts.practice_not_met, 5),
        (parts.softly_open, 6),
        (km, 12),
    ];
    in_order.into_iter().fold(0, |key, (part, bits)| key << bits | u64::from(part))
}

/// What is to be said of the question itself.
fn findings(matcher: &Matcher<'_>, ways: &Ways) -> Findings {
    let not_asked = matcher.party.children().iter().filter(|child| child.own_view.is_open());
    let mut findings: Findings =
        not_asked.map(|child| Finding::new(&notes::OWN_VIEW_NOT_ASKED).about(child.id)).collect();
    findings.extend(matcher.party.children().iter().filter_map(|child| {
        let perhaps = child.is_eighteen_perhaps(matcher.on)?;
        Some(in_part(Finding::new(&notes::EIGHTEEN_OR_OVER).about(child.id), perhaps))
    }));
    let many = matcher.query.seekers.len();
    if matcher.party.known_by_number() > 0 {
        let count = Amount::Count(matcher.party.known_by_number().into());
        findings.push(Finding::new(&notes::KNOWN_BY_NUMBER).with("count", count));
    }
    if matcher.party.plan() == Plan::TogetherWished && many > 2 && !ways.in_parts {
        findings.push(Finding::new(&notes::PARTS_NOT_TRIED));
    }
    let policy = matcher.how.policy();
    let unset = RULES.iter().filter_map(|known| Some((known.policy?, known.rule.code)));
    let unset = unset.filter(|((_, is_set), _)| !is_set(policy)).map(|((value, _), rule)| (value, rule));
    let judged_within = ("judged_within_days", notes::DOES_NOT_COUNT.code);
    let judged_within = policy.judged_within_days.is_none().then_some(judged_within);
    for (value, rule) in unset.chain(judged_within) {
        let finding = Finding::new(&notes::POLICY_NOT_SET).with("policy", Amount::Code(value));
        findings.push(finding.with("rule", Amount::Code(rule)));
    }
    let query = &matcher.query;
    for (rule, count) in
        [(&notes::SPEAKS_OF_NOTHING, query.of_nothing), (&notes::DOES_NOT_COUNT, query.not_of_now)]
    {
        if count > 0 {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            findings.push(Finding::new(rule).with("count", Amount::Count(count)));
        }
    }
    findings
}
