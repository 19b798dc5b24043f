//! Hand over an emergency plan with its household, get back what it lacks, and what is printed of it.
//!
//! ```text
//! cargo run --release --example emergency -- examples/data/early-response-plan.json
//! ```
//!
//! Reads an `EmergencyInput` (see `docs/emergency-input.md`). Prints what the plan lacks, one person's page for the
//! fridge door, and the emergency card.

mod common;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::*;
use mutual_care::base::{AnyId, Code, Labels, NeedId, PersonId, SourceId, kinds};
use mutual_care::emergency::{CardNumber, EmergencyInput, completeness, door_page, emergency_card};

const USAGE: &str = "\
Usage: emergency FILE [--page WHO] [--number NUMBER] [--json]

  FILE             an emergency plan with its household, as docs/emergency-input.md says
  --page WHO       whose page is printed, by the id of a person; without it, of the last in the plan
  --number NUMBER  the number that the card says to ring; a made-up one if not said
  --json           for machines: what the plan lacks";

/// A number that nobody has: for examples.
const MADE_UP: &str = "01632 960 999";

struct Asked {
    file: PathBuf,
    page: Option<PersonId>,
    number: CardNumber,
    json: bool,
}

fn main() -> ExitCode {
    let asked = match arguments() {
        Ok(Some(asked)) => asked,
        Ok(None) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(wrong) => return refuse(&format!("{wrong}\n\n{USAGE}")),
    };
    match answer(&asked) {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(wrong) => refuse(&wrong),
    }
}

fn refuse(wrong: &str) -> ExitCode {
    eprintln!("{wrong}");
    ExitCode::FAILURE
}

fn answer(asked: &Asked) -> Result<String, String> {
    let input = common::read_emergency(&asked.file).map_err(|wrong| wrong.to_string())?;
    let lacks = completeness(input.plan(), input.snapshot());
    if asked.json {
        let answer = std::collections::BTreeMap::from([("v1", &lacks)]);
        let text = serde_json::to_string_pretty(&answer).map_err(|wrong| wrong.to_string())?;
        return Ok(text + "\n");
    }
    let person = asked.page.or_else(|| input.plan().people().last().map(|page| page.person));
    let page = person.and_then(|person| door_page(input.plan(), person, input.snapshot(), &input));
    let page = page.ok_or("--page: expected the id of a person who has a page in the plan")?;
    let card = emergency_card(input.plan().id(), &asked.number);

    let mut out = format!("THE PLAN of {}, for the week of {}\n", input.plan().drawn_up_on(), input.on());
    write_heading(&mut out, "What it lacks");
    if lacks.is_empty() {
        out.push_str("  Nothing that this crate looks for.\n");
    }
    for finding in &lacks {
        let about: Vec<String> = finding.concerns().iter().map(|id| called(&input, *id)).collect();
        let _ = writeln!(
            out,
            "  {} {}: {}\n    {}",
            finding.weight().code(),
            finding.code(),
            about.join(", "),
            finding.for_professional()
        );
    }
    write_heading(&mut out, "A page for the fridge door");
    out.push_str(&page);
    write_heading(&mut out, "The card that each carries");
    out.push_str(&card);
    Ok(out)
}

fn write_heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n== {text} ==\n");
}

/// What a finding is about, by name where it has one.
fn called(input: &EmergencyInput, id: AnyId) -> String {
    let plan = input.plan();
    let source = |id: SourceId| Labels::source(input, id).map(String::from);
    let need = |id: NeedId| Labels::need(input, id).map(String::from);
    let name = if id == plan.id().any() {
        Some(String::from("the plan"))
    } else if let Some(person) = id.typed::<kinds::Person>() {
        source(person.into())
    } else if let Some(id) = id.typed::<kinds::Need>() {
        need(id)
    } else if let Some(id) = id.typed::<kinds::Responder>() {
        plan.responders().iter().find(|it| it.id == id).and_then(|it| source(it.source))
    } else {
        id.typed::<kinds::Alarm>().and_then(|id| {
            let place = plan.alarms().iter().position(|it| it.id == id)?;
            Some(format!("way {} of raising the alarm", place + 1))
        })
    };
    name.unwrap_or_else(|| id.to_string())
}

fn arguments() -> Result<Option<Asked>, String> {
    let mut parser = lexopt::Parser::from_env();
    let (mut file, mut page, mut number, mut json) = (None, None, None, false);
    while let Some(argument) = parser.next().map_err(|_| "expected only the options below")? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("json") => json = true,
            Long("page") => {
                let id = value(&mut parser, "--page")?.parse();
                page = Some(id.map_err(|_| "--page: expected the id of a person")?);
            }
            Long("number") => {
                let text = value(&mut parser, "--number")?;
                number = Some(CardNumber::new(&text).map_err(|wrong| format!("--number: {wrong}"))?);
            }
            Value(path) if file.is_none() => file = Some(path.into()),
            _ => return Err("expected one FILE and only the options below".into()),
        }
    }
    let number = match number {
        Some(number) => number,
        None => CardNumber::new(MADE_UP).map_err(|wrong| wrong.to_string())?,
    };
    Ok(Some(Asked { file: file.ok_or("expected a FILE")?, page, number, json }))
}

fn value(parser: &mut lexopt::Parser, option: &str) -> Result<String, String> {
    let value = parser.value().ok().and_then(|value| value.into_string().ok());
    value.ok_or_else(|| format!("{option}: expected a value after it"))
}
