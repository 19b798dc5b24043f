//! What is worth looking at on a day, each on its boundary.

use chrono::{Days, NaiveDate};
use mutual_care::base::{Amount, Fact, FactSource, Told, WhyNotKnown};
use mutual_care::household::{
    Answered, ArrangementChanged, ArrangementEnded, ArrangementRecorded, Household, HouseholdInput, KinIs,
    KinStated, Lives, LostTouch, MovedIn, MovedOut, MutualCaring, NeedChanged, NeedRecorded, PersonCame,
    PersonDied, Policy, Reply, Signs, SignsLookedFor, SignsWatched, StatedArrangement, StatedNeed, Times,
};
use mutual_care::machine::Machine;
use mutual_care::need::{Ability, Consequence};

use crate::family::{
    COMPANY, DAUGHTER, MEALS, MOTHER, MOTHER_CALLS, NEIGHBOUR, NEIGHBOUR_VISITS, PROVIDER, PROVIDER_COOKS,
    SON, SON_COOKS, TABLETS, accepted, after, arrangement_id, day, evidence, found, gives, kin, named, need,
    need_id, open, opened, parts, period, person, words,
};

/// The codes of what is to be looked at on a day.
fn codes(record: &Household, on: &str) -> Vec<&'static str> {
    let mut codes: Vec<_> =
        record.to_look_at(day(on), &Policy::default()).iter().map(mutual_care::base::Finding::code).collect();
    codes.dedup();
    codes
}

fn says(record: &Household, on: &str, code: &str) -> bool {
    codes(record, on).contains(&code)
}

/// A family of whom everything has been asked and looked at: nothing is to be looked at.
fn settled() -> Household {
    let mut parts = parts();
    parts.people.truncate(4);
    let record = open(parts);
    let asked = Answered {
        on: day("2024-01-01"),
        person: person(DAUGHTER),
        source: FactSource::ThePerson,
        replies: vec![Reply::Themself {
            topic: mutual_care::household::Topic::WouldHelp,
            told: Told::Known(true),
        }],
    };
    let record = after(&record, asked);
    let looked = SignsLookedFor { on: day("2024-01-01"), evidence: evidence(MutualCaring::MutualDependence) };
    after(&record, looked)
}

#[test]
fn a_settled_family_has_nothing_to_look_at() {
    assert_eq!(codes(&settled(), "2024-06-01"), [""; 0]);
}

#[test]
fn critical_help_that_ended_with_nothing_in_its_place() {
    let ended =
        ArrangementEnded { on: day("2024-03-10"), arrangement: arrangement_id(SON_COOKS), until: None };
    assert!(found(&settled(), ended.clone()).contains(&"nothing-in-its-place"));
    let record = after(&settled(), ended.clone());
    assert!(!says(&record, "2024-03-09", "nothing-in-its-place"));
    assert!(says(&record, "2024-03-10", "nothing-in-its-place"));
    // Something in its place, from that day on, or a day late.
    let in_its_place = |on: &str| {
        let arrangement = gives(PROVIDER_COOKS, PROVIDER, MEALS);
        after(&settled(), ArrangementRecorded { on: day(on), arrangement })
    };
    assert!(!found(&in_its_place("2024-03-10"), ended.clone()).contains(&"nothing-in-its-place"));
    assert!(found(&in_its_place("2024-03-11"), ended.clone()).contains(&"nothing-in-its-place"));
    // What is known not to be able or willing is nothing in its place.
    let mut unwilling = gives(210, NEIGHBOUR, MEALS);
    unwilling.willing_now = Fact::known(false);
    let record = after(&settled(), ArrangementRecorded { on: day("2024-02-01"), arrangement: unwilling });
    assert!(found(&record, ended.clone()).contains(&"nothing-in-its-place"));
    // A need that is not critical may end without.
    let company = ArrangementEnded {
        on: day("2024-03-10"),
        arrangement: arrangement_id(NEIGHBOUR_VISITS),
        until: None,
    };
    assert!(!found(&settled(), company).contains(&"nothing-in-its-place"));
    // And one that never had help is another thing.
    let new = NeedRecorded { on: day("2024-03-10"), need: need(110, SON, Consequence::Critical) };
    let codes = found(&settled(), new);
    assert!(codes.contains(&"no-help-arranged") && !codes.contains(&"nothing-in-its-place"));
}

#[test]
fn whoever_died_is_not_counted_on() {
    let died = |who| PersonDied { on: day("2024-03-10"), person: person(who) };
    let accepted = accepted(&settled(), died(MOTHER));
    let finding = accepted.findings.with_code("died-still-counted-on").next().unwrap();
    assert_eq!(finding.concerns(), [person(MOTHER).any(), arrangement_id(MOTHER_CALLS).any()]);
    assert!(!says(&accepted.record, "2024-03-09", "died-still-counted-on"));
    assert!(says(&accepted.record, "2024-03-10", "died-still-counted-on"));
    let ended =
        ArrangementEnded { on: day("2024-03-10"), arrangement: arrangement_id(MOTHER_CALLS), until: None };
    assert!(!says(&after(&accepted.record, ended), "2024-03-10", "died-still-counted-on"));
    // Whoever only supported a giver is named too, and the help they supported does not count.
    let mut supported = gives(210, DAUGHTER, MEALS);
    supported.able_now = Fact::known(Ability::WithSupport { by: Some(person(NEIGHBOUR).into()) });
    let record = after(&settled(), ArrangementRecorded { on: day("2024-02-01"), arrangement: supported });
    let record = after(&record, died(NEIGHBOUR));
    let found = record.to_look_at(day("2024-03-10"), &Policy::default());
    let finding = found.with_code("died-still-counted-on").next().unwrap();
    assert_eq!(
        finding.concerns(),
        [person(NEIGHBOUR).any(), arrangement_id(NEIGHBOUR_VISITS).any(), arrangement_id(210).any()]
    );
    let week = record.as_at(day("2024-03-10")).unwrap();
    assert!(
        week.arrangement(arrangement_id(210)).is_none()
            && week.arrangement(arrangement_id(NEIGHBOUR_VISITS)).is_none()
    );
}

#[test]
fn whoever_is_out_of_touch_is_not_counted_on() {
    let lost = LostTouch { on: day("2024-03-10"), person: person(NEIGHBOUR) };
    assert!(found(&settled(), lost.clone()).contains(&"out-of-touch-still-counted-on"));
    let record = after(&settled(), lost);
    assert!(!says(&record, "2024-03-09", "out-of-touch-still-counted-on"));
    assert!(record.as_at(day("2024-03-09")).unwrap().arrangement(arrangement_id(NEIGHBOUR_VISITS)).is_some());
    assert!(record.as_at(day("2024-03-10")).unwrap().arrangement(arrangement_id(NEIGHBOUR_VISITS)).is_none());
}

#[test]
fn whoever_moved_out_is_asked_whether_they_still_come() {
    let moved = MovedOut { on: day("2024-03-10"), person: person(SON) };
    assert!(found(&settled(), moved.clone()).contains(&"moved-out-still-counted-on"));
    let record = after(&settled(), moved);
    assert!(!says(&record, "2024-03-09", "moved-out-still-counted-on"));
    // Agreed anew, from outside, it is another thing; agreed before the move, it is not.
    let agreed = |on: &str| {
        let arrangement = gives(SON_COOKS, SON, MEALS);
        after(&record, ArrangementChanged { on: day(on), arrangement })
    };
    assert!(says(&agreed("2024-03-09"), "2024-03-20", "moved-out-still-counted-on"));
    assert!(!says(&agreed("2024-03-10"), "2024-03-20", "moved-out-still-counted-on"));
    // Whoever always came from outside is not meant.
    assert!(!says(&settled(), "2024-03-20", "moved-out-still-counted-on"));
}

#[test]
fn whoever_is_left_alone_with_critical_needs() {
    let accepted = accepted(&settled(), PersonDied { on: day("2024-03-10"), person: person(MOTHER) });
    let finding = accepted.findings.with_code("alone-with-critical-needs").next().unwrap();
    assert_eq!(finding.concerns(), [person(SON).any()]);
    assert!(finding.amounts().contains(&("needs", Amount::Count(1))));
    assert!(!says(&accepted.record, "2024-03-09", "alone-with-critical-needs"));
    let mut parts = parts();
    parts.needs[1] = need(TABLETS, SON, Consequence::Serious);
    let record = after(&open(parts), PersonDied { on: day("2024-03-10"), person: person(MOTHER) });
    assert!(!says(&record, "2024-03-10", "alone-with-critical-needs"));
}

#[test]
fn a_child_who_is_counted_on() {
    let came = |birth: &str| {
        let person = named(20, "Hal", Lives::Here(period("", "")), birth);
        let record = after(&settled(), PersonCame { on: day("2024-01-01"), person });
        after(&record, ArrangementRecorded { on: day("2024-02-01"), arrangement: gives(210, 20, MEALS) })
    };
    // Eighteen on the 10th of March.
    let record = came("2006-03-10");
    assert!(says(&record, "2024-03-09", "under-18-counted-on"));
    assert!(!says(&record, "2024-03-10", "under-18-counted-on"));
    assert!(!says(&record, "2024-01-31", "under-18-counted-on"), "gives nothing yet");
    assert!(!says(&settled(), "2024-03-09", "under-18-counted-on"));
}

#[test]
fn somebody_whom_nobody_has_asked() {
    let blank = |stated: StatedArrangement| StatedArrangement {
        able_now: Fact::default(),
        willing_now: Fact::default(),
        ..stated
    };
    let mut parts = parts();
    parts.arrangements[0] = blank(gives(SON_COOKS, SON, MEALS));
    let record = open(parts);
    let about = |record: &Household, on: &str, code: &str| -> Vec<_> {
        let found = record.to_look_at(day(on), &Policy::default());
        found.with_code(code).flat_map(|finding| finding.concerns().to_vec()).collect()
    };
    // The mother is known to be able and willing, so somebody asked her; the son was not asked anything.
    assert_eq!(about(&record, "2024-03-10", "nobody-has-asked"), [person(SON).any()]);
    assert_eq!(
        about(&record, "2024-03-10", "able-and-willing-not-asked"),
        [person(SON).any(), arrangement_id(SON_COOKS).any()]
    );
    let replies = vec![
        Reply::AbleNow {
            arrangement: arrangement_id(SON_COOKS),
            told: Told::NotKnown(WhyNotKnown::AskedNotKnown),
        },
        Reply::WillingNow {
            arrangement: arrangement_id(SON_COOKS),
            told: Told::NotKnown(WhyNotKnown::Declined),
        },
    ];
    let on = day("2024-03-10");
    let both = Answered { on, person: person(SON), source: FactSource::ThePerson, replies };
    let record_then = after(&record, both.clone());
    // Not knowing, and rather not saying, are answers.
    assert_eq!(about(&record_then, "2024-03-10", "nobody-has-asked"), []);
    assert_eq!(about(&record_then, "2024-03-10", "able-and-willing-not-asked"), []);
    assert_eq!(about(&record_then, "2024-03-09", "nobody-has-asked"), [person(SON).any()]);
    // Able alone is half of it.
    let able = Answered { replies: both.replies[..1].to_vec(), ..both };
    assert_eq!(about(&after(&record, able), "2024-03-10", "able-and-willing-not-asked").len(), 2);
}

#[test]
fn a_brother_or_sister_never_asked() {
    // Cora has the same mother, which makes her a sister without anybody having said so.
    assert!(says(&opened(), "2024-03-10", "sibling-never-asked"));
    assert!(!says(&settled(), "2024-03-10", "sibling-never-asked"));
    // It is said again when help ends, although it was there before.
    let ended = ArrangementEnded {
        on: day("2024-03-10"),
        arrangement: arrangement_id(NEIGHBOUR_VISITS),
        until: None,
    };
    assert!(found(&opened(), ended.clone()).contains(&"sibling-never-asked"));
    assert!(!found(&settled(), ended).contains(&"sibling-never-asked"));
    // Stated as sister, and no parent in common.
    let mut parts = parts();
    parts.kin = vec![kin(DAUGHTER, KinIs::Sister, SON)];
    assert!(says(&open(parts.clone()), "2024-03-10", "sibling-never-asked"));
    for (is, counts) in [
        (KinIs::HalfSister, true),
        (KinIs::StepSister, true),
        (KinIs::AdoptiveSibling, true),
        (KinIs::FosterSister, false),
        (KinIs::SisterInLaw, false),
        (KinIs::Cousin, false),
        (KinIs::Friend, false),
    ] {
        parts.kin = vec![kin(DAUGHTER, is, SON)];
        assert_eq!(says(&open(parts.clone()), "2024-03-10", "sibling-never-asked"), counts, "{is}");
    }
    // A foster sister who is a half-sister besides is one.
    parts.kin = vec![kin(DAUGHTER, KinIs::FosterSister, SON), kin(DAUGHTER, KinIs::HalfSister, SON)];
    assert!(says(&open(parts.clone()), "2024-03-10", "sibling-never-asked"));
    // With a parent in common: by birth, by adoption or as a parent's partner; not by fostering and not in law.
    for (one, other, counts) in [
        (KinIs::Mother, KinIs::StepMother, true),
        (KinIs::AdoptiveMother, KinIs::Parent, true),
        (KinIs::StepParent, KinIs::StepMother, true),
        (KinIs::Mother, KinIs::FosterMother, false),
        (KinIs::FosterMother, KinIs::FosterMother, false),
        (KinIs::Mother, KinIs::MotherInLaw, false),
        (KinIs::Guardian, KinIs::Guardian, false),
        (KinIs::Grandmother, KinIs::Grandmother, false),
    ] {
        parts.kin = vec![kin(MOTHER, one, SON), kin(MOTHER, other, DAUGHTER)];
        let said = says(&open(parts.clone()), "2024-03-10", "sibling-never-asked");
        assert_eq!(said, counts, "{one} and {other}");
    }
    // Of nobody with critical needs, of one who died, and out of touch.
    parts.kin = vec![kin(DAUGHTER, KinIs::Sister, SON)];
    parts.needs[1] = need(TABLETS, SON, Consequence::Serious);
    assert!(!says(&open(parts), "2024-03-10", "sibling-never-asked"));
    let died = after(&opened(), PersonDied { on: day("2024-03-10"), person: person(DAUGHTER) });
    assert!(says(&died, "2024-03-09", "sibling-never-asked"));
    assert!(!says(&died, "2024-03-10", "sibling-never-asked"));
    let lost = after(&opened(), LostTouch { on: day("2024-03-10"), person: person(DAUGHTER) });
    assert!(!says(&lost, "2024-03-10", "sibling-never-asked"));
}

/// Only known as somebody close, she is no sister whom nobody asked; known as what she is, she is.
#[test]
fn the_half_sister_of_a_file_that_had_no_word_for_her() {
    let steps: serde_json::Value =
        serde_json::from_str(include_str!("given/b10-never-asked-other.json")).unwrap();
    let mut household = steps["steps"][0]["open"]["household"].clone();
    let says = |household: &serde_json::Value| {
        let input: HouseholdInput = serde_json::from_value(household.clone()).unwrap();
        let found = input.to_look_at(day("2026-02-05"), &Policy::default());
        found.with_code("sibling-never-asked").count()
    };
    assert_eq!(says(&household), 0);
    household["v1"]["kin"][0]["is"] = "half_sister".into();
    assert_eq!(says(&household), 1);
}

#[test]
fn a_third_parent_by_birth() {
    let with = |words: &[(u128, KinIs)]| {
        let mut parts = parts();
        parts.kin = words.iter().map(|(who, is)| kin(*who, *is, SON)).collect();
        open(parts)
    };
    let three = with(&[(MOTHER, KinIs::Mother), (NEIGHBOUR, KinIs::Parent), (DAUGHTER, KinIs::Mother)]);
    let found = three.to_look_at(day("2024-03-10"), &Policy::default());
    let found: Vec<_> = found.with_code("third-parent-by-birth").collect();
    assert_eq!(found.len(), 1);
    let about = [SON, MOTHER, DAUGHTER, NEIGHBOUR].map(|id| person(id).any());
    assert_eq!(found[0].concerns(), about);
    assert_eq!(found[0].amounts(), [("parents", Amount::Count(3))]);
    let other_words =
        [KinIs::AdoptiveMother, KinIs::StepMother, KinIs::FosterMother, KinIs::Guardian, KinIs::Grandmother];
    for is in other_words {
        let record = with(&[(MOTHER, KinIs::Mother), (NEIGHBOUR, KinIs::Parent), (DAUGHTER, is)]);
        assert!(!says(&record, "2024-03-10", "third-parent-by-birth"), "{is}");
    }
    // The same one with two words, and a child stated from its own side.
    let record = with(&[(MOTHER, KinIs::Mother), (NEIGHBOUR, KinIs::Father), (NEIGHBOUR, KinIs::Parent)]);
    assert!(!says(&record, "2024-03-10", "third-parent-by-birth"));
    let third = KinStated { on: day("2024-03-10"), kin: kin(SON, KinIs::Child, DAUGHTER) };
    assert!(crate::family::found(&record, third).contains(&"third-parent-by-birth"));
}

#[test]
fn mutual_caring_nobody_has_looked_for() {
    assert!(says(&opened(), "2024-03-10", "signs-not-looked-at"));
    assert_eq!(opened().chronicle().signs(day("2024-03-10")), Signs::NotLookedAt);
    // Two who live together and do nothing for each other.
    let mut parts = parts();
    parts.arrangements.truncate(0);
    assert!(!says(&open(parts.clone()), "2024-03-10", "signs-not-looked-at"));
    // One way is enough; from outside is not.
    parts.arrangements = vec![gives(SON_COOKS, SON, MEALS)];
    let record = open(parts);
    assert!(says(&record, "2024-03-10", "signs-not-looked-at"));
    assert!(!says(
        &after(&record, MovedOut { on: day("2024-03-10"), person: person(SON) }),
        "2024-03-10",
        "signs-not-looked-at"
    ));
    // The event that makes one help another says so.
    let first = ArrangementRecorded { on: day("2024-03-10"), arrangement: gives(SON_COOKS, SON, MEALS) };
    let mut parts = crate::family::parts();
    parts.arrangements.truncate(0);
    assert!(found(&open(parts), first).contains(&"signs-not-looked-at"));
}

#[test]
fn a_change_that_the_last_look_did_not_see() {
    let changed = |record: &Household, on: &str| {
        after(record, NeedChanged { on: day(on), need: need(MEALS, MOTHER, Consequence::Serious) })
    };
    let looked = |record: &Household, on: &str| {
        after(record, SignsLookedFor { on: day(on), evidence: evidence(MutualCaring::ReciprocalCare) })
    };
    // After the look, by day.
    let record = changed(&settled(), "2024-03-10");
    assert!(!says(&record, "2024-03-09", "signs-look-again"));
    assert!(says(&record, "2024-03-10", "signs-look-again"));
    // Looked again on the same day, after it was recorded: seen.
    assert!(!says(&looked(&record, "2024-03-10"), "2024-03-10", "signs-look-again"));
    assert!(says(&looked(&record, "2024-03-09"), "2024-03-10", "signs-look-again"));
    // Learnt after the look, of a day before it: the look did not see it.
    let late = changed(&looked(&settled(), "2024-03-10"), "2024-03-01");
    assert!(says(&late, "2024-03-10", "signs-look-again"));
    assert!(
        found(
            &looked(&settled(), "2024-03-10"),
            NeedChanged { on: day("2024-03-20"), need: need(MEALS, MOTHER, Consequence::Serious) }
        )
        .contains(&"signs-look-again")
    );
    // Planned when looked at, and come to pass since.
    let mut parts = parts();
    parts.needs[2].period = period("2024-05-01", "");
    let planned = looked(&open(parts), "2024-03-10");
    assert!(!says(&planned, "2024-04-30", "signs-look-again"));
    assert!(says(&planned, "2024-05-01", "signs-look-again"));
    // Each kind of change that moves the balance between people does it, and a new provider does not.
    let on = day("2024-03-10");
    let base = settled();
    let again = |record: Household| says(&record, "2024-03-10", "signs-look-again");
    assert!(again(after(&base, MovedIn { on, person: person(DAUGHTER) })));
    assert!(again(after(
        &base,
        ArrangementEnded { on, arrangement: arrangement_id(NEIGHBOUR_VISITS), until: None }
    )));
    assert!(again(after(&base, ArrangementChanged { on, arrangement: gives(SON_COOKS, SON, MEALS) })));
    assert!(again(after(
        &base,
        mutual_care::household::NeedEnded { on, need: need_id(COMPANY), until: None }
    )));
    assert!(!again(after(
        &base,
        ArrangementRecorded { on, arrangement: gives(PROVIDER_COOKS, PROVIDER, MEALS) }
    )));
}

#[test]
fn signs_move_by_evidence_and_by_day() {
    let looked =
        |outcome| after(&opened(), SignsLookedFor { on: day("2024-03-10"), evidence: evidence(outcome) });
    let on = day("2024-03-10");
    let signs = |record: &Household, on: &str| record.chronicle().signs(day(on));
    assert_eq!(signs(&looked(MutualCaring::NoSign), "2024-03-10"), Signs::LookedAndNone { on });
    assert_eq!(signs(&looked(MutualCaring::Sign), "2024-03-11"), Signs::Signs { on });
    assert_eq!(signs(&looked(MutualCaring::ReciprocalCare), "2024-03-10"), Signs::Confirmed { on });
    assert_eq!(signs(&looked(MutualCaring::MutualDependence), "2024-03-10"), Signs::Confirmed { on });
    assert_eq!(signs(&looked(MutualCaring::Sign), "2024-03-09"), Signs::NotLookedAt);
    let until = day("2024-06-01");
    let watched = after(&looked(MutualCaring::Sign), SignsWatched { on: day("2024-03-20"), until });
    assert_eq!(signs(&watched, "2024-03-19"), Signs::Signs { on });
    assert_eq!(signs(&watched, "2024-03-20"), Signs::WatchedUntil { on: day("2024-03-20"), until });
    assert_eq!(watched.chronicle().signs_evidence(day("2024-03-19")), Some(&evidence(MutualCaring::Sign)));
    assert_eq!(watched.chronicle().signs_evidence(day("2024-03-20")), None);
    // The day up to which it is watched.
    assert!(!says(&watched, "2024-05-31", "watch-run-out"));
    assert!(says(&watched, "2024-06-01", "watch-run-out"));
    let looked_again = SignsLookedFor { on: until, evidence: evidence(MutualCaring::NoSign) };
    assert!(!says(&after(&watched, looked_again), "2024-06-01", "watch-run-out"));
}

#[test]
fn a_look_that_is_long_ago() {
    // Looked on 1 January 2024, and nothing changed since.
    assert!(!says(&settled(), "2024-12-31", "signs-look-is-old"));
    assert!(says(&settled(), "2025-01-01", "signs-look-is-old"));
    let with_policy = |months| {
        let policy = Policy::default().looking_again_after(months);
        settled().to_look_at(day("2025-01-01"), &policy).with_code("signs-look-is-old").count()
    };
    assert_eq!((with_policy(Some(13)), with_policy(Some(12)), with_policy(None)), (0, 1, 0));
}

#[test]
fn no_sign_is_recorded_and_each_helps() {
    let looked = |record: &Household| {
        after(record, SignsLookedFor { on: day("2024-03-10"), evidence: evidence(MutualCaring::NoSign) })
    };
    let found = looked(&opened()).to_look_at(day("2024-03-10"), &Policy::default());
    let finding = found.with_code("no-sign-though-each-helps").next().unwrap();
    assert_eq!(finding.concerns(), [person(MOTHER).any(), person(SON).any()]);
    let mut parts = parts();
    parts.arrangements.remove(1);
    assert!(!says(&looked(&open(parts)), "2024-03-10", "no-sign-though-each-helps"));
    assert!(!says(&settled(), "2024-03-10", "no-sign-though-each-helps"));
}

#[test]
fn what_was_not_asked_and_what_was_asked_before_it_changed() {
    let on = day("2024-03-10");
    let mut silent = gives(SON_COOKS, SON, MEALS);
    silent.when = "daily 17:00-17:30".parse().unwrap();
    (silent.able_now, silent.willing_now, silent.relies_on) = (Fact::default(), Fact::default(), None);
    let changed = ArrangementChanged { on, arrangement: silent };
    assert!(found(&settled(), changed.clone()).contains(&"asked-before-it-changed"));
    let record = after(&settled(), changed);
    // What was known of able and willing stays, and what it leans on.
    let known = record.chronicle().arrangement(arrangement_id(SON_COOKS)).unwrap();
    assert_eq!(known.willing_now(on).told(), &Told::Known(true));
    assert!(!says(&record, "2024-03-10", "reliance-not-asked"));
    let replies = |on: NaiveDate| Answered {
        on,
        person: person(SON),
        source: FactSource::ThePerson,
        replies: vec![
            Reply::AbleNow { arrangement: arrangement_id(SON_COOKS), told: Told::Known(Ability::Yes) },
            Reply::WillingNow { arrangement: arrangement_id(SON_COOKS), told: Told::Known(true) },
        ],
    };
    assert!(!says(&after(&record, replies(on)), "2024-03-10", "asked-before-it-changed"));
    assert!(says(&after(&record, replies(on - Days::new(1))), "2024-03-10", "asked-before-it-changed"));

    // Reliance, and when a need arises: asked is asked, even if nobody knows.
    let mut parts = parts();
    parts.arrangements[0].relies_on = None;
    parts.arrangements[2].relies_on = None;
    parts.needs[0] = StatedNeed {
        need: parts.needs[0].need.clone().with_windows(Vec::new()).unwrap(),
        about: words("meals"),
        ..parts.needs[0].clone()
    };
    let record = open(parts);
    let found = record.to_look_at(on, &Policy::default());
    let reliance: Vec<_> =
        found.with_code("reliance-not-asked").flat_map(|it| it.concerns().to_vec()).collect();
    // Of members only: whoever is outside leans on nothing here.
    assert_eq!(reliance, [person(SON).any(), arrangement_id(SON_COOKS).any()]);
    assert_eq!(found.with_code("when-it-arises-not-asked").count(), 1);
    let asked = Answered {
        on,
        person: person(SON),
        source: FactSource::ThePerson,
        replies: vec![
            Reply::ReliesOn {
                arrangement: arrangement_id(SON_COOKS),
                told: Told::NotKnown(WhyNotKnown::AskedNotKnown),
            },
            Reply::WhenItArises { need: need_id(MEALS), told: Told::NotKnown(WhyNotKnown::Declined) },
        ],
    };
    let record = after(&record, asked.clone());
    assert!(!says(&record, "2024-03-10", "reliance-not-asked"));
    assert!(!says(&record, "2024-03-10", "when-it-arises-not-asked"));
    assert!(says(&record, "2024-03-09", "when-it-arises-not-asked"));
    // Once it is known, the week of that day has it, and the week before has not.
    let times: Times = serde_json::from_str(r#"[{"when": "daily 12:00-13:00", "minutes": 20}]"#).unwrap();
    let known = Reply::WhenItArises { need: need_id(MEALS), told: Told::Known(times) };
    let record = after(&record, Answered { on: day("2024-04-01"), replies: vec![known], ..asked });
    let windows = |on: &str| record.as_at(day(on)).unwrap().need(need_id(MEALS)).unwrap().windows().len();
    assert_eq!((windows("2024-03-31"), windows("2024-04-01")), (0, 7));
}

#[test]
fn a_need_of_somebody_who_has_left() {
    let record = after(&settled(), MovedOut { on: day("2024-05-01"), person: person(SON) });
    let needed = |on: &str| NeedRecorded { on: day(on), need: need(110, SON, Consequence::Serious) };
    assert!(found(&record, needed("2024-05-01")).contains(&"need-while-elsewhere"));
    assert!(!found(&record, needed("2024-04-30")).contains(&"need-while-elsewhere"));
    let record = after(&record, needed("2024-04-30"));
    let there = |record: &Household, on: &str| record.as_at(day(on)).unwrap().need(need_id(110)).is_some();
    assert!(there(&record, "2024-04-30") && !there(&record, "2024-05-01"));
    // Back here, it counts again; and of somebody who lives elsewhere and never left it counts as well.
    let back = after(&record, MovedIn { on: day("2024-06-01"), person: person(SON) });
    assert!(there(&back, "2024-06-01"));
    let hers = NeedRecorded { on: day("2024-05-01"), need: need(111, DAUGHTER, Consequence::Serious) };
    assert!(!found(&record, hers.clone()).contains(&"need-while-elsewhere"));
    assert!(after(&record, hers).as_at(day("2024-05-01")).unwrap().need(need_id(111)).is_some());
}

#[test]
fn entries_about_somebody_dated_after_their_death() {
    let helps = ArrangementRecorded { on: day("2024-03-11"), arrangement: gives(210, NEIGHBOUR, MEALS) };
    let record = after(&settled(), helps);
    let died = |on: &str| PersonDied { on: day(on), person: person(NEIGHBOUR) };
    assert!(found(&record, died("2024-03-10")).contains(&"recorded-after-death"));
    assert!(!found(&record, died("2024-03-11")).contains(&"recorded-after-death"));
    let moved = after(&settled(), MovedOut { on: day("2024-03-11"), person: person(SON) });
    let died = |on: &str| PersonDied { on: day(on), person: person(SON) };
    assert!(found(&moved, died("2024-03-10")).contains(&"recorded-after-death"));
    assert!(!found(&moved, died("2024-03-11")).contains(&"recorded-after-death"));
}

#[test]
fn a_guard_says_only_what_is_more() {
    let silent = |number| StatedArrangement { relies_on: None, ..gives(number, SON, MEALS) };
    let recorded = |number| ArrangementRecorded { on: day("2024-03-10"), arrangement: silent(number) };
    let record = after(&settled(), recorded(210));
    let second = accepted(&record, recorded(211));
    let about = |findings: &mutual_care::base::Findings| -> Vec<_> {
        findings.with_code("reliance-not-asked").flat_map(|it| it.concerns().to_vec()).collect()
    };
    assert_eq!(about(&second.findings), [person(SON).any(), arrangement_id(211).any()]);
    let all = second.record.to_look_at(day("2024-03-10"), &Policy::default());
    assert_eq!(about(&all), [person(SON).any(), arrangement_id(210).any(), arrangement_id(211).any()]);
    // And nothing where it is less.
    let ended = ArrangementEnded { on: day("2024-03-10"), arrangement: arrangement_id(210), until: None };
    assert_eq!(about(&accepted(&second.record, ended).findings), []);
}

#[test]
fn a_guard_says_what_is_new_and_not_what_was_there() {
    // Of the opened family much is to be looked at; a name for a device adds nothing to it.
    let service = mutual_care::household::Service {
        id: crate::family::source(53),
        name: words("Lifeline"),
        kind: mutual_care::household::ServiceKind::Device,
        places: None,
    };
    let accepted =
        accepted(&opened(), mutual_care::household::ServiceCame { on: day("2024-03-10"), service });
    assert!(!codes(&opened(), "2024-03-10").is_empty());
    assert_eq!(accepted.findings.len(), 0);
    // What was found at the opening stands in the journal.
    let kept: Vec<_> = opened().journal()[0].findings().iter().map(|it| it.code().to_string()).collect();
    assert_eq!(kept, ["sibling-never-asked", "signs-not-looked-at"]);
}

#[test]
fn what_was_told_later_than_the_file_says_that_it_was_written_down() {
    let told = |days: u64| {
        let mut parts = parts();
        let on = parts.as_at + Days::new(days);
        parts.arrangements[0].willing_now = Fact::known(true).told_on(on);
        let input = HouseholdInput::new(parts).unwrap();
        let found = input.to_look_at(input.as_at(), &Policy::default());
        let found: Vec<_> = found.with_code("told-after-the-file").cloned().collect();
        found
    };
    // The clock may be a day ahead elsewhere.
    assert!(told(0).is_empty() && told(1).is_empty());
    let [found] = told(2).try_into().unwrap();
    let as_at = parts().as_at;
    assert_eq!(found.concerns(), [parts().arrangements[0].id.any()]);
    let on = Amount::Date(as_at + Days::new(2));
    assert_eq!(found.amounts(), [("on", on), ("as_at", Amount::Date(as_at))]);
}
