//! Hand over an emergency plan with its household, get back whether it holds and how it fails, what it lacks, what
//! would repair it, and what is printed of it.
//!
//! ```text
//! cargo run --release --example emergency -- examples/data/early-response-plan.json
//! cargo run --release --example emergency -- examples/data/early-response-plan.json \
//!     --answers b0000000-0000-4000-8000-000000003001=90 --repair examples/data/early-response-options.json
//! cargo run --release --example emergency -- examples/data/early-response-plan.json \
//!     --night "b0000000-0000-4000-8000-000000000001=Sat 22:10" --hours 12
//! ```
//!
//! Reads an `EmergencyInput` (see `docs/emergency-input.md`). Prints whether the plan holds; how long each responder may
//! take to answer, how it fails otherwise and what would repair it then; what it lacks, one person's page for the fridge
//! door, and the emergency card. Asked for words for the family, for another answering time, for a repair or for one
//! night, it prints that alone.

mod common;
#[path = "emergency/longer.rs"]
mod longer;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::prelude::*;
use mutual_care::base::json;
use mutual_care::base::{
    AnyId, Code, Labels, NeedId, PersonId, Reader, ResponderId, SourceId, kinds, one_line,
};
use mutual_care::emergency::{
    CardNumber, EmergencyInput, Level, Lost, NightQuestion, Plan, ProofQuestion, Proven, Repair,
    RepairOption, RepairOptions, Story, completeness, door_page, emergency_card, night, prove, repair,
};
use mutual_care::package::LeftOut;
use serde::Serialize;

const USAGE: &str = "\
Usage: emergency FILE [--level LEVEL] [--answers WHO=MINUTES] [--repair OPTIONS] [--family]
                 [--night WHO=MINUTE [--silent WHO]... [--hours HOURS]]
                 [--page WHO] [--number NUMBER] [--json]

  FILE             an emergency plan with its household, as docs/emergency-input.md says
  --level LEVEL    which level is asked for, 1 to 3; the file's own question if not said
  --answers WHO=MINUTES
                   what if this responder, by its id, took so many minutes to answer?
  --repair OPTIONS what could be added, as examples/data/early-response-options.json is written; if not said, and
                   somebody took longer: the file beside FILE that ends in -options.json where FILE ends in -plan.json
  --family         whether it holds, in words for the family
  --night WHO=MINUTE
                   what happens if this person, service or device is lost then: `Sat 22:10`
  --silent WHO     on that night: a responder, by its id, who does not answer
  --hours HOURS    on that night: how many hours are told; 72 if not said
  --page WHO       whose page is printed, by the id of a person; without it, of the last in the plan
  --number NUMBER  the number that the card says to ring; a made-up one if not said
  --json           for machines: the proof, what the plan lacks, the repair";

/// How many sets of options are tried: all of eight options.
const SETS_MOST: usize = 256;

/// A number that nobody has: for examples.
const MADE_UP: &str = "01632 960 999";

struct Asked {
    file: PathBuf,
    page: Option<PersonId>,
    number: CardNumber,
    level: Option<Level>,
    answers: Option<(ResponderId, u32)>,
    options: Option<PathBuf>,
    night: Option<NightQuestion>,
    reader: Reader,
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

/// What is worked out.
#[derive(Serialize)]
struct Answer<'a> {
    proven: &'a Proven,
    lacks: &'a mutual_care::base::Findings,
    #[serde(skip_serializing_if = "Option::is_none")]
    repair: Option<&'a Repair>,
    /// Of a care package, if the file has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    package: Option<OfPackage<'a>>,
}

/// What of a package gives nothing to the week, and what was found.
#[derive(Serialize)]
struct OfPackage<'a> {
    left_out: &'a [LeftOut],
    findings: mutual_care::base::Findings,
}

fn answer(asked: &Asked) -> Result<String, String> {
    let input: EmergencyInput = common::read(&asked.file)?;
    let plan = plan_of(asked, &input)?;
    if let Some(question) = &asked.night {
        let told = night(input.snapshot(), &plan, question).map_err(|wrong| format!("--night: {wrong}"))?;
        if asked.json {
            let told = std::collections::BTreeMap::from([("v1", told)]);
            return serde_json::to_string_pretty(&told)
                .map(|text| text + "\n")
                .map_err(|wrong| wrong.to_string());
        }
        return Ok(told.in_words(asked.reader, &plan, input.snapshot(), &input));
    }
    let level = asked.level.unwrap_or(input.question().level);
    let question = ProofQuestion { level, ..input.question().clone() };
    let proven = prove(input.snapshot(), &plan, &question).map_err(|wrong| wrong.to_string())?;
    let options = read_options(asked.options.as_deref())?;
    let repaired =
        options.as_deref().map(|options| repair(input.snapshot(), &plan, &question, options, SETS_MOST));
    let repaired = repaired.transpose().map_err(|wrong| format!("--repair: {wrong}"))?;
    let lacks = completeness(&plan, input.snapshot());
    if asked.json {
        let package = input
            .package()
            .map(|_| OfPackage { left_out: input.left_out(), findings: input.package_findings() });
        let answer = Answer { proven: &proven, lacks: &lacks, repair: repaired.as_ref(), package };
        let answer = std::collections::BTreeMap::from([("v1", answer)]);
        let text = serde_json::to_string_pretty(&answer).map_err(|wrong| wrong.to_string())?;
        return Ok(text + "\n");
    }
    let mut out = format!("THE PLAN of {}, for the week of {}\n", plan.drawn_up_on(), input.on());
    write_package(&mut out, &input);
    write_heading(&mut out, "Does it hold?");
    out.push_str(&Story::of(&proven, &plan, input.snapshot()).in_words(
        asked.reader,
        &plan,
        input.snapshot(),
        &input,
    ));
    if let (Some(repaired), Some(options)) = (&repaired, &options) {
        write_heading(&mut out, "What could be done?");
        out.push_str(&repaired.in_words(asked.reader, options, &plan, input.snapshot(), &input));
    }
    if asked.answers.is_none() && options.is_none() && asked.reader == Reader::Professional {
        if matches!(proven.answer, mutual_care::emergency::ProofAnswer::Proof(_)) {
            let beside = read_options(options_beside(&asked.file).as_deref())?;
            longer::write(&mut out, &input, &question, beside.as_deref(), SETS_MOST)?;
        }
        write_pages(&mut out, asked, &input)?;
    }
    Ok(out)
}

/// What of the package is in the week, where the file has one: the plan is proven for no other.
fn write_package(out: &mut String, input: &EmergencyInput) {
    let Some(package) = input.package() else { return };
    write_heading(out, "The care package in this week");
    if package.lines().is_empty() {
        out.push_str("  It has no lines.\n");
    } else if input.left_out().is_empty() {
        out.push_str("  Each of its lines gives something to this week.\n");
    }
    for one in input.left_out() {
        let what = package.line(one.line).map_or("a line", |line| line.what.words());
        let need = one.need.and_then(|need| Labels::need(input, need)).map(one_line);
        let need = need.map_or(String::new(), |need| format!(", {need}"));
        let _ = writeln!(out, "  Not in it: {what}{need}: {}", one.why.words());
    }
    for finding in &input.package_findings() {
        let _ =
            writeln!(out, "  {} {}: {}", finding.weight().code(), finding.code(), finding.for_professional());
    }
}

fn read_options(file: Option<&Path>) -> Result<Option<Vec<RepairOption>>, String> {
    let Some(file) = file else { return Ok(None) };
    let read: Result<RepairOptions, _> = json::parse(&common::read_bytes(file)?);
    read.map(|read| Some(read.options)).map_err(|problems| common::told(&file.display(), &problems))
}

/// The file of what could be added that stands beside a plan, if there is one.
fn options_beside(plan: &Path) -> Option<PathBuf> {
    let name = plan.file_name()?.to_str()?.strip_suffix("-plan.json")?;
    Some(plan.with_file_name(format!("{name}-options.json"))).filter(|file| file.is_file())
}

/// The plan of the file, or the same with a responder who takes longer to answer.
fn plan_of(asked: &Asked, input: &EmergencyInput) -> Result<Plan, String> {
    let Some((who, minutes)) = asked.answers else { return Ok(input.plan().clone()) };
    longer::with_answer(input.plan(), who, minutes)
}

/// What it lacks, and what is printed for the house.
fn write_pages(out: &mut String, asked: &Asked, input: &EmergencyInput) -> Result<(), String> {
    let lacks = completeness(input.plan(), input.snapshot());
    let person = asked.page.or_else(|| input.plan().people().last().map(|page| page.person));
    let page = person.and_then(|person| door_page(input.plan(), person, input.snapshot(), input));
    if asked.page.is_some() && page.is_none() {
        return Err(String::from("--page: expected the id of a person who has a page in the plan"));
    }
    let card = emergency_card(input.plan().id(), &asked.number);
    write_heading(out, "What it lacks");
    if lacks.is_empty() {
        out.push_str("  Nothing that this crate looks for.\n");
    }
    for finding in &lacks {
        let about: Vec<String> = finding.concerns().iter().map(|id| called(input, *id)).collect();
        let _ = writeln!(
            out,
            "  {} {}: {}\n    {}",
            finding.weight().code(),
            finding.code(),
            about.join(", "),
            finding.for_professional()
        );
    }
    write_heading(out, "A page for the fridge door");
    out.push_str(page.as_deref().unwrap_or("  Nobody has a page in this plan yet.\n"));
    write_heading(out, "The card that each carries");
    out.push_str(&card);
    Ok(())
}

fn write_heading(out: &mut String, text: &str) {
    let _ = writeln!(out, "\n== {text} ==\n");
}

/// What a finding is about, by name where it has one.
fn called(input: &EmergencyInput, id: AnyId) -> String {
    let plan = input.plan();
    let source = |id: SourceId| Labels::source(input, id).map(one_line);
    let need = |id: NeedId| Labels::need(input, id).map(one_line);
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
    let (mut file, mut page, mut number, mut level, mut answers) = (None, None, None, None, None);
    let (mut options, mut reader, mut json) = (None, Reader::Professional, false);
    let (mut lost, mut silent, mut hours) = (None, BTreeSet::new(), 72);
    while let Some(argument) = parser.next().map_err(|_| "expected only the options below")? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("json") => json = true,
            Long("family") => reader = Reader::Family,
            Long("level") => {
                let code = value(&mut parser, "--level")?;
                level = Some(Level::from_code(&code).map_err(|wrong| format!("--level: {wrong}"))?);
            }
            Long("answers") => {
                let text = value(&mut parser, "--answers")?;
                let parts = text.split_once('=');
                let read = parts.and_then(|(who, minutes)| Some((who.parse().ok()?, minutes.parse().ok()?)));
                answers = Some(read.ok_or("--answers: expected the id of a responder, `=` and minutes")?);
            }
            Long("night") => {
                let text = value(&mut parser, "--night")?;
                let parts = text.split_once('=');
                let read =
                    parts.and_then(|(who, at)| Some((who.parse::<SourceId>().ok()?, at.parse().ok()?)));
                lost = Some(read.ok_or("--night: expected an id, `=` and a minute such as `Sat 22:10`")?);
            }
            Long("silent") => {
                let id = value(&mut parser, "--silent")?.parse();
                silent.insert(id.map_err(|_| "--silent: expected the id of a responder")?);
            }
            Long("hours") => {
                let text = value(&mut parser, "--hours")?.parse::<u32>().ok();
                hours = text.filter(|hours| (1..=672).contains(hours)).ok_or("--hours: expected 1 to 672")?;
            }
            Long("repair") => options = Some(value(&mut parser, "--repair")?.into()),
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
    let file = file.ok_or("expected a FILE")?;
    let night = lost.map(|(source, start)| NightQuestion {
        silent,
        horizon_min: hours * 60,
        ..NightQuestion::new([Lost { source, away: false }], start)
    });
    Ok(Some(Asked { file, page, number, level, answers, options, night, reader, json }))
}

fn value(parser: &mut lexopt::Parser, option: &str) -> Result<String, String> {
    let value = parser.value().ok().and_then(|value| value.into_string().ok());
    value.ok_or_else(|| format!("{option}: expected a value after it"))
}
