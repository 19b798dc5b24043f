//! What a package costs, exactly: over some days, in a typical week, in its first year.
//!
//! Each line is a tape of days, and each day is one of a few kinds with an exact cost. What a line costs is the sum of how
//! many days there are of each kind times what one costs, rounded once; every breakdown is a split of that sum by largest
//! remainder, so that all parts add up to it.

mod allowance;
mod answer;
mod apart;
mod by_day;
mod dates;
mod found;
mod lay;
mod ordinary;
mod problems;
mod question;
mod rate;
mod ratio;
mod report;
mod rhythm;
mod runs;
mod sharing;
mod sums;
mod table;
mod tape;
mod typical;
mod work;

pub use by_day::BudgetDay;
pub use question::{CostQuestion, year_of};
pub use report::{AllowanceYear, CostPart, CostReport, LineCost};
pub use table::CostTable;
pub use typical::TypicalWeek;
