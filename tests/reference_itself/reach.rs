//! What random households, questions and histories reach, over a fixed range of seeds. Agreement on
//! households without rings, or on timelines in which nothing happens, would show nothing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use mutual_care::base::{CycleMinute, MINUTES_PER_WEEK, NeedId, SourceId, WeekMinute};
use mutual_care::need::{Ability, Age, Arrangement, Need, Reliance, Snapshot, SourceKind, Window};

use super::generator;
use super::reference::{
    self, Clock, Columns, Counted, Fall, Given, House, Kind, Known, Lost, Mend, Question, Though, Timeline,
    View, Worse,
};

/// How many of what was looked at reach each thing.
#[derive(Default)]
pub(super) struct Reached(BTreeMap<&'static str, u32>);

impl Reached {
    pub(super) fn note(&mut self, what: &'static str, reached: bool) {
        *self.0.entry(what).or_default() += u32::from(reached);
    }

    /// Each thing was reached at least so often.
    pub(super) fn at_least(&self, least: u32) {
        println!("{:#?}", self.0);
        let rare: Vec<_> = self.0.iter().filter(|(_, times)| **times < least).collect();
        assert!(rare.is_empty(), "hardly ever reached: {rare:?}");
    }
}

fn random_households(seeds: u64) -> impl Iterator<Item = (u64, Snapshot, House)> {
    (0..seeds).map(|seed| {
        let snapshot = Snapshot::new(generator::household(seed)).unwrap();
        let house = House::of(&snapshot);
        (seed, snapshot, house)
    })
}

#[test]
fn households_of_every_kind() {
    let mut reached = Reached::default();
    for (_, _, house) in random_households(300) {
        people_and_sources(&mut reached, &house);
        times(&mut reached, &house);
        arrangements(&mut reached, &house);
    }
    reached.at_least(10);
}

fn people_and_sources(reached: &mut Reached, house: &House) {
    let people = house.sources.iter().filter(|source| source.as_person().is_some()).count();
    let is = |kind| house.sources.iter().any(|source| source.kind == kind);
    reached.note("one member only", reference::members(house).len() == 1);
    reached.note("seven people or more", people >= 7);
    reached.note("a person from outside", is(SourceKind::Person));
    reached.note("a provider", is(SourceKind::Provider));
    reached.note("a device", is(SourceKind::Device));
    let counted: BTreeSet<SourceId> = reference::counted_on(house).into_keys().map(SourceId::from).collect();
    let aged = |age| house.sources.iter().any(|source| counted.contains(&source.id) && source.age == age);
    reached.note("counted on, under 18", aged(Some(Age::Under18)));
    reached.note("counted on, an adult", aged(Some(Age::Adult)));
    reached.note("counted on, of an age not known", aged(None));
    let by = |is: &dyn Fn(&Arrangement) -> bool| {
        house.arrangements.iter().filter(|a| is(a)).map(|a| a.by).collect::<BTreeSet<_>>()
    };
    let freely = by(&|a| reference::counts(a, house.on));
    let unwilling = by(&|a| reference::done(a, house.on).is_some());
    reached.note("counted on for what they do unwillingly", !unwilling.is_subset(&freely));
}

fn times(reached: &mut Reached, house: &House) {
    let windows = || house.needs.iter().flat_map(Need::windows);
    let wraps = |window: &Window| window.span().start().get() + window.span().minutes() > MINUTES_PER_WEEK;
    let touch =
        |all: &[Window]| all.iter().any(|a| all.iter().any(|b| a != b && a.span().end() == b.span().start()));
    let whole_week = |window: &Window| {
        window.span().minutes() == MINUTES_PER_WEEK && !window.span().start().get().is_multiple_of(60)
    };
    reached.note("a window over the end of the week", windows().any(wraps));
    reached.note("windows that touch", house.needs.iter().any(|need| touch(need.windows())));
    reached.note("a whole week from an odd start", windows().any(whole_week));
    reached.note("a window owed in part", windows().any(|window| !window.is_being_there()));
    reached.note("when is not known", !reference::when_not_known(house).is_empty());
    reached.note("no tolerance", house.needs.iter().any(|need| need.tolerance_min() == 0));
    reached
        .note("a small tolerance", house.needs.iter().any(|need| (1..=60).contains(&need.tolerance_min())));
    reached.note("a day's tolerance", house.needs.iter().any(|need| need.tolerance_min() >= 1_440));
}

fn arrangements(reached: &mut Reached, house: &House) {
    let counting: Vec<&Arrangement> =
        house.arrangements.iter().filter(|a| reference::counts(a, house.on)).collect();
    let any = |is: &dyn Fn(&Arrangement) -> bool| counting.iter().any(|a| is(a));
    let named = |a: &Arrangement| reference::supporting(a).is_some();
    let unconfirmed = |a: &Arrangement| reference::known(a) == Known::NotConfirmed;
    let outside = |a: &Arrangement| {
        (0..reference::WEEK).filter(|minute| house.is_present(a.id, *minute)).any(|minute| {
            let minute = WeekMinute::new(u16::try_from(minute).unwrap()).unwrap();
            !house.need(a.need).windows().iter().any(|window| window.span().contains(minute))
        })
    };
    reached.note("not confirmed", any(&unconfirmed));
    reached.note("with named support", any(&named));
    reached.note("with named support, willing not known", any(&|a| named(a) && unconfirmed(a)));
    reached.note("present out of windows", any(&outside));
    reached.note("more than one pair of hands", any(&|a| a.hands > 1));
    reached.note("stated reliance", any(&|a| matches!(&a.relies_on, Reliance::Stated(on) if !on.is_empty())));
    reached
        .note("assumed reliance", any(&|a| matches!(&a.relies_on, Reliance::Assumed(on) if !on.is_empty())));
    let members = reference::members(house);
    let by_member = |a: &Arrangement| members.iter().any(|person| SourceId::from(*person) == a.by);
    reached.note("said: on nothing", any(&|a| by_member(a) && a.relies_on == Reliance::Stated(Vec::new())));
    reached.note("known no", house.arrangements.iter().any(|a| reference::known(a) == Known::No));
    reached
        .note("a period that does not hold", house.arrangements.iter().any(|a| !a.period.contains(house.on)));
    reached.note("never present", !reference::never_present(house).is_empty());
    unwilling(reached, house);
}

/// Help that is given unwillingly, and help that soon ends.
fn unwilling(reached: &mut Reached, house: &House) {
    let any = |is: &dyn Fn(&Arrangement) -> bool| house.arrangements.iter().any(is);
    let though = |a: &Arrangement| reference::done(a, house.on);
    let is = |wanted: Though, assumed: bool| {
        any(&|a| though(a) == Some(wanted) && reference::is_assumed(a) == assumed)
    };
    reached.note("done though not willing, known", is(Though::NotWilling, false));
    reached.note("done though not willing, assumed", is(Though::NotWilling, true));
    reached.note("done though not able, known", is(Though::NotAble, false));
    let (not_able, not_done) = (Some(Ability::No), Some(false));
    let both = |a: &Arrangement| {
        a.able_now.known() == not_able && a.willing_now.known() == not_done && though(a).is_some()
    };
    reached.note("neither able nor willing, and done", any(&|a| both(a) && !reference::is_assumed(a)));
    reached.note("neither able nor willing, assumed, asked", any(&|a| both(a) && reference::is_asked(a)));
    reached.note("not able, asked, not done", any(&|a| reference::is_asked(a) && though(a).is_none()));
    reached.note("known not to be done", any(&|a| a.done_now.known() == not_done));
    let ends = |horizon| reference::ends(house, horizon, None);
    let days = |end: &NaiveDate| (*end - house.on).num_days();
    reached.note("ends tomorrow", ends(4_320).values().any(|end| days(end) == 1));
    reached.note("ends on the last day that is looked at", ends(4_320).values().any(|end| days(end) == 10));
    reached.note("ends the day after", ends(5_760).values().any(|end| days(end) == 11));
    let assumed_on_a_gap = |a: &Arrangement| {
        let today = reference::stands_now(house, View::ALL);
        a.relies_on.is_assumed() && a.relies_on.needs().iter().any(|need| !today.contains(need))
    };
    reached.note("assumed, on what is a gap today", any(&assumed_on_a_gap));
}

#[test]
fn rings_falls_cuts_and_mends_of_every_kind() {
    let mut reached = Reached::default();
    for (_, _, house) in random_households(200) {
        let today = reference::stands_now(&house, View::ALL);
        let two =
            |need: &Need| need.helpers() > 1 && !need.windows().is_empty() && today.contains(&need.id());
        reached.note("two helpers, and met", house.needs.iter().any(two));
        reached.note("a gap", today.len() < house.needs.len());
        reached.note("gives though unmet", !reference::gives_though_unmet(&house).is_empty());
        reached.note("stands only unconfirmed", reference::stands_now(&house, View::CONFIRMED) != today);
        let found = reference::rings(&house, View::ALL);
        reached.note("a ring", !found.rings.is_empty());
        reached.note("a ring of three or more", found.rings.iter().any(|ring| ring.people.len() >= 3));
        reached.note("two rings", found.rings.len() >= 2);
        reached.note("circular, leaning on a ring", !found.leaning.is_empty());
        reached.note("leaning on two rings", found.leaning.values().any(|rings| rings.len() >= 2));
        let mutual = reference::mutual_dependence(&house, View::ALL);
        reached.note("mutual dependence", mutual.values().any(|in_part| !in_part));
        reached.note("mutual dependence in part", mutual.values().any(|in_part| *in_part));
        reached.note("reciprocal care", !reference::reciprocal_care(&house).is_empty());
        let lines = reference::over_committed(&house);
        let people = |needs: &BTreeSet<NeedId>| -> usize {
            needs.iter().map(|need| house.need(*need).person()).collect::<BTreeSet<_>>().len()
        };
        reached.note("over-committed", !lines.is_empty());
        reached.note("with three people at once", lines.keys().any(|(_, needs)| people(needs) > 2));
        reached.note("several lines of one person", lines.len() > 1);
        falls(&mut reached, &house);
        worse(&mut reached, &house);
        let cuts = reference::minimal_cuts(&house, 2, View::ALL);
        reached.note("a household's cut of two", cuts.household.iter().any(|cut| cut.len() == 2));
        reached.note("a need's cut of two", cuts.by_need.values().flatten().any(|cut| cut.len() == 2));
    }
    reached.at_least(3);
}

fn falls(reached: &mut Reached, house: &House) {
    let nobody = BTreeSet::new();
    let fall = |source| reference::fall(house, &BTreeSet::from([source]), &nobody, View::ALL);
    let falls: Vec<Fall> = house.source_ids().into_iter().map(fall).collect();
    let why = || falls.iter().flat_map(|fall| fall.why.values());
    let gone = || why().flat_map(|why| why.there.values());
    reached.note("a cascade", falls.iter().any(|fall| fall.rounds.len() > 1));
    reached.note("a cascade of two rounds", falls.iter().any(|fall| fall.rounds.len() > 2));
    reached.note("rests on assumed reliance", falls.iter().any(|fall| !fall.rests_on_assumed.is_empty()));
    reached.note("does not", falls.iter().any(|fall| fall.rests_on_assumed.len() < fall.why.len()));
    reached
        .note("gone with its support", gone().any(|gone| gone.support_lost.is_some() && !gone.source_lost));
    reached.note("gone with a fallen need", gone().any(|gone| !gone.fallen.is_empty() && !gone.source_lost));
    reached.note("never able, for an unmet need", gone().any(|gone| !gone.unmet.is_empty()));
    reached.note("there still, and not enough", gone().any(|gone| !gone.is_gone()));
    reached.note("short of more in the end", why().any(|why| why.short != why.short_in_the_end));
    let mends: Vec<Mend> = house
        .source_ids()
        .into_iter()
        .flat_map(|source| reference::mend(house, source, View::ALL).into_values())
        .flat_map(BTreeMap::into_values)
        .collect();
    reached.note(
        "several hands missing",
        mends.iter().any(|mend| mend.lost.iter().any(|(_, hands)| *hands > 1)),
    );
    reached.note("a choice of minutes", mends.iter().any(|mend| mend.lost.len() > usize::from(mend.short)));
    reached.note("partly at night", mends.iter().any(|mend| mend.at_night > 0 && mend.at_night < mend.short));
}

/// Gaps that the loss of one makes worse.
fn worse(reached: &mut Reached, house: &House) {
    let nobody = BTreeSet::new();
    for source in house.source_ids() {
        let lost = Lost::from([source]);
        let worsened = reference::worsened(house, &lost, &nobody, View::ALL);
        let windows: Vec<Worse> =
            worsened.values().flat_map(|worse| worse.windows.values().copied()).collect();
        let any = |is: &dyn Fn(&Worse) -> bool| windows.iter().any(is);
        reached.note("a window short by a loss", any(&|worse| worse.short > 0 && worse.hands_gone == 0));
        reached.note("a window shorter still", any(&|worse| worse.short > 0 && worse.hands_gone > 0));
        reached.note("hands gone that cover nothing", any(&|worse| worse.short == 0 && worse.hands_gone > 0));
        let several = any(&|worse| worse.short > 0 && worse.hands_gone > worse.short);
        reached.note("more hands gone than minutes", several);
        let fallen = reference::fall(house, &lost, &nobody, View::ALL).all();
        reached.note("worsened, and nothing falls", !worsened.is_empty() && fallen.is_empty());
        reached.note("worsened beside a fall", !worsened.is_empty() && !fallen.is_empty());
        let directly = reference::worsened_directly(house, &lost, View::ALL);
        reached.note("worsened by what falls", directly.len() < worsened.len());
        let mends = reference::mend(house, source, View::ALL);
        let mends: Vec<&Mend> = mends.values().flat_map(BTreeMap::values).collect();
        reached.note("a mend of a gap", mends.iter().any(|mend| mend.of_a_gap));
        let gap_at_night = |mend: &&Mend| mend.of_a_gap && mend.at_night > 0 && mend.at_night < mend.short;
        reached.note("a mend of a gap partly at night", mends.iter().any(gap_at_night));
        let hands = |mend: &&Mend| mend.of_a_gap && mend.lost.iter().any(|(_, hands)| *hands > 1);
        reached.note("several hands to bring to a gap", mends.iter().any(hands));
        let rests = reference::fall(house, &lost, &nobody, View::ALL).rests_on_assumed;
        let stored = |a: &Arrangement| {
            rests.contains(&a.need)
                && a.relies_on.is_assumed()
                && a.relies_on
                    .needs()
                    .iter()
                    .any(|need| !reference::stands_now(house, View::ALL).contains(need))
        };
        reached.note("a fall rests on what was assumed before", house.arrangements.iter().any(stored));
    }
    let given = house.source_ids().into_iter().flat_map(|by| {
        reference::members(house).into_iter().map(move |to| reference::columns(house, by, to))
    });
    let given: Vec<Columns> = given.collect();
    reached.note("given unwillingly: doing", given.iter().any(|columns| columns.not_willing.doing > 0));
    reached.note(
        "given unwillingly: being there",
        given.iter().any(|columns| columns.not_willing.being_there > 0),
    );
    reached.note("given though not able", given.iter().any(|columns| columns.not_able != Given::default()));
    let none = Given::default();
    let beside = |columns: &Columns| columns.counts != none && columns.not_willing != none;
    reached.note("given unwillingly beside what counts", given.iter().any(beside));
}

#[test]
fn timelines_of_every_kind() {
    let mut reached = Reached::default();
    for (seed, snapshot, house) in random_households(150) {
        let clock = Clock::new(&house);
        for question in generator::questions(seed, &snapshot, 3) {
            let found = clock.counted(&question);
            what_happens(&mut reached, &question, &found.0);
            what_is_added(&mut reached, &found, &clock.as_it_runs(&question));
        }
        the_day_it_stops(&mut reached, &snapshot, &house);
    }
    reached.at_least(3);
}

/// What of the harm a loss adds, with help called and without.
fn what_is_added(reached: &mut Reached, with_loss: &Counted, nothing_lost: &Counted) {
    let found = reference::compare(with_loss, nothing_lost);
    let added = || found.added.values();
    reached.note("harm added that comes not at all else", added().any(|(_, earlier)| earlier.is_none()));
    reached.note("harm added that comes earlier", added().any(|(_, earlier)| earlier.is_some()));
    let earlier = |need| found.added.contains_key(need);
    reached.note("comes earlier and goes on longer", found.longer.keys().any(earlier));
    reached.note("the same, and goes on longer", found.longer.keys().any(|need| !earlier(need)));
    reached.note("harm that comes anyway", !found.anyway.is_empty());
    reached.note("added, and anyway", !found.added.is_empty() && !found.anyway.is_empty());
    let named = found.added.keys().chain(found.longer.keys()).chain(found.anyway.keys());
    let named: BTreeSet<NeedId> = named.copied().collect();
    let breached = with_loss.0.breaches();
    reached.note("harm, later than with nothing lost", breached.keys().any(|need| !named.contains(need)));
}

/// What happens when those who give unwillingly stop, one at a time.
fn the_day_it_stops(reached: &mut Reached, snapshot: &Snapshot, house: &House) {
    let second = House::from_parts(reference::as_it_is_done(snapshot.clone().into_parts()));
    let nobody = BTreeSet::new();
    for stops in reference::done_by(house).into_values() {
        let fall = reference::fall_of(&second, &stops, &nobody, View::ALL);
        reached.note("it stops, and something falls", !fall.rounds.is_empty());
        reached.note("it stops, and more falls with it", fall.rounds.len() > 1);
        let worse = reference::worsened_of(&second, &stops, &nobody, View::ALL);
        reached.note("it stops, and a gap is worse", !worse.is_empty());
        let clock = Clock::new(&second).losing(stops);
        let found = clock.compared(&Question::new([], CycleMinute::MONDAY));
        reached.note("it stops, and harm comes", !found.added.is_empty());
    }
    let anew = |a: &Arrangement| {
        let before = house.arrangements.iter().find(|known| known.id == a.id).unwrap();
        a.relies_on.is_assumed() && a.relies_on != before.relies_on
    };
    reached.note("assumed anew, and otherwise", second.arrangements.iter().any(anew));
}

fn what_happens(reached: &mut Reached, question: &Question, found: &Timeline) {
    let minutes = |kind| -> Vec<u32> {
        found.events.iter().filter(|event| event.kind == kind).map(|event| event.minute).collect()
    };
    let pair = |is: &dyn Fn(Kind, Kind) -> bool| {
        let together = found.events.windows(2).filter(|two| two[0].minute == two[1].minute);
        together.into_iter().any(|two| is(two[0].kind, two[1].kind))
    };
    let (breaches, stops) = (minutes(Kind::Breached), minutes(Kind::Stopped));
    reached.note("nothing happens", found.events.is_empty());
    reached.note("a breach", !breaches.is_empty());
    reached.note("a stop", !stops.is_empty());
    let after = |stop: &u32| breaches.iter().any(|breach| breach > stop);
    reached.note("a breach after a stop", stops.iter().any(after));
    let together = |stop: &&u32| breaches.iter().filter(|breach| breach == stop).count() > 1;
    reached.note("several breaches in the minute of a stop", stops.iter().any(|stop| together(&stop)));
    reached.note("closed and opened in one minute", pair(&|a, b| a == Kind::Closed && b == Kind::Opened));
    reached.note("opened and breached in one minute", pair(&|a, b| a == Kind::Opened && b == Kind::Breached));
    reached.note("two of one kind in one minute", pair(&|a, b| a == b));
    reached.note("patched", !found.patched.is_empty());
    reached.note("margin 0", found.margin == Some(0));
    reached.note("a margin of more", found.margin > Some(0));
    reached.note("open, and no harm yet", found.still_open.iter().any(|open| !open.breached));
    let lost = |source: &SourceId| question.lost.contains(source);
    let takes_in = question.help.iter().any(|help| !help.takes_in.is_empty() && !lost(&help.source));
    reached.note("taken in", takes_in);
    let stays =
        |minute: u32| question.help.iter().any(|help| !help.takes_in.is_empty() && help.from == minute);
    reached.note("closed by taking in", minutes(Kind::Closed).into_iter().any(stays));
    reached.note("away", !question.away.is_empty());
    let stops_help = |id| question.help.iter().any(|help| help.id == id);
    let timed = found.events.iter().any(|event| event.kind == Kind::Stopped && stops_help(event.id));
    reached.note("timed help stops", timed);
}

#[test]
fn histories_that_tip() {
    let mut reached = Reached::default();
    for seed in 0..120 {
        let Some((history, one, other)) = generator::history(seed) else { continue };
        let (first, last) = (history.first().unwrap(), history.last());
        let tippings = reference::tipped(&history, (one, other), first, last);
        reached.note("tipped", !tippings.is_empty());
        reached.note("tipped twice or more", tippings.len() > 1);
        reached.note("never tipped", tippings.is_empty());
        let mirrored = reference::tipped(&history, (other, one), first, last);
        assert_eq!(tippings, mirrored, "seed {seed}: it does not matter who is named first");
    }
    reached.at_least(3);
}
