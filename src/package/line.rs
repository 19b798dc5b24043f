//! A line of a care package.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::reading::{hands, is_false, needs, people};
use super::{BudgetOf, Factor, Free, LineKind, OwnCodes, Pause, Payer, Price, SharedBy, SplitThen, When};
use crate::base::{NeedId, PackageLineId, Period, PersonId, PrivateText, SourceId, codes, limits, wire};
use crate::need::{is_always, is_one, one};

/// One thing that is provided: what, for whom, when, by whom, at what price, and who pays.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a line: an object with `id`, `what`, `for`, `payer` and the rest")]
pub struct Line {
    /// Its id.
    pub id: PackageLineId,
    /// What is provided.
    pub what: LineKind,
    /// The same in somebody's own words. May be empty.
    #[serde(default, skip_serializing_if = "PrivateText::is_empty")]
    pub about: PrivateText,
    /// For whom: one person, or several who share it.
    #[serde(rename = "for", deserialize_with = "people")]
    pub people: Vec<PersonId>,
    /// In whose budgets it stands. None said: in that of each person it is for, as an adult.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "budgets")]
    pub budgets: Vec<BudgetOf>,
    /// Which needs it meets.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "needs")]
    pub needs: Vec<NeedId>,
    /// Who or what provides it; none: nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub by: Option<SourceId>,
    /// The days over which it holds.
    #[serde(default, skip_serializing_if = "is_always")]
    pub period: Period,
    /// When it is provided; none: on every date, or it does not matter for its price.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub when: Option<When>,
    /// How many workers come at once: 1 to [`limits::HANDS`].
    #[serde(default = "one", skip_serializing_if = "is_one", deserialize_with = "hands")]
    pub hands: u8,
    /// What it costs, each price from its day until the next; none: nobody has said.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "prices")]
    pub prices: Vec<Price>,
    /// It is known to cost nothing: advice that is free for everybody. Not the same as a price that nobody has said.
    #[serde(default, skip_serializing_if = "is_false")]
    pub costs_nothing: bool,
    /// It costs a share of what another line costs, day by day, and has no price of its own.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub share_of: Option<ShareOf>,
    /// Who pays.
    pub payer: Payer,
    /// Days on which it is free by law, or is not charged.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "free")]
    pub free: Vec<Free>,
    /// How its budgets share it; none where it stands in one.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub split: Option<SharedBy>,
    /// Days on which it is not provided to some, or to all.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "pauses")]
    pub pauses: Vec<Pause>,
    /// How many days before its end, or before a pause, the provider has to be told: 1 to [`limits::NOTICE_DAYS`]. None:
    /// it is owed until it ends and no longer.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "notice_days")]
    pub notice_days: Option<u16>,
    /// On which day the provider was told that it ends. None: in time, as far as anybody knows.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub told_on: Option<NaiveDate>,
    /// What is owed and chargeable: what was planned, or what was delivered.
    #[serde(default, skip_serializing_if = "Owed::is_as_planned")]
    pub owed: Owed,
    /// Who employs whoever comes, if somebody of the household does; of a cost of employing by itself, whose cost it is.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub employed_by: Option<PersonId>,
    /// The embedder's own codes, which are never read.
    #[serde(default, skip_serializing_if = "OwnCodes::is_empty")]
    pub codes: OwnCodes,
}

impl Line {
    /// A line for one person over all time, of which nobody has said when it is, who provides it or what it costs.
    pub fn new(id: PackageLineId, what: LineKind, person: PersonId, payer: Payer) -> Self {
        Self {
            id,
            what,
            about: PrivateText::empty(),
            people: alloc::vec![person],
            budgets: Vec::new(),
            needs: Vec::new(),
            by: None,
            period: Period::ALWAYS,
            when: None,
            hands: 1,
            prices: Vec::new(),
            costs_nothing: false,
            share_of: None,
            payer,
            free: Vec::new(),
            split: None,
            pauses: Vec::new(),
            notice_days: None,
            told_on: None,
            owed: Owed::default(),
            employed_by: None,
            codes: OwnCodes::default(),
        }
    }

    /// The budgets in which it stands, in order: as listed, or that of each person it is for, as an adult.
    pub fn stands_in(&self) -> Vec<BudgetOf> {
        let mut budgets = self.budgets.clone();
        if budgets.is_empty() {
            budgets.extend(self.people.iter().copied().map(BudgetOf::adult));
        }
        budgets.sort_unstable();
        budgets
    }

    /// The price of a day: the last that begins on it or before. None before the first, or if there is none.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use mutual_care::base::Money;
    /// use mutual_care::package::{Line, LineKind, Payer, Price, Unit};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let mut line = Line::new(id(1).parse()?, LineKind::DayService, id(2).parse()?, Payer::PersonalBudget);
    /// line.prices.push(Price::new(Money::new(6_000)?, Unit::Day));
    /// line.prices.push(Price { from: Some(day(4, 1)), ..Price::new(Money::new(6_300)?, Unit::Day) });
    /// assert_eq!(line.price_on(day(3, 31)).map(|price| price.amount.pence()), Some(6_000));
    /// assert_eq!(line.price_on(day(4, 1)).map(|price| price.amount.pence()), Some(6_300));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn price_on(&self, day: NaiveDate) -> Option<&Price> {
        self.prices.iter().rev().find(|price| price.from.is_none_or(|from| from <= day))
    }

    /// The pauses that hold on a day, those past the line's own days left out.
    pub fn pauses_on(&self, day: NaiveDate) -> impl Iterator<Item = &Pause> {
        let holds = self.period.contains(day);
        self.pauses.iter().filter(move |pause| holds && pause.period.contains(day))
    }

    /// Whom it is for and who is not paused on a day, in the order in which they are listed.
    pub fn left_on(&self, day: NaiveDate) -> Vec<PersonId> {
        let pauses: Vec<&Pause> = self.pauses_on(day).collect();
        self.left_by(&pauses)
    }

    /// Who is left while these pauses hold.
    pub(super) fn left_by(&self, pauses: &[&Pause]) -> Vec<PersonId> {
        let left = |person: &&PersonId| !pauses.iter().any(|pause| pause.is_for(**person));
        self.people.iter().filter(left).copied().collect()
    }

    /// Whether it is paused on a day: a day of its own on which nobody is left.
    pub fn is_paused_on(&self, day: NaiveDate) -> bool {
        self.pauses_on(day).next().is_some() && self.left_on(day).is_empty()
    }

    /// The budgets of those who are left, in order: without those of the people who are paused. Where none is left but
    /// somebody is, they are all of them, since whoever is left has no budget of their own here.
    pub fn budgets_left(&self, left: &[PersonId]) -> Vec<BudgetOf> {
        let mut budgets = self.stands_in();
        let paused: BTreeSet<&PersonId> =
            self.people.iter().filter(|person| !left.contains(person)).collect();
        if budgets.iter().any(|budget| !paused.contains(&budget.person)) {
            budgets.retain(|budget| !paused.contains(&budget.person));
        }
        budgets
    }

    /// How it is shared on a day, and between which budgets. While it is paused for some, as the pause says; while it is
    /// paused for all, as ever. None where it stands in one budget only.
    pub fn shared_on(&self, day: NaiveDate) -> (Option<&SharedBy>, Vec<BudgetOf>) {
        let left = self.left_on(day);
        let then = self.pauses_on(day).find_map(|pause| pause.split_then.as_ref());
        match then {
            Some(SplitThen::BetweenThoseLeft(rule)) if !left.is_empty() => {
                (Some(rule), self.budgets_left(&left))
            }
            _ => (self.split.as_ref(), self.stands_in()),
        }
    }

    /// Whether it is known at which hours of the week it is provided.
    pub(super) const fn is_at_known_hours(&self) -> bool {
        matches!(self.when, Some(When::Visits { .. }))
    }

    /// The same with all its lists in order, those of prices apart, which are in order already.
    pub(super) fn put_in_order(&mut self) {
        self.people.sort_unstable();
        self.budgets.sort_unstable();
        self.needs.sort_unstable();
        if let Some(When::Allowance(allowance)) = &mut self.when {
            allowance.bookings.sort_unstable();
        }
        self.rules_of_sharing_mut().for_each(SharedBy::put_in_order);
        self.pauses.iter_mut().for_each(|pause| pause.who.sort_unstable());
        self.pauses.sort_unstable();
        self.free.iter_mut().for_each(|free| free.who.sort_unstable());
        self.free.sort_unstable();
    }

    /// The same without anybody's words.
    pub(super) fn forget_words(&mut self) {
        self.about = PrivateText::empty();
        self.rules_of_sharing_mut().for_each(SharedBy::forget_reason);
    }

    /// How it is shared, and how it is while it is paused for some.
    pub(super) fn rules_of_sharing(&self) -> impl Iterator<Item = &SharedBy> {
        let then = self.pauses.iter().filter_map(|pause| match &pause.split_then {
            Some(SplitThen::BetweenThoseLeft(rule)) => Some(rule),
            _ => None,
        });
        then.chain(self.split.as_ref())
    }

    fn rules_of_sharing_mut(&mut self) -> impl Iterator<Item = &mut SharedBy> {
        let then = self.pauses.iter_mut().filter_map(|pause| match &mut pause.split_then {
            Some(SplitThen::BetweenThoseLeft(rule)) => Some(rule),
            _ => None,
        });
        then.chain(self.split.as_mut())
    }
}

/// That a line costs a share of what another one costs: holiday pay, an employer's insurance and pension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a share of another line: an object with `line` and `share`")]
pub struct ShareOf {
    /// Which line. It has a price of its own.
    pub line: PackageLineId,
    /// How much of its cost on each day.
    pub share: Factor,
}

codes! {
    /// By what it is measured what is owed and chargeable.
    #[derive(Default)]
    pub enum OwedAs: "what is owed" {
        /// What was planned, whatever came of it.
        #[default]
        Planned = "planned", "as planned";
        /// What was delivered, more or less than planned.
        Delivered = "delivered", "as delivered";
        /// What was delivered, and no more than was planned.
        UpToPlanned = "up_to_planned", "as delivered, up to what was planned";
    }
}

codes! {
    /// How minutes are rounded to steps.
    pub enum StepRounding: "how minutes are rounded" {
        /// To the step that is begun.
        Up = "up", "up";
        /// To the last whole step.
        Down = "down", "down";
        /// To the nearest step; half a step counts as a whole one.
        Nearest = "nearest", "to the nearest";
    }
}

/// What is owed and chargeable of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "what is owed: an object with `as`, and `steps` if minutes are counted in them")]
pub struct Owed {
    /// By what it is measured.
    #[serde(rename = "as")]
    pub by: OwedAs,
    /// In which steps the minutes of a date are counted; none: by the minute.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "wire::present")]
    pub steps: Option<Steps>,
}

impl Owed {
    /// Whether it is what was planned.
    pub fn is_as_planned(&self) -> bool {
        *self == Self::default()
    }
}

/// The steps in which minutes that were delivered on a date are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "steps: an object with `minutes` and `round`")]
pub struct Steps {
    /// How long a step is: 1 to 1,440.
    #[serde(deserialize_with = "step")]
    pub minutes: u16,
    /// How what is between two steps is rounded.
    pub round: StepRounding,
}

impl Steps {
    /// So many minutes, in whole steps.
    ///
    /// ```
    /// use mutual_care::package::{StepRounding, Steps};
    /// let quarters = |round| Steps { minutes: 15, round };
    /// assert_eq!(quarters(StepRounding::Up).of(31), 45);
    /// assert_eq!(quarters(StepRounding::Down).of(44), 30);
    /// assert_eq!(quarters(StepRounding::Nearest).of(37), 30);
    /// assert_eq!(quarters(StepRounding::Nearest).of(38), 45);
    /// ```
    pub const fn of(self, minutes: u32) -> u32 {
        let step = if self.minutes == 0 { 1 } else { self.minutes as u32 };
        let (whole, rest) = (minutes / step, minutes % step);
        let up = match self.round {
            StepRounding::Up => rest > 0,
            StepRounding::Down => false,
            StepRounding::Nearest => rest * 2 >= step,
        };
        (whole + up as u32).saturating_mul(step)
    }
}

fn budgets<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<BudgetOf>, D::Error> {
    wire::list(d, limits::LINE_BUDGETS, "budgets")
}

fn prices<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Price>, D::Error> {
    wire::list(d, limits::LINE_PRICES, "prices")
}

fn pauses<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Pause>, D::Error> {
    wire::list(d, limits::LINE_PAUSES, "pauses")
}

fn free<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Free>, D::Error> {
    wire::list(d, limits::LINE_FREE, "periods free by law")
}

fn notice_days<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u16>, D::Error> {
    wire::number(d, 1, limits::NOTICE_DAYS.into()).map(Some)
}

fn step<'de, D: Deserializer<'de>>(d: D) -> Result<u16, D::Error> {
    wire::number(d, 1, crate::base::MINUTES_PER_DAY.into())
}
