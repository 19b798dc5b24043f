//! Hours that nobody knows, help that ends, people in two places, and who is known to be an adult.

use chrono::{Days, NaiveDate};
use mutual_care::base::{Period, WeekPattern};
use mutual_care::need::{Age, SourceKind};
use mutual_care::support::{Beside, HORIZON_72_HOURS, Loss, ReviewQuestion, Support, Words, review};

use crate::reference::family::{Family, arrangement, at, date, need, person, source};
use crate::{codes, numbers, printed, reviewed};

/// Her insulin is critical, and nobody has sent the hours; he gives it, at times.
fn hours_not_sent() -> Family {
    Family::of([1, 2]).need(21, 1, "never", 60).helps(31, 2, 21, "daily 08:00-08:30")
}

#[test]
fn a_need_without_hours_is_no_comfort() {
    let family = hours_not_sent();
    let snapshot = family.snapshot();
    let support = Support::of(&snapshot);
    let loss = Loss::of(source(2));
    // Every answer carries it.
    let fall = support.fall(&loss).unwrap();
    let timeline = support.timeline(&loss, at("Mon 00:00"), 600, &[]).unwrap();
    let cut_sets = support.cut_sets(2).unwrap();
    for unknown in [&fall.hours_not_known, &timeline.hours_not_known, &cut_sets.hours_not_known] {
        assert_eq!((unknown.needs.as_slice(), unknown.arrangements.len()), (&[need(21)][..], 0));
    }
    let review = reviewed(&family);
    assert_eq!(review.hours_not_known.needs, [need(21)]);
    let finding = review.findings.with_code("when-not-known").next().unwrap();
    assert_eq!(finding.weight(), mutual_care::base::Weight::Warns);
    let text = printed(&family);
    for said in [
        "Nobody knows the hours of 1 critical need. Nothing here speaks of that.",
        "WHEN IS NOT KNOWN S1: N21 (critical): when is it needed?",
        "adds harm to one, as far as the hours are known.",
        "hold each other up, as far as the hours are known.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let (headline, _) = text.split_once("WHO DOES WHAT").unwrap();
    assert!(headline.contains("WHEN IS NOT KNOWN"), "it stands under the headline");
    let names = numbers(&snapshot);
    let words = Words::new(&snapshot, &names);
    assert!(words.fall(&fall, None).contains("Nothing falls, as far as the hours are known."));
    assert!(
        words
            .timeline(&timeline, &Beside::default())
            .contains("Nobody knows the hours of S1: N21 (critical)")
    );

    // With hours, none of that.
    let known =
        Family::of([1, 2]).doing(21, 1, "daily 08:00-09:00", 60, 10).helps(31, 2, 21, "daily 08:00-08:30");
    let text = printed(&known);
    assert!(!text.contains("hours are known") && !text.contains("WHEN IS NOT KNOWN"));
    assert!(reviewed(&known).hours_not_known.is_empty());
    // Of somebody away, it is no need.
    let fall = support.fall(&Loss::away(person(1))).unwrap();
    assert!(fall.hours_not_known.is_empty());
}

#[test]
fn help_without_hours_is_listed_and_does_not_count() {
    let family = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-11:00", 60)
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .but(|help| help.when = WeekPattern::never());
    let review = reviewed(&family);
    assert_eq!(
        (review.hours_not_known.arrangements.as_slice(), review.gaps.len()),
        (&[arrangement(31)][..], 1)
    );
    assert!(printed(&family).contains("when does this help come? It does not count until that is known."));
    // What has ended, or is known not to be given, is nothing to ask about.
    let ended = family.clone().but(|help| help.period = Period::new(None, Some(date())).unwrap());
    assert!(reviewed(&ended).hours_not_known.is_empty());
    let not_able = |help: &mut mutual_care::need::Arrangement| {
        help.able_now = mutual_care::base::Told::Known(mutual_care::need::Ability::No);
    };
    assert!(reviewed(&family.clone().but(not_able)).hours_not_known.is_empty());
    let unwilling = family.but(|help| help.willing_now = mutual_care::base::Told::Known(false));
    assert_eq!(
        reviewed(&unwilling).hours_not_known.arrangements,
        [arrangement(31)],
        "it may be much that is done"
    );
}

#[test]
fn the_future_throws_its_shadow() {
    let day = |days| date() + Days::new(days);
    let until = |until: NaiveDate| {
        let family = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 60).helps(31, 2, 21, "always");
        family.but(|help| help.period = Period::new(None, Some(until)).unwrap())
    };
    // The week and three days.
    assert_eq!(reviewed(&until(day(10))).ends.iter().map(|ends| ends.until).collect::<Vec<_>>(), [day(10)]);
    assert!(reviewed(&until(day(11))).ends.is_empty());
    assert_eq!(reviewed(&until(day(1))).ends.len(), 1);
    assert!(reviewed(&until(date())).ends.is_empty(), "it has ended already");
    let text = printed(&until(day(10)));
    assert!(text.contains("From 12 March 2026 this help is not there any more: S2 for S1: N21."));
    let two = until(day(10)).helps(32, 2, 21, "always");
    let two = two.but(|help| help.period = Period::new(None, Some(day(9))).unwrap());
    let said = printed(&two);
    assert!(said.contains("From 11 March 2026 help begins to end: 2 arrangements, named below."));
    assert!(said.contains(
        "WHAT ENDS SOON 11 March 2026 is the first day without S2 for S1: N21 12 March 2026 is the first day without"
    ));
    assert!(codes(&reviewed(&until(day(10)))).contains(&"ends-soon"));
    assert!(!printed(&until(day(11))).contains("up to and including"));
    // A later date of review, and one that is no later.
    let ends = |until_day, next_review| {
        let question = ReviewQuestion { next_review: Some(next_review), ..ReviewQuestion::default() };
        !review(&until(until_day).snapshot(), None, question).unwrap().ends.is_empty()
    };
    assert_eq!([ends(day(90), day(90)), ends(day(91), day(90))], [true, false]);
    assert_eq!([ends(day(10), day(3)), ends(day(11), day(3))], [true, false]);
    // A horizon of no whole days: the rest of the last day is before any end.
    let of = |horizon| !Support::of(&until(day(10)).snapshot()).ends(horizon, None).is_empty();
    assert_eq!(
        [of(HORIZON_72_HOURS), of(HORIZON_72_HOURS - 1), of(HORIZON_72_HOURS + 1_439)],
        [true, false, true]
    );
}

#[test]
fn each_minute_stands_in_one_line_with_exactly_those_it_is_about() {
    // Never three at once.
    let family = Family::of([1, 2, 3])
        .outsider(4)
        .need(21, 1, "Mon 08:00-08:30", 60)
        .need(22, 2, "daily 08:00-09:00", 60)
        .need(23, 3, "Sun 08:00-09:00", 60)
        .helps(31, 4, 21, "Mon 08:00-08:30")
        .helps(32, 4, 22, "daily 08:00-09:00")
        .helps(33, 4, 23, "Sun 08:00-09:00");
    let lines = |family: &Family| -> Vec<(Vec<u128>, String)> {
        let snapshot = family.snapshot();
        let lines = Support::of(&snapshot).over_committed();
        let numbers = |line: &mutual_care::support::OverCommitted| {
            line.for_people.iter().map(|person| person.uuid().as_u128()).collect()
        };
        lines.iter().map(|line| (numbers(line), line.when.to_string())).collect()
    };
    let found = lines(&family);
    assert_eq!(found, [(vec![1, 2], "Mon 08:00-08:30".into()), (vec![2, 3], "Sun 08:00-09:00".into())]);
    let text = printed(&family);
    assert!(text.contains("S4 is there for S1 and S2 at the same time: Mon 08:00-08:30 (30 min a week)."));
    assert!(text.contains("S4 is there for S2 and S3 at the same time: Sun 08:00-09:00 (1 h a week)."));
    assert!(!text.contains("S1, S2 and S3 at"));
    // Three at once, for a part of the time.
    let three = family.need(24, 1, "Sun 08:30-10:00", 60).helps(34, 4, 24, "always");
    let found = lines(&three);
    assert_eq!(found[0], (vec![1, 2], "Mon 08:00-08:30".into()));
    assert_eq!(found[1], (vec![2, 3], "Sun 08:00-08:30".into()));
    assert_eq!(found[2], (vec![1, 2, 3], "Sun 08:30-09:00".into()));
    // Only hours of the needs count, each of one person's needs together is one person, and a provider sends another.
    let one = |family: Family| family.helps(31, 4, 21, "always").helps(32, 4, 22, "always");
    let of = |second: u128, when: &str| {
        one(Family::of([1, 2]).outsider(4).need(21, 1, "Mon 08:00-09:00", 60).need(22, second, when, 60))
    };
    assert_eq!(lines(&of(2, "Mon 09:00-10:00")), []);
    assert_eq!(lines(&of(2, "Mon 08:59-10:00")), [(vec![1, 2], String::from("Mon 08:59-09:00"))]);
    assert_eq!(lines(&of(1, "Mon 09:00-10:00")), []);
    let mut provider = of(2, "Mon 08:59-10:00");
    provider.parts.sources[2].kind = SourceKind::Provider;
    assert_eq!(lines(&provider), []);
}

#[test]
fn who_is_counted_on_and_no_adult() {
    let aged = |age: Option<Age>| {
        let mut family = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 60).helps(31, 2, 21, "always");
        family.parts.sources[1] = family.parts.sources[1].clone().aged(age);
        family
    };
    let said = |age| {
        let review = reviewed(&aged(age));
        [review.under_18 == [person(2)], review.age_not_known == [person(2)]]
    };
    assert_eq!(said(Some(Age::Under18)), [true, false]);
    assert_eq!(said(Some(Age::PerhapsUnder18)), [true, false]);
    assert_eq!(said(Some(Age::Adult)), [false, false]);
    assert_eq!(said(None), [false, true]);
    assert!(printed(&aged(Some(Age::Under18))).contains("S2 is under 18 and is counted on"));
    assert!(
        printed(&aged(None)).contains(
            "18 or over? S2 is counted on, and no date of birth on or before this date is recorded."
        )
    );
    let perhaps = aged(Some(Age::PerhapsUnder18));
    assert_eq!(reviewed(&perhaps).perhaps_under_18, [person(2)]);
    let said = printed(&perhaps);
    assert!(said.contains("S2 may be under 18 and is counted on: only the month or the year"), "{said}");
    assert!(!said.contains("S2 is under 18"), "{said}");
    let written = |age| serde_json::to_value(reviewed(&aged(age))).unwrap();
    assert!(written(Some(Age::Under18)).get("perhaps_under_18").is_none(), "left out where it is not so");
    // It takes nothing away.
    assert!(reviewed(&aged(Some(Age::Under18))).gaps.is_empty());
}

/// Nobody has said when the only help comes, or whether it is given: then nobody can say that harm comes.
#[test]
fn harm_is_certain_only_where_no_help_is_open() {
    use mutual_care::base::Told;
    use mutual_care::need::Ability;
    let family = Family::of([1, 2]).doing(21, 1, "daily 08:00-09:00", 60, 10);
    let never = family.clone().helps(31, 2, 21, "never");
    let may_be_done = family.clone().helps(31, 2, 21, "daily 08:00-09:00");
    let may_be_done = may_be_done.but(|help| help.able_now = Told::Known(Ability::No));
    for (family, unless, short) in [
        (&never, "unless help comes whose hours nobody has said", "without help whose hours are known"),
        (
            &may_be_done,
            "unless it is done all the same, which nobody has said",
            "without help that is known to be given",
        ),
    ] {
        let review = reviewed(family);
        assert!(review.harm_anyway[0].unless_help_not_known && review.gaps[0].may_be_met);
        let found = codes(&review);
        assert!(found.contains(&"harm-unless-help-comes") && !found.contains(&"harm-anyway"));
        let text = printed(family);
        assert!(text.contains(&format!(
            "Short of help even now, as far as is known: S1: N21 (critical). Harm comes {unless}."
        )));
        assert!(text.contains(&format!("1 h 10 min a week {short}. Harm comes {unless}, the first time")));
        assert!(!text.contains("whoever is there") && !text.contains("missing"), "{text}");
    }
    // Whoever gives depends on help of which nobody knows when it comes.
    let leaning = Family::of([1, 2, 3])
        .doing(21, 1, "daily 08:00-09:00", 60, 10)
        .doing(22, 2, "daily 07:00-08:00", 60, 10)
        .helps_relying(31, 2, 21, "daily 08:00-09:00", [22])
        .helps(32, 3, 22, "never");
    assert!(reviewed(&leaning).harm_anyway.iter().all(|anyway| anyway.unless_help_not_known));
    assert!(printed(&leaning).contains(
        "2 critical needs are short of help even now, as far as is known; 2 come to harm unless help comes of which not everything is known."
    ));

    // Known not to be given, ended, or one of the two who are needed: harm comes whoever is there.
    let not_done = may_be_done.clone().but(|help| help.done_now = Told::Known(false));
    let ended = never.clone().but(|help| help.period = Period::new(None, Some(date())).unwrap());
    let two = Family::of([1, 2]).doing(21, 1, "daily 08:00-09:00", 60, 10).takes_two();
    let two = two.helps(31, 2, 21, "never");
    for family in [&family, &not_done, &ended, &two] {
        let review = reviewed(family);
        assert!(!review.harm_anyway[0].unless_help_not_known);
        assert!(codes(&review).contains(&"harm-anyway"));
        assert!(printed(family).contains("Harm comes whoever is there, the first time at Mon 09:50."));
    }
}

/// What comforts is said only as far as the hours are known.
#[test]
fn comfort_goes_as_far_as_the_hours_are_known() {
    let known = Family::of([1, 2]).doing(21, 1, "Mon 10:00-12:00", 600, 60).serious().helps(
        31,
        2,
        21,
        "Mon 10:00-12:00",
    );
    let unknown = known.clone().need(22, 1, "never", 60);
    for (family, suffix) in [(&known, ""), (&unknown, ", as far as the hours are known")] {
        let text = printed(family);
        for said in [
            "Without S2, something falls, but nothing critical",
            "In the place of others, for nothing critical",
        ] {
            assert!(
                text.contains(&format!("{said}{suffix}.")) || text.contains(&format!("{said}{suffix}:")),
                "{said}: {text}"
            );
        }
    }
}

/// A name of spaces is no name, and what is set apart by direction is set apart on each line.
#[test]
fn names_that_are_blank_or_long_from_right_to_left() {
    struct Called(&'static str);
    impl mutual_care::base::Labels for Called {
        fn person(&self, _: mutual_care::base::PersonId) -> Option<&str> {
            Some(self.0)
        }
        fn need(&self, _: mutual_care::base::NeedId) -> Option<&str> {
            None
        }
        fn source(&self, _: mutual_care::base::SourceId) -> Option<&str> {
            Some(self.0)
        }
    }
    let snapshot = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 60).snapshot();
    let blank = Words::new(&snapshot, &Called("  "));
    assert_eq!(blank.person(person(1)), person(1).to_string());
    assert_eq!(blank.source(source(1)), source(1).to_string());
    assert_eq!(Words::new(&snapshot, &Called(" Ann ")).person(person(1)), "Ann");
    let long = Called(
        "\u{5d0}\u{5d1} \u{5d2}\u{5d3} \u{5d0}\u{5d1} \u{5d2}\u{5d3} \u{5d0}\u{5d1} \u{5d2}\u{5d3} \u{5d0}\u{5d1} \u{5d2}\u{5d3} \u{5d0}\u{5d1}",
    );
    let text =
        Words::new(&snapshot, &long).review(&review(&snapshot, None, ReviewQuestion::default()).unwrap());
    let count = |line: &str, mark| line.chars().filter(|letter| *letter == mark).count();
    assert!(text.contains('\u{2068}'));
    for line in text.lines() {
        assert_eq!(count(line, '\u{2068}'), count(line, '\u{2069}'), "{line}");
    }
}

/// Where two are needed and one is there, it is too few that are there, not nobody.
#[test]
fn one_of_two_is_not_nobody() {
    let one = Family::of([1, 2, 3]).need(21, 1, "Mon 10:00-11:00", 60);
    for (family, two) in [(one.clone().takes_two(), true), (one, false)] {
        let family = family.helps(31, 2, 21, "Mon 10:00-11:00");
        let family = if two { family.helps(32, 3, 21, "Mon 10:00-11:00") } else { family };
        let snapshot = family.snapshot();
        let support = Support::of(&snapshot);
        let mut both = support.beside_nothing_lost(Loss::of(source(2)), 600, &[]).unwrap();
        let (timeline, beside) = both.timeline(at("Mon 09:00"));
        let names = numbers(&snapshot);
        let said = Words::new(&snapshot, &names).timeline(&timeline, &beside);
        assert_eq!(said.contains("too few people are there for S1: N21"), two, "{said}");
        assert_eq!(said.contains("nobody is there for S1: N21"), !two, "{said}");
    }
}
