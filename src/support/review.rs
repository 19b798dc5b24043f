//! A review: every question asked of one household on one date.

use alloc::vec::Vec;

use super::as_done::{as_it_is_done, at_its_best};
use super::review_findings::find;
use super::{
    EDITION, HORIZON_72_HOURS, HarmAnyway, IfItStops, Loss, PairTippings, QuestionError, RestPolicy, Review,
    ReviewQuestion, Support, Unwilling, Worst, tippings,
};
use crate::base::{CycleMinute, Findings, NeedId, PersonId};
use crate::need::{Age, History, Snapshot, counted_on};

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
    review_with(snapshot, history, question, RestPolicy::default())
}

/// The same, by what a service has decided may be asked of one person.
///
/// ```
/// use mutual_care::base::PersonId;
/// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
/// use mutual_care::support::{RestPolicy, ReviewQuestion, review, review_with};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
/// let company = Need::new(id(3).parse()?, mother, Outcome::SafeAtNight, Consequence::Serious)
///     .with_windows(vec![Window::being_there("Mon 08:00-21:00".parse()?)])?;
/// let sits = Arrangement::new(id(4).parse()?, son.into(), company.id(), "Mon 08:00-21:00".parse()?);
/// let week = Snapshot::new(SnapshotParts {
///     on: chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?,
///     sources: vec![Source::member(mother), Source::member(son)],
///     needs: vec![company],
///     arrangements: vec![sits],
/// })?;
/// assert!(review(&week, None, ReviewQuestion::default())?.no_rest.is_empty());
/// let twelve = RestPolicy { awake_most_min: 12 * 60, ..RestPolicy::default() };
/// assert_eq!(review_with(&week, None, ReviewQuestion::default(), twelve)?.no_rest.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// As [`review`].
pub fn review_with(
    snapshot: &Snapshot,
    history: Option<&History>,
    question: ReviewQuestion,
    rest: RestPolicy,
) -> Result<Review, QuestionError> {
    let support = Support::of(snapshot);
    let falls = (snapshot.sources().iter())
        .map(|source| support.fall(&Loss::of(source.id)))
        .filter(|fall| {
            fall.as_ref().map_or(true, |fall| !fall.fallen.is_empty() || !fall.worsened.is_empty())
        })
        .collect::<Result<Vec<_>, _>>()?;
    let singles = support.single_losses();
    let loss_matrix = support.loss_matrix_of(&singles);
    let mut worst_minutes = Vec::new();
    if let Some(horizon_min) = question.horizon_min {
        let worst = support.worst_of_each(&singles, horizon_min)?.into_iter();
        worst_minutes.extend(worst.map(|(lost, worst)| Worst { lost, worst }));
    }
    let mut if_it_stops = support.if_it_stops(question.horizon_min)?;
    if_it_stops.retain(IfItStops::matters);
    let ahead_min = question.horizon_min.unwrap_or(HORIZON_72_HOURS);
    let twice_at_once = support.twice_at_once();
    let mut review = Review {
        edition: EDITION,
        on: snapshot.on(),
        snapshot: snapshot.fingerprint().ok(),
        horizon_min: question.horizon_min,
        members: snapshot.members().collect(),
        hours_not_known: support.hours_not_known(),
        ends: support.ends(ahead_min, question.next_review),
        given: support.given(),
        unwilling: unwilling(snapshot),
        if_it_stops,
        reciprocal_care: support.reciprocal_care(),
        mutual_dependence: support.dependent_on_each_other(&loss_matrix, false),
        mutual_dependence_in_part: support.dependent_on_each_other(&loss_matrix, true),
        tippings: history.map(pair_tippings).unwrap_or_default(),
        circular: support.circular(),
        gaps: support.gaps_explained(),
        harm_anyway: harm_anyway(&support),
        falls,
        loss_matrix,
        worst_minutes,
        cut_sets: support.cut_sets(question.order)?,
        mends: support.mends_of(&singles),
        stands_only_unconfirmed: support.stands_only_unconfirmed(),
        not_confirmed: support.not_confirmed(),
        on_some_days: support.on_some_days(),
        skills_not_known: support.skills_not_known(),
        awake_not_known: support.awake_not_known(),
        under_18: counted_on_of(snapshot, |age| age.is_some_and(Age::may_be_under_18)),
        perhaps_under_18: counted_on_of(snapshot, |age| age == Some(Age::PerhapsUnder18)),
        age_not_known: counted_on_of(snapshot, |age| age.is_none()),
        over_committed: support.over_committed(),
        twice_at_once: twice_at_once.clone().unwrap_or_default(),
        more_places: support.more_places(),
        in_two_places: support.in_two_places(),
        rest,
        no_rest: support.no_rest(rest),
        findings: Findings::none(),
    };
    review.findings = find(&review, &support, twice_at_once.is_some());
    Ok(review)
}

/// Help within its period whose giver is known not to be willing or not to be able. Where it is neither done nor a
/// question, it has stopped, and nobody carries it.
fn unwilling(snapshot: &Snapshot) -> Vec<Unwilling> {
    let there = snapshot.arrangements().iter().filter(|it| it.period.contains(snapshot.on()));
    there
        .filter_map(|it| Some(Unwilling { arrangement: it.id, done: it.done()? }))
        .filter(|it| it.done.is_done || it.done.is_a_question)
        .collect()
}

/// Who is counted on and is of such an age.
fn counted_on_of(snapshot: &Snapshot, is: fn(Option<Age>) -> bool) -> Vec<PersonId> {
    let counted = counted_on(snapshot).into_iter();
    counted.filter(|counted| is(counted.age)).map(|counted| counted.person).collect()
}

fn harm_anyway(support: &Support<'_>) -> Vec<HarmAnyway> {
    let snapshot = support.snapshot();
    let critical = |need| snapshot.need(need).is_some_and(crate::need::Need::is_critical);
    let anyway = support.harm_anyway();
    let of = |snapshot: Option<Snapshot>| snapshot.map(|snapshot| Support::of(&snapshot).harm_anyway());
    let done = of(as_it_is_done(snapshot)).unwrap_or_else(|| anyway.clone());
    let best = of(at_its_best(snapshot)).unwrap_or_else(|| done.clone());
    let at_of = |harm: &[(NeedId, CycleMinute)], need| {
        let place = harm.binary_search_by_key(&need, |(harmed, _)| *harmed).ok()?;
        harm.get(place).map(|(_, at)| *at)
    };
    let each = anyway.into_iter().map(|(need, at)| {
        let as_done = at_of(&done, need);
        HarmAnyway {
            need,
            critical: critical(need),
            at: as_done.unwrap_or(at),
            leaves_out_unwilling_help: as_done.is_none(),
            unless_help_not_known: as_done.is_some() && at_of(&best, need).is_none(),
        }
    });
    each.collect()
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
