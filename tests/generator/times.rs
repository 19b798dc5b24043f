//! Times of the week: on a grid, so that things happen at the same minute, or anywhere.

use mutual_care::base::{WeekMinute, WeekPattern, WeekSpan};
use mutual_care::need::Window;

use super::Dice;

const DAY: u32 = 1_440;
const WEEK: u32 = 7 * DAY;

/// The span that starts there, in whatever week that is.
pub fn span(start: u32, minutes: u32) -> WeekSpan {
    let start = WeekMinute::new(u16::try_from(start % WEEK).unwrap()).unwrap();
    WeekSpan::new(start, u16::try_from(minutes.clamp(1, WEEK)).unwrap()).unwrap()
}

/// Windows that do not overlap, of one of the shapes that needs have.
pub fn windows(dice: &mut Dice, grid: u32, long: bool) -> Vec<Window> {
    let at = |dice: &mut Dice| dice.below(DAY / grid) * grid;
    let spans: Vec<WeekSpan> = match dice.below(if long { 12 } else { 10 }) {
        // The same time on some days.
        0..=4 => {
            let (start, minutes) = (at(dice), dice.between(1, 4) * grid);
            let days: Vec<u32> = (0..7).collect();
            let days = if dice.percent(40) { dice.some(&days, 40) } else { vec![dice.below(7)] };
            days.into_iter().map(|day| span(day * DAY + start, minutes)).collect()
        }
        // A night, perhaps the one that goes over the end of the week.
        5 => vec![span(dice.pick(&[4, 5, 6, 6, 6]) * DAY + 22 * 60, 9 * 60)],
        // Around the end of the week.
        6 => {
            let before = dice.between(1, 4) * grid;
            vec![span(WEEK - before, before + dice.between(0, 4) * grid)]
        }
        // Windows that touch.
        7 | 8 => {
            let mut start = dice.below(7) * DAY + at(dice);
            let lengths: Vec<u32> = (0..dice.between(2, 3)).map(|_| dice.between(1, 3) * grid).collect();
            let mut spans = Vec::new();
            for minutes in lengths {
                spans.push(span(start, minutes));
                start += minutes;
            }
            spans
        }
        // When is not known.
        9 => Vec::new(),
        // The whole week, from wherever it starts.
        10 => vec![span(dice.below(WEEK), WEEK)],
        // Two days at a stretch.
        _ => vec![span(dice.below(7) * DAY + at(dice), 2 * DAY)],
    };
    let whole = dice.percent(55);
    let window = |span: WeekSpan| {
        let minutes = u32::from(span.minutes());
        let owed = if whole || minutes < grid { minutes } else { dice.between(1, minutes / grid) * grid };
        Window::doing(span, u16::try_from(owed).unwrap()).unwrap()
    };
    spans.into_iter().map(window).collect()
}

/// When somebody comes for a need with these windows: to all of them, or to a part, more or something else.
pub fn pattern(dice: &mut Dice, windows: &[Window], grid: u32) -> WeekPattern {
    let whole = WeekPattern::from_spans(windows.iter().map(|window| window.span()));
    match dice.below(20) {
        0..=8 => whole,
        // A part of each window.
        9..=12 => WeekPattern::from_spans(windows.iter().map(|window| {
            let span_of = window.span();
            let minutes = u32::from(span_of.minutes());
            let into = dice.below(minutes.div_ceil(grid)) * grid;
            span(u32::from(span_of.start().get()) + into, dice.between(1, minutes.div_ceil(grid)) * grid)
        })),
        // Reaching outside, before or after.
        13..=15 => WeekPattern::from_spans(windows.iter().map(|window| {
            let start = u32::from(window.span().start().get()) + WEEK;
            let shift = dice.between(0, 3) * grid;
            span(start - shift, u32::from(window.span().minutes()) + dice.between(0, 2) * grid)
        })),
        // Some windows only.
        16 => WeekPattern::from_spans(
            windows.iter().filter(|_| dice.percent(60)).map(|window| window.span()).collect::<Vec<_>>(),
        ),
        // At any time, window or not.
        17 => WeekPattern::from_spans((0..dice.between(1, 3)).map(|_| {
            let start = dice.below(WEEK / grid) * grid;
            span(start, dice.between(1, 6) * grid)
        })),
        18 => WeekPattern::always(),
        _ => WeekPattern::never(),
    }
}
