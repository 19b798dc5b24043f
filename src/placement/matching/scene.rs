//! One placing in one home, and what a sink is told about it.

use super::compile::{HomeForm, Homes, Person, Tri};
use super::layout::FactSet;
use super::seek::{ALL_AGES, Judged, Search, Seeker};
use crate::base::ChildId;
use crate::placement::AuthorityStep;

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

/// What a rule was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    /// The home alone.
    Home,
    /// One child of the party and the home.
    Child(u32),
    /// One child of the party and somebody else there.
    Pair(u32, Other),
    /// All who would live there.
    All,
}

/// What came of a rule of law or safety, where it does not simply hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// No, and nothing meets it.
    Fails,
    /// Not known.
    Open,
    /// No, and these mitigations meet it.
    With(u32),
    /// It holds once the authority has taken a step.
    Proceeds(AuthorityStep),
}

/// One child's part in an item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    /// Facts that are not known and would have to be.
    pub(crate) open: FactSet,
    /// Known facts that make it a no.
    pub(crate) because: FactSet,
    /// Of the open ones: some answer to this one alone settles the item so that nothing is against it.
    pub(crate) closes: FactSet,
    /// Of the open ones: some answer to this one alone makes it a no that nothing meets.
    pub(crate) breaks: FactSet,
    /// With the date of birth among `closes`: the ages that settle it.
    pub(crate) ages: u32,
}

impl Side {
    pub(crate) const NONE: Self = Self { open: 0, because: 0, closes: 0, breaks: 0, ages: ALL_AGES };

    /// Facts that are open, with nothing known of what an answer would do.
    pub(crate) const fn open(open: FactSet) -> Self {
        Self { open, ..Self::NONE }
    }

    pub(crate) const fn because(because: FactSet) -> Self {
        Self { because, ..Self::NONE }
    }
}

/// What else an item turns on.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Turns {
    /// Facts of the home that are not known.
    pub(crate) home: FactSet,
    /// Mitigations of which the home has not said whether it can provide them.
    pub(crate) provide: u32,
    /// Mitigations that nobody has judged.
    pub(crate) judge: u32,
    /// Residents whose staffing is not known.
    pub(crate) residents: u64,
}

impl Turns {
    pub(crate) const NOTHING: Self = Self { home: 0, provide: 0, judge: 0, residents: 0 };

    pub(crate) const fn home(home: FactSet) -> Self {
        Self { home, ..Self::NOTHING }
    }
}

/// Who listens to what came of each rule. What simply holds is not told.
pub(crate) trait Sink {
    /// A rule of law or safety about the home, a child, or two children.
    fn item(&mut self, rule: u16, who: Who, state: State, turns: &Turns, child: &Side, other: &Side);
    /// A rule of law or safety about all who would live there, with each child's part.
    fn shared(&mut self, rule: u16, state: State, turns: &Turns, side: impl Fn(u32) -> Side);
    /// A rule that never decides: no, or not known.
    fn soft(&mut self, rule: u16, who: Who, answer: Tri, turns: &Turns, child: FactSet, other: FactSet);
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

/// One placing in one home.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) search: &'a Search,
    pub(crate) homes: &'a Homes,
    pub(crate) home: &'a HomeForm,
    /// The home's place among the homes.
    pub(crate) place: u32,
    pub(crate) people: &'a [Person],
    /// One bit for each of them who lives there on the date and is not of those who would move in.
    pub(crate) there: u64,
    /// What they are to others.
    pub(crate) relations: &'a [(ChildId, u8)],
    pub(crate) residents_known: bool,
    /// One bit for each child of the party that would move in.
    pub(crate) which: u32,
    pub(crate) judged: &'a [Judged],
    /// Mitigations that the home can, or cannot, provide on the date.
    pub(crate) can: u32,
    pub(crate) cannot: u32,
    /// As if a notice that restricts accommodation were served on the date.
    pub(crate) notice_today: bool,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(
        search: &'a Search,
        homes: &'a Homes,
        home: &'a HomeForm,
        place: u32,
        which: u32,
    ) -> Self {
        let (mut can, mut cannot) = (home.can_always, home.cannot);
        for &(bit, from, until) in Homes::slice(&homes.provided, home.can_during) {
            if from <= search.today && search.today < until { can |= bit } else { cannot |= bit }
        }
        let people = home.residents.map_or(&[][..], |range| Homes::slice(&homes.people, range));
        let scene = Self {
            search,
            homes,
            home,
            place,
            people: &[],
            there: 0,
            relations: &homes.relations,
            residents_known: home.residents.is_some(),
            which,
            judged: search.judged_for(place),
            can,
            cannot,
            notice_today: false,
        };
        scene.with_people(people)
    }

    /// The same, with these people in the home.
    pub(crate) fn with_people<'b>(&self, people: &'b [Person]) -> Scene<'b>
    where
        'a: 'b,
    {
        let mut there = 0;
        for (at, person) in (0..u64::BITS).zip(people) {
            let elsewhere = !person.lives_there_on(self.search.today)
                || self.seekers().any(|(_, seeker)| person.id == Some(seeker.id));
            there |= u64::from(!elsewhere) << at;
        }
        Scene { people, there, ..*self }
    }

    /// The children who would move in.
    pub(crate) fn seekers(&self) -> impl Iterator<Item = (u32, &'a Seeker)> {
        let which = self.which;
        (0u32..).zip(&self.search.seekers).filter(move |(place, _)| which >> place & 1 == 1)
    }

    /// The other children who live there on the date.
    pub(crate) fn others(&self) -> impl Iterator<Item = (u32, &'a Person)> {
        let (people, mut there) = (self.people, self.there);
        core::iter::from_fn(move || {
            let at = there.trailing_zeros();
            there &= there.wrapping_sub(1);
            Some((at, people.get(at as usize)?))
        })
    }

    /// Whether a no to this rule is met, for this child and other child where the rule speaks of them.
    pub(crate) fn met(&self, rule: u16, child: Option<u32>, other: Option<ChildId>) -> Met {
        let allowed = self.search.met_by.get(usize::from(rule)).copied().unwrap_or(0);
        let possible = allowed & !self.cannot;
        if possible == 0 {
            return Met::No;
        }
        let (mut enough, mut not_enough) = (0, 0);
        for judged in self.judged {
            if judged.rule == rule && self.speaks_of(judged, child, other) {
                let bit = 1 << judged.mitigation;
                if judged.enough { enough |= bit } else { not_enough |= bit }
            }
        }
        // Where each child of a party was judged for all of them, one no is a no.
        let enough = enough & !not_enough;
        let by = possible & self.can & enough;
        if by != 0 {
            return Met::By(by);
        }
        let left = possible & !not_enough;
        if left == 0 {
            return Met::No;
        }
        Met::Open { provide: left & !self.can, judge: left & self.can }
    }

    fn speaks_of(&self, judged: &Judged, child: Option<u32>, other: Option<ChildId>) -> bool {
        let Some(child) = child else {
            return self.which >> judged.child & 1 == 1 && judged.other.is_none();
        };
        if judged.child == child && judged.other == other {
            return true;
        }
        let id_of = |place: u32| self.search.seekers.get(place as usize).map(|seeker| seeker.id);
        other.is_some() && id_of(judged.child) == other && judged.other == id_of(child)
    }
}
