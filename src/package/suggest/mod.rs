//! What would mend a loss, as lines of a care package with their price.
//!
//! [`Support::mend`](crate::support::Support::mend) says which minutes and hands a loss leaves short. Here these become visits,
//! and visits lines: one for the same needs, hands and weeks. Whoever is there for one need is there for another, and what is
//! to be done is done one after another, where one kind of help may do both at one address.

mod kinds;
mod lines;
mod price_list;
mod priced;
mod question;
mod ring;
mod suggestion;
mod visits;
mod wanted;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;

use self::lines::drafts;
pub use self::price_list::{ListedPrice, PriceList, PriceListParts};
use self::priced::{Prices, alone};
pub use self::question::SuggestQuestion;
use self::suggestion::with_lines;
pub use self::suggestion::{MendedNeed, SuggestedLine, Suggestion};
use self::visits::Planner;
use super::problems as kind;
use super::{CostQuestion, Line, Package, PackageInput};
use crate::base::{
    Money, NeedId, PackageLineId, Path, Period, Problem, ProblemKind, Problems, SourceId, limits,
};
use crate::need::Snapshot;
use crate::support::{Mend, Support};

/// How often lines are looked at with the loss: each time the needs that lack more hands get more.
const ROUNDS: usize = 2 * limits::HANDS as usize;

/// Up to how many lines it is tried whether all the others would do without one.
const LINES_LEFT_OUT: usize = 256;

impl Package {
    /// Lines that would mend a loss in a week with this package in it, each with what it mends, who would provide it and what
    /// it costs; and what would stay unmended with all of them, as the week with them in it says.
    ///
    /// Each line is of the kind, and by the provider, whose typical week costs least, of those who are not lost themselves and
    /// do not live there; ties by kind, then by id. Whoever is there at these hours anyway comes last, since of one source the
    /// greatest number of hands counts. None of up to 256 lines could be left out.
    ///
    /// ```
    /// use mutual_care::base::{England, Money, PersonId, SourceId};
    /// use mutual_care::need::{Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window};
    /// use mutual_care::package::{
    ///     LineKind, ListedPrice, Package, PackageParts, Price, PriceList, SuggestQuestion, Unit,
    /// };
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
    /// let (mother, son): (PersonId, PersonId) = (id(1).parse()?, id(2).parse()?);
    /// let supper = Need::new(id(3).parse()?, mother, Outcome::Nutrition, Consequence::Critical)
    ///     .with_windows(vec![Window::doing("Mon 17:00-19:00".parse()?, 30)?])?;
    /// let cooks = Arrangement::new(id(4).parse()?, son.into(), supper.id(), "Mon 17:30-18:30".parse()?);
    /// let sources = vec![Source::member(mother), Source::member(son)];
    /// let week = Snapshot::new(SnapshotParts { on, sources, needs: vec![supper], arrangements: vec![cooks] })?;
    /// let package = Package::new(PackageParts::new(id(5).parse()?, id(6).parse()?, vec![mother], on))?;
    ///
    /// let willow: SourceId = id(7).parse()?;
    /// let by_the_hour = vec![Price::new(Money::new(2_150)?, Unit::Hour)];
    /// let prices = PriceList::new(vec![ListedPrice::new(LineKind::HomeCare, willow, by_the_hour)])?;
    /// let suggestion = package.suggest(&week, &SuggestQuestion::new(son.into(), &prices, &England))?;
    /// let line = &suggestion.lines[0].line;
    /// let visits = serde_json::to_value(&line.when)?;
    /// assert_eq!(visits["visits"], "Mon 17:30-18:00");
    /// assert_eq!(suggestion.week.total.to_string(), "£10.75"); // half an hour at £21.50
    /// assert!(suggestion.stays.is_empty());
    ///
    /// // Once it is in the package, there is nothing more to suggest.
    /// let revised = suggestion.added_to(&package, on)?;
    /// assert!(revised.suggest(&week, &SuggestQuestion::new(son.into(), &prices, &England))?.lines.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`]: the source that is lost is not in the week, the loss leaves more short than
    /// [`limits::MEND_STRETCHES`], more than [`limits::PRICES_TRIED`] prices would be tried, or the package with these lines
    /// would be none.
    pub fn suggest(&self, week: &Snapshot, question: &SuggestQuestion<'_>) -> Result<Suggestion, Problems> {
        let week = week.with_package(self)?.snapshot;
        let planner = Planner::of(&week, question.split.is_some());
        let prices = Prices::of(self, &week, question);
        let (mut wanted, mut lines) = (Vec::new(), Vec::new());
        let mut mended: BTreeMap<NeedId, MendedNeed> = BTreeMap::new();
        let mut mend = mend_of(&week, question.lost)?;
        for _ in 0..ROUNDS {
            if !wanted::add(&mut wanted, &mend, &week) {
                break;
            }
            at_most(wanted.len(), limits::MEND_STRETCHES, &kind::MENDS_TOO_MUCH)?;
            note(&mut mended, &mend, &week);
            let drafts = drafts(self, &week, &planner, planner.plan(wanted.clone()), question);
            let tried = drafts.len().saturating_mul(question.prices.prices().len());
            at_most(tried, limits::PRICES_TRIED, &kind::TOO_MUCH_TRIED)?;
            lines = drafts.iter().map(|draft| prices.line(draft)).collect();
            mend = self.mend_with(&week, &lines, question.lost)?;
        }
        // A visit that is there for one need may be there for another, for which a line was thought of by itself.
        lines.sort_unstable_by_key(|line| (line.needs.len(), line.id));
        let mut place = 0;
        while place < lines.len() && lines.len() <= LINES_LEFT_OUT {
            let line = lines.remove(place);
            if self.mend_with(&week, &lines, question.lost)?.needs != mend.needs {
                lines.insert(place, line);
                place += 1;
            }
        }
        self.suggestion(&week, question, lines, &mended, mend)
    }

    /// What a loss leaves short with these lines in the package: those that nobody provides are looked at as if somebody did.
    fn mend_with(&self, week: &Snapshot, lines: &[Line], lost: SourceId) -> Result<Mend, Problems> {
        let provided = lines.iter().cloned().map(|mut line| {
            line.by = line.by.or(Some(SourceId::new(line.id.uuid())));
            line
        });
        let with = with_lines(self, provided, self.drawn_up_on())?;
        mend_of(&week.with_package(&with)?.snapshot, lost)
    }

    fn suggestion(
        &self,
        week: &Snapshot,
        question: &SuggestQuestion<'_>,
        mut lines: Vec<Line>,
        mended: &BTreeMap<NeedId, MendedNeed>,
        left: Mend,
    ) -> Result<Suggestion, Problems> {
        lines.sort_unstable_by_key(|line| line.id);
        let on = week.on();
        let package = alone(self, lines.clone())?;
        let costs = CostQuestion::new(Period::ALWAYS, question.calendar).with_needs(week.needs());
        let (of_week, of_year) = (package.typical_week(on, &costs)?, package.estimate(on, &costs)?);
        let priced = |line: &Line, cost: Option<Money>| cost.filter(|_| !line.prices.is_empty());
        let cost_in = |lines: &[super::LineCost], id: PackageLineId| {
            lines.iter().find(|cost| cost.line == id).map(|cost| cost.cost)
        };
        let lines = lines.into_iter().map(|line| SuggestedLine {
            mends: line.needs.iter().filter_map(|need| mended.get(need)).cloned().collect(),
            week: priced(&line, cost_in(&of_week.lines, line.id)),
            year: priced(&line, cost_in(&of_year.lines, line.id)),
            line,
        });
        let lines = lines.collect();
        Ok(Suggestion { lost: question.lost, on, lines, week: of_week, year: of_year, stays: left.needs })
    }
}

impl PackageInput {
    /// Lines that would mend a loss in the household's week of a date, as [`Package::suggest`] has them.
    ///
    /// ```
    /// use mutual_care::base::England;
    /// use mutual_care::household::{HouseholdInputParts, Person};
    /// use mutual_care::package::{PackageInput, PackageInputParts, PackageParts, PriceList, SuggestQuestion};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
    /// let mut household = HouseholdInputParts::new(id(9).parse()?, on);
    /// household.people.push(Person::here(id(1).parse()?));
    /// let package = PackageParts::new(id(2).parse()?, household.id, vec![id(1).parse()?], on);
    /// let input = PackageInput::new(PackageInputParts::new(household, package))?;
    /// let prices = PriceList::default();
    /// let suggestion = input.suggest(on, &SuggestQuestion::new(id(1).parse()?, &prices, &England))?;
    /// assert!(suggestion.lines.is_empty()); // nobody needs anybody there
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Problems`], as [`PackageInput::week`] and [`Package::suggest`].
    pub fn suggest(&self, on: NaiveDate, question: &SuggestQuestion<'_>) -> Result<Suggestion, Problems> {
        self.package().suggest(&self.week(on)?.snapshot, question)
    }
}

fn mend_of(week: &Snapshot, lost: SourceId) -> Result<Mend, Problems> {
    let at = Path::WHOLE;
    let unknown = || Problems::of([Problem::at(&at.field("lost"), &kind::NO_SUCH_SOURCE).naming(lost)]);
    Support::of(week).mend(lost).ok_or_else(unknown)
}

fn at_most(number: usize, most: usize, kind: &'static ProblemKind) -> Result<(), Problems> {
    let at = Path::WHOLE;
    Problems::none_or((number > most).then(|| Problem::at(&at.field("lost"), kind).naming(most)))
}

/// Keeps what a mend says of each need that it names for the first time.
fn note(mended: &mut BTreeMap<NeedId, MendedNeed>, mend: &Mend, week: &Snapshot) {
    for need in &mend.needs {
        let of = week.need(need.need);
        mended.entry(need.need).or_insert_with(|| MendedNeed {
            need: need.need,
            person: need.person,
            critical: need.critical,
            is_gap: need.is_gap,
            skills: of.map(|need| need.skills().to_vec()).unwrap_or_default(),
            awake: of.is_some_and(crate::need::Need::asks_awake),
        });
    }
}
