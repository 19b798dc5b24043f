//! Whether a line, and a package, is running on a date. It follows from dates and pauses, and is never stored.

use chrono::NaiveDate;

use super::{Line, Package};
use crate::base::codes;

codes! {
    /// How it stands with a line on a date.
    pub enum LineStatus: "the status of a line" {
        /// It has not begun.
        Planned = "planned", "planned";
        /// It is paused for all whom it is for.
        Paused = "paused", "paused";
        /// It has ended.
        Ended = "ended", "ended";
        /// It is provided.
        Running = "running", "running";
    }
}

codes! {
    /// How it stands with a package on a date.
    pub enum PackageStatus: "the status of a package" {
        /// It has no lines.
        Empty = "empty", "without lines";
        /// At least one line runs.
        Running = "running", "running";
        /// None runs, and at least one is paused.
        Paused = "paused", "paused";
        /// None runs or is paused, and at least one has not begun.
        Planned = "planned", "planned";
        /// All lines have ended.
        Ended = "ended", "ended";
    }
}

impl Package {
    /// How it stands with a line on a date: planned before its first day, ended from the first day without it, and between
    /// these paused on days on which nobody is left. A line that costs a share of another one stands, on its own days, as
    /// that one does, since it is nothing without it.
    pub fn line_status(&self, line: &Line, on: NaiveDate) -> LineStatus {
        match (line.status_by_itself(on), line.share_of.and_then(|share| self.line(share.line))) {
            (LineStatus::Running, Some(of)) => of.status_by_itself(on),
            (status, _) => status,
        }
    }

    /// How it stands with the package on a date.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use mutual_care::base::Period;
    /// use mutual_care::package::{Line, LineKind, Package, PackageParts, PackageStatus, Pause, Payer};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], day(3, 2));
    /// assert_eq!(Package::new(parts.clone())?.status(day(3, 2)), PackageStatus::Empty);
    /// let mut line = Line::new(id(4).parse()?, LineKind::HomeCare, id(3).parse()?, Payer::PersonalBudget);
    /// line.period = Period::new(Some(day(3, 9)), Some(day(6, 1)))?;
    /// line.pauses.push(Pause::of_all(Period::new(Some(day(4, 1)), Some(day(4, 8)))?));
    /// parts.lines.push(line);
    /// let package = Package::new(parts)?;
    /// assert_eq!(package.status(day(3, 8)), PackageStatus::Planned);
    /// assert_eq!(package.status(day(3, 9)), PackageStatus::Running);
    /// assert_eq!(package.status(day(4, 7)), PackageStatus::Paused);
    /// assert_eq!(package.status(day(6, 1)), PackageStatus::Ended);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn status(&self, on: NaiveDate) -> PackageStatus {
        let any = |status| self.lines().iter().any(|line| self.line_status(line, on) == status);
        if self.lines().is_empty() {
            PackageStatus::Empty
        } else if any(LineStatus::Running) {
            PackageStatus::Running
        } else if any(LineStatus::Paused) {
            PackageStatus::Paused
        } else if any(LineStatus::Planned) {
            PackageStatus::Planned
        } else {
            PackageStatus::Ended
        }
    }
}

impl Line {
    fn status_by_itself(&self, on: NaiveDate) -> LineStatus {
        if self.period.from().is_some_and(|from| on < from) {
            LineStatus::Planned
        } else if self.is_paused_on(on) {
            LineStatus::Paused
        } else if self.period.until().is_some_and(|until| on >= until) {
            LineStatus::Ended
        } else {
            LineStatus::Running
        }
    }
}
