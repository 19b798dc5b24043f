//! From when until when lines meet an eligible need: what begins later, has ended or is paused does not meet it now.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::{EligibleNeed, Line, Otherwise, Package, rules};
use crate::base::{Amount, Finding, PersonId};

/// What is lacking for an eligible need from a date on. `of` is whose need it is, if anybody knows: a line that is paused for
/// somebody else goes on for them. Where nobody knows, a day on which it is paused for anybody does not count.
pub(super) fn unmet(
    package: &Package,
    one: EligibleNeed,
    of: Option<PersonId>,
    on: NaiveDate,
) -> Option<Finding> {
    let met = Met::by_lines(package, one, of);
    let now = met.from(on);
    let otherwise = one.otherwise;
    match (now, otherwise) {
        // Met by lines now, and otherwise from then on.
        (Now::From(_), Some(otherwise)) if otherwise.is_known_to_hold() => None,
        (Now::From(last), _) => last.map(|last| {
            let find = |rule| Finding::new(rule).about(one.need).with("last", Amount::Date(last));
            match last.succ_opt().and_then(|next| met.first_after(next)) {
                Some(again) => find(&rules::NEED_NOT_MET_BETWEEN).with("again", Amount::Date(again)),
                None => find(&rules::NEED_MET_UNTIL),
            }
        }),
        (Now::Not, Some(otherwise)) if otherwise.is_known_to_hold() => None,
        (Now::Not, Some(otherwise)) => {
            let why = match otherwise {
                Otherwise::Carer { .. } => "that a carer is willing and able",
                Otherwise::Declines { .. } => "that the person declines it with capacity",
                Otherwise::NoDuty { .. } => "that there is no duty, with written reasons given",
            };
            let not_known = Finding::new(&rules::OTHERWISE_NOT_KNOWN).about(one.need);
            Some(not_known.with("why", Amount::Code(why)))
        }
        (Now::Not, None) => Some(match met.first_after(on) {
            Some(from) => {
                Finding::new(&rules::NEED_MET_LATER).about(one.need).with("from", Amount::Date(from))
            }
            None => Finding::new(&rules::NEED_WITHOUT_LINE).about(one.need),
        }),
    }
}

/// Days on which lines meet a need, in order and apart: the first, and the first that is no longer one.
struct Met(Vec<(NaiveDate, Option<NaiveDate>)>);

/// How it stands with a need on a date.
enum Now {
    /// No line meets it.
    Not,
    /// Lines meet it, for the last time on this day before they do not; none: for good.
    From(Option<NaiveDate>),
}

impl Met {
    fn by_lines(package: &Package, one: EligibleNeed, of: Option<PersonId>) -> Self {
        // What only costs meets nothing: employing somebody, a share of another line.
        let meets = |line: &&Line| {
            line.needs.binary_search(&one.need).is_ok()
                && line.share_of.is_none()
                && !line.what.is_cost_of_employing()
        };
        let mut days: Vec<_> =
            package.lines().iter().filter(meets).flat_map(|line| days_of(line, of)).collect();
        days.sort_unstable_by_key(|(from, _)| *from);
        let mut apart: Vec<(NaiveDate, Option<NaiveDate>)> = Vec::new();
        for (from, until) in days {
            match apart.last_mut() {
                Some((_, None)) => break,
                Some((_, Some(end))) if *end >= from => match until {
                    Some(until) => *end = until.max(*end),
                    None => {
                        if let Some(last) = apart.last_mut() {
                            last.1 = None;
                        }
                    }
                },
                _ => apart.push((from, until)),
            }
        }
        Self(apart)
    }

    fn from(&self, on: NaiveDate) -> Now {
        let holds = |(from, until): &&(NaiveDate, Option<NaiveDate>)| {
            *from <= on && until.is_none_or(|until| on < until)
        };
        match self.0.iter().find(holds) {
            Some((_, until)) => Now::From(until.and_then(|until| until.pred_opt())),
            None => Now::Not,
        }
    }

    fn first_after(&self, on: NaiveDate) -> Option<NaiveDate> {
        self.0.iter().map(|(from, _)| *from).find(|from| *from > on)
    }
}

/// The days of a line without those on which it is paused for whoever has the need.
fn days_of(line: &Line, of: Option<PersonId>) -> Vec<(NaiveDate, Option<NaiveDate>)> {
    let mut from = line.period.from().unwrap_or(NaiveDate::MIN);
    let last = line.period.until();
    let paused = |pause: &&super::Pause| of.is_none_or(|of| pause.is_for(of) || !line.people.contains(&of));
    let mut pauses: Vec<_> = (line.pauses.iter().filter(paused))
        .map(|pause| (pause.period.from().unwrap_or(NaiveDate::MIN), pause.period.until()))
        .collect();
    pauses.sort_unstable();
    let mut days = Vec::new();
    for (begins, ends) in pauses {
        if from < begins {
            days.push((from, Some(begins)));
        }
        let Some(ends) = ends else { return days };
        from = from.max(ends);
    }
    if last.is_none_or(|last| from < last) {
        days.push((from, last));
    }
    days
}
