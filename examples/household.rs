//! Hand over a household, get back who depends on whom.
//!
//! ```text
//! cargo run --release --example household -- examples/data/reversed-roles.json
//! ```
//!
//! Reads a `HouseholdInput` (see `docs/household-input.md`) and prints its review for people, or with `--json`
//! for machines. With `--lose` it tells what happens after a loss, minute by minute.

mod common;

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;
use lexopt::prelude::*;
use mutual_care::base::json;
use mutual_care::base::{CycleMinute, Labels, PersonId, SourceId};
use mutual_care::household::{ExtraHelp, HouseholdInput};
use mutual_care::need::{History, Snapshot};
use mutual_care::support::{
    Beside, Fall, HORIZON_72_HOURS, Loss, Review, ReviewQuestion, Support, Timeline, Words, WorstMinute,
    review,
};
use serde::Serialize;

const USAGE: &str = "\
Usage: household FILE [--on DATE] [--json] [--with FILE] [--lose WHO [--away] [--at \"Sat 22:10\"]]…

  FILE           a household, as docs/household-input.md says
  --on DATE      review it as at this date; without it, as at the file's own
  --json         for machines: everything, with ids
  --with FILE    what if there were more help: sources and arrangements to add
  --lose WHO     a person or service, by name or id: what falls, and when it hurts; may be repeated
  --away         whoever was named last is away (in hospital, dead), not only unable to give
  --at MINUTE    when the loss happens; without it, at the worst minute of the week
  --hours N      how many hours after the loss are looked at; 72 unless said";

struct Asked {
    file: PathBuf,
    on: Option<NaiveDate>,
    json: bool,
    with: Option<PathBuf>,
    /// Who is lost, as typed, and whether they are away.
    lose: Vec<(String, bool)>,
    at: Option<CycleMinute>,
    horizon_min: u32,
}

/// The answer for machines.
#[derive(Serialize)]
struct Answer<'a> {
    review: &'a Review,
    #[serde(skip_serializing_if = "Option::is_none")]
    fall: Option<&'a Fall>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timeline: Option<&'a Timeline>,
    /// What of the timeline the loss adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    beside: Option<&'a Beside>,
}

/// What a loss does.
struct After {
    fall: Fall,
    /// The worst minute for it, within the time looked at.
    worst: Option<WorstMinute>,
    /// At the minute asked for, or at the worst one if the loss adds harm at all.
    timeline: Option<(Timeline, Beside)>,
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
    let mut input: HouseholdInput = common::read(&asked.file)?;
    let on = asked.on.unwrap_or(input.as_at());
    let snapshot = match &asked.with {
        None => input.snapshot(on).map_err(|wrong| wrong.to_string())?,
        Some(more) => {
            let bytes = common::read_bytes(more)?;
            let wrong = |problems| common::told(&more.display(), &problems);
            let extra: ExtraHelp = json::parse(&bytes).map_err(wrong)?;
            // Whether it fits a household, only the household can say.
            let merged = input.with(&extra).map_err(|problems| wrong(json::located(&bytes, problems)))?;
            let snapshot = input.snapshot_with(on, &extra).map_err(|wrong| wrong.to_string())?;
            input = merged;
            snapshot
        }
    };
    let history = history(&input, on)?;
    let review =
        review(&snapshot, Some(&history), ReviewQuestion::default()).map_err(|wrong| wrong.to_string())?;
    let loss = loss(&input, &snapshot, &asked.lose)?;
    let after = loss.as_ref().map(|loss| after(&snapshot, loss, asked)).transpose()?;
    if asked.json {
        let timeline = after.as_ref().and_then(|after| after.timeline.as_ref());
        let answer = Answer {
            review: &review,
            fall: after.as_ref().map(|after| &after.fall),
            timeline: timeline.map(|(timeline, _)| timeline),
            beside: timeline.map(|(_, beside)| beside),
        };
        let answer = std::collections::BTreeMap::from([("v1", answer)]);
        return serde_json::to_string_pretty(&answer)
            .map(|text| text + "\n")
            .map_err(|wrong| wrong.to_string());
    }
    let words = Words::new(&snapshot, &input);
    Ok(match after {
        None => words.review(&review),
        Some(After { fall, worst, timeline }) => {
            let harm = timeline.map_or_else(
                || adds_no_harm(&review, &fall, &snapshot, &words, asked.horizon_min),
                |(timeline, beside)| words.timeline(&timeline, &beside),
            );
            words.fall(&fall, worst.as_ref()) + "\n" + &harm
        }
    })
}

/// A loss that adds no harm, and the harm that comes all the same.
fn adds_no_harm(
    review: &Review,
    fall: &Fall,
    snapshot: &Snapshot,
    words: &Words<'_>,
    horizon_min: u32,
) -> String {
    let hours = horizon_min / 60;
    let loss = fall.lost.iter().fold(Loss::nothing(), |loss, source| loss.and(*source));
    let loss = fall.away.iter().fold(loss, |loss, person| loss.and_away(*person));
    let stops = Support::of(snapshot).unwilling_help_stopped_by(&loss).unwrap_or_default();
    let known = if fall.hours_not_known.is_empty() { "" } else { ", as far as the hours are known" };
    let mut text = if stops.is_empty() {
        format!("Within {hours} h the loss adds no harm to a critical need, whenever it happens{known}.\n")
    } else {
        let besides = "what is given unwillingly stops with it";
        format!("Within {hours} h, going by help to rely on, the loss adds no harm{known}; {besides}.\n")
    };
    let there = |need| snapshot.need(need).is_some_and(|need| !fall.away.contains(&need.person()));
    for anyway in review.harm_anyway.iter().filter(|anyway| anyway.critical && there(anyway.need)) {
        let comes = match (anyway.leaves_out_unwilling_help, anyway.unless_help_not_known) {
            (true, _) => "Harm comes without what is given unwillingly",
            (_, true) => "Harm comes unless help comes of which not everything is known",
            (false, false) => "Harm comes whoever is there",
        };
        let _ = writeln!(text, "{comes}: {}, at {}.", words.need(anyway.need), anyway.at);
    }
    text
}

/// From the first date on which anything in the file begins, up to and including the date of the review.
fn history(input: &HouseholdInput, on: NaiveDate) -> Result<History, String> {
    let needs = input.needs().iter().map(|stated| stated.period);
    let periods = needs.chain(input.arrangements().iter().map(|arrangement| arrangement.period));
    let first = periods.filter_map(mutual_care::base::Period::from).min().unwrap_or(on).min(on);
    input.history(first, on).map_err(|wrong| wrong.to_string())
}

/// What falls and gets worse, the worst minute, and the timeline.
fn after(snapshot: &Snapshot, loss: &Loss, asked: &Asked) -> Result<After, String> {
    let support = Support::of(snapshot);
    let wrong = |wrong: mutual_care::support::QuestionError| wrong.to_string();
    let fall = support.fall(loss).map_err(wrong)?;
    let worst = support.worst_minute(loss, asked.horizon_min).map_err(wrong)?;
    let timeline = match asked.at.or(worst.map(|worst| worst.start)) {
        None => None,
        Some(start) => {
            let mut beside = support.beside_nothing_lost(loss, asked.horizon_min, &[]).map_err(wrong)?;
            Some(beside.timeline(start))
        }
    };
    Ok(After { fall, worst, timeline })
}

/// Finds who is meant, by name or id. What was typed is not repeated.
fn loss(
    input: &HouseholdInput,
    snapshot: &Snapshot,
    lose: &[(String, bool)],
) -> Result<Option<Loss>, String> {
    let mut loss = Loss::nothing();
    for (who, away) in lose {
        let is_meant = |id: SourceId| {
            let named = input.source(id).is_some_and(|name| name.to_lowercase() == who.to_lowercase());
            named || id.to_string() == *who
        };
        let meant: Vec<SourceId> =
            snapshot.sources().iter().map(|source| source.id).filter(|id| is_meant(*id)).collect();
        loss = match (meant.as_slice(), away) {
            ([one], false) => loss.and(*one),
            ([one], true) => loss.and_away(PersonId::new(one.uuid())),
            ([], _) => {
                return Err(
                    "--lose: expected the name or the id of somebody or something that helps on that date"
                        .into(),
                );
            }
            (several, _) => {
                let ids: Vec<String> = several.iter().map(SourceId::to_string).collect();
                return Err(format!(
                    "--lose: more than one has that name; expected one of the ids {}",
                    ids.join(", ")
                ));
            }
        };
    }
    Ok((!lose.is_empty()).then_some(loss))
}

fn arguments() -> Result<Option<Asked>, String> {
    let mut parser = lexopt::Parser::from_env();
    let (mut file, mut on, mut json, mut with) = (None, None, false, None);
    let (mut lose, mut at, mut horizon_min): (Vec<(String, bool)>, _, _) =
        (Vec::new(), None, HORIZON_72_HOURS);
    while let Some(argument) = parser.next().map_err(|_| "expected only the options below")? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("json") => json = true,
            Long("away") => match lose.last_mut() {
                Some((_, away)) => *away = true,
                None => return Err("--away: expected --lose WHO before it".into()),
            },
            Long("on") => {
                let date = value(&mut parser, "--on")?.parse();
                on = Some(date.map_err(|_| "--on: expected a date such as 2026-03-02")?);
            }
            Long("at") => {
                let minute = value(&mut parser, "--at")?.parse();
                at =
                    Some(minute.map_err(|wrong: mutual_care::base::WeekTextError| format!("--at: {wrong}"))?);
            }
            Long("hours") => {
                let hours = value(&mut parser, "--hours")?.parse::<u32>().ok();
                let minutes = hours.filter(|hours| (1..=672).contains(hours)).map(|hours| hours * 60);
                horizon_min = minutes.ok_or("--hours: expected 1 to 672")?;
            }
            Long("with") => with = Some(value(&mut parser, "--with")?.into()),
            Long("lose") => lose.push((value(&mut parser, "--lose")?, false)),
            Value(path) if file.is_none() => file = Some(path.into()),
            _ => return Err("expected one FILE and only the options below".into()),
        }
    }
    let file = file.ok_or("expected a FILE")?;
    if at.is_some() && lose.is_empty() {
        return Err("--at: expected --lose WHO beside it".into());
    }
    Ok(Some(Asked { file, on, json, with, lose, at, horizon_min }))
}

fn value(parser: &mut lexopt::Parser, option: &str) -> Result<String, String> {
    let value = parser.value().ok().and_then(|value| value.into_string().ok());
    value.ok_or_else(|| format!("{option}: expected a value after it"))
}
