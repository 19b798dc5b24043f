//! What can be wrong with a personal budget, and with what is asked of it.

use crate::base::ProblemKind;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $words:literal;)*) => {
        $($(#[$doc])* pub(super) static $name: ProblemKind = ProblemKind::new($code, $words);)*
    };
}

kinds! {
    TOO_MANY = "too-many", "expected at most {} {}";
    LINE_TWICE = "line-twice", "{} stands here already: expected it once";
    YEAR = "year", "expected a date in the years {} to {}";
    REVIEW_BEFORE = "review-before", "expected `review_by` no earlier than `drawn_up_on`";
    NO_AMOUNT = "no-amount", "expected at least one amount; that nothing is due is an amount of 0";
    AMOUNT_ORDER = "amount-order", "expected amounts in order, each from a later day than the one before";
    AMOUNT_BELOW = "amount-below", "expected 0 pence or more";
    AMOUNT_LATER = "amount-later",
        "expected the first amount from {} or earlier, since the budget begins then: that nothing is due at first is an amount of 0";
    ALONE_PENCE = "alone-pence", "expected 1 penny or more";
    ALONE_FROM = "alone-from", "expected no `from`: what it would cost alone holds whenever it is asked";
    HANDS = "hands", "expected a whole number from 1 to {}";
    UNIT = "unit-without-when", "a price for each {} does not go with when it would be provided: expected another unit";
}
