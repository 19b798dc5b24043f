//! Every boundary of interdependence from both sides, by hand. All people are made up, all times chosen.

mod reference;

use EventKind::{Breached, Closed, Opened};
use mutual_care::base::NeedId;
use mutual_care::need::{Need, SnapshotParts};
use mutual_care::support::{EventKind, Loss, ReviewQuestion, Support, Timeline, TimelineEvent, review};
use reference::family::{Family, at, need, source};

fn gaps(family: &Family) -> Vec<NeedId> {
    Support::of(&family.snapshot()).gaps()
}

/// What happens after the loss of source 2.
fn timeline(family: &Family, start: &str, horizon: u32) -> Timeline {
    let snapshot = family.snapshot();
    Support::of(&snapshot).timeline(Loss::of(source(2)), at(start), horizon, &[]).unwrap()
}

fn events(timeline: &Timeline) -> Vec<(u32, EventKind)> {
    timeline.events.iter().map(|TimelineEvent { at, kind, .. }| (*at, *kind)).collect()
}

/// Mother (1) needs something done; her son (2) comes.
fn son_comes(window: &str, owed: u16, when: &str) -> Family {
    Family::of([1, 2]).doing(21, 1, window, 60, owed).helps(31, 2, 21, when)
}

#[test]
fn minutes_owed_against_minutes_covered() {
    let of_thirty = |owed| gaps(&son_comes("Mon 10:00-11:00", owed, "Mon 10:10-10:40"));
    assert_eq!(of_thirty(29), []);
    assert_eq!(of_thirty(30), [], "equal is enough");
    assert_eq!(of_thirty(31), [need(21)], "one more is not");
    // In pieces, touching the window's first and last minute; what lies outside of it counts for nothing.
    let in_pieces = |when| gaps(&son_comes("Mon 10:00-11:00", 30, when));
    assert_eq!(in_pieces("Mon 09:00-10:15, 10:45-12:00"), []);
    assert_eq!(in_pieces("Mon 09:00-10:15, 10:46-12:00"), [need(21)]);
    assert_eq!(in_pieces("Mon 09:00-10:00, 11:00-12:00"), [need(21)]);
    // All of it.
    let whole = |when| gaps(&son_comes("Mon 10:00-11:00", 60, when));
    assert_eq!(whole("Mon 10:00-11:00"), []);
    assert_eq!(whole("Mon 10:01-11:00"), [need(21)]);
    assert_eq!(whole("Mon 10:00-10:59"), [need(21)]);
    // A window of a minute, and each window on its own.
    assert_eq!(gaps(&son_comes("Mon 10:00-10:01", 1, "Mon 10:00-10:01")), []);
    assert_eq!(gaps(&son_comes("Mon 10:00-10:01", 1, "Mon 10:01-10:02")), [need(21)]);
    let two = |when| gaps(&son_comes("Mon,Tue 10:00-11:00", 30, when));
    assert_eq!(two("Mon 10:00-10:30; Tue 10:30-11:00"), []);
    assert_eq!(
        two("Mon 10:00-11:00; Tue 10:31-11:00"),
        [need(21)],
        "Monday's plenty does nothing for Tuesday"
    );
}

#[test]
fn what_is_short_is_owed_less_covered() {
    let family = son_comes("Mon 10:00-11:00", 45, "Mon 10:10-10:40");
    let snapshot = family.snapshot();
    let gap = &Support::of(&snapshot).gaps_explained()[0];
    assert_eq!((gap.windows[0].owed, gap.windows[0].covered, gap.windows[0].short()), (45, 30, 15));
}

#[test]
fn a_margin_of_a_minute_of_none_and_too_late() {
    let visit = |comes: &str| {
        let family = Family::of([1, 2]).provider(11).need(21, 1, "Mon 10:00-12:00", 30);
        let family = family.helps(31, 2, 21, "always").helps(32, 11, 21, comes);
        timeline(&family, "Mon 10:00", 180)
    };
    let early = visit("Mon 10:29-12:00");
    assert_eq!(events(&early), [(0, Opened), (29, Closed)]);
    assert_eq!(early.margin.map(|margin| (margin.minutes, margin.at, margin.need)), Some((1, 29, need(21))));
    let just = visit("Mon 10:30-12:00");
    assert_eq!(events(&just), [(0, Opened), (30, Closed)]);
    assert_eq!(just.critical_margin.map(|margin| margin.minutes), Some(0));
    let late = visit("Mon 10:31-12:00");
    assert_eq!(events(&late), [(0, Opened), (30, Breached), (31, Closed)]);
    assert_eq!(late.margin, None, "a closing after harm has no margin");
}

#[test]
fn no_tolerance_and_a_minute_of_it() {
    let tolerating = |minutes| {
        let family = Family::of([1, 2]).need(21, 1, "Mon 10:00-10:05", minutes).helps(31, 2, 21, "always");
        events(&timeline(&family, "Mon 09:59", 60))
    };
    assert_eq!(tolerating(0), [(1, Opened), (1, Breached)]);
    assert_eq!(tolerating(1), [(1, Opened), (2, Breached)]);
    // Harm does not wait for a window: what is open stays open past its end.
    assert_eq!(tolerating(5), [(1, Opened), (6, Breached)]);
}

#[test]
fn the_last_minute_of_the_horizon() {
    let family =
        || Family::of([1, 2]).provider(11).need(21, 1, "Mon 10:00-12:00", 30).helps(31, 2, 21, "always");
    let alone = |horizon| timeline(&family(), "Mon 09:30", horizon);
    assert_eq!(events(&alone(30)), [], "10:00 is the first minute that is not looked at");
    assert_eq!(events(&alone(31)), [(30, Opened)]);
    assert_eq!(events(&alone(60)), [(30, Opened)]);
    assert_eq!(alone(60).still_open[0].harm_at, 60);
    let harmed = alone(61);
    assert_eq!(events(&harmed), [(30, Opened), (60, Breached)]);
    assert_eq!(harmed.still_open, [], "what came to harm is told as such");
    let visit = family().helps(32, 11, 21, "Mon 10:20-12:00");
    assert_eq!(timeline(&visit, "Mon 09:30", 50).still_open.len(), 1);
    assert_eq!(events(&timeline(&visit, "Mon 09:30", 51)), [(30, Opened), (50, Closed)]);
    // The shortest horizon there is.
    assert_eq!(events(&timeline(&family(), "Mon 10:00", 1)), [(0, Opened)]);
    assert_eq!(events(&timeline(&family(), "Mon 09:59", 1)), []);
}

#[test]
fn the_horizon_goes_round_the_week() {
    let family = Family::of([1, 2]).need(21, 1, "Mon 10:00-10:01", 10_080).helps(31, 2, 21, "always");
    let opens = |horizon| events(&timeline(&family, "Mon 10:01", horizon));
    assert_eq!(opens(10_079), []);
    assert_eq!(opens(10_080), [(10_079, Opened)]);
    assert_eq!(opens(20_159), [(10_079, Opened)], "open, and not once more");
    assert_eq!(opens(20_160), [(10_079, Opened), (20_159, Breached)]);
    assert_eq!(events(&timeline(&family, "Mon 10:00", 10_081)), [(0, Opened), (10_080, Breached)]);
}

#[test]
fn two_helpers_one_source_or_two() {
    let hoist = || Family::of([1, 2, 3]).provider(11).need(21, 1, "Mon 10:00-11:00", 60).takes_two();
    assert_eq!(gaps(&hoist().helps(31, 11, 21, "always")), [need(21)], "one pair of hands");
    let two_hands = hoist().helps(31, 11, 21, "always").but(|help| help.hands = 2);
    assert_eq!(gaps(&two_hands), [], "one source that sends two");
    let two_sources = hoist().helps(31, 2, 21, "always").helps(32, 3, 21, "always");
    assert_eq!(gaps(&two_sources), [], "two sources");
    let named_twice = hoist().helps(31, 2, 21, "always").helps(32, 2, 21, "always");
    assert_eq!(gaps(&named_twice), [need(21)], "one source named twice is one");
    let overlapping = hoist()
        .helps(31, 2, 21, "Mon 10:00-10:30")
        .but(|help| help.hands = 2)
        .helps(32, 2, 21, "Mon 10:30-11:00")
        .but(|help| help.hands = 2);
    assert_eq!(gaps(&overlapping), [], "in turn, two each time");
    // Losing one of two sources, and one of the two hands' sources.
    let snapshot = two_sources.snapshot();
    let support = Support::of(&snapshot);
    assert_eq!(support.single_points_of_failure(), [source(2), source(3)]);
    assert_eq!(support.mend(source(2)).unwrap().needs[0].windows[0].lost[0].hands_missing, 1);
    let snapshot = two_hands.snapshot();
    assert_eq!(Support::of(&snapshot).mend(source(11)).unwrap().needs[0].windows[0].lost[0].hands_missing, 2);
    let three = two_sources.provider(12).helps(33, 12, 21, "Mon 10:00-11:00");
    let snapshot = three.snapshot();
    let support = Support::of(&snapshot);
    assert_eq!(support.single_points_of_failure(), [], "any two of three");
    assert_eq!(support.cut_sets(2).unwrap().household.len(), 3);
}

#[test]
fn over_the_end_of_the_week() {
    let night = |when| gaps(&son_comes("Sun 23:00-01:00", 120, when));
    assert_eq!(night("Sun 23:00-01:00"), []);
    assert_eq!(night("Sun 23:00-24:00; Mon 00:00-01:00"), [], "however it is written");
    assert_eq!(night("Sun 23:00-00:59"), [need(21)]);
    assert_eq!(night("Sun 23:01-01:00"), [need(21)]);
    assert_eq!(night("Sun 23:00-23:59; Mon 00:00-01:00"), [need(21)], "the last minute of the week");
    assert_eq!(night("Sun 23:00-24:00; Mon 00:01-01:00"), [need(21)], "and the first");
    // It is one window: an hour before midnight makes up for an hour after it.
    assert_eq!(gaps(&son_comes("Sun 23:00-01:00", 60, "Sun 23:00-24:00")), []);
    assert_eq!(gaps(&son_comes("Sun 23:00-01:00", 60, "Mon 00:00-01:00")), []);
    assert_eq!(gaps(&son_comes("Sun 23:00-01:00", 61, "Sun 23:00-24:00")), [need(21)]);
    // Slack that was used before midnight is used after it.
    let slack = son_comes("Sun 23:00-01:00", 110, "always");
    let opens = |start| events(&timeline(&slack, start, 120))[0];
    assert_eq!(opens("Sun 23:55"), (10, Opened), "five before and five after; the eleventh opens");
    assert_eq!(opens("Mon 00:00"), (10, Opened));
    assert_eq!(opens("Sun 23:00"), (10, Opened));
    assert_eq!(opens("Sun 22:00"), (70, Opened));
    assert_eq!(opens("Mon 00:49"), (10, Opened));
    assert_eq!(events(&timeline(&slack, "Mon 00:50", 120)), [], "ten may be missed, and ten are left");
}

#[test]
fn a_window_of_the_whole_week_keeps_its_odd_start() {
    let week = |owed, when| son_comes("always from Wed 12:34", owed, when);
    assert_eq!(gaps(&week(10_080, "always")), []);
    assert_eq!(gaps(&week(10_080, "Wed 12:34-Wed 12:33")), [need(21)], "a minute is missing");
    assert_eq!(gaps(&week(10_079, "Wed 12:34-Wed 12:33")), []);
    assert_eq!(gaps(&week(10_079, "Wed 12:34-Wed 12:32")), [need(21)]);
    // One minute may be missed in each occurrence, and the next one begins at Wednesday 12:34.
    let one = week(10_079, "always");
    let opens = |start| events(&timeline(&one, start, 10))[0];
    assert_eq!(opens("Wed 12:32"), (1, Opened), "12:32 is missed, 12:33 is one too many");
    assert_eq!(
        opens("Wed 12:33"),
        (2, Opened),
        "12:33 is missed, then a new week: 12:34, and 12:35 is too many"
    );
    assert_eq!(opens("Wed 12:34"), (1, Opened));
    // Nobody at all, from the start of an occurrence and from the minute before.
    let none = week(10_080, "always");
    assert_eq!(events(&timeline(&none, "Wed 12:33", 10)), [(0, Opened)]);
    assert_eq!(events(&timeline(&none, "Wed 12:34", 10)), [(0, Opened)]);
}

#[test]
fn patterns_of_the_whole_week_are_one() {
    let whole = [
        "always",
        "always from Mon 00:00",
        "always from Sun 23:59",
        "always from Thu 03:07",
        "daily 00:00-24:00",
    ];
    let snapshots = whole.map(|when| son_comes("Mon 10:00-11:00", 30, when).snapshot());
    for snapshot in &snapshots {
        assert_eq!(snapshot.arrangements()[0].when.minutes(), 10_080);
        assert_eq!(snapshot.fingerprint(), snapshots[0].fingerprint());
        assert_eq!(Support::of(snapshot).gaps(), []);
    }
    // All but a minute, wherever it is.
    for (when, missing) in
        [("Mon 00:01-Mon 00:00", "Mon 00:00-00:01"), ("Mon 00:00-Sun 23:59", "Sun 23:59-24:00")]
    {
        assert_eq!(gaps(&son_comes("always", 10_080, when)), [need(21)]);
        assert_eq!(gaps(&son_comes("always", 10_079, when)), []);
        assert_eq!(gaps(&son_comes(missing, 1, when)), [need(21)]);
    }
}

#[test]
fn a_need_without_windows_is_met_by_nobody() {
    let unknown = |family: Family| {
        let SnapshotParts { needs, .. } = &family.parts;
        assert!(needs.iter().all(|need| need.windows().is_empty()));
        family.snapshot()
    };
    let snapshot = unknown(Family::of([1, 2]).need(21, 1, "never", 0).takes_two().helps(31, 2, 21, "always"));
    let support = Support::of(&snapshot);
    assert_eq!(support.gaps(), []);
    assert_eq!(support.grounded(&Loss::nothing()).unwrap(), [need(21)]);
    assert_eq!(support.stands(&Loss::of(source(2))).unwrap(), [need(21)]);
    assert_eq!(support.fall(&Loss::of(source(2))).unwrap().fallen, []);
    assert_eq!(support.cut_sets(2).unwrap().needs, [(need(21), vec![])], "nothing cuts it");
    let timeline = support.timeline(Loss::of(source(2)), at("Mon 00:00"), 10_080, &[]).unwrap();
    assert_eq!(timeline.events, []);
    assert_eq!(support.given(), [], "no minutes are owed");
    let review = review(&snapshot, None, ReviewQuestion::default()).unwrap();
    let codes: Vec<_> = review.findings.iter().map(mutual_care::base::Finding::code).collect();
    assert_eq!(codes, ["when-not-known"]);
    // With one window of a minute, and nobody there in it, it is a gap.
    let known = Family::of([1, 2]).need(21, 1, "Mon 10:00-10:01", 0).helps(31, 2, 21, "Mon 10:01-10:02");
    assert_eq!(gaps(&known), [need(21)]);
}

#[test]
fn windows_that_touch_are_two() {
    let touching = |owed, when| gaps(&son_comes("Mon 10:00-10:30, 10:30-11:00", owed, when));
    assert_eq!(touching(20, "Mon 10:10-10:50"), []);
    assert_eq!(
        touching(20, "Mon 10:11-10:51"),
        [need(21)],
        "nineteen in the first, twenty-one in the second"
    );
    let of = |when: &str| {
        let windows = mutual_care::base::parse_spans(when).unwrap();
        let windows = windows.into_iter().map(mutual_care::need::Window::being_there).collect();
        let parts = Family::of([1]).need(21, 1, "never", 0).parts;
        Need::with_windows(parts.needs[0].clone(), windows).is_ok()
    };
    assert!(of("Mon 10:00-10:30, 10:30-11:00"));
    assert!(!of("Mon 10:00-10:31; Mon 10:30-11:00"));
    assert!(of("Sun 23:00-24:00; Mon 00:00-01:00"));
    assert!(!of("Sun 23:00-00:01; Mon 00:00-01:00"));
}
