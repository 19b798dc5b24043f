//! The states of an assessment, and what each says to what happens.

use alloc::boxed::Box;

use chrono::NaiveDate;

use super::case::Case;
use super::event::{
    AdvocacyLookedAt, AdvocateArranged, ArrangementsMade, AssessmentEnded, Began, CarersHelpRecorded,
    Combined, ContentRecorded, DeterminationMade, EndedBecause, FactsRecorded, MeansRecorded, Opened,
    OwedBecause, QuestionsAnswered, RefusalAccepted, RequestWithdrawn, Revived, SaidNo, SharedInWriting,
    Split, UrgentNeedsMet,
};
use super::on_the_way::OnTheWay;
use super::shared::Given;
use super::{Assessment, Policy, dates, guards};
use crate::base::{AssessmentId, Findings, Stamp};
use crate::machine::{Accept, Asked, Misfit, Opens, TakenOver, TakesOver};

/// Owed, and nothing arranged yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requested {
    case: Box<Case>,
}

/// Arranged: who, how, with which offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arranged {
    case: Box<Case>,
}

/// Under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderWay {
    case: Box<Case>,
}

/// Determined, and not yet shared in writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Determined {
    case: Box<Case>,
    made: DeterminationMade,
}

/// Determined and shared in writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    case: Box<Case>,
    made: DeterminationMade,
    on: NaiveDate,
    given: Given,
}

/// Refused, and the duty ended with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    case: Box<Case>,
    on: NaiveDate,
}

/// No longer asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawn {
    case: Box<Case>,
    on: NaiveDate,
}

/// Ended before it was shared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    case: Box<Case>,
    on: NaiveDate,
    because: EndedBecause,
    goes_on_in: Option<AssessmentId>,
    made: Option<DeterminationMade>,
    gone_on: Option<NaiveDate>,
}

/// What is known, in each state.
macro_rules! has_case {
    ($($state:ident),+) => {$(
        impl $state {
            /// What is known in it.
            pub const fn case(&self) -> &Case {
                &self.case
            }
        }
    )+};
}
has_case!(Requested, Arranged, UnderWay, Determined, Shared, Refused, Withdrawn, Ended);

impl Determined {
    /// What was determined.
    pub const fn made(&self) -> &DeterminationMade {
        &self.made
    }
}

impl Shared {
    /// What was determined.
    pub const fn made(&self) -> &DeterminationMade {
        &self.made
    }

    /// When it was first shared.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Since when the person has had all that is owed in writing: the determination with its reasons (Care Act s.13(2)),
    /// and advice besides where the needs do not meet the criteria (s.13(5)).
    pub fn given_whole_on(&self) -> Option<NaiveDate> {
        self.given.whole_on(&self.made)
    }
}

impl Refused {
    /// Since when.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }
}

impl Refused {
    /// Whether the duty may have ended: a refusal ends it, if nothing keeps it.
    #[expect(clippy::unused_self, reason = "asked of either state from which a record is revived")]
    const fn may_have_ended(&self) -> bool {
        true
    }
}

impl Withdrawn {
    /// Since when.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }
}

impl Withdrawn {
    /// Whether the duty may have ended: only what began with a request ends with it.
    fn may_have_ended(&self) -> bool {
        self.case.because == OwedBecause::Request
    }

    /// Since when the duty is gone with the request, if a request is what it began with.
    pub(super) fn gone_on(&self) -> Option<NaiveDate> {
        (self.case.because == OwedBecause::Request).then_some(self.on)
    }
}

impl Ended {
    /// Since when.
    pub const fn on(&self) -> NaiveDate {
        self.on
    }

    /// Why.
    pub const fn because(&self) -> EndedBecause {
        self.because
    }

    /// The record that goes on, of a duplicate.
    pub const fn goes_on_in(&self) -> Option<AssessmentId> {
        self.goes_on_in
    }

    /// The day on which somebody had refused or withdrawn before it ended.
    pub(super) const fn gone_on(&self) -> Option<NaiveDate> {
        self.gone_on
    }

    /// What had been determined before it ended.
    pub const fn made(&self) -> Option<&DeterminationMade> {
        self.made.as_ref()
    }
}

impl Assessment {
    /// What is known in it, whichever state it is in.
    pub fn case(&self) -> &Case {
        match self {
            Self::Requested(record) => record.state().case(),
            Self::Arranged(record) => record.state().case(),
            Self::UnderWay(record) => record.state().case(),
            Self::Determined(record) => record.state().case(),
            Self::Shared(record) => record.state().case(),
            Self::Refused(record) => record.state().case(),
            Self::Withdrawn(record) => record.state().case(),
            Self::Ended(record) => record.state().case(),
        }
    }

    /// What was determined, if it was.
    pub fn determined(&self) -> Option<&DeterminationMade> {
        match self {
            Self::Determined(record) => Some(record.state().made()),
            Self::Shared(record) => Some(record.state().made()),
            Self::Ended(record) => record.state().made(),
            _ => None,
        }
    }
}

/// With what bars a day that has not come: what happens to an assessment is a fact. Only of what a carer does may notice
/// be given.
fn come(on: NaiveDate, asked: &Asked<'_, Policy>, mut found: Findings) -> Findings {
    if let Some(early) = asked.not_happened_yet(on) {
        found.push(early);
    }
    found
}

impl Opens<Opened> for Requested {
    fn findings(event: &Opened, asked: &Asked<'_, Policy>) -> Findings {
        come(event.on, asked, guards::opening(event))
    }

    fn open(event: &Opened, _: &Stamp) -> Result<Self, Misfit> {
        guards::opening_fits(event)?;
        Ok(Self { case: Box::new(Case::opened(event)) })
    }
}

/// What happens on the way changes what is known and leaves the state as it is.
macro_rules! on_the_way {
    ($($state:ident: $($event:ident),+;)+) => {$($(
        impl Accept<$event> for $state {
            fn fits(&self, event: &$event) -> Result<(), Misfit> {
                event.fits(&self.case)
            }

            fn findings(&self, event: &$event, asked: &Asked<'_, Policy>) -> Findings {
                let findings = event.findings(&self.case);
                if <$event as OnTheWay>::MAY_BE_AHEAD { findings } else { come(event.on, asked, findings) }
            }

            fn next(mut self, event: &$event, _: &Stamp) -> Self {
                event.change(&mut self.case);
                self
            }
        }
    )+)+};
}
on_the_way! {
    Requested: QuestionsAnswered, AdvocacyLookedAt, AdvocateArranged, SaidNo, UrgentNeedsMet, Combined, Split;
    Arranged: QuestionsAnswered, AdvocacyLookedAt, AdvocateArranged, SaidNo, UrgentNeedsMet, Combined, Split;
    UnderWay: QuestionsAnswered, AdvocacyLookedAt, AdvocateArranged, SaidNo, UrgentNeedsMet, Combined, Split,
        FactsRecorded, ContentRecorded, MeansRecorded, CarersHelpRecorded;
    Determined: MeansRecorded, CarersHelpRecorded, AdvocacyLookedAt, AdvocateArranged;
    Shared: MeansRecorded, CarersHelpRecorded, AdvocacyLookedAt, AdvocateArranged;
}

/// From every state before it is determined, an assessment can be refused, withdrawn or ended.
macro_rules! can_stop {
    ($($state:ident),+) => {$(
        impl Accept<RefusalAccepted> for $state {
            fn fits(&self, event: &RefusalAccepted) -> Result<(), Misfit> {
                guards::not_before_request(&self.case, event.on)
            }

            fn findings(&self, event: &RefusalAccepted, asked: &Asked<'_, Policy>) -> Findings {
                come(event.on, asked, guards::refusing(&self.case, event))
            }

            fn next(mut self, event: &RefusalAccepted, _: &Stamp) -> Refused {
                self.case.safety = self.case.safety.after(&event.facts);
                Refused { case: self.case, on: event.on }
            }
        }

        impl Accept<RequestWithdrawn> for $state {
            fn fits(&self, event: &RequestWithdrawn) -> Result<(), Misfit> {
                guards::withdrawing_fits(&self.case, event)
            }

            fn findings(&self, event: &RequestWithdrawn, asked: &Asked<'_, Policy>) -> Findings {
                come(event.on, asked, guards::withdrawing(&self.case, event))
            }

            fn next(mut self, event: &RequestWithdrawn, _: &Stamp) -> Withdrawn {
                self.case.safety = self.case.safety.after(&event.facts);
                Withdrawn { case: self.case, on: event.on }
            }
        }
    )+};
}
can_stop!(Requested, Arranged, UnderWay);

/// From every state that is not final, an assessment can come to an end.
macro_rules! can_end {
    ($($state:ident { refused: $refused:expr, gone: $gone:expr, made: $made:expr }),+) => {$(
        impl Accept<AssessmentEnded> for $state {
            fn fits(&self, event: &AssessmentEnded) -> Result<(), Misfit> {
                guards::ending_fits(&self.case, event)
            }

            fn findings(&self, event: &AssessmentEnded, asked: &Asked<'_, Policy>) -> Findings {
                let refused_on: fn(&$state) -> Option<NaiveDate> = $refused;
                come(event.on, asked, guards::ending(&self.case, event, refused_on(self)))
            }

            fn next(mut self, event: &AssessmentEnded, _: &Stamp) -> Ended {
                let made: fn(&$state) -> Option<DeterminationMade> = $made;
                let gone_on: fn(&$state) -> Option<NaiveDate> = $gone;
                self.case.safety = self.case.safety.after(&event.facts);
                Ended {
                    on: event.on,
                    because: event.because,
                    goes_on_in: event.goes_on_in,
                    made: made(&self),
                    gone_on: gone_on(&self),
                    case: self.case,
                }
            }
        }
    )+};
}
can_end! {
    Requested { refused: |_| None, gone: |_| None, made: |_| None },
    Arranged { refused: |_| None, gone: |_| None, made: |_| None },
    UnderWay { refused: |_| None, gone: |_| None, made: |_| None },
    Determined { refused: |_| None, gone: |_| None, made: |state| Some(state.made.clone()) },
    Refused { refused: |state| Some(state.on), gone: |state| Some(state.on), made: |_| None },
    Withdrawn { refused: |_| None, gone: Withdrawn::gone_on, made: |_| None }
}

/// A refusal, or a request withdrawn, is not for ever.
macro_rules! can_be_revived {
    ($($state:ident),+) => {$(
        impl Accept<Revived> for $state {
            fn fits(&self, event: &Revived) -> Result<(), Misfit> {
                let about = [self.case.person.any()];
                Misfit::unless(event.on >= self.on, "expected `on` no earlier than the no", &about)
            }

            fn findings(&self, event: &Revived, asked: &Asked<'_, Policy>) -> Findings {
                come(event.on, asked, Findings::none())
            }

            fn next(mut self, event: &Revived, _: &Stamp) -> Requested {
                let may_have_ended = self.may_have_ended();
                self.case.revive(event, may_have_ended);
                Requested { case: self.case }
            }
        }
    )+};
}
can_be_revived!(Refused, Withdrawn);

impl Accept<ArrangementsMade> for Requested {
    fn fits(&self, event: &ArrangementsMade) -> Result<(), Misfit> {
        guards::not_before_request(&self.case, event.on)
    }

    fn findings(&self, event: &ArrangementsMade, asked: &Asked<'_, Policy>) -> Findings {
        come(event.on, asked, guards::arranging(&self.case, event))
    }

    fn next(mut self, event: &ArrangementsMade, _: &Stamp) -> Arranged {
        self.case.arranged = Some(event.clone());
        Arranged { case: self.case }
    }
}

impl Accept<Began> for Arranged {
    fn fits(&self, event: &Began) -> Result<(), Misfit> {
        guards::not_before_request(&self.case, event.on)
    }

    fn findings(&self, event: &Began, asked: &Asked<'_, Policy>) -> Findings {
        come(event.on, asked, dates::beginning(&self.case, event.on).into_iter().collect())
    }

    fn next(mut self, event: &Began, _: &Stamp) -> UnderWay {
        self.case.began_on = Some(event.on);
        UnderWay { case: self.case }
    }
}

impl Accept<DeterminationMade> for UnderWay {
    fn fits(&self, event: &DeterminationMade) -> Result<(), Misfit> {
        guards::not_before_request(&self.case, event.on)
    }

    fn findings(&self, event: &DeterminationMade, asked: &Asked<'_, Policy>) -> Findings {
        come(event.on, asked, guards::determining(&self.case, event))
    }

    fn next(self, event: &DeterminationMade, _: &Stamp) -> Determined {
        Determined { case: self.case, made: event.clone() }
    }
}

impl Accept<SharedInWriting> for Determined {
    fn fits(&self, event: &SharedInWriting) -> Result<(), Misfit> {
        let about = [self.case.person.any()];
        Misfit::unless(event.on >= self.made.on, "expected `on` no earlier than the determination", &about)
    }

    fn findings(&self, event: &SharedInWriting, asked: &Asked<'_, Policy>) -> Findings {
        come(
            event.on,
            asked,
            guards::sharing(&self.case, &self.made, Given::default().and(self.case.person, event)),
        )
    }

    fn next(self, event: &SharedInWriting, _: &Stamp) -> Shared {
        let given = Given::default().and(self.case.person, event);
        Shared { case: self.case, made: self.made, on: event.on, given }
    }
}

/// What was left out the first time is still owed, and can be given.
impl Accept<SharedInWriting> for Shared {
    fn fits(&self, event: &SharedInWriting) -> Result<(), Misfit> {
        let about = [self.case.person.any()];
        Misfit::unless(event.on >= self.made.on, "expected `on` no earlier than the determination", &about)
    }

    fn findings(&self, event: &SharedInWriting, asked: &Asked<'_, Policy>) -> Findings {
        come(
            event.on,
            asked,
            guards::sharing(&self.case, &self.made, self.given.and(self.case.person, event)),
        )
    }

    fn next(self, event: &SharedInWriting, _: &Stamp) -> Self {
        let given = self.given.and(self.case.person, event);
        Self { on: self.on.min(event.on), given, ..self }
    }
}

/// Live assessments come in while they are on their way, by what is known of them.
macro_rules! taken_over {
    ($($state:ident),+) => {$(
        impl TakesOver for $state {
            fn take_over(taken: &TakenOver<Assessment>, _: &Stamp) -> Result<Self, Misfit> {
                guards::taken_over_fits(taken)?;
                Ok(Self { case: Box::new(Case::as_known(&taken.as_known)) })
            }
        }
    )+};
}
taken_over!(Requested, Arranged, UnderWay);

impl TakesOver for Determined {
    fn take_over(taken: &TakenOver<Assessment>, _: &Stamp) -> Result<Self, Misfit> {
        guards::taken_over_fits(taken)?;
        let known = &taken.as_known;
        let missing = || Misfit::new("expected `determined`: what was, and when", &[known.person.any()]);
        let made = known.determined.clone().ok_or_else(missing)?;
        Ok(Self { case: Box::new(Case::as_known(known)), made })
    }
}

impl TakesOver for Refused {
    fn take_over(taken: &TakenOver<Assessment>, _: &Stamp) -> Result<Self, Misfit> {
        guards::taken_over_fits(taken)?;
        let known = &taken.as_known;
        let missing = || Misfit::new("expected `refused_on`", &[known.person.any()]);
        let on = known.refused_on.ok_or_else(missing)?;
        Ok(Self { case: Box::new(Case::as_known(known)), on })
    }
}
