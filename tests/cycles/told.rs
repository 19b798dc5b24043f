//! What a review tells of weeks that differ: how many there are, each help once, and what never comes round.

use mutual_care::base::{Every, Told, Weight, WhyNotKnown};
use mutual_care::need::{Arrangement, Snapshot};
use mutual_care::support::{NoRest, RestPolicy, Review, ReviewQuestion, Support, Words, review};

use super::day;
use super::equal::Nobody;
use super::reference::family::{Family, person};

fn told(family: &Family) -> (Snapshot, Review) {
    let snapshot = family.snapshot();
    let told = review(&snapshot, None, ReviewQuestion::default()).unwrap();
    (snapshot, told)
}

/// As it is printed, on one line.
fn printed(family: &Family) -> String {
    let (snapshot, told) = told(family);
    let text = Words::new(&snapshot, &Nobody).review(&told);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn weeks(every: u8, from: u64) -> impl Fn(&mut Arrangement) {
    move |help| help.every = Some(Every::weeks(every, day(from)).unwrap())
}

/// Nights, a sitter for all of them, and another in one week of so many.
fn nights(every: u8) -> Family {
    let family = Family::of([1]).provider(5).provider(6).need(101, 1, "daily 22:00-07:00", 60);
    family
        .helps(201, 5, 101, "Sun-Fri 22:00-07:00")
        .helps(202, 6, 101, "Sat 22:00-07:00")
        .but(weeks(every, 0))
}

#[test]
fn the_headline_says_how_many_weeks_there_are_where_they_differ() {
    let three = printed(&nights(3));
    assert!(
        three.contains(
            "IN SHORT Not every week is the same: everything comes round again after 3 weeks, the first of which begins on \
             Monday 2 March 2026. Times a week are the average of these 3."
        ),
        "{three}"
    );
    // One week, and weeks that are all the same, say nothing of it, and the same of all else.
    let single = Family::of([1]).provider(5).need(101, 1, "daily 22:00-07:00", 60);
    let plain = printed(&single.clone().helps(201, 5, 101, "always"));
    let by_turns = single.helps(201, 5, 101, "always").but(weeks(2, 0));
    let by_turns = by_turns.helps(202, 5, 101, "always").but(weeks(2, 7));
    assert!(!plain.contains("comes round"));
    assert_eq!(printed(&by_turns), plain);
}

/// Help that nobody has confirmed, so that each is asked about in a line of its own.
fn asked(help: &mut Arrangement) {
    help.willing_now = Told::NotKnown(WhyNotKnown::NotAsked);
}

#[test]
fn of_two_alike_that_are_each_split_by_turns_two_are_told() {
    let family = || Family::of([1]).provider(5).need(101, 1, "daily 08:00-09:00", 60);
    let helps = |family: Family, number, turn: Option<(u8, u64)>| {
        family.helps(number, 5, 101, "daily 08:00-09:00").but(|help| {
            asked(help);
            if let Some((every, from)) = turn {
                weeks(every, from)(help);
            }
        })
    };
    let lines = |turns: &[Option<(u8, u64)>]| {
        let numbered = turns.iter().zip(201..);
        let family = numbered.fold(family(), |family, (turn, number)| helps(family, number, *turn));
        (printed(&family), printed(&family).matches("able and willing?").count())
    };
    let (plain, two) = lines(&[None, None]);
    assert_eq!(two, 2);
    let split = lines(&[Some((2, 0)), Some((2, 7)), Some((2, 0)), Some((2, 7))]);
    assert_eq!(split, (plain, 2));
    assert_eq!(lines(&[Some((2, 0)), Some((2, 7))]).1, 1, "one help by turns");
    assert_eq!(lines(&[Some((2, 0)), Some((2, 0))]).1, 2, "two in the same weeks");
    assert_eq!(lines(&[Some((3, 0)), Some((3, 7)), Some((3, 14))]).1, 1);
    assert_eq!(lines(&[Some((3, 0)), Some((3, 7)), Some((3, 14)), Some((3, 7))]).1, 2);
    assert_eq!(lines(&[None, Some((2, 0)), Some((2, 7))]).1, 2, "one of each week, and one by turns");
}

#[test]
fn of_rotas_by_days_as_many_are_told_as_are_there_at_once() {
    let rota = |when: &str, of: &[(u8, u8, u64)]| {
        let family = Family::of([1]).provider(5).need(101, 1, "always", 60);
        let numbered = of.iter().zip(201..);
        let family = numbered.fold(family, |family, ((days, on, from), number)| {
            family.helps(number, 5, 101, when).but(|help| {
                asked(help);
                help.every = Some(Every::days(*days, *on, day(*from)).unwrap());
            })
        });
        printed(&family).matches("able and willing?").count()
    };
    assert_eq!(rota("always", &[(4, 2, 0), (4, 2, 2)]), 1, "two days and two");
    assert_eq!(rota("always", &[(4, 2, 0), (4, 2, 1)]), 2, "one day together");
    assert_eq!(rota("daily 22:00-08:00", &[(2, 1, 0), (2, 1, 1)]), 1);
    // Both are on on Tuesdays, and neither comes then.
    assert_eq!(rota("Mon 08:00-09:00", &[(7, 2, 0), (7, 1, 1)]), 1);
}

#[test]
fn what_lies_on_none_of_its_days_is_found_and_asked() {
    // One day of seven, counted from a Tuesday; and the times are on Mondays.
    let rota = |when: &str| {
        Family::of([1])
            .provider(5)
            .need(101, 1, "Mon 08:00-09:00", 60)
            .helps(201, 5, 101, when)
            .but(|help| help.every = Some(Every::days(7, 1, day(1)).unwrap()))
    };
    let codes = |family: &Family, code: &str| -> Vec<Weight> {
        told(family).1.findings.with_code(code).map(mutual_care::base::Finding::weight).collect()
    };
    let code = "comes-on-none-of-its-days";
    assert_eq!(codes(&rota("Mon 08:00-09:00"), code), [Weight::Notes]);
    assert!(
        printed(&rota("Mon 08:00-09:00")).contains("its times lie on none of its days, so it never comes")
    );
    for comes in ["Tue 08:00-09:00", "Mon 08:00-09:00; Tue 08:00-08:01"] {
        assert!(codes(&rota(comes), code).is_empty(), "{comes}");
        assert!(!printed(&rota(comes)).contains("none of its days"), "{comes}");
    }
    // A stretch is cut every 24 hours from its start: what begins on Monday is on with Monday, the rest with Tuesday.
    assert_eq!(codes(&rota("Mon 22:00-07:00"), code), [Weight::Notes]);
    assert!(codes(&rota("Mon 06:00-24:00; Tue 00:00-07:00"), code).is_empty());
    // What is not given now, or whose times nobody has said, is another matter.
    let never =
        rota("Mon 08:00-09:00").but(|help| help.able_now = Told::Known(mutual_care::need::Ability::No));
    assert!(codes(&never.but(|help| help.done_now = Told::Known(false)), code).is_empty());
    assert!(codes(&rota("never"), code).is_empty());

    // The same of a need, which warns where it is critical: it counts as met, and perhaps is not.
    let asks = |when: &str, from: u64, critical| {
        let family = Family::of([1]).need(101, 1, when, 60);
        let mut parts = family.snapshot().into_parts();
        let one = parts.needs[0].clone().with_every(Some(Every::days(7, 1, day(from)).unwrap())).unwrap();
        parts.needs[0] = if critical {
            one
        } else {
            mutual_care::need::Need::new(
                one.id(),
                one.person(),
                one.outcome(),
                mutual_care::need::Consequence::Serious,
            )
            .with_windows(one.windows().to_vec())
            .and_then(|need| need.with_every(one.every()))
            .unwrap()
        };
        let snapshot = Snapshot::new(parts).unwrap();
        let told = review(&snapshot, None, ReviewQuestion::default()).unwrap();
        let weights: Vec<Weight> = (told.findings.with_code("needed-on-none-of-its-days"))
            .map(mutual_care::base::Finding::weight)
            .collect();
        let text = Words::new(&snapshot, &Nobody).review(&told);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (weights, text.contains("its times lie on none of its days, so it counts as met here."))
    };
    assert_eq!(asks("Mon 08:00-09:00", 1, true), (vec![Weight::Warns], true));
    assert_eq!(asks("Mon 08:00-09:00", 1, false), (vec![Weight::Notes], true));
    assert_eq!(asks("Mon 08:00-09:00", 0, true), (vec![], false));
}

/// Somebody who is there for another over these minutes in some weeks of three.
fn there(of: &[(&str, &[u64])]) -> Vec<NoRest> {
    let family = Family::of([1]).outsider(2).need(101, 1, "always", 60);
    let each = of.iter().flat_map(|(when, weeks)| weeks.iter().map(move |from| (*when, *from)));
    let family = each.zip(201..).fold(family, |family, ((when, from), number)| {
        family.helps(number, 2, 101, when).but(weeks(3, 7 * from))
    });
    let snapshot = family.snapshot();
    assert_eq!(snapshot.weeks(), 3);
    Support::of(&snapshot).no_rest(RestPolicy::default())
}

#[test]
fn no_rest_is_looked_for_over_all_weeks_round_their_end() {
    let from = |of: &[(&str, &[u64])]| -> Vec<(u32, String)> {
        there(of).iter().map(|one| (one.awake_min, one.from.to_string())).collect()
    };
    // Of all the 24 hours that hold these minutes the first are named.
    assert!(from(&[("Sun 20:00-12:00", &[1])]).is_empty());
    assert_eq!(from(&[("Sun 20:00-12:01", &[1])]), [(961, "week 2 Sun 12:01".to_owned())]);
    assert_eq!(from(&[("Sun 20:00-12:01", &[2])]), [(961, "week 3 Sun 12:01".to_owned())], "round the end");
    // Sunday evening of one week and Monday of another are one day only where the one follows the other.
    let parts = |monday: u64| from(&[("Sun 12:00-24:00", &[1]), ("Mon 00:00-04:01", &[monday])]);
    assert_eq!(parts(2), [(961, "week 2 Sun 04:01".to_owned())]);
    assert!(parts(0).is_empty() && parts(1).is_empty());
    let last = from(&[("Sun 12:00-24:00", &[2]), ("Mon 00:00-04:01", &[0])]);
    assert_eq!(last, [(961, "week 3 Sun 04:01".to_owned())]);
}

#[test]
fn a_night_off_in_any_week_is_one() {
    let all: &[u64] = &[0, 1, 2];
    let least = |of: &[(&str, &[u64])]| -> Vec<u32> {
        there(of).iter().filter(|one| one.every_night).map(|one| one.least_of_a_night_min).collect()
    };
    assert_eq!(least(&[("daily 22:00-01:00", all)]), [180]);
    assert!(least(&[("daily 22:00-00:59", all)]).is_empty());
    // One of the 21 nights off, or a minute short, in the second week.
    let but = |second: &'static str| least(&[("daily 22:00-01:00", &[0, 2]), (second, &[1])]);
    assert_eq!(but("daily 22:00-02:00"), [180]);
    assert!(but("Mon-Sat 22:00-01:00").is_empty());
    assert!(but("Mon-Sat 22:00-01:00; Sun 22:00-00:59").is_empty());
    assert_eq!(there(&[("daily 22:00-01:00", all)])[0].person, person(2));
}
