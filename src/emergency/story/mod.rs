//! A proof in words: how the plan fails, minute by minute, or how it holds, how narrowly, and on what.
//!
//! Typed first: a [`Story`] is chapters of [`StoryLine`]s, ids and minutes only, safe in a log. Words are a layer of
//! their own ([`Story::in_words`]): there names come in, and the text is personal data.

mod confirmed;
mod course;
mod fails;
mod holds;
mod line;
mod sentence;
mod teller;
mod words;

use alloc::vec::Vec;

use serde::Serialize;

pub(in crate::emergency) use course::Course;
pub(in crate::emergency) use holds::{for_other_days, not_known, young};
pub use line::{Chapter, ChapterIs, Found, LeftOutBecause, StoryAt, StoryLine, Tells};
pub(in crate::emergency) use teller::{Brought, Names, Teller};

use super::{Counterexample, Plan, Proven};
use crate::need::Snapshot;

/// What came of a proof, chapter by chapter.
///
/// ```
/// use mutual_care::base::{Labels, NeedId, PersonId, Reader, SourceId, WeekMinute};
/// use mutual_care::emergency::{
///     ProofAnswer, HarmWithNothingLost, Level, NotYet, Plan, PlanParts, Proven, RestsOn, Story,
/// };
/// use mutual_care::need::{Consequence, Need, Outcome, Snapshot, SnapshotParts, Source};
/// use mutual_care::support::HoursNotKnown;
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # struct Called;
/// # impl Labels for Called {
/// #     fn source(&self, _: SourceId) -> Option<&str> { Some("Ada") }
/// #     fn need(&self, _: NeedId) -> Option<&str> { Some("Her tablets") }
/// # }
/// let mother: PersonId = id(1).parse()?;
/// let need = Need::new(id(2).parse()?, mother, Outcome::Medicines, Consequence::Critical);
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let (sources, needs) = (vec![Source::member(mother)], vec![need.clone()]);
/// let snapshot = Snapshot::new(SnapshotParts { on, sources, needs, arrangements: vec![] })?;
/// let plan = Plan::new(PlanParts::new(id(3).parse()?, id(4).parse()?, on))?;
/// let proven = Proven {
///     plan: plan.fingerprint()?,
///     snapshot: snapshot.fingerprint()?,
///     week_of_the_date: None,
///     question: plan.fingerprint()?,
///     asked: Level::One,
///     horizon_min: 4_320,
///     absence: None,
///     meanwhile: vec![],
///     awake_most_min: 960,
///     hours_not_known: HoursNotKnown::default(),
///     only_confirmed: None,
///     fails_confirmed: None,
///     adults: None,
///     answer: ProofAnswer::NotYet(Box::new(NotYet {
///         needs: vec![HarmWithNothingLost { need: need.id(), least_min: 90 }],
///         least_min: Some(90),
///         hours_not_known: vec![],
///         nobody_there: vec![],
///         rests_on: RestsOn::default(),
///     })),
/// };
/// let story = Story::of(&proven, &plan, &snapshot);
/// let text = story.in_words(Reader::Family, &plan, &snapshot, &Called);
/// assert!(text.contains("Ada: Her tablets. Harm after 1 hour 30 minutes at the soonest."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Story {
    chapters: Vec<Chapter>,
}

impl Story {
    /// What came of a proof of this plan for this week. What the plan or the week does not know is told by its id.
    pub fn of(proven: &Proven, plan: &Plan, snapshot: &Snapshot) -> Self {
        Self { chapters: holds::chapters(proven, plan, snapshot) }
    }

    /// How a plan fails, alone.
    pub fn of_counterexample(told: &Counterexample, plan: &Plan, snapshot: &Snapshot) -> Self {
        Self { chapters: fails::chapters(told, plan, snapshot) }
    }

    /// Its chapters, in the order in which they are read. None is empty.
    pub fn chapters(&self) -> &[Chapter] {
        &self.chapters
    }

    /// Everything that is told, in order.
    pub fn lines(&self) -> impl Iterator<Item = &StoryLine> {
        self.chapters.iter().flat_map(|chapter| &chapter.lines)
    }
}
