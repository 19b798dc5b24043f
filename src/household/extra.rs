//! More help for a household: what if?

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::check::{Lists, check};
use super::{HouseholdInput, Person, Service, StatedArrangement, lists};
use crate::base::{Problems, wire};
use crate::need::{Snapshot, Source};

/// People, services and arrangements to be added to a household: a file of its own, `{"v1": {…}}`. Its
/// arrangements may name whatever the household has.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[serde(expecting = "extra help: an object with `people`, `services` and `arrangements`")]
pub struct ExtraHelp {
    /// More people.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lists::people")]
    pub people: Vec<Person>,
    /// More services.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lists::services")]
    pub services: Vec<Service>,
    /// More arrangements.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "lists::arrangements")]
    pub arrangements: Vec<StatedArrangement>,
}

wire::v1!(ExtraHelp, "extra help");

impl HouseholdInput {
    /// The household with more help in it, as if it had been stated all along.
    ///
    /// What members lean on is filled in anew in its snapshots, from all that is then met. To ask "what if?" of
    /// one date, with everything else left as it is, use [`HouseholdInput::snapshot_with`].
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, at its place in what is added.
    pub fn with(&self, extra: &ExtraHelp) -> Result<Self, Problems> {
        let new = Lists {
            people: &extra.people,
            services: &extra.services,
            arrangements: &extra.arrangements,
            ..Lists::default()
        };
        Problems::none_or(check(self.lists(), new, Some(self.as_at())))?;
        let mut parts = self.clone().into_parts();
        parts.people.extend(extra.people.iter().cloned());
        parts.services.extend(extra.services.iter().cloned());
        parts.arrangements.extend(extra.arrangements.iter().cloned());
        Self::new(parts)
    }

    /// The week of a date with more help in it: what if? What members are assumed to lean on stays as it is
    /// without that help, so that more help never makes anything fall.
    ///
    /// ```
    /// use mutual_care::base::{Period, WeekPattern};
    /// use mutual_care::household::{ExtraHelp, HouseholdInput, HouseholdInputParts, Person, StatedArrangement};
    /// use mutual_care::need::{Consequence, Need, Outcome, Window};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    /// let son = Person::here(id(1).parse()?);
    /// let tea = Need::new(id(2).parse()?, son.id, Outcome::Nutrition, Consequence::Serious)
    ///     .with_windows(vec![Window::doing("Mon 17:00-19:00".parse()?, 30)?])?;
    /// let help = |n, neighbour: &Person| -> Result<_, Box<dyn std::error::Error>> {
    ///     Ok(StatedArrangement::new(id(n).parse()?, neighbour.id.into(), tea.id(), WeekPattern::always()))
    /// };
    /// let mut parts = HouseholdInputParts::new(id(9).parse()?, date);
    /// parts.people.push(son);
    /// parts.needs.push(tea.clone().into());
    /// let input = HouseholdInput::new(parts)?;
    /// let neighbour = Person::elsewhere(id(3).parse()?);
    /// let extra = ExtraHelp {
    ///     arrangements: vec![help(4, &neighbour)?],
    ///     people: vec![neighbour],
    ///     ..ExtraHelp::default()
    /// };
    /// assert_eq!(input.snapshot(date)?.arrangements().len(), 0);
    /// assert_eq!(input.snapshot_with(date, &extra)?.arrangements().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`], at their places in what is added if it does not fit; at `on` if the date lies outside the years of
    /// the crate.
    pub fn snapshot_with(&self, on: NaiveDate, extra: &ExtraHelp) -> Result<Snapshot, Problems> {
        let merged = self.with(extra)?;
        let (today, then) = (self.snapshot(on)?, merged.plain(on));
        let sources: Vec<Source> =
            then.sources.into_iter().filter(|source| today.source(source.id).is_none()).collect();
        let arrangements: Vec<_> = then
            .arrangements
            .into_iter()
            .filter(|arrangement| today.arrangement(arrangement.id).is_none())
            .collect();
        let ages = merged.people().iter().filter_map(|person| Some((person.id, person.age_known(on)?)));
        today.with(sources, arrangements).map(|week| week.knowing(ages))
    }
}
