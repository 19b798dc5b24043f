//! What a statement says on the family's page of a package.

use super::BudgetStatement;
use crate::package::YouPay;

impl BudgetStatement {
    /// What the person pays into the budget in a typical week, for the family's page
    /// ([`FamilyPage::you_pay`](crate::package::FamilyPage::you_pay)); none as long as nobody knows what they contribute, which
    /// the page then says. A fee for arranging care is no part of it, and stands beside it on the page.
    ///
    /// ```
    /// use mutual_care::base::{England, Fact, Money};
    /// use mutual_care::budget::{Contribution, PersonalBudget, PersonalBudgetParts, StatementQuestion};
    /// use mutual_care::package::{BudgetOf, Line, LineKind, Package, PackageParts, Payer, Price, Unit};
    /// # let id = |n: u8| format!("6f2c1a3e-0000-4000-8000-0000000000{n:02}");
    /// let on = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    /// let of = BudgetOf::adult(id(3).parse()?);
    /// let mut parts = PackageParts::new(id(1).parse()?, id(2).parse()?, vec![of.person], on);
    /// let mut line = Line::new(id(4).parse()?, LineKind::SharedLives, of.person, Payer::PersonalBudget);
    /// line.prices.push(Price::new(Money::new(40_000)?, Unit::Week));
    /// parts.lines.push(line);
    /// let package = Package::new(parts)?;
    ///
    /// let mut parts = PersonalBudgetParts::new(id(5).parse()?, of, id(2).parse()?, id(1).parse()?, on);
    /// let question = StatementQuestion::new(on, &England);
    /// assert_eq!(PersonalBudget::new(parts.clone())?.statement(&package, &question)?.you_pay(), None);
    /// parts.contribution = Fact::known(Contribution::from(on, Money::new(4_200)?));
    /// let pays = PersonalBudget::new(parts)?.statement(&package, &question)?.you_pay();
    /// assert_eq!(pays.map(|pays| pays.a_week.to_string()), Some("£42".into()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn you_pay(&self) -> Option<YouPay> {
        self.pays.map(|pays| YouPay { budget: self.of, a_week: pays.person })
    }
}
