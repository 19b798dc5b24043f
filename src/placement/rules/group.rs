//! Statements about all who would live there.

use super::super::forms::children::SINCE_UNKNOWN;
use super::super::forms::counting::StaffCount;
use super::super::forms::layout::{Bits, OWN_RISKS};
use super::super::forms::placing::Placing;
use super::super::forms::read::{Grounds, Outcome};
use crate::placement::Watch;

/// Staff at these times: the sum over all children, rounded up once for the home, waking and sleeping apart. Each time
/// is answered by itself. What is short for those whose need is known may be shorter still.
pub(super) fn enough_staff(at: &Placing<'_>, watches: &[Watch]) -> Outcome {
    watches.iter().fold(Outcome::Holds, |outcome, watch| {
        let Some(roster) = at.home.roster.get(*watch as usize) else { return outcome };
        let count = at.staff_at(*watch);
        let need_known = if count.missing == 0 {
            at.who_lives_there()
        } else {
            let StaffCount { residents, children, missing, .. } = count;
            let (child, of_residents) = (missing, missing);
            let open = Grounds { child, children, residents, of_residents, ..Grounds::NONE };
            at.who_lives_there().and(Outcome::not_known(open))
        };
        let there = roster.decides(|staff| count.known <= u32::from(*staff));
        let short_perhaps = roster.known().is_some_and(|staff| count.at_most > u32::from(*staff));
        let when =
            if short_perhaps && there == Outcome::Holds { at.who_is_there_when() } else { Outcome::Holds };
        outcome.and(need_known).and(there).and(when)
    })
}

/// Of each risk that a child brings: how many would have it.
pub(super) fn same_risk_few(at: &Placing<'_>) -> Outcome {
    let Some(most) = at.query.policy.same_risk_most else { return Outcome::Holds };
    // A child who would not move in here with the others is not asked about.
    let children = at.which;
    let perhaps_gone = at.others().any(|(_, one)| one.may_be_gone());
    (0..OWN_RISKS.len).fold(Outcome::Holds, |outcome, risk| {
        let risk = OWN_RISKS.bit(risk);
        let has = |risks: &Bits| risks.any(risk);
        let theirs = at.seekers().map(|seeker| has(&seeker.person.risks));
        // The worst of them: known to have it, else not known.
        let Some(brought) = theirs.filter(|has| *has != Some(false)).max() else { return outcome };
        let new = |answer| at.seekers().filter(|one| has(&one.person.risks) == answer).count();
        // Who may have left by then may have the risk there, or not.
        let there = |answer, gone| {
            at.others().filter(|(_, one)| has(&one.risks) == answer && one.may_be_gone() == gone).count()
        };
        let yes = new(Some(true)) + there(Some(true), false);
        let unknown = new(None) + there(None, false) + there(None, true) + there(Some(true), true);
        let most = usize::from(most);
        let facts = Grounds { child: risk, children, ..Grounds::NONE };
        outcome.and(if brought == Some(true) && yes > most {
            Outcome::no(facts)
        // Of a home whose residents are not known, any number may have the risk.
        } else if yes + unknown > most || at.home.residents.known().is_none() {
            let gone = if perhaps_gone { at.who_is_there_when() } else { Outcome::Holds };
            Outcome::not_known(facts).and(at.who_lives_there()).and(gone)
        } else {
            Outcome::Holds
        })
    })
}

pub(super) fn arrivals_apart(at: &Placing<'_>) -> Outcome {
    let Some(gap) = at.query.policy.arrival_gap_days else { return Outcome::Holds };
    at.others().fold(at.who_lives_there(), |outcome, (_, one)| {
        let long_ago = at.query.today.saturating_sub(one.from) >= i32::from(gap);
        outcome.and(if one.from == SINCE_UNKNOWN {
            Placing::since_when_not_known()
        } else if !long_ago && one.may_be_gone() {
            at.who_is_there_when()
        } else {
            long_ago.into()
        })
    })
}
