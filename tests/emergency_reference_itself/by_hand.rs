//! Small made-up families and plans, the answers worked out by hand.

use mutual_care::base::{Period, Told, WhyNotKnown};
use mutual_care::emergency::{
    Agreed, Alarm, Call, CallOutcome, Counterexample, EndsWithin, Failing, ForLoss, HarmWithNothingLost,
    LeastMargin, Level, Lost, NotBefore, OpenAtEnd, Plan, Proof, ProofAnswer, ProofQuestion, Raised,
    Responder, ResponderKind, RestsOn, Scenario, Way,
};
use mutual_care::support::EventKind;

use super::emergency_reference::hand::{
    agreed_on, alarm, answer, asks, away, comes, lost, member_raises, notices, plan, raises, responder,
    silent, telephones,
};
use super::emergency_reference::{Prover, rests_on};
use super::reference::View;
use super::reference::family::{Family, arrangement, date, need, person, source};
use EventKind::{Breached, Closed, Opened, Stopped};

/// A counterexample's fields that a case is about.
fn failing(answer: &ProofAnswer) -> &Failing {
    match answer {
        ProofAnswer::Counterexample(failing) => failing,
        other => panic!("expected a counterexample, not {other:?}"),
    }
}

fn proof(answer: &ProofAnswer) -> &Proof {
    match answer {
        ProofAnswer::Proof(proof) => proof,
        other => panic!("expected a proof, not {other:?}"),
    }
}

fn story(family: &Family, plan: &Plan, question: &ProofQuestion, scenario: &Scenario) -> Counterexample {
    Prover::new(&family.house(), plan, question).story(Level::Three, scenario)
}

/// What happens, in order: minutes after the loss, what, and the number of the need, arrangement or responder.
fn events(told: &Counterexample) -> Vec<(u32, EventKind, u128)> {
    told.timeline.events.iter().map(|event| (event.at, event.kind, event.id.uuid().as_u128())).collect()
}

fn who(unnoticed: &[mutual_care::emergency::Unnoticed]) -> Vec<Vec<Lost>> {
    unnoticed.iter().map(|one| one.lost.clone()).collect()
}

fn ids(numbers: &[&[u128]]) -> Vec<Vec<Lost>> {
    let lost = |numbers: &&[u128]| {
        numbers.iter().map(|number| Lost { source: source(*number), away: false }).collect()
    };
    numbers.iter().map(lost).collect()
}

/// Mother (1) sees to the son's (2) medicine on Saturday nights, which can wait for two hours. A carer (11) visits the
/// mother on Sunday mornings, for something that can wait for days.
fn mother_and_son() -> Family {
    Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Sun 08:00-08:30", 4_000)
        .helps(31, 11, 21, "Sun 08:00-08:30")
        .need(22, 2, "Sat 22:30-23:00", 120)
        .helps(32, 1, 22, "always")
}

#[test]
fn nobody_notices_until_the_visit() {
    // Of all minutes of loss those in the medicine's half hour are the worst: it is open at once, and harm comes after
    // 120 minutes. The earliest of them is Saturday 22:30. The carer comes on Sunday at 08:00, 570 minutes later;
    // the sister (12) is called then and would be there after 5 and 30 minutes more, 605, past the ten hours that
    // are looked at. No later alarm would do better.
    //
    // Who is lost on Sunday at 08:30 or so is noticed a week later, far past ten hours: so every loss goes unnoticed
    // at some minute; that of the carer at every one. Mother and son together are so from no minute at which not each
    // alone is, and are not told; with the carer each is so in the ten hours before the visit, too.
    let plan = plan([raises(41, Way::NextVisit { by: None })], [comes(51, 12, [22], 5, 30)]);
    let found = answer(&mother_and_son(), &plan, &asks(Level::One, 600));
    let failing = failing(&found);
    assert_eq!(failing.strength, 0);
    assert_eq!(who(&failing.unnoticed), ids(&[&[1], &[1, 11], &[2], &[2, 11], &[11]]));
    let told = &failing.counterexample;
    assert_eq!((told.level, &told.scenario), (Level::One, &lost([1], "Sat 22:30")));
    assert_eq!((told.harm_at, told.need, told.person), (120, need(22), person(2)));
    assert_eq!(told.alarm, Some(Raised { at: 570, alarm: alarm(41), by: Some(source(11)) }));
    let from_605 = CallOutcome::Comes { from: 605, until: None };
    assert_eq!(told.calls, [Call { responder: responder(51), called_at: Some(570), outcome: from_605 }]);
    assert_eq!(events(told), [(0, Opened, 22), (120, Breached, 22)]);
    assert_eq!(told.hands_missing, 1);
    assert_eq!((told.as_planned, told.only_somebody_there, told.came_too_early), (false, false, None));
    assert_eq!((told.timeline.margin, told.timeline.still_open.len()), (None, 0));
}

#[test]
fn a_plan_that_holds_says_how_narrowly() {
    // The alarm at 10, the sister answers at 15 and is there at 45. Lost at 22:30 or within the half hour the
    // medicine is open from the first minute and closes at 45, 75 minutes before harm. Lost earlier it opens later, and
    // there is more time. With the sister silent harm comes at 120, which needs two things to go wrong.
    let plan = plan([notices(41, 10)], [comes(51, 12, [22], 5, 30)]);
    let found = answer(&mother_and_son(), &plan, &asks(Level::One, 180));
    let proof = proof(&found);
    assert_eq!(proof.strength, 1);
    let scenario = lost([1], "Sat 22:30");
    let margin = LeastMargin { minutes: 75, scenario: scenario.clone(), need: need(22), at: 45 };
    assert_eq!(proof.margin, Some(margin));
    // Without the carer the mother's own need opens on Sunday at 08:00 and is open when three hours have passed: of the
    // minutes from 05:01 to 08:29, least time to harm is left if it opened at once, 4,000 - 180.
    assert_eq!(proof.open_at_end, [OpenAtEnd { need: need(21), harm_after_min: 3_820 }]);
    assert!(proof.unnoticed.is_empty());
    let told = proof.counterexample.as_ref().unwrap();
    assert_eq!((told.level, &told.scenario), (Level::Two, &silent(51, scenario)));
    let called = Call { responder: responder(51), called_at: Some(10), outcome: CallOutcome::DoesNotAnswer };
    assert_eq!((told.harm_at, &told.calls), (120, &vec![called]));
    // Asked for more, the same is no proof, and says nothing of a margin.
    let found = answer(&mother_and_son(), &plan, &asks(Level::Two, 180));
    assert_eq!(failing(&found).strength, 1);
    assert_eq!(&failing(&found).counterexample, told);
}

#[test]
fn in_the_very_minute_is_in_time() {
    // The medicine waits for 45 minutes: the sister is there in the minute in which harm would come, with 0 minutes
    // to spare. Were she there a minute later there would be harm at 45.
    let family = Family::of([1, 2]).need(22, 2, "Sat 22:30-23:00", 45).helps(32, 1, 22, "always");
    let in_time = plan([notices(41, 10)], [comes(51, 12, [22], 5, 30)]);
    let found = answer(&family, &in_time, &asks(Level::One, 120));
    assert_eq!(proof(&found).margin.as_ref().map(|margin| (margin.minutes, margin.at)), Some((0, 45)));
    let late = plan([notices(41, 10)], [comes(51, 12, [22], 5, 31)]);
    let found = answer(&family, &late, &asks(Level::One, 120));
    assert_eq!(failing(&found).counterexample.harm_at, 45);
}

#[test]
fn only_somebody_who_is_there_can_help_at_once() {
    // What cannot wait at all: harm in the minute of the loss, before anybody can come.
    let family = Family::of([1, 2]).need(22, 2, "Sat 22:30-23:00", 0).helps(32, 1, 22, "always");
    let a_minute = plan([notices(41, 0)], [comes(51, 12, [22], 0, 1)]);
    let question = asks(Level::One, 60);
    let found = answer(&family, &a_minute, &question);
    let told = &failing(&found).counterexample;
    assert_eq!((told.harm_at, told.only_somebody_there), (0, true));
    // It does not matter to whom nobody could come in time: unnoticed is the same.
    assert!(story(&family, &plan([], []), &question, &lost([1], "Sat 22:45")).only_somebody_there);
    // Lost as planned there is time to have somebody there; of two, the other might have been; lost earlier, somebody
    // may come in time.
    let planned = ProofQuestion { as_planned: [source(1)].into(), ..question.clone() };
    assert!(!story(&family, &plan([], []), &planned, &lost([1], "Sat 22:45")).only_somebody_there);
    assert!(!story(&family, &plan([], []), &question, &lost([1, 2], "Sat 22:45")).only_somebody_there);
    assert!(!story(&family, &plan([], []), &question, &lost([1], "Sat 22:29")).only_somebody_there);
}

#[test]
fn who_comes_too_early_has_left() {
    // The son's twenty minutes from 22:30 can wait for 5. The sister is called and there at once, and can stay for 20
    // minutes. Lost at 22:30 or after, that is enough. Lost k minutes before, with k from 1 to 20, she leaves at 20,
    // when some of it is still to come, and harm comes at 25; with k above 20, at k + 5, which is later. The earliest
    // of the worst is k = 20: Saturday 22:10, the window 20 to 40 minutes after the loss. An alarm at 19 would leave
    // its last minute; one at 20 leaves nothing.
    let family = Family::of([1, 2]).need(22, 2, "Sat 22:30-22:50", 5).helps(32, 1, 22, "always");
    let short = plan([notices(41, 0)], [Responder { stays_min: Some(20), ..comes(51, 12, [22], 0, 0) }]);
    let found = answer(&family, &short, &asks(Level::One, 120));
    let told = &failing(&found).counterexample;
    assert_eq!((&told.scenario, told.harm_at), (&lost([1], "Sat 22:10"), 25));
    assert_eq!(told.came_too_early, Some(20));
    let outcome = CallOutcome::Comes { from: 0, until: Some(20) };
    assert_eq!(told.calls, [Call { responder: responder(51), called_at: Some(0), outcome }]);
    assert_eq!(events(told), [(20, Opened, 22), (25, Breached, 22)]);
    // So an earlier alarm may do harm: the same plan, the same loss, and a device that takes 20 minutes.
    let slow = plan([notices(41, 20)], [Responder { stays_min: Some(20), ..comes(51, 12, [22], 0, 0) }]);
    let (house, question) = (family.house(), asks(Level::One, 120));
    assert_eq!(Prover::new(&house, &slow, &question).look(&told.scenario, None).harm, None);
}

#[test]
fn not_yet() {
    // The mother's hour cannot be met at all: lost or not, a minute of it opens at once, and 30 minutes later is harm.
    // Of the son's hour ten minutes are owed and nobody comes: the first 50 are slack. From 10:50 the minutes before
    // count as the week runs, uncovered: it opens at once too, and harm comes 45 minutes later.
    let family = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-11:00", 30)
        .doing(22, 2, "Mon 10:00-11:00", 45, 10)
        .need(23, 2, "Mon 12:00-13:00", 10)
        .serious();
    let needs = [
        HarmWithNothingLost { need: need(21), least_min: 30 },
        HarmWithNothingLost { need: need(22), least_min: 45 },
    ];
    let found =
        answer(&family, &plan([notices(41, 0)], [comes(51, 12, [21, 22], 0, 0)]), &asks(Level::One, 60));
    let least = |found: &ProofAnswer| match found {
        ProofAnswer::NotYet(not_yet) => (not_yet.needs.clone(), not_yet.least_min),
        other => panic!("{other:?}"),
    };
    assert_eq!(least(&found), (needs.to_vec(), Some(30)));
    // Within 40 minutes the second comes to no harm, within 30 neither does.
    let found = answer(&family, &plan([], []), &asks(Level::One, 40));
    assert_eq!(least(&found), (needs[..1].to_vec(), Some(30)));
    // That nobody is there for either is told however short the horizon.
    let found = answer(&family, &plan([], []), &asks(Level::One, 30));
    assert_eq!(least(&found), (Vec::new(), None));
    let ProofAnswer::NotYet(not_yet) = found else { panic!("{found:?}") };
    assert_eq!((not_yet.nobody_there, not_yet.hours_not_known), (vec![need(21), need(22)], Vec::new()));
}

#[test]
fn who_raises_the_alarm_and_when() {
    let family = Family::of([1, 2])
        .provider(11)
        .outsider(12)
        .need(21, 1, "Mon 10:00-11:00", 60)
        .helps(31, 11, 21, "Mon 10:00-10:30")
        .helps(32, 12, 21, "Mon 10:15-11:00")
        .helps(33, 2, 21, "Mon 09:00-11:00");
    let house = family.house();
    let question = asks(Level::One, 120);
    let raised = |alarms: Vec<Alarm>, scenario: &Scenario| {
        let mut parts = plan([], []).into_parts();
        parts.alarms = alarms;
        let plan = Plan::new(parts).unwrap();
        Prover::new(&house, &plan, &question).alarm(scenario)
    };
    let told = |at, number, by: Option<u128>| Some(Raised { at, alarm: alarm(number), by: by.map(source) });

    // A member who is not lost; not one who is; not one who has not been asked, or cannot.
    let mother = lost([1], "Mon 09:00");
    assert_eq!(raised(vec![member_raises(41, 2)], &mother), told(0, 41, Some(2)));
    assert_eq!(raised(vec![member_raises(41, 1)], &mother), None);
    for able in [Told::Known(false), Told::NotKnown(WhyNotKnown::NotAsked)] {
        let way = Way::Member { person: person(2), able };
        assert_eq!(raised(vec![raises(41, way)], &mother), None);
        let way = Way::OwnTelephone { person: person(1), able };
        assert_eq!(raised(vec![raises(41, way)], &mother), None);
    }
    // The ill person telephones from home, and not from elsewhere; for another's loss it is no way.
    assert_eq!(raised(vec![telephones(41, 1)], &mother), told(0, 41, Some(1)));
    assert_eq!(raised(vec![telephones(41, 1)], &away([1], "Mon 09:00")), None);
    assert_eq!(raised(vec![telephones(41, 2)], &mother), None);
    // At the first minute of the pattern at or after the loss, in this week or the next.
    let at_ten = Alarm { when: "Mon 10:00-10:10".parse().unwrap(), takes_min: 5, ..notices(41, 0) };
    assert_eq!(raised(vec![at_ten.clone()], &mother), told(65, 41, None));
    assert_eq!(raised(vec![at_ten.clone()], &lost([1], "Mon 10:00")), told(5, 41, None));
    assert_eq!(raised(vec![at_ten.clone()], &lost([1], "Mon 10:09")), told(5, 41, None));
    assert_eq!(raised(vec![at_ten.clone()], &lost([1], "Mon 10:10")), None);
    // Within the horizon, or not at all: 08:05 and two hours is 10:05.
    assert_eq!(raised(vec![at_ten.clone()], &lost([1], "Mon 08:06")), told(119, 41, None));
    assert_eq!(raised(vec![at_ten], &lost([1], "Mon 08:05")), None);
    // The next visit: by the carer at 10:00, not by a member; by the friend at 10:15 if the carer is lost, or if the
    // friend is named; at 10:15 both are there, and the smaller id is told.
    let visit = |by: Option<u128>| raises(41, Way::NextVisit { by: by.map(source) });
    assert_eq!(raised(vec![visit(None)], &mother), told(60, 41, Some(11)));
    assert_eq!(raised(vec![visit(None)], &lost([11], "Mon 09:00")), told(75, 41, Some(12)));
    assert_eq!(raised(vec![visit(Some(12))], &mother), told(75, 41, Some(12)));
    assert_eq!(raised(vec![visit(Some(12))], &lost([12], "Mon 09:00")), None);
    assert_eq!(raised(vec![visit(None)], &lost([1], "Mon 10:20")), told(0, 41, Some(11)));
    let narrowed = Alarm { when: "Mon 10:20-12:00".parse().unwrap(), ..visit(None) };
    assert_eq!(raised(vec![narrowed], &lost([11], "Mon 09:00")), told(80, 41, Some(12)));
    // A device, or whoever would miss a visit, raises none when lost.
    let device = raises(41, Way::Device { device: Some(source(11)) });
    let missed = raises(42, Way::MissedVisit { noticed_by: source(12), from: None });
    assert_eq!(raised(vec![device.clone()], &mother), told(0, 41, Some(11)));
    assert_eq!(raised(vec![device, missed.clone()], &lost([11], "Mon 09:00")), told(0, 42, Some(12)));
    assert_eq!(raised(vec![missed], &lost([12], "Mon 09:00")), None);
    // The earliest way; of equal ones the smallest id, whatever their order; only for the losses it is for.
    assert_eq!(raised(vec![notices(43, 5), notices(42, 5), notices(41, 6)], &mother), told(5, 42, None));
    let for_son = Alarm { for_loss: ForLoss::of([source(2)]), ..notices(41, 0) };
    assert_eq!(raised(vec![for_son.clone(), notices(42, 30)], &mother), told(30, 42, None));
    assert_eq!(raised(vec![for_son, notices(42, 30)], &lost([1, 2], "Mon 09:00")), told(0, 41, None));
}

/// A list of every kind of responder, for a loss of the mother and the provider.
fn a_list() -> (Family, Plan) {
    let family = Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Mon 10:00-11:00", 60)
        .helps(31, 11, 21, "Mon 10:00-11:00")
        .need(22, 2, "Mon 10:00-11:00", 60)
        .helps(32, 1, 22, "Mon 10:00-11:00");
    let mut by_day = comes(52, 13, [22], 5, 25);
    (by_day.reachable, by_day.stays_min) = ("daily 08:00-20:00".parse().unwrap(), Some(60));
    let plan = plan(
        [notices(41, 20)],
        [
            Responder { agreed: Told::Known(Agreed::No), ..comes(51, 12, [22], 10, 0) },
            by_day,
            comes(53, 11, [22], 15, 0),
            Responder { for_loss: ForLoss::of([source(2)]), ..comes(54, 14, [22], 100, 0) },
            Responder { reachable: "never".parse().unwrap(), ..comes(55, 15, [22], 7, 0) },
            Responder { not_before: Some(NotBefore::AfterAlarmMin(100)), ..comes(56, 16, [22], 3, 10) },
            Responder { not_before: Some(NotBefore::MinuteOfDay(450)), ..comes(57, 17, [22], 0, 0) },
            Responder { not_before: Some(NotBefore::MinuteOfDay(360)), ..comes(58, 18, [22], 0, 0) },
        ],
    );
    (family, plan)
}

fn told(calls: &[Call]) -> Vec<(u128, Option<u32>, CallOutcome)> {
    let number = |call: &Call| call.responder.uuid().as_u128();
    calls.iter().map(|call| (number(call), call.called_at, call.outcome)).collect()
}

#[test]
fn everybody_is_called_in_order() {
    // Lost at 06:00, alarm at 06:20. The first answers that it will not come: 10 minutes. The second is to be called at
    // 06:30 and cannot be reached before 08:00, minute 120; there at 150, for an hour. That keeps nobody waiting: its
    // 5 minutes count, and the third is called at 35 and is lost, which takes 15 minutes to find out. The fourth is
    // not for this loss. The fifth can never be reached; its 7 minutes count. The sixth is called at 57, could be
    // there at 70, and is to come 100 minutes after the alarm. The seventh is called at 60, 07:00, and waits till
    // 07:30; the eighth is not to come before 06:00, and comes at once.
    let (family, plan) = a_list();
    let (house, question) = (family.house(), asks(Level::Three, 720));
    let prover = Prover::new(&house, &plan, &question);
    let scenario = lost([1, 11], "Mon 06:00");
    let comes = |from, until| CallOutcome::Comes { from, until };
    let expected = vec![
        (51, Some(20), CallOutcome::HasNotAgreed),
        (52, Some(120), comes(150, Some(210))),
        (53, Some(35), CallOutcome::IsLost),
        (55, None, CallOutcome::CannotBeReached),
        (56, Some(57), comes(120, None)),
        (57, Some(60), comes(90, None)),
        (58, Some(60), comes(60, None)),
    ];
    assert_eq!(told(&prover.calls(&scenario, Some(20))), expected);
    // Whoever does not answer takes as long, and nobody else's turn changes.
    let mut without = expected.clone();
    without[4].2 = CallOutcome::DoesNotAnswer;
    assert_eq!(told(&prover.calls(&silent(56, scenario.clone()), Some(20))), without);
    assert!(prover.calls(&scenario, None).is_empty(), "unnoticed, nobody is called");
    // Whose hour of the day has passed comes at once, even when the next day's is near.
    let late = prover.calls(&lost([1, 11], "Mon 23:00"), Some(20));
    assert_eq!(told(&late)[5], (57, Some(60), comes(60 + 450, None)), "midnight is earlier than 07:30");
    let evening = prover.calls(&lost([1, 11], "Mon 20:00"), Some(20));
    assert_eq!(told(&evening)[5], (57, Some(60), comes(60, None)), "21:00 is later than 07:30");
}

#[test]
fn what_is_planned_waits_for_nobody() {
    // As before, planned for 06:00: who would come is there at 0, reachable then or not, but not who never is; the one of
    // 07:30 at 90, the one of 06:00 at once, the one of 100 minutes after the alarm 100 minutes after the loss.
    let (family, plan) = a_list();
    let house = family.house();
    let question = ProofQuestion { as_planned: [source(1), source(11)].into(), ..asks(Level::Three, 720) };
    let prover = Prover::new(&house, &plan, &question);
    let scenario = lost([1, 11], "Mon 06:00");
    assert_eq!(prover.alarm(&scenario), None);
    let comes = |from, until| CallOutcome::Comes { from, until };
    let expected = [
        (51, None, CallOutcome::HasNotAgreed),
        (52, None, comes(0, Some(60))),
        (53, None, CallOutcome::IsLost),
        (55, None, CallOutcome::CannotBeReached),
        (56, None, comes(100, None)),
        (57, None, comes(90, None)),
        (58, None, comes(0, None)),
    ];
    assert_eq!(told(&prover.calls(&scenario, None)), expected);
    // A silent one does not come either.
    let quiet = told(&prover.calls(&silent(56, scenario), None));
    assert_eq!(quiet[4], (56, None, CallOutcome::DoesNotAnswer));
    // The mother planned and the son not: an emergency like any other.
    assert!(prover.alarm(&lost([1, 2], "Mon 06:00")).is_some());
}

#[test]
fn a_planned_loss_needs_no_alarm() {
    // Nobody would notice anything. The mother's operation is planned, and the sister there from the first minute: the
    // medicine never opens. With the sister silent harm comes after 120 minutes; nobody notices, and it is no loss
    // that goes unnoticed.
    let plan = plan([], [comes(51, 12, [22], 5, 30)]);
    let question = ProofQuestion { as_planned: [source(1)].into(), ..asks(Level::One, 180) };
    let found = answer(&mother_and_son(), &plan, &question);
    let proof = proof(&found);
    assert_eq!((proof.strength, &proof.margin), (1, &None));
    // With the mother each of the others is not planned any more; of son and carer each alone is unnoticed.
    assert_eq!(who(&proof.unnoticed), ids(&[&[1, 2], &[1, 11], &[2], &[11]]));
    let told = proof.counterexample.as_ref().unwrap();
    assert_eq!((told.as_planned, told.alarm, told.harm_at), (true, None, 120));
    assert_eq!(told.scenario, silent(51, lost([1], "Sat 22:30")));
    assert_eq!(told.came_too_early, None);
}

#[test]
fn two_may_be_lost_and_one_silent() {
    // Mother and aunt (3) can each see to the son alone, so it takes the loss of both for harm: level 3. A friend comes
    // in time; with the friend silent, who is the only one on the list, there is harm all the same.
    let family = Family::of([1, 2, 3])
        .need(22, 2, "Mon 10:00-11:00", 30)
        .helps(32, 1, 22, "always")
        .helps(33, 3, 22, "always");
    let alone = answer(&family, &plan([], []), &asks(Level::Two, 60));
    let told = proof(&alone).counterexample.as_ref().unwrap();
    assert_eq!((proof(&alone).strength, told.level), (2, Level::Three));
    assert_eq!((&told.scenario, told.harm_at), (&lost([1, 3], "Mon 10:00"), 30));
    let one = plan([notices(41, 0)], [comes(51, 12, [22], 0, 10)]);
    let found = answer(&family, &one, &asks(Level::Three, 60));
    assert_eq!(failing(&found).counterexample.scenario, silent(51, lost([1, 3], "Mon 10:00")));
    let two = plan([notices(41, 0)], [comes(51, 12, [22], 0, 10), comes(52, 13, [22], 0, 20)]);
    let found = answer(&family, &two, &asks(Level::Three, 60));
    let proof = proof(&found);
    // With both responders 20 to spare, with the first silent 10.
    let margin =
        LeastMargin { minutes: 10, scenario: silent(51, lost([1, 3], "Mon 10:00")), need: need(22), at: 20 };
    assert_eq!((proof.strength, &proof.margin), (3, &Some(margin)));
}

#[test]
fn unable_and_away_are_two_losses() {
    // The mother telephones when she falls ill, and help comes in time. Away, say run over in the street, she does not:
    // harm to the son. Her own need, which only the son meets, is none while she is away; the son's loss is noticed
    // by nobody, and her need can wait.
    let family = Family::of([1, 2])
        .need(21, 1, "Mon 10:00-11:00", 500)
        .helps(31, 2, 21, "always")
        .need(22, 2, "Mon 10:00-11:00", 30)
        .helps(32, 1, 22, "always");
    let plan = plan([telephones(41, 1)], [comes(51, 12, [21, 22], 0, 10)]);
    let found = answer(&family, &plan, &asks(Level::One, 60));
    let failing = failing(&found);
    assert_eq!(failing.counterexample.scenario, away([1], "Mon 10:00"));
    assert_eq!(failing.counterexample.timeline.away, [person(1)]);
    let (unable, gone) = (Lost { source: source(1), away: false }, Lost { source: source(1), away: true });
    let son = Lost { source: source(2), away: false };
    assert_eq!(who(&failing.unnoticed), [vec![gone], vec![son]], "both together are as each alone");
    let prover_house = family.house();
    let question = asks(Level::One, 60);
    let prover = Prover::new(&prover_house, &plan, &question);
    let both = Scenario { lost: vec![unable, son], ..lost([], "Mon 10:00") };
    assert_eq!(prover.look(&both, None).margin, Some((20, 10, need(22))), "10:10, harm at 10:30");
}

#[test]
fn a_member_who_comes_leans_on_their_own_needs() {
    // The provider (11) sees to the son, the mother to the daughter (3). Both are lost; the son is called, and there at
    // once for his sister. His own need comes to harm at 10:30, and he stops: hers opens, and comes to harm at 11:30.
    let family = Family::of([1, 2, 3])
        .provider(11)
        .need(22, 2, "Mon 10:00-14:00", 30)
        .helps(32, 11, 22, "always")
        .need(23, 3, "Mon 10:00-14:00", 60)
        .helps(33, 1, 23, "always");
    let son = plan([notices(41, 0)], [comes(51, 2, [23], 0, 0)]);
    let question = asks(Level::Three, 240);
    let told = story(&family, &son, &question, &lost([1, 11], "Mon 10:00"));
    let expected =
        [(0, Opened, 22), (30, Opened, 23), (30, Breached, 22), (30, Stopped, 51), (90, Breached, 23)];
    assert_eq!(events(&told), expected);
    assert_eq!((told.harm_at, told.need, told.hands_missing), (30, need(22), 1));
    // Once he has left there is nothing to stop.
    let briefly = plan([notices(41, 0)], [Responder { stays_min: Some(30), ..comes(51, 2, [23], 0, 0) }]);
    let told = story(&family, &briefly, &question, &lost([1, 11], "Mon 10:00"));
    assert_eq!(events(&told), [(0, Opened, 22), (30, Opened, 23), (30, Breached, 22), (90, Breached, 23)]);
    // A need of his that nobody meets anyway is nothing he leans on.
    let family = family.need(24, 2, "Mon 10:00-14:00", 5);
    let house = family.house();
    let leans = super::emergency_reference::own_critical_needs_that_stand(&house, View::ALL, source(2));
    assert_eq!(leans, [need(22)]);
}

#[test]
fn who_is_taken_in_gives_nothing_at_home() {
    // The provider sees to the son, the son to his mother. Without the provider the son's need is open; a bed is ready
    // at once, and there he is cared for. But his mother is alone: open at 10:00, harm at 10:30. Nobody called, the
    // mother would have come to none, and the son at 11:00. Had the alarm come at 11:00, when the mother's hour is
    // over, in the very minute of harm for the son, all would have been well.
    let family = Family::of([1, 2])
        .provider(11)
        .need(21, 1, "Mon 10:00-11:00", 30)
        .helps(31, 2, 21, "always")
        .need(22, 2, "Mon 10:00-11:00", 60)
        .helps(32, 11, 22, "always");
    let bed = Responder { takes_in: vec![person(2)], ..comes(51, 12, [], 0, 0) };
    let told =
        story(&family, &plan([notices(41, 0)], [bed]), &asks(Level::One, 120), &lost([11], "Mon 10:00"));
    assert_eq!(events(&told), [(0, Opened, 21), (30, Breached, 21)]);
    assert_eq!((told.need, told.came_too_early), (need(21), Some(60)));
}

#[test]
fn hands_missing_are_those_that_were_short() {
    // Two are needed at once. The son and the daughter do it; without one, one is missing, without both, two.
    let family = Family::of([1, 2, 3])
        .need(21, 1, "Mon 10:00-11:00", 30)
        .takes_two()
        .helps(31, 2, 21, "always")
        .helps(32, 3, 21, "always");
    let (question, nobody) = (asks(Level::Three, 60), plan([], []));
    assert_eq!(story(&family, &nobody, &question, &lost([2], "Mon 10:00")).hands_missing, 1);
    assert_eq!(story(&family, &nobody, &question, &lost([2, 3], "Mon 10:00")).hands_missing, 2);
    // The daughter leans on her own half hour, which comes to harm in the same minute: with her, both are missing.
    let family = Family::of([1, 2, 3])
        .provider(11)
        .need(23, 3, "Mon 10:00-11:00", 30)
        .helps(33, 11, 23, "always")
        .need(21, 1, "Mon 10:00-11:00", 30)
        .takes_two()
        .helps(31, 2, 21, "always")
        .helps_relying(32, 3, 21, "always", [23]);
    let told = story(&family, &nobody, &question, &lost([2, 11], "Mon 10:00"));
    assert_eq!((told.harm_at, told.need, told.hands_missing), (30, need(21), 2));
}

#[test]
fn what_a_proof_rests_on() {
    let until = |days| date().checked_add_days(chrono::Days::new(days));
    // 31 counts, leans on what is assumed (the son's own 22), and ends on the review date; 32 ends the day after; 33
    // has ended already and counts no more; of 34 nobody knows whether the giver is able.
    let family = Family::of([1, 2])
        .outsider(12)
        .provider(11)
        .need(21, 1, "Mon 10:00-11:00", 60)
        .need(22, 2, "Mon 10:00-11:00", 60)
        .helps_unsaid(31, 2, 21, "always")
        .but(|help| help.period = Period::new(None, until(30)).unwrap())
        .helps(32, 12, 22, "always")
        .but(|help| help.period = Period::new(None, until(31)).unwrap())
        .helps_unsaid(33, 2, 21, "always")
        .but(|help| help.period = Period::new(None, Some(date())).unwrap())
        .helps(34, 11, 22, "always")
        .but(|help| help.able_now = Told::NotKnown(WhyNotKnown::NotAsked));
    let service = ResponderKind::Service;
    let mut parts = plan(
        [],
        [
            // For the mother on the list, for the son already: over-committed.
            comes(51, 12, [21], 0, 0),
            // The son himself, for nobody but his mother, whom he helps anyway.
            comes(52, 2, [21], 0, 0),
            Responder { agreed: Told::NotKnown(WhyNotKnown::NotAsked), ..comes(53, 13, [21, 22], 0, 0) },
            Responder { agreed: Told::NotKnown(WhyNotKnown::Declined), ..comes(54, 14, [21, 22], 0, 0) },
            Responder { agreed: Told::Known(Agreed::No), ..comes(55, 15, [21, 22], 0, 0) },
            // A service can see to many.
            Responder { kind: service, ..comes(56, 16, [21, 22], 0, 0) },
            // Takes in one and is on the list for the other.
            Responder { takes_in: vec![person(1)], ..comes(57, 17, [22], 0, 0) },
        ],
    )
    .into_parts();
    parts.review_by = until(30);
    let expected = RestsOn {
        agreed: [51, 52, 56, 57].map(|number| (responder(number), agreed_on())).to_vec(),
        not_asked: vec![responder(53)],
        not_agreed: vec![responder(54), responder(55)],
        assumed: vec![arrangement(31)],
        assumed_responders: vec![responder(52)],
        not_confirmed: vec![arrangement(34)],
        over_committed: vec![responder(51), responder(57)],
        ends_within: vec![EndsWithin {
            arrangement: arrangement(31),
            until: until(30).unwrap(),
            package_line: None,
        }],
        // Nobody has said how old anybody is: all who give or may come and are persons, but for the one who said no.
        age_not_known: [2, 12, 13, 14, 17].map(person).to_vec(),
        ..RestsOn::default()
    };
    assert_eq!(
        rests_on(&family.house(), &Plan::new(parts.clone()).unwrap(), &asks(Level::One, 60)),
        expected
    );
    parts.review_by = None;
    let never = rests_on(&family.house(), &Plan::new(parts).unwrap(), &asks(Level::One, 60));
    assert!(never.ends_within.is_empty(), "without a review date nothing ends before it");
}

#[test]
fn of_equal_times_the_earliest_start_then_the_smallest_ids() {
    // Mother and son need each other at the same hours of two days: lost on Monday or on Tuesday, the one or the other,
    // harm comes after 30 minutes. Told is Monday, and the mother, whose id is smaller.
    let family = Family::of([1, 2])
        .need(21, 1, "Mon-Tue 10:00-11:00", 30)
        .helps(31, 2, 21, "always")
        .need(22, 2, "Mon-Tue 10:00-11:00", 30)
        .helps(32, 1, 22, "always");
    let found = answer(&family, &plan([], []), &asks(Level::One, 60));
    let told = &failing(&found).counterexample;
    assert_eq!((&told.scenario, told.need), (&lost([1], "Mon 10:00"), need(22)));
    // Both lost, both come to harm in one minute: of needs the smallest id is told.
    let both = story(&family, &plan([], []), &asks(Level::Three, 60), &lost([1, 2], "Mon 10:00"));
    assert_eq!(both.need, need(21));
    assert!(both.timeline.events.iter().all(|event| event.kind != Closed));
}
