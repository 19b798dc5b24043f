//! What can be wrong with a household that was handed over, and what would be right.

use crate::base::ProblemKind;

pub(super) const TOO_MANY: ProblemKind = ProblemKind::new("too-many", "expected at most {} {}");
/// People and services share one space of ids.
pub(super) const TWICE: ProblemKind = ProblemKind::new(
    "id-twice",
    "{} names something already: expected each id once, among people and services too",
);
pub(super) const UNKNOWN_PERSON: ProblemKind =
    ProblemKind::new("unknown-person", "{} is not among the people: expected the id of one who is");
pub(super) const UNKNOWN_SOURCE: ProblemKind = ProblemKind::new(
    "unknown-source",
    "{} is neither among the people nor among the services: expected the id of one that is",
);
pub(super) const UNKNOWN_NEED: ProblemKind =
    ProblemKind::new("unknown-need", "{} is not among the needs: expected the id of one that is");
pub(super) const OWN_NEED: ProblemKind =
    ProblemKind::new("own-need", "{} is the giver's own need: expected a need of somebody else");
pub(super) const RELIES_ON_OTHERS: ProblemKind =
    ProblemKind::new("relies-on-others", "{} is not the giver's own need: expected needs of whoever gives");
pub(super) const SUPPORTS_THEMSELF: ProblemKind = ProblemKind::new(
    "supports-themself",
    "{} is the giver: expected another source as the one that supports",
);
pub(super) const HANDS: ProblemKind = ProblemKind::new("hands", "expected a whole number from 1 to {}");
/// What fits of the hands of an arrangement, of a record too.
pub(super) const SKILLS_EXPECTED: &str =
    "expected `skills` each once, with `hands` of 0 to the hands that are brought";
pub(super) const SKILLS: ProblemKind = ProblemKind::new("skills", SKILLS_EXPECTED);
pub(super) const SOME_DAYS_EXPECTED: &str =
    "expected `some_days` only where `able_now` or `able_later` is known to be `on_some_days`";
pub(super) const SOME_DAYS: ProblemKind = ProblemKind::new("some-days", SOME_DAYS_EXPECTED);
pub(super) const PLACES_EXPECTED: &str = "expected `places` of 1 or more, and only of a provider";
pub(super) const PLACES: ProblemKind = ProblemKind::new("places", PLACES_EXPECTED);
pub(super) const ADDRESS_EXPECTED: &str = "expected an address only of somebody who lives elsewhere";
pub(super) const ADDRESS: ProblemKind = ProblemKind::new("address", ADDRESS_EXPECTED);
pub(super) const MOVES: ProblemKind = ProblemKind::new(
    "moves",
    "expected at most 64 moves in order of days in the years 1800 to 2299, each to another address than the one before, and no `period` beside them",
);
pub(super) const YEAR: ProblemKind = ProblemKind::new("year", "expected a date in the years {} to {}");
/// Nobody can have written down a birth by then.
pub(super) const NOT_BORN_YET: ProblemKind =
    ProblemKind::new("not-born-yet", "expected a date of birth no later than `as_at`");
pub(super) const KIN_OF_THEMSELF: ProblemKind =
    ProblemKind::new("kin-of-themself", "{} stands on both sides: expected two different people");
pub(super) const KIN_TWICE: ProblemKind =
    ProblemKind::new("kin-twice", "the same is stated at {}: expected it once");
pub(super) const OWN_ANCESTORS: ProblemKind = ProblemKind::new(
    "own-ancestors",
    "by this and other statements {} would descend from themselves by birth: expected nobody to, and a word with \
     `adoptive`, `step` or `foster` for whoever does not descend by birth",
);
