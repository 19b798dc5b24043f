//! The children of a party in the form that rules read, for one planned date.

use alloc::vec::Vec;

use chrono::{Datelike, Months, NaiveDate};

use super::compile::{Bits, Homes, Person, Tri, demands, index, known};
use crate::base::{ChildId, Rule, limits};
use crate::placement::{
    AuthorityStep, Child, Grid, JudgedFacts, Judgement, Language, Party, Pets, Plan, Policy, RegisteredSex,
    Suitability, WishedCompany,
};

/// The ages that count as answers to "when was the child born?": 0 to 17 on the planned date.
pub(crate) const AGES: u32 = 18;
/// One bit for each of them.
pub(crate) const ALL_AGES: u32 = (1 << AGES) - 1;

/// A child who is looking for a home.
#[derive(Debug, Clone)]
pub(crate) struct Seeker {
    pub(crate) id: ChildId,
    pub(crate) person: Person,
    pub(crate) demands: Bits,
    /// The age on the planned date; -1 before the birth.
    pub(crate) age: Option<i32>,
    pub(crate) sex: Option<RegisteredSex>,
    pub(crate) authority: Option<(u64, Vec<u64>)>,
    pub(crate) unsafe_areas: Option<Vec<u64>>,
    pub(crate) key_stage_4: Tri,
    pub(crate) shares_room: Tri,
    /// Homes, by place, with what the child said of them.
    pub(crate) views: Vec<(u32, bool)>,
    pub(crate) wished_areas: Option<Vec<u64>>,
    pub(crate) wished_company: Option<WishedCompany>,
    pub(crate) family_at: Option<Grid>,
    pub(crate) school_at: Option<Grid>,
    pub(crate) languages: Option<Vec<Language>>,
    pub(crate) pets: Option<Pets>,
    pub(crate) community_areas: Option<Vec<u64>>,
    pub(crate) residential: Option<Suitability>,
    /// Who was born earlier, or later, than this is further apart in age than the policy allows.
    pub(crate) born_within: Option<(i32, i32)>,
}

/// A judgement of a mitigation, for one home.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged {
    pub(crate) home: u32,
    pub(crate) rule: u16,
    pub(crate) child: u32,
    pub(crate) other: Option<ChildId>,
    pub(crate) mitigation: u32,
    pub(crate) enough: bool,
}

/// A party, a date and a policy: all that stays the same from home to home.
#[derive(Debug, Clone)]
pub(crate) struct Search {
    pub(crate) seekers: Vec<Seeker>,
    pub(crate) plan: Plan,
    pub(crate) emergency: bool,
    pub(crate) today: i32,
    pub(crate) policy: Policy,
    /// In order of home.
    pub(crate) judged: Vec<Judged>,
    /// Home, child, step; in order.
    pub(crate) steps: Vec<(u32, u32, AuthorityStep)>,
    /// The relations of the seekers.
    pub(crate) relations: Vec<(ChildId, u8)>,
    /// The date of birth of whoever turns each age on the planned date.
    pub(crate) born_at: [i32; AGES as usize],
    /// Judgements and steps that speak of nothing in the question.
    pub(crate) of_nothing: usize,
    /// Judgements and steps that are dated later, or are of what is otherwise now.
    pub(crate) not_of_now: usize,
    /// For each rule, a bit for each mitigation that can meet a no.
    pub(crate) met_by: [u32; RULES],
}

/// The most rules there can be: one bit each.
pub(crate) const RULES: usize = 64;

impl Search {
    pub(crate) fn new(
        party: &Party,
        homes: &Homes,
        on: NaiveDate,
        policy: &Policy,
        rules: &[(&'static Rule, u32)],
    ) -> Self {
        let mut relations = Vec::new();
        let seekers: Vec<Seeker> =
            party.children().iter().map(|child| seeker(child, homes, on, policy, &mut relations)).collect();
        let child_at = |id: ChildId| party.children().iter().position(|child| child.id == id).map(index);
        let (mut of_nothing, mut not_of_now) = (0, 0);
        // Read once for each child, however many judgements there are.
        let told: Vec<Option<NaiveDate>> = party.children().iter().map(Child::last_told).collect();
        let mut judged: Vec<(Judged, NaiveDate)> = Vec::with_capacity(party.judgements().len());
        for judgement in party.judgements() {
            let home = homes.place_of(judgement.home).map(index);
            let rule = rules.iter().position(|(rule, _)| rule.code == judgement.rule.as_str()).map(small);
            let of = home.zip(rule).zip(child_at(judgement.child));
            let Some(((home, rule), child)) = of else {
                of_nothing += 1;
                continue;
            };
            let learnt = told.get(child as usize).copied().flatten();
            if !is_of_now(judgement, learnt, party, homes, on, policy) {
                not_of_now += 1;
                continue;
            }
            let (other, mitigation) = (judgement.other, judgement.mitigation as u32);
            let entry = Judged { home, rule, child, other, mitigation, enough: judgement.enough };
            judged.push((entry, judgement.on));
        }
        // Of several about the same thing the last in this order counts: the latest, and on one day the no.
        let key = |j: &Judged| (j.home, j.rule, j.child, j.other, j.mitigation);
        judged.sort_by_key(|(j, on)| (key(j), *on, !j.enough));
        judged.reverse();
        judged.dedup_by_key(|(j, _)| key(j));
        judged.reverse();
        let mut steps = Vec::with_capacity(party.steps_done().len());
        for done in party.steps_done() {
            match homes.place_of(done.home).map(index).zip(child_at(done.child)) {
                Some(_) if done.on > on => not_of_now += 1,
                Some((home, child)) => steps.push((home, child, done.step)),
                None => of_nothing += 1,
            }
        }
        steps.sort_unstable();
        let mut met_by = [0; RULES];
        for (place, (_, mitigations)) in met_by.iter_mut().zip(rules) {
            *place = *mitigations;
        }
        let mut born_at = [0; AGES as usize];
        for (age, born) in (0..AGES).zip(&mut born_at) {
            *born = years_before(on, age).num_days_from_ce();
        }
        Self {
            seekers,
            plan: party.plan(),
            emergency: party.emergency,
            today: on.num_days_from_ce(),
            policy: *policy,
            judged: judged.into_iter().map(|(judged, _)| judged).collect(),
            steps,
            relations,
            born_at,
            of_nothing,
            not_of_now,
            met_by,
        }
    }

    pub(crate) fn judged_for(&self, home: u32) -> &[Judged] {
        if self.judged.is_empty() {
            return &[];
        }
        let start = self.judged.partition_point(|judged| judged.home < home);
        let end = self.judged.partition_point(|judged| judged.home <= home);
        self.judged.get(start..end).unwrap_or_default()
    }

    pub(crate) fn done(&self, home: u32, child: u32, step: AuthorityStep) -> bool {
        !self.steps.is_empty() && self.steps.binary_search(&(home, child, step)).is_ok()
    }

    /// The ways of placing the party in one home, each as a set of seekers.
    pub(crate) fn placings(&self) -> Vec<u32> {
        let all: u32 = (1 << self.seekers.len().min(limits::PARTY)) - 1;
        let alone = (0..self.seekers.len()).map(|place| 1 << place);
        match self.plan {
            Plan::One | Plan::TogetherRequired => alloc::vec![all],
            Plan::TogetherWished => core::iter::once(all).chain(alone).collect(),
            Plan::Apart => alone.collect(),
        }
    }
}

/// Whether a judgement is dated by the planned date, and of the facts that are known now.
fn is_of_now(
    judgement: &Judgement,
    learnt: Option<NaiveDate>,
    party: &Party,
    homes: &Homes,
    on: NaiveDate,
    policy: &Policy,
) -> bool {
    if judgement.on > on {
        return false;
    }
    let Some(home) = homes.get(judgement.home) else { return false };
    let residents = known(&home.residents).map_or(&[][..], |few| few);
    let resident = |id: ChildId| residents.iter().find(|resident| resident.child.id == id);
    let child_of = |id: ChildId| party.child(id).or_else(|| resident(id).map(|resident| &resident.child));
    let child = child_of(judgement.child);
    let other = judgement.other.and_then(child_of);
    if let Some(facts) = &judgement.facts {
        return child.is_some_and(|child| JudgedFacts::of(home, child, other).as_ref() == Ok(facts));
    }
    let long_ago =
        policy.judged_within_days.is_some_and(|days| (on - judgement.on).num_days() > i64::from(days));
    let provided = home.provides.iter().find(|one| one.mitigation == judgement.mitigation);
    let last = [
        learnt,
        other.and_then(Child::last_told),
        provided.and_then(|one| one.can.on()),
        judgement.other.and_then(resident).and_then(|resident| resident.period.from()),
    ];
    !long_ago && last.into_iter().flatten().all(|told| told <= judgement.on)
}

/// The day so many years before; the last of the month where the day does not exist.
pub(crate) fn years_before(on: NaiveDate, years: u32) -> NaiveDate {
    on.checked_sub_months(Months::new(12 * years)).unwrap_or(NaiveDate::MIN)
}

#[expect(clippy::cast_possible_truncation, reason = "there are at most 64 rules")]
const fn small(place: usize) -> u16 {
    place as u16
}

fn seeker(
    child: &Child,
    homes: &Homes,
    on: NaiveDate,
    policy: &Policy,
    relations: &mut Vec<(ChildId, u8)>,
) -> Seeker {
    let areas = |few: &crate::placement::Few<crate::placement::Area>| -> Vec<u64> {
        few.iter().map(|area| area.packed()).collect()
    };
    let born = known(&child.date_of_birth).copied();
    let age = born.map(|born| born.age_on(on).map_or(-1, |age| i32::try_from(age).unwrap_or(i32::MAX)));
    let within = born.zip(policy.age_gap_years).map(|(born, years)| {
        let latest = born.reaches(u32::from(years));
        let day = born.reveal();
        // The earliest day of birth whose anniversary of so many years is not before this child's birth.
        let mut earliest = years_before(day, u32::from(years)).checked_sub_days(chrono::Days::new(2));
        while let Some(candidate) = earliest {
            if crate::placement::DateOfBirth::new(candidate).reaches(u32::from(years)) >= day {
                break;
            }
            earliest = candidate.succ_opt();
        }
        (earliest.unwrap_or(NaiveDate::MIN).num_days_from_ce(), latest.num_days_from_ce())
    });
    let mut views: Vec<(u32, bool)> = child
        .home_views
        .iter()
        .filter_map(|view| homes.place_of(view.home).map(|place| (index(place), view.wants)))
        .collect();
    views.sort_unstable();
    Seeker {
        id: child.id,
        person: Person::of(child, relations),
        demands: demands(child),
        age,
        sex: known(&child.sex).copied(),
        authority: known(&child.authority)
            .map(|authority| (authority.area.packed(), areas(&authority.adjoining))),
        unsafe_areas: known(&child.unsafe_areas).map(areas),
        key_stage_4: Tri::of(child.key_stage_4),
        shares_room: Tri::of(child.shares_room),
        views,
        wished_areas: known(&child.wished_areas).map(areas),
        wished_company: known(&child.wished_company).copied(),
        family_at: known(&child.family_at).copied(),
        school_at: known(&child.school_at).copied(),
        languages: known(&child.languages).map(|languages| languages.to_vec()),
        pets: known(&child.pets).copied(),
        community_areas: known(&child.community_areas).map(areas),
        residential: known(&child.care_types.residential).copied(),
        born_within: within,
    }
}
