//! What random plans reach, over a fixed range of seeds. Agreement on plans that all fail at once, or in which nobody
//! is ever called, would show nothing.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{Code, CycleMinute, PersonId, SourceId, Told};
use mutual_care::emergency::{
    CallOutcome, Counterexample, Level, Lost, NotBefore, Proof, ProofAnswer, Responder, Scenario, Way,
    WishAgainst, WithoutThem,
};
use mutual_care::need::{Place, SourceKind};
use mutual_care::support::EventKind;

use super::emergency_reference::{
    Found, Prover, against_wishes, concerned, days_of_help, is_ever_reachable, live_apart, live_together,
    notices_from_help, read, stated_beyond, telling_starts,
};
use super::generator::{Dice, Emergency, Size, emergency};
use super::reference::{self, House, View};

const SEEDS: u64 = 300;

/// How many plans reach each thing.
#[derive(Default)]
struct Reached(BTreeMap<String, u32>);

impl Reached {
    fn note(&mut self, what: &str, reached: bool) {
        *self.0.entry(what.to_owned()).or_default() += u32::from(reached);
    }

    fn and(mut self, other: Self) -> Self {
        for (what, times) in other.0 {
            *self.0.entry(what).or_default() += times;
        }
        self
    }

    fn at_least(&self, least: u32) {
        println!("{:#?}", self.0);
        let rare: Vec<_> = self.0.iter().filter(|(_, times)| **times < least).collect();
        assert!(rare.is_empty(), "hardly ever reached: {rare:?}");
    }
}

#[test]
fn plans_and_answers_of_every_kind() {
    let reached = std::thread::scope(|scope| {
        let odd = scope.spawn(|| look_at((1..SEEDS).step_by(2)));
        let even = look_at((0..SEEDS).step_by(2));
        even.and(odd.join().unwrap())
    });
    reached.at_least(2);
}

fn look_at(seeds: impl Iterator<Item = u64>) -> Reached {
    let mut reached = Reached::default();
    for seed in seeds {
        let made = emergency(seed, Size::Small);
        let house = House::of(&made.snapshot);
        let prover = Prover::new(&house, &made.plan, &made.question);
        let starts = telling_starts(&made.snapshot, &mut Dice::new(seed, 12), 20);
        let found = prover.seek(&starts);
        let answer = prover.answer(&found);
        plans(&mut reached, &made, &house);
        what_is_gone(&mut reached, &made, &house);
        let told = match &answer {
            ProofAnswer::NotYet(_) => None,
            ProofAnswer::Proof(proof) => Some((proof.strength, proof.counterexample.as_ref())),
            ProofAnswer::Counterexample(failing) => Some((failing.strength, Some(&failing.counterexample))),
        };
        reached.note("answer: not yet, by harm", told.is_none() && !found.not_yet.is_empty());
        reached.note("answer: not yet, hours not known", !found.nothing_to_tell.no_hours.is_empty());
        reached.note("answer: not yet, nobody in its hours", !found.nothing_to_tell.nobody.is_empty());
        for strength in 0..=3 {
            reached.note(
                &format!("answer: strength {strength}"),
                told.is_some_and(|(known, _)| known == strength) && !made.snapshot.needs().is_empty(),
            );
        }
        let counterexample = told.and_then(|(_, counterexample)| counterexample);
        counterexamples(&mut reached, &made, counterexample);
        let proof = match &answer {
            ProofAnswer::Proof(proof) => Some(&**proof),
            _ => None,
        };
        proofs(&mut reached, proof);
        unnoticed(&mut reached, &prover, &found, &starts);
    }
    reached
}

fn unnoticed(reached: &mut Reached, prover: &Prover<'_>, found: &Found, starts: &[CycleMinute]) {
    let told = |size| found.unnoticed.keys().any(|lost| lost.len() == size);
    reached.note("unnoticed: one", told(1));
    reached.note("unnoticed: two", told(2));
    let [own, outside] = &found.rests_on_alarms;
    for (what, list) in [("own telephones and cards", own), ("who notices from outside", outside)] {
        for then in [WithoutThem::NobodyNotices, WithoutThem::Harm] {
            let is = list.iter().any(|one| one.then == then);
            reached.note(&format!("rests on {what}: {}", then.code()), is);
        }
    }
    let kind = |source| prover.kind_of(source);
    let away_outside = |lost: &Lost| lost.away && kind(lost.source) == Some(SourceKind::Person);
    let all = prover.nobody_notices(starts);
    reached.note("nobody notices: away, and no member", all.keys().flatten().any(away_outside));
    reached.note("unnoticed: away", found.unnoticed.keys().flatten().any(|lost| lost.away));
    let at_some = found.unnoticed.values().any(|minutes| minutes.len() < starts.len());
    reached.note("unnoticed: from some minutes only", at_some);
    if found.is_not_yet() {
        return;
    }
    let all = prover.nobody_notices(starts);
    let left_out = |size| all.keys().any(|lost| lost.len() == size && !found.unnoticed.contains_key(lost));
    reached.note("unnoticed, and not told: one that does nothing", left_out(1));
    reached.note("unnoticed, and not told: a pair like each alone", left_out(2));
    let partly =
        all.iter().any(|(lost, minutes)| found.unnoticed.get(lost).is_some_and(|told| told != minutes));
    reached.note("unnoticed, and told from some of the minutes", partly);
    let both = all.iter().any(|(lost, _)| {
        let alone = |one: &Lost| all.contains_key(&vec![*one]);
        lost.len() == 2 && lost.iter().all(alone) && found.unnoticed.contains_key(lost)
    });
    reached.note("unnoticed: a pair that does more than each alone", both);
}

fn plans(reached: &mut Reached, made: &Emergency, house: &House) {
    let responders = made.plan.responders();
    let any = |is: &dyn Fn(&Responder) -> bool| responders.iter().any(is);
    let way = |is: &dyn Fn(&Way) -> bool| made.plan.alarms().iter().any(|alarm| is(&alarm.way));
    reached.note("plan: two who rely on each other", {
        let rings = reference::rings(house, View::ALL).rings;
        rings.iter().any(|ring| ring.people.len() >= 2)
    });
    reached.note("plan: a member raises the alarm", way(&|way| matches!(way, Way::Member { .. })));
    reached.note("plan: own telephone", way(&|way| matches!(way, Way::OwnTelephone { .. })));
    let is_member = |person: PersonId| made.snapshot.members().any(|member| member == person);
    reached.note(
        "plan: own telephone of who lives elsewhere",
        way(&|way| matches!(way, Way::OwnTelephone { person, .. } if !is_member(*person))),
    );
    reached.note(
        "plan: a card",
        way(&|way| matches!(way, Way::Card { found_after_min: Some(_), person } if is_member(*person))),
    );
    reached.note(
        "plan: a card of who lives elsewhere",
        way(&|way| matches!(way, Way::Card { found_after_min: Some(_), person } if !is_member(*person))),
    );
    reached.note(
        "plan: a card, and nobody said when it is found",
        way(&|way| matches!(way, Way::Card { found_after_min: None, .. })),
    );
    let outside = |alarm: &&mutual_care::emergency::Alarm| matches!(alarm.way, Way::MissedVisit { noticed_by, .. } if !house.source_ids().contains(&noticed_by));
    let was = made.plan.alarms().iter().filter(outside).count();
    let is = read(house, &made.plan).alarms().iter().filter(outside).count();
    reached.note("plan: somebody notices who is no source", is > 0);
    reached.note("plan: the same, and not said of what or when", is < was);
    reached.note("plan: a visit by one", way(&|way| matches!(way, Way::NextVisit { by: Some(_) })));
    reached.note("plan: a visit by anybody", way(&|way| matches!(way, Way::NextVisit { by: None })));
    reached.note("plan: a missed visit", way(&|way| matches!(way, Way::MissedVisit { .. })));
    reached.note("plan: a device", way(&|way| matches!(way, Way::Device { .. })));
    reached.note("plan: a way that is not known to work", way(&|way| !way.is_known_to_work()));
    reached.note("plan: a way for some losses", made.plan.alarms().iter().any(|a| !a.for_loss.is_any()));
    reached.note("plan: a responder for some losses", any(&|one| !one.for_loss.is_any()));
    reached.note("plan: takes in", any(&|one| one.has_agreed() && !one.takes_in.is_empty()));
    reached.note(
        "plan: not before a time of day",
        any(&|one| matches!(one.not_before, Some(NotBefore::MinuteOfDay(_)))),
    );
    reached.note(
        "plan: not before minutes after the alarm",
        any(&|one| matches!(one.not_before, Some(NotBefore::AfterAlarmMin(1..)))),
    );
    reached.note("plan: a stay that ends", any(&|one| one.stays_min.is_some()));
    reached.note("plan: never reachable", any(&|one| one.reachable.is_never()));
    let kind = |one: &Responder| made.snapshot.source(one.source).map(|source| source.kind);
    reached.note("plan: a member responds", any(&|one| kind(one) == Some(SourceKind::Member)));
    reached.note("plan: another source responds", any(&|one| kind(one) == Some(SourceKind::Provider)));
    let rests = super::emergency_reference::rests_on(house, &made.plan, &made.question);
    reached.note("plan: against a wish", !against_wishes(house, &made.plan).is_empty());
    reached.note("plan: never reachable, for a planned loss", {
        let planned =
            |one: &Responder| made.question.as_planned.iter().any(|gone| one.for_loss.is_for([*gone]));
        any(&|one| !is_ever_reachable(one) && one.has_agreed() && planned(one))
    });
    reached.note(
        "plan: other hands for a need",
        any(&|one| one.hands_for.iter().any(|said| said.hands != one.hands)),
    );
    reached.note("rests on: a child", !rests.under_18.is_empty());
    reached.note("rests on: age not known", !rests.age_not_known.is_empty());
    reached.note("rests on: against a wish to be called", {
        rests.against_wishes.iter().any(|one| one.wish == WishAgainst::Called)
    });
    reached.note("rests on: against a wish to come in", {
        rests.against_wishes.iter().any(|one| one.wish == WishAgainst::LetIn)
    });
    reached.note("rests on: never reachable", !rests.never_reachable.is_empty());
    reached.note("plan: comes for nothing", any(&|one| one.covers.is_empty() && one.takes_in.is_empty()));
    noticing(reached, made, house);
    addresses(reached, made, house);
    reached.note("rests on: not asked", !rests.not_asked.is_empty());
    reached.note("rests on: not agreed", !rests.not_agreed.is_empty());
    reached.note("rests on: assumed", !rests.assumed.is_empty());
    reached.note("rests on: assumed of a responder", !rests.assumed_responders.is_empty());
    reached.note("rests on: not confirmed", !rests.not_confirmed.is_empty());
    reached.note("rests on: over-committed", !rests.over_committed.is_empty());
    reached.note("rests on: ends within", !rests.ends_within.is_empty());
}

/// Who lives where, and where and how help is given.
fn addresses(reached: &mut Reached, made: &Emergency, house: &House) {
    let members: Vec<SourceId> = made.snapshot.members().map(SourceId::from).collect();
    let apart = |one: SourceId| members.iter().any(|other| live_apart(house, one, *other));
    let together = |one: SourceId, other: SourceId| one != other && live_together(house, one, other);
    let away_from_home =
        |one: &&SourceId| apart(**one) && members.iter().any(|other| together(**one, *other));
    reached.note("addresses: members at two", members.iter().any(|one| apart(*one)));
    reached.note(
        "addresses: two at the same, and one elsewhere",
        members.iter().any(|one| away_from_home(&one)),
    );
    let knows =
        |one: SourceId, other: SourceId| live_apart(house, one, other) || live_together(house, one, other);
    let unknown = members.iter().any(|one| members.iter().any(|other| !knows(*one, *other)));
    reached.note("addresses: nobody knows whether the same", unknown);
    let counting = || house.arrangements.iter().filter(|a| reference::counts(a, house.on));
    let by_member = counting()
        .any(|a| members.contains(&a.by) && live_apart(house, a.by, house.need(a.need).person().into()));
    reached.note("addresses: a member visits another", by_member);
    let visited = |a: &&mutual_care::need::Arrangement| !members.contains(&a.by);
    reached
        .note("visits: at another address", counting().filter(visited).any(|a| matches!(a.at, Place::At(_))));
    reached.note("visits: out of doors", counting().filter(visited).any(|a| matches!(a.at, Place::Out(_))));
    reached.note("visits: asleep", counting().filter(visited).any(|a| a.awake == Told::Known(false)));
    let concerned = |lost: &SourceId| concerned(house, View::ALL, &[*lost].into()).len();
    let some = house.source_ids().iter().any(|lost| (1..members.len()).contains(&concerned(lost)));
    reached.note("concerned: some of the household, and not all", some);
    reached.note("concerned: nobody", house.source_ids().iter().any(|lost| concerned(lost) == 0));
    let takes_in =
        made.plan.responders().iter().any(|one| members.contains(&one.source) && !one.takes_in.is_empty());
    reached.note("plan: a member takes in who lives elsewhere", takes_in);
    let visits = |way: &Way| matches!(way, Way::NextVisit { by: Some(by) } if members.contains(by));
    reached.note("plan: a visit by a member", made.plan.alarms().iter().any(|alarm| visits(&alarm.way)));
}

/// Whoever would notice from help, on some days, on none, or from something else.
fn noticing(reached: &mut Reached, made: &Emergency, house: &House) {
    let (mut some_days, mut no_day, mut else_, mut got, mut both) = (false, false, false, false, false);
    for alarm in made.plan.alarms() {
        let Way::MissedVisit { noticed_by, .. } = alarm.way else { continue };
        let from_help = |lost: &SourceId| notices_from_help(house, View::ALL, alarm, &[*lost].into());
        let (help, not): (Vec<SourceId>, Vec<SourceId>) =
            house.source_ids().iter().partition(|lost| from_help(lost));
        else_ |= !not.is_empty();
        both |= !help.is_empty() && !not.is_empty();
        let days = |lost: SourceId| days_of_help(house, View::ALL, noticed_by, &[lost].into());
        some_days |= help.iter().any(|lost| days(*lost).contains(&true) && days(*lost).contains(&false));
        no_day |= help.iter().any(|lost| !days(*lost).contains(&true));
        got |= help.iter().any(|lost| help.iter().any(|other| days(*lost) != days(*other)));
    }
    reached.note("noticing: from help of some, from something else of others", both);
    reached.note("noticing: from help on some days", some_days);
    reached.note("noticing: from help that has ended", no_day);
    reached.note("noticing: on more days, from help got", got);
    reached.note("noticing: from something else", else_);
    reached.note("noticing: stated beyond its days", !stated_beyond(house, &made.plan).is_empty());
}

/// What of a plan falls away because it names what is not there.
fn what_is_gone(reached: &mut Reached, made: &Emergency, house: &House) {
    let read = read(house, &made.plan);
    let (sources, before, after) = (house.source_ids(), made.plan.responders(), read.responders());
    let each = || before.iter().zip(after);
    reached.note("gone: a way of raising the alarm", read.alarms().len() < made.plan.alarms().len());
    reached.note("gone: a need covered", each().any(|(was, is)| was.covers.len() > is.covers.len()));
    let all = each().any(|(was, is)| !was.covers.is_empty() && is.covers.is_empty());
    reached.note("gone: all that one covers", all);
    reached.note("gone: a page", read.people().len() < made.plan.people().len());
    reached.note("gone: somebody taken in", each().any(|(was, is)| was.takes_in.len() > is.takes_in.len()));
    let named: Vec<_> = (before.iter().filter_map(|one| one.for_loss.sources()))
        .chain(made.plan.alarms().iter().filter_map(|one| one.for_loss.sources()))
        .collect();
    let gone = |some: &&&BTreeSet<SourceId>| some.iter().any(|source| !sources.contains(source));
    reached
        .note("gone: one of the losses", named.iter().any(|some| gone(&some) && !some.is_disjoint(&sources)));
    reached.note("gone: every loss it is for", named.iter().any(|some| some.is_disjoint(&sources)));
}

fn counterexamples(reached: &mut Reached, made: &Emergency, told: Option<&Counterexample>) {
    let mut note = |what: &str, is: &dyn Fn(&Counterexample) -> bool| {
        reached.note(&format!("counterexample: {what}"), told.is_some_and(is));
    };
    note("as planned", &|told| told.as_planned);
    note("unnoticed", &|told| told.alarm.is_none() && !told.as_planned);
    note("somebody is silent", &|told| told.scenario.silent.is_some());
    note("somebody is away", &|told| told.scenario.lost.iter().any(|lost| lost.away));
    note("two are lost", &|told| told.level == Level::Three);
    note("harm at once", &|told| told.harm_at == 0);
    note("harm later", &|told| told.harm_at > 0);
    note("two hands missing", &|told| told.hands_missing > 1);
    note("only somebody there", &|told| told.only_somebody_there);
    note("came too early", &|told| told.came_too_early.is_some());
    let outcome = |is: fn(&CallOutcome) -> bool| {
        move |told: &Counterexample| told.calls.iter().any(|call| is(&call.outcome))
    };
    note("somebody comes", &outcome(|outcome| matches!(outcome, CallOutcome::Comes { .. })));
    note("a responder is lost", &outcome(|outcome| *outcome == CallOutcome::IsLost));
    note("a responder has not agreed", &outcome(|outcome| *outcome == CallOutcome::HasNotAgreed));
    note("a responder cannot be reached", &outcome(|outcome| *outcome == CallOutcome::CannotBeReached));
    note("somebody is taken in", &|told| {
        made.plan.responders().iter().any(|one| {
            let comes = |from, until: Option<u32>| from < until.unwrap_or(u32::MAX).min(told.harm_at);
            let there = told.calls.iter().any(|call| match call.outcome {
                CallOutcome::Comes { from, until } => call.responder == one.id && comes(from, until),
                _ => false,
            });
            there && !one.takes_in.is_empty()
        })
    });
    note("somebody leaves before the harm", &|told| {
        told.calls.iter().any(|call| match call.outcome {
            CallOutcome::Comes { until: Some(until), .. } => until <= told.harm_at,
            _ => false,
        })
    });
    let stops = |told: &Counterexample| told.timeline.events.iter().any(|e| e.kind == EventKind::Stopped);
    note("something stops", &stops);
    let tells = |told: &Counterexample, is: fn(&Way) -> bool| {
        let alarm = told.alarm.and_then(|raised| made.plan.alarms().iter().find(|a| a.id == raised.alarm));
        alarm.is_some_and(|alarm| is(&alarm.way))
    };
    note("told by telephone", &|told| tells(told, |way| matches!(way, Way::OwnTelephone { .. })));
    note("told by a visit", &|told| tells(told, |way| matches!(way, Way::NextVisit { .. })));
}

fn proofs(reached: &mut Reached, proof: Option<&Proof>) {
    let margin = proof.and_then(|proof| proof.margin.as_ref());
    reached.note("proof: a margin of 0", margin.is_some_and(|margin| margin.minutes == 0));
    reached.note("proof: a margin of more", margin.is_some_and(|margin| margin.minutes > 0));
    let planned = |scenario: &Scenario| scenario.silent.is_some();
    reached.note("proof: least margin with one silent", margin.is_some_and(|m| planned(&m.scenario)));
    reached.note("proof: open at the end", proof.is_some_and(|proof| !proof.open_at_end.is_empty()));
    reached.note("proof: with a counterexample", proof.is_some_and(|proof| proof.counterexample.is_some()));
}
