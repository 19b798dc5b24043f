//! A care package as somebody hands it over: with its household, and with what was delivered of it.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};

use super::check::in_itself;
use super::delivered::wrong;
use super::problems::{self as kind, year};
use super::{Delivered, Deliveries, EligibleNeed, Package, PackageContext, PackageParts};
use crate::base::{Handed, Labels, NeedId, Path, Problem, Problems, SourceId, limits, wire};
use crate::household::{HouseholdInput, HouseholdInputParts};

/// What a care package is read from: the file's own form, `{"v1": {…}}`, household and package not yet looked at together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[serde(expecting = "a care package with its household: an object with `household`, `package` and the rest")]
pub struct PackageInputParts {
    /// The household, as in a file of its own.
    pub household: HouseholdInputParts,
    /// Of which date the package is looked at; the household's own unless said.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "wire::date_option")]
    pub on: Option<NaiveDate>,
    /// The package.
    pub package: PackageParts,
    /// The needs that have to be met; none: nobody has looked which they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "eligible")]
    pub eligible: Vec<EligibleNeed>,
    /// What was delivered.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "delivered")]
    pub delivered: Vec<Delivered>,
}

fn eligible<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<EligibleNeed>, D::Error> {
    wire::list(d, limits::NEEDS, "eligible needs")
}

fn delivered<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Delivered>, D::Error> {
    wire::list(d, limits::DELIVERED, "facts about what was delivered")
}

wire::v1!(PackageInputParts, "a care package");

/// A care package, handed over with its household: everything in it fits together.
///
/// On the wire it is the file that `docs/package-input.md` describes.
///
/// ```
/// use mutual_care::household::{HouseholdInputParts, Person};
/// use mutual_care::package::{PackageInput, PackageInputParts, PackageParts, PackageStatus};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// let mut household = HouseholdInputParts::new(id(9).parse()?, on);
/// household.people.push(Person::here(id(1).parse()?));
/// let package = PackageParts::new(id(2).parse()?, household.id, vec![id(1).parse()?], on);
/// let parts = PackageInputParts::new(household, package);
/// let input = PackageInput::new(parts.clone())?;
/// assert_eq!(input.package().status(input.on()), PackageStatus::Empty);
///
/// // A package for another household is told where it stands.
/// let mut other = parts;
/// other.package.household = id(8).parse()?;
/// let told = PackageInput::new(other).unwrap_err().to_string();
/// assert!(told.starts_with("package.household: expected the id of the household"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "PackageInputParts", into = "PackageInputParts")]
pub struct PackageInput {
    household: HouseholdInput,
    on: Option<NaiveDate>,
    package: Package,
    eligible: Vec<EligibleNeed>,
    deliveries: Deliveries,
}

impl PackageInputParts {
    /// A household and its package; nobody has looked which needs have to be met, and nothing was delivered yet.
    pub const fn new(household: HouseholdInputParts, package: PackageParts) -> Self {
        Self { household, on: None, package, eligible: Vec::new(), delivered: Vec::new() }
    }
}

impl PackageInput {
    /// Puts household and package together.
    ///
    /// # Errors
    ///
    /// [`Problems`]: everything that does not fit, each with its place and what would be right. What is wrong within the
    /// household or within the package comes first; only if nothing is are they looked at together.
    pub fn new(parts: PackageInputParts) -> Result<Self, Problems> {
        let PackageInputParts { household, on, package, mut eligible, delivered } = parts;
        let mut found: Vec<Problem> = year(&Path::WHOLE.field("on"), on).into_iter().collect();
        found.extend(in_itself(&package).into_iter().map(|problem| problem.under("package")));
        let household = HouseholdInput::or_all_problems(household).map_err(|problems| {
            let problems = problems.into_iter().map(|problem| problem.under("household.v1"));
            Problems::of(problems.chain(core::mem::take(&mut found)))
        })?;
        Problems::none_or(found)?;
        // Places are those of the file, in which lines stand in whatever order.
        let against = super::against::problems_in(&package, &household);
        let against = against.into_iter().map(|problem| problem.under("package"));
        let against = against.chain(not_needed(&eligible, &household)).collect::<Vec<_>>();
        let package = Package::new(package)?;
        let deliveries = wrong(&delivered, &package);
        Problems::none_or(against.into_iter().chain(deliveries))?;
        let deliveries = Deliveries::new(delivered, &package)?;
        eligible.sort_unstable_by_key(|one| one.need);
        Ok(Self { household, on, package, eligible, deliveries })
    }

    /// The household.
    pub const fn household(&self) -> &HouseholdInput {
        &self.household
    }

    /// The date of which the package is looked at.
    pub fn on(&self) -> NaiveDate {
        self.on.unwrap_or(self.household.as_at())
    }

    /// The package.
    pub const fn package(&self) -> &Package {
        &self.package
    }

    /// The needs that have to be met, in order of id.
    pub fn eligible(&self) -> &[EligibleNeed] {
        &self.eligible
    }

    /// What was delivered.
    pub const fn deliveries(&self) -> &Deliveries {
        &self.deliveries
    }

    /// What findings about the package look at beside it. Where no eligible need stands in the file, nobody has looked.
    pub fn context(&self) -> PackageContext<'_> {
        let eligible = (!self.eligible.is_empty()).then_some(self.eligible.as_slice());
        PackageContext { on: self.on(), household: Some(&self.household), eligible }
    }

    /// The same without names, dates of birth and free text: ids, codes, dates, times and amounts stay, and so does the
    /// package's fingerprint. The name of a grant is a code, and stays.
    ///
    /// ```
    /// use mutual_care::base::PrivateText;
    /// use mutual_care::household::{HouseholdInputParts, Person};
    /// use mutual_care::package::{PackageInput, PackageInputParts, PackageParts};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
    /// let mut household = HouseholdInputParts::new(id(9).parse()?, on);
    /// household.people.push(Person { name: PrivateText::new("Ada")?, ..Person::here(id(1).parse()?) });
    /// let mut package = PackageParts::new(id(2).parse()?, household.id, vec![id(1).parse()?], on);
    /// package.note = PrivateText::new("Ada asked twice")?;
    /// let input = PackageInput::new(PackageInputParts::new(household, package))?;
    /// let redacted = input.redact();
    /// assert!(!serde_json::to_string(&redacted)?.contains("Ada"));
    /// assert_eq!(redacted.package().fingerprint()?, input.package().fingerprint()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn redact(&self) -> Self {
        Self { household: self.household.redact(), package: self.package.redact(), ..self.clone() }
    }

    /// What it was made from, in order of ids.
    pub fn into_parts(self) -> PackageInputParts {
        PackageInputParts {
            household: self.household.into_parts(),
            on: self.on,
            package: self.package.into_parts(),
            eligible: self.eligible,
            delivered: self.deliveries.iter().collect(),
        }
    }
}

/// Eligible needs that the household does not have, or that stand twice.
fn not_needed(eligible: &[EligibleNeed], household: &HouseholdInput) -> Vec<Problem> {
    let mut seen: BTreeSet<NeedId> = BTreeSet::new();
    let mut found = Vec::new();
    for (at, one) in Path::WHOLE.field("eligible").each(eligible) {
        let at = at.field("need");
        if household.need(one.need).is_none() {
            found.push(Problem::at(&at, &kind::UNKNOWN_NEED).naming(one.need));
        }
        if !seen.insert(one.need) {
            found.push(Problem::at(&at, &kind::LISTED_TWICE).naming(one.need));
        }
    }
    found
}

impl TryFrom<PackageInputParts> for PackageInput {
    type Error = Problems;

    fn try_from(parts: PackageInputParts) -> Result<Self, Problems> {
        Self::new(parts)
    }
}

impl Handed for PackageInput {
    type Parts = PackageInputParts;
}

impl From<PackageInput> for PackageInputParts {
    fn from(input: PackageInput) -> Self {
        input.into_parts()
    }
}

impl Labels for PackageInput {
    fn source(&self, id: SourceId) -> Option<&str> {
        Labels::source(&self.household, id)
    }

    fn need(&self, id: NeedId) -> Option<&str> {
        Labels::need(&self.household, id)
    }
}
