//! Critical needs of which nothing can be told: nobody said when, or nobody comes in any of their hours.

use std::collections::BTreeSet;

use mutual_care::base::NeedId;
use mutual_care::need::Need;

use super::super::reference::{House, View, is_confirmed};

/// Critical needs that keep a plan from being judged, whatever the horizon.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NothingToTell {
    /// Without windows.
    pub no_hours: BTreeSet<NeedId>,
    /// With windows, and no counting arrangement has a minute in any of them.
    pub nobody: BTreeSet<NeedId>,
}

/// The critical needs of a household that are not known to be met at any minute.
pub fn nothing_to_tell(house: &House, view: View) -> NothingToTell {
    let mut found = NothingToTell::default();
    for need in house.needs.iter().filter(|need| need.is_critical()) {
        if need.windows().is_empty() {
            found.no_hours.insert(need.id());
        } else if need.period().contains(house.on) && !somebody_in_a_window(house, view, need) {
            found.nobody.insert(need.id());
        }
    }
    found
}

fn somebody_in_a_window(house: &House, view: View, need: &Need) -> bool {
    let mut counting = house.counting_for(need.id()).filter(|a| !view.confirmed_only || is_confirmed(a));
    let minutes = house.minutes_of_windows(need.id());
    counting.any(|a| minutes.iter().any(|minute| house.is_present(a.id, *minute)))
}
