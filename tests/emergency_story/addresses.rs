//! Two addresses, help that is given elsewhere, and sitters who sleep: by whom the alarm is raised, and for whom. Ma and her
//! son live at home, and Dee next door, with Fay, who is no member; where Gil lives nobody knows. All are made up.

use mutual_care::base::{CycleMinute, PersonId, Told, Word};
use mutual_care::emergency::{
    Alarm, ForLoss, Lost, NightQuestion, NoticesFrom, Plan, Raised, Responder, Way, completeness, night,
};
use mutual_care::need::{
    Ability, Address, Arrangement, Consequence, Need, Outcome, Place, Snapshot, SnapshotParts, Source, Window,
};

use crate::family::{comes, day, id, plan, source};

const MA: u128 = 1;
const SON: u128 = 2;
const DEE: u128 = 3;
const FAY: u128 = 4;
const GIL: u128 = 5;
const AGENCY: u128 = 11;
const PENDANT: u128 = 21;
/// Needs of Ma, of the son, of Dee: somebody there, for as long as it takes.
const OF_MA: u128 = 101;
const OF_SON: u128 = 102;
const OF_DEE: u128 = 103;

fn next_door() -> Address {
    Address::At(Word::of("next-door"))
}

fn sources() -> Vec<Source> {
    vec![
        Source::member(id(MA)),
        Source::member(id(SON)),
        Source::member(id(DEE)).living(next_door()),
        Source::person(id(FAY)).living(next_door()),
        Source::person(id(GIL)),
        Source::provider(source(AGENCY)),
        Source::device(source(PENDANT)),
    ]
}

fn week(help: Vec<Arrangement>) -> Snapshot {
    let need = |number, of| {
        Need::new(id(number), id(of), Outcome::Nutrition, Consequence::Serious)
            .with_windows(vec![Window::being_there("always".parse().unwrap())])
            .unwrap()
    };
    Snapshot::new(SnapshotParts {
        on: day("2026-03-02"),
        sources: sources(),
        needs: vec![need(OF_MA, MA), need(OF_SON, SON), need(OF_DEE, DEE)],
        arrangements: help,
    })
    .unwrap()
}

fn helps(number: u128, by: u128, need: u128, when: &str) -> Arrangement {
    Arrangement::new(id(number), source(by), id(need), when.parse().unwrap())
}

fn raises(way: Way) -> Alarm {
    Alarm {
        id: id(41),
        way,
        for_loss: ForLoss::any(),
        when: "always".parse().unwrap(),
        takes_min: 0,
        period: mutual_care::base::Period::ALWAYS,
    }
}

fn member(who: u128) -> Way {
    Way::Member { person: id(who), able: Told::Known(true) }
}

/// How the alarm is raised, in so many minutes and by whom, if these are lost at a minute of the week.
fn raised<const N: usize>(week: &Snapshot, way: Way, lost: [u128; N], start: &str) -> Option<(u32, u128)> {
    let lost = lost.map(|number| Lost { source: source(number), away: false });
    let asked = NightQuestion::new(lost, start.parse::<CycleMinute>().unwrap());
    let raised = night(week, &plan(vec![raises(way)], vec![]), &asked).unwrap().alarm;
    raised.map(|Raised { at, by, .. }| (at, by.unwrap().uuid().as_u128() & 0xFFFF))
}

#[test]
fn a_member_raises_the_alarm_for_whom_they_live_with() {
    let agency = |to: &[u128]| {
        let help = to.iter().zip(31..).map(|(need, number)| helps(number, AGENCY, *need, "Tue 10:00-11:00"));
        week(help.collect())
    };
    let for_dee = agency(&[OF_DEE]);
    let now = |who| Some((0, who));
    assert_eq!(raised(&for_dee, member(SON), [MA], "Mon 09:00"), now(SON));
    assert_eq!(raised(&for_dee, member(SON), [DEE], "Mon 09:00"), None, "he is not next door");
    assert_eq!(raised(&for_dee, member(SON), [DEE, MA], "Mon 09:00"), now(SON));
    assert_eq!(raised(&for_dee, member(SON), [SON], "Mon 09:00"), None);
    assert_eq!(raised(&for_dee, member(DEE), [MA], "Mon 09:00"), None);
    // What is lost and is no member concerns those for whom it has an arrangement, and who live with them.
    assert_eq!(raised(&for_dee, member(SON), [AGENCY], "Mon 09:00"), None);
    assert_eq!(raised(&for_dee, member(DEE), [AGENCY], "Mon 09:00"), now(DEE));
    let for_both = agency(&[OF_DEE, OF_MA]);
    assert_eq!(raised(&for_both, member(SON), [AGENCY], "Mon 09:00"), now(SON));
    assert_eq!(raised(&for_both, member(SON), [PENDANT], "Mon 09:00"), None, "it concerns nobody");
    // Whoever supports a giver concerns whom the giver helps.
    let supported = |support: bool| {
        let mut help = helps(31, SON, OF_DEE, "Tue 10:00-11:00");
        if support {
            help.able_now = Told::Known(Ability::WithSupport { by: Some(source(GIL)) });
        }
        week(vec![help])
    };
    assert_eq!(raised(&supported(true), member(DEE), [GIL], "Mon 09:00"), now(DEE));
    assert_eq!(raised(&supported(false), member(DEE), [GIL], "Mon 09:00"), None);
}

#[test]
fn a_visit_is_by_somebody_who_lives_elsewhere_than_whom_they_visit() {
    let visit = |by, need| week(vec![helps(31, by, need, "Mon 10:00-11:00")]);
    let any = Way::NextVisit { by: None };
    let found = |by, need, lost| raised(&visit(by, need), any.clone(), [lost], "Mon 09:00");
    assert_eq!(found(DEE, OF_MA, MA), Some((60, DEE)), "from next door, a member too");
    assert_eq!(found(DEE, OF_MA, SON), Some((60, DEE)), "who lives with whom she visits");
    assert_eq!(found(DEE, OF_MA, DEE), None);
    assert_eq!(found(SON, OF_MA, MA), None, "he lives there");
    assert_eq!(found(FAY, OF_DEE, DEE), None, "she lives there, and is no member");
    assert_eq!(found(FAY, OF_MA, MA), Some((60, FAY)));
    assert_eq!(found(GIL, OF_MA, MA), Some((60, GIL)), "somewhere else is not at home");
    assert_eq!(found(GIL, OF_DEE, DEE), None, "and may be next door: nobody knows");
    assert_eq!(found(AGENCY, OF_DEE, DEE), Some((60, AGENCY)));
    assert_eq!(found(AGENCY, OF_DEE, MA), None, "nobody of hers is visited");
    let by_dee = Way::NextVisit { by: Some(source(DEE)) };
    assert_eq!(raised(&visit(DEE, OF_MA), by_dee, [MA], "Mon 09:00"), Some((60, DEE)));
}

#[test]
fn a_lost_member_is_found_at_their_address_and_anybody_else_wherever_the_visit_is() {
    let visit = |need, at: Place| {
        let mut help =
            vec![helps(31, AGENCY, need, "Mon 10:00-11:00"), helps(32, GIL, OF_MA, "Sun 10:00-11:00")];
        help[0].at = at;
        week(help)
    };
    let by = Way::NextVisit { by: Some(source(AGENCY)) };
    let found = |need, at, lost| raised(&visit(need, at), by.clone(), [lost], "Mon 09:00").is_some();
    let at = |label| Place::At(Word::of(label));
    assert!(found(OF_MA, Place::Home, MA));
    assert!(!found(OF_MA, at("day-centre"), MA), "she is visited there, and lies at home");
    assert!(!found(OF_MA, Place::Out(None), MA));
    assert!(!found(OF_MA, Place::Out(None), SON));
    assert!(found(OF_MA, at("day-centre"), GIL) && found(OF_MA, Place::Out(None), GIL));
    assert!(found(OF_DEE, at("next-door"), DEE), "where she lives, by its label");
    assert!(!found(OF_MA, at("next-door"), DEE), "whoever is visited is not of her address");
}

#[test]
fn a_visit_asleep_finds_as_it_begins_and_as_it_ends() {
    let sitter = |when: &str, awake: Told<bool>| {
        let mut help = helps(31, AGENCY, OF_MA, when);
        help.awake = awake;
        week(vec![help])
    };
    let after = |when: &str, awake, start: &str| {
        raised(&sitter(when, awake), Way::NextVisit { by: None }, [MA], start).map(|(at, _)| at)
    };
    let (asleep, nights) = (Told::Known(false), "daily 22:00-07:00");
    assert_eq!(after(nights, asleep, "Mon 22:00"), Some(0));
    assert_eq!(after(nights, asleep, "Mon 22:01"), Some(9 * 60 - 2), "06:59 is the last minute");
    assert_eq!(after(nights, asleep, "Tue 06:59"), Some(0));
    assert_eq!(after(nights, asleep, "Tue 07:00"), Some(15 * 60));
    for awake in [Told::Known(true), Told::default()] {
        assert_eq!(after(nights, awake, "Mon 22:01"), Some(0));
    }
    // Over Sunday midnight it is one stretch; all week, one that begins on Monday.
    assert_eq!(after("Sun 22:00-Mon 07:00", asleep, "Mon 00:00"), Some(7 * 60 - 1));
    assert_eq!(after("always", asleep, "Mon 00:00"), Some(0));
    assert_eq!(after("always", asleep, "Mon 00:01"), None, "not in three days");
    assert_eq!(after("always", asleep, "Sun 23:58"), Some(1));
    assert_eq!(after("Mon 10:00-10:01", asleep, "Mon 10:00"), Some(0), "its first and its last");
}

#[test]
fn whoever_notices_from_help_does_so_for_whom_it_concerns() {
    // Gil helps Ma on Mondays. Of Ma and her son he notices from that, and of Dee from something else.
    let gil = week(vec![helps(31, GIL, OF_MA, "Mon 10:00-11:00")]);
    let notices = |from| Way::MissedVisit { noticed_by: source(GIL), from };
    let after =
        |week: &Snapshot, from, lost| raised(week, notices(from), [lost], "Tue 12:00").map(|(at, _)| at);
    assert_eq!(after(&gil, None, MA), None, "not before Monday");
    assert_eq!(after(&gil, None, SON), None);
    assert_eq!(after(&gil, None, DEE), Some(0));
    assert_eq!(raised(&gil, notices(None), [MA, DEE], "Tue 12:00"), None, "of both from help");
    assert_eq!(after(&gil, Some(NoticesFrom::Help), DEE), None, "he gives her none");
    // Fay gets none herself, and lives with Dee, whom the agency helps on Wednesdays: she notices that it does not come.
    let agency = week(vec![helps(31, AGENCY, OF_DEE, "Wed 10:00-11:00")]);
    let fay = Way::MissedVisit { noticed_by: source(FAY), from: Some(NoticesFrom::Help) };
    assert_eq!(raised(&agency, fay.clone(), [AGENCY], "Tue 12:00"), Some((12 * 60, FAY)));
    let for_ma = week(vec![helps(31, AGENCY, OF_MA, "Wed 10:00-11:00")]);
    assert_eq!(raised(&for_ma, fay, [AGENCY], "Tue 12:00"), None);
}

#[test]
fn nobody_takes_in_whom_they_live_with() {
    let week = week(vec![]);
    let against = |by: u128, whom: &[u128]| {
        let takes_in: Vec<PersonId> = whom.iter().map(|number| id(*number)).collect();
        let one = Responder { takes_in, ..comes(51, by, &[], 0, 0) };
        let problems = plan(vec![], vec![one]).check(&week);
        let told = problems.map_or_else(
            |problems| problems.iter().map(|it| format!("{} {}", it.place(), it.code())).collect(),
            |()| Vec::new(),
        );
        told.join(", ")
    };
    assert_eq!(against(DEE, &[MA, SON]), "");
    assert_eq!(against(DEE, &[MA, DEE]), "responders[0].takes_in member-takes-in");
    assert_eq!(against(SON, &[MA]), "responders[0].takes_in member-takes-in");
    assert_eq!(against(SON, &[DEE]), "");
    assert_eq!(against(FAY, &[DEE]), "responders[0].takes_in lives-there-and-takes-in");
    assert_eq!(against(FAY, &[MA]), "");
    assert_eq!(against(GIL, &[DEE]), "", "where Gil lives nobody knows");
    assert_eq!(against(AGENCY, &[DEE, MA]), "");
}

#[test]
fn a_visit_is_waited_for_only_of_who_lives_apart_from_somebody() {
    let visits = |by: u128| vec![raises(Way::NextVisit { by: Some(source(by)) })];
    let fits = |week: &Snapshot, by| plan(visits(by), vec![]).check(week).is_ok();
    let two_addresses = week(vec![]);
    assert!([MA, DEE, FAY, GIL, AGENCY].into_iter().all(|by| fits(&two_addresses, by)));
    assert!(!fits(&two_addresses, PENDANT));
    let mut one_address = two_addresses.into_parts();
    one_address.sources[2].lives = None;
    let one_address = Snapshot::new(one_address).unwrap();
    assert!(!fits(&one_address, MA) && fits(&one_address, FAY));
}

#[test]
fn who_is_found_at_once_at_night_goes_by_address_too() {
    // The son can ring at any time, and gives to Dee; so does she to him. Lost at night, he is known of only by Ma.
    let help = vec![helps(31, SON, OF_DEE, "always"), helps(32, DEE, OF_SON, "always")];
    let week = week(help);
    let silent = |plan: &Plan| {
        let found = completeness(plan, &week);
        let found = found.with_code("nobody-raises-the-alarm-at-night");
        found.flat_map(|finding| finding.concerns().to_vec()).map(|id| id.uuid().as_u128() & 0xFF).collect()
    };
    let by_ma: Vec<u128> = silent(&plan(vec![raises(member(MA))], vec![]));
    assert_eq!(by_ma, [DEE], "nobody lives with her");
    let by_visit: Vec<u128> = silent(&plan(vec![raises(Way::NextVisit { by: None })], vec![]));
    assert_eq!(by_visit, [0; 0], "each is with the other, and lives elsewhere");
}
