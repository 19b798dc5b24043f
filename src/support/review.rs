//! Everything about one household on one date, in one report.

use alloc::vec::Vec;

use chrono::{NaiveDate, Weekday};
use serde::Serialize;

use super::findings as rule;
use super::{
    Circular, CutSets, Fall, Gap, Given, Loss, LossCell, Mend, OverCommitted, QuestionError, Support,
    Tipping, WorstMinute, tippings,
};
use crate::base::{
    Amount, ArrangementId, Finding, Findings, Fingerprint, NeedId, PersonId, SourceId, clocks_change_between,
};
use crate::need::{History, Reliance, Snapshot};

/// The edition of the engine: it changes whenever the same household would get another answer.
pub const EDITION: u32 = 1;

/// What a review is to contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewQuestion {
    /// The greatest size of cut sets looked at.
    pub order: usize,
    /// How many minutes after a loss are looked at for the worst minute; `None` leaves worst minutes out, which
    /// is much quicker.
    pub horizon_min: Option<u32>,
}

/// Cut sets of up to two sources, and 72 hours after each loss.
impl Default for ReviewQuestion {
    fn default() -> Self {
        Self { order: 2, horizon_min: Some(super::HORIZON_72_HOURS) }
    }
}

/// Everything about one household on one date. Holds ids, codes and numbers only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// The edition of the engine that made it.
    pub edition: u32,
    /// The date.
    pub on: NaiveDate,
    /// What it speaks of.
    pub snapshot: Option<Fingerprint>,
    /// Who lives there.
    pub members: Vec<PersonId>,
    /// Who gives how much to whom in a week.
    pub given: Vec<Given>,
    /// Pairs who each care for the other.
    pub reciprocal_care: Vec<(PersonId, PersonId)>,
    /// Pairs of whom each one's loss makes critical needs of the other fall.
    pub mutual_dependence: Vec<(PersonId, PersonId)>,
    /// When the balance between two members tipped, within the history that was given.
    pub tippings: Vec<PairTippings>,
    /// What stands only because people hold each other up.
    pub circular: Circular,
    /// What is not met with nothing lost.
    pub gaps: Vec<Gap>,
    /// For each source whose loss makes anything fall: what, in rounds, and why.
    pub falls: Vec<Fall>,
    /// Whose loss makes whose critical needs fall.
    pub loss_matrix: Vec<LossCell>,
    /// For each single point of failure: the worst minute to lose it.
    pub worst_minutes: Vec<Worst>,
    /// The smallest losses that make something fall.
    pub cut_sets: CutSets,
    /// What would mend each single point of failure.
    pub mends: Vec<Mend>,
    /// What stands, and would not if only confirmed help counted.
    pub stands_only_unconfirmed: Vec<NeedId>,
    /// Help that counts and is not confirmed.
    pub not_confirmed: Vec<ArrangementId>,
    /// Who is counted on for different people at once.
    pub over_committed: Vec<OverCommitted>,
    /// All that was found, in the one order.
    pub findings: Findings,
}

/// The tippings between two members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PairTippings {
    /// The two, the smaller id first.
    pub between: (PersonId, PersonId),
    /// When the balance tipped, in order of date.
    pub tippings: Vec<Tipping>,
}

/// The worst minute to lose a source; none if no critical need is breached within the horizon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Worst {
    /// Who or what is lost: unable to give.
    pub lost: SourceId,
    /// When, how soon, and what comes to harm.
    pub worst: Option<WorstMinute>,
}

/// Reviews a snapshot; with a history, also how the balance has changed.
///
/// # Errors
///
/// [`QuestionError`] if the question is too large for the limits.
pub fn review(
    snapshot: &Snapshot,
    history: Option<&History>,
    question: ReviewQuestion,
) -> Result<Review, QuestionError> {
    let support = Support::of(snapshot);
    let falls = (snapshot.sources().iter())
        .map(|source| support.fall(&Loss::of(source.id)))
        .filter(|fall| fall.as_ref().map_or(true, |fall| !fall.fallen.is_empty()))
        .collect::<Result<Vec<_>, _>>()?;
    let mends = support.mends();
    let mut worst_minutes = Vec::new();
    if let Some(horizon_min) = question.horizon_min {
        let worst = support.worst_of_each(horizon_min)?.into_iter();
        worst_minutes.extend(worst.map(|(lost, worst)| Worst { lost, worst }));
    }
    let mut review = Review {
        edition: EDITION,
        on: snapshot.on(),
        snapshot: snapshot.fingerprint().ok(),
        members: snapshot.members().collect(),
        given: support.given(),
        reciprocal_care: support.reciprocal_care(),
        mutual_dependence: support.mutual_dependence(),
        tippings: history.map(pair_tippings).unwrap_or_default(),
        circular: support.circular(),
        gaps: support.gaps_explained(),
        falls,
        loss_matrix: support.loss_matrix(),
        worst_minutes,
        cut_sets: support.cut_sets(question.order)?,
        mends,
        stands_only_unconfirmed: support.stands_only_unconfirmed(),
        not_confirmed: support.not_confirmed(),
        over_committed: support.over_committed(),
        findings: Findings::none(),
    };
    review.findings = find(&review, &support);
    Ok(review)
}

/// Every pair of people who are members at some time within the history.
fn pair_tippings(history: &History) -> Vec<PairTippings> {
    let mut people: Vec<PersonId> = history.steps().iter().flat_map(Snapshot::members).collect();
    people.sort_unstable();
    people.dedup();
    let mut found = Vec::new();
    for (place, one) in people.iter().enumerate() {
        for other in people.iter().skip(place + 1) {
            let tippings = tippings(history, *one, *other);
            if !tippings.is_empty() {
                found.push(PairTippings { between: (*one, *other), tippings });
            }
        }
    }
    found
}

#[expect(clippy::cast_possible_wrap, reason = "counts of things far below 2⁶³")]
fn count(things: usize) -> Amount {
    Amount::Count(things as i64)
}

fn find(review: &Review, support: &Support<'_>) -> Findings {
    let minutes = |minutes: u32| Amount::Minutes(i64::from(minutes));
    let mut found: Vec<Finding> = Vec::new();
    for gap in &review.gaps {
        let of = if gap.critical { &rule::CRITICAL_GAP } else { &rule::GAP };
        let short = gap.windows.iter().map(|window| u32::from(window.short())).sum();
        found.push(Finding::new(of).about(gap.need).about(gap.person).with("short", minutes(short)));
    }
    let single = support.single_points_of_failure();
    for mend in review.mends.iter().filter(|mend| single.contains(&mend.lost)) {
        let critical = (review.falls.iter())
            .filter(|fall| fall.lost == [mend.lost])
            .flat_map(|fall| &fall.fallen)
            .filter(|need| need.critical);
        found.push(
            Finding::new(&rule::SINGLE_POINT_OF_FAILURE)
                .about(mend.lost)
                .with("critical", count(critical.count())),
        );
    }
    for worst in &review.worst_minutes {
        if let Some(minute) = worst.worst {
            found.push(
                Finding::new(&rule::HARM_AFTER_LOSS)
                    .about(worst.lost)
                    .about(minute.need)
                    .with("start", Amount::At(minute.start))
                    .with("minutes", minutes(minute.minutes_to_harm)),
            );
        }
    }
    for (one, other) in &review.mutual_dependence {
        found.push(Finding::new(&rule::MUTUAL_DEPENDENCE).about(*one).about(*other));
    }
    for (one, other) in &review.reciprocal_care {
        found.push(Finding::new(&rule::RECIPROCAL_CARE).about(*one).about(*other));
    }
    for ring in &review.circular.rings {
        found.push(
            Finding::new(&rule::RING)
                .about_all(ring.people.iter().copied())
                .about_all(ring.needs.iter().copied())
                .with("needs", count(ring.needs.len())),
        );
    }
    for pair in &review.tippings {
        for tipping in &pair.tippings {
            found.push(
                Finding::new(&rule::BALANCE_TIPPED)
                    .about(pair.between.0)
                    .about(pair.between.1)
                    .with("on", Amount::Date(tipping.on)),
            );
        }
    }
    for person in &review.over_committed {
        found.push(
            Finding::new(&rule::OVER_COMMITTED)
                .about(person.person)
                .about_all(person.for_people.iter().copied())
                .with("minutes", minutes(person.when.minutes().into())),
        );
    }
    let about_each = |rule, needs: &[NeedId]| -> Vec<Finding> {
        needs.iter().map(|need| Finding::new(rule).about(*need)).collect()
    };
    found.extend(about_each(&rule::STANDS_ONLY_UNCONFIRMED, &review.stands_only_unconfirmed));
    found.extend(review.not_confirmed.iter().map(|id| Finding::new(&rule::NOT_CONFIRMED).about(*id)));
    for fall in &review.falls {
        let resting = fall.fallen.iter().filter(|need| need.rests_on_assumed_reliance);
        found.extend(resting.map(|need| {
            Finding::new(&rule::RESTS_ON_ASSUMED_RELIANCE)
                .about_all(fall.lost.iter().copied())
                .about(need.need)
        }));
    }
    found.extend(as_recorded(support));
    found.into_iter().collect()
}

/// What is to be said of the snapshot itself.
fn as_recorded(support: &Support<'_>) -> Vec<Finding> {
    let snapshot = support.snapshot();
    let gaps = support.gaps();
    let mut found = Vec::new();
    let week = snapshot.on().week(Weekday::Mon);
    if let (Some(first), Some(last)) = (week.checked_first_day(), week.checked_last_day())
        && let Some(sunday) = clocks_change_between(first, last)
    {
        found.push(Finding::new(&rule::CLOCKS_CHANGE).with("on", Amount::Date(sunday)));
    }
    for need in snapshot.needs().iter().filter(|need| need.windows().is_empty()) {
        found.push(Finding::new(&rule::WHEN_NOT_KNOWN).about(need.id()));
    }
    for arrangement in snapshot.arrangements() {
        if arrangement.when.is_never() {
            found.push(Finding::new(&rule::NEVER_PRESENT).about(arrangement.id));
        }
        if !arrangement.counts(snapshot.on()) {
            continue;
        }
        match &arrangement.relies_on {
            Reliance::Assumed(needs) if !needs.is_empty() => {
                found.push(
                    Finding::new(&rule::ASSUMED).about(arrangement.id).about_all(needs.iter().copied()),
                );
            }
            Reliance::Stated(needs) => {
                let unmet = needs.iter().filter(|need| gaps.binary_search(need).is_ok());
                found.extend(
                    unmet.map(|need| {
                        Finding::new(&rule::GIVES_THOUGH_UNMET).about(arrangement.id).about(*need)
                    }),
                );
            }
            _ => {}
        }
    }
    found
}
