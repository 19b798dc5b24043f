//! The reference and the generator, judged by hand-written cases and by the laws that the definitions promise.

mod generator;
mod reference;

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::need::{Reliance, Snapshot, SourceKind, Window};
use reference::{Clock, House, Kind, Known, Timeline, View, timeline};

#[test]
fn timelines_worked_out_by_hand() {
    for case in reference::cases::cases() {
        let snapshot = Snapshot::new(case.parts).unwrap();
        let found = timeline(&House::of(&snapshot), &case.question);
        assert_eq!(found, case.expected, "{}: {}", case.name, case.why);
    }
}

/// What random households reach, counted once for each household (or question, or history) that does.
#[derive(Default)]
struct Reached(BTreeMap<&'static str, u32>);

impl Reached {
    fn note(&mut self, what: &'static str, reached: bool) {
        *self.0.entry(what).or_default() += u32::from(reached);
    }

    fn household(&mut self, snapshot: &Snapshot, house: &House) {
        let (needs, arrangements) = (&house.needs, &house.arrangements);
        let windows = || needs.iter().flat_map(|need| need.windows());
        let wraps = |window: &Window| window.span().start().get() + window.span().minutes() > 10_080;
        let touching = |windows: &[Window]| {
            windows.iter().any(|a| windows.iter().any(|b| a.span().end() == b.span().start() && a != b))
        };
        self.note("alone", snapshot.members().count() == 1);
        self.note(
            "seven people or more",
            house.sources.iter().filter(|s| s.as_person().is_some()).count() >= 7,
        );
        self.note("device", house.sources.iter().any(|s| s.kind == SourceKind::Device));
        self.note("provider", house.sources.iter().any(|s| s.kind == SourceKind::Provider));
        self.note("window over the end of the week", windows().any(wraps));
        self.note("windows that touch", needs.iter().any(|need| touching(need.windows())));
        self.note(
            "whole week from an odd start",
            windows().any(|w| w.span().minutes() == 10_080 && w.span().start().get() % 60 != 0),
        );
        self.note("part owed", windows().any(|w| !w.is_being_there()));
        self.note("when not known", !reference::when_not_known(house).is_empty());
        self.note("never present", !reference::never_present(house).is_empty());
        let counting: Vec<_> = arrangements.iter().filter(|a| reference::counts(a, house.on)).collect();
        self.note("not confirmed", counting.iter().any(|a| !reference::is_confirmed(a)));
        self.note("with named support", counting.iter().any(|a| reference::supporting(a).is_some()));
        self.note(
            "with support, willing not known",
            counting
                .iter()
                .any(|a| reference::supporting(a).is_some() && reference::known(a) == Known::NotConfirmed),
        );
        self.note("period not holding", arrangements.iter().any(|a| !a.period.contains(house.on)));
        self.note("known no", arrangements.iter().any(|a| reference::known(a) == Known::No));
        self.note(
            "stated reliance",
            counting.iter().any(|a| matches!(&a.relies_on, Reliance::Stated(n) if !n.is_empty())),
        );
        self.note("gives though unmet", !reference::gives_though_unmet(house).is_empty());
        let outside = |a: &&&mutual_care::need::Arrangement| {
            (0..10_080).any(|m| {
                house.is_present(a.id, m)
                    && !house.need(a.need).windows().iter().any(|w| {
                        w.span()
                            .contains(mutual_care::base::WeekMinute::new(u16::try_from(m).unwrap()).unwrap())
                    })
            })
        };
        self.note("pattern outside windows", counting.iter().any(|a| outside(&a)));
        let today = reference::stands_now(house, View::ALL);
        self.note(
            "two helpers, met",
            needs.iter().any(|n| n.helpers() >= 2 && today.contains(&n.id()) && !n.windows().is_empty()),
        );
        self.note("gap", today.len() < needs.len());
        self.note("stands only unconfirmed", reference::stands_now(house, View::CONFIRMED) != today);
        let rings = reference::rings(house, View::ALL);
        self.note("ring", !rings.rings.is_empty());
        self.note("ring of three or more", rings.rings.iter().any(|r| r.people.len() >= 3));
        self.note("two rings", rings.rings.len() >= 2);
        self.note("leaning on a ring", rings.leaning.values().any(|on| on.len() == 1));
        self.note("leaning on two rings", rings.leaning.values().any(|on| on.len() > 1));
        let falls: Vec<_> = house
            .source_ids()
            .into_iter()
            .map(|s| reference::fall(house, &BTreeSet::from([s]), &BTreeSet::new(), View::ALL))
            .collect();
        self.note("cascade", falls.iter().any(|f| f.rounds.len() > 1));
        self.note("cascade of two rounds", falls.iter().any(|f| f.rounds.len() > 2));
        self.note("rests on assumed", falls.iter().any(|f| !f.rests_on_assumed.is_empty()));
        self.note(
            "fall not resting on assumed",
            falls.iter().any(|f| f.rests_on_assumed.len() < f.all().len()),
        );
        let gone = || falls.iter().flat_map(|f| f.why.values()).flat_map(|w| w.there.values());
        self.note("gone with support", gone().any(|g| g.support_lost.is_some() && !g.source_lost));
        self.note("gone for an unmet need", gone().any(|g| !g.unmet.is_empty()));
        self.note("still there, not enough", gone().any(|g| !g.is_gone()));
        self.note(
            "short by more in the end",
            falls.iter().flat_map(|f| f.why.values()).any(|w| w.short != w.short_in_the_end),
        );
        self.note("mutual dependence", !reference::mutual_dependence(house, View::ALL).is_empty());
        self.note("reciprocal care", !reference::reciprocal_care(house).is_empty());
        self.note("over-committed", !reference::over_committed(house).is_empty());
        let cuts = reference::minimal_cuts(house, 2, View::ALL);
        self.note("household cut of two", cuts.household.iter().any(|c| c.len() == 2));
        self.note("need cut of two", cuts.by_need.values().flatten().any(|c| c.len() == 2));
        let mends: Vec<_> = house
            .source_ids()
            .into_iter()
            .flat_map(|s| reference::mend(house, s, View::ALL).into_values().flat_map(BTreeMap::into_values))
            .collect();
        self.note("mend of several hands", mends.iter().any(|m| m.lost.iter().any(|(_, h)| *h > 1)));
        self.note("mend with a choice of minutes", mends.iter().any(|m| m.lost.len() > usize::from(m.short)));
        self.note("mend partly at night", mends.iter().any(|m| m.at_night > 0 && m.at_night < m.short));
    }

    fn timeline(&mut self, question: &reference::Question, found: &Timeline) {
        let minutes = |kind: Kind| found.events.iter().filter(move |e| e.kind == kind).map(|e| e.minute);
        self.note("q breach", minutes(Kind::Breached).count() > 0);
        self.note("q stop", minutes(Kind::Stopped).count() > 0);
        self.note(
            "q breach after a stop",
            minutes(Kind::Stopped).min().is_some_and(|s| minutes(Kind::Breached).any(|b| b > s)),
        );
        self.note(
            "q breaches that cascade in a minute",
            minutes(Kind::Stopped).any(|m| minutes(Kind::Breached).filter(|b| *b == m).count() > 1),
        );
        self.note(
            "q two kinds in a minute",
            found.events.windows(2).any(|e| e[0].minute == e[1].minute && e[0].kind != e[1].kind),
        );
        self.note(
            "q closed and opened in a minute",
            found.events.windows(2).any(|e| {
                e[0].minute == e[1].minute && e[0].kind == Kind::Closed && e[1].kind == Kind::Opened
            }),
        );
        self.note("q patched", !found.patched.is_empty());
        self.note("q margin 0", found.margin == Some(0));
        self.note(
            "q margins differ",
            found.margin != found.margin_critical && found.margin_critical.is_some(),
        );
        self.note("q open, no harm yet", found.still_open.iter().any(|o| !o.breached));
        self.note("q away", !question.away.is_empty());
        self.note(
            "q taken in",
            question.help.iter().any(|h| !h.takes_in.is_empty() && !question.lost.contains(&h.source)),
        );
        self.note(
            "q timed help stops",
            found
                .events
                .iter()
                .any(|e| e.kind == Kind::Stopped && question.help.iter().any(|h| h.id == e.id)),
        );
        self.note("q calm", found.events.is_empty());
    }
}

#[test]
fn probe() {
    let n: u64 = std::env::var("N").map_or(300, |n| n.parse().unwrap());
    let mut reached = Reached::default();
    let mut t = [std::time::Duration::ZERO; 4];
    for seed in 0..n {
        let parts = generator::household(seed);
        let now = std::time::Instant::now();
        let snapshot = Snapshot::new(parts.clone()).unwrap();
        let assumed = reference::assume(parts);
        for a in snapshot.arrangements() {
            let other = assumed.arrangements.iter().find(|o| o.id == a.id).unwrap();
            assert_eq!(a.relies_on.is_assumed(), other.relies_on.is_assumed());
            assert_eq!(
                a.relies_on.needs().iter().collect::<BTreeSet<_>>(),
                other.relies_on.needs().iter().collect()
            );
        }
        t[0] += now.elapsed();
        let house = House::of(&snapshot);
        let now = std::time::Instant::now();
        reached.household(&snapshot, &house);
        t[1] += now.elapsed();
        let now = std::time::Instant::now();
        let clock = Clock::new(&house);
        for question in generator::questions(seed, &snapshot, 3) {
            reached.timeline(&question, &clock.run(&question));
        }
        t[2] += now.elapsed();
    }
    for seed in 0..n {
        let Some((history, a, b)) = generator::history(seed) else { continue };
        let tip = reference::tipped(&history, (a, b), history.first().unwrap(), history.last());
        reached.note("h tipping", !tip.is_empty());
        reached.note("h two tippings", tip.len() > 1);
    }
    for (k, v) in &reached.0 {
        println!("{v:6} {k}");
    }
    println!("{t:?}");
}
