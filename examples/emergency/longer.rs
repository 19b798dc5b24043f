//! If a responder took longer to answer: when the plan fails for the first time, how, and what would repair it.

use std::fmt::Write as _;

use mutual_care::base::{Labels, Reader, ResponderId, one_line};
use mutual_care::emergency::{
    EmergencyInput, Plan, ProofAnswer, ProofQuestion, Proven, RepairOption, Responder, Story, prove, repair,
};

/// How many minutes longer are tried, and how often.
const STEP_MIN: u32 = 15;
const STEPS: u32 = 16;

/// A plan in which one responder takes longer to answer, and no longer holds.
struct Fails {
    minutes: u32,
    plan: Plan,
    proven: Proven,
}

/// The plan with another answering time of one responder.
pub(crate) fn with_answer(plan: &Plan, who: ResponderId, minutes: u32) -> Result<Plan, String> {
    let mut parts = plan.clone().into_parts();
    let responder = parts.responders.iter_mut().find(|responder| responder.id == who);
    responder.ok_or("--answers: expected the id of a responder of the plan")?.answers_min = minutes;
    Plan::new(parts).map_err(|wrong| wrong.to_string())
}

/// How long each responder may take to answer, tried in steps; the first who may not take longer, with the story.
pub(crate) fn write(
    out: &mut String,
    input: &EmergencyInput,
    question: &ProofQuestion,
    options: Option<&[RepairOption]>,
    sets_most: usize,
) -> Result<(), String> {
    let _ = writeln!(out, "\n== If somebody took longer to answer ==\n");
    let _ = writeln!(out, "  Tried in steps of {STEP_MIN} minutes, one responder at a time.");
    let mut first = None;
    for responder in input.plan().responders().iter().filter(|responder| responder.has_agreed()) {
        let name =
            Labels::source(input, responder.source).map_or_else(|| String::from("A responder"), one_line);
        let (as_it_is, fails) = (responder.answers_min, first_failing(input, question, responder)?);
        let _ = match &fails {
            Some(fails) => writeln!(
                out,
                "  {name}: answers within {as_it_is} minutes.\n    At {} minutes the plan does not hold any more.",
                fails.minutes
            ),
            None => writeln!(
                out,
                "  {name}: answers within {as_it_is} minutes.\n    The plan holds even at {} minutes.",
                as_it_is + STEP_MIN * STEPS
            ),
        };
        if first.is_none() {
            first = fails.map(|fails| (name, fails));
        }
    }
    let Some((name, Fails { minutes, plan, proven })) = first else { return Ok(()) };
    let (reader, week) = (Reader::Professional, input.snapshot());
    let _ = writeln!(out, "\n== {name}, answering after {minutes} minutes ==\n");
    out.push_str(&Story::of(&proven, &plan, week).in_words(reader, &plan, week, input));
    if let Some(options) = options {
        let _ = writeln!(out, "\n== What could be done then? ==\n");
        let repaired = repair(week, &plan, question, options, sets_most);
        let repaired = repaired.map_err(|wrong| format!("--repair: {wrong}"))?;
        out.push_str(&repaired.in_words(reader, options, &plan, week, input));
    }
    Ok(())
}

fn first_failing(
    input: &EmergencyInput,
    question: &ProofQuestion,
    responder: &Responder,
) -> Result<Option<Fails>, String> {
    for minutes in (1..=STEPS).map(|step| responder.answers_min + step * STEP_MIN) {
        let plan = with_answer(input.plan(), responder.id, minutes)?;
        let proven = prove(input.snapshot(), &plan, question).map_err(|wrong| wrong.to_string())?;
        if matches!(proven.answer, ProofAnswer::Counterexample(_)) {
            return Ok(Some(Fails { minutes, plan, proven }));
        }
    }
    Ok(None)
}
