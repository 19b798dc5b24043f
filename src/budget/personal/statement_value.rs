//! A statement of a personal budget as an answer: what care costs in a typical week, who pays it, and how it is held.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use chrono::NaiveDate;
use serde::Serialize;

use super::{AloneSource, NotCharged};
use crate::base::{
    Amount, BudgetId, Finding, Findings, Fraction, Money, NeedId, PackageLineId, Period, PersonId, Told,
};
use crate::budget::held::{HeldAs, Paid};
use crate::budget::rules;
use crate::package::{BudgetOf, PaidBy};

/// The statement of a personal budget as at a date (Care Act 2014 s.26): what meeting the needs costs the authority in a typical
/// week is what the person pays and what the authority pays, to the penny. What is owed once and the year stand beside it.
///
/// As long as nobody knows what the person contributes it gives the cost alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BudgetStatement {
    /// Of which budget.
    pub budget: BudgetId,
    /// Whose it is, in which role.
    pub of: BudgetOf,
    /// As at which date.
    pub on: NaiveDate,
    /// What a typical week costs the authority: the sum of its lines.
    pub cost: Money,
    /// The same, not rounded.
    pub exact: Fraction,
    /// What of it may be charged.
    pub chargeable: Money,
    /// What the person was assessed to contribute by the week on the date.
    pub contribution: Told<Money>,
    /// Whether what they contribute in their other role was counted in that; none if the contribution is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_other_role: Option<Told<bool>>,
    /// Who pays what of the cost; none as long as the contribution is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pays: Option<Pays>,
    /// Whether the person pays less than they contribute, since the cost has fallen below that.
    pub is_capped: bool,
    /// Each line that it pays, in order of id.
    pub lines: Vec<StatementLine>,
    /// What is asked for arranging care: no part of the cost.
    pub fees: Vec<StatementFee>,
    /// What others pay for the same needs, and what is free by law: beside the budget, never in it.
    pub beside: Vec<StandsBeside>,
    /// Lines that are for this person or meet a need of theirs, and stand in somebody else's budget.
    pub elsewhere: Vec<MetElsewhere>,
    /// What each line that budgets share would cost this person alone.
    pub alone: Vec<AloneView>,
    /// Lines of the budget on the date of which nobody has said what they cost then: the statement is without them.
    pub not_priced: Vec<PackageLineId>,
    /// Lines of the budget on the date that have no week: what is owed once, and allowances. They are in the year.
    pub without_week: Vec<PackageLineId>,
    /// What is owed once in the year.
    pub once: Vec<OwedOnce>,
    /// The year of the accounts in which the date lies, in its actual days.
    pub year: StatementYear,
    /// How it is held, and what is paid out by the week.
    pub held: Vec<HeldPart>,
    /// Whether direct payments are paid net or gross of the contribution.
    pub paid: Paid,
    /// What of the contribution is charged by the authority, since it is not taken from a direct payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charged: Option<Money>,
    /// From which day on payments are suspended, if that day has come: the authority holds it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspended_from: Option<NaiveDate>,
}

/// Who pays what of a cost. Both together are the cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Pays {
    /// The person whose budget it is.
    pub person: Money,
    /// The authority.
    pub authority: Money,
}

/// A line in a typical week of a budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatementLine {
    /// Which line.
    pub line: PackageLineId,
    /// What it costs this budget.
    pub cost: Money,
    /// The same, not rounded.
    pub exact: Fraction,
    /// What of it may be charged.
    pub chargeable: Money,
    /// Why nothing of it may be, if so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_charged: Option<NotCharged>,
    /// Who pays it; none as long as the contribution is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pays: Option<Pays>,
    /// The same by the needs that it meets for this budget; none where no needs were handed over, or it meets none.
    pub needs: Vec<NeedPart>,
    /// How it is held on the date.
    pub held: HeldAs,
    /// Others whom it is for, or whose needs it meets, and who have no budget on it.
    pub also_for: Vec<PersonId>,
}

/// What meeting one need costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct NeedPart {
    /// Which need; none of what meets none that was handed over.
    pub need: Option<NeedId>,
    /// What it costs the budget.
    pub cost: Money,
    /// Who pays it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pays: Option<Pays>,
}

/// What is asked for arranging care in a typical week. The person pays it, outside the cap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatementFee {
    /// Which line.
    pub line: PackageLineId,
    /// How much.
    pub cost: Money,
    /// The same, not rounded.
    pub exact: Fraction,
}

/// What stands beside a budget: somebody else pays it, or nobody has to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StandsBeside {
    /// Which line.
    pub line: PackageLineId,
    /// Who pays, or the rule by which it is free.
    pub by: PaidBy,
    /// How much.
    pub cost: Money,
}

/// A line that meets this person's need and stands in another budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MetElsewhere {
    /// Which line.
    pub line: PackageLineId,
    /// In whose budgets it stands.
    pub stands_in: Vec<BudgetOf>,
}

/// What somebody's share of a line is, and what the line would cost them alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AloneView {
    /// Which line.
    pub line: PackageLineId,
    /// What this budget bears of it in a typical week.
    pub share: Money,
    /// The same, not rounded.
    pub share_exact: Fraction,
    /// What it would cost alone; none if nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alone: Option<CostAlone>,
}

/// What a line would cost somebody alone in a typical week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CostAlone {
    /// How much.
    pub cost: Money,
    /// The same, not rounded.
    pub exact: Fraction,
    /// From where that is known.
    pub source: AloneSource,
    /// What sharing saves this person: alone less share. It may be nothing; below nothing, they would bear more than alone.
    pub saved: Money,
}

/// Something that is owed once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OwedOnce {
    /// Which line.
    pub line: PackageLineId,
    /// On which day.
    pub on: NaiveDate,
    /// What it costs the budget.
    pub cost: Money,
    /// What of it may be charged.
    pub chargeable: Money,
}

/// What a budget costs in the year of the accounts, from its first day on, and who pays it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatementYear {
    /// Its days: 1 April to 31 March, from the budget's first day on.
    pub period: Period,
    /// What they cost the authority, with what is owed once, pauses and allowances as far as they are booked.
    pub cost: Money,
    /// The same, not rounded.
    pub exact: Fraction,
    /// What of it may be charged.
    pub chargeable: Money,
    /// Who pays it: the person what they are charged, week by week. None as long as the contribution is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pays: Option<Pays>,
    /// What is asked for arranging care in it, beside the cost.
    pub fees: Money,
    /// Days of lines of which nobody has said what they cost: the year is without them.
    pub not_priced: Vec<(PackageLineId, Period)>,
}

/// What of a budget is held in one way, in a typical week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HeldPart {
    /// In which way.
    pub held: HeldAs,
    /// What the lines cost that are held so.
    pub cost: Money,
    /// What of the contribution is taken from it before it is paid; none where that is not known yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<Money>,
    /// What the authority puts there: the cost less what is taken. With what it charges for itself taken off, all of these come
    /// to what the authority pays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub put_in: Option<Money>,
}

impl BudgetStatement {
    /// By need, in order; first, under none, what meets no need that was handed over. It adds up to the cost, and what the
    /// person pays of each to what they pay.
    ///
    /// ```
    /// # use mutual_care::base::Money;
    /// # use mutual_care::budget::BudgetStatement;
    /// fn adds_up(statement: &BudgetStatement) -> bool {
    ///     let needs = statement.by_need();
    ///     Money::sum(needs.iter().map(|part| part.cost)) == Some(statement.cost)
    /// }
    /// ```
    pub fn by_need(&self) -> Vec<NeedPart> {
        let mut needs: BTreeMap<Option<NeedId>, NeedPart> = BTreeMap::new();
        for line in &self.lines {
            let whole = NeedPart { need: None, cost: line.cost, pays: line.pays };
            let parts = if line.needs.is_empty() { core::slice::from_ref(&whole) } else { &line.needs };
            for part in parts {
                let none = NeedPart { cost: Money::ZERO, pays: self.pays.map(|_| Pays::default()), ..*part };
                let sum = needs.entry(part.need).or_insert(none);
                sum.cost = within(sum.cost, part.cost);
                sum.pays = sum.pays.zip(part.pays).map(|(one, other)| Pays {
                    person: within(one.person, other.person),
                    authority: within(one.authority, other.authority),
                });
            }
        }
        needs.into_values().collect()
    }

    /// What sharing saves this person in a typical week; none as long as it is not known of every line that budgets share.
    ///
    /// ```
    /// # use mutual_care::budget::BudgetStatement;
    /// fn in_words(statement: &BudgetStatement) -> String {
    ///     match statement.saved() {
    ///         Some(saved) => format!("Sharing saves {saved} a week."),
    ///         None => "We do not know yet what sharing saves.".to_owned(),
    ///     }
    /// }
    /// ```
    pub fn saved(&self) -> Option<Money> {
        let mut each = self.alone.iter().map(|view| view.alone.as_ref().map(|alone| alone.saved));
        each.try_fold(Money::ZERO, |sum, saved| Some(within(sum, saved?)))
    }

    /// What to know about it: a contribution that is not known, lines without a price, a cost that has fallen below the
    /// contribution, shares above what a line would cost alone, and shares of which that is not known.
    ///
    /// ```
    /// # use mutual_care::base::Weight;
    /// # use mutual_care::budget::BudgetStatement;
    /// fn can_be_agreed_to(statement: &BudgetStatement) -> bool {
    ///     statement.findings().iter().all(|finding| finding.weight() != Weight::Bars)
    /// }
    /// ```
    pub fn findings(&self) -> Findings {
        let of = |rule| Finding::new(rule).about(self.budget);
        let mut found: Vec<Finding> = Vec::new();
        if let Told::NotKnown(_) = self.contribution {
            found.push(of(&rules::CONTRIBUTION_NOT_ASSESSED));
        }
        for line in &self.not_priced {
            found.push(of(&rules::STATEMENT_WITHOUT_LINE).about(*line).with("on", Amount::Date(self.on)));
        }
        if let (true, Told::Known(contribution)) = (self.is_capped, &self.contribution) {
            let finding = of(&rules::COST_BELOW_CONTRIBUTION).with("cost", Amount::Money(self.chargeable));
            let finding = finding.with("contribution", Amount::Money(*contribution));
            found.push(finding.with("on", Amount::Date(self.on)));
        }
        for view in &self.alone {
            match &view.alone {
                None => found.push(of(&rules::COST_ALONE_NOT_KNOWN).about(view.line)),
                Some(alone) if alone.exact < view.share_exact => {
                    let finding = of(&rules::SHARE_ABOVE_ALONE).about(view.line);
                    let finding = finding.with("share", Amount::Money(view.share));
                    found.push(finding.with("alone", Amount::Money(alone.cost)));
                }
                Some(_) => {}
            }
        }
        found.into_iter().collect()
    }
}

/// A sum of parts of one amount.
fn within(one: Money, other: Money) -> Money {
    Money::within(one.pence() + other.pence())
}
