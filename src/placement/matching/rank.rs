//! The order of the rules, a vendor's own among them, and the order of homes.

use alloc::vec::Vec;

use super::count::{Marks, RuleSet};
use crate::base::{Code, Rule};
use crate::placement::rules::{self, kind_at, mitigations_of};
use crate::placement::{FamilyKm, Kind, OwnRule, Parts, RuleKind};

/// Every rule of one question with its bit, and the bits of each kind.
#[derive(Debug, Clone)]
pub(crate) struct Ranks {
    /// By bit: the rule, and a bit for each mitigation that can meet a no.
    rules: Vec<(&'static Rule, u32)>,
    kinds: Vec<RuleKind>,
    /// The bits in the order in which rules are asked.
    order: Vec<u16>,
    sets: [RuleSet; 5],
}

impl Ranks {
    pub(crate) fn new(own: &[OwnRule]) -> Self {
        let mask = |mitigations: &[crate::placement::Mitigation]| {
            mitigations.iter().fold(0, |mask, mitigation| mask | 1 << *mitigation as u32)
        };
        let builtin = rules::TABLE.iter().map(|rule| (*rule, mask(mitigations_of(rule))));
        let vendors = own.iter().map(|own| {
            let safety = own.kind() == crate::placement::OwnKind::Safety;
            (own.rule(), if safety { mask(own.mitigations()) } else { 0 })
        });
        let rules: Vec<(&'static Rule, u32)> = builtin.chain(vendors).collect();
        let builtin = rules::TABLE.iter().map(|rule| kind_at(rule.place));
        let kinds: Vec<RuleKind> = builtin.chain(own.iter().map(|own| own.kind().kind())).collect();
        let mut sets = [0; 5];
        for (at, kind) in (0_u16..).zip(&kinds) {
            if let Some(set) = sets.get_mut(*kind as usize) {
                *set |= 1 << at;
            }
        }
        let mut places: Vec<(RuleKind, u16, bool, &str, u16)> = Vec::with_capacity(rules.len());
        for ((at, (rule, _)), kind) in (0_u16..).zip(&rules).zip(&kinds) {
            let vendors = usize::from(at) >= rules::COUNT;
            let place = if vendors {
                own.get(usize::from(at) - rules::COUNT).map_or(0, OwnRule::place)
            } else {
                let before = RuleKind::ALL.iter().take_while(|earlier| *earlier < kind);
                let before: u32 = before.map(|earlier| of_kind(*earlier)).sum();
                at.saturating_sub(u16::try_from(before).unwrap_or(0))
            };
            places.push((*kind, place, !vendors, rule.code, at));
        }
        places.sort_unstable();
        Self { rules, kinds, order: places.into_iter().map(|(.., at)| at).collect(), sets }
    }

    pub(crate) fn rules(&self) -> &[(&'static Rule, u32)] {
        &self.rules
    }

    pub(crate) fn rule(&self, at: u16) -> Option<&'static Rule> {
        self.rules.get(usize::from(at)).map(|(rule, _)| *rule)
    }

    pub(crate) fn kind(&self, at: u16) -> RuleKind {
        self.kinds.get(usize::from(at)).copied().unwrap_or(RuleKind::Practice)
    }

    /// The bits in the order in which rules are asked.
    pub(crate) fn order(&self) -> impl Iterator<Item = u16> {
        self.order.iter().copied()
    }

    /// A vendor's own rules with their bits.
    pub(crate) fn own(own: &[OwnRule]) -> impl Iterator<Item = (u16, &OwnRule)> {
        (rules::COUNT_BITS..).zip(own)
    }

    /// Rules that decide: law and safety.
    pub(crate) const fn deciding(&self) -> RuleSet {
        self.sets[0] | self.sets[1]
    }

    pub(crate) const fn wishes(&self) -> RuleSet {
        self.sets[2]
    }

    pub(crate) const fn fit(&self) -> RuleSet {
        self.sets[3]
    }

    pub(crate) const fn practice(&self) -> RuleSet {
        self.sets[4]
    }

    /// The rule that made a verdict what it is.
    pub(crate) fn decided_by(&self, marks: Marks, kind: Kind) -> Option<&'static Rule> {
        let set = match kind {
            Kind::NotSuitable => marks.fails & self.deciding(),
            Kind::CannotSayYet => marks.open & self.deciding(),
            Kind::SuitableOnceApproved => marks.steps & self.deciding(),
            Kind::SuitableWith => marks.with,
            Kind::Suitable => return None,
        };
        let vendors = self.rules.len() > rules::COUNT;
        let first = if vendors {
            self.order.iter().copied().find(|at| set >> at & 1 == 1)
        } else {
            u16::try_from(set.trailing_zeros()).ok()
        };
        first.and_then(|at| self.rule(at))
    }
}

/// How many of this crate's rules are of a kind.
fn of_kind(kind: RuleKind) -> u32 {
    rules::TABLE.iter().fold(0, |count, rule| count + u32::from(kind_at(rule.place) == kind))
}

/// The parts as one number: the smaller comes first. Each part has the bits that its largest value needs.
pub(crate) fn key(parts: &Parts) -> u64 {
    let km = match parts.family_km {
        FamilyKm::Known(km) => km.min(0xffe),
        FamilyKm::NotKnown => 0xfff,
    };
    let in_order = [
        (parts.kind as u32, 3),
        (parts.failed, 6),
        (parts.open, 6),
        (parts.mitigated, 6),
        (parts.steps, 3),
        (parts.wishes_not_met, 5),
        (parts.fit_not_met, 5),
        (parts.practice_not_met, 5),
        (parts.softly_open, 6),
        (km, 12),
    ];
    in_order.into_iter().fold(0, |key, (part, bits)| key << bits | u64::from(part))
}
