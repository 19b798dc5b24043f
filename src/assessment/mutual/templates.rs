//! What a need of a kind usually is, until an assessor has looked: a table of policy.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{PartOfDay, Topic};
use crate::base::{Basis, ByCode, Code, MINUTES_PER_DAY, WeekMinute, WeekPattern, WeekSpan, limits};
use crate::need::{Consequence, Window};

/// What a need of one kind usually is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedTemplate {
    /// On which days of the week, 0 for Monday.
    pub days: Vec<u8>,
    /// In which parts of the day.
    pub parts: Vec<PartOfDay>,
    /// How many minutes are owed in each; none if somebody is to be there throughout.
    pub minutes: Option<u16>,
    /// How many helpers at once.
    pub helpers: u8,
    /// How many minutes it may stay open before harm.
    pub tolerance_min: u32,
    /// How bad it is if it is not met.
    pub consequence: Consequence,
}

/// The templates of all kinds of help, and what the parts of the day are: a policy of the embedder's, with the
/// date from which it holds.
///
/// Neither law nor guidance fixes any of these numbers. [`NeedTemplates::chosen`] is a default that was chosen
/// for this crate, and every need made from it says that it is assumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeedTemplates {
    since: NaiveDate,
    basis: Basis,
    parts: Vec<(PartOfDay, WeekPart)>,
    rows: Vec<(Topic, NeedTemplate)>,
}

/// A part of the day: its first minute after midnight, and how many minutes it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct WeekPart {
    from: u16,
    minutes: u16,
}

/// Templates are not usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    /// A part of the day is missing, starts after the day or lasts no time or longer than a day.
    #[error(
        "expected each part of the day once, to start within the day and last 1 minute to a day; look at {0}"
    )]
    Part(PartOfDay),
    /// Parts of the day share minutes.
    #[error(
        "expected morning, midday, evening and night apart from each other, and all day apart from night"
    )]
    Overlap,
    /// A kind of help has no template.
    #[error("expected a template for each kind of help; look at {0}")]
    Missing(Topic),
    /// A template's numbers do not fit.
    #[error(
        "expected days 0 to 6, some part of the day, minutes of 1 to the shortest part, helpers of 1 to {hands} \
         and a tolerance of at most {minutes} minutes; look at {0}",
        hands = limits::HANDS,
        minutes = limits::TOLERANCE_MIN
    )]
    Template(Topic),
}

impl NeedTemplates {
    /// Templates that hold from a date on: for each part of the day its first minute after midnight and its
    /// length, and for each kind of help its template.
    ///
    /// # Errors
    ///
    /// [`TemplateError`] if something is missing or does not fit.
    pub fn new(
        since: NaiveDate,
        basis: Basis,
        parts: &ByCode<PartOfDay, Option<(u16, u16)>>,
        rows: &ByCode<Topic, Option<NeedTemplate>>,
    ) -> Result<Self, TemplateError> {
        let part = |(part, times): (PartOfDay, Option<(u16, u16)>)| match times {
            Some((from, minutes)) if from < MINUTES_PER_DAY && (1..=MINUTES_PER_DAY).contains(&minutes) => {
                Ok((part, WeekPart { from, minutes }))
            }
            _ => Err(TemplateError::Part(part)),
        };
        let parts = parts.iter().map(part).collect::<Result<Vec<_>, _>>()?;
        let row = |(topic, row): (Topic, Option<NeedTemplate>)| match row {
            Some(row) => Ok((topic, row)),
            None => Err(TemplateError::Missing(topic)),
        };
        let rows = rows.iter().map(row).collect::<Result<Vec<_>, _>>()?;
        let templates = Self { since, basis, parts, rows };
        templates.check()?;
        Ok(templates)
    }

    /// The templates chosen for this crate, as of 1 March 2026.
    pub fn chosen() -> Self {
        let row = |topic: Topic| (topic, chosen(topic));
        let part = |part: PartOfDay| {
            let (from, until) = match part {
                PartOfDay::Morning => (7, 10),
                PartOfDay::Midday => (12, 14),
                PartOfDay::Evening => (17, 20),
                PartOfDay::Night => (22, 31),
                PartOfDay::AllDay => (7, 22),
            };
            (part, WeekPart { from: from * 60, minutes: (until - from) * 60 })
        };
        Self {
            since: NaiveDate::from_ymd_opt(2026, 3, 1).unwrap_or_default(),
            basis: Basis::policy("need templates chosen for this crate, 1 March 2026"),
            parts: PartOfDay::ALL.iter().copied().map(part).collect(),
            rows: Topic::ALL.iter().copied().map(row).collect(),
        }
    }

    /// From when on they hold.
    pub const fn since(&self) -> NaiveDate {
        self.since
    }

    /// Whose policy they are.
    pub const fn basis(&self) -> &Basis {
        &self.basis
    }

    /// The template for a kind of help.
    pub fn of(&self, topic: Topic) -> Option<&NeedTemplate> {
        self.rows.iter().find(|(of, _)| *of == topic).map(|(_, row)| row)
    }

    /// The windows that a template stands for.
    pub fn windows(&self, template: &NeedTemplate) -> Vec<Window> {
        self.spans(&template.days, &template.parts)
            .filter_map(|span| match template.minutes {
                None => Some(Window::being_there(span)),
                Some(minutes) => Window::doing(span, minutes).ok(),
            })
            .collect()
    }

    /// When somebody is there who helps in these parts of the day, on the days of the template.
    pub fn times(&self, template: &NeedTemplate, parts: &[PartOfDay]) -> WeekPattern {
        WeekPattern::from_spans(self.spans(&template.days, parts))
    }

    fn spans<'a>(&'a self, days: &'a [u8], parts: &'a [PartOfDay]) -> impl Iterator<Item = WeekSpan> + 'a {
        let times = parts.iter().filter_map(|part| self.part(*part));
        times.flat_map(move |part| {
            days.iter().filter_map(move |day| {
                let start = WeekMinute::new(u16::from(*day) * MINUTES_PER_DAY + part.from).ok()?;
                WeekSpan::new(start, part.minutes).ok()
            })
        })
    }

    fn part(&self, part: PartOfDay) -> Option<WeekPart> {
        self.parts.iter().find(|(of, _)| *of == part).map(|(_, times)| *times)
    }

    fn check(&self) -> Result<(), TemplateError> {
        use PartOfDay::{AllDay, Evening, Midday, Morning, Night};
        let apart = |parts: &[PartOfDay]| {
            let minutes: u32 =
                parts.iter().filter_map(|part| self.part(*part)).map(|p| u32::from(p.minutes)).sum();
            u32::from(WeekPattern::from_spans(self.spans(&DAILY, parts)).minutes()) == 7 * minutes
        };
        if !apart(&[Morning, Midday, Evening, Night]) || !apart(&[AllDay, Night]) {
            return Err(TemplateError::Overlap);
        }
        for (topic, row) in &self.rows {
            let mut days = row.days.clone();
            days.sort_unstable();
            days.dedup();
            let whole_days =
                !days.is_empty() && days.len() == row.days.len() && days.iter().all(|day| *day < 7);
            let shortest =
                row.parts.iter().filter_map(|part| self.part(*part)).map(|part| part.minutes).min();
            let minutes =
                shortest.is_some_and(|most| row.minutes.is_none_or(|owed| (1..=most).contains(&owed)));
            let helpers = (1..=limits::HANDS).contains(&row.helpers);
            if !(whole_days && minutes && helpers && apart(&row.parts))
                || row.tolerance_min > limits::TOLERANCE_MIN
            {
                return Err(TemplateError::Template(*topic));
            }
        }
        Ok(())
    }
}

const DAILY: [u8; 7] = [0, 1, 2, 3, 4, 5, 6];

fn chosen(topic: Topic) -> NeedTemplate {
    use Consequence::{Critical, Moderate, Serious};
    use PartOfDay::{AllDay, Evening, Midday, Morning, Night};
    const HOUR: u32 = 60;
    const DAY: u32 = 24 * HOUR;
    type Row = (&'static [u8], &'static [PartOfDay], Option<u16>, u32, Consequence);
    let (days, parts, minutes, tolerance_min, consequence): Row = match topic {
        Topic::Shopping => (&[2, 5], &[AllDay], Some(60), 2 * DAY, Serious),
        Topic::Cooking => (&DAILY, &[Midday, Evening], Some(30), 8 * HOUR, Critical),
        Topic::Cleaning => (&[0, 3], &[AllDay], Some(90), 14 * DAY, Moderate),
        Topic::Money => (&[4], &[AllDay], Some(60), 14 * DAY, Serious),
        Topic::Medicines => (&DAILY, &[Morning, Evening], Some(10), 4 * HOUR, Critical),
        Topic::Washing => (&DAILY, &[Morning], Some(30), 2 * DAY, Serious),
        Topic::Toilet => (&DAILY, &[AllDay, Night], None, HOUR, Critical),
        Topic::Moving => (&DAILY, &[Morning, Evening], Some(20), 2 * HOUR, Critical),
        Topic::GoingOut => (&[1, 4], &[AllDay], Some(120), 14 * DAY, Moderate),
        Topic::Appointments => (&[2], &[AllDay], Some(60), 7 * DAY, Serious),
        Topic::Company => (&DAILY, &[Evening], Some(60), 7 * DAY, Moderate),
        Topic::DayWatch => (&DAILY, &[AllDay], None, 2 * HOUR, Critical),
        Topic::NightWatch => (&DAILY, &[Night], None, HOUR, Critical),
        Topic::Deciding => (&[0], &[AllDay], Some(30), 14 * DAY, Serious),
    };
    NeedTemplate {
        days: days.to_vec(),
        parts: parts.to_vec(),
        minutes,
        helpers: 1,
        tolerance_min,
        consequence,
    }
}
