//! Statements about all who would live there.

use super::super::forms::children::{Person, SINCE_UNKNOWN};
use super::super::forms::layout::{Bits, OWN_RISKS, child};
use super::super::forms::placing::Placing;
use super::super::forms::read::{Grounds, Outcome, Read};
use crate::placement::Watch;
use crate::placement::staff::PARTS;

/// A bedroom for each child, or for two of a party who may share.
pub(super) fn bedroom_for_each(at: &Placing<'_>) -> Outcome {
    let children = at.which.count_ones();
    let who_shares = |answer: Option<bool>| {
        let sharing = at.seekers().filter(|seeker| seeker.shares_room.known().copied() == answer);
        // One child alone has nobody to share with.
        sharing.filter(|_| children > 1).fold(0_u32, |sharing, seeker| sharing | 1 << seeker.place)
    };
    let (shares, unknown) = (who_shares(Some(true)).count_ones(), who_shares(None));
    let whether_they_share =
        || Outcome::not_known(Grounds { child: child::SHARES_ROOM, children: unknown, ..Grounds::NONE });
    let needed = |sharing: u32| children - sharing + sharing.div_ceil(2);
    let Some(free) = at.home.bedrooms_free.known() else {
        return at.home.bedrooms_free.needed().and(whether_they_share());
    };
    let free = u32::from(*free);
    if needed(shares) <= free {
        Outcome::Holds
    } else if needed(shares + unknown.count_ones()) <= free {
        whether_they_share()
    } else {
        false.into()
    }
}

/// Staff at these times: the sum over all children, rounded up once for the home, waking and sleeping apart. Each time
/// is answered by itself. What is short for those whose need is known may be shorter still.
pub(super) fn enough_staff(at: &Placing<'_>, watches: &[Watch]) -> Outcome {
    watches.iter().fold(Outcome::Holds, |outcome, watch| {
        let Some(roster) = at.home.roster.get(*watch as usize) else { return outcome };
        let needs = |one: &Person| one.staffing.get(*watch as usize).and_then(|need| need.known().copied());
        let needed = at.everybody().filter_map(needs).sum::<u32>().div_ceil(PARTS);
        let there = roster.decides(|staff| needed <= u32::from(*staff));
        outcome.and(need_for_staff_known(at, *watch)).and(there)
    })
}

fn need_for_staff_known(at: &Placing<'_>, watch: Watch) -> Outcome {
    let missing = |one: &Person| one.staffing.get(watch as usize).map_or(0, Read::missing);
    let who = at.who_lives_there();
    if at.everybody().all(|one| missing(one) == 0) {
        return who;
    }
    let (mut residents, mut of_residents, mut children, mut child) = (0, 0, 0, 0);
    for (place, one) in at.others().filter(|(_, one)| missing(one) != 0) {
        (residents, of_residents) = (residents | 1 << place, of_residents | missing(one));
    }
    for seeker in at.seekers().filter(|seeker| missing(&seeker.person) != 0) {
        (children, child) = (children | 1 << seeker.place, child | missing(&seeker.person));
    }
    who.and(Outcome::not_known(Grounds { child, children, residents, of_residents, ..Grounds::NONE }))
}

/// Of each risk that a child brings: how many would have it.
pub(super) fn same_risk_few(at: &Placing<'_>) -> Outcome {
    let Some(most) = at.query.policy.same_risk_most else { return Outcome::Holds };
    // A child who would not move in here with the others is not asked about.
    let children = at.which;
    (0..OWN_RISKS.len).fold(Outcome::Holds, |outcome, risk| {
        let risk = OWN_RISKS.bit(risk);
        let has = |risks: &Bits| risks.any(risk);
        let theirs = at.seekers().map(|seeker| has(&seeker.person.risks));
        // The worst of them: known to have it, else not known.
        let Some(brought) = theirs.filter(|has| *has != Some(false)).max() else { return outcome };
        let count = |answer| at.everybody().filter(|one| has(&one.risks) == answer).count();
        let (yes, unknown) = (count(Some(true)), count(None));
        let most = usize::from(most);
        let facts = Grounds { child: risk, children, ..Grounds::NONE };
        outcome.and(if brought == Some(true) && yes > most {
            Outcome::no(facts)
        // Of a home whose residents are not known, any number may have the risk.
        } else if yes + unknown > most || at.home.residents.known().is_none() {
            Outcome::not_known(facts).and(at.who_lives_there())
        } else {
            Outcome::Holds
        })
    })
}

pub(super) fn arrivals_apart(at: &Placing<'_>) -> Outcome {
    let Some(gap) = at.query.policy.arrival_gap_days else { return Outcome::Holds };
    at.others().fold(at.who_lives_there(), |outcome, (_, one)| {
        outcome.and(if one.from == SINCE_UNKNOWN {
            Placing::since_when_not_known()
        } else {
            (at.query.today.saturating_sub(one.from) >= i32::from(gap)).into()
        })
    })
}
