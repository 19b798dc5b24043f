//! The rules themselves, asked of one placing in one home.
//!
//! A sink hears of everything that does not simply hold. Two sinks listen: one counts, for every home; one
//! tells, for those whose reasons are wanted. Both hear the same, so that a verdict and its reasons cannot
//! disagree.

use super::compile::Tri;
use super::layout::{
    ACTIVITIES, ADAPTATIONS, ANIMALS, COMMUNICATION, CULTURE, DEMANDS, FactSet, HAZARD_SHIFT, HAZARDS,
    HEALTH, NEEDS, ORDERS, OWN_RISKS, SKILLS, SUPPORT, child, home,
};
use super::pair;
use super::scene::{Met, Scene, Side, Sink, State, Turns, Who};
use super::seek::{AGES, Seeker};
use crate::base::Rule;
use crate::placement::staff::PARTS;
use crate::placement::{AuthorityStep, CourtOrder, HomeSex, Plan, RegisteredSex, STAFF_MOST, rules};

/// Asks every rule that decides, then every one that does not.
pub(crate) fn evaluate<S: Sink>(scene: &Scene<'_>, sink: &mut S) {
    home_alone(scene, sink);
    places(scene, sink);
    staff(scene, sink);
    bedrooms(scene, sink);
    for (at, seeker) in scene.seekers() {
        law(scene, at, seeker, sink);
        demands(scene, at, seeker, sink);
        wishes(scene, at, seeker, sink);
    }
    pair::pairs(scene, sink);
    super::group::group(scene, sink);
}

pub(crate) const fn at(rule: &'static Rule) -> u16 {
    rule.place
}

fn one<S: Sink>(sink: &mut S, rule: &'static Rule, who: Who, state: State, home: FactSet, side: Side) {
    sink.item(at(rule), who, state, &Turns::home(home), &side, &Side::NONE);
}

fn home_alone<S: Sink>(scene: &Scene<'_>, sink: &mut S) {
    let (today, form) = (scene.search.today, scene.home);
    match form.registration {
        None => one(sink, &rules::HOME_REGISTERED, Who::Home, State::Open, home::REGISTRATION, Side::NONE),
        Some((from, until)) => {
            let suspended = super::Homes::slice(&scene.homes.days, form.suspended);
            let suspended = suspended.iter().any(|&(from, until)| from <= today && today < until);
            if today < from || until <= today || suspended {
                one(sink, &rules::HOME_REGISTERED, Who::Home, State::Fails, 0, Side::NONE);
            }
        }
    }
    if scene.search.emergency && form.emergencies != Tri::Yes {
        let state = if form.emergencies == Tri::No { State::Fails } else { State::Open };
        let open = if state == State::Open { home::EMERGENCIES } else { 0 };
        one(sink, &rules::EMERGENCY_WITHIN_PURPOSE, Who::Home, state, open, Side::NONE);
    }
    if scene.search.plan == Plan::TogetherWished && scene.which.is_power_of_two() {
        sink.soft(at(&rules::SIBLINGS_TOGETHER), Who::All, Tri::No, &Turns::NOTHING, 0, 0);
    }
}

fn places<S: Sink>(scene: &Scene<'_>, sink: &mut S) {
    let new = scene.which.count_ones();
    let Some(places) = scene.home.places.map(u32::from) else {
        return one(sink, &rules::PLACE_FREE, Who::Home, State::Open, home::PLACES, Side::NONE);
    };
    let there = scene.there.count_ones();
    if there + new > places {
        one(sink, &rules::PLACE_FREE, Who::Home, State::Fails, 0, Side::NONE);
    } else if !scene.residents_known {
        one(sink, &rules::PLACE_FREE, Who::Home, State::Open, home::RESIDENTS, Side::NONE);
    }
}

fn law<S: Sink>(scene: &Scene<'_>, place: u32, seeker: &Seeker, sink: &mut S) {
    let form = scene.home;
    let who = Who::Child(place);
    restricted(scene, place, seeker, sink);
    age(scene, place, seeker, sink);
    let sex = match (form.sex, seeker.sex) {
        (Some(HomeSex::Any), _)
        | (Some(HomeSex::Female), Some(RegisteredSex::Female))
        | (Some(HomeSex::Male), Some(RegisteredSex::Male)) => None,
        // With an unclear sex it is a question to the regulator.
        (_, Some(RegisteredSex::Unclear)) | (None, Some(_)) => Some((State::Open, home::SEX, Side::NONE)),
        (Some(_), Some(_)) => Some((State::Fails, 0, Side::because(child::SEX))),
        (Some(_), None) => {
            let side = Side { closes: child::SEX, breaks: child::SEX, ..Side::open(child::SEX) };
            Some((State::Open, 0, side))
        }
        (None, None) => Some((State::Open, home::SEX, Side::open(child::SEX))),
    };
    if let Some((state, open, side)) = sex {
        one(sink, &rules::SEX_AS_REGISTERED, who, state, open, side);
    }
    match (&seeker.unsafe_areas, form.area) {
        (Some(areas), _) if areas.is_empty() => {}
        (Some(areas), Some(area)) => {
            if areas.contains(&area) {
                one(sink, &rules::AREA_NOT_UNSAFE, who, State::Fails, 0, Side::because(child::UNSAFE_AREAS));
            }
        }
        (Some(_), None) => one(sink, &rules::AREA_NOT_UNSAFE, who, State::Open, home::AREA, Side::NONE),
        (None, area) => {
            let breaks = if area.is_some() { child::UNSAFE_AREAS } else { 0 };
            let open = if area.is_some() { 0 } else { home::AREA };
            let side = Side { closes: child::UNSAFE_AREAS, breaks, ..Side::open(child::UNSAFE_AREAS) };
            one(sink, &rules::AREA_NOT_UNSAFE, who, State::Open, open, side);
        }
    }
    let done = |step| scene.search.done(scene.place, place, step);
    let stage_4 = AuthorityStep::KeyStage4Approval;
    match seeker.key_stage_4 {
        Tri::No => {}
        _ if done(stage_4) => {}
        Tri::Yes => {
            let side = Side::because(child::KEY_STAGE_4);
            one(sink, &rules::KEY_STAGE_4_PROTECTED, who, State::Proceeds(stage_4), 0, side);
        }
        Tri::Unknown => {
            let side = Side { closes: child::KEY_STAGE_4, ..Side::open(child::KEY_STAGE_4) };
            one(sink, &rules::KEY_STAGE_4_PROTECTED, who, State::Open, 0, side);
        }
    }
    let (near, far) = (AuthorityStep::OutOfAreaApproval, AuthorityStep::DistantPlacementApproval);
    let rule = &rules::OUT_OF_AREA_APPROVED;
    match (&seeker.authority, form.area) {
        _ if done(far) => {}
        (Some((own, _)), Some(area)) if *own == area => {}
        (Some((_, adjoining)), Some(area)) if adjoining.contains(&area) => {
            if !done(near) {
                one(sink, rule, who, State::Proceeds(near), 0, Side::because(child::AUTHORITY));
            }
        }
        (Some(_), Some(_)) => {
            one(sink, rule, who, State::Proceeds(far), 0, Side::because(child::AUTHORITY));
        }
        (Some(_), None) => one(sink, rule, who, State::Open, home::AREA, Side::NONE),
        (None, Some(_)) => {
            let side = Side { closes: child::AUTHORITY, ..Side::open(child::AUTHORITY) };
            one(sink, rule, who, State::Open, 0, side);
        }
        (None, None) => one(sink, rule, who, State::Open, home::AREA, Side::open(child::AUTHORITY)),
    }
}

/// Section 22B: who lived there when the notice was served, and has ever since, is not touched by it.
fn restricted<S: Sink>(scene: &Scene<'_>, place: u32, seeker: &Seeker, sink: &mut S) {
    let (rule, who) = (&rules::ACCOMMODATION_NOT_RESTRICTED, Who::Child(place));
    let today = scene.search.today;
    let Some(range) = scene.home.restrictions else {
        return one(sink, rule, who, State::Open, home::RESTRICTIONS, Side::NONE);
    };
    let mut worst = None;
    let stay =
        || scene.people.iter().find(|person| person.id == Some(seeker.id) && person.lives_there_on(today));
    let notice_today = scene.notice_today.then_some((today, i32::MAX));
    for (served, until) in super::Homes::slice(&scene.homes.days, range).iter().copied().chain(notice_today) {
        if today < served || until <= today {
            continue;
        }
        match stay() {
            Some(stay) if stay.from == super::compile::SINCE_UNKNOWN => {
                worst = worst.or(Some((State::Open, home::STAY_SINCE)));
            }
            Some(stay) if stay.from <= served => {}
            None if !scene.residents_known => worst = worst.or(Some((State::Open, home::RESIDENTS))),
            _ => worst = Some((State::Fails, 0)),
        }
        if matches!(worst, Some((State::Fails, _))) {
            break;
        }
    }
    if let Some((state, open)) = worst {
        one(sink, rule, who, state, open, Side::NONE);
    }
}

fn age<S: Sink>(scene: &Scene<'_>, place: u32, seeker: &Seeker, sink: &mut S) {
    let (rule, who) = (&rules::AGE_IN_RANGE, Who::Child(place));
    match (scene.home.ages, seeker.age) {
        (Some(range), Some(age)) => {
            if !u32::try_from(age).is_ok_and(|age| range.contains(age)) {
                one(sink, rule, who, State::Fails, 0, Side::because(child::DATE_OF_BIRTH));
            }
        }
        (None, Some(_)) => one(sink, rule, who, State::Open, home::AGES, Side::NONE),
        (None, None) => one(sink, rule, who, State::Open, home::AGES, Side::open(child::DATE_OF_BIRTH)),
        (Some(range), None) => {
            let ages = (0..AGES).filter(|age| range.contains(*age)).fold(0, |ages, age| ages | 1 << age);
            let closes = if ages == 0 { 0 } else { child::DATE_OF_BIRTH };
            let breaks = if ages == super::seek::ALL_AGES { 0 } else { child::DATE_OF_BIRTH };
            let side = Side { closes, breaks, ages, ..Side::open(child::DATE_OF_BIRTH) };
            one(sink, rule, who, State::Open, 0, side);
        }
    }
}

/// What a child demands and a home offers, list by list.
fn demands<S: Sink>(scene: &Scene<'_>, place: u32, seeker: &Seeker, sink: &mut S) {
    let (needs, offers) = (seeker.demands, scene.home.offers);
    let fails = needs.yes & offers.no & DEMANDS;
    let open = !(needs.no | offers.yes | (needs.yes & offers.no)) & DEMANDS;
    if fails | open == 0 {
        return;
    }
    let liberty = ORDERS.bit(CourtOrder::DeprivationOfLiberty as u32);
    let secure = ORDERS.bit(CourtOrder::SecureAccommodation as u32);
    let who = Who::Child(place);
    let deciding: [(&'static Rule, FactSet); 9] = [
        (&rules::NEEDS_WITHIN_PURPOSE, NEEDS.mask()),
        (&rules::DEPRIVATION_OF_LIBERTY_MET, liberty),
        (&rules::SECURE_ORDER_MET, secure),
        (&rules::STAFF_SKILLED, SKILLS.mask()),
        (&rules::HEALTH_CARE_GIVEN, HEALTH.mask()),
        (&rules::HOME_ADAPTED, ADAPTATIONS.mask()),
        (&rules::OWN_RISKS_MANAGED, OWN_RISKS.mask()),
        (&rules::ANIMALS_SAFE, ANIMALS.mask()),
        (&rules::LOCATION_SAFE, HAZARDS.mask()),
    ];
    for (rule, mask) in deciding {
        let (fails, open) = (fails & mask, open & mask);
        if fails | open == 0 {
            continue;
        }
        let met = scene.met(at(rule), Some(place), None);
        let state = match (fails != 0, met, open != 0) {
            (true, Met::No, _) => State::Fails,
            (true, Met::By(by), false) => State::With(by),
            _ => State::Open,
        };
        let to_child = |bits: FactSet| if mask == HAZARDS.mask() { bits >> HAZARD_SHIFT } else { bits };
        let unknown = open & needs.unknown();
        let waits = fails != 0 && matches!(met, Met::Open { .. });
        let side = Side {
            open: to_child(unknown),
            because: to_child(fails),
            closes: if open.is_power_of_two() && !waits { to_child(unknown) } else { 0 },
            breaks: if met == Met::No { to_child(unknown & offers.no) } else { 0 },
            ..Side::NONE
        };
        let mut turns = Turns::home(open & offers.unknown());
        if let (true, Met::Open { provide, judge }) = (fails != 0, met) {
            (turns.provide, turns.judge) = (provide, judge);
        }
        sink.item(at(rule), who, state, &turns, &side, &Side::NONE);
    }
    let fitting: [(&'static Rule, FactSet); 4] = [
        (&rules::CULTURE_MET, CULTURE.mask()),
        (&rules::COMMUNICATION_MET, COMMUNICATION.mask()),
        (&rules::ACTIVITIES_IN_REACH, ACTIVITIES.mask()),
        (&rules::SUPPORT_GIVEN, SUPPORT.mask()),
    ];
    for (rule, mask) in fitting {
        let (fails, open) = (fails & mask, open & mask);
        if fails | open == 0 {
            continue;
        }
        let answer = if fails == 0 { Tri::Unknown } else { Tri::No };
        let turns = Turns::home(open & offers.unknown());
        let child = if fails == 0 { open & needs.unknown() } else { fails };
        sink.soft(at(rule), who, answer, &turns, child, 0);
    }
}

/// Staff by time of day: the sum over all children, rounded up once for the home, waking and sleeping apart.
fn staff<S: Sink>(scene: &Scene<'_>, sink: &mut S) {
    let mut sums = [0_u32; 4];
    let (mut residents, mut seekers, mut unknown) = (0_u64, 0_u32, 0_u32);
    let mut add = |parts: &[u32; 4]| {
        for (sum, part) in sums.iter_mut().zip(parts) {
            *sum += part;
        }
    };
    for (place, person) in scene.others() {
        match &person.staffing {
            Some(parts) => add(parts),
            None => residents |= 1 << place,
        }
    }
    for (place, seeker) in scene.seekers() {
        match &seeker.person.staffing {
            Some(parts) => add(parts),
            None => seekers |= 1 << place,
        }
    }
    unknown += residents.count_ones() + seekers.count_ones() + u32::from(!scene.residents_known);
    let enough = |(sum, has): (&u32, &Option<u8>)| has.is_some_and(|has| *sum <= u32::from(has) * PARTS);
    if unknown == 0 && sums.iter().zip(&scene.home.roster).all(enough) {
        return;
    }
    let watches: [(&'static Rule, &[usize]); 3] =
        [(&rules::STAFF_BY_DAY, &[0]), (&rules::STAFF_BY_EVENING, &[1]), (&rules::STAFF_BY_NIGHT, &[2, 3])];
    for (rule, of) in watches {
        let at_watch = |watch: &usize| {
            let need = sums.get(*watch).map_or(0, |sum| sum.div_ceil(PARTS));
            (need, scene.home.roster.get(*watch).copied().flatten().map(u32::from))
        };
        let fails = of.iter().map(at_watch).any(|(need, has)| has.is_some_and(|has| need > has));
        let blank = of.iter().map(at_watch).any(|(_, has)| has.is_none());
        let open = unknown > 0 || blank;
        if !fails && !open {
            continue;
        }
        let met = if fails || seekers != 0 { scene.met(at(rule), None, None) } else { Met::No };
        let state = match (fails, met, open) {
            (true, Met::No, _) => State::Fails,
            (true, Met::By(by), false) => State::With(by),
            _ => State::Open,
        };
        let mut turns = Turns { residents, ..Turns::NOTHING };
        for watch in of {
            if let (Some(None), Some(bit)) = (scene.home.roster.get(*watch), home::ROSTER.get(*watch)) {
                turns.home |= bit;
            }
        }
        if !scene.residents_known {
            turns.home |= home::RESIDENTS;
        }
        if let (true, Met::Open { provide, judge }) = (fails, met) {
            (turns.provide, turns.judge) = (provide, judge);
        }
        let waits = fails && matches!(met, Met::Open { .. });
        let most = u32::from(STAFF_MOST);
        let too_many = of.iter().map(at_watch).any(|(need, has)| has.is_some_and(|has| need + most > has));
        sink.shared(at(rule), state, &turns, |place| {
            if seekers >> place & 1 == 0 {
                return Side::NONE;
            }
            let closes = if unknown == 1 && !blank && !waits { child::STAFFING } else { 0 };
            let breaks = if met == Met::No && too_many { child::STAFFING } else { 0 };
            Side { closes, breaks, ..Side::open(child::STAFFING) }
        });
    }
}

/// A bedroom for each child, or for two of a party who may share.
fn bedrooms<S: Sink>(scene: &Scene<'_>, sink: &mut S) {
    let children = scene.which.count_ones();
    let share = |answer| -> u32 {
        if children < 2 {
            return 0;
        }
        scene.seekers().fold(0, |count, (_, seeker)| count + u32::from(seeker.shares_room == answer))
    };
    let (yes, unknown) = (share(Tri::Yes), share(Tri::Unknown));
    let needed = |sharing: u32| children - sharing + sharing.div_ceil(2);
    let Some(free) = scene.home.bedrooms_free.map(u32::from) else {
        return sink.shared(
            at(&rules::BEDROOM_FOR_EACH),
            State::Open,
            &Turns::home(home::BEDROOMS_FREE),
            |place| {
                let open =
                    scene.search.seekers.get(place as usize).is_some_and(|s| s.shares_room == Tri::Unknown);
                Side::open(if open && children > 1 { child::SHARES_ROOM } else { 0 })
            },
        );
    };
    if needed(yes) <= free {
        return;
    }
    let state = if needed(yes + unknown) > free { State::Fails } else { State::Open };
    sink.shared(at(&rules::BEDROOM_FOR_EACH), state, &Turns::NOTHING, |place| {
        let open = scene.search.seekers.get(place as usize).is_some_and(|s| s.shares_room == Tri::Unknown);
        if !open || state == State::Fails {
            return Side::NONE;
        }
        let closes = if needed(yes + 1) <= free { child::SHARES_ROOM } else { 0 };
        let breaks = if needed(yes + unknown - 1) > free { child::SHARES_ROOM } else { 0 };
        Side { closes, breaks, ..Side::open(child::SHARES_ROOM) }
    });
}

/// Wishes and fit of one child that are no demand of a list.
fn wishes<S: Sink>(scene: &Scene<'_>, place: u32, seeker: &Seeker, sink: &mut S) {
    let (form, policy, who) = (scene.home, &scene.search.policy, Who::Child(place));
    let mut soft = |rule: &'static Rule, answer: Option<bool>, home: FactSet, child: FactSet| {
        let tri = match answer {
            Some(true) => return,
            Some(false) => Tri::No,
            None => Tri::Unknown,
        };
        sink.soft(at(rule), who, tri, &Turns::home(if answer.is_none() { home } else { 0 }), child, 0);
    };
    let view = seeker.views.binary_search_by_key(&scene.place, |view| view.0).ok();
    let view = view.and_then(|place| seeker.views.get(place)).map(|view| view.1);
    soft(&rules::OWN_VIEW_OF_HOME, view, 0, child::HOME_VIEW);
    let areas = |wished: &Option<alloc::vec::Vec<u64>>| match (wished, form.area) {
        (Some(areas), _) if areas.is_empty() => Some(true),
        (Some(areas), Some(area)) => Some(areas.contains(&area)),
        _ => None,
    };
    let home_area = if form.area.is_none() { home::AREA } else { 0 };
    let unless = |known: bool, fact: FactSet, answer: Option<bool>| {
        if known && answer.is_none() { 0 } else { fact }
    };
    let wished = areas(&seeker.wished_areas);
    soft(
        &rules::AREA_WISHED,
        wished,
        home_area,
        unless(seeker.wished_areas.is_some(), child::WISHED_AREAS, wished),
    );
    let community = areas(&seeker.community_areas);
    let open = unless(seeker.community_areas.is_some(), child::COMMUNITY_AREAS, community);
    soft(&rules::COMMUNITY_KEPT, community, home_area, open);
    let near = |to: Option<super::super::Grid>, within: u16| {
        form.grid.zip(to).map(|(a, b)| a.is_within(u32::from(within) * 1_000, b))
    };
    let home_grid = if form.grid.is_none() { home::GRID } else { 0 };
    if let Some(within) = policy.family_within_km {
        let answer = near(seeker.family_at, within);
        let open = unless(seeker.family_at.is_some(), child::FAMILY_AT, answer);
        soft(&rules::NEAR_FAMILY, answer, home_grid, open);
    }
    if let Some(within) = policy.school_within_km {
        let answer = near(seeker.school_at, within);
        let open = unless(seeker.school_at.is_some(), child::SCHOOL_AT, answer);
        soft(&rules::NEAR_SCHOOL, answer, home_grid, open);
    }
    let spoken = form.languages.map(|range| super::Homes::slice(&scene.homes.languages, range));
    let speaks = match (&seeker.languages, spoken) {
        (Some(wanted), _) if wanted.is_empty() => Some(true),
        (Some(wanted), Some(spoken)) => Some(wanted.iter().any(|language| spoken.contains(language))),
        _ => None,
    };
    let home_languages = if spoken.is_none() { home::LANGUAGES } else { 0 };
    let open = unless(seeker.languages.is_some(), child::LANGUAGES, speaks);
    soft(&rules::LANGUAGE_SPOKEN, speaks, home_languages, open);
    super::group::pets(scene, seeker, &mut soft);
    let residential = seeker.residential.map(|held| held != crate::placement::Suitability::Unsuitable);
    soft(&rules::RESIDENTIAL_RECOMMENDED, residential, 0, child::RESIDENTIAL);
}
