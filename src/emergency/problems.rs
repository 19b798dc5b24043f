//! What can be wrong with a plan, in itself and against a household's week, and what would be right.

use crate::base::{Problem, ProblemKind};

pub(super) const TWICE: ProblemKind =
    ProblemKind::new("id-twice", "{} names something already: expected each id once");
pub(super) const TOO_MANY: ProblemKind = ProblemKind::new("too-many", "expected at most {} {}");
pub(super) const MINUTES: ProblemKind =
    ProblemKind::new("minutes", "{}: expected `{}` of at most {} minutes");
pub(super) const FOR_NO_LOSS: ProblemKind =
    ProblemKind::new("for-no-loss", "{} is for no loss: expected at least one source, or that it is for any");
pub(super) const RESPONDS_TWICE: ProblemKind =
    ProblemKind::new("responds-twice", "{} is a responder already: expected each source once");
pub(super) const STAYS_NOT_AT_ALL: ProblemKind = ProblemKind::new(
    "stays-not-at-all",
    "{} stays for 0 minutes: expected at least 1, or none given for as long as it takes",
);
pub(super) const MINUTE_OF_DAY: ProblemKind =
    ProblemKind::new("minute-of-day", "{}: expected a minute of the day of 0 to 1439");
pub(super) const HANDS: ProblemKind = ProblemKind::new("hands", "{}: expected 1 to {} hands");
pub(super) const PRICE: ProblemKind = ProblemKind::new("price", "{}: expected prices of 0 pence or more");
pub(super) const PAGE_TWICE: ProblemKind =
    ProblemKind::new("page-twice", "{} has a page already: expected one page a person");
pub(super) const YEAR: ProblemKind = ProblemKind::new("year", "{}: expected dates in the years {} to {}");
pub(super) const UNKNOWN_SOURCE: ProblemKind = ProblemKind::new(
    "unknown-source",
    "{} names {}, which is not among the sources of the week: expected one that is",
);
pub(super) const UNKNOWN_NEED: ProblemKind = ProblemKind::new(
    "unknown-need",
    "{} names {}, which is not among the needs of the week: expected one that is",
);
pub(super) const NOT_A_MEMBER: ProblemKind =
    ProblemKind::new("not-a-member", "{} names {}, who is no member of the household: expected one who is");
pub(super) const NO_HELPER: ProblemKind = ProblemKind::new(
    "no-helper",
    "{} names {}, who neither lives in the household nor helps in its week: expected somebody who does",
);
pub(super) const NO_PERSON: ProblemKind = ProblemKind::new(
    "no-person",
    "{} names {}, which is no person: expected somebody who lives in the household or helps in it",
);
pub(super) const LOSSES_NOT_SAID: ProblemKind = ProblemKind::new(
    "losses-not-said",
    "{} is by {}, who gives no help in the household: expected the losses that they would notice, which are not filled in",
);
pub(super) const TIMES_NOT_SAID: ProblemKind = ProblemKind::new(
    "times-not-said",
    "{} is by {}, who gives no help in the household: expected the times at which they would notice, which are not filled in; all the week is taken as not said",
);
pub(super) const VISITS_FROM_INSIDE: ProblemKind = ProblemKind::new(
    "visits-from-inside",
    "{} waits for a visit by {}: expected a person from outside or a provider",
);
pub(super) const MEMBER_TAKES_IN: ProblemKind = ProblemKind::new(
    "member-takes-in",
    "{} is a member of the household and takes somebody in: expected a responder from outside",
);
pub(super) const LIVES_THERE_AND_TAKES_IN: ProblemKind = ProblemKind::new(
    "lives-there-and-takes-in",
    "{} takes in somebody with whom they live: expected a responder who lives elsewhere",
);
pub(super) const OWN_NEED: ProblemKind =
    ProblemKind::new("own-need", "{} is to cover {}, a need of their own: expected needs of others");
pub(super) const HANDS_FOR_NOTHING: ProblemKind = ProblemKind::new(
    "hands-for-nothing",
    "{} brings hands for {}, which it does not cover: expected needs in `covers`",
);
pub(super) const HANDS_TWICE: ProblemKind =
    ProblemKind::new("hands-twice", "{} says twice how many hands it brings for {}: expected each need once");
pub(super) const SKILLS_FOR_NOTHING: ProblemKind = ProblemKind::new(
    "skills-for-nothing",
    "{} brings skills for {}, which it does not cover: expected needs in `covers`",
);
pub(super) const SKILLS_TWICE: ProblemKind = ProblemKind::new(
    "skills-twice",
    "{} says a skill for {} twice, or too many of them: expected each skill once, and at most 16 for a need",
);
pub(super) const SKILLED_HANDS: ProblemKind = ProblemKind::new(
    "skilled-hands",
    "{} brings more hands with a skill for {} than hands: expected 0 to the hands that it brings to it",
);
pub(super) const OTHER_HOUSEHOLD: ProblemKind =
    ProblemKind::new("other-household", "expected the id of the household in this file, {}");
pub(super) const NOT_PLANNABLE: ProblemKind =
    ProblemKind::new("not-plannable", "{} is not among the sources of the week: expected one that is");
pub(super) const NOBODY_AWAY: ProblemKind =
    ProblemKind::new("nobody-away", "expected at least one who is away");
pub(super) const NOT_AWAY: ProblemKind =
    ProblemKind::new("not-away", "{} is not among the sources of the week: expected one that is");
pub(super) const ABSENCE_ANOTHER_DAY: ProblemKind = ProblemKind::new(
    "absence-another-day",
    "expected the date of which the plan is looked at: leave `on` out for the first day of the absence",
);
pub(super) const ABSENCE_ENDS_FIRST: ProblemKind = ProblemKind::new(
    "absence-ends-first",
    "expected `until` to be later than `from`: it is the first day or minute back",
);
pub(super) const ABSENCE_TOO_LONG: ProblemKind =
    ProblemKind::new("absence-too-long", "expected an absence of at most {} days");
/// Whether a problem of a plan is only that it names what is not in the household's week on the day: it may have
/// ended, moved out or died. Such a plan is read all the same, and only what names it does not count.
///
/// ```
/// use mutual_care::emergency::{Alarm, ForLoss, Plan, PlanParts, Way, names_what_is_gone};
/// # use mutual_care::base::{PersonId, WeekPattern};
/// # use mutual_care::need::{Snapshot, SnapshotParts, Source};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).ok_or("a date")?;
/// # let sources = vec![Source::member(id(1).parse::<PersonId>()?)];
/// # let week = Snapshot::new(SnapshotParts { on, sources, needs: vec![], arrangements: vec![] })?;
/// let mut parts = PlanParts::new(id(2).parse()?, id(3).parse()?, on);
/// parts.alarms.push(Alarm {
///     id: id(4).parse()?,
///     way: Way::NextVisit { by: Some(id(5).parse()?) },
///     for_loss: ForLoss::any(),
///     when: WeekPattern::always(),
///     takes_min: 0,
///     period: mutual_care::base::Period::ALWAYS,
/// });
/// let problems = Plan::new(parts)?.check(&week).unwrap_err();
/// assert!(problems.iter().all(names_what_is_gone));
/// assert_eq!(problems.iter().next().map(|it| it.place()), Some("alarms[0].way.next_visit.by"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn names_what_is_gone(problem: &Problem) -> bool {
    let gone = [&UNKNOWN_SOURCE, &UNKNOWN_NEED, &NOT_A_MEMBER, &NO_HELPER, &NO_PERSON];
    gone.into_iter().any(|kind| problem.is(kind))
}
