//! How an assessment begins: owed, or live already and taken over from elsewhere.

use chrono::NaiveDate;

use super::case::{AssessmentCase, Stopped};
use super::event::{AssessedAs, Opened};
use super::{Assessment, Policy, Status, rules};
use crate::base::{Finding, Findings, Stamp, Told};
use crate::machine::{Asked, Misfit, Opens, TakenOver, TakesOver};

impl Opens<Opened> for AssessmentCase {
    fn findings(event: &Opened, _: &Asked<'_, Policy>) -> Findings {
        let about = |rule| Finding::new(rule).about(event.person);
        let mut findings = Findings::none();
        match event.is_adult.told() {
            Told::Known(true) => {}
            Told::Known(false) => findings.push(match event.assessed_as {
                AssessedAs::Carer => about(&rules::YOUNG_CARER),
                AssessedAs::Adult => about(&rules::NOT_AN_ADULT),
            }),
            Told::NotKnown(_) => findings.push(about(&rules::ADULT_NOT_KNOWN)),
        }
        if event.assessed_as == AssessedAs::Carer {
            match event.cared_for_is_adult.told() {
                Told::Known(true) => {}
                Told::Known(false) => findings.push(about(&rules::CARED_FOR_NOT_AN_ADULT)),
                Told::NotKnown(_) => findings.push(about(&rules::CARED_FOR_ADULT_NOT_KNOWN)),
            }
            match event.paid_or_voluntary.told() {
                Told::Known(true) => findings.push(about(&rules::CARES_BY_CONTRACT)),
                Told::Known(false) => {}
                Told::NotKnown(_) => findings.push(about(&rules::CONTRACT_NOT_KNOWN)),
            }
        }
        findings
    }

    fn open(event: &Opened, _: &Stamp) -> Result<Self, Misfit> {
        let about = [event.person.any()];
        Misfit::all([
            Misfit::unless(
                event.cares_for != Some(event.person),
                "expected `cares_for` to be somebody else",
                &about,
            ),
            Misfit::unless(
                event.cares_for.is_none() || event.assessed_as == AssessedAs::Carer,
                "expected `cares_for` for a carer only",
                &about,
            ),
            Misfit::unless(
                event.cares_for.is_some() || event.assessed_as == AssessedAs::Adult,
                "expected `cares_for`: whom the carer cares for",
                &about,
            ),
        ])?;
        Ok(Self::opened(event))
    }
}

/// Live assessments come in while they are on their way, determined or refused, by what is known of them.
impl TakesOver for AssessmentCase {
    fn take_over(taken: &TakenOver<Assessment>, _: &Stamp) -> Result<Self, Misfit> {
        let known = &taken.as_known;
        taken_over_fits(taken)?;
        let mut case = Self::as_known(known);
        match taken.status {
            Status::Determined => {
                let missing =
                    || Misfit::new("expected `determined`: what was, and when", &[known.person.any()]);
                case.made = Some(known.determined.clone().ok_or_else(missing)?);
            }
            Status::Refused => {
                let missing = || Misfit::new("expected `refused_on`", &[known.person.any()]);
                let on = known.refused_on.ok_or_else(missing)?;
                case.stopped = Some(Stopped { on, refused: true });
            }
            // What is said of a state in which it is not counts for nothing.
            _ => {}
        }
        Ok(case)
    }
}

fn taken_over_fits(taken: &TakenOver<Assessment>) -> Result<(), Misfit> {
    let known = &taken.as_known;
    let about = [known.person.any()];
    let none_before = |on: Option<NaiveDate>| on.is_none_or(|on| on >= known.requested_on);
    Misfit::all([
        Misfit::unless(
            known.cares_for.is_some() == (known.assessed_as == AssessedAs::Carer),
            "expected `cares_for` for a carer, and for nobody else",
            &about,
        ),
        Misfit::unless(
            known.cares_for != Some(known.person),
            "expected `cares_for` to be somebody else",
            &about,
        ),
        Misfit::unless(
            none_before(known.refused_on) && none_before(known.determined.as_ref().map(|made| made.on)),
            "expected nothing earlier than `requested_on`",
            &about,
        ),
    ])
}
