//! Duties: what is due, from when to when, owed by whom, on what basis; done, or late.
//!
//! Day 0 is the day of the event from which a term runs. Months clamp to the end of the month. Only working
//! days shift for holidays; days, weeks and months run through them.

use alloc::vec::Vec;

use chrono::{Days, Months, NaiveDate};
use serde::{Serialize, Serializer};

use super::{Amount, AnyId, Finding, Rule, Weight, WorkingDays, codes, working_day_after};

codes! {
    /// Who owes a duty.
    pub enum Ower: "who owes it" {
        /// The local authority.
        Authority = "authority", "the council";
        /// Whoever provides care.
        Provider = "provider", "the provider of care";
        /// A children's home.
        Home = "home", "the children's home";
        /// The authority that places a child.
        PlacingAuthority = "placing_authority", "the council that places the child";
        /// Whoever keeps a plan.
        Keeper = "keeper", "whoever keeps the plan";
    }
}

/// How long after an event.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::base::{England, Term};
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// assert_eq!(Term::Months(1).after(day(2026, 1, 31), &England), Some(day(2026, 2, 28)));
/// assert_eq!(Term::WorkingDays(1).after(day(2026, 4, 2), &England), Some(day(2026, 4, 7)));
/// assert_eq!(Term::Days(1).after(day(2026, 4, 2), &England), Some(day(2026, 4, 3)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// Calendar days.
    Days(u16),
    /// Working days, by the calendar asked.
    WorkingDays(u16),
    /// Weeks of seven days.
    Weeks(u16),
    /// Calendar months, to the same day of the month or the month's last.
    Months(u16),
}

impl Term {
    /// The day on which the term ends that begins with an event on this day. None only where working days run
    /// into a year that the calendar does not know, or past the last day that can be written.
    pub fn after(self, event: NaiveDate, calendar: &dyn WorkingDays) -> Option<NaiveDate> {
        match self {
            Self::WorkingDays(days) => working_day_after(calendar, event, days),
            Self::Days(days) => event.checked_add_days(Days::new(days.into())),
            Self::Weeks(weeks) => event.checked_add_days(Days::new(u64::from(weeks) * 7)),
            Self::Months(months) => event.checked_add_months(Months::new(months.into())),
        }
    }
}

/// Until when something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deadline {
    /// On this day at the latest.
    By(NaiveDate),
    /// There is a day, and the calendar does not reach it.
    NotKnown,
    /// No day is fixed: in reasonable time.
    NoDay,
}

impl From<Option<NaiveDate>> for Deadline {
    fn from(last: Option<NaiveDate>) -> Self {
        last.map_or(Self::NotKnown, Self::By)
    }
}

impl Serialize for Deadline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::By(day) => serializer.collect_str(day),
            Self::NotKnown => serializer.serialize_str("not_known"),
            Self::NoDay => serializer.serialize_str("no_day"),
        }
    }
}

/// How a duty stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Late by so many days, and not done.
    Late {
        /// 1 on the day after the last day on which it was in time.
        days: u32,
    },
    /// It may be done, and is not late.
    Due,
    /// Its first day has not come.
    NotYet,
    /// Done late.
    DoneLate {
        /// How many days after the last day on which it was in time.
        days: u32,
    },
    /// Done in time.
    Done,
}

/// Something that somebody owes.
///
/// ```
/// use chrono::NaiveDate;
/// use mutual_care::base::{Audience, Basis, Deadline, Duty, Ower, Room, Rule, Standing, Weight};
/// static VISIT: Rule = Rule {
///     code: "visit-due",
///     room: Room::Vendor,
///     place: 0,
///     weight: Weight::Notes,
///     audience: Audience::Anyone,
///     professional: "A visit is due by {by}.",
///     person: "We come to see you by {by}.",
///     basis: Basis::policy("made up"),
/// };
/// let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
/// let duty = Duty::new(&VISIT, Ower::Authority, day(2)).by(Deadline::By(day(9)));
/// assert_eq!(duty.standing(day(1)), Standing::NotYet);
/// assert_eq!(duty.standing(day(9)), Standing::Due);
/// assert_eq!(duty.standing(day(11)), Standing::Late { days: 2 });
/// assert_eq!(duty.done(day(10)).standing(day(11)), Standing::DoneLate { days: 1 });
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    rule: &'static Rule,
    owed_by: Ower,
    about: Vec<AnyId>,
    from: NaiveDate,
    deadline: Deadline,
    done: Option<NaiveDate>,
    amounts: Vec<(&'static str, Amount)>,
}

impl Duty {
    /// What the rule says, owed from this day on, with no day fixed for it.
    pub const fn new(rule: &'static Rule, owed_by: Ower, from: NaiveDate) -> Self {
        Self {
            rule,
            owed_by,
            about: Vec::new(),
            from,
            deadline: Deadline::NoDay,
            done: None,
            amounts: Vec::new(),
        }
    }

    /// The same, due by then.
    #[must_use]
    pub fn by(self, deadline: impl Into<Deadline>) -> Self {
        Self { deadline: deadline.into(), ..self }
    }

    /// The same, due only in the last so many weeks before its last day, if it has one: what has a year's time is not
    /// listed as due for a year. Never before the day from which it is owed.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use mutual_care::base::{Audience, Basis, Deadline, Duty, Ower, Room, Rule, Standing, Weight};
    /// # static REVIEW: Rule = Rule {
    /// #     code: "review-due",
    /// #     room: Room::Vendor,
    /// #     place: 0,
    /// #     weight: Weight::Notes,
    /// #     audience: Audience::Anyone,
    /// #     professional: "A review is due by {by}.",
    /// #     person: "We look at it again by {by}.",
    /// #     basis: Basis::policy("made up"),
    /// # };
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let review = Duty::new(&REVIEW, Ower::Authority, day(2026, 4, 20)).by(Deadline::By(day(2027, 4, 20)));
    /// let review = review.with_notice(8);
    /// assert_eq!(review.from(), day(2027, 2, 23));
    /// assert_eq!(review.standing(day(2026, 5, 1)), Standing::NotYet);
    /// ```
    #[must_use]
    pub fn with_notice(self, weeks: u16) -> Self {
        let Deadline::By(last) = self.deadline else { return self };
        let first = last.checked_sub_days(Days::new(u64::from(weeks) * 7));
        Self { from: first.map_or(self.from, |first| first.max(self.from)), ..self }
    }

    /// The same, about this as well.
    #[must_use]
    pub fn about(mut self, id: impl Into<AnyId>) -> Self {
        self.about.push(id.into());
        self
    }

    /// The same, with an amount that its sentences name as `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, amount: Amount) -> Self {
        self.amounts.push((name, amount));
        self
    }

    /// The same, done on this day.
    #[must_use]
    pub fn done(self, on: NaiveDate) -> Self {
        Self { done: Some(on), ..self }
    }

    /// The rule: its code, its sentences and what it rests on.
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Who owes it.
    pub const fn owed_by(&self) -> Ower {
        self.owed_by
    }

    /// What it concerns.
    pub fn concerns(&self) -> &[AnyId] {
        &self.about
    }

    /// The first day on which it may be done.
    pub const fn from(&self) -> NaiveDate {
        self.from
    }

    /// Until when.
    pub const fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// When it was done, if it was.
    pub const fn done_on(&self) -> Option<NaiveDate> {
        self.done
    }

    /// How it stands on a day. What is done later counts as not done on that day.
    pub fn standing(&self, on: NaiveDate) -> Standing {
        let done = self.done.filter(|done| *done <= on);
        let late = match self.deadline {
            Deadline::By(last) => (done.unwrap_or(on) - last).num_days(),
            Deadline::NotKnown | Deadline::NoDay => 0,
        };
        match (done, u32::try_from(late).unwrap_or(0)) {
            (Some(_), 0) => Standing::Done,
            (Some(_), days) => Standing::DoneLate { days },
            (None, 0) if on < self.from => Standing::NotYet,
            (None, 0) => Standing::Due,
            (None, days) => Standing::Late { days },
        }
    }

    /// The duty as a finding on a day: a warning if it is late, else a note. Its sentences may name `{from}`,
    /// and `{by}`, where a day is known.
    pub fn finding(&self, on: NaiveDate) -> Finding {
        let late = matches!(self.standing(on), Standing::Late { .. });
        let mut finding = Finding::new(self.rule)
            .weighing(if late { Weight::Warns } else { Weight::Notes })
            .about_all(self.about.iter().copied())
            .with("from", Amount::Date(self.from));
        if let Deadline::By(last) = self.deadline {
            finding = finding.with("by", Amount::Date(last));
        }
        self.amounts.iter().fold(finding, |finding, (name, amount)| finding.with(name, *amount))
    }

    /// Soonest first, then the rules' order, then ids.
    fn key(&self) -> (Deadline, super::Room, u16, &[AnyId], NaiveDate) {
        (self.deadline, self.rule.room, self.rule.place, &self.about, self.from)
    }
}

/// For machines: code, owed by, about, from, by, done, and the basis.
impl Serialize for Duty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut out = serializer.serialize_struct("Duty", 7)?;
        out.serialize_field("code", self.rule.code)?;
        out.serialize_field("owed_by", &self.owed_by)?;
        out.serialize_field("about", &self.about)?;
        out.serialize_field("from", &self.from)?;
        out.serialize_field("by", &self.deadline)?;
        match self.done {
            Some(done) => out.serialize_field("done", &done)?,
            None => out.skip_field("done")?,
        }
        out.serialize_field("basis", &self.rule.basis)?;
        out.end()
    }
}

/// Anything that can be asked what is owed on its account, under a policy `P` of its room.
pub trait Owes<P: ?Sized> {
    /// Every duty known on that day, done ones included.
    fn duties(&self, on: NaiveDate, policy: &P, calendar: &dyn WorkingDays) -> Vec<Duty>;
}

/// What is due or late on a day over many records: soonest deadline first, those without a day last.
pub fn due<'a, P, R>(
    records: impl IntoIterator<Item = &'a R>,
    on: NaiveDate,
    policy: &P,
    calendar: &dyn WorkingDays,
) -> Vec<Duty>
where
    P: ?Sized,
    R: Owes<P> + ?Sized + 'a,
{
    let mut duties: Vec<Duty> = records
        .into_iter()
        .flat_map(|record| record.duties(on, policy, calendar))
        .filter(|duty| matches!(duty.standing(on), Standing::Late { .. } | Standing::Due))
        .collect();
    duties.sort_by(|a, b| a.key().cmp(&b.key()));
    duties
}
