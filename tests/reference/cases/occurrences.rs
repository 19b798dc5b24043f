//! Windows that come round, touch, wrap, and have slack.

use super::super::family::Family;
use super::{Case, loss, mother_and_visit, nothing_lost};

/// The cases.
pub fn cases() -> Vec<Case> {
    let alone = |owed| {
        Family::of([1, 2]).doing(21, 1, "Mon 10:00-11:00", 0, owed).helps(31, 2, 21, "Mon 10:00-11:00")
    };
    vec![
        Case::new("slack is used up first", alone(30), loss(2, "Mon 10:00"))
            .because(
                "thirty minutes may be missed: the thirty-first, at 10:30, opens, and without tolerance \
                 harms",
            )
            .opened(30, 21)
            .breached(30, 21)
            .open_at_the_end(21, 30, 30, true),
        Case::new("help for as long as is owed leaves no loss", alone(30), loss(2, "Mon 10:30"))
            .because("thirty minutes had been given by 10:30, and thirty may be missed"),
        Case::new("a minute less, and the last minute opens", alone(30), loss(2, "Mon 10:29"))
            .because("twenty-nine given; the thirty-first missed minute is 10:59")
            .opened(30, 21)
            .breached(30, 21)
            .open_at_the_end(21, 30, 30, true),
        Case::new(
            "minutes missed before the loss count, as the week runs",
            Family::of([1, 2]).doing(21, 1, "Mon 10:00-11:00", 60, 30).helps(31, 2, 21, "Mon 10:15-11:00"),
            loss(2, "Mon 10:20"),
        )
        .because(
            "fifteen missed before 10:15; from 10:20 the sixteenth more, at 10:35, is one too many; harm \
             at 11:35",
        )
        .opened(15, 21)
        .breached(75, 21)
        .open_at_the_end(21, 15, 75, true),
        Case::new(
            "before the loss nothing is open",
            Family::of([1]).need(21, 1, "Mon 10:00-11:00", 15),
            nothing_lost("Mon 10:20"),
        )
        .because("nobody ever comes, but its clock starts with the question")
        .opened(0, 21)
        .breached(15, 21)
        .open_at_the_end(21, 0, 15, true),
        Case::new(
            "the whole week keeps its start",
            Family::of([1, 2]).doing_all_week(21, 1, "Wed 12:00", 0, 10_020).helps(31, 2, 21, "always"),
            loss(2, "Wed 11:30"),
        )
        .because("thirty of sixty minutes missed until 12:00, when a new week with sixty more begins: 13:00")
        .opened(90, 21)
        .breached(90, 21)
        .open_at_the_end(21, 90, 90, true),
        Case::new(
            "windows that touch have each their slack",
            Family::of([1, 2]).doing(21, 1, "Mon 10:00-10:30, 10:30-11:00", 5, 20).helps(31, 2, 21, "always"),
            loss(2, "Mon 10:22"),
        )
        .because("eight of ten missed in the first; ten more in the second until 10:40; harm at 10:45")
        .opened(18, 21)
        .breached(23, 21)
        .open_at_the_end(21, 18, 23, true),
        Case::new(
            "what is open stays open and opens no second time",
            Family::of([1, 2]).need(21, 1, "daily 10:00-10:30", 2_880).helps(31, 2, 21, "always"),
            loss(2, "Mon 10:00"),
        )
        .because("open from Monday 10:00, on Tuesday still; harm on Wednesday 10:00")
        .opened(0, 21)
        .breached(2_880, 21)
        .open_at_the_end(21, 0, 2_880, true),
        Case::new(
            "over the end of the week",
            mother_and_visit("Sun 23:00-01:00", 45, "Mon 00:15-00:30"),
            loss(2, "Sun 23:30"),
        )
        .because("harm at Monday 00:15, when the visit comes; open again at 00:30, harm at 01:15")
        .opened(0, 21)
        .closed(45, 21)
        .opened(60, 21)
        .breached(105, 21)
        .margin(0)
        .open_at_the_end(21, 60, 105, true),
        Case::new(
            "help that relies on what is unmet anyway is never able",
            Family::of([1, 2])
                .need(21, 1, "Mon 10:00-11:00", 10)
                .need(22, 2, "Mon 10:00-11:00", 10)
                .helps_relying(31, 1, 22, "always", [21]),
            nothing_lost("Mon 00:00"),
        )
        .because(
            "nobody comes to the mother, so her help to her son never counted; nothing stops that never \
             was",
        )
        .opened(600, 21)
        .opened(600, 22)
        .breached(610, 21)
        .breached(610, 22)
        .open_at_the_end(21, 600, 610, true)
        .open_at_the_end(22, 600, 610, true),
    ]
}
