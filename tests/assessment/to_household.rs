//! What answers come to for the record of the household: events that it accepts, and the evidence that moves its signs.
//! All people are made up.

use mutual_care::assessment::{
    Answers, HelpBothWays, JointView, MutualQuestion, OtherHelp, Topic, TopicGroup, WishLater, Worry,
};
use mutual_care::base::{
    Code as _, Fact, FactSource, HouseholdId, RecordRef, Role, Stamp, Told, WhyNotKnown, WorkerId,
    WorkingDays,
};
use mutual_care::circle::Services;
use mutual_care::household::{
    EvidenceFrom, Household, HouseholdEvent, HouseholdInput, HouseholdInputParts, MutualCaring, Opened,
    Person, Policy, Signs, Topic as About, Verb,
};
use mutual_care::machine::{Events, Machine, Setting, Step};
use mutual_care::need::{Ability, Source};

use crate::joint;
use crate::mutual::{MOTHER, SON, all_asked, change_with, found, gives, on};
use crate::never_asked::set;
use crate::{Seeded, fact, id, person};

struct EveryDay;
impl WorkingDays for EveryDay {
    fn is_working_day(&self, _: chrono::NaiveDate) -> Option<bool> {
        Some(true)
    }
}

fn household(people: Vec<Person>) -> Household {
    let number: HouseholdId = id(900);
    let mut parts = HouseholdInputParts::new(number, on());
    parts.people = people;
    let input = HouseholdInput::new(parts).unwrap();
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    Household::open(number, Opened::new(input), stamp(), &setting).unwrap().record.into_any()
}

fn stamp() -> Stamp {
    let worker: WorkerId = id(90);
    Stamp::new(on().and_hms_opt(12, 0, 0).unwrap().and_utc(), worker, Role::SocialWorker).unwrap()
}

/// The record with all of these accepted; what bars or does not fit fails the test.
fn accepted(mut record: Household, events: Vec<HouseholdEvent>) -> Household {
    let policy = Policy::default();
    let setting = Setting::new(&policy, &EveryDay);
    for event in events {
        let shown = format!("{event:?}");
        record = match record.offer(Step::from(event), stamp(), &setting) {
            Ok(answer) => answer.into_record(),
            Err(refused) => panic!("{}: {shown}", refused.why()),
        };
    }
    record
}

fn view(answers: &[Answers]) -> JointView {
    joint::view(answers, &Services::default())
}

fn from() -> EvidenceFrom {
    let assessment: mutual_care::base::AssessmentId = id(800);
    EvidenceFrom::Record(RecordRef { id: assessment.any(), revision: 4 })
}

fn proposed(answers: &[Answers], record: &Household) -> Vec<HouseholdEvent> {
    view(answers).household_events(&found(answers), from(), record.chronicle())
}

fn verbs(events: &[HouseholdEvent]) -> Vec<Verb> {
    let mut verbs: Vec<Verb> = events.iter().map(Events::verb).collect();
    verbs.dedup();
    verbs
}

/// He cooks for her, she sees to his medicines; a device helps with hers.
fn two() -> (Answers, Answers) {
    let (mut mother, mut son) = (all_asked(MOTHER, SON), all_asked(SON, MOTHER));
    gives(&mut son, &mut mother, Topic::Cooking);
    gives(&mut mother, &mut son, Topic::Medicines);
    mother.manages_alone.set(Topic::Medicines, Fact::known(false));
    let device = OtherHelp {
        by: Source::device(id(50)),
        topic: Topic::Medicines,
        when: "daily 07:00-10:00,17:00-20:00".parse().unwrap(),
    };
    (mother.with_other_help(vec![device]).unwrap(), son)
}

#[test]
fn a_record_accepts_what_is_proposed_and_then_shows_the_same_week() {
    let (mother, son) = two();
    let answers = [mother, son];
    let mut neighbour = all_asked(7, MOTHER);
    neighbour = change_with(&neighbour, |with| with.lives_together = fact(0));
    for (record, with_neighbour) in [
        (household(Vec::new()), false),
        (household(vec![Person::here(person(MOTHER))]), false),
        (household(vec![Person::here(person(MOTHER)), Person::elsewhere(person(SON))]), true),
    ] {
        let mut answers = answers.to_vec();
        if with_neighbour {
            answers.push(neighbour.clone());
        }
        let events = proposed(&answers, &record);
        let record = accepted(record, events);
        let week = record.as_at(on()).unwrap();
        let expected = view(&answers);
        assert_eq!(week.members().collect::<Vec<_>>(), [person(MOTHER), person(SON)]);
        assert_eq!((week.needs().len(), week.arrangements().len()), (3, 3));
        let support = mutual_care::support::Support::of(&week);
        assert_eq!(support.mutual_dependence(), [(person(MOTHER), person(SON))]);
        assert_eq!(expected.found.outcome, mutual_care::assessment::MutualCaring::MutualDependence);
        assert_eq!(record.chronicle().signs(on()), Signs::Confirmed { on: on() });
        let evidence = record.chronicle().signs_evidence(on()).unwrap();
        assert_eq!(evidence.between, [person(MOTHER), person(SON)]);
        // The same answers again propose nothing.
        assert_eq!(proposed(&answers, &record), Vec::<HouseholdEvent>::new());
    }
}

#[test]
fn events_come_in_an_order_and_say_who_told_what_when() {
    let (mother, mut son) = two();
    let asked = on() - chrono::Days::new(3);
    son = change_with(&son, |with| {
        with.willing_later = Fact::known(false).told_on(asked).told_by(FactSource::ThePerson);
        with.able_now = Fact::known(Ability::WithSupport { by: Some(id(50)) });
    });
    let events = proposed(&[mother, son], &household(Vec::new()));
    assert_eq!(
        verbs(&events),
        [
            Verb::PersonCame,
            Verb::ServiceCame,
            Verb::NeedRecorded,
            Verb::ArrangementRecorded,
            Verb::Answered,
            Verb::SignsLookedFor
        ]
    );
    let record = accepted(household(Vec::new()), events);
    let known = record.chronicle();
    let (_, cooks) = known.arrangements().find(|(_, it)| it.by() == person(SON).into()).unwrap();
    let later = cooks.willing_later(on());
    assert_eq!((later.told(), later.on()), (&Told::Known(false), Some(asked)));
    assert_eq!(later.source(), Some(FactSource::ThePerson));
    assert_eq!(*cooks.able_now(on()).told(), Told::Known(Ability::WithSupport { by: Some(id(50)) }));
    let said =
        |who: u128, topic| *known.person(person(who)).unwrap().said(topic).unwrap().at(on()).unwrap().told();
    assert_eq!(said(MOTHER, About::SeesSelfAsCarer), Told::Known(true));
    assert_eq!(said(MOTHER, About::WantsToGoOnTogether), Told::Known(true));
}

#[test]
fn a_change_is_proposed_as_a_change_and_nothing_is_ever_ended() {
    let (mother, son) = two();
    let record =
        accepted(household(Vec::new()), proposed(&[mother.clone(), son.clone()], &household(Vec::new())));
    let son = change_with(&son, |with| {
        let mut help = with.help.get(Topic::Cooking);
        help.gives_when = vec![mutual_care::assessment::PartOfDay::Evening];
        with.help.set(Topic::Cooking, help);
        with.willing_later = Fact::known(false);
    });
    let again = proposed(&[mother, son], &record);
    assert_eq!(verbs(&again), [Verb::ArrangementChanged, Verb::Answered, Verb::SignsLookedFor]);
    accepted(record, again);
}

#[test]
fn help_that_one_denies_is_told_as_not_known_to_be_able() {
    let (mother, son) = two();
    let mother = change_with(&mother, |with| {
        let help = HelpBothWays { gets: fact(0), ..with.help.get(Topic::Cooking) };
        with.help.set(Topic::Cooking, help);
    });
    let record = accepted(household(Vec::new()), proposed(&[mother, son], &household(Vec::new())));
    let (_, cooks) = record.chronicle().arrangements().find(|(_, it)| it.by() == person(SON).into()).unwrap();
    assert_eq!(*cooks.able_now(on()).told(), Told::NotKnown(WhyNotKnown::AskedNotKnown));
}

#[test]
fn looked_and_none_is_recorded_only_where_nothing_is_left_to_ask_or_to_know() {
    let (mother, son) = (all_asked(MOTHER, SON), all_asked(SON, MOTHER));
    let evidence = |answers: &[Answers]| view(answers).evidence(&found(answers), from());
    let none = evidence(&[mother.clone(), son.clone()]).unwrap();
    assert_eq!((none.outcome, none.between.len(), none.codes.len()), (MutualCaring::NoSign, 0, 0));
    assert_eq!(found(&[mother.clone(), son.clone()]).evidence(from()), Some(none));
    // He was never asked.
    assert_eq!(evidence(std::slice::from_ref(&mother)), None);
    assert_eq!(found(std::slice::from_ref(&mother)).evidence(from()), None);
    // One question was not.
    let mut open = mother.clone();
    open.wish_later = Fact::default();
    assert_eq!(evidence(&[open, son.clone()]), None);
    // Nobody knows whether she helps him with money.
    let mut unknown = change_with(&mother, |with| {
        with.help.set(Topic::Money, HelpBothWays { gives: fact(2), ..with.help.get(Topic::Money) });
    });
    let mut helped = change_with(&son, |with| {
        with.help.set(Topic::Money, HelpBothWays { gets: fact(2), ..with.help.get(Topic::Money) });
    });
    helped.manages_alone.set(Topic::Money, fact(0));
    assert_eq!(evidence(&[unknown.clone(), helped.clone()]), None);
    // A sign is evidence, whatever is open.
    unknown.recent_change = fact(1);
    assert_eq!(evidence(&[unknown, helped]).unwrap().outcome, MutualCaring::Sign);
}

#[test]
fn a_fear_told_in_confidence_is_neither_told_nor_read_as_no_sign() {
    let mut mother = all_asked(MOTHER, SON);
    mother.worries.set(Worry::SplitUp, fact(1));
    mother.turned_help_down = fact(1);
    mother.somebody_would_come = fact(0);
    mother.in_confidence =
        [MutualQuestion::Worry(Worry::SplitUp), MutualQuestion::TurnedHelpDown].into_iter().collect();
    let answers = [mother, all_asked(SON, MOTHER)];
    let evidence = view(&answers).evidence(&found(&answers), from()).unwrap();
    assert_eq!((evidence.outcome, evidence.between.len()), (MutualCaring::Sign, 0));
    assert!(evidence.codes.is_empty());
    let record = accepted(household(Vec::new()), proposed(&answers, &household(Vec::new())));
    assert_eq!(record.chronicle().signs(on()), Signs::Signs { on: on() });
    let said = record.chronicle().person(person(MOTHER)).unwrap().said(About::AfraidOfBeingParted).unwrap();
    assert_eq!(*said.at(on()).unwrap().told(), Told::NotKnown(WhyNotKnown::AskedNotKnown));
    // Told openly, it is evidence; its code is for her alone and does not travel.
    let mut openly = answers.clone();
    openly[0].in_confidence = mutual_care::circle::Confided::default();
    let evidence = view(&openly).evidence(&found(&openly), from()).unwrap();
    assert_eq!(evidence.outcome, MutualCaring::Sign);
    assert!(!evidence.codes.iter().any(|code| *code == "sign-fear-of-parting"));
}

#[test]
fn needs_of_somebody_next_door_are_not_told_to_this_household() {
    let (mut mother, mut son) = two();
    for one in [&mut mother, &mut son] {
        *one = change_with(one, |with| with.lives_together = fact(0));
    }
    let record = household(vec![Person::here(person(MOTHER))]);
    let record = accepted(record.clone(), proposed(&[mother, son], &record));
    let week = record.as_at(on()).unwrap();
    assert_eq!(week.members().collect::<Vec<_>>(), [person(MOTHER)]);
    assert!(week.needs().iter().all(|need| need.person() == person(MOTHER)));
    assert_eq!(week.arrangements().len(), 2, "he cooks for her, and the device");
}

/// Whatever is answered, a record accepts what is proposed, and the same again proposes nothing.
#[test]
fn a_record_accepts_what_any_answers_propose() {
    let mut random = Seeded(23);
    let mut helped = 0;
    for round in 0..60 {
        let (mut mother, mut son) = (all_asked(MOTHER, SON), all_asked(SON, MOTHER));
        for answers in [&mut mother, &mut son] {
            for topic in Topic::ALL {
                answers.manages_alone.set(*topic, fact(random.below(3)));
                *answers = change_with(answers, |with| {
                    let help = HelpBothWays {
                        gives: fact(random.below(3)),
                        gets: fact(random.below(3)),
                        gives_when: Vec::new(),
                    };
                    with.help.set(*topic, help);
                });
            }
            *answers = change_with(answers, |with| {
                with.lives_together = fact(random.below(3));
                with.willing_now = fact(random.below(3));
                with.willing_later = fact(random.below(3));
            });
            answers.wish_later = Fact::known(WishLater::CloseBy);
            answers.worries.set(Worry::SplitUp, fact(random.below(3)));
        }
        let people = if round % 2 == 0 { Vec::new() } else { vec![Person::here(person(SON))] };
        let record = household(people);
        let answers = [mother, son];
        let record = accepted(record.clone(), proposed(&answers, &record));
        helped += record.chronicle().arrangements().count();
        assert_eq!(proposed(&answers, &record), Vec::<HouseholdEvent>::new());
    }
    assert!(helped > 400, "{helped}");
}

/// Whatever was answered in confidence, and whatever else was never asked, the joint view and the events are the same
/// to the byte: what a hidden answer would settle is not seen to be settled.
#[test]
fn a_confidence_shows_neither_in_the_view_nor_in_the_events_where_much_was_never_asked() {
    use MutualQuestion as Q;
    let mut random = Seeded(41);
    let mut different_if_open = 0;
    for _ in 0..40 {
        let (mut mother, mut son) = (all_asked(MOTHER, SON), all_asked(SON, MOTHER));
        for (answers, other) in [(&mut mother, person(SON)), (&mut son, person(MOTHER))] {
            for question in every_question(other) {
                match random.below(4) {
                    3 => set(answers, question, Fact::default()),
                    digit => set(answers, question, fact(digit)),
                }
            }
        }
        let mut all = every_question(person(SON));
        all.extend([Q::ManagesWhich(TopicGroup::Home), Q::GivesWhich(TopicGroup::Body, person(SON))]);
        all.extend([Q::GetsWhich(TopicGroup::There, person(SON)), Q::WorriesWhich]);
        let confided = all[random.below(u32::try_from(all.len()).unwrap()) as usize];
        let shown = |value: Fact<bool>, in_confidence: bool| {
            let mut mother = mother.clone();
            for part in confided.parts() {
                set(&mut mother, part, value);
            }
            if in_confidence {
                mother.in_confidence = [confided].into_iter().collect();
            }
            let answers = [mother, son.clone()];
            let mut events = proposed(&answers, &household(Vec::new()));
            events.retain(|event| event.verb() != Verb::SignsLookedFor);
            format!("{}{events:?}", serde_json::to_string(&view(&answers)).unwrap())
        };
        for value in [fact(1), fact(2), Fact::not_known(WhyNotKnown::Declined), Fact::default()] {
            assert_eq!(shown(fact(0), true), shown(value, true), "{confided}");
        }
        different_if_open += u32::from(shown(fact(0), false) != shown(fact(1), false));
    }
    assert!(different_if_open > 20, "{different_if_open} of 40 answers would have shown");
}

/// Every single thing that there is to ask with one other adult, but who that is.
fn every_question(other: mutual_care::base::PersonId) -> Vec<MutualQuestion> {
    use MutualQuestion as Q;
    let mut all = vec![Q::LivesWithOrHelps, Q::LivesTogether(other)];
    for topic in Topic::ALL {
        all.extend([Q::ManagesAlone(*topic), Q::Gives(*topic, other), Q::Gets(*topic, other)]);
    }
    all.extend([Q::AbleNow(other), Q::WillingNow(other), Q::AbleLater(other), Q::WillingLater(other)]);
    all.extend([Q::SeesSelfAsCarer, Q::SomebodyWouldNotice, Q::SomebodyWouldCome, Q::TurnedHelpDown]);
    all.extend(Worry::ALL.iter().copied().map(Q::Worry));
    all.extend([Q::RecentChange, Q::WishLater, Q::BrothersOrSisters, Q::Age, Q::LearningDisability]);
    all
}
