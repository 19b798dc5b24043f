//! The diagram as SVG.

use std::fmt::{self, Write as _};

use mutual_care::base::Code;
use mutual_care::machine::{Manner, Row, StateInfo, Table};

use super::layout::{Arrow, Layout, Point, Route, Size, lay_out};
use super::{event, marks};

/// Height of a line of words at an arrow, of a state's name, and of the small words in a state.
const LINE: i32 = 19;
const NAME: i32 = 21;
const SMALL: i32 = 17;
/// Between the words and the edge of a box.
const PAD: i32 = 14;
/// What the head of an arrow takes at the edge of a box.
const HEAD: i32 = 18;

const STYLE: &str = "\
.machine text{font-family:system-ui,'Segoe UI','Helvetica Neue',Arial,'Liberation Sans',sans-serif;text-anchor:middle}\
.machine .card{fill:#fbfbf9;stroke:#d5d3cc}\
.machine .state{fill:#e4eef5;stroke:#2f5d7c;stroke-width:1.5}\
.machine .last{fill:none;stroke:#2f5d7c}\
.machine .name{font-size:16px;font-weight:600;fill:#16242e}\
.machine .small{font-size:13px;fill:#3d4d58}\
.machine .words{font-size:14px;fill:#1f2328}\
.machine .line{fill:none;stroke:#5f6c75;stroke-width:1.5}\
.machine .head,.machine .start{fill:#5f6c75}\
@media (prefers-color-scheme:dark){\
.machine .card{fill:#1b2026;stroke:#3a424b}\
.machine .state{fill:#24384a;stroke:#8fb8d6}\
.machine .last{stroke:#8fb8d6}\
.machine .name{fill:#f1f5f8}\
.machine .small{fill:#c3ccd4}\
.machine .words{fill:#e4e8ec}\
.machine .line{stroke:#a3adb6}\
.machine .head,.machine .start{fill:#a3adb6}\
}";

/// The table as an SVG diagram, without retired rows: states as boxes, what happens as arrows, what changes no
/// state inside the box. It brings its own ground and follows the reader's choice of light or dark.
pub fn svg<S: Code, V: Code>(table: &Table<S, V>) -> String {
    let words = arrows(table);
    let mut states: Vec<Shape> = table.states.iter().map(|state| Shape::new(table, state)).collect();
    for (shape, number) in states.iter_mut().zip(1..) {
        shape.make_room_for(&words, number);
    }
    // The dot where a record begins is a box too, the first one.
    let mut boxes = Vec::from([Size { width: 14, height: 14 }]);
    boxes.extend(states.iter().map(|shape| shape.size));
    let arrows: Vec<Arrow> = words.iter().map(Words::arrow).collect();
    let layout = lay_out(&boxes, &arrows);
    let mut out = String::new();
    // Writing to a text does not fail.
    let _ = write_svg(table, &states, &words, &layout, &mut out);
    out
}

/// A state's box.
struct Shape {
    name: &'static str,
    small: Vec<String>,
    is_final: bool,
    size: Size,
}

impl Shape {
    fn new<S: Code, V: Code>(table: &Table<S, V>, state: &StateInfo<S>) -> Self {
        let mut small = Vec::new();
        if table.taken_over_at.contains(&state.status) {
            small.push(String::from("can be taken over here"));
        }
        let stays = table.rows_from(state.status).filter(|row| row.to == state.status);
        small.extend(stays.map(|row| format!("\u{21bb} {}{}", event(table, row.event), marks(row.also))));
        let widest = small.iter().map(|line| width_of(line, 13)).max().unwrap_or(0);
        let width = width_of(state.words, 17).max(widest).max(56) + 2 * PAD;
        let lines = i32::try_from(small.len()).unwrap_or(0);
        let height = NAME + PAD + lines * SMALL + if lines > 0 { 5 } else { 0 };
        Self { name: state.words, small, is_final: state.is_final, size: Size { width, height } }
    }

    /// So wide that the heads of the arrows that meet it stand side by side.
    fn make_room_for(&mut self, arrows: &[Words], number: usize) {
        let coming = arrows.iter().filter(|arrow| arrow.to == number).count();
        let going = arrows.iter().filter(|arrow| arrow.from == number).count();
        let many = i32::try_from(coming.max(going)).unwrap_or(0);
        self.size.width = self.size.width.max(many * HEAD + 2 * PAD);
    }
}

/// What leads from one box to another, line by line.
struct Words {
    from: usize,
    to: usize,
    lines: Vec<String>,
}

impl Words {
    fn arrow(&self) -> Arrow {
        let width = self.lines.iter().map(|line| width_of(line, 14)).max().unwrap_or(0);
        let height = i32::try_from(self.lines.len()).unwrap_or(0) * LINE;
        Arrow { from: self.from, to: self.to, words: Size { width, height } }
    }
}

/// One arrow for each pair of states, with everything that leads from the one to the other.
fn arrows<S: Code, V: Code>(table: &Table<S, V>) -> Vec<Words> {
    let number =
        |status: S| table.states.iter().position(|state| state.status == status).map_or(0, |n| n + 1);
    let opening = String::from(event(table, table.opening));
    let mut arrows = Vec::from([Words { from: 0, to: number(table.begins), lines: Vec::from([opening]) }]);
    let leads_on = |row: &&Row<S, V>| row.retired_in.is_none() && row.from != row.to;
    for row in table.rows.iter().filter(leads_on) {
        let (from, to) = (number(row.from), number(row.to));
        let line = format!("{}{}", event(table, row.event), marks(row.also));
        match arrows.iter_mut().find(|arrow| (arrow.from, arrow.to) == (from, to)) {
            Some(arrow) => arrow.lines.push(line),
            None => arrows.push(Words { from, to, lines: Vec::from([line]) }),
        }
    }
    arrows
}

fn write_svg<S: Code, V: Code>(
    table: &Table<S, V>,
    states: &[Shape],
    words: &[Words],
    layout: &Layout,
    out: &mut String,
) -> fmt::Result {
    let legend = legend(table);
    let lines = i32::try_from(legend.len()).unwrap_or(0);
    let widest = legend.iter().map(|line| width_of(line, 13)).max().unwrap_or(0);
    let width = layout.size.width.max(widest + 2 * PAD + 20);
    let height = layout.size.height + lines * SMALL + if lines > 0 { 22 } else { 0 };
    let aside = (width - layout.size.width) / 2;
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"machine\" style=\"max-width:100%;height:auto\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">",
        Escaped(&format!("The states of {}, and what leads from one to another", table.name))
    )?;
    writeln!(out, "<style>{STYLE}</style>")?;
    let (across, down) = (width - 1, height - 1);
    writeln!(out, "<rect class=\"card\" x=\".5\" y=\".5\" width=\"{across}\" height=\"{down}\" rx=\"10\"/>")?;
    writeln!(out, "<g transform=\"translate({aside} 0)\">")?;
    for (route, words) in layout.routes.iter().zip(words) {
        write_route(route, words, out)?;
    }
    let mut places = layout.boxes.iter();
    if let Some(Point { x, y }) = places.next() {
        writeln!(out, "<circle class=\"start\" cx=\"{x}\" cy=\"{}\" r=\"7\"/>", y + 7)?;
    }
    for (place, shape) in places.zip(states) {
        write_state(*place, shape, out)?;
    }
    writeln!(out, "</g>")?;
    for (line, place) in legend.iter().zip(0..) {
        let y = layout.size.height + 14 + place * SMALL;
        writeln!(out, "<text class=\"small\" x=\"{}\" y=\"{y}\">{}</text>", width / 2, Escaped(line))?;
    }
    writeln!(out, "</svg>")
}

fn write_state(Point { x, y }: Point, shape: &Shape, out: &mut String) -> fmt::Result {
    let Size { width, height } = shape.size;
    let left = x - width / 2;
    writeln!(
        out,
        "<rect class=\"state\" x=\"{left}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>"
    )?;
    if shape.is_final {
        let (left, y, width, height) = (left + 4, y + 4, width - 8, height - 8);
        writeln!(
            out,
            "<rect class=\"last\" x=\"{left}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"5\"/>"
        )?;
    }
    let mut line = y + NAME + 2;
    writeln!(out, "<text class=\"name\" x=\"{x}\" y=\"{line}\">{}</text>", Escaped(shape.name))?;
    line += 3;
    for small in &shape.small {
        line += SMALL;
        writeln!(out, "<text class=\"small\" x=\"{x}\" y=\"{line}\">{}</text>", Escaped(small))?;
    }
    Ok(())
}

fn write_route(route: &Route, words: &Words, out: &mut String) -> fmt::Result {
    write!(out, "<path class=\"line\" d=\"")?;
    let mut last: Option<Point> = None;
    for (place, point) in route.points.iter().enumerate() {
        let Point { x, y } = *point;
        match last {
            None => write!(out, "M{x} {y}")?,
            Some(_) if place == route.gap + 1 => write!(out, "M{x} {y}")?,
            Some(before) if before == *point => {}
            Some(before) if before.x == x => write!(out, "V{y}")?,
            Some(before) => {
                let middle = i32::midpoint(before.y, y);
                write!(out, "C{} {middle} {x} {middle} {x} {y}", before.x)?;
            }
        }
        last = Some(*point);
    }
    writeln!(out, "\"/>")?;
    if let Some(Point { x, y }) = route.points.last() {
        let back = if route.leads_up { 9 } else { -9 };
        let (left, right, base) = (x - 5, x + 5, y + back);
        writeln!(out, "<path class=\"head\" d=\"M{x} {y}L{left} {base}H{right}Z\"/>")?;
    }
    for (line, place) in words.lines.iter().zip(0..) {
        let (x, y) = (route.words.x, route.words.y + place * LINE + 14);
        writeln!(out, "<text class=\"words\" x=\"{x}\" y=\"{y}\">{}</text>", Escaped(line))?;
    }
    Ok(())
}

/// What the signs mean that are used.
fn legend<S: Code, V: Code>(table: &Table<S, V>) -> Vec<&'static str> {
    let rows = || table.rows.iter().filter(|row| row.retired_in.is_none());
    let signs = [
        (rows().any(|row| row.from == row.to), "\u{21bb}  changes no state"),
        (
            rows().any(|row| row.also.contains(&Manner::Irregularly)),
            "*  can be recorded although rules speak against it",
        ),
        (
            rows().any(|row| row.also.contains(&Manner::TakenElsewhere)),
            "\u{b0}  can be recorded although it was decided elsewhere",
        ),
    ];
    signs.into_iter().filter(|(used, _)| *used).map(|(_, words)| words).collect()
}

/// The width of words at this size, a little more than fonts of this kind take.
fn width_of(words: &str, size: i32) -> i32 {
    let hundredths = |character| match character {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 32,
        'f' | 'r' | 't' | ' ' | '(' | ')' | '-' | '*' | '\u{b0}' => 42,
        'm' | 'w' | 'M' | 'W' | '\u{21bb}' => 94,
        'A'..='Z' => 74,
        _ => 61,
    };
    (words.chars().map(hundredths).sum::<i32>() * size + 99) / 100
}

/// Words with what means something in SVG written so that it does not.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}
