//! A need of one person: when in the week, how much, how many helpers, how long it can wait.

use alloc::vec::Vec;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Consequence, Outcome, SkillNeeded, skill};
use crate::base::{Every, MINUTES_PER_DAY, NeedId, Period, PersonId, StoredSpans, WeekSpan, limits, wire};

/// A stretch of the week in which a need is owed some minutes of help.
///
/// All of them owed: somebody *being there* throughout. Less: something to be *done* in the course of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    span: WeekSpan,
    owed: u16,
}

impl Window {
    /// A window in which somebody is to be there throughout.
    pub const fn being_there(span: WeekSpan) -> Self {
        Self { span, owed: span.minutes() }
    }

    /// A window in which so many minutes of help are owed.
    ///
    /// # Errors
    ///
    /// [`NeedError::Owed`] unless that is 1 to its length.
    pub const fn doing(span: WeekSpan, owed: u16) -> Result<Self, NeedError> {
        if owed >= 1 && owed <= span.minutes() { Ok(Self { span, owed }) } else { Err(NeedError::Owed) }
    }

    /// When.
    pub const fn span(self) -> WeekSpan {
        self.span
    }

    /// The minutes owed in it.
    pub const fn owed(self) -> u16 {
        self.owed
    }

    /// The minutes of it that may stay uncovered.
    pub const fn slack(self) -> u16 {
        self.span.minutes() - self.owed
    }

    /// Whether somebody is to be there throughout.
    pub const fn is_being_there(self) -> bool {
        self.owed == self.span.minutes()
    }
}

/// A value is no need. Names what would be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NeedError {
    /// Minutes owed are none, or more than the window has.
    #[error("expected `minutes` of 1 to the length of each window")]
    Owed,
    /// Two windows share a minute.
    #[error("expected windows that do not overlap (they may touch)")]
    Overlap,
    /// Too many windows.
    #[error("expected at most {} windows", limits::WINDOWS)]
    TooManyWindows,
    /// No helper, or too many.
    #[error("expected `helpers` of 1 to {}", limits::HANDS)]
    Helpers,
    /// More skilled helpers than helpers, or none.
    #[error("expected `skills` each once, with `helpers` of 1 to the helpers of the need")]
    Skills,
    /// Too many skills.
    #[error("expected at most {} skills", limits::SKILLS)]
    TooManySkills,
    /// A window that goes with the day on which it starts, and lasts longer.
    #[error("expected windows of at most 24 hours in a need that alternates by days")]
    LongerThanADay,
    /// A tolerance past the limit.
    #[error("expected `tolerance_minutes` of 0 to {}", limits::TOLERANCE_MIN)]
    Tolerance,
}

/// What a person needs from somebody else, phrased as what they need anyway ("a safe hot meal"), never as what
/// follows from a habit. What somebody manages alone is not a need.
///
/// ```
/// use mutual_care::need::{Consequence, Need, Outcome, Window};
/// # let (id, person) = (
/// #     "6f2c1a3e-0000-4000-8000-000000000001".parse()?, "6f2c1a3e-0000-4000-8000-000000000002".parse()?);
/// let supper = Window::doing("Mon 17:00-19:00".parse()?, 30)?;
/// let need = Need::new(id, person, Outcome::Nutrition, Consequence::Critical)
///     .with_windows(vec![supper])?
///     .with_tolerance(240)?;
/// assert_eq!((need.helpers(), need.windows()[0].slack()), (1, 90));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "NeedWire", into = "NeedWire")]
pub struct Need {
    id: NeedId,
    person: PersonId,
    outcome: Outcome,
    consequence: Consequence,
    windows: Vec<Window>,
    helpers: u8,
    tolerance_min: u32,
    every: Option<Every>,
    awake: bool,
    skills: Vec<SkillNeeded>,
    period: Period,
}

impl Need {
    /// A need with one helper, no windows yet and no tolerance. Without windows it counts as met, and is
    /// reported as `when-not-known`.
    pub const fn new(id: NeedId, person: PersonId, outcome: Outcome, consequence: Consequence) -> Self {
        Self {
            id,
            person,
            outcome,
            consequence,
            windows: Vec::new(),
            helpers: 1,
            tolerance_min: 0,
            every: None,
            awake: false,
            skills: Vec::new(),
            period: Period::ALWAYS,
        }
    }

    /// The same, with these windows. They may touch and keep their start; they are never merged.
    ///
    /// # Errors
    ///
    /// [`NeedError::Overlap`] or [`NeedError::TooManyWindows`]; [`NeedError::LongerThanADay`] where its days alternate.
    pub fn with_windows(self, windows: Vec<Window>) -> Result<Self, NeedError> {
        let every = self.every;
        Self { windows: windows_in_order(windows)?, ..self }.with_every(every)
    }

    /// The same, with so many helpers required at once: two for a hoist.
    ///
    /// # Errors
    ///
    /// [`NeedError::Helpers`] unless 1 to [`limits::HANDS`].
    pub fn with_helpers(self, helpers: u8) -> Result<Self, NeedError> {
        Ok(Self { helpers: fit_helpers(helpers)?, ..self })
    }

    /// The same, able to stay open so many minutes before harm.
    ///
    /// # Errors
    ///
    /// [`NeedError::Tolerance`] past [`limits::TOLERANCE_MIN`].
    pub fn with_tolerance(self, minutes: u32) -> Result<Self, NeedError> {
        Ok(Self { tolerance_min: fit_tolerance(minutes)?, ..self })
    }

    /// The same, not in every week or on every day. A window goes with the week or the day in which it starts.
    ///
    /// # Errors
    ///
    /// [`NeedError::LongerThanADay`] for a window of more than 24 hours where days alternate.
    pub fn with_every(self, every: Option<Every>) -> Result<Self, NeedError> {
        let fits = every.is_none_or(|every| !every.is_by_days())
            || self.windows.iter().all(|window| window.span.minutes() <= MINUTES_PER_DAY);
        if fits { Ok(Self { every, ..self }) } else { Err(NeedError::LongerThanADay) }
    }

    /// The same, asking that whoever is there throughout is awake. What is to be *done* asks for that always.
    #[must_use]
    pub fn with_awake(self, awake: bool) -> Self {
        Self { awake, ..self }
    }

    /// The same, with so many of its helpers having these skills. Say the helpers first.
    ///
    /// # Errors
    ///
    /// [`NeedError::Skills`] unless each stands once, for 1 to all of the helpers; [`NeedError::TooManySkills`].
    pub fn with_skills(self, mut skills: Vec<SkillNeeded>) -> Result<Self, NeedError> {
        if skills.len() > limits::SKILLS {
            return Err(NeedError::TooManySkills);
        }
        let fits = skills.iter().all(|one| (1..=self.helpers).contains(&one.helpers));
        if !fits || skill::twice(skills.iter().map(|one| &one.skill)) {
            return Err(NeedError::Skills);
        }
        skills.sort_unstable();
        Ok(Self { skills, ..self })
    }

    /// The same on these days only. On the date of a snapshot outside them it is not there: nothing is owed, and it
    /// is no gap. A proof of a planned absence looks past that date, and a need can open on days of its own only.
    ///
    /// ```
    /// use mutual_care::base::Period;
    /// use mutual_care::need::{Consequence, Need, Outcome};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |d| chrono::NaiveDate::from_ymd_opt(2026, 8, d);
    /// let drops = Need::new(id(1).parse()?, id(2).parse()?, Outcome::Medicines, Consequence::Critical)
    ///     .with_period(Period::new(day(10), day(24))?);
    /// assert!(!drops.period().contains(day(3).ok_or("a date")?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_period(self, period: Period) -> Self {
        Self { period, ..self }
    }

    /// The same, of a person who was kept under another id.
    pub(crate) fn of_person(self, person: PersonId) -> Self {
        Self { person, ..self }
    }

    /// Its id.
    pub const fn id(&self) -> NeedId {
        self.id
    }

    /// Whose it is.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// What it is about.
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// How bad it is if it is not met.
    pub const fn consequence(&self) -> Consequence {
        self.consequence
    }

    /// Whether it is critical.
    pub fn is_critical(&self) -> bool {
        self.consequence == Consequence::Critical
    }

    /// When it is owed, in order of their start.
    pub fn windows(&self) -> &[Window] {
        &self.windows
    }

    /// How many helpers at once.
    pub const fn helpers(&self) -> u8 {
        self.helpers
    }

    /// How many minutes it may stay open before harm.
    pub const fn tolerance_min(&self) -> u32 {
        self.tolerance_min
    }

    /// In which weeks, or on which days, it is there; none: in every week.
    pub const fn every(&self) -> Option<Every> {
        self.every
    }

    /// Whether whoever is there throughout one of its windows must be awake.
    pub const fn asks_awake(&self) -> bool {
        self.awake
    }

    /// Whether all of its windows are owed whole.
    pub(crate) fn is_only_being_there(&self) -> bool {
        self.windows.iter().all(|window| window.is_being_there())
    }

    /// How many of the helpers must have which skills, in order of skill.
    pub fn skills(&self) -> &[SkillNeeded] {
        &self.skills
    }

    /// The days on which it is there; always, unless it is said.
    pub const fn period(&self) -> Period {
        self.period
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Need", deny_unknown_fields)]
struct NeedWire {
    id: NeedId,
    person: PersonId,
    outcome: Outcome,
    consequence: Consequence,
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "write_windows",
        deserialize_with = "read_windows"
    )]
    windows: Vec<Window>,
    #[serde(default = "one", skip_serializing_if = "is_one", deserialize_with = "read_helpers")]
    helpers: u8,
    #[serde(default, skip_serializing_if = "is_zero", deserialize_with = "read_tolerance")]
    tolerance_minutes: u32,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    every: Option<Every>,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    awake: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "skill::needed")]
    skills: Vec<SkillNeeded>,
    #[serde(default, skip_serializing_if = "is_always")]
    period: Period,
}

impl TryFrom<NeedWire> for Need {
    type Error = NeedError;

    fn try_from(wire: NeedWire) -> Result<Self, NeedError> {
        Self::new(wire.id, wire.person, wire.outcome, wire.consequence)
            .with_period(wire.period)
            .with_windows(wire.windows)?
            .with_helpers(wire.helpers)?
            .with_tolerance(wire.tolerance_minutes)?
            .with_awake(wire.awake)
            .with_skills(wire.skills)?
            .with_every(wire.every)
    }
}

impl From<Need> for NeedWire {
    fn from(need: Need) -> Self {
        Self {
            id: need.id,
            person: need.person,
            outcome: need.outcome,
            consequence: need.consequence,
            windows: need.windows,
            helpers: need.helpers,
            tolerance_minutes: need.tolerance_min,
            every: need.every,
            awake: need.awake,
            skills: need.skills,
            period: need.period,
        }
    }
}

/// Windows on the wire: each line of times is one window for each day and time it names, all owed the same.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename = "Windows", deny_unknown_fields)]
struct WindowsWire {
    when: StoredSpans,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    minutes: Option<u16>,
}

/// The windows that lines of times stand for.
///
/// # Errors
///
/// What is wrong with a line's minutes, or with how many windows there are.
fn windows_from_wire(lines: &[WindowsWire]) -> Result<Vec<Window>, NeedError> {
    let mut windows = Vec::new();
    for line in lines {
        for &span in &line.when.0 {
            windows.push(match line.minutes {
                None => Window::being_there(span),
                Some(owed) => Window::doing(span, owed)?,
            });
        }
        if windows.len() > limits::WINDOWS {
            return Err(NeedError::TooManyWindows);
        }
    }
    Ok(windows)
}

/// The lines of times for some windows: one each.
fn windows_to_wire(windows: &[Window]) -> Vec<WindowsWire> {
    let line = |window: &Window| WindowsWire {
        when: StoredSpans(alloc::vec![window.span]),
        minutes: (!window.is_being_there()).then_some(window.owed),
    };
    windows.iter().map(line).collect()
}

fn window_lines<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<WindowsWire>, D::Error> {
    wire::list(d, limits::WINDOWS, "windows")
}

pub(crate) const fn one() -> u8 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(crate) fn is_always(period: &Period) -> bool {
    *period == Period::ALWAYS
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(crate) const fn is_one(number: &u8) -> bool {
    *number == 1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(crate) const fn is_zero(number: &u32) -> bool {
    *number == 0
}

fn write_windows<S: Serializer>(windows: &[Window], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(windows_to_wire(windows))
}

fn read_windows<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Window>, D::Error> {
    let windows = windows_from_wire(&window_lines(d)?).and_then(windows_in_order);
    windows.map_err(D::Error::custom)
}

fn read_helpers<'de, D: Deserializer<'de>>(d: D) -> Result<u8, D::Error> {
    u8::deserialize(d).and_then(|helpers| fit_helpers(helpers).map_err(D::Error::custom))
}

fn read_tolerance<'de, D: Deserializer<'de>>(d: D) -> Result<u32, D::Error> {
    u32::deserialize(d).and_then(|minutes| fit_tolerance(minutes).map_err(D::Error::custom))
}

/// Windows that do not overlap, in order of their start.
pub(crate) fn windows_in_order(mut windows: Vec<Window>) -> Result<Vec<Window>, NeedError> {
    if windows.len() > limits::WINDOWS {
        return Err(NeedError::TooManyWindows);
    }
    windows.sort_unstable();
    // Sorted by start, two windows overlap somewhere only if two neighbours do, the last and first included.
    let neighbours = windows.iter().zip(windows.iter().cycle().skip(1));
    if windows.len() > 1 && neighbours.into_iter().any(|(a, b)| a.span.overlaps(b.span)) {
        return Err(NeedError::Overlap);
    }
    Ok(windows)
}

fn fit_helpers(helpers: u8) -> Result<u8, NeedError> {
    if (1..=limits::HANDS).contains(&helpers) { Ok(helpers) } else { Err(NeedError::Helpers) }
}

fn fit_tolerance(minutes: u32) -> Result<u32, NeedError> {
    if minutes <= limits::TOLERANCE_MIN { Ok(minutes) } else { Err(NeedError::Tolerance) }
}
