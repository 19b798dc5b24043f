//! What was delivered, beside what was planned.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::problems::{self as kind, out_of, year};
use super::{Counted, Owed, OwedAs, Package};
use crate::base::{PackageLineId, Path, Problem, Problems, codes, limits, wire};

/// What was delivered of a line on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "what was delivered: an object with `line`, `on` and `was`")]
pub struct Delivered {
    /// Of which line.
    pub line: PackageLineId,
    /// On which date; a visit belongs to the day on which it began.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// What.
    pub was: DeliveredWas,
}

/// What was delivered on a date, all of that date together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[serde(
    expecting = "what was delivered: `missed`, or an object with `minutes`, with `times` or with `cancelled`"
)]
pub enum DeliveredWas {
    /// So many minutes, by the clock: 1 to [`limits::QUANTITY`].
    Minutes(#[serde(deserialize_with = "quantity")] u32),
    /// So many visits, nights, sessions, journeys or days: 1 to [`limits::QUANTITY`].
    Times(#[serde(deserialize_with = "quantity")] u32),
    /// Nothing, and nobody had said so.
    Missed,
    /// Nothing: it was cancelled.
    Cancelled {
        /// By whom.
        by: CancelledBy,
        /// How many whole hours before it would have begun; none: nobody has written that down.
        #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "hours")]
        notice_hours: Option<u32>,
    },
}

codes! {
    /// Who cancelled what was planned.
    pub enum CancelledBy: "who cancelled it" {
        /// Whoever it is for, or somebody for them.
        Person = "person", "the person";
        /// Whoever provides it.
        Provider = "provider", "the provider";
        /// The authority.
        Authority = "authority", "the council";
        /// Somebody else.
        SomebodyElse = "somebody_else", "somebody else";
    }
}

impl DeliveredWas {
    /// How much it is: minutes or times; 0 where nothing came.
    pub const fn number(self) -> u32 {
        match self {
            Self::Minutes(number) | Self::Times(number) => number,
            Self::Missed | Self::Cancelled { .. } => 0,
        }
    }
}

impl Owed {
    /// What is owed of a date, in minutes or times, where so much was planned. Where nothing is recorded it is what was
    /// planned. Steps are taken first, and then no more than was planned where the line says so.
    ///
    /// ```
    /// use mutual_care::package::{DeliveredWas, Owed, OwedAs, StepRounding, Steps};
    /// let steps = Some(Steps { minutes: 15, round: StepRounding::Up });
    /// let owed = Owed { by: OwedAs::UpToPlanned, steps };
    /// assert_eq!(owed.of(60, Some(DeliveredWas::Minutes(31))), 45);
    /// assert_eq!(owed.of(60, Some(DeliveredWas::Minutes(61))), 60);
    /// assert_eq!(owed.of(60, Some(DeliveredWas::Missed)), 0);
    /// assert_eq!(owed.of(60, None), 60);
    /// ```
    pub fn of(self, planned: u32, was: Option<DeliveredWas>) -> u32 {
        let Some(was) = was else { return planned };
        let delivered = self.steps.map_or(was.number(), |steps| steps.of(was.number()));
        match self.by {
            OwedAs::Planned => planned,
            OwedAs::Delivered => delivered,
            OwedAs::UpToPlanned => delivered.min(planned),
        }
    }
}

/// What was delivered of a package, as far as it is recorded: of each line and date once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deliveries(BTreeMap<(PackageLineId, NaiveDate), DeliveredWas>);

impl Deliveries {
    /// What was delivered of this package.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use mutual_care::package::{Deliveries, Delivered, DeliveredWas, Line, LineKind, Package, PackageParts, Payer};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], on);
    /// parts.lines.push(Line::new(id(4).parse()?, LineKind::HomeCare, id(3).parse()?, Payer::PersonalBudget));
    /// let package = Package::new(parts)?;
    /// let missed = Delivered { line: id(4).parse()?, on, was: DeliveredWas::Missed };
    /// let deliveries = Deliveries::new(vec![missed], &package)?;
    /// assert_eq!(deliveries.of(id(4).parse()?, on), Some(DeliveredWas::Missed));
    /// let twice = Deliveries::new(vec![missed, missed], &package).unwrap_err();
    /// assert_eq!(twice.iter().next().map(|problem| problem.place()), Some("delivered[1]"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`]: a line that the package does not have, a date outside of its days, another unit than that of the
    /// price, the same line and date twice. Places are those of a list called `delivered`.
    pub fn new(delivered: Vec<Delivered>, package: &Package) -> Result<Self, Problems> {
        Problems::none_or(wrong(&delivered, package))?;
        Ok(Self(delivered.into_iter().map(|one| ((one.line, one.on), one.was)).collect()))
    }

    /// What was delivered of a line on a date; none: nothing is recorded, which counts as planned.
    pub fn of(&self, line: PackageLineId, on: NaiveDate) -> Option<DeliveredWas> {
        self.0.get(&(line, on)).copied()
    }

    /// What was delivered of a line on some days, in order of date.
    pub(super) fn of_line(
        &self,
        line: PackageLineId,
        on: Range<NaiveDate>,
    ) -> impl Iterator<Item = (NaiveDate, DeliveredWas)> + '_ {
        let of = if on.is_empty() { None } else { Some(self.0.range((line, on.start)..(line, on.end))) };
        of.into_iter().flatten().map(|(&(_, on), &was)| (on, was))
    }

    /// All of it, in order of line and date.
    pub fn iter(&self) -> impl Iterator<Item = Delivered> {
        self.0.iter().map(|(&(line, on), &was)| Delivered { line, on, was })
    }
}

/// Everything that does not fit, in the order of the list.
pub(super) fn wrong(delivered: &[Delivered], package: &Package) -> Vec<Problem> {
    let list = Path::WHOLE.field("delivered");
    if delivered.len() > limits::DELIVERED {
        let problem = Problem::at(&list, &kind::TOO_MANY).naming(limits::DELIVERED);
        return alloc::vec![problem.naming("facts about what was delivered")];
    }
    let mut found = Vec::new();
    let mut first: BTreeMap<(PackageLineId, NaiveDate), usize> = BTreeMap::new();
    for (index, (at, one)) in list.each(delivered).enumerate() {
        found.extend(year(&at.field("on"), Some(one.on)));
        if let Some(earlier) = first.insert((one.line, one.on), index) {
            first.insert((one.line, one.on), earlier);
            let problem = Problem::at(&at, &kind::DELIVERED_TWICE).naming(one.line);
            found.push(problem.naming(list.item(earlier)));
        }
        let Some(line) = package.line(one.line) else {
            found.push(Problem::at(&at.field("line"), &kind::DELIVERED_LINE).naming(one.line));
            continue;
        };
        if line.share_of.is_some() {
            found.push(Problem::at(&at.field("line"), &kind::DELIVERED_SHARE).naming(one.line));
        }
        if !line.period.contains(one.on) {
            found.push(Problem::at(&at.field("on"), &kind::DELIVERED_OUTSIDE));
        }
        let (was, most) = (at.field("was"), limits::QUANTITY);
        let (name, is_minutes) = match one.was {
            DeliveredWas::Minutes(_) => ("minutes", true),
            DeliveredWas::Times(_) => ("times", false),
            DeliveredWas::Missed | DeliveredWas::Cancelled { .. } => continue,
        };
        found.extend(out_of(&was.field(name), one.was.number(), [1, most], &kind::QUANTITY, most));
        let expected = match line.price_on(one.on).map(|price| price.per.counted()) {
            Some(Counted::ByMinutes) if !is_minutes => "`minutes`",
            Some(Counted::ByTimes | Counted::ByDays) if is_minutes => "`times`",
            _ => continue,
        };
        found.push(Problem::at(&was, &kind::DELIVERED_UNIT).naming(expected));
    }
    found
}

fn quantity<'de, D: Deserializer<'de>>(d: D) -> Result<u32, D::Error> {
    wire::number(d, 1, limits::QUANTITY.into())
}

fn hours<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u32>, D::Error> {
    wire::number(d, 0, limits::QUANTITY.into()).map(Some)
}
