//! What somebody judged of measures, and the steps that the authority took.

use chrono::Days;
use mutual_care::base::{ChildId, Code};
use mutual_care::placement::{AuthorityStep, Child, Home, JudgedFacts, MitigationJudgement, StepDone, rules};

use super::{Maker, few, id};

impl Maker {
    pub(super) fn judgements(&mut self, homes: &[Home], children: &[Child]) -> Vec<MitigationJudgement> {
        let mut judgements = Vec::new();
        let settled = self.settled;
        for home in homes {
            let residents = home.residents.told().as_ref().known();
            let there: Vec<ChildId> =
                residents.into_iter().flatten().map(|resident| resident.child.id).collect();
            for rule in rules::TABLE {
                for &mitigation in mutual_care::placement::mitigations_of(rule) {
                    for child in children {
                        let siblings =
                            children.iter().map(|other| other.id).filter(|other| *other != child.id);
                        let others = there.iter().copied().chain(siblings).map(Some).chain([None]);
                        for other in others.collect::<Vec<_>>() {
                            let mut once = self.generous;
                            while std::mem::take(&mut once)
                                || (!self.generous && self.dice.percent(settled / 2))
                            {
                                let back = match self.dice.below(12) {
                                    0 => 0,
                                    1 => 400,
                                    2 => 30,
                                    more => more % 2 + 1,
                                };
                                let back = Days::new(u64::from(back));
                                // Dated after the move, as it is now, or of other facts.
                                let late = self.dice.percent(3);
                                let facts = (self.dice.below(400) == 0)
                                    .then(|| self.judged_facts(home, child, other, children));
                                let with = if self.speaks.measures && self.dice.percent(30) {
                                    self.dice.some(mutual_care::placement::mitigations_of(rule), 40)
                                } else {
                                    Vec::new()
                                };
                                let staff = (self.speaks.measures && self.dice.percent(50))
                                    .then(|| u8::try_from(self.dice.between(1, 3)).unwrap());
                                let on = self.on.checked_sub_days(back).unwrap();
                                let on = if late { self.on.succ_opt().unwrap() } else { on };
                                judgements.push(MitigationJudgement {
                                    home: home.id,
                                    rule: rule.code.parse().unwrap(),
                                    child: child.id,
                                    other,
                                    mitigation,
                                    together_with: few(with
                                        .into_iter()
                                        .filter(|with| *with != mitigation)
                                        .collect()),
                                    staff,
                                    enough: self.generous || self.dice.percent(70),
                                    by: id::<mutual_care::base::kinds::Worker>(0xd, 2),
                                    on,
                                    facts,
                                });
                            }
                        }
                    }
                }
            }
        }
        judgements.truncate(10_000);
        judgements
    }

    /// The facts that a judgement names: as they are, or other ones.
    pub(super) fn judged_facts(
        &mut self,
        home: &Home,
        child: &Child,
        other: Option<ChildId>,
        children: &[Child],
    ) -> JudgedFacts {
        let residents = home.residents.told().as_ref().known();
        let there = residents.into_iter().flatten().map(|resident| &resident.child).chain(children);
        let other = there.into_iter().find(|there| Some(there.id) == other);
        let mut facts = JudgedFacts::of(home, child, other).unwrap();
        if self.dice.percent(30) {
            facts.child = Child::new(id(0xe, 9)).fingerprint().unwrap();
        }
        facts
    }

    pub(super) fn steps(&mut self, homes: &[Home], children: &[ChildId]) -> Vec<StepDone> {
        let mut steps = Vec::new();
        for home in homes {
            for &child in children {
                for &step in AuthorityStep::ALL {
                    if self.dice.percent(20) {
                        let late = Days::new(u64::from(self.dice.percent(10)));
                        let on = self.on.checked_add_days(late).unwrap();
                        steps.push(StepDone { home: home.id, child, step, on });
                    }
                }
            }
        }
        steps
    }
}
