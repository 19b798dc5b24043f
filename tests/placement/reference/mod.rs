//! Matching by the book: each rule written down once more from its words, one fact at a time, with nothing
//! compiled and nothing kept from home to home. Slow, and independent of the code it stands beside.

mod ask;
mod between;
mod nights;
mod rules;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::base::{ChildId, Code, Fact, HomeId};
use mutual_care::placement::{
    Child, Facts, FamilyKm, Home, Kind, Mitigation, MitigationJudgement, Parts, Party, Plan, Policy, Resident,
};

pub use ask::{decisive, decisive_and_silent};
pub use rules::ask_all;

/// The rules in the order in which they are asked.
pub const LAW: [&str; 13] = [
    "home-registered",
    "accommodation-not-restricted",
    "place-free",
    "age-in-range",
    "sex-as-registered",
    "needs-within-purpose",
    "emergency-within-purpose",
    "not-kept-apart",
    "area-not-unsafe",
    "deprivation-of-liberty-met",
    "secure-order-met",
    "key-stage-4-protected",
    "out-of-area-approved",
];
pub const SAFETY: [&str; 22] = [
    "no-exploitation-between",
    "no-sexual-harm-between",
    "no-violence-between",
    "no-fire-between",
    "no-substances-between",
    "no-going-missing-together",
    "no-harm-known-between",
    "solo-respected",
    "ages-alongside-respected",
    "bedroom-for-each",
    "staff-by-day",
    "staff-by-evening",
    "staff-by-night",
    "staff-skilled",
    "health-care-given",
    "home-adapted",
    "own-risks-managed",
    "animals-safe",
    "location-safe",
    "life-threatening-allergies-safe",
    "allergies-safe",
    "can-live-with-animals",
];
pub const WISHES: [&str; 4] = ["own-view-of-home", "area-wished", "company-wished", "siblings-together"];
pub const FIT: [&str; 9] = [
    "near-family",
    "near-school",
    "culture-met",
    "language-spoken",
    "communication-met",
    "pets-fit",
    "activities-in-reach",
    "community-kept",
    "support-given",
];
pub const PRACTICE: [&str; 4] = ["ages-close", "same-risk-few", "residential-recommended", "arrivals-apart"];

/// What came of a rule, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Out {
    Holds,
    Step,
    With,
    Unknown,
    No,
}

/// Some children, one home, one date.
#[derive(Clone, Copy)]
pub struct Placing<'a> {
    pub party: &'a Party,
    pub children: &'a [&'a Child],
    pub home: &'a Home,
    pub on: NaiveDate,
    pub policy: &'a Policy,
    /// As if every judgement counted: those that do not were left out before.
    pub all_count: bool,
    /// What more staff meets, as it is found.
    pub ledger: Option<&'a RefCell<Ledger>>,
}

/// A rule, and whom it is asked about.
pub type Asked = (&'static str, Option<ChildId>, Option<ChildId>);

/// What more staff meets, and of which rules something is not known.
#[derive(Default)]
pub struct Ledger {
    pub uses: BTreeMap<Asked, Use>,
    pub unknown: BTreeSet<Asked>,
}

/// A concern that only more staff meets.
#[derive(Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four facts of the definition, none of which follows from another"
)]
pub struct Use {
    pub extra: bool,
    pub waking: bool,
    pub staff: u32,
    /// Whether somebody said how many it takes.
    pub said: bool,
    /// Something else might meet it, or it is not known whether it is one.
    pub else_open: bool,
}

impl<'a> Placing<'a> {
    /// Who else lives there on the date; none if that is not known.
    pub fn residents(&self) -> Option<Vec<&'a Resident>> {
        let residents = known(&self.home.residents)?;
        let there = residents.iter().filter(|resident| resident.period.contains(self.on));
        Some(there.filter(|resident| !self.moves_in(resident.child.id)).collect())
    }

    pub fn moves_in(&self, id: ChildId) -> bool {
        self.children.iter().any(|child| child.id == id)
    }

    /// That something about these is not known.
    pub fn not_known(&self, rule: &'static str, child: Option<ChildId>, other: Option<ChildId>) {
        if let Some(ledger) = self.ledger {
            ledger.borrow_mut().unknown.insert((rule, child, other));
        }
    }

    /// Whether somebody says that a mitigation meets a no, and whether all have spoken.
    pub fn met(&self, rule: &'static str, child: Option<ChildId>, other: Option<ChildId>) -> Out {
        let list = meets(rule);
        let can = |mitigation: Mitigation| {
            let can = self.home.provides.iter().find(|provision| provision.mitigation == mitigation);
            can.and_then(|provision| known(&provision.can)).map(|can| match can {
                mutual_care::placement::CanProvide::No => false,
                mutual_care::placement::CanProvide::During(period) => period.contains(self.on),
            })
        };
        let judged = self.judged(rule, child, other);
        let enough = |set: &BTreeSet<Mitigation>| {
            let of_set: Vec<bool> =
                judged.iter().filter(|((_, of), _)| of == set).map(|(_, (_, enough))| *enough).collect();
            if of_set.is_empty() { None } else { Some(of_set.iter().all(|enough| *enough)) }
        };
        let more_staff = [Mitigation::ExtraStaff, Mitigation::WakingNightStaff];
        let possible = |one: &Mitigation| list.contains(one) && can(*one) != Some(false);
        let (mut alone, mut open) = (Vec::new(), false);
        for &mitigation in &list {
            match (can(mitigation), enough(&BTreeSet::from([mitigation]))) {
                (Some(false), _) | (_, Some(false)) => {}
                (Some(true), Some(true)) => alone.push(mitigation),
                _ => open = true,
            }
        }
        let mut together: Vec<BTreeSet<Mitigation>> = Vec::new();
        for (_, set) in judged.keys() {
            if set.len() > 1 && set.iter().all(possible) && enough(set) == Some(true) {
                if set.iter().all(|one| can(*one) == Some(true)) {
                    together.push(set.clone());
                } else {
                    open = true;
                }
            }
        }
        // The fewest; of as many, those that come first in the list from its end.
        let place = |set: &BTreeSet<Mitigation>| set.iter().map(|one| 1_u64 << *one as u32).sum::<u64>();
        together.sort_by_key(|set| (set.len(), place(set)));
        let by: Vec<Mitigation> = if alone.is_empty() {
            together.first().into_iter().flatten().copied().collect()
        } else {
            alone.clone()
        };
        if by.is_empty() {
            return if open { Out::Unknown } else { Out::No };
        }
        let counted = by.iter().any(|one| more_staff.contains(one));
        if counted && alone.iter().all(|one| more_staff.contains(one)) {
            let of_staff = judged.iter().filter(|((_, set), (_, enough))| {
                *enough && set.iter().all(possible) && set.iter().any(|one| more_staff.contains(one))
            });
            let said = self.staff_said(rule, child, other);
            let said: Vec<u8> = of_staff.filter_map(|(key, _)| said.get(key).copied().flatten()).collect();
            let staff = said.iter().copied().max().unwrap_or(1).max(1);
            let gone = known(&self.home.residents).into_iter().flatten();
            let gone = gone.filter(|one| Some(one.child.id) == other).any(nights::may_be_gone);
            let extra = by.contains(&Mitigation::ExtraStaff);
            let waking = by.contains(&Mitigation::WakingNightStaff) && (alone.is_empty() || !extra);
            let else_open = open || gone || alone.len() == 2;
            if let Some(ledger) = self.ledger {
                let (staff, said) = (u32::from(staff), !said.is_empty());
                let used = Use { extra, waking, staff, said, else_open };
                ledger.borrow_mut().uses.insert((rule, child, other), used);
            }
        }
        Out::With
    }

    /// What was judged of this, by who was judged and which mitigations together: the latest, and on one day the no.
    fn judged(
        &self,
        rule: &str,
        child: Option<ChildId>,
        other: Option<ChildId>,
    ) -> BTreeMap<JudgedOf, (NaiveDate, bool)> {
        let mut latest: BTreeMap<JudgedOf, (NaiveDate, bool)> = BTreeMap::new();
        for judgement in self.judgements_of(rule, child, other) {
            let entry = latest.entry(judged_of(judgement)).or_insert((judgement.on, judgement.enough));
            if judgement.on > entry.0 || (judgement.on == entry.0 && !judgement.enough) {
                *entry = (judgement.on, judgement.enough);
            }
        }
        // A yes to some falls to a no to the same and more that is not earlier, and that no to a later yes.
        let all = latest.clone();
        latest.retain(|(who, set), (on, enough)| {
            !all.iter().any(|((other_who, other_set), (other_on, other_enough))| {
                who == other_who
                    && set != other_set
                    && match (*enough, *other_enough) {
                        (true, false) => set.is_subset(other_set) && other_on >= on,
                        (false, true) => other_set.is_subset(set) && other_on > on,
                        _ => false,
                    }
            })
        });
        latest
    }

    /// How many staff each of them says that it takes.
    fn staff_said(
        &self,
        rule: &str,
        child: Option<ChildId>,
        other: Option<ChildId>,
    ) -> BTreeMap<JudgedOf, Option<u8>> {
        let mut said: BTreeMap<JudgedOf, (NaiveDate, bool, Option<u8>)> = BTreeMap::new();
        for judgement in self.judgements_of(rule, child, other) {
            let of = (judgement.on, !judgement.enough, judgement.staff);
            let entry = said.entry(judged_of(judgement)).or_insert(of);
            if (of.0, of.1) >= (entry.0, entry.1) {
                *entry = of;
            }
        }
        said.into_iter().map(|(key, (_, _, staff))| (key, staff)).collect()
    }

    fn judgements_of(
        &self,
        rule: &str,
        child: Option<ChildId>,
        other: Option<ChildId>,
    ) -> impl Iterator<Item = &'a MitigationJudgement> {
        let about = move |judgement: &MitigationJudgement| {
            if judgement.home != self.home.id || judgement.rule.as_str() != rule {
                return false;
            }
            match (child, other) {
                (None, _) => judgement.other.is_none() && self.moves_in(judgement.child),
                (Some(child), None) => judgement.other.is_none() && judgement.child == child,
                (Some(child), Some(other)) => {
                    (judgement.child, judgement.other) == (child, Some(other))
                        || (judgement.child, judgement.other) == (other, Some(child))
                }
            }
        };
        self.party.judgements().iter().filter(move |one| about(one) && (self.all_count || self.counts(one)))
    }
}

/// Who was judged, and which mitigations together.
type JudgedOf = ((ChildId, Option<ChildId>), BTreeSet<Mitigation>);

fn judged_of(judgement: &MitigationJudgement) -> JudgedOf {
    let mut set: BTreeSet<Mitigation> = judgement.together_with.iter().copied().collect();
    set.insert(judgement.mitigation);
    ((judgement.child, judgement.other), set)
}

impl Placing<'_> {
    /// Whether a judgement is of what is now: dated on or before the move, and of these very facts, or, where it names
    /// none, dated not before any of them and not longer ago than the policy allows.
    fn counts(&self, judgement: &MitigationJudgement) -> bool {
        if judgement.on > self.on {
            return false;
        }
        let find = |id: ChildId| {
            let resident = known(&self.home.residents).into_iter().flatten();
            let resident = resident.map(|resident| &resident.child).find(|child| child.id == id);
            self.party.child(id).or(resident)
        };
        let (child, other) = (find(judgement.child), judgement.other.and_then(find));
        if let Some(facts) = &judgement.facts {
            let mut empty = self.home.clone();
            empty.residents = Fact::default();
            return child.is_some_and(|child| child.fingerprint().unwrap() == facts.child)
                && other.map(|other| other.fingerprint().unwrap()) == facts.other
                && empty.fingerprint().unwrap() == facts.home;
        }
        let long_ago = self
            .policy
            .judged_within_days
            .is_some_and(|days| (self.on - judgement.on).num_days() > i64::from(days));
        let told = |child: Option<&Child>| child.and_then(last_told).is_some_and(|told| told > judgement.on);
        let set = judged_of(judgement).1;
        let provided = self.home.provides.iter().filter(|one| set.contains(&one.mitigation));
        let provided = provided.filter_map(|one| one.can.on()).any(|told| told > judgement.on);
        let came = known(&self.home.residents).into_iter().flatten();
        let came = came.filter(|resident| Some(resident.child.id) == judgement.other);
        let came = came.filter_map(|resident| resident.period.from()).any(|first| first > judgement.on);
        !long_ago && !told(child) && !told(other) && !provided && !came
    }
}

/// The party with the judgements that count: what one answer alone would change is asked with everything else as it is,
/// and an answer does not unmake a judgement.
pub fn with_counting(party: &Party, homes: &[Home], on: NaiveDate, policy: &Policy) -> Party {
    let counts = |judgement: &&MitigationJudgement| {
        let home = homes.iter().find(|home| home.id == judgement.home);
        home.is_some_and(|home| {
            Placing { party, children: &[], home, on, policy, all_count: false, ledger: None }
                .counts(judgement)
        })
    };
    let counting = party.judgements().iter().filter(counts).cloned().collect();
    party.clone().with_judgements(counting).unwrap()
}

/// The latest day that a fact of a child bears: each fact, and each code of each list.
fn last_told(child: &Child) -> Option<NaiveDate> {
    fn codes<K: Code + Ord + 'static>(_: &Facts<K>) -> impl Iterator<Item = K> {
        K::ALL.iter().copied()
    }
    let mut days: Vec<Option<NaiveDate>> = Vec::new();
    macro_rules! facts {
        ($($fact:ident).+, $($rest:tt)*) => { days.push(child.$($fact).+.on()); facts!($($rest)*); };
        () => {};
    }
    macro_rules! lists {
        ($($list:ident),+) => {$(
            days.extend(codes(&child.$list).map(|code| child.$list.fact(code).on()));
        )+};
    }
    facts!(
        date_of_birth,
        sex,
        gender,
        authority,
        staffing,
        companions,
        shares_room,
        nights,
        relations,
        unsafe_areas,
        key_stage_4,
        wished_areas,
        wished_company,
        family_at,
        school_at,
        languages,
        pets,
        community_areas,
        care_types.foster,
        care_types.residential,
        care_types.supported_accommodation,
    );
    lists!(
        needs,
        own_risks,
        risks_to_others,
        vulnerable_to,
        skills,
        health_care,
        adaptations,
        orders,
        culture,
        communication,
        activities,
        support,
        allergies,
        life_threatening_allergies
    );
    days.into_iter().flatten().max()
}

/// The mitigations that can meet a rule, as its table says.
fn meets(rule: &str) -> Vec<Mitigation> {
    let rule = mutual_care::placement::rules::TABLE.iter().find(|known| known.code == rule).unwrap();
    mutual_care::placement::mitigations_of(rule).to_vec()
}

pub fn known<T>(fact: &Fact<T>) -> Option<&T> {
    fact.told().as_ref().known()
}

/// One home and way of placing, by the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    pub home: HomeId,
    pub children: Vec<ChildId>,
    /// How many besides who are known only by number.
    pub by_number: usize,
    pub kind: Kind,
    pub decided_by: Option<&'static str>,
    pub parts: Parts,
    pub outs: BTreeMap<&'static str, Out>,
}

/// Brothers and sisters known only by number: children of whom nothing is known.
pub fn unnamed(party: &Party) -> Vec<Child> {
    let id = |number: u8| format!("00000000-0000-4000-8000-ffff000000{number:02}").parse().unwrap();
    (0..party.known_by_number()).map(|number| Child::new(id(number))).collect()
}

pub fn is_unnamed(child: &Child) -> bool {
    child.id.to_string().contains("-ffff000000")
}

/// The ways of placing a party in a home: all of them; where they wish to be together each part of them, of those known
/// only by number so many; each alone.
pub fn placings<'a>(party: &'a Party, unnamed: &'a [Child]) -> Vec<Vec<&'a Child>> {
    let all: Vec<&Child> = party.children().iter().chain(unnamed).collect();
    if matches!(party.plan(), Plan::One | Plan::TogetherRequired) {
        return vec![all];
    }
    let mut ways: Vec<Vec<&Child>> = Vec::new();
    for which in 1_u32..1 << all.len() {
        let set: Vec<&Child> =
            all.iter().enumerate().filter(|(at, _)| which >> at & 1 == 1).map(|(_, child)| *child).collect();
        let same = |other: &Vec<&Child>| {
            let named = |set: &[&Child]| -> Vec<ChildId> {
                set.iter().filter(|child| !is_unnamed(child)).map(|child| child.id).collect()
            };
            other.len() == set.len() && named(other) == named(&set)
        };
        if ways.iter().any(same) || (party.plan() == Plan::Apart && set.len() > 1) {
            continue;
        }
        ways.push(set);
    }
    // The whole party first, then its parts, then each alone; parts as their children come.
    let whole = ways.iter().position(|way| way.len() == all.len()).map(|at| ways.remove(at));
    let (parts, alone): (Vec<_>, Vec<_>) = ways.into_iter().partition(|way| way.len() > 1);
    whole.into_iter().chain(parts).chain(alone).collect()
}

pub fn kind(outs: &BTreeMap<&'static str, Out>) -> (Kind, Option<&'static str>) {
    let first = |out: Out| LAW.iter().chain(&SAFETY).copied().find(|rule| outs[rule] == out);
    if let Some(rule) = first(Out::No) {
        (Kind::NotSuitable, Some(rule))
    } else if let Some(rule) = first(Out::Unknown) {
        (Kind::CannotSayYet, Some(rule))
    } else if let Some(rule) = first(Out::Step) {
        (Kind::SuitableOnceApproved, Some(rule))
    } else if let Some(rule) = first(Out::With) {
        (Kind::SuitableWith, Some(rule))
    } else {
        (Kind::Suitable, None)
    }
}

pub fn judge(placing: &Placing<'_>) -> Judged {
    let outs = ask_all(placing);
    let (kind, decided_by) = kind(&outs);
    let count =
        |rules: &[&str], out: Out| -> u32 { rules.iter().map(|rule| u32::from(outs[rule] == out)).sum() };
    let deciding = |out| count(&LAW, out) + count(&SAFETY, out);
    let kilometres = placing.children.iter().map(|child| {
        let (family, home) = (known(&child.family_at)?, known(&placing.home.grid)?);
        Some(family.metres_to(*home) / 1000)
    });
    let furthest = kilometres.collect::<Option<Vec<u32>>>().map(|all| all.into_iter().max().unwrap());
    Judged {
        home: placing.home.id,
        children: placing.children.iter().filter(|child| !is_unnamed(child)).map(|child| child.id).collect(),
        by_number: placing.children.iter().filter(|child| is_unnamed(child)).count(),
        kind,
        decided_by,
        parts: Parts {
            kind,
            failed: deciding(Out::No),
            open: deciding(Out::Unknown),
            mitigated: deciding(Out::With),
            steps: deciding(Out::Step),
            wishes_not_met: count(&WISHES, Out::No),
            fit_not_met: count(&FIT, Out::No),
            practice_not_met: count(&PRACTICE, Out::No),
            softly_open: count(&WISHES, Out::Unknown)
                + count(&FIT, Out::Unknown)
                + count(&PRACTICE, Out::Unknown),
            family_km: furthest.map_or(FamilyKm::NotKnown, FamilyKm::Known),
        },
        outs,
    }
}

/// Every home in order, by the book, each with its place.
pub fn shortlist(party: &Party, homes: &[Home], on: NaiveDate, policy: &Policy) -> Vec<(usize, Judged)> {
    let mut judged = Vec::new();
    let mut in_order: Vec<&Home> = homes.iter().collect();
    in_order.sort_by_key(|home| home.id);
    // Whether a judgement counts goes by its home, its children and the date, and by no rule: it is looked at once.
    let party = &with_counting(party, homes, on, policy);
    let unnamed = &unnamed(party);
    for home in in_order {
        for children in placings(party, unnamed) {
            let all_count = true;
            judged.push(judge(&Placing {
                party,
                children: &children,
                home,
                on,
                policy,
                all_count,
                ledger: None,
            }));
        }
    }
    judged.sort_by_key(|judged| judged.parts);
    let places = judged
        .iter()
        .map(|one| 1 + judged.iter().filter(|other| other.parts < one.parts).count())
        .collect::<Vec<_>>();
    places.into_iter().zip(judged).collect()
}
