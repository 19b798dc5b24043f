//! Who pays, and what is free by law.

use alloc::vec::Vec;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::reading::{people, weight};
use crate::base::{Basis, Period, PersonId, Surety, Word, codes, wire};

/// Who pays for a line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[serde(
    expecting = "who pays: `personal_budget`, `health`, `person`, `top_up`, or an object with `joint` or `grant`"
)]
pub enum Payer {
    /// The personal budget of whomever the line is for.
    PersonalBudget,
    /// The health service.
    Health,
    /// The authority, from the personal budget, and the health service, by weights.
    Joint {
        /// The authority's weight: 1 to [`limits::WEIGHT`](crate::base::limits::WEIGHT).
        #[serde(deserialize_with = "weight")]
        authority: u32,
        /// The health service's: 1 to [`limits::WEIGHT`](crate::base::limits::WEIGHT).
        #[serde(deserialize_with = "weight")]
        health: u32,
    },
    /// A grant of this name, which is a code and no name of anybody.
    Grant(Word),
    /// The person, privately.
    Person,
    /// A third party, who pays for something better than what is needed.
    TopUp,
}

/// Who bears a part of a cost, in the order of the table of payers; grants by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaidBy {
    /// The personal budget; of a joint line, the authority's part.
    PersonalBudget,
    /// The health service; of a joint line, its part.
    Health,
    /// A grant of this name.
    Grant(Word),
    /// The person, privately.
    Person,
    /// A third party.
    TopUp,
    /// Nobody in the household's accounts: it is free by law, by this rule.
    FreeByLaw(FreeRule),
}

impl Payer {
    /// Who bears parts of what it pays, with the weight of each, in the order of the table.
    ///
    /// ```
    /// use mutual_care::package::{PaidBy, Payer};
    /// let joint = Payer::Joint { authority: 1, health: 2 };
    /// assert_eq!(joint.parts(), [(PaidBy::PersonalBudget, 1), (PaidBy::Health, 2)]);
    /// ```
    pub fn parts(&self) -> Vec<(PaidBy, u32)> {
        let whole = |by| alloc::vec![(by, 1)];
        match self {
            Self::PersonalBudget => whole(PaidBy::PersonalBudget),
            Self::Health => whole(PaidBy::Health),
            Self::Joint { authority, health } => {
                alloc::vec![(PaidBy::PersonalBudget, *authority), (PaidBy::Health, *health)]
            }
            Self::Grant(name) => whole(PaidBy::Grant(name.clone())),
            Self::Person => whole(PaidBy::Person),
            Self::TopUp => whole(PaidBy::TopUp),
        }
    }

    /// Whether any of it stands in a personal budget.
    pub const fn is_of_a_budget(&self) -> bool {
        matches!(self, Self::PersonalBudget | Self::Joint { .. })
    }
}

codes! {
    /// By which rule something is free, or is paid for by the authority and not charged.
    pub enum FreeRule: "a rule by which something is free" {
        /// Reablement, in its first six weeks.
        Reablement = "reablement", "reablement in its first six weeks";
        /// Intermediate care, in its first six weeks.
        IntermediateCare = "intermediate_care", "intermediate care in its first six weeks";
        /// After-care of somebody who was detained in hospital.
        AfterCare = "after_care_s117", "after-care under section 117";
        /// Equipment, and minor adaptations, of up to £1,000.
        EquipmentOrAdaptation = "equipment_or_adaptation", "equipment or a minor adaptation";
        /// All that is for a person with Creutzfeldt-Jakob disease.
        Cjd = "cjd", "care of a person with CJD";
    }
}

/// Days of a specified period for which nothing is charged: six weeks, with pauses included.
pub const FREE_DAYS: u64 = 42;

impl FreeRule {
    /// Whether what it frees stands beside the personal budget. What does not stands in it, and is not charged.
    pub const fn stands_beside_the_budget(self) -> bool {
        matches!(self, Self::Reablement | Self::IntermediateCare | Self::AfterCare)
    }

    /// Whether it frees the first [`FREE_DAYS`] days of a specified period only.
    pub const fn is_for_six_weeks(self) -> bool {
        matches!(self, Self::Reablement | Self::IntermediateCare)
    }

    /// What it frees, as people call it.
    pub(super) const fn service(self) -> &'static str {
        match self {
            Self::Reablement => "reablement",
            Self::IntermediateCare => "intermediate care",
            Self::AfterCare => "after-care",
            Self::EquipmentOrAdaptation => "equipment or minor adaptations",
            Self::Cjd => "care of a person with CJD",
        }
    }

    /// What it rests on.
    pub const fn basis(self) -> Basis {
        match self {
            Self::Reablement | Self::IntermediateCare | Self::EquipmentOrAdaptation => {
                Basis::regulation("SI 2014/2672", "reg.3", Surety::Read).since(2015, 4, 1)
            }
            Self::AfterCare => Basis::act("Mental Health Act 1983", "s.117", Surety::Unverified),
            Self::Cjd => Basis::regulation("SI 2014/2672", "reg.4", Surety::Unverified).since(2015, 4, 1),
        }
    }
}

/// Days on which a line is free by law, or is not charged, by one rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "what is free by law: an object with `rule` and `period`")]
pub struct Free {
    /// By which rule.
    pub rule: FreeRule,
    /// On which days. For reablement and intermediate care this is the specified period, of which the first 42 days are
    /// free: its first day has to be said.
    pub period: Period,
    /// On which day that was decided. Each specified period of reablement or intermediate care needs a decision of its own.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub decided_on: Option<NaiveDate>,
    /// Whose part of the line it frees; none: that of all whom the line is for. Only with CJD, which one of two may have.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "people")]
    pub who: Vec<PersonId>,
}

impl Free {
    /// The days that it frees.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use mutual_care::base::Period;
    /// use mutual_care::package::{Free, FreeRule};
    /// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let period = Period::new(Some(day(3, 2)), Some(day(6, 1)))?;
    /// let free = Free { rule: FreeRule::Reablement, period, decided_on: None, who: vec![] };
    /// // 42 days from 2 March: the last is 12 April.
    /// assert_eq!(free.days().and_then(|days| days.last_day()), Some(day(4, 12)));
    /// # Ok::<(), mutual_care::base::PeriodError>(())
    /// ```
    ///
    /// None where it is six weeks from a day that is not said.
    pub fn days(&self) -> Option<Period> {
        if !self.rule.is_for_six_weeks() {
            return Some(self.period);
        }
        let from = self.period.from()?;
        let until = from.checked_add_days(Days::new(FREE_DAYS))?;
        Period::new(Some(from), Some(self.period.until().map_or(until, |ends| ends.min(until)))).ok()
    }

    /// Whether it frees a person's part on a day.
    pub fn frees(&self, person: PersonId, on: NaiveDate) -> bool {
        let whose = self.who.is_empty() || self.who.contains(&person);
        whose && self.days().is_some_and(|days| days.contains(on))
    }
}
