//! Repairs worked out by hand: each kind of addition, what is tried and listed, and the words.

use mutual_care::base::{Period, PrivateText, Reader, Told, limits};
use mutual_care::emergency::{
    Agreed, Alarm, Change, ChangeProblem, ForLoss, Level, PersonPage, Plan, Repair, RepairError,
    RepairOption, RepairOptions, Responder, SETS_LISTED, SetsTried, Short, Then, Way, repair, with_changes,
};
use mutual_care::need::{Age, Outcome, Snapshot, Source};

use crate::family::{
    BREAKFAST, CARER, Called, EVENINGS, MOTHER, NEIGHBOUR, SISTER, SON, TABLETS, asks, comes, day, helps, id,
    need, next_visit, pendant, plan, responder, source, week, week_parts,
};
use crate::told::compare;

const SISTER_COMES: u128 = 51;

fn options(changes: impl IntoIterator<Item = Change>) -> Vec<RepairOption> {
    changes.into_iter().map(RepairOption::new).collect()
}

fn priced(label: &str, cost_pence: Option<u64>, change: Change) -> RepairOption {
    RepairOption { label: PrivateText::new(label).unwrap(), cost_pence, change }
}

fn found(week: &Snapshot, plan: &Plan, options: &[RepairOption]) -> Repair {
    repair(week, plan, &asks(Level::One, 240), options, 256).unwrap()
}

fn sets(found: &Repair) -> Vec<Vec<usize>> {
    found.smallest.iter().map(|set| set.options.clone()).collect()
}

fn answers(minutes: u32) -> Change {
    Change::AnswersWithin { responder: responder(SISTER_COMES), minutes }
}

fn arrives(minutes: u32) -> Change {
    Change::ArrivesWithin { responder: responder(SISTER_COMES), minutes }
}

/// The tablets wait 120 minutes; the pendant takes 10, the sister 60 and 60.
fn too_slow() -> Plan {
    plan(vec![pendant(10)], vec![comes(SISTER_COMES, SISTER, &[TABLETS, BREAKFAST], 60, 60)])
}

/// With this change alone the plan holds, and without it it does not.
fn mends(week: &Snapshot, plan: &Plan, change: Change) {
    let found = found(week, plan, &options([change]));
    assert_eq!(found.as_it_is.strength(), 0);
    assert_eq!(sets(&found), [[0]]);
    let without = &found.smallest[0].without;
    let Then::Fails(told) = &without[0].then else { panic!("{without:?}") };
    assert_eq!(Some(told.as_ref()), found.as_it_is.counterexample());
}

/// With this change alone it does not hold.
fn does_not_mend(week: &Snapshot, plan: &Plan, change: Change) {
    let found = found(week, plan, &options([change]));
    assert_eq!((found.smallest.len(), found.tried), (0, SetsTried::All { sets: 2 }));
}

#[test]
fn sooner_is_sooner_to_the_minute() {
    // 10 + 60 + 60 is ten minutes late.
    mends(&week(), &too_slow(), answers(50));
    does_not_mend(&week(), &too_slow(), answers(51));
    mends(&week(), &too_slow(), arrives(50));
    does_not_mend(&week(), &too_slow(), arrives(51));
    // No change makes anybody later.
    let (_, later) = with_changes(&week(), &too_slow(), [&answers(90), &arrives(90)]).unwrap();
    assert_eq!(later, too_slow());
}

#[test]
fn reached_agreed_staying_seeing_to_more() {
    let sister = comes(SISTER_COMES, SISTER, &[TABLETS, BREAKFAST], 5, 30);
    let with = |responder: Responder| plan(vec![pendant(10)], vec![responder]);
    let id_of = responder(SISTER_COMES);

    let by_day = with(Responder { reachable: "daily 08:00-20:00".parse().unwrap(), ..sister.clone() });
    mends(
        &week(),
        &by_day,
        Change::ReachableAlso { responder: id_of, when: "daily 20:00-08:00".parse().unwrap() },
    );
    does_not_mend(
        &week(),
        &by_day,
        Change::ReachableAlso { responder: id_of, when: "Sun 00:00-23:00".parse().unwrap() },
    );

    let on = day("2026-03-06");
    let not_asked = with(Responder { agreed: Told::default(), ..sister.clone() });
    mends(&week(), &not_asked, Change::Agrees { responder: id_of, on });
    let (_, agreed) = with_changes(&week(), &not_asked, [&Change::Agrees { responder: id_of, on }]).unwrap();
    assert_eq!(agreed.responders()[0].agreed, Told::Known(Agreed::On(on)));

    // Lost at 21:46 or so, the sister is there from 22:31 for too short a time.
    let short = with(Responder { stays_min: Some(20), ..sister.clone() });
    mends(&week(), &short, Change::StaysFor { responder: id_of, minutes: None });
    mends(&week(), &short, Change::StaysFor { responder: id_of, minutes: Some(240) });
    does_not_mend(&week(), &short, Change::StaysFor { responder: id_of, minutes: Some(21) });
    let unlimited = with(sister.clone());
    let (_, same) =
        with_changes(&week(), &unlimited, [&Change::StaysFor { responder: id_of, minutes: Some(5) }])
            .unwrap();
    assert_eq!(same, unlimited);

    let not_for_tablets = with(Responder { covers: vec![id(BREAKFAST)], ..sister.clone() });
    mends(&week(), &not_for_tablets, Change::AlsoCovers { responder: id_of, need: id(TABLETS) });
    mends(&week(), &not_for_tablets, Change::AlsoTakesIn { responder: id_of, person: id(SON) });
    does_not_mend(&week(), &not_for_tablets, Change::AlsoTakesIn { responder: id_of, person: id(MOTHER) });
    let covers = Change::AlsoCovers { responder: id_of, need: id(BREAKFAST) };
    let (_, same) = with_changes(&week(), &not_for_tablets, [&covers]).unwrap();
    assert_eq!(same, not_for_tablets);
}

#[test]
fn new_alarms_responders_and_visits() {
    let sister = comes(SISTER_COMES, SISTER, &[TABLETS, BREAKFAST], 5, 30);
    let unnoticed = plan(vec![next_visit()], vec![sister.clone()]);
    let son = |able| Alarm {
        id: id(45),
        way: Way::Member { person: id(SON), able },
        for_loss: ForLoss::of([source(MOTHER)]),
        when: "always".parse().unwrap(),
        takes_min: 15,
        period: Period::ALWAYS,
    };
    mends(&week(), &unnoticed, Change::NewAlarm(Box::new(son(Told::Known(true)))));
    does_not_mend(&week(), &unnoticed, Change::NewAlarm(Box::new(son(Told::default()))));

    let nobody = plan(vec![pendant(10)], vec![]);
    let new = |place| Change::NewResponder { responder: Box::new(sister.clone()), place };
    mends(&week(), &nobody, new(None));

    // After the sister it is too late for the neighbour, and before her it is not.
    let neighbour = comes(52, NEIGHBOUR, &[TABLETS], 5, 60);
    let neighbour = |place| Change::NewResponder { responder: Box::new(neighbour.clone()), place };
    mends(&week(), &too_slow(), neighbour(Some(0)));
    does_not_mend(&week(), &too_slow(), neighbour(None));
    does_not_mend(&week(), &too_slow(), neighbour(Some(99)));

    // One more visit: somebody who is there in the evening notices, if visits raise the alarm at all.
    let evening = helps(29, EVENINGS, BREAKFAST, "daily 22:30-23:59");
    let visit = Change::NewArrangement {
        arrangement: Box::new(evening),
        by: Some(Source::provider(source(EVENINGS))),
    };
    mends(&week(), &unnoticed, visit.clone());
    does_not_mend(&week(), &nobody, visit.clone());
    let (longer, _) = with_changes(&week(), &unnoticed, [&visit]).unwrap();
    assert!(longer.source(source(EVENINGS)).is_some());
}

#[test]
fn all_sets_of_the_smallest_number_by_cost() {
    let three = |costs: [Option<u64>; 3]| {
        let [answer, arrive, neighbour] = costs;
        let change = Change::NewResponder {
            responder: Box::new(comes(52, NEIGHBOUR, &[TABLETS], 5, 60)),
            place: Some(0),
        };
        vec![
            priced("The sister answers sooner", answer, answers(50)),
            priced("The sister lives nearer", arrive, arrives(50)),
            priced("The neighbour first", neighbour, change),
        ]
    };
    let order = |costs| sets(&found(&week(), &too_slow(), &three(costs)));
    assert_eq!(order([Some(2), Some(1), Some(3)]), [[1], [0], [2]]);
    assert_eq!(order([Some(2), Some(2), Some(1)]), [[2], [0], [1]]);
    // What nobody knows the cost of comes last, and nothing is nothing.
    assert_eq!(order([None, Some(0), Some(9)]), [[1], [2], [0]]);
    assert_eq!(order([None, None, None]), [[0], [1], [2]]);
    let found = found(&week(), &too_slow(), &three([Some(2), Some(1), Some(3)]));
    assert_eq!((found.tried, found.more), (SetsTried::All { sets: 4 }, 0));
    assert_eq!(
        found.smallest.iter().map(|set| set.cost_pence).collect::<Vec<_>>(),
        [Some(1), Some(2), Some(3)]
    );
}

#[test]
fn an_earlier_alarm_undoes_what_another_addition_did() {
    // Twenty minutes of the evening can wait for five, and half an hour is looked at. The sister, called after five
    // minutes, has to stay for 20: with 19 she leaves at 24, and what opens then comes to harm at 29. With 24 she leaves
    // at 29, and harm would come at 34. Called at once she leaves at 24 again. So one more alarm makes a set fail that
    // holds, and no set can be passed over because a smaller one holds.
    let mut parts = week_parts();
    parts.needs = vec![need(TABLETS, SON, Outcome::Medicines, "Sat 22:30-22:50", 5)];
    parts.arrangements.retain(|arrangement| arrangement.need == id(TABLETS));
    let sister = comes(SISTER_COMES, SISTER, &[TABLETS], 0, 0);
    let sister = Responder { stays_min: Some(19), agreed: Told::default(), ..sister };
    let slow = plan(vec![pendant(5)], vec![sister]);
    let agrees = Change::Agrees { responder: responder(SISTER_COMES), on: day("2026-03-06") };
    let sooner = Change::NewAlarm(Box::new(Alarm { id: id(46), ..pendant(0) }));
    let longer = Change::StaysFor { responder: responder(SISTER_COMES), minutes: Some(24) };
    let week = Snapshot::new(parts).unwrap();
    let strength = |changes: &[&Change]| {
        let (week, plan) = with_changes(&week, &slow, changes.iter().copied()).unwrap();
        crate::family::proven(&week, &plan, &asks(Level::One, 30)).strength()
    };
    assert_eq!(strength(&[&agrees, &longer]), 1);
    assert_eq!(strength(&[&agrees, &longer, &sooner]), 0);
    let found = repair(&week, &slow, &asks(Level::One, 30), &options([sooner, agrees, longer]), 8).unwrap();
    assert_eq!(sets(&found), [[1, 2]]);
}

#[test]
fn what_holds_needs_nothing_and_what_is_needed_may_be_two() {
    let good = plan(vec![pendant(10)], vec![comes(SISTER_COMES, SISTER, &[TABLETS, BREAKFAST], 5, 30)]);
    let nothing = found(&week(), &good, &options([answers(0)]));
    assert_eq!((sets(&nothing), nothing.tried), (vec![vec![]], SetsTried::All { sets: 1 }));
    assert!(nothing.strongest.is_none() && nothing.smallest[0].without.is_empty());

    let neighbour = Responder { agreed: Told::default(), ..comes(52, NEIGHBOUR, &[TABLETS], 5, 5) };
    let listed = Change::NewResponder { responder: Box::new(neighbour), place: Some(0) };
    let agrees = Change::Agrees { responder: responder(52), on: day("2026-03-06") };
    let both = found(&week(), &too_slow(), &options([agrees.clone(), listed.clone(), answers(55)]));
    assert_eq!(sets(&both), [[0, 1]]);
    let then: Vec<bool> = both.smallest[0].without.iter().map(|it| it.then == Then::DoesNotFit).collect();
    assert_eq!(then, [false, true], "who is not listed cannot agree");
    // All of one, and all of two: 1 + 3 + 3.
    assert_eq!(both.tried, SetsTried::All { sets: 7 });
}

#[test]
fn what_fits_nowhere_is_refused_and_says_which() {
    let refused = |changes: Vec<Change>| {
        repair(&week(), &too_slow(), &asks(Level::One, 240), &options(changes), 256).unwrap_err()
    };
    let agrees = Change::Agrees { responder: responder(52), on: day("2026-03-06") };
    let unknown = RepairError::Option { option: 1, problem: ChangeProblem::UnknownResponder(responder(52)) };
    assert_eq!(refused(vec![answers(5), agrees]), unknown);
    let twice =
        Change::NewResponder { responder: Box::new(comes(53, SISTER, &[TABLETS], 5, 5)), place: None };
    let RepairError::Option { option: 0, problem: ChangeProblem::Plan(problems) } = refused(vec![twice])
    else {
        panic!("expected the option to be refused");
    };
    let told: Vec<_> = problems.iter().map(|it| (it.code(), it.about().collect::<Vec<_>>())).collect();
    assert_eq!(told, [("responds-twice", vec![source(SISTER).any()])]);
    let nowhere = helps(29, CARER, 99, "always");
    let visit = Change::NewArrangement { arrangement: Box::new(nowhere), by: None };
    assert!(matches!(
        refused(vec![visit]),
        RepairError::Option { option: 0, problem: ChangeProblem::Week(_) }
    ));
    // Two that exclude each other are no mistake; they are just not had together.
    let other = |number| Change::NewResponder {
        responder: Box::new(comes(number, NEIGHBOUR, &[TABLETS], 5, 500)),
        place: None,
    };
    let found = found(&week(), &too_slow(), &options([other(52), other(54)]));
    assert_eq!((found.smallest.len(), found.tried), (0, SetsTried::All { sets: 4 }));
}

#[test]
fn limits_from_both_sides() {
    let asked =
        |options: &[RepairOption], sets| repair(&week(), &too_slow(), &asks(Level::One, 240), options, sets);
    let many = |count: usize| options((0..count).map(|_| answers(59)));
    assert_eq!(asked(&many(limits::REPAIR_OPTIONS + 1), 1), Err(RepairError::TooManyOptions));
    let most = asked(&many(limits::REPAIR_OPTIONS), 10).unwrap();
    assert_eq!(most.tried, SetsTried::NotAllTried { sets: 10, complete_up_to: 0 });
    assert_eq!(asked(&many(1), 0), Err(RepairError::SetsMost));
    assert_eq!(asked(&many(1), 1).unwrap().tried, SetsTried::NotAllTried { sets: 1, complete_up_to: 0 });
    assert_eq!(asked(&many(1), 2).unwrap().tried, SetsTried::All { sets: 2 });
    assert!(asked(&many(1), limits::REPAIR_SETS).is_ok());
    assert_eq!(asked(&many(1), limits::REPAIR_SETS + 1), Err(RepairError::SetsMost));
    // More sets than are listed are counted.
    let enough = |count: usize| options((0..count).map(|_| answers(50)));
    let all = asked(&enough(SETS_LISTED), 256).unwrap();
    assert_eq!((all.smallest.len(), all.more), (SETS_LISTED, 0));
    let more = asked(&enough(SETS_LISTED + 1), 256).unwrap();
    assert_eq!((more.smallest.len(), more.more), (SETS_LISTED, 1));
}

#[test]
fn a_repair_in_words() {
    let telephone = Alarm {
        for_loss: ForLoss::any(),
        ..Alarm {
            id: id(47),
            way: Way::OwnTelephone { person: id(MOTHER), able: Told::Known(true) },
            ..pendant(3)
        }
    };
    let neighbour = Responder {
        name: PrivateText::new("Mr Dunn from next door").unwrap(),
        agreed: Told::default(),
        ..comes(52, 77, &[TABLETS], 5, 5)
    };
    let options = [
        RepairOption::new(answers(55)),
        RepairOption::new(Change::NewAlarm(Box::new(telephone))),
        priced("A key for the sister", Some(1_250), arrives(55)),
        RepairOption::new(Change::NewResponder { responder: Box::new(neighbour), place: Some(0) }),
        RepairOption::new(Change::Agrees { responder: responder(52), on: day("2026-03-06") }),
    ];
    let found = found(&week(), &too_slow(), &options);
    let text = |found: &Repair, options: &[RepairOption]| {
        found.in_words(Reader::Family, options, &too_slow(), &week(), &Called)
    };
    compare("repair.txt", &text(&found, &options));
    let few = &options[..1];
    let cut = repair(&week(), &too_slow(), &asks(Level::Two, 240), few, 1).unwrap();
    compare("repair_not_all_tried.txt", &text(&cut, few));
    let none = repair(&week(), &too_slow(), &asks(Level::Two, 240), &options[..3], 256).unwrap();
    compare("repair_not_enough.txt", &text(&none, &options[..3]));
    assert!(!format!("{found:?}{options:?}").contains("Dunn"), "nothing printed for a log has a name");
    let back: Vec<RepairOption> = serde_json::from_str(&serde_json::to_string(&options).unwrap()).unwrap();
    assert_eq!(back, options);
}

/// What somebody should look at before a set is chosen: children, wishes, and until when it holds.
#[test]
fn what_a_repair_rests_on_stands_with_it() {
    let said = |week: &Snapshot, plan: &Plan, change: Change| {
        let options = options([change]);
        let found = found(week, plan, &options);
        assert_eq!(sets(&found), [[0]]);
        let text = found.in_words(Reader::Family, &options, plan, week, &Called);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        ["is under 18, and is counted on", "must not be. Talk with", "then help ends that it counts on"]
            .map(|words| text.contains(words).then_some(text.clone()))
    };
    let sister = || comes(SISTER_COMES, SISTER, &[TABLETS, BREAKFAST], 60, 60);
    assert_eq!(said(&week(), &too_slow(), answers(50)), [None, None, None]);

    // A child, in the plan as it is and in what is added.
    let young = plan(vec![pendant(10)], vec![Responder { age: Some(Age::Under18), ..sister() }]);
    let [child, None, None] = said(&week(), &young, answers(50)) else { panic!("a child") };
    assert!(child.unwrap().contains("Cora is under 18"));
    let grandchild = Responder { age: Some(Age::Under18), ..comes(52, 77, &[TABLETS, BREAKFAST], 5, 5) };
    let added = Change::NewResponder { responder: Box::new(grandchild), place: Some(0) };
    assert!(said(&week(), &too_slow(), added)[0].is_some());

    // A wish about who is called, and one about somebody else.
    let wishes = |not_to_be_called: u128| {
        let mut parts = too_slow().into_parts();
        let mut page = PersonPage::of(id(SON));
        page.wishes.not_to_be_called = Told::Known(Short::new(vec![source(not_to_be_called)]).unwrap());
        parts.people = vec![page];
        Plan::new(parts).unwrap()
    };
    let [None, wish, None] = said(&week(), &wishes(SISTER), answers(50)) else { panic!("a wish") };
    assert!(wish.unwrap().contains("Ben has said that they must not be"));
    assert_eq!(said(&week(), &wishes(NEIGHBOUR), answers(50)), [None, None, None]);

    // Help that ends within the seven days for which the week stands, and the day after.
    let ends = |until: &str| {
        let mut parts = week_parts();
        parts.arrangements[0].period = Period::new(None, Some(day(until))).unwrap();
        said(&Snapshot::new(parts).unwrap(), &too_slow(), answers(50))
    };
    let [None, None, until] = ends("2026-03-09") else { panic!("an end") };
    assert!(until.unwrap().contains("up to and including 8 March 2026"));
    assert_eq!(ends("2026-03-10"), [None, None, None]);
}

#[test]
fn options_are_read_at_one_door() {
    let read = |text: &str| serde_json::from_str::<RepairOptions>(text);
    let refused = |text: &str| read(text).unwrap_err().to_string();
    let one = r#"{"change": {"stays_for": {"responder": "00000000-0000-0000-0000-000000000033"}}}"#;
    let many = |count: usize| format!(r#"{{"v1": {{"options": [{}]}}}}"#, vec![one; count].join(","));
    let most = read(&many(limits::REPAIR_OPTIONS)).unwrap();
    assert_eq!(most.options.len(), limits::REPAIR_OPTIONS);
    assert_eq!(
        most.options[0].change,
        Change::StaysFor { responder: responder(SISTER_COMES), minutes: None }
    );
    assert!(refused(&many(limits::REPAIR_OPTIONS + 1)).starts_with("expected at most 64 options"));
    assert!(refused(r#"{"v2": {"options": []}}"#).contains("this release reads up to `v1`"));
    assert!(refused(r#"{"v1": {"options": [], "others": []}}"#).contains("`options`"));
    assert!(refused(r#"{"v1": {"options": [], "options": []}}"#).contains("duplicate field"));
    assert!(refused(r#"{"v1": {}}"#).contains("missing field `options`"));
    let minus = one.replace("}}}", r#", "minutes": -1}}}"#);
    assert!(read(&format!(r#"{{"v1": {{"options": [{minus}]}}}}"#)).is_err());
}
