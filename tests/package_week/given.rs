//! Which lines are there on a date, for which needs, on which days, at which hours.

use mutual_care::base::{Every, NeedId, PackageLineId, Problem, Told, limits};
use mutual_care::need::{Availability, Consequence, Need, Outcome, Snapshot};
use mutual_care::package::{
    Allowance, Booking, BudgetOf, BudgetRole, Factor, Line, LineKind, Pause, Quantity, ShareOf, SharedBy,
    SplitThen, Visits, When, WhyLeftOut,
};
use mutual_care::support::Support;

use super::{NONE, NOTHING, codes, day, id, left_out, line, of_line, on, period, shared, visits, week, with};

#[test]
fn a_line_is_one_arrangement_for_each_need() {
    let mut two = shared(301);
    (two.hands, two.period) = (2, period("2026-03-02", "2027-03-01"));
    // Touching visits are two to whoever pays; to the week they are one stretch.
    two.when = Some(visits("daily 12:00-12:30, 12:30-13:00"));
    let with = with(&week(vec![]), [two]);
    assert_eq!((left_out(&with), codes(&with)), (NOTHING.to_vec(), NONE.to_vec()));
    let all = with.snapshot.arrangements();
    assert_eq!(all.len(), 2);
    for one in all {
        assert_eq!((one.by, one.hands, one.package_line), (id(5), 2, Some(id(301))));
        assert_eq!((one.when.to_string(), one.every), ("daily 12:00-13:00".into(), None));
        assert_eq!(one.period, period("2026-03-02", "2027-03-01"));
        // A package says what is planned, and not that anybody asked.
        assert_eq!(one.availability(), Availability::NotConfirmed);
        assert!(matches!(one.awake, Told::NotKnown(_)) && one.skills.is_empty() && one.at.is_home());
    }
    // Worked out apart, from the sentence that says how the id is made.
    assert!(all.iter().any(|one| one.id.to_string() == "69dcf30c-128b-8544-9167-f1aea4f64cda"));
    assert_ne!(all[0].id, all[1].id);
}

#[test]
fn a_line_is_there_on_days_of_its_own() {
    let on_days = |from: &str, until: &str| {
        let mut line = line(301);
        line.period = period(from, until);
        left_out(&with(&week(vec![]), [line]))
    };
    assert_eq!(on_days("2026-03-04", "2026-03-05"), NOTHING);
    assert_eq!(on_days("2026-03-05", ""), [(301, None, WhyLeftOut::Planned)]);
    assert_eq!(on_days("", "2026-03-04"), [(301, None, WhyLeftOut::Ended)]);
}

/// Ben is in hospital from 2 to 8 March.
fn without_ben(from: &str, until: &str) -> Line {
    let mut line = shared(301);
    let pause = Pause { who: vec![id(2)], ..Pause::of_all(period(from, until)) };
    line.pauses.push(Pause { split_then: Some(SplitThen::AsBefore), ..pause });
    line
}

#[test]
fn whoever_is_paused_gets_nothing_and_the_other_does() {
    let paused = with(&week(vec![]), [without_ben("2026-03-02", "2026-03-05")]);
    assert_eq!(left_out(&paused), [(301, Some(102), WhyLeftOut::Paused)]);
    let ada = of_line(&paused, 301);
    assert_eq!((ada.need, ada.period), (id(101), period("", "")), "her days go on");
    // The day after the pause, and the day before one.
    for (from, until, days) in [
        ("2026-03-02", "2026-03-04", period("2026-03-04", "")),
        ("2026-03-05", "2026-03-09", period("", "2026-03-05")),
    ] {
        let with = with(&week(vec![]), [without_ben(from, until)]);
        assert_eq!(left_out(&with), NOTHING);
        let of_ben = with.snapshot.arrangements().iter().find(|one| one.need == id(102)).unwrap();
        assert_eq!(of_ben.period, days);
    }
    let mut all = shared(301);
    all.pauses.push(Pause::of_all(period("2026-03-04", "2026-03-05")));
    assert_eq!(left_out(&with(&week(vec![]), [all])), [(301, None, WhyLeftOut::Paused)]);
}

#[test]
fn the_days_around_a_date_lie_between_pauses_that_touch_or_overlap() {
    let mut line = line(301);
    line.period = period("2026-01-01", "2026-12-01");
    for (from, until) in
        [("2026-02-01", "2026-02-10"), ("2026-02-10", "2026-03-01"), ("2026-04-10", "2026-05-01")]
    {
        line.pauses.push(Pause::of_all(period(from, until)));
    }
    let with = with(&week(vec![]), [line]);
    assert_eq!(of_line(&with, 301).period, period("2026-03-01", "2026-04-10"));
}

/// A need of Ben's that is met by care to Ada, his mother: he has it while she does.
#[test]
fn somebody_whom_a_line_is_not_for_has_it_while_anybody_is_left() {
    let mut care = line(301);
    care.needs = vec![id(102)];
    care.budgets = vec![BudgetOf::adult(id(1)), BudgetOf { person: id(2), role: BudgetRole::Carer }];
    care.split = Some(SharedBy::Equally);
    care.pauses.push(Pause::of_all(period("2026-03-10", "2026-03-11")));
    let given = with(&week(vec![]), [care.clone()]);
    assert_eq!(of_line(&given, 301).period, period("", "2026-03-10"));
    care.pauses[0].period = period("2026-03-04", "2026-03-11");
    assert_eq!(left_out(&with(&week(vec![]), [care])), [(301, None, WhyLeftOut::Paused)]);
}

#[test]
fn weeks_that_alternate_stay_so() {
    let mut line = line(301);
    let every = Every::weeks(2, day("2026-03-09")).unwrap();
    let When::Visits { visits, .. } = visits("Wed 12:00-13:00") else { panic!("visits") };
    line.when = Some(When::Visits { visits, every: Some(every) });
    let with = with(&week(vec![]), [line.clone()]);
    assert_eq!((of_line(&with, 301).every, with.snapshot.weeks()), (Some(every), 2));
    assert_eq!(
        with.snapshot.presence(of_line(&with, 301)).to_string(),
        "Wed 12:00-13:00 in week 2 of 2",
        "the week of the date is off"
    );
    // What takes more weeks than there may be is refused, as everywhere.
    let mut other = super::helps(901, 3, 102);
    other.every = Some(Every::weeks(11, day("2026-03-02")).unwrap());
    let refused = week(vec![other]).with_package(&super::package([line])).unwrap_err();
    assert_eq!(refused.iter().map(Problem::code).collect::<Vec<_>>(), ["cycle-too-long"]);
}

#[test]
fn the_hours_of_a_quantity_are_not_known() {
    let mut line = line(301);
    line.when = Some(When::Quantity { amount: Quantity::Minutes(300), weeks: 1 });
    // Even where the household says some: five hours a week are arranged, and nobody knows when.
    for stood in [vec![], vec![super::stands(901, 5, 101, 301)]] {
        let with = with(&week(stood), [line.clone()]);
        let one = of_line(&with, 301);
        assert!(one.when.is_never());
        assert_eq!(Support::of(&with.snapshot).hours_not_known().arrangements, [one.id]);
    }
}

#[test]
fn of_an_allowance_only_what_is_booked_in_the_week_is_there() {
    let booked = |days: &[&str]| {
        let mut line = line(301);
        let of = Quantity::Times(1);
        let bookings = days.iter().map(|on| Booking { on: day(on), of }).collect();
        line.when =
            Some(When::Allowance(Allowance { a_year: Quantity::Times(28), bookings, carries_over: false }));
        line
    };
    let not_booked = [(301, Some(101), WhyLeftOut::NotBooked)];
    assert_eq!(left_out(&with(&week(vec![]), [booked(&[])])), not_booked);
    // From Monday to Sunday of the week of 4 March.
    assert_eq!(left_out(&with(&week(vec![]), [booked(&["2026-03-01", "2026-03-09"])])), not_booked);
    for on in ["2026-03-02", "2026-03-04", "2026-03-08"] {
        let with = with(&week(vec![]), [booked(&[on])]);
        let one = of_line(&with, 301);
        assert_eq!(Support::of(&with.snapshot).hours_not_known().arrangements, [one.id], "{on}");
    }
    // What is booked for days of a pause is not there.
    let mut paused = booked(&["2026-03-06"]);
    paused.pauses.push(Pause::of_all(period("2026-03-06", "2026-03-08")));
    assert_eq!(left_out(&with(&week(vec![]), [paused])), not_booked);
}

#[test]
fn what_gives_nothing_is_told() {
    let why = |change: &dyn Fn(&mut Line)| {
        let mut line = line(301);
        change(&mut line);
        left_out(&with(&week(vec![]), [line]))
    };
    assert_eq!(why(&|line| line.needs.clear()), [(301, None, WhyLeftOut::NoNeed)]);
    assert_eq!(why(&|line| line.by = None), [(301, Some(101), WhyLeftOut::ProviderMissing)]);
    // Ben is paid to care for Ada, and that is said to be for a need of his own.
    let paid = |line: &mut Line| {
        (line.by, line.needs) = (Some(id(2)), vec![id(102)]);
        line.budgets = vec![BudgetOf { person: id(2), role: BudgetRole::Carer }];
    };
    assert_eq!(why(&paid), [(301, Some(102), WhyLeftOut::OwnNeed)]);
    assert_eq!(why(&|line| line.needs = vec![id(199)]), [(301, Some(199), WhyLeftOut::NeedNotThere)]);
    let payroll = |line: &mut Line| {
        (line.what, line.employed_by, line.by) = (LineKind::Payroll, Some(id(1)), None);
    };
    assert_eq!(why(&payroll), [(301, None, WhyLeftOut::CostOnly)]);
    let mut share = line(302);
    (share.what, share.when, share.by) = (LineKind::HolidayPay, None, None);
    let of: PackageLineId = id(301);
    share.share_of = Some(ShareOf { line: of, share: "28/233".parse::<Factor>().unwrap() });
    let with = with(&week(vec![]), [line(301), share]);
    assert_eq!(left_out(&with), [(302, None, WhyLeftOut::CostOnly)]);
}

#[test]
fn what_overlaps_is_one_stretch_of_so_many_hands() {
    let mut line = line(301);
    line.when = Some(When::Visits {
        visits: Visits::new(mutual_care::base::parse_spans("Sun 22:00-07:00; Sun 23:00-Mon 08:00").unwrap())
            .unwrap(),
        every: None,
    });
    let with = with(&week(vec![]), [line]);
    assert_eq!(of_line(&with, 301).when.to_string(), "Sun 22:00-08:00");
    assert_eq!(with.snapshot.on(), on());
}

#[test]
fn more_arrangements_than_there_may_be_are_refused() {
    let mut parts = super::parts(vec![]);
    let needs: Vec<NeedId> = (1001..2001).map(id).collect();
    parts.needs =
        needs.iter().map(|need| Need::new(*need, id(1), Outcome::Nutrition, Consequence::Moderate)).collect();
    let week = Snapshot::new(parts).unwrap();
    let lines = |most: u16| {
        let line = |number: u16| Line { needs: needs.clone(), ..line(number) };
        super::package((301..301 + most).map(line))
    };
    let most = week.with_package(&lines(10)).unwrap();
    assert_eq!(most.snapshot.arrangements().len(), limits::ARRANGEMENTS);
    let refused = week.with_package(&lines(11)).unwrap_err();
    assert_eq!(refused.iter().map(Problem::code).collect::<Vec<_>>(), ["too-many"]);
}
