//! Matching: every home, each with its verdict and why.
//!
//! Homes are read once ([`Homes::compile`]); a question about a party and a date ([`shortlist`]) then asks every
//! rule of every home in bits and small numbers, orders the verdicts, and gives the reasons of the first in
//! full. Verdict and reasons come from the same rules, asked by the same code.
//!
//! A rule has three answers. A *no* of law is final. A *no* of safety is met by a mitigation that its rule
//! names, that the home says it can provide on the date, and that a named person judged enough for this pair;
//! where one of those is not known, the rule is open. Where nothing can meet it, the home is not suitable.
//!
//! **What to ask**: a question counts for a home if some answer to it alone, everything else staying as it is,
//! would change the kind of the verdict. The answers looked at are: yes and no; each value of a list of values;
//! for the date of birth each age from 0 to 17 on the planned date; for staff nobody, and the most; for areas
//! and relations none, and this home's area or each child there.

mod answers;
mod compile;
mod count;
mod evaluate;
mod group;
mod layout;
mod pair;
mod rank;
mod scene;
mod seek;
mod tell;

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{
    Ask, AskedOf, Candidate, FamilyKm, Kind, OwnAnswer, OwnRule, OwnRuleError, Parts, Party, Policy,
    Shortlist, Verdict, notes, rules,
};
use crate::base::{Amount, ChildId, Finding, Findings, HomeId, limits};

pub use compile::{Homes, HomesError};
pub use layout::Topic;

use compile::index;
use count::{Counter, Marks};
use rank::Ranks;
use scene::Scene;
use seek::Search;

/// How to match: the policy, a vendor's own rules, and how many homes to explain in full.
///
/// ```
/// use mutual_care::placement::{Matching, Policy};
/// let how = Matching::new(Policy::default()).explaining(5);
/// assert_eq!(how.policy().age_gap_years, Some(5));
/// ```
#[derive(Debug, Default)]
pub struct Matching {
    policy: Policy,
    own: Vec<OwnRule>,
    explain: usize,
}

impl Matching {
    /// With this policy, no rules of one's own, and nothing explained.
    pub const fn new(policy: Policy) -> Self {
        Self { policy, own: Vec::new(), explain: 0 }
    }

    /// The same, with the first so many homes explained in full.
    pub fn explaining(self, homes: usize) -> Self {
        Self { explain: homes, ..self }
    }

    /// The same, with a rule of one's own.
    ///
    /// # Errors
    ///
    /// [`OwnRuleError`] past [`limits::OWN_RULES`], or for a code that another one has.
    pub fn with_rule(mut self, rule: OwnRule) -> Result<Self, OwnRuleError> {
        if self.own.len() == limits::OWN_RULES {
            return Err(OwnRuleError::TooMany);
        }
        if self.own.iter().any(|known| known.rule().code == rule.rule().code) {
            return Err(OwnRuleError::Code);
        }
        self.own.push(rule);
        Ok(self)
    }

    /// The policy.
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The rules of one's own.
    pub fn own_rules(&self) -> &[OwnRule] {
        &self.own
    }
}

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
    let ranks = Ranks::new(&how.own);
    let search = Search::new(party, homes, on, &how.policy, ranks.rules());
    let placings = search.placings();
    let mut counter = Counter::new(&search);
    let mut rows: Vec<Row> = Vec::with_capacity(homes.len() * placings.len());
    for place in 0..homes.len() {
        let Some((home, form)) = homes.at(place) else { continue };
        for &which in &placings {
            let scene = Scene::new(&search, homes, form, index(place), which);
            counter.start();
            evaluate::evaluate(&scene, &mut counter);
            for (at, own) in Ranks::own(&how.own) {
                ask_own(&scene, party, home, on, at, own, &mut counter);
            }
            let marks = counter.marks.settled();
            let kind = marks.kind(ranks.deciding());
            counter.keep(kind);
            let parts = parts(&scene, &ranks, marks, kind);
            rows.push(Row { key: rank::key(&parts), place: index(place), which, marks, parts });
        }
        counter.next_home();
    }
    let mut order: Vec<(u64, u32)> = (0..).zip(&rows).map(|(at, row)| (row.key, at)).collect();
    order.sort_unstable();
    let asks = asks_of_children(party, &counter, &ranks);
    let mut verdicts = Vec::with_capacity(rows.len());
    let mut explained = Vec::with_capacity(how.explain.min(rows.len()));
    let (mut place, mut last) = (0, None);
    for (at, &(key, row)) in (1..).zip(&order) {
        let Some(row) = rows.get(row as usize) else { continue };
        if last != Some(key) {
            (place, last) = (at, Some(key));
        }
        let Some((home, form)) = homes.at(row.place as usize) else { continue };
        let verdict = Verdict {
            home: home.id,
            children: children_of(party, row.which),
            kind: row.parts.kind,
            decided_by: ranks.decided_by(row.marks, row.parts.kind),
            parts: row.parts,
            place,
        };
        if explained.len() < how.explain {
            let scene = Scene::new(&search, homes, form, row.place, row.which);
            explained.push(tell::explain(&scene, party, home, on, how, &ranks, verdict.clone(), &asks));
        }
        verdicts.push(verdict);
    }
    let findings = findings(party, &search, how);
    Shortlist { on, verdicts, explained, asks, findings }
}

/// One home explained in full, wherever it would stand. Its place is not known here, and is 0.
///
/// For every way in which the party could be placed there; none if the home is not among these.
pub fn explain(
    party: &Party,
    homes: &Homes,
    home: HomeId,
    on: NaiveDate,
    how: &Matching,
) -> Vec<super::Explained> {
    let Some((place, (home, form))) = homes.place_of(home).and_then(|place| Some((place, homes.at(place)?)))
    else {
        return Vec::new();
    };
    let ranks = Ranks::new(&how.own);
    let search = Search::new(party, homes, on, &how.policy, ranks.rules());
    let mut counter = Counter::new(&search);
    let mut rows = Vec::new();
    for which in search.placings() {
        let scene = Scene::new(&search, homes, form, index(place), which);
        counter.start();
        evaluate::evaluate(&scene, &mut counter);
        for (at, own) in Ranks::own(&how.own) {
            ask_own(&scene, party, home, on, at, own, &mut counter);
        }
        let marks = counter.marks.settled();
        let kind = marks.kind(ranks.deciding());
        counter.keep(kind);
        rows.push((scene, marks, kind));
    }
    counter.next_home();
    let asks = asks_of_children(party, &counter, &ranks);
    let explained = rows.into_iter().map(|(scene, marks, kind)| {
        let verdict = Verdict {
            home: home.id,
            children: children_of(party, scene.which),
            kind,
            decided_by: ranks.decided_by(marks, kind),
            parts: parts(&scene, &ranks, marks, kind),
            place: 0,
        };
        tell::explain(&scene, party, home, on, how, &ranks, verdict, &asks)
    });
    explained.collect()
}

/// What stands of a placing until the order is known.
struct Row {
    key: u64,
    place: u32,
    which: u32,
    marks: Marks,
    parts: Parts,
}

fn children_of(party: &Party, which: u32) -> Vec<ChildId> {
    let children = (0_u32..).zip(party.children());
    children.filter(|(at, _)| which >> at & 1 == 1).map(|(_, child)| child.id).collect()
}

fn ask_own(
    scene: &Scene<'_>,
    party: &Party,
    home: &super::Home,
    on: NaiveDate,
    at: u16,
    own: &OwnRule,
    counter: &mut Counter,
) {
    let marks = own_marks(scene, party, home, on, at, own);
    counter.marks.fails |= marks.fails;
    counter.marks.with |= marks.with;
    counter.marks.open |= marks.open;
    if marks.open != 0 && own.kind() == super::OwnKind::Safety {
        counter.nothing_to_ask();
    }
}

/// What came of one of a vendor's own rules.
fn own_marks(
    scene: &Scene<'_>,
    party: &Party,
    home: &super::Home,
    on: NaiveDate,
    at: u16,
    own: &OwnRule,
) -> Marks {
    let children: Vec<&super::Child> = (0_u32..)
        .zip(party.children())
        .filter(|(place, _)| scene.which >> place & 1 == 1)
        .map(|(_, child)| child)
        .collect();
    let bit = 1 << at;
    let mut marks = Marks::default();
    match own.ask(&Candidate { children: &children, home, on }) {
        OwnAnswer::Yes => {}
        OwnAnswer::NotKnown => marks.open = bit,
        OwnAnswer::No if own.kind() != super::OwnKind::Safety => marks.fails = bit,
        OwnAnswer::No => match scene.met(at, None, None) {
            scene::Met::No => marks.fails = bit,
            scene::Met::By(_) => marks.with = bit,
            scene::Met::Open { .. } => marks.open = bit,
        },
    }
    marks
}

fn parts(scene: &Scene<'_>, ranks: &Ranks, marks: Marks, kind: Kind) -> Parts {
    let deciding = ranks.deciding();
    let family_km = scene.seekers().try_fold(0, |furthest: u32, (_, seeker)| {
        let metres = seeker.family_at?.metres_to(scene.home.grid?);
        Some(furthest.max(metres / 1_000))
    });
    Parts {
        kind,
        failed: (marks.fails & deciding).count_ones(),
        open: (marks.open & deciding).count_ones(),
        mitigated: marks.with.count_ones(),
        steps: marks.steps.count_ones(),
        wishes_not_met: (marks.fails & ranks.wishes()).count_ones(),
        fit_not_met: (marks.fails & ranks.fit()).count_ones(),
        practice_not_met: (marks.fails & ranks.practice()).count_ones(),
        softly_open: (marks.open & !deciding).count_ones(),
        family_km: family_km.map_or(FamilyKm::NotKnown, FamilyKm::Known),
    }
}

/// Every fact of the children that is open in some home that is not ruled out, most decisive first.
fn asks_of_children(party: &Party, counter: &Counter, ranks: &Ranks) -> Vec<Ask> {
    let mut asks: Vec<(core::cmp::Reverse<u32>, crate::base::Weight, usize, u32, Ask)> = Vec::new();
    for (child, (by_rule, homes)) in party.children().iter().zip(counter.questions()) {
        let mut seen = 0;
        for (order, at) in ranks.order().enumerate() {
            let Some((facts, rule)) = by_rule.get(usize::from(at)).zip(ranks.rule(at)) else { continue };
            for fact in layout::each(facts & !seen) {
                let homes = homes.get(fact as usize).copied().unwrap_or(0);
                let ask = Ask {
                    about: child.id.into(),
                    other: None,
                    topic: layout::topic_of_child(fact),
                    of: AskedOf::Authority,
                    homes,
                    rule,
                };
                asks.push((core::cmp::Reverse(homes), rule.weight, order, fact, ask));
            }
            seen |= facts;
        }
    }
    asks.sort_by(|a, b| {
        (a.0, a.1, a.2, a.3).cmp(&(b.0, b.1, b.2, b.3)).then_with(|| a.4.about.cmp(&b.4.about))
    });
    asks.into_iter().map(|(.., ask)| ask).collect()
}

fn findings(party: &Party, search: &Search, how: &Matching) -> Findings {
    let mut findings = Findings::none();
    for child in party.children().iter().filter(|child| child.own_view.is_open()) {
        findings.push(Finding::new(&notes::OWN_VIEW_NOT_ASKED).about(child.id));
    }
    let policy = how.policy;
    let unset = [
        (policy.age_gap_years.is_none(), "age_gap_years", rules::AGES_CLOSE.code),
        (policy.same_risk_most.is_none(), "same_risk_most", rules::SAME_RISK_FEW.code),
        (policy.arrival_gap_days.is_none(), "arrival_gap_days", rules::ARRIVALS_APART.code),
        (policy.family_within_km.is_none(), "family_within_km", rules::NEAR_FAMILY.code),
        (policy.school_within_km.is_none(), "school_within_km", rules::NEAR_SCHOOL.code),
        (policy.judged_within_days.is_none(), "judged_within_days", notes::DOES_NOT_COUNT.code),
    ];
    for (_, value, rule) in unset.into_iter().filter(|(unset, ..)| *unset) {
        let finding = Finding::new(&notes::POLICY_NOT_SET).with("policy", Amount::Code(value));
        findings.push(finding.with("rule", Amount::Code(rule)));
    }
    if search.of_nothing > 0 {
        let count = i64::try_from(search.of_nothing).unwrap_or(i64::MAX);
        findings.push(Finding::new(&notes::SPEAKS_OF_NOTHING).with("count", Amount::Count(count)));
    }
    if search.not_of_now > 0 {
        let count = i64::try_from(search.not_of_now).unwrap_or(i64::MAX);
        findings.push(Finding::new(&notes::DOES_NOT_COUNT).with("count", Amount::Count(count)));
    }
    findings
}
