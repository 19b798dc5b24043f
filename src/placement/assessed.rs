//! What an assessment judged: which children, which home, which version of the facts; and whether it is stale.

use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Child, Few, FewItem, Home, notes};
use crate::base::{CanonicalError, ChildId, Fact, Finding, Findings, Fingerprint, HomeId, wire};

/// One child as judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenChild {
    /// The child.
    pub child: ChildId,
    /// The facts then.
    pub facts: Fingerprint,
}

impl FewItem for SeenChild {
    const WHAT: &'static str = "children";

    fn order(&self, other: &Self) -> core::cmp::Ordering {
        self.child.cmp(&other.child)
    }
}

/// What an assessment judged: the children who would move in, the home, who lives there on the planned date.
///
/// ```
/// use mutual_care::base::Fact;
/// use mutual_care::placement::{Assessed, Child, Few, Home, OwnRisk, Facts};
/// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
/// # let on = chrono::NaiveDate::from_ymd_opt(2026, 4, 13).unwrap();
/// let mut child = Child::new(id(1).parse()?);
/// let mut home = Home::new(id(2).parse()?);
/// home.residents = Fact::known(Few::none());
/// let assessed = Assessed::of(&[&child], &home, on)?;
/// assert!(assessed.stale(&[&child], &home, on)?.is_empty());
///
/// child.own_risks = Facts::only([OwnRisk::SelfHarm]);
/// let stale = assessed.stale(&[&child], &home, on)?;
/// assert_eq!(stale.iter().next().unwrap().code(), "assessed-before-fact-changed");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assessed {
    /// The home.
    pub home: HomeId,
    /// Its facts then, without who lives there.
    pub home_facts: Fingerprint,
    /// The planned date.
    #[serde(with = "wire::date")]
    pub on: NaiveDate,
    /// The children who would move in.
    pub children: Few<SeenChild>,
    /// The children who live there on that date.
    pub residents: Few<SeenChild>,
}

impl Assessed {
    /// These children, this home, this date.
    ///
    /// # Errors
    ///
    /// None that can happen: every fact has a canonical form, and a home has no more residents than a list holds.
    pub fn of(children: &[&Child], home: &Home, on: NaiveDate) -> Result<Self, CanonicalError> {
        let seen = |child: &Child| Ok(SeenChild { child: child.id, facts: child.fingerprint()? });
        let moving: Vec<SeenChild> = children.iter().map(|child| seen(child)).collect::<Result<_, _>>()?;
        let there = residents(children, home, on);
        let there: Vec<SeenChild> = there.map(seen).collect::<Result<_, _>>()?;
        Ok(Self {
            home: home.id,
            home_facts: without_residents(home)?,
            on,
            children: Few::new(moving).unwrap_or_default(),
            residents: Few::new(there).unwrap_or_default(),
        })
    }

    /// What makes it stale: another date, a new resident, a resident who is gone, a changed fact.
    ///
    /// # Errors
    ///
    /// None that can happen: every fact has a canonical form.
    pub fn stale(&self, children: &[&Child], home: &Home, on: NaiveDate) -> Result<Findings, CanonicalError> {
        Ok(self.stale_against(&Self::of(children, home, on)?))
    }

    /// The same, against what would be judged now.
    pub fn stale_against(&self, now: &Self) -> Findings {
        let mut findings = Findings::none();
        if now.on != self.on {
            findings.push(Finding::new(&notes::ASSESSED_FOR_ANOTHER_DATE).about(self.home));
        }
        if now.home_facts != self.home_facts || now.home != self.home {
            findings.push(Finding::new(&notes::ASSESSED_BEFORE_FACT_CHANGED).about(now.home));
        }
        for (then, now, is_new, is_gone) in [
            (
                &self.residents,
                &now.residents,
                &notes::ASSESSED_WITHOUT_RESIDENT,
                &notes::ASSESSED_WITH_RESIDENT_GONE,
            ),
            (
                &self.children,
                &now.children,
                &notes::ASSESSED_WITHOUT_RESIDENT,
                &notes::ASSESSED_WITH_RESIDENT_GONE,
            ),
        ] {
            let find = |list: &Few<SeenChild>, child: ChildId| {
                list.iter().find(|seen| seen.child == child).map(|seen| seen.facts)
            };
            for seen in now {
                match find(then, seen.child) {
                    None => findings.push(Finding::new(is_new).about(self.home).about(seen.child)),
                    Some(facts) if facts != seen.facts => {
                        let finding = Finding::new(&notes::ASSESSED_BEFORE_FACT_CHANGED);
                        findings.push(finding.about(self.home).about(seen.child));
                    }
                    Some(_) => {}
                }
            }
            for seen in then.iter().filter(|seen| find(now, seen.child).is_none()) {
                findings.push(Finding::new(is_gone).about(self.home).about(seen.child));
            }
        }
        findings
    }

    /// The fingerprint of what was judged, as `assessed` edition 1: what a receipt was asked.
    ///
    /// # Errors
    ///
    /// None that can happen: every part has a canonical form.
    pub fn fingerprint(&self) -> Result<Fingerprint, CanonicalError> {
        Fingerprint::of("assessed", 1, self)
    }
}

pub(super) fn residents<'a>(
    children: &[&Child],
    home: &'a Home,
    on: NaiveDate,
) -> impl Iterator<Item = &'a Child> {
    let moving: Vec<ChildId> = children.iter().map(|child| child.id).collect();
    home.residents_on(on).map(|resident| &resident.child).filter(move |child| !moving.contains(&child.id))
}

pub(super) fn without_residents(home: &Home) -> Result<Fingerprint, CanonicalError> {
    Home { residents: Fact::default(), ..home.clone() }.fingerprint()
}
