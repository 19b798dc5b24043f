//! Put the questions to both people, hand over their answers, get back where both of them stand.
//!
//! ```text
//! cargo run --release --example assessment -- examples/data/reversed-roles-answers.json
//! ```
//!
//! Reads the answers and facts of a household's assessments, puts them into one record for each person and role,
//! and prints what they show: signs of mutual caring, what is still to ask, who is eligible, whether an advocate
//! is due, who is owed which assessment, and what is due by when. The page is for the
//! two assessors; `--codes` adds the code behind each sentence, `--joint` prints the page that both people may see,
//! `--json` is for machines. `--sheet` prints the worker's sheet of first signs.

#![allow(unreachable_pub, reason = "each file shows the others what they need of it")]

mod common;
#[path = "assessment/input.rs"]
mod input;
#[path = "assessment/print.rs"]
mod print;

use std::path::PathBuf;
use std::process::ExitCode;

use lexopt::prelude::*;
use mutual_care::assessment::{
    Advocacy, Answers, AssessedAs, Assessment, AssessmentsOwed, DeterminationMade, Eligibility, Found,
    Involvement, JointView, Meeting, NeedTemplates, Overwrites, Policy, Proposal, SignsPolicy, Status,
    WhichFacts, assessments_owed, find_mutual_caring, first_signs_sheet, joint_view, latest_answers, propose,
};
use mutual_care::base::{AssessmentId, Duty, England, Findings, PersonId, Term, Verdict, due};
use mutual_care::machine::{Machine, Refusal, Setting};
use serde::Serialize;

use input::{Input, Numbered};

const USAGE: &str = "\
Usage: assessment FILE [--json | --codes | --joint]
       assessment --sheet

  FILE      answers and facts of a household's assessments
  --json    for machines: everything, with ids
  --codes   with the stable code behind each sentence
  --joint   the page for both people, from what each of them said openly
  --sheet   the worker's sheet: five first signs to notice and to ask about";

/// What is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Assessors { codes: bool },
    Joint,
    Machines,
    Sheet,
}

fn main() -> ExitCode {
    let (file, page) = match arguments() {
        Ok(asked) => asked,
        Err(wrong) => return refuse(&format!("{wrong}\n\n{USAGE}")),
    };
    let answer = match (file, page) {
        (_, Page::Sheet) => Ok(first_signs_sheet()),
        (Some(file), page) => answer(&file, page),
        (None, _) => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
    };
    match answer {
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

fn arguments() -> Result<(Option<PathBuf>, Page), lexopt::Error> {
    let (mut file, mut page) = (None, None);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        let asked = match argument {
            Long("json") => Page::Machines,
            Long("sheet") => Page::Sheet,
            Long("codes") => Page::Assessors { codes: true },
            Long("joint") => Page::Joint,
            Value(path) if file.is_none() => {
                file = Some(PathBuf::from(path));
                continue;
            }
            _ => return Err(argument.unexpected()),
        };
        if page.replace(asked).is_some() {
            return Err("one page at a time".into());
        }
    }
    Ok((file, page.unwrap_or(Page::Assessors { codes: false })))
}

fn answer(file: &std::path::Path, page: Page) -> Result<String, String> {
    let input = input::read(file)?;
    let report = Report::new(&input)?;
    match page {
        Page::Machines => {
            let versioned = std::collections::BTreeMap::from([("v1", report)]);
            serde_json::to_string_pretty(&versioned)
                .map(|text| text + "\n")
                .map_err(|wrong| wrong.to_string())
        }
        Page::Joint => Ok(print::joint(&input, &report)),
        Page::Assessors { codes } => Ok(print::report(&input, &report, codes)),
        Page::Sheet => Ok(first_signs_sheet()),
    }
}

/// Everything that the answers lead to.
#[derive(Serialize)]
struct Report {
    found: Found,
    owed: AssessmentsOwed,
    assessments: Vec<One>,
    due: Vec<Duty>,
    joint_view: JointView,
    #[serde(skip)]
    proposal: Proposal,
}

/// Where one person stands in one role.
#[derive(Serialize)]
struct One {
    id: AssessmentId,
    person: PersonId,
    assessed_as: AssessedAs,
    status: Status,
    #[serde(skip)]
    record: Assessment,
    eligible: Criteria,
    meeting: Option<Meeting>,
    advocacy: Advocacy,
    /// What stands between the assessment and its determination.
    before_determined: Findings,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Criteria {
    NothingKnown,
    Adult(Eligibility<mutual_care::assessment::AdultQuestion>),
    Carer(Eligibility<mutual_care::assessment::CarerQuestion>),
}

impl Criteria {
    fn verdict(&self) -> Verdict {
        match self {
            Self::NothingKnown => Verdict::NotKnown,
            Self::Adult(answer) => answer.verdict(),
            Self::Carer(answer) => answer.verdict(),
        }
    }
}

impl Report {
    fn new(input: &Input) -> Result<Self, String> {
        let policy = Policy {
            assess_within: input.assess_within_working_days.map(Term::WorkingDays),
            share_within: input.share_within_days.map(Term::Days),
            signs: SignsPolicy::default(),
        };
        let setting = Setting::new(&policy, &England);
        let records = input.records(&setting)?;
        let mut answers = latest_answers(&records);
        // Answers of people who have no record here count as well; whoever has a record and no answers was not asked.
        let known = |answers: &[Answers], person| answers.iter().any(|own| own.person == person);
        for own in &input.answers {
            if !known(&answers, own.person) {
                answers.push(own.clone());
            }
        }
        for record in &records {
            let person = record.case().person();
            if !known(&answers, person) {
                answers.push(Answers::new(person));
            }
        }
        let templates = NeedTemplates::chosen();
        let nothing = Overwrites::default();
        let says = |wrong: &dyn std::fmt::Display| wrong.to_string();
        let proposal = propose(&answers, &templates, &nothing, &mut Numbered).map_err(|e| says(&e))?;
        let found = find_mutual_caring(&answers, &input.services, &proposal, input.on, policy.signs)
            .map_err(|e| says(&e))?;
        let joint_view = joint_view(
            &answers,
            &input.services,
            &templates,
            &nothing,
            &mut Numbered,
            input.on,
            policy.signs,
        )
        .map_err(|e| says(&e))?;
        let due = due(&records, input.on, &policy, &England);
        let facts = WhichFacts::default().told_by(&answers, input.asked_on);
        let all: Vec<&Assessment> = records.iter().collect();
        let owed = assessments_owed(&facts, &all, input.on);
        let assessments =
            records.into_iter().map(|record| One::new(input, record, &setting)).collect::<Result<_, _>>()?;
        Ok(Self { found, owed, assessments, due, joint_view, proposal })
    }
}

impl One {
    fn new(input: &Input, record: Assessment, setting: &Setting<'_, Policy>) -> Result<Self, String> {
        let case = record.case();
        let eligible = input::criteria(case);
        let determination = DeterminationMade {
            on: input.on,
            meets_criteria: eligible.verdict() == Verdict::Yes,
            departs_from_guidance: None,
        };
        let before_determined = match record.ask(determination, input.stamp(), setting) {
            Ok(findings) | Err(Refusal::Barred(findings)) => findings,
            Err(why) => return Err(format!("{}: {why}", record.id().any())),
        };
        let meeting = case.meeting(eligible.verdict(), input.on);
        let advocacy = case.advocacy(Involvement::Assessment);
        let (id, status) = (record.id(), record.status());
        let (person, assessed_as) = (case.person(), case.assessed_as());
        Ok(Self { id, person, assessed_as, status, record, eligible, meeting, advocacy, before_determined })
    }
}
