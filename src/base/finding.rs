//! Findings: reasons as data. A refusal, a verdict and a warning are all made of these.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::cmp::Ordering;
use core::fmt;

use chrono::NaiveDate;
use serde::Serialize;
use serde::ser::{SerializeMap, SerializeStruct, Serializer};

use super::{AnyId, Basis, CycleMinute, Money, codes};

codes! {
    /// How much a finding weighs. A guard refuses if and only if something bars.
    pub enum Weight: "a weight" {
        /// It cannot go on like this.
        Bars = "bars", "bars";
        /// It can go on, and somebody should look.
        Warns = "warns", "warns";
        /// Worth knowing.
        Notes = "notes", "notes";
    }
}

codes! {
    /// Who may read a finding. Nothing printed for a family contains what is not for anyone, or how many there
    /// are of it.
    pub enum Audience: "an audience" {
        /// Anyone who may see the record.
        Anyone = "anyone", "anyone";
        /// Only the person it is about.
        PersonAlone = "person_alone", "the person alone";
        /// Professionals only: safeguarding, capacity, confidence.
        Professionals = "professionals", "professionals only";
    }
}

codes! {
    /// The room whose table a rule stands in, from the ground up.
    pub enum Room: "a room of the crate" {
        /// The plain words of needs and arrangements.
        Need = "need", "need";
        /// Interdependence.
        Support = "support", "support";
        /// The kernel of the records.
        Machine = "machine", "machine";
        /// The record of a household.
        Household = "household", "household";
        /// The people and services around.
        Circle = "circle", "circle";
        /// Assessments.
        Assessment = "assessment", "assessment";
        /// Care packages.
        Package = "package", "package";
        /// Personal budgets.
        Budget = "budget", "budget";
        /// Emergency plans.
        Emergency = "emergency", "emergency";
        /// Plans for the future.
        Future = "future", "future";
        /// Placement.
        Placement = "placement", "placement";
        /// Sharing.
        Sharing = "sharing", "sharing";
        /// A vendor's own.
        Vendor = "vendor", "vendor";
    }
}

/// A rule: what a finding says, to whom, and what it rests on. One static value each, in its room's table.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable code, in lower case with hyphens.
    pub code: &'static str,
    /// The room in whose table it stands.
    pub room: Room,
    /// Its place in that table.
    pub place: u16,
    /// What it weighs unless the embedder's policy says otherwise.
    pub weight: Weight,
    /// Who may read it.
    pub audience: Audience,
    /// The sentence for a professional. `{name}` stands for an amount of that name; what stands after the bar in
    /// `{name|words}` is said only where there is an amount of that name, and in `{name|words|others}` the others are
    /// where there is none.
    pub professional: &'static str,
    /// The sentence for the person it is about.
    pub person: &'static str,
    /// What it rests on.
    pub basis: Basis,
}

/// A number, a date or a minute that a finding names. Never a text that somebody typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Amount {
    /// A plain count.
    Count(i64),
    /// Minutes, printed as hours and minutes.
    Minutes(i64),
    /// A day.
    Date(NaiveDate),
    /// A minute of the week.
    At(CycleMinute),
    /// A code of a closed list.
    Code(&'static str),
    /// An amount of money, printed as people write it; for machines in whole pence.
    Money(Money),
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Minutes(minutes) => {
                let (sign, whole) = (if minutes < 0 { "-" } else { "" }, minutes.unsigned_abs());
                match (whole / 60, whole % 60) {
                    (0, m) => write!(f, "{sign}{m} min"),
                    (h, 0) => write!(f, "{sign}{h} h"),
                    (h, m) => write!(f, "{sign}{h} h {m} min"),
                }
            }
            Self::Date(date) => write!(f, "{date}"),
            Self::At(minute) => write!(f, "{minute}"),
            Self::Code(code) => f.write_str(code),
            Self::Money(money) => write!(f, "{money}"),
        }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(number) | Self::Minutes(number) => serializer.serialize_i64(*number),
            Self::Date(_) | Self::At(_) | Self::Code(_) => serializer.collect_str(self),
            Self::Money(money) => money.serialize(serializer),
        }
    }
}

/// One thing found: a rule, what it is about, and the numbers in it. Holds ids, codes, numbers and dates only,
/// so it is safe in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    rule: &'static Rule,
    weight: Weight,
    about: Vec<AnyId>,
    amounts: Vec<(&'static str, Amount)>,
}

impl Finding {
    /// A finding of this rule, at the rule's own weight.
    pub const fn new(rule: &'static Rule) -> Self {
        Self { rule, weight: rule.weight, about: Vec::new(), amounts: Vec::new() }
    }

    /// The same, about this as well.
    #[must_use]
    pub fn about(mut self, id: impl Into<AnyId>) -> Self {
        self.about.push(id.into());
        self
    }

    /// The same, about all of these as well.
    #[must_use]
    pub fn about_all<I: Into<AnyId>>(mut self, ids: impl IntoIterator<Item = I>) -> Self {
        self.about.extend(ids.into_iter().map(Into::into));
        self
    }

    /// The same, with an amount that its sentences name as `{name}`.
    #[must_use]
    pub fn with(mut self, name: &'static str, amount: Amount) -> Self {
        self.amounts.push((name, amount));
        self
    }

    /// The same at another weight: for a policy that says so, or an irregular event whose bars are kept as
    /// warnings.
    #[must_use]
    pub const fn weighing(mut self, weight: Weight) -> Self {
        self.weight = weight;
        self
    }

    /// The rule.
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// The rule's stable code.
    pub const fn code(&self) -> &'static str {
        self.rule.code
    }

    /// What it weighs here.
    pub const fn weight(&self) -> Weight {
        self.weight
    }

    /// Who may read it.
    pub const fn audience(&self) -> Audience {
        self.rule.audience
    }

    /// What it concerns.
    pub fn concerns(&self) -> &[AnyId] {
        &self.about
    }

    /// The numbers and dates in it, by name.
    pub fn amounts(&self) -> &[(&'static str, Amount)] {
        &self.amounts
    }

    /// What it rests on.
    pub const fn basis(&self) -> &'static Basis {
        &self.rule.basis
    }

    /// The sentence for a professional.
    pub fn for_professional(&self) -> String {
        self.fill(self.rule.professional)
    }

    /// The sentence for the person it is about.
    pub fn for_person(&self) -> String {
        self.fill(self.rule.person)
    }

    fn fill(&self, sentence: &str) -> String {
        let amount =
            |name: &str| self.amounts.iter().find(|(there, _)| *there == name).map(|(_, amount)| amount);
        let (mut filled, mut rest) = (String::new(), sentence);
        while let Some((before, (hole, after))) =
            rest.split_once('{').and_then(|(before, from)| Some((before, from.split_once('}')?)))
        {
            filled.push_str(before);
            match (hole.split_once('|'), amount(hole)) {
                (Some((name, words)), _) => {
                    let (words, others) = words.split_once('|').unwrap_or((words, ""));
                    filled.push_str(if amount(name).is_some() { words } else { others });
                }
                (None, Some(amount)) => filled.push_str(&amount.to_string()),
                (None, None) => filled.extend(["{", hole, "}"]),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    fn key(&self) -> impl Ord + '_ {
        (self.weight, self.rule.room, self.rule.place, self.rule.code, &self.about, &self.amounts)
    }
}

impl PartialOrd for Finding {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The one order everywhere: weight, then the rule's place in its room's table, then ids.
impl Ord for Finding {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// For machines: code, weight, audience, what it concerns, amounts, both sentences and the basis.
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Amounts<'a>(&'a [(&'static str, Amount)]);
        impl Serialize for Amounts<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(Some(self.0.len()))?;
                for (name, amount) in self.0 {
                    map.serialize_entry(name, amount)?;
                }
                map.end()
            }
        }
        let mut out = serializer.serialize_struct("Finding", 8)?;
        out.serialize_field("code", self.code())?;
        out.serialize_field("weight", &self.weight)?;
        out.serialize_field("audience", &self.audience())?;
        out.serialize_field("about", &self.about)?;
        out.serialize_field("amounts", &Amounts(&self.amounts))?;
        out.serialize_field("professional", &self.for_professional())?;
        out.serialize_field("person", &self.for_person())?;
        out.serialize_field("basis", self.basis())?;
        out.end()
    }
}

/// Findings in the one order, each once.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// None.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Adds one, in its place. A finding that is there already is not added again.
    pub fn push(&mut self, finding: Finding) {
        if let Err(place) = self.0.binary_search(&finding) {
            self.0.insert(place, finding);
        }
    }

    /// Whether any of them bars.
    pub fn bars(&self) -> bool {
        self.0.first().is_some_and(|first| first.weight == Weight::Bars)
    }

    /// All of them, in order.
    pub fn iter(&self) -> core::slice::Iter<'_, Finding> {
        self.0.iter()
    }

    /// Those with this code.
    pub fn with_code<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.0.iter().filter(move |finding| finding.code() == code)
    }

    /// Those that may be shown to this audience: a professional sees all, the person what is theirs or anyone's.
    pub fn visible_to(&self, audience: Audience) -> impl Iterator<Item = &Finding> {
        self.0.iter().filter(move |finding| match audience {
            Audience::Professionals => true,
            Audience::PersonAlone => finding.audience() != Audience::Professionals,
            Audience::Anyone => finding.audience() == Audience::Anyone,
        })
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Finding> for Findings {
    fn from_iter<I: IntoIterator<Item = Finding>>(findings: I) -> Self {
        let mut list: Vec<Finding> = findings.into_iter().collect();
        list.sort();
        list.dedup();
        Self(list)
    }
}

impl Extend<Finding> for Findings {
    fn extend<I: IntoIterator<Item = Finding>>(&mut self, findings: I) {
        self.0.extend(findings);
        self.0.sort();
        self.0.dedup();
    }
}

impl IntoIterator for Findings {
    type Item = Finding;
    type IntoIter = alloc::vec::IntoIter<Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Findings {
    type Item = &'a Finding;
    type IntoIter = core::slice::Iter<'a, Finding>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Writes a room's table of rules: one static [`Rule`] each, its place by its line, and the table itself.
///
/// ```text
/// rules! {
///     /// What the analysis of interdependence finds.
///     room Support;
///     /// An arrangement says that it relies on a need which is not met today.
///     GIVES_THOUGH_UNMET = "gives-though-unmet", Notes, Anyone,
///         "…for a professional, with {minutes}…",
///         "…for the person…",
///         Basis::definition("interdependence");
/// }
/// ```
macro_rules! rules {
    ($(#[$tdoc:meta])* room $room:ident; $(
        $(#[$doc:meta])*
        $name:ident = $code:literal, $weight:ident, $audience:ident, $professional:literal, $person:literal,
        $basis:expr;
    )+) => {
        $(
            $(#[$doc])*
            pub static $name: $crate::base::Rule = $crate::base::Rule {
                code: $code,
                room: $crate::base::Room::$room,
                place: Place::$name as u16,
                weight: $crate::base::Weight::$weight,
                audience: $crate::base::Audience::$audience,
                professional: $professional,
                person: $person,
                basis: $basis,
            };
        )+

        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the statics are")]
        enum Place { $($name),+ }

        $(#[$tdoc])*
        pub static TABLE: &[&$crate::base::Rule] = &[$(&$name),+];
    };
}
pub(crate) use rules;
