//! Sentences about two children: who could be harmed by whom, in what way, on which known facts.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::names::{Names, child};
use super::rules::directed;
use super::{Companions, ConcernDirection, PairOfChildren};
use crate::base::{ChildId, Rule, Told};

/// One direction of a rule about two children in a sentence; none for a rule that has no direction.
pub(super) fn way_in_words(rule: &Rule, way: &ConcernDirection, names: &dyn Names) -> Option<String> {
    let said = &directed(rule)?.words;
    let who = |id: Option<ChildId>| {
        id.map_or_else(|| String::from("a child who may live there"), |id| child(names, id))
    };
    let (a, b) = (who(way.by), who(way.to));
    let age = match way.companions {
        Some(Companions::OlderOnly) => "older",
        Some(Companions::YoungerOnly) => "younger",
        _ => "older or younger",
    };
    let fill = |sentence: &str| sentence.replace("{age}", age).replace("{a}", &a).replace("{b}", &b);
    let (risk, exposed) = (fill(said.risk), fill(said.exposed));
    Some(match (way.risk, way.exposed) {
        (Told::Known(true), Told::Known(true)) => format!("{}: {risk}, and {exposed}", fill(said.could)),
        (Told::Known(true), Told::NotKnown(_)) => {
            format!("{risk}, and it is not known {}", fill(said.exposed_asked))
        }
        (Told::NotKnown(_), Told::Known(true)) => {
            format!("{exposed}, and it is not known {}", fill(said.risk_asked))
        }
        (Told::Known(true), Told::Known(false)) => format!("{risk}; {}", fill(said.not_exposed)),
        _ => {
            format!("it is not known {}, nor {}", fill(said.risk_asked), fill(said.exposed_asked))
        }
    })
}

/// What was looked at between any two children, for where nothing speaks against it.
const LOOKED_AT: &str = "exploitation, sexual harm, violence, fire, drugs and alcohol, going missing together, harm \
                         between them before, orders to keep them apart, living alone, and living with older or \
                         younger children only";

/// What stands under a pair of whom nothing speaks against living together: what was looked at.
pub(super) fn nothing_against(pair: &PairOfChildren) -> String {
    let years = if pair.years_asked { ", and the years between them" } else { "" };
    format!("nothing that was looked at speaks against it; looked at, both ways: {LOOKED_AT}{years}")
}

/// The risks that are known all the same, whatever else speaks against it.
pub(super) fn known_all_the_same(pair: &PairOfChildren, names: &dyn Names) -> Vec<String> {
    let known = pair.known.iter().filter_map(|(rule, way)| way_in_words(rule, way, names));
    known.map(|risk| format!("known all the same: {risk}")).collect()
}
