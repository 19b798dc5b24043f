//! A made-up mother and son, and a plan that lacks nothing.

use chrono::NaiveDate;
use mutual_care::base::{
    ByCode, Code as _, Id, NeedId, PersonId, PrivateText, SourceId, Told, WeekPattern, WhyNotKnown,
};
use mutual_care::emergency::{
    Agreed, Alarm, Allergy, Contact, ContactKind, Copies, CopyWith, Counts, ForLoss, GivenBy, House,
    MayComeIn, Medicine, PersonPage, Pet, Plan, PlanParts, Responder, ResponderKind, Short, TakenWhen,
    Trigger, Way, Wishes, completeness,
};
use mutual_care::need::{
    Age, Arrangement, Consequence, Need, Outcome, Snapshot, SnapshotParts, Source, Window,
};
use uuid::Uuid;

pub const MOTHER: u128 = 1;
pub const SON: u128 = 2;
pub const DAUGHTER: u128 = 3;
pub const SERVICE: u128 = 4;
pub const TABLETS: u128 = 11;
pub const MEALS: u128 = 12;
pub const MOTHER_TELLS: u128 = 41;
pub const SON_TELLS: u128 = 42;
pub const TEAM: u128 = 51;

pub fn id<K>(number: u128) -> Id<K> {
    Id::new(Uuid::from_u128(number))
}

pub fn person(number: u128) -> PersonId {
    id(number)
}

pub fn source(number: u128) -> SourceId {
    id(number)
}

pub fn need_id(number: u128) -> NeedId {
    id(number)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn words(text: &str) -> PrivateText {
    PrivateText::new(text).unwrap()
}

pub fn said(text: &str) -> Told<PrivateText> {
    Told::Known(words(text))
}

pub const NOT_ASKED: WhyNotKnown = WhyNotKnown::NotAsked;
pub const ASKED: WhyNotKnown = WhyNotKnown::AskedNotKnown;

fn need(number: u128, of: u128, outcome: Outcome) -> Need {
    let window = Window::doing("Mon 18:00-20:00".parse().unwrap(), 10).unwrap();
    Need::new(id(number), id(of), outcome, Consequence::Critical).with_windows(vec![window]).unwrap()
}

/// She hands him his tablets, he cooks for her, and an agency visits on Tuesdays.
pub fn week() -> SnapshotParts {
    let gives = |number, by, need| {
        Arrangement::new(id(number), source(by), id(need), "daily 18:00-19:00".parse().unwrap())
    };
    let visit = Arrangement { when: "Tue 10:00-11:00".parse().unwrap(), ..gives(23, SERVICE, MEALS) };
    SnapshotParts {
        on: day("2026-03-02"),
        sources: vec![
            Source::member(id(MOTHER)).aged(Some(Age::Adult)),
            Source::member(id(SON)).aged(Some(Age::Adult)),
            Source::person(id(DAUGHTER)).aged(Some(Age::Adult)),
            Source::provider(id(SERVICE)),
        ],
        needs: vec![need(TABLETS, SON, Outcome::Medicines), need(MEALS, MOTHER, Outcome::Nutrition)],
        arrangements: vec![gives(21, MOTHER, TABLETS), gives(22, SON, MEALS), visit],
    }
}

pub fn snapshot() -> Snapshot {
    Snapshot::new(week()).unwrap()
}

pub fn alarm(number: u128, way: Way) -> Alarm {
    Alarm {
        id: id(number),
        way,
        for_loss: ForLoss::any(),
        when: WeekPattern::always(),
        takes_min: 5,
        period: mutual_care::base::Period::ALWAYS,
    }
}

pub fn member(who: u128, able: Told<bool>) -> Way {
    Way::Member { person: id(who), able }
}

pub fn medicine() -> Medicine {
    Medicine {
        dose: said("two, with water"),
        when: Told::Known(TakenWhen::At("daily 18:00-20:00".parse().unwrap())),
        kept: said("kitchen, top shelf"),
        given_by: Told::Known(GivenBy::By(source(MOTHER))),
        ..Medicine::named(words("The white tablets"))
    }
}

pub fn page(of: u128, medicines: Vec<Medicine>) -> PersonPage {
    let contact = Contact { name: words("Mill Lane surgery"), telephone: words("01632 960 931") };
    PersonPage {
        called: words(if of == MOTHER { "Ada" } else { "Ben" }),
        wishes: Wishes {
            stay_together: Told::Known(true),
            stay_at_home: Told::Known(true),
            may_come_in: Told::Known(MayComeIn::WhoeverIsSent),
            not_to_be_called: Told::Known(Short::none()),
            what_matters: said("To sleep in my own bed"),
        },
        allergies: Told::Known(
            Short::new(vec![Allergy {
                to: words("Penicillin"),
                danger_to_life: Told::Known(true),
                note: words("Throat swells"),
            }])
            .unwrap(),
        ),
        medicines: Told::Known(Short::new(medicines).unwrap()),
        communication: said("Say who you are"),
        formats: Told::Known(Short::none()),
        contacts: ByCode::default().with(ContactKind::Gp, Told::Known(Short::new(vec![contact]).unwrap())),
        powers: Told::Known(Short::none()),
        advance_decisions: Told::Known(Short::none()),
        may_be_shown_to: CopyWith::ALL.iter().map(|with| (*with, Told::Known(true))).collect(),
        ..PersonPage::of(id(of))
    }
}

pub fn responder() -> Responder {
    Responder {
        name: words("Emergency response service"),
        contact: words("01632 960 932"),
        answers_min: 10,
        arrives_min: 40,
        covers: vec![id(TABLETS), id(MEALS)],
        agreed: Told::Known(Agreed::On(day("2026-02-16"))),
        holds_copy: Told::Known(true),
        holds_key: Told::Known(true),
        ..Responder::new(id(TEAM), source(5), ResponderKind::Service)
    }
}

/// A plan in which each can raise the alarm for the other at any hour, and a service comes.
pub fn parts() -> PlanParts {
    let mut parts = PlanParts::new(id(90), id(91), day("2026-02-23"));
    parts.review_by = Some(day("2026-08-31"));
    parts.alarms = vec![
        alarm(MOTHER_TELLS, member(MOTHER, Told::Known(true))),
        alarm(SON_TELLS, member(SON, Told::Known(true))),
    ];
    parts.responders = vec![responder()];
    parts.triggers = ByCode::default()
        .with(Trigger::Away, Counts { sudden: Told::Known(true), planned: Told::Known(false) });
    parts.people = vec![page(MOTHER, vec![]), page(SON, vec![medicine()])];
    parts.house = House {
        pets: Told::Known(Short::new(vec![Pet { name: words("Tib, a cat"), note: words("") }]).unwrap()),
        if_unusable: said("To her daughter"),
        ..House::default()
    };
    parts.copies = Copies { kept: said("On the fridge"), ..Copies::default() };
    parts
}

pub fn plan(parts: PlanParts) -> Plan {
    let plan = Plan::new(parts).unwrap();
    plan.check(&snapshot()).unwrap();
    plan
}

/// The codes that are found after a change.
pub fn lacks(change: impl FnOnce(&mut PlanParts)) -> Vec<&'static str> {
    let mut parts = parts();
    change(&mut parts);
    completeness(&plan(parts), &snapshot()).iter().map(mutual_care::base::Finding::code).collect()
}
