//! Homes in the form that rules read quickly.
//!
//! Nothing is decided here. Each field says the same as its fact, with "not known" as a value of its own.

use alloc::vec::Vec;

use chrono::{Datelike, NaiveDate};

use super::children::Person;
use super::layout::{ANIMALS, Bits, home as fact, offers};
use super::read::{Read, known};
use super::stretch::{Stretch, index, slice_of};
use crate::base::{ChildId, Code, HomeId, limits, wire};
use crate::placement::nights::EVERY_NIGHT;
use crate::placement::{AgeRange, CanProvide, Few, FewItem, Grid, Home, HomeSex, Language, Watch};

/// From when to when a home is registered, and the days on which it is suspended.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Registered {
    pub(crate) from: i32,
    pub(crate) until: i32,
    pub(crate) suspended: Stretch,
}

/// Notices that restrict accommodation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Notices {
    pub(crate) served: Stretch,
    /// One more that is served on the planned date, in a supposed answer.
    pub(crate) today: bool,
}

/// A home in the form that rules read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HomeForm {
    /// In the bits of what a child needs. No hazard is an offer, and so is no animal.
    pub(crate) offers: Bits,
    /// Whether anything was recorded of what is kept there.
    pub(crate) speaks_of_kept: bool,
    pub(crate) registration: Read<Registered>,
    pub(crate) restrictions: Read<Notices>,
    pub(crate) places: Read<u8>,
    pub(crate) ages: Read<AgeRange>,
    pub(crate) sex: Read<HomeSex>,
    pub(crate) emergencies: Read<bool>,
    pub(crate) area: Read<u64>,
    pub(crate) grid: Read<Grid>,
    pub(crate) bedrooms_free: Read<u8>,
    pub(crate) roster: [Read<u8>; 4],
    pub(crate) more_staff: [Read<u8>; 4],
    pub(crate) animals: Read<bool>,
    pub(crate) languages: Read<Stretch>,
    pub(crate) residents: Read<Stretch>,
    /// Whether somebody stays there some nights only, or may have left.
    pub(crate) by_night: bool,
    /// Mitigations said to be possible at any time, and said not to be.
    pub(crate) can_always: u32,
    pub(crate) cannot: u32,
    /// Mitigations that are possible on some days.
    pub(crate) can_during: Stretch,
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
    forms: Vec<HomeForm>,
    pub(crate) people: Vec<Person>,
    pub(crate) relations: Vec<(ChildId, u8)>,
    pub(crate) days: Vec<(i32, i32)>,
    pub(crate) provided: Vec<(u32, i32, i32)>,
    pub(crate) languages: Vec<Language>,
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

    pub(crate) fn at(&self, place: u32) -> Option<(&Home, &HomeForm)> {
        Some((self.typed.get(place as usize)?, self.forms.get(place as usize)?))
    }

    fn form(&mut self, home: &Home) -> HomeForm {
        let day = |day: NaiveDate| day.num_days_from_ce();
        let registration = known(&home.registration).map(|registration| Registered {
            from: day(registration.from),
            until: registration.cancelled_on.map_or(i32::MAX, day),
            suspended: push_all(&mut self.days, &registration.suspended, |period| {
                (period.from().map_or(i32::MIN, day), period.until().map_or(i32::MAX, day))
            }),
        });
        let restrictions = known(&home.restrictions).map(|restrictions| Notices {
            served: push_all(&mut self.days, restrictions, |notice| {
                (day(notice.served), notice.until.map_or(i32::MAX, day))
            }),
            today: false,
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
        let people = slice_of(&self.people, residents.unwrap_or_default());
        let by_night = people.iter().any(|person| person.nights != EVERY_NIGHT);
        let mut roster = fact::ROSTER.map(|watch| Read::of_home(watch, None));
        for (read, watch) in roster.iter_mut().zip(Watch::ALL) {
            if let Some(staff) = known(&home.roster[*watch]) {
                read.answer(*staff);
            }
        }
        let mut more_staff = fact::MORE_STAFF.map(|watch| Read::of_home(watch, None));
        for (read, watch) in more_staff.iter_mut().zip(Watch::ALL) {
            if let Some(staff) = known(&home.more_staff[*watch]) {
                read.answer(*staff);
            }
        }
        HomeForm {
            offers: offers(home),
            speaks_of_kept: !home.kept.is_blank(),
            registration: Read::of_home(fact::REGISTRATION, registration),
            restrictions: Read::of_home(fact::RESTRICTIONS, restrictions),
            places: Read::of_home(fact::PLACES, known(&home.places).copied()),
            ages: Read::of_home(fact::AGES, known(&home.ages).copied()),
            sex: Read::of_home(fact::SEX, known(&home.sex).copied()),
            emergencies: Read::of_home(fact::EMERGENCIES, known(&home.emergencies).copied()),
            area: Read::of_home(fact::AREA, known(&home.area).map(|area| area.packed())),
            grid: Read::of_home(fact::GRID, known(&home.grid).copied()),
            bedrooms_free: Read::of_home(fact::BEDROOMS_FREE, known(&home.bedrooms_free).copied()),
            roster,
            more_staff,
            animals: Read::of_home(ANIMALS.mask(), known(&home.animals).copied()),
            languages: Read::of_home(fact::LANGUAGES, languages),
            residents: Read::of_home(fact::RESIDENTS, residents),
            by_night,
            can_always,
            cannot,
            can_during: (provided_from, index(self.provided.len())),
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

fn push_all<T: FewItem, U>(list: &mut Vec<U>, few: &Few<T>, read: impl Fn(&T) -> U) -> Stretch {
    let start = index(list.len());
    list.extend(few.iter().map(read));
    (start, index(list.len()))
}

fn dates_in_years(home: &Home) -> bool {
    let registration = known(&home.registration);
    let registered = registration.into_iter().flat_map(|r| [Some(r.from), r.cancelled_on]);
    let notices = known(&home.restrictions).into_iter().flatten().flat_map(|n| [Some(n.served), n.until]);
    let births = known(&home.residents).into_iter().flatten();
    let births = births.filter_map(|resident| known(&resident.child.date_of_birth));
    let births = births.flat_map(|born| [Some(born.reveal().first()), Some(born.reveal().last())]);
    registered.chain(notices).chain(births).flatten().all(wire::in_years)
}
