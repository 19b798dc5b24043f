//! What one answer alone would change in one home: the home's own facts, those of who lives there, mitigations.
//!
//! Each answer is put in the place of what is not known, and the rules are asked again.

use alloc::vec::Vec;

use chrono::NaiveDate;

use super::compile::{Bits, HomeForm, Person, Tri};
use super::count::{Marks, Tally};
use super::evaluate::evaluate;
use super::layout::{DEMANDS, FactSet, OWN_RISKS, TO_OTHERS, VULNERABLE, child, home};
use super::rank::Ranks;
use super::scene::Scene;
use super::seek::{AGES, Judged, years_before};
use crate::base::{ChildId, Code, Fact};
use crate::placement::{
    AgeRange, Child, Companions, DateOfBirth, Facts, Few, Home, HomeSex, Kind, Ratio, Relation, RelationKind,
    Staffing,
};

/// One placing, and what came of it.
#[derive(Clone, Copy)]
pub(crate) struct Standing<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) typed: &'a Home,
    pub(crate) on: NaiveDate,
    pub(crate) ranks: &'a Ranks,
    /// What came of a vendor's own rules, which no answer here changes.
    pub(crate) own: Marks,
    pub(crate) kind: Kind,
}

impl Standing<'_> {
    fn differs(&self, scene: &Scene<'_>, own: Marks) -> bool {
        let mut tally = Tally::default();
        evaluate(scene, &mut tally);
        let marks = tally.0;
        let marks = Marks {
            fails: marks.fails | own.fails,
            open: marks.open | own.open,
            with: marks.with | own.with,
            steps: marks.steps,
        };
        marks.settled().kind(self.ranks.deciding()) != self.kind
    }

    fn with_home(&self, change: impl FnOnce(&mut HomeForm)) -> bool {
        let mut form = *self.scene.home;
        change(&mut form);
        self.differs(&Scene { home: &form, ..*self.scene }, self.own)
    }

    /// Whether some answer to this fact of the home alone would change the kind.
    pub(crate) fn home_decides(&self, fact: FactSet) -> bool {
        if fact & DEMANDS != 0 {
            return [true, false].into_iter().any(|offered| {
                self.with_home(|form| {
                    let Bits { yes, no } = &mut form.offers;
                    *if offered { yes } else { no } |= fact;
                })
            });
        }
        if let Some(watch) = home::ROSTER.iter().position(|roster| *roster == fact) {
            return [0, u8::MAX].into_iter().any(|staff| {
                self.with_home(|form| {
                    if let Some(roster) = form.roster.get_mut(watch) {
                        *roster = Some(staff);
                    }
                })
            });
        }
        match fact {
            home::REGISTRATION => [(i32::MIN, i32::MAX), (i32::MAX, i32::MAX)]
                .into_iter()
                .any(|days| self.with_home(|form| form.registration = Some(days))),
            home::RESTRICTIONS => {
                let mut form = *self.scene.home;
                form.restrictions = Some((0, 0));
                let scene = Scene { home: &form, ..*self.scene };
                let served = Scene { notice_today: true, ..scene };
                self.differs(&scene, self.own) || self.differs(&served, self.own)
            }
            home::PLACES => {
                [0, u8::MAX].into_iter().any(|places| self.with_home(|form| form.places = Some(places)))
            }
            home::AGES => [(0, 25), (25, 25)].into_iter().any(|(from, to)| {
                let ages = AgeRange::new(from, to).ok();
                self.with_home(|form| form.ages = ages)
            }),
            home::SEX => HomeSex::ALL.iter().any(|sex| self.with_home(|form| form.sex = Some(*sex))),
            home::EMERGENCIES => {
                [Tri::Yes, Tri::No].into_iter().any(|tri| self.with_home(|form| form.emergencies = tri))
            }
            home::AREA => self.areas().into_iter().any(|area| self.with_home(|form| form.area = Some(area))),
            home::BEDROOMS_FREE => {
                [0, u8::MAX].into_iter().any(|free| self.with_home(|form| form.bedrooms_free = Some(free)))
            }
            home::RESIDENTS => {
                let scene = self.scene.with_people(&[]);
                self.differs(&Scene { residents_known: true, ..scene }, self.own)
            }
            home::STAY_SINCE => {
                [super::compile::SINCE_UNKNOWN + 1, self.scene.search.today].into_iter().any(|since| {
                    let mut people = self.scene.people.to_vec();
                    for person in people.iter_mut().filter(|p| p.from == super::compile::SINCE_UNKNOWN) {
                        person.from = since;
                    }
                    self.differs(&self.scene.with_people(&people), self.own)
                })
            }
            _ => false,
        }
    }

    /// The areas in which a home could lie that make a difference: the children's own, those in which one of
    /// them is not safe, and one that nobody has named.
    fn areas(&self) -> Vec<u64> {
        let seekers = &self.scene.search.seekers;
        let own = seekers.iter().filter_map(|seeker| seeker.authority.as_ref()).map(|authority| authority.0);
        let unsafe_areas =
            seekers.iter().filter_map(|seeker| seeker.unsafe_areas.as_ref()).flatten().copied();
        own.chain(unsafe_areas).chain([u64::MAX]).collect()
    }

    /// Whether some answer to this fact of a resident alone would change the kind.
    pub(crate) fn resident_decides(&self, resident: u32, fact: u32) -> bool {
        let residents = self.typed.residents.told().as_ref().known();
        let Some(residents) = residents else { return false };
        let Some(asked) = residents.get(resident as usize) else { return false };
        let seekers: Vec<ChildId> = self.scene.seekers().map(|(_, seeker)| seeker.id).collect();
        answers_of(&asked.child, fact, &seekers, self.on).into_iter().any(|answered| {
            let mut relations = Vec::new();
            let mut people = Vec::with_capacity(residents.len());
            for (at, (resident_there, person)) in (0_u32..).zip(residents.iter().zip(self.scene.people)) {
                let child = if at == resident { &answered } else { &resident_there.child };
                let read = Person::of(child, &mut relations);
                people.push(Person { from: person.from, until: person.until, ..read });
            }
            self.differs(&Scene { relations: &relations, ..self.scene.with_people(&people) }, self.own)
        })
    }

    /// Whether it would change the kind if the home could, or could not, provide this mitigation.
    pub(crate) fn provision_decides(&self, mitigation: u32) -> bool {
        let bit = 1 << mitigation;
        let can = Scene { can: self.scene.can | bit, ..*self.scene };
        let cannot = Scene { cannot: self.scene.cannot | bit, ..*self.scene };
        self.differs(&can, self.own) || self.differs(&cannot, self.own)
    }

    /// Whether it would change the kind if this mitigation were judged enough, or not enough.
    pub(crate) fn judgement_decides(
        &self,
        rule: u16,
        child: u32,
        other: Option<ChildId>,
        mitigation: u32,
    ) -> bool {
        [true, false].into_iter().any(|enough| {
            let mut judged = self.scene.judged.to_vec();
            judged.push(Judged { home: self.scene.place, rule, child, other, mitigation, enough });
            self.differs(&Scene { judged: &judged, ..*self.scene }, self.own)
        })
    }

    /// Whether it would change the kind if a vendor's own rule, which is open, were answered.
    pub(crate) fn own_rule_decides(&self, at: u16) -> bool {
        let bit = 1 << at;
        let cleared = Marks { open: self.own.open & !bit, ..self.own };
        let mut no = cleared;
        match self.scene.met(at, None, None) {
            super::scene::Met::No => no.fails |= bit,
            super::scene::Met::By(_) => no.with |= bit,
            super::scene::Met::Open { .. } => no.open |= bit,
        }
        self.differs(self.scene, cleared) || self.differs(self.scene, no)
    }
}

/// The child with each answer to one fact, of those that rules about two children or about staff read.
fn answers_of(child: &Child, fact: u32, others: &[ChildId], on: NaiveDate) -> Vec<Child> {
    let bit = 1 << fact;
    let with = |change: &dyn Fn(&mut Child)| {
        let mut answered = child.clone();
        change(&mut answered);
        answered
    };
    let place = |at: u32| usize::try_from(fact.saturating_sub(at)).unwrap_or(usize::MAX);
    let both = |change: &dyn Fn(&mut Child, Fact<bool>)| -> Vec<Child> {
        [true, false].into_iter().map(|answer| with(&|child| change(child, Fact::known(answer)))).collect()
    };
    if bit & OWN_RISKS.mask() != 0 {
        return both(&|child, answer| set(&mut child.own_risks, place(OWN_RISKS.at), answer));
    }
    if bit & TO_OTHERS.mask() != 0 {
        return both(&|child, answer| set(&mut child.risks_to_others, place(TO_OTHERS.at), answer));
    }
    if bit & VULNERABLE.mask() != 0 {
        return both(&|child, answer| set(&mut child.vulnerable_to, place(VULNERABLE.at), answer));
    }
    match bit {
        child::DATE_OF_BIRTH => (0..AGES)
            .map(|age| {
                let born = DateOfBirth::new(years_before(on, age));
                with(&|child| child.date_of_birth = Fact::known(born))
            })
            .collect(),
        child::COMPANIONS => Companions::ALL
            .iter()
            .map(|companions| with(&|child| child.companions = Fact::known(*companions)))
            .collect(),
        child::STAFFING => [Ratio::NONE, Ratio::MOST]
            .into_iter()
            .map(|ratio| with(&|child| child.staffing = Fact::known(Staffing::always(ratio))))
            .collect(),
        child::RELATIONS => {
            let relations = others.iter().flat_map(|&other| {
                [RelationKind::KeepApart, RelationKind::HarmBetween]
                    .map(|is| alloc::vec![Relation { with: other, is }])
            });
            let relations = core::iter::once(Vec::new()).chain(relations);
            relations
                .filter_map(|relations| Few::new(relations).ok())
                .map(|relations| with(&|child| child.relations = Fact::known(relations.clone())))
                .collect()
        }
        _ => Vec::new(),
    }
}

fn set<K: Code + Ord>(facts: &mut Facts<K>, place: usize, answer: Fact<bool>) {
    if let Some(code) = K::ALL.get(place) {
        *facts = core::mem::take(facts).with(*code, answer);
    }
}
