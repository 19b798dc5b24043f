//! The account of the direct payment that somebody holds for another: what the council paid into it, what the person paid in,
//! and what was spent, in a ledger that always adds up to nothing.

use mutual_care::base::{Id, LedgerEntryId, Money, PackageLineId, PersonId, date_in_words, kinds};
use mutual_care::budget::ledger::{
    Account, BudgetInLedger, FallsDue, Ledger, Movement, PaidTo, Posting, Rhythm, Schedule, Scheduled,
    ScheduledOwed, Weekly,
};
use mutual_care::budget::{BudgetStatement, BudgetsInput, HeldPart, Holding};
use uuid::Uuid;

use crate::Change;
use crate::print::{Page, of, role};

/// One stretch of days with one amount a week.
struct Stretch {
    from: chrono::NaiveDate,
    until: chrono::NaiveDate,
    cost: Money,
    taken: Money,
    put_in: Money,
}

/// The ledger of the first budget that has a direct payment from the first change to the last.
pub(crate) fn last_account(input: &BudgetsInput, changes: &[Change]) -> Result<String, String> {
    let mut page = Page { input, you: None, text: String::new() };
    let Some(budget) =
        changes.first().and_then(|first| first.statements.iter().find(|one| paid(one).is_some()))
    else {
        return Ok(page.text);
    };
    let (budget, holder) = (budget.budget, budget.of.person);
    let stretches = stretches(changes, budget);
    let (Some(first), Some(last)) = (stretches.first(), stretches.last()) else { return Ok(page.text) };
    let Some(of) = of(input, budget) else { return Ok(page.text) };
    let Some(line) = line_paid(changes, budget) else { return Ok(page.text) };
    let name = page.name(of.person);
    page.heading(&format!(
        "The account of {name}'s direct payment, {}, up to and including {}",
        role(of.role),
        date_in_words(last.until.pred_opt().unwrap_or(last.until))
    ));
    let mut ledger = Ledger::new(input.household().id());
    ledger
        .add_budget(BudgetInLedger { id: budget, of, from: first.from })
        .map_err(|wrong| wrong.to_string())?;
    let mut book = Book { ledger, next: 1, by: holder };

    // The payments fall due every four weeks, ahead; what has fallen due is posted as it was paid.
    let mut owed = Weekly::new(first.from, first.put_in);
    for stretch in stretches.iter().skip(1) {
        owed = owed.then(stretch.from, stretch.put_in).map_err(|wrong| wrong.to_string())?;
    }
    let owed = owed.until(last.until);
    let rhythm = Rhythm { from: first.from, every_weeks: 4, falls_due: FallsDue::Ahead };
    let mut schedule = Schedule::new(budget, Scheduled::Payment(Holding::DirectPayment), rhythm);
    schedule.until = Some(last.until);
    let by = [ScheduledOwed { schedule: &schedule, owed: &owed }];
    let due = book.ledger.due(&by, last.until).map_err(|wrong| wrong.to_string())?;
    let payments = due.len();
    for fallen in due {
        book.post(fallen.movement, fallen.due_on)?;
    }
    let (mut paid_in, mut spent, mut put_in) = (Vec::new(), Vec::new(), Vec::new());
    for stretch in &stretches {
        let weeks = stretch.until.signed_duration_since(stretch.from).num_days() / 7;
        let times = |amount: Money| Money::new(amount.pence() * weeks).unwrap_or_default();
        let last_day = stretch.until.pred_opt().unwrap_or(stretch.until);
        put_in.push(format!("{weeks} × {}", stretch.put_in));
        paid_in.push(format!("{weeks} × {}", stretch.taken));
        spent.push(format!("{weeks} × {}", stretch.cost));
        let into = PaidTo::Held(Holding::DirectPayment);
        if !stretch.taken.is_zero() {
            let period = mutual_care::base::Period::new(Some(stretch.from), Some(stretch.until));
            let period = period.map_err(|wrong| wrong.to_string())?;
            let posted_for = mutual_care::budget::ledger::PostedFor::Instalment(period);
            let pence = times(stretch.taken);
            book.post(Movement::ContributionFellDue { budget, pence, posted_for }, last_day)?;
            book.post(Movement::ContributionPaid { budget, pence, into }, last_day)?;
        }
        let holding = Holding::DirectPayment;
        book.post(
            Movement::Spent { budget, holding, line, need: None, pence: times(stretch.cost) },
            last_day,
        )?;
    }
    let balances = book.ledger.balances(last.until);
    let held = Account::Held { budget, holding: Holding::DirectPayment };
    let amount = |account| balances.of(account);
    page.line(
        1,
        &format!(
            "The council paid in, {payments} times: {} = {}.",
            put_in.join(" + "),
            -amount(Account::Authority)
        ),
    );
    page.line(
        1,
        &format!("{name} paid in: {} = {}.", paid_in.join(" + "), -amount(Account::Charge { budget })),
    );
    page.line(1, &format!("Spent on it: {} = {}.", spent.join(" + "), balances.spent_on(line)));
    page.line(
        1,
        &format!(
            "So {} + {} - {} = {} is left.",
            -amount(Account::Authority),
            -amount(Account::Charge { budget }),
            balances.spent_on(line),
            amount(held)
        ),
    );
    page.line(1, &format!("All accounts together: {}.", balances.sum_of_all()));
    Ok(page.text)
}

/// A ledger, and the number of its next entry.
struct Book {
    ledger: Ledger,
    next: u128,
    by: PersonId,
}

impl Book {
    /// Posts what happened on a day, all of it when the account was written up.
    fn post(&mut self, movement: Movement, on: chrono::NaiveDate) -> Result<(), String> {
        let id: LedgerEntryId = Id::<kinds::LedgerEntry>::new(Uuid::from_u128(
            0xe000_0000_0000_4000_8000_0000_0000_0000 + self.next,
        ));
        self.next += 1;
        let written_up = chrono::NaiveDate::from_ymd_opt(2026, 4, 6).unwrap_or(on).max(on);
        let posting = Posting::new(id, movement, written_up, self.by).valued(on);
        self.ledger.post(posting).map(|_| ()).map_err(|wrong| wrong.to_string())
    }
}

fn paid(statement: &BudgetStatement) -> Option<&HeldPart> {
    statement.held.iter().find(|part| part.held.holding() == Holding::DirectPayment)
}

/// The line that the direct payment pays for.
fn line_paid(changes: &[Change], budget: mutual_care::base::BudgetId) -> Option<PackageLineId> {
    let statement = changes.first()?.statements.iter().find(|one| one.budget == budget)?;
    let line = statement.lines.iter().find(|line| line.held.holding() == Holding::DirectPayment);
    line.map(|line| line.line)
}

fn stretches(changes: &[Change], budget: mutual_care::base::BudgetId) -> Vec<Stretch> {
    let of = |(change, next): (&Change, &Change)| {
        let statement = change.statements.iter().find(|one| one.budget == budget)?;
        let part = paid(statement)?;
        let (taken, put_in) = (part.taken?, part.put_in?);
        Some(Stretch { from: change.on, until: next.on, cost: part.cost, taken, put_in })
    };
    changes.iter().zip(changes.iter().skip(1)).filter_map(of).collect()
}
