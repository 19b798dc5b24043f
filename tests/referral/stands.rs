//! What rests on facts goes stale with them, and what finds the same undoes nothing; the home is looked at again before
//! a move.

use mutual_care::base::{Deadline, Owes, Role};
use mutual_care::machine::{Machine, Step};
use mutual_care::placement::referral::{
    AcceptedByManager, ChildAsked, ChildDescribed, ChildHeardAgain, ChildMovedIn, ChildSays,
    HomeFoundUnchanged, HomeLookedAt, LiaisonHeld, PlanningMeetingHeld, Policy, Referral, Status, WorryOf,
    WorryRaised,
};
use mutual_care::placement::{Facts, OwnView, RiskToOthers, WorkersView};

use crate::kit::EveryDay;
use crate::missing::{asked_again, missing};
use crate::people::{
    MOVE, NEWCOMER, RESIDENT, WORKER, accepted, bars, child, compatibility, date_agreed, day, emergency_on,
    found, home, home_with, impact, liaison, looked_at, meeting, misfit, policy, ready, record, resident,
    says_under, seen, then, unchanged, visit, words, worker, worry,
};

pub fn decided() -> Referral {
    then(record(ready()), accepted())
}

pub fn dated() -> Referral {
    then(decided(), date_agreed())
}

fn i_cannot_wait() -> OwnView {
    OwnView::Said { by: worker(WORKER), on: day(14), words: words("I can't wait!") }
}

/// All workers agree, and then it is reported that the child sets fires.
#[test]
fn a_workers_agreement_is_about_what_they_were_told() {
    let mut fire = child();
    fire.risks_to_others = Facts::only([RiskToOthers::FireSetting]);
    let described = ChildDescribed { on: day(11), child: Box::new(fire.clone()) };
    let reported = then(record(ready()), described);
    let barred = missing(&reported);
    assert!(barred.contains(&"liaison-before-change") && barred.contains(&"package-agreed-before-change"));
    let judged = then(then(reported, compatibility(&fire, &home(), 3)), impact(&fire, &home(), 3));
    let barred = missing(&judged);
    assert!(barred.contains(&"liaison-before-change"), "new assessments do not ask the workers");
    let judged_only = judged.clone();
    let again = asked_again(judged);
    assert!(!missing(&again).contains(&"liaison-before-change"));
    // Asked on the day before, and written down afterwards: they cannot have known; and it takes nothing from what was
    // said later.
    let before = LiaisonHeld { on: day(10), ..liaison(RESIDENT) };
    let late = then(judged_only, before.clone());
    assert!(missing(&late).contains(&"liaison-before-change"));
    assert!(!missing(&then(again.clone(), before)).contains(&"liaison-before-change"));
    let objects = LiaisonHeld { on: day(14), view: WorkersView::Objects, ..liaison(RESIDENT) };
    let agreed = LiaisonHeld { on: day(13), ..liaison(RESIDENT) };
    let stands = then(then(again.clone(), objects.clone()), agreed);
    assert!(missing(&stands).contains(&"liaison-objects"), "an older view is entered late");
    let agreed = LiaisonHeld { on: day(14), ..liaison(RESIDENT) };
    let agrees = then(then(again.clone(), objects), agreed);
    assert!(!missing(&agrees).contains(&"liaison-objects"), "of one day, the last counts");
    // On the day itself the order in which it was entered counts; a revision that is named counts as it is named.
    let same_day = then(again.clone(), LiaisonHeld { on: day(11), ..liaison(RESIDENT) });
    assert!(!missing(&same_day).contains(&"liaison-before-change"));
    for (information, stale) in [(Some(3), false), (Some(2), true), (None, false)] {
        let told = LiaisonHeld { on: day(12), information, ..liaison(RESIDENT) };
        let told = then(again.clone(), told);
        assert_eq!(missing(&told).contains(&"liaison-before-change"), stale, "{information:?}");
        let package = PlanningMeetingHeld { on: day(12), information, ..meeting() };
        let package = then(again.clone(), package);
        assert_eq!(missing(&package).contains(&"package-agreed-before-change"), stale, "{information:?}");
    }
    for none in [0, 4] {
        let told = LiaisonHeld { information: Some(none), ..liaison(RESIDENT) };
        assert!(misfit(&again, told).unwrap().contains("a revision of the information"));
    }
}

#[test]
fn a_home_that_is_as_it_was_undoes_nothing() {
    // Before a decision a look may find the same as often as it likes.
    let again = then(record(ready()), HomeLookedAt { on: day(11), ..looked_at(&home()) });
    assert!(again.stale().is_empty());
    assert_eq!(missing(&again), [""; 0]);
    for stands in [decided(), dated()] {
        let status = stands.status();
        let same = HomeLookedAt { on: day(20), ..looked_at(&home()) };
        assert_eq!(bars(&found(&stands, same)), ["home-is-as-seen"], "it would take the decision back");
        let unchanged = then(stands.clone(), unchanged(20));
        assert_eq!((unchanged.status(), unchanged.case().accepted()), (status, Some(&accepted())));
        assert!(unchanged.stale().is_empty());
        let two = home_with(vec![resident(RESIDENT), resident(NEWCOMER)]);
        let other = HomeFoundUnchanged { on: day(20), seen: seen(&two, MOVE) };
        assert!(misfit(&stands, other).unwrap().contains("expected the home as it was seen before"));
        let other = HomeFoundUnchanged { on: day(20), seen: seen(&home(), MOVE + 1) };
        assert!(misfit(&stands, other).is_some(), "another planned date is no unchanged home");
        let otherwise = then(stands, HomeLookedAt { on: day(20), ..looked_at(&two) });
        assert_eq!((otherwise.status(), otherwise.case().accepted()), (Status::Planning, None));
    }
}

#[test]
fn a_child_who_cannot_wait_undoes_nothing() {
    let says = |says| ChildAsked { on: day(14), view: i_cannot_wait(), says };
    // Before a decision: what a child says in favour makes nothing stale; what is not said, or against it, does.
    let asked = |answer| then(record(ready()), says(answer));
    assert!(asked(Some(ChildSays::Agrees)).stale().is_empty());
    assert!(!asked(None).stale().is_empty());
    assert!(!asked(Some(ChildSays::WantsSomethingElse)).stale().is_empty());
    let agreed = asked(Some(ChildSays::Agrees));
    assert_eq!(agreed.case().child().own_view, i_cannot_wait());
    let day_14 = AcceptedByManager { on: day(14), ..accepted() };
    assert!(found(&agreed, day_14).is_empty(), "assessments of the child as described before still hold");
    for stands in [decided(), dated()] {
        let status = stands.status();
        for answer in [None, Some(ChildSays::Agrees), Some(ChildSays::TooYoung)] {
            let barred = bars(&found(&stands, says(answer)));
            assert_eq!(barred, ["child-not-said-to-want-something-else"]);
        }
        let heard = |says| ChildHeardAgain { on: day(14), view: i_cannot_wait(), says };
        let after = then(stands.clone(), heard(ChildSays::Agrees));
        assert_eq!((after.status(), after.case().accepted()), (status, Some(&accepted())));
        assert_eq!((after.case().information(), after.stale().len()), (3, 0));
        assert_eq!(
            bars(&found(&stands, heard(ChildSays::WantsSomethingElse))),
            ["child-wants-something-else"]
        );
        assert!(misfit(&stands, heard(ChildSays::NotAsked)).unwrap().contains("what the child says"));
        let back = then(stands, says(Some(ChildSays::WantsSomethingElse)));
        assert_eq!((back.status(), back.case().accepted()), (Status::Planning, None));
    }
}

#[test]
fn the_home_is_looked_at_again_in_the_week_before_the_move() {
    let visited = [20, 30, 36].into_iter().fold(dated(), |record, on| then(record, visit(on)));
    let moves = |record: &Referral| bars(&found(record, ChildMovedIn { on: day(MOVE) }));
    assert_eq!(
        moves(&visited),
        ["home-not-looked-at-again"],
        "the look before the decision is no look again"
    );
    for (on, barred) in [(MOVE - 8, true), (MOVE - 7, false), (MOVE, false), (MOVE + 1, true)] {
        let looked = then(visited.clone(), unchanged(on));
        assert_eq!(moves(&looked) == ["home-not-looked-at-again"], barred, "{on}");
    }
    // A look that found something else takes the decision back: after the new one it is looked at once more.
    let within = |days| {
        let policy = Policy { look_again_within_days: days, ..policy() };
        let step = Step::Regularly(ChildMovedIn { on: day(MOVE) }.into());
        says_under(&policy, &then(visited.clone(), unchanged(MOVE - 3)), step, Role::SocialWorker)
    };
    assert_eq!(bars(&within(Some(3))), [""; 0]);
    assert_eq!(bars(&within(Some(2))), ["home-not-looked-at-again"]);
    assert_eq!(bars(&within(None)), ["policy-not-set"], "a rule that bars bars without its value");
    // It happens all the same, and then it is owed.
    let moved = then(visited, ChildMovedIn { on: day(MOVE) });
    assert_eq!(moved.status(), Status::MovedIn);
    let owed = |record: &Referral| {
        let duties = record.duties(day(MOVE), &policy(), &EveryDay);
        duties.into_iter().find(|duty| duty.rule().code == "look-again-owed")
    };
    let look = HomeLookedAt { on: day(MOVE + 2), ..looked_at(&home()) };
    assert_eq!(owed(&moved).unwrap().deadline(), Deadline::By(day(MOVE + 5)));
    assert_eq!(owed(&then(moved, look)).unwrap().done_on(), Some(day(MOVE + 2)));
}

#[test]
fn an_emergency_admission_owes_a_look_at_the_home() {
    let done = crate::proof::rest_done();
    assert!(found(&done, accepted()).is_empty());
    let without = record(vec![emergency_on(&child(), &home(), 3).into()]);
    let barred = bars(&without.missing_for_decision(day(12), &policy()));
    assert!(barred.contains(&"home-not-looked-at-since-admission"));
    let early = then(without, HomeLookedAt { on: day(2), seen: seen(&home(), 3) });
    let barred = bars(&early.missing_for_decision(day(12), &policy()));
    assert!(barred.contains(&"home-not-looked-at-since-admission"), "a look from before is none since");
}

#[test]
fn a_worry_makes_what_was_agreed_stale_too() {
    let worried = then(record(ready()), WorryRaised { on: day(11), ..worry(WorryOf::Family) });
    let barred = missing(&worried);
    for code in ["liaison-before-change", "package-agreed-before-change", "judged-before-worry", "worry-open"]
    {
        assert!(barred.contains(&code), "{code}");
    }
}
