//! Which bit of a mask stands for which fact.
//!
//! A child's facts and a home's share one layout wherever one answers the other, so that a whole side is
//! compared in one instruction: what a child needs stands in the same bit as what a home offers.

use crate::base::Code;
use crate::placement::{
    Activity, Adaptation, CareNeed, Communication, CourtOrder, CultureNeed, HealthTask, OwnRisk,
    RiskToOthers, Skill, Support, Vulnerability,
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
    const fn after(before: Self, len: u32) -> Self {
        Self { at: before.at + before.len, len }
    }

    pub(crate) const fn mask(self) -> FactSet {
        ((1 << self.len) - 1) << self.at
    }

    pub(crate) const fn bit(self, place: u32) -> FactSet {
        1 << (self.at + place)
    }
}

pub(crate) const NEEDS: Span = Span { at: 0, len: 12 };
pub(crate) const SKILLS: Span = Span::after(NEEDS, 8);
pub(crate) const HEALTH: Span = Span::after(SKILLS, 6);
pub(crate) const ADAPTATIONS: Span = Span::after(HEALTH, 6);
pub(crate) const OWN_RISKS: Span = Span::after(ADAPTATIONS, 6);
pub(crate) const ORDERS: Span = Span::after(OWN_RISKS, 2);
pub(crate) const TO_OTHERS: Span = Span::after(ORDERS, 6);
pub(crate) const VULNERABLE: Span = Span::after(TO_OTHERS, 3);
pub(crate) const CULTURE: Span = Span::after(VULNERABLE, 5);
pub(crate) const COMMUNICATION: Span = Span::after(CULTURE, 4);
pub(crate) const ACTIVITIES: Span = Span::after(COMMUNICATION, 10);
pub(crate) const SUPPORT: Span = Span::after(ACTIVITIES, 5);
/// Facts that are no yes or no of a list.
const SINGLE: Span = Span::after(SUPPORT, 19);
/// What a neighbourhood makes worse: the child's own risks once more, against the home's hazards.
pub(crate) const HAZARDS: Span = Span { at: 100, len: OWN_RISKS.len };
/// From a hazard to the risk it makes worse.
pub(crate) const HAZARD_SHIFT: u32 = HAZARDS.at - OWN_RISKS.at;
/// The risk to animals is met by there being none.
pub(crate) const ANIMALS: Span = Span { at: TO_OTHERS.at + RiskToOthers::HarmToAnimals as u32, len: 1 };

/// What a child demands and a home offers or not.
pub(crate) const DEMANDS: FactSet = NEEDS.mask()
    | SKILLS.mask()
    | HEALTH.mask()
    | ADAPTATIONS.mask()
    | OWN_RISKS.mask()
    | ORDERS.mask()
    | ANIMALS.mask()
    | CULTURE.mask()
    | COMMUNICATION.mask()
    | ACTIVITIES.mask()
    | SUPPORT.mask()
    | HAZARDS.mask();

macro_rules! singles {
    ($table:ident: $($name:ident = $place:literal, $code:literal;)+) => {
        $(pub(crate) const $name: FactSet = SINGLE.bit($place);)+
        pub(crate) const $table: &[(FactSet, &str)] = &[$(($name, $code)),+];
    };
}

/// The single facts of a child.
pub(crate) mod child {
    use super::{FactSet, SINGLE};
    singles! { ALL:
        DATE_OF_BIRTH = 0, "date_of_birth";
        SEX = 1, "sex";
        GENDER = 2, "gender";
        AUTHORITY = 3, "authority";
        COMPANIONS = 4, "companions";
        SHARES_ROOM = 5, "shares_room";
        RELATIONS = 6, "relations";
        UNSAFE_AREAS = 7, "unsafe_areas";
        KEY_STAGE_4 = 8, "key_stage_4";
        STAFFING = 9, "staffing";
        HOME_VIEW = 10, "home_views";
        WISHED_AREAS = 11, "wished_areas";
        WISHED_COMPANY = 12, "wished_company";
        FAMILY_AT = 13, "family_at";
        SCHOOL_AT = 14, "school_at";
        LANGUAGES = 15, "languages";
        PETS = 16, "pets";
        COMMUNITY_AREAS = 17, "community_areas";
        RESIDENTIAL = 18, "care_types";
    }
}

/// The single facts of a home.
pub(crate) mod home {
    use super::{FactSet, SINGLE};
    singles! { ALL:
        REGISTRATION = 0, "registration";
        RESTRICTIONS = 1, "restrictions";
        PLACES = 2, "places";
        AGES = 3, "ages";
        SEX = 4, "sex";
        EMERGENCIES = 5, "emergencies";
        AREA = 6, "area";
        GRID = 7, "grid";
        BEDROOMS_FREE = 8, "bedrooms_free";
        ROSTER_DAY = 9, "roster";
        ROSTER_EVENING = 10, "roster";
        ROSTER_NIGHT_WAKING = 11, "roster";
        ROSTER_NIGHT_SLEEPING = 12, "roster";
        LANGUAGES = 13, "languages";
        RESIDENTS = 14, "residents";
        STAY_SINCE = 15, "residents";
    }
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

type Namer = fn(Span, u32) -> Option<&'static str>;

/// The lists, with what each is called in a child and in a home.
const LISTS: [(Span, &str, &str, Namer); 13] = [
    (NEEDS, "needs", "purpose", code_at::<CareNeed>),
    (SKILLS, "skills", "skills", code_at::<Skill>),
    (HEALTH, "health_care", "health_care", code_at::<HealthTask>),
    (ADAPTATIONS, "adaptations", "adaptations", code_at::<Adaptation>),
    (OWN_RISKS, "own_risks", "manages", code_at::<OwnRisk>),
    (ORDERS, "orders", "orders", code_at::<CourtOrder>),
    (TO_OTHERS, "risks_to_others", "animals", code_at::<RiskToOthers>),
    (VULNERABLE, "vulnerable_to", "", code_at::<Vulnerability>),
    (CULTURE, "culture", "culture", code_at::<CultureNeed>),
    (COMMUNICATION, "communication", "communication", code_at::<Communication>),
    (ACTIVITIES, "activities", "activities", code_at::<Activity>),
    (SUPPORT, "support", "support", code_at::<Support>),
    (HAZARDS, "own_risks", "hazards", code_at::<OwnRisk>),
];

/// What a bit stands for in a child.
pub(crate) fn topic_of_child(bit: u32) -> Topic {
    let listed = LISTS
        .iter()
        .find_map(|(span, fact, _, name)| name(*span, bit).map(|code| Topic { fact, of: Some(code) }));
    listed.or_else(|| single(child::ALL, bit)).unwrap_or(Topic { fact: "unknown", of: None })
}

/// What a bit stands for in a home.
pub(crate) fn topic_of_home(bit: u32) -> Topic {
    if 1 << bit == ANIMALS.mask() {
        return Topic { fact: "animals", of: None };
    }
    let watch = home::ROSTER.iter().position(|roster| *roster == 1 << bit);
    let watch = watch.and_then(|place| crate::placement::Watch::ALL.get(place));
    if let Some(watch) = watch {
        return Topic { fact: "roster", of: Some(watch.code()) };
    }
    let listed = LISTS
        .iter()
        .find_map(|(span, _, fact, name)| name(*span, bit).map(|code| Topic { fact, of: Some(code) }));
    listed.or_else(|| single(home::ALL, bit)).unwrap_or(Topic { fact: "unknown", of: None })
}

fn single(table: &[(FactSet, &'static str)], bit: u32) -> Option<Topic> {
    table.iter().find(|(mask, _)| *mask == 1 << bit).map(|(_, fact)| Topic { fact, of: None })
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
        for (span, fact, _, name) in LISTS {
            let named: alloc::vec::Vec<_> =
                (span.at..span.at + span.len).map(|bit| name(span, bit)).collect();
            assert!(named.iter().all(Option::is_some), "{fact} has a bit without a code");
            assert_eq!(name(span, span.at + span.len), None);
        }
        let lens = [
            (NEEDS, CareNeed::ALL.len()),
            (SKILLS, Skill::ALL.len()),
            (HEALTH, HealthTask::ALL.len()),
            (ADAPTATIONS, Adaptation::ALL.len()),
            (OWN_RISKS, OwnRisk::ALL.len()),
            (ORDERS, CourtOrder::ALL.len()),
            (TO_OTHERS, RiskToOthers::ALL.len()),
            (VULNERABLE, Vulnerability::ALL.len()),
            (CULTURE, CultureNeed::ALL.len()),
            (COMMUNICATION, Communication::ALL.len()),
            (ACTIVITIES, Activity::ALL.len()),
            (SUPPORT, Support::ALL.len()),
        ];
        for (span, len) in lens {
            assert_eq!(usize::try_from(span.len).unwrap(), len);
        }
    }

    #[test]
    fn no_bit_stands_for_two_facts() {
        const { assert!(SINGLE.at + SINGLE.len <= HAZARDS.at) };
        assert_eq!(child::ALL.len(), 19);
        let mut topics: alloc::vec::Vec<_> = (0..SINGLE.at + SINGLE.len).map(topic_of_child).collect();
        topics.sort_unstable();
        topics.dedup();
        assert_eq!(topics.len(), usize::try_from(SINGLE.at + SINGLE.len).unwrap());
    }
}
