//! What each event carries over, field by field.

use mutual_care::base::{Fact, FactSource, PackageLineId, Told, WhyNotKnown};
use mutual_care::household::{
    AllLeft, Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, AsKnown, FoundToBeOne,
    Household, HowEnded, InTouchAgain, KinCorrected, KinIs, KinStated, Lives, LostTouch, MovedIn, MovedOut,
    MutualCaring, NeedEnded, NeedList, NeedRecorded, PersonCame, PersonDied, Reply, Service, ServiceCame,
    ServiceKind, Signs, SignsLookedFor, Times, Topic, Whereabouts,
};
use mutual_care::machine::{Machine, TakenOver};
use mutual_care::need::{Ability, Consequence, SourceKind};

use crate::family::{
    COMPANY, DAUGHTER, MEALS, MOTHER, NEIGHBOUR, NEIGHBOUR_AGAIN, NEIGHBOUR_VISITS, PROVIDER, SON, SON_COOKS,
    TABLETS, after, arrangement_id, born, day, evidence, gives, id, input, kin, named, need, need_id, open,
    opened, parts, period, person, source, stamp, with, words,
};
use crate::kit::Proof;
use crate::proof::Households;

#[test]
fn the_opening_carries_the_household() {
    let record = opened();
    let known = record.chronicle();
    assert_eq!(known.people().count(), 5);
    let son = known.person(person(SON)).unwrap();
    assert_eq!((son.name().reveal(), son.born(), son.died()), ("Ben", born("1975-06-20"), None));
    assert!(son.is_here(day("1980-01-01")) && son.in_touch(day("1980-01-01")));
    assert_eq!(known.kin(), input().kin());
    assert_eq!(known.services().cloned().collect::<Vec<_>>(), input().services());
    assert_eq!(known.needs().count(), 3);
    assert_eq!(
        known.need(need_id(MEALS)).unwrap().about(day("2024-01-01")).unwrap().reveal(),
        "Something only this family would say"
    );
    assert_eq!(known.arrangements().count(), 3);
    let cooks = known.arrangement(arrangement_id(SON_COOKS)).unwrap();
    assert_eq!((cooks.by(), cooks.need()), (source(SON), need_id(MEALS)));
    assert_eq!(cooks.able_now(day("2024-01-01")), Fact::known(Ability::Yes));
    assert_eq!(cooks.relies_on(day("2024-01-01")), Told::Known(&[][..]));
    assert_eq!(cooks.stretch(day("2024-01-01")), Some(period("", "")));
    assert_eq!(known.came_from(), []);
}

#[test]
fn people_who_come_and_go() {
    let on = day("2024-03-10");
    let somebody = named(20, "Ed", Lives::Here(period("", "2024-06-01")), "1980-01-01");
    let record = after(&opened(), PersonCame { on, person: somebody });
    let ed = record.chronicle().person(person(20)).unwrap();
    assert_eq!((ed.name().reveal(), ed.born()), ("Ed", born("1980-01-01")));
    for (on, here) in
        [("2024-03-09", false), ("2024-03-10", true), ("2024-05-31", true), ("2024-06-01", false)]
    {
        assert_eq!(ed.is_here(day(on)), here, "{on}");
    }
    let outside = PersonCame { on, person: named(21, "Fay", Lives::Elsewhere, "1980-01-01") };
    let record = after(&record, outside);
    assert!(!record.chronicle().person(person(21)).unwrap().is_here(on));
    assert!(record.as_at(on).unwrap().source(source(21)).is_none(), "gives nothing yet");

    let record = after(&record, MovedIn { on, person: person(21) });
    let record = after(&record, MovedOut { on: day("2024-03-20"), person: person(21) });
    let record = after(&record, LostTouch { on: day("2024-03-30"), person: person(21) });
    let fay = record.chronicle().person(person(21)).unwrap();
    assert_eq!(
        fay.whereabouts().changes().map(|(from, it)| (from, *it)).collect::<Vec<_>>(),
        [
            (None, Whereabouts::Elsewhere),
            (Some(on), Whereabouts::Here),
            (Some(day("2024-03-20")), Whereabouts::Elsewhere),
            (Some(day("2024-03-30")), Whereabouts::OutOfTouch),
        ]
    );
    assert_eq!(fay.whereabouts().since(day("2024-03-25")), Some(day("2024-03-20")));
}

#[test]
fn a_death() {
    let on = day("2024-03-10");
    let record = after(&opened(), PersonDied { on, person: person(MOTHER) });
    let mother = record.chronicle().person(person(MOTHER)).unwrap();
    assert_eq!(mother.died(), Some(on));
    assert!(mother.is_here(day("2024-03-09")) && !mother.is_here(on) && !mother.in_touch(on));
    let (before, week) = (record.as_at(day("2024-03-09")).unwrap(), record.as_at(on).unwrap());
    assert_eq!((before.members().count(), week.members().count()), (2, 1));
    assert_eq!((before.needs().len(), week.needs().len()), (3, 1));
    // She gives nothing, and nothing is given to her.
    assert_eq!((before.arrangements().len(), week.arrangements().len()), (3, 0));
}

#[test]
fn two_people_who_are_one() {
    let on = day("2024-03-10");
    let mut parts = parts();
    parts.people[3].name = words("");
    parts.people[3].born = None;
    parts.people[4].lives = Lives::Here(period("2024-02-01", "2024-03-01"));
    parts.needs.push(need(110, NEIGHBOUR_AGAIN, Consequence::Serious));
    parts
        .kin
        .extend([kin(NEIGHBOUR, KinIs::Neighbour, MOTHER), kin(NEIGHBOUR_AGAIN, KinIs::Neighbour, MOTHER)]);
    parts.kin.push(kin(NEIGHBOUR_AGAIN, KinIs::Friend, SON));
    let supported = Fact::known(Ability::WithSupport { by: Some(source(NEIGHBOUR_AGAIN)) });
    let mut with_support = gives(210, DAUGHTER, MEALS);
    with_support.able_now = supported.told_on(on).told_by(FactSource::Family);
    parts.arrangements.extend([gives(211, NEIGHBOUR_AGAIN, MEALS), with_support]);
    let said = |who, topic, on: &str| Answered {
        on: day(on),
        person: person(who),
        source: FactSource::ThePerson,
        replies: vec![Reply::Themself { topic, told: Told::Known(who == NEIGHBOUR) }],
    };
    let record = after(&open(parts), said(NEIGHBOUR_AGAIN, Topic::WouldHelp, "2024-01-05"));
    let record = after(&record, said(NEIGHBOUR_AGAIN, Topic::SeesSelfAsCarer, "2024-01-04"));
    let record = after(&record, said(NEIGHBOUR, Topic::SeesSelfAsCarer, "2024-01-05"));
    let record =
        after(&record, FoundToBeOne { on, person: person(NEIGHBOUR), duplicate: person(NEIGHBOUR_AGAIN) });

    let known = record.chronicle();
    assert!(known.person(person(NEIGHBOUR_AGAIN)).is_none());
    assert_eq!(known.kept_as(person(NEIGHBOUR_AGAIN)), Some(person(NEIGHBOUR)));
    let one = known.person(person(NEIGHBOUR)).unwrap();
    assert_eq!((one.name().reveal(), one.born()), ("Mrs D.", born("1960-02-01")), "filled in");
    for (on, here) in [("2024-01-31", false), ("2024-02-01", true), ("2024-03-01", false)] {
        assert_eq!(one.is_here(day(on)), here, "{on}");
    }
    let view = |topic| *one.said(topic).unwrap().at(day("2024-01-05")).unwrap().told();
    assert_eq!(
        (view(Topic::WouldHelp), view(Topic::SeesSelfAsCarer)),
        (Told::Known(false), Told::Known(true))
    );
    assert_eq!(
        known.kin_of(person(NEIGHBOUR)),
        [(person(MOTHER), KinIs::Neighbour), (person(SON), KinIs::Friend)]
    );
    assert_eq!(known.need(need_id(110)).unwrap().person(), person(NEIGHBOUR));
    assert_eq!(known.arrangement(arrangement_id(211)).unwrap().by(), source(NEIGHBOUR));
    let able = known.arrangement(arrangement_id(210)).unwrap().able_now(on);
    assert_eq!(able.told(), &Told::Known(Ability::WithSupport { by: Some(source(NEIGHBOUR)) }));
    assert_eq!((able.on(), able.source()), (Some(on), Some(FactSource::Family)));
    let week = record.as_at(day("2024-02-15")).unwrap();
    assert_eq!(week.need(need_id(110)).unwrap().person(), person(NEIGHBOUR));
    assert_eq!(week.source(source(NEIGHBOUR)).unwrap().kind, SourceKind::Member);
    // As known then they were two.
    assert_eq!(record.at_revision(1).unwrap().chronicle().people().count(), 5);
    assert_eq!(known.people().count(), 4);
}

#[test]
fn kin_and_services() {
    let record =
        after(&opened(), KinStated { on: day("2024-03-10"), kin: kin(NEIGHBOUR, KinIs::Friend, SON) });
    assert_eq!(record.chronicle().kin_of(person(NEIGHBOUR)), [(person(SON), KinIs::Friend)]);
    let service =
        Service { id: source(53), name: words("Day centre"), kind: ServiceKind::Provider, places: None };
    let record = after(&record, ServiceCame { on: day("2024-03-10"), service: service.clone() });
    assert!(record.chronicle().services().any(|it| *it == service));
    assert_eq!(record.chronicle().name(source(53)).unwrap().reveal(), "Day centre");
    let helps = ArrangementRecorded { on: day("2024-03-10"), arrangement: gives(210, 53, MEALS) };
    let week = after(&record, helps).as_at(day("2024-03-10")).unwrap();
    assert_eq!(week.source(source(53)).unwrap().kind, SourceKind::Provider);
}

#[test]
fn kin_that_is_put_right() {
    let corrected =
        |is| KinCorrected { on: day("2024-03-10"), person: person(DAUGHTER), is, of: person(MOTHER) };
    let record = after(&opened(), corrected(Some(KinIs::Niece)));
    let known = record.chronicle();
    assert_eq!(known.kin_of(person(DAUGHTER)), [(person(MOTHER), KinIs::Niece)]);
    let mothers = [(person(SON), KinIs::Mother), (person(DAUGHTER), KinIs::AuntOrUncle)];
    assert_eq!(known.kin_of(person(MOTHER)), mothers, "what is stated of others stays");
    let record = after(&record, corrected(None));
    assert_eq!(record.chronicle().kin(), [kin(MOTHER, KinIs::Mother, SON)]);
}

#[test]
fn somebody_in_touch_again_helps_again() {
    let (lost, again) = (day("2024-03-10"), day("2024-04-01"));
    let record = after(&opened(), LostTouch { on: lost, person: person(NEIGHBOUR) });
    let record = after(&record, InTouchAgain { on: again, person: person(NEIGHBOUR) });
    let is =
        |on: &str| record.chronicle().person(person(NEIGHBOUR)).unwrap().whereabouts().at(day(on)).copied();
    assert_eq!(is("2024-03-31"), Some(Whereabouts::OutOfTouch));
    assert_eq!(is("2024-04-01"), Some(Whereabouts::Elsewhere));
    let visits =
        |on: &str| record.as_at(day(on)).unwrap().arrangement(arrangement_id(NEIGHBOUR_VISITS)).is_some();
    assert_eq!([visits("2024-03-09"), visits("2024-03-31"), visits("2024-04-01")], [true, false, true]);
}

#[test]
fn what_ends_is_not_there_from_that_day() {
    let on = day("2024-03-10");
    let record =
        after(&opened(), ArrangementEnded { on, arrangement: arrangement_id(SON_COOKS), until: None });
    let cooks = |on: &str| record.as_at(day(on)).unwrap().arrangement(arrangement_id(SON_COOKS)).is_some();
    assert_eq!([cooks("2024-03-09"), cooks("2024-03-10")], [true, false]);
    let known = record.chronicle().arrangement(arrangement_id(SON_COOKS)).unwrap();
    assert_eq!(known.stretch(day("2024-03-09")), Some(period("", "2024-03-10")));
}

#[test]
fn needs_and_arrangements() {
    let on = day("2024-03-10");
    let stated = need(110, SON, Consequence::Serious);
    let record = after(&opened(), NeedRecorded { on, need: stated.clone() });
    let known = record.chronicle().need(need_id(110)).unwrap();
    assert_eq!((known.person(), known.at(on)), (person(SON), Some(stated.need)));
    assert_eq!(known.about(on).unwrap().reveal(), "Something only this family would say");
    assert_eq!(known.stretch(on), Some(period("2024-03-10", "")));
    assert!(!known.holds(day("2024-03-09")));
    let record = after(&record, NeedEnded { on: day("2024-04-01"), need: need_id(110), until: None });
    assert_eq!(
        record.chronicle().need(need_id(110)).unwrap().stretch(on),
        Some(period("2024-03-10", "2024-04-01"))
    );

    let mut arrangement = gives(210, DAUGHTER, MEALS);
    arrangement.hands = 2;
    arrangement.when = "Sat 09:00-11:00".parse().unwrap();
    arrangement.package_line = Some(id::<mutual_care::base::kinds::PackageLine>(301));
    arrangement.able_now = Fact::known(Ability::WithSupport { by: Some(source(PROVIDER)) });
    arrangement.willing_now = Fact::not_known(WhyNotKnown::Declined);
    arrangement.able_later = Fact::known(Ability::No);
    arrangement.willing_later = Fact::known(false);
    arrangement.relies_on = None;
    let record = after(&opened(), ArrangementRecorded { on, arrangement: arrangement.clone() });
    let week = record.as_at(on).unwrap();
    let plain = week.arrangement(arrangement_id(210)).unwrap();
    assert_eq!((plain.by, plain.need, plain.hands), (source(DAUGHTER), need_id(MEALS), 2));
    assert_eq!(plain.when, arrangement.when);
    assert_eq!(
        plain.package_line,
        Some(PackageLineId::new(id::<mutual_care::base::kinds::PackageLine>(301).uuid()))
    );
    assert_eq!(plain.able_now, Told::Known(Ability::WithSupport { by: Some(source(PROVIDER)) }));
    assert_eq!(plain.willing_now, Told::NotKnown(WhyNotKnown::Declined));
    assert_eq!((plain.able_later, plain.willing_later), (Told::Known(Ability::No), Told::Known(false)));
    assert_eq!(plain.period, period("2024-03-10", ""));
    assert!(week.source(source(PROVIDER)).is_some(), "whoever supports is named");
    assert!(record.as_at(day("2024-03-09")).unwrap().arrangement(arrangement_id(210)).is_none());

    // A change of the terms changes these and what it says of the answers; the rest stays.
    let mut changed = gives(210, DAUGHTER, MEALS);
    (changed.able_now, changed.relies_on) = (Fact::default(), None);
    let record = after(&record, ArrangementChanged { on: day("2024-04-01"), arrangement: changed });
    let week = record.as_at(day("2024-04-01")).unwrap();
    let plain = week.arrangement(arrangement_id(210)).unwrap();
    assert_eq!((plain.hands, plain.package_line, plain.willing_now), (1, None, Told::Known(true)));
    assert_eq!(plain.able_now, Told::Known(Ability::WithSupport { by: Some(source(PROVIDER)) }));
    assert_eq!(plain.willing_later, Told::Known(false));
    assert_eq!(plain.period, period("2024-03-10", ""), "one stretch");
}

#[test]
fn each_reply_where_it_belongs() {
    let (on, cooks) = (day("2024-03-10"), arrangement_id(SON_COOKS));
    let times: Times = serde_json::from_str(r#"[{"when": "daily 12:00-13:00", "minutes": 20}]"#).unwrap();
    let asked = Answered {
        on,
        person: person(SON),
        source: FactSource::ThePerson,
        replies: vec![
            Reply::AbleNow { arrangement: cooks, told: Told::Known(Ability::WithSupport { by: None }) },
            Reply::WillingNow { arrangement: cooks, told: Told::Known(false) },
            Reply::AbleLater { arrangement: cooks, told: Told::NotKnown(WhyNotKnown::AskedNotKnown) },
            Reply::WillingLater { arrangement: cooks, told: Told::NotKnown(WhyNotKnown::Declined) },
            Reply::DoneNow { arrangement: cooks, told: Told::Known(true) },
            Reply::ReliesOn { arrangement: cooks, told: Told::Known(NeedList::new(vec![need_id(TABLETS)])) },
            Reply::WhenItArises { need: need_id(COMPANY), told: Told::Known(times.clone()) },
            Reply::Themself { topic: Topic::AfraidOfBeingParted, told: Told::Known(true) },
        ],
    };
    let record = after(&opened(), asked);
    let known = record.chronicle().arrangement(cooks).unwrap();
    let said = |fact: Fact<_>| fact.told_on(on).told_by(FactSource::ThePerson);
    assert_eq!(known.able_now(on), said(Fact::known(Ability::WithSupport { by: None })));
    assert_eq!(known.able_later(on), said(Fact::not_known(WhyNotKnown::AskedNotKnown)));
    let said = |fact: Fact<_>| fact.told_on(on).told_by(FactSource::ThePerson);
    assert_eq!(known.willing_now(on), said(Fact::known(false)));
    assert_eq!(known.willing_later(on), said(Fact::not_known(WhyNotKnown::Declined)));
    assert_eq!(known.done_now(on), said(Fact::known(true)));
    assert_eq!(known.relies_on(on), Told::Known(&[need_id(TABLETS)][..]));
    assert_eq!(record.chronicle().need(need_id(COMPANY)).unwrap().when(on), Told::Known(&times));
    let view = record.chronicle().person(person(SON)).unwrap().said(Topic::AfraidOfBeingParted).unwrap();
    assert_eq!(view.at(on), Some(&said(Fact::known(true))));
    // The day before, all is as it was.
    let before = day("2024-03-09");
    assert_eq!(known.able_now(before), Fact::known(Ability::Yes));
    assert_eq!(known.willing_now(before), Fact::known(true));
    assert_eq!(known.able_later(before), Fact::default());
    assert_eq!(known.done_now(before), Fact::default());
    assert_eq!(known.relies_on(before), Told::Known(&[][..]));
    assert_eq!(view.at(before), None);
}

#[test]
fn a_case_taken_over() {
    let taken = <Households as Proof>::taken_over(mutual_care::household::Status::Open).unwrap();
    let record = with(|setting| Household::take_over(Households::id(), taken, stamp(1), setting)).unwrap();
    let known = record.record.chronicle();
    assert_eq!(known.signs(day("2024-02-01")), Signs::Signs { on: day("2023-06-01") });
    assert_eq!(known.signs(day("2023-05-31")), Signs::NotLookedAt);
    assert_eq!(record.record.as_at(day("2024-02-01")), opened().as_at(day("2024-02-01")));
    // What is to be looked at on that day is said at once.
    assert_eq!(record.findings.with_code("sibling-never-asked").count(), 1);
    // Evidence about somebody who is not there does not fit.
    let mut looked = SignsLookedFor { on: day("2023-06-01"), evidence: evidence(MutualCaring::Sign) };
    looked.evidence.between = vec![person(99)];
    let as_known = AsKnown { household: input(), looked: Some(looked) };
    let status = mutual_care::household::Status::Open;
    let taken = TakenOver { status, on: day("2024-02-01"), from_system: words("x"), as_known };
    let refused =
        with(|setting| Household::take_over(Households::id(), taken, stamp(1), setting)).unwrap_err();
    assert!(refused.to_string().contains("expected a person whom this record knows"));
}

#[test]
fn all_left() {
    let on = day("2024-03-10");
    let record = after(&opened(), MovedOut { on, person: person(SON) });
    let record = after(&record, PersonDied { on, person: person(MOTHER) });
    let record = after(&record, AllLeft { on: day("2024-03-12") });
    let Household::Ended(ended) = &record else { panic!("ended") };
    assert_eq!(ended.case().ended(), Some(&(day("2024-03-12"), HowEnded::AllLeft)));
    assert_eq!(ended.case(), record.chronicle());
    assert_eq!(record.as_at(day("2024-03-09")).unwrap().members().count(), 2);
}
