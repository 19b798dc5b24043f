//! Everything about one household on one date, in one report.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::review_findings::find;
use super::unwilling::{as_it_is_done, at_its_best};
use super::{
    Circular, CutSets, Ends, Fall, Gap, Given, HoursNotKnown, IfItStops, Loss, LossCell, Mend, OverCommitted,
    QuestionError, Support, Tipping, WorstMinute, tippings,
};
use crate::base::{ArrangementId, Findings, Fingerprint, NeedId, PersonId, SourceId, WeekMinute};
use crate::need::{Age, Done, History, Snapshot, counted_on};

/// The edition of the engine: it changes whenever the same household would get another answer.
///
/// Edition 2: gaps that get worse, the harm that a loss adds, help that is given unwillingly, hours that nobody knows and
/// what ends soon have their own answers; over-commitment names exactly who with whom. Harm that help given unwillingly does not keep away is said to come, and harm
/// that help may keep away of which not everything is known is not said to come for certain.
pub const EDITION: u32 = 2;

/// What a review is to contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewQuestion {
    /// The greatest size of cut sets looked at.
    pub order: usize,
    /// How many minutes after a loss are looked at for the worst minute; `None` leaves worst minutes out, which
    /// is much quicker.
    pub horizon_min: Option<u32>,
    /// When the household is looked at again, if that is planned: what ends up to then is named.
    pub next_review: Option<NaiveDate>,
}

/// Cut sets of up to two sources, and 72 hours after each loss.
impl Default for ReviewQuestion {
    fn default() -> Self {
        Self { order: 2, horizon_min: Some(super::HORIZON_72_HOURS), next_review: None }
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
    /// How many minutes after each loss were looked at; none if no minute was.
    pub horizon_min: Option<u32>,
    /// Who lives there.
    pub members: Vec<PersonId>,
    /// Needs and help of which nobody knows when in the week they are. Nothing below speaks of them.
    pub hours_not_known: HoursNotKnown,
    /// Help that ends soon, with the first day without it. What is said below of this week is not so after it.
    pub ends: Vec<Ends>,
    /// Who gives how much to whom in a week, what is done unwillingly included and said apart.
    pub given: Vec<Given>,
    /// Help whose giver is known not to be willing or not to be able, within its period: whether it is done.
    pub unwilling: Vec<Unwilling>,
    /// For each giver of such help, what falls, gets worse or comes to harm the day it stops; only where anything does.
    pub if_it_stops: Vec<IfItStops>,
    /// Pairs who each care for the other.
    pub reciprocal_care: Vec<(PersonId, PersonId)>,
    /// Pairs of whom each one's loss makes critical needs of the other fall.
    pub mutual_dependence: Vec<(PersonId, PersonId)>,
    /// Pairs who depend on each other in part: one's loss only makes critical gaps of the other worse.
    pub mutual_dependence_in_part: Vec<(PersonId, PersonId)>,
    /// When the balance between two members tipped, within the history that was given.
    pub tippings: Vec<PairTippings>,
    /// What stands only because people hold each other up.
    pub circular: Circular,
    /// What is not met with nothing lost.
    pub gaps: Vec<Gap>,
    /// The gaps that come to harm in the week as it runs, whoever is there.
    pub harm_anyway: Vec<HarmAnyway>,
    /// For each source whose loss makes anything fall or get worse: what, in rounds, and why.
    pub falls: Vec<Fall>,
    /// Whose loss makes whose critical needs fall, or critical gaps get worse.
    pub loss_matrix: Vec<LossCell>,
    /// For each source whose loss makes a need fall, makes a gap worse or adds critical harm: the worst minute to lose it.
    pub worst_minutes: Vec<Worst>,
    /// The smallest losses that make something fall.
    pub cut_sets: CutSets,
    /// What would mend each loss that makes anything fall or get worse.
    pub mends: Vec<Mend>,
    /// What stands, and would not if only confirmed help counted.
    pub stands_only_unconfirmed: Vec<NeedId>,
    /// Help that counts and is not confirmed.
    pub not_confirmed: Vec<ArrangementId>,
    /// Who is counted on and is under 18 on the date: ask whether this caring is right for a child. It takes nothing away.
    pub under_18: Vec<PersonId>,
    /// Who is counted on, with no date of birth recorded: ask whether they are 18 or over.
    pub age_not_known: Vec<PersonId>,
    /// Who is there for different people at once, with exactly whom and when.
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

/// Help whose giver is known not to be willing or not to be able.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Unwilling {
    /// Which.
    pub arrangement: ArrangementId,
    /// Whether it is done, whether that is assumed, and whether to ask.
    #[serde(flatten)]
    pub done: Done,
}

/// A need that comes to harm in the week as it runs, with nobody lost, going by the help that can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct HarmAnyway {
    /// Which.
    pub need: NeedId,
    /// Whether it is critical.
    pub critical: bool,
    /// The first minute of the week, counted from Monday, at which it does; where harm comes with what is given
    /// unwillingly too, as it comes with it.
    pub at: WeekMinute,
    /// Whether what is done though the giver is not willing or not able keeps the harm away: with it, no harm comes. That
    /// help is left out here. `false` where harm comes with it too.
    pub leaves_out_unwilling_help: bool,
    /// Whether no harm would come if help came of which nobody knows when it comes, or whether it is given: then nobody can
    /// say that harm comes.
    pub unless_help_not_known: bool,
}

/// The worst minute to lose a source; none if that adds no critical harm within the horizon.
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
    let ahead_min = question.horizon_min.unwrap_or(super::HORIZON_72_HOURS);
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
        under_18: counted_on_of(snapshot, Some(Age::Under18)),
        age_not_known: counted_on_of(snapshot, None),
        over_committed: support.over_committed(),
        findings: Findings::none(),
    };
    review.findings = find(&review, &support);
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

/// Who is counted on and is of this age.
fn counted_on_of(snapshot: &Snapshot, age: Option<Age>) -> Vec<PersonId> {
    let counted = counted_on(snapshot).into_iter();
    counted.filter(|counted| counted.age == age).map(|counted| counted.person).collect()
}

fn harm_anyway(support: &Support<'_>) -> Vec<HarmAnyway> {
    let snapshot = support.snapshot();
    let critical = |need| snapshot.need(need).is_some_and(crate::need::Need::is_critical);
    let anyway = support.harm_anyway();
    let of = |snapshot: Option<Snapshot>| snapshot.map(|snapshot| Support::of(&snapshot).harm_anyway());
    let done = of(as_it_is_done(snapshot)).unwrap_or_else(|| anyway.clone());
    let best = of(at_its_best(snapshot)).unwrap_or_else(|| done.clone());
    let at_of = |harm: &[(NeedId, WeekMinute)], need| {
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
