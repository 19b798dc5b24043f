//! The rules of one question, a vendor's own among them, each with its number.

use alloc::vec::Vec;

use crate::base::Rule;
use crate::placement::forms::layout::FactSet;
use crate::placement::rules::{MatchingRule, RULES, SOLO_RESPECTED, Statement};
use crate::placement::{Kind, Mitigation, OwnKind, OwnRule, Policy, RuleKind};

/// One bit for each rule, by its number.
pub(crate) type RuleSet = u128;

/// Every rule of one question: this crate's by their place in the table, then a vendor's own.
#[derive(Debug, Clone, Default)]
pub(crate) struct RuleBook {
    /// Each with a bit for each mitigation that can meet a no.
    rules: Vec<(&'static Rule, u32)>,
    kinds: Vec<RuleKind>,
    /// The numbers in the order in which rules are asked.
    order: Vec<u16>,
    sets: [RuleSet; 5],
    /// This crate's rules that the policy has asked, by whom they are about.
    pub(crate) of_home: Vec<(u16, &'static MatchingRule)>,
    pub(crate) of_child: Vec<(u16, &'static MatchingRule)>,
    pub(crate) between: Vec<(u16, &'static MatchingRule)>,
    /// Of those, the one that a child who must live alone does.
    pub(crate) alone: Option<(u16, &'static MatchingRule)>,
    /// Of those about one child, those that compare a list.
    pub(crate) lists: Vec<((u16, &'static MatchingRule), FactSet)>,
}

impl RuleBook {
    pub(crate) fn new(own: &[OwnRule], policy: &Policy) -> Self {
        let mask = |mitigations: &[Mitigation]| {
            mitigations.iter().fold(0, |mask, mitigation| mask | 1 << *mitigation as u32)
        };
        let vendors = own.iter().map(|own| {
            let met_by = if own.kind() == OwnKind::Safety { mask(own.mitigations()) } else { 0 };
            (own.rule(), met_by)
        });
        let rules = RULES.iter().map(|known| (known.rule, mask(known.met_by))).chain(vendors).collect();
        let kinds = RULES.iter().map(|known| known.kind).chain(own.iter().map(|own| own.kind().kind()));
        let kinds: Vec<RuleKind> = kinds.collect();
        let mut sets = [0; 5];
        for (number, kind) in (0_u16..).zip(&kinds) {
            if let Some(set) = sets.get_mut(*kind as usize) {
                *set |= 1 << number;
            }
        }
        // A vendor's rule stands at its place within its kind, before the rule of this crate that stands there.
        let mut places: Vec<(RuleKind, u16, bool, &str, u16)> = Vec::with_capacity(kinds.len());
        let mut of_kind = [0_u16; 5];
        for (number, known) in (0..).zip(&RULES) {
            if let Some(place) = of_kind.get_mut(known.kind as usize) {
                places.push((known.kind, *place, true, known.rule.code, number));
                *place += 1;
            }
        }
        let vendors = Self::vendors(own)
            .map(|(number, own)| (own.kind().kind(), own.place(), false, own.rule().code, number));
        places.extend(vendors);
        places.sort_unstable();
        let mut book = Self { rules, kinds, order: Vec::new(), sets, ..Self::default() };
        book.order = places.into_iter().map(|(.., number)| number).collect();
        let is_asked = |known: &MatchingRule| known.policy.is_none_or(|(_, is_set)| is_set(policy));
        for (number, known) in (0..).zip(&RULES).filter(|(_, known)| is_asked(known)) {
            match known.statement {
                Statement::Home(_) => book.of_home.push((number, known)),
                Statement::EachChild(_) => book.of_child.push((number, known)),
                Statement::Needs(list) => book.lists.push(((number, known), list.mask())),
                _ => {
                    book.between.push((number, known));
                    if known.rule.code == SOLO_RESPECTED.code {
                        book.alone = Some((number, known));
                    }
                }
            }
        }
        book
    }

    pub(crate) fn rules(&self) -> &[(&'static Rule, u32)] {
        &self.rules
    }

    pub(crate) fn rule(&self, number: u16) -> Option<&'static Rule> {
        self.rules.get(usize::from(number)).map(|(rule, _)| *rule)
    }

    pub(crate) fn kind(&self, number: u16) -> RuleKind {
        self.kinds.get(usize::from(number)).copied().unwrap_or(RuleKind::Practice)
    }

    /// The numbers in the order in which rules are asked.
    pub(crate) fn order(&self) -> impl Iterator<Item = u16> {
        self.order.iter().copied()
    }

    /// A vendor's own rules with their numbers.
    pub(crate) fn vendors(own: &[OwnRule]) -> impl Iterator<Item = (u16, &OwnRule)> {
        (0..).skip(RULES.len()).zip(own)
    }

    /// Whether a rule is one of a vendor's own.
    pub(crate) const fn is_vendors(number: u16) -> bool {
        number as usize >= RULES.len()
    }

    /// Rules of this kind.
    pub(crate) fn of_kind(&self, kind: RuleKind) -> RuleSet {
        self.sets.get(kind as usize).copied().unwrap_or(0)
    }

    /// Rules that decide: law and safety.
    pub(crate) fn deciding(&self) -> RuleSet {
        self.of_kind(RuleKind::Law) | self.of_kind(RuleKind::Safety)
    }

    /// The kind of verdict that these marks make.
    pub(crate) fn verdict(&self, marks: Marks) -> Kind {
        let deciding = self.deciding();
        if marks.fails & deciding != 0 {
            Kind::NotSuitable
        } else if marks.open & deciding != 0 {
            Kind::CannotSayYet
        } else if marks.steps & deciding != 0 {
            Kind::SuitableOnceApproved
        } else if marks.with != 0 {
            Kind::SuitableWith
        } else {
            Kind::Suitable
        }
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
        self.order().find(|number| set >> number & 1 == 1).and_then(|number| self.rule(number))
    }
}

/// What came of the rules for one placing: each rule under the worst that came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Marks {
    pub(crate) fails: RuleSet,
    pub(crate) open: RuleSet,
    pub(crate) with: RuleSet,
    pub(crate) steps: RuleSet,
}

impl Marks {
    /// Each rule once, under the worst that came of it.
    pub(crate) const fn settled(self) -> Self {
        let Self { fails, open, with, steps } = self;
        Self {
            fails,
            open: open & !fails,
            with: with & !(fails | open),
            steps: steps & !(fails | open | with),
        }
    }
}
