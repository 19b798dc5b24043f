//! What is refused, at its place and in words, and that work is bounded.

use mutual_care::base::{Period, limits};
use mutual_care::package::{Payer, Unit};

use crate::made::{ask, cost_of, day, days, line, package, refused};

#[test]
fn a_question_has_two_ends_and_at_most_so_many_days() {
    let package = package([line(1, 100, Unit::Day)]);
    let at_period = |code| vec![("period".to_owned(), code)];
    for open in
        [Period::ALWAYS, crate::made::from("2026-03-02"), Period::new(None, Some(day("2026-03-02"))).unwrap()]
    {
        assert_eq!(refused(package.cost(&ask(open))), at_period("open-period"));
    }
    // A hundred years from 2026-03-02: 36,525 days, 25 of them leap days.
    let longest = days("2026-03-02", "2126-03-03");
    assert_eq!(package.cost(&ask(days("2026-03-02", "2126-03-02"))).unwrap().total.pence(), 36_524 * 100);
    assert_eq!(package.cost(&ask(longest)).unwrap().total.pence(), 36_525 * 100);
    assert_eq!(refused(package.cost(&ask(days("2026-03-02", "2126-03-04")))), at_period("too-long"));
}

#[test]
fn a_line_or_a_package_past_the_largest_amount_is_named() {
    // The largest price there is, on two days.
    let most = line(1, limits::PENCE, Unit::Day);
    assert_eq!(cost_of([most.clone()], days("2026-03-02", "2026-03-03")).total.pence(), limits::PENCE);
    assert_eq!(
        refused(package([line(0, 1, Unit::Day), most.clone()]).cost(&ask(days("2026-03-02", "2026-03-04")))),
        [("lines[1]".to_owned(), "too-much")]
    );
    let mut other = most.clone();
    other.id = crate::made::line_id(2);
    assert_eq!(
        refused(package([most, other]).cost(&ask(days("2026-03-02", "2026-03-03")))),
        [("lines".to_owned(), "total-too-much")]
    );
}

#[test]
fn work_is_bounded_before_it_begins() {
    // A thousand lines of a hundred years by day: 1,000 x 36,525 x (1 + 2) steps.
    let lines = (0..1_000).map(|number| {
        let mut line = line(number, 100, Unit::Day);
        line.payer = Payer::Joint { authority: 1, health: 1 };
        line
    });
    let package = package(lines);
    let question = ask(days("2026-03-02", "2126-03-03")).by_day();
    assert_eq!(refused(package.cost(&question)), [("period".to_owned(), "too-much-work")]);
}
