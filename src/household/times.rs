//! When a need arises, as text: one line of times for all windows that are owed alike.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;
use core::fmt;

use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::reading::minutes;
use crate::base::{WeekSpans, limits};
use crate::need::{NeedError, Window, windows_in_order};

/// When in the week a need arises, apart from the need: what somebody answers who is asked for it.
///
/// ```
/// use mutual_care::household::Times;
/// let times: Times = serde_json::from_str(r#"[{"when": "daily 17:00-19:00", "minutes": 30}]"#)?;
/// assert_eq!(times.windows().len(), 7);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Times(#[serde(serialize_with = "write_windows", deserialize_with = "windows")] Vec<Window>);

impl Times {
    /// These windows. They may touch, not overlap.
    ///
    /// # Errors
    ///
    /// As [`Need::with_windows`](crate::need::Need::with_windows).
    pub fn new(windows: Vec<Window>) -> Result<Self, NeedError> {
        windows_in_order(windows).map(Self)
    }

    /// The windows, in order of their start.
    pub fn windows(&self) -> &[Window] {
        &self.0
    }
}

/// Windows on the wire: lines of times. Each line is looked at as it is read, so that one that does not go with those before
/// it is refused where it stands.
pub(super) fn windows<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Window>, D::Error> {
    d.deserialize_seq(Lines::default()).map(|windows| windows.into_iter().collect())
}

/// Writes one line for all windows that are owed alike.
pub(super) fn write_windows<S: Serializer>(windows: &[Window], serializer: S) -> Result<S::Ok, S::Error> {
    let mut alike: BTreeMap<Option<u16>, Vec<Window>> = BTreeMap::new();
    for window in windows {
        let owed = (!window.is_being_there()).then_some(window.owed());
        alike.entry(owed).or_default().push(*window);
    }
    serializer.collect_seq(alike.into_values().map(Line))
}

/// Windows as their lines are read.
#[derive(Default)]
struct Lines(BTreeSet<Window>);

impl Lines {
    fn take(&mut self, Line(line): Line) -> Result<(), NeedError> {
        for window in line {
            if self.0.len() == limits::WINDOWS {
                return Err(NeedError::TooManyWindows);
            }
            // Those so far do not overlap, so another one overlaps one of them only if it does a neighbour; the last of a
            // week is a neighbour of the first.
            let before = self.0.range(..window).next_back().or_else(|| self.0.last());
            let after = self.0.range(window..).next().or_else(|| self.0.first());
            if before.into_iter().chain(after).any(|other| other.span().overlaps(window.span())) {
                return Err(NeedError::Overlap);
            }
            self.0.insert(window);
        }
        Ok(())
    }
}

impl<'de> Visitor<'de> for Lines {
    type Value = BTreeSet<Window>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of windows")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut lines: A) -> Result<BTreeSet<Window>, A::Error> {
        let mut read = 0_usize;
        while lines.next_element_seed(&mut self)?.is_some() {
            read += 1;
            if read > limits::WINDOWS {
                return Err(A::Error::custom(format_args!("expected at most {} windows", limits::WINDOWS)));
            }
        }
        Ok(self.0)
    }
}

impl<'de> DeserializeSeed<'de> for &mut Lines {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.take(Line::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

/// Windows that one line of times stands for, one for each day and time it names, all owed alike.
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "LineWire", into = "LineWire")]
struct Line(Vec<Window>);

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
