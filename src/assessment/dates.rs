//! Dates of a record that cannot be: what comes to an end before it began, what is decided before it is known.
//!
//! Each event has a date of its own, and late knowledge is no mistake: what was learned in May of a day in March is
//! dated in March. These are the orders that no late knowledge explains.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::advocacy::Involvement;
use super::case::AssessmentCase;
use super::rules;
use crate::base::{Amount, Finding, PersonId};

/// That something is dated before something else that had to happen first; `what` is that, as in "it began".
pub(super) fn not_before(
    person: PersonId,
    on: NaiveDate,
    earliest: Option<NaiveDate>,
    what: &'static str,
) -> Option<Finding> {
    earliest.filter(|earliest| on < *earliest).map(|earliest| {
        Finding::new(&rules::DATE_OUT_OF_ORDER)
            .about(person)
            .with("on", Amount::Date(on))
            .with("earliest", Amount::Date(earliest))
            .with("what", Amount::Code(what))
    })
}

fn each(
    case: &AssessmentCase,
    on: NaiveDate,
    first: impl IntoIterator<Item = (Option<NaiveDate>, &'static str)>,
) -> Vec<Finding> {
    first.into_iter().filter_map(|(earliest, what)| not_before(case.person, on, earliest, what)).collect()
}

/// Nothing begins before it was arranged.
pub(super) fn beginning(case: &AssessmentCase, on: NaiveDate) -> Vec<Finding> {
    each(case, on, [(arranged(case), ARRANGED)])
}

/// A determination rests on what was known on its day.
pub(super) fn determining(case: &AssessmentCase, on: NaiveDate) -> Vec<Finding> {
    let assessment = Involvement::Assessment;
    each(
        case,
        on,
        [
            (case.began_on, BEGAN),
            (case.facts.as_ref().map(|recorded| recorded.on), "the facts of the criteria were recorded"),
            (case.content_on, "the last of what it has to look at was looked at"),
            (case.answered_on(), ANSWERED),
            (case.advocacy.get(&assessment).map(|looked| looked.on), "advocacy was looked at"),
            (case.advocates.get(&assessment).map(|arranged| arranged.on), "the advocate was arranged"),
        ],
    )
}

/// A refusal and a withdrawal end what had begun by then, and a refusal is accepted once it was made.
pub(super) fn leaving(case: &AssessmentCase, on: NaiveDate) -> Vec<Finding> {
    each(case, on, [(arranged(case), ARRANGED), (case.began_on, BEGAN), (said_no(case), SAID_NO)])
}

/// Nobody answers or says no after they died, moved away or could not be found.
pub(super) fn ending(case: &AssessmentCase, on: NaiveDate, refused_on: Option<NaiveDate>) -> Vec<Finding> {
    each(case, on, [(case.answered_on(), ANSWERED), (said_no(case), SAID_NO), (refused_on, SAID_NO)])
}

const ARRANGED: &str = "it was arranged";
const BEGAN: &str = "it began";
const ANSWERED: &str = "the person answered";
const SAID_NO: &str = "the person said no";

fn arranged(case: &AssessmentCase) -> Option<NaiveDate> {
    case.arranged.as_ref().map(|arranged| arranged.on)
}

fn said_no(case: &AssessmentCase) -> Option<NaiveDate> {
    case.said_no.as_ref().map(|no| no.on)
}
