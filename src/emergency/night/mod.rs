//! Show me my night: this plan, this loss, this minute, these silent, and all that happens, with the reason of each.

mod reasons;
mod words;

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use super::periods::not_on_this_day;
use super::proof::as_loss;
use super::proof::calls::CallList;
use super::proof::{fits, hours_not_known};
use super::{Call, Lost, NotOnThisDay, Plan, ProveError, Raised};
use crate::base::{AnyId, ArrangementId, CycleMinute, NeedId, ResponderId, SourceId, limits};
use crate::need::Snapshot;
use crate::support::{EventKind, HORIZON_72_HOURS, HoursNotKnown, QuestionError, Support, Timeline};

/// What is asked: what is lost, when, and who of those called does not answer.
///
/// ```
/// use mutual_care::base::PersonId;
/// use mutual_care::emergency::{Lost, NightQuestion};
/// let mother: PersonId = "6f2c1a3e-0000-4000-8000-000000000001".parse()?;
/// let asked = NightQuestion::new([Lost { source: mother.into(), away: false }], "Sat 22:10".parse()?);
/// assert_eq!((asked.horizon_min, asked.as_planned, asked.silent.len()), (72 * 60, false, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NightQuestion {
    /// What is lost, each once: all from [`start`](Self::start) on, and to the end. Of losses that begin later or end, what
    /// comes to harm is told while an emergency is on
    /// ([`EmergencyPlan::next_step`](super::record::EmergencyPlan::next_step)), and of who is away on some days, by the
    /// proof.
    pub lost: Vec<Lost>,
    /// When it is lost.
    pub start: CycleMinute,
    /// Who does not answer when called.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub silent: BTreeSet<ResponderId>,
    /// Whether it was planned: then there is no alarm, and nobody waits for a call.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub as_planned: bool,
    /// How many minutes are looked at; 72 hours unless said.
    #[serde(default = "seventy_two_hours")]
    pub horizon_min: u32,
}

const fn seventy_two_hours() -> u32 {
    HORIZON_72_HOURS
}

impl NightQuestion {
    /// These are lost at this minute, everybody answers, and 72 hours are looked at.
    pub fn new(lost: impl IntoIterator<Item = Lost>, start: CycleMinute) -> Self {
        Self {
            lost: lost.into_iter().collect(),
            start,
            silent: BTreeSet::new(),
            as_planned: false,
            horizon_min: HORIZON_72_HOURS,
        }
    }
}

/// One night: the alarm, the calls, who comes, and what happens to the needs, each with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Night {
    /// What was asked, what is lost in order of id.
    pub asked: NightQuestion,
    /// How anyone found out; none if nobody did in time, or if it was planned.
    pub alarm: Option<Raised>,
    /// Everybody who was called, in order, and what came of it.
    pub calls: Vec<Call>,
    /// What members who come lean on, of needs of their own: come to harm, they stop.
    pub lean_on: Vec<LeansOn>,
    /// What nobody knows the times of: nothing here is about it.
    pub hours_not_known: HoursNotKnown,
    /// Ways of raising the alarm, then responders, that do not count, since they are for other days than that of the week.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_on_this_day: Vec<NotOnThisDay>,
    /// What happened.
    pub timeline: Timeline,
    /// The reason of each event of the timeline, in the same order.
    pub because: Vec<Because>,
}

/// What a member who responds leans on. It is assumed: their own critical needs that are met with nothing lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeansOn {
    /// Who.
    pub responder: ResponderId,
    /// Their own needs.
    pub needs: Vec<NeedId>,
}

/// Why something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// A need opened: the help that is arranged for that minute and is not given, each with why.
    NotGiven(Vec<NotGiven>),
    /// A need closed that had been open since this minute after the loss: who is there for it then.
    Helped {
        /// Since when it had been open.
        open_since: u32,
        /// The arrangements and responders that help, in order of id. Empty if the person was taken in.
        by: Vec<AnyId>,
        /// Who has taken the person in, if somebody has.
        taken_in_by: Option<ResponderId>,
    },
    /// A need came to harm that had been open since this minute after the loss.
    OpenTooLong {
        /// Since when.
        open_since: u32,
    },
    /// Help stopped, since needs that it leans on came to harm.
    LeanedOn(Vec<Harmed>),
}

/// Help that is arranged and not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotGiven {
    /// Which.
    pub arrangement: ArrangementId,
    /// Why.
    pub why: WhyNotGiven,
}

/// Why help that is arranged is not given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNotGiven {
    /// Whoever gives or supports it is lost.
    Lost(SourceId),
    /// Whoever gives or supports it was taken in.
    TakenIn(SourceId),
    /// It leans on a need that came to harm.
    LeanedOn(Harmed),
    /// It leans on a need that is not met with nothing lost.
    LeansOnAGap(NeedId),
}

/// A need that came to harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Harmed {
    /// Which.
    pub need: NeedId,
    /// Since when it had been open, in minutes after the loss.
    pub open_since: u32,
    /// When it came to harm.
    pub at: u32,
}

/// What happens if these are lost at this minute of the week and these do not answer: the alarm, the calls, who comes,
/// and what comes of it for every need, critical or not, with the reason of each event. It also says on what members
/// who come are taken to lean.
///
/// A plan that names what is not in the week is read, and only what names it does not count, as in [`prove`](super::prove()).
///
/// A made-up mother and son: she hands him his tablets, and he leans on nothing of his own.
///
/// ```
/// use mutual_care::base::{PersonId, Told};
/// use mutual_care::emergency::{
///     Agreed, Alarm, Because, ForLoss, Lost, NightQuestion, Plan, PlanParts, Responder, ResponderKind, Way, night,
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
/// let way = Way::Member { person: son, able: Told::Known(true) };
/// let alarm = Alarm { id: id(5).parse()?, way, for_loss: ForLoss::any(), when: "always".parse()?, takes_min: 5, period: mutual_care::base::Period::ALWAYS };
/// let mut sister = Responder::new(id(6).parse()?, id(7).parse::<PersonId>()?, ResponderKind::Family);
/// (sister.covers, sister.answers_min, sister.arrives_min) = (vec![tablets.id()], 15, 45);
/// sister.agreed = Told::Known(Agreed::On(on));
/// let mut parts = PlanParts::new(id(8).parse()?, id(9).parse()?, on);
/// (parts.alarms, parts.responders) = (vec![alarm], vec![sister]);
///
/// let lost = [Lost { source: mother.into(), away: false }];
/// let told = night(&snapshot, &Plan::new(parts)?, &NightQuestion::new(lost, "Sat 22:00".parse()?))?;
/// assert_eq!(told.alarm.map(|raised| raised.at), Some(5));
/// // Twenty-five minutes may go by; then the tablets wait, until the sister is there at 23:05.
/// let when: Vec<u32> = told.timeline.events.iter().map(|event| event.at).collect();
/// assert_eq!(when, [25, 65]);
/// assert!(matches!(&told.because[0], Because::NotGiven(missing) if missing.len() == 1));
/// assert!(matches!(told.because[1], Because::Helped { open_since: 25, .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`NightError`] if the plan does not fit the week, or the question names what is not there.
pub fn night(snapshot: &Snapshot, plan: &Plan, question: &NightQuestion) -> Result<Night, NightError> {
    let mut asked = question.clone();
    asked.lost.sort_unstable();
    check(snapshot, plan, &asked)?;
    let (support, counts) = (Support::of(snapshot), plan.as_it_counts(snapshot));
    let list = CallList::new(&support, &counts, asked.horizon_min);
    let alarm = if asked.as_planned { None } else { list.alarm(&asked.lost, asked.start) };
    let silent = &|id: ResponderId| asked.silent.contains(&id);
    let calls = match alarm {
        _ if asked.as_planned => list.as_planned(&asked.lost, asked.start, silent),
        Some(raised) => list.calls(&asked.lost, asked.start, raised.at, silent),
        None => Vec::new(),
    };
    let help = list.helps(&calls);
    let mut timeline =
        support.timeline(as_loss(&asked.lost, snapshot), asked.start, asked.horizon_min, &help)?;
    // A responder who brings other hands to other needs stops once.
    timeline.events.dedup();
    let comes = |call: &&Call| help.iter().any(|one| one.id == call.responder.any());
    let lean_on = calls.iter().filter(comes).filter_map(|call| {
        let needs = list.leans_on(call.responder).to_vec();
        (!needs.is_empty()).then_some(LeansOn { responder: call.responder, needs })
    });
    let because = reasons::of(&support, &asked, &help, &timeline);
    let (lean_on, hours_not_known) = (lean_on.collect(), hours_not_known(snapshot));
    let not_on_this_day = not_on_this_day(plan, snapshot.on()).collect();
    Ok(Night { asked, alarm, calls, lean_on, hours_not_known, not_on_this_day, timeline, because })
}

fn check(snapshot: &Snapshot, plan: &Plan, asked: &NightQuestion) -> Result<(), NightError> {
    fits(plan, snapshot)?;
    if asked.horizon_min == 0 || asked.horizon_min > limits::HORIZON_MIN {
        return Err(NightError::Plan(ProveError::Horizon));
    }
    if asked.start.week() >= snapshot.weeks() {
        return Err(NightError::NoSuchWeek { weeks: snapshot.weeks() });
    }
    if asked.lost.is_empty() {
        return Err(NightError::NothingLost);
    }
    let mut known = BTreeSet::new();
    for lost in &asked.lost {
        let Some(source) = snapshot.source(lost.source) else {
            return Err(NightError::UnknownSource(lost.source));
        };
        if lost.away && source.as_person().is_none() {
            return Err(NightError::AwayAndNoMember(lost.source));
        }
        if !known.insert(lost.source) {
            return Err(NightError::LostTwice(lost.source));
        }
    }
    let listed = |id: &ResponderId| plan.responders().iter().any(|one| one.id == *id);
    match asked.silent.iter().find(|id| !listed(id)) {
        Some(stranger) => Err(NightError::UnknownResponder(*stranger)),
        None => Ok(()),
    }
}

/// The question cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NightError {
    /// The plan does not fit the week, or the horizon is out of bounds.
    #[error("{0}")]
    Plan(#[from] ProveError),
    /// A minute of a week that the household's cycle does not have.
    #[error(
        "expected `start` in one of the {weeks} weeks after which everything repeats: week 1 to week {weeks}"
    )]
    NoSuchWeek {
        /// How many weeks there are.
        weeks: u8,
    },
    /// Nothing is lost.
    #[error("nothing is lost: expected at least one source")]
    NothingLost,
    /// Lost, and not among the sources.
    #[error("{0:?} is lost and is not among the sources of the week: expected one that is")]
    UnknownSource(SourceId),
    /// Lost twice.
    #[error("{0:?} is lost twice: expected each source once, unable or away")]
    LostTwice(SourceId),
    /// Away, and no person: a member is away from home, somebody else from their telephone.
    #[error("{0:?} is away and no person: expected a person, or `away` left out")]
    AwayAndNoMember(SourceId),
    /// Does not answer, and not in the plan.
    #[error("{0:?} does not answer and is no responder of the plan: expected one that is")]
    UnknownResponder(ResponderId),
    /// The timeline refuses the question; no plan that fits brings it to that.
    #[error("the timeline refuses the question: {0}")]
    Timeline(#[from] QuestionError),
}

impl Night {
    /// Each event of the timeline with its reason, in order.
    pub fn events(&self) -> impl Iterator<Item = (&crate::support::TimelineEvent, &Because)> {
        self.timeline.events.iter().zip(&self.because)
    }

    /// Whether anything comes to harm.
    pub fn has_harm(&self) -> bool {
        self.timeline.events.iter().any(|event| event.kind == EventKind::Breached)
    }
}
