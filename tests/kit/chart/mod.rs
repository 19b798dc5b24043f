//! A machine drawn from its table: as Markdown, as Mermaid text, and as an SVG diagram.
//!
//! All three are the table in another form, so they cannot say anything that the code does not do.

mod layout;
mod svg;

use std::fmt::{self, Write as _};

use mutual_care::base::Code;
use mutual_care::machine::{EventInfo, Manner, StateInfo, Table};

pub use svg::svg;

/// The table as a page: what the record is, its states, and its rows.
pub fn markdown<S: Code, V: Code>(table: &Table<S, V>) -> String {
    let mut page = String::new();
    // Writing to a text does not fail.
    let _ = write_markdown(table, &mut page);
    page
}

fn write_markdown<S: Code, V: Code>(table: &Table<S, V>, page: &mut String) -> fmt::Result {
    writeln!(page, "{}\n", Lines(table.about))?;
    writeln!(
        page,
        "It begins as **{}** when it is {}.",
        state(table, table.begins),
        event(table, table.opening)
    )?;
    if !table.taken_over_at.is_empty() {
        write!(page, "A live case can be taken over from elsewhere when it is")?;
        for (place, at) in table.taken_over_at.iter().enumerate() {
            let before = match place {
                0 => "",
                _ if place + 1 == table.taken_over_at.len() => " or",
                _ => ",",
            };
            write!(page, "{before} {}", state(table, *at))?;
        }
        writeln!(page, ".")?;
    }
    writeln!(page, "\n| state | code | what it means |\n|---|---|---|")?;
    for StateInfo { status, words, about, is_final } in table.states {
        let last = if *is_final { " Nothing leads out of it." } else { "" };
        writeln!(page, "| {words} | `{}` | {}{last} |", status.code(), Lines(about))?;
    }
    writeln!(page, "\n| in this state | this can happen | then it is | |\n|---|---|---|---|")?;
    for row in table.rows {
        let (from, to) = (state(table, row.from), state(table, row.to));
        write!(page, "| {from} | {} | {to} |", event(table, row.event))?;
        for manner in row.also {
            write!(page, " or {};", manner.words())?;
        }
        if let Some(release) = row.retired_in {
            write!(page, " no longer offered since {release};")?;
        }
        if page.ends_with(';') {
            page.pop();
        }
        writeln!(page, " |")?;
    }
    writeln!(page, "\n| event | code | what it means |\n|---|---|---|")?;
    for EventInfo { verb, words, about } in table.events {
        writeln!(page, "| {words} | `{}` | {} |", verb.code(), Lines(about))?;
    }
    Ok(())
}

/// The table as a Mermaid state diagram, without retired rows.
pub fn mermaid<S: Code, V: Code>(table: &Table<S, V>) -> String {
    let mut text = String::from("stateDiagram-v2\n");
    // Writing to a text does not fail.
    let _ = write_mermaid(table, &mut text);
    text
}

fn write_mermaid<S: Code, V: Code>(table: &Table<S, V>, text: &mut String) -> fmt::Result {
    for StateInfo { status, words, .. } in table.states {
        writeln!(text, "    state \"{words}\" as {}", status.code())?;
    }
    writeln!(text, "    [*] --> {}: {}", table.begins.code(), event(table, table.opening))?;
    for at in table.taken_over_at {
        writeln!(text, "    [*] --> {}: taken over", at.code())?;
    }
    for row in table.rows.iter().filter(|row| row.retired_in.is_none()) {
        let (from, to) = (row.from.code(), row.to.code());
        writeln!(text, "    {from} --> {to}: {}{}", event(table, row.event), marks(row.also))?;
    }
    for state in table.states.iter().filter(|state| state.is_final) {
        writeln!(text, "    {} --> [*]", state.status.code())?;
    }
    Ok(())
}

/// A star for what may happen irregularly, a circle for what may be taken elsewhere.
fn marks(also: &[Manner]) -> &'static str {
    match (also.contains(&Manner::Irregularly), also.contains(&Manner::TakenElsewhere)) {
        (false, false) => "",
        (true, false) => " *",
        (false, true) => " °",
        (true, true) => " *°",
    }
}

fn state<S: Code, V: Code>(table: &Table<S, V>, status: S) -> &'static str {
    table.state(status).map_or(status.code(), |state| state.words)
}

fn event<S: Code, V: Code>(table: &Table<S, V>, verb: V) -> &'static str {
    table.event(verb).map_or(verb.code(), |event| event.words)
}

/// The lines of a doc comment as one.
struct Lines(&'static [&'static str]);

impl fmt::Display for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, line) in self.0.iter().enumerate() {
            let between = if place > 0 { " " } else { "" };
            write!(f, "{between}{}", line.trim())?;
        }
        Ok(())
    }
}
