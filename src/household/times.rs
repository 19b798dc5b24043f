//! When a need arises, as text: one line of times for all windows that are owed alike.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

use super::reading::minutes;
use crate::base::{NeedId, PersonId, WeekSpans, limits, wire};
use crate::need::{Consequence, Need, NeedError, Outcome, Window};

/// When in the week a need arises, apart from the need: what somebody answers who is asked for it.
///
/// ```
/// use mutual_care::household::Times;
/// let times: Times = serde_json::from_str(r#"[{"when": "daily 17:00-19:00", "minutes": 30}]"#)?;
/// assert_eq!(times.windows().len(), 7);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "TimesWire", into = "TimesWire")]
pub struct Times(Vec<Window>);

impl Times {
    /// These windows. They may touch, not overlap.
    ///
    /// # Errors
    ///
    /// As [`Need::with_windows`].
    pub fn new(windows: Vec<Window>) -> Result<Self, NeedError> {
        // Which windows go together is a need's to say; whose need it is plays no part in that.
        let (id, person) = (NeedId::new(Uuid::nil()), PersonId::new(Uuid::nil()));
        let need = Need::new(id, person, Outcome::Nutrition, Consequence::Moderate).with_windows(windows)?;
        Ok(Self(need.windows().to_vec()))
    }

    /// The windows, in order of their start.
    pub fn windows(&self) -> &[Window] {
        &self.0
    }
}

#[derive(Serialize, Deserialize)]
struct TimesWire(#[serde(deserialize_with = "lines")] Vec<Line>);

impl TryFrom<TimesWire> for Times {
    type Error = NeedError;

    fn try_from(TimesWire(lines): TimesWire) -> Result<Self, NeedError> {
        Self::new(joined(lines)?)
    }
}

impl From<Times> for TimesWire {
    fn from(times: Times) -> Self {
        Self(alike(&times.0))
    }
}

pub(super) fn lines<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Line>, D::Error> {
    wire::list(d, limits::WINDOWS, "windows")
}

/// The windows that lines stand for.
pub(super) fn joined(lines: Vec<Line>) -> Result<Vec<Window>, NeedError> {
    let mut windows = Vec::new();
    for Line(line) in lines {
        windows.extend(line);
        if windows.len() > limits::WINDOWS {
            return Err(NeedError::TooManyWindows);
        }
    }
    Ok(windows)
}

/// One line for all windows that are owed alike.
pub(super) fn alike(windows: &[Window]) -> Vec<Line> {
    let mut alike: BTreeMap<Option<u16>, Vec<Window>> = BTreeMap::new();
    for window in windows {
        let owed = (!window.is_being_there()).then_some(window.owed());
        alike.entry(owed).or_default().push(*window);
    }
    alike.into_values().map(Line).collect()
}

/// Windows that one line of times stands for, one for each day and time it names, all owed alike.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "LineWire", into = "LineWire")]
pub(super) struct Line(Vec<Window>);

#[derive(Serialize, Deserialize)]
#[serde(rename = "Windows", deny_unknown_fields)]
#[serde(expecting = "times in which a need is owed: an object with `when` and, if not all of it, `minutes`")]
struct LineWire {
    when: WeekSpans,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "minutes")]
    minutes: Option<u16>,
}

impl TryFrom<LineWire> for Line {
    type Error = NeedError;

    fn try_from(line: LineWire) -> Result<Self, NeedError> {
        let window = |span| match line.minutes {
            None => Ok(Window::being_there(span)),
            Some(owed) => Window::doing(span, owed),
        };
        line.when.0.into_iter().map(window).collect::<Result<_, _>>().map(Self)
    }
}

impl From<Line> for LineWire {
    fn from(Line(windows): Line) -> Self {
        let minutes = windows.first().filter(|window| !window.is_being_there()).map(|window| window.owed());
        Self { when: WeekSpans(windows.iter().map(|window| window.span()).collect()), minutes }
    }
}
