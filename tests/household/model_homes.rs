//! Where people live, by the plain list of facts, and who of them has moved apart: day by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mutual_care::base::{PersonId, SourceId, Told};
use mutual_care::need::Address;

use crate::model::{FIRST, Home, Model, Place, What};

impl Model {
    /// What is said of where somebody is, of each day the last.
    fn places(&self, id: PersonId) -> BTreeMap<Option<NaiveDate>, (Place, Option<Home>)> {
        let of = |(from, what): &(Option<NaiveDate>, What)| match what {
            What::Is(whose, place, home) if *whose == id => Some((*from, (*place, home.clone()))),
            _ => None,
        };
        self.facts.iter().filter_map(of).collect()
    }

    /// The home that is not here of which the last was said up to a day.
    fn home(&self, id: PersonId, day: Option<NaiveDate>) -> Option<Home> {
        self.places(id).range(..=day).rev().find_map(|(_, (_, home))| home.clone())
    }

    /// Of two who are one, the home that says most; none of a day on which nothing was said of either's.
    pub fn home_of_both(&self, kept: PersonId, other: PersonId, day: Option<NaiveDate>) -> Option<Home> {
        let says = |home: &Home| match home {
            Home::OfHere(Some(_)) => 2,
            Home::Left => 1,
            Home::OfHere(None) => 0,
        };
        let said = |id: PersonId| self.places(id).get(&day).is_some_and(|(_, home)| home.is_some());
        let homes = [self.home(other, day), self.home(kept, day)];
        homes.into_iter().flatten().max_by_key(says).filter(|_| said(kept) || said(other))
    }

    /// At which address somebody lives, seen from here; none while they have left, have not come, or are out of touch.
    pub fn lives_at(&self, id: PersonId, on: NaiveDate) -> Option<Address> {
        let places = self.places(id);
        let (day, (place, _)) = places.range(..=Some(on)).next_back()?;
        match place {
            Place::Inside => Some(Address::Home),
            Place::Gone => None,
            Place::Outside => match self.home(id, *day)? {
                Home::Left => None,
                Home::OfHere(None) => Some(Address::Elsewhere),
                Home::OfHere(Some(label)) => Some(Address::At(label.parse().unwrap())),
            },
        }
    }

    pub fn address(&self, id: PersonId, on: NaiveDate) -> Address {
        self.lives_at(id, on).unwrap_or(Address::Elsewhere)
    }

    /// Whether what somebody needs counts here.
    pub fn belongs(&self, id: PersonId, on: NaiveDate) -> bool {
        !self.is_dead(id, on) && self.lives_at(id, on).is_some()
    }

    /// The last day on which two who had lived together began not to.
    pub fn apart_since(&self, one: SourceId, two: PersonId, on: NaiveDate) -> Option<NaiveDate> {
        let one = *self.people.iter().find(|id| SourceId::from(**id) == one)?;
        if [one, two].iter().all(|id| self.places(*id).len() < 2) {
            return None;
        }
        let first: NaiveDate = FIRST.parse().unwrap();
        let (mut together, mut since) = (false, None);
        for day in first.iter_days().take_while(|day| *day <= on) {
            let (Some(a), Some(b)) = (self.lives_at(one, day), self.lives_at(two, day)) else { continue };
            let known = a != Address::Elsewhere && b != Address::Elsewhere;
            if known && a == b {
                together = true;
            } else if known || (a != b && (a == Address::Home || b == Address::Home)) {
                since = if together { Some(day) } else { since };
                together = false;
            }
        }
        since
    }
}

/// What is known once two have moved apart: what was told since, and what is no.
pub fn since<T: PartialEq>(told: (Told<T>, Option<NaiveDate>), apart: Option<NaiveDate>, no: T) -> Told<T> {
    let is_no = told.0 == Told::Known(no);
    let asked = apart.is_none_or(|apart| told.1.is_some_and(|day| day >= apart));
    if is_no || asked { told.0 } else { Told::default() }
}
