//! Hand over a referral and homes, get back which homes suit, which do not and why, and what to ask.
//!
//! ```text
//! cargo run --release --example placement -- examples/data/referral-and-homes.json
//! ```
//!
//! Reads an `Enquiry` (see `docs/placement-input.md`). Prints the shortlist and the letter of expression of
//! interest of the home that makes an offer; with `--json` both for machines, with `--assess` the compatibility
//! and impact assessments of a home, with `--for-child` what a home means in words for the child.

mod common;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::*;
use mutual_care::base::HomeId;
use mutual_care::placement::{
    Enquiry, Explained, Homes, Letter, Matching, NamesOf, Shortlist, assess, explain, letter, shortlist,
    shortlist_words, words_for_child,
};
use serde::Serialize;

const USAGE: &str = "\
Usage: placement FILE [--json] [--explain N] [--assess HOME | --for-child HOME]

  FILE              a referral and homes, as docs/placement-input.md says
  --json            for machines: everything, with ids
  --explain N       give the reasons of the first N homes in full; 20 unless said
  --assess HOME     the compatibility and impact assessments of the home with this id
  --for-child HOME  what the home with this id means, in words for the child";

struct Asked {
    file: PathBuf,
    json: bool,
    explain: usize,
    assess: Option<HomeId>,
    for_child: Option<HomeId>,
}

/// The answer for machines.
#[derive(Serialize)]
struct Answer<'a> {
    shortlist: &'a Shortlist,
    #[serde(skip_serializing_if = "Option::is_none")]
    letter: Option<&'a Letter>,
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

fn arguments() -> Result<Option<Asked>, String> {
    let mut parser = lexopt::Parser::from_env();
    let (mut file, mut json, mut explain, mut assess, mut for_child) = (None, false, 20, None, None);
    while let Some(argument) = parser.next().map_err(|wrong| wrong.to_string())? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("json") => json = true,
            Long("assess") => assess = Some(home(&mut parser)?),
            Long("for-child") => for_child = Some(home(&mut parser)?),
            Long("explain") => {
                let number = parser.value().ok().and_then(|text| text.to_str()?.parse().ok());
                explain = number.ok_or("expected a number of homes after --explain")?;
            }
            Value(path) if file.is_none() => file = Some(PathBuf::from(path)),
            _ => return Err(String::from("expected one file and the options below")),
        }
    }
    let file = file.ok_or("expected a file")?;
    Ok(Some(Asked { file, json, explain, assess, for_child }))
}

fn home(parser: &mut lexopt::Parser) -> Result<HomeId, String> {
    let text = parser.value().map_err(|wrong| wrong.to_string())?;
    let id = text.to_str().and_then(|text| text.parse().ok());
    id.ok_or_else(|| String::from("expected the id of a home"))
}

fn answer(asked: &Asked) -> Result<String, String> {
    let file = asked.file.display();
    let enquiry = common::read::<Enquiry>(&asked.file)?.into_parts();
    let homes = Homes::compile(enquiry.homes).map_err(|wrong| format!("{file}: {wrong}"))?;
    let (party, on) = (&enquiry.party, enquiry.on);
    let names = NamesOf::new(party, &homes);
    let how = Matching::new(enquiry.policy).explaining(asked.explain);
    if let Some(home) = asked.for_child {
        return Ok(all(explain(party, &homes, home, on, &how), home)?.iter().map(words_for_child).collect());
    }
    if let Some(home) = asked.assess {
        let assessed = assess(party, &homes, home, on, &how).map_err(|wrong| wrong.to_string())?;
        let documents = all(assessed, home)?.into_iter().map(|(compatibility, impact)| {
            format!("{}\n{}", compatibility.to_markdown(&names), impact.to_markdown(&names))
        });
        return Ok(documents.collect());
    }
    let list = shortlist(party, &homes, on, &how);
    let written = enquiry.offer.and_then(|offer| {
        let explained: Explained = explain(party, &homes, offer.home, on, &how).into_iter().next()?;
        Some(letter(&explained, party, on, Some(offer), &enquiry.provided, how.policy()))
    });
    if asked.json {
        let answer = BTreeMap::from([("v1", Answer { shortlist: &list, letter: written.as_ref() })]);
        let text = serde_json::to_string_pretty(&answer).map_err(|wrong| wrong.to_string())?;
        return Ok(text + "\n");
    }
    let mut out = shortlist_words(&list, &names);
    if let Some(letter) = written {
        out += "\n---\n\n";
        out += &letter.to_markdown(&names);
    }
    Ok(out)
}

/// What there is of a home, if there is such a home.
fn all<T>(found: Vec<T>, home: HomeId) -> Result<Vec<T>, String> {
    if found.is_empty() {
        Err(format!("expected the id of a home in the file, not {home}"))
    } else {
        Ok(found)
    }
}
