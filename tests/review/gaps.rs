//! Gaps that get worse.

use mutual_care::base::PersonId;
use mutual_care::need::Reliance;
use mutual_care::support::{Loss, Support, WhyGone, WorsenedNeed};

use crate::reference::family::{Family, arrangement, need, person, source};
use crate::{codes, printed, reviewed};

/// Somebody (1) is to have company at night; the one they live with (2) is there but for the last hour of the week.
fn but_for_an_hour() -> Family {
    Family::of([1, 2]).need(21, 1, "daily 22:00-07:00", 90).helps(
        31,
        2,
        21,
        "Mon-Sat 22:00-07:00; Sun 22:00-Mon 06:00",
    )
}

fn worsened(family: &Family, loss: &Loss) -> Vec<WorsenedNeed> {
    let snapshot = family.snapshot();
    let support = Support::of(&snapshot);
    let worsened = support.worsened(loss).unwrap();
    let fall = support.fall(loss).unwrap();
    assert_eq!(fall.worsened, worsened);
    let hit = support.hit(loss).unwrap();
    assert_eq!(hit.worsened, worsened.iter().map(|need| need.need).collect::<Vec<_>>());
    let mut fallen: Vec<_> = fall.fallen.iter().map(|need| need.need).collect();
    fallen.sort_unstable();
    assert_eq!(hit.falls, fallen);
    worsened
}

#[test]
fn whoever_gives_all_but_an_hour_is_missed() {
    let family = but_for_an_hour();
    let found = worsened(&family, &Loss::of(source(2)));
    assert_eq!((found.len(), found[0].need, found[0].critical), (1, need(21), true));
    // The last night is short even now, and loses its eight hours as well.
    assert_eq!((found[0].short_by(), found[0].windows.len()), (62 * 60, 7));
    let last = found[0].windows.iter().find(|window| window.was_short()).unwrap();
    assert_eq!((last.covered, last.left, last.hands_gone), (480, 0, 480));
    let whole = found[0].windows.iter().find(|window| !window.was_short()).unwrap();
    assert_eq!((whole.covered, whole.left, whole.hands_gone), (540, 0, 0));
    assert_eq!(
        (found[0].gone[0].arrangement, &found[0].gone[0].why),
        (arrangement(31), &WhyGone::SourceLost)
    );

    let review = reviewed(&family);
    assert!(codes(&review).contains(&"gap-gets-worse"));
    assert!(!codes(&review).contains(&"single-point-of-failure"), "it cannot fall: it is a gap");
    assert_eq!(review.loss_matrix[0].worsened, [need(21)]);
    assert_eq!((review.mends[0].lost, review.mends[0].minutes.total), (source(2), 62 * 60));
    let text = printed(&family);
    assert!(text.contains("Without S2, less is left of critical help that is short even now: S1: N21."));
    assert!(text.contains("S1: N21 (critical), short even now: 62 h a week less"));
    assert!(!text.contains("No single loss") && !text.contains("Nothing falls"));

    // Whoever comes only out of hours takes nothing with them, and neither does somebody who does nothing.
    let besides = family.outsider(3).helps(32, 3, 21, "Mon 12:00-13:00");
    assert_eq!(worsened(&besides, &Loss::of(source(3))), []);
    assert_eq!(worsened(&besides, &Loss::of(source(1))), []);
}

#[test]
fn what_is_more_than_owed_can_be_lost() {
    // The first window is a gap. In the second 40 of the 30 minutes owed are covered.
    let second = |first: &str, other: &str| {
        let when = "Mon 10:00-11:00; Tue 10:00-11:00";
        let family = Family::of([1, 2, 3]).doing(21, 1, when, 60, 30).helps(31, 2, 21, first);
        worsened(&family.helps(32, 3, 21, other), &Loss::of(source(3)))
    };
    assert_eq!(second("Tue 10:00-10:30", "Tue 10:30-10:40"), [], "ten minutes too many");
    let found = second("Tue 10:00-10:30", "Tue 10:00-10:40");
    assert_eq!(found, [], "thirty are left");
    let found = second("Tue 10:00-10:29", "Tue 10:20-10:40");
    assert_eq!((found[0].short_by(), found[0].hands_gone(), found[0].windows.len()), (1, 0, 1));
}

#[test]
fn a_hand_that_is_gone_from_a_short_window_makes_it_worse() {
    // Two are needed, one is there: no minute is covered, and yet the one would be missed.
    let one_of_two =
        Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 0).takes_two().helps(31, 2, 21, "always");
    let found = worsened(&one_of_two, &Loss::of(source(2)));
    assert_eq!((found[0].short_by(), found[0].hands_gone()), (0, 60));
    assert!(
        printed(&one_of_two).contains("short even now: fewer hands, 1 h a week in all (each pair counted)")
    );
    // Hands beyond those required are no loss: three of two.
    let plenty = Family::of([1, 2, 3]).need(21, 1, "Mon 10:00-11:00; Tue 10:00-11:00", 0).takes_two();
    let plenty = plenty.helps(31, 2, 21, "Mon 10:00-11:00").but(|help| help.hands = 2);
    let plenty = plenty.helps(32, 3, 21, "Mon 10:00-11:00");
    assert_eq!(worsened(&plenty, &Loss::of(source(3))), [], "Tuesday is the gap, Monday has enough");
    // A window that is not short loses minutes, and no hands are counted there.
    let found = worsened(&plenty, &Loss::of(source(2)));
    assert_eq!((found[0].short_by(), found[0].hands_gone()), (60, 0));
}

#[test]
fn somebody_away_has_no_gap_that_gets_worse() {
    let family = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-12:00", 0)
        .need(22, 2, "Mon 10:00-12:00", 0)
        .helps_relying(31, 2, 21, "Mon 10:00-11:00", [22])
        .helps(32, 1, 22, "Mon 10:00-11:00");
    // Both are gaps; he leans on one, and gives nothing.
    assert_eq!(worsened(&family, &Loss::of(source(2))), []);
    assert_eq!(worsened(&family, &Loss::of(source(1)))[0].need, need(22));
    let away = worsened(&family, &Loss::of(source(1)).and_away(person(2)));
    assert_eq!(away, []);
}

#[test]
fn a_giver_who_falls_makes_a_gap_worse() {
    let family = Family::of([1, 2, 3])
        .need(21, 1, "Mon 10:00-12:00", 0)
        .need(22, 2, "Mon 08:00-09:00", 0)
        .helps_relying(31, 2, 21, "Mon 10:00-11:00", [22])
        .helps(32, 3, 22, "Mon 08:00-09:00");
    let found = worsened(&family, &Loss::of(source(3)));
    assert_eq!((found[0].short_by(), &found[0].gone[0].why), (60, &WhyGone::GiverFell(vec![need(22)])));
    assert!(!found[0].rests_on_assumed_reliance);
    let assumed = family.clone().helps_unsaid(33, 2, 21, "Mon 11:00-11:30");
    let assumed = Family { parts: assumed.snapshot().into_parts() };
    let found = worsened(&assumed, &Loss::of(source(3)));
    assert_eq!((found[0].short_by(), found[0].rests_on_assumed_reliance), (90, false), "an hour is stated");
    let only = Family::of([1, 2, 3])
        .need(21, 1, "Mon 10:00-12:00", 0)
        .need(22, 2, "Mon 08:00-09:00", 0)
        .helps_unsaid(31, 2, 21, "Mon 10:00-11:00")
        .helps(32, 3, 22, "Mon 08:00-09:00");
    assert!(worsened(&only, &Loss::of(source(3)))[0].rests_on_assumed_reliance);
    // A mend of the direct loss alone: her need comes first, and he goes on.
    let snapshot = family.snapshot();
    let mend = Support::of(&snapshot).mend(source(3)).unwrap();
    assert_eq!(
        mend.needs.iter().map(|need| (need.need, need.is_gap)).collect::<Vec<_>>(),
        [(need(22), false)]
    );
}

fn pairs(family: &Family) -> [Vec<(PersonId, PersonId)>; 2] {
    let snapshot = family.snapshot();
    let support = Support::of(&snapshot);
    [support.mutual_dependence(), support.mutual_dependence_in_part()]
}

#[test]
fn two_who_depend_on_each_other_in_part() {
    let both = |first: &str, second: &str| {
        Family::of([1, 2])
            .need(21, 1, "Mon 10:00-11:00", 60)
            .need(22, 2, "Tue 10:00-11:00", 60)
            .helps(31, 2, 21, first)
            .helps(32, 1, 22, second)
    };
    let pair = (person(1), person(2));
    let (whole, half) = ("Mon-Tue 10:00-11:00", "Mon-Tue 10:00-10:30");
    assert_eq!(pairs(&both(whole, whole)), [vec![pair], vec![]]);
    assert_eq!(pairs(&both(half, whole)), [vec![], vec![pair]]);
    assert_eq!(pairs(&both(half, half)), [vec![], vec![pair]], "both only get worse");
    assert_eq!(pairs(&both("Mon 11:00-12:00", whole)), [vec![], vec![]], "out of hours");
    let text = printed(&both(half, whole));
    assert!(text.contains(
        "S1 and S2 depend on each other in part: without S1, critical needs of S2 fall; without S2, S1 has less of \
         critical help that is short even now."
    ));
    assert!(codes(&reviewed(&both(half, whole))).contains(&"mutual-dependence-in-part"));
}

#[test]
fn what_rests_on_an_assumption_about_a_gap() {
    // It is stored that he leans on a need that is a gap today: leaving that out, her supper stands without the visits.
    let family = Family::of([1, 2, 3])
        .need(21, 1, "Mon 17:00-18:00", 60)
        .need(22, 2, "Mon 08:00-09:00", 60)
        .helps(31, 3, 21, "Mon 17:00-18:00")
        .helps(32, 2, 21, "Mon 17:00-18:00")
        .but(|help| help.relies_on = Reliance::Assumed(vec![need(22)]));
    let rests = |family: &Family| {
        let snapshot = family.snapshot();
        let fall = Support::of(&snapshot).fall(&Loss::of(source(3))).unwrap();
        fall.fallen.iter().map(|need| (need.need, need.rests_on_assumed_reliance)).collect::<Vec<_>>()
    };
    assert_eq!(rests(&family), [(need(21), true)]);
    assert!(codes(&reviewed(&family)).contains(&"rests-on-assumed-reliance"));
    // Stated, it is no assumption.
    let stated = family.but(|help| help.relies_on = Reliance::Stated(vec![need(22)]));
    assert_eq!(rests(&stated), [(need(21), false)]);
}
