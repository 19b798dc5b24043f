//! Homes and children in the form that rules read quickly: bits and small numbers.
//!
//! Nothing is decided here. Each field says the same as its fact, with "not known" as a value of its own.

use alloc::vec::Vec;
use core::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::layout::{
    ACTIVITIES, ADAPTATIONS, ANIMALS, COMMUNICATION, CULTURE, FactSet, HAZARDS, HEALTH, NEEDS, ORDERS,
    OWN_RISKS, SKILLS, SUPPORT, Span, TO_OTHERS, VULNERABLE,
};
use crate::base::{ChildId, Code, Fact, HomeId, Told, limits, wire};
use crate::placement::{
    AgeRange, CanProvide, Child, Companions, Facts, Few, FewItem, Gender, Home, HomeSex, OwnRisk, Relation,
    RelationKind, Resident, RiskToOthers, Vulnerability, Watch,
};

/// A yes, a no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tri {
    Yes,
    No,
    Unknown,
}

impl Tri {
    pub(crate) fn of(fact: Fact<bool>) -> Self {
        match fact.told() {
            Told::Known(true) => Self::Yes,
            Told::Known(false) => Self::No,
            Told::NotKnown(_) => Self::Unknown,
        }
    }
}

/// Bits known to be so, and bits known not to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Bits {
    pub(crate) yes: FactSet,
    pub(crate) no: FactSet,
}

impl Bits {
    fn add<K: Code + Ord>(&mut self, span: Span, facts: &Facts<K>) {
        let (yes, no) = facts.bits();
        self.yes |= yes << span.at;
        self.no |= no << span.at;
    }

    pub(crate) const fn unknown(self) -> FactSet {
        !(self.yes | self.no)
    }
}

/// The first day there is: a stay of which the beginning is not known.
pub(crate) const SINCE_UNKNOWN: i32 = i32::MIN;

/// The ways in which one child may be harmed by another, in the order of their rules.
pub(crate) const HARMS: u32 = 6;
/// Where the vulnerability to a harm stands beside the risk of doing it.
pub(crate) const VULNERABLE_AT: u32 = 8;

/// What two children are to each other, as bits.
pub(crate) mod relation {
    pub(crate) const SIBLING: u8 = 1;
    pub(crate) const HARM: u8 = 2;
    pub(crate) const APART: u8 = 4;
}

/// A child as others in a home meet them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    pub(crate) id: Option<ChildId>,
    pub(crate) from: i32,
    pub(crate) until: i32,
    pub(crate) born: Option<i32>,
    /// The risk of each harm to others, and beside it the vulnerability to it.
    pub(crate) harm_yes: u16,
    pub(crate) harm_no: u16,
    /// Sexual and criminal exploitation not known: which question would settle the vulnerability to it.
    pub(crate) exploited_unknown: FactSet,
    pub(crate) own_yes: u8,
    pub(crate) own_no: u8,
    pub(crate) staffing: Option<[u32; 4]>,
    pub(crate) gender: Option<Gender>,
    pub(crate) companions: Option<Companions>,
    pub(crate) relations_known: bool,
    pub(crate) relations: (u32, u32),
}

impl Person {
    /// Whoever may live in a home of which that is not known.
    pub(crate) const NOBODY_KNOWN: Self = Self {
        id: None,
        from: SINCE_UNKNOWN,
        until: i32::MAX,
        born: None,
        harm_yes: 0,
        harm_no: 0,
        exploited_unknown: 0,
        own_yes: 0,
        own_no: 0,
        staffing: None,
        gender: None,
        companions: None,
        relations_known: false,
        relations: (0, 0),
    };

    /// Reads a child; what others are to the child is added to `arena`.
    pub(crate) fn of(child: &Child, arena: &mut Vec<(ChildId, u8)>) -> Self {
        let (own_yes, own_no) = small(child.own_risks.bits());
        let own = |risk: OwnRisk| (own_yes >> risk as u8 & 1 == 1, own_no >> risk as u8 & 1 == 1);
        let told = |fact: Told<bool>| (fact == Told::Known(true), fact == Told::Known(false));
        let (sexual, criminal) = (own(OwnRisk::SexualExploitation), own(OwnRisk::CriminalExploitation));
        let missing = own(OwnRisk::GoingMissing);
        let to_others = |risk| told(child.risks_to_others.told(risk));
        let vulnerable = |to| told(child.vulnerable_to.told(to));
        let does = [
            to_others(RiskToOthers::ExploitingOthers),
            to_others(RiskToOthers::SexualHarm),
            to_others(RiskToOthers::PhysicalHarm),
            to_others(RiskToOthers::FireSetting),
            to_others(RiskToOthers::SupplyingSubstances),
            missing,
        ];
        let suffers = [
            (sexual.0 || criminal.0, sexual.1 && criminal.1),
            vulnerable(Vulnerability::SexualHarm),
            vulnerable(Vulnerability::PhysicalHarm),
            vulnerable(Vulnerability::Fire),
            own(OwnRisk::DrugsAndAlcohol),
            missing,
        ];
        let (mut harm_yes, mut harm_no) = (0, 0);
        for (at, way) in [(0, does), (VULNERABLE_AT, suffers)] {
            for (harm, (yes, no)) in way.into_iter().enumerate() {
                harm_yes |= u16::from(yes) << (at as usize + harm);
                harm_no |= u16::from(no) << (at as usize + harm);
            }
        }
        let mut exploited_unknown = 0;
        for (risk, (yes, no)) in
            [(OwnRisk::SexualExploitation, sexual), (OwnRisk::CriminalExploitation, criminal)]
        {
            if !yes && !no {
                exploited_unknown |= OWN_RISKS.bit(risk as u32);
            }
        }
        let start = index(arena.len());
        let relations = child.relations.told().as_ref().known();
        arena.extend(relations.into_iter().flatten().map(|relation| (relation.with, relation_bit(relation))));
        Self {
            id: Some(child.id),
            from: SINCE_UNKNOWN,
            until: i32::MAX,
            born: known(&child.date_of_birth).map(|born| born.reveal().num_days_from_ce()),
            harm_yes,
            harm_no,
            exploited_unknown,
            own_yes,
            own_no,
            staffing: known(&child.staffing).map(|staffing| staffing.0.map(super::super::Ratio::parts)),
            gender: known(&child.gender).copied(),
            companions: known(&child.companions).copied(),
            relations_known: relations.is_some(),
            relations: (start, index(arena.len())),
        }
    }

    fn resident(resident: &Resident, arena: &mut Vec<(ChildId, u8)>) -> Self {
        let day = |day: NaiveDate| day.num_days_from_ce();
        Self {
            from: resident.period.from().map_or(SINCE_UNKNOWN, day),
            until: resident.period.until().map_or(i32::MAX, day),
            ..Self::of(&resident.child, arena)
        }
    }

    /// What the other is to this child, as far as this child's facts say.
    pub(crate) fn says_of(&self, other: Option<ChildId>, arena: &[(ChildId, u8)]) -> u8 {
        let (start, end) = self.relations;
        if start == end {
            return 0;
        }
        let said = arena.get(start as usize..end as usize).unwrap_or_default();
        said.iter().filter(|(with, _)| Some(*with) == other).fold(0, |bits, (_, bit)| bits | bit)
    }

    pub(crate) const fn lives_there_on(&self, day: i32) -> bool {
        self.from <= day && day < self.until
    }
}

fn relation_bit(relation: &Relation) -> u8 {
    match relation.is {
        RelationKind::Sibling => relation::SIBLING,
        RelationKind::HarmBetween => relation::HARM,
        RelationKind::KeepApart => relation::APART,
        RelationKind::Friend => 0,
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lists read here have at most eight codes")]
fn small((yes, no): (u128, u128)) -> (u8, u8) {
    (yes as u8, no as u8)
}

/// The place in a shared list. Homes, residents and their lists stay far below four thousand million.
#[expect(clippy::cast_possible_truncation, reason = "20,000 homes of 64 residents of 64 relations fit")]
pub(crate) const fn index(len: usize) -> u32 {
    len as u32
}

pub(crate) fn known<T>(fact: &Fact<T>) -> Option<&T> {
    fact.told().as_ref().known()
}

/// What a home offers, in the bits of what a child needs. No hazard is an offer, and so is no animal.
pub(crate) fn offers(home: &Home) -> Bits {
    let mut bits = Bits::default();
    bits.add(NEEDS, &home.purpose);
    bits.add(SKILLS, &home.skills);
    bits.add(HEALTH, &home.health_care);
    bits.add(ADAPTATIONS, &home.adaptations);
    bits.add(OWN_RISKS, &home.manages);
    bits.add(ORDERS, &home.orders);
    bits.add(CULTURE, &home.culture);
    bits.add(COMMUNICATION, &home.communication);
    bits.add(ACTIVITIES, &home.activities);
    bits.add(SUPPORT, &home.support);
    let (hazard, no_hazard) = home.hazards.bits();
    bits.yes |= no_hazard << HAZARDS.at;
    bits.no |= hazard << HAZARDS.at;
    match Tri::of(home.animals) {
        Tri::Yes => bits.no |= ANIMALS.mask(),
        Tri::No => bits.yes |= ANIMALS.mask(),
        Tri::Unknown => {}
    }
    bits
}

/// What a child needs, is at risk of, and is a risk to.
pub(crate) fn demands(child: &Child) -> Bits {
    let mut bits = Bits::default();
    bits.add(NEEDS, &child.needs);
    bits.add(SKILLS, &child.skills);
    bits.add(HEALTH, &child.health_care);
    bits.add(ADAPTATIONS, &child.adaptations);
    bits.add(OWN_RISKS, &child.own_risks);
    bits.add(ORDERS, &child.orders);
    bits.add(TO_OTHERS, &child.risks_to_others);
    bits.add(VULNERABLE, &child.vulnerable_to);
    bits.add(CULTURE, &child.culture);
    bits.add(COMMUNICATION, &child.communication);
    bits.add(ACTIVITIES, &child.activities);
    bits.add(SUPPORT, &child.support);
    bits.add(HAZARDS, &child.own_risks);
    bits
}

/// A home in the form that rules read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HomeForm {
    pub(crate) offers: Bits,
    pub(crate) registration: Option<(i32, i32)>,
    pub(crate) suspended: (u32, u32),
    pub(crate) restrictions: Option<(u32, u32)>,
    pub(crate) places: Option<u8>,
    pub(crate) ages: Option<AgeRange>,
    pub(crate) sex: Option<HomeSex>,
    pub(crate) emergencies: Tri,
    pub(crate) area: Option<u64>,
    pub(crate) grid: Option<super::super::Grid>,
    pub(crate) bedrooms_free: Option<u8>,
    pub(crate) roster: [Option<u8>; 4],
    /// Mitigations said to be possible at any time, and said not to be.
    pub(crate) can_always: u32,
    pub(crate) cannot: u32,
    /// Mitigations that are possible on some days.
    pub(crate) can_during: (u32, u32),
    pub(crate) languages: Option<(u32, u32)>,
    pub(crate) residents: Option<(u32, u32)>,
}

/// Homes that were read once, for any number of questions.
///
/// ```
/// use mutual_care::placement::{Home, Homes};
/// let home = Home::new("6f2c1a3e-0000-4000-8000-000000000001".parse()?);
/// let homes = Homes::compile(vec![home])?;
/// assert_eq!(homes.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Homes {
    /// In order of id.
    typed: Vec<Home>,
    pub(crate) forms: Vec<HomeForm>,
    pub(crate) people: Vec<Person>,
    pub(crate) relations: Vec<(ChildId, u8)>,
    pub(crate) days: Vec<(i32, i32)>,
    pub(crate) provided: Vec<(u32, i32, i32)>,
    pub(crate) languages: Vec<super::super::Language>,
}

/// Homes do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum HomesError {
    /// Too many.
    #[error("expected at most {} homes", limits::HOMES)]
    TooMany,
    /// A home stands twice.
    #[error("{0} stands twice: expected each home once")]
    Twice(HomeId),
    /// A date is out of range.
    #[error("{0} has a date outside the years {first} to {last}", first = limits::YEAR_FIRST, last = limits::YEAR_LAST)]
    Year(HomeId),
}

impl Homes {
    /// Reads these homes.
    ///
    /// # Errors
    ///
    /// [`HomesError`] for more than [`limits::HOMES`], a home that stands twice, or a date out of range.
    pub fn compile(mut homes: Vec<Home>) -> Result<Self, HomesError> {
        if homes.len() > limits::HOMES {
            return Err(HomesError::TooMany);
        }
        homes.sort_by_key(|home| home.id);
        if let Some((home, _)) = homes.iter().zip(homes.iter().skip(1)).find(|(a, b)| a.id == b.id) {
            return Err(HomesError::Twice(home.id));
        }
        let mut compiled = Self { forms: Vec::with_capacity(homes.len()), ..Self::default() };
        for home in &homes {
            if !dates_in_years(home) {
                return Err(HomesError::Year(home.id));
            }
            let form = compiled.form(home);
            compiled.forms.push(form);
        }
        compiled.typed = homes;
        Ok(compiled)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.typed.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// All of them, in order of id.
    pub fn iter(&self) -> core::slice::Iter<'_, Home> {
        self.typed.iter()
    }

    /// The home with this id.
    pub fn get(&self, id: HomeId) -> Option<&Home> {
        self.typed.get(self.place_of(id)?)
    }

    pub(crate) fn place_of(&self, id: HomeId) -> Option<usize> {
        self.typed.binary_search_by_key(&id, |home| home.id).ok()
    }

    pub(crate) fn at(&self, place: usize) -> Option<(&Home, &HomeForm)> {
        Some((self.typed.get(place)?, self.forms.get(place)?))
    }

    pub(crate) fn slice<T>(list: &[T], range: (u32, u32)) -> &[T] {
        let range: Range<usize> = range.0 as usize..range.1 as usize;
        list.get(range).unwrap_or_default()
    }

    fn form(&mut self, home: &Home) -> HomeForm {
        let day = |day: NaiveDate| day.num_days_from_ce();
        let registration = known(&home.registration);
        let suspended = registration.map_or((0, 0), |registration| {
            push_all(&mut self.days, &registration.suspended, |period| {
                (period.from().map_or(i32::MIN, day), period.until().map_or(i32::MAX, day))
            })
        });
        let restrictions = known(&home.restrictions).map(|restrictions| {
            push_all(&mut self.days, restrictions, |notice| {
                (day(notice.served), notice.until.map_or(i32::MAX, day))
            })
        });
        let (mut can_always, mut cannot) = (0, 0);
        let provided_from = index(self.provided.len());
        for provision in &home.provides {
            let bit = 1 << provision.mitigation as u32;
            match known(&provision.can) {
                None => {}
                Some(CanProvide::No) => cannot |= bit,
                Some(CanProvide::During(period)) => match (period.from(), period.until()) {
                    (None, None) => can_always |= bit,
                    (from, until) => {
                        self.provided.push((bit, from.map_or(i32::MIN, day), until.map_or(i32::MAX, day)));
                    }
                },
            }
        }
        let languages = known(&home.languages)
            .map(|languages| push_all(&mut self.languages, languages, |language| *language));
        let residents = known(&home.residents).map(|residents| {
            let start = index(self.people.len());
            for resident in residents {
                self.people.push(Person::resident(resident, &mut self.relations));
            }
            (start, index(self.people.len()))
        });
        let mut roster = [None; 4];
        for (place, watch) in roster.iter_mut().zip(Watch::ALL) {
            *place = known(&home.roster[*watch]).copied();
        }
        HomeForm {
            offers: offers(home),
            registration: registration.map(|registration| {
                (day(registration.from), registration.cancelled_on.map_or(i32::MAX, day))
            }),
            suspended,
            restrictions,
            places: known(&home.places).copied(),
            ages: known(&home.ages).copied(),
            sex: known(&home.sex).copied(),
            emergencies: Tri::of(home.emergencies),
            area: known(&home.area).map(|area| area.packed()),
            grid: known(&home.grid).copied(),
            bedrooms_free: known(&home.bedrooms_free).copied(),
            roster,
            can_always,
            cannot,
            can_during: (provided_from, index(self.provided.len())),
            languages,
            residents,
        }
    }
}

impl<'a> IntoIterator for &'a Homes {
    type Item = &'a Home;
    type IntoIter = core::slice::Iter<'a, Home>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn push_all<T: FewItem, U>(list: &mut Vec<U>, few: &Few<T>, read: impl Fn(&T) -> U) -> (u32, u32) {
    let start = index(list.len());
    list.extend(few.iter().map(read));
    (start, index(list.len()))
}

fn dates_in_years(home: &Home) -> bool {
    let registration = known(&home.registration);
    let registered = registration.into_iter().flat_map(|r| [Some(r.from), r.cancelled_on]);
    let notices = known(&home.restrictions).into_iter().flatten().flat_map(|n| [Some(n.served), n.until]);
    let births = known(&home.residents).into_iter().flatten();
    let births = births.map(|resident| known(&resident.child.date_of_birth).map(|born| born.reveal()));
    registered.chain(notices).chain(births).flatten().all(wire::in_years)
}
