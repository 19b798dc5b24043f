//! Families that are kept: each was once told something false or comforting, or is the smallest in which a definition
//! can be misread. Every comparison with the reference is made with them too. All people are made up.

use mutual_care::base::{Period, Told};
use mutual_care::need::{Ability, Arrangement, Reliance};

use super::reference::family::{Family, asleep, date, day, days, every, hands_with, need, source, weeks};

fn not_willing(help: &mut Arrangement) {
    help.willing_now = Told::Known(false);
}

fn not_able(help: &mut Arrangement) {
    help.able_now = Told::Known(Ability::No);
}

/// All of them, each with what it is about.
pub(crate) fn kept() -> Vec<(&'static str, Family)> {
    let mut kept = worse();
    kept.extend(harm());
    kept.extend(unwilling());
    kept.extend(at_once_and_soon());
    kept.extend(real_weeks());
    kept
}

fn worse() -> Vec<(&'static str, Family)> {
    let nights = "Mon-Sat 22:00-07:00; Sun 22:00-Mon 06:00";
    vec![
        (
            "somebody gives 62 of 63 hours, and nothing falls without them",
            Family::of([1, 2]).need(21, 1, "daily 22:00-07:00", 90).helps(31, 2, 21, nights),
        ),
        (
            "one pair of hands of two covers nothing, and is missed",
            Family::of([1, 2]).need(21, 1, "Mon 10:00-12:00", 30).takes_two().helps(31, 2, 21, "always"),
        ),
        (
            "of three that it takes, two come with one",
            Family::of([1, 2, 3])
                .need(21, 1, "Mon 22:00-23:00", 30)
                .takes(3)
                .helps(31, 2, 21, "Mon 22:00-23:00")
                .helps(32, 3, 21, "Mon 22:00-22:30")
                .but(|help| help.hands = 2),
        ),
        (
            "a gap gets worse because of what falls",
            Family::of([1, 2])
                .provider(11)
                .need(21, 1, "Mon 10:00-12:00", 30)
                .need(22, 2, "Mon 08:00-09:00", 30)
                .helps(31, 11, 22, "always")
                .helps_relying(32, 2, 21, "Mon 10:00-11:00", [22]),
        ),
        (
            "each depends on the other, and one only for a part",
            Family::of([1, 2])
                .need(21, 1, "Mon 10:00-11:00, 18:00-19:00", 30)
                .need(22, 2, "Mon 10:00-11:00", 30)
                .helps(31, 2, 21, "Mon 10:00-11:00")
                .helps(32, 1, 22, "Mon 10:00-11:00"),
        ),
        (
            "assumed at another time, on what is a gap today",
            Family::of([1, 2, 3])
                .need(21, 1, "Mon 10:00-11:00", 30)
                .need(22, 3, "Mon 14:00-15:00", 30)
                .helps(31, 2, 21, "Mon 10:00-11:00")
                .helps(32, 3, 21, "Mon 10:00-11:00")
                .but(|help| help.relies_on = Reliance::Assumed(vec![need(22)])),
        ),
        (
            "nobody knows when it is needed, nor when help comes",
            Family::of([1, 2])
                .need(21, 1, "never", 30)
                .need(22, 1, "Mon 10:00-11:00", 30)
                .helps(31, 2, 21, "Mon 10:00-11:00")
                .helps(32, 2, 22, "never")
                .helps(33, 2, 22, "never")
                .but(not_willing)
                .helps(34, 2, 22, "never")
                .but(not_able),
        ),
    ]
}

fn harm() -> Vec<(&'static str, Family)> {
    vec![
        (
            "a dinner that nobody gives, and a tablet that somebody does",
            Family::of([1, 3])
                .doing(21, 1, "daily 12:00-13:00", 60, 30)
                .doing(22, 1, "Sun 20:00-21:00", 600, 5)
                .helps(31, 3, 22, "Sun 20:00-20:30"),
        ),
        (
            "harm that comes earlier, and goes on longer",
            Family::of([1, 2]).need(21, 1, "Mon 10:00-12:00", 30).helps(31, 2, 21, "Mon 10:00-11:00"),
        ),
        (
            "the same harm, that goes on longer",
            Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00, 14:00-15:00", 30).helps(
                31,
                2,
                21,
                "Mon 14:00-15:00",
            ),
        ),
        (
            "nothing falls or gets worse, and harm is added: who came late comes no more",
            Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 90).helps(31, 2, 21, "Mon 11:00-11:15"),
        ),
        (
            "of several that are harmed in the worst minute the smallest critical one",
            Family::of([1, 2])
                .need(21, 1, "Mon 10:00-11:00", 20)
                .serious()
                .need(22, 1, "Mon 10:00-11:00", 30)
                .need(23, 1, "Mon 10:00-11:00", 30)
                .need(24, 1, "Mon 10:00-11:00", 0)
                .helps(31, 2, 21, "always")
                .helps(32, 2, 22, "always")
                .helps(33, 2, 23, "always"),
        ),
    ]
}

fn unwilling() -> Vec<(&'static str, Family)> {
    vec![
        (
            "seventy hours a week, unwillingly",
            Family::of([1, 2])
                .doing(21, 1, "daily 07:00-09:00, 18:00-20:00", 120, 30)
                .need(22, 1, "daily 22:00-07:00", 60)
                .helps(31, 2, 21, "daily 07:15-08:00, 18:15-19:00")
                .but(not_willing)
                .helps(32, 2, 22, "daily 22:00-07:00")
                .but(not_willing),
        ),
        (
            "whoever is helped unwillingly leans on it",
            Family::of([1, 2])
                .need(21, 1, "Mon 10:00-11:00", 30)
                .need(22, 2, "Mon 14:00-15:00", 30)
                .helps(31, 2, 21, "Mon 10:00-11:00")
                .but(not_willing)
                .helps_unsaid(32, 1, 22, "Mon 14:00-15:00"),
        ),
        (
            "one gives freely, unwillingly and beyond what they are able to",
            Family::of([1, 2])
                .doing(21, 1, "Mon 10:00-12:00", 0, 60)
                .helps(31, 2, 21, "Mon 10:00-10:30")
                .helps(32, 2, 21, "Mon 10:15-11:00")
                .but(not_willing)
                .helps(33, 2, 21, "Mon 10:30-12:00")
                .but(not_able)
                .but(|help| help.done_now = Told::Known(true)),
        ),
        (
            "what is done by day comes before what counts at night",
            Family::of([1, 2])
                .doing(21, 1, "Mon 20:00-24:00", 0, 30)
                .helps(31, 2, 21, "Mon 22:00-22:30")
                .helps(32, 2, 21, "Mon 21:00-21:30")
                .but(not_willing),
        ),
        (
            "what is done at night comes before what counts by day",
            Family::of([1, 2])
                .doing(21, 1, "Mon 05:00-09:00", 0, 30)
                .helps(31, 2, 21, "Mon 07:00-07:30")
                .helps(32, 2, 21, "Mon 06:00-06:30")
                .but(not_willing),
        ),
        (
            "and before some of it",
            Family::of([1, 2])
                .doing(21, 1, "Mon 05:00-09:00", 0, 30)
                .helps(31, 2, 21, "Mon 07:00-07:10")
                .helps(32, 2, 21, "Mon 06:00-06:30")
                .but(not_able)
                .but(|help| help.done_now = Told::Known(true)),
        ),
        (
            "neither able nor willing, and nobody has said whether it is done; not able, and asked",
            Family::of([1, 2, 3])
                .need(21, 1, "Mon 10:00-11:00", 0)
                .helps(31, 2, 21, "Mon 10:00-11:00")
                .but(not_willing)
                .but(not_able)
                .helps(32, 3, 21, "Mon 10:00-11:00")
                .but(not_able),
        ),
    ]
}

fn at_once_and_soon() -> Vec<(&'static str, Family)> {
    let until = |days: u64| {
        let day = date().checked_add_days(chrono::Days::new(days));
        move |help: &mut Arrangement| help.period = Period::new(None, day).unwrap()
    };
    vec![
        (
            "with two on Monday, with two others on Sunday, and never with three",
            Family::of([1, 2, 3])
                .outsider(4)
                .need(21, 1, "Mon 08:00-08:30", 60)
                .need(22, 2, "daily 08:00-09:00", 60)
                .need(23, 3, "Sun 08:00-09:00", 60)
                .helps(31, 4, 21, "Mon 08:00-08:30")
                .helps(32, 4, 22, "daily 08:00-09:00")
                .helps(33, 4, 23, "Sun 08:00-09:00"),
        ),
        (
            "with three at once for ten minutes, over midnight of the week",
            Family::of([1, 2, 3])
                .outsider(4)
                .need(21, 1, "Sun 23:30-Mon 00:10", 60)
                .need(22, 2, "Sun 23:50-Mon 00:30", 60)
                .need(23, 3, "Mon 00:00-00:10", 60)
                .helps(31, 4, 21, "always")
                .helps(32, 4, 22, "always")
                .but(|help| help.able_now = Told::Known(Ability::WithSupport { by: Some(source(3)) }))
                .helps(33, 4, 23, "always")
                .but(not_willing),
        ),
        (
            "what ends today, tomorrow, on the last day that is looked at and the day after",
            Family::of([1, 2])
                .need(21, 1, "Mon 10:00-11:00", 0)
                .helps(31, 2, 21, "always")
                .but(until(0))
                .helps(32, 2, 21, "always")
                .but(until(1))
                .helps(33, 2, 21, "always")
                .but(until(10))
                .helps(34, 2, 21, "always")
                .but(until(11))
                .helps(35, 2, 21, "always")
                .but(until(1))
                .but(not_willing)
                .helps(36, 2, 21, "always")
                .but(until(1))
                .but(not_able),
        ),
    ]
}

fn real_weeks() -> Vec<(&'static str, Family)> {
    let sunday = "Sun 22:00-Mon 07:00";
    let nobody_asked = |help: &mut Arrangement| help.awake = Told::default();
    vec![
        (
            "who sleeps closes the night, and what is to be done opens in that minute",
            Family::of([1, 2, 3])
                .night_then_breakfast(21, 1, 600)
                .helps(31, 2, 21, "always")
                .helps(32, 3, 21, "Mon 06:50-08:00")
                .but(asleep),
        ),
        (
            "somebody awake is asked for, and one sleeps and of one nobody knows",
            Family::of([1, 2, 3])
                .need(21, 1, "daily 22:00-07:00", 60)
                .awake()
                .helps(31, 2, 21, "daily 22:00-07:00")
                .but(asleep)
                .helps(32, 3, 21, "daily 22:00-07:00")
                .but(nobody_asked),
        ),
        (
            "five days on and five days off, and the second comes a day late",
            Family::of([1])
                .outsider(5)
                .outsider(6)
                .need(21, 1, "daily 08:00-09:00", 30)
                .helps(31, 5, 21, "always")
                .but(every(days(10, 5, day(3, 2))))
                .helps(32, 6, 21, "always")
                .but(every(days(10, 5, day(3, 8)))),
        ),
        (
            "a night over Sunday midnight in one week of two, and help in the other",
            Family::of([1, 2, 3])
                .need(21, 1, sunday, 30)
                .alternating(weeks(2, day(3, 9)))
                .need(22, 1, "Mon 06:00-08:00", 30)
                .helps(31, 2, 21, sunday)
                .but(every(weeks(2, day(3, 9))))
                .helps(32, 3, 22, sunday)
                .but(every(weeks(2, date()))),
        ),
        (
            "two who take turns, and a third by a rota that has none of the hours",
            Family::of([1, 2, 3, 4])
                .need(21, 1, "Sat 10:00-12:00", 30)
                .helps(31, 2, 21, "Sat 10:00-12:00")
                .but(every(weeks(2, date())))
                .helps(32, 3, 21, "Sat 10:00-12:00")
                .but(every(weeks(2, day(3, 9))))
                .helps(33, 4, 21, "Sat 10:00-12:00")
                .but(every(days(7, 5, date()))),
        ),
        (
            "a weekend that a rota cuts",
            Family::of([1, 2])
                .need(21, 1, "Fri 18:00-Mon 08:00", 60)
                .helps(31, 2, 21, "Fri 18:00-Mon 08:00")
                .but(every(days(2, 1, day(3, 6)))),
        ),
        (
            "two to lift, one of them trained, and whoever is trained brings a hand",
            Family::of([1, 2, 3])
                .need(21, 1, "Mon 10:00-11:00", 0)
                .takes(3)
                .skilled([("hoist", 2), ("adult", 1)])
                .helps(31, 2, 21, "Mon 10:00-11:00")
                .but(|help| help.hands = 2)
                .but(hands_with("hoist", 2))
                .but(hands_with("adult", 0))
                .helps(32, 3, 21, "Mon 10:00-11:00")
                .but(hands_with("hoist", 0)),
        ),
        (
            "on some days, and with whoever supports",
            Family::of([1, 2, 3])
                .need(21, 1, "Mon 10:00-11:00", 30)
                .need(22, 1, "Tue 10:00-11:00", 30)
                .helps(31, 2, 21, "Mon 10:00-11:00")
                .but(|help| help.able_now = Told::Known(Ability::OnSomeDays { by: Some(source(3)) }))
                .helps(32, 2, 22, "Tue 10:00-11:00")
                .but(|help| help.able_now = Told::Known(Ability::OnSomeDays { by: None })),
        ),
    ]
}
