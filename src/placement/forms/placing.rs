//! One placing: the children who would move into one home, and whoever else would live there.

use super::children::{Person, Seeker};
use super::homes::{HomeForm, Homes};
use super::layout::{ALLERGIES, FactSet, SEVERE, home as fact};
use super::query::{Judged, Query};
use super::read::{Grounds, Outcome};
use super::stretch::slice_of;
use crate::base::ChildId;
use crate::placement::{AuthorityStep, Mitigation};

/// Whoever else would live there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Other {
    /// A resident, by place in the home.
    Resident(u32),
    /// Another child of the party.
    Seeker(u32),
    /// Who lives there is not known.
    NotKnown,
}

/// What a rule is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// The home, and all who would live there.
    Home,
    /// One child of the party and the home.
    Child(u32),
    /// One child of the party and somebody else there.
    Pair(u32, Other),
}

/// Two children who would live together, the first of them of the party.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'a> {
    pub(crate) about: About,
    pub(crate) child: &'a Seeker,
    pub(crate) other: &'a Person,
    /// The other child, where that one is of the party too.
    pub(crate) sibling: Option<&'a Seeker>,
    /// What either says of the other.
    pub(crate) related: u8,
}

/// Whether mitigations meet a no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// None can.
    No,
    /// Somebody has yet to say: the home whether it can, a named person whether it is enough.
    Open { provide: u32, judge: u32 },
    /// These do.
    By(u32),
}

/// Mitigations that are so many people.
pub(crate) const MORE_STAFF: u32 =
    1 << Mitigation::ExtraStaff as u32 | 1 << Mitigation::WakingNightStaff as u32;

/// What meets a no, and what might.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WaysToMeet {
    /// Mitigations each of which is enough alone, and can be provided.
    pub(crate) alone: u32,
    /// Mitigations that are enough together, and can be provided: the fewest.
    pub(crate) together: u32,
    /// What might be enough: what the home has yet to say it can provide, what somebody has yet to judge.
    pub(crate) provide: u32,
    pub(crate) judge: u32,
    /// How many more staff it takes, if that is said.
    pub(crate) staff: Option<u8>,
}

/// The children who would move into one home, and whoever else would live there.
#[derive(Clone, Copy)]
pub(crate) struct Placing<'a> {
    pub(crate) query: &'a Query,
    pub(crate) homes: &'a Homes,
    pub(crate) home: &'a HomeForm,
    /// The home's place among the homes.
    pub(crate) place: u32,
    /// One bit for each child of the party that would move in.
    pub(crate) which: u32,
    /// One of them as some answer would have it.
    pub(crate) supposed: Option<(u32, &'a Seeker)>,
    pub(crate) people: &'a [Person],
    /// One bit for each of them who lives there on the date, or may, and is not of those who would move in.
    pub(crate) there: u64,
    /// The same of who comes to live there later.
    pub(crate) later: u64,
    pub(crate) judged: &'a [Judged],
    /// Mitigations that the home can, or cannot, provide on the date.
    pub(crate) can: u32,
    pub(crate) cannot: u32,
}

impl<'a> Placing<'a> {
    pub(crate) fn new(
        query: &'a Query,
        homes: &'a Homes,
        home: &'a HomeForm,
        place: u32,
        which: u32,
    ) -> Self {
        let (mut can, mut cannot) = (home.can_always, home.cannot);
        for &(bit, from, until) in slice_of(&homes.provided, home.can_during) {
            if from <= query.today && query.today < until { can |= bit } else { cannot |= bit }
        }
        let judged = query.judged_for(place);
        let (supposed, people, there, later) = (None, &[][..], 0, 0);
        let empty =
            Self { query, homes, home, place, which, supposed, people, there, later, judged, can, cannot };
        empty.with_home(home)
    }

    /// The same, with another form of the home.
    pub(crate) fn with_home<'b>(&self, home: &'b HomeForm) -> Placing<'b>
    where
        'a: 'b,
    {
        let people = slice_of(&self.homes.people, home.residents.known().copied().unwrap_or_default());
        Placing { home, ..self.with_people(people) }
    }

    /// The same, with these people in the home.
    pub(crate) fn with_people<'b>(&self, people: &'b [Person]) -> Placing<'b>
    where
        'a: 'b,
    {
        let (mut there, mut later) = (0, 0);
        for (at, person) in (0..u64::BITS).zip(people) {
            // Who would move in and lives there already is counted once, as one who would move in.
            if person.any_night() == 0
                || self.seekers().any(|seeker| seeker.id.is_some() && person.id == seeker.id)
            {
                continue;
            }
            there |= u64::from(person.lives_there_on(self.query.today)) << at;
            later |= u64::from(person.from > self.query.today) << at;
        }
        Placing { people, there, later, ..*self }
    }

    /// The same, with one of the children as some answer would have it.
    pub(crate) const fn supposing<'b>(&self, child: u32, answered: &'b Seeker) -> Placing<'b>
    where
        'a: 'b,
    {
        Placing { supposed: Some((child, answered)), ..*self }
    }

    pub(crate) fn seeker(&self, place: u32) -> Option<&'a Seeker> {
        match self.supposed {
            Some((child, answered)) if child == place => Some(answered),
            _ => self.query.seekers.get(place as usize),
        }
    }

    /// The children who would move in.
    pub(crate) fn seekers(&self) -> impl Iterator<Item = &'a Seeker> + use<'a> {
        let mut left = self.which;
        let placing = *self;
        core::iter::from_fn(move || {
            let place = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            placing.seeker(place)
        })
    }

    /// The other children who live there on the date.
    pub(crate) fn others(&self) -> impl Iterator<Item = (u32, &'a Person)> + use<'a> {
        let (people, mut there) = (self.people, self.there);
        core::iter::from_fn(move || {
            let at = there.trailing_zeros();
            there &= there.wrapping_sub(1);
            Some((at, people.get(at as usize)?))
        })
    }

    /// Each child who would move in, with each child who comes to live there later.
    pub(crate) fn pairs_later(&self) -> impl Iterator<Item = Pair<'a>> {
        let placing = *self;
        let later = move || (0..u64::BITS).filter(move |at| placing.later >> at & 1 == 1);
        self.seekers()
            .flat_map(move |child| later().filter_map(move |at| placing.pair(child, Other::Resident(at))))
    }

    /// Whether somebody who is there, or may be, has to be counted night by night.
    pub(crate) const fn is_by_night(&self) -> bool {
        self.home.by_night || self.query.by_night
    }

    /// All who would live there, as far as that is known.
    pub(crate) fn everybody(&self) -> impl Iterator<Item = &'a Person> {
        self.others().map(|(_, person)| person).chain(self.seekers().map(|seeker| &seeker.person))
    }

    /// Each child who would move in, with each other child who would live there; if nobody knows who does, with
    /// somebody of whom nothing is known.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = Pair<'a>> {
        let placing = *self;
        self.seekers().flat_map(move |child| {
            let nobody = placing.home.residents.known().is_none().then_some(Other::NotKnown);
            let residents = placing.others().map(|(at, _)| Other::Resident(at));
            let siblings = placing.seekers().map(|sibling| sibling.place).filter(move |at| *at > child.place);
            let others = nobody.into_iter().chain(residents).chain(siblings.map(Other::Seeker));
            others.filter_map(move |other| placing.pair(child, other))
        })
    }

    /// Two children who would live together.
    pub(crate) fn pair(&self, child: &'a Seeker, other: Other) -> Option<Pair<'a>> {
        let about = About::Pair(child.place, other);
        let (sibling, other) = match other {
            Other::NotKnown => (None, &Person::NOBODY_KNOWN),
            Other::Resident(at) => (None, self.people.get(at as usize)?),
            Other::Seeker(at) => {
                let sibling = self.seeker(at)?;
                (Some(sibling), &sibling.person)
            }
        };
        let of_other = if sibling.is_some() { &self.query.relations } else { &self.homes.relations };
        let says = child.person.says_of(other.id, &self.query.relations);
        let related = says | other.says_of(child.person.id, of_other);
        Some(Pair { about, child, other, sibling, related })
    }

    /// Lists of which neither the child's facts nor the home's say anything at all: they are not asked. Where either
    /// speaks of them, what is not known is open.
    pub(crate) const fn not_spoken_of(&self, child: &Seeker) -> FactSet {
        if child.speaks_of_allergies || self.home.speaks_of_kept {
            0
        } else {
            ALLERGIES.mask() | SEVERE.mask()
        }
    }

    /// Not known as long as it is not known who lives there.
    pub(crate) fn who_lives_there(&self) -> Outcome {
        self.home.residents.needed()
    }

    /// Since when somebody lives there, where that is not known.
    pub(crate) const fn since_when_not_known() -> Outcome {
        Outcome::not_known(Grounds { home: fact::STAY_SINCE, ..Grounds::NONE })
    }

    pub(crate) fn is_done(&self, child: u32, step: AuthorityStep) -> bool {
        self.query.is_done(self.place, child, step)
    }

    pub(crate) fn id_of(&self, other: Other) -> Option<ChildId> {
        match other {
            Other::Resident(at) => self.people.get(at as usize)?.id,
            Other::Seeker(at) => self.seeker(at)?.id,
            Other::NotKnown => None,
        }
    }

    /// Whether a no to this rule is met, for this child and other child where the rule speaks of them.
    pub(crate) fn met(&self, rule: u16, about: About) -> Met {
        let Some(ways) = self.ways_to_meet(rule, about) else { return Met::No };
        if ways.alone | ways.together != 0 {
            return Met::By(if ways.alone == 0 { ways.together } else { ways.alone });
        }
        if ways.provide | ways.judge == 0 {
            return Met::No;
        }
        Met::Open { provide: ways.provide, judge: ways.judge }
    }

    /// What meets a no to this rule, and what might; none if nothing can.
    pub(crate) fn ways_to_meet(&self, rule: u16, about: About) -> Option<WaysToMeet> {
        let allowed = self.query.met_by.get(usize::from(rule)).copied().unwrap_or(0);
        let possible = allowed & !self.cannot;
        if possible == 0 {
            return None;
        }
        let (mut enough, mut not_enough, mut staff) = (0, 0, None);
        let mut together: Option<u32> = None;
        let mut provide_together = 0;
        let of_this = || self.judged.iter().filter(|one| one.rule == rule && self.speaks_of(one, about));
        for judged in of_this() {
            let set = judged.set;
            if set.is_power_of_two() {
                if judged.enough { enough |= set } else { not_enough |= set }
            } else if judged.enough && set & !possible == 0 {
                // Where each child of a party was judged for all of them, one no is a no.
                if of_this().any(|other| other.set == set && !other.enough) {
                    continue;
                }
                if set & !self.can != 0 {
                    provide_together |= set & !self.can;
                } else if together.is_none_or(|known| (set.count_ones(), set) < (known.count_ones(), known)) {
                    together = Some(set);
                }
            }
            if judged.enough && set & !possible == 0 && set & MORE_STAFF != 0 {
                staff = staff.max(judged.staff);
            }
        }
        // Where each child of a party was judged for all of them, one no is a no.
        let alone = possible & self.can & enough & !not_enough;
        let left = possible & !not_enough & !alone;
        Some(WaysToMeet {
            alone,
            together: together.unwrap_or(0),
            provide: left & !self.can | provide_together,
            judge: left & self.can,
            staff,
        })
    }

    fn speaks_of(&self, judged: &Judged, about: About) -> bool {
        let (child, other) = match about {
            About::Home => return self.which >> judged.child & 1 == 1 && judged.other.is_none(),
            About::Child(child) => return judged.child == child && judged.other.is_none(),
            About::Pair(child, other) => (child, self.id_of(other)),
        };
        // Of whoever is not known by name nobody judged anything.
        if other.is_none() {
            return false;
        }
        let id_of = |place: u32| self.query.seekers.get(place as usize).and_then(|seeker| seeker.id);
        // Of two children of a party either may be named first.
        judged.child == child && judged.other == other
            || id_of(judged.child) == other && judged.other == id_of(child)
    }
}
