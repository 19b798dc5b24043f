//! Two children who would live together, in both directions.

use super::compile::{HARMS, Person, Tri, VULNERABLE_AT, relation};
use super::evaluate::at;
use super::layout::{FactSet, OWN_RISKS, TO_OTHERS, VULNERABLE, child, home};
use super::scene::{Met, Other, Scene, Side, Sink, State, Turns, Who};
use super::seek::{AGES, ALL_AGES, Seeker};
use crate::placement::{Companions, OwnRisk, RiskToOthers, Vulnerability, WishedCompany, rules};

/// The fact that says whether a child does each harm.
const DOES: [FactSet; HARMS as usize] = [
    TO_OTHERS.bit(RiskToOthers::ExploitingOthers as u32),
    TO_OTHERS.bit(RiskToOthers::SexualHarm as u32),
    TO_OTHERS.bit(RiskToOthers::PhysicalHarm as u32),
    TO_OTHERS.bit(RiskToOthers::FireSetting as u32),
    TO_OTHERS.bit(RiskToOthers::SupplyingSubstances as u32),
    OWN_RISKS.bit(OwnRisk::GoingMissing as u32),
];

/// The facts that say whether a child suffers each harm.
const SUFFERS: [FactSet; HARMS as usize] = [
    OWN_RISKS.bit(OwnRisk::SexualExploitation as u32) | OWN_RISKS.bit(OwnRisk::CriminalExploitation as u32),
    VULNERABLE.bit(Vulnerability::SexualHarm as u32),
    VULNERABLE.bit(Vulnerability::PhysicalHarm as u32),
    VULNERABLE.bit(Vulnerability::Fire as u32),
    OWN_RISKS.bit(OwnRisk::DrugsAndAlcohol as u32),
    OWN_RISKS.bit(OwnRisk::GoingMissing as u32),
];

/// Each child who would move in, with each other child who would live there.
pub(crate) fn pairs<S: Sink>(scene: &Scene<'_>, sink: &mut S) {
    for (place, seeker) in scene.seekers() {
        if !scene.residents_known {
            Pair::new(scene, place, seeker, &Person::NOBODY_KNOWN, Other::NotKnown, None).ask(sink);
        }
        for (at, person) in scene.others() {
            Pair::new(scene, place, seeker, person, Other::Resident(at), None).ask(sink);
        }
        for (at, other) in scene.seekers().filter(|(at, _)| *at > place) {
            Pair::new(scene, place, seeker, &other.person, Other::Seeker(at), Some(other)).ask(sink);
        }
    }
}

/// One direction of a rule about two children.
#[derive(Clone, Copy)]
struct Way {
    answer: Tri,
    /// Open facts of the child who would move in, and of the other; of each, those of which an answer alone
    /// settles this direction, and those of which one alone makes it a no.
    mine: Part,
    theirs: Part,
}

#[derive(Clone, Copy)]
struct Part {
    open: FactSet,
    because: FactSet,
    settles: FactSet,
    worsens: FactSet,
    ages: u32,
}

impl Part {
    const NONE: Self = Self { open: 0, because: 0, settles: 0, worsens: 0, ages: ALL_AGES };
}

impl Way {
    const HOLDS: Self = Self { answer: Tri::Yes, mine: Part::NONE, theirs: Part::NONE };

    const fn no(mine: FactSet, theirs: FactSet) -> Self {
        let mine = Part { because: mine, ..Part::NONE };
        let theirs = Part { because: theirs, ..Part::NONE };
        Self { answer: Tri::No, mine, theirs }
    }

    const fn swapped(self) -> Self {
        Self { answer: self.answer, mine: self.theirs, theirs: self.mine }
    }
}

struct Pair<'a> {
    scene: &'a Scene<'a>,
    place: u32,
    seeker: &'a Seeker,
    mine: &'a Person,
    theirs: &'a Person,
    other: Other,
    /// The other child, where that one is of the party too.
    sibling: Option<&'a Seeker>,
    /// What either says of the other.
    related: u8,
}

impl<'a> Pair<'a> {
    fn new(
        scene: &'a Scene<'a>,
        place: u32,
        seeker: &'a Seeker,
        theirs: &'a Person,
        other: Other,
        sibling: Option<&'a Seeker>,
    ) -> Self {
        let mine = &seeker.person;
        let arena = if sibling.is_some() { &scene.search.relations[..] } else { scene.relations };
        let related = mine.says_of(theirs.id, &scene.search.relations) | theirs.says_of(mine.id, arena);
        Self { scene, place, seeker, mine, theirs, other, sibling, related }
    }

    fn ask<S: Sink>(&self, sink: &mut S) {
        if self.related & (relation::APART | relation::HARM) != 0
            || !(self.mine.relations_known && self.theirs.relations_known)
        {
            self.kept_apart(sink);
            self.history(sink);
        }
        self.harms(sink);
        if !(lives_with_any(self.mine) && lives_with_any(self.theirs)) {
            self.solo(sink);
            self.alongside(sink);
        }
        self.company(sink);
        self.ages_close(sink);
    }

    fn who(&self) -> Who {
        Who::Pair(self.place, self.other)
    }

    fn met(&self, rule: u16) -> Met {
        self.scene.met(rule, Some(self.place), self.theirs.id)
    }

    /// An item made of one or two directions.
    fn tell<S: Sink>(&self, sink: &mut S, rule: u16, ways: &[Way; 2]) {
        if ways.iter().all(|way| way.answer == Tri::Yes) {
            return;
        }
        // Where nobody knows who lives there, nobody may: what would be a no is not known.
        let nobody_known = self.other == Other::NotKnown;
        let met = if nobody_known { Met::Open { provide: 0, judge: 0 } } else { self.met(rule) };
        let no = ways.iter().any(|way| way.answer == Tri::No);
        let fails = no && !nobody_known;
        let open = ways.iter().any(|way| way.answer == Tri::Unknown) || (no && nobody_known);
        let state = match (fails, met, open) {
            (true, Met::No, _) => State::Fails,
            (true, Met::By(by), false) => State::With(by),
            _ => State::Open,
        };
        let waits = no && matches!(met, Met::Open { .. });
        let side = |part: fn(&Way) -> &Part| {
            let mut side = Side { closes: if waits { 0 } else { FactSet::MAX }, ..Side::NONE };
            for way in ways {
                let part = part(way);
                side.because |= part.because;
                if way.answer != Tri::Unknown {
                    continue;
                }
                side.open |= part.open;
                side.closes &= part.settles;
                if met == Met::No {
                    side.breaks |= part.worsens;
                }
                if !matches!(met, Met::By(_)) {
                    side.ages &= part.ages;
                }
            }
            if !open {
                side.closes = 0;
            }
            side
        };
        let (mine, mut theirs) = (side(|way| &way.mine), side(|way| &way.theirs));
        let mut turns = Turns::NOTHING;
        if nobody_known {
            turns.home |= home::RESIDENTS;
            theirs = Side::NONE;
        }
        if let (true, Met::Open { provide, judge }) = (fails, met) {
            (turns.provide, turns.judge) = (provide, judge);
        }
        sink.item(rule, self.who(), state, &turns, &mine, &theirs);
    }

    /// What lists of relations say of these two.
    fn relation(&self, bit: u8) -> Way {
        if self.related & bit != 0 {
            return Way::no(child::RELATIONS, child::RELATIONS);
        }
        let (mine, theirs) = (self.mine.relations_known, self.theirs.relations_known);
        if mine && theirs {
            return Way::HOLDS;
        }
        let part = |known: bool, other_known: bool| {
            if known {
                return Part::NONE;
            }
            Part {
                open: child::RELATIONS,
                settles: if other_known { child::RELATIONS } else { 0 },
                worsens: child::RELATIONS,
                ..Part::NONE
            }
        };
        Way { answer: Tri::Unknown, mine: part(mine, theirs), theirs: part(theirs, mine) }
    }

    fn kept_apart<S: Sink>(&self, sink: &mut S) {
        self.tell(sink, at(&rules::NOT_KEPT_APART), &[self.relation(relation::APART), Way::HOLDS]);
    }

    fn history<S: Sink>(&self, sink: &mut S) {
        self.tell(sink, at(&rules::NO_HARM_KNOWN_BETWEEN), &[self.relation(relation::HARM), Way::HOLDS]);
    }

    fn harms<S: Sink>(&self, sink: &mut S) {
        let (a, b) = (self.mine, self.theirs);
        let no = |one: &Person, two: &Person| one.harm_no | two.harm_no.rotate_right(VULNERABLE_AT);
        // In the low half the risk of one meets the vulnerability of the other; in the high half the reverse.
        let settled = (1 << HARMS) - 1;
        let (ab, ba) = (no(a, b) & settled, no(b, a) & settled);
        if ab & ba == settled {
            return;
        }
        for harm in 0..HARMS {
            if ab & ba & 1 << harm != 0 {
                continue;
            }
            let there = harm_way(harm, a, b);
            let back = harm_way(harm, b, a).swapped();
            self.tell(sink, at(&rules::NO_EXPLOITATION_BETWEEN) + harm_place(harm), &[there, back]);
        }
    }

    fn solo<S: Sink>(&self, sink: &mut S) {
        let way = |person: &Person| match person.companions {
            Some(Companions::Solo) => Way::no(child::COMPANIONS, 0),
            Some(_) => Way::HOLDS,
            None => {
                let fact = child::COMPANIONS;
                let mine = Part { open: fact, settles: fact, worsens: fact, ..Part::NONE };
                Way { answer: Tri::Unknown, mine, theirs: Part::NONE }
            }
        };
        self.tell(sink, at(&rules::SOLO_RESPECTED), &[way(self.mine), way(self.theirs).swapped()]);
    }

    fn alongside<S: Sink>(&self, sink: &mut S) {
        let born_at = &self.scene.search.born_at;
        let ways = [
            alongside(self.mine, self.theirs, born_at),
            alongside(self.theirs, self.mine, born_at).swapped(),
        ];
        self.tell(sink, at(&rules::AGES_ALONGSIDE_RESPECTED), &ways);
    }

    fn company<S: Sink>(&self, sink: &mut S) {
        let way = |wish: Option<WishedCompany>, mine: &Person, theirs: &Person| match wish {
            Some(WishedCompany::Any) => (Tri::Yes, 0, 0),
            None => (Tri::Unknown, child::WISHED_COMPANY, 0),
            Some(WishedCompany::OwnGender) => match (mine.gender, theirs.gender) {
                (Some(a), Some(b)) if a == b => (Tri::Yes, 0, 0),
                (Some(_), Some(_)) => (Tri::No, child::WISHED_COMPANY, 0),
                (a, b) => {
                    let open = |gender: Option<_>| if gender.is_none() { child::GENDER } else { 0 };
                    (Tri::Unknown, open(a), open(b))
                }
            },
        };
        let mut told = |answer: (Tri, FactSet, FactSet), mine: bool| {
            let (answer, a, b) = answer;
            let (a, b) = if mine { (a, b) } else { (b, a) };
            self.soft(sink, at(&rules::COMPANY_WISHED), answer, a, b);
        };
        told(way(self.seeker.wished_company, self.mine, self.theirs), true);
        if let Some(sibling) = self.sibling {
            told(way(sibling.wished_company, self.theirs, self.mine), false);
        }
    }

    fn ages_close<S: Sink>(&self, sink: &mut S) {
        if self.scene.search.policy.age_gap_years.is_none()
            || self.sibling.is_some()
            || self.related & relation::SIBLING != 0
        {
            return;
        }
        let rule = at(&rules::AGES_CLOSE);
        let unknown = |known: bool, fact: FactSet| if known { 0 } else { fact };
        let (Some((earliest, latest)), Some(born)) = (self.seeker.born_within, self.theirs.born) else {
            let mine = unknown(self.mine.born.is_some(), child::DATE_OF_BIRTH);
            let theirs = unknown(self.theirs.born.is_some(), child::DATE_OF_BIRTH);
            return self.soft(sink, rule, Tri::Unknown, mine, theirs);
        };
        if (earliest..=latest).contains(&born) {
            return;
        }
        let (mine, theirs) = (self.mine.relations_known, self.theirs.relations_known);
        if mine && theirs {
            self.soft(sink, rule, Tri::No, child::DATE_OF_BIRTH, child::DATE_OF_BIRTH);
        } else {
            let open = (unknown(mine, child::RELATIONS), unknown(theirs, child::RELATIONS));
            self.soft(sink, rule, Tri::Unknown, open.0, open.1);
        }
    }

    fn soft<S: Sink>(&self, sink: &mut S, rule: u16, answer: Tri, mine: FactSet, theirs: FactSet) {
        if answer == Tri::Yes {
            return;
        }
        let nobody = self.other == Other::NotKnown;
        let turns = Turns::home(if nobody { home::RESIDENTS } else { 0 });
        sink.soft(rule, self.who(), answer, &turns, mine, if nobody { 0 } else { theirs });
    }
}

/// Whether it is known that the child can live with others of any age.
const fn lives_with_any(person: &Person) -> bool {
    matches!(person.companions, Some(Companions::WithOthers | Companions::NoPreference))
}

#[expect(clippy::cast_possible_truncation, reason = "there are six harms")]
const fn harm_place(harm: u32) -> u16 {
    harm as u16
}

/// Whether `a` may do this harm to `b`.
fn harm_way(harm: u32, a: &Person, b: &Person) -> Way {
    let does = (a.harm_yes >> harm & 1 == 1, a.harm_no >> harm & 1 == 1);
    let suffers_at = harm + VULNERABLE_AT;
    let suffers = (b.harm_yes >> suffers_at & 1 == 1, b.harm_no >> suffers_at & 1 == 1);
    let does_fact = DOES.get(harm as usize).copied().unwrap_or(0);
    let suffers_fact = SUFFERS.get(harm as usize).copied().unwrap_or(0);
    if does.1 || suffers.1 {
        return Way::HOLDS;
    }
    if does.0 && suffers.0 {
        return Way::no(does_fact, suffers_fact);
    }
    let mut way = Way { answer: Tri::Unknown, ..Way::HOLDS };
    if !does.0 {
        let worsens = if suffers.0 { does_fact } else { 0 };
        way.mine = Part { open: does_fact, settles: does_fact, worsens, ..Part::NONE };
    }
    if !suffers.0 {
        // Exploitation stands in two facts: with both open, a no to one alone does not settle it.
        let open = if suffers_fact.is_power_of_two() { suffers_fact } else { b.exploited_unknown };
        let settles = if open.is_power_of_two() { open } else { 0 };
        let worsens = if does.0 { open } else { 0 };
        way.theirs = Part { open, settles, worsens, ..Part::NONE };
    }
    way
}

/// Whether `b` has the age that `a` can live with.
fn alongside(a: &Person, b: &Person, born_at: &[i32; AGES as usize]) -> Way {
    let older = match a.companions {
        Some(Companions::OlderOnly) => true,
        Some(Companions::YoungerOnly) => false,
        Some(_) => return Way::HOLDS,
        None => {
            // One of "only older" and "only younger" is a no, whatever the two ages are.
            let both = a.born.is_some() && b.born.is_some();
            let fact = child::COMPANIONS;
            let worsens = if both { fact } else { 0 };
            let born = |person: &Person| if person.born.is_none() { child::DATE_OF_BIRTH } else { 0 };
            let mine = Part { open: fact | born(a), settles: fact, worsens, ..Part::NONE };
            let theirs = Part { open: born(b), ..Part::NONE };
            return Way { answer: Tri::Unknown, mine, theirs };
        }
    };
    let right = |a: i32, b: i32| if older { b < a } else { b > a };
    let part = |of_a: bool, other: Option<i32>| {
        let fact = child::DATE_OF_BIRTH;
        let Some(other) = other else {
            return Part { open: fact, ..Part::NONE };
        };
        let ages = (0..AGES).zip(born_at).fold(0, |ages, (age, &born)| {
            let holds = if of_a { right(born, other) } else { right(other, born) };
            ages | u32::from(holds) << age
        });
        let worsens = if ages == ALL_AGES { 0 } else { fact };
        Part { open: fact, because: 0, settles: fact, worsens, ages }
    };
    match (a.born, b.born) {
        (Some(mine), Some(theirs)) if right(mine, theirs) => Way::HOLDS,
        (Some(_), Some(_)) => Way::no(child::COMPANIONS | child::DATE_OF_BIRTH, child::DATE_OF_BIRTH),
        (mine, theirs) => Way {
            answer: Tri::Unknown,
            mine: if mine.is_none() { part(true, theirs) } else { Part::NONE },
            theirs: if theirs.is_none() { part(false, mine) } else { Part::NONE },
        },
    }
}
