//! The sink that tells: the reasons of one home in full.

use alloc::vec::Vec;
use core::cmp::Reverse;

use chrono::{Months, NaiveDate};

use super::answers::Standing;
use super::compile::Tri;
use super::count::Marks;
use super::layout::{FactSet, Topic, each, home, topic_of_child, topic_of_home};
use super::rank::Ranks;
use super::scene::{Met, Other, Scene, Side, Sink, State, Turns, Who};
use super::{Matching, own_marks};
use crate::base::{AnyId, ChildId, Code, Told, Weight};
use crate::placement::staff::PARTS;
use crate::placement::ways::both_ways;
use crate::placement::{
    Answer, Ask, AskedOf, AuthorityStep, Explained, Home, LeavesRange, Mitigation, Party, Reason, RuleAnswer,
    RuleKind, StaffNeed, Verdict, Watch, Way, rules,
};

/// One thing that was told.
struct Item {
    rule: u16,
    who: Who,
    answer: Answer,
    met: u32,
    step: Option<AuthorityStep>,
    turns: Turns,
    child: Side,
    other: Side,
    /// Of all who would move in: each one's part.
    sides: Vec<(u32, Side)>,
}

#[derive(Default)]
struct Teller {
    which: u32,
    told: Vec<Item>,
}

impl Teller {
    fn push(&mut self, rule: u16, who: Who, state: State, turns: &Turns, child: &Side, other: &Side) {
        let (answer, met, step) = match state {
            State::Fails => (Answer::No, 0, None),
            State::Open => (Answer::NotKnown, 0, None),
            State::With(met) => (Answer::HoldsWith, met, None),
            State::Proceeds(step) => (Answer::ProceedsWhen, 0, Some(step)),
        };
        let (turns, child, other) = (*turns, *child, *other);
        self.told.push(Item { rule, who, answer, met, step, turns, child, other, sides: Vec::new() });
    }
}

impl Sink for Teller {
    fn item(&mut self, rule: u16, who: Who, state: State, turns: &Turns, child: &Side, other: &Side) {
        self.push(rule, who, state, turns, child, other);
    }

    fn shared(&mut self, rule: u16, state: State, turns: &Turns, side: impl Fn(u32) -> Side) {
        self.push(rule, Who::All, state, turns, &Side::NONE, &Side::NONE);
        let sides = (0..32).filter(|place| self.which >> place & 1 == 1).map(|place| (place, side(place)));
        let sides = sides.collect();
        if let Some(last) = self.told.last_mut() {
            last.sides = sides;
        }
    }

    fn soft(&mut self, rule: u16, who: Who, answer: Tri, turns: &Turns, child: FactSet, other: FactSet) {
        let (state, child, other) = match answer {
            Tri::No => (State::Fails, Side::because(child), Side::because(other)),
            _ => (State::Open, Side::open(child), Side::open(other)),
        };
        self.push(rule, who, state, turns, &child, &other);
    }
}

/// Everything about one home, for one way of placing the party.
#[expect(clippy::too_many_arguments, reason = "one caller, which has each of these at hand")]
pub(crate) fn explain(
    scene: &Scene<'_>,
    party: &Party,
    typed: &Home,
    on: NaiveDate,
    how: &Matching,
    ranks: &Ranks,
    verdict: Verdict,
    asks: &[Ask],
) -> Explained {
    let mut teller = Teller { which: scene.which, told: Vec::new() };
    super::evaluate::evaluate(scene, &mut teller);
    let mut own = Marks::default();
    for (at, rule) in Ranks::own(&how.own) {
        let marks = own_marks(scene, party, typed, on, at, rule);
        let state = if marks.fails != 0 {
            Some(State::Fails)
        } else if marks.open != 0 {
            Some(State::Open)
        } else if let (true, Met::By(by)) = (marks.with != 0, scene.met(at, None, None)) {
            Some(State::With(by))
        } else {
            None
        };
        if let Some(state) = state {
            let mut turns = Turns::NOTHING;
            if let (State::Open, Met::Open { provide, judge }) = (state, scene.met(at, None, None)) {
                (turns.provide, turns.judge) = (provide, judge);
            }
            teller.push(at, Who::All, state, &turns, &Side::NONE, &Side::NONE);
        }
        own.fails |= marks.fails;
        own.open |= marks.open;
        own.with |= marks.with;
    }
    let standing = Standing { scene, typed, on, ranks, own, kind: verdict.kind };
    let mut told = teller.told;
    let rank_of: Vec<u16> = ranks.order().collect();
    let rank = |rule: u16| rank_of.iter().position(|at| *at == rule);
    told.sort_by_key(|told| rank(told.rule));
    let reasons = told.iter().filter_map(|told| reason(scene, party, typed, ranks, told)).collect();
    let open_here = open_here(party, &told, asks);
    let asks = asks_here(&standing, party, &told);
    let moving = verdict.children.iter().filter_map(|child| party.child(*child));
    let there = typed.residents_on(on).map(|resident| &resident.child);
    let there = there.filter(|resident| !verdict.children.contains(&resident.id));
    let in_words = moving.chain(there).filter(|child| !child.other_risks.is_empty());
    let risks_in_words = in_words.map(|child| child.id).collect();
    Explained {
        answers: answers(&told, ranks, how),
        reasons,
        asks,
        open_here,
        staff: staff(scene),
        leaves_range: leaves_range(party, scene.which, typed, on, how),
        risks_in_words,
        residents: if scene.residents_known {
            Told::Known(scene.others().filter_map(|(_, person)| person.id).collect())
        } else {
            Told::default()
        },
        verdict,
    }
}

fn other_id(scene: &Scene<'_>, other: Other) -> Option<ChildId> {
    match other {
        Other::Resident(at) => scene.people.get(at as usize)?.id,
        Other::Seeker(at) => Some(scene.search.seekers.get(at as usize)?.id),
        Other::NotKnown => None,
    }
}

fn reason(scene: &Scene<'_>, party: &Party, typed: &Home, ranks: &Ranks, told: &Item) -> Option<Reason> {
    let rule = ranks.rule(told.rule)?;
    let (child, other) = match told.who {
        Who::Home | Who::All => (None, None),
        Who::Child(place) => (Some(place), None),
        Who::Pair(place, other) => (Some(place), other_id(scene, other)),
    };
    let topics = |facts: FactSet| -> Vec<Topic> { each(facts).map(topic_of_child).collect() };
    let met = told.met;
    let one = child.and_then(|place| party.children().get(place as usize));
    let residents = typed.residents.told().as_ref().known().map_or(&[][..], |few| few);
    let resident = |id: ChildId| residents.iter().map(|there| &there.child).find(|there| there.id == id);
    let two = other.and_then(|id| party.child(id).or_else(|| resident(id)));
    let pair = matches!(told.who, Who::Pair(..));
    let ways = one.filter(|_| pair).map_or_else(Vec::new, |one| both_ways(rule, one, two));
    let ways = ways.into_iter().filter(Way::stands).collect();
    Some(Reason {
        rule,
        kind: ranks.kind(told.rule),
        answer: told.answer,
        child: child.and_then(|place| party.children().get(place as usize)).map(|child| child.id),
        other,
        because: topics(told.child.because),
        because_other: topics(told.other.because),
        mitigations: Mitigation::ALL.iter().copied().filter(|m| met >> *m as u32 & 1 == 1).collect(),
        step: told.step,
        ways,
    })
}

/// The worst answer of each rule.
fn answers(told: &[Item], ranks: &Ranks, how: &Matching) -> Vec<RuleAnswer> {
    let policy = how.policy;
    let not_asked = [
        (policy.age_gap_years.is_none(), rules::AGES_CLOSE.place),
        (policy.same_risk_most.is_none(), rules::SAME_RISK_FEW.place),
        (policy.arrival_gap_days.is_none(), rules::ARRIVALS_APART.place),
        (policy.family_within_km.is_none(), rules::NEAR_FAMILY.place),
        (policy.school_within_km.is_none(), rules::NEAR_SCHOOL.place),
    ];
    let one = |at: u16| {
        let of_rule = told.iter().filter(|told| told.rule == at).map(|told| told.answer);
        let worst = of_rule.filter(|answer| *answer != Answer::NotAsked).max();
        let blank = not_asked.iter().any(|(unset, place)| *unset && *place == at);
        let answer = if blank { Answer::NotAsked } else { worst.unwrap_or(Answer::Holds) };
        Some(RuleAnswer { rule: ranks.rule(at)?, kind: ranks.kind(at), answer })
    };
    ranks.order().filter_map(one).collect()
}

/// The party's own open facts here, in the order of the shortlist's questions.
fn open_here(party: &Party, told: &[Item], asks: &[Ask]) -> Vec<(ChildId, Topic)> {
    let mut open: Vec<(ChildId, Topic)> = Vec::new();
    let mut add = |place: u32, facts: FactSet| {
        if let Some(child) = party.children().get(place as usize) {
            open.extend(each(facts).map(|fact| (child.id, topic_of_child(fact))));
        }
    };
    for told in told {
        match told.who {
            Who::Child(place) => add(place, told.child.open),
            Who::Pair(place, other) => {
                add(place, told.child.open);
                if let Other::Seeker(other) = other {
                    add(other, told.other.open);
                }
            }
            Who::Home => {}
            Who::All => told.sides.iter().for_each(|(place, side)| add(*place, side.open)),
        }
    }
    let order = |(child, topic): &(ChildId, Topic)| {
        asks.iter()
            .position(|ask| ask.about == AnyId::from(*child) && ask.topic == *topic)
            .unwrap_or(asks.len())
    };
    open.sort_by_key(|open| (order(open), *open));
    open.dedup();
    open
}

/// What to ask about the home, those who live there, and mitigations: most decisive first.
fn asks_here(standing: &Standing<'_>, party: &Party, told: &[Item]) -> Vec<Ask> {
    let scene = standing.scene;
    let mut asks: Vec<Ask> = Vec::new();
    let home_id: AnyId = standing.typed.id.into();
    for told in told.iter().filter(|told| told.answer == Answer::NotKnown) {
        let Some(rule) = standing.ranks.rule(told.rule) else { continue };
        let decides = matches!(standing.ranks.kind(told.rule), RuleKind::Law | RuleKind::Safety);
        let mut ask =
            |about: AnyId, other: Option<AnyId>, topic: Topic, of: AskedOf, changes: &dyn Fn() -> bool| {
                let same = |known: &Ask| {
                    (known.about, known.other, known.topic) == (about, other, topic)
                        && (topic.fact != "enough" || known.rule == rule)
                };
                if !asks.iter().any(same) {
                    let homes = u32::from(decides && changes());
                    asks.push(Ask { about, other, topic, of, homes, rule });
                }
            };
        for fact in each(told.turns.home) {
            let unclear = 1 << fact == home::SEX && scene.home.sex.is_some();
            let of = if unclear { AskedOf::Regulator } else { AskedOf::Home };
            ask(home_id, None, topic_of_home(fact), of, &|| standing.home_decides(1 << fact));
        }
        let mut resident = |at: u32, facts: FactSet| {
            let residents = standing.typed.residents.told().as_ref().known();
            let Some(there) = residents.and_then(|residents| residents.get(at as usize)) else { return };
            let of =
                if there.social_worker.is_some() { AskedOf::ResidentsSocialWorker } else { AskedOf::Home };
            for fact in each(facts) {
                let topic = topic_of_child(fact);
                ask(there.child.id.into(), None, topic, of, &|| standing.resident_decides(at, fact));
            }
        };
        if let Who::Pair(_, Other::Resident(at)) = told.who {
            resident(at, told.other.open);
        }
        for at in each(u128::from(told.turns.residents)) {
            resident(at, super::layout::child::STAFFING);
        }
        let (child, other) = match told.who {
            Who::Home | Who::All => (None, None),
            Who::Child(place) => (Some(place), None),
            Who::Pair(place, other) => (Some(place), other_id(scene, other)),
        };
        let about = child.and_then(|place| party.children().get(place as usize)).map(|child| child.id.into());
        for mitigation in Mitigation::ALL {
            let at = *mitigation as u32;
            if told.turns.provide >> at & 1 == 1 {
                let topic = Topic { fact: "can_provide", of: Some(mitigation.code()) };
                ask(home_id, None, topic, AskedOf::Home, &|| standing.provision_decides(at));
            }
            if told.turns.judge >> at & 1 == 1 {
                let topic = Topic { fact: "enough", of: Some(mitigation.code()) };
                let first = child.unwrap_or(scene.which.trailing_zeros());
                let (about, named) = (about.unwrap_or(home_id), other.map(AnyId::from));
                ask(about, named, topic, AskedOf::NamedPerson, &|| {
                    standing.judgement_decides(told.rule, first, other, at)
                });
            }
        }
        if usize::from(told.rule) >= rules::COUNT && told.turns.provide | told.turns.judge == 0 {
            let topic = Topic { fact: "own_rule", of: Some(rule.code) };
            ask(home_id, None, topic, AskedOf::Home, &|| standing.own_rule_decides(told.rule));
        }
    }
    let order: Vec<u16> = standing.ranks.order().collect();
    let rank = |ask: &Ask| {
        let at = order.iter().position(|at| standing.ranks.rule(*at) == Some(ask.rule));
        (Reverse(ask.homes), weight(ask), at, ask.about, ask.other, ask.topic)
    };
    asks.sort_by_key(rank);
    asks
}

const fn weight(ask: &Ask) -> Weight {
    ask.rule.weight
}

fn staff(scene: &Scene<'_>) -> Vec<StaffNeed> {
    let people = || {
        let residents = scene.others().map(|(_, person)| (person.id, person.staffing));
        residents.chain(scene.seekers().map(|(_, seeker)| (Some(seeker.id), seeker.person.staffing)))
    };
    let need = |(at, watch): (usize, &Watch)| {
        let parts = people().filter_map(|(_, staffing)| staffing?.get(at).copied());
        StaffNeed {
            watch: *watch,
            needed: parts.sum::<u32>().div_ceil(PARTS),
            roster: scene.home.roster.get(at).copied().flatten().map_or_else(Told::default, Told::Known),
            not_known: people().filter(|(_, staffing)| staffing.is_none()).filter_map(|(id, _)| id).collect(),
        }
    };
    Watch::ALL.iter().enumerate().map(need).collect()
}

fn leaves_range(party: &Party, which: u32, typed: &Home, on: NaiveDate, how: &Matching) -> Vec<LeavesRange> {
    let horizon = on.checked_add_months(Months::new(u32::from(how.policy.leaving_notice_months)));
    let (Some(range), Some(horizon)) = (super::compile::known(&typed.ages), horizon) else {
        return Vec::new();
    };
    let leaves = |child: &crate::placement::Child| {
        let born = super::compile::known(&child.date_of_birth)?;
        let leaves = born.reaches(u32::from(range.to()) + 1);
        let fits = born.age_on(on).is_some_and(|age| range.contains(age));
        (fits && leaves <= horizon).then_some(LeavesRange { child: child.id, on: leaves })
    };
    let children = (0_u32..).zip(party.children()).filter(|(at, _)| which >> at & 1 == 1);
    children.filter_map(|(_, child)| leaves(child)).collect()
}
