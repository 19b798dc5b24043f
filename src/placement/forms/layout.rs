//! Which bit of a set stands for which fact.
//!
//! A child's facts and a home's share one layout wherever one answers the other, so that a whole side is
//! compared in one instruction: what a child needs stands in the same bit as what a home offers.

use crate::base::{Code, Told};
use crate::placement::{
    Activity, Adaptation, Allergen, CareNeed, Child, Communication, CourtOrder, CultureNeed, Facts,
    HealthTask, Home, OwnRisk, RiskToOthers, Skill, Support, Vulnerability, Watch,
};

/// One bit for each fact of a child, or of a home.
pub(crate) type FactSet = u128;

/// Some bits in a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    pub(crate) at: u32,
    pub(crate) len: u32,
}

impl Span {
    /// One of several that follow each other.
    const fn nth(lens: &[usize], nth: usize) -> Self {
        let (mut at, mut before) = (0, lens);
        let mut left = nth;
        while let [len, rest @ ..] = before {
            if left == 0 {
                return Self { at, len: bits(*len) };
            }
            (at, before, left) = (at + bits(*len), rest, left - 1);
        }
        Self { at, len: 0 }
    }

    pub(crate) const fn mask(self) -> FactSet {
        ((1 << self.len) - 1) << self.at
    }

    pub(crate) const fn bit(self, place: u32) -> FactSet {
        1 << (self.at + place)
    }

    /// One of them alone.
    pub(crate) const fn only(self, place: u32) -> Self {
        Self { at: self.at + place, len: 1 }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a set has 128 bits")]
const fn bits(len: usize) -> u32 {
    len as u32
}

/// Bits known to be so, and bits known not to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Bits {
    pub(crate) yes: FactSet,
    pub(crate) no: FactSet,
}

impl Bits {
    pub(crate) const NOT_KNOWN: Self = Self { yes: 0, no: 0 };

    pub(crate) fn add<K: Code + Ord>(&mut self, span: Span, facts: &Facts<K>) {
        let (yes, no) = facts.bits();
        self.yes |= yes << span.at;
        self.no |= no << span.at;
    }

    pub(crate) const fn unknown(self) -> FactSet {
        !(self.yes | self.no)
    }

    /// As if somebody had answered so.
    pub(crate) const fn answer(&mut self, fact: FactSet, yes: bool) {
        if yes { self.yes |= fact } else { self.no |= fact }
    }

    /// Whether one of these is so: a yes if one is known to be, a no if none is.
    pub(crate) const fn any(self, of: FactSet) -> Option<bool> {
        if self.yes & of != 0 {
            Some(true)
        } else if self.no & of == of {
            Some(false)
        } else {
            None
        }
    }
}

/// Writes the lists: where the codes of each stand, what it is called in a child and in a home that answers it, and how
/// both are read.
macro_rules! lists {
    ($($name:ident: $codes:ident = $child:ident $(=> $home:ident)?;)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the lists are")]
        enum Place { $($name),+ }
        const LENS: &[usize] = &[$(<$codes as Code>::ALL.len()),+];
        $(pub(crate) const $name: Span = Span::nth(LENS, Place::$name as usize);)+

        const LISTS: &[List] = &[$(List {
            span: $name,
            of_child: stringify!($child),
            of_home: concat!($(stringify!($home))?),
            code: code_at::<$codes>,
        }),+];

        /// What a child needs, is at risk of, and is a risk to.
        pub(crate) fn demands(child: &Child) -> Bits {
            let mut bits = Bits::NOT_KNOWN;
            $(bits.add($name, &child.$child);)+
            bits.add(HAZARDS, &child.own_risks);
            let ((any, no_allergy), (severe, not_severe)) =
                (child.allergies.bits(), child.life_threatening_allergies.bits());
            // Whatever is life-threatening is an allergy, and what is no allergy is not life-threatening.
            bits.yes |= (any | severe) << ALLERGIES.at | severe << SEVERE.at;
            bits.no |= (no_allergy & !severe) << ALLERGIES.at | ((not_severe | no_allergy) & !severe) << SEVERE.at;
            bits
        }

        /// What a home offers, in the bits of what a child needs. No hazard is an offer, and so is no animal.
        pub(crate) fn offers(home: &Home) -> Bits {
            let mut bits = Bits::NOT_KNOWN;
            $($(bits.add($name, &home.$home);)?)+
            let (hazard, no_hazard) = home.hazards.bits();
            bits.yes |= no_hazard << HAZARDS.at;
            bits.no |= hazard << HAZARDS.at;
            if let Told::Known(animals) = home.animals.told() {
                bits.answer(ANIMALS.mask(), !animals);
            }
            // What is not kept is an offer to whoever is allergic to it.
            let (mut kept, mut not_kept) = home.kept.bits();
            if *home.animals.told() == Told::Known(false) {
                (kept, not_kept) = (kept & !OF_ANIMALS, not_kept | OF_ANIMALS);
            }
            for span in [ALLERGIES, SEVERE] {
                bits.yes |= not_kept << span.at;
                bits.no |= kept << span.at;
            }
            bits
        }
    };
}

lists! {
    NEEDS: CareNeed = needs => purpose;
    SKILLS: Skill = skills => skills;
    HEALTH: HealthTask = health_care => health_care;
    ADAPTATIONS: Adaptation = adaptations => adaptations;
    OWN_RISKS: OwnRisk = own_risks => manages;
    ORDERS: CourtOrder = orders => orders;
    TO_OTHERS: RiskToOthers = risks_to_others;
    VULNERABLE: Vulnerability = vulnerable_to;
    CULTURE: CultureNeed = culture => culture;
    COMMUNICATION: Communication = communication => communication;
    ACTIVITIES: Activity = activities => activities;
    SUPPORT: Support = support => support;
}

/// A list of facts, with what it is called.
struct List {
    span: Span,
    of_child: &'static str,
    of_home: &'static str,
    code: fn(Span, u32) -> Option<&'static str>,
}

/// Facts that are no yes or no of a list.
pub(crate) const SINGLE: Span = Span { at: SUPPORT.at + SUPPORT.len, len: 26 };
/// What a neighbourhood makes worse: the child's own risks once more, against the home's hazards.
pub(crate) const HAZARDS: Span = Span { at: 100, len: OWN_RISKS.len };
/// What the child is allergic to, against what is kept in the home; and what of it is life-threatening, once more.
pub(crate) const ALLERGIES: Span = Span { at: HAZARDS.at + HAZARDS.len, len: bits(Allergen::ALL.len()) };
/// The allergies that are life-threatening.
pub(crate) const SEVERE: Span = Span { at: ALLERGIES.at + ALLERGIES.len, len: ALLERGIES.len };
/// Allergens that come with an animal, as the first bits of either list.
pub(crate) const OF_ANIMALS: FactSet =
    1 << Allergen::Dogs as u32 | 1 << Allergen::Cats as u32 | 1 << Allergen::OtherAnimals as u32;
/// The risk to animals is met by there being none.
pub(crate) const ANIMALS: Span = TO_OTHERS.only(RiskToOthers::HarmToAnimals as u32);

macro_rules! singles {
    ($($name:ident = $code:literal;)+) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "named as the facts are")]
        enum Place { $($name),+ }
        $(pub(crate) const $name: FactSet = SINGLE.bit(Place::$name as u32);)+
        pub(crate) const ALL: &[(FactSet, &str)] = &[$(($name, $code)),+];
    };
}

/// The single facts of a child.
pub(crate) mod child {
    use super::{FactSet, SINGLE};
    singles! {
        DATE_OF_BIRTH = "date_of_birth";
        SEX = "sex";
        GENDER = "gender";
        AUTHORITY = "authority";
        COMPANIONS = "companions";
        SHARES_ROOM = "shares_room";
        RELATIONS = "relations";
        UNSAFE_AREAS = "unsafe_areas";
        KEY_STAGE_4 = "key_stage_4";
        STAFFING = "staffing";
        HOME_VIEW = "home_views";
        WISHED_AREAS = "wished_areas";
        WISHED_COMPANY = "wished_company";
        FAMILY_AT = "family_at";
        SCHOOL_AT = "school_at";
        LANGUAGES = "languages";
        PETS = "pets";
        COMMUNITY_AREAS = "community_areas";
        RESIDENTIAL = "care_types";
        STAFFING_DAY = "staffing";
        STAFFING_EVENING = "staffing";
        STAFFING_NIGHT_WAKING = "staffing";
        STAFFING_NIGHT_SLEEPING = "staffing";
        NIGHTS = "nights";
        ROOM_WITH = "room_with";
        LEAVING = "leaving";
    }
    /// The staff needed at each time of day, where it is known for another.
    pub(crate) const STAFFING_AT: [FactSet; 4] =
        [STAFFING_DAY, STAFFING_EVENING, STAFFING_NIGHT_WAKING, STAFFING_NIGHT_SLEEPING];
}

/// The single facts of a home.
pub(crate) mod home {
    use super::{FactSet, SINGLE};
    singles! {
        REGISTRATION = "registration";
        RESTRICTIONS = "restrictions";
        PLACES = "places";
        AGES = "ages";
        SEX = "sex";
        EMERGENCIES = "emergencies";
        AREA = "area";
        GRID = "grid";
        BEDROOMS_FREE = "bedrooms_free";
        ROSTER_DAY = "roster";
        ROSTER_EVENING = "roster";
        ROSTER_NIGHT_WAKING = "roster";
        ROSTER_NIGHT_SLEEPING = "roster";
        LANGUAGES = "languages";
        RESIDENTS = "residents";
        STAY_SINCE = "residents";
        MORE_STAFF_DAY = "more_staff";
        MORE_STAFF_EVENING = "more_staff";
        MORE_STAFF_NIGHT_WAKING = "more_staff";
        MORE_STAFF_NIGHT_SLEEPING = "more_staff";
    }
    /// How many more staff there can be at each time of day.
    pub(crate) const MORE_STAFF: [FactSet; 4] =
        [MORE_STAFF_DAY, MORE_STAFF_EVENING, MORE_STAFF_NIGHT_WAKING, MORE_STAFF_NIGHT_SLEEPING];
    /// The roster at each time of day.
    pub(crate) const ROSTER: [FactSet; 4] =
        [ROSTER_DAY, ROSTER_EVENING, ROSTER_NIGHT_WAKING, ROSTER_NIGHT_SLEEPING];
}

/// What a fact is called: its field, and its code within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Topic {
    /// The field: `own_risks`, `roster`, `can_provide`.
    pub fact: &'static str,
    /// The code within it: `going_missing`, `night_waking`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'static str>,
}

impl core::fmt::Display for Topic {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.fact)?;
        self.of.map_or(Ok(()), |of| write!(f, ":{of}"))
    }
}

fn code_at<K: Code>(span: Span, bit: u32) -> Option<&'static str> {
    let place = bit.checked_sub(span.at).filter(|place| *place < span.len)?;
    K::ALL.get(usize::try_from(place).ok()?).map(|code| code.code())
}

/// What a bit stands for in a child.
pub(crate) fn topic_of_child(bit: u32) -> Topic {
    if let Some((_, watch)) = at_watch(child::STAFFING_AT, bit) {
        return Topic { fact: "staffing", of: Some(watch.code()) };
    }
    for (span, fact) in [(ALLERGIES, "allergies"), (SEVERE, "life_threatening_allergies")] {
        if let Some(code) = code_at::<Allergen>(span, bit) {
            return Topic { fact, of: Some(code) };
        }
    }
    topic(bit, |list| list.of_child, child::ALL)
}

/// What a bit stands for in a home.
pub(crate) fn topic_of_home(bit: u32) -> Topic {
    if set_of(bit) == ANIMALS.mask() {
        return Topic { fact: "animals", of: None };
    }
    for (facts, fact) in [(home::ROSTER, "roster"), (home::MORE_STAFF, "more_staff")] {
        if let Some((_, watch)) = at_watch(facts, bit) {
            return Topic { fact, of: Some(watch.code()) };
        }
    }
    if let Some(code) = [ALLERGIES, SEVERE].into_iter().find_map(|span| code_at::<Allergen>(span, bit)) {
        return Topic { fact: "kept", of: Some(code) };
    }
    match code_at::<OwnRisk>(HAZARDS, bit) {
        Some(code) => Topic { fact: "hazards", of: Some(code) },
        None => topic(bit, |list| list.of_home, home::ALL),
    }
}

/// The time of day whose fact a bit is.
fn at_watch(facts: [FactSet; 4], bit: u32) -> Option<(FactSet, Watch)> {
    facts.into_iter().zip(Watch::ALL.iter().copied()).find(|(fact, _)| *fact == set_of(bit))
}

fn topic(bit: u32, called: fn(&List) -> &'static str, singles: &[(FactSet, &'static str)]) -> Topic {
    let listed = LISTS.iter().find_map(|list| Some((called(list), Some((list.code)(list.span, bit)?))));
    let single = || singles.iter().find(|(mask, _)| *mask == set_of(bit)).map(|(_, fact)| (*fact, None));
    let (fact, of) = listed.or_else(single).unwrap_or(("unknown", None));
    Topic { fact, of }
}

/// The set of one bit.
pub(crate) const fn set_of(bit: u32) -> FactSet {
    1 << bit
}

/// Each bit of a set, from the first.
pub(crate) fn each(mut set: FactSet) -> impl Iterator<Item = u32> {
    core::iter::from_fn(move || {
        let bit = set.trailing_zeros();
        (set != 0).then(|| set &= set - 1)?;
        Some(bit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_bit() {
        for List { span, of_child, code, .. } in LISTS {
            let codes: alloc::vec::Vec<_> =
                (span.at..span.at + span.len).map(|bit| code(*span, bit)).collect();
            assert!(codes.iter().all(Option::is_some), "{of_child} has a bit without a code");
            assert_eq!(code(*span, span.at + span.len), None);
        }
        assert_eq!(LISTS.len(), LENS.len());
        assert!(LISTS.windows(2).all(|two| two[0].span.at + two[0].span.len == two[1].span.at));
    }

    #[test]
    fn no_bit_stands_for_two_facts() {
        const { assert!(SINGLE.at + SINGLE.len <= HAZARDS.at && SEVERE.at + SEVERE.len <= FactSet::BITS) };
        assert_eq!(child::ALL.len(), usize::try_from(SINGLE.len).unwrap());
        assert!(home::ALL.len() <= child::ALL.len());
        let mut topics: alloc::vec::Vec<_> = (0..SINGLE.at + SINGLE.len).map(topic_of_child).collect();
        topics.sort_unstable();
        topics.dedup();
        assert_eq!(topics.len(), usize::try_from(SINGLE.at + SINGLE.len).unwrap());
    }
}
