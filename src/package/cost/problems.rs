//! What keeps a question about costs from an answer, and what would be right.

use crate::base::ProblemKind;

pub(super) const OPEN_PERIOD: ProblemKind =
    ProblemKind::new("open-period", "expected a first day and an end: costs are of days that can be counted");
pub(super) const TOO_LONG: ProblemKind = ProblemKind::new("too-long", "expected at most {} days");
pub(super) const TOO_MUCH_WORK: ProblemKind = ProblemKind::new(
    "too-much-work",
    "expected a question of at most {} steps, one for each day of each line, and where it is asked by day one more for \
     each payer and budget: a shorter period, or without its days",
);
pub(super) const NO_NEEDS_HANDED_OVER: ProblemKind = ProblemKind::new(
    "no-needs-handed-over",
    "{} is shared by hours: expected the needs to be handed over with the question",
);
pub(super) const NEED_NOT_HANDED_OVER: ProblemKind = ProblemKind::new(
    "need-not-handed-over",
    "{} meets {}, which is not among the needs handed over: expected it there",
);
pub(super) const NO_HOURS: ProblemKind = ProblemKind::new(
    "no-hours",
    "{} is shared by hours, and none of them is a minute of a need that it meets: expected another rule, or other hours",
);
pub(super) const MIXED_CYCLES: ProblemKind = ProblemKind::new(
    "mixed-cycles",
    "{} is shared by hours: expected the needs that it meets to be as before after at most {} weeks",
);
pub(super) const NOTHING_LEFT: ProblemKind = ProblemKind::new(
    "nothing-left",
    "{}: the fixed amounts leave nothing for the budget that bears the rest from {}: expected less than a typical week",
);
pub(super) const NO_WEEK: ProblemKind = ProblemKind::new(
    "no-week",
    "{} has no week: expected fixed amounts only of what has a price by time, by visits or by days",
);
pub(super) const NOT_ON_THAT_DAY: ProblemKind = ProblemKind::new(
    "not-on-that-day",
    "{} is a share of {}, which is not in the package: expected a line that is",
);
pub(super) const TOO_MUCH: ProblemKind =
    ProblemKind::new("too-much", "{} costs more than {} pence: expected a smaller cost");
pub(super) const TOO_FINE: ProblemKind = ProblemKind::new(
    "too-fine",
    "{} has prices, factors and shares that divide a penny into too many parts to be worked out exactly in {} steps: \
     expected fewer of them with nothing in common, or a shorter period",
);
pub(super) const TOTAL_TOO_FINE: ProblemKind = ProblemKind::new(
    "total-too-fine",
    "together the lines divide a penny into too many parts to be added up exactly in {} steps: expected fewer prices, \
     factors and shares with nothing in common, or a shorter period",
);
pub(super) const TOTAL_TOO_MUCH: ProblemKind =
    ProblemKind::new("total-too-much", "the lines cost more than {} pence together: expected a smaller cost");
