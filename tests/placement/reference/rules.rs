//! Each rule about a child and a home.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use mutual_care::base::{Code, Fact};
use mutual_care::placement::{
    Allergen, Area, AuthorityStep, Child, Companions, CourtOrder, DateOfBirth, Facts, Few, Grid, Home,
    HomeSex, OwnRisk, Pets, Plan, RegisteredSex, RiskToOthers, Suitability, Watch,
};

use super::between::between;
use super::nights;
use super::{Asked, FIT, LAW, Ledger, Out, PRACTICE, Placing, SAFETY, Use, WISHES, known};

/// What came of every rule: the worst over all it was asked about.
pub fn ask_all(placing: &Placing<'_>) -> BTreeMap<&'static str, Out> {
    let ledger = RefCell::new(Ledger::default());
    let placing = &Placing { ledger: Some(&ledger), ..*placing };
    let all = LAW.iter().chain(&SAFETY).chain(&WISHES).chain(&FIT).chain(&PRACTICE);
    let mut outs: BTreeMap<&'static str, Out> = all.map(|rule| (*rule, Out::Holds)).collect();
    let mut heard = |rule: &'static str, out: Out| {
        let entry = outs.get_mut(rule).unwrap_or_else(|| panic!("{rule} is no rule"));
        *entry = (*entry).max(out);
    };
    home(placing, &mut heard);
    nights::places(placing, &mut heard);
    nights::staff(placing, &mut heard);
    nights::bedrooms(placing, &mut heard);
    for child in placing.children {
        law(placing, child, &mut heard);
        safety(placing, child, &mut heard);
        wishes(placing, child, &mut heard);
        fit(placing, child, &mut heard);
    }
    same_risk(placing, &mut heard);
    arrivals(placing, &mut heard);
    between(placing, &mut heard);
    share_staff(placing, &ledger.borrow(), &mut heard);
    outs
}

/// What more staff meets takes them, and no more can be taken than there are.
fn share_staff(placing: &Placing<'_>, ledger: &Ledger, heard: &mut Heard<'_>) {
    let uses = ledger.uses.iter().filter(|(asked, _)| !ledger.unknown.contains(asked));
    let taken = |asked: &Asked, used: &Use| -> [u32; 4] {
        let short = |watch| nights::short(placing, watch);
        let (awake, asleep) = (short(Watch::NightWaking), short(Watch::NightSleeping));
        match asked.0 {
            "staff-by-day" => [short(Watch::Day), 0, 0, 0],
            "staff-by-evening" => [0, short(Watch::Evening), 0, 0],
            "staff-by-night" if used.extra => [0, 0, awake, asleep],
            "staff-by-night" => [0, 0, awake + asleep, 0],
            _ => {
                let extra = if used.extra { used.staff } else { 0 };
                [extra, extra, if used.waking { used.staff } else { 0 }, 0]
            }
        }
    };
    let all: Vec<(&Asked, &Use, [u32; 4])> =
        uses.map(|(asked, used)| (asked, used, taken(asked, used))).collect();
    for (asked, used, taken) in &all {
        for (at, watch) in Watch::ALL.iter().enumerate().filter(|(at, _)| taken[*at] > 0) {
            let sum: u32 = all.iter().map(|(.., taken)| taken[at]).sum();
            // Something says how many it takes, of those that take any.
            let numbered = all.iter().any(|(asked, used, taken)| {
                (asked.0.starts_with("staff-by-") && taken[at] > 1) || (used.said && taken[at] > 0)
            });
            match known(&placing.home.more_staff[*watch]) {
                Some(more) if sum > u32::from(*more) => {
                    heard(asked.0, if used.else_open { Out::Unknown } else { Out::No });
                }
                None if numbered && sum > 1 => heard(asked.0, Out::Unknown),
                _ => {}
            }
        }
    }
}

/// Every day that a date of birth may be.
pub fn days(born: DateOfBirth) -> Vec<NaiveDate> {
    born.reveal().first().iter_days().take_while(|day| *day <= born.reveal().last()).collect()
}

/// What all say, if they say the same.
pub fn all_agree(mut answers: impl Iterator<Item = bool>) -> Option<bool> {
    let first = answers.next()?;
    answers.all(|answer| answer == first).then_some(first)
}

pub fn plain(answer: Option<bool>) -> Out {
    match answer {
        Some(true) => Out::Holds,
        Some(false) => Out::No,
        None => Out::Unknown,
    }
}

pub fn told<K: Code + Ord>(facts: &Facts<K>, code: K) -> Option<bool> {
    facts.told(code).known()
}

/// If the first, then the second; with what is not known left open.
fn then(first: Option<bool>, second: Option<bool>) -> Option<bool> {
    match (first, second) {
        (Some(false), _) | (_, Some(true)) => Some(true),
        (Some(true), Some(false)) => Some(false),
        _ => None,
    }
}

fn not(answer: Option<bool>) -> Option<bool> {
    answer.map(|answer| !answer)
}

type Heard<'a> = dyn FnMut(&'static str, Out) + 'a;

fn home(placing: &Placing<'_>, heard: &mut Heard<'_>) {
    let (home, on) = (placing.home, placing.on);
    heard("home-registered", plain(known(&home.registration).map(|registration| registration.holds_on(on))));
    let new = placing.children.len();
    let emergency = then(Some(placing.party.emergency), known(&home.emergencies).copied());
    heard("emergency-within-purpose", plain(emergency));
    if placing.party.plan() == Plan::TogetherWished
        && new < placing.party.children().len() + usize::from(placing.party.known_by_number())
    {
        heard("siblings-together", Out::No);
    }
}

fn law(placing: &Placing<'_>, child: &Child, heard: &mut Heard<'_>) {
    let (home, on) = (placing.home, placing.on);
    // Section 22B.
    let mut restricted = Out::Holds;
    match known(&home.restrictions) {
        None => restricted = Out::Unknown,
        Some(notices) => {
            for notice in notices.iter().filter(|notice| notice.in_force_on(on)) {
                let out = match known(&home.residents) {
                    None => Out::Unknown,
                    Some(residents) => {
                        let stay = residents
                            .iter()
                            .find(|resident| resident.child.id == child.id && resident.period.contains(on));
                        match stay.map(|stay| stay.period.from()) {
                            Some(None) => Out::Unknown,
                            Some(Some(since)) if since <= notice.served => Out::Holds,
                            None | Some(Some(_)) => Out::No,
                        }
                    }
                };
                restricted = restricted.max(out);
            }
        }
    }
    heard("accommodation-not-restricted", restricted);

    let in_range = known(&home.ages).zip(known(&child.date_of_birth)).and_then(|(range, born)| {
        let ages: Vec<Option<u32>> = days(*born).iter().map(|day| on.years_since(*day)).collect();
        // Of several days, those on which the child was not born yet are none.
        let born = ages.iter().any(Option::is_some);
        let ages = ages.into_iter().filter(|age| age.is_some() || !born);
        all_agree(ages.map(|age| age.is_some_and(|age| range.contains(age))))
    });
    heard("age-in-range", plain(in_range));

    let sex = match (known(&home.sex), known(&child.sex)) {
        (Some(HomeSex::Any), _) => Some(true),
        (_, None | Some(RegisteredSex::Unclear)) | (None, _) => None,
        (Some(HomeSex::Female), Some(sex)) => Some(*sex == RegisteredSex::Female),
        (Some(HomeSex::Male), Some(sex)) => Some(*sex == RegisteredSex::Male),
    };
    heard("sex-as-registered", plain(sex));

    for &need in Code::ALL {
        heard("needs-within-purpose", plain(then(told(&child.needs, need), told(&home.purpose, need))));
    }
    let order = |order| plain(then(told(&child.orders, order), told(&home.orders, order)));
    heard("deprivation-of-liberty-met", order(CourtOrder::DeprivationOfLiberty));
    heard("secure-order-met", order(CourtOrder::SecureAccommodation));

    let not_unsafe = match (known(&child.unsafe_areas), known(&home.area)) {
        (Some(areas), _) if areas.is_empty() => Some(true),
        (Some(areas), Some(area)) => Some(!areas.contains(area)),
        _ => None,
    };
    heard("area-not-unsafe", plain(not_unsafe));

    let done = |step: AuthorityStep| {
        let mut done = placing.party.steps_done().iter();
        done.any(|done| {
            (done.home, done.child, done.step) == (home.id, child.id, step) && done.on <= placing.on
        })
    };
    let stage_4 = match known(&child.key_stage_4) {
        _ if done(AuthorityStep::KeyStage4Approval) => Out::Holds,
        Some(false) => Out::Holds,
        Some(true) => Out::Step,
        None => Out::Unknown,
    };
    heard("key-stage-4-protected", stage_4);

    let area = match (known(&child.authority), known(&home.area)) {
        _ if done(AuthorityStep::DistantPlacementApproval) => Out::Holds,
        (Some(authority), Some(area)) if authority.area == *area => Out::Holds,
        (Some(authority), Some(area))
            if authority.adjoining.contains(area) && done(AuthorityStep::OutOfAreaApproval) =>
        {
            Out::Holds
        }
        (Some(_), Some(_)) => Out::Step,
        _ => Out::Unknown,
    };
    heard("out-of-area-approved", area);
}

fn safety(placing: &Placing<'_>, child: &Child, heard: &mut Heard<'_>) {
    let home = placing.home;
    let mut ask = |rule: &'static str, answer: Option<bool>| {
        let out = if answer == Some(false) { placing.met(rule, Some(child.id), None) } else { plain(answer) };
        if answer.is_none() {
            placing.not_known(rule, Some(child.id), None);
        }
        heard(rule, out);
    };
    for &skill in Code::ALL {
        ask("staff-skilled", then(told(&child.skills, skill), told(&home.skills, skill)));
    }
    for &task in Code::ALL {
        ask("health-care-given", then(told(&child.health_care, task), told(&home.health_care, task)));
    }
    for &adaptation in Code::ALL {
        ask("home-adapted", then(told(&child.adaptations, adaptation), told(&home.adaptations, adaptation)));
    }
    for &risk in OwnRisk::ALL {
        ask("own-risks-managed", then(told(&child.own_risks, risk), told(&home.manages, risk)));
        ask("location-safe", then(told(&child.own_risks, risk), not(told(&home.hazards, risk))));
    }
    let harms_animals = told(&child.risks_to_others, RiskToOthers::HarmToAnimals);
    let animals = known(&home.animals).copied();
    ask("animals-safe", then(harms_animals, not(animals)));
    // Where neither the child's facts nor the home's say anything of allergies, nothing is asked.
    if speak_of_allergies(child, home) {
        for &allergen in Allergen::ALL {
            let (any, severe) =
                (told(&child.allergies, allergen), told(&child.life_threatening_allergies, allergen));
            let allergic = match (any, severe) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (answer, _) => answer,
            };
            // Who is not allergic at all is in no danger of life.
            let in_danger = match (any, severe) {
                (_, Some(true)) => Some(true),
                (Some(false), _) | (_, Some(false)) => Some(false),
                _ => None,
            };
            let kept = if allergen.is_animal() && animals == Some(false) {
                Some(false)
            } else {
                told(&home.kept, allergen)
            };
            ask("life-threatening-allergies-safe", then(in_danger, not(kept)));
            ask("allergies-safe", then(allergic, not(kept)));
        }
    }
    // Where nobody ever spoke of living with animals, it is a question of fit alone.
    if !child.pets.is_blank() {
        let cannot = known(&child.pets).map(|pets| *pets == Pets::Cannot);
        ask("can-live-with-animals", then(cannot, not(animals)));
    }
}

pub fn speak_of_allergies(child: &Child, home: &Home) -> bool {
    !child.allergies.is_blank() || !child.life_threatening_allergies.is_blank() || !home.kept.is_blank()
}

fn areas(wanted: Option<&Few<Area>>, area: Option<&Area>) -> Option<bool> {
    match (wanted, area) {
        (Some(areas), _) if areas.is_empty() => Some(true),
        (Some(areas), Some(area)) => Some(areas.contains(area)),
        _ => None,
    }
}

fn wishes(placing: &Placing<'_>, child: &Child, heard: &mut Heard<'_>) {
    let view = child.home_views.iter().find(|view| view.home == placing.home.id).map(|view| view.wants);
    heard("own-view-of-home", plain(view));
    heard("area-wished", plain(areas(known(&child.wished_areas), known(&placing.home.area))));
}

fn fit(placing: &Placing<'_>, child: &Child, heard: &mut Heard<'_>) {
    let (home, policy) = (placing.home, placing.policy);
    let within = |to: &Fact<Grid>, kilometres: Option<u16>| {
        kilometres.map(|kilometres| {
            let metres = known(to).zip(known(&home.grid)).map(|(a, b)| a.metres_to(*b));
            plain(metres.map(|metres| metres <= 1000 * u32::from(kilometres)))
        })
    };
    if let Some(out) = within(&child.family_at, policy.family_within_km) {
        heard("near-family", out);
    }
    if let Some(out) = within(&child.school_at, policy.school_within_km) {
        heard("near-school", out);
    }
    for &need in Code::ALL {
        heard("culture-met", plain(then(told(&child.culture, need), told(&home.culture, need))));
    }
    for &way in Code::ALL {
        heard(
            "communication-met",
            plain(then(told(&child.communication, way), told(&home.communication, way))),
        );
    }
    for &activity in Code::ALL {
        let answer = then(told(&child.activities, activity), told(&home.activities, activity));
        heard("activities-in-reach", plain(answer));
    }
    for &support in Code::ALL {
        heard("support-given", plain(then(told(&child.support, support), told(&home.support, support))));
    }
    let spoken = match (known(&child.languages), known(&home.languages)) {
        (Some(wanted), _) if wanted.is_empty() => Some(true),
        (Some(wanted), Some(spoken)) => Some(spoken.iter().any(|language| wanted.contains(language))),
        _ => None,
    };
    heard("language-spoken", plain(spoken));
    let animals = known(&home.animals).copied();
    let pets = match known(&child.pets) {
        Some(Pets::Can) => Some(true),
        Some(Pets::Must) => animals,
        Some(Pets::Cannot) => not(animals),
        None => None,
    };
    heard("pets-fit", plain(pets));
    heard("community-kept", plain(areas(known(&child.community_areas), known(&home.area))));
    let residential = known(&child.care_types.residential).map(|held| *held != Suitability::Unsuitable);
    heard("residential-recommended", plain(residential));
}

fn same_risk(placing: &Placing<'_>, heard: &mut Heard<'_>) {
    let Some(most) = placing.policy.same_risk_most else { return };
    let residents = placing.residents();
    for &risk in OwnRisk::ALL {
        let new: Vec<Option<bool>> =
            placing.children.iter().map(|child| told(&child.own_risks, risk)).collect();
        // Who may have left by then may have the risk there, or not.
        let there = residents.iter().flatten().map(|resident| match told(&resident.child.own_risks, risk) {
            Some(true) if nights::may_be_gone(resident) => None,
            told => told,
        });
        let all: Vec<Option<bool>> = new.iter().copied().chain(there).collect();
        let least = all.iter().filter(|has| **has == Some(true)).count();
        let at_most = all.iter().filter(|has| **has != Some(false)).count();
        let few = if least > usize::from(most) {
            Some(false)
        } else if residents.is_some() && at_most <= usize::from(most) {
            Some(true)
        } else {
            None
        };
        let shares = if new.contains(&Some(true)) {
            Some(true)
        } else if new.iter().all(|has| *has == Some(false)) {
            Some(false)
        } else {
            None
        };
        heard("same-risk-few", plain(then(shares, few)));
    }
}

fn arrivals(placing: &Placing<'_>, heard: &mut Heard<'_>) {
    let Some(gap) = placing.policy.arrival_gap_days else { return };
    match placing.residents() {
        None => heard("arrivals-apart", Out::Unknown),
        Some(residents) => {
            for resident in residents {
                let since = resident.period.from();
                let apart = since.map(|since| (placing.on - since).num_days() >= i64::from(gap));
                let apart = if nights::may_be_gone(resident) { apart.filter(|apart| *apart) } else { apart };
                heard("arrivals-apart", plain(apart));
            }
        }
    }
}

/// With whom a child can live, as far as it is about being alone.
pub fn alone(child: &Child) -> Option<bool> {
    known(&child.companions).map(|companions| *companions == Companions::Solo)
}
