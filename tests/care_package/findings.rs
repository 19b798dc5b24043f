//! What a package lacks, and what to look at in it: each finding there and not there.

use mutual_care::base::{Amount, Finding, PersonId, Told, Weight};
use mutual_care::household::HouseholdInput;
use mutual_care::package::{
    Allowance, Booking, EligibleNeed, Factor, Free, FreeRule, Line, LineKind, Otherwise, Package,
    PackageContext, Pause, Payer, Price, Quantity, ShareOf, SharedBy, SplitThen, Unit, When,
    package_findings,
};

use super::{day, documented, id, line, package, pence, period, read_text};

fn codes_on(package: &Package, on: &str) -> Vec<&'static str> {
    package_findings(package, &looked_at(on)).iter().map(Finding::code).collect()
}

/// Somebody has looked which needs have to be met, and there are none.
fn looked_at(on: &str) -> PackageContext<'static> {
    PackageContext { eligible: Some(&[]), ..PackageContext::on(day(on)) }
}

fn codes(lines: Vec<Line>) -> Vec<&'static str> {
    codes_on(&package(lines), "2026-03-02")
}

fn one(change: impl FnOnce(&mut Line)) -> Vec<&'static str> {
    let mut line = line(301);
    change(&mut line);
    codes(vec![line])
}

const NOTHING: [&str; 0] = [];

#[test]
fn nothing_is_found_where_nothing_is_missing() {
    assert_eq!(one(|_| {}), NOTHING);
    assert_eq!(codes(Vec::new()), NOTHING);
}

#[test]
fn a_price_that_is_missing_bars_and_is_never_nought() {
    assert_eq!(one(|line| line.prices.clear()), ["price-missing"]);
    assert_eq!(one(|line| (line.prices.clear(), line.costs_nothing = true).1), NOTHING);
    let from = |price: &str, line_from: &str| {
        one(|line| (line.prices[0].from, line.period) = (Some(day(price)), period(line_from, "")))
    };
    // Looked at on 2 March: a price from that day on is there in time.
    assert_eq!(from("2026-03-02", ""), NOTHING);
    assert_eq!(from("2026-03-03", ""), ["price-begins-later"]);
    assert_eq!(from("2026-04-01", "2026-04-01"), NOTHING);
    assert_eq!(from("2026-04-02", "2026-04-01"), ["price-begins-later"]);
    let mut late = line(301);
    late.prices[0].from = Some(day("2026-03-03"));
    let findings = package_findings(&package(vec![late]), &looked_at("2026-03-02"));
    let finding = findings.iter().next().unwrap();
    assert_eq!(
        (finding.weight(), finding.amounts()),
        (Weight::Bars, &[("from", Amount::Date(day("2026-03-03")))][..])
    );
    assert!(finding.for_professional().starts_with("Has no price before 2026-03-03. Ask"));
    // What has ended is not looked at any more.
    assert_eq!(one(|line| (line.prices.clear(), line.period = period("", "2026-03-02")).1), NOTHING);
    assert_eq!(
        one(|line| (line.prices.clear(), line.period = period("", "2026-03-03")).1),
        ["price-missing"]
    );
}

#[test]
fn a_provider_who_is_missing_bars() {
    assert_eq!(one(|line| line.by = None), ["provider-missing"]);
    let payroll = |line: &mut Line| {
        (line.by, line.what, line.employed_by) = (None, LineKind::Payroll, Some(id(1)));
        line.needs.clear();
    };
    assert_eq!(one(payroll), NOTHING, "a cost of employing is given by nobody, and meets no need");
    assert_eq!(one(|line| line.needs.clear()), ["line-without-need"]);
}

#[test]
fn an_eligible_need_is_met_by_a_line_or_known_to_be_met_otherwise() {
    let package = package(vec![Line { period: period("", "2026-05-01"), ..line(301) }]);
    let found = |need: u16, otherwise, on: &str| {
        let eligible = [EligibleNeed { need: id(need), otherwise }];
        let context = PackageContext { eligible: Some(&eligible), ..PackageContext::on(day(on)) };
        let findings = package_findings(&package, &context);
        findings.iter().map(Finding::code).collect::<Vec<_>>()
    };
    assert_eq!(found(101, None, "2026-04-30"), ["need-met-until"], "on its last day");
    assert_eq!(found(101, None, "2026-05-01"), ["need-without-line"], "the line has ended");
    assert_eq!(found(102, None, "2026-03-02"), ["need-without-line"]);
    let ways: [fn(Told<bool>) -> Otherwise; 3] = [
        |told| Otherwise::Carer { willing_and_able: told },
        |told| Otherwise::Declines { with_capacity: told },
        |told| Otherwise::NoDuty { reasons_given: told },
    ];
    for way in ways {
        assert_eq!(found(102, Some(way(Told::Known(true))), "2026-03-02"), NOTHING);
        for told in [Told::Known(false), Told::default()] {
            assert_eq!(
                found(102, Some(way(told)), "2026-03-02"),
                ["otherwise-not-known"],
                "not known is not yes"
            );
        }
    }
    // A line meets it, whatever is said besides; what holds otherwise holds after the line has ended, too.
    assert_eq!(found(101, Some(ways[0](Told::default())), "2026-03-02"), ["need-met-until"]);
    assert_eq!(found(101, Some(ways[0](Told::Known(true))), "2026-03-02"), NOTHING);
}

#[test]
fn where_nobody_has_looked_which_needs_have_to_be_met_that_is_said() {
    let found = |eligible| {
        let context = PackageContext { eligible, ..PackageContext::on(day("2026-03-02")) };
        let findings = package_findings(&package(vec![line(301)]), &context);
        (findings.bars(), findings.iter().map(Finding::code).collect::<Vec<_>>())
    };
    assert_eq!(found(None), (true, vec!["eligible-needs-not-looked-at"]));
    assert_eq!(found(Some(&[])), (false, vec![]), "somebody has, and there are none");
}

#[test]
fn a_line_that_begins_later_or_is_paused_does_not_meet_a_need_now() {
    let found = |lines: Vec<Line>, on: &str| {
        let eligible = [EligibleNeed { need: id(101), otherwise: None }];
        let context = PackageContext { eligible: Some(&eligible), ..PackageContext::on(day(on)) };
        let findings = package_findings(&package(lines), &context);
        let date = |finding: &Finding| match finding.amounts() {
            [] => String::new(),
            amounts => amounts.iter().map(|(_, amount)| amount.to_string()).collect::<Vec<_>>().join(" "),
        };
        let found: Vec<_> = findings.iter().map(|one| (one.code(), one.weight(), date(one))).collect();
        found
    };
    let from = |from: &str, until: &str| Line { period: period(from, until), ..line(301) };
    let later = ("need-met-only-later", Weight::Bars, "2026-03-09".to_string());
    assert_eq!(found(vec![from("2026-03-09", "")], "2026-03-08"), [later]);
    assert_eq!(found(vec![from("2026-03-09", "")], "2026-03-09"), []);
    // One takes over from another on the next day, or a day too late.
    let second = |day: &str| Line { id: id(302), ..from(day, "") };
    assert_eq!(found(vec![from("", "2026-05-01"), second("2026-05-01")], "2026-03-02"), []);
    let between = ("need-not-met-between", Weight::Warns, "2026-04-30 2026-05-02".to_string());
    assert_eq!(found(vec![from("", "2026-05-01"), second("2026-05-02")], "2026-03-02"), [between]);
    // Paused: not met on its first and last day, met before and after.
    let paused = |of: &[u16]| {
        let pause = Pause {
            who: of.iter().map(|who| id(*who)).collect(),
            split_then: (!of.is_empty()).then_some(SplitThen::AsBefore),
            ..Pause::of_all(period("2026-04-06", "2026-04-13"))
        };
        vec![Line {
            people: vec![id(1), id(2)],
            pauses: vec![pause],
            split: Some(SharedBy::Equally),
            ..line(301)
        }]
    };
    let until = |again: &str| ("need-met-only-later", Weight::Bars, again.to_string());
    let gap = || ("need-not-met-between", Weight::Warns, "2026-04-05 2026-04-13".to_string());
    assert_eq!(found(paused(&[]), "2026-04-05"), [gap()]);
    assert_eq!(found(paused(&[]), "2026-04-06"), [until("2026-04-13")]);
    assert_eq!(found(paused(&[]), "2026-04-12"), [until("2026-04-13")]);
    assert_eq!(found(paused(&[]), "2026-04-13"), []);
    // Paused for one of two, and nobody knows whose need it is: it is not counted as met.
    assert_eq!(found(paused(&[2]), "2026-04-06"), [until("2026-04-13")]);
    // A pause without an end lasts until the line ends.
    let open = Line { pauses: vec![Pause::of_all(period("2026-04-06", ""))], ..line(301) };
    assert_eq!(found(vec![open], "2026-04-06"), [("need-without-line", Weight::Bars, String::new())]);
}

#[test]
fn whoever_is_employed_costs_more_than_their_wage() {
    let assistant = || Line {
        what: LineKind::PersonalAssistant,
        employed_by: Some(id(1)),
        period: period("2026-03-02", "2026-09-01"),
        ..line(301)
    };
    let cost = |what, employed_by: Option<PersonId>, share: Option<u16>, from: &str| {
        let mut line = Line::new(id(302), what, id(1), Payer::PersonalBudget);
        line.employed_by = employed_by;
        line.share_of = share.map(|of| ShareOf { line: id(of), share: Factor::new(1, 8).unwrap() });
        line.period = period(from, "");
        if share.is_none() {
            line.prices = vec![Price::new(pence(500), Unit::Month)];
        }
        line
    };
    assert_eq!(codes(vec![assistant()]), ["employed-without-costs"]);
    assert_eq!(codes(vec![assistant(), cost(LineKind::HolidayPay, None, Some(301), "")]), NOTHING);
    assert_eq!(codes(vec![assistant(), cost(LineKind::Payroll, Some(id(1)), None, "")]), NOTHING);
    assert_eq!(
        codes(vec![assistant(), cost(LineKind::Payroll, Some(id(2)), None, "")]),
        ["employed-without-costs"],
        "of another employer"
    );
    assert_eq!(codes(vec![assistant(), cost(LineKind::Payroll, Some(id(1)), None, "2026-08-31")]), NOTHING);
    assert_eq!(
        codes(vec![assistant(), cost(LineKind::Payroll, Some(id(1)), None, "2026-09-01")]),
        ["employed-without-costs"],
        "at another time"
    );
    let by_agency = Line { employed_by: None, ..assistant() };
    assert_eq!(codes(vec![by_agency]), NOTHING, "nobody of the household employs them");
}

#[test]
fn a_one_off_is_owed_in_a_pause_and_found() {
    let bought = |pause: &str| {
        one(|line| {
            line.period = period("2026-03-09", "");
            line.prices[0].per = Unit::OneOff;
            line.pauses = vec![Pause::of_all(period(pause, "2026-04-01"))];
        })
    };
    assert_eq!(bought("2026-03-09"), ["one-off-while-paused"]);
    assert_eq!(bought("2026-03-10"), NOTHING);
}

fn nights(a_year: u32, carries_over: bool, from: &str, bookings: &[(&str, u32)]) -> Line {
    let bookings =
        bookings.iter().map(|(on, of)| Booking { on: day(on), of: Quantity::Times(*of) }).collect();
    Line {
        when: Some(When::Allowance(Allowance { a_year: Quantity::Times(a_year), bookings, carries_over })),
        prices: vec![Price::new(pence(10_000), Unit::Night)],
        period: period(from, ""),
        ..line(301)
    }
}

/// "Over it warns; at the year's end it lapses unless the line says otherwise." A year is 1 April to 31 March.
#[test]
fn more_than_the_allowance_of_a_year_warns() {
    let found = |line: Line| {
        let findings = package_findings(&package(vec![line]), &looked_at("2026-03-02"));
        let over = findings.with_code("booked-over-allowance");
        over.map(Finding::for_professional).collect::<Vec<_>>()
    };
    assert_eq!(found(nights(3, false, "", &[("2026-04-01", 2), ("2027-03-31", 1)])), NOTHING);
    assert_eq!(
        found(nights(3, false, "", &[("2026-04-01", 2), ("2027-03-31", 2)])),
        [
            "4 times are booked in the year from 2026-04-01, of an allowance of 3. What is over it costs all the same."
        ]
    );
    // 31 March and 1 April are two years.
    assert_eq!(found(nights(3, false, "", &[("2026-03-31", 3), ("2026-04-01", 3)])), NOTHING);
    // One of 3 in the first year: 2 are left, and are there in the next if the line says so, which is 5 then.
    let two_years = |carries_over, second| {
        found(nights(3, carries_over, "2026-04-01", &[("2026-05-01", 1), ("2027-05-01", second)])).len()
    };
    assert_eq!((two_years(false, 3), two_years(false, 4)), (0, 1));
    assert_eq!((two_years(true, 5), two_years(true, 6)), (0, 1));
    // Years without a booking carry over, too: 3 of 2025, 3 of 2026, 3 of 2027.
    let third = |number| found(nights(3, true, "2025-04-01", &[("2027-05-01", number)])).len();
    assert_eq!((third(9), third(10)), (0, 1));
    // Nobody has said since when: since the year in which the package was drawn up, which began on 1 April 2025.
    let open = |number| found(nights(3, true, "", &[("2027-05-01", number)])).len();
    assert_eq!((open(9), open(10)), (0, 1));
    // What is over in one year is not taken from the next.
    let after_over = nights(3, true, "2026-04-01", &[("2026-05-01", 5), ("2027-05-01", 3)]);
    assert_eq!(found(after_over).len(), 1);
}

#[test]
fn a_booking_in_a_pause_warns() {
    let mut line = nights(3, false, "2026-04-01", &[("2026-05-01", 1), ("2026-05-08", 1)]);
    line.pauses = vec![Pause::of_all(period("2026-05-01", "2026-05-08"))];
    assert_eq!(
        codes(vec![line]),
        ["booked-while-paused"],
        "on the first day of the pause, not on the day after it"
    );
}

#[test]
fn told_late_it_is_owed_longer() {
    let found = |told_on: Option<&str>, on: &str| {
        let line = Line {
            period: period("2026-03-02", "2026-05-15"),
            notice_days: Some(14),
            told_on: told_on.map(day),
            ..line(301)
        };
        let findings = package_findings(&package(vec![line]), &looked_at(on));
        findings.iter().map(Finding::for_professional).collect::<Vec<_>>()
    };
    // Told on 1 May, 14 days are over on 15 May: it ends on that day.
    assert_eq!(found(Some("2026-05-01"), "2026-05-01"), NOTHING);
    assert_eq!(
        found(Some("2026-05-02"), "2026-05-02"),
        ["Ends with less than 14 days of notice. It is owed up to and including 2026-05-15."]
    );
    assert_eq!(
        found(Some("2026-06-01"), "2026-07-01"),
        ["Ends with less than 14 days of notice. It is owed up to and including 2026-06-14."],
        "told after it had ended"
    );
    // Nobody has recorded it: there is time until 1 May.
    assert_eq!(found(None, "2026-04-30"), NOTHING);
    let open = found(None, "2026-05-01");
    assert!(
        open[0].starts_with("Ends on 2026-05-15, with 14 days of notice, and nobody has recorded"),
        "{open:?}"
    );
    // A pause needs notice, too.
    let paused = |told_on: Option<&str>| {
        let told_on = told_on.map(day);
        let pauses = vec![Pause { told_on, ..Pause::of_all(period("2026-04-15", "2026-04-22")) }];
        let line = Line { notice_days: Some(14), pauses, ..line(301) };
        let findings = package_findings(&package(vec![line]), &looked_at("2026-04-10"));
        findings.iter().map(Finding::for_professional).collect::<Vec<_>>()
    };
    assert_eq!(paused(Some("2026-04-01")), NOTHING);
    assert_eq!(
        paused(Some("2026-04-02")),
        ["Paused with less than 14 days of notice. It is owed up to and including 2026-04-15."]
    );
    assert!(paused(None)[0].starts_with("A pause from 2026-04-15, with 14 days of notice"));
}

#[test]
fn free_weeks_that_end_while_the_line_goes_on() {
    let free = |until: &str, line_until: &str, decided_on: Option<&str>| {
        one(|line| {
            line.period = period("2026-03-02", line_until);
            let rule = FreeRule::Reablement;
            let decided_on = decided_on.map(day);
            line.free = vec![Free { rule, period: period("2026-03-02", until), decided_on, who: Vec::new() }];
        })
    };
    let decided = Some("2026-02-27");
    // Day 42 is 12 April.
    assert_eq!(free("", "2026-04-13", decided), NOTHING, "the line ends with them");
    assert_eq!(free("", "2026-04-14", decided), ["free-weeks-end"]);
    assert_eq!(free("2026-03-16", "2026-03-16", decided), NOTHING);
    assert_eq!(free("2026-03-16", "2026-03-17", decided), ["free-weeks-end"]);
    assert_eq!(free("", "2026-04-13", None), ["free-weeks-without-decision"]);
}

#[test]
fn what_is_free_is_named_as_people_name_it() {
    let mut line = line(301);
    line.period = period("2026-03-02", "2026-04-13");
    let (rule, period) = (FreeRule::IntermediateCare, period("2026-03-02", ""));
    line.free = vec![Free { rule, period, decided_on: None, who: Vec::new() }];
    let found = package_findings(&package(vec![line]), &looked_at("2026-03-02"));
    let told =
        found.with_code("free-weeks-without-decision").next().expect("nobody decided").for_professional();
    assert!(told.contains("specified period of intermediate care was decided"), "{told}");
}

#[test]
fn somebody_close_who_is_paid_from_a_budget() {
    let son: PersonId = id(2);
    // Without the household nobody knows who they are to each other.
    assert_eq!(one(|line| line.by = Some(son.into())), ["perhaps-pays-somebody-close"]);
    assert_eq!(one(|line| (line.by, line.payer) = (Some(son.into()), Payer::Person)), NOTHING);
    let joint = Payer::Joint { authority: 1, health: 1 };
    assert_eq!(
        one(|line| (line.by, line.payer) = (Some(son.into()), joint)),
        ["perhaps-pays-somebody-close"]
    );
    let found = |kin: &str, lives: &str| {
        let household: HouseholdInput = serde_json::from_value(serde_json::json!({ "v1": {
            "id": super::uuid(0), "as_at": "2026-03-02",
            "people": [
                { "id": super::uuid(1), "lives": "here" }, { "id": super::uuid(3), "lives": lives },
            ],
            "kin": if kin.is_empty() { serde_json::json!([]) } else {
                serde_json::json!([{ "person": super::uuid(3), "is": kin, "of": super::uuid(1) }])
            },
        } }))
        .unwrap();
        let mut line = line(301);
        line.by = Some(id::<mutual_care::base::kinds::Person>(3).into());
        let context = PackageContext {
            household: Some(&household),
            eligible: Some(&[]),
            ..PackageContext::on(day("2026-03-02"))
        };
        let findings = package_findings(&package(vec![line]), &context);
        findings.iter().map(Finding::code).collect::<Vec<_>>()
    };
    assert_eq!(found("daughter", "here"), ["pays-somebody-close"]);
    assert_eq!(found("daughter", "elsewhere"), NOTHING);
    assert_eq!(found("wife", "elsewhere"), ["pays-somebody-close"]);
    assert_eq!(found("neighbour", "elsewhere"), NOTHING);
    assert_eq!(found("", "elsewhere"), ["perhaps-pays-somebody-close"]);
}

#[test]
fn the_documented_example_lacks_what_it_shows() {
    let input = read_text(&documented()).unwrap();
    let findings = package_findings(input.package(), &input.context());
    let found: Vec<&str> = findings.iter().map(Finding::code).collect();
    assert_eq!(found, ["free-weeks-end"]);
    let example = read_text(include_str!("../../examples/data/package-reversed-roles.json")).unwrap();
    let findings = package_findings(example.package(), &example.context());
    let found: Vec<&str> = findings.iter().map(Finding::code).collect();
    // Its lines begin a week after the household's date.
    let later = "need-met-only-later";
    assert_eq!(found, [later, later, later, "otherwise-not-known", "free-weeks-end"]);
}
