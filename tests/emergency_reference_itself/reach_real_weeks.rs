//! What random plans for real weeks reach, over a fixed range of seeds: weeks that alternate, skills, sleepers, good and bad
//! days, each of them deciding something.

use std::collections::BTreeMap;

use mutual_care::base::{CycleMinute, NeedId, Told};
use mutual_care::emergency::{Plan, ProofAnswer, Responder};
use mutual_care::need::{Ability, Snapshot, SnapshotParts};

use super::emergency_reference::{Found, Prover, is_ever_reachable, read, rests_on, telling_starts};
use super::generator::{Dice, Emergency, Size, emergency};
use super::reference::{House, Rhythm, View, WEEK, counts, is_only_being_there, rhythm};

const SEEDS: u64 = 260;

/// How many plans reach each thing.
#[derive(Default)]
struct Reached(BTreeMap<&'static str, u32>);

impl Reached {
    fn note(&mut self, what: &'static str, reached: bool) {
        *self.0.entry(what).or_default() += u32::from(reached);
    }

    fn and(mut self, other: Self) -> Self {
        for (what, times) in other.0 {
            *self.0.entry(what).or_default() += times;
        }
        self
    }
}

#[test]
fn plans_for_real_weeks_of_every_kind() {
    let reached = std::thread::scope(|scope| {
        let odd = scope.spawn(|| look_at((1..SEEDS).step_by(2)));
        let even = look_at((0..SEEDS).step_by(2));
        even.and(odd.join().unwrap())
    });
    println!("{:#?}", reached.0);
    let rare: Vec<_> = reached.0.iter().filter(|(_, times)| **times < 2).collect();
    assert!(rare.is_empty(), "hardly ever reached: {rare:?}");
}

fn look_at(seeds: impl Iterator<Item = u64>) -> Reached {
    let mut reached = Reached::default();
    for seed in seeds {
        let made = emergency(seed, Size::Small);
        let house = House::of(&made.snapshot);
        if !is_of_real_weeks(&made, &house) {
            continue;
        }
        weeks(&mut reached, &made, &house);
        told(&mut reached, &made, &house);
        let starts = telling_starts(&made.snapshot, &mut Dice::new(seed, 12), 24);
        let prover = Prover::new(&house, &made.plan, &made.question);
        let found = prover.how_strong(&starts);
        answers(&mut reached, &found, &prover, &house);
        let mut strength = |what, parts: &dyn Fn(&mut SnapshotParts), plan: &Plan| {
            let other = changed(&made.snapshot, parts);
            let other = House::of(&other);
            let theirs = Prover::new(&other, plan, &made.question).how_strong(&starts);
            reached.note(what, as_short(&theirs) != as_short(&found));
        };
        if made.snapshot.needs().iter().any(|need| !need.skills().is_empty()) {
            strength("decides: skills", &without_skills, &made.plan);
            strength("decides: skills of who is called", &|_| (), &all_skilled(&made.plan));
        }
        if made.snapshot.needs().iter().any(mutual_care::need::Need::asks_awake) {
            strength("decides: awake or asleep", &all_awake, &made.plan);
        }
        if !rests_on(&house, &made.plan, &made.question).on_some_days.is_empty() && !found.is_not_yet() {
            let confirmed = Prover::in_view(&house, View::CONFIRMED, &made.plan, &made.question);
            let differs = as_short(&confirmed.how_strong(&starts)) != as_short(&found);
            reached.note("decides: on some days, and what is not confirmed", differs);
        }
    }
    reached
}

/// Whether anything of what real weeks bring is in a plan.
fn is_of_real_weeks(made: &Emergency, house: &House) -> bool {
    let (needs, help) = (made.snapshot.needs(), made.snapshot.arrangements());
    house.weeks > 1
        || needs.iter().any(|need| need.asks_awake() || !need.skills().is_empty())
        || help.iter().any(|a| matches!(a.able_now, Told::Known(Ability::OnSomeDays { .. })))
        || made.snapshot.sources().iter().any(|source| source.places.is_some())
}

/// A cycle, and what in it alternates.
fn weeks(reached: &mut Reached, made: &Emergency, house: &House) {
    reached.note("weeks: two", house.weeks == 2);
    reached.note("weeks: three or more", house.weeks >= 3);
    reached.note("weeks: six or more", house.weeks >= 6);
    let needs = || made.snapshot.needs().iter().filter_map(mutual_care::need::Need::every);
    let helps = || house.arrangements.iter().filter(|a| counts(a, house.on)).filter_map(|a| a.every);
    let by_days = |every: mutual_care::base::Every| matches!(rhythm(Some(every)), Rhythm::Days { .. });
    reached.note("weeks: a need alternates by weeks", needs().any(|it| !by_days(it)));
    reached.note("weeks: a need by a rota of days", needs().any(by_days));
    reached.note("weeks: help alternates by weeks", helps().any(|it| !by_days(it)));
    reached.note("weeks: help by a rota of days", helps().any(by_days));
    let over = |need: NeedId| house.windows(need).iter().any(|w| w.start % WEEK + w.minutes > WEEK);
    let alternates = |need: &mutual_care::need::Need| need.every().is_some() && over(need.id());
    reached.note(
        "weeks: a window over Sunday midnight alternates",
        made.snapshot.needs().iter().any(alternates),
    );
}

/// What is told of who helps, and of the plan.
fn told(reached: &mut Reached, made: &Emergency, house: &House) {
    let counting = || house.arrangements.iter().filter(|a| counts(a, house.on));
    let asks_awake = |a: &&mutual_care::need::Arrangement| house.need(a.need).asks_awake();
    reached.note(
        "told: asleep where awake is asked",
        counting().filter(asks_awake).any(|a| a.awake == Told::Known(false)),
    );
    let doing = |a: &&mutual_care::need::Arrangement| !is_only_being_there(house.need(a.need));
    reached.note(
        "told: asleep where something is done",
        counting().filter(doing).any(|a| a.awake == Told::Known(false)),
    );
    let some_days =
        |a: &mutual_care::need::Arrangement| matches!(a.able_now, Told::Known(Ability::OnSomeDays { .. }));
    reached.note("told: able on some days", counting().any(some_days));
    reached.note(
        "told: places of a service",
        made.snapshot.sources().iter().any(|source| source.places.is_some()),
    );
    let is = read(house, &made.plan);
    let any = |is: &dyn Fn(&Responder) -> bool| made.plan.responders().iter().any(is);
    reached
        .note("plan: a responder with skills", any(&|one| one.skills_for.iter().any(|said| said.hands > 0)));
    reached.note(
        "plan: a responder with none of a skill",
        any(&|one| one.skills_for.iter().any(|said| said.hands == 0)),
    );
    let gone = is.responders().len() < made.plan.responders().len();
    reached.note("plan: a responder for other days", gone);
    let counts = |one: &Responder| one.period.until().is_some() && one.has_agreed() && is_ever_reachable(one);
    reached.note("plan: a responder whose days end", is.responders().iter().any(counts));
    let other_days = |alarm: &mutual_care::emergency::Alarm| !alarm.period.contains(house.on);
    reached
        .note("plan: a way of raising the alarm for other days", made.plan.alarms().iter().any(other_days));
    let rests = rests_on(house, &made.plan, &made.question);
    reached.note("rests on: skills not known", !rests.skills_not_known.is_empty());
    reached.note("rests on: awake not known", !rests.awake_not_known.is_empty());
    reached.note("rests on: on some days", !rests.on_some_days.is_empty());
    reached.note("rests on: perhaps under 18", !rests.perhaps_under_18.is_empty());
    reached.note("rests on: twice at once", !rests.twice_at_once.is_empty());
    reached.note("rests on: more places", !rests.more_places.is_empty());
    reached.note("rests on: in two places", !rests.in_two_places.is_empty());
    reached.note("rests on: what ends in the plan", !rests.plan_ends_within.is_empty());
}

fn answers(reached: &mut Reached, found: &Found, prover: &Prover<'_>, house: &House) {
    let answer = prover.answer(found);
    let counterexample = match &answer {
        ProofAnswer::NotYet(_) => None,
        ProofAnswer::Proof(proof) => proof.counterexample.as_ref(),
        ProofAnswer::Counterexample(failing) => Some(&failing.counterexample),
    };
    let later = |start: CycleMinute| start.week() > 0;
    let is_cycle = house.weeks > 1;
    reached.note("answer: not yet, in a cycle", is_cycle && found.is_not_yet());
    let fails =
        |week: &dyn Fn(CycleMinute) -> bool| counterexample.is_some_and(|told| week(told.scenario.start));
    reached.note("answer: harm in a later week", fails(&later));
    reached.note("answer: harm in the first week of several", is_cycle && fails(&|start| !later(start)));
    let missing = |is: &dyn Fn(u8, usize) -> bool| {
        counterexample.is_some_and(|told| is(told.hands_missing, told.skills_missing.len()))
    };
    reached.note("answer: skills missing", missing(&|_, skills| skills > 0));
    let ProofAnswer::Proof(proof) = &answer else { return };
    let margin = proof.margin.as_ref().map(|margin| margin.scenario.start);
    reached.note("answer: the least margin in a later week", margin.is_some_and(later));
    reached.note("answer: it holds, in a cycle", is_cycle && proof.strength > 0);
}

/// What is found, as short as it differs by.
fn as_short(found: &Found) -> (Vec<NeedId>, Option<u8>, Option<u32>) {
    let level = found.fails.as_ref().map(|(level, ..)| level.number());
    (found.not_yet.keys().copied().collect(), level, found.fails.as_ref().map(|(_, harm, _)| *harm))
}

fn changed(week: &Snapshot, change: &dyn Fn(&mut SnapshotParts)) -> Snapshot {
    let mut parts = week.clone().into_parts();
    change(&mut parts);
    Snapshot::new(parts).unwrap()
}

fn without_skills(parts: &mut SnapshotParts) {
    let all = std::mem::take(&mut parts.needs).into_iter();
    parts.needs = all.map(|need| need.with_skills(Vec::new()).unwrap()).collect();
}

fn all_skilled(plan: &Plan) -> Plan {
    let mut parts = plan.clone().into_parts();
    parts.responders.iter_mut().for_each(|one| one.skills_for.clear());
    Plan::new(parts).unwrap()
}

fn all_awake(parts: &mut SnapshotParts) {
    parts.arrangements.iter_mut().for_each(|help| help.awake = Told::Known(true));
}
