//! What providers ask for: the prices from which suggested lines get theirs.

use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::base::{Handed, MINUTES_PER_WEEK, Money, Path, Problem, Problems, SourceId, limits, wire};
use crate::package::problems::{self as kind, out_of, year};
use crate::package::{LineKind, Price, Unit};

/// What one provider asks for one kind of help, each price from its day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[serde(expecting = "a listed price: an object with `what`, `by`, `prices` and the rest")]
pub struct ListedPrice {
    /// For what.
    pub what: LineKind,
    /// Who provides it.
    pub by: SourceId,
    /// For visits of at most so many minutes: a price for each visit is hardly one for a whole night. None: however long.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "minutes_most")]
    pub minutes_most: Option<u16>,
    /// What it costs, each price from its day until the next, as in a line.
    #[serde(deserialize_with = "prices")]
    pub prices: Vec<Price>,
}

impl ListedPrice {
    /// What a provider asks, however long a visit is.
    pub const fn new(what: LineKind, by: SourceId, prices: Vec<Price>) -> Self {
        Self { what, by, minutes_most: None, prices }
    }
}

/// What a price list is made from: the file's own form, `{"v1": {…}}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(remote = "Self", deny_unknown_fields)]
#[serde(expecting = "a price list: an object with `prices`")]
pub struct PriceListParts {
    /// What each provider asks for each kind of help. One that asks by the hour and by the visit stands here twice.
    #[serde(deserialize_with = "listed")]
    pub prices: Vec<ListedPrice>,
}

wire::v1!(PriceListParts, "a price list");

/// The prices of those who may be asked, as the authority has them. A kind of help, or a provider, that does not stand in it
/// has no price: it is never taken for nothing.
///
/// On the wire it is the file that `docs/package-input.md` describes.
///
/// ```
/// use mutual_care::base::{Money, SourceId};
/// use mutual_care::package::{LineKind, ListedPrice, Price, PriceList, Unit};
/// let willow: SourceId = "6f2c1a3e-0000-4000-8000-000000000005".parse()?;
/// let by_the_hour = Price::new(Money::new(2_150)?, Unit::Hour);
/// let listed = ListedPrice::new(LineKind::HomeCare, willow, vec![by_the_hour]);
/// assert_eq!(PriceList::new(vec![listed.clone()])?.prices().len(), 1);
///
/// // What nobody has priced does not stand in a list of prices.
/// let none = ListedPrice { prices: vec![], ..listed };
/// let told = PriceList::new(vec![none]).unwrap_err().to_string();
/// assert_eq!(told, "prices[0].prices: expected at least one price: what is not priced does not stand in the list");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PriceList {
    prices: Vec<ListedPrice>,
}

impl PriceList {
    /// These prices.
    ///
    /// # Errors
    ///
    /// [`Problems`]: more than [`limits::LISTED_PRICES`], a cost of employing, prices that are not in order, are nothing, or
    /// are for what is owed once or for a journey, which no hours can be priced by.
    pub fn new(prices: Vec<ListedPrice>) -> Result<Self, Problems> {
        let at = Path::WHOLE;
        let at = at.field("prices");
        if prices.len() > limits::LISTED_PRICES {
            let problem = Problem::at(&at, &kind::TOO_MANY).naming(limits::LISTED_PRICES);
            return Err(Problems::of([problem.naming("prices")]));
        }
        Problems::none_or(at.each(&prices).flat_map(|(at, one)| wrong(&at, one)))?;
        Ok(Self { prices })
    }

    /// The prices, as they are listed.
    pub fn prices(&self) -> &[ListedPrice] {
        &self.prices
    }
}

fn wrong(at: &Path<'_>, listed: &ListedPrice) -> Vec<Problem> {
    let mut found = Vec::new();
    if listed.what.needs_no_provider() {
        found.push(Problem::at(&at.field("what"), &kind::LISTED_COST));
    }
    if let Some(most) = listed.minutes_most {
        let bounds = [1, MINUTES_PER_WEEK];
        let at = at.field("minutes_most");
        found.extend(out_of(&at, most, bounds, &kind::QUANTITY, MINUTES_PER_WEEK.into()));
    }
    let list = at.field("prices");
    if listed.prices.is_empty() {
        found.push(Problem::at(&list, &kind::LISTED_WITHOUT_PRICE));
    }
    if listed.prices.len() > limits::LINE_PRICES {
        found.push(Problem::at(&list, &kind::TOO_MANY).naming(limits::LINE_PRICES).naming("prices"));
        return found;
    }
    let mut before: Option<&Price> = None;
    for (at, price) in list.each(&listed.prices) {
        found.extend(year(&at.field("from"), price.from));
        match (before.map(|before| before.from), price.from) {
            (Some(_), None) => found.push(Problem::at(&at.field("from"), &kind::PRICE_WITHOUT_FROM)),
            (Some(Some(last)), Some(from)) if from <= last => {
                found.push(Problem::at(&at.field("from"), &kind::PRICE_ORDER));
            }
            _ => {}
        }
        before = Some(price);
        if price.amount < Money::PENNY {
            found.push(Problem::at(&at.field("pence"), &kind::LISTED_NOTHING));
        }
        if matches!(price.per, Unit::OneOff | Unit::Journey) {
            found.push(Problem::at(&at.field("per"), &kind::LISTED_UNIT).naming(price.per.words()));
        }
    }
    found
}

fn minutes_most<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u16>, D::Error> {
    wire::number(d, 1, MINUTES_PER_WEEK.into()).map(Some)
}

fn prices<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Price>, D::Error> {
    wire::list(d, limits::LINE_PRICES, "prices")
}

fn listed<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<ListedPrice>, D::Error> {
    wire::list(d, limits::LISTED_PRICES, "prices")
}

impl TryFrom<PriceListParts> for PriceList {
    type Error = Problems;

    fn try_from(parts: PriceListParts) -> Result<Self, Problems> {
        Self::new(parts.prices)
    }
}

impl From<PriceList> for PriceListParts {
    fn from(list: PriceList) -> Self {
        Self { prices: list.prices }
    }
}

impl Handed for PriceList {
    type Parts = PriceListParts;
}

impl Serialize for PriceList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Serialize::serialize(&PriceListParts::from(self.clone()), serializer)
    }
}

impl<'de> Deserialize<'de> for PriceList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let parts: PriceListParts = Deserialize::deserialize(deserializer)?;
        Self::try_from(parts).map_err(D::Error::custom)
    }
}
