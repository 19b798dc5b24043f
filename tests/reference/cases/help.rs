//! Help that comes after the loss.

use mutual_care::need::TimedHelp;

use super::super::family::{Family, comes, need};
use super::{Case, loss, mother_and_visit, with_help};

/// The cases.
pub fn cases() -> Vec<Case> {
    let lean = Family::of([1, 2, 3])
        .provider(11)
        .need(21, 1, "Mon 10:00-14:00", 30)
        .need(23, 3, "Mon 10:00-14:00", 60)
        .helps(31, 11, 21, "always")
        .helps(32, 11, 23, "always");
    let leaning = |help: TimedHelp| TimedHelp { relies_on: vec![need(21)], ..help };
    vec![
        Case::new(
            "one source's hands count once, the greatest number",
            Family::of([1, 2])
                .provider(11)
                .need(21, 1, "Mon 10:00-14:00", 50)
                .takes_two()
                .helps(31, 2, 21, "always")
                .helps(32, 11, 21, "always"),
            with_help(
                loss(11, "Mon 10:00"),
                [comes(41, 2, &[21], 20, None), TimedHelp { hands: 2, ..comes(42, 2, &[21], 40, Some(50)) }],
            ),
        )
        .because(
            "from 10:20 the son is there twice with one pair of hands: one; from 10:40 for ten minutes \
             with two",
        )
        .opened(0, 21)
        .closed(40, 21)
        .opened(50, 21)
        .breached(100, 21)
        .margin(10)
        .open_at_the_end(21, 50, 100, true),
        Case::new(
            "help of who is lost does not come",
            mother_and_visit("Mon 10:00-11:00", 30, "never"),
            with_help(loss(2, "Mon 10:00"), [comes(41, 2, &[21], 0, None)]),
        )
        .because("the son himself is lost")
        .opened(0, 21)
        .breached(30, 21)
        .open_at_the_end(21, 0, 30, true),
        Case::new(
            "help that arrives in the very minute of breach",
            mother_and_visit("Mon 10:00-11:00", 30, "never"),
            with_help(loss(2, "Mon 09:00"), [comes(41, 12, &[21], 90, None)]),
        )
        .because("minutes of timed help are from the loss: 09:00 and 90 minutes is 10:30")
        .opened(60, 21)
        .closed(90, 21)
        .margin(0),
        Case::new(
            "timed help stops like an arrangement",
            lean,
            with_help(
                loss(11, "Mon 10:00"),
                [
                    leaning(comes(41, 1, &[23], 0, None)),
                    leaning(comes(42, 1, &[23], 0, Some(30))),
                    leaning(comes(43, 1, &[23], 200, None)),
                ],
            ),
        )
        .because(
            "harmed at 10:30 the mother stops: what she is there for, and what she was still to come for; \
             not what had ended with 10:29",
        )
        .opened(0, 21)
        .opened(30, 23)
        .breached(30, 21)
        .stopped(30, 41)
        .stopped(30, 43)
        .breached(90, 23)
        .open_at_the_end(21, 0, 30, true)
        .open_at_the_end(23, 30, 90, true),
    ]
}
