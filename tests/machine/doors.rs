//! What is accepted, what is refused, in which order, and in which words.

use mutual_care::base::{Finding, Role, Weight};
use mutual_care::machine::{
    Answer, Happening, Irregularly, KeptId, Machine, Misfit, Record, Refusal, Refused, Setting, Step,
    TakenElsewhere, TakenOver,
};

use crate::item::{
    AsKnown, Bought, Broke, Extended, InStore, Item, ItemEvent, Lent, Policy, Repaired, Returned, Scrapped,
    Status, WrittenOff,
};
use crate::kit::{EveryDay, Proof, stamp_as};
use crate::proof::{Items, day, lent_out, person};
use crate::setting::{Weekdays, bought, irregularly, key, setting, stamp, take, words};

fn codes(refusal: &Refusal) -> Vec<&'static str> {
    refusal.findings().expect("barred").iter().map(Finding::code).collect()
}

#[test]
fn a_story_with_its_states_known() {
    let lent: Record<Lent> = bought().accept(lent_out(1, 20), stamp(2), &setting()).unwrap().record;
    assert_eq!(lent.case().loan(), Some(&lent_out(1, 20)));
    let extended = Extended { on: day(8), until: day(30) };
    let lent: Record<Lent> = lent.accept(extended, stamp(3), &setting()).unwrap().record;
    assert_eq!(lent.case().loan(), Some(&lent_out(1, 30)));
    let back: Record<InStore> = lent.accept(Returned { on: day(28) }, stamp(4), &setting()).unwrap().record;
    assert_eq!((back.case().loans(), back.case().examined_until()), (1, Some(day(180))));
    let broken = back.accept(Broke { on: day(40) }, stamp(5), &setting()).unwrap().record;
    let gone: Record<Scrapped> =
        broken.accept(WrittenOff { on: day(41) }, stamp(6), &setting()).unwrap().record;
    assert_eq!(gone.case().recorded_as(), Some(Role::TeamManager));
    assert_eq!((gone.revision(), gone.record_ref().revision), (6, 6));
    assert_eq!(gone.record_ref().id, Items::id().any());
    let codes: Vec<_> = gone.journal().iter().map(|entry| entry.event().code()).collect();
    assert_eq!(codes, ["bought", "lent_out", "extended", "returned", "broke", "written_off"]);
    let days: Vec<_> = gone.journal().iter().map(|entry| entry.event().on()).collect();
    assert_eq!(days, [0, 1, 8, 28, 40, 41].map(|n| Some(day(n))));
    assert_eq!(gone.at_revision(2).unwrap().status(), Status::Lent);
    assert_eq!(gone.audit(&setting()).unwrap().len(), 6);
    let written = serde_json::to_string(&gone).unwrap();
    let item = gone.into_any();
    assert_eq!((item.status(), item.allowed()), (Status::Scrapped, vec![]));
    assert_eq!(serde_json::to_string(&item).unwrap(), written, "whether the state is known or not");
}

#[test]
fn both_doors_say_the_same() {
    let record = bought();
    for (on, until) in [(1, 20), (1, 40), (200, 210), (9, 3)] {
        let event = lent_out(on, until);
        let typed = record.clone().accept(event.clone(), stamp(2), &setting());
        let any = record.clone().into_any().offer(event.clone(), stamp(2), &setting());
        let asked = record.ask(&event, stamp(2), &setting());
        assert_eq!(record.clone().into_any().ask(event, stamp(2), &setting()), asked);
        match (typed, any) {
            (Ok(typed), Ok(Answer::Accepted(any))) => {
                assert_eq!(
                    (typed.record.into_any(), typed.findings.clone(), typed.seq),
                    (any.record, any.findings, any.seq)
                );
                assert_eq!(asked, Ok(typed.findings));
            }
            (Err(typed), Err(any)) => {
                assert_eq!((typed.why(), Err(typed.why().clone())), (any.why(), asked));
                assert_eq!(typed.into_record().into_any(), any.into_record());
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_loan_is_as_long_as_the_policy_has_it_and_no_longer() {
    let lend = |until, policy: &Policy| {
        let setting = Setting::new(policy, &EveryDay);
        bought().accept(lent_out(1, until), stamp(2), &setting).map_err(|refused| codes(refused.why()))
    };
    assert!(lend(29, &Policy { loan_days_most: Some(28) }).is_ok());
    assert_eq!(lend(30, &Policy { loan_days_most: Some(28) }).unwrap_err(), ["loan-too-long"]);
    assert_eq!(lend(2, &Policy { loan_days_most: None }).unwrap_err(), ["policy-not-set"]);
}

#[test]
fn it_is_lent_until_the_day_before_its_examination_and_all_reasons_come_at_once() {
    let lend = |on, until| bought().accept(lent_out(on, until), stamp(2), &setting());
    assert!(lend(180, 190).is_ok());
    assert_eq!(codes(lend(181, 190).unwrap_err().why()), ["examination-due"]);
    let refused = lend(181, 281).unwrap_err();
    assert_eq!(codes(refused.why()), ["examination-due", "loan-too-long"]);
    assert!(refused.why().findings().unwrap().iter().all(|finding| finding.concerns() == [person().any()]));
    assert_eq!(refused.to_string(), "barred: examination-due, loan-too-long");
}

#[test]
fn what_warns_travels_with_what_is_accepted() {
    // Day 21 is a Monday.
    let lent = take(bought().into_any(), lent_out(1, 18)).record;
    let accepted = take(lent, Returned { on: day(21) });
    assert_eq!(accepted.findings.iter().map(Finding::code).collect::<Vec<_>>(), ["came-back-late"]);
    let entry = accepted.record.journal().last().unwrap();
    assert_eq!(entry.findings().len(), 1);
    let kept = &entry.findings()[0];
    assert!(*kept.code() == "came-back-late" && kept.weight() == Weight::Warns);
    assert_eq!(kept.about().iter().map(KeptId::known).collect::<Vec<_>>(), [Some(person().any())]);
}

#[test]
fn what_is_not_known_of_the_calendar_is_not_silently_yes() {
    let lent = take(bought().into_any(), lent_out(1, 20)).record;
    let back = |on| {
        lent.clone().offer(Returned { on: day(on) }, stamp(3), &Setting::new(&Policy::default(), &Weekdays))
    };
    assert!(back(4).is_ok());
    assert_eq!(codes(back(5).unwrap_err().why()), ["store-closed"], "a Saturday");
    assert_eq!(
        codes(back(400).unwrap_err().why()),
        ["store-closed", "came-back-late"],
        "a year that the calendar does not have"
    );
}

#[test]
fn the_world_does_not_ask_permission() {
    let lent = take(bought().into_any(), lent_out(1, 20)).record;
    let back = irregularly(Returned { on: day(5) });
    let accepted = take(lent.clone(), back.clone());
    assert_eq!(accepted.record.status(), Status::InStore);
    let weights: Vec<_> =
        accepted.findings.iter().map(|finding| (finding.code(), finding.weight())).collect();
    assert_eq!(weights, [("store-closed", Weight::Warns)]);
    assert_eq!(accepted.record.journal()[2].is::<Returned>(), Some(&Returned { on: day(5) }));
    assert_eq!(accepted.record.journal()[2].is::<Extended>(), None);
    // It still has to fit, and to be explained.
    let before = Irregularly { what: Returned { on: day(0) }, ..back.clone() };
    let why = lent.clone().offer(before, stamp(3), &setting()).unwrap_err().into_parts().1;
    assert_eq!(why.to_string(), format!("does not fit: expected `on` within the loan ({})", person().any()));
    let unexplained = Irregularly { reason: words(""), ..back };
    let why = lent.offer(unexplained, stamp(3), &setting()).unwrap_err().into_parts().1;
    assert_eq!(why.to_string(), "does not fit: expected a reason in words");
}

#[test]
fn a_decision_taken_elsewhere_is_recorded_and_not_offered() {
    let broken = take(bought().into_any(), Broke { on: day(3) }).record;
    let as_worker = stamp_as(3, Role::SupportWorker);
    let off = WrittenOff { on: day(4) };
    let refused = broken.clone().offer(off.clone(), as_worker, &setting()).unwrap_err();
    assert_eq!(codes(refused.why()), ["not-for-this-role"]);
    let elsewhere =
        TakenElsewhere { what: off, by: as_worker.by(), why_recorded: words("On paper, before.") };
    let answer = broken.clone().offer(elsewhere, as_worker, &setting()).unwrap();
    assert_eq!(answer.into_record().status(), Status::Scrapped);
    assert_eq!(broken.allowed().len(), 2, "each event once, in whatever manners");
}

#[test]
fn a_reason_is_owed_where_the_state_is_known_too() {
    let lent = bought().accept(lent_out(1, 20), stamp(2), &setting()).unwrap().record;
    let back = irregularly(Returned { on: day(5) });
    let unexplained = Irregularly { reason: words(""), ..back.clone() };
    let refused = lent.accept(unexplained, stamp(3), &setting()).unwrap_err();
    assert_eq!(refused.to_string(), "does not fit: expected a reason in words");
    let typed =
        refused.into_record().accept(back.clone(), stamp(3).with_key(key(1)), &setting()).unwrap().record;
    let any = take(bought().into_any(), lent_out(1, 20)).record;
    let any = any.offer(back.clone(), stamp(3).with_key(key(1)), &setting()).unwrap().into_record();
    assert_eq!(typed.clone().into_any(), any);
    // Under the same key it is the same only with the same words, by the same person.
    let again = |event| any.clone().offer(event, stamp(4).with_key(key(1)), &setting());
    assert!(matches!(again(back.clone()), Ok(Answer::AlreadyAccepted { seq: 3, .. })));
    let reworded = Irregularly { reason: words("By a neighbour."), ..back.clone() };
    assert_eq!(*again(reworded).unwrap_err().why(), Refusal::KeyTaken { seq: 3 });
    let by_another = Irregularly { accepted_by: person().into(), ..back };
    assert_eq!(*again(by_another).unwrap_err().why(), Refusal::KeyTaken { seq: 3 });

    let broken = typed.accept(Broke { on: day(6) }, stamp(4), &setting()).unwrap().record;
    let off =
        TakenElsewhere { what: WrittenOff { on: day(7) }, by: person().into(), why_recorded: words("") };
    let refused = broken.accept(off.clone(), stamp(5), &setting()).unwrap_err();
    assert_eq!(refused.to_string(), "does not fit: expected a reason in words");
    let off = TakenElsewhere { why_recorded: words("On paper."), ..off };
    let as_worker = stamp_as(5, Role::SupportWorker);
    let gone = refused.into_record().accept(off.clone(), as_worker.with_key(key(2)), &setting()).unwrap();
    assert_eq!(gone.findings.iter().map(Finding::weight).collect::<Vec<_>>(), [Weight::Warns]);
    let gone = gone.record.into_any();
    assert_eq!(gone.status(), Status::Scrapped);
    let again = gone.offer(off, as_worker.with_key(key(2)), &setting()).unwrap();
    assert_eq!(again.seq(), 5);
}

#[test]
fn what_is_looked_at_first() {
    // Each one is wrong in all that comes after it, too.
    let lent = take(bought().into_any(), lent_out(1, 20)).record;
    let in_repair =
        match lent.clone().offer(Broke { on: day(2) }, stamp(3).with_key(key(1)), &setting()).unwrap() {
            Answer::Accepted(accepted) => accepted.record,
            Answer::AlreadyAccepted { .. } => panic!("for the first time"),
        };
    let early = stamp_as(0, Role::SupportWorker);
    let why = |item: &Item, step: Step<ItemEvent>, act: mutual_care::machine::Act| {
        let refused = item.clone().offer(step, act, &setting()).expect_err("refused");
        assert_eq!(refused.record(), item);
        refused.into_parts().1
    };
    let misfit = Step::Regularly(Repaired { on: day(0), examined_until: day(9) }.into());
    let unlisted = Step::Regularly(lent_out(9, 3).into());
    // The key before the table, the table before the fit, the fit before the stamp, the stamp before the rules.
    assert_eq!(why(&in_repair, unlisted.clone(), early.with_key(key(1))), Refusal::KeyTaken { seq: 3 });
    assert!(matches!(why(&in_repair, unlisted, early.into()), Refusal::NotNow { .. }));
    assert!(matches!(why(&in_repair, misfit, early.into()), Refusal::DoesNotFit(_)));
    let barred = Step::Regularly(WrittenOff { on: day(3) }.into());
    assert!(matches!(why(&in_repair, barred.clone(), early.into()), Refusal::StampEarlier { .. }));
    assert!(matches!(why(&in_repair, barred, stamp_as(9, Role::SupportWorker).into()), Refusal::Barred(_)));
    // The same again, at whatever time: nothing changes.
    let again = in_repair.clone().offer(Broke { on: day(2) }, early.with_key(key(1)), &setting());
    assert_eq!(again, Ok(Answer::AlreadyAccepted { record: in_repair.clone(), seq: 3 }));
    // In another manner it is something else.
    let other = Irregularly { what: Broke { on: day(2) }, reason: words("x"), accepted_by: early.by() };
    let why = in_repair.offer(other, early.with_key(key(1)), &setting()).unwrap_err().into_parts().1;
    assert_eq!(why, Refusal::KeyTaken { seq: 3 });
}

#[test]
fn a_key_at_the_typed_door() {
    let record = bought();
    let act = stamp(2).with_key(key(7));
    let lent = record.accept(lent_out(1, 20), act, &setting()).unwrap().record;
    let extended = Extended { on: day(2), until: day(21) };
    let lent = lent.accept(extended.clone(), stamp(3).with_key(key(8)), &setting()).unwrap().record;
    let refused = lent.clone().accept(extended.clone(), stamp(4).with_key(key(8)), &setting()).unwrap_err();
    assert_eq!(*refused.why(), Refusal::AlreadyAccepted { seq: 3 });
    assert_eq!(refused.to_string(), "already accepted under this key, as entry 3; nothing has changed");
    let other = Extended { until: day(22), ..extended };
    let refused = lent.clone().accept(other, stamp(4).with_key(key(8)), &setting()).unwrap_err();
    assert_eq!(*refused.why(), Refusal::KeyTaken { seq: 3 });
    assert_eq!(refused.into_record(), lent);
    assert_eq!((lent.journal()[0].key(), lent.journal()[2].key()), (None, Some(key(8))));
}

#[test]
fn every_misfit_comes_at_once() {
    let lent = take(bought().into_any(), lent_out(5, 20)).record;
    let event = Extended { on: day(4), until: day(20) };
    let why = lent.offer(event, stamp(3), &setting()).unwrap_err().into_parts().1;
    let Refusal::DoesNotFit(misfit) = why else { panic!("{why}") };
    let expected: Vec<_> = misfit.reasons().iter().map(|reason| reason.expected).collect();
    assert_eq!(expected, ["expected `on` within the loan", "expected `until` later than before"]);
    assert_eq!(Misfit::all([]), Ok(()));
}

#[test]
fn a_date_that_could_not_be_read_again_does_not_come_in() {
    let far = chrono::NaiveDate::from_ymd_opt(2300, 1, 1).unwrap();
    let last = chrono::NaiveDate::from_ymd_opt(2299, 12, 31).unwrap();
    let expected = "does not fit: expected a date `on` in the years 1800 to 2299";
    let why = bought().accept(Broke { on: far }, stamp(2), &setting()).unwrap_err().into_parts().1;
    assert_eq!(why.to_string(), expected);
    // It could be written down; that it has not come is another matter.
    let why = bought().accept(Broke { on: last }, stamp(2), &setting()).unwrap_err().into_parts().1;
    assert_eq!(why.to_string(), "barred: not-happened-yet");
    let opening = Bought { on: far, examined_until: far };
    let refused = Item::open(Items::id(), opening, stamp(1), &setting()).unwrap_err();
    assert_eq!(refused.to_string(), expected);
    let before = Bought { on: day(3), examined_until: day(2) };
    let refused = Item::open(Items::id(), before, stamp(1), &setting()).unwrap_err();
    assert_eq!(refused.to_string(), "does not fit: expected `examined_until` no earlier than `on`");
}

#[test]
fn what_is_refused_says_what_is_allowed() {
    let refused = bought().into_any().offer(Returned { on: day(1) }, stamp(2), &setting()).unwrap_err();
    assert_eq!(refused.why().allowed(), ["lent_out", "broke", "examined"]);
    assert_eq!(
        refused.to_string(),
        "`returned` cannot happen while the status is `in_store`; what can: `lent_out`, `broke`, `examined`"
    );
    let gone = take(take(bought().into_any(), Broke { on: day(1) }).record, WrittenOff { on: day(1) }).record;
    let refused = gone.clone().offer(Broke { on: day(1) }, stamp(4), &setting()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`broke` cannot happen while the status is `scrapped`; nothing can happen any more"
    );
    let opened_again = Bought { on: day(1), examined_until: day(2) };
    let refused = gone.offer(opened_again, stamp(4), &setting()).unwrap_err();
    assert!(matches!(refused.why(), Refusal::NotNow { event: "bought", .. }));
    let irregular = irregularly(Broke { on: day(1) });
    let refused = bought().into_any().offer(irregular, stamp(2), &setting()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "`broke` cannot be recorded as `irregularly` while the status is `in_store`; expected it regularly"
    );
}

#[test]
fn a_live_case_comes_in_as_it_is_known() {
    let as_known = AsKnown { examined_until: None, loan: Some(lent_out(0, 90)) };
    let taken = |status, as_known: &AsKnown| TakenOver {
        status,
        on: day(3),
        from_system: words("the card index"),
        as_known: as_known.clone(),
    };
    let take_over = |taken| Item::take_over(Items::id(), taken, stamp(1), &setting());
    let item = take_over(taken(Status::Lent, &as_known)).unwrap().record;
    let Item::Lent(lent) = &item else { panic!("lent") };
    assert_eq!(
        lent.case().loan().map(|loan| (loan.until, loan.place.reveal())),
        Some((day(90), "the back bedroom"))
    );
    // What would bar is a warning, and what was not checked is said.
    let accepted = take_over(taken(Status::InStore, &as_known)).unwrap();
    let found: Vec<_> = accepted.findings.iter().map(|finding| (finding.code(), finding.weight())).collect();
    assert_eq!(found, [("examination-not-known", Weight::Warns), ("not-checked-here", Weight::Notes)]);
    assert_eq!(accepted.record.journal()[0].findings().len(), 2);
    // What the status needs must be known.
    let unknown = take_over(taken(Status::Lent, &AsKnown::default())).unwrap_err();
    assert_eq!(unknown.to_string(), "does not fit: expected `loan`: who has it, and until when");
    let nowhere = take_over(TakenOver { from_system: words(""), ..taken(Status::Lent, &AsKnown::default()) });
    let expected = "does not fit: expected the name of the system it comes from; expected `loan`: who has it, and \
                    until when";
    assert_eq!(nowhere.unwrap_err().to_string(), expected);
    let refused = take_over(taken(Status::Scrapped, &as_known)).unwrap_err();
    assert_eq!(refused.to_string(), "cannot be taken over at `scrapped`; expected one of `in_store`, `lent`");
    // And life goes on by the rules.
    let refused = item.offer(Extended { on: day(4), until: day(99) }, stamp(2), &setting()).unwrap_err();
    assert_eq!(codes(refused.why()), ["loan-too-long"]);
}

#[test]
fn what_comes_back_is_small() {
    assert_eq!(size_of::<Refused<Item>>(), size_of::<usize>());
    assert_eq!(size_of::<Refused<Record<Lent>>>(), size_of::<usize>());
    // Whatever a state holds is behind a pointer.
    assert_eq!(size_of::<Record<Lent>>(), size_of::<Record<Scrapped>>());
    assert!(size_of::<Item>() <= size_of::<Record<Lent>>() + size_of::<usize>());
}

#[test]
fn nothing_that_anybody_wrote_is_in_debug() {
    let item = take(bought().into_any(), lent_out(1, 20)).record;
    let refused = item.clone().offer(irregularly(Returned { on: day(0) }), stamp(3), &setting()).unwrap_err();
    for shown in [format!("{item:?}"), format!("{refused:?}"), format!("{:?}", item.journal())] {
        assert!(!shown.contains("bedroom") && !shown.contains("door"), "{shown}");
    }
}

#[test]
fn what_is_the_same_is_so_in_every_word() {
    let back = || irregularly(Returned { on: day(5) });
    let off = || TakenElsewhere {
        what: WrittenOff { on: day(7) },
        by: person().into(),
        why_recorded: words("So."),
    };
    let steps: Vec<Step<ItemEvent>> = vec![
        Returned { on: day(5) }.into_step(),
        Returned { on: day(6) }.into_step(),
        back().into_step(),
        Irregularly { what: Returned { on: day(6) }, ..back() }.into_step(),
        Irregularly { reason: words("x"), ..back() }.into_step(),
        Irregularly { accepted_by: person().into(), ..back() }.into_step(),
        off().into_step(),
        TakenElsewhere { what: WrittenOff { on: day(8) }, ..off() }.into_step(),
        TakenElsewhere { why_recorded: words("x"), ..off() }.into_step(),
        TakenElsewhere { by: stamp(1).by(), ..off() }.into_step(),
    ];
    for (place, one) in steps.iter().enumerate() {
        let same = steps.iter().enumerate().filter(|(_, step)| *step == one).map(|(place, _)| place);
        assert_eq!(same.collect::<Vec<_>>(), [place]);
    }
}
