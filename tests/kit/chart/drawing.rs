//! Diagrams of machines that nobody would want to draw by hand: nothing overlaps, and nothing is left out.

use std::collections::BTreeMap;

use mutual_care::base::Code;
use mutual_care::machine::{EventInfo, Manner, Row, StateInfo, Table};
use proptest::prelude::*;

use crate::chart;

/// A code for each of many states and events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Nth(usize);

const NAMES: [&str; 24] = [
    "drafted",
    "shared",
    "agreed",
    "active",
    "activated",
    "stood down",
    "learnt from",
    "withdrawn",
    "submitted",
    "discussed with the team",
    "interest expressed",
    "declined by the home",
    "accepted",
    "lapsed",
    "moving in",
    "living there",
    "notice given",
    "ended",
    "requested",
    "under way",
    "determined",
    "refused",
    "revived",
    "moved",
];

impl Code for Nth {
    const WHAT: &'static str = "a number";
    const ALL: &'static [Self] = &[];
    const CODES: &'static [&'static str] = &[];

    fn code(self) -> &'static str {
        NAMES[self.0 % NAMES.len()]
    }
}

/// A table with these rows, each the number of a state, of an event, and of a state.
fn table(states: usize, rows: &[(usize, usize, usize)]) -> Table<Nth, Nth> {
    let state = |n| StateInfo { status: Nth(n), words: Nth(n).code(), about: &[], is_final: false };
    let event = |n| EventInfo { verb: Nth(n), words: Nth(n).code(), about: &[] };
    let row = |&(from, event, to): &(usize, usize, usize)| Row {
        from: Nth(from),
        event: Nth(event),
        to: Nth(to),
        also: if event % 3 == 0 { &[Manner::Irregularly] } else { &[] },
        retired_in: None,
    };
    Table {
        name: "Anything",
        about: &[],
        states: (0..states).map(state).collect::<Vec<_>>().leak(),
        events: (0..24).map(event).collect::<Vec<_>>().leak(),
        opening: Nth(0),
        begins: Nth(0),
        taken_over_at: &[],
        rows: rows.iter().map(row).collect::<Vec<_>>().leak(),
    }
}

#[derive(Debug, Clone, Copy)]
struct Area {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

impl Area {
    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

/// The number that an attribute of a line of SVG holds.
fn number(line: &str, name: &str) -> i32 {
    let from =
        line.find(&format!("{name}=\"")).unwrap_or_else(|| panic!("{name} in {line}")) + name.len() + 2;
    line[from..].split('"').next().unwrap().parse().unwrap()
}

/// Boxes, and the words at arrows, by what they say; six units to a letter, which no font for screens falls below.
fn areas(svg: &str) -> (Vec<Area>, Vec<(String, Area)>) {
    let mut boxes = Vec::new();
    let mut words = Vec::new();
    for line in svg.lines() {
        if line.starts_with("<rect class=\"state\"") {
            let (left, top) = (number(line, " x"), number(line, " y"));
            boxes.push(Area {
                left,
                top,
                right: left + number(line, "width"),
                bottom: top + number(line, "height"),
            });
        } else if line.starts_with("<text class=\"words\"") {
            let said = line.split(['>', '<']).nth(2).unwrap().to_owned();
            let half = 3 * i32::try_from(said.chars().count()).unwrap();
            let (x, y) = (number(line, " x"), number(line, " y"));
            words.push((said, Area { left: x - half, top: y - 11, right: x + half, bottom: y + 3 }));
        }
    }
    (boxes, words)
}

/// The points that an arrow's line goes through, curves in eight steps.
fn points(line: &str) -> Vec<(i32, i32)> {
    let path = line.split('"').nth(3).unwrap();
    let mut points: Vec<(i32, i32)> = Vec::new();
    let mut rest = path;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(|c: char| c.is_alphabetic()).map_or(rest.len(), |at| at + 1);
        let numbers: Vec<i32> = rest[1..end].split(' ').map(|number| number.parse().unwrap()).collect();
        let last = points.last().copied();
        match (command, numbers[..].as_ref(), last) {
            ('M', &[x, y], _) => points.push((x, y)),
            ('V', &[y], Some((x, from))) => points.extend((1..=8).map(|n| (x, from + (y - from) * n / 8))),
            ('C', &[_, _, _, _, x, y], Some((from_x, from_y))) => {
                // Both handles are upright, so the curve is a smooth step across while it goes down.
                points.extend((1..=8).map(|n| {
                    let part = 3 * n * n * 8 - 2 * n * n * n;
                    (from_x + (x - from_x) * part / 512, from_y + (y - from_y) * n / 8)
                }));
            }
            other => panic!("{other:?} in {path}"),
        }
        rest = &rest[end..];
    }
    points
}

fn check(table: &Table<Nth, Nth>) {
    let svg = chart::svg(table);
    assert_eq!(svg, chart::svg(table), "the same table gives the same drawing");
    let (boxes, words) = areas(&svg);
    let (width, height) = (number(&svg, "width"), number(&svg, "height"));
    assert_eq!(boxes.len(), table.states.len());
    let mut all: Vec<&Area> = boxes.iter().collect();
    all.extend(words.iter().map(|(_, area)| area));
    for (n, one) in all.iter().enumerate() {
        assert!(
            one.left >= 0 && one.top >= 0 && one.right <= width && one.bottom <= height,
            "{one:?} in\n{svg}"
        );
        for other in &all[n + 1..] {
            assert!(!one.overlaps(other), "{one:?} and {other:?} overlap in\n{svg}");
        }
    }
    // No line runs through words or through a box.
    for line in svg.lines().filter(|line| line.starts_with("<path class=\"line\"")) {
        for (x, y) in points(line) {
            let inside = |area: &Area| area.left < x && x < area.right && area.top < y && y < area.bottom;
            assert!(!boxes.iter().any(inside), "({x}, {y}) of {line} is in a box in\n{svg}");
            assert!(
                !words.iter().any(|(_, area)| inside(area)),
                "({x}, {y}) of {line} is in words in\n{svg}"
            );
        }
    }
    // Every row is there once: at an arrow, or in its state's box.
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    for (words, _) in &words {
        *said.entry(words.trim_end_matches(" *")).or_default() += 1;
    }
    let mut owed: BTreeMap<&str, usize> = BTreeMap::from([(Nth(0).code(), 1)]);
    for row in table.rows.iter().filter(|row| row.from != row.to) {
        *owed.entry(row.event.code()).or_default() += 1;
    }
    assert_eq!(said, owed);
    let inside =
        svg.lines().filter(|line| line.contains(">\u{21bb} ") && !line.contains("changes no state")).count();
    assert_eq!(inside, table.rows.iter().filter(|row| row.from == row.to).count());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_overlaps_and_nothing_is_left_out(
        states in 1..9_usize,
        rows in prop::collection::vec((0..9_usize, 1..24_usize, 0..9_usize), 0..26),
    ) {
        let rows: Vec<_> = rows.into_iter().map(|(from, event, to)| (from % states, event, to % states)).collect();
        check(&table(states, &rows));
    }
}

#[test]
fn a_machine_with_many_ways() {
    let rows = [
        (0, 8, 1),
        (1, 9, 1),
        (1, 10, 2),
        (2, 9, 2),
        (2, 11, 3),
        (2, 12, 4),
        (4, 14, 5),
        (5, 15, 6),
        (1, 13, 7),
        (2, 13, 7),
        (4, 13, 7),
        (1, 7, 3),
        (2, 7, 3),
        (0, 7, 3),
        (4, 23, 1),
        (2, 23, 1),
        (5, 23, 2),
        (0, 20, 5),
    ];
    let table = table(8, &rows);
    if let Some(file) = std::env::var_os("DRAW_TO") {
        std::fs::write(file, chart::svg(&table)).unwrap();
    }
    check(&table);
}
