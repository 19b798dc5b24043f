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
    /// Against a package.
    OTHER_PACKAGE = "other-package", "expected the id of the package that is priced, {}";
    OTHER_HOUSEHOLD = "other-household", "expected the id of the household of the package, {}";
    UNKNOWN_PERSON = "unknown-person", "{} is not among the people of the package: expected the id of one who is";
    UNKNOWN_LINE = "unknown-line", "{} is not among the lines of the package: expected the id of one that is";
    NOT_IN_THIS_BUDGET = "not-in-this-budget", "{} does not stand in this budget: expected one that does";
    NOT_A_FEE = "not-a-fee", "{} is not a line for arranging care: expected one that is";
    IS_A_FEE = "is-a-fee", "{} is a line for arranging care: expected another one";
    /// Of questions.
    CONTRIBUTION_NOT_KNOWN = "contribution-not-known",
        "expected a contribution that is known: not assessed is not nothing";
    OPEN_PERIOD = "open-period", "expected a first day and an end";
    NOT_LATER = "not-later", "expected a day later than {}, on which the budget begins";
    NO_VERSION = "no-version", "expected at least one version";
    VERSION_ORDER = "version-order", "expected versions in order, each from a later day than the one before";
    OTHER_BUDGET = "other-budget", "expected another version of {}, of the same person and from the same first day";
    TOO_MUCH = "too-much", "expected at most {}";
    BEFORE_IT_BEGINS = "before-it-begins", "expected {}, on which the budget begins, or a later day";
    ABOVE_COST = "contribution-above-cost",
        "a contribution of {} a week is above the {} that may be charged of a typical week as at {}: expected no more than that";
    NO_STATEMENT = "no-statement", "expected at least one statement";
    OTHER_DATE = "other-date", "expected a statement as at {}, as the first is";
    BUDGET_TWICE = "budget-twice", "{} is here already, or another budget of the same person in the same role: expected each once";
    NOT_AFTER_REVISION = "not-after-revision", "expected a day later than {}, on which the revision begins";
    TOO_FINE = "too-fine",
        "what is charged divides a penny into too many parts to be added up exactly in {} steps: expected a shorter period";
}
