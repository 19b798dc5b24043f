//! Every answer that is looked at to a question: what would be known then, in the form that rules read.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::children::{Areas, Person, SINCE_UNKNOWN, Seeker, relation};
use super::homes::{HomeForm, Notices, Registered};
use super::layout::{
    ADAPTATIONS, ALLERGIES, ANIMALS, FactSet, HAZARDS, HEALTH, NEEDS, OF_ANIMALS, ORDERS, OWN_RISKS, SEVERE,
    SINGLE, SKILLS, TO_OTHERS, VULNERABLE, child as of_child, home as of_home,
};
use crate::base::Code;
use crate::placement::nights::{CYCLE, EVERY_NIGHT, NightSet};
use crate::placement::{AgeRange, Companions, HomeSex, Night, Pets, Ratio, RegisteredSex};

/// The ages that count as answers to "when was the child born?": 0 to 17 on the planned date. Of a date of which a part
/// is known the answers are the first and the last day in it for each age.
pub(crate) const AGES: u32 = 18;

/// A child who looks for a home, with each answer to a fact that rules of law or safety read.
pub(crate) fn answers_of_child(
    seeker: &Seeker,
    fact: FactSet,
    born_at: &[i32; AGES as usize],
) -> Vec<Seeker> {
    let with = |change: &dyn Fn(&mut Seeker)| {
        let mut answered = seeker.clone();
        change(&mut answered);
        answered
    };
    let yes_no = |change: &dyn Fn(&mut Seeker, bool)| {
        Vec::from([true, false].map(|answer| with(&|child| change(child, answer))))
    };
    let as_others_meet_them = || {
        let people = answers_of_person(&seeker.person, fact, born_at);
        people.into_iter().map(|person| Seeker { person, ..seeker.clone() }).collect()
    };
    match fact {
        of_child::DATE_OF_BIRTH => {
            let of_age = |(age, born)| {
                let mut answered = seeker.clone();
                answered.person.born.answer((born, born));
                answered.age.answer((age, age));
                answered
            };
            births(&seeker.person, born_at).into_iter().map(of_age).collect()
        }
        of_child::SEX => {
            let answered = |sex| {
                with(&|child| {
                    child.sex.answer(sex);
                    child.person.sex.answer(sex);
                })
            };
            Vec::from([RegisteredSex::Female, RegisteredSex::Male].map(answered))
        }
        // This home's area. Any other leaves a step to the authority, which decides no more than this.
        of_child::AUTHORITY => {
            let here = || (Areas::Everywhere, Areas::These(Vec::new()));
            Vec::from([with(&|child| child.authority.answer(here()))])
        }
        of_child::UNSAFE_AREAS => Vec::from([
            with(&|child| child.unsafe_areas.answer(Areas::These(Vec::new()))),
            with(&|child| child.unsafe_areas.answer(Areas::Everywhere)),
        ]),
        of_child::KEY_STAGE_4 => yes_no(&|child, answer| child.key_stage_4.answer(answer)),
        of_child::PETS => {
            let answered = |pets| {
                with(&|child| {
                    child.pets.answer(pets);
                    child.speaks_of_pets = true;
                })
            };
            Pets::ALL.iter().copied().map(answered).collect()
        }
        of_child::COMPANIONS
        | of_child::STAFFING
        | of_child::RELATIONS
        | of_child::SHARES_ROOM
        | of_child::ROOM_WITH => as_others_meet_them(),
        of_child::NIGHTS => {
            let nights = Night::ALL.iter().map(|night| week(1 << *night as u32)).chain([EVERY_NIGHT]);
            let answered = |nights| with(&|child| (child.person.nights, child.person.maybe) = (nights, 0));
            nights.map(answered).collect()
        }
        _ if of_child::STAFFING_AT.contains(&fact) => as_others_meet_them(),
        _ if fact & LISTS != 0 => yes_no(&|child, answer| {
            child.demands.answer(fact, answer);
            if fact & RISKS != 0 {
                child.person.risks.answer(fact, answer);
            }
            // Who has no allergy has no allergy that threatens life, and one that does is an allergy.
            let (severe, any) = (fact << ALLERGIES.len, fact >> ALLERGIES.len);
            if fact & ALLERGIES.mask() != 0 && !answer {
                child.demands.answer(severe, false);
            }
            if fact & SEVERE.mask() != 0 && answer {
                child.demands.answer(any, true);
            }
            if fact & OWN_RISKS.mask() != 0 {
                child.demands.answer(fact << (HAZARDS.at - OWN_RISKS.at), answer);
            }
        }),
        _ => Vec::new(),
    }
}

/// The same nights in each week.
const fn week(nights: NightSet) -> NightSet {
    let (mut all, mut at) = (0, 0);
    while at < CYCLE {
        (all, at) = (all | nights << at, at + 7);
    }
    all
}

/// The lists of a child that rules of law or safety read.
const LISTS: FactSet =
    NEEDS.mask() | SKILLS.mask() | HEALTH.mask() | ADAPTATIONS.mask() | ORDERS.mask() | RISKS | ALLERGIC;

/// Allergies, and those that threaten life.
const ALLERGIC: FactSet = ALLERGIES.mask() | SEVERE.mask();

/// What others read of a child in yes and no.
const RISKS: FactSet = OWN_RISKS.mask() | TO_OTHERS.mask() | VULNERABLE.mask();

/// A child as others meet them, with each answer to a fact that rules about two children or about staff read.
pub(crate) fn answers_of_person(
    person: &Person,
    fact: FactSet,
    born_at: &[i32; AGES as usize],
) -> Vec<Person> {
    let with = |change: &dyn Fn(&mut Person)| {
        let mut answered = *person;
        change(&mut answered);
        answered
    };
    match fact {
        of_child::DATE_OF_BIRTH => {
            let births = births(person, born_at).into_iter();
            births.map(|(_, born)| with(&|person| person.born.answer((born, born)))).collect()
        }
        of_child::COMPANIONS => {
            Companions::ALL.iter().map(|whom| with(&|person| person.companions.answer(*whom))).collect()
        }
        of_child::STAFFING => {
            let most = |ratio: Ratio| {
                with(&|person| person.staffing.iter_mut().for_each(|read| read.answer(ratio.parts())))
            };
            Vec::from([Ratio::NONE, Ratio::MOST].map(most))
        }
        _ if of_child::STAFFING_AT.contains(&fact) => {
            let most = |ratio: Ratio| {
                with(&|person| {
                    let waiting = person.staffing.iter_mut().filter(|read| read.missing() == fact);
                    waiting.for_each(|read| read.answer(ratio.parts()));
                })
            };
            Vec::from([Ratio::NONE, Ratio::MOST].map(most))
        }
        of_child::SEX => Vec::from(
            [RegisteredSex::Female, RegisteredSex::Male].map(|sex| with(&|person| person.sex.answer(sex))),
        ),
        of_child::SHARES_ROOM => {
            Vec::from([true, false].map(|may| with(&|person| person.shares_room.answer(may))))
        }
        of_child::ROOM_WITH => {
            Vec::from([true, false].map(|may| with(&|person| person.rooms_with_all = Some(may))))
        }
        // The child is there whenever that is possible, or on no night.
        of_child::NIGHTS | of_child::LEAVING => Vec::from(
            [person.any_night(), 0].map(|nights| with(&|person| (person.nights, person.maybe) = (nights, 0))),
        ),
        // Said of everybody: what rules a home out for one other child is found without asking who it is.
        of_child::RELATIONS => {
            Vec::from([0, relation::APART, relation::HARM, relation::SIBLING].map(|said| {
                with(&|person| {
                    person.relations.answer((0, 0));
                    person.says_of_all = said;
                })
            }))
        }
        _ if fact & RISKS != 0 => {
            Vec::from([true, false].map(|answer| with(&|person| person.risks.answer(fact, answer))))
        }
        _ => Vec::new(),
    }
}

/// The days of birth that count as answers, each with the age on the planned date; -1 before the birth.
fn births(person: &Person, born_at: &[i32; AGES as usize]) -> Vec<(i32, i32)> {
    let Some(&(first, last)) = person.born.known() else {
        return (0..).zip(born_at.iter().copied()).collect();
    };
    // Whoever is 0 years old on the planned date to the day is born on it.
    let [on, ..] = *born_at;
    let age = |born: i32| {
        let days = NaiveDate::from_num_days_from_ce_opt(on).zip(NaiveDate::from_num_days_from_ce_opt(born));
        let years = days.and_then(|(on, born)| on.years_since(born));
        years.map_or(-1, |years| i32::try_from(years).unwrap_or(i32::MAX))
    };
    let mut births: Vec<(i32, i32)> = Vec::new();
    for (age, born) in (first..=last).map(|born| (age(born), born)) {
        match births.as_mut_slice() {
            // The last day so far of this age, if it is not the first one.
            [.., (before, _), (same, last)] if *before == age && *same == age => *last = born,
            _ => births.push((age, born)),
        }
    }
    // Days that had not come are no days of birth, unless none had come.
    if births.iter().any(|(age, _)| *age >= 0) {
        births.retain(|(age, _)| *age >= 0);
    }
    births
}

/// A home with each answer to a fact of its own. Since when somebody lives there is not one of them.
pub(crate) fn answers_of_home(home: &HomeForm, fact: FactSet, seekers: &[Seeker]) -> Vec<HomeForm> {
    let with = |change: &dyn Fn(&mut HomeForm)| {
        let mut answered = *home;
        change(&mut answered);
        answered
    };
    let none_or_most = |change: &dyn Fn(&mut HomeForm, u8)| {
        Vec::from([0, u8::MAX].map(|many| with(&|home| change(home, many))))
    };
    let yes_no = |change: &dyn Fn(&mut HomeForm, bool)| {
        Vec::from([true, false].map(|answer| with(&|home| change(home, answer))))
    };
    if fact & ALLERGIC != 0 {
        // What is kept is asked of every allergy to it, in two bits.
        let any = if fact & SEVERE.mask() == 0 { fact } else { fact >> ALLERGIES.len };
        return yes_no(&|home, answer| home.offers.answer(any | any << ALLERGIES.len, answer));
    }
    if fact == ANIMALS.mask() {
        return yes_no(&|home, animals| {
            home.animals.answer(animals);
            home.offers.answer(fact, !animals);
            if !animals {
                let of_animals = OF_ANIMALS << ALLERGIES.at | OF_ANIMALS << SEVERE.at;
                home.offers.yes |= of_animals;
                home.offers.no &= !of_animals;
            }
        });
    }
    if fact & SINGLE.mask() == 0 {
        return yes_no(&|home, answer| home.offers.answer(fact, answer));
    }
    if let Some(watch) = of_home::ROSTER.iter().position(|roster| *roster == fact) {
        return none_or_most(&|home, staff| {
            if let Some(roster) = home.roster.get_mut(watch) {
                roster.answer(staff);
            }
        });
    }
    if let Some(watch) = of_home::MORE_STAFF.iter().position(|more| *more == fact) {
        return none_or_most(&|home, staff| {
            if let Some(more) = home.more_staff.get_mut(watch) {
                more.answer(staff);
            }
        });
    }
    match fact {
        of_home::REGISTRATION => Vec::from([i32::MIN, i32::MAX].map(|from| {
            let registered = Registered { from, until: i32::MAX, suspended: (0, 0) };
            with(&|home| home.registration.answer(registered))
        })),
        of_home::RESTRICTIONS => Vec::from(
            [false, true]
                .map(|today| with(&|home| home.restrictions.answer(Notices { served: (0, 0), today }))),
        ),
        of_home::PLACES => none_or_most(&|home, places| home.places.answer(places)),
        of_home::BEDROOMS_FREE => none_or_most(&|home, free| home.bedrooms_free.answer(free)),
        of_home::AGES => {
            let ranges =
                [(0, 25), (25, 25)].into_iter().filter_map(|(from, to)| AgeRange::new(from, to).ok());
            ranges.map(|range| with(&|home| home.ages.answer(range))).collect()
        }
        of_home::SEX => HomeSex::ALL.iter().map(|sex| with(&|home| home.sex.answer(*sex))).collect(),
        of_home::EMERGENCIES => yes_no(&|home, answer| home.emergencies.answer(answer)),
        of_home::AREA => {
            areas_that_matter(seekers).into_iter().map(|area| with(&|home| home.area.answer(area))).collect()
        }
        of_home::RESIDENTS => Vec::from([with(&|home| home.residents.answer((0, 0)))]),
        _ => Vec::new(),
    }
}

/// The areas in which a home could lie that make a difference: the children's own, those in which one of them is
/// not safe, and one that nobody has named.
fn areas_that_matter(seekers: &[Seeker]) -> Vec<u64> {
    let own = seekers.iter().filter_map(|seeker| seeker.authority.known()).map(|(own, _)| own);
    let not_safe = seekers.iter().filter_map(|seeker| seeker.unsafe_areas.known());
    own.chain(not_safe).flat_map(|areas| areas.these().iter().copied()).chain([u64::MAX]).collect()
}

/// Whoever lives in a home, with each answer to since when those do of whom that is not known.
pub(crate) fn answers_of_stays(people: &[Person], today: i32) -> [Vec<Person>; 2] {
    [SINCE_UNKNOWN + 1, today].map(|since| {
        let answered = people.iter().map(|person| {
            let from = if person.from == SINCE_UNKNOWN { since } else { person.from };
            Person { from, ..*person }
        });
        answered.collect()
    })
}
