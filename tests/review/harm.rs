//! Only the harm that a loss adds.

use mutual_care::base::{CycleMinute, MINUTES_PER_WEEK, WeekMinute};
use mutual_care::support::{
    AddedBreach, Beside, ComesAnyway, GoesOnLonger, Loss, Losses, LostHow, Support, TimedLoss, Words,
};

use crate::reference::family::{Family, at, comes, need, person, source};
use crate::{codes, numbers, printed, reviewed};

/// Nobody gives him (1) his dinner; the one he lives with (2) gives him his tablet on Sundays.
fn dinner_and_tablet() -> Family {
    Family::of([1, 2])
        .doing(21, 1, "daily 12:00-13:00", 60, 30)
        .doing(22, 1, "Sun 20:00-21:00", 600, 5)
        .helps(31, 2, 22, "Sun 20:00-20:30")
}

fn beside(family: &Family, lost: u128, start: &str, horizon: u32) -> Beside {
    let snapshot = family.snapshot();
    Support::of(&snapshot).beside(Loss::of(source(lost)), at(start), horizon, &[]).unwrap()
}

#[test]
fn harm_that_comes_anyway_is_nobodys_fault() {
    let family = dinner_and_tablet();
    let found = beside(&family, 2, "Sun 11:00", 1_440);
    let anyway = ComesAnyway { at: 150, need: need(21), critical: true };
    let added = AddedBreach { at: 19 * 60 + 55, need: need(22), critical: true, earlier_by: None };
    assert_eq!(found, Beside { added: vec![added], goes_on_longer: vec![], anyway: vec![anyway] });

    let review = reviewed(&family);
    let worst = review.worst_minutes[0].worst.unwrap();
    assert_eq!((worst.need, worst.start, worst.minutes_to_harm), (need(22), at("Sun 20:00"), 655));
    assert_eq!((review.harm_anyway.len(), review.harm_anyway[0].at), (1, at("Mon 13:30")));
    assert!(codes(&review).contains(&"harm-anyway"));
    let harm = review.findings.with_code("harm-after-loss").collect::<Vec<_>>();
    assert!(harm.len() == 1 && harm[0].concerns().contains(&need(22).any()));
    let text = printed(&family);
    assert!(
        text.contains("Soonest harm that a loss adds: 10 h 55 min after losing S2 at Sun 20:00 (S1: N22).")
    );
    assert!(text.contains("Short of help even now: S1: N21 (critical). Harm comes whoever is there."));
    // With dinner given, the same loss is the same, and nothing comes anyway.
    let given = family.outsider(3).helps(32, 3, 21, "daily 12:00-13:00");
    assert_eq!(reviewed(&given).worst_minutes[1].worst.map(|worst| worst.need), Some(need(21)));
    assert!(!codes(&reviewed(&given)).contains(&"harm-anyway"));
}

#[test]
fn harm_that_comes_earlier_or_goes_on_longer() {
    // A night that is short at its end: with nothing lost, harm at 06:30.
    let night = Family::of([1, 2]).need(21, 1, "Mon 22:00-07:00", 30).helps(31, 2, 21, "Mon 22:00-06:00");
    let found = beside(&night, 2, "Mon 21:00", 1_440);
    let added = AddedBreach { at: 90, need: need(21), critical: true, earlier_by: Some(480) };
    let longer = GoesOnLonger { need: need(21), critical: true, by: 480 };
    assert_eq!(found, Beside { added: vec![added], goes_on_longer: vec![longer], anyway: vec![] });
    // The end of the horizon is before the other breach: then there is nothing that it comes earlier than.
    let found = beside(&night, 2, "Mon 21:00", 500);
    assert_eq!((found.added[0].earlier_by, found.goes_on_longer.len()), (None, 0));
    // Short at its beginning: harm comes in the same minute, and then does not end.
    let night = Family::of([1, 2]).need(21, 1, "Mon 22:00-07:00", 30).helps(31, 2, 21, "Mon 23:00-07:00");
    let found = beside(&night, 2, "Mon 21:00", 1_440);
    assert_eq!((found.added.len(), found.anyway.len(), found.goes_on_longer[0].by), (0, 0, 480));
    // Somebody who makes no difference.
    let night = night.outsider(3).helps(32, 3, 21, "Mon 12:00-13:00");
    let found = beside(&night, 3, "Mon 21:00", 1_440);
    assert_eq!((found.added.len(), found.anyway.len(), found.goes_on_longer.len()), (0, 1, 0));
}

#[test]
fn the_timeline_in_words_blames_nobody_for_what_comes_anyway() {
    let family = dinner_and_tablet();
    let snapshot = family.snapshot();
    let support = Support::of(&snapshot);
    let mut both = support.beside_nothing_lost(Loss::of(source(2)), 1_440, &[]).unwrap();
    let (timeline, beside) = both.timeline(at("Sun 11:00"));
    assert_eq!(beside, both.added(at("Sun 11:00")));
    let text = Words::new(&snapshot, &numbers(&snapshot)).timeline(&timeline, &beside);
    assert!(text.contains("HARM, whoever is there: S1: N21 (critical)"), "{text}");
    assert!(text.contains("HARM: S1: N22 (critical)"), "{text}");
}

/// Who is lost when stands above what happens, and nothing where it is all the time.
#[test]
fn the_timeline_in_words_says_who_is_lost_when() {
    let family = dinner_and_tablet();
    let snapshot = family.snapshot();
    let support = Support::of(&snapshot);
    let told = |list: &[TimedLoss]| {
        let losses = Losses::new(list.to_vec()).unwrap();
        let mut both = support.beside_nothing_lost(losses, 2_880, &[]).unwrap();
        let (timeline, beside) = both.timeline(at("Sun 11:00"));
        let text = Words::new(&snapshot, &numbers(&snapshot)).timeline(&timeline, &beside);
        text.lines().skip(1).map(|line| line.trim().to_owned()).collect::<Vec<_>>()
    };
    let lost = |of, how, from, until| TimedLoss { source: source(of), how, from, until };
    let all_the_time = told(&[lost(2, LostHow::Unable, 0, None)]);
    let begins_and_ends = told(&[
        lost(2, LostHow::Unable, 0, None),
        lost(2, LostHow::Away, 60, Some(120)),
        lost(1, LostHow::Away, 1_440, None),
    ]);
    assert_eq!(
        begins_and_ends[..2],
        ["S1 is away from Mon 11:00 (+24 h) on.", "S2 is away from Sun 12:00 (+1 h) until Sun 13:00 (+2 h).",]
    );
    assert!(!all_the_time.iter().any(|line| line.contains("away")), "{all_the_time:?}");
    let others = told(&[
        lost(1, LostHow::Unable, 0, Some(60)),
        lost(2, LostHow::Unable, 30, None),
        lost(2, LostHow::Died, 90, None),
    ]);
    assert_eq!(
        others[..3],
        [
            "S1 can give no help from Sun 11:00 (+0 min) until Sun 12:00 (+1 h).",
            "S2 can give no help from Sun 11:30 (+30 min) on.",
            "S2 died at Sun 12:30 (+1 h 30 min).",
        ]
    );
}

/// Help out of hours closes an open need: losing it adds harm, though nothing falls and nothing that is owed is lost.
fn out_of_hours() -> Family {
    Family::of([1, 2]).doing(21, 1, "Mon 10:00-10:30", 60, 30).helps(31, 2, 21, "Mon 11:00-11:10")
}

#[test]
fn a_loss_that_only_adds_harm() {
    let family = out_of_hours();
    let found = beside(&family, 2, "Mon 09:00", 600);
    assert_eq!((found.added.len(), found.added[0].at), (1, 120), "open at 10:00, harm at 11:00");
    let review = reviewed(&family);
    assert_eq!((review.falls.len(), review.mends.len()), (0, 0));
    assert_eq!(review.worst_minutes[0].lost, source(2));
    let text = printed(&family);
    assert!(text.contains("Without S2, no need falls, and harm comes all the same:"));
    assert!(!text.contains("No single loss"));
    let snapshot = family.snapshot();
    let fall = Support::of(&snapshot).fall(&Loss::of(source(2))).unwrap();
    let names = numbers(&snapshot);
    let words = Words::new(&snapshot, &names);
    assert!(!words.fall(&fall, review.worst_minutes[0].worst.as_ref()).contains("Nothing falls"));
    // Lost in the last minute of the window, it opens then, and harm would come at 11:29. Help in that very minute is in
    // time; a minute later it comes too late whoever is there.
    let at_last = |when| Family::of([1, 2]).doing(21, 1, "Mon 10:00-10:30", 60, 30).helps(31, 2, 21, when);
    let worst = reviewed(&at_last("Mon 11:29-11:40")).worst_minutes[0].worst.unwrap();
    assert_eq!((worst.start, worst.minutes_to_harm), (at("Mon 10:29"), 60));
    let late = at_last("Mon 11:30-11:40");
    assert!(reviewed(&late).worst_minutes.is_empty());
    let snapshot = late.snapshot();
    let fall = Support::of(&snapshot).fall(&Loss::of(source(2))).unwrap();
    assert!(Words::new(&snapshot, &names).fall(&fall, None).contains("Nothing falls"));
}

/// The sweep over all starting minutes against one question for each.
#[test]
fn the_worst_minute_is_the_worst_of_all() {
    let families = [
        dinner_and_tablet(),
        out_of_hours(),
        Family::of([1, 2])
            .need(21, 1, "daily 22:00-07:00", 90)
            .doing(22, 2, "daily 12:00-13:00", 30, 20)
            .helps_relying(31, 2, 21, "Mon-Sat 22:00-07:00; Sun 22:00-Mon 06:00", [22])
            .helps(32, 1, 22, "Tue-Sun 12:00-12:30")
            .helps(33, 1, 22, "Mon 12:00-12:30"),
    ];
    for family in families {
        let snapshot = family.snapshot();
        let support = Support::of(&snapshot);
        for lost in [1, 2] {
            let loss = Loss::of(source(lost));
            let mut both = support.beside_nothing_lost(&loss, 2_000, &[]).unwrap();
            let starts =
                (0..MINUTES_PER_WEEK).map(|minute| CycleMinute::from(WeekMinute::new(minute).unwrap()));
            let first = starts.filter_map(|start| {
                let beside = both.added(start);
                let first = beside.added.iter().find(|added| added.critical)?;
                Some((first.at, start, first.need))
            });
            let worst = support.worst_minute(&loss, 2_000).unwrap();
            let worst = worst.map(|worst| (worst.minutes_to_harm, worst.start, worst.need));
            assert_eq!(worst, first.min());
            if let Some((at, start, need)) = worst {
                assert_eq!(both.first_added_critical(start, at + 1), Some((at, need)));
                assert_eq!(both.first_added_critical(start, at), None);
            }
        }
    }
}

/// The second helps the first, and leans on a breakfast that the third gives.
#[test]
fn of_somebody_away_nothing_is_said_but_that_they_are_away() {
    let family = Family::of([1, 2, 3])
        .doing(21, 1, "daily 08:00-09:00", 60, 10)
        .doing(22, 2, "daily 07:00-08:00", 60, 10)
        .helps_relying(31, 2, 21, "daily 08:00-09:00", [22])
        .helps(32, 3, 22, "daily 07:00-08:00");
    let snapshot = family.snapshot();
    let (support, names) = (Support::of(&snapshot), numbers(&snapshot));
    let words = Words::new(&snapshot, &names);
    let told = |loss: &Loss, start: &str, horizon: u32| {
        let timeline = support.timeline(loss, at(start), horizon, &[]).unwrap();
        let beside = support.beside(loss, at(start), horizon, &[]).unwrap();
        (words.fall(&support.fall(loss).unwrap(), None), words.timeline(&timeline, &beside))
    };
    let there = Loss::of(source(3));
    let away = there.clone().and_away(person(1));
    let (fall, timeline) = told(&there, "Mon 00:00", 1_440);
    assert!(!fall.contains("(away)") && fall.contains("N21"), "{fall}");
    assert!(timeline.contains("gives no more: S2 for S1: N21"), "{timeline}");
    let (fall, timeline) = told(&away, "Mon 00:00", 1_440);
    assert!(fall.contains("S1 (away)") && !fall.contains("S3 (away)"), "{fall}");
    for said in [fall, timeline.clone()] {
        assert!(!said.contains("N21") && said.contains("N22"), "{said}");
    }
    assert!(!timeline.contains("gives no more"), "help for nobody stops unsaid: {timeline}");

    // Hours count from the loss, whatever the clock shows; harm past the end is told with both.
    let harm = |start, after: &str| {
        let (_, said) = told(&there, start, 1_440);
        let line = said.lines().find(|line| line.contains("HARM: S2: N22")).unwrap().to_owned();
        assert!(line.trim_start().starts_with("Mon 08:50") && line.contains(after), "{line}");
    };
    harm("Mon 00:00", "+8 h 50 min ");
    harm("Sun 23:30", "+9 h 20 min ");
    let open = |start, horizon| told(&there, start, horizon).1.contains("Still open at the end: S2: N22");
    assert_eq!((open("Mon 00:00", 8 * 60 + 49), open("Mon 00:00", 8 * 60 + 51)), (true, false));
    let (_, said) = told(&there, "Sun 23:30", 9 * 60);
    assert!(said.contains("harm at Mon 08:50, 9 h 20 min after the loss."), "{said}");
}

#[test]
fn help_that_is_called_and_people_who_are_away() {
    let family = dinner_and_tablet();
    let snapshot = family.snapshot();
    let support = Support::of(&snapshot);
    // Somebody comes for the tablet in time: nothing is added, and dinner comes to harm anyway.
    let help = [comes(91, 50, &[22], 10 * 60, None)];
    let found = support.beside(Loss::of(source(2)), at("Sun 11:00"), 1_440, &help).unwrap();
    assert_eq!((found.added.len(), found.anyway.len()), (0, 1));
    // Somebody who comes for dinner late: it is breached with nothing lost, and not here.
    let help = [comes(91, 50, &[21, 22], 0, None)];
    let found = support.beside(Loss::of(source(2)), at("Sun 11:00"), 1_440, &help).unwrap();
    assert_eq!(found, Beside::default());
    // Away, his needs are not there.
    let found = support.beside(Loss::away(person(1)), at("Sun 11:00"), 1_440, &[]).unwrap();
    assert_eq!(found, Beside::default());
}
