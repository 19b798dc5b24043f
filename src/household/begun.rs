//! How a household's record begins: opened as it is handed over, or taken over from another system.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::look::Looked;
use super::reading::present;
use super::to_look_at::told_after_the_file;
use super::{
    Chronicle, Household, HouseholdInput, Opened, Policy, SignsLookedFor, StatedArrangement, change,
};
use crate::base::{AnyId, Finding, Findings, Stamp, limits};
use crate::machine::{Accept, Asked, Misfit, Opens, TakenOver, TakesOver};

/// What is known of a household that another system kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AsKnown {
    /// The household.
    #[serde(deserialize_with = "HouseholdInput::kept")]
    pub household: HouseholdInput,
    /// The last look for signs of mutual caring, if there was one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    pub looked: Option<SignsLookedFor>,
}

impl Opens<Opened> for Chronicle {
    fn happened(event: &Opened) -> Option<NaiveDate> {
        let told = event.household.arrangements().iter().filter_map(StatedArrangement::told_on);
        told.chain([event.on]).max()
    }

    fn findings(event: &Opened, asked: &Asked<'_, Policy>) -> Findings {
        // Nothing happened, something was written down: so nothing of this bars. But it cannot have been written down
        // on a day that has not come, nor before somebody in it was born.
        let mut found = Self::new(&event.household, &event.came_from).to_look_at(event.on, asked.policy());
        let mut wrong: Vec<Finding> = Vec::new();
        change::all_born_by(event.household.people(), event.on, &mut wrong);
        found.extend(wrong);
        found.extend(told_after_the_file(&event.household));
        found
    }

    fn id_inside(event: &Opened) -> Option<AnyId> {
        Some(event.household.id().any())
    }

    fn open(event: &Opened, _: &Stamp) -> Result<Self, Misfit> {
        let household = &event.household;
        let about = [household.id().any()];
        Misfit::all([
            Misfit::unless(
                event.on == household.as_at(),
                "expected `on` to be the household's `as_at`",
                &about,
            ),
            Misfit::unless(event.came_from.len() <= limits::PEOPLE, "expected at most 64 records", &about),
        ])?;
        Ok(Self::new(household, &event.came_from))
    }
}

impl TakesOver for Chronicle {
    fn findings(taken: &TakenOver<Household>, asked: &Asked<'_, Policy>) -> Findings {
        known_of(&taken.as_known).to_look_at(taken.on, asked.policy())
    }

    fn id_inside(taken: &TakenOver<Household>) -> Option<AnyId> {
        Some(taken.as_known.household.id().any())
    }

    fn take_over(taken: &TakenOver<Household>, _: &Stamp) -> Result<Self, Misfit> {
        let known = known_of(&taken.as_known);
        if let Some(looked) = &taken.as_known.looked {
            known.fits(looked)?;
        }
        Ok(known)
    }
}

fn known_of(as_known: &AsKnown) -> Chronicle {
    let mut known = Chronicle::new(&as_known.household, &[]);
    if let Some(looked) = &as_known.looked {
        known.look(looked.on, Looked::Found(looked.evidence.clone()));
    }
    known
}
