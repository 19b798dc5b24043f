//! Each rule about two children who would live together, in both directions.

use chrono::NaiveDate;
use mutual_care::base::ChildId;
use mutual_care::placement::{
    Child, Companions, DateOfBirth, OwnRisk, RelationKind, RiskToOthers, Vulnerability, WishedCompany,
};

use super::nights::{later, may_be_gone, never_together, surely_together};
use super::rules::{all_agree, alone, days, plain, told};
use super::{Out, Placing, known};

type Heard<'a> = dyn FnMut(&'static str, Out) + 'a;

/// Whoever lives in a home of which that is not known: a child of whom nothing is known.
fn nobody() -> Child {
    Child::new("00000000-0000-4000-8000-00000000ffff".parse::<ChildId>().unwrap())
}

pub fn between(placing: &Placing<'_>, heard: &mut Heard<'_>) {
    let stranger = nobody();
    // Who lives there, and whether they may have left by then.
    let others: Vec<(&Child, bool)> = match placing.residents() {
        Some(residents) => residents.into_iter().map(|one| (&one.child, may_be_gone(one))).collect(),
        None => vec![(&stranger, false)],
    };
    for (at, &child) in placing.children.iter().enumerate() {
        for &(other, gone) in &others {
            let mut heard = |rule: &'static str, out: Out| {
                heard(rule, if gone && out == Out::No { Out::Unknown } else { out });
            };
            pair(placing, child, other, false, &mut heard);
            company(child, other, &mut heard);
        }
        // A child who must live alone closes the home to who comes later, and the other way round.
        for other in later(placing.home, placing) {
            let mut heard = |rule: &'static str, out: Out| {
                let gone = known(&placing.home.residents).into_iter().flatten();
                let gone = gone.filter(|one| one.child.id == other.id).any(may_be_gone);
                heard(rule, if gone && out == Out::No { Out::Unknown } else { out });
            };
            solo(placing, child, other, false, &mut heard);
        }
        for (other_at, &other) in placing.children.iter().enumerate() {
            if other_at > at {
                pair(placing, child, other, true, heard);
            }
            if other_at != at {
                company(child, other, heard);
            }
        }
    }
}

fn pair(placing: &Placing<'_>, one: &Child, two: &Child, siblings: bool, heard: &mut Heard<'_>) {
    let mut safety = |rule: &'static str, answer: Option<bool>| {
        let out = match answer {
            // Perhaps nobody lives there at all.
            Some(false) if placing.residents().is_none() && !siblings => Out::Unknown,
            Some(false) => placing.met(rule, Some(one.id), Some(two.id)),
            other => plain(other),
        };
        if answer.is_none() {
            placing.not_known(rule, Some(one.id), Some(two.id));
        }
        heard(rule, out);
    };
    for (a, b) in [(one, two), (two, one)] {
        safety("no-exploitation-between", neither(does(a, RiskToOthers::ExploitingOthers), exploited(b)));
        let sexual = told(&b.vulnerable_to, Vulnerability::SexualHarm);
        safety("no-sexual-harm-between", neither(does(a, RiskToOthers::SexualHarm), sexual));
        let hurt = told(&b.vulnerable_to, Vulnerability::PhysicalHarm);
        safety("no-violence-between", neither(does(a, RiskToOthers::PhysicalHarm), hurt));
        let fire = told(&b.vulnerable_to, Vulnerability::Fire);
        safety("no-fire-between", neither(does(a, RiskToOthers::FireSetting), fire));
        let drugs = told(&b.own_risks, OwnRisk::DrugsAndAlcohol);
        safety("no-substances-between", neither(does(a, RiskToOthers::SupplyingSubstances), drugs));
        let missing = |child: &Child| told(&child.own_risks, OwnRisk::GoingMissing);
        safety("no-going-missing-together", neither(missing(a), missing(b)));
        safety("ages-alongside-respected", alongside(a, b));
    }
    solo(placing, one, two, siblings, heard);
    let mut safety = |rule: &'static str, answer: Option<bool>| {
        let out = match answer {
            Some(false) if placing.residents().is_none() && !siblings => Out::Unknown,
            Some(false) => placing.met(rule, Some(one.id), Some(two.id)),
            other => plain(other),
        };
        if answer.is_none() {
            placing.not_known(rule, Some(one.id), Some(two.id));
        }
        heard(rule, out);
    };
    safety("no-harm-known-between", relation(one, two, RelationKind::HarmBetween).map(|harm| !harm));
    heard("not-kept-apart", plain(relation(one, two, RelationKind::KeepApart).map(|apart| !apart)));

    if let (Some(years), false) = (placing.policy.age_gap_years, siblings) {
        let related = relation(one, two, RelationKind::Sibling);
        let close = births(one, two, |a, b| {
            let (older, younger) = if a <= b { (a, b) } else { (b, a) };
            younger <= DateOfBirth::new(older).reaches(u32::from(years))
        });
        let answer = match (close, related) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
        heard("ages-close", plain(answer));
    }
}

/// Who must live alone does, on the nights on which they are there.
fn solo(placing: &Placing<'_>, one: &Child, two: &Child, siblings: bool, heard: &mut Heard<'_>) {
    for (a, b) in [(one, two), (two, one)] {
        let out = if never_together(a, b, placing.on) {
            Out::Holds
        } else {
            match alone(a) {
                Some(true) if placing.residents().is_none() && !siblings => Out::Unknown,
                Some(true) => match placing.met("solo-respected", Some(one.id), Some(two.id)) {
                    // They may be there on other nights.
                    Out::No if !surely_together(a, b, placing.on) => Out::Unknown,
                    met => met,
                },
                None => {
                    placing.not_known("solo-respected", Some(one.id), Some(two.id));
                    Out::Unknown
                }
                other => plain(other.map(|alone| !alone)),
            }
        };
        heard("solo-respected", out);
    }
}

/// Not both of them.
fn neither(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(false), _) | (_, Some(false)) => Some(true),
        (Some(true), Some(true)) => Some(false),
        _ => None,
    }
}

fn does(child: &Child, risk: RiskToOthers) -> Option<bool> {
    told(&child.risks_to_others, risk)
}

/// Sexually or criminally.
fn exploited(child: &Child) -> Option<bool> {
    let told = |risk| told(&child.own_risks, risk);
    match (told(OwnRisk::SexualExploitation), told(OwnRisk::CriminalExploitation)) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// Whether either says that they are this to each other.
fn relation(one: &Child, two: &Child, is: RelationKind) -> Option<bool> {
    let says = |child: &Child, other: &Child| {
        known(&child.relations)
            .map(|relations| relations.iter().any(|relation| relation.with == other.id && relation.is == is))
    };
    match (says(one, two), says(two, one)) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// What the births of two decide, if each day that the one may be agrees with each that the other may be.
fn births(one: &Child, other: &Child, decide: impl Fn(NaiveDate, NaiveDate) -> bool) -> Option<bool> {
    let (one, other) = known(&one.date_of_birth).zip(known(&other.date_of_birth))?;
    let (one, other) = (days(*one), days(*other));
    all_agree(one.iter().flat_map(|one| other.iter().map(|other| decide(*one, *other))))
}

fn alongside(child: &Child, other: &Child) -> Option<bool> {
    match known(&child.companions)? {
        Companions::OlderOnly => births(child, other, |mine, theirs| theirs < mine),
        Companions::YoungerOnly => births(child, other, |mine, theirs| theirs > mine),
        _ => Some(true),
    }
}

fn company(child: &Child, other: &Child, heard: &mut Heard<'_>) {
    let answer = match known(&child.wished_company) {
        Some(WishedCompany::Any) => Some(true),
        Some(WishedCompany::OwnGender) => {
            known(&child.gender).zip(known(&other.gender)).map(|(mine, theirs)| mine == theirs)
        }
        None => None,
    };
    heard("company-wished", plain(answer));
}
