//! Gaps that a loss makes worse, and what would mend that, worked out by hand.

use std::collections::{BTreeMap, BTreeSet};

use mutual_care::base::{NeedId, SourceId, WeekPattern};
use mutual_care::need::Snapshot;

use super::reference::family::{Family, arrangement, need, person, source};
use super::reference::{self, Gone, House, MendTotal, View, Worse, Worsened};

fn lost<const N: usize>(numbers: [u128; N]) -> BTreeSet<SourceId> {
    numbers.map(source).into()
}

fn needs<const N: usize>(numbers: [u128; N]) -> BTreeSet<NeedId> {
    numbers.map(need).into()
}

fn worsened(house: &House, of: u128) -> BTreeMap<NeedId, Worsened> {
    reference::worsened(house, &lost([of]), &BTreeSet::new(), View::ALL)
}

/// By how much each window of need 21 is worse.
fn windows(house: &House, of: u128) -> Vec<(usize, u32, u32)> {
    let worse = worsened(house, of).remove(&need(21)).unwrap_or_default();
    worse.windows.iter().map(|(place, worse)| (*place, worse.short, worse.hands_gone)).collect()
}

fn falls(house: &House, of: u128) -> BTreeSet<NeedId> {
    reference::fall(house, &lost([of]), &BTreeSet::new(), View::ALL).all()
}

/// Mother (1) needs somebody there from ten to twelve on Monday and on Tuesday; her son (2) is.
fn two_mornings(his: &str) -> Family {
    Family::of([1, 2, 3]).need(21, 1, "Mon,Tue 10:00-12:00", 30).helps(31, 2, 21, his)
}

#[test]
fn the_main_helper_of_a_need_with_a_gap() {
    // He is there for all but the last hour of Tuesday: a gap, so nothing can fall. Without him Monday is short by
    // its two hours, and Tuesday, short anyway, by the one it has; the hands of that hour are gone too.
    let house = two_mornings("Mon 10:00-12:00; Tue 10:00-11:00").house();
    assert_eq!((reference::gaps(&house, View::ALL), falls(&house, 2)), (needs([21]), needs([])));
    assert_eq!(windows(&house, 2), [(0, 120, 0), (1, 60, 60)]);
    let worse = &worsened(&house, 2)[&need(21)];
    assert_eq!(worse.total(), Worse { short: 180, hands_gone: 60 });
    let source_lost = Gone { source_lost: true, ..Gone::default() };
    assert_eq!(worse.gone, [(arrangement(31), source_lost)].into());
    assert!(worsened(&house, 3).is_empty(), "she gives nothing");
    // With nothing missing on Tuesday it is no gap: it falls, and is not worsened.
    let house = two_mornings("Mon,Tue 10:00-12:00").house();
    assert_eq!((falls(&house, 2), windows(&house, 2)), (needs([21]), vec![]));
}

#[test]
fn hands_gone_are_counted_where_a_window_is_short() {
    // It takes two for two hours. The son is there throughout, the daughter (3) for the first hour.
    let hoist = || Family::of([1, 2, 3]).need(21, 1, "Mon 10:00-12:00", 30).takes_two();
    let house = hoist().helps(31, 2, 21, "Mon 10:00-12:00").helps(32, 3, 21, "Mon 10:00-11:00").house();
    assert_eq!(windows(&house, 2), [(0, 60, 120)], "an hour is short by him; his hands are gone for two");
    assert_eq!(windows(&house, 3), [(0, 60, 60)]);
    // Alone he covers nothing, and is half of what there is.
    let alone = hoist().helps(31, 2, 21, "Mon 10:00-12:00").house();
    assert_eq!(windows(&alone, 2), [(0, 0, 120)]);
    // Hands beyond those required are not missed.
    let three = hoist()
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .helps(32, 3, 21, "Mon 10:00-11:00")
        .but(|help| help.hands = 2)
        .house();
    assert!(worsened(&three, 2).is_empty(), "she brings two pairs of hands: his are too many");
    assert_eq!(windows(&three, 3), [(0, 60, 60)], "of her two pairs one is required beside his");
}

#[test]
fn what_a_window_can_spare_makes_nothing_worse() {
    // Half an hour is owed on Monday and on Tuesday; nobody comes on Tuesday. On Monday he is there for an hour, she
    // for the last half hour of it: each can be spared, so is not missed. Nor is a minute of his outside the window.
    let house = |hers: &str| {
        Family::of([1, 2, 3])
            .doing(21, 1, "Mon,Tue 10:00-12:00", 30, 30)
            .helps(31, 2, 21, "Mon 09:00-11:00")
            .helps(32, 3, 21, hers)
            .house()
    };
    let both = house("Mon 10:30-11:00");
    assert_eq!(reference::gaps(&both, View::ALL), needs([21]));
    assert!(worsened(&both, 2).is_empty() && worsened(&both, 3).is_empty());
    let one_less = house("Mon 10:31-11:00");
    assert_eq!(windows(&one_less, 2), [(0, 1, 0)], "of the 30 owed 29 are left");
}

#[test]
fn a_gap_is_worse_in_the_end_because_of_what_falls() {
    // A provider (11) sees to the son; leaning on that he is with his mother for one of two hours.
    let house = Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Mon 10:00-12:00", 30)
        .need(22, 2, "Mon 08:00-09:00", 30)
        .helps(31, 11, 22, "always")
        .helps_relying(32, 2, 21, "Mon 10:00-11:00", [22])
        .house();
    assert_eq!((falls(&house, 11), windows(&house, 11)), (needs([22]), vec![(0, 60, 60)]));
    let fallen = Gone { fallen: needs([22]), ..Gone::default() };
    assert_eq!(worsened(&house, 11)[&need(21)].gone, [(arrangement(32), fallen)].into());
    assert!(reference::worsened_directly(&house, &lost([11]), View::ALL).is_empty());
    let mends = reference::mend(&house, source(11), View::ALL);
    assert_eq!(mends.into_keys().collect::<BTreeSet<_>>(), needs([22]), "that mended, the rest is as it was");
    assert_eq!(reference::falls_or_worsens(&house, View::ALL), lost([2, 11]));
    assert_eq!(reference::single_points(&house, View::ALL), lost([11]));
}

#[test]
fn whose_needs_are_worsened() {
    let house = two_mornings("Mon 10:00-12:00").house();
    let away = |who: u128, lost: &BTreeSet<SourceId>| {
        reference::worsened(&house, lost, &[person(who)].into(), View::ALL).len()
    };
    assert_eq!(away(2, &lost([])), 1, "whoever is away gives nothing");
    assert_eq!(away(1, &lost([2])), 0, "whoever is away has no need that is worsened");
    assert_eq!(away(3, &lost([2])), 1);
    assert!(reference::worsened(&house, &lost([]), &BTreeSet::new(), View::ALL).is_empty());
}

#[test]
fn a_cell_says_falls_or_worsened_or_neither() {
    // Each of the two is there for the other in the morning. Nobody is with her in the evening.
    let pair = |hers: &str| {
        Family::of([1, 2])
            .need(21, 1, hers, 30)
            .need(22, 2, "Mon 10:00-11:00", 30)
            .helps(31, 2, 21, "Mon 10:00-11:00")
            .helps(32, 1, 22, "Mon 10:00-11:00")
    };
    let both = (person(1), person(2));
    let with_a_gap = pair("Mon 10:00-11:00, 18:00-19:00").house();
    let matrix = reference::loss_matrix(&with_a_gap, View::ALL);
    let of_her = &matrix[&(person(2), person(1))];
    assert_eq!((&of_her.falls, &of_her.worsened), (&needs([]), &needs([21])));
    let of_him = &matrix[&(person(1), person(2))];
    assert_eq!((&of_him.falls, &of_him.worsened), (&needs([22]), &needs([])));
    assert!(matrix[&(person(1), person(1))].is_empty());
    assert_eq!(reference::mutual_dependence(&with_a_gap, View::ALL), [(both, true)].into(), "in part");
    let whole = pair("Mon 10:00-11:00").house();
    assert_eq!(reference::mutual_dependence(&whole, View::ALL), [(both, false)].into());
    let serious = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-11:00, 18:00-19:00", 30)
        .serious()
        .need(22, 2, "Mon 10:00-11:00", 30)
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .helps(32, 1, 22, "Mon 10:00-11:00")
        .house();
    assert!(reference::mutual_dependence(&serious, View::ALL).is_empty(), "a serious gap is no critical one");
    assert_eq!(windows(&serious, 2), [(0, 60, 0)], "and is worsened all the same");
}

#[test]
fn a_mend_brings_back_every_hand_of_a_short_window() {
    // Somebody is to be there from 20:00 to 24:00 on Monday and Tuesday. He is, but for Tuesday's last two hours; the
    // provider (11) comes for the first hour of Monday.
    let house = Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Mon,Tue 20:00-24:00", 30)
        .helps(31, 2, 21, "Mon 20:00-24:00; Tue 20:00-22:00")
        .helps(32, 11, 21, "Mon 20:00-21:00")
        .house();
    let mends = reference::mend(&house, source(2), View::ALL);
    let [monday, tuesday] = [0, 1].map(|place| &mends[&need(21)][&place]);
    assert_eq!((monday.owed, monday.left, monday.short, monday.at_night), (240, 60, 180, 120));
    assert_eq!((tuesday.owed, tuesday.left, tuesday.short, tuesday.at_night), (240, 0, 120, 0));
    assert_eq!((monday.of_a_gap, tuesday.of_a_gap), (false, true));
    assert_eq!((tuesday.lost[0], tuesday.lost.len()), ((1_440 + 1_200, 1), 120));
    let total = MendTotal { minutes: 300, at_night: 120, critical: 300, critical_at_night: 120 };
    assert_eq!(reference::mend_total(&house, &mends), total);
    assert!(reference::mend(&house, source(11), View::ALL).is_empty(), "he is there all the same");
}

#[test]
fn a_mend_asks_for_hands_that_alone_cover_nothing() {
    // It takes three. The son is there, the daughter (3) with two pairs of hands for half of the time: then it is
    // covered. Without her two are missing for half an hour; without him one for all of it.
    let house = Family::of([1, 2, 3])
        .need(21, 1, "Mon 10:00-11:00", 30)
        .takes(3)
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .helps(32, 3, 21, "Mon 10:00-10:30")
        .but(|help| help.hands = 2)
        .house();
    let mend = |of| reference::mend(&house, source(of), View::ALL)[&need(21)][&0].clone();
    let (his, hers) = (mend(2), mend(3));
    assert_eq!((his.short, his.lost[0], his.lost[59]), (60, (600, 1), (659, 1)));
    assert_eq!((hers.short, hers.lost[0], hers.lost.len()), (30, (600, 2), 30));
}

/// Kept: whoever mends comes when the loss comes. Somebody who had been there before makes a need stand that did not,
/// and then the loss makes it fall: *falls* is not monotone in help.
#[test]
fn whoever_mends_must_not_have_been_there_before() {
    let hoist = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 30).takes_two().helps(31, 2, 21, "always");
    let house = hoist.house();
    let today = reference::stands_now(&house, View::ALL);
    let mend = &reference::mend(&house, source(2), View::ALL)[&need(21)][&0];
    assert_eq!((mend.short, mend.of_a_gap, mend.lost[0].1), (60, true, 1), "his one pair of hands");
    let mended = hoist.provider(12).helps(33, 12, 21, "Mon 10:00-11:00").house();
    // With the loss it stands no worse than it did: one pair of hands of two.
    let hands = |house: &House, lost: &BTreeSet<SourceId>| {
        house.hands_in_windows(house.need(need(21)), lost, &today, View::ALL)
    };
    assert_eq!(hands(&mended, &lost([2])), hands(&house, &lost([])));
    // Measured against the week with both of them it falls.
    assert_eq!((falls(&house, 2), falls(&mended, 2)), (needs([]), needs([21])));
}

/// Kept: *worsened* is not monotone in help either. A gap that nobody fills cannot get worse; with somebody who fills
/// some of it, it can. What covers it after the loss is never less for that.
#[test]
fn help_for_a_gap_is_something_to_lose() {
    let empty = Family::of([1, 2]).need(21, 1, "Mon 10:00-11:00", 30);
    let some = empty.clone().helps(31, 2, 21, "Mon 10:00-10:30");
    assert!(worsened(&empty.house(), 2).is_empty());
    assert_eq!(windows(&some.house(), 2), [(0, 30, 30)]);
}

/// A need without windows counts as met: it is no gap, does not fall and is not worsened, and is named wherever that
/// might comfort somebody.
#[test]
fn hours_not_known_are_named() {
    let house = Family::of([1, 2])
        .need(21, 1, "never", 30)
        .need(22, 1, "Mon 10:00-11:00", 30)
        .helps(31, 2, 21, "Mon 10:00-11:00")
        .helps(32, 2, 22, "never")
        .house();
    assert_eq!(reference::when_not_known(&house), needs([21]));
    assert_eq!(reference::never_present(&house), [arrangement(32)].into());
    assert_eq!(reference::without_hours(&house), [arrangement(32)].into());
    assert_eq!((reference::gaps(&house, View::ALL), falls(&house, 2)), (needs([22]), needs([])));
    assert!(worsened(&house, 2).is_empty(), "32 gives no minute that could be missed");
}

/// Stored as assumed at another time, when her need was met; today that is a gap. It holds the help back as it says, and
/// that the loss is felt at all rests on it.
#[test]
fn a_fall_rests_on_reliance_assumed_before() {
    let family = |assumed: bool| {
        Family::of([1, 2, 3])
            .need(21, 1, "Mon 10:00-11:00", 30)
            .need(22, 3, "Mon 14:00-15:00", 30)
            .helps(31, 2, 21, "Mon 10:00-11:00")
            .helps_relying(32, 3, 21, "Mon 10:00-11:00", [22])
            .but(|help| {
                if assumed {
                    help.relies_on = mutual_care::need::Reliance::Assumed(vec![need(22)]);
                }
            })
    };
    let fall = |family: &Family| {
        let house = House::of(&Snapshot::new(family.parts.clone()).unwrap());
        reference::fall(&house, &lost([2]), &BTreeSet::new(), View::ALL)
    };
    let assumed = fall(&family(true));
    assert_eq!((assumed.all(), assumed.rests_on_assumed), (needs([21]), needs([21])));
    let stated = fall(&family(false));
    assert_eq!((stated.all(), stated.rests_on_assumed), (needs([21]), needs([])), "she has said so");
    // What is filled in today never makes a gap; what was assumed at another time can.
    let mut alone = family(true);
    alone.parts.arrangements.remove(0);
    let gaps = |parts| reference::gaps(&House::from_parts(parts), View::ALL);
    assert_eq!(gaps(alone.parts.clone()), needs([21, 22]));
    assert_eq!(gaps(reference::as_it_is_done(alone.parts)), needs([22]), "assumed anew");
    let always: WeekPattern = "always".parse().unwrap();
    let met = family(true).provider(11).helps(33, 11, 22, "always").but(|help| help.when = always);
    assert!(fall(&met).all().is_empty(), "with her need met she is there");
}
