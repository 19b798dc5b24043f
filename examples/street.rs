//! A street of households: how many of them hold each other up.
//!
//! ```text
//! cargo run --release --example street -- examples/data/street.jsonl
//! ```
//!
//! Reads one `HouseholdInput` a line (JSON Lines; see `docs/household-input.md`), keeps one in memory at a time,
//! and counts. A line that is no household is told with its number and what was expected, never with what was
//! typed, and reading goes on.

mod common;
#[path = "street/count.rs"]
mod count;

use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use count::Street;
use lexopt::prelude::*;

const USAGE: &str = "\
Usage: street [FILE] [--json] [--repeat N]

  FILE          households, one a line; standard input without it
  --json        for machines
  --repeat N    read FILE so many times, to measure with many households

Each household is counted as on the day it was written down. A minute given for two needs counts for each.
Exit status: 0 if every line was a household, 2 if some were not, 1 if it could not be read at all.";

struct Asked {
    file: Option<PathBuf>,
    json: bool,
    repeat: u64,
}

fn main() -> ExitCode {
    let asked = match arguments() {
        Ok(Some(asked)) => asked,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(wrong) => {
            eprintln!("{wrong}\n\n{USAGE}");
            return ExitCode::FAILURE;
        }
    };
    match answer(&asked) {
        Ok(street) if street.lines_refused == 0 => ExitCode::SUCCESS,
        Ok(street) => {
            eprintln!("lines that are no household, and are not counted: {}", street.lines_refused);
            ExitCode::from(2)
        }
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::FAILURE
        }
    }
}

fn answer(asked: &Asked) -> Result<Street, String> {
    let mut street = Street::default();
    let tell = |wrong: &str| eprintln!("{wrong}");
    match &asked.file {
        None => street
            .read(&"standard input", &mut io::stdin().lock(), tell)
            .map_err(|error| format!("standard input: cannot be read: {}", error.kind()))?,
        Some(path) => {
            let file = path.display();
            for time in 0..asked.repeat {
                let lines = File::open(path).map(BufReader::new);
                // What is wrong is said once.
                let tell = |wrong: &str| {
                    if time == 0 {
                        tell(wrong);
                    }
                };
                lines
                    .and_then(|mut lines| street.read(&file, &mut lines, tell))
                    .map_err(|error| format!("{file}: cannot be read: {}", error.kind()))?;
            }
        }
    }
    let mut out = io::stdout().lock();
    let written = if asked.json {
        let answer = std::collections::BTreeMap::from([("v1", street)]);
        let text = serde_json::to_string_pretty(&answer).map_err(|wrong| wrong.to_string())?;
        writeln!(out, "{text}")
    } else {
        write!(out, "{street}")
    };
    written.and_then(|()| out.flush()).map_err(|error| format!("cannot be written: {}", error.kind()))?;
    Ok(street)
}

fn arguments() -> Result<Option<Asked>, String> {
    let mut parser = lexopt::Parser::from_env();
    let (mut file, mut json, mut repeat) = (None, false, None);
    while let Some(argument) = parser.next().map_err(|_| "expected only the options below")? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("json") => json = true,
            Long("repeat") => {
                let number = parser.value().ok().and_then(|value| value.parse::<u64>().ok());
                repeat = Some(number.filter(|number| *number > 0).ok_or("--repeat: expected 1 or more")?);
            }
            Value(path) if file.is_none() => file = Some(path.into()),
            _ => return Err("expected at most one FILE and only the options below".into()),
        }
    }
    if repeat.is_some() && file.is_none() {
        return Err("--repeat: expected a FILE, which can be read again".into());
    }
    Ok(Some(Asked { file, json, repeat: repeat.unwrap_or(1) }))
}
