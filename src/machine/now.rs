//! How a record stands: its status and all that is known, and how both come of what happens.

use alloc::boxed::Box;

use super::event::dated;
use super::model::has_come;
use super::rules::{NAMES_ITSELF, NOT_CHECKED_HERE, NOT_HAPPENED_YET, UNDER_ANOTHER_ID};
use super::{Asked, Case, Event, Events, Manner, Misfit, Model, Opens, Refusal, Step, TakenOver, TakesOver};
use crate::base::{Amount, AnyId, Code, Finding, Findings, Stamp, Weight};

/// How a record stands. Nothing makes one but an opening, a case that is taken over, and what happens after.
#[derive(Clone, PartialEq)]
pub(crate) struct Now<M: Model> {
    pub(crate) status: M::Status,
    pub(crate) case: Box<M::Case>,
}

/// Which rows of the table count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Those that are not retired: for what happens now.
    Offered,
    /// All: for what happened once.
    All,
}

impl<M: Model> Now<M> {
    /// A record that is opened.
    pub(crate) fn opened(opening: &M::Opening, stamp: &Stamp) -> Result<Self, Refusal> {
        let case = <M::Case as Opens<_>>::open(opening, stamp);
        Self::begun(M::TABLE.begins, dated(opening.on()), case)
    }

    /// A live case that is taken over.
    pub(crate) fn taken_over(taken: &TakenOver<M>, stamp: &Stamp) -> Result<Self, Refusal> {
        let at = M::TABLE.taken_over_at;
        if !at.contains(&taken.status) {
            let at = at.iter().map(|status| status.code()).collect();
            return Err(Refusal::NotTakenOverAt { status: taken.status.code(), at });
        }
        let case = <M::Case as TakesOver>::take_over(taken, stamp);
        Self::begun(taken.status, taken.fits_anywhere(), case)
    }

    /// The record as it begins; else all that does not fit.
    fn begun(
        status: M::Status,
        fits: Result<(), Misfit>,
        case: Result<M::Case, Misfit>,
    ) -> Result<Self, Refusal> {
        match (fits, case) {
            (Ok(()), Ok(case)) => Ok(Self { status, case: Box::new(case) }),
            (Err(misfit), Ok(_)) | (Ok(()), Err(misfit)) => Err(Refusal::DoesNotFit(misfit)),
            (Err(misfit), Err(more)) => Err(Refusal::DoesNotFit(misfit.and(more))),
        }
    }

    /// Whether the table lists the step here and in its manner, and whether it fits; and where it leads.
    pub(crate) fn fits(&self, step: &Step<M::Event>, rows: Rows) -> Result<M::Status, Refusal> {
        let (status, event, manner) = (self.status.code(), step.what().verb().code(), step.manner());
        let row = M::TABLE.row(self.status, step.what().verb());
        let row = row.filter(|row| rows == Rows::All || row.retired_in.is_none());
        // An opening stands in no row, so whatever a row lists has code.
        let Some((row, code)) = row.zip(M::coded(step.what())) else {
            let allowed = M::TABLE.rows_from(self.status).map(|row| row.event.code()).collect();
            return Err(Refusal::NotNow { status, event, allowed });
        };
        if !row.allows(manner) {
            return Err(Refusal::NotInThisManner { status, event, manner: manner.code() });
        }
        let any = self.case.fits_any(step.what().on());
        Misfit::all([step.fits_anywhere(), any, code.fits(&self.case)]).map_err(Refusal::DoesNotFit)?;
        Ok(row.to)
    }

    /// What speaks against a step that fits.
    pub(crate) fn findings(&self, step: &Step<M::Event>, asked: &Asked<'_, M::Policy>) -> Findings {
        let found = M::coded(step.what()).map(|code| code.findings(&self.case, asked));
        in_manner(step, found.unwrap_or_default())
    }

    /// Takes a step that fits, to where it leads.
    pub(crate) fn apply(&mut self, step: &Step<M::Event>, to: M::Status, stamp: &Stamp) {
        if let Some(code) = M::coded(step.what()) {
            code.apply(&mut self.case, stamp);
        }
        self.come_to(to, step);
    }

    /// What speaks against a step that fits, and the step taken. Copies nothing, so that to walk a journal so is linear.
    pub(crate) fn judged(
        &mut self,
        step: &Step<M::Event>,
        to: M::Status,
        asked: &Asked<'_, M::Policy>,
    ) -> Findings {
        let found = M::coded(step.what()).map(|code| code.judged(&mut self.case, asked));
        self.come_to(to, step);
        in_manner(step, found.unwrap_or_default())
    }

    fn come_to(&mut self, to: M::Status, step: &Step<M::Event>) {
        self.status = to;
        self.case.after_any(step.what().on(), to);
    }
}

/// What speaks against an opening under this id.
pub(crate) fn opening_findings<M: Model>(
    id: AnyId,
    opening: &M::Opening,
    asked: &Asked<'_, M::Policy>,
) -> Findings {
    type Opened<M> = <M as Model>::Case;
    let happened = <Opened<M> as Opens<_>>::happened(opening);
    let mut findings = has_come(happened, asked, <Opened<M> as Opens<_>>::findings(opening, asked));
    findings.extend(under_another_id(id, <Opened<M> as Opens<_>>::id_inside(opening)));
    findings.extend(names_itself(id, <Opened<M> as Opens<_>>::another_record(opening)));
    findings
}

/// What speaks against a case that is taken over. None of it bars, but a day that has not come and another id.
pub(crate) fn taken_over_findings<M: Model>(
    id: AnyId,
    taken: &TakenOver<M>,
    asked: &Asked<'_, M::Policy>,
) -> Findings {
    let mut findings = without_bars(<M::Case as TakesOver>::findings(taken, asked));
    findings.push(Finding::new(&NOT_CHECKED_HERE).with("status", Amount::Code(taken.status.code())));
    findings.extend(under_another_id(id, <M::Case as TakesOver>::id_inside(taken)));
    findings.extend(names_itself(id, <M::Case as TakesOver>::another_record(taken)));
    has_come(Some(taken.on), asked, findings)
}

/// What bars a record that is kept under another id than the value inside says.
fn under_another_id(id: AnyId, inside: Option<AnyId>) -> Option<Finding> {
    let inside = inside.filter(|inside| *inside != id)?;
    Some(Finding::new(&UNDER_ANOTHER_ID).about(id).about(inside))
}

/// What bars a record that refers to itself as to another one.
fn names_itself(id: AnyId, another: Option<AnyId>) -> Option<Finding> {
    another.filter(|another| *another == id).map(|_| Finding::new(&NAMES_ITSELF).about(id))
}

/// What speaks against a step in its manner: nothing bars what happened all the same.
fn in_manner<V: Events>(step: &Step<V>, findings: Findings) -> Findings {
    if step.manner() == Manner::Regularly { findings } else { without_bars(findings) }
}

/// What bars becomes a warning, but for what has not happened yet: that did not happen in any manner.
fn without_bars(findings: Findings) -> Findings {
    let soften = |finding: Finding| match finding.weight() {
        Weight::Bars if finding.rule() != &NOT_HAPPENED_YET => finding.weighing(Weight::Warns),
        _ => finding,
    };
    findings.into_iter().map(soften).collect()
}
