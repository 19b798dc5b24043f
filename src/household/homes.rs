//! At which address somebody lives over time, who belongs to a household, and who has moved apart.

use alloc::collections::BTreeSet;

use chrono::NaiveDate;

use super::dwelling::{Dwelling, Dwellings};
use super::{Chronicle, KnownPerson, Whereabouts};
use crate::base::{PersonId, SourceId};
use crate::need::Address;

impl KnownPerson {
    /// Where they live on a day, as far as that is known. Whoever has left, or is out of touch, lives somewhere else.
    pub fn address(&self, on: NaiveDate) -> Address {
        let since = self.whereabouts.since(on);
        self.whereabouts.at(on).map_or(Address::Elsewhere, |is| self.address_of(*is, since))
    }

    fn address_of(&self, is: Whereabouts, since: Option<NaiveDate>) -> Address {
        match (is, self.dwelling(since)) {
            (Whereabouts::Here, _) => Address::Home,
            (Whereabouts::Elsewhere, Some(Dwelling::Elsewhere(Some(label)))) => Address::At(label.clone()),
            (Whereabouts::Elsewhere | Whereabouts::OutOfTouch, _) => Address::Elsewhere,
        }
    }

    /// The home of the last day up to this one from which one is known.
    fn dwelling(&self, since: Option<NaiveDate>) -> Option<&Dwelling> {
        self.dwellings.range(..=since).next_back().map(|(_, home)| home)
    }

    /// Whether what they need on a day counts here: they live here, or elsewhere without having left.
    pub(super) fn is_of_here(&self, on: NaiveDate) -> bool {
        let elsewhere = self.is(on, Whereabouts::Elsewhere)
            && matches!(self.dwelling(self.whereabouts.since(on)), Some(Dwelling::Elsewhere(_)));
        self.is_here(on) || elsewhere
    }

    /// The last day up to this one on which they moved away from here, or from one other address to another. Whoever moves
    /// in comes to where this household lives: nothing is new about the place.
    pub(super) fn moved(&self, on: NaiveDate) -> Option<NaiveDate> {
        let mut moved = None;
        let mut before: Option<Address> = None;
        for (day, is) in self.whereabouts.changes().take_while(|(day, _)| *day <= Some(on)) {
            let now = self.known_address(*is, day);
            if let (Some(before), Some(now)) = (&before, &now)
                && before != now
            {
                moved = day.filter(|_| *now != Address::Home);
            }
            before = now.or(before).filter(|_| !self.has_left(*is, day));
        }
        moved
    }

    /// Where they live from a day of change on; none where that is of no concern here, or they are out of touch.
    fn known_address(&self, is: Whereabouts, since: Option<NaiveDate>) -> Option<Address> {
        let of_here = is != Whereabouts::OutOfTouch && !self.has_left(is, since);
        of_here.then(|| self.address_of(is, since))
    }

    fn has_left(&self, is: Whereabouts, since: Option<NaiveDate>) -> bool {
        is == Whereabouts::Elsewhere && matches!(self.dwelling(since), Some(Dwelling::NotOfHere) | None)
    }

    /// The same at any day of change.
    fn known_address_from(&self, day: Option<NaiveDate>) -> Option<Address> {
        let (since, is) = self.whereabouts.changes().take_while(|(from, _)| *from <= day).last()?;
        self.known_address(*is, since)
    }

    /// The last day up to this one on which these two, who had lived at one address, began to live at different ones;
    /// none if they never did, as far as that is known. Where both are somewhere else, and nobody has said where, they are
    /// neither known to live together nor known not to.
    pub(super) fn apart_since(&self, other: &Self, on: NaiveDate) -> Option<NaiveDate> {
        let days = |of: &Self| -> BTreeSet<Option<NaiveDate>> {
            of.whereabouts.changes().map(|(day, _)| day).filter(|day| *day <= Some(on)).collect()
        };
        let (ours, theirs) = (days(self), days(other));
        if ours.len() < 2 && theirs.len() < 2 {
            return None;
        }
        let (mut together, mut since) = (false, None);
        for day in ours.union(&theirs).copied() {
            let (Some(one), Some(two)) = (self.known_address_from(day), other.known_address_from(day)) else {
                continue;
            };
            if one.is_known_same(&two) {
                together = true;
            } else if one.is_known_other(&two) {
                since = if together { day } else { since };
                together = false;
            }
        }
        since
    }

    /// All that is known of the homes of somebody who is the same person: what says most, of each day.
    pub(super) fn homes_of_both(&self, other: &Self) -> Dwellings {
        let days = self.dwellings.keys().chain(other.dwellings.keys()).copied();
        let days: BTreeSet<Option<NaiveDate>> = days.collect();
        let says = |home: &&Dwelling| match home {
            Dwelling::Elsewhere(Some(_)) => 2,
            Dwelling::NotOfHere => 1,
            Dwelling::Elsewhere(None) => 0,
        };
        let of_day = |day| {
            // Of two that say as much, that of the one who is kept.
            [other.dwelling(day), self.dwelling(day)].into_iter().flatten().max_by_key(says).cloned()
        };
        days.into_iter().filter_map(|day| Some((day, of_day(day)?))).collect()
    }
}

impl Chronicle {
    /// Who lives in the household's home on a day, in order of id.
    pub fn living_here(&self, on: NaiveDate) -> impl Iterator<Item = PersonId> + '_ {
        self.people().filter(move |(_, person)| person.is_here(on)).map(|(id, _)| id)
    }

    /// The last day up to this one on which giver and receiver began to live at different addresses.
    pub(super) fn apart_since(&self, by: SourceId, to: PersonId, on: NaiveDate) -> Option<NaiveDate> {
        self.person(PersonId::new(by.uuid()))?.apart_since(self.person(to)?, on)
    }
}
