//! Random children and homes from a seed. How much is not known, and how much trouble there is, differs from
//! seed to seed, so that every answer of every rule and every kind of verdict comes up.

use chrono::{Days, NaiveDate};
use mutual_care::base::{ChildId, Code, Fact, Id, WhyNotKnown};
use mutual_care::placement::{
    Area, Child, Facts, Few, FewItem, Grid, Home, HomeView, Party, Plan, Policy, RoomShare,
};

#[path = "../generator/dice.rs"]
mod dice;
#[path = "generate/homes.rs"]
mod homes;
#[path = "generate/judged.rs"]
mod judged;
#[path = "generate/people.rs"]
mod people;
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
}

pub fn few<T: FewItem>(mut items: Vec<T>) -> Few<T> {
    items.sort_by(T::order);
    items.dedup_by(|a, b| a.order(b).is_eq());
    Few::new(items).unwrap()
}
