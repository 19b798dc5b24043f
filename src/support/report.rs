//! Everything about one household on one date, in one report.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Circular, CutSets, Ends, Fall, Gap, Given, HORIZON_72_HOURS, HoursNotKnown, IfItStops, InTwoPlaces,
    LossCell, Mend, MorePlaces, NoRest, OpenSkill, OverCommitted, RestPolicy, Tipping, TwiceAtOnce,
    WorstMinute,
};
use crate::base::{ArrangementId, CycleMinute, Findings, Fingerprint, NeedId, PersonId, SourceId};
use crate::need::Done;

/// The edition of the engine: it changes whenever the same household would get another answer.
///
/// Edition 2: gaps that get worse, the harm that a loss adds, help that is given unwillingly, hours that nobody knows and
/// what ends soon have their own answers; over-commitment names exactly who with whom. Harm that help given unwillingly
/// does not keep away is said to come, and harm that help may keep away of which not everything is known is not said to
/// come for certain.
///
/// Edition 3: whoever is asked for more than fits, at more places than they can be, or without rest is found; so are
/// skills, sleep and good days. Over-commitment is a note where all of it can be done.
pub const EDITION: u32 = 3;

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
        Self { order: 2, horizon_min: Some(HORIZON_72_HOURS), next_review: None }
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
    /// Help that counts though the giver is able on some days only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub on_some_days: Vec<ArrangementId>,
    /// Skills that are counted on and of which nobody has said whether they are there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills_not_known: Vec<OpenSkill>,
    /// Help that is counted on to be awake, and of which nobody has said whether it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub awake_not_known: Vec<ArrangementId>,
    /// Who is counted on and is, or may be, under 18 on the date: ask whether this caring is right for a child. It takes
    /// nothing away.
    pub under_18: Vec<PersonId>,
    /// Those of them who may be 18 or older: only the month or the year of their birth is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub perhaps_under_18: Vec<PersonId>,
    /// Who is counted on, with no date of birth recorded: ask whether they are 18 or over.
    pub age_not_known: Vec<PersonId>,
    /// Who is there for different people at once, with exactly whom and when.
    pub over_committed: Vec<OverCommitted>,
    /// Who is counted on to do more than fits into the time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub twice_at_once: Vec<TwiceAtOnce>,
    /// Who has to be there in more places at once than can be, or in more than nobody has said whether they can be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more_places: Vec<MorePlaces>,
    /// For whom help is arranged in two places at once.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub in_two_places: Vec<InTwoPlaces>,
    /// How much may be asked of one person; left out where it is the default.
    #[serde(skip_serializing_if = "RestPolicy::is_default")]
    pub rest: RestPolicy,
    /// Who gets no rest, going by that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub no_rest: Vec<NoRest>,
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
    /// The first minute of the cycle, counted from Monday, at which it does; where harm comes with what is given
    /// unwillingly too, as it comes with it.
    pub at: CycleMinute,
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
