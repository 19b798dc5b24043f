//! What a review finds, as findings.

use alloc::vec::Vec;

use chrono::Weekday;

use super::rules as rule;
use super::{Review, Support};
use crate::base::{Amount, Finding, Findings, NeedId, Rule, Weight, clocks_change_between};
use crate::need::{Arrangement, DoneThough, Reliance, Snapshot};

#[expect(clippy::cast_possible_wrap, reason = "counts of things far below 2⁶³")]
fn count(things: usize) -> Amount {
    Amount::Count(things as i64)
}

fn minutes(minutes: u32) -> Amount {
    Amount::Minutes(i64::from(minutes))
}

fn about_each(rule: &'static Rule, needs: &[NeedId]) -> impl Iterator<Item = Finding> {
    needs.iter().map(move |need| Finding::new(rule).about(*need))
}

/// All findings; `sums_done` says whether it was worked out who is counted on for more than they can do.
pub(super) fn find(review: &Review, support: &Support<'_>, sums_done: bool) -> Findings {
    let mut found: Vec<Finding> = Vec::new();
    of_gaps(review, &mut found);
    of_losses(review, &mut found);
    of_people(review, &mut found);
    of_strain(review, sums_done, &mut found);
    unwilling(review, support, &mut found);
    found.extend(about_each(&rule::STANDS_ONLY_UNCONFIRMED, &review.stands_only_unconfirmed));
    found.extend(review.not_confirmed.iter().map(|id| Finding::new(&rule::NOT_CONFIRMED).about(*id)));
    found.extend(review.on_some_days.iter().map(|id| Finding::new(&rule::ABLE_ON_SOME_DAYS).about(*id)));
    for open in review.skills_not_known.chunk_by(|one, other| one.arrangement == other.arrangement) {
        let finding = open.first().map(|first| Finding::new(&rule::SKILL_NOT_KNOWN).about(first.arrangement));
        found.extend(finding.map(|finding| finding.with("skills", count(open.len()))));
    }
    found.extend(review.awake_not_known.iter().map(|id| Finding::new(&rule::AWAKE_NOT_KNOWN).about(*id)));
    for ends in &review.ends {
        found.push(
            Finding::new(&rule::ENDS_SOON).about(ends.arrangement).with("until", Amount::Date(ends.until)),
        );
    }
    as_recorded(review, support, &mut found);
    found.into_iter().collect()
}

fn of_gaps(review: &Review, found: &mut Vec<Finding>) {
    for gap in &review.gaps {
        let of = if gap.critical { &rule::CRITICAL_GAP } else { &rule::GAP };
        let short = super::ShortWindow::short_of(&gap.windows).at_least_one();
        found.push(Finding::new(of).about(gap.need).about(gap.person).with("short", minutes(short)));
    }
    let whoever_is_there = |anyway: &&super::HarmAnyway| anyway.critical && !anyway.leaves_out_unwilling_help;
    for anyway in review.harm_anyway.iter().filter(whoever_is_there) {
        let of =
            if anyway.unless_help_not_known { &rule::HARM_UNLESS_HELP_COMES } else { &rule::HARM_ANYWAY };
        found.push(Finding::new(of).about(anyway.need).with("at", Amount::At(anyway.at)));
    }
}

fn of_losses(review: &Review, found: &mut Vec<Finding>) {
    for fall in &review.falls {
        let critical = fall.fallen.iter().filter(|need| need.critical).count();
        let worsened = fall.worsened.iter().filter(|need| need.critical).count();
        for (of, critical) in [(&rule::SINGLE_POINT_OF_FAILURE, critical), (&rule::GAP_GETS_WORSE, worsened)]
        {
            if critical > 0 {
                let finding = Finding::new(of).about_all(fall.lost.iter().copied());
                found.push(finding.with("critical", count(critical)));
            }
        }
    }
    for worst in &review.worst_minutes {
        if let Some(minute) = worst.worst {
            found.push(
                Finding::new(&rule::HARM_AFTER_LOSS)
                    .about(worst.lost)
                    .about(minute.need)
                    .with("start", Amount::At(minute.start))
                    .with("minutes", minutes(minute.minutes_to_harm)),
            );
        }
    }
    for fall in &review.falls {
        let fallen = fall.fallen.iter().filter(|need| need.rests_on_assumed_reliance).map(|need| need.need);
        let worsened =
            fall.worsened.iter().filter(|need| need.rests_on_assumed_reliance).map(|need| need.need);
        found.extend(fallen.chain(worsened).map(|need| {
            Finding::new(&rule::RESTS_ON_ASSUMED_RELIANCE).about_all(fall.lost.iter().copied()).about(need)
        }));
    }
}

fn of_people(review: &Review, found: &mut Vec<Finding>) {
    for (of, pairs) in [
        (&rule::MUTUAL_DEPENDENCE, &review.mutual_dependence),
        (&rule::MUTUAL_DEPENDENCE_IN_PART, &review.mutual_dependence_in_part),
        (&rule::RECIPROCAL_CARE, &review.reciprocal_care),
    ] {
        found.extend(pairs.iter().map(|(one, other)| Finding::new(of).about(*one).about(*other)));
    }
    for ring in &review.circular.rings {
        found.push(
            Finding::new(&rule::RING)
                .about_all(ring.people.iter().copied())
                .about_all(ring.needs.iter().copied())
                .with("needs", count(ring.needs.len())),
        );
    }
    for pair in &review.tippings {
        for tipping in &pair.tippings {
            found.push(
                Finding::new(&rule::BALANCE_TIPPED)
                    .about(pair.between.0)
                    .about(pair.between.1)
                    .with("on", Amount::Date(tipping.on)),
            );
        }
    }
}

/// What is asked of one person, or of a service, at once.
fn of_strain(review: &Review, sums_done: bool, found: &mut Vec<Finding>) {
    for line in &review.over_committed {
        let by = line.person.into();
        let cannot = review.twice_at_once.iter().any(|one| one.by == by)
            || review.more_places.iter().any(|one| one.by == by && !one.is_a_question());
        let weight = if cannot || !sums_done { Weight::Warns } else { Weight::Notes };
        found.push(
            Finding::new(&rule::OVER_COMMITTED)
                .about(line.person)
                .about_all(line.for_people.iter().copied())
                .about_all(line.needs.iter().copied())
                .with("minutes", minutes(line.when.minutes_a_week().into()))
                .weighing(weight),
        );
    }
    for one in &review.twice_at_once {
        let finding = Finding::new(&rule::TWICE_AT_ONCE).about(one.by);
        let finding = finding.about_all(one.for_people.iter().copied());
        found.push(finding.about_all(one.needs.iter().copied()).with("missing", minutes(one.missing_min)));
    }
    for line in &review.more_places {
        let of = if line.is_a_question() { &rule::PLACES_NOT_KNOWN } else { &rule::MORE_PLACES };
        let finding = Finding::new(of).about(line.by).about_all(line.for_people.iter().copied());
        let finding = finding.about_all(line.needs.iter().copied());
        found.push(in_places(finding, line.spots.len(), line.when.minutes_a_week()));
    }
    for line in &review.in_two_places {
        let finding = Finding::new(&rule::IN_TWO_PLACES).about(line.person);
        let finding = finding.about_all(line.arrangements.iter().copied());
        found.push(in_places(finding, line.spots.len(), line.when.minutes_a_week()));
    }
    for one in &review.no_rest {
        let finding = Finding::new(&rule::NO_REST).about(one.person);
        let finding = finding.with("awake", minutes(one.awake_min));
        found.push(finding.with("night", minutes(one.least_of_a_night_min)));
    }
}

fn in_places(finding: Finding, places: usize, a_week: u16) -> Finding {
    finding.with("places", count(places)).with("minutes", minutes(a_week.into()))
}

fn unwilling(review: &Review, support: &Support<'_>, found: &mut Vec<Finding>) {
    let by = |id| support.snapshot().arrangement(id).map(|arrangement| arrangement.by);
    for help in &review.unwilling {
        let about = |rule| Finding::new(rule).about(help.arrangement).about_all(by(help.arrangement));
        if help.done.is_done {
            found.push(about(match help.done.though {
                DoneThough::NotWilling => &rule::GIVEN_UNWILLINGLY,
                DoneThough::NotAble => &rule::GIVEN_THOUGH_NOT_ABLE,
            }));
        }
        match (help.done.is_a_question, help.done.is_assumed) {
            (true, _) => found.push(about(&rule::DONE_NOT_KNOWN)),
            (false, true) => found.push(about(&rule::DONE_IS_ASSUMED)),
            (false, false) => {}
        }
    }
    for stops in &review.if_it_stops {
        let fallen = stops.fallen.iter().filter(|need| need.critical).map(|need| need.need);
        let worsened = stops.worsened.iter().filter(|need| need.critical).map(|need| need.need);
        found.extend(
            fallen
                .chain(worsened)
                .map(|need| Finding::new(&rule::RESTS_ON_HELP_GIVEN_UNWILLINGLY).about(stops.by).about(need)),
        );
    }
}

/// What is to be said of the snapshot itself.
fn as_recorded(review: &Review, support: &Support<'_>, found: &mut Vec<Finding>) {
    let snapshot = support.snapshot();
    let gaps = support.gaps();
    let week = snapshot.on().week(Weekday::Mon);
    if let (Some(first), Some(last)) = (week.checked_first_day(), week.checked_last_day())
        && let Some(sunday) = clocks_change_between(first, last)
    {
        found.push(Finding::new(&rule::CLOCKS_CHANGE).with("on", Amount::Date(sunday)));
    }
    for id in &review.hours_not_known.needs {
        let critical = snapshot.need(*id).is_some_and(crate::need::Need::is_critical);
        let weight = if critical { Weight::Warns } else { rule::WHEN_NOT_KNOWN.weight };
        found.push(Finding::new(&rule::WHEN_NOT_KNOWN).about(*id).weighing(weight));
    }
    let never = review.hours_not_known.arrangements.iter();
    found.extend(never.map(|id| Finding::new(&rule::NEVER_PRESENT).about(*id)));
    on_none_of_its_days(snapshot, found);
    for arrangement in snapshot.arrangements() {
        if !arrangement.counts(snapshot.on()) {
            continue;
        }
        match &arrangement.relies_on {
            Reliance::Assumed(needs) if !needs.is_empty() => {
                found.push(
                    Finding::new(&rule::ASSUMED).about(arrangement.id).about_all(needs.iter().copied()),
                );
            }
            Reliance::Stated(needs) => {
                let unmet = needs.iter().filter(|need| gaps.binary_search(need).is_ok());
                found.extend(
                    unmet.map(|need| {
                        Finding::new(&rule::GIVES_THOUGH_UNMET).about(arrangement.id).about(*need)
                    }),
                );
            }
            _ => {}
        }
    }
}

/// What alternates and never comes round: of a rota nothing lies on the days that are on.
fn on_none_of_its_days(snapshot: &Snapshot, found: &mut Vec<Finding>) {
    let is_there =
        |one: &&Arrangement| one.period.contains(snapshot.on()) && one.done().is_none_or(|done| done.is_done);
    let never = snapshot.arrangements().iter().filter(is_there);
    let never = never.filter(|one| !one.when.is_never() && one.is_never_present());
    found.extend(never.map(|one| Finding::new(&rule::COMES_ON_NONE_OF_ITS_DAYS).about(one.id)));
    for need in snapshot.needs().iter().filter(|need| need.is_on_none_of_its_days()) {
        let of = &rule::NEEDED_ON_NONE_OF_ITS_DAYS;
        let weight = if need.is_critical() { Weight::Warns } else { of.weight };
        found.push(Finding::new(of).about(need.id()).weighing(weight));
    }
}
