//! What can be wrong with what is posted to a ledger, and with what is asked of it.

use crate::base::ProblemKind;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $words:literal;)*) => {
        $($(#[$doc])* pub(super) static $name: ProblemKind = ProblemKind::new($code, $words);)*
    };
}

kinds! {
    TOO_MANY = "too-many", "expected at most {} {}";
    TWICE = "id-twice", "{} names an entry already: expected each id once";
    BUDGET_TWICE = "budget-twice", "{} is in this ledger already: expected each budget once";
    OPEN_BESIDE = "open-beside", "{} is the budget of this person in this role, and is not closed on a day before this one \
        begins: expected it to be, or the same budget with another version";
    REOPENED_BESIDE = "reopened-beside", "{} is the budget of this person in this role since: expected the closing to stand";
    YEAR = "year", "expected a date in the years {} to {}";
    POSTED_BEFORE = "posted-before", "expected {} or a later day: {} was posted before it, on that day";
    UNKNOWN_BUDGET = "unknown-budget", "{} is not in this ledger: expected a budget that is";
    UNKNOWN_PERSON = "unknown-person", "{} has no budget in this ledger: expected somebody who has";
    PENCE = "pence", "expected a whole number of pence above 0";
    TOO_MUCH = "too-much", "expected a ledger in which all entries together move at most {}";
    OPEN_PERIOD = "open-period", "expected a period with a first day and an end";
    PERIOD_TWICE = "period-twice", "{} was posted for some of these days: expected days for which nothing was, or a \
        difference";
    NOT_ASKED_FIRST = "not-asked-first", "expected who was asked about it, and on which day, no later than it is posted";
    CLOSED = "closed", "{} is closed: reverse {} before anything is posted to it";
    NO_SUCH_ENTRY = "no-such-entry", "{} is not in this ledger: expected an entry that is";
    IS_A_REVERSAL = "is-a-reversal", "{} is a reversal: post anew what it reversed";
    REVERSED_ALREADY = "reversed-already", "{} reverses it already: expected an entry that stands";
    VALUE_OF_REVERSAL = "value-of-reversal", "expected the value date of {}, which it reverses";
    NO_SHARES = "no-shares", "expected each person once, at least one, with a weight from 1 to {}";
    NO_ACTIVATION = "no-activation", "expected the record of an emergency plan that was put into action";
    FOR_WHOM = "for-whom", "expected at least one budget, and each person once";
    SAID_TWICE = "said-twice", "expected what each person says once";
    POT_TOO_SMALL = "pot-too-small", "expected no more than is left of the contingency: {} is missing";
    BEYOND_SHARE = "beyond-share", "it draws {} on the share of {}: expected that they agree";
    SHARE_TOO_SMALL = "share-too-small", "expected no more than is left of this share: {}";
    NOT_NOUGHT = "not-nought", "{}: expected nothing, and it is {}";
    CLOSES_BEFORE = "closes-before", "expected {} or a later day: something of {} counts for it";
    OTHER_LEGS = "other-legs", "expected the legs that follow from what happened, which add up to nothing";
    /// Of questions.
    SCHEDULE_TWICE = "schedule-twice", "another schedule is for the same: expected one, with all its rhythms";
    NO_RHYTHM = "no-rhythm", "expected at least one rhythm, each from a later date than the one before it";
    WEEKS = "weeks", "expected every 1 to {} weeks";
    ENDS_BEFORE = "ends-before", "expected an end later than the first date";
    OWED_BEFORE = "owed-before", "expected that nothing is owed before the first day of {}";
    TOO_MANY_INSTALMENTS = "too-many-instalments", "expected at most {} instalments by that day";
    NO_SUCH_LINE = "no-such-line", "{} is not in the package: expected a line that is";
    NOT_IN_THIS_BUDGET = "not-in-this-budget", "{} does not stand in this budget: expected one in which it does";
    OWED_NOT_KNOWN = "owed-not-known", "expected that what is owed is known up to {}";
    OWED_TOO_MUCH = "owed-too-much", "expected that at most {} is owed";
    HELD_OTHERWISE = "held-otherwise", "another part of {} is held in another way: expected one way for a line";
    BELOW_NOTHING = "below-nothing", "expected an amount of 0 or more";
    OWED_LESS = "owed-less", "expected that no more is taken back day by day than was owed: never less than nothing";
}
