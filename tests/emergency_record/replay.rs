//! Whole nights, played: what to do next is asked at every minute.

use mutual_care::base::{NeedId, PersonId, SourceId, Told};
use mutual_care::emergency::record::{
    Activated, Answered, Arrived, CallReply, Called, Does, DrawnUp, EmergencyPlan, EmergencyPlanEvent, Harm,
    Left, NextStep, NextStepError, NotReached, OverBecause, OverdueWith, Policy, Status, StoodDown, Who,
};
use mutual_care::emergency::{Lost, PersonPage, Plan, PlanParts, Wishes};
use mutual_care::machine::{Machine, Setting};
use mutual_care::need::{Snapshot, TimedHelp};
use mutual_care::support::{Loss, Support};

use crate::family::{
    AUNT, AUNT_COMES, MOTHER, NEIGHBOUR, NEIGHBOUR_COMES, PLAN, SATURDAY, SON, SUPPER, TABLETS, TEAM,
    TEAM_COMES, activated, active, after, at_night, clock, day, drawn_up, id, moment, person, plan_with,
    record, responder, time, week, week_parts,
};
use crate::kit::{EveryDay, stamp_as};

/// One more thing happens, at its own minute.
fn happens(record: EmergencyPlan, event: impl Into<EmergencyPlanEvent>) -> EmergencyPlan {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    let stamp = stamp_as(record.revision() + 1, mutual_care::base::Role::DutyWorker);
    let step = mutual_care::machine::Step::Regularly(event.into());
    record.offer(step, stamp, &setting).unwrap_or_else(|refused| panic!("{refused}")).into_record()
}

fn on_and_at(minute: u32) -> (chrono::NaiveDate, mutual_care::emergency::record::ClockTime) {
    let moment = moment(SATURDAY, "18:50").plus(minute);
    (moment.on, moment.at)
}

fn critical(harm: &[Harm]) -> Vec<(NeedId, String)> {
    harm.iter().map(|harm| (harm.need, harm.at.to_string())).collect()
}

/// What the plan comes to if all goes well, said by hand. Minutes after the loss at 18:50; the alarm is at 19:00.
struct Row {
    responder: u128,
    source: u128,
    called: u32,
    answers: u32,
    comes: u32,
    leaves: Option<u32>,
    covers: &'static [u128],
}

const NIGHT: [Row; 3] = [
    // Called at 19:00, answers at 19:05, comes at 20:05 and stays ten hours.
    Row {
        responder: AUNT_COMES,
        source: AUNT,
        called: 10,
        answers: 15,
        comes: 75,
        leaves: Some(675),
        covers: &[TABLETS],
    },
    // Called at 19:05, answers at 19:15, comes at 19:20 and stays two hours.
    Row {
        responder: NEIGHBOUR_COMES,
        source: NEIGHBOUR,
        called: 15,
        answers: 25,
        comes: 30,
        leaves: Some(150),
        covers: &[TABLETS],
    },
    // Called at 19:15, answers at 19:30, comes at 21:00 and stays.
    Row {
        responder: TEAM_COMES,
        source: TEAM,
        called: 25,
        answers: 40,
        comes: 130,
        leaves: None,
        covers: &[TABLETS, SUPPER],
    },
];

fn helps(rows: impl Iterator<Item = &'static Row>) -> Vec<TimedHelp> {
    rows.map(|row| TimedHelp {
        id: responder(row.responder).any(),
        source: id(row.source),
        from: row.comes,
        until: row.leaves,
        needs: row.covers.iter().map(|need| id(*need)).collect(),
        hands: 1,
        skills: Vec::new(),
        takes_in: Vec::new(),
        relies_on: Vec::new(),
    })
    .collect()
}

/// The harm that the engine finds, asked apart from the record.
fn harm_by_the_engine(support: &Support<'_>, help: &[TimedHelp], horizon: u32) -> Vec<(NeedId, String)> {
    let timeline =
        support.timeline(Loss::away(person(MOTHER)), "Sat 18:50".parse().unwrap(), horizon, help).unwrap();
    timeline
        .breaches()
        .map(|(at, need)| (NeedId::new(need.uuid()), moment(SATURDAY, "18:50").plus(at).to_string()))
        .collect()
}

/// A plan that is put into action and goes as it says: at every minute of 72 hours the record says what comes of
/// those who have answered, and has nobody late.
#[test]
fn a_night_that_goes_as_planned() {
    let week = week();
    let support = Support::of(&week);
    let mut record = record(at_night());
    for minute in 10..72 * 60 {
        let (on, at) = on_and_at(minute);
        for row in &NIGHT {
            let (responder, who) = (responder(row.responder), Who::Responder(responder(row.responder)));
            if row.called == minute {
                let next = record.next_step(&week, time_of(minute)).unwrap().calls.call.unwrap();
                assert_eq!((next.responder, next.is_due), (responder, true), "minute {minute}");
                record = happens(record, Called { on, at, responder });
            }
            if row.answers == minute {
                let reply = CallReply::Comes { by: None };
                record = happens(record, Answered { on, at, responder, reply });
            }
            if row.comes == minute {
                record = happens(record, Arrived { on, at, who, does: None });
            }
            if row.leaves == Some(minute) {
                record = happens(record, Left { on, at, who });
            }
        }
        let activation = record.activation().unwrap();
        let next = activation.next_step(record.case(), &support, time_of(minute)).unwrap();
        assert_eq!(next.calls.overdue, vec![], "minute {minute}");
        assert_eq!(next.minutes, minute);
        assert!(next.calls.call.is_none_or(|call| !call.is_due), "all who are due were called");
        let horizon = (72 * 60).max(minute + 24 * 60);
        let answered = helps(NIGHT.iter().filter(|row| row.answers <= minute));
        let expected = harm_by_the_engine(&support, &answered, horizon);
        let mut said = critical(&next.harm_done);
        said.extend(critical(&next.harm_to_come));
        assert_eq!(said, expected, "minute {minute}");
        let there = helps(NIGHT.iter().filter(|row| row.comes <= minute));
        let mut said = critical(&next.harm_done);
        said.extend(critical(&next.harm_if_only_those_there));
        assert_eq!(said, harm_by_the_engine(&support, &there, horizon), "minute {minute}");
        assert!(next.findings.is_empty(), "{:?}", next.findings);
    }
    let over = StoodDown {
        on: day(SATURDAY + 3),
        at: clock("18:50"),
        because: OverBecause::BackAgain,
        all_well: Told::Known(true),
    };
    let record = happens(record, over);
    assert_eq!(record.status(), Status::Active, "back to where it was");
    let remembered = &record.case().activations()[0];
    assert_eq!(remembered.stays().len(), 3);
    assert!(remembered.stays().iter().all(|stay| stay.until.is_some()));
    assert_eq!(record.next_step(&week, time(SATURDAY + 3, "19:00")), Err(NextStepError::NoEmergency));
}

fn time_of(minute: u32) -> chrono::NaiveDateTime {
    moment(SATURDAY, "18:50").plus(minute).time()
}

fn ask(record: &EmergencyPlan, at: &str) -> NextStep {
    record.next_step(&week(), time(SATURDAY, at)).unwrap()
}

fn aunt() -> Who {
    Who::Responder(responder(AUNT_COMES))
}

/// Nobody answers, somebody cannot come, somebody is late, and a passer-by helps: what to do next, step by step.
#[test]
fn a_night_in_which_little_goes_as_planned() {
    let tablets = |at: &str| (id(TABLETS), at.to_string());
    let saturday = on_and_at(10).0;
    let called = |at: &str, number| Called { on: saturday, at: clock(at), responder: responder(number) };
    let record = record(at_night());

    // Nobody comes by themselves: his tablets, due by five to nine, can wait two hours.
    let next = ask(&record, "19:00");
    assert_eq!(
        next.calls.call.map(|call| (call.responder, call.is_due)),
        Some((responder(AUNT_COMES), true))
    );
    assert_eq!(
        critical(&next.harm_to_come),
        [tablets("2026-03-07 22:55")],
        "only the first harm of each need"
    );
    assert_eq!(next.next_critical().unwrap().in_min, 235);
    assert_eq!(next.end_of_72_hours, moment(SATURDAY + 3, "18:50"));

    // The aunt's telephone rings. She should have answered by 19:05.
    let record = happens(record, called("19:00", AUNT_COMES));
    let next = ask(&record, "19:05");
    assert_eq!((next.calls.overdue.len(), next.calls.ringing.len()), (0, 1));
    assert_eq!(
        next.calls.call.map(|call| call.responder),
        Some(responder(NEIGHBOUR_COMES)),
        "the next is due"
    );
    let next = ask(&record, "19:06");
    let late = next.calls.overdue[0];
    assert_eq!((late.responder, late.with, late.minutes), (responder(AUNT_COMES), OverdueWith::Answer, 1));
    assert!(next.calls.ringing.is_empty());

    // She is given up for now; the neighbour cannot come; it is the team's turn at 19:15.
    let gives_up = NotReached { on: saturday, at: clock("19:06"), responder: responder(AUNT_COMES) };
    let record = happens(record, gives_up);
    let record = happens(record, called("19:07", NEIGHBOUR_COMES));
    let cannot = Answered {
        on: saturday,
        at: clock("19:10"),
        responder: responder(NEIGHBOUR_COMES),
        reply: CallReply::CannotCome,
    };
    let record = happens(record, cannot);
    let next = ask(&record, "19:14");
    assert_eq!(next.calls.call_again, [responder(AUNT_COMES)]);
    let call = next.calls.call.unwrap();
    assert_eq!(
        (call.responder, call.at, call.is_due),
        (responder(TEAM_COMES), moment(SATURDAY, "19:15"), false)
    );
    let record = happens(record, called("19:15", TEAM_COMES));
    let comes = |at: &str, number, by| Answered {
        on: saturday,
        at: clock(at),
        responder: responder(number),
        reply: CallReply::Comes { by },
    };
    let record = happens(record, comes("19:20", TEAM_COMES, None));

    // The team is to be there at 20:50: in time, if it comes.
    let next = ask(&record, "20:50");
    assert_eq!(next.calls.call, None, "everybody was called");
    assert_eq!(next.calls.on_the_way[0].from, moment(SATURDAY, "20:50"));
    assert_eq!(critical(&next.harm_to_come), []);
    assert_eq!(critical(&next.harm_if_only_those_there), [tablets("2026-03-07 22:55")]);
    let next = ask(&record, "20:51");
    let late = next.calls.overdue[0];
    assert_eq!((late.responder, late.with, late.minutes), (responder(TEAM_COMES), OverdueWith::Arrival, 1));
    assert_eq!(critical(&next.harm_to_come), [tablets("2026-03-07 22:55")], "who is late is not counted on");

    // The aunt is called again, answers, and says when she can be there.
    let record = happens(record, called("20:52", AUNT_COMES));
    let record = happens(record, comes("20:53", AUNT_COMES, Some(moment(SATURDAY, "22:30"))));
    let next = ask(&record, "20:53");
    assert_eq!(next.calls.call_again, []);
    assert_eq!(next.calls.on_the_way[0].from, moment(SATURDAY, "22:30"));
    assert_eq!(next.calls.on_the_way[0].until, Some(moment(SATURDAY + 1, "08:30")));
    assert_eq!(critical(&next.harm_to_come), [tablets("2026-03-08 22:55")], "she has left by then");

    // A passer-by who knows him hands him his tablets at 21:30, and leaves.
    let passer_by = Who::Other(id(88));
    let does = Does { covers: vec![id(TABLETS)], hands: 1, takes_in: Vec::new() };
    let came = Arrived { on: saturday, at: clock("21:30"), who: passer_by, does: Some(does) };
    let record = happens(record, came);
    let record = happens(record, Left { on: saturday, at: clock("21:40"), who: passer_by });
    let next = ask(&record, "23:30");
    assert_eq!(next.harm_done, [], "he had them in time");
    let late: Vec<_> = next.calls.overdue.iter().map(|late| (late.responder, late.minutes)).collect();
    assert_eq!(late, [(responder(AUNT_COMES), 60), (responder(TEAM_COMES), 160)], "in the order of the plan");

    // Without the passer-by he would not have had them, and the record says so.
    let without =
        EmergencyPlan::load(id(PLAN), record.journal()[..record.journal().len() - 2].iter().cloned());
    let next = ask(&without.unwrap(), "23:30");
    assert_eq!(critical(&next.harm_done), [tablets("2026-03-07 22:55")]);
    assert_eq!(next.harm_done[0].in_min, -35);
}

#[test]
fn harm_in_this_very_minute_is_still_to_come() {
    let record = record(at_night());
    assert_eq!(ask(&record, "22:55").harm_to_come[0].in_min, 0);
    assert_eq!(ask(&record, "22:55").harm_done, []);
    assert_eq!(ask(&record, "22:56").harm_done[0].in_min, -1);
}

#[test]
fn who_stays_past_their_time_counts_as_there_now_and_not_after() {
    let saturday = on_and_at(10).0;
    let who = Who::Responder(responder(NEIGHBOUR_COMES));
    let came =
        |at: &str| happens(record(at_night()), Arrived { on: saturday, at: clock(at), who, does: None });
    let harm = |record: &EmergencyPlan, at: &str| critical(&ask(record, at).harm_to_come);
    let came_at_once = came("18:50");
    assert_eq!(ask(&came_at_once, "20:30").calls.there[0].leaves, Some(moment(SATURDAY, "20:50")));
    assert_eq!(harm(&came_at_once, "19:30").first().unwrap().1, "2026-03-08 22:55", "there while it is due");
    let twenty_minutes = plan_with(|parts| parts.responders[1].stays_min = Some(20));
    let opening = DrawnUp { plan: twenty_minutes, ..drawn_up() };
    let night = after(opening, [activated().into()]);
    let overstays = happens(night, Arrived { on: saturday, at: clock("19:10"), who, does: None });
    // To leave at 19:30, and at 20:54 still there: he has them in that minute.
    assert_eq!(harm(&overstays, "19:29").first().unwrap().1, "2026-03-07 22:55");
    assert_eq!(harm(&overstays, "20:10").first().unwrap().1, "2026-03-08 22:55");
}

#[test]
fn whoever_is_taken_in_needs_nothing_at_home_until_they_are_back() {
    let taken = Does { covers: Vec::new(), hands: 1, takes_in: vec![person(SON)] };
    let saturday = on_and_at(10).0;
    let who = aunt();
    let record =
        happens(record(at_night()), Arrived { on: saturday, at: clock("19:30"), who, does: Some(taken) });
    let harm = critical(&ask(&record, "19:30").harm_to_come);
    assert_eq!(harm.first().unwrap().1, "2026-03-08 22:55", "until 05:30 on Sunday");
}

#[test]
fn a_plan_that_says_nothing_still_says_what_comes_to_harm() {
    let bare = Box::new(Plan::new(PlanParts::new(id(PLAN), id(501), day(0))).unwrap());
    let opening = DrawnUp { plan: bare, ..drawn_up() };
    let event = Activated { alarm: None, ..activated() };
    let record = after(opening, [event.into()]);
    let next = ask(&record, "19:00");
    assert_eq!((next.calls.call, next.calls.there.len()), (None, 0));
    assert_eq!(next.next_critical().map(|harm| harm.need), Some(id(TABLETS)));
    assert_eq!(next.findings.with_code("nobody-to-call").count(), 1);
}

#[test]
fn what_the_week_does_not_know_is_left_out_and_told() {
    let mut parts = week_parts();
    parts.needs.remove(0);
    parts.arrangements.remove(0);
    let without_tablets = Snapshot::new(parts).unwrap();
    let saturday = on_and_at(10).0;
    let record =
        happens(record(at_night()), Arrived { on: saturday, at: clock("19:30"), who: aunt(), does: None });
    let next = record.next_step(&without_tablets, time(SATURDAY, "19:30")).unwrap();
    assert_eq!(next.findings.with_code("need-not-in-week").count(), 1);
    let mut events = active();
    let unknown =
        vec![Lost { source: id(66), away: true }, Lost { source: person(MOTHER).into(), away: false }];
    events.push(Activated { lost: unknown, ..activated() }.into());
    let next = ask(&crate::family::record(events), "19:00");
    assert_eq!(next.findings.with_code("lost-not-in-week").count(), 1);
    assert_eq!(next.next_critical().map(|harm| harm.need), Some(id(TABLETS)));
}

#[test]
fn unable_and_at_home_is_not_away() {
    let lost = |away| {
        let mut events = active();
        let mother = Lost { source: person(MOTHER).into(), away };
        events.push(
            Activated { lost: vec![mother, Lost { source: person(SON).into(), away: true }], ..activated() }
                .into(),
        );
        critical(&ask(&record(events), "19:00").harm_to_come)
    };
    assert_eq!(lost(true), []);
    // At home and unable to cook herself: the son cooked, and he is away.
    assert_eq!(lost(false).first().map(|harm| harm.0), Some(id(SUPPER)));
}

#[test]
fn a_member_who_responds_leans_on_their_own_needs() {
    let son_responds = plan_with(|parts| {
        parts.responders.truncate(1);
        parts.responders[0].source = person(SON).into();
        parts.responders[0].covers = vec![id(SUPPER)];
    });
    let opening = DrawnUp { plan: son_responds, ..drawn_up() };
    let mother_at_home = vec![Lost { source: person(MOTHER).into(), away: false }];
    let record = after(opening, [Activated { lost: mother_at_home, ..activated() }.into()]);
    let record =
        happens(record, Arrived { on: on_and_at(10).0, at: clock("19:30"), who: aunt(), does: None });
    // His tablets come to harm at 22:55 on Saturday; then he cooks no more, and her supper of Sunday does too.
    let harm = critical(&ask(&record, "19:30").harm_to_come);
    assert_eq!(
        harm,
        [(id(TABLETS), "2026-03-07 22:55".to_string()), (id(SUPPER), "2026-03-08 22:55".to_string())]
    );
}

#[test]
fn somebody_whom_a_person_does_not_want_is_told_before_the_call() {
    let unwanted = plan_with(|parts| {
        let not_her = mutual_care::emergency::Short::new(vec![SourceId::from(person(AUNT))]).unwrap();
        let wishes = Wishes { not_to_be_called: Told::Known(not_her), ..Wishes::default() };
        parts.people = vec![PersonPage { wishes, ..PersonPage::of(person(SON)) }];
    });
    let opening = DrawnUp { plan: unwanted, ..drawn_up() };
    let next = ask(&after(opening, [activated().into()]), "19:00");
    let told: Vec<_> = next.findings.with_code("called-against-wishes").collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].concerns(), [responder(AUNT_COMES).any(), PersonId::any(person(SON))]);
}

#[test]
fn the_clocks_are_those_on_the_wall_and_a_change_is_told() {
    // The clocks change on Sunday 29 March, 27 days on.
    let begins = |on: u64| {
        let event = Activated { on: day(on), lost_from: moment(on, "18:50"), ..activated() };
        let mut events = active();
        events.push(event.into());
        record(events)
    };
    let told = |on: u64| {
        let next = begins(on).next_step(&week(), time(on, "19:00")).unwrap();
        assert_eq!(next.end_of_72_hours, moment(on + 3, "18:50"), "72 hours on the wall clock");
        next.findings.with_code("clocks-change").count()
    };
    assert_eq!((told(23), told(24), told(27), told(28)), (0, 1, 1, 0));
}

#[test]
fn a_time_before_the_loss_or_past_what_can_be_looked_at_is_refused() {
    let record = record(at_night());
    let ask = |on, at: &str| record.next_step(&week(), time(on, at)).map(|next| next.minutes);
    assert_eq!(ask(SATURDAY, "18:49"), Err(NextStepError::BeforeTheLoss));
    assert_eq!(ask(SATURDAY, "18:50"), Ok(0));
    assert_eq!(ask(SATURDAY + 28, "18:49"), Ok(4 * 10_080 - 1));
    assert_eq!(ask(SATURDAY + 28, "18:50"), Err(NextStepError::TooLong));
    // Whom to call is told whatever the time.
    let whom = record.activation().unwrap().whom_to_call(record.case(), time(SATURDAY + 400, "12:00"));
    assert_eq!(whom.call.map(|call| call.responder), Some(responder(AUNT_COMES)));
}

#[test]
fn who_cannot_be_reached_now_does_not_hold_up_the_next() {
    // The aunt can be reached from 07:00 to 23:00. Nobody was called until then.
    let record = record(at_night());
    let call = |at: &str| ask(&record, at).calls.call.unwrap();
    assert_eq!((call("22:59").responder, call("22:59").is_due), (responder(AUNT_COMES), true));
    assert_eq!((call("23:00").responder, call("23:00").is_due), (responder(NEIGHBOUR_COMES), true));
}
