//! What is found about budgets and their ledgers, as rules: code, weight, sentences, basis.

use crate::base::{Basis, Surety, rules};

const THRESHOLD: Basis = Basis::policy("how much may be held, overdrawn or due before it is looked at");
const FOR_THE_PLAN: Basis = Basis::act("Care Act 2014", "s.33(3)", Surety::Read).since(2015, 4, 1);
const ON_TIME: Basis = Basis::practice("a payment that was agreed is paid on its day", Surety::Unverified);
const POT: Basis = Basis::definition("a contingency has shares, and nobody's is spent without their word");
const FINAL: Basis = Basis::definition("a budget is closed when every account of it is nought");

const STEPS: Basis = Basis::act("Care Act 2014", "s.25(5)", Surety::Read).since(2015, 4, 1);
const OF_A_VERSION: Basis =
    Basis::definition("a budget is agreed to by the person whose it is, in this very version");
const IN_ANOTHERS_PLACE: Basis = Basis::act("Mental Capacity Act 2005", "ss.4, 9, 16", Surety::Unverified);
const TOGETHER: Basis = Basis::definition("a budget pays for the package on which it was worked out");
const REVIEW: Basis = Basis::act("Care Act 2014", "s.27", Surety::Read).since(2015, 4, 1);

const CAP: Basis =
    Basis::definition("no more is charged in a charging week than what may be charged costs in it");
const NOT_PRICED: Basis =
    Basis::definition("what nobody has priced is told as not known, and never counted as nothing");
const TOLD_FIRST: Basis =
    Basis::definition("a contribution that begins earlier says since when the person was told");

const STATEMENT: Basis = Basis::act("Care Act 2014", "s.26", Surety::Read).since(2015, 4, 1);
const ALONE: Basis = Basis::definition(
    "nobody bears more of a shared line than it would cost them alone, which is priced with its source",
);

const FEE: Basis = Basis::act("Care Act 2014", "ss.14(1)(b), 18, 20", Surety::Unverified);
const NO_MORE_THAN_ARRANGING: Basis = Basis::regulation("SI 2014/2672", "reg.5", Surety::Unverified);
const CARER_NOT_CHARGED: Basis = Basis::act("Care Act 2014", "s.14(3)", Surety::Read).since(2015, 4, 1);
const BOTH_ROLES: Basis =
    Basis::definition("two contributions of one person are shown together, each assessed with the other");
const EVERY_NEED: Basis = Basis::act("Care Act 2014", "ss.25(1), 26", Surety::Read).since(2015, 4, 1);

rules! {
    /// Every rule of this room, in the order in which findings of one weight stand.
    room Budget;

    /// The person does not agree to their budget.
    DOES_NOT_AGREE = "does-not-agree", Bars, Anyone,
        "Does not agree to their personal budget. Ask what they want instead, and change it or record what was tried.",
        "You said that this budget is not right for you. Tell us what would be.",
        STEPS;
    /// Nobody knows whether the person agrees.
    AGREEMENT_NOT_KNOWN = "agreement-not-known", Bars, Anyone,
        "Not known to agree to this version of their personal budget. Ask them, or whoever may decide for them.",
        "We still have to ask you whether this budget is right for you.",
        OF_A_VERSION;
    /// The person has not got this version.
    PERSON_HAS_NOT_GOT_IT = "person-has-not-got-budget", Bars, Anyone,
        "Has not got this version of their personal budget. Share it before they are asked to agree.",
        "You should have this in your hands before you say yes to it.",
        OF_A_VERSION;
    /// The budget comes into force, and its package does not.
    PACKAGE_NOT_IN_FORCE = "package-not-in-force", Bars, Anyone,
        "The care package that this budget pays for is not in force. Agree to both together.",
        "Your help and your budget start together. We are not there yet.",
        TOGETHER;
    /// The package came into force as another revision.
    PACKAGE_IS_ANOTHER_REVISION = "package-another-revision", Bars, Anyone,
        "The care package came into force as another revision than the one on which this budget was worked out. Work it out again.",
        "Your help has changed since we worked out your budget. We work it out again.",
        TOGETHER;

    /// Nobody knows what the person contributes.
    CONTRIBUTION_NOT_ASSESSED = "contribution-not-assessed", Bars, Anyone,
        "It is not known what the person was assessed to contribute. Not assessed is not nothing: until it is known, the statement gives the cost alone. Have it assessed.",
        "We do not know yet whether you pay something for your care, and how much.",
        STATEMENT;
    /// A line that nobody has priced.
    STATEMENT_WITHOUT_LINE = "statement-without-line", Bars, Anyone,
        "Nobody has said what this line costs on {on}. The statement is told without it. Ask what it costs.",
        "We do not know yet what some of your care costs.",
        STATEMENT;
    /// Somebody bears more of a line than it would cost them alone.
    SHARE_ABOVE_ALONE = "share-above-alone", Bars, Anyone,
        "This budget would bear {share} a week of the line, which would cost {alone} a week alone. Share it otherwise.",
        "Sharing some help would cost more than having it alone. We change that.",
        ALONE;
    /// What a shared line would cost alone is not known.
    COST_ALONE_NOT_KNOWN = "cost-alone-not-known", Bars, Anyone,
        "Budgets share this line, and nobody has said what it would cost this person alone. Ask for a price, and record from where it is known.",
        "You share some help with somebody. We still have to ask what it would cost for you alone.",
        ALONE;

    /// A contribution above what care costs.
    CONTRIBUTION_ABOVE_COST = "contribution-above-cost", Bars, Anyone,
        "The contribution of {contribution} a week is above the {cost} of a typical week that may be charged. Nobody pays more than their care costs: have it put right.",
        "You would pay more than your care costs. We put that right.",
        CAP;
    /// The budget is not tied to a version of the package.
    VERSION_NOT_NAMED = "version-not-named", Bars, Professionals,
        "The budget does not say on which version of the care package it was worked out. Work it out on the version that is agreed to.",
        "We still have to work out your budget for the help that you are offered.",
        TOGETHER;
    /// The package is not as it was when the budget was worked out.
    PACKAGE_HAS_CHANGED = "package-has-changed", Bars, Anyone,
        "The care package has changed since this budget was worked out. Work it out again.",
        "Your help has changed since we worked out your budget. We work it out again.",
        TOGETHER;
    /// There is no plan to which the budget belongs.
    PLAN_NOT_NAMED = "plan-not-named", Bars, Professionals,
        "The budget does not say to which version of the care plan it belongs, or there is no plan yet. A personal budget is part of the plan.",
        "Your budget is part of your plan. We still have to write the plan.",
        EVERY_NEED;
    /// The plan is not as it was when the budget was worked out.
    PLAN_HAS_CHANGED = "plan-has-changed", Bars, Anyone,
        "The care plan has changed since this budget was worked out. Work it out again.",
        "Your plan has changed since we worked out your budget. We work it out again.",
        TOGETHER;
    /// Nobody has looked which needs are eligible.
    ELIGIBLE_NEEDS_NOT_KNOWN = "eligible-needs-not-known", Bars, Professionals,
        "It is not known which needs were found eligible, so that nobody can tell whether each of them is priced. Hand them over.",
        "We still have to see which help you have a right to.",
        EVERY_NEED;
    /// Only lines without a price meet an eligible need.
    NEED_NOT_PRICED = "need-not-priced", Bars, Anyone,
        "Nobody has priced any line that meets this eligible need. Ask what it costs, or record how the need is met otherwise.",
        "We do not know yet what help for something you need costs.",
        EVERY_NEED;
    /// Nobody has recorded when the person was told of a contribution that begins earlier.
    CORRECTION_NOT_TOLD = "correction-not-told", Bars, Anyone,
        "The contribution from {from} begins before this version was drawn up, and nobody has recorded on which day the person was told of it. Tell them, and record the day.",
        "We still have to tell you about a change in what you pay.",
        TOLD_FIRST;
    /// Under which condition a fee for arranging is asked is not known.
    FEE_CONDITION_NOT_KNOWN = "fee-condition-not-known", Bars, Anyone,
        "It is not known under which condition a fee for arranging this person's care is asked. Find out, or ask for none.",
        "We would ask you to pay for arranging your care. We check whether we may.",
        FEE;
    /// The condition of a fee is one for budgets in the other role.
    FEE_CONDITION_OF_OTHER_ROLE = "fee-condition-of-other-role", Bars, Anyone,
        "A fee for arranging care is asked under {condition}, which is not for a budget in this role. Ask for none here.",
        "We would ask you to pay for arranging your care. We check whether we may.",
        FEE;
    /// What arranging costs is not known.
    FEE_COSTS_NOT_KNOWN = "fee-costs-not-known", Bars, Anyone,
        "It is not known what arranging costs the authority, and a fee may be no more than that. Find out.",
        "We would ask you to pay for arranging your care. We check that it is not too much.",
        NO_MORE_THAN_ARRANGING;
    /// A fee above what arranging costs.
    FEE_ABOVE_COSTS = "fee-above-costs", Bars, Anyone,
        "A fee of {fee} is asked for arranging care, which costs the authority {costs}. Ask for no more than that.",
        "We would ask you too much for arranging your care. We put that right.",
        NO_MORE_THAN_ARRANGING;
    /// Care for an adult who has a budget stands in a carer's.
    IN_THE_CARERS_BUDGET = "in-the-carers-budget", Bars, Anyone,
        "This line is care for an adult who has a personal budget, and it stands in their carer's. Put it into the adult's: a carer is not charged for it.",
        "Some help for one person is in the budget of another. We put it in the right one.",
        CARER_NOT_CHARGED;

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

    /// Care costs less than the contribution.
    CHARGE_CAPPED = "charge-capped", Warns, Anyone,
        "In {weeks} of the charging weeks asked about, the first of them from {from}, care costs less than the contribution that is due. No more is charged than care costs. Have the contribution looked at again.",
        "Your care costs less than you were to pay. You pay no more than it costs.",
        CAP;
    /// One of two contributions of a person was assessed without the other.
    ASSESSED_WITHOUT_THE_OTHER = "assessed-without-the-other", Warns, Anyone,
        "This person has two budgets, and what they contribute to this one was assessed without the other. Have both assessed together.",
        "You pay for two budgets. We check that both together are right for you.",
        BOTH_ROLES;
    /// Whether they were assessed together is not known.
    NOT_KNOWN_ASSESSED_WITH_THE_OTHER = "not-known-assessed-with-the-other", Warns, Anyone,
        "This person has two budgets, and it is not known whether what they contribute to the other one was counted for this one. Ask whoever assessed it.",
        "You pay for two budgets. We check that both together are right for you.",
        BOTH_ROLES;
    /// The cost has fallen below the contribution.
    COST_BELOW_CONTRIBUTION = "cost-below-contribution", Warns, Anyone,
        "On {on} {cost} of a typical week may be charged, which is less than the contribution of {contribution}. No more is paid than the cost. Have the contribution looked at again.",
        "Your care costs less than you were to pay. You pay no more than it costs.",
        CAP;
    /// Something may be charged that has no price.
    CHARGE_NOT_KNOWN = "charge-not-known", Warns, Anyone,
        "In {weeks} of the charging weeks asked about, the first of them from {from}, something may be charged that nobody has priced. What is charged for them is not known yet. Ask what it costs.",
        "We do not know yet what you pay in some weeks.",
        NOT_PRICED;
    /// Somebody decides for another who has a part in it too.
    DECIDES_FOR_THE_OTHER = "decides-for-the-other", Warns, Professionals,
        "Decided by somebody for whom the budget changes something as well; their interests may differ.",
        "Somebody who gets help from this too decided for you. We want to be sure it is right for you.",
        IN_ANOTHERS_PLACE;
    /// The review date has passed.
    REVIEW_DATE_PASSED = "review-date-passed", Warns, Anyone,
        "The budget was to be reviewed by {by}.",
        "It is time that we look at your budget with you again.",
        REVIEW;

    /// A contribution begins earlier than the person was told of it.
    CONTRIBUTION_BEGINS_EARLIER = "contribution-begins-earlier", Notes, Anyone,
        "This contribution is owed from {from}, and the person was told of it on {told}. It is a correction: what was charged for the days before they were told is put right, and they are told by how much.",
        "What you pay was put right for some days in the past. We tell you by how much.",
        TOLD_FIRST;
    /// What was tried to come to an agreement is recorded.
    TRIED_TO_AGREE = "steps-towards-agreement", Notes, Anyone,
        "What was tried to come to an agreement is recorded.",
        "We tried to agree with you, and wrote down what you want.",
        STEPS;
    /// Agreed to in somebody's place.
    SAID_IN_ANOTHERS_PLACE = "said-in-anothers-place", Notes, Anyone,
        "Somebody else decided this in the person's place.",
        "Somebody decided this for you.",
        IN_ANOTHERS_PLACE;
    /// The policy has no value.
    POLICY_NOT_SET = "policy-not-set", Notes, Professionals,
        "The policy has no value for {policy}, so nothing is asked on its account.",
        "",
        Basis::definition("values of the policy");
    /// No date for the next review.
    NO_REVIEW_DATE = "no-review-date", Notes, Anyone,
        "Neither the budget nor the policy says by when it is to be reviewed.",
        "We have not said when we look at your budget again.",
        REVIEW;
    /// The budget is to be shared.
    SHARING_OWED = "budget-sharing-owed", Notes, Anyone,
        "The budget is to be shared with the person whose it is.",
        "You get this to read, or to have read to you.",
        OF_A_VERSION;
    /// The budget is to be reviewed.
    REVIEW_OWED = "budget-review-owed", Notes, Anyone,
        "The budget is to be reviewed with the person whose it is.",
        "We look at your budget with you again.",
        REVIEW;
}
