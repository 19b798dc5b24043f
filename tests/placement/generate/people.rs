//! Random children, and what they are to each other.

use chrono::{Datelike, Days};
use mutual_care::base::{ChildId, Code, Every, Fact, PartDate, PrivateText};
use mutual_care::placement::{
    Authority, CareTypes, Child, Companions, DateOfBirth, Few, Gender, Language, NeededStaffing, Night,
    Nights, OwnView, Pets, Ratio, RegisteredSex, Relation, RelationKind, Staffing, Suitability,
    WishedCompany,
};

use super::{Maker, date, few, id};

impl Maker {
    pub(super) fn born(&mut self) -> DateOfBirth {
        // Some on the planned date itself, and on days around it.
        let age = self.dice.between(if self.speaks.rooms { 8 } else { 9 }, 17);
        let born = self.on.checked_sub_months(chrono::Months::new(12 * age)).unwrap();
        let days = if self.dice.percent(30) { self.dice.below(3) } else { self.dice.below(366) };
        let born = if self.dice.percent(50) {
            born.checked_add_days(Days::new(u64::from(days)))
        } else {
            born.checked_sub_days(Days::new(u64::from(days)))
        };
        let born = born.unwrap();
        match self.dice.below(10) {
            0 => DateOfBirth::in_part(PartDate::year(born.year()).unwrap()),
            1 => DateOfBirth::in_part(PartDate::month(born.year(), born.month()).unwrap()),
            _ => DateOfBirth::new(born),
        }
    }

    pub(super) fn ratio(&mut self, night: bool) -> Ratio {
        let bad = self.bad();
        let text = if bad {
            self.dice.pick(&["1:1", "2:1", "2:3", "4:1", "3:7"])
        } else if night {
            self.dice.pick(&["none", "1:4", "1:6"])
        } else {
            self.dice.pick(&["1:2", "1:3", "1:5", "1:1"])
        };
        text.parse().unwrap()
    }

    #[expect(clippy::too_many_lines, reason = "one fact after another")]
    pub(super) fn child(&mut self) -> Child {
        let mut child = Child::new(id(0xa000_0000, self.number()));
        let born = self.born();
        child.date_of_birth = self.fact(born);
        let sex = if self.bad() {
            self.dice.pick(&[RegisteredSex::Male, RegisteredSex::Unclear])
        } else {
            RegisteredSex::Female
        };
        child.sex = self.fact(sex);
        if self.speaks.rooms {
            let sex = self.dice.pick(&[RegisteredSex::Female, RegisteredSex::Male, RegisteredSex::Unclear]);
            child.sex = self.fact(sex);
        }
        let gender = self.dice.pick(&[Gender::Girl, Gender::Girl, Gender::Boy, Gender::NonBinary]);
        child.gender = self.fact(gender);
        let (area, adjoining) = (self.own_area(), self.areas(40));
        child.authority = self.fact(Authority { area, adjoining });
        child.own_view = OwnView::Said { by: id(0xd, 1), on: self.on, words: PrivateText::default() };
        child.needs = self.facts(false);
        child.own_risks = self.facts(false);
        child.risks_to_others = self.facts(false);
        child.vulnerable_to = self.facts(false);
        let staffing = Staffing::default();
        let staffing =
            [false, false, true, true].iter().enumerate().fold(staffing, |mut staffing, (at, night)| {
                staffing.0[at] = self.ratio(*night);
                staffing
            });
        let mut needed = NeededStaffing::from(staffing);
        for need in &mut needed.0 {
            let unknown = self.unknown;
            if self.dice.percent(unknown) {
                *need = None;
            }
        }
        child.staffing = self.fact(needed);
        child.skills = self.facts(false);
        child.health_care = self.facts(false);
        child.adaptations = self.facts(false);
        child.orders = self.facts(false);
        let companions = if self.bad() {
            self.dice.pick(&[Companions::Solo, Companions::OlderOnly, Companions::YoungerOnly])
        } else {
            self.dice.pick(&[Companions::WithOthers, Companions::NoPreference])
        };
        child.companions = self.fact(companions);
        let shares = self.dice.percent(60);
        child.shares_room = self.fact(shares);
        if self.speaks.nights && self.dice.percent(60) {
            let of = self.dice.some(Night::ALL, 40);
            let of = if of.is_empty() { vec![self.dice.pick(Night::ALL)] } else { of };
            let monday =
                date(2026, 3, 2).checked_add_days(Days::new(u64::from(7 * self.dice.below(6)))).unwrap();
            let every = match self.dice.below(4) {
                0 => Some(Every::weeks(self.dice.pick(&[2, 3, 4, 6, 12]), monday).unwrap()),
                1 => {
                    let (days, on) = self.dice.pick(&[(2, 1), (4, 2), (7, 3), (6, 5)]);
                    Some(Every::days(days, on, monday).unwrap())
                }
                _ => None,
            };
            let nights = Nights::new(of.clone(), every).or_else(|_| Nights::new(of, None)).unwrap();
            child.nights = self.fact(nights);
        }
        child.relations = self.relations(&[]);
        let trouble = self.trouble;
        let areas = self.areas(trouble / 2);
        child.unsafe_areas = self.fact(areas);
        let stage = self.bad();
        child.key_stage_4 = self.fact(stage);
        let areas = self.areas(50);
        child.wished_areas = self.fact(areas);
        let company = self.dice.pick(WishedCompany::ALL);
        child.wished_company = self.fact(company);
        let (family, school) = (self.grid(), self.grid());
        child.family_at = self.fact(family);
        child.school_at = self.fact(school);
        child.culture = self.facts(false);
        let spoken = self.languages();
        child.languages = self.fact(spoken);
        child.communication = self.facts(false);
        child.activities = self.facts(false);
        child.support = self.facts(false);
        let pets = self.dice.pick(&[Pets::Must, Pets::Can, Pets::Can, Pets::Cannot]);
        child.pets = self.fact(pets);
        if self.speaks.allergies {
            if self.dice.percent(30) {
                child.pets = Fact::default();
            }
            let spoken = self.dice.percent(60);
            if spoken {
                child.allergies = self.facts(false);
            }
            if self.dice.percent(if spoken { 80 } else { 5 }) {
                child.life_threatening_allergies = self.facts(false);
            }
        }
        let areas = self.areas(50);
        child.community_areas = self.fact(areas);
        let held = self.dice.pick(Suitability::ALL);
        child.care_types = CareTypes { residential: self.fact(held), ..CareTypes::default() };
        child
    }

    pub(super) fn languages(&mut self) -> Few<Language> {
        let all = ["en", "pl", "ur"].map(|language| language.parse().unwrap());
        few(self.dice.some(&all, 60))
    }

    pub(super) fn relations(&mut self, others: &[ChildId]) -> Fact<Few<Relation>> {
        let mut relations = Vec::new();
        for &with in others {
            if relations.len() < 50 && self.bad() && self.dice.percent(40) {
                relations.push(Relation { with, is: self.dice.pick(RelationKind::ALL) });
            }
        }
        self.fact(few(relations))
    }
}
