//! Which way a concern between two children runs: who could be harmed by whom, on which known facts.

use alloc::vec::Vec;

use serde::Serialize;

use super::{Child, Companions, OwnRisk, RiskToOthers, Vulnerability};
use crate::base::{ChildId, Rule, Told};

/// One direction of a concern between two children: what one may do or is recommended, and whether the other is exposed
/// to it. Both known to be so, it is a concern; one of them not known, it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Who could do harm, or whose recommendation it is; none if nobody knows who lives there.
    pub by: Option<ChildId>,
    /// Who could be harmed, or would live with them.
    pub to: Option<ChildId>,
    /// Whether the first is known to be such a risk, or to have such a recommendation.
    pub risk: Told<bool>,
    /// Whether the second is known to be exposed to it.
    pub exposed: Told<bool>,
    /// The recommendation, where the rule is about one and it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub companions: Option<Companions>,
}

impl Way {
    /// Whether it is a concern, or open.
    pub fn stands(&self) -> bool {
        self.risk != Told::Known(false) && self.exposed != Told::Known(false)
    }
}

/// The rules about harm that one child may do to another, in the order of their table.
pub(super) const HARMS: [&str; 6] = [
    "no-exploitation-between",
    "no-sexual-harm-between",
    "no-violence-between",
    "no-fire-between",
    "no-substances-between",
    "no-going-missing-together",
];

/// Both directions of a rule about two children, whether they stand or not; none for a rule that has no direction.
pub(super) fn both_ways(rule: &Rule, one: &Child, other: Option<&Child>) -> Vec<Way> {
    let there = way(rule.code, Some(one), other);
    // Going missing together is the same both ways.
    let back = if rule.code == "no-going-missing-together" { None } else { way(rule.code, other, Some(one)) };
    there.into_iter().chain(back).collect()
}

fn way(code: &str, by: Option<&Child>, to: Option<&Child>) -> Option<Way> {
    let own = |child: Option<&Child>, risk| child.map_or_else(Told::default, |it| it.own_risks.told(risk));
    let does = |risk| by.map_or_else(Told::default, |child| child.risks_to_others.told(risk));
    let suffers = |to_what| to.map_or_else(Told::default, |child| child.vulnerable_to.told(to_what));
    let (risk, exposed) = match code {
        "no-exploitation-between" => {
            let (sexual, criminal) =
                (own(to, OwnRisk::SexualExploitation), own(to, OwnRisk::CriminalExploitation));
            (does(RiskToOthers::ExploitingOthers), either(sexual, criminal))
        }
        "no-sexual-harm-between" => (does(RiskToOthers::SexualHarm), suffers(Vulnerability::SexualHarm)),
        "no-violence-between" => (does(RiskToOthers::PhysicalHarm), suffers(Vulnerability::PhysicalHarm)),
        "no-fire-between" => (does(RiskToOthers::FireSetting), suffers(Vulnerability::Fire)),
        "no-substances-between" => {
            (does(RiskToOthers::SupplyingSubstances), own(to, OwnRisk::DrugsAndAlcohol))
        }
        "no-going-missing-together" => (own(by, OwnRisk::GoingMissing), own(to, OwnRisk::GoingMissing)),
        "solo-respected" => {
            let solo = by.and_then(|child| child.companions.told().known());
            (solo.map_or_else(Told::default, |it| Told::Known(it == Companions::Solo)), Told::Known(true))
        }
        "ages-alongside-respected" => alongside(by, to),
        _ => return None,
    };
    let recommended = matches!(code, "solo-respected" | "ages-alongside-respected");
    let companions = by.filter(|_| recommended).and_then(|child| child.companions.told().known());
    Some(Way { by: by.map(|child| child.id), to: to.map(|child| child.id), risk, exposed, companions })
}

fn either(one: Told<bool>, other: Told<bool>) -> Told<bool> {
    match (one, other) {
        (Told::Known(true), _) | (_, Told::Known(true)) => Told::Known(true),
        (Told::Known(false), other) => other,
        (not_known, _) => not_known,
    }
}

/// Whether a child is to live with older, or with younger children only; and whether the other is not one of them.
fn alongside(by: Option<&Child>, to: Option<&Child>) -> (Told<bool>, Told<bool>) {
    let born = |child: Option<&Child>| child.and_then(|child| child.date_of_birth.told().known());
    let Some(companions) = by.and_then(|child| child.companions.told().known()) else {
        return (Told::default(), Told::default());
    };
    let older = match companions {
        Companions::OlderOnly => true,
        Companions::YoungerOnly => false,
        _ => return (Told::Known(false), Told::default()),
    };
    let wrong =
        born(by).zip(born(to)).map(|(mine, theirs)| if older { theirs >= mine } else { theirs <= mine });
    (Told::Known(true), wrong.map_or_else(Told::default, Told::Known))
}
