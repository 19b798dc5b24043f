//! Children in the form that rules read quickly: those who look for a home, and whoever lives in one.
//!
//! Nothing is decided here. Each field says the same as its fact, with "not known" as a value of its own.

use alloc::vec::Vec;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::layout::{
    ALLERGIES, Bits, FactSet, HAZARDS, OWN_RISKS, SEVERE, SINGLE, TO_OTHERS, VULNERABLE, child as fact,
    demands,
};
use super::read::{Against, Grounds, Outcome, Read, known};
use super::stretch::{Stretch, index, slice_of};
use crate::base::{ChildId, Fact, HomeId, Told};
use crate::placement::child::reaches;
use crate::placement::nights::{EVERY_NIGHT, NightSet};
use crate::placement::{
    Area, Child, Companions, Few, Gender, Grid, Language, Leaving, Pets, Policy, Ratio, RegisteredSex,
    Relation, RelationKind, Resident, Suitability, WishedCompany,
};

/// The first day there is: a stay of which the beginning is not known.
pub(crate) const SINCE_UNKNOWN: i32 = i32::MIN;

/// What two children are to each other, as bits.
pub(crate) mod relation {
    pub(crate) const SIBLING: u8 = 1;
    pub(crate) const HARM: u8 = 2;
    pub(crate) const APART: u8 = 4;
}

/// A child as others in a home meet them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    /// None of whoever may live in a home of which that is not known.
    pub(crate) id: Option<ChildId>,
    pub(crate) from: i32,
    pub(crate) until: i32,
    /// The risks to the child and to others, and what the child is vulnerable to.
    pub(crate) risks: Bits,
    /// The first and the last day that it may be.
    pub(crate) born: Read<(i32, i32)>,
    /// At each time of day, in parts of a person.
    pub(crate) staffing: [Read<u32>; 4],
    pub(crate) gender: Read<Gender>,
    pub(crate) companions: Read<Companions>,
    /// Where in a list what others are to the child stands.
    pub(crate) relations: Read<Stretch>,
    /// What everybody else is to the child, in a supposed answer.
    pub(crate) says_of_all: u8,
    /// The nights on which the child is known to be there, and on which besides the child may be.
    pub(crate) nights: NightSet,
    pub(crate) maybe: NightSet,
    /// Which of the nights and the day of leaving is not known.
    pub(crate) stay_missing: FactSet,
    pub(crate) sex: Read<RegisteredSex>,
    pub(crate) shares_room: Read<bool>,
    /// Where in a list it stands with whom the child may share a bedroom.
    pub(crate) room_with: Stretch,
    /// Whether the child may share with whoever is not named, in a supposed answer.
    pub(crate) rooms_with_all: Option<bool>,
}

impl Person {
    /// Whoever may live in a home of which that is not known.
    pub(crate) const NOBODY_KNOWN: Self = Self {
        id: None,
        from: SINCE_UNKNOWN,
        until: i32::MAX,
        risks: Bits::NOT_KNOWN,
        born: Read::of_child(fact::DATE_OF_BIRTH, None),
        staffing: [Read::of_child(fact::STAFFING, None); 4],
        gender: Read::of_child(fact::GENDER, None),
        companions: Read::of_child(fact::COMPANIONS, None),
        relations: Read::of_child(fact::RELATIONS, None),
        says_of_all: 0,
        nights: 0,
        maybe: EVERY_NIGHT,
        stay_missing: 0,
        sex: Read::of_child(fact::SEX, None),
        shares_room: Read::of_child(fact::SHARES_ROOM, None),
        room_with: (0, 0),
        rooms_with_all: None,
    };

    /// Reads a child; what others are to the child, and with whom the child may share a bedroom, is added to `list`.
    pub(crate) fn of(child: &Child, list: &mut Vec<(ChildId, u8)>) -> Self {
        let mut risks = Bits::NOT_KNOWN;
        risks.add(OWN_RISKS, &child.own_risks);
        risks.add(TO_OTHERS, &child.risks_to_others);
        risks.add(VULNERABLE, &child.vulnerable_to);
        let born = known(&child.date_of_birth).map(|born| born.reveal());
        let born = born.map(|born| (born.first().num_days_from_ce(), born.last().num_days_from_ce()));
        let start = index(list.len());
        let relations = known(&child.relations);
        list.extend(relations.into_iter().flatten().map(|relation| (relation.with, bit_of(relation))));
        let relations = relations.map(|_| (start, index(list.len())));
        let first_room = index(list.len());
        list.extend(child.room_with.iter().map(|room| (room.with, u8::from(room.may))));
        let room_with = (first_room, index(list.len()));
        let (nights, maybe, stay_missing) = match child.nights.told() {
            Told::Known(nights) => (nights.mask(), 0, 0),
            Told::NotKnown(_) if child.nights.is_blank() => (EVERY_NIGHT, 0, 0),
            Told::NotKnown(_) => (0, EVERY_NIGHT, fact::NIGHTS),
        };
        let mut staffing = Self::NOBODY_KNOWN.staffing;
        if let Some(needed) = known(&child.staffing) {
            for ((read, needed), of) in staffing.iter_mut().zip(needed.0).zip(fact::STAFFING_AT) {
                *read = Read::of_child(of, needed.map(Ratio::parts));
            }
        }
        Self {
            id: Some(child.id),
            risks,
            born: Read::of_child(fact::DATE_OF_BIRTH, born),
            staffing,
            gender: Read::of_child(fact::GENDER, known(&child.gender).copied()),
            companions: Read::of_child(fact::COMPANIONS, known(&child.companions).copied()),
            relations: Read::of_child(fact::RELATIONS, relations),
            nights,
            maybe,
            stay_missing,
            sex: Read::of_child(fact::SEX, known(&child.sex).copied()),
            shares_room: Read::of_child(fact::SHARES_ROOM, known(&child.shares_room).copied()),
            room_with,
            ..Self::NOBODY_KNOWN
        }
    }

    pub(super) fn resident(resident: &Resident, list: &mut Vec<(ChildId, u8)>) -> Self {
        let day = |day: NaiveDate| day.num_days_from_ce();
        let mut person = Self {
            from: resident.period.from().map_or(SINCE_UNKNOWN, day),
            until: resident.period.until().map_or(i32::MAX, day),
            ..Self::of(&resident.child, list)
        };
        if resident.leaving == Leaving::DateNotKnown {
            (person.nights, person.maybe) = (0, person.nights | person.maybe);
            person.stay_missing |= fact::LEAVING;
        }
        person
    }

    /// Every night on which the child is there, or may be.
    pub(crate) const fn any_night(&self) -> NightSet {
        self.nights | self.maybe
    }

    /// Whether it is not known that the child is there on any night at all.
    pub(crate) const fn may_be_gone(&self) -> bool {
        self.nights == 0
    }

    /// What was decided about sharing a bedroom with another, by name.
    pub(crate) fn may_share_with(&self, other: Option<ChildId>, list: &[(ChildId, u8)]) -> Option<bool> {
        let said = slice_of(list, self.room_with).iter().find(|(with, _)| Some(*with) == other);
        // Of somebody known only by number nobody decides anything by name.
        said.map(|(_, may)| *may == 1).or(self.rooms_with_all.filter(|_| other.is_some()))
    }

    /// What the other is to this child, as far as this child's facts say.
    pub(crate) fn says_of(&self, other: Option<ChildId>, list: &[(ChildId, u8)]) -> u8 {
        let said = slice_of(list, self.relations.known().copied().unwrap_or_default());
        let said = said.iter().filter(|(with, _)| Some(*with) == other);
        // Of somebody known only by number, or not known at all, nobody can say anything.
        let of_all = if other.is_some() { self.says_of_all } else { 0 };
        said.fold(of_all, |bits, (_, bit)| bits | bit)
    }

    /// What is not known of them, of what a rule reads of everybody who would live there. Of a part of a date of birth the
    /// rest is asked for.
    pub(crate) fn missing(&self) -> FactSet {
        let staffing = self.staffing.iter().fold(0, |all, staffing| all | staffing.missing());
        let born = if self.is_born_in_part() { fact::DATE_OF_BIRTH } else { self.born.missing() };
        let single = self.companions.missing()
            | self.relations.missing()
            | born
            | self.sex.missing()
            | self.shares_room.missing();
        // Who may share with a child who is not named can always be asked.
        single | staffing | self.stay_missing | fact::ROOM_WITH
    }

    /// Whether only the month or the year of birth is known.
    pub(crate) const fn is_born_in_part(&self) -> bool {
        matches!(self.born.known(), Some((first, last)) if *first != *last)
    }

    pub(crate) const fn lives_there_on(&self, day: i32) -> bool {
        self.from <= day && day < self.until
    }
}

fn bit_of(relation: &Relation) -> u8 {
    match relation.is {
        RelationKind::Sibling => relation::SIBLING,
        RelationKind::HarmBetween => relation::HARM,
        RelationKind::KeepApart => relation::APART,
        RelationKind::Friend => 0,
    }
}

/// Some areas.
#[derive(Debug, Clone)]
pub(crate) enum Areas {
    These(Vec<u64>),
    /// Wherever a home lies, in a supposed answer.
    Everywhere,
}

impl Areas {
    fn of(few: &Few<Area>) -> Self {
        Self::These(few.iter().map(|area| area.packed()).collect())
    }

    pub(crate) fn contain(&self, area: u64) -> bool {
        match self {
            Self::These(these) => these.contains(&area),
            Self::Everywhere => true,
        }
    }

    pub(crate) fn these(&self) -> &[u64] {
        match self {
            Self::These(these) => these,
            Self::Everywhere => &[],
        }
    }

    pub(crate) const fn are_none(&self) -> bool {
        matches!(self, Self::These(these) if these.is_empty())
    }
}

/// A child who looks for a home.
#[derive(Debug, Clone)]
pub(crate) struct Seeker {
    /// None of a brother or sister known only by number.
    pub(crate) id: Option<ChildId>,
    /// The place in the party.
    pub(crate) place: u32,
    pub(crate) person: Person,
    /// What the child needs, is at risk of, and is a risk to: in the bits of what a home offers.
    pub(crate) demands: Bits,
    /// Whether anything was recorded of allergies.
    pub(crate) speaks_of_allergies: bool,
    /// Whether anything was recorded of living with animals.
    pub(crate) speaks_of_pets: bool,
    /// The least and the most that it may be on the planned date; -1 before the birth.
    pub(crate) age: Read<(i32, i32)>,
    pub(crate) sex: Read<RegisteredSex>,
    /// The authority's own area, and those that adjoin it.
    pub(crate) authority: Read<(Areas, Areas)>,
    pub(crate) unsafe_areas: Read<Areas>,
    pub(crate) key_stage_4: Read<bool>,
    /// Homes, by place, with what the child said of them.
    pub(crate) views: Vec<(u32, bool)>,
    pub(crate) wished_areas: Read<Areas>,
    pub(crate) wished_company: Read<WishedCompany>,
    pub(crate) family_at: Read<Grid>,
    pub(crate) school_at: Read<Grid>,
    pub(crate) languages: Read<Vec<Language>>,
    pub(crate) pets: Read<Pets>,
    pub(crate) community_areas: Read<Areas>,
    pub(crate) residential: Read<Suitability>,
    /// Who was born earlier, or later, than this is further apart in age than the policy allows: of whoever was born on
    /// the first day that the child may have been, and on the last.
    pub(crate) born_within: Option<[(i32, i32); 2]>,
}

impl Seeker {
    /// Reads a child for a planned date; what others are to the child is added to `list`.
    pub(super) fn of(
        child: &Child,
        place: u32,
        place_of: impl Fn(HomeId) -> Option<u32>,
        on: NaiveDate,
        policy: &Policy,
        list: &mut Vec<(ChildId, u8)>,
    ) -> Self {
        let areas = |of: FactSet, areas: &Fact<Few<Area>>| Read::of_child(of, known(areas).map(Areas::of));
        let yes_no = |of: FactSet, told: &Fact<bool>| Read::of_child(of, known(told).copied());
        let point = |of: FactSet, at: &Fact<Grid>| Read::of_child(of, known(at).copied());
        let born = known(&child.date_of_birth).copied();
        let years = |age| i32::try_from(age).unwrap_or(i32::MAX);
        let age =
            born.map(|born| born.ages_on(on).map_or((-1, -1), |(least, most)| (years(least), years(most))));
        let views = child.home_views.iter();
        let views = views.filter_map(|view| Some((place_of(view.home)?, view.wants)));
        let mut views: Vec<(u32, bool)> = views.collect();
        views.sort_unstable();
        let authority = known(&child.authority);
        let authority = authority.map(|authority| {
            (Areas::These(alloc::vec![authority.area.packed()]), Areas::of(&authority.adjoining))
        });
        let residential = known(&child.care_types.residential).copied();
        let languages = known(&child.languages).map(|languages| languages.to_vec());
        Self {
            id: Some(child.id),
            place,
            person: Person::of(child, list),
            demands: demands(child),
            speaks_of_allergies: !(child.allergies.is_blank() && child.life_threatening_allergies.is_blank()),
            speaks_of_pets: !child.pets.is_blank(),
            age: Read::of_child(fact::DATE_OF_BIRTH, age),
            sex: Read::of_child(fact::SEX, known(&child.sex).copied()),
            authority: Read::of_child(fact::AUTHORITY, authority),
            unsafe_areas: areas(fact::UNSAFE_AREAS, &child.unsafe_areas),
            key_stage_4: yes_no(fact::KEY_STAGE_4, &child.key_stage_4),
            views,
            wished_areas: areas(fact::WISHED_AREAS, &child.wished_areas),
            wished_company: Read::of_child(fact::WISHED_COMPANY, known(&child.wished_company).copied()),
            family_at: point(fact::FAMILY_AT, &child.family_at),
            school_at: point(fact::SCHOOL_AT, &child.school_at),
            languages: Read::of_child(fact::LANGUAGES, languages),
            pets: Read::of_child(fact::PETS, known(&child.pets).copied()),
            community_areas: areas(fact::COMMUNITY_AREAS, &child.community_areas),
            residential: Read::of_child(fact::RESIDENTIAL, residential),
            born_within: born.zip(policy.age_gap_years).map(|(born, years)| {
                [born.reveal().first(), born.reveal().last()].map(|day| within(day, u32::from(years)))
            }),
        }
    }

    /// A brother or sister who is wished along, and of whom nothing is known but that there is one.
    pub(super) fn known_by_number(place: u32, on: NaiveDate, policy: &Policy) -> Self {
        let nobody = Child::new(crate::base::Id::new(uuid::Uuid::max()));
        let seeker = Self::of(&nobody, place, |_| None, on, policy, &mut Vec::new());
        let person = Person { id: None, relations: Person::NOBODY_KNOWN.relations, ..seeker.person };
        Self { id: None, person, ..seeker }
    }

    /// What is not known of the child and some rule of law or safety reads.
    pub(crate) fn missing(&self) -> FactSet {
        let single = self.age.missing()
            | self.sex.missing()
            | self.authority.missing()
            | self.unsafe_areas.missing()
            | self.key_stage_4.missing();
        self.demands.unknown() & !SINGLE.mask() | single | self.pets.missing() | self.person.missing()
    }

    /// What the child says of the home at this place.
    pub(crate) fn view_of(&self, home: u32) -> Read<bool> {
        let view = self.views.binary_search_by_key(&home, |view| view.0).ok();
        let view = view.and_then(|at| self.views.get(at)).map(|view| view.1);
        Read::of_child(fact::HOME_VIEW, view)
    }

    /// What the child is not known not to need, and is not known to be had.
    pub(crate) const fn not_surely_had(&self, offers: Bits) -> FactSet {
        !(self.demands.no | offers.yes)
    }

    /// What of these facts is known to be so of the child and not of the home is a no; each of which one or the
    /// other is not known may be.
    pub(crate) fn has_what_is_needed(&self, of: FactSet, offers: Bits) -> Outcome {
        let needs = self.demands;
        let no = needs.yes & offers.no & of;
        let not_known = !(needs.no | offers.yes | no) & of;
        if no | not_known == 0 {
            return Outcome::Holds;
        }
        // The hazards of a neighbourhood stand in bits of their own, beside the same risks of the child.
        let of_child =
            |facts| if of == HAZARDS.mask() { facts >> (HAZARDS.at - OWN_RISKS.at) } else { facts };
        Outcome::Against(Against {
            no: no != 0,
            not_known: not_known != 0,
            waits_for: None,
            because: Grounds { child: of_child(no), ..Grounds::NONE },
            open: Grounds {
                // What is no allergy threatens no life: either answer may settle it.
                child: of_child(not_known & needs.unknown())
                    | (not_known & SEVERE.mask()) >> ALLERGIES.len & needs.unknown(),
                home: not_known & offers.unknown(),
                ..Grounds::NONE
            },
        })
    }
}

/// The first and the last day of birth that are no more years away from a day.
fn within(day: NaiveDate, years: u32) -> (i32, i32) {
    // A birthday of 29 February comes on 1 March in other years, so the day is looked for from a little before.
    let mut earliest = years_before(day, years).checked_sub_days(Days::new(2));
    while let Some(candidate) = earliest {
        if reaches(candidate, years) >= day {
            break;
        }
        earliest = candidate.succ_opt();
    }
    (earliest.unwrap_or(NaiveDate::MIN).num_days_from_ce(), reaches(day, years).num_days_from_ce())
}

/// The day so many years before; the last of the month where the day does not exist.
pub(crate) fn years_before(on: NaiveDate, years: u32) -> NaiveDate {
    on.checked_sub_months(Months::new(12 * years)).unwrap_or(NaiveDate::MIN)
}
