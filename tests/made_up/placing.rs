//! A made-up child against whom nothing speaks, and a made-up home in which every rule holds, to change one thing at a
//! time.

use chrono::NaiveDate;
use mutual_care::base::{ChildId, Code, Fact, HomeId, Period, WorkerId};
use mutual_care::placement::{
    AgeRange, Authority, CareTypes, Child, Companions, DateOfBirth, Facts, Few, Gender, Grid, Home, HomeSex,
    HomeView, Leaving, OwnView, Pets, RegisteredSex, Registration, Resident, Roster, Staffing, Suitability,
    WishedCompany,
};

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub(crate) fn no<K: Code + Ord>() -> Facts<K> {
    Facts::all_others(Fact::known(false))
}

pub(crate) fn yes<K: Code + Ord>() -> Facts<K> {
    Facts::all_others(Fact::known(true))
}

/// A child of 14 who wants to live in this home, in the words of `own_view`.
pub(crate) fn child(id: ChildId, home: HomeId, own_view: OwnView) -> Child {
    let mut child = Child::new(id);
    child.date_of_birth = Fact::known(DateOfBirth::new(date(2011, 10, 20)));
    child.sex = Fact::known(RegisteredSex::Female);
    child.gender = Fact::known(Gender::Girl);
    let area = "E99000001".parse().unwrap();
    child.authority = Fact::known(Authority { area, adjoining: Few::none() });
    child.own_view = own_view;
    child.home_views = Few::new(vec![HomeView { home, wants: true }]).unwrap();
    child.needs = no();
    child.own_risks = no();
    child.risks_to_others = no();
    child.vulnerable_to = no();
    child.staffing = Fact::known(Staffing::default().into());
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

/// A child who lives there since the beginning of 2025.
pub(crate) fn resident(child: Child, social_worker: WorkerId) -> Resident {
    let period = Period::new(Some(date(2025, 1, 1)), None).unwrap();
    Resident { child, period, leaving: Leaving::AsPeriod, social_worker: Some(social_worker) }
}

/// A home in the child's area, with these residents.
pub(crate) fn home(id: HomeId, residents: Vec<Resident>) -> Home {
    let mut home = Home::new(id);
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
