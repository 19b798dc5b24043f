//! What can be wrong with a care package, and what would be right.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use chrono::NaiveDate;

use crate::base::{Id, Kind, Path, Problem, ProblemKind, limits, wire};

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $words:literal;)*) => {$(
        $(#[$doc])*
        pub(super) const $name: ProblemKind = ProblemKind::new($code, $words);
    )*};
}
kinds! {
    TOO_MANY = "too-many", "expected at most {} {}";
    TWICE = "id-twice", "{} names something already: expected each id once";
    LISTED_TWICE = "listed-twice", "{} stands here already: expected it once";
    YEAR = "year", "expected a date in the years {} to {}";
    REVIEW_BEFORE = "review-before", "expected `review_by` no earlier than `drawn_up_on`";
    NOBODY = "nobody", "expected at least one person";
    UNKNOWN_PERSON = "unknown-person", "{} is not among the people of the package: expected the id of one who is";
    NOT_FOR_THEM = "not-for-them", "{} is not among those the line is for: expected the id of one who is";
    ADULTS_BUDGET = "adults-budget",
        "the line is not for {}: expected the budget as an adult of somebody it is for, or a budget as a carer";
    PROVIDES_FOR_THEMSELF = "provides-for-themself",
        "the line is for {}: expected somebody else, or a service, as the one who provides it";
    HANDS = "hands", "expected a whole number from 1 to {}";
    OF_A_SHARE = "of-a-share", "the line costs a share of another one: expected nothing here";
    PRICE_OF_NOTHING = "price-of-nothing", "the line is said to cost nothing: expected no price and no share of another line";
    PENCE = "pence", "expected 1 penny or more; what costs nothing is said by `costs_nothing`";
    PRICE_WITHOUT_FROM = "price-without-from", "expected `from` in each price but the first";
    PRICE_ORDER = "price-order", "expected prices in order, each from a later day than the one before";
    UNIT = "unit-without-when", "a price for each {} does not go with when the line is provided: expected {}";
    ONE_OFF_WITHOUT_FIRST_DAY = "one-off-without-first-day",
        "a one-off is owed on the first day of the line: expected `period.from`";
    ONE_OFF_LATER = "one-off-later", "a one-off is owed on the first day of the line: expected it as the price of that day";
    QUANTITY = "quantity", "expected a whole number from 1 to {}";
    WEEKS = "weeks", "expected a whole number of weeks from 1 to {}";
    LONG_IN_ROTA = "long-in-rota",
        "a visit goes with the day on which it begins: expected stretches of at most 24 hours where days alternate";
    BOOKING_UNIT = "booking-unit", "expected {} in each booking, as in `a_year`";
    BOOKING_OUTSIDE = "booking-outside", "expected a date within the days of the line";
    BOOKED_TWICE = "booked-twice", "expected each date once";
    UNKNOWN_LINE = "unknown-line", "{} is not among the lines: expected the id of another line";
    SHARE_OF_ITSELF = "share-of-itself", "{} is this line: expected the id of another line";
    SHARE_OF_A_SHARE = "share-of-a-share", "{} costs a share of another line: expected one with a price of its own";
    SHARE_OF_NOTHING = "share-of-nothing", "{} is said to cost nothing: expected a line with a price";
    SHARE_AT_OTHER_TIMES = "share-at-other-times", "{} has no day in common with this line: expected periods that overlap";
    WEIGHT = "weight", "expected a whole number from 1 to {}";
    FREE_OUTSIDE = "free-outside", "expected days that the line has";
    FREE_WITHOUT_FROM = "free-without-from",
        "the first 42 days of the specified period are free: expected `period.from`";
    FREE_DECISION = "free-decision",
        "a new specified period needs a decision of its own: expected `decided_on`, a day of its own for each";
    FREE_WHO = "free-who", "expected `who` only where the rule is `cjd`";
    FREE_TWICE = "free-twice", "these days are free at {} already: expected one rule for a day";
    FREE_EQUIPMENT = "free-equipment", "expected this rule only of equipment, an adaptation or telecare";
    FREE_EQUIPMENT_PRICE = "free-equipment-price",
        "expected one-off prices of at most £1,000: what costs more is not free by this rule";
    NO_SPLIT = "no-split", "the line stands in several budgets: expected `split`, how they share it";
    SPLIT_BUDGETS = "split-budgets", "expected each budget that shares the line once, and no other";
    SPLIT_ALL_BUT_ONE = "split-all-but-one", "expected an amount for every budget that shares the line but one, and for no other";
    SPLIT_HUNDRED = "split-hundred", "these come to {} in a hundred: expected parts that come to 100";
    SPLIT_REASON = "split-reason", "expected the reason for the weights, in words";
    SPLIT_HOURS = "split-hours", "nobody knows at which hours the line is provided: expected `visits`, or another way of sharing it";
    PAUSE_OUTSIDE = "pause-outside", "expected whole days within those of the line";
    PERCENT = "percent", "expected a whole number from {} to 100";
    SPLIT_THEN_MISSING = "split-then-missing",
        "somebody is left, and the line stands in several budgets: expected `split_then`, how they share it then";
    SPLIT_THEN_OF_NOBODY = "split-then-of-nobody", "nobody is left: expected no `split_then`";
    SPLIT_THEN_DIFFERS = "split-then-differs",
        "another pause that holds on the same days says otherwise how the line is shared: expected the same in both";
    NOTICE = "notice", "expected a whole number of days from 1 to {}";
    TOLD_WITHOUT_NOTICE = "told-without-notice", "expected `told_on` only where the line has `notice_days`";
    TOLD_WITHOUT_END = "told-without-end", "expected `told_on` only of a line that ends";
    STEPS = "steps", "expected steps of 1 to 1440 minutes";
    STEPS_OF_WHAT_IS_PLANNED = "steps-of-what-is-planned",
        "expected `steps` only where what was delivered is owed, by the hour";
    OWED_AS_DELIVERED = "owed-as-delivered",
        "what is spread evenly or owed once is owed as planned: expected prices by the hour, by the day, or for each visit, night, session or journey";
    OWED_WITHOUT_DATES = "owed-without-dates",
        "nobody knows on which dates so much is provided: expected what is owed as planned, or `visits` or an `allowance`";
    NO_EMPLOYER = "no-employer",
        "a cost of employing is a share of the line of whoever is employed, or somebody's own: expected `share_of` or `employed_by`";
    EMPLOYS_THEMSELF = "employs-themself", "{} provides the line: expected somebody else as the one who employs them";
    /// Of a price list, and of what would mend a loss.
    LISTED_COST = "listed-cost", "expected help that somebody provides: no cost of employing, and no fee";
    LISTED_WITHOUT_PRICE = "listed-without-price",
        "expected at least one price: what is not priced does not stand in the list";
    LISTED_NOTHING = "listed-nothing", "expected 1 penny or more";
    LISTED_UNIT = "listed-unit", "a price for each {} is no price of hours: expected another unit";
    NO_SUCH_SOURCE = "no-such-source", "{} is not among the sources of this week: expected the id of one that is";
    MENDS_TOO_MUCH = "mends-too-much", "expected a loss that leaves at most {} stretches of the weeks short";
    TOO_MUCH_TRIED = "too-much-tried", "expected at most {} prices to be tried, each for each line";
    /// Against a household.
    OTHER_HOUSEHOLD = "other-household", "expected the id of the household in this file, {}";
    NOT_IN_HOUSEHOLD = "not-in-household", "{} is not among the people of the household: expected the id of one who is";
    UNKNOWN_SOURCE = "unknown-source",
        "{} is neither among the people nor among the services of the household: expected the id of one that is";
    UNKNOWN_NEED = "unknown-need", "{} is not among the needs of the household: expected the id of one that is";
    NEED_OF_SOMEBODY_ELSE = "need-of-somebody-else",
        "{} is a need of somebody whom the line is not for, and in whose budget it does not stand: expected a need of one of those";
    /// Of what was delivered.
    DELIVERED_LINE = "delivered-line", "{} is not among the lines of the package: expected the id of one that is";
    DELIVERED_TWICE = "delivered-twice", "what was delivered of {} on that date stands at {} already: expected it once";
    DELIVERED_OUTSIDE = "delivered-outside", "expected a date on which the line is provided";
    DELIVERED_UNIT = "delivered-unit", "expected {}, as the price of that date is counted";
    DELIVERED_SHARE = "delivered-share", "{} costs a share of another line: expected what was delivered of that one";
}

/// A date outside the years that the crate works with.
pub(super) fn year(at: &Path<'_>, date: Option<NaiveDate>) -> Option<Problem> {
    let problem = |_| Problem::at(at, &YEAR).naming(limits::YEAR_FIRST).naming(limits::YEAR_LAST);
    date.filter(|date| !wire::in_years(*date)).map(problem)
}

/// What stands in a list of ids already.
pub(super) fn listed_twice<'a, K: Kind>(at: &'a Path<'_>, ids: &'a [Id<K>]) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let twice = at.each(ids).filter(|(_, id)| !seen.insert(**id));
    twice.map(|(at, id)| Problem::at(&at, &LISTED_TWICE).naming(*id)).collect()
}

/// A number outside of its bounds, which what is read from a file never is.
pub(super) fn out_of<N: PartialOrd + Copy>(
    at: &Path<'_>,
    number: N,
    [least, most]: [N; 2],
    kind: &'static ProblemKind,
    named: u32,
) -> Option<Problem> {
    (number < least || number > most).then(|| Problem::at(at, kind).naming(named))
}
