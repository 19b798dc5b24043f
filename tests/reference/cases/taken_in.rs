//! People who are not at home.

use std::collections::BTreeSet;

use mutual_care::need::{Ability, TimedHelp};

use super::super::family::{Family, at, comes, person, source};
use super::super::timeline::Question;
use super::{Case, known, loss, nothing_lost, with_help};

/// The cases.
pub fn cases() -> Vec<Case> {
    let takes_in = |number, from, until| TimedHelp {
        takes_in: vec![person(1)],
        ..comes(number, 12, &[], from, Some(until))
    };
    let each_other = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-12:00", 30)
        .need(22, 2, "Mon 10:00-12:00", 30)
        .helps(31, 2, 21, "always")
        .helps_relying(32, 1, 22, "always", [21]);
    vec![
        Case::new(
            "who is taken in is cared for, and gives nothing",
            Family::of([1, 2])
                .provider(11)
                .need(21, 1, "Mon 10:00-14:00", 60)
                .need(22, 2, "Mon 10:00-14:00", 30)
                .helps(31, 11, 21, "always")
                .helps(32, 1, 22, "always"),
            with_help(loss(11, "Mon 10:00"), [takes_in(41, 40, 100)]),
        )
        .because(
            "from 10:40 to 11:40 the mother is elsewhere: her need closes, her son's opens and is harmed \
             at 11:10; then she is back, helps him late, and her own need opens again with a new clock",
        )
        .opened(0, 21)
        .closed(40, 21)
        .opened(40, 22)
        .breached(70, 22)
        .closed(100, 22)
        .opened(100, 21)
        .breached(160, 21)
        .margin(20)
        .open_at_the_end(21, 100, 160, true),
        Case::new(
            "minutes taken in are covered minutes",
            Family::of([1, 2]).doing(21, 1, "Mon 10:00-11:00", 0, 30).helps(31, 2, 21, "always"),
            with_help(loss(2, "Mon 10:00"), [takes_in(41, 10, 40)]),
        )
        .because("ten missed before and twenty after she was taken in: no more than thirty"),
        Case::new(
            "who is taken in supports nobody",
            Family::of([1, 2, 3])
                .need(23, 3, "Mon 10:00-11:00", 60)
                .helps(31, 2, 23, "always")
                .but(|help| help.able_now = known(Ability::WithSupport { by: Some(source(1)) })),
            with_help(nothing_lost("Mon 10:00"), [takes_in(41, 20, 50)]),
        )
        .because("the son can help his sister only while his mother is there: not from 10:20 to 10:50")
        .opened(20, 23)
        .closed(50, 23)
        .margin(30),
        Case::new("who is unable still has needs", each_other.clone(), loss(2, "Mon 10:00"))
            .because("the mother is harmed at 10:30 and stops; the son, unable and at home, at 11:00")
            .opened(0, 21)
            .opened(30, 22)
            .breached(30, 21)
            .stopped(30, 32)
            .breached(60, 22)
            .open_at_the_end(21, 0, 30, true)
            .open_at_the_end(22, 30, 60, true),
        Case::new(
            "who is away has none",
            each_other,
            Question { away: BTreeSet::from([person(2)]), ..loss(2, "Mon 10:00") },
        )
        .because(
            "the mother is harmed all the same; that she would not look after her son any more is true, \
             and harms nobody",
        )
        .opened(0, 21)
        .breached(30, 21)
        .stopped(30, 32)
        .open_at_the_end(21, 0, 30, true),
        Case::new(
            "who is away comes to no harm at home, at once or later",
            Family::of([1, 2]).need(22, 2, "Mon 10:00-12:00", 0).helps(31, 1, 22, "always"),
            Question { away: BTreeSet::from([person(2)]), ..Question::new([source(1)], at("Mon 10:00")) },
        )
        .because("his mother is lost and nobody comes, but he is in hospital"),
    ]
}
