//! What is found: names of no line, lines for another need, help that is perhaps counted twice.

use mutual_care::base::{AnyId, Every, Id, Told, Weight, kinds};
use mutual_care::need::Arrangement;

use super::{NONE, codes, day, helps, id, line, period, stands, week, with};

/// Codes and what they are about, with these arrangements beside the line of every noon.
fn found(arrangements: Vec<Arrangement>) -> Vec<(&'static str, Vec<AnyId>)> {
    let with = with(&week(arrangements), [line(301)]);
    assert!(with.findings.iter().all(|finding| finding.weight() == Weight::Warns));
    with.findings.iter().map(|finding| (finding.code(), finding.concerns().to_vec())).collect()
}

fn about(arrangement: u16, line: u16, need: u16) -> Vec<AnyId> {
    let (arrangement, line): (Id<kinds::Arrangement>, Id<kinds::PackageLine>) = (id(arrangement), id(line));
    vec![arrangement.any(), line.any(), id::<kinds::Need>(need).any()]
}

#[test]
fn a_name_of_no_line_is_found_and_what_it_names_stays() {
    let stood = week(vec![stands(901, 5, 102, 399)]);
    let with = with(&stood, [line(301)]);
    assert!(with.snapshot.arrangement(id(901)).is_some());
    let found: Vec<_> = with.findings.iter().map(|one| (one.code(), one.concerns().to_vec())).collect();
    assert_eq!(found, [("names-no-line", about(901, 399, 102))]);
}

#[test]
fn a_line_for_another_need_is_found_since_its_help_goes() {
    let with = with(&week(vec![stands(901, 5, 102, 301)]), [line(301)]);
    assert!(with.snapshot.arrangement(id(901)).is_none());
    assert_eq!(codes(&with), ["line-not-for-need"]);
    assert_eq!(found(vec![stands(901, 5, 102, 301)])[0].1, about(901, 301, 102));
}

#[test]
fn a_provider_at_hours_of_a_line_is_perhaps_counted_twice() {
    let twice = [("perhaps-counted-twice", about(901, 301, 101))];
    let at = |hours: &str| Arrangement { when: hours.parse().unwrap(), ..helps(901, 6, 101) };
    assert_eq!(found(vec![helps(901, 5, 101)]), twice);
    assert_eq!(found(vec![at("Sun 12:59-14:00")]), twice);
    // It begins when the line ends, and ends when it begins.
    assert_eq!(found(vec![at("daily 13:00-14:00, 11:00-12:00")]), []);
    // Another need; no provider; named; ended; not able.
    assert_eq!(found(vec![helps(901, 5, 102)]), []);
    assert_eq!(found(vec![helps(901, 3, 101), helps(902, 7, 101), helps(903, 2, 101)]), []);
    assert_eq!(found(vec![stands(901, 5, 101, 301)]), []);
    assert_eq!(found(vec![stands(901, 5, 101, 399)]).len(), 1, "the name of no line alone");
    let (mut over, mut unable) = (helps(901, 5, 101), helps(901, 5, 101));
    over.period = period("", "2026-03-04");
    unable.willing_now = Told::Known(false);
    assert_eq!(found(vec![over]), []);
    assert_eq!(found(vec![unable]), []);
    // Whether anybody was asked does not matter.
    let mut not_asked = helps(901, 5, 101);
    (not_asked.able_now, not_asked.willing_now) = (Told::default(), Told::default());
    assert_eq!(found(vec![not_asked]), twice);
}

#[test]
fn weeks_that_alternate_against_each_other_do_not_overlap() {
    let (even, odd) =
        (Every::weeks(2, day("2026-03-02")).unwrap(), Every::weeks(2, day("2026-03-09")).unwrap());
    let alternates = |every| Arrangement { every: Some(every), ..helps(901, 6, 101) };
    let mut fortnightly = line(301);
    let Some(mutual_care::package::When::Visits { visits, .. }) = fortnightly.when else { panic!("visits") };
    fortnightly.when = Some(mutual_care::package::When::Visits { visits, every: Some(even) });
    assert_eq!(codes(&with(&week(vec![alternates(odd)]), [fortnightly.clone()])), NONE);
    assert_eq!(codes(&with(&week(vec![alternates(even)]), [fortnightly])), ["perhaps-counted-twice"]);
}

#[test]
fn the_first_line_with_which_it_overlaps_is_named() {
    let (mut early, mut late) = (line(302), line(301));
    early.when = Some(super::visits("daily 12:00-12:20"));
    late.when = Some(super::visits("daily 12:10-12:30"));
    let first = |hours: &str, lines: [&super::Line; 2]| {
        let one = Arrangement { when: hours.parse().unwrap(), ..helps(901, 6, 101) };
        let with = with(&week(vec![one]), lines.map(Clone::clone));
        with.findings.iter().next().map(|finding| finding.concerns()[1])
    };
    let named = |line: u16| Some(id::<kinds::PackageLine>(line).any());
    assert_eq!(first("daily 12:00-12:30", [&early, &late]), named(301));
    assert_eq!(first("daily 12:00-12:10", [&early, &late]), named(302));
    assert_eq!(first("daily 12:30-12:40", [&early, &late]), None);
}
