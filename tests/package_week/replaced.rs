//! What lines take the place of, and what stays as the household says it.

use mutual_care::base::{Told, WhyNotKnown};
use mutual_care::need::{Ability, Arrangement, Place, Reliance, SkilledHands, SourceKind};
use mutual_care::package::{Pause, WhyLeftOut};

use super::{NONE, codes, helps, id, left_out, line, of_line, period, stands, week, with};

#[test]
fn arrangements_that_name_a_line_go_whether_or_not_it_runs() {
    let stood = || week(vec![stands(901, 5, 101, 301), helps(902, 3, 102)]);
    let ids = |with: &super::PackageWeek| -> Vec<_> {
        with.snapshot.arrangements().iter().map(|one| one.id).collect()
    };
    let runs = with(&stood(), [line(301)]);
    assert_eq!((ids(&runs).len(), codes(&runs)), (2, NONE.to_vec()));
    assert!(runs.snapshot.arrangement(id(901)).is_none() && runs.snapshot.arrangement(id(902)).is_some());
    let (mut planned, mut ended, mut paused) = (line(301), line(301), line(301));
    planned.period = period("2026-03-05", "");
    ended.period = period("", "2026-03-04");
    paused.pauses.push(Pause::of_all(period("2026-03-04", "2026-03-05")));
    for line in [planned, ended, paused] {
        assert_eq!(ids(&with(&stood(), [line])), [id(902)]);
    }
}

/// What the first provider is known to be like, as the household says it.
fn described() -> Arrangement {
    let mut one = stands(901, 5, 101, 301);
    one.hands = 2;
    (one.able_now, one.able_later) = (Told::Known(Ability::Yes), Told::Known(Ability::No));
    (one.willing_now, one.willing_later) = (Told::Known(true), Told::NotKnown(WhyNotKnown::Declined));
    (one.awake, one.at) = (Told::Known(true), Place::At("day-centre".parse().unwrap()));
    one.skills = vec![SkilledHands { skill: "hoist".parse().unwrap(), hands: 1 }];
    one
}

#[test]
fn what_only_the_household_knows_stays() {
    let mut two = line(301);
    two.hands = 2;
    let kept = with(&week(vec![described()]), [two.clone()]);
    let one = of_line(&kept, 301);
    assert_eq!((one.able_now, one.able_later), (Told::Known(Ability::Yes), Told::Known(Ability::No)));
    assert_eq!(
        (one.willing_now, one.willing_later),
        (Told::Known(true), Told::NotKnown(WhyNotKnown::Declined))
    );
    assert_eq!((one.awake, &one.at), (Told::Known(true), &described().at));
    assert_eq!(one.skills, described().skills);
    // The hours are the line's own.
    assert_eq!(one.when.to_string(), "daily 12:00-13:00");
    // Of how many of another number of hands have a skill nobody has spoken.
    assert!(of_line(&with(&week(vec![described()]), [line(301)]), 301).skills.is_empty());

    // A no stays a no: what a provider is known not to be able to do does not count because it is bought.
    let mut unable = described();
    unable.able_now = Told::Known(Ability::No);
    assert!(!of_line(&with(&week(vec![unable]), [two.clone()]), 301).counts(super::on()));

    // Another provider is another matter, and so is what was said of days that are over.
    let mut other = two.clone();
    other.by = Some(id(6));
    let mut over = described();
    over.period = period("", "2026-03-04");
    for with in [with(&week(vec![described()]), [other]), with(&week(vec![over]), [two])] {
        let one = of_line(&with, 301);
        assert!(matches!(one.able_now, Told::NotKnown(WhyNotKnown::NotAsked)));
        assert!(one.skills.is_empty() && one.at == Place::Home);
    }
}

#[test]
fn what_two_say_differently_is_not_known() {
    let mut evenings = described();
    evenings.id = id(903);
    (evenings.willing_now, evenings.when) = (Told::Known(false), "daily 13:00-13:30".parse().unwrap());
    let with = with(&week(vec![described(), evenings]), [line(301)]);
    let one = of_line(&with, 301);
    assert_eq!(one.able_now, Told::Known(Ability::Yes));
    assert_eq!(one.willing_now, Told::NotKnown(WhyNotKnown::NotAsked));
}

/// Somebody from the street is employed: the household says who.
#[test]
fn a_line_that_does_not_say_who_or_when_is_as_the_household_says() {
    let mut plain = line(301);
    (plain.by, plain.when) = (None, None);
    let mut later = stands(902, 3, 101, 301);
    later.when = "daily 13:00-13:30".parse().unwrap();
    let with_two = with(&week(vec![stands(901, 3, 101, 301), later.clone()]), [plain.clone()]);
    let one = of_line(&with_two, 301);
    assert_eq!((one.by, one.when.to_string()), (id(3), "daily 12:00-12:30, 13:00-13:30".into()));
    // Two givers: nobody knows which of them it is.
    later.by = id(6);
    let with_others = with(&week(vec![stands(901, 3, 101, 301), later]), [plain.clone()]);
    assert_eq!(left_out(&with_others), [(301, Some(101), WhyLeftOut::ProviderMissing)]);
    // Nobody says when it is: the hours are not known.
    plain.by = Some(id(5));
    assert!(of_line(&with(&week(vec![]), [plain]), 301).when.is_never());
}

/// Ada hands Ben his tablets. Nobody has said that she leans on her meal for that: it is assumed while it is met.
#[test]
fn what_members_lean_on_without_saying_so_is_filled_in_anew() {
    let leans = |snapshot: &mutual_care::need::Snapshot| {
        snapshot.arrangement(id(902)).map(|one| one.relies_on.clone()).unwrap()
    };
    let before = week(vec![stands(901, 5, 101, 301), helps(902, 1, 102)]);
    assert_eq!(leans(&before), Reliance::Assumed(vec![id(101)]));
    let mut ended = line(301);
    ended.period = period("", "2026-03-04");
    let without = with(&before, [ended]).snapshot;
    assert_eq!(leans(&without), Reliance::Assumed(vec![]), "her meal is unmet: she does not lean on it");
    assert_eq!(leans(&with(&without, [line(301)]).snapshot), Reliance::Assumed(vec![id(101)]));
}

#[test]
fn a_giver_who_is_not_there_yet_is_added() {
    let mut new = line(301);
    new.by = Some(id(8));
    let with_new = with(&week(vec![]), [new.clone()]);
    assert_eq!(with_new.snapshot.source(id(8)).map(|source| source.kind), Some(SourceKind::Provider));
    // Of whom an age is known, that is a person.
    let known = week(vec![]).knowing([(id(8), mutual_care::need::Age::Adult)]);
    let source = with(&known, [new]).snapshot.source(id(8)).cloned().unwrap();
    assert_eq!((source.kind, source.age), (SourceKind::Person, Some(mutual_care::need::Age::Adult)));
}
