//! A party, a date and a policy: all that stays the same from home to home.

use alloc::vec::Vec;

use chrono::{Datelike, NaiveDate};

use super::answers::{AGES, answers_of_child};
use super::children::{Seeker, years_before};
use super::homes::Homes;
use super::layout::{FactSet, set_of};
use super::read::known;
use super::stretch::index;
use crate::base::{ChildId, Rule, limits};
use crate::placement::nights::EVERY_NIGHT;
use crate::placement::{
    AuthorityStep, Child, JudgedFacts, MitigationJudgement, Party, Plan, Policy, Provision,
};

/// A judgement of a mitigation, for one home.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Judged {
    pub(crate) home: u32,
    pub(crate) rule: u16,
    pub(crate) child: u32,
    pub(crate) other: Option<ChildId>,
    /// The mitigations, one bit each: one, or several that were judged together.
    pub(crate) set: u32,
    /// How many more staff it takes, if that is said.
    pub(crate) staff: Option<u8>,
    pub(crate) enough: bool,
}

/// A party, a date and a policy: all that stays the same from home to home.
#[derive(Debug, Clone)]
pub(crate) struct Query {
    pub(crate) seekers: Vec<Seeker>,
    /// Whether one of them stays some nights only.
    pub(crate) by_night: bool,
    /// For each of them and each fact: if it is not known, the child as each answer would have it.
    supposed: Vec<Vec<Vec<Seeker>>>,
    pub(crate) plan: Plan,
    pub(crate) emergency: bool,
    pub(crate) today: i32,
    pub(crate) policy: Policy,
    /// In order of home.
    judged: Vec<Judged>,
    /// Home, child, step; in order.
    steps: Vec<(u32, u32, AuthorityStep)>,
    /// What others are to the seekers.
    pub(crate) relations: Vec<(ChildId, u8)>,
    /// The date of birth of whoever turns each age on the planned date.
    pub(crate) born_at: [i32; AGES as usize],
    /// Judgements and steps that speak of nothing in the question.
    pub(crate) of_nothing: usize,
    /// Judgements and steps that are dated later, or are of what is otherwise now.
    pub(crate) not_of_now: usize,
    /// For each rule, a bit for each mitigation that can meet a no.
    pub(crate) met_by: Vec<u32>,
}

impl Query {
    /// Reads a party; `rules` are all that are asked, each with a bit for each mitigation that can meet a no.
    pub(crate) fn new(
        party: &Party,
        homes: &Homes,
        on: NaiveDate,
        policy: &Policy,
        rules: &[(&'static Rule, u32)],
    ) -> Self {
        let mut relations = Vec::new();
        let place_of = |home| homes.place_of(home).map(index);
        let seeker = |(place, child)| Seeker::of(child, place, place_of, on, policy, &mut relations);
        let mut seekers: Vec<Seeker> = (0..).zip(party.children()).map(seeker).collect();
        for _ in 0..party.known_by_number() {
            seekers.push(Seeker::known_by_number(index(seekers.len()), on, policy));
        }
        let child_at = |id: ChildId| party.children().iter().position(|child| child.id == id).map(index);
        let (mut of_nothing, mut not_of_now) = (0, 0);
        // Read once for each child, however many judgements there are.
        let told: Vec<Option<NaiveDate>> = party.children().iter().map(Child::last_told).collect();
        let mut judged: Vec<(Judged, NaiveDate)> = Vec::with_capacity(party.judgements().len());
        for judgement in party.judgements() {
            let rule = (0_u16..).zip(rules).find(|(_, (rule, _))| rule.code == judgement.rule.as_str());
            let of = place_of(judgement.home).zip(rule).zip(child_at(judgement.child));
            let Some(((home, (rule, _)), child)) = of else {
                of_nothing += 1;
                continue;
            };
            let learnt = told.get(child as usize).copied().flatten();
            if !is_of_now(judgement, learnt, party, homes, on, policy) {
                not_of_now += 1;
                continue;
            }
            let with = judgement.together_with.iter().fold(0, |set, with| set | 1 << *with as u32);
            let (other, set) = (judgement.other, with | 1 << judgement.mitigation as u32);
            let (staff, enough) = (judgement.staff, judgement.enough);
            let entry = Judged { home, rule, child, other, set, staff, enough };
            judged.push((entry, judgement.on));
        }
        // Of several about the same thing the last in this order counts: the latest, and on one day the no.
        let key = |j: &Judged| (j.home, j.rule, j.child, j.other, j.set);
        judged.sort_by_key(|(j, on)| (key(j), *on, !j.enough));
        judged.reverse();
        judged.dedup_by_key(|(j, _)| key(j));
        judged.reverse();
        let mut steps = Vec::with_capacity(party.steps_done().len());
        for done in party.steps_done() {
            match place_of(done.home).zip(child_at(done.child)) {
                Some(_) if done.on > on => not_of_now += 1,
                Some((home, child)) => steps.push((home, child, done.step)),
                None => of_nothing += 1,
            }
        }
        steps.sort_unstable();
        let mut born_at = [0; AGES as usize];
        for (age, born) in (0..AGES).zip(&mut born_at) {
            *born = years_before(on, age).num_days_from_ce();
        }
        let supposed = seekers.iter().map(|seeker| {
            let facts = (0..FactSet::BITS).map(|fact| seeker.missing() & set_of(fact));
            facts.map(|fact| answers_of_child(seeker, fact, &born_at)).collect()
        });
        Self {
            supposed: supposed.collect(),
            by_night: seekers.iter().any(|seeker| seeker.person.nights != EVERY_NIGHT),
            seekers,
            plan: party.plan(),
            emergency: party.emergency,
            today: on.num_days_from_ce(),
            policy: *policy,
            judged: not_contradicted(&judged),
            steps,
            relations,
            born_at,
            of_nothing,
            not_of_now,
            met_by: rules.iter().map(|(_, met_by)| *met_by).collect(),
        }
    }

    pub(crate) fn judged_for(&self, home: u32) -> &[Judged] {
        let start = self.judged.partition_point(|judged| judged.home < home);
        let end = self.judged.partition_point(|judged| judged.home <= home);
        self.judged.get(start..end).unwrap_or_default()
    }

    /// Whether the authority has taken a step for a child and a home.
    pub(crate) fn is_done(&self, home: u32, child: u32, step: AuthorityStep) -> bool {
        self.steps.binary_search(&(home, child, step)).is_ok()
    }

    /// A child with each answer to a fact that is not known.
    pub(crate) fn supposed(&self, child: u32, fact: u32) -> &[Seeker] {
        let of_child = self.supposed.get(child as usize).and_then(|facts| facts.get(fact as usize));
        of_child.map_or(&[], |answers| answers)
    }

    /// The ways of placing the party in one home, each as a set of seekers. Of those known only by number one is like any
    /// other: of two sets with as many of them there is one. In so many homes live so many in all.
    pub(crate) fn placings(&self, homes: usize, residents: usize) -> Ways {
        let many = self.seekers.len().min(limits::PARTY);
        let all: u32 = (1 << many) - 1;
        let unnamed = self.seekers.iter().filter(|seeker| seeker.id.is_none());
        let unnamed = unnamed.fold(0_u32, |all, seeker| all | 1 << seeker.place);
        // Those known only by number come last, and are taken from the first of them on.
        let first_of_them = |set: u32| {
            let taken = (set & unnamed) >> unnamed.trailing_zeros().min(31);
            taken & (taken + 1) == 0
        };
        let alone = (0..many).map(|place| 1 << place).filter(|set| first_of_them(*set));
        let (sets, in_parts) = match self.plan {
            Plan::One | Plan::TogetherRequired => (alloc::vec![all], false),
            Plan::Apart => (alone.collect(), false),
            Plan::TogetherWished => {
                let parts = (1..all).filter(|set: &u32| !set.is_power_of_two() && first_of_them(*set));
                let few: Vec<u32> = core::iter::once(all).chain(alone).collect();
                let every: Vec<u32> = few
                    .first()
                    .copied()
                    .into_iter()
                    .chain(parts)
                    .chain(few.iter().skip(1).copied())
                    .collect();
                // Every answer about each of a set is looked at with each two of those who would live there.
                let steps = |set: &u32| {
                    let many = set.count_ones() as usize;
                    many * many * (residents + homes * (many + 1))
                };
                let steps: usize = every.iter().map(steps).sum();
                let tried = self.parts_most() > 1 && steps <= limits::IN_PARTS_STEPS;
                (if tried { every } else { few }, tried)
            }
        };
        Ways { sets, in_parts }
    }

    /// Whether somebody is known only by number.
    pub(crate) fn has_unnamed(&self) -> bool {
        self.seekers.iter().any(|seeker| seeker.id.is_none())
    }

    /// In how many parts they are tried at most.
    pub(crate) fn parts_most(&self) -> usize {
        let many = self.seekers.len();
        if many <= EVERY_WAY { many } else { usize::from(self.policy.parts_most).min(EVERY_WAY) }
    }
}

/// So many brothers and sisters are tried in every way, and more of them in no more parts.
const EVERY_WAY: usize = 4;

/// The ways of placing a party in one home.
#[derive(Debug, Clone)]
pub(crate) struct Ways {
    pub(crate) sets: Vec<u32>,
    /// Whether those who wish to be together are tried in parts.
    pub(crate) in_parts: bool,
}

/// Those that no other one contradicts: a yes to some mitigations falls to a no to the same and more that is not earlier,
/// and that no to a later yes.
fn not_contradicted(judged: &[(Judged, NaiveDate)]) -> Vec<Judged> {
    let of = |j: &Judged| (j.home, j.rule, j.child, j.other);
    let mut counting = Vec::with_capacity(judged.len());
    for group in judged.chunk_by(|(one, _), (two, _)| of(one) == of(two)) {
        let stands = |(one, on): &&(Judged, NaiveDate)| {
            !group.iter().any(|(other, at)| match (one.enough, other.enough) {
                (true, false) => other.set != one.set && other.set & one.set == one.set && at >= on,
                (false, true) => other.set != one.set && other.set & one.set == other.set && at > on,
                _ => false,
            })
        };
        counting.extend(group.iter().filter(stands).map(|(one, _)| *one));
    }
    counting
}

/// Whether a judgement is dated by the planned date, and of the facts that are known now.
fn is_of_now(
    judgement: &MitigationJudgement,
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
    let named = |one: &&Provision| {
        one.mitigation == judgement.mitigation || judgement.together_with.contains(&one.mitigation)
    };
    let provided = home.provides.iter().filter(named).filter_map(|one| one.can.on()).max();
    let last = [
        learnt,
        other.and_then(Child::last_told),
        provided,
        judgement.other.and_then(resident).and_then(|resident| resident.period.from()),
    ];
    !long_ago && last.into_iter().flatten().all(|told| told <= judgement.on)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::placement::Homes;

    /// The squares times one more of how many there are, over all sets of eight.
    const OF_ONE_HOME: usize = 27_136;

    #[test]
    fn parts_are_tried_up_to_the_bound_and_not_past_it() {
        let child = |number: u128| Child::new(crate::base::Id::new(uuid::Uuid::from_u128(number)));
        let party = Party::siblings((1..=8).map(child).collect(), Plan::TogetherWished).unwrap();
        let on = NaiveDate::from_ymd_opt(2026, 4, 13).unwrap();
        let query = Query::new(&party, &Homes::default(), on, &Policy::default(), &[]);
        let most = limits::IN_PARTS_STEPS / OF_ONE_HOME;
        assert!(query.placings(most, 0).in_parts);
        assert_eq!(query.placings(most, 0).sets.len(), 255);
        assert!(!query.placings(most + 1, 0).in_parts);
        assert_eq!(query.placings(most + 1, 0).sets.len(), 9);
        // Whoever lives there counts: 4,608 steps for each of them.
        let left = limits::IN_PARTS_STEPS - (most - 1) * OF_ONE_HOME;
        assert!(query.placings(most - 1, left / 4_608).in_parts);
        assert!(!query.placings(most - 1, left / 4_608 + 1).in_parts);
    }
}
