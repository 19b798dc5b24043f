//! Sentences about two children: who could be harmed by whom, in what way, on which known facts.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::words::{Names, child};
use super::{Companions, PairOfChildren, Way};
use crate::base::{ChildId, Told};

/// How one rule about two children is said: `{a}` could harm `{b}`.
struct Said {
    code: &'static str,
    /// What could happen.
    could: &'static str,
    /// The risk, as it is known; and as it is asked.
    risk: &'static str,
    risk_asked: &'static str,
    /// Whether the other is exposed, as it is known; and as it is asked.
    exposed: &'static str,
    exposed_asked: &'static str,
    /// That the other is recorded as not exposed.
    not_exposed: &'static str,
}

const SAID: [Said; 8] = [
    Said {
        code: "no-exploitation-between",
        could: "{a} could exploit {b}",
        risk: "{a} is known to exploit others",
        risk_asked: "whether {a} exploits others",
        exposed: "{b} is known to be at risk of exploitation",
        exposed_asked: "whether {b} is at risk of exploitation",
        not_exposed: "{b} is recorded as not at risk of exploitation",
    },
    Said {
        code: "no-sexual-harm-between",
        could: "{a} could harm {b} sexually",
        risk: "{a} is known to harm others sexually",
        risk_asked: "whether {a} harms others sexually",
        exposed: "{b} is known to be vulnerable to sexual harm",
        exposed_asked: "whether {b} is vulnerable to sexual harm",
        not_exposed: "{b} is recorded as not vulnerable to sexual harm",
    },
    Said {
        code: "no-violence-between",
        could: "{a} could hurt {b}",
        risk: "{a} is known to hurt others",
        risk_asked: "whether {a} hurts others",
        exposed: "{b} is known to be easily hurt",
        exposed_asked: "whether {b} is easily hurt",
        not_exposed: "{b} is recorded as not easily hurt",
    },
    Said {
        code: "no-fire-between",
        could: "{a} could set a fire that puts {b} in danger",
        risk: "{a} is known to set fires",
        risk_asked: "whether {a} sets fires",
        exposed: "{b} is known to be at particular risk in a fire",
        exposed_asked: "whether {b} is at particular risk in a fire",
        not_exposed: "{b} is recorded as not at particular risk in a fire",
    },
    Said {
        code: "no-substances-between",
        could: "{a} could supply {b} with drugs or alcohol",
        risk: "{a} is known to supply others with drugs or alcohol",
        risk_asked: "whether {a} supplies others with drugs or alcohol",
        exposed: "{b} is known to use them",
        exposed_asked: "whether {b} uses drugs or alcohol",
        not_exposed: "{b} is recorded as not using them",
    },
    Said {
        code: "no-going-missing-together",
        could: "{a} and {b} could go missing together",
        risk: "{a} is known to go missing",
        risk_asked: "whether {a} goes missing",
        exposed: "{b} is known to go missing",
        exposed_asked: "whether {b} goes missing",
        not_exposed: "{b} is recorded as not going missing",
    },
    Said {
        code: "solo-respected",
        could: "{a} would live with {b}",
        risk: "{a} is recommended to live alone",
        risk_asked: "whether {a} is recommended to live alone",
        exposed: "{b} would be there too",
        exposed_asked: "whether {b} would be there",
        not_exposed: "{b} would not be there",
    },
    Said {
        code: "ages-alongside-respected",
        could: "{a} would live with {b}, who is not of the age recommended",
        risk: "{a} is recommended to live with {age} children only",
        risk_asked: "whether {a} is recommended to live with {age} children only",
        exposed: "{b} is not {age}",
        exposed_asked: "whether {b} is {age}",
        not_exposed: "{b} is {age}",
    },
];

/// One direction of a rule about two children in a sentence; none for a rule that has no direction.
pub(super) fn way_in_words(code: &str, way: &Way, names: &dyn Names) -> Option<String> {
    let said = SAID.iter().find(|said| said.code == code)?;
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
    let known = pair.known.iter().filter_map(|(rule, way)| way_in_words(rule.code, way, names));
    known.map(|risk| format!("known all the same: {risk}")).collect()
}
