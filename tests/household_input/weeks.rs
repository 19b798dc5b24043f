//! The week of a date and the history of a time.

use chrono::{Days, NaiveDate};
use mutual_care::base::{Fact, NeedId, Period, PersonId, SourceId, kinds};
use mutual_care::household::{
    ExtraHelp, HouseholdInput, HouseholdInputParts, Lives, Person, Service, ServiceKind, StatedArrangement,
    StatedNeed,
};
use mutual_care::need::{Ability, Consequence, Need, Outcome, Reliance, Snapshot, SourceKind, Window};
use mutual_care::support::{Loss, Support};
use proptest::prelude::*;

use super::{day, documented_value, id, read};

fn documented() -> HouseholdInput {
    read(&documented_value()).unwrap()
}

fn kind(snapshot: &Snapshot, source: u16) -> Option<SourceKind> {
    snapshot.source(id::<kinds::Source>(source)).map(|source| source.kind)
}

#[test]
fn a_person_is_a_member_from_the_first_day_to_the_last() {
    let input = documented();
    let cleo = id::<kinds::Person>(3);
    let member = |on: &str| input.snapshot(day(on)).unwrap().members().any(|member| member == cleo);
    assert_eq!(
        [member("2019-05-31"), member("2019-06-01"), member("2025-08-31"), member("2025-09-01")],
        [false, true, true, false]
    );
}

#[test]
fn needs_and_arrangements_are_there_within_their_periods() {
    let input = documented();
    let there = |on: &str| {
        let snapshot = input.snapshot(day(on)).unwrap();
        (snapshot.need(id(102)).is_some(), snapshot.arrangement(id(203)).is_some())
    };
    assert_eq!((there("2025-01-31"), there("2025-02-01")), ((false, false), (true, true)));

    // An arrangement is there only while its need is.
    let mut parts = input.into_parts();
    parts.needs[1].period = Period::new(None, Some(day("2026-01-01"))).unwrap();
    let input = HouseholdInput::new(parts).unwrap();
    let there = |on: &str| input.snapshot(day(on)).unwrap().arrangement(id(203)).is_some();
    assert_eq!((there("2025-12-31"), there("2026-01-01")), (true, false));
}

#[test]
fn sources_are_members_and_whoever_helps() {
    let input = documented();
    let snapshot = input.snapshot(input.as_at()).unwrap();
    assert_eq!(kind(&snapshot, 1), Some(SourceKind::Member));
    // Ben's support and the bath are Willow's; the neighbour and the pendant do nothing; Cleo has moved out.
    assert_eq!(kind(&snapshot, 5), Some(SourceKind::Provider));
    assert_eq!([3, 4, 6].map(|source| kind(&snapshot, source)), [None, None, None]);

    let mut parts = input.into_parts();
    parts.arrangements[1].by = id(6);
    parts.arrangements[1].relies_on = None;
    parts.arrangements[3].by = id(3);
    let snapshot = HouseholdInput::new(parts).unwrap().snapshot(day("2026-03-02")).unwrap();
    assert_eq!(kind(&snapshot, 3), Some(SourceKind::Person));
    assert_eq!(kind(&snapshot, 6), Some(SourceKind::Device));
}

#[test]
fn what_somebody_leans_on_is_there_too() {
    let input = documented();
    let relies = |input: &HouseholdInput, number: u16, on: &str| {
        let snapshot = input.snapshot(day(on)).unwrap();
        snapshot.arrangement(id(number)).unwrap().relies_on.clone()
    };
    assert_eq!(relies(&input, 201, "2026-03-02"), Reliance::Stated(vec![id(103)]));
    assert_eq!(relies(&input, 202, "2026-03-02"), Reliance::Stated(vec![]));
    // Not said: Ben's own critical needs that are met.
    assert_eq!(relies(&input, 204, "2026-03-02"), Reliance::Assumed(vec![id(103)]));
    // Willow is no member.
    assert_eq!(relies(&input, 203, "2026-03-02"), Reliance::Stated(vec![]));

    // Reliance on a need that is not there yet is left out; said is said.
    let mut parts = input.into_parts();
    parts.needs[2].period = Period::new(Some(day("2026-01-01")), None).unwrap();
    // And Ben moves out in time: what he needs he still does.
    parts.people[1].lives = Lives::Here(Period::new(None, Some(day("2026-06-01"))).unwrap());
    let input = HouseholdInput::new(parts).unwrap();
    assert_eq!(relies(&input, 201, "2025-12-31"), Reliance::Stated(vec![]));
    assert_eq!(relies(&input, 201, "2026-01-01"), Reliance::Stated(vec![id(103)]));
    assert_eq!(relies(&input, 201, "2026-05-31"), Reliance::Stated(vec![id(103)]));
    assert_eq!(relies(&input, 201, "2026-06-01"), Reliance::Stated(vec![id(103)]));
    assert_eq!(relies(&input, 204, "2026-06-01"), Reliance::Assumed(vec![id(103)]));
}

#[test]
fn facts_go_along_without_date_and_source() {
    let input = documented();
    let snapshot = input.snapshot(input.as_at()).unwrap();
    for stated in input.arrangements() {
        let plain = snapshot.arrangement(stated.id).unwrap();
        assert_eq!((plain.by, plain.need, &plain.when), (stated.by, stated.need, &stated.when));
        assert_eq!(
            (plain.period, plain.hands, plain.package_line),
            (stated.period, stated.hands, stated.package_line)
        );
        assert_eq!(
            (&plain.able_now, &plain.willing_now),
            (stated.able_now.told(), stated.willing_now.told())
        );
        assert_eq!(
            (&plain.able_later, &plain.willing_later),
            (stated.able_later.told(), stated.willing_later.told())
        );
        assert_eq!(&plain.done_now, stated.done_now.told());
    }
    for stated in input.needs() {
        assert_eq!(snapshot.need(stated.need.id()), Some(&stated.need));
    }
}

/// Ada has no hot meal any more, so nobody assumes that she leans on one. If Dan brings her one, she still calls
/// Ben: what is assumed stays as it is, or help would make his tablets fall when Dan is lost.
#[test]
fn help_in_a_what_if_changes_nothing_that_is_assumed() {
    let mut parts = documented().into_parts();
    parts.arrangements[0].willing_now = Fact::known(false);
    parts.arrangements[1].relies_on = None;
    let input = HouseholdInput::new(parts).unwrap();
    let mut help = StatedArrangement::new(id(301), id(4), id(101), "daily 17:00-18:00".parse().unwrap());
    (help.able_now, help.willing_now) = (Fact::known(Ability::Yes), Fact::known(true));
    let extra = ExtraHelp { arrangements: vec![help], ..ExtraHelp::default() };

    let assumed = |snapshot: &Snapshot| snapshot.arrangement(id(202)).unwrap().relies_on.clone();
    let then = input.snapshot_with(input.as_at(), &extra).unwrap();
    assert_eq!(assumed(&input.snapshot(input.as_at()).unwrap()), Reliance::Assumed(vec![id(104)]));
    assert_eq!(assumed(&then), Reliance::Assumed(vec![id(104)]));
    // As if it had been there all along, it would be assumed.
    let merged = input.with(&extra).unwrap().snapshot(input.as_at()).unwrap();
    assert_eq!(assumed(&merged), Reliance::Assumed(vec![id(101), id(104)]));
}

#[test]
fn a_date_outside_the_years_has_no_week() {
    let input = documented();
    assert!(input.snapshot(day("1800-01-01")).is_ok() && input.snapshot(day("2299-12-31")).is_ok());
    assert!(input.snapshot(day("1799-12-31")).is_err() && input.snapshot(day("2300-01-01")).is_err());
    assert!(input.history(day("2026-03-02"), day("2026-03-01")).is_err());
    assert_eq!(input.history(day("2026-03-02"), day("2026-03-02")).unwrap().steps().len(), 1);
}

fn period() -> impl Strategy<Value = Period> {
    let some = (prop::option::of(0u64..20), prop::option::of(1u64..20)).prop_map(|(from, days)| {
        let start = day("2026-03-01");
        let from_day = from.map(|from| start + Days::new(from));
        let until = days.map(|days| start + Days::new(from.unwrap_or(0) + days));
        Period::new(from_day, until).unwrap()
    });
    prop_oneof![Just(Period::ALWAYS), some]
}

const PEOPLE: u16 = 4;

/// Four people and a provider, with needs and arrangements that come and go within some weeks.
fn household() -> impl Strategy<Value = HouseholdInput> {
    let people = prop::collection::vec((prop::bool::weighted(0.8), period()), usize::from(PEOPLE));
    let needs = prop::collection::vec((1..=PEOPLE, any::<bool>(), period()), 0..6);
    let arrangements = prop::collection::vec(
        (1..=PEOPLE + 1, any::<prop::sample::Index>(), period(), prop::option::of(any::<u8>()), 0u8..8),
        0..10,
    );
    (people, needs, arrangements).prop_map(|(people, needs, arrangements)| {
        let mut parts = HouseholdInputParts::new(id(0), day("2026-03-10"));
        for (number, (here, period)) in (1..).zip(people) {
            let lives = if here { Lives::Here(period) } else { Lives::Elsewhere };
            parts.people.push(Person { lives, ..Person::here(id(number)) });
        }
        let name = mutual_care::base::PrivateText::empty();
        parts.services.push(Service { id: id(PEOPLE + 1), name, kind: ServiceKind::Provider, places: None });
        for (number, (whose, critical, period)) in (100..).zip(needs) {
            if parts.people[usize::from(whose - 1)].lives == Lives::Elsewhere {
                continue;
            }
            let consequence = if critical { Consequence::Critical } else { Consequence::Moderate };
            let need = Need::new(id(number), id(whose), Outcome::Company, consequence)
                .with_windows(vec![Window::being_there("Mon 08:00-09:00".parse().unwrap())])
                .unwrap();
            parts.needs.push(StatedNeed { period, ..need.into() });
        }
        for (number, (by, need, period, relies, able)) in (200..).zip(arrangements) {
            if parts.needs.is_empty() {
                break;
            }
            let need = &parts.needs[need.index(parts.needs.len())].need;
            let giver: PersonId = id(by);
            if need.person() == giver {
                continue;
            }
            let own = parts.needs.iter().map(|stated| &stated.need).filter(|need| need.person() == giver);
            let own: Vec<NeedId> = own.map(Need::id).collect();
            let chosen = |bits: u8| {
                own.iter()
                    .enumerate()
                    .filter(|(nth, _)| bits >> (nth % 8) & 1 == 1)
                    .map(|(_, id)| *id)
                    .collect()
            };
            let mut arrangement = StatedArrangement::new(
                id(number),
                giver.into(),
                need.id(),
                "Mon 07:00-10:00".parse().unwrap(),
            );
            (arrangement.period, arrangement.relies_on) = (period, relies.map(chosen));
            arrangement.able_now = match able {
                0 => Fact::known(Ability::No),
                1 => Fact::default(),
                2 => Fact::known(Ability::WithSupport { by: Some(id(by % (PEOPLE + 1) + 1)) }),
                _ => Fact::known(Ability::Yes),
            };
            arrangement.willing_now = Fact::known(true);
            parts.arrangements.push(arrangement);
        }
        HouseholdInput::new(parts).expect("it fits")
    })
}

/// The week of a date, word by word from the page that describes it.
fn week_by_the_book(input: &HouseholdInput, on: NaiveDate) -> Vec<String> {
    let mut lines = Vec::new();
    let lives_here = |id: SourceId| {
        let person = input.people().iter().find(|person| SourceId::from(person.id) == id);
        person.is_some_and(|person| match person.lives {
            Lives::Here(period) => {
                period.from().is_none_or(|from| from <= on) && period.until().is_none_or(|until| on < until)
            }
            Lives::Elsewhere => false,
        })
    };
    let holds = |period: Period| {
        period.from().is_none_or(|from| from <= on) && period.until().is_none_or(|until| on < until)
    };
    let need_there = |id: NeedId| {
        let stated = input.needs().iter().find(|stated| stated.need.id() == id).unwrap();
        holds(stated.period)
    };
    let needs = |id: SourceId| {
        let theirs = |stated: &&StatedNeed| SourceId::from(stated.need.person()) == id;
        input.needs().iter().filter(theirs).any(|stated| holds(stated.period))
    };
    let member = |id: SourceId| lives_here(id) || needs(id);
    for stated in input.needs() {
        if need_there(stated.need.id()) {
            lines.push(format!("need {}", stated.need.id()));
        }
    }
    let mut helping = Vec::new();
    for arrangement in input.arrangements() {
        if !holds(arrangement.period) || !need_there(arrangement.need) {
            continue;
        }
        helping.push(arrangement.by);
        // Between two who no longer live together nothing of what was answered before is known any more.
        let to = input.need(arrangement.need).unwrap().need.person();
        if let Some(Ability::WithSupport { by: Some(by) }) = arrangement.able_now.told().known()
            && !moved_apart(input, arrangement.by, to, on)
        {
            helping.push(by);
        }
        let leans = match &arrangement.relies_on {
            _ if !member(arrangement.by) => String::from("[]"),
            None => String::from("assumed"),
            Some(needs) => {
                let there: Vec<_> = needs.iter().filter(|need| need_there(**need)).collect();
                format!("{there:?}")
            }
        };
        lines.push(format!("arrangement {} leaning on {leans}", arrangement.id));
    }
    for person in input.people() {
        if member(person.id.into()) {
            lines.push(format!("member {}", person.id));
        } else if helping.contains(&person.id.into()) {
            lines.push(format!("person {}", person.id));
        }
    }
    for service in input.services().iter().filter(|service| helping.contains(&service.id)) {
        lines.push(format!("provider {}", service.id));
    }
    lines.sort();
    lines
}

/// Whether two lived here together on some day, and on a later one only one of them did.
fn moved_apart(input: &HouseholdInput, by: SourceId, to: PersonId, on: NaiveDate) -> bool {
    let Some(by) = input.people().iter().find(|person| SourceId::from(person.id) == by) else { return false };
    let to = input.person(to).unwrap();
    let (mut together, mut apart) = (false, false);
    for day in day("2026-02-01").iter_days().take_while(|day| *day <= on) {
        match (by.lives_here(day), to.lives_here(day)) {
            (true, true) => together = true,
            (false, false) => {}
            _ => apart |= together,
        }
    }
    apart
}

fn week_as_made(snapshot: &Snapshot) -> Vec<String> {
    let needs = snapshot.needs().iter().map(|need| format!("need {}", need.id()));
    let arrangements = snapshot.arrangements().iter().map(|arrangement| {
        let leans = match &arrangement.relies_on {
            Reliance::Assumed(_) => String::from("assumed"),
            other => format!("{:?}", other.needs()),
        };
        format!("arrangement {} leaning on {leans}", arrangement.id)
    });
    let sources = snapshot.sources().iter().map(|source| format!("{} {}", source.kind, source.id));
    let mut lines: Vec<String> = needs.chain(arrangements).chain(sources).collect();
    lines.sort();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_week_is_what_the_page_says(input in household(), after in 0u64..45) {
        let on = day("2026-02-27") + Days::new(after);
        prop_assert_eq!(week_as_made(&input.snapshot(on).unwrap()), week_by_the_book(&input, on));
    }

    /// On each date the history is the week of that date, and it has a step on each date of change and no other.
    #[test]
    fn a_history_is_the_weeks_of_its_dates(input in household(), after in 0u64..10, days in 0u64..45) {
        let first = day("2026-02-25") + Days::new(after);
        let last = first + Days::new(days);
        let history = input.history(first, last).unwrap();
        let mut before: Option<Snapshot> = None;
        for on in (0..=days).map(|day| first + Days::new(day)) {
            let week = input.snapshot(on).unwrap();
            let told = history.as_at(on).unwrap();
            let alike = |a: &Snapshot, b: &Snapshot| {
                a.sources() == b.sources() && a.needs() == b.needs() && a.arrangements() == b.arrangements()
            };
            prop_assert!(alike(told, &week), "{on}");
            let changed = before.as_ref().is_none_or(|before| !alike(before, &week));
            prop_assert_eq!(history.steps().iter().any(|step| step.on() == on), changed, "{}", on);
            before = Some(week);
        }
        prop_assert_eq!(history.last(), last);
    }

    #[test]
    fn what_is_made_is_written_and_read_again(input in household()) {
        let text = serde_json::to_string(&input).unwrap();
        prop_assert_eq!(serde_json::from_str::<HouseholdInput>(&text).unwrap(), input);
    }

    /// More help never loses a need, whoever gives it and whatever they lean on by assumption.
    #[test]
    fn more_help_never_makes_anything_fall(input in household(), by in 1..=PEOPLE + 1, to in any::<prop::sample::Index>()) {
        let on = input.as_at();
        let today = input.snapshot(on).unwrap();
        if input.needs().is_empty() {
            return Ok(());
        }
        let need = &input.needs()[to.index(input.needs().len())].need;
        if SourceId::from(need.person()) == id(by) {
            return Ok(());
        }
        let mut help = StatedArrangement::new(id(900), id(by), need.id(), "always".parse().unwrap());
        (help.able_now, help.willing_now) = (Fact::known(Ability::Yes), Fact::known(true));
        let extra = ExtraHelp { arrangements: vec![help], ..ExtraHelp::default() };
        let then = input.snapshot_with(on, &extra).unwrap();
        // What is there today is there unchanged, what members are assumed to lean on included.
        for arrangement in today.arrangements() {
            prop_assert_eq!(then.arrangement(arrangement.id), Some(arrangement));
        }
        for lost in [None, Some(1), Some(2), Some(PEOPLE + 1)] {
            let losing = |snapshot: &Snapshot| {
                let there = lost.map(id).filter(|lost| snapshot.source(*lost).is_some());
                let loss = there.map_or_else(Loss::default, Loss::of);
                Support::of(snapshot).stands(&loss).unwrap()
            };
            let (before, after) = (losing(&today), losing(&then));
            // A source that only the help brings in is nobody's loss before.
            if lost.map(id).is_none_or(|lost: SourceId| today.source(lost).is_some()) {
                prop_assert!(before.iter().all(|need| after.contains(need)));
            }
        }
    }
}
