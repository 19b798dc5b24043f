//! Each finding about what a plan lacks, from both sides of its boundary: a plan that lacks nothing, and the
//! smallest change after which exactly that is found.

use std::collections::BTreeSet;

use mutual_care::base::{Audience, BasisKind, Period, Power, Surety, Told, Weight};
use mutual_care::emergency::{
    AdvanceDecision, Agreed, ContactKind, CopyWith, Counts, ForLoss, GivenBy, MayComeIn, PlanParts,
    PowerHeld, ResponderKind, Short, TakenWhen, Trigger, Way, completeness, rules,
};
use mutual_care::need::{Consequence, Need, Outcome, Snapshot, Source, Window};
use proc_macro2::{TokenStream, TokenTree};

use crate::family::{
    ASKED, DAUGHTER, MEALS, MOTHER, NOT_ASKED, SERVICE, SON, TABLETS, alarm, day, id, lacks, medicine,
    member, parts, person, plan, responder, said, snapshot, source, week, words,
};

const NONE: [&str; 0] = [];

/// What is found when the plan stays as it is and the week changes.
fn lacks_in(week: mutual_care::need::SnapshotParts) -> Vec<&'static str> {
    let snapshot = Snapshot::new(week).unwrap();
    completeness(&plan(parts()), &snapshot).iter().map(mutual_care::base::Finding::code).collect()
}

#[test]
fn a_plan_that_lacks_nothing() {
    assert_eq!(lacks(|_| {}), NONE);
}

#[test]
fn everybody_has_a_page() {
    assert_eq!(lacks(|parts| _ = parts.people.pop()), ["person-without-page"]);
    let found = completeness(
        &plan({
            let mut it = parts();
            it.people.pop();
            it
        }),
        &snapshot(),
    );
    assert_eq!(found.iter().next().unwrap().concerns(), [person(SON).any()]);
}

#[test]
fn somebody_is_called_in_each_direction() {
    let for_loss = |of: u128| {
        move |parts: &mut PlanParts| {
            parts.responders[0].for_loss = ForLoss::of([source(of)]);
        }
    };
    assert_eq!(lacks(for_loss(MOTHER)), ["no-plan-for-this-direction"]);
    assert_eq!(lacks(for_loss(SON)), ["no-plan-for-this-direction"]);
    assert_eq!(
        lacks(|parts| parts.responders[0].for_loss = ForLoss::of([source(MOTHER), source(SON)])),
        NONE
    );
    // Whoever is lost is not called: the son on the list is nobody when he himself is lost.
    assert_eq!(
        lacks(|parts| {
            parts.responders[0].source = source(SON);
            parts.responders[0].covers.retain(|need| *need != id(TABLETS));
            parts.responders[0].for_loss = ForLoss::any();
        }),
        ["no-plan-for-this-direction", "critical-need-not-covered"]
    );
    // Who gives nothing holds nobody up.
    let mut week = week();
    week.arrangements.retain(|arrangement| arrangement.by != source(SON));
    let snapshot = Snapshot::new(week).unwrap();
    let mut one_way = parts();
    one_way.responders[0].for_loss = ForLoss::of([source(MOTHER)]);
    assert!(completeness(&plan(one_way), &snapshot).is_empty());
}

#[test]
fn somebody_is_on_the_list() {
    assert_eq!(
        lacks(|parts| parts.responders.clear()),
        [
            "no-plan-for-this-direction",
            "no-plan-for-this-direction",
            "critical-need-not-covered",
            "critical-need-not-covered",
            "nobody-responds",
        ]
    );
}

#[test]
fn critical_needs_are_on_somebodys_list() {
    assert_eq!(lacks(|parts| _ = parts.responders[0].covers.pop()), ["critical-need-not-covered"]);
    // Taking the person in covers it too; both are taken in, so nobody is apart.
    let both = |parts: &mut PlanParts| {
        parts.responders[0].covers.clear();
        parts.responders[0].takes_in = vec![person(MOTHER), person(SON)];
    };
    assert_eq!(lacks(both), NONE);
    // Who said no covers nothing; who was not asked is told of apart.
    assert_eq!(
        lacks(|parts| parts.responders[0].agreed = Told::Known(Agreed::No)),
        [
            "critical-need-not-covered",
            "critical-need-not-covered",
            "responder-not-agreed",
            "nobody-holds-a-key"
        ]
    );
    // What is not critical can wait.
    let mut week = week();
    let window = Window::doing("Mon 10:00-12:00".parse().unwrap(), 10).unwrap();
    let more = |consequence| {
        Need::new(id(13), id(SON), Outcome::Company, consequence).with_windows(vec![window]).unwrap()
    };
    week.needs.push(more(Consequence::Serious));
    assert_eq!(lacks_in(week.clone()), NONE);
    week.needs[2] = more(Consequence::Critical);
    assert_eq!(lacks_in(week), ["critical-need-not-covered"]);
}

#[test]
fn the_alarm_is_raised_at_every_minute_of_the_night() {
    assert_eq!(
        lacks(|parts| parts.alarms.clear()),
        ["no-way-to-raise-the-alarm", "nobody-raises-the-alarm-at-night", "nobody-raises-the-alarm-at-night"]
    );
    // She raises it when he is lost. Awake by day only, she does not at night; for the nights alone she does.
    let when = |text: &'static str| move |parts: &mut PlanParts| parts.alarms[0].when = text.parse().unwrap();
    assert_eq!(lacks(when("daily 07:00-22:00")), ["nobody-raises-the-alarm-at-night"]);
    assert_eq!(lacks(when("daily 22:00-07:00")), NONE);
    assert_eq!(lacks(when("daily 22:01-07:00")), ["nobody-raises-the-alarm-at-night"]);
    assert_eq!(lacks(when("daily 22:00-06:59")), ["nobody-raises-the-alarm-at-night"]);
    let mut short = parts();
    when("daily 22:01-07:00")(&mut short);
    let found = completeness(&plan(short), &snapshot());
    let finding = found.iter().next().unwrap();
    assert_eq!(finding.concerns(), [person(SON).any()]);
    assert!(finding.for_professional().contains("at once in 7 min of the week's nights"));

    // Not known to be able does not count, whatever the reason.
    let able = |told| move |parts: &mut PlanParts| parts.alarms[0].way = member(MOTHER, told);
    for told in [Told::Known(false), Told::NotKnown(ASKED)] {
        assert_eq!(lacks(able(told)), ["nobody-raises-the-alarm-at-night"]);
    }
    assert_eq!(
        lacks(able(Told::NotKnown(NOT_ASKED))),
        ["nobody-raises-the-alarm-at-night", "able-to-raise-the-alarm-not-asked"]
    );
}

#[test]
fn each_way_raises_the_alarm_for_whom_it_is() {
    // In the place of the son's way of telling that his mother is lost.
    let instead = |way: Way| move |parts: &mut PlanParts| parts.alarms[1] = alarm(42, way);
    let night = ["nobody-raises-the-alarm-at-night"];
    let yes = Told::Known(true);
    assert_eq!(lacks(instead(Way::OwnTelephone { person: id(MOTHER), able: yes })), NONE);
    assert_eq!(lacks(instead(Way::OwnTelephone { person: id(SON), able: yes })), night, "his own, not hers");
    let card = Way::Card { person: id(MOTHER), found_after_min: Some(0) };
    assert_eq!(lacks(instead(card)), night, "at home nobody finds it");
    assert_eq!(lacks(instead(Way::Device { device: None })), NONE);
    assert_eq!(lacks(instead(Way::Device { device: Some(source(MOTHER)) })), night, "lost, it raises none");
    let elsewhere = Some(mutual_care::emergency::NoticesFrom::SomethingElse(words("the club")));
    assert_eq!(lacks(instead(Way::MissedVisit { noticed_by: source(SERVICE), from: elsewhere })), NONE);
    assert_eq!(lacks(instead(Way::NextVisit { by: None })), night, "nobody visits at night");
    let for_loss =
        |of: u128| move |parts: &mut PlanParts| parts.alarms[1].for_loss = ForLoss::of([source(of)]);
    assert_eq!(lacks(for_loss(MOTHER)), NONE);
    assert_eq!(lacks(for_loss(SON)), night);

    // A visit by somebody from outside who is there all night, for anybody in the house.
    let mut week = week();
    week.arrangements[2].when = "daily 21:00-08:00".parse().unwrap();
    let visited = |by: Option<u128>, week: &mutual_care::need::SnapshotParts| {
        let mut parts = parts();
        parts.alarms[1] = alarm(42, Way::NextVisit { by: by.map(source) });
        let snapshot = Snapshot::new(week.clone()).unwrap();
        completeness(&plan(parts), &snapshot).iter().map(mutual_care::base::Finding::code).collect::<Vec<_>>()
    };
    assert_eq!(visited(None, &week), NONE);
    assert_eq!(visited(Some(SERVICE), &week), NONE);
    assert_eq!(visited(Some(DAUGHTER), &week), night, "she does not visit");
    week.arrangements[2].willing_now = Told::Known(false);
    assert_eq!(visited(None, &week), night, "what does not count is no visit");
    week.arrangements[2].willing_now = yes;
    week.arrangements[2].by = source(SON);
    assert_eq!(visited(None, &week), night, "nobody from outside");
}

#[test]
fn whoever_is_counted_on_to_raise_it_was_asked() {
    let also = |able| move |parts: &mut PlanParts| parts.alarms.push(alarm(43, member(SON, able)));
    assert_eq!(lacks(also(Told::NotKnown(NOT_ASKED))), ["able-to-raise-the-alarm-not-asked"]);
    assert_eq!(lacks(also(Told::NotKnown(ASKED))), NONE);
    assert_eq!(lacks(also(Told::Known(false))), NONE);
    let own = Way::OwnTelephone { person: id(SON), able: Told::default() };
    assert_eq!(lacks(|parts| parts.alarms.push(alarm(43, own))), ["able-to-raise-the-alarm-not-asked"]);
    let card = |found_after_min| {
        lacks(move |parts| parts.alarms.push(alarm(43, Way::Card { person: id(SON), found_after_min })))
    };
    assert_eq!(card(None), ["card-found-after-not-said"]);
    assert_eq!(card(Some(0)), NONE);
}

#[test]
fn responders_were_asked_and_agreed() {
    let agreed = |told| move |parts: &mut PlanParts| parts.responders[0].agreed = told;
    assert_eq!(lacks(agreed(Told::NotKnown(NOT_ASKED))), ["responder-not-asked"]);
    assert_eq!(lacks(agreed(Told::NotKnown(ASKED))), ["responder-not-agreed"]);
}

/// A second one beside the service.
fn second(parts: &mut PlanParts) -> &mut mutual_care::emergency::Responder {
    parts.responders.push(mutual_care::emergency::Responder {
        id: id(52),
        source: source(DAUGHTER),
        kind: ResponderKind::Family,
        covers: vec![id(TABLETS)],
        ..responder()
    });
    parts.responders.last_mut().unwrap()
}

#[test]
fn nobody_is_called_against_somebodys_wish() {
    let not = |of: usize, whom: u128| {
        move |parts: &mut PlanParts| {
            second(parts);
            let nobody = Short::new(vec![source(whom)]).unwrap();
            parts.people[of].wishes.not_to_be_called = Told::Known(nobody);
        }
    };
    assert_eq!(lacks(|parts| _ = second(parts)), NONE);
    assert_eq!(lacks(not(1, DAUGHTER)), ["responder-not-wanted"]);
    assert_eq!(lacks(not(0, DAUGHTER)), NONE, "she covers nothing of the mother's");
    assert_eq!(lacks(not(1, 99)), NONE, "somebody else");
    let takes_in = |parts: &mut PlanParts| {
        let daughter = second(parts);
        daughter.covers.clear();
        daughter.takes_in = vec![person(MOTHER), person(SON)];
        let nobody = Short::new(vec![source(DAUGHTER)]).unwrap();
        parts.people[0].wishes.not_to_be_called = Told::Known(nobody);
    };
    assert_eq!(lacks(takes_in), ["responder-not-wanted"]);
}

#[test]
fn nobody_comes_in_whom_somebody_does_not_let_in() {
    let only = |these: Vec<u128>| {
        move |parts: &mut PlanParts| {
            let these = Short::new(these.into_iter().map(source).collect()).unwrap();
            parts.people[0].wishes.may_come_in = Told::Known(MayComeIn::Only(these));
        }
    };
    assert_eq!(lacks(only(vec![5])), NONE);
    assert_eq!(lacks(only(vec![DAUGHTER])), ["responder-not-let-in"]);
    assert_eq!(lacks(only(vec![])), ["responder-not-let-in"]);
    // A bed elsewhere comes into no house; whoever lives here is in it.
    assert_eq!(
        lacks(|parts| {
            only(vec![])(parts);
            parts.responders[0].kind = ResponderKind::EmergencyBed;
        }),
        ["nobody-holds-a-key"]
    );
    let lives_here = |parts: &mut PlanParts| {
        only(vec![5])(parts);
        let son = second(parts);
        (son.source, son.covers) = (source(SON), vec![id(MEALS)]);
    };
    assert_eq!(lacks(lives_here), NONE);
}

#[test]
fn who_wants_to_stay_together_is_not_taken_apart() {
    let takes = |whom: Vec<u128>| {
        move |parts: &mut PlanParts| {
            second(parts).takes_in = whom.into_iter().map(person).collect();
        }
    };
    assert_eq!(lacks(takes(vec![MOTHER, SON])), NONE);
    assert_eq!(lacks(takes(vec![SON])), ["taken-apart", "taken-apart"], "of both: who goes and who stays");
    let does_not_mind = |parts: &mut PlanParts| {
        takes(vec![SON])(parts);
        parts.people[0].wishes.stay_together = Told::Known(false);
    };
    assert_eq!(lacks(does_not_mind), ["taken-apart"]);
}

/// One field of the son's page, as it is when nobody has asked and when somebody has.
#[test]
fn what_was_not_asked_is_told_until_it_was() {
    type Change = fn(&mut mutual_care::emergency::PersonPage, mutual_care::base::WhyNotKnown);
    let until_asked: [(&str, Change); 7] = [
        ("staying-together-not-asked", |page, why| page.wishes.stay_together = Told::NotKnown(why)),
        ("who-must-not-be-called-not-asked", |page, why| page.wishes.not_to_be_called = Told::NotKnown(why)),
        ("who-may-come-in-not-asked", |page, why| page.wishes.may_come_in = Told::NotKnown(why)),
        ("communication-not-asked", |page, why| page.communication = Told::NotKnown(why)),
        ("communication-not-asked", |page, why| page.formats = Told::NotKnown(why)),
        ("powers-not-asked", |page, why| page.powers = Told::NotKnown(why)),
        ("advance-decisions-not-asked", |page, why| page.advance_decisions = Told::NotKnown(why)),
    ];
    for (code, change) in until_asked {
        assert_eq!(lacks(|parts| change(&mut parts.people[1], NOT_ASKED)), [code]);
        assert_eq!(lacks(|parts| change(&mut parts.people[1], ASKED)), NONE, "{code}: it was asked");
    }
    let until_known: [(&str, Change); 4] = [
        ("allergies-not-known", |page, why| page.allergies = Told::NotKnown(why)),
        ("medicines-not-recorded", |page, why| page.medicines = Told::NotKnown(why)),
        ("gp-missing", |page, why| page.contacts.set(ContactKind::Gp, Told::NotKnown(why))),
        ("consent-to-share-not-known", |page, why| {
            page.may_be_shown_to.set(CopyWith::Responders, Told::NotKnown(why));
        }),
    ];
    for (code, change) in until_known {
        for why in [NOT_ASKED, ASKED] {
            assert_eq!(lacks(|parts| change(&mut parts.people[1], why)), [code]);
        }
    }
    // Known and none: of allergies that is an answer, of doctors it is not.
    assert_eq!(lacks(|parts| parts.people[1].allergies = Told::Known(Short::none())), NONE);
    let no_doctor = Told::Known(Short::none());
    assert_eq!(lacks(|parts| parts.people[1].contacts.set(ContactKind::Gp, no_doctor)), ["gp-missing"]);
}

#[test]
fn medicines_fit_what_somebody_needs() {
    // She needs no help with medicines: that nobody asked is a note, that she takes none is an answer.
    let hers = |told| move |parts: &mut PlanParts| parts.people[0].medicines = told;
    assert_eq!(lacks(hers(Told::NotKnown(NOT_ASKED))), ["medicines-not-asked"]);
    assert_eq!(lacks(hers(Told::NotKnown(ASKED))), NONE);
    let his = |told| move |parts: &mut PlanParts| parts.people[1].medicines = told;
    assert_eq!(lacks(his(Told::Known(Short::none()))), ["no-medicines-though-needed"]);
}

#[test]
fn a_medicine_says_all_that_is_needed() {
    type Change = fn(&mut mutual_care::emergency::Medicine);
    let lacking: [Change; 9] = [
        |it| it.name = words(""),
        |it| it.dose = Told::default(),
        |it| it.dose = said(""),
        |it| it.when = Told::default(),
        |it| it.when = Told::Known(TakenWhen::At(mutual_care::base::WeekPattern::never())),
        |it| it.when = Told::Known(TakenWhen::AsNeeded),
        |it| it.kept = Told::default(),
        |it| it.kept = said(""),
        |it| it.given_by = Told::default(),
    ];
    let with = |change: &dyn Fn(&mut mutual_care::emergency::Medicine)| {
        lacks(|parts| {
            let mut one = medicine();
            change(&mut one);
            parts.people[1].medicines = Told::Known(Short::new(vec![medicine(), one]).unwrap());
        })
    };
    assert_eq!(with(&|_| {}), NONE);
    for change in lacking {
        assert_eq!(with(&change), ["medicines-not-complete"]);
    }
    let as_needed = |it: &mut mutual_care::emergency::Medicine| {
        it.when = Told::Known(TakenWhen::AsNeeded);
        it.note = words("For a headache, four a day at most");
        it.given_by = Told::Known(GivenBy::Themself);
    };
    assert_eq!(with(&as_needed), NONE);
}

#[test]
fn keys_and_copies_are_with_those_who_come() {
    let key = |told| move |parts: &mut PlanParts| parts.responders[0].holds_key = told;
    for told in [Told::Known(false), Told::default()] {
        assert_eq!(lacks(key(told)), ["nobody-holds-a-key"]);
    }
    let one_of_two = |parts: &mut PlanParts| {
        second(parts);
        key(Told::default())(parts);
    };
    assert_eq!(lacks(one_of_two), NONE);
    // The key of somebody who does not come opens nothing.
    let holder = |change: fn(&mut mutual_care::emergency::Responder)| {
        move |parts: &mut PlanParts| {
            second(parts);
            key(Told::default())(parts);
            change(&mut parts.responders[1]);
        }
    };
    for change in [
        (|one| one.agreed = Told::Known(Agreed::No)) as fn(&mut mutual_care::emergency::Responder),
        |one| one.reachable = mutual_care::base::WeekPattern::never(),
        |one| one.kind = ResponderKind::EmergencyBed,
    ] {
        assert!(lacks(holder(change)).contains(&"nobody-holds-a-key"));
    }
    let safe = |way_in| {
        move |parts: &mut PlanParts| {
            key(Told::default())(parts);
            parts.house.way_in_without_key = way_in;
        }
    };
    assert_eq!(lacks(safe(Told::Known(true))), NONE);
    assert_eq!(lacks(safe(Told::Known(false))), ["nobody-holds-a-key"]);

    let copy = |told| move |parts: &mut PlanParts| parts.responders[0].holds_copy = told;
    for told in [Told::Known(false), Told::default()] {
        assert_eq!(lacks(copy(told)), ["responder-without-copy"]);
    }
    // Whoever lives here needs neither.
    let lives_here = |parts: &mut PlanParts| {
        let son = second(parts);
        (son.source, son.covers) = (source(SON), vec![id(MEALS)]);
        (son.holds_copy, son.holds_key) = (Told::default(), Told::default());
    };
    assert_eq!(lacks(lives_here), NONE);
}

#[test]
fn nobody_has_a_copy_against_a_no() {
    let no = |with| {
        move |parts: &mut PlanParts| {
            parts.people[0].may_be_shown_to.set(with, Told::Known(false));
        }
    };
    // The service has a copy.
    assert_eq!(lacks(no(CopyWith::Responders)), ["shared-against-a-no", "page-not-shown-to-responders"]);
    let without_copy = |parts: &mut PlanParts| {
        no(CopyWith::Responders)(parts);
        parts.responders[0].holds_copy = Told::Known(false);
    };
    assert_eq!(lacks(without_copy), ["responder-without-copy", "page-not-shown-to-responders"]);
    // The practice has one only once somebody says so.
    assert_eq!(lacks(no(CopyWith::Gp)), NONE);
    let held = |told| {
        move |parts: &mut PlanParts| {
            no(CopyWith::Gp)(parts);
            parts.copies.with.set(CopyWith::Gp, told);
        }
    };
    assert_eq!(lacks(held(Told::Known(true))), ["shared-against-a-no"]);
    assert_eq!(lacks(held(Told::Known(false))), NONE);
    // Not asked is no no.
    let not_asked = |parts: &mut PlanParts| {
        parts.people[0].may_be_shown_to.set(CopyWith::Gp, Told::default());
        parts.copies.with.set(CopyWith::Gp, Told::Known(true));
    };
    assert_eq!(lacks(not_asked), NONE);
}

#[test]
fn powers_can_be_used_and_decisions_have_their_form() {
    let power = |power, registered| {
        move |parts: &mut PlanParts| {
            let held = PowerHeld { power, held_by: words("Cleo"), telephone: words(""), registered };
            parts.people[1].powers = Told::Known(Short::new(vec![held]).unwrap());
        }
    };
    assert_eq!(lacks(power(Power::WelfareAttorney, Told::Known(true))), NONE);
    for not in [Told::Known(false), Told::default()] {
        assert_eq!(lacks(power(Power::WelfareAttorney, not)), ["power-not-known-to-be-registered"]);
    }
    assert_eq!(lacks(power(Power::WelfareDeputy, Told::default())), NONE, "the court's own order");

    let decision = |change: fn(&mut AdvanceDecision)| {
        move |parts: &mut PlanParts| {
            let yes = Told::Known(true);
            let mut decision = AdvanceDecision {
                about_staying_alive: yes,
                in_writing: yes,
                signed: yes,
                witnessed: yes,
                says_even_at_risk_of_life: yes,
                ..AdvanceDecision::refusing(words("being kept alive by a machine"))
            };
            change(&mut decision);
            parts.people[1].advance_decisions = Told::Known(Short::new(vec![decision]).unwrap());
        }
    };
    assert_eq!(lacks(decision(|_| {})), NONE);
    let lacking: [fn(&mut AdvanceDecision); 5] = [
        |it| it.in_writing = Told::Known(false),
        |it| it.signed = Told::default(),
        |it| it.witnessed = Told::Known(false),
        |it| it.says_even_at_risk_of_life = Told::default(),
        |it| (it.about_staying_alive, it.signed) = (Told::default(), Told::default()),
    ];
    for change in lacking {
        assert_eq!(lacks(decision(change)), ["advance-decision-form-not-known"]);
    }
    assert_eq!(
        lacks(decision(|it| (it.about_staying_alive, it.signed) = (Told::Known(false), Told::default()))),
        NONE
    );
}

#[test]
fn what_is_to_be_known_of_the_plan_and_the_house() {
    assert_eq!(lacks(|parts| parts.review_by = None), ["review-date-missing"]);
    assert_eq!(lacks(|parts| parts.copies.kept = Told::default()), ["where-kept-not-known"]);
    assert_eq!(lacks(|parts| parts.copies.kept = said("")), ["where-kept-not-known"]);
    assert_eq!(lacks(|parts| parts.house.pets = Told::default()), ["pets-not-asked"]);
    assert_eq!(lacks(|parts| parts.house.pets = Told::Known(Short::none())), NONE);
    assert_eq!(lacks(|parts| parts.house.if_unusable = Told::default()), ["nowhere-to-go-known"]);
    let unusable = |counts| move |parts: &mut PlanParts| parts.triggers.set(Trigger::HomeUnusable, counts);
    let (yes, no) = (Told::Known(true), Told::Known(false));
    assert_eq!(lacks(unusable(Counts { sudden: yes, planned: no })), ["not-covered-by-proof"]);
    assert_eq!(lacks(unusable(Counts { sudden: no, planned: yes })), ["not-covered-by-proof"]);
    assert_eq!(lacks(unusable(Counts { sudden: no, planned: no })), NONE);
    assert_eq!(lacks(unusable(Counts::default())), NONE);
}

#[test]
fn a_week_that_changes_changes_what_is_lacking() {
    // Somebody moves in of whom nobody has thought.
    let mut week = week();
    week.sources.push(Source::member(id(6)));
    assert_eq!(lacks_in(week), ["person-without-page"]);
    let more = Need::new(id(14), id(MOTHER), Outcome::Medicines, Consequence::Serious);
    let mut week = crate::family::week();
    week.needs.push(more);
    assert_eq!(lacks_in(week), ["no-medicines-though-needed"], "she is said to take none");
}

#[test]
fn who_can_never_be_reached_never_comes() {
    let reachable = |text: &'static str| {
        move |parts: &mut PlanParts| parts.responders[0].reachable = text.parse().unwrap()
    };
    assert_eq!(lacks(reachable("Sun 23:59-24:00")), NONE, "a minute a week is enough");
    assert_eq!(
        lacks(reachable("never")),
        [
            "no-plan-for-this-direction",
            "no-plan-for-this-direction",
            "critical-need-not-covered",
            "critical-need-not-covered",
            "responder-never-reachable",
            "nobody-holds-a-key",
        ]
    );
}

#[test]
fn nobody_covers_a_need_of_their_own() {
    // The son on the list for his own tablets: nobody covers them. A plan that fits the week cannot say so; what is
    // found of one that does is told all the same.
    let mut own = parts();
    own.responders[0].source = source(SON);
    own.responders[0].covers = vec![id(TABLETS)];
    let found = completeness(&mutual_care::emergency::Plan::new(own).unwrap(), &snapshot());
    assert_eq!(found.with_code("critical-need-not-covered").count(), 2);
}

#[test]
fn a_child_who_is_counted_on_is_found_and_an_age_that_nobody_knows_is_a_question() {
    use mutual_care::need::Age;
    let aged = |of: u128, age| {
        let mut week = week();
        let source = week.sources.iter_mut().find(|one| one.id == source(of)).unwrap();
        source.age = age;
        lacks_in(week)
    };
    assert_eq!(aged(MOTHER, Some(Age::Adult)), NONE);
    assert_eq!(aged(MOTHER, Some(Age::Under18)), ["under-18-counted-on"], "she gives and raises the alarm");
    assert_eq!(aged(MOTHER, None), ["age-not-known"]);
    // A responder from outside whom the week does not know: the plan says how old they are.
    let responds = |kind, age, agreed| {
        lacks(move |parts| {
            parts.responders[0].source = source(77);
            (parts.responders[0].kind, parts.responders[0].age) = (kind, age);
            parts.responders[0].agreed = agreed;
        })
    };
    let yes = || Told::Known(Agreed::On(day("2026-02-16")));
    assert_eq!(responds(ResponderKind::Family, None, yes()), ["age-not-known"]);
    assert_eq!(responds(ResponderKind::Circle, Some(Age::Under18), yes()), ["under-18-counted-on"]);
    assert_eq!(responds(ResponderKind::Family, Some(Age::Adult), yes()), NONE);
    assert_eq!(responds(ResponderKind::Service, None, yes()), NONE, "a service has no age");
    assert!(!responds(ResponderKind::Family, None, Told::Known(Agreed::No)).contains(&"age-not-known"));
}

#[test]
fn who_notices_from_help_notices_on_its_days_only() {
    use mutual_care::emergency::NoticesFrom;
    // The service visits on Tuesdays.
    let way = |when: &'static str, from: Option<NoticesFrom>| {
        let way = Way::MissedVisit { noticed_by: source(SERVICE), from };
        lacks(move |parts| {
            parts.alarms.push(alarm(49, way));
            parts.alarms.last_mut().unwrap().when = when.parse().unwrap();
        })
    };
    assert_eq!(way("Tue 00:00-24:00", None), NONE);
    assert_eq!(way("Tue 00:00-24:00; Wed 00:00-00:01", None), ["notices-beyond-help"]);
    assert_eq!(way("Mon 23:59-24:00", Some(NoticesFrom::Help)), ["notices-beyond-help"]);
    assert_eq!(way("always", Some(NoticesFrom::SomethingElse(words("the club")))), NONE);
    let mut daily = parts();
    daily.alarms.push(alarm(49, Way::MissedVisit { noticed_by: source(SERVICE), from: None }));
    let found = completeness(&plan(daily), &snapshot());
    let finding = found.with_code("notices-beyond-help").next().unwrap();
    assert!(finding.for_professional().contains("up to 144 h a week"), "{}", finding.for_professional());
}

#[test]
fn what_has_ended_is_read_and_found() {
    // The device is gone, and with it the only way of telling that the son is lost.
    let gone = |change: fn(&mut PlanParts)| {
        let mut parts = parts();
        change(&mut parts);
        let found = completeness(&mutual_care::emergency::Plan::new(parts).unwrap(), &snapshot());
        found.iter().map(mutual_care::base::Finding::code).collect::<Vec<_>>()
    };
    assert_eq!(
        gone(|parts| parts.alarms[0].way = Way::Device { device: Some(source(66)) }),
        ["nobody-raises-the-alarm-at-night", "names-what-is-gone"]
    );
    // Of a list only the entry falls away, and a list of nothing else is for no loss, never for any.
    assert_eq!(
        gone(|parts| parts.responders[0].for_loss = ForLoss::of([source(MOTHER), source(SON), source(66)])),
        ["names-what-is-gone"]
    );
    assert_eq!(
        gone(|parts| parts.responders[0].for_loss = ForLoss::of([source(66)])),
        ["no-plan-for-this-direction", "no-plan-for-this-direction", "names-what-is-gone"]
    );
    assert_eq!(gone(|parts| parts.responders[0].covers.push(id(99))), ["names-what-is-gone"]);
    assert_eq!(
        gone(|parts| parts.responders[0].covers = vec![id(98), id(99)]),
        [
            "critical-need-not-covered",
            "critical-need-not-covered",
            "names-what-is-gone",
            "names-what-is-gone",
        ]
    );
    // Named twice by one, it is found once.
    assert_eq!(gone(|parts| parts.responders[0].covers.extend([id(99), id(99)])), ["names-what-is-gone"]);
}

/// The week is that of 2 March 2026.
#[test]
fn what_is_for_other_days_is_lacking() {
    let days = |from: Option<&str>, until: Option<&str>| {
        let period = Period::new(from.map(day), until.map(day)).unwrap();
        move |parts: &mut PlanParts| {
            // Somebody else comes all the time, but for one need.
            let mut other = responder();
            (other.id, other.source, other.covers) = (id(77), source(78), vec![id(TABLETS)]);
            (parts.responders[0].period, parts.responders[0].holds_key) = (period, Told::Known(false));
            parts.responders.push(other);
        }
    };
    assert_eq!(lacks(days(None, None)), NONE);
    let now = ["critical-need-not-covered"];
    assert_eq!(lacks(days(None, Some("2026-03-02"))), [now[0], "plan-part-has-ended"]);
    assert_eq!(lacks(days(Some("2026-03-03"), None)), [now[0], "plan-part-begins-later"]);
    assert_eq!(lacks(days(Some("2026-03-02"), Some("2026-03-03"))), ["plan-lacks-from"]);
    // One that begins later and ends again is lacking now and not then for the first time.
    assert_eq!(lacks(days(Some("2026-03-03"), Some("2026-03-09"))), [now[0], "plan-part-begins-later"]);
}

#[test]
fn every_rule_says_what_it_rests_on_in_both_voices() {
    let mut codes = BTreeSet::new();
    for (place, rule) in rules::TABLE.iter().enumerate() {
        assert_eq!(usize::from(rule.place), place);
        assert!(codes.insert(rule.code), "{} stands twice", rule.code);
        assert!(rule.professional.ends_with('.'), "{}", rule.code);
        assert!(rule.person.ends_with(['.', '?']), "{}", rule.code);
        assert_ne!(rule.professional, rule.person);
        let law = matches!(rule.basis.kind(), BasisKind::Act | BasisKind::Regulation | BasisKind::Guidance);
        assert!(!law || rule.basis.surety() == Surety::Read, "{}", rule.code);
        assert_eq!(rule.audience, Audience::Anyone);
        assert_ne!(rule.weight, Weight::Bars, "{}: an emergency does not wait", rule.code);
    }
    assert!(rules::TABLE.is_sorted_by_key(|rule| rule.weight), "warns, then notes");
}

/// Every code of the table is found by some test of this file: the table has no rule that nothing makes.
#[test]
fn every_rule_of_the_table_is_looked_at_here() {
    let mut texts = BTreeSet::new();
    add_texts(include_str!("lacking.rs").parse().unwrap(), &mut texts);
    let missing: Vec<_> = rules::TABLE.iter().filter(|rule| !texts.contains(rule.code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The texts that stand in a source, comments left out.
fn add_texts(tokens: TokenStream, texts: &mut BTreeSet<String>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => add_texts(group.stream(), texts),
            TokenTree::Literal(literal) => {
                if let syn::Lit::Str(text) = syn::Lit::new(literal) {
                    texts.insert(text.value());
                }
            }
            _ => {}
        }
    }
}
