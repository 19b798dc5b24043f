//! What ends while it is still looked at.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use mutual_care::base::ArrangementId;

use super::done::is_load;
use super::week::House;

/// The arrangements that end soon, each with the first day without it: after the household's date, and on or before the
/// later of seven days on (of a cycle, its weeks) plus the horizon, and the date of a review if there is one.
///
/// Only what there is today can end: what does not count, and is not done either, is not named. Of a horizon that is no
/// whole number of days the minutes of the last day are before any end, which is at midnight.
pub fn ends(house: &House, horizon: u32, review: Option<NaiveDate>) -> BTreeMap<ArrangementId, NaiveDate> {
    let days = u64::from(7 * house.weeks) + u64::from(horizon / 1_440);
    let looked_at = house.on.checked_add_days(Days::new(days)).unwrap();
    let last = review.map_or(looked_at, |review| review.max(looked_at));
    let today = house.arrangements.iter().filter(|a| is_load(a, house.on));
    let ends = today.filter_map(|a| Some((a.id, a.period.until()?)));
    ends.filter(|(_, until)| house.on < *until && *until <= last).collect()
}
