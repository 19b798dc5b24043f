//! Who is paid from direct payments, and who of them may not be (SI 2014/2871 reg 3).

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use super::{Held, HeldContext, Necessity, PaidFor, PayeeFacts, rules};
use crate::base::{Actor, Amount, Finding, Findings, PersonId};
use crate::package::{BudgetOf, BudgetRole, Closeness, Kinship, Line, LineKind, TieOver};

/// All that speaks against paying whoever is paid from direct payments.
///
/// A wife, husband or civil partner may not be paid wherever they live, nor whoever lives with the person as one, nor
/// [close family](crate::package::closeness) in the same household, unless the authority finds it necessary: for care, or
/// for administration, each decided by itself, by somebody of the authority, with the reason. Where it is not known whether
/// somebody is close, that bars like being close, and says what to ask; what was found necessary does not need to be known.
///
/// From a budget as an adult it is the person whose budget it is to whom nobody close is paid; from one as a carer also
/// each adult whom a line is for. It is looked at from the date on: on the first day of a line, and on each day on which
/// one of the two moves.
pub fn payee_findings(of: BudgetOf, held: &Held, context: &HeldContext<'_>) -> Findings {
    let kinship = context.household.map(Kinship::of);
    let mut found: Vec<Finding> = Vec::new();
    for (line, _) in context.by_direct_payment(of, held) {
        let look = Look { of, held, context, kinship: kinship.as_ref(), line };
        found.extend(look.found());
    }
    found.into_iter().collect()
}

struct Look<'a> {
    of: BudgetOf,
    held: &'a Held,
    context: &'a HeldContext<'a>,
    kinship: Option<&'a Kinship<'a>>,
    line: &'a Line,
}

impl Look<'_> {
    fn found(&self) -> Vec<Finding> {
        // A line without a provider bars by itself.
        let Some(by) = self.line.by else { return Vec::new() };
        if self.context.household.is_some_and(|household| household.service(by).is_some()) {
            return Vec::new();
        }
        let payee = PersonId::new(by.uuid());
        let is_person = self.context.package.people().contains(&payee)
            || self.kinship.is_some_and(|kinship| kinship.knows(payee))
            || self.asked(payee).is_some();
        if !is_person {
            return alloc::vec![Finding::new(&rules::PAYEE_NOT_KNOWN).about(self.line.id).about(by)];
        }
        let mut found = Vec::new();
        if payee == self.of.person {
            found.push(self.find(&rules::PAYS_THEMSELF, payee));
        }
        let over: Vec<(PersonId, TieOver)> = self
            .whose()
            .into_iter()
            .filter(|person| *person != payee)
            .map(|id| (id, self.over(payee, id)))
            .collect();
        if over.iter().any(|(_, over)| over.close.is_some() || over.not_known.is_some()) {
            found.extend(self.close(payee, &over));
        }
        found
    }

    /// To whom a payee may not be close.
    fn whose(&self) -> BTreeSet<PersonId> {
        let adults: &[PersonId] = match self.of.role {
            BudgetRole::Adult => &[],
            BudgetRole::Carer => &self.line.people,
        };
        adults.iter().copied().chain([self.of.person]).collect()
    }

    fn over(&self, payee: PersonId, person: PersonId) -> TieOver {
        let (line, on) = (self.line, self.context.on);
        let from = line.period.from().map_or(on, |from| from.max(on));
        let asked = self.asked(payee);
        // What was asked of a payee is what they are to whoever's budget it is; that they are neither, to each adult as well.
        let whose = person == self.of.person;
        let is = asked.and_then(|asked| asked.is.told().known());
        let is = is.filter(|is| whose || *is == Closeness::Neither);
        let together = asked.filter(|_| whose).and_then(|asked| asked.lives_with_them.told().known());
        Kinship::over(self.kinship, [payee, person], from, line.period.until(), |tie| tie.asked(is, together))
    }

    fn asked(&self, payee: PersonId) -> Option<&PayeeFacts> {
        self.held.payees.iter().find(|asked| asked.payee == payee)
    }

    /// What is found of somebody who is close, or of whom that is not known.
    fn close(&self, payee: PersonId, over: &[(PersonId, TieOver)]) -> Vec<Finding> {
        let paid_for = paid_for(self.line.what);
        let decided = self.decided(payee, paid_for);
        if let Some(necessity) = decided.filter(|necessity| necessity.necessary) {
            return self.necessary(necessity);
        }
        let find = |rule, person: PersonId, from| {
            let finding = self.find(rule, payee).about(person).with("from", Amount::Date(from));
            finding.with("for", Amount::Code(paid_for.words()))
        };
        let mut found = Vec::new();
        for (person, over) in over {
            if let Some((from, is)) = over.close {
                let rule = match decided {
                    Some(_) => &rules::FOUND_NOT_NECESSARY,
                    None => &rules::PAYS_CLOSE_FAMILY,
                };
                found.push(find(rule, *person, from).with("is", Amount::Code(is.words())));
            }
            if let Some((from, tie)) = over.not_known {
                let finding = find(&rules::PERHAPS_PAYS_CLOSE_FAMILY, *person, from);
                found.push(finding.with("what", Amount::Code(tie.to_ask())));
            }
        }
        found
    }

    /// The last decision about paying somebody for something, of those that were made by the date. Of two of one day the one
    /// that did not find it necessary.
    fn decided(&self, payee: PersonId, paid_for: PaidFor) -> Option<&Necessity> {
        let theirs = self
            .held
            .necessities
            .iter()
            .filter(|one| (one.payee, one.paid_for) == (payee, paid_for) && one.on <= self.context.on);
        theirs.max_by_key(|one| (one.on, !one.necessary))
    }

    /// What is found of a decision that it is necessary: whether it is one of the authority, with a reason, and when it is
    /// looked at again.
    fn necessary(&self, decided: &Necessity) -> Vec<Finding> {
        let find = |rule| {
            let finding = self.find(rule, decided.payee).about(decided.by);
            finding.with("for", Amount::Code(decided.paid_for.words())).with("on", Amount::Date(decided.on))
        };
        let mut found = Vec::new();
        if matches!(decided.by, Actor::Person(_)) {
            found.push(find(&rules::NECESSITY_NOT_BY_AUTHORITY));
        }
        if decided.reason.is_empty() {
            found.push(find(&rules::NECESSITY_WITHOUT_REASON));
        }
        match decided.review_by {
            None => found.push(find(&rules::NECESSITY_WITHOUT_REVIEW)),
            Some(by) if by < self.context.on => {
                found.push(find(&rules::NECESSITY_REVIEW_OVERDUE).with("by", Amount::Date(by)));
            }
            Some(_) => {}
        }
        found.push(find(&rules::PAID_AS_NECESSARY));
        found
    }

    fn find(&self, rule: &'static crate::base::Rule, payee: PersonId) -> Finding {
        Finding::new(rule).about(self.line.id).about(payee)
    }
}

/// What whoever provides such a line is paid for: running the direct payment is administration, all else is care.
const fn paid_for(what: LineKind) -> PaidFor {
    match what {
        LineKind::Payroll | LineKind::EmployersInsurance | LineKind::Recruitment => PaidFor::Administration,
        _ => PaidFor::Care,
    }
}
