//! People who are lost, and back.

use mutual_care::need::{Ability, TimedHelp};

use super::super::family::{Family, at, comes, person, source};
use super::super::timeline::{Entry, How, Question};
use super::{Case, known};

fn lost(of: u128, how: How, from: u32, until: Option<u32>) -> Entry {
    Entry { source: source(of), how, from, until }
}

fn unable(of: u128, from: u32, until: Option<u32>) -> Entry {
    lost(of, How::Unable, from, until)
}

fn away(of: u128, from: u32, until: Option<u32>) -> Entry {
    lost(of, How::Away, from, until)
}

fn died(of: u128, at: u32) -> Entry {
    lost(of, How::Died, at, None)
}

/// From Monday 10:00.
fn when<const N: usize>(entries: [Entry; N]) -> Question {
    Question { entries: entries.to_vec(), ..Question::new([], at("Mon 10:00")) }
}

/// The cases.
pub fn cases() -> Vec<Case> {
    let mut cases = back();
    cases.extend(back_to_harm());
    cases.extend(away_and_home());
    cases.extend(who_died());
    cases
}

fn back() -> Vec<Case> {
    let helped = || Family::of([1, 2]).need(21, 1, "Mon 10:00-14:00", 60).helps(31, 2, 21, "always");
    vec![
        Case::new("who is back gives again", helped(), when([unable(2, 0, Some(40))]))
            .because("nobody from 10:00 to 10:40")
            .opened(0, 21)
            .closed(40, 21)
            .margin(20),
        Case::new("back in the very minute is in time", helped(), when([unable(2, 0, Some(60))]))
            .because("he is there again in the minute in which her tolerance runs out")
            .opened(0, 21)
            .closed(60, 21)
            .margin(0),
        Case::new("back a minute later is not", helped(), when([unable(2, 0, Some(61))]))
            .because("harm at 11:00, help at 11:01")
            .opened(0, 21)
            .breached(60, 21)
            .closed(61, 21),
        Case::new(
            "a second loss comes later",
            helped().helps(32, 3, 21, "always").outsider(3),
            when([unable(2, 0, None), unable(3, 100, Some(130))]),
        )
        .because("the neighbour is there until 11:40, and again from 12:10")
        .opened(100, 21)
        .closed(130, 21)
        .margin(30),
        Case::new(
            "a supporter who is back supports again",
            Family::of([1, 2, 3])
                .need(23, 3, "Mon 10:00-11:00", 60)
                .helps(31, 2, 23, "always")
                .but(|help| help.able_now = known(Ability::WithSupport { by: Some(source(1)) })),
            when([unable(1, 0, Some(50))]),
        )
        .because("the son can help his sister only while his mother can help him")
        .opened(0, 23)
        .closed(50, 23)
        .margin(10),
        Case::new(
            "who comes and is lost meanwhile is not there, nor is whom it took in",
            helped().provider(12),
            Question {
                help: vec![TimedHelp { takes_in: vec![person(1)], ..comes(41, 12, &[], 10, Some(200)) }],
                ..when([unable(2, 0, None), unable(12, 50, Some(80))])
            },
        )
        .because(
            "she is taken in from 10:10, at home from 10:50, taken in from 11:20, and at home from 13:20",
        )
        .opened(0, 21)
        .closed(10, 21)
        .opened(50, 21)
        .closed(80, 21)
        .opened(200, 21)
        .breached(260, 21)
        .margin(30)
        .open_at_the_end(21, 200, 260, true),
    ]
}

fn back_to_harm() -> Vec<Case> {
    let each_other = || {
        Family::of([1, 2])
            .need(21, 1, "Mon 10:00-14:00", 30)
            .need(22, 2, "Mon 10:00-14:00", 240)
            .helps(31, 2, 21, "always")
            .helps_relying(32, 1, 22, "always", [21])
    };
    vec![
        Case::new(
            "who comes back to harm stops in that minute",
            each_other(),
            when([unable(2, 0, None), unable(1, 0, Some(100))]),
        )
        .because("she is harmed at 10:30 while she could not have given; at 11:40 she could again, and stops")
        .opened(0, 21)
        .opened(0, 22)
        .breached(30, 21)
        .stopped(100, 32)
        .breached(240, 22)
        .open_at_the_end(21, 0, 30, true)
        .open_at_the_end(22, 0, 240, true),
        Case::new(
            "who is not back by the end has stopped nothing",
            each_other(),
            Question { horizon: 100, ..when([unable(2, 0, None), unable(1, 0, Some(100))]) },
        )
        .because("the same, looked at up to 11:39")
        .opened(0, 21)
        .opened(0, 22)
        .breached(30, 21)
        .open_at_the_end(21, 0, 30, true)
        .open_at_the_end(22, 0, 240, false),
        Case::new(
            "back before the harm, she stops with it",
            each_other(),
            when([unable(2, 0, None), unable(1, 0, Some(30))]),
        )
        .because("she is back in the minute of her own harm")
        .opened(0, 21)
        .opened(0, 22)
        .breached(30, 21)
        .stopped(30, 32)
        .breached(240, 22)
        .open_at_the_end(21, 0, 30, true)
        .open_at_the_end(22, 0, 240, true),
        Case::new(
            "who stopped before being lost does not stop again",
            each_other(),
            when([unable(2, 0, None), unable(1, 31, Some(90))]),
        )
        .because("once is all")
        .opened(0, 21)
        .opened(30, 22)
        .breached(30, 21)
        .stopped(30, 32)
        .breached(270, 22)
        .open_at_the_end(21, 0, 30, true)
        .open_at_the_end(22, 30, 270, true),
    ]
}

fn away_and_home() -> Vec<Case> {
    let helped = || Family::of([1, 2]).need(21, 1, "Mon 10:00-14:00", 60).helps(31, 2, 21, "always");
    vec![
        Case::new(
            "going away closes, and coming home opens",
            helped(),
            when([unable(2, 0, None), away(1, 20, Some(90))]),
        )
        .because("open from 10:00, in hospital from 10:20 to 11:30, at home alone from then on")
        .opened(0, 21)
        .closed(20, 21)
        .opened(90, 21)
        .breached(150, 21)
        .margin(40)
        .open_at_the_end(21, 90, 150, true),
        Case::new(
            "a window is judged on with the minutes away covered",
            Family::of([1, 2]).doing(21, 1, "Mon 10:00-11:00", 0, 30).helps(31, 2, 21, "always"),
            when([unable(2, 0, None), away(1, 10, Some(40))]),
        )
        .because("ten missed before and twenty after: no more than thirty"),
        Case::new(
            "a minute less away is a minute too many",
            Family::of([1, 2]).doing(21, 1, "Mon 10:00-11:00", 0, 30).helps(31, 2, 21, "always"),
            when([unable(2, 0, None), away(1, 10, Some(39))]),
        )
        .because("the thirty-first missed minute is 10:59")
        .opened(59, 21)
        .breached(59, 21)
        .open_at_the_end(21, 59, 59, true),
        Case::new(
            "where losses of one overlap, away wins",
            helped(),
            when([unable(2, 0, None), unable(1, 0, None), away(1, 20, Some(50)), unable(1, 30, Some(70))]),
        )
        .because("unable all the time, and away from 10:20 to 10:50")
        .opened(0, 21)
        .closed(20, 21)
        .opened(50, 21)
        .breached(110, 21)
        .margin(40)
        .open_at_the_end(21, 50, 110, true),
    ]
}

fn who_died() -> Vec<Case> {
    let helped = || Family::of([1, 2]).need(21, 1, "Mon 10:00-14:00", 60).helps(31, 2, 21, "always");
    vec![
        Case::new("needs of who died end without a word", helped(), when([unable(2, 0, None), died(1, 30)]))
            .because("open at 10:00; at 10:30 there is nothing to close, and no margin")
            .opened(0, 21),
        Case::new("they come to no harm in that minute", helped(), when([unable(2, 0, None), died(1, 60)]))
            .because("the tolerance runs out in the minute of the death")
            .opened(0, 21),
        Case::new("they do before it", helped(), when([unable(2, 0, None), died(1, 61)]))
            .because("a minute earlier")
            .opened(0, 21)
            .breached(60, 21),
        Case::new(
            "who died gives nothing to the end",
            helped().need(22, 2, "Mon 10:00-14:00", 60).helps(32, 1, 22, "always"),
            when([away(1, 0, Some(90)), died(1, 60)]),
        )
        .because("from 10:00 on nobody is there for him, whatever was expected for 11:30")
        .opened(0, 22)
        .breached(60, 22)
        .open_at_the_end(22, 0, 60, true),
    ]
}
