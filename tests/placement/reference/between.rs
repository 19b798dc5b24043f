//! Each rule about two children who would live together, in both directions.

use chrono::NaiveDate;
use mutual_care::base::ChildId;
use mutual_care::placement::{
    Child, Companions, DateOfBirth, OwnRisk, RelationKind, RiskToOthers, Vulnerability, WishedCompany,
};

use super::rules::{all_agree, alone, days, plain, told};
use super::{Out, Placing, known};

type Heard<'a> = dyn FnMut(&'static str, Out) + 'a;

/// Whoever lives in a home of which that is not known: a child of whom nothing is known.
fn nobody() -> Child {
    Child::new("00000000-0000-4000-8000-00000000ffff".parse::<ChildId>().unwrap())
}

pub fn between(placing: &Placing<'_>, heard: &mut Heard<'_>) {
    let stranger = nobody();
    let others: Vec<&Child> = match placing.residents() {
        Some(residents) => residents.into_iter().map(|resident| &resident.child).collect(),
        None => vec![&stranger],
    };
    for (at, &child) in placing.children.iter().enumerate() {
        for &other in &others {
            pair(placing, child, other, false, heard);
            company(child, other, heard);
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
        safety("solo-respected", alone(a).map(|alone| !alone));
        safety("ages-alongside-respected", alongside(a, b));
    }
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
