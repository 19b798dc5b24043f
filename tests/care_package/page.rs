//! The family's page: all that is on it, nothing that must not be, and sums that are those of the report.

use chrono::{Months, NaiveDate};
use mutual_care::base::{
    England, Every, Labels, Money, NeedId, Period, PersonId, PrivateText, SourceId, json,
};
use mutual_care::package::{
    AgreedStep, Allowance, Booking, BudgetOf, BudgetWeight, CostPart, CostQuestion, Factor, FactorDay,
    Factors, FamilyPage, Free, FreeRule, Line, LineKind, LineStatus, Package, PackageContext, PackageInput,
    Pause, Payer, Price, Quantity, ShareOf, SharedBy, SplitThen, Unit, WhomToRing, YouPay,
};

use super::random::Dice;
use super::{day, id, line, package, parts, pence, period, uuid, visits};

/// Two people and one provider with names.
struct Names;

impl Labels for Names {
    fn source(&self, of: SourceId) -> Option<&str> {
        [(1, "Ada"), (2, "Ben"), (5, "Hazel Care")]
            .into_iter()
            .find_map(|(number, name)| (of == id(number)).then_some(name))
    }

    fn need(&self, _: NeedId) -> Option<&str> {
        None
    }
}

fn page_of(lines: Vec<Line>, on: &str) -> String {
    page(&package(lines), on, None)
}

fn page(package: &Package, on: &str, person: Option<u16>) -> String {
    let page = FamilyPage::new(package, PackageContext::on(day(on)), &England, &Names);
    let page = person.map_or(page, |person| page.for_person(id(person)));
    page.to_text().unwrap_or_else(|problems| panic!("{problems}"))
}

/// The lines under a heading, whole again where they were wrapped.
fn under(page: &str, heading: &str) -> Vec<String> {
    let start = page.split_once(&format!("\n{heading}\n"));
    let section = start.map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or(rest));
    whole_lines(section)
}

/// Lines as they were before they were wrapped: what goes on stands two deeper, and the line before was full.
fn whole_lines(section: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut before: Option<(usize, &str)> = None;
    for line in section.lines() {
        let depth = line.len() - line.trim_start().len();
        let word = line.trim().split(' ').next().unwrap_or_default();
        let full = |(at, text): (usize, &str)| {
            depth == at + 2 && text.chars().count() + 1 + word.chars().count() > 100
        };
        if let Some(last) = before.filter(|before| full(*before)).and_then(|_| lines.last_mut()) {
            *last = format!("{last} {}", line.trim());
            before = before.map(|(at, _)| (at, line));
        } else {
            lines.push(line.trim().to_owned());
            before = Some((depth, line));
        }
    }
    lines
}

fn has(page: &str, text: &str) {
    assert!(whole_lines(page).iter().any(|line| line == text), "no line {text:?} in:\n{page}");
}

fn lacks(page: &str, text: &str) {
    assert!(!page.contains(text), "{text:?} stands in:\n{page}");
}

fn example() -> PackageInput {
    json::read(include_bytes!("../../examples/data/package-reversed-roles.json")).expect("the example reads")
}

#[test]
fn the_pages_of_the_example_are_the_committed_ones() {
    let input = example();
    let page = FamilyPage::new(input.package(), input.context(), &England, &input)
        .with_delivered(input.deliveries());
    let ring = WhomToRing {
        name: PrivateText::new("Priya Shah").unwrap(),
        number: PrivateText::new("01632 960 123").unwrap(),
    };
    let people = input.package().people();
    assert_eq!(page.to_text().unwrap(), include_str!("../../examples/expected/package.page.txt"));
    assert_eq!(
        page.for_person(people[0]).ring(&ring).to_text().unwrap(),
        include_str!("../../examples/expected/package.page-nora.txt")
    );
    assert_eq!(
        page.for_person(people[1]).ring(&ring).to_text().unwrap(),
        include_str!("../../examples/expected/package.page-owen.txt")
    );
}

/// One audience, the answer in three lines, all of the sections in order, whom to ring last.
#[test]
fn a_page_says_whom_it_is_for_and_ends_with_whom_to_ring() {
    let text = page_of(vec![line(301)], "2026-03-02");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "THE HELP YOU GET, AND WHAT IT COSTS");
    assert_eq!(
        lines[1],
        "  This page is for Ada and Ben. It shows what is planned, as known on 2 March 2026."
    );
    assert_eq!(under(&text, "IN SHORT").len(), 3);
    assert_eq!(lines.last(), Some(&"  If somebody is in danger, ring 999."));
    has(&text, "Name: ______________________________");
    has(&text, "Number: ____________________________");
    assert!(page(&package(vec![line(301)]), "2026-03-02", Some(1)).contains("This page is for Ada. It"));
}

#[test]
fn whom_to_ring_and_what_is_agreed_stand_on_it() {
    let words = |text| PrivateText::new(text).unwrap();
    let package = package(vec![line(301)]);
    let step = |by: &str, who| AgreedStep { who: words(who), what: words("asks about nights."), by: day(by) };
    let steps = [step("2026-03-20", "Gail"), step("2026-03-13", "Priya")];
    let ring = WhomToRing { name: words("Priya\nShah"), number: words("01632 960 123") };
    let context = PackageContext::on(day("2026-03-02"));
    let page = FamilyPage::new(&package, context, &England, &Names).with_steps(&steps).ring(&ring);
    let text = page.to_text().unwrap();
    let told = under(&text, "WHO DOES WHAT NEXT");
    assert_eq!(told[0], "By 13 March 2026, Priya: asks about nights.");
    assert_eq!(told[1], "By 20 March 2026, Gail: asks about nights.");
    has(&text, "Priya Shah");
    has(&text, "01632 960 123");
    lacks(&text, "____");
}

#[test]
fn a_line_begins_runs_and_ends_to_the_day() {
    let of = |on| {
        let line = Line { period: period("2026-03-09", "2026-06-01"), ..line(301) };
        page_of(vec![line], on)
    };
    let before = of("2026-03-08");
    assert_eq!(under(&before, "WHAT BEGINS LATER")[0], "Home care");
    has(&before, "You get none of this help today. 1 more is to begin.");
    has(&before, "It begins on 9 March 2026. The last day is 31 May 2026.");
    has(&before, "Next, on 9 March 2026: This begins: Home care.");
    has(&before, "A typical week costs nothing now. From 9 March 2026 on it is £140 a week.");
    for on in ["2026-03-09", "2026-05-31"] {
        let runs = of(on);
        assert_eq!(under(&runs, "WHAT YOU GET NOW")[0], "Home care", "{on}");
        has(&runs, "You get 1 kind of help now. No more is to begin.");
        has(&runs, "The last day is 31 May 2026.");
        // What begins today has begun; what ends today is still there.
        has(&runs, "Next, on 31 May 2026: This is there for the last time: Home care.");
        has(&runs, "A typical week costs £140 now. From 1 June 2026 on it is £0 a week.");
    }
    let after = of("2026-06-01");
    assert_eq!(under(&after, "WHAT HAS ENDED"), ["Home care: 31 May 2026 was the last day."]);
    has(&after, "All of the help on this page has ended.");
    has(&after, "Nothing is set to change in the next 12 months.");
}

#[test]
fn times_are_told_as_people_tell_them() {
    for (text, told) in [
        ("daily 08:00-08:30", "every day from 08:00 to 08:30"),
        ("daily 08:00-08:30, 18:00-18:30", "every day from 08:00 to 08:30 and from 18:00 to 18:30"),
        ("Mon-Fri 08:00-08:30", "Mondays to Fridays from 08:00 to 08:30"),
        ("Mon,Wed,Sat 19:00-19:45", "Mondays, Wednesdays and Saturdays from 19:00 to 19:45"),
        ("Tue,Wed 10:00-12:30", "Tuesdays and Wednesdays from 10:00 to 12:30"),
        ("Sat,Sun 22:00-07:00", "Saturdays and Sundays from 22:00 to 07:00 the next day"),
        ("Fri 20:00-24:00", "Fridays from 20:00 to midnight"),
        ("Fri 00:00-24:00", "Fridays from midnight for 24 hours"),
        ("Mon 08:00-Tue 10:00", "from Monday 08:00 until Tuesday 10:00"),
        ("always", "all the time"),
        ("Mon 08:00-08:30; Tue 09:00-09:30", "Mondays from 08:00 to 08:30; Tuesdays from 09:00 to 09:30"),
        ("Mon 08:00-08:30, 08:30-09:00", "Mondays from 08:00 to 08:30 and from 08:30 to 09:00"),
        ("Mon 08:00-08:30, 08:00-08:30", "Mondays from 08:00 to 08:30 (2 at once)"),
    ] {
        let line = Line { when: Some(visits(text)), ..line(301) };
        has(&page_of(vec![line], "2026-03-02"), &format!("When: {told}."));
    }
}

/// Weeks that alternate say which one comes next; so does a rota by days, and a pause is passed over.
#[test]
fn what_alternates_says_when_it_comes_next() {
    let alternating = |spans: &str, every| {
        let mut line = line(301);
        let Some(mutual_care::package::When::Visits { visits, .. }) = Some(visits(spans)) else { panic!() };
        line.when = Some(mutual_care::package::When::Visits { visits, every: Some(every) });
        line
    };
    let thursdays = alternating("Thu 13:30-15:30", Every::weeks(2, day("2026-03-02")).unwrap());
    let text = page_of(vec![thursdays.clone()], "2026-03-05");
    has(&text, "When: Thursdays from 13:30 to 15:30, every second week.");
    has(&text, "The next time is Thursday 5 March 2026.");
    has(&page_of(vec![thursdays.clone()], "2026-03-06"), "The next time is Thursday 19 March 2026.");
    let paused = Line { pauses: vec![Pause::of_all(period("2026-03-16", "2026-03-23"))], ..thursdays };
    has(&page_of(vec![paused], "2026-03-06"), "The next time is Thursday 2 April 2026.");
    let third = alternating("Thu 13:30-15:30", Every::weeks(3, day("2026-03-02")).unwrap());
    let third = Line { period: period("", "2026-03-26"), ..third };
    let text = page_of(vec![third], "2026-03-06");
    has(&text, "When: Thursdays from 13:30 to 15:30, in 1 week of 3.");
    has(&text, "There is no next time in the coming year.");
    let rota = alternating("daily 08:00-09:00", Every::days(8, 4, day("2026-03-04")).unwrap());
    let text = page_of(vec![rota], "2026-03-08");
    has(&text, "When: every day from 08:00 to 09:00, on 4 days of every 8.");
    has(&text, "The next time is Thursday 12 March 2026.");
}

#[test]
fn prices_are_told_with_what_changes_them() {
    let mut line = line(301);
    line.hands = 2;
    line.prices[0].each = mutual_care::package::PriceFor::Worker;
    let factor = |text: &str| text.parse::<Factor>().unwrap();
    line.prices[0].factors = Factors::default()
        .with(FactorDay::Saturday, factor("5/4"))
        .with(FactorDay::Sunday, factor("5/4"))
        .with(FactorDay::Holiday, factor("2/1"));
    line.prices.push(Price { from: Some(day("2026-04-01")), ..Price::new(pence(2_100), Unit::Hour) });
    let text = page_of(vec![line.clone()], "2026-03-31");
    has(
        &text,
        "Price: £20 an hour for each who comes; on Saturdays and Sundays 1¼ times that, on public holidays twice that.",
    );
    has(&text, "If a day has two of these prices, the highest one counts.");
    has(&text, "2 people come at once.");
    has(&text, "A typical week costs £280."); // 7 hours of 2 workers at £20
    has(&text, "From 1 April 2026 on: £21 an hour.");
    has(&text, "A typical week then costs £147.");
    has(&text, "1 April 2026: The price changes: Home care.");
    let text = page_of(vec![line], "2026-04-01");
    has(&text, "Price: £21 an hour.");
    lacks(&text, "From 1 April 2026 on");
    for (text, told) in
        [("1/2", "half"), ("3/1", "3 times"), ("3/2", "1½ times"), ("7/6", "7/6 times"), ("3/4", "3/4 times")]
    {
        let mut line = super::line(301);
        line.prices[0].factors = Factors::default().with(FactorDay::Sunday, factor(text));
        has(&page_of(vec![line], "2026-03-02"), &format!("Price: £20 an hour; on Sundays {told} that."));
    }
}

/// Nothing unknown is told as nothing, and nothing known as unknown.
#[test]
fn what_is_not_known_is_told_as_not_known() {
    let unpriced = Line { prices: Vec::new(), by: None, when: None, ..line(301) };
    let text = page_of(vec![unpriced.clone()], "2026-03-02");
    has(&text, "Price: we do not know yet what this costs.");
    has(&text, "Who comes: we do not know yet.");
    has(&text, "When: the days and times are not written down here.");
    has(&text, "We do not know yet what a typical week costs.");
    has(&text, "Not in it, since we do not know yet what it costs: Home care.");
    has(&text, "Not in it, for days of which we do not know the price yet: Home care.");
    lacks(&text, "costs nothing");
    let text = page_of(vec![unpriced, line(302)], "2026-03-02");
    has(
        &text,
        "A typical week costs £140 now. Some of it is not in that, since we do not know yet what it costs.",
    );
    let mut later = line(301);
    later.prices[0].from = Some(day("2026-04-01"));
    let text = page_of(vec![later], "2026-03-31");
    has(&text, "Price: we do not know yet what this costs before 1 April 2026.");
    has(&text, "From 1 April 2026 on: £20 an hour.");
    let free = Line { prices: Vec::new(), costs_nothing: true, ..line(301) };
    let text = page_of(vec![free], "2026-03-02");
    has(&text, "Price: it costs nothing.");
    has(&text, "A typical week costs nothing now.");
    lacks(&text, "not know yet what");
    // Somebody without a name is told of without an id.
    let nameless = Line { by: Some(id(6)), ..line(301) };
    has(&page_of(vec![nameless], "2026-03-02"), "Who comes: somebody whose name is not written here.");
}

#[test]
fn pauses_are_told_for_whom_they_are() {
    let mut shared = line(301);
    shared.people = vec![id(1), id(2)];
    shared.split = Some(SharedBy::Equally);
    shared.pauses.push(Pause {
        who: vec![id(1)],
        split_then: Some(SplitThen::BetweenThoseLeft(SharedBy::Equally)),
        ..Pause::of_all(period("2026-03-09", "2026-03-16"))
    });
    let shared = package(vec![shared]);
    let text = page(&shared, "2026-03-02", None);
    has(&text, "Paused for Ada from 9 March 2026 to 15 March 2026.");
    has(&text, "9 March 2026: This pauses for Ada: Home care.");
    has(&text, "16 March 2026: This goes on again for Ada: Home care.");
    // On her own page it is paused, on his it is not, and theirs has it as running.
    for (on, hers) in
        [("2026-03-08", false), ("2026-03-09", true), ("2026-03-15", true), ("2026-03-16", false)]
    {
        let is_paused = |person| !under(&page(&shared, on, person), "WHAT IS PAUSED NOW").is_empty();
        assert_eq!([is_paused(Some(1)), is_paused(Some(2)), is_paused(None)], [hers, false, false], "{on}");
    }
    has(&page(&shared, "2026-03-02", Some(1)), "Paused for you from 9 March 2026 to 15 March 2026.");
    lacks(&page(&shared, "2026-03-02", Some(2)), "Paused");
    let mut all = line(301);
    all.pauses.push(Pause { retainer_percent: 50, ..Pause::of_all(period("2026-03-09", "2026-03-10")) });
    let text = page_of(vec![all.clone()], "2026-03-09");
    assert_eq!(under(&text, "WHAT IS PAUSED NOW")[0], "Home care");
    has(&text, "You get none of this help today. 1 is paused today. No more is to begin.");
    has(&text, "A typical week costs £140 now. What is paused counts in it as if it went on.");
    has(&text, "Paused up to and including 9 March 2026.");
    has(&text, "If nobody is left to help then, 50 in every 100 pounds are still paid.");
    has(&text, "£10 of that is for days on which it is paused."); // half of an hour at £20
    has(&page_of(vec![all], "2026-03-02"), "Paused on 9 March 2026.");
}

/// A pause right after another is one pause for those who get nothing, and the end of the line is no going on.
#[test]
fn what_stays_paused_does_not_go_on_again() {
    let mut line = line(301);
    line.period = period("2026-01-01", "2026-04-01");
    line.pauses.push(Pause::of_all(period("2026-03-09", "2026-03-16")));
    line.pauses.push(Pause::of_all(period("2026-03-16", "2026-03-23")));
    line.pauses.push(Pause::of_all(period("2026-03-25", "2026-04-01")));
    let told = under(&page_of(vec![line], "2026-03-02"), "WHAT CHANGES IN THE NEXT 12 MONTHS");
    assert_eq!(
        told,
        [
            "9 March 2026: This pauses: Home care.",
            "23 March 2026: This goes on again: Home care.",
            "25 March 2026: This pauses: Home care.",
            "31 March 2026: This is there for the last time: Home care.",
        ]
    );
}

#[test]
fn an_allowance_says_what_is_booked_and_what_is_left() {
    let booking = |on: &str, times| Booking { on: day(on), of: Quantity::Times(times) };
    let stays = |bookings: Vec<Booking>, carries_over| {
        let a_year = Quantity::Times(14);
        let when = Some(mutual_care::package::When::Allowance(Allowance { a_year, bookings, carries_over }));
        let prices = vec![Price::new(pence(14_600), Unit::Night)];
        Line { what: LineKind::Respite, when, prices, ..line(301) }
    };
    let bookings: Vec<Booking> =
        ["2026-07-06", "2026-07-07", "2026-07-08", "2026-08-01"].map(|on| booking(on, 1)).into();
    let text = page_of(vec![stays(bookings.clone(), false)], "2026-07-07");
    has(&text, "When: 14 nights a year, from 1 April to 31 March, on days that are booked.");
    has(&text, "Booked: 7 July 2026 to 8 July 2026 and 1 August 2026.");
    has(&text, "From 1 April 2026 to 31 March 2027: 4 nights booked, 10 nights not booked yet.");
    has(&text, "What is not booked by the end of the year is lost.");
    has(&text, "Paid once, or when it is booked, and so not in a typical week: Respite.");
    has(&text, "In the next 12 months it costs £438."); // 3 nights at £146 are to come
    has(&text, "A typical week costs nothing now. What is paid once, or when it is booked, is not in that.");
    let text = page_of(vec![stays(bookings, true)], "2026-08-02");
    has(&text, "Nothing is booked from now on.");
    has(&text, "14 nights of it are left from the year before.");
    has(&text, "What is not booked by the end of the year stays for the next.");
    let over = vec![booking("2026-07-06", 15), booking("2026-07-10", 1)];
    let text = page_of(vec![stays(over, false)], "2026-04-01");
    has(&text, "Booked: 6 July 2026 (15 nights) and 10 July 2026 (1 night).");
    has(&text, "That is 2 nights more than you have. It costs all the same.");
}

#[test]
fn free_weeks_end_on_their_last_day_and_then_somebody_pays() {
    let free = Free {
        rule: FreeRule::Reablement,
        period: period("2026-03-09", "2026-06-01"),
        decided_on: Some(day("2026-03-01")),
        who: Vec::new(),
    };
    let of = |on, until| {
        let period = period("2026-03-09", until);
        let free = vec![Free { period, ..free.clone() }];
        page_of(vec![Line { what: LineKind::Reablement, period, free, ..line(301) }], on)
    };
    let text = of("2026-04-19", "2026-06-01");
    has(&text, "Who pays: nobody charges you for this (reablement in its first six weeks).");
    has(&text, "You are not charged up to and including 19 April 2026 (reablement in its first six weeks).");
    has(&text, "From 20 April 2026 on this pays for it: the personal budget of Ada.");
    has(&text, "19 April 2026: This is free for the last day: Reablement.");
    let text = of("2026-04-20", "2026-06-01");
    has(&text, "Who pays: the personal budget of Ada.");
    lacks(&text, "You are not charged");
    // Where it ends with its free weeks, nobody pays from then on.
    let text = of("2026-04-19", "2026-04-20");
    lacks(&text, "this pays for it");
    lacks(&text, "free for the last day");
    // What is not read in a source is never called law.
    for rule in [FreeRule::AfterCare, FreeRule::Cjd] {
        let free = vec![Free { rule, period: Period::ALWAYS, decided_on: None, who: Vec::new() }];
        lacks(&page_of(vec![Line { free, ..line(301) }], "2026-03-02"), "law");
    }
}

/// A carer's budget and an adult's share a line: each page has its own part, and no reason of anybody's.
#[test]
fn one_persons_page_has_their_part_and_no_reasons() {
    let mut shared = line(301);
    shared.needs.clear();
    shared.budgets = vec![BudgetOf::adult(id(1)), BudgetOf::carer(id(2))];
    let weight = |budget, weight| BudgetWeight { budget, weight };
    shared.split = Some(SharedBy::Benefit {
        weights: vec![weight(BudgetOf::adult(id(1)), 3), weight(BudgetOf::carer(id(2)), 1)],
        reason: PrivateText::new("he will not get up for her any more").unwrap(),
    });
    let mut own = line(302);
    own.about = PrivateText::new("Something of hers.").unwrap();
    let mut parts = parts(vec![shared, own]);
    parts.note = PrivateText::new("a note for colleagues").unwrap();
    let package = Package::new(parts).unwrap();
    let pages = [None, Some(1), Some(2)].map(|person| page(&package, "2026-03-02", person));
    for text in &pages {
        lacks(text, "any more");
        lacks(text, "a note for colleagues");
    }
    let [both, hers, his] = pages;
    // £140 a week, three parts to one.
    has(&both, "Who pays: the personal budget of Ada £105 and the personal budget of Ben as a carer £35.");
    has(&both, "Something of hers (home care)");
    has(&hers, "A typical week costs £140. Your part is £105.");
    has(&hers, "£245 together.");
    has(&his, "A typical week costs £140. Your part is £35.");
    has(&his, "For: Ada. It helps you, too, and a part is yours.");
    has(&his, "Who pays: your personal budget as a carer.");
    has(&his, "Your part of a typical week costs £35 now.");
    lacks(&his, "Something of hers");
    // No charge of it is asked of the carer: it is care for the adult.
    has(&his, "For your personal budget as a carer: nothing of a typical week can be asked of you.");
    has(&hers, "For your personal budget: at most £280 of a typical week can be asked of you.");
}

#[test]
fn what_people_pay_is_told_if_it_is_known_and_else_as_not_known() {
    let package = package(vec![line(301)]);
    let text = page(&package, "2026-03-02", None);
    has(&text, "For the personal budget of Ada: at most £140 of a typical week can be asked of you.");
    has(&text, "This page does not know how much of it you are asked to pay yourself.");
    let pays = |pence| YouPay { budget: BudgetOf::adult(id(1)), a_week: super::pence(pence) };
    for (own, rest) in [(2_050, "£119.50"), (0, "£140"), (14_000, "£0")] {
        let pays = [pays(own)];
        let context = PackageContext::on(day("2026-03-02"));
        let text = FamilyPage::new(&package, context, &England, &Names).you_pay(&pays).to_text().unwrap();
        let own = pence(own);
        has(&text, &format!("For the personal budget of Ada: Ada pays {own} a week."));
        has(&text, &format!("The council pays the other {rest}."));
        lacks(&text, "does not know");
        let hers = FamilyPage::new(&package, context, &England, &Names).you_pay(&pays).for_person(id(1));
        has(&hers.to_text().unwrap(), &format!("For your personal budget: you pay {own} a week."));
    }
    // What the council asks for arranging is paid beside it, and is no part of what the council pays.
    let mut fee = Line::new(id(302), LineKind::ArrangementFee, id(1), Payer::PersonalBudget);
    fee.prices.push(Price::new(pence(350), Unit::Week));
    let (with_fee, pays) = (super::package(vec![line(301), fee]), [pays(2_050)]);
    let context = PackageContext::on(day("2026-03-02"));
    let text = FamilyPage::new(&with_fee, context, &England, &Names).you_pay(&pays).to_text().unwrap();
    has(&text, "The council pays the other £119.50.");
    has(&text, "Beside that the council asks £3.50 a week for arranging care.");
    // What stands in no budget may not be asked of anybody.
    let health = Line { payer: Payer::Health, ..line(301) };
    lacks(&page_of(vec![health], "2026-03-02"), "WHAT YOU PAY YOURSELF");
}

#[test]
fn an_empty_page_says_so() {
    let text = page_of(Vec::new(), "2026-03-02");
    assert_eq!(under(&text, "IN SHORT"), ["No help is planned here yet."]);
    lacks(&text, "£");
    let text = page(&package(vec![line(301)]), "2026-03-02", Some(2));
    assert_eq!(under(&text, "IN SHORT"), ["No help is planned here for you."]);
    lacks(&text, "Home care");
}

#[test]
fn a_page_of_a_stranger_or_another_age_is_refused() {
    let package = package(vec![line(301)]);
    let refused = |on: NaiveDate, person: Option<PersonId>| {
        let page = FamilyPage::new(&package, PackageContext::on(on), &England, &Names);
        let page = person.map_or(page, |person| page.for_person(person));
        let problems = page.to_text().unwrap_err();
        problems.iter().map(|one| (one.place().to_owned(), one.code())).collect::<Vec<_>>()
    };
    let on = day("2026-03-02");
    assert_eq!(refused(on, Some(id(7))), [("person".to_owned(), "unknown-person")]);
    assert_eq!(refused(NaiveDate::MIN, None), [("on".to_owned(), "year")]);
    assert_eq!(refused(NaiveDate::MAX, None), [("on".to_owned(), "year")]);
    // What cannot be shared is refused where its cost is.
    let mut shared = line(301);
    shared.people = vec![id(1), id(2)];
    shared.split = Some(SharedBy::Hours);
    let package = super::package(vec![shared]);
    let page = FamilyPage::new(&package, PackageContext::on(on), &England, &Names);
    let year = CostQuestion::new(Period::new(Some(on), Some(day("2027-03-02"))).unwrap(), &England);
    assert_eq!(page.to_text().unwrap_err(), package.cost(&year).unwrap_err());
}

#[test]
fn a_share_of_a_line_says_of_which() {
    let mut pay = Line::new(id(302), LineKind::HolidayPay, id(1), Payer::PersonalBudget);
    pay.share_of = Some(ShareOf { line: id(301), share: Factor::new(3, 25).unwrap() });
    let mut assistant = line(301);
    assistant.what = LineKind::PersonalAssistant;
    assistant.employed_by = Some(id(1));
    let package = package(vec![assistant, pay]);
    let text = page(&package, "2026-03-02", Some(1));
    has(&text, "You employ whoever comes.");
    has(&text, "Price: 3/25 of what this costs: Personal assistant.");
    has(&text, "A typical week costs £16.80."); // 3/25 of £140
    has(&text, "You get 1 kind of help now. No more is to begin.");
    has(&page(&package, "2026-03-02", None), "Ada employs whoever comes.");
}

/// Amounts at the beginning of lines, between one line and another.
fn amounts<'a>(lines: impl IntoIterator<Item = &'a String>) -> Vec<Money> {
    let amount = |line: &String| line.split([':', ' ']).next().and_then(|text| text.parse().ok());
    lines.into_iter().filter_map(amount).collect()
}

fn sum<'a>(parts: impl Iterator<Item = &'a CostPart>) -> Money {
    Money::sum(parts.map(|part| part.cost)).unwrap()
}

/// Of any package on any day: each line stands where it belongs, once; all sums are those of the report, and every table adds
/// up; and there is no id, no date for machines and no stray mark on the page.
#[test]
fn pages_of_random_packages_are_whole_and_add_up() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let (mut pages, mut refused) = (0, 0);
    while pages < 1_500 {
        let mut lines = dice.lines();
        for (nth, line) in lines.iter_mut().enumerate() {
            line.about = PrivateText::new(format!("Thing {nth}")).unwrap();
        }
        let Ok(package) = Package::new(parts(lines)) else { continue };
        let on = day("2026-02-20") + chrono::Days::new(dice.below(70));
        let person: Option<PersonId> =
            [None, Some(id(1)), Some(id(2))][usize::try_from(dice.below(3)).unwrap()];
        let page = FamilyPage::new(&package, PackageContext::on(on), &England, &Names);
        let page = person.map_or(page, |person| page.for_person(person));
        let year = Period::new(Some(on), on.checked_add_months(Months::new(12))).unwrap();
        let question = CostQuestion::new(year, &England);
        let (Ok(text), Ok(report), Ok(week)) =
            (page.to_text(), package.cost(&question), package.typical_week(on, &question))
        else {
            let known = package.cost(&question).is_ok() && package.typical_week(on, &question).is_ok();
            assert!(page.to_text().is_err() && !known);
            refused += 1;
            continue;
        };
        pages += 1;
        assert!(!text.contains(&uuid(0)[..14]), "an id: {text}");
        assert!(!text.contains("..") && !text.contains(" ,") && !text.contains('{'), "{text}");
        assert!(!text.contains("2026-") && !text.contains("2027-"), "a date for machines: {text}");
        let theirs = |budget: BudgetOf| person.is_none_or(|person| budget.person == person);
        let gets = |line: &Line| {
            line.stands_in().into_iter().any(theirs)
                || person.is_none_or(|person| line.people.contains(&person))
        };
        for (nth, line) in package.lines().iter().enumerate() {
            let about = format!("Thing {}", line.about.reveal().trim_start_matches("Thing "));
            let of_heading = |heading: &str| {
                let starts = |text: &&String| {
                    text.as_str() == about
                        || text.starts_with(&format!("{about} ("))
                        || text.starts_with(&format!("{about}: "))
                };
                under(&text, heading).iter().filter(starts).count()
            };
            let headings = ["WHAT YOU GET NOW", "WHAT IS PAUSED NOW", "WHAT BEGINS LATER", "WHAT HAS ENDED"];
            let off = person.is_some_and(|person| {
                line.pauses_on(on).any(|pause| pause.is_for(person)) && line.people.contains(&person)
            });
            let place = match package.line_status(line, on) {
                LineStatus::Running => usize::from(off),
                LineStatus::Paused => 1,
                LineStatus::Planned => 2,
                LineStatus::Ended => 3,
            };
            let found = headings.map(of_heading);
            let mut expected = [0; 4];
            expected[place] = usize::from(gets(line));
            assert_eq!(found, expected, "line {nth}, {about}, on {on}: {text}");
        }
        let costs = under(&text, "WHAT IT COSTS");
        if costs.is_empty() {
            assert!(!package.lines().iter().any(gets));
            continue;
        }
        // The typical week: its lines, their sum, and who pays.
        let of_week = sum(week.lines.iter().flat_map(|line| &line.parts).filter(|part| theirs(part.budget)));
        let of_year = sum(report.parts().map(|(_, part)| part).filter(|part| theirs(part.budget)));
        let together = |text: &&String| text.ends_with(" together.");
        let totals = amounts(costs.iter().filter(together));
        let expected = if of_year == Money::ZERO { vec![of_week] } else { vec![of_week, of_year] };
        assert_eq!(totals, expected, "{text}");
        if person.is_none() {
            assert_eq!((of_week, of_year), (week.total, report.total));
        }
        for table in costs.split(|line| line.ends_with(':')) {
            if let Some(last) = table.iter().position(|line| line.ends_with(" together.")) {
                assert_eq!(
                    Money::sum(amounts(&table[..last])).unwrap_or_default(),
                    if last == 0 { Money::ZERO } else { totals[0] }
                );
            }
        }
        let payers: Vec<Money> = (costs.iter().enumerate())
            .filter(|(_, line)| *line == "Who pays that:")
            .map(|(at, _)| {
                let rows = costs[at + 1..].iter().take_while(|line| line.starts_with('£'));
                Money::sum(amounts(rows)).unwrap()
            })
            .collect();
        assert_eq!(payers, totals.into_iter().filter(|total| !total.is_zero()).collect::<Vec<_>>(), "{text}");
    }
    assert!(refused < pages, "{refused} refused");
}

/// Plain sentences: no line of the example's pages that is no list has a sentence of more than 15 words.
#[test]
fn sentences_are_short() {
    for page in [
        include_str!("../../examples/expected/package.page.txt"),
        include_str!("../../examples/expected/package.page-nora.txt"),
        include_str!("../../examples/expected/package.page-owen.txt"),
    ] {
        for line in whole_lines(page) {
            let list = line.contains([':', ';']) || line.contains(" and the personal budget");
            for sentence in line.split(". ").filter(|_| !list) {
                let plain = sentence.split(" (").next().unwrap();
                assert!(plain.split(' ').count() <= 15, "{sentence}");
            }
        }
    }
}
