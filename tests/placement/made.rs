//! A made-up child and a made-up home in which every rule holds, to change one thing at a time.

use chrono::NaiveDate;
use mutual_care::base::{ChildId, Fact, HomeId, PrivateText};
use mutual_care::placement::{
    Answer, Authority, Child, DateOfBirth, Explained, Few, Home, Homes, Matching, OwnView, Party, Policy,
    Resident, explain,
};

use super::generate::{date, id};

#[path = "../made_up/placing.rs"]
mod placing;

pub const ON: (i32, u32, u32) = (2026, 4, 13);

pub fn on() -> NaiveDate {
    date(ON.0, ON.1, ON.2)
}

pub fn child_id(number: u32) -> ChildId {
    id(0xa000_0000, number)
}

pub fn home_id() -> HomeId {
    id(0xb000_0000, 1)
}

pub fn child(number: u32) -> Child {
    let own_view = OwnView::Said { by: id(0xd, 1), on: on(), words: PrivateText::default() };
    let mut child = placing::child(child_id(number), home_id(), own_view);
    let area = "E99000001".parse().unwrap();
    let adjoining = Few::new(vec!["E99000002".parse().unwrap()]).unwrap();
    child.authority = Fact::known(Authority { area, adjoining });
    child
}

pub fn resident(number: u32) -> Resident {
    placing::resident(child(number), id(0xd, 100 + number))
}

pub fn home(residents: Vec<Resident>) -> Home {
    placing::home(home_id(), residents)
}

/// Every policy value set, wide enough for these.
pub fn policy() -> Policy {
    Policy {
        age_gap_years: Some(5),
        same_risk_most: Some(2),
        arrival_gap_days: Some(28),
        family_within_km: Some(32),
        school_within_km: Some(32),
        leaving_notice_months: 12,
        judged_within_days: Some(183),
        parts_most: 2,
        sexual_health_from_age: Some(13),
    }
}

/// What comes of this child and this home.
pub fn judge(child: &Child, home: &Home) -> Explained {
    judge_party(&Party::one(child.clone()), home, &policy())
}

pub fn judge_party(party: &Party, home: &Home, policy: &Policy) -> Explained {
    let homes = Homes::compile(vec![home.clone()]).unwrap();
    let how = Matching::new(*policy);
    explain(party, &homes, home.id, on(), &how).into_iter().next().unwrap()
}

/// The answer of one rule.
pub fn answer(explained: &Explained, code: &str) -> Answer {
    explained.answers.iter().find(|answer| answer.rule.code == code).unwrap().answer
}

/// The answer of one rule for a child and a home.
pub fn of(code: &str, child: &Child, home: &Home) -> Answer {
    answer(&judge(child, home), code)
}

pub fn days(from: NaiveDate, days: i64) -> NaiveDate {
    from.checked_add_signed(chrono::Duration::days(days)).unwrap()
}

pub fn born(child: &mut Child, day: NaiveDate) {
    child.date_of_birth = Fact::known(DateOfBirth::new(day));
}
