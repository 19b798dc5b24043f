//! Help that is done though its giver is not willing or not able.

use mutual_care::base::{SourceId, Told};
use mutual_care::need::{Ability, Arrangement, Reliance};
use mutual_care::support::{Loss, Support, Words, given_between};

use crate::reference::family::{Family, arrangement, need, person, source};
use crate::{codes, numbers, printed, reviewed};

fn not_willing(help: &mut Arrangement) {
    help.willing_now = Told::Known(false);
}

fn not_able(help: &mut Arrangement) {
    help.able_now = Told::Known(Ability::No);
}

/// A son (2) gives his father (1) seventy hours a week, and has said that he does not want to.
fn seventy_hours() -> Family {
    Family::of([1, 2])
        .doing(21, 1, "daily 07:00-09:00, 18:00-20:00", 120, 30)
        .need(22, 1, "daily 22:00-07:00", 60)
        .helps(31, 2, 21, "daily 07:15-08:00, 18:15-19:00")
        .but(not_willing)
        .helps(32, 2, 22, "daily 22:00-07:00")
        .but(not_willing)
}

#[test]
fn seventy_hours_are_not_nothing() {
    let family = seventy_hours();
    let review = reviewed(&family);
    assert_eq!(review.given.len(), 1);
    let given = &review.given[0];
    assert_eq!((given.by, given.to), (source(2), person(1)));
    assert_eq!((given.tally.doing.total, given.tally.being_there.total), (7 * 60, 63 * 60));
    assert_eq!((given.not_willing, given.not_able.doing.total), (given.tally, 0));
    // Nobody can rely on it.
    assert_eq!(review.gaps.len(), 2);
    assert!(review.falls.is_empty() && review.mends.is_empty());
    // The day it stops.
    let stops = &review.if_it_stops[0];
    assert_eq!(
        (stops.by, stops.arrangements.as_slice()),
        (source(2), &[arrangement(31), arrangement(32)][..])
    );
    assert_eq!(stops.fallen.iter().map(|need| need.need).collect::<Vec<_>>(), [need(21), need(22)]);
    assert_eq!(stops.worst.map(|worst| (worst.need, worst.minutes_to_harm)), Some((need(22), 60)));
    for code in ["given-unwillingly", "done-is-assumed", "rests-on-help-given-unwillingly"] {
        assert!(codes(&review).contains(&code), "{code}");
    }
    assert!(!codes(&review).contains(&"harm-anyway"), "he is there");
    let text = printed(&family);
    assert!(text.contains(
        "S2 gives S1 70 h a week though not willing: nobody can rely on it. 2 critical needs rest on it."
    ));
    assert!(text.contains("The day S2 stops it, what rests on help given unwillingly:"));
    assert!(!text.contains("is recorded for this date") && !text.contains("whoever is there"));
    let snapshot = family.snapshot();
    let support = Support::of(&snapshot);
    let fall = support.fall(&Loss::of(source(2))).unwrap();
    let names = numbers(&snapshot);
    let said = Words::new(&snapshot, &names).fall(&fall, None);
    assert!(
        !said.contains("Nothing falls.") && said.contains("and help stops that is given unwillingly"),
        "{said}"
    );

    // It is known to have stopped: then it is no load, and nothing is taken for done.
    let stopped = |help: &mut Arrangement| help.done_now = Told::Known(false);
    let family =
        Family::of([1, 2]).need(22, 1, "daily 22:00-07:00", 60).helps(32, 2, 22, "daily 22:00-07:00");
    let family = family.but(not_willing).but(stopped);
    let review = reviewed(&family);
    assert!(review.given.is_empty() && review.unwilling.is_empty() && review.if_it_stops.is_empty());
    assert!(codes(&review).contains(&"harm-anyway"));
    assert!(printed(&family).contains("No hours of help can be counted; 1 arrangement is recorded."));
    // Nothing at all is recorded: only then is it said.
    let nobody = Family::of([1]).need(22, 1, "daily 22:00-07:00", 60);
    assert!(printed(&nobody).contains("No help is recorded for a need that anybody here has on this date."));
}

#[test]
fn able_unknown_is_a_question_and_no_load() {
    let family =
        Family::of([1, 2]).need(21, 1, "Mon 10:00-12:00", 60).helps(31, 2, 21, "always").but(not_able);
    let review = reviewed(&family);
    assert!(review.given.is_empty() && review.if_it_stops.is_empty());
    let found = codes(&review);
    assert!(found.contains(&"done-not-known") && !found.contains(&"given-though-not-able"));
    assert!(
        printed(&family)
            .contains("not able. Is it done all the same? Nobody has said; taken here: it is not.")
    );
    // Said to be done: the second column, and no question.
    let done = family.but(|help| help.done_now = Told::Known(true));
    let review = reviewed(&done);
    assert_eq!(
        (review.given[0].not_able.being_there.total, review.given[0].not_willing.being_there.total),
        (120, 0)
    );
    let found = codes(&review);
    assert!(!found.contains(&"done-not-known") && found.contains(&"given-though-not-able"));
    // Neither able nor willing, and nobody has said: done, and a question; the first column.
    let both = Family::of([1, 2]).need(21, 1, "Mon 10:00-12:00", 60).helps(31, 2, 21, "always");
    let review = reviewed(&both.but(not_able).but(not_willing));
    assert_eq!(review.given[0].not_willing.being_there.total, 120);
    let found = codes(&review);
    assert!(found.contains(&"done-not-known") && found.contains(&"given-unwillingly"));
    assert!(!found.contains(&"done-is-assumed"), "one question is enough");
}

#[test]
fn columns_are_with_it_less_without_it() {
    // An hour is owed. She is there for half an hour willingly, for another unwillingly, and all the time beyond what
    // she can.
    let family = Family::of([1, 2])
        .doing(21, 1, "Mon 10:00-12:00", 60, 60)
        .helps(31, 2, 21, "Mon 10:30-11:00")
        .helps(32, 2, 21, "Mon 10:15-10:45")
        .but(not_willing)
        .helps(33, 2, 21, "Mon 10:00-12:00")
        .but(|help| (help.able_now, help.done_now) = (Told::Known(Ability::No), Told::Known(true)));
    let snapshot = family.snapshot();
    let given = &Support::of(&snapshot).given()[0];
    let doing = [given.tally, given.not_willing, given.not_able].map(|tally| tally.doing.total);
    assert_eq!(doing, [60, 15, 15], "thirty minutes, fifteen more, and the rest of the hour");
    assert_eq!(given_between(&snapshot, person(2), person(1)), given.tally);
}

#[test]
fn a_column_has_no_more_at_night_than_in_all() {
    // Half an hour is owed between five and nine. It is given at seven willingly, and at six unwillingly: nothing more.
    let of = |willingly: &str, unwillingly: &str| {
        let family = Family::of([1, 2])
            .doing(21, 1, "Mon 05:00-09:00; Mon 20:00-24:00", 60, 30)
            .helps(31, 2, 21, willingly)
            .helps(32, 2, 21, unwillingly)
            .but(not_willing);
        let given = Support::of(&family.snapshot()).given();
        (given[0].not_willing.doing.total, given[0].not_willing.doing.at_night)
    };
    assert_eq!(of("Mon 07:00-07:30", "Mon 06:00-06:30"), (0, 0));
    assert_eq!(of("Mon 07:00-07:10", "Mon 06:00-06:30"), (20, 20));
    assert_eq!(
        of("Mon 22:00-22:30", "Mon 20:00-20:30"),
        (0, 0),
        "an evening hour in the place of one by night"
    );
    assert_eq!(of("Tue 10:00-11:00", "Mon 22:10-22:30"), (20, 20));
}

#[test]
fn load_counts_it_and_support_does_not() {
    let each_other = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-11:00", 60)
        .need(22, 2, "Mon 10:00-11:00", 60)
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .but(not_willing)
        .helps(32, 1, 22, "Mon 10:00-11:00");
    let snapshot = each_other.snapshot();
    let support = Support::of(&snapshot);
    assert_eq!(support.reciprocal_care(), [(person(1), person(2))]);
    assert!(support.mutual_dependence().is_empty() && support.mutual_dependence_in_part().is_empty());
    assert_eq!(support.gaps(), [need(21)]);
    // In two places at once, one of them unwillingly.
    let twice = Family::of([1, 3])
        .outsider(2)
        .need(21, 1, "Mon 10:00-11:00", 60)
        .need(22, 3, "Mon 10:30-11:30", 60)
        .helps(31, 2, 21, "always")
        .but(not_willing)
        .helps(32, 2, 22, "always");
    let snapshot = twice.snapshot();
    let lines = Support::of(&snapshot).over_committed();
    assert_eq!((lines.len(), lines[0].when.to_string()), (1, String::from("Mon 10:30-11:00")));
}

/// The second snapshot assumes anew: his need stands there only by her unwilling help, and that is what he leans on.
#[test]
fn the_day_it_stops_is_asked_of_a_week_of_its_own() {
    let family = Family::of([1, 2, 3])
        .need(21, 1, "Mon 10:00-11:00", 60)
        .need(22, 2, "Mon 08:00-09:00", 60)
        .helps_unsaid(31, 2, 21, "Mon 10:00-11:00")
        .helps(32, 3, 22, "Mon 08:00-09:00")
        .but(not_willing);
    let snapshot = family.snapshot();
    assert_eq!(snapshot.arrangement(arrangement(31)).unwrap().relies_on, Reliance::Assumed(vec![]));
    let support = Support::of(&snapshot);
    let stops = support.if_it_stops(None).unwrap();
    let fallen: Vec<_> = stops[0].fallen.iter().map(|need| (need.need, need.round)).collect();
    assert_eq!(fallen, [(need(22), 1), (need(21), 2)], "and she falls with him");
    assert!(stops[0].fallen[1].rests_on_assumed_reliance);
    // In the week as it is, nothing falls with the same source.
    assert_eq!(support.fall(&Loss::of(source(3))).unwrap().fallen, []);

    // One giver at a time: what the other does unwillingly goes on.
    let two = Family::of([1, 2, 3])
        .need(21, 1, "Mon 10:00-11:00", 60)
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .but(not_willing)
        .helps(32, 3, 21, "Mon 10:00-11:00")
        .but(not_willing);
    let snapshot = two.snapshot();
    let stops = Support::of(&snapshot).if_it_stops(Some(600)).unwrap();
    assert_eq!(stops.iter().map(|one| one.by).collect::<Vec<SourceId>>(), [source(2), source(3)]);
    assert!(stops.iter().all(|one| !one.matters()));
    // What a giver does willingly goes on as well.
    let willing = two.helps(33, 2, 21, "Mon 10:00-11:00");
    assert!(reviewed(&willing).gaps.is_empty());
}

/// What is given unwillingly hides a gap only where the need is met with it, and harm only where it keeps it away.
#[test]
fn help_given_unwillingly_that_is_not_enough_hides_nothing() {
    let nights = |given: &str| {
        let family = Family::of([1, 2]).need(21, 1, "daily 22:00-07:00", 60).helps(31, 2, 21, given);
        family.but(not_willing)
    };
    // At noon, outside the nights; and in one hour of sixty-three.
    for (given, short) in [("Mon 12:00-13:00", 63 * 60), ("Tue 02:00-03:00", 62 * 60)] {
        let family = nights(given);
        let review = reviewed(&family);
        assert_eq!(review.gaps[0].short_as_done, short);
        let [anyway] = review.harm_anyway.as_slice() else { panic!("{:?}", review.harm_anyway) };
        assert!(!anyway.leaves_out_unwilling_help && !anyway.unless_help_not_known);
        assert!(codes(&review).contains(&"harm-anyway"));
        let text = printed(&family);
        assert!(text.contains("Short of help even now: S1: N21 (critical). Harm comes whoever is there."));
        assert!(!text.contains("rests on it") && !text.contains("Harm comes without"), "{text}");
    }
    assert!(
        printed(&nights("Tue 02:00-03:00"))
            .contains("63 h a week without help to rely on, 62 h of it with nobody even so.")
    );
    // Harm comes later with it: the first time is as it comes then.
    let monday = nights("Mon 00:00-07:00, 22:00-24:00; Tue 00:00-07:00");
    let at = reviewed(&monday).harm_anyway[0].at;
    assert_eq!(at.to_string(), "Tue 23:00");

    // All of them: the need rests on it, and harm is kept away.
    let family = nights("daily 22:00-07:00");
    let review = reviewed(&family);
    assert_eq!((review.gaps[0].short_as_done, review.harm_anyway[0].leaves_out_unwilling_help), (0, true));
    assert!(!codes(&review).contains(&"harm-anyway"));
    let text = printed(&family);
    assert!(!text.contains("Short of help even now") && text.contains("1 critical need rests on it."));
    assert!(text.contains("Harm comes without what is given unwillingly, the first time at Mon 01:00."));
    // Too little, and enough to keep harm away: short, and no harm.
    let family = nights("daily 22:30-07:00");
    let review = reviewed(&family);
    assert_eq!((review.gaps[0].short_as_done, review.harm_anyway[0].leaves_out_unwilling_help), (210, true));
    assert!(printed(&family).contains(
        "Short of help even now: S1: N21 (critical). Harm comes without what is given unwillingly."
    ));
}

/// Unwilling help that stops with a loss is named: its giver is lost, who supports them, or what it leans on falls.
#[test]
fn help_given_unwillingly_that_stops_with_a_loss_is_no_comfort() {
    // He cleans willingly, and gives the insulin unwillingly.
    let family = Family::of([1, 2])
        .doing(21, 1, "daily 08:00-09:00", 60, 10)
        .doing(22, 1, "Mon 10:00-12:00", 600, 60)
        .serious()
        .helps(31, 2, 21, "daily 08:00-09:00")
        .but(not_willing)
        .helps(32, 2, 22, "Mon 10:00-12:00");
    let text = printed(&family);
    assert!(!text.contains("nothing critical.") && !text.contains("for nothing critical: S2"), "{text}");
    assert!(!text.contains("adds no harm to a critical need"), "{text}");
    assert!(text.contains("and help stops that is given unwillingly: S2 for S1: N21"));
    assert!(text.contains("In the place of S2: 1 h a week for nothing critical, and besides"));
    // The insulin is given willingly by another, and only something lighter unwillingly: nothing critical.
    let lighter = Family::of([1, 2])
        .doing(22, 1, "Mon 10:00-12:00", 600, 60)
        .serious()
        .doing(23, 1, "Tue 10:00-12:00", 600, 60)
        .serious()
        .helps(32, 2, 22, "Mon 10:00-12:00")
        .helps(33, 2, 23, "Tue 10:00-12:00")
        .but(not_willing);
    assert!(printed(&lighter).contains("Without S2, something falls, but nothing critical."));

    // Supported by 3; leaning on what 3 gives; and neither.
    let insulin = || Family::of([1, 2]).outsider(3).doing(21, 1, "daily 08:00-09:00", 60, 10);
    let supported = insulin().helps(31, 2, 21, "daily 08:00-09:00").but(|help| {
        help.willing_now = Told::Known(false);
        help.able_now = Told::Known(Ability::WithSupport { by: Some(source(3)) });
    });
    let breakfast = || insulin().doing(22, 2, "daily 07:00-08:00", 60, 10).serious();
    let leaning = breakfast().helps_relying(31, 2, 21, "daily 08:00-09:00", [22]).but(not_willing);
    let leaning = leaning.helps(32, 3, 22, "daily 07:00-08:00");
    let neither = breakfast().helps(31, 2, 21, "daily 08:00-09:00").but(not_willing);
    let neither = neither.helps(32, 3, 22, "daily 07:00-08:00");
    for (family, stops) in [(&supported, true), (&leaning, true), (&neither, false)] {
        let snapshot = family.snapshot();
        let support = Support::of(&snapshot);
        let loss = Loss::of(source(3));
        let stopped = support.unwilling_help_stopped_by(&loss).unwrap();
        assert_eq!(stopped, if stops { vec![arrangement(31)] } else { vec![] });
        let names = numbers(&snapshot);
        let words = Words::new(&snapshot, &names);
        let said = words.fall(&support.fall(&loss).unwrap(), None);
        assert!(!said.contains("Nothing falls."), "{said}");
        assert_eq!(said.contains("and help stops that is given unwillingly"), stops, "{said}");
        let review = printed(family);
        assert_eq!(review.contains("Without S3: "), stops, "{review}");
        // Harm depends on that help only while it goes on.
        let mut both = support.beside_nothing_lost(&loss, 1_440, &[]).unwrap();
        let (timeline, beside) = both.timeline(mutual_care::base::CycleMinute::MONDAY);
        assert_eq!(timeline.lost, [source(3)]);
        let said = words.timeline(&timeline, &beside);
        let insulin: Vec<_> =
            said.lines().filter(|line| line.contains("HARM") && line.contains("N21")).collect();
        assert!(!insulin.is_empty());
        let goes_on = insulin.iter().any(|line| line.contains("unless help given unwillingly goes on"));
        assert_eq!(goes_on, !stops, "{said}");
    }
    // Of somebody away it is no need.
    let snapshot = supported.snapshot();
    let away = Loss::away(person(1)).and(source(3));
    assert_eq!(Support::of(&snapshot).unwilling_help_stopped_by(&away).unwrap(), []);
}
