//! Random children and homes from a seed. How much is not known, and how much trouble there is, differs from
//! seed to seed, so that every answer of every rule and every kind of verdict comes up.

use chrono::{Datelike, Days, NaiveDate};
use mutual_care::base::{ChildId, Code, Every, Fact, Id, PartDate, Period, PrivateText, WhyNotKnown};
use mutual_care::placement::{
    AgeRange, Area, Authority, AuthorityStep, CanProvide, CareTypes, Child, Companions, DateOfBirth, Facts,
    Few, FewItem, Gender, Grid, Home, HomeSex, HomeView, JudgedFacts, Language, Leaving, Mitigation,
    MitigationJudgement, NeededStaffing, Night, Nights, OwnView, Party, Pets, Plan, Policy, Provision, Ratio,
    RegisteredSex, Registration, Relation, RelationKind, Resident, Restriction, RoomShare, Staffing,
    StepDone, Suitability, WishedCompany, rules,
};

#[path = "../generator/dice.rs"]
mod dice;
pub use dice::Dice;

/// One question: who, where, when, under which policy.
pub struct World {
    pub party: Party,
    pub homes: Vec<Home>,
    pub on: NaiveDate,
    pub policy: Policy,
}

/// The world of a seed, with so many homes.
pub fn world(seed: u64, homes: u32) -> World {
    let mut dice = Dice::new(seed, 7);
    let unknown = dice.pick(&[0, 0, 1, 3, 12, 40]);
    let trouble = dice.pick(&[0, 2, 6, 15, 35]);
    let settled = dice.pick(&[10, 60, 95]);
    let generous = dice.percent(25);
    let refusing = !generous && dice.percent(20);
    let speaks = Speaks {
        allergies: dice.percent(20),
        nights: dice.percent(20),
        rooms: dice.percent(20),
        measures: dice.percent(25),
    };
    let mut maker = Maker {
        dice,
        speaks,
        unknown,
        trouble,
        settled,
        generous,
        refusing,
        next: 1,
        on: date(2026, 4, 13),
        residents: None,
    };
    let days = u64::from(maker.dice.below(800));
    maker.on = maker.on.checked_add_days(Days::new(days)).unwrap();
    if maker.dice.percent(3) {
        maker.on = date(2028, 2, 29);
    }
    maker.world(homes)
}

/// A question of one child among so many homes with three residents each: some facts not known, some trouble.
pub fn market(seed: u64, homes: u32, unknown: u32, trouble: u32) -> World {
    market_for(1, seed, homes, unknown, trouble)
}

/// The same of so many siblings who wish to be together.
pub fn market_for(children: u32, seed: u64, homes: u32, unknown: u32, trouble: u32) -> World {
    let dice = Dice::new(seed, 11);
    let on = date(2026, 4, 13);
    let (settled, generous, refusing) = (60, false, false);
    let speaks = Speaks::default();
    let mut maker = Maker {
        dice,
        speaks,
        unknown,
        trouble,
        settled,
        generous,
        refusing,
        next: 1,
        on,
        residents: Some(3),
    };
    let mut children: Vec<Child> = (0..children).map(|_| maker.child()).collect();
    for child in &mut children {
        child.relations = Fact::known(Few::none());
    }
    let ids: Vec<ChildId> = children.iter().map(|child| child.id).collect();
    let mut homes: Vec<Home> = (0..homes).map(|_| maker.home()).collect();
    for home in &mut homes {
        maker.meet(home, &[], &ids);
    }
    let policy = Policy {
        same_risk_most: Some(2),
        arrival_gap_days: Some(28),
        school_within_km: Some(20),
        ..Policy::default()
    };
    let party = if children.len() == 1 {
        Party::one(children.remove(0))
    } else {
        Party::siblings(children, Plan::TogetherWished).unwrap()
    };
    World { party, homes, on, policy }
}

pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

pub fn id<K>(kind: u32, number: u32) -> Id<K> {
    format!("{kind:08x}-0000-4000-8000-{number:012x}").parse().unwrap()
}

/// What the questions of a world speak of at all, so that what is seldom spoken of does not stand over the rest.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is spoken of or not")]
struct Speaks {
    allergies: bool,
    nights: bool,
    rooms: bool,
    measures: bool,
}

struct Maker {
    dice: Dice,
    speaks: Speaks,
    unknown: u32,
    trouble: u32,
    /// How often a mitigation that somebody asks for has been said and judged.
    settled: u32,
    /// Every mitigation can be provided and was judged enough.
    generous: bool,
    /// No home can provide any mitigation.
    refusing: bool,
    next: u32,
    on: NaiveDate,
    /// How many live in each home; none: as it comes.
    residents: Option<u32>,
}

impl Maker {
    fn world(mut self, homes: u32) -> World {
        let plan = if self.dice.percent(70) {
            Plan::One
        } else {
            self.dice.pick(&[Plan::TogetherRequired, Plan::TogetherWished, Plan::Apart])
        };
        let children = if plan == Plan::One { 1 } else { self.dice.between(2, 3) };
        let mut children: Vec<Child> = (0..children).map(|_| self.child()).collect();
        let mut homes: Vec<Home> = (0..homes).map(|_| self.home()).collect();
        let ids: Vec<ChildId> = children.iter().map(|child| child.id).collect();
        for home in &mut homes {
            self.meet(home, &children, &ids);
        }
        let residents: Vec<ChildId> = homes
            .iter()
            .filter_map(|home| home.residents.told().as_ref().known())
            .flatten()
            .map(|resident| resident.child.id)
            .collect();
        for child in &mut children {
            let others: Vec<ChildId> =
                residents.iter().chain(&ids).copied().filter(|other| *other != child.id).collect();
            child.relations = self.relations(&others);
            if self.speaks.rooms && self.dice.percent(40) {
                let named = self.dice.some(&others, 25).into_iter().take(40);
                let rooms = named.map(|with| RoomShare { with, may: self.dice.percent(60) });
                child.room_with = few(rooms.collect());
            }
            let views =
                homes.iter().filter(|_| self.dice.percent(50)).map(|home| home.id).collect::<Vec<_>>();
            child.home_views =
                few(views.into_iter().take(60).map(|home| HomeView { home, wants: !self.bad() }).collect());
        }
        let judgements = self.judgements(&homes, &children);
        let steps = self.steps(&homes, &ids);
        let mut party = if plan == Plan::One {
            Party::one(children.remove(0))
        } else {
            let by_number = if self.dice.percent(20) { self.dice.between(1, 2) } else { 0 };
            Party::siblings_and(children, u8::try_from(by_number).unwrap(), plan).unwrap()
        };
        party.emergency = self.dice.percent(20);
        let party = party.with_judgements(judgements).unwrap().with_steps_done(steps).unwrap();
        let policy = Policy {
            age_gap_years: self.dice.pick(&[None, Some(2), Some(5)]),
            same_risk_most: self.dice.pick(&[None, Some(1), Some(2)]),
            arrival_gap_days: self.dice.pick(&[None, Some(28), Some(200)]),
            family_within_km: self.dice.pick(&[None, Some(10), Some(32)]),
            school_within_km: self.dice.pick(&[None, Some(5), Some(40)]),
            ..Policy::default()
        };
        World { party, homes, on: self.on, policy }
    }

    fn number(&mut self) -> u32 {
        self.next += 1;
        // Ids in no order that means anything.
        self.next.wrapping_mul(0x9E37_79B1)
    }

    fn bad(&mut self) -> bool {
        let trouble = self.trouble;
        self.dice.percent(trouble)
    }

    fn fact<T>(&mut self, value: T) -> Fact<T> {
        let unknown = self.unknown;
        let fact = if self.dice.percent(unknown) {
            Fact::not_known(self.dice.pick(WhyNotKnown::ALL))
        } else {
            Fact::known(value)
        };
        if self.dice.below(2_000) == 0 {
            fact.told_on(self.on.checked_sub_days(Days::new(1)).unwrap())
        } else {
            fact
        }
    }

    /// A yes for each code that is trouble, or a no, as `usually` says.
    fn facts<K: Code + Ord>(&mut self, usually: bool) -> Facts<K> {
        let start = self.fact(usually);
        K::ALL.iter().fold(Facts::all_others(start), |facts, &code| {
            let value = usually != self.bad();
            let fact = self.fact(value);
            facts.with(code, fact)
        })
    }

    fn area(&mut self) -> Area {
        self.dice.pick(&["E99000001", "E99000002", "E99000003"]).parse().unwrap()
    }

    fn own_area(&mut self) -> Area {
        if self.bad() { self.area() } else { "E99000001".parse().unwrap() }
    }

    fn areas(&mut self, chance: u32) -> Few<Area> {
        let all = ["E99000001", "E99000002", "E99000003"].map(|area| area.parse().unwrap());
        few(self.dice.some(&all, chance))
    }

    fn grid(&mut self) -> Grid {
        Grid::new(400_000 + self.dice.below(50_000), 400_000 + self.dice.below(50_000)).unwrap()
    }

    fn born(&mut self) -> DateOfBirth {
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

    fn ratio(&mut self, night: bool) -> Ratio {
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
    fn child(&mut self) -> Child {
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

    fn languages(&mut self) -> Few<Language> {
        let all = ["en", "pl", "ur"].map(|language| language.parse().unwrap());
        few(self.dice.some(&all, 60))
    }

    fn relations(&mut self, others: &[ChildId]) -> Fact<Few<Relation>> {
        let mut relations = Vec::new();
        for &with in others {
            if relations.len() < 50 && self.bad() && self.dice.percent(40) {
                relations.push(Relation { with, is: self.dice.pick(RelationKind::ALL) });
            }
        }
        self.fact(few(relations))
    }

    #[expect(clippy::too_many_lines, reason = "one fact after another")]
    fn home(&mut self) -> Home {
        let mut home = Home::new(id(0xb000_0000 | self.next, self.number()));
        let on = self.on;
        let around = |maker: &mut Self| {
            let days = i64::from(maker.dice.below(5)) - 2;
            on.checked_add_signed(chrono::Duration::days(days)).unwrap()
        };
        let mut registration = Registration::since(date(2019, 4, 1));
        if self.bad() {
            let (a, b) = (around(self), around(self));
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
            let until = if self.dice.percent(50) { Some(around(self)) } else { None };
            restrictions.push(Restriction { served: around(self), until });
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
                    let from = around(self);
                    CanProvide::During(Period::new(Some(from), from.checked_add_days(Days::new(2))).unwrap())
                } else {
                    CanProvide::During(Period::ALWAYS)
                };
                provides.push(Provision { mitigation, can: self.fact(can) });
            }
        }
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

    fn resident(&mut self) -> Resident {
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
    fn meet(&mut self, home: &mut Home, children: &[Child], ids: &[ChildId]) {
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

    fn judgements(&mut self, homes: &[Home], children: &[Child]) -> Vec<MitigationJudgement> {
        let mut judgements = Vec::new();
        let settled = self.settled;
        for home in homes {
            let residents = home.residents.told().as_ref().known();
            let there: Vec<ChildId> =
                residents.into_iter().flatten().map(|resident| resident.child.id).collect();
            for rule in rules::TABLE {
                for &mitigation in mutual_care::placement::mitigations_of(rule) {
                    for child in children {
                        let siblings =
                            children.iter().map(|other| other.id).filter(|other| *other != child.id);
                        let others = there.iter().copied().chain(siblings).map(Some).chain([None]);
                        for other in others.collect::<Vec<_>>() {
                            let mut once = self.generous;
                            while std::mem::take(&mut once)
                                || (!self.generous && self.dice.percent(settled / 2))
                            {
                                let back = match self.dice.below(12) {
                                    0 => 0,
                                    1 => 400,
                                    2 => 30,
                                    more => more % 2 + 1,
                                };
                                let back = Days::new(u64::from(back));
                                // Dated after the move, as it is now, or of other facts.
                                let late = self.dice.percent(3);
                                let facts = (self.dice.below(400) == 0)
                                    .then(|| self.judged_facts(home, child, other, children));
                                let with = if self.speaks.measures && self.dice.percent(30) {
                                    self.dice.some(mutual_care::placement::mitigations_of(rule), 40)
                                } else {
                                    Vec::new()
                                };
                                let staff = (self.speaks.measures && self.dice.percent(50))
                                    .then(|| u8::try_from(self.dice.between(1, 3)).unwrap());
                                let on = self.on.checked_sub_days(back).unwrap();
                                let on = if late { self.on.succ_opt().unwrap() } else { on };
                                judgements.push(MitigationJudgement {
                                    home: home.id,
                                    rule: rule.code.parse().unwrap(),
                                    child: child.id,
                                    other,
                                    mitigation,
                                    together_with: few(with
                                        .into_iter()
                                        .filter(|with| *with != mitigation)
                                        .collect()),
                                    staff,
                                    enough: self.generous || self.dice.percent(70),
                                    by: id::<mutual_care::base::kinds::Worker>(0xd, 2),
                                    on,
                                    facts,
                                });
                            }
                        }
                    }
                }
            }
        }
        judgements.truncate(10_000);
        judgements
    }

    /// The facts that a judgement names: as they are, or other ones.
    fn judged_facts(
        &mut self,
        home: &Home,
        child: &Child,
        other: Option<ChildId>,
        children: &[Child],
    ) -> JudgedFacts {
        let residents = home.residents.told().as_ref().known();
        let there = residents.into_iter().flatten().map(|resident| &resident.child).chain(children);
        let other = there.into_iter().find(|there| Some(there.id) == other);
        let mut facts = JudgedFacts::of(home, child, other).unwrap();
        if self.dice.percent(30) {
            facts.child = Child::new(id(0xe, 9)).fingerprint().unwrap();
        }
        facts
    }

    fn steps(&mut self, homes: &[Home], children: &[ChildId]) -> Vec<StepDone> {
        let mut steps = Vec::new();
        for home in homes {
            for &child in children {
                for &step in AuthorityStep::ALL {
                    if self.dice.percent(20) {
                        let late = Days::new(u64::from(self.dice.percent(10)));
                        let on = self.on.checked_add_days(late).unwrap();
                        steps.push(StepDone { home: home.id, child, step, on });
                    }
                }
            }
        }
        steps
    }
}

pub fn few<T: FewItem>(mut items: Vec<T>) -> Few<T> {
    items.sort_by(T::order);
    items.dedup_by(|a, b| a.order(b).is_eq());
    Few::new(items).unwrap()
}
