//! Statements about two children who would live together: what each could do to the other or is recommended, on
//! which facts, and how that is said.

use super::super::forms::children::{Person, relation};
use super::super::forms::layout::{FactSet, OWN_RISKS, TO_OTHERS, VULNERABLE, child};
use super::super::forms::placing::{Pair, Placing};
use super::super::forms::read::{Grounds, Outcome};
use crate::base::Told;
use crate::placement::nights::EVERY_NIGHT;
use crate::placement::{Child, Companions, OwnRisk, RiskToOthers, Vulnerability};

/// Whether the first is known to be a risk or to have a recommendation, and whether the second is known to be exposed.
type Halves = (Told<bool>, Told<bool>);

/// What may be wrong between two children in one direction, from the first to the second.
#[derive(Debug)]
pub(crate) struct Directed {
    what: What,
    pub(crate) words: Words,
}

#[derive(Debug)]
enum What {
    /// The first is such a risk, and the second is exposed to it in one of these ways.
    Harm { risk: YesNo, exposed: &'static [YesNo], facts: (FactSet, FactSet) },
    /// The first is recommended to live otherwise: what comes of it, and which half of it is known to be so.
    Recommended {
        outcome: fn(&Person, &Person) -> Outcome,
        told: fn(Option<&Child>, Option<&Child>) -> Halves,
    },
}

/// How one direction is said; `{a}` is the first, `{b}` the second.
#[derive(Debug)]
pub(crate) struct Words {
    /// What could happen.
    pub(crate) could: &'static str,
    /// The risk, as it is known; and as it is asked.
    pub(crate) risk: &'static str,
    pub(crate) risk_asked: &'static str,
    /// Whether the other is exposed, as it is known; and as it is asked.
    pub(crate) exposed: &'static str,
    pub(crate) exposed_asked: &'static str,
    /// That the other is recorded as not exposed.
    pub(crate) not_exposed: &'static str,
}

/// A fact of a child that is a yes or a no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum YesNo {
    Own(OwnRisk),
    ToOthers(RiskToOthers),
    VulnerableTo(Vulnerability),
}
use YesNo::{Own, ToOthers, VulnerableTo};

impl YesNo {
    const fn fact(self) -> FactSet {
        match self {
            Own(risk) => OWN_RISKS.bit(risk as u32),
            ToOthers(risk) => TO_OTHERS.bit(risk as u32),
            VulnerableTo(what) => VULNERABLE.bit(what as u32),
        }
    }

    fn told(self, child: &Child) -> Told<bool> {
        match self {
            Own(risk) => child.own_risks.told(risk),
            ToOthers(risk) => child.risks_to_others.told(risk),
            VulnerableTo(what) => child.vulnerable_to.told(what),
        }
    }
}

impl What {
    /// The first is such a risk, and the second is exposed to it in one of these ways.
    const fn harm(risk: YesNo, exposed: &'static [YesNo]) -> Self {
        let (mut all, mut left) = (0, exposed);
        while let [first, rest @ ..] = left {
            (all, left) = (all | first.fact(), rest);
        }
        Self::Harm { risk, exposed, facts: (risk.fact(), all) }
    }
}

impl Directed {
    /// What comes of it.
    pub(crate) fn outcome(&self, one: &Person, other: &Person) -> Outcome {
        let (risk, exposed) = match &self.what {
            What::Harm { facts: (risk, exposed), .. } => (*risk, *exposed),
            What::Recommended { outcome, .. } => return outcome(one, other),
        };
        match (one.risks.any(risk), other.risks.any(exposed)) {
            (Some(false), _) | (_, Some(false)) => Outcome::Holds,
            (Some(true), Some(true)) => Outcome::no(Grounds { child: risk, other: exposed, ..Grounds::NONE }),
            (is_risk, is_exposed) => {
                let open = |known: Option<bool>, facts| if known.is_some() { 0 } else { facts };
                Outcome::not_known(Grounds {
                    child: open(is_risk, risk & one.risks.unknown()),
                    other: open(is_exposed, exposed & other.risks.unknown()),
                    ..Grounds::NONE
                })
            }
        }
    }

    /// Which half of it is known to be so.
    pub(crate) fn told(&self, by: Option<&Child>, to: Option<&Child>) -> Halves {
        let (risk, exposed) = match &self.what {
            What::Harm { risk, exposed, .. } => (risk, exposed),
            What::Recommended { told, .. } => return told(by, to),
        };
        let told = |child: Option<&Child>, what: &YesNo| child.map_or_else(Told::default, |it| what.told(it));
        let ways = exposed.iter().map(|what| told(to, what));
        (told(by, risk), ways.fold(Told::Known(false), either))
    }

    /// Whether it is the same in both directions.
    pub(crate) fn is_mutual(&self) -> bool {
        matches!(&self.what, What::Harm { risk, exposed, .. } if exposed.contains(risk))
    }

    /// Whether it is about harm, and not about what is recommended.
    pub(crate) const fn is_harm(&self) -> bool {
        matches!(self.what, What::Harm { .. })
    }
}

fn either(one: Told<bool>, other: Told<bool>) -> Told<bool> {
    match (one, other) {
        (Told::Known(true), _) | (_, Told::Known(true)) => Told::Known(true),
        (Told::Known(false), other) => other,
        (not_known, _) => not_known,
    }
}

pub(super) static EXPLOITATION: Directed = Directed {
    what: What::harm(
        ToOthers(RiskToOthers::ExploitingOthers),
        &[Own(OwnRisk::SexualExploitation), Own(OwnRisk::CriminalExploitation)],
    ),
    words: Words {
        could: "{a} could exploit {b}",
        risk: "{a} is known to exploit others",
        risk_asked: "whether {a} exploits others",
        exposed: "{b} is known to be at risk of exploitation",
        exposed_asked: "whether {b} is at risk of exploitation",
        not_exposed: "{b} is recorded as not at risk of exploitation",
    },
};

pub(super) static SEXUAL_HARM: Directed = Directed {
    what: What::harm(ToOthers(RiskToOthers::SexualHarm), &[VulnerableTo(Vulnerability::SexualHarm)]),
    words: Words {
        could: "{a} could harm {b} sexually",
        risk: "{a} is known to harm others sexually",
        risk_asked: "whether {a} harms others sexually",
        exposed: "{b} is known to be vulnerable to sexual harm",
        exposed_asked: "whether {b} is vulnerable to sexual harm",
        not_exposed: "{b} is recorded as not vulnerable to sexual harm",
    },
};

pub(super) static VIOLENCE: Directed = Directed {
    what: What::harm(ToOthers(RiskToOthers::PhysicalHarm), &[VulnerableTo(Vulnerability::PhysicalHarm)]),
    words: Words {
        could: "{a} could hurt {b}",
        risk: "{a} is known to hurt others",
        risk_asked: "whether {a} hurts others",
        exposed: "{b} is known to be easily hurt",
        exposed_asked: "whether {b} is easily hurt",
        not_exposed: "{b} is recorded as not easily hurt",
    },
};

pub(super) static FIRE: Directed = Directed {
    what: What::harm(ToOthers(RiskToOthers::FireSetting), &[VulnerableTo(Vulnerability::Fire)]),
    words: Words {
        could: "{a} could set a fire that puts {b} in danger",
        risk: "{a} is known to set fires",
        risk_asked: "whether {a} sets fires",
        exposed: "{b} is known to be at particular risk in a fire",
        exposed_asked: "whether {b} is at particular risk in a fire",
        not_exposed: "{b} is recorded as not at particular risk in a fire",
    },
};

pub(super) static SUBSTANCES: Directed = Directed {
    what: What::harm(ToOthers(RiskToOthers::SupplyingSubstances), &[Own(OwnRisk::DrugsAndAlcohol)]),
    words: Words {
        could: "{a} could supply {b} with drugs or alcohol",
        risk: "{a} is known to supply others with drugs or alcohol",
        risk_asked: "whether {a} supplies others with drugs or alcohol",
        exposed: "{b} is known to use them",
        exposed_asked: "whether {b} uses drugs or alcohol",
        not_exposed: "{b} is recorded as not using them",
    },
};

pub(super) static GOING_MISSING: Directed = Directed {
    what: What::harm(Own(OwnRisk::GoingMissing), &[Own(OwnRisk::GoingMissing)]),
    words: Words {
        could: "{a} and {b} could go missing together",
        risk: "{a} is known to go missing",
        risk_asked: "whether {a} goes missing",
        exposed: "{b} is known to go missing",
        exposed_asked: "whether {b} goes missing",
        not_exposed: "{b} is recorded as not going missing",
    },
};

pub(super) static LIVING_ALONE: Directed = Directed {
    what: What::Recommended {
        // Who is there on other nights does not live with the other.
        outcome: |one, other| match one.any_night() & other.any_night() {
            0 => Outcome::Holds,
            _ => one.companions.decides(|companions| *companions != Companions::Solo),
        },
        told: |by, to| {
            let solo = by.and_then(|child| child.companions.told().known());
            let solo = solo.map(|companions| Told::Known(companions == Companions::Solo));
            (solo.unwrap_or_default(), meet_told(by, to))
        },
    },
    words: Words {
        could: "{a} would live with {b}",
        risk: "{a} is recommended to live alone",
        risk_asked: "whether {a} is recommended to live alone",
        exposed: "{b} would be there too",
        exposed_asked: "whether {b} would be there",
        not_exposed: "{b} would not be there",
    },
};

pub(super) static AGES_ALONGSIDE: Directed = Directed {
    what: What::Recommended { outcome: alongside, told: alongside_told },
    words: Words {
        could: "{a} would live with {b}, who is not of the age recommended",
        risk: "{a} is recommended to live with {age} children only",
        risk_asked: "whether {a} is recommended to live with {age} children only",
        exposed: "{b} is not {age}",
        exposed_asked: "whether {b} is {age}",
        not_exposed: "{b} is {age}",
    },
};

/// Whether two are there on the same night. Of whoever nothing was said they are there every night.
fn meet_told(one: Option<&Child>, other: Option<&Child>) -> Told<bool> {
    let nights =
        |child: Option<&Child>| match child.map(|child| (child.nights.told(), child.nights.is_blank())) {
            Some((Told::Known(nights), _)) => Told::Known(nights.mask()),
            Some((Told::NotKnown(why), false)) => Told::NotKnown(*why),
            _ => Told::Known(EVERY_NIGHT),
        };
    match (nights(one), nights(other)) {
        (Told::Known(one), Told::Known(other)) => Told::Known(one & other != 0),
        (Told::NotKnown(why), _) | (_, Told::NotKnown(why)) => Told::NotKnown(why),
    }
}

/// Whether the other has the age that the first can live with.
fn alongside(one: &Person, other: &Person) -> Outcome {
    let born = other.born.theirs();
    match one.companions.known() {
        // One of "only older" and "only younger" is a no, whatever the two ages are; so both ages are asked as well.
        None => one.companions.needed().and(one.born.needed()).and(born.needed()),
        Some(_) => one.companions.decides(|companions| match companions {
            Companions::OlderOnly => {
                one.born.and(&born, |mine, theirs| births_decide((one, other), is_before(**theirs, *mine)))
            }
            Companions::YoungerOnly => {
                one.born.and(&born, |mine, theirs| births_decide((one, other), is_before(*mine, **theirs)))
            }
            _ => Outcome::Holds,
        }),
    }
}

/// Whether one birth is on an earlier day than another, if all days agree that each may be.
fn is_before<D: Copy + PartialOrd>(one: (D, D), other: (D, D)) -> Option<bool> {
    if one.1 < other.0 {
        Some(true)
    } else if one.0 >= other.1 {
        Some(false)
    } else {
        None
    }
}

/// What births decide, or else the rest of the dates of which a part is known.
fn births_decide((one, other): (&Person, &Person), holds: Option<bool>) -> Outcome {
    let open = |person: &Person| if person.is_born_in_part() { child::DATE_OF_BIRTH } else { 0 };
    let open = Grounds { child: open(one), other: open(other), ..Grounds::NONE };
    holds.map_or(Outcome::not_known(open), Outcome::from)
}

/// The same, as it is told: with the second exposed if they do not have that age.
fn alongside_told(by: Option<&Child>, to: Option<&Child>) -> Halves {
    let born = |child: Option<&Child>| {
        let born = child.and_then(|child| child.date_of_birth.told().known())?.reveal();
        Some((born.first(), born.last()))
    };
    let Some(companions) = by.and_then(|child| child.companions.told().known()) else {
        return (Told::default(), Told::default());
    };
    let older = match companions {
        Companions::OlderOnly => true,
        Companions::YoungerOnly => false,
        _ => return (Told::Known(false), Told::default()),
    };
    let right = born(by)
        .zip(born(to))
        .and_then(|(mine, theirs)| if older { is_before(theirs, mine) } else { is_before(mine, theirs) });
    (Told::Known(true), right.map_or_else(Told::default, |right| Told::Known(!right)))
}

pub(super) fn not_kept_apart(_: &Placing<'_>, pair: &Pair<'_>) -> Outcome {
    neither_says(pair, relation::APART)
}

pub(super) fn no_harm_known(_: &Placing<'_>, pair: &Pair<'_>) -> Outcome {
    neither_says(pair, relation::HARM)
}

/// That neither list of relations says this of the other.
fn neither_says(pair: &Pair<'_>, what: u8) -> Outcome {
    if pair.related & what != 0 {
        return Outcome::no(Grounds { child: child::RELATIONS, other: child::RELATIONS, ..Grounds::NONE });
    }
    relations_known(pair)
}

fn relations_known(pair: &Pair<'_>) -> Outcome {
    pair.child.person.relations.needed().and(pair.other.relations.theirs().needed())
}

/// Unrelated, and further apart in age than the policy allows.
pub(super) fn ages_close(_: &Placing<'_>, pair: &Pair<'_>) -> Outcome {
    if pair.sibling.is_some() || pair.related & relation::SIBLING != 0 {
        return Outcome::Holds;
    }
    let (mine, theirs) = (&pair.child.person.born, pair.other.born.theirs());
    match (pair.child.born_within, theirs.known()) {
        (Some([if_first, if_last]), Some(&&(first, last))) => {
            if if_last.0 <= first && last <= if_first.1 {
                return Outcome::Holds;
            }
            let too_far = last < if_first.0 || if_last.1 < first;
            // Brothers and sisters may be as far apart as they like: who is one must be known first.
            match relations_known(pair) {
                Outcome::Holds => mine.and(&theirs, |_, _| {
                    births_decide((&pair.child.person, pair.other), too_far.then_some(false))
                }),
                not_known @ Outcome::Against(_) if too_far => not_known,
                not_known @ Outcome::Against(_) => {
                    not_known.and(births_decide((&pair.child.person, pair.other), None))
                }
            }
        }
        _ => mine.needed().and(theirs.needed()),
    }
}
