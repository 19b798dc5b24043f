//! The family's page of a care package: what you get, when, who comes, what it costs and who pays.

mod changes;
mod costs;
mod entry;
mod money;
mod open;
mod prices;
mod reader;
mod sentences;
mod times;
mod totals;

use alloc::collections::BTreeSet;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use chrono::NaiveDate;

use self::changes::{Change, changes};
use self::costs::Costs;
use self::entry::{Entry, ended};
use self::open::{write_ring, write_steps};
use self::reader::PageReader;
use self::sentences as tell;
use self::totals::Totals;
use super::problems::{UNKNOWN_PERSON, year};
use super::{BudgetOf, CostQuestion, Deliveries, Line, LineStatus, Package, PackageContext};
use crate::base::{
    Labels, Money, Page, Path, Period, PersonId, PrivateText, Problem, Problems, WorkingDays, date_in_words,
};
use crate::need::Need;

/// How many changes are told.
const CHANGES_MOST: usize = 40;

/// Whom a family rings about their help. What is not said has a place to be written in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhomToRing {
    /// Who it is. May be empty.
    pub name: PrivateText,
    /// Their number. May be empty.
    pub number: PrivateText,
}

/// Something that somebody has agreed to do by a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreedStep {
    /// Who, by name.
    pub who: PrivateText,
    /// What they do, as it is told to the family.
    pub what: PrivateText,
    /// By which day.
    pub by: NaiveDate,
}

/// What somebody pays into a budget themselves in a typical week, as the statement of that budget says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YouPay {
    /// Into which budget.
    pub budget: BudgetOf,
    /// How much.
    pub a_week: Money,
}

/// A page for the family about their care package: what they get, when, who comes, what it costs and who pays.
///
/// It is for all whom the package is about, or for one of them: then "you" is that person, and it holds their lines, their
/// part of the costs and their own needs only. Reasons for a split, notes, ids and codes never stand on it. It is full of
/// private words, for paper and screens and never for a log.
///
/// The answer comes first, in three lines. Then each line by itself; what has begun, what is paused, what is to begin and what
/// has ended; all costs; what changes; who does what next; and whom to ring. What nobody has said is told as not known.
///
/// What people pay themselves is worked out in the statement of a budget. Hand its amounts over ([`FamilyPage::you_pay`]), or
/// the page says that it does not know them.
///
/// ```
/// use mutual_care::base::{England, Labels, Money, NeedId, SourceId, parse_spans};
/// use mutual_care::package::{
///     FamilyPage, Line, LineKind, Package, PackageContext, PackageParts, Payer, Price, Unit, Visits, When,
/// };
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # struct Names(String);
/// # impl Labels for Names {
/// #     fn source(&self, id: SourceId) -> Option<&str> { (id.to_string() == self.0).then_some("Nora") }
/// #     fn need(&self, _: NeedId) -> Option<&str> { None }
/// # }
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], on);
/// let mut line = Line::new(id(4).parse()?, LineKind::HomeCare, id(3).parse()?, Payer::PersonalBudget);
/// line.when = Some(When::Visits { visits: Visits::new(parse_spans("daily 08:00-08:30")?)?, every: None });
/// line.prices.push(Price::new(Money::new(2_150)?, Unit::Hour));
/// parts.lines.push(line);
/// let (package, names) = (Package::new(parts)?, Names(id(3)));
/// let page = FamilyPage::new(&package, PackageContext::on(on), &England, &names).to_text()?;
/// assert!(page.starts_with("THE HELP YOU GET, AND WHAT IT COSTS\n  This page is for Nora."));
/// assert!(page.contains("When: every day from 08:00 to 08:30.\n"));
/// assert!(page.contains("Who comes: we do not know yet.\n"));
/// assert!(page.contains("A typical week costs £75.25.\n")); // 3½ hours at £21.50
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct FamilyPage<'a> {
    package: &'a Package,
    context: PackageContext<'a>,
    calendar: &'a dyn WorkingDays,
    labels: &'a dyn Labels,
    needs: Option<&'a [Need]>,
    delivered: Option<&'a Deliveries>,
    person: Option<PersonId>,
    you_pay: &'a [YouPay],
    steps: &'a [AgreedStep],
    ring: Option<&'a WhomToRing>,
}

impl<'a> FamilyPage<'a> {
    /// The page for all whom the package is about, as known on the date of the context. Needs are those of the context's
    /// household, if it has one.
    pub const fn new(
        package: &'a Package,
        context: PackageContext<'a>,
        calendar: &'a dyn WorkingDays,
        labels: &'a dyn Labels,
    ) -> Self {
        Self {
            package,
            context,
            calendar,
            labels,
            needs: None,
            delivered: None,
            person: None,
            you_pay: &[],
            steps: &[],
            ring: None,
        }
    }

    /// The same for one person.
    #[must_use]
    pub const fn for_person(self, person: PersonId) -> Self {
        Self { person: Some(person), ..self }
    }

    /// The same, with needs: those by which lines are shared, and whose words stand on the page.
    #[must_use]
    pub const fn with_needs(self, needs: &'a [Need]) -> Self {
        Self { needs: Some(needs), ..self }
    }

    /// The same, with what was delivered, for lines that are owed as delivered.
    #[must_use]
    pub const fn with_delivered(self, delivered: &'a Deliveries) -> Self {
        Self { delivered: Some(delivered), ..self }
    }

    /// The same, with what people pay themselves. Of budgets that are not among them the page says that it is not known.
    #[must_use]
    pub const fn you_pay(self, you_pay: &'a [YouPay]) -> Self {
        Self { you_pay, ..self }
    }

    /// The same, with what somebody has agreed to do.
    #[must_use]
    pub const fn with_steps(self, steps: &'a [AgreedStep]) -> Self {
        Self { steps, ..self }
    }

    /// The same, with whom to ring.
    #[must_use]
    pub const fn ring(self, ring: &'a WhomToRing) -> Self {
        Self { ring: Some(ring), ..self }
    }

    /// The page, as lines of at most 100 characters.
    ///
    /// # Errors
    ///
    /// [`Problems`]: a person whom the package is not about, a date outside the years that the crate works with, and whatever
    /// [`Package::cost`] refuses: a page never tells some of the costs as all of them.
    pub fn to_text(&self) -> Result<String, Problems> {
        let (package, on) = (self.package, self.context.on);
        let mut found: Vec<Problem> = year(&Path::WHOLE.field("on"), Some(on)).into_iter().collect();
        let stranger = self.person.filter(|person| !package.people().contains(person));
        let at = Path::WHOLE;
        found.extend(stranger.map(|person| Problem::at(&at.field("person"), &UNKNOWN_PERSON).naming(person)));
        Problems::none_or(found)?;
        let household = self.context.household.map(|household| {
            household.needs().iter().map(|stated| stated.need.clone()).collect::<Vec<Need>>()
        });
        let needs = self.needs.or(household.as_deref());
        let plain = CostQuestion::new(Period::ALWAYS, self.calendar);
        let question = CostQuestion { needs, delivered: self.delivered, ..plain };
        let costs = Costs::of(package, on, question)?;
        let reader =
            PageReader { package, labels: self.labels, person: self.person, needs: needs.unwrap_or(&[]) };
        Ok(self.written(&reader, &costs))
    }

    fn written(&self, reader: &PageReader<'_>, costs: &Costs<'_>) -> String {
        let on = self.context.on;
        let mut page = Page::default();
        let changes = changes(reader, costs.year.period);
        let totals = Totals { reader, costs, on, you_pay: self.you_pay };
        let days: BTreeSet<NaiveDate> = changes.iter().filter_map(|change| change.costs_from).collect();
        let later = totals.later(&days);

        page.heading(tell::THE_HELP);
        page.line(1, &tell::for_whom(&self.whom(reader), &date_in_words(on)));
        page.line(1, tell::WHO_WE_ARE);
        page.heading(tell::IN_SHORT);
        self.in_short(&mut page, &totals, &later, changes.first());
        for (status, heading) in [
            (LineStatus::Running, tell::WHAT_YOU_GET_NOW),
            (LineStatus::Paused, tell::WHAT_IS_PAUSED),
            (LineStatus::Planned, tell::WHAT_BEGINS_LATER),
        ] {
            page.heading(heading);
            for line in with_status(reader, status, on) {
                Self::entry(&mut page, &Entry { reader, costs, line, on });
            }
        }
        page.heading(tell::WHAT_HAS_ENDED);
        for line in with_status(reader, LineStatus::Ended, on) {
            for text in ended(reader, line, on) {
                page.line(1, &text);
            }
        }
        if reader.lines().next().is_some() {
            totals.write(&mut page, &later);
        }
        page.heading(tell::WHAT_CHANGES);
        for Change { on, what, .. } in changes.iter().take(CHANGES_MOST) {
            page.line(1, &tell::on_that_day(&date_in_words(*on), what));
        }
        match changes.len().checked_sub(CHANGES_MOST) {
            Some(more) if more > 0 => page.line(1, &tell::more_events(more)),
            _ => {}
        }
        write_steps(&mut page, reader, &self.context, self.steps);
        write_ring(&mut page, self.ring);
        page.into_text()
    }

    fn whom(&self, reader: &PageReader<'_>) -> String {
        match self.person {
            Some(person) => reader.name(person),
            None => reader.names(self.package.people()),
        }
    }

    /// The answer in three lines: what there is, what it costs, what comes next.
    fn in_short(
        &self,
        page: &mut Page,
        totals: &Totals<'_>,
        later: &[(NaiveDate, Option<Money>)],
        next: Option<&Change>,
    ) {
        let (reader, on) = (totals.reader, self.context.on);
        let is_help = |line: &&Line| !line.what.needs_no_provider() && line.share_of.is_none();
        let count = |status| with_status(reader, status, on).into_iter().filter(is_help).count();
        let (now, to_come) = (count(LineStatus::Running), count(LineStatus::Planned));
        let paused = count(LineStatus::Paused);
        if reader.lines().next().is_none() {
            let none = if self.person.is_some() { tell::NOTHING_OF_YOURS } else { tell::NOTHING_PLANNED };
            page.line(1, none);
            return;
        }
        if now + to_come + paused == 0
            && reader.lines().all(|line| reader.status(line, on) == LineStatus::Ended)
        {
            page.line(1, tell::ALL_ENDED);
        } else {
            let begun = if now == 0 { String::from(tell::NONE_NOW) } else { tell::now_of(now) };
            let off = (paused > 0).then(|| tell::paused_of(paused));
            let now = core::iter::once(begun).chain(off).collect::<Vec<_>>().join(" ");
            let to_come = if to_come == 0 { String::from(tell::NONE_LATER) } else { tell::later_of(to_come) };
            page.line(1, &tell::now_and_later(&now, &to_come));
        }
        let week = totals.week(&totals.costs.week);
        let lacks_prices = totals.lacks_prices();
        let mut cost = alloc::vec![match (week.is_zero(), self.person.is_some()) {
            (true, _) if lacks_prices => String::from(tell::COST_NOT_KNOWN),
            (true, _) => String::from(tell::COSTS_NOTHING_NOW),
            (false, false) => tell::costs_now(&week.to_string()),
            (false, true) => tell::costs_now_your_part(&week.to_string()),
        }];
        if paused > 0 && !week.is_zero() {
            cost.push(String::from(tell::PAUSED_COUNTS));
        }
        if totals.pays_otherwise() {
            cost.push(String::from(tell::PAID_OTHERWISE));
        }
        if lacks_prices && !week.is_zero() {
            cost.push(String::from(tell::WITHOUT_SOME));
        }
        if let Some((from, Some(amount))) = later.first() {
            cost.push(tell::costs_later(&amount.to_string(), &date_in_words(*from)));
        }
        page.line(1, &cost.join(" "));
        page.line(
            1,
            &next.map_or_else(
                || String::from(tell::NO_CHANGE),
                |next| tell::next_change(&date_in_words(next.on), &next.what),
            ),
        );
    }

    fn entry(page: &mut Page, entry: &Entry<'_>) {
        page.line(1, &entry.reader.title_and_kind(entry.line));
        let told =
            [entry.for_whom(), entry.when(), entry.days(), entry.source(), entry.price(), entry.paid()];
        for text in told.into_iter().flatten() {
            page.line(2, &text);
        }
    }
}

/// Lines that stand like this for whom the page is: by id, those to come by their first day.
fn with_status<'r>(reader: &'r PageReader<'_>, status: LineStatus, on: NaiveDate) -> Vec<&'r Line> {
    let mut lines: Vec<&Line> = reader.lines().filter(|line| reader.status(line, on) == status).collect();
    if status == LineStatus::Planned {
        lines.sort_by_key(|line| line.period.from());
    }
    lines
}
