//! Working days.

use chrono::NaiveDate;

/// Which days are working days. The embedder says so, or hands over a calendar that the crate has.
pub trait WorkingDays {
    /// Whether the day is a working day; `None` where the calendar does not reach, which is never silently "no".
    fn is_working_day(&self, day: NaiveDate) -> Option<bool>;
}
