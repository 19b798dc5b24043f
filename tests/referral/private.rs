//! No name, date of birth or word that somebody typed reaches `Debug`, an error or a finding.

use mutual_care::base::{Fact, PrivateText};
use mutual_care::machine::{Events, Machine};
use mutual_care::placement::referral::{
    AcceptedByManager, AdmittedInEmergency, ChildAsked, ChildDescribed, DeclinedBecause, DeclinedByHome,
    DiscussedWithTeam, ImpactAssessed, LiaisonHeld, MovingInAgreed, NoTransitionBecause, Referral,
    ReferralEvent, SubmittedToHome, Transition, TransitionPlanned, WithdrawnBecause, WithdrawnByAuthority,
    WorryAnswered, WorryOf, WorryOutcome, WorryRaised,
};
use mutual_care::placement::{Child, DateOfBirth, OwnView};

use crate::people::{
    MANAGER, RESIDENT, WORKER, accepted, after, child, date_agreed, day, discussed, emergency_on, found,
    home, impact, liaison, looked_at, record, submitted, then, worker, worry,
};
use crate::proof::answered;

const SECRET: &str = "Zebedee";
const BORN: &str = "2011-07-19";

fn secret() -> PrivateText {
    PrivateText::new(SECRET).unwrap()
}

fn secret_child() -> Child {
    let mut child = child();
    child.called = secret();
    child.other_risks = secret();
    child.preferred_location = secret();
    child.date_of_birth = Fact::known(DateOfBirth::new(BORN.parse().unwrap()));
    child.own_view = OwnView::Said { by: worker(WORKER), on: day(0), words: secret() };
    child
}

/// Every event that holds words, with words in it.
fn events() -> Vec<ReferralEvent> {
    let none = Transition::None { because: NoTransitionBecause::Other, words: secret() };
    let view = OwnView::Said { by: worker(WORKER), on: day(0), words: secret() };
    vec![
        SubmittedToHome { child: Box::new(secret_child()), ..submitted() }.into(),
        ChildDescribed { on: day(3), child: Box::new(secret_child()) }.into(),
        ChildAsked { on: day(3), view, says: None }.into(),
        DiscussedWithTeam { words: secret(), ..discussed() }.into(),
        WorryRaised { words: secret(), ..worry(WorryOf::Child) }.into(),
        WorryAnswered { words: secret(), ..answered(1, WorryOutcome::Settled) }.into(),
        LiaisonHeld { words: secret(), ..liaison(RESIDENT) }.into(),
        TransitionPlanned { on: day(9), transition: none }.into(),
        ImpactAssessed { good: secret(), ..impact(&child(), &home(), 1) }.into(),
        AcceptedByManager { reasons: secret(), despite_worries: Some(secret()), ..accepted() }.into(),
        MovingInAgreed { words: secret(), ..date_agreed() }.into(),
        AdmittedInEmergency { kept_safe_by: Some(secret()), ..emergency_on(&child(), &home(), 3) }.into(),
        DeclinedByHome {
            on: day(9),
            by: worker(MANAGER),
            because: DeclinedBecause::Other,
            reasons: secret(),
        }
        .into(),
        WithdrawnByAuthority {
            on: day(9),
            by: worker(WORKER),
            because: WithdrawnBecause::Worry,
            words: secret(),
        }
        .into(),
    ]
}

/// An event by itself, as it is written.
struct Wire<'a>(&'a ReferralEvent);

impl serde::Serialize for Wire<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(1))?;
        self.0.write("event", &mut map)?;
        map.end()
    }
}

fn in_words() -> Referral {
    let opening = SubmittedToHome { child: Box::new(secret_child()), ..submitted() };
    let life: Vec<ReferralEvent> = vec![
        WorryRaised { words: secret(), ..worry(WorryOf::Child) }.into(),
        DiscussedWithTeam { words: secret(), ..discussed() }.into(),
        looked_at(&home()).into(),
    ];
    after(opening, life)
}

#[test]
fn nothing_of_it_is_printed() {
    for event in events() {
        assert!(serde_json::to_string(&Wire(&event)).unwrap().contains(SECRET), "{:?}", event.verb());
        let shown = format!("{event:?}{event:#?}");
        assert!(!shown.contains(SECRET) && !shown.contains(BORN), "{:?}", event.verb());
    }
    let record = in_words();
    let written = serde_json::to_string(&record).unwrap();
    assert!(written.contains(SECRET) && written.contains(BORN), "the journal keeps it");
    let shown = format!("{record:?}{:?}{:?}", record.case(), record.journal());
    assert!(!shown.contains(SECRET) && !shown.contains(BORN));
}

#[test]
fn nothing_of_it_is_left_when_it_is_redacted() {
    let record = in_words();
    let redacted = serde_json::to_string(&record.redacted()).unwrap();
    assert!(!redacted.contains(SECRET) && !redacted.contains(BORN), "{redacted}");
    assert!(redacted.contains("2011-01-01"), "the year of birth stays");
    crate::kit::loads_without_words::<crate::proof::Referrals>(&record);
    // A child's fingerprint, all the same, goes by the day of birth.
    let mut older = secret_child();
    older.date_of_birth = Fact::known(DateOfBirth::new("2011-07-18".parse().unwrap()));
    assert_ne!(older.fingerprint().unwrap(), secret_child().fingerprint().unwrap());
}

#[test]
fn findings_hold_ids_and_codes_only() {
    let record = then(in_words(), crate::people::interest());
    let event = AcceptedByManager { reasons: secret(), ..accepted() };
    let found = found(&record, event);
    assert!(found.bars());
    let written = serde_json::to_string(&found).unwrap() + &format!("{found:?}");
    assert!(!written.contains(SECRET) && !written.contains(BORN));
    let duties = serde_json::to_string(&{
        use mutual_care::base::Owes;
        record.duties(day(5), &crate::people::policy(), &crate::kit::EveryDay)
    });
    assert!(!duties.unwrap().contains(SECRET));
}

/// Nothing of another child stands in the referral of this one: ids and fingerprints.
#[test]
fn nothing_is_kept_of_those_who_live_there() {
    let mut other = crate::people::resident(RESIDENT);
    other.child = secret_child();
    other.child.id = crate::people::child_id(RESIDENT);
    let home = crate::people::home_with(vec![other]);
    let events: Vec<ReferralEvent> = vec![
        discussed().into(),
        crate::people::interest().into(),
        looked_at(&home).into(),
        crate::people::compatibility(&child(), &home, 1).into(),
        impact(&child(), &home, 1).into(),
    ];
    let written = serde_json::to_string(&record(events)).unwrap();
    assert!(!written.contains(SECRET) && !written.contains(BORN) && !written.contains("2011-01-01"));
}

#[test]
fn what_is_read_wrongly_is_refused_without_an_echo() {
    let whole = serde_json::to_string(&in_words()).unwrap();
    for (code, name) in [
        ("\"of\":\"child\"", "\"of\":\"Zebedee2\""),
        ("\"worry_raised\":", "\"Zebedee2\":"),
        (BORN, "Zebedee2"),
    ] {
        let wrong = whole.replacen(code, name, 1);
        assert_ne!(wrong, whole);
        let said = serde_json::from_str::<Referral>(&wrong).unwrap_err().to_string();
        assert!(!said.contains(SECRET), "{said}");
    }
}
