//! A made-up child and a made-up home in which every rule holds, to change one thing at a time.

use mutual_care::base::{ChildId, Fact, HomeId, Period, PrivateText};
use mutual_care::placement::{
    AgeRange, Authority, CareTypes, Child, Companions, DateOfBirth, Explained, Facts, Few, Gender, Grid,
    Home, HomeSex, HomeView, Homes, Matching, OwnView, Party, Pets, Policy, RegisteredSex, Registration,
    Resident, Roster, Staffing, Suitability, WishedCompany, explain,
};

use super::generate::{date, id};

pub const ON: (i32, u32, u32) = (2026, 4, 13);

pub fn on() -> chrono::NaiveDate {
    date(ON.0, ON.1, ON.2)
}

pub fn no<K: mutual_care::base::Code + Ord>() -> Facts<K> {
    Facts::all_others(Fact::known(false))
}

pub fn yes<K: mutual_care::base::Code + Ord>() -> Facts<K> {
    Facts::all_others(Fact::known(true))
}

pub fn child_id(number: u32) -> ChildId {
    id(0xa000_0000, number)
}

pub fn home_id() -> HomeId {
    id(0xb000_0000, 1)
}

/// A child of 14 against whom nothing speaks.
pub fn child(number: u32) -> Child {
    let mut child = Child::new(child_id(number));
    child.date_of_birth = Fact::known(DateOfBirth::new(date(2011, 10, 20)));
    child.sex = Fact::known(RegisteredSex::Female);
    child.gender = Fact::known(Gender::Girl);
    let area = "E99000001".parse().unwrap();
    child.authority =
        Fact::known(Authority { area, adjoining: Few::new(vec!["E99000002".parse().unwrap()]).unwrap() });
    child.own_view = OwnView::Said { by: id(0xd, 1), on: on(), words: PrivateText::default() };
    child.home_views = Few::new(vec![HomeView { home: home_id(), wants: true }]).unwrap();
    child.needs = no();
    child.own_risks = no();
    child.risks_to_others = no();
    child.vulnerable_to = no();
    child.staffing = Fact::known(Staffing::default());
    child.skills = no();
    child.health_care = no();
    child.adaptations = no();
    child.orders = no();
    child.companions = Fact::known(Companions::NoPreference);
    child.shares_room = Fact::known(false);
    child.relations = Fact::known(Few::none());
    child.unsafe_areas = Fact::known(Few::none());
    child.key_stage_4 = Fact::known(false);
    child.wished_areas = Fact::known(Few::none());
    child.wished_company = Fact::known(WishedCompany::Any);
    child.family_at = Fact::known(Grid::new(400_000, 400_000).unwrap());
    child.school_at = Fact::known(Grid::new(400_000, 400_000).unwrap());
    child.culture = no();
    child.languages = Fact::known(Few::none());
    child.communication = no();
    child.activities = no();
    child.support = no();
    child.pets = Fact::known(Pets::Can);
    child.community_areas = Fact::known(Few::none());
    let residential = Fact::known(Suitability::Preferred);
    child.care_types = CareTypes { residential, ..CareTypes::default() };
    child
}

pub fn resident(number: u32) -> Resident {
    let period = Period::new(Some(date(2025, 1, 1)), None).unwrap();
    Resident { child: child(number), period, social_worker: Some(id(0xd, 100 + number)) }
}

/// A home in which everything is right, with these residents.
pub fn home(residents: Vec<Resident>) -> Home {
    let mut home = Home::new(home_id());
    home.registration = Fact::known(Registration::since(date(2019, 4, 1)));
    home.restrictions = Fact::known(Few::none());
    home.places = Fact::known(6);
    home.ages = Fact::known(AgeRange::new(10, 17).unwrap());
    home.sex = Fact::known(HomeSex::Any);
    home.purpose = yes();
    home.emergencies = Fact::known(true);
    home.orders = yes();
    home.area = Fact::known("E99000001".parse().unwrap());
    home.grid = Fact::known(Grid::new(400_000, 400_000).unwrap());
    home.bedrooms_free = Fact::known(4);
    home.roster = Roster::always(Fact::known(6));
    home.skills = yes();
    home.health_care = yes();
    home.adaptations = yes();
    home.manages = yes();
    home.hazards = no();
    home.animals = Fact::known(false);
    home.culture = yes();
    home.languages = Fact::known(Few::new(vec!["en".parse().unwrap()]).unwrap());
    home.communication = yes();
    home.activities = yes();
    home.support = yes();
    home.residents = Fact::known(Few::new(residents).unwrap());
    home
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
