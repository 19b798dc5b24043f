//! What is found about budgets and their ledgers, as rules: code, weight, sentences, basis.

use crate::base::{Basis, Surety, rules};

const THRESHOLD: Basis = Basis::policy("how much may be held, overdrawn or due before it is looked at");
const FOR_THE_PLAN: Basis = Basis::act("Care Act 2014", "s.33(3)", Surety::Read).since(2015, 4, 1);
const ON_TIME: Basis = Basis::practice("a payment that was agreed is paid on its day", Surety::Unverified);
const POT: Basis = Basis::definition("a contingency has shares, and nobody's is spent without their word");
const FINAL: Basis = Basis::definition("a budget is closed when every account of it is nought");

rules! {
    /// Every rule of this room, in the order in which findings of one weight stand.
    room Budget;

    /// A contingency would be spent beyond somebody's share.
    CONTINGENCY_BEYOND_SHARE = "contingency-beyond-share", Bars, Anyone,
        "The emergency would cost {amount} out of this person's share of the contingency, beyond the part that is theirs, and they are not known to agree. Ask them, or find the money elsewhere.",
        "Some of the money kept for your emergencies would be used for somebody else. You must say yes first.",
        POT;
    /// A contingency would be spent beyond what is in it.
    CONTINGENCY_TOO_SMALL = "contingency-too-small", Bars, Anyone,
        "The emergency costs {amount} more than is left of the whole contingency. Find that money elsewhere, and spend only what is left.",
        "There is not enough money kept for emergencies. We look for more.",
        POT;

    /// A line is owed for and not paid when the budget is to be closed.
    COMMITMENT_NOT_PAID = "commitment-not-paid", Bars, Anyone,
        "{amount} is owed for this line and not paid. Pay it before the budget is closed.",
        "A bill for your care is still to be paid.",
        FINAL;
    /// A line runs on when the budget is to be closed.
    LINE_STILL_RUNS = "line-still-runs", Bars, Anyone,
        "This line runs on after {on}. End it with its notice before the budget is closed.",
        "Some of your care still goes on.",
        FINAL;
    /// What a line costs is not known when the budget is to be closed.
    LINE_NOT_PRICED = "line-not-priced", Bars, Anyone,
        "What is owed for this line is not known, since it is not priced. Find out before the budget is closed.",
        "We do not know yet what some of your care cost.",
        FINAL;
    /// What the person was to contribute is not known when the budget is to be closed.
    CONTRIBUTION_NOT_KNOWN = "contribution-not-known", Bars, Anyone,
        "What the person was to contribute is not known. Not assessed is not nothing: find out before the budget is closed.",
        "We do not know yet what you were to pay.",
        FINAL;
    /// A contribution that was not charged when the budget is to be closed.
    CONTRIBUTION_NOT_CHARGED = "contribution-not-charged", Bars, Anyone,
        "{amount} more is owed as a contribution than was charged. Charge it before the budget is closed.",
        "Part of what you were to pay has not been asked for yet.",
        FINAL;
    /// A contribution that was charged and is not owed when the budget is to be closed.
    CHARGED_TOO_MUCH = "charged-too-much", Bars, Anyone,
        "{amount} more was charged as a contribution than is owed. Lower the charge before the budget is closed.",
        "You were asked for too much. We put that right.",
        FINAL;
    /// A contribution that is not paid when the budget is to be closed.
    CONTRIBUTION_NOT_PAID = "contribution-not-paid", Bars, Anyone,
        "{amount} of the contribution is due and not paid. Settle it before the budget is closed.",
        "Part of what you were to pay is still to be paid.",
        FINAL;
    /// A contribution that was paid twice or too early when the budget is to be closed.
    CONTRIBUTION_PAID_TOO_MUCH = "contribution-paid-too-much", Bars, Anyone,
        "{amount} more was paid as a contribution than is due. Pay it back before the budget is closed.",
        "You paid too much. You get it back.",
        FINAL;
    /// Money that is still held when the budget is to be closed.
    MONEY_STILL_HELD = "money-still-held", Bars, Anyone,
        "{amount} is still held ({holding}). Have the rest returned before the budget is closed.",
        "There is money left in your budget. It has to go back.",
        FINAL;
    /// Money that is missing when the budget is to be closed.
    OVERDRAWN_AT_THE_END = "overdrawn-at-the-end", Bars, Anyone,
        "{amount} more was spent than there was ({holding}). Settle it before the budget is closed.",
        "More was spent than there was in your budget. We have to settle that.",
        FINAL;
    /// Money that is owed back and was not returned when the budget is to be closed.
    NOT_RETURNED = "owed-back-not-returned", Bars, Anyone,
        "{amount} is owed back and was not returned. Settle it before the budget is closed.",
        "Money that goes back to the council has not gone back yet.",
        FINAL;
    /// More was returned than was owed back.
    RETURNED_TOO_MUCH = "returned-too-much", Bars, Anyone,
        "{amount} more was returned than was owed back. Pay it back before the budget is closed.",
        "Too much money went back to the council. You get it back.",
        FINAL;
    /// What is left of a share of the contingency when somebody's last budget is to be closed.
    CONTINGENCY_NOT_SETTLED = "contingency-not-settled", Bars, Anyone,
        "{amount} of this person's share of the contingency is not settled, and this is their last budget. Take it back, or put right what was overspent.",
        "Money kept for your emergencies has not gone back yet.",
        FINAL;
    /// Something counts for a day later than that on which a budget is to be closed.
    COUNTS_LATER = "counts-later", Bars, Anyone,
        "Something was posted that counts for {on}. A budget is closed on that day at the earliest.",
        "Something is still to be paid later.",
        FINAL;

    /// More is held than the policy lets be held.
    SURPLUS = "surplus", Warns, Anyone,
        "On {on} {amount} is held beyond what has fallen due and what is set aside{without| (at most: some of that is not known)}: more than the payments of {most} weeks. Ask what it is for before anything is asked back.",
        "You have more money in your budget than you seem to need now. Tell us what it is for.",
        THRESHOLD;
    /// More was spent than there was.
    OVERDRAWN = "overdrawn", Warns, Anyone,
        "{amount} more has been spent than there was, since {since}. Find out why: too little may have been paid, or too much spent.",
        "More has been spent than there was. Let us look at it together.",
        THRESHOLD;
    /// Money was spent on a line that was not in the plan.
    OUTSIDE_THE_PLAN = "spent-outside-the-plan", Warns, Anyone,
        "{amount} was spent on {on} on a line that was not in the plan of this budget on that day. Ask what it was for: it may belong in the plan.",
        "Some money was spent on something that is not in your plan. Tell us what it was for.",
        FOR_THE_PLAN;
    /// A contribution is due for longer than the policy lets it be.
    ARREARS = "arrears", Warns, Anyone,
        "{amount} of the contribution has been due for more than {days} days, the oldest of it since {since}. Ask whether the amount is right and can be paid.",
        "Part of what you pay for your care is late. Tell us if it is too much for you.",
        THRESHOLD;
    /// A payment of the authority has not been made.
    PAYMENT_OVERDUE = "payment-overdue", Warns, Anyone,
        "A payment of {amount} fell due on {since} and was not posted. Pay it, or post it.",
        "Your payment is late. We look into it.",
        ON_TIME;
}
