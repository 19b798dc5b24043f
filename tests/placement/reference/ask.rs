//! What to ask, by the book: put each answer in the place of what is not known, and judge every home again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Months, NaiveDate};
use mutual_care::base::{ChildId, Code, Fact, HomeId};
use mutual_care::placement::{
    Allergen, Area, Authority, Child, Companions, DateOfBirth, Facts, Few, Gender, Grid, Home, HomeView,
    Kind, Language, NeededStaffing, Night, Nights, Party, Pets, Plan, Policy, Ratio, RegisteredSex, Relation,
    RelationKind, RoomShare, Staffing, Suitability, Watch, WishedCompany,
};

use super::rules::{days, speak_of_allergies};
use super::{Judged, Out, Placing, judge, known, placings, unnamed, with_counting};

/// Child and topic, with the number of homes whose kind would change with some answer to it alone.
pub type Decisive = BTreeMap<(ChildId, String), u32>;

/// For each fact of the party's children that is not known: in how many homes some answer to it alone would
/// change the kind, a home that is ruled out never.
pub fn decisive(party: &Party, homes: &[Home], on: NaiveDate, policy: &Policy) -> Decisive {
    decisive_and_silent(party, homes, on, policy).0
}

/// What decides, and the facts that are not known and of which no answer alone changes any rule's answer in any home.
pub fn decisive_and_silent(
    party: &Party,
    homes: &[Home],
    on: NaiveDate,
    policy: &Policy,
) -> (Decisive, BTreeSet<(ChildId, String)>) {
    let mut counts = Decisive::new();
    let mut silent: BTreeMap<(ChildId, String), bool> = BTreeMap::new();
    let party = &with_counting(party, homes, on, policy);
    for home in homes {
        for (question, (kind, some)) in effects(party, home, on, policy) {
            *counts.entry(question.clone()).or_default() += u32::from(kind);
            *silent.entry(question).or_insert(true) &= !some;
        }
    }
    let silent = silent.into_iter().filter(|(_, silent)| *silent).map(|(question, _)| question).collect();
    (counts, silent)
}

/// For each open question: whether some answer changes the kind, and whether it changes any rule at all.
fn effects(
    party: &Party,
    home: &Home,
    on: NaiveDate,
    policy: &Policy,
) -> BTreeMap<(ChildId, String), (bool, bool)> {
    let judged = |party: &Party, children: &[&Child]| -> Judged {
        judge(&Placing { party, children, home, on, policy, all_count: true, ledger: None })
    };
    let unnamed = &unnamed(party);
    let now: Vec<Judged> = placings(party, unnamed).iter().map(|children| judged(party, children)).collect();
    // Where a home is ruled out nothing is asked of it: only the others are judged again with each answer.
    let not_ruled_out = |now: &Judged| now.kind != Kind::NotSuitable;
    let mut effects = BTreeMap::new();
    for child in party.children() {
        for (topic, answers) in open(child, party, home, on) {
            // Who may share with a child that is not named could always be asked: it is where bedrooms are open.
            let of_rooms = topic == "room_with";
            let matters = |now: &Judged| {
                not_ruled_out(now) && (!of_rooms || now.outs["bedroom-for-each"] == Out::Unknown)
            };
            let entry = effects.entry((child.id, topic)).or_insert((false, false));
            if !now.iter().any(matters) {
                continue;
            }
            for answer in answers {
                let answered = with_child(party, answer);
                let again = now.iter().zip(placings(&answered, unnamed)).filter(|(now, _)| matters(now));
                for (now, children) in again {
                    let then = judged(&answered, &children);
                    entry.0 |= now.kind != then.kind;
                    entry.1 |= now.outs != then.outs;
                }
            }
        }
    }
    effects
}

fn with_child(party: &Party, child: Child) -> Party {
    let mut children = party.children().to_vec();
    let place = children.iter().position(|known| known.id == child.id).unwrap();
    children[place] = child;
    let mut changed = match party.plan() {
        Plan::One => Party::one(children.remove(0)),
        plan => Party::siblings_and(children, party.known_by_number(), plan).unwrap(),
    };
    changed.emergency = party.emergency;
    changed
        .with_judgements(party.judgements().to_vec())
        .unwrap()
        .with_steps_done(party.steps_done().to_vec())
        .unwrap()
}

/// Each fact that is not known, by its topic, with the child as each answer would have it.
#[expect(clippy::too_many_lines, reason = "one fact after another")]
fn open(child: &Child, party: &Party, home: &Home, on: NaiveDate) -> Vec<(String, Vec<Child>)> {
    let mut open: Vec<(String, Vec<Child>)> = Vec::new();
    macro_rules! lists {
        ($($field:ident),+) => {$(
            listed(child, stringify!($field), |child| &mut child.$field, &mut open);
        )+};
    }
    lists!(
        needs,
        skills,
        health_care,
        adaptations,
        own_risks,
        orders,
        risks_to_others,
        vulnerable_to,
        culture,
        communication,
        activities,
        support
    );
    if speak_of_allergies(child, home) {
        lists!(allergies);
        let mut severe = Vec::new();
        listed(
            child,
            "life_threatening_allergies",
            |child| &mut child.life_threatening_allergies,
            &mut severe,
        );
        // Of what a child is not allergic to, it is known that it threatens no life.
        let not_allergic = |code: &str| {
            let code = code.rsplit(':').next().unwrap();
            child.allergies.told(Allergen::from_code(code).unwrap()).known() == Some(false)
        };
        open.extend(severe.into_iter().filter(|(topic, _)| !not_allergic(topic)));
    }
    macro_rules! single {
        ($field:ident, $answers:expr) => {
            if known(&child.$field).is_none() {
                let answered = $answers.into_iter().map(|answer| {
                    let mut child = child.clone();
                    child.$field = Fact::known(answer);
                    child
                });
                open.push((stringify!($field).to_owned(), answered.collect()));
            }
        };
    }
    let ages = (0..=17).map(|age| DateOfBirth::new(on.checked_sub_months(Months::new(12 * age)).unwrap()));
    single!(date_of_birth, ages);
    // Of a part of a date: the first and the last day in it for each age.
    if let Some(born) = known(&child.date_of_birth).filter(|born| !born.reveal().is_whole()) {
        let days = days(*born);
        let age = |day: &NaiveDate| on.years_since(*day);
        let ends = days.iter().filter(|day| {
            let same = days.iter().filter(|other| age(other) == age(day));
            let ends = [same.clone().min(), same.max()];
            ends.contains(&Some(*day)) && (age(day).is_some() || days.iter().all(|day| age(day).is_none()))
        });
        let answered = ends.map(|day| {
            let mut child = child.clone();
            child.date_of_birth = Fact::known(DateOfBirth::new(*day));
            child
        });
        open.push(("date_of_birth".to_owned(), answered.collect()));
    }
    single!(sex, [RegisteredSex::Female, RegisteredSex::Male]);
    single!(gender, [Gender::Girl, Gender::Boy, Gender::NonBinary, Gender::Other]);
    single!(companions, Companions::ALL.iter().copied());
    single!(shares_room, [true, false]);
    single!(key_stage_4, [true, false]);
    single!(staffing, [Ratio::NONE, Ratio::MOST].map(|ratio| NeededStaffing::from(Staffing::always(ratio))));
    if let Some(needed) = known(&child.staffing) {
        for &watch in Watch::ALL.iter().filter(|watch| needed[**watch].is_none()) {
            let answered = [Ratio::NONE, Ratio::MOST].map(|ratio| {
                let (mut child, mut needed) = (child.clone(), *needed);
                needed[watch] = Some(ratio);
                child.staffing = Fact::known(needed);
                child
            });
            open.push((format!("staffing:{}", watch.code()), answered.to_vec()));
        }
    }
    single!(wished_company, WishedCompany::ALL.iter().copied());
    single!(pets, Pets::ALL.iter().copied());
    if !child.nights.is_blank() {
        let week = (0..7).map(|night| Nights::new(vec![Night::ALL[night]], None).unwrap());
        let every = Nights::new(Night::ALL.to_vec(), None).unwrap();
        single!(nights, week.chain([every]));
    }
    let here = known(&home.area).copied();
    let elsewhere: Area = "W00000000".parse().unwrap();
    let areas = || -> Vec<Few<Area>> {
        let some = here.map_or(elsewhere, |here| here);
        vec![Few::none(), Few::new(vec![some]).unwrap(), Few::new(vec![elsewhere]).unwrap()]
    };
    single!(unsafe_areas, areas());
    single!(wished_areas, areas());
    single!(community_areas, areas());
    let authority =
        |area: Area, adjoining: Vec<Area>| Authority { area, adjoining: Few::new(adjoining).unwrap() };
    let authorities = match here {
        Some(here) => {
            vec![authority(here, vec![]), authority(elsewhere, vec![here]), authority(elsewhere, vec![])]
        }
        None => vec![authority(elsewhere, vec![])],
    };
    single!(authority, authorities);
    let mut there: Vec<ChildId> = party.children().iter().map(|other| other.id).collect();
    there.extend(known(&home.residents).into_iter().flatten().map(|resident| resident.child.id));
    there.retain(|other| *other != child.id);
    there.sort();
    there.dedup();
    let relations = [RelationKind::KeepApart, RelationKind::HarmBetween, RelationKind::Sibling];
    let relations = relations
        .into_iter()
        .flat_map(|is| there.iter().map(move |&with| Few::new(vec![Relation { with, is }]).unwrap()));
    single!(relations, std::iter::once(Few::none()).chain(relations));
    // With whoever is not named, the child may share, or may not.
    let rooms = [true, false].map(|may| {
        let mut answered = child.clone();
        let named = |with: &ChildId| child.room_with.iter().any(|room| room.with == *with);
        let more = there.iter().copied().filter(|with| !named(with)).map(|with| RoomShare { with, may });
        answered.room_with = Few::new(child.room_with.iter().copied().chain(more).collect()).unwrap();
        answered
    });
    open.push((String::from("room_with"), rooms.to_vec()));
    let points = || {
        let far = Grid::new(0, 0).unwrap();
        [known(&home.grid).copied().unwrap_or(far), far]
    };
    single!(family_at, points());
    single!(school_at, points());
    let spoken = known(&home.languages).and_then(|languages| languages.first().copied());
    let odd: Language = "zz".parse().unwrap();
    let languages =
        [Few::none(), Few::new(vec![spoken.unwrap_or(odd)]).unwrap(), Few::new(vec![odd]).unwrap()];
    single!(languages, languages);
    if known(&child.care_types.residential).is_none() {
        let answered = Suitability::ALL.iter().map(|held| {
            let mut child = child.clone();
            child.care_types.residential = Fact::known(*held);
            child
        });
        open.push((String::from("care_types"), answered.collect()));
    }
    if !child.home_views.iter().any(|view| view.home == home.id) {
        let answered = [true, false].map(|wants| with_view(child, home.id, wants));
        open.push((String::from("home_views"), answered.to_vec()));
    }
    open
}

fn with_view(child: &Child, home: HomeId, wants: bool) -> Child {
    let mut child = child.clone();
    let mut views = child.home_views.to_vec();
    views.push(HomeView { home, wants });
    child.home_views = Few::new(views).unwrap();
    child
}

fn listed<K: Code + Ord>(
    child: &Child,
    field: &str,
    facts: fn(&mut Child) -> &mut Facts<K>,
    open: &mut Vec<(String, Vec<Child>)>,
) {
    for &code in K::ALL {
        let mut answered = child.clone();
        if facts(&mut answered).told(code).known().is_some() {
            continue;
        }
        let answers = [true, false].map(|answer| {
            let mut child = child.clone();
            let listed = facts(&mut child);
            *listed = std::mem::take(listed).with(code, Fact::known(answer));
            child
        });
        open.push((format!("{field}:{}", code.code()), answers.to_vec()));
    }
}
