//! Random homes, and who lives in them.

use chrono::Days;
use mutual_care::base::{ChildId, Code, Fact, Period};
use mutual_care::placement::{
    AgeRange, CanProvide, Child, Home, HomeSex, Leaving, Mitigation, Provision, Registration, Resident,
    Restriction,
};

use super::{Maker, date, few, id};

impl Maker {
    pub(super) fn home(&mut self) -> Home {
        let mut home = Home::new(id(0xb000_0000 | self.next, self.number()));
        let mut registration = Registration::since(date(2019, 4, 1));
        if self.bad() {
            let (a, b) = (self.around(), self.around());
            match self.dice.below(3) {
                0 => registration.from = a,
                1 => registration.cancelled_on = Some(a),
                _ => {
                    let period = Period::new(Some(a.min(b)), Some(a.max(b).succ_opt().unwrap())).unwrap();
                    registration.suspended = few(vec![period]);
                }
            }
        }
        home.registration = self.fact(registration);
        let mut restrictions = Vec::new();
        if self.bad() {
            let until = if self.dice.percent(50) { Some(self.around()) } else { None };
            restrictions.push(Restriction { served: self.around(), until });
        }
        home.restrictions = self.fact(few(restrictions));
        let places = self.dice.between(2, 8);
        home.places = self.fact(u8::try_from(places).unwrap());
        let ages = if self.bad() {
            let (a, b) = (self.dice.between(0, 18), self.dice.between(0, 18));
            AgeRange::new(u8::try_from(a.min(b)).unwrap(), u8::try_from(a.max(b)).unwrap()).unwrap()
        } else {
            AgeRange::new(self.dice.pick(&[0, 8, 10]), self.dice.pick(&[17, 18])).unwrap()
        };
        home.ages = self.fact(ages);
        let sex = if self.bad() {
            self.dice.pick(&[HomeSex::Male, HomeSex::Female])
        } else {
            self.dice.pick(&[HomeSex::Any, HomeSex::Any, HomeSex::Female])
        };
        home.sex = self.fact(sex);
        home.purpose = self.facts(true);
        let emergencies = !self.bad();
        home.emergencies = self.fact(emergencies);
        home.orders = self.facts(true);
        let area = self.own_area();
        home.area = self.fact(area);
        let grid = self.grid();
        home.grid = self.fact(grid);
        let bedrooms =
            if self.bad() || (self.speaks.rooms && self.dice.percent(60)) { self.dice.below(3) } else { 4 };
        home.bedrooms_free = self.fact(u8::try_from(bedrooms).unwrap());
        for watch in 0..4 {
            let staff = if self.bad() { self.dice.below(4) } else { self.dice.between(4, 7) };
            home.roster.0[watch] = self.fact(u8::try_from(staff).unwrap());
        }
        if self.speaks.measures {
            for watch in 0..4 {
                if self.dice.percent(60) {
                    let more = u8::try_from(self.dice.below(5)).unwrap();
                    home.more_staff.0[watch] = self.fact(more);
                }
            }
        }
        home.skills = self.facts(true);
        home.health_care = self.facts(true);
        home.adaptations = self.facts(true);
        home.manages = self.facts(true);
        home.hazards = self.facts(false);
        let animals = self.dice.percent(30);
        home.animals = self.fact(animals);
        if self.speaks.allergies && self.dice.percent(50) {
            home.kept = self.facts(false);
        }
        let provides = self.provides();
        home.provides = few(provides);
        home.culture = self.facts(true);
        let spoken = self.languages();
        home.languages = self.fact(spoken);
        home.communication = self.facts(true);
        home.activities = self.facts(true);
        home.support = self.facts(true);
        let any = self.dice.below(4);
        let count = self.residents.unwrap_or(any);
        let mut residents: Vec<Resident> = (0..count).map(|_| self.resident()).collect();
        let ids: Vec<ChildId> = residents.iter().map(|resident| resident.child.id).collect();
        for resident in &mut residents {
            resident.child.relations = self.relations(&ids);
        }
        home.residents = self.fact(few(residents));
        home
    }

    /// A day around the day that is asked about.
    fn around(&mut self) -> chrono::NaiveDate {
        let days = i64::from(self.dice.below(5)) - 2;
        self.on.checked_add_signed(chrono::Duration::days(days)).unwrap()
    }

    fn provides(&mut self) -> Vec<Provision> {
        let mut provides = Vec::new();
        for &mitigation in Mitigation::ALL {
            let settled = self.settled;
            if self.refusing {
                provides.push(Provision { mitigation, can: Fact::known(CanProvide::No) });
            } else if self.generous {
                provides.push(Provision { mitigation, can: Fact::known(CanProvide::During(Period::ALWAYS)) });
            } else if self.dice.percent(settled) {
                let can = if self.dice.percent(25) {
                    CanProvide::No
                } else if self.dice.percent(30) {
                    let from = self.around();
                    CanProvide::During(Period::new(Some(from), from.checked_add_days(Days::new(2))).unwrap())
                } else {
                    CanProvide::During(Period::ALWAYS)
                };
                provides.push(Provision { mitigation, can: self.fact(can) });
            }
        }
        provides
    }

    pub(super) fn resident(&mut self) -> Resident {
        let child = self.child();
        let from = if self.bad() {
            None
        } else {
            Some(
                self.on
                    .checked_sub_days(Days::new(u64::from(self.dice.pick(&[0_u32, 1, 27, 28, 29, 400]))))
                    .unwrap(),
            )
        };
        let until = if self.bad() {
            self.on.checked_add_days(Days::new(u64::from(self.dice.below(3))))
        } else {
            None
        };
        let from = if self.speaks.nights && self.dice.percent(10) { self.on.succ_opt() } else { from };
        let period = Period::new(from, until).unwrap_or(Period::ALWAYS);
        let leaving = if self.speaks.nights && self.dice.percent(15) {
            Leaving::DateNotKnown
        } else {
            Leaving::AsPeriod
        };
        Resident { child, period, leaving, social_worker: self.dice.percent(50).then(|| id(0xd, 9)) }
    }

    /// Residents say what the party's children are to them; some child of the party lives there already.
    pub(super) fn meet(&mut self, home: &mut Home, children: &[Child], ids: &[ChildId]) {
        let Some(residents) = home.residents.told().as_ref().known() else { return };
        let mut residents: Vec<Resident> = residents.to_vec();
        for resident in &mut residents {
            if resident.child.relations.told().as_ref().known().is_some() {
                resident.child.relations = self.relations(ids);
            }
        }
        if !children.is_empty() && self.dice.percent(6) {
            let mut there = self.resident();
            there.child = children[0].clone();
            residents.push(there);
        }
        home.residents = Fact::known(few(residents));
    }
}
