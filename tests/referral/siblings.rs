//! Referrals of brothers and sisters: they know of each other, and one place is not given twice.

use mutual_care::base::{Finding, Role};
use mutual_care::machine::{Machine, Setting};
use mutual_care::placement::Few;
use mutual_care::placement::referral::{
    HomeLookedAt, HomeSeen, PlaceGiven, Referral, ReferralEvent, SiblingReferral, SubmittedToHome,
};

use crate::kit::{EveryDay, stamp_as};
use crate::missing::missing;
use crate::people::{
    CHILD, RESIDENT, after, bars, child, child_id, child_numbered, emergency_on, found, home, home_id,
    home_with, id, looked_at, misfit, policy, ready, record, resident, seen, submitted,
};

const SISTER: u128 = 77;
const HERS: u128 = 577;
const NOT_SAID: &str = "siblings-place-not-said";
const GIVEN: &str = "place-given-to-another-referral";

fn sister(home: u128) -> SiblingReferral {
    SiblingReferral { child: child_id(SISTER), home: id(home), referral: id(HERS) }
}

fn naming(siblings: Vec<SiblingReferral>) -> SubmittedToHome {
    SubmittedToHome { siblings: Few::new(siblings).unwrap(), ..submitted() }
}

fn hers() -> SiblingReferral {
    SiblingReferral { home: home_id(), ..sister(0) }
}

fn given(free: Option<u8>) -> impl Fn(HomeSeen) -> HomeSeen {
    let place = PlaceGiven { child: child_id(SISTER), referral: id(HERS) };
    move |seen| seen.with_given(Few::new(vec![place]).unwrap(), free)
}

fn none_given(seen: HomeSeen) -> HomeSeen {
    seen.with_no_place(Few::new(vec![id(HERS)]).unwrap())
}

/// What is missing for the decision where this was known at the beginning and the home was seen so.
fn lacks(opening: SubmittedToHome, look: impl Fn(HomeSeen) -> HomeSeen) -> Vec<&'static str> {
    let events = ready().into_iter().map(|event| match event {
        ReferralEvent::HomeLookedAt(looked) => {
            ReferralEvent::HomeLookedAt(HomeLookedAt { seen: look(looked.seen.clone()), ..looked })
        }
        event => event,
    });
    missing(&after(opening, events))
}

#[test]
fn a_look_says_of_each_sibling_referred_to_this_home_whether_they_were_given_a_place() {
    let of = |look: &dyn Fn(HomeSeen) -> HomeSeen| {
        let missing = lacks(naming(vec![hers()]), look);
        [NOT_SAID, GIVEN].map(|code| missing.contains(&code))
    };
    assert_eq!(of(&|seen| seen), [true, false], "nobody said");
    assert_eq!(of(&none_given), [false, false], "she was given none");
    assert_eq!(of(&given(Some(2))), [false, false], "one is left besides hers");
    assert_eq!(of(&given(Some(1))), [false, true], "the one that is free is hers");
    assert_eq!(of(&given(None)), [false, true], "nobody knows whether one is left");
    // She lives there by then: she is one of those who do.
    let there = home_with(vec![resident(RESIDENT), resident(SISTER)]);
    assert_eq!(of(&|_| looked_at(&there).seen), [false, false]);
    // To another home she is referred without a word about this one's places; and with no sibling nothing is asked.
    assert!(!lacks(naming(vec![sister(11)]), |seen| seen).contains(&NOT_SAID));
    assert!(!lacks(submitted(), |seen| seen).contains(&NOT_SAID));
}

#[test]
fn an_emergency_gives_no_place_twice_either() {
    let opening = naming(vec![hers()]);
    let of = |look: &dyn Fn(HomeSeen) -> HomeSeen| {
        let mut event = emergency_on(&child(), &home(), 3);
        event.seen = look(event.seen);
        bars(&found(&after(opening.clone(), []), event))
    };
    assert_eq!(of(&|seen| seen), [NOT_SAID]);
    assert_eq!(of(&none_given), [""; 0]);
    assert_eq!(of(&given(Some(1))), [GIVEN]);
    assert_eq!(of(&given(Some(2))), [""; 0]);
}

#[test]
fn what_cannot_be_is_refused() {
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let open =
        |siblings| Referral::open(id(500), naming(siblings), stamp_as(1, Role::SocialWorker), &setting);
    assert!(open(vec![hers(), SiblingReferral { referral: id(578), ..sister(11) }]).is_ok(), "to two homes");
    let own = SiblingReferral { child: child_id(CHILD), ..hers() };
    let said = open(vec![own]).unwrap_err().to_string();
    assert!(said.contains("expected `siblings` to be referrals of other children"), "{said}");
    assert!(Few::new(vec![hers(), hers()]).is_err(), "each referral once");
    let looked = |look: &dyn Fn(HomeSeen) -> HomeSeen| {
        let event = looked_at(&home());
        misfit(&record(vec![]), HomeLookedAt { seen: look(event.seen.clone()), ..event })
    };
    assert_eq!(looked(&given(None)), None);
    let both = looked(&|seen| none_given(given(None)(seen))).unwrap();
    assert!(both.contains("in one of `given` and `no_place`"), "{both}");
    let own = PlaceGiven { child: child_id(CHILD), referral: id(HERS) };
    let own = looked(&|seen| seen.with_given(Few::new(vec![own]).unwrap(), None)).unwrap();
    assert!(own.contains("and not this child"), "{own}");
}

#[test]
fn what_says_nothing_of_siblings_is_written_as_before() {
    let plain =
        serde_json::to_string(&submitted()).unwrap() + &serde_json::to_string(&seen(&home(), 42)).unwrap();
    assert!(!plain.contains("siblings") && !plain.contains("no_place"), "{plain}");
    let named = naming(vec![hers()]);
    let text = serde_json::to_string(&named).unwrap();
    assert_eq!(serde_json::from_str::<SubmittedToHome>(&text).unwrap(), named);
    let look = none_given(seen(&home(), 42));
    let text = serde_json::to_string(&look).unwrap();
    assert_eq!(serde_json::from_str::<HomeSeen>(&text).unwrap(), look);
}

#[test]
fn referrals_that_do_not_name_each_other_are_found() {
    let policy = policy();
    let setting = Setting::new(&policy, &EveryDay);
    let open = |number, of: u128, siblings| {
        let opening = SubmittedToHome { child: Box::new(child_numbered(of)), ..naming(siblings) };
        let opened = Referral::open(id(number), opening, stamp_as(1, Role::SocialWorker), &setting);
        opened.unwrap().record.into_any()
    };
    let mine = SiblingReferral { child: child_id(CHILD), home: home_id(), referral: id(500) };
    let unknown = |his: Vec<SiblingReferral>, hers: Vec<SiblingReferral>| {
        let (one, two) = (open(500, CHILD, his), open(HERS, SISTER, hers));
        let found = Referral::unknown_to_each_other(&[&one, &two]);
        assert!(found.iter().all(|finding| finding.code() == "siblings-referral-unknown"));
        found.iter().map(Finding::for_professional).count()
    };
    assert_eq!(unknown(vec![], vec![]), 2, "neither names the other");
    assert_eq!(unknown(vec![hers()], vec![]), 1);
    assert_eq!(unknown(vec![hers()], vec![mine]), 0);
    assert_eq!(record(vec![]).case().siblings(), []);
    // A look that names it is enough to know of it.
    let event = looked_at(&home());
    let looked = crate::people::then(
        open(500, CHILD, vec![]),
        HomeLookedAt { seen: none_given(event.seen.clone()), ..event },
    );
    let two = open(HERS, SISTER, vec![mine]);
    assert!(Referral::unknown_to_each_other(&[&looked, &two]).is_empty());
}
