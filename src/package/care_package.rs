//! A care package: lines that fit together.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::check::in_itself;
use super::{Line, PackageParts};
use crate::base::{
    CanonicalError, Fingerprint, HouseholdId, PackageId, PackageLineId, PersonId, PrivateText, Problem,
    Problems,
};

/// The edition of the form in which a package is fingerprinted.
const EDITION: u32 = 1;

/// A care package for one household, for one person or several.
///
/// A package that exists is valid in itself: each id once, prices in order and for units that go with when a line is
/// provided, pauses within their line, shares that fit. Whether it fits a household is another question:
/// [`Package::check`]. Lines are kept in order of id.
///
/// ```
/// use mutual_care::base::{Money, parse_spans};
/// use mutual_care::package::{Line, LineKind, Package, PackageParts, Payer, Price, Unit, Visits, When};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![id(3).parse()?], on);
/// let mut line = Line::new(id(4).parse()?, LineKind::HomeCare, id(3).parse()?, Payer::PersonalBudget);
/// line.when = Some(When::Visits { visits: Visits::new(parse_spans("daily 08:00-08:30")?)?, every: None });
/// line.prices.push(Price::new(Money::new(2_150)?, Unit::Hour));
/// parts.lines.push(line);
/// let package = Package::new(parts.clone())?;
/// assert_eq!(package.lines().len(), 1);
///
/// // Nothing is provided for nobody, and a price of nothing is no price.
/// parts.lines[0].people.clear();
/// parts.lines[0].prices[0].amount = Money::ZERO;
/// let problems = Package::new(parts).unwrap_err();
/// let places: Vec<&str> = problems.iter().map(|problem| problem.place()).collect();
/// assert_eq!(places, ["lines[0].for", "lines[0].prices[0].pence"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PackageParts", into = "PackageParts")]
pub struct Package {
    parts: PackageParts,
}

impl Package {
    /// Puts a package together.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would.
    pub fn new(parts: PackageParts) -> Result<Self, Problems> {
        Problems::none_or(in_itself(&parts))?;
        Ok(Self::in_order(parts))
    }

    /// Everything that does not fit in parts by themselves, each at its place in them.
    pub(crate) fn problems_of_parts(parts: &PackageParts) -> Vec<Problem> {
        in_itself(parts)
    }

    fn in_order(mut parts: PackageParts) -> Self {
        parts.people.sort_unstable();
        parts.lines.sort_unstable_by_key(|line| line.id);
        parts.lines.iter_mut().for_each(Line::put_in_order);
        Self { parts }
    }

    /// The package's id.
    pub const fn id(&self) -> PackageId {
        self.parts.id
    }

    /// The household it is for.
    pub const fn household(&self) -> HouseholdId {
        self.parts.household
    }

    /// The people it is about, in order of id.
    pub fn people(&self) -> &[PersonId] {
        &self.parts.people
    }

    /// When it was drawn up.
    pub const fn drawn_up_on(&self) -> NaiveDate {
        self.parts.drawn_up_on
    }

    /// The date by which it is to be reviewed.
    pub const fn review_by(&self) -> Option<NaiveDate> {
        self.parts.review_by
    }

    /// What is to be known about it.
    pub const fn note(&self) -> &PrivateText {
        &self.parts.note
    }

    /// Its lines, in order of id.
    pub fn lines(&self) -> &[Line] {
        &self.parts.lines
    }

    /// The line with this id.
    pub fn line(&self, id: PackageLineId) -> Option<&Line> {
        let index = self.lines().binary_search_by_key(&id, |line| line.id).ok()?;
        self.lines().get(index)
    }

    /// Lines that cost a share of this one.
    pub fn shares_of(&self, id: PackageLineId) -> impl Iterator<Item = &Line> {
        self.lines().iter().filter(move |line| line.share_of.is_some_and(|share| share.line == id))
    }

    /// The same without free text: ids, codes, dates, times and amounts stay, and so does the fingerprint, in which there is
    /// none. The name of a grant and the embedder's own codes are codes.
    pub fn redact(&self) -> Self {
        let mut parts = self.parts.clone();
        parts.note = PrivateText::empty();
        parts.lines.iter_mut().for_each(Line::forget_words);
        Self { parts }
    }

    pub(super) const fn parts(&self) -> &PackageParts {
        &self.parts
    }

    /// The parts, to make another package from.
    pub fn into_parts(self) -> PackageParts {
        self.parts
    }

    /// The fingerprint of what the package says, without private text.
    ///
    /// # Errors
    ///
    /// [`CanonicalError`], which no valid package gives.
    pub fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        Fingerprint::of("care_package", EDITION, &self.parts)
    }
}

impl TryFrom<PackageParts> for Package {
    type Error = Problems;

    fn try_from(parts: PackageParts) -> Result<Self, Problems> {
        Self::new(parts)
    }
}

impl From<Package> for PackageParts {
    fn from(package: Package) -> Self {
        package.parts
    }
}
