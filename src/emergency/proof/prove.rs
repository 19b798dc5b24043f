//! From a household's week, a plan and a question to the answer.

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::asked::{asked_of, within_work};
use super::calls::Apart;
use super::confirmed::only_confirmed;
use super::rests_on::{hours_not_known, nobody_there, rests_on};
use super::scenarios::Prover;
use super::search::Search;
use super::{
    Failing, HarmWithNothingLost, LeastMargin, Level, NotYet, OpenAtEnd, Proof, ProofAnswer, ProofQuestion,
    ProveError, Proven,
};
use crate::base::{Fingerprint, Problems, limits};
use crate::emergency::adults::adults;
use crate::emergency::periods::{not_on_these_days, not_on_this_day};
use crate::emergency::{NotOnThisDay, Plan, names_what_is_gone};
use crate::need::{Need, Snapshot};
use crate::support::{QuestionError, Support};

/// The edition of the form in which a question is fingerprinted.
pub(super) const EDITION: u32 = 1;

/// Whether a plan holds: whatever of the level asked is lost, at whatever minute of the week, no critical need is
/// breached. If not, how it fails.
///
/// All levels are tried up to the first that fails, whatever level is asked. Somebody who has not agreed is called
/// and does not come; nor does who can never be reached. What the plan names and the week does not have is left out, and
/// [`completeness()`](crate::emergency::completeness()) finds it. What it rests on is part of the answer: a proof is about
/// the plan and the week as they were told, and no better than what was told.
///
/// Of a planned [absence](ProofQuestion::absence) its real days are looked at instead of a week: there is nothing to prove yet
/// where it alone brings a critical need to harm, and every loss is one besides, at any minute of it.
///
/// The strength is told twice: as the week was told, and, where that is another, with what is not confirmed left out
/// ([`Proven::only_confirmed`]). For that all losses are looked at once more.
///
/// There is nothing to prove yet where with nothing lost a critical need comes to harm, or nobody knows when it is
/// needed, or nobody is there for it.
///
/// A made-up mother and son; she hands him his tablets, and his sister would come if the mother cannot.
///
/// ```
/// use mutual_care::base::{EmergencyPlanId, PersonId, Told};
/// use mutual_care::emergency::{
///     Agreed, Alarm, ForLoss, Level, Plan, PlanParts, ProofQuestion, Responder, ResponderKind, Way, prove,
/// };
/// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
/// let tablets = Need::new(id(3).parse()?, son, Outcome::Medicines, Consequence::Critical)
///     .with_windows(vec![Window::doing("Sat 22:00-22:30".parse()?, 5)?])?
///     .with_tolerance(120)?;
/// let hands_him = Arrangement::new(id(4).parse()?, mother.into(), tablets.id(), "daily 22:00-22:30".parse()?);
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let snapshot = Snapshot::new(SnapshotParts {
///     on,
///     sources: vec![Source::member(mother), Source::member(son)],
///     needs: vec![tablets.clone()],
///     arrangements: vec![hands_him],
/// })?;
///
/// // He can telephone if she is ill, by day. His sister has agreed to come, and is there within the hour.
/// let alarm = Alarm {
///     id: id(5).parse()?,
///     way: Way::Member { person: son, able: Told::Known(true) },
///     for_loss: ForLoss::any(),
///     when: "daily 07:00-22:00".parse()?,
///     takes_min: 0,
///     period: mutual_care::base::Period::ALWAYS,
/// };
/// let mut sister = Responder::new(id(6).parse()?, id(7).parse::<PersonId>()?, ResponderKind::Family);
/// sister.covers = vec![tablets.id()];
/// (sister.answers_min, sister.arrives_min) = (15, 45);
/// sister.agreed = Told::Known(Agreed::On(on));
/// let mut parts = PlanParts::new(id(8).parse()?, id(9).parse()?, on);
/// (parts.alarms, parts.responders) = (vec![alarm], vec![sister]);
///
/// // The mother is taken ill as the tablets are due. He telephones in the morning; harm has come by then.
/// let proven = prove(&snapshot, &Plan::new(parts.clone())?, &ProofQuestion::default())?;
/// let told = proven.counterexample().ok_or("a counterexample")?;
/// assert_eq!((proven.strength(), told.level), (0, Level::One));
/// assert_eq!(told.scenario.start, "Sat 22:00".parse()?);
/// assert_eq!((told.harm_at, told.need), (145, tablets.id()));
/// assert_eq!(told.alarm.map(|raised| raised.at), Some(9 * 60));
///
/// // If he can telephone at night too, the plan holds, with 85 minutes to spare.
/// parts.alarms[0].when = "daily 00:00-24:00".parse()?;
/// let proven = prove(&snapshot, &Plan::new(parts)?, &ProofQuestion::default())?;
/// assert_eq!(proven.strength(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`ProveError`] if the plan does not fit the week, the question cannot be asked of it, or there are too many losses
/// to look at.
pub fn prove(snapshot: &Snapshot, plan: &Plan, question: &ProofQuestion) -> Result<Proven, ProveError> {
    fits(plan, snapshot)?;
    if question.horizon_min == 0 || question.horizon_min > limits::HORIZON_MIN {
        return Err(ProveError::Horizon);
    }
    let stranger = question.as_planned.iter().find(|source| snapshot.source(**source).is_none());
    if let Some(source) = stranger {
        return Err(ProveError::UnknownSource(*source));
    }
    let absence = question.absence.as_ref();
    if let Some((_, problem)) = absence.and_then(|absence| absence.problems(snapshot).into_iter().next()) {
        return Err(problem.into());
    }
    let support = Support::of(snapshot);
    let days = absence.map(|absence| absence.days(question.horizon_min));
    let counts = match days {
        None => plan.as_it_counts(snapshot),
        Some(days) => plan.as_it_counts_within(days, snapshot),
    };
    let (answer, meanwhile) = asked_of(&support, &counts, question, |prover| {
        let losses = prover.count();
        if losses > limits::PROOF_LOSSES {
            return Err(ProveError::TooManyLosses { losses });
        }
        if let Some(absence) = absence {
            within_work(absence, losses)?;
        }
        let not_counted = match days {
            None => not_on_this_day(plan, snapshot.on()).collect(),
            Some(days) => not_on_these_days(plan, days).collect(),
        };
        let meanwhile = prover.absent.as_ref().map_or_else(Vec::new, |absent| absent.calls.clone());
        Ok((answer(prover, &counts, not_counted)?, meanwhile))
    })?;
    let (only_confirmed, fails) = only_confirmed(snapshot, &counts, question, &answer)?.unzip();
    Ok(Proven {
        plan: plan.fingerprint()?,
        snapshot: snapshot.fingerprint()?,
        week_of_the_date: absence
            .and_then(|_| snapshot.of_its_date())
            .map(|week| week.fingerprint())
            .transpose()?,
        question: Fingerprint::of("proof_question", EDITION, question)?,
        adults: adults(plan, snapshot)?,
        asked: question.level,
        horizon_min: question.horizon_min,
        absence: question.absence.clone(),
        meanwhile,
        awake_most_min: question.awake_most_min,
        hours_not_known: hours_not_known(snapshot),
        only_confirmed,
        fails_confirmed: fails.flatten().map(Box::new),
        answer,
    })
}

/// What has ended is read, and left out; what the plan cannot ask of whoever is there is refused.
pub(in crate::emergency) fn fits(plan: &Plan, snapshot: &Snapshot) -> Result<(), ProveError> {
    let found = plan.problems_in(snapshot);
    if found.iter().all(names_what_is_gone) {
        return Ok(());
    }
    Problems::none_or(found).map_err(ProveError::DoesNotFit)
}

fn answer(
    prover: &Prover<'_>,
    plan: &Plan,
    not_counted: Vec<NotOnThisDay>,
) -> Result<ProofAnswer, QuestionError> {
    let mut search = Search::new(prover);
    let snapshot = prover.on_the_date.snapshot();
    let mut rests_on = rests_on(prover, plan);
    rests_on.not_on_this_day = not_counted;
    let breached = search.breached_with_nothing_lost()?;
    let without_hours =
        snapshot.needs().iter().filter(|need| need.is_critical() && need.windows().is_empty());
    let not_yet = NotYet {
        least_min: breached.values().min().copied(),
        needs: (breached.into_iter())
            .map(|(need, least_min)| HarmWithNothingLost { need, least_min })
            .collect(),
        hours_not_known: without_hours.map(Need::id).collect(),
        nobody_there: nobody_there(snapshot, prover.days()),
        rests_on,
    };
    // What no loss can take away cannot be proven to hold: a need that nobody meets, or of which nobody knows when.
    if !(not_yet.needs.is_empty() && not_yet.hours_not_known.is_empty() && not_yet.nobody_there.is_empty()) {
        return Ok(ProofAnswer::NotYet(Box::new(not_yet)));
    }
    let mut rests_on = not_yet.rests_on;
    rests_on.own_telephones_and_cards = search.rests_on_alarms(Apart::OfWhoIsLost)?;
    rests_on.noticed_from_outside = search.rests_on_alarms(Apart::NotInWeek)?;
    let unnoticed = search.unnoticed()?;
    let (mut strength, mut counterexample) = (0, None);
    for level in [Level::One, Level::Two, Level::Three] {
        search.level(level, level <= prover.question.level)?;
        if let Some(harm) = search.found.harm.take() {
            counterexample = Some(search.story(level, &harm)?);
            break;
        }
        strength = level.number();
    }
    Ok(match counterexample {
        Some(counterexample) if strength < prover.question.level.number() => {
            ProofAnswer::Counterexample(Box::new(Failing { strength, counterexample, rests_on, unnoticed }))
        }
        counterexample => ProofAnswer::Proof(Box::new(Proof {
            strength,
            counterexample,
            margin: search
                .found
                .margin
                .map(|margin| LeastMargin { scenario: prover.told(margin.scenario), ..margin }),
            open_at_end: (search.found.open_at_end.into_iter())
                .map(|(need, harm_after_min)| OpenAtEnd { need, harm_after_min })
                .collect(),
            rests_on,
            unnoticed,
        })),
    })
}
