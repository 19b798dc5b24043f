//! Lines that would mend a loss, what they cost, and what they would not mend.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use crate::base::{Money, NeedId, PersonId, Problems, SourceId};
use crate::need::SkillNeeded;
use crate::package::{CostReport, Line, Package, TypicalWeek};
use crate::support::MendNeed;

/// Lines that would mend a loss: a proposal, which somebody may put into a revision of the package.
///
/// They come every week from the date on, whether anybody is lost or not. With all of them in the package, each provided by
/// somebody, the loss makes nothing fall and no gap worse but what [stays](Self::stays).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Suggestion {
    /// Whose loss they would mend.
    pub lost: SourceId,
    /// In the week of which date, and from which day on.
    pub on: NaiveDate,
    /// The lines, in order of id. None where the loss leaves nothing short.
    pub lines: Vec<SuggestedLine>,
    /// What a typical week of these lines alone costs. Those that are not priced are listed in it, and in no total.
    pub week: TypicalWeek,
    /// What their first 365 days cost as planned, as the limit of whoever approves is asked.
    pub year: CostReport,
    /// What would still fall or get worse with all of them.
    pub stays: Vec<MendNeed>,
}

/// A line that would mend something of a loss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SuggestedLine {
    /// The line. Nobody provides it, and it has no price, where the price list has nobody for such hours.
    pub line: Line,
    /// What it mends.
    pub mends: Vec<MendedNeed>,
    /// What it costs in a typical week; none: it is not priced, which is not nothing.
    #[serde(rename = "week_pence")]
    pub week: Option<Money>,
    /// What its first 365 days cost; none: it is not priced.
    #[serde(rename = "year_pence")]
    pub year: Option<Money>,
}

/// A need that would fall, or a gap that would get worse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MendedNeed {
    /// The need.
    pub need: NeedId,
    /// Whose it is.
    pub person: PersonId,
    /// Whether it is critical.
    pub critical: bool,
    /// Whether it is a gap today, which would get worse.
    pub is_gap: bool,
    /// How many of its helpers must have which skills. Whether those who come have them is not known: ask.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<SkillNeeded>,
    /// Whether whoever is there must be awake, which has to be asked, too.
    pub awake: bool,
}

impl SuggestedLine {
    /// Whether the price list had somebody who provides it, and their price.
    pub const fn is_priced(&self) -> bool {
        self.week.is_some()
    }
}

impl Suggestion {
    /// A revision of the package with these lines in it, drawn up on a day. Whoever a line is for becomes one of the people
    /// whom the package is about.
    ///
    /// # Errors
    ///
    /// [`Problems`], as [`Package::new`]: they are in it already, or it is full.
    pub fn added_to(&self, package: &Package, drawn_up_on: NaiveDate) -> Result<Package, Problems> {
        with_lines(package, self.lines.iter().map(|suggested| suggested.line.clone()), drawn_up_on)
    }
}

/// A package with more lines.
pub(super) fn with_lines(
    package: &Package,
    lines: impl IntoIterator<Item = Line>,
    drawn_up_on: NaiveDate,
) -> Result<Package, Problems> {
    let mut parts = package.clone().into_parts();
    parts.drawn_up_on = drawn_up_on;
    for line in lines {
        let new = line.people.iter().filter(|person| !parts.people.contains(person));
        parts.people.extend(new.copied().collect::<Vec<_>>());
        parts.lines.push(line);
    }
    Package::new(parts)
}
